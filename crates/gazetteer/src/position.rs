//! From coordinates to places and countries.

use crate::Gazetteer;
use crate::country::Country;
use crate::outline;
use crate::place::Place;

/// Mean radius of the Earth (IUGG), in kilometres.
const EARTH_RADIUS_KM: f64 = 6371.0088;
/// Ours: coarse outlines are off by tens of kilometres, so a town this near is the better witness of the country.
const TOWN_DECIDES_KM: f64 = 30.0;

/// Great-circle distance (haversine, spherical Earth) between two points in degrees.
pub fn distance_km(latitude1: f64, longitude1: f64, latitude2: f64, longitude2: f64) -> f64 {
    let half_sine = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let h = half_sine(latitude1, latitude2)
        + latitude1.to_radians().cos() * latitude2.to_radians().cos() * half_sine(longitude1, longitude2);
    2.0 * EARTH_RADIUS_KM * h.min(1.0).sqrt().asin()
}

/// Latitude and index of every place, south to north.
pub(crate) fn index<T>(places: &[(Place, T)]) -> Vec<(f64, usize)> {
    let mut index: Vec<_> = places.iter().enumerate().map(|(id, (place, _))| (place.latitude, id)).collect();
    index.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    index
}

impl Gazetteer {
    /// The nearest place within `max_km`, with its distance; of two equally near, the more populous.
    ///
    /// None for coordinates that are not finite or whose latitude is not between -90 and 90.
    pub fn nearest(&self, latitude: f64, longitude: f64, max_km: f64) -> Option<(&Place, f64)> {
        if !is_position(latitude, longitude) {
            return None;
        }
        let (south, north) = self
            .by_latitude
            .split_at_checked(self.by_latitude.partition_point(|&(other, _)| other < latitude))?;
        let southward = self.nearest_along(latitude, longitude, max_km, south.iter().rev());
        let within = southward.map_or(max_km, |(km, _)| km);
        let northward = self.nearest_along(latitude, longitude, within, north.iter());
        let (km, id) = [southward, northward].into_iter().flatten().min_by(closer)?;
        Some((self.places.get(id)?, km))
    }

    /// The nearest of `candidates`, which lead away from the latitude, so that the search can stop.
    fn nearest_along<'a>(
        &self,
        latitude: f64,
        longitude: f64,
        max_km: f64,
        candidates: impl Iterator<Item = &'a (f64, usize)>,
    ) -> Option<(f64, usize)> {
        let mut best: Option<(f64, usize)> = None;
        for &(other, id) in candidates {
            let within = best.map_or(max_km, |(km, _)| km);
            // A metre of slack for rounding.
            if (other - latitude).abs().to_radians() * EARTH_RADIUS_KM > within + 0.001 {
                break;
            }
            let place = self.places.get(id)?;
            let km = distance_km(latitude, longitude, place.latitude, place.longitude);
            if km <= max_km && best.is_none_or(|best| closer(&(km, id), &best).is_lt()) {
                best = Some((km, id));
            }
        }
        best
    }

    /// The place within `max_km` that people would name, with its distance: a city rather than its borough, yet a town
    /// rather than the city it lies beside. Of the places in the country of the nearest one it is that of the greatest
    /// population by the square of the distance in kilometres, one added (a gravity model; ours).
    ///
    /// None where [`Gazetteer::nearest`] has none. Cost: a look at every place of the band of latitude.
    pub fn town(&self, latitude: f64, longitude: f64, max_km: f64) -> Option<(&Place, f64)> {
        let (nearest, km) = self.nearest(latitude, longitude, max_km)?;
        let pull = |place: &Place, km: f64| f64::from(place.population.max(1)) / (km + 1.0).powi(2);
        let reach = (max_km / EARTH_RADIUS_KM).to_degrees();
        let from = self.by_latitude.partition_point(|&(other, _)| other < latitude - reach);
        let band = self.by_latitude.get(from..).unwrap_or_default();
        let mut best = (nearest, km);
        for place in band
            .iter()
            .take_while(|&&(other, _)| other <= latitude + reach)
            .filter_map(|&(_, id)| self.places.get(id))
            .filter(|place| place.country == nearest.country)
        {
            let km = distance_km(latitude, longitude, place.latitude, place.longitude);
            if km <= max_km && pull(place, km) > pull(best.0, best.1) {
                best = (place, km);
            }
        }
        Some(best)
    }

    /// The country at a point: that of the nearest place within 30 km, else that of the outline around the point.
    ///
    /// Good enough to sort records; not to decide on which side of a border someone stood. None at sea far from any
    /// town, and for coordinates that [`Gazetteer::nearest`] refuses.
    pub fn country_at(&self, latitude: f64, longitude: f64) -> Option<Country> {
        if !is_position(latitude, longitude) {
            return None;
        }
        if let Some((place, _)) = self.nearest(latitude, longitude, TOWN_DECIDES_KM) {
            return Some(place.country);
        }
        outline::smallest_around(&self.outlines, latitude, (longitude + 180.0).rem_euclid(360.0) - 180.0)
    }
}

fn is_position(latitude: f64, longitude: f64) -> bool {
    longitude.is_finite() && (-90.0..=90.0).contains(&latitude)
}

fn closer(a: &(f64, usize), b: &(f64, usize)) -> std::cmp::Ordering {
    a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))
}
