//! What stands in the places of a review, each version with who said it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::error::{Error, nearest};
use crate::mechanism::{Class, Cluster, Instrument, Step};
use crate::statement::{Assent, Author, Id, Mail, Output, Progress, Reference, Reuse, Topic, Value};

/// One version of something, with who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<T> {
    /// The statement.
    pub id: Id,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// Who may see it.
    pub class: Class,
    /// What.
    pub value: T,
}

/// The versions that hold of one place: one, or more where people contradict each other.
pub type Versions<T> = Vec<Held<T>>;

/// An answer proper and where it was taken over from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The answer.
    pub value: Value,
    /// Where it was taken over from, if nobody confirmed it since.
    pub reuse: Option<Reuse>,
}

/// One language of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// The statement of which it is the translation.
    pub translates: Option<Id>,
    /// Where it was taken over from.
    pub reuse: Option<Reuse>,
}

/// The texts and references of one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Paragraphs by key and language.
    pub paragraphs: BTreeMap<Key, BTreeMap<String, Versions<Written>>>,
    /// References by key.
    pub references: BTreeMap<Key, Versions<Reference>>,
}

impl Passage {
    /// The paragraphs in that language, or in another where there is none in it; with the language.
    pub fn texts<'a>(
        &'a self,
        language: &'a str,
    ) -> impl Iterator<Item = (&'a Key, &'a str, &'a Held<Written>)> {
        self.paragraphs.iter().flat_map(move |(key, languages)| {
            let own = languages.get_key_value(language).or_else(|| {
                // The original is the one that translates nothing.
                let mut originals = languages
                    .iter()
                    .filter(|(_, versions)| versions.iter().any(|held| held.value.translates.is_none()));
                originals.next().or_else(|| languages.first_key_value())
            });
            own.into_iter().flat_map(move |(language, versions)| {
                versions.iter().map(move |held| (key, language.as_str(), held))
            })
        })
    }

    /// How many words the paragraphs have, in that language where there is one.
    pub fn words(&self, language: &str) -> usize {
        self.texts(language).map(|(_, _, held)| held.value.text.split_whitespace().count()).sum()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty() && self.references.is_empty()
    }
}

/// A key such as `p12.3fa2`, in the order of its number: its number, and letters that no other copy chooses too.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key(pub String);

impl Key {
    /// The key that a person means by the whole of it or, where no other begins so, by what stands before its letters.
    pub fn find<'a>(
        typed: &str,
        keys: impl Iterator<Item = &'a Self>,
        what: &'static str,
    ) -> Result<&'a Self, Error> {
        let keys: Vec<&Self> = keys.collect();
        let begins = format!("{typed}.");
        let begun: Vec<&Self> = keys.iter().copied().filter(|own| own.0.starts_with(&begins)).collect();
        let only = begun.first().copied().filter(|_| begun.len() == 1);
        keys.iter().copied().find(|own| own.0 == typed).or(only).ok_or_else(|| {
            let names =
                |keys: &[&'a Self]| -> Vec<&'a str> { keys.iter().map(|key| key.0.as_str()).collect() };
            let near = if begun.is_empty() {
                nearest(typed, names(&keys).into_iter())
            } else {
                names(&begun).into_iter().map(str::to_owned).collect()
            };
            Error::UnknownKey { what, key: typed.to_owned(), near }
        })
    }

    fn rank(&self) -> (u64, &str) {
        let digits: String =
            self.0.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        (digits.parse().unwrap_or(u64::MAX), &self.0)
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A message between the parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What kind.
    pub kind: Mail,
    /// In which cluster.
    pub cluster: Cluster,
    /// On which instrument.
    pub instrument: Instrument,
    /// The round.
    pub round: u32,
    /// On which question.
    pub question: Option<String>,
    /// Which message it answers.
    pub answers: Option<Id>,
    /// Language.
    pub language: String,
    /// The text.
    pub text: String,
}

/// An observation, apart from its paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observation {
    /// What it is about.
    pub topic: Versions<Topic>,
    /// Which States agree.
    pub assent: BTreeMap<String, Versions<(Assent, Option<String>)>>,
    /// What became of it.
    pub progress: Versions<(Progress, Date, Option<String>)>,
}

impl Observation {
    /// What it is about, by the last of the versions that hold.
    pub fn topic(&self) -> Option<&Topic> {
        self.topic.last().map(|held| &held.value)
    }

    /// What became of it, by the last that was said.
    pub fn state(&self) -> Option<Progress> {
        self.progress.last().map(|held| held.value.0)
    }
}

/// A background paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// The dialogue it is for.
    pub dialogue: String,
}

/// An output as a focal point cleared it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clearing {
    /// Which output.
    pub output: Output,
    /// In which cluster.
    pub cluster: Cluster,
    /// On which instrument.
    pub instrument: Instrument,
    /// The statements that it consisted of.
    pub covers: BTreeSet<Id>,
}

/// The two dates of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// When it should be, if people set it.
    pub target: Option<Date>,
    /// When it was.
    pub actual: Option<Date>,
}

/// The place of a pair of dates: cluster, step (none for the first day), instrument (none for all).
pub type DatePlace = (Cluster, Option<Step>, Option<Instrument>);
