//! How alike two names are, and why.

use crate::align::{Alignment, Pair, Relation, tells};
use crate::frequency::Frequencies;
use crate::name::{Kind, Name, Part};

/// How parts of two names stand for each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Aligned {
    /// The folded part or parts of the first name, none if only the other has it.
    pub left: Option<String>,
    /// The same of the second name.
    pub right: Option<String>,
    /// In what way they are alike.
    pub relation: Relation,
    /// How alike they are, from 0 to 1; 0 for a missing part.
    pub score: f32,
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// From 0, nothing in common, to 1, the same name. From 0.7 they may be one's. It is no probability.
    pub score: f32,
    /// The parts in the order of the first name, then those only the second has.
    pub parts: Vec<Aligned>,
    /// Whether the parts of the one stand in another order.
    pub is_reordered: bool,
    /// How rare what they share is, in bits: a name that one in 1,000 has is worth 10. 0 without frequencies.
    pub shared_bits: f32,
}

/// Compares two names. With frequencies, parts weigh by how rare they are. Symmetric but for the sides of the parts.
pub fn compare(left: &Name, right: &Name, frequencies: Option<&Frequencies>) -> Comparison {
    let alignment = Alignment::of(left, right);
    let verdict = judge(left, right, &alignment, frequencies);
    let shown = |name: &Name, (first, last): (usize, usize)| {
        let parts = name.parts().get(first..=last).unwrap_or_default();
        parts.iter().map(|part| name.text(part)).collect::<Vec<_>>().join(" ")
    };
    let mut pairs: Vec<&Pair> = alignment.pairs().iter().collect();
    pairs.sort_by_key(|pair| (pair.left, pair.right));
    let mut rows: Vec<(usize, Aligned)> = Vec::new();
    for pair in pairs {
        let relation = if pair.score < ENOUGH { Relation::Different } else { pair.relation };
        let (left, right) = (Some(shown(left, pair.left)), Some(shown(right, pair.right)));
        rows.push((pair.left.0, Aligned { left, right, relation, score: pair.score }));
    }
    let alone = |name: &Name, used: u16| -> Vec<(usize, String)> {
        let parts = name.parts().iter().enumerate();
        let alone = parts.filter(|(place, part)| tells(part) && used & 1 << place == 0);
        alone.map(|(place, part)| (place, name.text(part).to_owned())).collect()
    };
    let missing = |left, right| Aligned { left, right, relation: Relation::Missing, score: 0.0 };
    rows.extend(
        alone(left, alignment.left).into_iter().map(|(place, text)| (place, missing(Some(text), None))),
    );
    rows.sort_by_key(|(place, _)| *place);
    let mut parts: Vec<Aligned> = rows.into_iter().map(|(_, row)| row).collect();
    parts.extend(alone(right, alignment.right).into_iter().map(|(_, text)| missing(None, Some(text))));
    if verdict.is_acronym {
        parts.insert(
            0,
            Aligned {
                left: Some(left.tokens().collect::<Vec<_>>().join(" ")),
                right: Some(right.tokens().collect::<Vec<_>>().join(" ")),
                relation: Relation::Acronym,
                score: verdict.score,
            },
        );
    }
    Comparison {
        score: verdict.score,
        parts,
        is_reordered: verdict.is_reordered,
        shared_bits: verdict.shared_bits,
    }
}

/// The score of [`compare`] alone: allocates nothing.
pub fn similarity(left: &Name, right: &Name, frequencies: Option<&Frequencies>) -> f32 {
    judge(left, right, &Alignment::of(left, right), frequencies).score
}

struct Verdict {
    score: f32,
    is_reordered: bool,
    is_acronym: bool,
    shared_bits: f32,
}

/// From here two parts, or names, may be one. All numbers below are ours, set on half of the name benchmark.
pub(crate) const ENOUGH: f32 = 0.7;
/// What an initial weighs.
pub(crate) const INITIAL: f32 = 0.4;
/// What a part of one name weighs against the match for a part of the other that it contradicts.
pub(crate) const CONTRADICTS: f32 = 2.2;
/// A pair of parts less alike than the first begins to count against the match; less than the second, it counts in full.
pub(crate) const DOUBTFUL: f32 = 0.75;
pub(crate) const OTHER: f32 = 0.4;
/// What a part that only one name has weighs, for people and for organisations.
pub(crate) const MISSING: f32 = 0.12;
pub(crate) const MISSING_ORGANIZATION: f32 = 0.85;
/// Factors for another order of parts, another legal form, a legal form that one lacks.
const REORDERED: f32 = 0.97;
const OTHER_FORM: f32 = 0.9;
const NO_FORM: f32 = 0.98;
/// The most if people share but initials, or one part and one of them has more.
pub(crate) const ONE_PART: f32 = 0.65;
/// The most if parts, letters or marks were left out, or a title or particle differs.
const NOT_ALL: f32 = 0.99;

