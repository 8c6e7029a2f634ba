//! A name made ready to be compared.

use crate::fold::{Script, Word, fold, plain_latin, signs};
use crate::known::known;
use crate::lists::lists;
use crate::skeleton;
use crate::spelling::{letter, letter_code, table};

/// Most parts of a name; what follows is left out.
pub(crate) const MOST_PARTS: usize = 16;
/// Most letters of a part.
pub(crate) const MOST_LETTERS: usize = 32;
/// Most bytes of a text that are read.
const MOST_BYTES: usize = 4096;

/// What a part of a name is to a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word that tells names apart.
    Word,
    /// A word of organisations that many share.
    Common,
    /// One letter for a word.
    Initial,
    /// A number.
    Number,
    /// An article, "son of", "and".
    Particle,
    /// A form of address or rank.
    Title,
    /// A legal form, by class.
    Form(u8),
}

/// A part: where its text, Latin spelling and own signs lie in the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) kind: Kind,
    pub(crate) script: Script,
    /// Classes of consonants that occur, a bit each, to see quickly that two words have too little in common.
    pub(crate) sounds: u16,
    /// How often each class is heard.
    pub(crate) heard: u64,
    /// The code of the Latin letter its first sign is replaced by, as initials are.
    pub(crate) first: u8,
    text: (u16, u16),
    latin: (u16, u16),
    own: (u16, u16),
    /// Groups of nicknames, 0 for none.
    pub(crate) nicknames: [u16; 3],
    /// Its number among the names whose spellings are known, 0 for none.
    pub(crate) known: u32,
    /// Hash of the folded text.
    pub(crate) hash: u64,
}

/// A name prepared once, to be compared often.
///
/// Holds its folded parts (at most 16 of 32 letters: longer names are cut), each with a Latin spelling. Two texts that fold
/// to the same parts are equal. It has no `Display`: names are personal data and belong in no log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    text: Box<str>,
    /// Codes of Latin letters of all parts one after the other, then those of the parts' own signs.
    codes: Box<[u8]>,
    parts: Box<[Part]>,
    pub(crate) is_organization: bool,
    /// Whether something was left out.
    pub(crate) is_cut: bool,
}

/// The word of names like Abdul Karim in letters that write its article, with how that is written.
const SERVANT: [(&str, &[&str]); 3] = [
    ("abd", &["ul", "el", "al", "ol", "oul", "ool", "il"]),
    ("абд", &["ул", "уль", "ель", "эль", "аль", "ал"]),
    ("עבד", &["אל", "ול", "ל"]),
];

impl Name {
    /// The name of a person, none if nothing is left of it but punctuation: such a name is unknown.
    pub fn person(text: &str) -> Option<Self> {
        let (words, is_cut) = read(text);
        let mut parts: Vec<(Kind, Word)> = Vec::with_capacity(words.len());
        for word in words {
            // The Arabic article is written into the word.
            let stem = word.text.strip_prefix("ال").filter(|stem| stem.chars().count() >= 3);
            let stem = stem.filter(|_| !lists().is_title(&word.text)).map(str::to_owned);
            if let (Script::Arabic, Some(stem)) = (word.script, stem) {
                parts.push((Kind::Particle, Word { text: "ال".to_owned(), ..word.clone() }));
                parts.push((Kind::Word, Word { text: stem, ..word }));
                continue;
            }
            // "Servant of the", whose article is heard in many ways and written with it.
            if let Some((stem, article)) = SERVANT.iter().find_map(|(stem, articles)| {
                let article = word.text.strip_prefix(stem)?;
                articles.contains(&article).then_some((stem, article))
            }) {
                parts.push((Kind::Word, Word { text: (*stem).to_owned(), ..word.clone() }));
                parts.push((Kind::Particle, Word { text: article.to_owned(), ..word }));
                continue;
            }
            parts.push((person_kind(&word), word));
        }
        demote_nothing(&mut parts);
        Self::built(&parts, false, is_cut)
    }

    /// The name of an organisation, ship or anything else that is no person; none if nothing is left of it.
    pub fn organization(text: &str) -> Option<Self> {
        let lists = lists();
        let (words, is_cut) = read(&text.replace('&', " and "));
        let words = numbers(kept(joined(words)));
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let mut parts: Vec<(Kind, Word)> = Vec::with_capacity(words.len());
        let mut at = 0;
        while let Some(word) = words.get(at) {
            if let Some((class, count)) = lists.form(texts.get(at..).unwrap_or_default()) {
                let text = texts.get(at..at + count).unwrap_or_default().join("");
                parts.push((Kind::Form(class), Word { text, ..word.clone() }));
                at += count;
                continue;
            }
            let kind = match word.text.as_str() {
                text if lists.is_small(text) => Kind::Particle,
                text if text.bytes().all(|byte| byte.is_ascii_digit()) => Kind::Number,
                text if lists.is_common(text) => Kind::Common,
                _ => Kind::Word,
            };
            parts.push((kind, word.clone()));
            at += 1;
        }
        demote_nothing(&mut parts);
        Self::built(&parts, true, is_cut)
    }

