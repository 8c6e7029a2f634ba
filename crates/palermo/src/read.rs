//! What `analyze` and `packs replay` begin with: from what was delivered to evidence, who is who, where is where.

use std::collections::HashMap;

use evidence::{Evidence, Locator, Rejection, Sink, Source};
use gazetteer::Gazetteer;
use jiff::civil::Date;
use report::Words;
use resolve::{Decisions, Locations, Resolution};

use crate::cli::Delivery;
use crate::delivery::{Intake, Next, Originals};
use crate::progress::Progress;
use crate::spill::Spill;

/// What reading gave.
pub(crate) struct Read {
    pub(crate) evidence: Evidence,
    pub(crate) resolution: Resolution,
    pub(crate) locations: Locations,
    pub(crate) originals: Originals,
    /// Events left out as later than the day of the picture.
    pub(crate) later: u64,
}

impl Read {
    /// Records read, and records refused.
    pub(crate) fn records(&self) -> (u64, u64) {
        let sources = || self.evidence.sources().map(|(_, source)| source);
        let sum = |count: fn(&Source) -> u64| sources().map(count).fold(0, u64::saturating_add);
        (sum(|source| source.records), sum(|source| source.rejections))
    }

    /// The share of the records that was refused.
    pub(crate) fn rejected_share(&self) -> f64 {
        let (records, rejections) = self.records();
        rejections as f64 / (records + rejections).max(1) as f64
    }
}

/// Reads every input. Rejections are handed over as they come, with the source's name; once all is read, `decided` says
/// what people decided of the entities.
pub(crate) fn read(
    delivery: &Delivery,
    as_of: Option<Date>,
    intake: &Intake,
    gazetteer: &Gazetteer,
    words: &Words,
    rejected: &mut dyn FnMut(&str, &Rejection),
    decided: &mut dyn FnMut(&Evidence) -> Decisions,
) -> Read {
    let (mut evidence, mut originals, mut seen) = (Evidence::default(), Originals::default(), HashMap::new());
    let mut progress = Progress::new(intake.inputs.len(), intake.bytes(), delivery.run.quiet);
    let mut later = 0;
    for input in &intake.inputs {
        progress.begin(evidence.record_count());
        let watched = progress.watch(input.as_ref());
        evidence.begin(Source { bytes: input.size(), ..Source::named(input.name()) });
        let mut sink = Spill { evidence: &mut evidence, rejected, as_of, later: 0 };
        let (format, survey) = match intake.choose(input.as_ref(), &mut seen) {
            Ok((survey, Next::Read(reader))) => {
                let format = intake::read(&watched, &survey, reader, &intake.cleaner, &mut sink);
                (format, Some(survey))
            }
            Ok((survey, Next::Repeated(name))) => {
                sink.assume(&format!(
                    "the bytes are those of {name}, which was read; this copy was not read again"
                ));
                ("repeated".to_owned(), Some(survey))
            }
            Err(error) => {
                let whole = Locator::new("file", 1, 0, input.size());
                sink.reject(Rejection::new(whole, format!("the file cannot be read: {error}"), b""));
                ("unknown".to_owned(), None)
            }
        };
        later += sink.later;
        if let Some(source) = evidence.current_source() {
            source.format = format;
            if let Some(survey) = survey {
                source.bytes = survey.bytes;
                survey.encoding.name().clone_into(&mut source.encoding);
                source.sha256.clone_from(&survey.sha256);
                originals.remember(input.name(), survey);
            }
            progress.end(&format!(
                "{}: {}, {} records, {} rejections",
                source.name, source.format, source.records, source.rejections
            ));
        }
    }
    progress.finish();
    let progress = Progress::new(0, 0, delivery.run.quiet);
    progress.stage(&words.text("cli-resolving"));
    let resolution = resolve::resolve_with(&evidence, &decided(&evidence));
    let locations = resolve::locate(&evidence, gazetteer);
    progress.finish();
    Read { evidence, resolution, locations, originals, later }
}

/// Says that nothing could be read, and what was tried.
pub(crate) fn nothing(intake: &Intake, evidence: &Evidence, words: &Words) {
    warn!("{}", words.text("cli-nothing-readable"));
    for error in &intake.errors {
        warn!("  {error}");
    }
    for (_, source) in evidence.sources() {
        warn!("  {}: {}", source.name, source.format);
    }
}
