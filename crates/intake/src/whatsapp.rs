//! WhatsApp's text export (“Export chat”): `_chat.txt` of iPhones, `WhatsApp Chat with NAME.txt` of Android phones.
//!
//! A head with date, time and sender begins a message; lines without one go on with it. The phone writes heads in the
//! format of its locale and says nowhere which that is, so the file is read twice: first its heads only, to decide
//! their form and the order of day and month ([`calendar`]), then its messages.
//!
//! Each sender is a `UserAccount`, and so is the chat; a message goes from its sender to the chat, also where the chat
//! is with one person and bears that person's name. Lines by WhatsApp itself (who joined, the note on encryption) are
//! messages without sender, text kept. An attached file is a `Document` with the file's name. A shared location gives
//! the message its coordinates. Nothing else in a text is interpreted here.

mod calendar;
mod header;
mod period;

use std::borrow::Cow;
use std::collections::HashMap;

use evidence::{EventKind, Locator, Moment, NewEvent, PlaceMention, Precision, RecordIx};
use jiff::civil::Date;
use memchr::memmem;

use calendar::{Calendar, Census, Form};
use header::{Header, Number, ascii_digits, marks_length, space_length};

use crate::{Broken, Head, Lines, RECORD_LIMIT, Reader, Scribe, Text, Thing};

/// The reader of `whatsapp-text`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whatsapp;

impl Reader for Whatsapp {
    fn format(&self) -> &'static str {
        "whatsapp-text"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let mut lines = head.text.lines().filter(|line| !line.trim().is_empty());
        if base_name(head.name).eq_ignore_ascii_case("_chat.txt")
            || head.name.to_lowercase().contains("whatsapp")
        {
            return head.has_extension(".txt")
                && lines.take(50).any(|line| Header::of(line.as_bytes()).is_some());
        }
        // Under another name it must be a chat from its first line, in one form, and someone must speak.
        let plain_text = head.has_extension(".txt") || !base_name(head.name).contains('.');
        let Some(first) = lines.next().and_then(|line| Header::of(line.as_bytes())) else { return false };
        let spoken = |line: &str| {
            let found = Header::of(line.as_bytes()).filter(|header| header.shape == first.shape);
            found.is_some_and(|header| {
                sender_end(line.as_bytes().get(header.end..).unwrap_or_default()).is_some()
            })
        };
        plain_text && lines.filter(|line| spoken(line)).nth(1).is_some()
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let mut census = Census::default();
        let mut voice = Voice::default();
        let mut lines = Lines::new(text.open()?);
        while let Some(line) = lines.next_line()? {
            if let Some(header) = Header::of(line.bytes) {
                census.add(&header, line.number);
                voice.hear(line.bytes.get(header.end..).unwrap_or_default());
            }
        }
        let Some(form) = census.form() else {
            return Err(Broken::structure(
                0,
                "no line begins with date, time and sender as a WhatsApp export's do",
            ));
        };
        for assumption in &form.assumptions {
            scribe.assume(assumption);
        }

        // An iPhone names the file `_chat.txt`, but says the chat's name inside.
        let named_inside = base_name(text.name()) == "_chat.txt" && !voice.name.is_empty();
        let name = if named_inside { voice.name.clone() } else { chat_name(text.name()).to_owned() };
        let mut chat = Chat { name, voice, account: None, senders: HashMap::new() };
        let mut clock = Clock { form: &form, last: None, calendars: Vec::new(), unknown_word: false };
        let mut message = Message::default();
        let mut lines = Lines::new(text.open()?);
        while let Some(line) = lines.next_line()? {
            match Header::of(line.bytes).filter(|header| header.shape == form.shape) {
                Some(header) => {
                    message.tell(&mut chat, scribe);
                    message.begin(clock.time(&header), header.end, line.number, line.start);
                }
                None if message.is_empty() => {
                    let reason =
                        "expected a message with date and time, found text before the first one".to_owned();
                    message.begin(Err(reason), 0, line.number, line.start);
                }
                None => {}
            }
            message.add(line.bytes, line.length);
        }
        message.tell(&mut chat, scribe);
        clock.tell(scribe);
        Ok(())
    }
}

/// Makes moments of heads.
struct Clock<'a> {
    form: &'a Form,
    /// The last date as written and as it is.
    last: Option<([Number; 3], Date)>,
    calendars: Vec<Calendar>,
    unknown_word: bool,
}

