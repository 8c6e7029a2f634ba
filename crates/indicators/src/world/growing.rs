//! The world of a feed: what is said of entities comes bit by bit, events pass through.
//!
//! Everyone is only itself, plus the owner that records name. What is declared counts from when it is read: an owner or
//! an address named after events were judged does not change what was said of them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use evidence::{EntityIx, Event, EventIx, EventKind, Evidence, Mark, Symbol};
use resolve::{Cluster, ClusterIx, Locations, Resolution};

use super::{CIRCLE, HOUSEHOLD, Haunts, Leg, Needs, Sets, World, mark, monthly, spot_of};
use crate::compile::Atoms;
use crate::facts::Facts;
use crate::field::{Field, Side};
use crate::rows::Rows;
use crate::text::{Finder, fold_into};

/// Subjects from here on are households.
pub(crate) const FIRST_HOUSEHOLD: u32 = 1 << 31;
/// Links between entities: schema and the two properties that name them.
const LINKS: [(&str, &str, &str); 4] = [
    ("Family", "person", "relative"),
    ("Associate", "person", "associate"),
    ("Employment", "employee", "employer"),
    ("Ownership", "owner", "asset"),
];

/// What a [`World`] has worked out, while the evidence it borrows is being added to.
#[derive(Debug)]
pub(crate) struct Grown {
    holders: Vec<ClusterIx>,
    held: BTreeMap<ClusterIx, Vec<ClusterIx>>,
    pub(crate) mentions: Vec<u32>,
    sets: Sets,
    pub(crate) coverage: Vec<Option<(i64, i64)>>,
    pub(crate) shows: BTreeMap<(u32, u8), i64>,
    spot_of_location: Vec<u32>,
    facts: Vec<OnceLock<Facts>>,
    incomes: BTreeMap<ClusterIx, i64>,
    links: HashSet<(u32, u32)>,
    mentions_of_facts: Vec<OnceLock<u32>>,
}

impl Grown {
    pub(crate) fn new(terms: usize) -> Self {
        Self {
            holders: Vec::new(),
            held: BTreeMap::new(),
            mentions: Vec::new(),
            sets: Sets::new(terms),
            coverage: Vec::new(),
            shows: BTreeMap::new(),
            spot_of_location: Vec::new(),
            facts: Vec::new(),
            incomes: BTreeMap::new(),
            links: HashSet::new(),
            mentions_of_facts: Vec::new(),
        }
    }

    /// The sets of terms met so far, in order.
    pub(crate) fn sets(&self) -> &[Vec<u64>] {
        &self.sets.of
    }

    pub(crate) fn put_back_sets(&mut self, sets: &[Vec<u64>]) {
        for set in sets {
            self.sets.intern(set);
        }
    }
}

