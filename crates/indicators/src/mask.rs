//! Truths of many rows at once: two bits a row, sixty-four rows to a word.

/// For each row of a block whether something is true, and whether that is known. What is true is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Truths {
    pub(crate) yes: Vec<u64>,
    pub(crate) known: Vec<u64>,
    rows: usize,
}

impl Truths {
    /// Makes room for `rows` rows of which nothing is known.
    pub(crate) fn reset(&mut self, rows: usize) {
        let words = rows.div_ceil(64);
        self.rows = rows;
        self.yes.clear();
        self.yes.resize(words, 0);
        self.known.clear();
        self.known.resize(words, 0);
    }

    /// Makes room for `rows` rows of which all is known and nothing true.
    pub(crate) fn reset_known(&mut self, rows: usize) {
        self.reset(rows);
        self.known.fill(u64::MAX);
        if let (Some(last), 1..) = (self.known.last_mut(), rows % 64) {
            *last = (1 << (rows % 64)) - 1;
        }
    }

    /// Fills in from a column: `decide` says for each value whether it is true, `None` where that is unknown.
    pub(crate) fn fill<T: Copy>(&mut self, column: &[T], decide: impl Fn(T) -> Option<bool>) {
        self.rows = column.len();
        self.yes.clear();
        self.known.clear();
        for part in column.chunks(64) {
            // A byte a row first, which the compiler does many at a time, then eight bytes to eight bits.
            let mut codes = [0_u8; 64];
            for (code, value) in codes.iter_mut().zip(part) {
                *code = decide(*value).map_or(0, |yes| KNOWN | if yes { YES } else { 0 });
            }
            let (mut yes, mut known) = (0_u64, 0_u64);
            for (eight, at) in codes.as_chunks::<8>().0.iter().zip((0..64).step_by(8)) {
                let word = u64::from_le_bytes(*eight);
                known |= gather(word) << at;
                yes |= gather(word >> 1) << at;
            }
            self.yes.push(yes);
            self.known.push(known);
        }
    }

    /// Whether any row is true or unknown. Bits behind the last row do not count.
    pub(crate) fn is_open(&self) -> bool {
        self.yes.iter().any(|yes| *yes != 0) || !self.is_all_known()
    }

    fn is_all_known(&self) -> bool {
        let full = self.rows / 64;
        self.known.iter().enumerate().all(|(at, known)| match at.cmp(&full) {
            std::cmp::Ordering::Less => *known == u64::MAX,
            _ => *known == (1_u64 << (self.rows % 64)) - 1,
        })
    }

    /// Both, in three values.
    pub(crate) fn and(&mut self, other: &Self) {
        let words = self.yes.iter_mut().zip(&mut self.known).zip(other.yes.iter().zip(&other.known));
        for ((yes, known), (other_yes, other_known)) in words {
            *known = *known & *other_known | *known & !*yes | *other_known & !*other_yes;
            *yes &= *other_yes;
        }
    }

    /// Either, in three values.
    pub(crate) fn or(&mut self, other: &Self) {
        let words = self.yes.iter_mut().zip(&mut self.known).zip(other.yes.iter().zip(&other.known));
        for ((yes, known), (other_yes, other_known)) in words {
            *known = *known & *other_known | *yes | *other_yes;
            *yes |= *other_yes;
        }
    }

    /// The contrary; what is unknown stays so.
    pub(crate) fn not(&mut self) {
        for (yes, known) in self.yes.iter_mut().zip(&self.known) {
            *yes = *known & !*yes;
        }
    }

    /// Says of one row whether it is true.
    pub(crate) fn set(&mut self, row: usize, decided: Option<bool>) {
        let bit = 1_u64 << (row % 64);
        if let (Some(yes), Some(known), Some(decided)) =
            (self.yes.get_mut(row / 64), self.known.get_mut(row / 64), decided)
        {
            *known |= bit;
            if decided {
                *yes |= bit;
            }
        }
    }

