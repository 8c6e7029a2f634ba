//! An analyst looks at what `analyze` asks, decides, changes their mind, and gets more files.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use program::{palermo as run, stderr as said, stdout};

const HEAD: &str =
    "left,left_file,left_record,left_name,right,right_file,right_record,right_name,verdict,author,time\n";
const BANK: &str = "account,holder,holder_phone,date,direction,amount,currency,counterparty_account,memo\n\
                    A1,Carla Third,+15145550123,2026-01-05T10:00:00-05:00,out,20.00,CAD,X7,shop\n";

/// Two Adas of one phone in two files, a Bob who shares it, and one who has it at a bank.
fn case() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let person = |id: &str, name: &str| {
        let properties = format!(r#"{{"name":["{name}"],"phone":["+15145550123"]}}"#);
        format!("{{\"id\":\"{id}\",\"schema\":\"Person\",\"properties\":{properties}}}\n")
    };
    fs::create_dir(folder.path().join("in")).unwrap();
    let write = |name: &str, text: String| fs::write(folder.path().join("in").join(name), text).unwrap();
    write("police.ftm.json", person("ada", "Ada Example") + &person("bob", "Bob Sample"));
    write("border.ftm.json", person("adah", "Adah Example"));
    write("bank.csv", BANK.to_owned());
    folder
}

fn analyze(folder: &Path, more: &[&str]) -> Output {
    run(folder, &[&["analyze", "in", "--out", "out", "--quiet"], more].concat(), "")
}

fn decide(folder: &Path, rows: &[&str]) {
    fs::write(folder.join("d.csv"), format!("{HEAD}{}\n", rows.join("\n"))).unwrap();
}

/// The findings of a run that must succeed.
fn found(folder: &Path, more: &[&str]) -> (Value, Output) {
    let output = analyze(folder, more);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    (serde_json::from_slice(&fs::read(folder.join("out/findings.json")).unwrap()).unwrap(), output)
}

/// The captions of the persons in one cluster, for each cluster of several.
fn together(findings: &Value) -> BTreeSet<BTreeSet<&str>> {
    let mut clusters: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for entity in findings["entities"].as_array().unwrap() {
        if entity["schema"] == "Person" || entity["schema"] == "LegalEntity" {
            let cluster = entity["cluster"].as_str().unwrap_or_default();
            clusters.entry(cluster).or_default().insert(entity["caption"].as_str().unwrap());
        }
    }
    clusters.into_iter().filter(|(id, all)| !id.is_empty() && all.len() > 1).map(|(_, all)| all).collect()
}

/// The queue, each row by its header.
fn queue(folder: &Path) -> Vec<BTreeMap<String, String>> {
    let rows = csv::Reader::from_path(folder.join("out/review.csv")).unwrap();
    rows.into_deserialize().map(Result::unwrap).collect()
}

const SAME: &str = "ada,,,,bob,,,,same,a.rossi,2026-11-20";
const DIFFERENT: &str = "adah,,,,ada,,,,different,b.noor,2026-11-20T09:30:00+01:00";

