//! A wrong pack is refused, with the place, what is wrong, and what would be right.

#![expect(clippy::unwrap_used, reason = "a panic in a helper of a test is a failed test")]

use indicators::Packs;
use indicators::describe::Outline;

const LISTS: &str = "
lists:
  - {id: hotels, date: '2026-01-01', source: ours, codes: ['7011', '3501-3790']}
  - {id: words, date: '2026-01-01', source: ours, terms: {en: [hello]}}
  - id: borders
    date: '2026-01-01'
    source: ours
    zones: [{name: Dover, latitude: 51.1, longitude: 1.3, radius_km: 5, source: s}]
  - id: limits
    date: '2026-01-01'
    source: ours
    thresholds: [{jurisdiction: CA, currency: CAD, amount: 10000, from: '2002-01-31', source: s}]
  - id: fares
    date: '2026-01-01'
    source: ours
    prices: [{corridor: a-b, countries: [FR], currency: EUR, low: 800, high: 3000, year: 2024, unit: person, source: s}]
  - id: seen
    date: '2026-01-01'
    source: ours
    external: {kinds: [phone], expires: 180d}
";

const PACK: &str = "
pack: p
title: {en: a, fr: b}
version: '1'
date: '2026-01-01'
licence: none
indicators:
  - {id: I-1, text: {en: a, fr: b}, cite: c, status: read, offence: both, family: CASH}
items:
  - id: Q-1
    indicators: [I-1]
    ask: {en: a, fr: b}
    element: means
    who: {en: a, fr: b}
rules:
  - id: r
    indicators: [I-1]
    family: CASH
    subject: account
    kind: window
    parameters:
      window: {value: 30d, basis: ours, why: w}
      least: {value: 4, basis: src, cite: c}
    define:
      at_night: minute_of_day >= least
    select: channel == 'cash'
    within: window
    measure: {count: count()}
    fire: count >= least
    sentence: {en: '{count} within {window}', fr: '{count} en {window}'}
    examples: {fires: [], quiet: []}
  - id: q
    indicators: [I-1]
    family: CONTROL
    subject: person
    kind: questionnaire
    items: [Q-1]
    fire: yes >= 1
    sentence: {en: '{yes} of {open}', fr: '{yes} sur {open}'}
    examples: {fires: [], quiet: []}
";

const COMBINATION: &str = "
combination:
  least_rules: {value: 3, basis: ours, why: w}
  least_families: {value: 3, basis: ours, why: w}
  gates: [FLOW]
  least_points: {value: 2, basis: ours, why: w}
  family_cap: {value: 1.5, basis: ours, why: w}
  multiplier: {value: 25%, basis: ours, why: w}
  counter: {value: 1, basis: ours, why: w}
  outweighs: {value: 2, basis: ours, why: w}
  phases: {}
";

