//! Packs: published red flags and the rules that execute them, as data.
//!
//! An indicator is what a source published, in our own words, with its citation and how far it was verified. A rule is
//! executable; indicators and rules are many-to-many, so that one behaviour quoted by three agencies counts once.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_saphyr::Spanned;
use sha2::{Digest, Sha256};

use crate::alert::Combination;
use crate::bunching::BunchingRule;
use crate::compile::{Atoms, Compiler, Scope};
use crate::engine::Detector;
use crate::error::{PackError, Place};
use crate::example::RawExamples;
use crate::expression::{Condition, Which};
use crate::field::{Field, Side};
use crate::list::{List, RawLists};
use crate::measure::Measure;
use crate::motif::MotifRule;
use crate::ordered::{Ordered, Scalar};
use crate::plan::{NodeIx, Plan};
use crate::profile::ProfileRule;
use crate::quantity::{Quantity, Unit};
use crate::questionnaire::QuestionnaireRule;
use crate::sequence::SequenceRule;
use crate::shared::SharedRule;
use crate::window::WindowRule;
use crate::world::Needs;

/// A text in both languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

/// How far an indicator's wording was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The document itself was read.
    Read,
    /// A page that quotes or sums up the document was read.
    Secondary,
    /// From memory; to be verified.
    Recalled,
}

/// A published red flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Its id, such as `P16-12`.
    pub id: String,
    /// The pack it is in.
    pub pack: String,
    /// What it says, in our own words.
    pub text: Words,
    /// Document, date and place in it.
    pub cite: String,
    /// How far that was checked.
    pub status: Status,
    /// `TIP-sex`, `TIP-labour`, `SOM` or `both`.
    pub offence: String,
    /// Its evidence family.
    pub family: String,
    /// Why no rule decides it, where none does.
    pub no_rule: Option<Words>,
}

/// What an answer to an item speaks of, after the definition of trafficking in the Palermo Protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Element {
    /// Recruitment, transport, harbouring, receipt.
    Act,
    /// Threat, force, fraud, abuse of vulnerability, control.
    Means,
    /// Exploitation.
    Purpose,
    /// What surrounds them.
    Context,
}

impl Element {
    pub(crate) fn parse(word: &str) -> Option<Self> {
        match word {
            "act" => Some(Self::Act),
            "means" => Some(Self::Means),
            "purpose" => Some(Self::Purpose),
            "context" => Some(Self::Context),
            _ => None,
        }
    }
}

/// A question, or something to look out for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id, such as `Q-CTRL-04`.
    pub id: String,
    /// The pack it is in.
    pub pack: String,
    /// The indicators it stands for.
    pub indicators: Vec<String>,
    /// The question.
    pub ask: Words,
    /// What an answer speaks of.
    pub element: Element,
    /// The term of the Human Trafficking Case Data Standard, where one fits.
    pub htcds: Option<String>,
    /// Who is in a position to see it.
    pub who: Words,
}

/// What a rule's hits count for in an alert.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counts {
    /// As a rule and for its family.
    #[default]
    Full,
    /// As a rule, but its family opens no gate.
    Support,
    /// Neither as a rule nor for a family; it raises what the others weigh.
    Multiplier,
    /// Against: a harmless look-alike.
    Counter,
}

/// Whether a number stands in a source or is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// In the source; the reason is the citation.
    Src,
    /// Ours; the reason says why.
    Ours,
}

/// A named number of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in expressions and sentences.
    pub name: String,
    /// Its value as written, with the unit.
    pub value: String,
    /// Source or ours.
    pub basis: Basis,
    /// The citation, or why we chose it.
    pub reason: String,
    pub(crate) quantity: Quantity,
}

/// Whose events a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// The holder of accounts: the payments in and out.
    Account,
    /// The writer of messages and caller of calls.
    Sender,
    /// Anyone, with all events: payments, and messages written, received or heard in a small group.
    Member,
    /// Persons who carry identifiers.
    Person,
    /// What events went through: agents, conductors, devices, vehicles.
    Agent,
    /// All who give one address.
    Household,
}

