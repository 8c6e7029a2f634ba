//! Aggregates one event at a time: what enters a window is added, what leaves it is removed.

use std::collections::VecDeque;
use std::hash::Hash;

use foldhash::HashMap;
use serde::{Deserialize, Serialize};

/// Sum, count and mean. Constant time.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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

    /// Removes all, but not the room they took.
    pub fn clear(&mut self) {
        self.queue.clear();
    }

    /// The answer; `None` when there are none.
    pub fn value(&self) -> Option<i64> {
        self.queue.front().map(|amount| amount ^ self.flip)
    }
}

/// How many different keys there are. One hash look-up a step; memory for those in the window.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Distinct<K: Eq + Hash + Copy = u32> {
    counts: HashMap<K, u64>,
}

impl<K: Eq + Hash + Copy> Distinct<K> {
    /// Adds a key.
    pub fn add(&mut self, key: K) {
        *self.counts.entry(key).or_insert(0) += 1;
    }

    /// Removes a key that was added.
    pub fn remove(&mut self, key: K) {
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

    /// Removes all, but not the room they took.
    pub fn clear(&mut self) {
        self.counts.clear();
    }
}

/// The middle amount.
///
/// Sorted buckets of up to 512 amounts. A step moves the amounts of one bucket at most, the answer walks past up to
/// half the buckets: not constant, but a window of a million amounts has only some thousand of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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

    /// Of two middle amounts the smaller (SQL's `percentile_disc(0.5)`); `None` when there are none.
    pub fn value(&self) -> Option<i64> {
        self.ranked(self.count.checked_sub(1)? / 2)
    }

    /// Half way between two middle amounts, the fraction dropped (towards zero); `None` when there are none.
    pub fn midpoint(&self) -> Option<i64> {
        Some(i64::midpoint(self.value()?, self.ranked(self.count / 2)?))
    }

    fn ranked(&self, mut rank: usize) -> Option<i64> {
        for bucket in &self.buckets {
            match bucket.get(rank) {
                Some(&amount) => return Some(amount),
                None => rank -= bucket.len(),
            }
        }
        None
    }
}
