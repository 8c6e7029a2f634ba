//! How alike two words are, and two bags of words.
//!
//! [`Met::alike`] is the one place where names are compared. It gives evidence in thousandths of a bit: what a shared word
//! is worth is what it surprises with, less a toll for each way of not being quite the same. The scale is a first
//! guess; the model bins it and learns what each bin is worth.
#![expect(clippy::indexing_slicing, reason = "positions come from loops over the slices that are indexed")]

use crate::pool::mix;
use crate::prepare::{MOST_LETTERS, MOST_WORDS};
use crate::table::{ANY_PART, Column, Word, part_of, word_of};
use std::cmp::Ordering;

/// How two words agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    Same,
    /// Spellings of one name in two scripts.
    Spelled,
    /// One edit or one transposition apart.
    Near,
    /// The same skeleton.
    Sounds,
    /// One begins the other.
    Short,
    /// An initial and a word that begins with it.
    Initial,
    /// Two edits in a long word.
    Similar,
    Different,
}

impl Likeness {
    const ALL: [Self; 8] = [
        Self::Same,
        Self::Spelled,
        Self::Near,
        Self::Sounds,
        Self::Short,
        Self::Initial,
        Self::Similar,
        Self::Different,
    ];
}

/// Memory of a thread: likenesses seen lately. It changes the time a comparison takes, never the answer.
///
/// A slot holds the upper bits of a hash of two words, and in the lowest three their likeness; 0 where there is none yet, for the
/// same words are not remembered.
pub(crate) struct Memory {
    seen: Vec<u64>,
}

impl Memory {
    /// For many comparisons.
    pub(crate) fn new() -> Self {
        Self { seen: vec![0; 1 << 18] }
    }

    /// For those of one record.
    pub(crate) fn brief() -> Self {
        Self { seen: vec![0; 1 << 9] }
    }

    fn slot(&mut self, hash: u64) -> &mut u64 {
        let at = usize::try_from(hash).unwrap_or(0) & (self.seen.len() - 1);
        &mut self.seen[at]
    }
}

/// From which score on two words in different scripts are taken for one name's (`names` says how it was set).
const SPELLED: f32 = 0.75;
/// Letters in which Latin spellings of one name may differ before they are looked at closely (ours).
const SPELLED_APART: u32 = 6;

fn likeness((column_a, a): (&Column, u32), (column_b, b): (&Column, u32)) -> Likeness {
    let (one, other) = (&column_a.words[a as usize], &column_b.words[b as usize]);
    let (short, long) = (one.letters.min(other.letters), one.letters.max(other.letters));
    if short == 1 {
        return if one.first == other.first { Likeness::Initial } else { Likeness::Different };
    }
    let apart = apart(one, other);
    let across = !(one.is_latin() && other.is_latin());
    if across && (apart <= SPELLED_APART || one.skeleton == other.skeleton) {
        let tokens =
            column_a.token(a).zip(column_b.token(b)).filter(|(a, b)| a.sketch().may_be_like(&b.sketch()));
        if tokens.is_some_and(|(a, b)| a.likeness(b) >= SPELLED) {
            return Likeness::Spelled;
        }
    }
    let (text_a, text_b) = (column_a.spelled(a), column_b.spelled(b));
    if apart <= 2 && long - short <= 1 && short >= 3 && edits(text_a, text_b) <= 1 {
        return Likeness::Near;
    }
    if one.skeleton == other.skeleton && long >= 3 {
        return Likeness::Sounds;
    }
    if one.first == other.first && short >= 2 && (text_a.starts_with(text_b) || text_b.starts_with(text_a)) {
        return Likeness::Short;
    }
    if apart <= 4 && long - short <= 2 && short >= 6 && edits(text_a, text_b) <= 2 {
        return Likeness::Similar;
    }
    Likeness::Different
}

/// In how many letters two words differ, wherever they stand.
fn apart(a: &Word, b: &Word) -> u32 {
    (a.mask ^ b.mask).count_ones()
}

/// Whether two words that are not the same may be alike at all: most share neither letters, sound nor beginning.
fn may_be_alike(a: &Word, b: &Word) -> bool {
    apart(a, b) <= 4 || a.skeleton == b.skeleton || a.first == b.first
}

type Place<'a> = (&'a Column, u32, &'a Word);

fn word_likeness(left: Place<'_>, right: Place<'_>, memory: &mut Memory) -> Likeness {
    let (a, b) = (left.2, right.2);
    if a.hash == b.hash {
        return Likeness::Same;
    }
    if !may_be_alike(a, b) || most_worth(a, b, 0).is_none() {
        return Likeness::Different;
    }
    let key = mix(a.hash ^ b.hash, 7);
    let slot = memory.slot(key >> 3);
    let known = Likeness::ALL[usize::try_from(*slot & 7).unwrap_or(0)];
    if *slot ^ key < 8 && known != Likeness::Same {
        return known;
    }
    let answer = likeness((left.0, left.1), (right.0, right.1));
    *memory.slot(key >> 3) = key & !7 | answer as u64;
    answer
}

