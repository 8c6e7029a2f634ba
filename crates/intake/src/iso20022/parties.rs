//! Accounts and parties of ISO 20022 messages, which name them alike in all of them.

use crate::account::{Account, Named, say_party};
use crate::xml::Element;
use crate::{Scribe, Thing};
use evidence::RecordIx;

/// The account of these elements: `CashAccount` and the bank that keeps it.
pub(super) fn account<'a>(account: Option<Element<'a>>, agent: Option<Element<'a>>) -> Account<'a> {
    let text = |paths: &[&str]| account.map_or("", |account| first(account, paths));
    let bank = |paths: &[&str]| agent.map_or("", |agent| first(agent, paths));
    Account {
        number: text(&["Id/IBAN", "Id/Othr/Id", "Id/BBAN", "Id/PrtryAcct/Id"]),
        bank_code: bank(&["FinInstnId/ClrSysMmbId/MmbId"]),
        bic: bank(&["FinInstnId/BICFI", "FinInstnId/BIC"]),
        bank_name: bank(&["FinInstnId/Nm"]),
        kind: text(&["Tp/Cd", "Tp/Prtry"]),
        currency: text(&["Ccy"]),
    }
}

/// The first of these texts that is not empty.
pub(super) fn first<'a>(element: Element<'a>, paths: &[&str]) -> &'a str {
    paths.iter().map(|path| element.text_of(path)).find(|text| !text.is_empty()).unwrap_or("")
}

/// A party taken out of the text, for messages that name it before its account.
#[derive(Debug, Default)]
pub(super) struct Party {
    schema: &'static str,
    name: String,
    facts: Vec<(&'static str, String)>,
}

impl Party {
    /// The party of this element.
    pub(super) fn of(element: Element<'_>) -> Self {
        let element = inner(element);
        let mut party =
            Self { schema: schema(element), name: element.text_of("Nm").to_owned(), facts: Vec::new() };
        facts(element, |property, value| party.facts.push((property, value.to_owned())));
        party
    }

    /// Says it.
    pub(super) fn say(
        &self,
        scribe: &mut Scribe<'_>,
        account: Option<&Named>,
        record: RecordIx,
    ) -> Option<Named> {
        let party = say_party(scribe, self.schema, &self.name, account, record)?;
        for (property, value) in &self.facts {
            scribe.say(party.thing, property, value, record);
        }
        Some(party)
    }
}

/// Says the party of this element, as holder of `account` where that is known.
pub(super) fn party(
    scribe: &mut Scribe<'_>,
    element: Option<Element<'_>>,
    account: Option<&Named>,
    record: RecordIx,
) -> Option<Named> {
    let element = inner(element?);
    let party = say_party(scribe, schema(element), element.text_of("Nm"), account, record)?;
    let thing: Thing = party.thing;
    facts(element, |property, value| scribe.say(thing, property, value, record));
    Some(party)
}

/// Newer messages have a step between: a party, or a bank in its place.
fn inner(element: Element<'_>) -> Element<'_> {
    element.child("Pty").or_else(|| element.path("Agt/FinInstnId")).unwrap_or(element)
}

fn schema(element: Element<'_>) -> &'static str {
    if element.path("Id/PrvtId").is_some() {
        "Person"
    } else if element.path("Id/OrgId").is_some() {
        "Organization"
    } else {
        "LegalEntity"
    }
}

/// What is said of a party besides its name.
fn facts(element: Element<'_>, mut each: impl FnMut(&'static str, &str)) {
    if let Some(address) = element.child("PstlAdr") {
        each("address", &written(address));
        each("country", address.text_of("Ctry"));
    }
    for (path, property) in [
        ("CtryOfRes", "country"),
        ("CtctDtls/PhneNb", "phone"),
        ("CtctDtls/MobNb", "phone"),
        ("CtctDtls/EmailAdr", "email"),
        ("Id/OrgId/LEI", "leiCode"),
        ("Id/OrgId/AnyBIC", "swiftBic"),
        ("Id/OrgId/BICOrBEI", "swiftBic"),
        ("Id/PrvtId/DtAndPlcOfBirth/BirthDt", "birthDate"),
        ("Id/PrvtId/DtAndPlcOfBirth/CityOfBirth", "birthPlace"),
        ("Id/PrvtId/DtAndPlcOfBirth/CtryOfBirth", "birthCountry"),
    ] {
        each(property, element.text_of(path));
    }
    for kind in ["Id/OrgId", "Id/PrvtId"] {
        let Some(ids) = element.path(kind) else { continue };
        for id in ids.children_named("Othr") {
            let property = match id.text_of("SchmeNm/Cd") {
                "CCPT" if kind == "Id/PrvtId" => "passportNumber",
                "SOSE" if kind == "Id/PrvtId" => "socialSecurityNumber",
                "TXID" => "taxNumber",
                _ => "idNumber",
            };
            each(property, id.text_of("Id"));
        }
    }
}

/// An address on one line.
fn written(address: Element<'_>) -> String {
    let mut out = String::new();
    let mut add = |before: &str, text: &str| {
        if !text.is_empty() {
            if !out.is_empty() {
                out.push_str(before);
            }
            out.push_str(text);
        }
    };
    add(", ", address.text_of("StrtNm"));
    add(" ", address.text_of("BldgNb"));
    for line in address.children_named("AdrLine") {
        add(", ", line.text());
    }
    add(", ", address.text_of("PstCd"));
    add(" ", address.text_of("TwnNm"));
    add(", ", address.text_of("CtrySubDvsn"));
    out
}
