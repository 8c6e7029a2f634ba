//! The sanctions lists of the Office of Foreign Assets Control (OFAC), in their old form of four CSV files without
//! headers: entries (`sdn.csv`), alternate names, addresses, and comments; the consolidated list has the same form.
//!
//! The four files meet by the number of the entry: its entity has the id `ofac-NUMBER` in all of them. Only the main
//! file says what sort of thing an entry is; the others speak of a `Thing`, the ancestor of all schemata, so that
//! they go together with a vessel as with a person whichever file is read first.
//!
//! `-0-` means that there is no value. The files end with the end-of-file character of old systems. A remark longer
//! than 1000 characters is cut in the main file, often within a word, and goes on in the file of comments; each part
//! is kept as it stands, and the item at the cut is not taken apart in either.

mod remarks;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::BufRead;

use evidence::{Locator, RecordIx};
use remarks::Item;

use crate::rows::{Dialect, Row, Rows};
use crate::{Broken, Head, Reader, Scribe, Text, Thing};

/// Reads the main file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sdn;

/// Reads the file of alternate names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alt;

/// Reads the file of addresses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Add;

/// Reads the file of comments.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Comments;

impl Reader for Sdn {
    fn format(&self) -> &'static str {
        "ofac-sdn"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        // Some field of the first rows has no value: nearly every entry lacks a call sign.
        looks_like(head, |row| is_entry(row) && row.fields().any(|field| field == NONE))
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let named = Named::read(text.open()?)?;
        scribe.assume(
            "a name after “Linked To:” or of an owner or operator is the entry with exactly that name, if there is one",
        );
        let expected = "expected 12 columns beginning with a number, a name and the type individual, vessel, aircraft or -0-";
        each_row(text, scribe, is_entry, expected, |row, record, scribe| {
            entry(row, &named, record, scribe);
        })
    }
}

impl Reader for Alt {
    fn format(&self) -> &'static str {
        "ofac-alt"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        looks_like(head, is_alternate)
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let expected = "expected 5 columns beginning with two numbers and the type aka, fka or nka";
        each_row(text, scribe, is_alternate, expected, |row, record, scribe| {
            let thing = scribe.entity_with_id(&id(row), "Thing");
            let property = if value(row, 2) == "fka" { "previousName" } else { "alias" };
            scribe.say(thing, property, &value(row, 3), record);
            scribe.say(thing, "notes", &value(row, 4), record);
        })
    }
}

impl Reader for Add {
    fn format(&self) -> &'static str {
        "ofac-add"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        looks_like(head, |row| is_address(row) && row.fields().any(|field| field == NONE))
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let expected = "expected 6 columns beginning with two numbers";
        each_row(text, scribe, is_address, expected, address)
    }
}

impl Reader for Comments {
    fn format(&self) -> &'static str {
        "ofac-comments"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        // Two columns are the form of many tables: the words of the remarks must be there too.
        looks_like(head, |row| is_comment(row) && remarks::continued_items(&row.field(1)).next().is_some())
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let expected = "expected 2 columns, the first a number";
        each_row(text, scribe, is_comment, expected, |row, record, scribe| {
            let thing = scribe.entity_with_id(&id(row), "Thing");
            let remark = value(row, 1);
            scribe.say(thing, "notes", &remark, record);
            let mut listed = Listed { id: id(row), schema: "Thing", thing, record };
            for item in remarks::continued_items(&remark) {
                listed.item(item, None, scribe);
            }
        })
    }
}

/// How the files say that there is no value.
const NONE: &str = "-0-";

fn is_number(row: &Row<'_>, at: usize) -> bool {
    let field = row.field(at);
    !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_entry(row: &Row<'_>) -> bool {
    row.len() == 12 && is_number(row, 0) && schema(&row.field(2)).is_some()
}

fn is_alternate(row: &Row<'_>) -> bool {
    row.len() == 5
        && is_number(row, 0)
        && is_number(row, 1)
        && matches!(row.field(2).as_ref(), "aka" | "fka" | "nka")
}

fn is_address(row: &Row<'_>) -> bool {
    row.len() == 6 && is_number(row, 0) && is_number(row, 1)
}

fn is_comment(row: &Row<'_>) -> bool {
    row.len() == 2 && is_number(row, 0)
}

/// Whether the first rows pass a test; one broken row among them does no harm.
fn looks_like(head: &Head<'_>, test: impl Fn(&Row<'_>) -> bool) -> bool {
    let mut rows = Rows::new(head.text.as_bytes(), Dialect::CSV, 0);
    let (mut good, mut bad) = (0, 0);
    while good + bad < 8 {
        let Ok(Some(row)) = rows.next_row() else { break };
        if test(&row) { good += 1 } else { bad += 1 }
    }
    good > bad && bad <= 1
}

