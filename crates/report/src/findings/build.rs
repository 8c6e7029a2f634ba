//! From the picture to the document.

use std::collections::{BTreeMap, BTreeSet};

use ::network::Ground;
use evidence::{EntityIx, EventIx, RecordIx};
use resolve::{ClusterIx, Decided, Location, Reason};

use super::*;
use crate::{Language, Picture, Words};

/// The document of a picture.
pub fn document<'a>(picture: &'a Picture<'a>) -> Document<'a> {
    let (en, fr) = (Words::new(Language::English), Words::new(Language::French));
    let shown = shown_clusters(picture);
    Document {
        form: FORM,
        as_of: picture.as_of.as_deref(),
        notes: ["note-hypothesis", "note-victims", "note-law"]
            .into_iter()
            .map(|key| Said { en: en.text(key), fr: fr.text(key) })
            .collect(),
        sources: sources(picture, &en, &fr),
        events: events(picture),
        repeated_events: picture.resolution.twin_of.iter().flatten().count(),
        entities: picture.evidence.entities().map(|entity| entity_found(picture, entity, &shown)).collect(),
        clusters: shown.iter().filter_map(|&cluster| cluster_found(picture, cluster)).collect(),
        packs: picture
            .packs
            .packs()
            .iter()
            .map(|pack| PackUsed { id: &pack.id, version: &pack.version, date: &pack.date })
            .collect(),
        indicators: cited_indicators(picture),
        hits: hits(picture),
        alerts: alerts(picture),
        unknown: picture
            .findings
            .unknown
            .iter()
            .map(|unknown| NotDecided {
                rule: &unknown.rule,
                missing_en: &unknown.missing_en,
                missing_fr: &unknown.missing_fr,
                subjects: unknown.subjects,
            })
            .collect(),
        network: super::network::graph(picture, &en, &fr),
        roles: roles(picture, &en, &fr),
        travel: super::travel::travel(picture),
        undecided: picture.resolution.undecided.iter().map(|reason| joined(picture, reason)).collect(),
        decisions: decisions(picture, &en, &fr),
        ambiguous_places: picture
            .locations
            .ambiguous
            .iter()
            .map(|(name, candidates)| AmbiguousPlace {
                name,
                candidates: candidates.iter().map(candidate).collect(),
            })
            .collect(),
    }
}

impl Picture<'_> {
    /// The record as it is cited.
    pub(crate) fn cite(&self, record: RecordIx) -> Option<Cited> {
        let (source, locator) = self.evidence.locate(record)?;
        Some(Cited { source: Id::Source(source), locator })
    }

    pub(super) fn cite_all(&self, records: &[RecordIx]) -> Vec<Cited> {
        records.iter().filter_map(|&record| self.cite(record)).collect()
    }

    /// The records of events, each once, in the order of the events.
    pub(crate) fn records_of(&self, events: &[EventIx]) -> Vec<RecordIx> {
        let mut seen = BTreeSet::new();
        events
            .iter()
            .filter_map(|&event| self.evidence.event_at(event).map(|event| event.record))
            .filter(|record| seen.insert(*record))
            .collect()
    }
}

/// Clusters of several entities, and those that anything else in the document names.
fn shown_clusters(picture: &Picture<'_>) -> BTreeSet<ClusterIx> {
    let several = (0..)
        .map(ClusterIx)
        .zip(&picture.resolution.clusters)
        .filter(|(_, cluster)| cluster.members.len() > 1)
        .map(|(ix, _)| ix);
    let subjects = picture.findings.hits.iter().map(|hit| hit.subject);
    let alerted = picture.findings.alerts.iter().map(|alert| alert.subject);
    let nodes = picture.network.nodes.iter().map(|node| node.cluster);
    let travellers = picture
        .routes
        .trips
        .iter()
        .flat_map(|trip| [trip.subject].into_iter().chain(trip.together_with.iter().copied()));
    let decided =
        picture.resolution.decided.iter().flat_map(|decided| [decided.between.0, decided.between.1]);
    let decided = decided.filter_map(|entity| picture.resolution.cluster(entity));
    several.chain(subjects).chain(alerted).chain(nodes).chain(travellers).chain(decided).collect()
}

