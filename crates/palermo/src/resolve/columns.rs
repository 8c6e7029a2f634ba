//! What the columns of a table hold: guessed from their headers, or told by a mapping.
//!
//! The headers we know are data (`headers.txt`). What says what a person *is* (sex, nationality, religion and the
//! like) is known too, so that it is never compared: people of one group would be taken for one another.

use std::collections::BTreeMap;

use linkage::{Field, Kind};
use report::Words;
use serde::Deserialize;

use super::wrong;

const HEADERS: &str = include_str!("headers.txt");
/// Words before a header that say whose column it is, not what it holds.
const WHOSE: [&str; 8] =
    ["person", "client", "customer", "subject", "applicant", "user", "contact", "victim"];

/// What a column holds, as mappings write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Holds {
    Id,
    Name,
    GivenName,
    MiddleName,
    FamilyName,
    BirthDate,
    Date,
    Phone,
    Email,
    Address,
    HouseNumber,
    City,
    Postcode,
    State,
    Document,
    /// Two different ones prove two persons.
    VerifiedDocument,
    Text,
    Code,
    Number,
    Category,
    /// Not compared.
    Ignore,
    /// Not compared, on purpose; no mapping can say so, only [`HEADERS`].
    #[serde(skip)]
    Protected,
}

impl Holds {
    const WRITTEN: [(&'static str, Self); 21] = [
        ("id", Self::Id),
        ("name", Self::Name),
        ("given_name", Self::GivenName),
        ("middle_name", Self::MiddleName),
        ("family_name", Self::FamilyName),
        ("birth_date", Self::BirthDate),
        ("date", Self::Date),
        ("phone", Self::Phone),
        ("email", Self::Email),
        ("address", Self::Address),
        ("house_number", Self::HouseNumber),
        ("city", Self::City),
        ("postcode", Self::Postcode),
        ("state", Self::State),
        ("document", Self::Document),
        ("verified_document", Self::VerifiedDocument),
        ("text", Self::Text),
        ("code", Self::Code),
        ("number", Self::Number),
        ("category", Self::Category),
        ("ignore", Self::Ignore),
    ];

    pub(super) fn as_str(self) -> &'static str {
        Self::WRITTEN.iter().find(|(_, holds)| *holds == self).map_or("protected", |(written, _)| written)
    }

    fn kind(self) -> Option<Kind> {
        Some(match self {
            Self::Name => Kind::FullName,
            Self::GivenName | Self::MiddleName | Self::FamilyName => Kind::NamePart,
            Self::BirthDate | Self::Date => Kind::Date,
            Self::Phone => Kind::Phone,
            Self::Email => Kind::Email,
            Self::Address | Self::City | Self::Text => Kind::Text,
            Self::HouseNumber | Self::Postcode | Self::Code => Kind::Code,
            Self::State | Self::Category => Kind::Category,
            Self::Document | Self::VerifiedDocument => Kind::Document,
            Self::Number => Kind::Number,
            Self::Id | Self::Ignore | Self::Protected => return None,
        })
    }

    pub(super) fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::GivenName | Self::MiddleName | Self::FamilyName)
    }

    /// Whether several such columns are values of one thing, of which one in common is enough.
    fn is_several(self) -> bool {
        self.is_name() || matches!(self, Self::Phone | Self::Email | Self::Document | Self::VerifiedDocument)
    }
}

/// What a column was guessed or told to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) holds: Holds,
    /// Of kinds that say little by themselves (a text, a code): what tells one such column from another.
    label: String,
}

impl Told {
    fn new(holds: Holds, label: &str) -> Self {
        let is_general =
            matches!(holds, Holds::Date | Holds::Text | Holds::Code | Holds::Number | Holds::Category);
        Self { holds, label: if is_general { label.to_owned() } else { String::new() } }
    }
}

/// One column of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Its header as it stands; columns without one have none.
    pub(super) header: String,
    pub(super) holds: Holds,
    /// Which of the things compared it is a value of.
    pub(super) field: Option<usize>,
}

/// A header in words: no case, accents or punctuation, camel case parted, a number at the end dropped.
fn plain(header: &str) -> String {
    let mut plain = String::new();
    let mut before = ' ';
    for c in header.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            plain.push(' ');
        }
        before = c;
        for c in c.to_lowercase() {
            plain.push(match c {
                'à' | 'á' | 'â' | 'ä' | 'ã' => 'a',
                'ç' => 'c',
                'è' | 'é' | 'ê' | 'ë' => 'e',
                'ì' | 'í' | 'î' | 'ï' => 'i',
                'ñ' => 'n',
                'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
                'ù' | 'ú' | 'û' | 'ü' => 'u',
                c if c.is_alphanumeric() => c,
                _ => ' ',
            });
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let joined = words.join(" ");
    let short = joined.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if short.is_empty() { joined } else { short.to_owned() }
}

