//! Trips: the places of one subject in the order of time.
//!
//! A receiver's track of thousands of points becomes the few places it passes; a bank card leaves a weak trace of its
//! account. A trip ends where the subject stays for long or is not seen for half a year. It is kept if it leads to another
//! country or at least [`TRAVEL_KM`] away.

use evidence::{EventKind, Moment, Precision};
use resolve::{ClusterIx, Location, LocationIx, Locations};

use crate::company::Company;
use crate::presence::Presence;
use crate::{Leg, Stop, Tracing, Trip};

/// Events within this distance belong to one stop. Ours: a city and its suburbs.
pub(crate) const STOP_KM: f64 = 25.0;
/// Shortest way that is a trip within one country. Ours: more than a commute.
const TRAVEL_KM: f64 = 50.0;
/// Faster than any airliner.
const IMPOSSIBLE_KMH: f64 = 1_000.0;
/// How far two stops may be nearer than their places: each place lies up to 15 km from where its events happened.
const SLACK_KM: f64 = 30.0;
/// Longer legs with nothing seen are gaps. Ours: a day's drive on bad roads.
const GAP_KM: f64 = 200.0;
/// Subjects with more presences than this leave a track, of which positions away from any place are only passed.
const TRACK: usize = 20;
/// Most stops of a trip. Ours: more than anyone reads.
const STOPS: usize = 200;
/// A stay that ends a trip. Ours: people wait for the next leg for days or weeks, not months.
const STAY_US: i64 = 60 * DAY_US;
/// A silence that ends a trip: whatever lies between is another journey. Ours.
const SILENCE_US: i64 = 180 * DAY_US;
const DAY_US: i64 = 86_400_000_000;

/// A stop, and whether positions were seen on the way to it.
#[derive(Clone)]
struct Visit {
    stop: Stop,
    tracked: bool,
}

/// All trips, by subject and time; `presences` are by subject and time.
pub(crate) fn trips(tracing: &Tracing<'_>, presences: &[Presence], company: &Company) -> Vec<Trip> {
    presences
        .chunk_by(|a, b| a.subject == b.subject)
        .flat_map(|presences| {
            let subject = presences.first().map(|presence| presence.subject);
            let parts = parts(visits(tracing.locations, presences));
            parts.into_iter().filter_map(move |visits| trip(tracing, subject?, visits, company))
        })
        .collect()
}

fn trip(tracing: &Tracing<'_>, subject: ClusterIx, visits: Vec<Visit>, company: &Company) -> Option<Trip> {
    let locations = tracing.locations;
    let visits = few(locations, visits);
    let places: Vec<&Location> =
        visits.iter().filter_map(|visit| place(locations, visit.stop.location)).collect();
    let mut countries: Vec<String> =
        places.iter().map(|place| place.country.clone()).filter(|country| !country.is_empty()).collect();
    countries.dedup();
    let farthest = places.iter().zip(places.iter().skip(1)).map(|(a, b)| between(a, b)).fold(0.0, f64::max);
    if visits.len() < 2 || (countries.len() < 2 && farthest < TRAVEL_KM) {
        return None;
    }
    let legs = visits
        .iter()
        .zip(visits.iter().skip(1))
        .enumerate()
        .filter_map(|(from, (one, other))| leg(tracing, from, one, other))
        .collect();
    let stops: Vec<Stop> = visits.into_iter().map(|visit| visit.stop).collect();
    let stretch = (stops.first()?.arrived.order_us(), stops.last()?.left.order_us());
    Some(Trip { subject, stops, legs, countries, together_with: company.of(subject, stretch) })
}

/// Consecutive presences at one place, as stops.
fn visits(locations: &Locations, presences: &[Presence]) -> Vec<Visit> {
    let mut visits: Vec<Visit> = Vec::new();
    let mut tracked = false;
    let last = presences.len().saturating_sub(1);
    for (at, presence) in presences.iter().enumerate() {
        let Some(here) = place(locations, presence.location) else { continue };
        if let Some(visit) = visits.last_mut()
            && is_same_stop(locations, visit.stop.location, presence.location)
            && presence.time.order_us() - visit.stop.left.order_us() < SILENCE_US
        {
            visit.stop.left = presence.time;
            visit.stop.events.push(presence.event);
            visit.stop.basis = visit.stop.basis.min(presence.basis);
            continue;
        }
        let only_passed = presences.len() > TRACK
            && presence.kind == EventKind::Position
            && !here.is_named()
            && at != 0
            && at != last;
        if only_passed {
            tracked = true;
            continue;
        }
        let stop = Stop {
            location: presence.location,
            arrived: presence.time,
            left: presence.time,
            events: vec![presence.event],
            basis: presence.basis,
        };
        visits.push(Visit { stop, tracked: std::mem::take(&mut tracked) });
    }
    visits
}

