//! Records as columns of symbols.
//!
//! A column here is what is compared as one thing: all name columns of the caller are one column of bags of words.
//! Every different value is prepared and kept once; a record is a few numbers of four bytes.
#![expect(
    clippy::indexing_slicing,
    reason = "rows and symbols are numbered by the vectors that are indexed with them"
)]

use std::sync::OnceLock;

use names::{Name, Token};

use crate::field::{Field, Kind, Value};
use crate::pool::{Pool, hash, mix};
use crate::prepare;

/// Comparisons of one model, for a pattern of levels is packed into 128 bits.
pub(crate) const MOST_COLUMNS: usize = 24;
/// Values of one column of one record that are kept.
const MOST_VALUES: usize = 8;
/// The part of a name that a word of a whole name stood in: any.
pub(crate) const ANY_PART: u32 = 15;
const PART_SHIFT: u32 = 28;
/// A cell without value, and the first of those that number several.
const NONE: u32 = u32::MAX;
const SEVERAL: u32 = 1 << 31;

/// What a table cannot hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// No columns, so nothing to compare.
    #[error("no columns to compare: name at least one")]
    NoFields,
    /// More comparisons than a model can have.
    #[error("{0} comparisons: a model has at most {MOST_COLUMNS}; leave out columns that say little")]
    TooManyFields(usize),
    /// More name columns than parts of a name are told apart.
    #[error("{0} columns of parts of a name: at most {ANY_PART}")]
    TooManyParts(usize),
    /// A value for a column that is not there.
    #[error("record {row} has a value for column {field}, but the table has {fields} columns")]
    NoSuchField {
        /// Number of the record, from 0.
        row: usize,
        /// The position given.
        field: usize,
        /// How many columns there are.
        fields: usize,
    },
    /// Too many records or too much text for 32-bit symbols.
    #[error("the table is full at record {0}: split the work")]
    Full(usize),
}

/// How a column is prepared and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Name,
    Text,
    Date,
    Phone,
    Document,
    Email,
    Code,
    Number,
    Category,
}

impl Shape {
    /// In what order comparisons are made, the cheapest first.
    pub(crate) fn cost(self) -> u8 {
        match self {
            Self::Category | Self::Date | Self::Number => 0,
            Self::Phone => 2,
            Self::Document | Self::Email | Self::Code => 3,
            Self::Text => 4,
            Self::Name => 5,
        }
    }
}

/// A word, with what its comparison needs at hand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) hash: u64,
    pub(crate) skeleton: u32,
    /// Which letters it has, folded into 32 bits.
    pub(crate) mask: u32,
    pub(crate) first: char,
    pub(crate) letters: u8,
    /// How surprising it is, in thousandths of a bit; set by the model.
    pub(crate) info: u16,
    /// Which of the column's Latin spellings it has, [`OWN`] if it is one.
    latin: u32,
}

const OWN: u32 = u32::MAX;

impl Word {
    pub(crate) fn is_latin(&self) -> bool {
        self.latin == OWN
    }
}

#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) shape: Shape,
    pub(crate) exclusive: bool,
    pub(crate) pool: Pool,
    /// For names and texts: the words of each value, as `part << 28 | word`.
    bag_ends: Vec<u32>,
    bag_words: Vec<u32>,
    pub(crate) word_pool: Pool,
    pub(crate) words: Vec<Word>,
    /// Latin spellings of words of names in other scripts.
    spellings: Pool,
    /// Words made ready to be compared across scripts, each when it is first needed.
    tokens: Vec<OnceLock<Option<Token>>>,
    /// How surprising each value is, in thousandths of a bit; set by the model. Of names and texts the words have it.
    pub(crate) info: Vec<u16>,
    /// How many words or values have been told.
    told: usize,
}

impl Column {
    pub(crate) fn is_bag(&self) -> bool {
        matches!(self.shape, Shape::Name | Shape::Text)
    }

    /// Tells words or values that are new, or after `again` all, how surprising they are.
    pub(crate) fn tell(&mut self, again: bool, info: impl Fn(u64) -> u16) {
        if again {
            self.told = 0;
            self.info.clear();
        }
        if self.is_bag() {
            self.words[self.told..].iter_mut().for_each(|word| word.info = info(word.hash));
            self.told = self.words.len();
        } else {
            self.info.extend(self.pool.hashes(self.told).iter().map(|hash| info(*hash)));
            self.told = self.info.len();
        }
    }

