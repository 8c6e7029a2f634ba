//! Histograms of the patterns each payment of a batch belongs to.
//!
//! A pattern is found at its last payment and credited to all its payments of the same batch. So a payment pushed alone
//! has the patterns it completes, and one in a batch also those that later ones of the batch complete with it. A batch
//! reports a pair of scatter-gather once, at its last leg.

use crate::{
    config::{Config, FamilyKind},
    log::later,
    ring::Side,
    scatter,
    scratch::Scratch,
    simple,
    store::Store,
    temporal::{self, Closing},
};

/// One row of counts for each payment of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    rows: usize,
    width: usize,
    cells: Vec<u32>,
    /// The rows and families whose search was cut short by [`Config::work`]: they, and rows of the same batch their
    /// patterns would be credited to, may count too few.
    pub incomplete: Vec<(usize, FamilyKind)>,
}

impl Counts {
    /// The counts of each payment, in the order they were pushed; [`Config::columns`] says which are whose.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[u32]> {
        (0..self.rows).map(|row| self.cells.get(row * self.width..(row + 1) * self.width).unwrap_or_default())
    }

    pub(crate) fn begin(&mut self, width: usize, rows: usize) {
        (self.rows, self.width) = (rows, width);
        self.cells.clear();
        self.cells.resize(width * rows, 0);
        self.incomplete.clear();
    }

    fn credit(&mut self, row: u32, column: usize) {
        if let Some(cell) = self.cells.get_mut(row as usize * self.width + column) {
            *cell = cell.saturating_add(1);
        }
    }
}

/// A batch being counted: its first payment has the sequence number `first` and row zero.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    pub(crate) config: &'a Config,
    pub(crate) first: u32,
    pub(crate) counts: &'a mut Counts,
}

