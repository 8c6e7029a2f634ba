//! Packs as people read and keep them: what stands on which line of a file, a rule's numbers and sentence in both
//! languages, and to which subject an entity belongs.
//!
//! Nothing here compiles or runs a rule, so that a file with faults can be described too.

use evidence::Evidence;
use resolve::{ClusterIx, Locations, Resolution};
use serde::Deserialize;
use serde_saphyr::Spanned;

use crate::error::{File, PackError};
use crate::pack::{EMBEDDED, Packs, Parameter, Rule, Words};
use crate::wording::{self, Language};
use crate::world::World;
use crate::yaml;

pub use crate::yaml::MOST_BYTES;

impl Packs {
    /// Name and YAML text of the packs and lists compiled into this crate, as [`Packs::parse`] takes them.
    pub fn embedded_files() -> impl Iterator<Item = (&'static str, &'static str)> {
        EMBEDDED.iter().copied()
    }

    /// The subject that each entity's events count for, by entity number: itself, or its only known holder.
    pub fn subjects(
        &self,
        evidence: &Evidence,
        resolution: &Resolution,
        locations: &Locations,
    ) -> Vec<Option<ClusterIx>> {
        let world = World::new(evidence, resolution, locations, &self.atoms, self.needs);
        evidence.entities().map(|entity| world.holder_of(entity)).collect()
    }
}

impl Parameter {
    /// The value as each language writes it: `30 days`, `22 h 00`.
    pub fn words(&self) -> Words {
        both(|language| wording::parameter(self, language))
    }
}

impl Rule {
    /// The sentence with the rule's numbers filled in; what only a hit knows stands as `‹name›`.
    pub fn outlook(&self) -> Words {
        both(|language| {
            let template = if language == Language::English { &self.sentence.en } else { &self.sentence.fr };
            wording::sentence(template, |name| {
                let own = self.parameters.iter().find(|own| own.name == name);
                Some(own.map_or_else(|| format!("‹{name}›"), |own| wording::parameter(own, language)))
            })
        })
    }
}

/// The bytes of a file as text; the error says where they are not UTF-8.
pub fn text(file: &str, bytes: Vec<u8>) -> Result<String, PackError> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let valid = String::from_utf8_lossy(valid);
        let (line, column) = File::new(file, &valid).position(valid.len());
        let message = "this is not UTF-8; save the file as UTF-8".to_owned();
        PackError::Form { file: file.to_owned(), line, column, message }
    })
}

fn both(text: impl Fn(Language) -> String) -> Words {
    Words { en: text(Language::English), fr: text(Language::French) }
}

/// What a file of packs holds, and on which line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Its pack's id; none for a file of lists, and for the rules of combination.
    pub pack: Option<String>,
    /// Whether it says how hits become an alert.
    pub is_combination: bool,
    /// What stands in it.
    pub entries: Vec<Entry>,
}

/// What an entry of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The pack itself.
    Pack,
    /// A named list.
    List,
    /// A published red flag.
    Indicator,
    /// A question.
    Item,
    /// A rule.
    Rule,
}

impl Sort {
    /// Its name in [`Packs::lint`].
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::List => "list",
            Self::Indicator => "indicator",
            Self::Item => "item",
            Self::Rule => "rule",
        }
    }
}

/// Something with an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub sort: Sort,
    /// Its id.
    pub id: String,
    /// The line of its id, counted from 1.
    pub line: u64,
    /// The column of its id, counted from 1.
    pub column: u64,
    /// What the examples of a rule show.
    pub examples: Vec<Shown>,
}

/// What an example shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The line of its note.
    pub line: u64,
    /// The column of its note.
    pub column: u64,
    /// In words.
    pub note: String,
    /// Whether the rule is to fire.
    pub fires: bool,
    /// Whether it is a harmless look-alike.
    pub benign: bool,
}