#[test]
fn a_decision_joins_and_splits_is_told_in_both_languages_and_can_be_undone() {
    let case = case();
    let (before, output) = found(case.path(), &[]);
    assert_eq!(together(&before), BTreeSet::from([BTreeSet::from(["Ada Example", "Adah Example"])]));
    let asked = queue(case.path());
    assert!(stdout(&output).contains(&format!("For a person to look at: {} pairs", asked.len())));
    let bob = asked.iter().find(|row| row["right"] == "bob").unwrap();
    assert_eq!((&*bob["left_name"], &*bob["left_file"]), ("Adah Example", "in/border.ftm.json"));
    assert!(bob["right_record"].starts_with("line=2@"), "{}", bob["right_record"]);
    assert_eq!((&*bob["why"], &*bob["same_cluster"]), ("contradicted", "false"));
    assert_eq!((&*bob["for"], &*bob["against"]), ("phone +15145550123", "other name"));

    decide(case.path(), &[SAME, DIFFERENT]);
    for (lang, apart, cut) in [
        ("en", "Not the same as", "What would have joined them"),
        ("fr", "Distinct de", "les aurait réunies"),
    ] {
        let (after, output) = found(case.path(), &["--decisions", "d.csv", "--lang", lang]);
        assert_eq!(together(&after), BTreeSet::from([BTreeSet::from(["Ada Example", "Bob Sample"])]));
        assert!(stdout(&output).contains(if lang == "en" { "followed: 2" } else { "suivies\u{a0}: 2" }));
        let decisions = after["decisions"].as_array().unwrap();
        assert_eq!(decisions.len(), 2);
        let split = decisions.iter().find(|one| one["verdict"] == "different").unwrap();
        assert_eq!((&split["author"], &split["outcome"]), (&"b.noor".into(), &"followed".into()));
        assert_eq!(split["time"], "2026-11-20T09:30:00+01:00");
        assert!(split["cut"].as_array().unwrap().iter().any(|link| link["kind"] == "phone"), "{split}");
        let of_adah =
            after["clusters"].as_array().unwrap().iter().find(|one| one["caption"] == "Adah Example");
        assert_eq!(of_adah.unwrap()["decisions"], serde_json::json!([split["id"]]));
        let reasons = after["clusters"].to_string();
        assert!(reasons.contains("a.rossi, 2026-11-20"), "who joined them is a reason");
        let page = fs::read_to_string(case.path().join("out/report.html")).unwrap();
        for told in [apart, cut, "a.rossi", "b.noor"] {
            assert!(page.contains(told), "{told}");
        }
    }
    let undo = ["ada,,,,adah,,,,undo,b.noor,2026-11-21", "bob,,,,ada,,,,undo,a.rossi,2026-11-21"];
    decide(case.path(), &[undo[0], SAME, undo[1], DIFFERENT]);
    let (undone, _) = found(case.path(), &["--decisions", "d.csv"]);
    assert_eq!(undone, before, "whatever the order of rows");
    decide(case.path(), &["ada,,,,bob,,,,undo,a.rossi,2026-11-19", SAME]);
    let (_, output) = found(case.path(), &["--decisions", "d.csv"]);
    assert!(stdout(&output).contains("One “undo” takes back nothing (d.csv:2)"), "{}", stdout(&output));
}

#[test]
fn a_decision_is_kept_when_files_are_added_or_grow_and_waits_where_its_records_are_gone() {
    let case = case();
    found(case.path(), &[]);
    let asked = queue(case.path());
    let carla = asked.iter().find(|row| row.values().any(|cell| cell == "Carla Third")).unwrap();
    let cells: Vec<&str> = HEAD.trim().split(',').take(8).map(|column| carla[column].as_str()).collect();
    let decided = format!("{},same,a.rossi,2026-11-20", cells.join(","));
    decide(case.path(), &[&decided]);
    let others: BTreeSet<&str> = [&*carla["left_name"], &*carla["right_name"]]
        .into_iter()
        .filter(|name| *name != "Carla Third")
        .collect();
    let is_kept = || {
        let (findings, output) = found(case.path(), &["--decisions", "d.csv"]);
        assert!(!stdout(&output).contains("not here"), "{}", stdout(&output));
        let clusters = together(&findings);
        clusters.iter().any(|all| all.contains("Carla Third") && all.is_superset(&others))
    };
    assert!(is_kept());
    let input = case.path().join("in");
    fs::write(input.join("a-new.csv"), "Date,Description,Amount\n2026-03-01,x,5.00\n").unwrap();
    assert!(is_kept(), "another file, read first");
    let more = BANK.lines().last().unwrap().replace("-05T10", "-06T10");
    fs::write(input.join("bank.csv"), format!("{BANK}{more}\n")).unwrap();
    assert!(is_kept(), "the file has grown, and every id in it is another");
    fs::rename(case.path().join("in"), case.path().join("moved")).unwrap();
    fs::create_dir(&input).unwrap();
    fs::copy(case.path().join("moved/police.ftm.json"), input.join("police.ftm.json")).unwrap();
    let (findings, output) = found(case.path(), &["--decisions", "d.csv"]);
    assert!(stdout(&output).contains("records that are not here (d.csv:2)"), "{}", stdout(&output));
    assert_eq!(findings["decisions"], serde_json::json!([]));
}

