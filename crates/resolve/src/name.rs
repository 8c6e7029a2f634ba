//! Names of those who carry an identifier: one key for each spelling, and when two may be one's.

use names::Name;
use unicode_normalization::UnicodeNormalization;

/// Names that score less are not one's, even where a number is shared. Ours: a given name alone is a part of a full one
/// (0.65), a brother's or a spouse's name stays below (`names` scores 0 to 1).
const AGREES: f32 = 0.6;

/// The words of a name, folded, sorted, each once; none if it has no letter or digit.
pub(crate) fn key(text: &str) -> Option<String> {
    let mut words = words(text);
    words.sort_unstable();
    words.dedup();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Whether both may name one. A surname in common is not enough, since families share phones too.
pub(crate) fn agree(one: &Name, other: &Name) -> bool {
    names::similarity(one, other, None) >= AGREES
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_when_the_shorter_is_found_again_in_the_longer_in_whatever_script() {
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
            ("أحمد محمود", "Ahmed Mahmoud", true),
            ("A. MAHMUD", "Ahmed Mahmoud", true),
            ("J. Lopez", "Maria Lopez", false),
            ("Tran Thi Mai", "Tran Van Minh", false),
        ] {
            let [left, right] = [one, other].map(|text| Name::person(text).unwrap());
            assert_eq!(super::agree(&left, &right), agree, "{one} / {other}");
            assert_eq!(super::agree(&right, &left), agree, "{other} / {one}");
        }
    }

    #[test]
    fn vowels_of_a_script_are_part_of_the_name() {
        assert_ne!(key("राम"), key("रमा"));
        assert_eq!(key("مُحَمَّد"), key("محمد"));
        assert_eq!(key(" -.- "), None);
    }
}
