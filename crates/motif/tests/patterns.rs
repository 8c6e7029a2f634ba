//! The payments of patterns against their definitions, computed by looking at everything.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;

use motif::{Config, Edge, GatherScatter, Graph, ScatterGather, Search};
use proptest::prelude::*;

fn stream(accounts: u32, gap: i64, longest: usize) -> impl Strategy<Value = Vec<Edge>> {
    prop::collection::vec((0..accounts, 0..accounts, 0..=gap), 1..longest).prop_map(|payments| {
        let mut time_us = 0;
        let numbered = payments.into_iter().zip(0..);
        let edge = |((from, to, gap), id)| {
            time_us += gap;
            Edge { from, to, time_us, amount: 1, id }
        };
        numbered.map(edge).collect()
    })
}

fn graph_of(edges: &[Edge]) -> Graph {
    let mut graph = Graph::new(Config { keep_us: 1_000, ..Config::default() });
    for &edge in edges {
        graph.add(edge).unwrap();
    }
    graph
}

fn ids(edges: &[Edge]) -> Vec<u32> {
    edges.iter().map(|edge| edge.id).collect()
}

fn cycles(edges: &[Edge], search: &Search) -> BTreeSet<Vec<u32>> {
    let last = *edges.last().unwrap();
    let mut found = BTreeSet::new();
    let mut paths = vec![(vec![last.to], Vec::<Edge>::new())];
    while let Some((accounts, path)) = paths.pop() {
        for &next in edges {
            let fits = next.from == *accounts.last().unwrap() && !accounts.contains(&next.to);
            let in_time =
                path.last().is_none_or(|before| before.time_us < next.time_us) && next.time_us < last.time_us;
            let recent = next.time_us >= last.time_us - search.window_us;
            if !(fits && in_time && recent && last.from != last.to && path.len() + 2 <= search.hops as usize)
            {
                continue;
            }
            let (mut accounts, mut path) = (accounts.clone(), path.clone());
            path.push(next);
            accounts.push(next.to);
            if next.to == last.from {
                path.push(last);
                found.insert(ids(&path));
            } else {
                paths.push((accounts, path));
            }
        }
    }
    found
}

/// Source, and for each account between the two payments.
fn scatter_gather(edges: &[Edge], search: &Search) -> BTreeSet<(u32, Vec<(u32, u32)>)> {
    let last = *edges.last().unwrap();
    let recent: Vec<Edge> = edges
        .iter()
        .copied()
        .filter(|edge| edge.time_us >= last.time_us - search.window_us && edge.from != edge.to)
        .collect();
    let accounts: BTreeSet<u32> = recent.iter().flat_map(|edge| [edge.from, edge.to]).collect();
    let mut found = BTreeSet::new();
    for &source in accounts.iter().filter(|&&source| source != last.to && last.from != last.to) {
        let mut legs = Vec::new();
        for &between in &accounts {
            let newest = |from: u32, to: u32, before: i64| {
                recent.iter().rfind(|edge| (edge.from, edge.to) == (from, to) && edge.time_us < before)
            };
            if let Some(second) = newest(between, last.to, i64::MAX)
                && let Some(first) = newest(source, between, second.time_us)
            {
                legs.push((first.id, second.id));
            }
        }
        if legs.len() >= search.least as usize && legs.iter().any(|leg| leg.1 == last.id) {
            legs.sort_unstable();
            found.insert((source, legs));
        }
    }
    found
}

