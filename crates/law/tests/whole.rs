//! Every rule set that comes along is whole.
#![expect(clippy::panic, reason = "a test may fail")]

use law::{FaultKind, Library};

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
