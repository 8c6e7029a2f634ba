//! Rules that count over a sliding window.
//!
//! A window ends at every moment something is selected and reaches back as far as `within`; all events of one moment
//! enter together, so that their order in the files does not matter. Of windows that fire and overlap, one is found: where
//! the first measure is highest, then where most events are. Its values and its events are shown, so that they agree.
//! Cost: each event enters and leaves once.

use std::collections::{BTreeMap, HashMap, VecDeque};

use evidence::{Currency, Truth};

use crate::compile::{Measure, Scope};
use crate::engine::{Found, Missing, Subjected};
use crate::error::PackError;
use crate::expression::{At, Condition};
use crate::field::{Field, Key, Seen};
use crate::pack::{Builder, Test};
use crate::quantity::{Unit, clamp, ratio, whole};
use crate::world::Spot;

#[derive(Clone, Debug)]
pub(crate) struct WindowRule {
    select: Condition,
    within_us: i64,
    measures: Vec<Measure>,
    show: Condition,
    fire: Condition,
}

impl WindowRule {
    pub(crate) fn build(builder: &mut Builder<'_>) -> Result<(Vec<(String, Unit)>, Test), PackError> {
        let raw = builder.raw;
        let source = builder.required("select", raw.select.as_ref())?;
        let select = builder.at("select", source).condition(&source.value, Scope::Event)?;
        let source = builder.required("within", raw.within.as_ref())?;
        let within_us = builder.at("within", source).duration(&source.value)?;
        let mut measures = Vec::new();
        for (name, source) in &raw.measure.0 {
            measures.push(builder.at(&format!("measure `{name}`"), source).measure(&source.value)?);
        }
        if measures.is_empty() {
            return Err(builder.place.error("a rule of kind `window` needs at least one `measure`"));
        }
        let show = match &raw.show {
            Some(source) => builder.at("show", source).condition(&source.value, Scope::Event)?,
            None => Condition::Is(Truth::True),
        };
        let names: Vec<&str> = raw.measure.0.iter().map(|(name, _)| name.as_str()).collect();
        let fire = builder.at("fire", &raw.fire).condition(&raw.fire.value, Scope::Measures(&names))?;
        let units =
            names.iter().zip(&measures).map(|(name, measure)| ((*name).to_owned(), measure.unit())).collect();
        Ok((units, Test::Window(Self { select, within_us, measures, show, fire })))
    }

    /// Runs the rule over one subject's events.
    pub(crate) fn run<'w>(&self, seen: &Subjected<'w, '_>, missing: &mut Missing) -> Vec<Found<'w>> {
        let mut selected: Vec<Seen<'w>> = Vec::new();
        for event in seen.events() {
            let at = At::event(event);
            match self.select.decide(&at) {
                Truth::False => {}
                Truth::Unknown => missing.note(self.select.unknown(&at)),
                Truth::True if event.order_us.is_none() => missing.note(Field::Time.bit()),
                Truth::True => {
                    let wanting = self.measures.iter().map(|measure| wanting(measure, event));
                    missing.note(wanting.fold(0, |all, fields| all | fields));
                    selected.push(*event);
                }
            }
        }
        let adds_amounts =
            self.measures.iter().any(|measure| matches!(measure, Measure::Sum | Measure::Median));
        let mut groups: BTreeMap<Currency, Vec<Seen<'w>>> = BTreeMap::new();
        for event in selected {
            let currency = if adds_amounts { event.row.currency } else { Currency::NONE };
            groups.entry(currency).or_default().push(event);
        }
        groups.values().flat_map(|group| self.slide(group, missing)).collect()
    }

    fn slide<'w>(&self, events: &[Seen<'w>], missing: &mut Missing) -> Vec<Found<'w>> {
        let mut running: Vec<Running<'_, 'w>> = self.measures.iter().map(Running::new).collect();
        let mut episodes: Vec<Episode> = Vec::new();
        let time = |at: usize| events.get(at).and_then(|event| event.order_us).unwrap_or(i64::MAX);
        let (mut low, mut high) = (0, 0);
        while high < events.len() {
            let end = time(high);
            while high < events.len() && time(high) == end {
                if let Some(event) = events.get(high) {
                    for measure in &mut running {
                        measure.add(event);
                    }
                }
                high += 1;
            }
            while time(low) < end.saturating_sub(self.within_us) {
                if let Some(event) = events.get(low) {
                    for measure in &mut running {
                        measure.remove(event);
                    }
                }
                low += 1;
            }
            let value = |number: usize| running.get(number)?.value(events, low);
            match self.fire.decide(&At::measures(&value)) {
                Truth::False => {}
                Truth::Unknown => missing.history |= running.iter().any(|r| matches!(r, Running::Earlier(_))),
                Truth::True => {
                    let values: Vec<Option<i64>> = (0..running.len()).map(value).collect();
                    match episodes.last_mut() {
                        Some(last) if low < last.end => {
                            last.end = high;
                            if (values.first(), high - low) > (last.values.first(), last.high - last.low) {
                                *last = Episode { low, high, values, end: high };
                            }
                        }
                        _ => episodes.push(Episode { low, high, values, end: high }),
                    }
                }
            }
        }
        let found = episodes.into_iter().map(|episode| {
            let shown = events.get(episode.low..episode.high).unwrap_or_default().iter();
            let shown = shown.filter(|event| self.show.decide(&At::event(event)) == Truth::True);
            Found { events: shown.copied().collect(), values: episode.values }
        });
        found.collect()
    }
}

