//! What one rule keeps of one subject, or of one group of its events.
//!
//! Twice over: what is settled, since nothing earlier can come, and what is so far. Both take moments in order of time
//! through the very rule the batch runs; where what came late does not fit behind what is so far, that is built anew
//! from what is settled.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use evidence::{Currency, Locator, Moment};
use serde::{Deserialize, Serialize};

use crate::engine::{Detector, Found, Missing};
use crate::episode::Timed;
use crate::incremental::{Incremental, Lasting};
use crate::rows::{Row, Rows};
use crate::world::World;

/// What is kept of an event that a rule looks at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Info {
    /// The number of its record in the feed, from 0.
    pub(crate) row: u64,
    pub(crate) locator: Locator,
    pub(crate) time: Moment,
    pub(crate) currency: Currency,
}

/// The number of the rule, and the group of events looked at together.
pub(crate) type Key = (u16, u64, Currency);
pub(crate) type Slots<D> = BTreeMap<Key, Shelved<<D as Detector>::Item, <D as Detector>::State>>;

/// A slot, and beside the key when it is to be looked at next, so that the others are not even opened.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "I: Serialize, S: Serialize",
    deserialize = "I: Deserialize<'de>, S: Deserialize<'de>"
))]
pub(crate) struct Shelved<I, S> {
    pub(crate) due_us: i64,
    pub(crate) slot: Box<Slot<I, S>>,
}

impl<I: Lasting, S: Clone> Shelved<I, S> {
    pub(crate) fn new<D: Incremental<Item = I, State = S>>(test: &D) -> Self {
        Self { due_us: i64::MAX, slot: Box::new(Slot::new(test)) }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(
    serialize = "I: Serialize, S: Serialize",
    deserialize = "I: Deserialize<'de>, S: Deserialize<'de>"
))]
pub(crate) struct Slot<I, S> {
    settled: S,
    #[serde(skip)]
    live: Option<Box<S>>,
    /// What is not settled, in order of time.
    pending: VecDeque<I>,
    /// What is over in `live` and not in `settled`.
    #[serde(skip)]
    passed: Vec<Found>,
    /// Whether `live` is to be built anew.
    #[serde(skip)]
    stale: bool,
    /// What is over and has not been told.
    #[serde(skip)]
    over: Vec<Found>,
    /// Starts of what was told and is not over.
    announced: BTreeSet<i64>,
    /// Currency and day of what was settled last.
    last: (Currency, i64),
}

/// What a slot needs of its subject to go on.
pub(crate) struct Around<'a> {
    pub(crate) world: &'a World<'a>,
    pub(crate) events: &'a BTreeMap<u64, Info>,
    pub(crate) rows: &'a Rows,
    pub(crate) stub: &'a mut Stub,
}

/// What there is to tell of a slot.
#[derive(Debug, Default)]
pub(crate) struct News {
    pub(crate) over: Vec<Found>,
    pub(crate) opened: Vec<Found>,
    pub(crate) withdrawn: Vec<i64>,
}

/// A row of which only currency and day are known: all that a rule asks of the last one. One for all: making the
/// columns anew for each moment would cost more than the rule.
#[derive(Debug)]
pub(crate) struct Stub(Rows);

impl Default for Stub {
    fn default() -> Self {
        Self(Rows { currency: vec![Currency::NONE], day: vec![0], ..Rows::default() })
    }
}

impl Stub {
    fn of(&mut self, (currency, day): (Currency, i64)) -> &Rows {
        self.0.currency.fill(currency);
        self.0.day.fill(day);
        &self.0
    }
}

/// Hands a moment to the rule.
fn push<D: Incremental<Item: Lasting>>(
    test: &D,
    state: &mut D::State,
    moment: &mut [D::Item],
    around: &mut Around<'_>,
    found: &mut Vec<Found>,
) -> Option<(Currency, i64)> {
    let world = around.world;
    let last = moment.last_mut()?;
    let info = around.events.get(last.event())?;
    let known = (info.currency, info.time.local_day());
    let (rows, at) = match last.row().filter(|_| test.keeps_rows()) {
        Some(at) => (around.rows, *at),
        None => (around.stub.of(known), 0),
    };
    test.push(state, moment, Row { world, rows, at }, &mut Missing::default(), found);
    Some(known)
}

