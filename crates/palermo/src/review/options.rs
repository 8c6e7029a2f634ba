//! What can be asked of `palermo review`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use review::mechanism::{Class, Cluster, Instrument, Role, Step};
use review::questionnaire::Kind;
use review::statement::{Assent, Finding, Output, Priority, Progress};

use crate::cli::Lang;

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
    Undo(One),
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

/// The person at work, and the language.
#[derive(Debug, Args)]
pub(crate) struct Hand {
    /// Who does this, by the name in the review.
    #[arg(long, value_name = "NAME", env = "PALERMO_BY")]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) tongue: Tongue,
}

/// The language, and the hour.
#[derive(Debug, Args)]
pub(crate) struct Tongue {
    /// Language of what is printed and written.
    #[arg(long, value_enum, default_value_t = Lang::En, env = "PALERMO_LANG")]
    pub(crate) lang: Lang,
    /// A questionnaire of another version: a folder of its files, named as the version.
    #[arg(long, value_name = "DIR")]
    pub(crate) questionnaires: Option<PathBuf>,
    /// The time to work at, for tests.
    #[arg(long, value_name = "TIME", hide = true, env = "PALERMO_AT")]
    pub(crate) at: Option<Timestamp>,
}

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
    #[command(flatten)]
    pub(crate) hand: Hand,
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
    /// Language of what is printed.
    #[arg(long, value_enum, default_value_t = Lang::En, env = "PALERMO_LANG")]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct Person {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
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
    #[command(flatten)]
    pub(crate) hand: Hand,
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
    pub(crate) tongue: Tongue,
}

#[derive(Debug, Args)]
pub(crate) struct Questions {
    /// The question.
    #[arg(value_name = "QUESTION")]
    pub(crate) question: Option<String>,
    /// Show what this review answers.
    #[arg(long, value_name = "FILE", requires = "question")]
    pub(crate) file: Option<PathBuf>,
    /// One cluster only.
    #[arg(long, value_name = "CLUSTER", value_parser = cluster)]
    pub(crate) cluster: Option<Cluster>,
    /// One instrument only.
    #[arg(long, value_name = "INSTRUMENT", value_parser = instrument)]
    pub(crate) instrument: Option<Instrument>,
    /// One kind only: yes_no, choice, text, number, designation, references.
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(crate) kind: Option<Kind>,
    /// Print JSON for programs.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) tongue: Tongue,
}

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
    /// A figure from a table of requests: M2, M4, M5, M6, M9, M10, M15 or M16 of GROUP and in or out, such as M2:mla:in.
    #[arg(long, value_name = "MEASURE", requires = "table")]
    pub(crate) statistic: Vec<String>,
    /// The table of requests (CSV, see docs/review.md).
    #[arg(long, value_name = "FILE")]
    pub(crate) table: Option<PathBuf>,
    /// The last day that the table covers.
    #[arg(long, value_name = "DATE", requires = "table")]
    pub(crate) cut_off: Option<String>,
    /// Where it is taken over from: "mechanism; date".
    #[arg(long, value_name = "TEXT")]
    pub(crate) reused: Option<String>,
    /// Take back this paragraph or reference.
    #[arg(long, value_name = "KEY")]
    pub(crate) withdraw: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Answer {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
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
    #[command(flatten)]
    pub(crate) hand: Hand,
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
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The place.
    #[arg(value_name = "PLACE")]
    pub(crate) place: String,
    #[command(flatten)]
    pub(crate) words: Words,
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What is taken in.
    #[arg(value_name = "OTHER")]
    pub(crate) other: PathBuf,
    /// The answers of the other file are earlier ones: "mechanism; date". They have to be confirmed.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reused: Option<String>,
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
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
    /// One cluster only.
    #[arg(long, value_name = "CLUSTER", value_parser = cluster)]
    pub(crate) cluster: Option<Cluster>,
    /// One instrument only.
    #[arg(long, value_name = "INSTRUMENT", value_parser = instrument)]
    pub(crate) instrument: Option<Instrument>,
    /// Mark what changed since the last clearing.
    #[arg(long)]
    pub(crate) changes: bool,
    /// A second column in this language.
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) beside: Option<String>,
    /// A table of requests, for the paper `effect`.
    #[arg(long, value_name = "FILE")]
    pub(crate) table: Option<PathBuf>,
    /// The last day that the table covers.
    #[arg(long, value_name = "DATE", requires = "table")]
    pub(crate) cut_off: Option<String>,
    #[command(flatten)]
    pub(crate) tongue: Tongue,
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
    pub(crate) tongue: Tongue,
}

