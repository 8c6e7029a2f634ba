//! ISO 20022 payment messages: statements (camt.053), credit transfer initiations (pain.001) and customer credit
//! transfers between banks (pacs.008), in all their versions, which differ by a step more or less in a path.
//!
//! Of a statement, a record is an account, an entry or a closing booked balance; an entry may be several payments. Of
//! the others, a record is one credit transfer, or what a group of them says of its debtor.
//!
//! Not read: references (found again by the record), charges, exchange rates and totals.

mod codes;
mod parties;
mod transfers;

use codes::{amount, channel, date, moment};
use evidence::{Channel, Currency, EventKind, Locator, Moment, NewEvent, RecordIx, Remark};
use parties::{account, first, party};
use transfers::read_transfers;

use crate::account::{Account, Named, compact, crosses_border};
use crate::xml::{Element, Kind, Piece, Step, scan};
use crate::{Broken, Head, Reader, Scribe, Text};

/// The reader of camt.053.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Camt053;

/// The reader of pain.001.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pain001;

/// The reader of pacs.008.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pacs008;

impl Reader for Camt053 {
    fn format(&self) -> &'static str {
        "camt.053"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        has_message(head, "BkToCstmrStmt")
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        scribe.assume(
            "payments are dated by when they were made where an entry says so, else booked, else valued; a time of \
             exactly 00:00:00 stands for none",
        );
        let mut statement = Statement::default();
        scan(
            text.open()?,
            |path| ["Stmt/Acct", "Stmt/Bal", "Stmt/Ntry"].iter().any(|end| ends(path, end)),
            |piece| {
                match piece.path.last().map_or("", |step| &*step.name) {
                    "Stmt" if piece.kind == Kind::Opened => statement = Statement::default(),
                    _ if piece.kind != Kind::Whole => {}
                    name => {
                        let read = match name {
                            _ if piece.fault.is_some() => Err(piece.fault.unwrap_or_default().to_owned()),
                            "Acct" => statement.account(&piece, scribe),
                            "Bal" => {
                                statement.balance(&piece, scribe);
                                Ok(())
                            }
                            _ => statement.entry(&piece, scribe),
                        };
                        if let Err(reason) = read {
                            scribe.reject(piece.locator(), reason, piece.bytes);
                        }
                    }
                }
                Ok(())
            },
        )
    }
}

impl Reader for Pain001 {
    fn format(&self) -> &'static str {
        "pain.001"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        has_message(head, "CstmrCdtTrfInitn")
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        scribe.assume("a transfer that was ordered is taken as made on the day it was ordered for");
        read_transfers("PmtInf", text, scribe)
    }
}

impl Reader for Pacs008 {
    fn format(&self) -> &'static str {
        "pacs.008"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        has_message(head, "FIToFICstmrCdtTrf")
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        read_transfers("FIToFICstmrCdtTrf", text, scribe)
    }
}

/// Whether the head is XML with this element, whatever its prefix and whatever envelope is around it.
fn has_message(head: &Head<'_>, name: &str) -> bool {
    head.xml_root().is_some()
        && head.text.match_indices(name).any(|(at, _)| {
            let before = head.text.get(..at).unwrap_or("");
            let after = head.text.get(at.saturating_add(name.len())..).unwrap_or("");
            before.ends_with(['<', ':']) && after.starts_with(|c: char| c == '>' || c.is_whitespace())
        })
}

/// Whether the last names of a path are these.
fn ends(path: &[Step], names: &str) -> bool {
    let mut steps = path.iter().rev();
    names.rsplit('/').all(|name| steps.next().is_some_and(|step| *step.name == *name))
}

fn record(place: &Locator, scribe: &mut Scribe<'_>) -> RecordIx {
    scribe.record(place.unit.clone(), place.number, place.start, place.length)
}

/// One end of a payment.
#[derive(Clone, Debug, Default)]
struct Side {
    account: Option<Named>,
    holder: Option<Named>,
    /// On whose behalf the holder paid or was paid.
    ultimate: Option<Named>,
}

impl Side {
    /// The party behind the account: the ultimate one where there is one.
    fn party(&self) -> Option<&Named> {
        self.ultimate.as_ref().or(self.holder.as_ref())
    }

    /// The holder where it acted for another.
    fn agent(&self) -> Option<&Named> {
        self.ultimate
            .as_ref()
            .and(self.holder.as_ref())
            .filter(|holder| self.party().map(|p| &p.id) != Some(&holder.id))
    }
}

/// An ultimate party that is not the holder under the same name.
fn ultimate(
    scribe: &mut Scribe<'_>,
    element: Option<Element<'_>>,
    holder: Option<Element<'_>>,
    record: RecordIx,
) -> Option<Named> {
    let name = |element: Element<'_>| compact(first(element, &["Nm", "Pty/Nm"]));
    element
        .filter(|&element| Some(name(element)) != holder.map(name))
        .and_then(|element| party(scribe, Some(element), None, record))
}