fn sources<'a>(picture: &'a Picture<'a>, en: &Words, fr: &Words) -> Vec<SourceRead<'a>> {
    let peculiar = |source| {
        let own = picture.peculiar.iter().filter(move |one| one.source == source);
        own.map(|one| PeculiarFound {
            code: one.what.as_str(),
            count: one.count,
            sentence_en: en.peculiarity(one.what, one.count),
            sentence_fr: fr.peculiarity(one.what, one.count),
            evidence: picture.cite_all(&one.records),
        })
    };
    picture
        .evidence
        .sources()
        .map(|(ix, source)| SourceRead {
            id: Id::Source(ix),
            name: &source.name,
            sha256: &source.sha256,
            format: &source.format,
            encoding: &source.encoding,
            bytes: source.bytes,
            records: source.records,
            rejections: source.rejections,
            assumptions: &source.assumptions,
            peculiar: peculiar(ix).collect(),
            basis: &source.basis,
        })
        .collect()
}

fn events(picture: &Picture<'_>) -> Vec<EventCount> {
    let mut counts = BTreeMap::new();
    for event in picture.evidence.events() {
        *counts.entry(event.kind).or_default() += 1;
    }
    counts.into_iter().map(|(kind, count)| EventCount { kind: kind.as_str(), count }).collect()
}

fn entity_found<'a>(
    picture: &'a Picture<'a>,
    entity: EntityIx,
    shown: &BTreeSet<ClusterIx>,
) -> EntityFound<'a> {
    let evidence = picture.evidence;
    let mut statements: Vec<Stated<'a>> = Vec::new();
    let mut place = BTreeMap::new();
    for row in evidence.statements_of(entity) {
        let key = (row.property, row.value, row.original, row.language, row.mark);
        let at = *place.entry(key).or_insert_with(|| {
            statements.push(Stated {
                property: evidence.text(row.property),
                value: evidence.text(row.value),
                original: evidence.text(row.original),
                language: evidence.text(row.language),
                mark: row.mark,
                evidence: Vec::new(),
            });
            statements.len() - 1
        });
        if let (Some(stated), Some(cited)) = (statements.get_mut(at), picture.cite(row.record))
            && stated.evidence.last() != Some(&cited)
        {
            stated.evidence.push(cited);
        }
    }
    EntityFound {
        id: Id::Entity(entity),
        key: evidence.id(entity),
        schema: evidence.schema(entity),
        caption: evidence.caption(entity),
        cluster: picture.resolution.cluster(entity).filter(|own| shown.contains(own)).map(Id::Cluster),
        statements,
    }
}

fn cluster_found<'a>(picture: &'a Picture<'a>, ix: ClusterIx) -> Option<ClusterFound<'a>> {
    let cluster = picture.resolution.clusters.get(ix.0 as usize)?;
    Some(ClusterFound {
        id: Id::Cluster(ix),
        caption: picture.caption(ix),
        kind: picture.kind(ix).as_str(),
        members: cluster.members.iter().copied().map(Id::Entity).collect(),
        probability: cluster.probability,
        reasons: cluster.reasons.iter().map(|reason| joined(picture, reason)).collect(),
        decisions: picture.decided_of(ix).map(|(at, _)| Id::Decision(at)).collect(),
    })
}

fn decisions<'a>(picture: &'a Picture<'a>, en: &Words, fr: &Words) -> Vec<DecisionFound<'a>> {
    let resolution = picture.resolution;
    let found = |(at, decided): (usize, &'a Decided)| {
        let (one, other) = decided.between;
        let (outcome, because) = decided.outcome.code();
        let first = |entity| picture.evidence.statements_of(entity).next().map(|row| row.record);
        let records: Vec<RecordIx> = [one, other].into_iter().filter_map(first).collect();
        DecisionFound {
            id: Id::Decision(at),
            between: [Id::Entity(one), Id::Entity(other)],
            verdict: decided.verdict.as_str(),
            author: &decided.author,
            time: &decided.time,
            outcome,
            because: because.map(Id::Decision),
            sentence_en: en.decision(resolution, decided),
            sentence_fr: fr.decision(resolution, decided),
            cut: decided.cut.iter().map(|reason| joined(picture, reason)).collect(),
            evidence: picture.cite_all(&records),
        }
    };
    resolution.decided.iter().enumerate().map(found).collect()
}

