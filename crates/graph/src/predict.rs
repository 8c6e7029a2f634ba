//! Which ties are probably missing, with probabilities that can be believed, or the answer that it cannot be said.
//!
//! No one method wins on every network (Ghasemian et al. 2020), so the network itself says how much each is worth: ties
//! are hidden, the scores of [`SCORES`] are worked out without them, and a logistic regression learns which scores find
//! the hidden ones again. How well it does so on ties that it did not learn from is reported; where that is hardly better
//! than chance, as in the chains of call records, no pair is named. Probabilities hold if as large a share of ties is
//! missing as was hidden, and missing at random; the bands say what they would be had some nodes never been seen.
#![expect(clippy::indexing_slicing, reason = "columns and rows are of one length")]

use crate::Graph;
use crate::dice::Dice;
use crate::logistic::{Model, Row};
use crate::motif::shared;
use crate::parallel::{in_order, threads};
use crate::score::{SCORES, scores};

/// How to look for missing ties.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Predict {
    /// Share of ties taken to be missing, and hidden to learn from. A tenth is usual.
    pub missing: f64,
    /// How often ties are hidden.
    pub folds: usize,
    /// Draws in which nodes are left out, for the bands; 0 for none.
    pub draws: usize,
    /// Most pairs named.
    pub most: usize,
    /// Everything that looks like chance follows from it.
    pub seed: u64,
}

impl Default for Predict {
    fn default() -> Self {
        Self { missing: 0.1, folds: 12, draws: 10, most: 50, seed: 1 }
    }
}

/// A pair that may be tied.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    /// The lower node.
    pub one: u32,
    /// The higher.
    pub other: u32,
    /// Probability that they are tied, if [`Predict::missing`] of ties are missing at random.
    pub probability: f64,
    /// The least and the most it was when a tenth of the nodes were left out.
    pub band: (f64, f64),
    /// Whom both are tied to.
    pub shared: Vec<u32>,
}

/// Why no pair is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abstention {
    /// Fewer than [`LEAST_TIES`] ties: nothing can be learned from.
    TooFewTies,
    /// Hidden ties are hardly found again better than by chance, or the probabilities said of them are no better than
    /// saying the same of every pair: as in chains of calls.
    HardlyBetterThanChance,
    /// No pair of the network as it is comes to a probability of [`LEAST_PROBABILITY`]. In chains, for example, the ends of a
    /// gap are found again, but where there is no gap nothing is to be found.
    NothingLikely,
    /// More nodes than [`MOST_NODES`]: look at a part of the network.
    TooLarge,
}

/// What can be said of missing ties.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Probability that a hidden tie is ranked above a pair that is not tied, on ties not learned from; ½ is chance.
    pub auc: f64,
    /// Its standard deviation between folds.
    pub spread: f64,
    /// How much better the probabilities are than one and the same for every pair (Brier's skill score), on ties not learned
    /// from; 1 is certainty, 0 is no better, below is worse.
    pub skill: f64,
    /// Why nothing is named, if nothing is.
    pub abstention: Option<Abstention>,
    /// The likeliest pairs, the likeliest first.
    pub likely: Vec<Likely>,
}

/// Fewest ties to learn from. Ours: below, a tenth are two.
pub const LEAST_TIES: usize = 25;
/// Most nodes of a network whose pairs are compared.
pub const MOST_NODES: usize = 20_000;
/// Least probability of the likeliest pair at which pairs are named. Ours.
pub const LEAST_PROBABILITY: f64 = 0.1;
/// Largest network for the scores that need matrices.
const SMALL: usize = 250;
/// Least AUC, less its spread over the root of the folds, at which pairs are named. Ours.
const LEAST_AUC: f64 = 0.6;
/// Least skill at which pairs are named. Ours, tried on the published networks: records of calls stay below.
const LEAST_SKILL: f64 = 0.01;
/// Pairs not tied that are learned from, for each time ties are hidden.
const UNTIED: usize = 1_500;
/// Most pairs compared in a large network.
const PAIRS: usize = 400_000;
/// Share of nodes left out for the bands, as one in so many.
const LEFT_OUT: usize = 10;
/// How hard coefficients are held down. Ours, tried on the published networks.
const RIDGE: f64 = 20.0;