    pub(crate) fn bag(&self, value: u32) -> &[u32] {
        let value = value as usize;
        let start = if value == 0 { 0 } else { self.bag_ends[value - 1] as usize };
        &self.bag_words[start..self.bag_ends[value] as usize]
    }

    /// A word in Latin letters.
    pub(crate) fn spelled(&self, word: u32) -> &[u8] {
        match self.words[word as usize].latin {
            OWN => self.word_pool.bytes(word),
            spelling => self.spellings.bytes(spelling),
        }
    }

    /// A word as a part of a name, none if the crate `names` sees none in it.
    pub(crate) fn token(&self, word: u32) -> Option<&Token> {
        let ready = || Name::person(self.word_pool.text(word)).as_ref().and_then(prepare::token);
        self.tokens[word as usize].get_or_init(ready).as_ref()
    }

    /// Adds a value to those of a row.
    fn push(&mut self, text: &[u8], values: &mut Vec<u32>) -> Option<()> {
        if text.is_empty() || values.len() >= MOST_VALUES {
            return Some(());
        }
        let (symbol, new) = self.pool.intern(text).filter(|(symbol, _)| *symbol < SEVERAL)?;
        if new && self.is_bag() {
            let text = self.pool.text(symbol).to_owned();
            for (part, words) in text.split('|').enumerate() {
                let part = if words.starts_with(' ') { ANY_PART } else { u32::try_from(part).ok()? };
                for word in words.split(' ').filter(|word| !word.is_empty()) {
                    let (symbol, new) = self.word_pool.intern(word.as_bytes())?;
                    if new {
                        let is_foreign = self.shape == Shape::Name && !word.is_ascii();
                        let name = if is_foreign { Name::person(word) } else { None };
                        let latin = name.as_ref().and_then(prepare::latin);
                        let spelling = match &latin {
                            Some(latin) => self.spellings.intern(latin.as_bytes())?.0,
                            None => OWN,
                        };
                        let token = name.as_ref().map(prepare::token);
                        self.tokens.push(token.map_or_else(OnceLock::new, OnceLock::from));
                        self.words.push(facts(word, latin.as_deref().unwrap_or(word), spelling));
                    }
                    if symbol >> PART_SHIFT != 0 {
                        return None;
                    }
                    self.bag_words.push(part << PART_SHIFT | symbol);
                }
            }
            self.bag_ends.push(u32::try_from(self.bag_words.len()).ok()?);
        }
        if !values.contains(&symbol) {
            values.push(symbol);
        }
        Some(())
    }

    /// A value as shown in explanations.
    pub(crate) fn shown(&self, value: u32) -> String {
        let text = self.pool.text(value);
        match self.shape {
            Shape::Name | Shape::Text => text.replace('|', " ").trim().to_owned(),
            Shape::Date => match (text.get(..4), text.get(4..6), text.get(6..8)) {
                (Some(year), Some("00"), _) => year.to_owned(),
                (Some(year), Some(month), Some("00")) => format!("{year}-{month}"),
                (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
                _ => text.to_owned(),
            },
            _ => text.to_owned(),
        }
    }
}

pub(crate) fn word_of(entry: u32) -> u32 {
    entry & ((1 << PART_SHIFT) - 1)
}

pub(crate) fn part_of(entry: u32) -> u32 {
    entry >> PART_SHIFT
}

/// A word and how it is spelled in Latin letters, by which it is compared.
fn facts(word: &str, spelled: &str, latin: u32) -> Word {
    let skeleton = u32::try_from(hash(prepare::skeleton(spelled).as_bytes()) >> 32).unwrap_or(0);
    Word {
        hash: hash(word.as_bytes()),
        skeleton,
        mask: spelled.chars().fold(0, |mask, c| mask | 1u32 << (u32::from(c) % 32)),
        first: spelled.chars().next().unwrap_or(' '),
        letters: u8::try_from(spelled.chars().count()).unwrap_or(u8::MAX),
        info: 0,
        latin,
    }
}

/// Records × columns.
#[derive(Debug)]
pub struct Table {
    fields: Vec<Field>,
    pub(crate) columns: Vec<Column>,
    /// Row by row, a symbol for each column: side by side, for a row is compared as a whole.
    cells: Vec<u32>,
    /// Where a cell has several values.
    several: Vec<Vec<u32>>,
    /// Where each of the caller's columns goes.
    place: Vec<(usize, u32)>,
    /// What each row says, as one number: equal for rows that say the same, whatever their place in the file.
    content: Vec<u64>,
    sources: Vec<u16>,
    source: u16,
}

impl Table {
    /// An empty table with these columns.
    pub fn new(fields: Vec<Field>) -> Result<Self, TableError> {
        if fields.is_empty() {
            return Err(TableError::NoFields);
        }
        let mut columns: Vec<Column> = Vec::new();
        let mut place = Vec::new();
        let mut name_column = None;
        let mut parts = 0;
        for field in &fields {
            let (column, part) = match (field.kind, name_column) {
                (Kind::FullName, Some(column)) => (column, ANY_PART),
                (Kind::NamePart, Some(column)) => (column, parts),
                (kind, _) => {
                    columns.push(column(&field.name, shape(kind), field.exclusive));
                    (columns.len() - 1, if kind == Kind::NamePart { parts } else { ANY_PART })
                }
            };
            if field.is_name() {
                let joined = &mut columns[column].name;
                if name_column.is_some() {
                    *joined = format!("{joined} + {}", field.name);
                }
                name_column = Some(column);
            }
            if field.kind == Kind::NamePart {
                parts += 1;
            }
            place.push((column, part));
        }
        if columns.len() > MOST_COLUMNS {
            return Err(TableError::TooManyFields(columns.len()));
        }
        if parts > ANY_PART {
            return Err(TableError::TooManyParts(parts as usize));
        }
        Ok(Self {
            fields,
            columns,
            cells: Vec::new(),
            several: Vec::new(),
            place,
            content: Vec::new(),
            sources: Vec::new(),
            source: 0,
        })
    }

