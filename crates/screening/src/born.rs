//! Birth dates as lists and forms give them, and how two fit.

/// A birth date: a day, a month, a year, or a range of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Born {
    /// The first year it may be.
    from: i32,
    /// The last.
    until: i32,
    /// Month and day, where both are said and are not the first of January, which forms are filled with.
    day: Option<(u8, u8)>,
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
const ABOUT: i32 = 2;

impl Born {
    /// From `1970-03-04`, `1970-03`, `1970`, `circa 1970`, `1968-1970`, anything with one or two years in it.
    pub fn parse(text: &str) -> Option<Self> {
        let is_about = !text.starts_with(|first: char| first.is_ascii_digit());
        let date = text.split(['T', ' ']).next().unwrap_or(text);
        let parts: Vec<&str> = date.split('-').collect();
        if let [year, month, day] = *parts.as_slice()
            && let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse::<u8>(), day.parse::<u8>())
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
        {
            return Some(Self {
                from: year,
                until: year,
                day: Some((month, day)).filter(|day| *day != (1, 1)),
            });
        }
        let mut years = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|run| run.len() == 4)
            .filter_map(|run| run.parse::<i32>().ok());
        let from = years.next()?;
        let until = years.next().unwrap_or(from);
        let about = if is_about { ABOUT } else { 0 };
        Some(Self { from: from.min(until) - about, until: from.max(until) + about, day: None })
    }

    /// How it fits another.
    pub fn fit(self, other: Self) -> Fit {
        let gap = (self.from - other.until).max(other.from - self.until).max(0);
        match (self.day, other.day) {
            (Some(one), Some(two)) if (self.from, one) == (other.from, two) => Fit::Equal,
            (Some(one), Some(two)) if gap == 0 && one == (two.1, two.0) => Fit::Swapped,
            (Some(_), Some(_)) if is_slip(&self.digits(), &other.digits()) => Fit::Slip,
            (Some(_), Some(_)) if gap == 0 => Fit::OtherDay,
            (Some(_), Some(_)) => Fit::OtherYear,
            _ if gap == 0 => Fit::Year,
            _ if gap == 1 => Fit::Slip,
            _ => Fit::OtherYear,
        }
    }

    fn digits(self) -> Vec<u8> {
        let (month, day) = self.day.unwrap_or_default();
        format!("{:04}{month:02}{day:02}", self.from).into_bytes()
    }
}

/// Whether one digit differs, or two neighbours are exchanged.
fn is_slip(one: &[u8], two: &[u8]) -> bool {
    let other: Vec<(usize, (&u8, &u8))> =
        one.iter().zip(two).enumerate().filter(|(_, (one, two))| one != two).collect();
    match other.as_slice() {
        [_] => one.len() == two.len(),
        [(at, (a, b)), (next, (c, d))] => at + 1 == *next && a == d && b == c,
        _ => false,
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
