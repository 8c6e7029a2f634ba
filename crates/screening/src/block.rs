//! Names by their words: which of a list are worth comparing with one.

use std::collections::HashMap;

use names::{Name, Outline, Piece, Shared, Token};

use crate::vocabulary::{Likes, Vocabulary};

/// A name of an entry.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) name: Name,
    pub(crate) entry: u32,
    /// Where it stands among the names of the entry, the weak ones after the others.
    pub(crate) place: u32,
    pub(crate) is_weak: bool,
}

/// Names with the words they are made of.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) names: Vec<Listed>,
    /// A row for each name, and one for each other way to divide it.
    rows: Vec<Row>,
    parts: Vec<RowPart>,
    /// Where the postings of each word begin, by its number; one more at the end.
    starts: Vec<u32>,
    postings: Vec<Posting>,
}

#[derive(Debug)]
struct Row {
    outline: Outline,
    name: u32,
    /// First and end of its parts.
    parts: (u32, u32),
}

/// A piece of a row.
#[derive(Clone, Copy, Debug)]
struct RowPart {
    token: u32,
    places: u16,
    /// In hundredths.
    weight: u16,
}

/// That a word occurs in a row.
#[derive(Clone, Copy, Debug)]
struct Posting {
    row: u32,
    places: u16,
    /// In hundredths.
    weight: u16,
}

/// What a search needs room for, used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// For each row what it shares, and with which piece of the one asked for it was last found, from 1.
    shared: Vec<(Shared, u8)>,
    touched: Vec<u32>,
}

/// Words that were asked for, with those they may be: found once for all that have them.
#[derive(Debug, Default)]
pub(crate) struct Words {
    likes: HashMap<Box<str>, Likes>,
    /// The same for neighbours written together.
    joined: HashMap<Box<str>, Likes>,
    /// How much both hold.
    held: usize,
}

/// A word that was not asked for before.
#[derive(Debug)]
pub(crate) struct NewWord {
    text: Box<str>,
    is_joined: bool,
    token: Option<Token>,
}

impl Words {
    /// The words of a name that are not there, to be looked up.
    pub(crate) fn new_of<'n>(&self, name: &'n Name) -> impl Iterator<Item = NewWord> + use<'_, 'n> {
        name.pieces().filter_map(|piece| {
            let (text, is_joined) = (piece.text(), piece.is_joined());
            let is_new = !self.all(is_joined).contains_key(&*text);
            is_new.then(|| NewWord { text: text.into(), is_joined, token: piece.token() })
        })
    }

    fn all(&self, are_joined: bool) -> &HashMap<Box<str>, Likes> {
        if are_joined { &self.joined } else { &self.likes }
    }

    /// Keeps what new words may be.
    pub(crate) fn keep(&mut self, found: impl IntoIterator<Item = (NewWord, Likes)>) {
        for (word, likes) in found {
            self.held += likes.best_first.len() + HELD_EACH;
            let all = if word.is_joined { &mut self.joined } else { &mut self.likes };
            all.insert(word.text, likes);
        }
    }

    /// Forgets all, if it is more than should be held.
    pub(crate) fn bound(&mut self) {
        if self.held > MOST_HELD {
            *self = Self::default();
        }
    }
}

impl NewWord {
    /// To find equal ones.
    pub(crate) fn key(&self) -> (&str, bool) {
        (&self.text, self.is_joined)
    }

    pub(crate) fn look_up(&self, vocabulary: &Vocabulary) -> Likes {
        self.token.as_ref().map(|token| vocabulary.like(token, self.is_joined)).unwrap_or_default()
    }
}

/// Most names that are compared with one. Ours: no list has so many entries of one name.
const MOST: usize = 1000;
/// Most that is kept of words once asked for, in words they may be: some 50 MB.
const MOST_HELD: usize = 4_000_000;
/// Each word held counts as so many more.
const HELD_EACH: usize = 16;

