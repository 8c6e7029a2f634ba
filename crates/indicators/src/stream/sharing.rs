//! Identifiers that several carry, as they are declared.
//!
//! What the batch asks of all identifiers at once is asked here of those that something was said of: who carries it now,
//! and how many others of its sort are carried by as many. The second only grows, so a hit that rests on rarity may be
//! withdrawn when another identifier is shared by as many; which hits are final is known at the end.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, EventRow, RecordIx};
use foldhash::HashMap;
use resolve::ClusterIx;

use crate::finding::Hit;
use crate::pack::{Rule, Test};
use crate::shared::{Carried, Holders, Key, SharedRule, hit, holder};
use crate::world::World;

/// What more carry is told of at the end only. Ours: far more than any rule takes for people who share.
const CROWD: usize = 1_000;

/// What became of a hit.
pub(super) enum Change {
    Opened(Key, Hit),
    Over(Key, Hit),
    Withdrawn(u16, Key, ClusterIx),
}

/// An identifier as one rule sees it.
type Seen = (u16, Key);

/// Who carries which identifier.
#[derive(Debug, Default)]
pub(super) struct Sharing {
    carried: HashMap<Key, Vec<(EntityIx, RecordIx)>>,
    /// Logins of which the device is to be looked at.
    pub(super) logins: Vec<EventRow>,
    /// What something was said of since this was last asked.
    touched: BTreeSet<Key>,
    /// How many carry what several do; how many identifiers of a sort so many carry.
    sizes: BTreeMap<Seen, usize>,
    numbers: BTreeMap<(u16, usize), BTreeMap<usize, usize>>,
    /// Hits told of as open.
    open: BTreeMap<Seen, BTreeSet<ClusterIx>>,
}

/// Open hits, written down; the rest is worked out again from what is declared.
pub(super) type Saved = Vec<(Seen, Vec<u32>)>;

impl Sharing {
    pub(super) fn saved(&self) -> Saved {
        let open =
            |(seen, of): (&Seen, &BTreeSet<ClusterIx>)| (seen.clone(), of.iter().map(|own| own.0).collect());
        self.open.iter().map(open).collect()
    }

    pub(super) fn resume(saved: Saved, logins: impl Iterator<Item = EventRow>) -> Self {
        let open = |(seen, of): (Seen, Vec<u32>)| (seen, of.into_iter().map(ClusterIx).collect());
        Self { open: saved.into_iter().map(open).collect(), logins: logins.collect(), ..Self::default() }
    }

    /// Notes what an entity carries, or says that others do.
    pub(super) fn declared(&mut self, world: &World<'_>, entity: EntityIx) {
        let mut note = |key, own: Carried| self.note(key, own);
        crate::shared::said(world, entity, &mut note);
        crate::shared::linked(world, entity, &mut note);
    }

    fn note(&mut self, key: Key, (_, entity, record): Carried) {
        let carried = self.carried.entry(key.clone()).or_default();
        if carried.len() <= CROWD
            && let Err(at) = carried.binary_search_by_key(&entity, |own| own.0)
        {
            carried.insert(at, (entity, record));
        }
        self.touched.insert(key);
    }

    /// What opened and what did not come true, of all that was touched.
    pub(super) fn changes(&mut self, world: &World<'_>, rules: &[&Rule]) -> Vec<Change> {
        for login in std::mem::take(&mut self.logins) {
            crate::shared::login(world, &login, &mut |key, own| self.note(key, own));
        }
        let touched = std::mem::take(&mut self.touched);
        let mut changes = Vec::new();
        if touched.is_empty() {
            return changes;
        }
        for (number, rule) in (0..).zip(rules) {
            let Test::Shared(test) = &rule.test else { continue };
            let is_crowded = |key: &&Key| self.carried.get(*key).is_some_and(|own| own.len() > CROWD);
            let theirs = touched.iter().filter(|(what, value)| test.looks_at(*what, value));
            let mut own: BTreeSet<Key> = theirs.filter(|key| !is_crowded(key)).cloned().collect();
            let mut grown = BTreeSet::new();
            for key in &own {
                let size = self.holders(world, test, key).len();
                if self.count(number, key, size) {
                    grown.insert(key.0);
                }
            }
            if test.asks_rarity() {
                // Few: that it asks for rarity bounds how many of a sort are open.
                let theirs = self.open.range((number, (0, String::new()))..);
                let theirs = theirs.map(|(seen, _)| seen).take_while(|(of, _)| *of == number);
                own.extend(theirs.filter(|(_, (what, _))| grown.contains(what)).map(|(_, key)| key.clone()));
            }
            for key in own {
                self.judge(world, (number, rule, test), key, &mut changes);
            }
        }
        changes
    }

    /// Who carries it, as a rule counts them; nobody where it is one only.
    fn holders(&self, world: &World<'_>, test: &SharedRule, key: &Key) -> Holders {
        let mut holders = Holders::new();
        let carried = self.carried.get(key).filter(|own| own.len() > 1);
        for (entity, record) in carried.into_iter().flatten() {
            if let Some(own) = holder(world, key.0, *entity) {
                holders.entry(own).or_default().push((*entity, *record));
            }
        }
        test.keep(world, &mut holders);
        holders
    }

    /// Counts how many carry it; whether they are more than before, and several.
    fn count(&mut self, rule: u16, key: &Key, size: usize) -> bool {
        let seen = (rule, key.clone());
        let before = self.sizes.get(&seen).copied().unwrap_or(0);
        if before == size || before < 2 && size < 2 {
            return false;
        }
        let numbers = self.numbers.entry((rule, key.0)).or_default();
        if before > 1
            && let Some(number) = numbers.get_mut(&before)
        {
            *number = number.saturating_sub(1);
        }
        if size > 1 {
            *numbers.entry(size).or_default() += 1;
            self.sizes.insert(seen, size);
        } else {
            self.sizes.remove(&seen);
        }
        size > before
    }

    fn judge(
        &mut self,
        world: &World<'_>,
        (number, rule, test): (u16, &Rule, &SharedRule),
        key: Key,
        changes: &mut Vec<Change>,
    ) {
        let holders = self.holders(world, test, &key);
        let numbers = self.numbers.get(&(number, key.0));
        let as_many = numbers.map_or(0, |own| own.range(holders.len()..).map(|(_, number)| number).sum());
        let values = Some(holders.len()).filter(|size| *size > 1).and_then(|size| test.fires(size, as_many));
        let seen = (number, key);
        let before = self.open.remove(&seen).unwrap_or_default();
        let now: BTreeSet<ClusterIx> = holders.keys().copied().filter(|_| values.is_some()).collect();
        let key = &seen.1;
        changes.extend(before.difference(&now).map(|own| Change::Withdrawn(number, key.clone(), *own)));
        for subject in now.difference(&before) {
            let hit = hit(rule, key, &holders, values.unwrap_or_default(), *subject);
            changes.push(Change::Opened(key.clone(), hit));
        }
        if !now.is_empty() {
            self.open.insert(seen, now);
        }
    }

    /// In the end: what was told of as open and is not among what is final.
    pub(super) fn left(&mut self, finals: &BTreeSet<(Seen, ClusterIx)>) -> Vec<Change> {
        let open = std::mem::take(&mut self.open).into_iter();
        let open = open.flat_map(|(seen, of)| of.into_iter().map(move |own| (seen.clone(), own)));
        let left = open.filter(|own| !finals.contains(own));
        left.map(|((rule, key), own)| Change::Withdrawn(rule, key, own)).collect()
    }
}
