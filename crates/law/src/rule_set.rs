//! A rule set, ready to be asked: facts, conclusions and rules with their texts, and all conditions as one list of
//! operations in an order in which each needs only what stands before it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::expression::{Expr, Relation, Unit};
use crate::text::Text;
use crate::tri::Governs;
use crate::written::{ConclusionKind, Confidence, Kind, Layer, RuleKind, Standard, Tag};

/// A rule set. Made by [`crate::Library`]; never changed.
#[derive(Clone, Debug)]
pub struct RuleSet {
    /// Its short name.
    pub id: String,
    /// What it is about, in a few words.
    pub title: Text,
    /// What it answers and what it leaves out.
    pub about: Text,
    /// Whose law it is: `CA`, or `international`.
    pub jurisdiction: String,
    /// The last day on which the law was looked up.
    pub checked: Date,
    /// What a reader must know before relying on it.
    pub caveats: Vec<Text>,
    /// Its facts, then those of the rule sets it uses.
    pub facts: Vec<Fact>,
    /// Its conclusions, in the same order.
    pub conclusions: Vec<Conclusion>,
    /// Its rules, in the same order.
    pub rules: Vec<Rule>,
    /// What the citations point into, by short name.
    pub instruments: BTreeMap<String, Instrument>,
    pub(crate) slots: Vec<Slot>,
    pub(crate) consistent: Vec<(Expr, u32, Text)>,
    pub(crate) ops: Vec<Op>,
    pub(crate) comparisons: Vec<Comparison>,
    /// For each slot, the operations that rest on it.
    pub(crate) resting: Vec<Vec<u32>>,
    /// The terms between braces in texts.
    pub(crate) placeholders: BTreeMap<String, Value>,
    pub(crate) scenarios: Scenarios,
}

/// Something that is true or not of a person or event, whatever the law says.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub id: String,
    /// Other names under which it may be given.
    pub also: Vec<String>,
    /// What kind of answer it has.
    pub kind: Kind,
    /// The question.
    pub ask: Text,
    /// What helps to answer it.
    pub help: Option<Text>,
    /// The values of a choice.
    pub values: Vec<Choice>,
    /// Who has to show it.
    pub burden: String,
    /// To what degree.
    pub standard: Standard,
    /// How hard it is to find out, 1 to 9: 1 is known by heart, 9 needs papers from abroad.
    pub cost: u8,
    /// Where burden, standard or notion are laid down.
    pub cites: Vec<Citation>,
    pub(crate) least: i64,
    pub(crate) most: i64,
    /// The first of its slots; a fact of several has one for each value.
    pub(crate) slot: usize,
}

/// One of several values.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its name.
    pub id: String,
    /// What it means.
    pub says: Text,
    pub(crate) also: Vec<String>,
}

/// What rules decide.
#[derive(Clone, Debug)]
pub struct Conclusion {
    /// Its name.
    pub id: String,
    /// What it is for.
    pub kind: ConclusionKind,
    /// Its short code, such as `101(1)(e)`; empty if it has none.
    pub label: String,
    /// What it means.
    pub says: Text,
    /// Its values: `true` and `false`, or what the rule set names.
    pub values: Vec<Choice>,
    /// The value where no rule decides; `None` if rules must decide every case.
    pub otherwise: Option<usize>,
    /// Where it is laid down.
    pub cites: Vec<Citation>,
    /// Whether its values are true and false.
    pub is_yes_no: bool,
    /// The operation of each value.
    pub(crate) ops: Vec<u32>,
}

/// One rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name.
    pub id: String,
    /// What it is.
    pub kind: RuleKind,
    /// Its short code, with terms between braces; empty if it has none.
    pub label: String,
    /// What it says, with terms between braces.
    pub says: Text,
    /// Where it is written.
    pub cites: Vec<Citation>,
    /// How that was verified.
    pub tag: Tag,
    /// How sure we are of the legal result.
    pub confidence: Confidence,
    /// What a reader should know.
    pub note: Option<Text>,
    /// When it is law.
    pub window: Window,
    /// Where readings differ, how.
    pub readings: Option<Differing>,
    /// Which conclusion it decides, and with which value.
    pub concludes: Option<(usize, usize)>,
    /// The rules it is an exception to.
    pub exception_to: Vec<usize>,
    /// The rules that are exceptions to it.
    pub exceptions: Vec<usize>,
    pub(crate) when: Expr,
    pub(crate) in_force_op: u32,
    pub(crate) when_op: u32,
    pub(crate) met_op: u32,
    pub(crate) active_op: u32,
    pub(crate) engaged_op: u32,
}

impl Rule {
    /// Its condition as it is written.
    pub fn condition(&self) -> String {
        self.readings.as_ref().map_or_else(|| self.when.to_string(), |own| own.governed().to_string())
    }
}

