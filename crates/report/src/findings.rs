//! `findings.json`: everything one run found, with ids that the other files share and evidence for each claim.
//!
//! The form is described by `docs/findings.schema.json`, which is made from the types here; `docs/findings.md` explains
//! it. A document borrows from the [`Picture`](crate::Picture), so a long list costs little more than its JSON.

mod build;
mod network;
mod travel;

use evidence::{Basis, Locator, Mark};
use schemars::JsonSchema;
use serde::Serialize;

pub use build::document;
pub(crate) use build::status;
pub(crate) use network::month;
pub use network::*;
pub use travel::*;

use crate::Id;

/// The version of the form; raised when a field changes its meaning or goes away.
pub const FORM: &str = "palermo-findings-1";

/// The schema of [`Document`], JSON Schema 2020-12.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Document<'static>).to_value()
}

/// All findings of one run.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Document<'a> {
    /// Always `palermo-findings-1`.
    pub form: &'static str,
    /// The date the picture is of, if it was given.
    pub as_of: Option<&'a str>,
    /// How to read this: findings are hypotheses; possible victims are not suspects; no legal advice.
    pub notes: Vec<Said>,
    /// What was read.
    pub sources: Vec<SourceRead<'a>>,
    /// Events by kind; the events themselves are in `events/*.parquet`.
    pub events: Vec<EventCount>,
    /// Events that repeat what another source reports more fully; they corroborate and are not counted twice.
    pub repeated_events: usize,
    /// Entities as the records have them, in the order of first mention.
    pub entities: Vec<EntityFound<'a>>,
    /// Entities judged to be the same real thing, and those that hits, the network or routes speak of.
    pub clusters: Vec<ClusterFound<'a>>,
    /// The packs that were run.
    pub packs: Vec<PackUsed<'a>>,
    /// The published red flags behind the hits.
    pub indicators: Vec<IndicatorCited<'a>>,
    /// Rules that fired.
    pub hits: Vec<HitFound<'a>>,
    /// Hits of enough independent families on one subject.
    pub alerts: Vec<AlertFound<'a>>,
    /// Rules that could not be decided.
    pub unknown: Vec<NotDecided<'a>>,
    /// Who is connected to whom.
    pub network: Graph<'a>,
    /// Hypotheses about what nodes of the network do.
    pub roles: Vec<RoleFound<'a>>,
    /// Who went where: trips, groups, routes, and what happened in each jurisdiction.
    #[serde(flatten)]
    pub travel: Travel<'a>,
    /// Pairs of entities that share something but were not joined.
    pub undecided: Vec<Joined<'a>>,
    /// What people decided of pairs of entities and did not take back.
    pub decisions: Vec<DecisionFound<'a>>,
    /// Names of places that could be several.
    pub ambiguous_places: Vec<AmbiguousPlace<'a>>,
}

/// The same in both languages.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Said {
    /// In English.
    pub en: String,
    /// In French.
    pub fr: String,
}

/// Where a claim comes from: a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cited {
    /// The source.
    pub source: Id,
    /// The record in it, such as `row=12@1034+87`: place, then start and length in bytes of the decoded text.
    #[schemars(with = "String")]
    pub locator: Locator,
}

/// One delivered file.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceRead<'a> {
    /// `source-…`.
    pub id: Id,
    /// Path as delivered.
    pub name: &'a str,
    /// SHA-256 of its bytes.
    pub sha256: &'a str,
    /// Format it was read as.
    pub format: &'a str,
    /// Character encoding it was decoded from.
    pub encoding: &'a str,
    /// Size in bytes.
    pub bytes: u64,
    /// Records read.
    pub records: u64,
    /// Records refused.
    pub rejections: u64,
    /// What was assumed when reading.
    pub assumptions: &'a [String],
    /// What is strange in its records; nothing was refused because of it.
    pub peculiar: Vec<PeculiarFound>,
    /// Who delivered it, on which basis, for which purpose, under which handling code, until when.
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub basis: &'a Basis,
}

