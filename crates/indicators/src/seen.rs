//! What can be told of a subject's events at a glance, before a rule walks them: most rules find nothing on most subjects.

use std::ops::Range;

use crate::field::Field;
use crate::mask;
use crate::plan::{Decided, NodeIx};
use crate::rows::{NONE, Row, Rows};
use crate::world::World;

/// All events of a subject in a block, or some of them.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'b> {
    world: &'b World<'b>,
    rows: &'b Rows,
    decided: &'b Decided,
    start: usize,
    end: usize,
}

impl<'b> Seen<'b> {
    pub(crate) fn new(
        world: &'b World<'b>,
        rows: &'b Rows,
        decided: &'b Decided,
        Range { start, end }: Range<usize>,
    ) -> Self {
        Self { world, rows, decided, start, end }
    }

    fn word(&self, nodes: &[NodeIx], word: usize) -> u64 {
        nodes.iter().fold(u64::MAX, |left, node| {
            left & self.decided.truths(*node).yes.get(word).copied().unwrap_or(0)
        })
    }

    /// The events of which all of `nodes` hold.
    fn rows(&self, nodes: &[NodeIx]) -> impl Iterator<Item = Row<'_>> + Clone {
        let rows = mask::rows_where(self.start, self.end, move |word| self.word(nodes, word));
        rows.map(|at| Row { world: self.world, rows: self.rows, at })
    }

    /// Of how many events all of `nodes` hold.
    pub(crate) fn count(&self, nodes: &[NodeIx]) -> usize {
        mask::count(self.start, self.end, |word| self.word(nodes, word))
    }

    /// The sums of all negative and of all positive amounts among the events of which all of `nodes` hold.
    pub(crate) fn sums(&self, nodes: &[NodeIx]) -> (i64, i64) {
        let amounts = self.rows(nodes).filter_map(|row| row.rows.amount.get(row.at).copied());
        amounts.filter(|amount| *amount != NONE).fold((0, 0), |(low, high): (i64, i64), amount| {
            (low.saturating_add(amount.min(0)), high.saturating_add(amount.max(0)))
        })
    }

    /// The most events of which all of `nodes` hold in any window so long.
    pub(crate) fn most_within(&self, nodes: &[NodeIx], within_us: i64) -> usize {
        let times = self.rows(nodes).filter_map(|row| row.time_us());
        let (mut first, mut count, mut most) = (times.clone().peekable(), 0, 0);
        for end_us in times {
            count += 1;
            while first.next_if(|us| *us < end_us.saturating_sub(within_us)).is_some() {
                count -= 1;
            }
            most = most.max(count);
        }
        most
    }

    /// What lies in windows so long that end with an event of which `select` holds and have none of which `node` does
    /// too, and between these.
    pub(crate) fn without(&self, select: NodeIx, node: NodeIx, within_us: i64) -> Option<Self> {
        let nodes = [select, node];
        let mut with = self.rows(&nodes).filter_map(|row| row.time_us()).peekable();
        let (mut last_us, mut ends) = (None, None);
        for end_us in self.rows(&nodes[..1]).filter_map(|row| row.time_us()) {
            while let Some(us) = with.next_if(|us| *us <= end_us) {
                last_us = Some(us);
            }
            if last_us.is_none_or(|us| us < end_us.saturating_sub(within_us)) {
                ends = Some((ends.map_or(end_us, |(first, _)| first), end_us));
            }
        }
        let (first_us, last_us) = ends?;
        let times = self.rows.time_us.get(self.start..self.end)?;
        let before = |us: i64| self.start + times.partition_point(|own| *own < us);
        let (start, end) = (before(first_us.saturating_sub(within_us)), before(last_us.saturating_add(1)));
        Some(Self { start, end, ..*self })
    }

    /// Whether all events of which `node` holds are in one currency.
    pub(crate) fn is_one_currency(&self, node: NodeIx) -> bool {
        let nodes = [node];
        let mut currencies = self.rows(&nodes).map(|row| row.currency());
        let first = currencies.next();
        currencies.all(|own| Some(own) == first)
    }

    /// How many values of a field there are among the events of which all of `nodes` hold, up to some sixteen.
    pub(crate) fn different(&self, nodes: &[NodeIx], field: Field) -> usize {
        /// Ours: where there are more, more events than a rule asks for are likely.
        const FEW: usize = 16;
        let mut known: [Option<u64>; FEW] = [None; FEW];
        for key in self.rows(nodes).filter_map(|row| row.key(field)) {
            match known.iter_mut().find(|own| own.is_none_or(|own| own == key)) {
                Some(own) => *own = Some(key),
                None => return usize::MAX,
            }
        }
        known.iter().flatten().count()
    }
}
