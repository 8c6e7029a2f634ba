//! Finding what a person names, and what something rests on.

use crate::error::{LawError, nearest, short};
use crate::evaluate::{Answered, Truths};
use crate::expression::Expr;
use crate::facts::Facts;
use crate::lower::{Lower, names};
use crate::rule_set::{Citation, Conclusion, Rule, RuleSet};
use crate::tri::{Governs, Truth};

/// What a person may have named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A conclusion.
    Conclusion(usize),
    /// A rule.
    Rule(usize),
}

impl RuleSet {
    /// What is called so: a conclusion or rule by name or short code, else all that cite the provision.
    pub fn find(&self, what: &str) -> Result<Vec<Subject>, LawError> {
        let what = what.trim();
        let conclusions = || self.conclusions.iter().enumerate();
        let rules = || self.rules.iter().enumerate();
        let named: Vec<Subject> = conclusions()
            .filter(|(_, own)| own.id == what || own.label == what)
            .map(|(at, _)| Subject::Conclusion(at))
            .chain(
                rules()
                    .filter(|(_, own)| own.id == what || own.label == what)
                    .map(|(at, _)| Subject::Rule(at)),
            )
            .collect();
        if !named.is_empty() {
            return Ok(named);
        }
        let cites = |all: &[Citation]| {
            all.iter().any(|cite| {
                let is_part = cite.at.split([',', ';', ' ']).any(|part| part == what);
                !what.is_empty()
                    && (cite.at == what || is_part || cite.instrument == what || self.cited(cite) == what)
            })
        };
        let citing: Vec<Subject> =
            rules().filter(|(_, own)| cites(&own.cites)).map(|(at, _)| Subject::Rule(at)).collect();
        if !citing.is_empty() {
            return Ok(citing);
        }
        let names = conclusions().flat_map(|(_, own)| [own.id.as_str(), own.label.as_str()]);
        let names = names.chain(rules().flat_map(|(_, own)| {
            std::iter::once(own.id.as_str()).chain(own.cites.iter().map(|cite| cite.at.as_str()))
        }));
        let known = nearest(what, names.filter(|name| !name.is_empty()));
        Err(LawError::NoProvision { typed: short(what), known })
    }

    /// What became of one conclusion.
    pub fn value(&self, conclusion: &Conclusion, facts: &Facts) -> Answered {
        let mut truths = Truths::default();
        self.evaluate(facts, &mut truths);
        self.answered(conclusion, &truths)
    }

    /// The parts of a rule's condition and how each comes out; of a condition with two readings, the one that governs.
    pub fn parts(&self, rule: &Rule, facts: &Facts) -> Vec<(String, Truth)> {
        let expr = match &rule.readings {
            Some(own) if own.governs == Governs::Loose => &own.loose,
            Some(own) => &own.strict,
            None => &rule.when,
        };
        let parts = match expr {
            Expr::All(parts) | Expr::Any(parts) => parts.as_slice(),
            _ => return Vec::new(),
        };
        let mut set = self.clone();
        let places = Vec::new();
        let mut lower = Lower::new(&mut set, &places);
        let ops: Vec<(String, u32)> =
            parts.iter().filter_map(|part| Some((part.to_string(), lower.condition(part).ok()?))).collect();
        let mut truths = Truths::default();
        set.evaluate(facts, &mut truths);
        ops.into_iter().map(|(name, op)| (name, truths.of(op).governed())).collect()
    }

    /// The conclusions that a rule's condition names.
    pub fn rests_on(&self, rule: &Rule) -> Vec<usize> {
        let mut found = names(&rule.when);
        if let Some(own) = &rule.readings {
            found.extend(names(&own.strict));
            found.extend(names(&own.loose));
        }
        let conclusions = self.conclusions.iter().enumerate();
        conclusions.filter(|(_, own)| found.contains(&own.id)).map(|(at, _)| at).collect()
    }
}
