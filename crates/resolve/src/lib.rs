//! Who is who, and where is where.
//!
//! Reads [`evidence::Evidence`] and says which of its entities are the same real thing ([`Cluster`]s, with reasons and
//! a probability), which events were reported twice by different sources ([`Resolution::twin_of`]), and at which place
//! of the gazetteer each event happened ([`Locations`]). Nothing is merged: a cluster is a judgement beside the
//! evidence, and every reason names the records behind it.
//!
//! Identifiers join records (phone in E.164, IBAN, passport, e-mail, account number with its institution), and a name does
//! only together with a birth date, an identifier or an account it holds. A number held by very many is no identifier.
//! Names are compared across scripts (`names`). Where there are persons enough to learn from, those whom no identifier joins
//! are judged by everything their records say together (`linkage`).
//!
//! What people decided goes before all of that ([`resolve_with`]): those decided the same are joined first, those
//! decided different are never in one cluster, not even by way of a third, and [`Decided`] says what came of each.
//!
//! Invariants: a cluster never mixes kinds ([`Lineage`]: a person is not an account) nor schemata that exclude each
//! other, nor, unless a person decided so, persons whose full birth dates contradict. The clusters do not depend on the
//! order of sources, only their numbers do.
//!
//! ```
//! use evidence::{Evidence, Locator, NewStatement, Sink, Source};
//! let mut evidence = Evidence::default();
//! for (source, id) in [("bank.csv", "a"), ("police.csv", "b")] {
//!     evidence.begin(Source::named(source));
//!     let record = evidence.record(&Locator::new("row", 1, 0, 10));
//!     let account = evidence.entity(id, "BankAccount");
//!     evidence.statement(&NewStatement::new(account, "iban", "GB82WEST12345698765432", record));
//! }
//! let resolution = resolve::resolve(&evidence);
//! assert_eq!(resolution.clusters.len(), 1);
//! assert_eq!(resolution.clusters[0].reasons[0].kind, "iban");
//! ```

mod birth;
mod cluster;
mod decided;
mod doubt;
mod holder;
mod identifier;
mod judge;
mod likely;
mod lineage;
mod location;
mod name;
mod peculiar;
mod profile;
mod twin;

use evidence::{EntityIx, EventIx, Evidence, RecordIx};

pub use decided::{Decided, Outcome};
pub use doubt::Doubt;
pub use holder::single_holders;
pub use identifier::{Carrier, Identifiers, Kind, identifiers};
pub use lineage::Lineage;
pub use linkage::{Decisions, Verdict, Why};
pub use location::{Located, Locating, Location, LocationIx, Locations, locate};
pub use peculiar::{FAR_DAYS, Glance, Peculiar, Peculiarity, fingerprint, peculiarities};

/// A value carried under more different names than this (for a birth date with a name: by more clusters) is no
/// identifier: a hotline, an office, a facilitator's phone on every form. Ours: a large household with a shop.
pub const CARRIERS: usize = 12;

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
    /// How probable it is that all members are the same, 0 to 1; 1 for a cluster of one. The weakest of its joins:
    /// joins by the same person's habits are not independent, so multiplying them would pretend to more knowledge.
    pub probability: f64,
}

/// One reason two entities were joined.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What they share (`phone`, `iban`, `passport`, `name+birthDate`, `account+name`, …), or `model`: everything together,
    /// or `decision`: a person's.
    pub kind: &'static str,
    /// The shared value, normalised; of `model` what speaks for it (`birthDate, name`), of `decision` whose and when.
    pub value: String,
    /// The two entities.
    pub between: (EntityIx, EntityIx),
    /// The records that say so, one for each entity at least.
    pub records: Vec<RecordIx>,
    /// How probable it alone makes it that they are one; none where they were joined before, or it is not said.
    pub probability: Option<f64>,
    /// What speaks against it, if anything does.
    pub against: Option<Against>,
}

/// What speaks against two entities being one that share a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// Their full birth dates.
    Birth,
    /// Their names.
    Name,
    /// The countries of what they share.
    Country,
    /// The names of their banks.
    Institution,
    /// Very many carry the value.
    Common,
    /// The value fits several who are not one.
    Several,
}

impl Against {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Birth, Self::Name, Self::Country, Self::Institution, Self::Common, Self::Several];

    /// Whether values contradict each other; else it is only not known whose the shared value is.
    pub fn is_contradiction(self) -> bool {
        !matches!(self, Self::Common | Self::Several)
    }

    /// Its code, as messages and files have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Birth => "birth",
            Self::Name => "name",
            Self::Country => "country",
            Self::Institution => "institution",
            Self::Common => "common",
            Self::Several => "several",
        }
    }
}

/// What was judged about entities and events.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// All clusters.
    pub clusters: Vec<Cluster>,
    /// The cluster of each entity, by entity number.
    pub cluster_of: Vec<ClusterIx>,
    /// For each event, the event of another source that reports the same thing more fully (the earlier one of equals),
    /// if there is one. Only the fuller one counts in sums; the other corroborates it.
    pub twin_of: Vec<Option<EventIx>>,
    /// Pairs that share a value too common, or carry identifiers too contradictory, to join them: kept to be looked
    /// at, at most [`Resolution::UNDECIDED`], strongest kinds of identifier first.
    pub undecided: Vec<Reason>,
    /// What people decided and did not take back, and what came of it, in the order of the decisions.
    pub decided: Vec<Decided>,
}

impl Resolution {
    /// How many undecided pairs are kept. Ours: more than anyone reads.
    pub const UNDECIDED: usize = 10_000;

    /// Every entity alone: before, or without, a judgement on who is who.
    pub fn alone(evidence: &Evidence) -> Self {
        let mut resolution = Self::default();
        evidence.entities().for_each(|entity| resolution.add_alone(entity));
        resolution
    }

    /// Adds the next entity, in a cluster of its own.
    pub fn add_alone(&mut self, entity: EntityIx) {
        let next = ClusterIx(u32::try_from(self.clusters.len()).unwrap_or(u32::MAX));
        self.clusters.push(Cluster { members: vec![entity], reasons: Vec::new(), probability: 1.0 });
        self.cluster_of.push(next);
    }

    /// The cluster of an entity.
    pub fn cluster(&self, entity: EntityIx) -> Option<ClusterIx> {
        self.cluster_of.get(entity.0 as usize).copied()
    }

    /// Whether an event only repeats what another source reports at least as fully.
    pub fn is_twin(&self, event: EventIx) -> bool {
        self.twin_of.get(event.0 as usize).is_some_and(Option::is_some)
    }
}

/// Judges who is who, and which events were reported twice.
///
/// Cost: hashing and sorting of the values carried; near linear in statements and events.
pub fn resolve(evidence: &Evidence) -> Resolution {
    resolve_with(evidence, &Decisions::default())
}

/// The same, following what people decided of pairs of entities. A record's id in the decisions is the entity's number.
pub fn resolve_with(evidence: &Evidence, decisions: &Decisions) -> Resolution {
    let mut resolution = cluster::clusters(evidence, decisions);
    resolution.twin_of = twin::twins(evidence, &resolution.cluster_of);
    resolution
}
