//! What a person should look at among the rows of tables, and which rows their decisions are about.

use linkage::{Decisions, Doubt};
use report::Words;
use serde::Serialize;

use super::tables::Records;
use crate::decisions::{Aside, Statement, follow};

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
            why: doubt.why.as_str(),
            verdict: "",
            author: "",
            time: "",
        })?;
    }
    Ok(out.flush()?)
}

/// The decisions, by record. One about a row that is not there is refused: the files are named on the command line.
pub(super) fn of<'a>(
    statements: &'a [Statement],
    records: &Records,
    words: &Words,
) -> miette::Result<(Decisions, Aside<'a>)> {
    let sorted = records.sorted();
    let two_files = records.second < records.len();
    follow(statements, |statement, named, side| {
        let usual = if two_files { side + 1 } else { 1 };
        let missing = || {
            let file = if named.file.is_empty() { usual.to_string() } else { named.file.clone() };
            let values = [("id", named.id.as_str().into()), ("file", file.into())];
            statement.fault(words.get("cli-resolve-no-record", &values), words)
        };
        let file = if named.file.is_empty() { Ok(usual) } else { named.file.parse::<usize>() };
        let file = file.ok().and_then(|file| file.checked_sub(1)).ok_or_else(missing)?;
        let at = sorted.binary_search_by(|record| records.key(*record).cmp(&(file, named.id.as_str())));
        at.ok().and_then(|at| sorted.get(at)).copied().map(Some).ok_or_else(missing)
    })
}
