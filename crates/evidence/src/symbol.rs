//! Strings that recur, stored once.

use std::collections::HashMap;
use std::sync::Arc;

/// The number of a string in a [`Symbols`] table; equal symbols are equal strings.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize,
)]
pub struct Symbol(u32);

impl Symbol {
    /// The empty string, in every table.
    pub const EMPTY: Self = Self(0);

    /// Whether this is the empty string.
    pub fn is_empty(self) -> bool {
        self == Self::EMPTY
    }

    /// The position in the table.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An append-only table of strings; symbols are handed out in order of first use, so they are the same on every run.
#[derive(Clone, Debug)]
pub struct Symbols {
    texts: Vec<Arc<str>>,
    index: HashMap<Arc<str>, u32>,
}

impl Default for Symbols {
    fn default() -> Self {
        let empty: Arc<str> = Arc::from("");
        Self { texts: vec![Arc::clone(&empty)], index: HashMap::from([(empty, 0)]) }
    }
}

impl Symbols {
    /// The symbol of `text`, added if new. The table holds at most 2³² − 1 different strings; what comes after that
    /// is given the empty symbol, which no realistic delivery reaches.
    pub fn intern(&mut self, text: &str) -> Symbol {
        if let Some(&at) = self.index.get(text) {
            return Symbol(at);
        }
        let Ok(at) = u32::try_from(self.texts.len()) else { return Symbol::EMPTY };
        let text: Arc<str> = Arc::from(text);
        self.texts.push(Arc::clone(&text));
        self.index.insert(text, at);
        Symbol(at)
    }

    /// The string behind `symbol`; empty for one of another table.
    pub fn text(&self, symbol: Symbol) -> &str {
        self.texts.get(symbol.index()).map_or("", |text| text)
    }

    /// The symbol of `text`, if it has been seen.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        self.index.get(text).copied().map(Symbol)
    }

    /// All strings, in the order of their symbols.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(AsRef::as_ref)
    }

    /// How many different strings there are, the empty one included.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Never true: the empty string is always there.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
