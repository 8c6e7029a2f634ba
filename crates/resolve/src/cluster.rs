//! Growing clusters: first what people decided, then value by value, strongest kinds first, never past a contradiction.
//!
//! The carriers of a value are taken in an order that does not depend on which source was read first (what says most,
//! then the entity's id). Each joins the one group it fits; one that fits several fits none for certain.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use evidence::{EntityIx, Evidence};

use crate::decided::Standing;
use crate::holder::{Holder, holders};
use crate::identifier::{Carrier, Identifiers, Kind, identifiers};
use crate::judge::{Verdict, account, holder, judge};
use crate::likely::likely;
use crate::lineage::Lineage;
use crate::profile::Profile;
use crate::{Against, CARRIERS, Cluster, ClusterIx, Decisions, Reason, Resolution};

pub(crate) fn clusters(evidence: &Evidence, decisions: &Decisions) -> Resolution {
    let table = identifiers(evidence);
    let mut grower = Grower::new(evidence, decisions);
    grower.decided();
    let mut tails_done = false;
    for (kind, value, carriers) in table.iter() {
        if kind > Kind::AccountNumber && !tails_done {
            grower.tails(&table);
            tails_done = true;
        }
        if kind == Kind::Address {
            break;
        }
        if carriers.len() < 2 {
            continue;
        }
        let mut by_lineage: BTreeMap<Lineage, BTreeMap<EntityIx, Carrier>> = BTreeMap::new();
        for carrier in carriers {
            // Said once with and once without its country, or with two: the last one stands.
            by_lineage.entry(carrier.lineage).or_default().insert(carrier.entity, *carrier);
        }
        for carriers in by_lineage.into_values().filter(|carriers| carriers.len() > 1) {
            grower.value(kind, value, carriers.into_values().collect());
        }
    }
    if !tails_done {
        grower.tails(&table);
    }
    grower.holders(&table);
    grower.persons();
    grower.finish()
}

struct Grower<'a> {
    evidence: &'a Evidence,
    parent: Vec<u32>,
    /// Of each root that has been looked at.
    profiles: HashMap<EntityIx, Profile>,
    decided: Standing,
    reasons: Vec<Reason>,
    undecided: Vec<Reason>,
}

impl<'a> Grower<'a> {
    fn new(evidence: &'a Evidence, decisions: &Decisions) -> Self {
        let parent = evidence.entities().map(|entity| entity.0).collect();
        let decided = Standing::new(evidence, decisions);
        let (profiles, reasons, undecided) = (HashMap::new(), Vec::new(), Vec::new());
        Self { evidence, parent, profiles, decided, reasons, undecided }
    }

    /// Joins whom people decided to be the same, in the order of their decisions, whatever the records say.
    fn decided(&mut self) {
        for (number, (one, other)) in self.decided.same() {
            let (own, theirs) = (self.ready(one), self.ready(other));
            let may_be_one = match (self.profiles.get(&own), self.profiles.get(&theirs)) {
                (Some(own), Some(theirs)) => own.may_be_one(theirs),
                _ => false,
            };
            if !may_be_one {
                self.decided.cannot(number);
                continue;
            }
            self.reasons.extend(self.decided.reason(self.evidence, number));
            self.union(own, theirs);
            if let Some(profile) = self.profiles.get_mut(&own.min(theirs)) {
                profile.is_decided = true;
            }
        }
    }

    /// The decision that keeps two groups apart, given by their roots: the first there is.
    fn kept_apart(&mut self, one: EntityIx, other: EntityIx) -> Option<usize> {
        let foes: Vec<_> = self.decided.foes(one).to_vec();
        foes.into_iter().filter(|(foe, _)| self.root(*foe) == other).map(|(_, number)| number).min()
    }

    fn root(&mut self, entity: EntityIx) -> EntityIx {
        let mut at = entity.0;
        while let Some(&up) = self.parent.get(at as usize).filter(|&&up| up != at) {
            // Halve the path on the way.
            let above = self.parent.get(up as usize).copied().unwrap_or(up);
            if let Some(own) = self.parent.get_mut(at as usize) {
                *own = above;
            }
            at = above;
        }
        EntityIx(at)
    }

