//! A table of requests, read row by row; what is wrong in a row is told and the others count.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Asset, Direction, End, Vocabulary};
use crate::error::{Error, nearest};
use crate::mechanism::Instrument;
use crate::rows;
use crate::statement::Id;

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
    /// How many days it waited for the requesting State.
    pub waited: Option<u32>,
    /// How many days its translation took.
    pub translation: Option<u32>,
    /// Whether the results were used before a court.
    pub used: Option<bool>,
    /// Whether a victim or witness was heard by video.
    pub video: Option<bool>,
    /// Whether a victim was compensated.
    pub compensated: Option<bool>,
    /// Whether the process harmed a victim.
    pub harmed: Option<bool>,
    /// How far assets came.
    pub assets: Option<Asset>,
    /// Arrests of a joint investigation.
    pub arrests: Option<u32>,
    /// Victims that a joint investigation identified.
    pub victims: Option<u32>,
    /// Prosecutions of a joint investigation.
    pub prosecutions: Option<u32>,
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

const COLUMNS: [&str; 26] = [
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
    "waited",
    "translation",
    "used",
    "video",
    "compensated",
    "harmed",
    "assets",
    "arrests",
    "victims",
    "prosecutions",
    "id",
];

/// Reads a table. `cut_off` is the last day that it covers; without it, the last day found in it.
pub fn read(text: &str, cut_off: Option<Date>, vocabulary: &Vocabulary) -> Result<Table, Error> {
    let mut reader = rows::reader(text);
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
    let number = |column: &'static str| match cell(column) {
        "" => Ok(None),
        text => text.parse::<u32>().map(Some).ok().ok_or((column, Vec::new())),
    };
    let (waited, translation) = (number("waited")?, number("translation")?);
    for (column, days) in [("waited", waited), ("translation", translation)] {
        let whole = ended.and_then(|(day, _)| sent.until(day).ok()).map(|span| span.get_days());
        if days.zip(whole).is_some_and(|(days, whole)| i64::from(days) > i64::from(whole)) {
            return Err((column, Vec::new()));
        }
    }
    let assets = match cell("assets") {
        "" => None,
        text => Some(
            Asset::parse(text)
                .ok_or_else(|| ("assets", nearest(text, Asset::ALL.iter().map(|one| one.as_str()))))?,
        ),
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
        returned: number("returned")?,
        deadline: day("deadline")?,
        waited,
        translation,
        used: truth("used")?,
        video: truth("video")?,
        compensated: truth("compensated")?,
        harmed: truth("harmed")?,
        assets,
        arrests: number("arrests")?,
        victims: number("victims")?,
        prosecutions: number("prosecutions")?,
    })
}