    /// Whether a row is true.
    pub(crate) fn is_yes(&self, row: usize) -> bool {
        self.yes.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// Whether it is known of a row.
    pub(crate) fn is_known(&self, row: usize) -> bool {
        self.known.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }
}

/// What a row's byte says while a column is decided.
const KNOWN: u8 = 1;
const YES: u8 = 2;

/// The lowest bits of eight bytes, as eight bits.
fn gather(bytes: u64) -> u64 {
    (bytes & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The rows whose bit is set, ascending.
pub(crate) fn rows(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(at, &word)| bits(word, at))
}

/// The rows of the word numbered `at` whose bit is set, ascending.
fn bits(mut word: u64, at: usize) -> impl Iterator<Item = usize> + Clone {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros() as usize)?;
        word &= word - 1;
        Some(at * 64 + bit)
    })
}

/// The rows from `start` up to `end` whose bit is set in what `word` gives for each word's number, ascending.
pub(crate) fn rows_where(
    start: usize,
    end: usize,
    word: impl Fn(usize) -> u64 + Clone,
) -> impl Iterator<Item = usize> + Clone {
    (start / 64..end.div_ceil(64)).flat_map(move |at| bits(word(at) & part(at, start, end), at))
}

/// How many rows from `start` up to `end` have their bit set in what `word` gives for each word's number.
pub(crate) fn count(start: usize, end: usize, word: impl Fn(usize) -> u64) -> usize {
    (start / 64..end.div_ceil(64)).map(|at| (word(at) & part(at, start, end)).count_ones() as usize).sum()
}

/// The bits of a word that stand for rows from `start` up to `end`.
fn part(at: usize, start: usize, end: usize) -> u64 {
    let from = start.saturating_sub(at * 64);
    let to = (end - at * 64).min(64);
    u64::MAX << from & u64::MAX >> (64 - to)
}

/// The first row from `start` up to `end` whose bit is set in what `word` gives for each word's number.
pub(crate) fn next(start: usize, end: usize, word: impl Fn(usize) -> u64) -> Option<usize> {
    (start / 64..end.div_ceil(64)).find_map(|at| {
        let left = word(at) & part(at, start, end);
        (left != 0).then(|| at * 64 + left.trailing_zeros() as usize)
    })
}

/// Whether any row from `start` up to `end` has its bit set in what `word` gives for each word's number.
pub(crate) fn any(start: usize, end: usize, word: impl Fn(usize) -> u64) -> bool {
    (start / 64..end.div_ceil(64)).any(|at| word(at) & part(at, start, end) != 0)
}

#[cfg(test)]
mod tests {
    use evidence::Truth;
    use proptest::prelude::*;

    use super::{Truths, rows};

    fn truths(values: &[Option<bool>]) -> Truths {
        let mut out = Truths::default();
        out.fill(values, |value| value);
        out
    }

    fn back(truths: &Truths, rows: usize) -> Vec<Option<bool>> {
        (0..rows).map(|row| truths.is_known(row).then(|| truths.is_yes(row))).collect()
    }

    fn slow(value: Option<bool>) -> Truth {
        value.map_or(Truth::Unknown, Into::into)
    }

    proptest! {
        #[test]
        fn many_rows_at_once_are_decided_as_each_alone(
            values in prop::collection::vec((prop::option::of(any::<bool>()), prop::option::of(any::<bool>())), 1..200),
        ) {
            let (left, right): (Vec<_>, Vec<_>) = values.iter().copied().unzip();
            let [mut both, mut either, mut not] = [truths(&left), truths(&left), truths(&left)];
            both.and(&truths(&right));
            either.or(&truths(&right));
            not.not();
            for (row, (a, b)) in values.iter().enumerate() {
                prop_assert_eq!(slow(back(&both, values.len())[row]), slow(*a).and(slow(*b)));
                prop_assert_eq!(slow(back(&either, values.len())[row]), slow(*a).or(slow(*b)));
                prop_assert_eq!(slow(back(&not, values.len())[row]), !slow(*a));
            }
            let yes = rows(&both.yes).collect::<Vec<_>>();
            let expected = (0..values.len()).filter(|row| both.is_yes(*row)).collect::<Vec<_>>();
            prop_assert_eq!(&yes, &expected);
            for start in [0, values.len() / 2] {
                let found = crate::mask::any(start, values.len(), |at| both.yes.get(at).copied().unwrap_or(0));
                prop_assert_eq!(found, yes.iter().any(|row| *row >= start));
            }
        }
    }
}
