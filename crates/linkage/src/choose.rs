//! Which rules to block by: what each would cost, judged on a sample before anything is joined, and what it finds.
#![expect(clippy::indexing_slicing, reason = "positions come from the slices that are indexed")]

use crate::block::{self, Key, Rule, each_key, keys_of};
use crate::learn::Settings;
use crate::model::Model;
use crate::parallel::stretches;
use crate::pool::mix;
use crate::scorer::{Scorer, Sums};
use crate::similar::Memory;
use crate::table::Table;
use std::collections::BTreeMap;

/// Rows of the sample on which costs are judged.
const FEWEST_SAMPLED: usize = 4_000;
const MOST_SAMPLED: usize = 30_000;
/// Rules beyond these are not chosen.
const MOST_RULES: usize = 16;
/// What one more rule costs the index, in pairs for each row (ours).
const INDEX_COST: f64 = 3.0;
/// Likely matches on which rules are judged.
const MOST_JUDGED: usize = 2_500;
/// A rule that finds less than this share that others do not find well is not worth its index (ours).
const LEAST_GAIN: f64 = 0.003;
/// What it is worth that a match is found again (ours), beside 1 for the first time: at all, and by rules that do
/// without a column the others need. Matches seen in training had the shared column right; others will not.
const AGAIN: f64 = 0.05;
const WITHOUT_ANY_ONE: f64 = 0.5;
/// Rows whose candidates are scored to learn the prior.
const PRIOR_ROWS: usize = 1_500;

/// Expected pairs of every candidate rule.
#[derive(Debug)]
pub(crate) struct Costs {
    by_rule: BTreeMap<Vec<Key>, Cost>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    /// Pairs in blocks within the cap.
    capped: f64,
    /// Share of the keys' rows that stand in blocks within the cap.
    kept: f64,
}

impl Costs {
    pub(crate) fn new(table: &Table, rows: &[u32], settings: &Settings) -> Self {
        let wanted = (rows.len() / 8).clamp(FEWEST_SAMPLED, MOST_SAMPLED).min(rows.len());
        let stride = rows.len().div_ceil(wanted.max(1)).max(1);
        let sample: Vec<u32> = rows.iter().step_by(stride).copied().collect();
        let candidates = block::candidates(table);
        let parts: Vec<Key> = candidates.iter().filter(|rule| rule.len() == 1).flatten().copied().collect();
        // The keys of every part once: rules are combinations of them.
        let keys: BTreeMap<Key, Vec<Vec<u64>>> = parts
            .into_iter()
            .map(|part| {
                let mut text = String::new();
                let of = |row: &u32| {
                    let mut keys = Vec::new();
                    keys_of(table, *row, part, &mut text, &mut keys);
                    keys
                };
                (part, sample.iter().map(of).collect())
            })
            .collect();
        let costs = stretches(
            candidates.len(),
            settings.threads,
            8,
            || (),
            |(), range| {
                let cost = |rule: &Vec<Key>| {
                    let mut all = Vec::new();
                    match rule.as_slice() {
                        [one] => all.extend(keys[one].iter().flatten()),
                        [one, other] => {
                            for (ones, others) in keys[one].iter().zip(&keys[other]) {
                                all.extend(
                                    ones.iter().flat_map(|one| others.iter().map(|other| mix(*one, *other))),
                                );
                            }
                        }
                        _ => {}
                    }
                    all.sort_unstable();
                    cost(&all, stride as f64, settings)
                };
                candidates[range].iter().map(cost).collect::<Vec<Cost>>()
            },
        );
        Self { by_rule: candidates.into_iter().zip(costs.into_iter().flatten()).collect() }
    }

    fn of(&self, rule: &[Key]) -> Cost {
        self.by_rule.get(rule).copied().unwrap_or_default()
    }

    pub(crate) fn kept(&self, rule: &[Key]) -> f64 {
        self.of(rule).kept
    }

    /// Pairs expected in the blocks that are used.
    pub(crate) fn expected(&self, rule: &[Key]) -> f64 {
        self.of(rule).capped
    }
}

fn cost(sorted: &[u64], scale: f64, settings: &Settings) -> Cost {
    let mut cost = Cost::default();
    let mut kept = 0.0;
    for block in sorted.chunk_by(|a, b| a == b) {
        let size = block.len() as f64;
        let pairs = size * (size - 1.0) / 2.0 * scale * scale;
        if (size - 1.0) * scale < f64::from(settings.block_cap) {
            cost.capped += pairs;
            kept += size;
        }
    }
    cost.kept = kept / (sorted.len() as f64).max(1.0);
    cost
}

