//! Travel in the document: trips, groups, routes, prices, and what happened in each jurisdiction.

use ::network::{Part, Reach};
use ::routes::{Corridor, Dark, Group, Offer, PRICES, Route, RouteLeg, Run, Spread, Stop, Trip, Waypoint};
use evidence::{EventIx, RecordIx};
use resolve::{ClusterIx, Location, LocationIx};
use schemars::JsonSchema;
use serde::Serialize;

use super::*;
use crate::Picture;

/// Who went where, with whom, by which way that others took too.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Travel<'a> {
    /// Places of single subjects in the order of time.
    pub trips: Vec<TripFound<'a>>,
    /// Subjects who moved together in one stretch of time.
    pub groups: Vec<GroupFound<'a>>,
    /// Sequences of places over a border that recur in different runs; those who moved together are one run.
    pub routes: Vec<RouteFound<'a>>,
    /// How many runs a sequence needed to be a route.
    pub routes_least_runs: usize,
    /// Legs counted over all trips, the most travelled first.
    pub corridors: Vec<CorridorFound<'a>>,
    /// Sums said or paid for a way.
    pub prices: Vec<PriceFound<'a>>,
    /// Silences in tracks of positions, much longer than is usual before and after.
    pub silences: Vec<SilenceFound>,
    /// What communities and routes did in each country: what a request for cooperation needs.
    pub jurisdictions: Vec<ReachFound<'a>>,
}

/// The places of one subject, without a long stay or silence between.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TripFound<'a> {
    /// `trip-…`.
    pub id: Id,
    /// Whose: a cluster.
    pub subject: Id,
    /// Stops in the order of time.
    pub stops: Vec<StopFound<'a>>,
    /// Legs: each from the stop of its number to the next.
    pub legs: Vec<LegFound>,
    /// Countries in the order they were entered (ISO 3166-1 alpha-2).
    pub countries: &'a [String],
    /// Clusters that moved together with it.
    pub together_with: Vec<Id>,
}

/// A place.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlaceFound<'a> {
    /// Its name.
    pub place: &'a str,
    /// Its country, empty at sea or where unknown.
    pub country: &'a str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// A stop.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StopFound<'a> {
    /// Where.
    #[serde(flatten)]
    pub at: PlaceFound<'a>,
    /// First event there, ISO 8601.
    pub arrived: String,
    /// Last event there.
    pub left: String,
    /// What puts the subject there: `seen`, `phone` (in the cell of a mast), `card` (card or cash used) or
    /// `said` (wrote so).
    pub basis: &'static str,
    /// Records of the events there.
    pub evidence: Vec<Cited>,
}

/// From one stop to the next.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LegFound {
    /// Great-circle distance.
    pub distance_km: f64,
    /// How long it took, where times are known finely enough.
    pub hours: Option<f64>,
    /// Speed it needs, where times are known finely enough.
    pub speed_kmh: Option<f64>,
    /// Whether no traveller could have covered it in the time.
    pub impossible: bool,
    /// Whether something is missing in between.
    pub gap: bool,
    /// Clusters that carried the subject.
    pub via: Vec<Id>,
}

/// Who moved together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GroupFound<'a> {
    /// `group-…`.
    pub id: Id,
    /// Clusters; each was with at least half of the others.
    pub members: Vec<Id>,
    /// First and last time they were together.
    pub from: String,
    /// See `from`.
    pub until: String,
    /// Where, in the order of time.
    pub places: Vec<PlaceFound<'a>>,
    /// Records behind it.
    pub evidence: Vec<Cited>,
}

/// Least, middle and most.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SpreadFound {
    /// The least.
    pub least: f64,
    /// The median.
    pub median: f64,
    /// The most.
    pub most: f64,
}

/// A route.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RouteFound<'a> {
    /// `route-…`.
    pub id: Id,
    /// Its places, in order.
    pub waypoints: Vec<WaypointFound<'a>>,
    /// Its legs, one fewer.
    pub legs: Vec<RouteLegFound<'a>>,
    /// The movements it was seen in.
    pub runs: Vec<RunFound>,
    /// Clusters that moved along it.
    pub subjects: Vec<Id>,
    /// Countries in the order they are entered.
    pub countries: &'a [String],
    /// Hours from first to last place, of runs seen at both.
    pub hours: Option<SpreadFound>,
    /// Runs that started in each month, January first.
    pub months: [usize; 12],
    /// `price-…` said for it or a part of it.
    pub prices: Vec<Id>,
    /// Records of its stops in all runs, the first fifty.
    pub evidence: Vec<Cited>,
}

