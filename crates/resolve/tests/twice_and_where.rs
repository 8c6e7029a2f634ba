//! Events reported twice, and where events happened.

use evidence::{
    Currency, EntityIx, EventIx, EventKind, Evidence, Locator, Moment, NewEvent, NewStatement, PlaceMention,
    Precision, Sink, Source,
};
use gazetteer::Gazetteer;
use resolve::{Located, locate, resolve};

const DAY_US: i64 = 86_400_000_000;

/// Two accounts as a new source knows them.
fn accounts(evidence: &mut Evidence, source: &str) -> [EntityIx; 2] {
    evidence.begin(Source::named(source));
    let record = evidence.record(&Locator::new("row", 1, 0, 1));
    ["GB82WEST12345698765432", "DE89370400440532013000"].map(|iban| {
        let account = evidence.entity(&format!("{source}{iban}"), "BankAccount");
        evidence.statement(&NewStatement::new(account, "iban", iban, record));
        account
    })
}

fn pay(evidence: &mut Evidence, [from, to]: [EntityIx; 2], day: i64, minor: i64) -> EventIx {
    let record = evidence.record(&Locator::new("row", 2, 0, 1));
    let time = Moment { local_us: day * DAY_US, offset_min: None, precision: Precision::Day };
    evidence.event(&NewEvent {
        time: Some(time),
        from: Some(from),
        to: Some(to),
        amount_minor: Some(minor),
        currency: Currency::parse("EUR").unwrap_or(Currency::NONE),
        ..NewEvent::new(EventKind::Payment, record)
    })
}

#[test]
fn a_transfer_in_both_banks_files_is_one_and_each_report_repeats_one_other() {
    let mut evidence = Evidence::default();
    let here = accounts(&mut evidence, "here");
    let first = pay(&mut evidence, here, 10, 100);
    let again = pay(&mut evidence, here, 10, 100);
    let other_amount = pay(&mut evidence, here, 10, 101);
    let there = accounts(&mut evidence, "there");
    let next_day = pay(&mut evidence, there, 11, 100);
    let same_day = pay(&mut evidence, there, 10, 100);
    let third = pay(&mut evidence, there, 10, 100);
    let late = pay(&mut evidence, there, 13, 101);
    let resolution = resolve(&evidence);
    let twin = |event: EventIx| resolution.twin_of[event.0 as usize];
    for (event, expected) in [
        (first, None),
        (again, None),
        (other_amount, None),
        (same_day, Some(first)),
        (third, Some(again)),
        (next_day, None),
        (late, None),
    ] {
        assert_eq!(twin(event), expected, "{event:?}");
    }
}

#[test]
fn a_transfer_posted_a_day_later_elsewhere_is_the_same() {
    let mut evidence = Evidence::default();
    let here = accounts(&mut evidence, "here");
    let first = pay(&mut evidence, here, 10, 100);
    let there = accounts(&mut evidence, "there");
    let next_day = pay(&mut evidence, there, 11, 100);
    let resolution = resolve(&evidence);
    assert_eq!(resolution.twin_of, [None, Some(first)]);
    assert!(resolution.is_twin(next_day) && !resolution.is_twin(first));
}

#[test]
fn of_two_reports_the_fuller_one_counts_whichever_was_read_first() {
    for fuller_first in [true, false] {
        let mut evidence = Evidence::default();
        let mut events = [true, false].map(|first| {
            let [from, to] = accounts(&mut evidence, if first { "first" } else { "second" });
            let record = evidence.record(&Locator::new("row", 2, 0, 1));
            let day = Moment { local_us: 10 * DAY_US, offset_min: None, precision: Precision::Day };
            let poor = NewEvent {
                time: Some(day),
                from: Some(from),
                to: Some(to),
                amount_minor: Some(100),
                ..NewEvent::new(EventKind::Payment, record)
            };
            let minute = Moment { precision: Precision::Minute, ..day };
            let full = NewEvent { time: Some(minute), text: "rent", ..poor };
            evidence.event(if first == fuller_first { &full } else { &poor })
        });
        if !fuller_first {
            events.reverse();
        }
        let [full, poor] = events;
        let resolution = resolve(&evidence);
        assert_eq!(resolution.twin_of[poor.0 as usize], Some(full));
        assert!(!resolution.is_twin(full));
    }
}

#[test]
fn a_message_on_both_phones_is_one() {
    let mut evidence = Evidence::default();
    let mut events = Vec::new();
    for (source, seconds) in [("one", 61), ("other", 119), ("third", 121)] {
        evidence.begin(Source::named(source));
        let record = evidence.record(&Locator::new("item", 1, 0, 1));
        let sender = evidence.entity(source, "UserAccount");
        evidence.statement(&NewStatement::new(sender, "phone", "+14165550100", record));
        let time = Some(Moment::from_utc_us(seconds * 1_000_000, None));
        let message =
            NewEvent { time, from: Some(sender), text: "go", ..NewEvent::new(EventKind::Message, record) };
        events.push(evidence.event(&message));
    }
    assert_eq!(resolve(&evidence).twin_of, [None, Some(events[0]), None]);
}

#[test]
fn events_are_placed_by_coordinates_then_by_a_name_that_is_one_place() {
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("places.csv"));
    let record = evidence.record(&Locator::new("row", 1, 0, 1));
    let mention = |name, country, coordinates| PlaceMention { name, country, coordinates };
    let cases = [
        (mention("", "", Some((27.51, -99.51))), Some((Located::ByCoordinates, "Laredo", "US"))),
        (mention("Tripoli", "LY", Some((27.52, -99.51))), Some((Located::ByCoordinates, "Laredo", "US"))),
        (mention("LAREDO TX", "", None), Some((Located::ByName, "Laredo", "US"))),
        (mention("", "", Some((34.04, 17.96))), Some((Located::ByCoordinates, "34.0, 18.0", ""))),
        (mention("", "", Some((0.0, 0.0))), None),
        (mention("", "", Some((f64::NAN, 5.0))), None),
        (mention("Laredo TX", "", Some((91.0, 0.0))), Some((Located::ByName, "Laredo", "US"))),
        (mention("Tripoli", "", None), None),
        (mention("Nowhere at all", "", None), None),
    ];
    for (place, _) in &cases {
        evidence.event(&NewEvent::new(EventKind::Sighting, record).at(*place));
    }
    let locations = locate(&evidence, &Gazetteer::embedded());
    for (event, (place, expected)) in evidence.events().zip(&cases) {
        let how = locations.of_event[event.ix.0 as usize].map(|(_, how)| how);
        let found =
            how.zip(locations.of(event.ix)).map(|(how, at)| (how, at.name.as_str(), at.country.as_str()));
        assert_eq!(&found, expected, "{place:?}");
    }
    let [(name, candidates)] = locations.ambiguous.as_slice() else { panic!("{:?}", locations.ambiguous) };
    assert_eq!((name.as_str(), candidates.len() > 1), ("Tripoli", true));
    let shared: Vec<_> = locations.of_event[..2].iter().map(|at| at.map(|(at, _)| at)).collect();
    assert_eq!(shared[0], shared[1], "one town is one location");
    assert!(locations.of(EventIx(0)).unwrap().is_named() && !locations.of(EventIx(3)).unwrap().is_named());
}
