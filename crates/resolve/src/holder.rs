//! Who is said to have which account: by `Ownership` entities, by payments that name the party behind an account, by
//! the owner or the phone number of a chat account.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use evidence::{EntityIx, Evidence, Mark, RecordIx, Symbol};

use crate::identifier::{Carrier, statements};
use crate::lineage::Lineage;
use crate::{CARRIERS, ClusterIx, Resolution};

/// A holder with the records that name them and tie them to the account.
pub(crate) type Holder = (Carrier, BTreeSet<RecordIx>);

/// Each account with each holder who has a name.
pub(crate) fn holders(evidence: &Evidence) -> Vec<(EntityIx, Holder)> {
    let mut all = Vec::new();
    let mut add = |account: EntityIx, holder: EntityIx, said: [RecordIx; 2]| {
        let names = statements(evidence, holder, "name").map(|row| row.record);
        let mut records: BTreeSet<RecordIx> = names.take(CARRIERS).collect();
        if let Some(&named) = records.first() {
            records.extend(said);
            let (lineage, beside) = (Lineage::Party, said.first().copied());
            let carrier =
                Carrier { entity: holder, lineage, country: None, national: None, record: named, beside };
            all.push((account, (carrier, records)));
        }
    };
    for entity in evidence.entities().filter(|&entity| evidence.schema(entity) == "Ownership") {
        for (account, said) in pointed(evidence, entity, "asset", Lineage::BankAccount) {
            for (owner, also_said) in pointed(evidence, entity, "owner", Lineage::Party) {
                add(account, owner, [said, also_said]);
            }
        }
    }
    let is_a = |entity, lineage| Lineage::of(evidence.schema(entity)) == lineage;
    let mut seen = HashSet::new();
    for event in evidence.events() {
        for ends in [event.from.zip(event.from_party), event.to.zip(event.to_party)].into_iter().flatten() {
            let (account, party) = ends;
            if seen.insert(ends) && is_a(account, Lineage::BankAccount) && is_a(party, Lineage::Party) {
                add(account, party, [event.record; 2]);
            }
        }
    }
    all
}

/// The things of a lineage one property points at, each with the record that says so.
fn pointed<'a>(
    evidence: &'a Evidence,
    entity: EntityIx,
    property: &str,
    lineage: Lineage,
) -> impl Iterator<Item = (EntityIx, RecordIx)> + use<'a> {
    statements(evidence, entity, property)
        .filter_map(|row| Some((evidence.find(evidence.text(row.value))?, row.record)))
        .filter(move |&(thing, _)| Lineage::of(evidence.schema(thing)) == lineage)
        .take(CARRIERS)
}

/// For each account, chat account or other thing that exactly one holder is named for, the holder: by `Ownership`,
/// `UserAccount.owner`, or a phone number that only one party gives. Whose several are named stays its own.
pub fn single_holders(evidence: &Evidence, resolution: &Resolution) -> BTreeMap<ClusterIx, ClusterIx> {
    let cluster = |id: &str| evidence.find(id).map(|entity| (entity, resolution.cluster(entity)));
    let mut named: BTreeMap<ClusterIx, BTreeSet<ClusterIx>> = BTreeMap::new();
    let mut persons_of_phone: HashMap<Symbol, BTreeSet<ClusterIx>> = HashMap::new();
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
