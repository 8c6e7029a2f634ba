//! One plan for all rules: every different condition once, decided for a block of rows at a time.
//!
//! Conditions of different rules share their parts. A part that only reads columns is decided once for every row of a
//! block, sixty-four rows to a word; a slow part (text searched, distances, lists looked up) is only asked of rows
//! where the rest of its conjunction may still hold.

use std::collections::HashMap;

use evidence::{Channel, Truth};

use crate::expression::{At, Comparison, Condition, Number, Which};
use crate::field::Field;
use crate::list::Codes;
use crate::mask::{self, Truths};
use crate::rows::{NO_PURCHASE, NONE, Row, Rows};
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
    /// Fast parts first, then what is slow for the rows that are not decided yet.
    Widen(Vec<NodeIx>, Condition),
    /// Slow by itself.
    Slow(Condition),
}

/// All conditions of all rules, each once, parts before wholes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    nodes: Vec<(Condition, Node)>,
    /// The conditions that fields are known, by field.
    known: Vec<Option<NodeIx>>,
}

/// The truths of conditions for one block of rows, worked out as they are asked for.
#[derive(Debug, Default)]
pub(crate) struct Decided {
    of: Vec<Truths>,
    is_done: Vec<bool>,
    empty: Truths,
}

impl Decided {
    /// The truths of a condition that was decided.
    pub(crate) fn truths(&self, node: NodeIx) -> &Truths {
        self.of.get(node.index()).unwrap_or(&self.empty)
    }

    /// Forgets what was decided, for the next block.
    pub(crate) fn clear(&mut self) {
        self.is_done.fill(false);
    }
}

