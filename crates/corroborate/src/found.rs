//! What was found: for each claim the records for it, against it, near it and missing, and whom to ask.

use std::collections::BTreeMap;

use evidence::{Locator, Moment, RecordIx, Truth};
use serde::{Serialize, Serializer};

use crate::party::Basis;
use crate::place::Claimed;
use crate::statement::{Amount, Tolerance, What};
use crate::traces::{Follows, Leaves};
use crate::when::Window;

/// A record, by where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Cited {
    /// Name of the source.
    pub source: String,
    /// Where in it.
    pub locator: Locator,
    /// The source's handling code, empty if none was given.
    pub handling: String,
    /// Its number in this run.
    #[serde(skip)]
    pub record: RecordIx,
}

/// An aspect of a claim that a record can speak to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// Who did it.
    Who,
    /// With, to or in whom or what.
    With,
    /// When.
    When,
    /// Where.
    Where,
    /// How much.
    Amount,
    /// What was said.
    Words,
}

/// In what way a record speaks for a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// It records the thing itself.
    Itself,
    /// It is one of several payments that together make the amount.
    Instalment,
    /// It records a thing of theirs (a card, a phone), or another who is claimed to have been there.
    Beside,
    /// Someone else writes of it.
    Mentioned,
    /// The speaker wrote of it then: the same word, told earlier.
    OwnWords,
}

/// How much the records can carry, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// In part, at second hand, by name only, or of a thing rather than the person.
    Weak,
    /// One source, in all that was said; or several in part.
    Moderate,
    /// Independent sources, at least one of them in all that was said, of someone identified by number.
    Strong,
}

/// A record that supports a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Support {
    /// The record.
    pub record: Cited,
    /// In what way.
    pub way: Way,
    /// What it agrees in.
    pub agrees: Vec<Aspect>,
    /// What was claimed and the record says nothing of.
    pub silent: Vec<Aspect>,
    /// By what it is taken to be about whom.
    pub basis: Option<Basis>,
    /// When, as the record says.
    #[serde(serialize_with = "written")]
    pub time: Option<Moment>,
    /// Place, as the record says or as it lies.
    pub place: Option<String>,
    /// Which of the claimed places.
    pub claimed_place: Option<usize>,
    /// How much.
    pub amount: Option<Amount>,
}

/// A record that contradicts a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Against {
    /// The records.
    pub records: Vec<Cited>,
    /// How far it carries.
    pub strength: Strength,
    /// In what.
    pub why: Why,
}

/// In what a record contradicts a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Why {
    /// It puts the same one elsewhere, too far to have been at the claimed place at any claimed time.
    Elsewhere {
        /// Whom or what: the key of the statement.
        party: String,
        /// Where.
        place: String,
        /// When.
        #[serde(serialize_with = "shown")]
        time: Moment,
        /// How far from the claimed place.
        km: f64,
        /// The claimed place.
        claimed: String,
        /// Whether only faster than on the road.
        only_by_air: bool,
        /// Whether it is a card, an account or another thing of theirs, which others may hold.
        is_thing: bool,
    },
    /// What was paid between the two at the time is another sum.
    OtherAmount {
        /// The sum recorded.
        amount: Amount,
    },
    /// The number is recorded as another's, and not as theirs.
    OthersNumber {
        /// Name of the other as recorded.
        holder: String,
    },
}

/// A record that fits in all but one thing: neither for nor against.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Near {
    /// The record.
    pub record: Cited,
    /// What it differs in, or does not say.
    pub differs: Aspect,
    /// When.
    #[serde(serialize_with = "written")]
    pub time: Option<Moment>,
    /// Where.
    pub place: Option<String>,
    /// How much.
    pub amount: Option<Amount>,
}

/// What the files say of a kind of record that the thing would have left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is there.
    Shown,
    /// A file would show it and does not.
    Missing,
    /// A file that covers a part of the time does not show it.
    MissingInPart,
    /// No file that was delivered would show it.
    Unknown,
}

/// A kind of record that the thing would have left.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Expected {
    /// Which: a row of the table of traces.
    pub trace: String,
    /// What a file must follow to show it.
    pub follows: Follows,
    /// How surely it is left.
    pub leaves: Leaves,
    /// Whether it is there.
    pub state: State,
    /// The files that decide it.
    pub sources: Vec<String>,
}

