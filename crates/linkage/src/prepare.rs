//! From text as found to the canonical bytes that are interned and compared.
//!
//! A text from which nothing is left (punctuation, blanks) is no value: unknown, never equal to another such.

use std::borrow::Cow;

use names::{Name, Token};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words of a name or text beyond these are not compared: a bound on what a 10,000-character name can cost.
pub(crate) const MOST_WORDS: usize = 12;
/// Characters of a word beyond these are not kept.
pub(crate) const MOST_LETTERS: usize = 24;
/// Bytes of one raw text beyond these are not read.
const MOST_BYTES: usize = 4096;

/// Lower-case words without marks and punctuation, in any script, a space between.
pub(crate) fn words(text: &str) -> String {
    let text = bounded(text);
    if text.is_ascii() { spaced(text.chars()) } else { spaced(text.nfkd()) }
}

fn spaced(text: impl Iterator<Item = char>) -> String {
    let mut words = String::with_capacity(text.size_hint().0);
    let (mut count, mut letters) = (0, 0);
    let lower = |c: char| {
        let (ascii, other) =
            if c.is_ascii() { (Some(c.to_ascii_lowercase()), None) } else { (None, Some(c.to_lowercase())) };
        ascii.into_iter().chain(other.into_iter().flatten())
    };
    for c in text.flat_map(lower) {
        if c.is_alphanumeric() && !is_combining_mark(c) {
            if letters == 0 {
                if count == MOST_WORDS {
                    break;
                }
                if count > 0 {
                    words.push(' ');
                }
                count += 1;
            }
            if letters < MOST_LETTERS {
                push_plain(&mut words, c);
            }
            letters += 1;
        } else if !(is_combining_mark(c) || matches!(c, '\'' | '’' | 'ʼ' | '`' | 'ـ')) {
            letters = 0;
        }
    }
    words
}

/// A whole name in words: of Chinese and Korean ones written without a space the first sign is the family's.
pub(crate) fn parted(name: &str) -> Cow<'_, str> {
    let name = name.trim();
    if !name.is_ascii() && matches!(name.chars().count(), 2..=4) && name.chars().all(is_syllable) {
        let family = name.chars().next().map_or(0, char::len_utf8);
        let (family, given) = name.split_at_checked(family).unwrap_or(("", name));
        return Cow::Owned(format!("{family} {given}"));
    }
    Cow::Borrowed(name)
}

/// Whether a sign is a Chinese character or a Korean syllable.
fn is_syllable(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// A word of a name in Latin letters, in the likeliest spelling where it is written otherwise.
pub(crate) fn latin(name: &Name) -> Option<String> {
    let latin: String = name.spellings().collect();
    (!latin.is_empty()).then_some(latin)
}

/// A word of a name, ready to be compared across scripts.
pub(crate) fn token(name: &Name) -> Option<Token> {
    name.pieces().max_by_key(|piece| piece.places().count_ones())?.token()
}

/// Letters that decomposition leaves whole.
fn push_plain(word: &mut String, c: char) {
    match c {
        'ß' => word.push_str("ss"),
        'æ' => word.push_str("ae"),
        'œ' => word.push_str("oe"),
        'ø' => word.push('o'),
        'ł' => word.push('l'),
        'đ' | 'ð' => word.push('d'),
        'ı' => word.push('i'),
        'þ' => word.push_str("th"),
        c => word.push(c),
    }
}

/// Letters and digits only, lower case: codes, numbers of documents.
pub(crate) fn code(text: &str) -> String {
    let letters = bounded(text).nfkd().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
    letters.take(2 * MOST_LETTERS).collect()
}

/// A document with its scope, `ita:ya1234567`, or without, `ya1234567`.
pub(crate) fn document(text: &str) -> String {
    match text.split_once(':') {
        Some((scope, number)) => {
            let (scope, number) = (code(scope), code(number));
            if number.is_empty() { String::new() } else { format!("{scope}:{number}") }
        }
        None => code(text),
    }
}

/// The digits of a telephone number, without leading zeros.
pub(crate) fn phone(text: &str) -> String {
    let digits: String =
        bounded(text).nfkd().filter_map(|c| c.to_digit(10).and_then(|d| char::from_digit(d, 10))).collect();
    let digits = digits.trim_start_matches('0');
    if digits.len() < 4 { String::new() } else { digits.chars().take(MOST_LETTERS).collect() }
}

/// Lower case, no blanks.
pub(crate) fn email(text: &str) -> String {
    let text: String = bounded(text)
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace())
        .take(128)
        .collect();
    if text.chars().any(char::is_alphanumeric) { text } else { String::new() }
}

