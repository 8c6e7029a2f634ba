//! Answers and questions for programs; the schema stands in docs/law.md.

use law::{Answer, Citation, Fact, Facts, Missing, Rule, RuleKind, RuleSet, Standing, Truth};
use report::Words;
use serde_json::{Value, json};

use super::answer::branches;
use super::told;

/// JSON as it is printed.
pub(super) fn pretty(value: &Value) -> String {
    format!("{value:#}")
}

/// An answer.
pub(super) fn answer(set: &RuleSet, facts: &Facts, answer: &Answer, words: &Words) -> Value {
    let answers: Vec<Value> = answer
        .answers
        .iter()
        .filter_map(|(at, answered)| {
            let own = set.conclusions.get(*at)?;
            Some(json!({
                "id": own.id,
                "question": told::text(&own.says, words),
                "value": set.code(own, *answered),
                "text": told::answered(own, *answered, words),
            }))
        })
        .collect();
    let grounds: Vec<Value> = answer
        .grounds
        .iter()
        .filter_map(|(at, truth)| {
            let own = set.conclusions.get(*at)?;
            let state = match truth {
                Truth::True => "true",
                Truth::False => "false",
                Truth::Unknown => "unknown",
                Truth::Review => "needs_legal_review",
            };
            Some(json!({
                "id": own.id,
                "label": own.label,
                "text": told::text(&own.says, words),
                "state": state,
                "cites": cites(set, &own.cites),
            }))
        })
        .collect();
    let readings: Vec<Value> = answer
        .readings
        .iter()
        .filter_map(|own| {
            let conclusion = set.conclusions.get(own.conclusion)?;
            let rules = own.rules.iter().filter_map(|at| set.rules.get(*at)).map(|rule| {
                json!({"rule": rule.id, "differ": rule.readings.as_ref().map(|own| told::text(&own.differ, words))})
            });
            Some(json!({
                "id": conclusion.id,
                "strict": told::verdict(conclusion, own.strict, words),
                "loose": told::verdict(conclusion, own.loose, words),
                "rules": rules.collect::<Vec<_>>(),
            }))
        })
        .collect();
    let rules: Vec<Value> = set
        .rules
        .iter()
        .zip(&answer.standings)
        .filter(|(_, standing)| !matches!(standing, Standing::NotMet | Standing::NotInForce))
        .map(|(rule, standing)| one_rule(set, facts, rule, standing, words))
        .collect();
    json!({
        "rules_of": set.id,
        "title": told::text(&set.title, words),
        "checked": set.checked.to_string(),
        "outcome": answer.answers.first().and_then(|(at, answered)| Some(set.code(set.conclusions.get(*at)?, *answered))),
        "answers": answers,
        "grounds": grounds,
        "rules": rules,
        "readings": readings,
        "missing": answer.missing.iter().filter_map(|own| question(set, own, words)).collect::<Vec<_>>(),
        "facts": set.stated(facts),
        "caveats": set.caveats.iter().map(|own| told::text(own, words)).collect::<Vec<_>>(),
        "notice": words.text("law-not-advice"),
    })
}

fn one_rule(set: &RuleSet, facts: &Facts, rule: &Rule, standing: &Standing, words: &Words) -> Value {
    let (state, by) = match standing {
        Standing::Applies => ("applies", Vec::new()),
        Standing::Defeated(by) => ("defeated", by.clone()),
        Standing::Unknown => ("unknown", Vec::new()),
        Standing::Review => ("needs_legal_review", Vec::new()),
        Standing::NotInForce => ("not_in_force", Vec::new()),
        Standing::NotMet => ("not_met", Vec::new()),
    };
    let kind = match rule.kind {
        RuleKind::Rule if rule.exception_to.is_empty() => "rule",
        RuleKind::Rule => "exception",
        RuleKind::Consequence => "consequence",
        RuleKind::Discretion => "discretion",
        RuleKind::SafetyValve => "safety_valve",
        RuleKind::Note => "note",
    };
    let names = |all: &[usize]| {
        all.iter().filter_map(|at| set.rules.get(*at)).map(|rule| rule.id.clone()).collect::<Vec<_>>()
    };
    json!({
        "id": rule.id,
        "kind": kind,
        "state": state,
        "defeated_by": names(&by),
        "exception_to": names(&rule.exception_to),
        "text": set.fill(told::text(&rule.says, words), facts),
        "label": set.fill(&rule.label, facts),
        "note": rule.note.as_ref().map(|own| told::text(own, words)),
        "in_force": {
            "of": rule.window.of.and_then(|at| set.facts.get(at)).map(|fact| fact.id.clone()),
            "from": rule.window.from.map(|day| day.to_string()),
            "to": rule.window.to.map(|day| day.to_string()),
            "decided_from": rule.window.decided_from.map(|day| day.to_string()),
            "decided_to": rule.window.decided_to.map(|day| day.to_string()),
            "cites": cites(set, &rule.window.cites),
        },
        "verified": told::tag(rule.tag),
        "confidence": format!("{:?}", rule.confidence).to_lowercase(),
        "cites": cites(set, &rule.cites),
    })
}

fn cites(set: &RuleSet, all: &[Citation]) -> Vec<Value> {
    let one = |cite: &Citation| {
        let own = set.instruments.get(&cite.instrument)?;
        Some(json!({
            "instrument": own.cite,
            "provision": cite.at,
            "layer": format!("{:?}", own.layer),
            "snapshot": own.snapshot,
        }))
    };
    all.iter().filter_map(one).collect()
}

/// A question that still matters.
pub(super) fn question(set: &RuleSet, own: &Missing, words: &Words) -> Option<Value> {
    let fact = set.facts.get(own.fact)?;
    let member = own.member.and_then(|at| fact.values.get(at));
    let name = member.map_or_else(|| fact.id.clone(), |member| format!("{}.{}", fact.id, member.id));
    Some(json!({
        "fact": name,
        "type": member.map_or_else(|| kind(fact), |_| "yes_no"),
        "question": told::question(fact, own.member, words),
        "help": fact.help.as_ref().map(|own| told::text(own, words)),
        "values": if member.is_some() { Vec::new() } else { values(fact, words) },
        "burden": fact.burden,
        "standard": told::standard(fact.standard).replace('-', "_"),
        "cost": fact.cost,
        "asked": own.is_given_up,
        "would": branches(set, own, words),
    }))
}

fn kind(fact: &Fact) -> &'static str {
    match fact.kind {
        law::Kind::YesNo => "yes_no",
        law::Kind::Choice => "choice",
        law::Kind::Several => "several",
        law::Kind::Number => "number",
        law::Kind::Date => "date",
    }
}

fn values(fact: &Fact, words: &Words) -> Vec<Value> {
    fact.values.iter().map(|own| json!({"id": own.id, "text": told::text(&own.says, words)})).collect()
}
