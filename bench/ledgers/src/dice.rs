//! Chance, from a seed alone: SplitMix64 (Steele, Lea and Flood, 2014). Good enough to invent ledgers, not for secrets.

/// A stream of pseudo-random numbers.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Dice {
    /// A stream of its own for each `stream`, so that what one person does never shifts another's.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        Self(mixed(seed.wrapping_add(STEP) ^ mixed(stream.wrapping_mul(STEP).wrapping_add(1))))
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0)
    }

    /// From 0 to `n` − 1; 0 for `n` = 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from((u128::from(self.number()) * n as u128) >> 64).unwrap_or(0)
    }

    /// From `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = usize::try_from(high.saturating_sub(low).saturating_add(1)).unwrap_or(1);
        low.saturating_add(i64::try_from(self.below(span)).unwrap_or(0))
    }

    /// From 0 to 1, 1 not included.
    pub(crate) fn share(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }

    pub(crate) fn pick<T: Copy + Default>(&mut self, of: &[T]) -> T {
        of.get(self.below(of.len())).copied().unwrap_or_default()
    }

    /// About normal, with deviation 1: the sum of four uniform numbers.
    fn bell(&mut self) -> f64 {
        let sum: f64 = (0..4).map(|_| self.share()).sum();
        (sum - 2.0) * 3.0_f64.sqrt()
    }

    /// A factor with median 1 and a long tail upward: how sums of money and habits differ.
    pub(crate) fn factor(&mut self, spread: f64) -> f64 {
        (self.bell() * spread).exp()
    }

    /// A sum around `median` with a long tail upward.
    pub(crate) fn sum(&mut self, median: i64, spread: f64) -> i64 {
        let factor = self.factor(spread);
        scaled(median, factor).max(1)
    }

    /// How many happen where `mean` are expected (Poisson; Knuth's way).
    pub(crate) fn count(&mut self, mean: f64) -> usize {
        let floor = (-mean.clamp(0.0, 500.0)).exp();
        let (mut left, mut count) = (self.share(), 0);
        while left > floor && count < 2_000 {
            left *= self.share();
            count += 1;
        }
        count
    }
}

/// `value` times `factor`, rounded.
#[expect(
    clippy::cast_possible_truncation,
    reason = "amounts and counts of invented ledgers are far below 2⁵³"
)]
pub(crate) fn scaled(value: i64, factor: f64) -> i64 {
    (value as f64 * factor).round() as i64
}

/// `value` a whole multiple of `unit`, at least one.
pub(crate) fn rounded(value: i64, unit: i64) -> i64 {
    ((value + unit / 2) / unit).max(1) * unit
}
