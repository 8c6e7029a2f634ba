//! Dates and times as XML Schema writes them.

use evidence::{Moment, Precision};
use jiff::civil::{Date, DateTime};

/// An `xs:dateTime` or `xs:date`, with an offset where one is written. A date alone is only as fine as a day.
pub(crate) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let Some((date, clock)) = text.split_once(['T', ' ']) else {
        let date: Date = day(text).parse().ok()?;
        return Some(Moment::from_civil(
            date.to_datetime(jiff::civil::Time::midnight()),
            None,
            Precision::Day,
        ));
    };
    let (clock, offset_min) = match clock.find(['Z', '+', '-']) {
        Some(at) => {
            let (clock, offset) = clock.split_at_checked(at)?;
            (clock, Some(offset_of(offset)?))
        }
        None => (clock, None),
    };
    let precision = if clock.matches(':').count() < 2 { Precision::Minute } else { Precision::Second };
    let date: Date = date.parse().ok()?;
    let at: DateTime = date.to_datetime(clock.trim().parse().ok()?);
    Some(Moment::from_civil(at, offset_min, precision))
}

/// An `xs:date` without its zone, which says nothing of when on that day; any other text as it stands.
pub(crate) fn day(text: &str) -> &str {
    match text.split_at_checked(10) {
        Some((date, zone)) if zone == "Z" || zone.starts_with(['+', '-']) && offset_of(zone).is_some() => {
            date
        }
        _ => text,
    }
}

fn offset_of(text: &str) -> Option<i16> {
    if text == "Z" {
        return Some(0);
    }
    let (sign, digits) = text.split_at_checked(1)?;
    let (hours, minutes) = digits.split_once(':')?;
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let total = hours.checked_mul(60)?.checked_add(minutes)?;
    (hours >= 0 && (0..60).contains(&minutes) && total <= 14 * 60).then_some(if sign == "-" {
        -total
    } else {
        total
    })
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn times_are_as_fine_as_written_and_keep_their_offset() {
        for (text, expected) in [
            ("2026-03-04T10:15:00", Some("2026-03-04T10:15:00")),
            ("2026-03-04T10:15:00.123Z", Some("2026-03-04T10:15:00Z")),
            ("2026-03-04T10:15:00+05:30", Some("2026-03-04T10:15:00+05:30")),
            ("2026-03-04T10:15:00-03:30", Some("2026-03-04T10:15:00-03:30")),
            ("2026-03-04T10:15", Some("2026-03-04T10:15")),
            ("2026-03-04", Some("2026-03-04")),
            ("2026-03-04-04:00", Some("2026-03-04")),
            ("2026-03-04Z", Some("2026-03-04")),
            ("2026-02-30", None),
            ("2026-03-04T25:15:00", None),
            ("2026-03-04T10:15:00+99:00", None),
            ("T00:00:00", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(moment(text).map(|at| at.to_string()).as_deref(), expected, "{text}");
        }
    }
}
