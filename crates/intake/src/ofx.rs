//! Open Financial Exchange statements, both generations: SGML (1.x) and XML (2.x), also as QFX.
//!
//! A record is a transaction (`STMTTRN`), the head of a statement (which names the account), its ledger balance, or
//! the institution. What banks leave out (balances, end tags) is not missed: a transaction needs an account, a date
//! and an amount.
//!
//! Not read: orders, profiles and securities. Dealings in securities and transactions still pending are refused one
//! by one, so that they are seen to be there.

mod tags;

use evidence::{
    Channel, Currency, EventKind, Locator, Moment, NewEvent, Precision, RecordIx, minor_digits, parse_minor,
};
use jiff::civil::{Date, DateTime, Time};
use tags::Tags;

use crate::account::{Account, Named, compact, say_party};
use crate::{Broken, Head, Reader, Scribe, Text};

/// The reader of OFX.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ofx;

impl Reader for Ofx {
    fn format(&self) -> &'static str {
        "ofx"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.first_line().trim_start().starts_with("OFXHEADER") || head.xml_root() == Some("OFX")
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let mut tags = Tags::new(text.open()?);
        let mut statement = Statement::default();
        while tags.advance()? {
            statement.tag(&tags.name, tags.closes, &tags.text, (tags.start, tags.end), scribe);
        }
        if let Some((part, start)) = statement.part.take() {
            let length = tags.position.saturating_sub(start);
            let reason = format!("expected the end tag </{part}>, found the end of the text");
            let found = text.excerpt(start, length.min(512));
            scribe.reject(Locator::new(part, statement.count(part), start, length), reason, found.as_bytes());
        }
        if statement.filler {
            scribe.assume(
                "a time of exactly 00:00:00 or 12:00:00 stands for none, as banks fill it in: the day is kept",
            );
        }
        Ok(())
    }
}

/// Elements that are taken together.
const PARTS: [&str; 9] = [
    "STMTTRN",
    "BANKACCTFROM",
    "CCACCTFROM",
    "INVACCTFROM",
    "LEDGERBAL",
    "FI",
    // Pending, and dealings in securities: refused.
    "STMTTRNP",
    "INVTRAN",
    "INVOOLIST",
];

/// Elements inside them whose simple elements are told apart from the part's own.
const INNER: [&str; 6] = ["PAYEE", "BANKACCTTO", "CCACCTTO", "CURRENCY", "ORIGCURRENCY", "IMAGEDATA"];

/// Most simple elements of one part that are kept: a damaged text may never end it.
const FIELD_LIMIT: usize = 256;

/// Simple elements by name, `PAYEE/NAME` for those further in. Its strings are used again and again.
#[derive(Debug, Default)]
struct Fields {
    all: Vec<(String, String)>,
    used: usize,
}

impl Fields {
    fn clear(&mut self) {
        self.used = 0;
    }

    fn push(&mut self, inner: &str, name: &str, value: &str) {
        if self.used == self.all.len() && self.used < FIELD_LIMIT {
            self.all.push(Default::default());
        }
        let Some((key, text)) = self.all.get_mut(self.used) else { return };
        key.clear();
        if !inner.is_empty() {
            key.push_str(inner);
            key.push('/');
        }
        key.push_str(name);
        value.clone_into(text);
        self.used = self.used.saturating_add(1);
    }