impl Clock<'_> {
    fn time(&mut self, header: &Header) -> Result<Moment, String> {
        let date = match self.last {
            Some((written, date)) if written == header.date => date,
            _ => {
                let (date, calendar) = self.form.order.date(header)?;
                if !self.calendars.contains(&calendar) {
                    self.calendars.push(calendar);
                }
                self.last = Some((header.date, date));
                date
            }
        };
        let Some(hour) = header.period.map_or(Some(header.hour), |period| period.hour(header.hour)) else {
            self.unknown_word = true;
            return Ok(Moment::from_civil(date.at(0, 0, 0, 0), None, Precision::Day));
        };
        let second = header.second.unwrap_or(0);
        if hour > 23 || header.minute > 59 || second > 59 {
            let seconds = header.second.map_or(String::new(), |second| format!(":{second:02}"));
            return Err(format!(
                "expected a time of day, found {}:{:02}{seconds}",
                header.hour, header.minute
            ));
        }
        let small = |value: u16| i8::try_from(value).unwrap_or(0);
        let precision = if header.second.is_some() { Precision::Second } else { Precision::Minute };
        Ok(Moment::from_civil(date.at(small(hour), small(header.minute), small(second), 0), None, precision))
    }

    fn tell(&self, scribe: &mut Scribe<'_>) {
        for assumption in self.calendars.iter().filter_map(|calendar| calendar.assumption()) {
            scribe.assume(assumption);
        }
        if self.unknown_word {
            scribe.assume(
                "the word after the times is not known as a part of the day, so only the days are kept",
            );
        }
    }
}

/// The message being read, with all its lines.
#[derive(Default)]
struct Message {
    time: Option<Result<Moment, String>>,
    number: u64,
    start: u64,
    length: u64,
    /// Its lines as they stand, and where sender and text begin in them.
    lines: Vec<u8>,
    body: usize,
}

impl Message {
    fn is_empty(&self) -> bool {
        self.time.is_none()
    }

    fn begin(&mut self, time: Result<Moment, String>, body: usize, number: u64, start: u64) {
        self.lines.clear();
        (self.time, self.body, self.number, self.start, self.length) = (Some(time), body, number, start, 0);
    }

    fn add(&mut self, line: &[u8], length: u64) {
        self.length = self.length.saturating_add(length);
        if self.lines.len() <= RECORD_LIMIT {
            if !self.lines.is_empty() {
                self.lines.push(b'\n');
            }
            self.lines.extend_from_slice(line);
        }
    }

    /// Tells it, once all its lines are there.
    fn tell(&mut self, chat: &mut Chat, scribe: &mut Scribe<'_>) {
        let Some(time) = self.time.take() else { return };
        let refused = match &time {
            Err(reason) => Some(reason.as_str()),
            Ok(_) if self.length > RECORD_LIMIT as u64 => Some("the message is longer than 16 MiB"),
            Ok(_) => None,
        };
        if let Some(reason) = refused {
            let blank = self.lines.iter().all(u8::is_ascii_whitespace);
            if !blank {
                scribe.reject(
                    Locator::new("line", self.number, self.start, self.length),
                    reason,
                    &self.lines,
                );
            }
            return;
        }
        let record = scribe.record("line", self.number, self.start, self.length);
        let said = self.lines.get(self.body..).unwrap_or_default();
        let (sender, body) = match sender_end(said) {
            Some((sender, body)) => (said.get(..sender), said.get(body..).unwrap_or_default()),
            None => (None, said),
        };
        let from = sender.and_then(|sender| chat.sender(sender, record, scribe));
        let text = String::from_utf8_lossy(body.get(marks_length(body)..).unwrap_or_default());
        let text = text.trim_end();
        for file in text.lines().filter_map(attachment) {
            let document = scribe.entity("Document", ["whatsapp-attachment", file]);
            scribe.say(document, "fileName", file, record);
        }
        let place = PlaceMention { coordinates: shared_location(text), ..PlaceMention::default() };
        let event = NewEvent {
            time: time.ok(),
            from: from.map(|thing| thing.ix),
            to: Some(chat.account(record, scribe).ix),
            text,
            place,
            ..NewEvent::new(EventKind::Message, record)
        };
        scribe.event(&event);
    }
}

/// How many senders are remembered; further ones are looked up each time.
const SENDERS: usize = 100_000;

