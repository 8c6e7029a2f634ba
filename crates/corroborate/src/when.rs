//! When a thing is claimed to have happened, as finely as it was said.

use evidence::{Moment, Precision};
use jiff::civil::{Date, DateTime};
use serde::{Serialize, Serializer};

pub(crate) const MINUTE_US: i64 = 60_000_000;
pub(crate) const HOUR_US: i64 = 60 * MINUTE_US;
pub(crate) const DAY_US: i64 = 24 * HOUR_US;
/// What an hour of the sun and an hour of law differ by, summer time included. Ours.
const ZONE_US: i64 = 2 * HOUR_US;
/// The most two places on Earth differ by.
const ANY_ZONE_US: i64 = 14 * HOUR_US;

/// A length of time on the wall clock of the place, or of UTC where an offset was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// First microsecond since 1970 of the local clock.
    pub start_us: i64,
    /// The microsecond after the last.
    pub end_us: i64,
    /// Minutes east of UTC, where said.
    pub offset_min: Option<i16>,
    /// How finely it was said.
    pub precision: Precision,
    text: String,
}

impl Window {
    /// From `2026`, `2026-03`, `2026-03-15`, `2026-03-15T04:00` (with `Z` or `+01:00` where known), or two of these with
    /// `/` between them: from the beginning of the first to the end of the second.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let Some((first, last)) = text.split_once('/') else {
            let (start, end, precision) = moment(text)?;
            return Some(Self::of(text, (start, precision), end));
        };
        let (first, last) = (moment(first.trim())?, moment(last.trim())?);
        let precision = first.2.min(last.2);
        let window = Self::of(text, (first.0, precision), last.1);
        (window.start_us < window.end_us).then_some(window)
    }

    fn of(text: &str, (start, precision): (Moment, Precision), end_us: i64) -> Self {
        Self {
            start_us: start.local_us,
            end_us,
            offset_min: start.offset_min,
            precision,
            text: text.to_owned(),
        }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The window made wider on both sides, as days or minutes for a request.
    pub fn widened(&self, by_us: i64) -> (Moment, Moment) {
        let precision = if self.precision >= Precision::Minute { Precision::Minute } else { Precision::Day };
        let at = |local_us: i64| Moment { local_us, offset_min: self.offset_min, precision };
        let last = self.end_us.saturating_sub(1).saturating_add(by_us);
        (at(self.start_us.saturating_sub(by_us)), at(last))
    }

    /// Where on this window's clock an event lies: first and last microsecond, and by how much the clocks may differ.
    /// Where one of them says no offset, `longitude` tells about what hour it was there.
    pub(crate) fn place(&self, time: &Moment, longitude: Option<f64>) -> (i64, i64, i64) {
        let long = match time.precision {
            Precision::Second => 1_000_000,
            Precision::Minute => MINUTE_US,
            Precision::Day => DAY_US,
            Precision::Month => 31 * DAY_US,
            Precision::Year => 366 * DAY_US,
        };
        let sun = longitude.map_or(0, sun_us);
        let slack = if longitude.is_some() { ZONE_US } else { ANY_ZONE_US };
        let (start, slack) = if time.precision <= Precision::Day {
            (time.local_us, 0)
        } else {
            match (self.offset_min, time.offset_min) {
                (Some(own), Some(_)) => (time.order_us().saturating_add(i64::from(own) * MINUTE_US), 0),
                (Some(own), None) => {
                    let utc = time.local_us.saturating_sub(sun);
                    (utc.saturating_add(i64::from(own) * MINUTE_US), slack)
                }
                // A receiver's UTC says nothing of the clock on the wall.
                (None, Some(0)) => (time.local_us.saturating_add(sun), slack),
                (None, _) => (time.local_us, 0),
            }
        };
        (start, start.saturating_add(long), slack)
    }
}

/// By how much the sun's clock at a longitude is ahead of UTC.
#[expect(clippy::cast_possible_truncation, reason = "a longitude is at most 180 in size; others saturate")]
fn sun_us(longitude: f64) -> i64 {
    (longitude / 15.0 * 60.0).round() as i64 * MINUTE_US
}

