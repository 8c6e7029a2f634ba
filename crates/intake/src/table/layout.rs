//! Rows of delimited text, in bounded memory.

use std::io::BufRead;

use csv_core::ReadRecordResult;

use super::mapping::Mapping;
use crate::{RECORD_LIMIT, Text};

/// How a table is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Columns in order, as [`key`] makes them.
    pub(super) header: Vec<String>,
    separator: u8,
    quote: u8,
    /// First byte after the header line.
    start: u64,
    /// The number of the header line, from 1.
    header_line: u64,
}

/// A column name without case, quotes and surrounding space.
pub(super) fn key(name: &str) -> String {
    name.trim().trim_matches(['"', '\'', '\u{feff}']).trim().to_lowercase()
}

/// The number of the column that `names` (`a` or `a|b`) stands for.
pub(super) fn column(header: &[String], names: &str) -> Option<usize> {
    names.split('|').find_map(|name| {
        let name = key(name);
        header.iter().position(|column| *column == name)
    })
}

impl Layout {
    /// The layout with which one of the first lines shows every column the mapping asks for.
    pub(super) fn find(text: &str, mapping: &Mapping, lines: usize) -> Option<Self> {
        let mut start = 0_u64;
        for (at, line) in text.split_inclusive('\n').take(lines).enumerate() {
            start = start.saturating_add(line.len() as u64);
            for separator in [b',', b';', b'\t', b'|'] {
                for quote in [b'"', b'\''] {
                    let header: Vec<String> = cells(line, separator, quote);
                    let complete = mapping.recognise.iter().all(|wanted| column(&header, wanted).is_some());
                    if complete && (!mapping.strict || header.iter().all(|column| mapping.names(column))) {
                        return Some(Self { header, separator, quote, start, header_line: at as u64 + 1 });
                    }
                }
            }
        }
        None
    }
}

/// The cells of one line; a line that does not end within itself has none.
fn cells(line: &str, separator: u8, quote: u8) -> Vec<String> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(separator).quote(quote).build();
    let (mut output, mut ends) =
        (vec![0; line.len().saturating_add(1)], vec![0; line.len().saturating_add(2)]);
    let (_, consumed, _, mut filled) = reader.read_record(line.as_bytes(), &mut output, &mut ends);
    let rest = line.as_bytes().get(consumed..).unwrap_or_default();
    if rest.is_empty() && !line.ends_with('\n') {
        let room =
            (output.get_mut(line.len()..).unwrap_or_default(), ends.get_mut(filled..).unwrap_or_default());
        filled = filled.saturating_add(reader.read_record(&[], room.0, room.1).3);
    }
    let mut begin = 0;
    ends.iter()
        .take(filled)
        .map(|&end| {
            let cell = output.get(begin..end).unwrap_or_default();
            begin = end;
            key(&String::from_utf8_lossy(cell))
        })
        .collect()
}

/// One row.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// Its number, from 1, the header not counted.
    pub(super) number: u64,
    /// First byte.
    pub(super) start: u64,
    /// Length, line end included.
    pub(super) length: u64,
    /// How many cells it has.
    pub(super) count: usize,
    /// Whether it was longer than [`RECORD_LIMIT`], so that its cells are not kept.
    pub(super) too_long: bool,
    data: &'a [u8],
    ends: &'a [usize],
}

impl Row<'_> {
    /// The text of a cell; `None` if there is no such cell or it is not UTF-8.
    pub(super) fn cell(&self, at: usize) -> Option<&str> {
        let begin = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        std::str::from_utf8(self.data.get(begin..*self.ends.get(at)?)?).ok().map(str::trim)
    }

    /// All cells run together, to show a row that cannot be read.
    pub(super) fn data(&self) -> &[u8] {
        self.data
    }
}

/// The rows below the header.
pub(super) struct Rows<'a> {
    reader: Box<dyn BufRead + 'a>,
    parser: csv_core::Reader,
    data: Vec<u8>,
    ends: Vec<usize>,
    position: u64,
    number: u64,
}

