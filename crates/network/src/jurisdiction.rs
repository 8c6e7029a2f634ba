//! Which jurisdictions a community or a route touches, and what happened in each: what a request for cooperation needs.
//!
//! What happened where is read from places of events, the country of an account, a vehicle or a firm, and borders crossed by
//! trips. A person's own nationality, residence or birth place is never read.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Channel, Currency, EntityIx, Event, EventKind, Evidence, Moment, RecordIx, SourceIx};
use indicators::Findings;
use resolve::{ClusterIx, Locations, Resolution};
use routes::{Basis, Routes, moves};

use crate::Network;
use crate::role::VICTIM;

/// What can happen in a jurisdiction, in the order in which it is told.
pub const DEEDS: [&str; 10] = [
    "entered",
    "left",
    "seen",
    "lodged",
    "phoned",
    "money-sent",
    "money-received",
    "cash",
    "card",
    "indicator",
];

/// Smallest community that is told of. Ours: two are a tie.
const MEMBERS: usize = 3;
/// Most communities told of: the largest. Ours.
const COMMUNITIES: usize = 25;

/// What jurisdictions are told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A community: its number in [`Network::communities`].
    Community(usize),
    /// A route: its number in [`Routes::routes`].
    Route(usize),
}

/// What a part did in its jurisdictions.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// Which part.
    pub part: Part,
    /// Where, the most told of first.
    pub jurisdictions: Vec<Jurisdiction>,
}

/// What happened in one country.
#[derive(Clone, Debug, PartialEq)]
pub struct Jurisdiction {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// First and last time, where known.
    pub first: Option<Moment>,
    /// See `first`.
    pub last: Option<Moment>,
    /// What happened, in the order of [`DEEDS`].
    pub deeds: Vec<Deed>,
    /// Whose records say so, with how often.
    pub sources: Vec<(SourceIx, u64)>,
    /// People seen there who may be victims.
    pub possible_victims: Vec<ClusterIx>,
    /// Accounts, vehicles, vessels, firms and property there.
    pub assets: Vec<ClusterIx>,
}

/// One kind of what happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// Which of [`DEEDS`].
    pub code: &'static str,
    /// How often.
    pub count: u64,
    /// Sums by currency in minor units, of money.
    pub amounts: BTreeMap<String, i64>,
    /// The records behind it, at most [`Deed::RECORDS`]; never none.
    pub records: Vec<RecordIx>,
}

impl Deed {
    /// How many records a deed keeps.
    pub const RECORDS: usize = 50;

    fn amount(&mut self, currency: &str, minor: i64) {
        match self.amounts.get_mut(currency) {
            Some(sum) => *sum = sum.saturating_add(minor),
            None => {
                self.amounts.insert(currency.to_owned(), minor);
            }
        }
    }

    fn record(&mut self, record: RecordIx) {
        if self.records.len() < Self::RECORDS && !self.records.contains(&record) {
            self.records.push(record);
        }
    }
}

/// Something that happened to or by someone in a country.
struct Fact {
    country: String,
    code: &'static str,
    time: Option<Moment>,
    amount: Option<(Currency, i64)>,
    record: RecordIx,
}

/// What is told of a country, summed up as it is told: there may be millions of facts.
#[derive(Clone, Default)]
struct Told {
    first: Option<Moment>,
    last: Option<Moment>,
    deeds: BTreeMap<&'static str, Deed>,
    sources: BTreeMap<SourceIx, u64>,
    victims: BTreeSet<ClusterIx>,
    assets: BTreeSet<ClusterIx>,
}

type Facts = BTreeMap<ClusterIx, BTreeMap<String, Told>>;

