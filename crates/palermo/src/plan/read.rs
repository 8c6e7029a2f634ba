//! Candidate posts and flows, from tables and from what `analyze` wrote.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gazetteer::{Country, Gazetteer, Located, distance_km};
use placement::{Consent, Post, Problem, Route, Rules};
use report::Words;
use serde_json::Value;

use crate::Usage;
use crate::table::Table;

/// How far a post reaches where its table does not say. Ours: a city and its airport.
const REACH_KM: f64 = 60.0;

/// A problem without its rules, and what could not be placed.
pub(super) struct Read {
    pub(super) problem: Problem,
    pub(super) unplaced: BTreeMap<String, usize>,
    pub(super) places: BTreeMap<String, (f64, f64)>,
}

/// The candidates of a table.
pub(super) fn posts(path: &Path, gazetteer: &Gazetteer, words: &Words) -> miette::Result<Vec<Post>> {
    let table = Table::read(path, &["name|post", "cost"], words)?;
    let mut posts: Vec<Post> = Vec::new();
    for row in table.rows() {
        let name = row.cell("name|post");
        let country = row.cell("country");
        let code = gazetteer.countries().parse(country);
        if !country.is_empty() && code.is_none() {
            return Err(row.fault("country", "liaison-expect-country", words));
        }
        let latitude: Option<f64> = row.parse("latitude|lat", "liaison-expect-degrees", words)?;
        let longitude: Option<f64> = row.parse("longitude|lon", "liaison-expect-degrees", words)?;
        let position = match (latitude, longitude) {
            (Some(latitude), Some(longitude)) => (latitude, longitude),
            _ => match gazetteer.parse_place(name, code) {
                Located::One(place) => (place.latitude, place.longitude),
                _ => return Err(row.fault("name|post", "liaison-expect-place", words)),
            },
        };
        if !((-90.0..=90.0).contains(&position.0) && (-180.0..=180.0).contains(&position.1)) {
            return Err(row.fault("latitude|lat", "liaison-expect-degrees", words));
        }
        let cost_minor = evidence::parse_minor(row.cell("cost"), '.', 2).ok().filter(|cost| *cost >= 0);
        let Some(cost_minor) = cost_minor else {
            return Err(row.fault("cost", "liaison-expect-cost", words));
        };
        let reach: Option<f64> = row.parse("reach_km|reach", "liaison-expect-km", words)?;
        let reach_km = reach.unwrap_or(REACH_KM);
        if !(0.0..=20_100.0).contains(&reach_km) {
            return Err(row.fault("reach_km|reach", "liaison-expect-km", words));
        }
        let consent = match row.cell("consent").to_lowercase().as_str() {
            "yes" | "given" | "oui" | "true" => Consent::Given,
            "no" | "refused" | "non" | "false" => Consent::Refused,
            "" | "unknown" | "?" | "inconnu" => Consent::Unknown,
            _ => return Err(row.fault("consent", "liaison-expect-consent", words)),
        };
        let exists = match row.cell("exists").to_lowercase().as_str() {
            "yes" | "oui" | "true" | "1" => true,
            "" | "no" | "non" | "false" | "0" => false,
            _ => return Err(row.fault("exists", "liaison-expect-yes-no", words)),
        };
        let languages = row.cell("languages").split([';', ' ', '/', ',']).filter(|one| !one.is_empty());
        let id = if row.cell("id").is_empty() { name } else { row.cell("id") };
        if posts.iter().any(|post| post.id.eq_ignore_ascii_case(id)) {
            return Err(row.fault("id", "liaison-expect-once", words));
        }
        posts.push(Post {
            id: id.to_owned(),
            name: name.to_owned(),
            country: code.map_or_else(String::new, |code: Country| code.alpha2().to_owned()),
            position,
            cost_minor,
            reach_km,
            languages: languages.map(str::to_lowercase).collect(),
            consent,
            least_crew: row.parse("least_crew|crew", "liaison-expect-whole", words)?.unwrap_or(1),
            least_years: row.parse("tenure_years|tenure", "liaison-expect-whole", words)?.unwrap_or(1),
            exists,
        });
    }
    Ok(posts)
}

