//! Who was together with whom, and who moved together.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Moment, Precision, RecordIx};
use gazetteer::distance_km;
use resolve::{ClusterIx, LocationIx, Locations};

use crate::presence::{Presence, moves};
use crate::track::{Track, abreast};
use crate::trip::STOP_KM;
use crate::{Group, Meeting};

/// Two are together who are at one place within two hours. Ours.
const TOGETHER_US: i64 = 2 * HOUR_US;
const HOUR_US: i64 = 3_600_000_000;
/// More subjects than this at one place in one hour are a crowd, not company. Ours.
const CROWD: usize = resolve::CARRIERS;
/// Those who meet again after this have parted in between. Ours.
const PARTED_US: i64 = 3 * 24 * HOUR_US;

/// All company.
pub(crate) struct Company {
    /// See [`crate::Routes::meetings`].
    pub(crate) meetings: Vec<Meeting>,
    /// See [`crate::Routes::groups`].
    pub(crate) groups: Vec<Group>,
    outings: BTreeMap<(ClusterIx, ClusterIx), Vec<(i64, i64)>>,
}

impl Company {
    /// Whether two moved together at some time in a stretch.
    pub(crate) fn is_together(&self, one: ClusterIx, other: ClusterIx, (from, until): (i64, i64)) -> bool {
        let outings = self.outings.get(&(one.min(other), one.max(other)));
        outings.into_iter().flatten().any(|&(start, end)| start <= until && end >= from)
    }

    /// With whom a subject moved in a stretch.
    pub(crate) fn of(&self, subject: ClusterIx, stretch: (i64, i64)) -> Vec<ClusterIx> {
        let (from, until) = stretch;
        let is_then = |group: &&Group| group.from.order_us() <= until && group.until.order_us() >= from;
        let groups = self.groups.iter().filter(is_then);
        let own = groups.filter(|group| group.members.binary_search(&subject).is_ok());
        let others: BTreeSet<ClusterIx> = own.flat_map(|group| group.members.iter().copied()).collect();
        others.into_iter().filter(|&other| other != subject).collect()
    }
}

/// Two at one place, or where they began to move side by side.
#[derive(Clone, Copy)]
struct Seen {
    location: LocationIx,
    time: Moment,
    until_us: i64,
    records: (RecordIx, RecordIx),
    is_abreast: bool,
}

/// Two on the way together, from one meeting to the last without parting.
struct Outing {
    pair: (ClusterIx, ClusterIx),
    seen: Vec<Seen>,
    from_us: i64,
    until_us: i64,
}

/// Who was together; `presences` are by subject and time, `tracks` are theirs.
pub(crate) fn company(locations: &Locations, presences: &[Presence], tracks: &[Track]) -> Company {
    let mut pairs = at_places(presences);
    side_by_side(presences, tracks, &mut pairs);
    let (mut meetings, mut outings) = (Vec::new(), Vec::new());
    for (pair, mut seen) in pairs {
        seen.sort_by_key(|seen| (seen.time.order_us(), seen.location, seen.records));
        if !is_on_the_way(locations, &seen) {
            continue;
        }
        let mut by_place: BTreeMap<(bool, LocationIx), Meeting> = BTreeMap::new();
        for seen in &seen {
            let first = Meeting { subjects: pair, count: 0, time: seen.time, records: seen.records };
            by_place.entry((seen.is_abreast, seen.location)).or_insert(first).count += 1;
        }
        meetings.extend(by_place.into_values());
        let parted = seen.chunk_by(|one, next| next.time.order_us() - one.until_us <= PARTED_US);
        outings.extend(parted.filter(|seen| is_on_the_way(locations, seen)).map(|seen| Outing {
            pair,
            seen: seen.to_vec(),
            from_us: seen.iter().map(|seen| seen.time.order_us()).min().unwrap_or(0),
            until_us: seen.iter().map(|seen| seen.until_us).max().unwrap_or(0),
        }));
    }
    let groups = groups(&outings);
    let mut stretches: BTreeMap<_, Vec<(i64, i64)>> = BTreeMap::new();
    for outing in &outings {
        stretches.entry(outing.pair).or_default().push((outing.from_us, outing.until_us));
    }
    Company { meetings, groups, outings: stretches }
}

