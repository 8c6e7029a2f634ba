//! Travel in the document: trips, groups, routes, prices, and what happened in each jurisdiction.

mod build;

pub(crate) use build::travel;
use schemars::JsonSchema;
use serde::Serialize;

use super::*;

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
    /// Sources whose records say so, with how often.
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

/// A source, and how often it says something.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceCount {
    /// `source-…`.
    pub source: Id,
    /// How often.
    pub times: u64,
}
