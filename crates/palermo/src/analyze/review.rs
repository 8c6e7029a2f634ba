//! What a person should look at among the entities of all sources, and which entities their decisions are about.
//!
//! An entity is named by its id, which is made of what its source says and stays while the bytes of the source do, and
//! by file, record and name, so that it is found again in a file that has grown.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use evidence::{EntityIx, Evidence};
use report::Words;
use resolve::{Decisions, Doubt, Resolution};

use crate::decisions::{Aside, MOST_ASKED, Named, Statement, follow};

const COLUMNS: [&str; 16] = [
    "left",
    "left_file",
    "left_record",
    "left_name",
    "right",
    "right_file",
    "right_record",
    "right_name",
    "probability",
    "same_cluster",
    "why",
    "for",
    "against",
    "verdict",
    "author",
    "time",
];

/// How the form names an entity.
fn named(evidence: &Evidence, entity: EntityIx) -> Named {
    let first = evidence.statements_of(entity).next().and_then(|row| evidence.locate(row.record));
    let source = first.as_ref().map(|(source, _)| *source).or_else(|| evidence.first_source(entity));
    let file = source.and_then(|source| evidence.source(source)).map(|source| source.name.clone());
    Named {
        id: evidence.id(entity).to_owned(),
        file: file.unwrap_or_default(),
        record: first.map(|(_, locator)| locator.to_string()).unwrap_or_default(),
        name: evidence.caption(entity).to_owned(),
    }
}

/// Writes the queue; how many pairs are in it.
pub(super) fn ask(
    resolution: &Resolution,
    evidence: &Evidence,
    words: &Words,
    out: impl std::io::Write,
) -> csv::Result<usize> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(COLUMNS)?;
    let mut doubts = resolution.doubts(evidence);
    doubts.truncate(MOST_ASKED);
    for doubt in &doubts {
        let (left, right) = (named(evidence, doubt.between.0), named(evidence, doubt.between.1));
        let (shared, against) = said(doubt, words);
        out.write_record([
            left.id.as_str(),
            &left.file,
            &left.record,
            &left.name,
            &right.id,
            &right.file,
            &right.record,
            &right.name,
            &doubt.probability.map(|probability| format!("{probability:.6}")).unwrap_or_default(),
            if doubt.together { "true" } else { "false" },
            doubt.why.as_str(),
            &shared,
            &against,
            "",
            "",
            "",
        ])?;
    }
    out.flush()?;
    Ok(doubts.len())
}

/// What speaks for the two being one, and what against it.
fn said(doubt: &Doubt<'_>, words: &Words) -> (String, String) {
    let (mut shared, mut against) = (BTreeSet::new(), BTreeSet::new());
    for reason in &doubt.reasons {
        shared.insert(format!("{} {}", words.code("join", reason.kind), reason.value));
        against.extend(reason.against.map(|against| words.code("against", against.as_str())));
    }
    let listed = |all: BTreeSet<String>| all.into_iter().collect::<Vec<_>>().join("; ");
    (listed(shared), listed(against))
}

/// The decisions, by entity.
pub(super) fn of<'a>(statements: &'a [Statement], evidence: &Evidence) -> (Decisions, Aside<'a>) {
    // Made when an id is not known: by file, record and name, where only one has all three.
    let mut places: Option<BTreeMap<Named, Option<EntityIx>>> = None;
    let Ok(followed) = follow(statements, |_, named, _| {
        let entity = evidence.find(&named.id).or_else(|| {
            let places = places.get_or_insert_with(|| by_place(evidence));
            places.get(&Named { id: String::new(), ..named.clone() }).copied().flatten()
        });
        Ok::<_, Infallible>(entity.map(|entity| entity.0.into()))
    });
    followed
}

fn by_place(evidence: &Evidence) -> BTreeMap<Named, Option<EntityIx>> {
    let mut places = BTreeMap::new();
    for entity in evidence.entities() {
        let place = Named { id: String::new(), ..named(evidence, entity) };
        if !place.record.is_empty() {
            places.entry(place).and_modify(|one| *one = None).or_insert(Some(entity));
        }
    }
    places
}