/// Edits (insert, delete, replace, swap of neighbours) between two words, exact up to 2, any greater number else.
pub(crate) fn edits(a: &[u8], b: &[u8]) -> u8 {
    if a.is_ascii() && b.is_ascii() {
        return edits_of(a, b);
    }
    let [a, b] = [a, b].map(|word| {
        std::str::from_utf8(word).unwrap_or("").chars().take(2 * MOST_LETTERS).collect::<Vec<char>>()
    });
    edits_of(&a, &b)
}

/// More edits than are counted.
const FAR: u8 = 9;

fn edits_of<T: PartialEq>(a: &[T], b: &[T]) -> u8 {
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    if a.len().abs_diff(b.len()) > 2 || a.len() > 2 * MOST_LETTERS || b.len() > 2 * MOST_LETTERS {
        return 3;
    }
    // Three rows of the table, of each only the five cells in which two edits can end: cell `c` of row `i` stands for
    // column `i + c - 2`.
    let (mut before, mut last) = ([FAR; 7], [FAR; 7]);
    for (cell, count) in last[2..5].iter_mut().zip(0..) {
        *cell = count;
    }
    for i in 1..=a.len() {
        let mut now = [FAR; 7];
        for c in 0..5 {
            let Some(j) = (i + c).checked_sub(2).filter(|j| *j <= b.len()) else { continue };
            if j == 0 {
                now[c] = u8::try_from(i).unwrap_or(FAR);
                continue;
            }
            let left = if c == 0 { FAR } else { now[c - 1] };
            let mut cell = (last[c + 1] + 1).min(left + 1).min(last[c] + u8::from(a[i - 1] != b[j - 1]));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cell = cell.min(before[c] + 1);
            }
            now[c] = cell.min(FAR);
        }
        if now.iter().all(|cell| *cell > 2) {
            return 3;
        }
        (before, last) = (last, now);
    }
    last.get(b.len() + 2 - a.len()).copied().unwrap_or(3).min(3)
}

/// What a likeness is worth when the commoner of the words carries this much information.
fn worth(likeness: Likeness, info: i32) -> i32 {
    match likeness {
        Likeness::Same => (info - 300).max(100),
        Likeness::Spelled => (info - 1_500).max(50),
        Likeness::Sounds => (info - 2_500).max(50),
        Likeness::Near => (info - 3_500).max(50),
        Likeness::Similar => (info * 7 / 10 - 4_000).max(0),
        Likeness::Short => (info * 7 / 10 - 3_000).max(50),
        Likeness::Initial => 1_000,
        Likeness::Different => 0,
    }
}

/// The most that two words can be worth that are not the same, by what [`likeness`] asks first; none where they are
/// different.
fn most_worth(a: &Word, b: &Word, info: i32) -> Option<i32> {
    let (short, long) = (a.letters.min(b.letters), a.letters.max(b.letters));
    let (apart, begins, sounds) = (apart(a, b), a.first == b.first, a.skeleton == b.skeleton);
    if short == 1 {
        return begins.then(|| worth(Likeness::Initial, info));
    }
    let likely = [
        (Likeness::Spelled, !(a.is_latin() && b.is_latin()) && (apart <= SPELLED_APART || sounds)),
        (Likeness::Sounds, sounds && long >= 3),
        (Likeness::Near, apart <= 2 && long - short <= 1 && short >= 3),
        (Likeness::Short, begins),
        (Likeness::Similar, apart <= 4 && long - short <= 2 && short >= 6),
    ];
    likely.into_iter().filter(|(_, may_be)| *may_be).map(|(like, _)| worth(like, info)).max()
}

/// What a word says against that is like none of the other bag's.
fn alone(word: &Word) -> i32 {
    i32::from(word.info).min(10_000) * 3 / 10
}

/// Pairs of words of two bags that are looked at; more come from no name.
const MOST_ALIKE: usize = 32;

/// Letters of a word that contradicts another: particles and initials do not.
const TELLING: u8 = 3;

/// What two bags of words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Alike {
    /// Evidence that they name the same, in thousandths of a bit.
    pub(crate) millibits: i32,
    /// Some words agree, and on either side one is left that is like none of the other's: as with brothers.
    pub(crate) contradicted: bool,
    /// Of the words that agree, how surprising the rarest is; none where none agree.
    pub(crate) rarest: Option<u16>,
}

