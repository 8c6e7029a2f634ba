//! All aggregates of one part, as passes over columns that are in the cache.
//!
//! The row a window starts at is found once per window length; every aggregate of that length reads it. Passes have
//! no branch that depends on the data but for finding that row and for the largest amounts.

use foldhash::HashMap;

use crate::kernel::{Median, clamp};
use crate::partition::{Partition, share, worthwhile};
use crate::{Aggregate, Transactions, What};

pub(crate) fn aggregate(
    partition: &Partition,
    ledger: &Transactions<'_>,
    wanted: &[Aggregate],
    threads: usize,
) -> Vec<Vec<i64>> {
    let rows = ledger.key.len();
    let threads = worthwhile(threads, rows);
    let distinct = wanted.iter().any(|aggregate| aggregate.what == What::Distinct);
    let amounts = wanted.iter().any(|aggregate| !matches!(aggregate.what, What::Count | What::Distinct));
    let dealt_amounts = if amounts { partition.deal(ledger.amount, threads) } else { Vec::new() };
    let dealt_others = if distinct { partition.deal(ledger.other, threads) } else { Vec::new() };
    let mut answers: Vec<Vec<i64>> = wanted.iter().map(|_| vec![0; rows]).collect();

    let mut columns: Vec<&mut [i64]> = answers.iter_mut().map(Vec::as_mut_slice).collect();
    let (mut amounts, mut others) = (dealt_amounts.as_slice(), dealt_others.as_slice());
    let (mut times, mut ranks) = (partition.times(), partition.ranks());
    let work: Vec<_> = partition
        .parts()
        .iter()
        .map(|part| Job {
            runs: &part.runs,
            times: times.split_off(..part.rows).unwrap_or_default(),
            ranks: ranks.split_off(..part.rows).unwrap_or_default(),
            amounts: amounts.split_off(..part.rows).unwrap_or_default(),
            others: others.split_off(..part.rows).unwrap_or_default(),
            columns: columns
                .iter_mut()
                .map(|column| column.split_off_mut(..part.rows).unwrap_or_default())
                .collect(),
        })
        .collect();
    share(work, threads, Scratch::default, |(scratch, job)| job.run(wanted, scratch));

    // The answers lie part by part; one spare column is enough to bring each into the order of the file. Memory that
    // was touched before costs less than new: a third of all time is the system handing out pages.
    let mut spare = dealt_amounts;
    spare.resize(if answers.is_empty() { 0 } else { rows }, 0);
    for column in &mut answers {
        partition.gather(column, &mut spare, threads);
        std::mem::swap(column, &mut spare);
    }
    answers
}

/// A part, its columns by position but for `amounts` and `others`, which are in file order until the job sorts them.
struct Job<'a> {
    runs: &'a [(u32, u32)],
    times: &'a [i64],
    ranks: &'a [u32],
    amounts: &'a [i64],
    others: &'a [u32],
    /// Where answers go, one per aggregate, by rank.
    columns: Vec<&'a mut [i64]>,
}

/// Room for the columns of one part after another.
#[derive(Default)]
struct Scratch {
    amounts: Vec<i64>,
    windows: Vec<Window>,
    /// For each row the position behind the last of its moment.
    ends: Vec<u32>,
    sums: Vec<i64>,
    wide_sums: Vec<i128>,
    last_seen: HashMap<u32, u32>,
    seen: Vec<u32>,
    entered: Vec<u32>,
    left: Vec<u32>,
    highest: Vec<(i64, u32)>,
}

/// For each row the position at which its window starts.
#[derive(Default)]
struct Window {
    length_us: u64,
    /// How many rows of the run have left it.
    left: u32,
    starts: Vec<u32>,
}

