//! Each different string once, numbered in the order of arrival.
#![expect(clippy::indexing_slicing, reason = "symbols are handed out by the pool that is indexed with them")]

use hashbrown::HashTable;

/// A hash of content that is the same on every machine and in every run.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut state = 0x9E37_79B9_7F4A_7C15 ^ bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state = mix(state, u64::from_le_bytes(word));
    }
    mix(state, 0x2545_F491_4F6C_DD1D)
}

/// Two hashes into one; the order matters.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let product =
        u128::from(a ^ b.rotate_left(32) ^ 0xA076_1D64_78BD_642F) * u128::from(b ^ 0xE703_7ED1_A0B4_28DB);
    let [low, high] =
        [product & u128::from(u64::MAX), product >> 64].map(|half| u64::try_from(half).unwrap_or(0));
    (low ^ high).wrapping_mul(0x9FB2_1C65_1E98_DF25) ^ a.rotate_left(23)
}

/// Strings in one arena.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    hashes: Vec<u64>,
    table: HashTable<u32>,
}

impl Pool {
    /// The symbol of a string, and whether it is new. None when the arena is full (4 GiB).
    pub(crate) fn intern(&mut self, text: &[u8]) -> Option<(u32, bool)> {
        let hash = hash(text);
        let found = self
            .table
            .find(hash, |&symbol| self.hashes[symbol as usize] == hash && self.bytes(symbol) == text);
        if let Some(&symbol) = found {
            return Some((symbol, false));
        }
        let symbol = u32::try_from(self.ends.len()).ok()?;
        let end = u32::try_from(self.bytes.len() + text.len()).ok()?;
        self.bytes.extend_from_slice(text);
        self.ends.push(end);
        self.hashes.push(hash);
        let hashes = &self.hashes;
        self.table.insert_unique(hash, symbol, |&symbol| hashes[symbol as usize]);
        Some((symbol, true))
    }

    pub(crate) fn bytes(&self, symbol: u32) -> &[u8] {
        let at = symbol as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.bytes[start..self.ends[at] as usize]
    }

    pub(crate) fn text(&self, symbol: u32) -> &str {
        std::str::from_utf8(self.bytes(symbol)).unwrap_or("")
    }

    pub(crate) fn hash_of(&self, symbol: u32) -> u64 {
        self.hashes[symbol as usize]
    }

    /// Touches strings that will be read.
    pub(crate) fn fetch(&self, symbols: impl Iterator<Item = u32> + Clone) -> u32 {
        let ends = symbols.clone().fold(0, |all, symbol| all ^ self.ends[symbol as usize]);
        symbols.fold(ends, |all, symbol| all ^ u32::from(self.bytes(symbol).first().copied().unwrap_or(0)))
    }

    /// The hashes of the strings from one on.
    pub(crate) fn hashes(&self, from: usize) -> &[u64] {
        &self.hashes[from..]
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}
