//! Entities that are really happenings, told as events as well.
//!
//! FollowTheMoney has no events: a payment, a call, a message or a trip is an entity with dates and participants. Their
//! statements are kept like all others; here they become rows of the table of events too, so that rules see them.
//! A generic `Event` does not say what sort of thing happened and stays an entity.

use std::borrow::Cow;

use evidence::{Currency, EntityIx, EventKind, Moment, NewEvent, PlaceMention, Precision, RecordIx, Remark};
use evidence::{Mark, minor_digits, parse_minor};
use jiff::civil::DateTime;

use crate::{Scribe, clean};

/// Property and value, as an entity or a group of statements says them.
pub(super) type Said<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// The sort of event that entities of this schema are.
pub(super) fn kind(schema: &str) -> Option<EventKind> {
    Some(match schema {
        "Payment" => EventKind::Payment,
        "Call" => EventKind::Call,
        "Message" | "Email" => EventKind::Message,
        "Trip" => EventKind::Journey,
        _ => return None,
    })
}

/// Tells the event; returns whether enough is said to make one: a time or a participant.
pub(super) fn tell(schema: &str, said: &Said<'_>, record: RecordIx, scribe: &mut Scribe<'_>) -> bool {
    let Some(kind) = kind(schema) else { return false };
    let time = ["date", "startDate", "authoredAt"]
        .iter()
        .find_map(|property| values(said, property).next())
        .and_then(moment);
    let event = NewEvent { time, ..NewEvent::new(kind, record) };
    match kind {
        EventKind::Payment => payment(event, said, scribe),
        EventKind::Call => call(event, said, scribe),
        // The `sender` of an Email is a text, that of a Message an entity.
        EventKind::Message if schema == "Email" => message(event, "emitters", said, scribe),
        EventKind::Message => message(event, "sender", said, scribe),
        _ => trip(event, said, scribe),
    }
}

fn values<'s>(said: &'s Said<'_>, property: &str) -> impl Iterator<Item = &'s str> {
    said.iter().filter(move |(name, _)| name == property).map(|(_, value)| value.as_ref())
}

/// The value, if there is exactly one: a sum cannot be chosen among several.
fn only<'s>(said: &'s Said<'_>, property: &str) -> Option<&'s str> {
    let mut all = values(said, property);
    all.next().filter(|_| all.next().is_none())
}

/// The first entity that a property points to.
fn first(said: &Said<'_>, property: &str, schema: &str, scribe: &mut Scribe<'_>) -> Option<EntityIx> {
    values(said, property).next().map(|id| scribe.entity_with_id(id, schema).ix)
}

fn emit(event: &NewEvent<'_>, scribe: &mut Scribe<'_>) -> bool {
    let participants = [event.from, event.to, event.from_party, event.to_party, event.via];
    let enough = event.time.is_some() || participants.iter().any(Option::is_some);
    if enough {
        scribe.event(event);
    }
    enough
}

fn payment(event: NewEvent<'_>, said: &Said<'_>, scribe: &mut Scribe<'_>) -> bool {
    let (amount, currency) = [("amount", None), ("amountUsd", Some("USD")), ("amountEur", Some("EUR"))]
        .iter()
        .find_map(|&(property, fixed)| Some((only(said, property)?, fixed)))
        .map_or((None, Currency::NONE), |(amount, fixed)| {
            let currency = fixed.or_else(|| only(said, "currency")).and_then(Currency::parse);
            let currency = currency.unwrap_or(Currency::NONE);
            // A negative amount may turn the direction round or not; it stays a statement only.
            let minor = parse_minor(amount, '.', minor_digits(currency)).ok();
            if minor.is_some_and(i64::is_negative) {
                scribe.remark(event.record, Remark::AmountLeftOut);
            }
            (minor.filter(|minor| *minor >= 0), currency)
        });
    let event = NewEvent {
        from: first(said, "payerAccount", "BankAccount", scribe),
        to: first(said, "beneficiaryAccount", "BankAccount", scribe),
        from_party: first(said, "payer", "LegalEntity", scribe),
        to_party: first(said, "beneficiary", "LegalEntity", scribe),
        amount_minor: amount,
        currency,
        text: values(said, "purpose").next().unwrap_or(""),
        ..event
    };
    emit(&event, scribe)
}

