//! What people decided of pairs: one form, written to be filled in and read back by `resolve` and `analyze`.
//!
//! Each row is a statement with author and time, and rows are only ever added: `undo` takes back what stands of a pair.
//! Time decides which counts, not the order of rows or files; of the same moment `undo` counts last, and `different`
//! after `same`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use linkage::{Decisions, RecordId, Verdict};
use report::Words;

use crate::Usage;
use crate::sheet::Sheet;

/// Pairs in review.csv: more than a person looks at in a week (ours).
pub(crate) const MOST_ASKED: usize = 10_000;

/// Statements whose places are named in a message.
const SHOWN: usize = 5;

/// Columns that a file of decisions must have.
const NEEDED: [&str; 5] = ["left", "right", "verdict", "author", "time"];

/// One of the two a statement is about, as the form names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) file: String,
    pub(crate) record: String,
    pub(crate) name: String,
}

/// One statement. Ordered as they count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Statement {
    at: Timestamp,
    what: What,
    pub(crate) left: Named,
    pub(crate) right: Named,
    author: String,
    time: String,
    file: String,
    line: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Unsure,
    Same,
    Different,
    Undo,
}

impl What {
    fn parse(text: &str) -> Option<Self> {
        let known = [
            ("unsure", Self::Unsure),
            ("same", Self::Same),
            ("different", Self::Different),
            ("undo", Self::Undo),
        ];
        known.into_iter().find(|(word, _)| text.eq_ignore_ascii_case(word)).map(|(_, what)| what)
    }
}

impl Statement {
    pub(crate) fn fault(&self, what: String, words: &Words) -> miette::Report {
        fault(&self.file, self.line, what, words)
    }
}

fn fault(file: &str, line: u64, what: String, words: &Words) -> miette::Report {
    let values = [("file", file.into()), ("line", line.into()), ("what", what.into())];
    Usage::said(words, "cli-decision-wrong", "cli-decision-help", &values)
}

/// Reads all statements, in the order they count. Rows without a verdict are passed over. A file in the folder `out` is
/// refused: it would be replaced, and what was decided lost.
pub(crate) fn read(paths: &[PathBuf], out: &Path, words: &Words) -> miette::Result<Vec<Statement>> {
    let mut all = Vec::new();
    for path in paths {
        let inside = path.canonicalize().ok().zip(out.canonicalize().ok());
        if inside.is_some_and(|(path, out)| path.starts_with(out)) {
            let values =
                [("file", path.display().to_string().into()), ("out", out.display().to_string().into())];
            return Err(Usage::said(words, "cli-decision-replaced", "cli-decision-replaced-help", &values));
        }
        one_file(path, words, &mut all)?;
    }
    all.sort();
    // One statement in two files is one.
    all.dedup_by(|one, other| {
        (one.at, one.what, &one.left, &one.right, &one.author)
            == (other.at, other.what, &other.left, &other.right, &other.author)
    });
    Ok(all)
}

fn one_file(path: &Path, words: &Words, all: &mut Vec<Statement>) -> miette::Result<()> {
    let sheet = Sheet::open(path, words)?;
    let file = sheet.name();
    let headers: Vec<String> = sheet.headers(words)?.iter().map(|header| header.to_lowercase()).collect();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let missing: Vec<&str> = NEEDED.into_iter().filter(|name| column(name).is_none()).collect();
    if !missing.is_empty() {
        let values = [("columns", missing.join(", ").into())];
        return Err(fault(file, 1, words.get("cli-decision-columns", &values), words));
    }
    for row in sheet.rows(words)?.into_records() {
        let row = row.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            fault(file, line, error.to_string(), words)
        })?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |name: &str| column(name).and_then(|at| row.get(at)).unwrap_or_default().trim();
        if cell("verdict").is_empty() {
            continue;
        }
        let refuse =
            |key: &str, value: &str| fault(file, line, words.get(key, &[("value", value.into())]), words);
        if let Some(empty) = NEEDED.into_iter().find(|name| cell(name).is_empty()) {
            return Err(refuse("cli-decision-empty", empty));
        }
        let named = |side: &str| {
            let text = |of: &str| cell(&format!("{side}{of}")).to_owned();
            Named { id: text(""), file: text("_file"), record: text("_record"), name: text("_name") }
        };
        let what =
            What::parse(cell("verdict")).ok_or_else(|| refuse("cli-decision-verdict", cell("verdict")))?;
        let at = moment(cell("time")).ok_or_else(|| refuse("cli-decision-time", cell("time")))?;
        all.push(Statement {
            at,
            what,
            left: named("left"),
            right: named("right"),
            author: cell("author").to_owned(),
            time: cell("time").to_owned(),
            file: file.to_owned(),
            line,
        });
    }
    Ok(())
}

/// A day, or a time of day with or without its distance from UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let local = || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    text.parse::<Timestamp>().ok().or_else(local)
}

/// Statements that change nothing.
#[derive(Debug, Default)]
pub(crate) struct Aside<'a> {
    /// They are about records that are not there.
    pub(crate) gone: Vec<&'a Statement>,
    /// They take back where nothing was decided before.
    idle: Vec<&'a Statement>,
}

impl Aside<'_> {
    /// Says how many there are, and where the first of them stand.
    pub(crate) fn tell(&self, words: &Words) {
        for (key, all) in [("cli-decided-gone", &self.gone), ("cli-decided-idle", &self.idle)] {
            if all.is_empty() {
                continue;
            }
            let places: Vec<String> =
                all.iter().take(SHOWN).map(|one| format!("{}:{}", one.file, one.line)).collect();
            let more = if all.len() > SHOWN { " …" } else { "" };
            let places = format!("{}{more}", places.join(", "));
            say!("{}", words.get(key, &[("count", all.len().into()), ("places", places.into())]));
        }
    }
}

/// Follows the statements in order. `find` says which record the left (0) or right (1) of the two is, if it is there.
pub(crate) fn follow<E>(
    statements: &[Statement],
    mut find: impl FnMut(&Statement, &Named, usize) -> Result<Option<RecordId>, E>,
) -> Result<(Decisions, Aside<'_>), E> {
    let (mut decisions, mut aside) = (Decisions::default(), Aside::default());
    // What stands of each pair, the latest last.
    let mut standing: BTreeMap<(RecordId, RecordId), Vec<usize>> = BTreeMap::new();
    for statement in statements {
        let Statement { author, time, .. } = statement;
        let left = find(statement, &statement.left, 0)?;
        let right = find(statement, &statement.right, 1)?;
        let Some((left, right)) = left.zip(right) else {
            aside.gone.push(statement);
            continue;
        };
        let standing = standing.entry((left.min(right), left.max(right))).or_default();
        let verdict = match statement.what {
            What::Unsure => Verdict::Unsure,
            What::Same => Verdict::Same,
            What::Different => Verdict::Different,
            What::Undo => {
                match standing.pop() {
                    Some(number) => _ = decisions.undo(number, author, time),
                    None => aside.idle.push(statement),
                }
                continue;
            }
        };
        standing.push(decisions.decide(left, right, verdict, author, time));
    }
    Ok((decisions, aside))
}
