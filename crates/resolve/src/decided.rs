//! What people decided of pairs of entities, while clusters grow, and what came of it.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, Evidence};
use linkage::{Decision, Decisions, RecordId, Settled, Verdict};

use crate::Reason;
use crate::lineage::Lineage;

/// A decision that was not taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The two it is about.
    pub between: (EntityIx, EntityIx),
    /// What was decided.
    pub verdict: Verdict,
    /// By whom.
    pub author: String,
    /// When, as they wrote it.
    pub time: String,
    /// What came of it.
    pub outcome: Outcome,
    /// What would have joined those it keeps apart, they themselves or by way of others, in the order it was found.
    pub cut: Vec<Reason>,
}

/// What came of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The clusters are as it says; where someone was unsure, as the records say.
    Followed,
    /// Someone else decided otherwise later; that decision's place in the list.
    Overruled(usize),
    /// Other decisions make the two the same as some who are different; the place of the one that says so.
    Contradicted(usize),
    /// Things of different kinds are never one.
    Unlike,
}

impl Outcome {
    /// Its code, and the place in the list of the decision it was not followed for.
    pub fn code(self) -> (&'static str, Option<usize>) {
        match self {
            Self::Followed => ("followed", None),
            Self::Overruled(by) => ("overruled", Some(by)),
            Self::Contradicted(by) => ("contradicted", Some(by)),
            Self::Unlike => ("unlike", None),
        }
    }
}

/// Decisions, as clusters grow.
pub(crate) struct Standing {
    /// By their number.
    entries: BTreeMap<usize, Decided>,
    settled: Settled,
    /// Of each root, whom decisions keep apart from some of its group.
    foes: BTreeMap<EntityIx, Vec<(EntityIx, usize)>>,
}

impl Standing {
    pub(crate) fn new(evidence: &Evidence, decisions: &Decisions) -> Self {
        let entity = |id: RecordId| {
            let at = usize::try_from(id).ok().filter(|at| *at < evidence.entity_count())?;
            u32::try_from(at).ok().map(EntityIx)
        };
        let pair = |one: RecordId, other: RecordId| entity(one).zip(entity(other));
        let alike = |one, other| {
            let lineages = [one, other].map(|entity| Lineage::of(evidence.schema(entity)));
            lineages[0] == lineages[1] && lineages[0] != Lineage::Other
        };
        let settled =
            decisions.settled(|one, other| pair(one, other).is_some_and(|(one, other)| alike(one, other)));
        let overruled = decisions.overruled();
        let standing: BTreeSet<usize> =
            decisions.standing().into_values().map(|(number, _)| number).collect();
        // Places in the list that is handed out: of what stands or stood, in order.
        let shown = |(number, entry): (usize, &Decision)| {
            let is_shown = standing.contains(&number) || overruled.contains_key(&number);
            Some((number, pair(entry.left, entry.right).filter(|_| is_shown)?))
        };
        let shown: BTreeMap<usize, (EntityIx, EntityIx)> =
            decisions.entries().iter().enumerate().filter_map(shown).collect();
        let place: BTreeMap<usize, usize> = shown.keys().copied().zip(0..).collect();
        let of = |number: &usize| place.get(number).copied().unwrap_or_default();
        let told = |(number, entry): (usize, &Decision)| {
            let &between = shown.get(&number)?;
            let outcome = if let Some(by) = overruled.get(&number) {
                Outcome::Overruled(of(by))
            } else if let Some(by) = settled.conflicts.get(&number) {
                Outcome::Contradicted(of(by))
            } else if entry.verdict == Verdict::Same && !settled.same.contains_key(&number) {
                Outcome::Unlike
            } else {
                Outcome::Followed
            };
            let (author, time) = (entry.author.clone(), entry.time.clone());
            Some((
                number,
                Decided { between, verdict: entry.verdict, author, time, outcome, cut: Vec::new() },
            ))
        };
        let entries = decisions.entries().iter().enumerate().filter_map(told).collect();
        let mut foes: BTreeMap<EntityIx, Vec<(EntityIx, usize)>> = BTreeMap::new();
        for (&(one, other), &number) in &settled.different {
            if let Some((one, other)) = pair(one, other) {
                foes.entry(one).or_default().push((other, number));
                foes.entry(other).or_default().push((one, number));
            }
        }
        Self { entries, settled, foes }
    }

    /// Those to be joined, by the number of the decision.
    pub(crate) fn same(&self) -> Vec<(usize, (EntityIx, EntityIx))> {
        let between = |number: &usize| Some((*number, self.entries.get(number)?.between));
        self.settled.same.keys().filter_map(between).collect()
    }

    /// Why those of one decision are joined.
    pub(crate) fn reason(&self, evidence: &Evidence, number: usize) -> Option<Reason> {
        let decided = self.entries.get(&number)?;
        let (one, other) = decided.between;
        let first = |entity| evidence.statements_of(entity).next().map(|row| row.record);
        let mut records: Vec<_> = [one, other].into_iter().filter_map(first).collect();
        records.dedup();
        Some(Reason {
            kind: "decision",
            value: format!("{}, {}", decided.author, decided.time),
            between: (one, other),
            records,
            probability: None,
            against: None,
        })
    }

    /// A decision could not be followed, for its two are of different kinds.
    pub(crate) fn cannot(&mut self, number: usize) {
        if let Some(decided) = self.entries.get_mut(&number) {
            decided.outcome = Outcome::Unlike;
        }
    }

    /// Whom decisions keep apart from the group of a root, with the number of each.
    pub(crate) fn foes(&self, root: EntityIx) -> &[(EntityIx, usize)] {
        self.foes.get(&root).map_or(&[], Vec::as_slice)
    }

    /// Notes what a decision cut.
    pub(crate) fn cut(&mut self, number: usize, link: Reason) {
        if let Some(decided) = self.entries.get_mut(&number) {
            decided.cut.push(link);
        }
    }

    /// Two groups have become one under the first root.
    pub(crate) fn joined(&mut self, root: EntityIx, other: EntityIx) {
        if let Some(foes) = self.foes.remove(&other) {
            self.foes.entry(root).or_default().extend(foes);
        }
    }

    pub(crate) fn finish(self) -> Vec<Decided> {
        self.entries.into_values().collect()
    }
}