/// The end of the week of a moment; the weeks of different subjects end at different times.
pub(crate) fn coarse(us: i64, subject: u32) -> i64 {
    /// Ours: about a week.
    const GRID_US: i64 = 1 << 39;
    let phase_us = i64::from(subject.wrapping_mul(0x9E37_79B9)) << 7;
    let weeks = us.saturating_sub(phase_us).div_euclid(GRID_US).saturating_add(1);
    weeks.saturating_mul(GRID_US).saturating_add(phase_us)
}

impl<I: Lasting, S: Clone> Slot<I, S> {
    pub(crate) fn new<D: Incremental<Item = I, State = S>>(test: &D) -> Self {
        Self {
            settled: test.state(),
            live: None,
            pending: VecDeque::new(),
            passed: Vec::new(),
            stale: false,
            over: Vec::new(),
            announced: BTreeSet::new(),
            last: (Currency::NONE, 0),
        }
    }

    /// As it was written down: what is so far is to be built anew.
    pub(crate) fn resumed(&mut self) {
        self.stale = !self.pending.is_empty();
    }

    /// Takes in moments that nothing earlier can follow.
    pub(crate) fn settle_items<D>(&mut self, test: &D, items: &mut [I], around: &mut Around<'_>)
    where
        D: Incremental<Item = I, State = S>,
    {
        for moment in items.chunk_by_mut(|a, b| a.time_us() == b.time_us()) {
            for item in &*moment {
                if self.pending.front() == Some(item) {
                    self.pending.pop_front();
                } else {
                    self.stale = true;
                }
            }
            if let Some(now_us) = moment.first().map(Timed::time_us) {
                self.drop_before(now_us.saturating_add(1));
            }
            let known = push(test, &mut self.settled, moment, around, &mut self.over);
            self.last = known.unwrap_or(self.last);
        }
    }

    /// What was thought to come and did not.
    fn drop_before(&mut self, us: i64) {
        while self.pending.front().is_some_and(|item| item.time_us() < us) {
            self.pending.pop_front();
            self.stale = true;
        }
    }

    /// Takes in moments that something earlier may still follow.
    pub(crate) fn add_items<D>(&mut self, test: &D, items: &mut [I], around: &mut Around<'_>)
    where
        D: Incremental<Item = I, State = S>,
    {
        for moment in items.chunk_by_mut(|a, b| a.time_us() == b.time_us()) {
            let Some(now_us) = moment.first().map(Timed::time_us) else { continue };
            if self.pending.back().is_none_or(|last| last.time_us() < now_us) {
                if !self.stale {
                    let live = self.live.get_or_insert_with(|| Box::new(self.settled.clone()));
                    push(test, live, moment, around, &mut self.passed);
                }
                self.pending.extend(moment.iter().cloned());
            } else {
                let at = self.pending.partition_point(|item| item.time_us() <= now_us);
                for (item, at) in moment.iter().zip(at..) {
                    self.pending.insert(at, item.clone());
                }
                self.stale = true;
            }
        }
    }

    /// Finds what is over by `now_us`.
    pub(crate) fn settle_to<D>(&mut self, test: &D, now_us: i64, world: &World<'_>, stub: &mut Stub)
    where
        D: Incremental<Item = I, State = S>,
    {
        self.drop_before(now_us);
        let last = Row { world, rows: stub.of(self.last), at: 0 };
        let before = self.over.len();
        test.settle(&mut self.settled, now_us, last, &mut self.over);
        if let Some(live) = self.live.as_mut().filter(|_| self.over.len() > before) {
            test.settle(live, now_us, last, &mut Vec::new());
        }
    }

    /// Nothing more comes.
    pub(crate) fn finish<D>(&mut self, test: &D, world: &World<'_>, stub: &mut Stub)
    where
        D: Incremental<Item = I, State = S>,
    {
        self.pending.clear();
        (self.live, self.stale) = (None, false);
        self.passed.clear();
        let last = Row { world, rows: stub.of(self.last), at: 0 };
        test.finish(&mut self.settled, last, &mut self.over);
    }

    /// What there is to tell since this was last asked.
    pub(crate) fn news<D>(&mut self, test: &D, around: &mut Around<'_>) -> News
    where
        D: Incremental<Item = I, State = S>,
    {
        if self.stale {
            self.passed.clear();
            self.live = None;
            if !self.pending.is_empty() {
                let mut live = Box::new(self.settled.clone());
                for moment in self.pending.make_contiguous().chunk_by_mut(|a, b| a.time_us() == b.time_us()) {
                    push(test, &mut live, moment, around, &mut self.passed);
                }
                self.live = Some(live);
            }
            self.stale = false;
        }
        let mut news = News { over: std::mem::take(&mut self.over), ..News::default() };
        for found in &news.over {
            self.announced.remove(&found.start_us);
            self.passed.retain(|own| own.start_us != found.start_us);
        }
        let state = self.live.as_deref().unwrap_or(&self.settled);
        let open = test.open_start(state);
        if self.announced.is_empty() && self.passed.is_empty() && open.is_none() {
            return news;
        }
        let now: BTreeSet<i64> = self.passed.iter().map(|own| own.start_us).chain(open).collect();
        news.withdrawn = self.announced.difference(&now).copied().collect();
        let is_new = |own: &Found| !self.announced.contains(&own.start_us);
        news.opened = self.passed.iter().filter(|own| is_new(own)).cloned().collect();
        if open.is_some_and(|open| !self.announced.contains(&open)) {
            news.opened.extend(test.open(state));
        }
        self.announced = now;
        news
    }

    /// Whether all is settled and there is nothing to tell; what is so far is then forgotten.
    pub(crate) fn is_quiet<D>(&mut self, test: &D) -> bool
    where
        D: Incremental<Item = I, State = S>,
    {
        let is_quiet = self.pending.is_empty()
            && self.over.is_empty()
            && self.announced.is_empty()
            && self.passed.is_empty()
            && test.open_start(&self.settled).is_none();
        if is_quiet && self.stale {
            (self.live, self.stale) = (None, false);
        }
        is_quiet
    }

    /// When there is something to settle next, if ever. What is only to be forgotten, or was expected and did not come,
    /// is put together by the week.
    pub(crate) fn due_us<D>(&self, test: &D, subject: u32) -> i64
    where
        D: Incremental<Item = I, State = S>,
    {
        let coarse = |us: i64| coarse(us, subject);
        let due = test.due_us(&self.settled);
        let due = if test.is_awaited(&self.settled) { due } else { due.map(coarse) };
        let due = due.into_iter().chain(self.pending.front().map(|item| coarse(item.time_us()))).min();
        due.unwrap_or(i64::MAX)
    }

    /// Whether nothing would be lost with it.
    pub(crate) fn is_idle<D>(&self) -> bool
    where
        D: Incremental<Item = I, State = S>,
    {
        self.pending.is_empty() && self.announced.is_empty() && D::is_idle(&self.settled)
    }

    /// Every item, in whichever state, and the numbers of events that are named otherwise; forgets what can be rebuilt.
    pub(crate) fn each<D>(&mut self, visit: &mut dyn FnMut(&mut I), named: &mut dyn FnMut(u64))
    where
        D: Incremental<Item = I, State = S>,
    {
        if self.pending.is_empty() {
            self.live = None;
        }
        D::each(&mut self.settled, visit);
        let name = |events: &[u64], named: &mut dyn FnMut(u64)| events.iter().copied().for_each(named);
        name(D::named(&self.settled), named);
        if let Some(live) = &mut self.live {
            D::each(live, visit);
            name(D::named(live), named);
        }
        self.pending.iter_mut().for_each(visit);
        self.passed.iter().flat_map(|found| &found.events).for_each(|event| named(*event));
    }
}
