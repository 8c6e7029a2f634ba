//! A rule set written as DMN and read back decides the same.
#![expect(clippy::panic, reason = "a test may fail")]

use std::collections::BTreeSet;

use law::{Facts, FaultKind, Library, RuleSet, Synthetic, Truths, World, dmn, verdict};
use serde_json::{Map, Value};

/// The facts under the names that DMN has for them.
fn renamed(original: &RuleSet, imported: &RuleSet, facts: &Facts) -> Facts {
    let Value::Object(stated) = original.stated(facts) else { panic!() };
    let mut plain = Map::new();
    for (name, value) in stated {
        match value {
            Value::Object(members) => {
                plain.extend(members.into_iter().map(|(member, value)| (format!("{name}__{member}"), value)));
            }
            other => {
                plain.insert(name, other);
            }
        }
    }
    let entries: Vec<(String, Value)> = plain.into_iter().collect();
    Facts::from_entries(imported, &entries).unwrap_or_else(|errors| panic!("{errors:?}"))
}

#[test]
fn every_rule_set_survives_the_way_to_dmn_and_back() {
    let library = Library::embedded().unwrap();
    for set in library.sets() {
        let xml = dmn::export(set).unwrap();
        let yaml = dmn::import(&xml).unwrap_or_else(|error| panic!("{}: {error}", set.id));
        let back = Library::parse(&[("back.yaml", &yaml)]).unwrap_or_else(|error| panic!("{error}\n{yaml}"));
        let back = back.get(&set.id).unwrap();
        for fact in back.facts.iter().filter(|fact| fact.kind == law::Kind::Choice) {
            let values =
                |fact: &law::Fact| fact.values.iter().map(|own| own.id.clone()).collect::<BTreeSet<_>>();
            assert_eq!(values(fact), values(set.fact(&fact.id).unwrap()), "{} {}", set.id, fact.id);
        }
        let made = Synthetic::new(set, Facts::none(set), set.checked, 7, 0);
        let (mut facts, mut one, mut other) = (Facts::none(set), Truths::default(), Truths::default());
        for n in 0..200 {
            made.case(n, &mut facts, &mut one);
            set.evaluate(&facts, &mut one);
            back.evaluate(&renamed(set, back, &facts), &mut other);
            for own in &set.conclusions {
                let theirs = back.conclusion(&own.id).unwrap();
                let value = |own: &law::Conclusion, truths: &Truths| match verdict(
                    own,
                    truths,
                    World::GovernedStrict,
                ) {
                    law::Verdict::Is(at) => own.values[at].id.clone(),
                    other => format!("{other:?}"),
                };
                assert_eq!(
                    value(own, &one),
                    value(theirs, &other),
                    "{} {}: {}",
                    set.id,
                    own.id,
                    set.stated(&facts)
                );
            }
        }
        // What was taken over once is taken over the same again.
        let again = dmn::import(&dmn::export(back).unwrap()).unwrap();
        assert!(Library::parse(&[("again.yaml", &again)]).is_ok(), "{again}");
    }
}

const TABLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d1" name="Fee" namespace="urn:x">
  <inputData id="i1" name="Applicant age"><variable name="Applicant age" typeRef="number"/></inputData>
  <inputData id="i2" name="status"><variable name="status" typeRef="string"/></inputData>
  <decision id="d2" name="Fee due">
    <variable name="Fee due" typeRef="string"/>
    <decisionTable id="t1" hitPolicy="FIRST">
      <input id="c1"><inputExpression typeRef="number"><text>Applicant age</text></inputExpression></input>
      <input id="c2"><inputExpression typeRef="string"><text>status</text></inputExpression></input>
      <output id="o1" typeRef="string"/>
      <rule id="r1"><inputEntry><text>[0..18)</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"none"</text></outputEntry></rule>
      <rule id="r2"><inputEntry><text>&gt;= 65, 18</text></inputEntry><inputEntry><text>not("victim","refugee")</text></inputEntry><outputEntry><text>"half"</text></outputEntry></rule>
      <rule id="r3"><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"full"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>"#;

#[test]
fn a_table_of_another_tool_is_taken_over() {
    let yaml = dmn::import(TABLE).unwrap();
    let library = Library::parse(&[("fee.yaml", &yaml)]).unwrap_or_else(|error| panic!("{error}\n{yaml}"));
    let set = library.get("Fee").unwrap();
    for (facts, expected) in [
        (r#"{"Applicant_age": 17, "status": "victim"}"#, "none"),
        (r#"{"Applicant_age": 18, "status": "any_other"}"#, "half"),
        (r#"{"Applicant_age": 18, "status": "victim"}"#, "full"),
        (r#"{"Applicant_age": 64, "status": "any_other"}"#, "full"),
        (r#"{"Applicant_age": 65, "status": "any_other"}"#, "half"),
        (r#"{"Applicant_age": 65}"#, "NEEDS_FACT"),
        (r#"{"Applicant_age": 10}"#, "none"),
    ] {
        let facts = Facts::from_json(set, facts).unwrap();
        let outcome = set.outcome().unwrap();
        assert_eq!(set.code(outcome, set.value(outcome, &facts)), expected, "{:?}", set.stated(&facts));
    }
    let is_gap = |fault: &law::Fault| matches!(fault.kind, FaultKind::Gap(_) | FaultKind::Overlap { .. });
    assert!(!set.lint().faults.iter().any(is_gap), "{:?}", set.lint().faults);
}

#[test]
fn what_cannot_be_taken_over_is_named_with_its_line() {
    for (from, to, expected) in [
        ("hitPolicy=\"FIRST\"", "hitPolicy=\"COLLECT\"", "hit policy"),
        ("[0..18)", "every second", "is no input"),
        ("typeRef=\"string\"/></inputData>", "typeRef=\"time\"/></inputData>", "expected boolean"),
        ("</definitions>", "", "breaks off"),
        ("<definitions", "<<definitions", "not XML"),
        ("decisionTable", "context", "not taken over"),
        ("\"status\"", "\"Applicant age\"", "twice"),
    ] {
        let error = dmn::import(&TABLE.replace(from, to)).unwrap_err().to_string();
        assert!(error.contains(expected) && error.contains("line"), "{to}: {error}");
    }
}
