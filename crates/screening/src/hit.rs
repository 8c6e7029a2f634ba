//! What was found, and why.

use names::Aligned;
use resolve::Kind;

use crate::born::Fit;

/// An entry of the list that may be whom was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The number of the entry.
    pub(crate) entry: u32,
    /// From 0 to 1. No probability.
    pub score: f32,
    /// Whether the score reaches the threshold.
    pub is_match: bool,
    /// What made the score: first what was found by, then what agrees or contradicts.
    pub features: Vec<Feature>,
}

/// One thing that was compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// What was compared.
    pub topic: Topic,
    /// Whether it speaks for or against.
    pub outcome: Outcome,
    /// The score it gives, for a name or identifier; else what it adds to the score, below 0 for what it takes away.
    pub effect: f32,
    /// What was asked for.
    pub asked: String,
    /// What the list says.
    pub listed: String,
    /// How the parts of names stand for each other.
    pub parts: Vec<Aligned>,
}

/// What was compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Names.
    Name,
    /// An identifier.
    Identifier(Kind),
    /// Birth dates, and how they fit.
    BirthDate(Fit),
    /// Countries.
    Country,
    /// What sort of thing it is.
    Schema,
}

impl Topic {
    /// Name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Identifier(kind) => kind.as_str(),
            Self::BirthDate(_) => "birthDate",
            Self::Country => "country",
            Self::Schema => "schema",
        }
    }
}

/// Whether something speaks for or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// For.
    Agrees,
    /// Neither.
    Neutral,
    /// Against.
    Contradicts,
}
