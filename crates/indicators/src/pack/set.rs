//! All packs of a run: read, checked against each other and compiled.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::builder::Builder;
use super::written::{RawIndicator, RawItem, RawPack, RawRule};
use super::{Indicator, Item, Kind, Pack, Parameter, Rule, Subject, Words};
use crate::alert::Combination;
use crate::bunching::BunchingRule;
use crate::compile::{Atoms, Compiler, Scope};
use crate::error::{File, PackError, Place};
use crate::field::Field;
use crate::list::{Contents, List, Price, RawLists};
use crate::motif::MotifRule;
use crate::nearest::meant;
use crate::plan::Plan;
use crate::profile::ProfileRule;
use crate::questionnaire::QuestionnaireRule;
use crate::sequence::SequenceRule;
use crate::shared::SharedRule;
use crate::text::fold;
use crate::window::WindowRule;
use crate::world::Needs;
use crate::yaml::read;

/// All packs of a run, compiled.
#[derive(Clone, Debug)]
pub struct Packs {
    headers: Vec<Pack>,
    indicators: BTreeMap<String, Indicator>,
    rules: BTreeMap<String, Rule>,
    lists: BTreeMap<String, List>,
    items: BTreeMap<String, Item>,
    pub(crate) atoms: Atoms,
    pub(crate) plan: Plan,
    pub(crate) needs: Needs,
    pub(crate) combination: Combination,
    /// SHA-256 of the files: what was begun with other packs cannot be gone on with.
    pub(crate) digest: [u8; 32],
}

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../packs/", $name)))),+]
    };
}

pub(crate) const EMBEDDED: &[(&str, &str)] = embedded![
    "lists/currencies.yaml",
    "lists/external.yaml",
    "lists/merchants.yaml",
    "lists/places.yaml",
    "lists/prices.yaml",
    "lists/terms.yaml",
    "lists/terms-services.yaml",
    "lists/terms-smuggling.yaml",
    "lists/terms-venues.yaml",
    "lists/thresholds.yaml",
    "combination.yaml",
    "fintrac-2016.yaml",
    "fintrac-2021-general.yaml",
    "fintrac-2021-models.yaml",
    "fintrac-2023-underground-banking.yaml",
    "fintrac-guidance.yaml",
    "fincen-2014.yaml",
    "fincen-2020.yaml",
    "fincen-2023.yaml",
    "fatf.yaml",
    "ilo-unodc.yaml",
    "netherlands.yaml",
    "hawala-ransom.yaml",
    "social-media.yaml",
    "border.yaml",
];

fn digest<'f>(files: impl Iterator<Item = File<'f>>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in files.flat_map(|file| [file.name, file.text]) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

fn twice(what: &str, place: &Place<'_>) -> PackError {
    place.error(format!("there is another {what} of this id; give one of them another"))
}

impl Packs {
    /// The packs compiled into this crate.
    pub fn embedded() -> Result<Self, PackError> {
        Self::parse(EMBEDDED)
    }