impl Plan {
    /// The number of a condition, added with its parts if new.
    pub(crate) fn add(&mut self, condition: &Condition) -> NodeIx {
        if let Some(known) = self.find(condition) {
            return known;
        }
        let node = match condition {
            Condition::And(parts) => {
                let (slow, mut fast): (Vec<_>, Vec<_>) = parts.iter().cloned().partition(Condition::is_slow);
                // What leaves least for the rest comes first.
                fast.sort_by_key(|part| match part {
                    Condition::CodeIn(..) => 0,
                    Condition::InCodes(..) | Condition::Mentions(..) => 1,
                    _ => 2,
                });
                let fast: Vec<NodeIx> = fast.iter().map(|part| self.add(part)).collect();
                if slow.is_empty() { Node::And(fast) } else { Node::Narrow(fast, Condition::And(slow)) }
            }
            Condition::Or(parts) => {
                // A slow part that is itself a conjunction narrows its own rows.
                let is_bare = |part: &Condition| {
                    part.is_slow() && !matches!(part, Condition::And(_) | Condition::Or(_))
                };
                let (bare, rest): (Vec<_>, Vec<_>) = parts.iter().cloned().partition(is_bare);
                let rest: Vec<NodeIx> = rest.iter().map(|part| self.add(part)).collect();
                if bare.is_empty() { Node::Or(rest) } else { Node::Widen(rest, Condition::Or(bare)) }
            }
            Condition::Not(part) if !part.is_slow() => Node::Not(self.add(part)),
            _ if condition.is_slow() => Node::Slow(condition.clone()),
            _ => Node::Leaf(condition.clone()),
        };
        self.nodes.push((condition.clone(), node));
        NodeIx(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    /// The conditions that fields are known, added if new.
    pub(crate) fn wanted(&mut self, fields: &[Field]) -> Vec<NodeIx> {
        let mut nodes = Vec::with_capacity(fields.len());
        for field in fields {
            let node = self.add(&Condition::Has(*field, Which::First));
            let at = *field as usize;
            if self.known.len() <= at {
                self.known.resize(at + 1, None);
            }
            self.known.get_mut(at).into_iter().for_each(|own| *own = Some(node));
            nodes.push(node);
        }
        nodes
    }

    /// The condition that a field is known, where any rule reads it.
    pub(crate) fn has(&self, field: Field) -> Option<NodeIx> {
        self.known.get(field as usize).copied().flatten()
    }

    /// The number of a condition that is there.
    fn find(&self, condition: &Condition) -> Option<NodeIx> {
        let at = self.nodes.iter().position(|(own, _)| own == condition)?;
        u32::try_from(at).ok().map(NodeIx)
    }

    /// Decides a condition for all `rows`, if it was not yet.
    pub(crate) fn decide(&self, node: NodeIx, world: &World<'_>, rows: &Rows, decided: &mut Decided) {
        decided.of.resize_with(self.nodes.len(), Truths::default);
        decided.is_done.resize(self.nodes.len(), false);
        let Some(is_done) = decided.is_done.get_mut(node.index()) else { return };
        if std::mem::replace(is_done, true) {
            return;
        }
        let Some((_, own)) = self.nodes.get(node.index()) else { return };
        let mut truths = decided.of.get_mut(node.index()).map(std::mem::take).unwrap_or_default();
        match own {
            Node::Leaf(condition) => leaf(condition, world, rows, &mut truths),
            Node::And(parts) => self.all(parts, world, rows, decided, &mut truths),
            Node::Or(parts) => self.any(parts, world, rows, decided, &mut truths),
            Node::Widen(fast, slow) => {
                self.any(fast, world, rows, decided, &mut truths);
                if fast.is_empty() {
                    truths.fill(&rows.kind, |_| Some(false));
                }
                let open: Vec<u64> = truths.yes.iter().map(|yes| !yes).collect();
                truths.or(&asked_of(slow, world, rows, &open));
            }
            Node::Not(part) => {
                self.decide(*part, world, rows, decided);
                truths.clone_from(decided.truths(*part));
                truths.not();
            }
            Node::Narrow(fast, slow) => {
                self.all(fast, world, rows, decided, &mut truths);
                if fast.is_empty() {
                    truths.fill(&rows.kind, |_| Some(true));
                }
                if truths.is_open() {
                    let open: Vec<u64> =
                        truths.yes.iter().zip(&truths.known).map(|(yes, known)| yes | !known).collect();
                    truths.and(&asked_of(slow, world, rows, &open));
                }
            }
            Node::Slow(condition) => {
                truths.reset(rows.len());
                for row in 0..rows.len() {
                    truths.set(row, scalar(condition, world, rows, row));
                }
            }
        }
        if let Some(slot) = decided.of.get_mut(node.index()) {
            *slot = truths;
        }
    }

    /// Any of several conditions.
    fn any(
        &self,
        parts: &[NodeIx],
        world: &World<'_>,
        rows: &Rows,
        decided: &mut Decided,
        truths: &mut Truths,
    ) {
        for (number, part) in parts.iter().enumerate() {
            self.decide(*part, world, rows, decided);
            if number == 0 {
                truths.clone_from(decided.truths(*part));
            } else {
                truths.or(decided.truths(*part));
            }
        }
    }

    /// All of several conditions; those that can no longer matter are not decided.
    fn all(
        &self,
        parts: &[NodeIx],
        world: &World<'_>,
        rows: &Rows,
        decided: &mut Decided,
        truths: &mut Truths,
    ) {
        for (number, part) in parts.iter().enumerate() {
            self.decide(*part, world, rows, decided);
            if number == 0 {
                truths.clone_from(decided.truths(*part));
            } else {
                truths.and(decided.truths(*part));
            }
            if !truths.is_open() {
                break;
            }
        }
    }
}

/// A condition on a selected row: one of the plan, or one that is only worth asking of selected rows.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    Node(NodeIx),
    Alone(Condition),
}

impl Asked {
    pub(crate) fn new(condition: Condition, plan: &mut Plan) -> Self {
        if condition.is_slow() { Self::Alone(condition) } else { Self::Node(plan.add(&condition)) }
    }

    /// The condition of the plan, if it is one.
    pub(crate) fn node(&self) -> Option<NodeIx> {
        match self {
            Self::Node(node) => Some(*node),
            Self::Alone(_) => None,
        }
    }

