//! Where people of the ledgers live, travel and send money: a short table of real cities.

use evidence::Currency;
use jiff::civil::Date;

/// A city, by its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct City(pub(crate) u8);

/// When clocks are put forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Summer {
    None,
    American,
    European,
}
use Summer::{American, European};

/// Name as a record prints it, country, latitude, longitude, minutes east of UTC in winter, summer time, weight of its
/// population (0: nobody of the ledger lives there).
type Row = (&'static str, &'static str, f64, f64, i16, Summer, u32);

const TABLE: [Row; 72] = [
    ("Toronto ON", "CA", 43.70, -79.42, -300, American, 240),
    ("Montréal QC", "CA", 45.51, -73.59, -300, American, 150),
    ("Vancouver BC", "CA", 49.25, -123.12, -480, American, 80),
    ("Calgary AB", "CA", 51.05, -114.09, -420, American, 70),
    ("Edmonton AB", "CA", 53.55, -113.47, -420, American, 60),
    ("Ottawa ON", "CA", 45.41, -75.70, -300, American, 60),
    ("Winnipeg MB", "CA", 49.88, -97.15, -360, American, 45),
    ("Hamilton ON", "CA", 43.25, -79.85, -300, American, 35),
    ("Brampton ON", "CA", 43.68, -79.77, -300, American, 35),
    ("Surrey BC", "CA", 49.11, -122.83, -480, American, 30),
    ("Halifax NS", "CA", 44.65, -63.57, -240, American, 25),
    ("London ON", "CA", 42.98, -81.23, -300, American, 25),
    ("Windsor ON", "CA", 42.30, -83.02, -300, American, 18),
    ("Saskatoon SK", "CA", 52.12, -106.67, -360, Summer::None, 15),
    ("Regina SK", "CA", 50.45, -104.62, -360, Summer::None, 15),
    ("Kelowna BC", "CA", 49.88, -119.50, -480, American, 12),
    ("Abbotsford BC", "CA", 49.06, -122.25, -480, American, 12),
    ("Niagara Falls ON", "CA", 43.10, -79.07, -300, American, 9),
    ("Thunder Bay ON", "CA", 48.38, -89.25, -300, American, 9),
    ("Cornwall ON", "CA", 45.02, -74.73, -300, American, 5),
    ("Leamington ON", "CA", 42.05, -82.60, -300, American, 5),
    ("Chicago IL", "US", 41.85, -87.65, -360, American, 45),
    ("Los Angeles CA", "US", 34.05, -118.24, -480, American, 45),
    ("Houston TX", "US", 29.76, -95.36, -360, American, 40),
    ("Dallas TX", "US", 32.78, -96.81, -360, American, 30),
    ("San Antonio TX", "US", 29.42, -98.49, -360, American, 25),
    ("Phoenix AZ", "US", 33.45, -112.07, -420, Summer::None, 25),
    ("Atlanta GA", "US", 33.75, -84.39, -300, American, 20),
    ("San Diego CA", "US", 32.72, -117.16, -480, American, 15),
    ("El Paso TX", "US", 31.76, -106.49, -420, American, 10),
    ("Tucson AZ", "US", 32.22, -110.93, -420, Summer::None, 10),
    ("Laredo TX", "US", 27.51, -99.51, -360, American, 6),
    ("McAllen TX", "US", 26.20, -98.23, -360, American, 5),
    ("Brownsville TX", "US", 25.90, -97.50, -360, American, 4),
    ("Yuma AZ", "US", 32.69, -114.62, -420, Summer::None, 3),
    ("London", "GB", 51.51, -0.13, 0, European, 60),
    ("Birmingham", "GB", 52.48, -1.90, 0, European, 20),
    ("Leeds", "GB", 53.80, -1.55, 0, European, 10),
    ("Dover", "GB", 51.13, 1.31, 0, European, 3),
    ("Paris", "FR", 48.85, 2.35, 60, European, 30),
    ("Lille", "FR", 50.63, 3.06, 60, European, 8),
    ("Calais", "FR", 50.95, 1.86, 60, European, 3),
    ("Berlin", "DE", 52.52, 13.41, 60, European, 25),
    ("Hamburg", "DE", 53.55, 9.99, 60, European, 12),
    ("Brussels", "BE", 50.85, 4.35, 60, European, 10),
    ("Kathmandu", "NP", 27.70, 85.32, 345, Summer::None, 0),
    ("Kabul", "AF", 34.53, 69.17, 270, Summer::None, 0),
    ("Manila", "PH", 14.60, 120.98, 480, Summer::None, 0),
    ("Mumbai", "IN", 19.07, 72.88, 330, Summer::None, 0),
    ("Lahore", "PK", 31.56, 74.35, 300, Summer::None, 0),
    ("Dhaka", "BD", 23.71, 90.41, 360, Summer::None, 0),
    ("Hanoi", "VN", 21.02, 105.84, 420, Summer::None, 0),
    ("Bangkok", "TH", 13.75, 100.50, 420, Summer::None, 0),
    ("Beijing", "CN", 39.91, 116.40, 480, Summer::None, 0),
    ("Hong Kong", "HK", 22.28, 114.17, 480, Summer::None, 0),
    ("Seoul", "KR", 37.57, 126.98, 540, Summer::None, 0),
    ("Dubai", "AE", 25.08, 55.31, 240, Summer::None, 0),
    ("Istanbul", "TR", 41.01, 28.95, 180, Summer::None, 0),
    ("Erbil", "IQ", 36.19, 44.01, 180, Summer::None, 0),
    ("Tripoli", "LY", 32.89, 13.19, 120, Summer::None, 0),
    ("Bihać", "BA", 44.82, 15.87, 60, European, 0),
    ("Lagos", "NG", 6.45, 3.39, 60, Summer::None, 0),
    ("Nairobi", "KE", -1.28, 36.82, 180, Summer::None, 0),
    ("Guatemala City", "GT", 14.64, -90.51, -360, Summer::None, 0),
    ("Tegucigalpa", "HN", 14.08, -87.21, -360, Summer::None, 0),
    ("San Salvador", "SV", 13.69, -89.19, -360, Summer::None, 0),
    ("Tapachula", "MX", 14.91, -92.26, -360, Summer::None, 0),
    ("Monterrey", "MX", 25.68, -100.31, -360, Summer::None, 0),
    ("Reynosa", "MX", 26.08, -98.28, -360, Summer::None, 0),
    ("Nuevo Laredo", "MX", 27.48, -99.51, -360, Summer::None, 0),
    ("Port-au-Prince", "HT", 18.54, -72.34, -300, American, 0),
    ("Kingston", "JM", 17.99, -76.79, -300, Summer::None, 0),
];

