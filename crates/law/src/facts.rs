//! What is stated about a case, read from JSON, with everything that is wrong with it at once.

use std::fmt;

use jiff::civil::Date;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value as Json;

use crate::day::{self, Read};
use crate::error::{Expected, LawError, nearest, short};
use crate::rule_set::{Fact, RuleSet};
use crate::written::Kind;

/// What a slot of a fact holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Held {
    /// Not known.
    #[default]
    Unknown,
    /// Yes.
    Yes,
    /// No.
    No,
    /// A number.
    Number(i64),
    /// A calendar date.
    Day(Date),
    /// The value of a choice, by its place.
    Choice(u8),
}

/// What is stated about a case. What was never said and what was said to be unknown are told apart, so that no one is
/// asked twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub(crate) held: Vec<Held>,
    /// Slots that were said to be unknown.
    pub(crate) given_up: Vec<bool>,
    /// Rival statements of a fact that is disputed.
    pub(crate) rivals: Vec<Vec<Held>>,
}

impl Facts {
    /// Nothing stated.
    pub fn none(set: &RuleSet) -> Self {
        Self {
            held: vec![Held::Unknown; set.slots.len()],
            given_up: vec![false; set.slots.len()],
            rivals: vec![Vec::new(); set.facts.len()],
        }
    }

    /// Reads an object of facts, or an object that has one as `facts`.
    pub fn from_json(set: &RuleSet, text: &str) -> Result<Self, Vec<LawError>> {
        let stated = entries(text).map_err(|error| vec![error])?;
        let only = match stated.as_slice() {
            [(name, Json::Object(inner))] if name == "facts" && set.fact("facts").is_none() => {
                inner.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
            }
            _ => stated,
        };
        Self::from_entries(set, &only)
    }

    /// Reads facts by name.
    pub fn from_entries(set: &RuleSet, stated: &[(String, Json)]) -> Result<Self, Vec<LawError>> {
        let mut facts = Self::none(set);
        let (mut seen, mut faults) = (std::collections::BTreeSet::new(), Vec::new());
        for (name, value) in stated {
            let first = name.split('.').next().unwrap_or(name);
            let Some(at) = set.position(first) else {
                let known = set.facts.iter().flat_map(|fact| std::iter::once(&fact.id).chain(&fact.also));
                let known = nearest(name, known.map(String::as_str));
                faults.push(LawError::NoFact { typed: short(name), known });
                continue;
            };
            let is_new = seen.insert(name.clone())
                && (name == first || !seen.contains(first))
                && (name != first
                    || set.facts.get(at).is_none_or(|fact| first == fact.id || !seen.contains(&fact.id)));
            if !is_new {
                faults.push(LawError::Twice { fact: short(name) });
            } else if let Err(fault) = facts.state(set, name, value) {
                faults.push(fault);
            }
        }
        if faults.is_empty() { Ok(facts) } else { Err(faults) }
    }

    /// States one fact: by its name, another name of it, or as a member (`acts.recruit`).
    pub fn state(&mut self, set: &RuleSet, name: &str, value: &Json) -> Result<(), LawError> {
        let (first, member) = name.split_once('.').map_or((name, None), |(first, own)| (first, Some(own)));
        let found = set.position(first).and_then(|at| set.facts.get(at).map(|fact| (at, fact)));
        let Some((at, fact)) = found else {
            let known = nearest(name, set.facts.iter().map(|fact| fact.id.as_str()));
            return Err(LawError::NoFact { typed: short(name), known });
        };
        if let Some(member) = member {
            return self.put_member(fact, member, yes_no(name, value)?);
        }
        self.clear(fact, at);
        if is_unknown(value) {
            for slot in slots(fact) {
                self.give_up(slot);
            }
            return Ok(());
        }
        if let Some(rivals) = either(value) {
            let held = rivals.iter().map(|rival| read(fact, rival)).collect::<Result<Vec<_>, _>>()?;
            let is_several = fact.kind == Kind::Several;
            if held.len() < 2 || is_several {
                let found = short(&value.to_string());
                let expected = if is_several { Expected::Several } else { Expected::Rivals };
                return Err(LawError::WrongType { fact: fact.id.clone(), found, expected });
            }
            if let Some(own) = self.rivals.get_mut(at) {
                *own = held;
            }
            return Ok(());
        }
        if fact.kind == Kind::Several {
            return self.several(fact, value);
        }
        let held = read(fact, value)?;
        if let Some(slot) = self.held.get_mut(fact.slot) {
            *slot = held;
        }
        Ok(())
    }

    /// Whether anything was said of a fact, be it that it is unknown.
    pub fn states(&self, set: &RuleSet, name: &str) -> bool {
        let Some(at) = set.position(name) else { return false };
        set.facts.get(at).is_some_and(|fact| {
            slots(fact).any(|slot| self.get(slot) != Held::Unknown || self.is_given_up(set, slot))
        })
    }

