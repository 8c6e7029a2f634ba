//! What people decided of pairs, and what they should look at: one form, written to be filled in and read back.

use std::path::Path;

use linkage::{Decisions, Doubt, Verdict, Why};
use report::Words;
use serde::{Deserialize, Serialize};

use super::tables::Records;
use crate::Usage;

/// One row of review.csv. The first columns tell a person, the last three are for them to fill in.
#[derive(Debug, Serialize)]
struct Asked<'a> {
    left: &'a str,
    left_file: usize,
    right: &'a str,
    right_file: usize,
    probability: String,
    weight_bits: String,
    same_cluster: bool,
    why: &'static str,
    verdict: &'static str,
    author: &'static str,
    time: &'static str,
}

/// The same, filled in.
#[derive(Debug, Deserialize)]
struct Answered {
    left: String,
    #[serde(default)]
    left_file: Option<usize>,
    right: String,
    #[serde(default)]
    right_file: Option<usize>,
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    author: String,
    #[serde(default)]
    time: String,
}

/// Writes the queue.
pub(super) fn ask(doubts: &[Doubt], records: &Records, out: impl std::io::Write) -> csv::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    if doubts.is_empty() {
        out.write_record(["left", "left_file", "right", "right_file", "verdict", "author", "time"])?;
    }
    for doubt in doubts {
        out.serialize(Asked {
            left: records.id(doubt.left),
            left_file: records.file(doubt.left) + 1,
            right: records.id(doubt.right),
            right_file: records.file(doubt.right) + 1,
            probability: format!("{:.6}", doubt.probability),
            weight_bits: format!("{:.3}", doubt.bits),
            same_cluster: doubt.together,
            why: match doubt.why {
                Why::Unsure => "unsure",
                Why::Contradicted => "contradicted",
                Why::Unclear => "unclear",
            },
            verdict: "",
            author: "",
            time: "",
        })?;
    }
    Ok(out.flush()?)
}

/// Reads decisions. Rows without a verdict are passed over; `undo` takes back what stands of a pair.
pub(super) fn read(path: &Path, records: &Records, words: &Words) -> miette::Result<Decisions> {
    let fault = |line: u64, what: String| {
        let values =
            [("file", path.display().to_string().into()), ("line", line.into()), ("what", what.into())];
        Usage::said(words, "cli-resolve-decision-wrong", "cli-resolve-decision-help", &values)
    };
    let broken = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        fault(line, error.to_string())
    };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path).map_err(broken)?;
    let head = reader.headers().map_err(broken)?.clone();
    let sorted = records.sorted();
    let mut decisions = Decisions::default();
    for record in reader.into_records() {
        let record = record.map_err(broken)?;
        let line = record.position().map_or(0, csv::Position::line);
        let row: Answered = record.deserialize(Some(&head)).map_err(broken)?;
        if row.verdict.is_empty() {
            continue;
        }
        let find = |id: &str, file: Option<usize>, usual: usize| {
            let key = (file.map_or(usual, |file| file.saturating_sub(1)), id);
            let at = sorted.binary_search_by(|record| records.key(*record).cmp(&key));
            at.ok().and_then(|at| sorted.get(at)).copied().ok_or_else(|| {
                fault(
                    line,
                    words.get("cli-resolve-no-record", &[("id", id.into()), ("file", (key.0 + 1).into())]),
                )
            })
        };
        let two_files = records.second < records.len();
        let left = find(&row.left, row.left_file, 0)?;
        let right = find(&row.right, row.right_file, usize::from(two_files))?;
        let verdict = match row.verdict.to_lowercase().as_str() {
            "same" => Verdict::Same,
            "different" => Verdict::Different,
            "unsure" => Verdict::Unsure,
            "undo" => {
                let standing = decisions.standing();
                if let Some((number, _)) = standing.get(&(left.min(right), left.max(right))) {
                    decisions.undo(*number, &row.author, &row.time);
                }
                continue;
            }
            other => {
                return Err(fault(line, words.get("cli-resolve-no-verdict", &[("verdict", other.into())])));
            }
        };
        decisions.decide(left, right, verdict, &row.author, &row.time);
    }
    Ok(decisions)
}
