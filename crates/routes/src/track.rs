//! Tracks of positions: silences in them, and who moves side by side.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EventIx, EventKind, Precision, RecordIx};
use gazetteer::distance_km;
use resolve::ClusterIx;

use crate::Dark;
use crate::presence::Presence;

/// Fewest positions of a track. Ours.
const FIXES: usize = 5;
/// A silence is this many times as long as is usual around it. Ours: radios skip a few turns in bad reception.
const SILENCE: f64 = 6.0;
/// Shorter silences are none, in seconds. Ours: a tunnel, a lock.
const SILENCE_S: f64 = 120.0;
/// Of tracks that report less often, in seconds, no silence is told: cameras and stamps are no receiver. Ours.
const RARE_S: f64 = 1_800.0;
/// How many intervals on each side tell what is usual.
const USUAL: usize = 8;
/// Side by side is within this distance. Ours: a convoy on a road, boats that can hail each other.
const ABREAST_KM: f64 = 0.3;
/// For at least so long, in microseconds. Ours: two that meet in a channel are past each other sooner.
const ABREAST_US: i64 = 10 * 60 * SECOND_US;
/// And so far from where it began: two that lie side by side are neighbours.
const ABREAST_WAY_KM: f64 = 1.0;
/// Between positions further apart in time nothing is interpolated. Ours.
const HOLE_US: i64 = 5 * 60 * SECOND_US;
/// A moment apart in so many positions one after the other ends it. Ours: positions err.
const STRAYS: u32 = 2;
const SECOND_US: i64 = 1_000_000;
/// More tracks than this in one cell at one time are a crowd, of which nobody says who moves with whom.
const CROWD: usize = 4 * resolve::CARRIERS;
/// Cells in which those are looked for who may be side by side, in degrees and microseconds: larger than what is asked.
const CELL: f64 = 0.05;

/// A position at a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fix {
    /// Microseconds of UTC, or of the local clock where the offset is not known.
    pub at_us: i64,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// The event.
    pub event: EventIx,
    /// Its record.
    pub record: RecordIx,
}

/// The positions of one subject, one a moment, in order of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Whose.
    pub subject: ClusterIx,
    /// Its positions.
    pub fixes: Vec<Fix>,
}

/// The tracks among presences, which are by subject and time.
pub(crate) fn tracks(presences: &[Presence]) -> Vec<Track> {
    let own = presences.chunk_by(|a, b| a.subject == b.subject);
    let fix = |presence: &Presence| {
        let (latitude, longitude) = presence.coordinates?;
        let is_position =
            presence.kind == EventKind::Position && presence.time.precision >= Precision::Minute;
        is_position.then_some(Fix {
            at_us: presence.time.order_us(),
            latitude,
            longitude,
            event: presence.event,
            record: presence.record,
        })
    };
    own.filter_map(|presences| {
        let mut fixes: Vec<Fix> = presences.iter().filter_map(fix).collect();
        fixes.dedup_by_key(|fix| fix.at_us);
        (fixes.len() >= FIXES).then_some(Track { subject: presences.first()?.subject, fixes })
    })
    .collect()
}

/// A silence between two positions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Silence {
    /// Number of the position before it.
    pub after: usize,
    /// How long it is.
    pub seconds: f64,
    /// The middle interval before or after it, whichever is longer.
    pub usual_seconds: f64,
}

impl Track {
    /// Where nothing was heard for much longer than is usual before and after. Radios report seldom at anchor and often
    /// under way, so that a change from one to the other is no silence.
    pub fn silences(&self) -> Vec<Silence> {
        let seconds: Vec<f64> = pairs(&self.fixes)
            .map(|(one, next)| (next.at_us - one.at_us) as f64 / SECOND_US as f64)
            .collect();
        let usual = |intervals: &[f64]| {
            let mut sorted = intervals.to_vec();
            sorted.sort_by(f64::total_cmp);
            sorted.get(sorted.len() / 2).copied()
        };
        let around = |at: usize| {
            let before = usual(seconds.get(at.saturating_sub(USUAL)..at)?);
            let after = usual(seconds.get(at + 1..(at + 1 + USUAL).min(seconds.len()))?);
            before.into_iter().chain(after).max_by(f64::total_cmp)
        };
        let silence = |(after, &seconds): (usize, &f64)| {
            let usual_seconds = around(after)?;
            (usual_seconds <= RARE_S && seconds >= SILENCE_S && seconds > SILENCE * usual_seconds)
                .then_some(Silence { after, seconds, usual_seconds })
        };
        seconds.iter().enumerate().filter_map(silence).collect()
    }

