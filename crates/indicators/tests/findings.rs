//! What the shipped rules find in evidence made for the purpose, and the laws that hold for any.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic in a helper of a test is a failed test"
)]

use std::sync::OnceLock;

use evidence::{
    Channel, Currency, EventKind, Evidence, Locator, Moment, NewEvent, NewStatement, PlaceMention, Precision,
    Sink, Source,
};
use indicators::{Findings, Packs, evaluate};
use proptest::prelude::*;
use resolve::{ClusterIx, Located, Location, LocationIx, Locations, Resolution};

const CITIES: [(&str, f64, f64); 4] = [
    ("Toronto", 43.70, -79.42),
    ("Montréal", 45.51, -73.59),
    ("Winnipeg", 49.88, -97.15),
    ("Halifax", 44.65, -63.57),
];
const HOUR_US: i64 = 3_600_000_000;
/// 2026-03-01T00:00.
const START_US: i64 = 1_772_323_200 * 1_000_000;

/// A payment of the account `own`.
#[derive(Clone, Debug)]
struct Pay {
    own: String,
    other: Option<String>,
    incoming: bool,
    hour: i64,
    channel: Channel,
    amount: i64,
    mcc: Option<u16>,
    city: Option<usize>,
    text: &'static str,
}

impl Pay {
    fn new(own: &str, incoming: bool, hour: i64, channel: Channel, amount: i64) -> Self {
        let own = own.to_owned();
        Self { own, other: None, incoming, hour, channel, amount, mcc: None, city: None, text: "" }
    }
}

fn evaluate_all(pays: &[Pay]) -> (Evidence, Findings) {
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("bank"));
    let mut locations = Locations::default();
    for (name, latitude, longitude) in CITIES {
        let country = "CA".to_owned();
        locations.all.push(Location { name: name.to_owned(), country, latitude, longitude });
    }
    let record = evidence.record(&Locator::new("row", 0, 0, 0));
    // The first row of the feed, of someone else: how far the feed reaches back is a fact about the feed.
    let anyone = evidence.entity("anyone", "Vehicle");
    let at = |us| Some(Moment { local_us: us, offset_min: None, precision: Precision::Minute });
    // So is what it shows.
    for channel in Channel::ALL {
        evidence.event(&NewEvent {
            time: at(START_US - 2_000 * HOUR_US),
            from: Some(anyone),
            channel: *channel,
            ..NewEvent::new(EventKind::Position, record)
        });
        locations.of_event.push(None);
    }
    for (number, pay) in (1..).zip(pays) {
        let record = evidence.record(&Locator::new("row", number, 0, 0));
        let own = Some(evidence.entity(&pay.own, "BankAccount"));
        let other = pay.other.as_ref().map(|other| evidence.entity(other, "BankAccount"));
        let (from, to) = if pay.incoming { (other, own) } else { (own, other) };
        let name = pay.city.map_or("", |city| CITIES[city].0);
        evidence.event(&NewEvent {
            time: at(START_US + pay.hour * HOUR_US),
            from,
            to,
            channel: pay.channel,
            amount_minor: Some(pay.amount),
            currency: Currency::parse("CAD").unwrap(),
            mcc: pay.mcc,
            text: pay.text,
            place: PlaceMention { name, country: "CA", coordinates: None },
            ..NewEvent::new(EventKind::Payment, record)
        });
        let at = pay.city.map(|city| (LocationIx(u32::try_from(city).unwrap()), Located::ByName));
        locations.of_event.push(at);
    }
    let findings = evaluate(&evidence, &Resolution::alone(&evidence), &locations, packs());
    (evidence, findings)
}

fn packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(|| Packs::embedded().unwrap())
}

/// Hits by what they say, so that numbers of entities and events do not matter.
fn said((evidence, findings): &(Evidence, Findings)) -> Vec<String> {
    let id = |cluster: ClusterIx| evidence.id(evidence::EntityIx(cluster.0));
    let line = |hit: &indicators::Hit| {
        let (subject, events) = (id(hit.subject), hit.events.len());
        format!(
            "{} {subject} {} {} {events} {:?} {}",
            hit.rule, hit.from, hit.to, hit.values, hit.sentence_fr
        )
    };
    let mut lines: Vec<String> = findings.hits.iter().map(line).collect();
    lines.sort();
    lines
}

