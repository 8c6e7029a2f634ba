//! Conditions decided from columns, for a whole block of rows.
//!
//! Where a column has few values, a condition is decided once for each; other shapes that occur in most rules read
//! their column straight; what is left is asked row by row.

use evidence::Truth;
use foldhash::HashMap;

use crate::expression::{Comparison, Condition, Number, Operation, Which};
use crate::field::Field;
use crate::groups::{Column, Index, NO_CHANNEL};
use crate::list::Codes;
use crate::mask::{self, Truths};
use crate::plan::scalar;
use crate::quantity::ONE;
use crate::rows::{NO_PURCHASE, NONE, Row, Rows};
use crate::world::World;

/// Decides a condition for all rows of a block.
pub(crate) fn leaf(
    condition: &Condition,
    world: &World<'_>,
    rows: &Rows,
    index: &mut Index,
    truths: &mut Truths,
) {
    let known = |value: i64| (value != NONE).then_some(value);
    match condition {
        Condition::Is(truth) => {
            let decided = match truth {
                Truth::True => Some(true),
                Truth::False => Some(false),
                Truth::Unknown => None,
            };
            index.column(Column::Kind, rows).decide(truths, |_, _| decided);
        }
        Condition::CodeIn(Field::Kind, _, codes) => {
            index.column(Column::Kind, rows).decide(truths, |code, _| Some(codes >> code & 1 == 1));
        }
        Condition::CodeIn(Field::Direction, _, codes) => {
            index.column(Column::Side, rows).decide(truths, |code, _| Some(codes >> code & 1 == 1));
        }
        Condition::CodeIn(Field::Channel, _, codes) => index
            .column(Column::Channel, rows)
            .decide(truths, |code, _| (code != NO_CHANNEL).then_some(codes >> code & 1 == 1)),
        Condition::Compare(comparison, Number::Of(Field::Amount, Which::First), Number::Is(right)) => {
            truths.fill(&rows.amount, |value| known(value).map(|value| comparison.holds(value, *right)));
        }
        Condition::Compare(comparison, Number::Of(Field::MinuteOfDay, Which::First), Number::Is(right)) => {
            index.column(Column::Minute, rows).decide(truths, |minute, _| {
                let minute =
                    u16::try_from(minute).ok().map(u16::cast_signed).filter(|minute| *minute >= 0)?;
                Some(comparison.holds(i64::from(minute) * ONE, *right))
            });
        }
        Condition::Compare(comparison, Number::Of(Field::Mcc, Which::First), Number::Is(right)) => {
            index.column(Column::Mcc, rows).decide(truths, |code, _| {
                let is_one = code != 0 && code != u32::from(NO_PURCHASE);
                is_one.then(|| comparison.holds(i64::from(code) * ONE, *right))
            });
        }
        Condition::Compare(Comparison::Equal, Number::Apply(Operation::Remainder, sides), Number::Is(0))
            if matches!(**sides, (Number::Of(Field::Amount, Which::First), Number::Is(1..))) =>
        {
            let Number::Is(unit) = sides.1 else { return };
            truths.fill(&rows.amount, |value| known(value).map(|value| value % unit == 0));
        }
        Condition::InCodes(Field::Mcc, _, codes) => {
            index.column(Column::Mcc, rows).decide(truths, |code, _| {
                let code = u16::try_from(code).ok().filter(|code| *code != 0)?;
                Some(code != NO_PURCHASE && codes.holds_number(code))
            });
        }
        Condition::Mentions(field @ (Field::Text | Field::Party), _, bit) => {
            let column = if *field == Field::Text { Column::HasText } else { Column::HasParty };
            let mentions = index.column(Column::Mentions, rows);
            mentions.decide(truths, |set, _| Some(world.is_mentioned(set, *bit)));
            index.column(column, rows).forget(truths, |has| has == 1);
        }
        Condition::Mentions(field @ (Field::Occupation | Field::Industry), _, bit) => {
            let declared = declared(*field, world);
            index.column(Column::OwnFacts, rows).decide(truths, |set, _| {
                world.is_mentioned(set, declared).then(|| world.is_mentioned(set, *bit))
            });
        }
        Condition::Mentions(Field::OtherIndustry, _, bit) => {
            let declared = world.has_industry();
            index.column(Column::OtherFacts, rows).decide(truths, |set, _| {
                world.is_mentioned(set, declared).then(|| world.is_mentioned(set, *bit))
            });
        }
        Condition::Blank(field @ (Field::Occupation | Field::Industry), _) => {
            let declared = declared(*field, world);
            let facts = index.column(Column::OwnFacts, rows);
            facts.decide(truths, |set, _| Some(!world.is_mentioned(set, declared)));
        }
        Condition::IsBusiness(..) => of_subjects(condition, world, rows, truths),
        Condition::Known(_, _, list) if !world.has_entries(list) => {
            index.column(Column::Kind, rows).decide(truths, |_, _| Some(false));
        }
        Condition::InCodes(Field::Country, _, codes) => {
            index.column(Column::Country, rows).decide(truths, |own, _| holds_country(codes, own));
        }
        Condition::InCodes(Field::OtherCountry, _, codes) => {
            index.column(Column::OtherCountry, rows).decide(truths, |own, _| holds_country(codes, own));
        }
        Condition::InCodes(Field::Currency, _, _) | Condition::IsLetters(Field::Currency, ..) => {
            by_value(Column::Currency, condition, world, rows, index, truths);
        }
        Condition::InZone(field, _, _) => {
            let column = match field {
                Field::City => Column::City,
                Field::Home => Column::Home,
                _ => Column::Origin,
            };
            by_value(column, condition, world, rows, index, truths);
        }
        Condition::BracketAlias(_) => {
            let candidates = index
                .column(Column::Mentions, rows)
                .rows_of(|set| world.is_mentioned(set, world.may_be_alias()));
            let texts = index.column(Column::HasText, rows).rows_of(|has| has == 1);
            let parties = index.column(Column::HasParty, rows).rows_of(|has| has == 1);
            truths.reset(rows.len());
            truths.known.iter_mut().zip(texts.iter().zip(&parties)).for_each(|(known, (one, two))| {
                *known = one | two;
            });
            for row in mask::rows(&candidates) {
                truths.set(row, scalar(condition, world, rows, row));
            }
        }
        Condition::Compare(_, Number::Of(Field::FromHomeKm, Which::First), Number::Is(_)) => {
            let pairs = rows.city.iter().copied().zip(rows.home.iter().copied());
            remembered(condition, world, rows, pairs, truths);
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
            truths.reset(rows.len());
            for (row, (subject, day)) in rows.subject.iter().zip(&rows.day).enumerate() {
                if *subject != last.0 {
                    last = (*subject, world.facts(*subject).opened);
                }
                let age = known(*day).zip(last.1).map(|(day, opened)| day.saturating_sub(opened));
                truths.set(row, age.map(|age| comparison.holds(age.saturating_mul(ONE), *right)));
            }
        }
        Condition::IsHolder(_) => {
            truths.reset(rows.len());
            for (row, _) in rows.payee.iter().enumerate().filter(|(_, payee)| **payee != 0) {
                truths.set(row, scalar(condition, world, rows, row));
            }
        }
        Condition::Blank(Field::Counterparty, _) => truths.fill(&rows.counterparty, |key| Some(key == 0)),
        Condition::Blank(Field::Payee, _) => truths.fill(&rows.payee, |payee| Some(payee == 0)),
        Condition::Blank(Field::Text, _) => {
            index.column(Column::HasText, rows).decide(truths, |has, _| Some(has == 0));
        }
        Condition::Blank(Field::Party, _) => {
            index.column(Column::HasParty, rows).decide(truths, |has, _| Some(has == 0));
        }
        Condition::Has(field, _) => has(*field, world, rows, index, truths),
        _ => {
            truths.reset(rows.len());
            for row in 0..rows.len() {
                truths.set(row, scalar(condition, world, rows, row));
            }
        }
    }
}