fn payment<'a>(from: &Side, to: &Side, record: RecordIx) -> NewEvent<'a> {
    let ix = |named: Option<&Named>| named.map(|named| named.thing.ix);
    NewEvent {
        from: ix(from.account.as_ref()),
        to: ix(to.account.as_ref()),
        from_party: ix(from.party()),
        to_party: ix(to.party()),
        via: ix(from.agent().or_else(|| to.agent())),
        ..NewEvent::new(EventKind::Payment, record)
    }
}

/// What was written with a payment, one text a line.
fn remittance(transaction: Element<'_>, out: &mut String) {
    let mut line = |text: &str| {
        if !text.is_empty() {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(text);
        }
    };
    if let Some(information) = transaction.child("RmtInf") {
        for part in information.children() {
            if part.name() == "Ustrd" {
                line(part.text());
            } else {
                line(part.text_of("CdtrRefInf/Ref"));
                part.children_named("AddtlRmtInf").for_each(|more| line(more.text()));
            }
        }
    }
    line(transaction.text_of("Purp/Prtry"));
    line(transaction.text_of("AddtlTxInf"));
}

/// The statement being read.
#[derive(Debug, Default)]
struct Statement {
    own: Side,
    /// The account's number, compact, and its bank's BIC.
    number: String,
    bic: String,
    text: String,
}

impl Statement {
    fn account(&mut self, piece: &Piece<'_>, scribe: &mut Scribe<'_>) -> Result<(), String> {
        let element = piece.element;
        let account = account(Some(element), element.child("Svcr"));
        if account.number.is_empty() {
            return Err(
                "expected an IBAN or another identification (Id/IBAN, Id/Othr/Id) of the account, found none"
                    .to_owned(),
            );
        }
        let record = record(&piece.locator(), scribe);
        self.number = compact(account.number);
        account.bic.clone_into(&mut self.bic);
        self.own.account = account.say(scribe, record);
        if let Some(account) = &self.own.account {
            scribe.say(account.thing, "name", element.text_of("Nm"), record);
        }
        self.own.holder = party(scribe, element.child("Ownr"), self.own.account.as_ref(), record);
        Ok(())
    }

    fn balance(&self, piece: &Piece<'_>, scribe: &mut Scribe<'_>) {
        let element = piece.element;
        let Some(own) = &self.own.account else { return };
        if first(element, &["Tp/CdOrPrtry/Cd", "Tp/Cd"]) != "CLBD" {
            return;
        }
        let record = record(&piece.locator(), scribe);
        let sign = if element.text_of("CdtDbtInd") == "DBIT" { "-" } else { "" };
        scribe.say(own.thing, "balance", &format!("{sign}{}", element.text_of("Amt")), record);
        scribe.say(own.thing, "balanceDate", first(element, &["Dt/Dt", "Dt/DtTm"]), record);
    }

    fn entry(&mut self, piece: &Piece<'_>, scribe: &mut Scribe<'_>) -> Result<(), String> {
        let entry = piece.element;
        if self.own.account.is_none() {
            return Err(
                "no account (Acct) is named before this entry, so whose money moved is not known".to_owned()
            );
        }
        let status = first(entry, &["Sts/Cd", "Sts"]);
        if !matches!(status, "" | "BOOK") {
            return Err(format!("expected a booked entry, found one with the status {status}"));
        }
        let booked =
            date(entry.child("BookgDt")).or_else(|| date(entry.child("ValDt"))).ok_or_else(|| {
                "expected a booking or value date (BookgDt, ValDt) as YYYY-MM-DD, found none".to_owned()
            })?;
        let (amount_minor, currency) =
            amount(entry.child("Amt").ok_or("expected an amount (Amt), found none")?)?;
        let whole = Booking { booked, credit: credit(entry)?, amount_minor, currency };
        let transactions =
            || entry.children_named("NtryDtls").flat_map(|details| details.children_named("TxDtls"));
        let count = transactions().count();
        let mut bookings = Vec::with_capacity(count);
        for transaction in transactions() {
            bookings.push(whole.of(transaction, count)?);
        }
        let record = record(&piece.locator(), scribe);
        if bookings.iter().all(Option::is_some) && count > 0 {
            for (transaction, booking) in transactions().zip(bookings) {
                self.payment(entry, Some(transaction), &booking.unwrap_or(whole), record, scribe);
            }
        } else {
            // A batch that does not say how much each was; its parties are noted all the same.
            for transaction in transactions() {
                self.counterparty(transaction, whole.credit, record, scribe);
            }
            self.payment(entry, None, &whole, record, scribe);
        }
        Ok(())
    }

