//! Conditions after compilation: typed trees over fields and numbers, decided in three values.

use std::sync::Arc;

use evidence::Truth;

use crate::field::{Field, Seen};
use crate::list::{Codes, Zone};
use crate::quantity::{ONE, clamp, ratio};
use crate::text::{self, Term};

/// Which of the two events of a pair a field belongs to; the first is the only one outside of pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Which {
    First,
    Then,
}

/// What a condition is decided on.
#[derive(Clone, Copy)]
pub(crate) struct At<'e, 'a> {
    pub(crate) first: Option<&'e Seen<'a>>,
    pub(crate) then: Option<&'e Seen<'a>>,
    /// Values of the rule's measures by number.
    pub(crate) measure: &'e dyn Fn(usize) -> Option<i64>,
}

impl<'e, 'a> At<'e, 'a> {
    /// One event.
    pub(crate) fn event(seen: &'e Seen<'a>) -> Self {
        Self { first: Some(seen), then: None, measure: &|_| None }
    }

    /// Two events.
    pub(crate) fn pair(first: &'e Seen<'a>, then: &'e Seen<'a>) -> Self {
        Self { first: Some(first), then: Some(then), measure: &|_| None }
    }

    /// Measures only.
    pub(crate) fn measures(measure: &'e dyn Fn(usize) -> Option<i64>) -> Self {
        Self { first: None, then: None, measure }
    }

