//! A feed of small packs, row by row: what is told, and when.

use evidence::{Channel, EventKind, Locator, Moment, NewEvent, NewStatement, Precision, Sink};
use indicators::{Ahead, Lateness, Named, Notice, Packs, Stream, StreamAlert, StreamHit};

use super::{START_US, check_order, finals, lateness, save, written};

const CASH: &str = "
  - id: only_cash
    indicators: [I-1]
    family: CASH
    subject: account
    kind: window
    parameters:
      window: {value: 48h, basis: ours, why: w}
      least: {value: 3, basis: src, cite: c}
    select: kind == 'payment'
    within: window
    measure: {cash: count(channel == 'cash'), card: count(channel == 'card')}
    fire: cash >= least && card == 0
    sentence: {en: '{cash} within {window}', fr: '{cash} en {window}'}
    examples: {fires: [], quiet: []}
";

/// Writes payments of one account, in hours.
fn pay(stream: &mut Stream<'_>, all: &[(i64, Channel)]) -> Vec<Notice> {
    for (hour, channel) in all {
        let sink = stream.sink();
        let record = sink.record(&Locator::new("row", 0, 0, 0));
        let own = Some(sink.entity("own", "BankAccount"));
        let us = START_US + hour * 60 * 60_000_000;
        let time = Some(Moment { local_us: us, offset_min: None, precision: Precision::Minute });
        sink.event(&NewEvent {
            time,
            from: own,
            channel: *channel,
            ..NewEvent::new(EventKind::Payment, record)
        });
    }
    stream.take()
}

/// What kind of notice, and of which rows.
fn kinds(notices: &[Notice]) -> Vec<(&'static str, Vec<u64>)> {
    let rows = |hit: &StreamHit| hit.rows.iter().map(|position| position.row).collect();
    let kind = |notice: &Notice| match notice {
        Notice::AlertOpened(_) => ("alert", Vec::new()),
        Notice::AlertChanged(_) => ("alert changed", Vec::new()),
        Notice::AlertWithdrawn { .. } => ("alert withdrawn", Vec::new()),
        Notice::Open(hit) => ("open", rows(hit)),
        Notice::Final(hit) => ("final", rows(hit)),
        Notice::Withdrawn { .. } => ("withdrawn", Vec::new()),
        Notice::TooLate { position, .. } => ("too late", vec![position.row]),
        Notice::TooEarly { position, .. } => ("too early", vec![position.row]),
        Notice::Rejected { .. } => ("rejected", Vec::new()),
        Notice::Strange { .. } => ("strange", Vec::new()),
    };
    // Times without zone are strange in all of these feeds, and looked at elsewhere.
    notices.iter().map(kind).filter(|(kind, _)| *kind != "strange").collect()
}

pub(crate) fn pack() -> Packs {
    Packs::parse(&[("p.yaml", &written("I-1", "CASH", CASH))]).unwrap()
}

#[test]
fn a_hit_is_told_with_the_row_that_makes_it_and_is_final_when_none_can_change_it() {
    use Channel::Cash;
    let packs = pack();
    for hours in [0, 6] {
        let mut stream = Stream::new(&packs, lateness(hours * 60), Ahead::default());
        assert!(kinds(&pay(&mut stream, &[(0, Cash), (1, Cash)])).is_empty());
        assert_eq!(kinds(&pay(&mut stream, &[(2, Cash)])), [("open", vec![0, 1, 2])]);
        // The episode grows without being told again.
        assert!(kinds(&pay(&mut stream, &[(3, Cash)])).is_empty());
        assert!(kinds(&pay(&mut stream, &[(51 + hours, Cash)])).is_empty());
        assert_eq!(kinds(&pay(&mut stream, &[(52 + hours, Cash)])), [("final", vec![0, 1, 2, 3])]);
        assert!(kinds(&stream.finish()).is_empty());
    }
}

#[test]
fn a_late_row_is_put_in_its_place_and_takes_back_what_it_makes_untrue() {
    use Channel::{Card, Cash};
    let packs = pack();
    let mut stream = Stream::new(&packs, lateness(6 * 60), Ahead::default());
    assert_eq!(kinds(&pay(&mut stream, &[(0, Cash), (1, Cash), (5, Cash)])), [("open", vec![0, 1, 2])]);
    assert_eq!(kinds(&pay(&mut stream, &[(4, Card)])), [("withdrawn", vec![])]);
    assert!(kinds(&stream.finish()).is_empty());
    // A row that completes what was missing in between.
    let mut stream = Stream::new(&packs, lateness(6 * 60), Ahead::default());
    assert!(kinds(&pay(&mut stream, &[(0, Cash), (5, Cash)])).is_empty());
    assert_eq!(kinds(&pay(&mut stream, &[(1, Cash)])), [("open", vec![0, 1, 2])]);
    assert_eq!(kinds(&stream.finish()), [("final", vec![0, 1, 2])]);
}

