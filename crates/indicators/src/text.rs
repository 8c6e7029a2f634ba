//! What rules look for in a text: terms, an amount of money, an alias in brackets.
//!
//! Comparison is on folded text: lower case, Latin letters without accents, Arabic and Persian letters without vowel
//! marks and in one spelling. Nothing is translated here; the lists bring the words of each language.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use gazetteer::Gazetteer;

/// The gazetteer of this run; it is compiled in and never changes.
pub(crate) fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(Gazetteer::embedded)
}

/// Whether a text mentions a place the gazetteer knows.
pub(crate) fn mentions_place(text: &str) -> bool {
    !gazetteer().find_in_text(text).is_empty()
}

/// A number that is the same for the same text on every run.
pub(crate) fn digest(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A value as it is compared: folded, with single spaces and without commas and full stops at the ends of words.
pub(crate) fn normal(value: &str) -> String {
    let folded = fold(value);
    let words = folded.split(|c: char| c.is_whitespace() || c == ',').map(|word| word.trim_end_matches('.'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Finds the terms of many lists in one pass over a text.
#[derive(Clone, Debug)]
pub(crate) struct Finder {
    automaton: Option<AhoCorasick>,
    /// For each pattern, the term and the bits of the lists it is on.
    terms: Vec<(Term, Vec<u32>)>,
}

impl Finder {
    /// A finder of `lists`: the terms of each, with the bit it is to be told by.
    pub(crate) fn new<'t>(lists: impl Iterator<Item = (&'t [Term], u32)>) -> Self {
        let mut terms: Vec<(Term, Vec<u32>)> = Vec::new();
        let mut known = foldhash::HashMap::default();
        for (list, bit) in lists {
            for term in list.iter().filter(|term| !term.text.is_empty()) {
                let at = *known.entry(term.clone()).or_insert_with(|| {
                    terms.push((term.clone(), Vec::new()));
                    terms.len() - 1
                });
                if let Some((_, bits)) = terms.get_mut(at) {
                    bits.push(bit);
                }
            }
        }
        let automaton = AhoCorasick::new(terms.iter().map(|(term, _)| &term.text)).ok();
        Self { automaton, terms }
    }

    /// Calls `found` with the bit of each list a term of which stands in `folded`, perhaps more than once.
    pub(crate) fn find(&self, folded: &str, mut found: impl FnMut(u32)) {
        let Some(automaton) = &self.automaton else { return };
        for hit in automaton.find_overlapping_iter(folded) {
            if let Some((term, bits)) = self.terms.get(hit.pattern().as_usize())
                && term.stands_at(folded, hit.start(), hit.end())
            {
                bits.iter().copied().for_each(&mut found);
            }
        }
    }
}

/// Folds `text` into `out`, replacing what was there.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    out.clear();
    for character in text.chars() {
        if character.is_ascii() {
            out.push(character.to_ascii_lowercase());
            continue;
        }
        for lower in character.to_lowercase() {
            match lower {
                '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}' | '\u{fe0f}' => {}
                'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => out.push('a'),
                'ç' => out.push('c'),
                'è' | 'é' | 'ê' | 'ë' => out.push('e'),
                'ì' | 'í' | 'î' | 'ï' | 'ı' => out.push('i'),
                'ñ' => out.push('n'),
                'ò' | 'ó' | 'ô' | 'õ' | 'ö' => out.push('o'),
                'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
                'ş' => out.push('s'),
                'ğ' => out.push('g'),
                'œ' => out.push_str("oe"),
                '’' => out.push('\''),
                'أ' | 'إ' | 'آ' => out.push('ا'),
                'ى' | 'ی' => out.push('ي'),
                'ک' => out.push('ك'),
                other => out.push(other),
            }
        }
    }
}

/// The folded form of `text`.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// A folded term of a list. `hawal*` stands for every word that begins so.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Term {
    text: String,
    is_stem: bool,
    /// Written without spaces between words, so that no word boundary can be asked for.
    is_unspaced: bool,
}

