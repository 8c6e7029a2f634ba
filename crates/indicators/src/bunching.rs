//! Amounts that gather just under a limit, without anyone having to know the limit.
//!
//! Limits are round: every round figure near an amount is tried as one, and many amounts just below it with few just
//! above speak for it. Limits that change, or that only the payer knows, are found the same way. Of windows that fire
//! and overlap, the one with most amounts just below a limit is found. Cost: each amount is near a few limits only.

use evidence::Truth;
use foldhash::HashMap;
use serde::{Deserialize, Serialize};

use crate::bounds::{Bounds, Possible};
use crate::compile::Scope;
use crate::engine::{Detector, Found, Missing, Selected};
use crate::episode::{Episode, Timed, Window};
use crate::error::PackError;
use crate::expression::{At, Condition, Value};
use crate::field::Field;
use crate::incremental::{Incremental, Lasting};
use crate::list::{Codes, Contents};
use crate::pack::{Builder, Test};
use crate::plan::{Decided, NodeIx};
use crate::quantity::{ONE, Unit, clamp, ratio, whole};
use crate::rows::{NONE, Row};
use crate::seen::Seen;

#[derive(Clone, Debug)]
pub(crate) struct BunchingRule {
    select: NodeIx,
    within_us: i64,
    /// The band below a limit begins at this share of it.
    below: i64,
    /// Round limits and their bands, ascending.
    limits: Vec<Round>,
    fire: Condition,
    by: Option<Field>,
    fields: u64,
    wanted: Vec<NodeIx>,
}

/// A limit, where the band below it begins and where the band above it ends.
#[derive(Clone, Copy, Debug)]
struct Round {
    below: i64,
    limit: i64,
    above: i64,
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

/// An amount at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sum {
    time_us: i64,
    event: u64,
    amount: i64,
}

impl Timed for Sum {
    fn time_us(&self) -> i64 {
        self.time_us
    }
}

/// What lies around a limit.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Around {
    below: usize,
    above: usize,
    amounts: HashMap<i64, usize>,
}

/// What the rule keeps of one subject.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct BunchingState {
    window: Window<Sum>,
    limits: HashMap<i64, Around>,
}

impl BunchingRule {
    pub(crate) fn build(builder: &mut Builder<'_>) -> Result<(Vec<(String, Unit)>, Test), PackError> {
        let raw = builder.raw;
        let source = builder.required("select", raw.select.as_ref())?;
        let select = builder.at("select", source).condition(&source.value, Scope::Event)?;
        let source = builder.required("within", raw.within.as_ref())?;
        let within_us = builder.at("within", source).duration(&source.value)?;
        let source = builder.required("limits", raw.limits.as_ref())?;
        let figures = match builder.at("limits", source).list(&source.value, &["codes"])? {
            Contents::Codes(codes) => figures(&codes),
            _ => Vec::new(),
        };
        let band = |name: &str, is_right: fn(i64) -> bool, right: &str| match builder.inner(name) {
            Some((own, _)) if own.unit != Unit::Duration && is_right(own.value) => Ok(own.value),
            Some((_, place)) => Err(place.error(format!("expected a share of the limit {right}"))),
            None => {
                let message = format!(
                    "a rule of kind `bunching` has a parameter `{name}`, a share of the limit {right}"
                );
                Err(builder.place.error(message))
            }
        };
        let below = band("below", |own| 0 < own && own < ONE, "under 100%, such as 90%")?;
        let above = band("above", |own| ONE < own, "over 100%, such as 110%")?;
        let names = MEASURES.map(|(name, _)| name);
        let fire = builder.at("fire", &raw.fire).condition(&raw.fire.value, Scope::Measures(&names))?;
        let by = builder.by()?;
        let select = builder.of_subject(select);
        let wanted: Vec<Field> = [Field::Time, Field::Amount].into_iter().chain(by).collect();
        let fields = select.fields() | wanted.iter().fold(0, |all, field| all | field.bit());
        let plan = &mut *builder.plan;
        let (wanted, select) = (plan.wanted(&wanted), plan.add(&select));
        let limits = round_limits(&figures).map(|limit| Round {
            below: part(limit, below),
            limit,
            above: part(limit, above),
        });
        let limits = limits.collect();
        let test = Self { select, within_us, below, limits, fire, by, fields, wanted };
        Ok((Builder::measure_list(&MEASURES), Test::Bunching(test)))
    }

    /// The limits an amount is near: just below, or just above.
    fn near(&self, amount: i64) -> impl Iterator<Item = (i64, bool)> + '_ {
        let first = self.limits.partition_point(|own| own.above <= amount);
        let near = self.limits.iter().skip(first).take_while(move |own| own.below <= amount);
        near.map(move |own| (own.limit, amount < own.limit))
    }

    /// Moves the window on; what leaves it no longer lies around any limit.
    fn slide(&self, state: &mut BunchingState, now_us: i64) {
        let limits = &mut state.limits;
        state.window.slide(now_us, |sum| {
            for (limit, is_below) in self.near(sum.amount) {
                let Some(around) = limits.get_mut(&limit) else { continue };
                if is_below {
                    around.below -= 1;
                    if let Some(count) = around.amounts.get_mut(&sum.amount) {
                        *count -= 1;
                        if *count == 0 {
                            around.amounts.remove(&sum.amount);
                        }
                    }
                } else {
                    around.above -= 1;
                }
                if around.below == 0 && around.above == 0 {
                    limits.remove(&limit);
                }
            }
        });
    }

    fn values(state: &BunchingState, limit: i64) -> [i64; 6] {
        let (all, around) = (state.window.len(), state.limits.get(&limit));
        let (below, above, different) =
            around.map_or((0, 0, 0), |around| (around.below, around.above, around.amounts.len()));
        let share = ratio(whole(below), whole(all)).unwrap_or(0);
        [whole(below), whole(above), whole(all), share, whole(different), limit]
    }

    fn found(&self, episode: Episode<Sum>) -> Found {
        let (limit, below) = (episode.tag, part(episode.tag, self.below));
        let shown = episode.items.iter().filter(|sum| (below..limit).contains(&sum.amount));
        let events = shown.map(|sum| sum.event).collect();
        Found { start_us: episode.start_us, events, values: episode.values }
    }
}

