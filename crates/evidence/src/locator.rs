//! Where in a source a record stands.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The number of a record in one run, over all sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct RecordIx(pub u32);

/// A place in a source: what a person counts (`row` 12, `line` 3, an XML element, a JSON item) and the bytes a
/// program seeks to.
///
/// As text it is `row=12@1034+87`, `line=3@40+51`, `/report/transaction[4]@2048+910` (XPath, from 1) or
/// `#/messages/16@9000+310` (JSON pointer, from 0): the unit and number, then start and length in bytes of the
/// decoded text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locator {
    /// `row`, `line`, an XPath beginning with `/`, or a JSON pointer beginning with `#`.
    pub unit: Cow<'static, str>,
    /// Position among its kind: from 1, except JSON items from 0.
    pub number: u64,
    /// First byte.
    pub start: u64,
    /// Length in bytes.
    pub length: u64,
}

impl Locator {
    /// A locator; `unit` is borrowed when it is a constant of the reader.
    pub fn new(unit: impl Into<Cow<'static, str>>, number: u64, start: u64, length: u64) -> Self {
        Self { unit: unit.into(), number, start, length }
    }

    /// The first byte after the record.
    pub fn end(&self) -> u64 {
        self.start.saturating_add(self.length)
    }

    /// The part a person reads: `row 12`, `/report/transaction[4]`.
    pub fn place(&self) -> String {
        match self.unit.as_bytes().first() {
            Some(b'/') => format!("{}[{}]", self.unit, self.number),
            Some(b'#') => format!("{}/{}", self.unit, self.number),
            _ => format!("{} {}", self.unit, self.number),
        }
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit.as_bytes().first() {
            Some(b'/') => write!(out, "{}[{}]", self.unit, self.number)?,
            Some(b'#') => write!(out, "{}/{}", self.unit, self.number)?,
            _ => write!(out, "{}={}", self.unit, self.number)?,
        }
        write!(out, "@{}+{}", self.start, self.length)
    }
}

/// A text that is not a locator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a locator; expected for example row=12@1034+87")]
pub struct LocatorError(pub String);

impl FromStr for Locator {
    type Err = LocatorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| LocatorError(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Locator> {
    let (place, span) = text.rsplit_once('@')?;
    let (start, length) = span.split_once('+')?;
    let (unit, number) = match place.as_bytes().first()? {
        b'/' => place.strip_suffix(']')?.rsplit_once('[')?,
        b'#' => place.rsplit_once('/')?,
        _ => place.split_once('=')?,
    };
    Some(Locator::new(unit.to_owned(), number.parse().ok()?, start.parse().ok()?, length.parse().ok()?))
}

impl Serialize for Locator {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Locator {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_kind_of_place_is_written_as_its_standard_writes_it() {
        for (unit, number, expected) in [
            ("row", 12, "row=12@5+7"),
            ("/report/transaction", 4, "/report/transaction[4]@5+7"),
            ("#/chats/list/0/messages", 16, "#/chats/list/0/messages/16@5+7"),
        ] {
            assert_eq!(Locator::new(unit, number, 5, 7).to_string(), expected);
        }
    }

    proptest! {
        #[test]
        fn a_locator_survives_writing_and_reading(
            unit in prop_oneof!["row|line", "/[a-zA-Z/]{0,12}", "#(/[a-z0-9]{1,5}){0,3}"],
            number: u64, start: u64, length: u64,
        ) {
            let locator = Locator::new(unit, number, start, length);
            prop_assert_eq!(locator.to_string().parse(), Ok(locator));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text: String) {
            let _ = text.parse::<Locator>().is_ok();
        }
    }
}