    /// The columns as the caller gave them.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.content.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// Records from here on are of this source: the second of two files to be linked.
    pub fn set_source(&mut self, source: u16) {
        self.source = source;
    }

    /// Adds a record and says its number. Texts from which nothing is left are no values.
    pub fn push(&mut self, values: &[Value<'_>]) -> Result<u32, TableError> {
        let row = self.content.len();
        let fields = self.place.len();
        if let Some(value) = values.iter().find(|value| value.field >= fields) {
            return Err(TableError::NoSuchField { row, field: value.field, fields });
        }
        let number = u32::try_from(row).ok().filter(|row| *row < u32::MAX).ok_or(TableError::Full(row))?;
        let mut said: Vec<Vec<u32>> = vec![Vec::new(); self.columns.len()];
        let mut parts: Vec<(u32, usize, String)> = Vec::new();
        for value in values {
            let (at, part) = self.place[value.field];
            let shape = self.columns[at].shape;
            let is_whole_name = shape == Shape::Name && part == ANY_PART;
            let text = if is_whole_name { prepare::parted(value.text) } else { value.text.into() };
            let text = canonical(shape, &text);
            if shape == Shape::Name && part != ANY_PART {
                if !text.is_empty() {
                    let again = parts.iter().filter(|(other, ..)| *other == part).count();
                    parts.push((part, again, text));
                }
            } else {
                let text =
                    if self.columns[at].is_bag() && !text.is_empty() { format!(" {text}") } else { text };
                self.columns[at].push(text.as_bytes(), &mut said[at]).ok_or(TableError::Full(row))?;
            }
        }
        if let Some(at) = self.columns.iter().position(|column| column.shape == Shape::Name)
            && !parts.is_empty()
        {
            for name in names_of(&parts) {
                self.columns[at].push(name.as_bytes(), &mut said[at]).ok_or(TableError::Full(row))?;
            }
        }
        let (mut content, mut cells) = (0, Vec::with_capacity(said.len()));
        for (column, values) in self.columns.iter().zip(&said) {
            let mut hashes: Vec<u64> = values.iter().map(|value| column.pool.hash_of(*value)).collect();
            hashes.sort_unstable();
            content = hashes.iter().fold(mix(content, 1), |content, hash| mix(content, *hash));
        }
        for values in said {
            cells.push(match values.as_slice() {
                [] => NONE,
                [one] => *one,
                _ => {
                    let at = u32::try_from(self.several.len()).ok().filter(|at| *at < NONE - SEVERAL);
                    self.several.push(values);
                    SEVERAL + at.ok_or(TableError::Full(row))?
                }
            });
        }
        self.cells.extend(cells);
        self.content.push(content);
        self.sources.push(self.source);
        Ok(number)
    }

    /// The values of one column of a row.
    pub(crate) fn values(&self, column: usize, row: u32) -> &[u32] {
        let at = row as usize * self.columns.len() + column;
        match self.cells[at] {
            NONE => &[],
            cell if cell >= SEVERAL => &self.several[(cell - SEVERAL) as usize],
            _ => &self.cells[at..=at],
        }
    }

    /// Touches the cells of rows that will be looked at.
    pub(crate) fn fetch_rows(&self, rows: impl Iterator<Item = u32>) {
        let first = rows.map(|row| self.cells[row as usize * self.columns.len()]);
        std::hint::black_box(first.fold(0, |all, cell| all ^ cell));
    }

    /// Touches what a look at one column of rows will read. In large tables memory is waited for most of the time; it
    /// answers many at once if none depends on another.
    pub(crate) fn fetch(&self, column: usize, rows: impl Iterator<Item = u32> + Clone) {
        let cells = rows.map(|row| self.cells[row as usize * self.columns.len() + column]);
        let values = || cells.clone().filter(|cell| *cell < SEVERAL);
        let Some(column) = self.columns.get(column) else { return };
        let touched = if column.is_bag() {
            let ends = values().fold(0, |all, value| all ^ column.bag_ends[value as usize]);
            let words = values().flat_map(|value| column.bag(value));
            words.fold(ends, |all, entry| all ^ column.words[word_of(*entry) as usize].mask)
        } else {
            let info = |value: u32| column.info.get(value as usize).map_or(0, |info| u32::from(*info));
            values().fold(column.pool.fetch(values()), |all, value| all ^ info(value))
        };
        std::hint::black_box(touched);
    }

    pub(crate) fn content(&self, row: u32) -> u64 {
        self.content[row as usize]
    }

    pub(crate) fn source(&self, row: u32) -> u16 {
        self.sources[row as usize]
    }

    /// What a row says and, where only different sources are compared, in which: rows alike in this are one node.
    pub(crate) fn node_key(&self, row: u32, across: bool) -> u64 {
        if across { mix(self.content(row), u64::from(self.source(row))) } else { self.content(row) }
    }

    /// The first row of each node, in order.
    pub(crate) fn different(&self, across: bool) -> Vec<u32> {
        let rows = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let mut keys: Vec<(u64, u32)> = (0..rows).map(|row| (self.node_key(row, across), row)).collect();
        keys.sort_unstable();
        keys.dedup_by_key(|(key, _)| *key);
        let mut rows: Vec<u32> = keys.into_iter().map(|(_, row)| row).collect();
        rows.sort_unstable();
        rows
    }
}

/// First given name with first surname, second with second; where one column has fewer values, its first again.
fn names_of(parts: &[(u32, usize, String)]) -> Vec<String> {
    let most = parts.iter().map(|(_, again, _)| again + 1).max().unwrap_or(0);
    let columns = parts.iter().map(|(part, ..)| part + 1).max().unwrap_or(0);
    let text = |part: u32, again: usize| {
        let of = |again: usize| {
            parts.iter().find(|(p, a, _)| *p == part && *a == again).map(|(.., text)| text.as_str())
        };
        of(again).or_else(|| of(0)).unwrap_or("")
    };
    (0..most).map(|again| (0..columns).map(|part| text(part, again)).collect::<Vec<_>>().join("|")).collect()
}

fn canonical(shape: Shape, text: &str) -> String {
    match shape {
        Shape::Name | Shape::Text => prepare::words(text),
        Shape::Date => prepare::date(text),
        Shape::Phone => prepare::phone(text),
        Shape::Document => prepare::document(text),
        Shape::Email => prepare::email(text),
        Shape::Code => prepare::code(text),
        Shape::Number => prepare::number(text),
        Shape::Category => prepare::category(text),
    }
}

fn shape(kind: Kind) -> Shape {
    match kind {
        Kind::NamePart | Kind::FullName => Shape::Name,
        Kind::Date => Shape::Date,
        Kind::Phone => Shape::Phone,
        Kind::Document => Shape::Document,
        Kind::Email => Shape::Email,
        Kind::Text => Shape::Text,
        Kind::Code => Shape::Code,
        Kind::Number => Shape::Number,
        Kind::Category => Shape::Category,
    }
}

fn column(name: &str, shape: Shape, exclusive: bool) -> Column {
    Column {
        name: name.to_owned(),
        shape,
        exclusive,
        pool: Pool::default(),
        bag_ends: Vec::new(),
        bag_words: Vec::new(),
        word_pool: Pool::default(),
        words: Vec::new(),
        spellings: Pool::default(),
        tokens: Vec::new(),
        info: Vec::new(),
        told: 0,
    }
}
