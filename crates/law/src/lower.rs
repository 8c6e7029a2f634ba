//! Conditions become operations, each written once however often it is used.

use std::collections::HashMap;

use crate::compile::Places;
use crate::error::{LawError, nearest};
use crate::expression::{self, Expr, Relation, Term};
use crate::rule_set::{Comparison, DECISION, Op, RuleSet, Value};
use crate::text::Text;
use crate::written::Kind;

/// How far the work on a rule or conclusion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    Begun,
    Done,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Number,
    Date,
}

pub(crate) struct Lower<'s, 'f> {
    set: &'s mut RuleSet,
    places: &'s Places<'f>,
    known: HashMap<Op, u32>,
    conclusions: Vec<State>,
    rules: Vec<State>,
}

impl<'s, 'f> Lower<'s, 'f> {
    pub(crate) fn new(set: &'s mut RuleSet, places: &'s Places<'f>) -> Self {
        let known = set.ops.iter().cloned().zip(0..).collect();
        let state = |own: bool| if own { State::Done } else { State::New };
        let conclusions = set.conclusions.iter().map(|own| state(!own.ops.is_empty())).collect();
        let rules = set.rules.iter().map(|_| state(!set.ops.is_empty())).collect();
        Self { set, places, known, conclusions, rules }
    }

    /// Works out every conclusion and rule.
    pub(crate) fn run(mut self) -> Result<(), LawError> {
        for at in 0..self.conclusions.len() {
            self.conclusion(at)?;
        }
        for at in 0..self.rules.len() {
            self.rule(at)?;
        }
        for at in 0..self.rules.len() {
            self.engaged(at);
        }
        self.placeholders()
    }

    fn wrong(&self, rule: usize, said: &str) -> LawError {
        match self.places.get(rule) {
            Some((source, id)) => source.about(id, said),
            None => {
                LawError::Form { file: self.set.id.clone(), line: 1, column: 1, message: said.to_owned() }
            }
        }
    }

    fn conclusion(&mut self, at: usize) -> Result<(), LawError> {
        if self.conclusions.get(at) != Some(&State::New) {
            return Ok(());
        }
        self.mark_conclusion(at, State::Begun);
        let deciders: Vec<(usize, usize)> = self
            .set
            .deciders(at)
            .filter_map(|(rule, own)| own.concludes.map(|(_, value)| (rule, value)))
            .collect();
        for (rule, _) in &deciders {
            self.rule(*rule)?;
        }
        let Some(own) = self.set.conclusions.get(at) else { return Ok(()) };
        let (count, otherwise) = (own.values.len(), own.otherwise);
        let mut ops = Vec::new();
        for value in 0..count {
            let active: Vec<u32> = deciders
                .iter()
                .filter(|(_, own)| *own == value)
                .filter_map(|(rule, _)| self.set.rules.get(*rule).map(|own| own.active_op))
                .collect();
            ops.push(self.any(active));
        }
        if let Some(value) = otherwise {
            let others: Vec<u32> =
                ops.iter().enumerate().filter(|(own, _)| *own != value).map(|(_, op)| *op).collect();
            let others = self.any(others);
            let none = self.op(Op::Not(others));
            if let Some(op) = ops.get(value).copied() {
                // Where rules decide for it too, it still cannot hold against another that does.
                let both = self.any(vec![op, none]);
                if let Some(own) = ops.get_mut(value) {
                    *own = both;
                }
            }
        }
        if let Some(own) = self.set.conclusions.get_mut(at) {
            own.ops = ops;
        }
        self.mark_conclusion(at, State::Done);
        Ok(())
    }

    fn mark_conclusion(&mut self, at: usize, state: State) {
        if let Some(own) = self.conclusions.get_mut(at) {
            *own = state;
        }
    }

