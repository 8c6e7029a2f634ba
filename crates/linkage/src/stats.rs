//! What is known of one comparison while learning: frequencies, strangers, true pairs.
#![expect(
    clippy::indexing_slicing,
    reason = "columns and levels are numbered by the vectors that are indexed"
)]

use crate::compare::{self, SAME, Scale, partly, same_level, scales};
use crate::model::Frequencies;
use crate::table::{Column, Shape, Table, word_of};

/// Values of one column whose frequency is kept.
const MOST_LISTED: usize = 20_000;
/// A small file does not make its values common: as many rows of other values are assumed beside it (ours).
pub(crate) const UNSEEN_ROWS: f64 = 1_000.0;
/// So many in a small file, when what is common in it is judged by its other rows (ours).
const UNSEEN_BESIDE: f64 = 10.0;
/// Random pairs behind the first guess of u (ours).
const GUESS_STRANGERS: f64 = 1_000.0;
/// Strangers of one bin that are enough to count by.
const ENOUGH: f64 = 20.0;
/// Of those who share a value, at least this share does so by chance or mistake (ours).
const LEAST_CHANCE: f64 = 0.02;
/// Of relatives, the share that has the same date of birth or document, by birth or by mistake (ours).
const TWINS: f64 = 0.02;
/// Rows that have a value before it is listed: the model names what is common, not what is someone's own.
const LEAST_LISTED: u32 = 5;

/// Six digits: what a person reads, and what every reader of JSON reads back.
pub(crate) fn short(number: f64) -> f64 {
    format!("{number:.5e}").parse().unwrap_or(number)
}

/// How common values are, counted over rows that differ.
pub(crate) fn frequencies(table: &Table, at: usize, rows: &[u32]) -> (Frequencies, Stats) {
    let column = &table.columns[at];
    let pool = if column.is_bag() { &column.word_pool } else { &column.pool };
    let mut counts = vec![0_u32; pool.len()];
    let mut last = vec![u32::MAX; if column.is_bag() { pool.len() } else { 0 }];
    let mut present = 0_u32;
    for &row in rows {
        let values = table.values(at, row);
        present += u32::from(!values.is_empty());
        for &value in values {
            if !column.is_bag() {
                counts[value as usize] += 1;
                continue;
            }
            for word in column.bag(value).iter().map(|entry| word_of(*entry) as usize) {
                if last[word] != row {
                    last[word] = row;
                    counts[word] += 1;
                }
            }
        }
    }
    let mut order: Vec<u32> = (0..u32::try_from(counts.len()).unwrap_or(0))
        .filter(|symbol| counts[*symbol as usize] >= LEAST_LISTED)
        .collect();
    order.sort_unstable_by(|a, b| {
        counts[*b as usize].cmp(&counts[*a as usize]).then_with(|| pool.bytes(*a).cmp(pool.bytes(*b)))
    });
    // What is in many rows of a small file is common, though the file is too small to tell what is rare.
    let share = |count: f64| {
        let among_all = count / (f64::from(present) + UNSEEN_ROWS);
        among_all.max((count - 1.0) / (f64::from(present) + UNSEEN_BESIDE))
    };
    let unlisted = order.iter().skip(MOST_LISTED).map(|symbol| f64::from(counts[*symbol as usize]));
    let rare = counts.iter().filter(|count| **count < LEAST_LISTED).map(|count| f64::from(*count));
    let (sum, shares) = unlisted
        .chain(rare)
        .fold((0.0, 0.0), |(sum, shares), count| (sum + count, shares + count * share(count)));
    order.truncate(MOST_LISTED);
    let listed = order
        .iter()
        .map(|symbol| (pool.text(*symbol).to_owned(), short(share(f64::from(counts[*symbol as usize])))));
    let rest = if sum > 0.0 { short(shares / sum) } else { short(share(1.0)) };
    let frequencies = Frequencies { listed: listed.collect(), rest };
    (frequencies, Stats::new(column.shape, f64::from(present), counts))
}

/// What is known of one comparison while learning. Levels count from 0 here, the missing one left out.
#[derive(Debug)]
pub(crate) struct Stats {
    pub(crate) shape: Shape,
    rows: f64,
    counts: Vec<u32>,
    /// Random pairs at each level; for shared values, the exact share of all pairs instead.
    pub(crate) random: Vec<f64>,
    pub(crate) random_pairs: f64,
    shared: [f64; SAME.len()],
    /// Share of rows whose value would be at each level of sameness.
    mass: [f64; SAME.len()],
    pub(crate) m: Vec<f64>,
    pub(crate) u: Vec<f64>,
    /// Shares of pairs of relatives.
    pub(crate) r: Vec<f64>,
    pub(crate) guess: Vec<f64>,
    relatives_guess: Vec<f64>,
}