/// A condition with two readings.
#[derive(Clone, Debug)]
pub struct Differing {
    pub(crate) strict: Expr,
    pub(crate) loose: Expr,
    /// Which one governs.
    pub governs: Governs,
    /// How they differ.
    pub differ: Text,
}

impl Differing {
    /// The strict reading as it is written.
    pub fn strict(&self) -> String {
        self.strict.to_string()
    }

    /// The loose reading as it is written.
    pub fn loose(&self) -> String {
        self.loose.to_string()
    }

    fn governed(&self) -> &Expr {
        if self.governs == Governs::Loose { &self.loose } else { &self.strict }
    }
}

/// When a rule is law.
#[derive(Clone, Debug, Default)]
pub struct Window {
    /// The fact whose date counts.
    pub of: Option<usize>,
    /// The first day of facts.
    pub from: Option<Date>,
    /// The last day of facts.
    pub to: Option<Date>,
    /// The first day of decisions.
    pub decided_from: Option<Date>,
    /// The last day of decisions.
    pub decided_to: Option<Date>,
    /// Commencement and transitional provisions.
    pub cites: Vec<Citation>,
}

impl Window {
    /// Whether it is law for facts of one day, decided on another.
    pub fn holds(&self, facts: Date, decision: Date) -> bool {
        let within = |day: Date, from: Option<Date>, to: Option<Date>| {
            from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
        };
        within(facts, self.from, self.to) && within(decision, self.decided_from, self.decided_to)
    }

    /// Whether it is law at all times.
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none() && self.decided_from.is_none() && self.decided_to.is_none()
    }
}

/// Where something is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Short name of the instrument.
    pub instrument: String,
    /// The provision; empty for the whole.
    pub at: String,
}

/// An Act, regulation, treaty, judgment, policy or guide.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// Its title.
    pub title: Text,
    /// How it is cited.
    pub cite: String,
    /// What kind of authority it has.
    pub layer: Layer,
    /// Who made it.
    pub authority: Option<Text>,
    /// Which snapshot of it was looked at; empty if none was.
    pub snapshot: String,
}

/// One value that a fact is held in.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) fact: usize,
    /// Which member of a fact of several.
    pub(crate) member: Option<usize>,
}

/// One step of the evaluation; numbers are those of earlier steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Op {
    Always(bool),
    /// A yes-or-no slot.
    Yes(u16),
    /// A slot whose choice is one of these bits.
    Choice(u16, u64),
    Compare(u16),
    All(Box<[u32]>),
    Any(Box<[u32]>),
    Not(u32),
    Readings(u32, u32, Governs),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    pub(crate) left: Value,
    pub(crate) relation: Relation,
    pub(crate) right: Value,
}

/// A number or date to be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Number(i64),
    Date(Date),
    Slot(u16),
    Days(Box<Value>, Box<Value>),
    Years(Box<Value>, Box<Value>),
    Shift(Box<Value>, i64, Unit),
}

/// How scenario files of this rule set are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scenarios {
    /// What silence means: a value, or the value of another fact, by fact.
    pub(crate) assume: Vec<(String, Assumed)>,
    /// Shorthands: name, value as text, the facts it stands for.
    pub(crate) short: BTreeMap<String, BTreeMap<String, BTreeMap<String, serde_json::Value>>>,
    /// Facts of scenarios that come in words only, by the words.
    pub(crate) told: BTreeMap<String, BTreeMap<String, serde_json::Value>>,
}

#[derive(Clone, Debug)]
pub(crate) enum Assumed {
    Value(serde_json::Value),
    Like(String),
}

/// The fact that is the date of the decision, in every rule set that has one.
pub const DECISION: &str = "decision";

impl RuleSet {
    /// The fact of that name, or one that has it as another name.
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        let named = |fact: &&Fact| fact.id == name || fact.also.iter().any(|also| also == name);
        self.facts.iter().find(named)
    }

    /// The conclusion of that name.
    pub fn conclusion(&self, name: &str) -> Option<&Conclusion> {
        self.conclusions.iter().find(|own| own.id == name)
    }

    /// The rule of that name.
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|own| own.id == name)
    }

    /// The main answer.
    pub fn outcome(&self) -> Option<&Conclusion> {
        self.conclusions.iter().find(|own| own.kind == ConclusionKind::Answer)
    }

    /// A citation in full: how the instrument is cited, and the provision.
    pub fn cited(&self, citation: &Citation) -> String {
        let name = self.instruments.get(&citation.instrument).map_or("", |own| own.cite.as_str());
        if citation.at.is_empty() { name.to_owned() } else { format!("{name}, {}", citation.at) }
    }

    /// The rules that decide a conclusion.
    pub(crate) fn deciders(&self, conclusion: usize) -> impl Iterator<Item = (usize, &Rule)> {
        self.rules
            .iter()
            .enumerate()
            .filter(move |(_, rule)| rule.concludes.is_some_and(|(own, _)| own == conclusion))
    }
}
