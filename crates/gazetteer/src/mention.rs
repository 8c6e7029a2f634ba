//! Place names in running text, such as chat messages: few and right rather than many.
//!
//! A mention starts with a capital where the script has them and is up to four words long. Names of countries and of
//! provinces are not mentions of a town that shares them. Words that are also everyday words or people's names
//! (`Nice`, `Sofia`, `Victoria`) count only after a word like *to*, *vers* or *إلى*. Not found: names typed in lower
//! case, names with a prefix or ending grown on (`بطرابلس`, `İstanbul'dan`), names in scripts that put no space
//! between words.

use crate::Gazetteer;
use crate::fold::{fold, is_word};
use crate::place::{Located, Place};
use std::collections::HashSet;
use std::ops::Range;

const EVERYDAY_WORDS: &str = include_str!("../../../packs/gazetteer/everyday_words.txt");
const PREPOSITIONS: &str = include_str!("../../../packs/gazetteer/place_prepositions.txt");

/// Ours: smaller towns' names collide with too many words and surnames, unless the town is on the route list.
const MENTION_POPULATION: u32 = 50_000;
/// Ours: shorter names are mostly something else.
const MENTION_CHARACTERS: usize = 4;
/// The longest name looked for, in words.
const MENTION_WORDS: usize = 4;

#[derive(Debug)]
pub(crate) struct Rules {
    everyday_words: HashSet<Box<str>>,
    prepositions: HashSet<Box<str>>,
}

impl Rules {
    pub(crate) fn embedded() -> Self {
        let words = |list: &str| list.lines().map(|word| fold(word).into()).collect();
        Self { everyday_words: words(EVERYDAY_WORDS), prepositions: words(PREPOSITIONS) }
    }
}

impl Gazetteer {
    /// The places a text mentions, each with the byte range of its name, in order and without overlap.
    pub fn find_in_text(&self, text: &str) -> Vec<(Range<usize>, Located<'_>)> {
        let words = words(text);
        let mut mentions = Vec::new();
        let mut next = 0;
        while let Some(rest) = words.get(next..).filter(|rest| !rest.is_empty()) {
            let before =
                next.checked_sub(1).and_then(|i| words.get(i)).and_then(|word| text.get(word.clone()));
            let (length, places) = self.mention_at_start(text, rest, before);
            if let Some(range) = rest.get(..length).and_then(span).filter(|_| !places.is_empty()) {
                mentions.push((range, Located::among(places)));
            }
            next += length;
        }
        mentions
    }

    /// How many of the words to go on by, and the places these words mention, if any.
    fn mention_at_start(
        &self,
        text: &str,
        words: &[Range<usize>],
        before: Option<&str>,
    ) -> (usize, Vec<&Place>) {
        for length in (1..=MENTION_WORDS.min(words.len())).rev() {
            let Some(name) = words.get(..length).and_then(|words| phrase(text, words)) else { continue };
            if !starts_like_a_name(name) {
                continue;
            }
            let name = fold(name);
            if self.countries.parse_folded(&name).is_some() {
                return (length, Vec::new());
            }
            let places = self.find_exactly(&name);
            let regions = self.regions.named(&name);
            if !regions.is_empty()
                && !places.iter().any(|place| regions.iter().any(|region| region.holds(place)))
            {
                return (length, Vec::new());
            }
            let is_known = |place: &&Place| place.on_route || place.population >= MENTION_POPULATION;
            if name.chars().count() < MENTION_CHARACTERS || !places.iter().any(is_known) {
                continue;
            }
            if self.mentions.everyday_words.contains(name.as_str())
                && !before.is_some_and(|word| self.mentions.prepositions.contains(fold(word).as_str()))
            {
                return (length, Vec::new());
            }
            return (length, places);
        }
        (1, Vec::new())
    }
}

/// The byte ranges of runs of letters, digits and marks.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (start, c) in text.char_indices().filter(|&(_, c)| is_word(c)) {
        let end = start + c.len_utf8();
        match words.last_mut() {
            Some(word) if word.end == start => word.end = end,
            _ => words.push(start..end),
        }
    }
    words
}

/// From the first word to the last.
fn span(words: &[Range<usize>]) -> Option<Range<usize>> {
    Some(words.first()?.start..words.last()?.end)
}

/// The text of the words, if nothing between them parts a name in two.
fn phrase<'t>(text: &'t str, words: &[Range<usize>]) -> Option<&'t str> {
    let joined = words.iter().zip(words.iter().skip(1)).all(|(word, next)| {
        let short = word.len() <= 3;
        text.get(word.end..next.start).is_some_and(|gap| {
            matches!(gap, " " | "-" | "'" | "’" | "ʻ" | "‘" | "\u{200c}") || short && gap == ". "
        })
    });
    text.get(span(words)?).filter(|_| joined)
}

fn starts_like_a_name(name: &str) -> bool {
    // Georgian letters count as lower case, but its capitals do not start names.
    let is_small = |c: char| c.is_lowercase() && !('\u{10d0}'..='\u{10ff}').contains(&c);
    name.chars().next().is_some_and(|c| c.is_alphabetic() && !is_small(c))
}
