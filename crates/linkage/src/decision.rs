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
}
