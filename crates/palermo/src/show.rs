//! `palermo show`: one finding, and the original text of each record behind it.

use std::collections::{BTreeMap, HashMap};
use std::fs;

use evidence::Locator;
use intake::{Input, deliver, survey};
use miette::{Context, IntoDiagnostic};
use report::{Value as Said, Words};
use serde_json::{Value, json};

use crate::cli::Show;
use crate::delivery::{Originals, by_name, path_of};
use crate::{Outcome, Usage};

/// Longest piece of one record that is shown, in bytes.
const RECORD_BYTES: u64 = 64 << 10;

pub(crate) fn run(options: &Show, words: &Words) -> miette::Result<Outcome> {
    let path = options.folder.join("findings.json");
    let text = fs::read(&path).map_err(|error| {
        let values = [("file", path.display().to_string().into()), ("error", error.to_string().into())];
        Usage::said(words, "cli-wrong-file", "cli-show-folder-help", &values)
    })?;
    let document: Value = serde_json::from_slice(&text)
        .into_diagnostic()
        .wrap_err_with(|| format!("{} is not a findings.json", path.display()))?;
    let Some(finding) = find(&document, &options.finding) else {
        let values =
            [("finding", options.finding.as_str().into()), ("file", path.display().to_string().into())];
        return Err(Usage::said(words, "cli-show-unknown", "cli-show-unknown-help", &values));
    };
    // An alert rests on its hits: their records are its own.
    let mut records = Vec::new();
    references(finding, &mut records);
    for hit in finding.get("hits").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        if let Some(hit) = find(&document, hit) {
            references(hit, &mut records);
        }
    }
    records.dedup();
    let shown = originals(&document, &records)?;
    if options.json {
        let records: Vec<Value> = shown
            .iter()
            .map(|record| {
                json!({"source": record.source, "locator": record.locator, "text": record.text, "changed": record.changed})
            })
            .collect();
        say!(
            "{}",
            serde_json::to_string_pretty(&json!({"finding": finding, "records": records}))
                .into_diagnostic()?
        );
        return Ok(Outcome::Done);
    }
    print(&document, finding, &shown, words);
    Ok(Outcome::Done)
}

/// The thing with that id, wherever it stands.
fn find<'a>(value: &'a Value, id: &str) -> Option<&'a Value> {
    match value {
        Value::Object(members) if members.get("id").and_then(Value::as_str) == Some(id) => Some(value),
        Value::Object(members) => members.values().find_map(|value| find(value, id)),
        Value::Array(items) => items.iter().find_map(|value| find(value, id)),
        _ => None,
    }
}

/// Every `{source, locator}` inside a finding, in order, once.
fn references<'a>(value: &'a Value, found: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::Object(members) => {
            let text = |name: &str| members.get(name).and_then(Value::as_str);
            match (text("source"), text("locator")) {
                (Some(source), Some(locator)) => {
                    if !found.contains(&(source, locator)) {
                        found.push((source, locator));
                    }
                }
                _ => members.values().for_each(|value| references(value, found)),
            }
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// A record as it stands where it was delivered.
struct Original {
    source: String,
    locator: String,
    text: Option<String>,
    /// Whether the file is not the one that was read.
    changed: bool,
}

fn originals(document: &Value, records: &[(&str, &str)]) -> miette::Result<Vec<Original>> {
    let mut known: HashMap<&str, (&str, &str)> = HashMap::new();
    for source in document.get("sources").and_then(Value::as_array).into_iter().flatten() {
        let text = |name: &str| source.get(name).and_then(Value::as_str);
        if let (Some(id), Some(name), Some(sha256)) = (text("id"), text("name"), text("sha256")) {
            known.insert(id, (name, sha256));
        }
    }
    let mut paths: Vec<_> =
        records.iter().filter_map(|(source, _)| known.get(source)).map(|(name, _)| path_of(name)).collect();
    paths.sort();
    paths.dedup();
    let (inputs, _) = deliver(&paths);
    let inputs: BTreeMap<&str, &dyn Input> = by_name(&inputs);
    let (mut texts, mut hashes) = (Originals::default(), HashMap::new());
    let mut shown = Vec::new();
    for &(source, locator) in records {
        let Some(&(name, sha256)) = known.get(source) else { continue };
        let place: Locator = locator.parse().into_diagnostic()?;
        if let (Some(input), false) = (inputs.get(name), hashes.contains_key(name)) {
            let survey = survey(*input, &mut |_| ()).into_diagnostic().wrap_err_with(|| name.to_owned())?;
            hashes.insert(name, survey.sha256.clone());
            texts.remember(name, survey);
        }
        let changed = hashes.get(name).is_some_and(|hash| hash != sha256);
        let text = texts.of(&inputs, name, &place, RECORD_BYTES);
        shown.push(Original { source: name.to_owned(), locator: locator.to_owned(), text, changed });
    }
    Ok(shown)
}

fn print(document: &Value, finding: &Value, shown: &[Original], words: &Words) {
    let text = |name: &str| finding.get(name).and_then(Value::as_str);
    let sentence = text(if words.language().code() == "fr" { "sentence_fr" } else { "sentence_en" });
    say!("{}", text("id").unwrap_or_default());
    if let Some(sentence) = sentence {
        say!("{sentence}");
    }
    for hit in finding.get("hits").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        let sentence = if words.language().code() == "fr" { "sentence_fr" } else { "sentence_en" };
        let said =
            find(document, hit).and_then(|hit| hit.get(sentence)).and_then(Value::as_str).unwrap_or_default();
        say!("  {hit}: {said}");
    }
    if sentence.is_none() && finding.get("hits").is_none() {
        say!("{}", serde_json::to_string_pretty(finding).unwrap_or_default());
    }
    say!();
    for original in shown {
        say!("{} · {}", original.source, original.locator);
        if original.changed {
            say!("  {}", words.text("cli-changed"));
        }
        if let Some(text) = &original.text {
            text.lines().for_each(|line| say!("  │ {line}"));
        } else {
            let source = Said::from(original.source.as_str());
            say!("  {}", words.get("cli-source-gone", &[("source", source)]));
        }
    }
}
