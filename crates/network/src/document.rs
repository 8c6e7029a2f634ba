//! Ties by papers and by lists: who stands in one document, who holds papers that another had made, who is on one list.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, Evidence, Mark, PropertyType, RecordIx, schemata};
use resolve::{CARRIERS, ClusterIx};

use crate::Layer;
use crate::sketch::{Seen, Sketch};

/// Papers others hold that one had a hand in.
pub(crate) type PapersOfOthers = BTreeMap<ClusterIx, BTreeMap<ClusterIx, BTreeSet<RecordIx>>>;

/// What ties a thing to a paper, and the records that say so.
type Named = BTreeMap<ClusterIx, (bool, BTreeSet<RecordIx>)>;

/// Draws ties between things named in one document, and between a paper's holder and others it is said of; returns whose
/// papers each had a hand in without being the holder.
pub(crate) fn documents(sketch: &mut Sketch<'_>) -> PapersOfOthers {
    let mut papers = PapersOfOthers::new();
    for (paper, named) in named_in(sketch) {
        // A paper that names very many is a register, not a tie.
        if named.len() < 2 || named.len() > CARRIERS {
            continue;
        }
        let evidence = sketch.evidence;
        let label = if evidence.is_a(paper, "Identification") { "paper" } else { "document" };
        for (&one, (one_holds, one_records)) in &named {
            let after = (std::ops::Bound::Excluded(one), std::ops::Bound::Unbounded);
            for (&other, (other_holds, other_records)) in named.range(after) {
                let records = one_records.iter().chain(other_records).copied();
                let once = Seen { weight: 1, ..Seen::default() };
                sketch.tie((one, other), Layer::Document, label, once, records.clone());
                for (maker, holder) in [(one, other), (other, one)] {
                    if (maker == other && *one_holds && !other_holds)
                        || (maker == one && *other_holds && !one_holds)
                    {
                        papers.entry(maker).or_default().entry(holder).or_default().extend(records.clone());
                    }
                }
            }
        }
    }
    papers
}

/// The things that each paper names, whether as its holder, and where.
fn named_in(sketch: &Sketch<'_>) -> BTreeMap<EntityIx, Named> {
    let evidence = sketch.evidence;
    let mut papers: BTreeMap<EntityIx, Named> = BTreeMap::new();
    let mut note = |paper: EntityIx, thing: Option<EntityIx>, holds: bool, record: RecordIx| {
        if let Some(thing) = sketch.thing(thing) {
            let named = papers.entry(paper).or_default().entry(thing).or_default();
            named.0 |= holds;
            named.1.insert(record);
        }
    };
    for entity in evidence.entities() {
        let schema = evidence.schema(entity);
        let Some(own) = schemata().get(schema) else { continue };
        if schema == "Documentation" || schema == "Mention" {
            let end = if schema == "Mention" { "resolved" } else { "entity" };
            for (paper, _) in pointed(evidence, entity, "document") {
                for (thing, record) in pointed(evidence, entity, end) {
                    note(paper, Some(thing), false, record);
                }
            }
            continue;
        }
        let is_paper = is_paper(evidence, entity);
        for row in evidence.statements_of(entity).filter(|row| row.mark == Mark::Clean) {
            let property = evidence.text(row.property);
            let kind = own.properties.get(property).map(|property| property.kind);
            if kind != Some(PropertyType::Entity) || property == "proof" {
                continue;
            }
            let Some(other) = evidence.find(evidence.text(row.value)) else { continue };
            if is_paper {
                note(entity, Some(other), property == "holder", row.record);
            } else if is_paper_of_things(evidence, other) {
                note(other, Some(entity), false, row.record);
            }
        }
    }
    papers
}

fn is_paper(evidence: &Evidence, entity: EntityIx) -> bool {
    evidence.is_a(entity, "Document") || evidence.is_a(entity, "Identification")
}

fn is_paper_of_things(evidence: &Evidence, entity: EntityIx) -> bool {
    is_paper(evidence, entity) && !evidence.is_a(entity, "Folder")
}

fn pointed<'a>(
    evidence: &'a Evidence,
    entity: EntityIx,
    property: &'a str,
) -> impl Iterator<Item = (EntityIx, RecordIx)> + use<'a> {
    let rows = evidence.statements_of(entity).filter(move |row| evidence.text(row.property) == property);
    rows.filter_map(|row| Some((evidence.find(evidence.text(row.value))?, row.record))).take(CARRIERS)
}

/// Draws ties between those whom an authority lists under one programme, unless it lists very many.
pub(crate) fn lists(sketch: &mut Sketch<'_>) {
    let evidence = sketch.evidence;
    let mut listed: BTreeMap<(String, String), BTreeMap<ClusterIx, BTreeSet<RecordIx>>> = BTreeMap::new();
    for entity in evidence.entities().filter(|&entity| evidence.is_a(entity, "Sanction")) {
        let said = |property| evidence.values(entity, property).next().unwrap_or_default().to_owned();
        let programme = (said("authority"), said("program"));
        if programme.1.is_empty() {
            continue;
        }
        for (thing, record) in pointed(evidence, entity, "entity") {
            if let Some(thing) = sketch.thing(Some(thing)) {
                listed.entry(programme.clone()).or_default().entry(thing).or_default().insert(record);
            }
        }
    }
    for members in listed.into_values().filter(|members| members.len() <= CARRIERS) {
        for (&one, records) in &members {
            let after = (std::ops::Bound::Excluded(one), std::ops::Bound::Unbounded);
            for (&other, more) in members.range(after) {
                let once = Seen { weight: 1, ..Seen::default() };
                sketch.tie((one, other), Layer::List, "listed", once, records.iter().chain(more).copied());
            }
        }
    }
}
