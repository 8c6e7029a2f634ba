//! The head of a message in a WhatsApp text export: date, time and what closes them, in whatever locale.
//!
//! Only the shape is read here, byte by byte, because it is asked of every line; what the numbers mean is decided
//! over the whole file ([`super::calendar`]).

use super::period::{Period, eat_period};

/// A number of a date or time with how it was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u16,
    pub(super) digits: u8,
}

/// How a head ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Close {
    /// `] `
    Bracket,
    /// ` - `
    Dash,
    /// `: `
    Colon,
    /// A space alone, after seconds, where a sender follows.
    Space,
}

/// What all heads of one export have in common: the phone writes them all in one locale. A line of another shape is
/// text that someone pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    close: Close,
    time_first: bool,
    pub(super) seconds: bool,
    /// The place of a year of four digits.
    pub(super) year_at: Option<u8>,
    /// A word stands after the time that is not known as a part of the day.
    unknown_word: bool,
}

/// The head of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// The three numbers of the date in the order they stand.
    pub(super) date: [Number; 3],
    /// Whether the date is in Persian digits.
    pub(super) persian: bool,
    pub(super) hour: u16,
    pub(super) minute: u16,
    pub(super) second: Option<u16>,
    pub(super) period: Option<Period>,
    pub(super) shape: Shape,
    /// Where sender and text begin.
    pub(super) end: usize,
}

impl Header {
    /// The head of a line, if it has one.
    pub(super) fn of(line: &[u8]) -> Option<Self> {
        // Nearly all lines that are no heads are told by their first byte: a digit, a bracket, or the lead of a mark
        // or of a digit in another script.
        if !matches!(line.first()?, b'0'..=b'9' | b'[' | 0xD8 | 0xD9 | 0xDB | 0xE0 | 0xE2 | 0xEF) {
            return None;
        }
        let mut at = Cursor { line, at: 0, persian: false };
        at.marks();
        let bracketed = at.eat(b"[");
        at.marks();
        let first = at.number(4)?;
        let time_first = at.rest().first() == Some(&b':') || at.rest().starts_with(b" h ");
        let (date, clock, period);
        let mut spaced = false;
        if time_first {
            clock = at.clock(first)?;
            at.spaces();
            period = eat_period(&mut at);
            at.eat(b",");
            at.spaces();
            let first = at.number(4)?;
            date = at.date(first)?;
        } else {
            date = at.date(first)?;
            let before = at.between()?;
            let hour = at.number(2)?;
            clock = at.clock(hour)?;
            spaced = at.spaces();
            period = before.or_else(|| eat_period(&mut at));
        }
        let (hour, minute, second) = clock;
        let (close, unknown_word) = at.close(bracketed, spaced)?;
        if close == Close::Space && second.is_none() {
            return None;
        }
        let year_at = date.iter().zip(0..).find(|(number, _)| number.digits == 4).map(|(_, at)| at);
        let shape = Shape { close, time_first, seconds: second.is_some(), year_at, unknown_word };
        let period = if unknown_word { Some(Period::Unknown) } else { period };
        Some(Self { date, persian: at.persian, hour, minute, second, period, shape, end: at.at })
    }
}

/// A place in a line.
pub(super) struct Cursor<'a> {
    line: &'a [u8],
    at: usize,
    persian: bool,
}

