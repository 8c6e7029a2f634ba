//! The parameters, learned from the records themselves.
//!
//! Strangers are learned from pairs taken at random (and, for shared values, counted exactly); true pairs by
//! expectation maximisation over several passes, each of which looks only at pairs that share one thing and learns
//! from them everything but that. Because random pairs hold true ones too, their expected share is taken out again.
//! Where pairs are too few to tell, a shared name is believed one bit for one bit of surprise.
#![expect(
    clippy::indexing_slicing,
    reason = "comparisons and levels are numbered by the vectors that are indexed"
)]

use crate::block::{self, Key};
use crate::choose;
use crate::compare::{self, level};
use crate::depend::dependence;
use crate::model::{Comparison, Frequencies, Given, Level, Model};
use crate::parallel::stretches;
use crate::pool::mix;
use crate::scorer::{bind_column, information};
use crate::similar::Memory;
use crate::stats::{Stats, UNSEEN_ROWS, frequencies, short};
use crate::table::{Shape, Table};

/// What a person may want otherwise; the same for every file unless they say so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Compare only rows of different sources.
    pub across: bool,
    /// Rules are chosen so that no more pairs than this are expected for each row.
    pub pairs_per_row: f64,
    /// Blocks with more different rows are not used.
    pub block_cap: u32,
    /// Threads to work on; the answer does not depend on it.
    pub threads: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { across: false, pairs_per_row: 20.0, block_cap: 300, threads: 1 }
    }
}

/// Two rows of which a person knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// One row.
    pub left: u32,
    /// The other.
    pub right: u32,
    /// Whether they are the same.
    pub same: bool,
}

/// Pairs of rows taken at random: two for each row, within these bounds. In a large table agreement by chance is rarer, and
/// more pairs are needed to see any.
const RANDOM_PAIRS: (usize, usize) = (100_000, 200_000);
/// Pairs looked at in one pass.
const PASS_PAIRS: f64 = 60_000.0;
/// Assumed pairs behind the first guess of m (ours).
const GUESS_PAIRS: f64 = 10.0;
const BITS_OF_LEVEL: u32 = 5;
/// Pairs that are compared side by side, so that what they read is fetched for all at once.
const AT_ONCE: usize = 64;

/// A model of a table, without labels or, with some, from them.
///
/// Labelled pairs, where any of them are the same, replace expectation maximisation. The table is told how
/// surprising its values are. Labels on rows that are not there are passed over.
pub fn learn(table: &mut Table, settings: &Settings, labels: &[Label]) -> Model {
    let rows = table.different(settings.across);
    let counted = (0..table.columns.len()).map(|at| frequencies(table, at, &rows));
    let (frequencies, mut comparisons): (Vec<Frequencies>, Vec<Stats>) = counted.unzip();
    for (column, frequencies) in table.columns.iter_mut().zip(&frequencies) {
        bind_column(column, &information(frequencies), true);
    }
    let table = &*table;
    for (stats, column) in comparisons.iter_mut().zip(&table.columns) {
        stats.count_shared(column);
    }
    let random = random_pairs(table, &rows, settings.across);
    count_levels(table, &random, settings.threads, &mut comparisons);
    let prior = 1.0 / (rows.len() as f64 + UNSEEN_ROWS);
    let has_relatives = comparisons.iter().any(|stats| stats.shape == Shape::Name) && comparisons.len() > 1;
    let relatives = if has_relatives { prior } else { 0.0 };
    let mut learner = Learner { comparisons, prior, relatives, passes: Vec::new() };

    let costs = choose::Costs::new(table, &rows, settings);
    for rule in training_passes(table, &costs, rows.len()) {
        let pairs = choose::pairs_of(table, &rows, &rule, PASS_PAIRS, costs.expected(&rule), settings);
        let patterns = patterns(table, &pairs, settings.threads);
        learner.passes.push(Pass::new(&rule, pairs, patterns, table.columns.len()));
    }
    let known = |label: &&Label| label.same && (label.left.max(label.right) as usize) < table.len();
    let labelled: Vec<(u32, u32)> =
        labels.iter().filter(known).map(|label| (label.left, label.right)).collect();
    let labelled = patterns(table, &labelled, settings.threads);
    for _ in 0..3 {
        learner.strangers();
        if labelled.is_empty() {
            learner.maximise(12);
            learner.guess_prior(rows.len(), &costs);
        } else {
            learner.take_labels(&labelled);
        }
    }
    learner.strangers();
    let matches = learner.likely_matches();
    let (rules, missed_by_rules) = choose::rules(table, &costs, &matches, rows.len(), settings);
    let given = dependence(table, &rows, &costs, settings, &learner.comparisons);
    let mut model = Model {
        version: 1,
        fields: table.fields().to_vec(),
        across: settings.across,
        prior: learner.prior,
        relatives: learner.relatives,
        comparisons: learner.comparisons(table, frequencies, given),
        rules,
        block_cap: settings.block_cap,
        join_at: 0.5,
        missed_by_rules: short(missed_by_rules),
    };
    let (prior, relatives) = choose::priors(table, &rows, &model, settings);
    (model.prior, model.relatives) = (short(prior), short(relatives));
    model
}