/// A collector: money comes in from many and goes out at night, in one city after another.
fn collector() -> Vec<Pay> {
    let mut pays = Vec::new();
    for number in 0..12 {
        let client = Some(format!("client {number}"));
        pays.push(Pay {
            other: client,
            ..Pay::new("hub", true, 24 * number + 12, Channel::ETransfer, 16_000)
        });
        let city = Some(usize::try_from(number).unwrap() % 4);
        pays.push(Pay { city, ..Pay::new("hub", false, 24 * number + 23, Channel::Cash, 15_000) });
    }
    pays
}

#[test]
fn a_collector_is_alerted_once_with_the_families_and_a_role() {
    let (evidence, findings) = evaluate_all(&collector());
    let hub = ClusterIx(evidence.find("hub").unwrap().0);
    let [alert] = findings.alerts.as_slice() else { panic!("{:?}", findings.alerts) };
    assert_eq!((alert.subject, alert.families.join(" ")), (hub, "CASH FLOW MOVE".to_owned()));
    assert!(alert.roles.iter().any(|hint| hint.role == "collector") && alert.may_be_reported());
    let night = findings.hits.iter().find(|hit| hit.rule == "night_cash").unwrap();
    let plain = |text: &str| text.replace('\u{a0}', " ");
    assert_eq!(
        plain(&night.sentence_en),
        "12 cash payments between 22:00 and 06:00 local time within 30 days, 100% of those whose time is known."
    );
    assert_eq!(
        plain(&night.sentence_fr),
        "12 opérations en espèces entre 22 h 00 et 6 h 00 (heure locale) en 30 jours, soit 100 % de celles dont \
         l’heure est connue."
    );
    assert_eq!((night.from.as_str(), night.to.as_str()), ("2026-03-01T23:00", "2026-03-12T23:00"));
    assert_eq!((night.events.len(), night.records.len()), (12, 12));
}

#[test]
fn hits_of_one_family_are_no_alert() {
    let only_lodging = |number: i64| Pay {
        mcc: Some(7011),
        city: Some(usize::try_from(number).unwrap() % 4),
        ..Pay::new("guest", false, 24 * number, Channel::Card, 10_000)
    };
    let (_, findings) = evaluate_all(&(0..8).map(only_lodging).collect::<Vec<_>>());
    let families: Vec<_> = findings.hits.iter().map(|hit| hit.family.as_str()).collect();
    assert!(families.contains(&"VENUE") && findings.alerts.is_empty(), "{:?}", findings.hits);
}

#[test]
fn of_a_habit_over_months_the_strongest_window_is_told_and_only_its_events_are_listed() {
    let pays: Vec<Pay> = (0..24)
        .map(|number| {
            // Ever more often: twelve a month apart by ten days, then twelve by one day.
            let hour = if number < 12 { 240 * number } else { 2_640 + 24 * (number - 11) };
            Pay::new("hub", false, hour + 23, Channel::Cash, 10_000 + 100 * number)
        })
        .collect();
    let (_, findings) = evaluate_all(&pays);
    let hits: Vec<_> = findings.hits.iter().filter(|hit| hit.rule == "night_cash").collect();
    let [hit] = hits.as_slice() else { panic!("{hits:?}") };
    let nights = hit.values.iter().find(|(name, _)| name == "nights").unwrap();
    assert_eq!(nights.1, hit.events.len().to_string());
    assert_eq!((hit.events.len(), hit.from.as_str()), (14, "2026-06-09T23:00"));

    // The same for pairs and for amounts under a limit.
    let mut pays = Vec::new();
    for day in [0, 25, 50, 55, 60, 65, 90] {
        let stay = Pay { mcc: Some(7011), ..Pay::new("guest", false, 24 * day, Channel::Card, 9_000 + day) };
        let back = Pay { channel: Channel::Refund, incoming: true, hour: 24 * day + 30, ..stay.clone() };
        let just_under = Pay::new("saver", true, 48 * day, Channel::Cash, 950_000 + 100 * day);
        let other = Some("HOTEL NORD".to_owned());
        pays.extend([Pay { other: other.clone(), ..stay }, Pay { other, ..back }, just_under]);
    }
    let (_, findings) = evaluate_all(&pays);
    for (rule, measure, events_of_one) in
        [("purchase_refund_same_amount", "episodes", 2), ("bunching_under_limit", "just_below", 1)]
    {
        let hit = findings.hits.iter().find(|hit| hit.rule == rule);
        let hit = hit.unwrap_or_else(|| panic!("{rule}: {:?}", findings.hits));
        let (_, count) = hit.values.iter().find(|(name, _)| name == measure).unwrap();
        assert_eq!(count.parse::<usize>().unwrap() * events_of_one, hit.events.len(), "{hit:?}");
        assert!(hit.events.len() < 7 * events_of_one, "{rule}: all of a longer time are not one window");
    }
}

