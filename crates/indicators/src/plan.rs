//! One plan for all rules: every different condition once, decided for a block of rows at a time.
//!
//! Conditions of different rules share their parts. A part that only reads columns is decided once for every row of a
//! block, sixty-four rows to a word; a slow part (text searched, distances, lists looked up) is only asked of rows
//! where the rest of its conjunction may still hold.

use evidence::{Channel, Truth};

use crate::expression::{At, Comparison, Condition, Number, Which};
use crate::field::Field;
use crate::list::Codes;
use crate::mask::{self, Truths};
use crate::rows::{NONE, Row, Rows};
use crate::world::World;

/// The number of a condition in a [`Plan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeIx(u32);

impl NodeIx {
    fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Debug)]
enum Node {
    /// Decided from columns.
    Leaf(Condition),
    And(Vec<NodeIx>),
    Or(Vec<NodeIx>),
    Not(NodeIx),
    /// Fast parts first, then what is slow for the rows that are left.
    Narrow(Vec<NodeIx>, Condition),
    /// Slow by itself.
    Slow(Condition),
}

/// All conditions of all rules, each once, parts before wholes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    nodes: Vec<(Condition, Node)>,
}

/// The truths of every condition for one block of rows.
#[derive(Debug, Default)]
pub(crate) struct Decided {
    of: Vec<Truths>,
    empty: Truths,
}

impl Decided {
    pub(crate) fn truths(&self, node: NodeIx) -> &Truths {
        self.of.get(node.index()).unwrap_or(&self.empty)
    }
}