impl Serialize for Window {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// A moment, the microsecond after it, and how finely it is written.
fn moment(text: &str) -> Option<(Moment, i64, Precision)> {
    let date = |text: &str| text.parse::<Date>().ok();
    let all = |at: Date, after: Date, precision| {
        let (at, after) =
            (at.to_datetime(jiff::civil::Time::midnight()), after.to_datetime(jiff::civil::Time::midnight()));
        let moment = |at: DateTime| Moment::from_civil(at, None, precision);
        Some((moment(at), moment(after).local_us, precision))
    };
    match text.len() {
        4 => {
            let first = date(&format!("{text}-01-01"))?;
            all(first, first.checked_add(jiff::Span::new().years(1)).ok()?, Precision::Year)
        }
        7 => {
            let first = date(&format!("{text}-01"))?;
            all(first, first.checked_add(jiff::Span::new().months(1)).ok()?, Precision::Month)
        }
        10 => {
            let day = date(text)?;
            all(day, day.tomorrow().ok()?, Precision::Day)
        }
        _ => timed(text),
    }
}

fn timed(text: &str) -> Option<(Moment, i64, Precision)> {
    let (day, clock) = text.split_once(['T', ' '])?;
    let day: Date = day.parse().ok()?;
    let at_offset = clock.find(['Z', 'z', '+', '-', '−']);
    let (clock, offset) = at_offset.map_or((clock, ""), |at| clock.split_at(at));
    let offset_min = match offset {
        "" => None,
        "Z" | "z" => Some(0),
        _ => Some(offset_minutes(offset)?),
    };
    let precision = if clock.len() > 5 { Precision::Second } else { Precision::Minute };
    let long = if precision == Precision::Second { 1_000_000 } else { MINUTE_US };
    let clock: jiff::civil::Time =
        if clock.len() == 5 { format!("{clock}:00") } else { clock.to_owned() }.parse().ok()?;
    let moment = Moment::from_civil(day.to_datetime(clock), offset_min, precision);
    Some((moment, moment.local_us.saturating_add(long), precision))
}

fn offset_minutes(text: &str) -> Option<i16> {
    let sign = if text.starts_with('+') { 1 } else { -1 };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i16>().ok()? };
    let all = hours.parse::<i16>().ok()? * 60 + minutes;
    (all <= 14 * 60 && minutes < 60 && digits.len() <= 4).then_some(sign * all)
}

/// A length of time as people write it: `45m`, `3h`, `2d`, `1w`.
pub(crate) fn span_us(text: &str) -> Option<i64> {
    let text = text.trim();
    let unit = match text.chars().next_back()? {
        'm' => MINUTE_US,
        'h' => HOUR_US,
        'd' => DAY_US,
        'w' => 7 * DAY_US,
        _ => return None,
    };
    let number: i64 = text.get(..text.len() - 1)?.trim().parse().ok()?;
    (0..=36_500).contains(&number).then(|| number.checked_mul(unit))?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_time_is_as_wide_as_it_was_said() {
        for (text, hours) in [
            ("2026", 8760),
            ("2026-03", 744),
            ("2026-03-15", 24),
            ("2026-03-15/2026-03-16", 48),
            ("2026-03-15T04:00/2026-03-15T06:00", 2),
        ] {
            let window = Window::parse(text).unwrap();
            assert_eq!((window.end_us - window.start_us) / HOUR_US, hours, "{text}");
        }
        for text in ["", "15/03/2026", "2026-13", "2026-03-15T25:00", "2026-03-16/2026-03-15", "spring"] {
            assert_eq!(Window::parse(text), None, "{text}");
        }
    }

    #[test]
    fn clocks_are_compared_where_both_say_their_offset_and_widened_where_one_does_not() {
        let said = Window::parse("2026-03-15T04:30+01:00").unwrap();
        let utc = Moment::from_civil("2026-03-15T03:30:00".parse().unwrap(), Some(0), Precision::Second);
        assert_eq!(said.place(&utc, None), (said.start_us, said.start_us + 1_000_000, 0));
        let local = Window::parse("2026-03-15T04:30").unwrap();
        let (_, _, slack) = local.place(&utc, Some(-2.4));
        assert_eq!(slack, ZONE_US);
        assert_eq!(local.place(&utc, None).2, ANY_ZONE_US);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = Window::parse(&text).is_some();
            let _ = span_us(&text).is_some();
        }
    }
}
