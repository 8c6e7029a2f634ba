//! `palermo law impact`: a change of law run over many cases.

use std::io::BufRead;
use std::path::Path;
use std::thread;

use jiff::civil::Date;
use law::{Carried, Compared, Facts, Impact, Library, RuleSet, Synthetic, Truths};
use report::Words;
use serde_json::{Value, json};

use super::files::{decided, library_with, named, rule_set, stated, what};
use super::{json, options, told};
use crate::{Outcome, Usage};

pub(super) fn run(options: &options::Impact, words: &Words) -> miette::Result<Outcome> {
    let set = &named(&options.named, words)?;
    let before = law(set, &options.before, options, words)?;
    let after = law(set, &options.after, options, words)?;
    // Cases are of the law that asks for most: what another does not ask for is left out there.
    let most = [&before, &after]
        .into_iter()
        .fold(set, |most, own| if own.facts.len() > most.facts.len() { own } else { most });
    let (impact, refused) = match &options.file {
        Some(path) => from_file(path, most, &before, &after, words)?,
        None => (synthetic(most, &before, &after, options, words)?, 0),
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

/// The law before and after, asked about cases of a third, which may have other facts.
struct Both<'s> {
    before: &'s RuleSet,
    after: &'s RuleSet,
    compared: Compared<'s>,
    carried: [Carried; 2],
    rooms: [Facts; 2],
    old: Truths,
    new: Truths,
}

impl<'s> Both<'s> {
    fn new(set: &RuleSet, before: &'s RuleSet, after: &'s RuleSet) -> Self {
        Self {
            before,
            after,
            compared: Compared::new(before, after),
            carried: [before, after].map(|law| Carried::new(set, law)),
            rooms: [before, after].map(Facts::none),
            old: Truths::default(),
            new: Truths::default(),
        }
    }

    fn count(&mut self, facts: &Facts, impact: &mut Impact) {
        let [into_before, into_after] = &self.carried;
        let [old_room, new_room] = &mut self.rooms;
        self.before.evaluate(into_before.facts(facts, old_room), &mut self.old);
        self.after.evaluate(into_after.facts(facts, new_room), &mut self.new);
        impact.count(&self.compared, &self.old, &self.new);
    }
}

fn synthetic(
    set: &RuleSet,
    before: &RuleSet,
    after: &RuleSet,
    options: &options::Impact,
    words: &Words,
) -> miette::Result<Impact> {
    let given = match &options.facts {
        Some(path) => stated(set, path, words)?,
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
        let mut both = Both::new(set, before, after);
        let first = (worker * share).min(options.cases);
        for n in first..(first + share).min(options.cases) {
            made.case(n, &mut facts, &mut both.old);
            both.count(&facts, &mut impact);
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
fn from_file(
    path: &Path,
    set: &RuleSet,
    before: &RuleSet,
    after: &RuleSet,
    words: &Words,
) -> miette::Result<(Impact, u64)> {
    let file = path.display().to_string();
    let wrong =
        |error: std::io::Error| Usage::report(format!("{file}: {error}"), words.text("law-file-help"));
    let reader = std::io::BufReader::new(std::fs::File::open(path).map_err(wrong)?);
    let (mut impact, mut refused, mut both) = (Impact::default(), 0, Both::new(set, before, after));
    for (number, line) in reader.lines().enumerate() {
        let line = line.map_err(wrong)?;
        if line.trim().is_empty() {
            continue;
        }
        let read = Facts::from_json(set, &line).and_then(|mut facts| {
            decided(set, &mut facts, None);
            set.check(&facts).map(|()| facts).map_err(|error| vec![error])
        });
        match read {
            Ok(facts) => both.count(&facts, &mut impact),
            Err(errors) => {
                refused += 1;
                for error in errors {
                    warn!("{file}:{}: {}", number + 1, what(&error, words));
                }
            }
        }
    }
    Ok((impact, refused))
}

fn tell(set: &RuleSet, options: &options::Impact, impact: &Impact, refused: u64, words: &Words) {
    say!("{}", told::text(&set.title, words));
    let count = |count: u64| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    say!(
        "{}",
        words.get(
            "law-impact-count",
            &[
                ("cases", impact.cases.into()),
                ("changed", impact.changed.into()),
                ("before", options.before.as_str().into()),
                ("after", options.after.as_str().into()),
            ]
        )
    );
    if refused > 0 {
        say!("{}", words.get("law-impact-refused", &[("count", refused.into())]));
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
