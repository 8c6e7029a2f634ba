//! Times as properties of features give them.

use evidence::{Moment, Precision};
use jiff::civil::{Date, Time};
use serde_json::Value;

/// The time a value says; `None` for null. A number or a text of digits is a count since 1970, and `counted` is set.
pub(super) fn moment(value: &Value, counted: &mut bool) -> Result<Option<Moment>, String> {
    let found = match value {
        Value::Null => return Ok(None),
        Value::Number(number) => number.as_f64().and_then(|count| since_1970(count, counted)),
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        Value::String(text) => {
            written(text.trim()).or_else(|| since_1970(text.trim().parse().ok()?, counted))
        }
        _ => None,
    };
    found.map(Some).ok_or_else(|| format!("expected a time in ISO 8601 or counted from 1970, found {value}"))
}

/// Seconds, milli-, micro- or nanoseconds, told by size: seconds from 1973 to 5138, and so on by thousands.
#[expect(clippy::cast_possible_truncation, reason = "below 2^53 after the division")]
fn since_1970(count: f64, counted: &mut bool) -> Option<Moment> {
    let seconds = [1.0, 1e3, 1e6, 1e9]
        .map(|unit| count / unit)
        .into_iter()
        .find(|seconds| (1e8..1e11).contains(seconds))?;
    *counted = true;
    Some(Moment::from_utc_us((seconds * 1e6).round() as i64, None))
}

/// ISO 8601, with a space for the `T`, slashes in the date, and offsets of hours alone, as tools write them.
fn written(text: &str) -> Option<Moment> {
    let (date, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let date: Date = date.replace('/', "-").parse().ok()?;
    if rest.is_empty() {
        return Some(Moment::from_civil(date.at(0, 0, 0, 0), None, Precision::Day));
    }
    let clock = rest.strip_prefix(['T', 't', ' '])?;
    let zone = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at_checked(zone)?;
    let clock = clock.trim_end();
    let precision = if clock.matches(':').count() > 1 { Precision::Second } else { Precision::Minute };
    let time: Time = clock.parse().ok()?;
    Some(Moment::from_civil(date.to_datetime(time), offset_min(zone)?, precision))
}

/// `Z`, `+01`, `+0100`, `+01:00`, or nothing.
#[expect(clippy::option_option, reason = "no offset is as good as one; a wrong one is not")]
fn offset_min(zone: &str) -> Option<Option<i16>> {
    if zone.is_empty() {
        return Some(None);
    }
    if zone.eq_ignore_ascii_case("z") {
        return Some(Some(0));
    }
    let (sign, digits) = match zone.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, zone.strip_prefix('+')?),
    };
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
    let number = |digits: &str| {
        digits.parse::<i16>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let hours = number(hours).filter(|&hours| hours <= 14)?;
    let minutes = if minutes.is_empty() { 0 } else { number(minutes).filter(|&minutes| minutes < 60)? };
    Some(Some(sign * (hours * 60 + minutes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_tools_write_them() {
        for (json, expected) in [
            (r#""2024-03-04T21:25:15Z""#, "2024-03-04T21:25:15Z"),
            (r#""2024-03-04T21:25:15.250+01:00""#, "2024-03-04T21:25:15+01:00"),
            (r#""2024-03-04 21:25-0330""#, "2024-03-04T21:25-03:30"),
            (r#""2019/12/15 19:34:34+00""#, "2019-12-15T19:34:34Z"),
            (r#""2024-03-04 21:25:15""#, "2024-03-04T21:25:15"),
            (r#""2024-03-04""#, "2024-03-04"),
            ("1709583915", "2024-03-04T20:25:15Z"),
            ("1709583915000", "2024-03-04T20:25:15Z"),
            (r#""1709583915""#, "2024-03-04T20:25:15Z"),
        ] {
            let value = serde_json::from_str(json).unwrap();
            assert_eq!(moment(&value, &mut false).unwrap().unwrap().to_string(), expected, "{json}");
        }
    }

    #[test]
    fn what_is_no_time_is_said_to_be_none() {
        for json in [
            "1",
            "-5",
            "true",
            r#""noon""#,
            r#""2024-02-30""#,
            r#""2024-03-04T21:25+99""#,
            r#""2024-03-04T25:00Z""#,
        ] {
            let value = serde_json::from_str(json).unwrap();
            assert!(moment(&value, &mut false).unwrap_err().contains("expected a time"), "{json}");
        }
        assert_eq!(moment(&Value::Null, &mut false), Ok(None));
    }
}
