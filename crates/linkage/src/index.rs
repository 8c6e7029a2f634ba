//! Records under a fixed model, with the links between them.
//!
//! Rows that say the same are one node. What the index holds after any number of rows depends on the rows alone, not
//! on the order in which they came nor on whether they came at once: a block that outgrows the cap takes back the
//! links that only it had made.
#![expect(
    clippy::indexing_slicing,
    reason = "rows, nodes and rules are numbered by the vectors that are indexed"
)]

use crate::block::{Scratch, each_key, rule_keys};
use crate::field::Value;
use crate::model::{Explanation, Model, ModelError, probability};
use crate::parallel::stretches;
use crate::postings::Postings;
use crate::scorer::{Candidate, Scorer};
use crate::similar::Memory;
use crate::table::{Table, TableError};
use hashbrown::HashTable;
use serde::Serialize;

/// Pairs below this many thousandths of a bit are not kept as links.
const LEAST_KEPT: i32 = -5_000;

/// The largest cap on blocks: the length of a run is told in 16 bits.
const MOST_CAP: usize = u16::MAX as usize;

/// What the caller calls a record; each record its own.
pub type RecordId = u64;

/// Why a record was not taken.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The table did not take it.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The model is for other columns.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Another record has this id.
    #[error("record {0} is already in the index")]
    Twice(RecordId),
    /// Not one id for each row.
    #[error("{ids} ids for {rows} records")]
    Ids {
        /// Ids given.
        ids: usize,
        /// Rows of the table.
        rows: usize,
    },
    /// More keys than 32 bits can number.
    #[error("too many keys for one index: split the work")]
    Full,
}

/// A record found for another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// Which.
    pub record: RecordId,
    /// Evidence, prior included.
    pub bits: f64,
    /// What it stands for.
    pub probability: f64,
}

/// A pair that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// The record with the smaller id.
    pub left: RecordId,
    /// The other.
    pub right: RecordId,
    /// Evidence, prior included.
    pub bits: f64,
    /// What it stands for.
    pub probability: f64,
}

/// Blocks that were not used because too many rows share their key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Oversized {
    /// Which rule of the model, from 0.
    pub rule: usize,
    /// How many blocks.
    pub blocks: usize,
    /// Different rows in the largest.
    pub largest: usize,
}

/// Records, their keys and the links between them.
#[derive(Debug)]
pub struct Index {
    model: Model,
    pub(crate) scorer: Scorer,
    pub(crate) table: Table,
    pub(crate) ids: Vec<RecordId>,
    by_id: HashTable<u32>,
    pub(crate) node_of: Vec<u32>,
    /// The row that stands for each node.
    pub(crate) row_of: Vec<u32>,
    by_key: HashTable<u32>,
    /// For each row the row before it that says the same, and for each node the last such.
    copy_before: Vec<u32>,
    last_copy: Vec<u32>,
    postings: Vec<Postings>,
    pub(crate) links: Vec<Vec<(u32, i32)>>,
}

impl Index {
    /// An index without records.
    pub fn new(model: Model) -> Result<Self, IndexError> {
        let table = Table::new(model.fields.clone())?;
        Self::build(model, table, Vec::new(), 1)
    }

    /// All records of a table at once, on this many threads.
    pub fn build(model: Model, table: Table, ids: Vec<RecordId>, threads: usize) -> Result<Self, IndexError> {
        let mut index = Self::keyed(model, table, ids, threads)?;
        index.link(threads)?;
        Ok(index)
    }

    /// The records with their keys, the links between them left out.
    pub(crate) fn keyed(
        model: Model,
        mut table: Table,
        ids: Vec<RecordId>,
        threads: usize,
    ) -> Result<Self, IndexError> {
        if ids.len() != table.len() {
            return Err(IndexError::Ids { ids: ids.len(), rows: table.len() });
        }
        if table.fields() != model.fields {
            let names = |fields: &[crate::Field]| {
                fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>().join(", ")
            };
            let (table, model) = (names(table.fields()), names(&model.fields));
            return Err(ModelError::OtherColumns { table, model }.into());
        }
        model.check()?;
        let scorer = Scorer::new(&model);
        scorer.bind(&mut table, true);
        let mut index = Self {
            model,
            scorer,
            table,
            ids: Vec::new(),
            by_id: HashTable::new(),
            node_of: Vec::new(),
            row_of: Vec::new(),
            by_key: HashTable::new(),
            copy_before: Vec::new(),
            last_copy: Vec::new(),
            postings: Vec::new(),
            links: Vec::new(),
        };
        for id in ids {
            index.name(id)?;
        }
        for rule in 0..index.model.rules.len() {
            let entries = stretches(
                index.row_of.len(),
                threads,
                1 << 14,
                || (),
                |(), range| {
                    let (first, mut entries) = (range.start, Vec::new());
                    let keys = &index.model.rules[rule].keys;
                    each_key(&index.table, &index.row_of[range], keys, rule as u64, |at, key| {
                        entries.push((key, u32::try_from(first + at).unwrap_or(u32::MAX)));
                    });
                    entries
                },
            );
            index.postings.push(Postings::new(entries).ok_or(IndexError::Full)?);
        }
        Ok(index)
    }