    /// The root of an entity, its profile made ready.
    fn ready(&mut self, entity: EntityIx) -> EntityIx {
        let root = self.root(entity);
        let evidence = self.evidence;
        self.profiles.entry(root).or_insert_with(|| Profile::of(evidence, root));
        root
    }

    /// Judges all carriers of one value within a lineage.
    fn value(&mut self, kind: Kind, value: &str, carriers: Vec<Carrier>) {
        let (carriers, labels) = self.ordered(carriers, |root, profile| {
            if kind == Kind::NameAndBirth { root.0.to_string() } else { profile.label() }
        });
        let is_definition = carriers.first().is_some_and(|first| kind.is_definition(first.lineage));
        if labels > CARRIERS && !is_definition {
            return self.too_common(kind, value, &carriers);
        }
        let mut groups: Vec<Carrier> = Vec::new();
        for carrier in carriers {
            if !self.join_one(kind.as_str(), value, &carrier, &groups, |one, other| judge(kind, one, other))
                && groups.len() < 2 * CARRIERS
            {
                groups.push(carrier);
            }
        }
    }

    /// The carriers in an order that does not depend on what was read first, what says most before the rest, and how
    /// many different labels they have.
    fn ordered(
        &mut self,
        carriers: Vec<Carrier>,
        label: impl Fn(EntityIx, &Profile) -> String,
    ) -> (Vec<Carrier>, usize) {
        let mut ordered = Vec::with_capacity(carriers.len());
        let mut labels = BTreeSet::new();
        for carrier in carriers {
            let root = self.ready(carrier.entity);
            let Some(profile) = self.profiles.get(&root) else { continue };
            labels.insert(label(root, profile));
            let vagueness = std::cmp::Reverse(profile.precision());
            ordered.push(((vagueness, self.evidence.id(carrier.entity)), carrier));
        }
        ordered.sort_by_key(|&(order, _)| order);
        (ordered.into_iter().map(|(_, carrier)| carrier).collect(), labels.len())
    }

    /// Joins a carrier to the one group it fits; whether it did, or was in one already.
    fn join_one(
        &mut self,
        kind: &'static str,
        value: &str,
        carrier: &Carrier,
        groups: &[Carrier],
        verdict: impl Fn((&Carrier, &Profile), (&Carrier, &Profile)) -> Verdict,
    ) -> bool {
        let root = self.ready(carrier.entity);
        let mut fits: Vec<(&Carrier, f64)> = Vec::new();
        let mut unclear: Vec<(&Carrier, Against)> = Vec::new();
        for group in groups {
            let other = self.ready(group.entity);
            if other == root {
                self.reasons.push(reason(kind, value, group, carrier));
                return true;
            }
            let (Some(own), Some(theirs)) = (self.profiles.get(&root), self.profiles.get(&other)) else {
                continue;
            };
            match (verdict((carrier, own), (group, theirs)), self.kept_apart(root, other)) {
                (Verdict::Same(probability), None) => fits.push((group, probability)),
                (Verdict::Same(probability), Some(number)) => {
                    let probability = Some(probability);
                    let link = Reason { probability, ..reason(kind, value, group, carrier) };
                    self.decided.cut(number, link);
                }
                (Verdict::Undecided(against), None) => unclear.push((group, against)),
                (Verdict::Undecided(_), Some(_)) | (Verdict::Apart, _) => {}
            }
        }
        if let [(group, probability)] = fits.as_slice() {
            let probability = Some(*probability);
            self.reasons.push(Reason { probability, ..reason(kind, value, group, carrier) });
            self.union(group.entity, carrier.entity);
            return true;
        }
        for (group, against) in fits.iter().map(|(group, _)| (*group, Against::Several)).chain(unclear) {
            let against = Some(against);
            self.undecided.push(Reason { against, ..reason(kind, value, group, carrier) });
        }
        false
    }

    fn too_common(&mut self, kind: Kind, value: &str, carriers: &[Carrier]) {
        let pairs = carriers.iter().zip(carriers.iter().skip(1)).take(CARRIERS);
        let against = Some(Against::Common);
        self.undecided
            .extend(pairs.map(|(one, other)| Reason { against, ..reason(kind.as_str(), value, one, other) }));
    }

