//! Groups that are counted at one place and some months later at another.
//!
//! The logarithm of the counts at the second place is held against that of the first, some months before; a lag between
//! two months mixes both, since those of one month arrive in two. A corridor is found where both series rise and fall
//! together, no shift of the one against the other would fit as well by chance, and the sums can be one flow.

use serde::Serialize;

use crate::series::{Month, Observed, Place, PlaceIx, Range, Reading};
use crate::stats::{correlation, standing};

/// Ours: the anchor that this is measured by (docs/flows.md).
const FIT: f64 = 0.9;
/// The longest lag, in quarters of a month. Ours: half a year on the way is no corridor any more.
const LONGEST: i32 = 16;
/// Fewer months in common say nothing. Ours: two years.
const MONTHS: usize = 24;
/// A series with fewer months above zero than this has no course. Ours.
const ACTIVE: usize = 12;
/// Sums further apart than this are not one flow: most came another way, or went on elsewhere. Ours.
const RATIO: f64 = 5.0;
/// Fewer counted than this, at either place: nothing is asked. Ours.
const LEAST: f64 = 1_000.0;
/// Shifts nearer than this are no other fit. Ours: half a year.
const APART: usize = 6;
/// False corridors among those found, at most, on average. Ours.
const FALSE: f64 = 0.05;
/// A lag whose fit is this near the best is not told apart from it. Ours.
const ALIKE: f64 = 0.01;

/// What is said of a group and two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The group uses the corridor, as far as the tables show.
    Uses,
    /// The tables do not say.
    Undecided,
}

/// Why a corridor is undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Too few months in common.
    FewMonths,
    /// Both series do not move together.
    NoFit,
    /// They do, but not at both ends of suppressed or rounded counts.
    Ranges,
    /// The sums are too far apart to be one flow.
    Sums,
    /// A shifted series fits as well, or one of so many tests would by chance.
    Chance,
}

/// A group and two places.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Corridor {
    /// The group.
    pub group: String,
    /// Where it is counted first.
    pub from: PlaceIx,
    /// Where it is counted later.
    pub to: PlaceIx,
    /// What is said.
    pub verdict: Verdict,
    /// Why not, if it is undecided.
    pub why: Option<Why>,
    /// The correlation at the best lag: the least and the most over the ends of the ranges.
    pub fit: Option<(f64, f64)>,
    /// The best lag in months.
    pub lag: f64,
    /// Shortest and longest lag that fit about as well.
    pub lags: (f64, f64),
    /// The best fit at a lag of one to three months, and that lag.
    pub later: Option<(f64, f64)>,
    /// Months compared.
    pub months: usize,
    /// How many were counted at both places in these months.
    pub counted: (Range, Range),
    /// The share of shifts that fit as well.
    pub chance: f64,
}

/// Every group at every two places where enough were counted, by place and group. Where places have stages, only from a
/// lower to a higher one; where none has, both directions are tried and the better fit is told.
pub fn corridors(observed: &Observed) -> Vec<Corridor> {
    let staged = observed.places().any(|(_, place)| place.stage.is_some());
    let mut all = Vec::new();
    for (from, first) in observed.places() {
        let follows = |to: PlaceIx, other: &Place| match (first.stage, other.stage) {
            (Some(own), Some(next)) => own < next,
            _ => !staged && to != from,
        };
        for (to, _) in observed.places().filter(|(to, other)| follows(*to, other)) {
            all.extend(observed.groups().into_iter().filter_map(|group| corridor(observed, group, from, to)));
        }
    }
    let lags: Vec<(String, PlaceIx, PlaceIx, f64)> =
        all.iter().map(|one| (one.group.clone(), one.from, one.to, best_fit(one))).collect();
    all.retain(|one| {
        let back = lags
            .iter()
            .find(|(group, from, to, _)| *group == one.group && *from == one.to && *to == one.from);
        back.is_none_or(|(_, from, _, fit)| best_fit(one) > *fit || best_fit(one) >= *fit && one.from < *from)
    });
    let chances: Vec<f64> = all.iter().filter(|one| one.why.is_none()).map(|one| one.chance).collect();
    let mut stands = standing(&chances, FALSE).into_iter();
    for one in all.iter_mut().filter(|one| one.why.is_none()) {
        if stands.next() == Some(true) {
            one.verdict = Verdict::Uses;
        } else {
            one.why = Some(Why::Chance);
        }
    }
    all
}

fn best_fit(one: &Corridor) -> f64 {
    one.fit.map_or(-1.0, |(low, _)| low)
}

