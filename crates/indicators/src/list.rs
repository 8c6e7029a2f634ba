//! Named lists: dated, sourced and replaceable, so that no code, term, place or price is written into a rule.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use evidence::{Currency, parse_minor};
use serde::Deserialize;
use serde_saphyr::Spanned;
use sha2::{Digest, Sha256};

use crate::error::{PackError, Place};
use crate::ordered::{Ordered, Scalar};
use crate::quantity::{DAY_US, Quantity, Unit};
use crate::text::Term;
use crate::world::Spot;

/// A file of lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawLists {
    pub(crate) lists: Vec<RawList>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawList {
    id: Spanned<String>,
    date: String,
    source: String,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    terms: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    slots: Ordered<Vec<String>>,
    #[serde(default)]
    zones: Vec<RawZone>,
    #[serde(default)]
    thresholds: Vec<RawThreshold>,
    #[serde(default)]
    prices: Vec<RawPrice>,
    external: Option<RawExternal>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawZone {
    name: String,
    latitude: f64,
    longitude: f64,
    radius_km: f64,
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawThreshold {
    jurisdiction: String,
    currency: String,
    amount: Scalar,
    from: String,
    to: Option<String>,
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPrice {
    corridor: String,
    #[serde(default)]
    countries: Vec<String>,
    currency: String,
    low: Scalar,
    high: Scalar,
    year: i16,
    unit: String,
    source: String,
}

/// A list that an agency fills from outside: what is on it is hashed, dated and sourced.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExternal {
    kinds: Vec<String>,
    expires: String,
    #[serde(default)]
    entries: Vec<RawEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    /// SHA-256 in hexadecimal of `kind:value`.
    hash: String,
    date: String,
    source: String,
    confirmed_by: String,
}

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

/// What a journey or service cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Price {
    currency: [u8; 3],
    low: i64,
    high: i64,
    /// Days in which it may be compared: its year and the three before and after (ours).
    days: Range<i64>,
    countries: Vec<[u8; 3]>,
}

impl Price {
    /// Whether an amount is such a price. Where the other party's country is known, the corridor touches it.
    pub(crate) fn fits(&self, amount: i64, currency: [u8; 3], day: i64, other: Option<[u8; 3]>) -> bool {
        self.currency == currency
            && (self.low..=self.high).contains(&amount)
            && self.days.contains(&day)
            && other.is_none_or(|other| self.countries.is_empty() || self.countries.contains(&other))
    }
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

impl RawList {
    pub(crate) fn build(self, file: &str) -> Result<List, PackError> {
        let place = Place::new(file, &self.id, "");
        let (entries, contents) = self.contents(&place)?;
        Ok(List { id: self.id.value, date: self.date, source: self.source, entries, contents })
    }

    fn contents(&self, place: &Place) -> Result<(usize, Contents), PackError> {
        let given = [
            !self.codes.is_empty(),
            !self.countries.is_empty(),
            !self.terms.is_empty(),
            !self.slots.0.is_empty(),
            !self.zones.is_empty(),
            !self.thresholds.is_empty(),
            !self.prices.is_empty(),
            self.external.is_some(),
        ];
        if given.iter().filter(|given| **given).count() != 1 {
            return Err(place.error(
                "a list has one of `codes`, `countries`, `terms`, `slots`, `zones`, `thresholds`, `prices` and \
                 `external`, and it is not empty",
            ));
        }
        if !self.codes.is_empty() || !self.countries.is_empty() {
            let mut codes = Codes::default();
            for code in self.codes.iter().chain(&self.countries) {
                match (range(code), letters(code)) {
                    (Some((first, last)), _) => codes.add_numbers(first, last),
                    (_, Some(letters)) => {
                        codes.letters.insert(letters);
                    }
                    _ => {
                        let wrong = format!(
                            "“{code}” is neither a code, a range such as 3501-3790, nor two or three capitals"
                        );
                        return Err(place.error(wrong));
                    }
                }
            }
            return Ok((self.codes.len() + self.countries.len(), Contents::Codes(Arc::new(codes))));
        }
        if !self.terms.is_empty() {
            let terms: Vec<Term> = self.terms.values().flatten().map(|term| Term::new(term)).collect();
            return Ok((terms.len(), Contents::Terms(Arc::new(terms))));
        }
        if !self.slots.0.is_empty() {
            let slot = |(name, terms): &(String, Vec<String>)| {
                (name.clone(), Arc::new(terms.iter().map(|term| Term::new(term)).collect::<Vec<_>>()))
            };
            let slots: Vec<_> = self.slots.0.iter().map(slot).collect();
            return Ok((self.slots.0.iter().map(|(_, terms)| terms.len()).sum(), Contents::Slots(slots)));
        }
        if !self.zones.is_empty() {
            if let Some(zone) = self.zones.iter().find(|zone| zone.source.trim().is_empty()) {
                return Err(place.error(format!("zone “{}” says no `source`", zone.name)));
            }
            let zones = self.zones.iter().map(|zone| Zone {
                latitude: zone.latitude,
                longitude: zone.longitude,
                radius_km: zone.radius_km,
            });
            return Ok((self.zones.len(), Contents::Zones(Arc::new(zones.collect()))));
        }
        if !self.thresholds.is_empty() {
            let limits: Result<Vec<_>, _> = self.thresholds.iter().map(|raw| raw.build(place)).collect();
            return Ok((self.thresholds.len(), Contents::Thresholds(Arc::new(limits?))));
        }
        if !self.prices.is_empty() {
            let prices: Result<Vec<_>, _> = self.prices.iter().map(|raw| raw.build(place)).collect();
            return Ok((self.prices.len(), Contents::Prices(Arc::new(prices?))));
        }
        let Some(raw) = &self.external else { return Err(place.error("the list is empty")) };
        let external = raw.build(&self.id.value, place)?;
        Ok((external.entries.len(), Contents::External(Arc::new(external))))
    }
}

impl RawThreshold {
    fn build(&self, place: &Place) -> Result<Threshold, PackError> {
        let place = place.part(&self.jurisdiction, 0);
        said(&self.source, &place)?;
        let to =
            self.to.as_deref().map_or(Ok(i64::MAX), |to| day(to, &place).map(|day| day.saturating_add(1)));
        Ok(Threshold {
            currency: currency(&self.currency, &place)?,
            amount: amount(&self.amount, &place)?,
            days: day(&self.from, &place)?..to?,
        })
    }
}

impl RawPrice {
    fn build(&self, place: &Place) -> Result<Price, PackError> {
        /// Ours: prices of three years before or after are still of the same order.
        const YEARS: i16 = 3;
        let place = place.part(&self.corridor, 0);
        said(&self.source, &place)?;
        said(&self.unit, &place)?;
        let first = |year: i16| day(&format!("{year:04}-01-01"), &place);
        let country = |code: &String| {
            letters(code).ok_or_else(|| place.error(format!("“{code}” is not a country's two letters")))
        };
        let (low, high) = (amount(&self.low, &place)?, amount(&self.high, &place)?);
        if low > high {
            return Err(place.error("`low` is more than `high`"));
        }
        Ok(Price {
            currency: currency(&self.currency, &place)?,
            low,
            high,
            days: first(self.year.saturating_sub(YEARS))?..first(self.year.saturating_add(YEARS + 1))?,
            countries: self.countries.iter().map(country).collect::<Result<_, _>>()?,
        })
    }
}

impl RawExternal {
    fn build(&self, id: &str, place: &Place) -> Result<External, PackError> {
        const KINDS: [&str; 5] = ["phone", "email", "address", "name", "account"];
        if let Some(unknown) = self.kinds.iter().find(|kind| !KINDS.contains(&kind.as_str())) {
            return Err(place.error(format!("no kind `{unknown}`; expected some of {}", KINDS.join(", "))));
        }
        let expires = Quantity::parse(&self.expires).filter(|quantity| quantity.unit == Unit::Duration);
        let expires = expires.ok_or_else(|| place.error("`expires` is a length of time such as 180d"))?;
        let mut entries = BTreeMap::new();
        for entry in &self.entries {
            said(&entry.source, place)?;
            said(&entry.confirmed_by, place)?;
            let bytes = unhex(&entry.hash);
            let bytes = bytes
                .ok_or_else(|| place.error(format!("“{}” is not a SHA-256 in hexadecimal", entry.hash)))?;
            entries.insert(bytes, day(&entry.date, place)?);
        }
        let (kinds, expires_days) = (self.kinds.clone(), expires.value / DAY_US);
        Ok(External { id: id.to_owned(), kinds, expires_days, entries })
    }
}

fn said(text: &str, place: &Place) -> Result<(), PackError> {
    if text.trim().is_empty() { Err(place.error("an entry says where it is from")) } else { Ok(()) }
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut out = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (at, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(out)
}

pub(crate) fn day(text: &str, place: &Place) -> Result<i64, PackError> {
    let date: jiff::civil::Date =
        text.parse().map_err(|_unread| place.error(format!("“{text}” is not a date, YYYY-MM-DD")))?;
    let since = date.since(jiff::civil::date(1970, 1, 1)).map_err(|error| place.error(error.to_string()))?;
    Ok(i64::from(since.get_days()))
}

fn currency(text: &str, place: &Place) -> Result<[u8; 3], PackError> {
    let known = Currency::parse(text).and_then(|known| known.as_str().as_bytes().try_into().ok());
    known.ok_or_else(|| place.error(format!("“{text}” is not a currency's three letters")))
}

fn amount(value: &Scalar, place: &Place) -> Result<i64, PackError> {
    parse_minor(&value.0, '.', 4).map_err(|error| place.error(error.to_string()))
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

fn range(code: &str) -> Option<(u16, u16)> {
    let (first, last) = code.split_once('-').unwrap_or((code, code));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}
