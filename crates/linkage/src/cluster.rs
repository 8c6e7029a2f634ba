//! Groups of records that are the same, and the pairs a person should look at.
//!
//! Two groups are joined where the evidence between them is for it *on average*, the strongest first: one false link
//! between two crowds of strangers does not chain them, for all their other pairs speak against it. Groups that hold
//! two records proved or decided different are never joined. Records decided the same are joined before all else.
//!
//! The grouping of one connected component depends on what its rows say and on nothing else, so that it can be made
//! alone when a record comes in, and is the same whatever the order of arrival.
#![expect(clippy::indexing_slicing, reason = "units and groups are numbered by the vectors that are indexed")]

use crate::decision::{Decisions, Verdict};
use crate::index::{Index, RecordId};
use crate::model::{EXCLUDED, millibits, probability};
use crate::parallel::stretches;
use crate::pool::mix;
use crate::similar::Memory;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Evidence of one pair counts in an average up to this many thousandths of a bit for, and against (ours).
const MOST_FOR: i64 = 12_000;
const MOST_AGAINST: i64 = -12_000;
/// Of two large groups, the evidence between this many members of each is averaged.
const MOST_MEMBERS: usize = 12;
/// Pairs whose evidence is this close to the joining point, in bits, are for a person to look at (ours).
const UNCLEAR: f64 = 3.2;

/// Groups of two records or more, and what was not clear.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Clusters {
    /// Each sorted; by their first record. A record in none stands alone.
    pub groups: Vec<Vec<RecordId>>,
    /// Decisions that could not be followed, by number: "same" on records that others keep apart.
    pub conflicts: Vec<usize>,
}

/// A pair for a person to look at.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Doubt {
    /// The record with the smaller id.
    pub left: RecordId,
    /// The other.
    pub right: RecordId,
    /// Evidence, prior included.
    pub bits: f64,
    /// What it stands for.
    pub probability: f64,
    /// Whether they are in one group as things stand.
    pub together: bool,
    /// Why it is here.
    pub why: Why,
}

/// Why a pair is in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// An analyst was unsure.
    Unsure,
    /// The evidence of the pair says one thing, that of their groups another.
    Contradicted,
    /// Neither clearly the same nor clearly different.
    Unclear,
}

impl Why {
    /// Its word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unsure => "unsure",
            Self::Contradicted => "contradicted",
            Self::Unclear => "unclear",
        }
    }
}

/// Rates the model expects of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rates {
    /// Pairs at the joining probability or above.
    pub links: usize,
    /// Share of these expected to be false.
    pub false_links: f64,
    /// Share of true pairs expected below it, or never looked at.
    pub missed: f64,
}

/// Decisions in terms of units. A unit is a node or, numbered after all nodes, a row that some decision names and
/// that has copies: it may have to leave them.
#[derive(Default)]
struct Told {
    extra: Vec<(u32, u32)>,
    of_row: BTreeMap<u32, u32>,
    of_node: BTreeMap<u32, Vec<u32>>,
    same: BTreeMap<u32, Vec<u32>>,
    different: BTreeSet<(u32, u32)>,
    conflicts: Vec<usize>,
}

impl Index {
    /// Groups all records.
    pub fn clusters(&self, decisions: &Decisions, threads: usize) -> Clusters {
        let told = self.told(decisions);
        let units = self.row_of.len() + told.extra.len();
        let mut seen = vec![false; units];
        let mut components = Vec::new();
        for start in 0..u32::try_from(units).unwrap_or(0) {
            let component =
                self.component(&told, start, |unit| std::mem::replace(&mut seen[unit as usize], true));
            if component.len() > 1 || component.iter().any(|unit| self.rows(&told, *unit).nth(1).is_some()) {
                components.push(component);
            }
        }
        let made = stretches(components.len(), threads, 64, Memory::new, |memory, range| {
            components[range]
                .iter()
                .map(|component| self.groups(&told, component, memory))
                .collect::<Vec<_>>()
        });
        let mut groups: Vec<Vec<RecordId>> =
            made.into_iter().flatten().flatten().filter(|group| group.len() > 1).collect();
        groups.sort_unstable();
        Clusters { groups, conflicts: told.conflicts }
    }

