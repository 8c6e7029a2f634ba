//! The rows of a file that is screened: a table whose header names its columns, or JSON lines.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use evidence::{Evidence, Source, schemata};
use intake::{Cleaner, Scribe};
use screening::{Profile, profiles};
use serde_json::Value;

use crate::Usage;

/// The longest line. Ours.
const LINE_BYTES: u64 = 16 << 20;

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

/// What a column holds by the names it may have, plain letters only. Ours: as forms in English and French call them.
const COLUMNS: [(&str, &[&str]); 16] = [
    (
        "name",
        &[
            "name",
            "fullname",
            "wholename",
            "customername",
            "customer",
            "client",
            "entityname",
            "companyname",
            "company",
            "vesselname",
            "vessel",
            "shipname",
            "caption",
            "nomcomplet",
            "nometprenom",
            "raisonsociale",
            "societe",
            "navire",
            "beneficiary",
            "beneficiaire",
        ],
    ),
    ("alias", &["alias", "aliases", "aka", "othername", "autrenom"]),
    ("firstName", &["firstname", "givenname", "givennames", "forename", "prenom", "prenoms"]),
    ("lastName", &["lastname", "surname", "familyname", "nom", "nomdefamille"]),
    (
        "birthDate",
        &["birthdate", "dateofbirth", "dob", "birth", "born", "datedenaissance", "naissance", "neele"],
    ),
    ("country", &["country", "countrycode", "pays", "codepays", "countryofresidence"]),
    ("nationality", &["nationality", "citizenship", "nationalite", "citoyennete"]),
    ("passportNumber", &["passport", "passportnumber", "passportno", "passeport", "numerodepasseport"]),
    ("idNumber", &["idnumber", "nationalid", "identitynumber", "numerodidentite"]),
    ("taxNumber", &["taxnumber", "taxid", "tin", "vat", "numerofiscal"]),
    ("registrationNumber", &["registrationnumber", "companynumber", "registration", "numeroimmatriculation"]),
    ("phone", &["phone", "phonenumber", "telephone", "mobile"]),
    ("email", &["email", "emailaddress", "courriel"]),
    ("iban", &["iban", "account", "accountnumber", "compte", "numerodecompte"]),
    ("publicKey", &["wallet", "walletaddress", "cryptoaddress", "portefeuille"]),
    ("imoNumber", &["imo", "imonumber", "numeroimo"]),
];
const REFERENCE: [&str; 7] = ["id", "reference", "ref", "customerid", "clientid", "number", "numero"];
const SCHEMA: [&str; 2] = ["schema", "type"];

/// What a column holds, none if its name is not known.
fn column(header: &str) -> Option<&'static str> {
    let name: String = header
        .chars()
        .filter_map(|letter| match letter {
            'é' | 'è' | 'ê' | 'É' => Some('e'),
            letter if letter.is_alphanumeric() => letter.to_lowercase().next(),
            _ => None,
        })
        .collect();
    let name = name.as_str();
    let is_exact = |property: &str| property.to_lowercase() == name;
    if REFERENCE.contains(&name) {
        return Some("id");
    }
    if SCHEMA.contains(&name) {
        return Some("schema");
    }
    COLUMNS
        .iter()
        .find(|(property, names)| is_exact(property) || names.contains(&name))
        .map(|&(property, _)| property)
}

/// Whether rows of these columns can be screened at all.
fn is_enough(columns: &[Option<&str>]) -> bool {
    columns
        .iter()
        .flatten()
        .any(|column| !matches!(*column, "id" | "schema" | "birthDate" | "country" | "nationality"))
}

/// The values of one row by property; `id` and `schema` among them.
type Values = Vec<(String, String)>;

