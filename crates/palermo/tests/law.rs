//! `palermo law` as a person runs it.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod program;

use std::fs;
use std::process::Output;

use serde_json::{Value, json};
use tempfile::TempDir;

use program::{palermo, repository};

fn law(arguments: &[&str], typed: &str) -> Output {
    palermo(&repository(), &[&["law"], arguments].concat(), typed)
}

/// Everything that was printed, with lines of errors joined, and the exit code.
fn said(arguments: &[&str]) -> (String, i32) {
    let output = law(arguments, "");
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (text.replace("\n  │ ", " "), output.status.code().unwrap())
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_slice(&law(arguments, "").stdout).unwrap()
}

fn file(folder: &TempDir, name: &str, value: &Value) -> String {
    let path = folder.path().join(name);
    fs::write(&path, value.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A family of a citizen's sister at a land port, all known.
fn whole() -> Value {
    json!({
        "place": "land_poe", "claim": "2026-06-01", "decision": "2026-06-10", "from_us": true, "us_national": false,
        "us_habitual": false, "suspended": false, "us_removal_transit": false, "entry": "2026-06-01",
        "first_entry": "2022-05-01", "claim_stage": "not_referred", "relative": "sister", "relative_in_canada": true,
        "relative_status": "citizen", "relative_is_18": true, "relative_claim": "referred",
        "relative_permit": "invalid", "claimant_age": 30, "accompanied": false, "has_spouse": false,
        "parent_in_canada_or_us": false, "responsible_adult_in_canada": false, "document": "none",
        "visa_exempt_canada": false, "visa_needed_us": true, "reentry": "none", "death": false,
        "moratorium_national": false, "prior_ineligible": "none", "prior_claim_abroad": false, "other_grounds": []
    })
}

#[test]
fn every_scenario_file_passes_and_its_count_is_the_last_line() {
    for entry in fs::read_dir(repository().join("law/scenarios")).unwrap() {
        let path = entry.unwrap().path();
        let (text, code) = said(&["test", path.to_str().unwrap()]);
        let last = text.lines().last().unwrap();
        assert!(last.ends_with(" passed, 0 failed") && !last.starts_with('0'), "{text}");
        assert_eq!(code, 0);
    }
}

#[test]
fn a_scenario_that_comes_out_differently_is_told_and_counts() {
    let folder = tempfile::tempdir().unwrap();
    let expected = json!([
        {"id": "X1", "facts": {"place": "airport", "claim": "2026-06-01"}, "expected": {"outcome": "INELIGIBLE"}},
        {"id": "X2", "facts": {"place": "airport", "claim": "2026-06-01"}, "expected": {"outcome": "NOT_BARRED"}},
        {"id": "X3", "text": "never heard of", "expected": {"outcome": "NOT_BARRED"}}
    ]);
    let (text, code) = said(&["test", &file(&folder, "s.json", &expected)]);
    assert!(text.contains("outcome: expected INELIGIBLE, found NOT_BARRED"), "{text}");
    assert!(text.ends_with("1 passed, 2 failed\n"), "{text}");
    assert_eq!(code, 1);
}

#[test]
fn an_answer_has_every_ground_for_and_against_with_its_text_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let facts = file(&folder, "f.json", &whole());
    for lang in ["en", "fr"] {
        let (text, code) = said(&["check", "stca", &facts, "--lang", lang]);
        assert_eq!(code, 0, "{text}");
        insta::assert_snapshot!(format!("law_check_{lang}"), text);
    }
}

#[test]
fn an_answer_for_programs_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let answer = json(&["check", "stca", "--facts", &file(&folder, "f.json", &whole()), "--json"]);
    assert_eq!(answer["outcome"], "INELIGIBLE");
    let grounds: Vec<&str> = answer["grounds"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|own| own["state"] == "true")
        .map(|own| own["label"].as_str().unwrap())
        .collect();
    assert_eq!(grounds, ["101(1)(b.1)"]);
    let rules = answer["rules"].as_array().unwrap();
    let find = |id: &str| rules.iter().find(|own| own["id"] == id).unwrap();
    assert_eq!(find("e-at-border")["defeated_by"], json!(["159.5-a"]));
    assert_eq!(find("159.5-a")["cites"][0]["provision"], "159.5(a)");
    assert!(rules.iter().any(|own| own["kind"] == "safety_valve"));
    assert_eq!(answer["missing"], json!([]));
    assert!(answer["notice"].as_str().unwrap().contains("Not legal advice"));
}

#[test]
fn an_interview_asks_the_cheapest_question_that_matters_and_goes_on_later() {
    let folder = tempfile::tempdir().unwrap();
    let saved = folder.path().join("case.json");
    let save = saved.to_str().unwrap();
    // Before the Agreement, nothing about its exceptions matters any more.
    let output = law(&["ask", "stca", "--save", save], "2004-12-01\n2004-13-01\nland_poe\nquit\n");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("On which day was the claim made?"), "{text}");
    assert!(!text.contains("family member"), "{text}");
    let next = json(&["ask", "stca", "--facts", save, "--json"]);
    assert_eq!(next["facts"]["claim"], "2004-12-01");
    assert!(next["question"]["fact"].is_string());
    let done = json(&["ask", "stca", "--facts", &file(&folder, "f.json", &whole()), "--json"]);
    assert_eq!((&done["question"], &done["answer"]["outcome"]), (&Value::Null, &json!("INELIGIBLE")));
}

