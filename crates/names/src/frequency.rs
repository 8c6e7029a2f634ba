//! How frequent the parts of names are in the data at hand.

use std::collections::HashMap;

/// Counts of folded name parts: to share a rare part says more than to share a common one. Counted in the data that is
/// compared, so that names common in a community weigh as little there as they should.
#[derive(Clone, Debug, Default)]
pub struct Frequencies {
    counts: HashMap<Box<str>, u32>,
    total: u64,
}

impl Frequencies {
    /// Counts the parts of names.
    pub fn count<'a>(names: impl IntoIterator<Item = &'a crate::Name>) -> Self {
        let mut all = Self::default();
        for name in names {
            all.add(name);
        }
        all
    }

    /// Counts the parts of one more name.
    pub fn add(&mut self, name: &crate::Name) {
        self.total += 1;
        for token in name.tokens() {
            match self.counts.get_mut(token) {
                Some(count) => *count = count.saturating_add(1),
                None => {
                    self.counts.insert(token.into(), 1);
                }
            }
        }
    }

    /// How rare a part is, in bits: minus the binary logarithm of the share of names that have it. A part never counted is
    /// as rare as one counted once.
    pub fn bits(&self, token: &str) -> f32 {
        let count = self.counts.get(token).copied().unwrap_or(1).max(1);
        (self.total.max(1) as f32 / count as f32).log2().max(0.0)
    }

    /// What a part weighs beside others, about 1 for one in a thousand names.
    pub(crate) fn weight(&self, token: &str) -> f32 {
        (self.bits(token) / 10.0).clamp(0.3, 1.5)
    }
}
