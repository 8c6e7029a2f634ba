//! Names so frequent that their spellings were observed one by one (`data/known.tsv`, written by `examples/train.rs`): what the
//! letters leave open, they settle. حسن is Hassan and not Hussein, though the letters would allow it; Youssef and Yusuf are
//! both يوسف.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::edit;
use crate::fold::Script;
use crate::name::hash;
use crate::spelling::letter_code;

const KNOWN: &str = include_str!("../data/known.tsv");

/// From here a spelling is like another.
const LIKE: f32 = 0.8;

/// From here two spellings of a name that a script leaves vague are one.
const ALIKE: f32 = 0.75;

/// What is known of two names together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// They were observed for each other.
    Same,
    /// Both are frequent, were never observed for each other, and what was observed for the one is unlike the other.
    Other,
    /// Nothing.
    Unknown,
}

#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Hash of a folded word to its number, from 1; of names in their own scripts and of Latin spellings.
    numbers: HashMap<u64, u32>,
    latin: HashMap<u64, u32>,
    /// Latin spellings that are frequent for some name.
    frequent: HashSet<u32>,
    /// A name's number and that of a spelling.
    pairs: HashSet<(u32, u32)>,
    /// The spellings of a name, by its number: letter codes.
    spellings: Vec<Vec<Box<[u8]>>>,
    /// The names of which a Latin spelling is a frequent one, in scripts that show vowels or whose names are their own, and in
    /// the others.
    names: HashMap<u32, Vec<u32>>,
    vague_names: HashMap<u32, Vec<u32>>,
    /// The names of which a Latin spelling was observed at all, in any script.
    spelled: HashMap<u32, Vec<u32>>,
}

static TABLE: LazyLock<Known> = LazyLock::new(|| Known::parse(KNOWN));

/// The table compiled into this crate.
pub(crate) fn known() -> &'static Known {
    &TABLE
}

impl Known {
    /// Reads sections `@Script` of rows `name TAB frequent spellings TAB other spellings`, spellings with a space between.
    fn parse(text: &str) -> Self {
        let mut known = Self::default();
        let mut shows_names = false;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(script) = line.strip_prefix('@') {
                shows_names = matches!(script, "Arabic" | "Cyrillic");
                continue;
            }
            let mut fields = line.split('\t');
            let name = next_number(&mut known.numbers, fields.next().unwrap_or_default());
            let mut all = Vec::new();
            for (is_frequent, spellings) in [(true, fields.next()), (false, fields.next())] {
                for spelling in
                    spellings.unwrap_or_default().split(' ').filter(|spelling| !spelling.is_empty())
                {
                    let number = next_number(&mut known.latin, spelling);
                    if known.pairs.insert((name, number)) {
                        known.spelled.entry(number).or_default().push(name);
                    }
                    all.push(spelling.bytes().map(letter_code).collect());
                    if is_frequent {
                        known.frequent.insert(number);
                        let names = if shows_names { &mut known.names } else { &mut known.vague_names };
                        names.entry(number).or_default().push(name);
                    }
                }
            }
            known.spellings.push(all);
        }
        known
    }

    /// The number of a folded word, 0 if it is not known.
    pub(crate) fn number(&self, word: &str, script: Script) -> u32 {
        let numbers = if script == Script::Latin { &self.latin } else { &self.numbers };
        numbers.get(&hash(word.as_bytes())).copied().unwrap_or(0)
    }

    /// The names that a known word, by number, is or is a spelling of.
    pub(crate) fn spelled(&self, number: u32, script: Script) -> Vec<u32> {
        match (number, script) {
            (0, _) => Vec::new(),
            (_, Script::Latin) => self.spelled.get(&number).cloned().unwrap_or_default(),
            _ => vec![number],
        }
    }

    /// Of a name in its own script and a Latin spelling, by number, and the codes of the spelling.
    pub(crate) fn across(&self, name: u32, spelling: u32, latin: &[u8]) -> Verdict {
        if name == 0 || spelling == 0 {
            Verdict::Unknown
        } else if self.pairs.contains(&(name, spelling)) {
            Verdict::Same
        } else if self.frequent.contains(&spelling) && !self.is_like(name, latin) {
            Verdict::Other
        } else {
            Verdict::Unknown
        }
    }

    /// Whether a spelling is like one that was observed for the name: not every spelling was.
    fn is_like(&self, name: u32, latin: &[u8]) -> bool {
        let index = usize::try_from(name).unwrap_or(0).wrapping_sub(1);
        let spellings = self.spellings.get(index).map_or(&[][..], Vec::as_slice);
        spellings.iter().any(|spelling| edit::latin(spelling, latin) >= LIKE)
    }

    /// Whether two Latin spellings, by number and letter codes, are both frequent for one name. Where a script shows no vowels
    /// or spells what is foreign to it as it can, they must be alike too.
    pub(crate) fn share_name(&self, one: (u32, &[u8]), other: (u32, &[u8])) -> bool {
        let share = |all: &HashMap<u32, Vec<u32>>| {
            let names = |number: u32| all.get(&number).map_or(&[][..], Vec::as_slice);
            names(one.0).iter().any(|name| names(other.0).contains(name))
        };
        one.0 != 0
            && other.0 != 0
            && (share(&self.names) || share(&self.vague_names) && edit::latin(one.1, other.1) >= ALIKE)
    }
}

fn next_number(numbers: &mut HashMap<u64, u32>, word: &str) -> u32 {
    let next = u32::try_from(numbers.len() + 1).unwrap_or(0);
    *numbers.entry(hash(word.as_bytes())).or_insert(next)
}
