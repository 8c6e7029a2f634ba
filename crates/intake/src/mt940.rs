//! SWIFT MT940 customer statements (and MT942 interim reports, which share their entries).
//!
//! The format is lines that begin `:tag:`; what does not is the continuation of the field before. Files of different
//! banks differ in nearly everything else (envelopes, wrapped lines, conventions inside field 86), so only what an
//! entry cannot do without is required: an account, a date, a direction and an amount. A record is an entry (`:61:`
//! with the `:86:` that explains it), the head of a statement (which names the account), or its closing balance.
//!
//! Not read: references (found again by the record), forward balances, and totals.

mod details;
mod movement;

use std::borrow::Cow;

use details::{Details, is_code_word, is_iban};
use evidence::{Channel, Currency, EventKind, Locator, Moment, NewEvent};
use movement::{Movement, booked, channel_of};

use crate::account::{Account, Named, compact, crosses_border, has_form_of_bic, say_party};
use crate::{Broken, Head, Line, Lines, RECORD_LIMIT, Reader, Scribe, Text};

/// The reader of MT940.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mt940;

impl Reader for Mt940 {
    fn format(&self) -> &'static str {
        "mt940"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let lines = head.text.lines().map(|line| after_envelope(line).map_or(line, |(_, rest)| rest));
        let mut lines = lines.filter(|line| !line.trim().is_empty());
        let begins = |line: &str, tags: &[&str]| tag_of(line).is_some_and(|(tag, _)| tags.contains(&tag));
        lines.by_ref().take(10).any(|line| begins(line, &["20"]))
            && lines.by_ref().take(5).any(|line| begins(line, &["25", "25P"]))
            && lines.take(20).any(|line| begins(line, &["28", "28C", "60F", "60M", "61"]))
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        scribe.assume("payments are dated by their booking (entry) date, else by their value date");
        let mut lines = Lines::new(text.open()?);
        let mut statement = Statement::default();
        while let Some(line) = lines.next_line()? {
            statement.line(&line, scribe);
        }
        statement.end_part(scribe);
        Ok(())
    }
}

/// Tags that may begin a field. Others are text: a wrapped time of day (`:26:37`) looks like a tag.
const TAGS: [&str; 24] = [
    "13", "13D", "20", "21", "25", "25P", "28", "28C", "34F", "60", "60F", "60M", "61", "62", "62F", "62M",
    "64", "65", "86", "90C", "90D", "940", "942", "NS",
];

/// The tag a line begins with and what follows.
fn tag_of(line: &str) -> Option<(&'static str, &str)> {
    let (tag, value) = line.strip_prefix(':')?.split_once(':')?;
    TAGS.iter().find(|&&known| known == tag).map(|&known| (known, value))
}

/// Where the text block of a SWIFT envelope begins in a line (`{1:…}{2:…}{4:`), and what follows there.
fn after_envelope(line: &str) -> Option<(usize, &str)> {
    let starts = line.trim_start_matches(['\u{1}', '$']).starts_with(['{', '-']);
    let at = line.find("{4:").filter(|_| starts)?.checked_add(3)?;
    Some((at, line.get(at..)?))
}

/// Which part of a statement the lines belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// Between statements: envelope and what banks write before the first field.
    #[default]
    Outside,
    /// From the first field to the first entry.
    Head,
    /// An entry.
    Entry,
    /// Closing balances and what follows them.
    Closing,
}