/// A place of a route.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WaypointFound<'a> {
    /// Where.
    #[serde(flatten)]
    pub at: PlaceFound<'a>,
    /// In how many runs someone was seen there.
    pub runs: usize,
    /// Sources that saw someone there: whom to ask about the other runs.
    pub sources: Vec<Id>,
}

/// A leg of a route.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RouteLegFound<'a> {
    /// In how many runs both its ends were seen.
    pub runs: usize,
    /// Great-circle distance.
    pub distance_km: f64,
    /// Hours it took.
    pub hours: Option<SpreadFound>,
    /// Kinds of events that show the arrival.
    pub kinds: Vec<Counted<&'static str>>,
    /// Clusters that carried people.
    pub carriers: Vec<Counted<Id>>,
    /// Other places seen between.
    pub between: Vec<Counted<PlaceFound<'a>>>,
    /// In how many runs no record says how it was covered.
    pub gaps: usize,
}

/// Something, and in how many runs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Counted<T> {
    /// What.
    pub what: T,
    /// In how many runs.
    pub runs: usize,
}

/// A movement along a route.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RunFound {
    /// When it set out.
    pub started: String,
    /// When it arrived.
    pub ended: String,
    /// The trips of those who took part.
    pub trips: Vec<Id>,
}

/// A leg over all trips.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CorridorFound<'a> {
    /// From where.
    pub from: PlaceFound<'a>,
    /// To where.
    pub to: PlaceFound<'a>,
    /// How many subjects.
    pub subjects: usize,
    /// How often.
    pub legs: usize,
    /// First and last time.
    pub first: String,
    /// See `first`.
    pub last: String,
}

/// A sum said or paid for a way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PriceFound<'a> {
    /// `price-…`.
    pub id: Id,
    /// `ticket`, `message` or `advert`.
    pub said: &'static str,
    /// Places in the order in which they are named.
    pub places: Vec<PlaceFound<'a>>,
    /// The sum, in minor units.
    pub amount_minor: i64,
    /// Its currency.
    pub currency: String,
    /// Whether only “dollar” was said and the United States' is assumed.
    pub currency_assumed: bool,
    /// When.
    pub time: Option<String>,
    /// Published prices of ways between the same countries, in the same currency and within three years.
    pub published: Vec<PublishedPrice<'a>>,
    /// The record.
    pub evidence: Vec<Cited>,
}

/// A published price.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PublishedPrice<'a> {
    /// Which way.
    pub corridor: &'a str,
    /// `leg` or `whole trip`.
    pub unit: &'a str,
    /// Least and most, in whole units of the currency.
    pub range: [f64; 2],
    /// Of which year.
    pub year: i16,
    /// Who published it.
    pub source: &'a str,
    /// The sum is `below`, `within` or `above` it.
    pub compared: &'static str,
}

/// A silence in a track.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SilenceFound {
    /// Whose: a cluster.
    pub subject: Id,
    /// How long.
    pub seconds: f64,
    /// How long is usual before or after it.
    pub usual_seconds: f64,
    /// Distance between its ends.
    pub distance_km: f64,
    /// Records before and after.
    pub evidence: Vec<Cited>,
}

/// What a community or route did, by country.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReachFound<'a> {
    /// The number of a community, if it is of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub community: Option<usize>,
    /// `route-…`, if it is of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<Id>,
    /// By country, the most records first.
    pub countries: Vec<JurisdictionFound<'a>>,
}

/// What happened in one country.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JurisdictionFound<'a> {
    /// ISO 3166-1 alpha-2.
    pub country: &'a str,
    /// First and last time.
    pub first: Option<String>,
    /// See `first`.
    pub last: Option<String>,
    /// What happened.
    pub deeds: Vec<DeedFound<'a>>,
    /// Sources whose records say so, with how many records.
    pub sources: Vec<SourceCount>,
    /// Clusters seen there who may be victims.
    pub possible_victims: Vec<Id>,
    /// Clusters that are property there: accounts, vehicles, firms.
    pub assets: Vec<Id>,
}

