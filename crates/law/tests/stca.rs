//! The Safe Third Country Agreement: every boundary a day before, on and after; and an oracle written on its own.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may fail")]

mod stca_oracle;

use std::sync::LazyLock;

use law::{Facts, Library, RuleKind, RuleSet, Synthetic, Truths, World};
use serde_json::{Map, Value, json};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().unwrap());

fn set() -> &'static RuleSet {
    LIBRARY.get("stca").unwrap()
}

/// Outcome and grounds of a scenario.
fn answer(facts: &Value) -> String {
    let Value::Object(facts) = facts else { return String::new() };
    let facts = set().scenario_facts(facts).unwrap();
    set().check(&facts).unwrap();
    let answer = set().answer(&facts);
    let (at, answered) = answer.answers[0];
    let mut codes = vec![set().code(&set().conclusions[at], answered)];
    codes.extend(set().ground_labels(&answer));
    codes.join(" ")
}

#[test]
fn every_boundary_date_turns_on_its_own_day() {
    let land = |claim: &str| json!({"place": "land_poe", "claim": claim});
    let border = |entry: &str, claim: &str| json!({"place": "between_poe", "entry": entry, "claim": claim});
    let decided = |entry: &str, claim: &str, decision: &str| json!({"place": "between_poe", "entry": entry, "claim": claim, "decision": decision});
    let first = |first: &str, claim: &str| json!({"place": "inland_after_regular_entry", "from_us": false, "entry": first, "first_entry": first, "claim": claim});
    let later = |entry: &str, claim: &str| json!({"place": "inland_after_regular_entry", "from_us": false, "entry": entry, "claim": claim, "decision": "2030-01-01"});
    let moratorium = |claim: &str| json!({"place": "land_poe", "claim": claim, "moratorium_national": true});
    let back = |claim: &str| json!({"place": "airport", "claim": claim, "prior_ineligible": "e", "reentry": "refused_us_no_adjudication"});
    let abroad = |claim: &str| json!({"place": "airport", "claim": claim, "prior_claim_abroad": true});
    let (e, b1, b2, free) =
        ("INELIGIBLE 101(1)(e)", "INELIGIBLE 101(1)(b.1)", "INELIGIBLE 101(1)(b.2)", "NOT_BARRED");
    for (facts, expected) in [
        // The Agreement begins on 2004-12-29.
        (land("2004-12-28"), free),
        (land("2004-12-29"), e),
        (land("2004-12-30"), e),
        // 159.6(c) ends with 2009-07-22.
        (moratorium("2009-07-21"), free),
        (moratorium("2009-07-22"), free),
        (moratorium("2009-07-23"), e),
        // (c.1) begins on 2019-06-21.
        (abroad("2019-06-20"), free),
        (abroad("2019-06-21"), "INELIGIBLE 101(1)(c.1)"),
        (abroad("2019-06-22"), "INELIGIBLE 101(1)(c.1)"),
        // The whole land border from 2023-03-25.
        (border("2023-03-24", "2023-03-24"), free),
        (border("2023-03-25", "2023-03-25"), e),
        (border("2023-03-25", "2023-03-26"), e),
        (border("2023-03-24", "2023-03-25"), "NEEDS_LEGAL_REVIEW"),
        // 159.01 from the same day.
        (back("2023-03-24"), "INELIGIBLE 101(1)(c)"),
        (back("2023-03-25"), free),
        (back("2023-03-26"), free),
        // Day 13, 14 and 15 after entry, before and after the new bar.
        (border("2024-02-01", "2024-02-14"), e),
        (border("2024-02-01", "2024-02-15"), free),
        (border("2024-02-01", "2024-02-16"), free),
        (border("2026-04-01", "2026-04-14"), e),
        (border("2026-04-01", "2026-04-15"), b2),
        (border("2026-04-01", "2026-04-16"), b2),
        // Over the end of February in a leap year and in another.
        (border("2024-02-16", "2024-02-29"), e),
        (border("2024-02-16", "2024-03-01"), free),
        (border("2026-02-16", "2026-03-01"), e),
        (border("2026-02-16", "2026-03-02"), b2),
        // The new bars reach claims from 2025-06-03.
        (border("2025-05-10", "2025-06-02"), free),
        (border("2025-05-10", "2025-06-03"), b2),
        (border("2025-05-10", "2025-06-04"), b2),
        (first("2022-01-01", "2025-06-02"), free),
        (first("2022-01-01", "2025-06-03"), b1),
        (first("2022-01-01", "2025-06-04"), b1),
        // They are applied in decisions from 2026-03-26.
        (decided("2026-02-01", "2026-03-01", "2026-03-25"), free),
        (decided("2026-02-01", "2026-03-01", "2026-03-26"), b2),
        (decided("2026-02-01", "2026-03-01", "2026-03-27"), b2),
        // First entry after 2020-06-24.
        (first("2020-06-23", "2026-04-01"), free),
        (first("2020-06-24", "2026-04-01"), free),
        (first("2020-06-25", "2026-04-01"), b1),
        // More than a year after.
        (first("2025-01-15", "2026-01-14"), free),
        (first("2025-01-15", "2026-01-15"), free),
        (first("2025-01-15", "2026-01-16"), b1),
        (later("2028-02-29", "2029-02-28"), free),
        (later("2028-02-29", "2029-03-01"), b1),
        // The reading that governs ends the year on the anniversary, also before a leap year's 29 February.
        (later("2027-02-28", "2028-02-28"), free),
        (later("2027-02-28", "2028-02-29"), b1),
        // The eighteenth birthday.
        (
            json!({"place": "land_poe", "claim": "2026-06-01", "exc": "unaccompanied_minor", "claimant_age": 17}),
            free,
        ),
        (
            json!({"place": "land_poe", "claim": "2026-06-01", "exc": "unaccompanied_minor", "claimant_age": 18}),
            e,
        ),
        (
            json!({"place": "land_poe", "claim": "2026-06-01", "exc": "unaccompanied_minor", "claimant_age": 19}),
            e,
        ),
    ] {
        assert_eq!(answer(&facts), expected, "{facts}");
    }
}

