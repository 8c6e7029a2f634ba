//! All cases of one table: every combination of values that its rules can tell apart.
//!
//! A table is a conclusion with the rules that decide it and their exceptions. Its inputs are the facts and the other
//! conclusions that they name; of each only as many values are tried as some condition tells apart: one choice of each
//! class, numbers and dates just below, at and above each boundary. Rules are read here a second time, in two values and
//! straight from the conditions as written, so that this does not share the mistakes of `lower` and `evaluate`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};

use crate::day;
use crate::expression::{Expr, Relation, Term, Unit};
use crate::facts::Held;
use crate::lower::names;
use crate::points::{around, span};
use crate::rule_set::{DECISION, Rule, RuleSet};
use crate::tri::Governs;
use crate::written::Kind;

/// Which reading of conditions with two is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// What governs; the strict one where none does.
    GovernedStrict,
    /// What governs; the loose one where none does.
    GovernedLoose,
    Strict,
    Loose,
}

pub(crate) const PICKS: [Pick; 4] = [Pick::GovernedStrict, Pick::GovernedLoose, Pick::Strict, Pick::Loose];

/// A condition over numbered inputs.
#[derive(Clone, Debug)]
enum Test {
    Always(bool),
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    Yes(usize),
    In(usize, u64),
    Compare(Sum, Relation, Sum),
}

#[derive(Clone, Debug)]
enum Sum {
    Number(i64),
    Date(Date),
    Input(usize),
    Days(Box<Sum>, Box<Sum>),
    Years(Box<Sum>, Box<Sum>),
    Shift(Box<Sum>, i64, Unit),
}

/// What a table looks at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Input {
    Slot(usize),
    Conclusion(usize),
}

/// A rule of a table: its condition with its window under each pick, and its exceptions within the table.
#[derive(Debug)]
struct Row {
    rule: usize,
    tests: Vec<Test>,
    exceptions: Vec<usize>,
}

/// The table of some rules, ready to be gone through.
#[derive(Debug)]
pub(crate) struct Table<'s> {
    set: &'s RuleSet,
    inputs: Vec<Input>,
    rows: Vec<Row>,
    values: Vec<Vec<Held>>,
}

/// One combination of inputs.
pub(crate) type Case = Vec<Held>;

impl<'s> Table<'s> {
    /// The table of these rules and all exceptions to them.
    pub(crate) fn new(set: &'s RuleSet, rules: &[usize]) -> Self {
        Self::of(set, rules, true)
    }

    /// The table of these rules alone.
    pub(crate) fn plain(set: &'s RuleSet, rules: &[usize]) -> Self {
        Self::of(set, rules, false)
    }

    fn of(set: &'s RuleSet, rules: &[usize], has_exceptions: bool) -> Self {
        let mut table = Self { set, inputs: Vec::new(), rows: Vec::new(), values: Vec::new() };
        for rule in rules {
            table.row(*rule, has_exceptions);
        }
        table.values = table.all_values();
        table
    }

    /// How many cases there are.
    pub(crate) fn cases(&self) -> u128 {
        self.values.iter().map(|values| values.len() as u128).product()
    }

    fn row(&mut self, rule: usize, has_exceptions: bool) -> Option<usize> {
        if let Some(at) = self.rows.iter().position(|row| row.rule == rule) {
            return Some(at);
        }
        let own = self.set.rules.get(rule)?;
        let tests = PICKS.iter().map(|pick| self.rule_test(own, *pick)).collect();
        let at = self.rows.len();
        self.rows.push(Row { rule, tests, exceptions: Vec::new() });
        if has_exceptions {
            let exceptions = own.exceptions.iter().filter_map(|own| self.row(*own, true)).collect();
            if let Some(row) = self.rows.get_mut(at) {
                row.exceptions = exceptions;
            }
        }
        Some(at)
    }

