//! Words for parts of the day beside a time, as phones write them.
//!
//! The words are those of Unicode CLDR for the languages that are met along smuggling routes; the usual Latin forms
//! of *am* and *pm* are matched by shape.

use super::header::{Cursor, marks_length, space_length};

/// What a word beside a time says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// Around noon (Chinese 中午): eleven is before it, twelve and one are not.
    Noon,
    /// Only “o'clock”.
    Clock,
    /// A word that is not known here: the time of day is not known.
    Unknown,
}

impl Period {
    /// The hour of the day, 0 to 23, of an hour with this word.
    pub(super) fn hour(self, hour: u16) -> Option<u16> {
        match (self, hour) {
            (Self::Unknown, _) => None,
            (Self::Am, 12) => Some(0),
            (Self::Pm, 1..12) | (Self::Noon, 1..10) => Some(hour.saturating_add(12)),
            _ => Some(hour),
        }
    }
}

/// Where one word begins another, the longer stands first.
const WORDS: &[(&str, Period)] = &[
    // Arabic; Persian and Dari; Urdu; Pashto; Sorani; Hebrew
    ("صباحًا", Period::Am),
    ("مساءً", Period::Pm),
    ("ص", Period::Am),
    ("م", Period::Pm),
    ("قبل\u{200c}ازظهر", Period::Am),
    ("بعدازظهر", Period::Pm),
    ("ق.ظ", Period::Am),
    ("ب.ظ", Period::Pm),
    ("ق.د", Period::Am),
    ("ب.د", Period::Pm),
    ("غ.م", Period::Am),
    ("غ.و", Period::Pm),
    ("ب.ن", Period::Am),
    ("د.ن", Period::Pm),
    ("לפנה״צ", Period::Am),
    ("אחה״צ", Period::Pm),
    // Chinese, Japanese, Korean
    ("上午", Period::Am),
    ("凌晨", Period::Am),
    ("清晨", Period::Am),
    ("早上", Period::Am),
    ("中午", Period::Noon),
    ("下午", Period::Pm),
    ("傍晚", Period::Pm),
    ("晚上", Period::Pm),
    ("午前", Period::Am),
    ("午後", Period::Pm),
    ("오전", Period::Am),
    ("오후", Period::Pm),
    // Hindi and Nepali; Bengali; Punjabi; Tamil; Thai; Khmer; Burmese
    ("पूर्वाह्न", Period::Am),
    ("अपराह्न", Period::Pm),
    ("পূর্বাহ্ণ", Period::Am),
    ("অপরাহ্ণ", Period::Pm),
    ("ਪੂ.ਦੁ", Period::Am),
    ("ਬਾ.ਦੁ", Period::Pm),
    ("முற்பகல்", Period::Am),
    ("பிற்பகல்", Period::Pm),
    ("ก่อนเที่ยง", Period::Am),
    ("หลังเที่ยง", Period::Pm),
    ("น.", Period::Clock),
    ("ព្រឹក", Period::Am),
    ("ល្ងាច", Period::Pm),
    ("နံနက်", Period::Am),
    ("ညနေ", Period::Pm),
    // Amharic, Somali
    ("ጥዋት", Period::Am),
    ("ከሰዓት", Period::Pm),
    ("GH", Period::Am),
    ("GD", Period::Pm),
    // Greek, Turkish, Albanian, Bulgarian, Ukrainian, Uzbek, Kyrgyz
    ("π.μ", Period::Am),
    ("πμ", Period::Am),
    ("μ.μ", Period::Pm),
    ("μμ", Period::Pm),
    ("ÖÖ", Period::Am),
    ("ÖS", Period::Pm),
    ("e paradites", Period::Am),
    ("e pasdites", Period::Pm),
    ("пр.об", Period::Am),
    ("сл.об", Period::Pm),
    ("дп", Period::Am),
    ("пп", Period::Pm),
    ("TO", Period::Am),
    ("TK", Period::Pm),
    ("тң", Period::Am),
    ("тк", Period::Pm),
    // Vietnamese, Malay, Afrikaans, Swedish, Finnish, Hungarian, Czech
    ("SA", Period::Am),
    ("CH", Period::Pm),
    ("PTG", Period::Pm),
    ("PG", Period::Am),
    ("vm", Period::Am),
    ("nm", Period::Pm),
    ("fm", Period::Am),
    ("em", Period::Pm),
    ("ap", Period::Am),
    ("ip", Period::Pm),
    ("de.", Period::Am),
    ("du.", Period::Pm),
    ("dop", Period::Am),
    ("odp", Period::Pm),
    // German, Bulgarian, Dutch
    ("Uhr", Period::Clock),
    ("ч.", Period::Clock),
    ("uur", Period::Clock),
];

