//! GeoJSON (RFC 7946) as movements: points and lines, each position an event of who or what was there, and when.
//!
//! The format says where; who and when are up to the writer. They are read from these properties, names compared
//! without case, `_`, `-` and spaces:
//!
//! | what | properties, the first that is there |
//! |---|---|
//! | subject | `mmsi`, `imo`, `icao24`, `hex`, `plate`, `license_plate`, `licence_plate`, `registration`, `vessel`, `ship`, `vehicle`, `person`, `user`, `username`, `user_id`, `device`, `device_id`, `imei`, `track`, `track_id`, `name`, `id`; then the feature's own `id`; a line with none of them is a subject of its own |
//! | time | `time`, `timestamp`, `datetime`, `recorded_at`, `gps_time`, `when`, `date`; `date` and `time` together; ISO 8601, or seconds, milli-, micro- or nanoseconds since 1970 |
//! | time of each position | an array beside the coordinates: `coordTimes`, `times`, `timestamps`, `coordinateProperties.times`, or the above |
//! | place | `place`, `location`, `city`, `port`, `address`, or `name` where it is not the subject's; `country`, `country_code` |
//! | text | `description`, `desc`, `comment`, `cmt`, `notes` |
//!
//! One time beside many positions is that of the first. Altitudes and other properties are not kept. Areas are no
//! movements and are refused; so is what has neither a time nor a subject other than `name` or `id`: a place, or a
//! shape on a map.

mod time;

use evidence::{EventKind, Locator, Moment, NewEvent, PlaceMention, RecordIx};
use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::json::{Piece, Step, at, scan};
use crate::{Broken, Head, RECORD_LIMIT, Reader, Scribe, Text, Thing};

/// The reader of `geojson`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Geojson;

impl Reader for Geojson {
    fn format(&self) -> &'static str {
        "geojson"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let types = || head.text.split("\"type\"").skip(1).take(20).filter_map(string_member);
        let has = |member: &str| head.text.contains(member);
        head.text.trim_start().starts_with('{')
            && types().any(|kind| match kind {
                "FeatureCollection" => has("\"features\""),
                "Feature" => has("\"geometry\""),
                _ => GEOMETRIES.contains(&kind) && (has("\"coordinates\"") || has("\"geometries\"")),
            })
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let collection = is_collection(text)?;
        let whole = |path: &[Step]| if collection { at(path, &["features", "*"]) } else { path.is_empty() };
        let mut counted_times = false;
        scan(text.open()?, whole, |piece| {
            if piece.is_at(&["crs", "properties", "name"]) {
                assume_degrees(&piece, scribe);
            } else if whole(piece.path)
                && let Err(reason) = feature(&piece, &mut counted_times, scribe)
            {
                let (unit, number) = place(&piece);
                scribe.reject(Locator::new(unit, number, piece.start, piece.length), reason, piece.bytes);
            }
            Ok(())
        })?;
        if counted_times {
            scribe.assume(
                "times that are numbers are counted from 1970-01-01T00:00Z, in the unit their size tells",
            );
        }
        Ok(())
    }
}

/// RFC 7946, 1.4.
const GEOMETRIES: [&str; 7] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

/// The value of a string member, from behind its name.
fn string_member(rest: &str) -> Option<&str> {
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split_once('"').map(|(value, _)| value)
}

/// Whether the root is a collection of features; members stand in any order, so it is found out by looking.
fn is_collection(text: &Text<'_>) -> Result<bool, Broken> {
    let mut collection = None;
    let whole = |path: &[Step]| match path {
        [] => false,
        [Step::Key(key)] => key != "features",
        _ => true,
    };
    let looked = scan(text.open()?, whole, |piece| {
        if piece.is_at(&["features", "*"]) {
            collection = Some(true);
        } else if piece.is_at(&["type"]) {
            collection = Some(piece.bytes == b"\"FeatureCollection\"");
        }
        if collection.is_some() { Err(Broken::structure(0, "found")) } else { Ok(()) }
    });
    match looked {
        Err(error @ Broken::Io(_)) => Err(error),
        _ => Ok(collection.unwrap_or(false)),
    }
}

