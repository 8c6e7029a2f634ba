//! Where a thing is claimed to have happened, and how near a record's place is to it.

use evidence::{Event, Evidence};
use gazetteer::{Country, Gazetteer, Located, distance_km};
use resolve::Locations;
use serde::Serialize;

/// A place of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claimed {
    /// As written.
    pub said: String,
    /// What it can mean: none for a name the gazetteer does not hold, several for an ambiguous one.
    pub candidates: Vec<Candidate>,
    /// The country, where only a country was said.
    pub country: Option<String>,
}

/// A place that was perhaps meant.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// Its name.
    pub name: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// How a record's place stands to a claimed one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Nearness {
    /// Within the tolerance, at so many kilometres (0 for a country).
    Within(f64),
    /// Outside, by so many kilometres from the claimed place where both are points.
    Outside(Option<f64>),
    /// One of both is unknown.
    Unknown,
}

impl Claimed {
    pub(crate) fn new(said: &str, gazetteer: &Gazetteer) -> Self {
        let countries = gazetteer.countries();
        let country = countries.parse(said).map(|country| country.alpha2().to_owned());
        let is_country = country.is_some();
        let found = match gazetteer.parse_place(said, None) {
            _ if is_country => Vec::new(),
            Located::One(place) => vec![place],
            Located::Ambiguous(places) => places,
            Located::Unknown => Vec::new(),
        };
        let candidates = found
            .into_iter()
            .map(|place| Candidate {
                name: place.name.to_owned(),
                country: place.country.alpha2().to_owned(),
                latitude: place.latitude,
                longitude: place.longitude,
            })
            .collect();
        Self { said: said.to_owned(), candidates, country }
    }

    /// Where it is, if that is one place.
    pub(crate) fn only(&self) -> Option<&Candidate> {
        self.candidates.first().filter(|_| self.candidates.len() == 1)
    }

    /// Countries it can be in.
    pub(crate) fn countries(&self) -> impl Iterator<Item = &str> {
        self.country.as_deref().into_iter().chain(self.candidates.iter().map(|one| one.country.as_str()))
    }

    /// How near an event is. A name in neither table agrees only with itself.
    pub(crate) fn nearness(
        &self,
        event: &Event<'_>,
        evidence: &Evidence,
        locations: &Locations,
        within_km: f64,
    ) -> Nearness {
        let at = locations.of(event.ix);
        if let Some(country) = &self.country {
            let said = evidence.text(event.country);
            let code = at.map_or(said, |at| at.country.as_str());
            return match Country::from_alpha2(code) {
                Some(code) if code.alpha2() == country => Nearness::Within(0.0),
                Some(_) => Nearness::Outside(None),
                None => Nearness::Unknown,
            };
        }
        let written = evidence.text(event.place);
        if !written.is_empty() && written.to_lowercase() == self.said.to_lowercase() {
            return Nearness::Within(0.0);
        }
        let Some(at) = at else { return Nearness::Unknown };
        let apart = |one: &Candidate| distance_km(one.latitude, one.longitude, at.latitude, at.longitude);
        match self.candidates.iter().map(apart).min_by(f64::total_cmp) {
            Some(km) if km <= within_km => Nearness::Within(km),
            Some(km) => Nearness::Outside(Some(km)),
            None => Nearness::Unknown,
        }
    }
}
