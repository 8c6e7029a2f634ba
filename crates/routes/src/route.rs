//! Routes: what is known of each sequence of places that recurs.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EventKind, Moment, SourceIx};
use resolve::{ClusterIx, LocationIx};

use crate::company::Company;
use crate::place::Hubs;
use crate::recur::{BETWEEN, LEG_US, Moved, Sequence, Visited, recurring, runs};
use crate::trip::{between, place};
use crate::{Route, RouteLeg, Run, Spread, Stop, Tracing, Trip, Waypoint};

const HOUR_US: f64 = 3_600_000_000.0;

/// All routes, the most travelled first, and how many runs a sequence needed.
pub(crate) fn routes(
    tracing: &Tracing<'_>,
    trips: &[Trip],
    hubs: &Hubs,
    company: &Company,
) -> (Vec<Route>, usize) {
    let visited = |stop: &Stop| Visited {
        hub: hubs.get(&stop.location).copied().unwrap_or(stop.location),
        arrived_us: stop.arrived.order_us(),
        left_us: stop.left.order_us(),
    };
    let sequences: Vec<Sequence> = trips
        .iter()
        .map(|trip| Sequence { subject: trip.subject, stops: trip.stops.iter().map(visited).collect() })
        .collect();
    let country = |hub: &LocationIx| place(tracing.locations, *hub).map(|place| place.country.as_str());
    let crosses = |places: &[LocationIx]| {
        let countries: BTreeSet<&str> =
            places.iter().filter_map(country).filter(|country| !country.is_empty()).collect();
        countries.len() > 1
    };
    let (found, least) = recurring(&sequences, company, &crosses);
    let mut routes: Vec<Route> = found
        .iter()
        .filter_map(|places| Told { tracing, trips, sequences: &sequences, places }.route(company, &crosses))
        .filter(|route| route.runs.len() >= least)
        .collect();
    routes.sort_by_key(|route| std::cmp::Reverse((route.runs.len(), route.waypoints.len())));
    (routes, least)
}

/// A part of a trip on the route: number of the trip, and the numbers of waypoint and stop.
type Part = (usize, Vec<(usize, usize)>);

/// A sequence to be told of.
struct Told<'a> {
    tracing: &'a Tracing<'a>,
    trips: &'a [Trip],
    sequences: &'a [Sequence],
    places: &'a [LocationIx],
}

