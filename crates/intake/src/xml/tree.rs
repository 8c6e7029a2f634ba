//! Small trees of elements, held in lists that are used again and again.

use quick_xml::events::BytesStart;

/// Most elements and most attributes in one record.
const NODE_LIMIT: usize = 1 << 20;

/// An element of a piece of an XML text.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    tree: &'a Tree,
    ix: usize,
}

impl std::fmt::Debug for Element<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Element({})", self.name())
    }
}

impl<'a> Element<'a> {
    fn node(self) -> Node {
        self.tree.nodes.get(self.ix).copied().unwrap_or_default()
    }

    /// Local name.
    pub(crate) fn name(self) -> &'a str {
        self.tree.text(self.node().name)
    }

    /// Its own text without that of its children, white space at both ends removed.
    pub(crate) fn text(self) -> &'a str {
        self.tree.text(self.node().text)
    }

    /// Local names and values of its attributes.
    pub(crate) fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let Span { start, end } = self.node().attributes;
        let tree = self.tree;
        tree.attributes
            .get(start as usize..end as usize)
            .unwrap_or_default()
            .iter()
            .map(|&(name, value)| (tree.text(name), tree.text(value)))
    }

    /// The value of the attribute of that local name; empty if there is none.
    pub(crate) fn attribute(self, name: &str) -> &'a str {
        self.attributes().find(|(found, _)| *found == name).map_or("", |(_, value)| value)
    }

    /// Its child elements.
    pub(crate) fn children(self) -> impl Iterator<Item = Element<'a>> {
        let (tree, end) = (self.tree, self.node().end as usize);
        let mut next = self.ix + 1;
        std::iter::from_fn(move || {
            let child = Element { tree, ix: next };
            (next < end).then(|| {
                // A child always ends behind itself; the `max` keeps a damaged tree from looping.
                next = (child.node().end as usize).max(next + 1);
                child
            })
        })
    }

    /// Its child elements of that name.
    pub(crate) fn children_named(self, name: &str) -> impl Iterator<Item = Element<'a>> {
        self.children().filter(move |child| child.name() == name)
    }

    /// Its first child element of that name.
    pub(crate) fn child(self, name: &str) -> Option<Element<'a>> {
        self.children().find(|child| child.name() == name)
    }

    /// The first element along these names (`Acct/Id/IBAN`): the first child of the first name, and so on.
    pub(crate) fn path(self, names: &str) -> Option<Element<'a>> {
        names.split('/').try_fold(self, Element::child)
    }

    /// The text of the first element along these names; empty if there is none.
    pub(crate) fn text_of(self, names: &str) -> &'a str {
        self.path(names).map_or("", Element::text)
    }
}

/// A part of [`Tree::buffer`], or of another list.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    start: u32,
    end: u32,
}

/// An element; its children follow it directly, up to `end`.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    name: Span,
    text: Span,
    attributes: Span,
    end: u32,
}

/// One piece's elements in document order, in lists that are used again for the next piece.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<(Span, Span)>,
    /// All names, values and texts.
    buffer: String,
    /// Elements whose end has not come: number, and the length of `runs` when they began.
    open: Vec<(usize, usize)>,
    /// Runs of text of the open elements; children come between two runs of one element.
    runs: Vec<Span>,
    /// Where the run that is being read begins.
    run: Option<usize>,
    /// Why the piece could not be taken in completely; nothing more is.
    pub(super) fault: Option<&'static str>,
}

impl Tree {
    fn text(&self, span: Span) -> &str {
        self.buffer.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The first element; where there is none, one without anything.
    pub(super) fn root(&self) -> Element<'_> {
        Element { tree: self, ix: 0 }
    }

    /// Empties the lists, which keep their room.
    pub(super) fn clear(&mut self) {
        self.nodes.clear();
        self.attributes.clear();
        self.buffer.clear();
        self.open.clear();
        self.runs.clear();
        self.run = None;
        self.fault = None;
    }

