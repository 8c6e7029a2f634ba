//! What is wrong with a pack, and where.

use serde_saphyr::{Location, Spanned};

/// Why packs could not be loaded. Nothing is loaded in part. Lines and columns are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// The file is not YAML, or not of the form of a pack.
    #[error("{file}, line {line}, column {column}: {message}")]
    Form {
        /// The file.
        file: String,
        /// The line.
        line: u64,
        /// The character in the line.
        column: u64,
        /// What was found and what was expected.
        message: String,
    },
    /// One entry is wrong.
    #[error(
        "{file}, line {line}, column {column}, {entry}{}{part}: {message}",
        if part.is_empty() { "" } else { ", " }
    )]
    Entry {
        /// The file.
        file: String,
        /// The line of what is wrong.
        line: u64,
        /// The character in the line.
        column: u64,
        /// Id of the rule, indicator or list.
        entry: String,
        /// Which part of it, empty if the whole.
        part: String,
        /// What was found and what was expected.
        message: String,
    },
}

/// A file as it was given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct File<'f> {
    pub(crate) name: &'f str,
    pub(crate) text: &'f str,
}

impl<'f> File<'f> {
    pub(crate) fn new(name: &'f str, text: &'f str) -> Self {
        Self { name, text }
    }

    /// An error about the file at a place in it; at its beginning if the place is not known.
    pub(crate) fn error(&self, at: Option<Location>, message: impl AsRef<str>) -> PackError {
        let (line, column) = at.map_or((1, 1), |at| (at.line().max(1), at.column().max(1)));
        PackError::Form { file: self.name.to_owned(), line, column, message: short(message.as_ref()) }
    }

    /// Line and column of a byte of the text.
    pub(crate) fn position(&self, byte: usize) -> (u64, u64) {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count();
        let column = before.chars().rev().take_while(|c| *c != '\n').count();
        (line as u64 + 1, column as u64 + 1)
    }
}

/// A place in a pack.
#[derive(Clone, Debug)]
pub(crate) struct Place<'f> {
    file: File<'f>,
    at: Location,
    entry: String,
    part: String,
}

impl<'f> Place<'f> {
    pub(crate) fn new(file: File<'f>, entry: &str, at: Location) -> Self {
        Self { file, at, entry: entry.to_owned(), part: String::new() }
    }

    /// The place of an entry.
    pub(crate) fn of(file: File<'f>, id: &Spanned<String>) -> Self {
        Self::new(file, &id.value, id.referenced)
    }

    /// A part of the same entry, where it stands.
    pub(crate) fn part(&self, part: &str, at: Location) -> Self {
        Self { part: part.to_owned(), at, ..self.clone() }
    }

    /// The same part, where it stands.
    pub(crate) fn at(&self, at: Location) -> Self {
        Self { at, ..self.clone() }
    }

    pub(crate) fn error(&self, message: impl AsRef<str>) -> PackError {
        self.made((self.at.line().max(1), self.at.column().max(1)), message)
    }

    /// An error about a word of the part: its place is that of the word as written.
    pub(crate) fn error_at(&self, word: &str, message: impl AsRef<str>) -> PackError {
        let is_inside = |c: char| c.is_alphanumeric() || c == '_';
        let written = self.written();
        let found = written.and_then(|(start, text)| {
            let found = text.match_indices(word).find(|(at, _)| {
                let (before, after) = (text.get(..*at), text.get(at + word.len()..));
                !before.is_some_and(|text| text.ends_with(is_inside))
                    && !after.is_some_and(|text| text.starts_with(is_inside))
            });
            Some(start + found?.0)
        });
        match found {
            Some(byte) => self.made(self.file.position(byte), message),
            None => self.error(message),
        }
    }

    /// An error about the part from a byte of its value on, where the value stands in the file as it is.
    pub(crate) fn error_from(&self, value: &str, byte: usize, message: impl AsRef<str>) -> PackError {
        match self.written().and_then(|(start, text)| Some(start + text.find(value)?)) {
            Some(start) => self.made(self.file.position(start + byte), message),
            None => self.error(message),
        }
    }

    /// The part as it stands in the file, and the byte it begins at.
    fn written(&self) -> Option<(usize, &'f str)> {
        let span = self.at.span();
        let (start, length) = (span.byte_offset()?, span.byte_len()?);
        let (start, end) = (usize::try_from(start).ok()?, usize::try_from(start + length).ok()?);
        Some((start, self.file.text.get(start..end)?))
    }

    fn made(&self, (line, column): (u64, u64), message: impl AsRef<str>) -> PackError {
        PackError::Entry {
            file: self.file.name.to_owned(),
            line,
            column,
            entry: short(&self.entry),
            part: short(&self.part),
            message: short(message.as_ref()),
        }
    }
}

/// What a person can read, on one line: a hostile file may say anything in place of a name, at any length.
fn short(text: &str) -> String {
    /// Ours: no name is so long.
    const LONGEST_WORD: usize = 80;
    /// Ours: the longest list of names in a message, and some.
    const LONGEST: usize = 1_200;
    let mut shown = String::new();
    for word in text.split(|c: char| c.is_control() || c == ' ') {
        let rest = word.char_indices().nth(LONGEST_WORD).map(|(at, _)| at);
        let (word, end) = rest.and_then(|at| word.get(..at)).map_or((word, ""), |word| (word, "…"));
        if shown.len() + word.len() > LONGEST {
            shown.push_str(" …");
            break;
        }
        let gap = if shown.is_empty() { "" } else { " " };
        shown.extend([gap, word, end]);
    }
    shown
}
