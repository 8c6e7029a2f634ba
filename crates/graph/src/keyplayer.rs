//! Key-player sets (Borgatti 2006): whose removal together breaks a network most, and who together reach most of it. The
//! best set is seldom the set of the best.
//!
//! Sets of up to a few nodes in graphs of up to some hundred are found exactly and with proof; beyond, or past a bound on
//! work, greedily with exchanges, and the answer says so.
#![expect(clippy::indexing_slicing, reason = "nodes of a graph index the columns made for it")]

use crate::Graph;
use crate::centrality::from;
use crate::parallel::{in_order, threads};

/// A set of key players.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPlayers {
    /// The nodes, in order.
    pub set: Vec<u32>,
    /// What the set achieves, from 0 to 1.
    pub value: f64,
    /// Whether no other set of this size achieves more, proved by looking at all that could.
    pub is_optimal: bool,
}

/// How hard to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Largest graph that is searched exactly.
    pub nodes: usize,
    /// Nodes and ties looked at before an exact search is given up.
    pub work: u64,
}

impl Default for Effort {
    /// 200 nodes, and work for a minute or two on one core. Ours.
    fn default() -> Self {
        Self { nodes: 200, work: 20_000_000_000 }
    }
}

/// Fragmentation without some nodes: the share of pairs of those left that can no longer reach each other.
pub fn fragmentation(graph: &Graph, removed: &[u32]) -> f64 {
    let mut is_gone = vec![false; graph.len()];
    for &node in removed {
        is_gone[node as usize] = true;
    }
    let left = is_gone.iter().filter(|gone| !**gone).count() as u64;
    let connected = Cuts::new(graph).connected(graph, &is_gone);
    share_apart(connected, left)
}

fn share_apart(connected: u64, left: u64) -> f64 {
    if left < 2 { 0.0 } else { 1.0 - connected as f64 / pairs(left) as f64 }
}

fn pairs(n: u64) -> u64 {
    n * n.saturating_sub(1) / 2
}

/// The set of `size` nodes whose removal leaves the network most fragmented ("KPP-Neg"): disrupt.
///
/// A node whose neighbours are all neighbours of another is never better removed than that other, so it is looked at only
/// together with it; the last node of a set is found by one pass over cut points. Cost of the exact search at worst: the
/// number of sets of `size` − 1 times nodes and ties; in sparse networks far less.
pub fn disrupting(graph: &Graph, size: usize, effort: &Effort) -> KeyPlayers {
    let size = size.min(graph.len());
    let greedy = greedy_cut(graph, size);
    let left = (graph.len() - size) as u64;
    let answer = |(connected, set): (u64, Vec<u32>), is_optimal| KeyPlayers {
        set,
        value: share_apart(connected, left),
        is_optimal,
    };
    if size == 0 {
        return answer(greedy, true);
    }
    if graph.len() > effort.nodes {
        return answer(greedy, false);
    }
    let order = Order::new(graph, size);
    let firsts: Vec<usize> = (0..order.nodes.len()).filter(|&at| order.dominators[at].is_empty()).collect();
    // Work is dealt out by how many sets there are with each first node.
    let sets =
        |first: usize| (1..size).fold(1.0, |all, nth| all * (order.nodes.len() - first) as f64 / nth as f64);
    let all: f64 = firsts.iter().map(|&first| sets(first)).sum();
    let found = in_order(firsts.len(), threads(), |at| {
        let work = share_of(effort.work, sets(firsts[at]) / all);
        let mut hunt = Hunt { graph, order: &order, cuts: Cuts::new(graph), best: None, work };
        let mut is_gone = vec![false; graph.len()];
        hunt.from(firsts[at], &mut is_gone, &mut Vec::new(), size);
        (hunt.best, hunt.work > 0)
    });
    let is_whole = found.iter().all(|(_, is_whole)| *is_whole);
    let best = found.into_iter().filter_map(|(best, _)| best).min();
    match best {
        Some(best) if is_whole || best.0 <= greedy.0 => answer(best, is_whole),
        _ => answer(greedy, false),
    }
}

/// A part of a bound on work; never none.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between one and the whole")]
fn share_of(work: u64, share: f64) -> u64 {
    ((work as f64 * share.clamp(0.0, 1.0)) as u64).max(1)
}

/// Nodes in the order they are looked at: those that others are measured by come first.
struct Order {
    nodes: Vec<u32>,
    /// By place in `nodes`: which must be in a set before this one may be.
    dominators: Vec<Vec<u32>>,
}

