//! Rankings, and how far they hang on who was seen.
#![expect(clippy::indexing_slicing, reason = "nodes of a graph index the columns made for it")]

use crate::Graph;
use crate::parallel::{in_order, threads};

/// A node's place in a ranking, and its places had one other node never been seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankInterval {
    /// Its place: 1 is first. Equal values share the better place.
    pub rank: u32,
    /// Best place in any of the rankings.
    pub best: u32,
    /// Worst place in any of the rankings.
    pub worst: u32,
}

/// Places of values, the highest first; equal ones share the better place.
pub fn ranks(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*b].total_cmp(&values[*a]));
    let mut ranks = vec![0; values.len()];
    let mut place = 1;
    // Equal but for rounding, which differs with the order of sums.
    for same in order.chunk_by(|a, b| (values[*a] - values[*b]).abs() <= 1e-9 * values[*a].abs()) {
        for &at in same {
            ranks[at] = place;
        }
        place += u32::try_from(same.len()).unwrap_or(0);
    }
    ranks
}

/// The places of all nodes by a measure, and what they would be without any one of `dropped`. Cost: the measure, once for
/// each.
pub fn rank_intervals(
    graph: &Graph,
    dropped: &[u32],
    measure: impl Fn(&Graph) -> Vec<f64> + Sync,
) -> Vec<RankInterval> {
    let whole = ranks(&measure(graph));
    let mut intervals: Vec<RankInterval> =
        whole.into_iter().map(|rank| RankInterval { rank, best: rank, worst: rank }).collect();
    let without = in_order(dropped.len(), threads(), |at| {
        // The one left out ranks nowhere.
        let mut values = measure(&graph.without(&[dropped[at]]));
        values[dropped[at] as usize] = f64::NEG_INFINITY;
        ranks(&values)
    });
    for (&node, ranks) in dropped.iter().zip(without) {
        for (at, (interval, rank)) in intervals.iter_mut().zip(ranks).enumerate() {
            if at != node as usize {
                interval.best = interval.best.min(rank);
                interval.worst = interval.worst.max(rank);
            }
        }
    }
    intervals
}
