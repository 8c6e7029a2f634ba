//! What a stream says in the end is what the batch says of everything.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic in a helper of a test is a failed test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use evidence::{
    Channel, Currency, EntityIx, EventKind, Evidence, Locator, Moment, NewEvent, NewStatement, PlaceMention,
    Precision, Sink, Source,
};
use indicators::{
    Ahead, Lateness, Named, Notice, Packs, ResumeError, RoleHint, Stream, StreamAlert, StreamHit, evaluate,
};
use proptest::prelude::*;
use resolve::{Cluster, ClusterIx, Resolution};

/// 2026-03-01T00:00.
const START_US: i64 = 1_772_323_200 * 1_000_000;
const CITIES: [&str; 5] = ["", "Toronto", "Winnipeg", "Halifax", "Vancouver"];
const TEXTS: [&str; 8] = [
    "",
    "rent",
    "room service tonight",
    "100 roses",
    "passport and visa fee",
    "tuition",
    "wages",
    "escort 24h incall",
];
const ACCOUNTS: usize = 6;
const ITEMS: usize = 12;

fn packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(|| Packs::embedded().unwrap())
}

#[derive(Clone, Debug)]
struct Happened {
    kind: u8,
    from: usize,
    to: Option<usize>,
    minutes: i64,
    /// By how many years its own is mistyped.
    years: i64,
    by_day: bool,
    channel: usize,
    amount: i64,
    mcc: Option<u16>,
    city: usize,
    text: usize,
    via: bool,
}

fn happened() -> impl Strategy<Value = Happened> {
    let kinds = prop_oneof![8 => Just(0_u8), 2 => Just(1), 1 => Just(2), 1 => Just(3), 2 => Just(4)];
    let amounts = prop_oneof![
        Just(50_000_i64),
        Just(4_000),
        Just(100_000),
        Just(999_900),
        Just(980_000),
        Just(6_000),
        Just(0),
        Just(200_000_000_000_000),
        1_000..1_500_000_i64,
    ];
    let mcc = prop_oneof![3 => Just(None), 1 => Just(Some(7011_u16)), 1 => Just(Some(7273)), 1 => Just(Some(5411)), 1 => Just(Some(4511))];
    let minutes =
        prop_oneof![3 => 0..60 * 24 * 20_i64, 2 => 60 * 24 * 2..60 * 24 * 4_i64, 1 => 0..60 * 24 * 150_i64];
    (
        (kinds, 0..ACCOUNTS, prop::option::weighted(0.7, 0..ACCOUNTS), minutes, prop::bool::weighted(0.2)),
        (0..Channel::ALL.len(), amounts, mcc, 0..CITIES.len(), 0..TEXTS.len(), prop::bool::weighted(0.3)),
    )
        .prop_map(|((kind, from, to, minutes, by_day), (channel, amount, mcc, city, text, via))| {
            Happened {
                kind,
                from,
                to,
                minutes: if by_day { minutes / 1_440 * 1_440 } else { minutes / 30 * 30 },
                years: 0,
                by_day,
                channel,
                amount,
                mcc,
                city,
                text,
                via,
            }
        })
}

/// One row of a feed.
#[derive(Clone, Debug)]
enum Row {
    Declared(usize),
    Happened(Happened),
}

fn account(sink: &mut dyn Sink, number: usize) -> EntityIx {
    sink.entity(&format!("account{number}"), "BankAccount")
}

fn item(number: usize) -> String {
    packs().items().nth(number * 7).map(|item| item.id.clone()).unwrap_or_default()
}

