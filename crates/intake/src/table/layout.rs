//! How a table is laid out: where its header stands, what separates its cells.

use std::io::BufRead;

use super::mapping::Mapping;
use crate::Text;
use crate::rows::{Dialect, Rows};

/// What may stand between cells.
pub(super) const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How a table is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Columns in order, as [`key`] makes them.
    pub(super) header: Vec<String>,
    dialect: Dialect,
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
            // Most lines are of another table: splitting them in every way is for those that name the columns.
            let lower = line.to_lowercase();
            let names = |wanted: &String| wanted.split('|').any(|name| lower.contains(&key(name)));
            if !mapping.recognise.iter().all(names) {
                continue;
            }
            for separator in SEPARATORS {
                for quote in [b'"', b'\''] {
                    let dialect = Dialect { separator, quote };
                    let header = cells(line, dialect);
                    let complete = mapping.recognise.iter().all(|wanted| column(&header, wanted).is_some());
                    if complete && (!mapping.strict || header.iter().all(|column| mapping.names(column))) {
                        return Some(Self { header, dialect, start, header_line: at as u64 + 1 });
                    }
                }
            }
        }
        None
    }

    /// The rows below the header.
    pub(super) fn rows<'a>(&self, text: &Text<'a>) -> std::io::Result<Rows<Box<dyn BufRead + 'a>>> {
        let mut reader = text.open()?;
        let mut left = self.start;
        while left > 0 {
            let buffered = reader.fill_buf()?.len();
            if buffered == 0 {
                break;
            }
            let step = buffered.min(usize::try_from(left).unwrap_or(usize::MAX));
            reader.consume(step);
            left = left.saturating_sub(step as u64);
        }
        Ok(Rows::new(reader, self.dialect, self.start))
    }
}

/// The cells of one line, as [`key`] makes them.
pub(super) fn cells(line: &str, dialect: Dialect) -> Vec<String> {
    let mut rows = Rows::new(line.as_bytes(), dialect, 0);
    let row = rows.next_row().ok().flatten();
    row.map(|row| row.fields().map(|cell| key(&cell)).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
