//! Two invented tables of one set of people, linked as a person would.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use program::{palermo as run, stderr as said, stdout};

const GIVEN: [&str; 12] = [
    "Amina", "Bartol", "Celeste", "Dorjee", "Efua", "Farrukh", "Ginevra", "Hamid", "Ilse", "Jovan", "Keiko",
    "Lubna",
];
const FAMILY: [&str; 11] = [
    "Kidane",
    "Okoro",
    "Vasquez",
    "Tamang",
    "Lindqvist",
    "Rahimov",
    "Petrescu",
    "Haddad",
    "Moreau",
    "Szabo",
    "Nyambura",
];

/// People of whom every third is misspelt and every fifth has day and month swapped in the second table.
fn tables(folder: &Path) -> (PathBuf, PathBuf) {
    let mut one = String::from("rec_id,given_name,surname,sex,date_of_birth,phone,suburb,shoe size\n");
    let mut other = String::from("\u{feff}Identifiant;Prénom;Nom;Né le;Téléphone;Ville\n");
    for number in 0..60_usize {
        let (given, family) = (GIVEN[number % 12], FAMILY[number * 7 % 11]);
        let (year, month, day) = (1960 + number % 41, 1 + number % 12, 1 + number * 5 % 28);
        let phone = format!("+39 06 55{:05}", number * 7919 % 100_000);
        let town = ["Trapani", "Ragusa", "Enna", "Messina"][number % 4];
        let sex = ["f", "m"][number % 2];
        one =
            format!("{one}a-{number},{given},{family},{sex},{year}-{month:02}-{day:02},{phone},{town},40\n");
        if number % 2 == 0 {
            let family = if number % 3 == 0 { format!("{family}h") } else { family.to_owned() };
            let (day, month) = if number % 5 == 0 && day < 13 { (month, day) } else { (day, month) };
            other = format!("{other}b-{number};{given};{family};{day:02}.{month:02}.{year};{phone};{town}\n");
        }
    }
    let paths = (folder.join("one.csv"), folder.join("two.csv"));
    fs::write(&paths.0, one).unwrap();
    fs::write(&paths.1, other).unwrap();
    paths
}

fn palermo(folder: &Path, arguments: &[&str]) -> Output {
    run(folder, &[&["resolve", "--quiet"], arguments].concat(), "")
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path).unwrap().into_deserialize().map(Result::unwrap).collect()
}

fn with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

