//! A change of law over many cases: whose answer it changes. Cases are synthetic: they show where a change bites, not how
//! often it does.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::evaluate::Truths;
use crate::facts::{Facts, Held};
use crate::points::points;
use crate::rule_set::{Conclusion, DECISION, RuleSet};
use crate::tri::Truth;
use crate::written::{ConclusionKind, Kind};

/// Random numbers that are the same for the same seed (SplitMix64, Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        // The bias is below 2^-32 for all bounds used here.
        if bound == 0 { 0 } else { self.next() % bound }
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let at = usize::try_from(self.below(all.len() as u64)).unwrap_or_default();
        all.get(at).copied()
    }
}

/// Makes synthetic cases. Case `n` is the same whenever it is made.
#[derive(Clone, Debug)]
pub struct Synthetic<'s> {
    set: &'s RuleSet,
    /// What every case has.
    given: Facts,
    /// Values of each slot worth trying; what is ordinary comes first.
    values: Vec<Vec<Held>>,
    until: Date,
    seed: u64,
    /// How many of 1,000 facts are left unknown.
    unknown: u64,
}

impl<'s> Synthetic<'s> {
    /// Cases in the year that ends on `until`; `unknown` of 1,000 facts are left open, but for the date of the decision.
    pub fn new(set: &'s RuleSet, given: Facts, until: Date, seed: u64, unknown: u64) -> Self {
        let ordinary = set.scenario_facts(&serde_json::Map::new()).unwrap_or_else(|_| Facts::none(set));
        let none = Facts::none(set);
        let values = set
            .slots
            .iter()
            .enumerate()
            .map(|(slot, own)| {
                let Some(fact) = set.facts.get(own.fact) else { return Vec::new() };
                let mut values = match fact.kind {
                    Kind::YesNo | Kind::Several => vec![Held::No, Held::Yes],
                    Kind::Choice => (0..fact.values.len())
                        .filter_map(|at| u8::try_from(at).ok())
                        .map(Held::Choice)
                        .collect(),
                    Kind::Number => points(set, &none, fact, slot),
                    Kind::Date => Vec::new(),
                };
                let usual = ordinary.get(slot);
                if usual != Held::Unknown && fact.kind != Kind::Date {
                    values.retain(|value| *value != usual);
                    values.insert(0, usual);
                }
                values
            })
            .collect();
        Self { set, given, values, until, seed, unknown }
    }

    /// Writes case `n` into `facts`.
    pub fn case(&self, n: u64, facts: &mut Facts, truths: &mut Truths) {
        /// Ours: nearly every second case is consistent at once.
        const TRIES: u64 = 8;
        for attempt in 0..TRIES {
            let mut chance = Chance(self.seed ^ n.wrapping_mul(0xd6e8_feb8_6659_fd93) ^ (attempt << 56));
            self.fill(facts, &mut chance, attempt + 1 == TRIES);
            if self.set.is_consistent(facts, truths) {
                return;
            }
        }
    }

    fn fill(&self, facts: &mut Facts, chance: &mut Chance, is_plain: bool) {
        facts.clone_from(&self.given);
        let back = i32::try_from(chance.below(365)).unwrap_or_default();
        let day = self.until.checked_sub(back.days()).unwrap_or(self.until);
        // Some cases are ordinary in nearly everything, others odd in half of it.
        let ordinary = 500 + chance.below(500);
        let mut is_first = true;
        for (slot, (own, values)) in self.set.slots.iter().zip(&self.values).enumerate() {
            if self.given.get(slot) != Held::Unknown {
                continue;
            }
            let Some(fact) = self.set.facts.get(own.fact) else { continue };
            let is_decision = fact.id == DECISION;
            if !is_decision && chance.below(1_000) < self.unknown {
                continue;
            }
            let held = if fact.kind == Kind::Date {
                // The first date of a rule set is the event; others lie before it, the decision after.
                let before = match chance.below(10) {
                    _ if is_first || is_plain || is_decision => 0,
                    0..=2 => 0,
                    3..=6 => chance.below(40),
                    _ => chance.below(1_500),
                };
                is_first = false;
                let span = i64::try_from(before).unwrap_or_default().days();
                Held::Day(if is_decision {
                    day.max(self.until)
                } else {
                    day.checked_sub(span).unwrap_or(day)
                })
            } else if is_plain || chance.below(1_000) < ordinary {
                values.first().copied().unwrap_or_default()
            } else {
                chance.pick(values).unwrap_or_default()
            };
            facts.put(slot, held);
        }
    }
}

impl RuleSet {
    pub(crate) fn is_consistent(&self, facts: &Facts, truths: &mut Truths) -> bool {
        self.evaluate(facts, truths);
        self.contradiction_in(truths).is_none()
    }
}

/// What a change of law does to cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// How many cases were looked at.
    pub cases: u64,
    /// In how many an answer or ground changes.
    pub changed: u64,
    /// How many moved, by answer, code before and code after; those that stayed too.
    pub moves: BTreeMap<(String, String, String), u64>,
    /// How many have each ground, before and after.
    pub grounds: BTreeMap<String, (u64, u64)>,
}

