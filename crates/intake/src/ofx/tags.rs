//! The tags of an OFX text one at a time, each with the text behind it.
//!
//! OFX 1 is SGML whose simple elements need no end tag (`<TRNAMT>-5.00`), OFX 2 is XML, and banks mix the two; a tag
//! and what follows it up to the next is all that both have in common, and all that is needed.

use std::io::BufRead;

use crate::RECORD_LIMIT;

/// Tags of a text; the present one is in the public fields.
#[derive(Debug)]
pub(super) struct Tags<R> {
    reader: R,
    /// Where the next tag begins, if its first byte has been read.
    next: Option<u64>,
    raw: Vec<u8>,
    /// First byte that has not been read.
    pub(super) position: u64,
    /// First byte of the tag.
    pub(super) start: u64,
    /// First byte after the tag.
    pub(super) end: u64,
    /// Its name in upper case.
    pub(super) name: String,
    /// Whether it is an end tag.
    pub(super) closes: bool,
    /// The text up to the next tag: trimmed, references resolved.
    pub(super) text: String,
}

impl<R: BufRead> Tags<R> {
    /// The tags of `reader`, which is at the start of a text.
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            position: 0,
            next: None,
            raw: Vec::new(),
            start: 0,
            end: 0,
            name: String::new(),
            closes: false,
            text: String::new(),
        }
    }

    /// Goes to the next tag; `false` at the end.
    pub(super) fn advance(&mut self) -> std::io::Result<bool> {
        if self.next.is_none() {
            // What stands before the first tag is the header.
            self.text_to_next()?;
        }
        let Some(start) = self.next.take() else { return Ok(false) };
        self.start = start;
        self.raw.clear();
        self.take_through(b'>')?;
        self.end = self.position;
        let tag = self.raw.strip_suffix(b">").unwrap_or(&self.raw);
        let (closes, tag) = tag.strip_prefix(b"/").map_or((false, tag), |tag| (true, tag));
        let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        self.closes = closes;
        self.name.clear();
        self.name.push_str(&String::from_utf8_lossy(tag.get(..end.unwrap_or(tag.len())).unwrap_or_default()));
        self.name.make_ascii_uppercase();
        self.text_to_next()?;
        Ok(true)
    }

    /// The text that follows, up to the next tag, whose first byte is taken.
    fn text_to_next(&mut self) -> std::io::Result<()> {
        self.text.clear();
        self.raw.clear();
        loop {
            let before = self.raw.len();
            if !self.take_through(b'<')? {
                break;
            }
            let at = self.position.saturating_sub(1);
            match self.look()? {
                Some(b'!') => {
                    self.raw.pop();
                    self.declaration()?;
                }
                Some(byte) if byte.is_ascii_alphabetic() || byte == b'/' || byte == b'?' => {
                    self.raw.pop();
                    self.next = Some(at);
                    break;
                }
                // A bare sign in the text itself.
                _ if self.raw.len() == before => break,
                _ => {}
            }
        }
        unescape(String::from_utf8_lossy(&self.raw).trim(), &mut self.text);
        Ok(())
    }

    /// Passes over a comment or document type; the content of a CDATA section is text.
    fn declaration(&mut self) -> std::io::Result<()> {
        let start = self.raw.len();
        loop {
            let more = self.take_through(b'>')?;
            let found = self.raw.get(start..).unwrap_or_default();
            let ends = if found.starts_with(b"![CDATA[") {
                found.ends_with(b"]]>")
            } else {
                !found.starts_with(b"!--") || found.ends_with(b"-->")
            };
            if ends || !more {
                break;
            }
        }
        let found = self.raw.get(start..).unwrap_or_default();
        let kept =
            found.strip_prefix(b"![CDATA[").and_then(|rest| rest.strip_suffix(b"]]>")).map(<[u8]>::to_vec);
        self.raw.truncate(start);
        self.raw.extend_from_slice(&kept.unwrap_or_default());
        Ok(())
    }

    fn look(&mut self) -> std::io::Result<Option<u8>> {
        Ok(self.reader.fill_buf()?.first().copied())
    }

    /// Takes bytes into `raw` up to and with `stop`; `false` if the text ends first. Beyond the limit of a record they
    /// are passed over.
    fn take_through(&mut self, stop: u8) -> std::io::Result<bool> {
        loop {
            let block = self.reader.fill_buf()?;
            if block.is_empty() {
                return Ok(false);
            }
            let end = memchr::memchr(stop, block).map(|at| at.saturating_add(1));
            let taken = end.unwrap_or(block.len());
            let room = RECORD_LIMIT.saturating_sub(self.raw.len());
            self.raw.extend_from_slice(block.get(..taken.min(room)).unwrap_or_default());
            self.reader.consume(taken);
            self.position = self.position.saturating_add(taken as u64);
            if end.is_some() {
                return Ok(true);
            }
        }
    }
}

/// Adds a text with its predefined and numeric references resolved; others stay as they are.
fn unescape(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let named = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        let resolved = named.and_then(|(name, after)| Some((character(name)?, after)));
        let (character, after) = resolved.unwrap_or(('&', after));
        out.push(character);
        rest = after;
    }
    out.push_str(rest);
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
        return hex.unwrap_or_else(|| number.parse()).ok().and_then(char::from_u32);
    }
    match name {
        "nbsp" => Some(' '),
        _ => quick_xml::escape::resolve_predefined_entity(name)?.chars().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Vec<String> {
        // A tiny buffer makes every boundary fall everywhere.
        let mut tags = Tags::new(std::io::BufReader::with_capacity(3, text.as_bytes()));
        let mut found = Vec::new();
        while tags.advance().unwrap() {
            let (start, end) = (usize::try_from(tags.start).unwrap(), usize::try_from(tags.end).unwrap());
            let sign = if tags.closes { "/" } else { "" };
            assert!(text.get(start..end).unwrap().starts_with('<'));
            found.push(format!("{sign}{}={}", tags.name, tags.text));
        }
        found
    }

    #[test]
    fn tags_come_with_the_text_behind_them() {
        for (text, expected) in [
            (
                "OFXHEADER:100\r\n<OFX>\r\n<a>5 \r\n<B>x</b>y</OFX>",
                vec!["OFX=", "A=5", "B=x", "/B=y", "/OFX="],
            ),
            ("<?xml v='1'?><!-- <no> --><A x='1'/><B>1<!-- > -->2", vec!["?XML=", "A=", "B=12"]),
            (
                "<A>AT&amp;T &lt;&#65;&#x42;&nbsp;&odd; & <3 <![CDATA[<i> & ]]>",
                vec!["A=AT&T <AB &odd; & <3 <i> &"],
            ),
            ("no tags", vec![]),
            ("<A", vec!["A="]),
            ("<A>1<", vec!["A=1<"]),
        ] {
            assert_eq!(tags(text), expected, "{text}");
        }
    }
}
