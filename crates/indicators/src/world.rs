//! The evidence as rules see it: subjects, and the events of each from its own side, in order of time.
//!
//! A subject is the holder of accounts and chats: the one owner that `Ownership`, `UserAccount.owner` or a phone number
//! names, in however many entries; where none or several are named, the account itself. What one holder pays to itself
//! is no flow.

mod growing;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use evidence::{Channel, EntityIx, Event, EventIx, EventKind, Evidence, Mark, Precision, Symbol};
use gazetteer::Located;
use resolve::{ClusterIx, Location, Locations, Resolution};

use crate::compile::Atoms;
use crate::facts::{Facts, monthly};
use crate::field::{Field, Side};
use crate::list::{External, hash};
use crate::quantity::major;
use crate::rows::{NO_PURCHASE, NONE, Rows};
use crate::text::{Finder, bracket_alias, fold_into, gazetteer};
use crate::threads::in_parts;

pub(crate) use growing::{FIRST_HOUSEHOLD, Grown, Saved, Ties, alone};

/// A chat with more known members than this is a broadcast, not a circle: its members are not said to have heard.
const CIRCLE: usize = 50;
/// Bits behind those of the terms: whether a line of business is declared, an occupation; whether a text may hold an
/// alias.
const MARKS: usize = 3;
/// Ours: an address that more give is a building or an institution.
const HOUSEHOLD: usize = 25;

/// A position with a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spot<'a> {
    pub(crate) name: &'a str,
    /// ISO 3166-1 alpha-2; zeros where unknown.
    pub(crate) country: [u8; 2],
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
}

impl Spot<'_> {
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
    /// `NONE` where not even the day is known: such an event is in no window.
    pub(crate) time_us: i64,
    pub(crate) event: EventIx,
    pub(crate) side: Side,
}

/// What rules ask for that costs something to lay out.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Needs {
    /// The fields that any condition or measure reads.
    pub(crate) fields: u64,
    /// Whether any rule's subject is what an event went through.
    pub(crate) agents: bool,
    /// Whether any rule's subject is all who live at one address.
    pub(crate) households: bool,
}

impl Needs {
    fn any(self, fields: &[Field]) -> bool {
        fields.iter().any(|field| self.fields & field.bit() != 0)
    }
}

/// Everything a run of the rules reads.
#[derive(Debug)]
pub(crate) struct World<'a> {
    pub(crate) evidence: &'a Evidence,
    pub(crate) resolution: &'a Resolution,
    locations: &'a Locations,
    needs: Needs,
    /// The subject of each cluster that is held by another, and the other way round.
    holders: Vec<ClusterIx>,
    held: BTreeMap<ClusterIx, Vec<ClusterIx>>,
    /// Legs by subject, then by time; `starts` says where those of each cluster begin.
    legs: Vec<Leg>,
    starts: Vec<usize>,
    /// Households: subjects of their own behind the clusters, each told of its first member.
    households: Vec<ClusterIx>,
    /// For each event, which terms its texts mention.
    mentions: Vec<u32>,
    sets: Sets,
    /// The first and last moment of each source.
    coverage: Vec<Option<(i64, i64)>>,
    /// The first moment at which a source shows a channel.
    shows: BTreeMap<(u32, u8), i64>,
    /// The spot of each location.
    spot_of_location: Vec<u32>,
    facts: Vec<OnceLock<Facts>>,
    incomes: BTreeMap<ClusterIx, i64>,
    links: HashSet<(u32, u32)>,
    /// Entries of external lists that only this run has, by list.
    pub(crate) listed: BTreeMap<String, BTreeMap<[u8; 32], i64>>,
    mentions_of_facts: Vec<OnceLock<u32>>,
    atoms: &'a Atoms,
}

/// Sets of terms, each stored once; the first is empty.
#[derive(Debug)]
struct Sets {
    words: usize,
    of: Vec<Vec<u64>>,
    known: HashMap<Vec<u64>, u32>,
}

impl Sets {
    fn new(bits: usize) -> Self {
        let words = bits.div_ceil(64);
        Self { words, of: vec![vec![0; words]], known: HashMap::from([(vec![0; words], 0)]) }
    }

    fn intern(&mut self, set: &[u64]) -> u32 {
        if let Some(known) = self.known.get(set) {
            return *known;
        }
        let at = u32::try_from(self.of.len()).unwrap_or(0);
        self.of.push(set.to_vec());
        self.known.insert(set.to_vec(), at);
        at
    }
}

