//! What a document says, before it is DOCX, PDF or HTML: headings, paragraphs, tables, fields to fill in.

use report::Language;

/// How some words are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As the text around them.
    #[default]
    Plain,
    /// Stronger.
    Strong,
    /// In the background: who, when, how sure.
    Quiet,
}

/// Who changed some words, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whether the words were added; otherwise they were removed.
    pub is_added: bool,
    /// By whom.
    pub by: String,
    /// When, in ISO 8601.
    pub at: String,
}

/// Some words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they are set.
    pub style: Style,
    /// If they are a change to be tracked.
    pub change: Option<Change>,
    /// Where they lead.
    pub link: Option<String>,
}

impl Run {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Strong words.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { style: Style::Strong, ..Self::plain(text) }
    }

    /// Words in the background.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self { style: Style::Quiet, ..Self::plain(text) }
    }
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, from one (a part) to three (a question).
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A remark set apart.
    Note(Vec<Run>),
    /// Points.
    Bullets(Vec<Vec<Run>>),
    /// A table with a header; widths are per cent.
    Table {
        /// Titles of the columns.
        header: Vec<String>,
        /// Widths, per cent.
        widths: Vec<u8>,
        /// Rows of cells.
        rows: Vec<Vec<Vec<Run>>>,
    },
    /// A place to write in. Word processors keep `tag`, by which what was written is found again.
    Field {
        /// What the field is for, such as `value/I.T.1`.
        tag: String,
        /// What is said before it.
        label: String,
        /// What stands in it.
        text: String,
        /// What can be chosen, each with its code; empty for free text.
        choices: Vec<(String, String)>,
    },
}

/// What stands in a field on paper: boxes to tick, the text, or what is left blank to write on.
pub(crate) fn on_paper(text: &str, choices: &[(String, String)], blank: &str) -> String {
    if choices.is_empty() {
        return if text.is_empty() { blank } else { text }.to_owned();
    }
    let boxes = choices.iter().map(|(code, name)| format!("{} {name}", if code == text { '☒' } else { '☐' }));
    boxes.collect::<Vec<String>>().join("\u{2003}")
}

/// A document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What kind of document it is, of what.
    pub subtitle: String,
    /// Who may read it: on each page.
    pub class: String,
    /// Its language.
    pub language: Language,
    /// Its day, in ISO 8601.
    pub date: String,
    /// Its parts.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    /// Adds a paragraph of plain words.
    pub fn say(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(vec![Run::plain(text)]));
    }

    /// Adds a paragraph in the background.
    pub fn quiet(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(vec![Run::quiet(text)]));
    }

    /// Adds a remark.
    pub fn note(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Note(vec![Run::plain(text)]));
    }

    /// Adds a paragraph.
    pub fn runs(&mut self, runs: Vec<Run>) {
        self.blocks.push(Block::Paragraph(runs));
    }

    /// Adds points, if there are any.
    pub fn bullets(&mut self, points: Vec<Vec<Run>>) {
        if !points.is_empty() {
            self.blocks.push(Block::Bullets(points));
        }
    }
}
