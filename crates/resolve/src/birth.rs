//! Full birth dates, and when two of them cannot be of one person.

/// A birth date with year, month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Birth {
    year: u16,
    month: u8,
    day: u8,
}

impl Birth {
    /// From `YYYY-MM-DD`, a time after it ignored; none where month or day is not said.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let date = text.split(['T', ' ']).next()?;
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let birth = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        let plausible = parts.next().is_none()
            && year.len() == 4
            && (1..=12).contains(&birth.month)
            && (1..=31).contains(&birth.day);
        plausible.then_some(birth)
    }

    /// Whether they differ by more than an exchange of day and month, the commonest slip between two conventions.
    pub(crate) fn contradicts(self, other: Self) -> bool {
        let swapped = Self { year: other.year, month: other.day, day: other.month };
        self != other && self != swapped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_that_are_no_swap_of_day_and_month_contradict() {
        let date = |text| Birth::parse(text).unwrap();
        for (one, other, contradicts) in [
            ("1990-03-04", "1990-03-04", false),
            ("1990-03-04", "1990-04-03", false),
            ("1990-03-04", "1991-03-04", true),
            ("1990-03-04", "1991-04-03", true),
            ("1990-03-14", "1990-03-15", true),
        ] {
            assert_eq!(date(one).contradicts(date(other)), contradicts, "{one} {other}");
        }
    }

    #[test]
    fn a_date_without_a_day_is_not_a_full_date() {
        for text in ["1990", "1990-03", "", "circa 1990", "1990-13-01", "1990-00-00"] {
            assert_eq!(Birth::parse(text), None, "{text}");
        }
        assert!(Birth::parse("1990-03-04T00:00:00").is_some());
    }
}
