//! Names by their words: which of a list are worth comparing with one.

use names::{Name, Outline, Piece, Shared};

use crate::least::{Beside, Closer, Least};
use crate::vocabulary::{Likes, Vocabulary};
use crate::words::Words;

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
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub(crate) names: Vec<Listed>,
    /// A row for each name, and one for each other way to divide it.
    rows: Vec<Row>,
    parts: Vec<RowPart>,
    /// Where the postings of each word begin, by its number; one more at the end.
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// The same by word until all words are known.
    found: Vec<(u32, Posting)>,
}

#[derive(Debug)]
struct Row {
    outline: Outline,
    beside: Beside,
    name: u32,
    entry: u32,
    /// First and end of its parts.
    parts: (u32, u32),
}

/// A piece of a row.
#[derive(Clone, Copy, Debug)]
struct RowPart {
    token: u32,
    places: u16,
    /// In tenths.
    weight: u8,
}

/// That a word occurs in a row.
#[derive(Clone, Copy, Debug)]
struct Posting {
    row: u32,
    places: u16,
    /// In tenths.
    weight: u8,
    has_initials: bool,
    /// Of its entry: most rows are passed over for it.
    beside: Beside,
}

/// What a search needs room for, used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// For each row what it shares.
    shared: Vec<Shared>,
    /// With which piece of the one asked for it was last found, from 1.
    met: Vec<u8>,
    touched: Vec<u32>,
    /// How many postings there are of the words that each piece may be, summed from the most alike on.
    counts: Vec<u32>,
    pairs: Vec<Together>,
}

/// Most names that are compared with one. Ours: no list has so many entries of one name.
const MOST: usize = 1000;

impl Block {
    pub(crate) fn new(names: Vec<Listed>, beside: &[Beside], vocabulary: &mut Vocabulary) -> Self {
        let mut rows = Vec::with_capacity(names.len());
        let mut parts = Vec::with_capacity(3 * names.len());
        let mut found: Vec<(u32, Posting)> = Vec::with_capacity(4 * names.len());
        for (listed, number) in names.iter().zip(0..) {
            let Some(&beside) = beside.get(listed.entry as usize) else { continue };
            let divided = listed.name.divided();
            for name in std::iter::once(&listed.name).chain(&divided) {
                let Ok(row) = u32::try_from(rows.len()) else { break };
                let first = u32::try_from(parts.len()).unwrap_or(u32::MAX);
                let outline = name.outline();
                for piece in name.pieces() {
                    let Some(token) = vocabulary.number(&piece) else { continue };
                    let weight = tenths(&piece);
                    let (places, has_initials) = (piece.places(), outline.has_initials());
                    found.push((token, Posting { row, places, weight, has_initials, beside }));
                    parts.push(RowPart { token, places: piece.places(), weight });
                }
                let end = u32::try_from(parts.len()).unwrap_or(u32::MAX);
                rows.push(Row { outline, beside, name: number, entry: listed.entry, parts: (first, end) });
            }
        }
        Self { names, rows, parts, found, ..Self::default() }
    }

