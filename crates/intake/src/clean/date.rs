//! Dates as FollowTheMoney writes them: a prefix of ISO 8601, only as long as is known.

use std::borrow::Cow;

use evidence::Mark;
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz};

use super::{Cleaned, squash};

/// ISO 8601 prefixes (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, with a time), `D Mon YYYY`, `Mon YYYY`, `D.M.YYYY`, `YYYY/M/D`,
/// and `D/M/YYYY` where only one order is possible; otherwise the one year that is named, marked imprecise. Years
/// are those FollowTheMoney takes for years, 1000 to 2999.
pub(crate) fn date(raw: &str) -> Cleaned<'_> {
    let known = iso(raw).or_else(|| written(raw).map(Cow::Owned));
    if let Some(value) = known.filter(|value| value.starts_with(['1', '2'])) {
        return Cleaned::clean(value);
    }
    let mut years = raw
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| run.len() == 4 && ("1850".."2101").contains(run));
    match (years.next(), years.next()) {
        (Some(year), None) => Cleaned::marked(year, Mark::ImpreciseDate),
        (Some(_), Some(_)) => Cleaned::marked(squash(raw), Mark::ImpreciseDate),
        (None, _) => Cleaned::marked(squash(raw), Mark::Invalid),
    }
}

fn iso(raw: &str) -> Option<Cow<'_, str>> {
    let (date, time) = raw.split_at_checked(10).unwrap_or((raw, ""));
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    if year.len() != 4 || parts.next().is_some() || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() <= 2);
    let Some(month) = month else { return time.is_empty().then_some(Cow::Borrowed(raw)) };
    let month = match number(month)? {
        0 => return Some(Cow::Borrowed(year)),
        month @ 1..=12 => month,
        _ => return None,
    };
    let Some(day) = day else { return Some(Cow::Owned(format!("{year}-{month:02}"))) };
    let day = match number(day)? {
        0 => return Some(Cow::Owned(format!("{year}-{month:02}"))),
        day => day,
    };
    let date = Date::new(year.parse().ok()?, month, day).ok()?;
    if time.is_empty() {
        return Some(Cow::Owned(date.to_string()));
    }
    let clock = time.strip_prefix(['T', ' '])?;
    let stamp = format!("{date}T{clock}");
    let civil: DateTime = match stamp.parse::<Timestamp>() {
        Ok(stamp) => tz::Offset::UTC.to_datetime(stamp),
        Err(_) => stamp.parse().ok()?,
    };
    // Seconds that are not written are not known to be zero.
    let form = match clock.split(['Z', 'z', '+', '-']).next().unwrap_or(clock).matches(':').count() {
        0 => "%Y-%m-%dT%H",
        1 => "%Y-%m-%dT%H:%M",
        _ => "%Y-%m-%dT%H:%M:%S",
    };
    Some(Cow::Owned(civil.strftime(form).to_string()))
}

fn written(raw: &str) -> Option<String> {
    let parts: Vec<&str> =
        raw.split(['.', '/', ' ', '-', ',']).filter(|part| !part.is_empty()).take(4).collect();
    let small = |text: &str| text.parse::<i8>().ok();
    let year = |text: &str| text.parse::<i16>().ok().filter(|_| text.len() == 4);
    let whole = |year, month, day| Date::new(year, month, day).ok();
    let date = match *parts.as_slice() {
        [one, two] => {
            let (month, year) = (month_named(one)?, year(two)?);
            return Some(format!("{year:04}-{month:02}"));
        }
        [one, two, three] => match (year(one), month_named(one), month_named(two)) {
            (Some(year), ..) if !raw.contains([' ', '-', ',']) => whole(year, small(two)?, small(three)?),
            (_, _, Some(month)) => whole(year(three)?, month, small(one)?),
            (_, Some(month), _) => whole(year(three)?, month, small(two)?),
            _ => {
                let (year, first, second) = (year(three)?, small(one)?, small(two)?);
                match (whole(year, second, first), whole(year, first, second)) {
                    (day_first, _) if raw.contains('.') => day_first,
                    (Some(date), other) if other.is_none_or(|other| other == date) => Some(date),
                    (None, Some(date)) => Some(date),
                    _ => None,
                }
            }
        },
        _ => None,
    };
    Some(date?.to_string())
}

/// The number of a month named in English, in full or cut to three letters or more.
fn month_named(text: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let start = text.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| start.len() >= 3 && month.starts_with(&start))?;
    i8::try_from(at).ok()?.checked_add(1)
}
