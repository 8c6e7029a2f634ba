//! What statements hold: answers, references, observations, offers, consultations.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{text, text_or_none};
use crate::mechanism::{Cluster, Instrument, code};

/// Figures given in an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// The time that it covers.
    pub period: String,
    /// The value, as written.
    pub value: String,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl Figure {
    /// As a line of a form: what is counted; period; value; source.
    pub fn line(&self) -> String {
        let source = self.source.as_ref().map(|source| format!("; {source}")).unwrap_or_default();
        format!("{}; {}; {}{source}", self.label, self.period, self.value)
    }

    /// From a line of a form.
    pub fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(4, ';').map(|part| part.trim().to_owned());
        let (label, period, value) = (parts.next()?, parts.next()?, parts.next()?);
        let is_whole = !label.is_empty() && !value.is_empty();
        is_whole.then(|| Self {
            label,
            period,
            value,
            source: parts.next().filter(|source| !source.is_empty()),
        })
    }
}

/// The answer proper, apart from what is written about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Value {
    /// Yes.
    Yes,
    /// Yes, in part.
    InPart,
    /// No.
    No,
    /// Some of the choices, by key.
    Chosen(BTreeSet<String>),
    /// Figures.
    Figures(Vec<Figure>),
    /// An authority or a notification.
    Designated {
        /// Name and contact of the authority, or what was notified.
        authority: String,
        /// Accepted languages.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        languages: Vec<String>,
        /// When the Secretary-General was told.
        #[serde(default, with = "text_or_none", skip_serializing_if = "Option::is_none")]
        notified: Option<Date>,
    },
}

impl Value {
    /// The keys by which later questions tell whether they are asked.
    pub fn keys(&self) -> Vec<&str> {
        match self {
            Self::Yes => vec!["yes"],
            Self::InPart => vec!["in_part"],
            Self::No => vec!["no"],
            Self::Chosen(keys) => keys.iter().map(String::as_str).collect(),
            Self::Figures(_) | Self::Designated { .. } => Vec::new(),
        }
    }
}

/// An answer taken over from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reuse {
    /// The mechanism or review it was given in, such as `UNCAC, second cycle`.
    pub mechanism: String,
    /// When it was given.
    #[serde(with = "text")]
    pub date: Date,
}

code! {
    /// What an answer rests on.
    Evidence {
        /// A law.
        Legislation = "legislation",
        /// A decided case.
        Case = "case",
        /// A figure, from a table of statistics.
        Statistic = "statistic",
        /// A decision table of the room `law`, by id.
        Decision = "decision",
        /// Anything else that can be looked up.
        Source = "source",
    }
}

/// A figure computed from a table, with what makes it checkable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cited {
    /// The measure, such as `M6`.
    pub measure: String,
    /// What came out, as written.
    pub value: String,
    /// What was counted.
    pub numerator: Option<u64>,
    /// Out of how many.
    pub denominator: Option<u64>,
    /// How many rows said nothing of it.
    pub missing: u64,
    /// The last day that the table covers.
    #[serde(with = "text")]
    pub cut_off: Date,
    /// SHA-256 of the table.
    pub sha256: String,
}

/// A reference in an answer or an observation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// What kind of thing.
    pub kind: Evidence,
    /// Its name: an Act, a case, a table.
    pub title: String,
    /// The provision or passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provision: Option<String>,
    /// As of which day.
    #[serde(default, with = "text_or_none", skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The figure, of a statistic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Cited>,
}

code! {
    /// A message between the parties of a review.
    Mail {
        /// A reviewing State asks.
        Query = "query",
        /// The State under review answers.
        Reply = "reply",
        /// Anything else.
        Note = "note",
    }
}

code! {
    /// What an observation is.
    Finding {
        /// Something is missing or hard.
        Gap = "gap",
        /// Something that others may learn from.
        GoodPractice = "good_practice",
        /// What could be done.
        Suggestion = "suggestion",
        /// Technical assistance is needed.
        Need = "ta_need",
    }
}

code! {
    /// How urgent a need is.
    Priority {
        /// At once.
        High = "high",
        /// Soon.
        Medium = "medium",
        /// When it can be.
        Low = "low",
    }
}

/// What an observation is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// In which cluster.
    pub cluster: Cluster,
    /// Of which treaty.
    pub instrument: Instrument,
    /// The provision.
    pub article: String,
    /// What kind.
    pub kind: Finding,
    /// The questions that it responds to.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub questions: BTreeSet<String>,
    /// The kind of assistance, of a need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assistance: Option<String>,
    /// How urgent, of a need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
}

code! {
    /// Whether a State agrees to an observation.
    Assent {
        /// Yes.
        Yes = "yes",
        /// Partly.
        Partly = "partly",
        /// No.
        No = "no",
    }
}

code! {
    /// What became of an observation.
    Progress {
        /// Promised.
        Planned = "planned",
        /// Begun.
        Underway = "underway",
        /// Done.
        Done = "done",
        /// Will not be done.
        NotPlanned = "not_planned",
    }
}

/// An offer of technical assistance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Who offers.
    pub provider: String,
    /// The kinds of assistance.
    pub kinds: BTreeSet<String>,
    /// For which treaties; empty for all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub instruments: BTreeSet<Instrument>,
    /// In which languages; empty for any.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub languages: BTreeSet<String>,
    /// Until when it stands.
    #[serde(default, with = "text_or_none", skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A consultation: who was invited, who came, what they said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consultation {
    /// What it was.
    pub title: String,
    /// When.
    #[serde(with = "text")]
    pub date: Date,
    /// Who was invited.
    pub invited: BTreeSet<String>,
    /// Who came.
    pub came: BTreeSet<String>,
    /// What was said, by whom.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub said: BTreeMap<String, String>,
}
