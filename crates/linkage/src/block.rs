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
pub(crate) fn keys_of(table: &Table, row: u32, Key { comparison, part }: Key, keys: &mut Vec<u64>) {
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
                    let words: Vec<u64> = sounds.take(6).collect();
                    for (at, one) in words.iter().enumerate() {
                        for other in words.iter().skip(at + 1) {
                            keys.push(mix(*one.min(other), *one.max(other)));
                        }
                    }
                }
            }
            _ => {
                let text = column.pool.text(value);
                keys.extend(piece(column.shape, text, part).map(|piece| hash(piece.as_bytes())));
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
}

fn piece(shape: Shape, text: &str, part: Part) -> Option<String> {
    let (year, month, day) = (text.get(..4), text.get(4..6), text.get(6..8));
    match (shape, part) {
        (Shape::Date, Part::Year) => year.map(str::to_owned),
        (Shape::Date, Part::MonthDay) => {
            let (month, day) = (month?, day?);
            (day != "00" && (month, day) != ("01", "01"))
                .then(|| format!("{}{}", month.min(day), month.max(day)))
        }
        (Shape::Date, Part::YearMonth) => {
            let (month, day) = (month?, day?);
            (month != "00").then(|| format!("{}{month}{}", year.unwrap_or(""), u8::from(day == "00")))
        }
        (Shape::Date, Part::Digits) => {
            let mut digits: Vec<u8> = text.bytes().collect();
            digits.sort_unstable();
            day.filter(|day| *day != "00").and_then(|_| String::from_utf8(digits).ok())
        }
        (Shape::Phone, Part::Tail) => {
            text.len().checked_sub(7).and_then(|from| text.get(from..)).map(str::to_owned)
        }
        (Shape::Phone, Part::Head) => {
            text.len().checked_sub(2).and_then(|to| text.get(..to)).map(str::to_owned)
        }
        (Shape::Email, Part::Head) => text.split('@').next().map(str::to_owned),
        (Shape::Document, _) => {
            let number: String = text.rsplit(':').next()?.chars().map(lookalike).collect();
            half(&number, part)
        }
        (_, Part::Head | Part::Tail) => half(text, part),
        _ => None,
    }
}

fn half(text: &str, part: Part) -> Option<String> {
    if text.len() < 4 {
        return None;
    }
    let head = first_half(text);
    match part {
        Part::Head => Some(head.to_owned()),
        _ => text.get(head.len()..).filter(|tail| !tail.is_empty()).map(str::to_owned),
    }
}

/// The keys of one row under one rule: every combination of its parts' keys. Sorted, each once.
pub(crate) fn rule_keys(
    table: &Table,
    row: u32,
    rule: &[Key],
    number: u64,
    scratch: &mut Vec<u64>,
    keys: &mut Vec<u64>,
) {
    keys.clear();
    keys.push(number);
    for key in rule {
        keys_of(table, row, *key, scratch);
        let before = std::mem::take(keys);
        keys.extend(
            before.iter().flat_map(|before| scratch.iter().map(|key| mix(*before, *key))).take(MOST_KEYS),
        );
        if keys.is_empty() {
            return;
        }
    }
    keys.sort_unstable();
    keys.dedup();
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
        let tail = |text| piece(Shape::Document, text, Part::Tail);
        assert_eq!(tail("ita:ya1234567"), tail("ya1z34567"));
        assert_eq!(tail("ya1234567"), tail("xb1234567"));
        assert_ne!(tail("ya1234567"), tail("ya1234568"));
    }
}
