//! `palermo screen --cross`: lists beside themselves, continued where it was stopped.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use report::Words;
use screening::{Index, Options, Screener, resume};
use serde_json::json;

use super::{index, refuse_to_overwrite};
use crate::cli::Screen;
use crate::delivery::Intake;
use crate::progress::Progress;
use crate::{Outcome, Usage};

/// Entries that are compared before what was found is written.
const LOT: usize = 1_000;
const HEADER: [&str; 5] = ["entry", "name", "other", "other_name", "score"];

pub(super) fn run(options: &Screen, out: &Path, intake: &Intake, words: &Words) -> miette::Result<Outcome> {
    let shown = out.display().to_string();
    if !out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        let values = [("out", shown.as_str().into())];
        return Err(Usage::said(words, "cli-screen-cross-out", "cli-screen-out-help", &values));
    }
    refuse_to_overwrite(out, options.list.iter(), words)?;
    let index = index(intake, options.run.quiet || options.json, words)?;
    let settings = Options {
        threshold: options.threshold,
        cutoff: options.threshold,
        limit: options.limit,
        ..Options::default()
    };
    let failed = |error: io::Error| {
        let values = [("file", shown.as_str().into()), ("error", error.to_string().into())];
        Usage::said(words, "cli-wrong-file", "cli-screen-write-help", &values)
    };
    let part = beside(out, "part");
    let (mut file, mut next) = begun(&part, &index.fingerprint(&settings)).map_err(failed)?;
    let is_quiet = options.run.quiet || options.json;
    if next > 0 && !is_quiet {
        say!("{}", words.get("cli-screen-cross-resumed", &[("entries", next.into())]));
    }
    let progress = Progress::counting(index.len(), is_quiet);
    let mut screener = Screener::new(&index);
    while next < index.len() {
        progress.at(next);
        let lot = screener.cross(next, LOT, &settings);
        // A lot that is not whole on the disk is done again.
        file.write_all(lot.as_bytes()).and_then(|()| file.flush()).map_err(failed)?;
        next += LOT.min(index.len() - next);
    }
    progress.finish();
    drop(file);
    let pairs = finish(&part, out, &index).map_err(failed)?;
    if options.json {
        say!("{}", json!({"entries": index.len(), "pairs": pairs}));
    } else {
        let threshold = words.decimal(f64::from(options.threshold), 2);
        let values = [
            ("entries", index.len().into()),
            ("pairs", pairs.into()),
            ("threshold", threshold.as_str().into()),
            ("out", shown.as_str().into()),
        ];
        say!("{}", words.get("cli-screen-crossed", &values));
        say!("{}", words.text("cli-screen-person-decides"));
    }
    Ok(Outcome::Done)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// The file of lots, cut off after the last whole one, and the entry to go on with. One of other lists or settings, which
/// its first line tells, begins anew.
fn begun(part: &Path, fingerprint: &str) -> io::Result<(File, usize)> {
    let first = format!("#{fingerprint}\n");
    let text = match fs::read(part) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    if let Some(lots) = text.strip_prefix(first.as_bytes()) {
        let resumed = resume(lots);
        let file = OpenOptions::new().append(true).open(part)?;
        file.set_len((first.len() + resumed.bytes) as u64)?;
        return Ok((file, resumed.next));
    }
    let mut file = File::create(part)?;
    file.write_all(first.as_bytes())?;
    Ok((file, 0))
}

/// Writes the pairs of all lots as a table, puts it in place and takes the lots away. Returns how many pairs there are.
fn finish(part: &Path, out: &Path, index: &Index) -> io::Result<usize> {
    let whole = beside(out, "whole");
    let mut table = csv::Writer::from_writer(BufWriter::new(File::create(&whole)?));
    table.write_record(HEADER)?;
    let mut pairs = 0;
    for line in BufReader::new(File::open(part)?).lines() {
        let line = line?;
        let mut cells = line.split('\t');
        let mut entry = || cells.next()?.parse().ok().and_then(|number| index.entry(number));
        if let (Some(one), Some(other)) = (entry(), entry()) {
            table.write_record([one.0, one.1, other.0, other.1, cells.next().unwrap_or_default()])?;
            pairs += 1;
        }
    }
    table.into_inner().map_err(|error| io::Error::other(error.to_string()))?.flush()?;
    fs::rename(&whole, out)?;
    fs::remove_file(part)?;
    Ok(pairs)
}
