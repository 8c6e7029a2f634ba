//! Which pairs are looked at: those that share a key of some rule, in a block that is not too large.
//!
//! A rule is one key, or several that must all agree. A block with more rows than the model's cap is not used by
//! that rule: it would cost the square of its size and say little. Whether a block is over the cap is decided by the
//! rows that are in the index, never by the order in which they came.

use crate::compare::{first_half, lookalike};
use crate::pool::{hash, mix};

use crate::table::{Shape, Table, word_of};
use serde::{Deserialize, Serialize};

/// Keys of one row under one rule beyond these are not used.
const MOST_KEYS: usize = 48;

/// What of a value must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The whole value.
    Whole,
    /// Any one word.
    Word,
    /// Any one word by its skeleton.
    Sound,
    /// Any two words by their skeletons, in any order.
    TwoSounds,
    /// The year.
    Year,
    /// Year and month, in either order of month and day.
    YearMonth,
    /// Month and day.
    MonthDay,
    /// The eight digits in order of size: what swaps leave as it is.
    Digits,
    /// The first half.
    Head,
    /// The second half.
    Tail,
}

/// One column's part in a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// Which comparison, from 0.
    pub comparison: usize,
    /// What of it.
    pub part: Part,
}

/// Keys that must agree together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// One or more.
    pub keys: Vec<Key>,
    /// Pairs of rows expected, when the rule was chosen.
    pub expected_pairs: u64,
    /// Share of the likely matches, seen in training, that it finds.
    pub finds: f64,
}

pub(crate) fn parts(shape: Shape) -> &'static [Part] {
    match shape {
        Shape::Name => &[Part::Whole, Part::Word, Part::Sound, Part::TwoSounds],
        Shape::Text => &[Part::Whole, Part::Word],
        Shape::Date => &[Part::Whole, Part::Year, Part::YearMonth, Part::MonthDay, Part::Digits],
        Shape::Phone | Shape::Email | Shape::Document | Shape::Code => &[Part::Whole, Part::Head, Part::Tail],
        Shape::Number | Shape::Category => &[Part::Whole],
    }
}