fn call(event: NewEvent<'_>, said: &Said<'_>, scribe: &mut Scribe<'_>) -> bool {
    let mut end = |person: &str, number: &str| {
        let party = first(said, person, "LegalEntity", scribe);
        let phone = values(said, number).next().map(|number| {
            let known = scribe.cleaner().phone(number).value.into_owned();
            let phone = scribe.entity("UserAccount", ["phone", &known]);
            scribe.say(phone, "phone", number, event.record);
            phone.ix
        });
        // Where the record gives no number the person stands for it.
        phone.map_or((party, None), |phone| (Some(phone), party))
    };
    let (from, from_party) = end("caller", "callerNumber");
    let (to, to_party) = end("receiver", "receiverNumber");
    emit(&NewEvent { from, from_party, to, to_party, ..event }, scribe)
}

/// One event for each receiver, because an event has one; the text stands on the first, so that it is found once.
fn message(event: NewEvent<'_>, sender: &str, said: &Said<'_>, scribe: &mut Scribe<'_>) -> bool {
    let account = first(said, "senderAccount", "UserAccount", scribe);
    let person = first(said, sender, "LegalEntity", scribe);
    let (from, from_party) = account.map_or((person, None), |account| (Some(account), person));
    let text = ["bodyText", "subject", "title"].iter().find_map(|property| values(said, property).next());
    let mut event = NewEvent { from, from_party, text: text.unwrap_or(""), ..event };
    let (receivers, schema) = match values(said, "recipientAccount").next() {
        Some(_) => ("recipientAccount", "UserAccount"),
        None => ("recipients", "LegalEntity"),
    };
    if schema == "UserAccount" && only(said, receivers).is_some() && only(said, "recipients").is_some() {
        event.to_party = first(said, "recipients", "LegalEntity", scribe);
    }
    let mut told = false;
    for id in values(said, receivers) {
        event.to = Some(scribe.entity_with_id(id, schema).ix);
        told |= emit(&event, scribe);
        event.text = "";
    }
    told || emit(&event, scribe)
}

/// One event for each traveller. The end of the journey is an entity, the `to` of the event; its start is a statement.
fn trip(event: NewEvent<'_>, said: &Said<'_>, scribe: &mut Scribe<'_>) -> bool {
    let to = first(said, "endLocation", "Address", scribe);
    let via = first(said, "vehicle", "Vehicle", scribe);
    let text = ["summary", "description", "name"].iter().find_map(|property| values(said, property).next());
    let event = NewEvent { to, via, text: text.unwrap_or(""), ..event };
    let name = values(said, "location").next().unwrap_or("");
    let event = event.at(PlaceMention { name, ..PlaceMention::default() });
    let mut told = false;
    for id in values(said, "involved") {
        let from = Some(scribe.entity_with_id(id, "LegalEntity").ix);
        told |= emit(&NewEvent { from, ..event }, scribe);
    }
    told || emit(&event, scribe)
}

/// A FollowTheMoney date. By its definition a time of day is in UTC and only as fine as it is written.
fn moment(raw: &str) -> Option<Moment> {
    let cleaned = clean::date(raw);
    let (value, precision) = match (cleaned.mark, cleaned.value.len()) {
        (Mark::Clean, 4) => (format!("{}-01-01T00:00", cleaned.value), Precision::Year),
        (Mark::Clean, 7) => (format!("{}-01T00:00", cleaned.value), Precision::Month),
        (Mark::Clean, 10) => (format!("{}T00:00", cleaned.value), Precision::Day),
        (Mark::Clean, 13) => (format!("{}:00", cleaned.value), Precision::Minute),
        (Mark::Clean, 16) => (cleaned.value.into_owned(), Precision::Minute),
        (Mark::Clean, _) => (cleaned.value.into_owned(), Precision::Second),
        _ => return None,
    };
    let at: DateTime = value.parse().ok()?;
    Some(Moment::from_civil(at, (precision >= Precision::Minute).then_some(0), precision))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_moment_only_as_fine_as_it_is_written() {
        for (raw, expected) in [
            ("2021", Some("2021")),
            ("2021-02", Some("2021-02")),
            ("2021-02-05", Some("2021-02-05")),
            ("2021-02-05T10:00:00", Some("2021-02-05T10:00:00Z")),
            ("2021-02-05T10:00:00+02:00", Some("2021-02-05T08:00:00Z")),
            ("circa 2021", None),
        ] {
            assert_eq!(moment(raw).map(|moment| moment.to_string()).as_deref(), expected, "{raw}");
        }
    }
}
