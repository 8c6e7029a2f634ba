//! What the embedded gazetteer answers.

use gazetteer::{Countries, Country, Gazetteer, Language, Located, Place, distance_km};
use std::sync::LazyLock;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::embedded);

fn country(code: &str) -> Option<Country> {
    Country::from_alpha2(code)
}

/// `Name CC admin1` of one place.
fn brief(place: &Place) -> String {
    format!("{} {} {}", place.name, place.country, place.admin1)
}

fn outcome(located: &Located<'_>) -> String {
    match located {
        Located::One(place) => brief(place),
        Located::Ambiguous(places) => {
            let places: Vec<_> = places.iter().map(|place| place.country.alpha2()).collect();
            format!("? {}", places.join(" "))
        }
        Located::Unknown => "-".into(),
    }
}

#[test]
fn a_name_finds_every_place_that_bears_it_most_populous_first() {
    let paris = GAZETTEER.find("Paris", None);
    assert_eq!(brief(paris[0]), "Paris FR 11");
    assert!(paris.iter().any(|place| place.admin1 == "TX"));
    let london = GAZETTEER.find("london", None);
    assert_eq!([brief(london[0]), brief(london[1])], ["London GB ENG", "London CA 08"]);
    for places in [paris, london] {
        assert!(places.is_sorted_by(|a, b| a.population >= b.population));
    }
}

#[test]
fn a_country_narrows_the_candidates() {
    let found: Vec<_> = GAZETTEER.find("London", country("CA")).into_iter().map(brief).collect();
    assert_eq!(found, ["London CA 08"]);
    assert!(GAZETTEER.find("London", country("NE")).is_empty());
}

#[test]
fn names_are_found_whatever_their_script_case_and_accents() {
    for (name, place) in [
        ("montréal", "Montréal CA 10"),
        ("MONTREAL", "Montréal CA 10"),
        ("Londres", "London GB ENG"),
        ("Le Caire", "Cairo EG 11"),
        ("Le-Caire", "Cairo EG 11"),
        ("Cologne", "Köln DE 07"),
        ("Muenchen", "Munich DE 02"),
        ("باريس", "Paris FR 11"),
        ("سبها", "Sabha LY 75"),
        ("Sebha", "Sabha LY 75"),
        ("البصره", "Basrah IQ 02"),
        ("کابل", "Kabul AF 13"),
        ("Харків", "Kharkiv UA 07"),
        ("Θεσσαλονίκη", "Thessaloníki GR ESYE12"),
        ("አዲስ አበባ", "Addis Ababa ET 44"),
        ("北京", "Beijing CN 22"),
        ("Zwara", "Zuwara LY 67"),
        ("necocli", "Necoclí CO 02"),
        ("Horgos", "Horgoš RS VO"),
        ("Велика Кладуша", "Velika Kladuša BA 01"),
        ("chemin Roxham", "Roxham Road CA 10"),
        ("St-Bernard-de-Lacolle", "Saint-Bernard-de-Lacolle CA 10"),
    ] {
        assert_eq!(outcome(&GAZETTEER.find_best(name, None)), place, "{name}");
    }
}

#[test]
fn an_arabic_name_is_found_with_and_without_its_article() {
    for name in ["القاهرة", "قاهرة", "الكفرة", "كفرة"] {
        assert_ne!(GAZETTEER.find_best(name, None), Located::Unknown, "{name}");
    }
}

#[test]
fn one_place_is_named_only_when_it_dwarfs_the_others() {
    for (name, expected) in [
        ("Paris", "Paris FR 11"),  // 2,100,000 against 25,000
        ("Tripoli", "? LY LB GR"), // 1,300,000 against 230,000
        ("طرابلس", "? LY LB"),
        ("Lacolle", "Lacolle CA 10"),   // the only one
        ("Paso Canoas", "? CR PA"),     // the town lies in both
        ("Dimitrovgrad", "? RU BG RS"), // the population of one is not known
        ("Nowheresville", "-"),
        ("", "-"),
        ("—", "-"),
    ] {
        assert_eq!(outcome(&GAZETTEER.find_best(name, None)), expected, "{name}");
    }
}

