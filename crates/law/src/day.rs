//! Calendar days: the local date of the place where something happened, without a time of day.

use jiff::civil::{Date, DateTime};

/// A date written `2026-04-01`, and nothing else.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shape.then(|| text.parse().ok()).flatten()
}

/// What became of a text that should be a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    Day(Date),
    /// Of the shape of a date, but no such day exists.
    Impossible,
    /// A moment in UTC, from which the local date cannot be known.
    NoPlace,
    /// Nothing like a date.
    No,
}

/// The local date of an event: a date, a local date and time, or a time with the offset or zone of the place.
pub(crate) fn local(text: &str) -> Read {
    let text = text.trim();
    if let Some(day) = parse(text) {
        return Read::Day(day);
    }
    let shape = text.len() >= 8 && text.bytes().take(4).all(|b| b.is_ascii_digit()) && text.contains('-');
    if !shape {
        return Read::No;
    }
    // `…Z` says when, not where: only a zone in brackets beside it tells the local date.
    if let Ok(zoned) = text.parse::<jiff::Zoned>() {
        return Read::Day(zoned.date());
    }
    if text.ends_with(['Z', 'z']) {
        return if text.parse::<jiff::Timestamp>().is_ok() { Read::NoPlace } else { Read::Impossible };
    }
    match text.parse::<DateTime>() {
        Ok(at) => Read::Day(at.date()),
        Err(_) => Read::Impossible,
    }
}

/// Days from one date to another; negative if the second is earlier.
pub(crate) fn days(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// Whole years from one date to another, as ages are counted: on the birthday the year is full.
pub(crate) fn years(from: Date, to: Date) -> i64 {
    let full = i64::from(to.year()) - i64::from(from.year());
    let is_before_anniversary = (to.month(), to.day()) < (from.month(), from.day());
    full - i64::from(is_before_anniversary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        parse(text).unwrap()
    }

    #[test]
    fn an_event_is_dated_where_it_happened() {
        for (text, expected) in [
            ("2026-04-01", Read::Day(day("2026-04-01"))),
            ("2023-03-25T00:01:00-04:00", Read::Day(day("2023-03-25"))),
            // The same moment on the Pacific coast was still the day before.
            ("2023-03-24T21:01:00-07:00", Read::Day(day("2023-03-24"))),
            ("2023-03-25T04:01:00Z[America/Vancouver]", Read::Day(day("2023-03-24"))),
            ("2026-04-01T23:59", Read::Day(day("2026-04-01"))),
            ("2023-03-25T04:01:00Z", Read::NoPlace),
            ("2026-02-30", Read::Impossible),
            ("2025-02-29", Read::Impossible),
            ("2026-13-01", Read::Impossible),
            ("soon", Read::No),
            ("", Read::No),
            ("1 April 2026", Read::No),
        ] {
            assert_eq!(local(text), expected, "{text}");
        }
    }

    #[test]
    fn days_and_years_are_counted_on_the_calendar() {
        assert_eq!(days(day("2026-04-01"), day("2026-04-14")), 13);
        assert_eq!(days(day("2024-02-28"), day("2024-03-01")), 2);
        assert_eq!(days(day("2026-04-02"), day("2026-04-01")), -1);
        assert_eq!(years(day("2008-06-01"), day("2026-05-31")), 17);
        assert_eq!(years(day("2008-06-01"), day("2026-06-01")), 18);
    }
}