    /// The records grouped with one, itself too, found without grouping the others. Empty for an unknown record.
    pub fn cluster_of(&self, record: RecordId, decisions: &Decisions) -> Vec<RecordId> {
        let Some(row) = self.row(record) else { return Vec::new() };
        let told = self.told(decisions);
        let mut seen = BTreeSet::new();
        let component = self.component(&told, self.unit(&told, row), |unit| !seen.insert(unit));
        let groups = self.groups(&told, &component, &mut Memory::brief());
        groups.into_iter().find(|group| group.binary_search(&record).is_ok()).unwrap_or_default()
    }

    /// Pairs for a person to look at, those first where a look decides most.
    pub fn doubts(&self, clusters: &Clusters, decisions: &Decisions, most: usize) -> Vec<Doubt> {
        let mut group_of: BTreeMap<RecordId, usize> = BTreeMap::new();
        for (at, group) in clusters.groups.iter().enumerate() {
            group_of.extend(group.iter().map(|record| (*record, at)));
        }
        let standing = decisions.standing();
        let join = f64::from(self.join_bits()) / 1_000.0;
        let mut doubts: Vec<Doubt> = Vec::new();
        for pair in self.pairs(0.0) {
            let verdict = standing.get(&(pair.left, pair.right)).map(|(_, verdict)| *verdict);
            let together =
                group_of.get(&pair.left).is_some_and(|group| group_of.get(&pair.right) == Some(group));
            let why = match verdict {
                Some(Verdict::Unsure) => Why::Unsure,
                None if (pair.bits - join).abs() < UNCLEAR => Why::Unclear,
                None if together != (pair.bits >= join) => Why::Contradicted,
                Some(_) | None => continue,
            };
            doubts.push(Doubt {
                left: pair.left,
                right: pair.right,
                bits: pair.bits,
                probability: pair.probability,
                together,
                why,
            });
        }
        doubts.sort_by(|a, b| {
            let near = |doubt: &Doubt| (doubt.bits - join).abs();
            a.why
                .cmp(&b.why)
                .then(near(a).total_cmp(&near(b)))
                .then((a.left, a.right).cmp(&(b.left, b.right)))
        });
        doubts.truncate(most);
        doubts
    }

    /// What the model expects to be wrong with its links, before any grouping.
    pub fn rates(&self) -> Rates {
        let join = f64::from(self.join_bits()) / 1_000.0;
        let (mut links, mut wrong, mut right, mut below) = (0, 0.0, 0.0, 0.0);
        let once = |(node, all): (usize, &'_ Vec<(u32, i32)>)| {
            all.iter()
                .filter(move |(other, _)| *other as usize > node)
                .map(|(_, bits)| *bits)
                .collect::<Vec<_>>()
        };
        // In one order, whatever the order in which records came: sums of fractions depend on it.
        let mut bits: Vec<i32> = self.links.iter().enumerate().flat_map(once).collect();
        bits.sort_unstable();
        for bits in bits.into_iter().map(|bits| f64::from(bits) / 1_000.0) {
            let p = probability(bits);
            if bits >= join {
                links += 1;
                wrong += 1.0 - p;
                right += p;
            } else {
                below += p;
            }
        }
        let found = right + below;
        let never = self.model().missed_by_rules;
        let missed = if found > 0.0 { never + (1.0 - never) * below / found } else { never };
        Rates { links, false_links: if links > 0 { wrong / links as f64 } else { 0.0 }, missed }
    }

    fn join_bits(&self) -> i32 {
        let at = self.model().join_at;
        millibits(at / (1.0 - at).max(1e-9))
    }

