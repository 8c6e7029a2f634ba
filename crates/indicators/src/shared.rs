//! One identifier carried by several persons who are not judged to be the same.
//!
//! What few identifiers of its sort are shared by as many speaks louder: `rarity` is 1 where no other is.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, EventKind, EventRow, Mark, RecordIx, Truth};
use foldhash::HashMap;
use resolve::ClusterIx;
use serde_saphyr::Spanned;

use crate::compile::Scope;
use crate::error::PackError;
use crate::expression::{At, Condition, Value};
use crate::finding::Hit;
use crate::lint::mentions;
use crate::list::Contents;
use crate::pack::{Builder, Rule, Test};
use crate::quantity::{DAY_US, ONE, Unit, ratio, whole};
use crate::text::{Term, normal};
use crate::wording::{Language, parameter, sentence, show};
use crate::world::World;

#[derive(Clone, Debug)]
pub(crate) struct SharedRule {
    identifiers: Vec<usize>,
    /// Values that begin with or mention one of these belong to an institution and join no one.
    except: Vec<Term>,
    /// Only those whose accounts were opened within so many days of each other.
    opened_within: Option<i64>,
    fire: Condition,
    asks_rarity: bool,
}

const MEASURES: [(&str, Unit); 2] = [("persons", Unit::Plain), ("rarity", Unit::Plain)];

/// What the sentence may name besides measures and parameters.
pub(crate) const WORDS: [&str; 2] = ["identifier", "what"];

/// An identifier that can be asked for: its name, its words, and the properties that hold it.
struct Identifier {
    name: &'static str,
    en: &'static str,
    fr: &'static str,
    properties: &'static [&'static str],
}

const IDENTIFIERS: [Identifier; 8] = [
    Identifier { name: "phone", en: "phone number", fr: "numéro de téléphone", properties: &["phone"] },
    Identifier { name: "email", en: "e-mail address", fr: "adresse électronique", properties: &["email"] },
    Identifier { name: "address", en: "address", fr: "adresse", properties: &["address"] },
    Identifier {
        name: "document",
        en: "identity document",
        fr: "pièce d’identité",
        properties: &["passportNumber", "idNumber", "socialSecurityNumber", "taxNumber"],
    },
    Identifier { name: "username", en: "user name", fr: "nom d’utilisateur", properties: &["username"] },
    // Not said of a person, but by links and events:
    Identifier { name: "account", en: "account", fr: "compte", properties: &[] },
    Identifier { name: "employer", en: "employer", fr: "employeur", properties: &[] },
    Identifier { name: "device", en: "device", fr: "appareil", properties: &[] },
];

/// Number and value of an identifier.
pub(crate) type Key = (usize, String);
/// A holder, the entity that carries the identifier, and the record that says so.
pub(crate) type Carried = (ClusterIx, EntityIx, RecordIx);
/// Who carries an identifier, and the record that says so.
pub(crate) type Holders = BTreeMap<ClusterIx, Vec<(EntityIx, RecordIx)>>;

/// What a shared rule found.
#[derive(Debug, Default)]
pub(crate) struct SharedFound {
    pub(crate) hits: Vec<Hit>,
    /// The identifier of each hit.
    pub(crate) keys: Vec<Key>,
    /// Where no person has any of the identifiers: how many persons there are.
    pub(crate) without_identifiers: Option<usize>,
}

impl SharedRule {
    pub(crate) fn build(builder: &mut Builder<'_>) -> Result<(Vec<(String, Unit)>, Test), PackError> {
        let raw = builder.raw;
        let names = IDENTIFIERS.map(|own| own.name);
        let number = |written: &Spanned<String>| {
            let number = names.iter().position(|own| *own == written.value);
            number.ok_or_else(|| builder.no_such("identifiers", written, "identifier", &names))
        };
        let identifiers = raw.identifiers.iter().map(number).collect::<Result<Vec<usize>, PackError>>()?;
        if identifiers.is_empty() {
            let message = "a rule of kind `shared` needs `identifiers`; name one or more of";
            return Err(builder.place.error(format!("{message} {}", names.join(", "))));
        }
        let except = match &raw.except {
            None => Vec::new(),
            Some(source) => match builder.at("except", source).list(&source.value, &["terms"])? {
                Contents::Terms(terms) => terms.to_vec(),
                _ => Vec::new(),
            },
        };
        let opened_within = match &raw.opened_within {
            None => None,
            Some(source) => Some(builder.at("opened_within", source).duration(&source.value)? / DAY_US),
        };
        let names = MEASURES.map(|(name, _)| name);
        let fire = builder.at("fire", &raw.fire).condition(&raw.fire.value, Scope::Measures(&names))?;
        let asks_rarity = mentions(&raw.fire.value, "rarity");
        let test = Self { identifiers, except, opened_within, fire, asks_rarity };
        Ok((Builder::measure_list(&MEASURES), Test::Shared(test)))
    }

