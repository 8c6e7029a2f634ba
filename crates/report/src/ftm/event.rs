//! Payments and calls as entities.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use evidence::{
    Currency, EntityIx, Event, EventKind, Evidence, Mark, Moment, Precision, RecordIx, make_entity_id,
    minor_digits,
};

use super::{Context, Line, add, key, names_of, value};
use crate::Picture;

type Properties<'a> = BTreeMap<&'a str, Vec<Cow<'a, str>>>;

pub(super) fn lines<'a>(
    picture: &'a Picture<'a>,
    datasets: &'a [String],
    mut put: impl FnMut(Line<'a>) -> io::Result<()>,
) -> io::Result<()> {
    // A record may hold several events; together with their number in it, it names them for good.
    let mut before: Option<RecordIx> = None;
    let mut nth = 0_u32;
    for event in picture.evidence.events() {
        nth = if before == Some(event.record) { nth + 1 } else { 0 };
        before = Some(event.record);
        if picture.resolution.is_twin(event.ix) {
            continue;
        }
        let (schema, properties) = match event.kind {
            EventKind::Payment => ("Payment", payment(picture.evidence, &event)),
            EventKind::Call => ("Call", call(picture.evidence, &event)),
            _ => continue,
        };
        let (Some(properties), Some(cited)) = (properties, picture.cite(event.record)) else { continue };
        let source = picture.evidence.source_of(event.record).and_then(|ix| picture.evidence.source(ix));
        let parts =
            [source.map_or("", |source| &source.sha256), &cited.locator.to_string(), &nth.to_string()]
                .join(" ");
        put(Line {
            id: Cow::Owned(make_entity_id(event.kind.as_str(), [parts.as_str()])),
            schema,
            caption: properties
                .get("amount")
                .and_then(|all| all.first())
                .cloned()
                .unwrap_or(Cow::Borrowed(schema)),
            datasets: names_of(&[cited.source], datasets),
            properties,
            palermo: Context { cluster: None, kept: Vec::new(), sources: vec![cited] },
        })?;
    }
    Ok(())
}

fn payment<'a>(evidence: &'a Evidence, event: &Event<'a>) -> Option<Properties<'a>> {
    let mut properties = Properties::new();
    let mut end =
        |thing: Option<EntityIx>, party: Option<EntityIx>, account: &'static str, role: &'static str| {
            let mut known = false;
            for entity in [thing, party].into_iter().flatten() {
                let name = match () {
                    () if evidence.is_a(entity, "BankAccount") => account,
                    () if evidence.is_a(entity, "LegalEntity") => role,
                    () => continue,
                };
                add(&mut properties, name, key(evidence.id(entity)));
                known = true;
            }
            known
        };
    let payer = end(event.from, event.from_party, "payerAccount", "payer");
    let beneficiary = end(event.to, event.to_party, "beneficiaryAccount", "beneficiary");
    if !(payer && beneficiary) {
        return None;
    }
    if let Some(minor) = event.amount_minor {
        add(&mut properties, "amount", Cow::Owned(decimal(minor, event.currency)));
    }
    if event.currency != Currency::NONE {
        add(&mut properties, "currency", Cow::Owned(event.currency.to_string()));
    }
    common(event, "purpose", &mut properties);
    Some(properties)
}

fn call<'a>(evidence: &'a Evidence, event: &Event<'a>) -> Option<Properties<'a>> {
    let mut properties = Properties::new();
    let mut end =
        |thing: Option<EntityIx>, party: Option<EntityIx>, role: &'static str, number: &'static str| {
            let mut known = false;
            for entity in [thing, party].into_iter().flatten() {
                if evidence.is_a(entity, "LegalEntity") {
                    add(&mut properties, role, key(evidence.id(entity)));
                    known = true;
                }
                let phones = evidence
                    .statements_of(entity)
                    .filter(|row| row.mark == Mark::Clean && evidence.text(row.property) == "phone");
                for row in phones {
                    add(&mut properties, number, value::plain(evidence.text(row.value)));
                    known = true;
                }
            }
            known
        };
    let caller = end(event.from, event.from_party, "caller", "callerNumber");
    let receiver = end(event.to, event.to_party, "receiver", "receiverNumber");
    if !(caller && receiver) {
        return None;
    }
    common(event, "summary", &mut properties);
    Some(properties)
}

fn common<'a>(event: &Event<'a>, text: &'static str, properties: &mut Properties<'a>) {
    if let Some(time) = event.time {
        add(properties, "date", Cow::Owned(stamp(&time)));
    }
    let memo = value::plain(event.text);
    if !memo.is_empty() {
        add(properties, text, memo);
    }
}

/// FollowTheMoney's dates have no offset and are in UTC; where the offset is not known, the local clock stands.
fn stamp(time: &Moment) -> String {
    let utc = Moment { local_us: time.order_us(), offset_min: None, ..*time };
    if time.precision >= Precision::Minute { utc.to_string() } else { time.to_string() }
}

fn decimal(minor: i64, currency: Currency) -> String {
    let digits = minor_digits(currency);
    let unit = 10_u64.pow(digits);
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let sign = if minor < 0 { "-" } else { "" };
    if digits == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{rest:0width$}", width = digits as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_times_are_in_the_form_the_model_takes() {
        assert_eq!(decimal(123_405, Currency::parse("CAD").unwrap()), "1234.05");
        assert_eq!(decimal(7, Currency::parse("JPY").unwrap()), "7");
        let at =
            |offset, precision| Moment::from_civil("2026-03-04T23:10:00".parse().unwrap(), offset, precision);
        assert_eq!(stamp(&at(Some(-120), Precision::Minute)), "2026-03-05T01:10");
        assert_eq!(stamp(&at(None, Precision::Second)), "2026-03-04T23:10:00");
        assert_eq!(stamp(&at(Some(-120), Precision::Day)), "2026-03-04");
    }
}
