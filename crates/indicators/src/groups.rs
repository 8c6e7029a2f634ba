//! Rows of a block by the value that a column has in them.
//!
//! Columns of codes have few values. A condition on one is decided once for each of them, and its rows are marked
//! together, so that what a condition costs hardly depends on the number of rows.

use evidence::{Channel, Currency};
use foldhash::HashMap;

use crate::mask::Truths;
use crate::rows::Rows;

/// A value on at least so many rows keeps them as bits, on fewer as numbers.
const MANY: usize = 64;
/// Values below this are looked up in a table, others by hash.
const SMALL: usize = 1 << 18;

/// The columns whose values are grouped.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Column {
    Kind,
    Side,
    Channel,
    Currency,
    Mcc,
    Minute,
    Country,
    OtherCountry,
    City,
    Home,
    Origin,
    Mentions,
    OwnFacts,
    OtherFacts,
    /// Whether there is a text: 1, or 0.
    HasText,
    /// Whether a party is printed: 1, or 0.
    HasParty,
}

/// How many [`Column`]s there are.
const COLUMNS: usize = Column::HasParty as usize + 1;

/// The columns of one block that were asked for, grouped.
#[derive(Debug, Default)]
pub(crate) struct Index {
    of: [Groups; COLUMNS],
    is_done: [bool; COLUMNS],
    table: Table,
}

impl Index {
    /// Forgets the block, but not the room it took.
    pub(crate) fn clear(&mut self) {
        self.is_done = [false; COLUMNS];
    }

    /// The rows of a column by value.
    pub(crate) fn column(&mut self, column: Column, rows: &Rows) -> &Groups {
        let at = column as usize;
        let (Some(groups), Some(is_done)) = (self.of.get_mut(at), self.is_done.get_mut(at)) else {
            return &self.table.none;
        };
        if !std::mem::replace(is_done, true) {
            let table = &mut self.table;
            match column {
                Column::Kind => groups.fill(table, &rows.kind, u32::from),
                Column::Side => groups.fill(table, &rows.side, u32::from),
                Column::Channel => groups.fill(table, &rows.channel, u32::from),
                Column::Currency => groups.fill(table, &rows.currency, code_of),
                Column::Mcc => groups.fill(table, &rows.mcc, u32::from),
                Column::Minute => groups.fill(table, &rows.minute, |own| u32::from(own.cast_unsigned())),
                Column::Country => groups.fill(table, &rows.country, u32::from),
                Column::OtherCountry => groups.fill(table, &rows.other_country, u32::from),
                Column::City => groups.fill(table, &rows.city, |own| own),
                Column::Home => groups.fill(table, &rows.home, |own| own),
                Column::Origin => groups.fill(table, &rows.origin, |own| own),
                Column::Mentions => groups.fill(table, &rows.mentions, |own| own),
                Column::OwnFacts => groups.fill(table, &rows.own_facts, |own| own),
                Column::OtherFacts => groups.fill(table, &rows.other_facts, |own| own),
                Column::HasText => groups.fill(table, &rows.has_text, u32::from),
                Column::HasParty => groups.fill(table, &rows.party, |own| u32::from(own != 0)),
            }
        }
        groups
    }
}

/// What stands for a channel that is not known.
pub(crate) const NO_CHANNEL: u32 = Channel::Unknown as u32;

/// The letters of a currency as a number.
fn code_of(currency: Currency) -> u32 {
    currency.as_str().bytes().fold(0, |code, letter| code << 8 | u32::from(letter))
}

/// Numbers of values while a column is grouped.
#[derive(Debug, Default)]
struct Table {
    small: Vec<u32>,
    large: HashMap<u32, u32>,
    none: Groups,
}

/// The rows of each value of a column.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    len: usize,
    values: Vec<Group>,
    /// For each row, the number of its group.
    of_row: Vec<u32>,
    bits: Vec<u64>,
    rows: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Group {
    value: u32,
    first: usize,
    count: usize,
    /// Where its words of bits, or its rows, begin.
    begin: usize,
}

