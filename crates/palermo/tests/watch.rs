//! A feed that is followed, stopped dead and gone on with.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may fail")]

mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};

use program::{palermo, repository};

const COLUMNS: [&str; 9] =
    ["account", "date", "direction", "amount", "currency", "channel", "mcc", "city", "counterparty_account"];

/// Rows of five accounts that travel, sleep in hotels and pay each other, one every two hours.
fn rows(count: usize) -> Vec<[String; 9]> {
    let row = |number: usize| {
        let (day, hour) = (number / 12, number % 12 * 2);
        let date = format!("2026-{:02}-{:02}T{hour:02}:15:00", 3 + day / 28, 1 + day % 28);
        let dice = number.wrapping_mul(2_654_435_761) >> 7;
        let account = format!("A{}", dice % 5);
        let (channel, mcc, other) = match dice % 4 {
            0 => ("card", "7011", String::new()),
            1 => ("cash", "", String::new()),
            2 => ("e-transfer", "", format!("B{}", dice % 17)),
            _ => ("card", "5812", String::new()),
        };
        let city = ["Toronto", "Winnipeg", "Halifax", "Vancouver"][number / 5 % 4];
        let direction = if channel == "cash" { "in" } else { "out" };
        let amount = (100 + dice % 9 * 100).to_string();
        [
            account,
            date,
            direction.into(),
            amount,
            "CAD".into(),
            channel.into(),
            mcc.into(),
            city.into(),
            other,
        ]
    };
    (0..count).map(row).collect()
}

fn csv(rows: &[[String; 9]]) -> String {
    let lines = rows.iter().map(|row| row.join(","));
    std::iter::once(COLUMNS.join(",")).chain(lines).map(|line| line + "\n").collect()
}

fn watch(arguments: &[&str], input: Option<&str>) -> Output {
    palermo(&repository(), &[&["watch"], arguments].concat(), input.unwrap_or_default())
}