fn write(sink: &mut dyn Sink, number: u64, row: &Row) {
    let record = sink.record(&Locator::new("row", number, 10 * number, 10));
    match row {
        Row::Declared(number) => {
            let own = account(sink, *number);
            let mut say = |entity, property: &str, value: &str| {
                sink.statement(&NewStatement::new(entity, property, value, record));
            };
            say(own, "accountNumber", &format!("100{number}"));
            say(own, "openingDate", ["2026-01-01", "2026-02-20", "2019-01-01"][number % 3]);
            if *number < 4 {
                let person = sink.entity(&format!("person{number}"), "Person");
                let mut say = |entity, property: &str, value: &str| {
                    sink.statement(&NewStatement::new(entity, property, value, record));
                };
                say(person, "name", ["Ann Ashe", "Bo Birch", "Cy Ashe", "Di Dale"][*number]);
                say(person, "address", ["1 Elm, Toronto", "1 Elm, Toronto", "9 Oak, Winnipeg", ""][*number]);
                say(person, "position", ["student", "student", "student", "homemaker"][*number]);
                say(
                    person,
                    "phone",
                    ["+14165550100", "+14165550100", "+14165550101", "+14165550100"][*number],
                );
                let link = sink.entity(&format!("ownership{number}"), "Ownership");
                let (owner, asset) = (format!("person{}", number % 3), format!("account{number}"));
                sink.statement(&NewStatement::new(link, "owner", &owner, record));
                sink.statement(&NewStatement::new(link, "asset", &asset, record));
                let chat = sink.entity(&format!("chat{number}"), "UserAccount");
                sink.statement(&NewStatement::new(chat, "owner", &owner, record));
            }
        }
        Row::Happened(own) => {
            let us = START_US + (own.minutes + own.years * 365 * 1_440) * 60_000_000;
            let precision = if own.by_day { Precision::Day } else { Precision::Minute };
            let time = Some(Moment { local_us: us, offset_min: None, precision });
            let base = NewEvent { time, text: TEXTS[own.text], ..NewEvent::new(EventKind::Payment, record) };
            let place = PlaceMention { name: CITIES[own.city], country: "CA", coordinates: None };
            let event = match own.kind {
                0 => {
                    let from = account(sink, own.from);
                    let to = own.to.map(|to| account(sink, to));
                    let via = own.via.then(|| sink.entity("agent", "Person"));
                    let (from, to) = if own.amount % 3 == 0 { (to, Some(from)) } else { (Some(from), to) };
                    NewEvent {
                        from,
                        to,
                        via,
                        channel: Channel::ALL[own.channel],
                        amount_minor: Some(own.amount),
                        currency: Currency::parse(if own.amount % 5 == 1 { "USD" } else { "CAD" }).unwrap(),
                        mcc: own.mcc,
                        party_text: ["", "HILTON", "AIR CANADA", "UBER TRIP"][own.from % 4],
                        ..base
                    }
                    .at(place)
                }
                1 => {
                    let from = sink.entity(&format!("chat{}", own.from % 4), "UserAccount");
                    let to = sink.entity(&format!("chat{}", (own.from + 1) % 4), "UserAccount");
                    NewEvent { kind: EventKind::Message, from: Some(from), to: Some(to), ..base }
                }
                2 => {
                    let from = account(sink, own.from);
                    let device = sink.entity(&format!("device{}", own.text % 3), "Thing");
                    NewEvent { kind: EventKind::Login, from: Some(from), via: Some(device), ..base }
                }
                3 => {
                    let from = sink.entity(&format!("person{}", own.from % 4), "Person");
                    NewEvent { kind: EventKind::Crossing, from: Some(from), ..base }.at(place)
                }
                _ => {
                    let to = sink.entity(&format!("person{}", own.from % 4), "Person");
                    let asked = item(own.channel % ITEMS);
                    let quantity = [Some(1), Some(0), Some(1), None][own.city % 4];
                    let event =
                        NewEvent { kind: EventKind::Observation, to: Some(to), quantity, text: "", ..base };
                    sink.event(&NewEvent { party_text: &asked, ..event });
                    return;
                }
            };
            sink.event(&event);
        }
    }
}

type Line = (String, String, String, String, Vec<(String, String)>, String, String, Vec<u64>);

/// An alert: subject, families, roles, whom a report may name, and its hits.
type AlertLine = (String, Vec<String>, Vec<RoleHint>, Named, Vec<Line>);

/// How often what is strange, but for what a feed sees otherwise.
type Counts = BTreeMap<String, u64>;

fn counts(all: impl Iterator<Item = (String, u64)>) -> Counts {
    all.filter(|(what, _)| !["out-of-order", "far-date"].contains(&what.as_str())).collect()
}

