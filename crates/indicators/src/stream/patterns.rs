//! Patterns of payments between several, payment by payment in order of time.

use std::collections::{BTreeMap, VecDeque};

use ::motif::Edge;
use evidence::Currency;
use serde::{Deserialize, Serialize};

use crate::motif::{MotifRule, Pattern, Watched};
use crate::stream::book::{Block, Told, What};
use crate::stream::slot::Info;
use crate::world::FIRST_HOUSEHOLD;

/// What one rule keeps.
#[derive(Debug)]
pub(crate) struct Patterns {
    watched: Watched,
    /// The payments within reach, numbered on from the first.
    payments: VecDeque<(Edge, Info)>,
    next: u32,
    /// The events of each pattern that may still change, by subject and start.
    events: BTreeMap<(u32, i64), Vec<Info>>,
}

/// Payer, payee, time, amount and number.
type SavedEdge = (u32, u32, i64, i64, u32);

/// The same, written down.
#[derive(Serialize, Deserialize)]
pub(crate) struct Saved {
    patterns: BTreeMap<u32, Vec<Pattern>>,
    payments: Vec<(SavedEdge, Info)>,
    next: u32,
    events: BTreeMap<(u32, i64), Vec<Info>>,
}

impl Patterns {
    pub(crate) fn new(test: &MotifRule) -> Self {
        Self { watched: test.watch(), payments: VecDeque::new(), next: 0, events: BTreeMap::new() }
    }

    pub(crate) fn save(&self) -> Saved {
        let payment = |(edge, info): &(Edge, Info)| {
            let Edge { from, to, time_us, amount, id } = *edge;
            ((from, to, time_us, amount, id), info.clone())
        };
        Saved {
            patterns: self.watched.patterns.clone(),
            payments: self.payments.iter().map(payment).collect(),
            next: self.next,
            events: self.events.clone(),
        }
    }

    pub(crate) fn resume(test: &MotifRule, saved: Saved) -> Self {
        let mut watched = test.watch();
        watched.patterns = saved.patterns;
        let mut payments = VecDeque::new();
        for ((from, to, time_us, amount, id), info) in saved.payments {
            let edge = Edge { from, to, time_us, amount, id };
            MotifRule::put_back(&mut watched, edge);
            payments.push_back((edge, info));
        }
        Self { watched, payments, next: saved.next, events: saved.events }
    }

    /// Takes in the payments that the rule selects.
    pub(crate) fn take(&mut self, rule: u16, test: &MotifRule, block: &Block<'_>, told: &mut Vec<Told>) {
        let mut edges = test.payments(block.world, block.rows, block.decided);
        edges.retain(|edge| edge.from < FIRST_HOUSEHOLD && edge.to < FIRST_HOUSEHOLD);
        edges.sort_by_key(|edge| (edge.time_us, edge.id));
        edges.dedup_by_key(|edge| edge.id);
        for edge in edges {
            let Some((_, info)) = block.events.get(edge.id as usize) else { continue };
            let oldest = edge.time_us.saturating_sub(test.within_us());
            while self.payments.front().is_some_and(|(old, _)| old.time_us < oldest) {
                self.payments.pop_front();
            }
            let edge = Edge { id: self.next, ..edge };
            self.next = self.next.wrapping_add(1);
            self.payments.push_back((edge, info.clone()));
            let (payments, first) = (&self.payments, self.payments.front().map_or(0, |(first, _)| first.id));
            let of = |id: u32| payments.get(id.wrapping_sub(first) as usize).map(|(_, info)| info);
            let currency = |id: u32| of(id).map_or(Currency::NONE, |info| info.currency);
            test.take(block.world, &mut self.watched, edge, currency);
            for subject in std::mem::take(&mut self.watched.changed) {
                let Some(found) =
                    self.watched.patterns.get(&subject).and_then(|own| own.last()).map(|own| &own.found)
                else {
                    continue;
                };
                let number = |event: &u64| u32::try_from(*event).ok();
                let infos: Vec<Info> =
                    found.events.iter().filter_map(|event| of(number(event)?)).cloned().collect();
                if self.events.insert((subject, found.start_us), infos.clone()).is_none() {
                    told.push(tell(rule, subject, What::Opened(found.clone(), infos)));
                }
            }
        }
    }

    /// Tells of the patterns that nothing from `now_us` on can change.
    pub(crate) fn settle(&mut self, rule: u16, test: &MotifRule, now_us: i64, told: &mut Vec<Told>) {
        let reach_us = now_us.saturating_sub(test.within_us());
        let events = &mut self.events;
        self.watched.patterns.retain(|subject, own| {
            let last = own.len().saturating_sub(1);
            let mut at = 0;
            own.retain(|pattern| {
                let is_over = at < last || now_us == i64::MAX || pattern.to_us < reach_us;
                at += 1;
                if is_over {
                    let infos = events.remove(&(*subject, pattern.found.start_us)).unwrap_or_default();
                    told.push(tell(rule, *subject, What::Over(pattern.found.clone(), infos)));
                }
                !is_over
            });
            !own.is_empty()
        });
    }
}

fn tell(rule: u16, subject: u32, what: What) -> Told {
    Told { rule, subject, group: (0, Currency::NONE), what }
}

impl std::fmt::Debug for Saved {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Saved").field("payments", &self.payments.len()).finish_non_exhaustive()
    }
}