impl Plan {
    /// The number of a condition, added with its parts if new.
    pub(crate) fn add(&mut self, condition: &Condition) -> NodeIx {
        if let Some(known) = self.find(condition) {
            return known;
        }
        let node = match condition {
            Condition::And(parts) if condition.is_slow() => {
                let (slow, fast): (Vec<_>, Vec<_>) = parts.iter().cloned().partition(Condition::is_slow);
                Node::Narrow(fast.iter().map(|part| self.add(part)).collect(), Condition::And(slow))
            }
            _ if condition.is_slow() => Node::Slow(condition.clone()),
            Condition::And(parts) => Node::And(parts.iter().map(|part| self.add(part)).collect()),
            Condition::Or(parts) => Node::Or(parts.iter().map(|part| self.add(part)).collect()),
            Condition::Not(part) => Node::Not(self.add(part)),
            _ => Node::Leaf(condition.clone()),
        };
        self.nodes.push((condition.clone(), node));
        NodeIx(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    /// The number of a condition that is there.
    pub(crate) fn find(&self, condition: &Condition) -> Option<NodeIx> {
        let at = self.nodes.iter().position(|(own, _)| own == condition)?;
        u32::try_from(at).ok().map(NodeIx)
    }

    /// Decides every condition for all `rows`.
    pub(crate) fn decide(&self, world: &World<'_>, rows: &Rows, decided: &mut Decided) {
        decided.of.resize_with(self.nodes.len(), Truths::default);
        for (at, (_, node)) in self.nodes.iter().enumerate() {
            let mut truths = decided.of.get_mut(at).map(std::mem::take).unwrap_or_default();
            match node {
                Node::Leaf(condition) => leaf(condition, world, rows, &mut truths),
                Node::And(parts) => combine(parts, decided, &mut truths, Truths::and),
                Node::Or(parts) => combine(parts, decided, &mut truths, Truths::or),
                Node::Not(part) => {
                    truths.clone_from(decided.truths(*part));
                    truths.not();
                }
                Node::Narrow(fast, slow) => {
                    let mut left = Truths::default();
                    combine(fast, decided, &mut left, Truths::and);
                    if fast.is_empty() {
                        left.fill(&rows.kind, |_| Some(true));
                    }
                    truths.reset(rows.len());
                    let open: Vec<u64> =
                        left.yes.iter().zip(&left.known).map(|(yes, known)| yes | !known).collect();
                    for row in mask::rows(&open).take_while(|row| *row < rows.len()) {
                        truths.set(row, scalar(slow, world, rows, row));
                    }
                    truths.and(&left);
                }
                Node::Slow(condition) => {
                    truths.reset(rows.len());
                    for row in 0..rows.len() {
                        truths.set(row, scalar(condition, world, rows, row));
                    }
                }
            }
            if let Some(slot) = decided.of.get_mut(at) {
                *slot = truths;
            }
        }
    }
}

fn combine(parts: &[NodeIx], decided: &Decided, truths: &mut Truths, with: fn(&mut Truths, &Truths)) {
    if let Some((first, rest)) = parts.split_first() {
        truths.clone_from(decided.truths(*first));
        for part in rest {
            with(truths, decided.truths(*part));
        }
    }
}

fn scalar(condition: &Condition, world: &World<'_>, rows: &Rows, at: usize) -> Option<bool> {
    match condition.decide(&At::event(Row { world, rows, at })) {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    }
}

/// A leaf for a whole block; the shapes that occur in most rules read their column straight.
fn leaf(condition: &Condition, world: &World<'_>, rows: &Rows, truths: &mut Truths) {
    let known = |value: i64| (value != NONE).then_some(value);
    match condition {
        Condition::Is(truth) => {
            let decided = match truth {
                Truth::True => Some(true),
                Truth::False => Some(false),
                Truth::Unknown => None,
            };
            truths.fill(&rows.kind, |_| decided);
        }
        Condition::CodeIn(Field::Kind, _, codes) => truths.fill(&rows.kind, |code| Some(codes >> code & 1 == 1)),
        Condition::CodeIn(Field::Direction, _, codes) => {
            truths.fill(&rows.side, |code| Some(codes >> code & 1 == 1));
        }
        Condition::CodeIn(Field::Channel, _, codes) => {
            truths.fill(&rows.channel, |code| {
                (code != Channel::Unknown as u8).then_some(codes >> code & 1 == 1)
            });
        }
        Condition::Compare(comparison, Number::Of(Field::Amount, Which::First), Number::Is(right)) => {
            truths.fill(&rows.amount, |value| known(value).map(|value| comparison.holds(value, *right)));
        }
        Condition::Compare(comparison, Number::Of(Field::MinuteOfDay, Which::First), Number::Is(right)) => {
            truths.fill(&rows.minute, |value| {
                (value >= 0).then(|| comparison.holds(i64::from(value) * crate::quantity::ONE, *right))
            });
        }
        Condition::Compare(comparison, Number::Of(Field::Mcc, Which::First), Number::Is(right)) => {
            truths.fill(&rows.mcc, |value| {
                (value > 0).then(|| comparison.holds(i64::from(value) * crate::quantity::ONE, *right))
            });
        }
        Condition::Compare(Comparison::Equal, Number::Apply(crate::expression::Operation::Remainder, sides), Number::Is(0))
            if matches!(**sides, (Number::Of(Field::Amount, Which::First), Number::Is(1..))) =>
        {
            let Number::Is(unit) = sides.1 else { return };
            truths.fill(&rows.amount, |value| known(value).map(|value| value % unit == 0));
        }
        Condition::InCodes(Field::Mcc, _, codes) => merchants(codes, rows, truths),
        Condition::Mentions(Field::Text, _, bit) => {
            truths.fill(&rows.mentions, |set| Some(world.is_mentioned(set, *bit)));
            known_where(truths, &rows.has_text, |has| has);
        }
        Condition::Mentions(Field::Party, _, bit) => {
            truths.fill(&rows.mentions, |set| Some(world.is_mentioned(set, *bit)));
            known_where(truths, &rows.party, |party| party != 0);
        }
        Condition::Has(field, _) => has(*field, rows, truths, world),
        Condition::Blank(Field::Text, _) => truths.fill(&rows.has_text, |has| Some(!has)),
        Condition::Blank(Field::Party, _) => truths.fill(&rows.party, |party| Some(party == 0)),
        Condition::Blank(Field::Payee, _) => truths.fill(&rows.payee, |payee| Some(payee == 0)),
        _ => {
            truths.reset(rows.len());
            for row in 0..rows.len() {
                truths.set(row, scalar(condition, world, rows, row));
            }
        }
    }
}

fn has(field: Field, rows: &Rows, truths: &mut Truths, world: &World<'_>) {
    match field {
        Field::Time => truths.fill(&rows.time_us, |us| Some(us != NONE)),
        Field::Amount => truths.fill(&rows.amount, |amount| Some(amount != NONE)),
        Field::City => truths.fill(&rows.city, |spot| Some(spot != 0)),
        Field::Counterparty => truths.fill(&rows.counterparty, |key| Some(key != 0)),
        Field::Mcc => truths.fill(&rows.mcc, |code| Some(code != 0)),
        Field::Text => truths.fill(&rows.has_text, Some),
        _ => {
            truths.reset(rows.len());
            for at in 0..rows.len() {
                truths.set(at, Some(Row { world, rows, at }.has(field)));
            }
        }
    }
}

/// A payment known to be no purchase has no merchant category.
fn merchants(codes: &Codes, rows: &Rows, truths: &mut Truths) {
    truths.fill(&rows.mcc, |code| (code != 0).then(|| codes.holds_number(code)));
    let mut bought = Truths::default();
    bought.fill(&rows.channel, |code| {
        Some([Channel::Unknown, Channel::Card, Channel::Refund].iter().any(|own| *own as u8 == code))
    });
    for (known, bought) in truths.known.iter_mut().zip(&bought.yes) {
        *known |= !bought;
    }
    clip(truths, rows.len());
}

/// Makes unknown what `is_known` denies.
fn known_where<T: Copy>(truths: &mut Truths, column: &[T], is_known: impl Fn(T) -> bool) {
    let mut known = Truths::default();
    known.fill(column, |value| Some(is_known(value)));
    for ((yes, all), known) in truths.yes.iter_mut().zip(&mut truths.known).zip(&known.yes) {
        *yes &= known;
        *all &= known;
    }
}

/// Clears the bits behind the last row.
fn clip(truths: &mut Truths, rows: usize) {
    let rest = rows % 64;
    if rest != 0
        && let (Some(yes), Some(known)) = (truths.yes.last_mut(), truths.known.last_mut())
    {
        *yes &= (1 << rest) - 1;
        *known &= (1 << rest) - 1;
    }
}
