//! What is planted is found, what is not is left undecided.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use flows::{
    Month, Observed, Period, Place, PlaceIx, Policy, Range, Verdict, Why, corridors, displacement, echoes,
};
use proptest::prelude::*;

/// A small generator of numbers (SplitMix64).
struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) as f64 / u64::MAX as f64
    }

    /// A course: a random walk of logarithms.
    fn course(&mut self, months: usize) -> Vec<f64> {
        let mut level = 6.0;
        let mut step = || {
            level = (level + (self.unit() - 0.5) * 1.2_f64).clamp(3.0, 9.0);
            level.exp().round()
        };
        (0..months).map(|_| step()).collect()
    }
}

fn start() -> Month {
    Month::new(2020, 1).unwrap()
}

fn staged(observed: &mut Observed, id: &str, stage: u32) -> PlaceIx {
    observed.place(Place { id: id.to_owned(), stage: Some(stage), ..Place::default() })
}

const MONTHS: usize = 60;

/// One group that arrives `lag` months later, and one whose courses have nothing to do with each other.
fn planted(lag: usize, width: f64, seed: u64) -> Observed {
    let mut observed = Observed::default();
    let (first, second) = (staged(&mut observed, "first", 1), staged(&mut observed, "second", 2));
    let mut dice = Dice(seed);
    let (own, other, third) = (dice.course(MONTHS + 6), dice.course(MONTHS + 6), dice.course(MONTHS + 6));
    let range = |count: f64| Range::new((count - width).max(0.0), count + width).unwrap();
    for at in 0..MONTHS {
        let month = start().plus(i32::try_from(at).unwrap());
        observed.add(first, "TRUE", month, range(own[at + 6]));
        observed.add(second, "TRUE", month, range((own[at + 6 - lag] * (0.8 + 0.1 * dice.unit())).round()));
        observed.add(first, "NONE", month, range(other[at]));
        observed.add(second, "NONE", month, range(third[at]));
    }
    observed
}

#[test]
fn a_planted_corridor_is_found_with_its_lag_and_the_other_group_stays_undecided() {
    for lag in [0, 1, 2, 3] {
        for seed in [1, 2, 3] {
            let found = corridors(&planted(lag, 0.0, seed));
            let of = |group: &str| found.iter().find(|one| one.group == group);
            let one = of("TRUE").unwrap();
            assert_eq!(one.verdict, Verdict::Uses, "lag {lag}, seed {seed}: {one:?}");
            assert!((one.lag - lag as f64).abs() <= 0.25, "lag {lag}: {}", one.lag);
            assert!(of("NONE").is_none_or(|one| one.verdict == Verdict::Undecided));
        }
    }
}

#[test]
fn a_corridor_that_only_the_middle_of_ranges_shows_is_undecided() {
    // Counts of some hundreds that may be nothing or twice as many.
    let found = corridors(&planted(1, 2_000.0, 1));
    let one = found.iter().find(|one| one.group == "TRUE").unwrap();
    assert_eq!((one.verdict, one.why.is_some()), (Verdict::Undecided, true));
}

#[test]
fn sums_that_cannot_be_one_flow_are_undecided_however_well_they_move_together() {
    let mut observed = Observed::default();
    let (first, second) = (staged(&mut observed, "first", 1), staged(&mut observed, "second", 2));
    for (at, count) in Dice(5).course(MONTHS).into_iter().enumerate() {
        let month = start().plus(i32::try_from(at).unwrap());
        observed.add(first, "FEW", month, Range::exactly(count));
        observed.add(second, "FEW", month, Range::exactly(count * 12.0));
    }
    assert_eq!(corridors(&observed)[0].why, Some(Why::Sums));
}

#[test]
fn places_of_one_stage_have_no_corridor_and_a_month_without_any_report_is_not_zero() {
    let mut observed = Observed::default();
    let (one, other) = (staged(&mut observed, "a", 1), staged(&mut observed, "b", 1));
    observed.add(one, "X", start(), Range::exactly(5_000.0));
    observed.add(other, "X", start(), Range::exactly(5_000.0));
    observed.add(one, "Y", start().plus(2), Range::exactly(1.0));
    assert!(corridors(&observed).is_empty());
    assert_eq!(observed.count(one, "X", start().plus(1)), None);
    assert_eq!(observed.count(one, "X", start().plus(2)), Some(Range::exactly(0.0)));
}

