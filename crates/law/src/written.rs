//! A rule set as it is written in YAML; `docs/law.md` explains each field.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_saphyr::Spanned;

use crate::text::Text;
use crate::tri::Governs;

/// A file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) id: Spanned<String>,
    pub(crate) title: Text,
    pub(crate) about: Text,
    pub(crate) jurisdiction: String,
    pub(crate) checked: Day,
    #[serde(default)]
    pub(crate) caveats: Vec<Text>,
    #[serde(default)]
    pub(crate) uses: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) instruments: BTreeMap<String, Instrument>,
    #[serde(default)]
    pub(crate) facts: Vec<Fact>,
    #[serde(default)]
    pub(crate) consistent: Vec<Consistent>,
    #[serde(default)]
    pub(crate) conclusions: Vec<Conclusion>,
    #[serde(default)]
    pub(crate) rules: Vec<Rule>,
    #[serde(default)]
    pub(crate) scenarios: Scenarios,
}

/// An Act, regulation, treaty, judgment, policy or guide.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Instrument {
    pub(crate) title: Text,
    pub(crate) cite: String,
    pub(crate) layer: Layer,
    #[serde(default)]
    pub(crate) authority: Option<Text>,
    #[serde(default)]
    pub(crate) snapshot: String,
}

/// What kind of authority a text has, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// A constitution.
    Constitution,
    /// A treaty.
    Treaty,
    /// An Act of a legislature.
    Statute,
    /// A regulation under an Act.
    Regulation,
    /// A judgment.
    Judgment,
    /// A public policy or instruction by a Minister.
    PublicPolicy,
    /// Guidance, manuals, operational instructions.
    Guidance,
    /// What is done, with no text behind it.
    Practice,
}

/// How a statement about the law was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// The primary text was read in full.
    Text,
    /// An excerpt of a public page was read.
    Excerpt,
    /// Known, with confidence; the text was not at hand.
    Known,
    /// Known, and to be verified before anyone relies on it.
    Unverified,
    /// Our own reading or our own choice.
    Ours,
}

/// How sure we are of the legal result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// High.
    High,
    /// Medium.
    Medium,
    /// Low.
    Low,
}

/// Where something is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cite {
    #[serde(rename = "in")]
    pub(crate) instrument: Spanned<String>,
    #[serde(default)]
    pub(crate) at: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fact {
    pub(crate) id: Spanned<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Kind,
    pub(crate) ask: Text,
    #[serde(default)]
    pub(crate) help: Option<Text>,
    #[serde(default)]
    pub(crate) values: Vec<Choice>,
    #[serde(default)]
    pub(crate) least: Option<i64>,
    #[serde(default)]
    pub(crate) most: Option<i64>,
    #[serde(default)]
    pub(crate) also: Vec<String>,
    pub(crate) burden: String,
    pub(crate) standard: Standard,
    pub(crate) cost: u8,
    #[serde(default)]
    pub(crate) cite: Vec<Cite>,
}

/// What kind of answer a fact has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// One of several.
    Choice,
    /// Any of several: each is a yes or no of its own.
    Several,
    /// A whole number.
    Number,
    /// A calendar date, local to where it happened.
    Date,
}

/// What persuades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standard {
    /// More likely than not.
    BalanceOfProbabilities,
    /// Reasonable grounds to believe.
    ReasonableGroundsToBelieve,
    /// Reasonable grounds to suspect.
    ReasonableGroundsToSuspect,
    /// Beyond a reasonable doubt.
    BeyondReasonableDoubt,
    /// What the person says suffices.
    OwnStatement,
    /// On the record: a date of decision, a status in a register.
    Record,
    /// The text sets none, or each State sets its own.
    NationalLaw,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    pub(crate) id: String,
    pub(crate) en: String,
    pub(crate) fr: String,
    #[serde(default)]
    pub(crate) also: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Consistent {
    pub(crate) that: Spanned<String>,
    pub(crate) says: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Conclusion {
    pub(crate) id: Spanned<String>,
    pub(crate) kind: ConclusionKind,
    #[serde(default)]
    pub(crate) label: String,
    pub(crate) says: Text,
    #[serde(default)]
    pub(crate) values: Vec<Choice>,
    #[serde(default)]
    pub(crate) otherwise: Option<Scalar>,
    #[serde(default)]
    pub(crate) cite: Vec<Cite>,
}

/// What a conclusion is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConclusionKind {
    /// What was asked; the first is the outcome.
    Answer,
    /// A legal ground, each reported by itself.
    Ground,
    /// A step on the way.
    Step,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub(crate) id: Spanned<String>,
    #[serde(default)]
    pub(crate) kind: RuleKind,
    #[serde(default)]
    pub(crate) label: String,
    #[serde(default)]
    pub(crate) concludes: Option<Concludes>,
    #[serde(default)]
    pub(crate) exception_to: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) when: Option<When>,
    #[serde(default)]
    pub(crate) in_force: Option<InForce>,
    pub(crate) says: Text,
    pub(crate) cite: Vec<Cite>,
    pub(crate) tag: Tag,
    #[serde(default = "high")]
    pub(crate) confidence: Confidence,
    #[serde(default)]
    pub(crate) note: Option<Text>,
}

fn high() -> Confidence {
    Confidence::High
}

/// What a rule is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// It decides a conclusion, or is an exception to rules that do.
    #[default]
    Rule,
    /// What follows in law.
    Consequence,
    /// What someone may do: shown where it is open, never computed.
    Discretion,
    /// What remains open to the person: relief, permits, review by a court.
    SafetyValve,
    /// What a reader should know; it changes nothing.
    Note,
}

/// `ground_e`, `{outcome: INELIGIBLE}`, `{engaged: false}`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Concludes {
    Name(String),
    Value(BTreeMap<String, Scalar>),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Scalar {
    Bool(bool),
    Number(i64),
    Text(String),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum When {
    Plain(String),
    Readings(Readings),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Readings {
    pub(crate) strict: String,
    pub(crate) loose: String,
    pub(crate) governs: Governs,
    pub(crate) differ: Text,
}

/// When a rule is law: for which facts, and for which decisions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InForce {
    #[serde(default)]
    pub(crate) of: Option<String>,
    #[serde(default)]
    pub(crate) from: Option<Day>,
    #[serde(default)]
    pub(crate) to: Option<Day>,
    #[serde(default)]
    pub(crate) decided_from: Option<Day>,
    #[serde(default)]
    pub(crate) decided_to: Option<Day>,
    #[serde(default)]
    pub(crate) cite: Vec<Cite>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scenarios {
    #[serde(default)]
    pub(crate) assume: BTreeMap<String, Assumed>,
    #[serde(default)]
    pub(crate) short: BTreeMap<String, BTreeMap<String, BTreeMap<String, serde_json::Value>>>,
    #[serde(default)]
    pub(crate) told: Vec<Told>,
}

/// What a scenario that is silent means: a value, or the value of another fact.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Assumed {
    Like { like: String },
    Value(serde_json::Value),
}

/// A scenario that comes in words only, and the facts we read in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Told {
    pub(crate) text: String,
    pub(crate) facts: BTreeMap<String, serde_json::Value>,
}

/// A calendar date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Day(pub(crate) Date);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        crate::day::parse(&text).map(Self).ok_or_else(|| format!("{text} is no date; expected YYYY-MM-DD"))
    }
}
