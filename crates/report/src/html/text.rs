//! Text made harmless.

use std::fmt::{self, Write};

/// `text` as it may stand in an element or a quoted attribute. Characters that steer the direction of writing or the
/// terminal are shown as their code, so that nothing looks different from what it is.
pub(crate) fn esc(text: &str) -> Esc<'_> {
    Esc(text)
}

/// `text` from a record: escaped and isolated, so that right-to-left names do not reorder what surrounds them.
pub(crate) fn data(text: &str) -> Data<'_> {
    Data(text)
}

pub(crate) struct Esc<'a>(&'a str);

impl fmt::Display for Esc<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                '\n' | '\t' => out.write_char(c)?,
                '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                    write!(out, "⟨U+{:04X}⟩", u32::from(c))?;
                }
                c if c.is_control() => write!(out, "⟨U+{:04X}⟩", u32::from(c))?,
                c => out.write_char(c)?,
            }
        }
        Ok(())
    }
}

pub(crate) struct Data<'a>(&'a str);

impl fmt::Display for Data<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "<bdi>{}</bdi>", Esc(self.0))
    }
}

/// The text, cut to at most `most` characters with an ellipsis.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// How wide a text is drawn at most, in units of the height of its letters: fonts differ, so rather too wide.
pub(crate) fn width(text: &str) -> f64 {
    text.chars()
        .map(|c| match u32::from(c) {
            0x1100..=0x11ff | 0x2e80..=0xd7ff | 0xf900..=0xfaff | 0xff00..=0xff60 => 1.0,
            _ if c.is_uppercase() || matches!(c, 'm' | 'w') => 0.74,
            _ if matches!(c, 'i' | 'l' | 'j' | 't' | 'f' | ' ' | '.' | ',' | '\'') => 0.36,
            _ => 0.63,
        })
        .sum()
}
