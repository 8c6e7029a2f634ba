//! Rules that cannot fire yet on a subject.
//!
//! Most rules never come near to firing on most subjects: no wage was paid, no second city seen. Until as many events of
//! each sort as a rule needs were seen, nothing is kept for it but which of the subject's latest events it selected;
//! once they were, its state is built from these, as if it had been there all along. What is counted may be out of
//! reach by then: a state that was built in vain says nothing.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::incremental::{Bits, Need};
use crate::rows::Record;
use crate::stream::slot::{Info, coarse};

/// What a rule needs, and how far back what it selected matters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanting {
    /// The number of the first need among those of all rules.
    pub(crate) first: u16,
    /// None where the rule's state is kept from the first event on.
    pub(crate) needs: Vec<Need>,
    pub(crate) reach_us: i64,
}

impl Wanting {
    /// The numbers of the needs that an event meets.
    fn met(&self, bits: Bits) -> impl Iterator<Item = u16> + '_ {
        let met = move |need: &Need| need.of.is_none_or(|bit| bits.yes >> bit & 1 == 1);
        (self.first..).zip(&self.needs).filter(move |(_, need)| met(need)).map(|(number, _)| number)
    }
}

/// That a rule selected an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pick {
    pub(crate) rule: u16,
    pub(crate) bits: Bits,
}

/// One side of an event that rules selected.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) record: Record,
    pub(crate) event: u64,
    pub(crate) info: Info,
    picks: Vec<Pick>,
    /// Until when any of the rules may look at it.
    until_us: i64,
}

impl Kept {
    pub(crate) fn new(record: Record, event: u64, info: Info) -> Self {
        Self { record, event, info, picks: Vec::new(), until_us: i64::MIN }
    }

    fn is(&self, (event, side): (u64, u8)) -> bool {
        (self.event, self.record.side) == (event, side)
    }

    fn due_us(&self) -> i64 {
        coarse(self.until_us, self.record.subject)
    }

    fn select(&mut self, picks: &[Pick], wanting: &[Wanting]) {
        let of = picks.iter().filter_map(|pick| wanting.get(usize::from(pick.rule)));
        let reach_us = of.map(|own| own.reach_us).max().unwrap_or(0);
        self.until_us = self.record.time_us.saturating_add(reach_us);
        self.picks = picks.to_vec();
    }
}

/// What is kept of one subject for the rules that are asleep.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Asleep {
    /// In order of time: first what is settled, then what is so far.
    kept: VecDeque<Kept>,
    settled: usize,
    /// How many picks meet which need.
    counts: Vec<(u16, u32)>,
    /// How many were left when this was last looked through.
    swept: usize,
    /// When the first of it is out of reach.
    pub(crate) due_us: i64,
}

impl Default for Asleep {
    fn default() -> Self {
        Self { kept: VecDeque::new(), settled: 0, counts: Vec::new(), swept: 0, due_us: i64::MAX }
    }
}

impl Asleep {
    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether what is kept has doubled since it was looked through.
    pub(crate) fn is_full(&self) -> bool {
        /// Ours: below so many, looking through costs more than it frees.
        const FEW: usize = 64;
        self.kept.len() > 2 * self.swept + FEW
    }

    /// Takes what rules select of an event that something earlier may still follow; adds the rules that are to be woken.
    pub(crate) fn add(&mut self, mut kept: Kept, picks: &[Pick], wanting: &[Wanting], woken: &mut Vec<u16>) {
        kept.select(picks, wanting);
        self.due_us = self.due_us.min(kept.due_us());
        let us = kept.record.time_us;
        let at = self.kept.partition_point(|own| own.record.time_us <= us);
        self.kept.insert(at.max(self.settled), kept);
        self.count_all(picks, wanting, woken);
    }

