//! Who is connected to whom, by which route.
//!
//! Reads evidence, its resolution and the hits, and draws: a graph of resolved entities whose every edge keeps the
//! records behind it ([`Network`]), its communities and the measures criminal-network analysis uses, role hypotheses
//! with what speaks for and against each, and routes: the time-ordered places of a person, vehicle or account holder,
//! with legs and the countries they cross.

use evidence::{EventIx, Moment, RecordIx};
use resolve::{ClusterIx, LocationIx};

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
    /// Betweenness over all layers, normalised to 0–1 within its component.
    pub betweenness: f64,
    /// Its community; communities are numbered by size, largest first.
    pub community: u32,
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
    /// The records behind it, at most [`Edge::RECORDS`], first ones first.
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

/// From one stop to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Leg {
    /// Number of the stop it leaves, in [`Route::stops`]; it ends at the next.
    pub from: usize,
    /// Great-circle distance in kilometres.
    pub distance_km: f64,
    /// Speed it needs in km/h, where times are known finely enough.
    pub speed_kmh: Option<f64>,
    /// Whether no traveller could have covered it in the time: the evidence contradicts itself or is of two subjects.
    pub impossible: bool,
    /// Whether countries or long distances lie between with nothing seen: a gap to fill.
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
