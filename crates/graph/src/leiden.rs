//! Communities: groups with more ties inside than chance would give, each connected (Traag, Waltman and van Eck 2019).
//!
//! Nodes move to the neighbouring community that gains most until none does; each community is then taken apart and put
//! together again from parts that are well connected within it; the parts become the nodes of a smaller graph, and it
//! begins again. Modularity (Newman 2006) and the constant Potts model (Traag, Van Dooren and Nesterov 2011) differ only in
//! what a node's size is. Small graphs are run many times, each time from the best partition so far shaken up: which
//! runs find the same says how stable the communities are.
#![expect(
    clippy::indexing_slicing,
    reason = "nodes and communities of a level index the columns made for it"
)]

use std::borrow::Cow;

use crate::Graph;
use crate::dice::Dice;
use crate::parallel::{in_order, threads};
use crate::partition::{adjusted_rand, best_jaccard, by_size, compact, count_of, shaken};

/// What a good partition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    /// More ties inside than if ties fell by degree alone.
    Modularity,
    /// More ties inside than `resolution` for each pair.
    Potts,
}

/// How to look for communities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leiden {
    /// What is sought.
    pub quality: Quality,
    /// Higher finds smaller communities. One is plain modularity; for [`Quality::Potts`] the share of pairs that must be tied.
    pub resolution: f64,
    /// Independent runs, fewer where the graph is so large that they would look at more than [`Leiden::WORK`] ties.
    pub runs: u32,
    /// Rounds of each run, each starting from the last one's result; it ends when one gains nothing.
    pub rounds: u32,
    /// Everything that looks like chance follows from it.
    pub seed: u64,
}

impl Leiden {
    /// Ties looked at in all runs together. Ours: some seconds.
    pub const WORK: usize = 40_000_000;
}

impl Default for Leiden {
    fn default() -> Self {
        Self { quality: Quality::Modularity, resolution: 1.0, runs: 64, rounds: 8, seed: 1 }
    }
}

/// A partition and how much to make of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Communities {
    /// The community of each node; numbered by size, largest first.
    pub of: Vec<u32>,
    /// How many.
    pub count: u32,
    /// Modularity, or the Potts model's quality as a share of all weight.
    pub quality: f64,
    /// How many runs there were.
    pub runs: u32,
    /// How much the runs agree: the mean adjusted Rand index (Hubert and Arabie 1985) of each with the best; 1 is fully.
    pub agreement: f64,
    /// For each community, how much of it other runs find as one: the mean of the best Jaccard index (Hennig 2007).
    pub stability: Vec<f64>,
}

/// The communities of a graph.
pub fn communities(graph: &Graph, how: &Leiden) -> Communities {
    let base = Level::of(graph, how);
    let effort = (graph.tie_count() + graph.len()).max(1) * 20;
    let runs = (Leiden::WORK / effort).clamp(1, how.runs.max(1) as usize);
    let mut found: Vec<(f64, Vec<u32>)> = in_order(runs, threads(), |run| {
        let mut dice = Dice::new(how.seed.wrapping_add(run as u64));
        let is_shuffled = run > 0 || runs > 1;
        let mut own: Vec<u32> = graph.nodes().collect();
        let mut quality = f64::NEG_INFINITY;
        for _ in 0..how.rounds.max(1) {
            own = base.optimise(own, is_shuffled.then_some(&mut dice));
            let next = base.quality(&own);
            if next <= quality + GAIN {
                break;
            }
            quality = next;
        }
        // Shaken up and settled again, which is kept if it is no worse.
        for _ in 0..if runs > 1 { SHAKES } else { 0 } {
            let shaken = base.optimise(shaken(&own, &mut dice), Some(&mut dice));
            let next = base.quality(&shaken);
            if next >= quality {
                (own, quality) = (shaken, next);
            }
        }
        (quality, by_size(&own))
    });
    let mut best = 0;
    for at in 1..found.len() {
        if found[at].0 > found[best].0 + GAIN {
            best = at;
        }
    }
    let of = std::mem::take(&mut found[best].1);
    let others: Vec<Vec<u32>> =
        found.into_iter().enumerate().filter(|(at, _)| *at != best).map(|(_, (_, own))| own).collect();
    let count = of.iter().max().map_or(0, |most| most + 1);
    let n = others.len().max(1) as f64;
    let agreement = match others.as_slice() {
        [] => 1.0,
        others => others.iter().map(|other| adjusted_rand(&of, other)).sum::<f64>() / n,
    };
    let mut stability = vec![if others.is_empty() { 1.0 } else { 0.0 }; count as usize];
    for other in &others {
        for (sum, own) in stability.iter_mut().zip(best_jaccard(&of, other)) {
            *sum += own / n;
        }
    }
    let quality = match how.quality {
        Quality::Modularity => modularity(graph, &of, how.resolution),
        Quality::Potts => base.quality(&of) / (base.weight / 2.0).max(f64::MIN_POSITIVE),
    };
    let runs = u32::try_from(runs).unwrap_or(u32::MAX);
    Communities { of, count, quality, runs, agreement, stability }
}

