//! The world of a feed: what is said of entities comes bit by bit, events pass through.
//!
//! Everyone is only itself, plus the owner that records name. What is declared counts from when it is read: an owner or
//! an address named after events were judged does not change what was said of them.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use evidence::{EntityIx, Event, EventKind, Evidence, Mark, Symbol};
use foldhash::{HashMap, HashSet};
use resolve::ClusterIx;

use super::{Brief, HOUSEHOLD, LINKS, Leg, Sets, World, monthly};
use crate::compile::Atoms;
use crate::field::{Field, Side};
use crate::text::Finder;

/// Subjects from here on are households.
pub(crate) const FIRST_HOUSEHOLD: u32 = 1 << 31;
impl World<'_> {
    /// The legs of an event of a feed: those of its parties, and of their households.
    pub(crate) fn legs_now(&self, ties: &Ties, event: &Event<'_>, legs: &mut Vec<(ClusterIx, Leg)>) {
        let begin = legs.len();
        self.legs_of(event, |to| self.circle(ties, to), legs);
        if self.needs.households {
            for at in begin..legs.len() {
                let Some((subject, leg)) = legs.get(at).copied() else { break };
                if leg.side != Side::Through {
                    legs.extend(self.household(ties, subject.0).map(|own| (ClusterIx(own), leg)));
                }
            }
        }
    }

    /// The known members of a group written to, as far as is known; see the batch's `circles`.
    fn circle(&self, ties: &Ties, to: EntityIx) -> Option<BTreeSet<ClusterIx>> {
        let senders = ties.senders.get(&to)?;
        if !self.evidence.is_a(to, "Organization") {
            let is_ones_own = || {
                let mut said = self.evidence.statements_of(to).map(|row| self.evidence.text(row.property));
                said.any(|property| ["phone", "username", "email", "owner"].contains(&property))
            };
            let is_someone = ties.writers.contains(&to) || self.is_held(ClusterIx(to.0));
            if senders.len() < 2 || self.evidence.is_a(to, "Person") || is_someone || is_ones_own() {
                return None;
            }
        }
        let members = ties.members.get(&to).into_iter().flatten();
        let members = members.filter_map(|member| self.holder_of(*member));
        Some(senders.iter().copied().chain(members).collect())
    }

    /// The household of a subject: all who give the first of its addresses that is one.
    fn household(&self, ties: &Ties, subject: u32) -> Option<u32> {
        let mut addresses = self.facts(subject).addresses();
        addresses.find_map(|address| {
            let (number, members) = ties.at_address.get(address)?;
            (2..=HOUSEHOLD).contains(&members.len()).then(|| FIRST_HOUSEHOLD | number)
        })
    }
}

/// What is kept of entities so that more can be said of them.
#[derive(Debug)]
pub(crate) struct Ties {
    /// Owners that records name for an account, and persons and accounts by phone.
    owners: HashMap<EntityIx, BTreeSet<ClusterIx>>,
    persons_of_phone: HashMap<Symbol, BTreeSet<ClusterIx>>,
    accounts_of_phone: HashMap<Symbol, BTreeSet<EntityIx>>,
    /// Links by the entities they name, and by the names of those not yet known.
    links_of: HashMap<EntityIx, BTreeSet<EntityIx>>,
    waiting: HashMap<String, BTreeSet<EntityIx>>,
    /// Declared members of groups; who wrote to whom.
    members: HashMap<EntityIx, BTreeSet<EntityIx>>,
    senders: HashMap<EntityIx, BTreeSet<ClusterIx>>,
    writers: HashSet<EntityIx>,
    /// The number of each address, and who gives it.
    at_address: HashMap<String, (u32, BTreeSet<u32>)>,
    addresses: Vec<String>,
    /// Where each gave an address, to take it back.
    address_of: HashMap<u32, Vec<String>>,
    in_facts: (Finder, Finder),
}

impl Ties {
    pub(crate) fn new(atoms: &Atoms) -> Self {
        Self {
            owners: HashMap::default(),
            persons_of_phone: HashMap::default(),
            accounts_of_phone: HashMap::default(),
            links_of: HashMap::default(),
            waiting: HashMap::default(),
            members: HashMap::default(),
            senders: HashMap::default(),
            writers: HashSet::default(),
            at_address: HashMap::default(),
            addresses: Vec::new(),
            address_of: HashMap::default(),
            in_facts: atoms.finder([Field::Occupation, Field::Industry]),
        }
    }

    /// Addresses in the order of their numbers, who wrote to whom, and who wrote.
    pub(crate) fn saved(&self) -> Saved {
        let mut senders: Vec<_> =
            self.senders.iter().map(|(to, from)| (*to, from.iter().map(|own| own.0).collect())).collect();
        senders.sort();
        let mut writers: Vec<EntityIx> = self.writers.iter().copied().collect();
        writers.sort();
        (self.addresses.clone(), senders, writers)
    }

