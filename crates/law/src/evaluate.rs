//! One pass over the operations of a rule set.

use jiff::civil::Date;

use crate::day;
use crate::facts::{Facts, Held};
use crate::points::span;
use crate::relevance::slots;
use crate::rule_set::{Comparison, Conclusion, Op, RuleSet, Value};
use crate::tri::{Tri, World};

/// The truth of everything in a rule set for the facts of one case. Kept and used again, so that nothing is allocated
/// from the second case on.
#[derive(Clone, Debug, Default)]
pub struct Truths {
    of: Vec<Tri>,
}

impl Truths {
    pub(crate) fn of(&self, op: u32) -> Tri {
        self.of.get(op as usize).copied().unwrap_or(Tri::UNKNOWN)
    }
}

/// What became of a conclusion under one reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This value, by its place.
    Is(usize),
    /// A fact is missing.
    Unknown,
    /// Two rules decide differently, or none does: never the case where `lint` is satisfied.
    Conflict,
}

/// What became of a conclusion under the reading that governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// This value, by its place.
    Is(usize),
    /// A fact is missing.
    NeedsFact,
    /// Readings differ and none governs, or rules conflict: a lawyer has to look.
    NeedsLegalReview,
}

impl RuleSet {
    /// Works out everything for the facts of a case.
    pub fn evaluate(&self, facts: &Facts, truths: &mut Truths) {
        truths.of.clear();
        for op in &self.ops {
            let truth = self.truth(op, facts, truths);
            truths.of.push(truth);
        }
    }

    /// Works out again what rests on one slot, for facts that differ from those of `before` in that slot alone.
    pub(crate) fn suppose(&self, facts: &Facts, slot: usize, before: &Truths, truths: &mut Truths) {
        truths.of.clone_from(&before.of);
        for at in self.resting.get(slot).into_iter().flatten() {
            let at = *at as usize;
            if let Some(op) = self.ops.get(at) {
                let truth = self.truth(op, facts, truths);
                if let Some(own) = truths.of.get_mut(at) {
                    *own = truth;
                }
            }
        }
    }

    /// Notes for each slot the operations that rest on it, in order.
    pub(crate) fn note_resting(&mut self) {
        let mut of_op: Vec<std::collections::BTreeSet<usize>> = Vec::with_capacity(self.ops.len());
        let mut resting = vec![Vec::new(); self.slots.len()];
        for (at, op) in self.ops.iter().enumerate() {
            let mut own = std::collections::BTreeSet::new();
            let mut follow = |part: u32| own.extend(of_op.get(part as usize).into_iter().flatten());
            match op {
                Op::Always(_) => {}
                Op::Yes(slot) | Op::Choice(slot, _) => {
                    own.insert(usize::from(*slot));
                }
                Op::Compare(at) => {
                    own.extend(self.comparisons.get(usize::from(*at)).map(slots).into_iter().flatten());
                }
                Op::All(parts) | Op::Any(parts) => parts.iter().for_each(|part| follow(*part)),
                Op::Not(inner) => follow(*inner),
                Op::Readings(strict, loose, _) => {
                    follow(*strict);
                    follow(*loose);
                }
            }
            for slot in &own {
                if let Some(list) = resting.get_mut(*slot) {
                    list.push(u32::try_from(at).unwrap_or(u32::MAX));
                }
            }
            of_op.push(own);
        }
        self.resting = resting;
    }

    fn truth(&self, op: &Op, facts: &Facts, truths: &Truths) -> Tri {
        match op {
            Op::Always(value) => Some(*value).into(),
            Op::Yes(slot) => match facts.get(usize::from(*slot)) {
                Held::Yes => Tri::TRUE,
                Held::No => Tri::FALSE,
                _ => Tri::UNKNOWN,
            },
            Op::Choice(slot, mask) => match facts.get(usize::from(*slot)) {
                Held::Choice(at) => Some(mask >> at & 1 == 1).into(),
                _ => Tri::UNKNOWN,
            },
            Op::Compare(at) => {
                self.comparisons.get(usize::from(*at)).and_then(|own| compare(own, facts)).into()
            }
            Op::All(parts) => parts.iter().fold(Tri::TRUE, |all, part| all.and(truths.of(*part))),
            Op::Any(parts) => parts.iter().fold(Tri::FALSE, |any, part| any.or(truths.of(*part))),
            Op::Not(inner) => truths.of(*inner).not(),
            Op::Readings(strict, loose, governs) => {
                Tri::readings(truths.of(*strict), truths.of(*loose), *governs)
            }
        }
    }