/// Looks for ties that are probably missing.
///
/// Cost: up to 250 nodes the cube of nodes for each fold and draw; beyond, pairs with a common neighbour alone are
/// compared, by local scores.
pub fn predict(graph: &Graph, how: &Predict) -> Outlook {
    let graph = &graph.unweighted();
    let abstains = |abstention| Outlook {
        auc: 0.5,
        spread: 0.0,
        skill: 0.0,
        abstention: Some(abstention),
        likely: Vec::new(),
    };
    if graph.tie_count() < LEAST_TIES {
        return abstains(Abstention::TooFewTies);
    }
    if graph.len() > MOST_NODES {
        return abstains(Abstention::TooLarge);
    }
    let folds = in_order(how.folds.max(4), threads(), |fold| Fold::hidden(graph, how, fold as u64));
    // Learned from half of the folds, tried on the other half, and the other way round.
    let (mut aucs, mut missed, mut blind) = (Vec::new(), 0.0, 0.0);
    for half in 0..2 {
        let model = learn(folds.iter().skip(half).step_by(2));
        for fold in folds.iter().skip(1 - half).step_by(2) {
            aucs.extend(fold.auc(&model));
            let (own, without) = fold.misses(&model);
            missed += own;
            blind += without;
        }
    }
    let skill = 1.0 - missed / blind.max(f64::MIN_POSITIVE);
    let n = aucs.len().max(1) as f64;
    let auc = aucs.iter().sum::<f64>() / n;
    let spread = (aucs.iter().map(|own| (own - auc).powi(2)).sum::<f64>() / n).sqrt();
    let mut outlook = Outlook { auc, spread, skill, abstention: None, likely: Vec::new() };
    if auc - spread / n.sqrt() < LEAST_AUC || skill < LEAST_SKILL {
        outlook.abstention = Some(Abstention::HardlyBetterThanChance);
        return outlook;
    }
    let model = learn(folds.iter());
    let pairs = untied(graph);
    let said = foretell(graph, &pairs, &model, how.seed);
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by(|a, b| said[*b].total_cmp(&said[*a]).then(a.cmp(b)));
    if order.first().is_none_or(|&first| said[first] < LEAST_PROBABILITY) {
        outlook.abstention = Some(Abstention::NothingLikely);
        return outlook;
    }
    order.truncate(how.most);
    outlook.likely = order
        .into_iter()
        .map(|at| {
            let (one, other) = pairs[at];
            let (probability, shared) = (said[at], shared(graph, one, other));
            Likely { one, other, probability, band: (probability, probability), shared }
        })
        .collect();
    bands(graph, how, &model, &mut outlook.likely);
    outlook
}

/// What each single method and the ensemble score for pairs of a graph: to measure them against each other. Higher is
/// nearer; the ensemble, last, says probabilities.
pub fn compared(graph: &Graph, pairs: &[(u32, u32)], how: &Predict) -> Vec<(&'static str, Vec<f64>)> {
    let graph = &graph.unweighted();
    let folds = in_order(how.folds.max(4), threads(), |fold| Fold::hidden(graph, how, fold as u64));
    let model = learn(folds.iter());
    let single = scores(graph, pairs, graph.len() <= SMALL, how.seed);
    let ensemble = foretell(graph, pairs, &model, how.seed);
    SCORES.into_iter().zip(single).chain([("ensemble", ensemble)]).collect()
}

/// The area under the receiver's curve: the probability that a value of the one is above one of the other.
pub fn auc(tied: &[f64], untied: &[f64]) -> Option<f64> {
    if tied.is_empty() || untied.is_empty() {
        return None;
    }
    let mut sorted = untied.to_vec();
    sorted.sort_by(f64::total_cmp);
    let above = |value: f64| {
        let below = sorted.partition_point(|own| *own < value);
        let upto = sorted.partition_point(|own| *own <= value);
        (below + upto) as f64 / 2.0
    };
    Some(tied.iter().map(|&value| above(value)).sum::<f64>() / (tied.len() * untied.len()) as f64)
}

