//! Values cut to what a page can hold, and numbers as people read them.

use report::{Language, Words};

/// Longest value shown, in characters.
const MOST_SHOWN: usize = 160;

/// `text` from a record: cut, escaped and isolated.
pub(super) fn data(text: &str) -> String {
    let cut: String = if text.chars().nth(MOST_SHOWN).is_some() {
        text.chars().take(MOST_SHOWN).chain(['…']).collect()
    } else {
        text.to_owned()
    };
    report::page::data(&cut)
}

/// Evidence with its sign.
pub(super) fn bits(bits: f64, words: &Words) -> String {
    // A rounded zero has no sign.
    let sign = if bits >= 0.05 { "+" } else { "" };
    format!("{sign}{}", words.decimal(if bits.abs() < 0.05 { 0.0 } else { bits }, 1))
}

/// A share as per cent with as many decimals as a rate of errors needs.
pub(in crate::resolve) fn share(share: f64, words: &Words) -> String {
    // Neither certainty is ever given: rounding must not invent one.
    let least = 0.0001;
    let (less, shown) = match share {
        share if share > 0.0 && share < least => ("<\u{a0}", least),
        share if share < 1.0 && share > 1.0 - least => (">\u{a0}", 1.0 - least),
        share => ("", share),
    };
    let number = words.decimal(shown * 100.0, 2);
    match words.language() {
        Language::English => format!("{less}{number}%"),
        Language::French => format!("{less}{number}\u{a0}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_value_is_cut() {
        assert_eq!(data("a <b>"), report::page::data("a <b>"));
        assert!(data(&"é".repeat(10_000)).chars().count() < 200);
    }
}
