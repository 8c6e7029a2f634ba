//! What each node is, whose hand it is, and what it does: the observations that role hypotheses are made of.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Evidence, RecordIx};
use resolve::{ClusterIx, Lineage, Resolution};
use routes::Trip;

use crate::document::PapersOfOthers;
use crate::sketch::Outflow;
use crate::{Edge, Ground, Layer, Network, conduct, movement};

/// Records a ground names at most.
pub(crate) const RECORDS: usize = 20;
/// Others whose hand a node may be, at most: an account of a hundred signatories is nobody's hand.
const HANDS: usize = 12;

/// Something a node does that fits a role, in one layer of evidence.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) role: &'static str,
    pub(crate) layer: Layer,
    pub(crate) ground: Ground,
}

/// What one node does.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signals {
    /// Kind of thing, and whether it is an organisation.
    pub(crate) lineage: Option<Lineage>,
    pub(crate) is_organisation: bool,
    /// What it does.
    pub(crate) acts: Vec<Act>,
    /// Lies between communities: where it stands, not what it does.
    pub(crate) bridges: Option<Ground>,
    /// Was carried, or crossed a border in company.
    pub(crate) moved: Option<Ground>,
    /// Whom it pays, if it receives nothing; with the records.
    pub(crate) pays_only: Option<(BTreeSet<usize>, Vec<RecordIx>)>,
    /// Nodes that are the same person's hand: accounts and vehicles held, phones used; itself first.
    pub(crate) hands: Vec<usize>,
}

impl Signals {
    pub(crate) fn is_party(&self) -> bool {
        self.lineage == Some(Lineage::Party)
    }

    pub(crate) fn collects(&self) -> bool {
        self.acts.iter().any(|act| act.ground.code == "passes-most-on")
    }

    fn is_person(&self) -> bool {
        matches!(self.lineage, Some(Lineage::Party | Lineage::UserAccount)) && !self.is_organisation
    }
}

/// The edges at each node.
pub(crate) struct Ties<'a>(Vec<Vec<&'a Edge>>);

impl<'a> Ties<'a> {
    pub(crate) fn of(network: &'a Network) -> Self {
        let mut at = vec![Vec::new(); network.nodes.len()];
        for edge in &network.edges {
            for end in [edge.from, edge.to] {
                if let Some(own) = at.get_mut(end) {
                    own.push(edge);
                }
            }
        }
        Self(at)
    }

    pub(crate) fn at(&self, node: usize, layer: Layer) -> impl Iterator<Item = &'a Edge> {
        self.all(node).iter().copied().filter(move |edge| edge.layer == layer)
    }

    pub(crate) fn all(&self, node: usize) -> &[&'a Edge] {
        self.0.get(node).map_or(&[], Vec::as_slice)
    }
}

/// What was seen beside the ties.
pub(crate) struct Seen<'a> {
    pub(crate) evidence: &'a Evidence,
    pub(crate) resolution: &'a Resolution,
    pub(crate) network: &'a Network,
    pub(crate) trips: &'a [Trip],
    pub(crate) outflow: &'a Outflow,
    pub(crate) papers: &'a PapersOfOthers,
}