#[test]
fn a_row_later_than_is_waited_for_is_counted_and_told_of() {
    use Channel::{Card, Cash};
    let packs = pack();
    let mut stream = Stream::new(&packs, lateness(6 * 60), Ahead::default());
    let told = pay(&mut stream, &[(0, Cash), (1, Cash), (9, Cash), (2, Card), (3, Cash)]);
    assert_eq!(kinds(&told), [("too late", vec![3]), ("open", vec![0, 1, 2, 4])]);
    assert_eq!(stream.too_late(), 1);
}

#[test]
fn a_row_with_a_mistyped_year_makes_no_other_late_and_counts_when_the_feed_is_there() {
    use Channel::{Card, Cash};
    let packs = pack();
    let (year, lateness) = (365 * 24, lateness(6 * 60));
    let mut stream = Stream::new(&packs, lateness, Ahead::default());
    let told = pay(&mut stream, &[(0, Cash), (year + 2, Cash), (1, Cash), (2, Cash)]);
    assert_eq!(kinds(&told), [("too early", vec![1]), ("open", vec![0, 2, 3])]);
    assert_eq!((stream.too_late(), stream.too_early()), (0, 1));
    // A year on, after five rows that say so, it counts with them.
    let (mut saved, _) = save(&stream, &[]);
    stream = Stream::resume(&packs, saved.as_slice()).unwrap();
    let told = pay(&mut stream, &[(year, Cash), (year + 400, Card), (year + 500, Card), (year + 501, Card)]);
    assert_eq!(kinds(&told).len(), 4);
    saved = save(&stream, &[]).0;
    stream = Stream::resume(&packs, saved.as_slice()).unwrap();
    let told = kinds(&pay(&mut stream, &[(year + 1, Cash)]));
    assert_eq!(told, [("too early", vec![8]), ("final", vec![0, 2, 3]), ("open", vec![1, 4, 8])]);
    assert_eq!(kinds(&stream.finish()), [("final", vec![1, 4, 8])]);
}

const FLOW: &str = "
  - id: three
    indicators: [I-2]
    family: FLOW
    subject: account
    kind: window
    role_hint: possible-victim
    parameters:
      window: {value: 48h, basis: ours, why: w}
      least: {value: 3, basis: src, cite: c}
    select: kind == 'payment'
    within: window
    measure: {payments: count()}
    fire: payments >= least
    sentence: {en: '{payments} within {window}', fr: '{payments} en {window}'}
    examples: {fires: [], quiet: []}";

const COMBINATION: &str = "
combination:
  least_rules: {value: 2, basis: ours, why: w}
  least_families: {value: 2, basis: ours, why: w}
  gates: [FLOW]
  least_points: {value: 2, basis: ours, why: w}
  family_cap: {value: 1, basis: ours, why: w}
  multiplier: {value: 0, basis: ours, why: w}
  counter: {value: 1, basis: ours, why: w}
  outweighs: {value: 2, basis: ours, why: w}
  phases: {exploit: {value: 1, basis: ours, why: w}}
";

