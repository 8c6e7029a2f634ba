//! What a condition on measures may come to while only bounds of them are known.
//!
//! Most rules cannot fire on most subjects, and that can be told from a few counts over all of a subject's events,
//! without sliding a window over them. The bounds may be too wide, never too narrow.

use crate::expression::{Comparison, Condition, Number, Operation, Value};

/// Between which values a number lies, and whether it may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) low: i64,
    pub(crate) high: i64,
    pub(crate) may_lack: bool,
}

impl Bounds {
    /// Nothing is known of the number.
    pub(crate) const NONE: Self = Self { low: i64::MIN, high: i64::MAX, may_lack: true };

    /// A number that is always known.
    pub(crate) fn known(low: i64, high: i64) -> Self {
        Self { low, high, may_lack: false }
    }

    fn of(number: &Number, value: &dyn Fn(Value) -> Bounds) -> Self {
        match number {
            Number::Is(own) => Self::known(*own, *own),
            Number::Value(asked) => value(*asked),
            Number::Apply(Operation::Add, sides) => {
                let (left, right) = (Self::of(&sides.0, value), Self::of(&sides.1, value));
                Self {
                    low: left.low.saturating_add(right.low),
                    high: left.high.saturating_add(right.high),
                    may_lack: left.may_lack || right.may_lack,
                }
            }
            Number::Apply(Operation::Divide, sides)
                if matches!(Self::of(&sides.0, value), Self { low: 0, high: 0, .. }) =>
            {
                Self { low: 0, high: 0, may_lack: true }
            }
            _ => Self::NONE,
        }
    }

    /// Whether `self comparison other` may hold for some values within.
    fn may_hold(self, comparison: Comparison, other: Self) -> bool {
        match comparison {
            Comparison::Less => self.low < other.high,
            Comparison::LessOrEqual => self.low <= other.high,
            Comparison::Greater => self.high > other.low,
            Comparison::GreaterOrEqual => self.high >= other.low,
            Comparison::Equal => self.low <= other.high && other.low <= self.high,
            Comparison::NotEqual => {
                !(self.low == self.high && (other.low, other.high) == (self.low, self.high))
            }
        }
    }
}

/// Which truths a condition may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Possible {
    pub(crate) yes: bool,
    pub(crate) no: bool,
    pub(crate) unknown: bool,
}

impl Possible {
    const ANY: Self = Self { yes: true, no: true, unknown: true };

    /// Which truths `condition` may have, given bounds of what it measures.
    pub(crate) fn of(condition: &Condition, value: &dyn Fn(Value) -> Bounds) -> Self {
        match condition {
            Condition::And(parts) => {
                let mut all = Self { yes: true, no: false, unknown: false };
                for part in parts {
                    let own = Self::of(part, value);
                    if !own.yes && !own.unknown {
                        return own;
                    }
                    all = Self {
                        yes: all.yes && own.yes,
                        no: all.no || own.no,
                        unknown: all.unknown || own.unknown,
                    };
                }
                all
            }
            Condition::Or(parts) => {
                let mut any = Self { yes: false, no: true, unknown: false };
                for part in parts {
                    let own = Self::of(part, value);
                    any = Self {
                        yes: any.yes || own.yes,
                        no: any.no && own.no,
                        unknown: any.unknown || own.unknown,
                    };
                }
                any
            }
            Condition::Not(part) => {
                let own = Self::of(part, value);
                Self { yes: own.no, no: own.yes, unknown: own.unknown }
            }
            Condition::Compare(comparison, left, right) => {
                let (left, right) = (Bounds::of(left, value), Bounds::of(right, value));
                Self {
                    yes: left.may_hold(*comparison, right),
                    no: left.may_hold(comparison.contrary(), right),
                    unknown: left.may_lack || right.may_lack,
                }
            }
            _ => Self::ANY,
        }
    }
}

#[cfg(test)]
mod tests {
    use evidence::Truth;
    use proptest::prelude::*;

    use super::*;
    use crate::expression::At;

    fn conditions() -> impl Strategy<Value = Condition> {
        let comparison = prop::sample::select(vec![
            Comparison::Less,
            Comparison::LessOrEqual,
            Comparison::Equal,
            Comparison::NotEqual,
            Comparison::GreaterOrEqual,
            Comparison::Greater,
        ]);
        let number = prop_oneof![
            (-3_i64..4).prop_map(Number::Is),
            (0_usize..3).prop_map(|at| Number::Value(Value::Measure(at))),
            (0_usize..3, -2_i64..3).prop_map(|(at, more)| Number::Apply(
                Operation::Add,
                Box::new((Number::Value(Value::Measure(at)), Number::Is(more)))
            )),
            (0_usize..3, 0_usize..3).prop_map(|(part, all)| Number::Apply(
                Operation::Divide,
                Box::new((Number::Value(Value::Measure(part)), Number::Value(Value::Measure(all))))
            )),
        ];
        let leaf = (comparison, number.clone(), number)
            .prop_map(|(comparison, left, right)| Condition::Compare(comparison, left, right));
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..3).prop_map(Condition::And),
                prop::collection::vec(inner.clone(), 1..3).prop_map(Condition::Or),
                inner.prop_map(|part| Condition::Not(Box::new(part))),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_a_condition_comes_to_was_possible(
            condition in conditions(),
            values in prop::array::uniform3((prop::option::of(-3_i64..4), 0_i64..3, 0_i64..3)),
        ) {
            let value = |asked: Value| match asked {
                Value::Measure(at) => values[at].0,
                _ => None,
            };
            let bounds = |asked: Value| match asked {
                Value::Measure(at) => match values[at] {
                    (Some(own), less, more) => Bounds::known(own - less, own + more),
                    (None, ..) => Bounds::NONE,
                },
                _ => Bounds::NONE,
            };
            let possible = Possible::of(&condition, &bounds);
            let is_possible = match condition.decide(&At::measures(None, &value)) {
                Truth::True => possible.yes,
                Truth::False => possible.no,
                Truth::Unknown => possible.unknown,
            };
            prop_assert!(is_possible);
        }
    }
}