/// The statement being read, and the lines of its current part.
#[derive(Debug, Default)]
struct Statement {
    part: Part,
    number: u64,
    start: u64,
    end: u64,
    /// Lines of the part; each ends in a line feed.
    lines: String,
    /// The fields in `lines`: tag, start of its line, start of its value.
    fields: Vec<(&'static str, usize, usize)>,
    too_long: bool,
    account: Option<Named>,
    account_number: String,
    currency: Option<Currency>,
    details: Details,
}

impl Statement {
    fn line(&mut self, line: &Line<'_>, scribe: &mut Scribe<'_>) {
        let text = String::from_utf8_lossy(line.bytes);
        if text.trim().is_empty() {
            return;
        }
        if let Some((at, rest)) = after_envelope(&text) {
            self.end_part(scribe);
            self.part = Part::Outside;
            if let Some((tag, _)) = tag_of(rest) {
                self.begin_part(Part::Head, line.number, line.start.saturating_add(at as u64));
                self.field(tag, rest, line);
            }
            return;
        }
        let trimmed = text.trim_end();
        let envelope = trimmed.starts_with("{1:") || trimmed.starts_with("{5:");
        let closes = trimmed == "-" || trimmed.starts_with("-}");
        if envelope || closes || (self.part == Part::Closing && trimmed.starts_with('-')) {
            self.end_part(scribe);
            self.part = Part::Outside;
            return;
        }
        let tagged =
            tag_of(&text).filter(|(tag, value)| self.part != Part::Entry || !is_time_of_day(tag, value));
        let Some((tag, _)) = tagged else {
            if self.part != Part::Outside {
                self.append(&text, line);
            }
            return;
        };
        let next = match (tag, self.part) {
            ("61", _) => Some(Part::Entry),
            ("62" | "62F" | "62M" | "64" | "65" | "90C" | "90D", part) if part != Part::Closing => {
                Some(Part::Closing)
            }
            ("20", _)
            | (_, Part::Outside)
            | ("60" | "60F" | "60M", Part::Entry | Part::Closing)
            | ("25" | "25P" | "28" | "28C", Part::Closing) => Some(Part::Head),
            _ => None,
        };
        if let Some(next) = next {
            self.end_part(scribe);
            if tag == "20" {
                self.account = None;
                self.account_number.clear();
                self.currency = None;
            }
            self.begin_part(next, line.number, line.start);
        }
        self.field(tag, &text, line);
    }

    fn begin_part(&mut self, part: Part, number: u64, start: u64) {
        self.part = part;
        (self.number, self.start, self.end) = (number, start, start);
    }

    fn field(&mut self, tag: &'static str, text: &str, line: &Line<'_>) {
        let start = self.lines.len();
        self.fields.push((tag, start, start.saturating_add(tag.len()).saturating_add(2)));
        self.append(text, line);
    }

    fn append(&mut self, text: &str, line: &Line<'_>) {
        self.too_long |= line.cut || self.lines.len().saturating_add(text.len()) > RECORD_LIMIT;
        if !self.too_long {
            self.lines.push_str(text);
            self.lines.push('\n');
        }
        self.end = line.start.saturating_add(line.length);
    }

    /// The value of the first of these fields in the part, line feeds within it.
    fn value(&self, tags: &[&str]) -> Option<&str> {
        let at = self.fields.iter().position(|(tag, ..)| tags.contains(tag))?;
        self.value_at(at)
    }

    fn value_at(&self, at: usize) -> Option<&str> {
        let (_, _, start) = self.fields.get(at)?;
        let end = self.fields.get(at.saturating_add(1)).map_or(self.lines.len(), |(_, end, _)| *end);
        Some(self.lines.get(*start..end)?.trim_end_matches('\n'))
    }

    /// The values of all fields but the first.
    fn explanation(&self) -> Cow<'_, str> {
        let mut all = Cow::from(self.value_at(1).unwrap_or(""));
        for at in 2..self.fields.len() {
            let all = all.to_mut();
            all.push('\n');
            all.push_str(self.value_at(at).unwrap_or(""));
        }
        all
    }

