//! `palermo law diff`: what changed in the law between two days, and what that changes for a case.

use jiff::civil::Date;
use law::{Answered, Facts, RuleSet};
use report::Words;
use serde_json::{Value, json};

use super::files::{library, rule_set, stated};
use super::options::Diff;
use super::{json, list, told};
use crate::Outcome;

pub(super) fn run(options: &Diff, words: &Words) -> miette::Result<Outcome> {
    let library = library(&options.given, words)?;
    let sets: Vec<&RuleSet> = match &options.rules {
        Some(id) => vec![rule_set(&library, id, words)?],
        None => library.sets().collect(),
    };
    let mut all = Vec::new();
    for set in sets {
        let changed = set.changed(options.one, options.other);
        let answers = match &options.facts {
            Some(path) => {
                let facts = stated(set, path, words)?;
                Some([options.one, options.other].map(|day| as_of(set, &facts, day)))
            }
            None => None,
        };
        if options.json {
            all.push(as_json(set, options, &changed, answers.as_ref()));
            continue;
        }
        say!("{}", told::text(&set.title, words));
        if changed.ended.is_empty() && changed.began.is_empty() {
            say!("  {}", words.text("law-diff-nothing"));
        }
        for (key, rules, day) in [
            ("law-diff-ended", &changed.ended, options.one),
            ("law-diff-began", &changed.began, options.other),
        ] {
            if !rules.is_empty() {
                let day = words.stamp(&day.to_string());
                say!("\n{}", words.get(key, &[("day", day.into())]));
            }
            for rule in rules.iter().filter_map(|at| set.rules.get(*at)) {
                list::rule(set, rule, words);
            }
        }
        if let Some(answers) = answers {
            say!();
            for (day, answer) in [options.one, options.other].iter().zip(&answers) {
                let day = words.stamp(&day.to_string());
                let said: Vec<String> = answer
                    .iter()
                    .filter_map(|(at, answered)| {
                        let own = set.conclusions.get(*at)?;
                        Some(told::answered(own, *answered, words))
                    })
                    .collect();
                say!(
                    "{}",
                    words.get("law-diff-answer", &[("day", day.into()), ("answer", said.join("; ").into())])
                );
            }
        }
        say!();
    }
    if options.json {
        say!("{}", json::pretty(&Value::Array(all)));
    } else {
        say!("{}", words.text("law-not-advice"));
    }
    Ok(Outcome::Done)
}

fn as_of(set: &RuleSet, facts: &Facts, day: Date) -> Vec<(usize, Answered)> {
    set.as_of(day).answer(facts).answers
}

fn as_json(
    set: &RuleSet,
    options: &Diff,
    changed: &law::Changed,
    answers: Option<&[Vec<(usize, Answered)>; 2]>,
) -> Value {
    let names = |all: &[usize]| {
        all.iter().filter_map(|at| set.rules.get(*at)).map(|rule| rule.id.clone()).collect::<Vec<_>>()
    };
    let codes = |all: &Vec<(usize, Answered)>| {
        all.iter()
            .filter_map(|(at, answered)| {
                let own = set.conclusions.get(*at)?;
                Some((own.id.clone(), Value::from(set.code(own, *answered))))
            })
            .collect::<serde_json::Map<_, _>>()
    };
    json!({
        "rules_of": set.id,
        "days": [options.one.to_string(), options.other.to_string()],
        "ended": names(&changed.ended),
        "began": names(&changed.began),
        "answers": answers.map(|both| both.iter().map(codes).collect::<Vec<_>>()),
    })
}
