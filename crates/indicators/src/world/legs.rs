//! Whose events are whose: each event gives a leg to each subject it is an event of.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use evidence::{Channel, EntityIx, Event, EventIx, EventKind, Precision};
use foldhash::HashMap;
use resolve::ClusterIx;

use super::{Coverage, HOUSEHOLD, World};
use crate::field::Side;
use crate::rows::NONE;
use crate::threads::{each, in_parts, threads};

/// A chat with more known members than this is a broadcast, not a circle: its members are not said to have heard.
const CIRCLE: usize = 50;
/// Stands for no other party that is known.
pub(crate) const NOBODY: u32 = u32::MAX;

/// One subject's side of one event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leg {
    /// `NONE` where not even the day is known: such an event is in no window.
    pub(crate) time_us: i64,
    pub(crate) event: EventIx,
    /// The cluster of the other party, or [`NOBODY`].
    pub(crate) other: u32,
    pub(crate) side: Side,
}

/// The moment an event is in windows at, if its day is known.
pub(crate) fn moment(event: &Event<'_>) -> Option<i64> {
    Some(event.time.filter(|time| time.precision >= Precision::Day)?.order_us())
}

impl World<'_> {
    /// The legs of an event: whose side of it, and which. What one holder pays to itself is no flow and has none.
    pub(crate) fn legs_of<C: Borrow<BTreeSet<ClusterIx>>>(
        &self,
        event: &Event<'_>,
        circle: impl FnOnce(EntityIx) -> Option<C>,
        legs: &mut Vec<(ClusterIx, Leg)>,
    ) {
        let holder = |entity: Option<EntityIx>| entity.and_then(|entity| self.holder_of(entity));
        let (from, to) = (holder(event.from.or(event.from_party)), holder(event.to.or(event.to_party)));
        if from.is_some() && from == to {
            return;
        }
        let time_us = moment(event).unwrap_or(NONE);
        let conductor = || holder(event.via.filter(|_| event.channel == Channel::Cash));
        let mut push = |subject: ClusterIx, side, other: Option<ClusterIx>| {
            let other = other.or_else(conductor).map_or(NOBODY, |other| other.0);
            legs.push((subject, Leg { time_us, event: event.ix, other, side }));
        };
        if let Some(from) = from {
            push(from, Side::Out, to);
        }
        match event.to.and_then(circle) {
            Some(circle) if circle.borrow().len() <= CIRCLE => {
                let others = circle.borrow().iter().filter(|member| Some(**member) != from);
                others.for_each(|member| push(*member, Side::Heard, from));
            }
            Some(_) => {}
            None => to.into_iter().for_each(|to| push(to, Side::In, from)),
        }
        if self.needs.agents
            && let Some(via) = holder(event.via)
        {
            push(via, Side::Through, to.or(from));
        }
    }

    /// Makes the legs of all events that count, by subject, so that the order of reading does not show.
    pub(super) fn collect(&mut self) {
        let circles = self.circles();
        let parts = in_parts(self.evidence.event_count(), |part| {
            let mut legs = Vec::with_capacity(part.len().saturating_mul(2));
            let mut coverage = Coverage::default();
            let events = part.filter_map(|at| self.evidence.event_at(EventIx(u32::try_from(at).ok()?)));
            for event in events.filter(|event| !self.resolution.is_twin(event.ix)) {
                coverage.note(self.evidence, &event);
                self.legs_of(&event, |to| circles.get(&to), &mut legs);
            }
            (legs, coverage)
        });
        let mut loose = Vec::with_capacity(parts.len() + 1);
        for (legs, coverage) in parts {
            loose.push(legs);
            self.known.coverage.join(&coverage);
        }
        if self.needs.households {
            loose.push(self.of_households(&loose));
        }
        (self.legs, self.starts) = by_subject(&loose, self.resolution.clusters.len() + self.households.len());
    }

    /// The order of two legs of one subject.
    pub(crate) fn compare(&self, a: &Leg, b: &Leg) -> std::cmp::Ordering {
        (a.time_us, a.side)
            .cmp(&(b.time_us, b.side))
            .then_with(|| self.content(a).cmp(&self.content(b)))
            .then(a.event.cmp(&b.event))
    }

    /// What tells apart two events of a subject at the same moment, whatever order they were read in.
    fn content(&self, leg: &Leg) -> Option<impl Ord + use<'_>> {
        let event = self.evidence.event_at(leg.event)?;
        let other = [event.from, event.to].map(|end| end.map(|entity| self.evidence.id(entity)));
        let amount = event.amount_minor.map(std::cmp::Reverse);
        let texts = [event.party_text, event.place].map(|symbol| self.evidence.text(symbol));
        Some((event.kind, amount, event.currency, event.channel, event.mcc, other, texts, event.text))
    }

    /// The legs of holders who give one address once more, as those of their household.
    fn of_households(&mut self, loose: &[Vec<(ClusterIx, Leg)>]) -> Vec<(ClusterIx, Leg)> {
        let mut at_address: BTreeMap<&str, Vec<ClusterIx>> = BTreeMap::new();
        let clusters = u32::try_from(self.resolution.clusters.len()).unwrap_or(u32::MAX);
        for cluster in (0..clusters).filter(|cluster| !self.is_held(ClusterIx(*cluster))) {
            for address in self.facts(cluster).addresses() {
                at_address.entry(address).or_default().push(ClusterIx(cluster));
            }
        }
        let mut household_of: HashMap<ClusterIx, ClusterIx> = HashMap::default();
        let mut households = Vec::new();
        for members in at_address.values().filter(|members| (2..=HOUSEHOLD).contains(&members.len())) {
            let number =
                ClusterIx(clusters.saturating_add(u32::try_from(households.len()).unwrap_or(u32::MAX)));
            households.extend(members.first());
            for member in members {
                household_of.entry(*member).or_insert(number);
            }
        }
        self.households = households;
        loose
            .iter()
            .flatten()
            .filter(|(_, leg)| leg.side != Side::Through)
            .filter_map(|(subject, leg)| Some((*household_of.get(subject)?, *leg)))
            .collect()
    }

    /// The known members of each group written to: an organization, or what looks like a group in that several write
    /// to it, it never writes, and nothing says whose it is. Readers of chats give a group an account like a person's.
    fn circles(&self) -> BTreeMap<EntityIx, BTreeSet<ClusterIx>> {
        let mut circles: BTreeMap<EntityIx, BTreeSet<ClusterIx>> = BTreeMap::new();
        let mut writers = BTreeSet::new();
        for event in self.evidence.events().filter(|event| event.kind == EventKind::Message) {
            let Some(from) = event.from else { continue };
            writers.extend(self.resolution.cluster(from));
            if let Some(to) = event.to {
                circles.entry(to).or_default().extend(self.holder_of(from));
            }
        }
        let is_ones_own = |entity| {
            let mut said = self.evidence.statements_of(entity).map(|row| self.evidence.text(row.property));
            said.any(|property| ["phone", "username", "email", "owner"].contains(&property))
        };
        circles.retain(|&to, senders| {
            let cluster = self.resolution.cluster(to);
            let is_someone = cluster.is_some_and(|own| writers.contains(&own) || self.is_held(own));
            let is_group = || senders.len() > 1 && !is_someone && !is_ones_own(to);
            self.evidence.is_a(to, "Organization") || !self.evidence.is_a(to, "Person") && is_group()
        });
        for entity in self.evidence.entities().filter(|&entity| self.evidence.is_a(entity, "Membership")) {
            for group in self.evidence.values(entity, "organization").filter_map(|id| self.evidence.find(id))
            {
                if let Some(circle) = circles.get_mut(&group) {
                    let members =
                        self.evidence.values(entity, "member").filter_map(|id| self.evidence.find(id));
                    circle.extend(members.filter_map(|member| self.holder_of(member)));
                }
            }
        }
        circles
    }
}

