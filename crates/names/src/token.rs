//! Parts of names by themselves, to find among very many names those that have parts like them: a name is looked up by its
//! [`Piece`]s, each prepared once as a [`Token`].

use std::borrow::Cow;

use crate::align::{Relation, alike, tells};
use crate::compare::weight;
use crate::fold::{Script, Word};
use crate::name::{Kind, MOST_LETTERS, Name, Part};

/// Most neighbours that are written together.
const MOST_JOINED: usize = 4;

/// A part of a name that tells it apart, or two such neighbours written together with the particles between them.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'n> {
    name: &'n Name,
    first: usize,
    last: usize,
}

/// A word prepared by itself, whatever kind of name it is from.
#[derive(Clone, Debug)]
pub struct Token {
    name: Name,
}

impl Name {
    /// The parts that tell names apart, in order, then neighbours written together. Initials are none: they are like too many.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let parts = self.parts();
        let single = (0..parts.len()).filter(|&at| parts.get(at).is_some_and(is_word)).map(|at| (at, at));
        let joined = (0..parts.len()).flat_map(move |first| {
            let end = parts.len().min(first + MOST_JOINED);
            (first + 1..end)
                .map(move |last| (first, last))
                .filter(|&(first, last)| is_run(parts, first, last))
        });
        single.chain(joined).map(|(first, last)| Piece { name: self, first, last })
    }

    /// Names it may be if it is one word of a script that writes no spaces: cut into two, everywhere near its ends.
    pub fn divided(&self) -> Vec<Self> {
        let [part] = self.parts() else { return Vec::new() };
        if !matches!(part.script, Script::Han | Script::Hangul | Script::Kana) {
            return Vec::new();
        }
        let text = self.text(part);
        let count = text.chars().count();
        let cuts = text.char_indices().map(|(at, _)| at).enumerate().skip(1);
        let near = cuts.filter(|(letters, _)| *letters <= 2 || count - letters <= 2);
        near.filter_map(|(_, at)| {
            let (one, two) = text.split_at_checked(at)?;
            Self::person(&format!("{one} {two}"))
        })
        .collect()
    }
}

/// Whether a part is looked for by itself.
fn is_word(part: &Part) -> bool {
    tells(part) && part.kind != Kind::Initial
}

/// Whether parts may be written together: of one script, one or two that tell names apart.
fn is_run(parts: &[Part], first: usize, last: usize) -> bool {
    let run = parts.get(first..=last).unwrap_or_default();
    let script = run.first().map(|part| part.script);
    let fits = |part: &Part| {
        matches!(part.kind, Kind::Word | Kind::Common | Kind::Particle | Kind::Initial)
            && Some(part.script) == script
    };
    (1..=2).contains(&run.iter().filter(|part| tells(part)).count()) && run.iter().all(fits)
}

impl<'n> Piece<'n> {
    fn parts(&self) -> &'n [Part] {
        self.name.parts().get(self.first..=self.last).unwrap_or_default()
    }

    /// The folded text.
    pub fn text(&self) -> Cow<'n, str> {
        match self.parts() {
            [one] => Cow::Borrowed(self.name.text(one)),
            run => Cow::Owned(run.iter().map(|part| self.name.text(part)).collect()),
        }
    }

    /// The places of its parts in the name, a bit each.
    pub fn places(&self) -> u16 {
        (self.first..=self.last).fold(0, |bits, place| bits | 1 << place)
    }

    /// Whether it is made of several parts.
    pub fn is_joined(&self) -> bool {
        self.first < self.last
    }

    /// What its parts weigh in a comparison.
    pub fn weight(&self) -> f32 {
        self.parts().iter().map(weight).sum()
    }

    /// [`Token::joined_keys`] without preparing it; none if its signs must be spelled first.
    pub fn joined_keys(&self) -> Option<[u64; 3]> {
        let (first, last) = (self.parts().first()?, self.parts().last()?);
        let is_spelled = self.parts().iter().all(|part| self.name.own(part).is_empty());
        let latin = self.name.latin_through(first, last);
        let latin = latin.get(..MOST_LETTERS).unwrap_or(latin);
        is_spelled.then(|| crate::skeleton::joined_keys(latin))
    }

    /// Prepares it by itself.
    pub fn token(&self) -> Option<Token> {
        let script = self.parts().first()?.script;
        let word = Word { text: self.text().into_owned(), script, dotted: false };
        Token::of(word)
    }
}

impl Token {
    fn of(word: Word) -> Option<Self> {
        let is_number = word.text.bytes().all(|byte| byte.is_ascii_digit());
        let kind = if is_number { Kind::Number } else { Kind::Word };
        Some(Self { name: Name::built(&[(kind, word)], false, false)? })
    }

    pub(crate) fn name_and_part(&self) -> Option<(&Name, &Part)> {
        Some((&self.name, self.part()?))
    }

    fn part(&self) -> Option<&Part> {
        self.name.parts().first()
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        self.part().map_or("", |part| self.name.text(part))
    }

    /// How alike two are, from 0 to 1: no less than a comparison of names says of parts with these texts.
    pub fn likeness(&self, other: &Self) -> f32 {
        let (Some(one), Some(two)) = (self.part(), other.part()) else { return 0.0 };
        if one.hash == two.hash && self.text() == other.text() {
            return 1.0;
        }
        let (score, relation) = alike(&self.name, one, &other.name, two);
        if relation == Relation::Nickname {
            // Organisations have none.
            let mut plain = *one;
            plain.nicknames = [0; 3];
            return score.max(alike(&self.name, &plain, &other.name, two).0);
        }
        score
    }

    /// Blocking keys. Two that are one name in any spelling or script share one, unless their first consonants differ.
    pub fn keys(&self) -> Vec<u64> {
        let mut keys = Vec::new();
        if let Some(part) = self.part() {
            crate::skeleton::part_keys(&self.name, part, &mut keys);
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Keys for words and parts written together, which are longer.
    pub fn joined_keys(&self) -> Vec<u64> {
        let mut keys = self
            .part()
            .map_or_else(Vec::new, |part| crate::skeleton::joined_keys(self.name.latin(part)).to_vec());
        keys.dedup();
        keys
    }

    /// Keys that survive a slip of the hand: the first and last letters, as many as are half of it. One of them, of a word
    /// with one letter wrong, missing or too much, is among the other's.
    pub fn halves(&self) -> Vec<u64> {
        let letters: Vec<char> = self.text().chars().collect();
        let mut keys = Vec::new();
        for length in [letters.len().saturating_sub(1) / 2, letters.len() / 2] {
            if length < 2 {
                continue;
            }
            let (head, tail) = (letters.iter().take(length), letters.iter().rev().take(length));
            for (end, half) in [('<', head.collect::<String>()), ('>', tail.collect())] {
                keys.push(crate::name::hash(format!("{end}{half}").as_bytes()));
            }
        }
        keys.dedup();
        keys
    }
}
