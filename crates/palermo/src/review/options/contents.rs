//! What is written in a review: answers, messages, observations and what follows them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use review::mechanism::{Cluster, Instrument};
use review::statement::{Assent, Finding, Priority, Progress};

use super::{Part, Requests, Setting, Work, assent, cluster, finding, instrument, priority, progress};

/// Words and what they rest on.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// A paragraph; may be given several times.
    #[arg(long, value_name = "TEXT")]
    pub(crate) text: Vec<String>,
    /// Write a new version of this paragraph instead of a new one.
    #[arg(long, value_name = "KEY", requires = "text")]
    pub(crate) paragraph: Option<String>,
    /// The language of the text; that of the review without it.
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,
    /// The text translates the paragraph's original.
    #[arg(long, requires = "paragraph")]
    pub(crate) translation: bool,
    /// Legislation: "title; provision; address"; may be given several times.
    #[arg(long, value_name = "REFERENCE")]
    pub(crate) law: Vec<String>,
    /// A case, in the same form.
    #[arg(long, value_name = "REFERENCE")]
    pub(crate) case: Vec<String>,
    /// Another source, in the same form.
    #[arg(long, value_name = "REFERENCE")]
    pub(crate) source: Vec<String>,
    /// A decision table of `palermo law`, by id.
    #[arg(long, value_name = "ID")]
    pub(crate) decision: Vec<String>,
    /// A figure from a table of requests: a measure (see docs/review.md) of GROUP and in or out, such as M2:mla:in.
    #[arg(long, value_name = "MEASURE", requires = "table")]
    pub(crate) statistic: Vec<String>,
    #[command(flatten)]
    pub(crate) requests: Requests,
    /// Where it is taken over from: "mechanism; date".
    #[arg(long, value_name = "TEXT")]
    pub(crate) reused: Option<String>,
    /// Take back this paragraph or reference.
    #[arg(long, value_name = "KEY")]
    pub(crate) withdraw: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Answer {
    #[command(flatten)]
    pub(crate) work: Work,
    /// The question, such as I.T.3.
    #[arg(value_name = "QUESTION")]
    pub(crate) question: String,
    /// yes, in-part or no.
    #[arg(long, value_enum, value_name = "VALUE")]
    pub(crate) value: Option<TriState>,
    /// A choice, by key; may be given several times.
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub(crate) choose: Vec<String>,
    /// A figure: "what; period; value; source"; may be given several times.
    #[arg(long, value_name = "FIGURE")]
    pub(crate) figure: Vec<String>,
    /// An authority with its contact, or what was notified.
    #[arg(long, value_name = "TEXT")]
    pub(crate) designated: Option<String>,
    /// When it was notified to the Secretary-General.
    #[arg(long, value_name = "DATE", requires = "designated")]
    pub(crate) notified: Option<String>,
    #[command(flatten)]
    pub(crate) words: Words,
}

/// The three values of most questions.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TriState {
    /// Yes.
    Yes,
    /// Yes, in part.
    InPart,
    /// No.
    No,
}

#[derive(Debug, Args)]
pub(crate) struct Write {
    #[command(flatten)]
    pub(crate) work: Work,
    /// The place.
    #[arg(value_name = "PLACE")]
    pub(crate) place: String,
    #[command(flatten)]
    pub(crate) words: Words,
}

