//! What holds of every rule set, whatever the facts.
#![expect(clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "a test may fail")]

use std::sync::LazyLock;

use law::{
    Answered, ConclusionKind, Facts, LawError, Library, Missing, RuleKind, RuleSet, Standing, Synthetic,
    Truths, Verdict, World, verdict,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn library() -> &'static Library {
    static LIBRARY: LazyLock<Library> =
        LazyLock::new(|| Library::embedded().unwrap_or_else(|error| panic!("{error}")));
    &LIBRARY
}

fn random(set: &RuleSet, n: u64, unknown: u64) -> Facts {
    let made = Synthetic::new(set, Facts::none(set), set.checked, 11, unknown);
    let (mut facts, mut truths) = (Facts::none(set), Truths::default());
    made.case(n, &mut facts, &mut truths);
    facts
}

/// The names under which the slots of a stated object can be put again.
fn parts(stated: &Value) -> Vec<(String, Value)> {
    let Value::Object(object) = stated else { panic!() };
    let mut found = Vec::new();
    for (name, value) in object {
        match value {
            Value::Object(members) => {
                found.extend(
                    members.iter().map(|(member, value)| (format!("{name}.{member}"), value.clone())),
                );
            }
            other => found.push((name.clone(), other.clone())),
        }
    }
    found
}

fn name(set: &RuleSet, own: &Missing) -> String {
    let fact = &set.facts[own.fact];
    own.member.map_or_else(|| fact.id.clone(), |at| format!("{}.{}", fact.id, fact.values[at].id))
}

/// Every answer and ground, by code.
fn codes(set: &RuleSet, facts: &Facts) -> Vec<(String, String)> {
    let shown = set.conclusions.iter().filter(|own| own.kind != ConclusionKind::Step);
    shown.map(|own| (own.id.clone(), set.code(own, set.value(own, facts)))).collect()
}

