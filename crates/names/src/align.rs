//! Which part of one name stands for which part of another.

use crate::edit;
use crate::fold::Script;
use crate::known::{Verdict, known};
use crate::name::{Kind, MOST_PARTS, Name, Part};
use crate::skeleton::are_heard_alike;
use crate::spelling::{MOST_LETTERS, letter_code, table};

/// How two parts are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same after folding case, diacritics and the like.
    Same,
    /// The same name in two spellings of one script, by learned spellings.
    Spelling,
    /// The same name in two scripts, by learned spellings or letter by letter.
    Transliterated,
    /// A slip or two: letters replaced, added, left out, swapped.
    Slip,
    /// A short or pet form.
    Nickname,
    /// One letter for the word it begins.
    Initial,
    /// Parts written together in one of the names.
    Joined,
    /// The initials of the other's words.
    Acronym,
    /// Too unlike to be taken for each other.
    Different,
    /// Only one of the names has it.
    Missing,
}

/// Parts of two names that stand for each other: first and last of each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) left: (usize, usize),
    pub(crate) right: (usize, usize),
    pub(crate) score: f32,
    pub(crate) relation: Relation,
}

/// An alignment without allocation.
#[derive(Debug)]
pub(crate) struct Alignment {
    pairs: [Pair; MOST_PARTS],
    count: usize,
    /// Parts that are in a pair, a bit each.
    pub(crate) left: u16,
    pub(crate) right: u16,
}

/// Below this two parts do not stand for each other at all.
const LEAST: f32 = 0.4;
/// From here joined parts are taken for the one.
const JOINED: f32 = 0.8;
pub(crate) const JOINED_ACROSS: f32 = 0.72;

/// Words that have less than this in common letter by letter are no spellings of each other.
pub(crate) const HOPELESS: f32 = 0.4;
/// An initial and a word it may begin.
pub(crate) const LIKE_INITIAL: f32 = 0.85;
/// For spellings observed for each other, and for two spellings of one name.
const OBSERVED: f32 = 0.96;
const SHARED: f32 = 0.94;
/// The most for frequent names and spellings never observed for each other.
const OTHER_NAME: f32 = 0.6;
/// The most for words that differ in a last vowel.
const OTHER_END: f32 = 0.6;

impl Alignment {
    pub(crate) fn pairs(&self) -> &[Pair] {
        self.pairs.get(..self.count).unwrap_or_default()
    }

    fn push(&mut self, pair: Pair) {
        if let Some(slot) = self.pairs.get_mut(self.count) {
            *slot = pair;
            self.count += 1;
            self.left |= bits(pair.left);
            self.right |= bits(pair.right);
        }
    }

    fn remove(&mut self, index: usize) {
        if let Some(&pair) = self.pairs().get(index) {
            self.left &= !bits(pair.left);
            self.right &= !bits(pair.right);
            self.count -= 1;
            if let Some(&last) = self.pairs.get(self.count)
                && let Some(slot) = self.pairs.get_mut(index)
            {
                *slot = last;
            }
        }
    }

    /// Pairs the parts that tell names apart, the most alike first, each once.
    pub(crate) fn of(left: &Name, right: &Name) -> Self {
        // Found in one order whichever way it is asked, so that the result is symmetric to the bit.
        if left.order() <= right.order() {
            Self::found(left, right)
        } else {
            Self::found(right, left).flipped()
        }
    }

    fn flipped(mut self) -> Self {
        for pair in &mut self.pairs {
            *pair = Pair { left: pair.right, right: pair.left, ..*pair };
        }
        (self.left, self.right) = (self.right, self.left);
        self
    }

    fn found(left: &Name, right: &Name) -> Self {
        let nothing = Pair { left: (0, 0), right: (0, 0), score: 0.0, relation: Relation::Different };
        let mut found = Self { pairs: [nothing; MOST_PARTS], count: 0, left: 0, right: 0 };
        found.pair_equals(left, right);
        found.pair_likes(left, right);
        found.join(left, right, false);
        found.join(right, left, true);
        found
    }