/// Older files may name another reference system.
fn assume_degrees(piece: &Piece<'_>, scribe: &mut Scribe<'_>) {
    let name = String::from_utf8_lossy(piece.bytes);
    if !["CRS84", "4326", "WGS84"].iter().any(|known| name.contains(known)) {
        scribe.assume(&format!(
            "coordinates are read as degrees (WGS 84), although the file names the system {name}"
        ));
    }
}

fn place(piece: &Piece<'_>) -> (String, u64) {
    match piece.item() {
        Some(number) => (piece.unit(), number),
        None => ("feature".to_owned(), 1),
    }
}

fn feature(piece: &Piece<'_>, counted_times: &mut bool, scribe: &mut Scribe<'_>) -> Result<(), String> {
    if piece.length > RECORD_LIMIT as u64 {
        return Err("the feature is longer than 16 MiB; split its line into several features".to_owned());
    }
    let feature: Feature<'_> =
        serde_json::from_slice(piece.bytes).map_err(|error| format!("not a GeoJSON feature: {error}"))?;
    let positions = feature.positions()?;
    let properties = Properties(feature.properties.as_ref());
    let times = properties.times(positions.len(), counted_times)?;
    if times.iter().all(Option::is_none) && !properties.name_a_mover() {
        let reason =
            "expected a time, or a subject such as mmsi, plate, device or user; found a place or shape only";
        return Err(reason.to_owned());
    }

    let (unit, number) = place(piece);
    let record = scribe.record(unit, number, piece.start, piece.length);
    let subject = properties.subject(&feature, &positions, number, record, scribe);
    let country = properties.text(&["country", "countrycode"]).unwrap_or_default();
    let country = scribe.cleaner().countries().parse(&country);
    let country = country.as_ref().map_or("", |country| country.alpha2());
    let name_of_place = if subject.named { None } else { properties.text(&["name"]) };
    let name_of_place = properties.text(&PLACES).or(name_of_place).unwrap_or_default();
    let text = properties.text(&TEXTS).unwrap_or_default();
    for (position, time) in positions.iter().zip(times) {
        let coordinates = Some((position.latitude, position.longitude));
        let event = NewEvent {
            time,
            from: subject.thing.map(|thing| thing.ix),
            text: &text,
            place: PlaceMention { name: &name_of_place, country, coordinates },
            ..NewEvent::new(EventKind::Position, record)
        };
        scribe.event(&event);
    }
    Ok(())
}

/// A feature, or a geometry that stands in a feature's place.
#[derive(Deserialize)]
struct Feature<'a> {
    r#type: Option<String>,
    id: Option<Value>,
    properties: Option<Map<String, Value>>,
    #[serde(borrow)]
    geometry: Option<Geometry<'a>>,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
    geometries: Option<Vec<Geometry<'a>>>,
}

#[derive(Deserialize)]
struct Geometry<'a> {
    r#type: String,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
    geometries: Option<Vec<Geometry<'a>>>,
}