impl Batch<'_> {
    fn row(&self, seq: u32) -> u32 {
        seq.wrapping_sub(self.first)
    }

    fn holds(&self, seq: u32) -> bool {
        !later(self.first, seq)
    }

    /// Counts what the newest payment completes in all families but scatter-gather.
    pub(crate) fn count_newest(&mut self, store: &mut Store, scratch: &mut Scratch, seq: u32) {
        let edge = store.log.at(seq).edge;
        let time = edge.time_us;
        for (kind, account, side) in
            [(FamilyKind::FanIn, edge.to, Side::In), (FamilyKind::FanOut, edge.from, Side::Out)]
        {
            if let Some(family) = &self.config.fan {
                let since = time.saturating_sub(family.window_us);
                let size = store.rings.fan(account, side, since);
                self.credit_star(store, seq, (account, side), since, kind, family.bin(size));
            }
        }
        for (kind, account, side) in
            [(FamilyKind::DegreeIn, edge.to, Side::In), (FamilyKind::DegreeOut, edge.from, Side::Out)]
        {
            if let Some(family) = &self.config.degree {
                let since = time.saturating_sub(family.window_us);
                let size = store.rings.degree(account, side, since);
                self.credit_star(store, seq, (account, side), since, kind, family.bin(size));
            }
        }
        let closing = Closing { from: edge.from, to: edge.to, time, since: time, hops: 0, bundled: true };
        if let Some(family) = &self.config.temporal_cycle {
            let closing = Closing {
                since: time.saturating_sub(family.window_us),
                hops: self.config.temporal_hops,
                ..closing
            };
            let start = self.config.columns(FamilyKind::TemporalCycle).start;
            let mut work = self.config.work;
            let complete = temporal::search(store, scratch, &closing, &mut work, |trail| {
                let Some(column) = family.bin(size_of_cycle(trail)).map(|bin| start + bin) else { return };
                self.counts.credit(self.row(seq), column);
                self.credit_temporal(store, &closing, trail, column);
            });
            if !complete {
                self.counts.incomplete.push((self.row(seq) as usize, FamilyKind::TemporalCycle));
            }
        }
        if let Some(family) = &self.config.simple_cycle {
            let closing = Closing {
                since: time.saturating_sub(family.window_us),
                hops: self.config.simple_hops,
                ..closing
            };
            let start = self.config.columns(FamilyKind::SimpleCycle).start;
            let mut work = self.config.work;
            let complete = simple::search(store, scratch, &closing, &mut work, |trail| {
                let Some(column) = family.bin(size_of_cycle(trail)).map(|bin| start + bin) else { return };
                self.counts.credit(self.row(seq), column);
                for &last in trail {
                    self.credit_parallel(store, last, closing.since, column);
                }
            });
            if !complete {
                self.counts.incomplete.push((self.row(seq) as usize, FamilyKind::SimpleCycle));
            }
        }
    }

    /// Counts the scatter-gather pairs whose last leg is the payment, once the whole batch is in the graph.
    pub(crate) fn count_scatter(&mut self, store: &Store, scratch: &mut Scratch, seq: u32) {
        let Some(family) = &self.config.scatter_gather else { return };
        let since = store.log.at(seq).edge.time_us.saturating_sub(family.window_us);
        let start = self.config.columns(FamilyKind::ScatterGather).start;
        let first = self.first;
        let complete =
            scatter::search(store, scratch, (seq, since, self.config.work), |source, target, between| {
                let Some(column) = family.bin(between).map(|bin| start + bin) else { return };
                if seq == first {
                    return self.counts.credit(self.row(seq), column);
                }
                let in_window =
                    |pair: Option<u32>| pair.is_some_and(|seq| store.log.at(seq).edge.time_us >= since);
                for entry in
                    store.rings.recent(source, Side::Out, since).take_while(|entry| !later(first, entry.seq))
                {
                    if in_window(store.pairs.get(entry.neighbour(), target)) {
                        self.counts.credit(self.row(entry.seq), column);
                    }
                }
                for entry in
                    store.rings.recent(target, Side::In, since).take_while(|entry| !later(first, entry.seq))
                {
                    if in_window(store.pairs.get(source, entry.neighbour())) {
                        self.counts.credit(self.row(entry.seq), column);
                    }
                }
            });
        if !complete {
            self.counts.incomplete.push((self.row(seq) as usize, FamilyKind::ScatterGather));
        }
    }

    /// Credits a fan or degree to those of its payments that are in the batch.
    fn credit_star(
        &mut self,
        store: &Store,
        seq: u32,
        (account, side): (u32, Side),
        after: i64,
        kind: FamilyKind,
        bin: Option<usize>,
    ) {
        let Some(column) = bin.map(|bin| self.config.columns(kind).start + bin) else { return };
        let first = self.first;
        if seq == first {
            return self.counts.credit(self.row(seq), column);
        }
        let recent = store.rings.recent(account, side, after.saturating_add(1));
        for entry in recent.take_while(|entry| !later(first, entry.seq)) {
            self.counts.credit(self.row(entry.seq), column);
        }
    }

    /// Credits a pattern to those of a chain of parallel payments, up to `last`, that are in the batch.
    fn credit_parallel(&mut self, store: &Store, last: u32, since: i64, column: usize) {
        let mut next = Some(last);
        while let Some(seq) = next.filter(|&seq| self.holds(seq) && store.log.at(seq).edge.time_us >= since) {
            self.counts.credit(self.row(seq), column);
            next = store.log.previous(seq);
        }
    }

    /// Credits a temporal cycle to the payments of the batch that lie on it: those later than the earliest way there. The
    /// trail has the latest way on.
    fn credit_temporal(&mut self, store: &Store, closing: &Closing, trail: &[u32], column: usize) {
        if trail.first().is_none_or(|&last| !self.holds(last)) {
            return;
        }
        let mut arrival = closing.since.saturating_sub(1);
        for &last in trail.iter().rev() {
            self.credit_parallel(store, last, arrival.saturating_add(1), column);
            let mut earliest = store.log.at(last).edge.time_us;
            let mut next = store.log.previous(last);
            while let Some(seq) = next {
                let time = store.log.at(seq).edge.time_us;
                if time <= arrival {
                    break;
                }
                earliest = time;
                next = store.log.previous(seq);
            }
            arrival = earliest;
        }
    }
}

/// In payments, the closing one with it.
fn size_of_cycle(trail: &[u32]) -> u32 {
    u32::try_from(trail.len()).map_or(u32::MAX, |payments| payments.saturating_add(1))
}
