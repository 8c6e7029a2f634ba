//! What goes in and out of a review, for whom, and in which version.

use std::path::PathBuf;

use clap::Args;
use review::mechanism::{Class, Cluster, Instrument};
use review::statement::Output;

use super::{Look, Part, Requests, Setting, Work, class, cluster, instrument, output};

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) work: Work,
    /// What is taken in.
    #[arg(value_name = "OTHER")]
    pub(crate) other: PathBuf,
    /// The answers of the other file are earlier ones: "mechanism; date". They have to be confirmed.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reused: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) look: Look,
    /// questionnaire, answers, dialogue, observations, summary, follow-up, effect, parallel, submission, calendar,
    /// paper:KEY, or `copy` for a copy of the review that holds only what the readers may see.
    #[arg(value_name = "PAPER")]
    pub(crate) paper: String,
    /// For whom: public, parties, or a person named in the review.
    #[arg(long = "for", value_name = "READERS", default_value = "public")]
    pub(crate) readers: String,
    /// Where to: .docx, .pdf, .html, .xlsx, .json, .ics, .review; the ending says the form. `.schema.json` writes the schema of .json.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) part: Part,
    /// Mark what changed since the last clearing.
    #[arg(long)]
    pub(crate) changes: bool,
    /// A second column in this language.
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) beside: Option<String>,
    #[command(flatten)]
    pub(crate) requests: Requests,
}

#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// The one copy.
    #[arg(value_name = "FILE")]
    pub(crate) left: PathBuf,
    /// The other.
    #[arg(value_name = "OTHER")]
    pub(crate) right: PathBuf,
    /// Where to; the first copy itself without it.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) setting: Setting,
}

#[derive(Debug, Args)]
pub(crate) struct Submit {
    #[command(flatten)]
    pub(crate) look: Look,
    /// Where to: a file that the focal point takes in with `palermo review import`.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Clear {
    #[command(flatten)]
    pub(crate) work: Work,
    /// answers, observations, summary.
    #[arg(value_name = "OUTPUT", value_parser = output)]
    pub(crate) output: Output,
    /// Cluster.
    #[arg(long, value_name = "CLUSTER", value_parser = cluster)]
    pub(crate) cluster: Cluster,
    /// Instrument.
    #[arg(long, value_name = "INSTRUMENT", value_parser = instrument)]
    pub(crate) instrument: Instrument,
}

#[derive(Debug, Args)]
pub(crate) struct Publish {
    #[command(flatten)]
    pub(crate) work: Work,
    /// Places (I.T.3, closing:I:tip, an observation, summary:I:tip, submission), or one paragraph of one (I.T.3/p1.2f3c).
    #[arg(required = true, value_name = "PLACE")]
    pub(crate) places: Vec<String>,
    /// To whom: restricted, parties or public.
    #[arg(long, value_name = "CLASS", value_parser = class, default_value = "public")]
    pub(crate) class: Class,
    /// Yes: what is public cannot be taken back.
    #[arg(long)]
    pub(crate) for_ever: bool,
}

#[derive(Debug, Args)]
pub(crate) struct History {
    #[command(flatten)]
    pub(crate) look: Look,
    /// One place only, such as I.T.3.
    #[arg(value_name = "PLACE")]
    pub(crate) place: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Effect {
    #[command(flatten)]
    pub(crate) look: Look,
    #[command(flatten)]
    pub(crate) requests: Requests,
}
