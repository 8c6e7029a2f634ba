//! Who was where and when.

use evidence::{Channel, EntityIx, Event, EventIx, EventKind, Moment, Precision, RecordIx};
use resolve::{ClusterIx, LocationIx};

use crate::Tracing;

/// How firmly an event puts its subject at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The subject moved or was seen.
    Seen,
    /// The subject's phone was in the cell of a mast.
    Phone,
    /// The subject's card or cash was used there.
    Card,
    /// The subject says so.
    Said,
}

impl Basis {
    /// Name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Phone => "phone",
            Self::Card => "card",
            Self::Said => "said",
        }
    }

    /// On what an event puts someone at its place, and whom; `None` if it puts nobody there. Of messages only those do
    /// that say so ([`crate::spoken`]).
    pub(crate) fn of(event: &Event<'_>) -> Option<(Self, EntityIx)> {
        match event.kind {
            EventKind::Payment => match event.channel {
                // Who paid cash in may be anybody; who took it out had the card.
                Channel::Card | Channel::Cash => Some((Self::Card, event.from?)),
                _ => None,
            },
            EventKind::Message => Some((Self::Said, event.from?)),
            // The mast is the caller's.
            EventKind::Call => Some((Self::Phone, event.from?)),
            kind if moves(kind) => Some((Self::Seen, event.from.or(event.from_party)?)),
            _ => None,
        }
    }
}

/// Whether such events tell of movement.
pub fn moves(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Position
            | EventKind::Journey
            | EventKind::Crossing
            | EventKind::Sighting
            | EventKind::Stay
    )
}

/// A subject at a place at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Presence {
    pub(crate) subject: ClusterIx,
    pub(crate) location: LocationIx,
    /// Degrees north and east as the record gives them.
    pub(crate) coordinates: Option<(f64, f64)>,
    pub(crate) time: Moment,
    pub(crate) event: EventIx,
    pub(crate) kind: EventKind,
    pub(crate) basis: Basis,
    pub(crate) record: RecordIx,
}

/// All presences, by subject and time.
pub(crate) fn presences(tracing: &Tracing<'_>) -> Vec<Presence> {
    let mut all: Vec<Presence> = tracing
        .evidence
        .events()
        .filter(|event| (tracing.admits)(event))
        .filter_map(|event| {
            let placed = || tracing.locations.of_event.get(event.ix.0 as usize).copied().flatten();
            let said = tracing.spoken.get(&event.ix).copied();
            let location = if event.kind == EventKind::Message { said? } else { placed()?.0 };
            let time = event.time.filter(|time| time.precision >= Precision::Day)?;
            let (basis, subject) = Basis::of(&event)?;
            Some(Presence {
                subject: tracing.resolution.cluster(subject)?,
                location,
                coordinates: event.coordinates,
                time,
                event: event.ix,
                kind: event.kind,
                basis,
                record: event.record,
            })
        })
        .collect();
    all.sort_by_key(|presence| (presence.subject, presence.time.order_us(), presence.event));
    all
}
