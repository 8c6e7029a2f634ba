//! Rules on one event after another.
//!
//! With `pair`, each first event takes the earliest unused later event within `within` that goes with it. With
//! `balance`, a run of first and later events is taken together while what went out stands in the asked ratio to what
//! came in, which follows money that is collected in parts and passed on at once. Each is an occurrence; the rule fires
//! when there are enough of them within `period`. Of periods that fire and overlap, the one with most is found.

use std::collections::BTreeMap;

use evidence::{Currency, Truth};

use crate::compile::Scope;
use crate::engine::{Found, Missing, Subjected};
use crate::error::PackError;
use crate::expression::{At, Condition};
use crate::field::{Field, Seen};
use crate::pack::{Builder, Test};
use crate::quantity::{Unit, clamp, ratio, whole};

#[derive(Clone, Debug)]
pub(crate) struct SequenceRule {
    first: Condition,
    then: Condition,
    how: How,
    within_us: i64,
    period_us: i64,
    fire: Condition,
}

#[derive(Clone, Debug)]
enum How {
    Pair(Condition),
    Balance(Condition),
}

/// The measures of a sequence, in order.
const MEASURES: [(&str, Unit); 4] = [
    ("episodes", Unit::Plain),
    ("first_total", Unit::Money),
    ("then_total", Unit::Money),
    ("ratio", Unit::Percent),
];

impl SequenceRule {
    pub(crate) fn build(builder: &mut Builder<'_>) -> Result<(Vec<(String, Unit)>, Test), PackError> {
        let raw = builder.raw;
        let source = builder.required("first", raw.first.as_ref())?;
        let first = builder.at("first", source).condition(&source.value, Scope::Event)?;
        let source = builder.required("then", raw.then.as_ref())?;
        let then = builder.at("then", source).condition(&source.value, Scope::Event)?;
        let source = builder.required("within", raw.within.as_ref())?;
        let within_us = builder.at("within", source).duration(&source.value)?;
        let source = builder.required("period", raw.period.as_ref())?;
        let period_us = builder.at("period", source).duration(&source.value)?;
        let how = match (&raw.pair, &raw.balance) {
            (Some(source), None) => {
                How::Pair(builder.at("pair", source).condition(&source.value, Scope::Pair)?)
            }
            (None, Some(source)) => How::Balance(
                builder.at("balance", source).condition(&source.value, Scope::Measures(&["ratio"]))?,
            ),
            _ => return Err(builder.place.error("a rule of kind `sequence` has either `pair` or `balance`")),
        };
        let fire =
            builder.at("fire", &raw.fire).condition(&raw.fire.value, Scope::Measures(&["episodes"]))?;
        let test = Self { first, then, how, within_us, period_us, fire };
        Ok((Builder::measure_list(&MEASURES), Test::Sequence(test)))
    }

    /// Runs the rule over one subject's events.
    pub(crate) fn run<'w>(&self, seen: &Subjected<'w, '_>, missing: &mut Missing) -> Vec<Found<'w>> {
        let one_currency = match &self.how {
            How::Pair(pair) => pair.compares_amounts(),
            How::Balance(_) => true,
        };
        let mut groups: BTreeMap<Currency, (Vec<Seen<'w>>, Vec<Seen<'w>>)> = BTreeMap::new();
        for event in seen.events() {
            let at = At::event(event);
            let (first, then) = (self.first.decide(&at), self.then.decide(&at));
            if first.or(then) == Truth::False {
                continue;
            }
            let amount =
                if one_currency && event.row.amount_minor.is_none() { Field::Amount.bit() } else { 0 };
            let time = if event.order_us.is_none() { Field::Time.bit() } else { 0 };
            missing.note(self.first.unknown(&at) | self.then.unknown(&at) | amount | time);
            if amount | time != 0 {
                continue;
            }
            let currency = if one_currency { event.row.currency } else { Currency::NONE };
            let (firsts, thens) = groups.entry(currency).or_default();
            if first == Truth::True {
                firsts.push(*event);
            }
            if then == Truth::True {
                thens.push(*event);
            }
        }
        let mut pairs = Missing::default();
        let mut found = Vec::new();
        for (firsts, thens) in groups.values() {
            let occurrences = match &self.how {
                How::Pair(pair) => self.pairs(pair, firsts, thens, &mut pairs),
                How::Balance(balance) => self.balanced(balance, firsts, thens),
            };
            found.extend(self.gather(&occurrences));
        }
        if found.is_empty() {
            missing.add_pairs(&pairs);
        }
        found
    }

