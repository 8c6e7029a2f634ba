//! Places, and what a name turned out to mean.

use crate::country::Country;

const PLACES: &str = include_str!("../../../packs/gazetteer/places.tsv");
const ROUTE_PLACES: &str = include_str!("../../../packs/gazetteer/route_places.tsv");

/// Ours: the smaller candidates of an ambiguous name are ignored when the largest has this many people …
const DOMINANT_POPULATION: u32 = 100_000;
/// … and this many times as many as the next: London in England, not London in Ontario.
const DOMINANT_RATIO: u64 = 20;

/// A town, village or border point.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The name GeoNames lists it under, with diacritics.
    pub name: &'static str,
    /// The country.
    pub country: Country,
    /// GeoNames' code of the first-level division; empty when unknown. In the United States, the state's letters.
    pub admin1: &'static str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// People; 0 when unknown.
    pub population: u32,
    /// On the list of places that matter on smuggling routes, however small.
    pub(crate) on_route: bool,
}

/// What a name turned out to mean.
#[derive(Debug, Clone, PartialEq)]
pub enum Located<'g> {
    /// One place: the only candidate, or one that dwarfs the others (20 times as populous as the next and at least
    /// 100,000 people, all populations known; both figures ours).
    One(&'g Place),
    /// Several places, most populous first.
    Ambiguous(Vec<&'g Place>),
    /// No place in the table.
    Unknown,
}

impl<'g> Located<'g> {
    /// Judges candidates that are sorted most populous first.
    pub(crate) fn among(candidates: Vec<&'g Place>) -> Self {
        let Some(&first) = candidates.first() else { return Self::Unknown };
        let dominates = |next: &Place| {
            first.population >= DOMINANT_POPULATION
                && u64::from(first.population) >= DOMINANT_RATIO * u64::from(next.population)
        };
        let all_known = candidates.last().is_some_and(|last| last.population > 0);
        match candidates.get(1) {
            None => Self::One(first),
            Some(next) if all_known && dominates(next) => Self::One(first),
            Some(_) => Self::Ambiguous(candidates),
        }
    }
}

/// Every place with its other names (separated by `|`), most populous first.
pub(crate) fn embedded() -> Vec<(Place, &'static str)> {
    let rows =
        |table: &'static str, on_route| table.lines().skip(1).filter_map(move |line| row(line, on_route));
    let mut places: Vec<_> = rows(PLACES, false).chain(rows(ROUTE_PLACES, true)).collect();
    places.sort_by(|(a, _), (b, _)| {
        b.population
            .cmp(&a.population)
            .then_with(|| a.country.cmp(&b.country))
            .then_with(|| a.name.cmp(b.name))
            .then_with(|| a.latitude.total_cmp(&b.latitude))
    });
    places
}

fn row(line: &'static str, on_route: bool) -> Option<(Place, &'static str)> {
    let mut cells = line.split('\t');
    let place = Place {
        name: cells.next()?,
        country: Country::from_alpha2(cells.next()?)?,
        admin1: cells.next()?,
        latitude: cells.next()?.parse().ok()?,
        longitude: cells.next()?.parse().ok()?,
        population: cells.next()?.parse().ok()?,
        on_route,
    };
    Some((place, cells.next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_the_tables_is_skipped() {
        assert_eq!(embedded().len(), PLACES.lines().count() - 1 + ROUTE_PLACES.lines().count() - 1);
    }
}
