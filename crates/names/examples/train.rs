//! Learns how names of a script are spelled in Latin letters, and how spellings of one name differ.
//!
//!     train FOLDER OUT
//!
//! FOLDER holds `wd_arabic_80` and its like: lines of a Latin spelling, a name in its own script with a space between
//! letters, and a count, separated by tabs. Writes `spellings.tsv` and `known.tsv` into OUT, the tables compiled into the crate. Names whose hash
//! says so are held back from learning, for `names.rs` to test on.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program for developers, ended by what goes wrong"
)]
#![expect(clippy::indexing_slicing, reason = "bounds are those of the loops")]
#![expect(clippy::many_single_char_names, reason = "a lattice has places and steps on two sides")]
#![expect(clippy::cast_possible_truncation, reason = "counts of a table are small")]
#![allow(dead_code, unreachable_pub, reason = "the crate's modules are used in part")]

#[path = "shared/data.rs"]
mod data;
#[path = "../src/fold.rs"]
mod fold;
#[path = "shared/multigram.rs"]
mod multigram;
#[path = "../src/spelling.rs"]
mod spelling;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use data::{Pair, Use, purpose, read};
use fold::{Script, signs};
use multigram::{LETTERS, Row, SIGNS, Table, bounded, learn};

/// Spellings that agree this well with a name are taken for spellings of one name, beside each other.
const SURE: f32 = 0.75;
/// A spelling that agrees less is an error of the source, however often it is made.
const UNLIKELY: f32 = 0.1;
/// Names and spellings seen this often are known.
const FREQUENT_NAME: u32 = 8;
const FREQUENT: u32 = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, out] = arguments.as_slice() else {
        println!("train FOLDER OUT");
        return;
    };
    let mut text = String::from(HEADER);
    let mut known = String::from(KNOWN_HEADER);
    let mut spellings: BTreeMap<(Script, String), Vec<String>> = BTreeMap::new();
    for (name, script) in data::FILES {
        let pairs =
            read(folder, name, script).into_iter().filter(|pair| purpose(&pair.own) != Use::Reporting);
        let (pairs, chosen): (Vec<Pair>, Vec<Pair>) =
            pairs.partition(|pair| purpose(&pair.own) == Use::Learning);
        let rows: Vec<Row> = pairs
            .iter()
            .map(|pair| Row {
                own: bounded(signs(&pair.own, script)),
                latin: bounded(pair.latin.chars().collect()),
                weight: f64::from(pair.count.min(400)).sqrt(),
            })
            .collect();
        let apart: Vec<(Vec<char>, String)> =
            chosen.iter().map(|pair| (signs(&pair.own, script), pair.latin.clone())).collect();
        let name = format!("{script:?}");
        let section = calibrated(&name, &learn(&name, rows, SIGNS, LETTERS), &apart);
        let table = spelling::Table::parse(section.trim_start_matches('@'));
        writeln!(known, "@{name}").unwrap();
        let mut counts: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
        for pair in pairs.into_iter().chain(chosen) {
            let own: Vec<u8> =
                signs(&pair.own, script).into_iter().map(|sign| table.sign_code(sign)).collect();
            let latin: Vec<u8> = pair.latin.bytes().map(spelling::letter_code).collect();
            let agreement = table.agreement(&own, &latin);
            if agreement >= UNLIKELY && pair.count > 1 {
                *counts.entry(pair.own.clone()).or_default().entry(pair.latin.clone()).or_default() +=
                    pair.count;
            }
            if agreement >= SURE {
                spellings.entry((script, pair.own)).or_default().push(pair.latin);
            }
        }
        text.push_str(&section);
        write_known(counts, &mut known);
    }
    // Spellings of one name beside each other, both ways.
    let (mut rows, mut chosen) = (Vec::new(), Vec::new());
    for ((script, own), latin) in &spellings {
        if !matches!(script, Script::Arabic | Script::Hebrew | Script::Cyrillic | Script::Hangul) {
            continue;
        }
        let pairs: Vec<(&String, &String)> = latin
            .iter()
            .enumerate()
            .flat_map(|(i, one)| latin[i + 1..].iter().map(move |other| (one, other)))
            .filter(|(one, other)| one != other)
            .take(20)
            .collect();
        for &(one, other) in &pairs {
            if purpose(&own.repeat(2)) == Use::Choosing {
                chosen.push((one.chars().collect(), other.clone()));
                continue;
            }
            for (one, other) in [(one, other), (other, one)] {
                let weight = 4.0 / (3.0 + pairs.len() as f64);
                rows.push(Row {
                    own: bounded(one.chars().collect()),
                    latin: bounded(other.chars().collect()),
                    weight,
                });
            }
        }
    }
    text.push_str(&calibrated("Latin", &learn("Latin", rows, 2, 2), &chosen));
    std::fs::write(format!("{out}/spellings.tsv"), text).unwrap();
    std::fs::write(format!("{out}/known.tsv"), known).unwrap();
}