    fn rule_test(&mut self, rule: &Rule, pick: Pick) -> Test {
        let when = match &rule.readings {
            None => self.test(&rule.when),
            Some(own) => {
                let is_strict = match pick {
                    Pick::Strict => true,
                    Pick::Loose => false,
                    Pick::GovernedStrict => own.governs != Governs::Loose,
                    Pick::GovernedLoose => own.governs == Governs::Strict,
                };
                self.test(if is_strict { &own.strict } else { &own.loose })
            }
        };
        let mut parts = vec![when];
        let window = &rule.window;
        let decision = self.set.position(DECISION);
        for (fact, relation, bound) in [
            (window.of, Relation::GreaterOrEqual, window.from),
            (window.of, Relation::LessOrEqual, window.to),
            (decision, Relation::GreaterOrEqual, window.decided_from),
            (decision, Relation::LessOrEqual, window.decided_to),
        ] {
            let slot = fact.and_then(|fact| self.set.facts.get(fact)).map(|fact| fact.slot);
            if let (Some(slot), Some(bound)) = (slot, bound) {
                let input = self.input(Input::Slot(slot));
                parts.push(Test::Compare(Sum::Input(input), relation, Sum::Date(bound)));
            }
        }
        Test::All(parts)
    }

    fn input(&mut self, input: Input) -> usize {
        self.inputs.iter().position(|own| *own == input).unwrap_or_else(|| {
            self.inputs.push(input);
            self.inputs.len() - 1
        })
    }

    fn test(&mut self, expr: &Expr) -> Test {
        match expr {
            Expr::Always(value) => Test::Always(*value),
            Expr::All(parts) => Test::All(parts.iter().map(|part| self.test(part)).collect()),
            Expr::Any(parts) => Test::Any(parts.iter().map(|part| self.test(part)).collect()),
            Expr::Not(inner) => Test::Not(Box::new(self.test(inner))),
            Expr::Name(name) => self.named(name),
            Expr::AnyOf(name) => {
                let Some(fact) = self.set.fact(name) else { return Test::Always(false) };
                let members = fact.slot..fact.slot + fact.values.len();
                Test::Any(members.map(|slot| Test::Yes(self.input(Input::Slot(slot)))).collect())
            }
            Expr::Is(name, values) => {
                let (input, ids) = match self.set.conclusions.iter().position(|own| own.id == *name) {
                    Some(at) => (Input::Conclusion(at), self.set.conclusions.get(at).map(|own| &own.values)),
                    None => match self.set.fact(name) {
                        Some(fact) => (Input::Slot(fact.slot), Some(&fact.values)),
                        None => return Test::Always(false),
                    },
                };
                let ids = ids.into_iter().flatten().enumerate();
                let bits = ids.filter(|(_, own)| values.contains(&own.id)).map(|(at, _)| 1_u64 << at).sum();
                Test::In(self.input(input), bits)
            }
            Expr::Compare(left, relation, right) => Test::Compare(self.sum(left), *relation, self.sum(right)),
        }
    }

    fn named(&mut self, name: &str) -> Test {
        if let Some(at) = self.set.conclusions.iter().position(|own| own.id == name) {
            return Test::In(self.input(Input::Conclusion(at)), 1);
        }
        let (first, member) = name.split_once('.').unwrap_or((name, ""));
        let Some(fact) = self.set.fact(first) else { return Test::Always(false) };
        let offset = fact.values.iter().position(|own| own.id == member).unwrap_or_default();
        Test::Yes(self.input(Input::Slot(fact.slot + offset)))
    }

    fn sum(&mut self, term: &Term) -> Sum {
        match term {
            Term::Number(number) => Sum::Number(*number),
            Term::Date(date) => Sum::Date(*date),
            Term::Name(name) => {
                let slot = self.set.fact(name).map_or(usize::MAX, |fact| fact.slot);
                Sum::Input(self.input(Input::Slot(slot)))
            }
            Term::Days(from, to) => Sum::Days(Box::new(self.sum(from)), Box::new(self.sum(to))),
            Term::Years(from, to) => Sum::Years(Box::new(self.sum(from)), Box::new(self.sum(to))),
            Term::Shift(inner, number, unit) => Sum::Shift(Box::new(self.sum(inner)), *number, *unit),
        }
    }

