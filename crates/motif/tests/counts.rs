//! Counts against their definitions, computed by looking at everything.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};

use motif::{Config, Counts, Edge, Error, Family, FamilyKind, Graph};
use proptest::prelude::*;

/// Payments by index; patterns by their payments' indices.
type Pattern = (FamilyKind, u32, BTreeSet<usize>);

/// Simple cycles closed by payment `last` over the given payments, as sets of payments for each sequence of accounts.
fn cycles(
    edges: &[Edge],
    alive: &[usize],
    last: usize,
    hops: u32,
    increasing: bool,
) -> BTreeMap<Vec<u32>, BTreeSet<usize>> {
    let mut found = BTreeMap::<_, BTreeSet<usize>>::new();
    let mut paths = vec![(vec![edges[last].to], vec![last])];
    while let Some((accounts, payments)) = paths.pop() {
        for &next in alive {
            let edge = edges[next];
            let before = payments.get(1..).and_then(<[usize]>::last).map(|&payment| edges[payment].time_us);
            let in_time = before.is_none_or(|time| time < edge.time_us) && edge.time_us < edges[last].time_us;
            let short = u32::try_from(payments.len()).unwrap() < hops;
            if edge.from != *accounts.last().unwrap()
                || accounts.contains(&edge.to)
                || !short
                || (increasing && !in_time)
            {
                continue;
            }
            let (mut accounts, mut payments) = (accounts.clone(), payments.clone());
            payments.push(next);
            accounts.push(edge.to);
            if edge.to == edges[last].from {
                found.entry(accounts).or_default().extend(payments);
            } else {
                paths.push((accounts, payments));
            }
        }
    }
    found
}

/// All patterns whose last payment is `last`; `end` is the end of its batch.
fn patterns(config: &Config, edges: &[Edge], last: usize, end: usize) -> Vec<Pattern> {
    let Edge { from, to, time_us: now, .. } = edges[last];
    let mut found = Vec::new();
    if from == to {
        return found;
    }
    let others = |until: usize, after: i64| -> Vec<usize> {
        (0..until).filter(|&each| edges[each].from != edges[each].to && edges[each].time_us > after).collect()
    };
    for (family, kinds) in [
        (&config.fan, [FamilyKind::FanIn, FamilyKind::FanOut]),
        (&config.degree, [FamilyKind::DegreeIn, FamilyKind::DegreeOut]),
    ] {
        let Some(family) = family else { continue };
        for (kind, inward) in kinds.into_iter().zip([true, false]) {
            let mut star = others(last + 1, now - family.window_us);
            star.retain(|&each| if inward { edges[each].to == to } else { edges[each].from == from });
            let ends: BTreeSet<u32> =
                star.iter().map(|&each| if inward { edges[each].from } else { edges[each].to }).collect();
            let size = if kinds[0] == FamilyKind::FanIn { ends.len() } else { star.len() };
            found.push((kind, u32::try_from(size).unwrap(), star.into_iter().collect()));
        }
    }
    if let Some(family) = &config.scatter_gather {
        let alive = others(end, now - family.window_us - 1);
        let pay = |from: u32, to: u32| -> Vec<usize> {
            alive.iter().copied().filter(|&each| (edges[each].from, edges[each].to) == (from, to)).collect()
        };
        let accounts: BTreeSet<u32> =
            alive.iter().flat_map(|&each| [edges[each].from, edges[each].to]).collect();
        for &source in &accounts {
            for &target in accounts.iter().filter(|&&target| target != source) {
                let mut legs = BTreeSet::new();
                let mut between = 0;
                for &middle in &accounts {
                    let (first, second) = (pay(source, middle), pay(middle, target));
                    if !first.is_empty() && !second.is_empty() {
                        between += 1;
                        legs.extend(first.into_iter().chain(second));
                    }
                }
                if legs.last() == Some(&last) {
                    found.push((FamilyKind::ScatterGather, between, legs));
                }
            }
        }
    }
    for (family, hops, kind) in [
        (&config.temporal_cycle, config.temporal_hops, FamilyKind::TemporalCycle),
        (&config.simple_cycle, config.simple_hops, FamilyKind::SimpleCycle),
    ] {
        let Some(family) = family else { continue };
        let alive = others(last, now - family.window_us - 1);
        for (accounts, payments) in cycles(edges, &alive, last, hops, kind == FamilyKind::TemporalCycle) {
            found.push((kind, u32::try_from(accounts.len()).unwrap(), payments));
        }
    }
    found
}

