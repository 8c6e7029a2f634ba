//! Learning which pieces of two spellings stand for each other.
//!
//! Method: a joint multigram (Deligne & Bimbot 1995; Bisani & Ney 2008): a pair of spellings is a sequence of units, each
//! some signs of the one beside some letters of the other; expectation maximisation, first with single signs, then with
//! units merged from neighbours of the best paths. What is written is the evidence of a unit: the logarithm of its
//! probability over that of its letters by chance.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Most signs and most Latin letters of a unit.
pub const SIGNS: usize = 2;
pub const LETTERS: usize = 3;
/// A unit seen less often says nothing.
const LEAST: f64 = 4.0;
/// Evidence is written in these steps, in natural logarithms.
const STEP: f64 = 0.1;

/// Signs beside letters.
type Unit = (Box<[char]>, Box<[char]>);

/// Probabilities of units, and of single signs and letters.
pub struct Table {
    pub units: BTreeMap<Unit, f64>,
    own: BTreeMap<char, f64>,
    latin: BTreeMap<char, f64>,
}

/// A pair to learn from, with its ends.
pub struct Row {
    pub own: Vec<char>,
    pub latin: Vec<char>,
    pub weight: f64,
}

/// A word with the signs of its ends.
pub fn bounded(mut signs: Vec<char>) -> Vec<char> {
    signs.insert(0, '^');
    signs.push('$');
    signs
}

/// Learns the units of a table from pairs.
pub fn learn(name: &str, mut rows: Vec<Row>, most_signs: usize, most_letters: usize) -> Table {
    rows.retain(|row| row.own.len() < 30 && row.latin.len() < 30);
    // First, one sign beside up to two letters, all equally likely.
    let mut units: BTreeMap<Unit, f64> = BTreeMap::new();
    for row in &rows {
        let found: Vec<(usize, usize)> = vec![(0, 1), (1, 0), (1, 1), (1, 2), (2, 1)];
        for i in 0..=row.own.len() {
            for j in 0..=row.latin.len() {
                for &(p, q) in &found {
                    if i + p <= row.own.len() && j + q <= row.latin.len() {
                        let factor = if p == 1 && q == 1 { 4.0 } else { 0.2 };
                        *units.entry((row.own[i..i + p].into(), row.latin[j..j + q].into())).or_default() +=
                            factor * row.weight;
                    }
                }
            }
        }
    }
    prune(&mut units, 1.0);
    for round in 0..5 {
        let (counts, likelihood) = expect(&rows, &units);
        units = counts;
        prune(&mut units, 0.5);
        println!("{name} {round}: {} units, {likelihood:.3} a row", units.len());
    }
    // Then neighbours on the best path become units of their own; pairs that fit worst are errors of the source.
    for round in 0..3 {
        let mut costs: Vec<(usize, f64)> = Vec::new();
        let mut merged: BTreeMap<Unit, f64> = BTreeMap::new();
        let index = Index::new(&units);
        for (number, row) in rows.iter().enumerate() {
            let Some((path, cost)) = best(row, &index) else {
                costs.push((number, f64::INFINITY));
                continue;
            };
            costs.push((number, cost / (row.own.len() + row.latin.len()) as f64));
            for pair in path.windows(2) {
                let [(i, j, ..), (_, _, i2, j2)] = [pair[0], pair[1]];
                if i2 - i <= most_signs && j2 - j <= most_letters {
                    *merged.entry((row.own[i..i2].into(), row.latin[j..j2].into())).or_default() +=
                        row.weight;
                }
            }
        }
        costs.sort_by(|a, b| a.1.total_cmp(&b.1));
        if round == 0 {
            let worst: std::collections::BTreeSet<usize> =
                costs[costs.len() - costs.len() / 20..].iter().map(|&(index, _)| index).collect();
            let mut index = 0;
            rows.retain(|_| {
                index += 1;
                !worst.contains(&(index - 1))
            });
        }
        for (unit, count) in merged {
            if count >= 10.0 {
                units.entry(unit).or_insert(count * 0.5);
            }
        }
        for _ in 0..2 {
            let (counts, likelihood) = expect(&rows, &units);
            units = counts;
            prune(&mut units, LEAST);
            println!("{name} merged: {} units, {likelihood:.3} a row", units.len());
        }
    }
    let total: f64 = units.values().sum();
    for count in units.values_mut() {
        *count /= total;
    }
    Table {
        units,
        own: shares(rows.iter().map(|row| (&row.own, row.weight))),
        latin: shares(rows.iter().map(|row| (&row.latin, row.weight))),
    }
}

