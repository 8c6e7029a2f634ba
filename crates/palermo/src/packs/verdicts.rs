//! What analysts made of earlier hits, and how that meets what rules find now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use evidence::Evidence;
use report::Words;
use resolve::ClusterIx;
use serde::{Deserialize, Serialize};

use crate::Usage;

/// One row of the file.
#[derive(Debug, Deserialize)]
struct Row {
    subject: String,
    rule: String,
    verdict: Word,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    Confirmed,
    Dismissed,
}

/// Verdicts by rule and subject; where several speak of the same, the last counts.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    of_rule: BTreeMap<String, BTreeMap<ClusterIx, Word>>,
    /// Lines whose subject is not in these records, or whose rule is in no pack.
    pub(super) not_found: Vec<u64>,
    /// Lines whose account number is that of several subjects.
    pub(super) ambiguous: Vec<u64>,
}

/// How verdicts meet the subjects a rule finds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Judged {
    pub(super) confirmed: usize,
    pub(super) dismissed: usize,
    /// Confirmed earlier, and not found by the rule now.
    pub(super) missed: usize,
    /// Confirmed of those confirmed or dismissed.
    pub(super) precision: Option<f64>,
}

impl Verdicts {
    /// Reads the file and finds whom it speaks of. `subject_of` gives the subject that each entity counts for.
    pub(super) fn read(
        path: &Path,
        evidence: &Evidence,
        subject_of: &[Option<ClusterIx>],
        is_rule: impl Fn(&str) -> bool,
        words: &Words,
    ) -> miette::Result<Self> {
        let wrong = |error: &dyn std::fmt::Display| {
            Usage::report(format!("{}: {error}", path.display()), words.text("cli-packs-verdicts-form"))
        };
        let reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path);
        let mut reader = reader.map_err(|error| wrong(&error))?;
        let named = named(evidence, subject_of);
        let mut verdicts = Self::default();
        let head = reader.headers().map_err(|error| wrong(&error))?.clone();
        for record in reader.into_records() {
            let record = record.map_err(|error| wrong(&error))?;
            let line = record.position().map_or(0, csv::Position::line);
            let row: Row = record.deserialize(Some(&head)).map_err(|error| wrong(&error))?;
            let subjects = named.get(&plain(&row.subject)).into_iter().flatten().collect::<Vec<_>>();
            match subjects.as_slice() {
                [subject] if is_rule(&row.rule) => {
                    verdicts.of_rule.entry(row.rule).or_default().insert(**subject, row.verdict);
                }
                [_, _, ..] => verdicts.ambiguous.push(line),
                _ => verdicts.not_found.push(line),
            }
        }
        Ok(verdicts)
    }

    /// The rules there are verdicts on.
    pub(super) fn rules(&self) -> impl Iterator<Item = &str> {
        self.of_rule.keys().map(String::as_str)
    }

    /// How the verdicts on a rule meet the subjects it finds; nothing if there are none on it.
    pub(super) fn judge(&self, rule: &str, found: &BTreeSet<ClusterIx>) -> Option<Judged> {
        let own = self.of_rule.get(rule)?;
        let count = |word, is_found| {
            own.iter().filter(|(subject, own)| **own == word && found.contains(subject) == is_found).count()
        };
        let (confirmed, dismissed) = (count(Word::Confirmed, true), count(Word::Dismissed, true));
        let judged = confirmed + dismissed;
        Some(Judged {
            confirmed,
            dismissed,
            missed: count(Word::Confirmed, false),
            precision: (judged > 0).then(|| confirmed as f64 / judged as f64),
        })
    }
}

/// The subjects by what a person calls them: the ids and account numbers of their entities and of the accounts they
/// hold.
fn named(evidence: &Evidence, subject_of: &[Option<ClusterIx>]) -> BTreeMap<String, BTreeSet<ClusterIx>> {
    let mut named: BTreeMap<String, BTreeSet<ClusterIx>> = BTreeMap::new();
    for (entity, subject) in evidence.entities().zip(subject_of) {
        let Some(subject) = *subject else { continue };
        let numbers =
            ["accountNumber", "iban"].into_iter().flat_map(|property| evidence.values(entity, property));
        for name in numbers.chain([evidence.id(entity)]) {
            named.entry(plain(name)).or_default().insert(subject);
        }
    }
    named
}

/// Account numbers are written with and without spaces.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<String>().to_lowercase()
}
