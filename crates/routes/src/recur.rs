//! Which sequences of places recur over a border, in different runs.
//!
//! Sequences are grown place by place from those that are frequent (PrefixSpan, Pei et al. 2001), a few places of a trip
//! being allowed to lie between. Of the many that are found those few are kept that tell of most legs, each leg once.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use resolve::{ClusterIx, LocationIx};

use crate::company::Company;

/// Places of a trip that may lie between two of a sequence. Ours.
pub(crate) const BETWEEN: usize = 3;
/// Longest time from one place to the next, in microseconds. Ours: people wait for weeks for the next leg.
pub(crate) const LEG_US: i64 = 30 * DAY_US;
/// Those who set out within this time of each other and were together are one run. Ours.
const RUN_US: i64 = DAY_US;
const DAY_US: i64 = 86_400_000_000;
/// Longest sequence. Ours.
const PLACES: usize = 16;
/// One run is a trip, two are a route. Ours.
const LEAST_RUNS: usize = 2;
/// A sequence is one way only if this part of the runs of its busiest leg went all of it. Ours: a record misses stops.
const WHOLE: usize = 5;
/// Steps of growing before more runs are asked for. Ours: a second's work.
const STEPS: usize = 3_000_000;
/// Most routes. Ours: more than anyone reads.
const ROUTES: usize = 50;
/// Runs that began earlier than so many others are over.
const OPEN: usize = 64;

/// A trip as the search sees it.
pub(crate) struct Sequence {
    pub(crate) subject: ClusterIx,
    pub(crate) stops: Vec<Visited>,
}

/// A place of a trip.
#[derive(Clone, Copy)]
pub(crate) struct Visited {
    pub(crate) hub: LocationIx,
    pub(crate) arrived_us: i64,
    pub(crate) left_us: i64,
}

/// Someone on the way in a stretch of time.
#[derive(Clone, Copy)]
pub(crate) struct Moved {
    pub(crate) subject: ClusterIx,
    pub(crate) from_us: i64,
    pub(crate) until_us: i64,
}

/// Numbers of those who moved, as runs: who set out together is one.
pub(crate) fn runs(company: &Company, moved: &[Moved]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..moved.len()).collect();
    order.sort_by_key(|&at| moved.get(at).map(|moved| (moved.from_us, moved.until_us, moved.subject)));
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let Some(own) = moved.get(at) else { continue };
        let stretch = (own.from_us, own.until_us);
        let is_one = |other: &usize| {
            moved.get(*other).is_some_and(|other| {
                own.from_us - other.from_us <= RUN_US
                    && (own.subject == other.subject
                        || company.is_together(own.subject, other.subject, stretch))
            })
        };
        let open = runs.len().saturating_sub(OPEN);
        match runs.iter_mut().skip(open).find(|run| run.iter().any(is_one)) {
            Some(run) => run.push(at),
            None => runs.push(vec![at]),
        }
    }
    runs
}

/// An occurrence of a sequence in a trip: from which place to which.
#[derive(Clone, Copy)]
struct Occurrence {
    trip: usize,
    start: usize,
    at: usize,
}

struct Search<'a> {
    sequences: &'a [Sequence],
    company: &'a Company,
    least: usize,
    steps: usize,
    found: Vec<(Vec<LocationIx>, usize)>,
}

/// The sequences that recur, best first, and how many runs that needed; `crosses` tells whether one leads over a border.
pub(crate) fn recurring(
    sequences: &[Sequence],
    company: &Company,
    crosses: &dyn Fn(&[LocationIx]) -> bool,
) -> (Vec<Vec<LocationIx>>, usize) {
    let mut least = LEAST_RUNS;
    loop {
        let mut search = Search { sequences, company, least, steps: 0, found: Vec::new() };
        if search.all() {
            return (best(&search.found, crosses), least);
        }
        least *= 2;
    }
}