/// Pairs that are not tied: all of a small graph, those with a common neighbour of a large one.
fn untied(graph: &Graph) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let mut near = Vec::new();
    for one in graph.nodes() {
        if graph.len() <= SMALL {
            pairs.extend(
                (one + 1..graph.nodes().end)
                    .filter(|&other| !graph.has(one, other))
                    .map(|other| (one, other)),
            );
            continue;
        }
        near.clear();
        let thirds = graph.neighbours(one).iter().flat_map(|&middle| graph.neighbours(middle));
        near.extend(thirds.copied().filter(|&other| other > one && !graph.has(one, other)));
        near.sort_unstable();
        near.dedup();
        pairs.extend(near.iter().map(|&other| (one, other)));
        if pairs.len() >= PAIRS {
            break;
        }
    }
    pairs
}

/// Puts the ties to hide first, up to `count` of them, and returns those that stay. A node keeps at least one tie, unless
/// there are nodes without any: otherwise who has none would not have been seen at all, which is another question.
fn hide<'a>(graph: &Graph, ties: &'a mut [(u32, u32)], count: f64) -> &'a [(u32, u32)] {
    let mut degrees: Vec<usize> = graph.nodes().map(|node| graph.degree(node)).collect();
    let may_end_alone = degrees.contains(&0);
    let mut hidden = 0;
    for at in 0..ties.len() {
        let (one, other) = (ties[at].0 as usize, ties[at].1 as usize);
        let keeps_both = degrees[one] > 1 && degrees[other] > 1;
        if (hidden as f64) < count && (keeps_both || may_end_alone) {
            degrees[one] -= 1;
            degrees[other] -= 1;
            ties.swap(hidden, at);
            hidden += 1;
        }
    }
    &ties[hidden..]
}

/// A graph with ties hidden, as rows to learn from.
struct Fold {
    rows: Vec<Row>,
}

impl Fold {
    fn hidden(graph: &Graph, how: &Predict, fold: u64) -> Self {
        let seed = how.seed.wrapping_mul(1_000).wrapping_add(fold);
        let mut dice = Dice::new(seed);
        let mut ties: Vec<(u32, u32)> = graph.ties().map(|(one, other, _)| (one, other)).collect();
        // Folds of even and odd number hide different ties, so that what is learned from the one is tried on others.
        Dice::new(how.seed).shuffle(&mut ties);
        let middle = ties.len() / 2;
        if !fold.is_multiple_of(2) {
            ties.rotate_left(middle);
        }
        if let Some(may_hide) = ties.get_mut(..middle) {
            dice.shuffle(may_hide);
        }
        let count = (ties.len() as f64 * how.missing.clamp(0.01, 0.5)).ceil();
        let rest = Graph::of_ties(graph.nodes().end, hide(graph, &mut ties, count));
        let pairs = untied(&rest);
        let columns = features(&rest, &pairs, seed);
        let is_hidden = |&(one, other): &(u32, u32)| graph.has(one, other);
        let untied = pairs.iter().filter(|pair| !is_hidden(pair)).count();
        // Few of the many that are not tied are enough; each stands for as many as are left out.
        let kept = UNTIED.min(untied).max(1);
        let weight = untied as f64 / kept as f64;
        let mut rows = Vec::new();
        let mut left = untied;
        let mut wanted = kept;
        for (at, pair) in pairs.iter().enumerate() {
            let is_tied = is_hidden(pair);
            if !is_tied {
                let is_taken = dice.below(left.max(1)) < wanted;
                left -= 1;
                if !is_taken {
                    continue;
                }
                wanted -= 1;
            }
            let values = columns.iter().map(|column| column[at]).collect();
            rows.push(Row { values, is_tied, weight: if is_tied { 1.0 } else { weight } });
        }
        Self { rows }
    }

