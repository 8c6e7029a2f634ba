//! What each node does, layer by layer: the observations that role hypotheses are made of.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Evidence, RecordIx};
use resolve::{ClusterIx, Lineage, Resolution};

use crate::sketch::Outflow;
use crate::{Edge, Ground, Layer, Network, Route};

/// Fewest payers of a collector. Ours, after the "many to one" red flags of financial intelligence units.
const PAYERS: usize = 5;
/// Fewest contacts of a coordinator. Ours.
const CONTACTS: usize = 4;
/// Fewest carried by a transporter. Ours: one passenger is a lift.
const CARRIED: usize = 2;
/// Least betweenness of a broker. Ours: a fifth of all ways lead through.
const BETWEENNESS: f64 = 0.2;
/// A broker ties at least so many communities, or two of at least [`BRIDGED`] nodes each. Ours: two small ones are a
/// family and its shop.
const COMMUNITIES: usize = 3;
const BRIDGED: usize = 4;
/// Records a ground names at most.
pub(crate) const RECORDS: usize = 20;
/// Others whose hand a node may be, at most: an account of a hundred signatories is nobody's hand.
const HANDS: usize = 12;

/// What one node does.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signals {
    /// Kind of thing, and whether it is an organisation.
    pub(crate) lineage: Option<Lineage>,
    pub(crate) is_organisation: bool,
    /// Receives from many and passes most on.
    pub(crate) collects: Option<Vec<Ground>>,
    /// Writes to many, more than they do.
    pub(crate) coordinates: Option<Ground>,
    /// Crosses a border with company, or carries others over it.
    pub(crate) transports: Option<Ground>,
    /// Lies between communities; and in how many layers it has ties.
    pub(crate) bridges: Option<(Ground, usize)>,
    /// Was carried, or crossed a border in company.
    pub(crate) moved: Option<Ground>,
    /// Whom it pays, if it receives nothing; with the records.
    pub(crate) pays_only: Option<(BTreeSet<usize>, Vec<RecordIx>)>,
    /// Nodes that are the same person's hand: accounts and vehicles held, phones used; itself first.
    pub(crate) hands: Vec<usize>,
}

/// The edges at each node.
struct Ties<'a>(Vec<Vec<&'a Edge>>);

impl<'a> Ties<'a> {
    fn of(network: &'a Network) -> Self {
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

    fn at(&self, node: usize, layer: Layer) -> impl Iterator<Item = &'a Edge> {
        self.all(node).iter().copied().filter(move |edge| edge.layer == layer)
    }

    fn all(&self, node: usize) -> &[&'a Edge] {
        self.0.get(node).map_or(&[], Vec::as_slice)
    }
}

/// The signals of all nodes.
pub(crate) fn signals(
    evidence: &Evidence,
    resolution: &Resolution,
    network: &Network,
    outflow: &Outflow,
) -> Vec<Signals> {
    let ties = Ties::of(network);
    let routes: BTreeMap<ClusterIx, &Route> =
        network.routes.iter().map(|route| (route.subject, route)).collect();
    let mut all: Vec<Signals> = network
        .nodes
        .iter()
        .enumerate()
        .map(|(at, node)| {
            let first = resolution.clusters.get(node.cluster.0 as usize).and_then(|own| own.members.first());
            let is_organisation = resolution
                .clusters
                .get(node.cluster.0 as usize)
                .is_some_and(|own| own.members.iter().any(|&entity| evidence.is_a(entity, "Organization")));
            Signals {
                lineage: first.map(|&entity| Lineage::of(evidence.schema(entity))),
                is_organisation,
                collects: collects(&ties, at, outflow.get(&node.cluster)),
                coordinates: coordinates(&ties, at),
                bridges: bridges(network, &ties, at),
                pays_only: pays_only(&ties, at),
                ..Signals::default()
            }
        })
        .collect();
    for at in 0..all.len() {
        let (transports, moved) = movement(network, &ties, &routes, &all, at);
        let hands = hands(&ties, &all, at);
        if let Some(own) = all.get_mut(at) {
            (own.transports, own.moved, own.hands) = (transports, moved, hands);
        }
    }
    all
}

fn other(edge: &Edge, node: usize) -> usize {
    if edge.from == node { edge.to } else { edge.from }
}