    fn seen(&self, which: Which) -> Option<&'e Seen<'a>> {
        match which {
            Which::First => self.first,
            Which::Then => self.then,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// A number: unknown where a field is.
#[derive(Clone, Debug)]
pub(crate) enum Number {
    Is(i64),
    Of(Field, Which),
    Measure(usize),
    DistanceKm,
    Apply(Operation, Box<(Number, Number)>),
}

/// A condition.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Is(Truth),
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    Compare(Comparison, Number, Number),
    Code(Field, Which, u8),
    IsWord(Field, Which, String),
    Same(Field),
    Blank(Field, Which),
    InCodes(Field, Which, Arc<Codes>),
    InZone(Field, Which, Arc<Vec<Zone>>),
    /// The bit of a term list in [`Seen::mentions`].
    Mentions(Field, Which, u64),
    MentionsPlace(Which),
    StatesAmount(Which, Arc<Vec<Term>>),
    BracketAlias(Which),
    IsHolder(Which),
}

impl Number {
    pub(crate) fn value(&self, at: &At<'_, '_>) -> Option<i64> {
        match self {
            Self::Is(value) => Some(*value),
            Self::Of(field, which) => at.seen(*which)?.number(*field),
            Self::Measure(number) => (at.measure)(*number),
            Self::DistanceKm => {
                let (first, then) = (at.first?.spot(Field::City)?, at.then?.spot(Field::City)?);
                Some(first.distance(&then))
            }
            Self::Apply(operation, sides) => {
                let (left, right) = (sides.0.value(at)?, sides.1.value(at)?);
                match operation {
                    Operation::Add => Some(left.saturating_add(right)),
                    Operation::Subtract => Some(left.saturating_sub(right)),
                    Operation::Multiply => {
                        Some(clamp(i128::from(left) * i128::from(right) / i128::from(ONE)))
                    }
                    Operation::Divide => ratio(left, right),
                    Operation::Remainder => left.checked_rem(right),
                }
            }
        }
    }

    fn unknown(&self, at: &At<'_, '_>) -> u32 {
        match self {
            Self::Of(field, _) if self.value(at).is_none() => field.bit(),
            Self::DistanceKm if self.value(at).is_none() => Field::City.bit(),
            Self::Apply(_, sides) => sides.0.unknown(at) | sides.1.unknown(at),
            _ => 0,
        }
    }

    /// Whether the number is, or rests on, a sum of money.
    fn is_money(&self) -> bool {
        match self {
            Self::Of(field, _) => *field == Field::Amount,
            Self::Apply(_, sides) => sides.0.is_money() || sides.1.is_money(),
            _ => false,
        }
    }
}

impl Condition {
    /// Decides the condition. Cost: one look at each part until the answer is clear.
    pub(crate) fn decide(&self, at: &At<'_, '_>) -> Truth {
        match self {
            Self::Is(truth) => *truth,
            Self::And(parts) => {
                let mut result = Truth::True;
                for part in parts {
                    result = result.and(part.decide(at));
                    if result == Truth::False {
                        break;
                    }
                }
                result
            }
            Self::Or(parts) => {
                let mut result = Truth::False;
                for part in parts {
                    result = result.or(part.decide(at));
                    if result == Truth::True {
                        break;
                    }
                }
                result
            }
            Self::Not(part) => !part.decide(at),
            Self::Compare(comparison, left, right) => {
                let (Some(left), Some(right)) = (left.value(at), right.value(at)) else {
                    return Truth::Unknown;
                };
                match comparison {
                    Comparison::Less => left < right,
                    Comparison::LessOrEqual => left <= right,
                    Comparison::Equal => left == right,
                    Comparison::NotEqual => left != right,
                    Comparison::GreaterOrEqual => left >= right,
                    Comparison::Greater => left > right,
                }
                .into()
            }
            _ => self.decide_on_fields(at).unwrap_or(Truth::Unknown),
        }
    }

    fn decide_on_fields(&self, at: &At<'_, '_>) -> Option<Truth> {
        let decided = match self {
            Self::Code(field, which, code) => return Some(at.seen(*which)?.is_code(*field, *code)),
            Self::IsWord(field, which, word) => at.seen(*which)?.text(*field)? == word,
            Self::Same(field) => at.first?.key(*field)? == at.then?.key(*field)?,
            Self::Blank(Field::Payee, which) => at.seen(*which)?.row.to_party.is_none(),
            Self::Blank(field, which) => at.seen(*which)?.text(*field).is_none(),
            Self::InCodes(Field::Mcc, which, codes) => at.seen(*which)?.is_merchant(codes)?,
            Self::InCodes(field, which, codes) => codes.holds_word(at.seen(*which)?.text(*field)?),
            Self::InZone(field, which, zones) => {
                let spot = at.seen(*which)?.spot(*field)?;
                zones.iter().any(|zone| zone.holds(&spot))
            }
            Self::Mentions(field, which, bit) => {
                let seen = at.seen(*which)?;
                seen.text(*field)?;
                seen.mentions & bit != 0
            }
            Self::MentionsPlace(which) => {
                let seen = at.seen(*which)?;
                seen.world.mentions_place(seen.text(Field::Text)?)
            }
            Self::StatesAmount(which, units) => {
                text::states_amount(&text::fold(at.seen(*which)?.text(Field::Text)?), units)
            }
            Self::BracketAlias(which) => {
                let seen = at.seen(*which)?;
                let (memo, party) = (seen.text(Field::Text), seen.text(Field::Party));
                memo.or(party)?;
                [memo, party]
                    .into_iter()
                    .flatten()
                    .filter_map(text::bracket_alias)
                    .any(|alias| !seen.world.is_named(seen, alias))
            }
            Self::IsHolder(which) => at.seen(*which)?.is_payee()?,
            _ => return None,
        };
        Some(decided.into())
    }

    /// The fields for want of which the condition is undecided, as bits.
    pub(crate) fn unknown(&self, at: &At<'_, '_>) -> u32 {
        if self.decide(at) != Truth::Unknown {
            return 0;
        }
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().fold(0, |all, part| all | part.unknown(at)),
            Self::Not(part) => part.unknown(at),
            Self::Compare(_, left, right) => left.unknown(at) | right.unknown(at),
            Self::Code(field, ..)
            | Self::IsWord(field, ..)
            | Self::Same(field)
            | Self::InCodes(field, ..)
            | Self::InZone(field, ..)
            | Self::Mentions(field, ..) => field.bit(),
            Self::MentionsPlace(_) | Self::StatesAmount(..) | Self::BracketAlias(_) => Field::Text.bit(),
            Self::IsHolder(_) => Field::Payee.bit(),
            Self::Is(_) | Self::Blank(..) => 0,
        }
    }

    /// Whether two amounts are compared with each other, which only means something in one currency.
    pub(crate) fn compares_amounts(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::compares_amounts),
            Self::Not(part) => part.compares_amounts(),
            Self::Compare(_, left, right) => left.is_money() && right.is_money(),
            _ => false,
        }
    }
}