/// The bit that says that an occupation, or a line of business, is declared.
fn declared(field: Field, world: &World<'_>) -> u32 {
    if field == Field::Occupation { world.has_occupation() } else { world.has_industry() }
}

fn holds_country(codes: &Codes, country: u32) -> Option<bool> {
    let [_, _, a, b] = country.to_be_bytes();
    (country != 0).then(|| codes.holds_letters([a, b, 0]))
}

/// A condition on one column, asked of the first row of each value.
fn by_value(
    column: Column,
    condition: &Condition,
    world: &World<'_>,
    rows: &Rows,
    index: &mut Index,
    truths: &mut Truths,
) {
    index.column(column, rows).decide(truths, |_, first| scalar(condition, world, rows, first));
}

/// A condition on what recurs in pairs (two places, two parties): decided once for each in a block.
fn remembered(
    condition: &Condition,
    world: &World<'_>,
    rows: &Rows,
    keys: impl Iterator<Item = (u32, u32)>,
    truths: &mut Truths,
) {
    let mut known: HashMap<(u32, u32), Option<bool>> = HashMap::default();
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
    let mut last = None;
    truths.reset(rows.len());
    for (row, subject) in rows.subject.iter().enumerate() {
        let decided = match last {
            Some((own, decided)) if own == *subject => decided,
            _ => scalar(condition, world, rows, row),
        };
        last = Some((*subject, decided));
        truths.set(row, decided);
    }
}

