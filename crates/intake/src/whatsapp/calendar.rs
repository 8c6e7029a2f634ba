//! What the numbers of a date mean: their order, decided over the whole file, and the calendar of the year.
//!
//! The format does not say whether the day or the month stands first. [`Census`] looks at every head of the file and
//! keeps, for each possible order, how many dates it makes impossible, how often it makes time run backwards, and how
//! far apart it puts neighbours. The best order wins; what decided it is told as an assumption.

use jiff::ToSpan;
use jiff::civil::Date;

use super::header::{Header, Number, Shape};

/// An order of the three numbers: where year, month and day stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    year: usize,
    month: usize,
    day: usize,
    name: &'static str,
}

/// The orders there are, the likelier first; each is followed by the one with day and month exchanged.
const ORDERS: [Order; 6] = [
    Order { year: 2, month: 1, day: 0, name: "day, month, year" },
    Order { year: 2, month: 0, day: 1, name: "month, day, year" },
    Order { year: 0, month: 1, day: 2, name: "year, month, day" },
    Order { year: 0, month: 2, day: 1, name: "year, day, month" },
    Order { year: 1, month: 0, day: 2, name: "month, year, day" },
    Order { year: 1, month: 2, day: 0, name: "day, year, month" },
];

/// How well an order fits: less is better, the first difference decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Misfit {
    /// Dates it makes impossible.
    impossible: u64,
    /// Times it makes a date come before the one that stands before it.
    backwards: u64,
    /// Sum of the distances between neighbours, in days (months taken as 31).
    distance: u64,
}

/// What was counted of the heads of one shape.
#[derive(Clone, Debug)]
struct Tally {
    shape: Shape,
    heads: u64,
    first_line: u64,
    last_date: [Number; 3],
    last_day: [Option<u32>; 6],
    misfit: [Misfit; 6],
}

/// What is counted of all heads of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Census {
    tallies: Vec<Tally>,
}

/// Shapes that are told apart; a file of more is no export.
const SHAPES: usize = 16;

/// How the heads of a file are written and to be read.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) shape: Shape,
    pub(super) order: Order,
    /// What to tell of how that was decided.
    pub(super) assumptions: Vec<String>,
}

impl Census {
    /// Counts a head.
    pub(super) fn add(&mut self, header: &Header, line: u64) {
        let known = self.tallies.iter().position(|tally| tally.shape == header.shape);
        if known.is_none() && self.tallies.len() < SHAPES {
            self.tallies.push(Tally {
                shape: header.shape,
                heads: 0,
                first_line: line,
                last_date: [Number::default(); 3],
                last_day: [None; 6],
                misfit: [Misfit::default(); 6],
            });
        }
        let at = known.unwrap_or(self.tallies.len().saturating_sub(1));
        let Some(tally) = self.tallies.get_mut(at).filter(|tally| tally.shape == header.shape) else {
            return;
        };
        tally.heads += 1;
        // Most messages are of the day of the one before.
        if tally.last_date == header.date && tally.heads > 1 {
            return;
        }
        tally.last_date = header.date;
        for ((order, last), misfit) in ORDERS.iter().zip(&mut tally.last_day).zip(&mut tally.misfit) {
            let Some(day) = order.rough_day(&header.date) else {
                misfit.impossible += 1;
                continue;
            };
            if let Some(last) = *last {
                misfit.backwards += u64::from(day < last);
                misfit.distance += u64::from(day.abs_diff(last));
            }
            *last = Some(day);
        }
    }

    /// The form most heads have.
    pub(super) fn form(&self) -> Option<Form> {
        let tally = self.tallies.iter().rev().max_by_key(|tally| tally.heads)?;
        let ranked = ORDERS.iter().zip(&tally.misfit).enumerate();
        let (at, (order, misfit)) = ranked.min_by_key(|(_, (_, misfit))| **misfit)?;
        let exchanged = tally.misfit.get(at ^ 1)?;
        let reason = if tally.shape.year_at == Some(0) && order.month < order.day {
            "the year stands first"
        } else if misfit.impossible < exchanged.impossible {
            "other orders make dates impossible"
        } else if misfit.backwards < exchanged.backwards {
            "so the messages stand in the order of time"
        } else if misfit.distance < exchanged.distance {
            "no date decides it, but so the messages lie closest together"
        } else {
            "nothing in the file decides it; check it against a date that is known"
        };
        let mut assumptions = vec![
            format!("dates are read as {}: {reason}", order.name),
            "times are the local clock of the phone that made the export; it names no time zone".to_owned(),
        ];
        for other in self.tallies.iter().filter(|other| other.shape != tally.shape) {
            assumptions.push(format!(
                "lines that begin like messages of another form are read as pasted text: {}, the first is line {}",
                other.heads, other.first_line
            ));
        }
        Some(Form { shape: tally.shape, order: *order, assumptions })
    }
}