/// Headers we know, with what such a column holds.
pub(super) struct Known(BTreeMap<&'static str, Holds>);

impl Known {
    pub(super) fn new() -> Self {
        let lines = HEADERS.lines().filter(|line| !line.starts_with('#'));
        let known = lines.filter_map(|line| line.split_once(':')).flat_map(|(kind, headers)| {
            let holds = Holds::WRITTEN.iter().find(|(written, _)| *written == kind);
            let holds = holds.map_or(Holds::Protected, |(_, holds)| *holds);
            headers.split(',').map(move |header| (header.trim(), holds))
        });
        Self(known.collect())
    }

    fn of(&self, header: &str) -> Option<Holds> {
        let plain = plain(header);
        if let Some(holds) = self.0.get(plain.as_str()) {
            return Some(*holds);
        }
        let (first, rest) = plain.split_once(' ')?;
        WHOSE.contains(&first).then(|| self.0.get(rest).copied()).flatten()
    }

    /// What each column of a file seems to hold.
    pub(super) fn guess(&self, headers: &[String]) -> Vec<Told> {
        let mut guessed: Vec<Holds> =
            headers.iter().map(|header| self.of(header).unwrap_or(Holds::Ignore)).collect();
        let has = |guessed: &[Holds], wanted| guessed.contains(&wanted);
        let retake = |guessed: &mut [Holds], from: Holds, to: Holds| {
            guessed.iter_mut().filter(|holds| **holds == from).for_each(|holds| *holds = to);
        };
        if has(&guessed, Holds::GivenName) && has(&guessed, Holds::Name) {
            if has(&guessed, Holds::FamilyName) {
                // The parts say again what the whole name says.
                retake(&mut guessed, Holds::GivenName, Holds::Ignore);
                retake(&mut guessed, Holds::MiddleName, Holds::Ignore);
                retake(&mut guessed, Holds::FamilyName, Holds::Ignore);
            } else {
                // `nom` beside `prénom`, `Name` beside `Vorname`.
                retake(&mut guessed, Holds::Name, Holds::FamilyName);
            }
        }
        if !has(&guessed, Holds::Id) {
            let ends = |header: &String| plain(header).ends_with(" id");
            let found = headers
                .iter()
                .zip(&mut guessed)
                .find(|(header, holds)| **holds == Holds::Ignore && ends(header));
            if let Some((_, holds)) = found {
                *holds = Holds::Id;
            }
        }
        let mut ids = guessed.iter_mut().filter(|holds| **holds == Holds::Id);
        ids.next();
        ids.for_each(|holds| *holds = Holds::Ignore);
        headers.iter().zip(guessed).map(|(header, holds)| Told::new(holds, &plain(header))).collect()
    }

    /// What a mapping says each column of a file holds.
    pub(super) fn told(
        &self,
        mapping: &Mapping,
        file: &str,
        headers: &[String],
        words: &Words,
    ) -> miette::Result<Vec<Told>> {
        let mut told = vec![Told::new(Holds::Ignore, ""); headers.len()];
        for (names, holds) in &mapping.columns {
            let is_named = |header: &String| {
                names.split('|').any(|name| name.trim().to_lowercase() == header.to_lowercase())
            };
            let Some(at) = headers.iter().position(is_named) else {
                let values = [
                    ("mapping", mapping.name.as_str().into()),
                    ("file", file.into()),
                    ("column", names.as_str().into()),
                    ("columns", listed(headers).into()),
                ];
                return Err(wrong(words, "cli-resolve-no-column", "cli-resolve-no-column-help", &values));
            };
            let header = headers.get(at).map_or("", String::as_str);
            if self.of(header) == Some(Holds::Protected) && *holds != Holds::Ignore {
                let values = [("mapping", mapping.name.as_str().into()), ("column", header.into())];
                return Err(wrong(words, "cli-resolve-protected", "cli-resolve-protected-help", &values));
            }
            if let Some(place) = told.get_mut(at) {
                *place = Told::new(*holds, names);
            }
        }
        for (header, place) in headers.iter().zip(&mut told) {
            if self.of(header) == Some(Holds::Protected) {
                *place = Told::new(Holds::Protected, header);
            }
        }
        if told.iter().filter(|told| told.holds == Holds::Id).count() > 1 {
            let values = [("mapping", mapping.name.as_str().into()), ("file", file.into())];
            return Err(wrong(words, "cli-resolve-two-ids", "cli-resolve-mapping-help", &values));
        }
        Ok(told)
    }
}

/// Headers in a row, as messages show them.
pub(super) fn listed(headers: &[String]) -> String {
    headers.iter().filter(|header| !header.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}

/// What a person says the columns hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mapping {
    #[serde(skip)]
    name: String,
    columns: BTreeMap<String, Holds>,
}

impl Mapping {
    pub(super) fn read(path: &std::path::Path, words: &Words) -> miette::Result<Self> {
        let name = path.display().to_string();
        let fault = |error: String| {
            let values = [("file", name.as_str().into()), ("error", error.into())];
            wrong(words, "cli-resolve-file-wrong", "cli-resolve-mapping-help", &values)
        };
        let yaml = std::fs::read_to_string(path).map_err(|error| fault(error.to_string()))?;
        // Columns are often called y or n, which old YAML takes for booleans.
        let options = serde_saphyr::options! { strict_booleans: true };
        let mapping: Self =
            serde_saphyr::from_str_with_options(&yaml, options).map_err(|error| fault(error.to_string()))?;
        Ok(Self { name, ..mapping })
    }
}

/// What a thing compared is: what it holds, its label and, where a file has several such things, which of them.
type Thing<'a> = (Holds, &'a str, usize);

