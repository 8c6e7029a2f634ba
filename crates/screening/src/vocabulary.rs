//! The words of all listed names, each once, and which of them a word may be.

use std::collections::HashMap;

use names::{Piece, Shared, Sketch, Token};

use crate::threads::shared_out;

/// Words with what they are found by.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    tokens: Vec<Token>,
    /// Whether a word is a part of names, or only neighbours written together.
    is_part: Vec<bool>,
    numbers: HashMap<Box<str>, u32>,
    letters: Vec<Letters>,
    sketches: Vec<Sketch>,
    /// Parts of names by sound, known spelling or short form.
    sounds: Lookup,
    /// The same by their first and last letters, against slips.
    halves: Lookup,
    /// The same by more of their sounds, for what is asked for written in two, and neighbours for what is asked for in one.
    parts: Lookup,
    joined: Lookup,
}

/// Words of the vocabulary that a word may be, and how alike each is: in two orders.
#[derive(Debug, Default)]
pub(crate) struct Likes {
    pub(crate) best_first: Box<[(u32, f32)]>,
    pub(crate) by_number: Box<[(u32, f32)]>,
}

impl Likes {
    fn of(mut likes: Vec<(u32, f32)>) -> Self {
        likes.sort_unstable_by_key(|(number, _)| *number);
        let by_number = likes.as_slice().into();
        likes.sort_by(|one, other| other.1.total_cmp(&one.1));
        Self { best_first: likes.into(), by_number }
    }
}

/// A word with a slip has at most so many pairs of letters that the other lacks. Ours: a letter replaced makes two.
const PAIRS: u32 = 3;
/// A key with more words than this is cut: it bounds the time on very long lists.
const FREQUENT: usize = 20_000;

impl Vocabulary {
    /// The number of a word, a new one if it is not there yet.
    pub(crate) fn number(&mut self, piece: &Piece<'_>) -> Option<u32> {
        let text = piece.text();
        let number = if let Some(&number) = self.numbers.get(&*text) {
            number
        } else {
            let number = u32::try_from(self.tokens.len()).ok()?;
            self.tokens.push(piece.token()?);
            self.is_part.push(false);
            self.numbers.insert(text.into(), number);
            number
        };
        if let Some(is_part) = self.is_part.get_mut(number as usize) {
            *is_part |= !piece.is_joined();
        }
        Some(number)
    }

    /// Makes the words findable, when all are in: numbers them anew in the order of their letters, so that what is alike
    /// stands together. Returns the new number of each.
    pub(crate) fn finish(&mut self) -> Vec<u32> {
        let all = self.tokens.drain(..).zip(self.is_part.drain(..)).zip(0..);
        let mut all: Vec<(Sketch, u32, Token, bool)> =
            all.map(|((token, is_part), old)| (token.sketch(), old, token, is_part)).collect();
        all.sort_unstable_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
        let mut renumbered = vec![0; all.len()];
        for ((sketch, old, token, is_part), number) in all.into_iter().zip(0..) {
            if let Some(slot) = renumbered.get_mut(old as usize) {
                *slot = number;
            }
            if let Some(slot) = self.numbers.get_mut(token.text()) {
                *slot = number;
            }
            self.letters.push(Letters::of(token.text()));
            self.sketches.push(sketch);
            self.tokens.push(token);
            self.is_part.push(is_part);
        }
        let keyed = |are_parts: bool, keys: fn(&Token) -> Vec<u64>| {
            let all = self.tokens.iter().zip(&self.is_part).zip(0..);
            let all = all.filter(|((_, is_part), _)| **is_part == are_parts);
            let pairs =
                all.flat_map(|((token, _), number)| keys(token).into_iter().map(move |key| (key, number)));
            Lookup::new(pairs.collect())
        };
        self.sounds = keyed(true, Token::keys);
        self.halves = keyed(true, Token::halves);
        self.parts = keyed(true, Token::joined_keys);
        self.joined = keyed(false, Token::joined_keys);
        renumbered
    }

    /// The words that are alike enough to count.
    pub(crate) fn like(&self, token: &Token, is_joined: bool) -> Likes {
        let mut likes = Vec::new();
        self.like_from(token, is_joined, 0, &mut likes);
        Likes::of(likes)
    }

    /// Adds those of some words that are so alike.
    fn compare(&self, token: &Token, mut near: Vec<u32>, least: f32, likes: &mut Vec<(u32, f32)>) {
        if near.is_empty() {
            return;
        }
        near.sort_unstable();
        near.dedup();
        let (own, mut probe) = (token.sketch(), token.probe(least));
        for number in near {
            let may_reach = |other: &Sketch| own.may_be_like(other) && probe.may_reach(other);
            if !self.sketches.get(number as usize).is_some_and(may_reach) {
                continue;
            }
            if let Some(other) = self.tokens.get(number as usize) {
                let likeness = token.likeness(other);
                if likeness >= least {
                    likes.push((number, likeness));
                }
            }
        }
    }

