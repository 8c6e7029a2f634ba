//! `palermo law check`: the answer to a case, as a person reads it.

use law::{Answer, Answered, Branch, Facts, Held, Missing, Rule, RuleKind, RuleSet, Standing, Truth};
use report::Words;

use super::files::{facts, named};
use super::options::Check;
use super::{json, told};
use crate::Outcome;

pub(super) fn run(options: &Check, words: &Words) -> miette::Result<Outcome> {
    let set = &named(&options.named, words)?;
    let facts = facts(set, options.file.as_deref(), &options.case, words)?;
    let answer = set.answer(&facts);
    if options.json {
        say!("{}", json::pretty(&json::answer(set, &facts, &answer, words)));
    } else {
        tell(set, &facts, &answer, words);
    }
    Ok(Outcome::Done)
}

/// Prints an answer.
pub(super) fn tell(set: &RuleSet, facts: &Facts, answer: &Answer, words: &Words) {
    head(set, facts, words);
    outcome(set, answer, words);
    grounds(set, answer, words);
    rules(set, facts, answer, words);
    readings(set, answer, words);
    missing(set, answer, words);
    for (kind, key) in [
        (RuleKind::Consequence, "law-consequences"),
        (RuleKind::Discretion, "law-discretion"),
        (RuleKind::SafetyValve, "law-valves"),
        (RuleKind::Note, "law-notes"),
    ] {
        of_kind(set, facts, answer, kind, key, words);
    }
    foot(set, words);
}

fn head(set: &RuleSet, facts: &Facts, words: &Words) {
    say!("{}", told::text(&set.title, words));
    let checked = words.stamp(&set.checked.to_string());
    let decided = set.fact(law::DECISION).map(|fact| facts.value(fact));
    match decided {
        Some(Held::Day(day)) => {
            let day = words.stamp(&day.to_string());
            let values = [("checked", checked.as_str().into()), ("decided", day.as_str().into())];
            say!("{}", words.get("law-dated", &values));
        }
        _ => say!("{}", words.get("law-checked", &[("checked", checked.as_str().into())])),
    }
}

fn outcome(set: &RuleSet, answer: &Answer, words: &Words) {
    say!();
    let is_one = answer.answers.len() == 1;
    for (at, answered) in &answer.answers {
        let Some(own) = set.conclusions.get(*at) else { continue };
        let said = told::answered(own, *answered, words);
        if is_one {
            say!("{said}");
        } else {
            say!("{} {said}", told::asked(&own.says, words));
        }
    }
}

fn grounds(set: &RuleSet, answer: &Answer, words: &Words) {
    let shown: Vec<_> = answer.grounds.iter().filter(|(_, truth)| *truth != Truth::False).collect();
    if shown.is_empty() {
        return;
    }
    title("law-grounds", words);
    for (at, truth) in shown {
        let Some(own) = set.conclusions.get(*at) else { continue };
        let state = match truth {
            Truth::True => "law-ground-there",
            Truth::Unknown => "law-ground-open",
            Truth::Review | Truth::False => "law-ground-review",
        };
        say!("  {}  {} ({})", own.label, told::text(&own.says, words), words.text(state));
        say!("      {}", told::cites(set, &own.cites));
    }
}

/// The rules for and against, and those not settled.
fn rules(set: &RuleSet, facts: &Facts, answer: &Answer, words: &Words) {
    let deciding = || set.rules.iter().zip(&answer.standings).filter(|(rule, _)| rule.kind == RuleKind::Rule);
    let part = |key: &str, is_shown: &dyn Fn(&Rule, &Standing) -> bool| {
        let shown: Vec<_> = deciding().filter(|(rule, standing)| is_shown(rule, standing)).collect();
        if shown.is_empty() {
            return;
        }
        title(key, words);
        for (rule, standing) in shown {
            one(set, facts, rule, words);
            if let Standing::Defeated(by) = standing {
                let names: Vec<&str> =
                    by.iter().filter_map(|at| set.rules.get(*at)).map(|rule| rule.id.as_str()).collect();
                say!("      {}", words.get("law-defeated", &[("rules", names.join(", ").into())]));
            }
        }
    };
    let is_plain = |rule: &Rule| rule.exception_to.is_empty();
    part("law-for", &|rule, standing| is_plain(rule) && *standing == Standing::Applies);
    part("law-against", &|rule, standing| {
        matches!(standing, Standing::Defeated(_)) || !is_plain(rule) && *standing == Standing::Applies
    });
    part("law-in-review", &|_, standing| *standing == Standing::Review);
}

fn one(set: &RuleSet, facts: &Facts, rule: &Rule, words: &Words) {
    say!("  {}  {}", rule.id, set.fill(told::text(&rule.says, words), facts));
    say!("      {}", told::source(set, rule, words));
    if let Some(note) = &rule.note {
        say!("      {}", told::text(note, words));
    }
}

