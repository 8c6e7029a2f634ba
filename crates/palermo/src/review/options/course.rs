//! The course of a review: opened, its people and parties, its questions and dates.

use std::path::PathBuf;

use clap::Args;
use review::mechanism::{Cluster, Instrument, Role, Step};
use review::questionnaire::Kind;

use super::{Part, Setting, Work, cluster, instrument, kind, role};

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The file to write; it must not be there yet.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The State under review, by code or name.
    #[arg(long, value_name = "STATE")]
    pub(crate) state: String,
    /// An instrument: untoc, tip, som, firearms; may be given several times. All four without it.
    #[arg(long, value_name = "INSTRUMENT", value_parser = instrument)]
    pub(crate) instrument: Vec<Instrument>,
    /// A cluster, I to IV; may be given several times. All four without it.
    #[arg(long, value_name = "CLUSTER", value_parser = cluster)]
    pub(crate) cluster: Vec<Cluster>,
    /// The group in which the State is reviewed.
    #[arg(long, value_name = "GROUP")]
    pub(crate) group: Option<String>,
    /// A reviewing State; may be given several times.
    #[arg(long, value_name = "STATE", conflicts_with = "pool")]
    pub(crate) reviewer: Vec<String>,
    /// Where the reviewing States were published.
    #[arg(long, value_name = "TEXT", default_value = "given", requires = "reviewer")]
    pub(crate) basis: String,
    /// Draw the reviewing States from this table (CSV: state, region, instruments).
    #[arg(long, value_name = "FILE", requires = "seed")]
    pub(crate) pool: Option<PathBuf>,
    /// The published seed of the draw.
    #[arg(long, value_name = "TEXT")]
    pub(crate) seed: Option<String>,
    /// The first day of a phase, such as I=2026-01-05; may be given several times.
    #[arg(long, value_name = "CLUSTER=DATE")]
    pub(crate) start: Vec<String>,
    /// When the State became a party, such as untoc=2003-09-29; may be given several times.
    #[arg(long, value_name = "INSTRUMENT=DATE")]
    pub(crate) party: Vec<String>,
    /// Languages of the answers, the original first.
    #[arg(long, value_name = "LANGUAGES", default_value = "en", value_delimiter = ',')]
    pub(crate) languages: Vec<String>,
    /// This is the own file of an organisation of civil society.
    #[arg(long, value_name = "NAME")]
    pub(crate) civil_society: Option<String>,
    /// Who opens it, by name.
    #[arg(long, value_name = "NAME", env = "PALERMO_BY")]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) setting: Setting,
}

#[derive(Debug, Args)]
pub(crate) struct Lots {
    /// States that take part (CSV: state, region, instruments).
    #[arg(long, value_name = "FILE")]
    pub(crate) pool: PathBuf,
    /// The published seed.
    #[arg(long, value_name = "TEXT")]
    pub(crate) seed: String,
    /// The phase drawn for.
    #[arg(long, value_name = "TEXT", default_value = "I")]
    pub(crate) phase: String,
    /// One State only.
    #[arg(long, value_name = "STATE")]
    pub(crate) state: Option<String>,
    /// Print JSON for programs.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Person {
    #[command(flatten)]
    pub(crate) work: Work,
    /// The person.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// What the person is in this review.
    #[arg(long, value_name = "ROLE", value_parser = role, required_unless_present = "leave")]
    pub(crate) role: Option<Role>,
    /// The State for which the person acts.
    #[arg(long, value_name = "STATE")]
    pub(crate) state: Option<String>,
    /// The person has left.
    #[arg(long)]
    pub(crate) leave: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Adopt {
    #[command(flatten)]
    pub(crate) work: Work,
    /// The version.
    #[arg(value_name = "VERSION")]
    pub(crate) version: String,
}

#[derive(Debug, Args)]
pub(crate) struct Status {
    /// Reviews.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print JSON for programs.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) setting: Setting,
}

#[derive(Debug, Args)]
pub(crate) struct Questions {
    /// The question.
    #[arg(value_name = "QUESTION")]
    pub(crate) question: Option<String>,
    /// Show what this review answers.
    #[arg(long, value_name = "FILE", requires = "question")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) part: Part,
    /// One kind only: yes_no, choice, text, number, designation, references.
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(crate) kind: Option<Kind>,
    /// Print JSON for programs.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) setting: Setting,
}

#[derive(Debug, Args)]
pub(crate) struct Calendar {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// A cluster.
    #[arg(long, value_name = "CLUSTER", value_parser = cluster)]
    pub(crate) cluster: Option<Cluster>,
    /// An instrument, for a step with a date of its own.
    #[arg(long, value_name = "INSTRUMENT", value_parser = instrument)]
    pub(crate) instrument: Option<Instrument>,
    /// The step whose date is recorded; `start` for the first day of the phase.
    #[arg(long, value_name = "STEP", value_parser = step, requires_all = ["cluster", "by"])]
    pub(crate) step: Option<StepName>,
    /// The day on which it took place.
    #[arg(long, value_name = "DATE", requires = "step", conflicts_with = "due")]
    pub(crate) on: Option<String>,
    /// The day by which it should.
    #[arg(long, value_name = "DATE", requires = "step")]
    pub(crate) due: Option<String>,
    /// Who records it.
    #[arg(long, value_name = "NAME", env = "PALERMO_BY")]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) setting: Setting,
}

/// A step, or the first day of a phase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StepName(pub(crate) Option<Step>);

fn step(text: &str) -> Result<StepName, String> {
    if text == "start" { Ok(StepName(None)) } else { super::step(text).map(|step| StepName(Some(step))) }
}