    /// Runs the rule over all persons: one hit for each holder of a shared identifier.
    pub(crate) fn run(&self, world: &World<'_>, rule: &Rule, shared: &Shared) -> SharedFound {
        let own = |what: &usize| self.identifiers.contains(what);
        let mut found = SharedFound::default();
        if !shared.carried.iter().any(own) && shared.persons > 0 {
            found.without_identifiers = Some(shared.persons);
        }
        let theirs = shared.carriers.iter().filter(|((what, value), _)| self.looks_at(*what, value));
        let mut carriers: Vec<_> = theirs.map(|(key, holders)| (key, holders.clone())).collect();
        for (_, holders) in &mut carriers {
            self.keep(world, holders);
        }
        carriers.retain(|(_, holders)| holders.len() > 1);
        let mut numbers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for ((what, _), holders) in &carriers {
            numbers.entry(*what).or_default().push(holders.len());
        }
        for numbers in numbers.values_mut() {
            numbers.sort_unstable();
        }
        for (key, holders) in &carriers {
            let not_fewer =
                |numbers: &Vec<usize>| numbers.len() - numbers.partition_point(|own| *own < holders.len());
            let as_many = numbers.get(&key.0).map_or(0, not_fewer);
            if let Some(values) = self.fires(holders.len(), as_many) {
                found.hits.extend(holders.keys().map(|&subject| hit(rule, key, holders, values, subject)));
                found.keys.extend(holders.keys().map(|_| (*key).clone()));
            }
        }
        found
    }

    /// Whether the rule looks at an identifier: at its sort, and that it joins people.
    pub(crate) fn looks_at(&self, what: usize, value: &str) -> bool {
        self.identifiers.contains(&what) && !self.is_institution(value)
    }

    /// Whether it fires on an identifier that so many carry, where of its sort so many are carried by as many; with the
    /// measures.
    pub(crate) fn fires(&self, persons: usize, as_many: usize) -> Option<[Option<i64>; 2]> {
        let values = [Some(whole(persons)), ratio(ONE, whole(as_many))];
        let value_of = |asked: Value| match asked {
            Value::Measure(number) => values.get(number).copied().flatten(),
            _ => None,
        };
        (self.fire.decide(&At::measures(None, &value_of)) == Truth::True).then_some(values)
    }

    /// Whether it depends on how many identifiers are carried by as many.
    pub(crate) fn asks_rarity(&self) -> bool {
        self.asks_rarity
    }

    fn is_institution(&self, value: &str) -> bool {
        self.except.iter().any(|term| term.begins(value) || term.is_in(value))
    }

    /// Keeps the most holders whose accounts were opened within the asked time of each other, where one is asked.
    pub(crate) fn keep(&self, world: &World<'_>, holders: &mut Holders) {
        let Some(days) = self.opened_within else { return };
        let opened = holders.keys().filter_map(|own| Some((world.facts(own.0).opened?, *own)));
        let mut opened: Vec<(i64, ClusterIx)> = opened.collect();
        opened.sort_unstable();
        let span = |at: usize| {
            let first = opened.get(at).map_or(0, |own| own.0);
            opened.iter().skip(at).take_while(move |own| own.0 - first <= days)
        };
        let best = (0..opened.len()).max_by_key(|at| (span(*at).count(), std::cmp::Reverse(*at)));
        let kept: BTreeSet<ClusterIx> = best.into_iter().flat_map(span).map(|own| own.1).collect();
        holders.retain(|own, _| kept.contains(own));
    }
}

/// The identifiers that several carry, for all rules.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    carriers: BTreeMap<(usize, String), Holders>,
    /// Which identifiers anyone carries at all.
    carried: BTreeSet<usize>,
    persons: usize,
}

impl Shared {
    /// One pass over what persons are said to have, and to be linked to.
    pub(crate) fn new(world: &World<'_>) -> Self {
        let mut carriers = Carriers::default();
        let mut note = |key, own| carriers.entry(key).or_default().push(own);
        let mut persons = BTreeSet::new();
        for entity in world.evidence.entities() {
            persons.extend(said(world, entity, &mut note));
        }
        for entity in world.evidence.entities() {
            linked(world, entity, &mut note);
        }
        for event in world.evidence.events() {
            login(world, &event, &mut note);
        }
        let mut shared = Self { persons: persons.len(), ..Self::default() };
        shared.carried = carriers.keys().map(|(what, _)| *what).collect();
        let several = |carried: &Vec<Carried>| {
            carried.iter().any(|(holder, ..)| carried.first().is_some_and(|(first, ..)| first != holder))
        };
        let mut kept: Vec<_> = carriers.into_iter().filter(|(_, carried)| several(carried)).collect();
        kept.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        for (key, carried) in kept {
            let mut holders = Holders::new();
            for (holder, entity, record) in carried {
                holders.entry(holder).or_default().push((entity, record));
            }
            shared.carriers.insert(key, holders);
        }
        shared
    }
}

/// Holders of each value of each identifier.
type Carriers = HashMap<Key, Vec<Carried>>;

/// Takes in who carries what.
type Note<'n> = &'n mut dyn FnMut(Key, Carried);

/// Relations that make of one end an identifier of the other.
const LINKS: [(&str, &str, &str, &str); 2] =
    [("account", "Ownership", "owner", "asset"), ("employer", "Employment", "employee", "employer")];