    /// Takes what rules select of an event that nothing earlier can follow, in place of what they selected of it before.
    pub(crate) fn settle(
        &mut self,
        (event, side): (u64, u8),
        picks: &[Pick],
        new: impl FnOnce() -> Option<Kept>,
        wanting: &[Wanting],
        woken: &mut Vec<u16>,
    ) {
        let known = self.kept.iter().skip(self.settled).position(|own| own.is((event, side)));
        let known = known.and_then(|at| self.kept.remove(self.settled + at));
        let is_same = known.as_ref().is_some_and(|own| own.picks == picks);
        if let Some(own) = known.as_ref().filter(|_| !is_same) {
            own.picks.iter().for_each(|pick| self.uncount(wanting, *pick));
        }
        let Some(mut kept) = known.or_else(new).filter(|_| !picks.is_empty()) else { return };
        if !is_same {
            kept.select(picks, wanting);
        }
        self.due_us = self.due_us.min(kept.due_us());
        self.kept.insert(self.settled, kept);
        self.settled += 1;
        if !is_same {
            self.count_all(picks, wanting, woken);
        }
    }

    fn count_all(&mut self, picks: &[Pick], wanting: &[Wanting], woken: &mut Vec<u16>) {
        for pick in picks {
            let Some(own) = wanting.get(usize::from(pick.rule)) else { continue };
            own.met(pick.bits).for_each(|need| self.count(need));
            let mut needs = (own.first..).zip(&own.needs);
            if needs.all(|(number, need)| self.counted(number) >= need.least) {
                woken.push(pick.rule);
            }
        }
    }

    /// Hands over what a rule selected, in order of time: what is settled, and what is so far.
    pub(crate) fn wake(&mut self, rule: u16, wanting: &[Wanting]) -> [Vec<(Kept, Bits)>; 2] {
        let mut taken = [Vec::new(), Vec::new()];
        let [settled, so_far] = &mut taken;
        for (at, own) in self.kept.iter_mut().enumerate() {
            let Some(pick) = own.picks.iter().position(|pick| pick.rule == rule) else { continue };
            let bits = own.picks.remove(pick).bits;
            let kept = Kept::new(own.record.clone(), own.event, own.info.clone());
            if at < self.settled { &mut *settled } else { &mut *so_far }.push((kept, bits));
        }
        if let Some(own) = wanting.get(usize::from(rule)) {
            let needs =
                own.first..own.first.saturating_add(u16::try_from(own.needs.len()).unwrap_or(u16::MAX));
            self.counts.retain(|(need, _)| !needs.contains(need));
        }
        taken
    }

    /// Forgets what is out of every rule's reach.
    pub(crate) fn forget_before(&mut self, now_us: i64, wanting: &[Wanting]) {
        let (mut at, mut settled) = (0, 0);
        self.kept.retain(|own| {
            let stays = own.until_us >= now_us && !own.picks.is_empty();
            settled += usize::from(stays && at < self.settled);
            at += 1;
            stays
        });
        (self.settled, self.swept) = (settled, self.kept.len());
        self.due_us = self.kept.iter().map(Kept::due_us).min().unwrap_or(i64::MAX);
        self.counts.clear();
        let picks: Vec<Pick> = self.kept.iter().flat_map(|own| &own.picks).copied().collect();
        for pick in picks {
            let Some(own) = wanting.get(usize::from(pick.rule)) else { continue };
            own.met(pick.bits).for_each(|need| self.count(need));
        }
    }

    fn counted(&self, need: u16) -> u32 {
        let at = self.counts.binary_search_by_key(&need, |(own, _)| *own).ok();
        at.and_then(|at| self.counts.get(at)).map_or(0, |(_, count)| *count)
    }

    fn count(&mut self, need: u16) {
        match self.counts.binary_search_by_key(&need, |(own, _)| *own) {
            Ok(at) => self.counts.get_mut(at).into_iter().for_each(|(_, count)| *count += 1),
            Err(at) => self.counts.insert(at, (need, 1)),
        }
    }

    fn uncount(&mut self, wanting: &[Wanting], pick: Pick) {
        let Some(own) = wanting.get(usize::from(pick.rule)) else { return };
        for need in own.met(pick.bits) {
            if let Some((_, count)) = self.counts.iter_mut().find(|(own, _)| *own == need) {
                *count = count.saturating_sub(1);
            }
        }
    }
}
