//! The law of one day: which rules began and ended between two, and a rule set as it stood on one.

use jiff::civil::Date;

use crate::expression::Expr;
use crate::lower::Lower;
use crate::rule_set::{RuleSet, Window};

/// What changed between two days. Numbers are places of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Rules of the first day that are no law on the other.
    pub ended: Vec<usize>,
    /// Rules of the other day that were no law on the first.
    pub began: Vec<usize>,
}

impl RuleSet {
    /// What changed for facts and decisions of one day against those of another.
    pub fn changed(&self, one: Date, other: Date) -> Changed {
        let mut changed = Changed::default();
        for (at, rule) in self.rules.iter().enumerate() {
            match (rule.window.holds(one, one), rule.window.holds(other, other)) {
                (true, false) => changed.ended.push(at),
                (false, true) => changed.began.push(at),
                _ => {}
            }
        }
        changed
    }

    /// The law of one day, applied to every case whatever its dates: rules that were law on that day apply without
    /// looking at dates of commencement, the others not at all.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Self {
        let mut set = self.clone();
        for rule in &mut set.rules {
            if !rule.window.holds(day, day) {
                rule.when = Expr::Always(false);
                rule.readings = None;
            }
            rule.window = Window { cites: std::mem::take(&mut rule.window.cites), ..Window::default() };
        }
        let consistent: Vec<Expr> = set.consistent.iter().map(|(expr, _, _)| expr.clone()).collect();
        set.ops.clear();
        set.comparisons.clear();
        set.placeholders.clear();
        set.conclusions.iter_mut().for_each(|own| own.ops.clear());
        let places = Vec::new();
        let mut done = Lower::new(&mut set, &places).run().is_ok();
        for (at, expr) in consistent.iter().enumerate() {
            match Lower::new(&mut set, &places).condition(expr) {
                Ok(op) => {
                    if let Some((_, own, _)) = set.consistent.get_mut(at) {
                        *own = op;
                    }
                }
                Err(_) => done = false,
            }
        }
        set.note_resting();
        // What was worked out once works out again; the rule set as it is would be the lesser wrong.
        if done { set } else { self.clone() }
    }
}
