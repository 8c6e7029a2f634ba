//! Names by the sound of their consonants: what remains when spellings differ.

use crate::known::known;
use crate::name::{Kind, Name, Part, hash};
use crate::spelling::{letter_code, table};

/// Most consonants of a skeleton. What follows is left to the comparison.
const MOST: usize = 4;
/// The same for parts written together.
const MOST_JOINED: usize = 8;

/// How many less likely Latin spellings of a part in another script get keys.
const OTHERS: usize = 5;

/// Which of two sounds a letter is taken for where languages differ (`ch`, `j`, `w` …).
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reading {
    Hard,
    Soft,
    /// As the soft one, but the throat of Sergio and Javier is not heard.
    Silent,
}

const READINGS: [Reading; 3] = [Reading::Hard, Reading::Soft, Reading::Silent];

impl Name {
    /// Blocking keys, of each part and of neighbours written together: names that should match share at least one, whatever
    /// their scripts and order, unless all their parts differ in the first consonants. Common names share keys with very
    /// many: count before joining. Ascending, each once.
    pub fn keys(&self) -> impl Iterator<Item = u64> {
        let telling = |part: &&Part| matches!(part.kind, Kind::Word | Kind::Common | Kind::Number);
        let parts: Vec<&Part> = self.parts().iter().filter(telling).collect();
        let mut keys = Vec::with_capacity(8 * parts.len());
        for pair in parts.windows(2) {
            if let [one, two] = pair {
                let joined = || self.latin(one).iter().chain(self.latin(two)).copied();
                keys.extend(READINGS.map(|reading| key(joined(), reading)));
            }
        }
        for part in parts {
            part_keys(self, part, &mut keys);
        }
        keys.sort_unstable();
        keys.dedup();
        keys.into_iter()
    }
}

/// The keys of a word that may stand for parts written together: more of its consonants.
pub(crate) fn joined_keys(latin: &[u8]) -> [u64; 3] {
    READINGS.map(|reading| skeleton::<MOST_JOINED>(latin.iter().copied(), reading))
}

/// The keys of one part: its consonants, those of less likely spellings, the frequent names it is a spelling of, the names
/// it is short for.
pub(crate) fn part_keys(name: &Name, part: &Part, keys: &mut Vec<u64>) {
    keys.extend(READINGS.map(|reading| key(name.latin(part).iter().copied(), reading)));
    if let (own @ [_, ..], Some(table)) = (name.own(part), table(part.script)) {
        // A sign that carries a vowel may be written first or not, and only few consonants say which is first.
        if let [first, rest @ ..] = name.latin(part) {
            let is_vowel = matches!(letter(*first), b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
            let vowel = [letter_code(b'a')];
            let other = if is_vowel { rest.iter().chain(&[]) } else { vowel.iter().chain(name.latin(part)) };
            keys.extend(READINGS.map(|reading| key(other.clone().copied(), reading)));
        }
        let others = table.other_romanizations(own, OTHERS);
        keys.extend(
            others
                .iter()
                .flat_map(|other| READINGS.map(|reading| key(other.bytes().map(letter_code), reading))),
        );
    }
    let tagged = |tag: u8, number: u32| {
        let [a, b, c, d] = number.to_le_bytes();
        hash(&[b'#', tag, a, b, c, d])
    };
    keys.extend(known().spelled(part.known, part.script).iter().map(|&number| tagged(b'k', number)));
    let groups = part.nicknames.iter().filter(|&&group| group != 0);
    keys.extend(groups.map(|&group| tagged(b'n', group.into())));
}

fn key(latin: impl Iterator<Item = u8>, reading: Reading) -> u64 {
    skeleton::<MOST>(latin, reading)
}

fn skeleton<const MOST: usize>(latin: impl Iterator<Item = u8>, reading: Reading) -> u64 {
    let mut letters = latin.map(letter).peekable();
    let first = letters.peek().copied().unwrap_or(b' ');
    let (mut found, mut count) = ([0_u8; MOST_JOINED + 2], 0);
    let mut last = 0;
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(b' ');
        // Feliks is Felix; the nose of Aung is all that Аун keeps of it, and Knowles is spoken without its K.
        let sound = match (letter, next) {
            (b'x', _) if reading == Reading::Hard && last != b'K' && count + 1 < MOST => {
                if let Some(slot) = found.get_mut(count) {
                    *slot = b'K';
                    count += 1;
                }
                b'S'
            }
            (b'g', b' ') if reading != Reading::Hard && last == b'N' => 0,
            (b'k', b'n') if reading != Reading::Hard && count == 0 => 0,
            _ => sound(letter, next, reading),
        };
        if sound != 0
            && sound != last
            && let Some(slot) = found.get_mut(count)
        {
            *slot = sound;
            count += 1;
        }
        // A sound goes on through silent letters only if it is doubled in writing.
        last = if sound == 0 && letter != b'h' { 0 } else { sound };
        if count == MOST {
            break;
        }
    }
    // Few consonants say little: the first letter is added, vowels being one.
    if count < 2
        && let Some(slot) = found.get_mut(MOST)
    {
        *slot = match first {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => b'a',
            _ => b'-',
        };
    }
    hash(&found)
}