    fn union(&mut self, one: EntityIx, other: EntityIx) {
        let (one, other) = (self.ready(one), self.ready(other));
        // The lower number stays root, so that paths stay short enough with halving and roots are easy to follow.
        let (low, high) = (one.min(other), one.max(other));
        if low == high {
            return;
        }
        if let Some(parent) = self.parent.get_mut(high.0 as usize) {
            *parent = low.0;
        }
        if let (Some(absorbed), Some(profile)) = (self.profiles.remove(&high), self.profiles.get_mut(&low)) {
            profile.absorb(absorbed);
        }
        self.decided.joined(low, high);
    }

    /// Joins domestic account numbers with the IBANs that end with them.
    fn tails(&mut self, table: &Identifiers) {
        let mut domestic: HashMap<&str, Vec<Carrier>> = HashMap::new();
        for (kind, value, carriers) in table.iter() {
            if kind == Kind::AccountNumber && value.len() >= TAIL && value.bytes().all(|b| b.is_ascii_digit())
            {
                domestic.insert(value, carriers.copied().collect());
            }
        }
        if domestic.is_empty() {
            return;
        }
        let mut ibans: BTreeMap<&str, Vec<Carrier>> = BTreeMap::new();
        for (_, iban, carriers) in table.iter().filter(|(kind, ..)| *kind == Kind::Iban) {
            let Some(first) = carriers.min_by_key(|carrier| self.evidence.id(carrier.entity)) else {
                continue;
            };
            let bban = iban.get(4..).unwrap_or("");
            for start in 0..bban.len() {
                let tail = bban.get(start..).filter(|tail| tail.len() >= TAIL && !tail.starts_with('0'));
                if let Some((&tail, _)) = tail.and_then(|tail| domestic.get_key_value(tail)) {
                    ibans.entry(tail).or_default().push(*first);
                }
            }
        }
        for (tail, ibans) in ibans.into_iter().filter(|(_, ibans)| ibans.len() <= CARRIERS) {
            let mut carriers = domestic.remove(tail).unwrap_or_default();
            carriers.sort_by_key(|carrier| self.evidence.id(carrier.entity));
            for carrier in carriers {
                self.join_one("iban+accountNumber", tail, &carrier, &ibans, |(_, own), (_, theirs)| {
                    if own.births_contradict(theirs) {
                        Verdict::Undecided(Against::Birth)
                    } else {
                        account(own.institution(theirs))
                    }
                });
            }
        }
    }

    /// Joins those who hold one account under names that agree. Last, when all accounts are grown and what is known of
    /// the holders otherwise can contradict.
    fn holders(&mut self, table: &Identifiers) {
        let mut holders_of: HashMap<EntityIx, BTreeMap<EntityIx, Holder>> = HashMap::new();
        for (account, (holder, records)) in holders(self.evidence) {
            let of_account = holders_of.entry(self.root(account)).or_default();
            of_account.entry(holder.entity).or_insert((holder, BTreeSet::new())).1.extend(records);
        }
        // By number and not by entity, so that it does not matter which source was read first.
        let mut accounts: BTreeMap<EntityIx, (Kind, &str, &str)> = BTreeMap::new();
        for (kind, value, carriers) in table.iter() {
            if !matches!(kind, Kind::Iban | Kind::AccountNumber) {
                continue;
            }
            for carrier in carriers {
                let number = (kind, value, self.evidence.id(carrier.entity));
                let root = self.root(carrier.entity);
                let least = accounts.entry(root).or_insert(number);
                *least = number.min(*least);
            }
        }
        let mut accounts: Vec<_> = accounts.into_iter().map(|(root, number)| (number, root)).collect();
        accounts.sort_unstable();
        for ((_, number, _), root) in accounts {
            if let Some(holders) = holders_of.remove(&root).filter(|holders| holders.len() > 1) {
                self.account(number, &holders);
            }
        }
    }