/// Passes over a known word for a part of the day.
pub(super) fn eat_period(at: &mut Cursor<'_>) -> Option<Period> {
    let rest = at.rest();
    // Most times have none.
    if rest.first().is_none_or(|&byte| !byte.is_ascii_alphabetic() && byte < 0x80) {
        return None;
    }
    let (length, period) = latin(rest).or_else(|| {
        WORDS.iter().find_map(|&(word, period)| {
            let after = rest.strip_prefix(word.as_bytes())?;
            let dot = usize::from(after.first() == Some(&b'.'));
            ends_word(after.get(dot..)?).then_some((word.len().saturating_add(dot), period))
        })
    })?;
    at.skip(length);
    Some(period)
}

/// `am`, `PM`, `a.m.`, `p. m.`, with whatever space inside.
fn latin(rest: &[u8]) -> Option<(usize, Period)> {
    let period = match rest.first()? {
        b'a' | b'A' => Period::Am,
        b'p' | b'P' => Period::Pm,
        _ => return None,
    };
    let mut at = 1_usize;
    if rest.get(at) == Some(&b'.') {
        at = at.saturating_add(1);
        at = at.saturating_add(space_length(rest.get(at..)?));
    }
    if !matches!(rest.get(at)?, b'm' | b'M') {
        return None;
    }
    at = at.saturating_add(1);
    if rest.get(at) == Some(&b'.') {
        at = at.saturating_add(1);
    }
    ends_word(rest.get(at..)?).then_some((at, period))
}

/// Whether no letter follows: a space, a mark, a sign, a digit or the end.
fn ends_word(after: &[u8]) -> bool {
    after.first().is_none_or(|&byte| !byte.is_ascii_alphabetic() && byte < 0x80)
        || space_length(after) > 0
        || marks_length(after) > 0
        || matches!(
            *after,
            [0xD9, 0xA0..=0xA9, ..] | [0xDB, 0xB0..=0xB9, ..] | [0xE0, 0xA5 | 0xA7, 0xA6..=0xAF, ..]
        )
        || after.starts_with("،".as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_whole() {
        for &(word, period) in WORDS {
            let mut at = Cursor::new(word);
            assert_eq!((eat_period(&mut at), at.rest()), (Some(period), &b""[..]), "{word}");
        }
    }

    #[test]
    fn a_word_that_goes_on_is_another_word() {
        for text in ["amigo: hi", "pma", "مساعد", "Uhrwerk"] {
            assert_eq!(eat_period(&mut Cursor::new(text)), None, "{text}");
        }
    }

    #[test]
    fn twelve_is_midnight_in_the_morning_and_noon_after_it() {
        for (period, hour, expected) in [
            (Period::Am, 12, Some(0)),
            (Period::Am, 1, Some(1)),
            (Period::Pm, 12, Some(12)),
            (Period::Pm, 11, Some(23)),
            (Period::Pm, 15, Some(15)),
            (Period::Noon, 11, Some(11)),
            (Period::Noon, 12, Some(12)),
            (Period::Noon, 1, Some(13)),
            (Period::Clock, 15, Some(15)),
            (Period::Unknown, 3, None),
        ] {
            assert_eq!(period.hour(hour), expected, "{period:?} {hour}");
        }
    }
}
