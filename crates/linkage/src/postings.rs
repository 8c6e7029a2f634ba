//! For each key of one rule the nodes that have it: most in one sorted array, those added since beside it.
#![expect(clippy::indexing_slicing, reason = "positions come from the arrays that are indexed")]

use crate::pool::mix;
use hashbrown::HashTable;
use std::ops::Range;

#[derive(Debug, Default)]
pub(crate) struct Postings {
    keys: Vec<u64>,
    starts: Vec<u32>,
    nodes: Vec<u32>,
    /// Where the keys of each leading-bits value begin.
    directory: Vec<u32>,
    shift: u32,
    added: HashTable<(u64, Vec<u32>)>,
}

impl Postings {
    /// From (key, node) entries in any order. None where there are more than 32 bits can number.
    pub(crate) fn new(mut entries: Vec<(u64, u32)>) -> Option<Self> {
        u32::try_from(entries.len()).ok()?;
        entries.sort_unstable();
        let mut postings = Self { nodes: Vec::with_capacity(entries.len()), ..Self::default() };
        for (key, node) in &entries {
            if postings.keys.last() != Some(key) {
                postings.keys.push(*key);
                postings.starts.push(u32::try_from(postings.nodes.len()).ok()?);
            }
            postings.nodes.push(*node);
        }
        drop(entries);
        postings.keys.shrink_to_fit();
        postings.starts.push(u32::try_from(postings.nodes.len()).ok()?);
        postings.starts.shrink_to_fit();
        let bits = usize::BITS - (postings.keys.len() / 2).leading_zeros();
        postings.shift = 64 - bits.max(1);
        let mut at = 0;
        for lead in 0..1_u64 << bits.max(1) {
            while at < postings.keys.len() && postings.keys[at] >> postings.shift < lead {
                at += 1;
            }
            postings.directory.push(u32::try_from(at).ok()?);
        }
        postings.directory.push(u32::try_from(postings.keys.len()).ok()?);
        Some(postings)
    }

    fn base(&self, key: u64) -> &[u32] {
        let Ok(lead) = usize::try_from(key.checked_shr(self.shift).unwrap_or(0)) else { return &[] };
        let (Some(from), Some(to)) = (self.directory.get(lead), self.directory.get(lead + 1)) else {
            return &[];
        };
        let (from, to) = (*from as usize, *to as usize);
        match self.keys[from..to].iter().position(|other| *other == key) {
            Some(at) => &self.nodes[self.starts[from + at] as usize..self.starts[from + at + 1] as usize],
            None => &[],
        }
    }

    fn added(&self, key: u64) -> &[u32] {
        self.added.find(spread(key), |(other, _)| *other == key).map_or(&[], |(_, nodes)| nodes)
    }

    /// How many nodes have a key.
    pub(crate) fn count(&self, key: u64) -> usize {
        self.base(key).len() + self.added(key).len()
    }

    /// The nodes that have a key, in two runs.
    pub(crate) fn nodes(&self, key: u64) -> [&[u32]; 2] {
        [self.base(key), self.added(key)]
    }

    /// For each node that shares a key with later ones: the node, and where those stand among [`Postings::all`].
    pub(crate) fn later(&self, cap: usize) -> impl Iterator<Item = (u32, Range<u32>)> + '_ {
        let blocks = self.starts.windows(2).map(|range| (range[0], range[1]));
        let used = blocks.filter(move |(from, to)| (2..=cap).contains(&((to - from) as usize)));
        used.flat_map(move |(from, to)| (from..to - 1).map(move |at| (self.nodes[at as usize], at + 1..to)))
    }

    /// The nodes that were sorted in, by key.
    pub(crate) fn all(&self) -> &[u32] {
        &self.nodes
    }

    /// Adds a node and says how many have the key now.
    pub(crate) fn add(&mut self, key: u64, node: u32) -> usize {
        let entry = self.added.entry(spread(key), |(other, _)| *other == key, |(key, _)| spread(*key));
        entry.or_insert_with(|| (key, Vec::new())).get_mut().1.push(node);
        self.count(key)
    }

    /// Blocks above a cap: how many, and the size of the largest.
    pub(crate) fn above(&self, cap: usize) -> (usize, usize) {
        let base = self
            .keys
            .iter()
            .zip(self.starts.windows(2))
            .map(|(key, range)| (range[1] - range[0]) as usize + self.added(*key).len());
        let new =
            self.added.iter().filter(|(key, _)| self.base(*key).is_empty()).map(|(_, nodes)| nodes.len());
        base.chain(new).filter(|size| *size > cap).fold((0, 0), |(n, most), size| (n + 1, most.max(size)))
    }
}

fn spread(key: u64) -> u64 {
    mix(key, 13)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sorted_in_and_what_was_added_are_found_alike() {
        let key = |n: u64| mix(n, 1);
        let entries: Vec<(u64, u32)> = (0..1_000).map(|n| (key(u64::from(n) % 300), n)).collect();
        let whole = Postings::new(entries.clone()).unwrap();
        let mut grown = Postings::new(entries[..400].to_vec()).unwrap();
        let mut empty = Postings::new(Vec::new()).unwrap();
        for (key, node) in &entries[400..] {
            grown.add(*key, *node);
        }
        for (key, node) in &entries {
            empty.add(*key, *node);
        }
        for n in 0..310 {
            let of = |postings: &Postings| postings.nodes(key(n)).concat();
            assert_eq!(of(&whole), of(&grown));
            assert_eq!(of(&whole), of(&empty));
            assert_eq!(whole.count(key(n)), if n < 300 { 3 + usize::from(n < 100) } else { 0 });
        }
        assert_eq!(whole.above(3), (100, 4));
        assert_eq!(grown.above(3), (100, 4));
        assert_eq!(empty.above(3), (100, 4));
    }
}
