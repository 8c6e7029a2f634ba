//! From a name to the places that bear it.

use crate::Gazetteer;
use crate::country::Country;
use crate::fold::fold;
use crate::place::{Located, Place};
use std::collections::HashMap;

/// Folded name to indices, ascending, of every place by its own and its other names.
pub(crate) fn index(places: &[(Place, &str)]) -> HashMap<Box<str>, Vec<usize>> {
    let mut index: HashMap<Box<str>, Vec<usize>> = HashMap::with_capacity(places.len() * 3 / 2);
    for (id, (place, alternates)) in places.iter().enumerate() {
        for name in std::iter::once(place.name).chain(alternates.split('|')) {
            let name = fold(name);
            if name.is_empty() {
                continue;
            }
            let ids = index.entry(name.into()).or_default();
            if ids.last() != Some(&id) {
                ids.push(id);
            }
        }
    }
    index
}

impl Gazetteer {
    /// Every place of that name, in any script, most populous first; with a country, only those in it.
    ///
    /// Exact but for case, accents and punctuation. An Arabic name also matches with its article added or left out.
    pub fn find(&self, name: &str, country: Option<Country>) -> Vec<&Place> {
        self.find_folded(&fold(name), country)
    }

    /// Like [`Gazetteer::find`], judged: one place, several, none.
    pub fn find_best(&self, name: &str, country: Option<Country>) -> Located<'_> {
        Located::among(self.find(name, country))
    }

    pub(crate) fn find_folded(&self, folded: &str, country: Option<Country>) -> Vec<&Place> {
        let mut found = self.find_exactly(folded);
        if found.is_empty() && folded.starts_with(|c| matches!(c, '\u{621}'..='\u{64a}')) {
            found = match folded.strip_prefix("ال") {
                Some(bare) => self.find_exactly(bare),
                None => self.find_exactly(&format!("ال{folded}")),
            };
        }
        found.retain(|place| country.is_none_or(|country| place.country == country));
        found
    }

    pub(crate) fn find_exactly(&self, folded: &str) -> Vec<&Place> {
        let ids = self.names.get(folded).into_iter().flatten();
        ids.filter_map(|&id| self.places.get(id)).collect()
    }
}