#[test]
fn a_written_place_may_end_in_a_region_or_country() {
    for (text, expected) in [
        ("MONTREAL QC", "Montréal CA 10"),
        ("Montréal (Québec) Canada", "Montréal CA 10"),
        ("Toronto, ON", "Toronto CA 08"),
        ("TORONTO,ON,CAN", "Toronto CA 08"),
        ("Paris, France", "Paris FR 11"),
        ("Paris, Texas, USA", "Paris US TX"),
        ("LAREDO TX", "Laredo US TX"),
        ("Lagos NG", "Lagos NG 05"),
        ("Abidjan, Côte d'Ivoire", "Abidjan CI 93"),
        ("Kinshasa, Democratic Republic of the Congo", "Kinshasa CD 06"),
        ("Malabo Equatorial Guinea", "Malabo GQ 04"),
        ("New York NY", "New York City US NY"),
        ("Washington, D.C.", "Washington US DC"),
        ("London, Ont.", "London CA 08"),
        ("Vancouver CA", "Vancouver CA 02"),   // Canada, not California
        ("Sacramento CA", "Sacramento US CA"), // California, not Canada
        ("Champlain NY", "Champlain US NY"),
        ("طرابلس، ليبيا", "Tripoli LY 77"),
        ("Tripoli Liban", "Tripoli LB 09"),
        ("Tripoli", "? LY LB GR"),
        ("Toronto, France", "-"),
        ("France", "-"),
        ("TX", "-"),
        (" , ", "-"),
    ] {
        assert_eq!(outcome(&GAZETTEER.parse_place(text, None)), expected, "{text}");
    }
}

#[test]
fn the_region_in_the_text_outweighs_the_country_beside_it() {
    for (text, beside, expected) in [
        ("Tripoli", "LB", "Tripoli LB 09"),
        ("London CA", "CA", "London CA 08"),
        ("Paris, France", "CA", "Paris FR 11"),
        ("Agadez", "CA", "-"), // no such place in the table there: not moved to Niger
    ] {
        assert_eq!(outcome(&GAZETTEER.parse_place(text, country(beside))), expected, "{text} {beside}");
    }
}