/// About `wanted` pairs that agree under a rule, from whole blocks chosen by their key.
pub(crate) fn pairs_of(
    table: &Table,
    rows: &[u32],
    rule: &[Key],
    wanted: f64,
    expected: f64,
    settings: &Settings,
) -> Vec<(u32, u32)> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of the range of u64"
    )]
    let limit = if expected <= wanted { u64::MAX } else { (wanted / expected * u64::MAX as f64) as u64 };
    let mut entries = Vec::new();
    each_key(table, rows, rule, 0, |at, key| {
        if mix(key, 11) <= limit {
            entries.push((key, rows[at]));
        }
    });
    entries.sort_unstable();
    let mut pairs = Vec::new();
    for block in
        entries.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() <= settings.block_cap as usize)
    {
        for (at, (_, a)) in block.iter().enumerate() {
            let others = block[at + 1..].iter().map(|(_, b)| *b);
            pairs.extend(
                others.filter(|b| !settings.across || table.source(*a) != table.source(*b)).map(|b| (*a, b)),
            );
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Rules within the budget, the most found for the least pairs first, and the share of matches none would find.
pub(crate) fn rules(
    table: &Table,
    costs: &Costs,
    matches: &[(u32, u32)],
    rows: usize,
    settings: &Settings,
) -> (Vec<Rule>, f64) {
    let stride = matches.len().div_ceil(MOST_JUDGED).max(1);
    let judged: Vec<(u32, u32)> = matches.iter().step_by(stride).copied().collect();
    let rows = rows as f64;
    let mut budget = (settings.pairs_per_row * rows).max(20_000.0);
    let hits = Hits::new(table, &judged);
    let columns = table.columns.len();
    let unused =
        |rule: &[Key]| rule.iter().fold((1_u32 << columns) - 1, |mask, key| mask & !(1 << key.comparison));
    let fits = |cost: &Cost, budget: f64| cost.capped <= budget && cost.kept > 0.2;
    let mut open: BTreeMap<&Vec<Key>, Cost> =
        costs.by_rule.iter().map(|(rule, cost)| (rule, *cost)).collect();
    // For each match by how many rules it is found, and the columns without which it is.
    let mut found = vec![(0_usize, 0_u32); judged.len()];
    let mut rules = Vec::new();
    while rules.len() < MOST_RULES {
        let gain = |rule: &[Key], cost: &Cost| {
            let unused = unused(rule);
            let worth = |(count, without): (usize, u32)| {
                let again = if count == 0 { 1.0 } else { AGAIN / count as f64 };
                again + WITHOUT_ANY_ONE * f64::from((unused & !without).count_ones()) / columns as f64
            };
            hits.of(rule).zip(&found).filter(|(hit, _)| *hit).map(|(_, found)| worth(*found)).sum::<f64>()
                * cost.kept
        };
        let rate = |rule: &[Key], cost: &Cost| {
            if judged.is_empty() {
                // Without any likely match to judge by, the cheapest rules on single columns.
                return (rule.len() == 1).then_some(1.0 / (1.0 + cost.capped));
            }
            let gain = gain(rule, cost);
            (gain > LEAST_GAIN * judged.len() as f64).then(|| gain / (cost.capped + INDEX_COST * rows))
        };
        let rated = open.iter().filter(|(_, cost)| fits(cost, budget));
        let best = rated
            .filter_map(|(rule, cost)| Some((rate(rule, cost)?, *rule)))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, rule)) = best else { break };
        let cost = open.remove(rule).unwrap_or_default();
        if cost.kept > 0.99 {
            // What asks for more than a rule whose blocks are all used finds nothing new.
            open.retain(|other, _| !block::implies(other, rule));
            rules.retain(|other: &Rule| !block::implies(&other.keys, rule));
        }
        budget -= cost.capped;
        let mut finds = 0_usize;
        for (_, (count, without)) in hits.of(rule).zip(&mut found).filter(|(hit, _)| *hit) {
            *count += 1;
            *without |= unused(rule);
            finds += 1;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of pairs")]
        let expected_pairs = cost.capped as u64;
        let finds = (1_000.0 * finds as f64 / judged.len().max(1) as f64).round() / 1_000.0;
        rules.push(Rule { keys: rule.clone(), expected_pairs, finds });
    }
    // Chao's estimate of the unseen from those seen once and twice.
    let seen = |times: usize| found.iter().filter(|(count, _)| *count == times).count() as f64;
    let unseen = seen(0) + seen(1) * seen(1) / (2.0 * seen(2).max(1.0));
    (rules, (unseen / (judged.len() as f64 + unseen).max(1.0)).min(1.0))
}

/// Which single parts each judged pair shares.
struct Hits {
    keys: BTreeMap<Key, usize>,
    masks: Vec<u128>,
}

impl Hits {
    fn new(table: &Table, pairs: &[(u32, u32)]) -> Self {
        let single = block::candidates(table).into_iter().filter(|rule| rule.len() == 1).flatten();
        let keys: BTreeMap<Key, usize> = single.take(128).enumerate().map(|(at, key)| (key, at)).collect();
        let (mut left, mut right, mut text) = (Vec::new(), Vec::new(), String::new());
        let mut mask = |(a, b): &(u32, u32)| {
            keys.iter().fold(0_u128, |mask, (key, at)| {
                keys_of(table, *a, *key, &mut text, &mut left);
                keys_of(table, *b, *key, &mut text, &mut right);
                let shared = left.iter().any(|key| right.binary_search(key).is_ok());
                mask | u128::from(shared) << at
            })
        };
        let masks = pairs.iter().map(&mut mask).collect();
        Self { keys, masks }
    }

    fn of(&self, rule: &[Key]) -> impl Iterator<Item = bool> {
        let wanted = rule.iter().fold(0_u128, |mask, key| mask | self.keys.get(key).map_or(0, |at| 1 << at));
        self.masks.iter().map(move |mask| wanted != 0 && mask & wanted == wanted)
    }
}

/// The priors, of the same and of relatives, at which the candidates of a sample of rows hold as many as they say.
pub(crate) fn priors(table: &Table, rows: &[u32], model: &Model, settings: &Settings) -> (f64, f64) {
    let sampled: Vec<u32> = rows.iter().step_by(rows.len().div_ceil(PRIOR_ROWS).max(1)).copied().collect();
    let mut candidates: Vec<(u32, u32)> = Vec::new();
    for rule in &model.rules {
        let mut wanted: hashbrown::HashTable<(u64, Vec<u32>)> = hashbrown::HashTable::new();
        each_key(table, &sampled, &rule.keys, 0, |_, key| {
            wanted
                .entry(mix(key, 13), |(other, _)| *other == key, |(key, _)| mix(*key, 13))
                .or_insert_with(|| (key, Vec::new()));
        });
        each_key(table, rows, &rule.keys, 0, |at, key| {
            if let Some((_, members)) = wanted.find_mut(mix(key, 13), |(other, _)| *other == key)
                && members.len() <= model.block_cap as usize
            {
                members.push(rows[at]);
            }
        });
        each_key(table, &sampled, &rule.keys, 0, |at, key| {
            let (row, block) = (sampled[at], wanted.find(mix(key, 13), |(other, _)| *other == key));
            let block = block.map_or(&[][..], |(_, members)| members);
            if block.len() <= model.block_cap as usize {
                let others = block.iter().filter(|other| **other != row);
                let others =
                    others.filter(|other| !settings.across || table.source(**other) != table.source(row));
                candidates.extend(others.map(|other| (row, *other)));
            }
        });
    }
    candidates.sort_unstable();
    candidates.dedup();
    let scorer = Scorer::new(model);
    let found = stretches(candidates.len(), settings.threads, 4_096, Memory::new, |memory, range| {
        let pairs = candidates[range].iter();
        pairs.map(|(a, b)| scorer.both((table, *a), (table, *b), memory)).collect::<Vec<Option<Sums>>>()
    });
    let bits = |millibits: i32| f64::from(millibits) / 1_000.0;
    let odds: Vec<(f64, f64)> = found
        .into_iter()
        .flatten()
        .flatten()
        .map(|sums| (bits(sums.same).exp2(), bits(sums.relatives).exp2() / model.relatives.max(1e-12)))
        .collect();
    let possible = if settings.across {
        let mut by_source: BTreeMap<u16, f64> = BTreeMap::new();
        for row in rows {
            *by_source.entry(table.source(*row)).or_default() += 1.0;
        }
        sampled
            .iter()
            .map(|row| rows.len() as f64 - by_source.get(&table.source(*row)).copied().unwrap_or(0.0))
            .sum::<f64>()
    } else {
        sampled.len() as f64 * (rows.len() as f64 - 1.0)
    };
    let mut prior = 1.0 / (rows.len() as f64 + 1_000.0);
    let mut relatives = if model.relatives > 0.0 { prior } else { 0.0 };
    for _ in 0..30 {
        let (mut sum, mut sum_relatives) = (0.0, 0.0);
        for (same, related) in &odds {
            let (same, related) = (prior * same, relatives * related);
            let all = 1.0 - prior + same + related;
            sum += same / all;
            sum_relatives += related / all;
        }
        let share = |sum: f64| ((sum + 0.5) / (possible + 1_000.0)).clamp(1e-12, 0.5);
        prior = share(sum);
        if relatives > 0.0 {
            relatives = share(sum_relatives);
        }
    }
    (prior, relatives)
}
