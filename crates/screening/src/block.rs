//! Names by their keys: which of a list are worth comparing with one.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use names::Name;

/// A name of an entry.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) name: Name,
    pub(crate) entry: u32,
    /// Where it stands among the names of the entry, the weak ones after the others.
    pub(crate) place: u32,
    pub(crate) is_weak: bool,
}

/// Names with their keys.
#[derive(Debug)]
pub(crate) struct Block {
    names: Vec<Listed>,
    /// What the parts of each name weigh together.
    totals: Vec<f32>,
    /// First posting and number of postings of each key.
    keys: HashMap<u64, (u32, u32)>,
    postings: Vec<u32>,
    /// The pairs of letters that occur in each name.
    letters: Vec<Letters>,
    /// Names by their parts, to find equal ones however many share the keys.
    equal: HashMap<u64, Vec<u32>>,
    prepare: Prepare,
}

/// How names of the block are made ready.
pub(crate) type Prepare = fn(&str) -> Option<Name>;

/// Keys with what they weigh.
type Keys = Vec<(f32, u64)>;

/// What a search needs room for, used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// For each name what it shares, and for which part of the one asked for it was last found.
    shared: Vec<(f32, u8)>,
    touched: Vec<u32>,
    ranked: Vec<(f32, u32)>,
}

/// Most names that are compared with one. Ours: see the figures of the example `screen`.
const MOST: usize = 32;
/// Names of which so small a share agrees are not compared. Ours, from the same.
const LEAST: f32 = 0.3;
/// The same for a name in another script, of which fewer keys are sure.
const MOST_ACROSS: usize = 128;
const LEAST_ACROSS: f32 = 0.15;
/// Names that each have a part without a common key are compared if one has at most so many pairs of letters that the other
/// lacks: a slip makes three. Ours.
const PAIRS: u32 = 4;
/// What parts weigh that only one has: of the one that lacks fewer, of the other.
const LACKS: f32 = 1.0;
const MORE: f32 = 0.05;
/// What the share of common pairs of letters adds, to put names that share the same keys in order. Ours.
const LETTERS: f32 = 0.5;
/// Most equal names. Ours: no list has so many entries of one name.
const MOST_EQUAL: usize = 1000;
/// A key with more names than this is passed over: it bounds the time on very long lists.
const FREQUENT: u32 = 50_000;

impl Block {
    pub(crate) fn new(names: Vec<Listed>, prepare: Prepare) -> Self {
        let mut pairs: Vec<(u64, u32)> = Vec::new();
        for (listed, at) in names.iter().zip(0..) {
            pairs.extend(listed.name.keys().map(|key| (key, at)));
        }
        pairs.sort_unstable();
        let mut keys = HashMap::new();
        let mut start = 0_u32;
        for same in pairs.chunk_by(|one, other| one.0 == other.0) {
            let count = u32::try_from(same.len()).unwrap_or(u32::MAX);
            keys.extend(same.first().map(|&(key, _)| (key, (start, count))));
            start = start.saturating_add(count);
        }
        let postings = pairs.into_iter().map(|(_, at)| at).collect();
        let mut equal: HashMap<u64, Vec<u32>> = HashMap::new();
        for (listed, at) in names.iter().zip(0..) {
            equal.entry(parts_hash(&listed.name)).or_default().push(at);
        }
        let letters = names.iter().map(|listed| Letters::of(&listed.name)).collect();
        let mut block = Self { totals: Vec::new(), names, keys, postings, letters, equal, prepare };
        block.totals = block.names.iter().map(|listed| Self::total(&block.parts(&listed.name).0)).collect();
        block
    }

    /// What a key weighs: its rarity in bits.
    fn weight(&self, key: u64) -> f32 {
        let count = self.keys.get(&key).map_or(1, |&(_, count)| count);
        ((self.names.len() + 1) as f32 / count.max(1) as f32).log2().max(0.1)
    }

    /// The keys of each part of a name, rarest first, and those of parts written together.
    fn parts(&self, name: &Name) -> (Vec<Keys>, Keys) {
        let weighed = |keys: &mut dyn Iterator<Item = u64>| {
            let mut keys: Keys = keys.map(|key| (self.weight(key), key)).collect();
            keys.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            keys
        };
        let mut tokens: Vec<&str> = name.tokens().collect();
        tokens.sort_unstable();
        tokens.dedup();
        let parts: Vec<Keys> =
            tokens.into_iter().filter_map(self.prepare).map(|part| weighed(&mut part.keys())).collect();
        let known = |key: &u64| !parts.iter().flatten().any(|(_, own)| own == key);
        let joined = weighed(&mut name.keys().filter(known));
        (parts, joined)
    }

    fn total(parts: &[Keys]) -> f32 {
        parts.iter().filter_map(|keys| keys.first()).map(|(weight, _)| weight).sum()
    }

