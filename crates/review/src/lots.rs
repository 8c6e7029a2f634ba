//! The drawing of lots: which two States review which, from a published seed.
//!
//! Anyone can repeat a draw with nothing but SHA-256: the lot of a State is the hash of `seed|phase|State under
//! review|State`, in hexadecimal. States under review are taken in the order of the hash of `seed|phase|State`; for each,
//! among the States that may review it, those that have reviewed least so far come first, and among them the lowest lot.
//! Nothing is chosen otherwise, and nothing depends on the order of the pool.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, nearest};
use crate::mechanism::{Instrument, LotsEntry};
use crate::rows;
use crate::statement::Id;

/// A State that takes part in the draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Its code of two letters.
    pub state: String,
    /// Its regional group.
    pub region: String,
    /// The treaties to which it is a party.
    pub instruments: BTreeSet<Instrument>,
}

/// One place that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whether the State had to be of the same region.
    pub is_same_region: bool,
    /// The State; none if no State of the pool may review.
    pub state: Option<String>,
    /// Its lot.
    pub lot: String,
}

/// The reviewing States of one State under review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// The State under review.
    pub state: String,
    /// Its reviewing States.
    pub places: Vec<Place>,
}

/// The lot of some names: SHA-256 of them, joined by `|`, in hexadecimal.
pub fn lot(names: &[&str]) -> String {
    Id::sha256(names.join("|").as_bytes())
}

/// Draws for all States of the pool. A reviewing State must be a party to every treaty to which the State under review
/// is; no State reviews itself or reviews another twice.
pub fn draw(pool: &[Participant], seed: &str, phase: &str, rule: LotsEntry) -> Vec<Draw> {
    let pool: BTreeMap<&str, &Participant> = pool.iter().map(|one| (one.state.as_str(), one)).collect();
    let mut order: Vec<(String, &Participant)> =
        pool.values().map(|one| (lot(&[seed, phase, &one.state]), *one)).collect();
    order.sort_by(|a, b| a.0.cmp(&b.0));
    let mut reviews = BTreeMap::<&str, usize>::new();
    let mut draws = Vec::new();
    for (_, under_review) in order {
        let mut places = Vec::<Place>::new();
        for is_same_region in
            std::iter::repeat_n(true, rule.same_region).chain(std::iter::repeat_n(false, rule.other_region))
        {
            let may = pool.values().filter(|one| {
                one.state != under_review.state
                    && (one.region == under_review.region) == is_same_region
                    && under_review.instruments.is_subset(&one.instruments)
                    && !places.iter().any(|place| place.state.as_ref() == Some(&one.state))
            });
            let drawn = may
                .map(|one| {
                    let so_far = reviews.get(one.state.as_str()).copied().unwrap_or(0);
                    (so_far, lot(&[seed, phase, &under_review.state, &one.state]), one.state.as_str())
                })
                .min();
            let (state, lot) = drawn.map_or((None, String::new()), |(_, lot, state)| (Some(state), lot));
            if let Some(state) = state {
                *reviews.entry(state).or_default() += 1;
            }
            places.push(Place { is_same_region, state: state.map(str::to_owned), lot });
        }
        draws.push(Draw { state: under_review.state.clone(), places });
    }
    draws.sort_by(|a, b| a.state.cmp(&b.state));
    draws
}

/// The draw of one State.
pub fn of<'a>(draws: &'a [Draw], state: &str) -> Result<&'a Draw, Error> {
    draws.iter().find(|draw| draw.state == state).ok_or_else(|| Error::NotInPool {
        state: state.to_owned(),
        near: nearest(state, draws.iter().map(|draw| draw.state.as_str())),
    })
}

/// Reads a pool: CSV with the columns `state`, `region` and `instruments` (separated by spaces, empty for all four).
pub fn pool(text: &str) -> Result<Vec<Participant>, Error> {
    let mut rows = rows::reader(text);
    let wrong = |line: u64, what: &str, found: &str| Error::Table {
        line,
        what: what.to_owned(),
        found: found.to_owned(),
    };
    let header = rows.headers().cloned().map_err(|error| wrong(1, "header", &error.to_string()))?;
    let column = |name: &str| header.iter().position(|own| own.eq_ignore_ascii_case(name));
    let (Some(state), Some(region)) = (column("state"), column("region")) else {
        return Err(wrong(1, "state, region", &header.iter().collect::<Vec<_>>().join(", ")));
    };
    let instruments = column("instruments");
    let mut pool = Vec::<Participant>::new();
    for row in rows.records() {
        let row = row.map_err(|error| {
            wrong(error.position().map_or(0, csv::Position::line), "row", &error.to_string())
        })?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let given = instruments.map(cell).unwrap_or_default();
        let named: Result<BTreeSet<Instrument>, Error> = given
            .split_whitespace()
            .map(|name| Instrument::parse(name).ok_or_else(|| wrong(line, "instruments", name)))
            .collect();
        let mut named = named?;
        if named.is_empty() {
            named = Instrument::ALL.iter().copied().collect();
        }
        let code = cell(state).to_uppercase();
        if code.is_empty() || cell(region).is_empty() {
            return Err(wrong(line, "state, region", &row.iter().collect::<Vec<_>>().join(",")));
        }
        if pool.iter().any(|one| one.state == code) {
            return Err(wrong(line, "state", &code));
        }
        pool.push(Participant { state: code, region: cell(region).to_owned(), instruments: named });
    }
    Ok(pool)
}