impl Stats {
    fn new(shape: Shape, rows: f64, counts: Vec<u32>) -> Self {
        let levels = usize::from(compare::levels(shape));
        let (shared, mass) = ([0.0; SAME.len()], [0.0; SAME.len()]);
        // Before any random pair is seen: strangers differ.
        let guess = |at: usize| match binned(shape, at) {
            Some((_, bits)) if bits > 4.0 => 0.0,
            Some((_, bits)) if bits > 0.0 => 0.01,
            Some((scale, _)) if scale.contradicted => 0.02,
            Some(_) => 0.24,
            None if at < SAME.len() => 0.0,
            None if at + 1 == levels => 0.97,
            None => 0.005,
        };
        let random: Vec<f64> = (0..levels).map(|at| GUESS_STRANGERS * guess(at)).collect();
        let [m, u, r, guess, relatives_guess] = std::array::from_fn(|_| vec![0.0; levels]);
        let random_pairs = GUESS_STRANGERS;
        Self { shape, rows, counts, random, random_pairs, shared, mass, m, u, r, guess, relatives_guess }
    }

    pub(crate) fn is_bag(&self) -> bool {
        matches!(self.shape, Shape::Name | Shape::Text)
    }

    /// Exact shares of pairs that have the same value, and the first guess of m.
    pub(crate) fn count_shared(&mut self, column: &Column) {
        if self.is_bag() {
            for (at, guess) in self.guess.iter_mut().enumerate() {
                *guess = match binned(self.shape, at) {
                    Some((scale, _)) if scale.contradicted => 0.004,
                    Some((_, bits)) if bits > 4.0 => 0.06,
                    _ => 0.01,
                };
            }
        } else {
            let all = self.rows * (self.rows - 1.0).max(0.0) + UNSEEN_ROWS * UNSEEN_ROWS;
            let values = self.counts.iter().map(|count| f64::from(*count)).sum::<f64>().max(1.0);
            for (count, info) in self.counts.iter().zip(&column.info) {
                let (level, count) = (usize::from(same_level(i32::from(*info))) - 1, f64::from(*count));
                self.shared[level] += count * (count - 1.0).max(0.0) / all;
                self.mass[level] += count / values;
            }
            let partly: Vec<f64> = partly(self.shape).iter().map(|(_, share)| *share).collect();
            let same = 1.0 - partly.iter().sum::<f64>();
            let same = self.mass.iter().map(|mass| same * mass);
            self.guess = same.chain(partly).collect();
        }
        let total: f64 = self.guess.iter().map(|guess| guess.max(1e-6)).sum();
        self.guess.iter_mut().for_each(|guess| *guess = guess.max(1e-6) / total);
        self.m.clone_from(&self.guess);
        self.counts = Vec::new();
    }

    /// u from random pairs, less the true ones expected among them.
    pub(crate) fn strangers(&mut self, prior: f64) {
        let pairs = self.random_pairs.max(1.0);
        if self.is_bag() {
            return self.strangers_by_bin(prior, pairs);
        }
        for at in 0..self.u.len() {
            let (seen, least) = match self.shared.get(at) {
                Some(shared) => (*shared, shared * LEAST_CHANCE),
                None => ((self.random[at] + 0.5) / pairs, 0.3 / pairs),
            };
            self.u[at] = (seen - prior * self.m[at]).max(seen * LEAST_CHANCE).max(least);
        }
        // Values that no two rows share, so nothing to count: as surprising as their level says.
        let same: f64 = self.m.iter().take(SAME.len()).sum();
        for (at, (bits, _)) in SAME.iter().enumerate() {
            if self.shared[at] == 0.0 {
                self.m[at] = self.m[at].max(1e-6);
                self.u[at] = self.m[at] / (f64::from(bits + 1_500) / 1_000.0).exp2() / same.clamp(0.05, 1.0);
            }
        }
        rising(&mut self.m[..SAME.len()], &mut self.u[..SAME.len()]);
        self.u.iter_mut().for_each(|u| *u = u.clamp(1e-9, 1.0));
    }

