//! Rows laid out by key and time.
//!
//! Scattering rows by account over the whole memory waits for memory at every row. Instead rows are dealt to at most
//! 1,024 parts, each a stream written forwards; a part is small enough to be sorted by key inside the cache. The way
//! back is the same walk again: the next row of the file is the next unread one of its part, so that a column of
//! answers is read from the parts and written in file order, both forwards, and no row numbers are kept.

use foldhash::HashMap;
use std::slice::{Iter, IterMut};
use std::sync::Mutex;
use std::{mem, thread};

use crate::Error;

/// About how many rows a part should have: a few columns of them fit in the second cache.
const PART_ROWS: usize = 16 * 1024;
/// Fewer are not worth a thread.
const BLOCK_ROWS: usize = 4 * 1024;
const FEWEST_PARTS: usize = 64;
const MOST_PARTS: usize = 1024;

/// The rows of one key: positions in the order of the partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Whose rows.
    pub key: u32,
    /// The first.
    pub start: usize,
    /// Behind the last.
    pub end: usize,
}

/// A stable order of rows by key, then time, found in linear time.
///
/// Keys follow each other in no meaningful order, but in the same one on every run. Rows of a key that are not in
/// order of time are sorted by it; rows of the same moment stay as they were in the file.
#[derive(Clone, Debug)]
pub struct Partition {
    /// The part of each row of the file.
    part_of: Vec<u16>,
    /// How many rows each part gets from each block of the file; a block is one thread's share.
    counts: Vec<Vec<usize>>,
    /// Rows of a block.
    block: usize,
    parts: Vec<Part>,
    /// For each position, the rank of its row among the rows of its part, in file order.
    ranks: Vec<u32>,
    /// Times, by position.
    times: Vec<i64>,
}

/// Rows that are handled together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    pub(crate) rows: usize,
    /// Key and end of each run, counted from the start of the part.
    pub(crate) runs: Vec<(u32, u32)>,
    out_of_order: u64,
}

impl Partition {
    /// Lays out rows by `key` and `time`.
    pub fn new(key: &[u32], time: &[i64], threads: usize) -> Result<Self, Error> {
        let rows = key.len();
        if time.len() != rows {
            return Err(Error::Uneven { column: "time_us", length: time.len(), rows });
        }
        if u32::try_from(rows).is_ok_and(|rows| rows < u32::MAX) {
            Ok(Self::lay_out(key, time, threads))
        } else {
            Err(Error::TooMany { rows })
        }
    }

    fn lay_out(key: &[u32], time: &[i64], threads: usize) -> Self {
        let rows = key.len();
        let parts = (rows / PART_ROWS).next_power_of_two().clamp(FEWEST_PARTS, MOST_PARTS);
        let shift = u32::BITS - parts.trailing_zeros();
        let threads = worthwhile(threads, rows);
        let block = rows.div_ceil(threads).max(1);
        let mut part_of = vec![0; rows];
        let mut counts = vec![vec![0_usize; parts]; rows.div_ceil(block)];
        let blocks: Vec<_> = part_of.chunks_mut(block).zip(key.chunks(block)).zip(&mut counts).collect();
        share(
            blocks,
            threads,
            || (),
            |((), ((part_of, key), counts))| {
                for (part, key) in part_of.iter_mut().zip(key) {
                    // Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4): runs of numbers spread evenly.
                    *part = u16::try_from(key.wrapping_mul(0x9E37_79B1) >> shift).unwrap_or_default();
                    if let Some(count) = counts.get_mut(usize::from(*part)) {
                        *count += 1;
                    }
                }
            },
        );
        let mut found = vec![Part::default(); parts];
        for counts in &counts {
            for (part, count) in found.iter_mut().zip(counts) {
                part.rows += count;
            }
        }
        let mut partition =
            Self { part_of, counts, block, parts: Vec::new(), ranks: Vec::new(), times: Vec::new() };
        // Keys first; the sorter puts ranks in their place.
        partition.ranks = partition.deal(key, threads);
        partition.times = partition.deal(time, threads);
        let (mut ranks, mut times) = (partition.ranks.as_mut_slice(), partition.times.as_mut_slice());
        let work: Vec<_> = found
            .iter_mut()
            .map(|part| {
                (
                    ranks.split_off_mut(..part.rows).unwrap_or_default(),
                    times.split_off_mut(..part.rows).unwrap_or_default(),
                    part,
                )
            })
            .collect();
        share(work, threads, Sorter::default, |(sorter, (keys, times, part))| sorter.sort(keys, times, part));
        partition.parts = found;
        partition
    }

