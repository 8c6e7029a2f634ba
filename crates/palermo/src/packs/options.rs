//! The options of `palermo packs`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::Delivery;

const EXIT_CODES: &str = "Exit codes:\n  \
    0  done\n  \
    1  done, and something is not as it should be (replay: more rejections than --max-rejected allows)\n  \
    2  the command could not be carried out as given\n  \
    3  nothing that was given could be read (replay)";

/// What can be done with packs.
#[derive(Debug, Subcommand)]
pub(crate) enum Packs {
    /// Check that packs are whole: citations, both languages, a reason for each number, examples.
    #[command(after_help = EXIT_CODES)]
    Lint(Lint),
    /// Run the examples of the rules.
    #[command(after_help = EXIT_CODES)]
    Test(Test),
    /// Say what a rule looks for, why, with which numbers, and whose red flag it is.
    #[command(after_help = EXIT_CODES)]
    Explain(Explain),
    /// List every red flag with its rules and questions, the data they need, and their examples.
    #[command(after_help = EXIT_CODES)]
    Coverage(Coverage),
    /// Write a commented pack to begin with.
    #[command(after_help = EXIT_CODES)]
    New(New),
    /// Run packs over past records and count what each rule finds, before a change goes live.
    #[command(after_help = EXIT_CODES)]
    Replay(Replay),
}

/// Packs beside the embedded ones.
#[derive(Debug, Args)]
pub(crate) struct Given {
    /// Files of packs or lists, in addition to the embedded ones. One of the same id replaces an embedded one.
    #[arg(value_name = "FILE", required_if_eq("only", "true"))]
    pub(crate) files: Vec<PathBuf>,
    /// Take the given files alone, without the embedded packs and lists.
    #[arg(long)]
    pub(crate) only: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Lint {
    #[command(flatten)]
    pub(crate) given: Given,
}

#[derive(Debug, Args)]
pub(crate) struct Test {
    #[command(flatten)]
    pub(crate) given: Given,
    /// Run the examples of this rule only.
    #[arg(long, value_name = "RULE")]
    pub(crate) rule: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The rule's id, such as night_cash.
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,
    /// A file of packs or lists in addition to the embedded ones; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) packs: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Coverage {
    #[command(flatten)]
    pub(crate) given: Given,
    /// Print JSON for programs instead of text for people.
    #[arg(long, conflicts_with = "markdown")]
    pub(crate) json: bool,
    /// Print Markdown, as in docs/coverage.md.
    #[arg(long)]
    pub(crate) markdown: bool,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The new pack's id: small letters, digits and hyphens. The file is named after it.
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Folder to write it to; an existing file is not overwritten.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(crate) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Replay {
    #[command(flatten)]
    pub(crate) delivery: Delivery,
    /// A file of packs or lists in addition to the embedded ones; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) packs: Vec<PathBuf>,
    /// The packs to compare with, in addition to the embedded ones; `embedded` compares with those alone.
    #[arg(long, value_name = "FILE")]
    pub(crate) against: Vec<PathBuf>,
    /// Take the files of --packs and of --against alone, without the embedded packs and lists.
    #[arg(long)]
    pub(crate) only: bool,
    /// What analysts made of earlier hits: CSV with the columns subject (an entity's id in the records, or an account
    /// number), rule and verdict (confirmed or dismissed).
    #[arg(long, value_name = "FILE")]
    pub(crate) verdicts: Option<PathBuf>,
}
