//! `palermo packs lint`: every fault of the packs, with its file, line and column.

use indicators::describe::Sort;
use indicators::{PackError, Packs};
use report::Words;

use super::files::Files;
use super::options::Lint;
use super::tell;
use crate::Outcome;

/// Something that is not as it should be.
pub(super) struct Fault {
    file: String,
    /// Line and column.
    at: Option<(u64, u64)>,
    what: String,
}

impl Fault {
    pub(super) fn new(place: Option<(&str, (u64, u64))>, what: &str) -> Self {
        let (file, at) = place.unzip();
        Self { file: file.unwrap_or_default().to_owned(), at, what: what.to_owned() }
    }

    pub(super) fn tell(&self, words: &Words) {
        let (file, what) = (self.file.as_str().into(), self.what.as_str().into());
        match self.at {
            // Lines and columns are names here, not amounts: no thousands.
            Some((line, column)) => {
                let (line, column) = (line.to_string(), column.to_string());
                let values = [
                    ("file", file),
                    ("line", line.as_str().into()),
                    ("column", column.as_str().into()),
                    ("what", what),
                ];
                tell(words, "cli-packs-fault", &values);
            }
            None => tell(words, "cli-packs-fault-in-file", &[("file", file), ("what", what)]),
        }
    }
}

impl From<PackError> for Fault {
    fn from(error: PackError) -> Self {
        match error {
            PackError::Form { file, line, column, message } => {
                Self { file, at: Some((line, column)), what: message }
            }
            PackError::Entry { file, line, column, entry, part, message } => {
                let part = if part.is_empty() { String::new() } else { format!(", {part}") };
                Self { file, at: Some((line, column)), what: format!("{entry}{part}: {message}") }
            }
        }
    }
}

pub(super) fn run(options: &Lint, words: &Words) -> miette::Result<Outcome> {
    let files = Files::of(&options.given, words)?;
    match compiled(&files) {
        Err(faults) => Ok(refused(&faults, words)),
        Ok(packs) => {
            let faults: Vec<Fault> = packs.lint().iter().map(|fault| placed(&files, fault)).collect();
            for fault in &faults {
                fault.tell(words);
            }
            count(&packs, words);
            tell(words, "cli-packs-faults", &[("faults", faults.len().into())]);
            Ok(if faults.is_empty() { Outcome::Done } else { Outcome::Faults })
        }
    }
}

/// The packs, or all that keeps them from being read: a rule with a fault is set aside and the others are read on.
pub(super) fn compiled(files: &Files) -> Result<Packs, Vec<Fault>> {
    if !files.unreadable.is_empty() {
        return Err(files.unreadable.iter().cloned().map(Fault::from).collect());
    }
    let (mut left, mut faults) = (files.clone(), Vec::new());
    loop {
        let error = match left.compile() {
            Ok(packs) if faults.is_empty() => return Ok(packs),
            Ok(_) => return Err(faults),
            Err(error) => error,
        };
        let is_set_aside = left.set_aside(&error);
        faults.push(error.into());
        if !is_set_aside {
            return Err(faults);
        }
    }
}

/// Says why packs cannot be read.
pub(super) fn refused(faults: &[Fault], words: &Words) -> Outcome {
    for fault in faults {
        fault.tell(words);
    }
    tell(words, "cli-packs-not-read", &[("faults", faults.len().into())]);
    Outcome::Faults
}

/// A fault of the lint, which begins with what it is about (`rule night_cash: …`), with its place.
fn placed(files: &Files, fault: &str) -> Fault {
    const SORTS: [Sort; 5] = [Sort::Pack, Sort::List, Sort::Indicator, Sort::Item, Sort::Rule];
    let about = fault.split_once(": ").and_then(|(about, _)| about.split_once(' '));
    let place = about.and_then(|(sort, id)| {
        let sort = SORTS.into_iter().find(|own| own.as_str() == sort)?;
        files.find(sort, id).map(|(file, entry)| (file, (entry.line, entry.column)))
    });
    Fault::new(place, fault)
}

/// Says what there is.
fn count(packs: &Packs, words: &Words) {
    let values = [
        ("packs", packs.packs().len().into()),
        ("indicators", packs.indicators().count().into()),
        ("items", packs.items().count().into()),
        ("rules", packs.rules().count().into()),
        ("lists", packs.lists().count().into()),
    ];
    tell(words, "cli-packs-counted", &values);
}