    fn rule(&mut self, at: usize) -> Result<(), LawError> {
        match self.rules.get(at) {
            Some(State::New) => {}
            Some(State::Begun) => return Err(self.wrong(at, "the rule depends on itself")),
            _ => return Ok(()),
        }
        let Some(rule) = self.set.rules.get(at).cloned() else { return Ok(()) };
        if let Some(own) = self.rules.get_mut(at) {
            *own = State::Begun;
        }
        let when = match &rule.readings {
            None => self.condition_in(at, &rule.when)?,
            Some(own) => {
                let strict = self.condition_in(at, &own.strict)?;
                let loose = self.condition_in(at, &own.loose)?;
                self.op(Op::Readings(strict, loose, own.governs))
            }
        };
        let in_force = self.window(at, &rule.window)?;
        let met = self.all(vec![in_force, when]);
        let mut parts = vec![met];
        for exception in &rule.exceptions {
            self.rule(*exception)?;
            if let Some(active) = self.set.rules.get(*exception).map(|own| own.active_op) {
                parts.push(self.op(Op::Not(active)));
            }
        }
        let active = self.all(parts);
        if let Some(own) = self.set.rules.get_mut(at) {
            own.in_force_op = in_force;
            own.when_op = when;
            own.met_op = met;
            own.active_op = active;
        }
        if let Some(own) = self.rules.get_mut(at) {
            *own = State::Done;
        }
        Ok(())
    }

    /// An exception matters only where what it is an exception to would otherwise hold.
    fn engaged(&mut self, at: usize) {
        let Some(rule) = self.set.rules.get(at) else { return };
        let active = rule.active_op;
        let targets: Vec<u32> = rule
            .exception_to
            .iter()
            .filter_map(|target| self.set.rules.get(*target).map(|own| own.met_op))
            .collect();
        let engaged = if targets.is_empty() {
            active
        } else {
            let any = self.any(targets);
            self.all(vec![active, any])
        };
        if let Some(own) = self.set.rules.get_mut(at) {
            own.engaged_op = engaged;
        }
    }

    fn window(&mut self, at: usize, own: &crate::rule_set::Window) -> Result<u32, LawError> {
        let mut parts = Vec::new();
        let mut bound = |fact: Option<usize>, relation, day: Option<jiff::civil::Date>| {
            let fact = fact.and_then(|fact| self.set.facts.get(fact));
            if let (Some(fact), Some(day)) = (fact, day) {
                parts.push(Expr::Compare(Term::Name(fact.id.clone()), relation, Term::Date(day)));
            }
        };
        bound(own.of, Relation::GreaterOrEqual, own.from);
        bound(own.of, Relation::LessOrEqual, own.to);
        let decision = self.set.facts.iter().position(|fact| fact.id == DECISION);
        bound(decision, Relation::GreaterOrEqual, own.decided_from);
        bound(decision, Relation::LessOrEqual, own.decided_to);
        let is_dated = own.decided_from.is_some() || own.decided_to.is_some();
        if is_dated && decision.is_none() {
            return Err(self.wrong(at, "`decided_from` and `decided_to` need a fact `decision` of type date"));
        }
        if parts.is_empty() {
            return Ok(self.op(Op::Always(true)));
        }
        self.condition_in(at, &Expr::All(parts))
    }

    fn condition_in(&mut self, rule: usize, expr: &Expr) -> Result<u32, LawError> {
        // Conclusions that the condition rests on come first.
        for name in names(expr) {
            let found = self.set.conclusions.iter().position(|own| own.id == name);
            if let Some(found) = found {
                if self.conclusions.get(found) == Some(&State::Begun) {
                    return Err(self.wrong(rule, &format!("`{name}` depends on itself through this rule")));
                }
                self.conclusion(found)?;
            }
        }
        self.condition(expr).map_err(|said| self.wrong(rule, &said))
    }

