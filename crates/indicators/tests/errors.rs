//! A wrong pack is refused, with the place and what was expected.

#![expect(clippy::unwrap_used, reason = "a panic in a helper of a test is a failed test")]

use indicators::Packs;

const LISTS: &str = "
lists:
  - {id: hotels, date: '2026-01-01', source: ours, codes: ['7011', '3501-3790']}
  - {id: words, date: '2026-01-01', source: ours, terms: {en: [hello]}}
";

const PACK: &str = "
pack: p
title: {en: a, fr: b}
version: '1'
date: '2026-01-01'
licence: none
indicators:
  - {id: I-1, text: {en: a, fr: b}, cite: c, status: read, offence: both, family: CASH}
rules:
  - id: r
    indicators: [I-1]
    family: CASH
    subject: account
    kind: window
    parameters:
      window: {value: 30d, basis: ours, why: w}
      least: {value: 4, basis: src, cite: c}
    select: channel == 'cash'
    within: window
    measure: {count: count()}
    fire: count >= least
    sentence: {en: '{count} within {window}', fr: '{count} en {window}'}
    examples: {fires: [], quiet: []}
";

/// The error after replacing `from` by `to` in the pack.
fn error(from: &str, to: &str) -> String {
    assert!(PACK.contains(from), "{from}");
    let pack = PACK.replacen(from, to, 1);
    Packs::parse(&[("lists/l.yaml", LISTS), ("p.yaml", &pack)]).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn the_pack_without_faults_is_read() {
    let packs = Packs::parse(&[("lists/l.yaml", LISTS), ("p.yaml", PACK)]).unwrap();
    assert_eq!(packs.rule("r").unwrap().parameters[1].reason, "c");
}

#[test]
fn each_fault_is_named_with_its_place() {
    for (from, to, expected) in [
        (
            "count >= least",
            "count >= 4",
            "line 21, r, fire: numbers other than 0 and 1 stand in `parameters`",
        ),
        ("count >= least", "count >= lest", "no measure or parameter `lest`; measures are count"),
        ("count >= least", "count >=", "is not an expression"),
        ("count >= least", "count >= window", "`window` is a length of time, not a number"),
        (
            "channel == 'cash'",
            "chanel == 'cash'",
            "line 18, r, select: no field `chanel`; there are kind, channel",
        ),
        ("channel == 'cash'", "channel == 'coins'", "“coins” is no channel; expected one of cash"),
        ("channel == 'cash'", "text == 'cash'", "`text` is not compared with a word; use a list"),
        ("channel == 'cash'", "nationality == 'XX'", "`nationality` is refused"),
        ("channel == 'cash'", "Gender != 'x'", "`Gender` is refused"),
        ("channel == 'cash'", "in_list(mcc, 'motels')", "no list “motels”; there are hotels, words"),
        ("channel == 'cash'", "in_list(mcc, 'words')", "`in_list()` does not take that"),
        ("channel == 'cash'", "amount", "`amount` is not a condition"),
        ("channel == 'cash'", "first.amount > 0", "expected a field of an event"),
        ("channel == 'cash'", "text.matches('x')", "functions stand before their arguments"),
        ("within: window", "within: least", "parameter `least` is not a length of time"),
        ("within: window", "", "a rule of kind `window` needs `within`"),
        ("count: count()", "count: mode(amount)", "expected count()"),
        ("{count} within", "{counts} within", "`{counts}` is neither a measure nor a parameter"),
        ("value: 4, basis: src, cite: c", "value: four, basis: src, cite: c", "“four”: expected a number"),
        ("value: 4, basis: src, cite: c", "value: 4, basis: src, why: w", "`src` has a `cite`"),
        ("value: 4, basis: src, cite: c", "value: 4, basis: ours, cite: w", "`ours` has a `why`"),
        ("indicators: [I-1]", "indicators: [I-2]", "no indicator `I-2` in any pack"),
        ("indicators: [I-1]", "indicators: []", "executes at least one indicator"),
        ("kind: window", "kind: guess", "p.yaml"),
        ("family: CASH\n    subject", "famly: CASH\n    subject", "unknown field `famly`"),
        ("      least:", "      window:", "line 17 column 7: duplicate mapping key: window"),
    ] {
        let message = error(from, to);
        assert!(message.starts_with("p.yaml") && message.contains(expected), "{from} → {to}: {message}");
    }
}

#[test]
fn the_lint_names_what_a_pack_may_not_ship_without() {
    let pack = PACK.replace("{en: a, fr: b}, cite: c", "{en: a, fr: ''}, cite: ''");
    let faults = Packs::parse(&[("lists/l.yaml", LISTS), ("p.yaml", &pack)]).unwrap().lint().join("\n");
    for expected in [
        "indicator I-1: the text is not there in both languages",
        "indicator I-1: there is no citation",
        "rule r: there is no example that fires",
        "rule r: no quiet example is a benign look-alike",
    ] {
        assert!(faults.contains(expected), "{faults}");
    }
}

#[test]
fn an_example_that_does_not_hold_is_reported() {
    let examples = "fires: [{note: few, events: [{at: '2026-03-01', channel: cash, amount: 5}]}]";
    let pack = PACK.replace("fires: []", examples);
    let packs = Packs::parse(&[("lists/l.yaml", LISTS), ("p.yaml", &pack)]).unwrap();
    assert_eq!(packs.check_examples(), ["rule r, example “few” does not fire and should"]);
}