/// Newman's modularity of a partition, from −½ to 1.
pub fn modularity(graph: &Graph, of: &[u32], resolution: f64) -> f64 {
    let count = of.iter().max().map_or(0, |most| *most as usize + 1);
    let (mut inside, mut strength) = (vec![0.0; count], vec![0.0; count]);
    for node in graph.nodes() {
        let own = of[node as usize] as usize;
        for (other, weight) in graph.ties_of(node) {
            strength[own] += weight;
            if of[other as usize] as usize == own {
                inside[own] += weight;
            }
        }
    }
    let all: f64 = strength.iter().sum();
    if all == 0.0 {
        return 0.0;
    }
    inside.iter().zip(&strength).map(|(inside, own)| inside / all - resolution * (own / all).powi(2)).sum()
}

/// Smallest gain worth a move: below it is rounding.
const GAIN: f64 = 1e-10;
/// How often a run's result is shaken up.
const SHAKES: usize = 12;
/// Most levels of one run. Ours: each shrinks the graph, commonly by half or more.
const LEVELS: usize = 64;

/// The graph at one level: nodes are parts of the graph below.
struct Level<'a> {
    starts: Cow<'a, [usize]>,
    ends: Cow<'a, [u32]>,
    /// Beside `ends`; empty if every tie weighs one.
    weights: Cow<'a, [f64]>,
    /// What each node counts against joining: its strength, or its number of nodes.
    sizes: Vec<f64>,
    /// What a pair of sizes costs.
    cost: f64,
    /// Weight of all ties from both ends.
    weight: f64,
}

impl<'a> Level<'a> {
    fn of(graph: &'a Graph, how: &Leiden) -> Self {
        let (starts, ends, weights) = graph.parts();
        let strengths: Vec<f64> = graph.nodes().map(|node| graph.strength(node)).collect();
        let weight: f64 = strengths.iter().sum();
        let (sizes, cost) = match how.quality {
            Quality::Modularity => (strengths, how.resolution / weight.max(f64::MIN_POSITIVE)),
            Quality::Potts => (vec![1.0; graph.len()], how.resolution),
        };
        let starts = Cow::Borrowed(starts);
        Self { starts, ends: Cow::Borrowed(ends), weights: Cow::Borrowed(weights), sizes, cost, weight }
    }

    fn len(&self) -> usize {
        self.sizes.len()
    }

    /// Weight inside communities less what their sizes cost.
    fn quality(&self, of: &[u32]) -> f64 {
        let mut sizes = vec![0.0; self.len()];
        let mut inside = 0.0;
        for node in 0..self.len() {
            sizes[of[node] as usize] += self.sizes[node];
            for at in self.starts[node]..self.starts[node + 1] {
                if of[self.ends[at] as usize] == of[node] {
                    inside += if self.weights.is_empty() { 1.0 } else { self.weights[at] };
                }
            }
        }
        let own: f64 = self.sizes.iter().map(|size| size * size).sum();
        let pairs: f64 = sizes.iter().map(|size| size * size).sum::<f64>() - own;
        inside / 2.0 - self.cost * pairs / 2.0
    }

    /// One round of all levels from a partition; communities keep no order.
    fn optimise(&self, of: Vec<u32>, mut dice: Option<&mut Dice>) -> Vec<u32> {
        let mut own = compact(of);
        let mut scratch = Scratch::new(self.len());
        self.settle(&mut own, &mut scratch, dice.as_deref_mut());
        own = compact(own);
        let mut count = count_of(&own);
        // Where each node of the graph is in the present level.
        let mut part_of: Vec<u32> = Vec::new();
        let mut level: Option<Level<'_>> = None;
        for _ in 0..LEVELS {
            let here = level.as_ref().unwrap_or(self);
            if count == here.len() {
                break;
            }
            let (parts, part_count) = here.refine(&own, count, &mut scratch, dice.as_deref_mut());
            // Where refinement leaves everyone alone, the communities themselves become nodes.
            let (parts, part_count) =
                if part_count == here.len() { (own.clone(), count) } else { (parts, part_count) };
            let next = here.merged(&parts, part_count, &mut scratch);
            let mut next_own = vec![0; part_count];
            for (node, &part) in parts.iter().enumerate() {
                next_own[part as usize] = own[node];
            }
            if part_of.is_empty() {
                part_of = parts;
            } else {
                for part in &mut part_of {
                    *part = parts[*part as usize];
                }
            }
            own = next_own;
            let moves = next.settle(&mut own, &mut scratch, dice.as_deref_mut());
            own = compact(own);
            let after = count_of(&own);
            level = Some(next);
            if moves == 0 && after == count && part_count == count {
                break;
            }
            count = after;
        }
        let of = if part_of.is_empty() {
            own
        } else {
            part_of.into_iter().map(|part| own[part as usize]).collect()
        };
        self.connected(&of)
    }

