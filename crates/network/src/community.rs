//! Communities: groups with more ties inside than chance would give.
//!
//! Louvain (Blondel et al. 2008): nodes move to the neighbouring community that raises modularity most, in a fixed
//! order, until none does; then communities become nodes and it begins again. Equal gains go to the lower number, so
//! the result is the same on every run.

use std::collections::BTreeMap;

use crate::graph::Graph;

/// Most passes over the nodes in one level, and most levels. Ours: gains after that are crumbs.
const ROUNDS: usize = 32;
/// A level is settled when no more than one node in this many moved in a pass. Ours.
const RESTLESS: usize = 1_000;
/// Smallest gain worth a move: below it is rounding.
const GAIN: f64 = 1e-9;

/// The community of each node; communities are numbered by size, largest first, then by their first node.
pub(crate) fn communities(graph: &Graph) -> Vec<u32> {
    let mut community_of: Vec<usize> = (0..graph.len()).collect();
    let mut level = graph.clone();
    for _ in 0..ROUNDS {
        let (moved, count) = settle(&level);
        if count == level.len() {
            break;
        }
        for community in &mut community_of {
            *community = moved.get(*community).copied().unwrap_or(*community);
        }
        level = merged(&level, &moved, count);
    }
    by_size(&community_of)
}

/// Moves nodes until no move gains; the communities, numbered from 0 in order of first node, and how many.
fn settle(graph: &Graph) -> (Vec<usize>, usize) {
    let ends = |node: usize| {
        graph
            .neighbours(node)
            .iter()
            .map(move |&(other, weight)| if other == node { 2.0 * weight } else { weight })
    };
    let degrees: Vec<f64> = (0..graph.len()).map(|node| ends(node).sum()).collect();
    let total: f64 = degrees.iter().sum();
    let mut own: Vec<usize> = (0..graph.len()).collect();
    let mut sums = degrees.clone();
    // Ties of the node at hand to each community, zero between nodes; and to which it has any, in order.
    let mut ties = vec![0.0; graph.len()];
    let mut near: Vec<usize> = Vec::new();
    for _ in 0..ROUNDS {
        let mut moves = 0_usize;
        for (node, &degree) in degrees.iter().enumerate() {
            let Some(&current) = own.get(node) else { continue };
            for &(other, weight) in graph.neighbours(node).iter().filter(|&&(other, _)| other != node) {
                if let Some(&community) = own.get(other)
                    && let Some(sum) = ties.get_mut(community)
                {
                    *sum += weight;
                    near.push(community);
                }
            }
            near.sort_unstable();
            near.dedup();
            if let Some(sum) = sums.get_mut(current) {
                *sum -= degree;
            }
            let gain = |community: usize| {
                let ties = ties.get(community).copied().unwrap_or(0.0);
                ties - sums.get(community).copied().unwrap_or(0.0) * degree / total
            };
            let mut best = (current, gain(current));
            for &community in &near {
                let gain = gain(community);
                if gain > best.1 + GAIN {
                    best = (community, gain);
                }
            }
            for community in near.drain(..) {
                if let Some(sum) = ties.get_mut(community) {
                    *sum = 0.0;
                }
            }
            if let (Some(own), Some(sum)) = (own.get_mut(node), sums.get_mut(best.0)) {
                moves += usize::from(*own != best.0);
                *own = best.0;
                *sum += degree;
            }
        }
        if moves <= graph.len() / RESTLESS {
            break;
        }
    }
    let mut numbers = BTreeMap::new();
    let numbered = own
        .into_iter()
        .map(|community| {
            let next = numbers.len();
            *numbers.entry(community).or_insert(next)
        })
        .collect();
    (numbered, numbers.len())
}

/// The graph of communities; ties inside one become its tie to itself.
fn merged(graph: &Graph, community_of: &[usize], count: usize) -> Graph {
    let ties = community_of.iter().enumerate().flat_map(|(node, &community)| {
        graph
            .neighbours(node)
            .iter()
            .filter(move |&&(other, _)| other >= node)
            .filter_map(move |&(other, weight)| Some((community, *community_of.get(other)?, weight)))
    });
    Graph::of_ties(count, ties)
}

