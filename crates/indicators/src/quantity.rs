//! Numbers as rules and findings hold them: exact, with their unit.
//!
//! Every number is a count of ten-thousandths in 64 bits, so that amounts of every ISO 4217 currency, shares and
//! kilometres compare exactly. Operations saturate rather than wrap.

use evidence::{Currency, minor_digits, parse_minor};

/// Ten-thousandths in one.
pub(crate) const ONE: i64 = 10_000;
const DIGITS: u32 = 4;

/// Microseconds in a minute, an hour and a day.
const MINUTE_US: i64 = 60_000_000;
pub(crate) const HOUR_US: i64 = 60 * MINUTE_US;
pub(crate) const DAY_US: i64 = 24 * HOUR_US;

/// How a number is meant and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Plain,
    Percent,
    Kilometres,
    /// Minutes since midnight.
    Clock,
    /// Major units of the payments' own currency.
    Money,
    /// Microseconds; only a length of time is not in ten-thousandths.
    Duration,
}

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quantity {
    pub(crate) value: i64,
    pub(crate) unit: Unit,
}

/// A whole number.
pub(crate) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX).saturating_mul(ONE)
}

/// An amount in minor units as a number of major units.
pub(crate) fn major(minor: i64, currency: Currency) -> i64 {
    minor.saturating_mul(10_i64.saturating_pow(DIGITS.saturating_sub(minor_digits(currency))))
}

/// `part / all`, or `None` where there is nothing to divide by.
pub(crate) fn ratio(part: i64, all: i64) -> Option<i64> {
    let value = i128::from(part).checked_mul(i128::from(ONE))?.checked_div(i128::from(all))?;
    Some(clamp(value))
}

/// The nearest number that 64 bits hold.
pub(crate) fn clamp(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

impl Quantity {
    /// Reads a parameter's value: `4`, `0.85`, `40%`, `100 km`, `22:00`, `48h`, `30d`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let number = |part: &str| parse_minor(part, '.', DIGITS).ok();
        let count = |part: &str| part.trim().parse::<i64>().ok().filter(|count| *count > 0);
        let of = |value, unit| Some(Self { value, unit });
        if let Some((hour, minute)) = text.split_once(':') {
            let (hour, minute) = (hour.parse::<i64>().ok()?, minute.parse::<i64>().ok()?);
            let valid = (0..24).contains(&hour) && (0..60).contains(&minute);
            return valid.then_some(Self { value: (hour * 60 + minute) * ONE, unit: Unit::Clock });
        }
        if let Some(part) = text.strip_suffix('%') {
            return of(number(part)? / 100, Unit::Percent);
        }
        if let Some(part) = text.strip_suffix("km") {
            return of(number(part)?, Unit::Kilometres);
        }
        if let Some(part) = text.strip_suffix('d') {
            return of(count(part)?.checked_mul(DAY_US)?, Unit::Duration);
        }
        if let Some(part) = text.strip_suffix('h') {
            return of(count(part)?.checked_mul(HOUR_US)?, Unit::Duration);
        }
        of(number(text)?, Unit::Plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_with_their_units() {
        for (text, value, unit) in [
            ("4", 40_000, Unit::Plain),
            ("0.85", 8_500, Unit::Plain),
            ("40%", 4_000, Unit::Percent),
            ("100 km", 1_000_000, Unit::Kilometres),
            ("22:00", 1_320 * ONE, Unit::Clock),
            ("48h", 2 * DAY_US, Unit::Duration),
            ("30d", 30 * DAY_US, Unit::Duration),
        ] {
            assert_eq!(Quantity::parse(text), Some(Quantity { value, unit }), "{text}");
        }
        for text in ["", "soon", "25:00", "-3d", "0h", "km", "99999999999999d"] {
            assert_eq!(Quantity::parse(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_of_every_currency_are_exact_in_major_units() {
        let of = |minor, code| major(minor, Currency::parse(code).unwrap());
        assert_eq!((of(1_234, "CAD"), of(500, "JPY"), of(1_500, "KWD")), (123_400, 5_000_000, 15_000));
        assert_eq!(of(i64::MAX, "CAD"), i64::MAX);
        assert_eq!((ratio(85, 100), ratio(1, 0)), (Some(8_500), None));
    }
}