fn each_row(
    text: &Text<'_>,
    scribe: &mut Scribe<'_>,
    test: impl Fn(&Row<'_>) -> bool,
    expected: &str,
    mut tell: impl FnMut(&Row<'_>, RecordIx, &mut Scribe<'_>),
) -> Result<(), Broken> {
    let mut rows = Rows::new(text.open()?, Dialect::CSV, 0);
    while let Some(row) = rows.next_row()? {
        if test(&row) {
            let record = scribe.record("row", row.number, row.start, row.length);
            tell(&row, record, scribe);
        } else {
            let locator = Locator::new("row", row.number, row.start, row.length);
            let reason = format!("{expected}; found {} columns", row.len());
            scribe.reject(locator, reason, row.text().as_bytes());
        }
    }
    Ok(())
}

/// A field, empty where it has no value.
fn value<'a>(row: &Row<'a>, at: usize) -> Cow<'a, str> {
    let field = row.field(at);
    if field == NONE { Cow::Borrowed("") } else { field }
}

/// The id of the entry that a row of any of the files speaks of.
fn id(row: &Row<'_>) -> String {
    format!("ofac-{}", row.field(0))
}

/// The schema for a type of entry; an entry without one is an organisation, says OFAC's description of the format.
fn schema(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "individual" => "Person",
        "vessel" => "Vessel",
        "aircraft" => "Airplane",
        NONE => "Organization",
        _ => return None,
    })
}

fn entry(row: &Row<'_>, named: &Named, record: RecordIx, scribe: &mut Scribe<'_>) {
    let schema = schema(&row.field(2)).unwrap_or("Thing");
    let id = id(row);
    let thing = scribe.entity_with_id(&id, schema);
    let name = value(row, 1);
    scribe.say(thing, "name", &name, record);
    if let Some((last, first)) = name.split_once(", ").filter(|_| schema == "Person") {
        scribe.say(thing, "lastName", last, record);
        scribe.say(thing, "firstName", first, record);
    }
    scribe.say(thing, "topics", "sanction", record);
    let mut listed = Listed { id, schema, thing, record };
    let sanction = listed.sanction(scribe);
    for program in value(row, 3).split("] [") {
        scribe.say(thing, "program", program, record);
        scribe.say(sanction, "program", program, record);
    }
    // What OFAC calls a title is an office or a rank ("Minister of …").
    let title = if schema == "Person" { "position" } else { "description" };
    for (at, property) in
        [(4, title), (5, "callSign"), (6, "type"), (7, "tonnage"), (8, "grossRegisteredTonnage"), (9, "flag")]
    {
        scribe.say(thing, property, &value(row, at), record);
    }
    listed.party("owner", &value(row, 10), Some(named), scribe);
    let remark = value(row, 11);
    scribe.say(thing, "notes", &remark, record);
    for item in remarks::items(&remark) {
        listed.item(item, Some(named), scribe);
    }
}

fn address(row: &Row<'_>, record: RecordIx, scribe: &mut Scribe<'_>) {
    let thing = scribe.entity_with_id(&id(row), "Thing");
    let (street, city, country) = (value(row, 2), value(row, 3), value(row, 4));
    let parts = [street.as_ref(), &city, &country];
    let full = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    scribe.say(thing, "country", &country, record);
    scribe.say(thing, "notes", &value(row, 5), record);
    // A country alone is no address.
    if street.is_empty() && city.is_empty() {
        return;
    }
    scribe.say(thing, "address", &full, record);
    let address_id = format!("ofac-address-{}", row.field(1));
    scribe.link_id(thing, "addressEntity", &address_id, record);
    let address = scribe.entity_with_id(&address_id, "Address");
    // The second column is city, province and postal code in one; it is not taken apart.
    for (property, value) in
        [("full", full.as_str()), ("street", &street), ("city", &city), ("country", &country)]
    {
        scribe.say(address, property, value, record);
    }
}

/// An entry of the list, as one row speaks of it.
struct Listed {
    id: String,
    schema: &'static str,
    thing: Thing,
    record: RecordIx,
}

