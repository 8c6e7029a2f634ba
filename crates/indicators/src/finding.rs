//! What the engine finds.

use evidence::{EntityIx, EventIx, RecordIx};
use resolve::ClusterIx;
use serde::{Deserialize, Serialize};

/// A rule that fired on a subject, with what made it fire.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The rule.
    pub rule: String,
    /// The indicators (published red flags) it executes.
    pub indicators: Vec<String>,
    /// Its evidence family.
    pub family: String,
    /// The role it suggests for its subject, where it suggests one.
    pub role_hint: Option<String>,
    /// Whom or what it is about: a resolved account, person, identifier holder.
    pub subject: ClusterIx,
    /// Local start of the first and of the last event of the episode, ISO 8601.
    pub from: String,
    /// See `from`.
    pub to: String,
    /// The values compared, by name, as they are shown.
    pub values: Vec<(String, String)>,
    /// The events that made it fire, in order.
    pub events: Vec<EventIx>,
    /// The records that made it fire, in order: those of the events, and others (identifiers).
    pub records: Vec<RecordIx>,
    /// Other entities it involves (counterparties, sharers of an identifier).
    pub others: Vec<EntityIx>,
    /// A plain sentence in English.
    pub sentence_en: String,
    /// The same in French.
    pub sentence_fr: String,
}

/// Hits of several independent families on one subject: worth a person's look, never a verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// Whom or what it is about.
    pub subject: ClusterIx,
    /// Numbers of the hits in [`Findings::hits`].
    pub hits: Vec<usize>,
    /// The different families, sorted.
    pub families: Vec<String>,
    /// What the subject may be (`collector`, `controller`, `nominee`, `possible-victim`, `payer-under-duress`), with
    /// why: hypotheses.
    pub roles: Vec<RoleHint>,
    /// Whom a report may name.
    pub named: Named,
}

/// Whom a report about an alert may name as its subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Named {
    /// The subject of the alert.
    Subject,
    /// Whoever is behind the subject's account, known or not. The subject may be a victim or pay under duress; what is
    /// known of them goes into the narrative, to protect them.
    Behind,
    /// Nobody: all there is speaks of someone to protect.
    #[default]
    Nobody,
}

impl Named {
    /// Whether it is the subject itself.
    pub fn is_subject(self) -> bool {
        self == Self::Subject
    }

    /// Its name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Behind => "behind",
            Self::Nobody => "nobody",
        }
    }
}

/// A hypothesis about the role of a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleHint {
    /// The role.
    pub role: String,
    /// The rules that suggest it.
    pub rules: Vec<String>,
}

/// A rule that could not be decided for want of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The rule.
    pub rule: String,
    /// What is missing, in English.
    pub missing_en: String,
    /// The same in French.
    pub missing_fr: String,
    /// How many subjects it could not be decided for.
    pub subjects: usize,
}

/// All findings of a run of the packs, in a fixed order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Hits, by subject, rule and time.
    pub hits: Vec<Hit>,
    /// Alerts, by subject.
    pub alerts: Vec<Alert>,
    /// What could not be decided.
    pub unknown: Vec<Unknown>,
}
