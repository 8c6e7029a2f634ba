//! Coarse outlines of countries, to draw and to ask what a point lies in.

use crate::Gazetteer;
use crate::country::Country;
use std::collections::BTreeMap;

const TABLE: &str = include_str!("../../../packs/gazetteer/outlines.json");

/// A closed line of `[longitude, latitude]` points in degrees; the first point is not repeated at the end.
pub type Ring = Vec<[f64; 2]>;

pub(crate) fn embedded() -> BTreeMap<Country, Vec<Ring>> {
    let table: BTreeMap<&str, Vec<Ring>> = serde_json::from_str(TABLE).unwrap_or_default();
    table.into_iter().filter_map(|(code, rings)| Some((Country::from_alpha2(code)?, rings))).collect()
}

impl Gazetteer {
    /// The outer rings of a country's land, 1:110,000,000; empty for countries too small for that scale.
    pub fn outlines(&self, country: Country) -> &[Ring] {
        self.outlines.get(&country).map_or(&[], Vec::as_slice)
    }
}

/// The country around a point. Holes are not drawn, so of a country and the one it encloses, the smaller wins.
pub(crate) fn smallest_around(
    outlines: &BTreeMap<Country, Vec<Ring>>,
    latitude: f64,
    longitude: f64,
) -> Option<Country> {
    outlines
        .iter()
        .flat_map(|(country, rings)| rings.iter().map(move |ring| (country, ring)))
        .filter(|(_, ring)| contains(ring, latitude, longitude))
        .min_by(|(_, a), (_, b)| area(a).total_cmp(&area(b)))
        .map(|(country, _)| *country)
}

/// The ring's sides, the closing one included.
fn sides(ring: &Ring) -> impl Iterator<Item = (&[f64; 2], &[f64; 2])> {
    ring.iter().zip(ring.iter().cycle().skip(1))
}

/// Even-odd rule: how many sides a ray to the east crosses.
fn contains(ring: &Ring, latitude: f64, longitude: f64) -> bool {
    let crossings = sides(ring).filter(|([x1, y1], [x2, y2])| {
        (*y1 > latitude) != (*y2 > latitude) && longitude < x1 + (latitude - y1) / (y2 - y1) * (x2 - x1)
    });
    crossings.count() % 2 == 1
}

/// In square degrees; only compared.
fn area(ring: &Ring) -> f64 {
    sides(ring).map(|([x1, y1], [x2, y2])| x1 * y2 - x2 * y1).sum::<f64>().abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_its_rings_are_rings_of_positions() {
        let outlines = embedded();
        assert!(outlines.len() > 170);
        for (country, rings) in &outlines {
            for ring in rings {
                assert!(ring.len() >= 3, "{country}");
                assert!(ring.iter().all(|[x, y]| x.abs() <= 180.0 && y.abs() <= 90.0), "{country}");
                assert_ne!(ring.first(), ring.last(), "{country}");
            }
        }
    }
}