impl Listed {
    /// The entry as an entity that has the properties of `schema`: where the file does not say what it is, the
    /// property does (only a person has a date of birth).
    fn known_as(&self, schema: &str, scribe: &mut Scribe<'_>) -> Thing {
        if self.schema == "Thing" { scribe.entity_with_id(&self.id, schema) } else { self.thing }
    }

    fn sanction(&self, scribe: &mut Scribe<'_>) -> Thing {
        let sanction = scribe.entity_with_id(&format!("{}-sanction", self.id), "Sanction");
        scribe.link_id(sanction, "entity", &self.id, self.record);
        scribe.say(sanction, "authority", "Office of Foreign Assets Control", self.record);
        sanction
    }

    /// Links to a legal person of that name: an entry of the list, or else one known by its name only.
    fn party(&self, property: &str, name: &str, named: Option<&Named>, scribe: &mut Scribe<'_>) {
        if name.is_empty() {
            return;
        }
        let asset = self.known_as("Vehicle", scribe);
        if let Some(id) = named.and_then(|named| named.id(name)) {
            scribe.link_id(asset, property, &id, self.record);
        } else {
            let party = scribe.link(asset, property, "LegalEntity", ["name", name], self.record);
            scribe.say(party, "name", name, self.record);
        }
    }

    fn item(&mut self, item: Item<'_>, named: Option<&Named>, scribe: &mut Scribe<'_>) {
        let record = self.record;
        match item {
            Item::Value { schema, property, value } => {
                let thing = self.known_as(schema, scribe);
                scribe.say(thing, property, value, record);
            }
            Item::Document { property, kind, number, rest } => {
                self.document(property, kind, number, rest, scribe);
            }
            Item::Wallet { symbol, address } => {
                let wallet = scribe.entity("CryptoWallet", ["wallet", symbol, address]);
                scribe.say(wallet, "publicKey", address, record);
                scribe.say(wallet, "currencySymbol", symbol, record);
                scribe.link_id(wallet, "holder", &self.id, record);
            }
            Item::Operator(name) => self.party("operator", name, named, scribe),
            Item::LinkedTo(name) => match named.and_then(|named| named.id(name)) {
                Some(other) => {
                    let link = scribe.entity("UnknownLink", ["linked", &self.id, &other]);
                    scribe.link_id(link, "subject", &self.id, record);
                    scribe.link_id(link, "object", &other, record);
                    scribe.say(link, "role", "Linked To", record);
                }
                None => scribe.say(self.thing, "linkedTo", name, record),
            },
            Item::Sanction { property, value } => {
                let sanction = self.sanction(scribe);
                scribe.say(sanction, property, value, record);
            }
        }
    }

    fn document(&self, property: &str, kind: &str, number: &str, rest: &str, scribe: &mut Scribe<'_>) {
        let record = self.record;
        let has = if property == "idNumber" { "LegalEntity" } else { "Person" };
        let thing = self.known_as(has, scribe);
        scribe.say(thing, property, number, record);
        let schema = if property == "passportNumber" { "Passport" } else { "Identification" };
        let document = scribe.entity(schema, ["document", &self.id, kind, number]);
        scribe.link_id(document, "holder", &self.id, record);
        scribe.say(document, "type", kind, record);
        scribe.say(document, "number", number, record);
        scribe.say(document, "country", remarks::country(rest), record);
        for (property, date) in remarks::dates(rest) {
            scribe.say(document, property, date, record);
        }
    }
}

/// The entries by name, where only one has it.
struct Named(HashMap<String, Option<String>>);

impl Named {
    fn read(reader: impl BufRead) -> Result<Self, Broken> {
        let (mut rows, mut ids) = (Rows::new(reader, Dialect::CSV, 0), HashMap::new());
        while let Some(row) = rows.next_row()? {
            if is_entry(&row) {
                let id = id(&row);
                ids.entry(value(&row, 1).into_owned())
                    .and_modify(|known: &mut Option<String>| {
                        if known.as_ref() != Some(&id) {
                            *known = None;
                        }
                    })
                    .or_insert_with(|| Some(id.clone()));
            }
        }
        Ok(Self(ids))
    }

    fn id(&self, name: &str) -> Option<String> {
        // A name that ends with a full stop may have lost it to the end of the remark.
        self.0.get(name).or_else(|| self.0.get(&format!("{name}.")))?.clone()
    }
}
