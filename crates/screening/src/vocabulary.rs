//! The words of all listed names, each once, and which of them a word may be.

use std::collections::HashMap;

use names::{Piece, Shared, Sketch, Token};

/// Words with what they are found by.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    tokens: Vec<Token>,
    /// Whether a word is a part of names, or only neighbours written together.
    is_part: Vec<bool>,
    numbers: HashMap<Box<str>, u32>,
    /// The words in the order of their letters, with these: what begins alike stands together.
    order: Vec<u32>,
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

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Makes the words findable, when all are in.
    pub(crate) fn finish(&mut self) {
        let mut all: Vec<(Sketch, u32)> = self.tokens.iter().map(Token::sketch).zip(0..).collect();
        all.sort_unstable();
        (self.sketches, self.order) = all.into_iter().unzip();
        let ordered = || self.order.iter().filter_map(|&number| self.tokens.get(number as usize));
        self.letters = ordered().map(|token| Letters::of(token.text())).collect();
        let is_part = |number: u32| self.is_part.get(number as usize).copied().unwrap_or(false);
        let keyed = |are_parts: bool, keys: fn(&Token) -> Vec<u64>| {
            let all =
                ordered().zip(&self.order).zip(0..).filter(|((_, number), _)| is_part(**number) == are_parts);
            let pairs = all.flat_map(|((token, _), at)| keys(token).into_iter().map(move |key| (key, at)));
            Lookup::new(pairs.collect())
        };
        self.sounds = keyed(true, Token::keys);
        self.halves = keyed(true, Token::halves);
        self.parts = keyed(true, Token::joined_keys);
        self.joined = keyed(false, Token::joined_keys);
    }

    /// The words that are alike enough to count.
    pub(crate) fn like(&self, token: &Token, is_joined: bool) -> Likes {
        let mut likes: Vec<(u32, f32)> = Vec::new();
        // What is joined on both sides is like by its parts.
        let joined = if is_joined { &self.parts } else { &self.joined };
        self.compare(token, near(joined, token.joined_keys()), Shared::JOINED, &mut likes);
        if !is_joined {
            let mut all = near(&self.sounds, token.keys());
            let letters = Letters::of(token.text());
            let lacks =
                |at: u32| self.letters.get(at as usize).map_or(u32::MAX, |other| letters.lacks(*other));
            all.extend(near(&self.halves, token.halves()).into_iter().filter(|&at| lacks(at) <= PAIRS));
            self.compare(token, all, Shared::LEAST, &mut likes);
        }
        likes.sort_unstable_by_key(|(number, _)| *number);
        likes.dedup_by_key(|(number, _)| *number);
        let by_number = likes.clone().into();
        likes.sort_by(|one, other| other.1.total_cmp(&one.1));
        Likes { best_first: likes.into(), by_number }
    }

    /// Adds those of some words, by their places in the order, that are so alike.
    fn compare(&self, token: &Token, mut near: Vec<u32>, least: f32, likes: &mut Vec<(u32, f32)>) {
        near.sort_unstable();
        near.dedup();
        let mut probe = token.probe(least);
        for at in near.into_iter().map(|at| at as usize) {
            if !self.sketches.get(at).is_some_and(|other| probe.may_reach(other)) {
                continue;
            }
            let Some(&number) = self.order.get(at) else { continue };
            if let Some(other) = self.tokens.get(number as usize).filter(|other| token.may_be_like(other)) {
                let likeness = token.likeness(other);
                if likeness >= least {
                    likes.push((number, likeness));
                }
            }
        }
    }
}

/// The words with any of the keys.
fn near(lookup: &Lookup, keys: Vec<u64>) -> Vec<u32> {
    keys.into_iter().flat_map(|key| lookup.get(key).iter().take(FREQUENT).copied()).collect()
}

/// Which words have a key, by their places in the order.
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
        Self { spans, members: pairs.into_iter().map(|(_, at)| at).collect() }
    }

    fn get(&self, key: u64) -> &[u32] {
        let (start, count) = self.spans.get(&key).copied().unwrap_or_default();
        self.members.get(start as usize..start as usize + count as usize).unwrap_or_default()
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
