//! Who is connected to whom, by which route.
//!
//! Reads evidence, its resolution and the hits, and draws: a graph of resolved entities whose every edge keeps the
//! records behind it ([`Network`]), its communities and the measures criminal-network analysis uses, role hypotheses
//! with what speaks for and against each, and routes: the time-ordered places of a person, vehicle or account holder,
//! with legs and the countries they cross.
//!
//! Invariants: every edge and every ground rests on records (a ground that says what is missing has none); the picture
//! is the same on every run; someone who was moved or only pays is a possible victim by default, and is given another
//! role only when at least two layers of evidence speak for it, never instead of the first.
//!
//! What is *not* here: words for people (crate `report` has them, by code), and any verdict.
//!
//! ```
//! use evidence::{EventKind, Evidence, Locator, NewEvent, Sink, Source};
//! let mut evidence = Evidence::default();
//! evidence.begin(Source::named("bank.csv"));
//! let record = evidence.record(&Locator::new("row", 1, 0, 10));
//! let (from, to) = (evidence.entity("a", "BankAccount"), evidence.entity("b", "BankAccount"));
//! evidence.event(&NewEvent { from: Some(from), to: Some(to), ..NewEvent::new(EventKind::Payment, record) });
//! let resolution = resolve::resolve(&evidence);
//! let picture = network::draw(&evidence, &resolution, &Default::default(), &Default::default());
//! assert_eq!((picture.nodes.len(), picture.edges[0].label.as_str()), (2, "payment"));
//! ```

mod betweenness;
mod community;
mod contact;
mod graph;
mod link;
mod money;
mod presence;
mod role;
mod route;
mod shared;
mod signal;
mod sketch;

use std::collections::BTreeSet;

use evidence::{EventIx, EventKind, Evidence, Moment, RecordIx};
use indicators::Findings;
use resolve::{ClusterIx, LocationIx, Locations, Resolution};

pub use role::{GROUNDS, ROLES};

/// What kind of tie an edge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Money moved between the two.
    Money,
    /// Messages or calls.
    Contact,
    /// One owns, holds, uses, controls or represents the other.
    Link,
    /// Both carry the same identifier.
    SharedIdentifier,
    /// They were at the same place at the same time, or one travelled in the other.
    Movement,
}

impl Layer {
    /// Name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Contact => "contact",
            Self::Link => "link",
            Self::SharedIdentifier => "shared-identifier",
            Self::Movement => "movement",
        }
    }
}

/// A resolved entity in the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Which.
    pub cluster: ClusterIx,
    /// How many different neighbours it has.
    pub degree: u32,
    /// Betweenness over all layers, normalised to 0–1 within its component: the share of shortest ways between two
    /// others that lead through it (Freeman 1977, computed as Brandes 2001). Exact in components of up to
    /// [`Node::EXACT`] nodes, beyond that estimated from evenly spaced sources: [`Node::SAMPLES`], or as few as 16
    /// where the component is so large that these would follow more than [`Node::STEPS`] ties.
    pub betweenness: f64,
    /// Its community; communities are numbered by size, largest first.
    pub community: u32,
}

impl Node {
    /// Largest component whose betweenness is exact. Ours: a second's work.
    pub const EXACT: usize = 2_000;
    /// Sources sampled in larger components. Ours.
    pub const SAMPLES: usize = 256;
    /// Ties followed in all. Ours: some seconds.
    pub const STEPS: usize = 100_000_000;
}

/// A tie between two nodes in one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Number of one node in [`Network::nodes`]; the payer or sender where there is a direction.
    pub from: usize,
    /// Number of the other.
    pub to: usize,
    /// What kind of tie.
    pub layer: Layer,
    /// How many records or events it rests on.
    pub weight: u64,
    /// First and last time it was seen, where known.
    pub first: Option<Moment>,
    /// See `first`.
    pub last: Option<Moment>,
    /// What the tie is (`payment`, `owner`, `phone`, …).
    pub label: String,
    /// Sum of the amounts per currency in minor units, sorted by currency.
    pub amounts: Vec<(String, i64)>,
    /// The records behind it, at most [`Edge::RECORDS`], first ones first; never none.
    pub records: Vec<RecordIx>,
}

impl Edge {
    /// How many records an edge keeps; `weight` counts all.
    pub const RECORDS: usize = 50;
}

/// A hypothesis about what a node does in the network.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Number of the node.
    pub node: usize,
    /// The role, in the field's words.
    pub role: &'static str,
    /// `weak`, `moderate` or `strong`: how many independent kinds of evidence support it.
    pub confidence: &'static str,
    /// What speaks for it, as codes with values that the report puts into words.
    pub grounds_for: Vec<Ground>,
    /// What speaks against it or is missing.
    pub grounds_against: Vec<Ground>,
}

