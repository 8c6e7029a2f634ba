//! Field 61 of a statement: one entry's date, direction, amount and references.

use evidence::{Channel, Currency, Moment, Precision, minor_digits, parse_minor};
use jiff::civil::Date;

use super::details::is_iban;

/// What field 61 says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Movement<'a> {
    pub(super) date: Moment,
    /// Whether the money left the account.
    pub(super) out: bool,
    amount: &'a str,
    /// Three characters of transaction type.
    pub(super) code: &'a str,
    pub(super) reference: &'a str,
    /// What stands behind the sixteen characters of the reference.
    pub(super) beside: &'a str,
    /// Lines after the first.
    pub(super) supplement: &'a str,
}

impl<'a> Movement<'a> {
    /// Reads the field; its lines end in line feeds.
    pub(super) fn read(field: &'a str) -> Result<Self, String> {
        let (line, after) = field.split_once('\n').unwrap_or((field, ""));
        let line = line.trim();
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let (value_date, rest) = line
            .split_at_checked(6)
            .filter(|(date, _)| digits(date))
            .ok_or_else(|| format!("expected a value date YYMMDD in field 61, found “{}”", start_of(line)))?;
        let rest = rest.trim_start();
        let (entry_date, rest) =
            rest.split_at_checked(4).filter(|(date, _)| digits(date)).unwrap_or(("", rest));
        let date = booked(value_date, entry_date)
            .ok_or_else(|| format!("“{value_date}{entry_date}” in field 61 is not a date YYMMDD"))?;
        let rest = rest.trim_start();
        // A reversed credit takes the money out again.
        let marks = [("RC", true), ("RD", false), ("C", false), ("D", true)];
        let (out, rest) =
            marks.iter().find_map(|(mark, out)| Some((*out, rest.strip_prefix(mark)?))).ok_or_else(|| {
                format!("expected C, D, RC or RD after the date in field 61, found “{}”", start_of(rest))
            })?;
        // Third letter of the currency, or funds code.
        let rest = rest.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest).trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(rest.len());
        let (amount, rest) = rest.split_at_checked(end).unwrap_or(("", rest));
        if amount.is_empty() {
            return Err(format!("expected an amount in field 61, found “{}”", start_of(rest)));
        }
        let typed = rest.trim_start().split_at_checked(4);
        let (code, rest) = typed.filter(|(code, _)| code.starts_with(['N', 'F', 'S'])).unwrap_or(("", rest));
        let (reference, beside) = match rest.split_once("//") {
            Some((reference, _)) => (reference, ""),
            // Some banks put the other party's IBAN there, which is longer.
            None if is_iban(rest) => (rest, ""),
            None => rest.split_at_checked(16).unwrap_or((rest, "")),
        };
        Ok(Self {
            date,
            out,
            amount,
            code: code.get(1..).unwrap_or(""),
            reference: if matches!(reference.trim(), "NONREF" | "NOREF") { "" } else { reference.trim() },
            beside: beside.trim(),
            supplement: after.trim(),
        })
    }

    /// The amount in minor units.
    pub(super) fn amount_minor(&self, currency: Currency) -> Result<i64, String> {
        let decimal = if self.amount.contains('.') && !self.amount.contains(',') { '.' } else { ',' };
        parse_minor(self.amount, decimal, minor_digits(currency)).map_err(|error| error.to_string())
    }
}

/// What stands there, for a message.
fn start_of(text: &str) -> String {
    text.chars().take(16).collect()
}

/// The booking date, its year that of the value date it is nearest to; else the value date. German banks book
/// interest on 30 February: of a day that does not exist only the month is kept.
pub(super) fn booked(value: &str, entry: &str) -> Option<Moment> {
    let (mut year, month, day) = (year(value.get(..2)?)?, two(value.get(2..4)?)?, two(value.get(4..6)?)?);
    let (mut booked_month, mut booked_day) = (month, day);
    if let (Some(entry_month), Some(entry_day)) = (entry.get(..2).and_then(two), entry.get(2..).and_then(two))
        && Date::new(2000, entry_month, entry_day).is_ok()
    {
        match entry_month - month {
            7.. => year -= 1,
            ..=-7 => year += 1,
            _ => {}
        }
        (booked_month, booked_day) = (entry_month, entry_day);
    }
    if let Ok(date) = Date::new(year, booked_month, booked_day) {
        return Some(Moment::from_civil(date.into(), None, Precision::Day));
    }
    let first = Date::new(year, booked_month, 1).ok().filter(|_| (29..=31).contains(&booked_day))?;
    Some(Moment::from_civil(first.into(), None, Precision::Month))
}