/// What a part weighs beside others.
pub(crate) fn weight(part: &Part) -> f32 {
    match part.kind {
        Kind::Word if part.latin_length() < 3 => 0.8,
        Kind::Word | Kind::Number => 1.0,
        Kind::Common => 0.7,
        Kind::Initial => INITIAL,
        Kind::Particle | Kind::Title | Kind::Form(_) => 0.0,
    }
}

fn judge(left: &Name, right: &Name, alignment: &Alignment, frequencies: Option<&Frequencies>) -> Verdict {
    let is_organization = left.is_organization || right.is_organization;
    let weight = |name: &Name, part: &Part| {
        weight(part) * frequencies.map_or(1.0, |frequencies| frequencies.weight(name.text(part)))
    };
    let sum = |name: &Name, (first, last): (usize, usize)| {
        let parts = name.parts().get(first..=last).unwrap_or_default();
        parts.iter().map(|part| weight(name, part)).sum::<f32>()
    };
    let (mut matched, mut base, mut against, mut words, mut shared_bits) = (0.0, 0.0, 0.0, 0, 0.0);
    for pair in alignment.pairs() {
        let mean = f32::midpoint(sum(left, pair.left), sum(right, pair.right));
        let mean = if pair.relation == Relation::Initial {
            sum(left, pair.left).min(sum(right, pair.right))
        } else {
            mean
        };
        base += mean;
        matched += mean * pair.score;
        against += mean * ((DOUBTFUL - pair.score) / (DOUBTFUL - OTHER)).clamp(0.0, 1.0);
        if pair.score >= ENOUGH {
            let (parts, name) =
                if pair.left.0 == pair.left.1 { (pair.left, left) } else { (pair.right, right) };
            words += usize::from(pair.relation != Relation::Initial)
                * (1 + usize::from(pair.relation == Relation::Joined));
            let rarity = name
                .parts()
                .get(parts.0)
                .zip(frequencies)
                .map_or(0.0, |(part, all)| all.bits(name.text(part)));
            shared_bits += rarity * pair.score;
        }
    }
    let alone = |name: &Name, used: u16| -> f32 {
        let parts = name.parts().iter().enumerate();
        parts.filter(|(place, _)| used & 1 << place == 0).map(|(_, part)| weight(name, part)).sum()
    };
    let (one, two) = (alone(left, alignment.left), alone(right, alignment.right));
    against += one.min(two);
    let missing = one.max(two) - one.min(two);
    let missing_weight = if is_organization { MISSING_ORGANIZATION } else { MISSING };
    let whole = base + CONTRADICTS * against + missing_weight * missing;
    let mut score = if whole > 0.0 { matched / whole } else { 0.0 };
    if !is_organization && (words == 0 || words < 2 && missing > 0.0) {
        score = score.min(ONE_PART);
    }
    let is_reordered = is_reordered(alignment);
    if is_reordered {
        score *= REORDERED;
    }
    if is_organization {
        let form = |name: &Name| {
            name.parts().iter().find_map(|part| match part.kind {
                Kind::Form(class) => Some(class),
                _ => None,
            })
        };
        score *= match (form(left), form(right)) {
            (Some(one), Some(two)) if one != two => OTHER_FORM,
            (Some(_), None) | (None, Some(_)) => NO_FORM,
            _ => 1.0,
        };
    }
    if score > NOT_ALL && (left != right || left.is_cut || right.is_cut) {
        score = NOT_ALL;
    }
    let is_acronym =
        is_organization && score < ENOUGH && (is_acronym(left, right) || is_acronym(right, left));
    if is_acronym {
        score = 0.75;
    }
    Verdict { score: score.clamp(0.0, 1.0), is_reordered, is_acronym, shared_bits }
}

fn is_reordered(alignment: &Alignment) -> bool {
    let pairs = alignment.pairs();
    pairs.iter().any(|one| pairs.iter().any(|two| one.left < two.left && one.right > two.right))
}

/// Whether one name is a word of the initials of the other's words, three at least.
fn is_acronym(short: &Name, long: &Name) -> bool {
    let mut words = short.parts().iter().filter(|part| !matches!(part.kind, Kind::Form(_) | Kind::Particle));
    let (Some(word), None) = (words.next(), words.next()) else { return false };
    let telling = long.parts().iter().filter(|part| matches!(part.kind, Kind::Word | Kind::Common));
    let mut count = 0;
    let mut letters = short.latin(word).iter();
    let agree = telling.clone().all(|part| {
        count += 1;
        letters.next() == long.latin(part).first()
    });
    agree && count >= 3 && letters.next().is_none()
}
