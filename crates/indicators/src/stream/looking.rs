//! A stream while its world is being looked at.

use std::collections::BTreeMap;

use evidence::EventIx;
use foldhash::HashMap;
use resolve::ClusterIx;

use super::book::{Block, Book, Told};
use super::months::Months;
use super::patterns::Patterns;
use super::slot::Info;
use crate::pack::{Packs, Rule, Test};
use crate::plan::{Decided, NodeIx};
use crate::rows::Rows;
use crate::world::{Haunts, Leg, Ties, World};

/// A stream while its world is being looked at.
pub(super) struct Looking<'s, 'p> {
    pub(super) rules: &'s [&'p Rule],
    pub(super) book: &'s mut Book,
    pub(super) haunts: &'s mut HashMap<u32, Haunts>,
    pub(super) months: &'s mut BTreeMap<u16, Months>,
    pub(super) patterns: &'s mut BTreeMap<u16, Patterns>,
    pub(super) ties: &'s Ties,
    pub(super) rows: &'s mut Rows,
    pub(super) decided: &'s mut Decided,
    pub(super) packs: &'p Packs,
    pub(super) nodes: &'s [NodeIx],
}

impl Looking<'_, '_> {
    /// Lays out a block of events in order of time, decides every condition, and hands the rows to the rules.
    pub(super) fn run(
        &mut self,
        world: &World<'_>,
        events: &[(u64, Info)],
        is_settled: bool,
        told: &mut Vec<Told>,
    ) {
        let mut legs: Vec<(ClusterIx, Leg)> = Vec::with_capacity(2 * events.len());
        for ix in (0..).map(EventIx).take(events.len()) {
            if let Some(event) = world.evidence.event_at(ix) {
                world.legs_now(self.ties, &event, &mut legs);
            }
        }
        legs.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| world.compare(a, b)));
        self.rows.clear();
        for own in legs.chunk_by(|a, b| a.0 == b.0) {
            let Some((ClusterIx(subject), _)) = own.first().copied() else { continue };
            let mut haunts = match self.haunts.get_mut(&subject) {
                Some(known) if is_settled => std::mem::take(known),
                Some(known) => known.clone(),
                None => Haunts::default(),
            };
            world.lay(subject, own.iter().map(|(_, leg)| leg), &mut haunts, self.rows);
            if is_settled && !haunts.is_empty() {
                self.haunts.insert(subject, haunts);
            }
        }
        self.decided.clear();
        for node in self.nodes {
            self.packs.plan.decide(*node, world, self.rows, self.decided);
        }
        let block = Block { world, rows: self.rows, decided: self.decided, events, is_settled };
        self.book.run(self.rules, &block);
        for (number, rule) in (0..).zip(self.rules).filter(|_| is_settled) {
            match &rule.test {
                Test::Profile(test) => {
                    self.months.entry(number).or_default().take(rule, test, &block);
                }
                Test::Motif(test) => {
                    self.patterns
                        .entry(number)
                        .or_insert_with(|| Patterns::new(test))
                        .take(number, test, &block, told);
                }
                _ => {}
            }
        }
    }

    /// Settles a rule on all subjects together.
    pub(super) fn settle_all(
        &mut self,
        number: u16,
        rule: &Rule,
        world: &World<'_>,
        now_us: i64,
        told: &mut Vec<Told>,
    ) {
        match &rule.test {
            Test::Profile(test) => {
                self.months.entry(number).or_default().settle(number, test, world, now_us, told);
            }
            Test::Motif(test) => {
                if let Some(patterns) = self.patterns.get_mut(&number) {
                    patterns.settle(number, test, now_us, told);
                }
            }
            _ => {}
        }
    }
}