/// The rows of the payments, those completed before `from` left out.
fn expected(config: &Config, edges: &[Edge], batch: usize, from: usize) -> Vec<Vec<u32>> {
    let width = config.columns(FamilyKind::SimpleCycle).end;
    let mut rows = vec![vec![0; width]; edges.len()];
    for last in from..edges.len() {
        let start = last - last % batch;
        for (kind, size, payments) in patterns(config, edges, last, (start + batch).min(edges.len())) {
            let bins = config.columns(kind);
            if size >= 2 {
                for payment in payments.range(start..) {
                    rows[*payment][bins.start + (size as usize - 2).min(bins.len() - 1)] += 1;
                }
            }
        }
    }
    rows
}

fn counted(config: &Config, edges: &[Edge], batch: usize) -> Vec<Vec<u32>> {
    let mut graph = Graph::new(config.clone());
    let mut counts = Counts::default();
    let mut rows = Vec::new();
    for chunk in edges.chunks(batch) {
        graph.push_batch(chunk, &mut counts).unwrap();
        assert!(counts.incomplete.is_empty());
        rows.extend(counts.rows().map(<[u32]>::to_vec));
    }
    rows
}

fn stream(accounts: u32, gap: i64, longest: usize) -> impl Strategy<Value = Vec<Edge>> {
    prop::collection::vec((0..accounts, 0..accounts, 0..=gap), 0..longest).prop_map(|payments| {
        let mut time_us = 1_000;
        let numbered = payments.into_iter().zip(0..);
        let edge = |((from, to, gap), id)| {
            time_us += gap;
            Edge { from, to, time_us, amount: 1, id }
        };
        numbered.map(edge).collect()
    })
}