#[test]
fn no_case_of_known_facts_leaves_a_conclusion_open_or_in_conflict() {
    for set in library().sets() {
        let mut truths = Truths::default();
        for n in 0..3_000 {
            let facts = random(set, n, 0);
            set.evaluate(&facts, &mut truths);
            for own in &set.conclusions {
                for world in World::ALL {
                    let found = verdict(own, &truths, world);
                    assert!(
                        matches!(found, Verdict::Is(_)),
                        "{} {} {found:?}: {}",
                        set.id,
                        own.id,
                        set.stated(&facts)
                    );
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Facts are added one by one, from none to all. What was decided stays; what was unknown and becomes decided was
    /// explained by naming the fact that was added, and the new answer has its reasons.
    #[test]
    fn adding_a_fact_never_turns_an_explained_unknown_into_an_unexplained_answer(n in 0_u64..100_000, seed in any::<u64>()) {
        for set in library().sets() {
            let whole = random(set, n, 0);
            let mut left = parts(&set.stated(&whole));
            let mut facts = Facts::none(set);
            let mut order = seed;
            while !left.is_empty() {
                order = order.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let (added, value) = left.swap_remove(usize::try_from(order >> 33).unwrap() % left.len());
                let before = codes(set, &facts);
                let named: Vec<String> = set.answer(&facts).missing.iter().map(|own| name(set, own)).collect();
                facts.state(set, &added, &value).unwrap();
                let answer = set.answer(&facts);
                for ((id, old), (_, new)) in before.iter().zip(codes(set, &facts)) {
                    if old == &new {
                        continue;
                    }
                    prop_assert_eq!(old.as_str(), "NEEDS_FACT", "{} was decided and changed to {}", id, new);
                    prop_assert!(named.contains(&added), "{added} changed {id}, and was not named in {named:?}");
                    let is_explained = answer.standings.iter().zip(&set.rules).any(|(standing, rule)| {
                        !rule.cites.is_empty() && !matches!(standing, Standing::Unknown)
                    });
                    prop_assert!(is_explained);
                }
            }
        }
    }

    /// Asking only what still matters comes to the same answers as knowing everything.
    #[test]
    fn only_the_questions_that_matter_lead_to_the_whole_answer(n in 0_u64..100_000) {
        for set in library().sets() {
            let whole = random(set, n, 0);
            let known: Map<String, Value> = parts(&set.stated(&whole)).into_iter().collect();
            let mut facts = Facts::none(set);
            let mut asked = 0;
            while let Some(own) = set.answer(&facts).missing.into_iter().next() {
                let name = name(set, &own);
                facts.state(set, &name, &known[&name]).unwrap();
                asked += 1;
                prop_assert!(asked <= known.len());
            }
            prop_assert_eq!(codes(set, &facts), codes(set, &whole));
        }
    }

    /// An answer never says that nothing stands against someone while a completion of the facts would.
    #[test]
    fn a_decided_answer_holds_for_every_completion(n in 0_u64..100_000, m in 0_u64..100_000) {
        for set in library().sets() {
            let some = random(set, n, 500);
            let mut whole = some.clone();
            for (name, value) in parts(&set.stated(&random(set, m, 0))) {
                if !some.states_slot(set, &name) {
                    whole.state(set, &name, &value).unwrap();
                }
            }
            for ((id, old), (_, new)) in codes(set, &some).into_iter().zip(codes(set, &whole)) {
                prop_assert!(old == new || old == "NEEDS_FACT", "{}: {} then {}", id, old, new);
            }
        }
    }

    #[test]
    fn whatever_is_given_as_facts_is_read_or_refused(text in "\\PC*", name in "[a-z_.]{0,12}", number in any::<i64>()) {
        for set in library().sets() {
            drop(Facts::from_json(set, &text));
            for value in [json!(number), json!(text.clone()), json!([text.clone()]), json!({"either": [number, text.clone()]})] {
                let stated = [(name.clone(), value.clone()), (set.facts[0].id.clone(), value)];
                drop(Facts::from_entries(set, &stated));
            }
        }
    }

    #[test]
    fn whatever_is_given_as_rules_is_read_or_refused(at in 0_usize..60_000, text in "\\PC{0,8}") {
        for (name, own) in Library::embedded_files() {
            let at = own.char_indices().map(|(at, _)| at).find(|own| *own >= at).unwrap_or(0);
            let broken = format!("{}{text}{}", &own[..at], &own[at..]);
            drop(Library::parse(&[(name, &broken)]));
            drop(law::dmn::import(&broken));
            drop(law::ScenarioFile::parse(&broken));
        }
    }
}

#[test]
fn every_rule_that_decides_is_cited_and_every_ground_that_is_there_has_a_rule_in_force() {
    for set in library().sets() {
        for n in 0..500 {
            let facts = random(set, n, 0);
            let answer = set.answer(&facts);
            for (at, truth) in &answer.grounds {
                let rules = set.rules.iter().zip(&answer.standings);
                let deciding = rules.filter(|(rule, standing)| {
                    rule.concludes == Some((*at, 0)) && **standing == Standing::Applies
                });
                assert!(*truth != law::Truth::True || deciding.count() > 0, "{}", set.conclusions[*at].id);
            }
        }
    }
}

#[test]
fn discretion_changes_no_answer() {
    for set in library().sets() {
        for rule in set.rules.iter().filter(|rule| rule.kind != RuleKind::Rule) {
            assert!(rule.concludes.is_none() && rule.exception_to.is_empty(), "{}", rule.id);
        }
    }
}

#[test]
fn what_is_wrong_with_facts_is_named_all_at_once() {
    let library = library();
    let set = library.get("stca").unwrap();
    let wrong = r#"{"plce": "airport", "claim": "2026-02-30", "entry": "2026-04-01T03:00:00Z", "place": "harbor_x",
        "claimant_age": 200, "from_us": "yes", "other_grounds": ["z"], "decision": 7, "death": true, "death": false,
        "relative": {"either": ["cousin"]}}"#;
    let errors = Facts::from_json(set, wrong).unwrap_err();
    let codes: Vec<&str> = errors.iter().map(LawError::code).collect();
    assert_eq!(
        codes,
        [
            "no-fact",
            "no-such-day",
            "no-place",
            "no-choice",
            "out-of-range",
            "wrong-type",
            "no-choice",
            "wrong-type",
            "twice",
            "wrong-type"
        ]
    );
    assert_eq!(errors[0].known(), ["place"]);
    assert!(errors[3].known().contains(&"harbour".to_owned()));
    assert!(matches!(Facts::from_json(set, "[1]").unwrap_err()[0], LawError::NotJson { .. }));
    assert!(matches!(
        Facts::from_json(set, "{\"claim\": ").unwrap_err()[0],
        LawError::NotJson { line: 1, .. }
    ));
    assert!(
        matches!(library.get("stac").unwrap_err(), LawError::NoRuleSet { known, .. } if known.contains(&"stca".to_owned()))
    );
    assert!(
        matches!(set.find("101(1)(x)").unwrap_err(), LawError::NoProvision { known, .. } if known.contains(&"101(1)(c)".to_owned()))
    );
}

#[test]
fn facts_that_contradict_each_other_are_refused() {
    let library = library();
    let set = library.get("stca").unwrap();
    let facts = Facts::from_json(set, r#"{"claim": "2026-04-01", "entry": "2026-04-02"}"#).unwrap();
    assert!(matches!(set.check(&facts), Err(LawError::Contradiction { .. })));
}

#[test]
fn rival_statements_show_each_branch_and_who_has_to_show_it() {
    let library = library();
    let set = library.get("stca").unwrap();
    let mut stated = Map::new();
    stated.insert("place".to_owned(), "between_poe".into());
    stated.insert("claim".to_owned(), "2026-04-21".into());
    stated.insert("entry".to_owned(), json!({"either": ["2026-04-01", "2026-04-16"]}));
    let facts = set.scenario_facts(&stated).unwrap();
    let answer = set.answer(&facts);
    assert_eq!(answer.answers[0].1, Answered::NeedsFact);
    let entry = answer.missing.iter().find(|own| set.facts[own.fact].id == "entry").unwrap();
    assert_eq!(set.facts[entry.fact].burden, "claimant");
    let grounds: Vec<Vec<&str>> = entry
        .branches
        .iter()
        .map(|branch| branch.grounds.iter().map(|at| set.conclusions[*at].label.as_str()).collect())
        .collect();
    assert_eq!(grounds, [["101(1)(b.2)"], ["101(1)(e)"]]);
}
