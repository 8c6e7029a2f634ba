//! `palermo law impact`: a change of law run over many cases.

use std::io::BufRead;
use std::path::Path;
use std::thread;

use jiff::civil::Date;
use law::{Facts, Impact, Library, RuleSet, Synthetic, Truths};
use report::Words;
use serde_json::{Value, json};

use super::files::{decided, library_with, named, read, rule_set, said, what};
use super::{json, options, told};
use crate::{Outcome, Usage};

pub(super) fn run(options: &options::Impact, words: &Words) -> miette::Result<Outcome> {
    let set = &named(&options.named, words)?;
    let before = law(set, &options.before, options, words)?;
    let after = law(set, &options.after, options, words)?;
    let (impact, refused) = match &options.file {
        Some(path) => from_file(path, &before, &after, words)?,
        None => (synthetic(set, &before, &after, options, words)?, 0),
    };
    if options.json {
        say!("{}", json::pretty(&as_json(set, options, &impact, refused, words)));
    } else {
        tell(set, options, &impact, refused, words);
    }
    Ok(if refused == 0 { Outcome::Done } else { Outcome::Faults })
}

/// The law of a day, or of a file of rules.
fn law(set: &RuleSet, named: &str, options: &options::Impact, words: &Words) -> miette::Result<RuleSet> {
    if let Ok(day) = named.parse::<Date>() {
        return Ok(set.as_of(day));
    }
    let mut paths = options.named.given.law.clone();
    paths.push(named.into());
    let library: Library = library_with(&paths, words)?;
    rule_set(&library, &options.named.rules, words).cloned()
}

fn synthetic(
    set: &RuleSet,
    before: &RuleSet,
    after: &RuleSet,
    options: &options::Impact,
    words: &Words,
) -> miette::Result<Impact> {
    let given = match &options.facts {
        Some(path) => Facts::from_json(set, &read(path, words)?).map_err(|errors| match errors.first() {
            Some(error) => said(error, words),
            None => Usage::report("", ""),
        })?,
        None => Facts::none(set),
    };
    let days = [&options.before, &options.after].map(|named| named.parse::<Date>().ok());
    let until = options.until.or(days.into_iter().flatten().max()).unwrap_or(set.checked);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 0 to 1 of 1,000")]
    let unknown = (options.unknown * 1_000.0) as u64;
    let made = Synthetic::new(set, given, until, options.seed, unknown);
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get) as u64;
    let share = options.cases.div_ceil(workers.max(1));
    let count = |worker: u64| {
        let mut impact = Impact::default();
        let mut facts = Facts::none(set);
        let (mut old, mut new) = (Truths::default(), Truths::default());
        let first = (worker * share).min(options.cases);
        for n in first..(first + share).min(options.cases) {
            made.case(n, &mut facts, &mut old);
            before.evaluate(&facts, &mut old);
            after.evaluate(&facts, &mut new);
            impact.count((before, &old), (after, &new));
        }
        impact
    };
    Ok(thread::scope(|scope| {
        let count = &count;
        let running: Vec<_> = (0..workers).map(|worker| scope.spawn(move || count(worker))).collect();
        let mut impact = Impact::default();
        for worker in running {
            match worker.join() {
                Ok(own) => impact.add(own),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        impact
    }))
}

/// Cases a line; those that cannot be read are told and counted.
fn from_file(path: &Path, before: &RuleSet, after: &RuleSet, words: &Words) -> miette::Result<(Impact, u64)> {
    let file = path.display().to_string();
    let wrong =
        |error: std::io::Error| Usage::report(format!("{file}: {error}"), words.text("law-file-help"));
    let reader = std::io::BufReader::new(std::fs::File::open(path).map_err(wrong)?);
    let (mut impact, mut refused) = (Impact::default(), 0);
    let (mut old, mut new) = (Truths::default(), Truths::default());
    for (number, line) in reader.lines().enumerate() {
        let line = line.map_err(wrong)?;
        if line.trim().is_empty() {
            continue;
        }
        let read = Facts::from_json(before, &line).and_then(|mut facts| {
            decided(before, &mut facts, None);
            before.check(&facts).map(|()| facts).map_err(|error| vec![error])
        });
        match read {
            Ok(facts) => {
                before.evaluate(&facts, &mut old);
                after.evaluate(&facts, &mut new);
                impact.count((before, &old), (after, &new));
            }
            Err(errors) => {
                refused += 1;
                for error in errors {
                    eprintln!("{file}:{}: {}", number + 1, what(&error, words));
                }
            }
        }
    }
    Ok((impact, refused))
}

fn tell(set: &RuleSet, options: &options::Impact, impact: &Impact, refused: u64, words: &Words) {
    say!("{}", told::text(&set.title, words));
    let count = |count: u64| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let (cases, changed) = (count(impact.cases), count(impact.changed));
    say!(
        "{}",
        words.get(
            "law-impact-count",
            &[
                ("cases", cases.as_str().into()),
                ("changed", changed.as_str().into()),
                ("before", options.before.as_str().into()),
                ("after", options.after.as_str().into()),
            ]
        )
    );
    if refused > 0 {
        let refused = count(refused);
        say!("{}", words.get("law-impact-refused", &[("count", refused.as_str().into())]));
    }
    let mut last = "";
    for ((answer, old, new), number) in &impact.moves {
        if answer != last {
            let own = set.conclusion(answer);
            say!("\n{}", own.map_or(answer.as_str(), |own| told::text(&own.says, words)));
            last = answer;
        }
        say!("  {:>12}  {old} → {new}", count(*number));
    }
    if !impact.grounds.is_empty() {
        say!("\n{}", words.text("law-grounds"));
        for (label, (old, new)) in &impact.grounds {
            say!("  {:>12} → {:>12}  {label}", count(*old), count(*new));
        }
    }
    say!();
    if options.file.is_none() {
        say!("{}", words.text("law-impact-synthetic"));
    }
    say!("{}", words.text("law-not-advice"));
}

fn as_json(set: &RuleSet, options: &options::Impact, impact: &Impact, refused: u64, words: &Words) -> Value {
    let moves: Vec<Value> = impact
        .moves
        .iter()
        .map(|((answer, old, new), count)| json!({"answer": answer, "before": old, "after": new, "cases": count}))
        .collect();
    let grounds: Vec<Value> = impact
        .grounds
        .iter()
        .map(|(label, (old, new))| json!({"ground": label, "before": old, "after": new}))
        .collect();
    json!({
        "rules_of": set.id,
        "before": options.before,
        "after": options.after,
        "cases": impact.cases,
        "changed": impact.changed,
        "refused": refused,
        "synthetic": options.file.is_none(),
        "moves": moves,
        "grounds": grounds,
        "notice": words.text("law-not-advice"),
    })
}
