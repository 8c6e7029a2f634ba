//! How likely two spellings are one name's, by tables learned from observed pairs (`data/spellings.tsv`, written by
//! `examples/train.rs`).
//!
//! A table lists units: one or two signs of a script beside none to three Latin letters, each with its *evidence*, the
//! logarithm of how much oftener they stand for each other than they meet by chance. The best sequence of units gives the
//! evidence that two spellings belong together; divided by what both could tell at most, it says how well they agree.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::Script;

const SPELLINGS: &str = include_str!("../data/spellings.tsv");

/// Most letters of a word that are compared; what follows is left out.
pub(crate) const MOST_LETTERS: usize = 40;
pub(crate) const WIDTH: usize = MOST_LETTERS + 3;

/// The Latin alphabet of the tables: letters, digits, and the two ends of a word.
pub(crate) const ALPHABET: usize = 39;
pub(crate) const START: u8 = 37;
pub(crate) const END: u8 = 38;

/// Evidence of what was never seen, in tenths: a letter for another, a letter more, a letter less.
const REPLACED: i8 = -60;
const ADDED: i8 = -45;
pub(crate) const ABSENT: i8 = i8::MIN;
/// The ends of both words always meet; they are no evidence.
pub(crate) const ENDS: i32 = 44;

/// The number of a Latin letter or digit, 0 for anything else.
pub(crate) fn letter_code(letter: u8) -> u8 {
    match letter {
        b'a'..=b'z' => letter - b'a' + 1,
        b'0'..=b'9' => letter - b'0' + 27,
        b'^' => START,
        b'$' => END,
        _ => 0,
    }
}

/// The letter of a number.
pub(crate) fn letter(code: u8) -> char {
    match code {
        1..=26 => char::from(b'a' + code - 1),
        27..=36 => char::from(b'0' + code - 27),
        _ => '?',
    }
}

/// What was learned of a script.
#[derive(Debug)]
pub(crate) struct Table {
    /// Signs to their numbers, from 1; 0 is a sign never seen.
    signs: HashMap<char, u8>,
    sign_count: usize,
    /// How rare a sign and a letter are, in tenths of a natural logarithm.
    sign_rarity: Vec<u16>,
    letter_rarity: [u16; ALPHABET],
    /// The row of two signs; rows of single signs come first and have their numbers. 0 is none.
    pairs: Vec<u16>,
    /// The column of two letters and of three: of the first two's number and the third. 0 is none.
    twos: Vec<u16>,
    threes: Vec<u16>,
    /// The column of two letters, by their number among the firsts of three.
    firsts: Vec<u16>,
    /// Evidence in tenths by row and column, `ABSENT` for what is no unit.
    evidence: Vec<i8>,
    columns: usize,
    /// The most that a sign or a letter says, its share of what units with others say.
    pub(crate) sign_says: Vec<i32>,
    pub(crate) letter_says: [i32; ALPHABET],
    /// By row, the likeliest letters first, then some that sound otherwise.
    readings: Vec<Vec<Reading>>,
    /// Agreement that about one random pair in two thousand reaches, and the median of true pairs.
    pub(crate) enough: f32,
    pub(crate) usual: f32,
}

/// Letters by code and the evidence that they stand for a piece of signs.
type Unit = (Vec<u8>, i8);

/// Letters for a piece of signs, and how likely they are (a logarithm in tenths).
#[derive(Clone, Debug)]
struct Reading {
    likely: i32,
    letters: Vec<u8>,
}

/// Most readings of a piece, and how much less likely than the first the others may be.
const READINGS: usize = 3;
const LESS_LIKELY: i32 = 25;

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let sections: Vec<&str> = SPELLINGS.split('@').skip(1).collect();
    let order = std::iter::once(Script::Latin).chain(Script::LEARNED);
    order
        .map(|script| {
            let name = format!("{script:?}");
            let of = |section: &&&str| section.split(['\t', '\n']).next() == Some(&name);
            Table::parse(sections.iter().find(of).copied().unwrap_or_default())
        })
        .collect()
});

/// The table of a script; of those without one, that of Latin spellings beside each other.
pub(crate) fn table(script: Script) -> Option<&'static Table> {
    let index = Script::LEARNED.iter().position(|&learned| learned == script).map_or(0, |index| index + 1);
    TABLES.get(index)
}