    fn strangers_by_bin(&mut self, prior: f64, pairs: f64) {
        let strangers: Vec<f64> =
            self.random.iter().zip(&self.m).map(|(seen, m)| (seen - prior * m * pairs).max(0.0)).collect();
        for scale in scales(self.shape) {
            let span = scale.first..scale.first + scale.len();
            let (m, u) = (&mut self.m[span.clone()], &mut self.u[span.clone()]);
            let strangers = &strangers[span];
            // From the worst bin up, as far as there are strangers enough to count.
            let counted = strangers.iter().rposition(|count| *count >= ENOUGH).unwrap_or(m.len() - 1);
            let first =
                (0..=counted).rev().take_while(|at| strangers[*at] >= ENOUGH).last().unwrap_or(counted);
            for (u, count) in u.iter_mut().zip(strangers).skip(first) {
                *u = count.max(0.5) / pairs;
            }
            rising(&mut m[first..], &mut u[first..]);
            let mut bits = (m[first] / u[first]).log2();
            for at in (0..first).rev() {
                bits = (bits + f64::from(scale.width) * 0.9).min(24.0);
                u[at] = m[at] / bits.exp2();
            }
        }
        self.u.iter_mut().for_each(|u| *u = u.clamp(1e-9, 1.0));
    }

    /// Whether relatives have it each for themselves, as strangers do.
    fn is_own(&self) -> bool {
        matches!(self.shape, Shape::Date | Shape::Document | Shape::Email | Shape::Number)
    }

    /// Before any are seen: relatives share a part of the name but not all of it, are born and documented apart but for
    /// twins and mistakes, and have the rest in common as often as one person's records do (ours).
    pub(crate) fn relatives(&mut self) {
        for at in 0..self.r.len() {
            self.relatives_guess[at] = match binned(self.shape, at) {
                Some((scale, bits)) if self.shape == Shape::Name => match (scale.contradicted, bits > 0.0) {
                    (true, true) => 0.15,
                    (false, true) => 0.005,
                    (_, false) => 0.002,
                },
                _ if self.is_own() => (1.0 - TWINS) * self.u[at] + TWINS * self.guess[at],
                _ => self.guess[at],
            };
        }
        let total: f64 = self.relatives_guess.iter().sum();
        self.relatives_guess.iter_mut().for_each(|guess| *guess /= total);
        self.r.clone_from(&self.relatives_guess);
    }

    /// New shares from expected counts; what was guessed counts as so many pairs. What relatives have each for themselves
    /// is not learned: it is what they are known by.
    pub(crate) fn take(&mut self, same: &[f64], relatives: &[f64], guess_pairs: f64) {
        let learned = usize::from(!self.is_own());
        for (shares, guess, sums) in
            [(&mut self.m, &self.guess, same), (&mut self.r, &self.relatives_guess, relatives)]
                .into_iter()
                .take(1 + learned)
        {
            let total: f64 = sums.iter().sum::<f64>() + guess_pairs;
            for (at, share) in shares.iter_mut().enumerate() {
                let count = match binned(self.shape, at) {
                    None => sums[at],
                    Some((scale, _)) => {
                        // Bins of one scale: neighbours lend each other.
                        let last = scale.first + scale.len() - 1;
                        let near = |at: usize| sums[at.clamp(scale.first, last)];
                        near(at) / 2.0 + near(at.saturating_sub(1)) / 4.0 + near(at + 1) / 4.0
                    }
                };
                *share = ((count + guess_pairs * guess[at]) / total).clamp(1e-7, 1.0);
            }
        }
    }

    pub(crate) fn weight(&self, level: usize) -> f64 {
        (self.m[level] / self.u[level]).ln()
    }

    /// Evidence for relatives and against strangers.
    pub(crate) fn relatives_weight(&self, level: usize) -> f64 {
        (self.r[level] / self.u[level]).ln()
    }
}

/// The scale a level of a name or text is of, and the middle of its bin in bits.
fn binned(shape: Shape, level: usize) -> Option<(&'static Scale, f64)> {
    let scale = scales(shape).iter().rfind(|scale| scale.first <= level)?;
    Some((scale, scale.middle(level - scale.first)))
}

/// Pools neighbours so that m/u falls from the best level to the worst.
pub(crate) fn rising(m: &mut [f64], u: &mut [f64]) {
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (m, u) in m.iter().zip(u.iter()) {
        blocks.push((*m, *u, 1));
        while let [.., (m1, u1, n1), (m2, u2, n2)] = blocks.as_slice()
            && m1 * u2 < m2 * u1
        {
            let pooled = (m1 + m2, u1 + u2, n1 + n2);
            blocks.truncate(blocks.len() - 2);
            blocks.push(pooled);
        }
    }
    let mut at = 0;
    for (block_m, block_u, n) in blocks {
        if n > 1 {
            // Each keeps its share of true pairs and takes the block's ratio.
            for (m, u) in m.iter_mut().zip(u.iter_mut()).skip(at).take(n) {
                *u = *m * block_u / block_m;
            }
        }
        at += n;
    }
}
