//! Corridors: how often each leg was travelled, over all trips.

use std::collections::{BTreeMap, BTreeSet};

use resolve::LocationIx;

use crate::place::Hubs;
use crate::{Corridor, Trip};

/// All legs between places, the most travelled first.
pub(crate) fn corridors(trips: &[Trip], hubs: &Hubs) -> Vec<Corridor> {
    let mut all: BTreeMap<(LocationIx, LocationIx), (Corridor, BTreeSet<_>)> = BTreeMap::new();
    for trip in trips {
        for (one, next) in trip.stops.iter().zip(trip.stops.iter().skip(1)) {
            let (Some(&from), Some(&to)) = (hubs.get(&one.location), hubs.get(&next.location)) else {
                continue;
            };
            if from == to {
                continue;
            }
            let new = Corridor { from, to, subjects: 0, legs: 0, first: one.left, last: next.arrived };
            let (corridor, subjects) = all.entry((from, to)).or_insert_with(|| (new, BTreeSet::new()));
            corridor.legs += 1;
            subjects.insert(trip.subject);
            if one.left.order_us() < corridor.first.order_us() {
                corridor.first = one.left;
            }
            if next.arrived.order_us() > corridor.last.order_us() {
                corridor.last = next.arrived;
            }
        }
    }
    let counted =
        |(corridor, subjects): (Corridor, BTreeSet<_>)| Corridor { subjects: subjects.len(), ..corridor };
    let mut all: Vec<Corridor> = all.into_values().map(counted).collect();
    all.sort_by_key(|corridor| std::cmp::Reverse((corridor.legs, corridor.subjects)));
    all
}
