//! The picture while it is drawn: ties between clusters, summed up.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use evidence::{Currency, EntityIx, Evidence, Moment, Precision, RecordIx, schemata};
use resolve::{ClusterIx, Resolution};

use crate::{Edge, Filter, Layer};

/// Money that left an account or party, whoever received it.
pub(crate) type Outflow = BTreeMap<ClusterIx, BTreeMap<Currency, i64>>;

/// Ties by their ends, layer and label.
pub(crate) struct Sketch<'a> {
    pub(crate) evidence: &'a Evidence,
    pub(crate) resolution: &'a Resolution,
    filter: &'a Filter,
    /// By cluster: whether it is a thing that can stand in the picture.
    things: Vec<bool>,
    ties: HashMap<Ends<'a>, Tie>,
    pub(crate) outflow: Outflow,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Ends<'a> {
    from: ClusterIx,
    to: ClusterIx,
    layer: Layer,
    label: Cow<'a, str>,
}

/// What is known of one tie.
#[derive(Default)]
struct Tie {
    weight: u64,
    first: Option<Moment>,
    last: Option<Moment>,
    amounts: BTreeMap<Currency, i64>,
    records: Vec<RecordIx>,
    months: BTreeMap<i32, u64>,
}

/// One observation of a tie.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) weight: u64,
    pub(crate) time: Option<Moment>,
    pub(crate) amount: Option<(Currency, i64)>,
}

impl<'a> Sketch<'a> {
    pub(crate) fn new(evidence: &'a Evidence, resolution: &'a Resolution, filter: &'a Filter) -> Self {
        let mut known: HashMap<&str, bool> = HashMap::new();
        let mut things = vec![false; resolution.clusters.len()];
        for entity in evidence.entities() {
            let schema = evidence.schema(entity);
            let is_thing = *known.entry(schema).or_insert_with(|| is_thing(schema));
            let cluster = resolution.cluster(entity).and_then(|cluster| things.get_mut(cluster.0 as usize));
            if let Some(thing) = cluster {
                *thing |= is_thing;
            }
        }
        Self { evidence, resolution, filter, things, ties: HashMap::new(), outflow: BTreeMap::new() }
    }

    /// The cluster of an entity, if it is a thing.
    pub(crate) fn thing(&self, entity: Option<EntityIx>) -> Option<ClusterIx> {
        self.resolution.cluster(entity?).filter(|&cluster| self.is_thing(cluster))
    }

    pub(crate) fn is_thing(&self, cluster: ClusterIx) -> bool {
        self.things.get(cluster.0 as usize).copied().unwrap_or(false)
    }

    /// Adds an observation of a tie with the records that say so. A tie of a thing to itself is none.
    pub(crate) fn tie(
        &mut self,
        (from, to): (ClusterIx, ClusterIx),
        layer: Layer,
        label: impl Into<Cow<'a, str>>,
        seen: Seen,
        records: impl IntoIterator<Item = RecordIx>,
    ) {
        if from == to || !self.filter.admits_layer(layer) {
            return;
        }
        let (evidence, filter) = (self.evidence, self.filter);
        let mut records =
            records.into_iter().filter(|&record| filter.admits_record(evidence, record)).peekable();
        if records.peek().is_none() {
            return;
        }
        let tie = self.ties.entry(Ends { from, to, layer, label: label.into() }).or_default();
        tie.weight = tie.weight.saturating_add(seen.weight);
        if let Some(time) = seen.time {
            if let Some(month) = month(&time) {
                let count = tie.months.entry(month).or_default();
                *count = count.saturating_add(seen.weight);
            }
            if tie.first.is_none_or(|first| time.order_us() < first.order_us()) {
                tie.first = Some(time);
            }
            if tie.last.is_none_or(|last| time.order_us() > last.order_us()) {
                tie.last = Some(time);
            }
        }
        if let Some((currency, minor)) = seen.amount {
            let sum = tie.amounts.entry(currency).or_default();
            *sum = sum.saturating_add(minor);
        }
        for record in records {
            if tie.records.len() < Edge::RECORDS && !tie.records.contains(&record) {
                tie.records.push(record);
            }
        }
    }

    /// The things that have a tie, in order, and the edges between them by their numbers.
    pub(crate) fn finish(self) -> (Vec<ClusterIx>, Vec<Edge>) {
        let mut ties: Vec<(Ends<'_>, Tie)> =
            self.ties.into_iter().filter(|(_, tie)| tie.weight > 0 && !tie.records.is_empty()).collect();
        ties.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut clusters: Vec<ClusterIx> = ties.iter().flat_map(|(ends, _)| [ends.from, ends.to]).collect();
        clusters.sort_unstable();
        clusters.dedup();
        let number = |cluster: &ClusterIx| clusters.binary_search(cluster).unwrap_or(usize::MAX);
        let edges = ties
            .into_iter()
            .map(|(ends, tie)| Edge {
                from: number(&ends.from),
                to: number(&ends.to),
                layer: ends.layer,
                weight: tie.weight,
                first: tie.first,
                last: tie.last,
                label: ends.label.into_owned(),
                amounts: tie.amounts.into_iter().map(|(currency, sum)| (currency.to_string(), sum)).collect(),
                records: tie.records,
                months: tie.months.into_iter().collect(),
            })
            .collect();
        (clusters, edges)
    }
}

/// Months since the year 0, where the month is known.
fn month(time: &Moment) -> Option<i32> {
    let at = time.civil().ok().filter(|_| time.precision >= Precision::Month)?;
    Some(i32::from(at.year()) * 12 + i32::from(at.month()) - 1)
}

/// Whether entities of a schema are things: not papers, addresses, posts or links between things.
fn is_thing(schema: &str) -> bool {
    const NOT: [&str; 9] = [
        "Address",
        "Document",
        "Position",
        "Territory",
        "Note",
        "Event",
        "Project",
        "CallForTenders",
        "Interval",
    ];
    schemata().get(schema).is_some_and(|own| {
        own.is_a("Thing") && own.edge.is_none() && !NOT.iter().any(|schema| own.is_a(schema))
    })
}
