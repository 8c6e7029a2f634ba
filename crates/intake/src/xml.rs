//! Elements of an XML text one at a time, without holding the text.
//!
//! A report or statement is one document of any size. [`scan`] follows its events and hands out each element the
//! caller wants as a small tree with its path and its place in the text, so one bad element is one rejection. Around
//! the wanted ones it hands out what context is made of: containers as they open, and simple elements.
//!
//! Names are local: prefixes are removed and namespaces are not looked at. Nothing is expanded but the five predefined
//! references and numeric ones; any other reference stays as it is written, and a document type is passed over.

mod date;
mod tree;

use std::io::{self, BufRead, Read};
use std::rc::Rc;

use evidence::Locator;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

pub(crate) use self::date::{day, moment};
pub(crate) use self::tree::Element;
use self::tree::{Tree, resolve};
use crate::{Broken, RECORD_LIMIT};

/// Deepest nesting that is followed.
const DEPTH_LIMIT: usize = 128;
/// Most different names among the children of one container that are counted apart.
const NAME_LIMIT: usize = 256;

/// One step from the root to an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// Local name.
    pub(crate) name: Rc<str>,
    /// Position among the siblings of that name, from 1.
    pub(crate) number: u64,
}

/// Whether a path is these names from the root, `*` standing for any: `report/transaction`.
pub(crate) fn at(path: &[Step], pattern: &str) -> bool {
    let mut names = path.iter();
    pattern.split('/').all(|wanted| names.next().is_some_and(|step| wanted == "*" || *step.name == *wanted))
        && names.next().is_none()
}

/// Why a [`Piece`] is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It was asked for: the element has everything in it.
    Whole,
    /// It was not asked for and has no elements in it.
    Leaf,
    /// It was not asked for and elements follow in it: name and attributes are known, place is that of its start tag.
    Opened,
}

/// An element with its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'a> {
    /// Why it is handed out.
    pub(crate) kind: Kind,
    /// The way to it from the root, itself last.
    pub(crate) path: &'a [Step],
    /// Its first byte.
    pub(crate) start: u64,
    /// Its length.
    pub(crate) length: u64,
    /// Its text as it stands, cut at [`RECORD_LIMIT`]; for rejections.
    pub(crate) bytes: &'a [u8],
    /// Its content; incomplete where there is a fault.
    pub(crate) element: Element<'a>,
    /// Why it could not be taken in completely, as the reason of a rejection.
    pub(crate) fault: Option<&'static str>,
}

impl Piece<'_> {
    /// Whether the path is these names from the root, `*` standing for any.
    pub(crate) fn is_at(&self, pattern: &str) -> bool {
        at(self.path, pattern)
    }

    /// Its position among the siblings of its name, from 1.
    pub(crate) fn number(&self) -> u64 {
        self.path.last().map_or(1, |step| step.number)
    }

    /// The XPath of its kind: the unit of its locator. A step without a number is the first of its name.
    pub(crate) fn unit(&self) -> String {
        let mut unit = String::new();
        for (depth, step) in self.path.iter().enumerate() {
            unit.push('/');
            unit.push_str(&step.name);
            if step.number > 1 && depth + 1 < self.path.len() {
                unit.push('[');
                unit.push_str(&step.number.to_string());
                unit.push(']');
            }
        }
        unit
    }

    /// Where it stands.
    pub(crate) fn locator(&self) -> Locator {
        Locator::new(self.unit(), self.number(), self.start, self.length)
    }
}

/// Walks an XML text. `whole` says of a path whether the element is wanted in one piece; `each` is handed those and
/// what stands around them, in the order of the text, and may stop the walk with an error of its own.
pub(crate) fn scan(
    reader: impl BufRead,
    whole: impl Fn(&[Step]) -> bool,
    each: impl FnMut(Piece<'_>) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let mut reader = Reader::from_reader(Bounded { inner: reader, left: RECORD_LIMIT });
    reader.config_mut().allow_dangling_amp = true;
    let scanner = Scanner {
        path: Vec::new(),
        siblings: vec![Vec::new()],
        tree: Tree::default(),
        state: State::Around,
        start: 0,
        head: 0,
        kept: 0,
        whole,
        each,
    };
    scanner.document(&mut reader)
}

/// What the tree holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing.
    Around,
    /// An element that was just opened; the next tag tells whether it is simple.
    Pending,
    /// A wanted element, and how many elements deep in it the text is.
    Inside(usize),
}

struct Scanner<W, E> {
    path: Vec<Step>,
    /// For the document and each element of `path`: the names of its children so far, and how many of each.
    siblings: Vec<Vec<(Rc<str>, u64)>>,
    tree: Tree,
    state: State,
    /// Where the element in the tree begins, in the text and in the buffer.
    start: u64,
    kept: usize,
    /// Where its start tag ends.
    head: u64,
    whole: W,
    each: E,
}

