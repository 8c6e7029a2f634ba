//! Whether records leave any moment at which someone could have been at a claimed place.
//!
//! A record of someone at another place rules out the moments from which nobody gets there in time. Only if all records
//! together rule out every moment of the claimed time, tolerance included, do they contradict the claim.

use evidence::{Channel, Event, EventKind, Moment, RecordIx};
use gazetteer::distance_km;

use crate::found::{Strength, Why};
use crate::party::{Basis, Meant};
use crate::place::Candidate;
use crate::reading::{Asked, Ground};
use crate::statement::PartyKind;
use crate::when::HOUR_US;

/// Faster than any airliner.
const AIR_KMH: f64 = 1_000.0;
/// Faster than on any road over hours. Ours.
const ROAD_KMH: f64 = 130.0;
/// A place of the gazetteer lies up to this far from where its events happened (crate `resolve`), at both ends.
const SLACK_KM: f64 = 30.0;
/// Records shown of those that rule moments out.
const SHOWN: usize = 5;

/// A record of someone at another place.
struct Sight {
    /// First and last microsecond of the record's time, as late and as early as clocks allow.
    earliest: i64,
    latest: i64,
    km: f64,
    record: RecordIx,
    time: Moment,
    place: String,
    basis: Basis,
    is_thing: bool,
}

/// Why a party cannot have been at a claimed place, if the records say so.
pub(crate) fn elsewhere(
    ground: &Ground<'_>,
    asked: &Asked<'_>,
    key: &str,
    at: &Candidate,
) -> Option<(Vec<RecordIx>, Strength, Why)> {
    let party = ground.people.get(key)?;
    let window = asked.claim.when.as_ref()?;
    let reach = asked.claim.tolerance.time_us;
    let span = (window.start_us.saturating_sub(reach), window.end_us.saturating_add(reach));
    let sights = sights(ground, asked, party, at);
    // What drives or sails does not fly.
    let can_fly = matches!(party.kind, PartyKind::Person | PartyKind::Organization);
    let speeds: &[(f64, bool)] =
        if can_fly { &[(AIR_KMH, false), (ROAD_KMH, true)] } else { &[(ROAD_KMH, false)] };
    for &(kmh, only_by_air) in speeds {
        let Some(used) = rules_out(&sights, span, kmh) else { continue };
        let middle = i64::midpoint(span.0, span.1);
        let nearest = used.iter().min_by_key(|sight| (sight.earliest.abs_diff(middle), sight.record))?;
        let strength = match (only_by_air, nearest.is_thing, nearest.basis) {
            (false, false, Basis::Number) => Strength::Strong,
            (false, false, _) => Strength::Moderate,
            _ => Strength::Weak,
        };
        let why = Why::Elsewhere {
            party: key.to_owned(),
            place: nearest.place.clone(),
            time: nearest.time,
            km: nearest.km.round(),
            claimed: at.name.clone(),
            only_by_air,
            is_thing: nearest.is_thing,
        };
        let mut records: Vec<RecordIx> = used.iter().map(|sight| sight.record).collect();
        records.sort_unstable();
        records.dedup();
        records.truncate(SHOWN);
        return Some((records, strength, why));
    }
    None
}

/// All records of a party away from a place.
fn sights(ground: &Ground<'_>, asked: &Asked<'_>, party: &Meant, at: &Candidate) -> Vec<Sight> {
    let Some(window) = &asked.claim.when else { return Vec::new() };
    let own = std::slice::from_ref(&party.key);
    let mut all = Vec::new();
    for relevant in &ground.events {
        let event = &relevant.event;
        let ends = relevant.ends.get(party.key.as_str());
        let basis = ends.and_then(|ends| ends.from.into_iter().chain(ends.via).min());
        // A part of a name is no ground to contradict anyone.
        let Some(basis) = basis.filter(|basis| *basis <= Basis::Name && puts_there(event)) else { continue };
        let (Some(location), Some(time)) = (ground.locations.of(event.ix), event.time) else { continue };
        let km = distance_km(at.latitude, at.longitude, location.latitude, location.longitude);
        let (start, end, slack) = window.place(&time, ground.longitude(asked, event));
        all.push(Sight {
            earliest: start.saturating_sub(slack),
            latest: end.saturating_add(slack),
            km,
            record: event.record,
            time,
            place: location.name.clone(),
            basis,
            is_thing: ground.is_thing(own, event),
        });
    }
    all
}