/// What the batch says: hits (rule, subject, from, to, values, sentences and rows), alerts, and what is strange.
fn batch(rows: &[Row]) -> (Vec<Line>, Vec<AlertLine>, Counts) {
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("feed"));
    for (number, row) in (0..).zip(rows) {
        write(&mut evidence, number, row);
    }
    let cluster = |entity| Cluster { members: vec![entity], reasons: Vec::new(), probability: 1.0 };
    let resolution = Resolution {
        clusters: evidence.entities().map(cluster).collect(),
        cluster_of: evidence.entities().map(|entity| ClusterIx(entity.0)).collect(),
        twin_of: vec![None; evidence.event_count()],
        undecided: Vec::new(),
    };
    let locations = resolve::locate(&evidence, &gazetteer::Gazetteer::embedded());
    let findings = evaluate(&evidence, &resolution, &locations, packs());
    let line = |hit: indicators::Hit| {
        let subject = evidence.id(EntityIx(hit.subject.0)).to_owned();
        // Of an identifier a stream keeps only the first record that names it.
        let is_shared = hit.from.is_empty();
        let rows = hit.records.iter().map(|record| u64::from(record.0)).filter(|_| !is_shared).collect();
        (hit.rule, subject, hit.from, hit.to, hit.values, hit.sentence_en, hit.sentence_fr, rows)
    };
    let mut lines: Vec<Line> = findings.hits.into_iter().map(line).collect();
    let alert = |own: indicators::Alert| {
        let subject = evidence.id(EntityIx(own.subject.0)).to_owned();
        let mut hits: Vec<Line> = own.hits.iter().map(|hit| lines[*hit].clone()).collect();
        hits.sort();
        (subject, own.families, own.roles, own.named, hits)
    };
    let mut alerts: Vec<AlertLine> = findings.alerts.into_iter().map(alert).collect();
    alerts.sort_by(|one, other| one.0.cmp(&other.0));
    lines.sort();
    let strange = resolve::peculiarities(&evidence, &resolution);
    let strange = strange.iter().map(|own| (own.what.as_str().to_owned(), own.count as u64));
    (lines, alerts, counts(strange))
}

/// The alerts told and not withdrawn, as the last notice of each has them; each is opened once before it changes or ends.
fn alerts(notices: &[Notice]) -> Vec<AlertLine> {
    let mut standing: BTreeMap<String, StreamAlert> = BTreeMap::new();
    let mut hits: BTreeMap<&str, Line> = BTreeMap::new();
    for notice in notices {
        match notice {
            Notice::AlertOpened(own) => {
                assert!(standing.insert(own.id.clone(), own.clone()).is_none(), "opened twice: {own:?}");
            }
            Notice::AlertChanged(own) => {
                let before = standing.insert(own.id.clone(), own.clone());
                assert!(before.is_some_and(|before| before != *own), "not opened or not changed: {own:?}");
            }
            Notice::AlertWithdrawn { id, .. } => {
                assert!(standing.remove(id).is_some(), "withdrawn but not open: {notice:?}");
            }
            Notice::Final(hit) => {
                hits.insert(&hit.id, line(hit.clone()));
            }
            _ => {}
        }
    }
    let alert = |own: StreamAlert| {
        let mut hits: Vec<Line> = own.hits.iter().map(|id| hits[id.as_str()].clone()).collect();
        hits.sort();
        assert_eq!(own.protective, own.named != Named::Subject);
        (own.subject, own.families, own.roles, own.named, hits)
    };
    let mut alerts: Vec<AlertLine> = standing.into_values().map(alert).collect();
    alerts.sort_by(|one, other| one.0.cmp(&other.0));
    alerts
}

fn line(hit: StreamHit) -> Line {
    let is_shared = hit.from.is_empty();
    let rows = hit.rows.iter().map(|position| position.row).filter(|_| !is_shared).collect();
    (hit.rule, hit.subject, hit.from, hit.to, hit.values, hit.sentence_en, hit.sentence_fr, rows)
}

fn finals(notices: &[Notice]) -> Vec<Line> {
    let hit = |notice: &Notice| match notice {
        Notice::Final(hit) => Some(line(hit.clone())),
        _ => None,
    };
    let mut lines: Vec<Line> = notices.iter().filter_map(hit).collect();
    lines.sort();
    lines
}

fn feed(stream: &mut Stream<'_>, rows: &[Row], first: u64) {
    if first == 0 {
        stream.sink().begin(Source::named("feed"));
    }
    for (number, row) in (first..).zip(rows) {
        write(stream.sink(), number, row);
    }
}

