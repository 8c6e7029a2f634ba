//! A file of rows, opened: its text decoded, what stands between its cells found, its header read.

use std::io::{BufRead, Read};
use std::path::Path;

use csv::{Reader, ReaderBuilder};
use intake::{Input, Survey, Text, deliver, survey};
use report::Words;

use crate::Usage;

/// What may stand between cells.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// One file, surveyed; it is read from its beginning as often as wanted.
pub(crate) struct Sheet {
    input: Box<dyn Input>,
    survey: Survey,
}

impl Sheet {
    pub(crate) fn open(path: &Path, words: &Words) -> miette::Result<Self> {
        let name = path.display().to_string();
        let (mut inputs, errors) = deliver(&[path.to_owned()]);
        if let Some(error) = errors.first() {
            let error = error.to_string();
            return Err(Usage::said(words, "cli-said", "cli-sheet-help", &[("error", error.into())]));
        }
        let (Some(input), true) = (inputs.pop(), inputs.is_empty()) else {
            return Err(fault(&name, words.text("cli-sheet-not-one"), words));
        };
        let survey =
            survey(input.as_ref(), &mut |_| ()).map_err(|error| fault(&name, error.to_string(), words))?;
        let sheet = Self { input, survey };
        if sheet.survey.head_text().contains('\0') {
            return Err(sheet.fault(words.text("cli-sheet-binary"), words));
        }
        Ok(sheet)
    }

    pub(crate) fn name(&self) -> &str {
        self.input.name()
    }

    /// SHA-256 of the file as it is, whatever its encoding.
    pub(crate) fn sha256(&self) -> &str {
        &self.survey.sha256
    }

    /// The whole text, decoded to UTF-8.
    pub(crate) fn text(&self, words: &Words) -> miette::Result<Box<dyn BufRead + '_>> {
        let opened = Text::new(self.input.as_ref(), &self.survey).open();
        opened.map_err(|error| self.fault(error.to_string(), words))
    }

    /// The same, read whole: for tables that a person made, which are short.
    pub(crate) fn whole(&self, words: &Words) -> miette::Result<String> {
        let mut text = String::new();
        self.text(words)?.read_to_string(&mut text).map_err(|error| self.fault(error.to_string(), words))?;
        Ok(text)
    }

    /// The rows below the header, of whatever length.
    pub(crate) fn rows(&self, words: &Words) -> miette::Result<Reader<Box<dyn BufRead + '_>>> {
        Ok(ReaderBuilder::new().delimiter(self.separator()).flexible(true).from_reader(self.text(words)?))
    }

    /// What the columns are called.
    pub(crate) fn headers(&self, words: &Words) -> miette::Result<Vec<String>> {
        let mut rows = self.rows(words)?;
        let headers = rows.headers().map_err(|error| self.fault(error.to_string(), words))?;
        let headers: Vec<String> = headers.iter().map(|header| header.trim().to_owned()).collect();
        if headers.iter().all(String::is_empty) {
            return Err(self.fault(words.text("cli-sheet-empty"), words));
        }
        Ok(headers)
    }

    /// What parts the first line into most cells.
    fn separator(&self) -> u8 {
        let head = self.survey.head_text();
        let first = head.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let cells = |separator: u8| {
            let builder =
                ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(first.as_bytes());
            builder.into_byte_records().next().and_then(Result::ok).map_or(0, |row| row.len())
        };
        // Of equally good ones the first counts, and `max_by_key` takes the last.
        SEPARATORS.into_iter().rev().max_by_key(|separator| cells(*separator)).unwrap_or(b',')
    }

    pub(crate) fn fault(&self, error: String, words: &Words) -> miette::Report {
        fault(self.name(), error, words)
    }
}

fn fault(name: &str, error: String, words: &Words) -> miette::Report {
    let values = [("file", name.into()), ("error", error.into())];
    Usage::said(words, "cli-wrong-file", "cli-sheet-help", &values)
}
