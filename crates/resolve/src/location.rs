//! At which place each event happened.

use std::collections::{BTreeMap, HashMap};

use evidence::{Event, EventIx, Evidence, Symbol};
use gazetteer::{Country, Gazetteer, Place};

/// The number of a location in [`Locations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocationIx(pub u32);

/// How an event came by its location.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Located {
    /// The record gave coordinates; the place is the town of the gazetteer around them, if there is one.
    ByCoordinates,
    /// The record names a place that is one place.
    ByName,
}

/// A place where events happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    /// Name for people: the gazetteer's, or the coordinates.
    pub name: String,
    /// ISO 3166-1 alpha-2 code, upper case; empty at sea or where unknown.
    pub country: String,
    /// Degrees.
    pub latitude: f64,
    /// Degrees.
    pub longitude: f64,
}

impl Location {
    /// Whether it is a place of the gazetteer, not a mere position.
    pub fn is_named(&self) -> bool {
        self.name != position_name(self.latitude, self.longitude)
    }
}

/// Where events happened.
#[derive(Clone, Debug, Default)]
pub struct Locations {
    /// All locations, in order of first use. Events at coordinates near one gazetteer place share its location.
    pub all: Vec<Location>,
    /// Location of each event, by event number; `None` where it is unknown or ambiguous.
    pub of_event: Vec<Option<(LocationIx, Located)>>,
    /// Names that could be several places, with the candidates: ambiguous stays ambiguous.
    pub ambiguous: Vec<(String, Vec<Location>)>,
}

impl Locations {
    /// The number of a place of the gazetteer, which is added if no event happened there.
    pub fn add(&mut self, place: &Place) -> LocationIx {
        let own = location(place);
        let at = self.all.iter().position(|known| *known == own).unwrap_or_else(|| {
            self.all.push(own);
            self.all.len() - 1
        });
        LocationIx(u32::try_from(at).unwrap_or(u32::MAX))
    }

    /// Where an event happened.
    pub fn of(&self, event: EventIx) -> Option<&Location> {
        let (at, _) = (*self.of_event.get(event.0 as usize)?)?;
        self.all.get(at.0 as usize)
    }
}

/// How near a gazetteer place must be to lend its name to coordinates. Ours: a town and its outskirts.
const NEAR_KM: f64 = 15.0;
/// Coordinates are looked up by cells of this part of a degree, about a kilometre. Ours: a receiver's track of a
/// million points asks for a few thousand cells.
const CELLS: f64 = 100.0;
/// Positions far from any place share a location by cells of this part of a degree. Ours.
const OPEN_CELLS: f64 = 10.0;

/// Places every event whose record gives coordinates, or a name that is one place; coordinates outweigh the name.
///
/// Cost: one look-up in the gazetteer for each distinct name with country and each cell of coordinates.
pub fn locate(evidence: &Evidence, gazetteer: &Gazetteer) -> Locations {
    let mut locating = Locating::default();
    for event in evidence.events() {
        let at = locating.event(evidence, gazetteer, &event);
        locating.found.of_event.push(at);
    }
    locating.found.ambiguous = locating.ambiguous.into_iter().collect();
    locating.found
}

/// [`locate`], event by event, for evidence that grows: what was looked up once is not looked up again.
#[derive(Clone, Debug, Default)]
pub struct Locating {
    /// The locations so far, in order of first use; `of_event` is the caller's.
    pub found: Locations,
    /// Number of a location by name, country and the bits of its coordinates.
    numbers: HashMap<(String, String, u64, u64), LocationIx>,
    by_name: HashMap<(Symbol, Symbol), Option<LocationIx>>,
    by_cell: HashMap<(i32, i32), LocationIx>,
    ambiguous: BTreeMap<String, Vec<Location>>,
}

impl Locating {
    /// Goes on after these locations were found.
    pub fn resume(all: Vec<Location>) -> Self {
        let numbers = all.iter().map(key).zip((0..).map(LocationIx)).collect();
        Self { found: Locations { all, ..Locations::default() }, numbers, ..Self::default() }
    }

