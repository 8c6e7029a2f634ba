//! The evidence as rules see it: subjects, and the events of each from its own side, in order of time.
//!
//! A subject is the holder of accounts and chats: the one owner that `Ownership`, `UserAccount.owner` or a phone number
//! names, in however many entries; where none or several are named, the account itself. What one holder pays to itself
//! is no flow.

mod coverage;
mod growing;
mod layout;
mod legs;
mod mentions;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use evidence::{EntityIx, EventIx, Evidence};
use foldhash::HashSet;
use gazetteer::Located;
use resolve::{ClusterIx, Location, Locations, Resolution};

use crate::compile::Atoms;
use crate::facts::{Facts, identifiers, monthly};
use crate::field::Field;
use crate::list::{External, hash};
use crate::rows::Rows;
use crate::text::gazetteer;
use crate::threads::both;

pub(crate) use coverage::Coverage;
pub(crate) use growing::{FIRST_HOUSEHOLD, Saved, Ties};
pub(crate) use layout::Haunts;
pub(crate) use legs::{Leg, NOBODY, moment};
pub(crate) use mentions::{Mentioning, Sets};

/// Ours: an address that more give is a building or an institution.
const HOUSEHOLD: usize = 25;
/// Links between entities: schema and the two properties that name them.
const LINKS: [(&str, &str, &str); 4] = [
    ("Family", "person", "relative"),
    ("Associate", "person", "associate"),
    ("Employment", "employee", "employer"),
    ("Ownership", "owner", "asset"),
];

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
    atoms: &'a Atoms,
    pub(crate) known: Known,
    /// Entries of external lists that only this run has, by list.
    pub(crate) listed: BTreeMap<String, BTreeMap<[u8; 32], i64>>,
    /// Legs by subject; `starts` says where those of each cluster begin. Of a feed there are none.
    legs: Vec<Leg>,
    starts: Vec<usize>,
    /// Households: subjects of their own behind the clusters, each told of its first member.
    households: Vec<ClusterIx>,
}

/// What was worked out of the evidence; of a feed it is kept while the evidence is added to.
#[derive(Debug)]
pub(crate) struct Known {
    /// The subject of each cluster that is held by another, and the other way round.
    holders: Vec<ClusterIx>,
    held: BTreeMap<ClusterIx, Vec<ClusterIx>>,
    /// For each event, which terms its texts mention.
    pub(crate) mentions: Vec<u32>,
    pub(crate) sets: Sets,
    pub(crate) coverage: Coverage,
    /// The spot of each location.
    spot_of_location: Vec<u32>,
    facts: Vec<OnceLock<Facts>>,
    briefs: Vec<Brief>,
    incomes: BTreeMap<ClusterIx, i64>,
    links: HashSet<(u32, u32)>,
}

/// What columns hold of what is declared of a subject.
#[derive(Clone, Copy, Debug, Default)]
struct Brief {
    /// Which terms its occupation and line of business mention.
    mentions: u32,
    /// The spot of its address.
    address: Option<u32>,
    /// Two letters, or 0.
    country: u16,
    /// Whether it may share a surname, phone or address with another.
    has_ties: bool,
}

impl Known {
    /// Nothing yet; `terms` are those of all packs.
    pub(crate) fn new(terms: usize) -> Self {
        Self {
            holders: Vec::new(),
            held: BTreeMap::new(),
            mentions: Vec::new(),
            sets: Sets::new(terms),
            coverage: Coverage::default(),
            spot_of_location: Vec::new(),
            facts: Vec::new(),
            briefs: Vec::new(),
            incomes: BTreeMap::new(),
            links: HashSet::default(),
        }
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
        let mut known = Known::new(atoms.len());
        known.holders = (0..).map(ClusterIx).take(clusters).collect();
        known.facts.resize_with(clusters, OnceLock::new);
        let mut world = Self::of(evidence, resolution, locations, (atoms, needs), known);
        let (mentions, held) =
            both(|| world.find_mentions(), || resolve::single_holders(evidence, resolution));
        world.take_mentions(mentions);
        for (own, holder) in held {
            world.known.held.entry(holder).or_default().push(own);
            world.known.holders.get_mut(own.0 as usize).into_iter().for_each(|slot| *slot = holder);
        }
        let (briefs, links) = both(|| world.find_briefs(), || world.find_links());
        world.take_briefs(briefs);
        (world.known.links, world.known.incomes) = links;
        world.collect();
        world
    }

