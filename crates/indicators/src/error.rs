//! What is wrong with a pack, and where.

use serde_saphyr::Spanned;

/// Why packs could not be loaded. Nothing is loaded in part.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// The file is not YAML, or not of the form of a pack.
    #[error("{file}: {message}")]
    Form {
        /// The file.
        file: String,
        /// Place and reason, as the YAML reader says it.
        message: String,
    },
    /// One entry is wrong.
    #[error("{file}, line {line}, {entry}{}{part}: {message}", if part.is_empty() { "" } else { ", " })]
    Entry {
        /// The file.
        file: String,
        /// The line the entry or its part begins on.
        line: u64,
        /// Id of the rule, indicator or list.
        entry: String,
        /// Which part of it, empty if the whole.
        part: String,
        /// What was found and what was expected.
        message: String,
    },
}

/// A place in a pack.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    file: String,
    line: u64,
    entry: String,
    part: String,
}

impl Place {
    pub(crate) fn new(file: &str, id: &Spanned<String>, part: &str) -> Self {
        Self {
            file: file.to_owned(),
            line: id.referenced.line(),
            entry: id.value.clone(),
            part: part.to_owned(),
        }
    }

    /// A part of the same entry, on its own line.
    pub(crate) fn part(&self, part: &str, line: u64) -> Self {
        Self { part: part.to_owned(), line: if line == 0 { self.line } else { line }, ..self.clone() }
    }

    pub(crate) fn error(&self, message: impl Into<String>) -> PackError {
        let Self { file, line, entry, part } = self.clone();
        PackError::Entry { file, line, entry, part, message: message.into() }
    }
}
