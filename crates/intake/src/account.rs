//! Bank accounts and the parties behind them, said alike by every format that names them.
//!
//! An account is told apart by its IBAN, else by its number within its bank. A party is told apart by the account it
//! is named with, else by its name within the source; who is whose namesake is not judged here.

use evidence::RecordIx;

use crate::{Scribe, Thing};

/// An entity with its id, for links to it.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    /// The entity.
    pub(crate) thing: Thing,
    /// Its id.
    pub(crate) id: String,
}

impl Named {
    /// The entity of this source with that schema and key.
    pub(crate) fn new<'k>(
        scribe: &mut Scribe<'_>,
        schema: &str,
        key: impl IntoIterator<Item = &'k str>,
    ) -> Self {
        let id = scribe.id_of(key);
        Self { thing: scribe.entity_with_id(&id, schema), id }
    }
}

/// What a record says of an account; empty where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Account<'a> {
    /// Its IBAN, or its number at the bank.
    pub(crate) number: &'a str,
    /// The bank's national code (sort code, Bankleitzahl, routing number).
    pub(crate) bank_code: &'a str,
    /// The bank's BIC.
    pub(crate) bic: &'a str,
    /// The bank's name.
    pub(crate) bank_name: &'a str,
    /// What kind of account, in the record's own word.
    pub(crate) kind: &'a str,
    /// The account's own currency.
    pub(crate) currency: &'a str,
}

impl Account<'_> {
    /// The country its IBAN, else its bank's BIC, belongs to.
    fn country(&self) -> Option<[u8; 2]> {
        let number = compact(self.number);
        let code = if has_form_of_iban(&number) {
            number.get(..2)
        } else {
            Some(self.bic).filter(|bic| has_form_of_bic(bic)).and_then(|bic| bic.get(4..6))
        };
        code?.as_bytes().try_into().ok()
    }

    /// Says it; `None` if there is no number, or one that is nothing but zeros to fill the field.
    pub(crate) fn say(&self, scribe: &mut Scribe<'_>, record: RecordIx) -> Option<Named> {
        let number = compact(self.number);
        if number.bytes().all(|byte| byte == b'0') {
            return None;
        }
        let iban = has_form_of_iban(&number);
        let bank = if iban {
            String::new()
        } else {
            compact(if self.bank_code.is_empty() { self.bic } else { self.bank_code })
        };
        let account = Named::new(scribe, "BankAccount", ["account", &number, &bank]);
        for (property, value) in [
            (if iban { "iban" } else { "accountNumber" }, self.number),
            ("bankCode", self.bank_code),
            ("bic", self.bic),
            ("bankName", self.bank_name),
            ("accountType", self.kind),
            ("currency", self.currency),
        ] {
            scribe.say(account.thing, property, value, record);
        }
        Some(account)
    }
}

/// Whether money between these accounts crosses a border; `false` where the country of either is not known.
pub(crate) fn crosses_border(one: &Account<'_>, other: &Account<'_>) -> bool {
    matches!((one.country(), other.country()), (Some(one), Some(other)) if one != other)
}

/// Says that a party of that name stands in the record, as holder of `account` where that is known; `None` for an
/// empty name. `schema` is `LegalEntity` unless the record says more.
pub(crate) fn say_party(
    scribe: &mut Scribe<'_>,
    schema: &str,
    name: &str,
    account: Option<&Named>,
    record: RecordIx,
) -> Option<Named> {
    let name = name.trim();
    // ISO 20022 has senders without a name write this.
    if name.is_empty() || name.eq_ignore_ascii_case("NOTPROVIDED") {
        return None;
    }
    let party = if let Some(account) = account {
        let party = Named::new(scribe, schema, ["holder", &account.id]);
        let ownership = Named::new(scribe, "Ownership", ["ownership", &account.id, &party.id]);
        scribe.link_id(ownership.thing, "owner", &party.id, record);
        scribe.link_id(ownership.thing, "asset", &account.id, record);
        party
    } else {
        Named::new(scribe, schema, ["party", &folded(name)])
    };
    scribe.say(party.thing, "name", name, record);
    Some(party)
}

/// Whether a compact text has the form of an IBAN (ISO 13616), whether or not its check digits hold.
pub(crate) fn has_form_of_iban(compact: &str) -> bool {
    (15..=34).contains(&compact.len())
        && compact.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
        && compact.bytes().skip(2).take(2).all(|byte| byte.is_ascii_digit())
        && compact.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a text has the form of a BIC (ISO 9362).
pub(crate) fn has_form_of_bic(text: &str) -> bool {
    matches!(text.len(), 8 | 11)
        && text.bytes().take(6).all(|byte| byte.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Letters and digits only, upper case: how numbers of accounts and banks are compared.
pub(crate) fn compact(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        return kept.map(|byte| char::from(byte.to_ascii_uppercase())).collect();
    }
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Upper case, single spaces: how names are told apart within a source.
fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_uppercase));
    }
    out
}

#[cfg(test)]
mod tests {
    use evidence::Count;
    use gazetteer::Countries;

    use super::*;
    use crate::Cleaner;

    #[test]
    fn an_account_is_the_same_however_its_number_is_spaced_and_zeros_are_none() {
        let (mut count, cleaner) = (Count::default(), Cleaner::new(Countries::embedded()));
        let mut scribe = Scribe::new(&mut count, &cleaner, "source");
        let record = scribe.record("line", 1, 0, 1);
        let mut id = |number, bank_code| {
            let account = Account { number, bank_code, ..Account::default() };
            account.say(&mut scribe, record).map(|account| account.id)
        };
        assert_eq!(id("DE93 9999 9999 0000 0000 01", ""), id("de93999999990000000001", "99999999"));
        assert_ne!(id("123-4", "01"), id("123-4", "02"));
        assert_eq!(id("0000 000", "01"), None);
        assert_eq!(id("", "01"), None);
    }

    #[test]
    fn a_border_is_crossed_only_where_both_countries_are_known() {
        let account = |number, bic| Account { number, bic, ..Account::default() };
        let german = account("DE93 9999 9999 0000 0000 01", "");
        for (other, expected) in [
            (account("DE66999999990000000002", ""), false),
            (account("NL69TEST0000000001", ""), true),
            (account("77", "TESTITMM"), true),
            (account("77", "TESTDEFFXXX"), false),
            (account("77", ""), false),
        ] {
            assert_eq!(crosses_border(&german, &other), expected, "{other:?}");
            assert_eq!(crosses_border(&other, &german), expected, "{other:?}");
        }
    }
}
