//! Small patterns: how often each connected shape of three and four nodes occurs, and how often it would by chance.
#![expect(clippy::indexing_slicing, reason = "nodes of a graph index the columns made for it")]

use crate::Graph;
use crate::dice::Dice;

/// How often each connected shape occurs as it stands, with no tie more between its nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Motifs {
    /// Two ties of one node, open: three in a row.
    pub chain3: u64,
    /// Three who all know each other.
    pub triangle: u64,
    /// Four in a row.
    pub chain4: u64,
    /// One with three who do not know each other.
    pub star: u64,
    /// A round of four.
    pub cycle: u64,
    /// A triangle with one hanging on.
    pub paw: u64,
    /// Two triangles with a side in common.
    pub diamond: u64,
    /// Four who all know each other.
    pub clique: u64,
}

impl Motifs {
    /// The shapes by name.
    pub fn named(&self) -> [(&'static str, u64); 8] {
        [
            ("chain3", self.chain3),
            ("triangle", self.triangle),
            ("chain4", self.chain4),
            ("star", self.star),
            ("cycle", self.cycle),
            ("paw", self.paw),
            ("diamond", self.diamond),
            ("clique", self.clique),
        ]
    }
}

/// Counts the shapes. Cost: squares of degrees.
pub fn motifs(graph: &Graph) -> Motifs {
    let degree = |node: u32| graph.degree(node) as u64;
    let pairs = |n: u64| n * n.saturating_sub(1) / 2;
    let (mut triples, mut stars, mut chains, mut paws, mut diamonds, mut cliques) = (0, 0, 0, 0, 0, 0);
    let mut triangles_of = vec![0_u64; graph.len()];
    let mut mark = vec![false; graph.len()];
    for (one, other, _) in graph.ties() {
        let both = shared(graph, one, other);
        let sides = both.len() as u64;
        diamonds += pairs(sides);
        chains += (degree(one) - 1) * (degree(other) - 1);
        for &third in &both {
            triangles_of[third as usize] += 1;
            mark[third as usize] = true;
        }
        for &third in &both {
            cliques +=
                graph.neighbours(third).iter().filter(|&&end| end > third && mark[end as usize]).count()
                    as u64;
        }
        for &third in &both {
            mark[third as usize] = false;
        }
    }
    for node in graph.nodes() {
        let degree = degree(node);
        triples += pairs(degree);
        stars += pairs(degree) * degree.saturating_sub(2) / 3;
        paws += triangles_of[node as usize] * degree.saturating_sub(2);
    }
    let triangles = triangles_of.iter().sum::<u64>() / 3;
    // From patterns that may hold more ties to those that hold no more.
    let clique = cliques / 6;
    let diamond = diamonds - 6 * clique;
    let cycle = cycles(graph) - diamond - 3 * clique;
    let paw = paws - 4 * diamond - 12 * clique;
    let star = stars - paw - 2 * diamond - 4 * clique;
    let chain4 = chains - 3 * triangles - 4 * cycle - 2 * paw - 6 * diamond - 12 * clique;
    Motifs { chain3: triples - 3 * triangles, triangle: triangles, chain4, star, cycle, paw, diamond, clique }
}

/// Neighbours that two have in common.
pub(crate) fn shared(graph: &Graph, one: u32, other: u32) -> Vec<u32> {
    let (mut left, mut right) = (graph.neighbours(one), graph.neighbours(other));
    let mut both = Vec::new();
    while let ([a, rest_a @ ..], [b, rest_b @ ..]) = (left, right) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => left = rest_a,
            std::cmp::Ordering::Greater => right = rest_b,
            std::cmp::Ordering::Equal => {
                both.push(*a);
                (left, right) = (rest_a, rest_b);
            }
        }
    }
    both
}

/// Rounds of four, whatever ties cross them.
fn cycles(graph: &Graph) -> u64 {
    let mut met = vec![0_u64; graph.len()];
    let mut twice = 0;
    for one in graph.nodes() {
        for &middle in graph.neighbours(one) {
            for &end in graph.neighbours(middle).iter().filter(|&&end| end > one) {
                twice += met[end as usize];
                met[end as usize] += 1;
            }
        }
        for &middle in graph.neighbours(one) {
            for &end in graph.neighbours(middle) {
                met[end as usize] = 0;
            }
        }
    }
    twice / 2
}

/// The share of open triples that are closed (transitivity); `None` if there is none.
pub fn transitivity(motifs: &Motifs) -> Option<f64> {
    let all = motifs.chain3 + 3 * motifs.triangle;
    (all > 0).then(|| (3 * motifs.triangle) as f64 / all as f64)
}

/// Mean and standard deviation of each count in graphs where everyone keeps the number of ties and nothing else
/// (ties changed crosswise, ten times as often as there are ties; Milo et al. 2002).
pub fn by_chance(graph: &Graph, graphs: u32, seed: u64) -> [(f64, f64); 8] {
    let mut dice = Dice::new(seed);
    let mut ties: Vec<(u32, u32)> = graph.ties().map(|(one, other, _)| (one, other)).collect();
    let mut has: std::collections::BTreeSet<(u32, u32)> = ties.iter().copied().collect();
    let nodes = graph.nodes().end;
    let (mut sums, mut squares) = ([0.0; 8], [0.0; 8]);
    for _ in 0..graphs {
        for _ in 0..ties.len() * 10 {
            let (one, other) = (dice.below(ties.len()), dice.below(ties.len()));
            let ((a, b), (mut c, mut d)) = (ties[one], ties[other]);
            if dice.number().is_multiple_of(2) {
                (c, d) = (d, c);
            }
            let (first, second) = ((a.min(d), a.max(d)), (c.min(b), c.max(b)));
            let is_simple = a != d && b != c && a != c && b != d;
            if is_simple && !has.contains(&first) && !has.contains(&second) {
                has.remove(&ties[one]);
                has.remove(&ties[other]);
                has.extend([first, second]);
                (ties[one], ties[other]) = (first, second);
            }
        }
        let counts = motifs(&Graph::of_ties(nodes, &ties)).named();
        for (at, (_, count)) in counts.into_iter().enumerate() {
            sums[at] += count as f64;
            squares[at] += (count as f64).powi(2);
        }
    }
    let n = f64::from(graphs.max(1));
    std::array::from_fn(|at| {
        let mean = sums[at] / n;
        (mean, (squares[at] / n - mean * mean).max(0.0).sqrt())
    })
}
