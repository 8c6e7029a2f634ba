//! How alike two words are, and two bags of words.
//!
//! [`bags`] is the one place where names are compared. It gives evidence in thousandths of a bit: what a shared word
//! is worth is what it surprises with, less a toll for each way of not being quite the same. The scale is a first
//! guess; the model bins it and learns what each bin is worth.
#![expect(clippy::indexing_slicing, reason = "positions come from loops over the slices that are indexed")]

use crate::pool::mix;
use crate::prepare::{MOST_LETTERS, MOST_WORDS};
use crate::table::{ANY_PART, Column, part_of, word_of};

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

/// Memory of a thread: likenesses seen lately. It changes the time a comparison takes, never the answer.
pub(crate) struct Memory {
    seen: Vec<(u64, Likeness)>,
}

impl Memory {
    const SLOTS: usize = 1 << 16;

    pub(crate) fn new() -> Self {
        Self { seen: vec![(0, Likeness::Different); Self::SLOTS] }
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
    let apart = (one.mask ^ other.mask).count_ones();
    let across = !(one.is_latin() && other.is_latin());
    if across && (apart <= SPELLED_APART || one.skeleton == other.skeleton) {
        let alike = column_a.name(a).zip(column_b.name(b)).map(|(a, b)| names::similarity(a, b, None));
        if alike.is_some_and(|score| score >= SPELLED) {
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

fn word_likeness(left: (&Column, u32), right: (&Column, u32), memory: &mut Memory) -> Likeness {
    let (a, b) = (&left.0.words[left.1 as usize], &right.0.words[right.1 as usize]);
    if a.hash == b.hash {
        return Likeness::Same;
    }
    // Cheap refusal: most pairs of words share neither letters, sound nor beginning.
    if (a.mask ^ b.mask).count_ones() > 4 && a.skeleton != b.skeleton && a.first != b.first {
        return Likeness::Different;
    }
    let key = a.hash ^ b.hash;
    let slot = usize::try_from(mix(key, 7) % Memory::SLOTS as u64).unwrap_or(0);
    if memory.seen[slot].0 == key {
        return memory.seen[slot].1;
    }
    let answer = likeness(left, right);
    memory.seen[slot] = (key, answer);
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
}

/// How two bags are alike; the same from either side.
pub(crate) fn bags(left: (&Column, u32), right: (&Column, u32), memory: &mut Memory) -> Alike {
    // One order for both ways of asking: the smaller bag first, of two of a size the one with the smaller hash.
    let order = |(column, value): (&Column, u32)| (column.bag(value).len(), column.pool.hash_of(value));
    let ((fewer, few), (more, many)) =
        if order(left) <= order(right) { (left, right) } else { (right, left) };
    let (few, many) = (fewer.bag(few), more.bag(many));
    let (few, many) = (&few[..few.len().min(MOST_WORDS)], &many[..many.len().min(MOST_WORDS)]);
    let info = |column: &Column, entry: u32| {
        i32::from(column.info.get(word_of(entry) as usize).copied().unwrap_or(0))
    };
    let mut alike = [(0_i32, 0_u8, 0_u8); MOST_ALIKE];
    let mut found = 0;
    for (a, i) in few.iter().zip(0_u8..) {
        let word_a = word_of(*a);
        for (b, j) in many.iter().zip(0_u8..) {
            let word_b = word_of(*b);
            let like = word_likeness((fewer, word_a), (more, word_b), memory);
            if like != Likeness::Different && found < MOST_ALIKE {
                let (part_a, part_b) = (part_of(*a), part_of(*b));
                let moved = part_a != part_b && part_a != ANY_PART && part_b != ANY_PART;
                let worth = worth(like, info(fewer, *a).min(info(more, *b)));
                alike[found] = (if moved { (worth - 1_500).max(1) } else { worth }, i, j);
                found += 1;
            }
        }
    }
    // The worthiest pair of words first, each word once.
    let alike = &mut alike[..found];
    alike.sort_unstable_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut sum, mut used_few, mut used_many) = (0, 0_u32, 0_u32);
    for (worth, i, j) in alike.iter() {
        if used_few & 1 << i == 0 && used_many & 1 << j == 0 {
            sum += worth;
            used_few |= 1 << i;
            used_many |= 1 << j;
        }
    }
    let mut left_over = [false; 2];
    let sides = [(fewer, few, used_few), (more, many, used_many)];
    for ((column, words, used), left_over) in sides.into_iter().zip(&mut left_over) {
        let rest = words.iter().enumerate().filter(|(at, _)| used & 1 << at == 0);
        *left_over =
            rest.into_iter().any(|(_, entry)| column.words[word_of(*entry) as usize].letters >= TELLING);
    }
    for (i, entry) in few.iter().enumerate() {
        if used_few & 1 << i == 0 {
            sum -= info(fewer, *entry).min(10_000) * 3 / 10;
        }
    }
    Alike { millibits: sum, contradicted: used_few != 0 && left_over == [true, true] }
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