    /// Where it was at a moment between two positions that are near each other in time.
    fn at(&self, at_us: i64) -> Option<(f64, f64)> {
        let next = self.fixes.partition_point(|fix| fix.at_us < at_us);
        let after = self.fixes.get(next)?;
        if after.at_us == at_us {
            return Some((after.latitude, after.longitude));
        }
        let before = self.fixes.get(next.checked_sub(1)?)?;
        let span = after.at_us - before.at_us;
        let part = (at_us - before.at_us) as f64 / span as f64;
        let between = |from: f64, to: f64| from + (to - from) * part;
        (span <= HOLE_US)
            .then(|| (between(before.latitude, after.latitude), between(before.longitude, after.longitude)))
    }
}

fn pairs(fixes: &[Fix]) -> impl Iterator<Item = (&Fix, &Fix)> {
    fixes.iter().zip(fixes.iter().skip(1))
}

/// All silences of all tracks.
pub(crate) fn dark(tracks: &[Track]) -> Vec<Dark> {
    let told = |track: &Track, silence: Silence| {
        let (before, after) = (track.fixes.get(silence.after)?, track.fixes.get(silence.after + 1)?);
        Some(Dark {
            subject: track.subject,
            between: (before.event, after.event),
            seconds: silence.seconds,
            usual_seconds: silence.usual_seconds,
            distance_km: distance_km(before.latitude, before.longitude, after.latitude, after.longitude),
        })
    };
    tracks
        .iter()
        .flat_map(|track| track.silences().into_iter().filter_map(move |silence| told(track, silence)))
        .collect()
}

/// A stretch in which two moved side by side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Together {
    /// When it began.
    pub from_us: i64,
    /// When it ended.
    pub until_us: i64,
    /// How far they came from where it began.
    pub way_km: f64,
    /// The records of both at its beginning.
    pub records: (RecordIx, RecordIx),
}

/// Where two tracks are side by side, for ten minutes and a kilometre at least.
pub fn together(one: &Track, other: &Track) -> Vec<Together> {
    // Walked along the track that says less: between its positions the other is known better.
    let (walked, beside) = if one.fixes.len() <= other.fixes.len() { (one, other) } else { (other, one) };
    let mut found = Vec::new();
    let mut run: Option<(Fix, Fix, RecordIx, f64)> = None;
    let mut strays = 0;
    let mut end = |run: &mut Option<(Fix, Fix, RecordIx, f64)>| {
        if let Some((first, last, record, way_km)) = run.take()
            && last.at_us - first.at_us >= ABREAST_US
            && way_km >= ABREAST_WAY_KM
        {
            let records =
                if std::ptr::eq(walked, one) { (first.record, record) } else { (record, first.record) };
            found.push(Together { from_us: first.at_us, until_us: last.at_us, way_km, records });
        }
    };
    for fix in &walked.fixes {
        let place = beside.at(fix.at_us);
        let is_near = place.map(|(latitude, longitude)| {
            distance_km(fix.latitude, fix.longitude, latitude, longitude) <= ABREAST_KM
        });
        if run.is_some_and(|(_, last, _, _)| fix.at_us - last.at_us > HOLE_US) {
            end(&mut run);
        }
        match is_near {
            Some(true) => {
                strays = 0;
                if let Some((first, last, _, way_km)) = &mut run {
                    *last = *fix;
                    *way_km =
                        way_km.max(distance_km(first.latitude, first.longitude, fix.latitude, fix.longitude));
                } else {
                    let next = beside.fixes.partition_point(|other| other.at_us < fix.at_us);
                    let record = beside.fixes.get(next).map_or(fix.record, |fix| fix.record);
                    run = Some((*fix, *fix, record, 0.0));
                }
            }
            Some(false) => {
                strays += 1;
                if strays >= STRAYS {
                    end(&mut run);
                }
            }
            None => {}
        }
    }
    end(&mut run);
    found
}