    /// Whether neighbours written together, by their keys, may be like any word.
    pub(crate) fn has_parts(&self, joined_keys: [u64; 3]) -> bool {
        joined_keys.iter().any(|key| !self.parts.get(*key, 0).is_empty())
    }

    /// Which words each word may be, as [`Vocabulary::like`] finds them, but that every two are compared once: from the one
    /// with the lower number, and words in signs of their own have lower ones than those in letters.
    pub(crate) fn crossed(&self, threads: usize) -> Crossed {
        let all: Vec<u32> = (0..).take(self.tokens.len()).collect();
        let found = shared_out(&all, threads, &mut [], |&number, ()| {
            let mut likes = Vec::new();
            if let (Some(token), Some(&is_part)) =
                (self.tokens.get(number as usize), self.is_part.get(number as usize))
            {
                self.like_from(token, !is_part, number, &mut likes);
            }
            likes
        });
        let mut likes: Vec<Vec<(u32, f32)>> = vec![Vec::new(); self.tokens.len()];
        let mut add = |one: u32, other: u32, likeness: f32| {
            if let Some(own) = likes.get_mut(one as usize) {
                own.push((other, likeness));
            }
        };
        for (own, found) in all.into_iter().zip(found) {
            for (other, likeness) in found {
                add(own, other, likeness);
                if own != other {
                    add(other, own, likeness);
                }
            }
        }
        Crossed { likes: likes.into_iter().map(Likes::of).collect() }
    }

    /// What was found for a listed word, if it is asked for as it is listed: as a part or as neighbours written together.
    pub(crate) fn likes_of<'c>(
        &self,
        crossed: &'c Crossed,
        text: &str,
        is_joined: bool,
    ) -> Option<&'c Likes> {
        let number = *self.numbers.get(text)? as usize;
        let is_listed_so = self.is_part.get(number).is_some_and(|is_part| *is_part != is_joined);
        crossed.likes.get(number).filter(|_| is_listed_so)
    }

    /// Adds words from a number on that one may be.
    fn like_from(&self, token: &Token, is_joined: bool, from: u32, likes: &mut Vec<(u32, f32)>) {
        // What is joined on both sides is like by its parts.
        let joined = if is_joined { &self.parts } else { &self.joined };
        self.compare(token, near(joined, token.joined_keys(), from), Shared::JOINED, likes);
        if !is_joined {
            let mut all = near(&self.sounds, token.keys(), from);
            let letters = Letters::of(token.text());
            let lacks =
                |at: u32| self.letters.get(at as usize).map_or(u32::MAX, |other| letters.lacks(*other));
            all.extend(near(&self.halves, token.halves(), from).into_iter().filter(|&at| lacks(at) <= PAIRS));
            self.compare(token, all, Shared::LEAST, likes);
        }
        likes.sort_unstable_by_key(|(number, _)| *number);
        likes.dedup_by_key(|(number, _)| *number);
    }
}

/// What every word of a list may be, by its number.
#[derive(Debug, Default)]
pub(crate) struct Crossed {
    likes: Vec<Likes>,
}

/// The words with any of the keys, from a number on.
fn near(lookup: &Lookup, keys: Vec<u64>, from: u32) -> Vec<u32> {
    keys.into_iter().flat_map(|key| lookup.get(key, from).iter().take(FREQUENT).copied()).collect()
}

/// Which words have a key.
#[derive(Debug, Default)]
struct Lookup {
    /// First member and number of members.
    spans: HashMap<u64, (u32, u32)>,
    members: Vec<u32>,
}

impl Lookup {
    fn new(mut pairs: Vec<(u64, u32)>) -> Self {
        pairs.sort_unstable();
        let mut spans = HashMap::new();
        let mut start = 0_u32;
        for same in pairs.chunk_by(|one, other| one.0 == other.0) {
            let count = u32::try_from(same.len()).unwrap_or(u32::MAX);
            spans.extend(same.first().map(|&(key, _)| (key, (start, count))));
            start = start.saturating_add(count);
        }
        Self { spans, members: pairs.into_iter().map(|(_, number)| number).collect() }
    }

    /// Those with a key, from a number on.
    fn get(&self, key: u64, from: u32) -> &[u32] {
        let (start, count) = self.spans.get(&key).copied().unwrap_or_default();
        let members = self.members.get(start as usize..start as usize + count as usize).unwrap_or_default();
        members.get(members.partition_point(|&number| number < from)..).unwrap_or_default()
    }
}

/// The pairs of neighbouring letters of a word, its ends with them, a bit each by hash.
#[derive(Clone, Copy, Debug)]
struct Letters(u128);

impl Letters {
    fn of(text: &str) -> Self {
        let mut bits = 0_u128;
        let mut last = u32::from(' ');
        for letter in text.chars().map(u32::from).chain([u32::from(' ')]) {
            bits |= 1 << (last.wrapping_mul(37).wrapping_add(letter) % 127);
            last = letter;
        }
        Self(bits)
    }

    /// How many pairs the one that lacks fewer has that the other has not.
    fn lacks(self, other: Self) -> u32 {
        (self.0 & !other.0).count_ones().min((other.0 & !self.0).count_ones())
    }
}