fn random_pairs(table: &Table, rows: &[u32], across: bool) -> Vec<(u32, u32)> {
    let n = rows.len() as u64;
    if n < 2 {
        return Vec::new();
    }
    let pick = |seed: u64| rows[usize::try_from(mix(seed, 0x5EED) % n).unwrap_or(0)];
    let wanted = (2 * rows.len()).clamp(RANDOM_PAIRS.0, RANDOM_PAIRS.1);
    let wanted = usize::try_from(n * (n - 1)).map_or(wanted, |all| wanted.min(all));
    (0..wanted as u64)
        .map(|at| (pick(2 * at), pick(2 * at + 1)))
        .filter(|(a, b)| a != b && !(across && table.source(*a) == table.source(*b)))
        .collect()
}

fn count_levels(table: &Table, pairs: &[(u32, u32)], threads: usize, comparisons: &mut [Stats]) {
    for pattern in patterns(table, pairs, threads) {
        for (at, stats) in comparisons.iter_mut().enumerate() {
            if let Some(level) = level_in(pattern, at) {
                stats.random[level] += 1.0;
                stats.random_pairs += 1.0;
            }
        }
    }
}

/// The levels of each pair, five bits each.
pub(crate) fn patterns(table: &Table, pairs: &[(u32, u32)], threads: usize) -> Vec<u128> {
    let made = stretches(pairs.len(), threads, 8_192, Memory::new, |memory, range| {
        let mut made = Vec::with_capacity(range.len());
        for pairs in pairs[range].chunks(AT_ONCE) {
            let rows = || pairs.iter().flat_map(|(a, b)| [*a, *b]);
            let mut patterns = [0_u128; AT_ONCE];
            table.fetch_rows(rows());
            for at in 0..table.columns.len() {
                let shift = BITS_OF_LEVEL * u32::try_from(at).unwrap_or(0);
                table.fetch(at, rows());
                for ((a, b), pattern) in pairs.iter().zip(&mut patterns) {
                    *pattern |= u128::from(level((table, *a), (table, *b), at, memory)) << shift;
                }
            }
            made.extend_from_slice(&patterns[..pairs.len()]);
        }
        made
    });
    made.into_iter().flatten().collect()
}

/// The level of one comparison, from 0; none where something is missing.
pub(crate) fn level_in(pattern: u128, comparison: usize) -> Option<usize> {
    let shift = BITS_OF_LEVEL * u32::try_from(comparison).unwrap_or(0);
    usize::try_from(pattern >> shift & ((1 << BITS_OF_LEVEL) - 1)).unwrap_or(0).checked_sub(1)
}

/// Whether few persons share a value.
pub(crate) fn personal(shape: Shape) -> bool {
    !matches!(shape, Shape::Text | Shape::Code | Shape::Number | Shape::Category)
}