impl Told<'_> {
    fn route(&self, company: &Company, crosses: &dyn Fn(&[LocationIx]) -> bool) -> Option<Route> {
        let parts: Vec<Part> = (0..self.sequences.len())
            .flat_map(|trip| self.parts(trip).into_iter().map(move |stops| (trip, stops)))
            // A short piece within one country is everyone's way.
            .filter(|(_, stops)| {
                let places: Vec<LocationIx> =
                    stops.iter().filter_map(|&(at, _)| self.places.get(at).copied()).collect();
                crosses(&places) || stops.len() * 2 > self.places.len()
            })
            .collect();
        let moved: Vec<Moved> = parts.iter().filter_map(|part| self.moved(part)).collect();
        let runs: Vec<Run> = runs(company, &moved).iter().filter_map(|run| self.run(&parts, run)).collect();
        let waypoints = (0..self.places.len()).filter_map(|at| self.waypoint(&runs, at)).collect();
        let legs = (0..self.places.len().saturating_sub(1)).filter_map(|at| self.leg(&runs, at)).collect();
        let mut countries: Vec<String> = self
            .places
            .iter()
            .filter_map(|&at| place(self.tracing.locations, at))
            .map(|place| place.country.clone())
            .filter(|country| !country.is_empty())
            .collect();
        countries.dedup();
        let mut months = [0; 12];
        for run in &runs {
            let month = run.started.civil().ok().and_then(|civil| usize::try_from(civil.month()).ok());
            if let Some(count) = month.and_then(|month| months.get_mut(month.checked_sub(1)?)) {
                *count += 1;
            }
        }
        let last = self.places.len().checked_sub(1)?;
        let hours = runs.iter().filter_map(|run| self.hours(run, 0, last)).collect();
        let subjects = parts.iter().filter_map(|(trip, _)| Some(self.trips.get(*trip)?.subject)).collect();
        let hours = Spread::of(hours);
        Some(Route { waypoints, legs, runs, subjects, countries, hours, months, offers: Vec::new() })
    }

    /// The parts of a trip that go along the places in their order, a few others between.
    fn parts(&self, trip: usize) -> Vec<Vec<(usize, usize)>> {
        let Some(sequence) = self.sequences.get(trip) else { return Vec::new() };
        let mut parts: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut left_us = i64::MIN;
        for (stop, visited) in sequence.stops.iter().enumerate() {
            let Some(at) = self.places.iter().position(|&own| own == visited.hub) else { continue };
            match parts.last_mut() {
                Some(part)
                    if part
                        .last()
                        .is_some_and(|&(before, last)| before < at && stop - last <= BETWEEN + 1)
                        && visited.arrived_us - left_us <= LEG_US =>
                {
                    part.push((at, stop));
                }
                _ => parts.push(vec![(at, stop)]),
            }
            left_us = visited.left_us;
        }
        parts.retain(|part| part.len() > 1);
        parts
    }

    fn stop(&self, trip: usize, stop: usize) -> Option<&Stop> {
        self.trips.get(trip)?.stops.get(stop)
    }

    fn ends(&self, part: &Part) -> Option<(&Stop, &Stop)> {
        self.stop(part.0, part.1.first()?.1).zip(self.stop(part.0, part.1.last()?.1))
    }

    fn moved(&self, part: &Part) -> Option<Moved> {
        let (first, last) = self.ends(part)?;
        let subject = self.trips.get(part.0)?.subject;
        Some(Moved { subject, from_us: first.left.order_us(), until_us: last.arrived.order_us() })
    }

    fn run(&self, parts: &[Part], numbers: &[usize]) -> Option<Run> {
        let parts: Vec<Part> = numbers.iter().filter_map(|&at| parts.get(at).cloned()).collect();
        let ends: Vec<(&Stop, &Stop)> = parts.iter().filter_map(|part| self.ends(part)).collect();
        let started = ends.iter().map(|(first, _)| first.left).min_by_key(Moment::order_us)?;
        let ended = ends.iter().map(|(_, last)| last.arrived).max_by_key(Moment::order_us)?;
        Some(Run { parts, started, ended })
    }

    /// Hours a run took from one waypoint to another, if somebody was seen at both.
    fn hours(&self, run: &Run, from: usize, to: usize) -> Option<f64> {
        let fine = |moment: &Moment| moment.precision >= evidence::Precision::Minute;
        run.parts.iter().find_map(|(trip, stops)| {
            let stop = |waypoint: usize| {
                let (_, stop) = stops.iter().find(|(at, _)| *at == waypoint)?;
                self.stop(*trip, *stop)
            };
            let (left, arrived) = (stop(from)?.left, stop(to)?.arrived);
            let apart = arrived.order_us() - left.order_us();
            (fine(&left) && fine(&arrived) && apart > 0).then_some(apart as f64 / HOUR_US)
        })
    }

    fn waypoint(&self, runs: &[Run], at: usize) -> Option<Waypoint> {
        let seen = |run: &Run| -> Vec<(usize, usize)> {
            let own = run.parts.iter().flat_map(|(trip, stops)| stops.iter().map(move |own| (*trip, *own)));
            own.filter(|(_, (waypoint, _))| *waypoint == at).map(|(trip, (_, stop))| (trip, stop)).collect()
        };
        let mut sources: BTreeSet<SourceIx> = BTreeSet::new();
        let mut count = 0;
        for run in runs {
            let stops = seen(run);
            count += usize::from(!stops.is_empty());
            let events =
                stops.iter().filter_map(|&(trip, stop)| self.stop(trip, stop)).flat_map(|stop| &stop.events);
            let events = events.filter_map(|&event| self.tracing.evidence.event_at(event));
            sources.extend(events.filter_map(|event| self.tracing.evidence.source_of(event.record)));
        }
        let location = *self.places.get(at)?;
        Some(Waypoint { location, runs: count, sources: sources.into_iter().collect() })
    }

    fn leg(&self, runs: &[Run], at: usize) -> Option<RouteLeg> {
        let locations = self.tracing.locations;
        let (from, to) = (*self.places.get(at)?, *self.places.get(at + 1)?);
        let mut leg = RouteLeg {
            runs: 0,
            distance_km: between(place(locations, from)?, place(locations, to)?),
            hours: None,
            kinds: Vec::new(),
            carriers: Vec::new(),
            between: Vec::new(),
            gaps: 0,
        };
        let mut hours = Vec::new();
        let (mut kinds, mut carriers, mut between) =
            (Counts::default(), Counts::default(), Counts::default());
        for run in runs {
            let seen: Vec<Passage<'_>> = run.parts.iter().filter_map(|part| self.passage(part, at)).collect();
            if seen.is_empty() {
                continue;
            }
            leg.runs += 1;
            leg.gaps += usize::from(seen.iter().all(|passage| passage.is_gap));
            hours.extend(self.hours(run, at, at + 1));
            kinds.one(seen.iter().flat_map(|passage| passage.kinds.iter().copied()));
            carriers.one(seen.iter().flat_map(|passage| passage.carriers.iter().copied()));
            between.one(seen.iter().flat_map(|passage| passage.between.iter().map(|stop| stop.location)));
        }
        leg.hours = Spread::of(hours);
        (leg.kinds, leg.carriers, leg.between) =
            (kinds.most_first(), carriers.most_first(), between.most_first());
        Some(leg)
    }

    /// How a part of a trip went from a waypoint to the next, if it was seen at both.
    fn passage(&self, (trip, stops): &Part, at: usize) -> Option<Passage<'_>> {
        let (_, from) = *stops.iter().find(|(waypoint, _)| *waypoint == at)?;
        let (_, to) = *stops.iter().find(|(waypoint, _)| *waypoint == at + 1)?;
        let trip = self.trips.get(*trip)?;
        let legs = trip.legs.get(from..to)?;
        let arrival = trip.stops.get(to)?;
        let evidence = self.tracing.evidence;
        let kinds = arrival.events.iter().filter_map(|&event| Some(evidence.event_at(event)?.kind)).collect();
        let mut carriers: BTreeSet<ClusterIx> = legs.iter().flat_map(|leg| leg.via.iter().copied()).collect();
        if self.is_carrier(trip.subject) {
            carriers.insert(trip.subject);
        }
        Some(Passage {
            kinds,
            carriers,
            between: trip.stops.get(from + 1..to)?,
            is_gap: legs.iter().any(|leg| leg.gap),
        })
    }

    fn is_carrier(&self, cluster: ClusterIx) -> bool {
        let members =
            self.tracing.resolution.clusters.get(cluster.0 as usize).map(|cluster| &cluster.members);
        members
            .into_iter()
            .flatten()
            .any(|&member| matches!(self.tracing.evidence.schema(member), "Vehicle" | "Vessel" | "Airplane"))
    }
}

/// How one went from a waypoint to the next.
struct Passage<'a> {
    kinds: BTreeSet<EventKind>,
    carriers: BTreeSet<ClusterIx>,
    between: &'a [Stop],
    is_gap: bool,
}

/// How many runs had what.
struct Counts<T>(BTreeMap<T, usize>);

impl<T> Default for Counts<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Ord + Copy> Counts<T> {
    /// Counts what one run had, once.
    fn one(&mut self, had: impl Iterator<Item = T>) {
        for one in had.collect::<BTreeSet<T>>() {
            *self.0.entry(one).or_default() += 1;
        }
    }

    fn most_first(self) -> Vec<(T, usize)> {
        let mut counts: Vec<(T, usize)> = self.0.into_iter().collect();
        counts.sort_by_key(|&(what, count)| (std::cmp::Reverse(count), what));
        counts
    }
}
