//! Who is said to have which bank account: by `Ownership` entities, and by payments that name the party behind an
//! account.

use std::collections::{BTreeSet, HashSet};

use evidence::{EntityIx, Evidence, RecordIx};

use crate::CARRIERS;
use crate::identifier::{Carrier, statements};
use crate::lineage::Lineage;

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
            let carrier = Carrier { entity: holder, lineage, country: None, record: named, beside };
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