fn readings(set: &RuleSet, answer: &Answer, words: &Words) {
    if answer.readings.is_empty() {
        return;
    }
    title("law-readings", words);
    for own in &answer.readings {
        let Some(conclusion) = set.conclusions.get(own.conclusion) else { continue };
        say!("  {}", told::text(&conclusion.says, words));
        let strict = told::verdict(conclusion, own.strict, words);
        let loose = told::verdict(conclusion, own.loose, words);
        say!("    {}", words.get("law-strictly", &[("answer", strict.into())]));
        say!("    {}", words.get("law-loosely", &[("answer", loose.into())]));
        for rule in own.rules.iter().filter_map(|at| set.rules.get(*at)) {
            if let Some(differing) = &rule.readings {
                say!("      {}  {}", rule.id, told::text(&differing.differ, words));
            }
        }
    }
}

fn missing(set: &RuleSet, answer: &Answer, words: &Words) {
    if answer.missing.is_empty() {
        return;
    }
    title("law-missing", words);
    for own in &answer.missing {
        let Some(fact) = set.facts.get(own.fact) else { continue };
        say!("  {}", told::question(fact, own.member, words));
        let disputed =
            if own.is_given_up { format!(" {}", words.text("law-given-up")) } else { String::new() };
        say!("      {}{disputed}", told::burden(fact, words));
        for line in branches(set, own, words) {
            say!("      {line}");
        }
    }
}

/// What each value would lead to, a line each; values that lead to the same stand together.
pub(super) fn branches(set: &RuleSet, own: &Missing, words: &Words) -> Vec<String> {
    let Some(fact) = set.facts.get(own.fact) else { return Vec::new() };
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    let is_same = |branch: &Branch| {
        own.branches
            .first()
            .is_some_and(|first| first.answers == branch.answers && first.grounds == branch.grounds)
    };
    if own.branches.iter().all(is_same) {
        return vec![words.text("law-alone-nothing")];
    }
    for branch in &own.branches {
        let value = range(fact, branch, words);
        let then = then(set, branch, words);
        match lines.iter_mut().find(|(own, _)| *own == then) {
            Some((_, values)) => values.push(value),
            None => lines.push((then, vec![value])),
        }
    }
    lines.into_iter().map(|(then, values)| format!("{} → {then}", values.join(", "))).collect()
}

fn range(fact: &law::Fact, branch: &Branch, words: &Words) -> String {
    let from = told::held(fact, branch.from, words);
    if branch.from == branch.to && !branch.is_open_below && !branch.is_open_above {
        return from;
    }
    let to = told::held(fact, branch.to, words);
    let bounds = ((!branch.is_open_below).then_some(from), (!branch.is_open_above).then_some(to));
    told::range(bounds, matches!(branch.from, Held::Day(_)), words)
}

fn then(set: &RuleSet, branch: &Branch, words: &Words) -> String {
    let answers: Vec<&law::Conclusion> =
        set.conclusions.iter().filter(|own| own.kind == law::ConclusionKind::Answer).collect();
    let is_one = answers.len() == 1;
    let is_open = branch.answers.contains(&Answered::NeedsFact);
    // What stays open is said once, after what is decided.
    let decided = answers.iter().zip(&branch.answers).filter(|(own, answered)| {
        **answered != Answered::NeedsFact
            && (is_one || **answered != Answered::Is(own.otherwise.unwrap_or(usize::MAX)))
    });
    let mut parts: Vec<String> = decided
        .map(|(own, answered)| {
            if is_one { set.code(own, *answered) } else { format!("{} {}", own.id, set.code(own, *answered)) }
        })
        .collect();
    if parts.is_empty() && !is_open {
        parts.push(words.text("law-none-of-the-answers"));
    }
    parts
        .extend(branch.grounds.iter().filter_map(|at| set.conclusions.get(*at)).map(|own| own.label.clone()));
    if is_open {
        parts.push(words.text(if is_one || parts.is_empty() { "law-still-open" } else { "law-rest-open" }));
    }
    parts.join(" · ")
}

fn of_kind(set: &RuleSet, facts: &Facts, answer: &Answer, kind: RuleKind, key: &str, words: &Words) {
    let shown: Vec<_> = set
        .rules
        .iter()
        .zip(&answer.standings)
        .filter(|(rule, standing)| {
            rule.kind == kind && matches!(standing, Standing::Applies | Standing::Review | Standing::Unknown)
        })
        .collect();
    if shown.is_empty() {
        return;
    }
    title(key, words);
    let mut open = Vec::new();
    for (rule, standing) in shown {
        if *standing == Standing::Unknown {
            open.push(rule.id.as_str());
            continue;
        }
        one(set, facts, rule, words);
        if *standing == Standing::Review {
            let differ = rule.readings.as_ref().map(|own| told::text(&own.differ, words)).unwrap_or_default();
            say!("      {}", words.get("law-if-reading", &[("differ", differ.into())]));
        }
    }
    if !open.is_empty() {
        say!("  {}", words.get("law-if-facts", &[("rules", open.join(", ").into())]));
    }
}

fn foot(set: &RuleSet, words: &Words) {
    if !set.caveats.is_empty() {
        title("law-caveats", words);
        for own in &set.caveats {
            say!("  {}", told::text(own, words));
        }
    }
    say!();
    say!("{}", words.text("law-not-advice"));
}

/// A heading after an empty line.
pub(super) fn title(key: &str, words: &Words) {
    say!();
    say!("{}", words.text(key));
}