impl Table {
    /// Reads a section of `data/spellings.tsv`: its name and thresholds, then rarities, then a row by piece of signs.
    pub(crate) fn parse(section: &str) -> Self {
        let mut lines = section.lines();
        let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let threshold = |index: usize| head.get(index).and_then(|text| text.parse().ok());
        let mut table = Self {
            signs: HashMap::new(),
            sign_count: 0,
            sign_rarity: vec![90],
            letter_rarity: [60; ALPHABET],
            pairs: Vec::new(),
            twos: vec![0; ALPHABET * ALPHABET],
            threes: Vec::new(),
            firsts: vec![0; ALPHABET * ALPHABET],
            evidence: Vec::new(),
            columns: 0,
            sign_says: Vec::new(),
            letter_says: [0; ALPHABET],
            readings: Vec::new(),
            enough: threshold(1).unwrap_or(0.3),
            usual: threshold(2).unwrap_or(0.8),
        };
        let own: HashMap<char, u16> = rarities(lines.next()).collect();
        let mut signs: Vec<char> = own.keys().copied().filter(|sign| !matches!(sign, '^' | '$')).collect();
        signs.sort_unstable();
        // Latin spellings beside each other: the signs are letters and have their codes.
        if head.first() == Some(&"Latin") {
            signs = (1..START).map(letter).collect();
        }
        for sign in signs.into_iter().take(250) {
            table.signs.insert(sign, u8::try_from(table.signs.len() + 1).unwrap_or(0));
            table.sign_rarity.push(own.get(&sign).copied().unwrap_or(90));
        }
        for end in ['^', '$'] {
            let code = u8::try_from(table.signs.len() + 1).unwrap_or(0);
            table.signs.insert(end, code);
            table.sign_rarity.push(22);
        }
        table.sign_count = table.signs.len() + 1;
        for (sign, rarity) in rarities(lines.next()) {
            let code = u8::try_from(sign).map_or(0, letter_code);
            if let Some(slot) = table.letter_rarity.get_mut(usize::from(code)) {
                *slot = rarity;
            }
        }
        table.fill(&lines.filter_map(row).collect::<Vec<_>>());
        table
    }

    fn fill(&mut self, rows: &[(&str, Vec<Unit>)]) {
        // Columns: nothing is 0, single letters have their codes, longer pieces follow. Rows likewise.
        let mut columns = ALPHABET;
        let mut firsts = 1_u16;
        let longer = rows.iter().flat_map(|(_, others)| others.iter().map(|(piece, _)| piece.as_slice()));
        let mut pieces: Vec<&[u8]> = longer.filter(|piece| piece.len() > 1).collect();
        pieces.sort_unstable();
        pieces.dedup();
        for piece in &pieces {
            let column = u16::try_from(columns).unwrap_or(0);
            match *piece {
                [one, two] => set(&mut self.twos, usize::from(*one) * ALPHABET + usize::from(*two), column),
                [one, two, three] => {
                    let at = usize::from(*one) * ALPHABET + usize::from(*two);
                    let mut first = self.firsts.get(at).copied().unwrap_or(0);
                    if first == 0 {
                        first = firsts;
                        firsts += 1;
                        set(&mut self.firsts, at, first);
                        self.threes.resize(usize::from(firsts) * ALPHABET, 0);
                    }
                    set(&mut self.threes, usize::from(first) * ALPHABET + usize::from(*three), column);
                }
                _ => continue,
            }
            columns += 1;
        }
        self.columns = columns;
        self.pairs = vec![0; self.sign_count * self.sign_count];
        self.evidence = vec![ABSENT; self.sign_count * columns];
        self.readings = vec![Vec::new(); self.sign_count];
        self.sign_says = vec![0; self.sign_count];
        for row in 0..self.sign_count {
            for column in 0..ALPHABET {
                let value = match (row, column) {
                    (0, 0) => ABSENT,
                    (0, _) | (_, 0) => ADDED,
                    _ => REPLACED,
                };
                set(&mut self.evidence, row * columns + column, value);
            }
        }
        for (piece, others) in rows {
            let codes: Vec<u8> =
                piece.chars().filter(|&sign| sign != '_').map(|sign| self.sign_code(sign)).collect();
            let row = match codes.as_slice() {
                [] => 0,
                [one] => usize::from(*one),
                [one, two] => {
                    let row = self.evidence.len() / columns;
                    let at = usize::from(*one) * self.sign_count + usize::from(*two);
                    set(&mut self.pairs, at, u16::try_from(row).unwrap_or(0));
                    self.evidence.resize(self.evidence.len() + columns, ABSENT);
                    self.readings.push(Vec::new());
                    row
                }
                _ => continue,
            };
            let mut readings = Vec::new();
            for (letters, evidence) in others {
                let column = self.column(letters);
                set(&mut self.evidence, row * columns + column, *evidence);
                says_at_most(&mut self.sign_says, &codes, *evidence);
                says_at_most(&mut self.letter_says, letters, *evidence);
                let rarity: u16 = letters.iter().map(|&code| self.letter_rarity(code)).sum();
                let likely = i32::from(*evidence) - i32::from(rarity);
                readings.push(Reading { likely, letters: letters.clone() });
            }
            set(&mut self.readings, row, told_apart(readings));
        }
    }

