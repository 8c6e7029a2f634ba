//! Partitions: numbered in order, by size, shaken up, and compared with each other.
#![expect(clippy::indexing_slicing, reason = "communities are numbered by the columns that are indexed")]

use std::collections::BTreeMap;

use crate::dice::Dice;

/// Difference of two sums that are equal but for rounding.
const ROUNDING: f64 = 1e-10;

/// The same partition, communities numbered from 0 in the order of their first nodes.
pub(crate) fn compact(mut of: Vec<u32>) -> Vec<u32> {
    let most = of.iter().max().map_or(0, |most| *most as usize + 1);
    let mut numbers = vec![u32::MAX; most];
    let mut next = 0;
    for own in &mut of {
        let number = &mut numbers[*own as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *own = *number;
    }
    of
}

pub(crate) fn count_of(compact: &[u32]) -> usize {
    compact.iter().max().map_or(0, |most| *most as usize + 1)
}

/// The same partition, the largest community first; of equal ones the one with the first node.
pub(crate) fn by_size(of: &[u32]) -> Vec<u32> {
    let own = compact(of.to_vec());
    let mut sizes = vec![0_usize; count_of(&own)];
    for &community in &own {
        sizes[community as usize] += 1;
    }
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&community| (std::cmp::Reverse(sizes[community]), community));
    let mut numbers = vec![0; sizes.len()];
    for (number, community) in (0_u32..).zip(order) {
        numbers[community] = number;
    }
    own.into_iter().map(|community| numbers[community as usize]).collect()
}

/// The partition with a few communities dissolved and some nodes moved anywhere.
pub(crate) fn shaken(of: &[u32], dice: &mut Dice) -> Vec<u32> {
    let mut own = compact(of.to_vec());
    let count = count_of(&own);
    let mut next = u32::try_from(count).unwrap_or(u32::MAX);
    let dissolved = u32::try_from(dice.below(count.max(1))).unwrap_or(0);
    let nodes = own.len();
    for at in 0..nodes {
        let is_dissolved = own[at] == dissolved && next as usize <= nodes;
        if is_dissolved || dice.share() < 0.1 {
            if is_dissolved && dice.share() < 0.5 && (next as usize) < nodes {
                own[at] = next;
                next += 1;
            } else {
                own[at] = own[dice.below(nodes)];
            }
        }
    }
    compact(own)
}

/// How often each pair of communities of two partitions share a node.
fn crossed(one: &[u32], other: &[u32]) -> BTreeMap<(u32, u32), u64> {
    let mut cells = BTreeMap::new();
    for pair in one.iter().copied().zip(other.iter().copied()) {
        *cells.entry(pair).or_default() += 1;
    }
    cells
}

fn totals(of: &[u32]) -> Vec<u64> {
    let mut sizes = vec![0; count_of(of)];
    for &own in of {
        sizes[own as usize] += 1;
    }
    sizes
}

/// The adjusted Rand index of two partitions of the same nodes: 1 if they are the same, about 0 if they agree by chance.
pub fn adjusted_rand(one: &[u32], other: &[u32]) -> f64 {
    let pairs = |n: u64| n as f64 * (n as f64 - 1.0) / 2.0;
    let both: f64 = crossed(one, other).into_values().map(pairs).sum();
    let left: f64 = totals(one).into_iter().map(pairs).sum();
    let right: f64 = totals(other).into_iter().map(pairs).sum();
    let all = pairs(one.len() as u64);
    if all == 0.0 {
        return 1.0;
    }
    let expected = left * right / all;
    let most = f64::midpoint(left, right);
    if (most - expected).abs() < ROUNDING { 1.0 } else { (both - expected) / (most - expected) }
}

/// For each community of the one partition, the Jaccard index with the most alike of the other.
pub(crate) fn best_jaccard(one: &[u32], other: &[u32]) -> Vec<f64> {
    let (left, right) = (totals(one), totals(other));
    let mut best = vec![0.0_f64; left.len()];
    for ((a, b), both) in crossed(one, other) {
        let union = left[a as usize] + right[b as usize] - both;
        best[a as usize] = best[a as usize].max(both as f64 / union as f64);
    }
    best
}