    /// The values to try of each input.
    fn all_values(&self) -> Vec<Vec<Held>> {
        let dates = self.dates();
        let tests = || self.rows.iter().flat_map(|row| &row.tests);
        let plain = self.inputs.iter().enumerate().map(|(at, input)| match input {
            Input::Conclusion(own) => {
                let count = self.set.conclusions.get(*own).map_or(0, |own| own.values.len());
                classes(count, tests().flat_map(|test| masks(test, at)))
            }
            Input::Slot(slot) => {
                let fact = self.set.slots.get(*slot).and_then(|own| self.set.facts.get(own.fact));
                match fact.map(|fact| fact.kind) {
                    Some(Kind::YesNo | Kind::Several) => vec![Held::No, Held::Yes],
                    Some(Kind::Choice) => {
                        let count = fact.map_or(0, |fact| fact.values.len());
                        classes(count, tests().flat_map(|test| masks(test, at)))
                    }
                    Some(Kind::Number) => {
                        let (least, most) = fact.map_or((0, 0), |fact| (fact.least, fact.most));
                        let near = tests().flat_map(|test| numbers(test, at));
                        let near: BTreeSet<i64> = near.flat_map(|at| [at - 1, at, at + 1]).collect();
                        near.into_iter().filter(|at| (least..=most).contains(at)).map(Held::Number).collect()
                    }
                    Some(Kind::Date) => {
                        dates.get(&at).into_iter().flatten().copied().map(Held::Day).collect()
                    }
                    None => Vec::new(),
                }
            }
        });
        plain.map(|values| if values.is_empty() { vec![Held::Unknown] } else { values }).collect()
    }

    /// Days around each boundary, carried over to other dates that are compared with it.
    fn dates(&self) -> BTreeMap<usize, BTreeSet<Date>> {
        /// Ours: a first day to begin with, where no condition names one.
        const SOME_DAY: Date = date(2026, 4, 1);
        let mut found: BTreeMap<usize, BTreeSet<Date>> = BTreeMap::new();
        let mut pairs: Vec<(Sum, Sum)> = Vec::new();
        for test in self.rows.iter().flat_map(|row| &row.tests) {
            comparisons(test, &mut pairs);
        }
        for round in 0..3 {
            let known = found.clone();
            for (left, right) in &pairs {
                for (one, other) in [(left, right), (right, left)] {
                    for (input, day) in turns(one, other, &known) {
                        // Later rounds only carry over; they would grow without end otherwise.
                        let days = around(day).filter(|near| round < 2 || *near == day);
                        found.entry(input).or_default().extend(days);
                    }
                }
            }
            if round == 0 && found.is_empty() {
                for (at, input) in self.inputs.iter().enumerate() {
                    let slot = match input {
                        Input::Slot(slot) => self.set.slots.get(*slot),
                        Input::Conclusion(_) => None,
                    };
                    let fact = slot.and_then(|own| self.set.facts.get(own.fact));
                    if fact.is_some_and(|fact| fact.kind == Kind::Date) && found.is_empty() {
                        found.entry(at).or_default().insert(SOME_DAY);
                    }
                }
            }
        }
        found
    }

    /// Goes through all cases until `see` says to stop. It is given the case, and for each pick the rules of the table
    /// that apply, by number of rule.
    pub(crate) fn each(&self, mut see: impl FnMut(&Case, Pick, &[usize]) -> bool) {
        let mut at = vec![0_usize; self.values.len()];
        let mut case: Case = self.values.iter().filter_map(|values| values.first().copied()).collect();
        let mut active = Vec::new();
        loop {
            for (number, pick) in PICKS.into_iter().enumerate() {
                active.clear();
                let rows = self.rows.iter().enumerate();
                active.extend(
                    rows.filter(|(own, _)| self.applies(*own, number, &case)).map(|(_, row)| row.rule),
                );
                if !see(&case, pick, &active) {
                    return;
                }
            }
            let mut place = 0;
            loop {
                let (Some(own), Some(values)) = (at.get_mut(place), self.values.get(place)) else { return };
                *own = if *own + 1 < values.len() { *own + 1 } else { 0 };
                if let (Some(held), Some(value)) = (case.get_mut(place), values.get(*own)) {
                    *held = *value;
                }
                if *own > 0 {
                    break;
                }
                place += 1;
            }
        }
    }