#[test]
fn why_leads_down_to_the_provision_and_the_facts() {
    let folder = tempfile::tempdir().unwrap();
    let facts = file(&folder, "f.json", &whole());
    let (text, code) = said(&["why", "stca", "101(1)(e)", "--facts", &facts]);
    assert_eq!(code, 0);
    for part in [
        "e came from",
        "e-at-border: does not apply: an exception does",
        "159.5-a: applies",
        "place is land_poe: yes",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let (text, _) = said(&["why", "stca", "159.5(a)", "--facts", &facts]);
    assert!(text.starts_with("159.5-a: applies"), "{text}");
}

#[test]
fn two_days_of_law_are_compared_with_what_that_changes_for_a_case() {
    let folder = tempfile::tempdir().unwrap();
    let facts = file(&folder, "f.json", &whole());
    let (text, code) = said(&["diff", "2025-06-02", "2026-04-01", "stca", "--facts", &facts]);
    assert_eq!(code, 0);
    assert!(text.contains("b1-one-year") && !text.contains("e-at-border"), "{text}");
    assert!(
        text.contains("under the law of 2 June 2025: no ground")
            && text.contains("under the law of 1 April 2026: ineligible"),
        "{text}"
    );
}

#[test]
fn the_impact_of_a_change_is_the_same_on_every_run_and_counts_every_case() {
    let run = || {
        json(&[
            "impact",
            "stca",
            "--before",
            "2025-06-02",
            "--after",
            "2026-07-01",
            "--cases",
            "3000",
            "--json",
        ])
    };
    let one = run();
    assert_eq!(one, run());
    assert_eq!(one["cases"], 3000);
    let moved: u64 = one["moves"].as_array().unwrap().iter().map(|own| own["cases"].as_u64().unwrap()).sum();
    assert_eq!(moved, 3000);
    assert!(one["changed"].as_u64().unwrap() > 0);
}

#[test]
fn cases_of_a_file_are_counted_and_those_that_cannot_be_read_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cases.jsonl");
    fs::write(&path, format!("{}\n{{\"plce\": 1}}\n\n{}\n", whole(), whole())).unwrap();
    let (text, code) = said(&[
        "impact",
        "stca",
        "--before",
        "2025-06-02",
        "--after",
        "2026-07-01",
        "--file",
        path.to_str().unwrap(),
    ]);
    assert_eq!(code, 1);
    assert!(
        text.contains("2 cases under") && text.contains("2 change") && text.contains("cases.jsonl:2"),
        "{text}"
    );
}

#[test]
fn tables_go_out_as_dmn_and_come_back_as_rules() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (dmn, yaml) = (path("stca.dmn"), path("back.yaml"));
    assert_eq!(said(&["export", "stca", "--out", &dmn]).1, 0);
    assert_eq!(said(&["import", &dmn, "--out", &yaml]).1, 0);
    let mut facts = whole();
    facts.as_object_mut().unwrap().remove("other_grounds");
    for member in ["a", "b", "d", "f"] {
        facts[format!("other_grounds__{member}")] = false.into();
    }
    // Values that no table names are any other.
    for name in [
        "place",
        "relative",
        "relative_status",
        "relative_claim",
        "relative_permit",
        "document",
        "reentry",
        "prior_ineligible",
        "claim_stage",
    ] {
        let text = fs::read_to_string(&yaml).unwrap();
        let line = text.lines().find(|line| line.contains(&format!("id: {name},"))).unwrap();
        if !line.contains(&format!("id: {}", facts[name])) {
            facts[name] = "any_other".into();
        }
    }
    let answer = json(&["check", "stca", &file(&folder, "f.json", &facts), "--law", &yaml, "--json"]);
    let outcome = answer["answers"].as_array().unwrap().iter().find(|own| own["id"] == "outcome").unwrap();
    assert_eq!(outcome["value"], "INELIGIBLE");
}

#[test]
fn what_is_wrong_is_said_in_the_persons_language_with_what_may_have_been_meant() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = file(
        &folder,
        "f.json",
        &json!({"plce": "airport", "claim": "2026-02-30", "from_us": "yes", "place": "harbr"}),
    );
    for (arguments, expected) in [
        (
            vec!["check", "stca", &wrong],
            ["plce", "Did you mean: place?", "no such day", "expected true, false or null", "harbour"],
        ),
        (
            vec!["check", "stca", &wrong, "--lang", "fr"],
            [
                "plce",
                "Vouliez-vous dire\u{a0}: place?",
                "n’existe pas",
                "attendu\u{a0}: true, false ou null",
                "harbour",
            ],
        ),
        (vec!["check", "stac", &wrong], ["stac", "stca", "rule set", "law list", "no"]),
        (
            vec!["why", "stca", "159.4(3)", "--lang", "fr"],
            ["159.4(3)", "159.4(1)", "disposition", "law show", "Vouliez"],
        ),
        (vec!["check", "stca", "/no/such/file"], ["/no/such/file", "give a file", "", "", ""]),
        (vec!["test", &wrong], ["list of scenarios", "docs/law.md", "", "", ""]),
    ] {
        let (text, code) = said(&arguments);
        assert_eq!(code, 2, "{text}");
        for part in expected {
            assert!(text.replace('\n', " ").contains(part), "{part}: {text}");
        }
    }
}

#[test]
fn a_rule_set_of_ones_own_is_linted_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.yaml");
    let text = fs::read_to_string(repository().join("law/stca.yaml"))
        .unwrap()
        .replace("when: from_us\n", "when: from_uss\n");
    fs::write(&path, text).unwrap();
    let (text, code) = said(&["lint", path.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(text.contains("from_us") && text.contains("line"), "{text}");
    let (text, code) = said(&["lint"]);
    assert!(code == 0 && text.trim_end().ends_with("0 faults"), "{text}");
}
