//! One word against very many: which may be alike enough, told without comparing them one by one.
//!
//! A [`Probe`] is made of the word asked for and then asked of others in the order of their letters: what it worked out for the
//! first letters of one serves the next that begins so, and where the first letters alone rule it out, nothing more is read.
//! It says what [`Token::likeness`] would say, so far as letters and spellings go, and never no to what is alike enough.

use crate::align::HOPELESS;
use crate::edit::{self, SlipRow};
use crate::fold::Script;
use crate::known::{Verdict, known};
use crate::skeleton::are_heard_alike;
use crate::spelling::{ABSENT, ENDS, START, Table, WIDTH, letter_code, table};
use crate::token::Token;

/// Most letters of a word.
const MOST_LETTERS: usize = 32;

/// The letters of a word, in few bytes. Ordered as a [`Probe`] wants them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sketch {
    /// Whether it is in no signs of which spellings were learned: those that are come first.
    is_spelled: bool,
    latin: [u8; MOST_LETTERS],
    length: u8,
    is_latin: bool,
    has_nicknames: bool,
    known: u32,
    /// How often each class of consonants is heard.
    heard: u64,
}

impl Sketch {
    fn latin(&self) -> &[u8] {
        self.latin.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// Whether a closer look is worth the while: cheap, and wrong of about one pair in a thousand that are alike.
    pub fn may_be_like(&self, other: &Self) -> bool {
        let (short, long) = (self.length.min(other.length), self.length.max(other.length));
        long <= short + 2 + short / 2 && are_heard_alike(self.heard, other.heard, 1)
            || self.known != 0 && other.known != 0
            || self.has_nicknames && other.has_nicknames
    }
}

impl Token {
    /// Its letters.
    pub fn sketch(&self) -> Sketch {
        let mut sketch = Sketch {
            is_spelled: true,
            latin: [0; MOST_LETTERS],
            length: 0,
            is_latin: false,
            has_nicknames: false,
            known: 0,
            heard: 0,
        };
        if let Some((name, part)) = self.name_and_part() {
            let letters = name.latin(part).iter().zip(&mut sketch.latin);
            sketch.length = letters.map(|(&code, slot)| *slot = code).count().try_into().unwrap_or(0);
            sketch.is_latin = part.script == Script::Latin;
            sketch.is_spelled = name.own(part).is_empty();
            sketch.heard = part.heard;
            sketch.has_nicknames = part.nicknames != [0; 3];
            sketch.known = part.known;
        }
        sketch
    }

    /// Makes ready to ask which others may have a [`likeness`](Token::likeness) of at least `least`, which is at most 0.75.
    pub fn probe(&self, least: f32) -> Probe {
        let sketch = self.sketch();
        let (own, script) = match self.name_and_part() {
            Some((name, part)) if !sketch.is_spelled => (name.own(part), part.script),
            _ => (sketch.latin(), Script::Latin),
        };
        Probe {
            own: sketch,
            codes: own.into(),
            table: table(script),
            least,
            as_signs: None,
            as_letters: None,
            slips: Slips::default(),
        }
    }
}

/// A word that others are asked whether they may be as alike to it as is wanted.
#[derive(Debug)]
pub struct Probe {
    own: Sketch,
    /// Its signs, as the table numbers them, or letters.
    codes: Box<[u8]>,
    table: Option<&'static Table>,
    least: f32,
    /// Words in Latin letters against the signs of this one …
    as_signs: Option<Walk>,
    /// … or, if both are in Latin letters and this one is the later, against the letters of this one.
    as_letters: Option<Walk>,
    slips: Slips,
}

impl Probe {
    /// Whether the likeness may reach what is wanted. Quickest if those asked come in the order of their sketches.
    pub fn may_reach(&mut self, other: &Sketch) -> bool {
        if !other.is_spelled || self.own.has_nicknames && other.has_nicknames {
            return true;
        }
        let (one, two) = (self.own.latin(), other.latin());
        let (walk, side) = if !self.own.is_spelled || one <= two {
            (&mut self.as_signs, Side::Signs)
        } else {
            (&mut self.as_letters, Side::Letters)
        };
        let mut is_spelled = || {
            let Some(table) = self.table else { return false };
            walk.get_or_insert_with(|| Walk::of(table, &self.codes, side, self.least)).may_reach(two)
        };
        let may = if self.own.is_spelled {
            let slip = self.slips.likeness(one, two, HOPELESS);
            slip >= self.least || slip >= HOPELESS && is_spelled()
        } else {
            is_spelled()
        };
        may || self.own.known != 0 && other.known != 0 && self.is_known(other)
    }

