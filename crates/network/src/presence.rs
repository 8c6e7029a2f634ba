//! Who was where and when, in what, and with whom.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Channel, Event, EventIx, EventKind, Evidence, Moment, Precision, RecordIx};
use gazetteer::distance_km;
use resolve::{ClusterIx, LocationIx, Locations, Resolution};

use crate::Layer;
use crate::sketch::{Seen, Sketch};

/// Two are together who are at one place within two hours. Ours.
const TOGETHER_US: i64 = 2 * HOUR_US;
const HOUR_US: i64 = 3_600_000_000;
/// More subjects than this at one place in one hour are a crowd, not company. Ours.
const CROWD: usize = resolve::CARRIERS;
/// Company is seen at two places at least this far apart: neighbours are at one place together all the time. Ours, as
/// for stops of a route.
const APART_KM: f64 = crate::route::STOP_KM;

/// A subject at a place at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Presence {
    pub(crate) subject: ClusterIx,
    pub(crate) location: LocationIx,
    pub(crate) time: Moment,
    pub(crate) event: EventIx,
    pub(crate) kind: EventKind,
    record: RecordIx,
}

/// All presences, by subject and time.
pub(crate) fn presences(
    evidence: &Evidence,
    resolution: &Resolution,
    locations: &Locations,
) -> Vec<Presence> {
    let mut all: Vec<Presence> = evidence
        .events()
        .filter_map(|event| {
            let (location, _) = (*locations.of_event.get(event.ix.0 as usize)?)?;
            let time = event.time.filter(|time| time.precision >= Precision::Day)?;
            let subject = resolution.cluster(subject(&event)?)?;
            Some(Presence {
                subject,
                location,
                time,
                event: event.ix,
                kind: event.kind,
                record: event.record,
            })
        })
        .collect();
    all.sort_by_key(|presence| (presence.subject, presence.time.order_us(), presence.event));
    all
}

/// Whom an event puts at its place: who moved or was seen; weakly, whose card or cash was used there.
fn subject(event: &Event<'_>) -> Option<evidence::EntityIx> {
    match event.kind {
        EventKind::Payment => match event.channel {
            // Who paid cash in may be anybody; who took it out had the card.
            Channel::Card | Channel::Cash => event.from,
            _ => None,
        },
        kind if moves(kind) => event.from.or(event.from_party),
        _ => None,
    }
}

fn moves(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Position
            | EventKind::Journey
            | EventKind::Crossing
            | EventKind::Sighting
            | EventKind::Stay
    )
}

/// Draws who travelled in or through what.
pub(crate) fn carried(sketch: &mut Sketch<'_>, event: &Event<'_>) {
    if !moves(event.kind) {
        return;
    }
    let subject = sketch.thing(event.from.or(event.from_party));
    if let (Some(subject), Some(via)) = (subject, sketch.thing(event.via)) {
        let seen = Seen { weight: 1, time: event.time, amount: None };
        sketch.tie((subject, via), Layer::Movement, "travelled-in", seen, [event.record]);
    }
}

/// With whom each subject was seen at enough places.
pub(crate) type Company = BTreeMap<ClusterIx, BTreeSet<ClusterIx>>;

/// Where two were together.
#[derive(Default)]
struct Meeting {
    count: u64,
    first: Option<(Moment, RecordIx, RecordIx)>,
}

/// Who was seen with whom at enough places, both ways; draws the ties.
pub(crate) fn meetings(locations: &Locations, presences: &[Presence], sketch: &mut Sketch<'_>) -> Company {
    let hour = |presence: &Presence| presence.time.order_us().div_euclid(HOUR_US);
    let mut slots: Vec<&Presence> = presences
        .iter()
        .filter(|presence| moves(presence.kind) && presence.time.precision >= Precision::Minute)
        .collect();
    slots.sort_by_key(|presence| (presence.location, hour(presence), presence.subject, presence.event));
    slots.dedup_by_key(|presence| (presence.location, hour(presence), presence.subject));
    let mut pairs: BTreeMap<(ClusterIx, ClusterIx), BTreeMap<LocationIx, Meeting>> = BTreeMap::new();
    let hours: Vec<&[&Presence]> = slots
        .chunk_by(|a, b| (a.location, hour(a)) == (b.location, hour(b)))
        .filter(|slot| slot.len() <= CROWD)
        .collect();
    for (at, slot) in hours.iter().enumerate() {
        // This hour and the two after it, as far as they are there.
        for other in hours.iter().skip(at).take(3) {
            for one in *slot {
                for two in *other {
                    let apart = (one.time.order_us() - two.time.order_us()).abs();
                    let fresh = !std::ptr::eq(*slot, *other) || one.subject < two.subject;
                    if one.location != two.location
                        || one.subject == two.subject
                        || apart > TOGETHER_US
                        || !fresh
                    {
                        continue;
                    }
                    let pair = (one.subject.min(two.subject), one.subject.max(two.subject));
                    let meeting = pairs.entry(pair).or_default().entry(one.location).or_default();
                    meeting.count += 1;
                    meeting.first.get_or_insert((one.time, one.record, two.record));
                }
            }
        }
    }
    let mut with = Company::new();
    let position = |at: &LocationIx| locations.all.get(at.0 as usize).map(|at| (at.latitude, at.longitude));
    for ((one, other), places) in pairs {
        let mut positions = places.keys().filter_map(position);
        let Some(first) = positions.next() else { continue };
        if !positions.any(|at| distance_km(first.0, first.1, at.0, at.1) > APART_KM) {
            continue;
        }
        with.entry(one).or_default().insert(other);
        with.entry(other).or_default().insert(one);
        if sketch.is_thing(one) && sketch.is_thing(other) {
            for meeting in places.into_values() {
                let Some((time, first, second)) = meeting.first else { continue };
                let seen = Seen { weight: meeting.count, time: Some(time), amount: None };
                sketch.tie((one, other), Layer::Movement, "together", seen, [first, second]);
            }
        }
    }
    with
}
