//! One identifier carried by several persons who are not judged to be the same.
//!
//! What few identifiers of its sort are shared by as many speaks louder: `rarity` is 1 where no other is.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, EventKind, Mark, RecordIx, Truth};
use resolve::ClusterIx;

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
/// Holders of each value of each identifier.
type Carriers = BTreeMap<(usize, String), Holders>;

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
        let number = |name: &String| IDENTIFIERS.iter().position(|own| own.name == name);
        let identifiers: Vec<usize> = raw.identifiers.iter().filter_map(number).collect();
        if identifiers.is_empty() || identifiers.len() < raw.identifiers.len() {
            let names = IDENTIFIERS.map(|own| own.name).join(", ");
            return Err(builder.place.error(format!("`identifiers` are one or more of {names}")));
        }
        let except = match &raw.except {
            None => Vec::new(),
            Some(source) => {
                let compiler = builder.at("except", source);
                match compiler.lists.get(&source.value).map(|list| list.contents.clone()) {
                    Some(Contents::Terms(terms)) => terms.to_vec(),
                    _ => return Err(compiler.place.error(format!("no list of terms “{}”", source.value))),
                }
            }
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
    pub(crate) fn run(&self, world: &World<'_>, rule: &Rule) -> SharedFound {
        let (mut carriers, mut persons) = (Carriers::new(), BTreeSet::new());
        self.declared(world, &mut carriers, &mut persons);
        self.linked(world, &mut carriers);
        let mut found = SharedFound::default();
        if carriers.is_empty() && !persons.is_empty() {
            found.without_identifiers = Some(persons.len());
        }
        if self.opened_within.is_some() {
            carriers.values_mut().for_each(|holders| self.keep_opened_together(world, holders));
        }
        for ((what, value), holders) in carriers.iter().filter(|(_, holders)| holders.len() > 1) {
            let as_many = carriers.iter().filter(|((own, _), others)| own == what && others.len() >= holders.len());
            let values = [Some(whole(holders.len())), ratio(ONE, whole(as_many.count()))];
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

    /// What persons are said to have.
    fn declared(&self, world: &World<'_>, carriers: &mut Carriers, persons: &mut BTreeSet<ClusterIx>) {
        let evidence = world.evidence;
        let asked = |property: &str| {
            let mut own = self.identifiers.iter().copied();
            own.find(|at| IDENTIFIERS.get(*at).is_some_and(|own| own.properties.contains(&property)))
        };
        for entity in evidence.entities() {
            if !matches!(evidence.schema(entity), "Person" | "LegalEntity" | "UserAccount") {
                continue;
            }
            let Some(cluster) = world.holder_of(entity) else { continue };
            if evidence.schema(entity) != "UserAccount" {
                persons.insert(cluster);
            }
            for row in evidence.statements_of(entity).filter(|row| row.mark == Mark::Clean) {
                let Some(what) = asked(evidence.text(row.property)) else { continue };
                let value = normal(evidence.text(row.value));
                if !value.is_empty() && !self.is_institution(&value) {
                    let holders = carriers.entry((what, value)).or_default();
                    holders.entry(cluster).or_default().push((entity, row.record));
                }
            }
        }
    }

    /// What persons are linked to: accounts they own, employers, devices that used their accounts.
    fn linked(&self, world: &World<'_>, carriers: &mut Carriers) {
        const LINKS: [(&str, &str, &str, &str); 2] =
            [("account", "Ownership", "owner", "asset"), ("employer", "Employment", "employee", "employer")];
        let evidence = world.evidence;
        let asked = |name: &str| {
            let mut own = self.identifiers.iter().copied();
            own.find(|at| IDENTIFIERS.get(*at).is_some_and(|own| own.name == name))
        };
        for (name, schema, one, other) in LINKS {
            let Some(what) = asked(name) else { continue };
            for entity in evidence.entities().filter(|entity| evidence.schema(*entity) == schema) {
                let find = |row: &evidence::StatementRow, property: &str| {
                    (evidence.text(row.property) == property).then(|| evidence.find(evidence.text(row.value))).flatten()
                };
                let thing = evidence.statements_of(entity).find_map(|row| find(row, other));
                let Some(cluster) = thing.and_then(|thing| world.resolution.cluster(thing)) else { continue };
                let value = thing.map_or("", |thing| evidence.caption(thing)).to_owned();
                for row in evidence.statements_of(entity) {
                    let Some(person) = find(row, one) else { continue };
                    let Some(holder) = world.resolution.cluster(person) else { continue };
                    // Two entries of one account are one.
                    let holders = carriers.entry((what, format!("{value}\u{0}{}", cluster.0))).or_default();
                    holders.entry(holder).or_default().push((person, row.record));
                }
            }
        }
        let Some(what) = asked("device") else { return };
        for event in evidence.events().filter(|event| event.kind == EventKind::Login) {
            if let (Some(account), Some(device)) = (event.from, event.via)
                && let Some(holder) = world.holder_of(account)
            {
                let holders = carriers.entry((what, normal(evidence.caption(device)))).or_default();
                holders.entry(holder).or_default().push((account, event.record));
            }
        }
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