    /// The world as far as it is known.
    pub(crate) fn of(
        evidence: &'a Evidence,
        resolution: &'a Resolution,
        locations: &'a Locations,
        (atoms, needs): (&'a Atoms, Needs),
        mut known: Known,
    ) -> Self {
        let new = locations.all.iter().enumerate().skip(known.spot_of_location.len());
        known.spot_of_location.extend(new.map(|(at, own)| spot_of(at, own)));
        Self {
            evidence,
            resolution,
            locations,
            needs,
            atoms,
            known,
            listed: BTreeMap::new(),
            legs: Vec::new(),
            starts: Vec::new(),
            households: Vec::new(),
        }
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
        self.known.holders.get(cluster.0 as usize).copied()
    }

    /// Whether another holds a cluster.
    fn is_held(&self, cluster: ClusterIx) -> bool {
        self.known.holders.get(cluster.0 as usize).is_some_and(|holder| *holder != cluster)
    }

    /// The clusters a subject holds.
    pub(crate) fn held_by(&self, cluster: ClusterIx) -> &[ClusterIx] {
        self.known.held.get(&cluster).map_or(&[], Vec::as_slice)
    }

    /// The entities of a cluster.
    pub(crate) fn members(&self, cluster: ClusterIx) -> &'a [EntityIx] {
        self.resolution.clusters.get(cluster.0 as usize).map_or(&[], |cluster| &cluster.members)
    }

    /// What is declared of a subject.
    pub(crate) fn facts(&self, cluster: u32) -> &Facts {
        static NOTHING: OnceLock<Facts> = OnceLock::new();
        match self.known.facts.get(cluster as usize) {
            Some(slot) => slot.get_or_init(|| Facts::of(self, cluster)),
            None => NOTHING.get_or_init(Facts::default),
        }
    }

    /// The income a month that a subject declares, or that the tax roll states.
    pub(crate) fn income_of(&self, cluster: u32) -> Option<i64> {
        let stated = || self.known.incomes.get(&ClusterIx(cluster)).copied();
        self.facts(cluster).income.or_else(stated)
    }

    /// Whether two are known to be related: by a record that says so, or by a surname, phone or address in common.
    pub(crate) fn are_related(&self, one: u32, two: u32) -> bool {
        let have_ties = self.brief(one).has_ties && self.brief(two).has_ties;
        let share_ties = || self.facts(one).share_a_tie(self.facts(two));
        have_ties && share_ties() || self.known.links.contains(&(one.min(two), one.max(two)))
    }

    /// Whether an identifier of a subject stands on an external list on a day.
    pub(crate) fn is_listed(&self, list: &External, cluster: u32, day: i64) -> bool {
        let extra = self.listed.get(&list.id);
        if list.entries.is_empty() && extra.is_none() {
            return false;
        }
        let asked = identifiers(self, cluster).filter(|(kind, _)| list.kinds.iter().any(|own| own == kind));
        asked.map(|(kind, value)| hash(kind, value)).any(|hash| {
            let since = extra.and_then(|extra| extra.get(&hash));
            list.holds(&hash, day)
                || since.is_some_and(|since| (0..=list.expires_days).contains(&(day - since)))
        })
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

    /// The key of a cluster in columns.
    fn key(cluster: ClusterIx) -> u32 {
        cluster.0.saturating_add(1).saturating_mul(2)
    }

    /// The cluster behind a key; none for a printed name.
    pub(crate) fn cluster_of_key(key: u32) -> Option<u32> {
        (key != 0 && key.is_multiple_of(2)).then(|| key / 2 - 1)
    }

    /// Relations and incomes that records state.
    fn find_links(&self) -> (HashSet<(u32, u32)>, BTreeMap<ClusterIx, i64>) {
        let cluster = |id: &str| self.holder_of(self.evidence.find(id)?);
        let (mut links, mut incomes) = (HashSet::default(), BTreeMap::new());
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
        (links, incomes)
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

    /// Appends the rows of a subject.
    pub(crate) fn lay_out(&self, subject: usize, rows: &mut Rows) {
        let number = u32::try_from(subject).unwrap_or(u32::MAX);
        let legs = self.legs.get(self.range(subject)).unwrap_or_default();
        if legs.is_sorted_by(|a, b| (a.time_us, a.side) < (b.time_us, b.side)) {
            self.lay(number, legs, &mut Haunts::default(), rows);
        } else {
            let mut legs = legs.to_vec();
            legs.sort_by(|a, b| self.compare(a, b));
            self.lay(number, &legs, &mut Haunts::default(), rows);
        }
    }

    fn brief(&self, cluster: u32) -> Brief {
        self.known.briefs.get(cluster as usize).copied().unwrap_or_default()
    }
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
