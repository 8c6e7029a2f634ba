//! How fast all rules follow a feed, and how long a row waits for what is said of it:
//! `stream PEOPLE DAYS LATENESS RATE WARM`.
//!
//! A ledger's events come in order of time, RATE a second (0: as fast as they are taken), in as large lots as are there.
//! Those of the first WARM days were there before the clock starts; the state they leave is what the rest is met by.
#![expect(
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark prints, reads the clock, and stops where it cannot go on"
)]

use std::time::Instant;

use evidence::{
    EntityIx, Event, EventIx, Evidence, Locator, NewEvent, NewStatement, PlaceMention, Sink, Source,
};
use indicators::{Ahead, Feed, Lateness, Notice, Packs, Stream};
use ledgers::{Setting, generate};

/// A row is taken in a lot of at most so many.
const LOT: usize = 1_000;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = |otherwise: &str| arguments.next().unwrap_or_else(|| otherwise.to_owned());
    let people: usize = next("20000").parse().unwrap();
    let days: u32 = next("60").parse().unwrap();
    let lateness: Lateness = next("1h").parse().unwrap();
    let rate: f64 = next("0").parse().unwrap();
    let warm: i64 = next("50").parse().unwrap();

    let mut ledger = Evidence::default();
    ledger.begin(Source::named("ledger"));
    generate(Setting { people, days, ..Setting::default() }, &mut ledger);
    let moment = |event: &Event<'_>| event.time.map(|time| time.order_us());
    let mut events: Vec<(i64, EventIx)> =
        ledger.events().filter_map(|event| Some((moment(&event)?, event.ix))).collect();
    events.sort_unstable();
    let warm_us = events.first().map_or(0, |(us, _)| us + warm * 86_400_000_000);
    let before = events.partition_point(|(us, _)| *us < warm_us);
    let (before, events) = events.split_at(before);

    let packs = Packs::embedded().unwrap();
    let mut stream = Stream::new(&packs, lateness, Ahead::default());
    stream.sink().begin(Source::named("feed"));
    declare(&ledger, stream.sink());
    for lot in before.chunks(LOT) {
        write(&ledger, lot, stream.sink());
        stream.take();
    }
    let (mut waits, mut notices): (Vec<f64>, [u64; 3]) = (Vec::new(), [0; 3]);
    let (begin, cpu) = (Instant::now(), cpu_seconds());
    let mut done = 0;
    while done < events.len() {
        let there = if rate > 0.0 { (begin.elapsed().as_secs_f64() * rate) as usize } else { done + LOT };
        let lot = events.get(done..there.min(done + LOT).min(events.len())).unwrap_or_default();
        if lot.is_empty() {
            std::hint::spin_loop();
            continue;
        }
        write(&ledger, lot, stream.sink());
        for notice in stream.take() {
            match notice {
                Notice::Open(_) => notices[0] += 1,
                Notice::Final(_) => notices[1] += 1,
                _ => notices[2] += 1,
            }
        }
        let now = begin.elapsed().as_secs_f64();
        waits.extend((done..done + lot.len()).map(|own| now - own as f64 / rate));
        done += lot.len();
    }
    let (seconds, cpu) = (begin.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    println!(
        "{} rows after {}, {} entities: {seconds:.2} s, {:.0} rows a second, {:.1} µs of CPU a row; peak {} MB",
        events.len(),
        before.len(),
        ledger.entity_count(),
        events.len() as f64 / seconds,
        cpu / events.len() as f64 * 1e6,
        peak_mb()
    );
    let [opened, over, other] = notices;
    println!("opened {opened}, final {over}, other {other}; too late {}", stream.too_late());
    if rate > 0.0 {
        waits.sort_by(f64::total_cmp);
        let at =
            |share: f64| waits.get((waits.len() as f64 * share) as usize).copied().unwrap_or(0.0) * 1_000.0;
        println!(
            "row in to said: p50 {:.3} ms, p99 {:.3} ms, p99.9 {:.3} ms, worst {:.3} ms",
            at(0.5),
            at(0.99),
            at(0.999),
            waits.last().copied().unwrap_or(0.0) * 1_000.0
        );
    }
    let mut saved = Vec::new();
    let clock = Instant::now();
    stream.save(&mut saved).unwrap();
    println!("saved in {:.2} s: {} MB", clock.elapsed().as_secs_f64(), saved.len() / 1_000_000);
    let clock = Instant::now();
    Stream::resume(&packs, saved.as_slice()).unwrap();
    println!("resumed in {:.2} s", clock.elapsed().as_secs_f64());
}

/// Everything that is said of entities.
fn declare(ledger: &Evidence, sink: &mut Feed) {
    let record = sink.record(&Locator::new("row", 1, 0, 0));
    for entity in ledger.entities() {
        let own = sink.entity(ledger.id(entity), ledger.schema(entity));
        for said in ledger.statements_of(entity) {
            let (property, value) = (ledger.text(said.property), ledger.text(said.value));
            sink.statement(&NewStatement {
                mark: said.mark,
                ..NewStatement::new(own, property, value, record)
            });
        }
    }
}

fn write(ledger: &Evidence, lot: &[(i64, EventIx)], sink: &mut Feed) {
    for event in lot.iter().filter_map(|(_, event)| ledger.event_at(*event)) {
        write_one(ledger, &event, sink);
    }
}

fn write_one(ledger: &Evidence, event: &Event<'_>, sink: &mut Feed) {
    let row = u64::from(event.ix.0);
    let record = sink.record(&Locator::new("row", row, row * 100, 100));
    let mut own = |of: Option<EntityIx>| of.map(|own| sink.entity(ledger.id(own), ledger.schema(own)));
    let [from, to, via] = [event.from, event.to, event.via].map(&mut own);
    let [from_party, to_party] = [event.from_party, event.to_party].map(own);
    sink.event(&NewEvent {
        time: event.time,
        from,
        to,
        from_party,
        to_party,
        via,
        channel: event.channel,
        amount_minor: event.amount_minor,
        currency: event.currency,
        mcc: event.mcc,
        quantity: event.quantity,
        party_text: ledger.text(event.party_text),
        text: event.text,
        place: PlaceMention {
            name: ledger.text(event.place),
            country: ledger.text(event.country),
            coordinates: event.coordinates,
        },
        ..NewEvent::new(event.kind, record)
    });
}

/// User and system time of this process (Linux).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> =
        stat.split_whitespace().skip(13).take(2).filter_map(|field| field.parse().ok()).collect();
    fields.iter().sum::<f64>() / 100.0
}

fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|text| text.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}
