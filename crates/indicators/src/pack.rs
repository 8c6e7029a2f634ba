//! Packs: published red flags and the rules that execute them, as data.
//!
//! An indicator is what a source published, in our own words, with its citation and how far it was verified. A rule is
//! executable; indicators and rules are many-to-many, so that one behaviour quoted by three agencies counts once.

mod builder;
mod set;
mod written;

use serde::Deserialize;

use crate::bunching::BunchingRule;
use crate::example::RawExamples;
use crate::motif::MotifRule;
use crate::profile::ProfileRule;
use crate::quantity::{Quantity, Unit};
use crate::questionnaire::QuestionnaireRule;
use crate::sequence::SequenceRule;
use crate::shared::SharedRule;
use crate::window::WindowRule;

pub(crate) use builder::Builder;
pub(crate) use set::EMBEDDED;
pub use set::Packs;
pub(crate) use written::RawParameter;

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

/// How far a rule protects whom it speaks of as a possible victim or as paying under duress.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Protects {
    /// Whatever else is seen, no report names them.
    #[default]
    Always,
    /// What it sees is as true of those who gather or control: an address, a telephone or a way of living. Enough rules
    /// that see the subject gather or control outweigh it.
    UnlessOutweighed,
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

impl Kind {
    /// Its name in a pack.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Sequence => "sequence",
            Self::Bunching => "bunching",
            Self::Shared => "shared",
            Self::Motif => "motif",
            Self::Profile => "profile",
            Self::Questionnaire => "questionnaire",
        }
    }

    /// The parts that rules of this kind may have, besides `parameters`, `define` and `fire`.
    pub(crate) fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Window => &["select", "by", "within", "measure", "show"],
            Self::Sequence => {
                &["first", "then", "also", "absent", "within", "period", "pair", "balance", "by"]
            }
            Self::Bunching => &["select", "by", "within", "limits"],
            Self::Shared => &["identifiers", "except", "opened_within"],
            Self::Motif => &["shape", "select", "within"],
            Self::Profile => &["select", "measure", "peers", "show"],
            Self::Questionnaire => &["items", "elements"],
        }
    }
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
    /// How far that protects the subject, where the role is of someone to protect.
    pub protects: Protects,
    /// What its hits count for in an alert.
    pub counts: Counts,
    /// The phase it speaks of (`recruit`, `transport`, `exploit`, `launder`), where it speaks of one.
    pub phase: Option<String>,
    /// The feeds it needs, in words.
    pub needs: Vec<Words>,
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
