//! For each key of one rule the nodes that have it: most in one sorted array, those added since beside it.
#![expect(clippy::indexing_slicing, reason = "positions come from the arrays that are indexed")]

use crate::block::KEY_BITS;
use crate::pool::mix;
use hashbrown::HashTable;
use std::ops::Range;

/// Leading bits of a key by which it is found, at least: what is left of it fits into 32.
const FEWEST_LEADING: u32 = KEY_BITS - 32;

#[derive(Debug, Default)]
pub(crate) struct Postings {
    /// What is left of a key without its leading bits, and a node: in order of keys, then of nodes.
    entries: Vec<u64>,
    /// Where the entries of each leading-bits value begin.
    directory: Vec<u32>,
    /// How many bits of a key do not lead.
    left: u32,
    added: HashTable<(u64, Vec<u32>)>,
}

impl Postings {
    /// From (key, node) entries in any order. None where there are more than 32 bits can number.
    pub(crate) fn new(entries: Vec<Vec<(u64, u32)>>) -> Option<Self> {
        let count = u32::try_from(entries.iter().map(Vec::len).sum::<usize>()).ok()?;
        if count == 0 {
            return Some(Self::default());
        }
        let leading = (u32::BITS - (count / 2).leading_zeros()).clamp(FEWEST_LEADING, 31);
        let left = KEY_BITS - leading;
        let lead = |key: u64| usize::try_from(key >> left).unwrap_or(0);
        // Each entry is put beside those of its leading bits, from the place where these begin.
        let mut directory = vec![0_u32; (1 << leading) + 1];
        for (key, _) in entries.iter().flatten() {
            directory[lead(*key)] += 1;
        }
        let mut next = 0;
        for place in &mut directory {
            next += std::mem::replace(place, next);
        }
        let mut sorted = vec![0_u64; count as usize];
        for (key, node) in entries.into_iter().flatten() {
            let place = &mut directory[lead(key)];
            sorted[*place as usize] = key << 32 & !(u64::MAX << left << 32) | u64::from(node);
            *place += 1;
        }
        directory.rotate_right(1);
        directory[0] = 0;
        for range in directory.windows(2) {
            sorted[range[0] as usize..range[1] as usize].sort_unstable();
        }
        Some(Self { entries: sorted, directory, left, added: HashTable::new() })
    }

    fn base(&self, key: u64) -> &[u64] {
        let Ok(lead) = usize::try_from(key >> self.left) else { return &[] };
        let (Some(from), Some(to)) = (self.directory.get(lead), self.directory.get(lead + 1)) else {
            return &[];
        };
        let bucket = &self.entries[*from as usize..*to as usize];
        let left = key & !(u64::MAX << self.left);
        let from = bucket.partition_point(|entry| entry >> 32 < left);
        let run = &bucket[from..];
        &run[..run.partition_point(|entry| entry >> 32 == left)]
    }

    fn added(&self, key: u64) -> &[u32] {
        self.added.find(spread(key), |(other, _)| *other == key).map_or(&[], |(_, nodes)| nodes)
    }

    /// How many nodes have a key.
    pub(crate) fn count(&self, key: u64) -> usize {
        self.base(key).len() + self.added(key).len()
    }

    /// The nodes that have a key, if no more than so many do.
    pub(crate) fn nodes(&self, key: u64, most: usize) -> impl Iterator<Item = u32> {
        let (base, added) = (self.base(key), self.added(key));
        let fits = base.len() + added.len() <= most;
        let (base, added) = if fits { (base, added) } else { (&[][..], &[][..]) };
        base.iter().map(|entry| node(*entry)).chain(added.iter().copied())
    }

    /// The entries of each key that were sorted in.
    fn blocks(&self) -> impl Iterator<Item = Range<usize>> {
        self.directory.windows(2).flat_map(move |bucket| {
            let entries = &self.entries[bucket[0] as usize..bucket[1] as usize];
            let mut from = bucket[0] as usize;
            entries.chunk_by(|a, b| a >> 32 == b >> 32).map(move |block| {
                let range = from..from + block.len();
                from = range.end;
                range
            })
        })
    }

    /// For each node that shares a key with later ones: the node, and where those stand ([`Postings::at`]).
    pub(crate) fn later(&self, cap: usize) -> impl Iterator<Item = (u32, Range<usize>)> {
        let used = self.blocks().filter(move |block| (2..=cap).contains(&block.len()));
        used.flat_map(move |block| {
            (block.start..block.end - 1).map(move |at| (node(self.entries[at]), at + 1..block.end))
        })
    }

    /// The nodes that were sorted in at these places.
    pub(crate) fn at(&self, places: Range<usize>) -> impl Iterator<Item = u32> {
        self.entries[places].iter().map(|entry| node(*entry))
    }

    /// Adds a node and says how many have the key now.
    pub(crate) fn add(&mut self, key: u64, node: u32) -> usize {
        let entry = self.added.entry(spread(key), |(other, _)| *other == key, |(key, _)| spread(*key));
        entry.or_insert_with(|| (key, Vec::new())).get_mut().1.push(node);
        self.count(key)
    }

    /// Blocks above a cap: how many, and the size of the largest.
    pub(crate) fn above(&self, cap: usize) -> (usize, usize) {
        let key = |at: usize| {
            let lead = self.directory.partition_point(|from| *from as usize <= at) - 1;
            (lead as u64) << self.left | self.entries[at] >> 32
        };
        let grown = self.added.iter().map(|(key, _)| (self.count(*key), *key));
        let base = self.blocks().filter(|block| block.len() > cap);
        let mut above: Vec<(u64, usize)> = base
            .map(|block| (key(block.start), self.count(key(block.start))))
            .chain(grown.filter(|(size, _)| *size > cap).map(|(size, key)| (key, size)))
            .collect();
        above.sort_unstable();
        above.dedup();
        (above.len(), above.iter().map(|(_, size)| *size).max().unwrap_or(0))
    }
}

fn node(entry: u64) -> u32 {
    u32::try_from(entry & u64::from(u32::MAX)).unwrap_or(u32::MAX)
}

fn spread(key: u64) -> u64 {
    mix(key, 13)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sorted_in_and_what_was_added_are_found_alike() {
        let key = |n: u64| mix(n, 1) >> (u64::BITS - KEY_BITS);
        let entries: Vec<(u64, u32)> = (0..1_000).map(|n| (key(u64::from(n) % 300), n)).collect();
        let whole = Postings::new(vec![entries.clone()]).unwrap();
        let mut grown = Postings::new(entries[..400].chunks(7).map(<[_]>::to_vec).collect()).unwrap();
        let mut empty = Postings::new(Vec::new()).unwrap();
        for (key, node) in &entries[400..] {
            grown.add(*key, *node);
        }
        for (key, node) in &entries {
            empty.add(*key, *node);
        }
        for n in 0..310 {
            let of = |postings: &Postings| postings.nodes(key(n), 9).collect::<Vec<u32>>();
            assert_eq!(of(&whole), of(&grown));
            assert_eq!(of(&whole), of(&empty));
            assert_eq!(whole.nodes(key(n), 2).count(), 0);
            assert_eq!(whole.count(key(n)), if n < 300 { 3 + usize::from(n < 100) } else { 0 });
        }
        assert_eq!(whole.above(3), (100, 4));
        assert_eq!(grown.above(3), (100, 4));
        assert_eq!(empty.above(3), (100, 4));
    }
}
