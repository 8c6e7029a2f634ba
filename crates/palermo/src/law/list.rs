//! `palermo law list` and `palermo law show`.

use law::{Rule, RuleSet};
use report::Words;
use serde_json::json;

use super::answer::title;
use super::files::{library, named, what};
use super::options::{List, Named};
use super::{json, told};
use crate::Outcome;

pub(super) fn list(options: &List, words: &Words) -> miette::Result<Outcome> {
    let library = library(&options.given, words)?;
    if options.json {
        let all: Vec<_> = library
            .sets()
            .map(|set| {
                json!({
                    "id": set.id,
                    "title": told::text(&set.title, words),
                    "jurisdiction": set.jurisdiction,
                    "checked": set.checked.to_string(),
                    "facts": set.facts.len(),
                    "rules": set.rules.len(),
                })
            })
            .collect();
        say!("{}", json::pretty(&all.into()));
        return Ok(Outcome::Done);
    }
    let width = library.sets().map(|set| set.id.len()).max().unwrap_or(0);
    for set in library.sets() {
        say!("{:<width$}  {}", set.id, told::text(&set.title, words));
    }
    for (id, _, fault) in library.broken() {
        say!("{id:<width$}  {}", what(fault, words));
    }
    say!();
    say!("{}", words.text("law-not-advice"));
    Ok(Outcome::Done)
}

pub(super) fn show(options: &Named, words: &Words) -> miette::Result<Outcome> {
    let set = &named(options, words)?;
    say!("{} ({}, {})", told::text(&set.title, words), set.id, set.jurisdiction);
    say!("  {}", told::text(&set.about, words));
    let checked = words.stamp(&set.checked.to_string());
    say!("  {}", words.get("law-checked", &[("checked", checked.as_str().into())]));
    title("law-show-facts", words);
    for fact in &set.facts {
        say!("  {}  {}", fact.id, told::text(&fact.ask, words));
        say!("      {}", told::burden(fact, words));
        for value in &fact.values {
            say!("      {}  {}", value.id, told::text(&value.says, words));
        }
    }
    title("law-show-conclusions", words);
    for own in &set.conclusions {
        say!("  {}  {} {}", own.id, told::text(&own.says, words), own.label);
        for value in own.values.iter().filter(|_| !own.is_yes_no) {
            say!("      {}  {}", value.id, told::text(&value.says, words));
        }
    }
    title("law-show-rules", words);
    for rule in &set.rules {
        self::rule(set, rule, words);
    }
    say!();
    say!("{}", words.text("law-not-advice"));
    Ok(Outcome::Done)
}

/// One rule as it is written.
pub(super) fn rule(set: &RuleSet, rule: &Rule, words: &Words) {
    // What only a case knows stands as ‹name›.
    let says = told::text(&rule.says, words).replace('{', "‹").replace('}', "›");
    say!("  {}  {says}", rule.id);
    if let Some((at, value)) = rule.concludes
        && let Some(own) = set.conclusions.get(at)
    {
        let value = own.values.get(value).map(|value| value.id.as_str()).unwrap_or_default();
        say!(
            "      {}",
            words.get("law-decides", &[("conclusion", own.id.as_str().into()), ("value", value.into())])
        );
    }
    let names: Vec<&str> =
        rule.exception_to.iter().filter_map(|at| set.rules.get(*at)).map(|rule| rule.id.as_str()).collect();
    if !names.is_empty() {
        say!("      {}", words.get("law-exception-to", &[("rules", names.join(", ").into())]));
    }
    match &rule.readings {
        None => say!("      {}", words.get("law-when", &[("condition", rule.condition().into())])),
        Some(own) => {
            say!("      {}", words.get("law-strictly", &[("answer", own.strict().into())]));
            say!("      {}", words.get("law-loosely", &[("answer", own.loose().into())]));
            say!("      {}", told::text(&own.differ, words));
        }
    }
    let window = window(set, rule, words);
    if !window.is_empty() {
        say!("      {window}");
    }
    say!("      {}", told::source(set, rule, words));
}

/// When a rule is law.
pub(super) fn window(set: &RuleSet, rule: &Rule, words: &Words) -> String {
    let own = &rule.window;
    let mut parts = Vec::new();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| words.stamp(&day.to_string()));
    let fact = own.of.and_then(|at| set.facts.get(at)).map(|fact| fact.id.as_str()).unwrap_or_default();
    for (name, from, to) in [(fact, own.from, own.to), (law::DECISION, own.decided_from, own.decided_to)] {
        if from.is_none() && to.is_none() {
            continue;
        }
        let said = told::range((day(from), day(to)), true, words);
        parts.push(format!("{name} {said}"));
    }
    if !own.cites.is_empty() {
        parts.push(told::cites(set, &own.cites));
    }
    parts.join("; ")
}
