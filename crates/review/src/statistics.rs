//! What a table of requests between States shows: times, ends, grounds of refusal, each with what it was counted from.
//!
//! The form of the table is in `docs/review.md`; codes and texts are in `reviews/statistics.yaml`. Partners are counted and
//! never told apart. A count below the smallest cell is not shown, nor one from which it could be worked out.

pub mod survival;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;

use self::survival::{Median, Time, ended_after, median, wilson};
use crate::error::{Error, nearest};
use crate::mechanism::{Instrument, Tag, Texts, code};
use crate::statement::Id;

const EMBEDDED: &str = include_str!("../../../reviews/statistics.yaml");

/// A kind of request, in words.
#[derive(Clone, Debug, Deserialize)]
pub struct RequestKind {
    /// Its code.
    pub key: String,
    /// The group in which it is told.
    pub group: String,
    /// Its names.
    #[serde(flatten)]
    pub name: Texts,
}

/// A group of kinds, in words.
#[derive(Clone, Debug, Deserialize)]
pub struct Group {
    /// Its code.
    pub key: String,
    /// Its names.
    #[serde(flatten)]
    pub name: Texts,
}

/// A ground of refusal, in words.
#[derive(Clone, Debug, Deserialize)]
pub struct Ground {
    /// Its code.
    pub key: String,
    /// Where it stands.
    pub source: String,
    /// How sure it is.
    pub tag: Tag,
    /// Whether the Convention excludes it.
    #[serde(default)]
    pub impermissible: bool,
    /// Its names.
    #[serde(flatten)]
    pub name: Texts,
}

/// An answer that a table can contradict.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// The question.
    pub question: String,
    /// The answers that speak of practice.
    pub answers: Vec<String>,
    /// The ground that would not fit.
    pub ground: Option<String>,
    /// Or the obstacle that would not fit.
    pub measure: Option<Obstacle>,
    /// Among which requests.
    pub group: String,
}

/// What would help against an obstacle.
#[derive(Clone, Debug, Deserialize)]
pub struct Reform {
    /// The ground it is for.
    pub ground: Option<String>,
    /// Or the obstacle it is for.
    pub measure: Option<Obstacle>,
    /// The provisions behind it.
    pub provision: String,
    /// Its text.
    #[serde(flatten)]
    pub text: Texts,
}

code! {
    /// What can stand in the way, apart from grounds of refusal.
    Obstacle {
        /// Requests came back to be completed.
        Returned = "returned",
        /// Refused without consulting.
        NoConsultation = "no_consultation",
        /// Refused without reasons.
        NoReasons = "no_reasons",
        /// A national was neither extradited nor the case submitted.
        NotSubmitted = "not_submitted",
        /// No acknowledgement.
        Unacknowledged = "unacknowledged",
    }
}

code! {
    /// How a request ended.
    End {
        /// Executed or granted.
        Executed = "executed",
        /// In part.
        Partly = "partly",
        /// Refused.
        Refused = "refused",
        /// Withdrawn or lapsed.
        Withdrawn = "withdrawn",
    }
}

code! {
    /// Which way a request went.
    Direction {
        /// Received.
        In = "in",
        /// Sent.
        Out = "out",
    }
}

/// Codes and texts of statistics.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// Version.
    pub version: String,
    /// The smallest count that is shown.
    pub smallest_cell: usize,
    /// Kinds of request.
    pub kinds: Vec<RequestKind>,
    /// Groups of kinds.
    pub groups: Vec<Group>,
    /// Grounds of refusal.
    pub grounds: Vec<Ground>,
    /// Answers that a table can contradict.
    pub contradictions: Vec<Contradiction>,
    /// What would help.
    pub reforms: Vec<Reform>,
}