/// SWIFT's century: 80 to 99 are of the twentieth.
fn year(text: &str) -> Option<i16> {
    let year = i16::from(two(text)?);
    Some(if year >= 80 { 1900 + year } else { 2000 + year })
}

fn two(text: &str) -> Option<i8> {
    text.parse().ok().filter(|_| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// How money moved, by SWIFT transaction type code (MT940, field 61, subfield 6), where it says so plainly.
pub(super) fn channel_of(code: &str) -> Channel {
    match code {
        "CHK" | "ECK" | "TCK" | "CLR" => Channel::Cheque,
        "TRF" => Channel::Transfer,
        "DDT" | "STO" => Channel::DirectDebit,
        "CHG" | "COM" => Channel::Fee,
        "INT" => Channel::Interest,
        _ => Channel::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_read_however_its_bank_writes_it() {
        // Field 61, then date, direction, amount, type, reference, supplement.
        for (field, date, out, amount, code, reference, supplement) in [
            ("2602010201CN45,00NTRFNONREF//MB17\n911-IPH", "2026-02-01", false, 4500, "TRF", "", "911-IPH"),
            ("110701D15,70N000NONREF", "2011-07-01", true, 1570, "000", "", ""),
            ("1105240524D9,N192NONREF", "2011-05-24", true, 900, "192", "", ""),
            ("0211011102DR800,NSTONONREF//55555", "2002-11-02", true, 80000, "STO", "", ""),
            ("0709040904RCR204,88NRTIREF", "2007-09-04", true, 20488, "RTI", "REF", ""),
            ("0709040904RD204,88NRTINONREF", "2007-09-04", false, 20488, "RTI", "", ""),
            ("991231C1,NMSC", "1999-12-31", false, 100, "MSC", "", ""),
            ("2512310102C1,NMSC", "2026-01-02", false, 100, "MSC", "", ""),
            ("2601021231C1,NMSC", "2025-12-31", false, 100, "MSC", "", ""),
            ("1602300301DR6,00N024NONREF", "2016-03-01", true, 600, "024", "", ""),
            ("160230DR6,00N024NONREF", "2016-02", true, 600, "024", "", ""),
            ("260201    C25.03NMSC", "2026-02-01", false, 2503, "MSC", "", ""),
            ("260617D44,95N0600733959555\nMOBILE", "2026-06-17", true, 4495, "060", "0733959555", "MOBILE"),
            (
                "2601010101D65,00NOVBNL42TEST0000000002",
                "2026-01-01",
                true,
                6500,
                "OVB",
                "NL42TEST0000000002",
                "",
            ),
            ("1710111011DF2402,00S   X", "2017-10-11", true, 240_200, "   ", "X", ""),
        ] {
            let movement = Movement::read(field).unwrap();
            let found = (
                movement.date.to_string(),
                movement.out,
                movement.amount_minor(Currency::NONE).unwrap(),
                movement.code,
                movement.reference,
                movement.supplement,
            );
            assert_eq!(found, (date.to_owned(), out, amount, code, reference, supplement), "{field}");
        }
    }

    #[test]
    fn what_is_no_entry_says_what_was_expected() {
        for (field, reason) in [
            ("", "expected a value date"),
            ("26O101C1,", "expected a value date"),
            ("261301C1,", "is not a date"),
            ("260101X1,", "expected C, D, RC or RD"),
            ("260101C,NTRF", "not an amount"),
            ("260101CRNTRF", "expected an amount"),
        ] {
            let movement = Movement::read(field);
            let found = movement.and_then(|movement| movement.amount_minor(Currency::NONE)).unwrap_err();
            assert!(found.contains(reason), "{field}: {found}");
        }
    }
}