    /// Whether a fact, or a member such as `acts.recruit`, is known.
    pub fn states_slot(&self, set: &RuleSet, name: &str) -> bool {
        let slot = (0..self.held.len()).find(|slot| set.slot_name(*slot) == name);
        slot.is_some_and(|slot| self.get(slot) != Held::Unknown)
    }

    /// What a fact that is not of several holds.
    pub fn value(&self, fact: &Fact) -> Held {
        self.get(fact.slot)
    }

    /// What a slot holds.
    pub(crate) fn get(&self, slot: usize) -> Held {
        self.held.get(slot).copied().unwrap_or_default()
    }

    pub(crate) fn put(&mut self, slot: usize, held: Held) {
        if let Some(own) = self.held.get_mut(slot) {
            *own = held;
        }
    }

    /// Whether the person was asked, and did not know or statements differ.
    pub(crate) fn is_given_up(&self, set: &RuleSet, slot: usize) -> bool {
        let rivals = set.slots.get(slot).and_then(|own| self.rivals.get(own.fact));
        rivals.is_some_and(|rivals| !rivals.is_empty())
            || self.given_up.get(slot).copied().unwrap_or_default()
    }

    fn give_up(&mut self, slot: usize) {
        if let Some(own) = self.given_up.get_mut(slot) {
            *own = true;
        }
    }

    fn clear(&mut self, fact: &Fact, at: usize) {
        for slot in slots(fact) {
            self.put(slot, Held::Unknown);
            if let Some(own) = self.given_up.get_mut(slot) {
                *own = false;
            }
        }
        if let Some(own) = self.rivals.get_mut(at) {
            own.clear();
        }
    }

    fn put_member(&mut self, fact: &Fact, name: &str, held: Held) -> Result<(), LawError> {
        let at =
            choice(fact, name).filter(|_| fact.kind == Kind::Several).ok_or_else(|| LawError::NoChoice {
                fact: fact.id.clone(),
                found: short(name),
                known: nearest(name, fact.values.iter().map(|value| value.id.as_str())),
            })?;
        self.put(fact.slot + at, held);
        if held == Held::Unknown {
            self.give_up(fact.slot + at);
        }
        Ok(())
    }

    /// A list says which hold, and that the others do not; an object says it of each it names.
    fn several(&mut self, fact: &Fact, value: &Json) -> Result<(), LawError> {
        match value {
            Json::Array(members) => {
                for slot in slots(fact) {
                    self.put(slot, Held::No);
                }
                for own in members {
                    let Json::String(name) = own else { return Err(wrong(fact, own)) };
                    self.put_member(fact, name, Held::Yes)?;
                }
                Ok(())
            }
            Json::Object(members) => {
                for (name, own) in members {
                    self.put_member(fact, name, yes_no(&fact.id, own)?)?;
                }
                Ok(())
            }
            _ => Err(wrong(fact, value)),
        }
    }
}

/// The slots of a fact: one, or one for each of several.
pub(crate) fn slots(fact: &Fact) -> std::ops::Range<usize> {
    let count = if fact.kind == Kind::Several { fact.values.len() } else { 1 };
    fact.slot..fact.slot + count
}

impl RuleSet {
    /// The name of a slot: of its fact, with the member if it is one of several.
    pub(crate) fn slot_name(&self, slot: usize) -> String {
        let own = self.slots.get(slot);
        let fact = own.and_then(|own| self.facts.get(own.fact));
        let Some(fact) = fact else { return String::new() };
        match own.and_then(|own| own.member).and_then(|at| fact.values.get(at)) {
            Some(member) => format!("{}.{}", fact.id, member.id),
            None => fact.id.clone(),
        }
    }

    /// The facts as a fact file has them.
    pub fn stated(&self, facts: &Facts) -> Json {
        let one = |slot: usize| -> Json {
            match facts.get(slot) {
                Held::Unknown => Json::Null,
                Held::Yes => true.into(),
                Held::No => false.into(),
                Held::Number(number) => number.into(),
                held @ (Held::Day(_) | Held::Choice(_)) => self.held_code(slot, held).into(),
            }
        };
        let mut object = serde_json::Map::new();
        for (at, fact) in self.facts.iter().enumerate() {
            let rivals = facts.rivals.get(at).filter(|own| !own.is_empty());
            let value = if let Some(rivals) = rivals {
                let codes = rivals.iter().map(|held| match held {
                    Held::Number(number) => (*number).into(),
                    Held::Yes => true.into(),
                    Held::No => false.into(),
                    other => Json::from(self.held_code(fact.slot, *other)),
                });
                serde_json::json!({"either": codes.collect::<Vec<_>>()})
            } else if fact.kind == Kind::Several {
                let members = fact.values.iter().zip(slots(fact));
                let told = members
                    .filter(|(_, slot)| facts.get(*slot) != Held::Unknown || facts.is_given_up(self, *slot));
                let known: serde_json::Map<_, _> =
                    told.map(|(own, slot)| (own.id.clone(), one(slot))).collect();
                if known.is_empty() { Json::Null } else { known.into() }
            } else {
                one(fact.slot)
            };
            if !value.is_null() || facts.is_given_up(self, fact.slot) {
                object.insert(fact.id.clone(), value);
            }
        }
        object.into()
    }