/// Neighbours are at one place together all the time: company is seen at two places far apart, or side by side.
fn is_on_the_way(locations: &Locations, seen: &[Seen]) -> bool {
    let mut positions = seen.iter().filter_map(|seen| locations.all.get(seen.location.0 as usize));
    let Some(first) = positions.next() else { return false };
    seen.iter().any(|seen| seen.is_abreast)
        || positions
            .any(|at| distance_km(first.latitude, first.longitude, at.latitude, at.longitude) > STOP_KM)
}

type Pairs = BTreeMap<(ClusterIx, ClusterIx), Vec<Seen>>;

/// Two at one place within two hours.
fn at_places(presences: &[Presence]) -> Pairs {
    let hour = |presence: &Presence| presence.time.order_us().div_euclid(HOUR_US);
    let mut slots: Vec<&Presence> = presences
        .iter()
        .filter(|presence| moves(presence.kind) && presence.time.precision >= Precision::Minute)
        .collect();
    slots.sort_by_key(|presence| (presence.location, hour(presence), presence.subject, presence.event));
    slots.dedup_by_key(|presence| (presence.location, hour(presence), presence.subject));
    let hours: Vec<&[&Presence]> = slots
        .chunk_by(|a, b| (a.location, hour(a)) == (b.location, hour(b)))
        .filter(|slot| slot.len() <= CROWD)
        .collect();
    let mut pairs = Pairs::new();
    for (at, slot) in hours.iter().enumerate() {
        // This hour and the two after it, as far as they are there.
        for other in hours.iter().skip(at).take(3) {
            let is_same_hour = std::ptr::eq(*slot, *other);
            for one in *slot {
                for two in *other {
                    let apart = (one.time.order_us() - two.time.order_us()).abs();
                    let is_new = !is_same_hour || one.subject < two.subject;
                    if one.location == two.location
                        && one.subject != two.subject
                        && apart <= TOGETHER_US
                        && is_new
                    {
                        let (low, high) = if one.subject < two.subject { (one, two) } else { (two, one) };
                        let seen = Seen {
                            location: one.location,
                            time: one.time,
                            until_us: one.time.order_us().max(two.time.order_us()),
                            records: (low.record, high.record),
                            is_abreast: false,
                        };
                        pairs.entry((low.subject, high.subject)).or_default().push(seen);
                    }
                }
            }
        }
    }
    pairs
}

/// Two whose tracks run side by side.
fn side_by_side(presences: &[Presence], tracks: &[Track], pairs: &mut Pairs) {
    let presence = |subject: ClusterIx, at_us: i64| {
        let key = (subject, at_us);
        let at = presences.partition_point(|own| (own.subject, own.time.order_us()) < key);
        presences.get(at)
    };
    for (one, other, stretches) in abreast(tracks) {
        let (Some(one), Some(other)) = (tracks.get(one), tracks.get(other)) else { continue };
        for stretch in stretches {
            let begun = presence(one.subject, stretch.from_us).or(presence(other.subject, stretch.from_us));
            let Some(begun) = begun else { continue };
            let seen = Seen {
                location: begun.location,
                time: begun.time,
                until_us: stretch.until_us,
                records: stretch.records,
                is_abreast: true,
            };
            pairs.entry((one.subject, other.subject)).or_default().push(seen);
        }
    }
}

