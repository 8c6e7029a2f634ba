//! Two records, column by column, to a level each: 0 where either says nothing, 1 the most alike.

use crate::similar::{Alike, Memory, Met, at_most, edits};
use crate::table::{Column, Shape, Table};

/// Levels 1 to 6: the same value, by how surprising it is to share it.
pub(crate) const SAME: [(i32, &str); 6] = [
    (16_000, "same, one in 65,000 has it or fewer"),
    (13_000, "same, one in 8,000 to 65,000 has it"),
    (10_000, "same, one in 1,000 to 8,000 has it"),
    (7_000, "same, one in 130 to 1,000 has it"),
    (4_000, "same, one in 16 to 130 has it"),
    (0, "same, more than one in 16 has it"),
];
/// A word is common that more than one in 130 has, in thousandths of a bit (ours).
const COMMON: u16 = 7_000;

/// Levels of names and texts: bins of one kind of evidence, the best first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    /// Its first level, from 0.
    pub(crate) first: usize,
    /// Where its first bin begins and its last one ends, in bits, and how wide they are.
    top: i32,
    low: i32,
    pub(crate) width: i32,
    /// Of names in which one part agrees and another does not.
    pub(crate) contradicted: bool,
}

impl Scale {
    pub(crate) fn len(&self) -> usize {
        usize::try_from((self.top - self.low) / self.width + 2).unwrap_or(0)
    }

    /// The middle of a bin, from 0, in bits.
    pub(crate) fn middle(&self, bin: usize) -> f64 {
        f64::from(self.begins(bin)) + f64::from(self.width) / 2.0
    }

    fn begins(&self, bin: usize) -> i32 {
        self.top - i32::try_from(bin).unwrap_or(0) * self.width
    }

    fn bin(&self, millibits: i32) -> usize {
        let over = ((self.top + self.width) * 1_000 - 1).saturating_sub(millibits);
        let bin = usize::try_from(over.div_euclid(self.width * 1_000)).unwrap_or(0);
        bin.min(self.len() - 1)
    }
}

const AGREED: Scale = Scale { first: 0, top: 30, low: -8, width: 2, contradicted: false };
const CONTRADICTED: Scale = Scale { first: 21, top: 20, low: -8, width: 4, contradicted: true };

/// The scales of a shape that is compared by its words.
pub(crate) fn scales(shape: Shape) -> &'static [Scale] {
    match shape {
        Shape::Name => &[AGREED, CONTRADICTED],
        Shape::Text => &[AGREED],
        _ => &[],
    }
}

/// What the levels beyond "same" mean, and the share of true pairs we expect in each before any data speak (ours).
pub(crate) fn partly(shape: Shape) -> &'static [(&'static str, f64)] {
    match shape {
        Shape::Name | Shape::Text => &[],
        Shape::Date => &[
            ("day and month swapped", 0.02),
            ("one digit off, or two swapped", 0.06),
            ("same year, the rest of one not given or 1 January", 0.06),
            ("same month and day", 0.03),
            ("same year and month", 0.02),
            ("same year", 0.03),
            ("one year apart", 0.02),
            ("less than ten years apart", 0.02),
            ("different", 0.02),
        ],
        Shape::Phone => &[("same last seven digits", 0.05), ("one digit off", 0.05), ("different", 0.25)],
        Shape::Document => &[
            ("same but for letters and digits that look alike", 0.03),
            ("one letter off", 0.06),
            ("two letters off", 0.02),
            ("different", 0.10),
        ],
        Shape::Email => &[("same before the @", 0.04), ("up to two letters off", 0.04), ("different", 0.25)],
        Shape::Code => &[
            ("one letter off", 0.07),
            ("same first half", 0.06),
            ("two letters off", 0.02),
            ("different", 0.12),
        ],
        Shape::Number => &[("within one percent", 0.05), ("within ten percent", 0.05), ("different", 0.15)],
        Shape::Category => &[("different", 0.08)],
    }
}

/// How many levels a comparison has, the missing one not counted.
pub(crate) fn levels(shape: Shape) -> u8 {
    let levels = match shape {
        Shape::Name | Shape::Text => scales(shape).iter().map(Scale::len).sum(),
        shape => SAME.len() + partly(shape).len(),
    };
    u8::try_from(levels).unwrap_or(u8::MAX)
}

