//! Birth dates as lists and forms give them, and how two fit.

/// A birth date: a day, a month, a year, or a range of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Born {
    /// The first year it may be.
    from: i16,
    /// The last.
    until: i16,
    /// Year, month and day, four bits for each digit; month and day are 0 unless both are said and are not the first of January,
    /// which forms are filled with.
    digits: u32,
}

/// How two birth dates fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The same day.
    Equal,
    /// The same with day and month exchanged.
    Swapped,
    /// The same year, as far as is said.
    Year,
    /// One digit differs, or two neighbours are exchanged, or the years are next to each other: neither for nor against.
    Slip,
    /// Different days of one year.
    OtherDay,
    /// Different years.
    OtherYear,
}

/// How far off a year may be that is said to be about right. Ours.
const ABOUT: i16 = 2;

impl Born {
    /// From `1970-03-04`, `1970-03`, `1970`, `circa 1970`, `1968-1970`, anything with one or two years in it.
    pub fn parse(text: &str) -> Option<Self> {
        let is_about = !text.starts_with(|first: char| first.is_ascii_digit());
        let date = text.split(['T', ' ']).next().unwrap_or(text);
        let parts: Vec<&str> = date.split('-').collect();
        if let [year, month, day] = *parts.as_slice()
            && let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse::<u8>(), day.parse::<u8>())
            && (0..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
        {
            let day = if (month, day) == (1, 1) { (0, 0) } else { (month, day) };
            return Some(Self { from: year, until: year, digits: digits(year, day) });
        }
        let mut years = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|run| run.len() == 4)
            .filter_map(|run| run.parse::<i16>().ok());
        let from = years.next()?;
        let until = years.next().unwrap_or(from);
        let about = if is_about { ABOUT } else { 0 };
        let (from, until) = (from.min(until) - about, from.max(until) + about);
        Some(Self { from, until, digits: digits(from, (0, 0)) })
    }

    /// How it fits another.
    pub fn fit(self, other: Self) -> Fit {
        if let (Some(one), Some(two)) = (self.in_one_year(), other.in_one_year()) {
            return fit(one, two);
        }
        match (self.from - other.until).max(other.from - self.until).max(0) {
            0 => Fit::Year,
            1 => Fit::Slip,
            _ => Fit::OtherYear,
        }
    }

    /// Its digits, for [`fit`]; none if it is a range of years.
    pub(crate) fn in_one_year(self) -> Option<u32> {
        (self.from == self.until).then_some(self.digits)
    }
}

/// How two dates fit of which each is in one year, by their digits.
pub(crate) fn fit(one: u32, two: u32) -> Fit {
    let is_one_year = (one ^ two) >> 16 == 0;
    if one & DAY == 0 || two & DAY == 0 {
        return if is_one_year {
            Fit::Year
        } else if year(one).abs_diff(year(two)) == 1 {
            Fit::Slip
        } else {
            Fit::OtherYear
        };
    }
    if one == two {
        Fit::Equal
    } else if is_one_year && one & DAY == (two & 0xff) << 8 | (two & DAY) >> 8 {
        Fit::Swapped
    } else if is_slip(one, two) {
        Fit::Slip
    } else if is_one_year {
        Fit::OtherDay
    } else {
        Fit::OtherYear
    }
}

fn year(digits: u32) -> u32 {
    [12, 8, 4, 0].iter().fold(0, |year, shift| 10 * year + (digits >> 16 >> shift & 15))
}

/// The digits of month and day.
const DAY: u32 = 0xffff;

/// The digits of a date, four bits each.
fn digits(year: i16, (month, day): (u8, u8)) -> u32 {
    let two = |number: u32| ((number / 10) << 4) | (number % 10);
    let year = u32::try_from(year).unwrap_or(0);
    two(year / 100) << 24 | two(year % 100) << 16 | two(month.into()) << 8 | two(day.into())
}

/// Whether one digit differs, or two neighbours are exchanged.
fn is_slip(one: u32, two: u32) -> bool {
    let apart = one ^ two;
    let places = (apart | apart >> 1 | apart >> 2 | apart >> 3) & 0x1111_1111;
    let last = places & places.wrapping_neg();
    let digit = |digits: u32, place: u32| digits >> place.trailing_zeros() & 15;
    let next = last << 4;
    if places == last {
        last != 0
    } else {
        places == last | next && digit(one, last) == digit(two, next) && digit(one, next) == digit(two, last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_fit_by_what_is_known_of_them() {
        for (one, two, fit) in [
            ("1970-03-14", "1970-03-14", Fit::Equal),
            ("1970-03-04", "1970-04-03", Fit::Swapped),
            ("1970-03-14", "1970-03-15", Fit::Slip),
            ("1970-03-14", "1970-03-41", Fit::Year),
            ("1970-03-14", "1907-03-14", Fit::Slip),
            ("1970-03-14", "1970-11-25", Fit::OtherDay),
            ("1970-03-14", "1982-11-25", Fit::OtherYear),
            ("1970-03-14", "1970", Fit::Year),
            ("1970-03-14", "1970-01-01", Fit::Year),
            ("1970-03-14", "1982-01-01", Fit::OtherYear),
            ("1970", "1971-05-06", Fit::Slip),
            ("circa 1972", "1970-05-06", Fit::Year),
            ("circa 1972", "1965-05-06", Fit::OtherYear),
            ("1960-1970", "1965-05-06", Fit::Year),
            ("1970-03", "1970-03-14T00:00:00", Fit::Year),
        ] {
            let (one_date, two_date) = (Born::parse(one).unwrap(), Born::parse(two).unwrap());
            assert_eq!(one_date.fit(two_date), fit, "{one} {two}");
            assert_eq!(two_date.fit(one_date), fit, "{two} {one}");
        }
    }

    #[test]
    fn what_holds_no_year_is_no_date() {
        for text in ["", "unknown", "12", "03/04"] {
            assert_eq!(Born::parse(text), None, "{text}");
        }
    }
}
