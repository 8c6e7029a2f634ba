//! `entities.ftm.json`: entities for the FollowTheMoney ecosystem, one JSON object a line.
//!
//! `properties` holds only what FollowTheMoney 4.11 reads back unchanged: clean values of properties the schema has, in
//! its own normal form. Everything else the records say is not lost but stands beside them under `palermo`, a context
//! key its tools carry along: values that are marked, imprecise dates as they were written, the cluster an entity
//! belongs to and the records it is said by. Entities are exported one by one, as the records have them: joining them
//! is a judgement, and the reader may judge otherwise.
//!
//! Payments and calls with something known at both ends follow as `Payment` and `Call` entities. An event that only
//! repeats another source's is left out, so that sums are right.

mod event;
mod value;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use evidence::{
    EntityIx, Evidence, Mark, Property, PropertyType, Schema, StatementRow, make_entity_id, schemata,
};
use serde::Serialize;

use crate::findings::Cited;
use crate::{Id, Picture};

/// One line.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: Cow<'a, str>,
    schema: &'a str,
    caption: Cow<'a, str>,
    datasets: Vec<&'a str>,
    properties: BTreeMap<&'a str, Vec<Cow<'a, str>>>,
    palermo: Context<'a>,
}

/// What FollowTheMoney has no place for.
#[derive(Debug, Serialize)]
struct Context<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster: Option<Id>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kept: Vec<Kept<'a>>,
    sources: Vec<Cited>,
}

/// A value that is kept though FollowTheMoney would drop it.
#[derive(Debug, Serialize)]
struct Kept<'a> {
    property: &'a str,
    value: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    original: &'a str,
    mark: Mark,
}

/// Writes all entities, then payments and calls.
pub fn write(picture: &Picture<'_>, mut out: impl Write) -> io::Result<()> {
    let datasets = datasets(picture.evidence);
    for entity in picture.evidence.entities() {
        put(&line(picture, entity, &datasets), &mut out)?;
    }
    event::lines(picture, &datasets, |line| put(&line, &mut out))?;
    out.flush()
}

fn put(line: &Line<'_>, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

fn line<'a>(picture: &'a Picture<'a>, entity: EntityIx, datasets: &'a [String]) -> Line<'a> {
    let evidence = picture.evidence;
    let schema = concrete(evidence.schema(entity));
    let id = key(evidence.id(entity));
    let mut line = Line {
        caption: value::plain(evidence.caption(entity)),
        schema: schema.map_or("LegalEntity", |schema| schema.name),
        datasets: Vec::new(),
        properties: BTreeMap::new(),
        palermo: Context {
            cluster: picture
                .resolution
                .cluster(entity)
                .filter(|&own| picture.members(own).len() > 1)
                .map(Id::Cluster),
            kept: Vec::new(),
            sources: Vec::new(),
        },
        id,
    };
    let mut records = BTreeSet::new();
    for row in evidence.statements_of(entity) {
        records.insert(row.record);
        let property = schema.and_then(|schema| schema.properties.get(evidence.text(row.property)));
        match property
            .and_then(|property| Some((property.name, exported(evidence, row, property, &line.id)?)))
        {
            Some((name, value)) => add(&mut line.properties, name, value),
            None => keep(evidence, row, property.is_some(), &mut line.palermo.kept),
        }
        if row.mark == Mark::ImpreciseDate && property.is_some() {
            keep(evidence, row, true, &mut line.palermo.kept);
        }
    }
    line.palermo.sources = records.into_iter().filter_map(|record| picture.cite(record)).collect();
    let mut sources: Vec<_> = line.palermo.sources.iter().map(|cited| cited.source).collect();
    if let (true, Some(source)) = (sources.is_empty(), evidence.first_source(entity)) {
        sources.push(Id::Source(source));
    }
    line.datasets = names_of(&sources, datasets);
    line
}

fn add<'a>(properties: &mut BTreeMap<&'a str, Vec<Cow<'a, str>>>, name: &'a str, value: Cow<'a, str>) {
    let values = properties.entry(name).or_default();
    if !values.contains(&value) {
        values.push(value);
    }
}