pub(crate) fn means(shape: Shape, level: u8) -> String {
    let at = usize::from(level).saturating_sub(1);
    if let Some(scale) = scales(shape).iter().rfind(|scale| scale.first <= at) {
        let words = if shape == Shape::Name { "names" } else { "words" };
        let agree = if scale.contradicted {
            "one part alike and another not".to_owned()
        } else {
            format!("{words} alike")
        };
        let (bin, low) = (at - scale.first, scale.low);
        return if bin == 0 {
            format!("{agree}, {} bits of surprise or more", scale.top)
        } else if bin + 1 < scale.len() {
            format!("{agree} by {} to {} bits", scale.begins(bin), scale.begins(bin) + scale.width)
        } else if scale.contradicted {
            format!("{agree}, below {low} bits")
        } else {
            format!("{words} different, below {low} bits")
        };
    }
    let same = SAME.get(at).map(|(_, means)| *means);
    let partly = partly(shape).get(at.saturating_sub(SAME.len())).map_or("", |(means, _)| means);
    same.unwrap_or(partly).to_owned()
}

/// The level of a shared value of this information.
pub(crate) fn same_level(info: i32) -> u8 {
    let at = SAME.iter().position(|(least, _)| info >= *least).unwrap_or(SAME.len() - 1);
    u8::try_from(at + 1).unwrap_or(1)
}

fn bin_level(shape: Shape, alike: Alike) -> u8 {
    let contradicted = alike.contradicted && shape == Shape::Name;
    let scale = if contradicted { CONTRADICTED } else { AGREED };
    u8::try_from(scale.first + scale.bin(alike.millibits) + 1).unwrap_or(1)
}

/// The level at which two rows agree in one column; the same from either side.
pub(crate) fn level(left: (&Table, u32), right: (&Table, u32), column: usize, memory: &mut Memory) -> u8 {
    let (lefts, rights) = (left.0.values(column, left.1), right.0.values(column, right.1));
    let (Some(one), Some(other)) = (left.0.columns.get(column), right.0.columns.get(column)) else {
        return 0;
    };
    // Within one table equal values have equal symbols, which are at hand.
    let same_table = std::ptr::eq(left.0, right.0);
    let mut best = 0;
    for a in lefts {
        for b in rights {
            let same = if same_table { a == b } else { one.pool.hash_of(*a) == other.pool.hash_of(*b) };
            let level = values((one, *a), (other, *b), same, memory);
            if best == 0 || level < best {
                best = level;
            }
        }
    }
    best
}

/// For bins of evidence of a name or text, the best first, the levels that are within reach where there is no more.
pub(crate) fn within_reach(shape: Shape) -> Vec<Vec<usize>> {
    let reached = |bin: usize| {
        let most = if bin == 0 { i32::MAX / 2 } else { (AGREED.begins(bin) + AGREED.width) * 1_000 - 1 };
        scales(shape)
            .iter()
            .flat_map(move |scale| scale.first + scale.bin(most)..scale.first + scale.len())
            .collect()
    };
    (0..AGREED.len()).map(reached).collect()
}

/// The best bin, of those of [`within_reach`], that two rows can be in by their words.
pub(crate) fn best_bin(left: (&Table, u32), right: (&Table, u32), column: usize) -> Option<usize> {
    let (one, other) = (left.0.columns.get(column)?, right.0.columns.get(column)?);
    let rights = right.0.values(column, right.1);
    let pairs = left.0.values(column, left.1).iter().flat_map(|a| rights.iter().map(move |b| (*a, *b)));
    pairs.map(|(a, b)| AGREED.bin(at_most((one, a), (other, b)))).min()
}

/// Whether all that two rows share of a name or text is common: it is shared by chance, too.
pub(crate) fn shares_only_common(left: (&Table, u32), right: (&Table, u32), column: usize) -> bool {
    let (Some(one), Some(other)) = (left.0.columns.get(column), right.0.columns.get(column)) else {
        return false;
    };
    if !one.is_bag() {
        return false;
    }
    let rights = right.0.values(column, right.1);
    let pairs = left.0.values(column, left.1).iter().flat_map(|a| rights.iter().map(move |b| (*a, *b)));
    let alike = pairs.map(|(a, b)| Met::new((one, a), (other, b)).alike(&mut Memory::brief()));
    alike.filter_map(|alike| alike.rarest).max().is_some_and(|rarest| rarest < COMMON)
}