enum Form {
    Table { reader: Box<csv::Reader<Box<dyn Read>>>, columns: Vec<Option<&'static str>> },
    Lines { reader: BufReader<File>, line: u64 },
}

/// Reads a file row by row.
pub(super) struct Rows {
    path: PathBuf,
    form: Form,
}

impl Rows {
    pub(super) fn open(path: &Path) -> miette::Result<Self> {
        let shown = path.display();
        let failed = |error: &dyn std::fmt::Display| {
            Usage::report(
                format!("{shown}: {error}"),
                "give the path of a table (.csv) or of JSON lines (.json, .jsonl)",
            )
        };
        let mut file = BufReader::new(File::open(path).map_err(|error| failed(&error))?);
        let ending =
            path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if matches!(ending.as_str(), "json" | "jsonl" | "ndjson") {
            return Ok(Self { path: path.to_owned(), form: Form::Lines { reader: file, line: 0 } });
        }
        let mut header = Vec::new();
        (&mut file).take(LINE_BYTES).read_until(b'\n', &mut header).map_err(|error| failed(&error))?;
        let head = String::from_utf8_lossy(&header);
        let count = |sign: char| head.matches(sign).count();
        let delimiter = [';', '\t'].into_iter().find(|sign| count(*sign) > count(',')).unwrap_or(',');
        let whole: Box<dyn Read> = Box::new(std::io::Cursor::new(header.clone()).chain(file));
        let delimiter = u8::try_from(delimiter).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(whole);
        let headers = reader.byte_headers().map_err(|error| failed(&error))?;
        let headers: Vec<String> = headers
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned())
            .collect();
        let columns: Vec<Option<&'static str>> = headers.iter().map(|name| column(name)).collect();
        if !is_enough(&columns) {
            return Err(Usage::report(
                format!(
                    "{shown}, line 1: expected a column with names or numbers, found: {}",
                    headers.join(", ")
                ),
                "name a column name (or first name and last name, iban, passport number, imo …); others that are \
                 used: birth date, country, nationality, schema, id",
            ));
        }
        Ok(Self { path: path.to_owned(), form: Form::Table { reader: Box::new(reader), columns } })
    }

    /// The next row, none at the end.
    fn next(&mut self) -> miette::Result<Option<(u64, Result<Values, String>)>> {
        let path = &self.path;
        let broken = |line: u64, error: &dyn std::fmt::Display| {
            Usage::report(format!("{}, line {line}: {error}", path.display()), "what follows cannot be read")
        };
        match &mut self.form {
            Form::Table { reader, columns } => {
                let mut record = csv::ByteRecord::new();
                let before = reader.position().line();
                if !reader.read_byte_record(&mut record).map_err(|error| broken(before, &error))? {
                    return Ok(None);
                }
                let line = record.position().map_or(before, csv::Position::line);
                if record.len() != columns.len() {
                    let (expected, found) = (columns.len(), record.len());
                    let reason = format!("expected {expected} columns as in the header, found {found}");
                    return Ok(Some((line, Err(reason))));
                }
                let named = columns.iter().zip(&record);
                let values = named
                    .filter_map(|(column, value)| {
                        Some(((*column)?.to_owned(), String::from_utf8_lossy(value).trim().to_owned()))
                    })
                    .collect();
                Ok(Some((line, Ok(values))))
            }
            Form::Lines { reader, line } => loop {
                let mut bytes = Vec::new();
                *line += 1;
                let mut bounded = reader.take(LINE_BYTES);
                if bounded.read_until(b'\n', &mut bytes).map_err(|error| broken(*line, &error))? == 0 {
                    return Ok(None);
                }
                if bytes.len() as u64 == LINE_BYTES {
                    return Err(broken(*line, &"expected at most 16 MiB a line"));
                }
                let text = String::from_utf8_lossy(&bytes);
                let text = text.trim_start_matches('\u{feff}').trim();
                if !text.is_empty() {
                    return Ok(Some((*line, object(text))));
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
        Ok((understand(rows, schema, cleaner, refused), is_end))
    }
}

/// The values of a JSON object: a FollowTheMoney entity, or a flat one whose keys are read as a header is.
fn object(text: &str) -> Result<Values, String> {
    let expected = "expected one JSON object a line";
    let value: Value = serde_json::from_str(text).map_err(|error| {
        format!("{expected}: {}", error.to_string().replace(" at line 1 column", " at character"))
    })?;
    let Value::Object(members) = value else { return Err(expected.to_owned()) };
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let entity = members.get("properties").and_then(Value::as_object);
    let mut found = Vec::new();
    for (name, value) in entity.unwrap_or(&members) {
        let property = match entity {
            Some(_) => name.as_str(),
            None => match column(name) {
                Some(property) => property,
                None => continue,
            },
        };
        let values = match value {
            Value::Array(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        found.extend(values.iter().filter_map(text).map(|value| (property.to_owned(), value)));
    }
    if entity.is_some() {
        found.retain(|(name, _)| name != "id" && name != "schema");
        for name in ["id", "schema"] {
            found.extend(members.get(name).and_then(text).map(|value| (name.to_owned(), value)));
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
            let reason =
                format!("expected a schema such as Person, Organization or Vessel, found {unknown:?}");
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
pub(super) fn asked(values: Vec<(String, String)>, schema: Option<&str>, cleaner: &Cleaner) -> Profile {
    let rows = understand(vec![(1, values)], schema, cleaner, &mut |_| ());
    rows.into_iter().next().map(|row| row.profile).unwrap_or_default()
}