/// The first records of some edges.
fn records<'a>(edges: impl IntoIterator<Item = &'a Edge>) -> Vec<RecordIx> {
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

fn collects(
    ties: &Ties<'_>,
    node: usize,
    out: Option<&BTreeMap<evidence::Currency, i64>>,
) -> Option<Vec<Ground>> {
    let received: Vec<&Edge> = ties.at(node, Layer::Money).filter(|edge| edge.to == node).collect();
    let senders: BTreeSet<usize> = received.iter().map(|edge| edge.from).collect();
    if senders.len() < PAYERS {
        return None;
    }
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for (currency, minor) in received.iter().flat_map(|edge| &edge.amounts) {
        let sum = sums.entry(currency).or_default();
        *sum = sum.saturating_add(*minor);
    }
    // Most of at least one currency leaves again.
    let (currency, out, received_minor) = sums.iter().find_map(|(&currency, &sum)| {
        let (_, &out) = out?.iter().find(|(code, _)| code.as_str() == currency)?;
        (sum > 0 && out >= sum / 2).then_some((currency, out, sum))
    })?;
    let passed = ties.at(node, Layer::Money).filter(|edge| edge.from == node);
    Some(vec![
        Ground {
            code: "receives-from-many",
            values: vec![
                ("senders", senders.len().to_string()),
                ("currency", currency.to_owned()),
                ("received_minor", received_minor.to_string()),
            ],
            records: records(received.iter().copied()),
        },
        Ground {
            code: "passes-most-on",
            values: vec![("currency", currency.to_owned()), ("passed_minor", out.to_string())],
            records: records(passed),
        },
    ])
}

fn pays_only(ties: &Ties<'_>, node: usize) -> Option<(BTreeSet<usize>, Vec<RecordIx>)> {
    let (paid, received): (Vec<&Edge>, Vec<&Edge>) =
        ties.at(node, Layer::Money).partition(|edge| edge.from == node);
    (!paid.is_empty() && received.is_empty())
        .then(|| (paid.iter().map(|edge| edge.to).collect(), records(paid.iter().copied())))
}

/// Writes to at least [`CONTACTS`] others, directly or in chats, and more than each of them writes there.
fn coordinates(ties: &Ties<'_>, node: usize) -> Option<Ground> {
    let sent: Vec<&Edge> = ties.at(node, Layer::Contact).filter(|edge| edge.from == node).collect();
    let sent_count: u64 = sent.iter().map(|edge| edge.weight).sum();
    let mut from_others: BTreeMap<usize, u64> = sent.iter().map(|edge| (edge.to, 0)).collect();
    for edge in ties.at(node, Layer::Contact).filter(|edge| edge.to == node) {
        *from_others.entry(edge.from).or_default() += edge.weight;
    }
    for chat in &sent {
        for edge in ties.at(chat.to, Layer::Contact).filter(|edge| edge.to == chat.to && edge.from != node) {
            *from_others.entry(edge.from).or_default() += edge.weight;
        }
    }
    // A chat itself never writes and is no contact where others write in it.
    let is_chat = |at: usize| {
        ties.at(at, Layer::Contact).all(|edge| edge.to == at)
            && ties.at(at, Layer::Contact).map(|edge| edge.from).collect::<BTreeSet<_>>().len() > 1
    };
    from_others.retain(|&at, _| !is_chat(at));
    let most = from_others.values().copied().max().unwrap_or(0);
    (from_others.len() >= CONTACTS && sent_count > most).then(|| Ground {
        code: "writes-to-many",
        values: vec![("contacts", from_others.len().to_string()), ("sent", sent_count.to_string())],
        records: records(sent),
    })
}

fn bridges(network: &Network, ties: &Ties<'_>, node: usize) -> Option<(Ground, usize)> {
    let own = network.nodes.get(node).filter(|node| node.betweenness >= BETWEENNESS)?;
    let acts = |layer: &Layer| matches!(layer, Layer::Money | Layer::Contact | Layer::Movement);
    // What only receives messages is a chat, which joins people but does nothing.
    if ties.all(node).iter().all(|edge| edge.layer == Layer::Contact && edge.to == node) {
        return None;
    }
    let mut one_of_each: BTreeMap<u32, &Edge> = BTreeMap::new();
    for edge in ties.all(node) {
        if let Some(neighbour) = network.nodes.get(other(edge, node)) {
            one_of_each.entry(neighbour.community).or_insert(edge);
        }
    }
    let layers: BTreeSet<Layer> = ties.all(node).iter().map(|edge| edge.layer).filter(acts).collect();
    let size = |community: &u32| network.communities.get(*community as usize).map_or(0, Vec::len);
    let large = one_of_each.keys().filter(|community| size(community) >= BRIDGED).count();
    (one_of_each.len() >= COMMUNITIES || large >= 2).then(|| {
        let ground = Ground {
            code: "bridges-communities",
            values: vec![
                ("communities", one_of_each.len().to_string()),
                ("betweenness", format!("{:.2}", own.betweenness)),
            ],
            records: records(one_of_each.into_values()),
        };
        (ground, layers.len())
    })
}

/// What a node's movements say of it as a transporter, and as one who was moved.
fn movement(
    network: &Network,
    ties: &Ties<'_>,
    routes: &BTreeMap<ClusterIx, &Route>,
    all: &[Signals],
    node: usize,
) -> (Option<Ground>, Option<Ground>) {
    let route = |at: usize| routes.get(&network.nodes.get(at)?.cluster).copied();
    let crosses = |at: usize| route(at).is_some_and(|route| route.countries.len() >= 2);
    let travels = || ties.at(node, Layer::Movement).filter(|edge| edge.label == "travelled-in");
    // Who rides in what is their own is not carried.
    let is_own = |ride: &Edge| {
        ties.at(ride.to, Layer::Link)
            .any(|link| (link.from, link.to) == (ride.from, ride.to) && is_holding(&link.label))
    };
    let is_own_ride = |edge: &Edge| edge.from == node && is_own(edge);
    let carried: Vec<&Edge> = travels().filter(|edge| edge.to == node && !is_own(edge)).collect();
    let rides: Vec<&Edge> = travels().filter(|edge| edge.from == node && !is_own(edge)).collect();
    let company: Vec<&Edge> =
        ties.at(node, Layer::Movement).filter(|edge| edge.label == "together").collect();
    let is_person = all.get(node).is_some_and(|own| {
        matches!(own.lineage, Some(Lineage::Party | Lineage::UserAccount)) && !own.is_organisation
    });
    let over_border = crosses(node) || carried.iter().any(|edge| crosses(edge.from));
    let countries = || route(node).map_or_else(String::new, |route| route.countries.join(" "));

    let transports = if over_border && carried.len() >= CARRIED {
        Some(Ground {
            code: "carries-others-across-border",
            values: vec![("carried", carried.len().to_string())],
            records: records(carried.iter().copied()),
        })
    } else if crosses(node) && !company.is_empty() {
        Some(Ground {
            code: "crosses-border-in-company",
            values: vec![("company", company.len().to_string()), ("countries", countries())],
            records: records(company.iter().copied()),
        })
    } else {
        None
    };
    let moved = if !is_person {
        None
    } else if !rides.is_empty() {
        Some(Ground {
            code: "was-carried",
            values: vec![("journeys", rides.iter().map(|edge| edge.weight).sum::<u64>().to_string())],
            records: records(rides),
        })
    } else if crosses(node) && !company.is_empty() && !travels().any(is_own_ride) {
        Some(Ground {
            code: "travels-in-company",
            values: vec![("company", company.len().to_string()), ("countries", countries())],
            records: records(company),
        })
    } else {
        None
    };
    (transports, moved)
}

/// Whether a link says that one has the other for their own.
fn is_holding(label: &str) -> bool {
    matches!(label, "holder" | "owner" | "operator" | "ownership")
}

/// The node and those that act for the same person: accounts, vehicles and chat accounts, and from one of these the
/// person and what else is theirs. Never from one party to another, whatever they share; and a phone in the names of
/// several leads from its chat account to none of them.
fn hands(ties: &Ties<'_>, all: &[Signals], node: usize) -> Vec<usize> {
    let is_party = |at: usize| all.get(at).is_some_and(|own| own.lineage == Some(Lineage::Party));
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
