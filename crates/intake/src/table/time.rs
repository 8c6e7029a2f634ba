//! Times as tables write them.

use evidence::{Moment, Precision};
use jiff::civil::DateTime;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::{Offset, TimeZone};

/// One way of writing a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// ISO 8601, `T` or space between, with or without an offset.
    Iso,
    /// A count since 1970 in UTC, with its unit in microseconds.
    Epoch(i64),
    /// strftime's letters, and how fine they are.
    Letters(String, Precision),
}

impl Format {
    pub(super) fn parse(name: &str) -> Self {
        match name {
            "iso" => Self::Iso,
            "epoch_s" => Self::Epoch(1_000_000),
            "epoch_ms" => Self::Epoch(1_000),
            "epoch_days" => Self::Epoch(86_400_000_000),
            letters => {
                let has = |any: &[&str]| any.iter().any(|one| letters.contains(one));
                let precision = if has(&["%S", "%T"]) {
                    Precision::Second
                } else if has(&["%H", "%I", "%R"]) {
                    Precision::Minute
                } else if has(&["%d", "%e", "%j", "%D", "%F"]) {
                    Precision::Day
                } else if has(&["%m", "%b", "%B"]) {
                    Precision::Month
                } else {
                    Precision::Year
                };
                Self::Letters(letters.to_owned(), precision)
            }
        }
    }

    /// The moment `text` writes; `zone` gives the offset where the text does not.
    pub(super) fn read(&self, text: &str, zone: Option<&TimeZone>) -> Option<Moment> {
        match self {
            Self::Iso => iso(text, zone),
            Self::Epoch(unit) => {
                let count: i64 = text.parse().ok()?;
                let moment = Moment::from_utc_us(count.checked_mul(*unit)?, None);
                moment.civil().ok()?;
                if *unit < 86_400_000_000 {
                    return Some(moment);
                }
                Some(Moment { precision: Precision::Day, offset_min: None, ..moment })
            }
            Self::Letters(letters, precision) => {
                let parts = BrokenDownTime::parse(letters, text).ok()?;
                // `%Y` takes "26" for the year 26; no evidence is that old.
                parts.year().filter(|year| *year >= 1000)?;
                let date = match precision {
                    Precision::Year => jiff::civil::date(parts.year()?, 1, 1),
                    Precision::Month => jiff::civil::Date::new(parts.year()?, parts.month()?, 1).ok()?,
                    _ => parts.to_date().ok()?,
                };
                let time = if *precision >= Precision::Minute {
                    parts.to_time().ok()?
                } else {
                    jiff::civil::Time::midnight()
                };
                Some(moment(date.to_datetime(time), parts.offset(), *precision, zone))
            }
        }
    }
}

fn iso(text: &str, zone: Option<&TimeZone>) -> Option<Moment> {
    let text = text.trim();
    let precision = match text.len() {
        0..4 => return None,
        4 => Precision::Year,
        7 => Precision::Month,
        8..=10 => Precision::Day,
        11..=16 => Precision::Minute,
        _ => Precision::Second,
    };
    if precision < Precision::Day {
        let (year, month) = text.split_once('-').unwrap_or((text, "1"));
        let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
        return Some(moment(date.to_datetime(jiff::civil::Time::midnight()), None, precision, zone));
    }
    let parsed = jiff::fmt::temporal::DateTimeParser::new();
    let at: DateTime = parsed.parse_datetime(text).ok().or_else(|| {
        // With `Z` the wall clock is only had through the instant.
        parsed.parse_timestamp(text).ok().map(|stamp| Offset::UTC.to_datetime(stamp))
    })?;
    let utc = text.ends_with(['Z', 'z']).then_some(Offset::UTC);
    let says_offset = text.get(10..).is_some_and(|clock| clock.contains(['+', '-', '\u{2212}']));
    let offset = utc.or_else(|| {
        if !says_offset {
            return None;
        }
        let stamp = parsed.parse_timestamp(text).ok()?;
        let seconds = Offset::UTC.to_timestamp(at).ok()?.as_second().checked_sub(stamp.as_second())?;
        Offset::from_seconds(i32::try_from(seconds).ok()?).ok()
    });
    Some(moment(at, offset, precision, zone))
}

fn moment(at: DateTime, offset: Option<Offset>, precision: Precision, zone: Option<&TimeZone>) -> Moment {
    let known = offset.or_else(|| {
        let zone = zone.filter(|_| precision >= Precision::Minute)?;
        // A wall clock that a change of summer time skips or repeats has the offset before the change.
        Some(zone.to_ambiguous_zoned(at).compatible().ok()?.offset())
    });
    let minutes = known.and_then(|offset| i16::try_from(offset.seconds() / 60).ok());
    Moment::from_civil(at, minutes, precision)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_finely_as_they_are_written() {
        let toronto = TimeZone::get("America/Toronto").unwrap();
        for (format, text, zone, expected) in [
            ("iso", "2026-03-04", None, "2026-03-04"),
            ("iso", "2026-03", None, "2026-03"),
            ("iso", "2026", None, "2026"),
            ("iso", "2026-03-04 23:10:00", None, "2026-03-04T23:10:00"),
            ("iso", "2026-03-04 23:10", Some(&toronto), "2026-03-04T23:10-05:00"),
            ("iso", "2026-07-04T23:10:00", Some(&toronto), "2026-07-04T23:10:00-04:00"),
            ("iso", "2026-07-04T23:10:00+02:00", Some(&toronto), "2026-07-04T23:10:00+02:00"),
            ("iso", "2026-07-04T23:10:00Z", None, "2026-07-04T23:10:00Z"),
            ("iso", "2016-01-12 13:02:11.218", None, "2016-01-12T13:02:11"),
            ("%y%m%d", "930105", None, "1993-01-05"),
            ("%d/%m/%Y", "05/01/1993", None, "1993-01-05"),
            ("%d.%m.%y %H:%M", "05.01.93 07:30", None, "1993-01-05T07:30"),
            ("%b %Y", "Jan 2021", None, "2021-01"),
            ("epoch_s", "0", None, "1970-01-01T00:00:00Z"),
            ("epoch_days", "14245", None, "2009-01-01"),
        ] {
            let found = Format::parse(format).read(text, zone).map(|moment| moment.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for (format, text) in
            [("iso", "soon"), ("iso", "2026-13-01"), ("%d/%m/%Y", "13/13/2020"), ("epoch_s", "x")]
        {
            assert_eq!(Format::parse(format).read(text, None), None, "{text}");
        }
    }
}
