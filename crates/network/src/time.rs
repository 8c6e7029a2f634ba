//! The network over time: how it grew, the phases of an operation, what changed since the last look.

use std::collections::{BTreeMap, BTreeSet};

use resolve::ClusterIx;

use crate::{Edge, Layer, Network};

/// What a month added and saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Months since the year 0.
    pub month: i32,
    /// Nodes first seen.
    pub new_nodes: u32,
    /// Ties first seen.
    pub new_ties: u32,
    /// Ties seen.
    pub ties: u32,
    /// Events behind them.
    pub events: u64,
}

/// When a community did most of what it did in one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The community.
    pub community: u32,
    /// What it did.
    pub layer: Layer,
    /// First and last month of the middle four fifths of events, in months since the year 0.
    pub from: i32,
    /// See `from`.
    pub to: i32,
    /// How many events it rests on.
    pub events: u64,
    /// Numbers of the edges behind it, at most [`Phase::EDGES`].
    pub edges: Vec<usize>,
}

impl Phase {
    /// Edges kept.
    pub const EDGES: usize = 20;
    /// Fewest events of a phase. Ours: fewer are incidents.
    const EVENTS: u64 = 5;
    /// Smallest community whose phases are told. Ours.
    const MEMBERS: usize = 4;
}

/// What two pictures of the same evidence differ in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Nodes only the later has, by number in it.
    pub new_nodes: Vec<usize>,
    /// Edges only the later has, by number in it.
    pub new_edges: Vec<usize>,
    /// Edges of both that the later has seen more often, by number in it.
    pub grown_edges: Vec<usize>,
    /// Role hypotheses only the later has or of which it is surer, by number in it.
    pub new_roles: Vec<usize>,
}

/// The network month by month; months in which nothing was seen are left out.
pub(crate) fn growth(edges: &[Edge]) -> Vec<Month> {
    let mut months: BTreeMap<i32, Month> = BTreeMap::new();
    let mut first_seen: BTreeMap<usize, i32> = BTreeMap::new();
    for edge in edges {
        for (at, &(month, events)) in edge.months.iter().enumerate() {
            let own =
                months.entry(month).or_insert(Month { month, new_nodes: 0, new_ties: 0, ties: 0, events: 0 });
            own.ties += 1;
            own.new_ties += u32::from(at == 0);
            own.events += events;
        }
        if let Some(&(month, _)) = edge.months.first() {
            for end in [edge.from, edge.to] {
                let first = first_seen.entry(end).or_insert(month);
                *first = month.min(*first);
            }
        }
    }
    for month in first_seen.into_values() {
        if let Some(own) = months.get_mut(&month) {
            own.new_nodes += 1;
        }
    }
    months.into_values().collect()
}

/// The phases of each community, in the order in which they began.
pub(crate) fn phases(network: &Network) -> Vec<Phase> {
    /// Events by month, and the edges.
    type Seen = (BTreeMap<i32, u64>, Vec<usize>);
    let mut seen: BTreeMap<(u32, Layer), Seen> = BTreeMap::new();
    for (number, edge) in network.edges.iter().enumerate() {
        let community = |at: usize| network.nodes.get(at).map(|node| node.community);
        let (Some(own), Some(other)) = (community(edge.from), community(edge.to)) else { continue };
        for community in BTreeSet::from([own, other]) {
            let (months, edges) = seen.entry((community, edge.layer)).or_default();
            for &(month, events) in &edge.months {
                *months.entry(month).or_default() += events;
            }
            if !edge.months.is_empty() {
                edges.push(number);
            }
        }
    }
    let mut phases: Vec<Phase> = Vec::new();
    for ((community, layer), (months, mut edges)) in seen {
        let members = network.communities.get(community as usize).map_or(0, Vec::len);
        let events: u64 = months.values().sum();
        if events < Phase::EVENTS || members < Phase::MEMBERS {
            continue;
        }
        let when = |tenths: u64| {
            let mut sum = 0;
            months.iter().find_map(|(&month, &events_here)| {
                sum += events_here;
                (sum * 10 > events * tenths || sum == events).then_some(month)
            })
        };
        let (Some(from), Some(to)) = (when(1), when(9)) else { continue };
        edges.truncate(Phase::EDGES);
        phases.push(Phase { community, layer, from, to, events, edges });
    }
    phases.sort_by_key(|phase| (phase.community, phase.from, phase.to, phase.layer));
    phases
}

/// The ends, layer and label of a tie.
type Tie<'a> = (Option<ClusterIx>, Option<ClusterIx>, Layer, &'a str);

fn tie<'a>(network: &'a Network, edge: &'a Edge) -> Tie<'a> {
    let cluster = |at: usize| network.nodes.get(at).map(|node| node.cluster);
    (cluster(edge.from), cluster(edge.to), edge.layer, edge.label.as_str())
}

/// What the later picture has that the earlier, of the same evidence, had not.
pub fn changes(earlier: &Network, later: &Network) -> Changes {
    let cluster = |network: &Network, at: usize| network.nodes.get(at).map(|node| node.cluster);
    let nodes: BTreeSet<ClusterIx> = earlier.nodes.iter().map(|node| node.cluster).collect();
    let ties: BTreeMap<Tie<'_>, u64> =
        earlier.edges.iter().map(|edge| (tie(earlier, edge), edge.weight)).collect();
    let sure = |confidence: &str| ["weak", "moderate", "strong"].iter().position(|own| *own == confidence);
    let mut roles: BTreeMap<(Option<ClusterIx>, &str), Option<usize>> = BTreeMap::new();
    for role in &earlier.roles {
        roles.insert((cluster(earlier, role.node), role.role), sure(role.confidence));
    }
    let mut changes = Changes::default();
    let fresh = later.nodes.iter().enumerate().filter(|(_, node)| !nodes.contains(&node.cluster));
    changes.new_nodes = fresh.map(|(at, _)| at).collect();
    for (at, edge) in later.edges.iter().enumerate() {
        match ties.get(&tie(later, edge)) {
            None => changes.new_edges.push(at),
            Some(&before) if before < edge.weight => changes.grown_edges.push(at),
            Some(_) => {}
        }
    }
    for (at, role) in later.roles.iter().enumerate() {
        if roles
            .get(&(cluster(later, role.node), role.role))
            .is_none_or(|before| *before < sure(role.confidence))
        {
            changes.new_roles.push(at);
        }
    }
    changes
}
