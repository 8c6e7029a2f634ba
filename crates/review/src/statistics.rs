//! What a table of requests between States shows: times, ends, grounds of refusal, each with what it was counted from.
//!
//! The form of the table is in `docs/review.md`; codes and texts are in `reviews/statistics.yaml`. Partners are counted and
//! never told apart. A count below the smallest cell is not shown, nor one from which it could be worked out.

mod measures;
pub mod survival;
mod table;

use serde::Deserialize;

pub use self::measures::{Measures, Part, Share, Yield, measures};
pub use self::table::{Refused, Request, Table, read};
use crate::error::Error;
use crate::mechanism::{Tag, Texts, code};

const EMBEDDED: &str = include_str!("../../../reviews/statistics.yaml");

/// A kind of request, in words.
#[derive(Clone, Debug, Deserialize)]
pub struct RequestKind {
    /// Its code.
    pub key: String,
    /// The group in which it is told.
    pub group: String,
    /// Its names.
    #[serde(flatten)]
    pub name: Texts,
}

/// A group of kinds, in words.
#[derive(Clone, Debug, Deserialize)]
pub struct Group {
    /// Its code.
    pub key: String,
    /// Its names.
    #[serde(flatten)]
    pub name: Texts,
}

/// A ground of refusal, in words.
#[derive(Clone, Debug, Deserialize)]
pub struct Ground {
    /// Its code.
    pub key: String,
    /// Where it stands.
    pub source: String,
    /// How sure it is.
    pub tag: Tag,
    /// Whether the Convention excludes it.
    #[serde(default)]
    pub impermissible: bool,
    /// Its names.
    #[serde(flatten)]
    pub name: Texts,
}

/// An answer that a table can contradict.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// The question.
    pub question: String,
    /// The answers that speak of practice.
    pub answers: Vec<String>,
    /// The ground that would not fit.
    pub ground: Option<String>,
    /// Or the obstacle that would not fit.
    pub measure: Option<Obstacle>,
    /// Among which requests.
    pub group: String,
}

/// What would help against an obstacle.
#[derive(Clone, Debug, Deserialize)]
pub struct Reform {
    /// The ground it is for.
    pub ground: Option<String>,
    /// Or the obstacle it is for.
    pub measure: Option<Obstacle>,
    /// The provisions behind it.
    pub provision: String,
    /// Its text.
    #[serde(flatten)]
    pub text: Texts,
}

code! {
    /// What can stand in the way, apart from grounds of refusal.
    Obstacle {
        /// Requests came back to be completed.
        Returned = "returned",
        /// Refused without consulting.
        NoConsultation = "no_consultation",
        /// Refused without reasons.
        NoReasons = "no_reasons",
        /// A national was neither extradited nor the case submitted.
        NotSubmitted = "not_submitted",
        /// No acknowledgement.
        Unacknowledged = "unacknowledged",
    }
}

code! {
    /// How a request ended.
    End {
        /// Executed or granted.
        Executed = "executed",
        /// In part.
        Partly = "partly",
        /// Refused.
        Refused = "refused",
        /// Withdrawn or lapsed.
        Withdrawn = "withdrawn",
    }
}

code! {
    /// How far assets came, each step past those before it.
    Asset {
        /// Found.
        Traced = "traced",
        /// Frozen or seized.
        Frozen = "frozen",
        /// Confiscated by a court.
        Confiscated = "confiscated",
        /// The confiscation was enforced.
        Enforced = "enforced",
        /// Returned or shared.
        Returned = "returned",
        /// Given to victims.
        Victims = "victims",
    }
}

code! {
    /// Which way a request went.
    Direction {
        /// Received.
        In = "in",
        /// Sent.
        Out = "out",
    }
}

/// Codes and texts of statistics.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// Version.
    pub version: String,
    /// The smallest count that is shown.
    pub smallest_cell: usize,
    /// Kinds of request.
    pub kinds: Vec<RequestKind>,
    /// Groups of kinds.
    pub groups: Vec<Group>,
    /// Grounds of refusal.
    pub grounds: Vec<Ground>,
    /// Answers that a table can contradict.
    pub contradictions: Vec<Contradiction>,
    /// What would help.
    pub reforms: Vec<Reform>,
}

impl Vocabulary {
    /// The one compiled in.
    pub fn embedded() -> Result<Self, Error> {
        let options = serde_saphyr::options! { with_snippet: false };
        serde_saphyr::from_str_with_options(EMBEDDED, options).map_err(|error| Error::Knowledge {
            file: "reviews/statistics.yaml".to_owned(),
            what: error.to_string(),
        })
    }
}
