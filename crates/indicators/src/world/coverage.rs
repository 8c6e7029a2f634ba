//! How far each source reaches, and what it shows.

use evidence::{Channel, Event, Evidence};
use serde::{Deserialize, Serialize};

use super::moment;

const CHANNELS: usize = Channel::ALL.len();

/// What sources have of which time: without it, nothing can be said to be absent.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Coverage(Vec<Reach>);

/// The first and last moment of a source, and the first at which it shows each channel, in microseconds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Reach {
    first: i64,
    last: i64,
    shows: [i64; CHANNELS],
}

impl Reach {
    const NONE: Self = Self { first: i64::MAX, last: i64::MIN, shows: [i64::MAX; CHANNELS] };
}

impl Coverage {
    /// Notes that the source of an event has something of its sort at its time.
    pub(crate) fn note(&mut self, evidence: &Evidence, event: &Event<'_>) {
        let (Some(us), Some(source)) = (moment(event), evidence.source_of(event.record)) else { return };
        let at = source.0 as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, Reach::NONE);
        }
        if let Some(own) = self.0.get_mut(at) {
            (own.first, own.last) = (own.first.min(us), own.last.max(us));
            if let Some(first) = own.shows.get_mut(event.channel as usize) {
                *first = us.min(*first);
            }
        }
    }

    /// Adds what another part of the events showed.
    pub(crate) fn join(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), Reach::NONE);
        }
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            own.first = own.first.min(other.first);
            own.last = own.last.max(other.last);
            for (own, other) in own.shows.iter_mut().zip(&other.shows) {
                *own = (*own).min(*other);
            }
        }
    }

    fn of(&self, source: Option<u32>) -> &Reach {
        source.and_then(|source| self.0.get(source as usize)).unwrap_or(&Reach::NONE)
    }

    /// Whether a source has records from before `us`.
    pub(crate) fn covers(&self, source: Option<u32>, us: i64) -> bool {
        self.of(source).first <= us
    }

    /// The last moment of a source.
    pub(crate) fn last_us(&self, source: Option<u32>) -> Option<i64> {
        Some(self.of(source).last).filter(|last_us| *last_us != i64::MIN)
    }

    /// Whether a source has shown a payment of that sort by `us`, so that its absence means something.
    pub(crate) fn shows(&self, source: Option<u32>, channel: u8, us: i64) -> bool {
        self.of(source).shows.get(channel as usize).is_some_and(|first| *first <= us)
    }
}