#[test]
fn an_alert_is_told_with_the_hit_that_makes_it_and_follows_its_hits() {
    use Channel::{Card, Cash};
    let four =
        FLOW.replace("three", "four").replace("possible-victim", "collector").replace("value: 3", "value: 4");
    let (cash, flow) = (written("I-1", "CASH", CASH), written("I-2", "FLOW", &format!("{FLOW}{four}")));
    let packs =
        Packs::parse(&[("p.yaml", &cash), ("q.yaml", &flow), ("combination.yaml", COMBINATION)]).unwrap();
    let mut stream = Stream::new(&packs, lateness(6 * 60), Ahead::default());
    let alerts = |notices: &[Notice]| -> Vec<(&'static str, Vec<String>, usize)> {
        let roles = |own: &StreamAlert| own.roles.iter().map(|hint| hint.role.clone()).collect();
        let alert = |notice: &Notice| match notice {
            Notice::AlertOpened(own) => Some(("opened", roles(own), own.hits.len())),
            Notice::AlertChanged(own) => Some(("changed", roles(own), own.hits.len())),
            _ => None,
        };
        notices.iter().filter_map(alert).collect()
    };
    assert!(kinds(&pay(&mut stream, &[(0, Cash), (1, Cash)])).is_empty());
    let told = pay(&mut stream, &[(5, Cash)]);
    assert_eq!(alerts(&told), [("opened", vec!["possible-victim".to_owned()], 2)]);
    let Some(Notice::AlertOpened(alert)) = told.last() else { panic!("no alert last: {told:?}") };
    assert!(alert.protective && alert.named == Named::Nobody, "{alert:?}");
    // What was saved goes on as if it had not been.
    let (saved, _) = save(&stream, &[]);
    stream = Stream::resume(&packs, saved.as_slice()).unwrap();
    let both = vec!["collector".to_owned(), "possible-victim".to_owned()];
    let told = pay(&mut stream, &[(6, Cash)]);
    assert_eq!(alerts(&told), [("changed", both.clone(), 3)]);
    let Some(Notice::AlertChanged(alert)) = told.last() else { panic!("no alert last: {told:?}") };
    assert_eq!((alert.protective, alert.named), (true, Named::Behind));
    // A late card payment takes back the cash that was not mixed with any.
    let told = pay(&mut stream, &[(4, Card)]);
    assert_eq!(kinds(&told), [("withdrawn", vec![]), ("alert withdrawn", vec![])]);
    // Three in cash another time: the alert is there again, and rests on what still stands.
    let told = pay(&mut stream, &[(200, Cash), (201, Cash), (202, Cash)]);
    assert_eq!(alerts(&told), [("opened", both.clone(), 4)]);
    assert!(alerts(&stream.finish()).is_empty());
}

#[test]
fn what_is_strange_is_told_of_once_then_at_ten_times_as_often_and_in_the_end() {
    use Channel::Cash;
    let packs = pack();
    let mut stream = Stream::new(&packs, lateness(6 * 60), Ahead::default());
    let mut all = Vec::new();
    // Twelve rows without zone, of which the third says what the second says, and the last is far back.
    for hour in [1, 2, 2, 3, 4, 5, 6, 7, 8, 5, 10, 9_999] {
        all.extend(pay(&mut stream, &[(hour, Cash)]));
        let (saved, _) = save(&stream, &[]);
        stream = Stream::resume(&packs, saved.as_slice()).unwrap();
    }
    all.extend(stream.finish());
    let told = all.iter().filter_map(|notice| match notice {
        Notice::Strange { what, count, rows } => {
            Some((what.as_str(), *count, rows.iter().map(|own| own.row).collect()))
        }
        _ => None,
    });
    let told: Vec<(&str, u64, Vec<u64>)> = told.collect();
    assert_eq!(
        told,
        [
            ("no-zone", 1, vec![0]),
            ("repeated", 1, vec![2]),
            ("out-of-order", 1, vec![9]),
            ("no-zone", 10, vec![0, 1, 2]),
            ("far-date", 1, vec![11]),
            ("repeated", 2, vec![2, 9]),
            ("no-zone", 12, vec![0, 1, 2]),
        ]
    );
}

const SHARED: &str = "
  - id: one_phone
    indicators: [I-1]
    family: NET
    subject: person
    kind: shared
    identifiers: [phone]
    parameters:
      least: {value: 2, basis: ours, why: w}
      most: {value: 3, basis: ours, why: w}
      rare: {value: 50%, basis: ours, why: w}
    fire: persons >= least && persons <= most && rarity >= rare
    sentence: {en: '{persons} with {identifier}', fr: '{persons} avec {identifier}'}
    examples: {fires: [], quiet: []}
";

#[test]
fn who_shares_an_identifier_is_told_as_it_is_declared_and_taken_back_when_too_many_do() {
    let packs = Packs::parse(&[("p.yaml", &written("I-1", "NET", SHARED))]).unwrap();
    let mut stream = Stream::new(&packs, lateness(0), Ahead::default());
    let mut all = Vec::new();
    for (person, phone, opened, withdrawn) in [
        ("ann", "+14165550100", &[][..], 0),
        ("bea", "+14165550100", &["ann", "bea"], 0),
        ("cia", "+14165550100", &["cia"], 0),
        ("dea", "+14165550101", &[], 0),
        // One other is shared by as many or more: half as rare.
        ("eva", "+14165550101", &["dea", "eva"], 0),
        ("fay", "+14165550102", &[], 0),
        // Of three that are shared by two, none is rare, but the one that is shared by three.
        ("gia", "+14165550102", &[], 2),
        ("ida", "+14165550199", &[], 0),
        ("ann", "+14165550199", &[], 0),
        ("joy", "+14165550199", &["ann", "ida", "joy"], 0),
        // A fourth is too many.
        ("kim", "+14165550100", &[], 3),
    ] {
        let record = stream.sink().record(&Locator::new("row", 0, 0, 0));
        let own = stream.sink().entity(person, "Person");
        stream.sink().statement(&NewStatement::new(own, "phone", phone, record));
        let told = stream.take();
        let subject = |notice: &Notice| match notice {
            Notice::Open(hit) => Some(hit.subject.clone()),
            _ => None,
        };
        let mut found: Vec<String> = told.iter().filter_map(subject).collect();
        found.sort();
        assert_eq!(found, opened, "{person} {phone}");
        assert_eq!(told.len() - found.len(), withdrawn, "{person} {phone}: {told:?}");
        all.extend(told);
        let (saved, _) = save(&stream, &[]);
        stream = Stream::resume(&packs, saved.as_slice()).unwrap();
        assert!(stream.take().is_empty(), "told twice after {person}");
    }
    let told = stream.finish();
    assert_eq!(finals(&told).len(), 3);
    all.extend(told);
    check_order(&all);
}