    /// The later events at or after `start_us` and within reach of it.
    fn reach<'e, 'w>(
        &self,
        thens: &'e [Seen<'w>],
        start_us: i64,
    ) -> impl Iterator<Item = (usize, &'e Seen<'w>)> + use<'e, 'w> {
        let begin = thens.partition_point(|then| then.order_us < Some(start_us));
        let end_us = start_us.saturating_add(self.within_us);
        thens.iter().enumerate().skip(begin).take_while(move |(_, then)| then.order_us <= Some(end_us))
    }

    fn pairs<'w>(
        &self,
        pair: &Condition,
        firsts: &[Seen<'w>],
        thens: &[Seen<'w>],
        missing: &mut Missing,
    ) -> Vec<Occurrence<'w>> {
        let mut used = vec![false; thens.len()];
        let mut occurrences = Vec::new();
        for first in firsts {
            let Some(start_us) = first.order_us else { continue };
            for (number, then) in self.reach(thens, start_us) {
                if used.get(number) != Some(&false) || then.event == first.event {
                    continue;
                }
                let at = At::pair(first, then);
                let decided = pair.decide(&at);
                missing.note(if decided == Truth::Unknown { pair.unknown(&at) } else { 0 });
                if decided == Truth::True {
                    used.get_mut(number).into_iter().for_each(|used| *used = true);
                    occurrences.push(Occurrence {
                        start_us,
                        events: vec![*first, *then],
                        totals: totals(&[*first], &[*then]),
                    });
                    break;
                }
            }
        }
        occurrences
    }

    fn balanced<'w>(
        &self,
        balance: &Condition,
        firsts: &[Seen<'w>],
        thens: &[Seen<'w>],
    ) -> Vec<Occurrence<'w>> {
        let mut occurrences = Vec::new();
        let (mut next_first, mut next_then) = (0, 0);
        while let Some(first) = firsts.get(next_first) {
            let Some(start_us) = first.order_us else { break };
            let mut best = None;
            let (mut came, mut went, mut last_first) = (0_i128, 0_i128, next_first);
            for (number, then) in self.reach(thens, start_us).filter(|(number, _)| *number >= next_then) {
                while let Some(more) = firsts.get(last_first).filter(|more| more.order_us <= then.order_us) {
                    came += i128::from(more.number(Field::Amount).unwrap_or(0));
                    last_first += 1;
                }
                went += i128::from(then.number(Field::Amount).unwrap_or(0));
                let share = ratio(clamp(went), clamp(came));
                if balance.decide(&At::measures(&|_| share)) == Truth::True {
                    best = Some((last_first, number + 1));
                }
            }
            if let Some((end_first, end_then)) = best {
                let begin_then = thens.partition_point(|then| then.order_us < Some(start_us)).max(next_then);
                let firsts = firsts.get(next_first..end_first).unwrap_or_default();
                let thens = thens.get(begin_then..end_then).unwrap_or_default();
                let mut events: Vec<Seen<'w>> = firsts.iter().chain(thens).copied().collect();
                events.sort_by_key(|event| (event.order_us, event.side, event.event));
                occurrences.push(Occurrence { start_us, events, totals: totals(firsts, thens) });
                (next_first, next_then) = (end_first, end_then);
            } else {
                next_first += 1;
            }
        }
        occurrences
    }

    /// The fullest of the periods that hold enough occurrences, for each stretch in which such periods overlap.
    fn gather<'w>(&self, occurrences: &[Occurrence<'w>]) -> Vec<Found<'w>> {
        let mut episodes: Vec<Episode> = Vec::new();
        let mut low = 0;
        for (high, last) in occurrences.iter().enumerate() {
            while occurrences
                .get(low)
                .is_some_and(|first| first.start_us < last.start_us.saturating_sub(self.period_us))
            {
                low += 1;
            }
            let count = high + 1 - low;
            if self.fire.decide(&At::measures(&|_| Some(whole(count)))) != Truth::True {
                continue;
            }
            match episodes.last_mut() {
                Some(episode) if low < episode.end => {
                    episode.end = high + 1;
                    if count > episode.count {
                        (episode.low, episode.count) = (low, count);
                    }
                }
                _ => episodes.push(Episode { low, count, end: high + 1 }),
            }
        }
        let found = episodes.into_iter().map(|Episode { low, count, .. }| {
            let part = occurrences.get(low..low + count).unwrap_or_default();
            let (came, went) = part.iter().fold((0_i64, 0_i64), |(came, went), own| {
                (came.saturating_add(own.totals.0), went.saturating_add(own.totals.1))
            });
            let mut events: Vec<Seen<'w>> = part.iter().flat_map(|own| own.events.iter().copied()).collect();
            events.sort_by_key(|event| (event.order_us, event.side, event.event));
            Found { events, values: vec![Some(whole(count)), Some(came), Some(went), ratio(went, came)] }
        });
        found.collect()
    }
}

/// The fullest of periods that fire and overlap.
#[derive(Debug)]
struct Episode {
    /// Its first occurrence, and how many follow from there.
    low: usize,
    count: usize,
    /// Behind the last occurrence of any of those periods.
    end: usize,
}

/// One time that the sequence happened.
#[derive(Debug)]
struct Occurrence<'w> {
    start_us: i64,
    events: Vec<Seen<'w>>,
    totals: (i64, i64),
}

fn totals(firsts: &[Seen<'_>], thens: &[Seen<'_>]) -> (i64, i64) {
    let sum = |events: &[Seen<'_>]| {
        clamp(events.iter().map(|event| i128::from(event.number(Field::Amount).unwrap_or(0))).sum())
    };
    (sum(firsts), sum(thens))
}
