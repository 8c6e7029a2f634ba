//! Named lists: dated, sourced and replaceable, so that no code, term, place or price is written into a rule.

mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::text::Term;
use crate::world::Spot;

pub(crate) use written::RawLists;

/// Codes: single ones, ranges of numbers, letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Codes {
    /// A bit for each number.
    numbers: Vec<u64>,
    letters: BTreeSet<[u8; 3]>,
}

impl Codes {
    pub(crate) fn holds_number(&self, code: u16) -> bool {
        self.numbers.get(usize::from(code) / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }

    fn add_numbers(&mut self, first: u16, last: u16) {
        for code in first..=last {
            let at = usize::from(code) / 64;
            if self.numbers.len() <= at {
                self.numbers.resize(at + 1, 0);
            }
            self.numbers.get_mut(at).into_iter().for_each(|word| *word |= 1 << (code % 64));
        }
    }

    pub(crate) fn holds_letters(&self, letters: [u8; 3]) -> bool {
        self.letters.contains(&letters)
    }
}

/// A place and how far its surroundings reach.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Zone {
    latitude: f64,
    longitude: f64,
    radius_km: f64,
}

impl Zone {
    pub(crate) fn holds(&self, spot: &Spot<'_>) -> bool {
        /// A degree of latitude is never shorter than this.
        const DEGREE_KM: f64 = 110.5;
        (self.latitude - spot.latitude).abs() * DEGREE_KM <= self.radius_km
            && gazetteer::distance_km(self.latitude, self.longitude, spot.latitude, spot.longitude)
                <= self.radius_km
    }
}

/// A limit of a jurisdiction for the days it held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Threshold {
    pub(crate) currency: [u8; 3],
    /// In ten-thousandths.
    pub(crate) amount: i64,
    pub(crate) days: Range<i64>,
}

/// What a journey or service cost, as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// Which way or service, in words.
    pub corridor: String,
    /// `whole trip`, `leg`, …
    pub unit: String,
    /// Who published it, and what of it is ours.
    pub source: String,
    /// Of which year.
    pub year: i16,
    /// Least and most, in ten-thousandths of its currency.
    pub range: (i64, i64),
    currency: [u8; 3],
    /// Days in which it may be compared: its year and the three before and after (ours).
    days: Range<i64>,
    countries: Vec<[u8; 3]>,
}

impl Price {
    /// ISO 4217.
    pub fn currency(&self) -> &str {
        text(&self.currency)
    }

    /// The countries it leads through (ISO 3166-1 alpha-2).
    pub fn countries(&self) -> impl Iterator<Item = &str> {
        self.countries.iter().map(text)
    }

    /// Whether a day (since 1970) is near enough to it: within three years.
    pub fn holds_on(&self, day: i64) -> bool {
        self.days.contains(&day)
    }

    /// Whether an amount is such a price. Where the other party's country is known, the corridor touches it.
    pub(crate) fn fits(&self, amount: i64, currency: [u8; 3], day: i64, other: Option<[u8; 3]>) -> bool {
        self.currency == currency
            && (self.range.0..=self.range.1).contains(&amount)
            && self.holds_on(day)
            && other.is_none_or(|other| self.countries.is_empty() || self.countries.contains(&other))
    }
}

/// Letters without what they are filled up with.
fn text(letters: &[u8; 3]) -> &str {
    std::str::from_utf8(letters).unwrap_or_default().trim_end_matches('\0')
}

/// Identifiers that an agency holds to be worth knowing, hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct External {
    pub(crate) id: String,
    /// The properties whose values are looked up.
    pub(crate) kinds: Vec<String>,
    pub(crate) expires_days: i64,
    /// Hash and the day it was put on the list.
    pub(crate) entries: BTreeMap<[u8; 32], i64>,
}

impl External {
    /// Whether a hash is on the list on a day: not before its date, not after it expired.
    pub(crate) fn holds(&self, hash: &[u8; 32], day: i64) -> bool {
        self.entries.get(hash).is_some_and(|since| (0..=self.expires_days).contains(&(day - since)))
    }
}

/// The hash under which an identifier stands on an external list: SHA-256 of `kind:value`, the value folded.
pub(crate) fn hash(kind: &str, value: &str) -> [u8; 32] {
    Sha256::digest(format!("{kind}:{}", crate::text::normal(value))).into()
}

/// What a list holds.
#[derive(Clone, Debug)]
pub(crate) enum Contents {
    Codes(Arc<Codes>),
    Terms(Arc<Vec<Term>>),
    Slots(Vec<(String, Arc<Vec<Term>>)>),
    Zones(Arc<Vec<Zone>>),
    Thresholds(Arc<Vec<Threshold>>),
    Prices(Arc<Vec<Price>>),
    External(Arc<External>),
}

impl Contents {
    /// What it is a list of.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Codes(_) => "codes",
            Self::Terms(_) => "terms",
            Self::Slots(_) => "slots",
            Self::Zones(_) => "zones",
            Self::Thresholds(_) => "thresholds",
            Self::Prices(_) => "prices",
            Self::External(_) => "external identifiers",
        }
    }
}

/// A named list.
#[derive(Clone, Debug)]
pub struct List {
    /// Its name in rules.
    pub id: String,
    /// As of when it holds, `YYYY-MM-DD`.
    pub date: String,
    /// Where it is from, or why it is ours.
    pub source: String,
    /// How many entries it has.
    pub entries: usize,
    pub(crate) contents: Contents,
}

/// Two or three capitals, filled up with zero.
pub(crate) fn letters(text: &str) -> Option<[u8; 3]> {
    let capitals = text.bytes().all(|byte| byte.is_ascii_uppercase());
    match *text.as_bytes() {
        [a, b] if capitals => Some([a, b, 0]),
        [a, b, c] if capitals => Some([a, b, c]),
        _ => None,
    }
}