impl Search<'_> {
    /// Finds all; `false` if that takes too long.
    fn all(&mut self) -> bool {
        let mut starts: BTreeMap<LocationIx, Vec<Occurrence>> = BTreeMap::new();
        for (trip, sequence) in self.sequences.iter().enumerate() {
            for (at, visited) in sequence.stops.iter().enumerate() {
                starts.entry(visited.hub).or_default().push(Occurrence { trip, start: at, at });
            }
        }
        let mut sequence = Vec::new();
        starts.into_iter().all(|(hub, occurrences)| {
            sequence.push(hub);
            let is_done = self.grow(&mut sequence, &occurrences);
            sequence.pop();
            is_done
        })
    }

    fn grow(&mut self, sequence: &mut Vec<LocationIx>, occurrences: &[Occurrence]) -> bool {
        if sequence.len() >= PLACES || occurrences.len() < self.least {
            return true;
        }
        let mut next: BTreeMap<LocationIx, Vec<Occurrence>> = BTreeMap::new();
        for occurrence in occurrences {
            let Some(stops) = self.sequences.get(occurrence.trip).map(|trip| &trip.stops) else { continue };
            let Some(here) = stops.get(occurrence.at) else { continue };
            let mut seen = BTreeSet::new();
            for (at, visited) in stops.iter().enumerate().skip(occurrence.at + 1).take(BETWEEN + 1) {
                self.steps += 1;
                let is_late = visited.arrived_us - here.left_us > LEG_US;
                if is_late || sequence.contains(&visited.hub) {
                    break;
                }
                if seen.insert(visited.hub) {
                    next.entry(visited.hub).or_default().push(Occurrence { at, ..*occurrence });
                }
            }
        }
        for (hub, occurrences) in next {
            if self.steps > STEPS {
                return false;
            }
            let runs = self.runs(&occurrences);
            if runs < self.least {
                continue;
            }
            sequence.push(hub);
            self.found.push((sequence.clone(), runs));
            let is_done = self.grow(sequence, &occurrences);
            sequence.pop();
            if !is_done {
                return false;
            }
        }
        true
    }

    fn runs(&mut self, occurrences: &[Occurrence]) -> usize {
        if occurrences.len() < self.least {
            return 0;
        }
        self.steps += occurrences.len();
        let moved: Vec<Moved> = occurrences
            .iter()
            .filter_map(|occurrence| {
                let trip = self.sequences.get(occurrence.trip)?;
                let (from, to) = (trip.stops.get(occurrence.start)?, trip.stops.get(occurrence.at)?);
                Some(Moved { subject: trip.subject, from_us: from.left_us, until_us: to.arrived_us })
            })
            .collect();
        runs(self.company, &moved).len()
    }
}

/// Those that tell of most legs, each counted by the runs that went it; of equals the longest.
fn best(found: &[(Vec<LocationIx>, usize)], crosses: &dyn Fn(&[LocationIx]) -> bool) -> Vec<Vec<LocationIx>> {
    let leg = |(sequence, runs): &(Vec<LocationIx>, usize)| match sequence.as_slice() {
        &[from, to] => Some(((from, to), *runs)),
        _ => None,
    };
    let legs: BTreeMap<(LocationIx, LocationIx), usize> = found.iter().filter_map(leg).collect();
    let is_whole = |(sequence, runs): &(Vec<LocationIx>, usize)| {
        let steps = sequence.iter().zip(sequence.iter().skip(1));
        let busiest = steps.filter_map(|(&one, &other)| legs.get(&(one, other))).max();
        busiest.is_none_or(|busiest| runs * WHOLE >= *busiest)
    };
    let mut told: BTreeSet<(LocationIx, LocationIx)> = BTreeSet::new();
    let gain = |sequence: &[LocationIx], told: &BTreeSet<(LocationIx, LocationIx)>| {
        let new = pairs(sequence).filter(|pair| !told.contains(pair));
        new.filter_map(|pair| legs.get(&pair)).sum::<usize>()
    };
    // What a sequence would add only shrinks, so that one whose worth has not shrunk is the best.
    let worth = |sequence: &[LocationIx], at: usize, told: &_| {
        (gain(sequence, told), sequence.len(), std::cmp::Reverse(at))
    };
    let whole = found.iter().enumerate().filter(|(_, found)| crosses(&found.0) && is_whole(found));
    let mut left: BinaryHeap<_> = whole.map(|(at, (sequence, _))| worth(sequence, at, &told)).collect();
    let mut chosen: Vec<Vec<LocationIx>> = Vec::new();
    while let Some(best) = left.pop().filter(|_| chosen.len() < ROUTES) {
        let Some((sequence, _)) = found.get(best.2.0) else { break };
        let now = worth(sequence, best.2.0, &told);
        if now.0 == 0 {
            continue;
        }
        if now == best {
            told.extend(pairs(sequence));
            chosen.push(sequence.clone());
        } else {
            left.push(now);
        }
    }
    chosen
}

/// Each place of a sequence with each later one.
fn pairs(sequence: &[LocationIx]) -> impl Iterator<Item = (LocationIx, LocationIx)> {
    let later = |(at, &one)| sequence.iter().skip(at + 1).map(move |&other| (one, other));
    sequence.iter().enumerate().flat_map(later)
}
