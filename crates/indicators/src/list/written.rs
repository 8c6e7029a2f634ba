//! Lists as they are written, and checked while they are built.

use std::collections::BTreeMap;
use std::sync::Arc;

use evidence::{Currency, parse_minor};
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::{Codes, Contents, External, List, Price, Threshold, Zone, letters};
use crate::error::{File, PackError, Place};
use crate::nearest::meant;
use crate::ordered::{Ordered, Scalar};
use crate::quantity::{DAY_US, Quantity, Unit};
use crate::text::Term;

/// A file of lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawLists {
    pub(crate) lists: Vec<RawList>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawList {
    pub(crate) id: Spanned<String>,
    date: String,
    source: String,
    #[serde(default)]
    codes: Vec<Spanned<String>>,
    #[serde(default)]
    countries: Vec<Spanned<String>>,
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
    latitude: Spanned<f64>,
    longitude: Spanned<f64>,
    radius_km: Spanned<f64>,
    source: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawThreshold {
    jurisdiction: String,
    currency: Spanned<String>,
    amount: Spanned<Scalar>,
    from: Spanned<String>,
    to: Option<Spanned<String>>,
    source: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPrice {
    corridor: String,
    #[serde(default)]
    countries: Vec<Spanned<String>>,
    currency: Spanned<String>,
    low: Spanned<Scalar>,
    high: Spanned<Scalar>,
    year: Spanned<i16>,
    unit: Spanned<String>,
    source: Spanned<String>,
}

/// A list that an agency fills from outside: what is on it is hashed, dated and sourced.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExternal {
    kinds: Vec<Spanned<String>>,
    expires: Spanned<String>,
    #[serde(default)]
    entries: Vec<RawEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    /// SHA-256 in hexadecimal of `kind:value`.
    hash: Spanned<String>,
    date: Spanned<String>,
    source: Spanned<String>,
    confirmed_by: Spanned<String>,
}

impl RawList {
    pub(crate) fn build(self, file: File<'_>) -> Result<List, PackError> {
        let (entries, contents) = self.contents(&Place::of(file, &self.id))?;
        Ok(List { id: self.id.value, date: self.date, source: self.source, entries, contents })
    }

    fn contents(&self, place: &Place<'_>) -> Result<(usize, Contents), PackError> {
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
        let number = given.iter().filter(|given| **given).count();
        if number != 1 {
            return Err(place.error(format!(
                "the list has {number} of `codes`, `countries`, `terms`, `slots`, `zones`, `thresholds`, `prices` and \
                 `external` that hold something; expected one of them"
            )));
        }
        if !self.codes.is_empty() || !self.countries.is_empty() {
            let mut codes = Codes::default();
            for code in self.codes.iter().chain(&self.countries) {
                match (range(&code.value), letters(&code.value)) {
                    (Some((first, last)), _) => codes.add_numbers(first, last),
                    (_, Some(letters)) => {
                        codes.letters.insert(letters);
                    }
                    _ => {
                        let message = format!(
                            "“{}” is no code; expected a number, a range such as 3501-3790, or two or three capitals",
                            code.value
                        );
                        return Err(place.part("codes", code.referenced).error(message));
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
            let zones: Result<Vec<_>, _> = self.zones.iter().map(|raw| raw.build(place)).collect();
            return Ok((self.zones.len(), Contents::Zones(Arc::new(zones?))));
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

impl RawZone {
    fn build(&self, place: &Place<'_>) -> Result<Zone, PackError> {
        /// Ours: half the Earth's circumference.
        const FARTHEST_KM: f64 = 20_015.0;
        let place = place.part(&self.name, self.source.referenced);
        said(&self.source, &place)?;
        let within = |number: &Spanned<f64>, least: f64, most: f64| {
            let message = || format!("{} is out of range; expected {least} to {most}", number.value);
            let is_in = (least..=most).contains(&number.value);
            if is_in {
                Ok(number.value)
            } else {
                Err(place.part(&self.name, number.referenced).error(message()))
            }
        };
        Ok(Zone {
            latitude: within(&self.latitude, -90.0, 90.0)?,
            longitude: within(&self.longitude, -180.0, 180.0)?,
            radius_km: within(&self.radius_km, 0.0, FARTHEST_KM)?,
        })
    }
}

impl RawThreshold {
    fn build(&self, place: &Place<'_>) -> Result<Threshold, PackError> {
        let place = place.part(&self.jurisdiction, self.source.referenced);
        said(&self.source, &place)?;
        let to =
            self.to.as_ref().map_or(Ok(i64::MAX), |to| day_of(to, &place).map(|day| day.saturating_add(1)));
        Ok(Threshold {
            currency: currency(&self.currency, &place)?,
            amount: amount(&self.amount, &place)?,
            days: day_of(&self.from, &place)?..to?,
        })
    }
}

impl RawPrice {
    fn build(&self, place: &Place<'_>) -> Result<Price, PackError> {
        /// Ours: prices of three years before or after are still of the same order.
        const YEARS: i16 = 3;
        let place = place.part(&self.corridor, self.source.referenced);
        said(&self.source, &place)?;
        said(&self.unit, &place)?;
        let first = |year: i16| {
            let message = || format!("“{}” is no year; expected one such as 2024", self.year.value);
            day(&format!("{year:04}-01-01"))
                .ok_or_else(|| place.part(&self.corridor, self.year.referenced).error(message()))
        };
        let country = |code: &Spanned<String>| {
            let message = || format!("“{}” is no country; expected two capitals such as FR", code.value);
            letters(&code.value).ok_or_else(|| place.part(&self.corridor, code.referenced).error(message()))
        };
        let (low, high) = (amount(&self.low, &place)?, amount(&self.high, &place)?);
        if low > high {
            let message = "`low` is more than `high`; expected the lower price first";
            return Err(place.part(&self.corridor, self.low.referenced).error(message));
        }
        let year = self.year.value;
        Ok(Price {
            corridor: self.corridor.clone(),
            unit: self.unit.value.clone(),
            source: self.source.value.clone(),
            year,
            range: (low, high),
            currency: currency(&self.currency, &place)?,
            days: first(year.saturating_sub(YEARS))?..first(year.saturating_add(YEARS + 1))?,
            countries: self.countries.iter().map(country).collect::<Result<_, _>>()?,
        })
    }
}

impl RawExternal {
    fn build(&self, id: &str, place: &Place<'_>) -> Result<External, PackError> {
        const KINDS: [&str; 5] = ["phone", "email", "address", "name", "account"];
        let wrong =
            |at: &Spanned<String>, message: String| place.part("external", at.referenced).error(message);
        if let Some(unknown) = self.kinds.iter().find(|kind| !KINDS.contains(&kind.value.as_str())) {
            let message =
                format!("no identifier of kind `{}`; {}", unknown.value, meant(&unknown.value, KINDS));
            return Err(wrong(unknown, message));
        }
        let expires = Quantity::parse(&self.expires.value).filter(|quantity| quantity.unit == Unit::Duration);
        let expires = expires.ok_or_else(|| {
            wrong(
                &self.expires,
                format!("“{}” is no length of time; expected one such as 180d", self.expires.value),
            )
        })?;
        let mut entries = BTreeMap::new();
        for entry in &self.entries {
            said(&entry.source, place)?;
            said(&entry.confirmed_by, place)?;
            let bytes = unhex(&entry.hash.value).ok_or_else(|| {
                wrong(
                    &entry.hash,
                    format!("“{}” is no SHA-256; expected 64 hexadecimal digits", entry.hash.value),
                )
            })?;
            entries.insert(bytes, day_of(&entry.date, place)?);
        }
        let kinds = self.kinds.iter().map(|kind| kind.value.clone()).collect();
        Ok(External { id: id.to_owned(), kinds, expires_days: expires.value / DAY_US, entries })
    }
}

fn said(text: &Spanned<String>, place: &Place<'_>) -> Result<(), PackError> {
    if text.value.trim().is_empty() {
        return Err(place.at(text.referenced).error("nothing stands here; an entry says where it is from"));
    }
    Ok(())
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

/// Days since 1970.
fn day(text: &str) -> Option<i64> {
    let date: jiff::civil::Date = text.parse().ok()?;
    let since = date.since(jiff::civil::date(1970, 1, 1)).ok()?;
    Some(i64::from(since.get_days()))
}

fn day_of(text: &Spanned<String>, place: &Place<'_>) -> Result<i64, PackError> {
    let message = || format!("“{}” is no date; expected YYYY-MM-DD", text.value);
    day(&text.value).ok_or_else(|| place.at(text.referenced).error(message()))
}

fn currency(text: &Spanned<String>, place: &Place<'_>) -> Result<[u8; 3], PackError> {
    let known = Currency::parse(&text.value).and_then(|known| known.as_str().as_bytes().try_into().ok());
    let message = || format!("“{}” is no currency; expected three letters such as EUR", text.value);
    known.ok_or_else(|| place.at(text.referenced).error(message()))
}

fn amount(value: &Spanned<Scalar>, place: &Place<'_>) -> Result<i64, PackError> {
    let message = || format!("“{}” is no amount; expected one such as 10000 or 0.5", value.value.0);
    parse_minor(&value.value.0, '.', 4).map_err(|_no_amount| place.at(value.referenced).error(message()))
}

fn range(code: &str) -> Option<(u16, u16)> {
    let (first, last) = code.split_once('-').unwrap_or((code, code));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}