impl Groups {
    fn fill<T: Copy>(&mut self, table: &mut Table, column: &[T], value: impl Fn(T) -> u32) {
        self.len = column.len();
        self.values.clear();
        self.of_row.clear();
        table.small.resize(SMALL, 0);
        self.of_row.reserve(column.len());
        // Neighbours are often alike.
        let (mut last, mut at) = (None, 0);
        for (row, own) in column.iter().enumerate() {
            let value = value(*own);
            if last != Some(value) {
                last = Some(value);
                let slot = match table.small.get_mut(value as usize) {
                    Some(slot) => slot,
                    None => table.large.entry(value).or_insert(0),
                };
                if *slot == 0 {
                    self.values.push(Group { value, first: row, count: 0, begin: 0 });
                    *slot = u32::try_from(self.values.len()).unwrap_or(0);
                }
                at = slot.saturating_sub(1);
            }
            self.of_row.push(at);
            if let Some(group) = self.values.get_mut(at as usize) {
                group.count += 1;
            }
        }
        table.large.clear();
        let (mut bits, mut rows) = (0, 0);
        let words = self.len.div_ceil(64);
        for group in &mut self.values {
            if let Some(slot) = table.small.get_mut(group.value as usize) {
                *slot = 0;
            }
            if group.count >= MANY {
                group.begin = bits;
                bits += words;
            } else {
                group.begin = rows;
                rows += group.count;
            }
        }
        self.bits.clear();
        self.bits.resize(bits, 0);
        self.rows.clear();
        self.rows.resize(rows, 0);
        let mut next: Vec<usize> = self.values.iter().map(|group| group.begin).collect();
        for (row, at) in (0_u32..).zip(&self.of_row) {
            let (Some(group), Some(next)) = (self.values.get(*at as usize), next.get_mut(*at as usize))
            else {
                continue;
            };
            if group.count >= MANY {
                if let Some(word) = self.bits.get_mut(group.begin + row as usize / 64) {
                    *word |= 1 << (row % 64);
                }
            } else if let Some(slot) = self.rows.get_mut(*next) {
                *slot = row;
                *next += 1;
            }
        }
    }

    /// Decides a condition for each value, given its first row too; `None` where it is unknown.
    pub(crate) fn decide(&self, truths: &mut Truths, mut is: impl FnMut(u32, usize) -> Option<bool>) {
        truths.reset_known(self.len);
        for group in &self.values {
            match is(group.value, group.first) {
                Some(false) => {}
                Some(true) => self.mark(group, &mut truths.yes, |word, bits| *word |= bits),
                None => self.mark(group, &mut truths.known, |word, bits| *word &= !bits),
            }
        }
    }

    /// Makes unknown the rows of the values that `is_known` denies.
    pub(crate) fn forget(&self, truths: &mut Truths, is_known: impl Fn(u32) -> bool) {
        for group in self.values.iter().filter(|group| !is_known(group.value)) {
            self.mark(group, &mut truths.yes, |word, bits| *word &= !bits);
            self.mark(group, &mut truths.known, |word, bits| *word &= !bits);
        }
    }

    /// The rows of the values that `is` picks.
    pub(crate) fn rows_of(&self, is: impl Fn(u32) -> bool) -> Vec<u64> {
        let mut words = vec![0; self.len.div_ceil(64)];
        for group in self.values.iter().filter(|group| is(group.value)) {
            self.mark(group, &mut words, |word, bits| *word |= bits);
        }
        words
    }

    fn mark(&self, group: &Group, words: &mut [u64], set: impl Fn(&mut u64, u64)) {
        if group.count >= MANY {
            let bits = self.bits.get(group.begin..group.begin + words.len()).unwrap_or_default();
            words.iter_mut().zip(bits).for_each(|(word, bits)| set(word, *bits));
        } else {
            for row in self.rows.get(group.begin..group.begin + group.count).unwrap_or_default() {
                if let Some(word) = words.get_mut(*row as usize / 64) {
                    set(word, 1 << (row % 64));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mask::Truths;

    const LARGE: u32 = 1 << 20;

    proptest! {
        #[test]
        fn values_decided_once_are_as_rows_decided_each(
            column in prop::collection::vec(prop_oneof![0_u32..3, 0_u32..200, LARGE..LARGE + 3], 0..600),
        ) {
            let (mut groups, mut table) = (Groups::default(), Table::default());
            for _ in 0..2 {
                groups.fill(&mut table, &column, |own| own);
                let decide = |value: u32| [None, Some(true), Some(false)][value as usize % 3];
                let (mut by_group, mut by_row) = (Truths::default(), Truths::default());
                groups.decide(&mut by_group, |value, first| {
                    assert_eq!(column.iter().position(|own| *own == value), Some(first));
                    decide(value)
                });
                by_row.fill(&column, decide);
                prop_assert_eq!((&by_group.yes, &by_group.known), (&by_row.yes, &by_row.known));
                let ones = groups.rows_of(|value| value == 1);
                for (row, value) in column.iter().enumerate() {
                    prop_assert_eq!(ones[row / 64] >> (row % 64) & 1 == 1, *value == 1);
                }
            }
        }
    }
}
