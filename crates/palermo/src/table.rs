//! A small table that a person made: its columns by name, each row with its line, faults with file, line and column.

use std::path::{Path, PathBuf};

use miette::Report;
use report::Words;

use crate::Usage;
use crate::sheet::Sheet;

/// A table, read whole: these are short.
pub(crate) struct Table {
    path: PathBuf,
    columns: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    table: &'a Table,
    /// Its line, from 1.
    pub(crate) line: u64,
    cells: &'a [String],
}

impl Table {
    /// Reads a table; the header must have each of `needed`, of which `a|b` is either.
    pub(crate) fn read(path: &Path, needed: &[&str], words: &Words) -> miette::Result<Self> {
        let wrong = |what: String| {
            Usage::report(format!("{}: {what}", path.display()), words.text("liaison-table-help"))
        };
        let sheet = Sheet::open(path, words)?;
        let columns = sheet.headers(words)?.iter().map(|name| name.to_lowercase()).collect();
        let mut rows = Vec::new();
        for record in sheet.rows(words)?.records() {
            let record = record.map_err(|error| wrong(error.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            rows.push((line, record.iter().map(|cell| cell.trim().to_owned()).collect()));
        }
        let table = Self { path: path.to_owned(), columns, rows };
        let missing: Vec<&str> = needed.iter().copied().filter(|name| table.column(name).is_none()).collect();
        if !missing.is_empty() {
            let values = [("missing", missing.join(", ").into()), ("found", table.columns.join(", ").into())];
            return Err(wrong(words.get("liaison-no-column", &values)));
        }
        Ok(table)
    }

    fn column(&self, names: &str) -> Option<usize> {
        names.split('|').find_map(|name| self.columns.iter().position(|own| own == name))
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl Row<'_> {
    /// A cell, empty if the table has no such column or the row no such cell.
    pub(crate) fn cell(&self, names: &str) -> &str {
        let at = self.table.column(names);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    /// A cell read as something; `None` for an empty one.
    pub(crate) fn parse<T: std::str::FromStr>(
        &self,
        names: &str,
        expected: &str,
        words: &Words,
    ) -> miette::Result<Option<T>> {
        let cell = self.cell(names);
        if cell.is_empty() {
            return Ok(None);
        }
        cell.parse().map(Some).map_err(|_unreadable: T::Err| self.fault(names, expected, words))
    }

    /// What is wrong with a cell, and what would be right.
    pub(crate) fn fault(&self, names: &str, expected: &str, words: &Words) -> Report {
        let column = names.split('|').next().unwrap_or(names);
        let values = [
            ("file", self.table.path.display().to_string().into()),
            ("line", self.line.to_string().into()),
            ("column", column.into()),
            ("found", self.cell(names).into()),
        ];
        let what = words.get("liaison-wrong-cell", &values);
        Usage::report(what, words.get("liaison-expected", &[("expected", words.text(expected).into())]))
    }
}
