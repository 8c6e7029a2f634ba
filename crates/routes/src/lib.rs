//! Routes: who went where, with whom, by which way that others took too, and at what price.
//!
//! In: evidence, who is who, and where events happened. Out: [`Routes`]: **trips** (the places of one subject in the order
//! of time, with legs that are impossible or not accounted for), **groups** that moved together, **routes** (sequences of
//! places that recur in different runs), **corridors** (legs counted over all trips) and **prices** said or paid for them,
//! beside those published.
//!
//! Invariants: everything leads back to events or records; who moves is no suspect for it; runs of those who moved together
//! count once; a stop that a run was not seen at is said to be missing, with the sources that saw others there; an
//! ambiguous place is no place.
//!
//! What is *not* here: who plays which role (crate `network`), words for people and pictures (crate `report`).
//!
//! ```
//! use evidence::{EventKind, Evidence, Locator, Moment, NewEvent, PlaceMention, Precision, Sink, Source};
//! let mut evidence = Evidence::default();
//! evidence.begin(Source::named("cameras.csv"));
//! let van = evidence.entity("van", "Vehicle");
//! for (hour, at) in [(0, (44.80, 20.46)), (4, (47.50, 19.04))] {
//!     let record = evidence.record(&Locator::new("row", 1, 0, 10));
//!     let time = Moment { local_us: hour * 3_600_000_000, offset_min: Some(60), precision: Precision::Minute };
//!     let place = PlaceMention { coordinates: Some(at), ..PlaceMention::default() };
//!     let seen = NewEvent { time: Some(time), from: Some(van), ..NewEvent::new(EventKind::Sighting, record) };
//!     evidence.event(&seen.at(place));
//! }
//! let (gazetteer, packs) = (gazetteer::Gazetteer::embedded(), indicators::Packs::embedded()?);
//! let (who, places) = (resolve::resolve(&evidence), resolve::locate(&evidence, &gazetteer));
//! let found = routes::trace(&routes::Tracing::all(&evidence, &who, &places, &gazetteer, &packs));
//! assert_eq!(found.trips[0].countries, ["RS", "HU"]);
//! # Ok::<(), indicators::PackError>(())
//! ```

mod company;
mod corridor;
mod place;
mod presence;
mod price;
mod recur;
mod route;
mod spoken;
mod track;
mod trip;

use std::collections::BTreeSet;

use evidence::{Event, EventIx, EventKind, Evidence, Moment, RecordIx, SourceIx};
use gazetteer::Gazetteer;
use indicators::Packs;
use resolve::{ClusterIx, LocationIx, Locations, Resolution};

pub use presence::{Basis, moves};
pub use price::{Compared, Offer, Said};
pub use spoken::{Spoken, spoken};
pub use track::{Fix, Silence, Together, Track, together};

/// The list of published prices of journeys, by its id in the packs.
pub const PRICES: &str = "smuggling_prices";
/// The list of terms by which people say that they themselves arrived, by its id in the packs.
pub const ARRIVED: &str = "arrived_myself";

/// What to trace.
#[derive(Clone, Copy)]
pub struct Tracing<'a> {
    /// What was delivered.
    pub evidence: &'a Evidence,
    /// Who is who.
    pub resolution: &'a Resolution,
    /// Where events happened.
    pub locations: &'a Locations,
    /// Places that texts may name.
    pub gazetteer: &'a Gazetteer,
    /// Published prices of journeys ([`PRICES`]), and how people say that they arrived ([`ARRIVED`]).
    pub packs: &'a Packs,
    /// Where people say that they are ([`spoken`]).
    pub spoken: &'a Spoken,
    /// Which events take part.
    pub admits: &'a (dyn Fn(&Event<'_>) -> bool + Sync),
}

impl std::fmt::Debug for Tracing<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Tracing").finish_non_exhaustive()
    }
}