    /// Where an event happened.
    pub fn event(
        &mut self,
        evidence: &Evidence,
        gazetteer: &Gazetteer,
        event: &Event<'_>,
    ) -> Option<(LocationIx, Located)> {
        if let Some(at) =
            event.coordinates.and_then(|(latitude, longitude)| self.position(gazetteer, latitude, longitude))
        {
            return Some((at, Located::ByCoordinates));
        }
        if event.place.is_empty() {
            return None;
        }
        let key = (event.place, event.country);
        let at = if let Some(&known) = self.by_name.get(&key) {
            known
        } else {
            let at = self.name(evidence, gazetteer, event.place, event.country);
            self.by_name.insert(key, at);
            at
        };
        at.map(|at| (at, Located::ByName))
    }

    fn position(&mut self, gazetteer: &Gazetteer, latitude: f64, longitude: f64) -> Option<LocationIx> {
        let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        // A receiver without a fix writes zeros.
        if !on_earth || (latitude == 0.0 && longitude == 0.0) {
            return None;
        }
        let cell = (cell(latitude), cell(longitude));
        if let Some(&known) = self.by_cell.get(&cell) {
            return Some(known);
        }
        let (latitude, longitude) = (f64::from(cell.0) / CELLS, f64::from(cell.1) / CELLS);
        let location = match gazetteer.town(latitude, longitude, NEAR_KM) {
            Some((place, _)) => location(place),
            None => open(gazetteer, latitude, longitude),
        };
        let at = self.number(location);
        self.by_cell.insert(cell, at);
        Some(at)
    }

    fn name(
        &mut self,
        evidence: &Evidence,
        gazetteer: &Gazetteer,
        name: Symbol,
        country: Symbol,
    ) -> Option<LocationIx> {
        let name = evidence.text(name);
        let hint = Country::from_alpha2(evidence.text(country));
        match gazetteer.parse_place(name, hint) {
            gazetteer::Located::One(place) => Some(self.number(location(place))),
            gazetteer::Located::Ambiguous(places) => {
                let candidates = places.into_iter().map(location).collect();
                self.ambiguous.entry(name.to_owned()).or_insert(candidates);
                None
            }
            gazetteer::Located::Unknown => None,
        }
    }

    fn number(&mut self, location: Location) -> LocationIx {
        let next = LocationIx(u32::try_from(self.found.all.len()).unwrap_or(u32::MAX));
        let at = *self.numbers.entry(key(&location)).or_insert(next);
        if at == next {
            self.found.all.push(location);
        }
        at
    }
}

/// What tells locations apart.
fn key(location: &Location) -> (String, String, u64, u64) {
    let Location { name, country, latitude, longitude } = location;
    (name.clone(), country.clone(), latitude.to_bits(), longitude.to_bits())
}

/// A position far from any place.
fn open(gazetteer: &Gazetteer, latitude: f64, longitude: f64) -> Location {
    let country = gazetteer.country_at(latitude, longitude);
    let country = country.map_or_else(String::new, |country| country.alpha2().to_owned());
    let round = |degrees: f64| (degrees * OPEN_CELLS).round() / OPEN_CELLS + 0.0;
    let (latitude, longitude) = (round(latitude), round(longitude));
    Location { name: position_name(latitude, longitude), country, latitude, longitude }
}

fn location(place: &Place) -> Location {
    Location {
        name: place.name.to_owned(),
        country: place.country.alpha2().to_owned(),
        latitude: place.latitude,
        longitude: place.longitude,
    }
}

fn position_name(latitude: f64, longitude: f64) -> String {
    format!("{latitude:.1}, {longitude:.1}")
}

#[expect(clippy::cast_possible_truncation, reason = "a number of degrees on Earth times 100 fits")]
fn cell(degrees: f64) -> i32 {
    (degrees * CELLS).round() as i32
}