const HEADER: &str = "\
# How names are spelled in Latin letters, learned by `cargo run --release -p names --example train` from pairs of Wikidata
# labels (CC0) collected by Merhav and Ash, Design Challenges in Named Entity Transliteration (COLING 2018), training part,
# one name in ten held back to report on and one to set thresholds by. A script with its thresholds, then its rows: signs, and
# the Latin letters that stand for them, each with its evidence in tenths of a natural logarithm; `^` and `$` are the ends of
# a word, `_` is nothing. The two rows with `.` list how rare each single sign and letter is, in the same tenths.
";

/// The section of a table with its thresholds: where one in two thousand random pairs agrees better (but within bounds, as
/// names are more often compared with their likes than with random ones), and the median of the true ones.
fn calibrated(name: &str, learned: &Table, chosen: &[(Vec<char>, String)]) -> String {
    let body = learned.written();
    let table = spelling::Table::parse(&format!("{name}\n{body}"));
    let coded: Vec<(Vec<u8>, Vec<u8>)> = chosen
        .iter()
        .map(|(own, latin)| {
            (
                own.iter().map(|&sign| table.sign_code(sign)).collect(),
                latin.bytes().map(spelling::letter_code).collect(),
            )
        })
        .collect();
    let mut right: Vec<f32> = coded.iter().map(|(own, latin)| table.agreement(own, latin)).collect();
    let mut wrong = Vec::new();
    for (index, (own, latin)) in coded.iter().enumerate() {
        for step in 1..=40 {
            let other = (index + step * 7919) % coded.len();
            if chosen[other].1 != chosen[index].1
                && chosen[other].0 != chosen[index].0
                && *latin != coded[other].1
            {
                wrong.push(table.agreement(own, &coded[other].1));
            }
        }
    }
    right.sort_by(f32::total_cmp);
    wrong.sort_by(f32::total_cmp);
    // True pairs of one script were chosen for agreeing with a third spelling: more is asked of them.
    let (least, most) = if name == "Latin" { (0.62, 0.62) } else { (0.35, 0.5) };
    let enough = wrong[wrong.len() - wrong.len() / 2_000].clamp(least, most);
    let usual = right[right.len() / 2].max(enough + 0.28);
    for share in [100, 1000, 10000] {
        let limit = wrong[wrong.len() - 1 - wrong.len() / share];
        let found = right.len() - right.partition_point(|&agreement| agreement < limit);
        println!(
            "{name}: {:.4} of {} pairs found at {limit:.3}, one wrong in {share}; median {usual:.3}, units {}",
            found as f64 / right.len() as f64,
            right.len(),
            learned.units.len()
        );
    }
    format!("@{name}\t{enough:.3}\t{usual:.3}\n{body}")
}

const KNOWN_HEADER: &str = "\
# Frequent names and the Latin spellings observed for them, from the same source and by the same program as
# `spellings.tsv`, without the names held back. A script, then its rows: a name, spellings seen five times or more, the others
# seen more than once. Single name parts only: no person is in here.
";

/// The names seen often enough, with their spellings: frequent ones, then those with a share of one in a hundred.
fn write_known(counts: BTreeMap<String, BTreeMap<String, u32>>, text: &mut String) {
    for (own, spellings) in counts {
        let mut spellings: Vec<(u32, String)> =
            spellings.into_iter().map(|(latin, count)| (count, latin)).collect();
        let total: u32 = spellings.iter().map(|(count, _)| count).sum();
        if total < FREQUENT_NAME {
            continue;
        }
        spellings.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        spellings.retain(|(count, _)| count * 100 >= total);
        let (frequent, others): (Vec<_>, Vec<_>) =
            spellings.into_iter().partition(|(count, _)| *count >= FREQUENT);
        let joined = |spellings: Vec<(u32, String)>| {
            spellings.into_iter().map(|(_, latin)| latin).collect::<Vec<_>>().join(" ")
        };
        writeln!(text, "{own}\t{}\t{}", joined(frequent), joined(others)).unwrap();
    }
}
