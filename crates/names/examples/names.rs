//! How well names are compared: the figures of `docs/performance.md`.
//!
//!     names spellings FOLDER       recall and false matches by script, on the names held back from learning
//!     names pairs CASES.csv [-v]   a file of judged pairs (columns schema, name1, name2, is_match): F1 at 0.7, halves apart
//!     names speed CASES.csv        pairs a CPU-second, names prepared a CPU-second
//!     names compare ONE OTHER      one comparison explained; organisations with a `+` before the first
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a program for developers, ended by what goes wrong"
)]
#![expect(clippy::indexing_slicing, reason = "bounds are those of the loops")]
#![allow(dead_code, unreachable_pub, reason = "the crate's modules are used in part")]

#[path = "shared/data.rs"]
mod data;
#[path = "../src/fold.rs"]
mod fold;

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

use data::{Use, purpose, read};
use names::{Frequencies, Name, compare, similarity};
use rustix::time::{ClockId, clock_gettime};

const ENOUGH: f32 = 0.7;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["spellings", folder] => spellings(folder),
        ["pairs", path] => pairs(path, false),
        ["pairs", path, "-v"] => pairs(path, true),
        ["speed", path] => speed(path),
        ["compare", one, other] => {
            let prepare = if one.starts_with('+') { Name::organization } else { Name::person };
            let (Some(one), Some(other)) = (prepare(one), prepare(other)) else { panic!("no name") };
            println!("{:#?}", compare(&one, &other, None));
        }
        _ => panic!("names spellings FOLDER | pairs CASES.csv [-v] | speed CASES.csv | compare ONE OTHER"),
    }
}

fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Pairs of one name each, and each name beside random others, at the default threshold.
fn spellings(folder: &str) {
    println!("script     pairs  found   false matches of  common key");
    for (name, script) in data::FILES {
        let held: Vec<_> = read(folder, name, script)
            .into_iter()
            .filter(|pair| purpose(&pair.own) == Use::Reporting)
            .collect();
        let names: Vec<(Name, Name)> = held
            .iter()
            .map(|pair| (Name::person(&pair.own).unwrap(), Name::person(&pair.latin).unwrap()))
            .collect();
        let found = names.iter().filter(|(own, latin)| similarity(own, latin, None) >= ENOUGH).count();
        if std::env::var_os("UNKEYED").is_some() {
            for (pair, (own, latin)) in held.iter().zip(&names) {
                if similarity(own, latin, None) >= ENOUGH && !share_key(own, latin) {
                    println!("{} {}", pair.own, pair.latin);
                }
            }
        }
        let keyed = names.iter().filter(|(own, latin)| share_key(own, latin)).count();
        let (mut wrong, mut tried, mut shared) = (0_u32, 0_u32, 0_u32);
        for (index, (own, _)) in names.iter().enumerate() {
            for step in 1..=100 {
                let other = (index + step * 7919) % names.len();
                if held[other].own != held[index].own && held[other].latin != held[index].latin {
                    tried += 1;
                    shared += u32::from(step == 1 && share_key(own, &names[other].1));
                    wrong += u32::from(similarity(own, &names[other].1, None) >= ENOUGH);
                }
            }
        }
        println!(
            "{:<9} {:>6}  {:.4}  {wrong:>5} {:>8} = {:.4} %  {:.4}, of random pairs {:.4}",
            format!("{script:?}"),
            names.len(),
            found as f64 / names.len() as f64,
            tried,
            100.0 * f64::from(wrong) / f64::from(tried),
            keyed as f64 / names.len() as f64,
            f64::from(shared) / names.len() as f64,
        );
    }
}

fn share_key(one: &Name, other: &Name) -> bool {
    let keys: BTreeSet<u64> = one.keys().collect();
    other.keys().any(|key| keys.contains(&key))
}

struct Case {
    one: String,
    other: String,
    is_organization: bool,
    is_match: bool,
}

fn cases(path: &str) -> Vec<Case> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (schema, one, other, is_match) =
        (column("schema"), column("name1"), column("name2"), column("is_match"));
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            Case {
                one: record[one].to_owned(),
                other: record[other].to_owned(),
                is_organization: &record[schema] != "Person",
                is_match: &record[is_match] == "true",
            }
        })
        .collect()
}

fn prepared(case: &Case) -> Option<(Name, Name)> {
    let prepare = if case.is_organization { Name::organization } else { Name::person };
    Some((prepare(&case.one)?, prepare(&case.other)?))
}

#[derive(Default)]
struct Tally {
    right: u32,
    wrong: u32,
    missed: u32,
    refused: u32,
    exact: u32,
}

