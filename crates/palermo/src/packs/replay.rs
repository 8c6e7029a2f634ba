//! `palermo packs replay`: packs run over past records, so that a change is seen before it goes live.

mod print;

use std::collections::{BTreeMap, BTreeSet};

use evidence::Rejection;
use gazetteer::Gazetteer;
use indicators::{Packs, Rule};
use miette::IntoDiagnostic;
use network::Network;
use report::{Picture, Scope, Words};
use resolve::{ClusterIx, Decisions};
use routes::Routes;
use serde::Serialize;

use super::files::Files;
use super::options;
use super::tally::{Tally, Together};
use super::verdicts::{Judged, Verdicts};
use crate::Outcome;
use crate::delivery::Intake;
use crate::progress::Progress;
use crate::read::{Read, nothing, read};

/// Ours: the rules most often met together, which a person can compare by eye.
const TOGETHER: usize = 3;
/// What stands for the embedded packs alone on the command line.
const EMBEDDED: &str = "embedded";

/// What a replay shows.
#[derive(Debug, Serialize)]
struct Replay {
    records: u64,
    rejections: u64,
    events: usize,
    alerts: usize,
    /// Rules that fired in either set of packs, that differ, or that there are verdicts on; those with most hits first.
    rules: Vec<Line>,
    /// Rules that were run and found nothing.
    silent: Vec<String>,
    /// Rules that could not be decided for some subjects.
    undecided: Vec<Open>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<Against>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdicts: Option<Unplaced>,
}

/// What one rule found.
#[derive(Debug, Serialize)]
struct Line {
    rule: String,
    #[serde(flatten)]
    counts: Counts,
    /// The rules it fires most often together with.
    together: Vec<Together>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Change>,
}

/// What one rule of one set of packs found.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Counts {
    hits: usize,
    subjects: usize,
    alerts: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    judged: Option<Judged>,
}

/// How a rule differs from the one of the packs compared with.
#[derive(Debug, Serialize)]
struct Change {
    before: Counts,
    /// Subjects found now and not before, and the other way round.
    gained: Vec<Subject>,
    lost: Vec<Subject>,
    /// Parameters with another value.
    parameters: Vec<Moved>,
    /// Whether the rule is written otherwise besides.
    rewritten: bool,
}

/// A parameter with another value; none where only one of the two rules has it.
#[derive(Debug, PartialEq, Serialize)]
struct Moved {
    name: String,
    before: Option<String>,
    now: Option<String>,
}

/// How the alerts differ.
#[derive(Debug, Serialize)]
struct Against {
    alerts: usize,
    gained: Vec<Subject>,
    lost: Vec<Subject>,
}

/// Whom a finding is about.
#[derive(Clone, Debug, Serialize)]
struct Subject {
    caption: String,
    /// An id of it in the records, as verdicts name it.
    entity: String,
    /// For alerts: whether it may be named as the subject of a report; a possible victim may not.
    #[serde(skip_serializing_if = "Option::is_none")]
    may_be_reported: Option<bool>,
}

/// A rule that could not be decided.
#[derive(Debug, Serialize)]
struct Open {
    rule: String,
    subjects: usize,
    missing_en: String,
    missing_fr: String,
}

/// Verdicts that could not be used, by their lines.
#[derive(Debug, Serialize)]
struct Unplaced {
    not_found: Vec<u64>,
    ambiguous: Vec<u64>,
}

pub(super) fn run(options: &options::Replay, words: &Words) -> miette::Result<Outcome> {
    let packs = Files::with(&options.packs, options.only, words)?.packs(words)?;
    let other = other(options, words)?;
    let intake = Intake::open(&options.delivery.paths, &options.delivery.mapping, words)?;
    let gazetteer = Gazetteer::embedded();
    let read = read(
        &options.delivery,
        None,
        &intake,
        &gazetteer,
        words,
        &mut |_: &str, _: &Rejection| (),
        &mut |_| Decisions::default(),
    );
    let Read { evidence, resolution, locations, .. } = &read;
    if evidence.record_count() == 0 {
        nothing(&intake, evidence, words);
        return Ok(Outcome::NothingReadable);
    }
    let verdicts = match &options.verdicts {
        Some(path) => {
            let subjects = packs.subjects(evidence, resolution, locations);
            let is_rule = |id: &str| {
                [Some(&packs), other.as_ref()].into_iter().flatten().any(|own| own.rule(id).is_some())
            };
            Some(Verdicts::read(path, evidence, &subjects, is_rule, words)?)
        }
        None => None,
    };
    let progress = Progress::new(0, 0, options.delivery.run.quiet);
    progress.stage(&words.text("cli-indicators"));
    let evaluate = |packs: &Packs| indicators::evaluate(evidence, resolution, locations, packs);
    let findings = evaluate(&packs);
    let before = other.as_ref().map(|packs| (packs, Tally::of(&evaluate(packs))));
    progress.finish();
    let picture = Picture {
        evidence,
        peculiar: &[],
        resolution,
        locations,
        findings: &findings,
        packs: &packs,
        routes: &Routes::default(),
        network: &Network::default(),
        gazetteer: &gazetteer,
        as_of: None,
        scope: Scope::default(),
    };
    let (records, rejections) = read.records();
    let now = Tally::of(&findings);
    let open = findings.unknown.iter().map(|unknown| Open {
        rule: unknown.rule.clone(),
        subjects: unknown.subjects,
        missing_en: unknown.missing_en.clone(),
        missing_fr: unknown.missing_fr.clone(),
    });
    let replay = Replay {
        records,
        rejections,
        events: evidence.event_count(),
        alerts: now.alerts.len(),
        rules: lines(&picture, &now, before.as_ref(), verdicts.as_ref()),
        silent: packs
            .running()
            .map(|rule| rule.id.clone())
            .filter(|id| !now.rules.contains_key(id))
            .collect(),
        undecided: open.collect(),
        against: before.as_ref().map(|(_, before)| against(&picture, &now, before)),
        verdicts: verdicts.map(|own| Unplaced { not_found: own.not_found, ambiguous: own.ambiguous }),
    };
    if options.delivery.json {
        say!("{}", serde_json::to_string_pretty(&replay).into_diagnostic()?);
    } else {
        print::print(&replay, words);
    }
    Ok(options.delivery.run.outcome(read.rejected_share()))
}