/// One ground for or against a role.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// Code of the sentence (`receives-from-many`, `bridges-communities`, `no-wages-seen`, …).
    pub code: &'static str,
    /// Values the sentence mentions.
    pub values: Vec<(&'static str, String)>,
    /// The records it rests on.
    pub records: Vec<RecordIx>,
}

/// A stay at, or passage through, a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Where.
    pub location: LocationIx,
    /// First and last event there.
    pub arrived: Moment,
    /// See `arrived`.
    pub left: Moment,
    /// The events that place the subject there.
    pub events: Vec<EventIx>,
}

/// From one stop to the next. Stops are places, not points, so distances are good to some 30 km.
#[derive(Clone, Debug, PartialEq)]
pub struct Leg {
    /// Number of the stop it leaves, in [`Route::stops`]; it ends at the next.
    pub from: usize,
    /// Great-circle distance in kilometres.
    pub distance_km: f64,
    /// Speed it needs in km/h, where times are known finely enough.
    pub speed_kmh: Option<f64>,
    /// Whether no traveller could have covered it in the time (faster than 1,000 km/h, an airliner): the evidence
    /// contradicts itself or is of two subjects.
    pub impossible: bool,
    /// Whether a border or more than 200 km lie between, and neither a journey, a crossing nor a position on the way
    /// says how: a gap to fill.
    pub gap: bool,
}

/// The places of one subject in the order of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Whose.
    pub subject: ClusterIx,
    /// Its stops.
    pub stops: Vec<Stop>,
    /// Its legs, one fewer than stops.
    pub legs: Vec<Leg>,
    /// Countries in the order they were entered, repeats kept.
    pub countries: Vec<String>,
    /// Other subjects seen at the same places within the same hours, on at least two stops.
    pub together_with: Vec<ClusterIx>,
}

/// The picture.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Nodes, by cluster.
    pub nodes: Vec<Node>,
    /// Edges, by ends and layer.
    pub edges: Vec<Edge>,
    /// Members of each community (numbers of nodes).
    pub communities: Vec<Vec<usize>>,
    /// Role hypotheses, by node.
    pub roles: Vec<Role>,
    /// Routes, by subject.
    pub routes: Vec<Route>,
}

/// Draws the picture: who is tied to whom by which records, what each may be doing, and who went where.
///
/// Cost: near linear in statements and events, but for the betweenness of very large components
/// (see [`Node::betweenness`]).
pub fn draw(
    evidence: &Evidence,
    resolution: &Resolution,
    locations: &Locations,
    findings: &Findings,
) -> Network {
    let mut sketch = sketch::Sketch::new(evidence, resolution);
    let chats = contact::chats(evidence, resolution);
    for event in evidence.events() {
        match event.kind {
            EventKind::Payment => money::payment(&mut sketch, &event),
            EventKind::Message | EventKind::Call => contact::contact(&mut sketch, &chats, &event),
            _ => presence::carried(&mut sketch, &event),
        }
    }
    link::links(&mut sketch);
    shared::shared_identifiers(&mut sketch);
    let presences = presence::presences(evidence, resolution, locations);
    let meetings = presence::meetings(locations, &presences, &mut sketch);
    let outflow = std::mem::take(&mut sketch.outflow);

    let (clusters, edges) = sketch.finish();
    let graph = graph::Graph::of_edges(clusters.len(), &edges);
    let community_of = community::communities(&graph);
    let samples = Node::SAMPLES.min(Node::STEPS / graph.ties().max(1)).max(16);
    let betweenness = betweenness::betweenness(&graph, Node::EXACT, samples);
    let nodes: Vec<Node> = clusters
        .into_iter()
        .zip(community_of)
        .zip(betweenness)
        .enumerate()
        .map(|(at, ((cluster, community), betweenness))| {
            let degree = u32::try_from(graph.neighbours(at).len()).unwrap_or(u32::MAX);
            Node { cluster, degree, betweenness, community }
        })
        .collect();
    let mut communities =
        vec![Vec::new(); nodes.iter().map(|node| node.community).collect::<BTreeSet<_>>().len()];
    for (at, node) in nodes.iter().enumerate() {
        if let Some(members) = communities.get_mut(node.community as usize) {
            members.push(at);
        }
    }
    let routes = route::routes(evidence, locations, &presences, &meetings);
    let mut network = Network { nodes, edges, communities, roles: Vec::new(), routes };
    let signals = signal::signals(evidence, resolution, &network, &outflow);
    network.roles = role::roles(findings, &network, &signals);
    network
}
