//! Connected components, and the core numbers of nodes.
#![expect(clippy::indexing_slicing, reason = "nodes of a graph index the columns made for it")]

use crate::Graph;

/// The component of each node, numbered by their first nodes, and how many there are.
pub fn components(graph: &Graph) -> (Vec<u32>, u32) {
    let mut component = vec![u32::MAX; graph.len()];
    let mut waiting = Vec::new();
    let mut count = 0;
    for first in graph.nodes() {
        if component[first as usize] != u32::MAX {
            continue;
        }
        component[first as usize] = count;
        waiting.push(first);
        while let Some(node) = waiting.pop() {
            for &other in graph.neighbours(node) {
                if component[other as usize] == u32::MAX {
                    component[other as usize] = count;
                    waiting.push(other);
                }
            }
        }
        count += 1;
    }
    (component, count)
}

/// Sizes of the components.
pub fn sizes(component: &[u32], count: u32) -> Vec<u32> {
    let mut sizes = vec![0; count as usize];
    for &own in component {
        sizes[own as usize] += 1;
    }
    sizes
}

/// The core number of each node: the largest k so that it is in a part where all have k neighbours or more
/// (Batagelj and Zaversnik 2003). Linear.
pub fn cores(graph: &Graph) -> Vec<u32> {
    let degree = |node: u32| u32::try_from(graph.degree(node)).unwrap_or(u32::MAX);
    let mut cores: Vec<u32> = graph.nodes().map(degree).collect();
    let most = cores.iter().copied().max().unwrap_or(0) as usize;
    // Where the nodes of each degree begin in `order`, kept up to date as degrees fall.
    let mut starts = vec![0_u32; most + 2];
    for &own in &cores {
        starts[own as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut order = vec![0_u32; graph.len()];
    let mut place = vec![0_u32; graph.len()];
    for node in graph.nodes() {
        let slot = &mut next[cores[node as usize] as usize];
        order[*slot as usize] = node;
        place[node as usize] = *slot;
        *slot += 1;
    }
    for at in 0..order.len() {
        let node = order[at];
        let own = cores[node as usize];
        for &other in graph.neighbours(node) {
            let theirs = cores[other as usize];
            if theirs > own {
                // It changes places with the first of its degree, which then begins one later.
                let (from, to) = (place[other as usize], starts[theirs as usize]);
                let first = order[to as usize];
                if first != other {
                    order[from as usize] = first;
                    order[to as usize] = other;
                    place[first as usize] = from;
                    place[other as usize] = to;
                }
                starts[theirs as usize] += 1;
                cores[other as usize] -= 1;
            }
        }
    }
    cores
}
