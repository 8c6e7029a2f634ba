//! `palermo sources`: only recognise and count.

use std::collections::{BTreeMap, HashMap};

use evidence::{Count, Locator, Rejection, Sink};
use miette::IntoDiagnostic;
use report::Words;
use serde::Serialize;

use crate::Outcome;
use crate::cli::Sources;
use crate::delivery::{Intake, Next};
use crate::progress::Progress;

/// What one source holds.
#[derive(Debug, Serialize)]
struct Counted {
    source: String,
    format: String,
    encoding: String,
    bytes: u64,
    sha256: String,
    records: u64,
    events: BTreeMap<&'static str, u64>,
    rejections: u64,
    /// The first rejections: place, reason, text.
    examples: Vec<(String, String, String)>,
    assumptions: Vec<String>,
}

pub(crate) fn run(options: &Sources, words: &Words) -> miette::Result<Outcome> {
    let intake = Intake::open(&options.delivery.paths, &options.delivery.mapping, words)?;
    let mut progress = Progress::new(
        intake.inputs.len(),
        intake.bytes(),
        options.delivery.run.quiet || options.delivery.json,
    );
    let (mut all, mut seen) = (Vec::new(), HashMap::new());
    for input in &intake.inputs {
        progress.begin(all.len());
        let mut count = Count::default();
        let (format, survey) = match intake.choose(input.as_ref(), &mut seen) {
            Ok((survey, Next::Read(reader))) => {
                let watched = progress.watch(input.as_ref());
                (intake::read(&watched, &survey, reader, &intake.cleaner, &mut count), Some(survey))
            }
            Ok((survey, Next::Repeated(name))) => {
                count.assume(&format!("the bytes are those of {name}, which was counted"));
                ("repeated".to_owned(), Some(survey))
            }
            Err(error) => {
                let whole = Locator::new("file", 1, 0, input.size());
                count.reject(Rejection::new(whole, format!("the file cannot be read: {error}"), b""));
                ("unknown".to_owned(), None)
            }
        };
        let (encoding, sha256) =
            survey.map(|survey| (survey.encoding.name().to_owned(), survey.sha256)).unwrap_or_default();
        all.push(Counted {
            source: input.name().to_owned(),
            format,
            encoding,
            bytes: input.size(),
            sha256,
            records: count.records,
            events: count.events.iter().map(|(kind, number)| (kind.as_str(), *number)).collect(),
            rejections: count.rejections,
            examples: count.examples.into_iter().map(|r| (r.locator.to_string(), r.reason, r.text)).collect(),
            assumptions: count.assumptions,
        });
    }
    progress.finish();
    if options.delivery.json {
        say!("{}", serde_json::to_string_pretty(&all).into_diagnostic()?);
    } else {
        print(&all, words);
        for error in &intake.errors {
            say!("{error}");
        }
    }
    let (records, rejections) = all
        .iter()
        .fold((0, 0), |(records, rejections), one| (records + one.records, rejections + one.rejections));
    Ok(if records == 0 {
        Outcome::NothingReadable
    } else {
        options.delivery.run.outcome(rejections as f64 / (records + rejections) as f64)
    })
}

fn print(all: &[Counted], words: &Words) {
    let number = |number: u64| words.number(i64::try_from(number).unwrap_or(i64::MAX));
    let heads =
        ["cli-format", "cli-records", "cli-rejected", "cli-bytes", "cli-source"].map(|key| words.text(key));
    let [format, records, rejected, bytes, source] = &heads;
    say!("{format:<20} {records:>12} {rejected:>12} {bytes:>16}  {source}");
    for one in all {
        let (records, rejected, bytes) = (number(one.records), number(one.rejections), number(one.bytes));
        say!("{:<20} {records:>12} {rejected:>12} {bytes:>16}  {}", one.format, one.source);
        for assumption in &one.assumptions {
            say!("    · {assumption}");
        }
        for (place, reason, _) in one.examples.iter().take(2) {
            say!("    × {place}: {reason}");
        }
    }
}