/// The logarithm of a count, so that a doubling is the same at every size.
fn logarithm(
    observed: &Observed,
    place: PlaceIx,
    group: &str,
    month: Month,
    reading: Reading,
) -> Option<f64> {
    Some(observed.count(place, group, month)?.at(reading).ln_1p())
}

/// Pairs of both series at a lag in quarters of a month.
fn pairs(
    observed: &Observed,
    group: &str,
    ends: (PlaceIx, PlaceIx),
    quarters: i32,
    reading: Reading,
) -> Vec<(f64, f64)> {
    let (months, part) = (quarters.div_euclid(4), f64::from(quarters.rem_euclid(4)) / 4.0);
    let pair = |month: Month| {
        let y = logarithm(observed, ends.1, group, month, reading)?;
        let near = observed.count(ends.0, group, month.plus(-months))?.at(reading);
        let x = if part > 0.0 {
            let far = observed.count(ends.0, group, month.plus(-months - 1))?.at(reading);
            ((1.0 - part) * near + part * far).ln_1p()
        } else {
            near.ln_1p()
        };
        Some((x, y))
    };
    observed.months(ends.1).filter_map(pair).collect()
}

fn corridor(observed: &Observed, group: &str, from: PlaceIx, to: PlaceIx) -> Option<Corridor> {
    let ends = (from, to);
    let both = || observed.months(to).filter(|month| observed.count(from, group, *month).is_some());
    let counted = (observed.sum(from, group, both()).0, observed.sum(to, group, both()).0);
    if counted.0.high.min(counted.1.high) < LEAST {
        return None;
    }
    let fit = |quarters: i32, reading| correlation(&pairs(observed, group, ends, quarters, reading));
    let fits: Vec<(i32, f64)> =
        (0..=LONGEST).filter_map(|quarters| Some((quarters, fit(quarters, Reading::Middle)?))).collect();
    let best = fits.iter().copied().reduce(|best, one| if one.1 > best.1 { one } else { best });
    let months = pairs(observed, group, ends, best.map_or(0, |(quarters, _)| quarters), Reading::Middle);
    let active = |side: fn(&(f64, f64)) -> f64| months.iter().filter(|pair| side(pair) > 0.0).count();
    let mut found = Corridor {
        group: group.to_owned(),
        from,
        to,
        verdict: Verdict::Undecided,
        why: None,
        fit: None,
        lag: 0.0,
        lags: (0.0, 0.0),
        later: None,
        months: months.len(),
        counted,
        chance: 1.0,
    };
    let Some((quarters, middle)) =
        best.filter(|_| months.len() >= MONTHS && active(|pair| pair.0).min(active(|pair| pair.1)) >= ACTIVE)
    else {
        found.why = Some(Why::FewMonths);
        return Some(found);
    };
    let readings: Vec<f64> = Reading::ALL.iter().filter_map(|&reading| fit(quarters, reading)).collect();
    let low = readings.iter().copied().fold(middle, f64::min);
    let high = readings.iter().copied().fold(middle, f64::max);
    let alike = || fits.iter().filter(|(_, fit)| *fit >= middle - ALIKE).map(|(quarters, _)| *quarters);
    let in_months = |quarters: i32| f64::from(quarters) / 4.0;
    found.fit = Some((low, high));
    found.lag = in_months(quarters);
    found.lags = (alike().min().map_or(0.0, in_months), alike().max().map_or(0.0, in_months));
    let later = fits.iter().copied().filter(|(quarters, _)| (4..=12).contains(quarters));
    found.later = later
        .reduce(|best, one| if one.1 > best.1 { one } else { best })
        .map(|(quarters, fit)| (fit, in_months(quarters)));
    found.chance = chance(&months, middle);
    let sum = |range: Range| range.at(Reading::Middle).max(1.0);
    let ratio = sum(counted.1) / sum(counted.0);
    found.why = if middle < FIT {
        Some(Why::NoFit)
    } else if low < FIT {
        Some(Why::Ranges)
    } else if !(1.0 / RATIO..=RATIO).contains(&ratio) {
        Some(Why::Sums)
    } else {
        None
    };
    Some(found)
}

/// The share of shifts of one series against the other, around the end, that fit as well as the true one.
fn chance(pairs: &[(f64, f64)], fit: f64) -> f64 {
    let count = pairs.len();
    let shifted = |by: usize| {
        let later = pairs.iter().cycle().skip(by);
        correlation(&pairs.iter().zip(later).map(|(one, other)| (one.0, other.1)).collect::<Vec<_>>())
    };
    let fits: Vec<f64> = (APART..count.saturating_sub(APART)).filter_map(shifted).collect();
    let as_good = fits.iter().filter(|other| **other >= fit).count();
    (as_good as f64 + 1.0) / (fits.len() as f64 + 1.0)
}