    fn told(&self, decisions: &Decisions) -> Told {
        let settled = decisions.settled(|left, right| self.row(left).is_some() && self.row(right).is_some());
        let mut told = Told { conflicts: settled.conflicts.into_keys().collect(), ..Told::default() };
        let rows = |(left, right): &(RecordId, RecordId)| Some([self.row(*left)?, self.row(*right)?]);
        let same: Vec<[u32; 2]> = settled.same.values().filter_map(rows).collect();
        let different: Vec<[u32; 2]> = settled.different.keys().filter_map(rows).collect();
        for row in same.iter().chain(&different).flatten().copied() {
            let node = self.node_of[row as usize];
            let copied = self.copies(node).nth(1).is_some();
            if copied && !told.of_row.contains_key(&row) {
                let unit = u32::try_from(self.row_of.len() + told.extra.len()).unwrap_or(u32::MAX);
                told.extra.push((node, row));
                told.of_row.insert(row, unit);
                told.of_node.entry(node).or_default().push(unit);
            }
        }
        for pair in same {
            let [left, right] = pair.map(|row| self.unit(&told, row));
            told.same.entry(left).or_default().push(right);
            told.same.entry(right).or_default().push(left);
        }
        for pair in different {
            let [left, right] = pair.map(|row| self.unit(&told, row));
            told.different.insert((left.min(right), left.max(right)));
        }
        told
    }

    fn unit(&self, told: &Told, row: u32) -> u32 {
        told.of_row.get(&row).copied().unwrap_or_else(|| self.node_of[row as usize])
    }

    fn extra(&self, told: &Told, unit: u32) -> Option<(u32, u32)> {
        (unit as usize).checked_sub(self.row_of.len()).and_then(|at| told.extra.get(at).copied())
    }

    fn node(&self, told: &Told, unit: u32) -> u32 {
        self.extra(told, unit).map_or(unit, |(node, _)| node)
    }

    /// The rows of a unit.
    fn rows<'a>(&'a self, told: &'a Told, unit: u32) -> impl Iterator<Item = u32> + 'a {
        let extra = self.extra(told, unit).map(|(_, row)| row);
        let node = if extra.is_some() { None } else { Some(unit) };
        let copies =
            node.into_iter().flat_map(|node| self.copies(node)).filter(|row| !told.of_row.contains_key(row));
        extra.into_iter().chain(copies)
    }

    /// What orders units, whatever their numbers: what they say and, of rows that say the same, their ids.
    fn order(&self, told: &Told, unit: u32) -> (u64, RecordId) {
        let key = |row: u32| self.table.node_key(row, self.model().across);
        match self.extra(told, unit) {
            Some((_, row)) => (key(row), mix(self.ids[row as usize], 1) | 1),
            None => (key(self.row_of[unit as usize]), 0),
        }
    }

    /// The units that links and decisions connect with one. `seen` marks a unit and says whether it was marked.
    fn component(&self, told: &Told, start: u32, mut seen: impl FnMut(u32) -> bool) -> Vec<u32> {
        let join = self.join_bits();
        let mut component = Vec::new();
        let mut open = vec![start];
        while let Some(unit) = open.pop() {
            if seen(unit) {
                continue;
            }
            component.push(unit);
            let node = self.node(told, unit);
            let linked =
                self.links[node as usize].iter().filter(|(_, bits)| *bits >= join).map(|(other, _)| *other);
            for other in linked.chain([node]) {
                open.push(other);
                open.extend(told.of_node.get(&other).into_iter().flatten());
            }
            open.extend(told.same.get(&unit).into_iter().flatten());
        }
        component.sort_unstable_by_key(|unit| self.order(told, *unit));
        component
    }

