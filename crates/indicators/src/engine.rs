//! Runs the rules over the evidence.
//!
//! The legs of a subject lie together, in order of time; each subject is looked at once, by every rule. Nothing that
//! is said of one subject depends on another's events, except the first moment of a source, which tells "nothing
//! before" from "no records of before".

use std::collections::BTreeMap;

use evidence::{EntityIx, EventKind, Evidence};
use resolve::{ClusterIx, Locations, Resolution};

use crate::alert::alerts;
use crate::field::{Field, Seen, Side};
use crate::finding::{Findings, Hit, Unknown};
use crate::pack::{Packs, Rule, Subject, Test};
use crate::quantity::Unit;
use crate::wording::{Language, sentence, show};
use crate::world::World;

/// Evaluates all rules. Pure: the same input gives the same findings, to the byte.
pub fn evaluate(
    evidence: &Evidence,
    resolution: &Resolution,
    locations: &Locations,
    packs: &Packs,
) -> Findings {
    let world = World::new(evidence, resolution, locations, &packs.atoms);
    let mut hits = Vec::new();
    let mut undecided: BTreeMap<&str, Undecided> = BTreeMap::new();
    let mut events = Vec::new();
    for legs in world.legs.chunk_by(|one, other| one.subject == other.subject) {
        let Some(subject) = legs.first().map(|leg| leg.subject) else { continue };
        events.clear();
        events.extend(legs.iter().filter_map(|leg| world.seen(leg)));
        for rule in packs.rules() {
            let seen = Subjected { events: &events, of: rule.subject };
            let mut missing = Missing::default();
            let found = match &rule.test {
                Test::Window(test) => test.run(&seen, &mut missing),
                Test::Sequence(test) => test.run(&seen, &mut missing),
                Test::Bunching(test) => test.run(&seen, &mut missing),
                Test::Shared(_) => continue,
            };
            if found.is_empty() {
                undecided.entry(&rule.id).or_default().note(&missing);
            }
            hits.extend(found.into_iter().filter_map(|found| hit(rule, subject, &found)));
        }
    }
    for rule in packs.rules() {
        if let Test::Shared(test) = &rule.test {
            let found = test.run(&world, rule);
            if let Some(persons) = found.without_identifiers {
                undecided.insert(&rule.id, Undecided { fields: 0, identifiers: true, subjects: persons });
            }
            hits.extend(found.hits);
        }
    }
    hits.sort_by(|a, b| {
        (a.subject, &a.rule, &a.from, &a.events).cmp(&(b.subject, &b.rule, &b.from, &b.events))
    });
    let unknown = undecided.into_iter().filter(|(_, undecided)| undecided.subjects > 0);
    let unknown = unknown.map(|(rule, undecided)| undecided.unknown(rule)).collect();
    Findings { alerts: alerts(&hits, packs), hits, unknown }
}

/// The events of one subject that a rule's kind of subject has.
pub(crate) struct Subjected<'w, 's> {
    events: &'s [Seen<'w>],
    of: Subject,
}

impl<'w, 's> Subjected<'w, 's> {
    pub(crate) fn events(&self) -> impl Iterator<Item = &'s Seen<'w>> + use<'w, 's> {
        let of = self.of;
        self.events.iter().filter(move |seen| match of {
            Subject::Account => seen.row.kind == EventKind::Payment,
            Subject::Sender => {
                seen.side == Side::Out && matches!(seen.row.kind, EventKind::Message | EventKind::Call)
            }
            Subject::Member => true,
            Subject::Person => false,
        })
    }
}

/// An episode that made a rule fire.
#[derive(Debug)]
pub(crate) struct Found<'w> {
    /// In order of time.
    pub(crate) events: Vec<Seen<'w>>,
    /// Values of the rule's measures.
    pub(crate) values: Vec<Option<i64>>,
}

/// What one subject's events lack for a rule to be decided: what *every* event that might count lacks.
#[derive(Debug, Default)]
pub(crate) struct Missing {
    of_every: Option<u32>,
    /// Whether the rule would have fired, were it known that there was nothing before.
    pub(crate) history: bool,
}

impl Missing {
    /// Notes the fields one event lacks; none if it could be decided.
    pub(crate) fn note(&mut self, fields: u32) {
        self.of_every = Some(self.of_every.map_or(fields, |all| all & fields));
    }

    /// Adds what every pair of events lacked, where the events themselves lacked nothing.
    pub(crate) fn add_pairs(&mut self, pairs: &Self) {
        if let Some(fields) = pairs.of_every.filter(|fields| *fields != 0) {
            self.of_every = Some(self.of_every.unwrap_or(0) | fields);
        }
    }
}

#[derive(Debug, Default)]
struct Undecided {
    fields: u32,
    identifiers: bool,
    subjects: usize,
}

impl Undecided {
    fn note(&mut self, missing: &Missing) {
        let history = if missing.history { Field::History.bit() } else { 0 };
        let fields = missing.of_every.unwrap_or(0) | history;
        self.fields |= fields;
        self.subjects += usize::from(fields != 0);
    }

    fn unknown(&self, rule: &str) -> Unknown {
        let fields =
            Field::ALL.iter().filter(|field| self.fields & field.bit() != 0).map(|field| field.words());
        let identifiers =
            self.identifiers.then_some(("identifiers of persons", "les identifiants de personnes"));
        let (en, fr): (Vec<&str>, Vec<&str>) = fields.chain(identifiers).unzip();
        Unknown {
            rule: rule.to_owned(),
            missing_en: en.join("; "),
            missing_fr: fr.join("; "),
            subjects: self.subjects,
        }
    }
}

fn hit(rule: &Rule, subject: ClusterIx, found: &Found<'_>) -> Option<Hit> {
    let (first, last) = (found.events.first()?, found.events.last()?);
    let currency = first.row.currency;
    let value = |name: &str, language| -> Option<String> {
        if let Some(number) = rule.measures.iter().position(|(own, _)| own == name) {
            let (_, unit) = rule.measures.get(number)?;
            let value = *found.values.get(number)?;
            return Some(
                value.map_or_else(|| "?".to_owned(), |value| show(value, *unit, currency, language)),
            );
        }
        rule.parameters
            .iter()
            .find(|own| own.name == name)
            .map(|own| crate::wording::parameter(own, language))
    };
    let values = rule.measures.iter().filter(|(_, unit)| *unit != Unit::Duration);
    let mut records: Vec<_> = found.events.iter().map(|seen| seen.row.record).collect();
    records.sort_unstable();
    records.dedup();
    let mut events: Vec<_> = found.events.iter().map(|seen| seen.event).collect();
    events.sort_unstable();
    events.dedup();
    let mut others: Vec<EntityIx> = found
        .events
        .iter()
        .filter_map(|seen| {
            let [end, party] = seen.other_ends();
            end.or(party)
        })
        .collect();
    others.sort_unstable();
    others.dedup();
    Some(Hit {
        rule: rule.id.clone(),
        indicators: rule.indicators.clone(),
        family: rule.family.clone(),
        subject,
        from: first.row.time.map(|time| time.to_string()).unwrap_or_default(),
        to: last.row.time.map(|time| time.to_string()).unwrap_or_default(),
        values: values
            .filter_map(|(name, _)| Some((name.clone(), value(name, Language::English)?)))
            .collect(),
        events,
        records,
        others,
        sentence_en: sentence(&rule.sentence.en, |name| value(name, Language::English)),
        sentence_fr: sentence(&rule.sentence.fr, |name| value(name, Language::French)),
    })
}