impl Order {
    fn new(graph: &Graph, size: usize) -> Self {
        let mut nodes: Vec<u32> = graph.nodes().collect();
        nodes.sort_by_key(|&node| (std::cmp::Reverse(graph.degree(node)), node));
        let is_within = |one: u32, other: u32| {
            graph.neighbours(one).iter().all(|&third| third == other || graph.has(other, third))
        };
        let dominators: Vec<Vec<u32>> = nodes
            .iter()
            .enumerate()
            .map(|(at, &node)| {
                nodes[..at].iter().copied().filter(|&other| is_within(node, other)).take(size).collect()
            })
            .collect();
        let (nodes, dominators) =
            nodes.into_iter().zip(dominators).filter(|(_, dominators)| dominators.len() < size).unzip();
        Self { nodes, dominators }
    }

    fn may(&self, at: usize, is_gone: &[bool]) -> bool {
        self.dominators[at].iter().all(|&other| is_gone[other as usize])
    }
}

/// The search through sets in order.
struct Hunt<'a> {
    graph: &'a Graph,
    order: &'a Order,
    cuts: Cuts,
    /// Connected pairs left and the set.
    best: Option<(u64, Vec<u32>)>,
    work: u64,
}

impl Hunt<'_> {
    /// Looks at all sets that go on with the node at this place.
    fn from(&mut self, at: usize, is_gone: &mut [bool], set: &mut Vec<u32>, left: usize) {
        let node = self.order.nodes[at];
        if left == 1 {
            // Only where a set is of one node: otherwise the pass below finds the last.
            is_gone[node as usize] = true;
            let connected = self.cuts.connected(self.graph, is_gone);
            is_gone[node as usize] = false;
            self.offer(connected, vec![node]);
            return;
        }
        set.push(node);
        is_gone[node as usize] = true;
        if left == 2 {
            let cost = (self.graph.tie_count() * 2 + self.graph.len()) as u64;
            self.work = self.work.saturating_sub(cost);
            let connected = self.cuts.find(self.graph, is_gone);
            let mut best: Option<(u64, u32)> = None;
            for next in at + 1..self.order.nodes.len() {
                let last = self.order.nodes[next];
                let after = connected - self.cuts.gains[last as usize];
                if best.is_none_or(|best| (after, last) < best) && self.order.may(next, is_gone) {
                    best = Some((after, last));
                }
            }
            if let Some((connected, last)) = best
                && self.best.as_ref().is_none_or(|best| connected <= best.0)
            {
                let mut whole = set.clone();
                whole.push(last);
                self.offer(connected, whole);
            }
        } else {
            for next in at + 1..self.order.nodes.len() {
                if self.work == 0 {
                    break;
                }
                if self.order.may(next, is_gone) {
                    self.from(next, is_gone, set, left - 1);
                }
            }
        }
        is_gone[node as usize] = false;
        set.pop();
    }

    fn offer(&mut self, connected: u64, mut set: Vec<u32>) {
        set.sort_unstable();
        let found = (connected, set);
        if self.best.as_ref().is_none_or(|best| found < *best) {
            self.best = Some(found);
        }
    }
}

/// One pass that says for every node how many connected pairs its removal costs (cut points after Hopcroft and Tarjan
/// 1973, with the sizes of what they cut off).
struct Cuts {
    /// By node: connected pairs lost with it.
    gains: Vec<u64>,
    found: Vec<u32>,
    low: Vec<u32>,
    parent: Vec<u32>,
    /// Nodes below, oneself among them.
    below: Vec<u32>,
    /// Pairs within what is cut off, and its nodes.
    cut: Vec<(u64, u32)>,
    order: Vec<u32>,
    stack: Vec<(u32, u32)>,
}

impl Cuts {
    fn new(graph: &Graph) -> Self {
        let n = graph.len();
        Self {
            gains: vec![0; n],
            found: vec![0; n],
            low: vec![0; n],
            parent: vec![u32::MAX; n],
            below: vec![0; n],
            cut: vec![(0, 0); n],
            order: Vec::new(),
            stack: Vec::new(),
        }
    }

