//! GPX 1.0 and 1.1: points of a satellite receiver.
//!
//! The subject of a track or route is what carried the receiver, named as the track is, else as the file. What it was
//! (a phone, a car, a boat) is not said, so it is an `Asset`. Times are UTC, as the format demands. Route points are
//! plans and usually have no time; they are kept as positions without one.

use evidence::{EventKind, Moment, NewEvent, PlaceMention, RecordIx};

use crate::xml::{Element, Kind, Piece, at, moment, scan};
use crate::{Broken, Head, Reader, Scribe, Text, Thing};

/// Reads GPX.
pub(crate) struct Gpx;

impl Reader for Gpx {
    fn format(&self) -> &'static str {
        "gpx"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.xml_root() == Some("gpx")
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let file = text.name().rsplit(['/', '\\', '!']).next().unwrap_or_default();
        let file = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        let mut points = Points { file, subject: None, routes: false };
        let walked = scan(
            text.open()?,
            |path| at(path, "gpx/trk/trkseg/trkpt") || at(path, "gpx/wpt") || at(path, "gpx/rte/rtept"),
            |piece| {
                points.piece(piece, scribe);
                Ok(())
            },
        );
        if points.routes {
            scribe.assume("route points are planned, not travelled, unless they carry a time");
        }
        walked
    }
}

struct Points {
    /// Name of the file without its ending.
    file: String,
    /// What the present track, route or list of waypoints is of; remembered so that it is not looked up for each point.
    subject: Option<Thing>,
    routes: bool,
}

impl Points {
    fn piece(&mut self, piece: Piece<'_>, scribe: &mut Scribe<'_>) {
        match piece.kind {
            Kind::Opened if piece.path.len() == 2 => self.subject = None,
            Kind::Opened => {}
            Kind::Leaf => self.detail(piece, scribe),
            Kind::Whole => self.point(piece, scribe),
        }
    }

    /// Name and descriptions of the file, a track or a route.
    fn detail(&mut self, piece: Piece<'_>, scribe: &mut Scribe<'_>) {
        let (element, of_file) = (piece.element, piece.path.len() == 2 || piece.is_at("gpx/metadata/*"));
        let property = match element.name() {
            // The name of the file's content is not that of the receiver.
            "name" if of_file => "summary",
            "name" => "name",
            "desc" => "description",
            "cmt" | "keywords" => "notes",
            "time" => "createdAt",
            "src" | "type" | "author" | "email" => element.name(),
            _ => return,
        };
        if element.text().is_empty() || piece.path.len() > 3 {
            return;
        }
        let record = scribe.record(piece.unit(), piece.number(), piece.start, piece.length);
        if property == "name" {
            self.subject = Some(scribe.entity("Asset", ["receiver", element.text()]));
        }
        let subject = self.subject(scribe, record);
        scribe.say(subject, property, element.text(), record);
    }

    fn point(&mut self, piece: Piece<'_>, scribe: &mut Scribe<'_>) {
        let element = piece.element;
        let place = piece.fault.map_or_else(|| coordinates(element), |fault| Err(fault.to_owned()));
        let (coordinates, time) = match place.and_then(|place| Ok((place, time(element)?))) {
            Ok(found) => found,
            Err(reason) => return scribe.reject(piece.locator(), reason, piece.bytes),
        };
        if element.name() == "wpt" {
            // Waypoints stand outside of tracks, in any order.
            self.subject = None;
        }
        self.routes |= element.name() == "rtept";
        let record = scribe.record(piece.unit(), piece.number(), piece.start, piece.length);
        let subject = self.subject(scribe, record);
        let notes = [element.text_of("desc"), element.text_of("cmt")];
        let text = if notes[0] == notes[1] { notes[0].to_owned() } else { notes.join("\n") };
        scribe.event(&NewEvent {
            time,
            from: Some(subject.ix),
            text: text.trim(),
            place: PlaceMention {
                name: element.text_of("name"),
                country: "",
                coordinates: Some(coordinates),
            },
            ..NewEvent::new(EventKind::Position, record)
        });
    }

    /// What the points are of; without a name of its own, it is called as the file is.
    fn subject(&mut self, scribe: &mut Scribe<'_>, record: RecordIx) -> Thing {
        *self.subject.get_or_insert_with(|| {
            let subject = scribe.entity("Asset", ["receiver", &self.file]);
            scribe.say(subject, "name", &self.file, record);
            subject
        })
    }
}

fn coordinates(element: Element<'_>) -> Result<(f64, f64), String> {
    let degrees = |name: &str, limit: f64| {
        let raw = element.attribute(name);
        let value = raw.trim().parse::<f64>().ok().filter(|value| value.abs() <= limit);
        value.ok_or_else(|| format!("expected {name} as degrees from -{limit} to {limit}, found “{raw}”"))
    };
    Ok((degrees("lat", 90.0)?, degrees("lon", 180.0)?))
}

/// The time of a point, which is UTC whether or not it says so.
fn time(element: Element<'_>) -> Result<Option<Moment>, String> {
    let raw = element.text_of("time");
    if raw.is_empty() {
        return Ok(None);
    }
    let at = moment(raw).ok_or_else(|| format!("expected time as YYYY-MM-DDThh:mm:ssZ, found “{raw}”"))?;
    Ok(Some(Moment { offset_min: at.offset_min.or(Some(0)), ..at }))
}
