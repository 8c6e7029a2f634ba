//! `routes.kml`: routes and trips for Google Earth and other globes, OGC KML 2.2. Stops carry their time span, so that a
//! globe's slider shows who was where; descriptions are in the language of the run.

use std::io::{self, Write};

use evidence::{Moment, Precision};
use resolve::{Location, LocationIx};
use routes::{Route, Trip};

use crate::xml::Xml;
use crate::{Id, Picture, Words};

/// Writes all routes and trips.
pub fn write(picture: &Picture<'_>, words: &Words, out: impl Write) -> io::Result<()> {
    Xml::whole(out, "kml", &[("xmlns", "http://www.opengis.net/kml/2.2")], |xml| {
        xml.element("Document", &[], |xml| {
            xml.text("name", &[], "Palermo")?;
            // Colours are alpha, blue, green, red.
            for (id, colour, width) in
                [("leg", "ffb27200", "3"), ("gap", "80b27200", "1.5"), ("route", "ff005ed5", "5")]
            {
                xml.element("Style", &[("id", id)], |xml| {
                    xml.element("LineStyle", &[], |xml| {
                        xml.text("color", &[], colour)?;
                        xml.text("width", &[], width)
                    })
                })?;
            }
            folder(xml, &words.text("routes-recurring-title"), |xml| {
                let mut routes = picture.routes.routes.iter().enumerate();
                routes.try_for_each(|(at, route)| of_route(xml, picture, words, at, route))
            })?;
            folder(xml, &words.text("trips-title"), |xml| {
                let mut trips = picture.routes.trips.iter().enumerate();
                trips.try_for_each(|(at, trip)| of_trip(xml, picture, words, at, trip))
            })
        })
    })
}

fn of_route<W: Write>(
    xml: &mut Xml<W>,
    picture: &Picture<'_>,
    words: &Words,
    at: usize,
    route: &Route,
) -> io::Result<()> {
    let place = |at: LocationIx| picture.locations.all.get(at.0 as usize);
    let runs = words.get("route-runs", &[("count", route.runs.len().into())]);
    let names: Vec<&str> =
        route.waypoints.iter().filter_map(|own| Some(place(own.location)?.name.as_str())).collect();
    folder(xml, &format!("{} · {} · {runs}", Id::Route(at), names.join(" → ")), |xml| {
        let ends = route.waypoints.iter().zip(route.waypoints.iter().skip(1));
        for (leg, (from, to)) in route.legs.iter().zip(ends) {
            let Some((start, end)) = place(from.location).zip(place(to.location)) else { continue };
            let said = words.get("route-runs", &[("count", leg.runs.into())]);
            way(xml, &format!("{} → {}", start.name, end.name), &said, "route", (start, end))?;
        }
        Ok(())
    })
}

fn of_trip<W: Write>(
    xml: &mut Xml<W>,
    picture: &Picture<'_>,
    words: &Words,
    at: usize,
    trip: &Trip,
) -> io::Result<()> {
    let place = |stop: &routes::Stop| picture.locations.all.get(stop.location.0 as usize);
    folder(xml, &format!("{} · {}", Id::Trip(at), picture.caption(trip.subject)), |xml| {
        for stop in &trip.stops {
            let Some(location) = place(stop) else { continue };
            let said = words.period(words.moment(&stop.arrived), words.moment(&stop.left));
            xml.element("Placemark", &[], |xml| {
                xml.text("name", &[], &location.name)?;
                xml.text("description", &[], &said)?;
                xml.element("TimeSpan", &[], |xml| {
                    xml.text("begin", &[], &stamp(&stop.arrived))?;
                    xml.text("end", &[], &stamp(&stop.left))
                })?;
                xml.element("Point", &[], |xml| xml.text("coordinates", &[], &position(location)))
            })?;
        }
        for leg in &trip.legs {
            let ends =
                trip.stops.get(leg.from).and_then(place).zip(trip.stops.get(leg.from + 1).and_then(place));
            let Some((start, end)) = ends else { continue };
            let km = words.decimal(leg.distance_km.round(), 0);
            let mut said = words.get("leg-distance", &[("km", km.into())]);
            for (holds, key) in [(leg.gap, "leg-gap"), (leg.impossible, "leg-impossible")] {
                if holds {
                    said = format!("{said}, {}", words.text(key));
                }
            }
            let style = if leg.gap { "gap" } else { "leg" };
            way(xml, &format!("{} → {}", start.name, end.name), &said, style, (start, end))?;
        }
        Ok(())
    })
}

/// A line over the ground.
fn way<W: Write>(
    xml: &mut Xml<W>,
    name: &str,
    said: &str,
    style: &str,
    (start, end): (&Location, &Location),
) -> io::Result<()> {
    xml.element("Placemark", &[], |xml| {
        xml.text("name", &[], name)?;
        xml.text("description", &[], said)?;
        xml.text("styleUrl", &[], &format!("#{style}"))?;
        xml.element("LineString", &[], |xml| {
            xml.text("tessellate", &[], "1")?;
            xml.text("coordinates", &[], &format!("{} {}", position(start), position(end)))
        })
    })
}

fn folder<W: Write>(
    xml: &mut Xml<W>,
    name: &str,
    inner: impl FnOnce(&mut Xml<W>) -> io::Result<()>,
) -> io::Result<()> {
    xml.element("Folder", &[], |xml| {
        xml.text("name", &[], name)?;
        inner(xml)
    })
}

/// A moment as XML Schema has it: a time of day has its seconds.
fn stamp(moment: &Moment) -> String {
    let fine = if moment.precision == Precision::Minute { Precision::Second } else { moment.precision };
    Moment { precision: fine, ..*moment }.to_string()
}

/// Degrees east, then north.
fn position(location: &Location) -> String {
    format!("{:.5},{:.5}", location.longitude, location.latitude)
}