impl Vocabulary {
    /// The one compiled in.
    pub fn embedded() -> Result<Self, Error> {
        let options = serde_saphyr::options! { with_snippet: false };
        serde_saphyr::from_str_with_options(EMBEDDED, options).map_err(|error| Error::Knowledge {
            file: "reviews/statistics.yaml".to_owned(),
            what: error.to_string(),
        })
    }
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Kind, by code.
    pub kind: String,
    /// Which way.
    pub direction: Direction,
    /// The other State; counted only.
    pub partner: String,
    /// The instrument of the offence, if one.
    pub instrument: Option<Instrument>,
    /// `treaty`, `convention`, `reciprocity`, `domestic`, or empty.
    pub legal_basis: String,
    /// When it was sent.
    pub sent: Date,
    /// When it was acknowledged.
    pub acknowledged: Option<Date>,
    /// When it ended.
    pub ended: Option<(Date, End)>,
    /// The ground, of a refusal.
    pub ground: Option<String>,
    /// Whether the other State was consulted before a refusal.
    pub consulted: Option<bool>,
    /// Whether reasons were given for a refusal.
    pub reasons: Option<bool>,
    /// Whether the case was submitted at home after a refusal for nationality.
    pub submitted: Option<bool>,
    /// How often it came back to be completed.
    pub returned: Option<u32>,
    /// The day by which an urgent request was needed.
    pub deadline: Option<Date>,
}

/// A row that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Line of the table.
    pub line: u64,
    /// The column.
    pub column: &'static str,
    /// What was found there.
    pub found: String,
    /// What may have been meant.
    pub near: Vec<String>,
}

/// A table of requests.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Request>,
    /// Rows that could not be taken.
    pub refused: Vec<Refused>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The last day that it covers.
    pub cut_off: Date,
}

const COLUMNS: [&str; 16] = [
    "kind",
    "direction",
    "partner",
    "instrument",
    "legal_basis",
    "sent",
    "acknowledged",
    "ended",
    "outcome",
    "ground",
    "consulted",
    "reasons",
    "submitted",
    "returned",
    "deadline",
    "id",
];

/// Reads a table. `cut_off` is the last day that it covers; without it, the last day found in it.
pub fn read(text: &str, cut_off: Option<Date>, vocabulary: &Vocabulary) -> Result<Table, Error> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let wrong = |line: u64, what: &str, found: String| Error::Table { line, what: what.to_owned(), found };
    let header = reader.headers().cloned().map_err(|error| wrong(1, "header", error.to_string()))?;
    let places: BTreeMap<&str, usize> = COLUMNS
        .iter()
        .filter_map(|name| Some((*name, header.iter().position(|own| own.eq_ignore_ascii_case(name))?)))
        .collect();
    let needed = ["kind", "direction", "sent"];
    if let Some(missing) = needed.iter().find(|name| !places.contains_key(*name)) {
        return Err(wrong(1, missing, header.iter().collect::<Vec<_>>().join(", ")));
    }
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    for (at, row) in reader.records().enumerate() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(at as u64 + 2, csv::Position::line);
                refused.push(Refused { line, column: "row", found: error.to_string(), near: Vec::new() });
                continue;
            }
        };
        let cell = |name: &str| places.get(name).and_then(|at| row.get(*at)).unwrap_or_default();
        match request(&cell, vocabulary) {
            Ok(request) => rows.push(request),
            Err((column, near)) => {
                let line = row.position().map_or(0, csv::Position::line);
                refused.push(Refused { line, column, found: cell(column).to_owned(), near });
            }
        }
    }
    let last =
        rows.iter().flat_map(|row: &Request| [Some(row.sent), row.ended.map(|(day, _)| day)]).flatten().max();
    let Some(cut_off) = cut_off.or(last) else { return Err(Error::Nothing) };
    rows.retain(|row| row.sent <= cut_off);
    let sha256 = Id::sha256(text.as_bytes());
    Ok(Table { rows, refused, sha256, cut_off })
}

