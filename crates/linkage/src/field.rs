//! What a column holds. Everything else (comparison, levels, blocking) follows from this.

use serde::{Deserialize, Serialize};

/// The kind of one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One part of a person's name. All name columns of a table are compared together, as one bag of tokens,
    /// so that parts in the wrong column still meet; which column a token stood in is remembered.
    NamePart,
    /// A whole name, in any order of its parts.
    FullName,
    /// A date, perhaps only a year or a year and a month: `1990-04-03`, `19900403`, `3.4.1990`, `1990-04`, `1990`.
    /// Day before month where the text does not say. Impossible dates are kept as they stand, for they are misprints.
    Date,
    /// A telephone number, any punctuation.
    Phone,
    /// The number of a document or account.
    Document,
    /// An e-mail address.
    Email,
    /// An address, a place, free text: compared by its words.
    Text,
    /// A postcode, house number, plate or other short code.
    Code,
    /// A quantity.
    Number,
    /// One of a few values.
    Category,
}

/// One column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The caller's name for it, shown in explanations.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Two different values of one scope prove two different things: verified passports of one country. The scope
    /// is the part of the value before its first colon (`ITA:YA1234567`); values without one share a scope. Values
    /// that differ only as misreadings do are not held to differ. For [`Kind::Document`] alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
}

impl Field {
    /// A column of this name and kind.
    pub fn new(name: impl Into<String>, kind: Kind) -> Self {
        Self { name: name.into(), kind, exclusive: false }
    }

    /// A document of which a person has one in each country.
    pub fn exclusive(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: Kind::Document, exclusive: true }
    }

    pub(crate) fn is_name(&self) -> bool {
        matches!(self.kind, Kind::NamePart | Kind::FullName)
    }
}

/// One value of one column of a row, before preparation. A row is a list of these; a column may occur several times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value<'a> {
    /// Position of the column in the table's fields.
    pub field: usize,
    /// The text as found.
    pub text: &'a str,
}