fn notices(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of_kind(all: &[Value], kind: &str) -> Vec<Value> {
    let mut own: Vec<Value> = all.iter().filter(|own| own["notice"] == kind).cloned().collect();
    own.sort_by_key(|own| own["id"].to_string());
    own
}

fn finals(path: &Path) -> Vec<Value> {
    of_kind(&notices(&fs::read_to_string(path).unwrap()), "final")
}

/// The finals of a run without interruption.
fn undisturbed(feed: &Path) -> Vec<Value> {
    finals_of(&watch(&["--follow", feed.to_str().unwrap(), "--until-end"], None))
}

fn finals_of(output: &Output) -> Vec<Value> {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    of_kind(&notices(std::str::from_utf8(&output.stdout).unwrap()), "final")
}

#[test]
fn stopped_dead_anywhere_nothing_is_lost_and_nothing_told_twice() {
    let folder = tempfile::tempdir().unwrap();
    let feed = folder.path().join("feed.csv");
    fs::write(&feed, csv(&rows(600))).unwrap();
    let text = fs::read_to_string(&feed).unwrap();
    for (from_file, deaths) in [(true, [37, 120, 121, 480]), (false, [5, 260, 399, 599])] {
        let (state, out) = (
            folder.path().join(format!("state-{from_file}")),
            folder.path().join(format!("out-{from_file}")),
        );
        let mut arguments = vec![
            "--state",
            state.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
            "--every",
            "50",
            "--lot",
            "700",
        ];
        if from_file {
            arguments.extend(["--follow", feed.to_str().unwrap(), "--until-end"]);
        }
        let input = (!from_file).then_some(text.as_str());
        let expected = if from_file { undisturbed(&feed) } else { finals_of(&watch(&[], input)) };
        assert!(expected.len() > 5, "the feed should give hits: {expected:?}");
        for death in deaths {
            watch(&[arguments.as_slice(), &["--die-after", &death.to_string()]].concat(), input);
        }
        let output = watch(&arguments, input);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(finals(&out), expected);
        let again = watch(&arguments, input);
        assert_eq!((again.status.code(), finals(&out)), (Some(0), expected.clone()));
        let all = notices(&fs::read_to_string(&out).unwrap());
        let opened: Vec<String> = of_kind(&all, "open").iter().map(|own| own["id"].to_string()).collect();
        let different: BTreeSet<&String> = opened.iter().collect();
        assert!(different.len() > 5 && different.len() == opened.len(), "opened twice");
    }
}

#[test]
fn a_file_that_grows_is_gone_on_with_and_a_row_cut_in_two_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let (feed, whole) = (folder.path().join("feed.csv"), folder.path().join("whole.csv"));
    let text = csv(&rows(400));
    fs::write(&whole, &text).unwrap();
    let (state, out) = (folder.path().join("state"), folder.path().join("out"));
    let arguments = [
        "--follow",
        feed.to_str().unwrap(),
        "--state",
        state.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ];
    for cut in [30, text.len() / 2, text.len() - 5] {
        fs::write(&feed, &text[..cut]).unwrap();
        let output = watch(&[arguments.as_slice(), &["--more-follows"]].concat(), None);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    fs::write(&feed, &text).unwrap();
    watch(&[arguments.as_slice(), &["--until-end"]].concat(), None);
    let ids = |all: Vec<Value>| all.iter().map(|own| own["sentence_en"].to_string()).collect::<BTreeSet<_>>();
    assert_eq!(ids(finals(&out)), ids(undisturbed(&whole)));
}

#[test]
fn json_lines_say_what_the_table_says_with_the_place_of_each_line() {
    let rows = rows(300);
    let object = |row: &[String; 9]| {
        let pairs = COLUMNS.iter().zip(row).map(|(column, value)| ((*column).to_owned(), json!(value)));
        Value::Object(pairs.collect()).to_string() + "\n"
    };
    let lines: Vec<String> = rows.iter().map(object).collect();
    let text = format!("{}not an object\n{}", lines[..10].concat(), lines[10..].concat());
    let told =
        |input: &str| notices(&String::from_utf8(watch(&["--lot", "999"], Some(input)).stdout).unwrap());
    let (from_json, from_table) = (told(&text), told(&csv(&rows)));
    let say = |all: &[Value]| {
        of_kind(all, "final").iter().map(|own| own["sentence_fr"].to_string()).collect::<BTreeSet<_>>()
    };
    assert_eq!(say(&from_json), say(&from_table));
    let rejected = of_kind(&from_json, "rejected");
    assert_eq!(rejected.len(), 1);
    assert!(rejected[0]["locator"].as_str().unwrap().starts_with("line=11@"), "{rejected:?}");
    let hit = &of_kind(&from_json, "final")[0];
    let locator: evidence::Locator = hit["rows"][0]["locator"].as_str().unwrap().parse().unwrap();
    let (start, end) = (usize::try_from(locator.start).unwrap(), usize::try_from(locator.end()).unwrap());
    let line: Value = serde_json::from_str(&text[start..end]).unwrap();
    assert!(line["account"].is_string());
    let hit = &of_kind(&from_table, "final")[0];
    let locator: evidence::Locator = hit["rows"][0]["locator"].as_str().unwrap().parse().unwrap();
    let (start, end) = (usize::try_from(locator.start).unwrap(), usize::try_from(locator.end()).unwrap());
    let table = csv(&rows);
    assert_eq!(table[start..end].lines().count(), 1);
    assert_eq!(table[..end].lines().count(), usize::try_from(locator.number).unwrap() + 1);
}

#[test]
fn a_row_that_comes_too_late_is_told_of_by_its_place() {
    let mut rows = rows(200);
    let late = rows.remove(10);
    rows.insert(150, late);
    let output = watch(&["--lateness", "1h"], Some(&csv(&rows)));
    let late = of_kind(&notices(&String::from_utf8(output.stdout).unwrap()), "too-late");
    assert_eq!(late.len(), 1);
    assert_eq!(late[0]["position"]["row"], 150);
    let output = watch(&["--lateness", "30d"], Some(&csv(&rows)));
    assert!(of_kind(&notices(&String::from_utf8(output.stdout).unwrap()), "too-late").is_empty());
}

#[test]
fn a_mistyped_year_makes_no_row_too_late_and_is_told_of_by_its_place() {
    let rows = rows(200);
    let mut mistyped = rows.clone();
    mistyped[30][1].replace_range(..4, "2205");
    let told = |arguments: &[&str], rows: &[[String; 9]]| {
        notices(&String::from_utf8(watch(arguments, Some(&csv(rows))).stdout).unwrap())
    };
    let all = told(&[], &mistyped);
    let early = of_kind(&all, "too-early");
    assert_eq!((early.len(), &early[0]["position"]["row"]), (1, &json!(30)));
    assert!(early[0]["time"].as_str().unwrap().starts_with("2205-"), "{early:?}");
    assert!(of_kind(&all, "too-late").is_empty());
    // Believed, it would make all others too late.
    assert_eq!(of_kind(&told(&["--ahead", "99999d"], &mistyped), "too-late").len(), 169);
    assert!(of_kind(&told(&[], &rows), "too-early").is_empty());
}

#[test]
fn alerts_and_what_is_strange_are_told_in_both_languages() {
    let mut rows = rows(600);
    rows[50] = rows[49].clone();
    let output = watch(&[], Some(&csv(&rows)));
    let all = notices(&String::from_utf8(output.stdout).unwrap());
    let hits: BTreeSet<String> = all.iter().map(|own| own["id"].to_string()).collect();
    let alerts = of_kind(&all, "alert-opened");
    assert!(alerts.len() > 2, "the feed should give alerts: {alerts:?}");
    for alert in &alerts {
        assert!(alert["families"].as_array().unwrap().len() >= 3, "{alert}");
        assert_eq!(alert["protective"] == json!(true), alert["may_name"] != "subject", "{alert}");
        assert!(alert["hits"].as_array().unwrap().iter().all(|id| hits.contains(&id.to_string())), "{alert}");
        assert!(alert["sentence_en"].as_str().unwrap().contains("proof of nothing"), "{alert}");
        assert!(alert["sentence_fr"].as_str().unwrap().contains("ne prouve rien"), "{alert}");
    }
    let repeated: Vec<Value> =
        of_kind(&all, "strange").into_iter().filter(|own| own["what"] == "repeated").collect();
    assert_eq!((repeated.len(), &repeated[0]["count"]), (1, &json!(1)));
    assert_eq!(repeated[0]["rows"][0]["row"], 50);
    assert!(repeated[0]["sentence_en"].as_str().unwrap().starts_with("One event says what one of the last"));
    assert!(repeated[0]["sentence_fr"].as_str().unwrap().starts_with("Un événement dit"));
}
