//! What changed between two versions of a text, word by word.

use similar::{ChangeTag, TextDiff};

/// A run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// In both versions.
    Kept,
    /// Only in the later.
    Added,
    /// Only in the earlier.
    Removed,
}

/// The later text with what was removed from the earlier one in its place.
pub fn compare(earlier: &str, later: &str) -> Vec<(Change, String)> {
    let mut runs = Vec::<(Change, String)>::new();
    for change in TextDiff::from_words(earlier, later).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Change::Kept,
            ChangeTag::Insert => Change::Added,
            ChangeTag::Delete => Change::Removed,
        };
        match runs.last_mut() {
            Some((last, text)) if *last == kind => text.push_str(change.value()),
            _ => runs.push((kind, change.value().to_owned())),
        }
    }
    runs
}
