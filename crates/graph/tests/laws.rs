//! Each measure against its definition, counted the slow way on small graphs.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::needless_range_loop,
    clippy::float_cmp,
    reason = "a test may fail"
)]

use std::collections::BTreeSet;

use graph::*;
use proptest::prelude::*;

fn ties(most: u32) -> impl Strategy<Value = (u32, Vec<(u32, u32)>)> {
    (1..most).prop_flat_map(|nodes| (Just(nodes), prop::collection::vec((0..nodes, 0..nodes), 0..30)))
}

fn small() -> impl Strategy<Value = Graph> {
    ties(11).prop_map(|(nodes, ties)| Graph::of_ties(nodes, &ties))
}

fn weighted() -> impl Strategy<Value = Graph> {
    (2_u32..10).prop_flat_map(|nodes| {
        prop::collection::vec((0..nodes, 0..nodes, 1_u8..5), 0..24).prop_map(move |ties| {
            let ties: Vec<_> =
                ties.into_iter().map(|(one, other, weight)| (one, other, f64::from(weight))).collect();
            Graph::of_weighted(nodes, &ties)
        })
    })
}

/// Steps between all pairs (Floyd and Warshall), lengths of ties as given.
fn lengths(graph: &Graph, length: impl Fn(f64) -> f64) -> Vec<Vec<f64>> {
    let n = graph.len();
    let mut all = vec![vec![f64::INFINITY; n]; n];
    (0..n).for_each(|at| all[at][at] = 0.0);
    for (one, other, weight) in graph.ties() {
        all[one as usize][other as usize] = length(weight);
        all[other as usize][one as usize] = length(weight);
    }
    for middle in 0..n {
        for one in 0..n {
            for other in 0..n {
                all[one][other] = all[one][other].min(all[one][middle] + all[middle][other]);
            }
        }
    }
    all
}

/// Number of shortest ways between two, by walking back from the end.
fn ways(graph: &Graph, all: &[Vec<f64>], length: &impl Fn(f64) -> f64, one: usize, other: usize) -> f64 {
    if one == other {
        return 1.0;
    }
    let before = graph.ties_of(other as u32).filter(|&(near, weight)| {
        (all[one][near as usize] + length(weight) - all[one][other]).abs() < 1e-9
            && all[one][other].is_finite()
    });
    before.map(|(near, _)| ways(graph, all, length, one, near as usize)).sum()
}

fn between(graph: &Graph, length: impl Fn(f64) -> f64) -> Vec<f64> {
    let all = lengths(graph, &length);
    let n = graph.len();
    (0..n)
        .map(|node| {
            let mut sum = 0.0;
            for one in 0..n {
                for other in one + 1..n {
                    let is_on = (all[one][node] + all[node][other] - all[one][other]).abs() < 1e-9;
                    if node != one && node != other && all[one][other].is_finite() && is_on {
                        sum += ways(graph, &all, &length, one, node)
                            * ways(graph, &all, &length, node, other)
                            / ways(graph, &all, &length, one, other);
                    }
                }
            }
            sum
        })
        .collect()
}

fn near(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| (a - b).abs() < 1e-9 * (1.0 + b.abs()))
}

/// All sets of `size` of `n`.
fn sets(n: u32, size: usize) -> Vec<Vec<u32>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let smaller = sets(n, size - 1);
    let longer = |set: &Vec<u32>| {
        let from = set.last().map_or(0, |last| last + 1);
        let set = set.clone();
        (from..n).map(move |next| set.iter().copied().chain([next]).collect::<Vec<u32>>()).collect::<Vec<_>>()
    };
    smaller.iter().flat_map(longer).collect()
}