    pub(crate) fn built(words: &[(Kind, Word)], is_organization: bool, is_cut: bool) -> Option<Self> {
        let is_cut = is_cut || words.len() > MOST_PARTS;
        let words = words.get(..words.len().min(MOST_PARTS)).unwrap_or(words);
        let (mut text, mut latin, mut own, mut parts) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        for (kind, word) in words {
            let table = table(word.script)?;
            let codes: Vec<u8> = if Script::LEARNED.contains(&word.script) {
                signs(&word.text, word.script).into_iter().map(|sign| table.sign_code(sign)).collect()
            } else {
                Vec::new()
            };
            let spelling = if codes.is_empty() { plain_latin(&word.text) } else { table.romanized(&codes) };
            let start = (text.len(), latin.len(), own.len());
            text.push_str(&word.text);
            latin.extend(spelling.bytes().take(MOST_LETTERS).map(letter_code));
            own.extend(codes.into_iter().take(MOST_LETTERS));
            let mut nicknames = [0; 3];
            if *kind == Kind::Word && !is_organization {
                for (slot, group) in nicknames.iter_mut().zip(lists().nicknames(&spelling)) {
                    *slot = *group;
                }
            }
            parts.push(Part {
                kind: *kind,
                script: word.script,
                sounds: skeleton::sounds(latin.get(start.1..).unwrap_or_default()),
                heard: skeleton::heard(latin.get(start.1..).unwrap_or_default()),
                first: first_letter(&word.text),
                text: range(start.0, text.len()),
                latin: range(start.1, latin.len()),
                own: range(start.2, own.len()),
                nicknames,
                known: known().number(&word.text, word.script),
                hash: hash(word.text.as_bytes()),
            });
            text.push(' ');
        }
        text.truncate(text.trim_end().len());
        let shift = u16::try_from(latin.len()).unwrap_or(u16::MAX);
        for part in &mut parts {
            part.own = (part.own.0.saturating_add(shift), part.own.1.saturating_add(shift));
        }
        latin.extend(own);
        let name =
            Self { text: text.into(), codes: latin.into(), parts: parts.into(), is_organization, is_cut };
        (!name.text.is_empty()).then_some(name)
    }

    /// The folded parts that tell names apart, in order: no particles, titles, legal forms. To count how frequent each is.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        let telling = |part: &&Part| matches!(part.kind, Kind::Word | Kind::Common | Kind::Number);
        self.parts.iter().filter(telling).map(|part| self.text(part))
    }

    /// The likeliest Latin spelling of each part of [`tokens`](Self::tokens): for keys and counts across scripts.
    pub fn spellings(&self) -> impl Iterator<Item = String> {
        let telling = |part: &&Part| matches!(part.kind, Kind::Word | Kind::Common | Kind::Number);
        self.parts
            .iter()
            .filter(telling)
            .map(|part| self.latin(part).iter().map(|&code| letter(code)).collect())
    }

    /// Any order in which two names may be taken.
    pub(crate) fn order(&self) -> (&str, bool) {
        (&self.text, self.is_organization)
    }

    /// Whether what stands beside the parts that tell names apart (articles, titles, forms) is of the same kinds, and in one
    /// script begins the same. Who has but one telling part is not named by it alone: Mullah Omar is not Omar bin.
    pub fn is_dressed_like(&self, other: &Self) -> bool {
        let beside = |name: &Self| {
            let is_beside = |part: &&Part| matches!(part.kind, Kind::Particle | Kind::Title | Kind::Form(_));
            let parts = name.parts.iter().filter(is_beside);
            let mut found: Vec<(bool, u8)> =
                parts.map(|part| (part.kind == Kind::Title, part.first)).collect();
            found.sort_unstable();
            found
        };
        let script = |name: &Self| name.parts.first().map(|part| part.script);
        let (mut one, mut two) = (beside(self), beside(other));
        if script(self) != script(other) {
            one.iter_mut().chain(&mut two).for_each(|(_, first)| *first = 0);
        }
        one == two
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(crate) fn text(&self, part: &Part) -> &str {
        self.text.get(usize::from(part.text.0)..usize::from(part.text.1)).unwrap_or_default()
    }

    /// The codes of the Latin spelling.
    pub(crate) fn latin(&self, part: &Part) -> &[u8] {
        self.codes.get(usize::from(part.latin.0)..usize::from(part.latin.1)).unwrap_or_default()
    }

    /// The codes of the signs it is written in, empty if those are Latin letters or of a script of which nothing was learned.
    pub(crate) fn own(&self, part: &Part) -> &[u8] {
        self.codes.get(usize::from(part.own.0)..usize::from(part.own.1)).unwrap_or_default()
    }

    /// The codes of the Latin spelling from one part to another, both included.
    pub(crate) fn latin_through(&self, first: &Part, last: &Part) -> &[u8] {
        self.codes.get(usize::from(first.latin.0)..usize::from(last.latin.1)).unwrap_or_default()
    }

    /// The codes of the own signs from one part to another, both included.
    pub(crate) fn own_through(&self, first: &Part, last: &Part) -> &[u8] {
        self.codes.get(usize::from(first.own.0)..usize::from(last.own.1)).unwrap_or_default()
    }
}

