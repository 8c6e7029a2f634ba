//! What analysts decided. Decisions are only ever added; taking one back is an entry too, so that the list is its
//! own history and a re-run finds it all again.

use crate::index::RecordId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an analyst says of two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They are the same, whatever the evidence.
    Same,
    /// They are not.
    Different,
    /// Looked at and left open: the evidence decides, and the pair stays in the queue, marked.
    Unsure,
}

impl Verdict {
    /// Its word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Unsure => "unsure",
        }
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// One record.
    pub left: RecordId,
    /// The other.
    pub right: RecordId,
    /// What is said of them.
    pub verdict: Verdict,
    /// Who says so.
    pub author: String,
    /// When, as the caller writes time.
    pub time: String,
    /// The entry that took this one back: who and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone: Option<Undone>,
}

/// Who took a decision back, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// Who.
    pub author: String,
    /// When, as the caller writes time.
    pub time: String,
}

/// What all decisions that stand come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Pairs to be joined before all else, by the number of the decision.
    pub same: BTreeMap<usize, (RecordId, RecordId)>,
    /// Pairs to be kept apart, with the number of the decision that says so.
    pub different: BTreeMap<(RecordId, RecordId), usize>,
    /// Decisions that cannot be followed, by number: "same" on records that others keep apart, with the number of the
    /// one that keeps them so.
    pub conflicts: BTreeMap<usize, usize>,
}

/// All decisions, in the order they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decisions {
    entries: Vec<Decision>,
}

impl Decisions {
    /// Adds a decision and says its number. Of several on one pair the last that stands counts.
    pub fn decide(
        &mut self,
        left: RecordId,
        right: RecordId,
        verdict: Verdict,
        author: &str,
        time: &str,
    ) -> usize {
        let (author, time) = (author.to_owned(), time.to_owned());
        self.entries.push(Decision { left, right, verdict, author, time, undone: None });
        self.entries.len() - 1
    }

    /// Takes one back. False where there is none of this number or it was taken back before.
    pub fn undo(&mut self, number: usize, author: &str, time: &str) -> bool {
        match self.entries.get_mut(number) {
            Some(entry) if entry.undone.is_none() => {
                entry.undone = Some(Undone { author: author.to_owned(), time: time.to_owned() });
                true
            }
            _ => false,
        }
    }

    /// Every entry, those taken back too.
    pub fn entries(&self) -> &[Decision] {
        &self.entries
    }

    /// What stands, by pair (smaller id first), with the number of the entry that says so.
    pub fn standing(&self) -> BTreeMap<(RecordId, RecordId), (usize, Verdict)> {
        let standing = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.undone.is_none() && entry.left != entry.right);
        standing
            .map(|(at, entry)| {
                ((entry.left.min(entry.right), entry.left.max(entry.right)), (at, entry.verdict))
            })
            .collect()
    }

    /// What stands, made free of contradiction: what is different stays apart, and of "same" what was decided first
    /// is followed first. Only pairs that `counts` are looked at.
    pub fn settled(&self, counts: impl Fn(RecordId, RecordId) -> bool) -> Settled {
        let mut settled = Settled::default();
        let mut same = BTreeMap::new();
        let mut foes: BTreeMap<RecordId, Vec<(RecordId, usize)>> = BTreeMap::new();
        for ((left, right), (number, verdict)) in self.standing() {
            match verdict {
                Verdict::Same if counts(left, right) => {
                    same.insert(number, (left, right));
                }
                Verdict::Different if counts(left, right) => {
                    settled.different.insert((left, right), number);
                    foes.entry(left).or_default().push((right, number));
                    foes.entry(right).or_default().push((left, number));
                }
                _ => {}
            }
        }
        // Each record's group by one of its members, and each group's members.
        let mut first: BTreeMap<RecordId, RecordId> = BTreeMap::new();
        let mut members: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
        for (number, (left, right)) in same {
            let of = |record: RecordId| first.get(&record).copied().unwrap_or(record);
            let size = |group: RecordId| members.get(&group).map_or(1, Vec::len);
            let (one, other) = (of(left), of(right));
            let (few, many) = if size(one) < size(other) { (one, other) } else { (other, one) };
            if few != many {
                let moved = members.get(&few).cloned().unwrap_or_else(|| vec![few]);
                let against = moved.iter().filter_map(|record| foes.get(record)).flatten();
                let against = against.filter(|(foe, _)| of(*foe) == many).map(|(_, number)| *number).min();
                if let Some(against) = against {
                    settled.conflicts.insert(number, against);
                    continue;
                }
                members.remove(&few);
                first.extend(moved.iter().map(|record| (*record, many)));
                members.entry(many).or_insert_with(|| vec![many]).extend(moved);
            }
            settled.same.insert(number, (left, right));
        }
        settled
    }

    /// Decisions that were not taken back but that another author's later one on the same pair contradicts, with the
    /// number of the one that counts.
    pub fn overruled(&self) -> BTreeMap<usize, usize> {
        let standing = self.standing();
        let entries = self.entries.iter().enumerate().filter(|(_, entry)| entry.undone.is_none());
        entries
            .filter_map(|(number, entry)| {
                let pair = (entry.left.min(entry.right), entry.left.max(entry.right));
                let &(by, verdict) = standing.get(&pair)?;
                let later = self.entries.get(by).filter(|later| later.author != entry.author)?;
                let is_open = [verdict, entry.verdict].contains(&Verdict::Unsure);
                (later.verdict != entry.verdict && !is_open).then_some((number, by))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Different, Same, Unsure};

    fn decided(all: &[(RecordId, RecordId, Verdict, &str)]) -> Decisions {
        let mut decisions = Decisions::default();
        for (left, right, verdict, author) in all {
            decisions.decide(*left, *right, *verdict, author, "2026-11-22");
        }
        decisions
    }

    #[test]
    fn a_chain_of_same_that_holds_a_different_is_cut_where_it_was_decided_last() {
        let decisions =
            decided(&[(1, 2, Same, "a"), (3, 4, Same, "a"), (4, 1, Different, "b"), (2, 3, Same, "c")]);
        let settled = decisions.settled(|_, _| true);
        assert_eq!(settled.same, BTreeMap::from([(0, (1, 2)), (1, (3, 4))]));
        assert_eq!(settled.conflicts, BTreeMap::from([(3, 2)]));
        let known = decisions.settled(|left, right| left != 4 && right != 4);
        assert_eq!((known.same.len(), known.conflicts.len()), (2, 0), "who is not here keeps nobody apart");
    }

    #[test]
    fn of_two_authors_the_later_counts_and_the_earlier_is_named_as_overruled() {
        let mut decisions = decided(&[(1, 2, Same, "a"), (2, 1, Different, "b"), (5, 6, Same, "a")]);
        assert_eq!(decisions.overruled(), BTreeMap::from([(0, 1)]));
        assert_eq!(decisions.settled(|_, _| true).same, BTreeMap::from([(2, (5, 6))]));
        decisions.decide(6, 5, Different, "a", "2026-11-23");
        decisions.decide(6, 5, Unsure, "b", "2026-11-24");
        assert_eq!(
            decisions.overruled().len(),
            1,
            "to change one's own mind, or to be unsure, contradicts nobody"
        );
        decisions.undo(1, "b", "2026-11-25");
        assert!(decisions.overruled().is_empty() && decisions.settled(|_, _| true).same.contains_key(&0));
    }
}
