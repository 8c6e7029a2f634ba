//! Amounts as integers in minor units of an ISO 4217 currency.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::OnceLock;

/// An ISO 4217 alphabetic code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Currency([u8; 3]);

impl Currency {
    /// ISO 4217 `XXX`: no currency is known.
    pub const NONE: Self = Self(*b"XXX");

    /// The code in `text`, if it has the form of one (three ASCII letters, case ignored).
    pub fn parse(text: &str) -> Option<Self> {
        let code: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_alphabetic).then(|| Self(code.map(|byte| byte.to_ascii_uppercase())))
    }

    /// Whether ISO 4217 has the code, in force or withdrawn since 1990; not so for [`Currency::NONE`].
    pub fn is_listed(self) -> bool {
        static CODES: OnceLock<BTreeSet<Currency>> = OnceLock::new();
        let lines = || include_str!("currencies.txt").lines().filter(|line| !line.starts_with('#'));
        let read = || lines().flat_map(str::split_whitespace).filter_map(Self::parse).collect();
        CODES.get_or_init(read).contains(&self)
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// How many decimal digits the minor unit of `currency` has (ISO 4217:2015, table A.1): two unless listed.
pub fn minor_digits(currency: Currency) -> u32 {
    match &currency.0 {
        b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
        | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
        b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
        b"CLF" | b"UYW" => 4,
        _ => 2,
    }
}

/// Why a text is not an amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// No digits, or something that is not a digit, sign, separator or space.
    #[error("“{0}” is not an amount; expected digits with at most one decimal separator")]
    NotANumber(String),
    /// More digits than 64 bits of minor units hold.
    #[error("“{0}” is too large an amount to hold exactly")]
    TooLarge(String),
}

/// Parses an amount exactly into minor units.
///
/// `decimal` is the decimal separator; the other of `.` and `,`, apostrophes and any space are group separators and
/// are passed over. A leading or trailing sign and surrounding parentheses (negative, as accountants write) are
/// understood. Digits beyond the minor unit must be zero or are rounded half away from zero.
pub fn parse_minor(text: &str, decimal: char, digits: u32) -> Result<i64, MoneyError> {
    let wrong = || MoneyError::NotANumber(text.to_owned());
    let large = || MoneyError::TooLarge(text.to_owned());
    let mut body = text.trim();
    let mut negative = false;
    if let Some(inner) = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (body, negative) = (inner, true);
    }
    for sign in ['-', '\u{2212}', '+'] {
        if let Some(rest) = body.strip_prefix(sign).or_else(|| body.strip_suffix(sign)) {
            body = rest.trim();
            negative |= sign != '+';
            break;
        }
    }
    let (mut value, mut seen, mut fraction, mut round_up) = (0_i64, false, None::<u32>, false);
    for character in body.chars() {
        match character {
            '0'..='9' => {
                let digit = i64::from(u32::from(character) - u32::from('0'));
                seen = true;
                match fraction {
                    Some(done) if done >= digits => {
                        if done == digits {
                            round_up = digit >= 5;
                        }
                        fraction = Some(done.saturating_add(1));
                        continue;
                    }
                    Some(done) => fraction = Some(done + 1),
                    None => {}
                }
                value = value.checked_mul(10).and_then(|v| v.checked_add(digit)).ok_or_else(large)?;
            }
            _ if character == decimal => {
                if fraction.replace(0).is_some() {
                    return Err(wrong());
                }
            }
            '.' | ',' | '\'' | '’' if fraction.is_none() => {}
            _ if character.is_whitespace() => {}
            _ => return Err(wrong()),
        }
    }
    if !seen {
        return Err(wrong());
    }
    for _ in fraction.unwrap_or(0)..digits {
        value = value.checked_mul(10).ok_or_else(large)?;
    }
    if round_up {
        value = value.checked_add(1).ok_or_else(large)?;
    }
    Ok(if negative { -value } else { value })
}

/// Whether [`parse_minor`] rounds `text`: something other than zero stands beyond the minor unit.
pub fn is_rounded(text: &str, decimal: char, digits: u32) -> bool {
    let fraction = text.rsplit_once(decimal).map_or("", |(_, fraction)| fraction);
    let figures = fraction.chars().filter(char::is_ascii_digit);
    figures.skip(usize::try_from(digits).unwrap_or(usize::MAX)).any(|figure| figure != '0')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, decimal, digits, expected) in [
            ("1234.5", '.', 2, 123_450),
            ("1.234,56", ',', 2, 123_456),
            ("1 234,56", ',', 2, 123_456),
            ("1'234.56", '.', 2, 123_456),
            ("-12.00", '.', 2, -1_200),
            ("12.00-", '.', 2, -1_200),
            ("(12.00)", '.', 2, -1_200),
            ("+5", '.', 2, 500),
            ("500", '.', 0, 500),
            ("1.2345", '.', 3, 1_235),
            ("1,000.00", '.', 2, 100_000),
        ] {
            assert_eq!(parse_minor(text, decimal, digits), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_with_the_text() {
        for text in ["", "abc", "1.2.3", "12€", "."] {
            assert!(matches!(parse_minor(text, '.', 2), Err(MoneyError::NotANumber(_))), "{text}");
        }
        assert!(matches!(parse_minor("99999999999999999999", '.', 2), Err(MoneyError::TooLarge(_))));
    }

    #[test]
    fn a_code_in_force_and_one_withdrawn_are_listed_and_others_are_not() {
        for (code, expected) in [("CAD", true), ("dem", true), ("XXX", false), ("BTC", false), ("QQQ", false)]
        {
            assert_eq!(Currency::parse(code).unwrap().is_listed(), expected, "{code}");
        }
    }

    #[test]
    fn an_amount_finer_than_its_minor_unit_is_rounded() {
        for (text, decimal, digits, expected) in [
            ("0.005", '.', 2, true),
            ("12.500", '.', 2, false),
            ("12,50-", ',', 2, false),
            ("1.234,56", ',', 2, false),
            ("7.5", '.', 0, true),
            ("7", '.', 0, false),
        ] {
            assert_eq!(is_rounded(text, decimal, digits), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whole_minor_units_survive(value in -1_000_000_000_000_i64..1_000_000_000_000) {
            let text = format!("{}{}.{:02}", if value < 0 { "-" } else { "" }, value.abs() / 100, value.abs() % 100);
            prop_assert_eq!(parse_minor(&text, '.', 2), Ok(value));
        }

        #[test]
        fn no_text_makes_it_panic(text: String, digits in 0_u32..5) {
            let _ = parse_minor(&text, ',', digits).is_ok();
        }
    }
}