    /// The groups of one component.
    fn groups(&self, told: &Told, units: &[u32], memory: &mut Memory) -> Vec<Vec<RecordId>> {
        let mut grouping = Grouping { index: self, told, units, groups: Vec::new(), memory };
        grouping.run();
        let join = self.join_bits();
        let members = grouping.groups;
        let mut groups = Vec::new();
        for members in members.iter().filter(|members| !members.is_empty()) {
            let units: Vec<u32> = members.iter().map(|at| units[*at as usize]).collect();
            let mut records: Vec<RecordId> = units
                .iter()
                .flat_map(|unit| self.rows(told, *unit))
                .map(|row| self.ids[row as usize])
                .collect();
            records.sort_unstable();
            let alone = units.len() == 1 && records.len() > 1;
            if alone
                && (self.model().across || units.iter().any(|unit| self.bits(*unit, *unit, memory) < join))
            {
                // Rows that say the same but too little: the same words, not the same person.
                groups.extend(records.into_iter().map(|record| vec![record]));
            } else if !records.is_empty() {
                groups.push(records);
            }
        }
        groups
    }
}

/// The grouping of one component. Units are numbered by their order here.
struct Grouping<'a> {
    index: &'a Index,
    told: &'a Told,
    units: &'a [u32],
    /// Members of each group, empty where it was joined to another.
    groups: Vec<Vec<u32>>,
    memory: &'a mut Memory,
}

/// Evidence between two groups: the sum over pairs of members and how many; none where they may not be joined.
type Between = Option<(i64, i64)>;