#[test]
fn the_policy_for_minors_is_open_from_its_day_and_changes_no_outcome() {
    for (decision, expected) in [("2026-05-18", 0), ("2026-05-19", 1), ("2026-05-20", 1)] {
        let stated = json!({"place": "between_poe", "entry": "2026-03-28", "claim": "2026-04-20", "uam_tpp": true, "decision": decision});
        let facts = set().scenario_facts(stated.as_object().unwrap()).unwrap();
        let found = set().answer(&facts);
        assert_eq!(set().rule_labels(&found, RuleKind::Discretion, &facts).len(), expected, "{decision}");
        assert_eq!(answer(&stated), "INELIGIBLE 101(1)(b.2)");
    }
}

#[test]
fn on_day_14_both_readings_are_shown() {
    let stated = json!({"place": "between_poe", "entry": "2024-02-01", "claim": "2024-02-15"});
    let facts = set().scenario_facts(stated.as_object().unwrap()).unwrap();
    let found = set().answer(&facts);
    let value = |verdict: law::Verdict| match verdict {
        law::Verdict::Is(at) => set().outcome().unwrap().values[at].id.as_str(),
        _ => "",
    };
    assert_eq!(found.readings.len(), 1);
    assert_eq!(
        (value(found.readings[0].strict), value(found.readings[0].loose)),
        ("INELIGIBLE", "NOT_BARRED")
    );
}

#[test]
fn from_the_entry_on_the_ground_flips_once() {
    let mut last = String::new();
    let mut flips = 0;
    let entry: jiff::civil::Date = "2026-04-01".parse().unwrap();
    for day in 0..=40_i32 {
        let claim = entry.checked_add(jiff::Span::new().days(day)).unwrap();
        let found =
            answer(&json!({"place": "between_poe", "entry": "2026-04-01", "claim": claim.to_string()}));
        flips += usize::from(!last.is_empty() && last != found);
        last = found;
    }
    assert_eq!((flips, last.as_str()), (1, "INELIGIBLE 101(1)(b.2)"));
}

#[test]
fn an_oracle_written_on_its_own_agrees_on_100_000_random_fact_patterns() {
    // Cases of every version: a fifth of them in each of five years.
    let made: Vec<Synthetic<'_>> = ["2005-06-01", "2009-09-01", "2023-09-01", "2025-09-01", "2026-07-23"]
        .map(|until| Synthetic::new(set(), Facts::none(set()), until.parse().unwrap(), 3, 0))
        .into();
    let (mut facts, mut truths) = (Facts::none(set()), Truths::default());
    let mut outcomes: Map<String, Value> = Map::new();
    for n in 0..100_000 {
        made[usize::try_from(n % 5).unwrap()].case(n, &mut facts, &mut truths);
        set().evaluate(&facts, &mut truths);
        let stated = set().stated(&facts);
        let expected = stca_oracle::decide(&stated);
        let outcome = set().outcome().unwrap();
        let mut found = vec![match law::verdict(outcome, &truths, World::GovernedStrict) {
            law::Verdict::Is(at) => outcome.values[at].id.clone(),
            other => format!("{other:?}"),
        }];
        for own in set().conclusions.iter().filter(|own| own.kind == law::ConclusionKind::Ground) {
            if law::verdict(own, &truths, World::GovernedStrict) == law::Verdict::Is(0) {
                found.push(own.label.clone());
            }
        }
        found[1..].sort();
        assert_eq!(found, expected, "{stated}");
        *outcomes.entry(found.join(" ")).or_insert(0.into()) = 1.into();
    }
    // The patterns reach every ground, alone and together.
    assert!(outcomes.len() > 30, "{outcomes:?}");
}