impl<'a> World<'a> {
    pub(crate) fn new(
        evidence: &'a Evidence,
        resolution: &'a Resolution,
        locations: &'a Locations,
        atoms: &'a Atoms,
        needs: Needs,
    ) -> Self {
        let clusters = resolution.clusters.len();
        let mut holders: Vec<ClusterIx> = (0..).map(ClusterIx).take(clusters).collect();
        let mut held: BTreeMap<ClusterIx, Vec<ClusterIx>> = BTreeMap::new();
        for (own, holder) in single_holders(evidence, resolution) {
            held.entry(holder).or_default().push(own);
            holders.get_mut(own.0 as usize).into_iter().for_each(|slot| *slot = holder);
        }
        let mut world = Self {
            evidence,
            resolution,
            locations,
            needs,
            holders,
            held,
            legs: Vec::new(),
            starts: Vec::new(),
            households: Vec::new(),
            mentions: Vec::new(),
            sets: Sets::new(atoms.len() + MARKS),
            coverage: vec![None; evidence.sources().count()],
            shows: BTreeMap::new(),
            spot_of_location: locations.all.iter().enumerate().map(|(at, own)| spot_of(at, own)).collect(),
            facts: (0..clusters).map(|_| OnceLock::new()).collect(),
            incomes: BTreeMap::new(),
            links: HashSet::new(),
            listed: BTreeMap::new(),
            mentions_of_facts: (0..clusters).map(|_| OnceLock::new()).collect(),
            atoms,
        };
        world.find_links();
        world.find_mentions();
        world.collect();
        world
    }

    /// The clusters that are subjects, in order.
    pub(crate) fn subjects(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Where the legs of a cluster are.
    pub(crate) fn range(&self, cluster: usize) -> Range<usize> {
        let at = |cluster| self.starts.get(cluster).copied().unwrap_or(self.legs.len());
        at(cluster)..at(cluster + 1)
    }

    /// The subject that an entity belongs to.
    pub(crate) fn holder_of(&self, entity: EntityIx) -> Option<ClusterIx> {
        let cluster = self.resolution.cluster(entity)?;
        self.holders.get(cluster.0 as usize).copied()
    }

    /// Whether another holds a cluster.
    fn is_held(&self, cluster: ClusterIx) -> bool {
        self.holders.get(cluster.0 as usize).is_some_and(|holder| *holder != cluster)
    }

    /// The clusters a subject holds.
    pub(crate) fn held_by(&self, cluster: ClusterIx) -> &[ClusterIx] {
        self.held.get(&cluster).map_or(&[], Vec::as_slice)
    }

    /// The entities of a cluster.
    pub(crate) fn members(&self, cluster: ClusterIx) -> &'a [EntityIx] {
        self.resolution.clusters.get(cluster.0 as usize).map_or(&[], |cluster| &cluster.members)
    }

    /// What is declared of a subject.
    pub(crate) fn facts(&self, cluster: u32) -> &Facts {
        static NOTHING: OnceLock<Facts> = OnceLock::new();
        match self.facts.get(cluster as usize) {
            Some(slot) => slot.get_or_init(|| Facts::of(self, cluster)),
            None => NOTHING.get_or_init(Facts::default),
        }
    }

    pub(crate) fn income_of(&self, cluster: ClusterIx) -> Option<i64> {
        self.incomes.get(&cluster).copied()
    }

    /// Whether two are known to be related: by a record that says so, or by a surname, phone or address in common.
    pub(crate) fn are_related(&self, one: u32, two: u32) -> bool {
        let pair = (one.min(two), one.max(two));
        self.links.contains(&pair) || self.facts(one).share_a_tie(self.facts(two))
    }

    /// Whether an identifier of a subject stands on an external list on a day.
    pub(crate) fn is_listed(&self, list: &External, cluster: u32, day: i64) -> bool {
        let extra = self.listed.get(&list.id);
        if list.entries.is_empty() && extra.is_none() {
            return false;
        }
        let asked = self.facts(cluster).identifiers.iter().filter(|(kind, _)| list.kinds.contains(kind));
        asked.map(|(kind, value)| hash(kind, value)).any(|hash| {
            let since = extra.and_then(|extra| extra.get(&hash));
            list.holds(&hash, day)
                || since.is_some_and(|since| (0..=list.expires_days).contains(&(day - since)))
        })
    }

