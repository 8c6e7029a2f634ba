//! Slips of the hand and the eye: edit distance in which what is easily confused costs less.

use crate::spelling::MOST_LETTERS;

/// A letter for another, in tenths of a slip.
const WHOLE: u16 = 10;
/// A vowel for another.
const VOWEL: u16 = 7;
/// Letters that sound or look alike.
const CONFUSED: u16 = 5;
/// A letter doubled, or not.
const DOUBLED: u16 = 3;

/// Latin letters and digits taken for each other, in ears or on paper. Ours.
const ALIKE: [&[u8]; 14] =
    [b"ckqg", b"iyj", b"vwf", b"sz", b"0o", b"1il", b"5s", b"9g", b"8b", b"3e", b"dt", b"bp", b"mn", b"gj"];

/// Whether two letters are taken for each other, by code.
static CONFUSABLE: [[bool; 39]; 39] = confusable();

#[expect(
    clippy::indexing_slicing,
    reason = "run by the compiler; every index is below the length set beside it"
)]
const fn confusable() -> [[bool; 39]; 39] {
    let mut table = [[false; 39]; 39];
    let mut group = 0;
    while group < ALIKE.len() {
        let letters = ALIKE[group];
        let mut i = 0;
        while i < letters.len() {
            let mut j = 0;
            while j < letters.len() {
                table[code(letters[i])][code(letters[j])] = true;
                j += 1;
            }
            i += 1;
        }
        group += 1;
    }
    table
}

const fn code(letter: u8) -> usize {
    (if letter.is_ascii_digit() { letter - b'0' + 27 } else { letter - b'a' + 1 }) as usize
}

/// Codes of a, e, i, o, u, y.
fn is_vowel(code: u8) -> bool {
    matches!(code, 1 | 5 | 9 | 15 | 21 | 25)
}

/// How alike two words in Latin letters are, by code.
pub(crate) fn latin(one: &[u8], other: &[u8]) -> f32 {
    likeness(distance(one, other, replaced), one.len().max(other.len()))
}

/// What a letter for another costs.
fn replaced(one: u8, other: u8) -> u16 {
    let is_confusable = || {
        CONFUSABLE.get(usize::from(one)).and_then(|row| row.get(usize::from(other))).copied().unwrap_or(false)
    };
    match (is_vowel(one), is_vowel(other)) {
        (true, true) => VOWEL,
        _ if is_confusable() => CONFUSED,
        _ => WHOLE,
    }
}

/// What the beginnings of one word cost against what was read of another.
pub(crate) type SlipRow = [u16; MOST_LETTERS + 1];

/// The row before anything was read.
pub(crate) fn first_row(one: &[u8]) -> SlipRow {
    let (mut row, mut sum) = ([0; MOST_LETTERS + 1], 0);
    for (slot, at) in row.iter_mut().skip(1).zip(0..one.len()) {
        sum += added(one, at);
        *slot = sum;
    }
    row
}

/// The row after one more letter was read of another word, from all before.
#[expect(clippy::indexing_slicing, reason = "an inner loop; every index is below the length set beside it")]
pub(crate) fn next_row(one: &[u8], read: &[u8], rows: &[SlipRow]) -> SlipRow {
    let mut new = [0; MOST_LETTERS + 1];
    let ([.., old], Some(last)) = (rows, read.len().checked_sub(1)) else { return new };
    let more = added(read, last);
    new[0] = old[0].wrapping_add(more);
    for j in 0..one.len().min(MOST_LETTERS) {
        let (a, b) = (read[last], one[j]);
        let mut best = if a == b { old[j] } else { old[j].wrapping_add(replaced(a, b)) };
        best = best.min(old[j + 1].wrapping_add(more)).min(new[j].wrapping_add(added(one, j)));
        if last > 0 && j > 0 && a == one[j - 1] && b == read[last - 1] && a != b {
            best = best.min(rows[rows.len() - 2][j - 1].wrapping_add(WHOLE));
        }
        new[j + 1] = best;
    }
    new
}

/// Whether two words end in different vowels, or one in a vowel that the other lacks: that tells Mario from Maria and Amin
/// from Amina. Letters that stand for each other in spellings (i, y, e for a vowel at most half heard) do not count.
pub(crate) fn ends_otherwise(one: &[u8], other: &[u8]) -> bool {
    let told = |code: &u8| matches!(code, 1 | 15);
    match (one.split_last(), other.split_last()) {
        (Some((a, _)), Some((b, _))) if is_vowel(*a) && is_vowel(*b) => a != b && (told(a) || told(b)),
        (Some((a, rest)), Some(_)) if told(a) && rest == other => true,
        (Some(_), Some((b, rest))) => told(b) && rest == one,
        _ => false,
    }
}

/// How alike two words of one script are, sign by sign.
pub(crate) fn plain<T: Copy + PartialEq>(one: &[T], other: &[T]) -> f32 {
    likeness(distance(one, other, |_, _| WHOLE), one.len().max(other.len()))
}

/// A slip in a short word is another word.
pub(crate) fn likeness(cost: u16, length: usize) -> f32 {
    let harm = match length {
        0 => return 0.0,
        1..=3 => 1.5,
        4 => 1.3,
        5..=7 => 1.1,
        _ => 1.0,
    };
    (1.0 - harm * f32::from(cost) / (10.0 * length as f32)).max(0.0)
}

/// What a letter more costs.
fn added<T: PartialEq>(word: &[T], at: usize) -> u16 {
    if at > 0 && word.get(at - 1) == word.get(at) { DOUBLED } else { WHOLE }
}

/// Optimal string alignment: letters replaced, added, left out, neighbours swapped. Only the first `MOST_LETTERS` are read.
#[expect(clippy::indexing_slicing, reason = "an inner loop; every index is below the length set beside it")]
fn distance<T: Copy + PartialEq>(one: &[T], other: &[T], replaced: impl Fn(T, T) -> u16) -> u16 {
    let one = &one[..one.len().min(MOST_LETTERS)];
    let other = &other[..other.len().min(MOST_LETTERS)];
    let mut rows = [[0_u16; MOST_LETTERS + 1]; 3];
    let [older, old, new] = &mut rows;
    let (mut older, mut old, mut new) = (older, old, new);
    for j in 0..other.len() {
        old[j + 1] = old[j] + added(other, j);
    }
    for i in 0..one.len() {
        let more = added(one, i);
        new[0] = old[0].wrapping_add(more);
        for j in 0..other.len() {
            let (a, b) = (one[i], other[j]);
            let mut best = if a == b { old[j] } else { old[j].wrapping_add(replaced(a, b)) };
            best = best.min(old[j + 1].wrapping_add(more)).min(new[j].wrapping_add(added(other, j)));
            if i > 0 && j > 0 && a == other[j - 1] && b == one[i - 1] && a != b {
                best = best.min(older[j - 1].wrapping_add(WHOLE));
            }
            new[j + 1] = best;
        }
        (older, old, new) = (old, new, older);
    }
    old[other.len()]
}