impl Detector for BunchingRule {
    type Item = Sum;
    type State = BunchingState;

    fn node(&self) -> NodeIx {
        self.select
    }

    fn may_fire(&self, seen: &Seen<'_>) -> bool {
        let all = whole(seen.count(&[self.select]));
        let bounds = |asked: Value| match asked {
            Value::Measure(0..=2 | 4) => Bounds::known(0, all),
            _ => Bounds::NONE,
        };
        Possible::of(&self.fire, &bounds).yes
    }

    fn asked(&self) -> Vec<NodeIx> {
        self.wanted.clone()
    }

    fn wanted(&self) -> (&[NodeIx], u64) {
        (&self.wanted, self.fields)
    }

    fn state(&self) -> BunchingState {
        BunchingState { window: Window::new(self.within_us, 0), limits: HashMap::default() }
    }

    fn clear(state: &mut BunchingState) {
        state.window.clear();
        state.limits.clear();
    }

    fn select(&self, row: &Row<'_>, _: &Decided) -> Option<Selected<Sum>> {
        let amount = row.rows.amount.get(row.at).copied().filter(|amount| *amount != NONE)?;
        let group = match self.by {
            Some(field) => row.key(field)?,
            None => 0,
        };
        let item = Sum { time_us: row.time_us()?, event: u64::from(row.event()), amount };
        Some(Selected { group: (group, row.currency()), item })
    }

    fn push(
        &self,
        state: &mut BunchingState,
        moment: &[Sum],
        last: Row<'_>,
        _: &mut Missing,
        found: &mut Vec<Found>,
    ) {
        let Some(end_us) = moment.first().map(|sum| sum.time_us) else { return };
        let mut touched = Vec::new();
        for sum in moment {
            for (limit, is_below) in self.near(sum.amount) {
                let around = state.limits.entry(limit).or_default();
                if is_below {
                    around.below += 1;
                    *around.amounts.entry(sum.amount).or_default() += 1;
                    touched.push(limit);
                } else {
                    around.above += 1;
                }
            }
            state.window.push(sum.clone());
        }
        self.slide(state, end_us);
        touched.sort_unstable();
        touched.dedup();
        let fires = |values: &[i64; 6]| {
            let value = |asked: Value| match asked {
                Value::Measure(number) => values.get(number).copied(),
                _ => None,
            };
            self.fire.decide(&At::measures(Some(last), &value)) == Truth::True
        };
        let best = touched.into_iter().map(|limit| Self::values(state, limit)).filter(fires);
        if let Some(values) = best.max_by_key(|values| (values[0], values[3], std::cmp::Reverse(values[5]))) {
            let over = state.window.fire(values.map(Some).to_vec(), values[5]);
            found.extend(over.map(|episode| self.found(episode)));
        }
    }

    fn finish(&self, state: &mut BunchingState, _: Row<'_>, found: &mut Vec<Found>) {
        found.extend(state.window.close().map(|episode| self.found(episode)));
    }
}

impl Lasting for Sum {
    fn event(&mut self) -> &mut u64 {
        &mut self.event
    }
}

impl Incremental for BunchingRule {
    fn open_start(&self, state: &BunchingState) -> Option<i64> {
        state.window.open_start()
    }

    fn open(&self, state: &BunchingState) -> Option<Found> {
        state.window.peek().map(|episode| self.found(episode))
    }

    fn settle(&self, state: &mut BunchingState, now_us: i64, _: Row<'_>, found: &mut Vec<Found>) {
        self.slide(state, now_us);
        found.extend(state.window.close_before(now_us).map(|episode| self.found(episode)));
    }

    fn due_us(&self, state: &BunchingState) -> Option<i64> {
        state.window.due_us()
    }

    fn is_idle(state: &BunchingState) -> bool {
        state.window.is_idle()
    }

    fn each(state: &mut BunchingState, visit: &mut dyn FnMut(&mut Sum)) {
        state.window.each(visit);
    }
}

/// `share` of `limit`, both in ten-thousandths.
fn part(limit: i64, share: i64) -> i64 {
    clamp(i128::from(limit) * i128::from(share) / i128::from(ONE))
}

fn figures(codes: &Codes) -> Vec<i64> {
    (10..100_u16).filter(|figure| codes.holds_number(*figure)).map(i64::from).collect()
}

/// Two leading figures and any number of zeros.
fn round_limits(figures: &[i64]) -> impl Iterator<Item = i64> + '_ {
    let units = (0..10).map(|power| 10_i64.saturating_pow(power).saturating_mul(ONE));
    units.flat_map(|unit| figures.iter().map(move |figure| figure.saturating_mul(unit)))
}
