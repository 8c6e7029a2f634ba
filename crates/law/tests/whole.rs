//! Every rule set that comes along is whole.
#![expect(clippy::panic, reason = "a test may fail")]

use law::{Carried, Compared, Facts, FaultKind, Impact, Library, Synthetic, Truths};

#[test]
fn every_rule_set_has_both_languages_and_no_gap_overlap_or_dead_rule() {
    let library = Library::embedded().unwrap_or_else(|error| panic!("{error}"));
    let mut cases = 0;
    for set in library.sets() {
        let lint = set.lint();
        assert!(lint.faults.is_empty(), "{}: {:#?}", set.id, lint.faults);
        assert_eq!(lint.proven.len(), set.conclusions.len());
        cases += lint.proven.iter().map(|own| own.cases).sum::<u128>();
    }
    assert!(cases > 1_000, "{cases}");
}

/// A rule set with these conclusions and rules.
fn faults(conclusions: &str, rules: &str) -> Vec<FaultKind> {
    let text = format!(
        "id: t\ntitle: {{en: T, fr: T}}\nabout: {{en: T, fr: T}}\njurisdiction: CA\nchecked: 2026-01-01\n\
         instruments: {{x: {{title: {{en: X, fr: X}}, cite: X, layer: statute}}}}\nfacts:\n\
         - {{id: a, type: yes_no, ask: {{en: A, fr: A}}, burden: x, standard: record, cost: 1}}\n\
         - {{id: n, type: number, ask: {{en: N, fr: N}}, burden: x, standard: record, cost: 1}}\n\
         - {{id: d, type: date, ask: {{en: D, fr: D}}, burden: x, standard: record, cost: 1}}\n\
         conclusions:\n{conclusions}\nrules:\n{rules}\n"
    );
    let library = Library::parse(&[("t.yaml", &text)]).unwrap_or_else(|error| panic!("{error}\n{text}"));
    library.sets().flat_map(|set| set.lint().faults).map(|fault| fault.kind).collect()
}

fn rule(id: &str, rest: &str) -> String {
    format!("- {{id: {id}, {rest}, says: {{en: S, fr: S}}, cite: [{{in: x}}], tag: ours}}\n")
}

#[test]
fn gaps_overlaps_dead_rules_and_idle_exceptions_are_found() {
    let choice = "- {id: c, kind: answer, says: {en: C, fr: C}, values: [{id: p, en: P, fr: P}, {id: q, en: Q, fr: Q}], otherwise: none}";
    let p = rule("p", "concludes: {c: p}, when: a and n >= 5 and d > 2026-01-01");
    let q = |when: &str| rule("q", &format!("concludes: {{c: q}}, when: {when}"));
    let whole = "not (a and n >= 5 and d > 2026-01-01)";
    assert_eq!(faults(choice, &(p.clone() + &q(whole))), []);
    // A day and a number at the very boundary are seen.
    let gap = faults(choice, &(p.clone() + &q("not (a and n >= 5 and d >= 2026-01-01)")));
    assert!(matches!(&gap[..], [FaultKind::Gap(case)] if case.contains("2026-01-01")), "{gap:?}");
    let overlap = faults(choice, &(p.clone() + &q("not (a and n > 5 and d > 2026-01-01)")));
    assert!(matches!(&overlap[..], [FaultKind::Overlap { case, .. }] if case.contains("n 5")), "{overlap:?}");
    let dead =
        faults(choice, &(p.clone() + &q(whole) + &rule("z", "concludes: {c: q}, when: n < 5 and n > 6")));
    assert_eq!(dead, [FaultKind::Dead]);
    let idle = faults(choice, &(p + &q(whole) + &rule("z", "exception_to: [p], when: n < 5")));
    assert_eq!(idle, [FaultKind::Idle("p".to_owned())]);
}