/// No less evidence, in thousandths of a bit, than [`Met::alike`] can find: without a close look at any word.
pub(crate) fn at_most(left: (&Column, u32), right: (&Column, u32)) -> i32 {
    let (left, right) = (Side::new(left.0, left.1), Side::new(right.0, right.1));
    let (mut lefts, mut rights) = ([i32::MIN; MOST_WORDS], [i32::MIN; MOST_WORDS]);
    for ((one, _), of_one) in left.words().zip(&mut lefts) {
        for ((other, _), of_other) in right.words().zip(&mut rights) {
            let info = i32::from(one.info.min(other.info));
            let most = if one.hash == other.hash {
                worth(Likeness::Same, info)
            } else if may_be_alike(one, other)
                && let Some(most) = most_worth(one, other, info)
            {
                most
            } else {
                continue;
            };
            (*of_one, *of_other) = (most.max(*of_one), most.max(*of_other));
        }
    }
    let sum = |side: &Side<'_>, most: &[i32]| -> i32 {
        let of =
            |((word, _), most): ((&Word, u32), &i32)| if *most == i32::MIN { -alone(word) } else { *most };
        side.words().zip(most).map(of).sum()
    };
    // Of two of a size either may be the one whose words count.
    match left.entries.len().cmp(&right.entries.len()) {
        Ordering::Less => sum(&left, &lefts),
        Ordering::Equal => sum(&left, &lefts).max(sum(&right, &rights)),
        Ordering::Greater => sum(&right, &rights),
    }
}

/// Two bags of words side by side, in one order whichever way it is asked.
pub(crate) struct Met<'a> {
    fewer: Side<'a>,
    more: Side<'a>,
}

/// The words of one bag.
struct Side<'a> {
    column: &'a Column,
    entries: &'a [u32],
}

impl<'a> Side<'a> {
    fn new(column: &'a Column, value: u32) -> Self {
        let bag = column.bag(value);
        Self { column, entries: &bag[..bag.len().min(MOST_WORDS)] }
    }

    fn words(&self) -> impl Iterator<Item = (&'a Word, u32)> {
        self.entries.iter().map(|entry| (&self.column.words[word_of(*entry) as usize], *entry))
    }

    /// What it says as one number, to tell which of two bags comes first.
    fn content(&self) -> u64 {
        self.words().fold(0, |content, (word, entry)| mix(content ^ word.hash, u64::from(part_of(entry))))
    }
}

impl<'a> Met<'a> {
    /// The smaller bag first, of two of a size the one with the smaller hash.
    pub(crate) fn new(left: (&'a Column, u32), right: (&'a Column, u32)) -> Self {
        let (left, right) = (Side::new(left.0, left.1), Side::new(right.0, right.1));
        let in_order = match left.entries.len().cmp(&right.entries.len()) {
            Ordering::Less => true,
            Ordering::Equal => left.content() <= right.content(),
            Ordering::Greater => false,
        };
        let (fewer, more) = if in_order { (left, right) } else { (right, left) };
        Self { fewer, more }
    }

    /// How they are alike.
    pub(crate) fn alike(&self, memory: &mut Memory) -> Alike {
        let (fewer, more) = (self.fewer.column, self.more.column);
        let mut alike = [(0_i32, 0_u8, 0_u8, 0_u16); MOST_ALIKE];
        let mut found = 0;
        for ((one, a), i) in self.fewer.words().zip(0_u8..) {
            for ((other, b), j) in self.more.words().zip(0_u8..) {
                let like = word_likeness((fewer, word_of(a), one), (more, word_of(b), other), memory);
                if like != Likeness::Different && found < MOST_ALIKE {
                    let (part_a, part_b) = (part_of(a), part_of(b));
                    let moved = part_a != part_b && part_a != ANY_PART && part_b != ANY_PART;
                    let info = one.info.min(other.info);
                    let worth = worth(like, i32::from(info));
                    alike[found] = (if moved { (worth - 1_500).max(1) } else { worth }, i, j, info);
                    found += 1;
                }
            }
        }
        // The worthiest pair of words first, each word once.
        let alike = &mut alike[..found];
        alike.sort_unstable_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let (mut sum, mut used_few, mut used_many, mut rarest) = (0, 0_u32, 0_u32, None);
        for (worth, i, j, info) in alike.iter() {
            if used_few & 1 << i == 0 && used_many & 1 << j == 0 {
                sum += worth;
                rarest = rarest.max(Some(*info));
                used_few |= 1 << i;
                used_many |= 1 << j;
            }
        }
        let left_over = |side: &Side<'_>, used: u32| {
            let mut rest = side.words().enumerate().filter(|(at, _)| used & 1 << at == 0);
            rest.any(|(_, (word, _))| word.letters >= TELLING)
        };
        let contradicted =
            used_few != 0 && left_over(&self.fewer, used_few) && left_over(&self.more, used_many);
        let unmatched = self.fewer.words().enumerate().filter(|(at, _)| used_few & 1 << at == 0);
        sum -= unmatched.map(|(_, (word, _))| alone(word)).sum::<i32>();
        Alike { millibits: sum, contradicted, rarest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_up_to_two() {
        for (a, b, n) in [
            ("", "", 0),
            ("abc", "abc", 0),
            ("abc", "abd", 1),
            ("abcd", "acbd", 1),
            ("abc", "abcd", 1),
            ("kitten", "sitting", 3),
            ("martha", "marhta", 1),
            ("abcdef", "badcef", 2),
            ("محمود", "محمد", 1),
            ("a", "abcd", 3),
        ] {
            let edits = |a: &str, b: &str| edits(a.as_bytes(), b.as_bytes());
            assert_eq!(edits(a, b).min(3), n, "{a} {b}");
            assert_eq!(edits(b, a), edits(a, b));
        }
    }
}