/// How a rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Counts over a sliding window.
    Window,
    /// One event after another.
    Sequence,
    /// Amounts bunched under a limit that no one has to know.
    Bunching,
    /// One identifier carried by several.
    Shared,
    /// A pattern of payments between several.
    Motif,
    /// A month against what was declared and what peers do.
    Profile,
    /// Answers to questions.
    Questionnaire,
}

/// A rule, ready to run.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id, such as `night_cash`.
    pub id: String,
    /// The pack it is in.
    pub pack: String,
    /// The indicators it executes.
    pub indicators: Vec<String>,
    /// Its evidence family.
    pub family: String,
    /// Whose events it looks at.
    pub subject: Subject,
    /// How it looks.
    pub kind: Kind,
    /// Its numbers.
    pub parameters: Vec<Parameter>,
    /// Its expressions as written, by part.
    pub expressions: Vec<(String, String)>,
    /// The role it suggests for its subject.
    pub role_hint: Option<String>,
    /// What its hits count for in an alert.
    pub counts: Counts,
    /// The phase it speaks of (`recruit`, `transport`, `exploit`, `launder`), where it speaks of one.
    pub phase: Option<String>,
    /// The feeds it needs, in words.
    pub needs: Vec<String>,
    /// Why it is not run unless asked for.
    pub off: Option<String>,
    /// The sentence, with `{names}` of measures and parameters.
    pub sentence: Words,
    pub(crate) examples: RawExamples,
    pub(crate) measures: Vec<(String, Unit)>,
    pub(crate) test: Test,
}

#[derive(Clone, Debug)]
pub(crate) enum Test {
    Window(WindowRule),
    Sequence(SequenceRule),
    Bunching(BunchingRule),
    Shared(SharedRule),
    Motif(MotifRule),
    Profile(ProfileRule),
    Questionnaire(QuestionnaireRule),
}

/// A pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// Its version.
    pub version: String,
    /// As of when it holds, `YYYY-MM-DD`.
    pub date: String,
    /// The terms of its sources.
    pub licence: String,
    /// The languages of its texts.
    pub language: Vec<String>,
}

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
        &[$(($name, include_str!(concat!("../../../packs/", $name)))),+]
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

