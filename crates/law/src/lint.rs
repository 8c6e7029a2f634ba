//! Whether a rule set is whole: texts in both languages, and tables without gaps, overlaps and dead rules, shown by going
//! through all cases.

use crate::rule_set::{Conclusion, RuleSet};
use crate::table::Table;
use crate::text::Text;
use crate::written::RuleKind;

/// What is wrong with a rule set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The fact, conclusion or rule.
    pub about: String,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// The kinds of faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A text lacks a language.
    NoText,
    /// The cost of a fact is not 1 to 9.
    Cost(u8),
    /// No rule decides this case.
    Gap(String),
    /// Two rules decide this case differently.
    Overlap {
        /// The one.
        one: String,
        /// The other.
        other: String,
        /// The case.
        case: String,
    },
    /// No case meets its conditions.
    Dead,
    /// No case meets both its conditions and those of a rule it is an exception to.
    Idle(String),
    /// There are too many cases to go through.
    TooMany(u128),
    /// A fact that nothing looks at.
    Unused,
}

/// What was gone through for a conclusion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The conclusion.
    pub conclusion: String,
    /// The rules that decide it, and exceptions to them.
    pub rules: usize,
    /// The cases gone through; none where all rules decide the same, so that nothing can conflict or be left open.
    pub cases: u128,
}

/// The result of a lint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lint {
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// What was shown to be right.
    pub proven: Vec<Proven>,
}

/// Ours: a second or two.
const MOST_CASES: u128 = 4_000_000;

impl RuleSet {
    /// Looks for faults.
    pub fn lint(&self) -> Lint {
        let mut lint = Lint::default();
        self.lint_texts(&mut lint);
        for (at, own) in self.conclusions.iter().enumerate() {
            self.lint_table(at, own, &mut lint);
        }
        for at in 0..self.rules.len() {
            self.lint_rule(at, &mut lint);
        }
        lint
    }

    fn lint_texts(&self, lint: &mut Lint) {
        let mut text = |about: &str, text: &Text| {
            if text.en.trim().is_empty() || text.fr.trim().is_empty() {
                lint.faults.push(Fault { about: about.to_owned(), kind: FaultKind::NoText });
            }
        };
        text(&self.id, &self.title);
        text(&self.id, &self.about);
        self.caveats.iter().for_each(|own| text(&self.id, own));
        for fact in &self.facts {
            text(&fact.id, &fact.ask);
            fact.help.iter().for_each(|own| text(&fact.id, own));
            fact.values.iter().for_each(|own| text(&fact.id, &own.says));
        }
        for own in &self.conclusions {
            text(&own.id, &own.says);
            own.values.iter().filter(|_| !own.is_yes_no).for_each(|value| text(&own.id, &value.says));
        }
        for rule in &self.rules {
            text(&rule.id, &rule.says);
            rule.note.iter().for_each(|own| text(&rule.id, own));
            rule.readings.iter().for_each(|own| text(&rule.id, &own.differ));
        }
        self.instruments.values().for_each(|own| text(&own.cite, &own.title));
        for (at, fact) in self.facts.iter().enumerate() {
            if !(1..=9).contains(&fact.cost) {
                lint.faults.push(Fault { about: fact.id.clone(), kind: FaultKind::Cost(fact.cost) });
            }
            if !self.uses_fact(at) {
                lint.faults.push(Fault { about: fact.id.clone(), kind: FaultKind::Unused });
            }
        }
    }

    fn uses_fact(&self, at: usize) -> bool {
        let Some(fact) = self.facts.get(at) else { return true };
        self.rules.iter().any(|rule| {
            let named = |expr| crate::lower::names(expr).contains(&fact.id);
            let is_read = rule.readings.as_ref().is_some_and(|own| named(&own.strict) || named(&own.loose));
            let dated = rule.window.decided_from.is_some() || rule.window.decided_to.is_some();
            let is_dated = dated && fact.id == crate::rule_set::DECISION;
            named(&rule.when) || is_read || rule.window.of == Some(at) || is_dated
        })
    }

    /// Gaps and overlaps.
    fn lint_table(&self, at: usize, own: &Conclusion, lint: &mut Lint) {
        let deciders: Vec<usize> = self.deciders(at).map(|(rule, _)| rule).collect();
        let value =
            |rule: &usize| self.rules.get(*rule).and_then(|own| own.concludes).map(|(_, value)| value);
        let is_one = deciders.iter().all(|rule| value(rule) == deciders.first().and_then(value));
        let mut fault = |kind| lint.faults.push(Fault { about: own.id.clone(), kind });
        if is_one && own.otherwise.is_some() {
            if deciders.is_empty() {
                fault(FaultKind::Dead);
            }
            let rules = deciders.len();
            lint.proven.push(Proven { conclusion: own.id.clone(), rules, cases: 0 });
            return;
        }
        let table = Table::new(self, &deciders);
        let cases = table.cases();
        if cases > MOST_CASES {
            return fault(FaultKind::TooMany(cases));
        }
        let mut seen = Vec::new();
        table.each(|case, _, active| {
            let deciding: Vec<usize> =
                active.iter().copied().filter(|rule| deciders.contains(rule)).collect();
            let first = deciding.first().copied();
            let other = deciding.iter().copied().find(|rule| value(rule) != first.as_ref().and_then(value));
            let kind = match (first, other) {
                (None, _) if own.otherwise.is_none() => FaultKind::Gap(table.told(case)),
                (Some(one), Some(other)) => FaultKind::Overlap {
                    one: self.rule_name(one),
                    other: self.rule_name(other),
                    case: table.told(case),
                },
                _ => return true,
            };
            let key = match &kind {
                FaultKind::Overlap { one, other, .. } => format!("{one} {other}"),
                _ => String::new(),
            };
            if !seen.contains(&key) && !table.is_impossible(case) {
                seen.push(key);
                fault(kind);
            }
            true
        });
        lint.proven.push(Proven { conclusion: own.id.clone(), rules: deciders.len(), cases });
    }

    /// Rules that never apply, and exceptions to what never holds together with them.
    fn lint_rule(&self, at: usize, lint: &mut Lint) {
        let Some(rule) = self.rules.get(at) else { return };
        let about = rule.id.clone();
        let meets = |targets: &[usize]| {
            // Without exceptions: only whether the conditions can be met at all.
            let table = Table::plain(self, targets);
            if table.cases() > MOST_CASES {
                return true;
            }
            let mut found = false;
            table.each(|case, _, active| {
                found = targets.iter().all(|own| active.contains(own)) && !table.is_impossible(case);
                !found
            });
            found
        };
        if !meets(&[at]) {
            lint.faults.push(Fault { about, kind: FaultKind::Dead });
            return;
        }
        for target in rule.exception_to.iter().filter(|_| rule.kind == RuleKind::Rule) {
            if !meets(&[at, *target]) {
                let kind = FaultKind::Idle(self.rule_name(*target));
                lint.faults.push(Fault { about: rule.id.clone(), kind });
            }
        }
    }

    fn rule_name(&self, at: usize) -> String {
        self.rules.get(at).map(|rule| rule.id.clone()).unwrap_or_default()
    }
}
