//! The most that two names can score, from which of their parts are alike: cheap enough to ask of very many.

use crate::align::{JOINED_ACROSS, LIKE_INITIAL};
use crate::compare::{
    CONTRADICTS, DOUBTFUL, INITIAL, MISSING, MISSING_ORGANIZATION, ONE_PART, OTHER, weight,
};
use crate::name::{Kind, Name};

/// What the parts of a name weigh, in few bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outline {
    words: f32,
    word_count: u8,
    initials: u8,
    is_organization: bool,
}

impl Outline {
    /// How many parts are words, not initials.
    pub fn word_count(&self) -> u8 {
        self.word_count
    }

    /// Whether there are initials, which may stand for any word.
    pub fn has_initials(&self) -> bool {
        self.initials > 0
    }

    /// What its words weigh together.
    pub fn weight(&self) -> f32 {
        self.words
    }

    /// The most that a name without initials can score that has none of the words of this one but the last so many, which
    /// weigh so much.
    pub fn at_most_by(&self, words: u8, weight: f32) -> f32 {
        let without = (self.words - weight).max(0.0);
        let missing = if self.is_organization { MISSING_ORGANIZATION } else { MISSING };
        let alone = weight / (weight + missing * without).max(f32::MIN_POSITIVE);
        let is_one = !self.is_organization && words < 2 && self.word_count > 1;
        let alone = if is_one { alone.min(ONE_PART) } else { alone };
        alone.max(with_unlike(weight, weight, without))
    }
}

impl Name {
    /// What is needed of it for [`Shared::at_most`].
    pub fn outline(&self) -> Outline {
        let mut outline = Outline { is_organization: self.is_organization, ..Outline::default() };
        for part in self.parts() {
            match part.kind {
                Kind::Initial => outline.initials += 1,
                _ if weight(part) > 0.0 => {
                    outline.words += weight(part);
                    outline.word_count += 1;
                }
                _ => {}
            }
        }
        outline
    }
}

/// Which parts of two names are alike, added pair by pair.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shared {
    matched: f32,
    base: f32,
    left: f32,
    right: f32,
    words: u8,
    left_places: u16,
    right_places: u16,
    /// Of those less alike than an initial and a word, or written together: the same sums, and the most alike.
    weak_matched: f32,
    weak_base: f32,
    weak_weight: f32,
    weak_most: f32,
}

/// A piece of a name: its places and weight.
type Side = (u16, f32);

impl Shared {
    /// Parts less alike than this need not be added.
    pub const LEAST: f32 = 0.62;
    /// The same for parts written together.
    pub const JOINED: f32 = JOINED_ACROSS;

    /// Adds that a piece of the left name is so alike to one of the right; both by places and weight. Once for each piece of
    /// the left, with the most alike of the right; pieces of several parts first.
    pub fn add(&mut self, left: Side, right: Side, likeness: f32) {
        let is_taken = left.0 & self.left_places != 0 || right.0 & self.right_places != 0;
        let mean = f32::midpoint(left.1, right.1);
        let doubt = ((DOUBTFUL - likeness) / (DOUBTFUL - OTHER)).clamp(0.0, 1.0);
        let matched = mean * likeness;
        // One of two that are like the same part may be left over; then it is only missing.
        let base = if is_taken { MISSING * mean } else { mean * (1.0 + CONTRADICTS * doubt) };
        self.matched += matched;
        self.base += base;
        self.left += left.1;
        self.right += right.1;
        let is_joined = left.0.count_ones() > 1 || right.0.count_ones() > 1;
        if is_joined || likeness < LIKE_INITIAL {
            self.weak_matched += matched;
            self.weak_base += base;
            self.weak_weight += left.1 + right.1;
            self.weak_most = self.weak_most.max(likeness);
        }
        self.words = self.words.saturating_add(if is_joined { 2 } else { 1 });
        self.left_places |= left.0;
        self.right_places |= right.0;
    }

    /// No less than [`similarity`](crate::similarity) without frequencies, where that is 0.7 or more, if every piece of the
    /// left that is alike to one of the right by [`Shared::LEAST`] or more was added; but for acronyms.
    pub fn at_most(&self, left: &Outline, right: &Outline) -> f32 {
        let is_organization = left.is_organization || right.is_organization;
        let initials = left.initials.max(right.initials);
        let count = |own: &Outline| own.word_count.saturating_add(own.initials);
        // Equal initials count as words do.
        let words = self.words.saturating_add(left.initials.min(right.initials));
        let is_one = !is_organization && words < 2 && (words + initials == 0 || count(left) != count(right));
        let most = if is_one { ONE_PART } else { 1.0 };
        let rest = |own: &Outline, used: f32, others: u8| (own.words - used - f32::from(others)).max(0.0);
        let (one, two) = (rest(left, self.left, right.initials), rest(right, self.right, left.initials));
        let missing = if is_organization { MISSING_ORGANIZATION } else { MISSING };
        let both = one.min(two);
        // Words of a pair may weigh differently: the rest is not missing then.
        let more = missing * ((one - two).abs() - UNEVEN * both).max(0.0);
        // Two initials may be equal; a word is but like one.
        let equal = INITIAL * f32::from(left.initials.min(right.initials));
        let weight = INITIAL * f32::from(initials);
        let alike = equal + LIKE_INITIAL * (weight - equal);
        let with_initials = with_unlike(self.matched + alike, self.base + weight + more, both);
        let found = with_unlike(self.matched, self.base + more, both).max(with_initials);
        if initials == 0 || self.weak_base <= 0.0 {
            return found.min(most);
        }
        // Initials may take a word from another that it is less like: then that either speaks for the match still, no more
        // than it does alone, or is as if it were not there. No initial says more of a word than one that is found so alike.
        let (matched, base) = (self.matched - self.weak_matched, self.base - self.weak_base);
        let more = missing * ((one - two).abs() - UNEVEN * both - self.weak_weight).max(0.0);
        let without = with_unlike(matched + equal, base + equal + more, both);
        found.max(without).max(self.weak_most).max(LIKE_INITIAL).min(most)
    }
}

/// How much more a word may weigh than another that stands for it, beside the other.
const UNEVEN: f32 = 0.43;

/// The score if words of such a weight on both sides are as alike as words can be that were not added.
fn with_unlike(matched: f32, base: f32, both: f32) -> f32 {
    let doubt = (DOUBTFUL - Shared::LEAST) / (DOUBTFUL - OTHER);
    let base = base + both * (1.0 + CONTRADICTS * doubt);
    if base > 0.0 { (matched + Shared::LEAST * both) / base } else { 0.0 }
}