#[test]
fn rules_about_people_to_protect_are_known_from_outside() {
    for rule in ["ransom_burst", "wage_in_immediate_out", "act_means_purpose", "observation_control"] {
        assert!(packs().is_protective(rule), "{rule}");
    }
    for rule in ["border_fan_in", "flow_through", "night_cash"] {
        assert!(!packs().is_protective(rule), "{rule}");
    }
    assert!(!packs().is_protective("no such rule"));
}

#[test]
fn someone_who_may_pay_under_duress_is_never_the_subject_of_a_report() {
    let mut pays = collector();
    for number in 0..4 {
        let other = Some(format!("receiver {number}"));
        pays.push(Pay { other, ..Pay::new("hub", false, 700 + number, Channel::Remittance, 90_000) });
    }
    let (_, findings) = evaluate_all(&pays);
    let [alert] = findings.alerts.as_slice() else { panic!("{:?}", findings.alerts) };
    assert!(alert.roles.iter().any(|hint| hint.role == "payer-under-duress"), "{:?}", alert.roles);
    assert!(!alert.may_be_reported());
}

#[test]
fn a_rule_whose_field_no_record_has_is_unknown_and_not_false() {
    let pays: Vec<Pay> =
        (0..20).map(|number| Pay::new("hub", false, 24 * number, Channel::Card, 1_000)).collect();
    let (_, findings) = evaluate_all(&pays);
    let missing = |rule: &str| {
        findings
            .unknown
            .iter()
            .find(|unknown| unknown.rule == rule)
            .map(|unknown| unknown.missing_en.as_str())
    };
    assert_eq!(missing("fast_food_burst"), Some("the merchant category code"));
    assert!(missing("geo_spread_all").unwrap().contains("place"), "{:?}", findings.unknown);
    assert_eq!(missing("night_cash"), None, "there is no cash at all, which is known");
}

#[test]
fn accounts_and_chats_of_one_holder_are_one_subject() {
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("case"));
    let record = evidence.record(&Locator::new("row", 1, 0, 0));
    let person = evidence.entity("person", "Person");
    let account = evidence.entity("account", "BankAccount");
    let (chat, other) = (evidence.entity("chat", "UserAccount"), evidence.entity("other", "UserAccount"));
    let owns = evidence.entity("owns", "Ownership");
    for (entity, property, value) in [
        (owns, "owner", "person"),
        (owns, "asset", "account"),
        (person, "phone", "+14165550101"),
        (chat, "phone", "+14165550101"),
    ] {
        evidence.statement(&NewStatement::new(entity, property, value, record));
    }
    let at = |hour| {
        Some(Moment { local_us: START_US + hour * HOUR_US, offset_min: None, precision: Precision::Minute })
    };
    evidence.event(&NewEvent {
        time: at(1),
        from: Some(other),
        to: Some(chat),
        text: "llegamos bien",
        ..NewEvent::new(EventKind::Message, record)
    });
    evidence.event(&NewEvent {
        time: at(9),
        from: Some(account),
        channel: Channel::Wire,
        amount_minor: Some(300_000),
        ..NewEvent::new(EventKind::Payment, record)
    });
    let locations = Locations { of_event: vec![None, None], ..Locations::default() };
    let findings = evaluate(&evidence, &Resolution::alone(&evidence), &locations, packs());
    let hits: Vec<_> = findings.hits.iter().map(|hit| (hit.rule.as_str(), hit.subject)).collect();
    assert_eq!(hits, [("escrow_release_on_arrival", ClusterIx(person.0))]);
}

