//! What of the evidence is drawn: some layers, a stretch of time, some places, sources or handling codes.

use std::collections::BTreeSet;

use evidence::{Event, Evidence, Moment, Precision, RecordIx, SourceIx};
use resolve::Locations;

use crate::Layer;

/// A choice of evidence; the default leaves nothing out. Ties that records state without a time (an owner, a shared
/// phone) hold at any time and are kept by a choice of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Only these layers; all if empty.
    pub layers: BTreeSet<Layer>,
    /// Nothing before this moment.
    pub from: Option<Moment>,
    /// Nothing after this moment: the network as it was known to be then.
    pub until: Option<Moment>,
    /// Only what happened in these countries (ISO 3166-1 alpha-2); anywhere if empty.
    pub countries: BTreeSet<String>,
    /// Only these sources; all if empty.
    pub sources: BTreeSet<SourceIx>,
    /// Only sources with these handling codes, as written; any if empty.
    pub handling: BTreeSet<String>,
}

impl Filter {
    /// Whether ties of a layer are drawn.
    pub(crate) fn admits_layer(&self, layer: Layer) -> bool {
        self.layers.is_empty() || self.layers.contains(&layer)
    }

    /// Whether what a record says is drawn.
    pub(crate) fn admits_record(&self, evidence: &Evidence, record: RecordIx) -> bool {
        if self.sources.is_empty() && self.handling.is_empty() {
            return true;
        }
        evidence.source_of(record).is_some_and(|own| {
            let handling = evidence.source(own).map_or("", |source| source.basis.handling.as_str());
            (self.sources.is_empty() || self.sources.contains(&own))
                && (self.handling.is_empty() || self.handling.contains(handling))
        })
    }

    /// Whether an event is drawn: of one whose time or place is asked for and not known, no.
    pub fn admits_event(&self, evidence: &Evidence, locations: &Locations, event: &Event<'_>) -> bool {
        self.admits_time(event.time)
            && self.admits_place(locations, event)
            && self.admits_record(evidence, event.record)
    }

    fn admits_time(&self, time: Option<Moment>) -> bool {
        if self.from.is_none() && self.until.is_none() {
            return true;
        }
        time.is_some_and(|time| {
            // A day without an hour is over before a later hour of it, and of `until`'s own day nothing is left out.
            let day = |moment: &Moment| moment.precision <= Precision::Day;
            let after = |limit: &Moment| {
                time.order_us() >= limit.order_us() || day(limit) && time.local_day() >= limit.local_day()
            };
            let before = |limit: &Moment| {
                time.order_us() <= limit.order_us() || day(limit) && time.local_day() <= limit.local_day()
            };
            self.from.as_ref().is_none_or(after) && self.until.as_ref().is_none_or(before)
        })
    }

    fn admits_place(&self, locations: &Locations, event: &Event<'_>) -> bool {
        self.countries.is_empty()
            || locations.of_event.get(event.ix.0 as usize).copied().flatten().is_some_and(|(at, _)| {
                locations.all.get(at.0 as usize).is_some_and(|place| self.countries.contains(&place.country))
            })
    }
}
