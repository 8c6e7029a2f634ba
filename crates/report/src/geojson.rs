//! `routes.geojson`: trips and routes for any map, RFC 7946. A `Point` for each stop and a line for each leg, cut where it
//! crosses the date line as the standard asks.

use std::io::{self, Write};

use resolve::{Location, LocationIx};
use routes::{Route, Trip};
use serde_json::{Value, json};

use crate::{Id, Picture};

/// Writes all trips and routes as one collection, a feature a line.
pub fn write(picture: &Picture<'_>, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut between: &[u8] = b"\n";
    let trips = picture.routes.trips.iter().enumerate().flat_map(|(at, trip)| of_trip(picture, at, trip));
    let routes =
        picture.routes.routes.iter().enumerate().flat_map(|(at, route)| of_route(picture, at, route));
    for feature in trips.chain(routes) {
        out.write_all(between)?;
        serde_json::to_writer(&mut out, &feature)?;
        between = b",\n";
    }
    out.write_all(b"\n]}\n")?;
    out.flush()
}

fn of_trip(picture: &Picture<'_>, at: usize, trip: &Trip) -> Vec<Value> {
    let (id, subject) = (Id::Trip(at).to_string(), picture.caption(trip.subject));
    let place = |stop: &routes::Stop| picture.locations.all.get(stop.location.0 as usize);
    let mut features = Vec::new();
    for (number, stop) in trip.stops.iter().enumerate() {
        let Some(location) = place(stop) else { continue };
        let records: Vec<Value> = picture
            .records_of(&stop.events)
            .into_iter()
            .filter_map(|record| picture.cite(record))
            .map(|cited| json!(cited))
            .collect();
        features.push(json!({
            "type": "Feature",
            "id": format!("{id}-stop-{}", number + 1),
            "geometry": { "type": "Point", "coordinates": position(location) },
            "properties": {
                "trip": id, "subject": subject, "kind": "stop", "number": number + 1,
                "place": location.name, "country": location.country, "basis": stop.basis.as_str(),
                "arrived": stop.arrived.to_string(), "left": stop.left.to_string(), "evidence": records,
            },
        }));
    }
    for leg in &trip.legs {
        let ends = trip.stops.get(leg.from).zip(trip.stops.get(leg.from + 1));
        let Some((from, to)) = ends else { continue };
        let Some((start, end)) = place(from).zip(place(to)) else { continue };
        features.push(json!({
            "type": "Feature",
            "id": format!("{id}-leg-{}", leg.from + 1),
            "geometry": line(start, end),
            "properties": {
                "trip": id, "subject": subject, "kind": "leg", "from": leg.from + 1, "to": leg.from + 2,
                "left": from.left.to_string(), "arrived": to.arrived.to_string(),
                "distance_km": rounded(leg.distance_km), "speed_kmh": leg.speed_kmh.map(rounded),
                "impossible": leg.impossible, "gap": leg.gap,
            },
        }));
    }
    features
}

/// The legs of a route, with in how many runs each was seen.
fn of_route(picture: &Picture<'_>, at: usize, route: &Route) -> Vec<Value> {
    let id = Id::Route(at).to_string();
    let place = |at: LocationIx| picture.locations.all.get(at.0 as usize);
    let ends = route.waypoints.iter().zip(route.waypoints.iter().skip(1));
    let feature = |(number, (leg, (from, to))): (usize, (&routes::RouteLeg, _))| {
        let (from, to): (&routes::Waypoint, &routes::Waypoint) = (from, to);
        let (start, end) = place(from.location).zip(place(to.location))?;
        Some(json!({
            "type": "Feature",
            "id": format!("{id}-leg-{}", number + 1),
            "geometry": line(start, end),
            "properties": {
                "route": id, "kind": "route-leg", "number": number + 1, "from": start.name, "to": end.name,
                "runs": leg.runs, "runs_of_route": route.runs.len(), "distance_km": rounded(leg.distance_km),
                "hours": leg.hours.map(|hours| rounded(hours.median)),
            },
        }))
    };
    route.legs.iter().zip(ends).enumerate().filter_map(feature).collect()
}

/// One decimal: places are not known better.
fn rounded(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

fn position(location: &Location) -> Value {
    json!([location.longitude, location.latitude])
}

fn line(start: &Location, end: &Location) -> Value {
    let eastward = end.longitude - start.longitude;
    if eastward.abs() <= 180.0 {
        return json!({ "type": "LineString", "coordinates": [position(start), position(end)] });
    }
    // The short way crosses 180°: go there on one side and on from there on the other.
    let edge = if start.longitude > 0.0 { 180.0 } else { -180.0 };
    let way = eastward - 360.0 * eastward.signum();
    let latitude = start.latitude + (end.latitude - start.latitude) * (edge - start.longitude) / way;
    json!({
        "type": "MultiLineString",
        "coordinates": [
            [position(start), [edge, latitude]],
            [[-edge, latitude], position(end)],
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(longitude: f64, latitude: f64) -> Location {
        Location { name: String::new(), country: String::new(), latitude, longitude }
    }

    #[test]
    fn a_leg_over_the_date_line_is_cut_there() {
        assert_eq!(
            line(&at(170.0, 0.0), &at(-170.0, 10.0)),
            json!({ "type": "MultiLineString", "coordinates": [
                [[170.0, 0.0], [180.0, 5.0]], [[-180.0, 5.0], [-170.0, 10.0]],
            ]})
        );
        assert_eq!(
            line(&at(-170.0, 10.0), &at(170.0, 0.0)),
            json!({ "type": "MultiLineString", "coordinates": [
                [[-170.0, 10.0], [-180.0, 5.0]], [[180.0, 5.0], [170.0, 0.0]],
            ]})
        );
        assert_eq!(line(&at(2.0, 0.0), &at(3.0, 0.0))["type"], "LineString");
    }
}