/// The strongest of windows that fire and overlap.
#[derive(Debug)]
struct Episode {
    low: usize,
    high: usize,
    values: Vec<Option<i64>>,
    /// Where the last of those windows ends.
    end: usize,
}

/// The fields for want of which an event does not enter a measure.
fn wanting(measure: &Measure, event: &Seen<'_>) -> u32 {
    let unless = |known: bool, field: Field| if known { 0 } else { field.bit() };
    match measure {
        Measure::Count(condition) | Measure::Share(condition) => condition.unknown(&At::event(event)),
        Measure::Distinct(field) => unless(event.key(*field).is_some(), *field),
        Measure::Sum | Measure::Median => unless(event.row.amount_minor.is_some(), Field::Amount),
        Measure::PathKm => unless(event.location.is_some(), Field::City),
        Measure::Earlier(_) => 0,
    }
}

/// The value that is told apart; what a subject does with itself does not count as another party.
fn counted<'w>(field: Field, event: &Seen<'w>) -> Option<Key<'w>> {
    event.key(field).filter(|key| *key != Key::Cluster(event.subject) || field != Field::Counterparty)
}

/// A measure over the window as it slides.
#[derive(Debug)]
enum Running<'r, 'w> {
    Count(&'r Condition, usize),
    Share(&'r Condition, usize, usize),
    Distinct(Field, HashMap<Key<'w>, usize>),
    Sum(i128),
    Median(Vec<i64>),
    Path(VecDeque<Spot<'w>>, i64),
    Earlier(i64),
}

impl<'r, 'w> Running<'r, 'w> {
    fn new(measure: &'r Measure) -> Self {
        match measure {
            Measure::Count(condition) => Self::Count(condition, 0),
            Measure::Share(condition) => Self::Share(condition, 0, 0),
            Measure::Distinct(field) => Self::Distinct(*field, HashMap::new()),
            Measure::Sum => Self::Sum(0),
            Measure::Median => Self::Median(Vec::new()),
            Measure::PathKm => Self::Path(VecDeque::new(), 0),
            Measure::Earlier(length_us) => Self::Earlier(*length_us),
        }
    }

    fn add(&mut self, event: &Seen<'w>) {
        match self {
            Self::Count(condition, count) => {
                *count += usize::from(condition.decide(&At::event(event)) == Truth::True);
            }
            Self::Share(condition, yes, no) => match condition.decide(&At::event(event)) {
                Truth::True => *yes += 1,
                Truth::False => *no += 1,
                Truth::Unknown => {}
            },
            Self::Distinct(field, counts) => {
                if let Some(key) = counted(*field, event) {
                    *counts.entry(key).or_default() += 1;
                }
            }
            Self::Sum(sum) => *sum += i128::from(event.number(Field::Amount).unwrap_or(0)),
            Self::Median(sorted) => {
                if let Some(amount) = event.number(Field::Amount) {
                    let at = sorted.partition_point(|own| *own < amount);
                    sorted.insert(at, amount);
                }
            }
            Self::Path(stops, length) => {
                if let Some(stop) = event.location.map(Spot::of) {
                    *length += stops.back().map_or(0, |last| last.distance(&stop));
                    stops.push_back(stop);
                }
            }
            Self::Earlier(_) => {}
        }
    }

    fn remove(&mut self, event: &Seen<'w>) {
        match self {
            Self::Count(condition, count) => {
                *count -= usize::from(condition.decide(&At::event(event)) == Truth::True);
            }
            Self::Share(condition, yes, no) => match condition.decide(&At::event(event)) {
                Truth::True => *yes -= 1,
                Truth::False => *no -= 1,
                Truth::Unknown => {}
            },
            Self::Distinct(field, counts) => {
                let Some(key) = counted(*field, event) else { return };
                if let Some(count) = counts.get_mut(&key) {
                    *count -= 1;
                    if *count == 0 {
                        counts.remove(&key);
                    }
                }
            }
            Self::Sum(sum) => *sum -= i128::from(event.number(Field::Amount).unwrap_or(0)),
            Self::Median(sorted) => {
                if let Some(at) =
                    event.number(Field::Amount).and_then(|amount| sorted.binary_search(&amount).ok())
                {
                    sorted.remove(at);
                }
            }
            Self::Path(stops, length) => {
                if event.location.is_some()
                    && let Some(first) = stops.pop_front()
                {
                    *length -= stops.front().map_or(0, |next| first.distance(next));
                }
            }
            Self::Earlier(_) => {}
        }
    }

    fn value(&self, events: &[Seen<'w>], low: usize) -> Option<i64> {
        match self {
            Self::Count(_, count) => Some(whole(*count)),
            Self::Share(_, yes, no) => ratio(whole(*yes), whole(yes + no)),
            Self::Distinct(_, counts) => Some(whole(counts.len())),
            Self::Sum(sum) => Some(clamp(*sum)),
            Self::Median(sorted) => {
                let upper = i128::from(*sorted.get(sorted.len() / 2)?);
                let lower = i128::from(*sorted.get(sorted.len().checked_sub(1)? / 2)?);
                Some(clamp(i128::midpoint(lower, upper)))
            }
            Self::Path(_, length) => Some(*length),
            Self::Earlier(length_us) => {
                let first = events.get(low)?;
                let start = first.order_us?.saturating_sub(*length_us);
                let before = events.get(..low)?;
                let count = before.len() - before.partition_point(|event| event.order_us < Some(start));
                (count > 0 || first.world.covers(first, start)).then(|| whole(count))
            }
        }
    }
}
