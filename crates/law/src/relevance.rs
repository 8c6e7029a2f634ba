//! Which unknown facts still matter, and what each would change.

use std::collections::BTreeSet;

use crate::evaluate::{Answered, Truths};
use crate::facts::{Facts, Held};
use crate::points::points;
use crate::rule_set::{Comparison, Fact, Op, RuleSet, Value};
use crate::tri::Truth;
use crate::written::{ConclusionKind, Kind, RuleKind};

/// A fact that is not known and could still change something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The fact.
    pub fact: usize,
    /// The member, of a fact of several.
    pub member: Option<usize>,
    /// Whether it was asked already and is not known, or is disputed.
    pub is_given_up: bool,
    /// What would become of the case with each value.
    pub branches: Vec<Branch>,
}

/// What would become of a case if a fact had a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The value; for numbers and dates the least of a range.
    pub from: Held,
    /// The greatest of the range; equal to `from` elsewhere.
    pub to: Held,
    /// Whether nothing bounds the range below.
    pub is_open_below: bool,
    /// Whether nothing bounds the range above.
    pub is_open_above: bool,
    /// Each answer.
    pub answers: Vec<Answered>,
    /// The grounds that would then be there.
    pub grounds: Vec<usize>,
}

/// The slots that could still change an answer, a ground, a consequence or what someone may do. Only what is undecided
/// is followed, so a fact that no open condition rests on is never named.
pub(crate) fn open_slots(set: &RuleSet, facts: &Facts, truths: &Truths) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut seen = vec![false; set.ops.len()];
    let mut stack: Vec<u32> = goals(set).filter(|op| !truths.of(*op).is_settled()).collect();
    while let Some(op) = stack.pop() {
        let Some(is_seen) = seen.get_mut(op as usize) else { continue };
        if std::mem::replace(is_seen, true) {
            continue;
        }
        let mut follow = |parts: &[u32]| {
            stack.extend(parts.iter().filter(|part| !truths.of(**part).is_settled()));
        };
        match set.ops.get(op as usize) {
            Some(Op::Yes(slot) | Op::Choice(slot, _)) => {
                found.insert(usize::from(*slot));
            }
            Some(Op::Compare(at)) => {
                if let Some(own) = set.comparisons.get(usize::from(*at)) {
                    found.extend(slots(own).into_iter().filter(|slot| facts.get(*slot) == Held::Unknown));
                }
            }
            Some(Op::All(parts) | Op::Any(parts)) => follow(parts),
            Some(Op::Not(inner)) => follow(&[*inner]),
            Some(Op::Readings(strict, loose, _)) => follow(&[*strict, *loose]),
            Some(Op::Always(_)) | None => {}
        }
    }
    found
}

fn goals(set: &RuleSet) -> impl Iterator<Item = u32> {
    let conclusions = set.conclusions.iter().filter(|own| own.kind != ConclusionKind::Step);
    let rules = set.rules.iter().filter(|own| !matches!(own.kind, RuleKind::Rule | RuleKind::Note));
    conclusions.flat_map(|own| own.ops.iter().copied()).chain(rules.map(|own| own.active_op))
}

/// The slots that a comparison looks at.
pub(crate) fn slots(own: &Comparison) -> Vec<usize> {
    fn walk(value: &Value, found: &mut Vec<usize>) {
        match value {
            Value::Slot(slot) => found.push(usize::from(*slot)),
            Value::Days(from, to) | Value::Years(from, to) => {
                walk(from, found);
                walk(to, found);
            }
            Value::Shift(inner, _, _) => walk(inner, found),
            Value::Number(_) | Value::Date(_) => {}
        }
    }
    let mut found = Vec::new();
    walk(&own.left, &mut found);
    walk(&own.right, &mut found);
    found
}

/// The facts that still matter, the cheapest first; of the same cost in the order in which they are written.
pub(crate) fn missing(set: &RuleSet, facts: &Facts, truths: &Truths) -> Vec<Missing> {
    let mut found: Vec<Missing> = open_slots(set, facts, truths)
        .into_iter()
        .filter_map(|slot| {
            let own = set.slots.get(slot)?;
            let fact = set.facts.get(own.fact)?;
            let branches = branches(set, (facts, truths), own.fact, fact, slot);
            let is_given_up = facts.is_given_up(set, slot);
            Some(Missing { fact: own.fact, member: own.member, is_given_up, branches })
        })
        .collect();
    let cost = |own: &Missing| set.facts.get(own.fact).map_or(u8::MAX, |fact| fact.cost);
    found.sort_by_key(|own| (own.is_given_up, cost(own)));
    found
}

fn branches(set: &RuleSet, case: (&Facts, &Truths), at: usize, fact: &Fact, slot: usize) -> Vec<Branch> {
    let (facts, before) = case;
    let rivals = facts.rivals.get(at).filter(|rivals| !rivals.is_empty());
    let values = rivals.cloned().unwrap_or_else(|| match fact.kind {
        Kind::YesNo | Kind::Several => vec![Held::Yes, Held::No],
        Kind::Choice => {
            (0..fact.values.len()).filter_map(|at| u8::try_from(at).ok()).map(Held::Choice).collect()
        }
        Kind::Number | Kind::Date => points(set, facts, fact, slot),
    });
    let is_range = rivals.is_none() && matches!(fact.kind, Kind::Number | Kind::Date);
    let (mut supposed, mut truths) = (facts.clone(), Truths::default());
    let mut found: Vec<Branch> = Vec::new();
    for held in values {
        supposed.put(slot, held);
        set.suppose(&supposed, slot, before, &mut truths);
        if set.contradiction_in(&truths).is_some() {
            continue;
        }
        let kind = |kind| set.conclusions.iter().enumerate().filter(move |(_, own)| own.kind == kind);
        let answers: Vec<Answered> =
            kind(ConclusionKind::Answer).map(|(_, own)| set.answered(own, &truths)).collect();
        let holds = |ops: &[u32]| ops.first().is_some_and(|op| truths.of(*op).governed() == Truth::True);
        let grounds: Vec<usize> =
            kind(ConclusionKind::Ground).filter(|(_, own)| holds(&own.ops)).map(|(at, _)| at).collect();
        match found.last_mut() {
            Some(last) if is_range && last.answers == answers && last.grounds == grounds => last.to = held,
            _ => found.push(Branch {
                from: held,
                to: held,
                is_open_below: false,
                is_open_above: false,
                answers,
                grounds,
            }),
        }
    }
    if is_range {
        if let Some(first) = found.first_mut() {
            first.is_open_below = true;
        }
        if let Some(last) = found.last_mut() {
            last.is_open_above = true;
        }
    }
    found
}