    /// Judges the holders of one account.
    fn account(&mut self, number: &str, holders: &BTreeMap<EntityIx, Holder>) {
        let carriers = holders.values().map(|(carrier, _)| *carrier).collect();
        let (carriers, labels) = self.ordered(carriers, |_, profile| profile.label());
        // An account in very many names is a payment provider's: two of one name there need not be one.
        if labels > CARRIERS {
            return;
        }
        let (reasons, undecided) = (self.reasons.len(), self.undecided.len());
        let mut groups: Vec<Carrier> = Vec::new();
        for carrier in carriers {
            let verdict = |one: (&Carrier, &Profile), other: (&Carrier, &Profile)| holder(one.1, other.1);
            if !self.join_one("account+name", number, &carrier, &groups, verdict) {
                groups.push(carrier);
            }
        }
        let said = self.reasons.iter_mut().skip(reasons);
        for reason in said.chain(self.undecided.iter_mut().skip(undecided)) {
            let records =
                [reason.between.0, reason.between.1].into_iter().filter_map(|end| holders.get(&end));
            reason.records = records.flat_map(|(_, records)| records).copied().collect();
            reason.records.sort_unstable();
            reason.records.dedup();
        }
    }

    /// Joins persons whom all their values together make likely to be one, where nothing known contradicts it.
    fn persons(&mut self) {
        let mut members: BTreeMap<EntityIx, Vec<EntityIx>> = BTreeMap::new();
        for entity in self.evidence.entities() {
            members.entry(self.root(entity)).or_default().push(entity);
        }
        for found in likely(self.evidence, &members) {
            let (one, other) = (self.ready(found.between.0), self.ready(found.between.1));
            let (Some(own), Some(theirs)) = (self.profiles.get(&one), self.profiles.get(&other)) else {
                continue;
            };
            let fits = own.may_be_one(theirs) && !own.births_contradict(theirs);
            let names_differ = own.names_agree(theirs) == Some(false);
            let joins = fits && found.is_sure_enough() && !names_differ;
            let mut reason = Reason {
                kind: "model",
                value: found.by,
                between: found.between,
                records: found.records,
                probability: Some(found.probability),
                against: None,
            };
            match self.kept_apart(one, other) {
                Some(number) if joins => self.decided.cut(number, reason),
                None if joins || one == other => {
                    self.reasons.push(reason);
                    self.union(one, other);
                }
                None if fits => {
                    reason.against = names_differ.then_some(Against::Name);
                    self.undecided.push(reason);
                }
                _ => {}
            }
        }
    }

    fn finish(mut self) -> Resolution {
        let mut of_root: HashMap<EntityIx, ClusterIx> = HashMap::new();
        let mut resolution = Resolution::default();
        for entity in self.evidence.entities() {
            let root = self.root(entity);
            let next = ClusterIx(u32::try_from(resolution.clusters.len()).unwrap_or(u32::MAX));
            let ix = *of_root.entry(root).or_insert(next);
            if ix == next {
                let empty = Cluster { members: Vec::new(), reasons: Vec::new(), probability: 1.0 };
                resolution.clusters.push(empty);
            }
            if let Some(cluster) = resolution.clusters.get_mut(ix.0 as usize) {
                cluster.members.push(entity);
            }
            resolution.cluster_of.push(ix);
        }
        for reason in std::mem::take(&mut self.reasons) {
            let ix = resolution.cluster(reason.between.0);
            if let Some(cluster) = ix.and_then(|ix| resolution.clusters.get_mut(ix.0 as usize)) {
                cluster.probability = cluster.probability.min(reason.probability.unwrap_or(1.0));
                cluster.reasons.push(reason);
            }
        }
        let mut undecided = std::mem::take(&mut self.undecided);
        undecided.retain(|pair| {
            let (one, other) = (self.root(pair.between.0), self.root(pair.between.1));
            one != other && self.kept_apart(one, other).is_none()
        });
        undecided.truncate(Resolution::UNDECIDED);
        resolution.undecided = undecided;
        resolution.decided = self.decided.finish();
        resolution
    }
}

/// Fewest digits of an account number that an IBAN is searched for. Ours: shorter ones fit by chance.
const TAIL: usize = 8;

fn reason(kind: &'static str, value: &str, one: &Carrier, other: &Carrier) -> Reason {
    let mut records: Vec<_> = one.records().chain(other.records()).collect();
    records.dedup();
    let (value, between) = (value.to_owned(), (one.entity, other.entity));
    Reason { kind, value, between, records, probability: None, against: None }
}
