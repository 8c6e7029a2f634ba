//! A model made ready to score pairs: integer weights, and bounds by which most pairs are dropped before they are compared
//! to the end.

use crate::compare::{best_bin, exclude, level, within_reach};
use crate::model::{Comparison, EXCLUDED, Frequencies, Model, millibits};
use crate::pool::hash;
use crate::similar::Memory;
use crate::table::{Column, MOST_COLUMNS, Shape, Table};
use hashbrown::HashTable;

/// A model made ready: integer weights, frequencies by hash.
#[derive(Debug)]
pub(crate) struct Scorer {
    weights: Vec<Vec<i32>>,
    given: Vec<Option<(usize, Vec<i32>)>>,
    pub(crate) prior: i32,
    /// Evidence for relatives and against the same, by level; none where there are no relatives.
    relatives: Option<(i32, Vec<Vec<i32>>)>,
    frequencies: Vec<(HashTable<(u64, u16)>, u16)>,
    pub(crate) exclusive: bool,
    /// In what order comparisons are made, each at first perhaps only by what it can be at most.
    order: Vec<(usize, Look)>,
    /// By comparison and level, the most it can weigh whatever the others say; level 0 stands for any.
    most: Vec<Vec<i32>>,
    /// By comparison of names or texts and bin, the most that levels within reach can weigh.
    most_of_bin: Vec<Vec<i32>>,
}

/// A row that may be the same as another.
pub(crate) struct Candidate {
    pub(crate) row: u32,
    /// The most that the evidence, prior included, can be by what is known so far; at last what it is.
    pub(crate) bits: i32,
    /// By comparison the most that it can weigh, and the level it was found at.
    bounds: [i32; MOST_COLUMNS],
    levels: [u8; MOST_COLUMNS],
}

impl Candidate {
    pub(crate) fn new(row: u32) -> Self {
        Self { row, bits: 0, bounds: [0; MOST_COLUMNS], levels: [0; MOST_COLUMNS] }
    }
}

/// How two rows are compared in one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    /// By what their words can be worth at most.
    Glance,
    Closely,
}

impl Scorer {
    pub(crate) fn new(model: &Model) -> Self {
        let weights = model.comparisons.iter().map(|comparison| {
            [0].into_iter()
                .chain(comparison.levels.iter().map(|level| millibits(level.m / level.u)))
                .collect()
        });
        let weights: Vec<Vec<i32>> = weights.collect();
        let given: Vec<Option<(usize, Vec<i32>)>> = model.comparisons.iter().map(given_weights).collect();
        let most: Vec<Vec<i32>> = weights.iter().zip(&given).map(most_of).collect();
        let shapes: Vec<Shape> = Table::new(model.fields.clone())
            .map(|table| table.columns.iter().map(|column| column.shape).collect())
            .unwrap_or_default();
        let of_bins = |(shape, most): (&Shape, &Vec<i32>)| {
            let best = |levels: Vec<usize>| {
                levels.into_iter().filter_map(|level| most.get(level + 1)).copied().fold(i32::MIN, i32::max)
            };
            within_reach(*shape).into_iter().map(best).collect()
        };
        let most_of_bin = shapes.iter().zip(&most).map(of_bins).collect();
        let looks = shapes.iter().enumerate().flat_map(|(at, shape)| {
            let closely = (shape.cost(), at, Look::Closely);
            let glance = matches!(shape, Shape::Name | Shape::Text).then_some((1, at, Look::Glance));
            [Some(closely), glance].into_iter().flatten()
        });
        let mut looks: Vec<(u8, usize, Look)> = looks.collect();
        looks.sort_unstable();
        let order = looks.into_iter().map(|(_, at, look)| (at, look)).collect();
        Self {
            weights,
            given,
            order,
            most,
            most_of_bin,
            prior: millibits(model.prior / (1.0 - model.prior).max(1e-9)),
            relatives: (model.relatives > 0.0).then(|| {
                let of = |comparison: &Comparison| {
                    let levels = comparison.levels.iter().map(|level| millibits(level.r / level.m));
                    [0].into_iter().chain(levels).collect()
                };
                (millibits(model.relatives), model.comparisons.iter().map(of).collect())
            }),
            frequencies: model
                .comparisons
                .iter()
                .map(|comparison| information(&comparison.frequencies))
                .collect(),
            exclusive: model.fields.iter().any(|field| field.exclusive),
        }
    }