impl Term {
    pub(crate) fn new(written: &str) -> Self {
        let (body, is_stem) = written.strip_suffix('*').map_or((written, false), |body| (body, true));
        let text = fold(body.trim());
        let is_unspaced = text.chars().any(|c| matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{9fff}'));
        Self { text, is_stem, is_unspaced }
    }

    /// Whether `folded` holds this term as a word or words of its own.
    pub(crate) fn is_in(&self, folded: &str) -> bool {
        let mut matches = folded.match_indices(&self.text);
        !self.text.is_empty() && matches.any(|(at, found)| self.stands_at(folded, at, at + found.len()))
    }

    /// Whether what was found from `start` to `end` is a word or words of its own.
    fn stands_at(&self, folded: &str, start: usize, end: usize) -> bool {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = folded.get(..start).and_then(|part| part.chars().next_back());
        let after = folded.get(end..).and_then(|part| part.chars().next());
        self.is_unspaced || !is_word(before) && (self.is_stem || !is_word(after))
    }

    /// Whether `folded` begins with this term.
    pub(crate) fn begins(&self, folded: &str) -> bool {
        !self.text.is_empty() && folded.starts_with(&self.text)
    }
}

/// The name in brackets after an e-mail address: `anna@example.org (Candy)`.
pub(crate) fn bracket_alias(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let (head, tail) = rest.split_once('(')?;
        let (alias, after) = tail.split_once(')')?;
        let address = head.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_address = address.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && domain.split_once('.').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
        });
        let alias = alias.trim();
        if is_address && alias.chars().any(char::is_alphabetic) {
            return Some(alias);
        }
        rest = after;
    }
}

/// Whether `folded` states a sum of money: digits beside a currency sign or beside one of `units`.
pub(crate) fn states_amount(folded: &str, units: &[Term]) -> bool {
    let is_digit = |c: char| c.is_numeric();
    let is_sign = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₺' | '₹' | '₽' | '₦' | '₪' | '₫' | '₱');
    let mut start = 0;
    while let Some(found) = folded.get(start..).and_then(|rest| rest.find(is_digit)) {
        let begin = start + found;
        let tail = folded.get(begin..).unwrap_or_default();
        let length = tail
            .find(|c: char| !(is_digit(c) || matches!(c, '.' | ',' | '\'' | '\u{a0}' | '٫' | '٬')))
            .unwrap_or(tail.len());
        let end = begin + length;
        let before = folded.get(..begin).unwrap_or_default().trim_end();
        let after = folded.get(end..).unwrap_or_default().trim_start();
        let thousands = after.strip_prefix('k').filter(|rest| !rest.starts_with(char::is_alphanumeric));
        let after = thousands.unwrap_or(after).trim_start();
        let last_word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let next_word = after.split_whitespace().next().unwrap_or_default();
        if before.ends_with(is_sign)
            || after.starts_with(is_sign)
            || units.iter().any(|unit| unit.is_in(last_word) || unit.is_in(next_word))
        {
            return true;
        }
        start = end;
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_term_is_found_as_a_word_in_any_case_and_script() {
        for (term, text, expected) in [
            ("arrivé", "Nous sommes ARRIVES", false),
            ("arrivé", "bien arrivé!", true),
            ("hawal*", "ask the hawaladar", true),
            ("hawala", "hawaladar", false),
            ("وصلنا", "الحمد لله وَصَلنا", true),
            ("到了", "我们到了", true),
            ("", "anything", false),
        ] {
            assert_eq!(Term::new(term).is_in(&fold(text)), expected, "{term} in {text}");
        }
    }

    #[test]
    fn an_alias_is_a_name_in_brackets_after_an_address() {
        assert_eq!(bracket_alias("to anna@example.org (Candy)"), Some("Candy"));
        assert_eq!(bracket_alias("(x) anna@example.org(Candy)"), Some("Candy"));
        for text in ["anna@example.org", "Anna (Candy)", "anna@example.org (2)", "a@b (x)", "((("] {
            assert_eq!(bracket_alias(text), None, "{text}");
        }
    }

    #[test]
    fn an_amount_is_digits_beside_a_currency() {
        let units = [Term::new("usd"), Term::new("euro*"), Term::new("دولار")];
        for (text, expected) in [
            ("send 3,500 USD", true),
            ("€1200 per person", true),
            ("4k euros", true),
            ("usd 900", true),
            ("٣٠٠ دولار", true),
            ("call 0555 123", false),
            ("on 12.03.2026", false),
        ] {
            assert_eq!(states_amount(&fold(text), &units), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text: String, term: String) {
            let folded = fold(&text);
            let term = Term::new(&term);
            let _ = (term.is_in(&folded), term.begins(&folded), bracket_alias(&text).is_some());
            let _ = states_amount(&folded, &[term]);
        }
    }
}
