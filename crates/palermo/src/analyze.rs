//! `palermo analyze`: everything that was delivered becomes one picture in a folder.

mod review;

use std::collections::BTreeMap;
use std::io::Write;

use evidence::{Event, Evidence, RecordIx, Rejection};
use gazetteer::Gazetteer;
use indicators::Packs;
use miette::{Context, IntoDiagnostic};
use network::Filter;
use report::{Id, Picture, Scope, Value, Words, rejections::Rejections};
use resolve::{Decisions, Outcome as Came, Peculiarity};
use routes::{Routes, Tracing};
use serde::Serialize;

use crate::Outcome;
use crate::cli::Analyze;
use crate::decisions::{self, Aside};
use crate::delivery::{Intake, Originals, by_name};
use crate::folder::Folder;
use crate::part;
use crate::progress::Progress;
use crate::read::{Read, nothing, read};

/// Longest piece of a record's original text that the report shows, in bytes.
const EXCERPT_BYTES: u64 = 4 << 10;

/// Decisions that are named at the end, of those that could not be followed.
const SHOWN: usize = 5;

/// What is printed at the end, and with `--json` is all that is printed.
#[derive(Debug, Serialize)]
struct Summary {
    out: String,
    files: usize,
    files_not_recognised: usize,
    bytes: u64,
    records: u64,
    rejections: u64,
    rejected_share: f64,
    events_after_as_of: u64,
    /// How many events are strange, by what is strange in them.
    peculiar: BTreeMap<&'static str, usize>,
    entities: usize,
    events: usize,
    clusters_joined: usize,
    /// Decisions of people that were followed, that were not, and that are about records that are not here.
    decisions_followed: usize,
    decisions_not_followed: usize,
    decisions_gone: usize,
    /// Pairs for a person to look at, in review.csv.
    to_review: usize,
    hits: usize,
    alerts: usize,
    nodes: usize,
    edges: usize,
    communities: usize,
    roles: usize,
    trips: usize,
    groups: usize,
    routes: usize,
    /// What could not be opened at all.
    not_opened: Vec<String>,
}

pub(crate) fn run(options: &Analyze, words: &Words) -> miette::Result<Outcome> {
    let packs = Packs::embedded().into_diagnostic()?;
    let statements = decisions::read(&options.decisions, &options.out, words)?;
    let folder = Folder::begin(&options.out, &["findings.json"], words)?;
    let intake = Intake::open(&options.delivery.paths, &options.delivery.mapping, words)?;
    let gazetteer = &Gazetteer::embedded();
    let mut aside = Aside::default();
    let mut decided = |evidence: &Evidence| {
        let (decisions, unused) = review::of(&statements, evidence);
        aside = unused;
        decisions
    };
    let mut read = read_all(options, &intake, gazetteer, words, &folder, &mut decided)?;
    let spoken = routes::spoken(&read.evidence, gazetteer, &packs, &mut read.locations);
    let Read { evidence, resolution, locations, originals, later } = &read;
    if evidence.record_count() == 0 {
        nothing(&intake, evidence, words);
        return Ok(Outcome::NothingReadable);
    }
    let progress = Progress::new(0, 0, options.delivery.run.quiet);
    progress.stage(&words.text("cli-indicators"));
    let findings = indicators::evaluate(evidence, resolution, locations, &packs);
    progress.stage(&words.text("cli-routes"));
    let filter = part::filter(&options.part, evidence, words)?;
    let trace = |filter: &Filter| {
        let admits = |event: &Event<'_>| filter.admits_event(evidence, locations, event);
        let all = Tracing::all(evidence, resolution, locations, gazetteer, &packs);
        routes::trace(&Tracing { spoken: &spoken, admits: &admits, ..all })
    };
    let draw = |filter: &Filter, routes: &Routes| {
        network::draw_part(evidence, resolution, locations, &findings, routes, filter)
    };
    let routes = trace(&filter);
    progress.stage(&words.text("cli-network"));
    let network = draw(&filter, &routes);
    let since = options.part.since.map(|date| {
        let earlier = part::as_of(&filter, date);
        (date.to_string(), network::changes(&draw(&earlier, &trace(&earlier)), &network))
    });
    progress.stage(&words.text("cli-writing"));
    let peculiar = resolve::peculiarities(evidence, resolution);
    let picture = Picture {
        evidence,
        peculiar: &peculiar,
        resolution,
        locations,
        findings: &findings,
        packs: &packs,
        routes: &routes,
        network: &network,
        gazetteer,
        as_of: options.as_of.map(|date| date.to_string()),
        scope: Scope {
            filter: Some(&filter).filter(|filter| **filter != Filter::default()),
            since: since.as_ref().map(|(date, changes)| (date.as_str(), changes)),
        },
    };
    write(&picture, words, &intake, originals, &folder)?;
    let to_review =
        review::ask(resolution, evidence, words, folder.create("review.csv")?).into_diagnostic()?;
    let out = folder.finish()?;
    progress.finish();

    let (records, rejections) = read.records();
    let followed = resolution.decided.iter().filter(|decided| decided.outcome == Came::Followed).count();
    let summary = Summary {
        out: out.display().to_string(),
        files: evidence.sources().count(),
        files_not_recognised: evidence.sources().filter(|(_, source)| source.format == "unknown").count(),
        bytes: evidence.sources().map(|(_, source)| source.bytes).fold(0, u64::saturating_add),
        records,
        rejections,
        rejected_share: read.rejected_share(),
        events_after_as_of: *later,
        peculiar: peculiar.iter().fold(BTreeMap::new(), |mut counts, one| {
            *counts.entry(one.what.as_str()).or_default() += one.count;
            counts
        }),
        entities: evidence.entity_count(),
        events: evidence.event_count(),
        clusters_joined: resolution.clusters.iter().filter(|cluster| cluster.members.len() > 1).count(),
        decisions_followed: followed,
        decisions_not_followed: resolution.decided.len() - followed,
        decisions_gone: aside.gone.len(),
        to_review,
        hits: findings.hits.len(),
        alerts: findings.alerts.len(),
        nodes: network.nodes.len(),
        edges: network.edges.len(),
        communities: network.communities.len(),
        roles: network.roles.len(),
        trips: routes.trips.len(),
        groups: routes.groups.len(),
        routes: routes.routes.len(),
        not_opened: intake.errors.iter().map(ToString::to_string).collect(),
    };
    print(&summary, &picture, &aside, words, options.delivery.json)?;
    Ok(options.delivery.run.outcome(summary.rejected_share))
}

