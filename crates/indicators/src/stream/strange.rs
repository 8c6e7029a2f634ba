//! What is strange in the rows of a feed, counted as they pass.
//!
//! As in the batch (`resolve::peculiarities`), but for what needs all rows at once: a row repeats another among the last
//! [`BACK`] events, is out of order where a later one came before it, and has a far date where that is more than a year
//! from the latest time.

use std::collections::{BTreeMap, VecDeque};

use evidence::{Event, Locator, Precision};
use foldhash::HashMap;
use resolve::{FAR_DAYS, Glance, Peculiar, Peculiarity, fingerprint};
use serde::{Deserialize, Serialize};

use super::feed::Arrived;
use super::notice::{Notice, Position};
use crate::quantity::DAY_US;
use crate::world::{World, moment};

/// Events back in which a repeated one is known. Ours: files are delivered twice within days, and so many take a few
/// megabytes.
const BACK: usize = 100_000;

/// How often something is strange.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Seen {
    times: u64,
    /// The number that was told last.
    told: u64,
    /// The first, at most [`Peculiar::SHOWN`].
    rows: Vec<Position>,
}

/// What is strange, and what the last events were.
#[derive(Debug, Default)]
pub(super) struct Strange {
    seen: BTreeMap<Peculiarity, Seen>,
    /// Fingerprint and row of the last events, and the last row of each.
    last: VecDeque<(u64, u64)>,
    row_of: HashMap<u64, u64>,
    glance: Glance,
}

/// The same, written down: by the code of what is strange.
pub(super) type Saved = (Vec<(String, Seen)>, Vec<(u64, u64)>);

impl Strange {
    pub(super) fn saved(&self) -> Saved {
        let seen = self.seen.iter().map(|(what, own)| (what.as_str().to_owned(), own.clone()));
        (seen.collect(), self.last.iter().copied().collect())
    }

    pub(super) fn resume((seen, last): Saved) -> Self {
        let known = |code: &str| Peculiarity::ALL.into_iter().find(|own| own.as_str() == code);
        Self {
            seen: seen.into_iter().filter_map(|(code, own)| Some((known(&code)?, own))).collect(),
            row_of: last.iter().copied().collect(),
            last: last.into(),
            glance: Glance::default(),
        }
    }

    /// Looks at an event before it is placed in time, where the latest time so far is `latest_us`.
    pub(super) fn look(
        &mut self,
        world: &World<'_>,
        event: &Event<'_>,
        own: &Arrived,
        latest_us: Option<i64>,
        notices: &mut Vec<Notice>,
    ) {
        let at = (own.row, &own.locator);
        for remark in &own.remarks {
            self.note(Peculiarity::from(*remark), at, notices);
        }
        let mut found: u32 = 0;
        self.glance.at(event, |entity| world.holder_of(entity), &mut |what| found |= 1 << what as u32);
        if let (Some(us), Some(latest_us), Some(time)) = (moment(event), latest_us, event.time) {
            // Of a day only its end is surely before what came.
            let end_us = if time.precision > Precision::Day { us } else { us.saturating_add(DAY_US - 1) };
            found |= u32::from(end_us < latest_us) << Peculiarity::OutOfOrder as u32;
        }
        if event.time.is_some() && self.is_repeated(fingerprint(event), own.row) {
            found |= 1 << Peculiarity::Repeated as u32;
        }
        for what in Peculiarity::ALL.into_iter().filter(|what| found >> *what as u32 & 1 == 1) {
            self.note(what, at, notices);
        }
    }

    /// Notes that a row is dated far from the others, where it is so.
    pub(super) fn far(&mut self, us: i64, from_us: i64, at: (u64, &Locator), notices: &mut Vec<Notice>) {
        // What has no date at all is often dated 1970.
        if us > DAY_US && us.saturating_sub(from_us).saturating_abs() > FAR_DAYS.saturating_mul(DAY_US) {
            self.note(Peculiarity::FarDate, at, notices);
        }
    }

    fn is_repeated(&mut self, print: u64, row: u64) -> bool {
        let before = self.row_of.insert(print, row);
        self.last.push_back((print, row));
        if self.last.len() > BACK
            && let Some((old, of)) = self.last.pop_front()
            && self.row_of.get(&old) == Some(&of)
        {
            self.row_of.remove(&old);
        }
        before.is_some_and(|before| before != row)
    }

    /// Counts, and tells of the first, the tenth, the hundredth …
    fn note(&mut self, what: Peculiarity, (row, locator): (u64, &Locator), notices: &mut Vec<Notice>) {
        let own = self.seen.entry(what).or_default();
        own.times += 1;
        if own.rows.len() < Peculiar::SHOWN {
            own.rows.push(Position { row, locator: locator.clone() });
        }
        if own.times >= own.told.saturating_mul(10) {
            notices.push(own.tell(what));
        }
    }

    /// In the end: what was counted since it was told.
    pub(super) fn finish(&mut self) -> Vec<Notice> {
        let untold = self.seen.iter_mut().filter(|(_, own)| own.times > own.told);
        untold.map(|(what, own)| own.tell(*what)).collect()
    }
}

impl Seen {
    fn tell(&mut self, what: Peculiarity) -> Notice {
        self.told = self.times;
        Notice::Strange { what: what.as_str().to_owned(), count: self.times, rows: self.rows.clone() }
    }
}
