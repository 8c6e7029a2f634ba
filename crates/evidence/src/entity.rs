//! Entities and what records say of them.

use sha1::{Digest, Sha1};

use crate::{RecordIx, Symbol};

/// The number of an entity in one run, in order of first mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct EntityIx(pub u32);

/// What is special about a value that was kept. FollowTheMoney's own tools would have dropped these without a trace.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Mark {
    /// Nothing: the value is clean.
    #[default]
    Clean,
    /// A date that is only approximate ("circa 1970", "1970-1975"); the value is the original text.
    ImpreciseDate,
    /// A phone number without a country code, or not valid in its country's plan.
    LocalPhone,
    /// A language outside FollowTheMoney's list.
    UnlistedLanguage,
    /// The schema has no such property.
    UnknownProperty,
    /// Not a value of the property's type (a failed check digit, an unknown country, …).
    Invalid,
    /// The record gives the entity a schema that does not go with the one it already has.
    IncompatibleSchema,
}

impl Mark {
    /// All marks, in order.
    pub const ALL: [Self; 7] = [
        Self::Clean,
        Self::ImpreciseDate,
        Self::LocalPhone,
        Self::UnlistedLanguage,
        Self::UnknownProperty,
        Self::Invalid,
        Self::IncompatibleSchema,
    ];
}

/// A statement on its way into a [`Sink`](crate::Sink).
#[derive(Clone, Copy, Debug)]
pub struct NewStatement<'a> {
    /// The entity spoken of.
    pub entity: EntityIx,
    /// The property, by its FollowTheMoney name.
    pub property: &'a str,
    /// The cleaned value; the id of the other entity for an entity-valued property.
    pub value: &'a str,
    /// The text as it stood in the record, where it differs from the value; empty otherwise.
    pub original: &'a str,
    /// Language of the value (ISO 639), empty if not said.
    pub language: &'a str,
    /// What is special about the value.
    pub mark: Mark,
    /// The record that says so.
    pub record: RecordIx,
}

impl<'a> NewStatement<'a> {
    /// A plain statement: clean, no language, value as it stood.
    pub fn new(entity: EntityIx, property: &'a str, value: &'a str, record: RecordIx) -> Self {
        Self { entity, property, value, original: "", language: "", mark: Mark::Clean, record }
    }
}

/// One row of the table of statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct StatementRow {
    /// The entity spoken of.
    pub entity: EntityIx,
    /// Name of the property.
    pub property: Symbol,
    /// Cleaned value.
    pub value: Symbol,
    /// Original text if different, else empty.
    pub original: Symbol,
    /// Language if said, else empty.
    pub language: Symbol,
    /// What is special.
    pub mark: Mark,
    /// The record that says so.
    pub record: RecordIx,
}

/// The id FollowTheMoney's `make_entity_id` gives to these parts: SHA-1 over prefix and parts without separators, in
/// hexadecimal. Byte-exact so that data made here and there meets.
pub fn make_entity_id<'a>(prefix: &str, parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha1::new();
    hash.update(prefix.as_bytes());
    for part in parts {
        hash.update(part.as_bytes());
    }
    let mut id = String::with_capacity(40);
    for byte in hash.finalize() {
        for nibble in [byte >> 4, byte & 15] {
            id.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_followthemoney() {
        // Computed with followthemoney 4.11.2: make_entity_id("a", "b", key_prefix="ds").
        assert!(make_entity_id("ds", ["a", "b"]).starts_with("b517924a"));
    }
}