impl Block {
    pub(crate) fn new(names: Vec<Listed>, vocabulary: &mut Vocabulary) -> Self {
        let mut rows = Vec::with_capacity(names.len());
        let mut parts = Vec::with_capacity(3 * names.len());
        let mut found: Vec<(u32, Posting)> = Vec::with_capacity(4 * names.len());
        for (listed, number) in names.iter().zip(0..) {
            let divided = listed.name.divided();
            for name in std::iter::once(&listed.name).chain(&divided) {
                let Ok(row) = u32::try_from(rows.len()) else { break };
                let first = u32::try_from(parts.len()).unwrap_or(u32::MAX);
                for piece in name.pieces() {
                    let Some(token) = vocabulary.number(&piece) else { continue };
                    let weight = hundredths(&piece);
                    found.push((token, Posting { row, places: piece.places(), weight }));
                    parts.push(RowPart { token, places: piece.places(), weight });
                }
                let end = u32::try_from(parts.len()).unwrap_or(u32::MAX);
                rows.push(Row { outline: name.outline(), name: number, parts: (first, end) });
            }
        }
        found.sort_unstable_by_key(|(token, posting)| (*token, posting.row, posting.places));
        found.dedup_by(|next, first| {
            let is_same = (next.0, next.1.row) == (first.0, first.1.row);
            if is_same {
                first.1.places |= next.1.places;
                first.1.weight = first.1.weight.max(next.1.weight);
            }
            is_same
        });
        let mut block =
            Self { names, rows, parts, starts: vec![0], postings: Vec::with_capacity(found.len()) };
        for (token, posting) in found {
            block.starts_until(token as usize);
            block.postings.push(posting);
        }
        block
    }

    /// Closes the postings of the words before one.
    fn starts_until(&mut self, token: usize) {
        let end = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        self.starts.resize(self.starts.len().max(token + 1), end);
    }

    /// Closes the postings of all words, when all are known.
    pub(crate) fn finish(&mut self, vocabulary: &Vocabulary) {
        self.starts_until(vocabulary.len());
    }

    fn postings(&self, token: u32) -> &[Posting] {
        let at = |token: usize| self.starts.get(token).map_or(0, |&start| start as usize);
        self.postings.get(at(token as usize)..at(token as usize + 1)).unwrap_or_default()
    }

    /// The names that may be at least so alike to one, which is given in each way to divide it, with the most each may be,
    /// best first; of entries before one. The words of the name must have been looked up.
    pub(crate) fn candidates(
        &self,
        names: &[Name],
        before: u32,
        words: &Words,
        least: f32,
        scratch: &mut Scratch,
    ) -> Vec<Candidate<'_>> {
        let mut ranked: Vec<Ranked> = Vec::new();
        for name in names {
            self.rank(name, before, words, least, scratch, &mut ranked);
        }
        ranked.sort_unstable_by(|one, other| one.name.cmp(&other.name).then(other.most.total_cmp(&one.most)));
        ranked.dedup_by_key(|ranked| ranked.name);
        ranked.sort_unstable_by(|one, other| other.most.total_cmp(&one.most).then(one.name.cmp(&other.name)));
        ranked.truncate(MOST);
        let candidate = |ranked: Ranked| {
            let listed = self.names.get(ranked.name as usize)?;
            Some(Candidate { listed, most: ranked.most, trust: ranked.trust, is_bare: ranked.is_bare })
        };
        ranked.into_iter().filter_map(candidate).collect()
    }

    fn rank(
        &self,
        name: &Name,
        before: u32,
        known: &Words,
        least: f32,
        scratch: &mut Scratch,
        ranked: &mut Vec<Ranked>,
    ) {
        let Scratch { shared, touched } = scratch;
        shared.resize(self.rows.len().max(shared.len()), <(Shared, u8)>::default());
        // Rows are in the order of entries.
        let entry_of = |row: &Row| self.names.get(row.name as usize).map_or(u32::MAX, |listed| listed.entry);
        let end = if before == u32::MAX {
            self.rows.len()
        } else {
            self.rows.partition_point(|row| entry_of(row) < before)
        };
        let outline = name.outline();
        let mut pieces: Vec<Asked<'_>> = Vec::new();
        for piece in name.pieces() {
            let Some(likes) = known.all(piece.is_joined()).get(&*piece.text()) else { continue };
            let count = likes.best_first.iter().map(|(token, _)| self.postings(*token).len()).sum();
            pieces.push(Asked {
                side: (piece.places(), piece.weight()),
                is_joined: piece.is_joined(),
                is_foreign: !piece.text().is_ascii(),
                count,
                likes,
            });
        }
        // Joined ones first, then the rarest: who shares only those that follow may share too little.
        pieces.sort_by_key(|piece| (!piece.is_joined, piece.count));
        let (mut words, mut weight) = (outline.word_count(), outline.weight());
        for (piece, number) in pieces.iter().zip(1_u8..=u8::MAX) {
            let is_late = !outline.has_initials() && outline.at_most_by(words, weight) < least;
            for &(token, likeness) in &piece.likes.best_first {
                for posting in self.postings(token) {
                    if posting.row as usize >= end {
                        break;
                    }
                    let Some((sum, last)) = shared.get_mut(posting.row as usize) else { continue };
                    if *last == number {
                        continue;
                    }
                    if *last == 0 {
                        let may_begin = !is_late
                            || posting.places.count_ones() > 1
                            || self
                                .rows
                                .get(posting.row as usize)
                                .is_some_and(|row| row.outline.has_initials());
                        if !may_begin {
                            continue;
                        }
                        touched.push(posting.row);
                    }
                    *last = number;
                    let weight = f32::from(posting.weight) / 100.0;
                    sum.add(piece.side, (posting.places, weight), likeness);
                }
            }
            if !piece.is_joined {
                words = words.saturating_sub(1);
                weight -= piece.side.1;
            }
        }
        for at in touched.drain(..) {
            let Some(slot) = shared.get_mut(at as usize) else { continue };
            let (sum, _) = std::mem::take(slot);
            let Some(row) = self.rows.get(at as usize) else { continue };
            let most = sum.at_most(&outline, &row.outline);
            if most < least {
                continue;
            }
            let arranged = [true, false].map(|joined| self.arranged(&pieces, row, joined));
            let closer = arranged.each_ref().map(|found| found.shared.at_most(&outline, &row.outline));
            let most = closer.into_iter().fold(0.0, f32::max).min(most);
            if most >= least {
                let is_bare = outline.word_count().min(row.outline.word_count()) < 2
                    && self
                        .names
                        .get(row.name as usize)
                        .is_some_and(|listed| !name.is_dressed_like(&listed.name));
                let trust = arranged.iter().map(|found| self.trust(found, is_bare)).fold(0.0, f32::max);
                ranked.push(Ranked { most, trust, is_bare, name: row.name });
            }
        }
    }
}

