//! Rules on patterns of payments between several: money that comes back, is scattered and gathered, or passed on.
//!
//! The payments a rule selects are edges between their holders; the `motif` crate finds the patterns each payment
//! completes. A pattern is told of the one where it begins (a cycle), who scatters, or who stands in the middle.

use std::collections::{BTreeMap, BTreeSet};

use ::motif::{Config, Edge, Graph, Search};
use evidence::{Currency, EventIx, Truth};
use serde::{Deserialize, Serialize};

use crate::compile::Scope;
use crate::engine::Found;
use crate::error::PackError;
use crate::expression::{At, Condition, Value};
use crate::field::{Field, Side};
use crate::mask;
use crate::pack::{Builder, Test};
use crate::plan::{Decided, NodeIx};
use crate::quantity::{ONE, Unit, clamp, ratio, whole};
use crate::rows::{Row, Rows};
use crate::world::World;

/// Ours: a hop more than the laundering typologies speak of, and what can be searched exactly.
const LONGEST: i64 = 6;
/// Ours: with fewer between or around, nothing is scattered or gathered.
const LEAST: u32 = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Cycle,
    ScatterGather,
    GatherScatter,
}

#[derive(Clone, Debug)]
pub(crate) struct MotifRule {
    shape: Shape,
    select: NodeIx,
    within_us: i64,
    longest: usize,
    fire: Condition,
    pub(crate) fields: u64,
}

const CYCLE: [(&str, Unit); 3] =
    [("length", Unit::Plain), ("returned", Unit::Percent), ("countries", Unit::Plain)];
const SCATTER_GATHER: [(&str, Unit); 4] = [
    ("middles", Unit::Plain),
    ("total_in", Unit::Money),
    ("total_out", Unit::Money),
    ("ratio", Unit::Percent),
];
const GATHER_SCATTER: [(&str, Unit); 5] = [
    ("sources", Unit::Plain),
    ("targets", Unit::Plain),
    ("total_in", Unit::Money),
    ("total_out", Unit::Money),
    ("ratio", Unit::Percent),
];

impl Shape {
    fn measures(self) -> &'static [(&'static str, Unit)] {
        match self {
            Self::Cycle => &CYCLE,
            Self::ScatterGather => &SCATTER_GATHER,
            Self::GatherScatter => &GATHER_SCATTER,
        }
    }
}

impl MotifRule {
    pub(crate) fn build(builder: &mut Builder<'_>) -> Result<(Vec<(String, Unit)>, Test), PackError> {
        let raw = builder.raw;
        let source = builder.required("shape", raw.shape.as_ref())?;
        let shape = match source.value.as_str() {
            "cycle" => Shape::Cycle,
            "scatter_gather" => Shape::ScatterGather,
            "gather_scatter" => Shape::GatherScatter,
            _ => {
                let shapes = ["cycle", "scatter_gather", "gather_scatter"];
                return Err(builder.no_such("shape", source, "shape", &shapes));
            }
        };
        let source = builder.required("select", raw.select.as_ref())?;
        let select = builder.at("select", source).condition(&source.value, Scope::Event)?;
        let source = builder.required("within", raw.within.as_ref())?;
        let within_us = builder.at("within", source).duration(&source.value)?;
        let longest = match builder.inner("longest") {
            None => LONGEST,
            Some((own, place)) => {
                let longest = Some(own.value / ONE).filter(|longest| (2..=LONGEST).contains(longest));
                longest.ok_or_else(|| place.error(format!("expected from 2 to {LONGEST} payments")))?
            }
        };
        let names: Vec<&str> = shape.measures().iter().map(|(name, _)| *name).collect();
        let fire = builder.at("fire", &raw.fire).condition(&raw.fire.value, Scope::Measures(&names))?;
        let select = builder.of_subject(select);
        let fields = select.fields();
        let test = Self {
            shape,
            select: builder.plan.add(&select),
            within_us,
            longest: usize::try_from(longest).unwrap_or(2),
            fire,
            fields,
        };
        Ok((Builder::measure_list(shape.measures()), Test::Motif(test)))
    }
}

/// A pattern that made the rule fire.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Pattern {
    from_us: i64,
    pub(crate) to_us: i64,
    pub(crate) found: Found,
}

/// Payments within reach, and the patterns they made.
#[derive(Debug)]
pub(crate) struct Watched {
    graph: Graph,
    /// By subject, in order of time; only the last of a subject may still change.
    pub(crate) patterns: BTreeMap<u32, Vec<Pattern>>,
    /// Whose last pattern is new or another since this was last emptied.
    pub(crate) changed: BTreeSet<u32>,
    /// Payments that were not searched to the end.
    cut_short: usize,
}

impl MotifRule {
    /// The condition to decide for a block.
    pub(crate) fn node(&self) -> NodeIx {
        self.select
    }

    /// The payments of a block that the rule selects.
    pub(crate) fn payments(&self, world: &World<'_>, rows: &Rows, decided: &Decided) -> Vec<Edge> {
        let payment = |at: usize| {
            let row = Row { world, rows, at };
            let (subject, other) = (row.subject(), row.other()?);
            let is_in = row.code(Field::Direction)? == Side::In as u8;
            let (from, to) = if is_in { (other, subject) } else { (subject, other) };
            let amount = row.number(Field::Amount).unwrap_or(0);
            Some(Edge { from, to, time_us: row.time_us()?, amount, id: row.event() })
        };
        mask::rows(&decided.truths(self.select).yes).filter_map(payment).collect()
    }

