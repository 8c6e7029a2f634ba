//! The evidence as rules see it: subjects, and the events of each from its own side, in order of time.
//!
//! A subject is the holder of accounts and chats: the one owner that `Ownership`, `UserAccount.owner` or a phone number
//! names, in however many entries; where none or several are named, the account itself. What one holder pays to itself
//! is no flow.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};

use evidence::{Channel, Currency, EntityIx, EventIx, EventKind, Evidence, Mark, Precision, Symbol};
use gazetteer::{Gazetteer, Located};
use resolve::{ClusterIx, Location, LocationIx, Locations, Resolution};

use crate::compile::Atoms;
use crate::field::{Field, Seen, Side};
use crate::text::{fold, fold_into};

/// A chat with more known members than this is a broadcast, not a circle: its members are not said to have heard.
const CIRCLE: usize = 50;

/// A position with a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot<'a> {
    pub(crate) name: &'a str,
    /// ISO 3166-1 alpha-2; zeros where unknown.
    pub(crate) country: [u8; 2],
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
}

impl<'a> Spot<'a> {
    pub(crate) fn of(location: &'a Location) -> Self {
        Self {
            name: &location.name,
            country: location.country.as_bytes().try_into().unwrap_or_default(),
            latitude: location.latitude,
            longitude: location.longitude,
        }
    }

    /// Great-circle distance in ten-thousandths of a kilometre, rounded to whole metres.
    #[expect(clippy::cast_possible_truncation, reason = "half the Earth's circumference in metres fits")]
    pub(crate) fn distance(&self, other: &Spot<'_>) -> i64 {
        let km = gazetteer::distance_km(self.latitude, self.longitude, other.latitude, other.longitude);
        (km * 1_000.0).round() as i64 * 10
    }
}

/// One subject's side of one event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leg {
    pub(crate) subject: ClusterIx,
    /// `None` where not even the day is known: such an event is in no window.
    pub(crate) order_us: Option<i64>,
    pub(crate) side: Side,
    pub(crate) event: EventIx,
}

/// Everything a run of the rules reads.
#[derive(Debug)]
pub(crate) struct World<'a> {
    pub(crate) evidence: &'a Evidence,
    pub(crate) resolution: &'a Resolution,
    pub(crate) locations: &'a Locations,
    /// The subject of each cluster that is held by another.
    holders: BTreeMap<ClusterIx, ClusterIx>,
    /// By subject and time.
    pub(crate) legs: Vec<Leg>,
    /// For each event, which term lists its texts mention.
    mentions: Vec<u64>,
    currencies: BTreeMap<Currency, String>,
    /// The first moment of each source, so that "nothing before" can be told from "no records of before".
    coverage: Vec<Option<i64>>,
    gazetteer: OnceCell<Gazetteer>,
    addresses: RefCell<HashMap<ClusterIx, Option<Spot<'static>>>>,
    haunts: RefCell<HashMap<ClusterIx, Option<LocationIx>>>,
}

impl<'a> World<'a> {
    pub(crate) fn new(
        evidence: &'a Evidence,
        resolution: &'a Resolution,
        locations: &'a Locations,
        atoms: &Atoms,
    ) -> Self {
        let mut world = Self {
            evidence,
            resolution,
            locations,
            holders: holders(evidence, resolution),
            legs: Vec::new(),
            mentions: mentions(evidence, atoms),
            currencies: BTreeMap::new(),
            coverage: vec![None; evidence.sources().count()],
            gazetteer: OnceCell::new(),
            addresses: RefCell::default(),
            haunts: RefCell::default(),
        };
        world.collect();
        world
    }

    /// The subject that an entity belongs to.
    pub(crate) fn holder_of(&self, entity: EntityIx) -> Option<ClusterIx> {
        let cluster = self.resolution.cluster(entity)?;
        Some(self.holders.get(&cluster).copied().unwrap_or(cluster))
    }