/// One kind of what happened.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DeedFound<'a> {
    /// `entered`, `left`, `seen`, `lodged`, `phoned`, `money-sent`, `money-received`, `cash`, `card` or `indicator`.
    pub code: &'static str,
    /// How often.
    pub count: u64,
    /// Sums by currency, in minor units.
    pub amounts: &'a std::collections::BTreeMap<String, i64>,
    /// Records, the first fifty.
    pub evidence: Vec<Cited>,
}

/// Records of a source.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceCount {
    /// `source-…`.
    pub source: Id,
    /// How many records.
    pub records: usize,
}

/// All travel of a picture.
pub(crate) fn travel<'a>(picture: &'a Picture<'a>) -> Travel<'a> {
    let routes = picture.routes;
    Travel {
        trips: routes.trips.iter().enumerate().map(|(at, trip)| picture.trip(at, trip)).collect(),
        groups: routes.groups.iter().enumerate().map(|(at, group)| picture.group(at, group)).collect(),
        routes: routes.routes.iter().enumerate().map(|(at, route)| picture.route(at, route)).collect(),
        routes_least_runs: routes.least_runs,
        corridors: routes.corridors.iter().map(|corridor| picture.corridor(corridor)).collect(),
        prices: routes.offers.iter().enumerate().map(|(at, offer)| picture.price(at, offer)).collect(),
        silences: routes.dark.iter().map(|dark| picture.silence(dark)).collect(),
        jurisdictions: picture.network.reach.iter().map(|reach| picture.reach(reach)).collect(),
    }
}

fn place(location: &Location) -> PlaceFound<'_> {
    let Location { name, country, latitude, longitude } = location;
    PlaceFound { place: name, country, latitude: *latitude, longitude: *longitude }
}

fn spread(spread: Option<Spread>) -> Option<SpreadFound> {
    spread.map(|Spread { least, median, most }| SpreadFound { least, median, most })
}

fn counted<T, U>(all: &[(T, usize)], what: impl Fn(&T) -> U) -> Vec<Counted<U>> {
    all.iter().map(|(own, runs)| Counted { what: what(own), runs: *runs }).collect()
}

fn clusters<'c>(all: impl IntoIterator<Item = &'c ClusterIx>) -> Vec<Id> {
    all.into_iter().copied().map(Id::Cluster).collect()
}

impl<'a> Picture<'a> {
    fn place(&'a self, at: LocationIx) -> PlaceFound<'a> {
        let unknown = PlaceFound { place: "?", country: "", latitude: 0.0, longitude: 0.0 };
        self.locations.all.get(at.0 as usize).map_or(unknown, place)
    }

    fn trip(&'a self, at: usize, trip: &'a Trip) -> TripFound<'a> {
        let stop = |stop: &Stop| StopFound {
            at: self.place(stop.location),
            arrived: stop.arrived.to_string(),
            left: stop.left.to_string(),
            basis: stop.basis.as_str(),
            evidence: self.cite_all(&self.records_of(&stop.events)),
        };
        let leg = |leg: &::routes::Leg| LegFound {
            distance_km: leg.distance_km,
            hours: leg.hours,
            speed_kmh: leg.speed_kmh,
            impossible: leg.impossible,
            gap: leg.gap,
            via: clusters(&leg.via),
        };
        TripFound {
            id: Id::Trip(at),
            subject: Id::Cluster(trip.subject),
            stops: trip.stops.iter().map(stop).collect(),
            legs: trip.legs.iter().map(leg).collect(),
            countries: &trip.countries,
            together_with: clusters(&trip.together_with),
        }
    }

    fn group(&'a self, at: usize, group: &Group) -> GroupFound<'a> {
        GroupFound {
            id: Id::Group(at),
            members: clusters(&group.members),
            from: group.from.to_string(),
            until: group.until.to_string(),
            places: group.places.iter().map(|&at| self.place(at)).collect(),
            evidence: self.cite_all(&group.records),
        }
    }

    fn route(&'a self, at: usize, route: &'a Route) -> RouteFound<'a> {
        let waypoint = |waypoint: &Waypoint| WaypointFound {
            at: self.place(waypoint.location),
            runs: waypoint.runs,
            sources: waypoint.sources.iter().copied().map(Id::Source).collect(),
        };
        let leg = |leg: &RouteLeg| RouteLegFound {
            runs: leg.runs,
            distance_km: leg.distance_km,
            hours: spread(leg.hours),
            kinds: counted(&leg.kinds, |kind| kind.as_str()),
            carriers: counted(&leg.carriers, |carrier| Id::Cluster(*carrier)),
            between: counted(&leg.between, |at| self.place(*at)),
            gaps: leg.gaps,
        };
        let run = |run: &Run| RunFound {
            started: run.started.to_string(),
            ended: run.ended.to_string(),
            trips: run.parts.iter().map(|(trip, _)| Id::Trip(*trip)).collect(),
        };
        RouteFound {
            id: Id::Route(at),
            waypoints: route.waypoints.iter().map(waypoint).collect(),
            legs: route.legs.iter().map(leg).collect(),
            runs: route.runs.iter().map(run).collect(),
            subjects: clusters(&route.subjects),
            countries: &route.countries,
            hours: spread(route.hours),
            months: route.months,
            prices: route.offers.iter().copied().map(Id::Price).collect(),
            evidence: self.cite_all(&self.records_of_runs(&route.runs)),
        }
    }

