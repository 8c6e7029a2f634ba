//! What is compared of the columns of tables: as their headers have it, or as a mapping tells.

use std::collections::BTreeMap;

use linkage::{Field, Kind};
use report::Words;
use serde::Deserialize;

use crate::Usage;
use crate::headers::{Headers, Holds, plain};

/// As what a column is compared; none if it is not.
fn kind(holds: Holds) -> Option<Kind> {
    Some(match holds {
        Holds::Name => Kind::FullName,
        Holds::GivenName | Holds::MiddleName | Holds::FamilyName => Kind::NamePart,
        Holds::BirthDate | Holds::Date => Kind::Date,
        Holds::Phone => Kind::Phone,
        Holds::Email => Kind::Email,
        Holds::Address | Holds::City | Holds::Text => Kind::Text,
        Holds::HouseNumber | Holds::Postcode | Holds::Code => Kind::Code,
        Holds::State | Holds::Category => Kind::Category,
        Holds::Document | Holds::VerifiedDocument => Kind::Document,
        Holds::Number => Kind::Number,
        _ => return None,
    })
}

/// What tells rows apart is coarser than what columns are called: a passport here may be a document there. A country
/// that may be someone's nationality is not compared.
fn coarse(holds: Holds) -> Holds {
    match holds {
        Holds::Alias | Holds::Organisation => Holds::Name,
        Holds::Passport | Holds::IdNumber | Holds::TaxNumber | Holds::Account | Holds::Wallet => {
            Holds::Document
        }
        Holds::RegistrationNumber | Holds::Imo => Holds::Code,
        Holds::Residence => Holds::State,
        Holds::Country | Holds::Schema => Holds::Ignore,
        other => other,
    }
}

/// Whether several such columns are values of one thing, of which one in common is enough.
fn is_several(holds: Holds) -> bool {
    holds.is_name()
        || matches!(holds, Holds::Phone | Holds::Email | Holds::Document | Holds::VerifiedDocument)
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
        let holds = coarse(holds);
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

/// What each column of a file seems to hold.
pub(super) fn guess(known: &Headers, headers: &[String]) -> Vec<Told> {
    let guessed = known.guess(headers);
    headers.iter().zip(guessed).map(|(header, holds)| Told::new(holds, &plain(header))).collect()
}

/// What a mapping says each column of a file holds.
pub(super) fn told(
    known: &Headers,
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
            return Err(Usage::said(words, "cli-resolve-no-column", "cli-resolve-no-column-help", &values));
        };
        let header = headers.get(at).map_or("", String::as_str);
        if known.of(header) == Some(Holds::Protected) && *holds != Holds::Ignore {
            let values = [("mapping", mapping.name.as_str().into()), ("column", header.into())];
            return Err(Usage::said(words, "cli-resolve-protected", "cli-resolve-protected-help", &values));
        }
        if let Some(place) = told.get_mut(at) {
            *place = Told::new(*holds, names);
        }
    }
    for (header, place) in headers.iter().zip(&mut told) {
        if known.of(header) == Some(Holds::Protected) {
            *place = Told::new(Holds::Protected, header);
        }
    }
    if told.iter().filter(|told| told.holds == Holds::Id).count() > 1 {
        let values = [("mapping", mapping.name.as_str().into()), ("file", file.into())];
        return Err(Usage::said(words, "cli-resolve-two-ids", "cli-resolve-mapping-help", &values));
    }
    Ok(told)
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
            Usage::said(words, "cli-wrong-file", "cli-resolve-mapping-help", &values)
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
        for (at, told) in told.iter().enumerate().filter(|(_, told)| kind(told.holds).is_some()) {
            let number = seen.entry((told.holds, &told.label)).or_default();
            let which = if is_several(told.holds) { 0 } else { *number };
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
        let Some(kind) = kind(*holds).filter(|_| if holds.is_name() { named } else { everywhere }) else {
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

    #[test]
    fn what_one_of_two_files_lacks_is_not_compared_but_names_of_any_kind_meet() {
        let file = |headers: &str| {
            let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
            let told = guess(&Headers::new(), &headers);
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