impl<'a> Tracing<'a> {
    /// Of all events, but for what people only say.
    pub fn all(
        evidence: &'a Evidence,
        resolution: &'a Resolution,
        locations: &'a Locations,
        gazetteer: &'a Gazetteer,
        packs: &'a Packs,
    ) -> Self {
        const NOTHING: &Spoken = &Spoken::new();
        Self { evidence, resolution, locations, gazetteer, packs, spoken: NOTHING, admits: &|_| true }
    }
}

/// A stay at, or passage through, a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Where.
    pub location: LocationIx,
    /// First and last event there.
    pub arrived: Moment,
    /// See `arrived`.
    pub left: Moment,
    /// The events that place the subject there.
    pub events: Vec<EventIx>,
    /// The firmest of what puts it there.
    pub basis: Basis,
}

/// From one stop to the next. Stops are places, not points, so distances are good to some 30 km.
#[derive(Clone, Debug, PartialEq)]
pub struct Leg {
    /// Number of the stop it leaves, in [`Trip::stops`]; it ends at the next.
    pub from: usize,
    /// Great-circle distance in kilometres.
    pub distance_km: f64,
    /// Hours from leaving to arriving, where times are known finely enough.
    pub hours: Option<f64>,
    /// Speed it needs in km/h, where times are known finely enough.
    pub speed_kmh: Option<f64>,
    /// Whether no traveller could have covered it in the time (faster than 1,000 km/h, an airliner): the evidence
    /// contradicts itself or is of two subjects.
    pub impossible: bool,
    /// Whether a border or more than 200 km lie between, and neither a journey, a crossing nor a position on the way
    /// says how: a gap to fill.
    pub gap: bool,
    /// What carried the subject, as the records at either end say.
    pub via: Vec<ClusterIx>,
}

/// The places of one subject in the order of time, without a long stay or silence in between.
#[derive(Clone, Debug, PartialEq)]
pub struct Trip {
    /// Whose.
    pub subject: ClusterIx,
    /// Its stops.
    pub stops: Vec<Stop>,
    /// Its legs, one fewer than stops.
    pub legs: Vec<Leg>,
    /// Countries in the order they were entered, repeats kept.
    pub countries: Vec<String>,
    /// Other subjects who were together with it on the way.
    pub together_with: Vec<ClusterIx>,
}

/// Two who were at one place within two hours, or moved side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// The two; the first is the lower.
    pub subjects: (ClusterIx, ClusterIx),
    /// How often.
    pub count: u64,
    /// First time.
    pub time: Moment,
    /// A record of each.
    pub records: (RecordIx, RecordIx),
}

/// Subjects who moved together: each with at least half of the others, at two places far apart or side by side, in one
/// stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Who, in order.
    pub members: Vec<ClusterIx>,
    /// First time they were together.
    pub from: Moment,
    /// Last time.
    pub until: Moment,
    /// Where, in the order of time.
    pub places: Vec<LocationIx>,
    /// The records behind it, at most [`Group::RECORDS`].
    pub records: Vec<RecordIx>,
}

impl Group {
    /// How many records a group keeps.
    pub const RECORDS: usize = 50;
}

/// Least, middle and most of some numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The least.
    pub least: f64,
    /// As many are below as above.
    pub median: f64,
    /// The most.
    pub most: f64,
}

impl Spread {
    /// Of numbers, if there are any.
    pub fn of(mut numbers: Vec<f64>) -> Option<Self> {
        numbers.sort_by(f64::total_cmp);
        let (least, most) = (*numbers.first()?, *numbers.last()?);
        let (low, high) = (numbers.get((numbers.len() - 1) / 2)?, numbers.get(numbers.len() / 2)?);
        Some(Self { least, median: f64::midpoint(*low, *high), most })
    }
}

/// A place on a route.
#[derive(Clone, Debug, PartialEq)]
pub struct Waypoint {
    /// Where; other locations within 25 km and in the same country count as it.
    pub location: LocationIx,
    /// In how many runs someone was seen there.
    pub runs: usize,
    /// Whose records saw someone there: whom to ask about the runs that were not seen there.
    pub sources: Vec<SourceIx>,
}

