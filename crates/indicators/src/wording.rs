//! Sentences and values as each language writes them.

use evidence::{Currency, minor_digits};

use crate::pack::Parameter;
use crate::quantity::{ONE, Unit};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    French,
}

/// A space that does not break.
const NO_BREAK: char = '\u{a0}';

/// The names in braces of a sentence.
pub(crate) fn placeholders(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).map(|inside| form(inside).0)
}

/// `{name}` or `{name|one|many}`: the name, and the words for one and for any other number of it.
fn form(inside: &str) -> (&str, Option<(&str, &str)>) {
    inside.split_once('|').map_or((inside, None), |(name, words)| (name, words.split_once('|')))
}

/// Fills in a sentence.
pub(crate) fn sentence(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((inside, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        let (name, words) = form(inside);
        let shown = value(name).unwrap_or_else(|| format!("{{{name}}}"));
        match words {
            None => out.push_str(&shown),
            Some((one, many)) => out.push_str(if shown == "1" { one } else { many }),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// A value with its unit.
pub(crate) fn show(value: i64, unit: Unit, currency: Currency, language: Language) -> String {
    match unit {
        Unit::Plain => decimal(value, 2, false, language),
        Unit::Percent => {
            let percent = decimal(value.saturating_mul(100), 1, false, language);
            if language == Language::English {
                format!("{percent}%")
            } else {
                format!("{percent}{NO_BREAK}%")
            }
        }
        Unit::Kilometres => format!("{}{NO_BREAK}km", decimal(value / ONE * ONE, 0, false, language)),
        Unit::Clock => {
            let minutes = value / ONE;
            let (hour, minute) = (minutes / 60, minutes % 60);
            if language == Language::English {
                format!("{hour:02}:{minute:02}")
            } else {
                format!("{hour}{NO_BREAK}h{NO_BREAK}{minute:02}")
            }
        }
        Unit::Money => {
            let amount = decimal(value, minor_digits(currency), true, language);
            if currency == Currency::NONE { amount } else { format!("{amount}{NO_BREAK}{currency}") }
        }
        Unit::Duration => String::new(),
    }
}

/// A parameter as a sentence shows it.
pub(crate) fn parameter(parameter: &Parameter, language: Language) -> String {
    if parameter.quantity.unit != Unit::Duration {
        return show(parameter.quantity.value, parameter.quantity.unit, Currency::NONE, language);
    }
    let (count, unit) = parameter
        .value
        .trim()
        .split_at_checked(parameter.value.trim().len().saturating_sub(1))
        .unwrap_or_default();
    let word = match (unit, language) {
        ("h", Language::English) => "hour",
        ("h", Language::French) => "heure",
        (_, Language::English) => "day",
        (_, Language::French) => "jour",
    };
    let plural = if count.trim() == "1" { "" } else { "s" };
    format!("{}{NO_BREAK}{word}{plural}", count.trim())
}

/// A number of ten-thousandths with up to `digits` decimals, all of them if `exact`, and groups of three.
fn decimal(value: i64, digits: u32, exact: bool, language: Language) -> String {
    let (point, group) = if language == Language::English { ('.', ',') } else { (',', NO_BREAK) };
    let scale = 10_u64.pow(4_u32.saturating_sub(digits));
    let rounded = value.unsigned_abs().saturating_add(scale / 2) / scale * scale;
    let one = ONE.unsigned_abs();
    let digits_of_whole = (rounded / one).to_string();
    let mut out = String::new();
    if value < 0 {
        out.push('−');
    }
    for (at, digit) in digits_of_whole.chars().enumerate() {
        if at > 0 && (digits_of_whole.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    let fraction = format!("{:04}", rounded % one);
    let fraction = fraction.get(..digits as usize).unwrap_or(&fraction);
    let fraction = if exact { fraction } else { fraction.trim_end_matches('0') };
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_numbers_its_own_way() {
        let cad = Currency::parse("CAD").unwrap();
        for (value, unit, en, fr) in [
            (12_345_000, Unit::Money, "1,234.50 CAD", "1 234,50 CAD"),
            (4_250, Unit::Percent, "42.5%", "42,5 %"),
            (4_000, Unit::Percent, "40%", "40 %"),
            (10_000_000, Unit::Kilometres, "1,000 km", "1 000 km"),
            (1_320 * ONE, Unit::Clock, "22:00", "22 h 00"),
            (50_000, Unit::Plain, "5", "5"),
            (-15_000, Unit::Plain, "−1.5", "−1,5"),
        ] {
            let plain = |text: String| text.replace(NO_BREAK, " ");
            assert_eq!(plain(show(value, unit, cad, Language::English)), en);
            assert_eq!(plain(show(value, unit, cad, Language::French)), fr);
        }
        let yen = show(5_000 * ONE, Unit::Money, Currency::parse("JPY").unwrap(), Language::English);
        assert_eq!(yen.replace(NO_BREAK, " "), "5,000 JPY");
    }

    #[test]
    fn a_sentence_is_filled_in_and_keeps_what_it_does_not_know() {
        let value = |name: &str| (name == "count").then(|| "4".to_owned());
        assert_eq!(sentence("{count} of {all}", value), "4 of {all}");
        assert_eq!(placeholders("{count} of {all}").collect::<Vec<_>>(), ["count", "all"]);
        for (number, expected) in [("1", "1 time"), ("3", "3 times")] {
            assert_eq!(sentence("{n} {n|time|times}", |_| Some(number.to_owned())), expected);
        }
    }
}