#[test]
fn two_tables_with_headers_of_two_languages_are_linked_and_told_in_both() {
    let folder = tempfile::tempdir().unwrap();
    tables(folder.path());
    for (lang, spoken, not) in
        [("en", "not compared", "non comparée"), ("fr", "non comparée", "not compared")]
    {
        let output = palermo(folder.path(), &["one.csv", "two.csv", "--out", "out", "--lang", lang]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let told = stdout(&output);
        assert!(told.contains("date_of_birth: birth_date") && told.contains("Né le: birth_date"), "{told}");
        assert!(told.contains("shoe size: ignore") && told.contains(spoken) && !told.contains(not), "{told}");
        let page = fs::read_to_string(folder.path().join("out/report.html")).unwrap();
        assert!(page.contains(&format!("<html lang=\"{lang}\">")) && page.contains("<svg class=\"weights\""));
        assert!(!page.contains("src=") && !page.contains("<link") && !page.contains("<script"));
        assert!(!page.contains("linked-") && !page.contains("cli-"), "every message has its words");
        assert_eq!(page.contains("Against ←"), lang == "en", "the page is in one language");
    }
    let pairs = rows(&folder.path().join("out/pairs.csv"));
    let found: BTreeSet<(&str, &str)> =
        pairs.iter().map(|pair| (pair["left"].as_str(), pair["right"].as_str())).collect();
    let right = (0..60)
        .step_by(2)
        .filter(|number| found.contains(&(format!("a-{number}").as_str(), format!("b-{number}").as_str())));
    assert_eq!((right.count(), found.len()), (30, 30), "{found:?}");
    assert!(pairs.iter().all(|pair| pair["left_file"] == "one.csv" && pair["right_file"] == "two.csv"));
    assert!(pairs.iter().all(|pair| pair["probability"].parse::<f64>().unwrap() >= 0.5));
    let clusters = rows(&folder.path().join("out/clusters.csv"));
    assert_eq!(clusters.len(), 90, "every record is in one cluster");
    let numbers: BTreeSet<&str> = clusters.iter().map(|row| row["cluster"].as_str()).collect();
    assert_eq!(numbers.len(), 60);
}

#[test]
fn a_second_run_and_one_with_the_model_of_the_first_write_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    tables(folder.path());
    let files = ["one.csv", "two.csv"];
    for (out, more) in [("x", &[][..]), ("y", &[]), ("z", &["--model", "x/model.json"])] {
        let output = palermo(folder.path(), &[&files, &["--out", out][..], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    for name in ["pairs.csv", "clusters.csv", "review.csv", "report.html", "model.json"] {
        let [x, y, z] = ["x", "y", "z"].map(|out| fs::read(folder.path().join(out).join(name)).unwrap());
        assert!(x == y && y == z, "{name}");
    }
}

#[test]
fn one_table_is_searched_for_repetitions_and_decisions_are_followed_and_undone() {
    let folder = tempfile::tempdir().unwrap();
    let (one, _) = tables(folder.path());
    let mut content = fs::read_to_string(one).unwrap();
    content += "a-x,Amina,Kidane,f,1960-01-01,+39 06 5500000,Trapani,40\n";
    fs::write(folder.path().join("all.csv"), content).unwrap();
    let together = |more: &[&str]| {
        let output = palermo(folder.path(), &[&["all.csv", "--out", "out"][..], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let clusters = rows(&folder.path().join("out/clusters.csv"));
        let of = |id: &str| clusters.iter().find(|row| row["record"] == id).unwrap()["cluster"].clone();
        of("a-0") == of("a-x")
    };
    assert!(together(&[]));
    let decide = |rows: &str| {
        let head = "left,right,verdict,author,time\n";
        fs::write(folder.path().join("d.csv"), format!("{head}{rows}")).unwrap();
    };
    decide("a-0,a-x,different,a.rossi,2026-11-22\n");
    assert!(!together(&["--decisions", "d.csv"]));
    decide("a-0,a-x,different,a.rossi,2026-11-22\na-x,a-0,undo,a.rossi,2026-11-23\n");
    assert!(together(&["--decisions", "d.csv"]));
    decide("a-0,a-99,same,a.rossi,2026-11-22\n");
    let output = palermo(folder.path(), &["all.csv", "--out", "out", "--decisions", "d.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("d.csv, line 2: there is no record “a-99”"), "{}", said(&output));
    let decided = |out: &str| ["all.csv", "--out", out, "--decisions", "out/review.csv"].map(str::to_owned);
    let again = decided("again");
    let again: Vec<&str> = again.iter().map(String::as_str).collect();
    assert_eq!(palermo(folder.path(), &again).status.code(), Some(0), "the queue is read as it was written");
}

#[test]
fn a_mapping_is_followed_and_one_that_is_wrong_says_where_and_what_there_is() {
    let table = "nr,wer,wann,Sexe\n1,Ada Lovelace,1815,f\n2,Ada Lovelace,1815,f\n3,Grace Hopper,1906,f\n";
    let folder = with(&[
        ("t.csv", table),
        ("good.yaml", "columns: {nr: id, wer|who: name, wann: birth_date}"),
        ("missing.yaml", "columns: {nr: id, Name: name}"),
        ("kind.yaml", "columns: {wer: nickname}"),
        ("sex.yaml", "columns: {wer: name, sexe: category}"),
    ]);
    let output = palermo(folder.path(), &["t.csv", "--mapping", "good.yaml", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = palermo(folder.path(), &["t.csv", "--out", "other"]);
    assert!(
        said(&output).contains("No column is understood. t.csv: nr, wer, wann, Sexe"),
        "{}",
        said(&output)
    );
    for (mapping, message) in [
        (
            "missing.yaml",
            "missing.yaml: there is no column “Name” in t.csv. Its columns are: nr, wer, wann, Sexe",
        ),
        ("kind.yaml", "nickname"),
        ("sex.yaml", "the column “Sexe” is not compared"),
        ("none.yaml", "none.yaml"),
    ] {
        let output = palermo(folder.path(), &["t.csv", "--mapping", mapping, "--out", "other"]);
        assert_eq!(output.status.code(), Some(2), "{mapping}");
        assert!(said(&output).contains(message), "{}", said(&output));
    }
    assert!(!folder.path().join("other").exists() && !folder.path().join(".other.partial").exists());
}

#[test]
fn what_cannot_be_read_is_said_with_file_and_line() {
    let folder = with(&[
        ("empty.csv", ""),
        ("head.csv", "id,name\n"),
        ("twice.csv", "id,name\n7,Ada\n8,Grace\n7,Mary\n"),
        ("binary.csv", "id,na\0me\n7,Ada\n"),
    ]);
    fs::create_dir(folder.path().join("kept")).unwrap();
    fs::write(folder.path().join("kept/diary.txt"), "mine").unwrap();
    for (file, out, message) in [
        ("empty.csv", "out", "empty.csv: there is no header line"),
        ("head.csv", "out", "head.csv: there is a header and no row below it"),
        ("twice.csv", "out", "twice.csv: the id “7” in column “id” stands on lines 2, 4."),
        ("binary.csv", "out", "binary.csv: not text"),
        ("none.csv", "out", "none.csv"),
        ("twice.csv", "kept", "kept holds other files"),
    ] {
        let output = palermo(folder.path(), &[file, "--out", out]);
        assert_eq!(output.status.code(), Some(2), "{file}");
        assert!(said(&output).contains(message), "{}", said(&output));
    }
    assert_eq!(fs::read_to_string(folder.path().join("kept/diary.txt")).unwrap(), "mine");
}

#[test]
fn odd_rows_are_counted_and_long_or_endlessly_repeated_ones_are_bounded() {
    let long = "Abdulkarim ".repeat(1_000);
    let mut content = format!("name,dob\n{long},1990-01-01\n{long}x,1990-01-01\nonly a name\na,b,c\n,\n");
    content += &"Same Person,1980-02-03\n".repeat(20_000);
    let folder = with(&[("odd.csv", &content)]);
    let output = palermo(folder.path(), &["odd.csv", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told = stdout(&output);
    assert!(told.contains("fewer cells than the header") && told.contains("(line 4)"), "{told}");
    assert!(told.contains("more cells than the header") && told.contains("(line 5)"), "{told}");
    assert_eq!(rows(&folder.path().join("out/clusters.csv")).len(), 20_004);
    assert!(fs::metadata(folder.path().join("out/report.html")).unwrap().len() < 1 << 20);
}

#[test]
fn a_table_of_one_column_is_resolved_on_that_column() {
    let folder = with(&[("names.csv", "name\nAmina Kidane\nSamuel Okoro\nKidane Amina\n")]);
    let output = palermo(folder.path(), &["names.csv", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(rows(&folder.path().join("out/clusters.csv")).len(), 3);
}