/// A stop with its place, where it is known.
#[derive(Clone)]
struct Stop {
    name: String,
    position: Option<(f64, f64)>,
}

/// Flows being gathered: by origin and stops, the demand of each year.
#[derive(Default)]
struct Gathered {
    rows: BTreeMap<(String, Vec<String>), BTreeMap<String, f64>>,
    positions: BTreeMap<String, (f64, f64)>,
}

impl Gathered {
    fn add(&mut self, origin: &str, stops: Vec<Stop>, year: &str, demand: f64) {
        for stop in &stops {
            if let Some(position) = stop.position {
                self.positions.insert(stop.name.clone(), position);
            }
        }
        let names = stops.into_iter().map(|stop| stop.name).collect();
        let years = self.rows.entry((origin.to_owned(), names)).or_default();
        *years.entry(year.to_owned()).or_default() += demand;
    }
}

/// Flows from tables, `routes.geojson` and `findings.json`.
pub(super) fn flows(
    paths: &[PathBuf],
    posts: Vec<Post>,
    gazetteer: &Gazetteer,
    words: &Words,
) -> miette::Result<Read> {
    let mut all = Gathered::default();
    for path in paths {
        let ending =
            path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "json" | "geojson" => found(path, &mut all, words)?,
            _ => table(path, &mut all, words)?,
        }
    }
    let mut unplaced: BTreeMap<String, usize> = BTreeMap::new();
    let ids: BTreeMap<String, usize> = posts
        .iter()
        .enumerate()
        .flat_map(|(at, post)| [(post.name.to_lowercase(), at), (post.id.to_lowercase(), at)])
        .collect();
    let names: std::collections::BTreeSet<&String> = all.rows.keys().flat_map(|(_, stops)| stops).collect();
    let mut seen_at: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    let mut places: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for name in names {
        let own = ids.get(&name.to_lowercase()).copied();
        let of_post = own.and_then(|at| posts.get(at)).map(|post| post.position);
        let position =
            all.positions.get(name).copied().or(of_post).or_else(|| coordinates(name)).or_else(|| {
                match gazetteer.parse_place(name, None) {
                    Located::One(place) => Some((place.latitude, place.longitude)),
                    _ => None,
                }
            });
        let near = |post: &Post| {
            position.is_some_and(|(latitude, longitude)| {
                distance_km(latitude, longitude, post.position.0, post.position.1) <= post.reach_km
            })
        };
        let mut seen: Vec<usize> =
            posts.iter().enumerate().filter(|(_, post)| near(post)).map(|(at, _)| at).chain(own).collect();
        seen.sort_unstable();
        seen.dedup();
        match position {
            Some(position) => drop(places.insert(name.clone(), position)),
            None => {
                *unplaced.entry(name.clone()).or_default() +=
                    all.rows.keys().filter(|(_, stops)| stops.contains(name)).count();
            }
        }
        seen_at.insert(name, seen);
    }
    let years: std::collections::BTreeSet<&String> = all.rows.values().flat_map(BTreeMap::keys).collect();
    let mut origins: Vec<String> = all.rows.keys().map(|(origin, _)| origin.clone()).collect();
    origins.dedup();
    let routes = all.rows.iter().map(|((origin, stops), demand)| {
        let mut seen_by: Vec<usize> =
            stops.iter().filter_map(|stop| seen_at.get(stop)).flatten().copied().collect();
        seen_by.sort_unstable();
        seen_by.dedup();
        Route {
            origin: origins.binary_search(origin).unwrap_or(usize::MAX),
            stops: stops.clone(),
            demand: years.iter().map(|year| demand.get(*year).copied().unwrap_or(0.0)).collect(),
            seen_by,
        }
    });
    let routes = routes.collect();
    let years = years.into_iter().cloned().collect();
    Ok(Read { problem: Problem { posts, origins, years, routes, rules: Rules::default() }, unplaced, places })
}