/// Something strange about events of a source.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PeculiarFound {
    /// `repeated`, `out-of-order`, `to-itself`, `no-zone`, ….
    pub code: &'static str,
    /// Of how many events.
    pub count: usize,
    /// What it means and what was done with it, in English.
    pub sentence_en: String,
    /// The same in French.
    pub sentence_fr: String,
    /// The first of the records.
    pub evidence: Vec<Cited>,
}

/// How many events of a kind there are.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EventCount {
    /// The kind.
    pub kind: &'static str,
    /// How many.
    pub count: usize,
}

/// One entity.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntityFound<'a> {
    /// `entity-…`.
    pub id: Id,
    /// Its id in the records, which is its FollowTheMoney id where that is possible.
    pub key: &'a str,
    /// FollowTheMoney schema.
    pub schema: &'a str,
    /// What to call it.
    pub caption: &'a str,
    /// Its cluster, if it was joined with others or something was found about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster: Option<Id>,
    /// What records say of it.
    pub statements: Vec<Stated<'a>>,
}

/// One value of one property, with all records that say so.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Stated<'a> {
    /// FollowTheMoney name of the property.
    pub property: &'a str,
    /// Cleaned value.
    pub value: &'a str,
    /// The text as it stood, where it differs.
    #[serde(skip_serializing_if = "str::is_empty")]
    #[schemars(default)]
    pub original: &'a str,
    /// Language, if said.
    #[serde(skip_serializing_if = "str::is_empty")]
    #[schemars(default)]
    pub language: &'a str,
    /// What is special about the value (`imprecise-date`, `local-phone`, …); absent for a clean one.
    #[serde(skip_serializing_if = "is_clean")]
    #[schemars(with = "Option<String>")]
    pub mark: Mark,
    /// The records that say so.
    pub evidence: Vec<Cited>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_clean(mark: &Mark) -> bool {
    *mark == Mark::Clean
}

/// Entities judged to be the same.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClusterFound<'a> {
    /// `cluster-…`.
    pub id: Id,
    /// What to call it.
    pub caption: &'a str,
    /// `person`, `organization`, `account`, ….
    pub kind: &'static str,
    /// Its entities.
    pub members: Vec<Id>,
    /// How probable it is that all members are the same.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub probability: f64,
    /// Why they were joined.
    pub reasons: Vec<Joined<'a>>,
    /// What people decided of its members.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub decisions: Vec<Id>,
}

/// What two entities share.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Joined<'a> {
    /// What (`phone`, `iban`, `name+birthDate`, …); `decision` where a person joined them.
    pub kind: &'a str,
    /// The shared value, normalised; of a decision whose and when.
    pub value: &'a str,
    /// The two.
    pub between: [Id; 2],
    /// The records that say so.
    pub evidence: Vec<Cited>,
}

/// What a person decided of two entities.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DecisionFound<'a> {
    /// `decision-…`.
    pub id: Id,
    /// The two.
    pub between: [Id; 2],
    /// `same`, `different` or `unsure`.
    pub verdict: &'static str,
    /// Who decided.
    pub author: &'a str,
    /// When, as they wrote it.
    pub time: &'a str,
    /// `followed`; or not: `overruled` by someone's later one, `contradicted` by others, or `unlike` things.
    pub outcome: &'static str,
    /// The decision that it was not followed for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Id>,
    /// What came of it, in English.
    pub sentence_en: String,
    /// The same in French.
    pub sentence_fr: String,
    /// What would have joined those it keeps apart, they themselves or by way of others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub cut: Vec<Joined<'a>>,
    /// A record of each.
    pub evidence: Vec<Cited>,
}

/// A pack of indicators and rules.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PackUsed<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its version.
    pub version: &'a str,
    /// As of when it holds.
    pub date: &'a str,
}

/// A published red flag.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct IndicatorCited<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it says, paraphrased, in English.
    pub text_en: &'a str,
    /// The same in French.
    pub text_fr: &'a str,
    /// Document, date and place in it.
    pub cite: &'a str,
    /// How far that was checked: `read`, `secondary` or `recalled`.
    pub status: &'static str,
    /// `TIP-sex`, `TIP-labour`, `SOM` or `both`.
    pub offence: &'a str,
    /// Its family of evidence.
    pub family: &'a str,
}