/// The signals of all nodes.
pub(crate) fn signals(seen: &Seen<'_>) -> Vec<Signals> {
    let Seen { evidence, resolution, network, .. } = *seen;
    let ties = Ties::of(network);
    let adverts = conduct::adverts(evidence, resolution);
    let mut trips: BTreeMap<ClusterIx, Vec<&Trip>> = BTreeMap::new();
    for trip in seen.trips {
        trips.entry(trip.subject).or_default().push(trip);
    }
    let mut all: Vec<Signals> = Vec::with_capacity(network.nodes.len());
    for (at, node) in network.nodes.iter().enumerate() {
        let members = resolution.clusters.get(node.cluster.0 as usize).map_or(&[][..], |own| &own.members);
        let mut own = Signals {
            lineage: members.first().map(|&entity| Lineage::of(evidence.schema(entity))),
            is_organisation: members.iter().any(|&entity| evidence.is_a(entity, "Organization")),
            bridges: conduct::bridges(network, &ties, at),
            pays_only: conduct::pays_only(&ties, at),
            ..Signals::default()
        };
        own.acts.extend(conduct::collects(&ties, at, seen.outflow.get(&node.cluster)));
        own.acts.extend(conduct::is_agent(&ties, at));
        own.acts.extend(conduct::coordinates(&ties, at));
        own.acts.extend(conduct::houses(&ties, at));
        own.acts.extend(conduct::makes_papers(seen.papers.get(&node.cluster)));
        own.acts.extend(adverts.get(&node.cluster).cloned());
        all.push(own);
    }
    for at in 0..all.len() {
        let is_person = all.get(at).is_some_and(Signals::is_person);
        let (acts, moved) = movement::movement(network, &ties, &trips, is_person, at);
        let hands = hands(&ties, &all, at);
        if let Some(own) = all.get_mut(at) {
            own.acts.extend(acts);
            (own.moved, own.hands) = (moved, hands);
        }
    }
    // What can only be told once it is known who was moved or paid, and whose hand is whose.
    let later: Vec<Vec<Act>> = (0..all.len())
        .map(|at| {
            let recruits = conduct::recruits(&ties, &all, at);
            let office = conduct::office(seen, &ties, &all, at);
            recruits.into_iter().chain(office).collect()
        })
        .collect();
    for (own, acts) in all.iter_mut().zip(later) {
        own.acts.extend(acts);
    }
    all
}

pub(crate) fn other(edge: &Edge, node: usize) -> usize {
    if edge.from == node { edge.to } else { edge.from }
}

/// The first records of some edges.
pub(crate) fn records<'a>(edges: impl IntoIterator<Item = &'a Edge>) -> Vec<RecordIx> {
    let mut records: Vec<RecordIx> = Vec::new();
    // One of each edge before a second of any: who many are matters more than how often each.
    let edges: Vec<&Edge> = edges.into_iter().take(RECORDS).collect();
    for nth in 0..Edge::RECORDS {
        for edge in &edges {
            if let Some(&record) = edge.records.get(nth)
                && records.len() < RECORDS
                && !records.contains(&record)
            {
                records.push(record);
            }
        }
    }
    records
}

/// Whether a link says that one has the other for their own.
pub(crate) fn is_holding(label: &str) -> bool {
    matches!(label, "holder" | "owner" | "operator" | "ownership")
}

/// The node and those that act for the same person: accounts, vehicles and chat accounts, and from one of these the
/// person and what else is theirs. Never from one party to another, whatever they share; and a phone in the names of
/// several leads from its chat account to none of them.
fn hands(ties: &Ties<'_>, all: &[Signals], node: usize) -> Vec<usize> {
    let is_party = |at: usize| all.get(at).is_some_and(Signals::is_party);
    let ends = |at: usize, belongs: fn(&Edge) -> bool| -> BTreeSet<usize> {
        let edges = ties.all(at).iter().filter(|edge| belongs(edge));
        edges.map(|edge| other(edge, at)).filter(|&end| is_party(end) != is_party(at)).collect()
    };
    let held = |edge: &Edge| edge.layer == Layer::Link && is_holding(&edge.label);
    let shared = |edge: &Edge| {
        edge.layer == Layer::SharedIdentifier && matches!(edge.label.as_str(), "phone" | "email")
    };
    let next = |at: usize| {
        let mut next = ends(at, held);
        let users = ends(at, shared);
        if is_party(at) {
            next.extend(users.into_iter().filter(|&user| ends(user, shared).len() == 1));
        } else if users.len() == 1 {
            next.extend(users);
        }
        if next.len() > HANDS { BTreeSet::new() } else { next }
    };
    let mut hands = vec![node];
    let first = next(node);
    hands.extend(&first);
    // A joint account is the hand of each of its holders, but what is one's own is not the other's.
    if let (false, Some(&party), 1) = (is_party(node), first.first(), first.len()) {
        hands.extend(next(party).into_iter().filter(|&at| at != node));
    }
    hands.truncate(HANDS);
    hands
}
