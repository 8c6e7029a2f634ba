//! Measures of nodes, of the whole picture and of its actors.

use graph::{Contact, Graph, Leiden, Quality};

use crate::{Cohesion, Edge, Layer, Node, Resolved};

/// Largest component whose betweenness is exact. Ours: a second's work.
const EXACT: usize = 2_000;
/// Sources sampled in larger graphs. Ours.
const SAMPLES: usize = 256;
/// Fewest of them, in the largest graphs: enough to tell who is between many from who is not. Ours.
const LEAST_SAMPLES: usize = 8;
/// Ties followed in all for one measure. Ours: some seconds.
const STEPS: usize = 100_000_000;
/// The same where sources are sampled: such graphs do not fit into the caches, and a step takes ten times as long.
const SAMPLED_STEPS: usize = 10_000_000;
/// Graphs with more ties have communities at one resolution, from fewer rounds. Ours: some seconds.
const LARGE: usize = 300_000;
/// Resolutions at which communities are counted. Ours: from half to four times what is usual.
const RESOLUTIONS: [f64; 4] = [0.5, 1.0, 2.0, 4.0];

/// The ties of all layers between two nodes as one; its weight grows with the logarithm of how often each was seen, so
/// that a thousand messages do not drown one journey.
pub(crate) fn graph(nodes: usize, edges: &[Edge]) -> Graph {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let ties: Vec<(u32, u32, f64)> = edges
        .iter()
        .map(|edge| (number(edge.from), number(edge.to), (1.0 + edge.weight as f64).ln()))
        .collect();
    Graph::of_weighted(number(nodes), &ties)
}

/// The sources that shortest ways are followed from: all of a small graph, fewer of a large one.
pub(crate) fn sources(graph: &Graph) -> Vec<u32> {
    graph::pivots(graph, SAMPLES.min(SAMPLED_STEPS / graph.tie_count().max(1)).max(LEAST_SAMPLES))
}

/// All measures of nodes; their clusters are given in order.
pub(crate) fn nodes(
    clusters: &[resolve::ClusterIx],
    graph: &Graph,
    edges: &[Edge],
    community: &[u32],
) -> Vec<Node> {
    let affordable = graph.len().saturating_mul(graph.tie_count().max(1)) <= STEPS;
    let (component, count) = graph::components(graph);
    let sizes = graph::sizes(&component, count);
    let sources = if sizes.iter().all(|&size| size as usize <= EXACT) && affordable {
        graph.nodes().collect()
    } else {
        self::sources(graph)
    };
    // As a share of the pairs of the component.
    let share = |at: usize, sum: f64| {
        let size = component.get(at).and_then(|own| sizes.get(*own as usize)).copied().unwrap_or(0);
        (sum * graph::share_of_pairs(size as usize)).clamp(0.0, 1.0)
    };
    let between = graph::sampled_betweenness(graph, &sources);
    let weighted = graph::weighted_betweenness(graph, &sources);
    let temporal = affordable.then(|| temporal(graph.len(), edges)).flatten();
    let closeness = affordable.then(|| graph::closeness(graph));
    let eigenvector = graph::eigenvector(graph);
    let cores = graph::cores(graph);
    let constraint = graph::constraint(graph);
    let effective = graph::effective_size(graph);
    let at = |values: &[f64], at: usize| values.get(at).copied();
    clusters
        .iter()
        .enumerate()
        .map(|(node, &cluster)| Node {
            cluster,
            degree: u32::try_from(graph.degree(u32::try_from(node).unwrap_or(u32::MAX))).unwrap_or(u32::MAX),
            betweenness: share(node, at(&between, node).unwrap_or(0.0)),
            weighted_betweenness: share(node, at(&weighted, node).unwrap_or(0.0)),
            temporal_betweenness: temporal
                .as_ref()
                .and_then(|all| at(all, node))
                .map(|own| share(node, own / 2.0)),
            closeness: closeness.as_ref().and_then(|all| at(all, node)),
            eigenvector: eigenvector.as_ref().and_then(|all| at(all, node)),
            core: cores.get(node).copied().unwrap_or(0),
            constraint: constraint.get(node).copied().flatten(),
            effective_size: effective.get(node).copied().flatten(),
            community: community.get(node).copied().unwrap_or(0),
            actor: 0,
        })
        .collect()
}

/// Temporal betweenness over dated ties, each as two contacts: when it was first seen and when last. `None` if no tie has
/// a date.
fn temporal(nodes: usize, edges: &[Edge]) -> Option<Vec<f64>> {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut contacts = Vec::new();
    for edge in edges {
        for time in [edge.first, edge.last].into_iter().flatten() {
            let contact = Contact { from: number(edge.from), to: number(edge.to), time: time.order_us() };
            contacts.push(contact);
            // Money and word go the way they are sent; whatever else ties two ties both.
            if !matches!(edge.layer, Layer::Money | Layer::Contact) {
                contacts.push(Contact { from: contact.to, to: contact.from, ..contact });
            }
        }
    }
    // Each arrival may go on by each departure, from every source.
    let mut ways: Vec<(usize, usize)> = vec![(0, 0); nodes];
    for contact in &contacts {
        for (end, is_out) in [(contact.from, true), (contact.to, false)] {
            if let Some(own) = ways.get_mut(end as usize) {
                *(if is_out { &mut own.1 } else { &mut own.0 }) += 1;
            }
        }
    }
    let steps = ways.iter().fold(0_usize, |sum, own| sum.saturating_add(own.0.saturating_mul(own.1)));
    if steps.saturating_mul(nodes) > 10 * STEPS {
        return None;
    }
    let sources: Vec<u32> = (0..number(nodes)).collect();
    (!contacts.is_empty()).then(|| graph::temporal_betweenness(number(nodes), &contacts, &sources))
}

/// Communities of the graph, and how firm they are.
pub(crate) fn communities(graph: &Graph) -> (Vec<u32>, Cohesion) {
    let mut own = Vec::new();
    let mut cohesion = Cohesion::default();
    for resolution in RESOLUTIONS {
        let is_usual = (resolution - 1.0).abs() < f64::EPSILON;
        let is_large = graph.tie_count() > LARGE;
        if is_large && !is_usual {
            continue;
        }
        let how = Leiden {
            quality: Quality::Modularity,
            resolution,
            runs: if is_usual { 64 } else { 8 },
            rounds: if is_large { 2 } else { Leiden::default().rounds },
            ..Leiden::default()
        };
        let found = graph::communities(graph, &how);
        cohesion.resolutions.push(Resolved {
            resolution,
            communities: found.count,
            quality: found.quality,
            agreement: found.agreement,
        });
        if is_usual {
            (cohesion.quality, cohesion.agreement) = (found.quality, found.agreement);
            cohesion.stability = found.stability;
            own = found.of;
        }
    }
    (own, cohesion)
}
