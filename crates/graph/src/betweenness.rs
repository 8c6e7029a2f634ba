//! Betweenness: on how many of the shortest ways between others a node lies (Freeman 1977, computed as Brandes 2001).
//!
//! Sums are of pairs, each once, as Freeman counts. Sources are dealt to a fixed number of lanes whose sums are added
//! in order, so that the result does not depend on the number of threads.
#![expect(clippy::indexing_slicing, reason = "nodes of a graph index the columns made for it")]

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::Graph;
use crate::parallel::{in_order, threads};

/// Sums kept apart while sources are worked through. Ours: as many threads can help.
const LANES: usize = 8;

/// Exact betweenness of every node, in pairs. Cost: nodes times ties.
pub fn betweenness(graph: &Graph) -> Vec<f64> {
    let sources: Vec<u32> = graph.nodes().collect();
    sampled_betweenness(graph, &sources)
}

/// Betweenness estimated from these sources (Brandes and Pich 2007), scaled to all.
pub fn sampled_betweenness(graph: &Graph, sources: &[u32]) -> Vec<f64> {
    summed(graph, sources, |lane| {
        let mut search = Steps::new(graph);
        for source in lane {
            search.from(source);
        }
        search.sums
    })
}

/// Betweenness where the length of a tie is the inverse of its weight: who is met often is near (Newman 2001; Opsahl
/// et al. 2010 with α = 1). Cost: as [`betweenness`], times a logarithm.
pub fn weighted_betweenness(graph: &Graph, sources: &[u32]) -> Vec<f64> {
    summed(graph, sources, |lane| {
        let mut search = Lengths::new(graph);
        for source in lane {
            search.from(source);
        }
        search.sums
    })
}

/// Sources spread evenly over the nodes by a stride that shares no divisor with their number: `count` of them, or all.
pub fn pivots(graph: &Graph, count: usize) -> Vec<u32> {
    let all = graph.len();
    let count = count.min(all);
    graph
        .nodes()
        .filter(|&node| (node as usize * count) / all.max(1) != ((node as usize + 1) * count) / all.max(1))
        .collect()
}

/// The scale that makes sums of pairs a share of all pairs of others.
pub fn share_of_pairs(nodes: usize) -> f64 {
    if nodes < 3 { 0.0 } else { 2.0 / ((nodes - 1) as f64 * (nodes - 2) as f64) }
}

type Lane<'a> = &'a mut dyn Iterator<Item = u32>;

fn summed(graph: &Graph, sources: &[u32], lane: impl Fn(Lane<'_>) -> Vec<f64> + Sync) -> Vec<f64> {
    let lanes = LANES.min(sources.len());
    let sums = in_order(lanes, threads(), |at| lane(&mut sources.iter().copied().skip(at).step_by(LANES)));
    let mut all = vec![0.0; graph.len()];
    for sums in sums {
        all.iter_mut().zip(sums).for_each(|(all, sum)| *all += sum);
    }
    // Every pair is met from both ends, and a sample stands for all.
    let scale = graph.len() as f64 / sources.len().max(1) as f64 / 2.0;
    for sum in &mut all {
        *sum *= scale;
    }
    all
}

/// A search by steps, kept to be used again. What is looked at together lies together: in the first pass the number of
/// shortest ways to a node, in the second what hangs on each of them.
struct Steps<'a> {
    graph: &'a Graph,
    visits: Vec<Visit>,
    order: Vec<u32>,
    sums: Vec<f64>,
}

#[derive(Clone, Copy)]
struct Visit {
    value: f64,
    steps: u32,
}

const UNSEEN: Visit = Visit { value: 0.0, steps: u32::MAX };

impl<'a> Steps<'a> {
    fn new(graph: &'a Graph) -> Self {
        let sums = vec![0.0; graph.len()];
        Self { graph, visits: vec![UNSEEN; graph.len()], order: Vec::with_capacity(graph.len()), sums }
    }

