//! Codes, dates and amounts of ISO 20022 messages.

use evidence::{Channel, Currency, Moment, Precision, minor_digits, parse_minor};
use jiff::civil::{Date, DateTime, Time};

use super::parties::first;
use crate::xml::Element;

/// How money moved, by bank transaction code (`BkTxCd`, ISO 20022 external code set) and purpose, where they say so
/// plainly.
pub(super) fn channel(code: Option<Element<'_>>, purpose: &str) -> Channel {
    if purpose == "SALA" {
        return Channel::Payroll;
    }
    let Some(code) = code else { return Channel::Unknown };
    let family = code.text_of("Domn/Fmly/Cd");
    match (family, code.text_of("Domn/Fmly/SubFmlyCd")) {
        (_, "CHRG" | "FEES" | "COMM") => Channel::Fee,
        (_, "INTR") => Channel::Interest,
        ("CNTR", "CHKD") | ("RCHQ" | "ICHQ", _) => Channel::Cheque,
        ("CNTR", _) | ("CCRD" | "MCRD", "CDPT" | "CWDL" | "BCDP" | "BCWD") => Channel::Cash,
        ("CCRD" | "MCRD", _) => Channel::Card,
        ("RCDT" | "ICDT" | "RRCT" | "IRCT", "SALA") => Channel::Payroll,
        ("RCDT" | "ICDT" | "RRCT" | "IRCT", "STDO") | ("RDDT" | "IDDT", _) => Channel::DirectDebit,
        ("RCDT" | "ICDT" | "RRCT" | "IRCT", "XBCT" | "XBST") => Channel::Wire,
        ("RCDT" | "ICDT" | "RRCT" | "IRCT", _) => Channel::Transfer,
        ("DRFT", _) => Channel::Draft,
        _ => Channel::Unknown,
    }
}

/// An amount element, its currency an attribute. The schemas allow no sign; one that stands there all the same is read.
pub(super) fn amount(element: Element<'_>) -> Result<(i64, Currency), String> {
    let currency = Currency::parse(element.attribute("Ccy")).ok_or_else(|| {
        format!(
            "expected a currency in the attribute Ccy of {}, found “{}”",
            element.name(),
            element.attribute("Ccy")
        )
    })?;
    let minor =
        parse_minor(element.text(), '.', minor_digits(currency)).map_err(|error| error.to_string())?;
    Ok((minor, currency))
}

/// A date or date and time: `Dt`, `DtTm`, or the element's own text in older messages.
pub(super) fn date(element: Option<Element<'_>>) -> Option<Moment> {
    let element = element?;
    moment(match first(element, &["DtTm", "Dt"]) {
        "" => element.text(),
        text => text,
    })
}

/// `YYYY-MM-DD`, perhaps with a zone, which says nothing of a day; or `YYYY-MM-DDThh:mm:ss[.fff][±hh:mm|Z]`. A time
/// of exactly midnight stands for none, as banks fill it in.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let (day, clock) = text.split_at_checked(10)?;
    let day: Date = day.parse().ok()?;
    let whole = Moment::from_civil(day.into(), None, Precision::Day);
    let Some(clock) = clock.strip_prefix('T') else { return Some(whole) };
    let (clock, offset_min) = match clock.rfind(['Z', '+', '-']).and_then(|at| clock.split_at_checked(at)) {
        Some((clock, "Z")) => (clock, Some(0)),
        Some((clock, zone)) => (clock, Some(offset(zone)?)),
        None => (clock, None),
    };
    let time: Time = clock.parse().ok()?;
    if time == Time::midnight() {
        return Some(Moment { offset_min, ..whole });
    }
    Some(Moment::from_civil(DateTime::from_parts(day, time), offset_min, Precision::Second))
}

fn offset(zone: &str) -> Option<i16> {
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..=14).contains(&hours) && (0..60).contains(&minutes)).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_fine_and_as_local_as_the_message_says() {
        for (text, expected, offset) in [
            ("2026-03-04", "2026-03-04", None),
            ("2026-03-04+01:00", "2026-03-04", None),
            ("2026-03-04T00:00:00", "2026-03-04", None),
            ("2026-03-04T00:00:00.000+02:00", "2026-03-04", Some(120)),
            ("2026-03-04T23:10:09", "2026-03-04T23:10:09", None),
            ("2026-03-04T23:10:09.250-03:30", "2026-03-04T23:10:09-03:30", Some(-210)),
            ("2026-03-04T23:10:09Z", "2026-03-04T23:10:09Z", Some(0)),
        ] {
            let date = moment(text).unwrap();
            assert_eq!((date.to_string().as_str(), date.offset_min), (expected, offset), "{text}");
        }
        for text in ["", "2026-13-01", "4 March", "2026-03-04T25:00:00", "2026-03-04T10:00:00+xx"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn bank_transaction_codes_say_how_money_moved() {
        for (family, sub, purpose, expected) in [
            ("CCRD", "POSD", "", Channel::Card),
            ("CCRD", "CWDL", "", Channel::Cash),
            ("CNTR", "CDPT", "", Channel::Cash),
            ("CNTR", "CHKD", "", Channel::Cheque),
            ("RCDT", "ESCT", "", Channel::Transfer),
            ("RCDT", "ESCT", "SALA", Channel::Payroll),
            ("ICDT", "XBCT", "", Channel::Wire),
            ("RDDT", "ESDD", "", Channel::DirectDebit),
            ("ICDT", "CHRG", "", Channel::Fee),
            ("OTHR", "OTHR", "", Channel::Unknown),
        ] {
            let text = format!(
                "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>{family}</Cd><SubFmlyCd>{sub}</SubFmlyCd></Fmly></Domn></BkTxCd>"
            );
            let read = crate::xml::scan(
                text.as_bytes(),
                |_| true,
                |piece| {
                    assert_eq!(channel(Some(piece.element), purpose), expected, "{family} {sub}");
                    Ok(())
                },
            );
            assert!(read.is_ok());
        }
    }
}
