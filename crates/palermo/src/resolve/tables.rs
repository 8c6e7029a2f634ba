//! Files become one table for linkage: rows in the order of the files, each with its id and line.

use intake::RECORD_LIMIT;
use linkage::{Table, Value};
use report::Words;

use super::columns::{self, Column, Mapping, Told, fields, listed};
use super::linkage_failed;
use crate::Usage;
use crate::cli::Resolve;
use crate::headers::{Headers, Holds};
use crate::sheet::Sheet;

/// Lines named in a message; more are counted.
const LINES_NAMED: usize = 5;

/// Lines of a file of which something has to be said.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) first: Vec<u64>,
    pub(super) count: usize,
}

impl Lines {
    fn add(&mut self, line: u64) {
        self.count += 1;
        if self.first.len() < LINES_NAMED {
            self.first.push(line);
        }
    }
}

/// One file that was read.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// Rows taken.
    pub(super) rows: usize,
    /// Rows with fewer cells than the header: what they lack is not known.
    pub(super) short: Lines,
    /// Rows with more cells than the header, or far too long: not taken, for no one knows which cell is which.
    pub(super) refused: Lines,
    /// Rows in which nothing that is compared is filled.
    pub(super) empty: usize,
}

/// What the records are called. Ten million ids are one text, not ten million.
#[derive(Debug, Default)]
pub(super) struct Records {
    ids: String,
    ends: Vec<usize>,
    lines: Vec<u32>,
    /// Where the second file begins.
    pub(super) second: usize,
}

impl Records {
    fn push(&mut self, id: &str, line: u64) {
        self.ids.push_str(id);
        self.ends.push(self.ids.len());
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The id of a record, by its number over all files.
    pub(super) fn id(&self, record: u64) -> &str {
        let at = usize::try_from(record).unwrap_or(usize::MAX);
        let begin = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let span = begin.zip(self.ends.get(at)).and_then(|(begin, end)| self.ids.get(begin..*end));
        span.unwrap_or_default()
    }

    /// Which file a record is of, from 0.
    pub(super) fn file(&self, record: u64) -> usize {
        usize::from(record >= self.second as u64)
    }

    /// Records in the order of file and id.
    pub(super) fn sorted(&self) -> Vec<u64> {
        let mut records: Vec<u64> = (0..self.len() as u64).collect();
        records.sort_unstable_by(|a, b| self.key(*a).cmp(&self.key(*b)).then(a.cmp(b)));
        records
    }

    pub(super) fn key(&self, record: u64) -> (usize, &str) {
        (self.file(record), self.id(record))
    }

    fn line(&self, record: u64) -> u32 {
        usize::try_from(record).ok().and_then(|at| self.lines.get(at)).copied().unwrap_or(0)
    }
}

/// Everything that was read.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) table: Table,
    pub(super) files: Vec<File>,
    pub(super) records: Records,
}

/// Reads all files into one table.
pub(super) fn read(options: &Resolve, words: &Words) -> miette::Result<Read> {
    let sheets: Vec<Sheet> =
        options.files.iter().map(|path| Sheet::open(path, words)).collect::<miette::Result<_>>()?;
    let told = told(options, &sheets, words)?;
    let (fields, columns) = fields(&told);
    if fields.is_empty() {
        return Err(nothing_to_compare(&sheets, &told, words));
    }
    let table = Table::new(fields).map_err(|error| linkage_failed(&error, words))?;
    let mut read = Read { table, files: Vec::new(), records: Records::default() };
    for (number, (sheet, columns)) in sheets.iter().zip(columns).enumerate() {
        read.table.set_source(u16::try_from(number).unwrap_or(u16::MAX));
        if number == 1 {
            read.records.second = read.records.len();
        }
        read.file(sheet, columns, words)?;
    }
    if sheets.len() == 1 {
        read.records.second = read.records.len();
    }
    read.refuse_repeated_ids(words)?;
    Ok(read)
}

/// What each file's columns hold, as told or guessed.
fn told(options: &Resolve, sheets: &[Sheet], words: &Words) -> miette::Result<Vec<(Vec<String>, Vec<Told>)>> {
    if options.mapping.len() > sheets.len() {
        return Err(Usage::said(words, "cli-resolve-mappings", "cli-resolve-mapping-help", &[]));
    }
    let known = Headers::new();
    let mappings: Vec<Mapping> =
        options.mapping.iter().map(|path| Mapping::read(path, words)).collect::<miette::Result<_>>()?;
    let one = |(number, sheet): (usize, &Sheet)| {
        let headers = sheet.headers(words)?;
        let told = match mappings.get(number).or(mappings.first()) {
            Some(mapping) => columns::told(&known, mapping, sheet.name(), &headers, words)?,
            None => columns::guess(&known, &headers),
        };
        Ok((headers, told))
    };
    sheets.iter().enumerate().map(one).collect()
}