impl Outline {
    /// Reads what a file holds. An error where it is not YAML, or not of packs.
    pub fn read(file: &str, text: &str) -> Result<Self, PackError> {
        let file = File::new(file, text);
        let raw: RawOutline = yaml::read(file)?;
        if raw.pack.is_none() && raw.lists.is_none() && raw.combination.is_none() {
            let message =
                "no part of packs; expected a pack (`pack: id` and so on), `lists:` or `combination:`";
            return Err(file.error(None, message));
        }
        let pack = raw.pack.iter().map(|id| entry(Sort::Pack, id));
        let lists = raw.lists.iter().flatten().map(|raw| entry(Sort::List, &raw.id));
        let indicators = raw.indicators.iter().flatten().map(|raw| entry(Sort::Indicator, &raw.id));
        let items = raw.items.iter().flatten().map(|raw| entry(Sort::Item, &raw.id));
        let rules = raw.rules.iter().flatten().map(|raw| Entry {
            examples: raw.examples.iter().flat_map(RawExamples::shown).collect(),
            ..entry(Sort::Rule, &raw.id)
        });
        Ok(Self {
            entries: pack.chain(lists).chain(indicators).chain(items).chain(rules).collect(),
            pack: raw.pack.map(|id| id.value),
            is_combination: raw.combination.is_some(),
        })
    }

    /// The entry of that sort and id.
    pub fn find(&self, sort: Sort, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.sort == sort && entry.id == id)
    }
}

fn entry(sort: Sort, id: &Spanned<String>) -> Entry {
    let at = id.referenced;
    Entry { sort, id: id.value.clone(), line: at.line(), column: at.column(), examples: Vec::new() }
}

#[derive(Debug, Deserialize)]
struct RawOutline {
    pack: Option<Spanned<String>>,
    combination: Option<serde::de::IgnoredAny>,
    lists: Option<Vec<RawEntry>>,
    indicators: Option<Vec<RawEntry>>,
    items: Option<Vec<RawEntry>>,
    rules: Option<Vec<RawEntry>>,
}

#[derive(Debug, Deserialize)]
struct RawEntry {
    id: Spanned<String>,
    examples: Option<RawExamples>,
}

#[derive(Debug, Deserialize)]
struct RawExamples {
    fires: Option<Vec<RawExample>>,
    quiet: Option<Vec<RawExample>>,
}

impl RawExamples {
    fn shown(&self) -> impl Iterator<Item = Shown> {
        let each = |examples: &Option<Vec<RawExample>>, fires| {
            let shown = move |raw: &RawExample| Shown {
                line: raw.note.referenced.line(),
                column: raw.note.referenced.column(),
                note: raw.note.value.clone(),
                fires,
                benign: raw.benign,
            };
            examples.iter().flatten().map(shown).collect::<Vec<_>>()
        };
        each(&self.fires, true).into_iter().chain(each(&self.quiet, false))
    }
}

#[derive(Debug, Deserialize)]
struct RawExample {
    note: Spanned<String>,
    #[serde(default)]
    benign: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_embedded_packs_is_outlined() {
        let packs = Packs::embedded().unwrap();
        let outlines: Vec<Outline> =
            Packs::embedded_files().map(|(file, text)| Outline::read(file, text).unwrap()).collect();
        let number = |sort| {
            outlines.iter().flat_map(|outline| &outline.entries).filter(|entry| entry.sort == sort).count()
        };
        assert_eq!(number(Sort::Pack), packs.packs().len());
        assert_eq!(number(Sort::List), packs.lists().count());
        assert_eq!(number(Sort::Indicator), packs.indicators().count());
        assert_eq!(number(Sort::Item), packs.items().count());
        assert_eq!(number(Sort::Rule), packs.rules().count());
        for rule in packs.rules() {
            let entry = outlines.iter().find_map(|outline| outline.find(Sort::Rule, &rule.id)).unwrap();
            let fires = entry.examples.iter().filter(|shown| shown.fires).count();
            assert_eq!(
                (fires, entry.examples.len() - fires),
                (rule.examples.fires.len(), rule.examples.quiet.len())
            );
        }
    }

    #[test]
    fn an_outline_says_on_which_line_what_stands() {
        let text = "pack: p\nrules:\n  - id: r\n    fire: rubbish (\n    examples:\n      fires:\n        - note: many\n          events: 5\n";
        let outline = Outline::read("p.yaml", text).unwrap();
        let rule = outline.find(Sort::Rule, "r").unwrap();
        assert_eq!((outline.pack.as_deref(), rule.line), (Some("p"), 3));
        let shown = Shown { line: 7, column: 17, note: "many".to_owned(), fires: true, benign: false };
        assert_eq!(rule.examples, [shown]);
        assert!(Outline::read("p.yaml", "rules: []\n").unwrap_err().to_string().contains("expected a pack"));
    }
}