    /// Tells the table's new values how surprising they are, or all `again`.
    pub(crate) fn bind(&self, table: &mut Table, again: bool) {
        for (column, frequencies) in table.columns.iter_mut().zip(&self.frequencies) {
            bind_column(column, frequencies, again);
        }
    }

    pub(crate) fn levels(
        left: (&Table, u32),
        right: (&Table, u32),
        memory: &mut Memory,
    ) -> [u8; MOST_COLUMNS] {
        let mut levels = [0; MOST_COLUMNS];
        for (at, found) in levels.iter_mut().enumerate().take(left.0.columns.len()) {
            *found = level(left, right, at, memory);
        }
        levels
    }

    /// The weight of one comparison, and the other on which it depended.
    pub(crate) fn weight(&self, levels: &[u8; MOST_COLUMNS], at: usize) -> (i32, Option<usize>) {
        let level = |at: usize| levels.get(at).map_or(0, |level| usize::from(*level));
        let of =
            |at: usize| self.weights.get(at).and_then(|weights| weights.get(level(at))).copied().unwrap_or(0);
        match self.given.get(at).and_then(Option::as_ref) {
            Some((other, weights)) if of(*other) > 0 && level(at) > 0 => {
                (weights.get(level(at)).copied().unwrap_or(0), Some(*other))
            }
            _ => (of(at), None),
        }
    }

    /// What all levels of a pair say together, the prior of the same left out.
    pub(crate) fn sums(&self, levels: &[u8; MOST_COLUMNS]) -> Sums {
        let same = (0..self.weights.len()).map(|at| self.weight(levels, at).0).sum();
        let relatives = self.relatives.as_ref().map_or(Sums::NO_RELATIVES, |(prior, weights)| {
            let of =
                |(weights, level): (&Vec<i32>, &u8)| weights.get(usize::from(*level)).copied().unwrap_or(0);
            same + prior + weights.iter().zip(levels).map(of).sum::<i32>()
        });
        Sums { same, relatives }
    }

    /// Both sums of two rows, none if a document proves them different.
    pub(crate) fn both(
        &self,
        left: (&Table, u32),
        right: (&Table, u32),
        memory: &mut Memory,
    ) -> Option<Sums> {
        let excluded = self.exclusive && exclude(left, right);
        (!excluded).then(|| self.sums(&Self::levels(left, right, memory)))
    }