/// Where money is sent home to, as far as it is ordinary.
pub(crate) const HOMES_ABROAD: [&str; 14] = [
    "Manila",
    "Mumbai",
    "Lahore",
    "Dhaka",
    "Kathmandu",
    "Hanoi",
    "Beijing",
    "Lagos",
    "Nairobi",
    "Guatemala City",
    "Tegucigalpa",
    "San Salvador",
    "Port-au-Prince",
    "Kingston",
];

impl City {
    /// The city of that name in the table; Toronto if there is none, which a test excludes.
    pub(crate) fn named(name: &str) -> Self {
        Self(TABLE.iter().position(|row| row.0 == name).and_then(|at| u8::try_from(at).ok()).unwrap_or(0))
    }

    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..u8::try_from(TABLE.len()).unwrap_or(u8::MAX)).map(Self)
    }

    /// All cities of a country where people of the ledger live.
    pub(crate) fn of_country(country: &str) -> Vec<Self> {
        Self::all().filter(|city| city.country() == country && city.weight() > 0).collect()
    }

    fn row(self) -> &'static Row {
        TABLE.get(usize::from(self.0)).unwrap_or(&TABLE[0])
    }

    /// As records print it.
    pub(crate) fn name(self) -> &'static str {
        self.row().0
    }

    /// ISO 3166-1 alpha-2.
    pub(crate) fn country(self) -> &'static str {
        self.row().1
    }

    pub(crate) fn coordinates(self) -> (f64, f64) {
        (self.row().2, self.row().3)
    }

    pub(crate) fn weight(self) -> u32 {
        self.row().6
    }

    /// The currency of accounts there.
    pub(crate) fn currency(self) -> Currency {
        let code = match self.country() {
            "CA" => "CAD",
            "GB" => "GBP",
            "FR" | "DE" | "BE" => "EUR",
            _ => "USD",
        };
        Currency::parse(code).unwrap_or(Currency::NONE)
    }

    /// The name of the country, as an address ends.
    pub(crate) fn country_name(self) -> &'static str {
        match self.country() {
            "CA" => "Canada",
            "US" => "United States",
            "GB" => "United Kingdom",
            "FR" => "France",
            "DE" => "Germany",
            "BE" => "Belgium",
            code => code,
        }
    }

    /// Minutes east of UTC on a date.
    pub(crate) fn offset_min(self, date: Date) -> i16 {
        let (_, _, _, _, winter, summer, _) = *self.row();
        let inside = |from: (i8, i8), until: (i8, i8)| {
            let day = (date.month(), date.day());
            from <= day && day < until
        };
        // The Sundays of 2026; a ledger that runs into another year is an hour off for a few days.
        let is_summer = match summer {
            Summer::None => false,
            American => inside((3, 8), (11, 1)),
            European => inside((3, 29), (10, 25)),
        };
        winter + if is_summer { 60 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use gazetteer::{Gazetteer, Located, distance_km};

    use super::*;

    #[test]
    fn every_city_is_one_place_of_the_gazetteer_where_the_table_says_it_is() {
        let gazetteer = Gazetteer::embedded();
        for city in City::all() {
            let country = gazetteer::Country::from_alpha2(city.country());
            let Located::One(place) = gazetteer.parse_place(city.name(), country) else {
                panic!("{} is not one place", city.name());
            };
            let (latitude, longitude) = city.coordinates();
            let km = distance_km(latitude, longitude, place.latitude, place.longitude);
            assert!(km < 20.0, "{} is {km} km off", city.name());
        }
    }

    #[test]
    fn every_home_abroad_is_in_the_table() {
        for name in HOMES_ABROAD {
            assert_eq!(City::named(name).name(), name);
        }
    }
}