/// Totals rise tenfold everywhere; one group at one place rises by `more` beyond.
fn rising(more: f64, seed: u64) -> Observed {
    let mut observed = Observed::default();
    let mut dice = Dice(seed);
    for place in ["north", "south", "inland"] {
        let at = observed.place(Place {
            id: place.to_owned(),
            comes_from: (place == "north").then(|| "NB".to_owned()),
            ..Place::default()
        });
        for group in 0..20 {
            let size = 40.0 + 400.0 * dice.unit();
            for month in 0..36 {
                let grown = if month < 24 { 1.0 } else { 10.0 };
                let own = if place == "north" && group == 7 && month >= 24 { more } else { 1.0 };
                let noise = 0.85 + 0.3 * dice.unit();
                let count = (size * grown * own * noise).round();
                observed.add(at, &format!("G{group:02}"), start().plus(month), Range::exactly(count));
            }
        }
    }
    observed
}

fn year(first: i32) -> Period {
    Period { first: start().plus(first), last: start().plus(first + 11) }
}

#[test]
fn where_totals_rise_everywhere_only_what_rose_beyond_is_flagged_with_who_holds_the_evidence() {
    for seed in [1, 2, 3, 4] {
        let found = echoes(&rising(6.0, seed), year(0), year(24)).unwrap();
        let flagged: Vec<&str> =
            found.tests.iter().filter(|test| test.is_flagged).map(|test| test.group.as_str()).collect();
        assert_eq!(flagged, ["G07"]);
        assert_eq!(found.tests[0].held_by.as_deref(), Some("NB"));
        assert!((found.tests[0].excess - 6.0).abs() < 1.0);
        let none = echoes(&rising(1.0, seed), year(0), year(24)).unwrap();
        assert!(none.tests.iter().all(|test| !test.is_flagged), "totals alone are no finding");
    }
}

#[test]
fn a_place_that_does_not_report_a_period_whole_is_not_compared() {
    assert_eq!(echoes(&rising(6.0, 1), year(0), year(30)), None);
}

#[test]
fn a_fall_where_a_measure_was_taken_and_a_rise_elsewhere_are_told_and_short_series_are_not() {
    let mut observed = Observed::default();
    let mut dice = Dice(9);
    let (airport, land) = ("airport", "land");
    for place in [airport, land] {
        let at = observed.place(Place { id: place.to_owned(), ..Place::default() });
        for group in 0..20 {
            for month in 0..30 {
                let factor = match (place, group, month > 15) {
                    ("airport", 3, true) => 0.2,
                    ("land", 3, true) => 4.0,
                    _ => 1.0,
                };
                let count = (100.0 * factor * (0.9 + 0.2 * dice.unit())).round();
                observed.add(at, &format!("G{group:02}"), start().plus(month), Range::exactly(count));
            }
        }
    }
    let policy = |month: i32| Policy {
        id: "visa".to_owned(),
        month: start().plus(month),
        groups: vec!["G03".to_owned()],
        by: "XX".to_owned(),
    };
    let found = displacement(&observed, &[policy(15), policy(25)]);
    let told: Vec<(bool, bool)> =
        found[0].changes.iter().map(|change| (change.factor > 1.0, change.is_unusual)).collect();
    assert_eq!(told, [(false, true), (true, true)]);
    assert!(found[1].changes.is_empty() && found[1].cannot_tell.len() == 2);
}

proptest! {
    #[test]
    fn no_counts_make_it_panic(
        rows in prop::collection::vec((0_usize..3, 0_usize..3, 0_i32..40, 0.0_f64..1e6, 0.0_f64..1e6), 0..80),
    ) {
        let mut observed = Observed::default();
        for (place, group, month, low, more) in rows {
            let at = observed.place(Place { id: place.to_string(), ..Place::default() });
            observed.add(at, &group.to_string(), start().plus(month), Range::new(low, low + more).unwrap());
        }
        for one in corridors(&observed) {
            prop_assert!(one.fit.is_none_or(|(low, high)| low <= high && high <= 1.0 + 1e-9));
        }
        let _ = echoes(&observed, year(0), year(12)).is_some();
        let policy = Policy { id: String::new(), month: start(), groups: vec!["1".to_owned()], by: String::new() };
        prop_assert_eq!(displacement(&observed, &[policy]).len(), 1);
    }
}