/// Reads every input; rejections go to disk as they come.
fn read_all(
    options: &Analyze,
    intake: &Intake,
    gazetteer: &Gazetteer,
    words: &Words,
    folder: &Folder,
    decided: &mut dyn FnMut(&Evidence) -> Decisions,
) -> miette::Result<Read> {
    let mut csv = Rejections::begin(folder.create("rejections.csv")?).into_diagnostic()?;
    let mut failed = None;
    let mut rejected = |source: &str, rejection: &Rejection| {
        if let Err(error) = csv.write(source, rejection) {
            failed.get_or_insert(error);
        }
    };
    let read = read(&options.delivery, options.as_of, intake, gazetteer, words, &mut rejected, decided);
    if let Some(error) = failed {
        return Err(error).into_diagnostic().wrap_err("rejections.csv could not be written");
    }
    csv.finish().into_diagnostic()?;
    Ok(read)
}

fn write(
    picture: &Picture<'_>,
    words: &Words,
    intake: &Intake,
    originals: &Originals,
    folder: &Folder,
) -> miette::Result<()> {
    let mut findings = folder.create("findings.json")?;
    serde_json::to_writer_pretty(&mut findings, &report::findings::document(picture)).into_diagnostic()?;
    findings.write_all(b"\n").and_then(|()| findings.flush()).into_diagnostic()?;
    report::ftm::write(picture, folder.create("entities.ftm.json")?).into_diagnostic()?;
    report::gexf::write(picture, folder.create("network.gexf")?).into_diagnostic()?;
    report::graphml::write(picture, folder.create("network.graphml")?).into_diagnostic()?;
    report::anx::write(picture, words, folder.create("network.anx")?).into_diagnostic()?;
    report::geojson::write(picture, folder.create("routes.geojson")?).into_diagnostic()?;
    report::kml::write(picture, words, folder.create("routes.kml")?).into_diagnostic()?;
    let events = folder.partial.join("events");
    std::fs::create_dir(&events).into_diagnostic()?;
    report::events::write(picture.evidence, &events).into_diagnostic()?;
    let inputs = by_name(&intake.inputs);
    let mut excerpt = |record: RecordIx| {
        let (source, locator) = picture.evidence.locate(record)?;
        originals.of(&inputs, &picture.evidence.source(source)?.name, &locator, EXCERPT_BYTES)
    };
    report::html::write(picture, words, &mut excerpt, folder.create("report.html")?).into_diagnostic()?;
    Ok(())
}