impl<'a> Cursor<'a> {
    #[cfg(test)]
    pub(super) fn new(text: &'a str) -> Self {
        Self { line: text.as_bytes(), at: 0, persian: false }
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.line.get(self.at..).unwrap_or_default()
    }

    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    pub(super) fn eat(&mut self, text: &[u8]) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.skip(text.len());
        }
        found
    }

    /// Passes over marks of direction.
    fn marks(&mut self) {
        self.skip(marks_length(self.rest()));
    }

    /// Passes over white space and marks; says whether there was white space.
    pub(super) fn spaces(&mut self) -> bool {
        let mut any = false;
        loop {
            match space_length(self.rest()) {
                0 => match marks_length(self.rest()) {
                    0 => return any,
                    marks => self.skip(marks),
                },
                space => {
                    any = true;
                    self.skip(space);
                }
            }
        }
    }

    /// A number of at most so many digits.
    fn number(&mut self, most: u8) -> Option<Number> {
        let mut number = Number::default();
        while let Some((digit, length)) = digit(self.rest()) {
            number.value = number.value.wrapping_mul(10).wrapping_add(digit);
            number.digits = number.digits.saturating_add(1);
            self.persian |= self.rest().first() == Some(&0xDB);
            self.skip(length);
            if number.digits > most {
                return None;
            }
        }
        (number.digits > 0).then_some(number)
    }

    /// The rest of a date after its first number.
    fn date(&mut self, first: Number) -> Option<[Number; 3]> {
        let mut date = [first, Number::default(), Number::default()];
        for number in date.iter_mut().skip(1) {
            self.marks();
            let parted = ["/", ".", "-", "年", "月", "년", "월"].iter().any(|mark| self.eat(mark.as_bytes()));
            if !parted {
                return None;
            }
            self.spaces();
            *number = self.number(4)?;
        }
        self.marks();
        let _ = self.eat("日".as_bytes()) || self.eat("일".as_bytes());
        Some(date)
    }

    /// What stands between date and time: a comma or dot, space, perhaps a word (`klo`, `à`) or part of the day.
    #[expect(clippy::option_option, reason = "not a head, or a head with or without a part of the day")]
    fn between(&mut self) -> Option<Option<Period>> {
        let comma = [",", ".", "،", "、", "，"].iter().any(|mark| self.eat(mark.as_bytes()));
        let space = self.spaces();
        // “13. 6. 2018., 21:25”.
        let comma = self.eat(b",") || comma;
        let space = self.spaces() || space;
        let period = eat_period(self);
        self.spaces();
        if period.is_none() && digit(self.rest()).is_none() {
            let rest = self.rest();
            let word = (0..WORD_LIMIT.min(rest.len()))
                .find(|&at| digit(rest.get(at..).unwrap_or_default()).is_some())?;
            let word = rest.get(..word)?;
            if !word.iter().all(|&byte| byte.is_ascii_alphabetic() || b"., ".contains(&byte) || byte >= 0x80)
            {
                return None;
            }
            self.skip(word.len());
        }
        (space || comma).then_some(period)
    }

    /// The rest of a time of day after its hour: `:25`, `.25.15`, ` h 25`, ` h 25 min 15 s`.
    fn clock(&mut self, hour: Number) -> Option<(u16, u16, Option<u16>)> {
        if hour.digits > 2 {
            return None;
        }
        let french = self.hour_sign();
        if !french && !self.eat(b":") && !self.eat(b".") {
            return None;
        }
        let minute = self.number(2).filter(|minute| minute.digits == 2)?;
        if french {
            let here = self.at;
            self.spaces();
            if self.eat(b"min") {
                self.spaces();
                if let Some(second) = self.number(2) {
                    self.spaces();
                    self.eat(b"s");
                    return Some((hour.value, minute.value, Some(second.value)));
                }
            }
            self.at = here;
            return Some((hour.value, minute.value, None));
        }
        let here = self.at;
        if (self.eat(b":") || self.eat(b"."))
            && let Some(second) = self.number(2)
        {
            return Some((hour.value, minute.value, Some(second.value)));
        }
        self.at = here;
        Some((hour.value, minute.value, None))
    }

    /// The `h` between hour and minute, with or without space.
    fn hour_sign(&mut self) -> bool {
        let here = self.at;
        self.spaces();
        let found = self.eat(b"h");
        if found {
            self.spaces();
        } else {
            self.at = here;
        }
        found
    }

    /// What closes the head, and whether an unknown word stands before it.
    fn close(&mut self, bracketed: bool, spaced: bool) -> Option<(Close, bool)> {
        let space = self.spaces() || spaced;
        if bracketed {
            let unknown = !self.eat(b"]");
            if unknown {
                let at = word_before(self.rest(), |rest| rest.first() == Some(&b']'))?;
                self.skip(at.saturating_add(1));
            }
            self.spaces();
            return Some((Close::Bracket, unknown));
        }
        if self.eat(b":") {
            return (self.spaces() || self.rest().is_empty()).then_some((Close::Colon, false));
        }
        if space && let Some(dash) = dash_length(self.rest()) {
            self.skip(dash);
            self.spaces();
            return Some((Close::Dash, false));
        }
        let spaced_dash = |rest: &[u8]| {
            let space = space_length(rest);
            let dash = dash_length(rest.get(space..)?).filter(|_| space > 0)?;
            space.checked_add(dash)
        };
        if let Some(word) = word_before(self.rest(), |rest| spaced_dash(rest).is_some()) {
            self.skip(word);
            self.skip(spaced_dash(self.rest())?);
            self.spaces();
            return Some((Close::Dash, true));
        }
        let sender = memchr::memmem::find(self.rest(), b": ")?;
        (space && (1..=WORD_LIMIT * 2).contains(&sender)).then_some((Close::Space, false))
    }
}

