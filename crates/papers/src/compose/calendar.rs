//! The calendar: targets and what happened, side by side.

use review::calendar::{Basis, Due};
use review::mechanism::Tag;
use review::statement::Series;

use super::{cell, day};
use crate::desk::Desk;
use crate::document::{Block, Document};
use crate::ics::Day;

pub(super) fn calendar(desk: &Desk<'_>) -> Document {
    let mut document = desk.document("calendar");
    document.note(desk.words.text("review-doc-two-series"));
    for cluster in &desk.picture.opening.clusters {
        let name = desk.mechanism.cluster(*cluster).map_or("", |entry| entry.name.get(desk.language()));
        document.heading(1, format!("{cluster}. {name}"));
        let start = desk.picture.dates.get(&(*cluster, None, None));
        match start.and_then(|dates| dates.actual.or(dates.target)) {
            Some(date) => document.quiet(super::said(desk, "review-doc-start", "day", day(desk, date))),
            None => document.quiet(desk.words.text("review-doc-no-start")),
        }
        let all = review::calendar::calendar(desk.picture, desk.mechanism);
        let rows = all
            .iter()
            .filter(|due| due.cluster == *cluster)
            .map(|due| {
                vec![
                    cell(name_of(desk, due)),
                    cell(target(desk, due)),
                    cell(actual(desk, due)),
                    cell(late(desk, due)),
                ]
            })
            .collect();
        let header = ["review-col-step", "review-col-target", "review-col-actual", "review-col-late"];
        let header = header.map(|key| desk.words.text(key)).to_vec();
        document.blocks.push(Block::Table { header, widths: vec![44, 22, 18, 16], rows });
    }
    document
}

pub(super) fn name_of(desk: &Desk<'_>, due: &Due) -> String {
    let name = desk.mechanism.step(due.step).map_or("", |entry| entry.name.get(desk.language()));
    match due.instrument {
        Some(instrument) => format!("{name} ({})", desk.instrument(instrument)),
        None => name.to_owned(),
    }
}

pub(super) fn target(desk: &Desk<'_>, due: &Due) -> String {
    match due.target {
        None => desk.words.text("review-doc-no-target"),
        Some((date, Basis::Set)) => format!("{} ({})", day(desk, date), desk.words.text("review-doc-set")),
        Some((date, Basis::Counted(Tag::Page))) => day(desk, date),
        Some((date, Basis::Counted(tag))) => format!("{} [{}]", day(desk, date), tag.as_str()),
    }
}

pub(super) fn actual(desk: &Desk<'_>, due: &Due) -> String {
    due.actual.map_or_else(|| "–".to_owned(), |date| day(desk, date))
}

pub(super) fn late(desk: &Desk<'_>, due: &Due) -> String {
    let Some(days) = due.days_late(desk.today) else { return String::new() };
    let key = match (due.actual.is_some(), days) {
        (true, ..=0) => "review-doc-on-time",
        (true, _) => "review-doc-late",
        (false, _) => "review-doc-overdue",
    };
    super::said(desk, key, "days", days)
}

/// The days of a calendar: a day for each target and one for each event, told apart in their titles.
pub fn days(desk: &Desk<'_>) -> Vec<Day> {
    let state = desk.country(&desk.picture.opening.state);
    let mut days = Vec::new();
    for due in review::calendar::calendar(desk.picture, desk.mechanism) {
        let part = due.instrument.map_or("all", |instrument| instrument.as_str());
        let both = [(Series::Target, due.target.map(|(date, _)| date)), (Series::Actual, due.actual)];
        for (series, date) in both {
            let Some(date) = date else { continue };
            let kind = desk.words.code("review-series", series.as_str());
            days.push(Day {
                uid: format!("{}-{}-{}-{part}-{series}@palermo", desk.picture.id, due.cluster, due.step),
                date,
                title: format!("{state} · {} · {} ({kind})", due.cluster, name_of(desk, &due)),
                note: if series == Series::Target { target(desk, &due) } else { late(desk, &due) },
                is_past: series == Series::Actual || due.actual.is_some(),
            });
        }
    }
    days
}
