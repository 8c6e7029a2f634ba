//! The network as a simple undirected graph, for the measures.

use crate::Edge;

/// Neighbours of each node with the weight of the ties to them, sorted, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    starts: Vec<usize>,
    ends: Vec<(usize, f64)>,
}

impl Graph {
    /// The ties of all layers between two nodes are one; its weight grows with the logarithm of how often each was
    /// seen, so that a thousand messages do not drown one journey.
    pub(crate) fn of_edges(nodes: usize, edges: &[Edge]) -> Self {
        Self::of_ties(nodes, edges.iter().map(|edge| (edge.from, edge.to, (1.0 + edge.weight as f64).ln())))
    }

    /// Ties given once, in either direction; a node's tie to itself stands once in its list.
    pub(crate) fn of_ties(nodes: usize, ties: impl IntoIterator<Item = (usize, usize, f64)>) -> Self {
        let mut both = Vec::new();
        for (from, to, weight) in ties {
            both.push((from, to, weight));
            if from != to {
                both.push((to, from, weight));
            }
        }
        // Stable, so that weights are summed in the order they were given.
        both.sort_by_key(|&(from, to, _)| (from, to));
        let mut graph = Self { starts: Vec::with_capacity(nodes + 1), ends: Vec::new() };
        let mut ties = both.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).peekable();
        for node in 0..nodes {
            graph.starts.push(graph.ends.len());
            while let Some(tie) = ties.next_if(|tie| tie.first().is_some_and(|tie| tie.0 == node)) {
                let weight = tie.iter().map(|tie| tie.2).sum();
                graph.ends.extend(tie.first().map(|tie| (tie.1, weight)));
            }
        }
        graph.starts.push(graph.ends.len());
        graph
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many ties there are, counted from both ends.
    pub(crate) fn ties(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn neighbours(&self, node: usize) -> &[(usize, f64)] {
        match (self.starts.get(node), self.starts.get(node + 1)) {
            (Some(&start), Some(&end)) => self.ends.get(start..end).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The connected components, by first node, each sorted.
    pub(crate) fn components(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![false; self.len()];
        let mut components = Vec::new();
        for first in 0..self.len() {
            let mut component = Vec::new();
            let mut waiting = vec![first];
            while let Some(node) = waiting.pop() {
                if let Some(seen) = seen.get_mut(node).filter(|seen| !**seen) {
                    *seen = true;
                    component.push(node);
                    waiting.extend(self.neighbours(node).iter().map(|&(other, _)| other));
                }
            }
            if !component.is_empty() {
                component.sort_unstable();
                components.push(component);
            }
        }
        components
    }
}