    /// Connected pairs among those not gone.
    fn connected(&mut self, graph: &Graph, is_gone: &[bool]) -> u64 {
        self.found.fill(0);
        let mut sum = 0;
        for first in graph.nodes() {
            if is_gone[first as usize] || self.found[first as usize] == 1 {
                continue;
            }
            self.found[first as usize] = 1;
            self.order.push(first);
            let mut size = 0;
            while let Some(node) = self.order.pop() {
                size += 1;
                for &other in graph.neighbours(node) {
                    if !is_gone[other as usize] && self.found[other as usize] == 0 {
                        self.found[other as usize] = 1;
                        self.order.push(other);
                    }
                }
            }
            sum += pairs(size);
        }
        sum
    }

    /// Fills `gains`; returns the connected pairs.
    fn find(&mut self, graph: &Graph, is_gone: &[bool]) -> u64 {
        self.found.fill(0);
        let (mut clock, mut sum) = (0, 0);
        for root in graph.nodes() {
            if is_gone[root as usize] || self.found[root as usize] != 0 {
                continue;
            }
            let first = self.order.len();
            clock += 1;
            self.enter(root, u32::MAX, clock);
            while let Some(&mut (node, ref mut next)) = self.stack.last_mut() {
                let at = node as usize;
                if let Some(&other) = graph.neighbours(node).get(*next as usize) {
                    *next += 1;
                    let to = other as usize;
                    if is_gone[to] {
                        continue;
                    }
                    if self.found[to] == 0 {
                        clock += 1;
                        self.enter(other, node, clock);
                    } else if other != self.parent[at] {
                        self.low[at] = self.low[at].min(self.found[to]);
                    }
                    continue;
                }
                self.stack.pop();
                let up = self.parent[at];
                if up != u32::MAX {
                    let above = up as usize;
                    self.below[above] += self.below[at];
                    self.low[above] = self.low[above].min(self.low[at]);
                    if self.low[at] >= self.found[above] {
                        let (pairs_cut, nodes) = self.cut[above];
                        self.cut[above] =
                            (pairs_cut + pairs(u64::from(self.below[at])), nodes + self.below[at]);
                    }
                }
            }
            let size = self.below[root as usize];
            sum += pairs(u64::from(size));
            for &node in &self.order[first..] {
                let (pairs_cut, nodes) = self.cut[node as usize];
                let rest = pairs(u64::from(size - 1 - nodes));
                self.gains[node as usize] = pairs(u64::from(size)) - pairs_cut - rest;
            }
        }
        self.order.clear();
        sum
    }

    fn enter(&mut self, node: u32, parent: u32, clock: u32) {
        let at = node as usize;
        (self.found[at], self.low[at], self.parent[at]) = (clock, clock, parent);
        (self.below[at], self.cut[at]) = (1, (0, 0));
        self.stack.push((node, 0));
        self.order.push(node);
    }
}

/// The node that costs most pairs, again and again; then each is exchanged while that helps. Cost: a pass over the graph
/// for each node of the set and each exchange tried.
fn greedy_cut(graph: &Graph, size: usize) -> (u64, Vec<u32>) {
    let mut cuts = Cuts::new(graph);
    let mut is_gone = vec![false; graph.len()];
    let mut set: Vec<u32> = Vec::new();
    let mut connected = cuts.connected(graph, &is_gone);
    let mut add = |is_gone: &mut Vec<bool>, set: &mut Vec<u32>| {
        let all = cuts.find(graph, is_gone);
        let left = graph.nodes().filter(|&node| !is_gone[node as usize]);
        let best = left.max_by_key(|&node| (cuts.gains[node as usize], std::cmp::Reverse(node)));
        best.map_or(all, |node| {
            is_gone[node as usize] = true;
            set.push(node);
            all - cuts.gains[node as usize]
        })
    };
    for _ in 0..size {
        connected = add(&mut is_gone, &mut set);
    }
    for _ in 0..EXCHANGES {
        let before = connected;
        for _ in 0..set.len() {
            let node = set.remove(0);
            is_gone[node as usize] = false;
            connected = add(&mut is_gone, &mut set);
        }
        if connected >= before {
            break;
        }
    }
    set.sort_unstable();
    (connected, set)
}

/// Rounds of exchanges. Ours: gains after the first few are rare.
const EXCHANGES: usize = 8;

/// How reach is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The share of nodes within so many steps of the set, its own members among them.
    Within(u32),
    /// Each node counts the inverse of its steps to the set, its own members one (Borgatti's distance-weighted reach).
    Weighted,
}

