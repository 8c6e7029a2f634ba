//! `palermo packs` as a person runs it: on the embedded packs, and on packs with faults.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod program;

use std::fs;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use program::{palermo, repository};

fn packs(arguments: &[&str]) -> Output {
    palermo(&repository(), &[&["packs"], arguments].concat(), "")
}

/// Everything that was printed, with lines unwrapped, and the exit code.
fn said(arguments: &[&str]) -> (String, i32) {
    let output = packs(arguments);
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (text, output.status.code().unwrap())
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_slice(&packs(arguments).stdout).unwrap()
}

/// A pack as `new` writes it, in a folder of its own.
struct Mine {
    folder: TempDir,
    text: String,
}

impl Mine {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (_, code) = said(&["new", "mine", "--dir", folder.path().to_str().unwrap()]);
        assert_eq!(code, 0);
        let text = fs::read_to_string(folder.path().join("mine.yaml")).unwrap();
        Self { folder, text }
    }

    /// The path of a file with this text beside it.
    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The path of the pack with one text in place of another.
    fn with(&self, from: &str, to: &str) -> String {
        assert!(self.text.contains(from), "{from}");
        self.file("changed.yaml", &self.text.replace(from, to))
    }

    /// The line a text stands on.
    fn line(&self, text: &str) -> usize {
        self.text.lines().position(|line| line.contains(text)).unwrap() + 1
    }
}

#[test]
fn the_embedded_packs_have_no_faults() {
    let (text, code) = said(&["lint"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("Packs: ") && text.contains("No faults."), "{text}");
    let (text, code) = said(&["lint", "--lang", "fr"]);
    assert_eq!(code, 0);
    assert!(text.contains("Lots\u{a0}: ") && text.contains("Aucun défaut."), "{text}");
}

#[test]
fn a_new_pack_is_whole_and_is_not_overwritten() {
    for lang in ["en", "fr"] {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().to_str().unwrap();
        assert_eq!(said(&["new", "my-pack", "--dir", dir, "--lang", lang]).1, 0);
        let path = folder.path().join("my-pack.yaml");
        let path = path.to_str().unwrap();
        for command in ["lint", "test"] {
            let (text, code) = said(&[command, "--only", path]);
            assert_eq!(code, 0, "{command} {lang}: {text}");
            let (text, code) = said(&[command, "--only", path, "--lang", "fr"]);
            assert_eq!(code, 0, "{command} {lang}: {text}");
        }
        let before = fs::read(path).unwrap();
        let (text, code) = said(&["new", "my-pack", "--dir", dir]);
        assert_eq!(code, 2);
        assert!(text.contains("is there already") && text.contains("nothing is overwritten"), "{text}");
        assert_eq!(fs::read(path).unwrap(), before);
    }
    for id in ["My_Pack", "../up", "", "1st"] {
        let (text, code) = said(&["new", id]);
        assert_eq!(code, 2, "{id}");
        assert!(text.contains("begins with a small letter"), "{id}: {text}");
    }
}

#[test]
fn the_english_and_the_french_skeleton_differ_in_their_comments_only() {
    let bare = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !line.trim_start().starts_with('#')).map(str::to_owned).collect()
    };
    let (english, french) =
        (include_str!("../src/packs/skeleton/en.yaml"), include_str!("../src/packs/skeleton/fr.yaml"));
    assert_ne!(english, french);
    assert_eq!(bare(english), bare(french));
}