/// Declarations, then what happened (some of it delivered twice) in the order in which it arrives.
fn rows(mut all: Vec<(Happened, i64)>, lateness_min: i64, typed: &[usize]) -> Vec<Row> {
    all.sort_by_key(|(own, late)| own.minutes + late % (lateness_min + 1));
    for at in typed {
        let twice = all[at % all.len()].clone();
        all.insert(at % all.len(), twice);
    }
    // What is mistyped is not what others of its kind are, nor so much one after another that it seems to be true.
    for (at, years) in typed.iter().zip(1_i64..) {
        let at = at % all.len();
        all[at].0.years = 2 * years;
    }
    let declared = (0..ACCOUNTS).map(Row::Declared);
    declared.chain(all.into_iter().map(|(own, _)| Row::Happened(own))).collect()
}

fn lateness(minutes: i64) -> Lateness {
    Lateness { us: minutes * 60_000_000 }
}

/// Told of and not yet ended, at any point of the notices.
fn check_order(notices: &[Notice]) {
    let (mut open, mut over) = (BTreeSet::new(), BTreeSet::new());
    for notice in notices {
        match notice {
            Notice::Open(hit) => assert!(open.insert(&hit.id), "opened twice: {hit:?}"),
            Notice::Final(hit) => {
                open.remove(&hit.id);
                assert!(over.insert(&hit.id), "final twice: {hit:?}");
            }
            Notice::Withdrawn { id, .. } => assert!(open.remove(id), "withdrawn but not open: {notice:?}"),
            _ => {}
        }
    }
    assert!(open.is_empty(), "never ended: {open:?}");
}

/// What was written down: the stream, the number of notices told until then.
type Saved = (Vec<u8>, usize);

fn save(stream: &Stream<'_>, notices: &[Notice]) -> Saved {
    let mut bytes = Vec::new();
    stream.save(&mut bytes).unwrap();
    (bytes, notices.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn in_the_end_a_stream_says_what_the_batch_says(
        all in prop::collection::vec((happened(), 0..100_000_i64), 20..220),
        lateness_min in prop_oneof![Just(0_i64), Just(60), Just(60 * 24 * 3), Just(60 * 24 * 40)],
        steps in prop::collection::vec((1..40_usize, 0..10_u8), 1..60),
        typed in prop::collection::vec(prop_oneof![1 => Just(0_usize), 3 => 0..220_usize], 0..4),
    ) {
        let rows = rows(all, lateness_min, &typed);
        let mut stream = Stream::new(packs(), lateness(lateness_min), Ahead::default());
        let mut notices = Vec::new();
        let mut saved: Option<Saved> = None;
        let mut at = 0;
        let mut steps = steps.into_iter();
        while at < rows.len() {
            let (chunk, what) = steps.next().unwrap_or((17, 9));
            let end = (at + chunk).min(rows.len());
            feed(&mut stream, &rows[at..end], at as u64);
            notices.extend(stream.take());
            at = end;
            match (what, &saved) {
                (0..=2, _) => saved = Some(save(&stream, &notices)),
                (3, Some((bytes, told))) => {
                    stream = Stream::resume(packs(), bytes.as_slice()).unwrap();
                    notices.truncate(*told);
                    at = usize::try_from(stream.rows_read()).unwrap();
                }
                _ => {}
            }
        }
        notices.extend(stream.finish());
        check_order(&notices);
        prop_assert_eq!(stream.too_late(), 0);
        let (expected, expected_alerts, expected_strange) = batch(&rows);
        let found = finals(&notices);
        let extra: Vec<_> = found.iter().filter(|own| !expected.contains(own)).collect();
        let lacking: Vec<_> = expected.iter().filter(|own| !found.contains(own)).collect();
        prop_assert!(extra.is_empty() && lacking.is_empty(), "only stream: {:#?}\nonly batch: {:#?}", extra, lacking);
        prop_assert_eq!(found.len(), expected.len());
        prop_assert_eq!(alerts(&notices), expected_alerts);
        let strange = notices.iter().filter_map(|notice| match notice {
            Notice::Strange { what, count, .. } => Some((what.clone(), *count)),
            _ => None,
        });
        prop_assert_eq!(counts(strange), expected_strange);
    }
}

const PACK: &str = "
pack: p
title: {en: a, fr: b}
version: '1'
date: '2026-01-01'
licence: none
indicators:
  - {id: I-1, text: {en: a, fr: b}, cite: c, status: read, offence: both, family: CASH}
rules:
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

fn small_pack() -> Packs {
    Packs::parse(&[("p.yaml", PACK)]).unwrap()
}

#[test]
fn a_hit_is_told_with_the_row_that_makes_it_and_is_final_when_none_can_change_it() {
    use Channel::Cash;
    let packs = small_pack();
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
    let packs = small_pack();
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
    let packs = small_pack();
    let mut stream = Stream::new(&packs, lateness(6 * 60), Ahead::default());
    let told = pay(&mut stream, &[(0, Cash), (1, Cash), (9, Cash), (2, Card), (3, Cash)]);
    assert_eq!(kinds(&told), [("too late", vec![3]), ("open", vec![0, 1, 2, 4])]);
    assert_eq!(stream.too_late(), 1);
}

#[test]
fn a_row_with_a_mistyped_year_makes_no_other_late_and_counts_when_the_feed_is_there() {
    use Channel::{Card, Cash};
    let packs = small_pack();
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

const SECOND: &str = "
pack: q
title: {en: a, fr: b}
version: '1'
date: '2026-01-01'
licence: none
indicators:
  - {id: I-2, text: {en: a, fr: b}, cite: c, status: read, offence: both, family: FLOW}
rules:
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
    examples: {fires: [], quiet: []}
  - id: four
    indicators: [I-2]
    family: FLOW
    subject: account
    kind: window
    role_hint: collector
    parameters:
      window: {value: 48h, basis: ours, why: w}
      least: {value: 4, basis: src, cite: c}
    select: kind == 'payment'
    within: window
    measure: {payments: count()}
    fire: payments >= least
    sentence: {en: '{payments} within {window}', fr: '{payments} en {window}'}
    examples: {fires: [], quiet: []}
";

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
    let packs =
        Packs::parse(&[("p.yaml", PACK), ("q.yaml", SECOND), ("combination.yaml", COMBINATION)]).unwrap();
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
    let packs = small_pack();
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
            ("no-zone", 10, vec![0, 1, 2]),
            ("out-of-order", 1, vec![9]),
            ("far-date", 1, vec![11]),
            ("no-zone", 12, vec![0, 1, 2]),
            ("repeated", 2, vec![2, 9]),
        ]
    );
}