    /// The row numbers, by position.
    pub fn rows(&self) -> Vec<u32> {
        let numbers: Vec<u32> = (0..).take(self.part_of.len()).collect();
        let dealt = self.deal(&numbers, 1);
        let (mut dealt, mut ranks) = (dealt.as_slice(), self.ranks.as_slice());
        let mut rows = Vec::with_capacity(numbers.len());
        for part in &self.parts {
            let dealt = dealt.split_off(..part.rows).unwrap_or_default();
            rows.extend(
                ranks
                    .split_off(..part.rows)
                    .unwrap_or_default()
                    .iter()
                    .filter_map(|&rank| dealt.get(rank as usize)),
            );
        }
        rows
    }

    /// The runs, which follow each other without a gap.
    pub fn runs(&self) -> impl Iterator<Item = Run> {
        let mut first = 0;
        self.parts.iter().flat_map(move |part| {
            let (mut start, base) = (first, first);
            first += part.rows;
            part.runs.iter().map(move |&(key, end)| {
                let run = Run { key, start, end: base + end as usize };
                start = run.end;
                run
            })
        })
    }

    /// Rows that came earlier than the row of the same key before them in the file.
    pub fn out_of_order(&self) -> u64 {
        self.parts.iter().map(|part| part.out_of_order).sum()
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(crate) fn ranks(&self) -> &[u32] {
        &self.ranks
    }

    pub(crate) fn times(&self) -> &[i64] {
        &self.times
    }

    /// A column of the file, each part's rows together in file order.
    pub(crate) fn deal<T: Copy + Default + Send + Sync>(&self, column: &[T], threads: usize) -> Vec<T> {
        let mut dealt = vec![T::default(); column.len()];
        let mut rest = dealt.as_mut_slice();
        let mut cells: Vec<Vec<IterMut<'_, T>>> = self.counts.iter().map(|_| Vec::new()).collect();
        for part in 0..self.counts.first().map_or(0, Vec::len) {
            for (cells, counts) in cells.iter_mut().zip(&self.counts) {
                let count = counts.get(part).copied().unwrap_or_default();
                cells.push(rest.split_off_mut(..count).unwrap_or_default().iter_mut());
            }
        }
        let blocks = self.part_of.chunks(self.block).zip(column.chunks(self.block)).zip(cells).collect();
        share(
            blocks,
            threads,
            || (),
            |((), ((part_of, column), mut cells))| {
                for (part, value) in part_of.iter().zip(column) {
                    if let Some(slot) = cells.get_mut(usize::from(*part)).and_then(Iterator::next) {
                        *slot = *value;
                    }
                }
            },
        );
        dealt
    }

    /// The way back from [`Self::deal`].
    pub(crate) fn gather<T: Copy + Send + Sync>(&self, dealt: &[T], column: &mut [T], threads: usize) {
        let mut rest = dealt;
        let mut cells: Vec<Vec<Iter<'_, T>>> = self.counts.iter().map(|_| Vec::new()).collect();
        for part in 0..self.counts.first().map_or(0, Vec::len) {
            for (cells, counts) in cells.iter_mut().zip(&self.counts) {
                cells.push(
                    rest.split_off(..counts.get(part).copied().unwrap_or_default())
                        .unwrap_or_default()
                        .iter(),
                );
            }
        }
        let blocks = self.part_of.chunks(self.block).zip(column.chunks_mut(self.block)).zip(cells).collect();
        share(
            blocks,
            threads,
            || (),
            |((), ((part_of, column), mut cells))| {
                for (part, slot) in part_of.iter().zip(column) {
                    if let Some(value) = cells.get_mut(usize::from(*part)).and_then(Iterator::next) {
                        *slot = *value;
                    }
                }
            },
        );
    }
}

/// Room for sorting one part after another.
#[derive(Default)]
struct Sorter {
    numbers: HashMap<u32, u32>,
    keys: Vec<u32>,
    number_of: Vec<u32>,
    next: Vec<u32>,
    sorted: Vec<i64>,
}

impl Sorter {
    /// Sorts by counting: keys are numbered as they appear, then each row goes behind the last of its key. Ranks
    /// replace the keys.
    fn sort(&mut self, keys: &mut [u32], times: &mut [i64], part: &mut Part) {
        self.numbers.clear();
        self.keys.clear();
        self.number_of.clear();
        self.next.clear();
        for &key in keys.iter() {
            let new = u32::try_from(self.next.len()).unwrap_or_default();
            let number = *self.numbers.entry(key).or_insert(new);
            if number == new {
                self.next.push(0);
                self.keys.push(key);
            }
            if let Some(count) = self.next.get_mut(number as usize) {
                *count += 1;
            }
            self.number_of.push(number);
        }
        let mut end = 0;
        part.runs.reserve_exact(self.keys.len());
        for (next, &key) in self.next.iter_mut().zip(&self.keys) {
            let start = end;
            end += mem::replace(next, start);
            part.runs.push((key, end));
        }
        let ranks = keys;
        for (rank, &number) in (0_u32..).zip(&self.number_of) {
            let Some(position) = self.next.get_mut(number as usize) else { continue };
            if let Some(slot) = ranks.get_mut(*position as usize) {
                *slot = rank;
            }
            *position += 1;
        }
        self.by_time(ranks, times, part);
    }