#[test]
fn each_fault_has_its_file_its_place_and_what_would_be_right() {
    let mine = Mine::new();
    for (from, to, marker, expected) in [
        (
            "fire: nights >= least",
            "fire: nights >= lest",
            "fire:",
            "no measure or parameter `lest`; did you mean `least`?",
        ),
        ("fire: nights >= least", "fire: nights >= 4", "fire:", "4 does not say where it is from"),
        ("value: 30d", "value: monthly", "window:", "expected a number, a share (40%)"),
        ("status: recalled", "status: remembered", "status:", "expected one of read, secondary, recalled"),
        ("fr: \"Titre de la source\"", "fr: \"\"", "pack: mine", "not there in both languages"),
        ("date: \"2026-01-01\"", "date: \"soon\"", "pack: mine", "the date is not YYYY-MM-DD"),
        (
            "    family: CASH\n    # Whose",
            "    family: COINS\n    # Whose",
            "- id: mine_night_cash",
            "no family `COINS`; expected one of FLOW",
        ),
        ("benign: true", "benign: false", "- id: mine_night_cash", "no quiet example is a benign look-alike"),
    ] {
        let file = mine.with(from, to);
        let (text, code) = said(&["lint", "--only", &file]);
        assert_eq!(code, 1, "{text}");
        let place = format!("{file}, line {}, column ", mine.line(marker));
        let fault = text.lines().find(|line| line.starts_with(&place));
        assert!(fault.is_some_and(|fault| fault.contains(expected)), "{place}{expected}\n{text}");
        let (text, code) = said(&["lint", "--only", &file, "--lang", "fr"]);
        assert_eq!(code, 1);
        assert!(text.contains(&format!("{file}, ligne {}, colonne ", mine.line(marker))), "{text}");
    }
}