/// The jurisdictions of the largest communities and of all routes.
pub(crate) fn reach(
    (evidence, resolution, locations): (&Evidence, &Resolution, &Locations),
    findings: &Findings,
    routes: &Routes,
    network: &Network,
) -> Vec<Reach> {
    let cluster = |node: &usize| network.nodes.get(*node).map(|node| node.cluster);
    // Everyone with the accounts, phones and vehicles that are theirs alone, which may be in another community.
    let with_own = |nodes: &mut dyn Iterator<Item = usize>| -> BTreeSet<ClusterIx> {
        let actors: BTreeSet<u32> =
            nodes.filter_map(|node| network.nodes.get(node)).map(|node| node.actor).collect();
        let nodes = actors.iter().filter_map(|&actor| network.actors.get(actor as usize)).flatten();
        nodes.filter_map(cluster).collect()
    };
    let communities = network.communities.iter().enumerate().take(COMMUNITIES);
    let communities = communities
        .filter(|(_, members)| members.len() >= MEMBERS)
        .map(|(at, members)| (Part::Community(at), with_own(&mut members.iter().copied())));
    let node = |cluster: &ClusterIx| network.nodes.binary_search_by_key(cluster, |node| node.cluster).ok();
    let routes_of = routes.routes.iter().enumerate().map(|(at, route)| {
        let carriers = route.legs.iter().flat_map(|leg| leg.carriers.iter().map(|(carrier, _)| carrier));
        let movers: BTreeSet<ClusterIx> = route.subjects.iter().chain(carriers).copied().collect();
        let own = with_own(&mut movers.iter().filter_map(node));
        (Part::Route(at), movers.union(&own).copied().collect())
    });
    let parts: Vec<(Part, BTreeSet<ClusterIx>)> = communities.chain(routes_of).collect();
    let wanted: BTreeSet<ClusterIx> = parts.iter().flat_map(|(_, members)| members.iter().copied()).collect();
    let mut gathering = Gathering { evidence, resolution, locations, wanted: &wanted, facts: Facts::new() };
    evidence.events().for_each(|event| gathering.event(&event));
    gathering.borders(routes);
    gathering.hits(findings);
    let facts = gathering.facts;
    let assets = assets(evidence, resolution, &wanted);
    // A person, not the account that stands for one.
    let is_person = |cluster: &ClusterIx| {
        let members = resolution.clusters.get(cluster.0 as usize).map(|cluster| &cluster.members);
        members.into_iter().flatten().any(|&member| evidence.is_a(member, "Person"))
    };
    let may_be_victims = network.roles.iter().filter(|role| role.role == VICTIM);
    let victims: BTreeSet<ClusterIx> =
        may_be_victims.filter_map(|role| cluster(&role.node)).filter(is_person).collect();
    parts
        .into_iter()
        .map(|(part, members)| {
            let jurisdictions = jurisdictions(&members, &facts, &assets, &victims);
            Reach { part, jurisdictions }
        })
        .collect()
}

struct Gathering<'a> {
    evidence: &'a Evidence,
    resolution: &'a Resolution,
    locations: &'a Locations,
    wanted: &'a BTreeSet<ClusterIx>,
    facts: Facts,
}

impl Gathering<'_> {
    fn add(&mut self, who: Option<ClusterIx>, fact: impl FnOnce() -> Option<Fact>) {
        if let Some(who) = who.filter(|who| self.wanted.contains(who))
            && let Some(fact) = fact().filter(|fact| !fact.country.is_empty())
        {
            let source = self.evidence.source_of(fact.record);
            self.facts.entry(who).or_default().entry(fact.country.clone()).or_default().add(&fact, source);
        }
    }

    fn cluster(&self, entity: Option<EntityIx>) -> Option<ClusterIx> {
        self.resolution.cluster(entity?)
    }

    fn event(&mut self, event: &Event<'_>) {
        if self.resolution.is_twin(event.ix) {
            return;
        }
        let place = self.locations.of(event.ix).map(|place| place.country.clone());
        let fact = |country: Option<String>, code, with_amount: bool| {
            let amount = event.amount_minor.filter(|_| with_amount);
            let amount = amount.map(|minor| (event.currency, minor));
            Some(Fact { country: country?, code, time: event.time, amount, record: event.record })
        };
        let code = match event.kind {
            EventKind::Stay => "lodged",
            EventKind::Call => "phoned",
            EventKind::Payment if event.channel == Channel::Cash => "cash",
            EventKind::Payment if event.channel == Channel::Card => "card",
            EventKind::Payment => {
                for (end, code) in [(event.from, "money-sent"), (event.to, "money-received")] {
                    let country = end.and_then(|end| country_of(self.evidence, end));
                    self.add(self.cluster(end), || fact(country, code, true));
                }
                return;
            }
            kind if moves(kind) => "seen",
            _ => return,
        };
        let who = if code == "phoned" { event.from } else { event.from.or(event.from_party) };
        self.add(self.cluster(who), || fact(place, code, matches!(code, "cash" | "card")));
    }

    /// Borders that trips crossed on a firm ground: a card abroad is no crossing of its holder.
    fn borders(&mut self, routes: &Routes) {
        for trip in &routes.trips {
            for (one, next) in trip.stops.iter().zip(trip.stops.iter().skip(1)) {
                let country = |stop: &routes::Stop| {
                    let place = self.locations.all.get(stop.location.0 as usize)?;
                    (stop.basis == Basis::Seen && !place.country.is_empty()).then(|| place.country.clone())
                };
                let (Some(left), Some(entered)) = (country(one), country(next)) else { continue };
                if left == entered {
                    continue;
                }
                let record =
                    |event: Option<&evidence::EventIx>| Some(self.evidence.event_at(*event?)?.record);
                let ends = [
                    (left, "left", one.left, record(one.events.last())),
                    (entered, "entered", next.arrived, record(next.events.first())),
                ];
                for (country, code, time, record) in ends {
                    self.add(Some(trip.subject), || {
                        Some(Fact { country, code, time: Some(time), amount: None, record: record? })
                    });
                }
            }
        }
    }

    /// Hits, in each country where an event behind them happened.
    fn hits(&mut self, findings: &Findings) {
        for hit in &findings.hits {
            let mut countries: BTreeMap<String, (Option<Moment>, RecordIx)> = BTreeMap::new();
            for event in hit.events.iter().filter_map(|&event| self.evidence.event_at(event)) {
                let place = self.locations.of(event.ix).map(|place| place.country.clone());
                let ends = [event.from, event.to].into_iter().flatten();
                let mut own = ends.filter(|&end| self.resolution.cluster(end) == Some(hit.subject));
                let account = own.find_map(|end| country_of(self.evidence, end));
                if let Some(country) = place.or(account) {
                    countries.entry(country).or_insert((event.time, event.record));
                }
            }
            for (country, (time, record)) in countries {
                self.add(Some(hit.subject), || {
                    Some(Fact { country, code: "indicator", time, amount: None, record })
                });
            }
        }
    }
}