fn families() -> impl Strategy<Value = Config> {
    let family = || {
        prop::option::of(
            (0_i64..60, 2_u32..7).prop_map(|(window, largest)| Family::sizes_to(window, largest)),
        )
    };
    (family(), family(), family(), family(), family(), 2_u32..7, 2_u32..6).prop_map(
        |(fan, degree, scatter_gather, temporal_cycle, simple_cycle, temporal_hops, simple_hops)| Config {
            fan,
            degree,
            scatter_gather,
            temporal_cycle,
            temporal_hops,
            simple_cycle,
            simple_hops,
            ..Config::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn counts_are_those_of_the_definitions(config in families(), edges in stream(6, 4, 36), batch in 1_usize..9) {
        prop_assert_eq!(counted(&config, &edges, batch), expected(&config, &edges, batch, 0));
    }

    #[test]
    fn ties_in_time_and_few_accounts_change_nothing(config in families(), edges in stream(3, 1, 40), batch in 1_usize..41) {
        prop_assert_eq!(counted(&config, &edges, batch), expected(&config, &edges, batch, 0));
    }

    #[test]
    fn a_graph_that_keeps_few_payments_counts_those_it_keeps(edges in stream(5, 2, 60), payments in 1_usize..20) {
        let family = || Some(Family::sizes_to(1_000, 6));
        let config = Config {
            fan: family(), degree: family(), scatter_gather: family(), temporal_cycle: family(), simple_cycle: family(),
            payments: u32::try_from(payments).unwrap(), ..Config::default()
        };
        let mut graph = Graph::new(config.clone());
        let mut counts = Counts::default();
        for last in 0..edges.len() {
            graph.push(edges[last], &mut counts).unwrap();
            let kept = &edges[(last + 1).saturating_sub(payments)..=last];
            let expected = expected(&config, kept, 1, kept.len() - 1);
            prop_assert_eq!(counts.rows().next(), expected.last().map(Vec::as_slice));
            prop_assert_eq!(graph.len(), kept.len());
        }
        prop_assert_eq!(graph.evicted(), edges.len().saturating_sub(payments) as u64);
    }

    #[test]
    fn a_search_cut_short_says_so(edges in stream(5, 2, 40), work in 0_u64..60) {
        let family = || Some(Family::sizes_to(1_000, 6));
        let exact =
            Config { scatter_gather: family(), temporal_cycle: family(), simple_cycle: family(), ..Config::default() };
        let mut bounded = Graph::new(Config { work, ..exact.clone() });
        let mut unbounded = Graph::new(exact.clone());
        let (mut few, mut all) = (Counts::default(), Counts::default());
        for &edge in &edges {
            bounded.push(edge, &mut few).unwrap();
            unbounded.push(edge, &mut all).unwrap();
            for kind in [FamilyKind::ScatterGather, FamilyKind::TemporalCycle, FamilyKind::SimpleCycle] {
                let of = |counts: &Counts| counts.rows().next().unwrap()[exact.columns(kind)].to_vec();
                if !few.incomplete.contains(&(0, kind)) {
                    prop_assert_eq!(of(&few), of(&all));
                }
            }
        }
    }

    #[test]
    fn nothing_breaks_on_any_times_windows_and_accounts(
        mut payments in prop::collection::vec((any::<u32>(), any::<u32>(), any::<i64>()), 0..40),
        accounts in 0_u32..300, windows in prop::array::uniform6(any::<i64>()), bins in prop::collection::vec(any::<u32>(), 0..5),
        hops in any::<u32>(), batch in 1_usize..10, narrow in any::<bool>(),
    ) {
        payments.sort_by_key(|&(_, _, time)| time);
        let family = |window_us| Some(Family { window_us, bins: bins.clone() });
        let mut graph = Graph::new(Config {
            fan: family(windows[0]), degree: family(windows[1]), scatter_gather: family(windows[2]),
            temporal_cycle: family(windows[3]), simple_cycle: family(windows[4]), keep_us: windows[5],
            temporal_hops: hops, simple_hops: hops, accounts, ..Config::default()
        });
        let mut counts = Counts::default();
        let number = |account: u32| if narrow { account % accounts.max(1) } else { account };
        let edges: Vec<Edge> = payments
            .iter()
            .map(|&(from, to, time_us)| Edge { from: number(from), to: number(to), time_us, amount: i64::MIN, id: u32::MAX })
            .collect();
        for chunk in edges.chunks(batch) {
            let valid = chunk.iter().all(|edge| edge.from.max(edge.to) < accounts);
            prop_assert_eq!(graph.push_batch(chunk, &mut counts).is_ok(), valid);
        }
    }
}

fn edge(from: u32, to: u32, time_us: i64) -> Edge {
    Edge { from, to, time_us, amount: 1, id: 7 }
}

#[test]
fn a_batch_with_a_payment_out_of_order_is_refused_whole() {
    let mut graph = Graph::new(Config { keep_us: 100, ..Config::default() });
    let mut counts = Counts::default();
    graph.add(edge(0, 1, 10)).unwrap();
    let refused = graph.push_batch(&[edge(1, 2, 11), edge(2, 3, 9)], &mut counts);
    assert_eq!(refused, Err(Error::OutOfOrder { id: 7, time_us: 9, before_us: 11 }));
    assert_eq!(graph.len(), 1);
    graph.add(edge(0, 1, 10)).unwrap();
}

#[test]
fn an_account_beyond_the_limit_is_refused_before_memory_is_asked_for() {
    let mut graph = Graph::new(Config { accounts: 10, ..Config::default() });
    assert_eq!(graph.add(edge(0, u32::MAX, 1)), Err(Error::Account { id: 7, account: u32::MAX, limit: 10 }));
    assert!(graph.bytes() < 10_000);
}

#[test]
fn memory_stays_with_the_window_however_long_the_stream() {
    let family = || Some(Family::sizes_to(1_000, 6));
    let mut graph = Graph::new(Config {
        fan: family(),
        scatter_gather: family(),
        simple_cycle: family(),
        ..Config::default()
    });
    let mut counts = Counts::default();
    let mut largest = Vec::new();
    for round in 0..24_u32 {
        for step in 0..2_500_u32 {
            // A different account is busy in every window.
            let (from, to) =
                if step % 2 == 0 { (round * 50, step % 2_000) } else { (step % 1_999, round * 50 + 1) };
            graph.push(edge(from, to, i64::from(round * 2_500 + step)), &mut counts).unwrap();
        }
        assert!(graph.len() <= 1_001);
        largest.push(graph.bytes());
    }
    assert!(largest[23] <= largest[3] * 5 / 4, "{largest:?}");
}

#[test]
fn sizes_between_bins_belong_to_the_bin_below() {
    let config = Config { degree: Some(Family { window_us: 100, bins: vec![2, 3, 6] }), ..Config::default() };
    let mut graph = Graph::new(config.clone());
    let mut counts = Counts::default();
    let bins: Vec<Option<usize>> = (0..7)
        .map(|time| {
            graph.push(edge(0, 1, time), &mut counts).unwrap();
            let row = counts.rows().next().unwrap();
            row[config.columns(FamilyKind::DegreeIn)].iter().position(|&count| count == 1)
        })
        .collect();
    assert_eq!(bins, [None, Some(0), Some(1), Some(1), Some(1), Some(2), Some(2)]);
}
