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
use resolve::Resolution;

mod glance;
mod small;

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

/// A pack with one indicator and these rules.
fn written(indicator: &str, family: &str, rules: &str) -> String {
    format!(
        "pack: {}
title: {{en: a, fr: b}}
version: '1'
date: '2026-01-01'
licence: none
indicators:
  - {{id: {indicator}, text: {{en: a, fr: b}}, cite: c, status: read, offence: both, family: {family}}}
rules:
{rules}",
        indicator.to_lowercase()
    )
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
    let resolution = Resolution::alone(&evidence);
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
    let other = small::pack();
    let (bytes, _) = save(&Stream::new(packs(), Lateness::default(), Ahead::default()), &[]);
    assert!(matches!(Stream::resume(&other, bytes.as_slice()), Err(ResumeError::OtherPacks)));
    assert!(matches!(Stream::resume(packs(), &bytes[..bytes.len() - 1]), Err(ResumeError::Form(_))));
    assert!(matches!(Stream::resume(packs(), &b"something"[..]), Err(ResumeError::Form(_))));
    assert!(Stream::resume(packs(), bytes.as_slice()).is_ok());
}