impl Order {
    fn pick(self, date: &[Number; 3]) -> Option<(Number, Number, Number)> {
        Some((*date.get(self.year)?, *date.get(self.month)?, *date.get(self.day)?))
    }

    /// A number that grows with the date, if the order makes it one.
    fn rough_day(self, date: &[Number; 3]) -> Option<u32> {
        let (year, month, day) = self.pick(date)?;
        let fits = matches!(year.digits, 2 | 4)
            && month.digits <= 2
            && day.digits <= 2
            && (1..=12).contains(&month.value)
            && (1..=31).contains(&day.value);
        fits.then(|| (u32::from(year.value) * 12 + u32::from(month.value)) * 31 + u32::from(day.value))
    }

    /// The date, and the calendar it is converted from.
    pub(super) fn date(self, header: &Header) -> Result<(Date, Calendar), String> {
        let wrong = || {
            let [a, b, c] = header.date.map(|number| number.value);
            format!(
                "the date {a}/{b}/{c} is none in the order {} that the file's other dates have",
                self.name
            )
        };
        let (year, month, day) = self.pick(&header.date).ok_or_else(wrong)?;
        self.rough_day(&header.date).ok_or_else(wrong)?;
        let (calendar, year) = Calendar::of(year, header.persian);
        let month = i8::try_from(month.value).ok().ok_or_else(wrong)?;
        let day = i8::try_from(day.value).ok().ok_or_else(wrong)?;
        Ok((calendar.date(year, month, day).ok_or_else(wrong)?, calendar))
    }
}

/// The calendar of a year. WhatsApp is of 2009, so that the years it can stand beside tell the calendars apart
/// (until 2030 where the year has two digits).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Calendar {
    Gregorian,
    /// Solar Hijri (Iran, Afghanistan).
    Solar,
    /// Lunar Hijri (Saudi Arabia).
    Lunar,
    /// Buddhist era (Thailand).
    Buddhist,
}

impl Calendar {
    /// The calendar of a year as written, and the year in it.
    fn of(year: Number, persian: bool) -> (Self, i16) {
        let value = i16::try_from(year.value).unwrap_or(i16::MAX);
        match (year.digits, value) {
            (2, 88..) if persian => (Self::Solar, value.saturating_add(1300)),
            (2, ..=8) if persian => (Self::Solar, value.saturating_add(1400)),
            (2, _) => (Self::Gregorian, value.saturating_add(2000)),
            (_, 1370..1430) => (Self::Solar, value),
            (_, 1430..1480) => (Self::Lunar, value),
            (_, 2540..2600) => (Self::Buddhist, value),
            _ => (Self::Gregorian, value),
        }
    }

    fn date(self, year: i16, month: i8, day: i8) -> Option<Date> {
        match self {
            Self::Gregorian => Date::new(year, month, day).ok(),
            Self::Buddhist => Date::new(year.checked_sub(543)?, month, day).ok(),
            Self::Solar => {
                let month_days = match month {
                    1..=6 => 31,
                    7..=11 => 30,
                    _ => 29 + solar_day(i64::from(year) + 1, 1, 1) - solar_day(i64::from(year), 1, 1) - 365,
                };
                let days = solar_day(i64::from(year), i64::from(month), i64::from(day));
                (i64::from(day) <= month_days)
                    .then(|| from_unix_day(days - solar_day(1403, 1, 1) + NOWRUZ_1403))?
            }
            Self::Lunar => {
                let days = lunar_day(i64::from(year), i64::from(month), i64::from(day));
                (day <= 30).then(|| from_unix_day(days - lunar_day(1446, 1, 1) + MUHARRAM_1446))?
            }
        }
    }

    /// What to tell of a conversion.
    pub(super) fn assumption(self) -> Option<&'static str> {
        match self {
            Self::Gregorian => None,
            Self::Solar => {
                Some("years are of the Solar Hijri calendar, converted by its 33-year cycle of leap years")
            }
            Self::Lunar => Some(
                "years are of the Lunar Hijri calendar, converted by the tabular calendar: a date can be a day off the \
                 official one",
            ),
            Self::Buddhist => Some("years are of the Buddhist era, 543 ahead of the Gregorian"),
        }
    }
}

/// Days from 1970-01-01 to 1 Farvardin 1403 (2024-03-20).
const NOWRUZ_1403: i64 = 19_802;
/// Days from 1970-01-01 to 1 Muharram 1446 of the tabular calendar (2024-07-08).
const MUHARRAM_1446: i64 = 19_912;

fn from_unix_day(days: i64) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(i32::try_from(days).ok()?.days()).ok()
}

/// A count of days in the Solar Hijri calendar by its cycle of 33 years with 8 leap years, which agrees with the
/// astronomical calendar from 1244 to 1502.
fn solar_day(year: i64, month: i64, day: i64) -> i64 {
    // With this shift every fourth year of a cycle from its first is leap.
    let shifted = year + 1595;
    let leaps = shifted.div_euclid(33) * 8 + (shifted.rem_euclid(33) + 3) / 4;
    let months = if month < 7 { (month - 1) * 31 } else { (month - 7) * 30 + 186 };
    shifted * 365 + leaps + months + day
}

