//! One identifier carried by several persons who are not judged to be the same.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, Mark, RecordIx, Truth};
use resolve::ClusterIx;

use crate::compile::Scope;
use crate::error::PackError;
use crate::expression::{At, Condition};
use crate::finding::Hit;
use crate::list::Contents;
use crate::pack::{Builder, Rule, Test};
use crate::quantity::{Unit, whole};
use crate::text::{Term, fold};
use crate::wording::{Language, parameter, sentence};
use crate::world::World;

#[derive(Clone, Debug)]
pub(crate) struct SharedRule {
    identifiers: Vec<String>,
    /// Values that begin with or mention one of these belong to an institution and join no one.
    except: Vec<Term>,
    fire: Condition,
}

/// What the sentence may name besides measures and parameters.
pub(crate) const WORDS: [&str; 2] = ["identifier", "what"];

/// The identifiers that can be asked for, with their words.
const IDENTIFIERS: [(&str, &str, &str); 3] = [
    ("phone", "phone number", "numéro de téléphone"),
    ("email", "e-mail address", "adresse électronique"),
    ("address", "address", "adresse"),
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
        let known = |name: &String| IDENTIFIERS.iter().any(|(own, ..)| own == name);
        if raw.identifiers.is_empty() || !raw.identifiers.iter().all(known) {
            let names = IDENTIFIERS.map(|(name, ..)| name).join(", ");
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
        let fire = builder.at("fire", &raw.fire).condition(&raw.fire.value, Scope::Measures(&["persons"]))?;
        let test = Self { identifiers: raw.identifiers.clone(), except, fire };
        Ok((Builder::measure_list(&[("persons", Unit::Plain)]), Test::Shared(test)))
    }

    /// Runs the rule over all persons: one hit for each holder of a shared identifier.
    pub(crate) fn run(&self, world: &World<'_>, rule: &Rule) -> SharedFound {
        let mut carriers: BTreeMap<(usize, String), Holders> = BTreeMap::new();
        let mut persons = BTreeSet::new();
        let evidence = world.evidence;
        for entity in evidence.entities() {
            if !matches!(evidence.schema(entity), "Person" | "LegalEntity") {
                continue;
            }
            let Some(cluster) = world.resolution.cluster(entity) else { continue };
            persons.insert(cluster);
            for row in evidence.statements_of(entity).filter(|row| row.mark == Mark::Clean) {
                let property = evidence.text(row.property);
                let Some(what) = self.identifiers.iter().position(|own| own == property) else { continue };
                let value = normal(evidence.text(row.value));
                if value.is_empty()
                    || self.except.iter().any(|term| term.begins(&value) || term.is_in(&value))
                {
                    continue;
                }
                carriers
                    .entry((what, value))
                    .or_default()
                    .entry(cluster)
                    .or_default()
                    .push((entity, row.record));
            }
        }
        let mut found = SharedFound::default();
        if carriers.is_empty() && !persons.is_empty() {
            found.without_identifiers = Some(persons.len());
        }
        for ((what, value), holders) in &carriers {
            let count = whole(holders.len());
            if self.fire.decide(&At::measures(&|_| Some(count))) == Truth::True {
                let property = self.identifiers.get(*what).map_or("", String::as_str);
                found
                    .hits
                    .extend(holders.keys().map(|&subject| hit(rule, property, value, holders, subject)));
            }
        }
        found
    }
}

fn hit(rule: &Rule, property: &str, value: &str, holders: &Holders, subject: ClusterIx) -> Hit {
    let mut records: Vec<RecordIx> = holders.values().flatten().map(|(_, record)| *record).collect();
    records.sort_unstable();
    records.dedup();
    let others = holders.iter().filter(|(holder, _)| **holder != subject).flat_map(|(_, carried)| carried);
    let mut others: Vec<EntityIx> = others.map(|(entity, _)| *entity).collect();
    others.sort_unstable();
    others.dedup();
    let (_, en, fr) = IDENTIFIERS.into_iter().find(|(own, ..)| *own == property).unwrap_or_default();
    let words = |name: &str, language: Language| match name {
        "persons" => Some(holders.len().to_string()),
        "identifier" => Some(value.to_owned()),
        "what" => Some(if language == Language::English { en } else { fr }.to_owned()),
        _ => rule.parameters.iter().find(|own| own.name == name).map(|own| parameter(own, language)),
    };
    Hit {
        rule: rule.id.clone(),
        indicators: rule.indicators.clone(),
        family: rule.family.clone(),
        subject,
        from: String::new(),
        to: String::new(),
        values: vec![
            ("what".to_owned(), property.to_owned()),
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

/// A value as it is compared: folded, with single spaces and without commas and full stops at the ends of words.
fn normal(value: &str) -> String {
    let folded = fold(value);
    let words = folded.split(|c: char| c.is_whitespace() || c == ',').map(|word| word.trim_end_matches('.'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