/// What to ask a partner for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ask {
    /// Which record.
    pub trace: String,
    /// Who has it.
    pub keeper: String,
    /// The usual way to it from abroad.
    pub through: String,
    /// Whether preserving it comes first.
    pub soon: bool,
    /// About whom, each with the numbers to ask by; those of whom no number is known are asked for by name.
    pub about: Vec<About>,
    /// Countries the places lie in.
    pub countries: Vec<String>,
    /// Places.
    pub places: Vec<String>,
    /// First and last time, tolerance included.
    #[serde(serialize_with = "span")]
    pub span: Option<(Moment, Moment)>,
}

/// Someone to be asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    /// What to call them.
    pub label: String,
    /// Numbers.
    pub numbers: Vec<String>,
}

/// What the records say of one claim: of their coverage, never of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Records show it.
    Supported,
    /// Records show a part of it, or speak of it at second hand.
    InPart,
    /// Records are for it and against it.
    Disputed,
    /// Records are against it, but only weakly: a thing of theirs elsewhere, a way too far for the road alone.
    Doubted,
    /// Records are against it.
    Contradicted,
    /// Files that would show it do not.
    Missing,
    /// No file that was delivered would show it.
    Unknown,
}

impl Outcome {
    /// All, in order.
    pub const ALL: [Self; 7] = [
        Self::Supported,
        Self::InPart,
        Self::Disputed,
        Self::Doubted,
        Self::Contradicted,
        Self::Missing,
        Self::Unknown,
    ];

    /// Its name in files and messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::InPart => "in-part",
            Self::Disputed => "disputed",
            Self::Doubted => "doubted",
            Self::Contradicted => "contradicted",
            Self::Missing => "missing",
            Self::Unknown => "unknown",
        }
    }

    /// Whether the thing is shown: silence is never "no".
    pub fn truth(self) -> Truth {
        match self {
            Self::Supported => Truth::True,
            Self::Contradicted => Truth::False,
            Self::InPart | Self::Disputed | Self::Doubted | Self::Missing | Self::Unknown => Truth::Unknown,
        }
    }
}

/// A claim with what the records say of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Judged {
    /// Its id.
    pub id: String,
    /// The words.
    pub said: String,
    /// What sort of thing.
    pub what: What,
    /// Who, by key.
    pub who: Vec<String>,
    /// With whom, by key.
    pub with: Vec<String>,
    /// When.
    pub when: Option<Window>,
    /// Where.
    pub places: Vec<Claimed>,
    /// How much.
    pub amount: Option<Amount>,
    /// The number claimed to be used.
    pub number: Option<String>,
    /// How far records were allowed to differ.
    pub tolerance: Tolerance,
    /// What the records say.
    pub outcome: Outcome,
    /// The same as a truth value.
    pub truth: Truth,
    /// How far the records on the stronger side carry; none where there are none.
    pub strength: Option<Strength>,
    /// What the records between the two come to, where they make up a sum or a part of it.
    pub sum: Option<Amount>,
    /// Keys of those whom no record that fits has.
    pub unseen: Vec<String>,
    /// For it.
    pub supports: Vec<Support>,
    /// Against it.
    pub against: Vec<Against>,
    /// Near it.
    pub near: Vec<Near>,
    /// What it would have left.
    pub expected: Vec<Expected>,
    /// Whom to ask.
    pub asks: Vec<Ask>,
}

/// A party, with what was found of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// What to call it.
    pub label: String,
    /// Whether it is the one who speaks.
    pub is_speaker: bool,
    /// Those of the records that may be it: the name there, and by what.
    pub may_be: Vec<(String, Basis)>,
}

/// What the records say of a whole statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Corroboration {
    /// The statement's reference.
    pub reference: String,
    /// Day it was taken.
    pub taken: String,
    /// Who took it.
    pub taken_by: String,
    /// Who is spoken of, by key.
    pub people: BTreeMap<String, Found>,
    /// Claims in the order told.
    pub claims: Vec<Judged>,
    /// How many claims have each outcome.
    pub counts: BTreeMap<Outcome, usize>,
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn written<S: Serializer>(time: &Option<Moment>, serializer: S) -> Result<S::Ok, S::Error> {
    time.map(|time| time.to_string()).serialize(serializer)
}

fn shown<S: Serializer>(time: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(time)
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn span<S: Serializer>(span: &Option<(Moment, Moment)>, serializer: S) -> Result<S::Ok, S::Error> {
    span.map(|(first, last)| [first.to_string(), last.to_string()]).serialize(serializer)
}