    /// The entities of a cluster.
    pub(crate) fn members(&self, cluster: ClusterIx) -> &'a [EntityIx] {
        self.resolution.clusters.get(cluster.0 as usize).map_or(&[], |cluster| &cluster.members)
    }

    /// A leg with everything rules ask of it.
    pub(crate) fn seen<'w>(&'w self, leg: &Leg) -> Option<Seen<'w>> {
        let event = self.evidence.event_at(leg.event)?;
        Some(Seen {
            world: self,
            subject: leg.subject,
            event: leg.event,
            side: leg.side,
            order_us: leg.order_us,
            row: event.row,
            text: event.text,
            mentions: self.mentions.get(leg.event.0 as usize).copied().unwrap_or(0),
            location: self.locations.of(leg.event),
        })
    }

    pub(crate) fn currency_text(&self, currency: Currency) -> Option<&str> {
        self.currencies.get(&currency).map(String::as_str)
    }

    /// Whether the source of an event has records from before `us`.
    pub(crate) fn covers(&self, seen: &Seen<'_>, us: i64) -> bool {
        let source = self.evidence.source_of(seen.row.record);
        let first = source.and_then(|source| *self.coverage.get(source.0 as usize)?);
        first.is_some_and(|first| first <= us)
    }

    /// Whether a text mentions a place the gazetteer knows.
    pub(crate) fn mentions_place(&self, text: &str) -> bool {
        !self.gazetteer().find_in_text(text).is_empty()
    }

    /// Whether `alias` is only the other party's own name or a part of it.
    pub(crate) fn is_named(&self, seen: &Seen<'_>, alias: &str) -> bool {
        let alias = fold(alias);
        let others = seen.other_ends().into_iter().flatten().filter_map(|entity| self.holder_of(entity));
        let names = others.flat_map(|other| self.members(other)).flat_map(|&member| {
            ["name", "firstName", "alias"]
                .into_iter()
                .flat_map(move |name| self.evidence.values(member, name))
        });
        names.map(fold).any(|name| name == alias || name.split_whitespace().any(|word| word == alias))
    }

    /// Where a subject is based: its address, else where most of its own purchases and cash movements are.
    pub(crate) fn home(&self, subject: ClusterIx) -> Option<Spot<'_>> {
        if let Some(spot) = self.address(subject) {
            return Some(spot);
        }
        let known = self.haunts.borrow().get(&subject).copied();
        let at = known.unwrap_or_else(|| {
            let found = self.haunt(subject);
            self.haunts.borrow_mut().insert(subject, found);
            found
        })?;
        self.locations.all.get(at.0 as usize).map(Spot::of)
    }

    /// Where most of a subject's own purchases and cash movements are.
    fn haunt(&self, subject: ClusterIx) -> Option<LocationIx> {
        let start = self.legs.partition_point(|leg| leg.subject < subject);
        let mut visits = BTreeMap::new();
        let own = self.legs.iter().skip(start).take_while(|leg| leg.subject == subject);
        for leg in own.filter(|leg| leg.side == Side::Out) {
            let at = self.locations.of_event.get(leg.event.0 as usize).copied().flatten();
            let channel = self.evidence.event_at(leg.event).map(|event| event.channel);
            if let (Some((at, _)), Some(Channel::Card | Channel::Cash)) = (at, channel) {
                *visits.entry(at).or_insert(0_usize) += 1;
            }
        }
        visits.into_iter().max_by_key(|(at, visits)| (*visits, std::cmp::Reverse(*at))).map(|(at, _)| at)
    }

    /// The place in a subject's address, where it is one place.
    pub(crate) fn address(&self, subject: ClusterIx) -> Option<Spot<'static>> {
        if let Some(known) = self.addresses.borrow().get(&subject) {
            return *known;
        }
        let found = self.members(subject).iter().find_map(|&member| {
            self.evidence.values(member, "address").find_map(|address| self.parse_address(address))
        });
        self.addresses.borrow_mut().insert(subject, found);
        found
    }

    /// The place in an address: its last parts are tried first, two together before one alone.
    fn parse_address(&self, address: &str) -> Option<Spot<'static>> {
        let parts: Vec<&str> = address.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let pairs = parts.windows(2).rev().map(|pair| pair.join(", "));
        let singles = parts.iter().rev().map(|part| (*part).to_owned());
        pairs.chain(singles).find_map(|text| match self.gazetteer().parse_place(&text, None) {
            Located::One(place) => Some(Spot {
                name: place.name,
                country: place.country.alpha2().as_bytes().try_into().unwrap_or_default(),
                latitude: place.latitude,
                longitude: place.longitude,
            }),
            _ => None,
        })
    }

    fn gazetteer(&self) -> &Gazetteer {
        self.gazetteer.get_or_init(Gazetteer::embedded)
    }

    /// Makes the legs of all events that count, sorted so that the order of reading does not show.
    fn collect(&mut self) {
        let circles = self.circles();
        let mut legs = Vec::with_capacity(self.evidence.event_count().saturating_mul(2));
        for event in self.evidence.events().filter(|event| !self.resolution.is_twin(event.ix)) {
            let known = event.time.filter(|time| time.precision >= Precision::Day);
            let order_us = known.map(|time| time.order_us());
            if let (Some(us), Some(source)) = (order_us, self.evidence.source_of(event.record))
                && let Some(first) = self.coverage.get_mut(source.0 as usize)
            {
                *first = Some(first.map_or(us, |first| first.min(us)));
            }
            self.currencies.entry(event.currency).or_insert_with(|| event.currency.to_string());
            let from = event.from.or(event.from_party).and_then(|entity| self.holder_of(entity));
            let to = event.to.or(event.to_party).and_then(|entity| self.holder_of(entity));
            if from.is_some() && from == to {
                continue;
            }
            let mut push = |subject, side| legs.push(Leg { subject, order_us, side, event: event.ix });
            if let Some(from) = from {
                push(from, Side::Out);
            }
            match event.to.and_then(|to| circles.get(&to)) {
                Some(circle) if circle.len() <= CIRCLE => {
                    circle
                        .iter()
                        .filter(|member| Some(**member) != from)
                        .for_each(|member| push(*member, Side::Heard));
                }
                Some(_) => {}
                None => to.into_iter().for_each(|to| push(to, Side::In)),
            }
        }
        legs.sort_unstable_by(|a, b| {
            let coarse = (a.subject, a.order_us, a.side).cmp(&(b.subject, b.order_us, b.side));
            coarse.then_with(|| self.content(a).cmp(&self.content(b))).then(a.event.cmp(&b.event))
        });
        self.legs = legs;
    }

    /// What tells apart two events of a subject at the same moment, whatever order they were read in.
    fn content(&self, leg: &Leg) -> Option<impl Ord + use<'a>> {
        let event = self.evidence.event_at(leg.event)?;
        let other = [event.from, event.to].map(|end| end.map(|entity| self.evidence.id(entity)));
        let amount = event.amount_minor.map(std::cmp::Reverse);
        let texts = [event.party_text, event.place].map(|symbol| self.evidence.text(symbol));
        Some((event.kind, amount, event.currency, event.channel, event.mcc, other, texts, event.text))
    }

    /// The known members of each group written to: an organization, or what looks like a group in that several write
    /// to it, it never writes, and nothing says whose it is. Readers of chats give a group an account like a person's.
    fn circles(&self) -> BTreeMap<EntityIx, BTreeSet<ClusterIx>> {
        let mut circles: BTreeMap<EntityIx, BTreeSet<ClusterIx>> = BTreeMap::new();
        let mut writers = BTreeSet::new();
        for event in self.evidence.events().filter(|event| event.kind == EventKind::Message) {
            let Some(from) = event.from else { continue };
            writers.extend(self.resolution.cluster(from));
            if let Some(to) = event.to {
                circles.entry(to).or_default().extend(self.holder_of(from));
            }
        }
        let is_ones_own = |entity| {
            let mut said = self.evidence.statements_of(entity).map(|row| self.evidence.text(row.property));
            said.any(|property| ["phone", "username", "email", "owner"].contains(&property))
        };
        circles.retain(|&to, senders| {
            let cluster = self.resolution.cluster(to);
            let is_someone =
                cluster.is_some_and(|own| writers.contains(&own) || self.holders.contains_key(&own));
            let is_group = || senders.len() > 1 && !is_someone && !is_ones_own(to);
            self.evidence.is_a(to, "Organization") || !self.evidence.is_a(to, "Person") && is_group()
        });
        for entity in self.evidence.entities().filter(|&entity| self.evidence.is_a(entity, "Membership")) {
            for group in self.evidence.values(entity, "organization").filter_map(|id| self.evidence.find(id))
            {
                if let Some(circle) = circles.get_mut(&group) {
                    let members =
                        self.evidence.values(entity, "member").filter_map(|id| self.evidence.find(id));
                    circle.extend(members.filter_map(|member| self.holder_of(member)));
                }
            }
        }
        circles
    }
}

/// For each account that exactly one holder is named for, the holder.
fn holders(evidence: &Evidence, resolution: &Resolution) -> BTreeMap<ClusterIx, ClusterIx> {
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

/// One pass over the texts: which term lists each event mentions.
fn mentions(evidence: &Evidence, atoms: &Atoms) -> Vec<u64> {
    let bits = |folded: &str, field| {
        let of_field = atoms.iter().filter(|atom| atom.field == field);
        of_field
            .filter(|atom| atom.terms.iter().any(|term| term.is_in(folded)))
            .fold(0, |all, atom| all | atom.bit)
    };
    let mut folded = String::new();
    let mut of_party: HashMap<Symbol, u64> = HashMap::new();
    let mut result = Vec::with_capacity(evidence.event_count());
    for event in evidence.events() {
        let mut own = 0;
        if !event.text.is_empty() {
            fold_into(event.text, &mut folded);
            own |= bits(&folded, Field::Text);
        }
        if !event.party_text.is_empty() {
            own |= *of_party.entry(event.party_text).or_insert_with(|| {
                fold_into(evidence.text(event.party_text), &mut folded);
                bits(&folded, Field::Party)
            });
        }
        result.push(own);
    }
    result
}