/// Under whose name an iPhone puts WhatsApp's own notes: the group's, or that of the one other person.
///
/// Its export begins with such a note, and it begins the text of each with a mark of direction. A name under which
/// something else is ever said is a person's.
#[derive(Default)]
struct Voice {
    begun: bool,
    name: String,
    speaks: bool,
}

impl Voice {
    fn hear(&mut self, said: &[u8]) {
        let first = !std::mem::replace(&mut self.begun, true);
        if !first && (self.name.is_empty() || self.speaks || !starts_with_name(said, &self.name)) {
            return;
        }
        let Some((sender, text)) = sender_end(said) else { return };
        let sender = String::from_utf8_lossy(said.get(..sender).unwrap_or_default());
        let text = said.get(text..).unwrap_or_default();
        let mark = marks_length(text);
        let is_note = mark > 0 && text.get(mark) != Some(&b'<');
        if first && is_note {
            bare(&sender).clone_into(&mut self.name);
            self.speaks = is_phone(&self.name);
        } else if bare(&sender) == self.name {
            self.speaks |= !is_note;
        }
    }

    fn is(&self, sender: &str) -> bool {
        !self.speaks && !self.name.is_empty() && bare(sender) == self.name
    }
}

fn starts_with_name(said: &[u8], name: &str) -> bool {
    said.get(marks_length(said)..).unwrap_or_default().starts_with(name.as_bytes())
}

/// The chat and those who write in it.
struct Chat {
    name: String,
    voice: Voice,
    account: Option<Thing>,
    /// The account of each sender as written; none for WhatsApp itself.
    senders: HashMap<Vec<u8>, Option<Thing>>,
}

impl Chat {
    fn account(&mut self, record: RecordIx, scribe: &mut Scribe<'_>) -> Thing {
        let name = &self.name;
        *self.account.get_or_insert_with(|| account("whatsapp-chat", name, record, scribe))
    }

    fn sender(&mut self, sender: &[u8], record: RecordIx, scribe: &mut Scribe<'_>) -> Option<Thing> {
        if let Some(&known) = self.senders.get(sender) {
            return known;
        }
        let name = String::from_utf8_lossy(sender);
        let sent_by = (!self.voice.is(&name)).then(|| account("whatsapp", &name, record, scribe));
        if self.senders.len() < SENDERS {
            self.senders.insert(sender.to_vec(), sent_by);
        }
        sent_by
    }
}

/// The account of that name or phone number as written. A name behind `~` is one its owner chose, not one saved in
/// the phone's contacts.
fn account(kind: &str, written: &str, record: RecordIx, scribe: &mut Scribe<'_>) -> Thing {
    let (name, digits) = (bare(written), ascii_digits(bare(written)));
    let (property, value, key) = if is_phone(&digits) {
        ("phone", digits.as_str(), scribe.cleaner().phone(&digits).value)
    } else if let Some(chosen) = name.strip_prefix('~') {
        ("alias", bare(chosen), Cow::Borrowed(name))
    } else {
        ("name", name, Cow::Borrowed(name))
    };
    let account = scribe.entity("UserAccount", [kind, &key]);
    scribe.say(account, property, value, record);
    scribe.say(account, "service", "WhatsApp", record);
    account
}

/// A name without the white space and marks of direction around it.
fn bare(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || marks_length(c.encode_utf8(&mut [0; 4]).as_bytes()) > 0)
}

fn is_phone(name: &str) -> bool {
    let sign = |c: char| c.is_whitespace() || "+-().\u{2010}\u{2011}".contains(c);
    name.chars().filter(char::is_ascii_digit).count() >= 7
        && name
            .chars()
            .all(|c| c.is_ascii_digit() || sign(c) || marks_length(c.encode_utf8(&mut [0; 4]).as_bytes()) > 0)
}

/// Longest name of a sender, in bytes.
const SENDER_LIMIT: usize = 256;

