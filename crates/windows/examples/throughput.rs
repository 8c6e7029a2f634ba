//! Measures `aggregate` and a bare loop on a ledger written by `bench/ledger.py`; see `bench/aggregates.py`.
//!
//!     throughput FOLDER 14|20 ours|bare|kept|partition [RUNS [THREADS [SAMPLE]]]
//!
//! Prints one line of JSON: CPU-seconds of each run (loading not counted) and a checksum of each column; with SAMPLE,
//! every so many rows' answers.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program for the bench, ended by what goes wrong"
)]
#![expect(clippy::indexing_slicing, reason = "the bare loop is the floor: written for speed alone")]
#![expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "times of the bench are small")]

use std::fs;
use std::hint::black_box;
use std::path::Path;

use rustix::time::{ClockId, clock_gettime};
use windows::{Aggregate, Partition, Transactions, What, aggregate};

const DAY_US: u64 = 86_400_000_000;
const LENGTHS: [u64; 3] = [DAY_US, 7 * DAY_US, 30 * DAY_US];

struct Ledger {
    payer: Vec<u32>,
    payee: Vec<u32>,
    time_us: Vec<i64>,
    amount: Vec<i64>,
}

/// What is asked of a side. Of payers 9 or 12 aggregates, of payees 5 or 8.
struct Side<'a> {
    table: Transactions<'a>,
    wanted: Vec<Aggregate>,
}

impl Ledger {
    fn read(folder: &Path) -> Self {
        let narrow = |name| -> Vec<u32> {
            let bytes = fs::read(folder.join(name)).unwrap();
            bytes.chunks_exact(4).map(|bytes| u32::from_le_bytes(bytes.try_into().unwrap())).collect()
        };
        let wide = |name| -> Vec<i64> {
            let bytes = fs::read(folder.join(name)).unwrap();
            bytes.chunks_exact(8).map(|bytes| i64::from_le_bytes(bytes.try_into().unwrap())).collect()
        };
        Self {
            payer: narrow("payer"),
            payee: narrow("payee"),
            time_us: wide("time_us"),
            amount: wide("amount"),
        }
    }

    fn sides(&self, distinct: bool) -> [Side<'_>; 2] {
        let (time_us, amount) = (&self.time_us, &self.amount);
        [
            (Transactions { key: &self.payer, other: &self.payee, time_us, amount }, [3, 3, 3]),
            (Transactions { key: &self.payee, other: &self.payer, time_us, amount }, [3, 2, 0]),
        ]
        .map(|(table, [counts, sums, largest])| {
            let each = [
                (What::Count, counts),
                (What::Sum, sums),
                (What::Max, largest),
                (What::Distinct, if distinct { 3 } else { 0 }),
            ];
            let wanted = each.into_iter().flat_map(|(what, lengths)| {
                LENGTHS.into_iter().take(lengths).map(move |window_us| Aggregate { what, window_us })
            });
            Side { table, wanted: wanted.collect() }
        })
    }
}

fn cpu_seconds() -> f64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

/// The floor: rows dealt to parts, then one pass over them with the state of an account in columns. Windows do not
/// slide but start anew (a stamp and a comparison). Answers are added to a checksum or, with `kept`, written one
/// behind the other as they come.
fn bare(side: &Side<'_>, kept: bool, loop_seconds: &mut f64) -> i64 {
    let table = &side.table;
    let parts = (table.key.len() / (16 * 1024)).next_power_of_two().clamp(64, 1024);
    let bits = parts.trailing_zeros();
    let mut next = vec![0; parts + 1];
    for &key in table.key {
        next[(key as usize & (parts - 1)) + 1] += 1;
    }
    for part in 0..parts {
        next[part + 1] += next[part];
    }
    let ends: Vec<usize> = next[1..].to_vec();
    let rows = table.key.len();
    let mut dealt = Dealt::default();
    dealt.keys.resize(rows, 0);
    dealt.others.resize(rows, 0);
    dealt.times.resize(rows, 0);
    dealt.amounts.resize(rows, 0);
    for row in 0..rows {
        let slot = &mut next[table.key[row] as usize & (parts - 1)];
        dealt.keys[*slot] = table.key[row] >> bits;
        dealt.others[*slot] = table.other[row];
        dealt.times[*slot] = table.time_us[row];
        dealt.amounts[*slot] = table.amount[row];
        *slot += 1;
    }
    let before = cpu_seconds();
    let wants = |what| side.wanted.iter().filter(|aggregate| aggregate.what == what).count();
    let sum = match (wants(What::Max), wants(What::Distinct), kept) {
        (3, 0, false) => walk::<3, 3, 0, false>(&ends, &dealt),
        (3, 3, false) => walk::<3, 3, 3, false>(&ends, &dealt),
        (0, 0, false) => walk::<2, 0, 0, false>(&ends, &dealt),
        (_, _, false) => walk::<2, 0, 3, false>(&ends, &dealt),
        (3, 0, true) => walk::<3, 3, 0, true>(&ends, &dealt),
        (3, 3, true) => walk::<3, 3, 3, true>(&ends, &dealt),
        (0, 0, true) => walk::<2, 0, 0, true>(&ends, &dealt),
        (_, _, true) => walk::<2, 0, 3, true>(&ends, &dealt),
    };
    *loop_seconds += cpu_seconds() - before;
    sum
}