    fn pair_equals(&mut self, left: &Name, right: &Name) {
        for (i, part) in left.parts().iter().enumerate() {
            let free =
                |(j, other): &(usize, &Part)| self.right & 1 << j == 0 && is_same(left, part, right, other);
            if tells(part)
                && let Some((j, _)) =
                    right.parts().iter().enumerate().filter(|(_, other)| tells(other)).find(free)
            {
                self.push(Pair { left: (i, i), right: (j, j), score: 1.0, relation: Relation::Same });
            }
        }
    }

    fn pair_likes(&mut self, left: &Name, right: &Name) {
        let mut scores = [[(0.0_f32, Relation::Different); MOST_PARTS]; MOST_PARTS];
        for ((i, part), row) in left.parts().iter().enumerate().zip(&mut scores) {
            if !tells(part) || self.left & 1 << i != 0 {
                continue;
            }
            for ((j, other), score) in right.parts().iter().enumerate().zip(row) {
                if tells(other) && self.right & 1 << j == 0 {
                    *score = alike(left, part, right, other);
                }
            }
        }
        loop {
            let mut best = (LEAST, 0, 0, Relation::Different);
            for (i, row) in scores.iter().enumerate().take(left.parts().len()) {
                for (j, &(score, relation)) in row.iter().enumerate().take(right.parts().len()) {
                    let is_free = self.left & 1 << i == 0 && self.right & 1 << j == 0;
                    // The nearer place breaks a tie.
                    let nearer = i.abs_diff(j) < usize::abs_diff(best.1, best.2);
                    if is_free && (score > best.0 || (score >= best.0 && score > LEAST && nearer)) {
                        best = (score, i, j, relation);
                    }
                }
            }
            if best.0 <= LEAST {
                return;
            }
            self.push(Pair {
                left: (best.1, best.1),
                right: (best.2, best.2),
                score: best.0,
                relation: best.3,
            });
        }
    }

    /// Words of `one` that neighbouring parts of `other` make when written together.
    fn join(&mut self, one: &Name, other: &Name, is_turned: bool) {
        let oriented =
            |pair: &Pair| if is_turned { (pair.right, pair.left) } else { (pair.left, pair.right) };
        for (i, part) in one.parts().iter().enumerate() {
            if part.kind != Kind::Word {
                continue;
            }
            let own = self.pairs().iter().position(|pair| oriented(pair).0 == (i, i));
            let score = own.and_then(|index| self.pairs().get(index)).map_or(0.0, |pair| pair.score);
            if score >= 0.9
                || (own.is_none() && (if is_turned { self.right } else { self.left }) & 1 << i != 0)
            {
                continue;
            }
            let is_undivided = matches!(part.script, Script::Han | Script::Hangul | Script::Kana);
            // Parts that another pair has are not to be had.
            let mut taken = if is_turned { self.left } else { self.right };
            if let Some(pair) = own.and_then(|index| self.pairs().get(index)) {
                taken &= !bits(oriented(pair).1);
            }
            let Some((range, joined)) = joined(one, part, other, taken, is_undivided) else { continue };
            if joined > score {
                if let Some(index) = own {
                    self.remove(index);
                }
                let (left, right) = if is_turned { (range, (i, i)) } else { ((i, i), range) };
                self.push(Pair { left, right, score: joined, relation: Relation::Joined });
            }
        }
    }
}

fn bits((first, last): (usize, usize)) -> u16 {
    (first..=last).filter(|&place| place < MOST_PARTS).fold(0, |bits, place| bits | 1 << place)
}

/// Whether a part tells names apart.
pub(crate) fn tells(part: &Part) -> bool {
    matches!(part.kind, Kind::Word | Kind::Common | Kind::Number | Kind::Initial)
}

fn is_same(left: &Name, part: &Part, right: &Name, other: &Part) -> bool {
    part.hash == other.hash && left.text(part) == right.text(other)
}

