//! Delivered files, and the records in them that could not be read.

use serde::{Deserialize, Serialize};

use crate::Locator;

/// The number of a source in one run, in order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceIx(pub u32);

/// Under what authority a source may be used. Travels with everything said by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Who delivered it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub delivered_by: String,
    /// The legal basis it was delivered under.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub legal_basis: String,
    /// The purpose it may be used for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// Its handling code (for example a TLP colour or a Europol handling code).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub handling: String,
    /// The last day it may be kept, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub retain_until: String,
}

/// One delivered file, or one member of a delivered archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Path as delivered; a member of an archive is `archive.zip!member`.
    pub name: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// Name of the format it was read as (`unknown` if none fits).
    pub format: String,
    /// Character encoding the bytes were decoded from; locators count bytes of the decoded text.
    pub encoding: String,
    /// Size in bytes as delivered.
    pub bytes: u64,
    /// Bytes of the decoded text that records cover.
    pub bytes_read: u64,
    /// Bytes of the decoded text that rejections cover.
    pub bytes_rejected: u64,
    /// Records read.
    pub records: u64,
    /// Records refused.
    pub rejections: u64,
    /// What was assumed when reading (order of day and month, time zone, separator, …).
    pub assumptions: Vec<String>,
    /// Its authority.
    pub basis: Basis,
}

impl Source {
    /// A source of which only the name is known yet.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }
}

/// A record that could not be read: never lost, always explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Where it is.
    pub locator: Locator,
    /// What was expected, what was found, and what to do, in one English sentence.
    pub reason: String,
    /// The start of the offending text.
    pub text: String,
}

impl Rejection {
    /// Longest piece of the offending text that is kept, in bytes.
    pub const TEXT_LIMIT: usize = 240;

    /// A rejection; `text` is cut at [`Self::TEXT_LIMIT`] on a character boundary, invalid UTF-8 is shown as U+FFFD.
    pub fn new(locator: Locator, reason: impl Into<String>, text: &[u8]) -> Self {
        let cut = text.get(..Self::TEXT_LIMIT).unwrap_or(text);
        let mut text = String::from_utf8_lossy(cut).into_owned();
        if cut.len() == Self::TEXT_LIMIT {
            while text.ends_with('\u{FFFD}') {
                text.pop();
            }
            text.push('…');
        }
        Self { locator, reason: reason.into(), text }
    }
}
