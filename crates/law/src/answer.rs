//! The answer to a case: outcome, every ground for and against, what is missing, what follows, what remains open.

use crate::evaluate::{Answered, Truths, Verdict, verdict};
use crate::facts::Facts;
use crate::relevance::{Missing, missing};
use crate::rule_set::{Rule, RuleSet};
use crate::tri::{Truth, World};
use crate::written::{ConclusionKind, RuleKind};

/// How a rule stands in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its conditions are met and nothing stands against it.
    Applies,
    /// Its conditions are met, and these exceptions stand against it.
    Defeated(Vec<usize>),
    /// It is not law on the dates of the case.
    NotInForce,
    /// Its conditions are not met, or it is an exception to nothing that holds.
    NotMet,
    /// A fact is missing.
    Unknown,
    /// Readings differ and none governs.
    Review,
}

/// The answer to a case. Numbers are places in the rule set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Each answer: conclusion and what became of it. The first is the outcome.
    pub answers: Vec<(usize, Answered)>,
    /// The same under the strict and under the loose reading, where they differ from each other or from the above.
    pub readings: Vec<Reading>,
    /// Each ground and whether it is there.
    pub grounds: Vec<(usize, Truth)>,
    /// Each rule and how it stands.
    pub standings: Vec<Standing>,
    /// The facts that still matter, the cheapest first.
    pub missing: Vec<Missing>,
}

/// One answer under the two readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The conclusion.
    pub conclusion: usize,
    /// Under the strict reading.
    pub strict: Verdict,
    /// Under the loose reading.
    pub loose: Verdict,
    /// The rules whose readings make the difference.
    pub rules: Vec<usize>,
}

impl RuleSet {
    /// Answers a case.
    pub fn answer(&self, facts: &Facts) -> Answer {
        let mut truths = Truths::default();
        self.evaluate(facts, &mut truths);
        self.explain(facts, &truths)
    }

    /// The answer of an evaluation.
    pub fn explain(&self, facts: &Facts, truths: &Truths) -> Answer {
        let of_kind = |kind| self.conclusions.iter().enumerate().filter(move |(_, own)| own.kind == kind);
        let answers =
            of_kind(ConclusionKind::Answer).map(|(at, own)| (at, self.answered(own, truths))).collect();
        let grounds = of_kind(ConclusionKind::Ground)
            .map(|(at, own)| (at, own.ops.first().map_or(Truth::False, |op| truths.of(*op).governed())))
            .collect();
        let readings = of_kind(ConclusionKind::Answer)
            .filter_map(|(conclusion, own)| {
                let strict = verdict(own, truths, World::Strict);
                let loose = verdict(own, truths, World::Loose);
                let governed = verdict(own, truths, World::GovernedStrict);
                let rules = self.differing(truths);
                let differs = strict != loose || strict != governed;
                (differs && !rules.is_empty()).then_some(Reading { conclusion, strict, loose, rules })
            })
            .collect();
        Answer {
            answers,
            readings,
            grounds,
            standings: self.rules.iter().map(|rule| self.standing(rule, truths)).collect(),
            missing: missing(self, facts, truths),
        }
    }

    /// Rules whose two readings come to different things in this case.
    fn differing(&self, truths: &Truths) -> Vec<usize> {
        let differs = |rule: &Rule| {
            let when = truths.of(rule.when_op);
            rule.readings.is_some() && when.under(World::Strict) != when.under(World::Loose)
        };
        self.rules.iter().enumerate().filter(|(_, rule)| differs(rule)).map(|(at, _)| at).collect()
    }

    fn standing(&self, rule: &Rule, truths: &Truths) -> Standing {
        if truths.of(rule.in_force_op).governed() == Truth::False {
            return Standing::NotInForce;
        }
        let met = truths.of(rule.met_op).governed();
        let active = truths.of(rule.engaged_op).governed();
        match (met, active) {
            (Truth::False, _) => Standing::NotMet,
            (_, Truth::True) => Standing::Applies,
            (_, Truth::False) => {
                let against: Vec<usize> = rule
                    .exceptions
                    .iter()
                    .copied()
                    .filter(|at| self.rules.get(*at).is_some_and(|own| truths.of(own.active_op).holds()))
                    .collect();
                if against.is_empty() { Standing::NotMet } else { Standing::Defeated(against) }
            }
            (Truth::Unknown, _) | (_, Truth::Unknown) => Standing::Unknown,
            _ => Standing::Review,
        }
    }

    /// Short codes of the grounds that are there.
    pub fn ground_labels(&self, answer: &Answer) -> Vec<String> {
        let holding = answer.grounds.iter().filter(|(_, truth)| *truth == Truth::True);
        let labels = holding.filter_map(|(at, _)| self.conclusions.get(*at)).map(|own| own.label.clone());
        labels.filter(|label| !label.is_empty()).collect()
    }

    /// Short codes of the rules of one kind whose conditions are met; of exceptions, those that matter.
    pub fn rule_labels(&self, answer: &Answer, kind: RuleKind, facts: &Facts) -> Vec<String> {
        let met = |standing: &Standing| matches!(standing, Standing::Applies | Standing::Defeated(_));
        let rules = self
            .rules
            .iter()
            .zip(&answer.standings)
            .filter(|(rule, standing)| rule.kind == kind && !rule.label.is_empty() && met(standing));
        rules.map(|(rule, _)| self.fill(&rule.label, facts)).collect()
    }
}
