//! The network in the document: measures, communities, key players, likely ties, growth and phases.

use ::network::Network;
use schemars::JsonSchema;
use serde::Serialize;

use super::*;
use crate::{Kind, Picture, Words};

/// The network.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Graph<'a> {
    /// Resolved entities.
    pub nodes: Vec<NodeFound<'a>>,
    /// Ties between them.
    pub edges: Vec<EdgeFound<'a>>,
    /// How firm the communities are.
    pub communities: CommunitiesFound,
    /// Sets of actors that matter together.
    pub key_sets: Vec<KeySetFound>,
    /// Who may lead, the first first: a line of enquiry, no measure of guilt.
    pub standings: Vec<StandingFound>,
    /// Ties that are probably missing, or why none is named.
    pub missing_ties: MissingTies,
    /// What each month added.
    pub growth: Vec<MonthFound>,
    /// When each community did most of what it did, by layer.
    pub phases: Vec<PhaseFound>,
    /// The part of the evidence that the network and the routes are of, if it is not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<Only>,
    /// What is new since the last look, if its day was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<NewSince<'a>>,
}

/// A part of the evidence; what is empty leaves nothing out.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Only {
    /// Layers of ties.
    pub layers: Vec<&'static str>,
    /// First and last day.
    pub from: Option<String>,
    /// See `from`.
    pub until: Option<String>,
    /// Where it happened (ISO 3166-1 alpha-2).
    pub countries: Vec<String>,
    /// Whose records say so.
    pub sources: Vec<Id>,
    /// Handling codes.
    pub handling: Vec<String>,
}

/// What is new.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NewSince<'a> {
    /// Since this day.
    pub date: &'a str,
    /// Nodes not seen by then.
    pub new_nodes: Vec<Id>,
    /// Ties not seen by then.
    pub new_edges: Vec<Id>,
    /// Ties seen more often since.
    pub grown_edges: Vec<Id>,
    /// Role hypotheses that are new or surer.
    pub new_roles: Vec<Id>,
}

fn only(filter: &::network::Filter) -> Only {
    Only {
        layers: filter.layers.iter().map(|layer| layer.as_str()).collect(),
        from: filter.from.map(|day| day.to_string()),
        until: filter.until.map(|day| day.to_string()),
        countries: filter.countries.iter().cloned().collect(),
        sources: filter.sources.iter().copied().map(Id::Source).collect(),
        handling: filter.handling.iter().cloned().collect(),
    }
}

fn new_since<'a>(date: &'a str, changes: &::network::Changes) -> NewSince<'a> {
    let ids = |numbers: &[usize], id: fn(usize) -> Id| numbers.iter().copied().map(id).collect();
    NewSince {
        date,
        new_nodes: ids(&changes.new_nodes, Id::Node),
        new_edges: ids(&changes.new_edges, Id::Edge),
        grown_edges: ids(&changes.grown_edges, Id::Edge),
        new_roles: ids(&changes.new_roles, Id::Role),
    }
}

/// A node of the network. Measures are over all layers.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NodeFound<'a> {
    /// `node-…`.
    pub id: Id,
    /// The cluster it stands for.
    pub cluster: Id,
    /// What to call it.
    pub caption: &'a str,
    /// `person`, `organization`, `account`, ….
    pub kind: &'static str,
    /// Different neighbours.
    pub degree: u32,
    /// Betweenness, 0 to 1 within its component.
    pub betweenness: f64,
    /// Betweenness where often-seen ties are short.
    pub weighted_betweenness: f64,
    /// Betweenness over ways whose every step is later than the one before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temporal_betweenness: Option<f64>,
    /// Closeness (Wasserman and Faust).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closeness: Option<f64>,
    /// Eigenvector centrality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eigenvector: Option<f64>,
    /// Core number.
    pub core: u32,
    /// Burt's constraint: low is a broker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint: Option<f64>,
    /// Burt's effective size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_size: Option<f64>,
    /// Community; 0 is the largest.
    pub community: u32,
    /// The node that stands for the person or organisation whose hand this is.
    pub actor: Id,
}