#[test]
fn where_the_very_first_row_is_mistyped_the_next_are_believed() {
    use Channel::Cash;
    let packs = pack();
    let mut stream = Stream::new(&packs, Lateness::default(), Ahead { us: 24 * 3_600_000_000 });
    assert!(kinds(&pay(&mut stream, &[(9_000, Cash)])).is_empty());
    let told = pay(&mut stream, &[(0, Cash), (1, Cash), (2, Cash)]);
    assert_eq!(kinds(&told), [("too early", vec![0]), ("open", vec![1, 2, 3])]);
    assert_eq!(kinds(&pay(&mut stream, &[(26, Cash)])), []);
    assert_eq!(kinds(&stream.finish()), [("final", vec![1, 2, 3, 4])]);
    assert_eq!(stream.too_late(), 0);
}

#[test]
fn a_household_with_another_first_member_is_one_hit_to_its_end() {
    let rule = CASH
        .replace("subject: account", "subject: household")
        .replace("least: {value: 3", "least: {value: 2");
    let packs = Packs::parse(&[("p.yaml", &written("I-1", "CASH", &rule))]).unwrap();
    let mut stream = Stream::new(&packs, lateness(0), Ahead::default());
    let say = |stream: &mut Stream<'_>, person: &str, address: &str| {
        let record = stream.sink().record(&Locator::new("row", 0, 0, 0));
        let own = stream.sink().entity(person, "Person");
        let property = if address.is_empty() { "name" } else { "address" };
        let value = if address.is_empty() { "Ann Ashe" } else { address };
        stream.sink().statement(&NewStatement::new(own, property, value, record));
    };
    for (person, address) in [("ann", ""), ("bea", "1 Elm, Toronto"), ("own", "1 Elm, Toronto")] {
        say(&mut stream, person, address);
    }
    let subjects = |notices: &[Notice]| -> Vec<(String, String)> {
        let subject = |notice: &Notice| match notice {
            Notice::Open(hit) | Notice::Final(hit) => Some((hit.id.clone(), hit.subject.clone())),
            _ => None,
        };
        notices.iter().filter_map(subject).collect()
    };
    let mut all = pay(&mut stream, &[(0, Channel::Cash), (1, Channel::Cash)]);
    let opened = subjects(&all);
    assert_eq!((opened.len(), opened[0].1.as_str()), (1, "bea"));
    say(&mut stream, "ann", "1 Elm, Toronto");
    let told = stream.finish();
    assert_eq!(subjects(&told), [(opened[0].0.clone(), "ann".to_owned())]);
    all.extend(told);
    check_order(&all);
}

#[test]
fn what_a_crowd_carries_stays_open_to_the_end() {
    let rule = SHARED.replace("persons <= most && rarity >= rare", "most >= 1 && rarity >= rare");
    let packs = Packs::parse(&[("p.yaml", &written("I-1", "NET", &rule))]).unwrap();
    let mut stream = Stream::new(&packs, lateness(0), Ahead::default());
    let mut all = Vec::new();
    for person in 0..1_100 {
        let record = stream.sink().record(&Locator::new("row", person, 0, 0));
        let own = stream.sink().entity(&format!("person{person}"), "Person");
        stream.sink().statement(&NewStatement::new(own, "phone", "+14165550100", record));
        all.extend(stream.take());
    }
    let count = |all: &[Notice], kind: &str| kinds(all).iter().filter(|(own, _)| *own == kind).count();
    assert_eq!((count(&all, "open"), count(&all, "withdrawn")), (1_000, 0));
    all.extend(stream.finish());
    assert_eq!((count(&all, "final"), count(&all, "withdrawn")), (1_100, 0));
    check_order(&all);
}