    /// The agreement from which the [`score`](Self::score), of at most 0.75, is so high.
    pub(crate) fn agreement_of(&self, score: f32) -> f32 {
        (score - 0.45) / 0.3 * self.enough
    }

    /// What signs of a row say beside letters of a column.
    pub(crate) fn evidence(&self) -> &[i8] {
        &self.evidence
    }

    /// The columns of the last one, two and three of some letters, 0 where there is none.
    pub(crate) fn columns_of(&self, letters: &[u8]) -> [usize; 3] {
        let last = |count: usize| letters.len().checked_sub(count).and_then(|at| letters.get(at..));
        [1, 2, 3].map(|count| last(count).map_or(0, |piece| self.column(piece)))
    }

    /// Where in the evidence the rows of the last one and two of some signs begin, 0 where there is none.
    pub(crate) fn rows_of(&self, signs: &[u8]) -> [usize; 3] {
        let row = match *signs {
            [.., one, two] => get(&self.pairs, usize::from(one) * self.sign_count + usize::from(two)),
            _ => 0,
        };
        let last = signs.last().map_or(0, |&sign| usize::from(sign));
        [last * self.columns, usize::from(row) * self.columns, 0]
    }

    /// The number of a sign, 0 if it was never seen.
    pub(crate) fn sign_code(&self, sign: char) -> u8 {
        self.signs.get(&sign).copied().unwrap_or(0)
    }

    pub(crate) fn letter_rarity(&self, code: u8) -> u16 {
        self.letter_rarity.get(usize::from(code)).copied().unwrap_or(60)
    }

    fn column(&self, piece: &[u8]) -> usize {
        usize::from(match *piece {
            [one] => u16::from(one),
            [one, two] => get(&self.twos, usize::from(one) * ALPHABET + usize::from(two)),
            [one, two, three] => self.three(one, two, three),
            _ => 0,
        })
    }

    fn three(&self, one: u8, two: u8, three: u8) -> u16 {
        match get(&self.firsts, usize::from(one) * ALPHABET + usize::from(two)) {
            0 => 0,
            first => get(&self.threes, usize::from(first) * ALPHABET + usize::from(three)),
        }
    }

    /// How much a spelling in signs could tell at most, in tenths.
    pub(crate) fn sign_information(&self, own: &[u8]) -> i32 {
        own.iter().map(|&code| i32::from(get(&self.sign_rarity, usize::from(code)))).sum()
    }

    /// How much a spelling in letters could tell at most, in tenths.
    pub(crate) fn letter_information(&self, latin: &[u8]) -> i32 {
        latin.iter().map(|&code| i32::from(self.letter_rarity(code))).sum()
    }