    /// Whether it holds of a row; `None` where that is unknown.
    pub(crate) fn is(&self, row: &Row<'_>, decided: &Decided) -> Option<bool> {
        match self {
            Self::Node(node) => {
                let truths = decided.truths(*node);
                truths.is_known(row.at).then(|| truths.is_yes(row.at))
            }
            Self::Alone(condition) => scalar(condition, row.world, row.rows, row.at),
        }
    }
}

/// A slow condition, for the rows whose bits are set in `open`; unknown for the others.
fn asked_of(condition: &Condition, world: &World<'_>, rows: &Rows, open: &[u64]) -> Truths {
    let mut truths = Truths::default();
    truths.reset(rows.len());
    for row in mask::rows(open).take_while(|row| *row < rows.len()) {
        truths.set(row, scalar(condition, world, rows, row));
    }
    truths
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
        Condition::CodeIn(Field::Kind, _, codes) => {
            truths.fill(&rows.kind, |code| Some(codes >> code & 1 == 1));
        }
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
                (value != 0 && value != NO_PURCHASE)
                    .then(|| comparison.holds(i64::from(value) * crate::quantity::ONE, *right))
            });
        }
        Condition::Compare(
            Comparison::Equal,
            Number::Apply(crate::expression::Operation::Remainder, sides),
            Number::Is(0),
        ) if matches!(**sides, (Number::Of(Field::Amount, Which::First), Number::Is(1..))) => {
            let Number::Is(unit) = sides.1 else { return };
            truths.fill(&rows.amount, |value| known(value).map(|value| value % unit == 0));
        }
        Condition::InCodes(Field::Mcc, _, codes) => {
            truths
                .fill(&rows.mcc, |code| (code != 0).then(|| code != NO_PURCHASE && codes.holds_number(code)));
        }
        Condition::Mentions(Field::Text, _, bit) => {
            truths.fill(&rows.mentions, |set| Some(world.is_mentioned(set, *bit)));
            known_where(truths, &rows.has_text, |has| has);
        }
        Condition::Mentions(Field::Party, _, bit) => {
            truths.fill(&rows.mentions, |set| Some(world.is_mentioned(set, *bit)));
            known_where(truths, &rows.party, |party| party != 0);
        }
        Condition::Mentions(Field::Occupation | Field::Industry, ..)
        | Condition::Blank(Field::Occupation | Field::Industry, _)
        | Condition::IsBusiness(..) => of_subjects(condition, world, rows, truths),
        Condition::Known(_, _, list) if !world.has_entries(list) => truths.fill(&rows.kind, |_| Some(false)),
        Condition::InCodes(Field::Country, _, codes) => countries(&rows.country, codes, truths),
        Condition::InCodes(Field::OtherCountry, _, codes) => countries(&rows.other_country, codes, truths),
        Condition::BracketAlias(_) => {
            let candidate = world.may_be_alias();
            let mut at = 0;
            by_value(&rows.mentions, truths, |set| {
                at += 1;
                let has_words =
                    rows.has_text.get(at - 1) == Some(&true) || rows.party.get(at - 1) != Some(&0);
                if world.is_mentioned(set, candidate) {
                    scalar(condition, world, rows, at - 1)
                } else {
                    has_words.then_some(false)
                }
            });
        }
        Condition::InCodes(Field::Currency, _, codes) => {
            let mut last = (evidence::Currency::NONE, None);
            by_value(&rows.currency, truths, |currency| {
                if currency != last.0 {
                    let letters: Option<[u8; 3]> = currency.as_str().as_bytes().try_into().ok();
                    let known = letters.filter(|_| currency != evidence::Currency::NONE);
                    last = (currency, known.map(|letters| codes.holds_letters(letters)));
                }
                last.1
            });
        }
        Condition::Mentions(Field::OtherIndustry, _, bit) => {
            let known = world.has_industry();
            truths.fill(&rows.other_facts, |set| {
                world.is_mentioned(set, known).then(|| world.is_mentioned(set, *bit))
            });
        }
        Condition::InZone(field, _, _) => {
            let column = match field {
                Field::City => &rows.city,
                Field::Home => &rows.home,
                _ => &rows.origin,
            };
            remembered(condition, world, rows, column.iter().map(|spot| (*spot, 0)), truths);
        }
        Condition::Compare(_, Number::Of(Field::FromHomeKm, Which::First), Number::Is(_)) => {
            remembered(
                condition,
                world,
                rows,
                rows.city.iter().copied().zip(rows.home.iter().copied()),
                truths,
            );
        }
        Condition::Abroad(field, _) => {
            let column = if *field == Field::Origin { &rows.origin } else { &rows.city };
            // Where the place is not known, its country decides.
            let there = column.iter().zip(&rows.country).map(|(spot, country)| match spot {
                0 => u32::from(*country) | 1 << 31,
                spot => *spot,
            });
            remembered(condition, world, rows, there.zip(rows.home.iter().copied()), truths);
        }
        Condition::Related(_) => {
            let pairs = rows.subject.iter().copied().zip(rows.counterparty.iter().copied());
            remembered(condition, world, rows, pairs, truths);
        }
        Condition::Compare(comparison, Number::Of(Field::AccountAge, Which::First), Number::Is(right)) => {
            let mut last = (u32::MAX, None);
            let mut at = 0;
            by_value(&rows.day, truths, |day| {
                let subject = rows.subject.get(at).copied().unwrap_or(u32::MAX);
                at += 1;
                if subject != last.0 {
                    last = (subject, world.facts(subject).opened);
                }
                let age = known(day)?.saturating_sub(last.1?).saturating_mul(crate::quantity::ONE);
                Some(comparison.holds(age, *right))
            });
        }
        Condition::IsHolder(_) => {
            let mut at = 0;
            by_value(&rows.payee, truths, |payee| {
                at += 1;
                if payee == 0 { None } else { scalar(condition, world, rows, at - 1) }
            });
        }
        Condition::Blank(Field::Counterparty, _) => truths.fill(&rows.counterparty, |key| Some(key == 0)),
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

