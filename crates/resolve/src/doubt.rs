//! The uncertain middle: pairs for a person to look at.

use std::collections::BTreeMap;

use evidence::{EntityIx, Evidence};
use linkage::{Verdict, Why};

use crate::decided::Outcome;
use crate::{Against, Reason, Resolution};

/// Who were joined with less are looked at (ours: a phone without a name, an account number without its bank).
const WEAK: f64 = 0.9;

type Pair = (EntityIx, EntityIx);

/// Two entities a person should look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt<'a> {
    /// The two, in the order of their ids.
    pub between: (EntityIx, EntityIx),
    /// How probable it is that they are one, where that can be said.
    pub probability: Option<f64>,
    /// Whether they are in one cluster as things stand.
    pub together: bool,
    /// Why it is asked.
    pub why: Why,
    /// What they share, and what speaks against it.
    pub reasons: Vec<&'a Reason>,
}

impl Resolution {
    /// Pairs for a person to look at, one for each two clusters: what someone was unsure of, what values contradict,
    /// what is neither clear nor contradicted. Weak joins come last, the weakest first.
    pub fn doubts<'a>(&'a self, evidence: &'a Evidence) -> Vec<Doubt<'a>> {
        let mut queue = Queue { evidence, resolution: self, doubts: BTreeMap::new() };
        for reason in &self.undecided {
            let contradicted = reason.against.is_some_and(Against::is_contradiction);
            let why = if contradicted { Why::Contradicted } else { Why::Unclear };
            let doubt = queue.ask(reason.between, why);
            doubt.why = doubt.why.min(why);
            doubt.probability = doubt.probability.or(reason.probability);
            doubt.reasons.push(reason);
        }
        for (between, reason) in self.weak_joins(evidence) {
            let doubt = queue.ask(between, Why::Unclear);
            doubt.probability = reason.probability;
            doubt.reasons.push(reason);
        }
        for decided in &self.decided {
            if decided.verdict == Verdict::Unsure && decided.outcome == Outcome::Followed {
                queue.ask(decided.between, Why::Unsure).why = Why::Unsure;
            }
        }
        let mut doubts: Vec<(usize, Doubt<'a>)> = queue.doubts.into_values().collect();
        doubts.sort_by_key(|(place, doubt)| (doubt.why, *place));
        doubts.into_iter().map(|(_, doubt)| doubt).collect()
    }

    /// Pairs that one weak reason alone joined.
    fn weak_joins(&self, evidence: &Evidence) -> Vec<(Pair, &Reason)> {
        let mut joins: BTreeMap<Pair, Vec<&Reason>> = BTreeMap::new();
        for reason in self.clusters.iter().flat_map(|cluster| &cluster.reasons) {
            joins.entry(ordered(evidence, reason.between)).or_default().push(reason);
        }
        let alone = |(pair, reasons): (Pair, Vec<_>)| match reasons.as_slice() {
            [reason] => Some((pair, *reason)),
            _ => None,
        };
        let sure = |reason: &Reason| reason.probability.unwrap_or(1.0);
        let mut weak: Vec<(Pair, &Reason)> = joins.into_iter().filter_map(alone).collect();
        weak.retain(|(_, reason)| sure(reason) < WEAK);
        weak.sort_by(|((one, other), a), ((third, fourth), b)| {
            let ids = |pair: [&EntityIx; 2]| pair.map(|entity| evidence.id(*entity));
            sure(a).total_cmp(&sure(b)).then_with(|| ids([one, other]).cmp(&ids([third, fourth])))
        });
        weak
    }
}

/// Two entities in the order of their ids, which does not depend on what was read first.
fn ordered(evidence: &Evidence, (one, other): Pair) -> Pair {
    if evidence.id(other) < evidence.id(one) { (other, one) } else { (one, other) }
}

struct Queue<'a> {
    evidence: &'a Evidence,
    resolution: &'a Resolution,
    /// By pair, each with its place; two clusters are one question, by their first members.
    doubts: BTreeMap<Pair, (usize, Doubt<'a>)>,
}

impl<'a> Queue<'a> {
    /// What is asked of a pair, with nothing said yet if it was not asked before.
    fn ask(&mut self, between: Pair, why: Why) -> &mut Doubt<'a> {
        let of = |entity| {
            let ix = self.resolution.cluster(entity)?;
            self.resolution.clusters.get(ix.0 as usize)?.members.first().copied()
        };
        let (one, other) = (of(between.0), of(between.1));
        let between = ordered(self.evidence, between);
        let key = one.zip(other).filter(|_| one != other).unwrap_or(between);
        let key = (key.0.min(key.1), key.0.max(key.1));
        let place = self.doubts.len();
        let (_, doubt) = self.doubts.entry(key).or_insert_with(|| {
            (place, Doubt { between, probability: None, together: one == other, why, reasons: Vec::new() })
        });
        doubt
    }
}