    /// How well two spellings agree: about 1 if each could be guessed from the other, 0 or less if they have nothing in
    /// common. Both are codes without the ends; only the first `MOST_LETTERS` are read. Takes time by the product of the lengths.
    #[expect(
        clippy::indexing_slicing,
        reason = "the innermost loop; every index is below the length set beside it"
    )]
    pub(crate) fn agreement(&self, own: &[u8], latin: &[u8]) -> f32 {
        let own = &own[..own.len().min(MOST_LETTERS)];
        let latin = &latin[..latin.len().min(MOST_LETTERS)];
        let width = latin.len() + 3;
        let mut letters = [0_u8; WIDTH];
        letters[0] = START;
        letters[1..=latin.len()].copy_from_slice(latin);
        letters[latin.len() + 1] = END;
        // Columns of the pieces of one, two and three letters that end before a place.
        let mut pieces = [[0_u16; 3]; WIDTH];
        for end in 1..width {
            let at = |back: usize| letters[end - back];
            pieces[end][0] = u16::from(at(1));
            if end >= 2 {
                pieces[end][1] = self.twos[usize::from(at(2)) * ALPHABET + usize::from(at(1))];
            }
            if end >= 3 {
                pieces[end][2] = self.three(at(3), at(2), at(1));
            }
        }
        let sign = |place: usize| match place {
            0 => self.sign_count - 2,
            place if place <= own.len() => usize::from(own[place - 1]),
            _ => self.sign_count - 1,
        };
        let none = i32::MIN / 2;
        let mut rows = [[none; WIDTH]; 3];
        let [older, old, new] = &mut rows;
        let (mut older, mut old, mut new) = (older, old, new);
        let added = &self.evidence[..self.columns];
        old[0] = 0;
        for place in 1..width {
            old[place] = old[place - 1] + i32::from(added[usize::from(pieces[place][0])]);
        }
        for place in 1..=own.len() + 2 {
            let one = sign(place - 1) * self.columns;
            let one = &self.evidence[one..one + self.columns];
            let pair =
                if place >= 2 { self.pairs[sign(place - 2) * self.sign_count + sign(place - 1)] } else { 0 };
            let pair = usize::from(pair) * self.columns;
            let two = &self.evidence[pair..pair + self.columns];
            for end in 0..width {
                let mut best = old[end].wrapping_add(i32::from(one[0]));
                if pair > 0 && two[0] != ABSENT {
                    best = best.max(older[end].wrapping_add(i32::from(two[0])));
                }
                for length in 1..=end.min(3) {
                    let column = usize::from(pieces[end][length - 1]);
                    if column == 0 {
                        continue;
                    }
                    let value = one[column];
                    if value != ABSENT {
                        best = best.max(old[end - length].wrapping_add(i32::from(value)));
                    }
                    if pair > 0 {
                        let value = two[column];
                        if value != ABSENT {
                            best = best.max(older[end - length].wrapping_add(i32::from(value)));
                        }
                    }
                }
                if end > 0 {
                    best = best.max(new[end - 1].wrapping_add(i32::from(added[usize::from(pieces[end][0])])));
                }
                new[end] = best;
            }
            (older, old, new) = (old, new, older);
        }
        let most = self.sign_information(own) + self.letter_information(latin);
        if most == 0 { 0.0 } else { 2.0 * (old[width - 1] - ENDS) as f32 / most as f32 }
    }

    /// Agreement as a score: 0.75 where it is enough to take both for one name, 0.95 where true pairs usually are, below 1.
    pub(crate) fn score(&self, agreement: f32) -> f32 {
        if agreement < self.enough {
            (0.45 + 0.3 * agreement / self.enough).max(0.0)
        } else {
            (0.75 + 0.2 * (agreement - self.enough) / (self.usual - self.enough)).min(0.98)
        }
    }

    /// The likeliest Latin spelling of a word in signs.
    pub(crate) fn romanized(&self, own: &[u8]) -> String {
        spelled(self.path(own).into_iter().filter_map(|row| self.readings.get(row)?.first()))
    }

    /// Other likely Latin spellings whose consonants differ from the likeliest's, at most `most`.
    pub(crate) fn other_romanizations(&self, own: &[u8], most: usize) -> Vec<String> {
        let path = self.path(own);
        let readings = |place: usize| {
            path.get(place).and_then(|&row| self.readings.get(row)).map_or(&[][..], Vec::as_slice)
        };
        let mut changes: Vec<(i32, usize, usize)> = Vec::new();
        for place in 0..path.len() {
            let best = readings(place).first().map_or(0, |first| first.likely);
            let others = readings(place).iter().enumerate().skip(1);
            changes.extend(others.map(|(index, other)| (best - other.likely, place, index)));
        }
        changes.sort_unstable();
        changes.truncate(most);
        let changed = changes.iter().map(|&(_, at, index)| {
            spelled(
                (0..path.len()).filter_map(|place| readings(place).get(if place == at { index } else { 0 })),
            )
        });
        changed.collect()
    }

    /// The rows of the likeliest pieces of a word, ends included.
    fn path(&self, own: &[u8]) -> Vec<usize> {
        let ends = [self.sign_code('^'), self.sign_code('$')];
        let signs: Vec<u8> = ends.iter().take(1).chain(own).chain(ends.iter().skip(1)).copied().collect();
        // Best sum of likelihoods up to a place, with the row that ends there and the signs it takes.
        let mut best: Vec<(i32, usize, usize)> = vec![(0, 0, 0)];
        for place in 1..=signs.len() {
            let mut found = (i32::MIN / 2, 0, 1);
            for taken in 1..=place.min(2) {
                let row = match *signs.get(place - taken..place).unwrap_or_default() {
                    [one] => usize::from(one),
                    [one, two] => {
                        usize::from(get(&self.pairs, usize::from(one) * self.sign_count + usize::from(two)))
                    }
                    _ => 0,
                };
                if row == 0 && taken == 2 {
                    continue;
                }
                let likely = self
                    .readings
                    .get(row)
                    .and_then(|readings| readings.first())
                    .map_or(-200, |first| first.likely);
                let sum = best.get(place - taken).map_or(i32::MIN / 2, |before| before.0 + likely);
                if sum > found.0 {
                    found = (sum, row, taken);
                }
            }
            best.push(found);
        }
        let (mut place, mut rows) = (signs.len(), Vec::new());
        while let Some(&(_, row, taken)) = best.get(place)
            && taken > 0
        {
            rows.push(row);
            place -= taken;
        }
        rows.reverse();
        rows
    }
}