fn digest(files: &[(&str, &str)]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in files.iter().flat_map(|(name, text)| [name, text]) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

impl Packs {
    /// The packs compiled into this crate.
    pub fn embedded() -> Result<Self, PackError> {
        Self::parse(EMBEDDED)
    }

    /// Packs and lists from YAML texts, each with the name to use in errors. A name with a folder `lists` is a file of
    /// lists; lists and indicators are known to all packs, whatever the order.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, PackError> {
        let is_list = |name: &str| name.split('/').any(|part| part == "lists");
        let mut lists = BTreeMap::new();
        for (file, text) in files.iter().filter(|(name, _)| is_list(name)) {
            for list in read::<RawLists>(file, text)?.lists {
                let list = list.build(file)?;
                if let Some(first) = lists.insert(list.id.clone(), list) {
                    return Err(form(file, format!("list “{}” is there twice", first.id)));
                }
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
            digest: digest(files),
        };
        let mut rules = Vec::new();
        for (file, text) in files.iter().filter(|(name, _)| !is_list(name)) {
            if file.rsplit('/').next() == Some("combination.yaml") {
                packs.combination = Combination::parse(file, text)?;
                continue;
            }
            let raw = read::<RawPack>(file, text)?;
            for indicator in raw.indicators {
                packs.add_indicator(file, &raw.pack, indicator)?;
            }
            for item in raw.items {
                packs.add_item(file, &raw.pack, item)?;
            }
            rules.extend(raw.rules.into_iter().map(|rule| (*file, raw.pack.clone(), rule)));
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

    /// The indicator of that id.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.get(id)
    }

    /// The rule of that id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.get(id)
    }

    fn add_indicator(&mut self, file: &str, pack: &str, raw: RawIndicator) -> Result<(), PackError> {
        let place = Place::new(file, &raw.id, "");
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
            Some(_) => Err(place.error("an indicator of this id is there already")),
            None => Ok(()),
        }
    }

    fn add_item(&mut self, file: &str, pack: &str, raw: RawItem) -> Result<(), PackError> {
        let place = Place::new(file, &raw.id, "");
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
            Some(_) => Err(place.error("an item of this id is there already")),
            None => Ok(()),
        }
    }

    fn add_rule(&mut self, file: &str, pack: String, raw: RawRule) -> Result<(), PackError> {
        let place = Place::new(file, &raw.id, "");
        if raw.indicators.is_empty() {
            return Err(place.error("a rule executes at least one indicator; `indicators` is empty"));
        }
        if let Some(unknown) = raw.indicators.iter().find(|id| !self.indicators.contains_key(*id)) {
            return Err(place.error(format!("no indicator `{unknown}` in any pack")));
        }
        let parameters: Result<Vec<Parameter>, PackError> = raw
            .parameters
            .0
            .iter()
            .map(|(name, raw)| {
                let place = place.part(&format!("parameter `{name}`"), 0);
                let expected = "expected a number, a share (40%), a distance (100 km), a time of day (\"22:00\"), or \
                                a length of time (48h, 30d)";
                let quantity = Quantity::parse(&raw.value.0);
                let quantity = quantity.ok_or_else(|| place.error(format!("“{}”: {expected}", raw.value.0)))?;
                let reason = raw.reason().map_err(|wrong| place.error(wrong))?;
                let (value, reason) = (raw.value.0.clone(), reason.clone());
                Ok(Parameter { name: name.clone(), value, basis: raw.basis, reason, quantity })
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
        self.needs.households |= raw.subject == Subject::Household && raw.off.is_none();
        self.needs.agents |= raw.subject == Subject::Agent;
        self.needs.fields |= test.fields();
        let read = Field::ALL.iter().copied().filter(|own| test.fields() & own.bit() != 0 && !own.is_inner());
        builder.plan.wanted(&read.collect::<Vec<_>>());

        let expressions = builder.expressions();
        for sentence in [&raw.sentence.en, &raw.sentence.fr] {
            let known = |name: &str| {
                measures.iter().any(|(own, _)| own == name)
                    || parameters.iter().any(|own| own.name == name)
                    || raw.kind == Kind::Shared && crate::shared::WORDS.contains(&name)
            };
            if let Some(unknown) = crate::wording::placeholders(sentence).find(|name| !known(name)) {
                let place = place.part("sentence", 0);
                return Err(place.error(format!("`{{{unknown}}}` is neither a measure nor a parameter")));
            }
        }
        let rule = Rule {
            id: raw.id.value.clone(),
            pack,
            indicators: raw.indicators,
            family: raw.family,
            subject: raw.subject,
            kind: raw.kind,
            parameters,
            expressions,
            role_hint: raw.role_hint,
            counts: raw.counts,
            phase: raw.phase,
            needs: raw.needs,
            off: raw.off,
            sentence: raw.sentence,
            examples: raw.examples,
            measures,
            test,
        };
        match self.rules.insert(raw.id.value, rule) {
            Some(_) => Err(place.error("a rule of this id is there already")),
            None => Ok(()),
        }
    }
}

/// Builds one rule from its parts.
pub(crate) struct Builder<'s> {
    pub(crate) compiler: Compiler<'s>,
    pub(crate) place: Place,
    pub(crate) raw: &'s RawRule,
    pub(crate) plan: &'s mut Plan,
    pub(crate) items: &'s BTreeMap<String, Item>,
}

impl Test {
    /// The conditions it asks of events.
    pub(crate) fn nodes(&self) -> Vec<NodeIx> {
        fn of(test: &impl Detector) -> Vec<NodeIx> {
            test.asked().into_iter().chain([test.node()]).collect()
        }
        match self {
            Self::Window(test) => of(test),
            Self::Sequence(test) => of(test),
            Self::Bunching(test) => of(test),
            Self::Questionnaire(test) => of(test),
            Self::Profile(test) => test.asked(),
            Self::Motif(test) => vec![test.node()],
            Self::Shared(_) => Vec::new(),
        }
    }

    /// The fields it reads, as bits.
    fn fields(&self) -> u64 {
        match self {
            Self::Window(test) => test.wanted().1,
            Self::Sequence(test) => test.wanted().1,
            Self::Bunching(test) => test.wanted().1,
            Self::Questionnaire(test) => test.wanted().1,
            Self::Profile(test) => test.fields,
            Self::Motif(test) => test.fields,
            Self::Shared(_) => 0,
        }
    }
}