impl Feature<'_> {
    /// All its positions in order.
    fn positions(&self) -> Result<Vec<Position>, String> {
        let mut positions = Vec::new();
        match (self.r#type.as_deref(), &self.geometry) {
            (Some("Feature"), Some(Geometry { r#type, coordinates, geometries })) => {
                add_positions(r#type, *coordinates, geometries.as_deref(), &mut positions)?;
            }
            (Some("Feature"), None) => {
                return Err("expected a geometry, found a feature without one".to_owned());
            }
            (Some(kind), _) => {
                add_positions(kind, self.coordinates, self.geometries.as_deref(), &mut positions)?;
            }
            (None, _) => return Err("expected a member “type” that says Feature, found none".to_owned()),
        }
        match positions.iter().find(|position| !position.is_on_earth()) {
            Some(Position { longitude, latitude }) => Err(format!(
                "expected longitude and latitude in degrees, found {longitude}, {latitude}; GeoJSON has longitude first"
            )),
            None if positions.is_empty() => Err("expected coordinates, found none".to_owned()),
            None => Ok(positions),
        }
    }
}

fn add_positions<'a>(
    kind: &str,
    coordinates: Option<&'a RawValue>,
    geometries: Option<&[Geometry<'a>]>,
    positions: &mut Vec<Position>,
) -> Result<(), String> {
    fn read<'a, T: Deserialize<'a>>(coordinates: Option<&'a RawValue>) -> Result<T, String> {
        let coordinates = coordinates.ok_or("expected coordinates, found none")?;
        serde_json::from_str(coordinates.get()).map_err(|error| format!("not coordinates: {error}"))
    }
    match kind {
        "Point" => positions.push(read(coordinates)?),
        "MultiPoint" | "LineString" => positions.append(&mut read(coordinates)?),
        "MultiLineString" => {
            let lines: Vec<Vec<Position>> = read(coordinates)?;
            positions.extend(lines.into_iter().flatten());
        }
        "GeometryCollection" => {
            for Geometry { r#type, coordinates, geometries } in geometries.unwrap_or_default() {
                add_positions(r#type, *coordinates, geometries.as_deref(), positions)?;
            }
        }
        "Polygon" | "MultiPolygon" => {
            return Err(format!("a {kind} is an area, and areas are no movements; expected points or lines"));
        }
        _ => return Err(format!("expected a Feature with points or lines, found “{kind}”")),
    }
    Ok(())
}

/// Degrees, WGS 84.
#[derive(Clone, Copy, Debug)]
struct Position {
    longitude: f64,
    latitude: f64,
}

impl Position {
    fn is_on_earth(self) -> bool {
        (-180.0..=180.0).contains(&self.longitude) && (-90.0..=90.0).contains(&self.latitude)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Takes the first two numbers; altitude and whatever follows is passed over.
        struct Numbers;
        impl<'de> Visitor<'de> for Numbers {
            type Value = Position;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("an array of longitude and latitude")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Position, A::Error> {
                let missing = |at| serde::de::Error::invalid_length(at, &self);
                let longitude = numbers.next_element()?.ok_or_else(|| missing(0))?;
                let latitude = numbers.next_element()?.ok_or_else(|| missing(1))?;
                while numbers.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Position { longitude, latitude })
            }
        }
        deserializer.deserialize_seq(Numbers)
    }
}

/// Properties that name a subject, its schema and what they say of it. The first that is there is its key.
const SUBJECTS: [(&str, &str, &str); 23] = [
    ("mmsi", "Vessel", "mmsi"),
    ("imo", "Vessel", "imoNumber"),
    ("icao24", "Airplane", "icaoCode"),
    ("hex", "Airplane", "icaoCode"),
    ("plate", "Vehicle", "registrationNumber"),
    ("licenseplate", "Vehicle", "registrationNumber"),
    ("licenceplate", "Vehicle", "registrationNumber"),
    ("registration", "Vehicle", "registrationNumber"),
    ("vessel", "Vessel", "name"),
    ("ship", "Vessel", "name"),
    ("vehicle", "Vehicle", "name"),
    ("person", "Person", "name"),
    ("user", "UserAccount", "username"),
    ("username", "UserAccount", "username"),
    ("userid", "UserAccount", "username"),
    ("device", UNKNOWN, "name"),
    ("deviceid", UNKNOWN, "name"),
    ("imei", UNKNOWN, "name"),
    ("track", UNKNOWN, "name"),
    ("trackid", UNKNOWN, "name"),
    ("name", UNKNOWN, "name"),
    ("id", UNKNOWN, "name"),
    // Only for what else is said of a vessel.
    ("callsign", "Vessel", "callSign"),
];

/// What moved is a thing that someone has; more is not known.
const UNKNOWN: &str = "Asset";

const PLACES: [&str; 6] = ["place", "placename", "location", "city", "port", "address"];
const TEXTS: [&str; 5] = ["description", "desc", "comment", "cmt", "notes"];
const TIMES: [&str; 6] = ["time", "timestamp", "datetime", "recordedat", "gpstime", "when"];
const ARRAYS: [&str; 3] = ["coordtimes", "times", "timestamps"];

/// The properties of a feature, if it has any.
#[derive(Clone, Copy)]
struct Properties<'a>(Option<&'a Map<String, Value>>);

/// Who or what a feature tells of.
struct Subject {
    thing: Option<Thing>,
    /// Whether `name` is its name, not that of a place.
    named: bool,
}

impl<'a> Properties<'a> {
    /// The property of that name, written in lower case without signs.
    fn get(self, name: &str) -> Option<&'a Value> {
        let same = |key: &str| {
            let letters = key.bytes().filter(|byte| !matches!(byte, b'_' | b'-' | b' '));
            letters.map(|byte| byte.to_ascii_lowercase()).eq(name.bytes())
        };
        self.0?.iter().find(|(key, value)| same(key) && !value.is_null()).map(|(_, value)| value)
    }

    /// The first of these properties that says something.
    fn text(self, names: &[&str]) -> Option<String> {
        names.iter().filter_map(|name| self.get(name)).find_map(scalar)
    }

    /// Whether a subject is named that can only be something or someone that moves.
    fn name_a_mover(self) -> bool {
        SUBJECTS.iter().any(|(name, ..)| !matches!(*name, "name" | "id") && self.get(name).is_some())
    }

    fn subject(
        self,
        feature: &Feature<'_>,
        positions: &[Position],
        number: u64,
        record: RecordIx,
        scribe: &mut Scribe<'_>,
    ) -> Subject {
        let named = SUBJECTS.iter().find_map(|&(name, schema, property)| {
            let value = self.text(&[name]).filter(|_| name != "callsign")?;
            Some((name, schema, property, value))
        });
        let Some((kind, schema, property, value)) = named else {
            let key = match feature.id.as_ref().and_then(scalar) {
                Some(id) => Some(("feature-id", id)),
                None if positions.len() > 1 => Some(("feature", number.to_string())),
                None => None,
            };
            let thing = key.map(|(kind, key)| {
                let thing = scribe.entity(UNKNOWN, [kind, &key]);
                if kind == "feature-id" {
                    scribe.say(thing, "name", &key, record);
                }
                thing
            });
            return Subject { thing, named: false };
        };
        let thing = scribe.entity(schema, [kind, &value]);
        scribe.say(thing, property, &value, record);
        let is_craft = matches!(schema, "Vessel" | "Vehicle" | "Airplane");
        if is_craft {
            let also = SUBJECTS.iter().filter(|&&(name, of, _)| of == schema && name != kind);
            for (name, _, property) in also {
                scribe.say(thing, property, &self.text(&[name]).unwrap_or_default(), record);
            }
            scribe.say(thing, "name", &self.text(&["name"]).unwrap_or_default(), record);
        }
        Subject { thing: Some(thing), named: is_craft || kind == "name" }
    }

    /// The time of each of so many positions.
    fn times(self, positions: usize, counted: &mut bool) -> Result<Vec<Option<Moment>>, String> {
        let of_coordinates = self.get("coordinateproperties").and_then(|value| value.get("times"));
        let array =
            ARRAYS.iter().chain(&TIMES).filter_map(|name| self.get(name)).find(|value| value.is_array());
        if let Some(array) = of_coordinates.or(array) {
            let mut values = Vec::new();
            flatten(array, &mut values);
            if values.len() != positions {
                return Err(format!(
                    "expected a time for each of {positions} positions, found {}",
                    values.len()
                ));
            }
            return values.into_iter().map(|value| time::moment(value, counted)).collect();
        }
        let first = match (TIMES.iter().find_map(|name| self.get(name)), self.get("date")) {
            (Some(Value::String(clock)), Some(Value::String(date))) if !clock.contains(['-', '/']) => {
                time::moment(&Value::String(format!("{date}T{clock}")), counted)?
            }
            (Some(value), _) | (None, Some(value)) => time::moment(value, counted)?,
            (None, None) => None,
        };
        Ok(std::iter::once(first).chain(std::iter::repeat(None)).take(positions).collect())
    }
}

/// The items of arrays in arrays, in order.
fn flatten<'a>(value: &'a Value, items: &mut Vec<&'a Value>) {
    match value {
        Value::Array(inner) => inner.iter().for_each(|value| flatten(value, items)),
        value => items.push(value),
    }
}

/// A value as text, unless it is nothing or a structure.
fn scalar(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