const SHARED: &str = "
pack: p
title: {en: a, fr: b}
version: '1'
date: '2026-01-01'
licence: none
indicators:
  - {id: I-1, text: {en: a, fr: b}, cite: c, status: read, offence: both, family: NET}
rules:
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
    let packs = Packs::parse(&[("p.yaml", SHARED)]).unwrap();
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
    let packs = small_pack();
    let mut stream = Stream::new(&packs, Lateness::default(), Ahead { us: 24 * 3_600_000_000 });
    assert!(kinds(&pay(&mut stream, &[(9_000, Cash)])).is_empty());
    let told = pay(&mut stream, &[(0, Cash), (1, Cash), (2, Cash)]);
    assert_eq!(kinds(&told), [("too early", vec![0]), ("open", vec![1, 2, 3])]);
    assert_eq!(kinds(&pay(&mut stream, &[(26, Cash)])), []);
    assert_eq!(kinds(&stream.finish()), [("final", vec![1, 2, 3, 4])]);
    assert_eq!(stream.too_late(), 0);
}

#[test]
fn no_rule_of_the_packs_is_left_out_of_a_stream() {
    let left_out: Vec<String> = Stream::new(packs(), Lateness::default(), Ahead::default())
        .left_out()
        .map(|rule| rule.id.clone())
        .collect();
    assert!(left_out.is_empty(), "{left_out:?}");
}

#[test]
fn what_was_saved_with_other_packs_or_is_not_whole_is_refused() {
    let other = small_pack();
    let (bytes, _) = save(&Stream::new(packs(), Lateness::default(), Ahead::default()), &[]);
    assert!(matches!(Stream::resume(&other, bytes.as_slice()), Err(ResumeError::OtherPacks)));
    assert!(matches!(Stream::resume(packs(), &bytes[..bytes.len() - 1]), Err(ResumeError::Form(_))));
    assert!(matches!(Stream::resume(packs(), &b"something"[..]), Err(ResumeError::Form(_))));
    assert!(Stream::resume(packs(), bytes.as_slice()).is_ok());
}