/// How firm communities are.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CommunitiesFound {
    /// Modularity.
    pub modularity: f64,
    /// How much runs from different starts agree (mean adjusted Rand index): 1 is fully.
    pub agreement: f64,
    /// By community, how much of it other runs find as one.
    pub stability: Vec<f64>,
    /// How many communities there are when smaller or larger ones are looked for.
    pub resolutions: Vec<ResolutionFound>,
}

/// Communities at one resolution.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ResolutionFound {
    /// Higher finds smaller communities.
    pub resolution: f64,
    /// How many.
    pub communities: u32,
    /// Modularity at this resolution.
    pub modularity: f64,
    /// How much runs agree.
    pub agreement: f64,
}

/// A set of actors that matter together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct KeySetFound {
    /// `disrupt`: without them the network falls apart most. `reach`: they reach most of it within two steps.
    pub aim: &'static str,
    /// The nodes that stand for them.
    pub nodes: Vec<Id>,
    /// The share of pairs apart without them, or of actors reached.
    pub value: f64,
    /// Whether it is proved that no other set of this size is better.
    pub proved: bool,
    /// What as many actors with the highest betweenness would achieve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_between: Option<f64>,
}

/// An actor's place among those who may lead.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StandingFound {
    /// The node that stands for the actor.
    pub node: Id,
    /// 1 is first.
    pub rank: u32,
    /// Best place had any one other actor never been seen.
    pub best: u32,
    /// Worst place.
    pub worst: u32,
}

/// Ties that are probably missing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MissingTies {
    /// Why none is named: `too-few-ties`, `hardly-better-than-chance`, `nothing-likely` or `too-large`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abstains: Option<&'static str>,
    /// Probability that a hidden tie is ranked above a pair without one; ½ is chance.
    pub auc: f64,
    /// Its standard deviation.
    pub spread: f64,
    /// Brier's skill score of the probabilities.
    pub skill: f64,
    /// The likeliest first.
    pub likely: Vec<LikelyFound>,
}

/// Two who are probably tied though no record says so: a line of enquiry.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LikelyFound {
    /// One node.
    pub one: Id,
    /// The other.
    pub other: Id,
    /// Probability, if a tenth of ties is missing at random.
    pub probability: f64,
    /// The least it would be had a tenth of the actors never been seen.
    pub low: f64,
    /// The most.
    pub high: f64,
    /// Whom both are tied to.
    pub shared: Vec<Id>,
    /// Which records would settle it, in English.
    pub settled_by_en: Vec<String>,
    /// The same in French.
    pub settled_by_fr: Vec<String>,
}

/// What a month added and saw.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MonthFound {
    /// `YYYY-MM`.
    pub month: String,
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
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PhaseFound {
    /// The community.
    pub community: u32,
    /// What it did.
    pub layer: &'static str,
    /// First month of the middle four fifths of events, `YYYY-MM`.
    pub from: String,
    /// Last month.
    pub to: String,
    /// How many events.
    pub events: u64,
    /// Some of the ties behind it.
    pub ties: Vec<Id>,
}