/// One thing each that pairs share.
///
/// What belongs to one person comes first: a name, a date, a document, a phone. Among those who share a place or a
/// trade, neighbours outnumber the records of one person, and learning would take neighbourhood for identity.
fn training_passes(table: &Table, costs: &choose::Costs, rows: usize) -> Vec<Vec<Key>> {
    let bearable = |rule: &Vec<Key>| costs.expected(rule) <= 60.0 * rows as f64 && costs.kept(rule) > 0.1;
    let personal = |key: &Key| {
        !matches!(
            table.columns[key.comparison].shape,
            Shape::Text | Shape::Code | Shape::Number | Shape::Category
        )
    };
    let singles = |wanted: bool| {
        table.columns.iter().enumerate().filter_map(move |(comparison, column)| {
            let mut rules =
                block::parts(column.shape).iter().map(|part| vec![Key { comparison, part: *part }]);
            rules.find(|rule| bearable(rule) && rule.iter().all(|key| personal(key) == wanted))
        })
    };
    let mut passes: Vec<Vec<Key>> = singles(true).collect();
    if passes.len() < 2 {
        let mut pairs: Vec<Vec<Key>> =
            block::candidates(table).into_iter().filter(|rule| rule.len() == 2 && bearable(rule)).collect();
        pairs.sort_by_key(|rule| std::cmp::Reverse(rule.iter().filter(|key| personal(key)).count()));
        passes.extend(pairs.into_iter().take(4));
    }
    if passes.len() < 2 {
        passes.extend(singles(false));
    }
    passes
}

/// Pairs that share one thing, with what they say of the others.
#[derive(Debug)]
struct Pass {
    rule: Vec<Key>,
    used: Vec<bool>,
    prior: f64,
    relatives: f64,
    pairs: Vec<(u32, u32)>,
    patterns: Vec<u128>,
    counted: Vec<(u128, f64)>,
}

impl Pass {
    fn new(rule: &[Key], pairs: Vec<(u32, u32)>, patterns: Vec<u128>, columns: usize) -> Self {
        let mut sorted = patterns.clone();
        sorted.sort_unstable();
        let counted = sorted.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect();
        let mut used = vec![false; columns];
        for key in rule {
            used[key.comparison] = true;
        }
        Self { rule: rule.to_vec(), used, prior: 0.1, relatives: 0.05, pairs, patterns, counted }
    }

    /// Adds the levels of the pairs expected to be the same, and of relatives, and learns how many there are.
    fn expect(
        &mut self,
        weights: &[Vec<(f64, f64)>],
        has_relatives: bool,
        same: &mut [Vec<f64>],
        relatives: &mut [Vec<f64>],
    ) {
        let strangers = 1.0 - self.prior - if has_relatives { self.relatives } else { 0.0 };
        let (prior, prior_relatives) = ((self.prior / strangers).ln(), (self.relatives / strangers).ln());
        let (mut sum, mut sum_relatives, mut total) = (0.0, 0.0, 0.0);
        for (pattern, count) in &self.counted {
            let levels = || {
                let learned = (0..self.used.len()).filter(|at| !self.used[*at]);
                learned.filter_map(|at| Some((at, level_in(*pattern, at)?)))
            };
            let (mut odds, mut odds_relatives) = (prior, prior_relatives);
            for (at, level) in levels() {
                odds += weights[at][level].0;
                odds_relatives += weights[at][level].1;
            }
            let beside = if has_relatives { odds_relatives.exp() } else { 0.0 };
            let all = 1.0 + odds.exp() + beside;
            let (expected, expected_relatives) = (count * odds.exp() / all, count * beside / all);
            sum += expected;
            sum_relatives += expected_relatives;
            total += count;
            for (at, level) in levels() {
                same[at][level] += expected;
                relatives[at][level] += expected_relatives;
            }
        }
        if total > 0.0 {
            self.prior = ((sum + 0.5) / (total + 1.5)).clamp(1e-6, 0.98);
            self.relatives = ((sum_relatives + 0.5) / (total + 1.5)).clamp(1e-6, 0.98 - self.prior * 0.98);
        }
    }
}

#[derive(Debug)]
struct Learner {
    comparisons: Vec<Stats>,
    prior: f64,
    /// How likely two rows taken at random are of relatives; 0 where there are no names to tell them by.
    relatives: f64,
    passes: Vec<Pass>,
}

impl Learner {
    fn strangers(&mut self) {
        let prior = self.prior;
        self.comparisons.iter_mut().for_each(|stats| stats.strangers(prior));
    }

