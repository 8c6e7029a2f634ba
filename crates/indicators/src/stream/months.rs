//! Months held against peers, once they are over.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Currency, Truth};
use serde::{Deserialize, Serialize};

use crate::pack::Rule;
use crate::profile::{Accrued, Month, ProfileRule, Run, month_of};
use crate::quantity::{DAY_US, HOUR_US};
use crate::rows::Row;
use crate::stream::book::{Block, Told, What};
use crate::stream::slot::Info;
use crate::world::World;

/// How far a local clock may be behind UTC, and an hour for what no clock is.
const BEHIND_US: i64 = 26 * HOUR_US;

/// What each subject did in a month, by currency, with the events that are shown.
type OfMonth = BTreeMap<(u32, Currency), (Accrued, Vec<Info>)>;

/// What one rule keeps of all subjects' months.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Months {
    of_month: BTreeMap<i64, OfMonth>,
    /// Months that fired in a row and may go on.
    runs: BTreeMap<(u32, Currency), (Run, Vec<Info>)>,
}

impl Months {
    /// Takes in the rows that the rule selects.
    pub(crate) fn take(&mut self, rule: &Rule, test: &ProfileRule, block: &Block<'_>) {
        for at in test.selected(block.decided).filter(|at| block.is_of(rule, *at)) {
            let row = Row { world: block.world, rows: block.rows, at };
            let mut key = None;
            let of_month = &mut self.of_month;
            let is_shown = test.accrue(row, block.decided, |(subject, currency, month)| {
                key = Some((subject, currency, month));
                let own = of_month.entry(month).or_default().entry((subject, currency));
                &mut own.or_insert_with(|| (test.accrued(), Vec::new())).0
            });
            let Some((subject, currency, month)) = key.filter(|_| is_shown) else { continue };
            let own = self.of_month.get_mut(&month).and_then(|own| own.get_mut(&(subject, currency)));
            if let (Some((accrued, infos)), Some((event, info))) = (own, block.event(at)) {
                if let Some(last) = accrued.events.last_mut() {
                    *last = *event;
                }
                infos.push(info.clone());
            }
        }
    }

    /// Judges the months that are over by `now_us`.
    pub(crate) fn settle(
        &mut self,
        rule: u16,
        test: &ProfileRule,
        world: &World<'_>,
        now_us: i64,
        told: &mut Vec<Told>,
    ) {
        let now = if now_us == i64::MAX {
            i64::MAX
        } else {
            month_of(now_us.saturating_sub(BEHIND_US).div_euclid(DAY_US)).unwrap_or(i64::MIN)
        };
        while let Some(entry) = self.of_month.first_entry().filter(|entry| *entry.key() < now) {
            let month = *entry.key();
            let all = entry.remove();
            let judge = |((subject, currency), (accrued, _)): (&(u32, Currency), &(Accrued, Vec<Info>))| {
                test.month(world, (*subject, *currency, month), accrued)
            };
            let months: Vec<Month> = all.iter().map(judge).collect();
            let groups = ProfileRule::peers(&months);
            self.end_runs(rule, test, month, told);
            let mut opened = BTreeSet::new();
            for (own, (key, (_, infos))) in months.into_iter().zip(all) {
                if test.fires(&own, &groups) != Truth::True {
                    continue;
                }
                if let Some((run, strongest)) = self.runs.get_mut(&key) {
                    run.join(own);
                    if run.strongest.number == month {
                        *strongest = infos;
                    }
                } else {
                    self.runs.insert(key, (Run::of(own), infos));
                    opened.insert(key);
                }
            }
            for (key, (run, infos)) in self.runs.iter().filter(|(key, _)| opened.contains(key)) {
                told.push(tell(rule, *key, What::Opened(test.found(run).1, infos.clone())));
            }
        }
        self.end_runs(rule, test, now, told);
    }

    /// Ends what can no longer be followed by a month that is `month` or later.
    fn end_runs(&mut self, rule: u16, test: &ProfileRule, month: i64, told: &mut Vec<Told>) {
        self.runs.retain(|key, (run, infos)| {
            let is_over = run.last.saturating_add(1) < month;
            if is_over {
                told.push(tell(rule, *key, What::Over(test.found(run).1, std::mem::take(infos))));
            }
            !is_over
        });
    }
}

fn tell(rule: u16, (subject, currency): (u32, Currency), what: What) -> Told {
    Told { rule, subject, group: (0, currency), what }
}