    /// Makes the names findable, when all words are in and have new numbers.
    pub(crate) fn finish(&mut self, renumbered: &[u32]) {
        let new = |token: u32| renumbered.get(token as usize).copied().unwrap_or(u32::MAX);
        for part in &mut self.parts {
            part.token = new(part.token);
        }
        let mut found = std::mem::take(&mut self.found);
        for (token, _) in &mut found {
            *token = new(*token);
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
        self.starts.push(0);
        self.postings.reserve_exact(found.len());
        for (token, posting) in found {
            self.starts_until(token as usize);
            self.postings.push(posting);
        }
        self.starts_until(renumbered.len());
    }

    /// Closes the postings of the words before one.
    fn starts_until(&mut self, token: usize) {
        let end = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
        self.starts.resize(self.starts.len().max(token + 1), end);
    }

    fn postings(&self, token: u32) -> &[Posting] {
        let at = |token: usize| self.starts.get(token).map_or(0, |&start| start as usize);
        self.postings.get(at(token as usize)..at(token as usize + 1)).unwrap_or_default()
    }

    /// The names that may be as alike to one as their entries ask for, which `wanted` says; of entries before one. The name is
    /// given in each way to divide it, and its words must have been looked up. Each comes with the most that it may be alike,
    /// what promises most first.
    pub(crate) fn candidates(
        &self,
        names: &[Name],
        before: u32,
        words: (&Words, &Vocabulary),
        wanted: &Least<impl Fn(u32) -> Closer>,
        scratch: &mut Scratch,
    ) -> Vec<Candidate<'_>> {
        let mut ranked: Vec<Ranked> = Vec::new();
        for name in names {
            self.rank(name, before, words, wanted, scratch, &mut ranked);
        }
        ranked.sort_unstable_by(|one, other| one.name.cmp(&other.name).then(other.most.total_cmp(&one.most)));
        ranked.dedup_by_key(|ranked| ranked.name);
        // Of more than can be compared, those with rare words in common: thousands have an initial and a common one.
        let hope = |ranked: &Ranked| ranked.most * ranked.trust;
        ranked
            .sort_unstable_by(|one, other| hope(other).total_cmp(&hope(one)).then(one.name.cmp(&other.name)));
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
        (known, vocabulary): (&Words, &Vocabulary),
        wanted: &Least<impl Fn(u32) -> Closer>,
        scratch: &mut Scratch,
        ranked: &mut Vec<Ranked>,
    ) {
        let Scratch { shared, met, touched, counts, pairs } = scratch;
        shared.resize(self.rows.len().max(shared.len()), Shared::default());
        met.resize(self.rows.len().max(met.len()), 0);
        // Rows are in the order of entries.
        let end = if before == u32::MAX {
            self.rows.len()
        } else {
            self.rows.partition_point(|row| row.entry < before)
        };
        let outline = name.outline();
        let mut pieces: Vec<Asked<'_>> = Vec::new();
        counts.clear();
        for piece in name.pieces() {
            let text = piece.text();
            let Some(likes) = known.of(&text, piece.is_joined(), vocabulary) else { continue };
            let first = counts.len();
            let mut count = 0_u32;
            for (token, _) in &likes.best_first {
                count = count.saturating_add(u32::try_from(self.postings(*token).len()).unwrap_or(u32::MAX));
                counts.push(count);
            }
            pieces.push(Asked {
                side: (piece.places(), piece.weight()),
                is_joined: piece.is_joined(),
                is_foreign: !text.is_ascii(),
                count,
                first,
                likes,
            });
        }
        // Joined ones first, then the rarest: who shares only those that follow may share too little.
        pieces.sort_by_key(|piece| (!piece.is_joined, piece.count));
        let (mut words, mut weight) = (outline.word_count(), outline.weight());
        for (piece, number) in pieces.iter().zip(1_u8..=u8::MAX) {
            // The most a name may be alike that shares nothing but this piece and those that follow.
            let most = if outline.has_initials() { 1.0 } else { outline.at_most_by(words, weight) };
            for &(token, likeness) in &piece.likes.best_first {
                for posting in self.postings(token) {
                    if posting.row as usize >= end {
                        break;
                    }
                    // Most are ruled out by what stands beside their names: then nothing else of them is read.
                    let entry = || self.rows.get(posting.row as usize).map_or(u32::MAX, |row| row.entry);
                    let least = wanted.of(&posting.beside, entry);
                    if least > 1.0 {
                        continue;
                    }
                    let Some(last) = met.get_mut(posting.row as usize) else { continue };
                    if *last == number {
                        continue;
                    }
                    if *last == 0 {
                        let is_bounded = posting.places.is_power_of_two() && !posting.has_initials;
                        if is_bounded && most < least {
                            continue;
                        }
                        touched.push(posting.row);
                    }
                    *last = number;
                    let weight = f32::from(posting.weight) / 10.0;
                    if let Some(sum) = shared.get_mut(posting.row as usize) {
                        sum.add(piece.side, (posting.places, weight), likeness);
                    }
                }
            }
            if !piece.is_joined {
                words = words.saturating_sub(1);
                weight -= piece.side.1;
            }
        }
        for at in touched.drain(..) {
            let Some(slot) = shared.get_mut(at as usize) else { continue };
            let sum = std::mem::take(slot);
            if let Some(last) = met.get_mut(at as usize) {
                *last = 0;
            }
            let Some(row) = self.rows.get(at as usize) else { continue };
            let most = sum.at_most(&outline, &row.outline);
            let least = wanted.of(&row.beside, || row.entry);
            if most < least {
                continue;
            }
            self.pair(&pieces, row, pairs);
            let arranged = [true, false].map(|joined| arranged(pairs, joined));
            let closer = arranged.each_ref().map(|found| found.shared.at_most(&outline, &row.outline));
            let most = closer.into_iter().fold(0.0, f32::max).min(most);
            if most >= least {
                let is_bare = outline.word_count().min(row.outline.word_count()) < 2
                    && self
                        .names
                        .get(row.name as usize)
                        .is_some_and(|listed| !name.is_dressed_like(&listed.name));
                let trust = arranged
                    .iter()
                    .map(|found| self.trust(found, &pieces, row, counts, is_bare))
                    .fold(0.0, f32::max);
                ranked.push(Ranked { most, trust, is_bare, name: row.name });
            }
        }
    }
}