/// What is said of the three files after replacing `from` by `to` in the one that has it.
fn said(from: &str, to: &str) -> String {
    assert!([LISTS, PACK, COMBINATION].iter().any(|text| text.contains(from)), "{from}");
    let [lists, pack, combination] = [LISTS, PACK, COMBINATION].map(|text| text.replacen(from, to, 1));
    let files = [("lists/l.yaml", &*lists), ("p.yaml", &pack), ("combination.yaml", &combination)];
    Packs::parse(&files).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn the_files_without_faults_are_read() {
    let files = [("lists/l.yaml", LISTS), ("p.yaml", PACK), ("combination.yaml", COMBINATION)];
    let packs = Packs::parse(&files).unwrap();
    assert_eq!(packs.rule("r").unwrap().parameters[1].reason, "c");
}

/// A rule of another kind, to be put in place of the first.
fn other(rule: &str) -> String {
    let (head, rest) = PACK.split_once("  - id: r\n").unwrap();
    let (_, tail) = rest.split_once("  - id: q\n").unwrap();
    let common = "    indicators: [I-1]\n    family: CASH\n    sentence: {en: a, fr: b}\n    examples: {fires: [], quiet: []}\n";
    let pack = format!("{head}  - id: r\n{common}{rule}  - id: q\n{tail}");
    let files = [("lists/l.yaml", LISTS), ("p.yaml", &*pack)];
    Packs::parse(&files).map(|_| ()).map_or_else(|error| error.to_string(), |()| String::new())
}

#[test]
fn each_kind_of_rule_names_what_it_may_have_been_meant() {
    let shared = "    subject: person\n    kind: shared\n    identifiers: [phone]\n    except: words\n    fire: persons > 1\n";
    let bunching = "    subject: account\n    kind: bunching\n    parameters:\n      below: {value: 90%, basis: ours, why: w}\n      above: {value: 110%, basis: ours, why: w}\n      window: {value: 30d, basis: ours, why: w}\n    select: channel == 'cash'\n    within: window\n    limits: hotels\n    fire: below > 1\n";
    let profile = "    subject: account\n    kind: profile\n    parameters:\n      least_peers: {value: 5, basis: ours, why: w}\n    select: channel == 'cash'\n    measure: {paid: sum(amount)}\n    peers: industry\n    fire: paid > 1\n";
    let motif = "    subject: account\n    kind: motif\n    parameters:\n      longest: {value: 4, basis: ours, why: w}\n      window: {value: 30d, basis: ours, why: w}\n    shape: cycle\n    select: channel == 'cash'\n    within: window\n    fire: length > 1\n";
    for rule in [shared, bunching, profile, motif] {
        assert_eq!(other(rule), "");
    }
    for (rule, from, to, expected) in [
        (
            shared,
            "[phone]",
            "[email, phon]",
            "line 23, column 26, r, identifiers: no identifier `phon`; did you mean `phone`?",
        ),
        (
            shared,
            "    identifiers: [phone]\n",
            "",
            "line 16, column 9, r: a rule of kind `shared` needs `identifiers`; name one or more of phone, email, address, document, username, account, employer, device",
        ),
        (
            shared,
            "except: words",
            "except: wrods",
            "line 24, column 13, r, except: no list “wrods”; did you mean `words`?",
        ),
        (
            shared,
            "except: words",
            "except: hotels",
            "line 24, column 13, r, except: “hotels” is a list of codes; expected one of terms: words",
        ),
        (
            bunching,
            "limits: hotels",
            "limits: hotel",
            "line 29, column 13, r, limits: no list “hotel”; did you mean `hotels`?",
        ),
        (
            bunching,
            "value: 90%",
            "value: 190%",
            "line 24, column 22, r, parameter `below`: expected a share of the limit under 100%, such as 90%",
        ),
        (
            bunching,
            "value: 110%",
            "value: 11d",
            "line 25, column 22, r, parameter `above`: expected a share of the limit over 100%, such as 110%",
        ),
        (
            bunching,
            "      above: {value: 110%, basis: ours, why: w}\n",
            "",
            "line 16, column 9, r: a rule of kind `bunching` has a parameter `above`, a share of the limit over 100%, such as 110%",
        ),
        (
            profile,
            "peers: industry",
            "peers: industri",
            "line 27, column 12, r, peers: no peers by `industri`; did you mean `industry`?",
        ),
        (
            profile,
            "value: 5",
            "value: 1",
            "line 24, column 28, r, parameter `least_peers`: a rule that compares peers has a parameter `least_peers` over 1",
        ),
        (
            motif,
            "shape: cycle",
            "shape: circle",
            "line 26, column 12, r, shape: no shape `circle`; did you mean `cycle`?",
        ),
        (
            motif,
            "value: 4",
            "value: 40",
            "line 24, column 24, r, parameter `longest`: expected from 2 to 6 payments",
        ),
    ] {
        assert!(rule.contains(from), "{from}");
        assert_eq!(other(&rule.replacen(from, to, 1)), format!("p.yaml, {expected}"), "{from}");
    }
}

#[test]
fn each_fault_is_named_with_its_place_and_what_would_be_right() {
    for (from, to, expected) in [
        // The form of the file.
        (
            "family: CASH\n    subject",
            "famly: CASH\n    subject",
            "p.yaml, line 18, column 5: `famly` is not known here; did you mean `family`?",
        ),
        (
            "fire: count >= least\n    sentence",
            "sentence",
            "p.yaml, line 30, column 5: `fire` is missing; add `fire: …`",
        ),
        (
            "kind: window",
            "kind: windw",
            "p.yaml, line 20, column 11: “windw” is not known here; did you mean `window`?",
        ),
        (
            "kind: window",
            "kind: 3",
            "p.yaml, line 20, column 11: “3” is not known here; expected one of window, sequence, bunching, shared, motif, profile, questionnaire",
        ),
        (
            "status: read",
            "status: remembered",
            "p.yaml, line 8, column 54: “remembered” is not known here; expected one of read, secondary, recalled",
        ),
        (
            "subject: account",
            "subject: acount",
            "p.yaml, line 19, column 14: “acount” is not known here; did you mean `account`?",
        ),
        (
            "element: means",
            "element: mean",
            "p.yaml, line 13, column 14: “mean” is not known here; did you mean `means`?",
        ),
        (
            "      least:",
            "      window:",
            "p.yaml, line 23, column 7: `window` stands here twice; keep one of them",
        ),
        ("version: '1'", "version:", "p.yaml, line 4, column 8: nothing stands here; expected a text"),
        ("version: '1'", "version: [1]", "p.yaml, line 4, column 10: expected a text"),
        (
            "indicators: [I-1]\n    family: CASH",
            "indicators: I-1\n    family: CASH",
            "p.yaml, line 17, column 17: expected a list, such as [one, two]",
        ),
        (
            "title: {en: a, fr: b}",
            "title: {en: a, fr: b",
            "p.yaml, line 4, column 8: while parsing a flow mapping, did not find expected ',' or '}'",
        ),
        ("title: {en: a, fr: b}", "title: {en: a}", "p.yaml, line 3, column 9: `fr` is missing; add `fr: …`"),
        (
            "title: {en: a, fr: b}",
            "title: {en: a, fr: b, de: c}",
            "p.yaml, line 3, column 23: `de` is not known here; expected one of en, fr",
        ),
        (
            "title: {en: a, fr: b}",
            "title: *nothing",
            "p.yaml, line 3, column 8: no `&name` before it says what this stands for; write it out",
        ),
        (
            "licence: none",
            "licence: none\n---\npack: two",
            "p.yaml, line 8, column 1: a second document begins here; a file holds one",
        ),
        (
            "licence: none",
            "licence: none\n\tindented: by a tab",
            "p.yaml, line 6, column 10: while scanning a plain scalar, found a tab",
        ),
        (
            "licence: none",
            "licence: \"not closed",
            "p.yaml, line 7, column 1: invalid indentation in multiline quoted scalar",
        ),
        (
            "count >= least",
            "count >= (least",
            "p.yaml, line 29, column 26, r, fire: no expression: expected ')'; write for example channel == \"cash\" && amount > least",
        ),
        // Ids.
        (
            "  - id: q\n",
            "  - id: r\n",
            "p.yaml, line 32, column 9, r: there is another rule of this id; give one of them another",
        ),
        (
            "id: words",
            "id: hotels",
            "lists/l.yaml, line 4, column 10, hotels: there is another list of this id; give one of them another",
        ),
        ("id: words", "id: [words]", "lists/l.yaml, line 4, column 10: expected a text"),
        (
            "indicators: [I-1]\n    family: CASH",
            "indicators: [I-2]\n    family: CASH",
            "p.yaml, line 17, column 18, r, indicators: no indicator `I-2` in any pack; did you mean `I-1`?",
        ),
        (
            "indicators: [I-1]\n    family: CASH",
            "indicators: []\n    family: CASH",
            "p.yaml, line 16, column 9, r: `indicators` is empty; a rule executes at least one indicator",
        ),
        (
            "items: [Q-1]",
            "items: [Q-2]",
            "p.yaml, line 37, column 13, q, items: no item `Q-2` in any pack; did you mean `Q-1`?",
        ),
        (
            "items: [Q-1]",
            "elements: {means: [Q-1, R-9]}",
            "p.yaml, line 37, column 29, q, means: no item `R-9` in any pack; expected `Q-1`",
        ),
        (
            "items: [Q-1]",
            "elements: {mens: [Q-1]}",
            "p.yaml, line 37, column 16: `mens` is not known here; did you mean `means`?",
        ),
        // Numbers.
        (
            "value: 4, basis: src, cite: c",
            "value: four, basis: src, cite: c",
            "p.yaml, line 23, column 22, r, parameter `least`: “four” is no number; expected a number, a share (40%), a distance (100 km), a time of day (\"22:00\"), or a length of time (48h, 30d)",
        ),
        (
            "value: 4, basis: src, cite: c",
            "value: 1e999, basis: src, cite: c",
            "p.yaml, line 23, column 22: 1e999 is too large; expected a smaller number",
        ),
        (
            "value: 4, basis: src, cite: c",
            "value: 99999999999999999999999, basis: src, cite: c",
            "p.yaml, line 23, column 22, r, parameter `least`: “100000000000000000000000” is no number; expected a number, a share (40%), a distance (100 km), a time of day (\"22:00\"), or a length of time (48h, 30d)",
        ),
        (
            "value: 4, basis: src, cite: c",
            "value: [4], basis: src, cite: c",
            "p.yaml, line 23, column 15: found a list; expected a number or a text",
        ),
        (
            "value: 4, basis: src, cite: c",
            "value: 4, basis: source, cite: c",
            "p.yaml, line 23, column 32: “source” is not known here; expected one of src, ours",
        ),
        (
            "value: 4, basis: src, cite: c",
            "value: 4, basis: src, why: w",
            "p.yaml, line 23, column 32, r, parameter `least`: a number with basis `src` has a `cite` and no `why`",
        ),
        (
            "value: 4, basis: src, cite: c",
            "value: 4, basis: ours, cite: w",
            "p.yaml, line 23, column 32, r, parameter `least`: a number with basis `ours` has a `why` and no `cite`",
        ),
        (
            "value: 30d",
            "value: 90000d",
            "p.yaml, line 22, column 23, r, parameter `window`: “90000d” is too long; expected at most a hundred years, 36525d",
        ),
        // Parts of a rule.
        (
            "within: window\n",
            "\n",
            "p.yaml, line 16, column 9, r: a rule of kind `window` needs `within`; add `within: …`",
        ),
        (
            "within: window\n",
            "within: windw\n",
            "p.yaml, line 27, column 13, r, within: no parameter `windw`; did you mean `window`?",
        ),
        (
            "within: window\n",
            "within: least\n",
            "p.yaml, line 27, column 13, r, within: parameter `least` is no length of time such as 30d or 48h; expected `window`",
        ),
        (
            "within: window\n",
            "within: window\n    pair: first.amount > then.amount\n",
            "p.yaml, line 28, column 11, r, pair: a rule of kind `window` does not look at `pair`; it may have select, by, within, measure, show",
        ),
        (
            "within: window\n",
            "within: window\n    absent: true\n",
            "p.yaml, line 16, column 9, r: a rule of kind `window` does not look at `absent`; it may have select, by, within, measure, show",
        ),
        (
            "within: window\n",
            "within: window\n    by: partyy\n",
            "p.yaml, line 28, column 9, r, by: no rule looks at each `partyy` apart; did you mean `party`?",
        ),
        (
            "{count} within",
            "{counts} within",
            "p.yaml, line 30, column 22, r, sentence en: `{counts}` is neither a measure nor a parameter; did you mean `count`?",
        ),
        // Conditions.
        (
            "count >= least",
            "count >= 4",
            "p.yaml, line 29, column 20, r, fire: 4 does not say where it is from, and only 0 and 1 stand for themselves; put it into `parameters`: `name: {value: 4, basis: ours, why: …}`",
        ),
        (
            "count >= least",
            "count >= lest",
            "p.yaml, line 29, column 20, r, fire: no measure or parameter `lest`; did you mean `least`?",
        ),
        (
            "count >= least",
            "count >=",
            "p.yaml, line 29, column 19, r, fire: no expression: found the end, expected expression; write for example channel == \"cash\" && amount > least",
        ),
        (
            "count >= least",
            "'count >= ''least'",
            "p.yaml, line 29, column 11, r, fire: no expression: unterminated string literal; write for example channel == \"cash\" && amount > least",
        ),
        (
            "count >= least",
            "count >= window",
            "p.yaml, line 29, column 20, r, fire: `window` is a length of time, not a number; expected a parameter such as `least: {value: 4, …}`",
        ),
        (
            "count >= least",
            "count",
            "p.yaml, line 29, column 11, r, fire: `count` is no condition; expected a comparison, a function, or a name from `define`",
        ),
        (
            "fire: count >= least",
            "fire: >\n      count >= least\n      && count >= lest",
            "p.yaml, line 31, column 19, r, fire: no measure or parameter `lest`; did you mean `least`?",
        ),
        (
            "channel == 'cash'",
            "chanel == 'cash'",
            "p.yaml, line 26, column 13, r, select: no field `chanel`; did you mean `channel`?",
        ),
        (
            "channel == 'cash'",
            "channel == 'csh'",
            "p.yaml, line 26, column 25, r, select: “csh” is no channel; did you mean `cash`?",
        ),
        (
            "channel == 'cash'",
            "channel in ['cash', 'csh']",
            "p.yaml, line 26, column 34, r, select: “csh” is no channel; did you mean `cash`?",
        ),
        (
            "channel == 'cash'",
            "text == 'cash'",
            "p.yaml, line 26, column 13, r, select: `text` is not compared with a word; put words into a list: mentions(text, \"list\")",
        ),
        (
            "channel == 'cash'",
            "currency == 'dollars'",
            "p.yaml, line 26, column 26, r, select: “dollars” is no currency; expected its two or three capitals",
        ),
        (
            "channel == 'cash'",
            "nationality == 'XX'",
            "p.yaml, line 26, column 13, r, select: `nationality` is refused: no condition turns on sex, age, ethnicity, religion, nationality or the like, because who a person is says nothing about what was done",
        ),
        (
            "channel == 'cash'",
            "in_list(mcc, 'hotel')",
            "p.yaml, line 26, column 27, r, select: no list “hotel”; did you mean `hotels`?",
        ),
        (
            "channel == 'cash'",
            "in_list(mcc, 'words')",
            "p.yaml, line 26, column 27, r, select: “words” is a list of terms; expected one of codes: hotels",
        ),
        (
            "channel == 'cash'",
            "in_list(text, 'hotels')",
            "p.yaml, line 26, column 13, r, select: `in_list` does not take that; expected in_list(mcc|currency|country|other_country, \"list\")",
        ),
        (
            "channel == 'cash'",
            "in_list(mcc)",
            "p.yaml, line 26, column 13, r, select: `in_list` does not take that; expected in_list(mcc|currency|country|other_country, \"list\")",
        ),
        (
            "channel == 'cash'",
            "in_lst(mcc, 'hotels')",
            "p.yaml, line 26, column 13, r, select: no function `in_lst()`; did you mean `in_list`?",
        ),
        (
            "channel == 'cash'",
            "known('hotels')",
            "p.yaml, line 26, column 20, r, select: “hotels” is a list of codes; expected one of external identifiers: seen",
        ),
        (
            "channel == 'cash'",
            "amount > threshold('fares')",
            "p.yaml, line 26, column 33, r, select: “fares” is a list of prices; expected one of thresholds: limits",
        ),
        (
            "channel == 'cash'",
            "amount",
            "p.yaml, line 26, column 13, r, select: `amount` is no condition; expected a comparison, a function, or a name from `define`",
        ),
        (
            "channel == 'cash'",
            "at_nite",
            "p.yaml, line 26, column 13, r, select: `at_nite` is no condition; did you mean `at_night`?",
        ),
        (
            "channel == 'cash'",
            "channel > least",
            "p.yaml, line 26, column 13, r, select: `channel` is no number; numbers are amount, mcc, minute_of_day, day, from_home_km, account_age, quantity, declared_income",
        ),
        (
            "channel == 'cash'",
            "first.amount > least",
            "p.yaml, line 26, column 19, r, select: first. and then. stand in `pair` only; expected `amount` alone",
        ),
        (
            "channel == 'cash'",
            "text.matches('x')",
            "p.yaml, line 26, column 18, r, select: `.matches()` is not known; a function stands before what it takes: matches(…)",
        ),
        ("channel == 'cash'", "[1, 2]", "p.yaml, line 26, column 13: expected a text"),
        // Measures.
        (
            "count: count()",
            "count: mode(amount)",
            "p.yaml, line 28, column 22, r, measure `count`: no measure `mode()`; expected one of count, days, streak, share, sum, mean, median, max, min, distinct, path_km, earlier, usual, z, usual_sum, z_sum, absent",
        ),
        (
            "count: count()",
            "count: sum(party)",
            "p.yaml, line 28, column 22, r, measure `count`: `sum` does not take that; expected sum(amount) or sum(amount, condition)",
        ),
        (
            "count: count()",
            "count: distinct(text)",
            "p.yaml, line 28, column 31, r, measure `count`: texts are not told apart; expected another field, such as party",
        ),
        (
            "count: count()",
            "count: count",
            "p.yaml, line 28, column 22, r, measure `count`: no measure; expected one such as count() or sum(amount)",
        ),
        (
            "count: count()",
            "'count': 'absent(channel == \"cash\", wires)'",
            "p.yaml, line 28, column 51, r, measure `count`: no channel `wires`; did you mean `wire`?",
        ),
        (
            "count: count()",
            "count: usual(least)",
            "p.yaml, line 28, column 28, r, measure `count`: parameter `least` is no length of time such as 30d or 48h; expected `window`",
        ),
        // Lists.
        (
            "codes: ['7011', '3501-3790']",
            "codes: ['7011', hotel]",
            "lists/l.yaml, line 3, column 68, hotels, codes: “hotel” is no code; expected a number, a range such as 3501-3790, or two or three capitals",
        ),
        (
            "codes: ['7011', '3501-3790']",
            "codes: []",
            "lists/l.yaml, line 3, column 10, hotels: the list has 0 of `codes`, `countries`, `terms`, `slots`, `zones`, `thresholds`, `prices` and `external` that hold something; expected one of them",
        ),
        (
            "codes: ['7011', '3501-3790']",
            "codes: ['7011'], countries: [CA], terms: {en: [x]}",
            "lists/l.yaml, line 3, column 10, hotels: the list has 3 of `codes`, `countries`, `terms`, `slots`, `zones`, `thresholds`, `prices` and `external` that hold something; expected one of them",
        ),
        (
            "latitude: 51.1",
            "latitude: 91",
            "lists/l.yaml, line 8, column 37, borders, Dover: 91 is out of range; expected -90 to 90",
        ),
        (
            "latitude: 51.1",
            "latitude: .nan",
            "lists/l.yaml, line 8, column 37, borders, Dover: NaN is out of range; expected -90 to 90",
        ),
        ("latitude: 51.1", "latitude: north", "lists/l.yaml, line 8, column 37: expected a number"),
        (
            "radius_km: 5, source: s",
            "radius_km: 5, source: ''",
            "lists/l.yaml, line 8, column 81, borders, Dover: nothing stands here; an entry says where it is from",
        ),
        (
            "currency: CAD",
            "currency: dollars",
            "lists/l.yaml, line 12, column 47, limits, CA: “dollars” is no currency; expected three letters such as EUR",
        ),
        (
            "amount: 10000",
            "amount: much",
            "lists/l.yaml, line 12, column 60, limits, CA: “much” is no amount; expected one such as 10000 or 0.5",
        ),
        (
            "from: '2002-01-31'",
            "from: '31 January 2002'",
            "lists/l.yaml, line 12, column 73, limits, CA: “31 January 2002” is no date; expected YYYY-MM-DD",
        ),
        (
            "low: 800",
            "low: 8000",
            "lists/l.yaml, line 16, column 67, fares, a-b: `low` is more than `high`; expected the lower price first",
        ),
        (
            "countries: [FR]",
            "countries: [France]",
            "lists/l.yaml, line 16, column 42, fares, a-b: “France” is no country; expected two capitals such as FR",
        ),
        (
            "year: 2024",
            "year: 99999",
            "lists/l.yaml, line 16, column 90: expected a whole number, not too large",
        ),
        (
            "year: 2024",
            "year: 20240",
            "lists/l.yaml, line 16, column 90, fares, a-b: “20240” is no year; expected one such as 2024",
        ),
        (
            "kinds: [phone]",
            "kinds: [phones]",
            "lists/l.yaml, line 20, column 24, seen, external: no identifier of kind `phones`; did you mean `phone`?",
        ),
        (
            "expires: 180d",
            "expires: soon",
            "lists/l.yaml, line 20, column 41, seen, external: “soon” is no length of time; expected one such as 180d",
        ),
        (
            "expires: 180d",
            "expires: 180d, entries: [{hash: abc, date: '2026-01-01', source: s, confirmed_by: c}]",
            "lists/l.yaml, line 20, column 64, seen, external: “abc” is no SHA-256; expected 64 hexadecimal digits",
        ),
        // The combination.
        (
            "least_rules: {value: 3",
            "least_rules: {value: 1",
            "combination.yaml, line 3, column 24, combination, least_rules: one alone is never enough; expected 2 or more",
        ),
        (
            "gates: [FLOW]",
            "gates: []",
            "combination.yaml, line 5, column 10, combination, gates: no family opens an alert; name at least one, such as FLOW",
        ),
        (
            "multiplier: {value: 25%",
            "multiplier: {value: some",
            "combination.yaml, line 8, column 23, combination, multiplier: “some” is no number; expected a number, a share (40%), a distance (100 km), a time of day (\"22:00\"), or a length of time (48h, 30d)",
        ),
        (
            "counter: {value: 1, basis: ours, why: w}",
            "counter: 1",
            "combination.yaml, line 9, column 12: expected names with values, such as {name: value}",
        ),
    ] {
        assert_eq!(said(from, to), expected, "{from} → {to}");
    }
}

/// A file that is made to hurt is refused as quickly as any other, and not echoed at length.
#[test]
fn hostile_files_end_with_a_plain_error() {
    let pack = |title: &str| format!("pack: p\ntitle: {title}\n");
    let deep = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
    let bomb: Vec<String> =
        (1..40).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","))).collect();
    let bomb = bomb.concat();
    let mappings_of = |depth: usize| {
        let lines: Vec<String> = (0..depth).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
        lines.concat()
    };
    let rule = |fire: &str| PACK.replacen("count >= least", &format!("\"{fire}\""), 1);
    for (what, text) in [
        ("lists in lists", pack(&deep("[", "]"))),
        ("names in names", pack(&deep("{a: ", "}"))),
        ("indented", mappings_of(2_000)),
        ("aliases of aliases", format!("a0: &a0 [x]\n{bomb}")),
        ("aliases of aliases in a list", format!("pack: &p [x]\nrules: [{}]", vec!["*p"; 100_000].join(","))),
        ("ten megabytes", pack(&"x".repeat(10 << 20))),
        ("a name of five megabytes", format!("{}: 1\n", "x".repeat(5 << 20))),
        ("a number of digits", PACK.replacen("value: 4,", &format!("value: {},", "9".repeat(1 << 20)), 1)),
        (
            "an unknown id",
            PACK.replacen(
                "indicators: [I-1]\n    family",
                &format!("indicators: [{}]\n    family", "I".repeat(1 << 20)),
                1,
            ),
        ),
        ("brackets in an expression", rule(&deep("(", ")"))),
        ("an endless condition", rule(&"count >= least && ".repeat(100_000))),
        ("an endless not", rule(&"!".repeat(100_000))),
        ("an endless word", rule(&"x".repeat(1 << 20))),
        ("an endless list of words", rule(&format!("channel in [{}]", "'x',".repeat(100_000)))),
        ("bytes that steer a terminal", pack("\"\\e[2J\"")),
        ("a zero byte", pack("\0")),
        ("nothing", String::new()),
        ("only a comment", "# nothing".to_owned()),
    ] {
        let message = Packs::parse(&[("p.yaml", &text)]).map(|_| ()).unwrap_err().to_string();
        assert!(message.starts_with("p.yaml, line ") && message.contains(", column "), "{what}: {message}");
        assert!(message.chars().count() < 2_500 && !message.contains(char::is_control), "{what}: {message}");
    }
    let names = mappings_of(40);
    for (what, text, expected) in [
        ("lists in lists", format!("pack: p\nx: {}", deep("[", "]")), "nested too deep"),
        ("names in names", format!("pack: p\nx: {}", deep("{a: ", "}")), "nested too deep"),
        ("indented", format!("pack: p\n{names}"), "nested too deep"),
        ("aliases of aliases", format!("pack: p\na0: &a0 [x]\n{bomb}"), "too much to be a pack"),
    ] {
        let message = Outline::read("p.yaml", &text).unwrap_err().to_string();
        assert!(message.starts_with("p.yaml, line ") && message.contains(expected), "{what}: {message}");
    }
}

#[test]
fn the_lint_names_what_a_pack_may_not_ship_without() {
    let pack = PACK.replace("{en: a, fr: b}, cite: c", "{en: a, fr: ''}, cite: ''").replacen(
        "family: CASH\n    subject",
        "family: CASHH\n    subject",
        1,
    );
    let faults = Packs::parse(&[("lists/l.yaml", LISTS), ("p.yaml", &pack)]).unwrap().lint().join("\n");
    for expected in [
        "indicator I-1: the text is not there in both languages",
        "indicator I-1: there is no citation",
        "rule r: no family `CASHH`; did you mean `CASH`?",
        "rule r: there is no example that fires",
        "rule r: no quiet example is a benign look-alike",
    ] {
        assert!(faults.contains(expected), "{faults}");
    }
}

#[test]
fn an_example_that_does_not_hold_is_reported() {
    let examples = "fires: [{note: few, events: [{at: '2026-03-01', channel: cash, amount: 5}]}]";
    let pack = PACK.replacen("fires: []", examples, 1);
    let packs = Packs::parse(&[("lists/l.yaml", LISTS), ("p.yaml", &pack)]).unwrap();
    assert_eq!(packs.check_examples(), ["rule r, example “few” does not fire and should"]);
}
