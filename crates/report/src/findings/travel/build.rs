//! Travel as the document has it, from what was traced.

use ::network::{Part, Reach};
use ::routes::{Corridor, Dark, Group, Offer, PRICES, Route, RouteLeg, Run, Spread, Stop, Trip, Waypoint};
use evidence::{EventIx, RecordIx};
use resolve::{ClusterIx, Location, LocationIx};

use super::super::*;
use crate::Picture;

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
                .map(|&(source, times)| SourceCount { source: Id::Source(source), times })
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