/// The set of `size` nodes that together reach most of the network ("KPP-Pos"): who sees or could spread most.
///
/// What a node adds shrinks as the set grows, so the best gains bound what a set can still reach. Cost: memory of nodes
/// squared for the exact search; greedy beyond [`Effort::nodes`].
pub fn reaching(graph: &Graph, size: usize, reach: Reach, effort: &Effort) -> KeyPlayers {
    let size = size.min(graph.len());
    let n = graph.len() as f64;
    let covers: Vec<Vec<(u32, f64)>> = if graph.len() <= effort.nodes {
        graph.nodes().map(|node| cover(graph, node, reach)).collect()
    } else {
        Vec::new()
    };
    let cover_of = |node: u32| match covers.get(node as usize) {
        Some(cover) => cover.clone(),
        None => cover(graph, node, reach),
    };
    let mut set = Vec::new();
    let mut best = vec![0.0; graph.len()];
    let mut value = 0.0;
    // What each added when last asked; it adds no more later, so only the best need be asked again.
    let mut waiting: Vec<(f64, u32, usize)> =
        graph.nodes().map(|node| (f64::INFINITY, node, usize::MAX)).collect();
    while set.len() < size {
        waiting.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((added, node, asked)) = waiting.pop() else { break };
        if asked == set.len() {
            value += added;
            for (other, near) in cover_of(node) {
                best[other as usize] = near.max(best[other as usize]);
            }
            set.push(node);
        } else {
            let added = gain(&cover_of(node), &best);
            waiting.push((added, node, set.len()));
        }
    }
    let mut greedy = KeyPlayers { set, value: value / n.max(1.0), is_optimal: size <= 1 };
    greedy.set.sort_unstable();
    if covers.is_empty() || size <= 1 {
        return greedy;
    }
    let mut search = Coverage { covers: &covers, best: (value, greedy.set.clone()), work: effort.work };
    let candidates: Vec<u32> = graph.nodes().collect();
    search.go(&candidates, &vec![0.0; graph.len()], 0.0, &mut Vec::new(), size);
    let (value, set) = search.best;
    KeyPlayers { set, value: value / n, is_optimal: search.work > 0 }
}

fn cover(graph: &Graph, node: u32, reach: Reach) -> Vec<(u32, f64)> {
    let (mut steps, mut order) = (Vec::new(), Vec::new());
    from(graph, node, &mut steps, &mut order);
    let near = |other: u32| {
        let steps = steps[other as usize];
        match reach {
            Reach::Within(most) => (steps <= most).then_some((other, 1.0)),
            Reach::Weighted => Some((other, f64::from(steps.max(1)).recip())),
        }
    };
    order.iter().filter_map(|&other| near(other)).collect()
}

fn gain(cover: &[(u32, f64)], best: &[f64]) -> f64 {
    cover.iter().map(|&(other, near)| (near - best[other as usize]).max(0.0)).sum()
}

/// The exact search for reach.
struct Coverage<'a> {
    covers: &'a [Vec<(u32, f64)>],
    best: (f64, Vec<u32>),
    work: u64,
}

/// Difference of two sums that are equal but for rounding.
const ROUNDING: f64 = 1e-9;

impl Coverage<'_> {
    fn go(&mut self, candidates: &[u32], near: &[f64], value: f64, set: &mut Vec<u32>, left: usize) {
        let mut gains: Vec<(f64, u32)> =
            candidates.iter().map(|&node| (gain(&self.covers[node as usize], near), node)).collect();
        let cost = candidates.iter().map(|&node| self.covers[node as usize].len() as u64).sum();
        self.work = self.work.saturating_sub(cost);
        gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        if left == 1 {
            if let Some(&(added, node)) = gains.first()
                && value + added > self.best.0 + ROUNDING
            {
                let mut found = set.clone();
                found.push(node);
                found.sort_unstable();
                self.best = (value + added, found);
            }
            return;
        }
        let order: Vec<u32> = gains.iter().map(|gain| gain.1).collect();
        for at in 0..gains.len() {
            let bound: f64 = gains[at..].iter().take(left).map(|gain| gain.0).sum();
            // Those behind add no more than the first of them, so none of the sets left can do better.
            if value + bound <= self.best.0 + ROUNDING || self.work == 0 {
                break;
            }
            let (added, node) = gains[at];
            let mut next = near.to_vec();
            for &(other, own) in &self.covers[node as usize] {
                next[other as usize] = own.max(next[other as usize]);
            }
            set.push(node);
            self.go(&order[at + 1..], &next, value + added, set, left - 1);
            set.pop();
        }
    }
}
