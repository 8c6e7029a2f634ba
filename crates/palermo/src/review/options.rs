//! What can be asked of `palermo review`; what many of its commands take stands here once.

mod contents;
mod copies;
mod course;
mod society;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use review::mechanism::{Class, Cluster, Instrument, Role, Step};
use review::questionnaire::Kind;
use review::statement::{Assent, Finding, Output, Priority, Progress};

pub(crate) use contents::*;
pub(crate) use copies::*;
pub(crate) use course::*;
pub(crate) use society::*;

const EXIT_CODES: &str = "Exit codes:\n  \
    0  done\n  \
    1  done, but something in the files could not be read, and was kept as it is\n  \
    2  the command could not be carried out as given; nothing was changed";

/// What can be done with country reviews.
#[derive(Debug, Subcommand)]
pub(crate) enum Review {
    /// Begin a review, or an organisation's own file: palermo review new canada.review --state CA --by "A. Tremblay"
    #[command(after_help = EXIT_CODES)]
    New(New),
    /// Draw the reviewing States of all States of a table by lot; anyone can repeat it with the seed.
    #[command(after_help = EXIT_CODES)]
    Lots(Lots),
    /// Name a person, or say that one has left: palermo review person canada.review --name "M. Hassan" --role reviewer --state DJ
    #[command(after_help = EXIT_CODES)]
    Person(Person),
    /// Say how far reviews are: one in detail, or many at a glance.
    #[command(after_help = EXIT_CODES)]
    Status(Status),
    /// List questions, or show one with its answer: palermo review questions I.T.3 --file canada.review
    #[command(after_help = EXIT_CODES)]
    Questions(Questions),
    /// Answer a question: palermo review answer canada.review I.T.1 --value yes --law "Criminal Code; s. 279.01"
    #[command(after_help = EXIT_CODES)]
    Answer(Answer),
    /// Write in another place: closing:I:tip, feedback:I:tip, summary:I:tip, submission, paper:KEY, or an observation.
    #[command(after_help = EXIT_CODES)]
    Write(Write),
    /// Take in a filled questionnaire (.docx), another copy, a submission, or earlier answers (.review, .json).
    #[command(after_help = EXIT_CODES)]
    Import(Import),
    /// Write a paper for some readers: palermo review export canada.review answers --for public --out answers.docx
    #[command(after_help = EXIT_CODES)]
    Export(Export),
    /// Put two copies of one review together; nothing is lost, contradictions stay visible.
    #[command(after_help = EXIT_CODES)]
    Merge(Merge),
    /// Ask or answer in the dialogue between the parties.
    #[command(after_help = EXIT_CODES)]
    Ask(Ask),
    /// Write an observation: palermo review observe FILE --cluster I --instrument tip --article "3(a)" --kind gap --text "…"
    #[command(after_help = EXIT_CODES)]
    Observe(Observe),
    /// Say for a State whether it agrees to an observation.
    #[command(after_help = EXIT_CODES)]
    Agree(Agree),
    /// Say what became of an observation.
    #[command(after_help = EXIT_CODES)]
    FollowUp(FollowUp),
    /// Offer technical assistance.
    #[command(after_help = EXIT_CODES)]
    Offer(Offer),
    /// Say that an offer meets a need.
    #[command(after_help = EXIT_CODES)]
    Assist(Assist),
    /// Show the summary of the list of observations, or write a paragraph of it.
    #[command(after_help = EXIT_CODES)]
    Summary(Summary),
    /// Show targets and events, or record one: palermo review calendar FILE --cluster I --step self_assessment --on 2026-07-01
    #[command(after_help = EXIT_CODES)]
    Calendar(Calendar),
    /// Certify, as focal point, an output as it is now.
    #[command(after_help = EXIT_CODES)]
    Clear(Clear),
    /// Open paragraphs to the States parties or to everybody. What is public stays public.
    #[command(after_help = EXIT_CODES)]
    Publish(Publish),
    /// Take back the last thing that one did.
    #[command(after_help = EXIT_CODES)]
    Undo(Work),
    /// Show every version of everything, or of one place.
    #[command(after_help = EXIT_CODES)]
    History(History),
    /// Hold a consultation on record: who was invited, who came, what they said.
    #[command(after_help = EXIT_CODES)]
    Consult(Consult),
    /// Name the members of a coalition.
    #[command(after_help = EXIT_CODES)]
    Coalition(Coalition),
    /// Begin a background paper for a constructive dialogue; its text is written with `write FILE paper:KEY`.
    #[command(after_help = EXIT_CODES)]
    Paper(Paper),
    /// Hand over what an organisation has released of its own file.
    #[command(after_help = EXIT_CODES)]
    Submit(Submit),
    /// Answer the three questions of civil society as far as a table of requests goes.
    #[command(after_help = EXIT_CODES)]
    Effect(Effect),
    /// Change to another version of the questionnaire; no answer is lost.
    #[command(after_help = EXIT_CODES)]
    Adopt(Adopt),
}

/// A review, and who works on it.
#[derive(Debug, Args)]
pub(crate) struct Work {
    /// The review, or the own file of an organisation.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Who does this, by the name in the review.
    #[arg(long, value_name = "NAME", env = "PALERMO_BY")]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) setting: Setting,
}

/// A review that is only read.
#[derive(Debug, Args)]
pub(crate) struct Look {
    /// The review, or the own file of an organisation.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) setting: Setting,
}

/// The questions, and the hour.
#[derive(Debug, Args)]
pub(crate) struct Setting {
    /// A questionnaire of another version: a folder of its files, named as the version.
    #[arg(long, value_name = "DIR")]
    pub(crate) questionnaires: Option<PathBuf>,
    /// The time to work at, for tests.
    #[arg(long, value_name = "TIME", hide = true, env = "PALERMO_AT")]
    pub(crate) at: Option<Timestamp>,
}

/// A part of a review, or all of it.
#[derive(Debug, Args)]
pub(crate) struct Part {
    /// One cluster only.
    #[arg(long, value_name = "CLUSTER", value_parser = cluster)]
    pub(crate) cluster: Option<Cluster>,
    /// One instrument only.
    #[arg(long, value_name = "INSTRUMENT", value_parser = instrument)]
    pub(crate) instrument: Option<Instrument>,
}

/// Requests between authorities.
#[derive(Debug, Args)]
pub(crate) struct Requests {
    /// A table of requests (CSV, see docs/review.md).
    #[arg(long, value_name = "FILE")]
    pub(crate) table: Option<PathBuf>,
    /// The last day that the table covers.
    #[arg(long, value_name = "DATE", requires = "table")]
    pub(crate) cut_off: Option<String>,
}

macro_rules! parser {
    ($name:ident, $kind:ty) => {
        pub(super) fn $name(text: &str) -> Result<$kind, String> {
            <$kind>::parse(text).ok_or_else(|| {
                let all: Vec<&str> = <$kind>::ALL.iter().map(|one| one.as_str()).collect();
                format!("expected one of {}", all.join(", "))
            })
        }
    };
}
parser!(cluster, Cluster);
parser!(instrument, Instrument);
parser!(role, Role);
parser!(class, Class);
parser!(kind, Kind);
parser!(finding, Finding);
parser!(priority, Priority);
parser!(assent, Assent);
parser!(progress, Progress);
parser!(output, Output);
parser!(step, Step);
