//! Ties by a shared identifier: what resolution did not join, since a person is not an account and families share
//! phones.

use std::collections::BTreeMap;

use resolve::{CARRIERS, Carrier, ClusterIx, Kind, identifiers};

use crate::Layer;
use crate::sketch::{Seen, Sketch};

/// Draws a tie between every two things that carry the same value, unless too many do.
pub(crate) fn shared_identifiers(sketch: &mut Sketch<'_>) {
    for (kind, _, carriers) in identifiers(sketch.evidence).iter() {
        // Equal numbers in registers of two kinds or accounts of two banks say nothing.
        let ties = matches!(
            kind,
            Kind::Phone | Kind::Email | Kind::Passport | Kind::IdNumber | Kind::TaxNumber | Kind::Address
        );
        if !ties || carriers.len() < 2 {
            continue;
        }
        let mut by_cluster: BTreeMap<ClusterIx, &Carrier> = BTreeMap::new();
        for carrier in carriers {
            if let Some(cluster) = sketch.thing(Some(carrier.entity)) {
                by_cluster.entry(cluster).or_insert(carrier);
            }
            if by_cluster.len() > CARRIERS {
                break;
            }
        }
        if by_cluster.len() > CARRIERS {
            continue;
        }
        let once = Seen { weight: 1, ..Seen::default() };
        for (&one, first) in &by_cluster {
            let from = (std::ops::Bound::Excluded(one), std::ops::Bound::Unbounded);
            for (&other, second) in by_cluster.range(from) {
                let other_country = first.country.zip(second.country).is_some_and(|(a, b)| a != b);
                if !other_country {
                    let records = first.records().chain(second.records());
                    sketch.tie((one, other), Layer::SharedIdentifier, kind.as_str(), once, records);
                }
            }
        }
    }
}
