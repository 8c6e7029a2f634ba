//! The consolidated list of the United Nations Security Council, as published in XML.
//!
//! Each individual and each entity is a record. A listing is a fact about a person that has an authority, a regime and
//! a date, so it is a `Sanction` of its own beside the topic. Dates of birth are only as exact as the list says:
//! approximate ones and ranges of years are kept marked.

use evidence::RecordIx;

use crate::xml::{Element, Kind, Piece, at, day, scan};
use crate::{Broken, Head, Reader, Scribe, Text, Thing};

/// Reads the consolidated list.
pub(crate) struct UnList;

const AUTHORITY: &str = "United Nations Security Council";

impl Reader for UnList {
    fn format(&self) -> &'static str {
        "un-consolidated"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.xml_root() == Some("CONSOLIDATED_LIST")
            && ["<INDIVIDUALS", "<ENTITIES"].iter().any(|group| head.text.contains(group))
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        scan(
            text.open()?,
            |path| at(path, "CONSOLIDATED_LIST/*/INDIVIDUAL") || at(path, "CONSOLIDATED_LIST/*/ENTITY"),
            |piece| {
                if piece.kind == Kind::Whole {
                    listed(piece, scribe);
                }
                Ok(())
            },
        )
    }
}

fn listed(piece: Piece<'_>, scribe: &mut Scribe<'_>) {
    let element = piece.element;
    let names = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].map(|part| element.text_of(part));
    let name = joined(&names, " ");
    let (reference, data) = (element.text_of("REFERENCE_NUMBER"), element.text_of("DATAID"));
    let fault = piece.fault.or(if name.is_empty() {
        Some("expected a name in FIRST_NAME to FOURTH_NAME, found none")
    } else if reference.is_empty() && data.is_empty() {
        Some("expected a REFERENCE_NUMBER or DATAID, found neither")
    } else {
        None
    });
    if let Some(fault) = fault {
        return scribe.reject(piece.locator(), fault, piece.bytes);
    }
    let record = scribe.record(piece.unit(), piece.number(), piece.start, piece.length);
    let schema = if element.name() == "INDIVIDUAL" { "Person" } else { "Organization" };
    let key = if reference.is_empty() { ["data", data] } else { ["reference", reference] };
    let id = scribe.id_of(key);
    let subject = scribe.entity_with_id(&id, schema);
    let mut entry = Entry { scribe, record, subject, id: &id };
    entry.say("name", &name);
    entry.say("topics", "sanction");
    for child in element.children() {
        entry.field(child);
    }
    entry.sanction(element);
}

/// One entry while its fields are said.
struct Entry<'e, 'a> {
    scribe: &'e mut Scribe<'a>,
    record: RecordIx,
    subject: Thing,
    id: &'e str,
}

impl Entry<'_, '_> {
    fn say(&mut self, property: &str, value: &str) {
        self.scribe.say(self.subject, property, value, self.record);
    }

    fn say_of(&mut self, thing: Thing, property: &str, value: &str) {
        self.scribe.say(thing, property, value, self.record);
    }

    /// A note that goes with some other field: `alias X: formerly listed as`.
    fn note(&mut self, what: &str, note: &str) {
        if !note.is_empty() {
            self.say("notes", &format!("{what}: {note}"));
        }
    }

    fn field(&mut self, field: Element<'_>) {
        let mut values = |property: &str| {
            field.children_named("VALUE").for_each(|value| self.say(property, day(value.text())));
        };
        match field.name() {
            "TITLE" => values("title"),
            "DESIGNATION" => values("position"),
            "NATIONALITY" | "NATIONALITY2" => values("nationality"),
            "LAST_DAY_UPDATED" => values("modifiedAt"),
            "GENDER" => self.say("gender", field.text()),
            "NAME_ORIGINAL_SCRIPT" => self.say("name", field.text()),
            "COMMENTS1" => self.say("notes", field.text()),
            "INDIVIDUAL_ALIAS" | "ENTITY_ALIAS" => self.alias(field),
            "INDIVIDUAL_DATE_OF_BIRTH" => self.birth(field),
            "INDIVIDUAL_PLACE_OF_BIRTH" => {
                self.birthplace(field.text_of("STREET"), field.text_of("CITY"), field);
                self.note("place of birth", field.text_of("NOTE"));
            }
            "INDIVIDUAL_ADDRESS" | "ENTITY_ADDRESS" => self.address(field),
            "INDIVIDUAL_DOCUMENT" => self.document(field),
            // The name and the listing are said as a whole; the rest sorts and counts versions of the list itself.
            "FIRST_NAME" | "SECOND_NAME" | "THIRD_NAME" | "FOURTH_NAME" | "DATAID" | "VERSIONNUM"
            | "UN_LIST_TYPE" | "REFERENCE_NUMBER" | "LISTED_ON" | "LIST_TYPE" | "SORT_KEY"
            | "SORT_KEY_LAST_MOD" => {}
            other => self.say(other, field.text()),
        }
    }

