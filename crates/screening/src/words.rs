//! The words that are asked for, and which words of a list each may be.

use std::borrow::Cow;
use std::collections::HashMap;

use names::{Name, Piece};

use crate::vocabulary::{Crossed, Likes, Vocabulary};

/// Most that is kept of words once asked for, in words they may be: some 50 MB.
const MOST_HELD: usize = 4_000_000;
/// Each word held counts as so many more.
const HELD_EACH: usize = 16;

/// Words that were asked for, with those they may be: found once for all that have them.
#[derive(Debug, Default)]
pub(crate) struct Words {
    likes: HashMap<Box<str>, Likes>,
    /// The same for neighbours written together.
    joined: HashMap<Box<str>, Likes>,
    /// How much both hold.
    held: usize,
    /// What the listed words may be, where lists are put beside themselves.
    crossed: Option<Crossed>,
}

/// A word that was not asked for before.
#[derive(Debug)]
pub(crate) struct NewWord<'n> {
    text: Cow<'n, str>,
    piece: Piece<'n>,
}

impl Words {
    /// The words of a name that are not there, to be looked up.
    pub(crate) fn new_of<'n>(
        &self,
        name: &'n Name,
        vocabulary: &Vocabulary,
    ) -> impl Iterator<Item = NewWord<'n>> {
        name.pieces().filter_map(move |piece| {
            let text = piece.text();
            self.of(&text, piece.is_joined(), vocabulary).is_none().then_some(NewWord { text, piece })
        })
    }

    /// What a word may be, if that is known.
    pub(crate) fn of(&self, text: &str, is_joined: bool, vocabulary: &Vocabulary) -> Option<&Likes> {
        let crossed = self.crossed.as_ref();
        let known = crossed.and_then(|crossed| vocabulary.likes_of(crossed, text, is_joined));
        known.or_else(|| if is_joined { &self.joined } else { &self.likes }.get(text))
    }

    /// Finds what all listed words may be.
    pub(crate) fn cross(&mut self, vocabulary: &Vocabulary, threads: usize) {
        self.crossed.get_or_insert_with(|| vocabulary.crossed(threads));
    }

    /// Keeps what new words may be.
    pub(crate) fn keep<'n>(&mut self, found: impl IntoIterator<Item = (NewWord<'n>, Likes)>) {
        for (word, likes) in found {
            self.held += likes.best_first.len() + HELD_EACH;
            let all = if word.piece.is_joined() { &mut self.joined } else { &mut self.likes };
            all.insert(word.text.into(), likes);
        }
    }

    /// Forgets all that was asked for, if it is more than should be held.
    pub(crate) fn bound(&mut self) {
        if self.held > MOST_HELD {
            *self = Self { crossed: self.crossed.take(), ..Self::default() };
        }
    }
}

impl NewWord<'_> {
    /// To find equal ones.
    pub(crate) fn key(&self) -> (&str, bool) {
        (&self.text, self.piece.is_joined())
    }

    pub(crate) fn look_up(&self, vocabulary: &Vocabulary) -> Likes {
        let is_joined = self.piece.is_joined();
        // Most neighbours written together are like nothing: that is seen without making them ready.
        if is_joined && self.piece.joined_keys().is_some_and(|keys| !vocabulary.has_parts(keys)) {
            return Likes::default();
        }
        self.piece.token().map(|token| vocabulary.like(&token, is_joined)).unwrap_or_default()
    }
}