#[derive(Default)]
struct Dealt {
    keys: Vec<u32>,
    others: Vec<u32>,
    times: Vec<i64>,
    amounts: Vec<i64>,
}

/// What an account has seen in one window.
#[derive(Default)]
struct State {
    stamps: Vec<u32>,
    counts: Vec<i64>,
    sums: Vec<i64>,
    largest: Vec<i64>,
    seen: Vec<u64>,
    answers: [Vec<i64>; 4],
}

fn walk<const SUMS: usize, const LARGEST: usize, const SEEN: usize, const KEPT: bool>(
    ends: &[usize],
    dealt: &Dealt,
) -> i64 {
    let accounts = dealt.keys.iter().max().map_or(0, |&most| most as usize + 1);
    let rows = dealt.keys.len();
    let (mut check, mut begin) = (0_i64, 0);
    let mut states: [State; 3] = Default::default();
    for (window, state) in states.iter_mut().enumerate() {
        state.counts.resize(accounts, 0);
        state.sums.resize(accounts, 0);
        state.largest.resize(accounts, 0);
        state.seen.resize(accounts, 0);
        for (answers, wanted) in state.answers.iter_mut().zip([3, SUMS, LARGEST, SEEN]) {
            *answers = if KEPT && window < wanted { vec![0; rows] } else { Vec::new() };
        }
    }
    for &end in ends {
        for state in &mut states {
            state.stamps.clear();
            state.stamps.resize(accounts, u32::MAX);
        }
        for row in begin..end {
            let (key, amount) = (dealt.keys[row] as usize, dealt.amounts[row]);
            for window in 0..3 {
                let state = &mut states[window];
                let stamp = (dealt.times[row] as u64 / LENGTHS[window]) as u32;
                if state.stamps[key] != stamp {
                    state.stamps[key] = stamp;
                    state.counts[key] = 0;
                    state.sums[key] = 0;
                    state.largest[key] = i64::MIN;
                    state.seen[key] = 0;
                }
                let mut answer = |column: usize, value: i64| {
                    if KEPT {
                        state.answers[column][row] = value;
                    } else {
                        check = check.wrapping_add(value);
                    }
                };
                state.counts[key] += 1;
                answer(0, state.counts[key]);
                if window < SUMS {
                    state.sums[key] = state.sums[key].wrapping_add(amount);
                    answer(1, state.sums[key]);
                }
                if window < LARGEST {
                    state.largest[key] = state.largest[key].max(amount);
                    answer(2, state.largest[key]);
                }
                if window < SEEN {
                    state.seen[key] |= 1 << (dealt.others[row].wrapping_mul(0x9E37_79B1) >> 26);
                    answer(3, i64::from(state.seen[key].count_ones()));
                }
            }
        }
        begin = end;
    }
    black_box(&states);
    check
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number =
        |index: usize, usual: usize| arguments.get(index).map_or(usual, |number| number.parse().unwrap());
    let ledger = Ledger::read(Path::new(&arguments[0]));
    let sides = ledger.sides(number(1, 14) == 20);
    let (runs, threads, sample) = (number(3, 1), number(4, 1), number(5, 0));
    let (mut seconds, mut loops) = (Vec::new(), Vec::new());
    let (mut checksums, mut rows): (Vec<i64>, Vec<Vec<i64>>) = Default::default();
    for _ in 0..runs {
        checksums.clear();
        rows.clear();
        let (mut spent, mut in_loop) = (0.0, 0.0);
        for side in &sides {
            let before = cpu_seconds();
            match arguments[2].as_str() {
                "bare" => checksums.push(bare(side, false, &mut in_loop)),
                "kept" => checksums.push(bare(side, true, &mut in_loop)),
                "partition" => {
                    black_box(Partition::new(side.table.key, side.table.time_us, threads).unwrap());
                }
                _ => {
                    let answers = aggregate(&side.table, &side.wanted, threads).unwrap();
                    spent -= cpu_seconds();
                    for column in &answers {
                        checksums.push(column.iter().fold(0, |sum, &answer| sum.wrapping_add(answer)));
                        if sample > 0 {
                            rows.push(column.iter().step_by(sample).copied().collect());
                        }
                    }
                    spent += cpu_seconds();
                }
            }
            spent += cpu_seconds() - before;
        }
        seconds.push(spent);
        loops.push(in_loop);
    }
    println!(
        "{{\"rows\": {}, \"seconds\": {seconds:?}, \"loops\": {loops:?}, \"checksums\": {checksums:?}, \"sample\": {rows:?}}}",
        ledger.payer.len()
    );
}