fn keep<'a>(evidence: &'a Evidence, row: &StatementRow, known: bool, kept: &mut Vec<Kept<'a>>) {
    let mark = match (row.mark, known) {
        (Mark::Clean, false) => Mark::UnknownProperty,
        (Mark::Clean, true) => Mark::Invalid,
        (mark, _) => mark,
    };
    let (property, value) = (evidence.text(row.property), evidence.text(row.value));
    if !kept.iter().any(|other| (other.property, other.value, other.mark) == (property, value, mark)) {
        kept.push(Kept { property, value, original: evidence.text(row.original), mark });
    }
}

/// The value as FollowTheMoney has it, unless it would drop it.
fn exported<'a>(
    evidence: &'a Evidence,
    row: &StatementRow,
    property: &Property,
    own_id: &str,
) -> Option<Cow<'a, str>> {
    let value = evidence.text(row.value);
    match row.mark {
        Mark::ImpreciseDate if property.kind == PropertyType::Date => (value.len() == 4
            && value.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(Cow::Borrowed(value)),
        Mark::Clean if property.kind == PropertyType::Entity => Some(key(value)).filter(|id| id != own_id),
        Mark::Clean => Some(value::plain(value)).filter(|value| value::is_kept(property.kind, value)),
        _ => None,
    }
}

/// The schema an entity is exported as: abstract ones have no entities, so the plainest concrete one stands in.
fn concrete(name: &str) -> Option<&'static Schema> {
    let schema = schemata().get(name).filter(|schema| !schema.is_abstract);
    schema.or_else(|| {
        schemata().get(match name {
            "Interval" => "Event",
            "Interest" => "UnknownLink",
            "Value" => "Asset",
            "Analyzable" => "Document",
            _ => "LegalEntity",
        })
    })
}

/// The id FollowTheMoney accepts: the entity's own where it can, else a hash of it.
fn key(id: &str) -> Cow<'_, str> {
    let ends = |end: Option<char>| end.is_some_and(|c| c.is_ascii_alphanumeric());
    let fits = ends(id.chars().next())
        && ends(id.chars().next_back())
        && id.len() <= 200
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    if fits { Cow::Borrowed(id) } else { Cow::Owned(make_entity_id("palermo", [id])) }
}

/// A dataset's name for each source: its path in lower case letters and digits joined by `_`.
fn datasets(evidence: &Evidence) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::new();
    for (ix, source) in evidence.sources() {
        let words: Vec<String> = source
            .name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        let mut name = words.join("_");
        if name.is_empty() || !taken.insert(name.clone()) {
            let numbered = format!("{name}_{}", ix.0 + 1);
            numbered.trim_start_matches('_').clone_into(&mut name);
            taken.insert(name.clone());
        }
        names.push(name);
    }
    names
}

fn names_of<'a>(sources: &[Id], datasets: &'a [String]) -> Vec<&'a str> {
    let distinct: BTreeSet<_> = sources.iter().collect();
    distinct
        .into_iter()
        .filter_map(|id| match id {
            Id::Source(ix) => datasets.get(ix.0 as usize).map(String::as_str),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use evidence::Source;

    use super::*;

    #[test]
    fn ids_that_followthemoney_refuses_are_hashed_and_others_stay() {
        for id in ["a", "abc-1.2", "0f9"] {
            assert_eq!(key(id), id);
        }
        for id in ["", "a b", "-a", "a-", "é", "a:b"] {
            assert_eq!(key(id).len(), 40, "{id}");
        }
    }

    #[test]
    fn sources_of_the_same_name_are_different_datasets() {
        let mut evidence = Evidence::default();
        for name in ["Bank/a.csv", "bank a.csv", "…"] {
            evidence.begin(Source::named(name));
        }
        assert_eq!(datasets(&evidence), ["bank_a_csv", "bank_a_csv_2", "3"]);
    }
}
