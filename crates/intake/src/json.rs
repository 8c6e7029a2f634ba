//! Values of a JSON text one at a time, without holding the text.
//!
//! A phone's chat export is one JSON value of gigabytes. [`scan`] follows the structure byte by byte and hands out
//! each value that the caller wants whole, with its path and its place in the text; the caller parses that piece with
//! `serde_json`, so one bad item is one rejection. Outside the pieces only structure is checked.

use std::io::BufRead;

use crate::{Broken, RECORD_LIMIT};

/// One step from the root to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The member of that name (escapes are left as they stand).
    Key(String),
    /// The item of that number, from 0.
    Item(u64),
}

/// A value with its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'a> {
    /// The way to it from the root.
    pub(crate) path: &'a [Step],
    /// Its first byte.
    pub(crate) start: u64,
    /// Its length.
    pub(crate) length: u64,
    /// Its text, cut at [`RECORD_LIMIT`].
    pub(crate) bytes: &'a [u8],
}

impl Piece<'_> {
    /// The number of the item, if the value stands in an array.
    pub(crate) fn item(&self) -> Option<u64> {
        match self.path.last() {
            Some(Step::Item(number)) => Some(*number),
            _ => None,
        }
    }

    /// The array the item stands in, as a JSON pointer with a `#` before it: the unit of its locator.
    pub(crate) fn unit(&self) -> String {
        let mut unit = String::from("#");
        for step in self.path.split_last().map_or(self.path, |(_, before)| before) {
            unit.push('/');
            match step {
                Step::Key(key) => unit.push_str(&key.replace('~', "~0").replace('/', "~1")),
                Step::Item(number) => unit.push_str(&number.to_string()),
            }
        }
        unit
    }

    /// Whether the path is these member names, `*` standing for any item.
    pub(crate) fn is_at(&self, pattern: &[&str]) -> bool {
        at(self.path, pattern)
    }
}

/// Whether a path is these member names, `*` standing for any item.
pub(crate) fn at(path: &[Step], pattern: &[&str]) -> bool {
    path.len() == pattern.len()
        && path.iter().zip(pattern).all(|(step, &wanted)| match step {
            Step::Key(key) => key == wanted,
            Step::Item(_) => wanted == "*",
        })
}