fn countries(column: &[u16], codes: &Codes, truths: &mut Truths) {
    truths.fill(column, |country| {
        let [a, b] = country.to_be_bytes();
        (country != 0).then(|| codes.holds_letters([a, b, 0]))
    });
}

/// Fills in from a column, with a decision that remembers.
fn by_value<T: Copy>(column: &[T], truths: &mut Truths, mut decide: impl FnMut(T) -> Option<bool>) {
    truths.reset(column.len());
    for (row, value) in column.iter().enumerate() {
        truths.set(row, decide(*value));
    }
}

/// A condition on what recurs (places, pairs of parties): decided once for each in a block.
fn remembered(
    condition: &Condition,
    world: &World<'_>,
    rows: &Rows,
    keys: impl Iterator<Item = (u32, u32)>,
    truths: &mut Truths,
) {
    let mut known: HashMap<(u32, u32), Option<bool>> = HashMap::new();
    let mut last = None;
    truths.reset(rows.len());
    for (row, key) in keys.enumerate() {
        let decided = match last {
            Some((own, decided)) if own == key => decided,
            _ => *known.entry(key).or_insert_with(|| scalar(condition, world, rows, row)),
        };
        last = Some((key, decided));
        truths.set(row, decided);
    }
}

/// A condition on declared facts, which are the same for all rows of a subject.
fn of_subjects(condition: &Condition, world: &World<'_>, rows: &Rows, truths: &mut Truths) {
    let mut last = (u32::MAX, None);
    let mut at = 0;
    by_value(&rows.subject, truths, |subject| {
        if subject != last.0 || at == 0 {
            last = (subject, scalar(condition, world, rows, at));
        }
        at += 1;
        last.1
    });
}

fn has(field: Field, rows: &Rows, truths: &mut Truths, world: &World<'_>) {
    match field {
        Field::Time => truths.fill(&rows.time_us, |us| Some(us != NONE)),
        Field::Amount => truths.fill(&rows.amount, |amount| Some(amount != NONE)),
        Field::City => truths.fill(&rows.city, |spot| Some(spot != 0)),
        Field::Counterparty => truths.fill(&rows.counterparty, |key| Some(key != 0)),
        Field::Mcc => truths.fill(&rows.mcc, |code| Some(code != 0)),
        Field::Text => truths.fill(&rows.has_text, Some),
        Field::Kind | Field::Direction => truths.fill(&rows.kind, |_| Some(true)),
        Field::Channel => truths.fill(&rows.channel, |code| Some(code != Channel::Unknown as u8)),
        Field::Currency => truths.fill(&rows.currency, |currency| Some(currency != evidence::Currency::NONE)),
        Field::MinuteOfDay => truths.fill(&rows.minute, |minute| Some(minute >= 0)),
        Field::Day => truths.fill(&rows.day, |day| Some(day != NONE)),
        Field::Payee => truths.fill(&rows.payee, |key| Some(key != 0)),
        Field::Conductor => truths.fill(&rows.conductor, |key| Some(key != 0)),
        Field::Party => truths.fill(&rows.party, |party| Some(party != 0)),
        Field::Place => truths.fill(&rows.place, |place| Some(place != 0)),
        Field::Origin => truths.fill(&rows.origin, |spot| Some(spot != 0)),
        Field::Home => truths.fill(&rows.home, |spot| Some(spot != 0)),
        Field::Country => truths.fill(&rows.country, |country| Some(country != 0)),
        Field::OtherCountry => truths.fill(&rows.other_country, |country| Some(country != 0)),
        Field::OtherIndustry => {
            let known = world.has_industry();
            truths.fill(&rows.other_facts, |set| Some(world.is_mentioned(set, known)));
        }
        Field::Status | Field::Occupation | Field::Industry | Field::Income => {
            let mut last = (u32::MAX, false);
            let mut at = 0;
            by_value(&rows.subject, truths, |subject| {
                if subject != last.0 {
                    last = (subject, Row { world, rows, at }.has(field));
                }
                at += 1;
                Some(last.1)
            });
        }
        _ => {
            truths.reset(rows.len());
            for at in 0..rows.len() {
                truths.set(at, Some(Row { world, rows, at }.has(field)));
            }
        }
    }
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