    /// Whether a set of mentions holds a bit.
    pub(crate) fn is_mentioned(&self, set: u32, bit: u32) -> bool {
        let set = self.sets.of.get(set as usize);
        set.and_then(|words| words.get(bit as usize / 64)).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// The bit that says a line of business is declared.
    pub(crate) fn has_industry(&self) -> u32 {
        u32::try_from(self.atoms.len()).unwrap_or(u32::MAX)
    }

    /// The bit that says a text has the form of an address with a name in brackets.
    pub(crate) fn may_be_alias(&self) -> u32 {
        self.has_industry().saturating_add(2)
    }

    /// Whether anything stands on an external list.
    pub(crate) fn has_entries(&self, list: &External) -> bool {
        !list.entries.is_empty() || self.listed.contains_key(&list.id)
    }

    pub(crate) fn text(&self, event: u32) -> &'a str {
        self.evidence.event_at(EventIx(event)).map_or("", |event| event.text)
    }

    pub(crate) fn party(&self, event: u32) -> &'a str {
        self.evidence.event_at(EventIx(event)).map_or("", |event| self.evidence.text(event.party_text))
    }

    pub(crate) fn quantity(&self, event: u32) -> Option<i64> {
        self.evidence.event_at(EventIx(event))?.quantity
    }

    /// The position of that number: places of the gazetteer first, then other locations.
    pub(crate) fn spot(&self, spot: u32) -> Option<Spot<'a>> {
        let places = gazetteer().places();
        if let Some(place) = places.get(spot as usize) {
            return Some(Spot {
                name: place.name,
                country: place.country.alpha2().as_bytes().try_into().unwrap_or_default(),
                latitude: place.latitude,
                longitude: place.longitude,
            });
        }
        let location = self.locations.all.get((spot as usize).checked_sub(places.len())?)?;
        Some(Spot {
            name: &location.name,
            country: location.country.as_bytes().try_into().unwrap_or_default(),
            latitude: location.latitude,
            longitude: location.longitude,
        })
    }

    /// Whether a source has records from before `us`.
    pub(crate) fn covers(&self, source: Option<u32>, us: i64) -> bool {
        let known = source.and_then(|source| *self.coverage.get(source as usize)?);
        known.is_some_and(|(first, _)| first <= us)
    }

    /// The last moment of a source.
    pub(crate) fn last_us(&self, source: Option<u32>) -> Option<i64> {
        source.and_then(|source| *self.coverage.get(source as usize)?).map(|(_, last)| last)
    }

    /// Whether a source has shown a payment of that sort by `us`, so that its absence means something.
    pub(crate) fn shows(&self, source: Option<u32>, channel: u8, us: i64) -> bool {
        source.and_then(|source| self.shows.get(&(source, channel))).is_some_and(|first| *first <= us)
    }

    /// The key of a cluster in columns.
    fn key(cluster: ClusterIx) -> u32 {
        cluster.0.saturating_add(1).saturating_mul(2)
    }

    /// The cluster behind a key; none for a printed name.
    pub(crate) fn cluster_of_key(key: u32) -> Option<u32> {
        (key != 0 && key.is_multiple_of(2)).then(|| key / 2 - 1)
    }

    /// One pass over the texts: which terms each event mentions.
    fn find_mentions(&mut self) {
        let finder = self.atoms.finder([Field::Text, Field::Party]);
        let parts = in_parts(self.evidence.event_count(), |part| self.mentions_in(part, &finder));
        let mut mentions = Vec::with_capacity(self.evidence.event_count());
        for (own, sets) in parts {
            let known: Vec<u32> = sets.of.iter().map(|set| self.sets.intern(set)).collect();
            mentions.extend(own.iter().map(|at| known.get(*at as usize).copied().unwrap_or(0)));
        }
        self.mentions = mentions;
        if self.needs.any(&[Field::Occupation, Field::Industry, Field::OtherIndustry]) {
            self.find_mentions_of_facts();
        }
    }

    /// Which terms some events mention: sets of their own.
    fn mentions_in(&self, events: Range<usize>, finder: &(Finder, Finder)) -> (Vec<u32>, Sets) {
        let (mut folded, mut of_party) = (String::new(), HashMap::new());
        let mut sets = Sets::new(self.atoms.len() + MARKS);
        let mut set = vec![0_u64; sets.words];
        let mut mentions = Vec::with_capacity(events.len());
        let numbers = events.filter_map(|at| u32::try_from(at).ok());
        for event in numbers.filter_map(|at| self.evidence.event_at(EventIx(at))) {
            set.fill(0);
            if !event.text.is_empty() {
                fold_into(event.text, &mut folded);
                finder.0.find(&folded, |bit| mark(&mut set, bit));
                if bracket_alias(event.text).is_some() {
                    mark(&mut set, self.may_be_alias());
                }
            }
            if !event.party_text.is_empty() {
                let own: &Vec<u64> = of_party.entry(event.party_text).or_insert_with(|| {
                    let mut set = vec![0; sets.words];
                    fold_into(self.evidence.text(event.party_text), &mut folded);
                    finder.1.find(&folded, |bit| mark(&mut set, bit));
                    if bracket_alias(self.evidence.text(event.party_text)).is_some() {
                        mark(&mut set, self.may_be_alias());
                    }
                    set
                });
                set.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
            }
            mentions.push(if set.iter().all(|word| *word == 0) { 0 } else { sets.intern(&set) });
        }
        (mentions, sets)
    }

    /// Which terms the declared occupation and line of business of each subject mention.
    fn find_mentions_of_facts(&mut self) {
        let finder = self.atoms.finder([Field::Occupation, Field::Industry]);
        in_parts(self.facts.len(), |part| {
            for cluster in part.filter_map(|at| u32::try_from(at).ok()) {
                self.facts(cluster);
            }
        });
        let mut set = vec![0_u64; self.sets.words];
        let mut folded = String::new();
        for cluster in 0..u32::try_from(self.mentions_of_facts.len()).unwrap_or(u32::MAX) {
            let facts = self.facts(cluster);
            if facts.occupation.is_empty() && facts.industry.is_empty() {
                continue;
            }
            set.fill(0);
            if !facts.occupation.is_empty() {
                mark(&mut set, self.has_industry() + 1);
            }
            if !facts.industry.is_empty() {
                mark(&mut set, self.has_industry());
            }
            fold_into(&facts.occupation, &mut folded);
            finder.0.find(&folded, |bit| mark(&mut set, bit));
            fold_into(&facts.industry, &mut folded);
            finder.1.find(&folded, |bit| mark(&mut set, bit));
            let at = self.sets.intern(&set);
            if let Some(slot) = self.mentions_of_facts.get_mut(cluster as usize) {
                *slot = OnceLock::from(at);
            }
        }
    }

    fn fact_mentions(&self, cluster: Option<u32>) -> u32 {
        let slot = cluster.and_then(|cluster| self.mentions_of_facts.get(cluster as usize));
        slot.and_then(OnceLock::get).copied().unwrap_or(0)
    }

    /// Relations and incomes that records state.
    fn find_links(&mut self) {
        const LINKS: [(&str, &str, &str); 4] = [
            ("Family", "person", "relative"),
            ("Associate", "person", "associate"),
            ("Employment", "employee", "employer"),
            ("Ownership", "owner", "asset"),
        ];
        let cluster = |id: &str| self.holder_of(self.evidence.find(id)?);
        let (mut links, mut incomes) = (HashSet::new(), BTreeMap::new());
        for entity in self.evidence.entities() {
            let schema = self.evidence.schema(entity);
            if let Some((_, one, two)) = LINKS.iter().find(|(own, ..)| *own == schema) {
                for one in self.evidence.values(entity, one).filter_map(cluster) {
                    for two in self.evidence.values(entity, two).filter_map(cluster) {
                        links.insert((one.0.min(two.0), one.0.max(two.0)));
                    }
                }
            } else if schema == "TaxRoll" {
                let income = self.evidence.values(entity, "income").find_map(monthly);
                for whom in self.evidence.values(entity, "taxee").filter_map(cluster) {
                    incomes.extend(income.map(|income| (whom, income)));
                }
            }
        }
        (self.links, self.incomes) = (links, incomes);
    }

    /// Makes the legs of all events that count, by subject and time, so that the order of reading does not show.
    fn collect(&mut self) {
        let circles = self.circles();
        let mut loose: Vec<(ClusterIx, Leg)> =
            Vec::with_capacity(self.evidence.event_count().saturating_mul(2));
        for event in self.evidence.events().filter(|event| !self.resolution.is_twin(event.ix)) {
            let known = event.time.filter(|time| time.precision >= Precision::Day);
            let time_us = known.map_or(NONE, |time| time.order_us());
            if let (Some(_), Some(source)) = (known, self.evidence.source_of(event.record)) {
                if let Some(span) = self.coverage.get_mut(source.0 as usize) {
                    let (first, last) = span.unwrap_or((time_us, time_us));
                    *span = Some((first.min(time_us), last.max(time_us)));
                }
                let first = self.shows.entry((source.0, event.channel as u8)).or_insert(time_us);
                *first = (*first).min(time_us);
            }
            let from = event.from.or(event.from_party).and_then(|entity| self.holder_of(entity));
            let to = event.to.or(event.to_party).and_then(|entity| self.holder_of(entity));
            if from.is_some() && from == to {
                continue;
            }
            let mut push = |subject, side| loose.push((subject, Leg { time_us, event: event.ix, side }));
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
            if self.needs.agents
                && let Some(via) = event.via.and_then(|entity| self.holder_of(entity))
            {
                push(via, Side::Through);
            }
        }
        let clusters = self.resolution.clusters.len();
        if self.needs.households {
            self.add_households(&mut loose);
        }
        (self.legs, self.starts) = by_subject(&loose, clusters + self.households.len());
        drop(loose);
        let mut legs = std::mem::take(&mut self.legs);
        for subject in 0..self.subjects() {
            let own = legs.get_mut(self.range(subject)).unwrap_or_default();
            if !own.is_sorted_by(|a, b| (a.time_us, a.side) < (b.time_us, b.side)) {
                own.sort_by(|a, b| {
                    let coarse = (a.time_us, a.side).cmp(&(b.time_us, b.side));
                    coarse.then_with(|| self.content(a).cmp(&self.content(b))).then(a.event.cmp(&b.event))
                });
            }
        }
        self.legs = legs;
    }

    /// Adds the legs of holders who give one address once more, as those of their household.
    fn add_households(&mut self, loose: &mut Vec<(ClusterIx, Leg)>) {
        let mut at_address: BTreeMap<&str, Vec<ClusterIx>> = BTreeMap::new();
        let clusters = u32::try_from(self.resolution.clusters.len()).unwrap_or(u32::MAX);
        for cluster in (0..clusters).filter(|cluster| !self.is_held(ClusterIx(*cluster))) {
            for address in self.facts(cluster).addresses() {
                at_address.entry(address).or_default().push(ClusterIx(cluster));
            }
        }
        let mut household_of: HashMap<ClusterIx, ClusterIx> = HashMap::new();
        let mut households = Vec::new();
        for members in at_address.values().filter(|members| (2..=HOUSEHOLD).contains(&members.len())) {
            let number =
                ClusterIx(clusters.saturating_add(u32::try_from(households.len()).unwrap_or(u32::MAX)));
            households.extend(members.first());
            for member in members {
                household_of.entry(*member).or_insert(number);
            }
        }
        self.households = households;
        let theirs: Vec<(ClusterIx, Leg)> = loose
            .iter()
            .filter(|(_, leg)| leg.side != Side::Through)
            .filter_map(|(subject, leg)| Some((*household_of.get(subject)?, *leg)))
            .collect();
        loose.extend(theirs);
    }

    /// Where the households begin among the subjects.
    pub(crate) fn first_household(&self) -> usize {
        self.resolution.clusters.len()
    }

    /// The cluster that what is found of a subject is told of.
    pub(crate) fn told_of(&self, subject: u32) -> ClusterIx {
        let household = (subject as usize).checked_sub(self.first_household());
        household.and_then(|at| self.households.get(at)).copied().unwrap_or(ClusterIx(subject))
    }

    /// What tells apart two events of a subject at the same moment, whatever order they were read in.
    fn content(&self, leg: &Leg) -> Option<impl Ord + use<'a>> {
        let event = self.evidence.event_at(leg.event)?;
        let other = [event.from, event.to].map(|end| end.map(|entity| self.evidence.id(entity)));
        let amount = event.amount_minor.map(std::cmp::Reverse);
        let texts = [event.party_text, event.place].map(|symbol| self.evidence.text(symbol));
        Some((event.kind, amount, event.currency, event.channel, event.mcc, other, texts, event.text))
    }

    /// Appends the rows of a subject.
    pub(crate) fn lay_out(&self, subject: usize, rows: &mut Rows) {
        let legs = self.legs.get(self.range(subject)).unwrap_or_default();
        let number = u32::try_from(subject).unwrap_or(u32::MAX);
        let wants_home = self.needs.any(&[Field::Home, Field::FromHomeKm]);
        let address = if wants_home { self.facts(number).address } else { None };
        let mut haunts = Haunts::default();
        let own_facts = self.fact_mentions(Some(number));
        for leg in legs {
            let Some(event) = self.evidence.event_at(leg.event) else { continue };
            let city = self.city(leg.event);
            let home = if wants_home { address.or_else(|| haunts.before(leg.time_us)) } else { None };
            if wants_home && address.is_none() {
                haunts.note(leg, &event, city);
            }
            self.push(number, leg, &event, (city, home), own_facts, rows);
        }
    }

    fn push(
        &self,
        subject: u32,
        leg: &Leg,
        event: &Event<'_>,
        (city, home): (Option<u32>, Option<u32>),
        own_facts: u32,
        rows: &mut Rows,
    ) {
        let plus_one = |spot: Option<u32>| spot.map_or(0, |spot| spot.saturating_add(1));
        let conductor = event.via.filter(|_| event.channel == Channel::Cash);
        let [end, party] = match leg.side {
            Side::In | Side::Heard => [event.from, event.from_party],
            Side::Out => [event.to, event.to_party],
            Side::Through => [event.to.or(event.from), event.to_party.or(event.from_party)],
        };
        let holder = |entity: Option<EntityIx>| entity.and_then(|entity| self.holder_of(entity));
        let other = holder(end.or(party).or(conductor));
        let other_number = other.map(|other| other.0);
        let printed = |symbol: Symbol| {
            if symbol.is_empty() { 0 } else { u32::try_from(symbol.index()).unwrap_or(0) }
        };
        let party_key = printed(event.party_text);
        rows.subject.push(subject);
        rows.time_us.push(leg.time_us);
        rows.event.push(leg.event.0);
        rows.side.push(leg.side as u8);
        rows.kind.push(event.kind as u8);
        rows.channel.push(event.channel as u8);
        rows.amount.push(event.amount_minor.map_or(NONE, |minor| major(minor, event.currency)));
        rows.currency.push(event.currency);
        let may_be_bought = matches!(event.channel, Channel::Unknown | Channel::Card | Channel::Refund);
        rows.mcc.push(event.mcc.unwrap_or(if may_be_bought { 0 } else { NO_PURCHASE }));
        let minute = event.time.and_then(|time| time.minute_of_day());
        rows.minute.push(minute.and_then(|minute| i16::try_from(minute).ok()).unwrap_or(-1));
        let day = event.time.filter(|time| time.precision >= Precision::Day);
        rows.day.push(day.map_or(NONE, |time| time.local_day()));
        rows.counterparty.push(match other {
            Some(other) => Self::key(other),
            None if party_key != 0 => party_key.saturating_mul(2).saturating_add(1),
            None => 0,
        });
        rows.payee.push(holder(event.to_party).map_or(0, Self::key));
        rows.conductor.push(holder(event.via).map_or(0, Self::key));
        rows.party.push(party_key);
        rows.place.push(printed(event.place));
        rows.city.push(plus_one(city));
        let origin = if self.needs.any(&[Field::Origin]) {
            other_number.and_then(|other| self.facts(other).address).or(city)
        } else {
            None
        };
        let is_known = other.is_some() || party_key != 0;
        rows.origin.push(if is_known { plus_one(origin) } else { 0 });
        rows.home.push(plus_one(home));
        let country = match city.and_then(|spot| self.spot(spot)) {
            Some(spot) if spot.country != [0, 0] => u16::from_be_bytes(spot.country),
            _ => letters_of(self.evidence.text(event.country)),
        };
        rows.country.push(country);
        let other_country = if self.needs.any(&[Field::OtherCountry]) {
            other_number.and_then(|other| self.facts(other).country).map_or(0, u16::from_be_bytes)
        } else {
            0
        };
        rows.other_country.push(other_country);
        rows.mentions.push(self.mentions.get(leg.event.0 as usize).copied().unwrap_or(0));
        rows.has_text.push(!event.text.is_empty());
        rows.own_facts.push(own_facts);
        rows.other_facts.push(self.fact_mentions(other_number));
        rows.source
            .push(self.evidence.source_of(event.record).map_or(0, |source| source.0.saturating_add(1)));
    }

    fn city(&self, event: EventIx) -> Option<u32> {
        let (location, _) = self.locations.of_event.get(event.0 as usize).copied().flatten()?;
        self.spot_of_location.get(location.0 as usize).copied()
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
            let is_someone = cluster.is_some_and(|own| writers.contains(&own) || self.is_held(own));
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

/// Where a subject without an address has mostly been: the place of most of its purchases and cash movements so far.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Haunts {
    visits: HashMap<u32, u32>,
    most: Option<(u32, u32)>,
    /// What was visited at the present moment and does not count yet.
    now_us: i64,
    now: Vec<u32>,
}