    fn link(&mut self, threads: usize) -> Result<(), IndexError> {
        let index = &*self;
        let later = Later::new(&index.postings, index.row_of.len(), index.cap()).ok_or(IndexError::Full)?;
        let found = stretches(index.row_of.len(), threads, 1 << 10, Memory::new, |memory, range| {
            let (mut nodes, mut candidates, mut found) = (Vec::new(), Vec::new(), Vec::new());
            for node in range {
                nodes.clear();
                for (rule, run) in later.of(node) {
                    nodes.extend(index.postings[rule].at(run));
                }
                nodes.sort_unstable();
                nodes.dedup();
                let row = index.row_of[node];
                index.likely((&index.table, row), &nodes, &mut candidates, memory);
                let node = u32::try_from(node).unwrap_or(u32::MAX);
                let other = |candidate: &Candidate| index.node_of[candidate.row as usize];
                found.extend(candidates.iter().map(|candidate| (node, other(candidate), candidate.bits)));
            }
            found
        });
        drop(later);
        for (a, b, bits) in found.into_iter().flatten() {
            self.links[a as usize].push((b, bits));
            self.links[b as usize].push((a, bits));
        }
        Ok(())
    }

    /// Gives the next row of the table its id and node. True where the node is new.
    fn name(&mut self, id: RecordId) -> Result<bool, IndexError> {
        let row = u32::try_from(self.ids.len()).ok().ok_or(IndexError::Full)?;
        if self.row(id).is_some() {
            return Err(IndexError::Twice(id));
        }
        self.ids.push(id);
        let ids = &self.ids;
        self.by_id.insert_unique(spread(id), row, |row| spread(ids[*row as usize]));
        let across = self.model.across;
        let (table, row_of) = (&self.table, &self.row_of);
        let key = |row: u32| table.node_key(row, across);
        let found = self.by_key.find(key(row), |node| key(row_of[*node as usize]) == key(row)).copied();
        if let Some(node) = found {
            self.node_of.push(node);
            self.copy_before.push(std::mem::replace(&mut self.last_copy[node as usize], row));
            return Ok(false);
        }
        let node = u32::try_from(self.row_of.len()).ok().ok_or(IndexError::Full)?;
        self.by_key.insert_unique(key(row), node, |node| {
            if *node as usize == row_of.len() { key(row) } else { key(row_of[*node as usize]) }
        });
        self.row_of.push(row);
        self.node_of.push(node);
        self.copy_before.push(u32::MAX);
        self.last_copy.push(row);
        self.links.push(Vec::new());
        Ok(true)
    }

