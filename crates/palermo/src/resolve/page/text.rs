//! Text made harmless, and numbers as people read them.

use report::{Language, Words};

/// Longest value shown, in characters.
const MOST_SHOWN: usize = 160;

/// `text` as it may stand in an element or a quoted attribute. Characters that steer the direction of writing are shown
/// as their code, so that nothing looks different from what it is.
pub(super) fn esc(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{22}' => out.push_str("&quot;"),
            '\u{27}' => out.push_str("&#39;"),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                code(&mut out, c);
            }
            c if c.is_control() => code(&mut out, c),
            c => out.push(c),
        }
    }
    out
}

fn code(out: &mut String, c: char) {
    let shown = format!("⟨U+{:04X}⟩", u32::from(c));
    out.push_str(&shown);
}

/// `text` from a record: cut, escaped and isolated, so that right-to-left names do not reorder what surrounds them.
pub(super) fn data(text: &str) -> String {
    let cut: String = if text.chars().nth(MOST_SHOWN).is_some() {
        text.chars().take(MOST_SHOWN).chain(['…']).collect()
    } else {
        text.to_owned()
    };
    format!("<bdi>{}</bdi>", esc(&cut))
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
    fn what_records_say_cannot_leave_its_place_on_the_page() {
        assert_eq!(data("<b>&\u{202e}x"), "<bdi>&lt;b&gt;&amp;⟨U+202E⟩x</bdi>");
        assert!(data(&"é".repeat(10_000)).chars().count() < 200);
    }
}