fn shares<'a>(rows: impl Iterator<Item = (&'a Vec<char>, f64)>) -> BTreeMap<char, f64> {
    let mut counts: BTreeMap<char, f64> = BTreeMap::new();
    for (signs, weight) in rows {
        for &sign in signs {
            *counts.entry(sign).or_default() += weight;
        }
    }
    let total: f64 = counts.values().sum();
    for count in counts.values_mut() {
        *count /= total;
    }
    counts
}

fn prune(units: &mut BTreeMap<Unit, f64>, least: f64) {
    units.retain(|_, count| *count >= least);
}

/// Units as numbers, for the passes over all rows.
struct Index {
    own: BTreeMap<Box<[char]>, usize>,
    latin: BTreeMap<Box<[char]>, usize>,
    chance: Vec<f64>,
    width: usize,
}

impl Index {
    fn new(units: &BTreeMap<Unit, f64>) -> Self {
        let (mut own, mut latin) = (BTreeMap::new(), BTreeMap::new());
        for (one, other) in units.keys() {
            let next = own.len();
            own.entry(one.clone()).or_insert(next);
            let next = latin.len();
            latin.entry(other.clone()).or_insert(next);
        }
        let width = latin.len();
        let mut chance = vec![0.0; own.len() * width];
        let total: f64 = units.values().sum();
        for ((one, other), count) in units {
            chance[own[one] * width + latin[other]] = count / total;
        }
        Self { own, latin, chance, width }
    }

    /// Numbers of the pieces of a word by start and length.
    fn pieces(map: &BTreeMap<Box<[char]>, usize>, word: &[char], most: usize) -> Vec<[Option<usize>; 4]> {
        (0..=word.len())
            .map(|start| {
                std::array::from_fn(|length| {
                    (length <= most && start + length <= word.len())
                        .then(|| map.get(&word[start..start + length]).copied())
                        .flatten()
                })
            })
            .collect()
    }

    fn steps(&self, row: &Row) -> impl Fn(usize, usize, usize, usize) -> f64 {
        let own = Self::pieces(&self.own, &row.own, SIGNS);
        let latin = Self::pieces(&self.latin, &row.latin, LETTERS);
        move |i, p, j, q| match (own[i][p], latin[j][q]) {
            (Some(one), Some(other)) => self.chance[one * self.width + other],
            _ => 0.0,
        }
    }
}