impl<'s> Builder<'s> {
    /// The measures of a rule, and their conditions by bit.
    pub(crate) fn measures(&mut self) -> Result<(Vec<Measure>, Vec<Condition>), PackError> {
        let (mut measures, mut conditions, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for (name, source) in &self.raw.measure.0 {
            let compiler = self.at(&format!("measure `{name}`"), source);
            measures.push(compiler.measure(&source.value, &mut conditions, &mut keys)?);
        }
        Ok((measures, conditions))
    }

    /// The field whose values a rule looks at apart.
    pub(crate) fn by(&mut self) -> Result<Option<Field>, PackError> {
        const BY: [Field; 8] = [
            Field::Counterparty,
            Field::Party,
            Field::Payee,
            Field::Conductor,
            Field::City,
            Field::Place,
            Field::Mcc,
            Field::OtherCountry,
        ];
        let Some(source) = &self.raw.by else { return Ok(None) };
        let known = BY.into_iter().find(|field| field.name() == source.value);
        let names = BY.map(Field::name).join(", ");
        let place = self.place.part("by", source.referenced.line());
        known.map(Some).ok_or_else(|| place.error(format!("`by` is one of {names}")))
    }

    /// A condition, for the events that the rule's kind of subject has.
    pub(crate) fn of_subject(&self, condition: Condition) -> Condition {
        use evidence::EventKind;
        let kind = |kinds: &[EventKind]| {
            Condition::CodeIn(
                Field::Kind,
                Which::First,
                kinds.iter().fold(0, |all, kind| all | 1 << *kind as u32),
            )
        };
        let side = |sides: &[Side]| {
            Condition::CodeIn(
                Field::Direction,
                Which::First,
                sides.iter().fold(0, |all, side| all | 1 << *side as u32),
            )
        };
        let own = side(&[Side::In, Side::Out, Side::Heard]);
        let mut parts = match self.raw.subject {
            Subject::Account | Subject::Household => {
                // What happens to an account besides payments is only looked at by rules that say so.
                let reads_kind = condition.fields() & Field::Kind.bit() != 0;
                if reads_kind { vec![own] } else { vec![own, kind(&[EventKind::Payment])] }
            }
            Subject::Sender => vec![side(&[Side::Out]), kind(&[EventKind::Message, EventKind::Call])],
            Subject::Member | Subject::Person => vec![own],
            Subject::Agent => vec![side(&[Side::Through])],
        };
        match condition {
            Condition::And(inner) => parts.extend(inner),
            other => parts.push(other),
        }
        Condition::And(parts)
    }

    /// The compiler, with its errors pointing at a part.
    pub(crate) fn at(&mut self, part: &str, source: &Spanned<String>) -> &mut Compiler<'s> {
        self.compiler.place = self.place.part(part, source.referenced.line());
        &mut self.compiler
    }

    /// A part that the kind of rule cannot do without.
    pub(crate) fn required(
        &self,
        part: &str,
        source: Option<&'s Spanned<String>>,
    ) -> Result<&'s Spanned<String>, PackError> {
        let kind = format!("{:?}", self.raw.kind).to_lowercase();
        source.ok_or_else(|| self.place.error(format!("a rule of kind `{kind}` needs `{part}`")))
    }

    pub(crate) fn measure_list(names: &[(&str, Unit)]) -> Vec<(String, Unit)> {
        names.iter().map(|(name, unit)| ((*name).to_owned(), *unit)).collect()
    }

    fn expressions(&self) -> Vec<(String, String)> {
        let raw = self.raw;
        let parts = [
            ("select", &raw.select),
            ("by", &raw.by),
            ("within", &raw.within),
            ("first", &raw.first),
            ("then", &raw.then),
            ("also", &raw.also),
            ("pair", &raw.pair),
            ("balance", &raw.balance),
            ("period", &raw.period),
            ("shape", &raw.shape),
            ("limits", &raw.limits),
            ("peers", &raw.peers),
            ("except", &raw.except),
            ("opened_within", &raw.opened_within),
            ("show", &raw.show),
        ];
        let elements = raw.elements.0.iter().map(|(name, items)| (name.as_str(), items));
        let listed = [("identifiers", &raw.identifiers), ("items", &raw.items)].into_iter().chain(elements);
        let listed = listed.filter(|(_, names)| !names.is_empty());
        let listed: Vec<_> = listed.map(|(name, names)| (name.to_owned(), names.join(", "))).collect();
        let absent = raw.absent.then(|| ("absent".to_owned(), "true".to_owned()));
        let define = raw.define.0.iter().map(|(name, source)| (format!("define {name}"), source));
        let parts = parts.into_iter().filter_map(|(name, source)| Some((name.to_owned(), source.as_ref()?)));
        let measures = raw.measure.0.iter().map(|(name, source)| (format!("measure {name}"), source));
        define
            .chain(parts)
            .chain(measures)
            .chain([("fire".to_owned(), &raw.fire)])
            .map(|(name, source)| (name, source.value.clone()))
            .chain(listed)
            .chain(absent)
            .collect()
    }
}

