//! Strings that recur, stored once.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

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
///
/// All strings lie behind one another in one; the index holds only their numbers.
#[derive(Clone, Debug)]
pub struct Symbols {
    text: String,
    /// Where each string ends.
    ends: Vec<usize>,
    index: HashTable<u32>,
    hashing: RandomState,
}

impl Default for Symbols {
    fn default() -> Self {
        let empty = Self {
            text: String::new(),
            ends: Vec::new(),
            index: HashTable::new(),
            hashing: RandomState::default(),
        };
        let mut symbols = empty;
        symbols.intern("");
        symbols
    }
}

impl Symbols {
    /// The symbol of `text`, added if new. The table holds at most 2³² − 1 different strings; what comes after that
    /// is given the empty symbol, which no realistic delivery reaches.
    pub fn intern(&mut self, text: &str) -> Symbol {
        let hash = self.hashing.hash_one(text);
        let (all, ends) = (&self.text, &self.ends);
        if let Some(&at) = self.index.find(hash, |&at| at_number(all, ends, at) == Some(text)) {
            return Symbol(at);
        }
        let Ok(at) = u32::try_from(self.ends.len()) else { return Symbol::EMPTY };
        self.text.push_str(text);
        self.ends.push(self.text.len());
        let (all, ends, hashing) = (&self.text, &self.ends, &self.hashing);
        self.index.insert_unique(hash, at, |&at| hashing.hash_one(at_number(all, ends, at).unwrap_or("")));
        Symbol(at)
    }

    /// The string behind `symbol`; empty for one of another table.
    pub fn text(&self, symbol: Symbol) -> &str {
        at_number(&self.text, &self.ends, symbol.0).unwrap_or("")
    }

    /// The symbol of `text`, if it has been seen.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        let is_it = |&at: &u32| at_number(&self.text, &self.ends, at) == Some(text);
        self.index.find(self.hashing.hash_one(text), is_it).copied().map(Symbol)
    }

    /// All strings, in the order of their symbols.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        (0_u32..).map_while(|at| at_number(&self.text, &self.ends, at))
    }

    /// How many different strings there are, the empty one included.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Never true: the empty string is always there.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

fn at_number<'t>(text: &'t str, ends: &[usize], at: u32) -> Option<&'t str> {
    let at = at as usize;
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    text.get(start..*ends.get(at)?)
}