/// Months since the year 0 as `YYYY-MM`.
pub(crate) fn month(months: i32) -> String {
    format!("{:04}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
}

/// The network of a picture.
pub(super) fn graph<'a>(picture: &'a Picture<'a>, en: &Words, fr: &Words) -> Graph<'a> {
    let network = picture.network;
    let outlook = &network.outlook;
    let settled = |words: &Words, records: &[&str]| -> Vec<String> {
        records.iter().map(|record| words.code("network-settle", record)).collect()
    };
    Graph {
        nodes: network.nodes.iter().enumerate().map(|(at, node)| node_found(picture, at, node)).collect(),
        edges: edges(picture),
        communities: communities(network),
        key_sets: network
            .key_sets
            .iter()
            .map(|set| KeySetFound {
                aim: set.aim,
                nodes: set.nodes.iter().copied().map(Id::Node).collect(),
                value: set.value,
                proved: set.is_optimal,
                most_between: set.most_between,
            })
            .collect(),
        standings: network
            .standings
            .iter()
            .map(|own| StandingFound {
                node: Id::Node(own.node),
                rank: own.rank,
                best: own.interval.0,
                worst: own.interval.1,
            })
            .collect(),
        missing_ties: MissingTies {
            abstains: outlook.abstention,
            auc: outlook.auc,
            spread: outlook.spread,
            skill: outlook.skill,
            likely: outlook
                .ties
                .iter()
                .map(|tie| LikelyFound {
                    one: Id::Node(tie.one),
                    other: Id::Node(tie.other),
                    probability: tie.probability,
                    low: tie.band.0,
                    high: tie.band.1,
                    shared: tie.shared.iter().copied().map(Id::Node).collect(),
                    settled_by_en: settled(en, &tie.settled_by),
                    settled_by_fr: settled(fr, &tie.settled_by),
                })
                .collect(),
        },
        growth: network
            .growth
            .iter()
            .map(|own| MonthFound {
                month: month(own.month),
                new_nodes: own.new_nodes,
                new_ties: own.new_ties,
                ties: own.ties,
                events: own.events,
            })
            .collect(),
        only: picture.scope.filter.map(only),
        since: picture.scope.since.map(|(date, changes)| new_since(date, changes)),
        phases: network
            .phases
            .iter()
            .map(|phase| PhaseFound {
                community: phase.community,
                layer: phase.layer.as_str(),
                from: month(phase.from),
                to: month(phase.to),
                events: phase.events,
                ties: phase.edges.iter().copied().map(Id::Edge).collect(),
            })
            .collect(),
    }
}

fn node_found<'a>(picture: &'a Picture<'a>, at: usize, node: &::network::Node) -> NodeFound<'a> {
    let actor = picture.network.actors.get(node.actor as usize).and_then(|nodes| nodes.first());
    NodeFound {
        id: Id::Node(at),
        cluster: Id::Cluster(node.cluster),
        caption: picture.caption(node.cluster),
        kind: Kind::as_str(picture.kind(node.cluster)),
        degree: node.degree,
        betweenness: node.betweenness,
        weighted_betweenness: node.weighted_betweenness,
        temporal_betweenness: node.temporal_betweenness,
        closeness: node.closeness,
        eigenvector: node.eigenvector,
        core: node.core,
        constraint: node.constraint,
        effective_size: node.effective_size,
        community: node.community,
        actor: Id::Node(actor.copied().unwrap_or(at)),
    }
}

fn edges<'a>(picture: &'a Picture<'a>) -> Vec<EdgeFound<'a>> {
    let edges = picture.network.edges.iter().enumerate().map(|(at, edge)| EdgeFound {
        id: Id::Edge(at),
        from: Id::Node(edge.from),
        to: Id::Node(edge.to),
        layer: edge.layer.as_str(),
        label: &edge.label,
        weight: edge.weight,
        first: edge.first.map(|time| time.to_string()),
        last: edge.last.map(|time| time.to_string()),
        amounts: edge.amounts.iter().map(|(currency, minor)| Amount { currency, minor: *minor }).collect(),
        evidence: edge.records.iter().filter_map(|&record| picture.cite(record)).collect(),
    });
    edges.collect()
}

fn communities(network: &Network) -> CommunitiesFound {
    let own = &network.cohesion;
    CommunitiesFound {
        modularity: own.quality,
        agreement: own.agreement,
        stability: own.stability.clone(),
        resolutions: own
            .resolutions
            .iter()
            .map(|own| ResolutionFound {
                resolution: own.resolution,
                communities: own.communities,
                modularity: own.quality,
                agreement: own.agreement,
            })
            .collect(),
    }
}
