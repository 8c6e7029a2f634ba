//! What some requests show: shares, medians and counts, each with what it was counted from.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::survival::{Median, Time, ended_after, median, wilson};
use super::{Asset, End, Request, Table, Vocabulary};

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

/// The part of the whole time of some requests that went to one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The share of the days; none for too few requests.
    pub share: Option<f64>,
    /// How many requests say it.
    pub rows: usize,
    /// How many do not.
    pub missing: usize,
}

/// What joint investigations came to; a figure that none of them states, or that is too small to be shown, is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yield {
    /// How many investigations state anything.
    pub rows: usize,
    /// Arrests.
    pub arrests: Option<u64>,
    /// Victims identified.
    pub victims: Option<u64>,
    /// Prosecutions.
    pub prosecutions: Option<u64>,
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
    /// M8: the part of the time that lay with the requesting State.
    pub waited: Part,
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
    /// M13: in how many assets came at least so far; a step that too few end at counts with the one before it.
    pub assets: BTreeMap<Asset, usize>,
    /// M14: what joint investigations came to; none for too few.
    pub yielded: Option<Yield>,
    /// M16: requests whose basis is the Convention.
    pub by_convention: Share,
    /// M17: the part of the time that translation took.
    pub translation: Part,
    /// M18: executed requests whose results were used before a court.
    pub used: Share,
    /// M19: requests in which someone was heard by video.
    pub video: Share,
    /// M19: requests after which a victim was compensated.
    pub compensated: Share,
    /// M19: requests whose process harmed a victim.
    pub harmed: Share,
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
    let part = |days: &dyn Fn(&Request) -> Option<u32>| {
        let told: Vec<(u32, i32)> =
            rows.iter().zip(&times).filter_map(|(row, time)| Some((days(row)?, time.days))).collect();
        let (own, whole) = told
            .iter()
            .fold((0.0, 0.0), |(own, whole), (days, all)| (own + f64::from(*days), whole + f64::from(*all)));
        let is_shown = told.len() >= smallest && whole > 0.0;
        let share = is_shown.then(|| (own / whole).min(1.0));
        Part { share, rows: told.len(), missing: rows.len() - told.len() }
    };
    let done: Vec<&&Request> = all
        .iter()
        .copied()
        .filter(|row| matches!(row.ended, Some((day, End::Executed | End::Partly)) if day <= cut_off))
        .collect();
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
        waited: part(&|row| row.waited),
        consulted: told(&refusals, &|row| row.consulted),
        reasons: told(&refusals, &|row| row.reasons),
        submitted: told(&nationals, &|row| row.submitted),
        open: times.iter().filter(|time| time.end.is_none()).count(),
        open_over_year: times.iter().filter(|time| time.end.is_none() && time.days > 365).count(),
        assets: assets(&rows, smallest),
        yielded: yielded(&rows, smallest),
        by_convention: told(&all, &|row| {
            (!row.legal_basis.is_empty()).then(|| row.legal_basis == "convention")
        }),
        translation: part(&|row| row.translation),
        used: told(&done, &|row| row.used),
        video: told(&all, &|row| row.video),
        compensated: told(&all, &|row| row.compensated),
        harmed: told(&all, &|row| row.harmed),
    }
}

/// In how many requests assets came at least so far. Those that ended at a step of too few count as ended one step before,
/// so that no difference of two counts is small.
fn assets(rows: &[&Request], smallest: usize) -> BTreeMap<Asset, usize> {
    let mut left = 0;
    let mut ended: Vec<(Asset, usize)> = Vec::new();
    for step in Asset::ALL.iter().rev() {
        let own = left + rows.iter().filter(|row| row.assets == Some(*step)).count();
        left = if own < smallest { own } else { 0 };
        ended.push((*step, own - left));
    }
    let mut so_far = 0;
    let counts = ended.into_iter().map(|(step, own)| {
        so_far += own;
        (step, so_far)
    });
    counts.filter(|(_, count)| *count > 0).collect()
}

fn yielded(rows: &[&Request], smallest: usize) -> Option<Yield> {
    let says = |row: &Request| row.arrests.or(row.victims).or(row.prosecutions).is_some();
    let joint: Vec<&Request> =
        rows.iter().copied().filter(|row| row.kind == "joint_investigation" && says(row)).collect();
    let sum = |figure: fn(&Request) -> Option<u32>| {
        let all = joint.iter().filter_map(|row| figure(row)).map(u64::from);
        all.reduce(u64::saturating_add).filter(|sum| *sum == 0 || *sum >= smallest as u64)
    };
    (joint.len() >= smallest).then(|| Yield {
        rows: joint.len(),
        arrests: sum(|row| row.arrests),
        victims: sum(|row| row.victims),
        prosecutions: sum(|row| row.prosecutions),
    })
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