/// All pairs of tracks that move side by side somewhere, with where.
pub(crate) fn abreast(tracks: &[Track]) -> Vec<(usize, usize, Vec<Together>)> {
    let mut cells: BTreeMap<(i64, i64, i64), BTreeSet<usize>> = BTreeMap::new();
    for (at, track) in tracks.iter().enumerate() {
        for fix in &track.fixes {
            cells.entry(cell(fix)).or_default().insert(at);
        }
    }
    // How often two were in one cell or in neighbouring ones; side by side for long is more than once.
    let mut near: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (&(time, north, east), here) in &cells {
        if here.len() > CROWD {
            continue;
        }
        for step in 0..9 {
            let beside = (time, north + step / 3 - 1, east + step % 3 - 1);
            let Some(others) = cells.get(&beside).filter(|others| others.len() <= CROWD) else { continue };
            for &one in here {
                for &other in others.range(one + 1..) {
                    *near.entry((one, other)).or_default() += 1;
                }
            }
        }
    }
    near.into_iter()
        .filter(|(_, often)| *often > 1)
        .filter_map(|((one, other), _)| {
            let stretches = together(tracks.get(one)?, tracks.get(other)?);
            (!stretches.is_empty()).then_some((one, other, stretches))
        })
        .collect()
}

#[expect(clippy::cast_possible_truncation, reason = "a number of degrees on Earth times 20 fits")]
fn cell(fix: &Fix) -> (i64, i64, i64) {
    let place = |degrees: f64| (degrees / CELL).floor() as i64;
    (fix.at_us.div_euclid(ABREAST_US), place(fix.latitude), place(fix.longitude))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track(subject: u32, fixes: impl IntoIterator<Item = (i64, f64, f64)>) -> Track {
        let fixes = fixes.into_iter().map(|(second, latitude, longitude)| Fix {
            at_us: second * SECOND_US,
            latitude,
            longitude,
            event: EventIx(0),
            record: RecordIx(subject),
        });
        Track { subject: ClusterIx(subject), fixes: fixes.collect() }
    }

    #[test]
    fn a_silence_is_unlike_both_sides() {
        let steady = (0..40).map(|at| at * 10);
        let at = |seconds: Vec<i64>| track(0, seconds.into_iter().map(|second| (second, 50.0, -1.0)));
        let hole: Vec<i64> = steady.clone().filter(|second| !(100..280).contains(second)).collect();
        let found = at(hole).silences();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].seconds, found[0].usual_seconds), (190.0, 10.0));
        // Every ten seconds under way, every three minutes at anchor.
        let anchored = steady.chain((1..20).map(|at| 390 + at * 180)).collect();
        assert_eq!(at(anchored).silences(), []);
        assert_eq!(at(vec![0, 10, 20]).silences(), []);
    }

    #[test]
    fn side_by_side_is_near_for_long_and_on_the_way() {
        let way = |offset: f64, shift: i64, speed: f64| {
            (0..60).map(move |at| (at * 30 + shift, 50.0 + at as f64 * speed, -1.0 + offset))
        };
        let stretches = |one: &Track, other: &Track| together(one, other).len();
        let boat = track(0, way(0.0, 0, 0.001));
        // 0.002° of longitude are 140 m there.
        assert_eq!(stretches(&boat, &track(1, way(0.002, 11, 0.001))), 1);
        assert_eq!(stretches(&boat, &track(1, way(0.02, 11, 0.001))), 0, "a nautical mile off");
        assert_eq!(stretches(&boat, &track(1, way(0.0, 11, -0.001))), 0, "the other way");
        let moored = |shift| track(1, way(0.0, shift, 0.0));
        assert_eq!(stretches(&moored(0), &moored(11)), 0, "neighbours in a harbour");
        let found = together(&boat, &track(7, way(0.001, 11, 0.001)));
        assert_eq!(found[0].records, (RecordIx(0), RecordIx(7)));
        let pairs = abreast(&[boat, track(1, way(0.002, 11, 0.001)), moored(5)]);
        assert_eq!(pairs.iter().map(|pair| (pair.0, pair.1)).collect::<Vec<_>>(), [(0, 1)]);
    }
}
