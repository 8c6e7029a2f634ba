//! How rules fall asleep over a subject, and are woken.

use super::{Block, Book, Present, Shelf};
use crate::engine::Selection;
use crate::rows::{Record, Row};
use crate::stream::asleep::Kept;

impl Book {
    /// Puts by what rules that are asleep selected; the rules that are to be woken, and for whom.
    pub(super) fn sleep(&mut self, block: &Block<'_>) -> Vec<(u32, u16)> {
        let Self { subjects, present, picks, wanting, wakes, full, .. } = self;
        let (mut all, mut woken, mut own_woken) = (picks.as_slice(), Vec::new(), Vec::new());
        let (mut start, mut picked) = (0, Vec::new());
        for Present { subject: number, end, .. } in present {
            let rows = std::mem::replace(&mut start, *end)..*end;
            let is_picked = all.first().is_some_and(|(at, _)| at < end);
            if !is_picked && subjects.get(number).is_none_or(|own| own.asleep.is_empty()) {
                continue;
            }
            let subject = subjects.entry(*number).or_default();
            for at in rows {
                let count = all.iter().take_while(|(own, _)| *own == at).count();
                let Some((own, rest)) = all.split_at_checked(count) else { break };
                all = rest;
                picked.clear();
                picked.extend(own.iter().map(|(_, pick)| *pick));
                let (Some((event, info)), Some(side)) = (block.event(at), block.rows.side.get(at)) else {
                    continue;
                };
                let kept = || Some(Kept::new(block.rows.record(at)?, *event, info.clone()));
                if block.is_settled {
                    subject.asleep.settle((*event, *side), &picked, kept, wanting, &mut own_woken);
                } else if let Some(kept) = kept().filter(|_| !picked.is_empty()) {
                    subject.asleep.add(kept, &picked, wanting, &mut own_woken);
                }
            }
            own_woken.sort_unstable();
            own_woken.dedup();
            woken.extend(own_woken.drain(..).map(|rule| (*number, rule)));
            subject.wake(*number, subject.asleep.due_us, wakes);
            if subject.is_full() && full.last() != Some(number) {
                full.push(*number);
            }
        }
        woken
    }

    /// Builds the state of a rule that was asleep from what it selected.
    pub(super) fn wake<D: Shelf>(&mut self, number: u32, rule: u16, test: &D, block: &Block<'_>) {
        let Some(subject) = self.subjects.get_mut(&number) else { return };
        subject.awake.push(rule);
        let taken = subject.asleep.wake(rule, &self.wanting);
        for (taken, is_settled) in taken.into_iter().zip([true, false]) {
            if taken.is_empty() {
                continue;
            }
            let mut rows = std::mem::take(&mut self.woken);
            rows.clear();
            let (mut events, mut items) = (Vec::new(), Selection::default());
            let mut all_bits = Vec::with_capacity(taken.len());
            for ((Kept { record, event, info, .. }, bits), at) in taken.into_iter().zip(0_u32..) {
                rows.push(&Record { event: at, ..record });
                events.push((event, info));
                all_bits.push(bits);
            }
            for (at, bits) in all_bits.into_iter().enumerate() {
                items.extend(test.item(&Row { world: block.world, rows: &rows, at }, bits), at);
            }
            let block = Block { rows: &rows, events: &events, is_settled, ..*block };
            self.begin(&block);
            self.flush(number, rule, test, &mut items, &block);
            self.woken = rows;
        }
    }
}