    fn from(&mut self, source: u32) {
        self.order.clear();
        if source as usize >= self.visits.len() {
            return;
        }
        self.order.push(source);
        self.visits[source as usize] = Visit { value: 1.0, steps: 0 };
        let mut head = 0;
        while let Some(&node) = self.order.get(head) {
            head += 1;
            let Visit { value: ways, steps } = self.visits[node as usize];
            for &other in self.graph.neighbours(node) {
                let there = &mut self.visits[other as usize];
                if there.steps == u32::MAX {
                    *there = Visit { value: ways, steps: steps + 1 };
                    self.order.push(other);
                } else if there.steps > steps {
                    there.value += ways;
                }
            }
        }
        let farthest = self.order.last().map_or(0, |&last| self.visits[last as usize].steps);
        for &node in self.order.iter().rev() {
            let Visit { value: ways, steps } = self.visits[node as usize];
            let mut hangs = 0.0;
            if steps < farthest {
                for &other in self.graph.neighbours(node) {
                    let there = self.visits[other as usize];
                    hangs += if there.steps > steps { there.value } else { 0.0 };
                }
            }
            // Each next one says what hangs on one way through it; so many ways lead through here.
            let dependency = ways * hangs;
            self.visits[node as usize].value = (1.0 + dependency) / ways;
            if node != source {
                self.sums[node as usize] += dependency;
            }
        }
        for &node in &self.order {
            self.visits[node as usize] = UNSEEN;
        }
    }
}

/// A search by lengths (Dijkstra). Ways that differ by less than rounding count as equally long.
struct Lengths<'a> {
    graph: &'a Graph,
    away: Vec<f64>,
    ways: Vec<f64>,
    hangs: Vec<f64>,
    is_settled: Vec<bool>,
    order: Vec<u32>,
    sums: Vec<f64>,
}

/// A node to settle, the nearest first.
struct Near(f64, u32);

impl PartialEq for Near {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Near {}
impl PartialOrd for Near {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Near {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.total_cmp(&self.0).then(other.1.cmp(&self.1))
    }
}

/// Relative difference up to which two lengths are one.
const ROUNDING: f64 = 1e-12;

fn is_same(one: f64, other: f64) -> bool {
    one.is_finite() && other.is_finite() && (one - other).abs() <= ROUNDING * one.abs().max(other.abs())
}

impl<'a> Lengths<'a> {
    fn new(graph: &'a Graph) -> Self {
        let n = graph.len();
        Self {
            graph,
            away: vec![f64::INFINITY; n],
            ways: vec![0.0; n],
            hangs: vec![0.0; n],
            is_settled: vec![false; n],
            order: Vec::new(),
            sums: vec![0.0; n],
        }
    }

    fn from(&mut self, source: u32) {
        if source as usize >= self.away.len() {
            return;
        }
        let mut heap = BinaryHeap::from([Near(0.0, source)]);
        (self.away[source as usize], self.ways[source as usize]) = (0.0, 1.0);
        while let Some(Near(length, node)) = heap.pop() {
            if std::mem::replace(&mut self.is_settled[node as usize], true) {
                continue;
            }
            self.order.push(node);
            for (other, weight) in self.graph.ties_of(node) {
                let at = other as usize;
                let through = length + weight.recip();
                if is_same(through, self.away[at]) {
                    self.ways[at] += self.ways[node as usize];
                } else if through < self.away[at] {
                    (self.away[at], self.ways[at]) = (through, self.ways[node as usize]);
                    heap.push(Near(through, other));
                }
            }
        }
        for &node in self.order.iter().rev() {
            let (own, hangs) = (self.away[node as usize], self.hangs[node as usize]);
            let share = (1.0 + hangs) / self.ways[node as usize];
            for (other, weight) in self.graph.ties_of(node) {
                let at = other as usize;
                if self.away[at] < own && is_same(self.away[at] + weight.recip(), own) {
                    self.hangs[at] += self.ways[at] * share;
                }
            }
            if node != source {
                self.sums[node as usize] += hangs;
            }
        }
        for node in self.order.drain(..) {
            let at = node as usize;
            (self.away[at], self.ways[at], self.hangs[at]) = (f64::INFINITY, 0.0, 0.0);
            self.is_settled[at] = false;
        }
    }
}