type Wrong = (&'static str, Vec<String>);

fn request<'a>(cell: &impl Fn(&str) -> &'a str, vocabulary: &Vocabulary) -> Result<Request, Wrong> {
    let kinds = || vocabulary.kinds.iter().map(|kind| kind.key.as_str());
    let kind = cell("kind").to_lowercase();
    if !kinds().any(|known| known == kind) {
        return Err(("kind", nearest(&kind, kinds())));
    }
    let day = |column: &'static str| match cell(column) {
        "" => Ok(None),
        text => text.parse::<Date>().map(Some).ok().ok_or((column, Vec::new())),
    };
    let truth = |column: &'static str| match cell(column).to_lowercase().as_str() {
        "" | "unknown" => Ok(None),
        "yes" | "true" | "1" | "oui" => Ok(Some(true)),
        "no" | "false" | "0" | "non" => Ok(Some(false)),
        _ => Err((column, vec!["yes".to_owned(), "no".to_owned()])),
    };
    let sent = day("sent")?.ok_or(("sent", Vec::new()))?;
    let outcome = match cell("outcome") {
        "" | "open" => None,
        text => Some(
            End::parse(text)
                .ok_or_else(|| ("outcome", nearest(text, End::ALL.iter().map(|end| end.as_str()))))?,
        ),
    };
    let ended = match (day("ended")?, outcome) {
        (Some(day), Some(outcome)) => Some((day, outcome)),
        (None, None) => None,
        (Some(_), None) => return Err(("outcome", Vec::new())),
        (None, Some(_)) => return Err(("ended", Vec::new())),
    };
    let acknowledged = day("acknowledged")?;
    if ended.is_some_and(|(day, _)| day < sent) {
        return Err(("ended", Vec::new()));
    }
    if acknowledged.is_some_and(|day| day < sent) {
        return Err(("acknowledged", Vec::new()));
    }
    let grounds = || vocabulary.grounds.iter().map(|ground| ground.key.as_str());
    let ground = cell("ground").to_uppercase();
    if !ground.is_empty() && !grounds().any(|known| known == ground) {
        return Err(("ground", nearest(&ground, grounds())));
    }
    let instrument =
        match cell("instrument") {
            "" | "none" => None,
            text => Some(Instrument::parse(text).ok_or_else(|| {
                ("instrument", nearest(text, Instrument::ALL.iter().map(|one| one.as_str())))
            })?),
        };
    let returned = match cell("returned") {
        "" => None,
        text => Some(text.parse().ok().ok_or(("returned", Vec::new()))?),
    };
    Ok(Request {
        kind,
        direction: Direction::parse(cell("direction"))
            .ok_or_else(|| ("direction", vec!["in".to_owned(), "out".to_owned()]))?,
        partner: cell("partner").to_uppercase(),
        instrument,
        legal_basis: cell("legal_basis").to_lowercase(),
        sent,
        acknowledged,
        ended,
        ground: Some(ground).filter(|ground| !ground.is_empty()),
        consulted: truth("consulted")?,
        reasons: truth("reasons")?,
        submitted: truth("submitted")?,
        returned,
        deadline: day("deadline")?,
    })
}

/// A share with what it was counted from. What is too small to be shown has no numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// How many, unless too few.
    pub numerator: Option<usize>,
    /// Out of how many.
    pub denominator: usize,
    /// How many rows do not say.
    pub missing: usize,
    /// The 95 per cent interval (Wilson).
    pub interval: Option<(f64, f64)>,
}

impl Share {
    fn of(numerator: usize, denominator: usize, missing: usize, smallest: usize) -> Self {
        let is_small = |count: usize| count > 0 && count < smallest;
        // The rest would tell the share.
        let is_hidden = is_small(numerator) || is_small(denominator - numerator) || denominator < smallest;
        Self {
            numerator: (!is_hidden).then_some(numerator),
            denominator,
            missing,
            interval: (!is_hidden && denominator > 0).then(|| wilson(numerator, denominator)),
        }
    }

    /// The share, if it is shown.
    pub fn value(&self) -> Option<f64> {
        self.numerator
            .filter(|_| self.denominator > 0)
            .map(|numerator| numerator as f64 / self.denominator as f64)
    }
}

