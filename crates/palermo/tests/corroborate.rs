//! `palermo corroborate` on the worked case.

mod program;

use std::fs;
use std::process::Output;

use serde_json::Value;

use program::{palermo as run, repository, stderr};

fn palermo(arguments: &[&str]) -> Output {
    run(&repository(), arguments, "")
}

const STATEMENT: &str = "examples/statements/haddad.yaml";

#[test]
fn each_claim_is_told_with_its_records_in_both_languages() {
    for lang in ["en", "fr"] {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("page.html");
        let out = page.to_str().unwrap();
        let output =
            palermo(&["corroborate", STATEMENT, "examples/harbour", "-q", "--lang", lang, "--out", out]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let told = String::from_utf8(output.stdout).unwrap().replace(out, "OUT");
        insta::assert_snapshot!(format!("corroborate-{lang}"), told);
        let page = fs::read_to_string(page).unwrap();
        assert!(page.contains(&format!("<html lang=\"{lang}\"")) && page.ends_with("</html>\n"));
        assert!(!page.contains("<script") && !page.contains("src=\"http"), "the page loads and runs nothing");
        assert!(!page.contains("corroborate-"), "every message is found");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing unfinished is left");
    }
}

#[test]
fn the_json_has_every_claim_with_its_truth_value_and_the_words_of_the_records() {
    let output = palermo(&["corroborate", STATEMENT, "examples/harbour", "-q", "--json"]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let claims = found["claims"].as_array().unwrap();
    let outcome = |id: &str| {
        let claim = claims.iter().find(|claim| claim["id"] == id).unwrap();
        (claim["outcome"].as_str().unwrap().to_owned(), claim["truth"].as_str().unwrap().to_owned())
    };
    assert_eq!(outcome("work-off"), ("supported".to_owned(), "true".to_owned()));
    assert_eq!(outcome("driver-in-lille"), ("contradicted".to_owned(), "false".to_owned()));
    assert_eq!(outcome("papers"), ("unknown".to_owned(), "unknown".to_owned()));
    let excerpts = found["excerpts"].as_array().unwrap();
    assert!(excerpts.iter().any(|one| one["text"].as_str().unwrap().contains("il manque 900")));
    let again = palermo(&["corroborate", STATEMENT, "examples/harbour", "-q", "--json"]);
    assert_eq!(again.stdout, output.stdout);
}

#[test]
fn a_statement_with_a_fault_is_refused_with_file_place_and_expectation() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.yaml");
    fs::write(&path, "reference: x\npeople: {a: {names: A B}}\nclaims: [{id: c, what: presence, who: z}]\n")
        .unwrap();
    let output = palermo(&["corroborate", path.to_str().unwrap(), "examples/harbour", "-q"]);
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    assert!(told.contains("claim “c”, who") && told.contains("expected one of: a"), "{told}");
    let nothing = folder.path().join("empty");
    fs::create_dir(&nothing).unwrap();
    let output = palermo(&["corroborate", STATEMENT, nothing.to_str().unwrap(), "-q"]);
    assert_eq!(output.status.code(), Some(3));
}
