//! How far a feed has come in time, and which of its rows that is not believed of yet.
//!
//! The latest time seen settles what is earlier. One row with a mistyped year would settle everything, so a row that
//! stands far ahead of the others moves nothing: it waits in its place, and counts once the feed has come near it. Where
//! several such rows come one after another, the feed did go on, and the earliest of them is where it is. Of two first
//! rows far apart the earlier is believed, since that loses nothing: what is ahead only waits.

use std::collections::BTreeSet;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::At;
use crate::quantity::{DAY_US, Quantity, Unit};

/// So many rows ahead, one after another, are no mistake. Ours: future dates come in twos and threes, as of a journey
/// booked there and back.
const AGREEING: usize = 5;
/// The most rows that wait for the feed to come near them. Ours: so many are no mistakes either.
const WAITING: usize = 10_000;

/// How much later than others a row may come and still be put in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lateness {
    /// In microseconds.
    pub us: i64,
}

/// How far ahead of the others a row may stand and be believed at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ahead {
    /// In microseconds.
    pub us: i64,
}

impl Default for Ahead {
    /// 31 days. Ours: a feed of any size has a row a month, and a mistyped month or year stands further off.
    fn default() -> Self {
        Self { us: 31 * DAY_US }
    }
}

impl FromStr for Lateness {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(Self { us: if text == "0" { 0 } else { length_us(text, "0, 1h, 48h or 7d")? } })
    }
}

impl FromStr for Ahead {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let us = length_us(text, "12h, 3d or 31d")?;
        if us == 0 {
            Err(format!("“{text}”: every next row stands ahead of the last"))
        } else {
            Ok(Self { us })
        }
    }
}

fn length_us(text: &str, such_as: &str) -> Result<i64, String> {
    let quantity = Quantity::parse(text).filter(|own| own.unit == Unit::Duration && own.value >= 0);
    let us = quantity.map(|own| own.value);
    us.ok_or_else(|| format!("“{text}”: expected a length of time such as {such_as}"))
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comes {
    InTime,
    /// It counts when the feed has come near it.
    Ahead,
    /// It counts, and what came first turns out to be ahead.
    Before(At),
    TooLate,
}

/// How far a feed has come.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Watermark {
    lateness_us: i64,
    ahead_us: i64,
    latest_us: Option<i64>,
    /// The event the latest time is of, while no other is near it: nothing was settled then.
    alone: Option<At>,
    /// Events that wait for the feed to come near them.
    aside: BTreeSet<At>,
    /// The last rows and their times, as far as they came one after another and stand ahead.
    run: Vec<(u64, i64)>,
    pub(super) too_late: u64,
    pub(super) too_early: u64,
}

impl Watermark {
    pub(super) fn new(lateness: Lateness, ahead: Ahead) -> Self {
        Self { lateness_us: lateness.us, ahead_us: ahead.us, ..Self::default() }
    }

    /// The latest time that is believed.
    pub(super) fn latest_us(&self) -> Option<i64> {
        self.latest_us
    }

    /// What lies before this is settled; nothing is while no time was seen.
    pub(super) fn now_us(&self) -> Option<i64> {
        Some(self.latest_us?.saturating_sub(self.lateness_us))
    }

    /// Takes note of an event of a row.
    pub(super) fn place(&mut self, at: At, row: u64) -> Comes {
        let (us, _) = at;
        let Some(latest_us) = self.latest_us else {
            (self.latest_us, self.alone) = (Some(us), Some(at));
            return Comes::InTime;
        };
        if us > latest_us.saturating_add(self.ahead_us) {
            self.too_early += 1;
            self.aside.insert(at);
            self.agree(us, row);
            return Comes::Ahead;
        }
        let alone = self.alone.take();
        let near_us = latest_us.saturating_sub(self.ahead_us.max(self.lateness_us));
        if let Some(first) = alone.filter(|_| us < near_us) {
            self.too_early += 1;
            self.aside.insert(first);
            (self.latest_us, self.alone) = (Some(us), Some(at));
            return Comes::Before(first);
        }
        if us < latest_us.saturating_sub(self.lateness_us) {
            self.too_late += 1;
            return Comes::TooLate;
        }
        self.run.clear();
        self.latest_us = Some(latest_us.max(us));
        Comes::InTime
    }