fn values(left: (&Column, u32), right: (&Column, u32), same: bool, memory: &mut Memory) -> u8 {
    let shape = left.0.shape;
    if matches!(shape, Shape::Name | Shape::Text) {
        return bin_level(shape, Met::new(left, right).alike(memory));
    }
    if same {
        let info = |(column, value): (&Column, u32)| {
            i32::from(column.info.get(usize::try_from(value).unwrap_or(0)).copied().unwrap_or(0))
        };
        return same_level(info(left).min(info(right)));
    }
    let (a, b) = (left.0.pool.bytes(left.1), right.0.pool.bytes(right.1));
    let text = || (left.0.pool.text(left.1), right.0.pool.text(right.1));
    let beyond = match shape {
        Shape::Name | Shape::Text | Shape::Category => 1,
        Shape::Date => dates(a, b),
        Shape::Phone => phones(a, b),
        Shape::Document => documents(a, b),
        Shape::Email => emails(a, b),
        Shape::Code => codes(text()),
        Shape::Number => numbers(text()),
    };
    6 + beyond
}

fn dates(a: &[u8], b: &[u8]) -> u8 {
    let part = |date: &[u8], from: usize, digits: usize| {
        let digits = date.iter().skip(from).take(digits);
        digits.fold(0, |number, digit| number * 10 + i32::from(*digit) - i32::from(b'0'))
    };
    let [(ya, ma, da), (yb, mb, db)] =
        [a, b].map(|date| (part(date, 0, 4), part(date, 4, 2), part(date, 6, 2)));
    let partial = |month: i32, day: i32| month == 0 || day == 0 || (month == 1 && day == 1);
    let years = (ya - yb).abs();
    if years == 0 && ma == db && da == mb && ma != 0 && da != 0 {
        1
    } else if years == 0
        && (partial(ma, da) || partial(mb, db))
        && (ma == mb || ma * mb == 0 || (ma, da) == (1, 1) || (mb, db) == (1, 1))
    {
        3
    } else if ma * mb * da * db != 0 && misprint(a, b) {
        2
    } else if (ma, da) == (mb, db) && !partial(ma, da) {
        4
    } else if years == 0 && ma == mb {
        5
    } else {
        match years {
            0 => 6,
            1 => 7,
            2..10 => 8,
            _ => 9,
        }
    }
}

/// Eight digits that differ in one place, or in two neighbours swapped.
fn misprint(a: &[u8], b: &[u8]) -> bool {
    let mut differ = a.iter().zip(b).enumerate().filter(|(_, (a, b))| a != b);
    match (differ.next(), differ.next(), differ.next()) {
        (Some(_), None, _) => true,
        (Some((at, (a1, b1))), Some((next, (a2, b2))), None) => at + 1 == next && a1 == b2 && a2 == b1,
        _ => false,
    }
}

fn tail(text: &[u8], bytes: usize) -> Option<&[u8]> {
    text.len().checked_sub(bytes).and_then(|from| text.get(from..))
}

fn phones(a: &[u8], b: &[u8]) -> u8 {
    match (tail(a, 7), tail(b, 7)) {
        (Some(a), Some(b)) if a == b => 1,
        _ if edits(a, b) <= 1 => 2,
        _ => 3,
    }
}

/// Letters and digits that readers of documents, people and machines, take for one another.
pub(crate) fn lookalike(c: char) -> char {
    match c {
        'o' | 'q' | 'd' => '0',
        'i' | 'l' | 'j' => '1',
        'z' => '2',
        's' => '5',
        'g' => '6',
        'b' => '8',
        c => c,
    }
}

/// A document's scope, if it has one, and its number.
fn scope(document: &[u8]) -> (&[u8], &[u8]) {
    let colon = document.iter().position(|byte| *byte == b':');
    colon
        .and_then(|at| document.split_at_checked(at))
        .map_or((&[], document), |(scope, number)| (scope, number.get(1..).unwrap_or(&[])))
}

fn documents(a: &[u8], b: &[u8]) -> u8 {
    let ((scope_a, a), (scope_b, b)) = (scope(a), scope(b));
    if scope_a != scope_b && !scope_a.is_empty() && !scope_b.is_empty() {
        return 4;
    }
    let misread = |bytes: &[u8]| bytes.iter().map(|byte| lookalike(char::from(*byte))).collect::<Vec<char>>();
    if a.len() == b.len() && a.iter().zip(b).filter(|(a, b)| a != b).count() <= 4 && misread(a) == misread(b)
    {
        return 1;
    }
    match (edits(a, b), signs(a).min(signs(b))) {
        (0 | 1, 3..) => 2,
        (2, 5..) => 3,
        _ => 4,
    }
}