    /// The names that share most with this one, best first.
    pub(crate) fn candidates<'a>(
        &'a self,
        name: &Name,
        scratch: &mut Scratch,
    ) -> impl Iterator<Item = &'a Listed> + use<'a> {
        let Scratch { shared, touched, ranked } = scratch;
        shared.resize(self.names.len().max(shared.len()), (0.0, 0));
        ranked.clear();
        let (mut parts, joined) = self.parts(name);
        let total = Self::total(&parts);
        let letters = Letters::of(name);
        let (most, least) = match letters.0 {
            None if name.tokens().all(|token| !token.is_ascii()) => (MOST_ACROSS, LEAST_ACROSS),
            _ => (MOST, LEAST),
        };
        let weight = |keys: &Keys| keys.first().map_or(0.0, |(weight, _)| *weight);
        parts.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
        // Rarest parts first: who shares only the rest of them shares too little.
        let mut rest = total;
        // A name shares a part once, by the rarest key they have in common.
        for (keys, part) in [&joined].into_iter().chain(&parts).zip(1..) {
            let is_enough = part == 1 || rest >= least * total;
            rest -= if part == 1 { 0.0 } else { weight(keys) };
            for (weight, key) in keys {
                let Some(&(start, count)) = self.keys.get(key).filter(|(_, count)| *count <= FREQUENT) else {
                    continue;
                };
                let (start, end) = (start as usize, start as usize + count as usize);
                for &at in self.postings.get(start..end).unwrap_or_default() {
                    if let Some((sum, last)) = shared.get_mut(at as usize)
                        && *last != part
                        && (*last != 0 || is_enough)
                    {
                        if *last == 0 {
                            touched.push(at);
                        }
                        *last = part;
                        *sum += weight;
                    }
                }
            }
        }
        for at in touched.drain(..) {
            let (Some(sum), Some(listed)) = (shared.get_mut(at as usize), self.totals.get(at as usize))
            else {
                continue;
            };
            let (sum, _) = std::mem::take(sum);
            let (one, other) = ((total - sum).max(0.0), (listed - sum).max(0.0));
            let rank = sum / (sum + LACKS * one.min(other) + MORE * one.max(other));
            let Some(own) = self.letters.get(at as usize).filter(|_| rank >= least) else { continue };
            let is_hopeless = one > 0.1 && other > 0.1 && letters.lacks(*own) > PAIRS;
            if !is_hopeless {
                ranked.push((rank + LETTERS * letters.shared(*own), at));
            }
        }
        let better =
            |one: &(f32, u32), other: &(f32, u32)| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1));
        if ranked.len() > most {
            ranked.select_nth_unstable_by(most, better);
            ranked.truncate(most);
        }
        ranked.sort_unstable_by(better);
        let equal = self.equal.get(&parts_hash(name)).map_or(&[][..], Vec::as_slice);
        let mut best: Vec<u32> = equal.iter().copied().take(MOST_EQUAL).collect();
        best.extend(ranked.iter().map(|(_, at)| *at).filter(|at| !equal.contains(at)));
        best.into_iter().filter_map(|at| self.names.get(at as usize))
    }
}

/// A hash of the parts that tell names apart, whatever their order.
fn parts_hash(name: &Name) -> u64 {
    let mut parts: Vec<&str> = name.tokens().collect();
    parts.sort_unstable();
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// The pairs of neighbouring letters of a name, ends of words with them, a bit each by hash; none for other scripts.
#[derive(Clone, Copy, Debug)]
struct Letters(Option<u128>);

impl Letters {
    fn of(name: &Name) -> Self {
        let mut bits = 0_u128;
        for token in name.tokens() {
            if !token.is_ascii() {
                return Self(None);
            }
            let mut last = b' ';
            for letter in token.bytes().chain([b' ']) {
                bits |= 1 << ((u32::from(last) * 37 + u32::from(letter)) % 127);
                last = letter;
            }
        }
        Self(Some(bits))
    }

    /// How many pairs the one that lacks fewer has that the other has not; 0 if that cannot be said.
    fn lacks(self, other: Self) -> u32 {
        match (self.0, other.0) {
            (Some(one), Some(two)) => (one & !two).count_ones().min((two & !one).count_ones()),
            _ => 0,
        }
    }

    /// The share of the pairs of both that both have; 0 if that cannot be said.
    fn shared(self, other: Self) -> f32 {
        match (self.0, other.0) {
            (Some(one), Some(two)) => {
                (one & two).count_ones() as f32 / (one | two).count_ones().max(1) as f32
            }
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(listed: &[&str], asked: &str) -> Vec<u32> {
        let names = listed.iter().zip(0..).map(|(text, entry)| {
            let name = Name::person(text).unwrap();
            Listed { name, entry, place: 0, is_weak: false }
        });
        let block = Block::new(names.collect(), Name::person);
        let name = Name::person(asked).unwrap();
        block.candidates(&name, &mut Scratch::default()).map(|listed| listed.entry).collect()
    }

    #[test]
    fn names_are_found_by_what_they_share_and_not_by_a_common_part_alone() {
        let listed = ["Ahmed Exemplar", "Ahmed Musterman", "Berta Specimen", "Ahmed Zzyzx", "Ahmed Qwerty"];
        assert_eq!(found(&listed, "Exemplar, Ahmed").first(), Some(&0));
        assert_eq!(found(&listed, "Ahmed Exenplar").first(), Some(&0));
        assert_eq!(found(&listed, "Ahmed Vuwovik"), [] as [u32; 0]);
        assert_eq!(found(&listed, "Берта Специмен").first(), Some(&2));
    }

    #[test]
    fn every_equal_name_is_found_however_many_there_are() {
        let listed = vec!["Ahmed Exemplar"; 100];
        assert_eq!(found(&listed, "AHMED EXEMPLAR").len(), 100);
    }
}