/// A value of a short list.
pub(crate) fn category(text: &str) -> String {
    words(text)
}

/// A quantity in its shortest form.
pub(crate) fn number(text: &str) -> String {
    let plain: String =
        bounded(text).chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != ',').collect();
    match plain.parse::<f64>() {
        Ok(number) if number.is_finite() => format!("{number}"),
        _ => String::new(),
    }
}

/// A date as `yyyymmdd` with zeros for what is not given; empty where no year can be read.
pub(crate) fn date(text: &str) -> String {
    let parts: Vec<&str> =
        bounded(text).split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    let (year, month, day) = match parts.as_slice() {
        [one] if one.len() == 8 => {
            let (year, rest) = one.split_at_checked(4).unwrap_or((one, ""));
            let (month, day) = rest.split_at_checked(2).unwrap_or((rest, ""));
            (number(year), number(month), number(day))
        }
        [one] if one.len() == 6 => {
            let (year, month) = one.split_at_checked(4).unwrap_or((one, ""));
            (number(year), number(month), 0)
        }
        [year] if year.len() == 4 => (number(year), 0, 0),
        [year, month, day, ..] if year.len() == 4 => (number(year), number(month), number(day)),
        [day, month, year, ..] if year.len() == 4 => (number(year), number(month), number(day)),
        [year, month] if year.len() == 4 => (number(year), number(month), 0),
        [month, year] if year.len() == 4 => (number(year), number(month), 0),
        _ => return String::new(),
    };
    if year == 0 || month > 99 || day > 99 { String::new() } else { format!("{year:04}{month:02}{day:02}") }
}

fn bounded(text: &str) -> &str {
    let mut end = text.len().min(MOST_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.split_at_checked(end).map_or("", |(head, _)| head)
}

/// A word without what spelling varies in: vowels, doubled letters, letters of one sound. Latin letters only; any
/// other word is its own skeleton.
pub(crate) fn skeleton(word: &str) -> String {
    if !word.chars().all(|c| c.is_ascii_alphabetic()) {
        return word.to_owned();
    }
    let mut out = String::new();
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        let first = out.is_empty();
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' if first => 'a',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' => continue,
            'w' if !first => continue,
            'c' if letters.peek() == Some(&'h') => 'c',
            'c' | 'q' | 'k' | 'x' => 'k',
            'p' if letters.peek() == Some(&'h') => 'f',
            'v' | 'f' => 'f',
            's' | 'z' => 's',
            'j' | 'g' => 'g',
            'd' | 't' => 't',
            'm' | 'n' => 'n',
            c => c,
        };
        if !out.ends_with(sound) {
            out.push(sound);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_every_form_and_precision_are_read() {
        for (text, canonical) in [
            ("1990-04-03", "19900403"),
            ("19900403", "19900403"),
            ("3.4.1990", "19900403"),
            ("03/04/1990 12:00", "19900403"),
            ("1990-04", "19900400"),
            ("04/1990", "19900400"),
            ("1990", "19900000"),
            ("1856-86-18", "18568618"),
            ("", ""),
            ("unknown", ""),
            ("12", ""),
            ("0000-00-00", ""),
        ] {
            assert_eq!(date(text), canonical, "{text}");
        }
    }

    #[test]
    fn a_text_without_letters_is_no_value() {
        for text in ["", "  ", "--", "'", "\u{301}"] {
            assert!(words(text).is_empty() && code(text).is_empty() && email(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn a_name_of_ten_thousand_letters_is_cut() {
        let long = "é".repeat(10_000);
        assert_eq!(words(&long), "e".repeat(MOST_LETTERS));
    }

    #[test]
    fn names_in_any_script_have_words_and_a_latin_spelling() {
        for (text, count) in [("أحمد محمود", 2), ("Екатерина", 1), ("王小明", 2), ("김민수", 2), ("José", 1)]
        {
            let words = words(&parted(text));
            let words: Vec<&str> = words.split(' ').collect();
            let is_latin = |word: &str| {
                let spelled = Name::person(word).as_ref().and_then(latin);
                word.is_ascii() || spelled.is_some_and(|latin| latin.is_ascii())
            };
            assert_eq!(words.len(), count, "{words:?}");
            assert!(words.iter().all(|word| is_latin(word)));
        }
    }

    #[test]
    fn skeletons_forget_vowels_and_doubled_letters() {
        assert_eq!(skeleton("mohammed"), skeleton("muhamad"));
        assert_eq!(skeleton("philip"), skeleton("filip"));
        assert_eq!(skeleton("ahmed"), skeleton("hamd"));
        assert_ne!(skeleton("smith"), skeleton("jones"));
        assert_eq!(skeleton("محمد"), "محمد");
    }
}
