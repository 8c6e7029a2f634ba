//! Who is connected to whom, and what each may be doing.
//!
//! Reads evidence, its resolution, the hits and the traced routes, and draws: a graph of resolved entities whose every edge
//! keeps the records behind it ([`Network`]), its communities and the measures criminal-network analysis uses, and role
//! hypotheses with what speaks for and against each.
//!
//! How anything is measured, crate `graph` knows; what is measured is said here: nodes over all layers, and actors, which
//! are people and organisations with the accounts, phones and vehicles that are theirs alone.
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
//! let picture = network::draw(
//!     &evidence,
//!     &resolution,
//!     &Default::default(),
//!     &Default::default(),
//!     &Default::default(),
//! );
//! assert_eq!((picture.nodes.len(), picture.edges[0].label.as_str()), (2, "payment"));
//! ```

mod actor;
mod conduct;
mod contact;
mod document;
mod filter;
mod jurisdiction;
mod link;
mod lodging;
mod measure;
mod money;
mod movement;
mod role;
mod shared;
mod signal;
mod sketch;
mod standing;
mod time;
mod travel;

use evidence::{EventKind, Evidence, Moment, RecordIx};
use indicators::Findings;
use resolve::{ClusterIx, Locations, Resolution};
use routes::Routes;

pub use actor::{ABSTENTIONS, RECORDS_SOUGHT};
pub use filter::Filter;
pub use jurisdiction::{DEEDS, Deed, Jurisdiction, Part, Reach};
pub use role::{GROUNDS, ROLES};
pub use standing::Standing;
pub use time::{Changes, Month, Phase, changes};

/// What kind of tie an edge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Money moved between the two.
    Money,
    /// Messages or calls.
    Contact,
    /// Kinship and ownership: one owns, holds, uses, controls, represents or is family of the other.
    Link,
    /// Both carry the same identifier.
    SharedIdentifier,
    /// They were at the same place at the same time, one travelled in the other or stayed with the other.
    Movement,
    /// Both are named in one document or paper.
    Document,
    /// Both are members of something, or on one list.
    List,
}

impl Layer {
    /// All layers, in order.
    pub const ALL: [Self; 7] = [
        Self::Money,
        Self::Contact,
        Self::Link,
        Self::SharedIdentifier,
        Self::Movement,
        Self::Document,
        Self::List,
    ];

    /// Name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Contact => "contact",
            Self::Link => "link",
            Self::SharedIdentifier => "shared-identifier",
            Self::Movement => "movement",
            Self::Document => "document",
            Self::List => "list",
        }
    }

    /// Whether a tie of the layer goes one way.
    pub fn is_directed(self) -> bool {
        matches!(self, Self::Money | Self::Contact)
    }
}

/// A resolved entity in the picture. Measures are over all layers; crate `graph` says how each is defined.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Which.
    pub cluster: ClusterIx,
    /// How many different neighbours it has.
    pub degree: u32,
    /// The share of shortest ways between two others of its component that lead through it. Exact in graphs whose
    /// components have up to 2,000 nodes, beyond that estimated from 256 sources or fewer.
    pub betweenness: f64,
    /// The same where often-seen ties are short.
    pub weighted_betweenness: f64,
    /// The same over ways whose every step was later than the one before; `None` in large graphs and without dates.
    pub temporal_betweenness: Option<f64>,
    /// The inverse of the mean steps to others; `None` in large graphs.
    pub closeness: Option<f64>,
    /// How much it is tied to those who are tied to many; `None` where it cannot be settled.
    pub eigenvector: Option<f64>,
    /// The largest k so that it is in a part where all have k neighbours or more.
    pub core: u32,
    /// Burt's constraint: low is a broker.
    pub constraint: Option<f64>,
    /// Burt's effective size: contacts less what they repeat.
    pub effective_size: Option<f64>,
    /// Its community; communities are numbered by size, largest first.
    pub community: u32,
    /// Its number in [`Network::actors`].
    pub actor: u32,
}

/// How firm communities are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cohesion {
    /// Modularity.
    pub quality: f64,
    /// How much runs from different starts agree: the mean adjusted Rand index; 1 is fully.
    pub agreement: f64,
    /// By community, how much of it other runs find as one.
    pub stability: Vec<f64>,
    /// What is found when smaller or larger communities are looked for.
    pub resolutions: Vec<Resolved>,
}

/// Communities at one resolution.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Higher finds smaller communities; 1 is what the picture uses.
    pub resolution: f64,
    /// How many are found.
    pub communities: u32,
    /// Their modularity at this resolution.
    pub quality: f64,
    /// How much runs agree.
    pub agreement: f64,
}

/// A set of actors that matter together.
#[derive(Clone, Debug, PartialEq)]
pub struct KeySet {
    /// `disrupt`: without them the network falls apart most. `reach`: they reach most of it within two steps.
    pub aim: &'static str,
    /// The nodes that stand for the actors.
    pub nodes: Vec<usize>,
    /// The share of pairs apart without them, or the share of actors reached.
    pub value: f64,
    /// Whether no other set of this size is better, proved.
    pub is_optimal: bool,
    /// What as many actors with the highest betweenness would achieve.
    pub most_between: Option<f64>,
}