/// Where an account is held, a vehicle registered, a vessel flagged, a firm set up; nothing of people.
fn country_of(evidence: &Evidence, entity: EntityIx) -> Option<String> {
    if evidence.is_a(entity, "Person") || !evidence.is_a(entity, "Thing") {
        return None;
    }
    let said = ["country", "jurisdiction", "flag"]
        .into_iter()
        .find_map(|property| evidence.values(entity, property).next())
        .filter(|code| code.len() == 2)
        .map(str::to_ascii_uppercase);
    let iban = || evidence.values(entity, "iban").next().and_then(|iban| iban.get(..2));
    said.or_else(|| iban().map(str::to_ascii_uppercase))
}

/// What of the wanted is property, and where.
fn assets(
    evidence: &Evidence,
    resolution: &Resolution,
    wanted: &BTreeSet<ClusterIx>,
) -> BTreeMap<ClusterIx, BTreeSet<String>> {
    const ASSETS: [&str; 4] = ["Asset", "BankAccount", "Company", "Vehicle"];
    let countries = |at: &ClusterIx| {
        let members = resolution.clusters.get(at.0 as usize).map(|cluster| &cluster.members);
        let own = members.into_iter().flatten().copied();
        own.filter(|&member| ASSETS.iter().any(|schema| evidence.is_a(member, schema)))
            .filter_map(|member| country_of(evidence, member))
            .collect::<BTreeSet<String>>()
    };
    let all = wanted.iter().map(|at| (*at, countries(at)));
    all.filter(|(_, countries)| !countries.is_empty()).collect()
}

fn jurisdictions(
    members: &BTreeSet<ClusterIx>,
    facts: &Facts,
    assets: &BTreeMap<ClusterIx, BTreeSet<String>>,
    victims: &BTreeSet<ClusterIx>,
) -> Vec<Jurisdiction> {
    let mut all: BTreeMap<&str, Told> = BTreeMap::new();
    for member in members {
        for (country, told) in facts.get(member).into_iter().flatten() {
            let own = all.entry(country).or_default();
            own.join(told);
            if victims.contains(member) {
                own.victims.insert(*member);
            }
        }
        for country in assets.get(member).into_iter().flatten() {
            all.entry(country).or_default().assets.insert(*member);
        }
    }
    let mut all: Vec<Jurisdiction> = all.into_iter().map(|(country, told)| told.finish(country)).collect();
    let weight = |one: &Jurisdiction| one.sources.iter().map(|(_, times)| *times).sum::<u64>();
    all.sort_by_key(|one| (std::cmp::Reverse(weight(one)), one.country.clone()));
    all
}

impl Told {
    fn add(&mut self, fact: &Fact, source: Option<SourceIx>) {
        let deed = self.deed(fact.code);
        deed.count += 1;
        if let Some((currency, minor)) = fact.amount {
            deed.amount(currency.as_str(), minor);
        }
        deed.record(fact.record);
        self.time(fact.time, fact.time);
        if let Some(source) = source {
            *self.sources.entry(source).or_default() += 1;
        }
    }

    fn join(&mut self, other: &Self) {
        for more in other.deeds.values() {
            let deed = self.deed(more.code);
            deed.count += more.count;
            more.amounts.iter().for_each(|(currency, minor)| deed.amount(currency, *minor));
            more.records.iter().for_each(|record| deed.record(*record));
        }
        self.time(other.first, other.last);
        for (source, times) in &other.sources {
            *self.sources.entry(*source).or_default() += times;
        }
    }

    fn deed(&mut self, code: &'static str) -> &mut Deed {
        let new = || Deed { code, count: 0, amounts: BTreeMap::new(), records: Vec::new() };
        self.deeds.entry(code).or_insert_with(new)
    }

    fn time(&mut self, first: Option<Moment>, last: Option<Moment>) {
        self.first = self.first.into_iter().chain(first).min_by_key(Moment::order_us);
        self.last = self.last.into_iter().chain(last).max_by_key(Moment::order_us);
    }

    fn finish(mut self, country: &str) -> Jurisdiction {
        Jurisdiction {
            country: country.to_owned(),
            first: self.first,
            last: self.last,
            deeds: DEEDS.iter().filter_map(|code| self.deeds.remove(code)).collect(),
            sources: self.sources.into_iter().collect(),
            possible_victims: self.victims.into_iter().collect(),
            assets: self.assets.into_iter().collect(),
        }
    }
}