pub(crate) fn read<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, PackError> {
    serde_saphyr::from_str(text).map_err(|error| form(file, error.to_string()))
}

fn form(file: &str, message: String) -> PackError {
    PackError::Form { file: file.to_owned(), message }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPack {
    pack: String,
    title: Words,
    version: String,
    date: String,
    licence: String,
    #[serde(default)]
    language: Vec<String>,
    #[serde(default)]
    indicators: Vec<RawIndicator>,
    #[serde(default)]
    items: Vec<RawItem>,
    #[serde(default)]
    rules: Vec<RawRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndicator {
    id: Spanned<String>,
    text: Words,
    cite: String,
    status: Status,
    offence: String,
    family: String,
    no_rule: Option<Words>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    id: Spanned<String>,
    indicators: Vec<String>,
    ask: Words,
    element: Element,
    htcds: Option<String>,
    who: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawParameter {
    value: Scalar,
    basis: Basis,
    why: Option<String>,
    cite: Option<String>,
}

impl RawParameter {
    pub(crate) fn value(&self) -> &str {
        &self.value.0
    }

    /// The citation or the reason.
    pub(crate) fn reason(&self) -> Result<&String, &'static str> {
        match (self.basis, &self.cite, &self.why) {
            (Basis::Src, Some(cite), None) => Ok(cite),
            (Basis::Ours, None, Some(why)) => Ok(why),
            (Basis::Src, ..) => Err("a number with basis `src` has a `cite` and no `why`"),
            (Basis::Ours, ..) => Err("a number with basis `ours` has a `why` and no `cite`"),
        }
    }
}

/// A rule as written; which parts are needed depends on its kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRule {
    id: Spanned<String>,
    indicators: Vec<String>,
    family: String,
    pub(crate) subject: Subject,
    kind: Kind,
    #[serde(default)]
    parameters: Ordered<RawParameter>,
    #[serde(default)]
    define: Ordered<Spanned<String>>,
    pub(crate) select: Option<Spanned<String>>,
    pub(crate) within: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) measure: Ordered<Spanned<String>>,
    pub(crate) show: Option<Spanned<String>>,
    pub(crate) first: Option<Spanned<String>>,
    pub(crate) then: Option<Spanned<String>>,
    pub(crate) pair: Option<Spanned<String>>,
    pub(crate) balance: Option<Spanned<String>>,
    pub(crate) also: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) absent: bool,
    pub(crate) by: Option<Spanned<String>>,
    pub(crate) peers: Option<Spanned<String>>,
    pub(crate) shape: Option<Spanned<String>>,
    pub(crate) opened_within: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) items: Vec<String>,
    #[serde(default)]
    pub(crate) elements: Ordered<Vec<String>>,
    #[serde(default)]
    counts: Counts,
    phase: Option<String>,
    #[serde(default)]
    needs: Vec<String>,
    off: Option<String>,
    pub(crate) period: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) identifiers: Vec<String>,
    pub(crate) except: Option<Spanned<String>>,
    pub(crate) limits: Option<Spanned<String>>,
    pub(crate) fire: Spanned<String>,
    role_hint: Option<String>,
    sentence: Words,
    examples: RawExamples,
}
