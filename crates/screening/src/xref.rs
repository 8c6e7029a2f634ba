//! Lists beside themselves: which of their entries may be the same.
//!
//! The work is done in lots of entries, and what a lot gives depends on nothing but the lists and its number. So it can be
//! stopped at any instant: each lot is written as lines of text that end in one which says that it is whole, and
//! [`resume`] finds where a text that broke off is to be continued.

use std::fmt::Write as _;

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

impl Screener<'_> {
    /// Compares entries from one on with all before them, `count` of them: a line `id TAB id TAB score` for each pair that
    /// reaches the cutoff, then `# ` and the number of the entry to go on with. At most `limit` pairs for an entry.
    pub fn cross(&mut self, first: usize, count: usize, options: &Options) -> String {
        let index = self.index();
        let entries = index.entries.get(first..).unwrap_or_default();
        let asked: Vec<Profile> = entries.iter().take(count).map(|entry| index.profile(entry)).collect();
        // Those after it, and itself, are among the hits of an entry too.
        let all = Options { limit: usize::MAX, ..*options };
        let mut text = String::new();
        for ((hits, entry), at) in self.screen(&asked, &all).iter().zip(entries).zip(first..) {
            let id = index.entry_id(entry);
            for hit in hits.iter().filter(|hit| (hit.entry as usize) < at).take(options.limit) {
                let _infallible = writeln!(text, "{id}\t{}\t{:.3}", index.id(hit), hit.score);
            }
        }
        let _infallible = writeln!(text, "{END}{}", first + asked.len());
        text
    }
}
