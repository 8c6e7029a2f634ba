//! Conditions after compilation: typed trees over fields and numbers, decided in three values.

use std::sync::Arc;

use evidence::Truth;

use crate::facts::is_named;
use crate::field::Field;
use crate::list::{Codes, External, Price, Threshold, Zone};
use crate::quantity::{ONE, clamp, ratio};
use crate::rows::Row;
use crate::text::{self, Term};

/// Which of the two events of a pair a field belongs to; the first is the only one outside of pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Which {
    First,
    Then,
}

/// What a condition is decided on.
#[derive(Clone, Copy)]
pub(crate) struct At<'e> {
    pub(crate) first: Option<Row<'e>>,
    pub(crate) then: Option<Row<'e>>,
    /// Values of the rule's measures by number.
    pub(crate) measure: &'e dyn Fn(Value) -> Option<i64>,
}

/// A value that does not stand in one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A measure of the rule, by number.
    Measure(usize),
    /// The middle one of that measure's values among peers.
    PeerMedian(usize),
    /// The share of peers with less of that measure.
    PeerPercentile(usize),
}

impl<'e> At<'e> {
    /// One event.
    pub(crate) fn event(row: Row<'e>) -> Self {
        Self { first: Some(row), then: None, measure: &|_| None }
    }

    /// Two events.
    pub(crate) fn pair(first: Row<'e>, then: Row<'e>) -> Self {
        Self { first: Some(first), then: Some(then), measure: &|_| None }
    }

    /// Measures, and the last event they were taken at.
    pub(crate) fn measures(last: Option<Row<'e>>, measure: &'e dyn Fn(Value) -> Option<i64>) -> Self {
        Self { first: last, then: None, measure }
    }

    fn row(&self, which: Which) -> Option<Row<'e>> {
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

impl Comparison {
    /// What holds where this does not.
    pub(crate) fn contrary(self) -> Self {
        match self {
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::GreaterOrEqual => Self::Less,
            Self::Greater => Self::LessOrEqual,
        }
    }

    pub(crate) fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::GreaterOrEqual => left >= right,
            Self::Greater => left > right,
        }
    }
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
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Number {
    Is(i64),
    Of(Field, Which),
    Value(Value),
    DistanceKm,
    Apply(Operation, Box<(Number, Number)>),
    /// How many of these term lists the text mentions: bits of its set.
    Slots(Which, Vec<u32>),
    /// The limit that holds for the event's currency and day.
    Threshold(Which, Arc<Vec<Threshold>>),
}

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    Is(Truth),
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    Compare(Comparison, Number, Number),
    /// A coded field has one of the codes whose bits are set.
    CodeIn(Field, Which, u32),
    IsLetters(Field, Which, [u8; 3]),
    IsWord(Field, Which, String),
    Same(Field),
    Blank(Field, Which),
    /// The field is known.
    Has(Field, Which),
    InCodes(Field, Which, Arc<Codes>),
    InZone(Field, Which, Arc<Vec<Zone>>),
    /// The bit of a term list in the set of terms mentioned.
    Mentions(Field, Which, u32),
    MentionsPlace(Which),
    StatesAmount(Which, Arc<Vec<Term>>),
    BracketAlias(Which),
    IsHolder(Which),
    IsBusiness(Which, bool),
    Abroad(Field, Which),
    Related(Which),
    /// On an external list: the subject, or the other party.
    Known(Which, bool, Arc<External>),
    FitsPrice(Which, Number, Arc<Vec<Price>>),
}