impl Job<'_> {
    fn run(mut self, wanted: &[Aggregate], scratch: &mut Scratch) {
        let Scratch { amounts, windows, ends, sums, wide_sums, last_seen, seen, entered, left, highest } =
            scratch;
        ends_of_moments(self.runs, self.times, ends);
        let mut lengths: Vec<u64> = wanted.iter().map(|aggregate| aggregate.window_us).collect();
        lengths.sort_unstable();
        lengths.dedup();
        windows.resize_with(lengths.len(), Window::default);
        for (window, length) in windows.iter_mut().zip(lengths) {
            window.length_us = length;
        }
        starts_of_windows(self.runs, self.times, windows);
        amounts.clear();
        if !self.amounts.is_empty() {
            amounts.extend(self.ranks.iter().filter_map(|&rank| self.amounts.get(rank as usize)));
        }
        // Sums from the start of the part; differences of them are exact even where they wrap, as long as the
        // difference itself fits.
        let largest = amounts.iter().map(|amount| amount.unsigned_abs()).max().unwrap_or_default();
        let fits = largest.checked_mul(amounts.len() as u64).is_some_and(|most| i64::try_from(most).is_ok());
        if fits {
            prefix(amounts.iter().copied(), sums, 0, i64::wrapping_add);
        } else {
            prefix(amounts.iter().copied().map(i128::from), wide_sums, 0, i128::wrapping_add);
        }
        let sum = |start: u32, end: u32| {
            if fits {
                i128::from(at(sums, end).wrapping_sub(at(sums, start)))
            } else {
                at(wide_sums, end).wrapping_sub(at(wide_sums, start))
            }
        };
        if !self.others.is_empty() {
            seen_before(self.ranks, self.others, last_seen, seen);
        }
        for window in windows.iter() {
            let rows = || self.ranks.iter().zip(&window.starts).zip(ends.iter());
            let mut counted = false;
            for (aggregate, column) in wanted.iter().zip(&mut self.columns) {
                if aggregate.window_us != window.length_us {
                    continue;
                }
                match aggregate.what {
                    What::Count => fill(column, rows(), |start, end| i64::from(end - start)),
                    What::Sum if fits => {
                        fill(column, rows(), |start, end| at(sums, end).wrapping_sub(at(sums, start)));
                    }
                    What::Sum => fill(column, rows(), |start, end| clamp(sum(start, end))),
                    What::Mean => fill(column, rows(), |start, end| {
                        clamp(sum(start, end).checked_div(i128::from(end - start)).unwrap_or_default())
                    }),
                    What::Distinct => {
                        if !counted {
                            count_stays(&window.starts, seen, entered, left);
                            counted = true;
                        }
                        fill(column, rows(), |start, end| i64::from(at(entered, end) - at(left, start)));
                    }
                    What::Median => medians(self.runs, amounts, rows(), column),
                    What::Max | What::Min => {}
                }
            }
        }
        for (what, flip) in [(What::Max, 0), (What::Min, -1)] {
            let mut heads: Vec<Head<'_>> = Vec::new();
            for (aggregate, column) in wanted.iter().zip(&mut self.columns) {
                let window = windows.iter().find(|window| window.length_us == aggregate.window_us);
                if let Some(window) = window.filter(|_| aggregate.what == what) {
                    heads.push(Head { at: 0, starts: &window.starts, column });
                }
            }
            if !heads.is_empty() {
                extremes(self.runs, self.ranks, amounts, ends, flip, highest, &mut heads);
            }
        }
    }
}

fn at<T: Copy + Default>(column: &[T], position: u32) -> T {
    column.get(position as usize).copied().unwrap_or_default()
}

/// `0`, the first, the first two, … added up.
fn prefix<T: Copy>(values: impl Iterator<Item = T>, sums: &mut Vec<T>, zero: T, add: fn(T, T) -> T) {
    sums.clear();
    sums.push(zero);
    let mut sum = zero;
    sums.extend(values.map(|value| {
        sum = add(sum, value);
        sum
    }));
}

/// Writes the answer of each row (its rank, and where its window starts and ends).
fn fill<'a>(
    column: &mut [i64],
    rows: impl Iterator<Item = ((&'a u32, &'a u32), &'a u32)>,
    mut answer: impl FnMut(u32, u32) -> i64,
) {
    for ((&rank, &start), &end) in rows {
        if let Some(slot) = column.get_mut(rank as usize) {
            *slot = answer(start, end);
        }
    }
}

fn ends_of_moments(runs: &[(u32, u32)], times: &[i64], ends: &mut Vec<u32>) {
    ends.clear();
    ends.resize(times.len(), 0);
    let (mut times, mut rest, mut position) = (times, ends.as_mut_slice(), 0);
    for &(_, end) in runs {
        let times = times.split_off(..(end - position) as usize).unwrap_or_default();
        let ends = rest.split_off_mut(..times.len()).unwrap_or_default();
        position = end;
        let (mut behind, mut next, mut moment) = (end, end, None);
        for (&time, slot) in times.iter().zip(ends).rev() {
            if moment != Some(time) {
                (behind, moment) = (next, Some(time));
            }
            *slot = behind;
            next -= 1;
        }
    }
}

fn starts_of_windows(runs: &[(u32, u32)], times: &[i64], windows: &mut [Window]) {
    for window in windows.iter_mut() {
        window.starts.clear();
        window.starts.resize(times.len(), 0);
    }
    let (mut rest, mut begin) = (times, 0);
    for &(_, end) in runs {
        let run = rest.split_off(..(end - begin) as usize).unwrap_or_default();
        for window in windows.iter_mut() {
            window.left = 0;
        }
        for (row, &time) in (begin as usize..).zip(run) {
            for window in windows.iter_mut() {
                let from = time.saturating_sub_unsigned(window.length_us);
                // Mostly none, one or two rows leave, which no processor can guess: two steps without a branch, side
                // by side for all windows, take 5% off everything.
                window.left += u32::from(at(run, window.left) < from);
                window.left += u32::from(at(run, window.left) < from);
                while at(run, window.left) < from {
                    window.left += 1;
                }
                if let Some(slot) = window.starts.get_mut(row) {
                    *slot = begin + window.left;
                }
            }
        }
        begin = end;
    }
}