fn number(name: &str) -> Option<usize> {
    IDENTIFIERS.iter().position(|own| own.name == name)
}

/// The name of an identifier.
pub(crate) fn name(what: usize) -> &'static str {
    IDENTIFIERS.get(what).map_or("", |own| own.name)
}

/// Whose an identifier is that an entity carries: of what it is linked to, its own; else its holder's.
pub(crate) fn holder(world: &World<'_>, what: usize, entity: EntityIx) -> Option<ClusterIx> {
    let is_linked = LINKS.iter().any(|(name, ..)| number(name) == Some(what));
    if is_linked { world.resolution.cluster(entity) } else { world.holder_of(entity) }
}

/// What an entity is said to have, where it is a person's; the person, where it is one.
pub(crate) fn said(world: &World<'_>, entity: EntityIx, note: Note<'_>) -> Option<ClusterIx> {
    let evidence = world.evidence;
    let schema = evidence.schema(entity);
    if !matches!(schema, "Person" | "LegalEntity" | "UserAccount") {
        return None;
    }
    let holder = world.holder_of(entity)?;
    let asked = |property: &str| IDENTIFIERS.iter().position(|own| own.properties.contains(&property));
    for row in evidence.statements_of(entity).filter(|row| row.mark == Mark::Clean) {
        let Some(what) = asked(evidence.text(row.property)) else { continue };
        let value = normal(evidence.text(row.value));
        if !value.is_empty() {
            note((what, value), (holder, entity, row.record));
        }
    }
    (schema != "UserAccount").then_some(holder)
}

/// Whom an entity that is a relation links to what they share: accounts they own, employers.
pub(crate) fn linked(world: &World<'_>, entity: EntityIx, note: Note<'_>) {
    let evidence = world.evidence;
    let schema = evidence.schema(entity);
    let Some((name, _, one, other)) = LINKS.iter().find(|(_, own, ..)| *own == schema) else { return };
    let find = |row: &evidence::StatementRow, property: &str| {
        (evidence.text(row.property) == property).then(|| evidence.find(evidence.text(row.value))).flatten()
    };
    let thing = evidence.statements_of(entity).find_map(|row| find(row, other));
    let cluster = thing.and_then(|thing| world.resolution.cluster(thing));
    let (Some(what), Some(thing), Some(cluster)) = (number(name), thing, cluster) else { return };
    for row in evidence.statements_of(entity) {
        let Some(person) = find(row, one) else { continue };
        let Some(own) = holder(world, what, person) else { continue };
        // Two entries of one account are one.
        note((what, format!("{}\u{0}{}", evidence.caption(thing), cluster.0)), (own, person, row.record));
    }
}

/// The device from which an account was used.
pub(crate) fn login(world: &World<'_>, event: &EventRow, note: Note<'_>) {
    if let (EventKind::Login, Some(account), Some(device)) = (event.kind, event.from, event.via)
        && let (Some(what), Some(own)) = (number("device"), world.holder_of(account))
    {
        note((what, normal(world.evidence.caption(device))), (own, account, event.record));
    }
}

/// The hit of one holder of a shared identifier.
pub(crate) fn hit(
    rule: &Rule,
    (what, value): &Key,
    holders: &Holders,
    values: [Option<i64>; 2],
    subject: ClusterIx,
) -> Hit {
    let value = value.split('\u{0}').next().unwrap_or_default();
    let mut records: Vec<RecordIx> = holders.values().flatten().map(|(_, record)| *record).collect();
    records.sort_unstable();
    records.dedup();
    let others = holders.iter().filter(|(holder, _)| **holder != subject).flat_map(|(_, carried)| carried);
    let mut others: Vec<EntityIx> = others.map(|(entity, _)| *entity).collect();
    others.sort_unstable();
    others.dedup();
    let (name, en, fr) = IDENTIFIERS.get(*what).map_or(("", "", ""), |own| (own.name, own.en, own.fr));
    let words = |asked: &str, language: Language| match asked {
        "identifier" => Some(value.to_owned()),
        "what" => Some(if language == Language::English { en } else { fr }.to_owned()),
        _ => {
            let number = MEASURES.iter().position(|(own, _)| *own == asked);
            let measured = number.and_then(|number| values.get(number).copied().flatten());
            let measured = measured.map(|own| show(own, Unit::Plain, evidence::Currency::NONE, language));
            measured.or_else(|| {
                rule.parameters.iter().find(|own| own.name == asked).map(|own| parameter(own, language))
            })
        }
    };
    Hit {
        rule: rule.id.clone(),
        indicators: rule.indicators.clone(),
        family: rule.family.clone(),
        role_hint: rule.role_hint.clone(),
        subject,
        from: String::new(),
        to: String::new(),
        values: vec![
            ("what".to_owned(), name.to_owned()),
            ("identifier".to_owned(), value.to_owned()),
            ("persons".to_owned(), holders.len().to_string()),
        ],
        events: Vec::new(),
        records,
        others,
        sentence_en: sentence(&rule.sentence.en, |name| words(name, Language::English)),
        sentence_fr: sentence(&rule.sentence.fr, |name| words(name, Language::French)),
    }
}