    /// Says who is on either side of a transaction: ourselves and the other.
    fn counterparty(
        &self,
        transaction: Element<'_>,
        from_debtor: bool,
        record: RecordIx,
        scribe: &mut Scribe<'_>,
    ) -> (Side, Side, bool) {
        let parties = transaction.child("RltdPties");
        let agents = transaction.child("RltdAgts");
        let related = |name: &str| parties.and_then(|parties| parties.child(name));
        let agent = |name: &str| agents.and_then(|agents| agents.child(name));
        let debtor = (related("Dbtr"), account(related("DbtrAcct"), agent("DbtrAgt")), related("UltmtDbtr"));
        let creditor =
            (related("Cdtr"), account(related("CdtrAcct"), agent("CdtrAgt")), related("UltmtCdtr"));
        let (mut other, mut own) = if from_debtor { (debtor, creditor) } else { (creditor, debtor) };
        let is_own = |account: &Account<'_>| compact(account.number) == self.number;
        let is_empty = other.0.is_none() && other.1.number.is_empty();
        if is_own(&other.1) || is_empty && !own.1.number.is_empty() && !is_own(&own.1) {
            // A return names its parties as the first payment did.
            (other, own) = (own, other);
        }
        let abroad =
            crosses_border(&Account { number: &self.number, bic: &self.bic, ..Account::default() }, &other.1);
        let account = other.1.say(scribe, record);
        let holder = party(scribe, other.0, account.as_ref(), record);
        let other = Side { account, holder, ultimate: ultimate(scribe, other.2, other.0, record) };
        let mut side = self.own.clone();
        // On our side only what is ours: a collecting bank may stand there with its own account.
        if own.1.number.is_empty() || is_own(&own.1) {
            side.holder = party(scribe, own.0, self.own.account.as_ref(), record).or(side.holder);
        }
        side.ultimate = ultimate(scribe, own.2, own.0, record);
        (side, other, abroad)
    }

    fn payment(
        &mut self,
        entry: Element<'_>,
        transaction: Option<Element<'_>>,
        booking: &Booking,
        record: RecordIx,
        scribe: &mut Scribe<'_>,
    ) {
        let reversal = matches!(entry.text_of("RvslInd"), "true" | "1");
        let (own, other, abroad) = match transaction {
            Some(transaction) => self.counterparty(transaction, booking.credit != reversal, record, scribe),
            None => (self.own.clone(), Side::default(), false),
        };
        let (from, to) = if booking.credit { (&other, &own) } else { (&own, &other) };
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        match transaction {
            Some(transaction) => remittance(transaction, &mut text),
            None => entry
                .children_named("NtryDtls")
                .flat_map(|details| details.children_named("TxDtls"))
                .for_each(|transaction| remittance(transaction, &mut text)),
        }
        let more = entry.text_of("AddtlNtryInf");
        if !more.is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(more);
        }
        let purpose = transaction.map_or("", |transaction| transaction.text_of("Purp/Cd"));
        let code = transaction.and_then(|transaction| transaction.child("BkTxCd"));
        let channel = match channel(code, purpose) {
            Channel::Unknown => channel(entry.child("BkTxCd"), purpose),
            channel => channel,
        };
        if booking.amount_minor < 0 {
            scribe.remark(record, Remark::SignLeftOut);
        }
        scribe.event(&NewEvent {
            time: Some(transaction.and_then(made).unwrap_or(booking.booked)),
            channel: if channel == Channel::Transfer && abroad { Channel::Wire } else { channel },
            amount_minor: Some(booking.amount_minor.saturating_abs()),
            currency: booking.currency,
            text: &text,
            ..payment(from, to, record)
        });
        self.text = text;
    }
}

/// When a transaction was made, if it says so to the second.
fn made(transaction: Element<'_>) -> Option<Moment> {
    moment(first(transaction, &["RltdDts/TxDtTm", "RltdDts/AccptncDtTm"]))
}

/// What was booked.
#[derive(Clone, Copy, Debug)]
struct Booking {
    booked: Moment,
    credit: bool,
    amount_minor: i64,
    currency: Currency,
}

impl Booking {
    /// The part of it that one of `count` transactions is; `None` if that does not say how much it was.
    fn of(&self, transaction: Element<'_>, count: usize) -> Result<Option<Self>, String> {
        let credit =
            if transaction.child("CdtDbtInd").is_some() { credit(transaction)? } else { self.credit };
        let amounts = ["Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"];
        let own = amounts.iter().find_map(|path| transaction.path(path)).map(amount).transpose()?;
        Ok(match own {
            // An amount ordered in another currency is not what was booked.
            Some((amount_minor, currency)) if count > 1 || currency == self.currency => {
                Some(Self { credit, amount_minor, currency, ..*self })
            }
            _ => (count == 1).then_some(Self { credit, ..*self }),
        })
    }
}

fn credit(element: Element<'_>) -> Result<bool, String> {
    match element.text_of("CdtDbtInd") {
        "CRDT" => Ok(true),
        "DBIT" => Ok(false),
        found => Err(format!("expected CRDT or DBIT in CdtDbtInd, found “{found}”")),
    }
}