/// Two actors that are probably tied although no record says so: a line of enquiry.
#[derive(Clone, Debug, PartialEq)]
pub struct LikelyTie {
    /// The node that stands for one.
    pub one: usize,
    /// For the other.
    pub other: usize,
    /// Probability, if a tenth of all ties is missing at random.
    pub probability: f64,
    /// The least and most it would be had a tenth of the actors never been seen.
    pub band: (f64, f64),
    /// Whom both are tied to.
    pub shared: Vec<usize>,
    /// Which records would settle it (see [`RECORDS_SOUGHT`]).
    pub settled_by: Vec<&'static str>,
}

/// What can be said of ties that are missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// Probability that a tie that was hidden is ranked above a pair without one.
    pub auc: f64,
    /// Its standard deviation.
    pub spread: f64,
    /// How much better its probabilities are than none (Brier's skill score).
    pub skill: f64,
    /// Why no tie is suggested, if none is (see [`ABSTENTIONS`]).
    pub abstention: Option<&'static str>,
    /// The likeliest first.
    pub ties: Vec<LikelyTie>,
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
    /// How often it was seen in each month, in months since the year 0.
    pub months: Vec<(i32, u64)>,
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

/// The picture.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// Nodes, by cluster.
    pub nodes: Vec<Node>,
    /// Edges, by ends and layer.
    pub edges: Vec<Edge>,
    /// Members of each community (numbers of nodes).
    pub communities: Vec<Vec<usize>>,
    /// How firm communities are.
    pub cohesion: Cohesion,
    /// The nodes that act for one person or organisation, those that stand for them first.
    pub actors: Vec<Vec<usize>>,
    /// Sets of actors that matter together.
    pub key_sets: Vec<KeySet>,
    /// Who may lead, the first first; nobody who may be a victim.
    pub standings: Vec<Standing>,
    /// Ties that are probably missing.
    pub outlook: Outlook,
    /// Month by month.
    pub growth: Vec<Month>,
    /// Phases of the operation, by community.
    pub phases: Vec<Phase>,
    /// Role hypotheses, by node.
    pub roles: Vec<Role>,
    /// Which jurisdictions communities and routes touch, and what happened in each.
    pub reach: Vec<Reach>,
}

/// Draws the picture of all evidence: who is tied to whom by which records, what each may be doing, and who went where.
///
/// Cost: near linear in statements and events, but for the measures, whose work is bounded (see [`Node`]).
pub fn draw(
    evidence: &Evidence,
    resolution: &Resolution,
    locations: &Locations,
    findings: &Findings,
    routes: &Routes,
) -> Network {
    draw_part(evidence, resolution, locations, findings, routes, &Filter::default())
}

/// Draws the picture of a part of the evidence; `routes` were traced of the same part ([`Filter::admits_event`]).
pub fn draw_part(
    evidence: &Evidence,
    resolution: &Resolution,
    locations: &Locations,
    findings: &Findings,
    routes: &Routes,
    filter: &Filter,
) -> Network {
    let mut sketch = sketch::Sketch::new(evidence, resolution, filter);
    let chats = contact::chats(evidence, resolution);
    for event in evidence.events().filter(|event| filter.admits_event(evidence, locations, event)) {
        match event.kind {
            EventKind::Payment => money::payment(&mut sketch, &event),
            EventKind::Message | EventKind::Call => contact::contact(&mut sketch, &chats, &event),
            _ => travel::carried(&mut sketch, &event),
        }
        lodging::stay(&mut sketch, &event);
    }
    link::links(&mut sketch);
    shared::shared_identifiers(&mut sketch);
    let papers = document::documents(&mut sketch);
    document::lists(&mut sketch);
    travel::together(&mut sketch, &routes.meetings);
    let outflow = std::mem::take(&mut sketch.outflow);

    let (clusters, edges) = sketch.finish();
    let graph = measure::graph(clusters.len(), &edges);
    let (community_of, cohesion) = measure::communities(&graph);
    let nodes = measure::nodes(&clusters, &graph, &edges, &community_of);
    let mut communities = vec![Vec::new(); community_of.iter().max().map_or(0, |most| *most as usize + 1)];
    for (at, node) in nodes.iter().enumerate() {
        if let Some(members) = communities.get_mut(node.community as usize) {
            members.push(at);
        }
    }
    let growth = time::growth(&edges);
    let mut network = Network { nodes, edges, communities, cohesion, growth, ..Network::default() };
    network.phases = time::phases(&network);

    let seen = signal::Seen {
        evidence,
        resolution,
        network: &network,
        trips: &routes.trips,
        outflow: &outflow,
        papers: &papers,
    };
    let signals = signal::signals(&seen);
    let (actor_of, actors) = actor::actors(&signals);
    for (node, actor) in network.nodes.iter_mut().zip(actor_of) {
        node.actor = actor;
    }
    network.actors = actors;
    let between_actors = actor::graph(&network.nodes, network.actors.len(), &network.edges);
    network.key_sets = actor::key_players(&between_actors, &network.actors);
    network.outlook = actor::likely(&between_actors, &network.actors, &network.edges);
    network.roles = role::roles(findings, &network, &signals);
    network.standings = standing::standings(&between_actors, &network, &signals);
    network.reach = jurisdiction::reach((evidence, resolution, locations), findings, routes, &network);
    network
}