    /// Whether the two were observed for each other.
    fn is_known(&self, other: &Sketch) -> bool {
        let (one, two) = (&self.own, other);
        match (one.is_latin, two.is_latin) {
            (true, true) => known().share_name((one.known, one.latin()), (two.known, two.latin())),
            (true, false) => known().across(two.known, one.known, one.latin()) == Verdict::Same,
            (false, true) => known().across(one.known, two.known, two.latin()) == Verdict::Same,
            (false, false) => false,
        }
    }
}

/// Less than any evidence.
const NEVER: i32 = i32::MIN / 2;

/// Whether a word that is given stands for signs or letters of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Signs,
    Letters,
}

/// [`Table::agreement`], letter by letter of the other word.
#[derive(Debug)]
struct Walk {
    table: &'static Table,
    side: Side,
    /// The given word with its ends, as codes of its side.
    own: Vec<u8>,
    /// By place in the given word, the most that what follows says.
    rest: [i32; WIDTH],
    /// How much the given word could tell at most, in tenths, and the agreement asked for.
    information: i32,
    agreement: f32,
    /// The other word as far as it was read, with a column for each letter and two before: of nothing, and of its beginning.
    word: Vec<u8>,
    columns: Vec<Column>,
    /// The most that what was read of the other word says beside what of the given one stands before each place, column by
    /// column.
    best: Vec<i32>,
    /// The rows of the last one and two signs of the given word, or the columns of its last letters, after each place.
    pieces: Vec<[usize; 3]>,
    /// Whether the word as far as it was read rules out what begins so.
    is_dead: bool,
}

#[derive(Clone, Copy, Debug)]
struct Column {
    /// The most that what was read says, with all that what follows may say.
    most: i32,
    /// How much what was read could tell at most.
    information: i32,
}

impl Walk {
    fn of(table: &'static Table, own: &[u8], side: Side, least: f32) -> Self {
        let own = own.get(..own.len().min(MOST_LETTERS)).unwrap_or(own);
        let end =
            |sign, letter| if side == Side::Signs { table.sign_code(sign) } else { letter_code(letter) };
        let ended: Vec<u8> =
            [end('^', b'^')].into_iter().chain(own.iter().copied()).chain([end('$', b'$')]).collect();
        let says: &[i32] = if side == Side::Signs { &table.sign_says } else { &table.letter_says };
        let mut rest = [0; WIDTH];
        let mut sum = 0;
        for (slot, &code) in rest.iter_mut().take(ended.len()).rev().zip(ended.iter().rev()) {
            sum += says.get(usize::from(code)).copied().unwrap_or(0);
            *slot = sum;
        }
        let information = match side {
            Side::Signs => table.sign_information(own),
            Side::Letters => table.letter_information(own),
        };
        let agreement = table.agreement_of(least);
        let pieces = (1..=ended.len()).map(|end| {
            let read = ended.get(..end).unwrap_or_default();
            if side == Side::Signs { table.rows_of(read) } else { table.columns_of(read) }
        });
        let pieces = pieces.collect();
        let (word, columns, best, is_dead) = (Vec::new(), Vec::new(), Vec::new(), false);
        let mut walk = Self {
            table,
            side,
            own: ended,
            rest,
            information,
            agreement,
            word,
            columns,
            best,
            pieces,
            is_dead,
        };
        walk.read(&[]);
        walk.read(&[walk.first()]);
        walk
    }