impl Block {
    /// The parts of a row that are like pieces of the name asked for, the most alike first.
    fn pair(&self, pieces: &[Asked<'_>], row: &Row, pairs: &mut Vec<Together>) {
        let parts = self.parts_of(row);
        pairs.clear();
        for (piece, number) in pieces.iter().zip(0..) {
            for part in parts {
                if let Some(likeness) = piece.likeness(part.token) {
                    let is_joined = piece.is_joined || part.places.count_ones() > 1;
                    let right = (part.places, f32::from(part.weight) / 10.0);
                    pairs.push(Together { is_joined, likeness, piece: number, left: piece.side, right });
                }
            }
        }
        pairs.sort_by(|one, other| other.likeness.total_cmp(&one.likeness));
    }

    fn parts_of(&self, row: &Row) -> &[RowPart] {
        self.parts.get(row.parts.0 as usize..row.parts.1 as usize).unwrap_or_default()
    }

    /// How rare it is among the listed names to have a word so alike, in bits.
    fn bits(&self, piece: &Asked<'_>, likeness: f32, counts: &[u32]) -> f32 {
        let alike = piece.likes.best_first.partition_point(|(_, other)| *other >= likeness.min(ALIKE));
        let last = alike.checked_sub(1).and_then(|last| counts.get(piece.first + last));
        (self.size() / last.copied().unwrap_or(0).max(1) as f32).log2().max(0.0)
    }

    /// How many names there are, or would have to be to say what is common.
    fn size(&self) -> f32 {
        self.rows.len().max(TELLING) as f32
    }

    /// How far to trust that names share what they share: wholly if it is all of both, or so rare that it would hardly be
    /// met by chance in a list of this length.
    fn trust(&self, found: &Arranged, pieces: &[Asked<'_>], row: &Row, counts: &[u32], is_bare: bool) -> f32 {
        let own = pieces.iter().fold(0, |all, piece| all | if piece.is_joined { 0 } else { piece.side.0 });
        let parts = self.parts_of(row).iter().filter(|part| part.places.is_power_of_two());
        let other = parts.fold(0, |all, part| all | part.places);
        let is_across = pieces.iter().any(|piece| piece.is_foreign);
        let is_whole = own & !found.left == 0
            && other & !found.right == 0
            && found.least >= if is_across { WELL_ACROSS } else { WELL };
        if is_whole && !is_bare {
            return 1.0;
        }
        let bits: f32 = found
            .pairs
            .iter()
            .take(found.count)
            .filter_map(|&(piece, likeness)| Some(self.bits(pieces.get(piece)?, likeness, counts)))
            .sum();
        let enough = self.size().log2() + SPARE_BITS;
        (1.0 - DISTRUST * (enough - bits).max(0.0)).clamp(LEAST_TRUST, 1.0)
    }
}

/// A piece of the name asked for and a part of a row that are alike.
#[derive(Clone, Copy, Debug)]
struct Together {
    is_joined: bool,
    likeness: f32,
    /// The number of the piece.
    piece: usize,
    left: Side,
    right: Side,
}

/// What a name and a row have in common.
#[derive(Debug)]
struct Arranged {
    shared: Shared,
    /// The places of both that are taken.
    left: u16,
    right: u16,
    /// How alike the least alike are.
    least: f32,
    /// The numbers of the pieces, each with how alike its part is.
    pairs: [(usize, f32); 16],
    count: usize,
}

/// What a row shares if each of its parts is taken once, the most alike first, as names are compared; those written
/// together before all others or after.
fn arranged(pairs: &[Together], are_joined_first: bool) -> Arranged {
    let (shared, pieces) = (Shared::default(), [(0, 0.0); 16]);
    let mut found = Arranged { shared, left: 0, right: 0, least: 1.0, pairs: pieces, count: 0 };
    for are_joined in [are_joined_first, !are_joined_first] {
        for pair in pairs.iter().filter(|pair| pair.is_joined == are_joined) {
            if found.left & pair.left.0 != 0 || found.right & pair.right.0 != 0 {
                continue;
            }
            found.left |= pair.left.0;
            found.right |= pair.right.0;
            found.least = found.least.min(pair.likeness);
            found.shared.add(pair.left, pair.right, pair.likeness);
            // Each takes a place, of which there are as many.
            if let Some(slot) = found.pairs.get_mut(found.count) {
                *slot = (pair.piece, pair.likeness);
                found.count += 1;
            }
        }
    }
    found
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
    count: u32,
    /// Where its sums of postings begin.
    first: usize,
    likes: &'s Likes,
}

impl Asked<'_> {
    fn likeness(&self, token: u32) -> Option<f32> {
        let at = self.likes.by_number.binary_search_by_key(&token, |(number, _)| *number).ok()?;
        self.likes.by_number.get(at).map(|(_, likeness)| *likeness)
    }
}

fn tenths(piece: &Piece<'_>) -> u8 {
    // Weights are multiples of a tenth, of few parts.
    (1..=200).find(|&tenths| f32::from(tenths) / 10.0 >= piece.weight() - 0.01).unwrap_or(200)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::NewWord;

    fn found(listed: &[&str], asked: &str) -> Vec<u32> {
        let names = listed.iter().zip(0..).map(|(text, entry)| {
            let name = Name::person(text).unwrap();
            Listed { name, entry, place: 0, is_weak: false }
        });
        let mut vocabulary = Vocabulary::default();
        let mut block = Block::new(names.collect(), &vec![Beside::default(); listed.len()], &mut vocabulary);
        block.finish(&vocabulary.finish());
        let name = Name::person(asked).unwrap();
        let names: Vec<Name> = std::iter::once(name.clone()).chain(name.divided()).collect();
        let mut words = Words::default();
        let new: Vec<NewWord<'_>> = names.iter().flat_map(|name| words.new_of(name, &vocabulary)).collect();
        words.keep(new.into_iter().map(|word| {
            let likes = word.look_up(&vocabulary);
            (word, likes)
        }));
        let least = Least::new(Beside::default(), 0.7, |_| (None, false));
        let found =
            block.candidates(&names, u32::MAX, (&words, &vocabulary), &least, &mut Scratch::default());
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