    /// The records of the stops of runs.
    pub(crate) fn records_of_runs(&self, runs: &[Run]) -> Vec<RecordIx> {
        let parts = runs.iter().flat_map(|run| &run.parts);
        let stops = parts.flat_map(|(trip, stops)| {
            let trip = self.routes.trips.get(*trip);
            stops.iter().filter_map(move |(_, stop)| trip?.stops.get(*stop))
        });
        let events: Vec<EventIx> = stops.flat_map(|stop| stop.events.iter().copied()).collect();
        let mut records = self.records_of(&events);
        records.truncate(Group::RECORDS);
        records
    }

    fn corridor(&'a self, corridor: &Corridor) -> CorridorFound<'a> {
        CorridorFound {
            from: self.place(corridor.from),
            to: self.place(corridor.to),
            subjects: corridor.subjects,
            legs: corridor.legs,
            first: corridor.first.to_string(),
            last: corridor.last.to_string(),
        }
    }

    fn price(&'a self, at: usize, offer: &'a Offer) -> PriceFound<'a> {
        let published = |compared: &::routes::Compared| {
            let price = self.packs.prices(PRICES).get(compared.price)?;
            Some(PublishedPrice {
                corridor: &price.corridor,
                unit: &price.unit,
                range: [price.range.0, price.range.1].map(|amount| amount as f64 / 10_000.0),
                year: price.year,
                source: &price.source,
                compared: match compared.ordering {
                    std::cmp::Ordering::Less => "below",
                    std::cmp::Ordering::Equal => "within",
                    std::cmp::Ordering::Greater => "above",
                },
            })
        };
        PriceFound {
            id: Id::Price(at),
            said: offer.said.as_str(),
            places: offer.places.iter().map(place).collect(),
            amount_minor: offer.amount_minor,
            currency: offer.currency.to_string(),
            currency_assumed: offer.is_currency_assumed,
            time: offer.time.map(|time| time.to_string()),
            published: offer.compared.iter().filter_map(published).collect(),
            evidence: self.cite_all(&[offer.record]),
        }
    }

    fn silence(&self, dark: &Dark) -> SilenceFound {
        SilenceFound {
            subject: Id::Cluster(dark.subject),
            seconds: dark.seconds,
            usual_seconds: dark.usual_seconds,
            distance_km: dark.distance_km,
            evidence: self.cite_all(&self.records_of(&[dark.between.0, dark.between.1])),
        }
    }

    fn reach(&'a self, reach: &'a Reach) -> ReachFound<'a> {
        let country = |own: &'a ::network::Jurisdiction| JurisdictionFound {
            country: &own.country,
            first: own.first.map(|time| time.to_string()),
            last: own.last.map(|time| time.to_string()),
            deeds: own
                .deeds
                .iter()
                .map(|deed| DeedFound {
                    code: deed.code,
                    count: deed.count,
                    amounts: &deed.amounts,
                    evidence: self.cite_all(&deed.records),
                })
                .collect(),
            sources: own
                .sources
                .iter()
                .map(|&(source, records)| SourceCount { source: Id::Source(source), records })
                .collect(),
            possible_victims: clusters(&own.possible_victims),
            assets: clusters(&own.assets),
        };
        let (community, route) = match reach.part {
            Part::Community(at) => (Some(at), None),
            Part::Route(at) => (None, Some(Id::Route(at))),
        };
        ReachFound { community, route, countries: reach.jurisdictions.iter().map(country).collect() }
    }
}