fn puts_there(event: &Event<'_>) -> bool {
    match event.kind {
        EventKind::Position
        | EventKind::Journey
        | EventKind::Crossing
        | EventKind::Sighting
        | EventKind::Stay => true,
        EventKind::Payment => matches!(event.channel, Channel::Card | Channel::Cash),
        _ => false,
    }
}

/// The records that together rule out every moment of the span at this speed, if they do.
fn rules_out(sights: &[Sight], span: (i64, i64), kmh: f64) -> Option<Vec<&Sight>> {
    // For each record the moments it rules out, whenever within its own time it was made.
    let mut zones: Vec<(i64, i64, &Sight)> = sights
        .iter()
        .filter_map(|sight| {
            let hours = (sight.km - SLACK_KM).max(0.0) / kmh;
            let away = away_us(hours);
            let (from, to) = (sight.latest.saturating_sub(away), sight.earliest.saturating_add(away));
            (from < to && from < span.1 && to > span.0).then_some((from, to, sight))
        })
        .collect();
    zones.sort_by_key(|(from, to, sight)| (*from, std::cmp::Reverse(*to), sight.record));
    let (mut done, mut used) = (span.0, Vec::new());
    while done < span.1 {
        let reaching = zones.iter().filter(|(from, to, _)| *from <= done && *to > done);
        let (_, to, sight) = reaching.max_by_key(|(_, to, sight)| (*to, std::cmp::Reverse(sight.record)))?;
        used.push(*sight);
        done = *to;
    }
    Some(used)
}

#[expect(clippy::cast_possible_truncation, reason = "a way on Earth takes at most some hundred hours")]
fn away_us(hours: f64) -> i64 {
    (hours * HOUR_US as f64) as i64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sight(hour: i64, km: f64) -> Sight {
        let time = Moment::from_utc_us(hour * HOUR_US, Some(0));
        Sight {
            earliest: hour * HOUR_US,
            latest: hour * HOUR_US,
            km,
            record: RecordIx(0),
            time,
            place: String::new(),
            basis: Basis::Number,
            is_thing: false,
        }
    }

    #[test]
    fn one_record_rules_out_only_what_is_too_near_in_time() {
        let span = (10 * HOUR_US, 12 * HOUR_US);
        // 1,330 km take 10 hours at 130 km/h, and 1.3 at 1,000.
        assert!(rules_out(&[sight(11, 1330.0)], span, ROAD_KMH).is_some());
        assert!(rules_out(&[sight(11, 1330.0)], span, AIR_KMH).is_some());
        assert!(rules_out(&[sight(9, 1330.0)], span, AIR_KMH).is_none(), "after 10:18 all is possible");
        assert!(rules_out(&[sight(11, 40.0)], span, ROAD_KMH).is_none());
        let both = [sight(9, 2330.0), sight(13, 2330.0)];
        assert_eq!(rules_out(&both, span, AIR_KMH).map(|used| used.len()), Some(2));
    }

    proptest! {
        #[test]
        fn what_is_ruled_out_is_ruled_out_at_every_moment(
            sights in prop::collection::vec((0_i64..48, 0.0_f64..5000.0), 0..6),
            start in 0_i64..40, long in 1_i64..8,
        ) {
            let sights: Vec<Sight> = sights.into_iter().map(|(hour, km)| sight(hour, km)).collect();
            let span = (start * HOUR_US, (start + long) * HOUR_US);
            let possible = |moment: i64| sights.iter().all(|sight| {
                let hours = (moment - sight.earliest).abs() as f64 / HOUR_US as f64;
                hours * AIR_KMH >= (sight.km - SLACK_KM).max(0.0)
            });
            let minutes = (span.0..span.1).step_by(60_000_000);
            let any = minutes.clone().any(possible);
            if rules_out(&sights, span, AIR_KMH).is_some() {
                prop_assert!(!any);
            } else if !sights.is_empty() {
                // A gap shorter than a minute can lie between two of the moments tried.
                let near_edge = rules_out(&sights, (span.0 + 60_000_000, span.1 - 60_000_000), AIR_KMH).is_some();
                prop_assert!(any || near_edge || minutes.count() > 0);
            }
        }
    }
}
