//! `palermo corroborate`: what the records say of each claim of a statement.

mod page;
mod told;

use std::collections::BTreeMap;

use corroborate::{Cited, Corroboration, Judged, Outcome as Covered, Statement};
use evidence::RecordIx;
use gazetteer::Gazetteer;
use miette::IntoDiagnostic;
use report::Words;
use serde_json::{Value, json};

use crate::cli::Corroborate;
use crate::delivery::{Intake, by_name};
use crate::read::{Read, nothing, read};
use crate::whole::write_whole;
use crate::{Outcome, Usage};
use told::Told;

/// Longest piece of a record's original text that is shown, in bytes.
const EXCERPT_BYTES: u64 = 2 << 10;

/// What is found, with the words of the records.
struct Case<'a> {
    found: &'a Corroboration,
    told: Told<'a>,
    /// The text of each record that is cited.
    excerpts: BTreeMap<RecordIx, String>,
}

pub(crate) fn run(options: &Corroborate, words: &Words) -> miette::Result<Outcome> {
    let statement = statement(options, words)?;
    let intake = Intake::open(&options.delivery.paths, &options.delivery.mapping, words)?;
    let gazetteer = &Gazetteer::embedded();
    let mut refused = |_: &str, _: &evidence::Rejection| ();
    let read = read(&options.delivery, None, &intake, gazetteer, words, &mut refused, &mut |_| {
        resolve::Decisions::default()
    });
    let Read { evidence, resolution, locations, originals, .. } = &read;
    if evidence.record_count() == 0 {
        nothing(&intake, evidence, words);
        return Ok(Outcome::NothingReadable);
    }
    for error in &intake.errors {
        warn!("{}", words.get("cli-not-opened", &[("error", error.to_string().into())]));
    }
    let found = corroborate::corroborate(&statement, evidence, resolution, locations, gazetteer);
    let inputs = by_name(&intake.inputs);
    let excerpt = |cited: &Cited| {
        let text = originals.of(&inputs, &cited.source, &cited.locator, EXCERPT_BYTES)?;
        Some((cited.record, text))
    };
    let excerpts = found.claims.iter().flat_map(cited).filter_map(excerpt).collect();
    let case = Case { found: &found, told: Told { words, people: &found.people }, excerpts };
    if let Some(path) = &options.out {
        write_whole(path, page::page(&case).as_bytes(), words)?;
    }
    if options.delivery.json {
        say!("{}", serde_json::to_string_pretty(&as_json(&case)).into_diagnostic()?);
    } else {
        print(&case);
        if let Some(path) = &options.out {
            say!();
            say!("{}", words.get("cli-open", &[("path", path.display().to_string().into())]));
        }
    }
    Ok(options.delivery.run.outcome(read.rejected_share()))
}

fn statement(options: &Corroborate, words: &Words) -> miette::Result<Statement> {
    let file = options.statement.display().to_string();
    let help = || words.text("corroborate-statement-help");
    let text = std::fs::read_to_string(&options.statement)
        .map_err(|error| Usage::report(format!("{file}: {error}"), help()))?;
    Statement::parse(&file, &text).map_err(|error| Usage::report(error.to_string(), help()))
}

/// Every record that a claim's findings cite.
fn cited(claim: &Judged) -> impl Iterator<Item = &Cited> {
    let supports = claim.supports.iter().map(|support| &support.record);
    let against = claim.against.iter().flat_map(|against| &against.records);
    supports.chain(against).chain(claim.near.iter().map(|near| &near.record))
}

fn as_json(case: &Case<'_>) -> Value {
    let mut records: BTreeMap<RecordIx, &Cited> = BTreeMap::new();
    for one in case.found.claims.iter().flat_map(cited) {
        records.insert(one.record, one);
    }
    let excerpts: Vec<Value> = records
        .into_iter()
        .filter_map(|(record, one)| {
            let text = case.excerpts.get(&record)?;
            Some(json!({ "source": one.source, "locator": one.locator, "text": text }))
        })
        .collect();
    let mut all = json!(case.found);
    if let Some(members) = all.as_object_mut() {
        members.insert("excerpts".to_owned(), json!(excerpts));
    }
    all
}

/// How many lines of each kind are printed; the page and the JSON have all.
const PRINTED: usize = 4;

fn print(case: &Case<'_>) {
    let (told, words) = (&case.told, case.told.words);
    say!("{}", words.get("corroborate-title", &[("reference", case.found.reference.as_str().into())]));
    for note in told.notes() {
        say!("{note}");
    }
    say!();
    for key in case.found.people.keys() {
        say!("{}", told.person(key));
    }
    for claim in &case.found.claims {
        say!();
        say!("{} · {}", claim.id, told.outcome(claim));
        say!("  «{}»", claim.said);
        say!("  {}", told.sought(claim));
        for remark in told.remarks(claim) {
            say!("  {remark}");
        }
        let block = |title: &str, lines: Vec<String>| {
            if lines.is_empty() {
                return;
            }
            say!("  {}", words.text(title));
            for line in lines.iter().take(PRINTED) {
                say!("    - {line}");
            }
            if let Some(more) = lines.len().checked_sub(PRINTED).filter(|more| *more > 0) {
                say!("    {}", words.get("corroborate-more", &[("count", more.into())]));
            }
        };
        let with_place = |line: String, cited: &Cited| format!("{line} [{}]", told.place(cited));
        block(
            "corroborate-for",
            claim.supports.iter().map(|one| with_place(told.support(one), &one.record)).collect(),
        );
        let against = claim.against.iter().map(|one| match one.records.first() {
            Some(first) => with_place(told.against(one), first),
            None => told.against(one),
        });
        block("corroborate-against", against.collect());
        block(
            "corroborate-near",
            claim.near.iter().map(|one| with_place(told.near(one), &one.record)).collect(),
        );
        block("corroborate-expected", claim.expected.iter().map(|one| told.expected(one)).collect());
        if claim.outcome != Covered::Supported {
            block("corroborate-ask", claim.asks.iter().map(|one| told.ask(one)).collect());
        }
    }
    say!();
    say!("{}", told.counts(case.found));
}
