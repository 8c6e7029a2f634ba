//! ISO 3166-1 countries: codes, English and French names, the other names records use.

use crate::fold::fold;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

const TABLE: &str = include_str!("../../../packs/gazetteer/countries.tsv");

/// An ISO 3166-1 alpha-2 code (with `XK` for Kosovo).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The code from two ASCII letters of either case. Whether it is assigned, only [`Countries`] knows.
    pub fn from_alpha2(code: &str) -> Option<Self> {
        let &[first, second] = code.as_bytes() else { return None };
        (first.is_ascii_alphabetic() && second.is_ascii_alphabetic())
            .then_some(Self([first.to_ascii_uppercase(), second.to_ascii_uppercase()]))
    }

    /// Two upper-case letters.
    pub fn alpha2(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.alpha2())
    }
}

/// The language of a country's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
}

/// The table of countries. Small enough to load on its own.
#[derive(Debug)]
pub struct Countries {
    rows: BTreeMap<Country, Row>,
    names: HashMap<Box<str>, Country>,
}

#[derive(Debug)]
struct Row {
    alpha3: &'static str,
    english: &'static str,
    french: &'static str,
}

impl Countries {
    /// The table compiled into this crate.
    pub fn embedded() -> Self {
        let mut table = Self { rows: BTreeMap::new(), names: HashMap::new() };
        for line in TABLE.lines().skip(1) {
            let mut cells = line.split('\t');
            let (Some(alpha2), Some(alpha3), Some(numeric), Some(english), Some(french)) =
                (cells.next(), cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let Some(country) = Country::from_alpha2(alpha2) else { continue };
            let aliases = cells.next().unwrap_or_default().split('|');
            for name in [alpha2, alpha3, numeric, english, french].into_iter().chain(aliases) {
                let name = fold(name);
                if !name.is_empty() {
                    table.names.insert(name.into(), country);
                }
            }
            table.rows.insert(country, Row { alpha3, english, french });
        }
        table
    }

    /// The country a code (alpha-2, alpha-3, numeric) or a name means, whatever its case, accents and punctuation.
    pub fn parse(&self, text: &str) -> Option<Country> {
        self.parse_folded(&fold(text))
    }

    pub(crate) fn parse_folded(&self, folded: &str) -> Option<Country> {
        self.names.get(folded).copied()
    }

    /// The short name; none for a code that is not assigned.
    pub fn name(&self, country: Country, language: Language) -> Option<&'static str> {
        let row = self.rows.get(&country)?;
        Some(match language {
            Language::English => row.english,
            Language::French => row.french,
        })
    }

    /// The alpha-3 code; none for a code that is not assigned.
    pub fn alpha3(&self, country: Country) -> Option<&'static str> {
        Some(self.rows.get(&country)?.alpha3)
    }

    /// Every country, by alpha-2 code.
    pub fn iter(&self) -> impl Iterator<Item = Country> {
        self.rows.keys().copied()
    }
}
