//! The rows of a file that is screened: a table whose header names its columns, or JSON lines.

use std::io::{BufRead, Read};
use std::path::Path;

use evidence::{Evidence, Source, schemata};
use intake::{Cleaner, RECORD_LIMIT, Scribe};
use report::Words;
use screening::{Profile, profiles};
use serde_json::Value;

use crate::Usage;
use crate::headers::{Headers, Holds};
use crate::sheet::Sheet;

/// One that is asked for.
pub(super) struct Row {
    /// The line it stands on.
    pub(super) line: u64,
    /// What its file calls it.
    pub(super) reference: String,
    pub(super) profile: Profile,
}

/// A row that cannot be read, and why.
pub(super) struct Refused {
    pub(super) line: u64,
    pub(super) reason: String,
}

/// The property of FollowTheMoney that a column is, none if it is not used. Whose national someone is never counts; a
/// column of that does not even become one.
fn property(holds: Holds) -> Option<&'static str> {
    Some(match holds {
        Holds::Id => "id",
        Holds::Schema => "schema",
        Holds::Name => "name",
        Holds::Alias => "alias",
        Holds::GivenName => "firstName",
        Holds::MiddleName => "middleName",
        Holds::FamilyName => "lastName",
        Holds::BirthDate => "birthDate",
        Holds::Country | Holds::Residence => "country",
        Holds::Passport => "passportNumber",
        Holds::IdNumber | Holds::Document | Holds::VerifiedDocument => "idNumber",
        Holds::TaxNumber => "taxNumber",
        Holds::RegistrationNumber => "registrationNumber",
        Holds::Phone => "phone",
        Holds::Email => "email",
        Holds::Account => "iban",
        Holds::Wallet => "publicKey",
        Holds::Imo => "imoNumber",
        _ => return None,
    })
}

/// Whether rows of these properties can be screened at all.
fn is_enough(properties: &[Option<&str>]) -> bool {
    properties
        .iter()
        .flatten()
        .any(|property| !matches!(*property, "id" | "schema" | "birthDate" | "country"))
}

/// The values of one row by property; `id` and `schema` among them.
type Values = Vec<(String, String)>;

enum Form<'a> {
    Table { reader: Box<csv::Reader<Box<dyn BufRead + 'a>>>, properties: Vec<Option<&'static str>> },
    Lines { text: Box<dyn BufRead + 'a>, line: u64 },
}

/// Reads a file row by row.
pub(super) struct Rows<'a> {
    sheet: &'a Sheet,
    words: &'a Words,
    known: Headers,
    form: Form<'a>,
}

impl<'a> Rows<'a> {
    pub(super) fn of(sheet: &'a Sheet, words: &'a Words) -> miette::Result<Self> {
        let known = Headers::new();
        let ending =
            Path::new(sheet.name()).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let form = if matches!(ending.as_deref(), Some("json" | "jsonl" | "ndjson")) {
            Form::Lines { text: sheet.text(words)?, line: 0 }
        } else {
            let headers = sheet.headers(words)?;
            let properties: Vec<_> = known.guess(&headers).into_iter().map(property).collect();
            if !is_enough(&properties) {
                let values = [("file", sheet.name().into()), ("columns", headers.join(", ").into())];
                return Err(Usage::said(words, "cli-screen-columns", "cli-screen-columns-help", &values));
            }
            Form::Table { reader: Box::new(sheet.rows(words)?), properties }
        };
        Ok(Self { sheet, words, known, form })
    }

    /// The next row, none at the end.
    fn next(&mut self) -> miette::Result<Option<(u64, Result<Values, String>)>> {
        let (sheet, words) = (self.sheet, self.words);
        let broken = |line: u64, error: &dyn std::fmt::Display| {
            let values =
                [("file", sheet.name().into()), ("line", line.into()), ("error", error.to_string().into())];
            Usage::said(words, "cli-wrong-line", "cli-wrong-line-help", &values)
        };
        match &mut self.form {
            Form::Table { reader, properties } => {
                let mut record = csv::ByteRecord::new();
                let before = reader.position().line();
                if !reader.read_byte_record(&mut record).map_err(|error| broken(before, &error))? {
                    return Ok(None);
                }
                let line = record.position().map_or(before, csv::Position::line);
                if record.len() != properties.len() {
                    let values = [("expected", properties.len().into()), ("found", record.len().into())];
                    return Ok(Some((line, Err(words.get("cli-screen-cells", &values)))));
                }
                let named = properties.iter().zip(&record);
                let values = named
                    .filter_map(|(property, value)| {
                        Some(((*property)?.to_owned(), String::from_utf8_lossy(value).trim().to_owned()))
                    })
                    .collect();
                Ok(Some((line, Ok(values))))
            }
            Form::Lines { text, line } => loop {
                let mut bytes = Vec::new();
                *line += 1;
                let mut bounded = text.take(RECORD_LIMIT as u64);
                if bounded.read_until(b'\n', &mut bytes).map_err(|error| broken(*line, &error))? == 0 {
                    return Ok(None);
                }
                if bytes.len() == RECORD_LIMIT {
                    return Err(broken(*line, &words.text("cli-screen-long")));
                }
                let text = String::from_utf8_lossy(&bytes);
                let text = text.trim();
                if !text.is_empty() {
                    return Ok(Some((*line, object(text, &self.known, words))));
                }
            },
        }
    }

