//! What each file follows: whom, over which time, at which places. Only then does its silence tell anything.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Event, EventKind, Evidence, SourceIx};
use resolve::{ClusterIx, LocationIx, Locations, Resolution};

use crate::when::Window;

/// A file is said to follow those who together are in this share of its events. Ours: an account's statement has the
/// account in every row; the rest allows for rows that name it otherwise.
const SHARE: f64 = 0.95;
/// Fewer events than this have no span. Ours.
const LEAST: usize = 2;

/// First and last time on the local clock.
type Span = (i64, i64);

/// A file's events of one kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reach {
    /// Whom the file follows.
    keepers: BTreeMap<ClusterIx, Span>,
    /// Who writes in which conversation.
    chats: Vec<(BTreeSet<ClusterIx>, Span)>,
    /// Places with records, and the span of the file.
    places: BTreeSet<LocationIx>,
    span: Option<Span>,
}

/// What all files follow.
#[derive(Clone, Debug, Default)]
pub(crate) struct Coverage(BTreeMap<(SourceIx, EventKind), Reach>);

/// How much of a claimed time a file covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cover {
    Part,
    Whole,
}

fn widen(span: &mut Option<Span>, at: i64) {
    let (first, last) = span.get_or_insert((at, at));
    *first = at.min(*first);
    *last = at.max(*last);
}

/// Everyone in an event.
pub(crate) fn participants(event: &Event<'_>, resolution: &Resolution) -> BTreeSet<ClusterIx> {
    [event.from, event.to, event.from_party, event.to_party, event.via]
        .into_iter()
        .flatten()
        .filter_map(|entity| resolution.cluster(entity))
        .collect()
}

impl Coverage {
    pub(crate) fn of(evidence: &Evidence, resolution: &Resolution, locations: &Locations) -> Self {
        let mut rows: BTreeMap<(SourceIx, EventKind), Vec<Event<'_>>> = BTreeMap::new();
        for event in evidence.events().filter(|event| event.time.is_some()) {
            if let Some(source) = evidence.source_of(event.record) {
                rows.entry((source, event.kind)).or_default().push(event);
            }
        }
        let reach = |(key, events): ((SourceIx, EventKind), Vec<Event<'_>>)| {
            (key, Reach::of(&events, resolution, locations))
        };
        Self(rows.into_iter().map(reach).collect())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (SourceIx, EventKind, &Reach)> {
        self.0.iter().map(|((source, kind), reach)| (*source, *kind, reach))
    }
}

impl Reach {
    fn of(events: &[Event<'_>], resolution: &Resolution, locations: &Locations) -> Self {
        let mut reach = Self::default();
        let mut chats: BTreeMap<ClusterIx, (BTreeSet<ClusterIx>, Option<Span>)> = BTreeMap::new();
        let mut left: Vec<(BTreeSet<ClusterIx>, i64)> = Vec::new();
        for event in events {
            let Some(time) = event.time else { continue };
            widen(&mut reach.span, time.local_us);
            if let Some(Some((place, _))) = locations.of_event.get(event.ix.0 as usize) {
                reach.places.insert(*place);
            }
            let who = participants(event, resolution);
            if let Some(chat) = event.to.and_then(|to| resolution.cluster(to)) {
                let (members, span) = chats.entry(chat).or_default();
                members.extend(&who);
                widen(span, time.local_us);
            }
            left.push((who, time.local_us));
        }
        reach.chats = chats.into_values().filter_map(|(members, span)| Some((members, span?))).collect();
        reach.keepers = keepers(&left);
        reach
    }

    /// How well the file follows any of these over the time.
    pub(crate) fn follows(&self, any: &BTreeSet<ClusterIx>, when: Option<&Window>) -> Option<Cover> {
        let spans = any.iter().filter_map(|cluster| self.keepers.get(cluster));
        spans.filter_map(|span| covers(*span, when)).max()
    }

    /// How well a conversation of one of each covers the time.
    pub(crate) fn converses(
        &self,
        who: &BTreeSet<ClusterIx>,
        with: &BTreeSet<ClusterIx>,
        when: Option<&Window>,
    ) -> Option<Cover> {
        let both =
            self.chats.iter().filter(|(members, _)| !members.is_disjoint(who) && !members.is_disjoint(with));
        both.filter_map(|(_, span)| covers(*span, when)).max()
    }

    /// How well the file, which has records at one of these places, covers the time.
    pub(crate) fn watches(
        &self,
        is_near: impl Fn(LocationIx) -> bool,
        when: Option<&Window>,
    ) -> Option<Cover> {
        let span = self.span?;
        self.places.iter().any(|place| is_near(*place)).then(|| covers(span, when))?
    }

    /// Everyone who takes part in a conversation with one of these.
    pub(crate) fn partners(&self, of: &BTreeSet<ClusterIx>) -> impl Iterator<Item = &BTreeSet<ClusterIx>> {
        self.chats.iter().map(|(members, _)| members).filter(move |members| !members.is_disjoint(of))
    }
}

fn covers((first, last): Span, when: Option<&Window>) -> Option<Cover> {
    let Some(when) = when else { return Some(Cover::Part) };
    // A file that ends on the day covers the day.
    let day = crate::when::DAY_US;
    let (first, last) = (first.div_euclid(day) * day, (last.div_euclid(day) + 1) * day);
    if when.start_us >= first && when.end_us <= last {
        return Some(Cover::Whole);
    }
    (when.start_us < last && when.end_us > first).then_some(Cover::Part)
}

/// Whom a file follows: those in most events first, each who is in enough that no one before accounts for.
fn keepers(events: &[(BTreeSet<ClusterIx>, i64)]) -> BTreeMap<ClusterIx, Span> {
    let mut of: BTreeMap<ClusterIx, Vec<usize>> = BTreeMap::new();
    for (at, (who, _)) in events.iter().enumerate() {
        for one in who {
            of.entry(*one).or_default().push(at);
        }
    }
    let mut order: Vec<(&ClusterIx, &Vec<usize>)> = of.iter().collect();
    order.sort_by_key(|(who, at)| (std::cmp::Reverse(at.len()), **who));
    let mut is_left = vec![true; events.len()];
    let mut left = events.len();
    let mut keepers = BTreeMap::new();
    for (who, at) in order {
        let fresh = at.iter().filter(|at| is_left.get(**at) == Some(&true)).count();
        if left as f64 <= events.len() as f64 * (1.0 - SHARE) {
            break;
        }
        if fresh < LEAST {
            continue;
        }
        let mut span = None;
        for at in at {
            if let (Some(is_left), Some((_, time))) = (is_left.get_mut(*at), events.get(*at)) {
                *is_left = false;
                widen(&mut span, *time);
            }
        }
        left -= fresh;
        keepers.extend(span.map(|span| (*who, span)));
    }
    keepers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_follows_its_account_and_not_those_it_pays() {
        let own = ClusterIx(0);
        let events: Vec<_> =
            (1..40).map(|at| (BTreeSet::from([own, ClusterIx(at % 7 + 1)]), i64::from(at))).collect();
        assert_eq!(keepers(&events), BTreeMap::from([(own, (1, 39))]));
        let one = [(BTreeSet::from([own]), 1)];
        assert!(keepers(&one).is_empty(), "one row has no span");
    }
}