#[test]
fn all_rules_with_faults_are_named_at_once() {
    let mine = Mine::new();
    let rule = mine.text.split_once("rules:\n").unwrap().1;
    let another = |id: &str, from: &str, to: &str| rule.replace("mine_night_cash", id).replace(from, to);
    let text = [
        mine.text.replace(">= least", ">= lest"),
        another("two", "minute_of_day <", "minute <"),
        another("three", "", ""),
        another("four", "kind: window", "kind: sequence"),
    ];
    let file = mine.file("many.yaml", &text.concat());
    let (text, code) = said(&["lint", "--only", &file]);
    assert_eq!(code, 1);
    for expected in ["`lest`", "no field `minute`", "a rule of kind `sequence` needs `first`", "3 faults"] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn files_that_are_no_packs_are_told_apart_from_those_that_cannot_be_opened() {
    let mine = Mine::new();
    for (content, expected) in [
        ("pack: x\n  a: [\n", ", line 2, column 4: "),
        ("colour: red\n", "expected a pack"),
        ("- a\n", ", line 1, column 1: "),
        ("", ", line 1, column 1: "),
    ] {
        let file = mine.file("odd.yaml", content);
        let (text, code) = said(&["lint", "--only", &file]);
        assert_eq!(code, 1, "{content}");
        assert!(text.contains(&file) && text.contains(expected), "{content}: {text}");
    }
    let (text, code) = said(&["lint", "no-such.yaml"]);
    assert_eq!(code, 2);
    assert!(text.contains("no-such.yaml"), "{text}");
    assert_eq!(said(&["lint", "--only"]).1, 2);
}

#[test]
fn examples_are_run_and_the_one_that_fails_is_named_with_its_line() {
    let (text, code) = said(&["test", "--rule", "night_cash"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("All do what they say."), "{text}");
    let mine = Mine::new();
    let file = mine.with("amount: 400, times: 5", "amount: 400, times: 2");
    for (lang, place) in [("en", "line"), ("fr", "ligne")] {
        let (text, code) = said(&["test", "--only", &file, "--rule", "mine_night_cash", "--lang", lang]);
        assert_eq!(code, 1);
        let place = format!("{file}, {place} {}", mine.line("note: deposits late"));
        assert!(text.contains(&place) && text.contains("does not fire and should"), "{place}\n{text}");
    }
    let (text, code) = said(&["test", "--rule", "nigth_cash"]);
    assert_eq!(code, 2);
    assert!(text.contains("Did you mean night_cash"), "{text}");
}

#[test]
fn a_given_file_replaces_the_pack_or_list_of_the_same_id() {
    let mine = Mine::new();
    let embedded = repository().join("packs/fintrac-2016.yaml");
    let text = fs::read_to_string(embedded).unwrap();
    let file = mine.file("edited.yaml", &text.replace("a month shows a habit", "thirty days show a habit"));
    let (text, code) = said(&["explain", "night_cash", "--packs", &file]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("thirty days show a habit") && text.contains(&file), "{text}");

    let list = "lists:\n  - {id: night_drop, date: \"2020-02-02\", source: mine, terms: {en: [hatch]}}\n";
    let (plain, told) = (mine.file("drop.yaml", list), mine.file("lists/drop.yaml", list));
    for file in [plain, told] {
        let (text, code) = said(&["explain", "night_cash", "--packs", &file]);
        assert_eq!(code, 0, "{text}");
        assert!(text.contains("night_drop (2 February 2020, one entry): mine"), "{text}");
    }
}

#[test]
fn a_rule_is_explained_in_both_languages() {
    let (text, code) = said(&["explain", "night_cash"]);
    assert_eq!(code, 0);
    for expected in [
        "between 22:00 and 06:00",
        "fintrac-2016.yaml, line ",
        "P16-12  ",
        "(the document itself was read)",
        "Payments of the holder of an account.",
        "fire                 nights >= least && night_share >= least_share",
        "from the source: FINTRAC-2016-OA003",
        "40%  ours: far more than chance",
        "Data it needs",
        "Family: cash",
        "fires: deposits late in the evening",
        "a harmless look-alike: a bartender",
    ] {
        assert!(text.replace('\u{a0}', " ").contains(expected), "{expected}\n{text}");
    }
    let (text, code) = said(&["explain", "night_cash", "--lang", "fr"]);
    assert_eq!(code, 0);
    for expected in [
        "entre 22 h 00 et 6 h 00",
        "(le document lui-même a été lu)",
        "Les paiements du titulaire d'un compte.",
        "de la source : FINTRAC-2016-OA003",
        "Famille : espèces",
    ] {
        assert!(text.replace('\u{a0}', " ").contains(expected), "{expected}\n{text}");
    }
    for (typed, lang, expected) in [
        ("nite_cash", "en", "Did you mean night_cash"),
        ("nite_cash", "fr", "Vouliez-vous dire night_cash"),
        ("zzzzzzzz", "en", "lists all rules"),
    ] {
        let (text, code) = said(&["explain", typed, "--lang", lang]);
        assert_eq!(code, 2);
        assert!(text.contains(expected), "{text}");
    }
    let mine = Mine::new();
    let (text, code) = said(&["explain", "night_cash", "--packs", &mine.with(">= least", ">= lest")]);
    assert_eq!(code, 2);
    assert!(text.contains("`lest`") && text.contains("palermo packs lint"), "{text}");
}

#[test]
fn what_a_rule_counts_for_and_hints_at_is_said() {
    let mine = Mine::new();
    let file = mine.with(
        "counts: full",
        "counts: support\n    phase: launder\n    role_hint: possible-victim\n    off: only in an inquiry",
    );
    let (text, code) = said(&["explain", "mine_night_cash", "--packs", &file]);
    assert_eq!(code, 0, "{text}");
    for expected in
        ["never opens an alert", "Phase: money laundering", "possible victim", "only in an inquiry"]
    {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn coverage_sums_what_it_lists() {
    let coverage = json(&["coverage", "--json"]);
    let sums = &coverage["sums"];
    let lines: Vec<&Value> = coverage["packs"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|pack| pack["indicators"].as_array().unwrap())
        .collect();
    let is_empty = |line: &Value, part: &str| line[part].as_array().unwrap().is_empty();
    let with_rule = lines.iter().filter(|line| !is_empty(line, "rules")).count();
    assert_eq!(sums["indicators"], lines.len());
    assert_eq!(sums["with_rule"], with_rule);
    let parts =
        ["with_rule", "only_items", "none_with_reason", "open"].map(|part| sums[part].as_u64().unwrap());
    assert_eq!(parts.iter().sum::<u64>(), sums["indicators"].as_u64().unwrap());
    let statuses = sums["by_status"].as_object().unwrap().values().map(|own| own.as_u64().unwrap());
    assert_eq!(statuses.sum::<u64>(), sums["indicators"].as_u64().unwrap());
    for rule in lines.iter().flat_map(|line| line["rules"].as_array().unwrap()) {
        assert!(rule["fires"].as_u64().unwrap() >= 1 && rule["quiet"].as_u64().unwrap() >= 2, "{rule}");
        assert!(!rule["needs"].as_array().unwrap().is_empty(), "{rule}");
    }
    let (text, code) = said(&["coverage", "--lang", "fr"]);
    assert_eq!(code, 0);
    assert!(text.contains("Signaux d'alerte\u{a0}: ") && text.contains("Par vérification, "), "{text}");
}

#[test]
fn an_indicator_that_nothing_decides_is_shown_and_makes_the_exit_code_1() {
    let mine = Mine::new();
    let rule = mine.text.split_once("rules:\n").unwrap().1;
    let file = mine.file("open.yaml", &mine.text.replace(&format!("rules:\n{rule}"), ""));
    let (text, code) = said(&["coverage", "--only", &file]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("NOTHING decides it"), "{text}");
    let reason = "family: CASH\n    no_rule: {en: it is a caution, fr: c’est une réserve}";
    let file = mine.file("said.yaml", &fs::read_to_string(&file).unwrap().replace("family: CASH", reason));
    let (text, code) = said(&["coverage", "--only", &file]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("no rule: it is a caution"), "{text}");
}

#[test]
fn the_page_of_coverage_is_current() {
    let page = repository().join("docs/coverage.md");
    let output = packs(&["coverage", "--markdown"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let made = String::from_utf8(output.stdout).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&page, &made).unwrap();
    }
    let is_current = fs::read_to_string(&page).unwrap() == made;
    assert!(is_current, "docs/coverage.md is not what the packs say; run this test with UPDATE=1");
}

/// Four holders with cash paid in at night: 3, 4, 5 and 6 times in a month.
fn history(mine: &Mine) -> String {
    let head = "account,holder,time,direction,amount,currency,channel,mcc,city,country,counterparty,counterparty_account,memo";
    let mut text = format!("{head}\n");
    for (account, times) in [("10000001", 3), ("10000002", 4), ("10000003", 5), ("10000004", 6)] {
        for day in 1..=times {
            let time = format!("2026-03-{day:02}T23:10-05:00");
            let row = format!("{account},Holder {times},{time},in,400.00,CAD,cash,,Toronto,CA,,,");
            text.push_str(&row);
            text.push('\n');
        }
    }
    mine.file("history/nights.csv", &text);
    mine.folder.path().join("history").to_str().unwrap().to_owned()
}

#[test]
fn a_replay_counts_what_rules_find_and_what_a_change_would_do() {
    let mine = Mine::new();
    let folder = "examples/harbour";
    let before = repository().join("packs/fintrac-2016.yaml");
    let text = fs::read_to_string(&before).unwrap();
    let (start, rule) = text.split_once("- id: night_cash\n").unwrap();
    let stricter = rule.replacen("least: {value: 4,", "least: {value: 40,", 1);
    assert_ne!(rule, stricter);
    let file = mine.file("stricter.yaml", &format!("{start}- id: night_cash\n{stricter}"));
    let arguments = ["replay", folder, "-q", "--packs", &file, "--against", "embedded"];
    let replay = json(&[&arguments[..], &["--json"]].concat());
    let rules = replay["rules"].as_array().unwrap();
    let of = |id: &str| rules.iter().find(|line| line["rule"] == id).unwrap();
    let night = of("night_cash");
    assert_eq!(night["hits"], 0);
    assert_eq!(
        night["change"]["parameters"][0],
        serde_json::json!({"name": "least", "before": "4", "now": "40"})
    );
    assert_eq!(night["change"]["rewritten"], false);
    let lost = night["change"]["lost"].as_array().unwrap();
    assert_eq!(lost.len() as u64, night["change"]["before"]["subjects"].as_u64().unwrap());
    assert!(!lost.is_empty());
    for line in rules.iter().filter(|line| line["rule"] != "night_cash") {
        assert!(line["change"]["lost"].as_array().unwrap().is_empty(), "{line}");
        assert!(line["together"].as_array().unwrap().len() <= 3);
        assert!(line["alerts"].as_u64() <= line["subjects"].as_u64(), "{line}");
    }
    for (lang, expected) in [
        ("en", ["What would change", "  least: 4 → 40", "  no longer ("]),
        ("fr", ["Ce qui changerait", "  least\u{a0}: 4 → 40", "  plus trouvés ("]),
    ] {
        let (text, code) = said(&[&arguments[..], &["--lang", lang]].concat());
        assert_eq!(code, 0);
        for expected in expected {
            assert!(text.contains(expected), "{expected}\n{text}");
        }
    }
}

#[test]
fn a_replay_against_the_same_packs_changes_nothing() {
    let (text, code) = said(&["replay", "examples/harbour", "-q", "--against", "embedded"]);
    assert_eq!(code, 0);
    assert!(text.contains("No rule finds anything else."), "{text}");
}

#[test]
fn verdicts_of_analysts_give_a_rule_its_precision() {
    let mine = Mine::new();
    let folder = history(&mine);
    let pack = mine.file("mine.yaml", &mine.text);
    let verdicts = mine.file(
        "verdicts.csv",
        "rule,verdict,subject,by\n\
         mine_night_cash,confirmed,10000001,a\n\
         mine_night_cash,confirmed,1000 0002,a\n\
         mine_night_cash,confirmed,10000003,a\n\
         mine_night_cash,dismissed,10000004,a\n\
         mine_night_cash,confirmed,99999999,a\n\
         no_such_rule,confirmed,10000002,a\n",
    );
    let arguments = ["replay", &folder, "-q", "--only", "--packs", &pack, "--verdicts", &verdicts];
    let replay = json(&[&arguments[..], &["--json"]].concat());
    let line = &replay["rules"][0];
    assert_eq!((&line["rule"], &line["hits"]), (&"mine_night_cash".into(), &3.into()), "{replay}");
    let judged = &line["judged"];
    assert_eq!([&judged["confirmed"], &judged["dismissed"], &judged["missed"]], [2, 1, 1]);
    assert!((judged["precision"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-9);
    assert_eq!(replay["verdicts"]["not_found"], serde_json::json!([6, 7]));
    let (text, code) = said(&arguments);
    assert_eq!(code, 0);
    assert!(text.contains("67% (2/3; 1 missed)") && text.contains("lines 6, 7"), "{text}");
}

#[test]
fn verdicts_that_cannot_be_read_are_refused_with_their_line() {
    let mine = Mine::new();
    let folder = history(&mine);
    for (content, expected) in
        [("subject,rule,verdict\na,b,confirmed\na,b,maybe\n", "line: 3"), ("subject,rule\na,b\n", "verdict")]
    {
        let file = mine.file("verdicts.csv", content);
        let (text, code) = said(&["replay", &folder, "-q", "--verdicts", &file]);
        assert_eq!(code, 2);
        assert!(text.contains(expected) && text.contains("confirmed or dismissed"), "{text}");
    }
    assert_eq!(said(&["replay", &folder, "-q", "--verdicts", "no-such.csv"]).1, 2);
}

#[test]
fn a_replay_of_nothing_readable_says_so() {
    let mine = Mine::new();
    let file = mine.file("nothing.bin", "\0\u{1}\u{2}");
    assert_eq!(said(&["replay", &file, "-q"]).1, 3);
}