    /// Brings times into the order of `ranks`, and both into order of time where the file was not.
    fn by_time(&mut self, ranks: &mut [u32], times: &mut [i64], part: &mut Part) {
        let time_of = |rank: u32| times.get(rank as usize).copied().unwrap_or_default();
        self.sorted.clear();
        self.sorted.extend(ranks.iter().map(|&rank| time_of(rank)));
        let (mut rest, mut rest_ranks) = (self.sorted.as_mut_slice(), ranks);
        let mut start = 0;
        for &(_, end) in &part.runs {
            let run = rest.split_off_mut(..(end - start) as usize).unwrap_or_default();
            let ranks = rest_ranks.split_off_mut(..run.len()).unwrap_or_default();
            start = end;
            let late = run.iter().zip(run.iter().skip(1)).filter(|(before, after)| after < before).count();
            if late > 0 {
                part.out_of_order += late as u64;
                ranks.sort_by_key(|&rank| time_of(rank));
                for (time, &rank) in run.iter_mut().zip(ranks.iter()) {
                    *time = time_of(rank);
                }
            }
        }
        times.copy_from_slice(&self.sorted);
    }
}

/// How many of `threads` have enough to do.
pub(crate) fn worthwhile(threads: usize, rows: usize) -> usize {
    threads.clamp(1, rows / BLOCK_ROWS + 1)
}

/// Does the pieces of `work` on up to `threads` threads, each with room of its own, and whoever is free takes the next.
pub(crate) fn share<W: Send, S>(
    work: Vec<W>,
    threads: usize,
    room: impl Fn() -> S + Sync,
    each: impl Fn((&mut S, W)) + Sync,
) {
    let helpers = threads.min(work.len()).saturating_sub(1);
    let queue = Mutex::new(work.into_iter());
    let next = || queue.lock().ok().and_then(|mut queue| queue.next());
    let run = || {
        let mut room = room();
        while let Some(piece) = next() {
            each((&mut room, piece));
        }
    };
    thread::scope(|scope| {
        for _ in 0..helpers {
            // Where the system has no thread to give, the others do the work.
            drop(thread::Builder::new().spawn_scoped(scope, run));
        }
        run();
    });
}