    /// The patterns that payments complete, and how many payments were not searched to the end.
    pub(crate) fn judge(&self, world: &World<'_>, mut payments: Vec<Edge>) -> (Vec<(u32, Found)>, usize) {
        payments.sort_by_key(|own| (own.time_us, own.id));
        payments.dedup_by_key(|own| own.id);
        let currency = |id: u32| {
            let at = world.evidence.event_at(EventIx(id));
            at.map_or(Currency::NONE, |event| event.currency)
        };
        let mut watched = self.watch();
        for payment in payments {
            self.take(world, &mut watched, payment, currency);
        }
        let patterns = watched.patterns.into_iter();
        let found = patterns.flat_map(|(subject, own)| own.into_iter().map(move |own| (subject, own.found)));
        (found.collect(), watched.cut_short)
    }

    pub(crate) fn within_us(&self) -> i64 {
        self.within_us
    }

    /// No payments yet.
    pub(crate) fn watch(&self) -> Watched {
        let graph = Graph::new(Config { keep_us: self.within_us, ..Config::default() });
        Watched { graph, patterns: BTreeMap::new(), changed: BTreeSet::new(), cut_short: 0 }
    }

    /// Takes a payment back in that was taken before.
    pub(crate) fn put_back(watched: &mut Watched, payment: Edge) {
        // It was in order then, and is now.
        let _ = watched.graph.add(payment);
    }

    /// Takes the next payment in order of time, and keeps the patterns it completes.
    pub(crate) fn take(
        &self,
        world: &World<'_>,
        watched: &mut Watched,
        payment: Edge,
        currency: impl Fn(u32) -> Currency + Copy,
    ) {
        let Watched { graph, patterns, changed, cut_short } = watched;
        if graph.add(payment).is_err() {
            *cut_short += 1;
            return;
        }
        let hops = u32::try_from(self.longest).unwrap_or(2);
        let search = Search { hops, least: LEAST, ..Search::within(self.within_us) };
        let mut keep = |subject: Option<u32>, edges: &[Edge], values| {
            let kept = subject.filter(|subject| self.keep(patterns, *subject, edges, values));
            changed.extend(kept);
        };
        let outcome = match self.shape {
            Shape::Cycle => graph.cycles(&search, |edges| {
                let values = cycle(world, edges, currency);
                keep(edges.first().map(|edge| edge.from), edges, values);
            }),
            Shape::ScatterGather => graph.scatter_gather(&search, |pattern| {
                let (firsts, seconds): (Vec<Edge>, Vec<Edge>) =
                    pattern.legs.iter().map(|leg| (leg.first, leg.second)).unzip();
                let mut values = vec![Some(whole(pattern.legs.len()))];
                values.extend(totals(&firsts, &seconds, currency));
                keep(Some(pattern.source), &[firsts, seconds].concat(), values);
            }),
            Shape::GatherScatter => graph.gather_scatter(&search, |pattern| {
                let mut values =
                    vec![Some(whole(pattern.gathered.len())), Some(whole(pattern.scattered.len()))];
                values.extend(totals(pattern.gathered, pattern.scattered, currency));
                let edges = [pattern.gathered, pattern.scattered].concat();
                keep(Some(pattern.account), &edges, values);
            }),
        };
        *cut_short += usize::from(!outcome.complete);
    }

    /// Keeps a pattern that fires; of those of one subject that overlap in time, the strongest. Whether it was kept.
    fn keep(
        &self,
        patterns: &mut BTreeMap<u32, Vec<Pattern>>,
        subject: u32,
        edges: &[Edge],
        values: Vec<Option<i64>>,
    ) -> bool {
        let value = |asked: Value| match asked {
            Value::Measure(number) => values.get(number).copied().flatten(),
            _ => None,
        };
        if self.fire.decide(&At::measures(None, &value)) != Truth::True {
            return false;
        }
        let mut events: Vec<(i64, u64)> =
            edges.iter().map(|edge| (edge.time_us, u64::from(edge.id))).collect();
        events.sort_unstable();
        events.dedup();
        let (Some((from_us, _)), Some((to_us, _))) = (events.first().copied(), events.last().copied()) else {
            return false;
        };
        let found =
            Found { start_us: from_us, events: events.into_iter().map(|(_, event)| event).collect(), values };
        let own = patterns.entry(subject).or_default();
        match own.last_mut() {
            Some(last) if from_us <= last.to_us => {
                last.to_us = last.to_us.max(to_us);
                let is_stronger = found.values > last.found.values;
                if is_stronger {
                    last.from_us = from_us;
                    last.found = Found { start_us: last.found.start_us, ..found };
                }
                is_stronger
            }
            _ => {
                own.push(Pattern { from_us, to_us, found });
                true
            }
        }
    }
}

fn cycle(world: &World<'_>, edges: &[Edge], currency: impl Fn(u32) -> Currency) -> Vec<Option<i64>> {
    let ends = edges.first().zip(edges.last());
    let returned = ends.filter(|(first, last)| currency(first.id) == currency(last.id));
    let countries: BTreeSet<[u8; 2]> =
        edges.iter().filter_map(|edge| world.facts(edge.from).country).collect();
    vec![
        Some(whole(edges.len())),
        returned.and_then(|(first, last)| ratio(last.amount, first.amount)),
        Some(whole(countries.len())),
    ]
}

/// What came in, what went out, and the ratio: unknown where currencies differ.
fn totals(firsts: &[Edge], seconds: &[Edge], currency: impl Fn(u32) -> Currency) -> [Option<i64>; 3] {
    let currencies: BTreeSet<Currency> = firsts.iter().chain(seconds).map(|edge| currency(edge.id)).collect();
    if currencies.len() > 1 {
        return [None; 3];
    }
    let sum = |edges: &[Edge]| clamp(edges.iter().map(|edge| i128::from(edge.amount)).sum());
    let (first, second) = (sum(firsts), sum(seconds));
    [Some(first), Some(second), ratio(second, first)]
}
