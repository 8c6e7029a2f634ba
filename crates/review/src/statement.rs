//! What people say in a review, one statement at a time. Nothing is ever overwritten: a statement may replace earlier
//! ones, which stay readable.
//!
//! A statement's id is the hash of its text, so that a copy of a review is a set, two copies merge as a union, and a line
//! changed after it was written no longer bears its id. Where two people replaced the same thing without knowing of each
//! other, both stand until someone replaces both.

mod content;
mod id;

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::content::*;
pub use self::id::Id;
use self::id::{text, text_or_none};
use crate::mechanism::{Class, Cluster, Instrument, Role, Step, code};

/// Who says something, as what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// Name.
    pub name: String,
    /// Role in this review.
    pub role: Role,
    /// The State, by its ISO 3166 code of two letters, for which the person acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The organisation of civil society.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
}

impl Author {
    /// For whom the person speaks.
    pub fn voice(&self) -> Voice {
        match (&self.role, &self.organisation) {
            (Role::CivilSociety, Some(organisation)) => Voice::Organisation(organisation.clone()),
            (Role::CivilSociety, None) => Voice::Organisation(self.name.clone()),
            _ => Voice::State,
        }
    }
}

/// Whose answer something is: that of the State under review, or a parallel one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The review itself.
    State,
    /// An organisation of civil society.
    Organisation(String),
}

/// What a file is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A country review.
    Review,
    /// The own file of an organisation of civil society.
    Parallel,
}

/// The opening of a file; its first statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// What the file is for.
    pub purpose: Purpose,
    /// The State under review.
    pub state: String,
    /// The instruments.
    pub instruments: BTreeSet<Instrument>,
    /// The clusters.
    pub clusters: BTreeSet<Cluster>,
    /// The group in which the State is reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Version of the questionnaire.
    pub questionnaire: String,
    /// The languages of the answers, the first one the original.
    pub languages: Vec<String>,
}

/// Where a paragraph stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// In an answer, by question.
    Answer(String),
    /// In the closing part on difficulties, assistance, practice.
    Closing(Cluster, Instrument),
    /// In a reviewing State's written feedback.
    Feedback(Cluster, Instrument, String),
    /// In an observation, by key.
    Observation(String),
    /// In the summary.
    Summary(Cluster, Instrument),
    /// In a submission of civil society.
    Submission,
    /// In a background paper, by key.
    Paper(String),
}

impl fmt::Display for Section {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(question) => write!(out, "{question}"),
            Self::Closing(cluster, instrument) => write!(out, "closing:{cluster}:{instrument}"),
            Self::Feedback(cluster, instrument, state) => {
                write!(out, "feedback:{cluster}:{instrument}:{state}")
            }
            Self::Observation(key) => write!(out, "{key}"),
            Self::Summary(cluster, instrument) => write!(out, "summary:{cluster}:{instrument}"),
            Self::Submission => write!(out, "submission"),
            Self::Paper(key) => write!(out, "paper:{key}"),
        }
    }
}

code! {
    /// An output that focal points clear.
    Output {
        /// The answers of a part of the questionnaire.
        Answers = "answers",
        /// The list of observations.
        Observations = "observations",
        /// The summary.
        Summary = "summary",
    }
}

code! {
    /// The two series of dates, never mixed.
    Series {
        /// When it should be.
        Target = "target",
        /// When it was.
        Actual = "actual",
    }
}