/// A message of arrival to `chat`, in which someone else writes too, and then a payment by `hub`, whose account is
/// owned by those persons: the subjects of which the rule on arrivals fires.
fn subjects_of_arrival(
    chat: &[(&str, &str)],
    owners: &[&str],
    resolve: impl Fn(&mut Resolution),
) -> Vec<String> {
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("case"));
    let record = evidence.record(&Locator::new("row", 1, 0, 0));
    let group = evidence.entity("group", "UserAccount");
    for (property, value) in chat {
        evidence.statement(&NewStatement::new(group, property, value, record));
    }
    let account = evidence.entity("hub", "BankAccount");
    let [driver, own] = ["driver", "own"].map(|name| evidence.entity(name, "UserAccount"));
    for owner in owners {
        evidence.entity(owner, "LegalEntity");
        for asset in ["hub", "own"] {
            let owns = evidence.entity(&format!("{owner} owns {asset}"), "Ownership");
            for (property, value) in [("owner", *owner), ("asset", asset)] {
                evidence.statement(&NewStatement::new(owns, property, value, record));
            }
        }
    }
    let at = |hour| {
        Some(Moment { local_us: START_US + hour * HOUR_US, offset_min: None, precision: Precision::Minute })
    };
    for (hour, from, text) in [(1, own, "any news?"), (2, driver, "OK, llegamos")] {
        let (from, to) = (Some(from), Some(group));
        let message = NewEvent::new(EventKind::Message, record);
        evidence.event(&NewEvent { time: at(hour), from, to, text, ..message });
    }
    evidence.event(&NewEvent {
        time: at(9),
        from: Some(account),
        channel: Channel::Wire,
        amount_minor: Some(300_000),
        ..NewEvent::new(EventKind::Payment, record)
    });
    let locations = Locations { of_event: vec![None; 3], ..Locations::default() };
    let mut resolution = Resolution::alone(&evidence);
    resolve(&mut resolution);
    let findings = evaluate(&evidence, &resolution, &locations, packs());
    let arrivals = findings.hits.iter().filter(|hit| hit.rule == "escrow_release_on_arrival");
    arrivals
        .map(|hit| {
            let first = evidence.entities().find(|&entity| resolution.cluster(entity) == Some(hit.subject));
            evidence.id(first.unwrap()).to_owned()
        })
        .collect()
}

#[test]
fn members_of_a_group_that_is_an_account_hear_what_is_written_to_it() {
    assert_eq!(subjects_of_arrival(&[("name", "Puerto")], &["firm"], |_| {}), ["firm"]);
    let phone = ("phone", "+14165550101");
    assert_eq!(
        subjects_of_arrival(&[phone], &["firm"], |_| {}),
        [""; 0],
        "someone's own account is no group"
    );
}

#[test]
fn owners_judged_to_be_one_are_one_holder_and_others_are_not() {
    let chat = [("name", "Puerto")];
    assert_eq!(subjects_of_arrival(&chat, &["firm", "the firm"], |_| {}), [""; 0]);
    // Entities as they are made: group, hub, driver, own, firm, two of its holdings, the firm.
    let joined = |resolution: &mut Resolution| {
        let other = resolution.clusters[7].members.pop().unwrap();
        resolution.clusters[4].members.push(other);
        resolution.cluster_of[7] = ClusterIx(4);
    };
    assert_eq!(subjects_of_arrival(&chat, &["firm", "the firm"], joined), ["firm"]);
}

fn pay(owner: &'static str) -> impl Strategy<Value = Pay> {
    use Channel::{Card, Cash, ETransfer, Payroll, Refund, Remittance, Transfer, Unknown};
    let channels = [Card, Cash, Cash, ETransfer, ETransfer, Payroll, Refund, Remittance, Transfer, Unknown];
    let ends = (0..3_u8, proptest::option::of(0..10_u8), any::<bool>());
    let what = (
        proptest::sample::select(channels.to_vec()),
        proptest::sample::select(vec![1_200, 9_500, 10_000, 48_000, 49_900]),
        proptest::sample::select(vec![None, Some(7011), Some(5814), Some(7311)]),
    );
    let rest =
        (0..400_i64, proptest::option::of(0..4_usize), proptest::sample::select(vec!["", "rent", "thanks"]));
    (ends, what, rest).prop_map(
        move |((own, other, incoming), (channel, amount, mcc), (hour, city, text))| Pay {
            own: format!("{owner} {own}"),
            other: other.map(|other| format!("{owner} other {other}")),
            incoming,
            hour,
            channel,
            amount,
            mcc,
            city,
            text,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_rows_does_not_change_what_is_found(
        (pays, shuffled) in proptest::collection::vec(pay("a"), 0..120)
            .prop_flat_map(|pays| (Just(pays.clone()), Just(pays).prop_shuffle()))
    ) {
        let found = said(&evaluate_all(&pays));
        prop_assert_eq!(&found, &said(&evaluate_all(&shuffled)));
    }

    #[test]
    fn what_is_found_of_some_does_not_depend_on_others(
        some in proptest::collection::vec(pay("a"), 0..90),
        others in proptest::collection::vec(pay("b"), 0..90),
    ) {
        let mut apart = said(&evaluate_all(&some));
        apart.extend(said(&evaluate_all(&others)));
        apart.sort();
        let together: Vec<Pay> = some.into_iter().chain(others).collect();
        prop_assert_eq!(apart, said(&evaluate_all(&together)));
    }
}
