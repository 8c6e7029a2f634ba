//! Degree, closeness and eigenvector centrality.
#![expect(clippy::indexing_slicing, reason = "nodes of a graph index the columns made for it")]

use crate::Graph;
use crate::parallel::{in_order, threads};

/// The share of all others each node is tied to.
pub fn degree(graph: &Graph) -> Vec<f64> {
    let others = graph.len().saturating_sub(1).max(1) as f64;
    graph.nodes().map(|node| graph.degree(node) as f64 / others).collect()
}

/// Closeness: the inverse of the mean steps to those that can be reached, times the share of all that can be
/// (Wasserman and Faust 1994). Cost: nodes times ties.
pub fn closeness(graph: &Graph) -> Vec<f64> {
    let others = graph.len().saturating_sub(1) as f64;
    let block = graph.len().div_ceil(64).max(1);
    let blocks = in_order(graph.len().div_ceil(block), threads(), |at| {
        let mut steps = Vec::new();
        let mut order = Vec::new();
        let nodes = graph.nodes().skip(at * block).take(block);
        let close = |node| {
            from(graph, node, &mut steps, &mut order);
            let sum: f64 = order.iter().map(|&node: &u32| f64::from(steps[node as usize])).sum();
            let reached = order.len() as f64 - 1.0;
            if sum > 0.0 { reached / sum * (reached / others) } else { 0.0 }
        };
        nodes.map(close).collect::<Vec<f64>>()
    });
    blocks.concat()
}

/// Steps from a node to all (`u32::MAX` if not reached), and those reached in the order of steps.
pub(crate) fn from(graph: &Graph, node: u32, steps: &mut Vec<u32>, order: &mut Vec<u32>) {
    steps.clear();
    steps.resize(graph.len(), u32::MAX);
    order.clear();
    order.push(node);
    steps[node as usize] = 0;
    let mut head = 0;
    while let Some(&here) = order.get(head) {
        head += 1;
        for &other in graph.neighbours(here) {
            if steps[other as usize] == u32::MAX {
                steps[other as usize] = steps[here as usize] + 1;
                order.push(other);
            }
        }
    }
}

/// Eigenvector centrality: a node counts as much as its neighbours do together (Bonacich 1972), scaled to a length of
/// one. Of a graph in several parts, only the part with the most ties among its own counts. `None` if after
/// [`ROUNDS`] it has not settled, as in long chains.
pub fn eigenvector(graph: &Graph) -> Option<Vec<f64>> {
    if graph.is_empty() {
        return Some(Vec::new());
    }
    let start = (graph.len() as f64).sqrt().recip();
    let mut own = vec![start; graph.len()];
    let rounds = (WORK / (graph.tie_count() + graph.len())).clamp(100, ROUNDS);
    for _ in 0..rounds {
        // One's own value is added, so that star-like graphs settle too.
        let mut next: Vec<f64> = graph
            .nodes()
            .map(|node| {
                let ties = graph.ties_of(node).map(|(other, weight)| weight * own[other as usize]);
                own[node as usize] + ties.sum::<f64>()
            })
            .collect();
        let length = next.iter().map(|value| value * value).sum::<f64>().sqrt();
        for value in &mut next {
            *value /= length;
        }
        let change: f64 = next.iter().zip(&own).map(|(a, b)| (a - b).abs()).sum();
        own = next;
        if change < TOLERANCE {
            return Some(own);
        }
    }
    None
}

/// Most rounds of the power iteration.
pub const ROUNDS: usize = 200_000;
/// Ties looked at in all rounds together. Ours: some seconds.
const WORK: usize = 1_000_000_000;
/// Change of all values together below which they have settled.
const TOLERANCE: f64 = 1e-14;
