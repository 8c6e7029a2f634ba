//! What changed where after a measure: a visa, a closure, a raid.
//!
//! For each place the change of the group over a year after, against the year before, less the median change of all other
//! groups there; and how many of the others changed as much by themselves (a placebo test, exact). A rise elsewhere
//! beside a fall where the measure was taken is displacement, as a hypothesis.

use serde::Serialize;

use crate::series::{Month, Observed, PlaceIx, Range, Reading};
use crate::stats::median;

/// Months compared before and after. Ours: whole years, so that seasons weigh the same.
const MONTHS: i32 = 12;
/// Groups counted less than this before and after together are no comparison. Ours.
const LEAST: f64 = 100.0;
/// Fewer other groups cannot show that a change is unusual: with 19 the least chance is one in 20. Ours.
const OTHERS: usize = 9;
/// A change as unusual as this is told. Ours.
const UNUSUAL: f64 = 0.1;

/// A measure, by its month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Policy {
    /// What to call it.
    pub id: String,
    /// The month it took effect; that month itself is not compared.
    pub month: Month,
    /// The groups it was for.
    pub groups: Vec<String>,
    /// Whose measure it was.
    pub by: String,
}

/// The change of a group at a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// The group.
    pub group: String,
    /// The place.
    pub place: PlaceIx,
    /// Counted in the year before and in the year after.
    pub counted: (Range, Range),
    /// How many times more than the other groups there.
    pub factor: f64,
    /// The share of the other groups that changed as much the same way.
    pub chance: f64,
    /// With how many it was compared.
    pub others: usize,
    /// Whether it is unusual; the tables do not say otherwise.
    pub is_unusual: bool,
}

/// What changed after a measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Displacement {
    /// The measure.
    pub policy: Policy,
    /// The change at each place where it can be told.
    pub changes: Vec<Change>,
    /// Places that do not report both years, or too few others.
    pub cannot_tell: Vec<PlaceIx>,
}

/// What changed after each measure.
pub fn displacement(observed: &Observed, policies: &[Policy]) -> Vec<Displacement> {
    policies.iter().map(|policy| after(observed, policy)).collect()
}

fn after(observed: &Observed, policy: &Policy) -> Displacement {
    let before = || (-MONTHS..0).map(|by| policy.month.plus(by));
    let later = || (1..=MONTHS).map(|by| policy.month.plus(by));
    let mut found = Displacement { policy: policy.clone(), changes: Vec::new(), cannot_tell: Vec::new() };
    for (place, _) in observed.places() {
        let sums = |group: &str| {
            let (one, other) = (observed.sum(place, group, before()), observed.sum(place, group, later()));
            let whole = one.1.min(other.1) == usize::try_from(MONTHS).unwrap_or(0);
            (whole && one.0.high + other.0.high >= LEAST).then_some((one.0, other.0))
        };
        let change = |(one, other): (Range, Range)| {
            ((other.at(Reading::Middle) + 0.5) / (one.at(Reading::Middle) + 0.5)).ln()
        };
        let groups = observed.groups();
        let others: Vec<f64> = groups
            .iter()
            .filter(|group| !policy.groups.iter().any(|own| own == *group))
            .filter_map(|group| sums(group))
            .map(change)
            .collect();
        let usual = median(others.iter().copied());
        let mut told = false;
        for group in &policy.groups {
            let (Some(counted), Some(usual)) = (sums(group), usual) else { continue };
            if others.len() < OTHERS {
                continue;
            }
            let own = change(counted) - usual;
            let as_much =
                others.iter().map(|other| other - usual).filter(|other| other * own.signum() >= own.abs());
            let chance = (as_much.count() as f64 + 1.0) / (others.len() as f64 + 1.0);
            told = true;
            found.changes.push(Change {
                group: group.clone(),
                place,
                counted,
                factor: own.exp(),
                chance,
                others: others.len(),
                is_unusual: chance <= UNUSUAL,
            });
        }
        if !told {
            found.cannot_tell.push(place);
        }
    }
    found
}