impl Number {
    pub(crate) fn value(&self, at: &At<'_>) -> Option<i64> {
        match self {
            Self::Is(value) => Some(*value),
            Self::Of(field, which) => at.row(*which)?.number(*field),
            Self::Value(value) => (at.measure)(*value),
            Self::DistanceKm => {
                let (first, then) = (at.first?, at.then?);
                let (here, there) = (first.key(Field::City)?, then.key(Field::City)?);
                if here == there {
                    return Some(0);
                }
                Some(first.spot(Field::City)?.distance(&then.spot(Field::City)?))
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
            Self::Slots(which, bits) => {
                let row = at.row(*which)?;
                row.says(Field::Text).then_some(())?;
                let found =
                    bits.iter().filter(|bit| row.world.is_mentioned(row.mentions(Field::Text), **bit));
                Some(crate::quantity::whole(found.count()))
            }
            Self::Threshold(which, limits) => {
                let row = at.row(*which)?;
                let (currency, day) = (row.letters(Field::Currency)?, row.number(Field::Day)? / ONE);
                let holds = |limit: &&Threshold| limit.currency == currency && limit.days.contains(&day);
                limits.iter().find(holds).map(|limit| limit.amount)
            }
        }
    }

    /// The fields it reads, as bits.
    fn fields(&self) -> u64 {
        match self {
            Self::Of(Field::FromHomeKm, _) => Field::City.bit() | Field::Home.bit(),
            Self::Of(field, _) => field.bit(),
            Self::DistanceKm => Field::City.bit(),
            Self::Apply(_, sides) => sides.0.fields() | sides.1.fields(),
            Self::Slots(..) => Field::Text.bit(),
            Self::Threshold(..) => Field::Currency.bit() | Field::Day.bit(),
            Self::Is(_) | Self::Value(_) => 0,
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
    pub(crate) fn decide(&self, at: &At<'_>) -> Truth {
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
                comparison.holds(left, right).into()
            }
            _ => self.on_fields(at).map_or(Truth::Unknown, Into::into),
        }
    }

    fn on_fields(&self, at: &At<'_>) -> Option<bool> {
        Some(match self {
            Self::CodeIn(field, which, codes) => codes >> at.row(*which)?.code(*field)? & 1 == 1,
            Self::IsLetters(field, which, letters) => at.row(*which)?.letters(*field)? == *letters,
            Self::IsWord(field, which, word) => at.row(*which)?.text(*field)? == word,
            Self::Same(field) => at.first?.key(*field)? == at.then?.key(*field)?,
            Self::Blank(Field::Payee, which) => at.row(*which)?.key(Field::Payee).is_none(),
            Self::Blank(Field::Counterparty, which) => at.row(*which)?.key(Field::Counterparty).is_none(),
            Self::Blank(field, which) => !at.row(*which)?.says(*field),
            Self::Has(field, which) => at.row(*which)?.has(*field),
            Self::InCodes(Field::Mcc, which, codes) => at.row(*which)?.is_merchant(codes)?,
            Self::InCodes(field, which, codes) => codes.holds_letters(at.row(*which)?.letters(*field)?),
            Self::InZone(field, which, zones) => {
                let spot = at.row(*which)?.spot(*field)?;
                zones.iter().any(|zone| zone.holds(&spot))
            }
            Self::Mentions(field, which, bit) => {
                let row = at.row(*which)?;
                row.says(*field).then_some(())?;
                row.world.is_mentioned(row.mentions(*field), *bit)
            }
            Self::MentionsPlace(which) => text::mentions_place(at.row(*which)?.text(Field::Text)?),
            Self::StatesAmount(which, units) => {
                text::states_amount(&text::fold(at.row(*which)?.text(Field::Text)?), units)
            }
            Self::BracketAlias(which) => {
                let row = at.row(*which)?;
                let (memo, party) = (row.text(Field::Text), row.text(Field::Party));
                memo.or(party)?;
                [memo, party]
                    .into_iter()
                    .flatten()
                    .filter_map(text::bracket_alias)
                    .any(|alias| !row.other().is_some_and(|other| is_named(row.world, other, alias)))
            }
            Self::IsHolder(which) => at.row(*which)?.is_payee()?,
            Self::IsBusiness(which, business) => {
                let row = at.row(*which)?;
                row.world.facts(row.subject()).is_business? == *business
            }
            Self::Abroad(field, which) => {
                let row = at.row(*which)?;
                let home = row.spot(Field::Home)?.country;
                let there = row.spot(*field).map(|spot| spot.country);
                there.or_else(|| row.letters(Field::Country).map(|[a, b, _]| [a, b]))? != home
            }
            Self::Related(which) => {
                let row = at.row(*which)?;
                row.other().is_some_and(|other| row.world.are_related(row.subject(), other))
            }
            Self::Known(which, other, list) => {
                let row = at.row(*which)?;
                let day = row.number(Field::Day)? / ONE;
                let whom = if *other { row.other()? } else { row.subject() };
                row.world.is_listed(list, whom, day)
            }
            Self::FitsPrice(which, amount, prices) => {
                let row = at.row(*which)?;
                let (amount, currency) = (amount.value(at)?, row.letters(Field::Currency)?);
                let (day, other) = (row.number(Field::Day)? / ONE, row.letters(Field::OtherCountry));
                prices.iter().any(|price| price.fits(amount, currency, day, other))
            }
            _ => return None,
        })
    }

    /// The fields it reads, as bits.
    pub(crate) fn fields(&self) -> u64 {
        match self {
            Self::Is(_) | Self::Blank(..) | Self::Has(..) | Self::Related(_) => 0,
            Self::And(parts) | Self::Or(parts) => parts.iter().fold(0, |all, part| all | part.fields()),
            Self::Not(part) => part.fields(),
            Self::Compare(_, left, right) => left.fields() | right.fields(),
            Self::CodeIn(field, ..)
            | Self::IsLetters(field, ..)
            | Self::IsWord(field, ..)
            | Self::Same(field)
            | Self::InCodes(field, ..)
            | Self::InZone(field, ..)
            | Self::Mentions(field, ..) => field.bit(),
            Self::MentionsPlace(_) | Self::StatesAmount(..) | Self::BracketAlias(_) => Field::Text.bit(),
            Self::IsHolder(_) => Field::Payee.bit(),
            Self::IsBusiness(..) => Field::Status.bit(),
            Self::Abroad(field, _) => field.bit() | Field::Home.bit(),
            Self::Known(_, other, _) => {
                if *other {
                    Field::Counterparty.bit()
                } else {
                    0
                }
            }
            Self::FitsPrice(_, amount, _) => amount.fields() | Field::Currency.bit(),
        }
    }

    /// Whether it reads the words or counts of a record, which stand in no column.
    pub(crate) fn reads_records(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::reads_records),
            Self::Not(part) => part.reads_records(),
            Self::Compare(_, left, right) => left.reads_records() || right.reads_records(),
            Self::FitsPrice(_, amount, _) => amount.reads_records(),
            Self::MentionsPlace(_) | Self::StatesAmount(..) | Self::BracketAlias(_) | Self::IsWord(..) => {
                true
            }
            Self::Has(field, _) => *field == Field::Quantity,
            _ => false,
        }
    }

    /// Whether it takes more than a look at columns, so that it is worth asking only where the rest holds.
    pub(crate) fn is_slow(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::is_slow),
            Self::Not(part) => part.is_slow(),
            Self::Compare(_, left, right) => left.is_slow() || right.is_slow(),
            Self::MentionsPlace(_) | Self::StatesAmount(..) | Self::FitsPrice(..) | Self::IsWord(..) => true,
            Self::Known(_, _, list) => !list.entries.is_empty(),
            _ => false,
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

    /// Fields that must be equal in both events for a pair to hold, so that only such pairs need a look.
    pub(crate) fn equal_in_pairs(&self) -> Vec<Field> {
        match self {
            Self::And(parts) => parts.iter().flat_map(Self::equal_in_pairs).collect(),
            Self::Same(field) => vec![*field],
            Self::Compare(Comparison::Equal, Number::Of(one, first), Number::Of(two, then))
                if one == two && first != then =>
            {
                vec![*one]
            }
            _ => Vec::new(),
        }
    }
}

impl Number {
    fn reads_records(&self) -> bool {
        match self {
            Self::Of(field, _) => *field == Field::Quantity,
            Self::Apply(_, sides) => sides.0.reads_records() || sides.1.reads_records(),
            _ => false,
        }
    }

    fn is_slow(&self) -> bool {
        match self {
            Self::Of(field, _) => matches!(field, Field::Income | Field::Quantity),
            Self::DistanceKm | Self::Threshold(..) | Self::Slots(..) => true,
            Self::Apply(_, sides) => sides.0.is_slow() || sides.1.is_slow(),
            Self::Is(_) | Self::Value(_) => false,
        }
    }
}