    /// A start tag.
    pub(super) fn start(&mut self, start: &BytesStart<'_>) {
        if self.nodes.len() >= NODE_LIMIT || self.attributes.len() >= NODE_LIMIT {
            self.fault = Some("expected at most 1048576 elements in one record, found more");
        }
        if self.fault.is_some() {
            return;
        }
        self.end_run();
        let name = self.push(start.local_name().as_ref());
        let first = narrow(self.attributes.len());
        for attribute in start.attributes().with_checks(false) {
            let Ok(attribute) = attribute else {
                self.fault =
                    Some("expected attributes as name=\"value\", found something else in one of its tags");
                return;
            };
            let key = self.push(attribute.key.local_name().as_ref());
            let from = self.buffer.len();
            unescape(&attribute.value, &mut self.buffer);
            self.attributes.push((key, Span { start: narrow(from), end: narrow(self.buffer.len()) }));
        }
        self.open.push((self.nodes.len(), self.runs.len()));
        let attributes = Span { start: first, end: narrow(self.attributes.len()) };
        self.nodes.push(Node { name, attributes, ..Node::default() });
    }

    /// An end tag.
    pub(super) fn end(&mut self) {
        if self.fault.is_some() {
            return;
        }
        self.end_run();
        let Some((ix, first)) = self.open.pop() else { return };
        let text = match self.runs.get(first..).unwrap_or_default() {
            [] => Span::default(),
            [one] => *one,
            several => {
                let from = self.buffer.len();
                for (before, run) in several.iter().enumerate() {
                    if before > 0 {
                        self.buffer.push(' ');
                    }
                    self.buffer.extend_from_within(run.start as usize..run.end as usize);
                }
                Span { start: narrow(from), end: narrow(self.buffer.len()) }
            }
        };
        self.runs.truncate(first);
        let end = narrow(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(ix) {
            (node.text, node.end) = (text, end);
        }
    }

    /// Text, which `put` appends.
    pub(super) fn characters(&mut self, put: impl FnOnce(&mut String)) {
        if self.fault.is_none() {
            self.run.get_or_insert(self.buffer.len());
            put(&mut self.buffer);
        }
    }

    /// Ends a run of text at a tag; one of white space alone only lays out the elements around it.
    fn end_run(&mut self) {
        let Some(from) = self.run.take() else { return };
        let run = self.buffer.get(from..).unwrap_or_default();
        let before = run.len() - run.trim_start().len();
        let length = run.trim().len();
        if length > 0 {
            let start = from + before;
            self.runs.push(Span { start: narrow(start), end: narrow(start + length) });
        }
    }

    fn push(&mut self, text: &str) -> Span {
        let start = narrow(self.buffer.len());
        self.buffer.push_str(text);
        Span { start, end: narrow(self.buffer.len()) }
    }
}

/// A length in a tree; trees are a few [`RECORD_LIMIT`]s at most.
fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Appends `raw` with its references resolved.
fn unescape(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some((plain, after)) = rest.split_once('&') {
        out.push_str(plain);
        rest = after;
        // No reference that is resolved is longer than `#x10FFFF`.
        let end = after.bytes().take(9).position(|byte| byte == b';');
        match end.and_then(|end| after.split_at_checked(end)) {
            Some((name, behind)) => {
                resolve(name, out);
                rest = behind.strip_prefix(';').unwrap_or(behind);
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
}

/// Appends what the reference `&name;` stands for, or the reference as it is written.
pub(super) fn resolve(name: &str, out: &mut String) {
    let number = |name: &str| {
        let digits = name.strip_prefix('#')?;
        let code = match digits.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => digits.parse(),
        };
        char::from_u32(code.ok()?).filter(|&c| c != '\0')
    };
    match name {
        "amp" => out.push('&'),
        "lt" => out.push('<'),
        "gt" => out.push('>'),
        "quot" => out.push('"'),
        "apos" => out.push('\''),
        _ => match number(name) {
            Some(character) => out.push(character),
            None => out.extend(["&", name, ";"]),
        },
    }
}