impl<W: Fn(&[Step]) -> bool, E: FnMut(Piece<'_>) -> Result<(), Broken>> Scanner<W, E> {
    fn document<R: BufRead>(mut self, reader: &mut Reader<Bounded<R>>) -> Result<(), Broken> {
        let mut buffer = Vec::new();
        loop {
            if self.state == State::Around {
                buffer.clear();
            }
            // The buffer is not cleared between events, so it holds the piece's text; what is beyond the limit is
            // read, but not kept.
            buffer.truncate(RECORD_LIMIT);
            let (from, kept) = (reader.buffer_position(), buffer.len());
            reader.get_mut().left = RECORD_LIMIT;
            let event = match reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.wrong(from, error)),
            };
            let to = reader.buffer_position();
            if self.state != State::Around && to.saturating_sub(self.start) > RECORD_LIMIT as u64 {
                self.tree.fault = Some("expected a record of at most 16 MiB, found a longer one");
            }
            let ended = match event {
                Event::Start(start) => {
                    self.begin(&start, from, to, kept)?;
                    false
                }
                Event::Empty(start) => {
                    self.begin(&start, from, to, kept)?;
                    true
                }
                Event::End(_) => true,
                Event::Text(text) => {
                    let text = text.xml10_content();
                    self.characters(&text, from, |out| out.push_str(&text))?;
                    false
                }
                Event::CData(text) => {
                    let text = text.xml10_content();
                    self.characters(&text, from, |out| out.push_str(&text))?;
                    false
                }
                Event::GeneralRef(name) => {
                    let name = name.into_inner();
                    self.characters(&name, from, |out| resolve(&name, out))?;
                    false
                }
                Event::Eof => return self.eof(from),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => false,
            };
            if ended {
                self.end(to, buffer.get(self.kept..).unwrap_or_default())?;
            }
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>, from: u64, to: u64, kept: usize) -> Result<(), Broken> {
        if let State::Inside(depth) = self.state {
            if depth >= DEPTH_LIMIT {
                return Err(self.too_deep());
            }
            self.state = State::Inside(depth + 1);
            self.tree.start(start);
            return Ok(());
        }
        if self.state == State::Pending {
            self.deliver(Kind::Opened, self.head, &[])?;
        }
        if self.path.len() >= DEPTH_LIMIT {
            (self.start, self.state) = (from, State::Pending);
            return Err(self.too_deep());
        }
        let step = self.step(start.local_name().as_ref());
        self.path.push(step);
        self.siblings.push(Vec::new());
        (self.start, self.head, self.kept) = (from, to, kept);
        self.state = if (self.whole)(&self.path) { State::Inside(0) } else { State::Pending };
        self.tree.clear();
        self.tree.start(start);
        Ok(())
    }

    fn end(&mut self, to: u64, bytes: &[u8]) -> Result<(), Broken> {
        self.tree.end();
        match self.state {
            State::Inside(0) => self.deliver(Kind::Whole, to, bytes)?,
            State::Inside(depth) => {
                self.state = State::Inside(depth - 1);
                return Ok(());
            }
            State::Pending => self.deliver(Kind::Leaf, to, bytes)?,
            State::Around => {}
        }
        self.state = State::Around;
        self.path.pop();
        self.siblings.pop();
        Ok(())
    }

    fn characters(&mut self, raw: &str, from: u64, put: impl FnOnce(&mut String)) -> Result<(), Broken> {
        if self.state != State::Around {
            self.tree.characters(put);
        } else if self.path.is_empty() && !raw.trim().is_empty() {
            return Err(malformed(from, "expected an element, found text outside of the document's element"));
        }
        Ok(())
    }

    fn deliver(&mut self, kind: Kind, end: u64, bytes: &[u8]) -> Result<(), Broken> {
        (self.each)(Piece {
            kind,
            path: &self.path,
            start: self.start,
            length: end.saturating_sub(self.start),
            bytes: bytes.get(..RECORD_LIMIT).unwrap_or(bytes),
            element: self.tree.root(),
            fault: self.tree.fault,
        })
    }

    fn step(&mut self, name: &str) -> Step {
        let Some(siblings) = self.siblings.last_mut() else { return Step { name: name.into(), number: 1 } };
        if let Some((name, count)) = siblings.iter_mut().find(|(known, _)| **known == *name) {
            *count = count.saturating_add(1);
            return Step { name: Rc::clone(name), number: *count };
        }
        let name: Rc<str> = name.into();
        if siblings.len() < NAME_LIMIT {
            siblings.push((Rc::clone(&name), 1));
        }
        Step { name, number: 1 }
    }

    fn eof(&self, end: u64) -> Result<(), Broken> {
        match self.path.last() {
            Some(open) => {
                let reason = format!("expected the end tag </{}>, found the end of the text", open.name);
                Err(Broken::structure(
                    self.unread(end),
                    format!("not well-formed XML at byte {end}: {reason}"),
                ))
            }
            None if self.siblings.first().is_none_or(Vec::is_empty) => {
                Err(malformed(0, "expected an element, found none"))
            }
            None => Ok(()),
        }
    }

    /// The first byte of what has not been handed out.
    fn unread(&self, position: u64) -> u64 {
        if self.state == State::Around { position } else { self.start }
    }

    fn too_deep(&self) -> Broken {
        let reason = "expected at most 128 elements inside one another, found more";
        malformed(self.start, reason)
    }

    fn wrong(&self, position: u64, error: quick_xml::Error) -> Broken {
        use quick_xml::Error;
        use quick_xml::errors::IllFormedError::{MismatchedEndTag, UnmatchedEndTag};
        let reason = match error {
            Error::Io(error) if error.kind() != TOO_LONG => {
                return Broken::Io(io::Error::new(error.kind(), error.to_string()));
            }
            Error::Io(_) => "expected tags and texts of at most 16 MiB, found a longer one".to_owned(),
            Error::IllFormed(MismatchedEndTag { expected, found }) => {
                format!("expected the end tag </{expected}>, found </{found}>")
            }
            Error::IllFormed(UnmatchedEndTag(found)) => {
                format!("expected nothing more, found the end tag </{found}>")
            }
            Error::Syntax(error) => error.to_string(),
            error => error.to_string(),
        };
        Broken::structure(self.unread(position), format!("not well-formed XML at byte {position}: {reason}"))
    }
}