#[derive(Debug, Args)]
pub(crate) struct Ask {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
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
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct Observe {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
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
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct Agree {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The observation.
    #[arg(value_name = "KEY")]
    pub(crate) key: String,
    /// yes, partly, no.
    #[arg(value_name = "ANSWER", value_parser = assent)]
    pub(crate) assent: Assent,
    /// Why not.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct FollowUp {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
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
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct Offer {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
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
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct Assist {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The observation that names the need.
    #[arg(value_name = "NEED")]
    pub(crate) need: String,
    /// The offer.
    #[arg(value_name = "OFFER")]
    pub(crate) offer: String,
    /// planned, underway, done, not-planned.
    #[arg(value_name = "PROGRESS", value_parser = progress)]
    pub(crate) progress: Progress,
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct Summary {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// One cluster only.
    #[arg(long, value_name = "CLUSTER", value_parser = cluster)]
    pub(crate) cluster: Option<Cluster>,
    /// One instrument only.
    #[arg(long, value_name = "INSTRUMENT", value_parser = instrument)]
    pub(crate) instrument: Option<Instrument>,
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
    pub(crate) tongue: Tongue,
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
    pub(crate) tongue: Tongue,
}

#[derive(Debug, Args)]
pub(crate) struct Clear {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// answers, observations, summary.
    #[arg(value_name = "OUTPUT", value_parser = output)]
    pub(crate) output: Output,
    /// Cluster.
    #[arg(long, value_name = "CLUSTER", value_parser = cluster)]
    pub(crate) cluster: Cluster,
    /// Instrument.
    #[arg(long, value_name = "INSTRUMENT", value_parser = instrument)]
    pub(crate) instrument: Instrument,
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct Publish {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Places (I.T.3, closing:I:tip, an observation, summary:I:tip, submission), or one paragraph of one (I.T.3/p1.2f3c).
    #[arg(required = true, value_name = "PLACE")]
    pub(crate) places: Vec<String>,
    /// To whom: restricted, parties or public.
    #[arg(long, value_name = "CLASS", value_parser = class, default_value = "public")]
    pub(crate) class: Class,
    /// Yes: what is public cannot be taken back.
    #[arg(long)]
    pub(crate) for_ever: bool,
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct One {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct History {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// One place only, such as I.T.3.
    #[arg(value_name = "PLACE")]
    pub(crate) place: Option<String>,
    #[command(flatten)]
    pub(crate) tongue: Tongue,
}

#[derive(Debug, Args)]
pub(crate) struct Consult {
    /// The review, or the organisation's own file.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What it was.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: String,
    /// When.
    #[arg(long, value_name = "DATE")]
    pub(crate) on: String,
    /// Who was invited; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) invited: Vec<String>,
    /// Who came; may be given several times.
    #[arg(long, value_name = "NAME")]
    pub(crate) came: Vec<String>,
    /// What was said: "who: what"; may be given several times.
    #[arg(long, value_name = "TEXT")]
    pub(crate) said: Vec<String>,
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct Coalition {
    /// The organisation's own file.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The coalition.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// A member; may be given several times.
    #[arg(long, value_name = "NAME", required = true)]
    pub(crate) member: Vec<String>,
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct Paper {
    /// The organisation's own file.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The title.
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: String,
    /// The dialogue it is for.
    #[arg(long, value_name = "TEXT")]
    pub(crate) dialogue: String,
    #[command(flatten)]
    pub(crate) hand: Hand,
}

#[derive(Debug, Args)]
pub(crate) struct Submit {
    /// The organisation's own file.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Where to: a file that the focal point takes in with `palermo review import`.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) tongue: Tongue,
}

#[derive(Debug, Args)]
pub(crate) struct Effect {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// A table of requests (CSV, see docs/review.md).
    #[arg(long, value_name = "FILE")]
    pub(crate) table: Option<PathBuf>,
    /// The last day that the table covers.
    #[arg(long, value_name = "DATE", requires = "table")]
    pub(crate) cut_off: Option<String>,
    #[command(flatten)]
    pub(crate) tongue: Tongue,
}

#[derive(Debug, Args)]
pub(crate) struct Adopt {
    /// The review.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The version.
    #[arg(value_name = "VERSION")]
    pub(crate) version: String,
    #[command(flatten)]
    pub(crate) hand: Hand,
}

/// A step, or the first day of a phase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StepName(pub(crate) Option<Step>);

macro_rules! parser {
    ($name:ident, $kind:ty) => {
        fn $name(text: &str) -> Result<$kind, String> {
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
parser!(step_of_review, Step);

fn step(text: &str) -> Result<StepName, String> {
    if text == "start" { Ok(StepName(None)) } else { step_of_review(text).map(|step| StepName(Some(step))) }
}
