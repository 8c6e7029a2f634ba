//! What to call a resolved entity, and what kind of thing it is.

use evidence::{EntityIx, Evidence, Mark};
use resolve::{ClusterIx, Decided};

use crate::Picture;

/// The kinds of things the picture tells apart, by shape and word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A natural person.
    Person,
    /// A company or another organisation.
    Organization,
    /// A person or organisation: the records do not say which.
    Party,
    /// A bank account or wallet.
    Account,
    /// A user account, phone or mailbox.
    Contact,
    /// A vehicle, vessel or aircraft.
    Vehicle,
    /// A document or file.
    Document,
    /// An address or a building.
    Place,
    /// Anything else.
    Other,
}

impl Kind {
    /// All kinds, in order.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Organization,
        Self::Party,
        Self::Account,
        Self::Contact,
        Self::Vehicle,
        Self::Document,
        Self::Place,
        Self::Other,
    ];

    /// The kind's name in files; its word on the page is the message `kind-…`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Party => "party",
            Self::Account => "account",
            Self::Contact => "contact",
            Self::Vehicle => "vehicle",
            Self::Document => "document",
            Self::Place => "place",
            Self::Other => "other",
        }
    }

    /// The kind of one entity, by its schema.
    pub fn of(evidence: &Evidence, entity: EntityIx) -> Self {
        const BY_SCHEMA: [(&str, Kind); 13] = [
            ("Person", Kind::Person),
            ("Organization", Kind::Organization),
            ("LegalEntity", Kind::Party),
            ("BankAccount", Kind::Account),
            ("CryptoWallet", Kind::Account),
            ("UserAccount", Kind::Contact),
            ("Vehicle", Kind::Vehicle),
            ("Document", Kind::Document),
            ("Passport", Kind::Document),
            ("Identification", Kind::Document),
            ("Address", Kind::Place),
            ("RealEstate", Kind::Place),
            ("Thing", Kind::Other),
        ];
        BY_SCHEMA
            .iter()
            .find(|(schema, _)| evidence.is_a(entity, schema))
            .map_or(Self::Other, |&(_, kind)| kind)
    }
}

impl Picture<'_> {
    /// What people decided of members of a cluster, each with its number.
    pub(crate) fn decided_of(&self, cluster: ClusterIx) -> impl Iterator<Item = (usize, &Decided)> {
        let of = move |entity| self.resolution.cluster(entity) == Some(cluster);
        let all = self.resolution.decided.iter().enumerate();
        all.filter(move |(_, decided)| of(decided.between.0) || of(decided.between.1))
    }

    pub(crate) fn members(&self, cluster: ClusterIx) -> &[EntityIx] {
        self.resolution.clusters.get(cluster.0 as usize).map_or(&[], |cluster| &cluster.members)
    }

    /// The kind of a cluster: the plainest its members are known to be.
    pub(crate) fn kind(&self, cluster: ClusterIx) -> Kind {
        self.members(cluster)
            .iter()
            .map(|&member| Kind::of(self.evidence, member))
            .min()
            .unwrap_or(Kind::Other)
    }

    /// What to call a cluster: the first clean name a record gives any member, else what identifies the first member.
    pub fn caption(&self, cluster: ClusterIx) -> &str {
        let members = self.members(cluster);
        let name = self.evidence.symbols().find("name");
        members
            .iter()
            .flat_map(|&member| self.evidence.statements_of(member))
            .find(|row| Some(row.property) == name && row.mark == Mark::Clean && !row.value.is_empty())
            .map(|row| self.evidence.text(row.value))
            .or_else(|| members.first().map(|&member| self.evidence.caption(member)))
            .unwrap_or("?")
    }

    /// The roles that are suggested for a node, by code, with how sure that is.
    pub(crate) fn roles_of(&self, node: usize) -> String {
        let from = self.network.roles.partition_point(|role| role.node < node);
        let roles = self.network.roles.iter().skip(from).take_while(|role| role.node == node);
        roles.map(|role| format!("{} ({})", role.role, role.confidence)).collect::<Vec<_>>().join(", ")
    }

    /// Records as text: source and locator of each.
    pub(crate) fn cited(&self, records: &[evidence::RecordIx]) -> String {
        let cited = records.iter().filter_map(|&record| self.cite(record));
        cited.map(|cited| format!("{} {}", cited.source, cited.locator)).collect::<Vec<_>>().join("; ")
    }

    /// What to call one entity: the caption of its cluster.
    pub(crate) fn caption_of(&self, entity: EntityIx) -> &str {
        match self.resolution.cluster(entity) {
            Some(cluster) => self.caption(cluster),
            None => self.evidence.caption(entity),
        }
    }
}