fn print(
    summary: &Summary,
    picture: &Picture<'_>,
    aside: &Aside<'_>,
    words: &Words,
    json: bool,
) -> miette::Result<()> {
    if json {
        say!("{}", serde_json::to_string_pretty(summary).into_diagnostic()?);
        return Ok(());
    }
    let count = |number: usize| words.count(number);
    let wide = |number: u64| words.number(i64::try_from(number).unwrap_or(i64::MAX));
    let line = |key: &str, values: &[(&str, String)]| {
        let values: Vec<_> =
            values.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
        say!("{}", words.get(key, &values));
    };
    line(
        "cli-read",
        &[
            ("files", count(summary.files)),
            ("bytes", wide(summary.bytes)),
            ("records", wide(summary.records)),
            ("rejections", wide(summary.rejections)),
        ],
    );
    if summary.files_not_recognised > 0 {
        line("cli-not-recognised", &[("files", count(summary.files_not_recognised))]);
    }
    for error in &summary.not_opened {
        line("cli-not-opened", &[("error", error.clone())]);
    }
    if summary.events_after_as_of > 0 {
        line(
            "cli-later",
            &[
                ("events", wide(summary.events_after_as_of)),
                ("date", picture.as_of.clone().unwrap_or_default()),
            ],
        );
    }
    if !summary.peculiar.is_empty() {
        let told = |what: &Peculiarity| {
            let number = count(*summary.peculiar.get(what.as_str())?);
            Some(format!("{} ({number})", words.code("peculiar", what.as_str()).to_lowercase()))
        };
        let what: Vec<String> = Peculiarity::ALL.iter().filter_map(told).collect();
        line("cli-peculiar", &[("what", what.join(", "))]);
    }
    line(
        "cli-evidence",
        &[
            ("entities", count(summary.entities)),
            ("events", count(summary.events)),
            ("joined", count(summary.clusters_joined)),
        ],
    );
    print_decisions(picture, aside, words);
    line(
        "cli-network-found",
        &[
            ("nodes", count(summary.nodes)),
            ("edges", count(summary.edges)),
            ("communities", count(summary.communities)),
        ],
    );
    line(
        "cli-travel-found",
        &[
            ("trips", count(summary.trips)),
            ("groups", count(summary.groups)),
            ("routes", count(summary.routes)),
        ],
    );
    line("cli-alerts", &[("alerts", count(summary.alerts)), ("hits", count(summary.hits))]);
    for (at, alert) in picture.findings.alerts.iter().enumerate().take(10) {
        let families: Vec<String> =
            alert.families.iter().map(|family| words.code("family", family)).collect();
        line(
            "cli-alert",
            &[
                ("id", Id::Alert(at).to_string()),
                ("subject", picture.caption(alert.subject).to_owned()),
                ("families", families.join(", ")),
            ],
        );
    }
    if summary.alerts > 10 {
        line("cli-more-alerts", &[("alerts", count(summary.alerts - 10))]);
    }
    say!();
    let asked = [("count", summary.to_review.into()), ("out", summary.out.as_str().into())];
    say!("{}", words.get("cli-review", &asked));
    line("cli-open", &[("path", format!("{}/report.html", summary.out))]);
    line("cli-show", &[("out", summary.out.clone())]);
    say!("{}", words.text("cli-hypotheses"));
    Ok(())
}

/// What came of what people decided, and the first of those that were not followed.
fn print_decisions(picture: &Picture<'_>, aside: &Aside<'_>, words: &Words) {
    let decided = &picture.resolution.decided;
    let (followed, not): (Vec<_>, Vec<_>) =
        decided.iter().partition(|decided| decided.outcome == Came::Followed);
    if !decided.is_empty() {
        let values = [("count", followed.len().into()), ("conflicts", not.len().into())];
        say!("{}", words.get("cli-decided", &values));
    }
    for decided in not.iter().take(SHOWN) {
        let [one, other] =
            [decided.between.0, decided.between.1].map(|entity| picture.evidence.caption(entity));
        let told = words.decision(picture.resolution, decided);
        let values = [("one", one.into()), ("other", other.into()), ("told", told.into())];
        say!("  {}", words.get("cli-decided-not", &values));
    }
    if let Some(left) = not.len().checked_sub(SHOWN).filter(|left| *left > 0) {
        say!("  {}", words.get("left-out", &[("count", left.into())]));
    }
    aside.tell(words);
}
