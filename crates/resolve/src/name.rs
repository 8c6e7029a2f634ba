//! Names as sets of words, and when two of them may be one person's.

use unicode_normalization::UnicodeNormalization;

/// The words of a name: decomposed (NFKD), lower case, diacritics and punctuation removed, sorted, each once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name(Vec<String>);

impl Name {
    /// The name in `text`, none if it has no letter or digit.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut words = words(text);
        words.sort_unstable();
        words.dedup();
        (!words.is_empty()).then_some(Self(words))
    }

    /// The words with a space between.
    pub(crate) fn key(&self) -> String {
        self.0.join(" ")
    }

    /// Whether both may name one: every word of the shorter has a like in the longer, and one of at least three
    /// letters is the same. A surname in common is not enough, since families share phones too.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        if self == other {
            return true;
        }
        let (short, long) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        let same = |word: &&String| word.chars().count() >= 3 && long.0.binary_search(word).is_ok();
        short.0.iter().any(|word| same(&word))
            && short.0.iter().all(|word| long.0.iter().any(|like| alike(word, like)))
    }
}

/// The words of a text in order, folded.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkd().filter(|&character| !is_dropped(character)) {
        if character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character) {
            folded.extend(character.to_lowercase());
        } else {
            folded.push(' ');
        }
    }
    folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Diacritics of Latin, Greek, Cyrillic, vowel points of Hebrew and Arabic, apostrophes and what people never see.
/// Marks that are vowels of their script stay.
fn is_dropped(character: char) -> bool {
    matches!(character,
        '\'' | '’' | '‘' | '`' | '\u{ad}' | '\u{2b9}'..='\u{2df}' | '\u{300}'..='\u{36f}'
        | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The same word, its initial, or one slip away (of at least four letters). The last letter is no slip: it tells
/// Mario from Maria.
fn alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    match (one.as_slice(), other.as_slice()) {
        ([initial], [first, ..]) | ([first, ..], [initial]) => initial == first,
        _ => one.len().min(other.len()) >= 4 && one_slip(&one, &other),
    }
}

/// Whether one letter was added, left out or replaced.
fn one_slip(one: &[char], other: &[char]) -> bool {
    let before = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let after = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    long - short <= 1 && before + after + 1 >= long && one.last() == other.last() && before < short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_when_the_shorter_is_found_again_in_the_longer() {
        for (one, other, agree) in [
            ("Ada Example", "EXAMPLE, Ada", true),
            ("Núria Puig", "nuria puig", true),
            ("Ada", "Ada Example", true),
            ("A. Example", "Ada Example", true),
            ("Mohammed Ali", "Mohamed Ali", true),
            ("Maria Lopez", "Juan Lopez", false),
            ("Maria Lopez", "Mario Lopez", false),
            ("Amin Saleh", "Amina Saleh", false),
            ("Maria Lopez", "Maria Garcia", false),
            ("Li Wu", "Wu Li", true),
            ("Li Wu", "Li Wei", false),
            ("Ada Example", "Bob Sample", false),
        ] {
            let (one_name, other_name) = (Name::parse(one).unwrap(), Name::parse(other).unwrap());
            assert_eq!(one_name.agrees(&other_name), agree, "{one} / {other}");
            assert_eq!(other_name.agrees(&one_name), agree, "{other} / {one}");
        }
    }

    #[test]
    fn vowels_of_a_script_are_part_of_the_name() {
        assert_ne!(Name::parse("राम"), Name::parse("रमा"));
        assert_eq!(Name::parse("مُحَمَّد"), Name::parse("محمد"));
        assert_eq!(Name::parse(" -.- "), None);
    }
}