/// Length of a dash with a space or the end behind it.
fn dash_length(rest: &[u8]) -> Option<usize> {
    let length = ["-", "–"].iter().find(|dash| rest.starts_with(dash.as_bytes()))?.len();
    let after = rest.get(length..)?;
    (after.is_empty() || space_length(after) > 0).then_some(length)
}

/// Longest word between date, time and the close of a head, in bytes.
const WORD_LIMIT: usize = 32;

/// The length of a word of letters, dots and spaces before the place where `end` holds.
fn word_before(rest: &[u8], end: impl Fn(&[u8]) -> bool) -> Option<usize> {
    for at in 0..WORD_LIMIT.min(rest.len()) {
        let here = rest.get(at..)?;
        if end(here) {
            return Some(at);
        }
        let byte = *here.first()?;
        if !byte.is_ascii_alphabetic() && byte != b'.' && byte != b' ' && byte < 0x80 {
            return None;
        }
    }
    None
}

/// A decimal digit of the scripts phones write dates in, and its length in bytes.
fn digit(text: &[u8]) -> Option<(u16, usize)> {
    let (digit, length) = match *text {
        [byte @ b'0'..=b'9', ..] => (byte - b'0', 1),
        // Arabic-Indic and Persian.
        [0xD9, byte @ 0xA0..=0xA9, ..] => (byte - 0xA0, 2),
        [0xDB, byte @ 0xB0..=0xB9, ..] => (byte - 0xB0, 2),
        // Devanagari and Bengali.
        [0xE0, 0xA5 | 0xA7, byte @ 0xA6..=0xAF, ..] => (byte - 0xA6, 3),
        _ => return None,
    };
    Some((u16::from(digit), length))
}

/// `text` with the decimal digits of all scripts as ASCII.
pub(super) fn ascii_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let value = digit(rest.as_bytes()).and_then(|(digit, _)| char::from_digit(u32::from(digit), 10));
        out.push(value.unwrap_or(c));
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