/// How many signs a text has.
fn signs(text: &[u8]) -> usize {
    std::str::from_utf8(text).map_or(text.len(), |text| text.chars().count())
}

fn emails(a: &[u8], b: &[u8]) -> u8 {
    let local = |text: &'_ [u8]| text.iter().position(|byte| *byte == b'@').unwrap_or(text.len());
    if a.get(..local(a)) == b.get(..local(b)) {
        1
    } else if edits(a, b) <= 2 {
        2
    } else {
        3
    }
}

/// The first half of a code, where regions stand in postcodes.
pub(crate) fn first_half(code: &str) -> &str {
    code.char_indices()
        .nth(code.chars().count().div_ceil(2))
        .and_then(|(at, _)| code.get(..at))
        .unwrap_or(code)
}

fn codes((a, b): (&str, &str)) -> u8 {
    let [one, other] = [a, b].map(|code| signs(code.as_bytes()));
    match edits(a.as_bytes(), b.as_bytes()) {
        0 | 1 => 1,
        _ if one >= 4 && one == other && first_half(a) == first_half(b) => 2,
        2 if one.min(other) >= 5 => 3,
        _ => 4,
    }
}

fn numbers((a, b): (&str, &str)) -> u8 {
    let (Ok(a), Ok(b)) = (a.parse::<f64>(), b.parse::<f64>()) else { return 3 };
    let apart = (a - b).abs() / a.abs().max(b.abs());
    if apart <= 0.01 {
        1
    } else if apart <= 0.10 {
        2
    } else {
        3
    }
}

/// Whether some exclusive column proves two rows different: numbers of one scope, none like any other.
pub(crate) fn exclude(left: (&Table, u32), right: (&Table, u32)) -> bool {
    let columns = left.0.columns.iter().zip(&right.0.columns).enumerate();
    columns.filter(|(_, (column, _))| column.exclusive).any(|(at, (a, b))| {
        let mut proof = false;
        for value in left.0.values(at, left.1) {
            for other in right.0.values(at, right.1) {
                let (value, other) = (a.pool.bytes(*value), b.pool.bytes(*other));
                if value == other || documents(value, other) < 4 {
                    return false;
                }
                proof |= scope(value).0 == scope(other).0;
            }
        }
        proof
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_agree_in_the_ways_dates_go_wrong() {
        for (a, b, level) in [
            ("19900403", "19900304", 1),
            ("19900403", "19900408", 2),
            ("19900403", "19720403", 4),
            ("19900403", "19900000", 3),
            ("19900403", "19900101", 3),
            ("19900403", "19910403", 2),
            ("19900403", "19721103", 9),
            ("19900413", "19900426", 5),
            ("19900413", "19900726", 6),
            ("19900000", "19910000", 7),
        ] {
            assert_eq!(dates(a.as_bytes(), b.as_bytes()), level, "{a} {b}");
            assert_eq!(dates(b.as_bytes(), a.as_bytes()), level, "{b} {a}");
        }
    }

    #[test]
    fn every_bin_has_a_place_and_a_meaning_of_its_own() {
        let level = |bits: i32, contradicted| {
            bin_level(Shape::Name, Alike { millibits: bits * 1_000, contradicted, rarest: None })
        };
        assert_eq!(
            [level(100, false), level(30, false), level(29, false), level(-100, false)],
            [1, 1, 2, 21]
        );
        assert_eq!([level(100, true), level(20, true), level(19, true), level(-100, true)], [22, 22, 23, 30]);
        assert_eq!(levels(Shape::Name), 30);
        for scale in scales(Shape::Name) {
            for bin in 1..scale.len() - 1 {
                let millibits = scale.begins(bin) * 1_000 + 500 * scale.width;
                let found = bin_level(
                    Shape::Name,
                    Alike { millibits, contradicted: scale.contradicted, rarest: None },
                );
                assert_eq!(usize::from(found), scale.first + bin + 1);
            }
        }
        let all: std::collections::BTreeSet<String> =
            (1..=levels(Shape::Name)).map(|level| means(Shape::Name, level)).collect();
        assert_eq!(all.len(), usize::from(levels(Shape::Name)));
    }
}
