//! What is known of someone or something, as far as screening compares it.

use std::collections::BTreeMap;

use evidence::{EntityIx, Evidence, Mark, schemata};
use resolve::{Kind, Lineage, identifiers};

/// A value that points at one thing, in the form in which equal values are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    /// What it is.
    pub kind: Kind,
    /// The normalised value.
    pub value: String,
    /// The country it belongs to, where that is said and matters.
    pub country: Option<[u8; 2]>,
}

/// Whom or what to look for, or an entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// A FollowTheMoney schema; empty if it is not known what it is.
    pub schema: String,
    /// Names, in any script and order.
    pub names: Vec<String>,
    /// Aliases too vague to be compared but nearly whole ("BNC").
    pub weak_names: Vec<String>,
    /// Birth dates as written, of any precision.
    pub births: Vec<String>,
    /// Countries where it is or that it is registered in, as small ISO 3166-1 letters; of people none, whatever is known.
    pub countries: Vec<String>,
    /// Values that point at it.
    pub identifiers: Vec<Identifier>,
}

/// The sort of thing a name belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Group {
    Person,
    Organization,
    /// A person or an organisation.
    Party,
    Vessel,
    Airplane,
    Vehicle,
    Account,
    #[default]
    Unknown,
}

impl Group {
    pub(crate) const ALL: [Self; 8] = [
        Self::Person,
        Self::Organization,
        Self::Party,
        Self::Vessel,
        Self::Airplane,
        Self::Vehicle,
        Self::Account,
        Self::Unknown,
    ];

    pub(crate) fn of(schema: &str) -> Self {
        const ROOTS: [(&str, Group); 9] = [
            ("Person", Group::Person),
            ("Organization", Group::Organization),
            ("LegalEntity", Group::Party),
            ("Vessel", Group::Vessel),
            ("Airplane", Group::Airplane),
            ("Vehicle", Group::Vehicle),
            ("BankAccount", Group::Account),
            ("CryptoWallet", Group::Account),
            ("UserAccount", Group::Account),
        ];
        let Some(schema) = schemata().get(schema) else { return Self::Unknown };
        ROOTS.iter().find(|(root, _)| schema.is_a(root)).map_or(Self::Unknown, |&(_, group)| group)
    }

    /// The schema it stands for.
    pub(crate) fn schema(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organization => "Organization",
            Self::Party => "LegalEntity",
            Self::Vessel => "Vessel",
            Self::Airplane => "Airplane",
            Self::Vehicle => "Vehicle",
            Self::Account => "BankAccount",
            Self::Unknown => "Thing",
        }
    }

    /// Whether the names may be a person's.
    pub(crate) fn may_be_person(self) -> bool {
        matches!(self, Self::Person | Self::Party | Self::Unknown)
    }

    /// Whether the names may be those of anything else.
    pub(crate) fn may_be_other(self) -> bool {
        self != Self::Person
    }

    /// Whether one thing cannot be of both sorts.
    pub(crate) fn excludes(self, other: Self) -> bool {
        use Group::{Airplane, Organization, Party, Person, Unknown, Vehicle, Vessel};
        let narrower = |wide, narrow| match wide {
            Unknown => true,
            Party => matches!(narrow, Person | Organization),
            Vehicle => matches!(narrow, Vessel | Airplane),
            _ => false,
        };
        self != other && !narrower(self, other) && !narrower(other, self)
    }
}

/// The profiles of all entities, in their order: of those too that have neither name nor identifier.
pub fn profiles(evidence: &Evidence) -> Vec<Profile> {
    let mut found: Vec<Profile> = evidence.entities().map(|entity| profile(evidence, entity)).collect();
    let all = identifiers(evidence);
    let mut add = |entity: EntityIx, identifier: &Identifier| {
        if let Some(own) = found.get_mut(entity.0 as usize)
            && !own.identifiers.contains(identifier)
        {
            own.identifiers.push(identifier.clone());
        }
    };
    for (kind, value, carriers) in all.iter() {
        if matches!(kind, Kind::NameAndBirth | Kind::Address) {
            continue;
        }
        for carrier in carriers {
            // The country of a person may be said by nationality; that of a document is who issued it.
            let is_bare_person = carrier.beside.is_none() && evidence.is_a(carrier.entity, "Person");
            let country = carrier.country.filter(|_| !is_bare_person);
            let identifier = Identifier { kind, value: value.to_owned(), country };
            add(carrier.entity, &identifier);
            // An account speaks for who holds it.
            if matches!(carrier.lineage, Lineage::BankAccount | Lineage::Wallet) {
                for property in ["holder", "owner"] {
                    for holder in evidence.values(carrier.entity, property).filter_map(|id| evidence.find(id))
                    {
                        add(holder, &identifier);
                    }
                }
            }
        }
    }
    found
}

fn profile(evidence: &Evidence, entity: EntityIx) -> Profile {
    let mut found = Profile { schema: evidence.schema(entity).to_owned(), ..Profile::default() };
    let is_person = evidence.is_a(entity, "Person");
    let mut given: BTreeMap<&str, &str> = BTreeMap::new();
    for row in evidence.statements_of(entity) {
        let (property, mut value) = (evidence.text(row.property), evidence.text(row.value));
        // "circa 1970" says more than the year it is kept as.
        let original = evidence.text(row.original);
        if row.mark == Mark::ImpreciseDate && !original.is_empty() {
            value = original;
        }
        let target = match property {
            "name" | "alias" | "previousName" => &mut found.names,
            "weakAlias" => &mut found.weak_names,
            "birthDate" => &mut found.births,
            "country" | "jurisdiction" | "flag"
                if !is_person && row.mark == Mark::Clean && value.len() == 2 =>
            {
                &mut found.countries
            }
            "firstName" | "lastName" => {
                given.entry(property).or_insert(value);
                continue;
            }
            _ => continue,
        };
        if !target.iter().any(|known| known == value) {
            target.push(value.to_owned());
        }
    }
    if found.names.is_empty() {
        let parts: Vec<&str> =
            ["firstName", "lastName"].iter().filter_map(|part| given.get(part).copied()).collect();
        if !parts.is_empty() {
            found.names.push(parts.join(" "));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_no_organisation_but_may_be_a_party() {
        for (one, other, excluded) in [
            ("Person", "Company", true),
            ("Person", "LegalEntity", false),
            ("Company", "Organization", false),
            ("Vessel", "Person", true),
            ("Vessel", "Airplane", true),
            ("Vessel", "Vehicle", false),
            ("Vessel", "LegalEntity", true),
            ("Thing", "Vessel", false),
            ("", "Person", false),
        ] {
            assert_eq!(Group::of(one).excludes(Group::of(other)), excluded, "{one} {other}");
            assert_eq!(Group::of(other).excludes(Group::of(one)), excluded, "{other} {one}");
        }
    }
}
