//! Text to words of letters: what differs only in case, diacritics, width or punctuation becomes the same.
//!
//! Compatibility decomposition (NFKD), lower case, marks that do not tell names apart dropped, letters that keyboards and
//! languages exchange made one (`data/letters.tsv`). Marks that are vowels of their script, as in Devanagari, stay.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const LETTERS: &str = include_str!("../data/letters.tsv");

/// Letters to what they are folded to, both lower case.
static FOLDED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let rows = LETTERS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.flat_map(|(to, from)| {
        let to = to.chars().next();
        from.chars().filter_map(move |from| Some((from, to?)))
    })
    .collect()
});

/// The scripts whose Latin spellings were learned; all others have their letters replaced one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Script {
    Latin,
    Arabic,
    Hebrew,
    Cyrillic,
    Kana,
    Hangul,
    Han,
    Other,
}

impl Script {
    /// Those written otherwise than in Latin letters of which spellings were learned.
    pub(crate) const LEARNED: [Self; 6] =
        [Self::Arabic, Self::Hebrew, Self::Cyrillic, Self::Kana, Self::Hangul, Self::Han];

    /// Of a folded letter.
    pub(crate) fn of(letter: char) -> Self {
        match letter {
            '0'..='9'
            | 'a'..='z'
            | '\u{c0}'..='\u{24f}'
            | '\u{250}'..='\u{2af}'
            | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => Self::Arabic,
            '\u{590}'..='\u{5ff}' => Self::Hebrew,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{3041}'..='\u{30ff}' => Self::Kana,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Self::Hangul,
            '\u{3005}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => Self::Han,
            _ => Self::Other,
        }
    }
}

/// A folded word of one script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) script: Script,
    /// Whether nothing but a full stop stood between it and the word before: the parts of `S.A.` or `J.R.`.
    pub(crate) dotted: bool,
}

/// The words of a text in order: at most `words` of at most `letters` letters each; the rest is left out. Words of two
/// scripts without a space between are two.
pub(crate) fn fold(text: &str, words: usize, letters: usize) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let (mut inside, mut separator, mut count) = (false, Separator::Start, 0);
    for character in text.nfkd().filter(|&character| !is_dropped(character)) {
        let is_mark = is_combining_mark(character);
        if !(character.is_alphanumeric() || is_mark && inside) {
            separator = if character == '.' && inside { Separator::Dot } else { Separator::Other };
            inside = false;
            continue;
        }
        for lower in character.to_lowercase().filter(|&lower| !is_dropped(lower)) {
            let letter = FOLDED.get(&lower).copied().unwrap_or(lower);
            let script = Script::of(letter);
            let goes_on = inside && found.last().is_some_and(|word| is_mark || word.script == script);
            if !goes_on {
                if found.len() == words {
                    return composed(found);
                }
                let dotted = separator == Separator::Dot && !inside;
                found.push(Word { text: String::new(), script, dotted });
                count = 0;
            }
            inside = true;
            if let Some(word) = found.last_mut()
                && count < letters
            {
                word.text.push(letter);
                count += 1;
            }
        }
        separator = Separator::Other;
    }
    composed(found)
}

#[derive(PartialEq)]
enum Separator {
    Start,
    Dot,
    Other,
}

/// Letters put together again where decomposition would part what is one letter to its readers (kana, Korean syllables).
fn composed(mut words: Vec<Word>) -> Vec<Word> {
    for word in &mut words {
        if matches!(word.script, Script::Kana | Script::Hangul | Script::Other) {
            word.text = word.text.nfc().collect();
        }
        if word.script == Script::Kana {
            word.text = word.text.chars().map(katakana).collect();
        }
    }
    words
}

fn katakana(letter: char) -> char {
    match letter {
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(letter) + 0x60).unwrap_or(letter),
        _ => letter,
    }
}

/// Whether two spellings of one name differ by having it: Latin, Greek and Cyrillic diacritics, Hebrew points, Arabic
/// vowel signs and tatweel, apostrophes, and what nobody sees.
fn is_dropped(character: char) -> bool {
    matches!(character,
        '\'' | '`' | '´' | '’' | '‘' | '′' | '׳' | '״' | '\u{ad}' | '\u{2b0}'..='\u{2ff}' | '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The Latin letters and digits of a folded word, one letter after the other: nothing is learned here.
pub(crate) fn plain_latin(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            latin.push(letter);
        } else {
            let plain = any_ascii::any_ascii_char(letter);
            latin.extend(plain.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        }
    }
    latin
}

/// The signs that the learned tables of a script are keyed by: the letters, Korean ones taken apart, for Chinese the
/// letters of the reading, with a capital where a syllable begins.
pub(crate) fn signs(text: &str, script: Script) -> Vec<char> {
    match script {
        Script::Hangul => text.nfd().collect(),
        Script::Han => text.chars().flat_map(|letter| any_ascii::any_ascii_char(letter).chars()).collect(),
        _ => text.chars().collect(),
    }
}