/// From one place of a route to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteLeg {
    /// In how many runs both its ends were seen.
    pub runs: usize,
    /// Great-circle distance in kilometres.
    pub distance_km: f64,
    /// Hours it took.
    pub hours: Option<Spread>,
    /// How people moved, with in how many runs.
    pub kinds: Vec<(EventKind, usize)>,
    /// What carried them, with in how many runs.
    pub carriers: Vec<(ClusterIx, usize)>,
    /// Other places seen between, with in how many runs.
    pub between: Vec<(LocationIx, usize)>,
    /// In how many runs no record says how it was covered.
    pub gaps: usize,
}

/// One movement along a route: of one subject, or of several together.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The parts of trips: number in [`Routes::trips`], and for each waypoint it was seen at, the numbers of waypoint and
    /// stop.
    pub parts: Vec<(usize, Vec<(usize, usize)>)>,
    /// When the first of them was last seen at its first place.
    pub started: Moment,
    /// When the last of them was first seen at its last.
    pub ended: Moment,
}

/// A sequence of places over a border that recurs.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Its places, in order.
    pub waypoints: Vec<Waypoint>,
    /// Its legs, one fewer.
    pub legs: Vec<RouteLeg>,
    /// The movements it was seen in, in order of time.
    pub runs: Vec<Run>,
    /// Who moved along it.
    pub subjects: BTreeSet<ClusterIx>,
    /// Countries in the order they are entered.
    pub countries: Vec<String>,
    /// Hours from first to last place, of runs seen at both.
    pub hours: Option<Spread>,
    /// How many runs started in each month of the year, January first.
    pub months: [usize; 12],
    /// Numbers in [`Routes::offers`] of what was said or paid for it or a part of it.
    pub offers: Vec<usize>,
}

/// A leg counted over all trips.
#[derive(Clone, Debug, PartialEq)]
pub struct Corridor {
    /// From where.
    pub from: LocationIx,
    /// To where.
    pub to: LocationIx,
    /// How many subjects went.
    pub subjects: usize,
    /// How often; those who went together count each.
    pub legs: usize,
    /// First time.
    pub first: Moment,
    /// Last time.
    pub last: Moment,
}

/// A silence in a track of positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Dark {
    /// Whose.
    pub subject: ClusterIx,
    /// The events before and after.
    pub between: (EventIx, EventIx),
    /// Seconds without a position.
    pub seconds: f64,
    /// Seconds between positions before and after it, the greater of both.
    pub usual_seconds: f64,
    /// Kilometres between its ends.
    pub distance_km: f64,
}

/// What was traced.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    /// Trips, by subject and time.
    pub trips: Vec<Trip>,
    /// Who was together with whom, by the two and time.
    pub meetings: Vec<Meeting>,
    /// Who moved together, by time.
    pub groups: Vec<Group>,
    /// Routes that recur, the most travelled first.
    pub routes: Vec<Route>,
    /// Legs over all trips, the most travelled first.
    pub corridors: Vec<Corridor>,
    /// Sums said or paid for a way.
    pub offers: Vec<Offer>,
    /// Silences in tracks of positions, by subject and time.
    pub dark: Vec<Dark>,
    /// How many runs a sequence needed to count as a route: two, or more where there is too much to look through.
    pub least_runs: usize,
}

/// Traces all movement.
///
/// Cost: near linear in events, but for the search for routes, whose work is bounded (it asks for more runs instead).
pub fn trace(tracing: &Tracing<'_>) -> Routes {
    let presences = presence::presences(tracing);
    let tracks = track::tracks(&presences);
    let met = company::company(tracing.locations, &presences, &tracks);
    let trips = trip::trips(tracing, &presences, &met);
    let hubs = place::hubs(tracing.locations, &trips);
    let offers = price::offers(tracing, &trips);
    let (mut routes, least_runs) = route::routes(tracing, &trips, &hubs, &met);
    price::attach(tracing.locations, &offers, &mut routes);
    let corridors = corridor::corridors(&trips, &hubs);
    let dark = track::dark(&tracks);
    Routes { trips, meetings: met.meetings, groups: met.groups, routes, corridors, offers, dark, least_runs }
}