    /// Squared differences of what is said from what is, of the model and of saying the same of every pair.
    fn misses(&self, model: &Model) -> (f64, f64) {
        let all: f64 = self.rows.iter().map(|row| row.weight).sum();
        let tied: f64 = self.rows.iter().filter(|row| row.is_tied).map(|row| row.weight).sum();
        let share = tied / all.max(f64::MIN_POSITIVE);
        let sum = |said: &dyn Fn(&Row) -> f64| -> f64 {
            let miss = |row: &Row| row.weight * (said(row) - f64::from(u8::from(row.is_tied))).powi(2);
            self.rows.iter().map(miss).sum()
        };
        (sum(&|row| model.probability(&row.values)), sum(&|_| share))
    }

    fn auc(&self, model: &Model) -> Option<f64> {
        let said = |is_tied| {
            let rows = self.rows.iter().filter(move |row| row.is_tied == is_tied);
            rows.map(|row| model.odds(&row.values)).collect::<Vec<f64>>()
        };
        auc(&said(true), &said(false))
    }
}

fn learn<'a>(folds: impl Iterator<Item = &'a Fold>) -> Model {
    let folds: Vec<&Fold> = folds.collect();
    // Folds hide parts of the same ties: together they say no more than the ties themselves.
    let rows: Vec<&Row> = folds.iter().flat_map(|fold| &fold.rows).collect();
    Model::learn(&rows, RIDGE)
}

/// The scores as the model takes them: each by its rank among all pairs.
fn features(graph: &Graph, pairs: &[(u32, u32)], seed: u64) -> Vec<Vec<f64>> {
    let mut columns = Vec::new();
    for column in scores(graph, pairs, graph.len() <= SMALL, seed) {
        let ranks = ranks(&column);
        columns.push(ranks.iter().map(|rank| -(1.0 - rank).max(1e-4).ln() - 1.0).collect());
        columns.push(ranks);
    }
    columns
}

/// The rank of each value from 0 to 1, equal values sharing theirs.
fn ranks(column: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..column.len()).collect();
    order.sort_by(|a, b| column[*a].total_cmp(&column[*b]));
    let mut ranks = vec![0.0; column.len()];
    let mut before = 0;
    for same in order.chunk_by(|a, b| is_same(column[*a], column[*b])) {
        let rank = (before as f64 + same.len() as f64 / 2.0) / column.len() as f64;
        for &at in same {
            ranks[at] = rank;
        }
        before += same.len();
    }
    ranks
}

/// Equal but for rounding, which differs with the order of sums.
fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-12 * one.abs().max(other.abs())
}

fn foretell(graph: &Graph, pairs: &[(u32, u32)], model: &Model, seed: u64) -> Vec<f64> {
    let columns = features(graph, pairs, seed);
    let row = |at: usize| columns.iter().map(|column| column[at]).collect::<Vec<f64>>();
    (0..pairs.len()).map(|at| model.probability(&row(at))).collect()
}

/// What the probabilities would be had some nodes never been seen.
fn bands(graph: &Graph, how: &Predict, model: &Model, likely: &mut [Likely]) {
    let draws = in_order(how.draws, threads(), |draw| {
        let mut dice = Dice::new(how.seed.wrapping_mul(7_919).wrapping_add(draw as u64));
        let is_out: Vec<bool> = graph.nodes().map(|_| dice.below(LEFT_OUT) == 0).collect();
        let mut numbers = vec![u32::MAX; graph.len()];
        let mut count = 0;
        for node in graph.nodes().filter(|&node| !is_out[node as usize]) {
            numbers[node as usize] = count;
            count += 1;
        }
        let ties: Vec<(u32, u32)> = graph
            .ties()
            .map(|(one, other, _)| (numbers[one as usize], numbers[other as usize]))
            .filter(|&(one, other)| one != u32::MAX && other != u32::MAX)
            .collect();
        let rest = Graph::of_ties(count, &ties);
        let pairs = untied(&rest);
        let said = foretell(&rest, &pairs, model, how.seed);
        likely
            .iter()
            .map(|own| {
                let pair = (numbers[own.one as usize], numbers[own.other as usize]);
                pairs.binary_search(&pair).ok().map(|at| said[at])
            })
            .collect::<Vec<_>>()
    });
    for said in draws {
        for (own, said) in likely.iter_mut().zip(said) {
            if let Some(said) = said {
                own.band = (own.band.0.min(said), own.band.1.max(said));
            }
        }
    }
}
