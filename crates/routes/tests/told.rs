//! Which trips, groups, routes and prices are traced from which evidence.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::cmp::Ordering::{Equal, Greater};
use std::sync::OnceLock;

use evidence::{
    Channel, Currency, EntityIx, EventKind, Evidence, Locator, Moment, NewEvent, NewStatement, PlaceMention,
    Precision, Sink, Source,
};
use gazetteer::Gazetteer;
use indicators::Packs;
use proptest::prelude::*;
use routes::{Routes, Tracing};

const ISTANBUL: (f64, f64) = (41.01, 28.98);
const EDIRNE: (f64, f64) = (41.68, 26.56);
const SOFIA: (f64, f64) = (42.70, 23.32);
const BELGRADE: (f64, f64) = (44.80, 20.46);
const SZEGED: (f64, f64) = (46.25, 20.15);
const VIENNA: (f64, f64) = (48.21, 16.37);
const SYDNEY: (f64, f64) = (-33.87, 151.21);

/// Evidence told line by line; every source is an agency.
#[derive(Default)]
struct Story {
    evidence: Evidence,
}

impl Story {
    fn new() -> Self {
        let mut story = Self::default();
        story.agency("first");
        story
    }

    fn agency(&mut self, name: &str) {
        self.evidence.begin(Source::named(name));
    }

    fn entity(&mut self, id: &str, schema: &str) -> EntityIx {
        let record = self.evidence.record(&Locator::new("line", 0, 0, 1));
        let entity = self.evidence.entity(id, schema);
        self.evidence.statement(&NewStatement::new(entity, "name", id, record));
        entity
    }

