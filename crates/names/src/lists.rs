//! The word lists in `data`: particles, titles, nicknames, legal forms, common words of organisations.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::fold::{Script, fold};

const PARTICLES: &str = include_str!("../data/particles.txt");
const TITLES: &str = include_str!("../data/titles.txt");
const NICKNAMES: &str = include_str!("../data/nicknames.tsv");
const FORMS: &str = include_str!("../data/forms.tsv");
const WORDS: &str = include_str!("../data/words.tsv");

/// Most words of a legal form.
const FORM_WORDS: usize = 6;

/// The lists as sets of folded words.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    particles: HashSet<String>,
    titles: HashSet<String>,
    /// The groups a word belongs to, from 1.
    nicknames: HashMap<String, Vec<u16>>,
    /// Folded words to the class of legal forms, from 1.
    forms: HashMap<Vec<String>, u8>,
    small: HashSet<String>,
    common: HashSet<String>,
    /// Other spellings to the words kept.
    kept: HashMap<String, Vec<String>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(Lists::embedded);

/// The lists compiled into this crate.
pub(crate) fn lists() -> &'static Lists {
    &LISTS
}

impl Lists {
    fn embedded() -> Self {
        let mut lists = Self::default();
        lists.particles.extend(rows(PARTICLES).flat_map(words));
        lists.titles.extend(rows(TITLES).flat_map(words));
        for (group, row) in (1..).zip(rows(NICKNAMES)) {
            for word in words(row) {
                lists.nicknames.entry(word).or_default().push(group);
            }
        }
        for (class, row) in (1..).zip(rows(FORMS)) {
            for spelling in
                row.split_once('\t').map(|(_, spellings)| spellings).unwrap_or_default().split('|')
            {
                lists.forms.insert(words(spelling), class);
            }
        }
        for (kept, others) in rows(WORDS).filter_map(|row| row.split_once('\t')) {
            match kept {
                "small" => lists.small.extend(words(others)),
                "common" => lists.common.extend(words(others)),
                _ => lists.kept.extend(words(others).into_iter().map(|other| (other, words(kept)))),
            }
        }
        lists
    }

    pub(crate) fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    pub(crate) fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
    }

    /// Words that come and go in names of organisations.
    pub(crate) fn is_small(&self, word: &str) -> bool {
        self.small.contains(word)
    }

    /// Words that many organisations share.
    pub(crate) fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// The groups of nicknames a word belongs to.
    pub(crate) fn nicknames(&self, word: &str) -> &[u16] {
        self.nicknames.get(word).map_or(&[], Vec::as_slice)
    }

    /// How an organisation's word is kept, if not as it is.
    pub(crate) fn kept(&self, word: &str) -> Option<&[String]> {
        self.kept.get(word).map(Vec::as_slice)
    }

    /// The class of the legal form that the first of these words are, and how many they are; the longest that is one.
    pub(crate) fn form(&self, words: &[&str]) -> Option<(u8, usize)> {
        let most = words.len().min(FORM_WORDS);
        (1..=most).rev().find_map(|count| {
            let key: Vec<String> = words.iter().take(count).map(|word| (*word).to_owned()).collect();
            self.forms.get(&key).map(|&class| (class, count))
        })
    }
}

fn rows(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The words of a row, folded as names are, so that a list may be written as people write.
fn words(row: &str) -> Vec<String> {
    fold(row, usize::MAX, usize::MAX)
        .into_iter()
        .map(
            |word| {
                if word.script == Script::Latin { crate::fold::plain_latin(&word.text) } else { word.text }
            },
        )
        .collect()
}