    /// Low-quality aliases are weak: they are too common or too vague to be compared alone.
    fn alias(&mut self, field: Element<'_>) {
        let name = field.text_of("ALIAS_NAME");
        let property = match field.text_of("QUALITY") {
            quality if quality.eq_ignore_ascii_case("low") => "weakAlias",
            quality if quality.eq_ignore_ascii_case("f.k.a.") => "previousName",
            _ => "alias",
        };
        // Several spellings stand in one alias, semicolons between them.
        for name in name.split(';') {
            self.say(property, name.trim());
        }
        self.say("birthDate", day(field.text_of("DATE_OF_BIRTH")));
        self.birthplace("", field.text_of("CITY_OF_BIRTH"), field);
        self.note(&format!("alias {name}"), field.text_of("NOTE"));
    }

    fn birth(&mut self, field: Element<'_>) {
        let of = |name| field.text_of(name);
        let date = if of("DATE").is_empty() { of("YEAR") } else { day(of("DATE")) };
        let years = joined(&[of("FROM_YEAR"), of("TO_YEAR")], "-");
        let approximate = of("TYPE_OF_DATE").eq_ignore_ascii_case("approximately");
        if approximate && !date.is_empty() {
            self.say("birthDate", &format!("circa {date}"));
        } else {
            self.say("birthDate", date);
        }
        if approximate && !years.is_empty() {
            self.say("birthDate", &format!("circa {years}"));
        } else {
            self.say("birthDate", &years);
        }
        self.note("date of birth", of("NOTE"));
    }

    fn birthplace(&mut self, street: &str, city: &str, field: Element<'_>) {
        let country = match field.text_of("COUNTRY_OF_BIRTH") {
            "" => field.text_of("COUNTRY"),
            country => country,
        };
        let place = joined(&[street, city, field.text_of("STATE_PROVINCE")], ", ");
        self.say("birthPlace", &place);
        self.say("birthCountry", country);
    }

    fn address(&mut self, field: Element<'_>) {
        let of = |name| field.text_of(name);
        let city = joined(&[of("ZIP_CODE"), of("CITY")], " ");
        let lines = joined(&[of("STREET"), &city, of("STATE_PROVINCE")], ", ");
        let full = joined(&[&lines, of("COUNTRY")], ", ");
        let note = of("NOTE");
        if lines.is_empty() {
            // A country alone is no address.
            self.say("country", of("COUNTRY"));
            return self.note(&joined(&["address", of("COUNTRY")], " "), note);
        }
        self.say("address", &full);
        let id = self.scribe.id_of(["address", &full, note]);
        let address = self.scribe.entity_with_id(&id, "Address");
        for (property, value) in [
            ("full", full.as_str()),
            ("street", of("STREET")),
            ("city", of("CITY")),
            ("postalCode", of("ZIP_CODE")),
            ("state", of("STATE_PROVINCE")),
            ("country", of("COUNTRY")),
            ("remarks", note),
        ] {
            self.say_of(address, property, value);
        }
        self.scribe.link_id(self.subject, "addressEntity", &id, self.record);
    }

    fn document(&mut self, field: Element<'_>) {
        let of = |name| field.text_of(name);
        let (kind, number) = (joined(&[of("TYPE_OF_DOCUMENT"), of("TYPE_OF_DOCUMENT2")], ", "), of("NUMBER"));
        if number.is_empty() {
            return self.note(if kind.is_empty() { "document" } else { &kind }, of("NOTE"));
        }
        let lower = kind.to_lowercase();
        let passport = ["passport", "passeport", "pasaporte"].iter().any(|word| lower.contains(word));
        let schema = if passport { "Passport" } else { "Identification" };
        let country =
            if of("ISSUING_COUNTRY").is_empty() { of("COUNTRY_OF_ISSUE") } else { of("ISSUING_COUNTRY") };
        let id = self.scribe.id_of(["document", &kind, number, country]);
        let document = self.scribe.entity_with_id(&id, schema);
        self.scribe.link_id(document, "holder", self.id, self.record);
        for (property, value) in [
            ("type", kind.as_str()),
            ("number", number),
            ("passportNumber", if passport { number } else { "" }),
            ("country", country),
            ("startDate", day(of("DATE_OF_ISSUE"))),
            ("authority", of("CITY_OF_ISSUE")),
            ("description", of("NOTE")),
        ] {
            self.say_of(document, property, value);
        }
        self.say(if passport { "passportNumber" } else { "idNumber" }, number);
    }

    fn sanction(&mut self, element: Element<'_>) {
        let of = |name| element.text_of(name);
        let id = self.scribe.id_of(["sanction", self.id]);
        let sanction = self.scribe.entity_with_id(&id, "Sanction");
        self.scribe.link_id(sanction, "entity", self.id, self.record);
        for (property, value) in [
            ("authority", AUTHORITY),
            ("authorityId", of("REFERENCE_NUMBER")),
            ("unscId", of("REFERENCE_NUMBER")),
            ("recordId", of("DATAID")),
            ("program", of("UN_LIST_TYPE")),
            ("listingDate", day(of("LISTED_ON"))),
            ("startDate", day(of("LISTED_ON"))),
        ] {
            self.say_of(sanction, property, value);
        }
    }
}

/// The parts that are not empty.
fn joined(parts: &[&str], separator: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(separator)
}