/// How alike two parts are, and in what way.
pub(crate) fn alike(left: &Name, part: &Part, right: &Name, other: &Part) -> (f32, Relation) {
    let different = (0.0, Relation::Different);
    match (part.kind, other.kind) {
        (Kind::Number, _) | (_, Kind::Number) => return different,
        (Kind::Initial, _) | (_, Kind::Initial) => {
            let is_across = part.script != other.script;
            let firsts = |name: &Name, part: &Part| {
                [Some(part.first), name.latin(part).first().copied()]
                    .map(|code| code.filter(|&code| code > 0).map(|code| first_sound(code, is_across)))
            };
            let others = firsts(right, other);
            let agree = firsts(left, part).iter().any(|first| first.is_some() && others.contains(first));
            return if agree { (LIKE_INITIAL, Relation::Initial) } else { different };
        }
        _ => {}
    }
    let shared = |group: &u16| *group != 0 && other.nicknames.contains(group);
    if part.nicknames.iter().any(shared) {
        return (0.9, Relation::Nickname);
    }
    let (one, two) = (left.latin(part), right.latin(other));
    let (short, long) = (one.len().min(two.len()), one.len().max(two.len()));
    // Words of very different length or of few common consonants need no closer look.
    let common = (part.sounds & other.sounds).count_ones();
    let fewer = part.sounds.count_ones().min(other.sounds.count_ones());
    let is_written_alike = part.script == other.script;
    if long > 2 * short + 2 || (is_written_alike && (common + 1 < fewer || (fewer > 1 && common == 0))) {
        return different;
    }
    let found =
        words(part, one, left.own(part), other, two, right.own(other), || spelled(left, part, right, other));
    settled(part, one, other, two, found)
}

/// What is known of frequent names goes before what their letters say.
fn settled(
    part: &Part,
    one: &[u8],
    other: &Part,
    two: &[u8],
    (score, relation): (f32, Relation),
) -> (f32, Relation) {
    if part.known == 0 || other.known == 0 {
        return (score, relation);
    }
    let verdict = match (part.script == Script::Latin, other.script == Script::Latin) {
        (true, true) if known().share_name((part.known, one), (other.known, two)) => {
            return (score.max(SHARED), Relation::Spelling);
        }
        (true, false) => known().across(other.known, part.known, one),
        (false, true) => known().across(part.known, other.known, two),
        _ => Verdict::Unknown,
    };
    match verdict {
        Verdict::Same => (score.max(OBSERVED), Relation::Transliterated),
        Verdict::Other => (score.min(OTHER_NAME), relation),
        Verdict::Unknown => (score, relation),
    }
}

fn spelled(left: &Name, part: &Part, right: &Name, other: &Part) -> f32 {
    let (mut one, mut two) = (['\0'; 16], ['\0'; 16]);
    let lengths = [(&mut one, left.text(part)), (&mut two, right.text(other))]
        .map(|(signs, text)| signs.iter_mut().zip(text.chars()).map(|(slot, sign)| *slot = sign).count());
    edit::plain(one.get(..lengths[0]).unwrap_or_default(), two.get(..lengths[1]).unwrap_or_default())
}

/// Two words by their Latin spelling and their own signs.
fn words(
    part: &Part,
    one: &[u8],
    one_own: &[u8],
    other: &Part,
    two: &[u8],
    two_own: &[u8],
    spelled: impl Fn() -> f32,
) -> (f32, Relation) {
    let (Some(tables), Some(latin)) = (table(part.script).zip(table(other.script)), table(Script::Latin))
    else {
        return (0.0, Relation::Different);
    };
    let by = |score: f32, relation| (score, if score < LEAST { Relation::Different } else { relation });
    match (one_own.is_empty(), two_own.is_empty()) {
        (true, true) => {
            let slip = edit::latin(one, two);
            // One order for both, so that the result is symmetric.
            let (low, high) = if one <= two { (one, two) } else { (two, one) };
            let learned =
                if slip < HOPELESS { 0.0 } else { latin.score(latin.agreement(low, high)).min(0.95) };
            if part.script == Script::Latin && other.script == Script::Latin && edit::ends_otherwise(one, two)
            {
                return by(slip.max(learned).min(OTHER_END), Relation::Slip);
            }
            if part.script != other.script {
                by(slip.max(learned).min(0.98), Relation::Transliterated)
            } else if slip >= learned {
                by(slip.min(0.98), Relation::Slip)
            } else {
                by(learned, Relation::Spelling)
            }
        }
        (false, true) => by(tables.0.score(tables.0.agreement(one_own, two)), Relation::Transliterated),
        (true, false) => by(tables.1.score(tables.1.agreement(two_own, one)), Relation::Transliterated),
        (false, false) if part.script == other.script => {
            let score = match part.script {
                Script::Han | Script::Hangul => spelled(),
                _ => edit::plain(one_own, two_own),
            };
            by(score.min(0.98), Relation::Slip)
        }
        (false, false) => {
            let score = tables.0.score(tables.0.agreement(one_own, two));
            by(score.max(tables.1.score(tables.1.agreement(two_own, one))), Relation::Transliterated)
        }
    }
}

