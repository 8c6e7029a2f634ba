//! Times that keep the wall clock of the place where a thing happened.

use std::fmt;

use jiff::civil::DateTime;

/// How finely a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[repr(u8)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Only the month.
    Month,
    /// Only the day: the time of day is unknown, not midnight.
    Day,
    /// To the minute.
    Minute,
    /// To the second or finer.
    Second,
}

/// A moment: the local wall clock, the offset from UTC where it is known, and how finely it is known.
///
/// A bank's posting date, a chat export without a zone and a receiver's UTC clock differ in exactly these, and rules
/// such as "at night" are unknown where the local time of day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Moment {
    /// Microseconds of the local wall clock since 1970-01-01T00:00 local.
    pub local_us: i64,
    /// Minutes east of UTC, where the source says so.
    pub offset_min: Option<i16>,
    /// How finely it is known.
    pub precision: Precision,
}

/// A date or time out of range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date of the years −9999 to 9999")]
pub struct MomentError;

const MINUTE_US: i64 = 60_000_000;
/// Microseconds in a day.
const DAY_US: i64 = 86_400_000_000;

impl Moment {
    /// From a civil date and time.
    pub fn from_civil(at: DateTime, offset_min: Option<i16>, precision: Precision) -> Self {
        let seconds = jiff::tz::Offset::UTC.to_timestamp(at).map_or(0, jiff::Timestamp::as_microsecond);
        Self { local_us: seconds, offset_min, precision }
    }

    /// From microseconds of UTC since 1970, with the local offset where it is known; without one the wall clock kept
    /// is UTC's and the offset is recorded as zero.
    pub fn from_utc_us(utc_us: i64, offset_min: Option<i16>) -> Self {
        let offset = offset_min.unwrap_or(0);
        let local_us = utc_us.saturating_add(i64::from(offset) * MINUTE_US);
        Self { local_us, offset_min: Some(offset), precision: Precision::Second }
    }

    /// Microseconds of UTC for ordering; where the offset is unknown, the local clock is taken as UTC.
    pub fn order_us(&self) -> i64 {
        self.local_us.saturating_sub(i64::from(self.offset_min.unwrap_or(0)) * MINUTE_US)
    }

    /// Days since 1970-01-01 of the local date.
    pub fn local_day(&self) -> i64 {
        self.local_us.div_euclid(DAY_US)
    }

    /// Minutes since local midnight, or `None` where the time of day is not known.
    pub fn minute_of_day(&self) -> Option<u16> {
        (self.precision >= Precision::Minute)
            .then(|| u16::try_from(self.local_us.rem_euclid(DAY_US) / MINUTE_US).unwrap_or(0))
    }

    /// The local civil date and time.
    pub fn civil(&self) -> Result<DateTime, MomentError> {
        jiff::Timestamp::from_microsecond(self.local_us)
            .map(|stamp| jiff::tz::Offset::UTC.to_datetime(stamp))
            .ok()
            .ok_or(MomentError)
    }
}

/// ISO 8601, as fine as it is known: `2026-03`, `2026-03-04`, `2026-03-04T23:10`, `2026-03-04T23:10:09+02:00`.
impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ok(at) = self.civil() else { return out.write_str("?") };
        let date = at.date();
        match self.precision {
            Precision::Year => return write!(out, "{:04}", date.year()),
            Precision::Month => return write!(out, "{:04}-{:02}", date.year(), date.month()),
            Precision::Day => return write!(out, "{date}"),
            Precision::Minute => write!(out, "{date}T{:02}:{:02}", at.hour(), at.minute())?,
            Precision::Second => {
                write!(out, "{date}T{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second())?;
            }
        }
        match self.offset_min {
            Some(0) => out.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(out, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn a_moment_is_written_only_as_finely_as_it_is_known() {
        for (civil, offset, precision, expected) in [
            ("2026-03-04T23:10:09", Some(120), Precision::Second, "2026-03-04T23:10:09+02:00"),
            ("2026-03-04T23:10:09", Some(-210), Precision::Minute, "2026-03-04T23:10-03:30"),
            ("2026-03-04T23:10:09", Some(0), Precision::Second, "2026-03-04T23:10:09Z"),
            ("2026-03-04T23:10:09", None, Precision::Second, "2026-03-04T23:10:09"),
            ("2026-03-04T00:00:00", None, Precision::Day, "2026-03-04"),
            ("1969-12-31T00:00:00", None, Precision::Year, "1969"),
        ] {
            assert_eq!(Moment::from_civil(at(civil), offset, precision).to_string(), expected);
        }
    }

    #[test]
    fn the_time_of_day_is_unknown_for_a_date() {
        assert_eq!(Moment::from_civil(at("2026-03-04T00:00:00"), None, Precision::Day).minute_of_day(), None);
        let late = Moment::from_civil(at("1960-03-04T23:10:00"), None, Precision::Minute);
        assert_eq!(late.minute_of_day(), Some(23 * 60 + 10));
    }

    #[test]
    fn the_local_clock_is_kept_and_order_is_by_utc() {
        let there = Moment::from_utc_us(0, Some(330));
        assert_eq!(there.to_string(), "1970-01-01T05:30:00+05:30");
        assert_eq!(there.order_us(), 0);
    }
}
