//! On how many shortest ways between two others a node lies.
//!
//! Brandes (2001): one breadth-first search from each source, dependencies summed up on the way back. Edges count one
//! step each, whatever their weight.

use crate::graph::Graph;

/// Betweenness of all nodes, normalised by the number of pairs of others in the node's component. Components of more
/// than `exact` nodes are estimated from `samples` sources spread evenly over them.
pub(crate) fn betweenness(graph: &Graph, exact: usize, samples: usize) -> Vec<f64> {
    let mut search = Search::new(graph);
    let mut all = vec![0.0; graph.len()];
    for component in graph.components() {
        let size = component.len();
        if size < 3 {
            continue;
        }
        let count = if size <= exact { size } else { samples.clamp(1, size) };
        let sources = (0..count).filter_map(|at| component.get(at * size / count));
        for &source in sources {
            search.from(source, &mut all);
        }
        // Each pair is met from both ends, and a sample stands for the whole.
        let pairs = (size - 1) as f64 * (size - 2) as f64;
        let scale = size as f64 / count as f64 / pairs;
        for node in component {
            if let Some(own) = all.get_mut(node) {
                *own = (*own * scale).min(1.0);
            }
        }
    }
    all
}

/// The state of one search, kept to be used again.
struct Search<'a> {
    graph: &'a Graph,
    nodes: Vec<Visit>,
    order: Vec<usize>,
}

#[derive(Clone, Copy)]
struct Visit {
    /// Steps from the source; `u32::MAX` if not reached.
    steps: u32,
    /// How many shortest ways lead here.
    ways: f64,
    dependency: f64,
}

const UNSEEN: Visit = Visit { steps: u32::MAX, ways: 0.0, dependency: 0.0 };

impl<'a> Search<'a> {
    fn new(graph: &'a Graph) -> Self {
        Self { graph, nodes: vec![UNSEEN; graph.len()], order: Vec::new() }
    }

    fn visit(&self, node: usize) -> Visit {
        self.nodes.get(node).copied().unwrap_or(UNSEEN)
    }

    fn from(&mut self, source: usize, sums: &mut [f64]) {
        self.order.clear();
        self.order.push(source);
        if let Some(visit) = self.nodes.get_mut(source) {
            *visit = Visit { steps: 0, ways: 1.0, dependency: 0.0 };
        }
        let mut head = 0;
        while let Some(&node) = self.order.get(head) {
            head += 1;
            let here = self.visit(node);
            for &(other, _) in self.graph.neighbours(node) {
                let Some(there) = self.nodes.get_mut(other) else { continue };
                if there.steps == u32::MAX {
                    there.steps = here.steps + 1;
                    self.order.push(other);
                }
                if there.steps == here.steps + 1 {
                    there.ways += here.ways;
                }
            }
        }
        while let Some(node) = self.order.pop() {
            let here = self.visit(node);
            let share = (1.0 + here.dependency) / here.ways;
            for &(other, _) in self.graph.neighbours(node) {
                if let Some(before) = self.nodes.get_mut(other)
                    && before.steps != u32::MAX
                    && before.steps + 1 == here.steps
                {
                    before.dependency += before.ways * share;
                }
            }
            if let Some(sum) = sums.get_mut(node).filter(|_| node != source) {
                *sum += here.dependency;
            }
            // All its predecessors are still to come, so it will not be read again in this search.
            if let Some(visit) = self.nodes.get_mut(node) {
                *visit = UNSEEN;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Steps and number of shortest ways from one node to all, by trying ever longer walks.
    fn ways(graph: &Graph, source: usize) -> Vec<Option<(usize, f64)>> {
        let mut found = vec![None; graph.len()];
        let mut walks = vec![0.0; graph.len()];
        walks[source] = 1.0;
        for steps in 0..graph.len() {
            for node in 0..graph.len() {
                if found[node].is_none() && walks[node] > 0.0 {
                    found[node] = Some((steps, walks[node]));
                }
            }
            let mut next = vec![0.0; graph.len()];
            for (node, walks) in walks.iter().enumerate() {
                for &(other, _) in graph.neighbours(node) {
                    next[other] += walks;
                }
            }
            walks = next;
        }
        found
    }

    /// Freeman's definition, pair by pair.
    fn by_definition(graph: &Graph) -> Vec<f64> {
        let all: Vec<_> = (0..graph.len()).map(|source| ways(graph, source)).collect();
        (0..graph.len())
            .map(|node| {
                let reached = all[node].iter().flatten().count() as f64;
                let mut sum = 0.0;
                for from in (0..graph.len()).filter(|&from| from != node) {
                    for to in (0..graph.len()).filter(|&to| to != node && to != from) {
                        if let (Some((whole, total)), Some((first, one)), Some((second, two))) =
                            (all[from][to], all[from][node], all[node][to])
                            && first + second == whole
                        {
                            sum += one * two / total;
                        }
                    }
                }
                if reached < 3.0 { 0.0 } else { sum / ((reached - 1.0) * (reached - 2.0)) }
            })
            .collect()
    }

    fn graph() -> impl Strategy<Value = Graph> {
        (1_usize..12).prop_flat_map(|nodes| {
            prop::collection::vec((0..nodes, 0..nodes), 0..24).prop_map(move |ties| {
                let ties = ties.into_iter().filter(|(one, other)| one != other);
                Graph::of_ties(nodes, ties.map(|(one, other)| (one, other, 1.0)))
            })
        })
    }

    #[test]
    fn the_middle_of_a_star_lies_between_all_others() {
        let star = Graph::of_ties(5, (1..5).map(|leaf| (0, leaf, 1.0)));
        assert_eq!(betweenness(&star, 100, 1), [1.0, 0.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn a_sample_of_a_large_ring_is_near_the_whole() {
        let ring = Graph::of_ties(300, (0..300).map(|node| (node, (node + 1) % 300, 1.0)));
        let (exact, sampled) = (betweenness(&ring, 300, 1), betweenness(&ring, 10, 100));
        for (exact, sampled) in exact.iter().zip(sampled) {
            assert!((exact - sampled).abs() < 0.02, "{exact} {sampled}");
        }
    }

    proptest! {
        #[test]
        fn betweenness_is_what_its_definition_counts(graph in graph()) {
            for (fast, slow) in betweenness(&graph, 100, 1).iter().zip(by_definition(&graph)) {
                prop_assert!((fast - slow).abs() < 1e-9, "{} {}", fast, slow);
            }
        }

        #[test]
        fn as_many_samples_as_nodes_are_exact(graph in graph()) {
            prop_assert_eq!(betweenness(&graph, 100, 1), betweenness(&graph, 0, 100));
        }
    }
}
