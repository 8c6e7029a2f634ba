//! What agrees among strangers because something else does.
//!
//! Two strangers of one village share its postcode, too: counted as if by chance, the two together look like a person.
//! So each comparison of what many share (places, codes, trades) may have one other on which it depends, and where
//! that one agrees, a `u` of its own: a tree-augmented naive Bayes (Friedman, Geiger, Goldszmidt 1997) on the side of
//! the strangers. Who is a stranger is judged by names, dates, documents alone.
#![expect(
    clippy::indexing_slicing,
    reason = "comparisons and levels are numbered by the vectors that are indexed"
)]

use crate::block::{self, Key};
use crate::choose::{self, Costs};
use crate::compare::scales;
use crate::learn::{Settings, level_in, patterns, personal};
use crate::model::Given;
use crate::stats::{Stats, rising, short};
use crate::table::Table;

/// Pairs looked at for each comparison on which others may depend.
const PAIRS: f64 = 15_000.0;
/// Strangers needed to judge by.
const ENOUGH: f64 = 200.0;
/// Random strangers assumed beside those seen.
const GUESS_PAIRS: f64 = 20.0;
/// A dependence that overstates evidence by less than this on average, in bits, is left out (ours).
const LEAST_BITS: f64 = 0.1;

/// For each comparison the one on which it depends most, if any.
pub(crate) fn dependence(
    table: &Table,
    rows: &[u32],
    costs: &Costs,
    settings: &Settings,
    all: &[Stats],
) -> Vec<Option<Given>> {
    let common: Vec<usize> = (0..all.len()).filter(|at| !personal(all[*at].shape)).collect();
    let mut edges: Vec<(f64, usize, usize, Vec<f64>)> = Vec::new();
    for &parent in &common {
        let rules =
            block::parts(all[parent].shape).iter().map(|part| [Key { comparison: parent, part: *part }]);
        let Some(rule) = rules.into_iter().find(|rule| costs.expected(rule) > ENOUGH) else { continue };
        let pairs = choose::pairs_of(table, rows, &rule, PAIRS, costs.expected(&rule), settings);
        let patterns = patterns(table, &pairs, settings.threads);
        let agree =
            |pattern: &u128| level_in(*pattern, parent).is_some_and(|level| all[parent].weight(level) > 0.0);
        let patterns: Vec<u128> = patterns.into_iter().filter(agree).collect();
        let strangers = strangers(&patterns, all);
        for &child in common.iter().filter(|child| **child != parent) {
            let mut counts = vec![0.0; all[child].u.len()];
            for (pattern, weight) in patterns.iter().zip(&strangers) {
                if let Some(level) = level_in(*pattern, child) {
                    counts[level] += weight;
                }
            }
            if let Some((bits, u)) = conditional(&counts, &all[child]) {
                edges.push((bits, parent, child, u));
            }
        }
    }
    edges.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut given: Vec<Option<Given>> = vec![None; all.len()];
    for (_, parent, child, u) in edges {
        let mut above = Some(parent);
        while let Some(at) = above.filter(|at| *at != child) {
            above = given[at].as_ref().map(|given| given.comparison);
        }
        if given[child].is_none() && above.is_none() {
            given[child] = Some(Given { comparison: parent, u: u.into_iter().map(short).collect() });
        }
    }
    given
}

/// How likely each pair is one of strangers, by what is personal.
fn strangers(patterns: &[u128], all: &[Stats]) -> Vec<f64> {
    let odds: Vec<f64> = patterns
        .iter()
        .map(|pattern| {
            let personal = all.iter().enumerate().filter(|(_, stats)| personal(stats.shape));
            personal.filter_map(|(at, stats)| Some(stats.weight(level_in(*pattern, at)?))).sum()
        })
        .collect();
    let mut prior: f64 = 0.1;
    for _ in 0..20 {
        let log_odds = (prior / (1.0 - prior)).ln();
        let same: f64 = odds.iter().map(|odds| 1.0 / (1.0 + (-odds - log_odds).exp())).sum();
        prior = ((same + 0.5) / (odds.len() as f64 + 1.0)).clamp(1e-4, 0.999);
    }
    let log_odds = (prior / (1.0 - prior)).ln();
    odds.into_iter().map(|odds| 1.0 / (1.0 + (odds + log_odds).exp())).collect()
}

/// The shares of strangers at each level where the other comparison agrees, and by how much evidence would be
/// overstated without. None where there is too little to judge by, or nothing to mend.
fn conditional(counts: &[f64], stats: &Stats) -> Option<(f64, Vec<f64>)> {
    let total: f64 = counts.iter().sum();
    if total < ENOUGH {
        return None;
    }
    // Never less than among all strangers: agreement elsewhere makes none likelier to differ in a way that counts for.
    let share = |(count, u): (&f64, &f64)| ((count + GUESS_PAIRS * u) / (total + GUESS_PAIRS)).max(*u);
    let mut u: Vec<f64> = counts.iter().zip(&stats.u).map(share).collect();
    let overstated = |(at, count): (usize, &f64)| {
        if stats.weight(at) > 0.0 { count / total * (u[at] / stats.u[at]).log2() } else { 0.0 }
    };
    let bits: f64 = counts.iter().enumerate().map(overstated).sum();
    if bits < LEAST_BITS {
        return None;
    }
    for scale in scales(stats.shape) {
        let span = scale.first..scale.first + scale.len();
        rising(&mut stats.m[span.clone()].to_vec(), &mut u[span]);
    }
    Some((bits, u.into_iter().map(|u| u.clamp(1e-9, 1.0)).collect()))
}