fn malformed(at: u64, reason: &str) -> Broken {
    Broken::structure(at, format!("not well-formed XML at byte {at}: {reason}"))
}

/// How [`Bounded`] says that an event is too long.
const TOO_LONG: io::ErrorKind = io::ErrorKind::FileTooLarge;

/// A reader that stops in the middle of an event that is too long to hold.
struct Bounded<R> {
    inner: R,
    /// Bytes that may still be read for the present event.
    left: usize,
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let got = self.fill_buf()?.read(room)?;
        self.consume(got);
        Ok(got)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 { Err(TOO_LONG.into()) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.inner.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use proptest::prelude::*;

    use super::*;

    /// The tree as text: `name[key=value]"text"(children)`.
    fn shown(element: Element<'_>) -> String {
        let mut out = element.name().to_owned();
        for (key, value) in element.attributes() {
            write!(out, "[{key}={value}]").unwrap();
        }
        if !element.text().is_empty() {
            write!(out, "{:?}", element.text()).unwrap();
        }
        let children: Vec<String> = element.children().map(shown).collect();
        if !children.is_empty() {
            write!(out, "({})", children.join(" ")).unwrap();
        }
        out
    }

    fn pieces(text: &str, pattern: &str) -> Result<Vec<(Kind, String, String)>, String> {
        let mut found = Vec::new();
        // A tiny buffer makes every boundary fall everywhere.
        let reader = std::io::BufReader::with_capacity(3, text.as_bytes());
        scan(
            reader,
            |path| at(path, pattern),
            |piece| {
                let start = usize::try_from(piece.start).unwrap();
                let span = &text.as_bytes()[start..start + usize::try_from(piece.length).unwrap()];
                assert!(span.starts_with(b"<") && span.ends_with(b">"));
                if piece.kind != Kind::Opened {
                    assert_eq!(span, piece.bytes);
                }
                let place = format!("{}[{}]", piece.unit(), piece.number());
                found.push((piece.kind, place, shown(piece.element)));
                Ok(())
            },
        )
        .map(|()| found)
        .map_err(|broken| match broken {
            Broken::Structure { at, reason } => format!("{at}: {reason}"),
            Broken::Io(error) => error.to_string(),
        })
    }

    #[test]
    fn wanted_elements_come_whole_and_what_stands_around_them_as_context() {
        let text = "<?xml version='1.0'?>\n<!DOCTYPE r [<!ENTITY e 'x'>]>\n<n:r xmlns:n='u' v=\"1&amp;2\">\n \
            <Id>a</Id><b><i>1</i><i n='y'><k/> t </i></b><Id/><b>\n<i><![CDATA[<&]]> &e;&#65;&#x42;&lt; AT&T </i></b></n:r>\n";
        let expected = [
            (Kind::Opened, "/r[1]", "r[n=u][v=1&2]"),
            (Kind::Leaf, "/r/Id[1]", "Id\"a\""),
            (Kind::Opened, "/r/b[1]", "b"),
            (Kind::Whole, "/r/b/i[1]", "i\"1\""),
            (Kind::Whole, "/r/b/i[2]", "i[n=y]\"t\"(k)"),
            (Kind::Leaf, "/r/Id[2]", "Id"),
            (Kind::Opened, "/r/b[2]", "b"),
            (Kind::Whole, "/r/b[2]/i[1]", "i\"<& &e;AB< AT&T\""),
        ];
        let expected = expected.map(|(kind, place, shown)| (kind, place.to_owned(), shown.to_owned()));
        assert_eq!(pieces(text, "r/b/i").unwrap(), expected);
    }

    #[test]
    fn the_parts_of_an_element_are_found_by_name() {
        let text = "<t><Amt Ccy='EUR'>5</Amt><Acct><Id><IBAN>X</IBAN></Id></Acct><p>one <b>two</b>three</p><p>four</p></t>";
        scan(
            text.as_bytes(),
            |path| at(path, "t"),
            |piece| {
                let element = piece.element;
                assert_eq!(element.text_of("Acct/Id/IBAN"), "X");
                assert_eq!(element.text_of("Acct/Id/Othr"), "");
                assert_eq!(element.child("Amt").unwrap().attribute("Ccy"), "EUR");
                assert_eq!(element.child("Amt").unwrap().attribute("ccy"), "");
                let texts: Vec<&str> = element.children_named("p").map(Element::text).collect();
                assert_eq!(texts, ["one three", "four"]);
                Ok(())
            },
        )
        .unwrap();
    }

    #[test]
    fn a_broken_text_says_where_and_what_came_before_is_kept_apart() {
        for (text, message) in [
            ("", "0: not well-formed XML at byte 0: expected an element, found none"),
            ("plain", "0: not well-formed XML at byte 0: expected an element, found text"),
            ("<r><i></r>", "3: not well-formed XML at byte 6: expected the end tag </i>, found </r>"),
            ("<r><i>1</i><i>2", "11: not well-formed XML at byte 15: expected the end tag </i>"),
            ("<r><i>1</i> </r></r>", "16: not well-formed XML at byte 16"),
            ("<r><i>1</i> <", "12: not well-formed XML at byte 12"),
            ("<r><i/></r>rest", "11: not well-formed XML at byte 11"),
        ] {
            let error = pieces(text, "r/i").unwrap_err();
            assert!(error.starts_with(message), "{text}: {error}");
        }
    }

    #[test]
    fn what_is_too_deep_or_has_no_proper_attributes_is_refused() {
        let deep = "<a>".repeat(200);
        assert!(pieces(&deep, "x").unwrap_err().contains("at most 128"));
        assert!(pieces(&deep, "a").unwrap_err().contains("at most 128"));
        let mut faults = Vec::new();
        let text = "<r><i a=b/><i a='b'/></r>";
        scan(
            text.as_bytes(),
            |path| at(path, "r/i"),
            |piece| {
                faults.push(piece.fault.is_some());
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(faults, [false, true, false]);
    }

    #[test]
    fn a_record_over_the_limit_is_a_fault_and_the_next_is_read() {
        let filler = "<x>0123456789abcdef</x>".repeat(RECORD_LIMIT / 20);
        let text = format!("<r><i>{filler}</i><i>2</i></r>");
        let mut seen = Vec::new();
        scan(
            text.as_bytes(),
            |path| at(path, "r/i"),
            |piece| {
                seen.push((piece.fault.is_some(), piece.length, piece.bytes.len()));
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(seen, [(false, 3, 0), (true, filler.len() as u64 + 7, RECORD_LIMIT), (false, 8, 8)]);
        let long = format!("<r><i>{}</i></r>", "x".repeat(RECORD_LIMIT + (1 << 20)));
        let broken = scan(std::io::BufReader::new(long.as_bytes()), |_| false, |_| Ok(())).unwrap_err();
        assert!(broken.to_string().contains("found a longer one"), "{broken}");
    }

    proptest! {
        #[test]
        fn texts_and_attributes_survive_escaping(words in prop::collection::vec("[a-z<>&'\"é ]{0,8}", 0..6)) {
            let mut text = String::from("<r>");
            for word in &words {
                let escaped = quick_xml::escape::escape(word.as_str());
                write!(text, "<i a=\"{escaped}\">{escaped}</i>").unwrap();
            }
            text.push_str("</r>");
            let mut found = Vec::new();
            scan(text.as_bytes(), |path| at(path, "r/i"), |piece| {
                if piece.kind == Kind::Whole {
                    let element = piece.element;
                    found.push((element.attribute("a").to_owned(), element.text().to_owned()));
                }
                Ok(())
            }).unwrap();
            let expected: Vec<_> = words.iter().map(|word| (word.clone(), word.trim().to_owned())).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn no_text_makes_it_panic_or_loop(text in "[a-c<>/&;='\" !\\[\\]-]{0,60}") {
            let _ = pieces(&text, "a/b").is_ok();
        }
    }
}