impl Haunts {
    pub(crate) fn before(&mut self, us: i64) -> Option<u32> {
        if us > self.now_us {
            for spot in self.now.drain(..) {
                let visits = self.visits.entry(spot).or_insert(0);
                *visits += 1;
                if self.most.is_none_or(|(_, most)| *visits > most) {
                    self.most = Some((spot, *visits));
                }
            }
        }
        self.most.map(|(spot, _)| spot)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.visits.is_empty() && self.now.is_empty()
    }

    /// Notes a purchase or cash movement on a known day.
    fn note(&mut self, leg: &Leg, event: &Event<'_>, city: Option<u32>) {
        if let (Some(city), Channel::Card | Channel::Cash, Side::Out) = (city, event.channel, leg.side)
            && leg.time_us != NONE
        {
            self.now_us = leg.time_us;
            self.now.push(city);
        }
    }
}

fn mark(set: &mut [u64], bit: u32) {
    if let Some(word) = set.get_mut(bit as usize / 64) {
        *word |= 1 << (bit % 64);
    }
}

fn letters_of(code: &str) -> u16 {
    <[u8; 2]>::try_from(code.as_bytes()).map_or(0, u16::from_be_bytes)
}

/// The number of a place of the gazetteer.
fn number_of(place: &gazetteer::Place) -> Option<u32> {
    let first = gazetteer().places().first()?;
    let bytes = std::ptr::from_ref(place).addr().checked_sub(std::ptr::from_ref(first).addr())?;
    u32::try_from(bytes / size_of::<gazetteer::Place>()).ok()
}

