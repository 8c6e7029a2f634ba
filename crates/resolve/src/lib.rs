//! Who is who, and where is where.
//!
//! Reads [`evidence::Evidence`] and says which of its entities are the same real thing ([`Cluster`]s, with reasons and
//! a probability), which events were reported twice by different sources ([`Resolution::twin_of`]), and at which place
//! of the gazetteer each event happened ([`Locations`]). Nothing is merged: a cluster is a judgement beside the
//! evidence, and every reason names the records behind it.
//!
//! In this first form identifiers join records (phone in E.164, IBAN, passport, e-mail, account number with its
//! institution), and a name does only together with a birth date or an identifier. A number held by very many is no
//! identifier.

use evidence::{EntityIx, EventIx, RecordIx};

/// The number of a cluster; clusters are in the order of their first entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClusterIx(pub u32);

/// Entities judged to be the same real thing. Every entity is in exactly one; most are alone in theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Its entities, in order.
    pub members: Vec<EntityIx>,
    /// Why they were joined; empty for a cluster of one.
    pub reasons: Vec<Reason>,
    /// How probable it is that all members are the same, 0 to 1; 1 for a cluster of one.
    pub probability: f64,
}

/// One reason two entities were joined.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What they share (`phone`, `iban`, `passport`, `name+birthDate`, …).
    pub kind: &'static str,
    /// The shared value, normalised.
    pub value: String,
    /// The two entities.
    pub between: (EntityIx, EntityIx),
    /// The records that say so, one for each entity at least.
    pub records: Vec<RecordIx>,
}

/// What was judged about entities and events.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// All clusters.
    pub clusters: Vec<Cluster>,
    /// The cluster of each entity, by entity number.
    pub cluster_of: Vec<ClusterIx>,
    /// For each event, the earlier event of another source that reports the same thing, if there is one. Only the
    /// earlier one counts in sums; the later one corroborates it.
    pub twin_of: Vec<Option<EventIx>>,
    /// Pairs that share a value too common, or carry identifiers too contradictory, to join them: kept to be looked at.
    pub undecided: Vec<Reason>,
}

impl Resolution {
    /// The cluster of an entity.
    pub fn cluster(&self, entity: EntityIx) -> Option<ClusterIx> {
        self.cluster_of.get(entity.0 as usize).copied()
    }

    /// Whether an event only repeats what another source reported before.
    pub fn is_twin(&self, event: EventIx) -> bool {
        self.twin_of.get(event.0 as usize).is_some_and(Option::is_some)
    }
}

/// The number of a location in [`Locations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocationIx(pub u32);

/// How an event came by its location.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Located {
    /// The record gave coordinates; the place is the nearest of the gazetteer, if one is near.
    ByCoordinates,
    /// The record names a place that is one place.
    ByName,
}

/// A place where events happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    /// Name for people: the gazetteer's, or the coordinates.
    pub name: String,
    /// ISO 3166-1 alpha-2 code, upper case; empty at sea or where unknown.
    pub country: String,
    /// Degrees.
    pub latitude: f64,
    /// Degrees.
    pub longitude: f64,
}

/// Where events happened.
#[derive(Clone, Debug, Default)]
pub struct Locations {
    /// All locations, in order of first use. Events at coordinates near one gazetteer place share its location.
    pub all: Vec<Location>,
    /// Location of each event, by event number; `None` where it is unknown or ambiguous.
    pub of_event: Vec<Option<(LocationIx, Located)>>,
    /// Names that could be several places, with the candidates: ambiguous stays ambiguous.
    pub ambiguous: Vec<(String, Vec<Location>)>,
}

impl Locations {
    /// Where an event happened.
    pub fn of(&self, event: EventIx) -> Option<&Location> {
        let (at, _) = (*self.of_event.get(event.0 as usize)?)?;
        self.all.get(at.0 as usize)
    }
}
