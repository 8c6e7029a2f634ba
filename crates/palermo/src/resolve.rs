//! `palermo resolve`: which rows of one table, or of two, are the same person or thing.
//!
//! Columns are understood (`columns`), rows read (`tables`), linked by the crate `linkage`, decisions followed
//! (`decisions`), and all of it written down, for programs and for people (`page`).

mod columns;
mod decisions;
mod page;
mod tables;

use std::io::Write;

use linkage::{Clusters, Doubt, Index, Model, Pair, Rates, Settings, learn};
use miette::IntoDiagnostic;
use report::Words;
use tables::{File, Lines, Read, Records};

use crate::cli::Resolve;
use crate::decisions::MOST_ASKED;
use crate::folder::Folder;
use crate::headers::Holds;
use crate::progress::Progress;
use crate::{Outcome, Usage};

/// What came out, lent to the writers.
struct Found<'a> {
    files: &'a [File],
    records: &'a Records,
    index: &'a Index,
    /// By record numbers; all that were kept, also far below the threshold.
    pairs: &'a [Pair],
    clusters: &'a Clusters,
    doubts: &'a [Doubt],
    rates: Rates,
    threshold: f64,
    decided: usize,
}

impl Found<'_> {
    fn links(&self) -> impl Iterator<Item = &Pair> {
        self.pairs.iter().filter(|pair| pair.probability >= self.threshold)
    }

    fn joined(&self) -> usize {
        self.clusters.groups.iter().map(Vec::len).sum()
    }
}

fn linkage_failed(error: &dyn std::fmt::Display, words: &Words) -> miette::Report {
    Usage::said(words, "cli-said", "cli-resolve-mapping-help", &[("error", error.to_string().into())])
}

pub(crate) fn run(options: &Resolve, words: &Words) -> miette::Result<Outcome> {
    let statements = crate::decisions::read(&options.decisions, &options.out, words)?;
    let output = Folder::begin(&options.out, &["clusters.csv", "pairs.csv"], words)?;
    let progress = Progress::new(0, 0, options.run.quiet);
    progress.stage(&words.text("cli-resolve-reading"));
    let Read { mut table, files, records } = tables::read(options, words)?;
    let (decisions, aside) = decisions::of(&statements, &records, words)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    progress.stage(&words.text("cli-resolve-learning"));
    let settings = Settings { across: files.len() > 1, threads, ..Settings::default() };
    let mut model = match &options.model {
        Some(path) => reloaded(path, settings.across, words)?,
        None => learn(&mut table, &settings, &[]),
    };
    model.join_at = options.threshold;
    progress.stage(&words.text("cli-resolve-linking"));
    let ids = (0..records.len() as u64).collect();
    let index = Index::build(model, table, ids, threads).map_err(|error| linkage_failed(&error, words))?;
    let clusters = index.clusters(&decisions, threads);
    let doubts = index.doubts(&clusters, &decisions, MOST_ASKED);
    let found = Found {
        files: &files,
        records: &records,
        index: &index,
        pairs: &index.pairs(0.0),
        clusters: &clusters,
        doubts: &doubts,
        rates: index.rates(),
        threshold: options.threshold,
        decided: decisions.standing().len() - clusters.conflicts.len(),
    };
    progress.stage(&words.text("cli-writing"));
    write(&found, words, &output)?;
    output.finish()?;
    progress.finish();
    print(&found, options, words);
    aside.tell(words);
    let refused: usize = files.iter().map(|file| file.refused.count).sum();
    let share = refused as f64 / (refused + records.len()).max(1) as f64;
    Ok(options.run.outcome(share))
}

fn reloaded(path: &std::path::Path, across: bool, words: &Words) -> miette::Result<Model> {
    let fault = |error: String| {
        let values = [("file", path.display().to_string().into()), ("error", error.into())];
        Usage::said(words, "cli-wrong-file", "cli-resolve-model-help", &values)
    };
    let text = std::fs::read_to_string(path).map_err(|error| fault(error.to_string()))?;
    let model = Model::from_json(&text).map_err(|error| fault(error.to_string()))?;
    if model.across != across {
        return Err(fault(words.text("cli-resolve-model-across")));
    }
    Ok(model)
}

fn write(found: &Found<'_>, words: &Words, output: &Folder) -> miette::Result<()> {
    let cluster_of = cluster_numbers(found);
    let cluster = |record: u64| usize::try_from(record).ok().and_then(|at| cluster_of.get(at)).copied();
    let two = found.files.len() > 1;
    let mut pairs = csv::Writer::from_writer(output.create("pairs.csv")?);
    let head: &[&str] = if two {
        &["left", "left_file", "right", "right_file", "probability", "weight_bits", "same_cluster"]
    } else {
        &["left", "right", "probability", "weight_bits", "same_cluster"]
    };
    pairs.write_record(head).into_diagnostic()?;
    let file =
        |record: u64| found.files.get(found.records.file(record)).map_or("", |file| file.name.as_str());
    for pair in found.links() {
        let (left, right) = (found.records.id(pair.left), found.records.id(pair.right));
        let probability = format!("{:.6}", pair.probability);
        let bits = format!("{:.3}", pair.bits);
        let same = if cluster(pair.left) == cluster(pair.right) { "true" } else { "false" };
        if two {
            let row = [left, file(pair.left), right, file(pair.right), &probability, &bits, same];
            pairs.write_record(row).into_diagnostic()?;
        } else {
            pairs.write_record([left, right, &probability, &bits, same]).into_diagnostic()?;
        }
    }
    pairs.flush().into_diagnostic()?;
    let mut clusters = csv::Writer::from_writer(output.create("clusters.csv")?);
    clusters.write_record(["cluster", "record", "file"]).into_diagnostic()?;
    // Clusters in the order of their first records: their members stand together.
    let mut order: Vec<(usize, u64)> = cluster_of.iter().copied().zip(0..).collect();
    order.sort_unstable();
    for (number, record) in order {
        let row = [number.to_string().as_str(), found.records.id(record), file(record)].map(str::to_owned);
        clusters.write_record(row).into_diagnostic()?;
    }
    clusters.flush().into_diagnostic()?;
    decisions::ask(found.doubts, found.records, output.create("review.csv")?).into_diagnostic()?;
    let mut model = output.create("model.json")?;
    writeln!(model, "{}", found.index.model().to_json()).and_then(|()| model.flush()).into_diagnostic()?;
    let mut report = output.create("report.html")?;
    report.write_all(page::page(found, words).as_bytes()).and_then(|()| report.flush()).into_diagnostic()
}