/// For each row one more than the position at which its other side was last seen; `0` for never. A position before
/// the run counts as never for every reader, because no window starts before its run.
fn seen_before(ranks: &[u32], others: &[u32], last: &mut HashMap<u32, u32>, seen: &mut Vec<u32>) {
    last.clear();
    seen.clear();
    let others = ranks.iter().filter_map(|&rank| others.get(rank as usize));
    seen.extend((1_u32..).zip(others).map(|(position, &other)| last.insert(other, position).unwrap_or(0)));
}

/// Counts stays: rows of one other side of which each finds the one before it still in its window are one stay. Two
/// stays of the same other side never meet one window, so that those begun before the end of a window, less those
/// ended before its start, are the different other sides in it.
///
/// Fills `entered` with how many stays began, `left` with how many ended, before each position.
fn count_stays(starts: &[u32], seen: &[u32], entered: &mut Vec<u32>, left: &mut Vec<u32>) {
    left.clear();
    left.resize(starts.len() + 1, 1);
    prefix(
        starts.iter().zip(seen).map(|(&start, &seen)| {
            let begins = u32::from(seen <= start);
            // A row whose other side comes back in time ends no stay. Entry 0 is for rows not seen before.
            if let Some(ends) = left.get_mut(seen as usize) {
                *ends = begins;
            }
            begins
        }),
        entered,
        0,
        u32::wrapping_add,
    );
    let mut ended = 0;
    for (index, slot) in left.iter_mut().enumerate() {
        ended += if index == 0 { 0 } else { *slot };
        *slot = ended;
    }
}

/// One window's place in the shared queue.
struct Head<'a> {
    at: usize,
    starts: &'a [u32],
    column: &'a mut [i64],
}

/// Largest amounts for several windows at once: the amounts that nothing after them outdoes are the same for all of
/// them; each window has its own place from where on they are inside. Amounts are turned round by `flip` for the
/// smallest.
fn extremes(
    runs: &[(u32, u32)],
    ranks: &[u32],
    amounts: &[i64],
    ends: &[u32],
    flip: i64,
    highest: &mut Vec<(i64, u32)>,
    heads: &mut [Head<'_>],
) {
    let mut rows = (0_u32..).zip(ranks.iter().zip(ends));
    let mut entering = (0_u32..).zip(amounts.iter().map(|amount| amount ^ flip));
    let mut entered = 0;
    let mut begin = 0;
    for &(_, run_end) in runs {
        highest.clear();
        for head in heads.iter_mut() {
            head.at = 0;
        }
        for (position, (&rank, &end)) in rows.by_ref().take((run_end - begin) as usize) {
            let mut unchanged = highest.len();
            for (position, amount) in entering.by_ref().take((end - entered) as usize) {
                while highest.pop_if(|last| last.0 <= amount).is_some() {}
                unchanged = unchanged.min(highest.len());
                highest.push((amount, position));
            }
            entered = end;
            for head in heads.iter_mut() {
                let start = at(head.starts, position);
                head.at = head.at.min(unchanged);
                while highest.get(head.at).is_some_and(|first| first.1 < start) {
                    head.at += 1;
                }
                if let (Some(slot), Some(first)) = (head.column.get_mut(rank as usize), highest.get(head.at))
                {
                    *slot = first.0 ^ flip;
                }
            }
        }
        begin = run_end;
    }
}

/// One run after another with the kernel that takes single events.
fn medians<'a>(
    runs: &[(u32, u32)],
    amounts: &[i64],
    mut rows: impl Iterator<Item = ((&'a u32, &'a u32), &'a u32)>,
    column: &mut [i64],
) {
    let (mut rest, mut begin) = (amounts, 0);
    for &(_, run_end) in runs {
        let run = rest.split_off(..(run_end - begin) as usize).unwrap_or_default();
        let (mut entering, mut leaving) = (run.iter(), run.iter());
        let (mut median, mut entered, mut left) = (Median::default(), begin, begin);
        for ((&rank, &start), &end) in rows.by_ref().take(run.len()) {
            entering.by_ref().take((end - entered) as usize).for_each(|&amount| median.add(amount));
            leaving.by_ref().take((start - left) as usize).for_each(|&amount| median.remove(amount));
            (entered, left) = (end, start);
            if let (Some(slot), Some(value)) = (column.get_mut(rank as usize), median.value()) {
                *slot = value;
            }
        }
        begin = run_end;
    }
}