impl Block {
    /// What a row shares if each of its parts is taken once, the most alike first, as names are compared; those written
    /// together before all others or after.
    fn arranged(&self, pieces: &[Asked<'_>], row: &Row, are_joined_first: bool) -> Arranged {
        let parts = self.parts.get(row.parts.0 as usize..row.parts.1 as usize).unwrap_or_default();
        let mut pairs: Vec<(bool, f32, &Asked<'_>, Side)> = Vec::with_capacity(16);
        for piece in pieces {
            for part in parts {
                if let Some(likeness) = piece.likeness(part.token) {
                    let is_joined = piece.is_joined || part.places.count_ones() > 1;
                    let side = (part.places, f32::from(part.weight) / 100.0);
                    pairs.push((is_joined == are_joined_first, likeness, piece, side));
                }
            }
        }
        pairs.sort_by(|one, other| other.0.cmp(&one.0).then(other.1.total_cmp(&one.1)));
        let (mut found, mut left, mut right, mut least) = (Arranged::default(), 0, 0, 1.0_f32);
        for (_, likeness, piece, side) in pairs {
            if left & piece.side.0 == 0 && right & side.0 == 0 {
                left |= piece.side.0;
                right |= side.0;
                least = least.min(likeness);
                found.shared.add(piece.side, side, likeness);
                found.bits += self.bits(piece, likeness);
            }
        }
        let own = pieces.iter().fold(0, |all, piece| all | if piece.is_joined { 0 } else { piece.side.0 });
        let other =
            parts.iter().filter(|part| part.places.is_power_of_two()).fold(0, |all, part| all | part.places);
        let is_across = pieces.iter().any(|piece| piece.is_foreign);
        found.is_whole =
            own & !left == 0 && other & !right == 0 && least >= if is_across { WELL_ACROSS } else { WELL };
        found
    }

    /// How rare it is among the listed names to have a word so alike, in bits.
    fn bits(&self, piece: &Asked<'_>, likeness: f32) -> f32 {
        let alike = piece.likes.best_first.iter().take_while(|(_, other)| *other >= likeness.min(ALIKE));
        let count: usize = alike.map(|(token, _)| self.postings(*token).len()).sum();
        (self.size() / count.max(1) as f32).log2().max(0.0)
    }

    /// How many names there are, or would have to be to say what is common.
    fn size(&self) -> f32 {
        self.rows.len().max(TELLING) as f32
    }

    /// How far to trust that names share what they share: wholly if it is all of both, or so rare that it would hardly be
    /// met by chance in a list of this length.
    fn trust(&self, found: &Arranged, is_bare: bool) -> f32 {
        let enough = self.size().log2() + SPARE_BITS;
        if found.is_whole && !is_bare {
            1.0
        } else {
            (1.0 - DISTRUST * (enough - found.bits).max(0.0)).clamp(LEAST_TRUST, 1.0)
        }
    }
}

/// What a name and a row have in common.
#[derive(Debug, Default)]
struct Arranged {
    shared: Shared,
    /// How rare that is, in bits.
    bits: f32,
    /// Whether it is all of both, and all well alike.
    is_whole: bool,
}

/// A name worth comparing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'b> {
    pub(crate) listed: &'b Listed,
    /// The most that it may be alike.
    pub(crate) most: f32,
    /// How far to trust a likeness that is not of the whole: less if what is shared is common.
    pub(crate) trust: f32,
    /// Whether but one part tells of it, and what stands beside that is not the same.
    pub(crate) is_bare: bool,
}

#[derive(Clone, Copy, Debug)]
struct Ranked {
    most: f32,
    trust: f32,
    is_bare: bool,
    name: u32,
}

// The numbers below are ours, set on generated names with a seed for tuning (`bench/screening/people.py`).
/// A shorter list does not say which words are common.
const TELLING: usize = 1000;
/// Words at least so alike count as the same when it is asked how rare a word is.
const ALIKE: f32 = 0.8;
/// From here a word is well alike: observed for each other, or one slip in a long word.
const WELL: f32 = 0.93;
/// The same across scripts, where the letters say less.
const WELL_ACROSS: f32 = 0.74;
/// What is shared should be so much rarer than once in the list, in bits; for each bit less the trust falls by so much, but
/// not below the least.
const SPARE_BITS: f32 = 7.0;
const DISTRUST: f32 = 0.06;
const LEAST_TRUST: f32 = 0.65;

/// Places and weight.
type Side = (u16, f32);

/// A piece of the name asked for.
struct Asked<'s> {
    /// Its places and weight.
    side: (u16, f32),
    is_joined: bool,
    /// Whether it is in no Latin letters.
    is_foreign: bool,
    /// How many postings it leads to.
    count: usize,
    likes: &'s Likes,
}

