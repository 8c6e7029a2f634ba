//! A source as UTF-8 text that can be opened again, and its lines.

use std::io::{BufRead, BufReader, Read};

use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::{Input, RECORD_LIMIT, Survey};

/// The decoded text of one source. Byte positions everywhere in this crate count in it, without a byte-order mark.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    input: &'a dyn Input,
    survey: &'a Survey,
}

impl std::fmt::Debug for Text<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Text({})", self.input.name())
    }
}

impl<'a> Text<'a> {
    /// The text of a surveyed input.
    pub fn new(input: &'a dyn Input, survey: &'a Survey) -> Self {
        Self { input, survey }
    }

    /// Name of the source.
    pub fn name(&self) -> &str {
        self.input.name()
    }

    /// Size in bytes as delivered; the decoded text of a file in another encoding may be longer.
    pub fn len(&self) -> u64 {
        self.survey.bytes
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Opens it from the start. May be called again: a reader that must decide something over the whole file reads
    /// it twice rather than keep it.
    pub fn open(&self) -> std::io::Result<Box<dyn BufRead + 'a>> {
        let decoded = DecodeReaderBytesBuilder::new()
            .encoding(Some(self.survey.encoding))
            .utf8_passthru(self.survey.encoding == encoding_rs::UTF_8)
            .strip_bom(true)
            .build_with_buffer(self.input.open()?, vec![0; 64 << 10])
            .map_err(std::io::Error::other)?;
        Ok(Box::new(BufReader::with_capacity(256 << 10, decoded)))
    }

    /// The text of a span, lossily; empty if it cannot be had.
    pub fn excerpt(&self, start: u64, length: u64) -> String {
        let mut bytes = Vec::new();
        let read = if self.survey.encoding == encoding_rs::UTF_8 {
            // Positions in the text are positions in the file, a byte-order mark apart.
            let mark = if self.survey.marked { 3 } else { 0 };
            self.input
                .open_at(start.saturating_add(mark))
                .and_then(|reader| reader.take(length).read_to_end(&mut bytes))
        } else {
            self.open().and_then(|mut reader| {
                std::io::copy(&mut reader.by_ref().take(start), &mut std::io::sink())?;
                reader.take(length).read_to_end(&mut bytes)
            })
        };
        if read.is_err() {
            return String::new();
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// What a format is recognised by.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The file's name.
    pub name: &'a str,
    /// The first 64 KiB, decoded, without a byte-order mark; a last line may be cut.
    pub text: &'a str,
}

impl Head<'_> {
    /// The first line that is not blank.
    pub fn first_line(&self) -> &str {
        self.text.lines().find(|line| !line.trim().is_empty()).unwrap_or("")
    }

    /// The name of the first XML element, prefix removed, if the text is XML.
    pub fn xml_root(&self) -> Option<&str> {
        let mut rest = self.text.trim_start();
        loop {
            let body = rest.strip_prefix('<')?;
            if body.starts_with('?') {
                rest = body.split_once("?>")?.1.trim_start();
            } else if body.starts_with("!--") {
                rest = body.split_once("-->")?.1.trim_start();
            } else if body.starts_with('!') {
                // A document type is passed over; its entities are never expanded.
                let end = match (body.find('['), body.find('>')) {
                    (Some(open), Some(close)) if open < close => body.find("]>")?.checked_add(2)?,
                    (_, Some(close)) => close.checked_add(1)?,
                    _ => return None,
                };
                rest = body.get(end..)?.trim_start();
            } else {
                let end = body.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
                let name = body.get(..end)?;
                return Some(name.rsplit_once(':').map_or(name, |(_, local)| local));
            }
        }
    }

    /// Whether the file's name ends so, case ignored.
    pub fn has_extension(&self, extension: &str) -> bool {
        let (name, extension) = (self.name.as_bytes(), extension.as_bytes());
        name.len()
            .checked_sub(extension.len())
            .and_then(|at| name.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(extension))
    }
}

/// One line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its number, from 1.
    pub number: u64,
    /// Its first byte.
    pub start: u64,
    /// Its length in bytes, line end included.
    pub length: u64,
    /// Its content without the line end; cut at [`RECORD_LIMIT`].
    pub bytes: &'a [u8],
    /// Whether the content was cut.
    pub cut: bool,
}

/// Lines in bounded memory: a longer line than [`RECORD_LIMIT`] is cut, counted whole and marked.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    buffer: Vec<u8>,
    number: u64,
    position: u64,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `reader`, which is at the start of a text.
    pub fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), number: 0, position: 0 }
    }

    /// The next line; `None` at the end.
    pub fn next_line(&mut self) -> std::io::Result<Option<Line<'_>>> {
        self.buffer.clear();
        let (start, mut length, mut cut) = (self.position, 0_u64, false);
        loop {
            let block = match self.reader.fill_buf() {
                Ok(block) => block,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if block.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', block).map(|at| at.saturating_add(1));
            let taken = end.unwrap_or(block.len());
            let room = RECORD_LIMIT.saturating_sub(self.buffer.len());
            cut |= taken > room;
            self.buffer.extend_from_slice(block.get(..taken.min(room)).unwrap_or_default());
            length = length.saturating_add(taken as u64);
            self.reader.consume(taken);
            if end.is_some() {
                break;
            }
        }
        if length == 0 {
            return Ok(None);
        }
        self.number = self.number.saturating_add(1);
        self.position = self.position.saturating_add(length);
        let bytes = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        Ok(Some(Line { number: self.number, start, length, bytes, cut }))
    }

    /// The first byte that has not been read.
    pub fn position(&self) -> u64 {
        self.position
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{delivery::Memory, survey};

    #[test]
    fn lines_know_their_place_whatever_ends_them() {
        let mut lines = Lines::new(&b"one\r\ntwo\n\nlast"[..]);
        let mut seen = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            seen.push((
                line.number,
                line.start,
                line.length,
                String::from_utf8(line.bytes.to_vec()).unwrap(),
            ));
        }
        let expected = [(1, 0, 5, "one"), (2, 5, 4, "two"), (3, 9, 1, ""), (4, 10, 4, "last")];
        assert_eq!(seen, expected.map(|(n, s, l, t)| (n, s, l, t.to_owned())));
    }

    #[test]
    fn any_encoding_is_read_as_utf8_and_can_be_read_again() {
        for bytes in [&b"\xef\xbb\xbfcaf\xc3\xa9"[..], b"caf\xe9", b"\xff\xfec\0a\0f\0\xe9\0"] {
            let input = Memory::new("x", bytes.to_vec());
            let survey = survey(&input, &mut |_| ()).unwrap();
            let text = Text::new(&input, &survey);
            assert_eq!(text.excerpt(0, 100), "café");
            assert_eq!(text.excerpt(1, 2), "af");
        }
    }

    #[test]
    fn the_root_of_xml_is_found_behind_prolog_and_prefix() {
        for (text, root) in [
            ("<?xml version=\"1.0\"?>\n<!-- a -->\n<report>", Some("report")),
            ("<ns:Document xmlns:ns='x'>", Some("Document")),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", Some("a")),
            ("plain", None),
            ("<", None),
        ] {
            assert_eq!(Head { name: "x", text }.xml_root(), root);
        }
    }
}