/// Induced connected shapes of four, and of three, by looking at every set.
fn shapes(graph: &Graph) -> Motifs {
    let mut found = Motifs::default();
    let n = graph.nodes().end;
    let degrees = |set: &[u32]| {
        let inside = |node: u32| set.iter().filter(|&&other| graph.has(node, other)).count();
        let mut degrees: Vec<usize> = set.iter().map(|&node| inside(node)).collect();
        degrees.sort_unstable();
        degrees
    };
    for set in sets(n, 3) {
        match degrees(&set).as_slice() {
            [1, 1, 2] => found.chain3 += 1,
            [2, 2, 2] => found.triangle += 1,
            _ => {}
        }
    }
    for set in sets(n, 4) {
        match degrees(&set).as_slice() {
            [1, 1, 2, 2] => found.chain4 += 1,
            [1, 1, 1, 3] => found.star += 1,
            [2, 2, 2, 2] => found.cycle += 1,
            [1, 2, 2, 3] => found.paw += 1,
            [2, 2, 3, 3] => found.diamond += 1,
            [3, 3, 3, 3] => found.clique += 1,
            _ => {}
        }
    }
    found
}

/// Temporal betweenness by writing out every shortest way.
fn temporal_by_hand(nodes: u32, contacts: &[Contact]) -> Vec<f64> {
    let contacts: BTreeSet<Contact> = contacts.iter().copied().filter(|own| own.from != own.to).collect();
    let mut sums = vec![0.0; nodes as usize];
    for source in 0..nodes {
        let mut open: Vec<Vec<Contact>> =
            contacts.iter().filter(|own| own.from == source).map(|own| vec![*own]).collect();
        let mut first: Vec<Vec<Vec<Contact>>> = vec![Vec::new(); nodes as usize];
        while !open.is_empty() {
            let mut reached = BTreeSet::new();
            for way in &open {
                let end = way.last().unwrap().to;
                let is_shortest = first[end as usize].first().is_none_or(|other| other.len() == way.len());
                if end != source && is_shortest {
                    reached.insert(end);
                    first[end as usize].push(way.clone());
                }
            }
            open = open
                .iter()
                .flat_map(|way| {
                    let last = *way.last().unwrap();
                    contacts.iter().filter(move |own| own.from == last.to && own.time > last.time).map(
                        |own| {
                            let mut longer = way.clone();
                            longer.push(*own);
                            longer
                        },
                    )
                })
                .collect();
        }
        for ways in &first {
            for way in ways {
                for step in way.iter().skip(1) {
                    sums[step.from as usize] += 1.0 / ways.len() as f64;
                }
            }
        }
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn neither_order_nor_direction_nor_repetition_of_ties_matters((nodes, ties) in ties(12)) {
        let turned: Vec<_> = ties.iter().rev().chain(&ties).map(|&(one, other)| (other, one)).collect();
        let graph = Graph::of_ties(nodes, &ties);
        prop_assert_eq!(&graph, &Graph::of_ties(nodes, &turned));
        for node in graph.nodes() {
            prop_assert!(graph.neighbours(node).is_sorted_by(|a, b| a < b));
            prop_assert!(graph.neighbours(node).iter().all(|&other| other != node && graph.has(other, node)));
        }
        prop_assert_eq!(graph.ties().count(), graph.tie_count());
    }

    #[test]
    fn betweenness_is_what_its_definition_counts(graph in small()) {
        prop_assert!(near(&betweenness(&graph), &between(&graph, |_| 1.0)));
    }

    #[test]
    fn weighted_betweenness_is_what_its_definition_counts(graph in weighted()) {
        let all: Vec<u32> = graph.nodes().collect();
        prop_assert!(near(&weighted_betweenness(&graph, &all), &between(&graph, |weight| 1.0 / weight)));
    }

    #[test]
    fn temporal_betweenness_is_what_writing_out_every_way_counts(
        contacts in prop::collection::vec((0_u32..6, 0_u32..6, 0_i64..6), 0..14),
    ) {
        let contacts: Vec<Contact> = contacts.into_iter().map(|(from, to, time)| Contact { from, to, time }).collect();
        let all: Vec<u32> = (0..6).collect();
        prop_assert!(near(&temporal_betweenness(6, &contacts, &all), &temporal_by_hand(6, &contacts)));
    }

    #[test]
    fn who_must_be_cut_is_found_exactly(graph in small(), size in 0_usize..4) {
        let found = disrupting(&graph, size, &Effort::default());
        prop_assert!(found.is_optimal && found.set.len() == size.min(graph.len()));
        prop_assert!((fragmentation(&graph, &found.set) - found.value).abs() < 1e-12);
        for set in sets(graph.nodes().end, size.min(graph.len())) {
            prop_assert!(fragmentation(&graph, &set) <= found.value + 1e-12, "{set:?}");
        }
        let greedy = disrupting(&graph, size, &Effort { nodes: 0, work: 0 });
        prop_assert!(greedy.value <= found.value + 1e-12);
    }

    #[test]
    fn who_reaches_most_is_found_exactly(graph in small(), size in 1_usize..4) {
        for reach in [Reach::Within(1), Reach::Within(2), Reach::Weighted] {
            let value = |set: &[u32]| {
                let all = lengths(&graph, |_| 1.0);
                let near = |node: usize| {
                    let steps = set.iter().map(|&own| all[own as usize][node]).fold(f64::INFINITY, f64::min);
                    match reach {
                        Reach::Within(most) => f64::from(u8::from(steps <= f64::from(most))),
                        Reach::Weighted => 1.0 / steps.max(1.0),
                    }
                };
                (0..graph.len()).map(near).sum::<f64>() / graph.len() as f64
            };
            let found = reaching(&graph, size, reach, &Effort::default());
            prop_assert!(found.is_optimal);
            prop_assert!((value(&found.set) - found.value).abs() < 1e-9);
            for set in sets(graph.nodes().end, size.min(graph.len())) {
                prop_assert!(value(&set) <= found.value + 1e-9, "{set:?} {reach:?}");
            }
        }
    }

    #[test]
    fn cores_are_what_is_left_when_who_has_too_few_is_taken_away(graph in small()) {
        let found = cores(&graph);
        for k in 0..10_u32 {
            let mut left: BTreeSet<u32> = graph.nodes().collect();
            loop {
                let keep: BTreeSet<u32> = left.iter().copied().filter(|&node| {
                    graph.neighbours(node).iter().filter(|other| left.contains(other)).count() >= k as usize
                }).collect();
                if keep == left { break; }
                left = keep;
            }
            for node in graph.nodes() {
                prop_assert_eq!(found[node as usize] >= k, left.contains(&node));
            }
        }
    }

    #[test]
    fn nodes_are_in_one_component_if_there_is_a_way(graph in small()) {
        let (component, count) = components(&graph);
        let all = lengths(&graph, |_| 1.0);
        for one in 0..graph.len() {
            for other in 0..graph.len() {
                prop_assert_eq!(component[one] == component[other], all[one][other].is_finite());
            }
        }
        prop_assert_eq!(sizes(&component, count).iter().sum::<u32>() as usize, graph.len());
    }

    #[test]
    fn small_patterns_are_counted_as_looking_at_every_set_counts(graph in small()) {
        prop_assert_eq!(motifs(&graph), shapes(&graph));
    }

    #[test]
    fn communities_are_connected_numbered_by_size_and_no_worse_than_all_alone(graph in weighted()) {
        for quality in [Quality::Modularity, Quality::Potts] {
            let found = communities(&graph, &Leiden { quality, resolution: 1.0, ..Leiden::default() });
            prop_assert_eq!(found.of.len(), graph.len());
            let inside = graph.filtered(|one, other| found.of[one as usize] == found.of[other as usize]);
            let (_, parts) = components(&inside);
            prop_assert_eq!(parts, found.count, "connected");
            let counts = sizes(&found.of, found.count);
            prop_assert!(counts.is_sorted_by(|a, b| a >= b) && !counts.contains(&0));
            let alone: Vec<u32> = graph.nodes().collect();
            if quality == Quality::Modularity {
                prop_assert!(found.quality >= modularity(&graph, &alone, 1.0) - 1e-9);
                prop_assert!((found.quality - modularity(&graph, &found.of, 1.0)).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn the_best_partition_of_a_tiny_graph_is_found((nodes, ties) in ties(7)) {
        let graph = Graph::of_ties(nodes, &ties);
        let found = communities(&graph, &Leiden::default());
        let mut partition = vec![0_u32; nodes as usize];
        let mut best = f64::NEG_INFINITY;
        // All partitions, as words in which a new letter is at most one above those before.
        loop {
            best = best.max(modularity(&graph, &partition, 1.0));
            let next = (1..partition.len()).rev().find(|&at| {
                partition[at] <= *partition[..at].iter().max().unwrap()
            });
            let Some(at) = next else { break };
            partition[at] += 1;
            partition[at + 1..].fill(0);
        }
        prop_assert!((found.quality - best).abs() < 1e-9, "{} {best}", found.quality);
    }

    #[test]
    fn constraint_is_burts_formula(graph in weighted()) {
        let share = |one: u32, other: u32| graph.weight(one, other) / graph.strength(one);
        for node in graph.nodes() {
            let by_hand = (graph.degree(node) > 0).then(|| {
                graph.neighbours(node).iter().map(|&other| {
                    let through: f64 = graph.neighbours(node).iter().map(|&third| share(node, third) * share(third, other)).sum();
                    (share(node, other) + through).powi(2)
                }).sum::<f64>()
            });
            match (constraint(&graph)[node as usize], by_hand) {
                (Some(found), Some(by_hand)) => prop_assert!((found - by_hand).abs() < 1e-9),
                (found, by_hand) => prop_assert_eq!(found, by_hand),
            }
        }
    }

    #[test]
    fn nothing_panics_and_the_same_is_said_twice((nodes, ties) in ties(40)) {
        let graph = Graph::of_ties(nodes, &ties);
        let how = Predict { folds: 4, draws: 2, ..Predict::default() };
        prop_assert_eq!(predict(&graph, &how), predict(&graph, &how));
        prop_assert_eq!(by_chance(&graph, 2, 1), by_chance(&graph, 2, 1));
        prop_assert_eq!(effective_size(&graph).len(), graph.len());
        prop_assert_eq!(closeness(&graph).len(), graph.len());
        let _ = eigenvector(&graph);
        prop_assert!(pivots(&graph, 5).len() == 5.min(graph.len()));
    }
}

#[test]
fn the_removal_of_one_node_moves_the_ranks_of_others_within_their_intervals() {
    // A chain: without its middle, those beside it lie between no more.
    let chain = Graph::of_ties(5, &[(0, 1), (1, 2), (2, 3), (3, 4)]);
    let all: Vec<u32> = chain.nodes().collect();
    let found = rank_intervals(&chain, &all, betweenness);
    assert_eq!(found[2], RankInterval { rank: 1, best: 1, worst: 2 });
    assert_eq!((found[1].rank, found[1].best, found[1].worst), (2, 1, 3));
}

#[test]
fn a_ring_of_cliques_is_foretold_and_a_chain_of_calls_is_not() {
    let mut ties = Vec::new();
    for clique in 0..8_u32 {
        for one in 0..7 {
            for other in one + 1..7 {
                // Each clique lacks a few ties.
                if (one * 7 + other + clique) % 9 != 0 {
                    ties.push((clique * 7 + one, clique * 7 + other));
                }
            }
        }
        ties.push((clique * 7, (clique * 7 + 7) % 56));
    }
    let how = Predict { folds: 6, draws: 2, ..Predict::default() };
    let outlook = predict(&Graph::of_ties(56, &ties), &how);
    assert_eq!(outlook.abstention, None);
    assert!(outlook.auc > 0.9 && outlook.likely[0].probability > 0.3, "{outlook:?}");
    assert!(outlook.likely.iter().take(10).all(|pair| pair.one / 7 == pair.other / 7));
    for pair in &outlook.likely {
        assert!(
            (0.0..=1.0).contains(&pair.probability)
                && pair.band.0 <= pair.probability
                && pair.probability <= pair.band.1
        );
    }
    let chain: Vec<(u32, u32)> = (0..40).map(|at| (at, at + 1)).collect();
    let outlook = predict(&Graph::of_ties(41, &chain), &how);
    assert!(outlook.abstention.is_some() && outlook.likely.is_empty(), "{outlook:?}");
}