/// What some requests show.
#[derive(Clone, Debug)]
pub struct Measures {
    /// How many requests.
    pub count: usize,
    /// How many different partners.
    pub partners: usize,
    /// M1: time to acknowledgement.
    pub acknowledgement: Median,
    /// M2: time to any end.
    pub resolution: Median,
    /// M3: share ended in each way within a year, and share still open then; none for too few. A share that stands for
    /// too few is left out.
    pub within_year: Option<(BTreeMap<End, f64>, Option<f64>)>,
    /// M4: urgent requests executed by their deadline.
    pub on_time: Share,
    /// M5: requests that were never sent back.
    pub complete_at_first: Share,
    /// M6: refusals among those decided.
    pub refused: Share,
    /// M6: refusals by ground; those too few to be shown are counted together, or not at all.
    pub grounds: BTreeMap<String, usize>,
    /// Refusals whose ground is not shown or not said.
    pub other_grounds: Option<usize>,
    /// Refusals on a ground that the Convention excludes, as a count: each is a question to be asked.
    pub impermissible: usize,
    /// M7: executed in part, among those executed.
    pub partly: Share,
    /// M9: refusals after consultation.
    pub consulted: Share,
    /// M10: refusals with reasons.
    pub reasons: Share,
    /// M11: refusals for nationality whose case was submitted.
    pub submitted: Share,
    /// M15: open at the end.
    pub open: usize,
    /// M15: open for more than a year.
    pub open_over_year: usize,
    /// M16: requests whose basis is the Convention.
    pub by_convention: Share,
}

/// Measures of the requests for which `pick` holds.
pub fn measures(table: &Table, vocabulary: &Vocabulary, pick: impl Fn(&Request) -> bool) -> Measures {
    let rows: Vec<&Request> = table.rows.iter().filter(|row| pick(row)).collect();
    let smallest = vocabulary.smallest_cell;
    let cut_off = table.cut_off;
    let days = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
    let times: Vec<Time<End>> = rows
        .iter()
        .map(|row| match row.ended.filter(|(day, _)| *day <= cut_off) {
            Some((day, end)) => Time { days: days(row.sent, day), end: Some(end) },
            None => Time { days: days(row.sent, cut_off), end: None },
        })
        .collect();
    let receipts: Vec<Time<()>> = rows
        .iter()
        .map(|row| match row.acknowledged.filter(|day| *day <= cut_off) {
            Some(day) => Time { days: days(row.sent, day), end: Some(()) },
            None => Time {
                days: days(row.sent, row.ended.map_or(cut_off, |(day, _)| day.min(cut_off))),
                end: None,
            },
        })
        .collect();
    let ended = |wanted: &dyn Fn(End) -> bool| {
        rows.iter().filter(|row| row.ended.is_some_and(|(day, end)| day <= cut_off && wanted(end))).count()
    };
    let refusals: Vec<&&Request> =
        rows.iter().filter(|row| matches!(row.ended, Some((day, End::Refused)) if day <= cut_off)).collect();
    let told = |of: &[&&Request], value: &dyn Fn(&Request) -> Option<bool>| {
        let said: Vec<bool> = of.iter().filter_map(|row| value(row)).collect();
        let yes = said.iter().filter(|yes| **yes).count();
        Share::of(yes, said.len(), of.len() - said.len(), smallest)
    };
    let all: Vec<&&Request> = rows.iter().collect();
    let nationals: Vec<&&Request> =
        refusals.iter().copied().filter(|row| row.ground.as_deref() == Some("R-NATIONAL")).collect();
    let urgent: Vec<&&Request> =
        all.iter().copied().filter(|row| row.deadline.is_some_and(|day| day <= cut_off)).collect();
    let in_time = |row: &Request| {
        let deadline = row.deadline?;
        Some(matches!(row.ended, Some((day, End::Executed)) if day <= deadline))
    };
    let decided = ended(&|end| end != End::Withdrawn);
    let executed = ended(&|end| matches!(end, End::Executed | End::Partly));
    let (grounds, other_grounds) = shown_grounds(&refusals, smallest);
    let excluded: BTreeSet<&str> = vocabulary
        .grounds
        .iter()
        .filter(|ground| ground.impermissible)
        .map(|ground| ground.key.as_str())
        .collect();
    Measures {
        count: rows.len(),
        partners: rows
            .iter()
            .map(|row| row.partner.as_str())
            .filter(|one| !one.is_empty())
            .collect::<BTreeSet<_>>()
            .len(),
        acknowledgement: median(&receipts),
        resolution: median(&times),
        within_year: within_year(&times, smallest),
        on_time: told(&urgent, &in_time),
        complete_at_first: told(&all, &|row| row.returned.map(|times| times == 0)),
        refused: Share::of(refusals.len(), decided, 0, smallest),
        grounds,
        other_grounds,
        impermissible: refusals
            .iter()
            .filter(|row| row.ground.as_deref().is_some_and(|ground| excluded.contains(ground)))
            .count(),
        partly: Share::of(ended(&|end| end == End::Partly), executed, 0, smallest),
        consulted: told(&refusals, &|row| row.consulted),
        reasons: told(&refusals, &|row| row.reasons),
        submitted: told(&nationals, &|row| row.submitted),
        open: times.iter().filter(|time| time.end.is_none()).count(),
        open_over_year: times.iter().filter(|time| time.end.is_none() && time.days > 365).count(),
        by_convention: told(&all, &|row| {
            (!row.legal_basis.is_empty()).then(|| row.legal_basis == "convention")
        }),
    }
}