fn spelled<'a>(readings: impl Iterator<Item = &'a Reading>) -> String {
    readings
        .flat_map(|reading| reading.letters.iter().filter(|&&code| code < START).map(|&code| letter(code)))
        .collect()
}

/// The likeliest reading, then the likeliest whose consonants are others.
fn told_apart(mut readings: Vec<Reading>) -> Vec<Reading> {
    readings.sort_by_key(|reading| std::cmp::Reverse(reading.likely));
    let consonants = |reading: &Reading| -> Vec<u8> {
        let is_consonant =
            |code: &&u8| **code < START && !matches!(letter(**code), 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h');
        reading.letters.iter().filter(is_consonant).copied().collect()
    };
    let mut kept: Vec<Reading> = Vec::new();
    for reading in readings {
        let is_near = kept.first().is_none_or(|first| first.likely - reading.likely <= LESS_LIKELY);
        if is_near
            && kept.len() < READINGS
            && kept.iter().all(|other| consonants(other) != consonants(&reading))
        {
            kept.push(reading);
        }
    }
    kept
}

/// Raises what members of a unit say at most to an equal share of what that says.
fn says_at_most(says: &mut [i32], members: &[u8], evidence: i8) {
    let count = i32::try_from(members.len()).unwrap_or(1).max(1);
    for &member in members {
        if let Some(slot) = says.get_mut(usize::from(member)) {
            *slot = (*slot).max((i32::from(evidence) + count - 1).div_euclid(count));
        }
    }
}

fn set<T>(values: &mut [T], at: usize, value: T) {
    if let Some(slot) = values.get_mut(at) {
        *slot = value;
    }
}

fn get(values: &[u16], at: usize) -> u16 {
    values.get(at).copied().unwrap_or(0)
}

/// `. TAB sign rarity TAB sign rarity …`
fn rarities(line: Option<&str>) -> impl Iterator<Item = (char, u16)> {
    line.unwrap_or_default().split('\t').skip(1).filter_map(|field| {
        let (sign, rarity) = field.rsplit_once(' ')?;
        Some((sign.chars().next()?, rarity.parse().ok()?))
    })
}

/// `signs TAB letters evidence TAB letters evidence …`
fn row(line: &str) -> Option<(&str, Vec<Unit>)> {
    let (piece, others) = line.split_once('\t')?;
    let others = others.split('\t').filter_map(|field| {
        let (letters, evidence) = field.split_once(' ')?;
        let codes = letters.bytes().filter(|&letter| letter != b'_').map(letter_code).collect();
        let evidence: i32 = evidence.parse().ok()?;
        Some((codes, i8::try_from(evidence.clamp(-120, 127)).ok()?))
    });
    Some((piece, others.collect()))
}