#[derive(Debug, Args)]
pub(crate) struct Ask {
    #[command(flatten)]
    pub(crate) work: Work,
    /// The text.
    #[arg(long, value_name = "TEXT")]
    pub(crate) text: String,
    /// On this question.
    #[arg(long, value_name = "QUESTION", required_unless_present_any = ["reply_to", "cluster"])]
    pub(crate) question: Option<String>,
    /// In answer to this message, by the beginning of its id.
    #[arg(long, value_name = "ID")]
    pub(crate) reply_to: Option<String>,
    /// In this cluster, if on no question.
    #[arg(long, value_name = "CLUSTER", value_parser = cluster, requires = "instrument")]
    pub(crate) cluster: Option<Cluster>,
    /// On this instrument, if on no question.
    #[arg(long, value_name = "INSTRUMENT", value_parser = instrument)]
    pub(crate) instrument: Option<Instrument>,
    /// The round of the dialogue; the present one without it.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) round: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct Observe {
    #[command(flatten)]
    pub(crate) work: Work,
    /// The observation to change; a new one without it.
    #[arg(value_name = "KEY")]
    pub(crate) key: Option<String>,
    /// Cluster.
    #[arg(long, value_name = "CLUSTER", value_parser = cluster, required_unless_present = "key")]
    pub(crate) cluster: Option<Cluster>,
    /// Instrument.
    #[arg(long, value_name = "INSTRUMENT", value_parser = instrument, required_unless_present = "key")]
    pub(crate) instrument: Option<Instrument>,
    /// The provision, such as "6(3)(a)".
    #[arg(long, value_name = "ARTICLE", required_unless_present = "key")]
    pub(crate) article: Option<String>,
    /// gap, good-practice, suggestion, ta-need.
    #[arg(long, value_name = "KIND", value_parser = finding, required_unless_present = "key")]
    pub(crate) kind: Option<Finding>,
    /// A question that it responds to; may be given several times.
    #[arg(long, value_name = "QUESTION")]
    pub(crate) question: Vec<String>,
    /// The kind of assistance, of a need.
    #[arg(long, value_name = "KIND", required_if_eq("kind", "ta-need"))]
    pub(crate) assistance: Option<String>,
    /// high, medium, low.
    #[arg(long, value_name = "PRIORITY", value_parser = priority)]
    pub(crate) priority: Option<Priority>,
    /// Take it back.
    #[arg(long, requires = "key")]
    pub(crate) remove: bool,
    #[command(flatten)]
    pub(crate) words: Words,
}

#[derive(Debug, Args)]
pub(crate) struct Agree {
    #[command(flatten)]
    pub(crate) work: Work,
    /// The observation.
    #[arg(value_name = "KEY")]
    pub(crate) key: String,
    /// yes, partly, no.
    #[arg(value_name = "ANSWER", value_parser = assent)]
    pub(crate) assent: Assent,
    /// Why not.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct FollowUp {
    #[command(flatten)]
    pub(crate) work: Work,
    /// The observation.
    #[arg(value_name = "KEY")]
    pub(crate) key: String,
    /// planned, underway, done, not-planned.
    #[arg(value_name = "PROGRESS", value_parser = progress)]
    pub(crate) progress: Progress,
    /// As of which day.
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// What was done.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Offer {
    #[command(flatten)]
    pub(crate) work: Work,
    /// Who offers.
    #[arg(long, value_name = "NAME")]
    pub(crate) provider: String,
    /// A kind of assistance; may be given several times.
    #[arg(long, value_name = "KIND", required = true)]
    pub(crate) kind: Vec<String>,
    /// For this instrument only; may be given several times.
    #[arg(long, value_name = "INSTRUMENT", value_parser = instrument)]
    pub(crate) instrument: Vec<Instrument>,
    /// In this language only; may be given several times.
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Vec<String>,
    /// Until when it stands.
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Assist {
    #[command(flatten)]
    pub(crate) work: Work,
    /// The observation that names the need.
    #[arg(value_name = "NEED")]
    pub(crate) need: String,
    /// The offer.
    #[arg(value_name = "OFFER")]
    pub(crate) offer: String,
    /// planned, underway, done, not-planned.
    #[arg(value_name = "PROGRESS", value_parser = progress)]
    pub(crate) progress: Progress,
}

#[derive(Debug, Args)]
pub(crate) struct Summary {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) part: Part,
    /// A paragraph to write; needs --cluster and --instrument.
    #[arg(long, value_name = "TEXT", requires_all = ["cluster", "instrument", "by"])]
    pub(crate) text: Vec<String>,
    /// For whom it is shown: public, parties, or a person named in the review.
    #[arg(long = "for", value_name = "READERS")]
    pub(crate) readers: Option<String>,
    /// Who writes.
    #[arg(long, value_name = "NAME", env = "PALERMO_BY")]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) setting: Setting,
}