impl Grouping<'_> {
    fn run(&mut self) {
        let count = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        self.groups = (0..count).map(|at| vec![at]).collect();
        if count < 2 {
            return;
        }
        let mut place: BTreeMap<u32, u32> = BTreeMap::new();
        for (at, unit) in (0..).zip(self.units) {
            place.insert(*unit, at);
        }
        self.decided(&place);
        let mut group_of: Vec<u32> = vec![0; self.units.len()];
        for (at, members) in (0..).zip(&self.groups) {
            for member in members {
                group_of[*member as usize] = at;
            }
        }
        let join = i64::from(self.index.join_bits());
        let mut near: Vec<BTreeMap<u32, Between>> = vec![BTreeMap::new(); self.units.len()];
        for (at, unit) in (0_u32..).zip(self.units) {
            let node = self.index.node(self.told, *unit);
            let linked = self.index.links[node as usize].iter().filter(|(_, bits)| i64::from(*bits) >= join);
            for (other, bits) in linked.map(|(other, bits)| (*other, Some(*bits))).chain([(node, None)]) {
                let named = self.told.of_node.get(&other).into_iter().flatten().copied();
                for other in named.chain([other]).filter_map(|other| place.get(&other).copied()) {
                    let (a, b) = (group_of[at as usize], group_of[other as usize]);
                    if a < b && !near[a as usize].contains_key(&b) {
                        let between = self.linked(a, b, bits);
                        near[a as usize].insert(b, between);
                        near[b as usize].insert(a, between);
                    }
                }
            }
        }
        let mut version = vec![0_u32; self.units.len()];
        let mut heap = BinaryHeap::new();
        let offer = |heap: &mut BinaryHeap<_>, version: &[u32], a: u32, b: u32, between: Between| {
            if let Some((sum, pairs)) = between
                && sum >= join * pairs
            {
                let (a, b) = (a.min(b), a.max(b));
                let average = (sum * 1_000).div_euclid(pairs.max(1));
                heap.push((average, std::cmp::Reverse((a, b)), version[a as usize], version[b as usize]));
            }
        };
        for a in 0..count {
            for (b, between) in near[a as usize].range(a..) {
                offer(&mut heap, &version, a, *b, *between);
            }
        }
        while let Some((_, std::cmp::Reverse((a, b)), version_a, version_b)) = heap.pop() {
            if version[a as usize] != version_a || version[b as usize] != version_b {
                continue;
            }
            version[a as usize] += 1;
            version[b as usize] = u32::MAX;
            let (near_a, near_b) =
                (std::mem::take(&mut near[a as usize]), std::mem::take(&mut near[b as usize]));
            let others: BTreeSet<u32> =
                near_a.keys().chain(near_b.keys()).copied().filter(|c| *c != a && *c != b).collect();
            let mut joined = BTreeMap::new();
            for c in others {
                let one = near_a.get(&c).copied().unwrap_or_else(|| self.between(a, c));
                let two = near_b.get(&c).copied().unwrap_or_else(|| self.between(b, c));
                let both = one.zip(two).map(|((sum, pairs), (more, others))| (sum + more, pairs + others));
                near[c as usize].remove(&b);
                near[c as usize].insert(a, both);
                joined.insert(c, both);
                offer(&mut heap, &version, a, c, both);
            }
            near[a as usize] = joined;
            let moved = std::mem::take(&mut self.groups[b as usize]);
            self.groups[a as usize].extend(moved);
            self.groups[a as usize].sort_unstable();
        }
    }

    /// Joins what was decided to be the same.
    fn decided(&mut self, place: &BTreeMap<u32, u32>) {
        let (told, units) = (self.told, self.units);
        for unit in units {
            for other in told.same.get(unit).into_iter().flatten() {
                let find = |groups: &[Vec<u32>], unit| {
                    let at = place.get(unit)?;
                    groups.iter().position(|members| members.contains(at))
                };
                let (Some(a), Some(b)) = (find(&self.groups, unit), find(&self.groups, other)) else {
                    continue;
                };
                if a != b {
                    let (a, b) = (a.min(b), a.max(b));
                    let moved = std::mem::take(&mut self.groups[b]);
                    self.groups[a].extend(moved);
                    self.groups[a].sort_unstable();
                }
            }
        }
    }

    fn held_apart(&self, a: &[u32], b: &[u32]) -> bool {
        if self.told.different.is_empty() {
            return false;
        }
        let unit = |at: &u32| self.units[*at as usize];
        a.iter().map(unit).any(|one| {
            b.iter().map(unit).any(|other| self.told.different.contains(&(one.min(other), one.max(other))))
        })
    }

    /// Evidence between two groups of which a pair is linked: of two single units the link's own.
    fn linked(&mut self, a: u32, b: u32, bits: Option<i32>) -> Between {
        let alone = self.groups[a as usize].len() == 1 && self.groups[b as usize].len() == 1;
        match bits.filter(|_| alone && self.told.different.is_empty()) {
            Some(bits) => Some((i64::from(bits).clamp(MOST_AGAINST, MOST_FOR), 1)),
            None => self.between(a, b),
        }
    }

    fn between(&mut self, a: u32, b: u32) -> Between {
        if self.held_apart(&self.groups[a as usize], &self.groups[b as usize]) {
            return None;
        }
        let (ones, others) = (&self.groups[a as usize], &self.groups[b as usize]);
        let spread = |members: &[u32]| {
            // Exclusive documents must be looked for in every pair.
            let most = if self.index.scorer.exclusive { usize::MAX } else { MOST_MEMBERS };
            members.iter().step_by(members.len().div_ceil(most)).copied().collect::<Vec<u32>>()
        };
        let (ones, others) = (spread(ones), spread(others));
        let (mut sum, mut pairs) = (0, 0);
        for one in &ones {
            for other in &others {
                let [one, other] =
                    [one, other].map(|at| self.index.node(self.told, self.units[*at as usize]));
                let bits = self.index.bits(one, other, self.memory);
                if bits == EXCLUDED {
                    return None;
                }
                sum += i64::from(bits).clamp(MOST_AGAINST, MOST_FOR);
                pairs += 1;
            }
        }
        let all =
            i64::try_from(self.groups[a as usize].len() * self.groups[b as usize].len()).unwrap_or(i64::MAX);
        Some(((i128::from(sum) * i128::from(all) / i128::from(pairs.max(1))).try_into().unwrap_or(0), all))
    }
}
