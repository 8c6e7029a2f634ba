//! Scores of pairs: how near two are who are not tied, in the ways that published methods measure it.
//!
//! Local: common neighbours, Jaccard, Adamic and Adar (2003), resource allocation (Zhou, Lü and Zhang 2009), preferential
//! attachment, ways of three steps damped by degree (Kovács et al. 2019). By walks: Katz (1953), random walks with restart
//! (Tong, Faloutsos and Pan 2006), the forest index (Chebotarev and Shamis 1997), steps. By spectrum and structure:
//! the adjacency of low rank, structural perturbation (Lü et al. 2015), and the density between communities corrected
//! for degree (Karrer and Newman 2011).
#![expect(clippy::indexing_slicing, reason = "nodes of a graph index the columns made for it")]

use crate::Graph;
use crate::centrality::from;
use crate::dice::Dice;
use crate::leiden::{Leiden, communities};
use crate::motif::shared;
use crate::spectrum::{Matrix, Spectrum, inverse};

/// The scores by name, in the order of columns. The first `LOCAL` need no matrices.
pub const SCORES: [&str; 14] = [
    "common-neighbours",
    "jaccard",
    "adamic-adar",
    "resource-allocation",
    "preferential-attachment",
    "lesser-degree",
    "paths-of-three",
    "katz",
    "random-walk",
    "forest",
    "steps",
    "low-rank",
    "structural-perturbation",
    "communities",
];

/// Scores that need no matrices.
pub(crate) const LOCAL: usize = 7;

/// Scores of each pair, a column a method.
pub(crate) fn scores(graph: &Graph, pairs: &[(u32, u32)], is_small: bool, seed: u64) -> Vec<Vec<f64>> {
    let mut columns = local(graph, pairs);
    if is_small {
        columns.extend(global(graph, pairs, seed));
    }
    columns
}

fn local(graph: &Graph, pairs: &[(u32, u32)]) -> Vec<Vec<f64>> {
    let mut columns = vec![Vec::new(); LOCAL];
    let degree = |node: u32| graph.degree(node) as f64;
    let mut mark = vec![false; graph.len()];
    let mut before = u32::MAX;
    for &(one, other) in pairs {
        let both = shared(graph, one, other);
        let union = degree(one) + degree(other) - both.len() as f64;
        if before != one {
            for &near in graph.neighbours(before) {
                mark[near as usize] = false;
            }
            for &near in graph.neighbours(one) {
                mark[near as usize] = true;
            }
            before = one;
        }
        let mut threes = 0.0;
        for &far in graph.neighbours(other).iter().filter(|far| **far != one) {
            for &near in graph.neighbours(far).iter().filter(|near| mark[**near as usize] && **near != other)
            {
                threes += (degree(near) * degree(far)).sqrt().recip();
            }
        }
        let own = [
            both.len() as f64,
            if union > 0.0 { both.len() as f64 / union } else { 0.0 },
            both.iter().map(|&node| degree(node).ln().recip()).sum(),
            both.iter().map(|&node| degree(node).recip()).sum(),
            degree(one) * degree(other),
            degree(one).min(degree(other)),
            threes,
        ];
        columns.iter_mut().zip(own).for_each(|(column, value)| column.push(value));
    }
    columns
}

/// Share of ties removed for structural perturbation, and how often. Ours, after the paper's tenth.
const PERTURBED: usize = 10;
const PERTURBATIONS: u64 = 5;

fn global(graph: &Graph, pairs: &[(u32, u32)], seed: u64) -> Vec<Vec<f64>> {
    let n = graph.len();
    let adjacency = adjacency(graph);
    let spectrum = Spectrum::of(&adjacency);
    let largest =
        spectrum.iter().flat_map(|own| &own.values).fold(1.0_f64, |most, value| most.max(value.abs()));
    let katz = series(graph, |_| 0.5 / largest, 24);
    // Walks spread over neighbours; what a walk from the one finds of the other, both ways.
    let walks = series(graph, |node| 0.85 / graph.degree(node).max(1) as f64, 24);
    let mut grounded = Matrix::zero(n);
    for node in graph.nodes() {
        let at = node as usize;
        grounded.set(at, at, 1.0 + graph.degree(node) as f64);
        for &other in graph.neighbours(node) {
            grounded.set(at, other as usize, -1.0);
        }
    }
    let forest = inverse(grounded);
    let mut steps = Matrix::zero(n);
    let (mut found, mut order) = (Vec::new(), Vec::new());
    for node in graph.nodes() {
        from(graph, node, &mut found, &mut order);
        for &other in &order {
            steps.set(node as usize, other as usize, 1.0 / f64::from(found[other as usize].max(1)));
        }
    }
    let low_rank = match &spectrum {
        Some(spectrum) => low_rank(spectrum),
        None => Matrix::zero(n),
    };
    let perturbed = perturbed(graph, seed);
    let blocks = blocks(graph, seed);
    let read = |matrix: &Matrix| -> Vec<f64> {
        pairs.iter().map(|&(one, other)| matrix.at(one as usize, other as usize)).collect()
    };
    let both = |matrix: &Matrix| -> Vec<f64> {
        let at = |one: u32, other: u32| matrix.at(one as usize, other as usize);
        pairs.iter().map(|&(one, other)| at(one, other) + at(other, one)).collect()
    };
    let all = [katz, walks, forest, steps, low_rank, perturbed, blocks];
    all.iter().enumerate().map(|(at, matrix)| if at == 1 { both(matrix) } else { read(matrix) }).collect()
}