    /// Packs and lists from YAML texts, each with the name to use in errors. A name with a folder `lists` is a file of
    /// lists; lists and indicators are known to all packs, whatever the order.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, PackError> {
        let is_list = |file: &File<'_>| file.name.split('/').any(|part| part == "lists");
        let files = || files.iter().map(|(name, text)| File::new(name, text));
        let mut lists: BTreeMap<String, List> = BTreeMap::new();
        for file in files().filter(is_list) {
            for list in read::<RawLists>(file)?.lists {
                if lists.contains_key(&list.id.value) {
                    return Err(twice("list", &Place::of(file, &list.id)));
                }
                lists.insert(list.id.value.clone(), list.build(file)?);
            }
        }
        let mut packs = Self {
            headers: Vec::new(),
            indicators: BTreeMap::new(),
            rules: BTreeMap::new(),
            lists,
            items: BTreeMap::new(),
            atoms: Atoms::default(),
            plan: Plan::default(),
            needs: Needs::default(),
            combination: Combination::default(),
            digest: digest(files()),
        };
        let mut rules = Vec::new();
        for file in files().filter(|file| !is_list(file)) {
            if file.name.rsplit('/').next() == Some("combination.yaml") {
                packs.combination = Combination::parse(file)?;
                continue;
            }
            let raw = read::<RawPack>(file)?;
            for indicator in raw.indicators {
                packs.add_indicator(file, &raw.pack, indicator)?;
            }
            for item in raw.items {
                packs.add_item(file, &raw.pack, item)?;
            }
            rules.extend(raw.rules.into_iter().map(|rule| (file, raw.pack.clone(), rule)));
            packs.headers.push(Pack {
                id: raw.pack,
                title: raw.title,
                version: raw.version,
                date: raw.date,
                licence: raw.licence,
                language: raw.language,
            });
        }
        for (file, pack, rule) in rules {
            packs.add_rule(file, pack, rule)?;
        }
        Ok(packs)
    }

    /// The packs, in the order they were given.
    pub fn packs(&self) -> &[Pack] {
        &self.headers
    }

    /// All indicators by id.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.values()
    }

    /// All rules by id.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values()
    }

    /// The rules that are run unless others are asked for.
    pub fn running(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values().filter(|rule| rule.off.is_none())
    }

    /// These packs with one rule only, to run its examples.
    pub(crate) fn only(&self, rule: &Rule) -> Self {
        let mut rule = rule.clone();
        rule.off = None;
        let mut needs = self.needs;
        needs.households |= rule.subject == Subject::Household;
        Self { needs, rules: BTreeMap::from([(rule.id.clone(), rule)]), ..self.clone() }
    }

    /// All questions by id.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }

    /// All named lists by id.
    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.lists.values()
    }

    /// The published prices in the list of that id.
    pub fn prices(&self, id: &str) -> &[Price] {
        match self.lists.get(id).map(|list| &list.contents) {
            Some(Contents::Prices(prices)) => prices,
            _ => &[],
        }
    }

    /// Whether a text has a term of the list of that id.
    pub fn has_term(&self, id: &str, text: &str) -> bool {
        match self.lists.get(id).map(|list| &list.contents) {
            Some(Contents::Terms(terms)) => {
                let folded = fold(text);
                terms.iter().any(|term| term.is_in(&folded))
            }
            _ => false,
        }
    }

    /// The indicator of that id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.get(id)
    }

    /// The rule of that id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.get(id)
    }

    fn add_indicator(&mut self, file: File<'_>, pack: &str, raw: RawIndicator) -> Result<(), PackError> {
        let place = Place::of(file, &raw.id);
        let indicator = Indicator {
            id: raw.id.value.clone(),
            pack: pack.to_owned(),
            text: raw.text,
            cite: raw.cite,
            status: raw.status,
            offence: raw.offence,
            family: raw.family,
            no_rule: raw.no_rule,
        };
        match self.indicators.insert(raw.id.value, indicator) {
            Some(_) => Err(twice("indicator", &place)),
            None => Ok(()),
        }
    }

    fn add_item(&mut self, file: File<'_>, pack: &str, raw: RawItem) -> Result<(), PackError> {
        let place = Place::of(file, &raw.id);
        let item = Item {
            id: raw.id.value.clone(),
            pack: pack.to_owned(),
            indicators: raw.indicators,
            ask: raw.ask,
            element: raw.element,
            htcds: raw.htcds,
            who: raw.who,
        };
        match self.items.insert(raw.id.value, item) {
            Some(_) => Err(twice("item", &place)),
            None => Ok(()),
        }
    }

    fn add_rule(&mut self, file: File<'_>, pack: String, raw: RawRule) -> Result<(), PackError> {
        let place = Place::of(file, &raw.id);
        if raw.indicators.is_empty() {
            return Err(place.error("`indicators` is empty; a rule executes at least one indicator"));
        }
        if let Some(unknown) = raw.indicators.iter().find(|id| !self.indicators.contains_key(&id.value)) {
            let meant = meant(&unknown.value, self.indicators.keys().map(String::as_str));
            let place = place.part("indicators", unknown.referenced);
            return Err(place.error(format!("no indicator `{}` in any pack; {meant}", unknown.value)));
        }
        let parameters: Result<Vec<Parameter>, PackError> = raw
            .parameters
            .0
            .iter()
            .map(|(name, raw)| {
                let (quantity, reason) = raw.read(&place, &format!("parameter `{name}`"))?;
                let (value, basis) = (raw.value.value.0.clone(), raw.basis.value);
                Ok(Parameter { name: name.clone(), value, basis, reason: reason.to_owned(), quantity })
            })
            .collect();
        let parameters = parameters?;
        let mut builder = Builder {
            compiler: Compiler {
                parameters: &parameters,
                defined: BTreeMap::new(),
                lists: &self.lists,
                atoms: &mut self.atoms,
                place: place.clone(),
            },
            place: place.clone(),
            raw: &raw,
            plan: &mut self.plan,
            items: &self.items,
        };
        for (name, source) in &raw.define.0 {
            let condition =
                builder.at(&format!("define `{name}`"), source).condition(&source.value, Scope::Event)?;
            builder.compiler.defined.insert(name.clone(), condition);
        }
        let (measures, test) = match raw.kind {
            Kind::Window => WindowRule::build(&mut builder)?,
            Kind::Sequence => SequenceRule::build(&mut builder)?,
            Kind::Bunching => BunchingRule::build(&mut builder)?,
            Kind::Shared => SharedRule::build(&mut builder)?,
            Kind::Motif => MotifRule::build(&mut builder)?,
            Kind::Profile => ProfileRule::build(&mut builder)?,
            Kind::Questionnaire => QuestionnaireRule::build(&mut builder)?,
        };
        builder.refuse_idle_parts()?;
        self.needs.households |= raw.subject == Subject::Household && raw.off.is_none();
        self.needs.agents |= raw.subject == Subject::Agent;
        self.needs.fields |= test.fields();
        let read = Field::ALL.iter().copied().filter(|own| test.fields() & own.bit() != 0 && !own.is_inner());
        builder.plan.wanted(&read.collect::<Vec<_>>());

        let expressions = builder.expressions();
        let words: &[&str] = if raw.kind == Kind::Shared { &crate::shared::WORDS } else { &[] };
        let known = measures.iter().map(|(own, _)| own.as_str());
        let known = known.chain(parameters.iter().map(|own| own.name.as_str())).chain(words.iter().copied());
        for (part, sentence) in [("sentence en", &raw.sentence.en), ("sentence fr", &raw.sentence.fr)] {
            let mut named = crate::wording::placeholders(&sentence.value);
            if let Some(unknown) = named.find(|name| !known.clone().any(|own| own == *name)) {
                let message = format!(
                    "`{{{unknown}}}` is neither a measure nor a parameter; {}",
                    meant(unknown, known)
                );
                return Err(place.part(part, sentence.referenced).error_at(unknown, message));
            }
        }
        let rule = Rule {
            id: raw.id.value.clone(),
            pack,
            indicators: raw.indicators.into_iter().map(|id| id.value).collect(),
            family: raw.family,
            subject: raw.subject,
            kind: raw.kind,
            parameters,
            expressions,
            role_hint: raw.role_hint,
            protects: raw.protects,
            counts: raw.counts,
            phase: raw.phase,
            needs: raw.needs,
            off: raw.off,
            sentence: Words { en: raw.sentence.en.value, fr: raw.sentence.fr.value },
            examples: raw.examples,
            measures,
            test,
        };
        match self.rules.insert(raw.id.value, rule) {
            Some(_) => Err(twice("rule", &place)),
            None => Ok(()),
        }
    }
}
