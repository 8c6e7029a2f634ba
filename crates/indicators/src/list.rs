//! Named lists: dated, sourced and replaceable, so that no code, term or place is written into a rule.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::error::{PackError, Place};
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
    terms: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    zones: Vec<RawZone>,
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

/// Codes, single ones and ranges of numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes {
    ranges: Vec<(u16, u16)>,
    words: BTreeSet<String>,
}

impl Codes {
    pub(crate) fn holds_number(&self, code: u16) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&code))
    }

    pub(crate) fn holds_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// A place and how far its surroundings reach.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    latitude: f64,
    longitude: f64,
    radius_km: f64,
}

impl Zone {
    pub(crate) fn holds(&self, spot: &Spot<'_>) -> bool {
        gazetteer::distance_km(self.latitude, self.longitude, spot.latitude, spot.longitude) <= self.radius_km
    }
}

/// What a list holds.
#[derive(Clone, Debug)]
pub(crate) enum Contents {
    Codes(Arc<Codes>),
    Terms(Arc<Vec<Term>>),
    Zones(Arc<Vec<Zone>>),
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
        let kinds = [!self.codes.is_empty(), !self.terms.is_empty(), !self.zones.is_empty()];
        if kinds.iter().filter(|given| **given).count() != 1 {
            return Err(place.error("a list has one of `codes`, `terms` and `zones`, and it is not empty"));
        }
        if let Some(zone) = self.zones.iter().find(|zone| zone.source.trim().is_empty()) {
            return Err(place.error(format!("zone “{}” says no `source`", zone.name)));
        }
        let (entries, contents) = if !self.codes.is_empty() {
            let mut codes = Codes::default();
            for code in &self.codes {
                match range(code) {
                    Some(range) => codes.ranges.push(range),
                    None if code.chars().all(|c| c.is_ascii_uppercase()) => {
                        codes.words.insert(code.clone());
                    }
                    None => {
                        let wrong =
                            format!("“{code}” is neither a code, a range such as 3501-3790, nor capitals");
                        return Err(place.error(wrong));
                    }
                }
            }
            (self.codes.len(), Contents::Codes(Arc::new(codes)))
        } else if !self.terms.is_empty() {
            let terms: Vec<Term> = self.terms.values().flatten().map(|term| Term::new(term)).collect();
            (terms.len(), Contents::Terms(Arc::new(terms)))
        } else {
            let zones = self.zones.iter().map(|zone| Zone {
                latitude: zone.latitude,
                longitude: zone.longitude,
                radius_km: zone.radius_km,
            });
            (self.zones.len(), Contents::Zones(Arc::new(zones.collect())))
        };
        Ok(List { id: self.id.value, date: self.date, source: self.source, entries, contents })
    }
}

fn range(code: &str) -> Option<(u16, u16)> {
    let (first, last) = code.split_once('-').unwrap_or((code, code));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}