fn by_size(community_of: &[usize]) -> Vec<u32> {
    let mut sizes: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (node, &community) in community_of.iter().enumerate() {
        sizes.entry(community).or_insert((0, node)).0 += 1;
    }
    let mut order: Vec<(std::cmp::Reverse<usize>, usize, usize)> = sizes
        .into_iter()
        .map(|(community, (size, first))| (std::cmp::Reverse(size), first, community))
        .collect();
    order.sort_unstable();
    let numbers: BTreeMap<usize, u32> =
        order.into_iter().map(|(_, _, community)| community).zip(0_u32..).collect();
    community_of.iter().filter_map(|community| numbers.get(community).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Newman's modularity, by its definition.
    fn modularity(graph: &Graph, community_of: &[u32]) -> f64 {
        let degree = |node: usize| graph.neighbours(node).iter().map(|tie| tie.1).sum::<f64>();
        let total: f64 = (0..graph.len()).map(degree).sum();
        let mut sum = 0.0;
        for one in 0..graph.len() {
            for other in (0..graph.len()).filter(|&other| community_of[one] == community_of[other]) {
                let tie = graph.neighbours(one).iter().find(|tie| tie.0 == other).map_or(0.0, |tie| tie.1);
                sum += tie - degree(one) * degree(other) / total;
            }
        }
        sum / total
    }

    fn graph() -> impl Strategy<Value = (usize, Vec<(usize, usize, f64)>)> {
        (2_usize..14).prop_flat_map(|nodes| {
            let tie = (0..nodes, 0..nodes, 1_u8..9)
                .prop_map(|(one, other, weight)| (one, other, f64::from(weight)));
            let ties = prop::collection::vec(tie, 1..40)
                .prop_map(|ties| ties.into_iter().filter(|(one, other, _)| one != other).collect::<Vec<_>>());
            (Just(nodes), ties)
        })
    }

    #[test]
    fn two_cliques_with_one_bridge_are_two_communities_the_larger_first() {
        let clique = |nodes: std::ops::Range<usize>| {
            let end = nodes.end;
            nodes.flat_map(move |one| (one + 1..end).map(move |other| (one, other, 1.0)))
        };
        let graph = Graph::of_ties(9, clique(0..4).chain(clique(4..9)).chain([(0, 4, 1.0)]));
        assert_eq!(communities(&graph), [1, 1, 1, 1, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn a_graph_without_ties_has_a_community_for_each_node() {
        assert_eq!(communities(&Graph::of_ties(3, [])), [0, 1, 2]);
        assert!(communities(&Graph::of_ties(0, [])).is_empty());
    }

    proptest! {
        #[test]
        fn communities_are_connected_inside_components_and_no_worse_than_all_alone((nodes, ties) in graph()) {
            let graph = Graph::of_ties(nodes, ties);
            let found = communities(&graph);
            prop_assert_eq!(found.len(), nodes);
            let mut component_of = vec![0; nodes];
            for (at, component) in graph.components().iter().enumerate() {
                for &node in component {
                    component_of[node] = at;
                }
            }
            for (one, other) in (0..nodes).flat_map(|one| (0..nodes).map(move |other| (one, other))) {
                prop_assert!(found[one] != found[other] || component_of[one] == component_of[other]);
            }
            let alone: Vec<u32> = (0_u32..).take(nodes).collect();
            if graph.components().len() < nodes {
                prop_assert!(modularity(&graph, &found) >= modularity(&graph, &alone) - 1e-9);
            }
            let count = found.iter().copied().collect::<std::collections::BTreeSet<_>>().len();
            let sizes: Vec<usize> =
                (0..count).map(|at| found.iter().filter(|&&own| own as usize == at).count()).collect();
            prop_assert!(sizes.is_sorted_by(|a, b| a >= b) && !sizes.contains(&0));
        }

        #[test]
        fn neither_the_direction_of_ties_nor_a_scale_of_all_weights_matters((nodes, ties) in graph()) {
            let turned = ties.iter().map(|&(one, other, weight)| (other, one, weight * 4.0));
            let found = communities(&Graph::of_ties(nodes, ties.iter().copied()));
            prop_assert_eq!(found, communities(&Graph::of_ties(nodes, turned)));
        }
    }
}
