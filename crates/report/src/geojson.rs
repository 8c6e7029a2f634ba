//! `routes.geojson`: routes for any map, RFC 7946. A `Point` for each stop and a line for each leg, cut where it
//! crosses the date line as the standard asks.

use std::io::{self, Write};

use resolve::Location;
use serde_json::{Value, json};

use crate::{Id, Picture};

/// Writes all routes as one collection, a feature a line.
pub fn write(picture: &Picture<'_>, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut between: &[u8] = b"\n";
    for at in 0..picture.network.routes.len() {
        for feature in features(picture, at) {
            out.write_all(between)?;
            serde_json::to_writer(&mut out, &feature)?;
            between = b",\n";
        }
    }
    out.write_all(b"\n]}\n")?;
    out.flush()
}

fn features(picture: &Picture<'_>, at: usize) -> Vec<Value> {
    let Some(route) = picture.network.routes.get(at) else { return Vec::new() };
    let (id, subject) = (Id::Route(at).to_string(), picture.caption(route.subject));
    let place = |stop: &network::Stop| picture.locations.all.get(stop.location.0 as usize);
    let mut features = Vec::new();
    for (number, stop) in route.stops.iter().enumerate() {
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
                "route": id, "subject": subject, "kind": "stop", "number": number + 1,
                "place": location.name, "country": location.country,
                "arrived": stop.arrived.to_string(), "left": stop.left.to_string(), "evidence": records,
            },
        }));
    }
    for leg in &route.legs {
        let ends = route.stops.get(leg.from).zip(route.stops.get(leg.from + 1));
        let Some((from, to)) = ends else { continue };
        let Some((start, end)) = place(from).zip(place(to)) else { continue };
        features.push(json!({
            "type": "Feature",
            "id": format!("{id}-leg-{}", leg.from + 1),
            "geometry": line(start, end),
            "properties": {
                "route": id, "subject": subject, "kind": "leg", "from": leg.from + 1, "to": leg.from + 2,
                "left": from.left.to_string(), "arrived": to.arrived.to_string(),
                "distance_km": rounded(leg.distance_km), "speed_kmh": leg.speed_kmh.map(rounded),
                "impossible": leg.impossible, "gap": leg.gap,
            },
        }));
    }
    features
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
