//! Places as records write them: a name, then perhaps a province, state or country.
//!
//! `MONTREAL QC`, `Toronto, ON`, `Paris, France`, `Lagos NG`, `Paris, Texas, USA`. Street addresses and postal codes are
//! not parsed.

use crate::Gazetteer;
use crate::country::Country;
use crate::fold::fold;
use crate::place::{Located, Place};
use std::collections::HashMap;

const TABLE: &str = include_str!("../../../packs/gazetteer/regions.tsv");

/// The longest name of a region or country, in words, that is split off.
const REGION_WORDS: usize = 6;

/// Canadian provinces and territories, United States states.
#[derive(Debug)]
pub(crate) struct Regions(HashMap<Box<str>, Vec<Region>>);

/// A country, or one of its first-level divisions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Region {
    country: Country,
    admin1: Option<&'static str>,
}

impl Region {
    pub(crate) fn holds(&self, place: &Place) -> bool {
        place.country == self.country && self.admin1.is_none_or(|admin1| place.admin1 == admin1)
    }
}

impl Regions {
    pub(crate) fn embedded() -> Self {
        let mut names: HashMap<Box<str>, Vec<Region>> = HashMap::new();
        for line in TABLE.lines().skip(1) {
            let mut cells = line.split('\t');
            let Some(country) = cells.next().and_then(Country::from_alpha2) else { continue };
            let region = Region { country, admin1: cells.next() };
            for name in cells.flat_map(|cell| cell.split('|')) {
                let regions = names.entry(fold(name).into()).or_default();
                if !regions.contains(&region) {
                    regions.push(region);
                }
            }
        }
        Self(names)
    }

    pub(crate) fn named(&self, folded: &str) -> &[Region] {
        self.0.get(folded).map_or(&[], Vec::as_slice)
    }
}

impl Gazetteer {
    /// The place a record's text names, read as a name, a name and a region or country, or a name and both.
    ///
    /// `CA`, `IN` and other codes that are both a state and a country are tried as both. A region in the text outweighs
    /// the `country` from elsewhere in the record; without one, only places in `country` count.
    pub fn parse_place(&self, text: &str, country: Option<Country>) -> Located<'_> {
        let folded = fold(text);
        let mut found = self.find_folded(&folded, country);
        if found.is_empty() {
            let words: Vec<&str> = folded.split(' ').collect();
            found = self.name_then_region(&words, true);
            if found.iter().any(|place| Some(place.country) == country) {
                found.retain(|place| Some(place.country) == country);
            }
        }
        Located::among(found)
    }

    fn name_then_region(&self, words: &[&str], may_repeat: bool) -> Vec<&Place> {
        for length in (1..=REGION_WORDS.min(words.len().saturating_sub(1))).rev() {
            let Some((name, region)) = words.split_at_checked(words.len() - length) else { continue };
            let region = region.join(" ");
            let mut regions = self.regions.named(&region).to_vec();
            regions
                .extend(self.countries.parse_folded(&region).map(|country| Region { country, admin1: None }));
            if regions.is_empty() {
                continue;
            }
            let mut found = self.find_folded(&name.join(" "), None);
            if found.is_empty() && may_repeat {
                found = self.name_then_region(name, false);
            }
            found.retain(|place| regions.iter().any(|region| region.holds(place)));
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}