    /// The value of the first element of that name; empty if there is none.
    fn get(&self, name: &str) -> &str {
        self.all.iter().take(self.used).find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// As text, for rejections.
    fn shown(&self) -> String {
        let shown = self.all.iter().take(self.used).map(|(key, value)| format!("<{key}>{value}\n"));
        shown.collect()
    }
}

/// The statement being read.
#[derive(Debug, Default)]
struct Statement {
    /// The part being read and its first byte.
    part: Option<(&'static str, u64)>,
    inner: &'static str,
    fields: Fields,
    /// How many of each of [`PARTS`] have begun.
    counts: [u64; PARTS.len()],
    /// Where the statement begins, until its account is read.
    head: Option<u64>,
    card: bool,
    currency: String,
    account: Option<Named>,
    account_number: String,
    institution: Option<(String, RecordIx)>,
    filler: bool,
}

impl Statement {
    fn tag(
        &mut self,
        name: &str,
        closes: bool,
        text: &str,
        (start, end): (u64, u64),
        scribe: &mut Scribe<'_>,
    ) {
        if closes {
            match self.part {
                Some((part, from)) if part == name => self.end_part(part, from, end, scribe),
                // The list ends where its last transaction should have.
                Some((part, from)) if name.ends_with("TRANLIST") || name.ends_with("STMTRS") => {
                    self.end_part(part, from, start, scribe);
                }
                _ => {}
            }
            if name == self.inner {
                self.inner = "";
            }
            return;
        }
        if let Some(at) = PARTS.iter().position(|&part| part == name) {
            if let Some((part, from)) = self.part.take() {
                self.end_part(part, from, start, scribe);
            }
            if let Some(count) = self.counts.get_mut(at) {
                *count = count.saturating_add(1);
            }
            let part = PARTS.get(at).copied().unwrap_or_default();
            // The head belongs to the account only if nothing stands between: an account may come last.
            let head = self.head.take();
            let from = if name.ends_with("ACCTFROM") { head.unwrap_or(start) } else { start };
            self.part = Some((part, from));
            self.inner = "";
            self.fields.clear();
            return;
        }
        match name {
            "STMTRS" | "CCSTMTRS" | "INVSTMTRS" => {
                // What was never closed ends here, or the head of this statement would be counted with it too.
                if let Some((part, from)) = self.part.take() {
                    self.end_part(part, from, start, scribe);
                }
                self.head = Some(start);
                self.card = name == "CCSTMTRS";
                self.account = None;
                self.account_number.clear();
                self.currency.clear();
            }
            "CURDEF" => text.clone_into(&mut self.currency),
            _ if self.part.is_some() => match INNER.iter().find(|&&inner| inner == name) {
                Some(inner) => self.inner = inner,
                None if !text.is_empty() => self.fields.push(self.inner, name, text),
                None => {}
            },
            _ => {}
        }
    }

    fn count(&self, part: &str) -> u64 {
        let at = PARTS.iter().position(|&known| known == part);
        at.and_then(|at| self.counts.get(at)).copied().unwrap_or(1)
    }

    fn end_part(&mut self, part: &'static str, from: u64, end: u64, scribe: &mut Scribe<'_>) {
        self.part = None;
        self.inner = "";
        let place = Locator::new(part, self.count(part), from, end.saturating_sub(from));
        let read = match part {
            "STMTTRN" => self.transaction(&place, scribe),
            "LEDGERBAL" => {
                self.balance(&place, scribe);
                Ok(())
            }
            "FI" => {
                let name = self.fields.get("ORG").to_owned();
                if !name.is_empty() {
                    self.institution = Some((name, record(&place, scribe)));
                }
                Ok(())
            }
            "BANKACCTFROM" | "CCACCTFROM" | "INVACCTFROM" => self.own_account(&place, scribe),
            "STMTTRNP" => {
                Err("this transaction is still pending; ask for the statement once it is booked".to_owned())
            }
            _ => Err(
                "expected a movement of money (STMTTRN), found a dealing in securities, which is not read"
                    .to_owned(),
            ),
        };
        if let Err(reason) = read {
            scribe.reject(place, reason, self.fields.shown().as_bytes());
        }
    }

    fn own_account(&mut self, place: &Locator, scribe: &mut Scribe<'_>) -> Result<(), String> {
        let number = self.fields.get("ACCTID");
        if number.is_empty() {
            return Err("expected the number of the account (ACCTID), found none".to_owned());
        }
        let record = record(place, scribe);
        let bank = [self.fields.get("BANKID"), self.fields.get("BROKERID")];
        let account = Account {
            number,
            bank_code: bank.into_iter().find(|code| !code.is_empty()).unwrap_or(""),
            kind: match self.fields.get("ACCTTYPE") {
                "" if self.card => "CREDITCARD",
                kind => kind,
            },
            currency: &self.currency,
            ..Account::default()
        };
        self.account_number = compact(number);
        self.account = account.say(scribe, record);
        if let (Some(account), Some((name, record))) = (&self.account, &self.institution) {
            scribe.say(account.thing, "bankName", name, *record);
        }
        Ok(())
    }

