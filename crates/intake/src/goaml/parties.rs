//! Persons of a goAML report, what is said of parties of every kind, and what holds them together.
//!
//! Each country's unit sets its own codes and adds its own fields. Fields with a FollowTheMoney property are said
//! under it, all others under their own tag, so that none is lost; codes of unknown lists stay as they are written.

use evidence::RecordIx;

use crate::xml::Element;
use crate::{Scribe, Thing};

/// A party of a report.
#[derive(Clone, Debug)]
pub(super) struct Party {
    pub(super) thing: Thing,
    pub(super) id: String,
}

/// Takes down the parties of one record.
pub(super) struct Parties<'s, 'a> {
    pub(super) scribe: &'s mut Scribe<'a>,
    pub(super) record: RecordIx,
    /// Where the record stands: tells persons apart of whom only a name is given.
    pub(super) within: &'s str,
}

const PERSON: &[(&str, &str)] = &[
    ("title", "title"),
    ("first_name", "firstName"),
    ("middle_name", "middleName"),
    ("last_name", "lastName"),
    ("full_name_frn", "name"),
    ("alias", "alias"),
    ("gender", "gender"),
    ("birthdate", "birthDate"),
    ("birth_place", "birthPlace"),
    ("country_of_birth", "birthCountry"),
    ("date_deceased", "deathDate"),
    ("mothers_name", "motherName"),
    ("ssn", "socialSecurityNumber"),
    ("id_number", "idNumber"),
    ("passport_number", "passportNumber"),
    ("tax_number", "taxNumber"),
    ("nationality1", "nationality"),
    ("nationality2", "nationality"),
    ("nationality3", "nationality"),
    ("residence", "country"),
    ("occupation", "profession"),
    ("email", "email"),
    ("comments", "notes"),
];

const ADDRESS: &[(&str, &str)] = &[
    ("address", "street"),
    ("house_number", "street"),
    ("additional_address_line1", "street2"),
    ("additional_address_line2", "street2"),
    ("city", "city"),
    ("town", "city"),
    ("zip", "postalCode"),
    ("state", "state"),
    ("country_code", "country"),
    ("country", "country"),
    ("comments", "remarks"),
];

const IDENTIFICATION: &[(&str, &str)] = &[
    ("type", "type"),
    ("number", "number"),
    ("issue_date", "startDate"),
    ("expiry_date", "endDate"),
    ("issued_by", "authority"),
    ("issue_country", "country"),
    ("comments", "description"),
];

/// The text of an element without what only fills a mandatory field: hyphens alone for "unknown", the first days of
/// common databases' calendars, and a midnight behind a date, which the schema demands.
pub(super) fn plain(text: &str) -> &str {
    if text.bytes().all(|byte| byte == b'-') {
        return "";
    }
    match text.split_once("T00:00:00") {
        Some((date, rest)) if date.len() == 10 && rest.bytes().all(|b| b"0.Z+-:".contains(&b)) => {
            match date {
                "0001-01-01" | "1753-01-01" | "1900-01-01" => "",
                date => date,
            }
        }
        _ => text,
    }
}

/// The plain text of the first element along these names.
pub(super) fn plain_of<'e>(element: Element<'e>, names: &str) -> &'e str {
    plain(element.text_of(names))
}

/// The first plain text under one of these names.
pub(super) fn first_of<'e>(element: Element<'e>, names: &[&str]) -> &'e str {
    names.iter().map(|name| plain_of(element, name)).find(|text| !text.is_empty()).unwrap_or("")
}