/// Letters that begin a name's spellings in different languages; across scripts a vowel may be any.
fn first_sound(code: u8, is_across: bool) -> u8 {
    const fn of(letter: u8) -> u8 {
        letter - b'a' + 1
    }
    const C: u8 = of(b'c');
    const Q: u8 = of(b'q');
    const J: u8 = of(b'j');
    const Y: u8 = of(b'y');
    const W: u8 = of(b'w');
    match code {
        C | Q => of(b'k'),
        J | Y if is_across => 1,
        J | Y => of(b'i'),
        W => of(b'v'),
        1 | 5 | 9 | 15 | 21 if is_across => 1,
        code => code,
    }
}

/// The neighbouring parts of `other` that written together are most like the part, and how much; names in scripts that
/// write no spaces are also tried with the last part first and the first last.
fn joined(
    one: &Name,
    part: &Part,
    other: &Name,
    taken: u16,
    is_undivided: bool,
) -> Option<((usize, usize), f32)> {
    let parts = other.parts();
    let mut best: Option<((usize, usize), f32)> = None;
    let latin = one.latin(part);
    for first in 0..parts.len() {
        for last in first + 1..parts.len().min(first + 4) {
            let Some(run) = parts.get(first..=last) else { continue };
            let is_word =
                |part: &Part| matches!(part.kind, Kind::Word | Kind::Common | Kind::Particle | Kind::Initial);
            if taken & bits((first, last)) != 0 || !run.iter().all(is_word) || !run.iter().any(tells) {
                continue;
            }
            let (Some(head), Some(tail)) = (run.first(), run.last()) else { continue };
            let whole = other.latin_through(head, tail);
            let (short, long) = (whole.len().min(latin.len()), whole.len().max(latin.len()));
            let heard = run.iter().map(|part| part.heard).sum();
            if long > MOST_LETTERS || 3 * short < 2 * long || !are_heard_alike(part.heard, heard, 2) {
                continue;
            }
            let own = if run.iter().all(|part| part.script == head.script) {
                other.own_through(head, tail)
            } else {
                &[]
            };
            let score = |latin_run: &[u8], own_run: &[u8]| {
                let same = latin == latin_run && one.own(part).is_empty() == own_run.is_empty();
                if same && part.script == head.script {
                    return 0.97;
                }
                words(part, latin, one.own(part), head, latin_run, own_run, || {
                    edit::plain(one.own(part), own_run)
                })
                .0
                .min(0.97)
            };
            let mut found = score(whole, own);
            if is_undivided && own.is_empty() {
                for cut in [head.latin_length(), whole.len() - tail.latin_length()] {
                    let mut turned = [letter_code(b' '); MOST_LETTERS];
                    if let Some((a, b)) = whole.split_at_checked(cut) {
                        turned.iter_mut().zip(b.iter().chain(a)).for_each(|(slot, &code)| *slot = code);
                        found = found.max(score(turned.get(..whole.len()).unwrap_or_default(), own));
                    }
                }
            }
            let least = if part.script == head.script { JOINED } else { JOINED_ACROSS };
            if found >= least && best.is_none_or(|(_, score)| found > score) {
                best = Some(((first, last), found));
            }
        }
    }
    best
}
