//! Screening as a person or a script runs it.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod program;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use program::{palermo, stderr, stdout};

const LIST: &str = r#"{"id":"x-1","schema":"Person","properties":{"name":["Johannes Exemplar"],"alias":["Иоганнес Экземпляр"],"birthDate":["1970-03-04"],"nationality":["de"],"passportNumber":["X1234567"],"topics":["sanction"],"program":["TEST"]},"datasets":["example_list"]}
{"id":"x-2","schema":"Vessel","properties":{"name":["NORTHERN DAWN"],"imoNumber":["IMO9074729"],"topics":["sanction"]},"datasets":["example_list"]}
"#;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("list.jsonl"), LIST).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn screen(folder: &Path, arguments: &[&str]) -> Output {
    palermo(folder, &[&["screen", "--quiet"], arguments].concat(), "")
}

#[test]
fn a_name_is_answered_with_what_may_be_it_and_why() {
    let folder = folder(&[]);
    let asked =
        ["--name", "EXEMPLAR Johanes", "--birth", "1970-04-03", "--schema", "Person", "--list", "list.jsonl"];
    let output = screen(folder.path(), &asked);
    let said = stdout(&output);
    assert!(output.status.success(), "{}", stderr(&output));
    for part in [
        "“EXEMPLAR Johanes” may be one of 2 listed entries",
        "Johannes Exemplar",
        "example_list · x-1 · Person · TEST",
        "1970-04-03 – 1970-03-04, day and month exchanged",
        "A person decides",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert!(!said.contains("NORTHERN"), "{said}");
    let french = stdout(&screen(folder.path(), &[&asked[..], &["--lang", "fr"]].concat()));
    assert!(french.contains("est peut-être une des 2 entrées listées"), "{french}");
    assert!(french.contains("jour et mois échangés") && french.contains("Une personne décide"), "{french}");
}

#[test]
fn a_name_that_is_not_listed_has_no_match_and_one_that_is_contradicted_is_shown_below() {
    let folder = folder(&[]);
    let said = stdout(&screen(folder.path(), &["--name", "Berta Beispiel", "--list", "list.jsonl"]));
    assert_eq!(said.trim(), "“Berta Beispiel”: no match above 0.70 among 2 listed entries.");
    let asked = ["--name", "Johannes Exemplar", "--birth", "1985-11-25", "--list", "list.jsonl"];
    let said = stdout(&screen(folder.path(), &asked));
    assert!(said.contains("no match above 0.70") && said.contains("Below 0.70"), "{said}");
    assert!(said.contains("against it, birth date: 1985-11-25 – 1970-03-04, another year"), "{said}");
}

#[test]
fn a_table_gives_a_row_for_each_hit_and_a_summary() {
    let table = "id;nom;prénom;date de naissance;pays\n\
        c1;Exemplar;Johannes;04/03/1970;DE\n\
        c2;Beispiel;Berta;;\n\
        c3;;;;\n\
        c4;Экземпляр;Иоганнес;1970;\n\
        c5;too;few\n";
    let folder = folder(&[("people.csv", table)]);
    let arguments = ["people.csv", "--list", "list.jsonl", "--out", "hits.csv", "--max-rejected", "0.5"];
    let output = screen(folder.path(), &arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    let said = stdout(&output);
    assert!(
        said.contains("Screened 3 against 2 listed entries") && said.contains("2 hits above 0.70 for 2"),
        "{said}"
    );
    assert!(said.contains("1 more had no name") && said.contains("1 more could not be read"), "{said}");
    assert!(stderr(&output).contains("people.csv, line 6: expected 5 columns as in the header, found 3"));
    let hits = fs::read_to_string(folder.path().join("hits.csv")).unwrap();
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(hits.as_bytes()).records().map(Result::unwrap).collect();
    let cells: Vec<_> =
        rows.iter().map(|row| (row[0].to_owned(), row[1].to_owned(), row[4].to_owned())).collect();
    assert_eq!(
        cells,
        [("2", "c1", "x-1"), ("5", "c4", "x-1")].map(|(a, b, c)| (a.into(), b.into(), c.into()))
    );
    assert_eq!(&rows[0][9], "TEST");
    let again = screen(folder.path(), &[&arguments[..], &["--lang", "fr"]].concat());
    let said = stdout(&again);
    assert!(said.contains("3 comparés à 2 entrées listées"), "{said}");
    let hits = fs::read_to_string(folder.path().join("hits.csv")).unwrap();
    assert!(hits.contains("date de naissance") && !folder.path().join("hits.csv.part").exists());
}

#[test]
fn json_lines_of_entities_and_of_flat_objects_are_screened() {
    let lines = "{\"id\":\"q1\",\"schema\":\"Vessel\",\"properties\":{\"imoNumber\":[\"9074729\"]}}\n\
        {\"id\":\"q2\",\"name\":\"Johannes Exemplar\",\"dob\":\"1970\"}\n\
        {\"id\":\"q3\",\"imo\":\"IMO 9074729\"}\n\
        nonsense\n";
    let folder = folder(&[("asked.jsonl", lines)]);
    let output = screen(folder.path(), &["asked.jsonl", "--list", "list.jsonl", "--out", "hits.jsonl"]);
    assert_eq!(output.status.code(), Some(1), "a quarter is refused: {}", stderr(&output));
    assert!(stderr(&output).contains("asked.jsonl, line 4: expected one JSON object a line"));
    let hits = fs::read_to_string(folder.path().join("hits.jsonl")).unwrap();
    let hits: Vec<Value> = hits.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found: Vec<_> =
        hits.iter().map(|hit| (hit["asked"]["reference"].clone(), hit["id"].clone())).collect();
    let expected = [("q1", "x-2"), ("q2", "x-1"), ("q3", "x-2")];
    assert_eq!(found, expected.map(|(a, b)| (a.into(), b.into())));
    assert!(hits.iter().all(|hit| hit["match"] == true && hit["score"].as_f64().unwrap() >= 0.7));
}

#[test]
fn a_table_in_an_old_encoding_keeps_its_letters_and_nobody_s_nationality_counts() {
    let folder = folder(&[]);
    let table = b"nom,nationalit\xe9\nJoh\xe4nnes Exemplar,FR\n";
    fs::write(folder.path().join("people.csv"), table).unwrap();
    let output = screen(folder.path(), &["people.csv", "--list", "list.jsonl", "--out", "hits.csv"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let hits = fs::read_to_string(folder.path().join("hits.csv")).unwrap();
    assert!(hits.contains("Johännes Exemplar") && !hits.contains("against it"), "{hits}");
}

#[test]
fn what_cannot_be_done_is_said_with_the_place_and_what_was_expected() {
    let folder = folder(&[("odd.csv", "height,weight\n1,2\n"), ("notes.txt", "nothing of use")]);
    for (arguments, parts) in [
        (
            &["odd.csv", "--list", "list.jsonl", "--out", "h.csv"][..],
            &["odd.csv, line 1", "height, weight"][..],
        ),
        (&["--name", "A B", "--list", "gone.xml"], &["gone.xml"]),
        (&["--name", "A B", "--list", "notes.txt"], &["notes.txt", "not recognised", "expected a list"]),
        (&["--name", "A B", "--birth", "soon", "--list", "list.jsonl"], &["--birth soon", "1970-03-14"]),
        (&["--name", " - ", "--list", "list.jsonl"], &["no letters or digits"]),
        (
            &["--name", "A B", "--schema", "Dragon", "--list", "list.jsonl"],
            &["Person, Organization or Vessel"],
        ),
        (&["odd.csv", "--list", "list.jsonl", "--out", "odd.csv"], &["is a file that is read"]),
        (&["odd.csv", "--list", "list.jsonl", "--out", "h.xlsx"], &[".csv or .jsonl"]),
        (&["--list", "list.jsonl"], &["Nothing to screen"]),
    ] {
        let output = screen(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        for part in parts {
            assert!(stderr(&output).contains(part), "{part:?} is not in {}", stderr(&output));
        }
    }
    assert!(!folder.path().join("h.csv").exists());
}

/// Many entries, some of which may be the same.
fn many() -> String {
    let parts =
        ["Ivanov", "Иванов", "Mohamed", "Karim", "Lopez", "Zephyrin", "Quagliotti", "Sergio", "Серхио"];
    let pairs = parts.iter().flat_map(|one| parts.iter().map(move |other| format!("{one} {other}")));
    let names: Vec<String> = pairs.collect();
    let line = |(at, name): (usize, &String)| {
        let name = format!("{name} N{}x", at / names.len() % 7);
        let entity =
            serde_json::json!({"id": format!("e{at}"), "schema": "Person", "properties": {"name": [name]}});
        format!("{entity}\n")
    };
    names.iter().cycle().take(2500).enumerate().map(line).collect()
}

#[test]
fn lists_are_compared_with_each_other_and_what_was_stopped_goes_on() {
    let folder = folder(&[("many.jsonl", &many())]);
    let run = |out: &str| screen(folder.path(), &["--cross", "--list", "many.jsonl", "--out", out]);
    let output = run("whole.csv");
    assert!(output.status.success(), "{}", stderr(&output));
    let said = stdout(&output);
    assert!(said.contains("Compared 2,500 listed entries with each other"), "{said}");
    let whole = fs::read_to_string(folder.path().join("whole.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(whole.as_bytes());
    assert_eq!(rows.headers().unwrap(), vec!["entry", "name", "other", "other_name", "score"]);
    assert!(rows.records().count() > 100);
    assert!(!folder.path().join("whole.csv.part").exists());

    // Killed while it works, after the first lot was written.
    let mut running = Command::new(env!("CARGO_BIN_EXE_palermo"))
        .current_dir(folder.path())
        .args(["screen", "--quiet", "--cross", "--list", "many.jsonl", "--out", "again.csv"])
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let part = folder.path().join("again.csv.part");
    let is_begun = || fs::read_to_string(&part).is_ok_and(|text| text.contains("\n# 1000\n"));
    while !is_begun() && running.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    running.kill().unwrap();
    running.wait().unwrap();
    // Half a line more, as a machine that lost its power leaves it.
    let left = fs::read_to_string(&part).unwrap();
    assert!(!folder.path().join("again.csv").exists());
    fs::write(&part, format!("{left}2499\t1")).unwrap();
    assert!(run("again.csv").status.success());
    assert_eq!(fs::read_to_string(folder.path().join("again.csv")).unwrap(), whole);

    // What is left of other lists is not gone on with.
    fs::write(folder.path().join("whole.csv.part"), left.replace('#', "#x")).unwrap();
    assert!(run("whole.csv").status.success());
    assert_eq!(fs::read_to_string(folder.path().join("whole.csv")).unwrap(), whole);
}

#[test]
fn pairs_of_lists_are_written_to_a_table_that_is_no_list() {
    let folder = folder(&[]);
    let output = screen(folder.path(), &["--cross", "--list", "list.jsonl", "--out", "pairs.jsonl"]);
    assert!(!output.status.success() && stderr(&output).contains("ends in .csv"), "{}", stderr(&output));
    let output = screen(folder.path(), &["--cross", "--list", "list.jsonl"]);
    assert!(stderr(&output).contains("--out"), "{}", stderr(&output));
}