/// Where the sender ends and the text begins, behind the head of a message; none for a line by WhatsApp itself.
fn sender_end(said: &[u8]) -> Option<(usize, usize)> {
    let line = said.get(..SENDER_LIMIT.min(said.len()))?;
    for colon in memchr::memchr2_iter(b':', b'\n', line) {
        let after = said.get(colon.saturating_add(1)..).unwrap_or_default();
        let space = space_length(after);
        let ends = space > 0 || after.first().is_none_or(|&byte| byte == b'\n') || marks_length(after) > 0;
        match line.get(colon) {
            Some(b':') if ends && colon > 0 => {
                // “Ada changed the subject to “Trip: south”” is no sender.
                let sender = line.get(..colon).unwrap_or_default();
                let quoted = |open: &str, close: &str| {
                    let last = |mark: &str| memmem::rfind(sender, mark.as_bytes());
                    last(open).is_some_and(|open| last(close).is_none_or(|close| close < open))
                };
                let whole = sender.is_ascii() || !(quoted("“", "”") || quoted("«", "»") || quoted("„", "“"));
                return whole.then_some((colon, colon.saturating_add(1).saturating_add(space)));
            }
            Some(b':') => {}
            _ => return None,
        }
    }
    None
}

/// The file a line of a message says is attached, in the words of any language: `<WORDS: FILE>` or `FILE (WORDS)`.
fn attachment(line: &str) -> Option<&str> {
    let line = bare(line);
    if let Some(inner) = line.strip_suffix('>') {
        let (_, inner) = inner.rsplit_once('<')?;
        let (_, file) = inner.split_once([':', '：'])?;
        return Some(bare(file)).filter(|file| extension(file).is_some());
    }
    let inner = line.strip_suffix([')', '）'])?;
    let (file, words) = inner.rsplit_once(['(', '（'])?;
    let (file, words) = (bare(file), bare(words));
    let named_by_phone = file.get(3..4) == Some("-") && file.contains("-WA");
    let plain_words = !words.is_empty() && words.len() <= 80 && words.chars().all(|c| !c.is_ascii_digit());
    let known = extension(file)?;
    (plain_words && (named_by_phone || EXTENSIONS.contains(&known.to_ascii_lowercase().as_str())))
        .then_some(file)
}

/// Endings of files that people send.
const EXTENSIONS: [&str; 32] = [
    "3gp", "aac", "amr", "apk", "avi", "csv", "doc", "docx", "gif", "heic", "htm", "html", "jpeg", "jpg",
    "m4a", "mkv", "mov", "mp3", "mp4", "odt", "ogg", "opus", "pdf", "png", "ppt", "pptx", "txt", "vcf",
    "wav", "webp", "xls", "xlsx",
];

fn extension(file: &str) -> Option<&str> {
    let (name, extension) = file.rsplit_once('.')?;
    let fits =
        (2..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (fits && !name.is_empty()).then_some(extension)
}

/// Latitude and longitude of a text that is only `WORD: https://maps.google.com/?q=…`, as WhatsApp writes a shared
/// location. A link in the midst of a text is only a link.
fn shared_location(text: &str) -> Option<(f64, f64)> {
    if !text.contains("maps.google.com/?q=") {
        return None;
    }
    let (word, position) = text.split_once(": https://maps.google.com/?q=")?;
    let (latitude, longitude) = position.split_once(',')?;
    let (latitude, longitude): (f64, f64) = (latitude.parse().ok()?, longitude.parse().ok()?);
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    (on_earth && !word.contains(char::is_whitespace)).then_some((latitude, longitude))
}

fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\', '!']).next().unwrap_or(path)
}

/// “With” between format and chat in the names of files, in the phone's language.
const WITH: [&str; 16] = [
    " with ",
    " - ",
    " mit ",
    " avec ",
    " con ",
    " com ",
    " met ",
    " с контактом ",
    " с ",
    " مع ",
    " با ",
    " z ",
    " dengan ",
    " cu ",
    " med ",
    " με ",
];

