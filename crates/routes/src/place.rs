//! Which locations are one place to all trips: the most visited lends its name to those around it.

use std::collections::BTreeMap;

use resolve::{LocationIx, Locations};

use crate::Trip;
use crate::trip::{is_same_stop, place};

/// The place of each location that is a stop.
pub(crate) type Hubs = BTreeMap<LocationIx, LocationIx>;

/// The places of all stops.
pub(crate) fn hubs(locations: &Locations, trips: &[Trip]) -> Hubs {
    let mut visits: BTreeMap<LocationIx, usize> = BTreeMap::new();
    for stop in trips.iter().flat_map(|trip| &trip.stops) {
        *visits.entry(stop.location).or_default() += 1;
    }
    let mut ordered: Vec<(LocationIx, usize)> = visits.into_iter().collect();
    ordered.sort_by_key(|&(location, visits)| (std::cmp::Reverse(visits), location));
    // By whole degrees of latitude: those within 25 km are in the same band or in one beside it.
    let mut bands: BTreeMap<i64, Vec<LocationIx>> = BTreeMap::new();
    let mut hubs = Hubs::new();
    for (location, _) in ordered {
        let Some(band) = place(locations, location).map(|place| band(place.latitude)) else { continue };
        let near = bands.range(band - 1..=band + 1).flat_map(|(_, hubs)| hubs);
        let hub = near.copied().find(|&hub| is_same_stop(locations, hub, location));
        if hub.is_none() {
            bands.entry(band).or_default().push(location);
        }
        hubs.insert(location, hub.unwrap_or(location));
    }
    hubs
}

#[expect(clippy::cast_possible_truncation, reason = "a number of degrees on Earth fits")]
fn band(latitude: f64) -> i64 {
    latitude.floor() as i64
}