/// Half of the cases, by a hash of their text, may be looked at when rules and numbers are set; the others not.
fn pairs(path: &str, is_verbose: bool) {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut scored: Vec<(f32, bool)> = Vec::new();
    let mut unkeyed = 0;
    for case in cases(path) {
        let half =
            if case.one.bytes().map(u32::from).sum::<u32>().is_multiple_of(2) { "open" } else { "kept" };
        let kind = if case.is_organization { "organisations" } else { "people" };
        let names = prepared(&case);
        let score = names.as_ref().map_or(0.0, |(one, other)| similarity(one, other, None));
        scored.push((score, case.is_match));
        let is_keyed = names.is_some_and(|(one, other)| share_key(&one, &other));
        unkeyed += u32::from(case.is_match && !is_keyed);
        if is_verbose && half == "open" && (score >= ENOUGH) != case.is_match {
            println!("{score:.3} {:<5} {} | {}", case.is_match, case.one, case.other);
        }
        if is_verbose && half == "open" && case.is_match && !is_keyed {
            println!("no key: {} | {}", case.one, case.other);
        }
        for key in ["all".to_owned(), format!("{half} half"), kind.to_owned(), format!("{half} {kind}")] {
            let tally = tallies.entry(key).or_default();
            match (case.is_match, score >= ENOUGH) {
                (true, true) => tally.right += 1,
                (true, false) => tally.missed += 1,
                (false, true) => tally.wrong += 1,
                (false, false) => tally.refused += 1,
            }
            tally.exact += u32::from(!case.is_match && score >= 1.0);
        }
    }
    println!("{:<20} {:>5} {:>7} {:>7} {:>7} {:>8}  negatives at 1", "", "pairs", "P", "R", "F1", "false %");
    for (key, tally) in &tallies {
        let right = f64::from(tally.right);
        let (precision, recall) =
            (right / f64::from(tally.right + tally.wrong), right / f64::from(tally.right + tally.missed));
        println!(
            "{key:<20} {:>5} {precision:>7.3} {recall:>7.3} {:>7.3} {:>8.3}  {}",
            tally.right + tally.wrong + tally.missed + tally.refused,
            2.0 * precision * recall / (precision + recall),
            100.0 * f64::from(tally.wrong) / f64::from(tally.wrong + tally.refused),
            tally.exact,
        );
    }
    println!("area under the curve {:.3}; true pairs without a common key: {unkeyed}", area(&scored));
}

/// The share of pairs of a match and a non-match that are scored in the right order.
fn area(scored: &[(f32, bool)]) -> f64 {
    let (mut right, mut all) = (0.0, 0.0);
    for one in scored.iter().filter(|scored| scored.1) {
        for other in scored.iter().filter(|scored| !scored.1) {
            all += 1.0;
            right += if one.0 > other.0 {
                1.0
            } else if one.0 < other.0 {
                0.0
            } else {
                0.5
            };
        }
    }
    right / all
}

fn speed(path: &str) {
    const ROUNDS: usize = 100;
    let cases = cases(path);
    let names: Vec<(Name, Name)> = cases.iter().filter_map(prepared).collect();
    let frequencies = Frequencies::count(names.iter().flat_map(|(one, other)| [one, other]));
    let rate = |count: usize, work: &mut dyn FnMut()| {
        work();
        let start = cpu_seconds();
        work();
        count as f64 / (cpu_seconds() - start)
    };
    let prepare = rate(cases.len() * 2 * 10, &mut || {
        for _ in 0..10 {
            for case in &cases {
                drop(black_box(prepared(case)));
            }
        }
    });
    let judged = rate(names.len() * ROUNDS, &mut || {
        for _ in 0..ROUNDS {
            for (one, other) in &names {
                black_box(similarity(one, other, None));
            }
        }
    });
    let weighed = rate(names.len() * ROUNDS, &mut || {
        for _ in 0..ROUNDS {
            for (one, other) in &names {
                black_box(similarity(one, other, Some(&frequencies)));
            }
        }
    });
    let random = rate(names.len() * ROUNDS, &mut || {
        for round in 1..=ROUNDS {
            for (index, (one, _)) in names.iter().enumerate() {
                black_box(similarity(one, &names[(index + round) % names.len()].1, None));
            }
        }
    });
    // Names of sixteen parts, the most there are, each of other names' parts.
    let long: Vec<Name> = cases
        .chunks(9)
        .filter_map(|chunk| {
            Name::person(&chunk.iter().map(|case| case.one.as_str()).collect::<Vec<_>>().join(" "))
        })
        .collect();
    let longest = rate(long.len() * long.len(), &mut || {
        for one in &long {
            for other in &long {
                black_box(similarity(one, other, None));
            }
        }
    });
    println!("names prepared          {prepare:>10.0} a CPU-second");
    println!("judged pairs            {judged:>10.0} a CPU-second, {weighed:.0} with frequencies");
    println!("random pairs            {random:>10.0} a CPU-second");
    println!("names of sixteen parts  {longest:>10.0} pairs a CPU-second");
}