    /// The partition with every community that is in several parts taken apart, which always gains.
    fn connected(&self, of: &[u32]) -> Vec<u32> {
        let mut own = vec![u32::MAX; self.len()];
        let mut waiting = Vec::new();
        let mut next = 0;
        for first in (0_u32..).take(self.len()) {
            if own[first as usize] != u32::MAX {
                continue;
            }
            own[first as usize] = next;
            waiting.push(first);
            while let Some(node) = waiting.pop() {
                for &other in &self.ends[self.starts[node as usize]..self.starts[node as usize + 1]] {
                    if own[other as usize] == u32::MAX && of[other as usize] == of[first as usize] {
                        own[other as usize] = next;
                        waiting.push(other);
                    }
                }
            }
            next += 1;
        }
        own
    }

    /// Moves nodes to the best community near until none gains; returns how many moves there were.
    fn settle(&self, own: &mut [u32], scratch: &mut Scratch, dice: Option<&mut Dice>) -> usize {
        let n = self.len();
        let mut sizes = vec![0.0; n];
        let mut members = vec![0_u32; n];
        for (node, &community) in own.iter().enumerate() {
            sizes[community as usize] += self.sizes[node];
            members[community as usize] += 1;
        }
        let mut empty: Vec<u32> =
            (0_u32..).zip(&members).filter(|(_, members)| **members == 0).map(|(at, _)| at).collect();
        let mut queue: Vec<u32> = (0_u32..).take(n).collect();
        if let Some(dice) = dice {
            dice.shuffle(&mut queue);
        }
        let mut is_waiting = vec![true; n];
        let Scratch { sums, near } = scratch;
        // A ring: who is to be looked at again goes behind all others.
        let (mut head, mut waiting, mut moves) = (0, n, 0);
        while waiting > 0 {
            let node = queue[head] as usize;
            head = if head + 1 == n { 0 } else { head + 1 };
            waiting -= 1;
            is_waiting[node] = false;
            let row = self.starts[node]..self.starts[node + 1];
            if self.weights.is_empty() {
                for &other in &self.ends[row.clone()] {
                    let community = own[other as usize];
                    let sum = &mut sums[community as usize];
                    if *sum == 0.0 {
                        near.push(community);
                    }
                    *sum += 1.0;
                }
            } else {
                for (&other, &weight) in self.ends[row.clone()].iter().zip(&self.weights[row.clone()]) {
                    let community = own[other as usize];
                    let sum = &mut sums[community as usize];
                    if *sum == 0.0 {
                        near.push(community);
                    }
                    *sum += weight;
                }
            }
            let current = own[node];
            let size = self.sizes[node];
            let cost = self.cost * size;
            let stay = sums[current as usize] - cost * (sizes[current as usize] - size);
            let (mut best, mut most) = (current, stay);
            for community in near.drain(..) {
                let sum = std::mem::take(&mut sums[community as usize]);
                if community != current {
                    let gain = sum - cost * sizes[community as usize];
                    if gain > most + GAIN {
                        (best, most) = (community, gain);
                    }
                }
            }
            // Alone it neither gains nor pays.
            if most < -GAIN
                && members[current as usize] > 1
                && let Some(&alone) = empty.last()
            {
                best = alone;
            }
            if best == current {
                continue;
            }
            moves += 1;
            sizes[current as usize] -= size;
            members[current as usize] -= 1;
            if members[current as usize] == 0 {
                empty.push(current);
                sizes[current as usize] = 0.0;
            }
            if members[best as usize] == 0 && empty.last() == Some(&best) {
                empty.pop();
            }
            sizes[best as usize] += size;
            members[best as usize] += 1;
            own[node] = best;
            for &other in &self.ends[row] {
                if !is_waiting[other as usize] && own[other as usize] != best {
                    is_waiting[other as usize] = true;
                    let tail = head + waiting;
                    queue[if tail >= n { tail - n } else { tail }] = other;
                    waiting += 1;
                }
            }
        }
        moves
    }

