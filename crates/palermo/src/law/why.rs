//! `palermo law why`: how one ground, conclusion, rule or provision comes out, down to the facts.

use std::collections::BTreeSet;

use law::{Answer, Facts, RuleSet, Standing, Subject};
use report::Words;

use super::files::{facts, named, said};
use super::options::Why;
use super::{list, told};
use crate::Outcome;

pub(super) fn run(options: &Why, words: &Words) -> miette::Result<Outcome> {
    let set = &named(&options.named, words)?;
    let facts = facts(set, None, &options.case, words)?;
    let found = set.find(&options.what).map_err(|error| said(&error, words))?;
    let answer = set.answer(&facts);
    let mut told = Tree { set, facts: &facts, answer: &answer, words, seen: BTreeSet::new() };
    for subject in found {
        match subject {
            Subject::Conclusion(at) => told.conclusion(at, 0),
            Subject::Rule(at) => told.rule(at, 0),
        }
        say!();
    }
    say!("{}", words.text("law-not-advice"));
    Ok(Outcome::Done)
}

/// Ours: deeper than any rule set of ours goes.
const DEEPEST: usize = 12;

/// What was told of a case so far: a conclusion on which several things rest is told once.
struct Tree<'a> {
    set: &'a RuleSet,
    facts: &'a Facts,
    answer: &'a Answer,
    words: &'a Words,
    seen: BTreeSet<usize>,
}

impl Tree<'_> {
    fn conclusion(&mut self, at: usize, depth: usize) {
        let Some(own) = self.set.conclusions.get(at).filter(|_| depth < DEEPEST) else { return };
        let (indent, words) = ("  ".repeat(depth), self.words);
        let value = told::answered(own, self.set.value(own, self.facts), words);
        say!("{indent}{} {} {value}", own.id, told::asked(&own.says, words));
        if !self.seen.insert(at) {
            return;
        }
        for (index, own) in self.set.rules.iter().enumerate() {
            let is_decider = own.concludes.is_some_and(|(conclusion, _)| conclusion == at);
            let is_law = self.answer.standings.get(index).is_some_and(|own| *own != Standing::NotInForce);
            if is_decider && (is_law || depth == 0) {
                self.rule(index, depth + 1);
            }
        }
    }

    /// Whether an exception is met of which it is open whether anything needs it.
    fn is_met(&self, own: &law::Rule) -> bool {
        let mut parts = self.set.parts(own, self.facts).into_iter();
        !own.exception_to.is_empty() && parts.all(|(_, truth)| truth == law::Truth::True)
    }

    fn rule(&mut self, at: usize, depth: usize) {
        let Some(own) = self.set.rules.get(at).filter(|_| depth < DEEPEST) else { return };
        let (indent, words) = ("  ".repeat(depth), self.words);
        let standing = match self.answer.standings.get(at) {
            Some(Standing::Applies) => "law-applies",
            Some(Standing::Defeated(_)) => "law-is-defeated",
            Some(Standing::NotInForce) => "law-not-in-force",
            Some(Standing::Unknown) if self.is_met(own) => "law-is-met",
            Some(Standing::Unknown) => "law-is-open",
            Some(Standing::Review) => "law-ground-review",
            Some(Standing::NotMet) | None => "law-not-met",
        };
        say!("{indent}{}: {}", own.id, words.text(standing));
        say!("{indent}  {}", self.set.fill(told::text(&own.says, words), self.facts));
        say!("{indent}  {}", told::source(self.set, own, words));
        let window = list::window(self.set, own, words);
        if !window.is_empty() {
            say!("{indent}  {window}");
        }
        say!("{indent}  {}", words.get("law-when", &[("condition", own.condition().into())]));
        for (name, truth) in self.set.parts(own, self.facts) {
            let truth = words.text(match truth {
                law::Truth::True => "law-yes",
                law::Truth::False => "law-no",
                law::Truth::Unknown => "law-unknown",
                law::Truth::Review => "law-ground-review",
            });
            say!("{indent}    {name}: {truth}");
        }
        for exception in &own.exceptions {
            let standing = self.answer.standings.get(*exception);
            if depth == 0 || !matches!(standing, Some(Standing::NotMet | Standing::NotInForce)) {
                self.rule(*exception, depth + 1);
            }
        }
        for named in self.set.rests_on(own) {
            self.conclusion(named, depth + 1);
        }
    }
}