    /// What became of a conclusion.
    pub fn answered(&self, conclusion: &Conclusion, truths: &Truths) -> Answered {
        let strict = verdict(conclusion, truths, World::GovernedStrict);
        let loose = verdict(conclusion, truths, World::GovernedLoose);
        match (strict, loose) {
            (Verdict::Is(one), Verdict::Is(other)) if one == other => Answered::Is(one),
            (Verdict::Unknown, _) | (_, Verdict::Unknown) => Answered::NeedsFact,
            _ => Answered::NeedsLegalReview,
        }
    }

    /// What the facts of an evaluation contradict, if anything.
    pub(crate) fn contradiction_in(&self, truths: &Truths) -> Option<&crate::text::Text> {
        let false_ones =
            self.consistent.iter().find(|(_, op, _)| truths.of(*op).governed() == crate::Truth::False);
        false_ones.map(|(_, _, says)| says)
    }

    /// Refuses facts that cannot all be true.
    pub fn check(&self, facts: &Facts) -> Result<(), crate::LawError> {
        let mut truths = Truths::default();
        self.evaluate(facts, &mut truths);
        match self.contradiction_in(&truths) {
            Some(says) => Err(crate::LawError::Contradiction { says: says.clone() }),
            None => Ok(()),
        }
    }

    /// A text with what its placeholders, terms between braces, come to; `?` where that is not known.
    pub fn fill(&self, text: &str, facts: &Facts) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((inner, after)) = after.split_once('}') else { break };
            let value = self.placeholders.get(inner);
            match value.and_then(|value| number(value, facts)) {
                Some(number) => filled.push_str(&number.to_string()),
                None => match value.and_then(|value| date(value, facts)) {
                    Some(date) => filled.push_str(&date.to_string()),
                    None => filled.push('?'),
                },
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// What became of a conclusion under one reading.
pub fn verdict(conclusion: &Conclusion, truths: &Truths, world: World) -> Verdict {
    let mut found = None;
    let mut open = false;
    for (at, op) in conclusion.ops.iter().enumerate() {
        match truths.of(*op).under(world) {
            Some(true) if found.is_some() => return Verdict::Conflict,
            Some(true) => found = Some(at),
            Some(false) => {}
            None => open = true,
        }
    }
    // That no other value can hold beside the one found is what `lint` proves of each conclusion.
    match found {
        Some(at) => Verdict::Is(at),
        None if open => Verdict::Unknown,
        None => Verdict::Conflict,
    }
}

pub(crate) fn compare(own: &Comparison, facts: &Facts) -> Option<bool> {
    let order = match (number(&own.left, facts), number(&own.right, facts)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => date(&own.left, facts)?.cmp(&date(&own.right, facts)?),
    };
    Some(own.relation.holds(order))
}

fn number(value: &Value, facts: &Facts) -> Option<i64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Slot(slot) => match facts.get(usize::from(*slot)) {
            Held::Number(number) => Some(number),
            _ => None,
        },
        Value::Days(from, to) => Some(day::days(date(from, facts)?, date(to, facts)?)),
        Value::Years(from, to) => Some(day::years(date(from, facts)?, date(to, facts)?)),
        Value::Date(_) | Value::Shift(..) => None,
    }
}

fn date(value: &Value, facts: &Facts) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::Slot(slot) => match facts.get(usize::from(*slot)) {
            Held::Day(date) => Some(date),
            _ => None,
        },
        Value::Shift(inner, amount, unit) => date(inner, facts)?.checked_add(span(*amount, *unit)).ok(),
        Value::Number(_) | Value::Days(..) | Value::Years(..) => None,
    }
}