/// What has ended in each way within a year. An end of too few is hidden, and one more with it if it is alone: the others
/// and it make one.
fn within_year(times: &[Time<End>], smallest: usize) -> Option<(BTreeMap<End, f64>, Option<f64>)> {
    const YEAR: i32 = 365;
    if times.len() < smallest {
        return None;
    }
    let (found, open) = ended_after(times, YEAR);
    let count = |end: End| times.iter().filter(|time| time.end == Some(end) && time.days <= YEAR).count();
    let mut shares: BTreeMap<End, f64> =
        End::ALL.iter().map(|end| (*end, found.get(end).copied().unwrap_or(0.0))).collect();
    let mut counts: Vec<(usize, End)> =
        End::ALL.iter().map(|end| (count(*end), *end)).filter(|(count, _)| *count > 0).collect();
    counts.sort_unstable();
    let small = counts.iter().filter(|(count, _)| *count < smallest).count();
    let hidden = if small == 1 { 2 } else { small };
    for (_, end) in counts.iter().take(hidden) {
        shares.remove(end);
    }
    Some((shares, (hidden <= counts.len()).then_some(open)))
}

/// Counts by ground. Those too few are put together; if they are still too few, the smallest shown one joins them, since
/// it could be had by subtraction.
fn shown_grounds(refusals: &[&&Request], smallest: usize) -> (BTreeMap<String, usize>, Option<usize>) {
    let mut counts = BTreeMap::<String, usize>::new();
    let mut rest = 0;
    for row in refusals {
        match &row.ground {
            Some(ground) => *counts.entry(ground.clone()).or_default() += 1,
            None => rest += 1,
        }
    }
    let small: Vec<String> =
        counts.iter().filter(|(_, count)| **count < smallest).map(|(ground, _)| ground.clone()).collect();
    let mut hidden = small.iter().filter_map(|ground| counts.remove(ground)).sum::<usize>() + rest;
    while hidden > 0 && hidden < smallest {
        let next = counts.iter().min_by_key(|(ground, count)| (**count, (*ground).clone()));
        let Some(next) = next.map(|(ground, _)| ground.clone()) else { return (counts, None) };
        hidden += counts.remove(&next).unwrap_or(0);
    }
    (counts, Some(hidden))
}