    /// The operation of a condition over facts and conclusions that are already worked out.
    pub(crate) fn condition(&mut self, expr: &Expr) -> Result<u32, String> {
        Ok(match expr {
            Expr::Always(value) => self.op(Op::Always(*value)),
            Expr::All(parts) => {
                let parts = parts.iter().map(|part| self.condition(part)).collect::<Result<_, _>>()?;
                self.all(parts)
            }
            Expr::Any(parts) => {
                let parts = parts.iter().map(|part| self.condition(part)).collect::<Result<_, _>>()?;
                self.any(parts)
            }
            Expr::Not(inner) => {
                let inner = self.condition(inner)?;
                self.op(Op::Not(inner))
            }
            Expr::Name(name) => self.yes(name)?,
            Expr::AnyOf(name) => {
                let fact = self.set.fact(name).filter(|fact| fact.kind == Kind::Several);
                let fact = fact.ok_or_else(|| format!("`{name}` is no fact of type several"))?;
                let (first, count) = (fact.slot, fact.values.len());
                let parts = (first..first + count).map(|slot| self.slot(slot, Op::Yes)).collect();
                self.any(parts)
            }
            Expr::Is(name, values) => self.is(name, values)?,
            Expr::Compare(left, relation, right) => {
                let (left, left_sort) = self.value(left)?;
                let (right, right_sort) = self.value(right)?;
                if left_sort != right_sort {
                    return Err(format!("`{expr}` compares a number with a date"));
                }
                let comparison = Comparison { left, relation: *relation, right };
                let at = self.set.comparisons.iter().position(|own| *own == comparison);
                let at = at.unwrap_or_else(|| {
                    self.set.comparisons.push(comparison);
                    self.set.comparisons.len() - 1
                });
                let at = u16::try_from(at).map_err(|error| format!("too many comparisons: {error}"))?;
                self.op(Op::Compare(at))
            }
        })
    }

    fn slot(&mut self, slot: usize, op: fn(u16) -> Op) -> u32 {
        self.op(op(u16::try_from(slot).unwrap_or(u16::MAX)))
    }

    fn yes(&mut self, name: &str) -> Result<u32, String> {
        if let Some((set, member)) = name.split_once('.') {
            let fact = self.set.fact(set).filter(|fact| fact.kind == Kind::Several);
            let fact = fact.ok_or_else(|| format!("`{set}` is no fact of type several"))?;
            let at = fact.values.iter().position(|value| value.id == member);
            let at = at.ok_or_else(|| format!("`{set}` has no value `{member}`"))?;
            let slot = fact.slot + at;
            return Ok(self.slot(slot, Op::Yes));
        }
        if let Some(own) = self.set.conclusion(name) {
            let op = own.ops.first().copied().filter(|_| own.is_yes_no);
            return op.ok_or_else(|| format!("`{name}` has several values; write `{name} is …`"));
        }
        match self.set.fact(name) {
            Some(fact) if fact.kind == Kind::YesNo => {
                let slot = fact.slot;
                Ok(self.slot(slot, Op::Yes))
            }
            Some(_) => Err(format!("`{name}` is not a yes or no; compare it with something")),
            None => Err(self.nothing(name)),
        }
    }

    fn nothing(&self, name: &str) -> String {
        let facts = self.set.facts.iter().map(|own| own.id.as_str());
        let all = facts.chain(self.set.conclusions.iter().map(|own| own.id.as_str()));
        format!("`{name}` is no fact and no conclusion; near it: {}", nearest(name, all).join(", "))
    }

    fn is(&mut self, name: &str, values: &[String]) -> Result<u32, String> {
        let none = |value: &String| format!("`{name}` has no value `{value}`");
        if let Some(own) = self.set.conclusion(name) {
            let ops = values.iter().map(|value| {
                let at = own.values.iter().position(|own| own.id == *value);
                at.and_then(|at| own.ops.get(at)).copied().ok_or_else(|| none(value))
            });
            let ops = ops.collect::<Result<_, _>>()?;
            return Ok(self.any(ops));
        }
        let Some(fact) = self.set.fact(name) else { return Err(self.nothing(name)) };
        if fact.kind != Kind::Choice {
            return Err(format!("`{name}` is no choice; `is` and `in` need one"));
        }
        let mut mask = 0_u64;
        for value in values {
            let at = fact.values.iter().position(|own| own.id == *value).ok_or_else(|| none(value))?;
            mask |= 1 << at;
        }
        let slot = u16::try_from(fact.slot).unwrap_or(u16::MAX);
        Ok(self.op(Op::Choice(slot, mask)))
    }

