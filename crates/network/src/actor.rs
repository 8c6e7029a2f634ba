//! Actors: a person or organisation with the accounts, phones and vehicles that are theirs alone, taken as one.
//!
//! Whom a network hangs on is asked of actors: otherwise someone with three phones would be three people who each matter
//! less.

use std::collections::{BTreeMap, BTreeSet};

use graph::{Abstention, Effort, Graph, Predict, Reach};

use crate::signal::Signals;
use crate::{Edge, KeySet, Layer, LikelyTie, Node, Outlook, measure};

/// Key players looked for at most.
const KEY_PLAYERS: usize = 3;
/// Work of one exact search for key players. Ours: seconds; with more the answer is greedy and says so.
const WORK: u64 = 400_000_000;
/// Largest network whose key players are looked for: who reaches whom is asked of every pair. Ours: some seconds.
const LARGEST: usize = 20_000;
/// Most ties suggested.
const LIKELY: usize = 20;
/// Largest network of actors whose missing ties are looked for. Ours: beyond, the parts should be looked at.
const FORETOLD: usize = 5_000;

/// The number of each node's actor, and the nodes of each: first the one that stands for it.
pub(crate) fn actors(signals: &[Signals]) -> (Vec<u32>, Vec<Vec<usize>>) {
    let mut stands_for: Vec<usize> = (0..signals.len()).collect();
    for (node, own) in signals.iter().enumerate() {
        let mut holders =
            own.hands.iter().copied().filter(|&hand| signals.get(hand).is_some_and(Signals::is_party));
        if let (false, Some(holder), None) = (own.is_party(), holders.next(), holders.next())
            && let Some(stands_for) = stands_for.get_mut(node)
        {
            *stands_for = holder;
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, &holder) in stands_for.iter().enumerate() {
        let all = members.entry(holder).or_default();
        if node == holder { all.insert(0, node) } else { all.push(node) }
    }
    let mut actor = vec![0; signals.len()];
    for (number, nodes) in (0_u32..).zip(members.values()) {
        for &node in nodes {
            if let Some(own) = actor.get_mut(node) {
                *own = number;
            }
        }
    }
    (actor, members.into_values().collect())
}

/// The graph of actors; what ties two hands of one is left out.
pub(crate) fn graph(nodes: &[Node], actors: usize, edges: &[Edge]) -> Graph {
    let actor = |at: usize| nodes.get(at).map_or(u32::MAX, |node| node.actor);
    let ties: Vec<(u32, u32, f64)> = edges
        .iter()
        .map(|edge| (actor(edge.from), actor(edge.to), (1.0 + edge.weight as f64).ln()))
        .collect();
    Graph::of_weighted(u32::try_from(actors).unwrap_or(u32::MAX), &ties)
}

/// Who together hold the network together, and who together reach most of it.
pub(crate) fn key_players(graph: &Graph, members: &[Vec<usize>]) -> Vec<KeySet> {
    let size = KEY_PLAYERS.min(graph.len() / 3);
    if size == 0 || graph.len() > LARGEST {
        return Vec::new();
    }
    let effort = Effort { work: WORK, ..Effort::default() };
    let plain = graph.unweighted();
    let between = graph::sampled_betweenness(&plain, &measure::sources(&plain));
    let mut order: Vec<u32> = plain.nodes().collect();
    let value = |node: u32| between.get(node as usize).copied().unwrap_or(0.0);
    order.sort_by(|a, b| value(*b).total_cmp(&value(*a)).then(a.cmp(b)));
    order.truncate(size);
    let cut = graph::disrupting(&plain, size, &effort);
    let reach = graph::reaching(&plain, size, Reach::Within(2), &effort);
    let named =
        |set: &[u32]| set.iter().filter_map(|&own| members.get(own as usize)?.first().copied()).collect();
    vec![
        KeySet {
            aim: "disrupt",
            nodes: named(&cut.set),
            value: cut.value,
            is_optimal: cut.is_optimal,
            most_between: Some(graph::fragmentation(&plain, &order)),
        },
        KeySet {
            aim: "reach",
            nodes: named(&reach.set),
            value: reach.value,
            is_optimal: reach.is_optimal,
            most_between: None,
        },
    ]
}

/// Ties between actors that are probably missing, with what would settle each.
pub(crate) fn likely(graph: &Graph, members: &[Vec<usize>], edges: &[Edge]) -> Outlook {
    if graph.len() > FORETOLD {
        return Outlook { abstention: Some(reason(Abstention::TooLarge)), ..Outlook::default() };
    }
    let found = graph::predict(graph, &Predict { most: LIKELY, ..Predict::default() });
    let mut layers: Vec<BTreeSet<Layer>> =
        vec![BTreeSet::new(); members.iter().flatten().max().map_or(0, |most| most + 1)];
    for edge in edges {
        for end in [edge.from, edge.to] {
            if let Some(own) = layers.get_mut(end) {
                own.insert(edge.layer);
            }
        }
    }
    let node = |actor: u32| members.get(actor as usize)?.first().copied();
    let seen_in = |actor: u32| -> BTreeSet<Layer> {
        let nodes = members.get(actor as usize).into_iter().flatten();
        nodes.filter_map(|&node| layers.get(node)).flatten().copied().collect()
    };
    let ties = found.likely.iter().filter_map(|pair| {
        let both: BTreeSet<Layer> = seen_in(pair.one).intersection(&seen_in(pair.other)).copied().collect();
        Some(LikelyTie {
            one: node(pair.one)?,
            other: node(pair.other)?,
            probability: pair.probability,
            band: pair.band,
            shared: pair.shared.iter().filter_map(|&own| node(own)).collect(),
            settled_by: settled_by(&both),
        })
    });
    Outlook {
        auc: found.auc,
        spread: found.spread,
        skill: found.skill,
        abstention: found.abstention.map(reason),
        ties: ties.collect(),
    }
}

fn reason(abstention: Abstention) -> &'static str {
    match abstention {
        Abstention::TooFewTies => "too-few-ties",
        Abstention::HardlyBetterThanChance => "hardly-better-than-chance",
        Abstention::NothingLikely => "nothing-likely",
        Abstention::TooLarge => "too-large",
    }
}

/// Which records would show a tie, by the layers in which both are seen.
fn settled_by(both: &BTreeSet<Layer>) -> Vec<&'static str> {
    let asked: [(Layer, &str); 4] = [
        (Layer::Contact, "calls-between"),
        (Layer::Money, "payments-between"),
        (Layer::Movement, "bookings-together"),
        (Layer::Document, "papers-of-both"),
    ];
    let asked: Vec<&str> =
        asked.iter().filter(|(layer, _)| both.contains(layer)).map(|(_, record)| *record).collect();
    if asked.is_empty() { vec!["calls-between"] } else { asked }
}

/// All ways of settling a tie, for whoever puts them into words.
pub const RECORDS_SOUGHT: [&str; 4] =
    ["calls-between", "payments-between", "bookings-together", "papers-of-both"];
/// All reasons why no tie is suggested.
pub const ABSTENTIONS: [&str; 4] =
    ["too-few-ties", "hardly-better-than-chance", "nothing-likely", "too-large"];
