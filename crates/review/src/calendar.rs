//! The calendar of a review: targets and what happened, side by side and never mixed.
//!
//! A target is counted from other targets alone: a step that came late does not move the time of the next one. A target
//! that people set stands in place of the one counted. Where the first day of the phase is not known, nothing is counted.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::error::Error;
use crate::mechanism::{Cluster, Instrument, Mechanism, Step, Tag};
use crate::picture::{Dates, Picture};

/// Where a target comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Counted, from a documented time.
    Counted(Tag),
    /// Set by the people of the review.
    Set,
}

/// One step in the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// In which cluster.
    pub cluster: Cluster,
    /// For which instrument, none for all.
    pub instrument: Option<Instrument>,
    /// Which step.
    pub step: Step,
    /// When it should be.
    pub target: Option<(Date, Basis)>,
    /// When it was.
    pub actual: Option<Date>,
}

impl Due {
    /// Days between target and event, or the day given while it has not happened; late ones are positive.
    pub fn days_late(&self, today: Date) -> Option<i32> {
        let (target, _) = self.target?;
        let day = self.actual.unwrap_or(today);
        let days = target.until(day).ok()?.get_days();
        (self.actual.is_some() || days > 0).then_some(days)
    }
}

/// All steps of a review, by cluster; a step with dates of its own for an instrument has a row of its own.
pub fn calendar(picture: &Picture, mechanism: &Mechanism) -> Vec<Due> {
    let mut all = Vec::new();
    for cluster in &picture.opening.clusters {
        for step in &mechanism.steps {
            let own = picture.opening.instruments.iter().copied().map(Some);
            let own =
                own.filter(|instrument| picture.dates.contains_key(&(*cluster, Some(step.key), *instrument)));
            for instrument in std::iter::once(None).chain(own) {
                all.push(Due {
                    cluster: *cluster,
                    instrument,
                    step: step.key,
                    target: target(picture, mechanism, *cluster, instrument, step.key, 0),
                    actual: dates(picture, *cluster, Some(step.key), instrument)
                        .and_then(|dates| dates.actual),
                });
            }
        }
    }
    all
}

fn dates(
    picture: &Picture,
    cluster: Cluster,
    step: Option<Step>,
    instrument: Option<Instrument>,
) -> Option<&Dates> {
    picture.dates.get(&(cluster, step, instrument))
}

fn target(
    picture: &Picture,
    mechanism: &Mechanism,
    cluster: Cluster,
    instrument: Option<Instrument>,
    step: Step,
    depth: usize,
) -> Option<(Date, Basis)> {
    let set = dates(picture, cluster, Some(step), instrument).and_then(|dates| dates.target);
    let set = set.or_else(|| dates(picture, cluster, Some(step), None).and_then(|dates| dates.target));
    if let Some(date) = set {
        return Some((date, Basis::Set));
    }
    let entry = mechanism.step(step)?;
    let (from, within) = (entry.from.as_deref()?, entry.within?);
    let begins = if from == "start" {
        let first = dates(picture, cluster, None, None)?;
        first.actual.or(first.target)?
    } else if depth < mechanism.steps.len() {
        // The bound ends a ring of steps that count from each other.
        target(picture, mechanism, cluster, instrument, Step::parse(from)?, depth + 1)?.0
    } else {
        return None;
    };
    let due = begins.checked_add(within.weeks.weeks().months(within.months)).ok()?;
    Some((due, Basis::Counted(entry.tag)))
}

/// A day from what a person typed.
pub fn parse_day(text: &str) -> Result<Date, Error> {
    text.trim().parse().map_err(|_error: jiff::Error| Error::WrongDate { text: text.to_owned() })
}

/// Checks that something did not happen before the phase began.
pub fn check_order(picture: &Picture, cluster: Cluster, date: Date) -> Result<(), Error> {
    let first = dates(picture, cluster, None, None).and_then(|dates| dates.actual.or(dates.target));
    match first {
        Some(first) if date < first => {
            Err(Error::DateOrder { date: date.to_string(), earlier: first.to_string() })
        }
        _ => Ok(()),
    }
}