    /// Expectation maximisation of m, of what relatives share, and of each pass's own priors, u as it is.
    fn maximise(&mut self, rounds: usize) {
        self.comparisons.iter_mut().for_each(Stats::relatives);
        for _ in 0..rounds {
            let weights: Vec<Vec<(f64, f64)>> = self
                .comparisons
                .iter()
                .map(|stats| {
                    let levels = 0..stats.m.len();
                    levels.map(|level| (stats.weight(level), stats.relatives_weight(level))).collect()
                })
                .collect();
            let zeros = || self.comparisons.iter().map(|stats| vec![0.0; stats.m.len()]).collect::<Vec<_>>();
            let (mut same, mut relatives) = (zeros(), zeros());
            for pass in &mut self.passes {
                pass.expect(&weights, self.relatives > 0.0, &mut same, &mut relatives);
            }
            for (at, stats) in self.comparisons.iter_mut().enumerate() {
                stats.take(&same[at], &relatives[at], GUESS_PAIRS);
            }
        }
    }

    fn take_labels(&mut self, patterns: &[u128]) {
        self.comparisons.iter_mut().for_each(Stats::relatives);
        let mut sums: Vec<Vec<f64>> = self.comparisons.iter().map(|stats| vec![0.0; stats.m.len()]).collect();
        for pattern in patterns {
            for (at, sums) in sums.iter_mut().enumerate() {
                if let Some(level) = level_in(*pattern, at) {
                    sums[level] += 1.0;
                }
            }
        }
        for (stats, sums) in self.comparisons.iter_mut().zip(&sums) {
            stats.take(sums, &vec![0.0; sums.len()], GUESS_PAIRS);
        }
    }

    /// The priors, until candidates are there to count: what the richest pass finds, as if it found four fifths.
    fn guess_prior(&mut self, rows: usize, costs: &choose::Costs) {
        let rows = rows as f64;
        let all = 0.5 * (rows * (rows - 1.0).max(0.0) + UNSEEN_ROWS * UNSEEN_ROWS);
        let pairs = |pass: &Pass| costs.expected(&pass.rule).max(pass.pairs.len() as f64);
        let guess = |found: f64| (found / 0.8 / all).clamp(1e-12, 0.2);
        let most = |share: fn(&Pass) -> f64| {
            self.passes.iter().map(|pass| share(pass) * pairs(pass)).fold(0.5, f64::max)
        };
        let (same, relatives) = (most(|pass| pass.prior), most(|pass| pass.relatives));
        self.prior = guess(same);
        if self.relatives > 0.0 {
            self.relatives = guess(relatives);
        }
    }

    /// Pairs of all passes that are the same with nine in ten or more, everything counted; each once.
    fn likely_matches(&self) -> Vec<(u32, u32)> {
        let (prior, prior_relatives) = ((self.prior / (1.0 - self.prior)).ln(), self.relatives.ln());
        let mut matches = Vec::new();
        for pass in &self.passes {
            for (pair, pattern) in pass.pairs.iter().zip(&pass.patterns) {
                let (mut odds, mut relatives) = (prior, prior_relatives);
                for (at, stats) in self.comparisons.iter().enumerate() {
                    if let Some(level) = level_in(*pattern, at) {
                        odds += stats.weight(level);
                        relatives += stats.relatives_weight(level);
                    }
                }
                if odds - relatives.exp().ln_1p() > 2.2 {
                    matches.push(*pair);
                }
            }
        }
        matches.sort_unstable();
        matches.dedup();
        matches
    }

    fn comparisons(
        self,
        table: &Table,
        frequencies: Vec<Frequencies>,
        given: Vec<Option<Given>>,
    ) -> Vec<Comparison> {
        let columns = table.columns.iter().zip(self.comparisons).zip(frequencies.into_iter().zip(given));
        columns
            .map(|((column, stats), (frequencies, given))| {
                let shares = stats.m.iter().zip(&stats.u).zip(&stats.r).enumerate();
                let levels = shares.map(|(at, ((m, u), r))| Level {
                    means: compare::means(stats.shape, u8::try_from(at + 1).unwrap_or(u8::MAX)),
                    m: short(*m),
                    u: short(*u),
                    r: short(*r),
                });
                Comparison { name: column.name.clone(), levels: levels.collect(), given, frequencies }
            })
            .collect()
    }
}