/// The code of the Latin letter that replaces the first; a sign that only carries a vowel counts as `a`.
fn first_letter(word: &str) -> u8 {
    let mut first = String::new();
    first.extend(word.chars().next());
    plain_latin(&first).bytes().next().map_or(1, letter_code)
}

fn range(start: usize, end: usize) -> (u16, u16) {
    let bounded = |place| u16::try_from(place).unwrap_or(u16::MAX);
    (bounded(start), bounded(end))
}

/// FNV-1a.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The folded words, Latin ones in plain letters, and whether any were left out.
fn read(text: &str) -> (Vec<Word>, bool) {
    let end = text.floor_char_boundary(MOST_BYTES);
    let most = 2 * MOST_PARTS;
    let mut words = fold(text.get(..end).unwrap_or(text), most, MOST_LETTERS);
    let is_cut = end < text.len()
        || words.len() == most
        || words.iter().any(|word| word.text.chars().nth(MOST_LETTERS - 1).is_some());
    for word in &mut words {
        if word.script == Script::Latin {
            word.text = plain_latin(&word.text);
        }
    }
    words.retain(|word| !word.text.is_empty());
    (words, is_cut)
}

fn person_kind(word: &Word) -> Kind {
    let text = word.text.as_str();
    if lists().is_particle(text) {
        Kind::Particle
    } else if lists().is_title(text) {
        Kind::Title
    } else if text.bytes().all(|byte| byte.is_ascii_digit()) {
        Kind::Number
    } else if text.chars().nth(1).is_none()
        && !matches!(word.script, Script::Han | Script::Hangul | Script::Kana)
    {
        Kind::Initial
    } else {
        Kind::Word
    }
}

/// A name of nothing but titles, particles, forms is made of words after all.
fn demote_nothing(parts: &mut [(Kind, Word)]) {
    if !parts.iter().any(|(kind, _)| matches!(kind, Kind::Word | Kind::Common | Kind::Number)) {
        let mut candidates = parts.iter_mut().filter(|(kind, _)| *kind != Kind::Initial).peekable();
        if candidates.peek().is_some() {
            candidates.for_each(|(kind, _)| *kind = Kind::Word);
        }
    }
}

/// Single letters with full stops between are one word: `L.L.C.`
fn joined(words: Vec<Word>) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::with_capacity(words.len());
    let is_single = |word: &Word| word.text.chars().nth(1).is_none();
    let mut last_single = false;
    for word in words {
        let single = is_single(&word);
        match found.last_mut() {
            Some(last) if single && last_single && word.dotted => last.text.push_str(&word.text),
            _ => found.push(word),
        }
        last_single = single;
    }
    found
}

/// Words of which other spellings are listed, as they are kept.
fn kept(words: Vec<Word>) -> Vec<Word> {
    let mut found = Vec::with_capacity(words.len());
    for word in words {
        match lists().kept(&word.text) {
            Some(kept) => found.extend(kept.iter().map(|text| Word { text: text.clone(), ..word.clone() })),
            None => found.push(word),
        }
    }
    found
}

/// Tens and units made one number: `forty four`.
fn numbers(words: Vec<Word>) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        if let Some(last) = found.last_mut()
            && let (Ok(tens), Ok(unit)) = (last.text.parse::<u8>(), word.text.parse::<u8>())
            && (20..100).contains(&tens)
            && tens.is_multiple_of(10)
            && (1..10).contains(&unit)
        {
            last.text = (tens + unit).to_string();
            continue;
        }
        found.push(word);
    }
    found
}

impl Part {
    /// How many letters its Latin spelling has.
    pub(crate) fn latin_length(&self) -> usize {
        usize::from(self.latin.1.saturating_sub(self.latin.0))
    }
}