/// All simple elements in a group as one text: `function: x, country: y`.
pub(super) fn flattened(group: Element<'_>) -> String {
    let mut parts = Vec::new();
    for child in group.children() {
        if child.children().next().is_some() {
            parts.push(flattened(child));
        } else if !plain(child.text()).is_empty() {
            parts.push(format!("{}: {}", child.name(), plain(child.text())));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// The parts of a name in the order they are written in.
pub(super) fn full_name(element: Element<'_>) -> String {
    let parts = ["first_name", "middle_name", "prefix", "last_name"].map(|part| plain_of(element, part));
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A truth value, if there is one.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text {
        "1" => Some(true),
        "0" => Some(false),
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

impl Parties<'_, '_> {
    /// An entity of this source.
    pub(super) fn party(&mut self, schema: &str, key: &[&str]) -> Party {
        let id = self.scribe.id_of(key.iter().copied());
        Party { thing: self.scribe.entity_with_id(&id, schema), id }
    }

    pub(super) fn say(&mut self, thing: Thing, property: &str, raw: &str) {
        self.scribe.say(thing, property, raw, self.record);
    }

    pub(super) fn link(&mut self, from: &Party, property: &str, to: &Party) {
        self.scribe.link_id(from.thing, property, &to.id, self.record);
    }

    /// Says every field of an element: under the property of the table, else under its tag. `apart` are the fields
    /// the caller sees to.
    pub(super) fn fields(
        &mut self,
        thing: Thing,
        element: Element<'_>,
        table: &[(&str, &str)],
        apart: &[&str],
    ) {
        for child in element.children() {
            if apart.contains(&child.name()) {
                continue;
            }
            let property = table.iter().find(|(tag, _)| *tag == child.name()).map(|(_, property)| *property);
            if child.children().next().is_some() {
                let text = flattened(child);
                self.say(thing, property.unwrap_or(child.name()), &text);
            } else {
                self.say(thing, property.unwrap_or(child.name()), plain(child.text()));
            }
        }
    }

    /// What the reporting party claims of a party where the flag is set, and whether it is. It is the reporter's view
    /// of a person, never a topic.
    pub(super) fn suspected(&mut self, party: &Party, text: &str) -> bool {
        let suspected = flag(text) == Some(true);
        if suspected {
            self.say(party.thing, "reportedAsSuspected", "true");
        }
        suspected
    }

    /// A link of one entity to another, of a schema that has these two ends; said once for each pair and role.
    pub(super) fn tie(&mut self, schema: &str, from: (&str, &Party), to: (&str, &Party), role: (&str, &str)) {
        let tie = self.party(schema, &[schema, &from.1.id, &to.1.id, role.1]);
        self.link(&tie, from.0, from.1);
        self.link(&tie, to.0, to.1);
        self.say(tie.thing, role.0, role.1);
    }

    /// Says that two parties are named together, where the record does not say how in a way that has a schema.
    pub(super) fn together(&mut self, one: &Party, other: &Party, role: &str) {
        self.tie("UnknownLink", ("subject", one), ("object", other), ("role", role));
    }

    /// A `t_person`. Persons are the same where the names and a date of birth or number are; where only a name is
    /// given, only within one record.
    pub(super) fn person(&mut self, element: Element<'_>) -> Option<Party> {
        let of = |names| plain_of(element, names);
        let name = full_name(element);
        let other = first_of(element, &["full_name_frn", "alias", "name"]);
        let name = if name.is_empty() { other.to_owned() } else { name };
        if name.is_empty() {
            return None;
        }
        let document = element
            .children()
            .filter(|child| matches!(child.name(), "identification" | "identifications"))
            .map(|child| child.child("identification").unwrap_or(child))
            .map(|document| plain_of(document, "number"))
            .find(|number| !number.is_empty());
        let apart =
            [of("birthdate"), of("ssn"), of("id_number"), of("passport_number"), document.unwrap_or("")];
        let key: Vec<&str> = if apart.iter().all(|part| part.is_empty()) {
            vec!["person", self.within, &name]
        } else {
            ["person", &name].into_iter().chain(apart).collect()
        };
        let person = self.party("Person", &key);
        self.say(person.thing, "name", &name);
        self.fields(
            person.thing,
            element,
            PERSON,
            &[
                "phones",
                "addresses",
                "emails",
                "network_devices",
                "social_media",
                "previous_names",
                "identification",
                "identifications",
                "passport_country",
                "employer_name",
                "employer_address_id",
                "employer_phone_id",
                "employment_history",
                "related_persons",
                "deceased",
                "role",
                "is_primary",
            ],
        );
        if flag(of("deceased")) == Some(true) && of("date_deceased").is_empty() {
            self.say(person.thing, "status", "deceased");
        }
        self.contacts(&person, element);
        let number = of("passport_number");
        if !number.is_empty() {
            let passport = self.document(&person, "Passport", "passport", number, of("passport_country"));
            self.say(passport.thing, "country", of("passport_country"));
        }
        for child in element.children() {
            match child.name() {
                "previous_names" => {
                    for previous in child.children() {
                        self.say(person.thing, "previousName", &full_name(previous));
                        self.say(person.thing, "previousName", plain(previous.text()));
                    }
                }
                "identification" => self.identification(&person, child),
                "identifications" => {
                    child.children().for_each(|document| self.identification(&person, document));
                }
                "employment_history" => {
                    for employment in child.children() {
                        self.employment(&person, employment);
                    }
                }
                "related_persons" => {
                    for (other, role, _) in self.related(child) {
                        let relation = ("relationship", role.as_str());
                        self.tie("Associate", ("person", &person), ("associate", &other), relation);
                    }
                }
                _ => {}
            }
        }
        self.employment(&person, element);
        Some(person)
    }

    /// Persons in a group of related persons, signatories or directors: each with role and whether it is the main one.
    pub(super) fn related(&mut self, group: Element<'_>) -> Vec<(Party, String, Option<bool>)> {
        let mut found = Vec::new();
        for child in group.children() {
            found.extend(self.related_person(child));
        }
        found
    }

    pub(super) fn related_person(&mut self, element: Element<'_>) -> Option<(Party, String, Option<bool>)> {
        let inner = ["t_person", "t_person_my_client", "person", "person_my_client"]
            .into_iter()
            .find_map(|name| element.child(name));
        let role = first_of(
            element,
            &["role", "relation", "relationship", "person_person_relation", "person_relation"],
        );
        let person = self.person(inner.unwrap_or(element))?;
        Some((person, role.to_owned(), flag(element.text_of("is_primary"))))
    }

    fn document(&mut self, holder: &Party, schema: &str, kind: &str, number: &str, country: &str) -> Party {
        let document = self.party(schema, &["document", kind, number, country]);
        self.link(&document, "holder", holder);
        self.say(document.thing, "number", number);
        if schema == "Passport" {
            self.say(document.thing, "passportNumber", number);
        }
        document
    }

    fn identification(&mut self, holder: &Party, element: Element<'_>) {
        let (kind, number) = (plain_of(element, "type"), plain_of(element, "number"));
        if number.is_empty() {
            return;
        }
        let passport = kind.to_ascii_lowercase().contains("passport");
        let schema = if passport { "Passport" } else { "Identification" };
        let key = if passport { "passport" } else { kind };
        let document = self.document(holder, schema, key, number, plain_of(element, "issue_country"));
        self.fields(document.thing, element, IDENTIFICATION, &[]);
        self.say(holder.thing, if passport { "passportNumber" } else { "idNumber" }, number);
    }

    fn employment(&mut self, person: &Party, element: Element<'_>) {
        let name = plain_of(element, "employer_name");
        if name.is_empty() {
            return;
        }
        let employer = self.party("Organization", &["employer", name]);
        self.say(employer.thing, "name", name);
        for tag in ["employer_address_id", "employer_address"] {
            element.children_named(tag).for_each(|address| self.address(&employer, address));
        }
        for tag in ["employer_phone_id", "employer_phone"] {
            element.children_named(tag).for_each(|phone| self.phone(&employer, phone));
        }
        let role = ("role", plain_of(element, "occupation"));
        self.tie("Employment", ("employee", person), ("employer", &employer), role);
    }

    /// Phones, addresses, e-mail addresses, devices and profiles of a party.
    pub(super) fn contacts(&mut self, party: &Party, element: Element<'_>) {
        for group in element.children() {
            match group.name() {
                "phones" => group.children().for_each(|phone| self.phone(party, phone)),
                "addresses" => group.children().for_each(|address| self.address(party, address)),
                "emails" => {
                    group.children().for_each(|email| self.say(party.thing, "email", plain(email.text())));
                }
                "urls" => {
                    group.children().for_each(|url| self.say(party.thing, "website", plain(url.text())));
                }
                "network_devices" => {
                    for device in group.children() {
                        let text = flattened(device);
                        self.say(party.thing, "network_device", &text);
                    }
                }
                "social_media" => {
                    for profile in group.children() {
                        self.profile(party, profile);
                    }
                }
                _ => {}
            }
        }
    }

    fn profile(&mut self, owner: &Party, element: Element<'_>) {
        let (service, username) = (plain_of(element, "platform"), plain_of(element, "user_name"));
        if username.is_empty() {
            let text = flattened(element);
            return self.say(owner.thing, "social_media", &text);
        }
        let account = self.party("UserAccount", &["profile", service, username]);
        self.link(&account, "owner", owner);
        let table = [("platform", "service"), ("user_name", "username"), ("comments", "notes")];
        self.fields(account.thing, element, &table, &[]);
    }

    /// A `t_phone`. With a country prefix the number is made international; it is only taken as such where it is
    /// valid in that country's plan.
    fn phone(&mut self, party: &Party, element: Element<'_>) {
        let number = plain_of(element, "tph_number");
        if number.is_empty() {
            return;
        }
        let prefix = plain_of(element, "tph_country_prefix").trim_start_matches(['+', '0']);
        let international = number.starts_with('+') || number.starts_with("00");
        let is_prefix = !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_digit());
        if is_prefix && !international {
            self.say(party.thing, "phone", &format!("+{prefix} {number}"));
        } else {
            self.say(party.thing, "phone", number);
        }
    }

    /// A `t_address`, as text on the party and as an entity of its own.
    pub(super) fn address(&mut self, party: &Party, element: Element<'_>) {
        let line = address_line(element);
        if line.is_empty() {
            return;
        }
        self.say(party.thing, "address", &line);
        let address = self.party("Address", &["address", &line]);
        self.say(address.thing, "full", &line);
        self.fields(address.thing, element, ADDRESS, &["geo_location"]);
        if let Some(position) = element.child("geo_location") {
            let table = [
                ("latitude", "latitude"),
                ("longitude", "longitude"),
                ("lat", "latitude"),
                ("lon", "longitude"),
            ];
            self.fields(address.thing, position, &table, &[]);
        }
        self.link(party, "addressEntity", &address);
    }
}

/// An address on one line.
pub(super) fn address_line(element: Element<'_>) -> String {
    let of = |names| plain_of(element, names);
    let street = [of("address"), of("house_number")];
    let city = [of("zip"), of("city")];
    let join =
        |parts: [&str; 2]| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let country = first_of(element, &["country_code", "country"]);
    let lines =
        ["additional_address_line1", "additional_address_line2", "town"].map(|tag| of(tag).to_owned());
    let [line1, line2, town] = lines;
    [join(street), line1, line2, town, join(city), of("state").to_owned(), country.to_owned()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn fillers_of_mandatory_fields_say_nothing() {
        for (text, expected) in [
            ("", ""),
            ("-", ""),
            ("---", ""),
            ("a-b", "a-b"),
            ("1980-06-24T00:00:00", "1980-06-24"),
            ("1980-06-24T00:00:00.000Z", "1980-06-24"),
            ("1980-06-24T00:00:01", "1980-06-24T00:00:01"),
            ("T00:00:00", "T00:00:00"),
            ("1900-01-01T00:00:00", ""),
            ("1900-01-01T08:00:00", "1900-01-01T08:00:00"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