    pub(crate) fn put_back(&mut self, (addresses, senders, writers): Saved) {
        for address in addresses {
            self.number(&address);
        }
        self.senders =
            senders.into_iter().map(|(to, from)| (to, from.into_iter().map(ClusterIx).collect())).collect();
        self.writers = writers.into_iter().collect();
    }

    fn number(&mut self, address: &str) -> &mut BTreeSet<u32> {
        let next = u32::try_from(self.addresses.len()).unwrap_or(0);
        if !self.at_address.contains_key(address) {
            self.addresses.push(address.to_owned());
        }
        &mut self.at_address.entry(address.to_owned()).or_insert_with(|| (next, BTreeSet::new())).1
    }

    /// Whom a finding on a subject is told of: of a household, its first member.
    pub(crate) fn told_of(&self, subject: u32) -> u32 {
        let household = subject.checked_sub(FIRST_HOUSEHOLD);
        let address = household.and_then(|number| self.addresses.get(number as usize));
        let members = address.and_then(|address| self.at_address.get(address));
        members.and_then(|(_, members)| members.first()).copied().unwrap_or(subject)
    }

    /// Takes in who wrote to whom.
    pub(crate) fn wrote(&mut self, world: &World<'_>, event: &Event<'_>) {
        let Some(from) = event.from.filter(|_| event.kind == EventKind::Message) else { return };
        self.writers.insert(from);
        if let Some(to) = event.to {
            self.senders.entry(to).or_default().extend(world.holder_of(from));
        }
    }

    /// Takes in what was said since: `touched` are the entities that are new or of which something is. Those that it bears
    /// on, be it through others.
    pub(crate) fn absorb(
        &mut self,
        world: &mut World<'_>,
        known: usize,
        touched: &BTreeSet<EntityIx>,
    ) -> BTreeSet<EntityIx> {
        let evidence = world.evidence;
        let count = evidence.entity_count();
        for number in world.known.holders.len()..count {
            world.known.holders.push(ClusterIx(u32::try_from(number).unwrap_or(u32::MAX)));
            world.known.facts.push(OnceLock::new());
            world.known.briefs.push(Brief::default());
        }
        let mut touched = touched.clone();
        for entity in (known..count).filter_map(|own| u32::try_from(own).ok()).map(EntityIx) {
            touched.extend(self.waiting.remove(evidence.id(entity)).into_iter().flatten());
        }
        let mut accounts = BTreeSet::new();
        for &entity in &touched {
            self.read_ownership(evidence, entity, &mut accounts);
        }
        let mut changed: BTreeSet<u32> = BTreeSet::new();
        for account in accounts {
            let own = ClusterIx(account.0);
            let holder = self.holder(evidence, account).unwrap_or(own);
            let Some(slot) = world.known.holders.get_mut(account.0 as usize) else { continue };
            let before = std::mem::replace(slot, holder);
            if before == holder {
                continue;
            }
            changed.extend([account.0, before.0, holder.0]);
            if before != own
                && let Some(held) = world.known.held.get_mut(&before)
            {
                held.retain(|other| *other != own);
            }
            if holder != own {
                let held = world.known.held.entry(holder).or_default();
                held.push(own);
                held.sort_unstable();
            }
            touched.extend(self.links_of.get(&account).into_iter().flatten());
        }
        for &entity in &touched {
            changed.extend(self.read_links(world, entity));
            changed.insert(entity.0);
            changed.extend(world.holder_of(entity).map(|holder| holder.0));
        }
        self.refresh(world, &changed);
        touched.extend(changed.into_iter().map(EntityIx));
        touched
    }

    /// Owners and phones that an entity names.
    fn read_ownership(&mut self, evidence: &Evidence, entity: EntityIx, accounts: &mut BTreeSet<EntityIx>) {
        if evidence.is_a(entity, "Ownership") {
            let owners: Vec<EntityIx> = self.named(evidence, entity, "owner");
            for asset in self.named(evidence, entity, "asset") {
                if !evidence.is_a(asset, "LegalEntity") {
                    self.owners.entry(asset).or_default().extend(owners.iter().map(|own| ClusterIx(own.0)));
                    accounts.insert(asset);
                }
            }
        }
        let (is_account, is_party) =
            (evidence.is_a(entity, "UserAccount"), evidence.is_a(entity, "LegalEntity"));
        if is_account {
            let owners = self.named(evidence, entity, "owner");
            self.owners.entry(entity).or_default().extend(owners.iter().map(|own| ClusterIx(own.0)));
            accounts.insert(entity);
        }
        if is_account || is_party {
            let clean = evidence.statements_of(entity).filter(|row| row.mark == Mark::Clean);
            for row in clean.filter(|row| evidence.text(row.property) == "phone") {
                if is_party {
                    self.persons_of_phone.entry(row.value).or_default().insert(ClusterIx(entity.0));
                    accounts.extend(self.accounts_of_phone.get(&row.value).into_iter().flatten());
                } else {
                    self.accounts_of_phone.entry(row.value).or_default().insert(entity);
                }
            }
        }
    }