    /// The code of the beginning of the other word.
    fn first(&self) -> u8 {
        if self.side == Side::Signs { START } else { self.table.sign_code('^') }
    }

    fn last(&self) -> u8 {
        self.first() + 1
    }

    fn may_reach(&mut self, other: &[u8]) -> bool {
        let shared = self.word.iter().zip(other).take_while(|(one, two)| one == two).count();
        if self.is_dead && shared == self.word.len() {
            return false;
        }
        self.is_dead = false;
        self.word.truncate(shared);
        self.truncate(shared + 2);
        let mut read = [0; WIDTH];
        let end = other.len() + 1;
        for (slot, code) in read.iter_mut().zip([self.first()].iter().chain(other).chain(&[self.last()])) {
            *slot = *code;
        }
        for at in shared + 1..end {
            self.read(read.get(..=at).unwrap_or_default());
            self.word.extend(read.get(at));
            if !self.may_go_on() {
                self.is_dead = true;
                return false;
            }
        }
        // The ends tell nothing.
        let information = self.columns.last().map_or(0, |column| column.information);
        self.read(read.get(..=end).unwrap_or_default());
        let whole = self.best.last().copied().unwrap_or(0);
        self.truncate(end + 1);
        self.is_enough(whole, information)
    }

    fn truncate(&mut self, columns: usize) {
        self.columns.truncate(columns);
        self.best.truncate(columns * (self.own.len() + 1));
    }

    fn is_enough(&self, evidence: i32, information: i32) -> bool {
        // A little less, for what is rounded.
        2.0 * (evidence - ENDS) as f32 + 0.5 >= self.agreement * (self.information + information) as f32
    }

    /// Whether the word read so far may have an end with which it is enough. What is left over says something only beside
    /// what follows in the given word, and units of three go back as many columns.
    fn may_go_on(&self) -> bool {
        let last = self.columns.len().saturating_sub(3);
        let columns = self.columns.get(last..).unwrap_or_default();
        let information = columns.last().map_or(0, |column| column.information);
        self.is_enough(columns.iter().map(|column| column.most).max().unwrap_or(0), information)
    }

    /// Adds the column after what was read, from those before.
    fn read(&mut self, read: &[u8]) {
        let before = self.columns.last().map_or(0, |column| column.information);
        let most = match self.side {
            Side::Signs => self.after_letters(self.table.columns_of(read)),
            Side::Letters => self.after_signs(self.table.rows_of(read)),
        };
        let tells = read.last().filter(|_| read.len() > 1).map_or(0, |&code| match self.side {
            Side::Signs => self.table.letter_information(&[code]),
            Side::Letters => self.table.sign_information(&[code]),
        });
        self.columns.push(Column { most, information: before + tells });
    }

    /// Where the given word is in signs, by the columns of the last letters read.
    #[expect(clippy::indexing_slicing, reason = "an inner loop; every index is below a length set beside it")]
    fn after_letters(&mut self, letters: [usize; 3]) -> i32 {
        let (evidence, width, count) = (self.table.evidence(), self.own.len() + 1, self.columns.len());
        self.best.resize((count + 1) * width, NEVER);
        let (before, new) = self.best.split_at_mut(count * width);
        let column = |back: usize| &before[before.len() - back * width..][..width];
        if count == 0 {
            new[0] = 0;
        } else {
            let (last, added) = (column(1), i32::from(evidence[letters[0]]));
            for (new, last) in new.iter_mut().zip(last) {
                *new = last.wrapping_add(added);
            }
            for (back, &letters) in letters.iter().enumerate().take(count) {
                if letters == 0 {
                    continue;
                }
                let earlier = column(back + 1);
                for (place, &[one, two, _]) in (1..width).zip(&self.pieces) {
                    let says = evidence[one + letters];
                    if says != ABSENT {
                        new[place] = new[place].max(earlier[place - 1].wrapping_add(i32::from(says)));
                    }
                    if two > 0 {
                        let says = evidence[two + letters];
                        if says != ABSENT {
                            new[place] = new[place].max(earlier[place - 2].wrapping_add(i32::from(says)));
                        }
                    }
                }
            }
        }
        let mut most = new[0].wrapping_add(self.rest[0]);
        for (place, &[one, two, _]) in (1..width).zip(&self.pieces) {
            let mut found = new[place].max(new[place - 1].wrapping_add(i32::from(evidence[one])));
            if two > 0 && evidence[two] != ABSENT {
                found = found.max(new[place - 2].wrapping_add(i32::from(evidence[two])));
            }
            new[place] = found;
            most = most.max(found.wrapping_add(self.rest[place]));
        }
        most
    }

