//! What a node's movements say of it: as one who carries or leads others, and as one who was moved.

use std::collections::{BTreeMap, BTreeSet};

use resolve::ClusterIx;
use routes::Trip;

use crate::signal::{Act, Ties, is_holding, other, records};
use crate::{Edge, Ground, Layer, Network};

/// Fewest carried by a transporter. Ours: one passenger is a lift.
const CARRIED: usize = 2;
/// Fewest times a guide crosses the same border the same way. Ours: once is everyone's.
const CROSSINGS: usize = 2;

/// What speaks for carrying or leading others over a border, and for having been moved.
pub(crate) fn movement(
    network: &Network,
    ties: &Ties<'_>,
    trips: &BTreeMap<ClusterIx, Vec<&Trip>>,
    is_person: bool,
    node: usize,
) -> (Vec<Act>, Option<Ground>) {
    let own = |at: usize| {
        let trips = network.nodes.get(at).and_then(|node| trips.get(&node.cluster));
        trips.into_iter().flatten().copied()
    };
    let crosses = |at: usize| own(at).any(|trip| trip.countries.len() >= 2);
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
    let over_border = crosses(node) || carried.iter().any(|edge| crosses(edge.from));
    let countries = || {
        let longest = own(node).max_by_key(|trip| trip.countries.len());
        longest.map_or_else(String::new, |trip| trip.countries.join(" "))
    };

    let mut acts = Vec::new();
    if over_border && carried.len() >= CARRIED {
        acts.push(Act {
            role: "transporter",
            layer: Layer::Movement,
            ground: Ground {
                code: "carries-others-across-border",
                values: vec![("carried", carried.len().to_string())],
                records: records(carried.iter().copied()),
            },
        });
    } else if crosses(node) && !company.is_empty() {
        acts.push(Act {
            role: "transporter",
            layer: Layer::Movement,
            ground: Ground {
                code: "crosses-border-in-company",
                values: vec![("company", company.len().to_string()), ("countries", countries())],
                records: records(company.iter().copied()),
            },
        });
    }
    let others: BTreeSet<usize> = company.iter().map(|edge| other(edge, node)).collect();
    let crossings = same_crossings(own(node));
    if is_person && crossings >= CROSSINGS && others.len() >= CARRIED {
        acts.push(Act {
            role: "guide",
            layer: Layer::Movement,
            ground: Ground {
                code: "crosses-again-with-others",
                values: vec![("crossings", crossings.to_string()), ("company", others.len().to_string())],
                records: records(company.iter().copied()),
            },
        });
    }
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
    (acts, moved)
}

/// How often the border crossed most in one direction was crossed in it.
fn same_crossings<'a>(trips: impl Iterator<Item = &'a Trip>) -> usize {
    let mut crossings: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for trip in trips {
        for (one, next) in trip.countries.iter().zip(trip.countries.iter().skip(1)) {
            *crossings.entry((one, next)).or_default() += 1;
        }
    }
    crossings.into_values().max().unwrap_or(0)
}