/// The spot of a location: the place of the gazetteer it is, else a number of its own behind them.
fn spot_of(at: usize, location: &Location) -> u32 {
    let country = gazetteer::Country::from_alpha2(&location.country);
    let same = match gazetteer().find_best(&location.name, country) {
        Located::One(place)
            if (place.latitude, place.longitude) == (location.latitude, location.longitude) =>
        {
            number_of(place)
        }
        _ => None,
    };
    same.unwrap_or_else(|| u32::try_from(gazetteer().places().len() + at).unwrap_or(u32::MAX))
}

/// A counting sort: legs of each cluster together, in the order they came.
fn by_subject(loose: &[(ClusterIx, Leg)], clusters: usize) -> (Vec<Leg>, Vec<usize>) {
    let mut starts = vec![0_usize; clusters + 1];
    for (subject, _) in loose {
        if let Some(count) = starts.get_mut(subject.0 as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let empty = Leg { time_us: NONE, event: EventIx(u32::MAX), side: Side::In };
    let mut legs = vec![empty; loose.len()];
    for (subject, leg) in loose {
        if let Some(at) = next.get_mut(subject.0 as usize) {
            if let Some(slot) = legs.get_mut(*at) {
                *slot = *leg;
            }
            *at += 1;
        }
    }
    (legs, starts)
}

/// For each account that exactly one holder is named for, the holder.
fn single_holders(evidence: &Evidence, resolution: &Resolution) -> BTreeMap<ClusterIx, ClusterIx> {
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

/// The place in an address: its last parts are tried first, two together before one alone.
pub(crate) fn find_address(address: &str) -> Option<u32> {
    let parts: Vec<&str> = address.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let pairs = parts.windows(2).rev().map(|pair| pair.join(", "));
    let singles = parts.iter().rev().map(|part| (*part).to_owned());
    pairs.chain(singles).find_map(|text| match gazetteer().parse_place(&text, None) {
        Located::One(place) => number_of(place),
        _ => None,
    })
}