    fn applies(&self, row: usize, pick: usize, case: &Case) -> bool {
        self.rows.get(row).is_some_and(|own| {
            own.tests.get(pick).is_some_and(|test| holds(test, case))
                && !own.exceptions.iter().any(|exception| self.applies(*exception, pick, case))
        })
    }

    /// A case in words: the inputs and their values.
    pub(crate) fn told(&self, case: &Case) -> String {
        let parts = self.inputs.iter().zip(case).map(|(input, held)| match input {
            Input::Conclusion(at) => {
                let own = self.set.conclusions.get(*at);
                let name = own.map_or("", |own| own.id.as_str());
                let value = match held {
                    Held::Choice(value) => own.and_then(|own| own.values.get(usize::from(*value))),
                    _ => None,
                };
                format!("{name} {}", value.map_or("?", |value| value.id.as_str()))
            }
            Input::Slot(slot) => {
                format!("{} {}", self.set.slot_name(*slot), self.set.held_code(*slot, *held))
            }
        });
        parts.collect::<Vec<_>>().join(", ")
    }

    /// Whether a case breaks a condition that facts must keep, as far as the table looks at its facts.
    pub(crate) fn is_impossible(&self, case: &Case) -> bool {
        self.set.consistent.iter().any(|(expr, _, _)| {
            let known = names(expr).iter().all(|name| {
                let slot = self.set.fact(name).map(|fact| Input::Slot(fact.slot));
                slot.is_some_and(|slot| self.inputs.contains(&slot))
            });
            let mut own =
                Self { set: self.set, inputs: self.inputs.clone(), rows: Vec::new(), values: Vec::new() };
            known && !holds(&own.test(expr), case)
        })
    }
}

/// One value of each class of values that no condition tells apart.
fn classes(count: usize, masks: impl Iterator<Item = u64>) -> Vec<Held> {
    let masks: BTreeSet<u64> = masks.collect();
    let mut seen = BTreeSet::new();
    let new = (0..count).filter(|at| {
        let told: Vec<bool> = masks.iter().map(|mask| mask >> at & 1 == 1).collect();
        seen.insert(told)
    });
    new.filter_map(|at| u8::try_from(at).ok()).map(Held::Choice).collect()
}

fn walk<'t>(test: &'t Test, see: &mut impl FnMut(&'t Test)) {
    see(test);
    match test {
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| walk(part, see)),
        Test::Not(inner) => walk(inner, see),
        _ => {}
    }
}

fn masks(test: &Test, input: usize) -> Vec<u64> {
    let mut found = Vec::new();
    walk(test, &mut |own| {
        if let Test::In(at, mask) = own
            && *at == input
        {
            found.push(*mask);
        }
    });
    found
}

fn numbers(test: &Test, input: usize) -> Vec<i64> {
    let mut found = Vec::new();
    walk(test, &mut |own| match own {
        Test::Compare(Sum::Input(at), _, Sum::Number(number))
        | Test::Compare(Sum::Number(number), _, Sum::Input(at))
            if *at == input =>
        {
            found.push(*number);
        }
        _ => {}
    });
    found
}

fn comparisons(test: &Test, found: &mut Vec<(Sum, Sum)>) {
    walk(test, &mut |own| {
        if let Test::Compare(left, _, right) = own {
            found.push((left.clone(), right.clone()));
        }
    });
}