impl Impact {
    /// Counts one case under the law before and after. What only one of them has is `-` under the other.
    pub fn count(&mut self, laws: &Compared<'_>, before: &Truths, after: &Truths) {
        self.cases += 1;
        let mut is_changed = false;
        for [old, new] in &laws.answers {
            let code = |set: &RuleSet, own: Option<&Conclusion>, truths: &Truths| {
                own.map_or_else(|| "-".to_owned(), |own| set.code(own, set.answered(own, truths)))
            };
            let (was, is) = (code(laws.before, *old, before), code(laws.after, *new, after));
            let id = old.or(*new).map(|own| own.id.clone()).unwrap_or_default();
            is_changed |= was != is;
            *self.moves.entry((id, was, is)).or_default() += 1;
        }
        for [old, new] in &laws.grounds {
            let holds = |own: Option<&Conclusion>, truths: &Truths| {
                let op = own.and_then(|own| own.ops.first());
                op.is_some_and(|op| truths.of(*op).governed() == Truth::True)
            };
            let (was, is) = (holds(*old, before), holds(*new, after));
            is_changed |= was != is;
            if was || is {
                let label = old.or(*new).map(|own| own.label.clone()).unwrap_or_default();
                let counts = self.grounds.entry(label).or_default();
                counts.0 += u64::from(was);
                counts.1 += u64::from(is);
            }
        }
        self.changed += u64::from(is_changed);
    }

    /// Adds the counts of other cases.
    pub fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.changed += other.changed;
        for (key, count) in other.moves {
            *self.moves.entry(key).or_default() += count;
        }
        for (key, (old, new)) in other.grounds {
            let own = self.grounds.entry(key).or_default();
            own.0 += old;
            own.1 += new;
        }
    }
}

/// Two laws, with the conclusions of each beside those of the other.
#[derive(Clone, Debug)]
pub struct Compared<'s> {
    before: &'s RuleSet,
    after: &'s RuleSet,
    answers: Vec<Pair<'s>>,
    grounds: Vec<Pair<'s>>,
}

/// A conclusion under the law before and after.
type Pair<'s> = [Option<&'s Conclusion>; 2];

impl<'s> Compared<'s> {
    /// The law before and after.
    pub fn new(before: &'s RuleSet, after: &'s RuleSet) -> Self {
        let pairs = |kind: ConclusionKind| {
            let own = before.conclusions.iter().map(|own| [Some(own), after.conclusion(&own.id)]);
            let new = after.conclusions.iter().filter(|own| before.conclusion(&own.id).is_none());
            let all = own.chain(new.map(|own| [None, Some(own)]));
            all.filter(|[old, new]| old.or(*new).is_some_and(|own| own.kind == kind)).collect()
        };
        Self { before, after, answers: pairs(ConclusionKind::Answer), grounds: pairs(ConclusionKind::Ground) }
    }
}

/// How the facts of one rule set stand in another, found by the names of facts and values.
#[derive(Clone, Debug)]
pub struct Carried {
    /// For each slot of the other where its value stands, and for each choice which one it is; empty if all are the same.
    slots: Vec<Option<(usize, Vec<Option<u8>>)>>,
}

impl Carried {
    /// From one rule set to another.
    pub fn new(from: &RuleSet, to: &RuleSet) -> Self {
        let kind = |set: &RuleSet, slot: usize| {
            set.slots.get(slot).and_then(|own| set.facts.get(own.fact)).map(|fact| fact.kind)
        };
        let values = |set: &RuleSet, slot: usize| -> Vec<String> {
            let fact = set.slots.get(slot).and_then(|own| set.facts.get(own.fact));
            fact.into_iter().flat_map(|fact| &fact.values).map(|value| value.id.clone()).collect()
        };
        let places: BTreeMap<String, usize> =
            (0..from.slots.len()).map(|slot| (from.slot_name(slot), slot)).collect();
        let mut is_same = from.slots.len() == to.slots.len();
        let slots = (0..to.slots.len())
            .map(|slot| {
                let found = places.get(&to.slot_name(slot)).copied();
                let found = found.filter(|own| kind(from, *own) == kind(to, slot));
                let (old, new) = (found.map(|own| values(from, own)).unwrap_or_default(), values(to, slot));
                is_same &= found == Some(slot) && old == new;
                let place = |id: &String| new.iter().position(|own| own == id);
                let choices = old.iter().map(|id| place(id).and_then(|at| u8::try_from(at).ok())).collect();
                found.map(|own| (own, choices))
            })
            .collect();
        Self { slots: if is_same { Vec::new() } else { slots } }
    }

    /// The facts in the other, put into `room` unless they are the same; what the other does not know is left out.
    pub fn facts<'f>(&self, facts: &'f Facts, room: &'f mut Facts) -> &'f Facts {
        if self.slots.is_empty() {
            return facts;
        }
        for (slot, own) in self.slots.iter().enumerate() {
            let held = own.as_ref().map_or(Held::Unknown, |(from, choices)| match facts.get(*from) {
                Held::Choice(at) => {
                    choices.get(usize::from(at)).copied().flatten().map_or(Held::Unknown, Held::Choice)
                }
                held => held,
            });
            room.put(slot, held);
        }
        room
    }
}
