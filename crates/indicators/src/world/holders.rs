//! Who holds an account: the one owner that records name, or the one with its phone.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Evidence, Mark, Symbol};
use foldhash::HashMap;
use resolve::{ClusterIx, Resolution};

/// For each account that exactly one holder is named for, the holder.
pub(super) fn single_holders(evidence: &Evidence, resolution: &Resolution) -> BTreeMap<ClusterIx, ClusterIx> {
    let cluster = |id: &str| evidence.find(id).map(|entity| (entity, resolution.cluster(entity)));
    let mut named: BTreeMap<ClusterIx, BTreeSet<ClusterIx>> = BTreeMap::new();
    let mut persons_of_phone: HashMap<Symbol, BTreeSet<ClusterIx>> = HashMap::default();
    let mut phones: Vec<(ClusterIx, Symbol)> = Vec::new();
    for entity in evidence.entities() {
        let Some(own) = resolution.cluster(entity) else { continue };
        let (is_account, is_party) =
            (evidence.is_a(entity, "UserAccount"), evidence.is_a(entity, "LegalEntity"));
        if evidence.is_a(entity, "Ownership") {
            let owners: Vec<_> = evidence.values(entity, "owner").filter_map(|id| cluster(id)?.1).collect();
            for (asset, account) in evidence.values(entity, "asset").filter_map(cluster) {
                if let Some(account) = account.filter(|_| !evidence.is_a(asset, "LegalEntity")) {
                    named.entry(account).or_default().extend(owners.iter().copied());
                }
            }
        }
        if is_account {
            let owners = evidence.values(entity, "owner").filter_map(|id| cluster(id)?.1);
            named.entry(own).or_default().extend(owners);
        }
        if is_account || is_party {
            let clean = evidence.statements_of(entity).filter(|row| row.mark == Mark::Clean);
            for row in clean.filter(|row| evidence.text(row.property) == "phone") {
                if is_party {
                    persons_of_phone.entry(row.value).or_default().insert(own);
                } else {
                    phones.push((own, row.value));
                }
            }
        }
    }
    for (account, phone) in phones {
        let owners = named.entry(account).or_default();
        if owners.is_empty() {
            owners.extend(persons_of_phone.get(&phone).into_iter().flatten());
        }
    }
    let single = |(account, owners): (ClusterIx, BTreeSet<ClusterIx>)| {
        let owner = *owners.first().filter(|_| owners.len() == 1)?;
        (owner != account).then_some((account, owner))
    };
    named.into_iter().filter_map(single).collect()
}
