//! Lists beside themselves: which of their entries may be the same.
//!
//! The work is done in lots of entries, and what a lot gives depends on nothing but the lists and its number. So it can be
//! stopped at any instant: each lot is written as lines of text that end in one which says that it is whole, and
//! [`resume`] finds where a text that broke off is to be continued.

use std::fmt::Write as _;

use crate::index::Index;
use crate::profile::Profile;
use crate::screen::{Options, Screener};

/// How a line begins that ends a lot.
const END: &str = "# ";

/// Where to continue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resumed {
    /// How many bytes of the text are of whole lots: what follows is to be cut off.
    pub bytes: usize,
    /// The first entry of the next lot.
    pub next: usize,
}

/// Where a text of lots that broke off is to be continued.
pub fn resume(text: &[u8]) -> Resumed {
    let mut found = Resumed { bytes: 0, next: 0 };
    let mut end = 0;
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        end += line.len();
        let whole = line.strip_suffix(b"\n").and_then(|line| std::str::from_utf8(line).ok());
        if let Some(next) = whole.and_then(|line| line.strip_prefix(END)).and_then(|next| next.parse().ok()) {
            found = Resumed { bytes: end, next };
        }
    }
    found
}

impl Index {
    /// What a text of lots depends on, in few letters: other entries or options make it another. It is no proof against a
    /// forger.
    pub fn fingerprint(&self, options: &Options) -> String {
        // FNV-1a, which is the same on every machine and in every version.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |text: &str| {
            for byte in text.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        add(env!("CARGO_PKG_VERSION"));
        add(&format!("{} {}", options.cutoff, options.limit));
        for entry in &self.entries {
            add(self.entry_id(entry));
            add(&format!("{:?}", self.profile(entry)));
        }
        format!("{hash:016x}")
    }
}

impl Screener<'_> {
    /// Compares entries from one on with all before them, `count` of them: a line `number TAB number TAB score` for each pair
    /// that reaches the cutoff, by the numbers of entries in their order, then `# ` and the number of the entry to go on with. At most `limit` pairs for an entry.
    pub fn cross(&mut self, first: usize, count: usize, options: &Options) -> String {
        let index = self.index();
        let entries = index.entries.get(first..).unwrap_or_default();
        let entries = entries.get(..count.min(entries.len())).unwrap_or(entries);
        let asked: Vec<Profile> = entries.iter().map(|entry| index.profile(entry)).collect();
        let mut text = String::new();
        for (hits, at) in self.screen_before(&asked, first, options).iter().zip(first..) {
            for hit in hits {
                let _infallible = writeln!(text, "{at}\t{}\t{:.3}", hit.entry, hit.score);
            }
        }
        let _infallible = writeln!(text, "{END}{}", first + asked.len());
        text
    }
}