    fn balance(&self, place: &Locator, scribe: &mut Scribe<'_>) {
        let Some(account) = &self.account else { return };
        let record = record(place, scribe);
        scribe.say(account.thing, "balance", &self.fields.get("BALAMT").replace(',', "."), record);
        if let Some((date, _)) = moment(self.fields.get("DTASOF")) {
            scribe.say(
                account.thing,
                "balanceDate",
                &Moment { precision: Precision::Day, ..date }.to_string(),
                record,
            );
        }
    }

    fn transaction(&mut self, place: &Locator, scribe: &mut Scribe<'_>) -> Result<(), String> {
        let field = |name| self.fields.get(name);
        let Some(account) = &self.account else {
            return Err("no account is named before this transaction (BANKACCTFROM), so whose money moved is not known; \
                ask for the whole statement"
                .to_owned());
        };
        let posted = [field("DTPOSTED"), field("DTUSER")];
        let written = posted.into_iter().find(|date| !date.is_empty()).unwrap_or("");
        let (date, filler) = moment(written)
            .ok_or_else(|| format!("expected a date YYYYMMDD in DTPOSTED, found “{written}”"))?;
        let currency = [field("CURRENCY/CURSYM"), &self.currency].into_iter().find_map(Currency::parse);
        let currency = currency.unwrap_or(Currency::NONE);
        let amount = amount_minor(field("TRNAMT"), currency)?;
        let record = record(place, scribe);
        let to = [field("BANKACCTTO/ACCTID"), field("CCACCTTO/ACCTID")];
        let other = Account {
            number: to
                .into_iter()
                .find(|number| !number.is_empty() && compact(number) != self.account_number)
                .unwrap_or(""),
            bank_code: field("BANKACCTTO/BANKID"),
            kind: field("BANKACCTTO/ACCTTYPE"),
            ..Account::default()
        };
        let other = other.say(scribe, record);
        // A name alone may as well be a description; only with an account or an address is it someone's.
        let name = match field("PAYEE/NAME") {
            "" if other.is_some() => field("NAME"),
            name => name,
        };
        let party = say_party(scribe, "LegalEntity", name, other.as_ref(), record);
        if let Some(party) = &party {
            let lines = ["ADDR1", "ADDR2", "ADDR3", "POSTALCODE", "CITY", "STATE"];
            let lines = lines.map(|line| self.fields.get(&format!("PAYEE/{line}")));
            let address: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
            scribe.say(party.thing, "address", &address.join(", "), record);
            scribe.say(party.thing, "country", field("PAYEE/COUNTRY"), record);
            scribe.say(party.thing, "phone", field("PAYEE/PHONE"), record);
        }
        let own = Some(account.thing.ix);
        let (other, party_ix) =
            (other.map(|named| named.thing.ix), party.as_ref().map(|named| named.thing.ix));
        let out = amount < 0;
        let (from, to) = if out { (own, other) } else { (other, own) };
        let (from_party, to_party) = if out { (None, party_ix) } else { (party_ix, None) };
        let memo = field("MEMO");
        scribe.event(&NewEvent {
            time: Some(date),
            from,
            to,
            from_party,
            to_party,
            channel: channel_of(field("TRNTYPE"), self.card),
            amount_minor: Some(amount.saturating_abs()),
            currency,
            party_text: if party.is_some() { "" } else { field("NAME") },
            text: if memo.is_empty() { field("CHECKNUM") } else { memo },
            ..NewEvent::new(EventKind::Payment, record)
        });
        self.filler |= filler;
        Ok(())
    }
}

fn record(place: &Locator, scribe: &mut Scribe<'_>) -> RecordIx {
    scribe.record(place.unit.clone(), place.number, place.start, place.length)
}

/// An amount: the decimal separator may be a comma.
fn amount_minor(text: &str, currency: Currency) -> Result<i64, String> {
    let decimal = if text.rfind(',') > text.rfind('.') { ',' } else { '.' };
    parse_minor(text, decimal, minor_digits(currency)).map_err(|error| format!("in TRNAMT, {error}"))
}

/// `YYYYMMDD[HHMM[SS[.XXX]]][[offset:zone]]`, and whether its time of day is filled in by the bank.
fn moment(text: &str) -> Option<(Moment, bool)> {
    let (clock, zone) = text.split_once('[').unwrap_or((text, ""));
    let clock = clock.trim().split('.').next().unwrap_or("");
    if !clock.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let two = |at: usize| clock.get(at..at.checked_add(2)?)?.parse::<i8>().ok();
    let date = Date::new(clock.get(..4)?.parse().ok()?, two(4)?, two(6)?).ok()?;
    let offset = offset_min(zone);
    let Some(time) = two(8).and_then(|hour| Time::new(hour, two(10)?, two(12).unwrap_or(0), 0).ok()) else {
        return Some((Moment::from_civil(date.into(), offset, Precision::Day), false));
    };
    if time == Time::midnight() || time == Time::constant(12, 0, 0, 0) {
        return Some((Moment::from_civil(date.into(), offset, Precision::Day), true));
    }
    let precision = if clock.len() >= 14 { Precision::Second } else { Precision::Minute };
    Some((Moment::from_civil(DateTime::from_parts(date, time), offset, precision), false))
}

/// `-5:EST]`, `5.5:IST]`: hours with a decimal fraction.
fn offset_min(zone: &str) -> Option<i16> {
    let hours = zone.split([':', ']']).next()?.trim();
    let (sign, hours) = match hours.strip_prefix('-') {
        Some(hours) => (-1, hours),
        None => (1, hours.strip_prefix('+').unwrap_or(hours)),
    };
    let (whole, fraction) = hours.split_once('.').unwrap_or((hours, "0"));
    let quarter = match fraction.trim_end_matches('0') {
        "" => 0,
        "25" => 15,
        "5" => 30,
        "75" => 45,
        _ => return None,
    };
    let whole: i16 = whole.parse().ok().filter(|whole| (0..=14).contains(whole))?;
    Some(sign * (whole * 60 + quarter))
}

/// How money moved, by transaction type (OFX 2.2, section 11.4.4.3). DEP, CREDIT and DEBIT do not say.
fn channel_of(kind: &str, card: bool) -> Channel {
    match kind {
        "ATM" | "CASH" => Channel::Cash,
        "POS" => Channel::Card,
        "DEBIT" if card => Channel::Card,
        "CHECK" => Channel::Cheque,
        "DIRECTDEBIT" | "REPEATPMT" => Channel::DirectDebit,
        "XFER" | "PAYMENT" | "DIRECTDEP" => Channel::Transfer,
        "FEE" | "SRVCHG" => Channel::Fee,
        "INT" => Channel::Interest,
        _ => Channel::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_offset_and_lose_a_time_that_was_filled_in() {
        for (text, expected, offset) in [
            ("20051029", "2005-10-29", None),
            ("200510291120", "2005-10-29T11:20", None),
            ("20051029112003", "2005-10-29T11:20:03", None),
            ("20240323000000[-3:GMT]", "2024-03-23", Some(-180)),
            ("20240323120000.000[0:GMT]", "2024-03-23", Some(0)),
            ("20240323230509.123[-5:EST]", "2024-03-23T23:05:09-05:00", Some(-300)),
            ("20240323230509[+5.50:IST]", "2024-03-23T23:05:09+05:30", Some(330)),
        ] {
            let (date, _) = moment(text).unwrap();
            assert_eq!((date.to_string().as_str(), date.offset_min), (expected, offset), "{text}");
        }
        for text in ["", "2024", "20241301", "today", "2024-01-01", "[-5:EST]"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_may_have_either_decimal_separator() {
        for (text, expected) in
            [("-200.00", -20_000), ("-200,00", -20_000), ("1,234.5", 123_450), ("1.234,5", 123_450)]
        {
            assert_eq!(amount_minor(text, Currency::NONE), Ok(expected), "{text}");
        }
        assert!(amount_minor("", Currency::NONE).unwrap_err().starts_with("in TRNAMT, "));
    }
}
