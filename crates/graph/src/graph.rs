//! The graph: undirected, sparse, each tie once, neighbours in order.
#![expect(clippy::indexing_slicing, reason = "rows are laid out by the counts they are indexed with")]

use std::ops::Range;

/// An undirected graph in compressed rows. Nodes are numbered from 0; a tie of a node to itself is none, and ties given
/// twice are one (their weights added).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Where the row of each node begins in `ends`; one more than nodes.
    starts: Vec<usize>,
    /// Neighbours, row by row, in order.
    ends: Vec<u32>,
    /// Beside `ends`; empty if every tie weighs one.
    weights: Vec<f64>,
}

impl Graph {
    /// A graph whose ties all weigh one, in whichever direction and however often they are given. Ties to nodes that
    /// are not below `nodes` are left out.
    ///
    /// Cost: linear, but for the sorting of each row; beside the graph, one number a node.
    pub fn of_ties(nodes: u32, ties: &[(u32, u32)]) -> Self {
        let mut graph = Self::rows(nodes, ties.iter().copied());
        let mut next = graph.starts.clone();
        for (one, other) in ties.iter().copied().filter(|&tie| is_tie(nodes, tie)) {
            for (from, to) in [(one, other), (other, one)] {
                graph.ends[next[from as usize]] = to;
                next[from as usize] += 1;
            }
        }
        let mut kept = 0;
        for node in 0..nodes as usize {
            let (start, end) = (graph.starts[node], graph.starts[node + 1]);
            graph.ends[start..end].sort_unstable();
            let first = kept;
            for at in start..end {
                if kept == first || graph.ends[kept - 1] != graph.ends[at] {
                    graph.ends[kept] = graph.ends[at];
                    kept += 1;
                }
            }
            graph.starts[node] = first;
        }
        graph.close(kept);
        graph
    }

    /// A graph with weights. A tie whose weight is not a number above zero is left out.
    pub fn of_weighted(nodes: u32, ties: &[(u32, u32, f64)]) -> Self {
        let is_tie = |&(one, other, weight): &(u32, u32, f64)| {
            is_tie(nodes, (one, other)) && weight > 0.0 && weight.is_finite()
        };
        let mut graph = Self::rows(nodes, ties.iter().filter(|tie| is_tie(tie)).map(|tie| (tie.0, tie.1)));
        let mut cells = vec![(0_u32, 0.0_f64); graph.ends.len()];
        let mut next = graph.starts.clone();
        for &(one, other, weight) in ties.iter().filter(|tie| is_tie(tie)) {
            for (from, to) in [(one, other), (other, one)] {
                cells[next[from as usize]] = (to, weight);
                next[from as usize] += 1;
            }
        }
        graph.weights = vec![0.0; cells.len()];
        let mut kept = 0;
        for node in 0..nodes as usize {
            let row = graph.starts[node]..graph.starts[node + 1];
            // Stable, so that both ends of a tie add its weights in the same order.
            cells[row.clone()].sort_by_key(|cell| cell.0);
            let first = kept;
            for &(to, weight) in &cells[row] {
                if kept == first || graph.ends[kept - 1] != to {
                    (graph.ends[kept], graph.weights[kept]) = (to, 0.0);
                    kept += 1;
                }
                graph.weights[kept - 1] += weight;
            }
            graph.starts[node] = first;
        }
        graph.weights.truncate(kept);
        graph.close(kept);
        graph
    }

    /// Rows of the right length, still empty.
    fn rows(nodes: u32, ties: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut starts = vec![0_usize; nodes as usize + 1];
        for (one, other) in ties.filter(|&tie| is_tie(nodes, tie)) {
            starts[one as usize + 1] += 1;
            starts[other as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { starts, ends: vec![0; sum], weights: Vec::new() }
    }

    fn close(&mut self, kept: usize) {
        self.ends.truncate(kept);
        if let Some(last) = self.starts.last_mut() {
            *last = kept;
        }
    }

    /// How many nodes.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The nodes.
    pub fn nodes(&self) -> Range<u32> {
        0..u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    /// How many ties, each counted once.
    pub fn tie_count(&self) -> usize {
        self.ends.len() / 2
    }

    /// Whether ties have weights of their own.
    pub fn is_weighted(&self) -> bool {
        !self.weights.is_empty()
    }

    /// Neighbours of a node in order; none of a node that is not there.
    pub fn neighbours(&self, node: u32) -> &[u32] {
        match (self.starts.get(node as usize), self.starts.get(node as usize + 1)) {
            (Some(&start), Some(&end)) => &self.ends[start..end],
            _ => &[],
        }
    }

    /// How many neighbours a node has.
    pub fn degree(&self, node: u32) -> usize {
        self.neighbours(node).len()
    }

    /// Neighbours of a node with the weights of the ties to them.
    pub fn ties_of(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        let start = self.starts.get(node as usize).copied().unwrap_or(0);
        let weight = move |at: usize| self.weights.get(start + at).copied().unwrap_or(1.0);
        self.neighbours(node).iter().enumerate().map(move |(at, &other)| (other, weight(at)))
    }

    /// Sum of the weights of a node's ties.
    pub fn strength(&self, node: u32) -> f64 {
        if self.weights.is_empty() {
            return self.degree(node) as f64;
        }
        self.ties_of(node).map(|tie| tie.1).sum()
    }

    /// The weight of the tie between two; zero if there is none.
    pub fn weight(&self, one: u32, other: u32) -> f64 {
        let start = self.starts.get(one as usize).copied().unwrap_or(0);
        match self.neighbours(one).binary_search(&other) {
            Ok(at) => self.weights.get(start + at).copied().unwrap_or(1.0),
            Err(_) => 0.0,
        }
    }

    /// Whether two are tied.
    pub fn has(&self, one: u32, other: u32) -> bool {
        self.neighbours(one).binary_search(&other).is_ok()
    }

    /// The rows as they lie: where each begins, neighbours, and weights (empty if all are one).
    pub(crate) fn parts(&self) -> (&[usize], &[u32], &[f64]) {
        (&self.starts, &self.ends, &self.weights)
    }

    /// Every tie once, by its ends, the lower first, with its weight.
    pub fn ties(&self) -> impl Iterator<Item = (u32, u32, f64)> + '_ {
        self.nodes().flat_map(move |one| {
            self.ties_of(one).filter(move |tie| tie.0 > one).map(move |(other, weight)| (one, other, weight))
        })
    }

    /// The same without weights.
    #[must_use]
    pub fn unweighted(&self) -> Self {
        Self { weights: Vec::new(), ..self.clone() }
    }

    /// The same without the ties of some nodes: they keep their numbers and stand alone.
    #[must_use]
    pub fn without(&self, nodes: &[u32]) -> Self {
        let mut is_gone = vec![false; self.len()];
        for &node in nodes {
            if let Some(gone) = is_gone.get_mut(node as usize) {
                *gone = true;
            }
        }
        self.filtered(|one, other| !is_gone[one as usize] && !is_gone[other as usize])
    }

    /// The same with only those ties that `keep` says; it must say the same of both directions.
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(u32, u32) -> bool) -> Self {
        let mut graph = Self { starts: vec![0], ..Self::default() };
        for one in self.nodes() {
            for (other, weight) in self.ties_of(one).filter(|tie| keep(one, tie.0)) {
                graph.ends.push(other);
                if self.is_weighted() {
                    graph.weights.push(weight);
                }
            }
            graph.starts.push(graph.ends.len());
        }
        graph
    }
}

fn is_tie(nodes: u32, (one, other): (u32, u32)) -> bool {
    one != other && one < nodes && other < nodes
}