/// A rule that fired.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HitFound<'a> {
    /// `hit-…`.
    pub id: Id,
    /// The rule.
    pub rule: &'a str,
    /// Its family of evidence.
    pub family: &'a str,
    /// The published red flags it executes.
    pub indicators: &'a [String],
    /// Whom or what it is about: a cluster.
    pub subject: Id,
    /// Local start of the first event of the episode, ISO 8601.
    pub from: &'a str,
    /// Local start of the last.
    pub to: &'a str,
    /// The values compared, as they are shown.
    pub values: Vec<NamedValue<'a>>,
    /// What was found, in a sentence in English.
    pub sentence_en: &'a str,
    /// The same in French.
    pub sentence_fr: &'a str,
    /// Other entities involved.
    pub others: Vec<Id>,
    /// The records that made it fire.
    pub evidence: Vec<Cited>,
}

/// A value with its name.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NamedValue<'a> {
    /// Its name.
    pub name: &'a str,
    /// The value.
    pub value: &'a str,
}

/// Hits of enough independent families on one subject: a hypothesis worth a person's look.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AlertFound<'a> {
    /// `alert-…`.
    pub id: Id,
    /// Whom or what it is about: a cluster.
    pub subject: Id,
    /// Whether it is about someone who may be a victim: protection comes first, and no report names them by default.
    pub protective: bool,
    /// Whom a report may name: the `subject`, whoever is `behind` it, or `nobody`.
    pub may_name: &'static str,
    /// Its hits.
    pub hits: Vec<Id>,
    /// Their different families.
    pub families: &'a [String],
    /// What the subject may be.
    pub may_be: Vec<MayBe<'a>>,
}

/// What a subject may be: a hypothesis.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MayBe<'a> {
    /// The role.
    pub role: &'a str,
    /// The rules that suggest it.
    pub because: &'a [String],
}

/// A rule that could not be decided for want of data.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NotDecided<'a> {
    /// The rule.
    pub rule: &'a str,
    /// What is missing, in English.
    pub missing_en: &'a str,
    /// The same in French.
    pub missing_fr: &'a str,
    /// For how many subjects.
    pub subjects: usize,
}

/// A tie.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EdgeFound<'a> {
    /// `edge-…`.
    pub id: Id,
    /// One node; the payer or sender where there is a direction.
    pub from: Id,
    /// The other.
    pub to: Id,
    /// `money`, `contact`, `link` (kinship and ownership), `shared-identifier`, `movement`, `document` or `list`.
    pub layer: &'static str,
    /// What the tie is.
    pub label: &'a str,
    /// How many records or events it rests on.
    pub weight: u64,
    /// When it was first seen, ISO 8601 as fine as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// When it was last seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// Sums of amounts by currency.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub amounts: Vec<Amount<'a>>,
    /// The records behind it: the first ones, where `weight` counts more.
    pub evidence: Vec<Cited>,
}

/// A sum of money.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Amount<'a> {
    /// ISO 4217.
    pub currency: &'a str,
    /// In minor units.
    pub minor: i64,
}

/// What a node may do in the network: a hypothesis.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RoleFound<'a> {
    /// `role-…`.
    pub id: Id,
    /// The node.
    pub node: Id,
    /// The role.
    pub role: &'a str,
    /// `weak`, `moderate` or `strong`.
    pub confidence: &'a str,
    /// What speaks for it.
    pub grounds_for: Vec<GroundFound<'a>>,
    /// What speaks against it or is missing.
    pub grounds_against: Vec<GroundFound<'a>>,
}

/// A ground for or against a role.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GroundFound<'a> {
    /// Its code.
    pub code: &'a str,
    /// In a sentence in English.
    pub sentence_en: String,
    /// The same in French.
    pub sentence_fr: String,
    /// Values it mentions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub values: Vec<NamedValue<'a>>,
    /// Records it rests on.
    pub evidence: Vec<Cited>,
}

/// A name that could be several places.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AmbiguousPlace<'a> {
    /// As written.
    pub name: &'a str,
    /// What it could be.
    pub candidates: Vec<Candidate<'a>>,
}

/// A place a name could mean.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Candidate<'a> {
    /// Name of the place.
    pub place: &'a str,
    /// Its country.
    pub country: &'a str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}