/// Walks a JSON text. `whole` says of the path of an object or array whether it is wanted in one piece; scalars that
/// stand outside such pieces are always handed out. `each` may stop the walk with an error of its own.
pub(crate) fn scan(
    reader: impl BufRead,
    whole: impl Fn(&[Step]) -> bool,
    each: impl FnMut(Piece<'_>) -> Result<(), Broken>,
) -> Result<(), Broken> {
    Scanner { reader, position: 0, path: Vec::new(), piece: Vec::new(), whole, each }.document()
}

/// Deepest nesting that is followed.
const DEPTH_LIMIT: usize = 128;

struct Scanner<R, W, E> {
    reader: R,
    position: u64,
    path: Vec<Step>,
    piece: Vec<u8>,
    whole: W,
    each: E,
}

impl<R: BufRead, W: Fn(&[Step]) -> bool, E: FnMut(Piece<'_>) -> Result<(), Broken>> Scanner<R, W, E> {
    fn document(&mut self) -> Result<(), Broken> {
        self.value()?;
        match self.peek()? {
            None => Ok(()),
            Some(found) => Err(self.wrong("the end of the text", Some(found))),
        }
    }

    fn value(&mut self) -> Result<(), Broken> {
        match self.peek()? {
            Some(b'{') if !(self.whole)(&self.path) => self.members(),
            Some(b'[') if !(self.whole)(&self.path) => self.items(),
            Some(_) => self.whole_value(),
            None => Err(self.wrong("a value", None)),
        }
    }

    fn members(&mut self) -> Result<(), Broken> {
        self.enter()?;
        if self.peek()? == Some(b'}') {
            self.take();
            return Ok(());
        }
        loop {
            match self.peek()? {
                Some(b'"') => {}
                found => return Err(self.wrong("a member name in quotes", found)),
            }
            self.copy_value()?;
            let name = self.piece.get(1..self.piece.len().saturating_sub(1)).unwrap_or_default();
            self.path.push(Step::Key(String::from_utf8_lossy(name).into_owned()));
            match self.peek()? {
                Some(b':') => self.take(),
                found => return Err(self.wrong("a colon", found)),
            }
            self.value()?;
            self.path.pop();
            match self.peek()? {
                Some(b',') => self.take(),
                Some(b'}') => {
                    self.take();
                    return Ok(());
                }
                found => return Err(self.wrong("a comma or }", found)),
            }
        }
    }

    fn items(&mut self) -> Result<(), Broken> {
        self.enter()?;
        if self.peek()? == Some(b']') {
            self.take();
            return Ok(());
        }
        for number in 0_u64.. {
            self.path.push(Step::Item(number));
            self.value()?;
            self.path.pop();
            match self.peek()? {
                Some(b',') => self.take(),
                Some(b']') => break,
                found => return Err(self.wrong("a comma or ]", found)),
            }
        }
        self.take();
        Ok(())
    }

    fn enter(&mut self) -> Result<(), Broken> {
        self.take();
        if self.path.len() < DEPTH_LIMIT { Ok(()) } else { Err(self.wrong("less deep nesting", None)) }
    }

    /// A wanted value or a scalar: copied up to its end, then handed out.
    fn whole_value(&mut self) -> Result<(), Broken> {
        let start = self.position;
        // What is not read begins with the value that does not end, not where its text does.
        self.copy_value().map_err(|broken| match broken {
            Broken::Structure { reason, .. } => Broken::Structure { at: start, reason },
            Broken::Io(_) => broken,
        })?;
        let length = self.position.saturating_sub(start);
        (self.each)(Piece { path: &self.path, start, length, bytes: &self.piece })
    }

    /// Copies the value that begins here: an object, an array, a string with its quotes, or another scalar.
    fn copy_value(&mut self) -> Result<(), Broken> {
        self.piece.clear();
        let mut inside = Inside::default();
        loop {
            let block = self.reader.fill_buf()?;
            if block.is_empty() {
                return match inside {
                    Inside { in_string: true, .. } => Err(self.wrong("the closing quote of a string", None)),
                    Inside { depth: 0, .. } => Ok(()),
                    _ => Err(self.wrong("the end of a value", None)),
                };
            }
            let (length, done) = inside.advance(block);
            let room = RECORD_LIMIT.saturating_sub(self.piece.len());
            self.piece.extend_from_slice(block.get(..length.min(room)).unwrap_or_default());
            self.pass(length);
            if done {
                return Ok(());
            }
        }
    }

    /// The next byte, white space passed over.
    fn peek(&mut self) -> Result<Option<u8>, Broken> {
        loop {
            let block = self.reader.fill_buf()?;
            let Some(at) = block.iter().position(|byte| !byte.is_ascii_whitespace()) else {
                let all = block.len();
                if all == 0 {
                    return Ok(None);
                }
                self.pass(all);
                continue;
            };
            let found = block.get(at).copied();
            self.pass(at);
            return Ok(found);
        }
    }

    fn take(&mut self) {
        self.pass(1);
    }

    fn pass(&mut self, count: usize) {
        self.reader.consume(count);
        self.position = self.position.saturating_add(count as u64);
    }

    fn wrong(&self, expected: &str, found: Option<u8>) -> Broken {
        let found = found.map_or("the text ends".to_owned(), |byte| format!("found “{}”", char::from(byte)));
        Broken::structure(
            self.position,
            format!("not JSON at byte {}: expected {expected}, {found}", self.position),
        )
    }
}

/// How far inside a value the scanner is.
#[derive(Clone, Copy, Default)]
struct Inside {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Inside {
    /// How many bytes of `block` belong to the value, and whether it ends with them.
    fn advance(&mut self, block: &[u8]) -> (usize, bool) {
        let mut at = 0;
        while let Some(&byte) = block.get(at) {
            if self.escaped {
                self.escaped = false;
            } else if self.in_string {
                let rest = block.get(at..).unwrap_or_default();
                let Some(stop) = memchr::memchr2(b'"', b'\\', rest) else { return (block.len(), false) };
                at = at.saturating_add(stop);
                if block.get(at) == Some(&b'"') {
                    self.in_string = false;
                    if self.depth == 0 {
                        return (at.saturating_add(1), true);
                    }
                } else {
                    self.escaped = true;
                }
            } else {
                match byte {
                    b'"' => self.in_string = true,
                    b'{' | b'[' => self.depth = self.depth.saturating_add(1),
                    b'}' | b']' if self.depth > 0 => {
                        self.depth -= 1;
                        if self.depth == 0 {
                            return (at.saturating_add(1), true);
                        }
                    }
                    b'}' | b']' | b',' if self.depth == 0 => return (at, true),
                    _ if self.depth == 0 && byte.is_ascii_whitespace() => return (at, true),
                    _ => {}
                }
            }
            at = at.saturating_add(1);
        }
        (block.len(), false)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(text: &str, pattern: &[&str]) -> Result<Vec<(String, u64, String)>, String> {
        let mut found = Vec::new();
        // A tiny buffer makes every boundary fall everywhere.
        let reader = std::io::BufReader::with_capacity(3, text.as_bytes());
        scan(
            reader,
            |path| at(path, pattern),
            |piece| {
                let number = piece.item().map_or(String::new(), |number| format!("/{number}"));
                found.push((
                    piece.unit() + &number,
                    piece.start,
                    String::from_utf8_lossy(piece.bytes).into_owned(),
                ));
                Ok(())
            },
        )
        .map(|()| found)
        .map_err(|broken| broken.to_string())
    }

    #[test]
    fn wanted_values_come_whole_with_their_place() {
        let text = r#" {"name": "a\"]", "list": [ {"x":[1,2]} ,{"y":"}"}], "n": 5 }"#;
        let found = pieces(text, &["list", "*"]).unwrap();
        assert_eq!(
            found,
            [
                ("#".to_owned(), 10, r#""a\"]""#.to_owned()),
                ("#/list/0".to_owned(), 28, r#"{"x":[1,2]}"#.to_owned()),
                ("#/list/1".to_owned(), 41, r#"{"y":"}"}"#.to_owned()),
                ("#".to_owned(), 58, "5".to_owned()),
            ]
        );
        for (_, start, piece) in found {
            let start = usize::try_from(start).unwrap();
            assert_eq!(text.get(start..start + piece.len()), Some(piece.as_str()));
        }
    }

    #[test]
    fn a_broken_text_says_where_and_what_was_expected() {
        for (text, message) in [
            ("", "expected a value, the text ends"),
            ("{\"a\" 1}", "byte 5: expected a colon, found “1”"),
            ("[1 2]", "byte 3: expected a comma or ]"),
            ("{\"a", "closing quote"),
            ("1 2", "expected the end of the text"),
        ] {
            let error = pieces(text, &["x"]).unwrap_err();
            assert!(error.contains(message), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn what_serde_reads_is_found_item_by_item(items in prop::collection::vec(any::<Vec<String>>(), 0..8)) {
            let text = serde_json::to_string_pretty(&items).unwrap();
            let found = pieces(&text, &["*"]).unwrap();
            let parsed: Vec<Vec<String>> = found.iter().map(|(_, _, piece)| serde_json::from_str(piece).unwrap()).collect();
            prop_assert_eq!(parsed, items);
        }

        #[test]
        fn no_text_makes_it_panic_or_loop(text: String) {
            let _ = pieces(&text, &["*"]).is_ok();
        }
    }
}
