//! How far each source reaches, and what it shows.

use std::collections::BTreeMap;

use evidence::{Event, Evidence};
use serde::{Deserialize, Serialize};

use super::moment;

/// What sources have of which time: without it, nothing can be said to be absent.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Coverage {
    /// The first and last moment of each source.
    spans: BTreeMap<u32, (i64, i64)>,
    /// The first moment at which a source shows a channel.
    shows: BTreeMap<(u32, u8), i64>,
}

impl Coverage {
    /// Notes that the source of an event has something of its sort at its time.
    pub(crate) fn note(&mut self, evidence: &Evidence, event: &Event<'_>) {
        if let (Some(us), Some(source)) = (moment(event), evidence.source_of(event.record)) {
            self.add(source.0, (us, us));
            self.show((source.0, event.channel as u8), us);
        }
    }

    /// Adds what another part of the events showed.
    pub(crate) fn join(&mut self, other: Self) {
        other.spans.into_iter().for_each(|(source, span)| self.add(source, span));
        other.shows.into_iter().for_each(|(shown, us)| self.show(shown, us));
    }

    fn add(&mut self, source: u32, (first, last): (i64, i64)) {
        let span = self.spans.entry(source).or_insert((first, last));
        *span = (span.0.min(first), span.1.max(last));
    }

    fn show(&mut self, shown: (u32, u8), us: i64) {
        let first = self.shows.entry(shown).or_insert(us);
        *first = (*first).min(us);
    }

    /// Whether a source has records from before `us`.
    pub(crate) fn covers(&self, source: Option<u32>, us: i64) -> bool {
        source.and_then(|source| self.spans.get(&source)).is_some_and(|(first, _)| *first <= us)
    }

    /// The last moment of a source.
    pub(crate) fn last_us(&self, source: Option<u32>) -> Option<i64> {
        source.and_then(|source| self.spans.get(&source)).map(|(_, last)| *last)
    }

    /// Whether a source has shown a payment of that sort by `us`, so that its absence means something.
    pub(crate) fn shows(&self, source: Option<u32>, channel: u8, us: i64) -> bool {
        source.and_then(|source| self.shows.get(&(source, channel))).is_some_and(|first| *first <= us)
    }
}
