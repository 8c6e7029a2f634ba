//! Place names and coordinates, offline.
//!
//! Records name places in many ways: `MONTREAL QC` on a card payment, `طرابلس` in a chat, a pair of coordinates in a
//! photo. This crate finds which place is meant, says so when it cannot tell, and never looks anything up outside.
//!
//! In: text or coordinates. Out: [`Place`]s, [`Country`]s, outlines to draw. The data in `packs/gazetteer` is compiled
//! in; its README names the sources (GeoNames, Natural Earth) and their terms.
//!
//! - An ambiguous name stays ambiguous: [`Located::Ambiguous`] holds every candidate.
//! - The table is partial: towns of 15,000 people and up, and a list of smaller ones on known routes. A name it does
//!   not hold is [`Located::Unknown`], which does not mean that no such place exists.
//! - Outlines are coarse and, like the country codes, no statement about anyone's territory.
//!
//! ```
//! use gazetteer::{Gazetteer, Located};
//!
//! let gazetteer = Gazetteer::embedded();
//! let Located::One(laredo) = gazetteer.parse_place("LAREDO TX", None) else { panic!() };
//! assert_eq!((laredo.name, laredo.country.alpha2()), ("Laredo", "US"));
//! assert!(matches!(gazetteer.find_best("Tripoli", None), Located::Ambiguous(_)));
//! ```

mod country;
mod fold;
mod mention;
mod name;
mod outline;
mod place;
mod position;
mod written;

pub use country::{Countries, Country, Language};
pub use outline::Ring;
pub use place::{Located, Place};
pub use position::distance_km;

use std::collections::{BTreeMap, HashMap};

/// The tables, parsed and indexed. Build it once and lend it; loading takes tens of milliseconds.
#[derive(Debug)]
pub struct Gazetteer {
    /// Most populous first, so that a smaller index is a better candidate.
    places: Vec<Place>,
    /// Folded name to indices into `places`, ascending.
    names: HashMap<Box<str>, Vec<usize>>,
    /// Latitude and index into `places`, south to north.
    by_latitude: Vec<(f64, usize)>,
    countries: Countries,
    regions: written::Regions,
    outlines: BTreeMap<Country, Vec<Ring>>,
    mentions: mention::Rules,
}

impl Gazetteer {
    /// The gazetteer compiled into this crate.
    pub fn embedded() -> Self {
        let places = place::embedded();
        Self {
            names: name::index(&places),
            by_latitude: position::index(&places),
            countries: Countries::embedded(),
            regions: written::Regions::embedded(),
            outlines: outline::embedded(),
            mentions: mention::Rules::embedded(),
            places: places.into_iter().map(|(place, _)| place).collect(),
        }
    }

    /// The table of countries.
    pub fn countries(&self) -> &Countries {
        &self.countries
    }

    /// Every place, most populous first.
    pub fn places(&self) -> &[Place] {
        &self.places
    }
}
