//! Laws that hold for any input.

use gazetteer::{Country, Gazetteer, Located, distance_km};
use proptest::prelude::*;
use std::sync::LazyLock;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::embedded);

/// Arbitrary text, and text made of the words and separators that take the long ways through the code.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Paris",
        "TX",
        "USA",
        "New",
        "York",
        "طرابلس",
        "ال",
        "Saint",
        "Niger",
        "to",
        "Nice",
        "İ",
        "ß",
        "e\u{301}",
        "北京",
        "\u{200c}",
        "'",
        ". ",
        "-",
        " ",
        " ",
        ", ",
        "\n",
    ]);
    prop_oneof![any::<String>(), "\\PC*", prop::collection::vec(word, 0..12).prop_map(|words| words.concat())]
}

proptest! {
    #[test]
    fn any_text_is_answered(text in text(), code in "\\PC{0,3}") {
        let country = Country::from_alpha2(&code);
        let found = GAZETTEER.find(&text, country);
        prop_assert!(found.is_sorted_by(|a, b| a.population >= b.population));
        prop_assert_eq!(found.is_empty(), GAZETTEER.find_best(&text, country) == Located::Unknown);
        GAZETTEER.parse_place(&text, country);
        GAZETTEER.countries().parse(&text);
    }

    #[test]
    fn mentions_are_pieces_of_the_text_in_order(text in text()) {
        let mut end = 0;
        for (range, located) in GAZETTEER.find_in_text(&text) {
            prop_assert!(end <= range.start);
            end = range.end;
            prop_assert!(located != Located::Unknown);
            let named = GAZETTEER.find_best(text.get(range).unwrap(), None);
            prop_assert_eq!(named, located);
        }
    }

    #[test]
    fn any_coordinates_are_answered(latitude in any::<f64>(), longitude in any::<f64>(), max_km in any::<f64>()) {
        if let Some((_, km)) = GAZETTEER.nearest(latitude, longitude, max_km) {
            prop_assert!(km <= max_km);
        }
        GAZETTEER.country_at(latitude, longitude);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_nearest_place_is_the_one_a_full_scan_finds(
        latitude in -90.0..=90.0_f64,
        longitude in -180.0..=180.0_f64,
        max_km in 0.0..3000.0_f64,
    ) {
        let scanned = GAZETTEER
            .places()
            .iter()
            .map(|place| distance_km(latitude, longitude, place.latitude, place.longitude))
            .min_by(f64::total_cmp)
            .filter(|&km| km <= max_km);
        let found = GAZETTEER.nearest(latitude, longitude, max_km).map(|(_, km)| km.to_bits());
        prop_assert_eq!(found, scanned.map(f64::to_bits));
    }
}