/// The number of each record's cluster, from 1 in the order of their first records; each of those that stand alone has
/// its own.
fn cluster_numbers(found: &Found<'_>) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let mut group_of = vec![NONE; found.records.len()];
    for (group, members) in found.clusters.groups.iter().enumerate() {
        for member in members {
            if let Some(place) = usize::try_from(*member).ok().and_then(|at| group_of.get_mut(at)) {
                *place = group;
            }
        }
    }
    let mut numbers = vec![0; found.clusters.groups.len()];
    let mut last = 0;
    let mut next = || {
        last += 1;
        last
    };
    let number = |group: usize| match numbers.get_mut(group) {
        Some(0) => {
            let number = next();
            if let Some(place) = numbers.get_mut(group) {
                *place = number;
            }
            number
        }
        Some(number) => *number,
        None => next(),
    };
    group_of.into_iter().map(number).collect()
}

/// A list of lines, with how many more there are.
fn lines(lines: &Lines) -> String {
    let named: Vec<String> = lines.first.iter().map(u64::to_string).collect();
    if lines.count > lines.first.len() { format!("{} …", named.join(", ")) } else { named.join(", ") }
}

fn print(found: &Found<'_>, options: &Resolve, words: &Words) {
    let guessed = options.mapping.is_empty();
    for file in found.files {
        say!(
            "{}",
            words.get("cli-resolve-file", &[("file", file.name.as_str().into()), ("rows", file.rows.into())])
        );
        for (count, key) in [(&file.short, "cli-resolve-short"), (&file.refused, "cli-resolve-refused")] {
            if count.count > 0 {
                say!(
                    "  {}",
                    words.get(key, &[("count", count.count.into()), ("lines", lines(count).into())])
                );
            }
        }
        if file.empty > 0 {
            say!("  {}", words.get("cli-resolve-blank", &[("count", file.empty.into())]));
        }
        say!("  columns:");
        for column in file.columns.iter().filter(|column| !column.header.is_empty()) {
            let note = match column.holds {
                Holds::Id => words.text("cli-resolve-is-id"),
                Holds::Ignore => words.text("cli-resolve-ignored"),
                Holds::Protected => words.text("cli-resolve-never"),
                _ if column.field.is_none() => words.text("cli-resolve-one-only"),
                _ => String::new(),
            };
            let holds = if column.holds == Holds::Protected { Holds::Ignore } else { column.holds };
            let note = if note.is_empty() { note } else { format!("  # {note}") };
            say!("    {}: {}{note}", yaml(&column.header), holds.as_str());
        }
    }
    if guessed {
        say!("{}", words.text("cli-resolve-guessed"));
    }
    say!();
    say!(
        "{}",
        words.get(
            "cli-resolve-found",
            &[
                ("pairs", found.links().count().into()),
                ("threshold", words.decimal(found.threshold, 2).into()),
                ("clusters", found.clusters.groups.len().into()),
                ("joined", found.joined().into()),
                ("records", found.records.len().into()),
            ]
        )
    );
    say!(
        "{}",
        words.get(
            "cli-resolve-rates",
            &[
                ("false", page::share(found.rates.false_links, words).into()),
                ("missed", page::share(found.rates.missed, words).into()),
            ]
        )
    );
    if found.decided + found.clusters.conflicts.len() > 0 {
        let values = [("count", found.decided.into()), ("conflicts", found.clusters.conflicts.len().into())];
        say!("{}", words.get("cli-decided", &values));
    }
    let oversized: usize = found.index.oversized().iter().map(|one| one.blocks).sum();
    if oversized > 0 {
        say!("{}", words.get("cli-resolve-oversized", &[("count", oversized.into())]));
    }
    let out = options.out.display().to_string();
    say!(
        "{}",
        words.get("cli-review", &[("count", found.doubts.len().into()), ("out", out.as_str().into())])
    );
    say!("{}", words.get("cli-open", &[("path", format!("{out}/report.html").into())]));
}

/// A header as a key of YAML.
fn yaml(header: &str) -> String {
    let is_plain = header.starts_with(char::is_alphabetic)
        && header.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-'));
    if is_plain { header.to_owned() } else { serde_json::Value::from(header).to_string() }
}
