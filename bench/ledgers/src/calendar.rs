//! Days and minutes of a ledger. It begins on Monday, 5 January 2026, and counts local minutes from there.

use evidence::{Moment, Precision};
use jiff::civil::Date;

use crate::city::City;

/// Days from 1970-01-01 to the first day of every ledger.
const FIRST: i64 = 20_458;
pub(crate) const DAY: i64 = 1_440;
const MINUTE_US: i64 = 60_000_000;

/// The date of a day of the ledger; days before it began are negative.
pub(crate) fn date(day: i64) -> Date {
    Date::constant(2026, 1, 5).saturating_add(jiff::Span::new().days(day.clamp(-30_000, 30_000)))
}

/// Days on which a month begins, of those from `from` to `until`, the latter not included.
pub(crate) fn month_starts(from: i64, until: i64) -> impl Iterator<Item = i64> {
    (from..until).filter(|&day| date(day).day() == 1)
}

/// Monday is 0.
pub(crate) fn weekday(day: i64) -> i64 {
    day.rem_euclid(7)
}

/// A minute of a day of the ledger; hours beyond 24 reach into the next day.
pub(crate) fn minute(day: i64, hour: i64, minute: i64) -> i64 {
    day * DAY + hour * 60 + minute
}

pub(crate) fn moment(at: i64, seconds: i64, city: City, offset_known: bool, precision: Precision) -> Moment {
    let (day, offset) = (at.div_euclid(DAY), city.offset_min(date(at.div_euclid(DAY))));
    let minutes = if precision <= Precision::Day { day * DAY } else { at };
    let us = (FIRST * DAY + minutes) * MINUTE_US;
    let us = if precision == Precision::Second { us + seconds * 1_000_000 } else { us };
    Moment { local_us: us, offset_min: offset_known.then_some(offset), precision }
}