/// The chat's name, from the file's (`WhatsApp Chat with NAME.txt`), or for `_chat.txt` from its archive's or folder's.
fn chat_name(path: &str) -> &str {
    let mut parts = path
        .rsplit(['/', '\\', '!'])
        .map(|part| [".txt", ".zip"].iter().find_map(|ending| part.strip_suffix(ending)).unwrap_or(part));
    let stem = parts.find(|part| *part != "_chat").unwrap_or("");
    let Some(at) = ["WhatsApp", "Whatsapp", "واتساب", "واتساپ"].iter().find_map(|word| stem.find(word))
    else {
        return bare(stem);
    };
    let (before, after) = stem.split_at_checked(at).unwrap_or(("", stem));
    let named = WITH.iter().filter_map(|with| after.find(with).map(|at| (at, at.saturating_add(with.len()))));
    let named = named.min_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    let name = named.and_then(|(_, end)| after.get(end..)).or_else(|| before.trim_end().strip_suffix(" ile"));
    bare(name.unwrap_or(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chat_is_named_by_its_file_archive_or_folder() {
        for (path, expected) in [
            ("a/WhatsApp Chat with Ada Example.txt", "Ada Example"),
            ("a/WhatsApp Chat - South trip.zip!_chat.txt", "South trip"),
            ("a/WhatsApp Chat with X - Y.txt", "X - Y"),
            ("phone 3/Beta/_chat.txt", "Beta"),
            ("_chat.txt", ""),
            ("Chat de WhatsApp con Ana.txt", "Ana"),
            ("Чат WhatsApp с контактом Ада.txt", "Ада"),
            ("محادثة واتساب مع آدا.txt", "آدا"),
            ("Ada ile WhatsApp Sohbeti.txt", "Ada"),
            ("export7.txt", "export7"),
        ] {
            assert_eq!(chat_name(path), expected, "{path}");
        }
    }

    #[test]
    fn a_sender_ends_at_the_first_colon_that_is_not_in_a_quotation() {
        for (said, expected) in [
            ("Ada: hi", Some(("Ada", "hi"))),
            ("\u{202a}+44 20 7946 0018\u{202c}: a: b", Some(("\u{202a}+44 20 7946 0018\u{202c}", "a: b"))),
            ("Ada:", Some(("Ada", ""))),
            ("Ada:\u{a0}hi", Some(("Ada", "hi"))),
            ("Ada 10:30 team: hi", Some(("Ada 10:30 team", "hi"))),
            ("Ada added Bo", None),
            ("Ada added Bo\nnote: this", None),
            ("Ada changed the subject to “Trip: south”", None),
            ("Ada “the pilot” Ex: hi", Some(("Ada “the pilot” Ex", "hi"))),
            (": hi", None),
        ] {
            let found = sender_end(said.as_bytes())
                .map(|(sender, body)| (said.get(..sender).unwrap(), said.get(body..).unwrap()));
            assert_eq!(found, expected, "{said}");
        }
    }

    #[test]
    fn an_attachment_is_known_by_its_shape_in_any_language() {
        for (line, expected) in [
            ("IMG-20240304-WA0001.jpg (file attached)", Some("IMG-20240304-WA0001.jpg")),
            ("\u{200e}PTT-20240304-WA0002.opus (الملف مرفق)", Some("PTT-20240304-WA0002.opus")),
            ("DOC-20240304-WA0003. (file attached)", None),
            ("Ada Example.vcf (archivo adjunto)", Some("Ada Example.vcf")),
            ("IMG-20240304-WA0001.jpg （文件附件）", Some("IMG-20240304-WA0001.jpg")),
            (
                "<attached: 00000012-PHOTO-2024-03-04-10-05-12.jpg>",
                Some("00000012-PHOTO-2024-03-04-10-05-12.jpg"),
            ),
            ("see \u{200e}<pièce jointe : 00000013-list.pdf>", Some("00000013-list.pdf")),
            (
                "<附件：00000014-AUDIO-2024-03-04-10-05-12.opus>",
                Some("00000014-AUDIO-2024-03-04-10-05-12.opus"),
            ),
            ("<Media omitted>", None),
            ("<This message was edited>", None),
            ("look at list.pdf (page 3)", None),
            ("see example.org (not sure)", None),
            ("(yes)", None),
            ("a)", None),
        ] {
            assert_eq!(attachment(line), expected, "{line}");
        }
    }

    #[test]
    fn a_shared_location_gives_coordinates_and_a_mentioned_link_does_not() {
        for (text, expected) in [
            ("location: https://maps.google.com/?q=50.9513,1.8587", Some((50.9513, 1.8587))),
            ("Standort: https://maps.google.com/?q=-1.5,30", Some((-1.5, 30.0))),
            ("meet here: https://maps.google.com/?q=50.9,1.8", None),
            ("location: https://maps.google.com/?q=500,1.8", None),
            ("location: https://maps.google.com/?q=50.9,1.8 at six", None),
        ] {
            assert_eq!(shared_location(text), expected, "{text}");
        }
    }

    #[test]
    fn a_phone_number_is_told_from_a_name() {
        for (name, expected) in [
            ("+44 20 7946\u{2011}0018", true),
            ("(555) 010-0199", true),
            ("911", false),
            ("Ada 2", false),
            ("+", false),
        ] {
            assert_eq!(is_phone(name), expected, "{name}");
        }
    }
}
