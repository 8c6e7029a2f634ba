//! Reading YAML, with the place of what is wrong.

use serde::de::DeserializeOwned;
use serde_saphyr::{Location, Spanned};

use crate::error::{LawError, short};

/// The longest file that is read, in bytes. Ours: our largest is a hundredth of it.
const MOST_BYTES: usize = 8 << 20;

/// A file as it was given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'s> {
    pub(crate) name: &'s str,
    pub(crate) text: &'s str,
}

impl Source<'_> {
    pub(crate) fn read<T: DeserializeOwned>(self) -> Result<T, LawError> {
        if self.text.len() > MOST_BYTES {
            return Err(self.error(None, format!("the file has more than {MOST_BYTES} bytes; divide it")));
        }
        let options = serde_saphyr::options! {
            budget: serde_saphyr::budget! { max_depth: 32, max_aliases: 1_000 },
            with_snippet: false,
        };
        serde_saphyr::from_str_with_options(self.text, options).map_err(|error| {
            let error = error.without_snippet();
            let said = error.to_string();
            // The place stands before it already.
            let said = said.lines().next().and_then(|line| line.split(" at line ").next());
            self.error(error.location(), said.unwrap_or_default())
        })
    }

    pub(crate) fn error(self, at: Option<Location>, message: impl AsRef<str>) -> LawError {
        let (line, column) = at.map_or((1, 1), |at| (at.line().max(1), at.column().max(1)));
        let message = message.as_ref().chars().take(400).collect();
        LawError::Form { file: short(self.name), line, column, message }
    }

    /// An error about a named thing.
    pub(crate) fn about(self, what: &Spanned<String>, message: impl AsRef<str>) -> LawError {
        let at = what.referenced;
        self.error(Some(at), format!("{}: {}", short(&what.value), message.as_ref()))
    }
}