impl<'a> Rows<'a> {
    pub(super) fn open(text: &Text<'a>, layout: &Layout) -> std::io::Result<Self> {
        let mut reader = text.open()?;
        let mut left = layout.start;
        while left > 0 {
            let buffered = reader.fill_buf()?.len();
            if buffered == 0 {
                break;
            }
            let step = buffered.min(usize::try_from(left).unwrap_or(usize::MAX));
            reader.consume(step);
            left = left.saturating_sub(step as u64);
        }
        let parser = csv_core::ReaderBuilder::new().delimiter(layout.separator).quote(layout.quote).build();
        let (data, ends) = (vec![0; 4 << 10], vec![0; 128]);
        Ok(Self { reader, parser, data, ends, position: layout.start, number: 0 })
    }

    /// The next row that is not blank; `None` at the end.
    pub(super) fn next_row(&mut self) -> std::io::Result<Option<Row<'_>>> {
        // Line ends and blank lines before a row are not part of it.
        loop {
            let block = self.reader.fill_buf()?;
            if block.is_empty() {
                return Ok(None);
            }
            let blank = block.iter().position(|byte| !matches!(byte, b'\n' | b'\r')).unwrap_or(block.len());
            let stop = blank < block.len();
            self.reader.consume(blank);
            self.position = self.position.saturating_add(blank as u64);
            if stop {
                break;
            }
        }
        let start = self.position;
        let (mut filled, mut count, mut too_long) = (0_usize, 0_usize, false);
        loop {
            let block = self.reader.fill_buf()?;
            let output = self.data.get_mut(filled..).unwrap_or_default();
            let ends = self.ends.get_mut(count..).unwrap_or_default();
            let (result, consumed, written, cells) = self.parser.read_record(block, output, ends);
            self.reader.consume(consumed);
            self.position = self.position.saturating_add(consumed as u64);
            filled = filled.saturating_add(written);
            count = count.saturating_add(cells);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.data.len() >= RECORD_LIMIT => {
                    (filled, too_long) = (0, true);
                }
                ReadRecordResult::OutputFull => self.data.resize(self.data.len().saturating_mul(2), 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() >= RECORD_LIMIT / 64 => {
                    (count, too_long) = (0, true);
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len().saturating_mul(2), 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.number = self.number.saturating_add(1);
        Ok(Some(Row {
            number: self.number,
            start,
            length: self.position.saturating_sub(start),
            count,
            too_long,
            data: self.data.get(..filled).unwrap_or_default(),
            ends: self.ends.get(..count).unwrap_or_default(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Memory, survey};

    fn mapping(columns: &[&str]) -> Mapping {
        let columns = columns.join("\", \"");
        Mapping::parse("m", &format!("name: m\nrecognise: [\"{columns}\"]")).unwrap()
    }

    #[test]
    fn the_header_shows_separator_and_quote_wherever_it_stands() {
        for (text, line) in [
            ("Date,Amount\n1,2\n", 1),
            ("Account: 12\n\nDate;Amount;Balance\n", 3),
            ("'Date'\t'Amount'", 1),
            ("\"date\"|\"AMOUNT \"\r\n", 1),
        ] {
            let layout = Layout::find(text, &mapping(&["date|day", "amount"]), 25).unwrap();
            assert_eq!(
                (layout.header_line, &layout.header[..2]),
                (line, &["date".to_owned(), "amount".to_owned()][..])
            );
        }
        assert_eq!(Layout::find("Date,Sum\n", &mapping(&["date", "amount"]), 25), None);
    }

    #[test]
    fn rows_know_their_bytes_and_quoted_line_ends_belong_to_them() {
        let text = "a,b\n1,\"x\ny\"\n\n2,z\r\n3\n4,\"open";
        let input = Memory::new("t", text.as_bytes().to_vec());
        let survey = survey(&input, &mut |_| ()).unwrap();
        let layout = Layout::find(text, &mapping(&["a", "b"]), 25).unwrap();
        let mut rows = Rows::open(&Text::new(&input, &survey), &layout).unwrap();
        let mut seen = Vec::new();
        while let Some(row) = rows.next_row().unwrap() {
            let cells: Vec<_> = (0..row.count).map(|at| row.cell(at).unwrap().to_owned()).collect();
            let span = text.get(row.start as usize..(row.start + row.length) as usize).unwrap();
            seen.push((row.number, span.trim_end().to_owned(), cells.join("/")));
        }
        let expected =
            [(1, "1,\"x\ny\"", "1/x\ny"), (2, "2,z", "2/z"), (3, "3", "3"), (4, "4,\"open", "4/open")];
        assert_eq!(seen, expected.map(|(n, s, c)| (n, s.to_owned(), c.to_owned())));
    }
}
