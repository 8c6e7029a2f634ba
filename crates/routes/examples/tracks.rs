//! How well silences and groups are found again on real tracks of ships of which points and identities were taken away.
//!
//!     cargo run --release -p routes --example tracks -- AIS.csv [SEEDS]
//!
//! **Silences**: from each ship under way one stretch is cut out, and a fifth of all other positions is lost at random. Found
//! is a silence that covers at least half of the stretch and is not twice as long. What is told elsewhere is wrong, but for
//! silences that the untouched track has: of those nobody knows.
//!
//! **Groups**: the positions of each ship that goes a kilometre are dealt at random to two or three names, as if so many
//! receivers were on board, each erring by some 30 m. Those of one ship should be found to move together, and those of ships
//! that already go side by side in the untouched tracks (they are listed); others not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a tool of the bench, not of the library"
)]

use std::collections::BTreeMap;

use evidence::{EventIx, RecordIx};
use resolve::ClusterIx;
use routes::{Fix, Track, together};

const SECOND_US: i64 = 1_000_000;

fn read(path: &str) -> Vec<Track> {
    let mut tracks: BTreeMap<String, Vec<Fix>> = BTreeMap::new();
    let mut table = csv::Reader::from_path(path).expect("a table");
    for row in table.records().map(|row| row.expect("a row")) {
        let time: jiff::civil::DateTime = row[0].parse().expect("a time");
        let at_us = jiff::tz::Offset::UTC.to_timestamp(time).unwrap().as_microsecond();
        let [latitude, longitude] = [2, 3].map(|at| row[at].parse().expect("degrees"));
        let fix = Fix { at_us, latitude, longitude, event: EventIx(0), record: RecordIx(0) };
        tracks.entry(row[1].to_owned()).or_default().push(fix);
    }
    let track = |(subject, mut fixes): (u32, Vec<Fix>)| {
        fixes.sort_by_key(|fix| fix.at_us);
        fixes.dedup_by_key(|fix| fix.at_us);
        Track { subject: ClusterIx(subject), fixes }
    };
    (0..).zip(tracks.into_values()).map(track).collect()
}

fn km(one: &Fix, other: &Fix) -> f64 {
    gazetteer::distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
}

/// How far it comes from where it began.
fn way_km(track: &Track) -> f64 {
    track.fixes.iter().map(|fix| km(&track.fixes[0], fix)).fold(0.0, f64::max)
}

#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn line(&self) -> String {
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        format!(
            "precision {:.1} %, recall {:.1} % ({} right, {} wrong, {} missed)",
            share(self.right, self.right + self.wrong),
            share(self.right, self.right + self.missed),
            self.right,
            self.wrong,
            self.missed
        )
    }
}

/// Cuts one stretch out of each track; what the silences of the rest are worth.
fn silences(tracks: &[Track], minutes: i64, seeds: u64) -> Score {
    let mut score = Score::default();
    for seed in 0..seeds {
        let mut dice = fastrand::Rng::with_seed(seed * 1_000 + minutes.unsigned_abs());
        for track in tracks {
            let (first, last) = (track.fixes[0].at_us, track.fixes[track.fixes.len() - 1].at_us);
            let long = minutes * 60 * SECOND_US;
            if last - first < 3 * long {
                continue;
            }
            let start = dice.i64(first + long / 2..last - long - long / 2);
            let mut kept = track.clone();
            kept.fixes.retain(|fix| !(start..start + long).contains(&fix.at_us) && dice.f64() >= 0.2);
            if kept.fixes.len() < 10 {
                continue;
            }
            let span = |track: &Track, after: usize| (track.fixes[after].at_us, track.fixes[after + 1].at_us);
            let own: Vec<(i64, i64)> =
                track.silences().iter().map(|silence| span(track, silence.after)).collect();
            let mut is_found = false;
            for silence in kept.silences() {
                let (from, until) = span(&kept, silence.after);
                let covered = until.min(start + long) - from.max(start);
                if covered * 2 >= long && until - from <= 2 * long {
                    is_found = true;
                } else if !own.iter().any(|&(start, end)| start < until && end > from) {
                    score.wrong += 1;
                }
            }
            score.right += usize::from(is_found);
            score.missed += usize::from(!is_found);
        }
    }
    score
}

/// Deals the positions of each track to several names; what the pairs found are worth.
fn groups(tracks: &[Track], names: usize, kept: f64, seeds: u64) -> Score {
    let beside = side_by_side(tracks);
    let mut score = Score::default();
    for seed in 0..seeds {
        let mut dice = fastrand::Rng::with_seed(seed);
        let mut dealt: Vec<(usize, Track)> = Vec::new();
        for (ship, track) in tracks.iter().enumerate() {
            let mut hands = vec![Vec::new(); names];
            for fix in track.fixes.iter().filter(|_| dice.f64() < kept).collect::<Vec<_>>() {
                // Some 30 m each way.
                let mut near = |degrees: f64| degrees + (dice.f64() - 0.5) * 0.0005;
                let (latitude, longitude) = (near(fix.latitude), near(fix.longitude));
                hands[dice.usize(..names)].push(Fix { latitude, longitude, ..*fix });
            }
            let own = hands.into_iter().filter(|fixes| fixes.len() >= 5);
            dealt.extend(own.map(|fixes| (ship, Track { subject: track.subject, fixes })));
        }
        for (at, (ship, one)) in dealt.iter().enumerate() {
            for (other_ship, other) in &dealt[at + 1..] {
                let is_found = !together(one, other).is_empty();
                let is_real = ship == other_ship || beside.contains(&(*ship, *other_ship));
                match (is_real, is_found) {
                    (true, true) => score.right += 1,
                    (true, false) => score.missed += 1,
                    (false, true) => score.wrong += 1,
                    (false, false) => {}
                }
            }
        }
    }
    score
}

/// Ships that go side by side as they are.
fn side_by_side(tracks: &[Track]) -> Vec<(usize, usize)> {
    let pairs = (0..tracks.len()).flat_map(|one| (one + 1..tracks.len()).map(move |other| (one, other)));
    pairs.filter(|&(one, other)| !together(&tracks[one], &tracks[other]).is_empty()).collect()
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("the path of a table: time, identity, latitude, longitude");
    let seeds: u64 = arguments.next().map_or(20, |own| own.parse().expect("a number"));
    let tracks = read(&path);
    let moving: Vec<Track> =
        tracks.iter().filter(|track| track.fixes.len() >= 40 && way_km(track) >= 1.0).cloned().collect();
    println!(
        "{} ships, {} of them under way for a kilometre with 40 positions; {seeds} seeds",
        tracks.len(),
        moving.len()
    );
    println!("\nsilences, a fifth of the other positions lost:");
    for minutes in [3, 5, 10, 20] {
        println!("  {minutes:2} minutes: {}", silences(&moving, minutes, seeds).line());
    }
    println!("\nwho moves together, positions dealt to several names:");
    for (names, kept) in [(2, 1.0), (3, 1.0), (2, 0.3), (3, 0.3)] {
        println!(
            "  {names} names, {:.0} % of positions kept: {}",
            kept * 100.0,
            groups(&moving, names, kept, seeds).line()
        );
    }
    let beside = side_by_side(&moving);
    println!("\nships that go side by side as they are: {} pairs", beside.len());
    for (one, other) in beside {
        for stretch in together(&moving[one], &moving[other]) {
            println!(
                "  ships {one} and {other}: {} minutes, {:.1} km",
                (stretch.until_us - stretch.from_us) / 60 / SECOND_US,
                stretch.way_km
            );
        }
    }
}