    /// The next rows, at most so many; none are left if there are fewer.
    pub(super) fn lot(
        &mut self,
        most: usize,
        schema: Option<&str>,
        cleaner: &Cleaner,
        refused: &mut dyn FnMut(Refused),
    ) -> miette::Result<(Vec<Row>, bool)> {
        let mut rows: Vec<(u64, Values)> = Vec::new();
        let mut is_end = false;
        while rows.len() < most {
            match self.next()? {
                None => {
                    is_end = true;
                    break;
                }
                Some((line, Ok(values))) => rows.push((line, values)),
                Some((line, Err(reason))) => refused(Refused { line, reason }),
            }
        }
        Ok((understand(rows, schema, cleaner, self.words, refused), is_end))
    }
}

/// The values of a JSON object: a FollowTheMoney entity, or a flat one whose keys are read as a header is.
fn object(text: &str, known: &Headers, words: &Words) -> Result<Values, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let error = error.to_string().replace(" at line 1 column", " at character");
        words.get("cli-screen-not-json", &[("error", error.into())])
    })?;
    let Value::Object(members) = value else { return Err(words.text("cli-screen-not-object")) };
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let each = |value: &Value| match value {
        Value::Array(values) => values.iter().filter_map(text).collect(),
        one => text(one).into_iter().collect::<Vec<_>>(),
    };
    let mut found = Vec::new();
    let mut take = |property: &str, value: &Value| {
        found.extend(each(value).into_iter().map(|value| (property.to_owned(), value)));
    };
    if let Some(entity) = members.get("properties").and_then(Value::as_object) {
        let own = entity.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "schema"));
        own.for_each(|(name, value)| take(name, value));
        for name in ["id", "schema"] {
            members.get(name).into_iter().for_each(|value| take(name, value));
        }
    } else {
        let names: Vec<String> = members.keys().cloned().collect();
        for (holds, value) in known.guess(&names).into_iter().zip(members.values()) {
            if let Some(property) = property(holds) {
                take(property, value);
            }
        }
    }
    Ok(found)
}

/// Of which sort of thing a property is that rows have beside those of people.
fn beside(property: &str) -> Option<&'static str> {
    Some(match property {
        "iban" | "accountNumber" => "BankAccount",
        "publicKey" => "CryptoWallet",
        "imoNumber" | "mmsi" => "Vessel",
        _ => return None,
    })
}

/// Rows as profiles, their values cleaned as records are.
fn understand(
    rows: Vec<(u64, Values)>,
    schema: Option<&str>,
    cleaner: &Cleaner,
    words: &Words,
    refused: &mut dyn FnMut(Refused),
) -> Vec<Row> {
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("asked"));
    let mut scribe = Scribe::new(&mut evidence, cleaner, "asked");
    let mut made: Vec<(u64, String, bool)> = Vec::new();
    for (line, values) in rows {
        let said = |name: &str| values.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let schema = said("schema").filter(|schema| !schema.is_empty()).or(schema);
        if let Some(unknown) = schema.filter(|schema| schemata().get(schema).is_none()) {
            let reason = words.get("cli-screen-schema-unknown", &[("found", unknown.into())]);
            refused(Refused { line, reason });
            continue;
        }
        let number = made.len();
        // Where it is not said what a row is of, a person's properties hold all that rows may say.
        let thing = scribe.entity_with_id(&number.to_string(), schema.unwrap_or("Person"));
        let record = scribe.record("line", line, 0, 0);
        for (property, value) in
            values.iter().filter(|(property, _)| !matches!(property.as_str(), "id" | "schema"))
        {
            match beside(property) {
                Some(sort) => {
                    let other = scribe.entity_with_id(&format!("{number} {sort}"), sort);
                    // An account's number need not be international.
                    let property = if property == "iban" { "accountNumber" } else { property };
                    scribe.say(other, property, value, record);
                }
                None => scribe.say(thing, property, value, record),
            }
        }
        made.push((line, said("id").unwrap_or_default().to_owned(), schema.is_some()));
    }
    drop(scribe);
    let mut found = profiles(&evidence);
    let mut understood = Vec::with_capacity(made.len());
    for (number, (line, reference, is_known)) in made.into_iter().enumerate() {
        let mut take = |id: &str| {
            let entity = evidence.find(id)?;
            found.get_mut(entity.0 as usize).map(std::mem::take)
        };
        let mut profile = take(&number.to_string()).unwrap_or_default();
        for sort in ["BankAccount", "CryptoWallet", "Vessel"] {
            let other = take(&format!("{number} {sort}")).unwrap_or_default();
            profile.identifiers.extend(other.identifiers);
        }
        if !is_known {
            profile.schema.clear();
        }
        understood.push(Row { line, reference, profile });
    }
    understood
}

/// One that is asked for by hand.
pub(super) fn asked(values: Values, schema: Option<&str>, cleaner: &Cleaner, words: &Words) -> Profile {
    let rows = understand(vec![(1, values)], schema, cleaner, words, &mut |_| ());
    rows.into_iter().next().map(|row| row.profile).unwrap_or_default()
}