/// The letter or digit of a code.
fn letter(code: u8) -> u8 {
    match code {
        1..=26 => b'a' + code - 1,
        27..=36 => b'0' + code - 27,
        _ => b' ',
    }
}

/// The class of consonants a letter sounds like before another, 0 for none.
fn sound(letter: u8, next: u8, reading: Reading) -> u8 {
    let by = |hard, soft| if reading == Reading::Hard { hard } else { soft };
    match (letter, next) {
        (b'c', b'h') => by(b'S', b'K'),
        (b'c', b'e' | b'i' | b'y' | b'z') | (b's' | b'z' | b'x', _) => b'S',
        (b'g', b'e' | b'i' | b'y') if reading == Reading::Silent => 0,
        (b'g', b'e' | b'i' | b'y') | (b'q', b'i' | b'u') => by(b'K', b'S'),
        (b'k', b'h') => by(b'K', 0),
        (b't', b's' | b'z' | b'c') | (b'd', b'j' | b'z') => 0,
        (b't', b'h') => by(b'T', b'S'),
        (b'n', b'b' | b'p') | (b'm', _) => b'M',
        (b'j', _) => by(b'S', 0),
        (b'v' | b'w', _) => by(b'P', 0),
        (b'b' | b'p' | b'f', _) => b'P',
        (b'c' | b'k' | b'g' | b'q', _) => b'K',
        (b't' | b'd', _) => b'T',
        (b'l' | b'r', _) => b'R',
        (b'n', _) => b'N',
        (b'0'..=b'9', _) => letter,
        _ => 0,
    }
}

/// The classes that occur among letters, a bit each.
pub(crate) fn sounds(latin: &[u8]) -> u16 {
    latin.iter().fold(0, |bits, &code| {
        let bit = match letter(code) {
            b'b' | b'p' | b'f' | b'v' => 1,
            b'c' | b'k' | b'g' | b'q' | b's' | b'z' | b'x' | b'j' => 2,
            b't' | b'd' => 4,
            b'l' | b'r' => 8,
            b'm' => 16,
            b'n' => 32,
            _ => 0,
        };
        bits | bit
    })
}

/// Classes of consonants that are counted.
const CLASSES: u32 = 6;

/// How often each class of consonants is heard in Latin letters, doubled ones once; eight bits each, so that those of parts
/// can be added.
pub(crate) fn heard(latin: &[u8]) -> u64 {
    let mut counts = 0_u64;
    let mut last = 0;
    for &code in latin {
        let class = sounds(&[code]);
        if class != 0 && class != last {
            counts += 1 << (8 * class.trailing_zeros());
        }
        last = class;
    }
    counts
}

/// Whether words in which so many consonants are heard may be one; a few more than a fourth may differ.
pub(crate) fn are_heard_alike(one: u64, other: u64, more: u64) -> bool {
    let (mut apart, mut all) = (0, 0);
    for class in 0..CLASSES {
        let (a, b) = (one >> (8 * class) & 255, other >> (8 * class) & 255);
        apart += a.abs_diff(b);
        all += a.max(b);
    }
    apart <= more + all / 4
}
