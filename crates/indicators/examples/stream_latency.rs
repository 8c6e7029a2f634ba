//! How fast a stream of payments is looked at, and how long a row waits for what is said of it.
//!
//! `cargo run --release -p indicators --example stream_latency -- ROWS ACCOUNTS LATENESS RATE DAYS BEFORE`
//! ROWS are spread over DAYS of event time; they come in at RATE a second (0: as fast as they are taken) and are taken in
//! as large lots as are there. BEFORE of them were there already when the clock starts.
#![expect(
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    reason = "a measurement"
)]
#![expect(
    clippy::indexing_slicing,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    reason = "a measurement reads the clock"
)]

use std::time::Instant;

use evidence::{
    Channel, Currency, EventKind, Locator, Moment, NewEvent, NewStatement, PlaceMention, Precision, Sink,
    Source,
};
use indicators::{Feed, Lateness, Notice, Packs, Stream};

/// A small generator that is the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

const TEXTS: [&str; 6] = ["", "rent march", "groceries", "room 12", "wages", "invoice 44021"];
const CITIES: [&str; 4] = ["Toronto", "Winnipeg", "Halifax", "Vancouver"];
const MCC: [u16; 6] = [5411, 7011, 5812, 4511, 4121, 7273];

/// A payment, `step_us` after the one before.
fn write(sink: &mut Feed, dice: &mut Dice, row: u64, step_us: u64, accounts: u64) {
    let record = sink.record(&Locator::new("row", row, row * 100, 100));
    let mut account = |dice: &mut Dice| {
        let number = dice.roll(accounts);
        let own = sink.entity(&format!("account-{number}"), "BankAccount");
        sink.statement(&NewStatement::new(own, "accountNumber", &number.to_string(), record));
        own
    };
    let (from, to) = (account(dice), account(dice));
    let channel =
        [Channel::Card, Channel::Card, Channel::Card, Channel::Transfer, Channel::ETransfer, Channel::Cash]
            [dice.roll(6) as usize];
    let us = 1_772_323_200_000_000 + i64::try_from(row * step_us).unwrap();
    let us = us - i64::try_from(dice.roll(60_000_000.min(step_us.max(1)))).unwrap();
    let with_other = matches!(channel, Channel::Transfer | Channel::ETransfer);
    sink.event(&NewEvent {
        time: Some(Moment { local_us: us, offset_min: None, precision: Precision::Second }),
        from: Some(from),
        to: with_other.then_some(to),
        channel,
        amount_minor: Some(500 + dice.roll(200_000).cast_signed()),
        currency: Currency::parse("CAD").unwrap(),
        mcc: (channel == Channel::Card).then(|| MCC[dice.roll(6) as usize]),
        party_text: if with_other { "" } else { "SHOP" },
        text: TEXTS[dice.roll(6) as usize],
        place: PlaceMention { name: CITIES[dice.roll(4) as usize], country: "CA", coordinates: None },
        ..NewEvent::new(EventKind::Payment, record)
    });
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = |otherwise: &str| arguments.next().unwrap_or_else(|| otherwise.to_owned());
    let rows: u64 = next("500000").parse().unwrap();
    let accounts: u64 = next("20000").parse().unwrap();
    let lateness: Lateness = next("1h").parse().unwrap();
    let rate: f64 = next("0").parse().unwrap();
    let days: u64 = next("365").parse().unwrap();
    let before: u64 = next("0").parse().unwrap();
    let step_us = days * 86_400_000_000 / rows;
    let packs = Packs::embedded().unwrap();
    let mut stream = Stream::new(&packs, lateness);
    stream.sink().begin(Source::named("feed"));
    let mut dice = Dice(1);
    let (mut waits, mut notices): (Vec<f64>, [u64; 3]) = (Vec::new(), [0; 3]);
    let mut row = 0;
    while row < before {
        write(stream.sink(), &mut dice, row, step_us, accounts);
        row += 1;
        if row.is_multiple_of(1_000) {
            stream.take();
        }
    }
    let begin = Instant::now();
    while row < rows {
        let there =
            if rate > 0.0 { before + (begin.elapsed().as_secs_f64() * rate) as u64 } else { row + 1_000 };
        let there = there.min(rows);
        if there == row {
            std::hint::spin_loop();
            continue;
        }
        let first = row;
        while row < there.min(first + 1_000) {
            write(stream.sink(), &mut dice, row, step_us, accounts);
            row += 1;
        }
        for notice in stream.take() {
            match notice {
                Notice::Open(_) => notices[0] += 1,
                Notice::Final(_) => notices[1] += 1,
                _ => notices[2] += 1,
            }
        }
        if rate > 0.0 {
            let now = begin.elapsed().as_secs_f64();
            waits.extend((first..row).map(|own| now - (own - before) as f64 / rate));
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    println!(
        "{} rows of {accounts} accounts in {seconds:.2} s: {:.0} rows a second",
        rows - before,
        (rows - before) as f64 / seconds
    );
    println!(
        "opened {}, final {}, other {}; too late {}",
        notices[0],
        notices[1],
        notices[2],
        stream.too_late()
    );
    if !waits.is_empty() {
        waits.sort_by(f64::total_cmp);
        let at = |share: f64| waits[((waits.len() - 1) as f64 * share) as usize] * 1_000.0;
        println!(
            "row in to said: p50 {:.3} ms, p99 {:.3} ms, p99.9 {:.3} ms, worst {:.3} ms",
            at(0.5),
            at(0.99),
            at(0.999),
            at(1.0)
        );
    }
    let mut saved = Vec::new();
    let clock = Instant::now();
    stream.save(&mut saved).unwrap();
    println!("saved in {:.2} s: {} bytes", clock.elapsed().as_secs_f64(), saved.len());
    let clock = Instant::now();
    Stream::resume(&packs, saved.as_slice()).unwrap();
    println!("resumed in {:.2} s", clock.elapsed().as_secs_f64());
}