impl<'a> World<'a> {
    /// The world as it is known so far.
    pub(crate) fn of(
        evidence: &'a Evidence,
        resolution: &'a Resolution,
        locations: &'a Locations,
        (atoms, needs): (&'a Atoms, Needs),
        grown: Grown,
    ) -> Self {
        let mut spot_of_location = grown.spot_of_location;
        let known = spot_of_location.len();
        spot_of_location
            .extend(locations.all.iter().enumerate().skip(known).map(|(at, own)| spot_of(at, own)));
        Self {
            evidence,
            resolution,
            locations,
            needs,
            holders: grown.holders,
            held: grown.held,
            legs: Vec::new(),
            starts: Vec::new(),
            households: Vec::new(),
            mentions: grown.mentions,
            sets: grown.sets,
            coverage: grown.coverage,
            shows: grown.shows,
            spot_of_location,
            facts: grown.facts,
            incomes: grown.incomes,
            links: grown.links,
            listed: BTreeMap::new(),
            mentions_of_facts: grown.mentions_of_facts,
            atoms,
        }
    }

    /// What was worked out, so that the evidence can be added to again.
    pub(crate) fn grown(self) -> Grown {
        Grown {
            holders: self.holders,
            held: self.held,
            mentions: self.mentions,
            sets: self.sets,
            coverage: self.coverage,
            shows: self.shows,
            spot_of_location: self.spot_of_location,
            facts: self.facts,
            incomes: self.incomes,
            links: self.links,
            mentions_of_facts: self.mentions_of_facts,
        }
    }

    /// The legs of an event: whose side of it, and which.
    pub(crate) fn legs_of(&self, ties: &Ties, event: &Event<'_>, time_us: i64, legs: &mut Vec<(u32, Leg)>) {
        let begin = legs.len();
        let from = event.from.or(event.from_party).and_then(|entity| self.holder_of(entity));
        let to = event.to.or(event.to_party).and_then(|entity| self.holder_of(entity));
        if from.is_some() && from == to {
            return;
        }
        let mut push =
            |subject: ClusterIx, side| legs.push((subject.0, Leg { time_us, event: event.ix, side }));
        if let Some(from) = from {
            push(from, Side::Out);
        }
        match event.to.and_then(|to| self.circle(ties, to)) {
            Some(circle) if circle.len() <= CIRCLE => {
                circle
                    .iter()
                    .filter(|member| Some(**member) != from)
                    .for_each(|member| push(*member, Side::Heard));
            }
            Some(_) => {}
            None => to.into_iter().for_each(|to| push(to, Side::In)),
        }
        if self.needs.agents
            && let Some(via) = event.via.and_then(|entity| self.holder_of(entity))
        {
            push(via, Side::Through);
        }
        if self.needs.households {
            for at in begin..legs.len() {
                let Some((subject, leg)) = legs.get(at).copied() else { break };
                if leg.side != Side::Through {
                    legs.extend(self.household(ties, subject).map(|household| (household, leg)));
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

    /// The order of two legs of one subject.
    pub(crate) fn compare(&self, a: &Leg, b: &Leg) -> std::cmp::Ordering {
        (a.time_us, a.side)
            .cmp(&(b.time_us, b.side))
            .then_with(|| self.content(a).cmp(&self.content(b)))
            .then(a.event.cmp(&b.event))
    }

    /// Appends the rows of one subject's legs, which are in order; what it visits is added to `haunts`.
    pub(crate) fn lay(&self, subject: u32, legs: &[(u32, Leg)], haunts: &mut Haunts, rows: &mut Rows) {
        let wants_home = self.needs.any(&[Field::Home, Field::FromHomeKm]);
        let address = if wants_home { self.facts(subject).address } else { None };
        let own_facts = self.fact_mentions(Some(subject));
        for (_, leg) in legs {
            let Some(event) = self.evidence.event_at(leg.event) else { continue };
            let city = self.city(leg.event);
            let home = if wants_home { address.or_else(|| haunts.before(leg.time_us)) } else { None };
            if wants_home && address.is_none() {
                haunts.note(leg, &event, city);
            }
            self.push(subject, leg, &event, (city, home), own_facts, rows);
        }
    }

    /// Which terms the texts of an event mention.
    pub(crate) fn mention(
        &mut self,
        (in_text, in_party): &(Finder, Finder),
        event: EventIx,
        folded: &mut String,
    ) -> u32 {
        let Some(event) = self.evidence.event_at(event) else { return 0 };
        let mut set = vec![0_u64; self.sets.words];
        for (text, finder) in [(event.text, in_text), (self.evidence.text(event.party_text), in_party)] {
            if !text.is_empty() {
                fold_into(text, folded);
                finder.find(folded, |bit| mark(&mut set, bit));
            }
        }
        if set.iter().all(|word| *word == 0) { 0 } else { self.sets.intern(&set) }
    }

    /// Notes that a source has something of a sort at a time.
    pub(crate) fn cover(&mut self, event: &Event<'_>, time_us: i64) {
        let Some(source) = self.evidence.source_of(event.record) else { return };
        let at = source.0 as usize;
        if self.coverage.len() <= at {
            self.coverage.resize(at + 1, None);
        }
        if let Some(span) = self.coverage.get_mut(at) {
            let (first, last) = span.unwrap_or((time_us, time_us));
            *span = Some((first.min(time_us), last.max(time_us)));
        }
        let first = self.shows.entry((source.0, event.channel as u8)).or_insert(time_us);
        *first = (*first).min(time_us);
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
            owners: HashMap::new(),
            persons_of_phone: HashMap::new(),
            accounts_of_phone: HashMap::new(),
            links_of: HashMap::new(),
            waiting: HashMap::new(),
            members: HashMap::new(),
            senders: HashMap::new(),
            writers: HashSet::new(),
            at_address: HashMap::new(),
            addresses: Vec::new(),
            address_of: HashMap::new(),
            in_facts: atoms.finder(&[Field::Occupation, Field::Industry]),
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

    /// Takes in what was said since: `touched` are the entities that are new or of which something is.
    pub(crate) fn absorb(&mut self, world: &mut World<'_>, known: usize, touched: &BTreeSet<EntityIx>) {
        let evidence = world.evidence;
        let count = evidence.entity_count();
        for number in world.holders.len()..count {
            world.holders.push(ClusterIx(u32::try_from(number).unwrap_or(u32::MAX)));
            world.facts.push(OnceLock::new());
            world.mentions_of_facts.push(OnceLock::new());
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
            let Some(slot) = world.holders.get_mut(account.0 as usize) else { continue };
            let before = std::mem::replace(slot, holder);
            if before == holder {
                continue;
            }
            changed.extend([account.0, before.0, holder.0]);
            if before != own
                && let Some(held) = world.held.get_mut(&before)
            {
                held.retain(|other| *other != own);
            }
            if holder != own {
                let held = world.held.entry(holder).or_default();
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
                    world.links.insert((one.0.min(two.0), one.0.max(two.0)));
                }
            }
        } else if schema == "TaxRoll" {
            let income = evidence.values(entity, "income").find_map(monthly);
            let taxed = self.named(evidence, entity, "taxee");
            let taxed: Vec<ClusterIx> = taxed.into_iter().filter_map(|own| world.holder_of(own)).collect();
            for whom in &taxed {
                world.incomes.extend(income.map(|income| (*whom, income)));
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
            if let Some(slot) = world.facts.get_mut(*own as usize) {
                *slot = OnceLock::new();
            }
            let at_address = self.address_of.remove(own).unwrap_or_default();
            for address in at_address {
                self.number(&address).remove(own);
            }
        }
        let mentions = world.needs.any(&[Field::Occupation, Field::Industry, Field::OtherIndustry]);
        let (mut set, mut folded) = (vec![0_u64; world.sets.words], String::new());
        for &own in changed {
            if mentions {
                let facts = world.facts(own);
                set.fill(0);
                for (text, finder) in
                    [(&facts.occupation, &self.in_facts.0), (&facts.industry, &self.in_facts.1)]
                {
                    if !text.is_empty() {
                        fold_into(text, &mut folded);
                        finder.find(&folded, |bit| mark(&mut set, bit));
                    }
                }
                let at = world.sets.intern(&set);
                if let Some(slot) = world.mentions_of_facts.get_mut(own as usize) {
                    *slot = OnceLock::from(at);
                }
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
    }
}

/// What of [`Ties`] does not stand in the evidence.
pub(crate) type Saved = (Vec<String>, Vec<(EntityIx, Vec<u32>)>, Vec<EntityIx>);

/// Everyone is alone.
pub(crate) fn alone(entity: EntityIx) -> (Cluster, ClusterIx) {
    (Cluster { members: vec![entity], reasons: Vec::new(), probability: 1.0 }, ClusterIx(entity.0))
}