/// The days at which a comparison turns, for each date in `side`, given the days known of other dates.
fn turns(side: &Sum, other: &Sum, known: &BTreeMap<usize, BTreeSet<Date>>) -> Vec<(usize, Date)> {
    let days = |sum: &Sum| -> Vec<Date> {
        match sum {
            Sum::Date(date) => vec![*date],
            Sum::Input(at) => known.get(at).into_iter().flatten().copied().collect(),
            Sum::Shift(inner, number, unit) => {
                let inner: Vec<Date> = match inner.as_ref() {
                    Sum::Date(date) => vec![*date],
                    Sum::Input(at) => known.get(at).into_iter().flatten().copied().collect(),
                    _ => Vec::new(),
                };
                inner.into_iter().filter_map(|day| day.checked_add(span(*number, *unit)).ok()).collect()
            }
            _ => Vec::new(),
        }
    };
    match side {
        Sum::Input(at) => days(other).into_iter().map(|day| (*at, day)).collect(),
        Sum::Shift(inner, number, unit) => match inner.as_ref() {
            Sum::Input(at) => {
                let back = days(other).into_iter();
                back.filter_map(|day| Some((*at, day.checked_sub(span(*number, *unit)).ok()?))).collect()
            }
            _ => Vec::new(),
        },
        Sum::Days(from, to) | Sum::Years(from, to) => {
            let Sum::Number(number) = other else { return Vec::new() };
            let unit = if matches!(side, Sum::Days(..)) { Unit::Days } else { Unit::Years };
            let apart = span(*number, unit);
            let mut found = Vec::new();
            if let Sum::Input(at) = from.as_ref() {
                found
                    .extend(days(to).into_iter().filter_map(|day| Some((*at, day.checked_sub(apart).ok()?))));
            }
            if let Sum::Input(at) = to.as_ref() {
                found.extend(
                    days(from).into_iter().filter_map(|day| Some((*at, day.checked_add(apart).ok()?))),
                );
            }
            found
        }
        Sum::Number(_) | Sum::Date(_) => Vec::new(),
    }
}

fn holds(test: &Test, case: &Case) -> bool {
    match test {
        Test::Always(value) => *value,
        Test::All(parts) => parts.iter().all(|part| holds(part, case)),
        Test::Any(parts) => parts.iter().any(|part| holds(part, case)),
        Test::Not(inner) => !holds(inner, case),
        Test::Yes(at) => case.get(*at) == Some(&Held::Yes),
        Test::In(at, mask) => match case.get(*at) {
            Some(Held::Choice(value)) => mask >> value & 1 == 1,
            _ => false,
        },
        Test::Compare(left, relation, right) => {
            let order = match (count(left, case), count(right, case)) {
                (Some(left), Some(right)) => Some(left.cmp(&right)),
                _ => calendar(left, case).zip(calendar(right, case)).map(|(left, right)| left.cmp(&right)),
            };
            order.is_some_and(|order| relation.holds(order))
        }
    }
}

fn count(sum: &Sum, case: &Case) -> Option<i64> {
    match sum {
        Sum::Number(number) => Some(*number),
        Sum::Input(at) => match case.get(*at) {
            Some(Held::Number(number)) => Some(*number),
            _ => None,
        },
        Sum::Days(from, to) => Some(day::days(calendar(from, case)?, calendar(to, case)?)),
        Sum::Years(from, to) => Some(day::years(calendar(from, case)?, calendar(to, case)?)),
        Sum::Date(_) | Sum::Shift(..) => None,
    }
}

fn calendar(sum: &Sum, case: &Case) -> Option<Date> {
    match sum {
        Sum::Date(date) => Some(*date),
        Sum::Input(at) => match case.get(*at) {
            Some(Held::Day(date)) => Some(*date),
            _ => None,
        },
        Sum::Shift(inner, number, unit) => calendar(inner, case)?.checked_add(span(*number, *unit)).ok(),
        Sum::Number(_) | Sum::Days(..) | Sum::Years(..) => None,
    }
}