#[test]
fn a_rule_that_rests_on_itself_and_a_name_that_is_none_are_refused() {
    let one = "- {id: c, kind: answer, says: {en: C, fr: C}}\n- {id: k, kind: step, says: {en: K, fr: K}}";
    for (rules, expected) in [
        (rule("r", "concludes: c, when: k") + &rule("s", "concludes: k, when: c"), "depends on itself"),
        (rule("r", "concludes: c, when: aa"), "near it: a"),
        (rule("r", "concludes: c, when: n < d"), "number with a date"),
        (rule("r", "concludes: cc, when: a"), "no conclusion"),
        (rule("r", "exception_to: [q], when: a"), "no rule has this id"),
        (rule("r", "concludes: c, when: a, in_force: {from: 2026-01-01}"), "need `of`"),
        (rule("r", "concludes: c, when: a, in_force: {of: d, from: 2026-02-30}"), "no date"),
        (
            rule("r", "concludes: c, when: a, in_force: {of: d, from: 2026-02-02, to: 2026-01-01}"),
            "ends before",
        ),
        (rule("r", "kind: note, concludes: c, when: a"), "needs `concludes`"),
    ] {
        let said = std::panic::catch_unwind(|| faults(one, &rules)).unwrap_err();
        let said = said.downcast_ref::<String>().cloned().unwrap_or_default();
        assert!(said.contains(expected), "{rules}: {said}");
    }
}

#[test]
fn a_file_with_a_fault_breaks_its_own_rule_set_and_those_that_use_it_and_no_other() {
    let mut files: Vec<(&str, String)> =
        Library::embedded_files().iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    for (name, text) in &mut files {
        match *name {
            "law/transnationality.yaml" => text.push_str("\nrules: ["),
            "law/vtip.yaml" => *text = text.replacen("when:", "when: no_such_fact and", 1),
            _ => {}
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let library = Library::read(&files);
    let broken: Vec<&str> = library.broken().map(|(id, _, _)| id).collect();
    assert_eq!(broken, ["scope", "transnationality", "typology", "vtip"]);
    assert!(library.get("stca").is_ok() && library.get("jurisdiction").is_ok());
    for (asked, file) in [("scope", "law/transnationality.yaml"), ("vtip", "law/vtip.yaml")] {
        let said = library.get(asked).map(|_| ()).unwrap_err().to_string();
        assert!(said.starts_with(file), "{said}");
    }
    assert!(Library::parse(&files).is_err());
}

#[test]
fn a_case_means_the_same_in_a_law_that_has_other_facts_and_values() {
    let (_, old) = Library::embedded_files().iter().find(|(name, _)| *name == "law/stca.yaml").unwrap();
    // Another fact first, and the values of a choice in another order.
    let extra =
        "facts:\n  - {id: extra, type: yes_no, ask: {en: E, fr: E}, burden: x, standard: record, cost: 1}\n";
    let (harbour, airport) = ("      - {id: harbour, ", "      - {id: airport, ");
    let line = |start: &str| old.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
    let new = old.replacen("facts:\n", extra, 1).replacen(&line(harbour), "@", 1);
    let new = new.replacen(&line(airport), &line(harbour), 1).replacen('@', &line(airport), 1);
    let mut files = Library::embedded_files().to_vec();
    files.push(("stca.yaml", &new));
    let (before, after) = (Library::embedded().unwrap(), Library::parse(&files).unwrap());
    let (before, after) = (before.get("stca").unwrap(), after.get("stca").unwrap());
    let made = Synthetic::new(before, Facts::none(before), "2026-06-30".parse().unwrap(), 3, 100);
    let (carried, mut room) = (Carried::new(before, after), Facts::none(after));
    let (mut facts, mut old, mut new) = (Facts::none(before), Truths::default(), Truths::default());
    let (mut impact, laws) = (Impact::default(), Compared::new(before, after));
    for n in 0..2_000 {
        made.case(n, &mut facts, &mut old);
        before.evaluate(&facts, &mut old);
        after.evaluate(carried.facts(&facts, &mut room), &mut new);
        impact.count(&laws, &old, &new);
    }
    assert_eq!((impact.cases, impact.changed), (2_000, 0), "{:?}", impact.moves);
}