    fn value(&self, term: &Term) -> Result<(Value, Sort), String> {
        let date = |term: &Term| match self.value(term)? {
            (value, Sort::Date) => Ok(Box::new(value)),
            _ => Err(format!("`{term}` is no date")),
        };
        Ok(match term {
            Term::Number(number) => (Value::Number(*number), Sort::Number),
            Term::Date(date) => (Value::Date(*date), Sort::Date),
            Term::Name(name) => {
                let Some(fact) = self.set.fact(name) else { return Err(self.nothing(name)) };
                let slot = Value::Slot(u16::try_from(fact.slot).unwrap_or(u16::MAX));
                match fact.kind {
                    Kind::Number => (slot, Sort::Number),
                    Kind::Date => (slot, Sort::Date),
                    Kind::Choice => {
                        return Err(format!("`{name}` is a choice; write `{name} is …` or `{name} in […]`"));
                    }
                    _ => return Err(format!("`{name}` is neither number nor date")),
                }
            }
            Term::Days(from, to) => (Value::Days(date(from)?, date(to)?), Sort::Number),
            Term::Years(from, to) => (Value::Years(date(from)?, date(to)?), Sort::Number),
            Term::Shift(inner, number, unit) => (Value::Shift(date(inner)?, *number, *unit), Sort::Date),
        })
    }

    fn all(&mut self, mut parts: Vec<u32>) -> u32 {
        parts.retain(|part| self.set.ops.get(*part as usize) != Some(&Op::Always(true)));
        parts.sort_unstable();
        parts.dedup();
        match parts.as_slice() {
            [] => self.op(Op::Always(true)),
            [only] => *only,
            _ => self.op(Op::All(parts.into())),
        }
    }

    fn any(&mut self, mut parts: Vec<u32>) -> u32 {
        parts.retain(|part| self.set.ops.get(*part as usize) != Some(&Op::Always(false)));
        parts.sort_unstable();
        parts.dedup();
        match parts.as_slice() {
            [] => self.op(Op::Always(false)),
            [only] => *only,
            _ => self.op(Op::Any(parts.into())),
        }
    }

    fn op(&mut self, op: Op) -> u32 {
        let ops = &mut self.set.ops;
        *self.known.entry(op).or_insert_with_key(|op| {
            ops.push(op.clone());
            u32::try_from(ops.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// Works out the terms between braces in every text.
    fn placeholders(&mut self) -> Result<(), LawError> {
        let texts: Vec<(usize, Text, String)> = (self.set.rules.iter().enumerate())
            .map(|(at, rule)| (at, rule.says.clone(), rule.label.clone()))
            .collect();
        for (rule, says, label) in texts {
            for text in [&says.en, &says.fr, &label] {
                for inner in text.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                    let term = expression::parse_term(inner).and_then(|term| self.value(&term));
                    let (value, _) =
                        term.map_err(|said| self.wrong(rule, &format!("between braces: {said}")))?;
                    self.set.placeholders.insert(inner.to_owned(), value);
                }
            }
        }
        Ok(())
    }
}

/// Every name in a condition.
pub(crate) fn names(expr: &Expr) -> Vec<String> {
    fn term(own: &Term, found: &mut Vec<String>) {
        match own {
            Term::Name(name) => found.push(name.clone()),
            Term::Days(from, to) | Term::Years(from, to) => {
                term(from, found);
                term(to, found);
            }
            Term::Shift(inner, _, _) => term(inner, found),
            Term::Number(_) | Term::Date(_) => {}
        }
    }
    fn walk(own: &Expr, found: &mut Vec<String>) {
        match own {
            Expr::Always(_) => {}
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| walk(part, found)),
            Expr::Not(inner) => walk(inner, found),
            Expr::Name(name) => found.push(name.split('.').next().unwrap_or(name).to_owned()),
            Expr::AnyOf(name) | Expr::Is(name, _) => found.push(name.clone()),
            Expr::Compare(left, _, right) => {
                term(left, found);
                term(right, found);
            }
        }
    }
    let mut found = Vec::new();
    walk(expr, &mut found);
    found
}