    /// Leaves of candidates those whose [`Scorer::score`] with a row is no less than `least`, and tells them their bits.
    /// Most fall short, and are dropped as soon as what is not yet compared cannot make up for what is. All are looked at in
    /// one column before any in the next: so what is read of the one can be fetched while another is compared.
    pub(crate) fn keep_likely(
        &self,
        row: (&Table, u32),
        table: &Table,
        candidates: &mut Vec<Candidate>,
        least: i32,
        memory: &mut Memory,
    ) {
        let mut bounds = [0; MOST_COLUMNS];
        for (bound, most) in bounds.iter_mut().zip(&self.most) {
            *bound = most.first().copied().unwrap_or(0);
        }
        let bits = self.prior + bounds.iter().sum::<i32>();
        for candidate in &mut *candidates {
            (candidate.bits, candidate.bounds) = (bits, bounds);
        }
        table.fetch_rows(candidates.iter().map(|candidate| candidate.row));
        for &(at, look) in &self.order {
            table.fetch(at, candidates.iter().map(|candidate| candidate.row));
            candidates.retain_mut(|candidate| {
                let other = (table, candidate.row);
                let (level, most) = match look {
                    Look::Glance => {
                        (0, best_bin(row, other, at).and_then(|bin| self.most_of_bin.get(at)?.get(bin)))
                    }
                    Look::Closely => {
                        let level = level(row, other, at, memory);
                        let most = self.most.get(at).and_then(|most| most.get(usize::from(level)));
                        (level, most.filter(|_| level > 0))
                    }
                };
                let most = most.copied().unwrap_or(0);
                if let (Some(own), Some(bound)) = (candidate.levels.get_mut(at), candidate.bounds.get_mut(at))
                {
                    candidate.bits += most - *bound;
                    (*own, *bound) = (level, most);
                }
                candidate.bits >= least
            });
        }
        candidates.retain_mut(|candidate| {
            let sums = self.sums(&candidate.levels);
            candidate.bits = self.prior + sums.same - soft(sums.relatives);
            candidate.bits >= least && !(self.exclusive && exclude(row, (table, candidate.row)))
        });
    }

    /// Evidence that two rows are the same, in thousandths of a bit, prior included.
    pub(crate) fn score(&self, left: (&Table, u32), right: (&Table, u32), memory: &mut Memory) -> i32 {
        self.both(left, right, memory).map_or(EXCLUDED, |sums| self.prior + sums.same - soft(sums.relatives))
    }
}

/// Evidence in thousandths of a bit, against strangers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sums {
    /// For the same, without the prior.
    pub(crate) same: i32,
    /// For relatives, with the prior.
    pub(crate) relatives: i32,
}

impl Sums {
    const NO_RELATIVES: i32 = i32::MIN / 2;
}

/// log2(1 + 2^x): how much likelier something is that has one more cause.
pub(crate) fn soft(millibits: i32) -> i32 {
    match millibits {
        ..-12_000 => 0,
        -12_000..20_000 => self::millibits(1.0 + (f64::from(millibits) / 1_000.0).exp2()),
        20_000.. => millibits,
    }
}

fn given_weights(comparison: &Comparison) -> Option<(usize, Vec<i32>)> {
    let given = comparison.given.as_ref()?;
    let weights = comparison.levels.iter().zip(&given.u).map(|(level, u)| millibits(level.m / u));
    Some((given.comparison, [0].into_iter().chain(weights).collect()))
}

/// The most that each level of a comparison weighs, alone or beside the other on which it depends; first, that any does.
fn most_of((weights, given): (&Vec<i32>, &Option<(usize, Vec<i32>)>)) -> Vec<i32> {
    let beside = |level: usize| given.as_ref().and_then(|(_, weights)| weights.get(level)).copied();
    let own = weights.iter().enumerate().skip(1);
    let most: Vec<i32> =
        own.map(|(level, own)| beside(level).map_or(*own, |other| other.max(*own))).collect();
    // What is missing weighs nothing.
    std::iter::once(most.iter().copied().fold(0, i32::max)).chain(most.iter().copied()).collect()
}

pub(crate) fn information(frequencies: &Frequencies) -> (HashTable<(u64, u16)>, u16) {
    let info = |share: f64| u16::try_from(-millibits(share).min(0)).unwrap_or(u16::MAX);
    let mut table = HashTable::with_capacity(frequencies.listed.len());
    for (text, share) in &frequencies.listed {
        let hash = hash(text.as_bytes());
        table.insert_unique(hash, (hash, info(*share)), |(hash, _)| *hash);
    }
    (table, info(frequencies.rest))
}

pub(crate) fn bind_column(column: &mut Column, (listed, rest): &(HashTable<(u64, u16)>, u16), again: bool) {
    column
        .tell(again, |hash| listed.find(hash, |(other, _)| *other == hash).map_or(*rest, |(_, info)| *info));
}