/// Expected counts of the units, and the mean logarithm of a row's probability.
fn expect(rows: &[Row], units: &BTreeMap<Unit, f64>) -> (BTreeMap<Unit, f64>, f64) {
    let index = Index::new(units);
    let mut counts = vec![0.0; index.chance.len()];
    let (mut likelihood, mut weight) = (0.0, 0.0);
    for row in rows {
        let (n, m) = (row.own.len(), row.latin.len());
        let step = index.steps(row);
        let own = Index::pieces(&index.own, &row.own, SIGNS);
        let latin = Index::pieces(&index.latin, &row.latin, LETTERS);
        let wide = m + 1;
        let (mut before, mut after) = (vec![0.0; (n + 1) * wide], vec![0.0; (n + 1) * wide]);
        before[0] = 1.0;
        after[n * wide + m] = 1.0;
        for i in 0..=n {
            for j in 0..=m {
                let mut sum = before[i * wide + j];
                for p in 0..=SIGNS.min(i) {
                    for q in 0..=LETTERS.min(j) {
                        if p + q > 0 {
                            sum += before[(i - p) * wide + j - q] * step(i - p, p, j - q, q);
                        }
                    }
                }
                before[i * wide + j] = sum;
            }
        }
        let total = before[n * wide + m];
        if total <= 0.0 {
            continue;
        }
        for i in (0..=n).rev() {
            for j in (0..=m).rev() {
                let mut sum = after[i * wide + j];
                for p in 0..=SIGNS.min(n - i) {
                    for q in 0..=LETTERS.min(m - j) {
                        if p + q > 0 {
                            let chance = step(i, p, j, q) * after[(i + p) * wide + j + q];
                            if chance > 0.0 {
                                sum += chance;
                                counts[own[i][p].unwrap() * index.width + latin[j][q].unwrap()] +=
                                    row.weight * before[i * wide + j] * chance / total;
                            }
                        }
                    }
                }
                after[i * wide + j] = sum;
            }
        }
        likelihood += row.weight * total.ln();
        weight += row.weight;
    }
    let mut found = BTreeMap::new();
    for (one, &a) in &index.own {
        for (other, &b) in &index.latin {
            let count = counts[a * index.width + b];
            if count > 0.0 {
                found.insert((one.clone(), other.clone()), count);
            }
        }
    }
    (found, likelihood / weight)
}

type Step = (usize, usize, usize, usize);

/// The most probable units of a row (start and end in both) and the negative logarithm of their probability.
fn best(row: &Row, index: &Index) -> Option<(Vec<Step>, f64)> {
    let (n, m) = (row.own.len(), row.latin.len());
    let step = index.steps(row);
    let wide = m + 1;
    let mut cost = vec![f64::INFINITY; (n + 1) * wide];
    let mut from = vec![(0, 0); (n + 1) * wide];
    cost[0] = 0.0;
    for i in 0..=n {
        for j in 0..=m {
            for p in 0..=SIGNS.min(i) {
                for q in 0..=LETTERS.min(j) {
                    if p + q == 0 {
                        continue;
                    }
                    let chance = step(i - p, p, j - q, q);
                    if chance > 0.0 {
                        let new = cost[(i - p) * wide + j - q] - chance.ln();
                        if new < cost[i * wide + j] {
                            cost[i * wide + j] = new;
                            from[i * wide + j] = (p, q);
                        }
                    }
                }
            }
        }
    }
    let total = cost[n * wide + m];
    if !total.is_finite() {
        return None;
    }
    let (mut i, mut j, mut path) = (n, m, Vec::new());
    while i + j > 0 {
        let (p, q) = from[i * wide + j];
        path.push((i - p, j - q, i, j));
        (i, j) = (i - p, j - q);
    }
    path.reverse();
    Some((path, total))
}

impl Table {
    /// The table as rows of text.
    pub fn written(&self) -> String {
        let mut text = String::new();
        let tenths = |value: f64| (value / STEP).round() as i32;
        let shown = |piece: &[char]| if piece.is_empty() { "_".to_owned() } else { piece.iter().collect() };
        for shares in [&self.own, &self.latin] {
            let sorted: BTreeMap<_, _> = shares.iter().filter(|&(_, share)| *share > 2e-6).collect();
            text.push('.');
            for (sign, share) in sorted {
                write!(text, "\t{sign} {}", tenths(-share.ln())).unwrap();
            }
            text.push('\n');
        }
        let mut rows: BTreeMap<String, Vec<(i32, String)>> = BTreeMap::new();
        for ((one, other), chance) in &self.units {
            let rarity = |piece: &[char], shares: &BTreeMap<char, f64>| {
                piece.iter().map(|c| shares[c].ln()).sum::<f64>()
            };
            let evidence = chance.ln() - rarity(one, &self.own) - rarity(other, &self.latin);
            rows.entry(shown(one)).or_default().push((tenths(evidence), shown(other)));
        }
        for (one, mut others) in rows {
            others.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            text.push_str(&one);
            for (evidence, other) in others {
                write!(text, "\t{other} {evidence}").unwrap();
            }
            text.push('\n');
        }
        text
    }
}
