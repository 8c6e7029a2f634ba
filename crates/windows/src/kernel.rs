//! Aggregates one event at a time: what enters a window is added, what leaves it is removed.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, Hasher};

/// Sum, count and mean. Constant time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    /// Cannot overflow: 2⁶⁴ amounts fit.
    sum: i128,
    count: u64,
}

impl Sum {
    /// Adds an amount.
    pub fn add(&mut self, amount: i64) {
        self.sum += i128::from(amount);
        self.count += 1;
    }

    /// Removes an amount that was added.
    pub fn remove(&mut self, amount: i64) {
        self.sum -= i128::from(amount);
        self.count = self.count.saturating_sub(1);
    }

    /// How many amounts there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Their sum, or the nearest 64-bit number.
    pub fn value(&self) -> i64 {
        clamp(self.sum)
    }

    /// Sum by count, the fraction dropped (towards zero); `None` when there are none.
    pub fn mean(&self) -> Option<i64> {
        self.sum.checked_div(i128::from(self.count)).map(clamp)
    }
}

/// The 64-bit number nearest to `sum`.
pub(crate) fn clamp(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}

/// The largest or smallest amount, where amounts leave in the order in which they came.
///
/// A queue of those that nothing after them outdoes; the first is the answer. Each amount enters and leaves it once,
/// so a step takes constant time on average.
#[derive(Clone, Debug, Default)]
pub struct Extreme {
    queue: VecDeque<i64>,
    /// `-1` turns the order of numbers round (`!a < !b` where `b < a`, for all 64-bit numbers), `0` leaves it.
    flip: i64,
}

impl Extreme {
    /// Of the largest.
    pub fn largest() -> Self {
        Self::default()
    }

    /// Of the smallest.
    pub fn smallest() -> Self {
        Self { queue: VecDeque::new(), flip: -1 }
    }

    /// Adds an amount.
    pub fn add(&mut self, amount: i64) {
        let amount = amount ^ self.flip;
        while self.queue.back().is_some_and(|&last| last < amount) {
            self.queue.pop_back();
        }
        self.queue.push_back(amount);
    }

    /// Removes the amount that was added first of those still there.
    pub fn remove(&mut self, amount: i64) {
        if self.queue.front() == Some(&(amount ^ self.flip)) {
            self.queue.pop_front();
        }
    }

    /// The answer; `None` when there are none.
    pub fn value(&self) -> Option<i64> {
        self.queue.front().map(|amount| amount ^ self.flip)
    }
}

/// How many different keys there are. One hash look-up a step; memory for those in the window.
#[derive(Clone, Debug, Default)]
pub struct Distinct {
    counts: HashMap<u32, u64, Hashing>,
}

impl Distinct {
    /// Adds a key.
    pub fn add(&mut self, key: u32) {
        *self.counts.entry(key).or_insert(0) += 1;
    }

    /// Removes a key that was added.
    pub fn remove(&mut self, key: u32) {
        if let Some(count) = self.counts.get_mut(&key) {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&key);
            }
        }
    }

    /// How many different ones are left.
    pub fn value(&self) -> usize {
        self.counts.len()
    }
}

/// The middle amount; of two middle ones the smaller (SQL's `percentile_disc(0.5)`).
///
/// Sorted buckets of up to 512 amounts. A step moves the amounts of one bucket at most, the answer walks past up to
/// half the buckets: not constant, but a window of a million amounts has only some thousand of them.
#[derive(Clone, Debug, Default)]
pub struct Median {
    /// None is empty; no amount of one is above one of the next.
    buckets: Vec<Vec<i64>>,
    count: usize,
}

impl Median {
    const BUCKET: usize = 512;

    /// The first bucket that does not end below `amount`.
    fn bucket(&self, amount: i64) -> usize {
        self.buckets.partition_point(|bucket| bucket.last().is_none_or(|&last| last < amount))
    }

    /// Adds an amount.
    pub fn add(&mut self, amount: i64) {
        self.count += 1;
        let index = self.bucket(amount).min(self.buckets.len().saturating_sub(1));
        let Some(bucket) = self.buckets.get_mut(index) else {
            self.buckets.push(vec![amount]);
            return;
        };
        let at = bucket.partition_point(|&other| other < amount);
        bucket.insert(at, amount);
        if bucket.len() > Self::BUCKET {
            let upper = bucket.split_off(Self::BUCKET / 2);
            self.buckets.insert(index + 1, upper);
        }
    }

    /// Removes an amount that was added.
    pub fn remove(&mut self, amount: i64) {
        let index = self.bucket(amount);
        let Some(bucket) = self.buckets.get_mut(index) else { return };
        let at = bucket.partition_point(|&other| other < amount);
        if bucket.get(at) != Some(&amount) {
            return;
        }
        bucket.remove(at);
        self.count -= 1;
        // A bucket that ran low joins the next, so that there are never many more buckets than amounts need.
        let low = bucket.len();
        if low == 0 {
            self.buckets.remove(index);
        } else if self.buckets.get(index + 1).is_some_and(|next| low + next.len() < Self::BUCKET / 2) {
            let next = self.buckets.remove(index + 1);
            self.buckets.iter_mut().skip(index).take(1).for_each(|bucket| bucket.extend_from_slice(&next));
        }
    }

    /// The answer; `None` when there are none.
    pub fn value(&self) -> Option<i64> {
        let mut rank = self.count.checked_sub(1)? / 2;
        for bucket in &self.buckets {
            match bucket.get(rank) {
                Some(&amount) => return Some(amount),
                None => rank -= bucket.len(),
            }
        }
        None
    }
}

/// One multiplication for a key, for tables that are looked up once a row. Keys are numbers the caller gave out, not
/// text from outside, so nobody can make them collide; nothing depends on the order of a table.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hashing;

impl BuildHasher for Hashing {
    type Hasher = Multiply;

    fn build_hasher(&self) -> Multiply {
        Multiply(0)
    }
}

/// See [`Hashing`].
#[derive(Debug)]
pub(crate) struct Multiply(u64);

impl Hasher for Multiply {
    fn finish(&self) -> u64 {
        // The upper bits are the mixed ones; the table looks at the lower.
        self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 << 8) ^ u64::from(byte);
        }
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key);
    }
}