/// `36.8,-2.4`.
fn coordinates(text: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = text.split_once(',')?;
    let position: (f64, f64) = (latitude.trim().parse().ok()?, longitude.trim().parse().ok()?);
    ((-90.0..=90.0).contains(&position.0) && (-180.0..=180.0).contains(&position.1)).then_some(position)
}

fn table(path: &Path, all: &mut Gathered, words: &Words) -> miette::Result<()> {
    let table = Table::read(path, &["origin", "stops|route", "demand|count"], words)?;
    for row in table.rows() {
        let origin = row.cell("origin");
        let demand: Option<f64> = row.parse("demand|count", "liaison-expect-count", words)?;
        let demand = demand.filter(|demand| demand.is_finite() && *demand >= 0.0);
        let Some(demand) = demand else {
            return Err(row.fault("demand|count", "liaison-expect-count", words));
        };
        let stops = row.cell("stops|route").split(['>', ';', '→']).map(str::trim);
        let stop = |name: &str| Stop { name: name.to_owned(), position: None };
        let stops: Vec<Stop> = stops.filter(|name| !name.is_empty()).map(stop).collect();
        if stops.is_empty() || origin.is_empty() {
            return Err(row.fault("stops|route", "liaison-expect-stops", words));
        }
        all.add(origin, stops, row.cell("year"), demand);
    }
    Ok(())
}

/// The trips of a picture: each is one who went that way, in the year it began.
fn found(path: &Path, all: &mut Gathered, words: &Words) -> miette::Result<()> {
    let shown = path.display().to_string();
    let wrong = |what: String| Usage::report(format!("{shown}: {what}"), words.text("liaison-found-help"));
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let json: Value = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    // Of each trip its stops: number, name, country, position, arrival.
    let mut trips: BTreeMap<String, Vec<(u64, Value)>> = BTreeMap::new();
    if let Some(features) = json.get("features").and_then(Value::as_array) {
        for feature in features {
            let properties = feature.get("properties").cloned().unwrap_or_default();
            let (Some(trip), Some("stop")) = (
                properties.get("trip").and_then(Value::as_str),
                properties.get("kind").and_then(Value::as_str),
            ) else {
                continue;
            };
            let mut stop = properties.clone();
            let at = |index: usize| feature.pointer(&format!("/geometry/coordinates/{index}")).cloned();
            if let (Some(members), Some(longitude), Some(latitude)) = (stop.as_object_mut(), at(0), at(1)) {
                members.insert("longitude".to_owned(), longitude);
                members.insert("latitude".to_owned(), latitude);
            }
            let number = properties.get("number").and_then(Value::as_u64).unwrap_or(0);
            trips.entry(trip.to_owned()).or_default().push((number, stop));
        }
    } else if let Some(found) = json.get("trips").and_then(Value::as_array) {
        for trip in found {
            let id = trip.get("id").and_then(Value::as_str).unwrap_or_default();
            let stops = trip.get("stops").and_then(Value::as_array).cloned().unwrap_or_default();
            trips.insert(id.to_owned(), (1..).zip(stops).collect());
        }
    } else {
        return Err(wrong(words.text("liaison-no-routes")));
    }
    for (_, mut stops) in trips {
        stops.sort_by_key(|(number, _)| *number);
        let text =
            |stop: &Value, key: &str| stop.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let Some((_, first)) = stops.first() else { continue };
        let (origin, year) =
            (text(first, "place"), text(first, "arrived").chars().take(4).collect::<String>());
        let stop = |(_, stop): &(u64, Value)| {
            let number = |key: &str| stop.get(key).and_then(Value::as_f64);
            Stop { name: text(stop, "place"), position: number("latitude").zip(number("longitude")) }
        };
        all.add(&origin, stops.iter().map(stop).collect(), &year, 1.0);
    }
    Ok(())
}