#[test]
fn contradictions_are_told_and_the_later_counts() {
    let case = case();
    let rows = [
        SAME,
        "bob,,,,ada,,,,different,c.lind,2026-11-22",
        "ada,,,,adah,,,,same,c.lind,2026-11-22",
        "bob,,,,adah,,,,same,a.rossi,2026-11-23",
        "bob,,,,adah,,,,unsure,d.vane,2026-11-01",
    ];
    decide(case.path(), &rows);
    let (findings, output) = found(case.path(), &["--decisions", "d.csv"]);
    assert_eq!(together(&findings), BTreeSet::from([BTreeSet::from(["Ada Example", "Adah Example"])]));
    let told = stdout(&output);
    assert!(told.contains("Decisions followed: 2; not followed: 2"), "{told}");
    assert!(told.contains("Ada Example – Bob Sample: a.rossi (20 November 2026): the same. Not followed: c.lind decided otherwise later (22 November 2026)."), "{told}");
    let outcomes: Vec<_> = findings["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes, ["overruled", "followed", "followed", "contradicted"]);
    let page = fs::read(case.path().join("out/report.html")).unwrap();
    let mut backwards = rows;
    backwards.reverse();
    decide(case.path(), &backwards);
    found(case.path(), &["--decisions", "d.csv"]);
    assert!(page == fs::read(case.path().join("out/report.html")).unwrap(), "the order of rows is nothing");
}

#[test]
fn someone_unsure_keeps_the_pair_in_the_queue_and_several_files_are_one_list() {
    let case = case();
    decide(case.path(), &["bob,,,,adah,,,,Unsure,d.vane,2026-11-01"]);
    let other = "verdict;author;time;left;right\nsame;a.rossi;2026-11-20;ada;bob\n;;;ada;adah\n";
    fs::write(case.path().join("e.csv"), other).unwrap();
    found(case.path(), &["--decisions", "d.csv"]);
    let first = &queue(case.path())[0];
    assert_eq!((&*first["left"], &*first["right"], &*first["why"]), ("adah", "bob", "unsure"));
    let (findings, _) = found(case.path(), &["--decisions", "d.csv", "--decisions", "e.csv"]);
    assert_eq!(findings["decisions"].as_array().unwrap().len(), 2);
}

#[test]
fn a_file_that_cannot_be_followed_is_refused_with_its_line_and_what_was_expected() {
    let case = case();
    found(case.path(), &[]);
    let decisions = case.path().join("d.csv");
    for (text, told) in [
        ("left,right,verdict,author\nada,bob,same,x\n", "d.csv, line 1: there is no column time"),
        ("left,right,verdict,author,time\nada,bob,yes,x,2026-11-20\n", "d.csv, line 2: “yes” is no verdict"),
        (
            "left,right,verdict,author,time\n\nada,bob,,,\nada,bob,same,,2026-11-20\n",
            "line 4: there is a verdict, and nothing under “author”",
        ),
        (
            "left,right,verdict,author,time\nada,bob,same,x,yesterday\n",
            "line 2: “yesterday” is no time; expected",
        ),
        ("left,right,verdict,author,time\n,bob,same,x,2026-11-20\n", "nothing under “left”"),
        ("", "d.csv: there is no header line"),
    ] {
        fs::write(&decisions, text).unwrap();
        let output = analyze(case.path(), &["--decisions", "d.csv"]);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(said(&output).contains(told), "{}", said(&output));
    }
    let inside = analyze(case.path(), &["--decisions", "out/review.csv"]);
    assert_eq!(inside.status.code(), Some(2));
    assert!(said(&inside).contains("out/review.csv is in out, which will be replaced"), "{}", said(&inside));
    assert!(case.path().join("out/review.csv").exists());
}