/// The packs to compare with.
fn other(options: &options::Replay, words: &Words) -> miette::Result<Option<Packs>> {
    match options.against.as_slice() {
        [] => Ok(None),
        [one] if one.as_os_str() == EMBEDDED => Ok(Some(Files::embedded().packs(words)?)),
        paths => Ok(Some(Files::with(paths, options.only, words)?.packs(words)?)),
    }
}

fn lines(
    picture: &Picture<'_>,
    now: &Tally,
    before: Option<&(&Packs, Tally)>,
    verdicts: Option<&Verdicts>,
) -> Vec<Line> {
    let counts = |found: &Tally, rule: &str| {
        let own = found.rule(rule);
        let judged = verdicts.and_then(|verdicts| verdicts.judge(rule, &own.subjects));
        Counts { hits: own.hits, subjects: own.subjects.len(), alerts: own.alerts, judged }
    };
    let mut rules: BTreeSet<&str> = now.rules.keys().map(String::as_str).collect();
    rules.extend(before.iter().flat_map(|(_, before)| before.rules.keys()).map(String::as_str));
    rules.extend(verdicts.iter().flat_map(|verdicts| verdicts.rules()));
    if let Some((packs, _)) = before {
        let both = picture.packs.rules().chain(packs.rules()).map(|rule| rule.id.as_str());
        let is_same = |id: &str| written(picture.packs.rule(id), packs.rule(id)) == (Vec::new(), false);
        rules.extend(both.filter(|id| !is_same(id)));
    }
    let line = |rule: &str| Line {
        rule: rule.to_owned(),
        counts: counts(now, rule),
        together: now.together(rule, TOGETHER),
        change: before.map(|(packs, before)| {
            let (own, other) = (now.rule(rule).subjects, before.rule(rule).subjects);
            let (parameters, rewritten) = written(picture.packs.rule(rule), packs.rule(rule));
            Change {
                before: counts(before, rule),
                gained: own.difference(&other).map(|one| subject(picture, *one, None)).collect(),
                lost: other.difference(&own).map(|one| subject(picture, *one, None)).collect(),
                parameters,
                rewritten,
            }
        }),
    };
    let mut lines: Vec<Line> = rules.into_iter().map(line).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.counts.hits));
    lines
}

/// The parameters whose value differs, and whether anything else that is run does.
fn written(now: Option<&Rule>, before: Option<&Rule>) -> (Vec<Moved>, bool) {
    let values = |rule: Option<&Rule>| -> BTreeMap<String, String> {
        let parameters = rule.into_iter().flat_map(|rule| &rule.parameters);
        parameters.map(|own| (own.name.clone(), own.value.clone())).collect()
    };
    let (now_values, before_values) = (values(now), values(before));
    let names: BTreeSet<&String> = now_values.keys().chain(before_values.keys()).collect();
    let changed = names.into_iter().filter_map(|name| {
        let (now, before) = (now_values.get(name), before_values.get(name));
        (now != before).then(|| Moved { name: name.clone(), before: before.cloned(), now: now.cloned() })
    });
    let form = |rule: &Rule| {
        (
            rule.subject,
            rule.kind,
            rule.expressions.clone(),
            rule.counts,
            rule.family.clone(),
            rule.off.is_some(),
        )
    };
    (changed.collect(), now.map(form) != before.map(form))
}

fn against(picture: &Picture<'_>, now: &Tally, before: &Tally) -> Against {
    let only = |these: &Tally, others: &Tally| -> Vec<Subject> {
        let own = these.alerts.iter().filter(|(subject, _)| !others.alerts.contains_key(subject));
        own.map(|(subject_, may)| subject(picture, *subject_, Some(*may))).collect()
    };
    Against { alerts: before.alerts.len(), gained: only(now, before), lost: only(before, now) }
}

fn subject(picture: &Picture<'_>, cluster: ClusterIx, may_be_reported: Option<bool>) -> Subject {
    let first = picture.resolution.clusters.get(cluster.0 as usize).and_then(|own| own.members.first());
    Subject {
        caption: picture.caption(cluster).to_owned(),
        entity: first.map(|entity| picture.evidence.id(*entity).to_owned()).unwrap_or_default(),
        may_be_reported,
    }
}