fn joined<'a>(picture: &Picture<'_>, reason: &'a Reason) -> Joined<'a> {
    Joined {
        kind: reason.kind,
        value: &reason.value,
        between: [Id::Entity(reason.between.0), Id::Entity(reason.between.1)],
        evidence: picture.cite_all(&reason.records),
    }
}

/// The indicators of rules that fired, by id.
fn cited_indicators<'a>(picture: &'a Picture<'a>) -> Vec<IndicatorCited<'a>> {
    let ids: BTreeSet<&str> =
        picture.findings.hits.iter().flat_map(|hit| &hit.indicators).map(String::as_str).collect();
    ids.into_iter()
        .filter_map(|id| picture.packs.indicator(id))
        .map(|indicator| IndicatorCited {
            id: &indicator.id,
            text_en: &indicator.text.en,
            text_fr: &indicator.text.fr,
            cite: &indicator.cite,
            status: status(indicator.status),
            offence: &indicator.offence,
            family: &indicator.family,
        })
        .collect()
}

/// How far an indicator was checked, as packs write it.
pub(crate) fn status(status: indicators::Status) -> &'static str {
    match status {
        indicators::Status::Read => "read",
        indicators::Status::Secondary => "secondary",
        indicators::Status::Recalled => "recalled",
    }
}

fn hits<'a>(picture: &'a Picture<'a>) -> Vec<HitFound<'a>> {
    picture
        .findings
        .hits
        .iter()
        .enumerate()
        .map(|(at, hit)| HitFound {
            id: Id::Hit(at),
            rule: &hit.rule,
            family: &hit.family,
            indicators: &hit.indicators,
            subject: Id::Cluster(hit.subject),
            from: &hit.from,
            to: &hit.to,
            values: hit.values.iter().map(|(name, value)| NamedValue { name, value }).collect(),
            sentence_en: &hit.sentence_en,
            sentence_fr: &hit.sentence_fr,
            others: hit.others.iter().copied().map(Id::Entity).collect(),
            evidence: picture.cite_all(&hit.records),
        })
        .collect()
}

fn alerts<'a>(picture: &'a Picture<'a>) -> Vec<AlertFound<'a>> {
    picture
        .findings
        .alerts
        .iter()
        .enumerate()
        .map(|(at, alert)| AlertFound {
            id: Id::Alert(at),
            subject: Id::Cluster(alert.subject),
            protective: !alert.may_be_reported(),
            may_name: alert.named.as_str(),
            hits: alert.hits.iter().copied().map(Id::Hit).collect(),
            families: &alert.families,
            may_be: alert.roles.iter().map(|hint| MayBe { role: &hint.role, because: &hint.rules }).collect(),
        })
        .collect()
}

fn roles<'a>(picture: &'a Picture<'a>, en: &Words, fr: &Words) -> Vec<RoleFound<'a>> {
    let countries = picture.gazetteer.countries();
    let grounds = |grounds: &'a [Ground]| {
        grounds
            .iter()
            .map(|ground| GroundFound {
                code: ground.code,
                sentence_en: en.ground(countries, ground),
                sentence_fr: fr.ground(countries, ground),
                values: ground.values.iter().map(|(name, value)| NamedValue { name, value }).collect(),
                evidence: picture.cite_all(&ground.records),
            })
            .collect()
    };
    picture
        .network
        .roles
        .iter()
        .enumerate()
        .map(|(at, role)| RoleFound {
            id: Id::Role(at),
            node: Id::Node(role.node),
            role: role.role,
            confidence: role.confidence,
            grounds_for: grounds(&role.grounds_for),
            grounds_against: grounds(&role.grounds_against),
        })
        .collect()
}

fn candidate(location: &Location) -> Candidate<'_> {
    Candidate {
        place: &location.name,
        country: &location.country,
        latitude: location.latitude,
        longitude: location.longitude,
    }
}