    fn tell(&mut self, kind: EventKind, hour: i64, fill: impl FnOnce(&mut NewEvent<'_>)) {
        let record = self.evidence.record(&Locator::new("line", 0, 0, 1));
        let time =
            Moment { local_us: hour * 3_600_000_000, offset_min: Some(0), precision: Precision::Minute };
        let mut event = NewEvent { time: Some(time), ..NewEvent::new(kind, record) };
        fill(&mut event);
        self.evidence.event(&event);
    }

    fn seen(&mut self, who: EntityIx, hour: i64, at: (f64, f64)) {
        self.tell(EventKind::Sighting, hour, |event| {
            event.from = Some(who);
            event.place = PlaceMention { coordinates: Some(at), ..PlaceMention::default() };
        });
    }

    /// Seen in turn at places, an hour and a place each.
    fn goes(&mut self, who: EntityIx, way: &[(i64, (f64, f64))]) {
        for &(hour, at) in way {
            self.seen(who, hour, at);
        }
    }

    fn trace(&self) -> (Routes, resolve::Locations) {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        static PACKS: OnceLock<Packs> = OnceLock::new();
        let gazetteer = GAZETTEER.get_or_init(Gazetteer::embedded);
        let resolution = resolve::resolve(&self.evidence);
        let mut locations = resolve::locate(&self.evidence, gazetteer);
        let packs = PACKS.get_or_init(|| Packs::embedded().unwrap());
        let spoken = routes::spoken(&self.evidence, gazetteer, packs, &mut locations);
        let all = Tracing::all(&self.evidence, &resolution, &locations, gazetteer, packs);
        (routes::trace(&Tracing { spoken: &spoken, ..all }), locations)
    }
}

/// Each route as `place → place (runs of each leg)`.
fn told((routes, locations): &(Routes, resolve::Locations)) -> Vec<String> {
    let name = |at: resolve::LocationIx| locations.all[at.0 as usize].name.as_str();
    let line = |route: &routes::Route| {
        let places: Vec<&str> = route.waypoints.iter().map(|waypoint| name(waypoint.location)).collect();
        let seen: Vec<String> = route.waypoints.iter().map(|waypoint| waypoint.runs.to_string()).collect();
        format!("{} ×{} ({})", places.join(" → "), route.runs.len(), seen.join(" "))
    };
    routes.routes.iter().map(line).collect()
}

const WEEK: i64 = 168;

#[test]
fn a_way_that_two_went_apart_is_a_route_and_a_way_of_one_is_a_trip() {
    let mut story = Story::new();
    let way =
        |start: i64| [(start, ISTANBUL), (start + 5, EDIRNE), (start + 20, SOFIA), (start + 30, BELGRADE)];
    let one = story.entity("one", "Person");
    story.goes(one, &way(0));
    let alone = story.trace();
    assert_eq!((alone.0.trips.len(), told(&alone)), (1, vec![]));
    let other = story.entity("other", "Person");
    story.goes(other, &way(3 * WEEK));
    let found = story.trace();
    assert_eq!(told(&found), ["Istanbul → Edirne → Sofia → Belgrade ×2 (2 2 2 2)"]);
    let route = &found.0.routes[0];
    assert_eq!(route.countries, ["TR", "BG", "RS"]);
    assert_eq!(route.hours, routes::Spread::of(vec![30.0, 30.0]));
    assert_eq!(route.legs[1].hours, routes::Spread::of(vec![15.0]));
    assert_eq!(route.months, [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(
        route.legs.iter().map(|leg| leg.gaps).collect::<Vec<_>>(),
        [2; 3],
        "far or over a border, unseen"
    );
}

#[test]
fn those_who_move_together_are_one_run_and_a_group() {
    let mut story = Story::new();
    let van = story.entity("van", "Vehicle");
    let people: Vec<EntityIx> = (0..3).map(|at| story.entity(&format!("p{at}"), "Person")).collect();
    for who in people.iter().chain([&van]) {
        story.goes(*who, &[(0, ISTANBUL), (5, EDIRNE), (20, SOFIA)]);
    }
    let found = story.trace();
    assert_eq!(told(&found), Vec::<String>::new(), "four together are one run");
    assert_eq!(found.0.groups.iter().map(|group| group.members.len()).collect::<Vec<_>>(), [4]);
    assert_eq!(found.0.trips.iter().map(|trip| trip.together_with.len()).collect::<Vec<_>>(), [3; 4]);
    let late = story.entity("late", "Person");
    for who in [late, van] {
        story.goes(who, &[(2 * WEEK, ISTANBUL), (2 * WEEK + 20, SOFIA)]);
    }
    let found = story.trace();
    assert_eq!(told(&found), ["Istanbul → Sofia ×2 (2 2)"]);
    assert_eq!(found.0.routes[0].legs[0].between.iter().map(|(_, runs)| *runs).collect::<Vec<_>>(), [1]);
    let members: Vec<usize> = found.0.groups.iter().map(|group| group.members.len()).collect();
    assert_eq!(members, [4, 2], "the van's two loads are two groups");
    assert_eq!(found.0.routes[0].legs[0].carriers.len(), 1);
}

#[test]
fn a_stop_that_some_were_not_seen_at_is_missing_and_it_is_said_who_saw_others_there() {
    let mut story = Story::new();
    let whole =
        |start: i64| [(start, ISTANBUL), (start + 8, SOFIA), (start + 20, BELGRADE), (start + 30, VIENNA)];
    for nth in 0..3 {
        let who = story.entity(&format!("p{nth}"), "Person");
        story.agency("belgrade");
        let start = nth * 2 * WEEK;
        for &(hour, at) in whole(start).iter().filter(|(hour, _)| nth < 2 || *hour != start + 20) {
            story.seen(who, hour, at);
        }
    }
    let found = story.trace();
    assert_eq!(told(&found), ["Istanbul → Sofia → Belgrade → Vienna ×3 (3 3 2 3)"]);
    assert_eq!(found.0.routes[0].waypoints[2].sources.len(), 2);
}

#[test]
fn everyday_ways_within_a_country_are_no_route() {
    let mut story = Story::new();
    for nth in 0..6 {
        let who = story.entity(&format!("p{nth}"), "Person");
        story.goes(who, &[(nth * WEEK, ISTANBUL), (nth * WEEK + 4, EDIRNE), (nth * WEEK + 9, ISTANBUL)]);
    }
    let found = story.trace();
    assert_eq!(told(&found), Vec::<String>::new());
    assert_eq!((found.0.corridors.len(), found.0.corridors[0].legs), (2, 6));
}

#[test]
fn two_ways_that_share_a_stretch_are_two_routes() {
    let mut story = Story::new();
    for nth in 0..6 {
        let who = story.entity(&format!("p{nth}"), "Person");
        let start = nth * WEEK;
        let end = if nth % 2 == 0 { VIENNA } else { SZEGED };
        story.goes(who, &[(start, ISTANBUL), (start + 10, SOFIA), (start + 20, BELGRADE), (start + 40, end)]);
    }
    let found = told(&story.trace());
    assert_eq!(found.len(), 2, "{found:?}");
    for end in ["Vienna", "Szeged"] {
        assert!(
            found.iter().any(|line| line.contains(&format!("Istanbul → Sofia → Belgrade → {end}"))),
            "{found:?}"
        );
    }
}

#[test]
fn a_trip_ends_with_a_long_stay_and_an_impossible_leg_is_told() {
    let mut story = Story::new();
    let who = story.entity("who", "Person");
    story
        .goes(who, &[(0, ISTANBUL), (20, SOFIA), (20 + 100 * 24, SOFIA), (2_430, BELGRADE), (2_431, SYDNEY)]);
    let (found, _) = story.trace();
    assert_eq!(found.trips.iter().map(|trip| trip.stops.len()).collect::<Vec<_>>(), [2, 3]);
    let legs = &found.trips[1].legs;
    assert_eq!(legs.iter().map(|leg| leg.impossible).collect::<Vec<_>>(), [false, true]);
    assert!(legs[1].speed_kmh.unwrap() > 10_000.0);
}

#[test]
fn who_stays_around_one_city_makes_no_trip() {
    let mut story = Story::new();
    let who = story.entity("who", "Person");
    story.goes(who, &[(0, BELGRADE), (5, (44.87, 20.65))]);
    assert_eq!(story.trace().0.trips, []);
}

#[test]
fn a_track_of_thousands_of_points_has_few_stops_and_no_gap_where_it_was_tracked() {
    let mut story = Story::new();
    let ship = story.entity("ship", "Vessel");
    // From Tripoli to Lampedusa over open sea, there and back.
    let (start, end) = ((32.90_f64, 13.19_f64), (35.50_f64, 12.60_f64));
    for step in 0..4_000_i32 {
        let share = f64::from((step % 2_000 - 1_000).abs()) / 1_000.0;
        let at = (end.0 + (start.0 - end.0) * share, end.1 + (start.1 - end.1) * share);
        story.tell(EventKind::Position, i64::from(step / 20), |event| {
            event.from = Some(ship);
            event.place = PlaceMention { coordinates: Some(at), ..PlaceMention::default() };
        });
    }
    let (found, _) = story.trace();
    let [trip] = found.trips.as_slice() else { panic!("{} trips", found.trips.len()) };
    assert!((3..12).contains(&trip.stops.len()), "{} stops", trip.stops.len());
    assert!(trip.legs.iter().all(|leg| !leg.gap && !leg.impossible));
    assert_eq!(trip.countries, ["LY", "IT", "LY", "IT", "LY"][..trip.countries.len()]);
}

#[test]
fn a_card_and_a_phone_leave_a_trace_and_a_deposit_by_anyone_does_not() {
    for (kind, channel, trips) in [
        (EventKind::Payment, Channel::Card, 1),
        (EventKind::Call, Channel::Unknown, 1),
        (EventKind::Payment, Channel::Transfer, 0),
        (EventKind::Message, Channel::Unknown, 0),
    ] {
        let mut story = Story::new();
        let own = story.entity("own", "BankAccount");
        for (hour, at) in [(0, BELGRADE), (30, VIENNA)] {
            story.tell(kind, hour, |event| {
                (event.from, event.channel) = (Some(own), channel);
                event.place = PlaceMention { coordinates: Some(at), ..PlaceMention::default() };
            });
        }
        assert_eq!(story.trace().0.trips.len(), trips, "{kind:?} {channel:?}");
    }
}

#[test]
fn who_says_where_they_are_leaves_a_weak_trace_and_who_speaks_of_others_none() {
    for (text, stops) in [
        ("we arrived in Belgrade", 2),
        ("Nous sommes arrivés à Belgrade", 2),
        ("they arrived in Belgrade", 0),
        ("we arrived, call Belgrade or Vienna", 0),
        ("we arrived", 0),
    ] {
        let mut story = Story::new();
        let who = story.entity("who", "UserAccount");
        story.seen(who, 0, VIENNA);
        story.tell(EventKind::Message, 30, |event| (event.from, event.text) = (Some(who), text));
        let (found, _) = story.trace();
        assert_eq!(found.trips.iter().map(|trip| trip.stops.len()).sum::<usize>(), stops, "{text}");
        for trip in &found.trips {
            assert_eq!(trip.stops[1].basis, routes::Basis::Said);
        }
    }
}

#[test]
fn a_price_is_said_for_a_way_and_lies_beside_what_was_published() {
    let mut story = Story::new();
    for nth in 0..2 {
        let who = story.entity(&format!("p{nth}"), "Person");
        story.goes(who, &[(nth * WEEK, ISTANBUL), (nth * WEEK + 50, (39.10, 26.55))]);
    }
    let year_2023 = 53 * 365 * 24 + 13 * 24;
    let writer = story.entity("writer", "UserAccount");
    for text in [
        "from Istanbul to Mytilene 2,500 euros a head",
        "Istanbul to Mytilene 9000 EUR",
        "Istanbul is lovely, 20 euros",
        "Istanbul Mytilene tomorrow",
    ] {
        story.tell(EventKind::Message, year_2023, |event| {
            (event.from, event.text) = (Some(writer), text);
        });
    }
    let (found, _) = story.trace();
    let said: Vec<_> = found
        .offers
        .iter()
        .map(|offer| {
            let orderings: Vec<_> = offer.compared.iter().map(|compared| compared.ordering).collect();
            (offer.amount_minor, orderings)
        })
        .collect();
    assert_eq!(said, [(250_000, vec![Equal]), (900_000, vec![Greater])]);
    assert_eq!(found.routes[0].offers, [0, 1]);
    let eur = Currency::parse("EUR").unwrap();
    story.tell(EventKind::Journey, 4 * WEEK, |event| {
        event.from = None;
        (event.amount_minor, event.currency) = (Some(9_900), eur);
    });
    assert_eq!(story.trace().0.offers.len(), 2, "a ticket to nowhere has no way");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_happened_every_part_of_a_route_is_a_trip_in_its_order(
        seen in prop::collection::vec((0_usize..6, 0_i64..4_000, 0_usize..7), 0..60),
    ) {
        let places = [ISTANBUL, EDIRNE, SOFIA, BELGRADE, SZEGED, VIENNA, SYDNEY];
        let mut story = Story::new();
        let people: Vec<EntityIx> = (0..6).map(|at| story.entity(&format!("p{at}"), "Person")).collect();
        for (who, hour, place) in &seen {
            story.seen(people[*who], *hour, places[*place]);
        }
        let (found, locations) = story.trace();
        prop_assert_eq!(&found.routes, &story.trace().0.routes);
        for route in &found.routes {
            prop_assert!(route.runs.len() >= 2);
            prop_assert_eq!(route.legs.len() + 1, route.waypoints.len());
            for run in &route.runs {
                for (trip, stops) in &run.parts {
                    let trip = &found.trips[*trip];
                    prop_assert!(route.subjects.contains(&trip.subject));
                    prop_assert!(stops.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
                    for (waypoint, stop) in stops {
                        let (one, other) = (route.waypoints[*waypoint].location, trip.stops[*stop].location);
                        let name = |at: resolve::LocationIx| locations.all[at.0 as usize].country.clone();
                        prop_assert_eq!(name(one), name(other));
                    }
                }
            }
        }
        for trip in &found.trips {
            prop_assert!(trip.stops.windows(2).all(|two| two[0].left.order_us() <= two[1].arrived.order_us()));
        }
    }
}
