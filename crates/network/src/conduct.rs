//! What a node does with money, words, papers and beds.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Currency, EventKind, Evidence, Mark, RecordIx};
use resolve::{ClusterIx, Resolution};

use crate::signal::{Act, RECORDS, Seen, Signals, Ties, other, records};
use crate::{Edge, Ground, Layer, Network};

/// Fewest payers of a collector, and fewest customers of an agent. Ours, after the "many to one" red flags of financial
/// intelligence units.
const PAYERS: usize = 5;
/// Fewest contacts of a coordinator. Ours.
const CONTACTS: usize = 4;
/// Fewest whom a recruiter wrote to before they travelled or paid, guests of a safe house, and holders of papers that a
/// forger had a hand in. Ours: two may be a family.
const SEVERAL: usize = 3;
/// Least betweenness of a broker. Ours: a fifth of all ways lead through.
const BETWEENNESS: f64 = 0.2;
/// A broker ties at least so many communities, or two of at least [`BRIDGED`] nodes each. Ours: two small ones are a
/// family and its shop.
const COMMUNITIES: usize = 3;
const BRIDGED: usize = 4;

fn act(
    role: &'static str,
    layer: Layer,
    code: &'static str,
    values: Vec<(&'static str, String)>,
    records: Vec<RecordIx>,
) -> Act {
    Act { role, layer, ground: Ground { code, values, records } }
}

/// Receives from many and passes most on.
pub(crate) fn collects(ties: &Ties<'_>, node: usize, out: Option<&BTreeMap<Currency, i64>>) -> Vec<Act> {
    let received: Vec<&Edge> = ties.at(node, Layer::Money).filter(|edge| edge.to == node).collect();
    let senders: BTreeSet<usize> = received.iter().map(|edge| edge.from).collect();
    if senders.len() < PAYERS {
        return Vec::new();
    }
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for (currency, minor) in received.iter().flat_map(|edge| &edge.amounts) {
        let sum = sums.entry(currency).or_default();
        *sum = sum.saturating_add(*minor);
    }
    // Most of at least one currency leaves again.
    let passed = sums.iter().find_map(|(&currency, &sum)| {
        let (_, &out) = out?.iter().find(|(code, _)| code.as_str() == currency)?;
        (sum > 0 && out >= sum / 2).then_some((currency, out, sum))
    });
    let Some((currency, out, received_minor)) = passed else { return Vec::new() };
    let onward = ties.at(node, Layer::Money).filter(|edge| edge.from == node);
    let many = vec![
        ("senders", senders.len().to_string()),
        ("currency", currency.to_owned()),
        ("received_minor", received_minor.to_string()),
    ];
    let most = vec![("currency", currency.to_owned()), ("passed_minor", out.to_string())];
    vec![
        act("financier", Layer::Money, "receives-from-many", many, records(received)),
        act("financier", Layer::Money, "passes-most-on", most, records(onward)),
    ]
}

/// Stands between payers and payees of many remittances.
pub(crate) fn is_agent(ties: &Ties<'_>, node: usize) -> Option<Act> {
    let customers: Vec<&Edge> =
        ties.at(node, Layer::Link).filter(|edge| edge.label == "agent" && edge.to == node).collect();
    let count = customers.iter().map(|edge| edge.from).collect::<BTreeSet<_>>().len();
    let values = vec![("customers", count.to_string())];
    (count >= PAYERS).then(|| act("financier", Layer::Money, "pays-out-for-many", values, records(customers)))
}

/// Whom a node pays, if it receives nothing.
pub(crate) fn pays_only(ties: &Ties<'_>, node: usize) -> Option<(BTreeSet<usize>, Vec<RecordIx>)> {
    let (paid, received): (Vec<&Edge>, Vec<&Edge>) =
        ties.at(node, Layer::Money).partition(|edge| edge.from == node);
    (!paid.is_empty() && received.is_empty())
        .then(|| (paid.iter().map(|edge| edge.to).collect(), records(paid.iter().copied())))
}

/// Writes to at least [`CONTACTS`] others, directly or in chats, and more than each of them writes there.
pub(crate) fn coordinates(ties: &Ties<'_>, node: usize) -> Option<Act> {
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
    let values = vec![("contacts", from_others.len().to_string()), ("sent", sent_count.to_string())];
    (from_others.len() >= CONTACTS && sent_count > most)
        .then(|| act("organiser", Layer::Contact, "writes-to-many", values, records(sent)))
}

/// Lies between communities.
pub(crate) fn bridges(network: &Network, ties: &Ties<'_>, node: usize) -> Option<Ground> {
    let own = network.nodes.get(node).filter(|node| node.betweenness >= BETWEENNESS)?;
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
    let size = |community: &u32| network.communities.get(*community as usize).map_or(0, Vec::len);
    let large = one_of_each.keys().filter(|community| size(community) >= BRIDGED).count();
    (one_of_each.len() >= COMMUNITIES || large >= 2).then(|| Ground {
        code: "bridges-communities",
        values: vec![
            ("communities", one_of_each.len().to_string()),
            ("betweenness", format!("{:.2}", own.betweenness)),
        ],
        records: records(one_of_each.into_values()),
    })
}

/// Several guests stay with it.
pub(crate) fn houses(ties: &Ties<'_>, node: usize) -> Option<Act> {
    let guests: Vec<&Edge> = ties
        .at(node, Layer::Movement)
        .filter(|edge| edge.label == "stayed-with" && edge.to == node)
        .collect();
    let count = guests.iter().map(|edge| edge.from).collect::<BTreeSet<_>>().len();
    let values = vec![("guests", count.to_string())];
    (count >= SEVERAL).then(|| act("landlord", Layer::Movement, "houses-several", values, records(guests)))
}

/// Had a hand in the papers of several others.
pub(crate) fn makes_papers(papers: Option<&BTreeMap<ClusterIx, BTreeSet<RecordIx>>>) -> Option<Act> {
    let papers = papers.filter(|papers| papers.len() >= SEVERAL)?;
    let values = vec![("holders", papers.len().to_string())];
    // One of each before a second of any.
    let mut records: Vec<RecordIx> = papers.values().filter_map(|own| own.first().copied()).collect();
    records.dedup();
    records.truncate(RECORDS);
    Some(act("forger", Layer::Document, "papers-of-several", values, records))
}

/// Advertisements, by who placed them.
pub(crate) fn adverts(evidence: &Evidence, resolution: &Resolution) -> BTreeMap<ClusterIx, Act> {
    let mut placed: BTreeMap<ClusterIx, Vec<RecordIx>> = BTreeMap::new();
    for event in evidence.events().filter(|event| event.kind == EventKind::Advert) {
        if let Some(by) = event.from.or(event.from_party).and_then(|by| resolution.cluster(by)) {
            placed.entry(by).or_default().push(event.record);
        }
    }
    let several = placed.into_iter().filter(|(_, records)| records.len() >= SEVERAL);
    several
        .map(|(by, mut records)| {
            let values = vec![("adverts", records.len().to_string())];
            records.truncate(RECORDS);
            (by, act("recruiter", Layer::Document, "advertises", values, records))
        })
        .collect()
}

/// Was in touch with several before they were moved or paid.
pub(crate) fn recruits(ties: &Ties<'_>, all: &[Signals], node: usize) -> Option<Act> {
    let hands_of = |at: usize| all.get(at).map_or(&[][..], |own| &own.hands);
    // When someone, or a hand of theirs, first travelled or paid.
    let begins = |at: usize| {
        let hands = hands_of(at)
            .iter()
            .filter(|&&hand| all.get(hand).is_some_and(|own| own.moved.is_some() || own.pays_only.is_some()));
        hands
            .flat_map(|&hand| ties.all(hand))
            .filter(|edge| matches!(edge.layer, Layer::Movement | Layer::Money))
            .filter_map(|edge| edge.first)
            .map(|time| time.order_us())
            .min()
    };
    let mut before: BTreeMap<usize, &Edge> = BTreeMap::new();
    for edge in ties.at(node, Layer::Contact).filter(|edge| edge.from == node) {
        if let (Some(first), Some(begins)) = (edge.first, begins(edge.to))
            && first.order_us() < begins
        {
            before.entry(edge.to).or_insert(edge);
        }
    }
    let values = vec![("people", before.len().to_string())];
    (before.len() >= SEVERAL).then(|| {
        act("recruiter", Layer::Contact, "wrote-before-journey", values, records(before.into_values()))
    })
}

/// Holds a public office and is paid, or in touch, by those who do something that fits a role.
pub(crate) fn office(seen: &Seen<'_>, ties: &Ties<'_>, all: &[Signals], node: usize) -> Vec<Act> {
    let Some(own) = all.get(node).filter(|own| own.is_party() && !own.is_organisation) else {
        return Vec::new();
    };
    let Some((office, stated)) = stated_office(seen, node) else { return Vec::new() };
    let acts = |at: usize| {
        let hands = all.get(at).map_or(&[][..], |other| &other.hands);
        hands
            .iter()
            .filter_map(|&hand| all.get(hand))
            .any(|hand| !hand.acts.is_empty() || hand.bridges.is_some())
    };
    let hands = || own.hands.iter().copied();
    let paid: Vec<&Edge> = hands()
        .flat_map(|hand| ties.at(hand, Layer::Money).filter(move |edge| edge.to == hand))
        .filter(|edge| acts(edge.from))
        .collect();
    let spoke: Vec<&Edge> = hands()
        .flat_map(|hand| ties.at(hand, Layer::Contact).filter(move |edge| acts(other(edge, hand))))
        .collect();
    if paid.is_empty() && spoke.is_empty() {
        return Vec::new();
    }
    let mut found =
        vec![act("corrupt-official", Layer::Document, "holds-office", vec![("office", office)], stated)];
    for (layer, code, edges) in
        [(Layer::Money, "office-is-paid", paid), (Layer::Contact, "office-is-in-touch", spoke)]
    {
        if !edges.is_empty() {
            let values = vec![("events", edges.iter().map(|edge| edge.weight).sum::<u64>().to_string())];
            found.push(act("corrupt-official", layer, code, values, records(edges)));
        }
    }
    found
}

/// The public office that records state of a node.
fn stated_office(seen: &Seen<'_>, node: usize) -> Option<(String, Vec<RecordIx>)> {
    const STATED: [&str; 3] = ["position", "profession", "sector"];
    let cluster = seen.network.nodes.get(node)?.cluster;
    let members = &seen.resolution.clusters.get(cluster.0 as usize)?.members;
    let rows = members.iter().flat_map(|&member| seen.evidence.statements_of(member));
    let mut found: Option<(String, Vec<RecordIx>)> = None;
    for row in
        rows.filter(|row| row.mark == Mark::Clean && STATED.contains(&seen.evidence.text(row.property)))
    {
        let said = seen.evidence.text(row.value);
        if is_office(said) {
            found.get_or_insert_with(|| (said.to_owned(), Vec::new())).1.push(row.record);
        }
    }
    found
}

/// Whether words name a public office.
fn is_office(said: &str) -> bool {
    let plain: String = said.to_lowercase().chars().map(without_accent).collect();
    let words = format!(" {} ", plain.replace(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'', " "));
    let offices =
        include_str!("../data/offices.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    offices.into_iter().any(|office| words.contains(&format!(" {office} ")))
}

fn without_accent(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        other => other,
    }
}