    /// What a slot holds, as fact files write it.
    pub(crate) fn held_code(&self, slot: usize, held: Held) -> String {
        match held {
            Held::Unknown => "unknown".to_owned(),
            Held::Yes => "true".to_owned(),
            Held::No => "false".to_owned(),
            Held::Number(number) => number.to_string(),
            Held::Day(date) => date.to_string(),
            Held::Choice(at) => {
                let fact = self.slots.get(slot).and_then(|own| self.facts.get(own.fact));
                let value = fact.and_then(|fact| fact.values.get(usize::from(at)));
                value.map(|value| value.id.clone()).unwrap_or_default()
            }
        }
    }

    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.facts.iter().position(|fact| fact.id == name || fact.also.iter().any(|also| also == name))
    }
}

/// One value of a fact that is not of several.
pub(crate) fn read(fact: &Fact, value: &Json) -> Result<Held, LawError> {
    match (fact.kind, value) {
        (Kind::YesNo, Json::Bool(_)) => yes_no(&fact.id, value),
        (Kind::Number, Json::Number(number)) => match number.as_i64() {
            Some(number) if (fact.least..=fact.most).contains(&number) => Ok(Held::Number(number)),
            Some(_) => Err(LawError::OutOfRange {
                fact: fact.id.clone(),
                found: short(&number.to_string()),
                least: fact.least,
                most: fact.most,
            }),
            None => Err(wrong(fact, value)),
        },
        (Kind::Date, Json::String(text)) => {
            let (fact, found) = (fact.id.clone(), short(&format!("\"{text}\"")));
            match day::local(text) {
                Read::Day(date) => Ok(Held::Day(date)),
                Read::Impossible => Err(LawError::NoSuchDay { fact, found }),
                Read::NoPlace => Err(LawError::NoPlace { fact, found }),
                Read::No => Err(LawError::WrongType { fact, found, expected: Expected::Date }),
            }
        }
        (Kind::Choice, Json::String(text)) => {
            let at = choice(fact, text).and_then(|at| u8::try_from(at).ok());
            at.map(Held::Choice).ok_or_else(|| LawError::NoChoice {
                fact: fact.id.clone(),
                found: short(&format!("\"{text}\"")),
                known: nearest(text, fact.values.iter().map(|value| value.id.as_str())),
            })
        }
        _ => Err(wrong(fact, value)),
    }
}

fn choice(fact: &Fact, name: &str) -> Option<usize> {
    fact.values.iter().position(|value| value.id == name || value.also.iter().any(|also| also == name))
}

fn yes_no(fact: &str, value: &Json) -> Result<Held, LawError> {
    match value {
        Json::Bool(true) => Ok(Held::Yes),
        Json::Bool(false) => Ok(Held::No),
        _ if is_unknown(value) => Ok(Held::Unknown),
        _ => Err(LawError::WrongType {
            fact: short(fact),
            found: short(&value.to_string()),
            expected: Expected::YesNo,
        }),
    }
}

fn wrong(fact: &Fact, value: &Json) -> LawError {
    let expected = match fact.kind {
        Kind::YesNo => Expected::YesNo,
        Kind::Number => Expected::Number,
        Kind::Date => Expected::Date,
        Kind::Choice => Expected::Choice,
        Kind::Several => Expected::Several,
    };
    LawError::WrongType { fact: fact.id.clone(), found: short(&value.to_string()), expected }
}

fn is_unknown(value: &Json) -> bool {
    value.is_null() || value.as_str() == Some("unknown")
}

fn either(value: &Json) -> Option<&[Json]> {
    let object = value.as_object().filter(|object| object.len() == 1)?;
    object.get("either").and_then(Json::as_array).map(Vec::as_slice)
}

/// The entries of a JSON object in their order, so that one that stands twice is seen.
fn entries(text: &str) -> Result<Vec<(String, Json)>, LawError> {
    struct Entries;
    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<(String, Json)>;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("an object of facts, such as {\"claim\": \"2026-04-01\"}")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut found = Vec::new();
            while let Some(entry) = map.next_entry()? {
                found.push(entry);
            }
            Ok(found)
        }
    }
    let mut reader = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    let read = reader.deserialize_map(Entries).and_then(|found| reader.end().map(|()| found));
    read.map_err(|error| {
        let said = error.to_string();
        let message = said.split(" at line ").next().unwrap_or_default().to_owned();
        LawError::NotJson { line: error.line(), column: error.column(), message }
    })
}
