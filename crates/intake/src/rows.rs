//! Rows of delimited text with their place, in bounded memory.

use std::borrow::Cow;
use std::io::BufRead;

use csv_core::ReadRecordResult;

use crate::RECORD_LIMIT;

/// The most cells a row may have.
const CELL_LIMIT: usize = 1 << 16;

/// What separates cells and what encloses them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) separator: u8,
    pub(crate) quote: u8,
}

impl Dialect {
    /// Commas and double quotes (RFC 4180).
    pub(crate) const CSV: Self = Self { separator: b',', quote: b'"' };
}

/// One row. Line breaks inside quotes belong to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// Its number, from 1, blank lines not counted.
    pub(crate) number: u64,
    /// Its first byte.
    pub(crate) start: u64,
    /// Its length, line end included.
    pub(crate) length: u64,
    /// Whether it was longer than [`RECORD_LIMIT`] or had too many cells: then none are kept.
    pub(crate) too_long: bool,
    data: &'a [u8],
    ends: &'a [usize],
    separator: u8,
}

impl<'a> Row<'a> {
    /// How many cells it has.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn bytes(&self, at: usize) -> Option<&'a [u8]> {
        let begin = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        Some(self.data.get(begin..*self.ends.get(at)?)?.trim_ascii())
    }

    /// Whether all of it is UTF-8.
    pub(crate) fn is_utf8(&self) -> bool {
        std::str::from_utf8(self.data).is_ok()
    }

    /// A cell without the white space around it; `None` if there is none, or if it is not UTF-8.
    pub(crate) fn cell(&self, at: usize) -> Option<&'a str> {
        std::str::from_utf8(self.bytes(at)?).ok()
    }

    /// The same, with what is not UTF-8 replaced; empty if there is none.
    pub(crate) fn field(&self, at: usize) -> Cow<'a, str> {
        String::from_utf8_lossy(self.bytes(at).unwrap_or_default())
    }

    /// All cells.
    pub(crate) fn fields(self) -> impl Iterator<Item = Cow<'a, str>> {
        (0..self.len()).map(move |at| self.field(at))
    }

    /// The row as a rejection shows it: its cells, joined again.
    pub(crate) fn text(&self) -> String {
        let separator = char::from(self.separator).to_string();
        self.fields().collect::<Vec<_>>().join(&separator)
    }
}

/// The rows of a text.
pub(crate) struct Rows<R> {
    reader: R,
    parser: csv_core::Reader,
    data: Vec<u8>,
    ends: Vec<usize>,
    position: u64,
    number: u64,
    separator: u8,
}

impl<R: BufRead> Rows<R> {
    /// The rows of `reader`, which stands at the byte `position` of a text; a header is a row like others.
    pub(crate) fn new(reader: R, dialect: Dialect, position: u64) -> Self {
        let parser = csv_core::ReaderBuilder::new().delimiter(dialect.separator).quote(dialect.quote).build();
        let (data, ends) = (vec![0; 4 << 10], vec![0; 64]);
        Self { reader, parser, data, ends, position, number: 0, separator: dialect.separator }
    }

    /// The next row that is not blank; `None` at the end.
    pub(crate) fn next_row(&mut self) -> std::io::Result<Option<Row<'_>>> {
        loop {
            if !self.pass_line_ends()? {
                return Ok(None);
            }
            let start = self.position;
            let (filled, count, too_long) = self.fill()?;
            // Old systems end a file with a character of its own.
            if count == 1 && matches!(self.data.get(..filled).unwrap_or_default().trim_ascii(), b"" | b"\x1a")
            {
                continue;
            }
            self.number = self.number.saturating_add(1);
            return Ok(Some(Row {
                number: self.number,
                start,
                length: self.position.saturating_sub(start),
                too_long,
                data: self.data.get(..filled).unwrap_or_default(),
                ends: self.ends.get(..count).unwrap_or_default(),
                separator: self.separator,
            }));
        }
    }

    /// Line ends before a row are not part of it; false at the end of the text.
    fn pass_line_ends(&mut self) -> std::io::Result<bool> {
        loop {
            let block = self.reader.fill_buf()?;
            let blank = block.iter().position(|byte| !matches!(byte, b'\n' | b'\r')).unwrap_or(block.len());
            let (at_end, found) = (block.is_empty(), blank < block.len());
            self.pass(blank);
            if at_end || found {
                return Ok(found);
            }
        }
    }

    /// Parses one row into the buffers: bytes filled, cells, and whether it was too long to keep.
    fn fill(&mut self) -> std::io::Result<(usize, usize, bool)> {
        let (mut filled, mut count, mut too_long, mut last) = (0_usize, 0_usize, false, None);
        loop {
            let block = self.reader.fill_buf()?;
            let data = self.data.get_mut(filled..).unwrap_or_default();
            let ends = self.ends.get_mut(count..).unwrap_or_default();
            let (result, consumed, written, cells) = self.parser.read_record(block, data, ends);
            last = consumed.checked_sub(1).and_then(|at| block.get(at)).copied().or(last);
            self.pass(consumed);
            filled = filled.saturating_add(written);
            count = count.saturating_add(cells);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.data.len() < RECORD_LIMIT => {
                    self.data.resize(self.data.len().saturating_mul(2), 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < CELL_LIMIT => {
                    self.ends.resize(self.ends.len().saturating_mul(2), 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    (filled, count, too_long) = (0, 0, true);
                }
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        // The parser stops after a carriage return; the line feed behind it belongs to the row too.
        if last == Some(b'\r') && self.reader.fill_buf()?.first() == Some(&b'\n') {
            self.pass(1);
        }
        Ok(if too_long { (0, 0, true) } else { (filled, count, false) })
    }

    fn pass(&mut self, count: usize) {
        self.reader.consume(count);
        self.position = self.position.saturating_add(count as u64);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn rows_of(text: &str, dialect: Dialect) -> Vec<(u64, String, String)> {
        let mut rows = Rows::new(std::io::BufReader::with_capacity(3, text.as_bytes()), dialect, 0);
        let mut seen = Vec::new();
        while let Some(row) = rows.next_row().unwrap() {
            let start = usize::try_from(row.start).unwrap();
            let span = text.get(start..start + usize::try_from(row.length).unwrap()).unwrap();
            seen.push((row.number, row.text(), span.to_owned()));
        }
        seen
    }

    #[test]
    fn rows_know_their_place_whatever_ends_them() {
        let found = rows_of("1,\"a\"\r\n2,\"b\nc\"\n\n3,d\r\n\x1a", Dialect::CSV);
        let expected = [(1, "1,a", "1,\"a\"\r\n"), (2, "2,b\nc", "2,\"b\nc\"\n"), (3, "3,d", "3,d\r\n")];
        assert_eq!(found, expected.map(|(number, text, span)| (number, text.to_owned(), span.to_owned())));
        let found = rows_of("'x;y';2\n'open", Dialect { separator: b';', quote: b'\'' });
        assert_eq!(
            found,
            [(1, "x;y;2".to_owned(), "'x;y';2\n".to_owned()), (2, "open".to_owned(), "'open".to_owned())]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
        let endless = b"1,\"".chain(std::io::repeat(b'a').take(40 << 20));
        let mut rows = Rows::new(std::io::BufReader::new(endless), Dialect::CSV, 0);
        let row = rows.next_row().unwrap().unwrap();
        assert!(row.too_long && row.len() == 0 && row.length == 3 + (40 << 20));
        assert!(rows.data.len() <= 2 * RECORD_LIMIT);
    }
}