/// A count of days in the tabular Lunar Hijri calendar: months of 30 and 29 days, 11 leap years in 30.
fn lunar_day(year: i64, month: i64, day: i64) -> i64 {
    (year - 1) * 354 + (3 + 11 * year).div_euclid(30) + (month - 1) * 29 + month / 2 + day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(lines: &[&str]) -> Form {
        let mut census = Census::default();
        for (line, number) in lines.iter().zip(1..) {
            census.add(&Header::of(line.as_bytes()).unwrap(), number);
        }
        census.form().unwrap()
    }

    fn dates(lines: &[&str]) -> Vec<String> {
        let order = form(lines).order;
        let date =
            |line: &&str| order.date(&Header::of(line.as_bytes()).unwrap()).map(|(date, _)| date.to_string());
        lines.iter().map(|line| date(line).unwrap_or_else(|reason| reason)).collect()
    }

    #[test]
    fn the_order_is_what_the_whole_file_allows() {
        for (lines, expected, reason) in [
            (
                &["3/6/18, 1:55 - a: m", "13/6/18, 1:55 - a: m"][..],
                &["2018-06-03", "2018-06-13"][..],
                "impossible",
            ),
            (&["6/3/18, 1:55 - a: m", "6/13/18, 1:55 - a: m"], &["2018-06-03", "2018-06-13"], "impossible"),
            (
                &["1/12/18, 1:55 - a: m", "2/1/18, 1:55 - a: m"],
                &["2018-01-12", "2018-02-01"],
                "order of time",
            ),
            (
                &["12/11/18, 1:55 - a: m", "1/12/18, 1:55 - a: m"],
                &["2018-11-12", "2018-12-01"],
                "order of time",
            ),
            (
                &["6/7/18, 1:55 - a: m", "6/8/18, 1:55 - a: m", "6/9/18, 1:55 - a: m"],
                &["2018-06-07", "2018-06-08", "2018-06-09"],
                "closest",
            ),
            (&["6/7/18, 1:55 - a: m"], &["2018-07-06"], "nothing in the file"),
            (&["18/6/13, 1:55 - a: m", "18/6/14, 1:55 - a: m"], &["2018-06-13", "2018-06-14"], "impossible"),
            (&["[2018/06/07, 21:25:15] a: m"], &["2018-06-07"], "year stands first"),
            (&["[06/2018/13, 21:25:15] a: m"], &["2018-06-13"], "impossible"),
        ] {
            assert_eq!(dates(lines), expected);
            assert!(form(lines).assumptions[0].contains(reason), "{lines:?} {:?}", form(lines).assumptions);
        }
    }

    #[test]
    fn one_broken_date_does_not_turn_the_others_round() {
        let lines = ["13/6/18, 1:55 - a: m", "14/6/18, 1:55 - a: m", "6/15/18, 1:55 - a: m"];
        assert_eq!(dates(&lines)[..2], ["2018-06-13", "2018-06-14"]);
        assert!(dates(&lines)[2].contains("6/15/18 is none in the order day, month, year"));
    }

    #[test]
    fn other_calendars_are_converted_to_the_known_day() {
        for (line, expected) in [
            // Nowruz by the Iranian authorities' announcements; 1399 and 1403 are leap.
            ("[۱۴۰۳/۰۱/۰۱، ۱۵:۰۷:۰۹] a: m", "2024-03-20"),
            ("[1400/01/01, 15:07:09] a: m", "2021-03-21"),
            ("[۱۳۹۹/۱۲/۳۰، ۱۵:۰۷:۰۹] a: m", "2021-03-20"),
            ("[۱۴۰۲/۱۲/۲۹، ۱۵:۰۷:۰۹] a: m", "2024-03-19"),
            ("[۱۴۰۳/۱۲/۳۰، ۱۵:۰۷:۰۹] a: m", "2025-03-20"),
            ("[۱۴۰۴/۰۷/۰۱، ۱۵:۰۷:۰۹] a: m", "2025-09-23"),
            ("[1446/01/01, 15:07:09] a: m", "2024-07-08"),
            ("[1445/09/01, 15:07:09] a: m", "2024-03-11"),
            ("[4/3/2567, 15:07:09] a: m", "2024-03-04"),
        ] {
            assert_eq!(dates(&[line]), [expected], "{line}");
        }
        assert!(dates(&["[۱۴۰۲/۱۲/۳۰، ۱۵:۰۷:۰۹] a: m"])[0].contains("none in the order"));
    }

    #[test]
    fn lines_of_another_shape_are_pasted_text() {
        let form = form(&["13/6/18, 1:55 - a: m", "[1:55 PM, 6/13/2018] b: n", "14/6/18, 1:55 - a: m"]);
        assert!(form.assumptions[2].contains("pasted text: 1, the first is line 2"));
    }
}