/// A counting sort: legs of each cluster together, in the order they came.
fn by_subject(loose: &[Vec<(ClusterIx, Leg)>], clusters: usize) -> (Vec<Leg>, Vec<usize>) {
    let mut starts = vec![0_usize; clusters + 1];
    for (subject, _) in loose.iter().flatten() {
        if let Some(count) = starts.get_mut(subject.0 as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let empty = Leg { time_us: NONE, event: EventIx(u32::MAX), other: NOBODY, side: Side::In };
    let mut legs = vec![empty; sum];
    let (mut parts, mut left, mut first) = (Vec::new(), legs.as_mut_slice(), 0);
    for part in 1..=threads() {
        let end = starts.partition_point(|start| *start < sum * part / threads()).clamp(first, clusters);
        let at = |cluster: usize| starts.get(cluster).copied().unwrap_or(sum);
        let (own, rest) = std::mem::take(&mut left).split_at_mut(at(end) - at(first));
        parts.push((first..end, own));
        (left, first) = (rest, end);
    }
    each(parts, |(subjects, legs)| gather(loose, &starts, subjects, legs));
    (legs, starts)
}

/// Puts the legs of some clusters in their places.
fn gather(loose: &[Vec<(ClusterIx, Leg)>], starts: &[usize], clusters: Range<usize>, legs: &mut [Leg]) {
    let mut next = starts.get(clusters.clone()).unwrap_or_default().to_vec();
    let begin = next.first().copied().unwrap_or(0);
    for (cluster, leg) in loose.iter().flatten() {
        let own = (cluster.0 as usize).checked_sub(clusters.start);
        if let Some(at) = own.and_then(|own| next.get_mut(own)) {
            if let Some(slot) = legs.get_mut(*at - begin) {
                *slot = *leg;
            }
            *at += 1;
        }
    }
}
