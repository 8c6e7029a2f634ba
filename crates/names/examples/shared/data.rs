//! Pairs of a name in its own script and a Latin spelling, as both examples read them.

use super::fold::{Script, fold, plain_latin};

/// The files and the script of each; the others of the collection mix scripts in a word.
pub const FILES: [(&str, Script); 6] = [
    ("wd_arabic_80", Script::Arabic),
    ("wd_hebrew_80", Script::Hebrew),
    ("wd_russian_80", Script::Cyrillic),
    ("wd_katakana_80", Script::Kana),
    ("wd_korean_80", Script::Hangul),
    ("wd_chinese_80", Script::Han),
];

pub struct Pair {
    pub own: String,
    pub latin: String,
    pub count: u32,
}

/// The pairs of a file of which each side is one word, the one in the script and the other in Latin letters.
pub fn read(folder: &str, name: &str, script: Script) -> Vec<Pair> {
    let text = std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
    let mut pairs = Vec::new();
    for line in text.lines() {
        let mut fields = line.split('\t');
        let (Some(latin), Some(own), Some(count)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let (own, latin) = (fold(&own.replace(' ', ""), 3, 40), fold(latin, 3, 40));
        let ([own], [latin]) = (own.as_slice(), latin.as_slice()) else { continue };
        if own.script != script || latin.script != Script::Latin {
            continue;
        }
        pairs.push(Pair {
            own: own.text.clone(),
            latin: plain_latin(&latin.text),
            count: count.parse().unwrap(),
        });
    }
    pairs
}

/// What a name is for, by a hash of its letters (FNV-1a).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Eight in ten.
    Learning,
    /// One in ten, to choose thresholds by.
    Choosing,
    /// One in ten, for the figures that are reported, and nothing else.
    Reporting,
}

pub fn purpose(own: &str) -> Use {
    let hash = own.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    match (hash >> 20) % 10 {
        0 => Use::Reporting,
        1 => Use::Choosing,
        _ => Use::Learning,
    }
}
