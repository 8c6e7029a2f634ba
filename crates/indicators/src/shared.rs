//! One identifier carried by several persons who are not judged to be the same.
//!
//! What few identifiers of its sort are shared by as many speaks louder: `rarity` is 1 where no other is.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, EventKind, Mark, RecordIx, Truth};
use foldhash::HashMap;
use resolve::ClusterIx;
use serde_saphyr::Spanned;

use crate::compile::Scope;
use crate::error::PackError;
use crate::expression::{At, Condition, Value};
use crate::finding::Hit;
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

/// Who carries an identifier, and the record that says so.
type Holders = BTreeMap<ClusterIx, Vec<(EntityIx, RecordIx)>>;

/// What a shared rule found.
#[derive(Debug, Default)]
pub(crate) struct SharedFound {
    pub(crate) hits: Vec<Hit>,
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
        let test = Self { identifiers, except, opened_within, fire };
        Ok((Builder::measure_list(&MEASURES), Test::Shared(test)))
    }

    /// Runs the rule over all persons: one hit for each holder of a shared identifier.
    pub(crate) fn run(&self, world: &World<'_>, rule: &Rule, shared: &Shared) -> SharedFound {
        let own = |what: &usize| self.identifiers.contains(what);
        let mut found = SharedFound::default();
        if !shared.carried.iter().any(own) && shared.persons > 0 {
            found.without_identifiers = Some(shared.persons);
        }
        let theirs =
            shared.carriers.iter().filter(|((what, value), _)| own(what) && !self.is_institution(value));
        let mut carriers: Vec<_> = theirs.map(|(key, holders)| (key, holders.clone())).collect();
        if self.opened_within.is_some() {
            for (_, holders) in &mut carriers {
                self.keep_opened_together(world, holders);
            }
        }
        carriers.retain(|(_, holders)| holders.len() > 1);
        let mut numbers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for ((what, _), holders) in &carriers {
            numbers.entry(*what).or_default().push(holders.len());
        }
        for numbers in numbers.values_mut() {
            numbers.sort_unstable();
        }
        for ((what, value), holders) in &carriers {
            let not_fewer =
                |numbers: &Vec<usize>| numbers.len() - numbers.partition_point(|own| *own < holders.len());
            let as_many = numbers.get(what).map_or(0, not_fewer);
            let values = [Some(whole(holders.len())), ratio(ONE, whole(as_many))];
            let value_of = |asked: Value| match asked {
                Value::Measure(number) => values.get(number).copied().flatten(),
                _ => None,
            };
            if self.fire.decide(&At::measures(None, &value_of)) == Truth::True {
                let hits = holders.keys().map(|&subject| hit(rule, *what, value, holders, values, subject));
                found.hits.extend(hits);
            }
        }
        found
    }

    fn is_institution(&self, value: &str) -> bool {
        self.except.iter().any(|term| term.begins(value) || term.is_in(value))
    }

    /// Keeps the most holders whose accounts were opened within the asked time of each other.
    fn keep_opened_together(&self, world: &World<'_>, holders: &mut Holders) {
        let days = self.opened_within.unwrap_or(i64::MAX);
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
        let persons = declared(world, &mut carriers);
        linked(world, &mut carriers);
        let mut shared = Self { persons, ..Self::default() };
        shared.carried = carriers.keys().map(|(what, _)| *what).collect();
        let several = |carried: &Vec<(ClusterIx, EntityIx, RecordIx)>| {
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
type Carriers = HashMap<(usize, String), Vec<(ClusterIx, EntityIx, RecordIx)>>;

/// What persons are said to have; how many persons there are.
fn declared(world: &World<'_>, carriers: &mut Carriers) -> usize {
    let evidence = world.evidence;
    let asked = |property: &str| IDENTIFIERS.iter().position(|own| own.properties.contains(&property));
    let mut persons = BTreeSet::new();
    for entity in evidence.entities() {
        let schema = evidence.schema(entity);
        if !matches!(schema, "Person" | "LegalEntity" | "UserAccount") {
            continue;
        }
        let Some(cluster) = world.holder_of(entity) else { continue };
        if schema != "UserAccount" {
            persons.insert(cluster);
        }
        for row in evidence.statements_of(entity).filter(|row| row.mark == Mark::Clean) {
            let Some(what) = asked(evidence.text(row.property)) else { continue };
            let value = normal(evidence.text(row.value));
            if !value.is_empty() {
                carriers.entry((what, value)).or_default().push((cluster, entity, row.record));
            }
        }
    }
    persons.len()
}

/// What persons are linked to: accounts they own, employers, devices that used their accounts.
fn linked(world: &World<'_>, carriers: &mut Carriers) {
    const LINKS: [(&str, &str, &str, &str); 2] =
        [("account", "Ownership", "owner", "asset"), ("employer", "Employment", "employee", "employer")];
    let evidence = world.evidence;
    let number = |name: &str| IDENTIFIERS.iter().position(|own| own.name == name);
    for entity in evidence.entities() {
        let schema = evidence.schema(entity);
        let Some((name, _, one, other)) = LINKS.iter().find(|(_, own, ..)| *own == schema) else { continue };
        let find = |row: &evidence::StatementRow, property: &str| {
            (evidence.text(row.property) == property)
                .then(|| evidence.find(evidence.text(row.value)))
                .flatten()
        };
        let thing = evidence.statements_of(entity).find_map(|row| find(row, other));
        let cluster = thing.and_then(|thing| world.resolution.cluster(thing));
        let (Some(what), Some(thing), Some(cluster)) = (number(name), thing, cluster) else { continue };
        for row in evidence.statements_of(entity) {
            let Some(person) = find(row, one) else { continue };
            let Some(holder) = world.resolution.cluster(person) else { continue };
            // Two entries of one account are one.
            let value = format!("{}\u{0}{}", evidence.caption(thing), cluster.0);
            carriers.entry((what, value)).or_default().push((holder, person, row.record));
        }
    }
    let Some(what) = number("device") else { return };
    for event in evidence.events().filter(|event| event.kind == EventKind::Login) {
        if let (Some(account), Some(device)) = (event.from, event.via)
            && let Some(holder) = world.holder_of(account)
        {
            let carried = carriers.entry((what, normal(evidence.caption(device)))).or_default();
            carried.push((holder, account, event.record));
        }
    }
}

fn hit(
    rule: &Rule,
    what: usize,
    value: &str,
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
    let (name, en, fr) = IDENTIFIERS.get(what).map_or(("", "", ""), |own| (own.name, own.en, own.fr));
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