/// The keys of one row for one part of one column; sorted, each once.
pub(crate) fn keys_of(
    table: &Table,
    row: u32,
    Key { comparison, part }: Key,
    text: &mut String,
    keys: &mut Vec<u64>,
) {
    keys.clear();
    let Some(column) = table.columns.get(comparison) else { return };
    for &value in table.values(comparison, row) {
        match part {
            Part::Whole if column.is_bag() => {
                let words = column.bag(value).iter().map(|word| column.word_pool.hash_of(word_of(*word)));
                keys.push(words.fold(0, |sum: u64, word| sum.wrapping_add(mix(word, 3))));
            }
            Part::Whole => keys.push(column.pool.hash_of(value)),
            Part::Word => {
                keys.extend(column.bag(value).iter().map(|word| column.word_pool.hash_of(word_of(*word))));
            }
            Part::Sound | Part::TwoSounds => {
                let sounds = column.bag(value).iter().filter_map(|word| {
                    let word = column.words.get(usize::try_from(word_of(*word)).unwrap_or(0))?;
                    (word.letters > 1).then_some(u64::from(word.skeleton))
                });
                if part == Part::Sound {
                    keys.extend(sounds.map(|sound| mix(sound, 5)));
                } else {
                    let mut words = [0; 6];
                    let count = words.iter_mut().zip(sounds).map(|(word, sound)| *word = sound).count();
                    for (at, one) in words.iter().take(count).enumerate() {
                        for other in words.iter().take(count).skip(at + 1) {
                            keys.push(mix(*one.min(other), *one.max(other)));
                        }
                    }
                }
            }
            _ => {
                keys.extend(piece(column.shape, column.pool.text(value), part, text));
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
}

/// A piece of a value as one number; `text` is taken for room.
fn piece(shape: Shape, value: &str, part: Part, text: &mut String) -> Option<u64> {
    text.clear();
    let (year, month, day) = (value.get(..4), value.get(4..6), value.get(6..8));
    let of = |piece: &str| hash(piece.as_bytes());
    match (shape, part) {
        (Shape::Date, Part::Year) => year.map(of),
        (Shape::Date, Part::MonthDay) => {
            let (month, day) = (month?, day?);
            text.push_str(month.min(day));
            text.push_str(month.max(day));
            (day != "00" && (month, day) != ("01", "01")).then(|| of(text))
        }
        (Shape::Date, Part::YearMonth) => {
            let (month, day) = (month?, day?);
            text.extend([year.unwrap_or(""), month, if day == "00" { "1" } else { "0" }]);
            (month != "00").then(|| of(text))
        }
        (Shape::Date, Part::Digits) => {
            let digit = |c: char| value.matches(c).map(move |_| c);
            text.extend(('0'..='9').flat_map(digit));
            day.filter(|day| *day != "00").map(|_| of(text))
        }
        (Shape::Phone, Part::Tail) => value.len().checked_sub(7).and_then(|from| value.get(from..)).map(of),
        (Shape::Phone, Part::Head) => value.len().checked_sub(2).and_then(|to| value.get(..to)).map(of),
        (Shape::Email, Part::Head) => value.split('@').next().map(of),
        (Shape::Document, _) => {
            text.extend(value.rsplit(':').next()?.chars().map(lookalike));
            half(text, part).map(of)
        }
        (_, Part::Head | Part::Tail) => half(value, part).map(of),
        _ => None,
    }
}

fn half(text: &str, part: Part) -> Option<&str> {
    if text.len() < 4 {
        return None;
    }
    let head = first_half(text);
    match part {
        Part::Head => Some(head),
        _ => text.get(head.len()..).filter(|tail| !tail.is_empty()),
    }
}

/// What making keys needs again and again.
#[derive(Default)]
pub(crate) struct Scratch {
    keys: Vec<u64>,
    before: Vec<u64>,
    text: String,
}

/// Bits of a key.
pub(crate) const KEY_BITS: u32 = 48;

/// The keys of one row under one rule: every combination of its parts' keys. Sorted, each once.
pub(crate) fn rule_keys(
    table: &Table,
    row: u32,
    rule: &[Key],
    number: u64,
    scratch: &mut Scratch,
    keys: &mut Vec<u64>,
) {
    keys.clear();
    keys.push(number);
    for key in rule {
        let Scratch { keys: own, before, text } = scratch;
        keys_of(table, row, *key, text, own);
        std::mem::swap(keys, before);
        keys.clear();
        keys.extend(
            before.iter().flat_map(|before| own.iter().map(|key| mix(*before, *key))).take(MOST_KEYS),
        );
        if keys.is_empty() {
            return;
        }
    }
    for key in keys.iter_mut() {
        *key >>= u64::BITS - KEY_BITS;
    }
    keys.sort_unstable();
    keys.dedup();
}

/// Rows whose keys are made side by side, so that what they read is fetched for all at once.
const AT_ONCE: usize = 64;

/// Calls with the number of each row, in its order, and each of its keys under one rule.
pub(crate) fn each_key(
    table: &Table,
    rows: &[u32],
    rule: &[Key],
    number: u64,
    mut of: impl FnMut(usize, u64),
) {
    let (mut scratch, mut keys) = (Scratch::default(), Vec::new());
    for (chunk, rows) in rows.chunks(AT_ONCE).enumerate() {
        table.fetch_rows(rows.iter().copied());
        for key in rule {
            table.fetch(key.comparison, rows.iter().copied());
        }
        for (at, row) in rows.iter().enumerate() {
            rule_keys(table, *row, rule, number, &mut scratch, &mut keys);
            for key in &keys {
                of(chunk * AT_ONCE + at, *key);
            }
        }
    }
}

/// Whether rows that agree under one rule always agree under another.
pub(crate) fn implies(one: &[Key], other: &[Key]) -> bool {
    let key_implies = |one: &Key, other: &Key| {
        one.comparison == other.comparison
            && (one.part == other.part
                || (one.part == Part::Word && other.part == Part::Sound)
                || (one.part == Part::Whole && !matches!(other.part, Part::Tail | Part::TwoSounds)))
    };
    other.iter().all(|other| one.iter().any(|one| key_implies(one, other)))
}

/// Rules to choose from: every part alone, and every two of different columns.
pub(crate) fn candidates(table: &Table) -> Vec<Vec<Key>> {
    let single: Vec<Key> = table
        .columns
        .iter()
        .enumerate()
        .flat_map(|(comparison, column)| {
            parts(column.shape).iter().map(move |part| Key { comparison, part: *part })
        })
        .collect();
    let mut rules: Vec<Vec<Key>> = single.iter().map(|key| vec![*key]).collect();
    for (at, one) in single.iter().enumerate() {
        let others = single.iter().skip(at + 1).filter(|other| other.comparison != one.comparison);
        rules.extend(others.map(|other| vec![*one, *other]));
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misread_half_of_a_document_leaves_the_other_as_key() {
        let tail = |text| piece(Shape::Document, text, Part::Tail, &mut String::new());
        assert_eq!(tail("ita:ya1234567"), tail("ya1z34567"));
        assert_eq!(tail("ya1234567"), tail("xb1234567"));
        assert_ne!(tail("ya1234567"), tail("ya1234568"));
    }
}