    /// Adds one record; its links with those that are there are found at once.
    pub fn insert(&mut self, id: RecordId, source: u16, values: &[Value<'_>]) -> Result<(), IndexError> {
        if self.row(id).is_some() {
            return Err(IndexError::Twice(id));
        }
        self.table.set_source(source);
        let row = self.table.push(values)?;
        self.scorer.bind(&mut self.table, false);
        if !self.name(id)? {
            return Ok(());
        }
        let node = u32::try_from(self.row_of.len() - 1).ok().ok_or(IndexError::Full)?;
        let (mut keys, mut scratch) = (Vec::new(), Scratch::default());
        let cap = self.cap();
        for rule in 0..self.model.rules.len() {
            self.keys(rule, (&self.table, row), &mut scratch, &mut keys);
            for &key in &keys {
                if self.postings[rule].add(key, node) == cap + 1 {
                    self.take_back(rule, key);
                }
            }
        }
        let mut work = Work::new();
        self.candidates((&self.table, row), &mut work);
        work.nodes.retain(|other| *other != node);
        let mut candidates = Vec::new();
        self.likely((&self.table, row), &work.nodes, &mut candidates, &mut work.memory);
        for candidate in candidates {
            let other = self.node_of[candidate.row as usize];
            self.links[node as usize].push((other, candidate.bits));
            self.links[other as usize].push((node, candidate.bits));
        }
        Ok(())
    }

    /// Removes the links within a block that has outgrown the cap, but for those that another block holds up.
    fn take_back(&mut self, rule: usize, key: u64) {
        let mut members: Vec<u32> = self.postings[rule].nodes(key, usize::MAX).collect();
        members.sort_unstable();
        for &member in &members {
            let inside = |other: &u32| members.binary_search(other).is_ok();
            let links = &self.links[member as usize];
            let lost: Vec<u32> = links
                .iter()
                .map(|(other, _)| *other)
                .filter(|other| inside(other) && !self.held(member, *other))
                .collect();
            self.links[member as usize].retain(|(other, _)| !lost.contains(other));
        }
    }

    /// Whether some block within the cap holds both nodes.
    fn held(&self, a: u32, b: u32) -> bool {
        let (mut keys, mut others, mut scratch) = (Vec::new(), Vec::new(), Scratch::default());
        (0..self.model.rules.len()).any(|rule| {
            self.keys(rule, (&self.table, self.row_of[a as usize]), &mut scratch, &mut keys);
            self.keys(rule, (&self.table, self.row_of[b as usize]), &mut scratch, &mut others);
            let cap = self.cap();
            keys.iter().any(|key| others.binary_search(key).is_ok() && self.postings[rule].count(*key) <= cap)
        })
    }

    /// Nodes of a block beyond these are too many to be joined.
    fn cap(&self) -> usize {
        usize::try_from(self.model.block_cap).map_or(MOST_CAP, |cap| cap.min(MOST_CAP))
    }

    fn keys(&self, rule: usize, (table, row): (&Table, u32), scratch: &mut Scratch, keys: &mut Vec<u64>) {
        rule_keys(table, row, &self.model.rules[rule].keys, rule as u64, scratch, keys);
    }

    /// Nodes that share a block within the cap with a row; sorted, each once.
    fn candidates(&self, row: (&Table, u32), work: &mut Work) {
        let cap = self.cap();
        work.nodes.clear();
        for (rule, postings) in self.postings.iter().enumerate() {
            self.keys(rule, row, &mut work.scratch, &mut work.keys);
            for key in &work.keys {
                work.nodes.extend(postings.nodes(*key, cap));
            }
        }
        work.nodes.sort_unstable();
        work.nodes.dedup();
    }

    /// Of nodes those that are to be linked with a row, given by their rows.
    fn likely(
        &self,
        row: (&Table, u32),
        nodes: &[u32],
        candidates: &mut Vec<Candidate>,
        memory: &mut Memory,
    ) {
        let is_own = std::ptr::eq(row.0, &raw const self.table);
        let apart = |other: &u32| {
            !self.model.across || !is_own || self.table.source(row.1) != self.table.source(*other)
        };
        let rows = nodes.iter().map(|node| self.row_of[*node as usize]).filter(apart);
        candidates.clear();
        candidates.extend(rows.map(Candidate::new));
        self.scorer.keep_likely(row, &self.table, candidates, LEAST_KEPT, memory);
    }

    /// Evidence that two nodes are the same.
    pub(crate) fn bits(&self, a: u32, b: u32, memory: &mut Memory) -> i32 {
        let [a, b] = [a, b].map(|node| (&self.table, self.row_of[node as usize]));
        self.scorer.score(a, b, memory)
    }

    /// The records most likely the same as one that is not in the index, the likeliest first.
    pub fn look_up(&self, values: &[Value<'_>], most: usize) -> Result<Vec<Hit>, IndexError> {
        let mut query = Table::new(self.model.fields.clone())?;
        query.push(values)?;
        self.scorer.bind(&mut query, false);
        let mut work = Work::new();
        self.candidates((&query, 0), &mut work);
        let mut candidates = Vec::new();
        self.likely((&query, 0), &work.nodes, &mut candidates, &mut work.memory);
        let id = |candidate: &Candidate| (candidate.bits, self.ids[candidate.row as usize]);
        let mut hits: Vec<(i32, RecordId)> = candidates.iter().map(id).collect();
        hits.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        hits.truncate(most);
        Ok(hits
            .into_iter()
            .map(|(bits, record)| {
                let bits = f64::from(bits) / 1_000.0;
                Hit { record, bits, probability: probability(bits) }
            })
            .collect())
    }

    /// The pairs with this probability or more, by ids. Rows that say the same stand for one another: the one with the
    /// smallest id is named, and each of the others is paired with it alone.
    pub fn pairs(&self, at_least: f64) -> Vec<Pair> {
        let mut first: Vec<RecordId> = vec![RecordId::MAX; self.row_of.len()];
        for (node, id) in self.node_of.iter().zip(&self.ids) {
            first[*node as usize] = first[*node as usize].min(*id);
        }
        let pair = |a: RecordId, b: RecordId, bits: i32| {
            let bits = f64::from(bits) / 1_000.0;
            Pair { left: a.min(b), right: a.max(b), bits, probability: probability(bits) }
        };
        let mut pairs = Vec::new();
        for (node, links) in self.links.iter().enumerate() {
            let links = links.iter().filter(|(other, _)| *other as usize > node);
            pairs.extend(links.map(|(other, bits)| pair(first[node], first[*other as usize], *bits)));
        }
        if !self.model.across {
            let mut memory = Memory::new();
            for (node, id) in
                self.node_of.iter().zip(&self.ids).filter(|(node, id)| first[**node as usize] != **id)
            {
                pairs.push(pair(first[*node as usize], *id, self.bits(*node, *node, &mut memory)));
            }
        }
        pairs.retain(|pair| pair.probability >= at_least);
        pairs.sort_unstable_by_key(|pair| (pair.left, pair.right));
        pairs
    }

    /// Why two records are thought the same, or not.
    pub fn explain(&self, left: RecordId, right: RecordId) -> Option<Explanation> {
        Some(self.model.explain(&self.table, self.row(left)?, self.row(right)?))
    }

    /// The model the index was made with.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// How many records it holds.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// How many of its records differ.
    pub fn different(&self) -> usize {
        self.row_of.len()
    }

    /// Blocks that were too large to use: what a report has to say.
    pub fn oversized(&self) -> Vec<Oversized> {
        let above = self.postings.iter().map(|postings| postings.above(self.cap()));
        let all = above.enumerate().map(|(rule, (blocks, largest))| Oversized { rule, blocks, largest });
        all.filter(|oversized| oversized.blocks > 0).collect()
    }

    pub(crate) fn row(&self, id: RecordId) -> Option<u32> {
        self.by_id.find(spread(id), |row| self.ids[*row as usize] == id).copied()
    }

    /// The rows of a node, the last first.
    pub(crate) fn copies(&self, node: u32) -> impl Iterator<Item = u32> {
        let last = self.last_copy[node as usize];
        std::iter::successors(Some(last), |row| {
            Some(self.copy_before[*row as usize]).filter(|row| *row != u32::MAX)
        })
    }
}

fn spread(id: RecordId) -> u64 {
    crate::pool::mix(id, 17)
}

/// For each node the runs of later nodes with which it shares a block, all rules together.
struct Later {
    ends: Vec<u32>,
    /// Of each run the rule, where it begins and how long it is.
    runs: Vec<(u32, u16, u16)>,
}

impl Later {
    /// None where there are more than 32 bits can number.
    fn new(postings: &[Postings], nodes: usize, cap: usize) -> Option<Self> {
        let mut ends = vec![0_u32; nodes + 1];
        for (node, _) in postings.iter().flat_map(|postings| postings.later(cap)) {
            ends[node as usize] = ends[node as usize].checked_add(1)?;
        }
        let mut next = 0_u32;
        for end in &mut ends {
            let count = std::mem::replace(end, next);
            next = next.checked_add(count)?;
        }
        let mut runs = vec![(0, 0, 0); next as usize];
        for (rule, postings) in (0_u16..).zip(postings) {
            for (node, run) in postings.later(cap) {
                let place = &mut ends[node as usize];
                runs[*place as usize] =
                    (u32::try_from(run.start).ok()?, u16::try_from(run.len()).ok()?, rule);
                *place += 1;
            }
        }
        Some(Self { ends, runs })
    }

    fn of(&self, node: usize) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> {
        let from = node.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let runs = &self.runs[from..self.ends[node] as usize];
        runs.iter().map(|(from, count, rule)| {
            (usize::from(*rule), *from as usize..*from as usize + usize::from(*count))
        })
    }
}

/// What a thread needs again and again.
struct Work {
    nodes: Vec<u32>,
    keys: Vec<u64>,
    scratch: Scratch,
    memory: Memory,
}

impl Work {
    fn new() -> Self {
        Self { nodes: Vec::new(), keys: Vec::new(), scratch: Scratch::default(), memory: Memory::brief() }
    }
}
