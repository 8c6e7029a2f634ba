//! The very payments of each pattern that the newest payment completes.

use crate::{
    Edge,
    graph::Graph,
    log::Log,
    ring::{Entry, Side},
    temporal::{self, Closing},
};

/// What to look for, and how much to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Search {
    /// No payment of a pattern is older than the newest by more than this, in microseconds. What the graph no longer
    /// keeps ([`Config::keep_us`](crate::Config::keep_us)) is not found.
    pub window_us: i64,
    /// The most payments of a cycle.
    pub hops: u32,
    /// The fewest accounts between, or payers and payees around.
    pub least: u32,
    /// The most payments the search may look at before it gives up and says so in [`Outcome::complete`].
    pub work: u64,
}

impl Search {
    /// Cycles of up to six payments, three accounts between or around, a hundred thousand payments looked at.
    pub fn within(window_us: i64) -> Self {
        Self { window_us, hops: 6, least: 3, work: 100_000 }
    }
}

/// How a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Outcome {
    /// Whether every pattern was found; if not, the search met [`Search::work`].
    pub complete: bool,
    /// How many payments were looked at, some perhaps more than once.
    pub looked_at: u64,
}

/// A source that paid several accounts, each of which then paid the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScatterGather<'a> {
    /// Who paid the accounts between.
    pub source: u32,
    /// Whom they paid.
    pub target: u32,
    /// One for each account between.
    pub legs: &'a [Leg],
}

/// The way through one account between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leg {
    /// The newest payment by the source that is earlier than `second`.
    pub first: Edge,
    /// The newest payment to the target.
    pub second: Edge,
}

/// An account paid by several others before it paid several others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GatherScatter<'a> {
    /// The account in the middle.
    pub account: u32,
    /// The newest payment of each payer that is earlier than all of `scattered`.
    pub gathered: &'a [Edge],
    /// The newest payment to each of the payees paid last, the newest first: as few payees as asked for.
    pub scattered: &'a [Edge],
}

impl Graph {
    /// Cycles of different accounts along which time strictly increases, whose last payment is the newest; every choice of
    /// parallel payments is a cycle of its own. Each is given from its first payment to its last, in no set order of cycles
    /// but always the same.
    pub fn cycles(&mut self, search: &Search, mut found: impl FnMut(&[Edge])) -> Outcome {
        let Some(seq) = self.store.log.newest() else { return Budget::new(search).outcome() };
        let Edge { from, to, time_us: time, .. } = self.store.log.at(seq).edge;
        let since = time.saturating_sub(search.window_us);
        let closing = Closing { from, to, time, since, hops: search.hops, bundled: false };
        let mut work = search.work;
        let mut cycle = Vec::new();
        let log = &self.store.log;
        let complete = temporal::search(&self.store, &mut self.scratch, &closing, &mut work, |trail| {
            cycle.clear();
            cycle.extend(trail.iter().rev().chain([&seq]).map(|&seq| log.at(seq).edge));
            found(&cycle);
        });
        Outcome { complete, looked_at: search.work - work }
    }

    /// Sources that paid at least [`Search::least`] accounts, each of which later paid the payee of the newest payment,
    /// the newest among them. One for a source.
    pub fn scatter_gather(&self, search: &Search, mut found: impl FnMut(ScatterGather<'_>)) -> Outcome {
        let mut budget = Budget::new(search);
        let Some(seq) = self.store.log.newest() else { return budget.outcome() };
        let (log, rings, pairs) = (&self.store.log, &self.store.rings, &self.store.pairs);
        let Edge { from: between, to: target, time_us: time, .. } = log.at(seq).edge;
        let since = time.saturating_sub(search.window_us);
        let least = search.least.max(1);
        if between == target || rings.len(target, Side::In) < least {
            return budget.outcome();
        }
        let mut legs = Vec::new();
        for source in rings.neighbours(between, Side::In, since).map(Entry::neighbour) {
            if !budget.spend() {
                return budget.outcome();
            }
            if source == target || rings.len(source, Side::Out) < least {
                continue;
            }
            legs.clear();
            let mut completed = false;
            for entry in rings.neighbours(source, Side::Out, since) {
                if !budget.spend() {
                    return budget.outcome();
                }
                let Some(second) = pairs.get(entry.neighbour(), target) else { continue };
                let Edge { time_us: before, .. } = log.at(second).edge;
                let Some(first) = newest_before(log, entry.seq, before, &mut budget) else { continue };
                let leg = Leg { first: log.at(first).edge, second: log.at(second).edge };
                if leg.first.time_us >= since {
                    completed |= second == seq;
                    legs.push(leg);
                }
            }
            if budget.exhausted {
                return budget.outcome();
            }
            if completed && legs.len() >= least as usize {
                found(ScatterGather { source, target, legs: &legs });
            }
        }
        budget.outcome()
    }

    /// Whether the payer of the newest payment was paid by at least [`Search::least`] others before it paid at least as
    /// many, the newest among them.
    pub fn gather_scatter(&self, search: &Search, mut found: impl FnMut(GatherScatter<'_>)) -> Outcome {
        let mut budget = Budget::new(search);
        let Some(seq) = self.store.log.newest() else { return budget.outcome() };
        let (log, rings) = (&self.store.log, &self.store.rings);
        let Edge { from: account, to, time_us: time, .. } = log.at(seq).edge;
        let since = time.saturating_sub(search.window_us);
        let least = search.least.max(1) as usize;
        if account == to
            || (rings.len(account, Side::In) as usize) < least
            || (rings.len(account, Side::Out) as usize) < least
        {
            return budget.outcome();
        }
        let mut scattered = Vec::new();
        for entry in rings.recent(account, Side::Out, since) {
            if !budget.spend() {
                return budget.outcome();
            }
            if !entry.superseded() {
                scattered.push(log.at(entry.seq).edge);
            }
            if scattered.len() == least {
                break;
            }
        }
        let Some(begin) = scattered.last().filter(|_| scattered.len() == least).map(|edge| edge.time_us)
        else {
            return budget.outcome();
        };
        let mut gathered = Vec::new();
        for entry in rings.recent(account, Side::In, since) {
            if !budget.spend() {
                return budget.outcome();
            }
            let newest_of_payer = log.next(entry.seq).is_none_or(|next| log.at(next).edge.time_us >= begin);
            if entry.time < begin && newest_of_payer {
                gathered.push(log.at(entry.seq).edge);
            }
        }
        if gathered.len() >= least {
            found(GatherScatter { account, gathered: &gathered, scattered: &scattered });
        }
        budget.outcome()
    }
}

/// The newest payment before a time in the chain of parallel payments that ends with `seq`.
fn newest_before(log: &Log, seq: u32, time: i64, budget: &mut Budget) -> Option<u32> {
    let mut next = Some(seq);
    while let Some(seq) = next.filter(|&seq| log.at(seq).edge.time_us >= time) {
        if !budget.spend() {
            return None;
        }
        next = log.previous(seq);
    }
    next
}

/// How much a search may still look at.
#[derive(Debug)]
struct Budget {
    left: u64,
    all: u64,
    exhausted: bool,
}

impl Budget {
    fn new(search: &Search) -> Self {
        Self { left: search.work, all: search.work, exhausted: false }
    }

    fn spend(&mut self) -> bool {
        match self.left.checked_sub(1) {
            Some(left) => self.left = left,
            None => self.exhausted = true,
        }
        !self.exhausted
    }

    fn outcome(&self) -> Outcome {
        Outcome { complete: !self.exhausted, looked_at: self.all - self.left }
    }
}
