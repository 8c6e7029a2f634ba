//! Text as XML and HTML take it.

/// Adds formatted text to a string, which cannot fail.
macro_rules! put {
    ($out:expr, $($form:tt)+) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($form)+);
    }};
}
pub(crate) use put;

/// Text with the five signs of XML escaped; what XML cannot hold is left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
    out
}