#[test]
fn text_mentions_are_few_and_right() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        (
            "We leave Agadez tonight, then Sabha and Tripoli.",
            &[("Agadez", "Agadez NE 01"), ("Sabha", "Sabha LY 75"), ("Tripoli", "? LY LB GR")],
        ),
        (
            "Rdv au Lacolle puis New York City demain",
            &[("Lacolle", "Lacolle CA 10"), ("New York City", "New York City US NY")],
        ),
        ("il arrive d'Agadez", &[("Agadez", "Agadez NE 01")]),
        (
            "de Saint-Bernard-de-Lacolle à Montréal",
            &[("Saint-Bernard-de-Lacolle", "Saint-Bernard-de-Lacolle CA 10"), ("Montréal", "Montréal CA 10")],
        ),
        ("السيارة في طرابلس غدا", &[("طرابلس", "? LY LB")]),
        ("Завтра Харків", &[("Харків", "Kharkiv UA 07")]),
        ("Nice to meet you. Most of us are reading. Sofia said so.", &[]),
        ("Come to Nice, then to Sofia", &[("Nice", "Nice FR 93"), ("Sofia", "Sofia BG 42")]),
        ("agadez and tripoli in lower case, and the mobile", &[]),
        ("through Mexico, Panama, Niger and Ontario", &[]), // a country or province is not a town
        ("from Guinea-Bissau", &[]),
        ("Agadez. Tripoli", &[("Agadez", "Agadez NE 01"), ("Tripoli", "? LY LB GR")]),
        ("", &[]),
        ("!!! 👍👍", &[]),
    ];
    for (text, expected) in cases {
        let found: Vec<_> = GAZETTEER
            .find_in_text(text)
            .into_iter()
            .map(|(range, located)| (text.get(range).unwrap_or_default(), outcome(&located)))
            .collect();
        let expected: Vec<_> = expected.iter().map(|&(name, place)| (name, place.to_string())).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn the_nearest_place_comes_with_its_distance() {
    let (place, km) = GAZETTEER.nearest(45.5, -73.6, 50.0).unwrap();
    assert_eq!(Some(place.country), country("CA"));
    assert!(km < 5.0);
    assert!(GAZETTEER.nearest(0.0, -150.0, 100.0).is_none());
}

#[test]
fn a_position_is_in_the_town_people_would_name() {
    for (latitude, longitude, expected) in [
        (45.508, -73.560, "Montréal"),
        (43.655, -79.375, "Toronto"),
        (48.209, 16.372, "Vienna"),
        (45.57, -73.75, "Laval"),
        (48.80, 2.13, "Versailles"),
        (42.31, -83.03, "Windsor"),
    ] {
        assert_eq!(GAZETTEER.town(latitude, longitude, 15.0).unwrap().0.name, expected);
    }
    assert!(GAZETTEER.town(0.0, -150.0, 15.0).is_none());
}

#[test]
fn the_nearest_place_may_lie_across_the_antimeridian() {
    let suva = GAZETTEER.nearest(-18.1, -179.9, 400.0).unwrap();
    assert_eq!(Some(suva.0.country), country("FJ"));
    let turned_round = GAZETTEER.nearest(-18.1, 180.1, 400.0).unwrap();
    assert_eq!(turned_round.0, suva.0);
    assert!((turned_round.1 - suva.1).abs() < 1e-6);
}

#[test]
fn poles_have_a_nearest_place_whatever_the_longitude() {
    let places: Vec<_> = [-180.0, 0.0, 77.0]
        .iter()
        .map(|&longitude| GAZETTEER.nearest(90.0, longitude, 5000.0).unwrap())
        .collect();
    assert!(places.iter().all(|(place, km)| *place == places[0].0 && (km - places[0].1).abs() < 1e-6));
    assert_eq!(GAZETTEER.country_at(90.0, 0.0), None);
}

#[test]
fn what_is_no_position_has_no_place() {
    for (latitude, longitude) in
        [(f64::NAN, 0.0), (0.0, f64::NAN), (f64::INFINITY, 0.0), (0.0, f64::NEG_INFINITY), (90.5, 0.0)]
    {
        assert_eq!(GAZETTEER.nearest(latitude, longitude, 1e9), None);
        assert_eq!(GAZETTEER.country_at(latitude, longitude), None);
    }
    for max_km in [f64::NAN, -1.0] {
        assert_eq!(GAZETTEER.nearest(45.5, -73.6, max_km), None);
    }
}

#[test]
fn a_point_lies_in_the_country_of_its_town_or_outline() {
    for (latitude, longitude, expected) in [
        (45.5, -73.6, Some("CA")),
        (45.005, -73.45, Some("CA")), // the crossing at Lacolle: a town decides
        (23.5, 5.0, Some("DZ")),      // open desert: the outline decides
        (65.0, -120.0, Some("CA")),
        (65.0, 240.0, Some("CA")),
        (-29.5, 28.5, Some("LS")), // inside South Africa's outline
        (-80.0, 0.0, Some("AQ")),
        (0.0, -150.0, None),
        (35.0, 20.0, None),
    ] {
        let found = GAZETTEER.country_at(latitude, longitude);
        assert_eq!(found.map(|found| found.to_string()).as_deref(), expected, "{latitude} {longitude}");
    }
}

#[test]
fn distances_follow_the_great_circle() {
    let quarter = std::f64::consts::FRAC_PI_2 * 6371.0088;
    for (points, km) in [
        ((0.0, 0.0, 0.0, 0.0), 0.0),
        ((0.0, 0.0, 90.0, 123.0), quarter),
        ((0.0, 170.0, 0.0, -100.0), quarter),
        ((0.0, 0.0, 0.0, 180.0), 2.0 * quarter),
        ((48.8534, 2.3488, 51.5085, -0.1257), 343.768), // Paris to London, worked out with vectors
    ] {
        let (a, b, c, d) = points;
        assert!((distance_km(a, b, c, d) - km).abs() < 0.1, "{points:?}");
    }
}

#[test]
fn countries_are_read_from_codes_and_names() {
    let countries = GAZETTEER.countries();
    for (text, code) in [
        ("CA", "CA"),
        ("can", "CA"),
        ("124", "CA"),
        ("Canada", "CA"),
        ("Côte d'Ivoire", "CI"),
        ("COTE D’IVOIRE", "CI"),
        ("Ivory Coast", "CI"),
        ("DR Congo", "CD"),
        ("U.S.A.", "US"),
        ("États-Unis", "US"),
        ("United States of America", "US"),
        ("UK", "GB"),
        ("Turquie", "TR"),
        ("ليبيا", "LY"),
        ("Kosovo", "XK"),
    ] {
        assert_eq!(countries.parse(text), country(code), "{text}");
    }
    for text in ["", "Atlantis", "ZZ", "Korea"] {
        assert_eq!(countries.parse(text), None, "{text}");
    }
}

#[test]
fn every_country_has_its_names_and_codes() {
    let countries = Countries::embedded();
    assert_eq!(countries.iter().count(), 250);
    for one in countries.iter() {
        let alpha3 = countries.alpha3(one).unwrap();
        let english = countries.name(one, Language::English).unwrap();
        let french = countries.name(one, Language::French).unwrap();
        for text in [one.alpha2(), alpha3, english, french] {
            assert_eq!(countries.parse(text), Some(one), "{text}");
        }
    }
    assert_eq!(countries.name(country("CI").unwrap(), Language::French), Some("Côte d'Ivoire"));
    assert_eq!(countries.name(country("ZZ").unwrap(), Language::French), None);
    assert!(GAZETTEER.places().iter().all(|place| countries.alpha3(place.country).is_some()));
}

#[test]
fn outlines_are_drawn_for_all_but_small_countries() {
    assert!(GAZETTEER.outlines(country("CA").unwrap()).len() > 10);
    assert!(GAZETTEER.outlines(country("FR").unwrap()).len() > 1);
    assert!(GAZETTEER.outlines(country("MC").unwrap()).is_empty());
}