/// Length of the white space a text begins with; one character at most.
pub(super) fn space_length(text: &[u8]) -> usize {
    match *text {
        [b' ' | b'\t', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        // Thin space and narrow no-break space.
        [0xE2, 0x80, 0x89 | 0xAF, ..] => 3,
        _ => 0,
    }
}

/// Length of the marks of direction and the byte-order marks a text begins with.
pub(super) fn marks_length(text: &[u8]) -> usize {
    let mut at = 0_usize;
    loop {
        at = at.saturating_add(match *text.get(at..).unwrap_or_default() {
            [0xE2, 0x80, 0x8B..=0x8F | 0xAA..=0xAE, ..]
            | [0xE2, 0x81, 0xA6..=0xA9, ..]
            | [0xEF, 0xBB, 0xBF, ..] => 3,
            [0xD8, 0x9C, ..] => 2,
            _ => return at,
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(line: &str) -> String {
        let Some(header) = Header::of(line.as_bytes()) else { return "none".to_owned() };
        let [a, b, c] = header.date.map(|number| number.value);
        let second = header.second.map_or(String::new(), |second| format!(":{second:02}"));
        let period = header.period.map_or(String::new(), |period| format!(" {period:?}"));
        let rest = line.get(header.end..).unwrap();
        format!(
            "{a} {b} {c} {}:{:02}{second}{period} {:?} {rest}",
            header.hour, header.minute, header.shape.close
        )
    }

    #[test]
    fn a_head_is_read_in_every_locale() {
        for (line, expected) in [
            ("3/6/18, 1:55 p.m. - a: m", "3 6 18 1:55 Pm Dash a: m"),
            ("03-06-2018, 01.55 PM - a: m", "3 6 2018 1:55 Pm Dash a: m"),
            ("13.06.18 21.25.15: a: m", "13 6 18 21:25:15 Colon a: m"),
            ("[06.13.18 21:25:15] a: m", "6 13 18 21:25:15 Bracket a: m"),
            ("13.6.2018 klo 21.25.15 - a: m", "13 6 2018 21:25:15 Dash a: m"),
            ("13. 6. 2018. 21:25:15 a: m", "13 6 2018 21:25:15 Space a: m"),
            ("13. 6. 2018., 21:25 - a: m", "13 6 2018 21:25 Dash a: m"),
            ("[3/6/18 1:55:00 p. m.] a: m", "3 6 18 1:55:00 Pm Bracket a: m"),
            ("[3/6/18 1:55:00 p.\u{a0}m.] a: m", "3 6 18 1:55:00 Pm Bracket a: m"),
            ("\u{200e}[3/6/18, 1:55:00\u{202f}PM] a: m", "3 6 18 1:55:00 Pm Bracket a: m"),
            ("3/6/18, 1:55\u{202f}AM - a: m", "3 6 18 1:55 Am Dash a: m"),
            ("[2018/06/13, 21:25:15] a: m", "2018 6 13 21:25:15 Bracket a: m"),
            ("[06/2018/13, 21:25:15] a: m", "6 2018 13 21:25:15 Bracket a: m"),
            ("4\u{200f}/3\u{200f}/2024، 3:07 م - a: m", "4 3 2024 3:07 Pm Dash a: m"),
            ("٤\u{200f}/٣\u{200f}/٢٠٢٤، ٣:٠٧ ص - a: m", "4 3 2024 3:07 Am Dash a: m"),
            ("[۱۴۰۲/۱۲/۱۴،\u{200f} ۱۵:۰۷:۰۹] a: m", "1402 12 14 15:07:09 Bracket a: m"),
            ("०४/०३/२४, ३:०७ अपराह्न - a: m", "4 3 24 3:07 Pm Dash a: m"),
            ("2024/3/4 下午3:07 - a: m", "2024 3 4 3:07 Pm Dash a: m"),
            ("[2024/3/4 上午12:07:10] a: m", "2024 3 4 12:07:10 Am Bracket a: m"),
            ("2024年3月4日 中午12:07 - a: m", "2024 3 4 12:07 Noon Dash a: m"),
            ("2024. 3. 4. 오후 3:07 - a: m", "2024 3 4 3:07 Pm Dash a: m"),
            ("4.3.2024 г., 15:07 ч. - a: m", "4 3 2024 15:07 Clock Dash a: m"),
            ("04/03/2024 à 15:07 - a: m", "4 3 2024 15:07 Dash a: m"),
            ("2024-03-04, 15 h 07 - a: m", "2024 3 4 15:07 Dash a: m"),
            ("[2024-03-04, 15 h 07 min 09 s] a: m", "2024 3 4 15:07:09 Bracket a: m"),
            ("15:07, 04/03/2024 - a: m", "4 3 2024 15:07 Dash a: m"),
            ("[3:07 PM, 3/4/2024] a: m", "3 4 2024 3:07 Pm Bracket a: m"),
            ("3/6/18, 1:55 qx - a: m", "3 6 18 1:55 Unknown Dash a: m"),
            ("04.03.24, 15:07 – a", "4 3 24 15:07 Dash a"),
        ] {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn what_only_begins_like_a_head_is_none() {
        for line in [
            "",
            "[",
            "1",
            "12:30",
            "12:30 see you",
            "3/6 was fine",
            "3/6/18",
            "3/6/18, noon - a",
            "1.5.2 is out: try it",
            "[12] footnote",
            "2024-03-04;15:07;A;B",
            "20240304 15:07 - a: m",
            "3/6/18 1:55",
            "3/6/181234, 1:55 - a: m",
            "1/2/2024, 10:05 see (1) - a: m",
        ] {
            assert_eq!(shown(line), "none", "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_end_outside(line in "[\\[0-9٠-٩۰-۹/.,: \u{200e}\u{202f}apmh\\]-]{0,40}") {
            if let Some(header) = Header::of(line.as_bytes()) {
                prop_assert!(line.is_char_boundary(header.end));
            }
        }
    }
}