impl Asked<'_> {
    fn likeness(&self, token: u32) -> Option<f32> {
        let at = self.likes.by_number.binary_search_by_key(&token, |(number, _)| *number).ok()?;
        self.likes.by_number.get(at).map(|(_, likeness)| *likeness)
    }
}

fn hundredths(piece: &Piece<'_>) -> u16 {
    // Weights are multiples of a tenth, of few parts.
    let tenths = (1..=100_u16).find(|&tenths| f32::from(tenths) / 10.0 >= piece.weight() - 0.01);
    tenths.unwrap_or(100) * 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(listed: &[&str], asked: &str) -> Vec<u32> {
        let names = listed.iter().zip(0..).map(|(text, entry)| {
            let name = Name::person(text).unwrap();
            Listed { name, entry, place: 0, is_weak: false }
        });
        let mut vocabulary = Vocabulary::default();
        let mut block = Block::new(names.collect(), &mut vocabulary);
        vocabulary.finish();
        block.finish(&vocabulary);
        let name = Name::person(asked).unwrap();
        let names: Vec<Name> = std::iter::once(name.clone()).chain(name.divided()).collect();
        let mut words = Words::default();
        let new: Vec<NewWord> = names.iter().flat_map(|name| words.new_of(name)).collect();
        words.keep(new.into_iter().map(|word| {
            let likes = word.look_up(&vocabulary);
            (word, likes)
        }));
        let found = block.candidates(&names, u32::MAX, &words, 0.7, &mut Scratch::default());
        found.into_iter().map(|candidate| candidate.listed.entry).collect()
    }

    #[test]
    fn names_are_found_by_what_they_share_and_not_by_a_common_part_alone() {
        let listed = ["Ahmed Exemplar", "Ahmed Musterman", "Berta Specimen", "Ahmed Zzyzx", "Ahmed Qwerty"];
        assert_eq!(found(&listed, "Exemplar, Ahmed"), [0]);
        assert_eq!(found(&listed, "Ahmed Exenplar"), [0]);
        assert_eq!(found(&listed, "Ahmed Vuwovik"), [] as [u32; 0]);
        assert_eq!(found(&listed, "Берта Специмен"), [2]);
        assert_eq!(found(&listed, "AhmedMusterman"), [1]);
        assert_eq!(found(&listed, "A. Exemplar"), [0]);
    }

    #[test]
    fn a_name_written_without_spaces_is_found_divided() {
        let listed = ["Kim Minjun", "김민준"];
        assert_eq!(found(&listed, "김민준"), [1, 0]);
        assert_eq!(found(&listed, "Minjun Kim"), [0, 1]);
    }

    #[test]
    fn every_equal_name_is_found_however_many_there_are() {
        let listed = vec!["Ahmed Exemplar"; 100];
        assert_eq!(found(&listed, "AHMED EXEMPLAR").len(), 100);
    }
}
