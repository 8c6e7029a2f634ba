//! Rises at a place that neither the place nor the group explains.
//!
//! Totals rise everywhere, so that a rise is no finding. What is tested is the growth of a group at a place beyond what
//! the growth of others at that place and of the same group at other places make expected (median polish of the
//! logarithms, Tukey 1977), against the noise of its own months. Only an excess surely above a factor of two counts, and
//! of all tests made only those that chance would not make.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::series::{Month, Observed, PlaceIx, Range, Reading};
use crate::stats::{median, standing, upper_tail};

/// An excess below this is not looked at: tables differ in much else. Ours.
const FACTOR: f64 = 2.0;
/// Fewer counted than this in the later period: nothing is tested. Ours.
const LEAST: f64 = 100.0;
/// False echoes among those found, at most, on average. Ours.
const FALSE: f64 = 0.05;
/// Rounds of the polish: it settles within a few.
const ROUNDS: usize = 100;
/// Fewer groups or places than this tell nothing of the others. Ours.
const OTHERS: usize = 3;

/// Months from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// First month.
    pub first: Month,
    /// Last month.
    pub last: Month,
}

impl Period {
    /// Its months.
    pub fn months(self) -> impl Iterator<Item = Month> {
        (0..).map(move |by| self.first.plus(by)).take_while(move |month| *month <= self.last)
    }
}

/// A group at a place, tested.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Echo {
    /// The group.
    pub group: String,
    /// The place.
    pub place: PlaceIx,
    /// Counted before and after.
    pub counted: (Range, Range),
    /// How many times more than expected; where counts are ranges, at the ends that make it least.
    pub excess: f64,
    /// The chance of so much under an excess of two.
    pub chance: f64,
    /// Whether it stands among all tests made.
    pub is_flagged: bool,
    /// Whose evidence would show what came before, where the place says so.
    pub held_by: Option<String>,
}

/// All tests of one comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Echoes {
    /// The earlier period.
    pub before: Period,
    /// The later.
    pub after: Period,
    /// Every test, the surest first.
    pub tests: Vec<Echo>,
    /// Pairs of a group and a place that were too few to be tested.
    pub not_tested: usize,
}

/// Compares two periods. None where there are too few places or groups to know what is expected.
pub fn echoes(observed: &Observed, before: Period, after: Period) -> Option<Echoes> {
    let places: Vec<PlaceIx> = observed
        .places()
        .map(|(at, _)| at)
        .filter(|at| {
            let reports = |period: Period| {
                period.months().filter(|month| observed.months(*at).any(|own| own == *month)).count()
            };
            let all = before.months().count();
            reports(before) == all && reports(after) == after.months().count()
        })
        .collect();
    let groups: Vec<&str> = observed
        .groups()
        .into_iter()
        .filter(|group| places.iter().any(|at| observed.sum(*at, group, after.months()).0.high >= LEAST))
        .collect();
    if places.len() < OTHERS || groups.len() < OTHERS {
        return None;
    }
    let mut growth: BTreeMap<(PlaceIx, &str), f64> = BTreeMap::new();
    let mut sums = BTreeMap::new();
    for &place in &places {
        for &group in &groups {
            let sum =
                (observed.sum(place, group, before.months()).0, observed.sum(place, group, after.months()).0);
            growth.insert((place, group), grown(sum, Reading::Middle, Reading::Middle));
            sums.insert((place, group), sum);
        }
    }
    let expected = expected(&growth, &places, &groups);
    let mut tests = Vec::new();
    let mut not_tested = 0;
    for (&(place, group), &sum) in &sums {
        if sum.1.low < LEAST {
            not_tested += 1;
            continue;
        }
        // The least growth that the ranges allow.
        let least = grown(sum, Reading::High, Reading::Low);
        let excess = least - expected.get(&(place, group)).copied().unwrap_or(0.0);
        let noise = |period: Period, sum: Range| {
            dispersion(observed, place, group, period) / (sum.at(Reading::Middle) + 0.5)
        };
        let error = (noise(before, sum.0) + noise(after, sum.1)).sqrt();
        tests.push(Echo {
            group: group.to_owned(),
            place,
            counted: sum,
            excess: excess.exp(),
            chance: upper_tail((excess - FACTOR.ln()) / error.max(1e-9)),
            is_flagged: false,
            held_by: observed.place_of(place).and_then(|place| place.comes_from.clone()),
        });
    }
    let chances: Vec<f64> = tests.iter().map(|test| test.chance).collect();
    for (test, stands) in tests.iter_mut().zip(standing(&chances, FALSE)) {
        test.is_flagged = stands;
    }
    tests.sort_by(|a, b| a.chance.total_cmp(&b.chance).then(b.excess.total_cmp(&a.excess)));
    Some(Echoes { before, after, tests, not_tested })
}

/// The logarithm of how many times more; half a count is added, so that none is no infinity.
fn grown((before, after): (Range, Range), first: Reading, second: Reading) -> f64 {
    ((after.at(second) + 0.5) / (before.at(first) + 0.5)).ln()
}

/// What the place and the group make expected: medians taken out in turn, until nothing is left but what is particular.
fn expected<'g>(
    growth: &BTreeMap<(PlaceIx, &'g str), f64>,
    places: &[PlaceIx],
    groups: &[&'g str],
) -> BTreeMap<(PlaceIx, &'g str), f64> {
    let mut left = growth.clone();
    let take = |left: &mut BTreeMap<(PlaceIx, &'g str), f64>, keys: &[(PlaceIx, &'g str)]| {
        let middle = median(keys.iter().filter_map(|key| left.get(key)).copied()).unwrap_or(0.0);
        for key in keys {
            if let Some(value) = left.get_mut(key) {
                *value -= middle;
            }
        }
    };
    for _ in 0..ROUNDS {
        for &group in groups {
            let row: Vec<_> = places.iter().map(|&place| (place, group)).collect();
            take(&mut left, &row);
        }
        for &place in places {
            let column: Vec<_> = groups.iter().map(|&group| (place, group)).collect();
            take(&mut left, &column);
        }
    }
    growth.iter().map(|(key, all)| (*key, all - left.get(key).copied().unwrap_or(0.0))).collect()
}

/// How much more the months of a period vary than counts of independent people would; at least 1.
fn dispersion(observed: &Observed, place: PlaceIx, group: &str, period: Period) -> f64 {
    let counts: Vec<f64> = period
        .months()
        .filter_map(|month| Some(observed.count(place, group, month)?.at(Reading::Middle)))
        .collect();
    let mean = counts.iter().sum::<f64>() / counts.len().max(1) as f64;
    if counts.len() < 2 || mean <= 0.0 {
        return 1.0;
    }
    let variance =
        counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / (counts.len() as f64 - 1.0);
    (variance / mean).max(1.0)
}