/// Groups of outings that overlap in time.
fn groups(outings: &[Outing]) -> Vec<Group> {
    let mut ordered: Vec<&Outing> = outings.iter().collect();
    ordered.sort_by_key(|outing| (outing.from_us, outing.until_us, outing.pair));
    // Outings that share someone and overlap belong together; parts are merged as outings are added.
    let mut open: Vec<(i64, BTreeSet<ClusterIx>, Vec<&Outing>)> = Vec::new();
    let mut groups = Vec::new();
    for outing in ordered {
        let (over, still): (Vec<_>, Vec<_>) =
            open.drain(..).partition(|(until_us, _, _)| *until_us < outing.from_us);
        groups.extend(over.iter().flat_map(|(_, _, outings)| close(outings)));
        let (one, other) = outing.pair;
        let mut joined = (outing.until_us, BTreeSet::from([one, other]), vec![outing]);
        for part in still {
            let shares_someone = part.1.contains(&one) || part.1.contains(&other);
            if shares_someone && part.2.iter().any(|own| own.until_us >= outing.from_us) {
                joined.0 = joined.0.max(part.0);
                joined.1.extend(part.1);
                joined.2.extend(part.2);
            } else {
                open.push(part);
            }
        }
        open.push(joined);
    }
    groups.extend(open.iter().flat_map(|(_, _, outings)| close(outings)));
    groups.sort_by(|one, other| {
        let key = |group: &Group| (group.from.order_us(), group.until.order_us());
        key(one).cmp(&key(other)).then_with(|| one.members.cmp(&other.members))
    });
    groups
}

/// The groups of one part: whoever was with less than half of the others is taken out, and those form groups of their own.
fn close(outings: &[&Outing]) -> Vec<Group> {
    let mut rest: Vec<&Outing> = outings.to_vec();
    let mut groups = Vec::new();
    while !rest.is_empty() {
        let members = cohesive(rest.iter().map(|outing| outing.pair).collect());
        let is_own = |outing: &&Outing| members.contains(&outing.pair.0) && members.contains(&outing.pair.1);
        let (own, others): (Vec<&Outing>, Vec<&Outing>) = rest.into_iter().partition(is_own);
        groups.extend(group(members, &own));
        if own.is_empty() {
            break;
        }
        rest = others;
    }
    groups
}

/// Those left when, one by one, whoever has the fewest companions is taken out until each has at least half of the others.
fn cohesive(pairs: BTreeSet<(ClusterIx, ClusterIx)>) -> BTreeSet<ClusterIx> {
    let mut with: BTreeMap<ClusterIx, BTreeSet<ClusterIx>> = BTreeMap::new();
    for (one, other) in pairs {
        with.entry(one).or_default().insert(other);
        with.entry(other).or_default().insert(one);
    }
    loop {
        let others = with.len().saturating_sub(1);
        let fewest = with.iter().min_by_key(|(member, own)| (own.len(), std::cmp::Reverse(**member)));
        let Some((&member, own)) = fewest else { return BTreeSet::new() };
        if own.len() * 2 >= others {
            return with.into_keys().collect();
        }
        with.remove(&member);
        for own in with.values_mut() {
            own.remove(&member);
        }
    }
}

fn group(members: BTreeSet<ClusterIx>, outings: &[&Outing]) -> Option<Group> {
    let mut seen: Vec<&Seen> = outings.iter().flat_map(|outing| &outing.seen).collect();
    seen.sort_by_key(|seen| (seen.time.order_us(), seen.location, seen.records));
    let mut places: Vec<LocationIx> = seen.iter().map(|seen| seen.location).collect();
    places.dedup();
    let mut records: Vec<RecordIx> = Vec::new();
    for record in seen.iter().flat_map(|seen| [seen.records.0, seen.records.1]) {
        if records.len() < Group::RECORDS && !records.contains(&record) {
            records.push(record);
        }
    }
    let until_us = seen.iter().map(|seen| seen.until_us).max()?;
    let first = seen.first()?.time;
    let until =
        Moment { local_us: until_us + i64::from(first.offset_min.unwrap_or(0)) * 60_000_000, ..first };
    Some(Group { members: members.into_iter().collect(), from: first, until, places, records })
}