    fn length(&self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// Reads the part that has ended.
    fn end_part(&mut self, scribe: &mut Scribe<'_>) {
        if self.too_long {
            let reason = format!("a record longer than {} MiB; is this file MT940?", RECORD_LIMIT >> 20);
            self.reject(reason, scribe);
        } else if !self.fields.is_empty() {
            match self.part {
                Part::Outside => {}
                Part::Head => self.head(scribe),
                Part::Entry => self.entry(scribe),
                Part::Closing => self.closing(scribe),
            }
        }
        self.too_long = false;
        self.lines.clear();
        self.fields.clear();
    }

    fn reject(&self, reason: String, scribe: &mut Scribe<'_>) {
        let locator = Locator::new("line", self.number, self.start, self.length());
        scribe.reject(locator, reason, self.lines.as_bytes());
    }

    fn head(&mut self, scribe: &mut Scribe<'_>) {
        if let Some((_, currency)) = self.value(&["60F", "60M", "60"]).and_then(balance) {
            self.currency = Some(currency);
        } else if let Some(currency) = self.value(&["34F"]).and_then(|v| Currency::parse(v.get(..3)?)) {
            self.currency = Some(currency);
        }
        let Some(identification) = self.value(&["25", "25P"]) else { return };
        let record = scribe.record("line", self.number, self.start, self.length());
        let (mut account, named) = identify(identification);
        let currency = self.currency.or(named);
        account.currency = currency.as_ref().map_or("", Currency::as_str);
        let (account, number) = (account.say(scribe, record), compact(account.number));
        (self.account, self.account_number, self.currency) = (account, number, currency);
    }

    fn closing(&mut self, scribe: &mut Scribe<'_>) {
        let Some(account) = &self.account else { return };
        let Some(value) = self.value(&["62F", "62M", "62"]) else { return };
        let Some((date, _)) = balance(value) else { return };
        let amount = value.get(10..).unwrap_or("").trim().trim_start_matches('0').replace(',', ".");
        let amount = amount.strip_suffix('.').unwrap_or(&amount);
        let sign = if value.starts_with('D') { "-" } else { "" };
        let zero = if amount.starts_with('.') || amount.is_empty() { "0" } else { "" };
        let record = scribe.record("line", self.number, self.start, self.length());
        scribe.say(account.thing, "balance", &format!("{sign}{zero}{amount}"), record);
        scribe.say(account.thing, "balanceDate", &date.to_string(), record);
    }

    fn entry(&mut self, scribe: &mut Scribe<'_>) {
        let mut details = std::mem::take(&mut self.details);
        if let Err(reason) = self.entry_with(&mut details, scribe) {
            self.reject(reason, scribe);
        }
        self.details = details;
    }

    fn entry_with(&self, details: &mut Details, scribe: &mut Scribe<'_>) -> Result<(), String> {
        let field = self.value(&["61"]).unwrap_or("");
        // A bank may break the line anywhere; the second line then completes the first.
        let joined;
        let mut read = Movement::read(field);
        if read.is_err() {
            joined = field.replacen('\n', "", 1);
            read = Movement::read(&joined).or(read);
        }
        let movement = read?;
        let Some(account) = &self.account else {
            return Err("the entry's statement names no account (:25:), so whose money moved is not known; \
                ask the bank for the whole statement"
                .to_owned());
        };
        let currency = self.currency.unwrap_or(Currency::NONE);
        let amount_minor = movement.amount_minor(currency)?;
        details.read(&self.explanation());
        for part in [movement.reference, movement.beside, movement.supplement] {
            let number = compact(part);
            if is_iban(&number) {
                if details.account.is_empty() {
                    details.account = number;
                }
            } else if part != movement.reference || details.text.is_empty() && !is_code_word(part) {
                details.line(part);
            }
        }
        if compact(&details.account) == self.account_number {
            details.account.clear();
        }
        let record = scribe.record("line", self.number, self.start, self.length());
        let other = Account {
            number: &details.account,
            bank_code: &details.bank_code,
            bic: &details.bic,
            ..Account::default()
        };
        let own = Account { number: &self.account_number, ..Account::default() };
        let channel = match details.channel.unwrap_or_else(|| channel_of(movement.code)) {
            Channel::Transfer if crosses_border(&own, &other) => Channel::Wire,
            channel => channel,
        };
        let other = other.say(scribe, record);
        let party = say_party(scribe, "LegalEntity", &details.name, other.as_ref(), record);
        if let Some(party) = &party {
            scribe.say(party.thing, "address", &details.address, record);
        }
        let own = Some(account.thing.ix);
        let (other, party) = (other.map(|named| named.thing.ix), party.map(|named| named.thing.ix));
        let (from, to) = if movement.out { (own, other) } else { (other, own) };
        let (from_party, to_party) = if movement.out { (None, party) } else { (party, None) };
        scribe.event(&NewEvent {
            time: Some(movement.date),
            from,
            to,
            from_party,
            to_party,
            channel,
            amount_minor: Some(amount_minor),
            currency,
            text: &details.text,
            ..NewEvent::new(EventKind::Payment, record)
        });
        Ok(())
    }
}

/// Whether what looks like a field that begins a statement is a time of day broken off its line (`:20:37`).
fn is_time_of_day(tag: &str, value: &str) -> bool {
    matches!(tag, "13" | "20" | "21")
        && value.bytes().take(2).filter(u8::is_ascii_digit).count() == 2
        && !value.as_bytes().get(2).is_some_and(u8::is_ascii_alphanumeric)
}

/// Date and currency of a balance: `C100318EUR380115,12`.
fn balance(value: &str) -> Option<(Moment, Currency)> {
    let (date, rest) = value.strip_prefix(['C', 'D'])?.split_at_checked(6)?;
    Some((booked(date, "")?, Currency::parse(rest.get(..3)?)?))
}

/// Field 25: an IBAN, or a number behind a bank's code, BIC or name, perhaps with a currency after it; in 25P the BIC
/// is on a line of its own.
fn identify(value: &str) -> (Account<'_>, Option<Currency>) {
    let (first, second) = value.split_once('\n').unwrap_or((value, ""));
    let mut account = Account { bic: second.trim(), ..Account::default() };
    let mut number = first.trim().trim_start_matches('/');
    let mut currency = None;
    // IBANs of Mauritius and Seychelles end in a currency code of their own.
    if number.parse::<iban::Iban>().is_err()
        && let Some(at) = number.len().checked_sub(3)
        && let Some((before, code)) = number.split_at_checked(at)
        && before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | ' '))
        && code.bytes().all(|byte| byte.is_ascii_uppercase())
    {
        (number, currency) = (before.trim_end_matches(['/', ' ']), Currency::parse(code));
    }
    if let Some((bank, rest)) = number.split_once('/') {
        number = rest;
        if has_form_of_bic(bank) && bank.len() != 11 || bank.len() == 11 && bank.ends_with("XXX") {
            account.bic = bank;
        } else if bank.contains(|c: char| c.is_ascii_digit()) {
            account.bank_code = bank;
        } else {
            account.bank_name = bank;
        }
    }
    account.number = number;
    (account, currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_identified_with_or_without_bank_and_currency() {
        for (value, number, bank_code, bic, bank_name, currency) in [
            ("51210600/9223382012EUR", "9223382012", "51210600", "", "", "EUR"),
            ("UBRTHUHB/123456/HUF", "123456", "", "UBRTHUHB", "", "HUF"),
            ("TRIODOSBANK/0390123456", "0390123456", "", "", "TRIODOSBANK", ""),
            ("1291.99.348EUR", "1291.99.348", "", "", "", "EUR"),
            ("NL69TEST0000000001EUR", "NL69TEST0000000001", "", "", "", "EUR"),
            ("MU17BOMM0101101030300200000MUR", "MU17BOMM0101101030300200000MUR", "", "", "", ""),
            ("GB75TEST00000000000001\nTESTGB2L", "GB75TEST00000000000001", "", "TESTGB2L", "", ""),
            ("", "", "", "", "", ""),
        ] {
            let (account, found) = identify(value);
            assert_eq!(
                account,
                Account { number, bank_code, bic, bank_name, ..Account::default() },
                "{value}"
            );
            assert_eq!(found.map_or(String::new(), |found| found.to_string()), currency, "{value}");
        }
    }
}
