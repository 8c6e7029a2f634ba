//! Where the law changes its mind about a number or date: the values just below, at and just above each boundary.
//!
//! Between two such points every condition has the same truth, so they stand for all values there are.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::expression::Unit;
use crate::facts::{Facts, Held};
use crate::relevance::slots;
use crate::rule_set::{Comparison, Fact, RuleSet, Value};
use crate::written::Kind;

/// The points of one slot, given what else is known, in order.
pub(crate) fn points(set: &RuleSet, facts: &Facts, fact: &Fact, slot: usize) -> Vec<Held> {
    let own = set.comparisons.iter().filter(|own| slots(own).contains(&slot));
    match fact.kind {
        Kind::Number => {
            let bounds = own.flat_map(|own| [&own.left, &own.right]).filter_map(|side| match side {
                Value::Number(number) => Some(*number),
                _ => None,
            });
            let near: BTreeSet<i64> = bounds.flat_map(|at| [at - 1, at, at + 1]).collect();
            near.into_iter().filter(|at| (fact.least..=fact.most).contains(at)).map(Held::Number).collect()
        }
        Kind::Date => {
            let bounds: BTreeSet<Date> =
                own.filter_map(|own| boundary(own, slot, facts)).flat_map(around).collect();
            bounds.into_iter().map(Held::Day).collect()
        }
        _ => Vec::new(),
    }
}

/// A day with the one before and the one after.
pub(crate) fn around(day: Date) -> impl Iterator<Item = Date> {
    [day.yesterday().ok(), Some(day), day.tomorrow().ok()].into_iter().flatten()
}

/// The date at which a comparison turns, if everything else in it is known.
pub(crate) fn boundary(own: &Comparison, slot: usize, facts: &Facts) -> Option<Date> {
    solve(&own.left, &own.right, slot, facts).or_else(|| solve(&own.right, &own.left, slot, facts))
}

fn solve(side: &Value, other: &Value, slot: usize, facts: &Facts) -> Option<Date> {
    let is_slot = |value: &Value| *value == Value::Slot(u16::try_from(slot).unwrap_or(u16::MAX));
    match side {
        Value::Shift(inner, amount, unit) if is_slot(inner) => {
            known_date(other, facts)?.checked_sub(span(*amount, *unit)).ok()
        }
        Value::Days(from, to) => {
            let days = Span::new().try_days(known_number(other, facts)?).ok()?;
            between(from, to, days, &is_slot, facts)
        }
        Value::Years(from, to) => {
            let years = Span::new().try_years(known_number(other, facts)?).ok()?;
            between(from, to, years, &is_slot, facts)
        }
        own if is_slot(own) => known_date(other, facts),
        _ => None,
    }
}

fn between(
    from: &Value,
    to: &Value,
    span: Span,
    is_slot: &impl Fn(&Value) -> bool,
    facts: &Facts,
) -> Option<Date> {
    if is_slot(from) {
        known_date(to, facts)?.checked_sub(span).ok()
    } else if is_slot(to) {
        known_date(from, facts)?.checked_add(span).ok()
    } else {
        None
    }
}

pub(crate) fn span(amount: i64, unit: Unit) -> Span {
    let span = match unit {
        Unit::Days => Span::new().try_days(amount),
        Unit::Months => Span::new().try_months(amount),
        Unit::Years => Span::new().try_years(amount),
    };
    span.unwrap_or_else(|_| 0.days())
}

fn known_number(value: &Value, facts: &Facts) -> Option<i64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Slot(slot) => match facts.get(usize::from(*slot)) {
            Held::Number(number) => Some(number),
            _ => None,
        },
        _ => None,
    }
}

fn known_date(value: &Value, facts: &Facts) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::Slot(slot) => match facts.get(usize::from(*slot)) {
            Held::Day(date) => Some(date),
            _ => None,
        },
        Value::Shift(inner, amount, unit) => known_date(inner, facts)?.checked_add(span(*amount, *unit)).ok(),
        _ => None,
    }
}
