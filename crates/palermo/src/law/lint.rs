//! `palermo law lint`: what is wrong with rule sets, and what going through all their cases has shown.

use std::collections::BTreeSet;

use law::{FaultKind, Proven, RuleSet};
use report::Words;

use super::files::{parsed, what};
use super::options::Lint;
use crate::Outcome;

pub(super) fn run(options: &Lint, words: &Words) -> miette::Result<Outcome> {
    let library = parsed(&options.files, words)?;
    // The first fault of form stops the reading of its file: what rests on it cannot be judged.
    let broken: BTreeSet<String> = library.broken().map(|(_, _, fault)| what(fault, words)).collect();
    for fault in &broken {
        say!("{fault}");
    }
    let mut faults = broken.len();
    for set in library.sets() {
        faults += one(set, words);
    }
    say!(
        "{}",
        words.get("law-lint-count", &[("sets", library.sets().count().into()), ("faults", faults.into())])
    );
    Ok(if faults == 0 { Outcome::Done } else { Outcome::Faults })
}

fn one(set: &RuleSet, words: &Words) -> usize {
    let lint = set.lint();
    say!(
        "{}",
        words.get(
            "law-lint-set",
            &[
                ("set", set.id.as_str().into()),
                ("facts", set.facts.len().into()),
                ("conclusions", set.conclusions.len().into()),
                ("rules", set.rules.len().into()),
            ]
        )
    );
    for own in &lint.proven {
        say!("  {}", proven(own, words));
    }
    for fault in &lint.faults {
        say!("  {}: {}", fault.about, told(&fault.kind, words));
    }
    lint.faults.len()
}

fn proven(own: &Proven, words: &Words) -> String {
    let cases = u64::try_from(own.cases).unwrap_or(u64::MAX);
    let key = if own.cases == 0 { "law-lint-one-value" } else { "law-lint-cases" };
    words.get(
        key,
        &[
            ("conclusion", own.conclusion.as_str().into()),
            ("rules", own.rules.into()),
            ("cases", cases.into()),
        ],
    )
}

fn told(kind: &FaultKind, words: &Words) -> String {
    match kind {
        FaultKind::NoText => words.text("law-fault-no-text"),
        FaultKind::Cost(cost) => words.get("law-fault-cost", &[("cost", (*cost).into())]),
        FaultKind::Gap(case) => words.get("law-fault-gap", &[("case", case.as_str().into())]),
        FaultKind::Overlap { one, other, case } => words.get(
            "law-fault-overlap",
            &[("one", one.as_str().into()), ("other", other.as_str().into()), ("case", case.as_str().into())],
        ),
        FaultKind::Dead => words.text("law-fault-dead"),
        FaultKind::Idle(rule) => words.get("law-fault-idle", &[("rule", rule.as_str().into())]),
        FaultKind::TooMany(cases) => {
            words.get("law-fault-too-many", &[("cases", cases.to_string().as_str().into())])
        }
        FaultKind::Unused => words.text("law-fault-unused"),
    }
}
