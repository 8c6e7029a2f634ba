//! What is strange in the rows of a feed, counted as they pass.
//!
//! As in the batch (`resolve::peculiarities`), but for what needs all rows at once: a row repeats another among the last
//! [`BACK`] events, is out of order where a later one came before it, and has a far date where that is more than a year
//! from the latest time.

use std::collections::{BTreeMap, VecDeque};

use evidence::{Event, Precision, Remark};
use foldhash::HashMap;
use resolve::{ClusterIx, FAR_DAYS, Glance, Peculiar, Peculiarity, fingerprint};
use serde::{Deserialize, Serialize};

use super::notice::{Notice, Position};
use crate::quantity::DAY_US;
use crate::world::{World, moment};

/// Events back in which a repeated one is known. Ours: files are delivered twice within days, and so many take a few
/// megabytes.
const BACK: usize = 100_000;

/// How often something is strange.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Seen {
    times: u64,
    /// The number that was told last.
    told: u64,
    /// The first, at most [`Peculiar::SHOWN`].
    rows: Vec<Position>,
}

/// What is strange, and what the last events were.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Strange {
    /// By the code of what is strange.
    seen: BTreeMap<String, Seen>,
    /// Fingerprint and row of the last events.
    last: VecDeque<(u64, u64)>,
    #[serde(skip)]
    row_of: HashMap<u64, u64>,
    #[serde(skip)]
    glance: Glance,
}

impl Strange {
    /// As it was written down.
    pub(super) fn resumed(mut self) -> Self {
        self.row_of = self.last.iter().copied().collect();
        self
    }

    /// Looks at an event before it is placed in time, where the latest time so far is `latest_us`.
    pub(super) fn look(
        &mut self,
        world: &World<'_>,
        event: &Event<'_>,
        remarks: &[Remark],
        position: &impl Fn() -> Position,
        latest_us: Option<i64>,
        notices: &mut Vec<Notice>,
    ) {
        let mut found: Vec<Peculiarity> = remarks.iter().copied().map(Peculiarity::from).collect();
        let holder = |entity| -> Option<ClusterIx> { world.holder_of(entity) };
        self.glance.at(event, holder, &mut |what| found.push(what));
        if let (Some(us), Some(latest_us), Some(time)) = (moment(event), latest_us, event.time) {
            // Of a day only its end is surely before what came.
            let end_us = if time.precision > Precision::Day { us } else { us.saturating_add(DAY_US - 1) };
            found.extend((end_us < latest_us).then_some(Peculiarity::OutOfOrder));
        }
        if event.time.is_some() {
            found.extend(
                self.is_repeated(fingerprint(event), position().row).then_some(Peculiarity::Repeated),
            );
        }
        for what in found {
            self.note(what, position, notices);
        }
    }

    /// Notes that a row is dated far from the others, where it is so.
    pub(super) fn far(
        &mut self,
        us: i64,
        from_us: i64,
        position: &impl Fn() -> Position,
        notices: &mut Vec<Notice>,
    ) {
        // What has no date at all is often dated 1970.
        if us > DAY_US && us.saturating_sub(from_us).saturating_abs() > FAR_DAYS.saturating_mul(DAY_US) {
            self.note(Peculiarity::FarDate, position, notices);
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
    fn note(&mut self, what: Peculiarity, position: &impl Fn() -> Position, notices: &mut Vec<Notice>) {
        let own = self.seen.entry(what.as_str().to_owned()).or_default();
        own.times += 1;
        if own.rows.len() < Peculiar::SHOWN {
            own.rows.push(position());
        }
        if own.times >= own.told.saturating_mul(10) {
            notices.push(own.tell(what.as_str()));
        }
    }

    /// In the end: what was counted since it was told.
    pub(super) fn finish(&mut self) -> Vec<Notice> {
        let untold = self.seen.iter_mut().filter(|(_, own)| own.times > own.told);
        untold.map(|(what, own)| own.tell(what)).collect()
    }
}

impl Seen {
    fn tell(&mut self, what: &str) -> Notice {
        self.told = self.times;
        Notice::Strange { what: what.to_owned(), count: self.times, rows: self.rows.clone() }
    }
}
