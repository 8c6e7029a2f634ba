//! Events that two sources report: a transfer in both banks' files, a message on both phones.

use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, HashSet};

use evidence::{Event, EventIx, EventKind, Evidence, Precision, SourceIx};

use crate::ClusterIx;

/// Posting and value date differ by this many days at most. Ours.
const DAYS: i64 = 1;
const MINUTE_US: i64 = 60_000_000;

/// What two reports of one event have in common, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Same<'a> {
    kind: EventKind,
    from: ClusterIx,
    /// Not of a message: each phone names the chat after the other side.
    to: Option<ClusterIx>,
    amount: Option<(i64, evidence::Currency)>,
    text: &'a str,
}

/// One event in the list that is matched; order is by what must be equal, then source, time and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Report<'a> {
    same: Same<'a>,
    source: SourceIx,
    /// Day of a payment, minute of a message or call.
    at: i64,
    event: EventIx,
}

/// For each event the fuller one it repeats.
///
/// Within what must be equal, the reports of each source in turn are matched one to one with those before: first at
/// the same time, then a day apart. Of those matched with one, the fullest then stands for all. Cost: one sort.
pub(crate) fn twins(evidence: &Evidence, cluster_of: &[ClusterIx]) -> Vec<Option<EventIx>> {
    let mut twin_of = vec![None; evidence.event_count()];
    if evidence.sources().count() < 2 {
        return twin_of;
    }
    let mut reports: Vec<Report<'_>> =
        evidence.events().filter_map(|event| report(evidence, cluster_of, &event)).collect();
    reports.sort_unstable();
    for group in reports.chunk_by(|a, b| a.same == b.same) {
        let slack =
            group.first().map_or(0, |report| if report.same.kind == EventKind::Payment { DAYS } else { 0 });
        let mut originals: Vec<(i64, EventIx)> = Vec::new();
        for reports in group.chunk_by(|a, b| a.source == b.source) {
            let reports: Vec<_> = reports.iter().map(|report| (report.at, report.event)).collect();
            let unmatched = matched(&reports, &originals, slack, &mut twin_of);
            originals.extend(unmatched);
            originals.sort_unstable();
        }
    }
    let fullest = fullest(evidence, &twin_of);
    for (twin, event) in twin_of.iter_mut().zip((0..).map(EventIx)) {
        if let Some(&(_, Reverse(best))) = fullest.get(&twin.unwrap_or(event)) {
            *twin = (best != event).then_some(best);
        }
    }
    twin_of
}

/// Of each event that others repeat, the fullest of them and itself, the first of equals.
fn fullest(evidence: &Evidence, twin_of: &[Option<EventIx>]) -> HashMap<EventIx, (usize, Reverse<EventIx>)> {
    let repeated: HashSet<EventIx> = twin_of.iter().copied().flatten().collect();
    let mut fullest = HashMap::new();
    for (event, twin) in evidence.events().zip(twin_of) {
        let first = twin.unwrap_or(event.ix);
        if repeated.contains(&first) {
            let report = (fullness(&event), Reverse(event.ix));
            let best = fullest.entry(first).or_insert(report);
            *best = report.max(*best);
        }
    }
    fullest
}

/// How much a report says of what two may differ in: the time of day, the place, who took part, and a text.
fn fullness(event: &Event<'_>) -> usize {
    let parties = [event.from, event.to, event.via, event.from_party, event.to_party];
    let said = [
        event.time.is_some_and(|time| time.precision >= Precision::Minute),
        event.coordinates.is_some() || !event.place.is_empty(),
        !event.text.is_empty(),
    ];
    said.into_iter().filter(|&said| said).count() + parties.into_iter().flatten().count()
}

fn report<'a>(evidence: &Evidence, cluster_of: &[ClusterIx], event: &Event<'a>) -> Option<Report<'a>> {
    let cluster = |entity: Option<evidence::EntityIx>| cluster_of.get(entity?.0 as usize).copied();
    let time = event.time?;
    let from = cluster(event.from.or(event.from_party))?;
    let to = cluster(event.to.or(event.to_party));
    let (to, amount, text, at) = match event.kind {
        EventKind::Payment if time.precision >= Precision::Day => {
            (Some(to?), Some((event.amount_minor?, event.currency)), "", time.local_day())
        }
        EventKind::Message if time.precision >= Precision::Minute && !event.text.is_empty() => {
            (None, None, event.text, time.order_us().div_euclid(MINUTE_US))
        }
        EventKind::Call if time.precision >= Precision::Minute => {
            (Some(to?), None, "", time.order_us().div_euclid(MINUTE_US))
        }
        _ => return None,
    };
    let same = Same { kind: event.kind, from, to, amount, text };
    Some(Report { same, source: evidence.source_of(event.record)?, at, event: event.ix })
}

/// Matches the reports of one source with earlier ones, both sorted by time; those left over.
fn matched(
    reports: &[(i64, EventIx)],
    originals: &[(i64, EventIx)],
    slack: i64,
    twin_of: &mut [Option<EventIx>],
) -> Vec<(i64, EventIx)> {
    let (mut reports, mut originals) = (reports.to_vec(), originals.to_vec());
    for slack in if slack == 0 { vec![0] } else { vec![0, slack] } {
        let mut left: (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
        let mut candidates = originals.into_iter().peekable();
        for report in reports {
            loop {
                let order = candidates.peek().map(|&(at, _)| match report.0 - at {
                    late if late > slack => Ordering::Less,
                    late if late < -slack => Ordering::Greater,
                    _ => Ordering::Equal,
                });
                match order {
                    Some(Ordering::Less) => left.1.extend(candidates.next()),
                    Some(Ordering::Equal) => {
                        if let (Some((_, original)), Some(twin)) =
                            (candidates.next(), twin_of.get_mut(report.1.0 as usize))
                        {
                            *twin = Some(original);
                        }
                        break;
                    }
                    Some(Ordering::Greater) | None => {
                        left.0.push(report);
                        break;
                    }
                }
            }
        }
        left.1.extend(candidates);
        (reports, originals) = left;
    }
    reports
}