/// What is said. A variant that is a thing of its own in the review has a place ([`Says::slot`]); a later statement about
/// the same place replaces the earlier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Says {
    /// The file begins.
    Opened(Opening),
    /// The questionnaire is another one from now on.
    Questionnaire {
        /// Its version.
        version: String,
    },
    /// A person is named, replaced or leaves.
    Person {
        /// Who.
        who: Author,
        /// Whether the person takes part.
        is_active: bool,
    },
    /// A State reviews.
    Reviewer {
        /// Which.
        state: String,
        /// Whether it still does.
        is_active: bool,
        /// How it was found: the seed and pool of a draw, or a source.
        basis: String,
    },
    /// A date of a step.
    Dated {
        /// Which step, none for the first day of the phase.
        step: Option<Step>,
        /// In which cluster.
        cluster: Cluster,
        /// For which instrument, if not for all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instrument: Option<Instrument>,
        /// Target or actual.
        series: Series,
        /// The day, none to take it back.
        #[serde(with = "text_or_none")]
        date: Option<Date>,
    },
    /// When the State became a party.
    Party {
        /// To what.
        instrument: Instrument,
        /// When it entered into force for the State.
        #[serde(with = "text")]
        since: Date,
    },
    /// An answer proper.
    Value {
        /// To which question.
        question: String,
        /// The answer, none to take it back.
        value: Option<Value>,
        /// Where it was taken over from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reuse: Option<Reuse>,
    },
    /// A paragraph.
    Paragraph {
        /// Where.
        section: Section,
        /// Its name there.
        key: String,
        /// Language, by ISO 639 code.
        language: String,
        /// The text, none to take it back.
        text: Option<String>,
        /// The statement of which it is the translation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        translates: Option<Id>,
        /// Where it was taken over from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reuse: Option<Reuse>,
    },
    /// A reference.
    Cites {
        /// Where.
        section: Section,
        /// Its name there.
        key: String,
        /// The reference, none to take it back.
        reference: Option<Reference>,
    },
    /// A message between the parties.
    Message {
        /// What kind.
        kind: Mail,
        /// In which cluster.
        cluster: Cluster,
        /// On which instrument.
        instrument: Instrument,
        /// The round of the dialogue.
        round: u32,
        /// On which question.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        question: Option<String>,
        /// Which message it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<Id>,
        /// Language.
        language: String,
        /// The text.
        text: String,
    },
    /// An observation, apart from its paragraphs.
    Observed {
        /// Its name.
        key: String,
        /// What it is about, none to take it back.
        topic: Option<Topic>,
    },
    /// A State agrees to an observation, or not.
    Agreed {
        /// Which.
        observation: String,
        /// The State.
        state: String,
        /// Whether.
        assent: Assent,
        /// Why not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// What became of an observation.
    FollowedUp {
        /// Which.
        observation: String,
        /// What.
        progress: Progress,
        /// As of which day.
        #[serde(with = "text")]
        date: Date,
        /// What was done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Assistance is offered.
    Offered {
        /// Its name.
        key: String,
        /// The offer, none to take it back.
        offer: Option<Offer>,
    },
    /// A need is met by an offer.
    Assisted {
        /// The observation that names the need.
        need: String,
        /// The offer.
        offer: String,
        /// How far it is.
        progress: Progress,
    },
    /// A consultation was held.
    Consulted {
        /// Its name.
        key: String,
        /// What it was, none to take it back.
        consultation: Option<Consultation>,
    },
    /// Organisations act together.
    Coalition {
        /// Its name.
        name: String,
        /// Its members.
        members: BTreeSet<String>,
    },
    /// A background paper for a constructive dialogue; its text are paragraphs.
    Paper {
        /// Its name.
        key: String,
        /// Its title, none to take it back.
        title: Option<String>,
        /// The dialogue it is for.
        dialogue: String,
    },
    /// A focal point certifies an output as it is.
    Cleared {
        /// Which output.
        output: Output,
        /// In which cluster.
        cluster: Cluster,
        /// On which instrument.
        instrument: Instrument,
        /// The statements that it consists of: this version of it.
        covers: BTreeSet<Id>,
    },
    /// A statement may be seen by more people.
    Released {
        /// Which.
        what: Id,
        /// By whom.
        class: Class,
    },
    /// A statement is taken back.
    Undone {
        /// Which.
        what: Id,
    },
}

impl Says {
    /// The place that this is about, if a later statement can replace it.
    pub fn slot(&self) -> Option<String> {
        Some(match self {
            Self::Opened(_)
            | Self::Message { .. }
            | Self::Cleared { .. }
            | Self::Released { .. }
            | Self::Undone { .. } => return None,
            Self::Questionnaire { .. } => "questionnaire".to_owned(),
            Self::Person { who, .. } => format!("person/{}", who.name),
            Self::Reviewer { state, .. } => format!("reviewer/{state}"),
            Self::Dated { step, cluster, instrument, series, .. } => {
                let (step, instrument) =
                    (step.map_or("start", Step::as_str), instrument.map_or("", Instrument::as_str));
                format!("date/{series}/{cluster}/{step}/{instrument}")
            }
            Self::Party { instrument, .. } => format!("party/{instrument}"),
            Self::Value { question, .. } => format!("value/{question}"),
            Self::Paragraph { section, key, language, .. } => format!("text/{section}/{key}/{language}"),
            Self::Cites { section, key, .. } => format!("cites/{section}/{key}"),
            Self::Observed { key, .. } => format!("observed/{key}"),
            Self::Agreed { observation, state, .. } => format!("agreed/{observation}/{state}"),
            Self::FollowedUp { observation, .. } => format!("followed/{observation}"),
            Self::Offered { key, .. } => format!("offered/{key}"),
            Self::Assisted { need, offer, .. } => format!("assisted/{need}/{offer}"),
            Self::Consulted { key, .. } => format!("consulted/{key}"),
            Self::Coalition { name, .. } => format!("coalition/{name}"),
            Self::Paper { key, .. } => format!("paper/{key}"),
        })
    }

    /// Who may see it before anyone releases it.
    pub fn class(&self) -> Class {
        match self {
            // That a review is held, and by whom, is published by the Conference.
            Self::Opened(_) | Self::Reviewer { .. } => Class::Public,
            Self::Value { .. }
            | Self::Cites { .. }
            | Self::Consulted { .. }
            | Self::Coalition { .. }
            | Self::Paper { .. } => Class::Draft,
            Self::Paragraph { section, .. } => match section {
                Section::Feedback(..) | Section::Observation(_) | Section::Summary(..) => Class::Restricted,
                Section::Answer(_) | Section::Closing(..) | Section::Submission | Section::Paper(_) => {
                    Class::Draft
                }
            },
            _ => Class::Restricted,
        }
    }
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// When it was made.
    #[serde(with = "text")]
    pub at: Timestamp,
    /// By whom.
    pub by: Author,
    /// The statements that it replaces: those about the same place that its author saw.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub replaces: BTreeSet<Id>,
    /// What it says.
    pub says: Says,
}
