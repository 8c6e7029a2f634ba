//! Who may lead: a ranking of actors, and how far it hangs on who was seen.
//!
//! Who leads is known by whom they pay and write to: first by how many who do something that fits a role, then by the
//! share of shortest ways through them. (How many one writes to says little: so do people with many friends.) Nobody is ranked who may be a
//! migrant or victim unless a role is suggested for them beside that, which takes several kinds of evidence.

use std::collections::{BTreeMap, BTreeSet};

use graph::Graph;

use crate::role::VICTIM;
use crate::signal::Signals;
use crate::{Network, measure};

/// Fewest such others of one who is ranked. Ours: with fewer, who travels with help looks the same.
const LED: usize = 3;
/// Others whose absence is tried, at most: those with most ties.
const DROPPED: usize = 60;
/// Largest network in which absences are tried. Ours: a minute's work at most.
const LARGEST: usize = 3_000;

/// An actor's place among those who may lead.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The node that stands for the actor.
    pub node: usize,
    /// Its place: 1 is first.
    pub rank: u32,
    /// Best and worst place had any one other actor never been seen.
    pub interval: (u32, u32),
}

/// The ranking, the first first; `graph` is that of actors.
pub(crate) fn standings(graph: &Graph, network: &Network, signals: &[Signals]) -> Vec<Standing> {
    // Actors who do something that fits a role, other than to write to many or to have been moved.
    let does_something: BTreeSet<u32> = network
        .roles
        .iter()
        .filter(|role| role.role != VICTIM && role.role != "organiser")
        .filter_map(|role| Some(network.nodes.get(role.node)?.actor))
        .collect();
    let actor_of = |node: usize| network.nodes.get(node).map(|node| node.actor);
    let with_role = |is_victim: bool| -> BTreeSet<u32> {
        let roles = network.roles.iter().filter(|role| (role.role == VICTIM) == is_victim);
        roles.filter_map(|role| actor_of(role.node)).collect()
    };
    let (suggested, victims) = (with_role(false), with_role(true));
    let led = directed(network, &does_something);
    let mut deeds = vec![f64::NEG_INFINITY; network.actors.len()];
    for (actor, (deed, nodes)) in (0_u32..).zip(deeds.iter_mut().zip(&network.actors)) {
        let (is_suggested, may_be_victim) = (suggested.contains(&actor), victims.contains(&actor));
        let is_person = nodes
            .first()
            .and_then(|&node| signals.get(node))
            .is_some_and(|own| own.is_party() || matches!(own.lineage, Some(resolve::Lineage::UserAccount)));
        if !is_person || may_be_victim && !is_suggested || graph.degree(actor) == 0 {
            continue;
        }
        let led = led.get(&actor).map_or(0, BTreeSet::len);
        if led >= LED {
            *deed = led as f64;
        }
    }
    let sources = measure::sources(graph);
    let score = |graph: &Graph| -> Vec<f64> {
        let between = graph::sampled_betweenness(graph, &sources);
        let share = graph::share_of_pairs(graph.len());
        deeds.iter().zip(between).map(|(deed, between)| deed + between * share).collect()
    };
    let mut dropped: Vec<u32> = graph.nodes().collect();
    dropped.sort_by_key(|&actor| (std::cmp::Reverse(graph.degree(actor)), actor));
    dropped.truncate(if graph.len() > LARGEST { 0 } else { DROPPED });
    let intervals = graph::rank_intervals(graph, &dropped, score);
    let mut standings: Vec<Standing> = intervals
        .into_iter()
        .zip(&network.actors)
        .zip(&deeds)
        .filter(|(_, deed)| deed.is_finite())
        .filter_map(|((interval, nodes), _)| {
            let interval_of = (interval.best, interval.worst);
            Some(Standing { node: *nodes.first()?, rank: interval.rank, interval: interval_of })
        })
        .collect();
    standings.sort_by_key(|own| (own.rank, own.node));
    standings
}

/// For each actor the others that do something and that it pays or writes to.
fn directed(network: &Network, does_something: &BTreeSet<u32>) -> BTreeMap<u32, BTreeSet<u32>> {
    let mut led: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for edge in network.edges.iter().filter(|edge| edge.layer.is_directed()) {
        let actor = |node: usize| network.nodes.get(node).map(|node| node.actor);
        if let (Some(from), Some(to)) = (actor(edge.from), actor(edge.to))
            && from != to
            && does_something.contains(&to)
        {
            led.entry(from).or_default().insert(to);
        }
    }
    led
}