/// Whether a field is known.
fn has(field: Field, world: &World<'_>, rows: &Rows, index: &mut Index, truths: &mut Truths) {
    let coded = match field {
        Field::Kind | Field::Direction => Some((Column::Kind, u32::MAX)),
        Field::Channel => Some((Column::Channel, NO_CHANNEL)),
        Field::Mcc => Some((Column::Mcc, 0)),
        Field::MinuteOfDay => Some((Column::Minute, u32::from(u16::MAX))),
        Field::City => Some((Column::City, 0)),
        Field::Home => Some((Column::Home, 0)),
        Field::Origin => Some((Column::Origin, 0)),
        Field::Country => Some((Column::Country, 0)),
        Field::OtherCountry => Some((Column::OtherCountry, 0)),
        Field::Text => Some((Column::HasText, 0)),
        Field::Party => Some((Column::HasParty, 0)),
        _ => None,
    };
    if let Some((column, none)) = coded {
        return index.column(column, rows).decide(truths, |value, _| Some(value != none));
    }
    match field {
        Field::Time => truths.fill(&rows.time_us, |us| Some(us != NONE)),
        Field::Amount => truths.fill(&rows.amount, |amount| Some(amount != NONE)),
        Field::Day => truths.fill(&rows.day, |day| Some(day != NONE)),
        Field::Counterparty => truths.fill(&rows.counterparty, |key| Some(key != 0)),
        Field::Payee => truths.fill(&rows.payee, |key| Some(key != 0)),
        Field::Conductor => truths.fill(&rows.conductor, |key| Some(key != 0)),
        Field::Place => truths.fill(&rows.place, |place| Some(place != 0)),
        Field::Currency => {
            let currencies = index.column(Column::Currency, rows);
            currencies.decide(truths, |_, first| Some(Row { world, rows, at: first }.has(field)));
        }
        Field::OtherIndustry => {
            let declared = world.has_industry();
            let facts = index.column(Column::OtherFacts, rows);
            facts.decide(truths, |set, _| Some(world.is_mentioned(set, declared)));
        }
        Field::Occupation | Field::Industry => {
            let declared = declared(field, world);
            let facts = index.column(Column::OwnFacts, rows);
            facts.decide(truths, |set, _| Some(world.is_mentioned(set, declared)));
        }
        Field::Status | Field::Income => {
            of_subjects(&Condition::Has(field, Which::First), world, rows, truths);
        }
        _ => {
            truths.reset(rows.len());
            for at in 0..rows.len() {
                truths.set(at, Some(Row { world, rows, at }.has(field)));
            }
        }
    }
}
