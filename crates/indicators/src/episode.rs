//! Windows that slide over what was selected, and the strongest of those that fire and overlap.
//!
//! Items come in order of time. A window ends at the last item and reaches back so far; windows that fire and overlap
//! are one episode, told by the strongest of them. What an episode may still be told by is kept until it is over; all
//! else is dropped as the window moves on, so that memory is bounded by what lies within the longest reach. Each item
//! is added, dropped and kept once: amortised constant cost.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// Something at a moment.
pub(crate) trait Timed: Clone {
    fn time_us(&self) -> i64;
}

/// The strongest of windows that fired and overlapped.
#[derive(Clone, Debug)]
pub(crate) struct Episode<T> {
    /// Its items, in order.
    pub(crate) items: Vec<T>,
    /// The values of the measures.
    pub(crate) values: Vec<Option<i64>>,
    /// What else tells it apart (a limit).
    pub(crate) tag: i64,
    /// When the first of the windows began, which does not change as stronger ones are joined.
    pub(crate) start_us: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Open<T> {
    /// Numbers of the first item and of the one behind the last.
    low: u64,
    high: u64,
    /// Behind the last item of any window of the episode.
    end: u64,
    /// Those of its items that have left the queue.
    kept: Vec<T>,
    values: Vec<Option<i64>>,
    tag: i64,
    start_us: i64,
}

/// A sliding window over items, with the open episode.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Window<T> {
    /// How far the window reaches back, and how much further what lies before it is kept.
    pub(crate) within_us: i64,
    history_us: i64,
    queue: VecDeque<T>,
    /// The number of the first item of the queue, and of the first of the window.
    base: u64,
    low: u64,
    open: Option<Open<T>>,
}

impl<T: Timed> Window<T> {
    pub(crate) fn new(within_us: i64, history_us: i64) -> Self {
        Self { within_us, history_us, queue: VecDeque::new(), base: 0, low: 0, open: None }
    }

    /// Forgets everything, but not the room it took.
    pub(crate) fn clear(&mut self) {
        self.queue.clear();
        (self.base, self.low, self.open) = (0, 0, None);
    }

    /// Adds an item at the end.
    pub(crate) fn push(&mut self, item: T) {
        self.queue.push_back(item);
    }

    /// Moves the start of the window so that it ends at `end_us`; what leaves it is handed to `left`.
    pub(crate) fn slide(&mut self, end_us: i64, mut left: impl FnMut(&T)) {
        let start_us = end_us.saturating_sub(self.within_us);
        while let Some(item) = self.at(self.low).filter(|item| item.time_us() < start_us) {
            left(item);
            self.low += 1;
        }
        let history_us = start_us.saturating_sub(self.history_us);
        while self.base < self.low && self.queue.front().is_some_and(|item| item.time_us() < history_us) {
            if let Some(item) = self.queue.pop_front()
                && let Some(open) = &mut self.open
                && (open.low..open.high).contains(&self.base)
            {
                open.kept.push(item);
            }
            self.base += 1;
        }
    }

    fn at(&self, number: u64) -> Option<&T> {
        self.queue.get(usize::try_from(number.checked_sub(self.base)?).ok()?)
    }

    fn high(&self) -> u64 {
        self.base + self.queue.len() as u64
    }

    /// How many items are in the window.
    pub(crate) fn len(&self) -> usize {
        usize::try_from(self.high() - self.low).unwrap_or(usize::MAX)
    }

    /// The items of the window.
    pub(crate) fn items(&self) -> impl Iterator<Item = &T> {
        self.queue.iter().skip(usize::try_from(self.low - self.base).unwrap_or(usize::MAX))
    }

    /// The last item.
    pub(crate) fn last(&self) -> Option<&T> {
        self.queue.back()
    }

    /// The number, in the queue, of the first item at or after `us`.
    pub(crate) fn since(&self, us: i64) -> usize {
        self.queue.partition_point(|item| item.time_us() < us)
    }

    /// The item of that number in the queue.
    pub(crate) fn queued(&self, at: usize) -> Option<&T> {
        self.queue.get(at)
    }

    /// The start of the window in the queue.
    pub(crate) fn start(&self) -> usize {
        usize::try_from(self.low - self.base).unwrap_or(usize::MAX)
    }

    /// The window fires with these values: it is joined to the open episode if they overlap; one that is over is
    /// returned.
    pub(crate) fn fire(&mut self, values: Vec<Option<i64>>, tag: i64) -> Option<Episode<T>> {
        let (low, high) = (self.low, self.high());
        match &mut self.open {
            Some(open) if low < open.end => {
                open.end = high;
                if (values.first(), high - low) > (open.values.first(), open.high - open.low) {
                    let (end, start_us) = (open.end, open.start_us);
                    *open = Open { low, high, end, kept: Vec::new(), values, tag, start_us };
                }
                None
            }
            _ => {
                let over = self.close();
                let start_us = self.at(low).map_or(i64::MIN, Timed::time_us);
                self.open = Some(Open { low, high, end: high, kept: Vec::new(), values, tag, start_us });
                over
            }
        }
    }

    /// Ends the open episode.
    pub(crate) fn close(&mut self) -> Option<Episode<T>> {
        let open = self.open.take()?;
        let mut items = open.kept;
        let first = open.low.max(self.base);
        items.extend((first..open.high).filter_map(|number| self.at(number).cloned()));
        Some(Episode { items, values: open.values, tag: open.tag, start_us: open.start_us })
    }

    /// When the open episode began.
    pub(crate) fn open_start(&self) -> Option<i64> {
        self.open.as_ref().map(|open| open.start_us)
    }

    /// The open episode as it would end now.
    pub(crate) fn peek(&self) -> Option<Episode<T>> {
        let open = self.open.as_ref()?;
        let mut items = open.kept.clone();
        items.extend((open.low.max(self.base)..open.high).filter_map(|number| self.at(number).cloned()));
        Some(Episode { items, values: open.values.clone(), tag: open.tag, start_us: open.start_us })
    }

    /// From when on the open episode is over, or, where none is open, nothing is within reach.
    pub(crate) fn due_us(&self) -> Option<i64> {
        let (last, reach_us) = match &self.open {
            Some(open) => (self.at(open.end.checked_sub(1)?), self.within_us),
            None => (self.queue.back(), self.within_us.saturating_add(self.history_us)),
        };
        Some(last?.time_us().saturating_add(reach_us).saturating_add(1))
    }

    /// Whether it is as if nothing had ever been pushed.
    pub(crate) fn is_idle(&self) -> bool {
        self.queue.is_empty() && self.open.is_none()
    }

    /// Everything it keeps.
    pub(crate) fn each(&mut self, visit: &mut dyn FnMut(&mut T)) {
        let kept = self.open.iter_mut().flat_map(|open| &mut open.kept);
        self.queue.iter_mut().chain(kept).for_each(visit);
    }

    /// Ends the open episode if no window that ends at `now_us` or later can overlap it.
    pub(crate) fn close_before(&mut self, now_us: i64) -> Option<Episode<T>> {
        let open = self.open.as_ref()?;
        let last = self.at(open.end.checked_sub(1)?);
        let is_over = last.is_none_or(|last| last.time_us() < now_us.saturating_sub(self.within_us));
        if is_over { self.close() } else { None }
    }
}