    /// Takes communities apart and joins, within each, those who are well connected to it: the parts, and how many.
    fn refine(
        &self,
        own: &[u32],
        count: usize,
        scratch: &mut Scratch,
        dice: Option<&mut Dice>,
    ) -> (Vec<u32>, usize) {
        let n = self.len();
        let mut community_sizes = vec![0.0; count];
        for (node, &community) in own.iter().enumerate() {
            community_sizes[community as usize] += self.sizes[node];
        }
        let mut part: Vec<u32> = (0_u32..).take(n).collect();
        let mut part_sizes = self.sizes.clone();
        // Weight from each part to the rest of its community.
        let mut outward = vec![0.0; n];
        for node in 0..n {
            for at in self.starts[node]..self.starts[node + 1] {
                if own[self.ends[at] as usize] == own[node] {
                    outward[node] += if self.weights.is_empty() { 1.0 } else { self.weights[at] };
                }
            }
        }
        let mut is_alone = vec![true; n];
        let mut order: Vec<u32> = (0_u32..).take(n).collect();
        if let Some(dice) = dice {
            dice.shuffle(&mut order);
        }
        let Scratch { sums, near } = scratch;
        for node in order {
            let node = node as usize;
            let community = own[node];
            let whole = community_sizes[community as usize];
            let size = self.sizes[node];
            let is_well_tied = |at: usize, size: f64| outward[at] >= self.cost * size * (whole - size) - GAIN;
            if !is_alone[node] || !is_well_tied(node, size) {
                continue;
            }
            for at in self.starts[node]..self.starts[node + 1] {
                let other = self.ends[at] as usize;
                if own[other] == community {
                    let sum = &mut sums[part[other] as usize];
                    if *sum == 0.0 {
                        near.push(part[other]);
                    }
                    *sum += if self.weights.is_empty() { 1.0 } else { self.weights[at] };
                }
            }
            let (mut best, mut most, mut tied) = (node, 0.0, 0.0);
            for candidate in near.drain(..) {
                let sum = std::mem::take(&mut sums[candidate as usize]);
                let at = candidate as usize;
                let gain = sum - self.cost * size * part_sizes[at];
                if gain > most + GAIN && is_well_tied(at, part_sizes[at]) {
                    (best, most, tied) = (at, gain, sum);
                }
            }
            if best != node {
                outward[best] += outward[node] - 2.0 * tied;
                part_sizes[best] += size;
                part[node] = u32::try_from(best).unwrap_or(u32::MAX);
                (is_alone[node], is_alone[best]) = (false, false);
            }
        }
        let part = compact(part);
        let count = count_of(&part);
        (part, count)
    }

    /// The graph of parts.
    fn merged(&self, parts: &[u32], count: usize, scratch: &mut Scratch) -> Level<'static> {
        // Members of each part, by counting.
        let mut begins = vec![0_usize; count + 1];
        for &part in parts {
            begins[part as usize + 1] += 1;
        }
        for at in 1..begins.len() {
            begins[at] += begins[at - 1];
        }
        let mut next = begins.clone();
        let mut members = vec![0_u32; parts.len()];
        for (node, &part) in (0_u32..).zip(parts) {
            members[next[part as usize]] = node;
            next[part as usize] += 1;
        }
        let Scratch { sums, near } = scratch;
        let (mut starts, mut ends, mut weights) = (Vec::with_capacity(count + 1), Vec::new(), Vec::new());
        let mut sizes = vec![0.0; count];
        starts.push(0);
        for part in 0..count {
            for &node in &members[begins[part]..begins[part + 1]] {
                let node = node as usize;
                sizes[part] += self.sizes[node];
                for at in self.starts[node]..self.starts[node + 1] {
                    let other = parts[self.ends[at] as usize];
                    let sum = &mut sums[other as usize];
                    if *sum == 0.0 {
                        near.push(other);
                    }
                    *sum += if self.weights.is_empty() { 1.0 } else { self.weights[at] };
                }
            }
            for other in near.drain(..) {
                let sum = std::mem::take(&mut sums[other as usize]);
                // What lies within a part moves with it and changes no gain.
                if other as usize != part {
                    ends.push(other);
                    weights.push(sum);
                }
            }
            starts.push(ends.len());
        }
        let (starts, ends, weights) = (Cow::Owned(starts), Cow::Owned(ends), Cow::Owned(weights));
        Level { starts, ends, weights, sizes, cost: self.cost, weight: self.weight }
    }
}

/// Sums by community and which of them are not zero, kept to be used again.
struct Scratch {
    sums: Vec<f64>,
    near: Vec<u32>,
}

impl Scratch {
    fn new(nodes: usize) -> Self {
        Self { sums: vec![0.0; nodes], near: Vec::new() }
    }
}