/// Whether, split at some time, enough payers come before enough payees.
fn gathers_then_scatters(edges: &[Edge], search: &Search) -> bool {
    let last = *edges.last().unwrap();
    let recent: Vec<Edge> = edges
        .iter()
        .copied()
        .filter(|edge| edge.time_us >= last.time_us - search.window_us && edge.from != edge.to)
        .collect();
    recent.iter().any(|split| {
        let payers: BTreeSet<u32> = recent
            .iter()
            .filter(|edge| edge.to == last.from && edge.time_us < split.time_us)
            .map(|edge| edge.from)
            .collect();
        let payees: BTreeSet<u32> = recent
            .iter()
            .filter(|edge| edge.from == last.from && edge.time_us >= split.time_us)
            .map(|edge| edge.to)
            .collect();
        last.from != last.to && payers.len().min(payees.len()) >= search.least as usize
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_temporal_cycle_is_found_once(edges in stream(5, 2, 24), window_us in 0_i64..40, hops in 0_u32..7) {
        let search = Search { hops, ..Search::within(window_us) };
        let mut found = Vec::new();
        let outcome = graph_of(&edges).cycles(&search, |cycle| found.push(ids(cycle)));
        prop_assert!(outcome.complete);
        let distinct: BTreeSet<_> = found.iter().cloned().collect();
        prop_assert_eq!(found.len(), distinct.len());
        prop_assert_eq!(distinct, cycles(&edges, &search));
    }

    #[test]
    fn every_scatter_gather_is_found_once(edges in stream(6, 2, 40), window_us in 0_i64..60, least in 2_u32..4) {
        let search = Search { least, ..Search::within(window_us) };
        let mut found = Vec::new();
        let target = edges.last().unwrap().to;
        let outcome = graph_of(&edges).scatter_gather(&search, |ScatterGather { source, target: paid, legs }| {
            assert_eq!(paid, target);
            let mut legs: Vec<_> = legs.iter().map(|leg| (leg.first.id, leg.second.id)).collect();
            legs.sort_unstable();
            found.push((source, legs));
        });
        prop_assert!(outcome.complete);
        let distinct: BTreeSet<_> = found.iter().cloned().collect();
        prop_assert_eq!(found.len(), distinct.len());
        prop_assert_eq!(distinct, scatter_gather(&edges, &search));
    }

    #[test]
    fn gather_scatter_is_found_where_a_time_splits_payers_from_payees(
        edges in stream(6, 2, 40), window_us in 0_i64..60, least in 2_u32..4,
    ) {
        let search = Search { least, ..Search::within(window_us) };
        let mut found = false;
        let outcome = graph_of(&edges).gather_scatter(&search, |GatherScatter { gathered, scattered, account }| {
            found = true;
            let begin = scattered.iter().map(|edge| edge.time_us).min().unwrap();
            assert!(gathered.iter().all(|edge| edge.to == account && edge.time_us < begin));
            assert!(scattered.iter().all(|edge| edge.from == account));
            assert_eq!(gathered.iter().map(|edge| edge.from).collect::<BTreeSet<_>>().len(), gathered.len());
            assert_eq!(scattered.iter().map(|edge| edge.to).collect::<BTreeSet<_>>().len(), scattered.len());
            assert!(gathered.len().min(scattered.len()) >= least as usize);
        });
        prop_assert!(outcome.complete);
        prop_assert_eq!(found, gathers_then_scatters(&edges, &search));
    }

    #[test]
    fn a_search_looks_at_no_more_than_it_may_and_says_when_that_was_too_little(edges in stream(5, 2, 40), work in 0_u64..80) {
        let all = Search { least: 2, ..Search::within(1_000) };
        let few = Search { work, ..all };
        let mut graph = graph_of(&edges);
        let (mut found, mut expected) = (Vec::new(), Vec::new());
        let outcomes = [
            graph.cycles(&few, |cycle| found.push(ids(cycle))),
            graph.scatter_gather(&few, |pattern| found.push(vec![pattern.source])),
            graph.gather_scatter(&few, |pattern| found.push(vec![pattern.account])),
        ];
        let _ = graph.cycles(&all, |cycle| expected.push(ids(cycle)));
        let _ = graph.scatter_gather(&all, |pattern| expected.push(vec![pattern.source]));
        let _ = graph.gather_scatter(&all, |pattern| expected.push(vec![pattern.account]));
        prop_assert!(outcomes.iter().all(|outcome| outcome.looked_at <= work));
        if outcomes.iter().all(|outcome| outcome.complete) {
            prop_assert_eq!(found, expected);
        }
    }
}

#[test]
fn a_crowd_of_cycles_is_cut_short_and_said_so() {
    // Every account pays every other in each of many rounds: far more cycles than may be looked at.
    let mut graph = Graph::new(Config { keep_us: 100_000, ..Config::default() });
    let mut id = 0;
    for _ in 0..10 {
        for (from, to) in (0..20).flat_map(|from| (0..20).map(move |to| (from, to))) {
            graph.add(Edge { from, to, time_us: i64::from(id), amount: 1, id }).unwrap();
            id += 1;
        }
    }
    graph.add(Edge { from: 3, to: 4, time_us: i64::from(id), amount: 1, id }).unwrap();
    let mut found = 0;
    let outcome = graph.cycles(&Search::within(100_000), |_| found += 1);
    assert!(!outcome.complete);
    assert!(outcome.looked_at <= 100_000);
    assert!(found > 1_000);
}

#[test]
fn a_payment_to_oneself_completes_nothing() {
    let mut graph = graph_of(&[Edge { from: 1, to: 1, time_us: 5, amount: 1, id: 0 }]);
    let search = Search { least: 1, ..Search::within(100) };
    let mut found = 0;
    let _ = graph.cycles(&search, |_| found += 1);
    let _ = graph.scatter_gather(&search, |_| found += 1);
    let _ = graph.gather_scatter(&search, |_| found += 1);
    assert_eq!(found, 0);
}