    /// The entities that a property of `entity` names; those not known yet are waited for.
    fn named(&mut self, evidence: &Evidence, entity: EntityIx, property: &str) -> Vec<EntityIx> {
        let mut found = Vec::new();
        for id in evidence.values(entity, property) {
            match evidence.find(id) {
                Some(named) => found.push(named),
                None => {
                    self.waiting.entry(id.to_owned()).or_default().insert(entity);
                }
            }
        }
        found
    }

    /// The one holder of an account: of those records name, or else of those with its first phone that anyone has.
    fn holder(&self, evidence: &Evidence, account: EntityIx) -> Option<ClusterIx> {
        let mut owners = self.owners.get(&account).filter(|own| !own.is_empty());
        if owners.is_none() && evidence.is_a(account, "UserAccount") {
            let mut clean = evidence.statements_of(account).filter(|row| row.mark == Mark::Clean);
            owners = clean.find_map(|row| {
                let is_phone = evidence.text(row.property) == "phone";
                is_phone.then(|| self.persons_of_phone.get(&row.value)).flatten()
            });
        }
        let owners = owners.filter(|owners| owners.len() == 1)?;
        owners.first().copied()
    }

    /// Relations, incomes and memberships that an entity states; whom an income is told of.
    fn read_links(&mut self, world: &mut World<'_>, entity: EntityIx) -> Vec<u32> {
        let evidence = world.evidence;
        let schema = evidence.schema(entity);
        if let Some((_, one, two)) = LINKS.iter().find(|(own, ..)| *own == schema) {
            let (ones, twos) = (self.named(evidence, entity, one), self.named(evidence, entity, two));
            for named in ones.iter().chain(&twos) {
                self.links_of.entry(*named).or_default().insert(entity);
            }
            let holders =
                |own: Vec<EntityIx>| own.into_iter().filter_map(|own| world.holder_of(own)).collect();
            let (ones, twos): (Vec<ClusterIx>, Vec<ClusterIx>) = (holders(ones), holders(twos));
            for one in ones {
                for two in &twos {
                    world.known.links.insert((one.0.min(two.0), one.0.max(two.0)));
                }
            }
        } else if schema == "TaxRoll" {
            let income = evidence.values(entity, "income").find_map(monthly);
            let taxed = self.named(evidence, entity, "taxee");
            let taxed: Vec<ClusterIx> = taxed.into_iter().filter_map(|own| world.holder_of(own)).collect();
            for whom in &taxed {
                world.known.incomes.extend(income.map(|income| (*whom, income)));
            }
            return taxed.into_iter().map(|own| own.0).collect();
        } else if evidence.is_a(entity, "Membership") {
            let members = self.named(evidence, entity, "member");
            for group in self.named(evidence, entity, "organization") {
                self.members.entry(group).or_default().extend(&members);
            }
        }
        Vec::new()
    }

    /// Works out anew what is declared of these.
    fn refresh(&mut self, world: &mut World<'_>, changed: &BTreeSet<u32>) {
        for own in changed {
            if let Some(slot) = world.known.facts.get_mut(*own as usize) {
                *slot = OnceLock::new();
            }
            let at_address = self.address_of.remove(own).unwrap_or_default();
            for address in at_address {
                self.number(&address).remove(own);
            }
        }
        let mut sets = std::mem::replace(&mut world.known.sets, Sets::new(0));
        for &own in changed {
            let brief = world.brief_of(own, &self.in_facts, &mut sets);
            if let Some(slot) = world.known.briefs.get_mut(own as usize) {
                *slot = brief;
            }
            if world.needs.households && !world.is_held(ClusterIx(own)) {
                let addresses: Vec<String> = world.facts(own).addresses().map(str::to_owned).collect();
                for address in &addresses {
                    self.number(address).insert(own);
                }
                if !addresses.is_empty() {
                    self.address_of.insert(own, addresses);
                }
            }
        }
        world.known.sets = sets;
    }
}

/// What of [`Ties`] does not stand in the evidence.
pub(crate) type Saved = (Vec<String>, Vec<(EntityIx, Vec<u32>)>, Vec<EntityIx>);