fn adjacency(graph: &Graph) -> Matrix {
    let mut matrix = Matrix::zero(graph.len());
    for node in graph.nodes() {
        for &other in graph.neighbours(node) {
            matrix.set(node as usize, other as usize, 1.0);
        }
    }
    matrix
}

/// The sum over walks of up to so many steps, each step from a node multiplied by its factor.
fn series(graph: &Graph, factor: impl Fn(u32) -> f64, terms: usize) -> Matrix {
    let n = graph.len();
    let mut sum = Matrix::zero(n);
    let mut now = vec![0.0; n];
    let mut next = vec![0.0; n];
    let factors: Vec<f64> = graph.nodes().map(factor).collect();
    for start in graph.nodes() {
        now.fill(0.0);
        now[start as usize] = 1.0;
        for _ in 0..terms {
            next.fill(0.0);
            for node in graph.nodes() {
                let own = now[node as usize] * factors[node as usize];
                if own > 0.0 {
                    for &other in graph.neighbours(node) {
                        next[other as usize] += own;
                    }
                }
            }
            std::mem::swap(&mut now, &mut next);
            let row = &mut sum.cells[start as usize * n..(start as usize + 1) * n];
            row.iter_mut().zip(&now).for_each(|(sum, own)| *sum += own);
        }
    }
    sum
}

/// The adjacency from its largest eigenvalues alone: as many as the square root of the nodes. Ours.
fn low_rank(spectrum: &Spectrum) -> Matrix {
    let n = spectrum.vectors.side;
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| spectrum.values[*b].abs().total_cmp(&spectrum.values[*a].abs()).then(a.cmp(b)));
    let rank = (n as f64).sqrt();
    let kept: Vec<(f64, &[f64])> = order
        .into_iter()
        .enumerate()
        .take_while(|(at, _)| (*at as f64) < rank)
        .map(|(_, at)| (spectrum.values[at], spectrum.vectors.row(at)))
        .collect();
    summed(n, kept.into_iter())
}

fn summed<'a>(n: usize, parts: impl Iterator<Item = (f64, &'a [f64])>) -> Matrix {
    let mut sum = Matrix::zero(n);
    for (value, vector) in parts {
        for (row, own) in vector.iter().enumerate().filter(|(_, own)| **own != 0.0) {
            let scaled = value * own;
            let cells = &mut sum.cells[row * n..(row + 1) * n];
            cells.iter_mut().zip(vector).for_each(|(cell, other)| *cell += scaled * other);
        }
    }
    sum
}

/// The adjacency with its spectrum moved as the removal of a tenth of the ties moves it, averaged.
fn perturbed(graph: &Graph, seed: u64) -> Matrix {
    let n = graph.len();
    let mut dice = Dice::new(seed);
    let mut ties: Vec<(u32, u32)> = graph.ties().map(|(one, other, _)| (one, other)).collect();
    let mut mean = Matrix::zero(n);
    for _ in 0..PERTURBATIONS {
        dice.shuffle(&mut ties);
        let (gone, kept) = ties.split_at(ties.len().div_ceil(PERTURBED).min(ties.len()));
        let rest = adjacency(&Graph::of_ties(graph.nodes().end, kept));
        let Some(spectrum) = Spectrum::of(&rest) else { continue };
        let moved = (0..n).map(|at| {
            let vector = spectrum.vectors.row(at);
            let by: f64 =
                gone.iter().map(|&(one, other)| 2.0 * vector[one as usize] * vector[other as usize]).sum();
            (spectrum.values[at] + by, vector)
        });
        let own = summed(n, moved);
        mean.cells.iter_mut().zip(own.cells).for_each(|(sum, own)| *sum += own);
    }
    mean
}

/// Ties expected between two from how dense their communities are and how many ties they have.
fn blocks(graph: &Graph, seed: u64) -> Matrix {
    let n = graph.len();
    let found = communities(graph, &Leiden { runs: 4, rounds: 2, seed, ..Leiden::default() });
    let count = found.count as usize;
    let (mut between, mut strength) = (vec![0.5; count * count], vec![1.0; count]);
    for (one, other, _) in graph.ties() {
        let (a, b) = (found.of[one as usize] as usize, found.of[other as usize] as usize);
        between[a * count + b] += 1.0;
        between[b * count + a] += 1.0;
        strength[a] += 1.0;
        strength[b] += 1.0;
    }
    let mut matrix = Matrix::zero(n);
    for one in graph.nodes() {
        for other in graph.nodes() {
            let (a, b) = (found.of[one as usize] as usize, found.of[other as usize] as usize);
            let degrees = (graph.degree(one) as f64 + 0.5) * (graph.degree(other) as f64 + 0.5);
            let expected = degrees * between[a * count + b] / (strength[a] * strength[b]);
            matrix.set(one as usize, other as usize, expected);
        }
    }
    matrix
}
