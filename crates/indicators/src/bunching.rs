//! Amounts that gather just under a limit, without anyone having to know the limit.
//!
//! Limits are round: every round figure is tried as one, and many amounts just below it with few just above speak for
//! it. Limits that change, or that only the payer knows, are found the same way.

use std::collections::BTreeMap;

use evidence::{Currency, Truth};

use crate::compile::Scope;
use crate::engine::{Found, Missing, Subjected};
use crate::error::PackError;
use crate::expression::{At, Condition};
use crate::field::{Field, Seen};
use crate::list::{Codes, Contents};
use crate::pack::{Builder, Test};
use crate::quantity::{ONE, Unit, clamp, ratio, whole};

#[derive(Clone, Debug)]
pub(crate) struct BunchingRule {
    select: Condition,
    within_us: i64,
    /// The bands reach from `below` times the limit up to it, and from it to `above` times.
    below: i64,
    above: i64,
    /// Leading figures of round limits: 10 to 99.
    figures: Vec<i64>,
    fire: Condition,
}

/// The measures, in order.
const MEASURES: [(&str, Unit); 6] = [
    ("just_below", Unit::Plain),
    ("just_above", Unit::Plain),
    ("all", Unit::Plain),
    ("share", Unit::Percent),
    ("different", Unit::Plain),
    ("limit", Unit::Money),
];

impl BunchingRule {
    pub(crate) fn build(builder: &mut Builder<'_>) -> Result<(Vec<(String, Unit)>, Test), PackError> {
        let raw = builder.raw;
        let source = builder.required("select", raw.select.as_ref())?;
        let select = builder.at("select", source).condition(&source.value, Scope::Event)?;
        let source = builder.required("within", raw.within.as_ref())?;
        let within_us = builder.at("within", source).duration(&source.value)?;
        let source = builder.required("limits", raw.limits.as_ref())?;
        let compiler = builder.at("limits", source);
        let Some(Contents::Codes(codes)) =
            compiler.lists.get(&source.value).map(|list| list.contents.clone())
        else {
            return Err(compiler.place.error(format!("no list of codes “{}”", source.value)));
        };
        let figures = figures(&codes);
        let band = |name: &str| {
            let found = builder.compiler.parameters.iter().find(|own| own.name == name);
            let value = found.filter(|own| own.quantity.unit != Unit::Duration).map(|own| own.quantity.value);
            value.ok_or_else(|| {
                builder.place.error(format!("a rule of kind `bunching` has a parameter `{name}`"))
            })
        };
        let (below, above) = (band("below")?, band("above")?);
        if !(0 < below && below < ONE && ONE < above) {
            return Err(builder.place.error("`below` is a share under 1 and `above` one over 1"));
        }
        let names = MEASURES.map(|(name, _)| name);
        let fire = builder.at("fire", &raw.fire).condition(&raw.fire.value, Scope::Measures(&names))?;
        let test = Self { select, within_us, below, above, figures, fire };
        Ok((Builder::measure_list(&MEASURES), Test::Bunching(test)))
    }

    /// Runs the rule over one subject's events. Cost: one pass for each round figure in reach of the amounts.
    pub(crate) fn run<'w>(&self, seen: &Subjected<'w, '_>, missing: &mut Missing) -> Vec<Found<'w>> {
        let mut groups: BTreeMap<Currency, Vec<(i64, Seen<'w>)>> = BTreeMap::new();
        for event in seen.events() {
            let at = At::event(event);
            let decided = self.select.decide(&at);
            if decided == Truth::False {
                continue;
            }
            match event.number(Field::Amount).zip(event.order_us) {
                Some((amount, _)) if decided == Truth::True => {
                    missing.note(0);
                    groups.entry(event.row.currency).or_default().push((amount, *event));
                }
                Some(_) => missing.note(self.select.unknown(&at)),
                None => missing.note(Field::Amount.bit() | Field::Time.bit()),
            }
        }
        groups.values().filter_map(|group| self.best(group)).collect()
    }

    /// The limit that most amounts gather under, if the rule fires for any.
    fn best<'w>(&self, events: &[(i64, Seen<'w>)]) -> Option<Found<'w>> {
        let (least, most) = (events.iter().map(|(a, _)| *a).min()?, events.iter().map(|(a, _)| *a).max()?);
        let mut best: Option<([i64; 6], Vec<Seen<'w>>)> = None;
        let powers = (0..10).map(|power| 10_i64.saturating_pow(power).saturating_mul(ONE));
        let limits =
            powers.flat_map(|unit| self.figures.iter().map(move |figure| figure.saturating_mul(unit)));
        for limit in limits.filter(|limit| *limit > least && part(*limit, self.below) <= most) {
            if let Some((values, below)) = self.gather(events, limit)
                && best.as_ref().is_none_or(|(known, _)| (values[0], values[3]) > (known[0], known[3]))
            {
                best = Some((values, below));
            }
        }
        best.map(|(values, events)| Found { events, values: values.map(Some).to_vec() })
    }

    /// The fullest window in which amounts gather under `limit`, and those of its events that lie just under it.
    fn gather<'w>(&self, events: &[(i64, Seen<'w>)], limit: i64) -> Option<([i64; 6], Vec<Seen<'w>>)> {
        let bands = (part(limit, self.below), part(limit, self.above));
        let is_below = |amount: i64| amount >= bands.0 && amount < limit;
        let is_above = |amount: i64| amount >= limit && amount < bands.1;
        let time = |at: usize| events.get(at).and_then(|(_, event)| event.order_us).unwrap_or(i64::MAX);
        let (mut low, mut high, mut below, mut above) = (0_usize, 0_usize, 0_usize, 0_usize);
        let mut amounts: BTreeMap<i64, usize> = BTreeMap::new();
        let mut best: Option<([i64; 6], usize, usize)> = None;
        while high < events.len() {
            let end = time(high);
            while let Some((amount, _)) = events.get(high).filter(|_| time(high) == end) {
                above += usize::from(is_above(*amount));
                if is_below(*amount) {
                    below += 1;
                    *amounts.entry(*amount).or_default() += 1;
                }
                high += 1;
            }
            while let Some((amount, _)) =
                events.get(low).filter(|_| time(low) < end.saturating_sub(self.within_us))
            {
                above -= usize::from(is_above(*amount));
                if is_below(*amount) {
                    below -= 1;
                    if let Some(count) = amounts.get_mut(amount) {
                        *count -= 1;
                        if *count == 0 {
                            amounts.remove(amount);
                        }
                    }
                }
                low += 1;
            }
            let all = whole(high - low);
            let share = ratio(whole(below), all).unwrap_or(0);
            let values = [whole(below), whole(above), all, share, whole(amounts.len()), limit];
            if best.is_none_or(|(known, ..)| values[0] > known[0])
                && self.fire.decide(&At::measures(&|number| values.get(number).copied())) == Truth::True
            {
                best = Some((values, low, high));
            }
        }
        let (values, low, high) = best?;
        let part = events.get(low..high).unwrap_or_default().iter();
        Some((values, part.filter(|(amount, _)| is_below(*amount)).map(|(_, event)| *event).collect()))
    }
}

/// `share` of `limit`, both in ten-thousandths.
fn part(limit: i64, share: i64) -> i64 {
    clamp(i128::from(limit) * i128::from(share) / i128::from(ONE))
}

fn figures(codes: &Codes) -> Vec<i64> {
    (10..100_u16).filter(|figure| codes.holds_number(*figure)).map(i64::from).collect()
}