    /// Goes on to where the last rows, or the most that may wait, say that the feed is.
    fn agree(&mut self, us: i64, row: u64) {
        if self.run.last().is_none_or(|(last, _)| *last != row) {
            self.run.push((row, us));
        }
        let agreed_us = self.run.iter().map(|(_, us)| *us).min().filter(|_| self.run.len() >= AGREEING);
        let first_us = self.aside.first().map(|(us, _)| *us).filter(|_| self.aside.len() > WAITING);
        let Some(now_us) = agreed_us.or(first_us) else { return };
        (self.latest_us, self.alone) = (Some(now_us), None);
        self.run.retain(|(_, us)| *us > now_us.saturating_add(self.ahead_us));
    }

    /// The events that were ahead and that the feed has come near since.
    pub(super) fn reached(&mut self) -> BTreeSet<At> {
        let Some(latest_us) = self.latest_us else { return BTreeSet::new() };
        let far = (latest_us.saturating_add(self.ahead_us).saturating_add(1), 0);
        if self.aside.first().is_none_or(|first| *first >= far) {
            return BTreeSet::new();
        }
        let later = self.aside.split_off(&far);
        std::mem::replace(&mut self.aside, later)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of rows dated so many days after the first of January, with three days of lateness.
    fn told(days: &[i64]) -> (Vec<Comes>, Watermark) {
        let mut watermark = Watermark::new(Lateness { us: 3 * DAY_US }, Ahead::default());
        let told = days.iter().zip(0..).map(|(day, row)| watermark.place((day * DAY_US, row), row)).collect();
        (told, watermark)
    }

    fn day(watermark: &Watermark) -> i64 {
        watermark.latest_us.unwrap() / DAY_US
    }

    #[test]
    fn a_mistyped_year_moves_nothing() {
        use Comes::{Ahead, Before, InTime, TooLate};
        for (days, expected, latest) in [
            (&[0, 1, 65_000, 2, 3][..], &[InTime, InTime, Ahead, InTime, InTime][..], 3),
            (&[0, 31, 63, 62], &[InTime, InTime, Ahead, InTime], 62),
            // The first row is the mistyped one, or the first two are, each otherwise.
            (&[65_000, 0, 1], &[InTime, Before((65_000 * DAY_US, 0)), InTime], 1),
            (&[65_000, 90_000, 0], &[InTime, Ahead, Before((65_000 * DAY_US, 0))], 0),
            // Two near each other believe each other.
            (&[10, 9, -60], &[InTime, InTime, TooLate], 10),
            (&[10, 6, 11], &[InTime, TooLate, InTime], 11),
        ] {
            let (told, watermark) = told(days);
            assert_eq!((told.as_slice(), day(&watermark)), (expected, latest), "{days:?}");
        }
    }

    #[test]
    fn a_feed_that_pauses_goes_on_with_the_fifth_row() {
        let (_, mut watermark) = told(&[0, 1, 200, 201, 65_000, 202]);
        assert_eq!((day(&watermark), watermark.reached().len()), (1, 0));
        assert_eq!(watermark.place((203 * DAY_US, 6), 6), Comes::Ahead);
        // The mistyped one still waits.
        assert_eq!((day(&watermark), watermark.reached().len(), watermark.aside.len()), (200, 4, 1));
        // Rows rarer than what is believed are told of four rows later.
        let rare: Vec<i64> = (0..20).map(|row| row * 40).collect();
        assert_eq!(day(&told(&rare).1), 15 * 40);
    }

    #[test]
    fn rows_ahead_between_others_never_agree_but_do_not_pile_up_for_ever() {
        let days: Vec<i64> = (0..40).flat_map(|day| [day, 65_000 + day]).collect();
        assert_eq!(day(&told(&days).1), 39);
        let mut watermark = told(&[0]).1;
        for row in 1..=WAITING as u64 + 1 {
            assert_eq!(day(&watermark), 0);
            watermark.place((65_000 * DAY_US, row), 1);
        }
        assert_eq!((day(&watermark), watermark.reached().len()), (65_000, WAITING + 1));
    }

    #[test]
    fn a_length_of_time_is_read_or_what_is_expected_is_said() {
        assert_eq!("0".parse(), Ok(Lateness { us: 0 }));
        assert_eq!("3d".parse(), Ok(Ahead { us: 3 * DAY_US }));
        for wrong in ["0d", "-3d", "3", "soon", ""] {
            assert!(wrong.parse::<Ahead>().is_err(), "{wrong}");
        }
        assert!("7".parse::<Lateness>().unwrap_err().contains("7d"));
    }
}
