//! What a [`Graph`](crate::Graph) counts and keeps.

use std::ops::Range;

/// A family's time window and the sizes its histogram tells apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// How far back from a payment its patterns reach, in microseconds.
    pub window_us: i64,
    /// Ascending sizes: bin `i` counts patterns of size `bins[i]` up to, not with, `bins[i + 1]`; the last has no end.
    pub bins: Vec<u32>,
}

impl Family {
    /// Bins 2, 3, … up to `largest`, which also takes all larger patterns.
    pub fn sizes_to(window_us: i64, largest: u32) -> Self {
        Self { window_us, bins: (2..=largest).collect() }
    }

    pub(crate) fn bin(&self, size: u32) -> Option<usize> {
        self.bins.partition_point(|&from| from <= size).checked_sub(1).filter(|_| size >= 2)
    }
}

/// The families, in the order of their columns in [`Counts`](crate::Counts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FamilyKind {
    /// Different payers of the payee.
    FanIn,
    /// Different payees of the payer.
    FanOut,
    /// Payments to the payee.
    DegreeIn,
    /// Payments by the payer.
    DegreeOut,
    /// Middles between a source and a target.
    ScatterGather,
    /// Cycles of payments each later than the one before.
    TemporalCycle,
    /// Cycles of payments in any order of time.
    SimpleCycle,
}

/// What is counted and what is kept. A family that is `None` has no columns and costs nothing.
///
/// Windows of fans and degrees are open at their old end (`t - window < time`), those of the other families closed
/// (`t - window <= time`). Patterns of size one are not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Different payers of the payee, and different payees of the payer: two histograms.
    pub fan: Option<Family>,
    /// Payments to the payee, and payments by the payer: two histograms.
    pub degree: Option<Family>,
    /// Pairs of a source and a target with several accounts between that were paid by the one and paid the other, in any
    /// order of time; one pattern for a pair, its size the number of accounts between.
    pub scatter_gather: Option<Family>,
    /// Cycles of different accounts along which time strictly increases, ending with this payment. Parallel payments make
    /// no further cycles: one pattern for a sequence of accounts.
    pub temporal_cycle: Option<Family>,
    /// The longest temporal cycle looked for, in payments.
    pub temporal_hops: u32,
    /// Cycles of different accounts in any order of time that this payment completes; one pattern for a sequence of
    /// accounts.
    pub simple_cycle: Option<Family>,
    /// The longest simple cycle looked for, in payments.
    pub simple_hops: u32,
    /// The most payments that counting one payment's cycles or scatter-gather may look at, for each of these families;
    /// what was cut short is listed in [`Counts::incomplete`](crate::Counts::incomplete). `u64::MAX` for exact counts
    /// whatever they cost.
    pub work: u64,
    /// How far back payments are kept for [`Graph::cycles`](crate::Graph::cycles) and its kind, in microseconds; never
    /// less than the longest window above.
    pub keep_us: i64,
    /// Account numbers are below this (at most 2³¹): about 150 bytes each, up to the largest seen.
    pub accounts: u32,
    /// The most payments kept (at most 2²⁴): about 200 bytes for each of the most ever kept at once. One more drops the
    /// oldest, counted by [`Graph::evicted`](crate::Graph::evicted).
    pub payments: u32,
}

impl Default for Config {
    /// Nothing counted, nothing kept: for `..Config::default()`.
    fn default() -> Self {
        Self {
            fan: None,
            degree: None,
            scatter_gather: None,
            temporal_cycle: None,
            temporal_hops: 6,
            simple_cycle: None,
            simple_hops: 6,
            work: u64::MAX,
            keep_us: 0,
            accounts: 1 << 24,
            payments: 1 << 24,
        }
    }
}

impl Config {
    /// The columns of a family, empty when it is not counted.
    pub fn columns(&self, kind: FamilyKind) -> Range<usize> {
        let mut start = 0;
        for (each, family) in self.families() {
            let end = start + family.map_or(0, |family| family.bins.len());
            if each == kind {
                return start..end;
            }
            start = end;
        }
        start..start
    }

    pub(crate) fn width(&self) -> usize {
        self.columns(FamilyKind::SimpleCycle).end
    }

    pub(crate) fn longest_window(&self) -> i64 {
        let windows =
            self.families().into_iter().filter_map(|(_, family)| family).map(|family| family.window_us);
        windows.fold(self.keep_us, i64::max).max(0)
    }

    fn families(&self) -> [(FamilyKind, Option<&Family>); 7] {
        [
            (FamilyKind::FanIn, self.fan.as_ref()),
            (FamilyKind::FanOut, self.fan.as_ref()),
            (FamilyKind::DegreeIn, self.degree.as_ref()),
            (FamilyKind::DegreeOut, self.degree.as_ref()),
            (FamilyKind::ScatterGather, self.scatter_gather.as_ref()),
            (FamilyKind::TemporalCycle, self.temporal_cycle.as_ref()),
            (FamilyKind::SimpleCycle, self.simple_cycle.as_ref()),
        ]
    }
}
