//! The name of a statement, and how values stand in JSON as their text.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// The name of a statement: the first half of the SHA-256 of its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; 16]);

impl Id {
    /// The id of a text.
    pub fn of(text: &str) -> Self {
        let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let mut half = [0; 16];
        half.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        Self(half)
    }

    /// The SHA-256 of some bytes, in hexadecimal.
    pub(crate) fn sha256(bytes: &[u8]) -> String {
        Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = fmt::Write::write_fmt(&mut text, format_args!("{byte:02x}"));
            text
        })
    }

    /// The first letters, enough for people.
    pub fn short(self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl FromStr for Id {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "expected 32 hexadecimal digits";
        let mut bytes = [0; 16];
        let mut digits =
            text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
        for byte in &mut bytes {
            let (Some(Some(high)), Some(Some(low))) = (digits.next(), digits.next()) else {
                return Err(WRONG);
            };
            *byte = (high << 4) | low;
        }
        if digits.next().is_some() { Err(WRONG) } else { Ok(Self(bytes)) }
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        parsed(input)
    }
}

/// A value that stands in JSON as its text.
fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err: fmt::Display>>(input: D) -> Result<T, D::Error> {
    std::borrow::Cow::<'de, str>::deserialize(input)?.parse().map_err(serde::de::Error::custom)
}

pub(crate) mod text {
    use super::*;

    pub(crate) fn serialize<S: Serializer, T: fmt::Display>(value: &T, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(value)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: FromStr<Err: fmt::Display>>(
        input: D,
    ) -> Result<T, D::Error> {
        parsed(input)
    }
}

pub(crate) mod text_or_none {
    use super::*;

    #[expect(clippy::ref_option, reason = "serde hands over the field as it is")]
    pub(crate) fn serialize<S: Serializer, T: fmt::Display>(
        value: &Option<T>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => out.collect_str(value),
            None => out.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>, T: FromStr<Err: fmt::Display>>(
        input: D,
    ) -> Result<Option<T>, D::Error> {
        let text = Option::<std::borrow::Cow<'de, str>>::deserialize(input)?;
        text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
    }
}