fn nothing_to_compare(sheets: &[Sheet], told: &[(Vec<String>, Vec<Told>)], words: &Words) -> miette::Report {
    let files = sheets.iter().zip(told);
    let columns: Vec<String> =
        files.map(|(sheet, (headers, _))| format!("{}: {}", sheet.name(), listed(headers))).collect();
    let values = [("columns", columns.join("; ").into())];
    let key = if sheets.len() > 1 { "cli-resolve-nothing-shared" } else { "cli-resolve-nothing-known" };
    Usage::said(words, key, "cli-resolve-mapping-help", &values)
}

impl Read {
    fn file(&mut self, sheet: &Sheet, columns: Vec<Column>, words: &Words) -> miette::Result<()> {
        let mut rows = sheet.rows(words)?;
        let id = columns.iter().position(|column| column.holds == Holds::Id);
        let compared: Vec<(usize, usize)> =
            columns.iter().enumerate().filter_map(|(at, column)| Some((at, column.field?))).collect();
        let mut file = File {
            name: sheet.name().to_owned(),
            columns,
            rows: 0,
            short: Lines::default(),
            refused: Lines::default(),
            empty: 0,
        };
        let mut row = csv::ByteRecord::new();
        while rows.read_byte_record(&mut row).map_err(|error| sheet.fault(error.to_string(), words))? {
            let line = row.position().map_or(0, csv::Position::line);
            let width = file.columns.len();
            // A separator at the end of each row makes one more cell, without anything in it.
            let beyond = row.iter().skip(width).any(|cell| !cell.trim_ascii().is_empty());
            if beyond || row.as_slice().len() > RECORD_LIMIT {
                file.refused.add(line);
                continue;
            }
            if row.len() < width {
                file.short.add(line);
            }
            let cell =
                |at: usize| row.get(at).and_then(|cell| std::str::from_utf8(cell).ok()).map_or("", str::trim);
            let values: Vec<Value<'_>> = compared
                .iter()
                .map(|(at, field)| Value { field: *field, text: cell(*at) })
                .filter(|value| !value.text.is_empty())
                .collect();
            file.empty += usize::from(values.is_empty());
            self.table.push(&values).map_err(|error| linkage_failed(&error, words))?;
            match id.map(cell).filter(|id| !id.is_empty()) {
                Some(id) => self.records.push(id, line),
                None => self.records.push(&format!("line-{line}"), line),
            }
            file.rows += 1;
        }
        if file.rows == 0 {
            return Err(sheet.fault(words.text("cli-resolve-no-rows"), words));
        }
        self.files.push(file);
        Ok(())
    }

    fn refuse_repeated_ids(&self, words: &Words) -> miette::Result<()> {
        let has_ids = |file: &File| file.columns.iter().any(|column| column.holds == Holds::Id);
        if !self.files.iter().any(has_ids) {
            return Ok(());
        }
        let sorted = self.records.sorted();
        let mut repeated = sorted
            .chunk_by(|a, b| self.records.key(*a) == self.records.key(*b))
            .filter(|same| same.len() > 1);
        let Some(same) = repeated.next() else { return Ok(()) };
        let first = same.first().copied().unwrap_or(0);
        let file = self.files.get(self.records.file(first));
        let header = file.and_then(|file| file.columns.iter().find(|column| column.holds == Holds::Id));
        let lines: Vec<String> =
            same.iter().take(LINES_NAMED).map(|record| self.records.line(*record).to_string()).collect();
        let values = [
            ("file", file.map_or("", |file| &file.name).into()),
            ("column", header.map_or("", |column| &column.header).into()),
            ("id", self.records.id(first).into()),
            ("lines", lines.join(", ").into()),
            ("more", same.len().saturating_sub(LINES_NAMED).into()),
            ("others", repeated.count().into()),
        ];
        Err(Usage::said(words, "cli-resolve-repeated-id", "cli-resolve-repeated-id-help", &values))
    }
}
