//! The command as a person or a script runs it, on the worked case.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use program::{palermo as run, repository, stdout};

/// Runs palermo from the top of the repository, so that sources have the names the README shows.
fn palermo(arguments: &[&str]) -> Output {
    run(&repository(), arguments, "")
}

fn analysed(extra: &[&str]) -> (TempDir, PathBuf, Output) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let arguments = [&["analyze", "examples/harbour", "--out", out.to_str().unwrap()], extra].concat();
    let output = palermo(&arguments);
    (folder, out, output)
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(contents(&path));
        } else {
            all.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    all.sort();
    all
}

#[test]
fn the_worked_case_is_told_in_both_languages() {
    for lang in ["en", "fr"] {
        let (_folder, out, output) = analysed(&["--lang", lang, "--quiet"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let told = stdout(&output).replace(out.to_str().unwrap(), "OUT");
        insta::assert_snapshot!(format!("analyze-{lang}"), told);
        let page = fs::read_to_string(out.join("report.html")).unwrap();
        assert!(page.contains(&format!("<html lang=\"{lang}\"")));
        assert!(!page.contains("src=\"http") && !page.contains("<link"), "the page loads nothing");
    }
}

#[test]
fn every_output_is_there_and_a_second_run_makes_the_same_bytes() {
    let (_one, first, _) = analysed(&["--quiet"]);
    let (_two, second, _) = analysed(&["--quiet"]);
    let (first_files, second_files) = (contents(&first), contents(&second));
    let names: BTreeSet<String> = first_files
        .iter()
        .map(|(path, _)| path.strip_prefix(&first).unwrap().display().to_string())
        .collect();
    for name in [
        "findings.json",
        "entities.ftm.json",
        "network.gexf",
        "routes.geojson",
        "routes.kml",
        "rejections.csv",
        "report.html",
    ] {
        assert!(names.contains(name), "{name}");
    }
    assert!(names.iter().any(|name| name.ends_with(".parquet")));
    for ((path, one), (_, two)) in first_files.iter().zip(&second_files) {
        assert!(one == two, "{} differs between two runs", path.display());
    }
}

#[test]
fn every_reference_leads_to_the_text_of_its_record() {
    let (_folder, out, _) = analysed(&["--quiet"]);
    let findings = json(&out.join("findings.json"));
    let alerts = findings["alerts"].as_array().unwrap();
    let [trips, routes, groups] = ["trips", "routes", "groups"].map(|of| findings[of].as_array().unwrap());
    let clusters = findings["clusters"].as_array().unwrap();
    assert!(!alerts.is_empty() && !trips.is_empty() && !routes.is_empty() && !groups.is_empty());
    let joined =
        clusters.iter().find(|cluster| cluster["reasons"].as_array().is_some_and(|all| !all.is_empty()));
    for finding in
        [alerts.first(), trips.first(), routes.first(), groups.first(), joined].into_iter().flatten()
    {
        let id = finding["id"].as_str().unwrap();
        let shown = palermo(&["show", out.to_str().unwrap(), id, "--json"]);
        assert_eq!(shown.status.code(), Some(0), "{}", String::from_utf8_lossy(&shown.stderr));
        let shown: Value = serde_json::from_str(&stdout(&shown)).unwrap();
        let records = shown["records"].as_array().unwrap();
        assert!(!records.is_empty(), "{id} rests on nothing");
        for record in records {
            assert!(record["text"].as_str().is_some_and(|text| !text.trim().is_empty()), "{id}: {record}");
            assert_eq!(record["changed"], false);
        }
    }
}

#[test]
fn a_part_of_the_network_is_drawn_and_what_is_new_in_it_is_told() {
    let (_folder, out, _) = analysed(&["--quiet", "--country", "es", "--since", "2026-03-01"]);
    let findings = json(&out.join("findings.json"));
    assert_eq!(findings["network"]["only"]["countries"], serde_json::json!(["ES"]));
    let since = &findings["network"]["since"];
    assert_eq!(since["date"], "2026-03-01");
    assert!(!since["new_nodes"].as_array().unwrap().is_empty());
    for trip in findings["trips"].as_array().unwrap() {
        assert_eq!(trip["countries"], serde_json::json!(["ES"]));
    }
    assert_eq!(findings["alerts"].as_array().unwrap().len(), 4, "alerts are of all");
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    assert!(page.contains("Not all of the evidence is drawn") && page.contains("New since 1 March 2026"));
    for (wrong, said) in [(["--layer", "cash"], "layers are money"), (["--source", "nowhere"], "there are:")]
    {
        let (_folder, _, output) = analysed(&wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{output:?}");
    }
}

#[test]
fn one_finding_is_shown_with_the_original_text() {
    let (_folder, out, _) = analysed(&["--quiet"]);
    let shown = palermo(&["show", out.to_str().unwrap(), "alert-1"]);
    insta::assert_snapshot!("show-alert-1", stdout(&shown));
    let missing = palermo(&["show", out.to_str().unwrap(), "alert-999"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("alert-999"));
}

#[test]
fn sources_are_counted_without_analysing() {
    let output = palermo(&["sources", "examples/harbour", "--json"]);
    let sources: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let formats: BTreeSet<&str> =
        sources.as_array().unwrap().iter().map(|source| source["format"].as_str().unwrap()).collect();
    for format in [
        "bank-amount",
        "bank-debit-credit",
        "bank-detailed",
        "camt.053",
        "ftm-entities",
        "ftm-statements",
        "geojson",
        "goaml",
        "gpx",
        "mt940",
        "ofac-add",
        "ofac-alt",
        "ofac-sdn",
        "ofx",
        "positions-ais",
        "telegram-json",
        "un-consolidated",
        "unknown",
        "whatsapp-text",
    ] {
        assert!(formats.contains(format), "{format} is not in the example");
    }
    // With its mapping the ferry's table is read too.
    let mapped = palermo(&[
        "sources",
        "examples/harbour/ferry/bookings.csv",
        "--mapping",
        "examples/harbour/ferry/bookings.mapping.yaml",
    ]);
    assert_eq!(mapped.status.code(), Some(0));
}

#[test]
fn exit_codes_say_how_it_ended() {
    let folder = tempfile::tempdir().unwrap();
    let nothing = folder.path().join("nothing.bin");
    fs::write(&nothing, [0_u8, 1, 2]).unwrap();
    let out = folder.path().join("out");
    let out = out.to_str().unwrap();
    let code = |arguments: &[&str]| palermo(arguments).status.code();
    assert_eq!(code(&["analyze", nothing.to_str().unwrap(), "--out", out]), Some(3));
    assert!(!Path::new(out).exists(), "nothing is left behind");
    assert_eq!(
        code(&["analyze", "examples/harbour", "--out", out, "--max-rejected", "0", "--quiet"]),
        Some(1)
    );
    assert_eq!(code(&["analyze"]), Some(2));
    assert_eq!(code(&["analyze", "examples/harbour", "--max-rejected", "2"]), Some(2));
    assert_eq!(code(&["analyze", "examples/harbour", "--mapping", "no-such.yaml", "--out", out]), Some(2));
}

#[test]
fn a_folder_with_other_files_is_not_touched_and_an_earlier_picture_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let mine = folder.path().join("mine.txt");
    fs::write(&mine, "mine").unwrap();
    let path = folder.path().to_str().unwrap();
    assert_eq!(palermo(&["analyze", "examples/harbour", "--out", path, "--quiet"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
    let (_kept, out, _) = analysed(&["--quiet"]);
    let again = palermo(&["analyze", "examples/harbour", "--out", out.to_str().unwrap(), "--quiet"]);
    assert_eq!(again.status.code(), Some(0));
    assert!(out.join("findings.json").exists());
}

#[test]
fn the_picture_as_of_a_day_leaves_out_what_came_later() {
    let (_folder, out, output) = analysed(&["--as-of", "2026-03-01", "--json", "--quiet"]);
    let summary: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert!(summary["events_after_as_of"].as_u64().unwrap() > 0);
    assert_eq!(json(&out.join("findings.json"))["as_of"], "2026-03-01");
}

#[test]
fn the_same_bytes_delivered_twice_count_once() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.csv", "b.csv"] {
        fs::write(folder.path().join(name), "Date,Description,Amount\n2026-03-01,x,5.00\n").unwrap();
    }
    let output = palermo(&["sources", folder.path().to_str().unwrap(), "--json"]);
    let sources: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!((&sources[0]["records"], &sources[1]["records"]), (&1.into(), &0.into()));
    assert_eq!(sources[1]["format"], "repeated");
}

/// Writes a table, a statement and an entity file in which everything is strange that may be; the codes of all that.
fn messy(folder: &Path) -> BTreeSet<&'static str> {
    const HEAD: &str = "account,holder,holder_phone,date,direction,amount,currency,counterparty_account,memo";
    let mut rows = vec![HEAD.to_owned()];
    let row = |account: &str, date: &str, direction: &str, amount: &str, currency: &str, other: &str| {
        format!("{account},Ada Example,+15145550123,{date},{direction},{amount},{currency},{other},shop")
    };
    let day = |day: usize| format!("2026-01-{day:02}T10:00:00-05:00");
    rows.extend((1..=24).map(|at| row("A1", &day(at), "out", &format!("{at}.50"), "CAD", &format!("X{at}"))));
    rows.extend(rows.last().cloned());
    rows.push(row("B1", &day(25), "out", "20.00", "CAD", "X7"));
    rows.push(row("A1", &day(25), "out", "30.00", "CAD", "B1"));
    rows.push(row("A1", &day(26), "in", "-5.00", "CAD", "X8"));
    rows.push(row("A1", &day(26), "out", "3.005", "CAD", "X8"));
    rows.push(row("A1", &day(26), "out", "0.00", "CAD", "X8"));
    rows.push(row("A1", &day(27), "out", "5000000000000.00", "CAD", "X8"));
    rows.push(row("A1", &day(27), "out", "6.00", "dollars", "X8"));
    rows.push(row("A1", &day(27), "out", "7.00", "QQQ", "X8"));
    rows.push(row("A1", "2026-01-28T10:00", "out", "8.00", "CAD", "X8"));
    rows.push(row("A1", &day(3), "out", "9.00", "CAD", "X8"));
    rows.push(row("A1", "", "out", "9.10", "CAD", "X8"));
    rows.push(row("A1", "1970-01-01T00:00:00Z", "out", "9.20", "CAD", "X8"));
    rows.push(row("A1", "2062-01-30T10:00:00-05:00", "out", "9.30", "CAD", "X8"));
    fs::write(folder.join("a.csv"), rows.join("\n")).unwrap();
    let statement = "Date,Description,Debit,Credit,Currency\n2026-01-05,refund,,-5.00,CAD\n";
    fs::write(folder.join("b.csv"), statement).unwrap();
    let said = r#"{"id":"p","schema":"Payment","properties":{"amount":["-12.00"],"currency":["EUR"],"date":["2026-01-05"],"payer":["a"],"beneficiary":["b"]}}"#;
    fs::write(folder.join("c.ftm.json"), said).unwrap();
    let codes = "repeated out-of-order to-itself sign-left-out rounded zero-amount absurd-amount no-currency \
                 unlisted-currency no-zone no-day before-1970 far-date turned-round amount-left-out";
    codes.split_whitespace().collect()
}

#[test]
fn what_is_strange_in_records_is_counted_and_explained_and_refuses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let delivered = folder.path().join("in");
    fs::create_dir(&delivered).unwrap();
    let expected = messy(&delivered);
    for lang in ["en", "fr"] {
        let out = folder.path().join(lang);
        let (from, to) = (delivered.to_str().unwrap(), out.to_str().unwrap());
        let output = palermo(&["analyze", from, "--out", to, "--lang", lang, "--quiet"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let told = stdout(&output);
        let line = told.lines().find(|line| line.contains("1970")).unwrap();
        insta::assert_snapshot!(format!("analyze-strange-{lang}"), line);
        let findings = json(&out.join("findings.json"));
        let page = fs::read_to_string(out.join("report.html")).unwrap();
        let mut found = BTreeSet::new();
        for source in findings["sources"].as_array().unwrap() {
            assert_eq!(source["rejections"], 0);
            for one in source["peculiar"].as_array().unwrap() {
                let code = one["code"].as_str().unwrap();
                assert!(found.insert(code.to_owned()), "{code} in two sources");
                let many = if code == "out-of-order" { 3 } else { 1 };
                assert!(one["count"].as_u64().unwrap() <= many, "{one}");
                assert!(!one["evidence"].as_array().unwrap().is_empty(), "{code} names no record");
                let sentence = one[format!("sentence_{lang}")].as_str().unwrap().replace('\'', "&#39;");
                assert!(page.contains(&sentence), "{code} is not on the page");
            }
        }
        assert_eq!(found.iter().map(String::as_str).collect::<BTreeSet<_>>(), expected);
        let payments = &findings["events"][0];
        assert_eq!((&payments["kind"], &payments["count"]), (&"payment".into(), &40.into()));
    }
}
