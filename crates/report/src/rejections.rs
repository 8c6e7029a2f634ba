//! `rejections.csv`: every record that could not be read, with its place and the reason.

use std::borrow::Cow;
use std::io::Write;

use evidence::Rejection;

/// Writes rejections one by one, so that a delivery with very many of them needs no memory for them.
#[derive(Debug)]
pub struct Rejections<W: Write>(csv::Writer<W>);

impl<W: Write> Rejections<W> {
    /// Begins the table with its head: `source,locator,reason,text`.
    pub fn begin(out: W) -> csv::Result<Self> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(["source", "locator", "reason", "text"])?;
        Ok(Self(table))
    }

    /// Adds one rejection of the source with this name.
    pub fn write(&mut self, source: &str, rejection: &Rejection) -> csv::Result<()> {
        let locator = rejection.locator.to_string();
        self.0.write_record(
            [source, &locator, &rejection.reason, &rejection.text].map(|cell| inert(cell).into_owned()),
        )
    }

    /// Writes out what is left.
    pub fn finish(mut self) -> csv::Result<()> {
        Ok(self.0.flush()?)
    }
}

/// A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text. The record itself is
/// untouched in its source.
fn inert(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use evidence::Locator;

    use super::*;

    #[test]
    fn a_rejection_is_a_row_and_no_cell_is_a_formula() {
        let mut out = Vec::new();
        let mut table = Rejections::begin(&mut out).unwrap();
        let locator = Locator::new("row", 3, 40, 12);
        table.write("a.csv", &Rejection::new(locator, "expected a date, found “x”", b"=1+1,\"x\"")).unwrap();
        table.finish().unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "source,locator,reason,text\na.csv,row=3@40+12,\"expected a date, found “x”\",\"'=1+1,\"\"x\"\"\"\n"
        );
    }
}