/// Cut at long stays, which end one trip and begin the next, and at long silences.
fn parts(visits: Vec<Visit>) -> Vec<Vec<Visit>> {
    let mut parts = vec![Vec::new()];
    for visit in visits {
        let Some(part) = parts.last_mut() else { break };
        let is_silent = part.last().is_some_and(|last: &Visit| {
            visit.stop.arrived.order_us() - last.stop.left.order_us() >= SILENCE_US
        });
        let is_stay = visit.stop.left.order_us() - visit.stop.arrived.order_us() >= STAY_US;
        if is_silent {
            parts.push(vec![visit.clone()]);
        } else {
            part.push(visit.clone());
        }
        if is_stay {
            parts.push(vec![visit]);
        }
    }
    parts
}

/// Of too many stops the first, the last, those in another country than the one before, and the longest.
fn few(locations: &Locations, visits: Vec<Visit>) -> Vec<Visit> {
    if visits.len() <= STOPS {
        return visits;
    }
    let last = visits.len() - 1;
    let mut before = None;
    let mut ranked: Vec<_> = visits
        .into_iter()
        .enumerate()
        .map(|(at, visit)| {
            let country = place(locations, visit.stop.location).map(|place| place.country.as_str());
            let turns = at == 0 || at == last || std::mem::replace(&mut before, country) != country;
            let stay = visit.stop.left.order_us().saturating_sub(visit.stop.arrived.order_us());
            (std::cmp::Reverse((turns, stay)), at, visit)
        })
        .collect();
    ranked.sort_by_key(|&(rank, at, _)| (rank, at));
    ranked.truncate(STOPS);
    ranked.sort_by_key(|&(_, at, _)| at);
    let mut kept: Vec<Visit> = Vec::with_capacity(STOPS);
    let mut expected = 0;
    for (_, at, mut visit) in ranked {
        visit.tracked |= at != expected;
        expected = at + 1;
        match kept.last_mut() {
            Some(same) if is_same_stop(locations, same.stop.location, visit.stop.location) => {
                same.stop.left = visit.stop.left;
                same.stop.events.append(&mut visit.stop.events);
            }
            _ => kept.push(visit),
        }
    }
    kept
}

fn leg(tracing: &Tracing<'_>, from: usize, one: &Visit, other: &Visit) -> Option<Leg> {
    let locations = tracing.locations;
    let (start, end) = (place(locations, one.stop.location)?, place(locations, other.stop.location)?);
    let distance = between(start, end);
    let hours = hours(tracing, one, other, start.country == end.country);
    let speed_kmh = hours.map(|hours| distance / hours);
    let impossible = hours.is_some_and(|hours| (distance - SLACK_KM) / hours > IMPOSSIBLE_KMH);
    let events = one.stop.events.iter().chain(&other.stop.events);
    let ends = events.filter_map(|&event| tracing.evidence.event_at(event));
    let explained = other.tracked
        || ends.clone().any(|event| matches!(event.kind, EventKind::Journey | EventKind::Crossing));
    let gap = !explained && (distance > GAP_KM || start.country != end.country);
    let mut via: Vec<ClusterIx> = ends.filter_map(|event| tracing.resolution.cluster(event.via?)).collect();
    via.sort_unstable();
    via.dedup();
    Some(Leg { from, distance_km: distance, hours, speed_kmh, impossible, gap, via })
}

/// Hours from leaving one stop to arriving at the next, at least a minute; none where a time of day is unknown, or two
/// local clocks are compared whose offsets are not said.
fn hours(tracing: &Tracing<'_>, one: &Visit, other: &Visit, same_country: bool) -> Option<f64> {
    const MINUTE_US: i64 = 60_000_000;
    let (left, arrived): (Moment, Moment) = (one.stop.left, other.stop.arrived);
    let source = |event: Option<&evidence::EventIx>| {
        tracing.evidence.source_of(tracing.evidence.event_at(*event?)?.record)
    };
    let one_clock = match (left.offset_min, arrived.offset_min) {
        (Some(_), Some(_)) => true,
        (None, None) => same_country || source(one.stop.events.last()) == source(other.stop.events.first()),
        _ => false,
    };
    let fine = left.precision >= Precision::Minute && arrived.precision >= Precision::Minute;
    (fine && one_clock).then(|| {
        let apart = arrived.order_us().saturating_sub(left.order_us()).max(MINUTE_US);
        apart as f64 / (60 * MINUTE_US) as f64
    })
}

/// Whether two locations are one stop.
pub(crate) fn is_same_stop(locations: &Locations, one: LocationIx, other: LocationIx) -> bool {
    one == other
        || place(locations, one)
            .zip(place(locations, other))
            .is_some_and(|(one, other)| one.country == other.country && between(one, other) <= STOP_KM)
}

pub(crate) fn place(locations: &Locations, at: LocationIx) -> Option<&Location> {
    locations.all.get(at.0 as usize)
}

pub(crate) fn between(one: &Location, other: &Location) -> f64 {
    gazetteer::distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
}