/// What is compared, over all files, and what each column is in it.
///
/// Names of any kind meet each other; anything else is compared only where every file has it.
pub(super) fn fields(files: &[(Vec<String>, Vec<Told>)]) -> (Vec<Field>, Vec<Vec<Column>>) {
    let mut things: BTreeMap<Thing<'_>, Vec<(usize, usize)>> = BTreeMap::new();
    for (file, (_, told)) in files.iter().enumerate() {
        let mut seen: BTreeMap<(Holds, &str), usize> = BTreeMap::new();
        for (at, told) in told.iter().enumerate().filter(|(_, told)| told.holds.kind().is_some()) {
            let number = seen.entry((told.holds, &told.label)).or_default();
            let which = if told.holds.is_several() { 0 } else { *number };
            *number += 1;
            things.entry((told.holds, &told.label, which)).or_default().push((file, at));
        }
    }
    let in_all = |is_thing: &dyn Fn(Holds, usize) -> bool| {
        (0..files.len()).all(|file| {
            things.iter().any(|((holds, ..), columns)| {
                columns.iter().any(|(other, at)| *other == file && is_thing(*holds, *at))
            })
        })
    };
    let named = in_all(&|holds, _| holds.is_name());
    let mut columns: Vec<Vec<Column>> = files
        .iter()
        .map(|(headers, told)| {
            let pairs = headers.iter().zip(told);
            pairs
                .map(|(header, told)| Column { header: header.clone(), holds: told.holds, field: None })
                .collect()
        })
        .collect();
    let mut fields = Vec::new();
    for ((holds, ..), places) in &things {
        let everywhere = (0..files.len()).all(|file| places.iter().any(|(other, _)| *other == file));
        let Some(kind) = holds.kind().filter(|_| if holds.is_name() { named } else { everywhere }) else {
            continue;
        };
        let mut names: Vec<&str> = Vec::new();
        for (file, at) in places {
            let Some(column) = columns.get_mut(*file).and_then(|columns| columns.get_mut(*at)) else {
                continue;
            };
            column.field = Some(fields.len());
            let header =
                files.get(*file).and_then(|(headers, _)| headers.get(*at)).map_or("", String::as_str);
            if !names.contains(&header) {
                names.push(header);
            }
        }
        let name = names.join(" / ");
        let verified = *holds == Holds::VerifiedDocument;
        fields.push(if verified { Field::exclusive(name) } else { Field::new(name, kind) });
    }
    (fields, columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(headers: &str) -> Vec<&'static str> {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        Known::new().guess(&headers).iter().map(|told| told.holds.as_str()).collect()
    }

    #[test]
    fn headers_of_several_languages_and_styles_are_understood() {
        for (headers, expected) in [
            (
                "rec_id,given_name,surname,street_number,address_1,address_2,suburb,postcode,state,date_of_birth,soc_sec_id",
                "id given_name family_name house_number address address city postcode state birth_date document",
            ),
            (
                "Identifiant,Prénom,Nom,Né le,Téléphone 2,Courriel",
                "id given_name family_name birth_date phone email",
            ),
            (
                "clientId,FirstName,lastName,DOB,Phone1,E-Mail",
                "id given_name family_name birth_date phone email",
            ),
            ("case_id,Full Name,first name,last name,height", "id name ignore ignore ignore"),
            ("id,person_id,name,Sexe,NATIONALITY", "id ignore name protected protected"),
        ] {
            assert_eq!(guessed(headers).join(" "), expected, "{headers}");
        }
    }

    #[test]
    fn every_line_of_the_headers_names_a_kind_and_every_header_stands_as_it_is_looked_up() {
        for (kind, headers) in
            HEADERS.lines().filter_map(|line| line.split_once(':').filter(|_| !line.starts_with('#')))
        {
            assert!(
                kind == "protected" || Holds::WRITTEN.iter().any(|(written, _)| *written == kind),
                "{kind}"
            );
            for header in headers.split(',').map(str::trim) {
                assert_eq!(plain(header), header, "{kind}");
            }
        }
    }

    #[test]
    fn what_one_of_two_files_lacks_is_not_compared_but_names_of_any_kind_meet() {
        let file = |headers: &str| {
            let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
            let told = Known::new().guess(&headers);
            (headers, told)
        };
        let (fields, columns) =
            fields(&[file("id,first name,surname,dob,phone"), file("id,full name,born,passport")]);
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["full name", "first name", "surname", "dob / born"]);
        let of_second: Vec<Option<usize>> = columns[1].iter().map(|column| column.field).collect();
        assert_eq!(of_second, [None, Some(0), Some(3), None]);
    }
}