    /// Where the given word is in letters, by the rows of the last signs read.
    #[expect(clippy::indexing_slicing, reason = "an inner loop; every index is below a length set beside it")]
    fn after_signs(&mut self, [one, two, _]: [usize; 3]) -> i32 {
        let (evidence, width, count) = (self.table.evidence(), self.own.len() + 1, self.columns.len());
        self.best.resize((count + 1) * width, NEVER);
        let (before, new) = self.best.split_at_mut(count * width);
        let column = |back: usize| &before[before.len() - back * width..][..width];
        if count == 0 {
            new[0] = 0;
        } else {
            for (row, back) in [(one, 1), (two, 2)] {
                if back > 1 && row == 0 || back > count {
                    continue;
                }
                let earlier = column(back);
                let added = evidence[row];
                for place in 0..width {
                    let mut found = new[place];
                    if back == 1 || added != ABSENT {
                        found = found.max(earlier[place].wrapping_add(i32::from(added)));
                    }
                    if place > 0 {
                        for (letters, &piece) in (1..=place.min(3)).zip(&self.pieces[place - 1]) {
                            let says = evidence[row + piece];
                            if piece > 0 && says != ABSENT {
                                found = found.max(earlier[place - letters].wrapping_add(i32::from(says)));
                            }
                        }
                    }
                    new[place] = found;
                }
            }
        }
        let mut most = new[0].wrapping_add(self.rest[0]);
        for (place, &[one, ..]) in (1..width).zip(&self.pieces) {
            let found = new[place].max(new[place - 1].wrapping_add(i32::from(evidence[one])));
            new[place] = found;
            most = most.max(found.wrapping_add(self.rest[place]));
        }
        most
    }
}

/// What two words of one script in Latin letters cost, letter by letter of the other.
#[derive(Debug, Default)]
struct Slips {
    word: Vec<u8>,
    /// A row for each letter read, and one before.
    rows: Vec<SlipRow>,
}

impl Slips {
    /// [`edit::latin`] of the given word and another, or anything less than `least` if it is less.
    fn likeness(&mut self, own: &[u8], other: &[u8], least: f32) -> f32 {
        let shared = self.word.iter().zip(other).take_while(|(one, two)| one == two).count();
        self.word.truncate(shared);
        self.rows.truncate(shared + 1);
        if self.rows.is_empty() {
            self.rows.push(edit::first_row(own));
        }
        let length = own.len().max(other.len());
        for at in shared..other.len() {
            let row = edit::next_row(own, other.get(..=at).unwrap_or_default(), &self.rows);
            self.rows.push(row);
            self.word.extend(other.get(at));
            // Two letters swapped skip a row.
            let last = self.rows.len().saturating_sub(2);
            let so_far = self
                .rows
                .get(last..)
                .into_iter()
                .flatten()
                .filter_map(|row| row.get(..=own.len())?.iter().min());
            let most = so_far.min().map_or(0.0, |&cost| edit::likeness(cost, length));
            if most < least {
                return most;
            }
        }
        let cost = self.rows.last().and_then(|row| row.get(own.len())).copied().unwrap_or(0);
        edit::likeness(cost, length)
    }
}
