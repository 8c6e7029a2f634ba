//! Brokerage: whose contacts do not know each other (Burt 1992).
#![expect(clippy::indexing_slicing, reason = "nodes of a graph index the columns made for it")]

use crate::Graph;

/// Burt's constraint of each node: how much of its time goes to contacts who know each other. Low is a broker. `None`
/// for who has no ties. Cost: squares of degrees.
pub fn constraint(graph: &Graph) -> Vec<Option<f64>> {
    let strength: Vec<f64> = graph.nodes().map(|node| graph.strength(node)).collect();
    // The share of one's ties that goes to each, directly and through others.
    let mut invested = vec![0.0; graph.len()];
    let own = |node: u32| {
        if graph.degree(node) == 0 {
            return None;
        }
        for (other, weight) in graph.ties_of(node) {
            let share = weight / strength[node as usize];
            invested[other as usize] += share;
            for (third, further) in graph.ties_of(other) {
                invested[third as usize] += share * further / strength[other as usize];
            }
        }
        let sum = graph.neighbours(node).iter().map(|&other| invested[other as usize].powi(2)).sum();
        for &other in graph.neighbours(node) {
            invested[other as usize] = 0.0;
            for &third in graph.neighbours(other) {
                invested[third as usize] = 0.0;
            }
        }
        Some(sum)
    };
    graph.nodes().map(own).collect()
}

/// Burt's effective size: contacts less what they repeat, weights taken as given. `None` for who has no ties.
pub fn effective_size(graph: &Graph) -> Vec<Option<f64>> {
    let strongest: Vec<f64> =
        graph.nodes().map(|node| graph.ties_of(node).map(|tie| tie.1).fold(0.0, f64::max)).collect();
    let mut share = vec![0.0; graph.len()];
    let own = |node: u32| {
        if graph.degree(node) == 0 {
            return None;
        }
        let strength = graph.strength(node);
        for (other, weight) in graph.ties_of(node) {
            share[other as usize] = weight / strength;
        }
        let size = graph.neighbours(node).iter().map(|&other| {
            let repeated = graph
                .ties_of(other)
                .map(|(third, weight)| share[third as usize] * weight / strongest[other as usize]);
            1.0 - repeated.sum::<f64>()
        });
        let size = size.sum();
        for &other in graph.neighbours(node) {
            share[other as usize] = 0.0;
        }
        Some(size)
    };
    graph.nodes().map(own).collect()
}
