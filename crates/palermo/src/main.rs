//! The command line: parsing, wiring, printing; nothing else.

/// Prints a line. A reader that has gone (`palermo show … | head`) ends the program, quietly.
macro_rules! say {
    () => { $crate::print_line(format_args!("")) };
    ($($line:tt)+) => { $crate::print_line(format_args!($($line)+)) };
}

/// Prints a line beside the output. That nobody reads it any more changes nothing.
macro_rules! warn {
    ($($line:tt)+) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($line)+);
    }};
}

mod analyze;
mod cli;
mod corroborate;
mod decisions;
mod delivery;
mod flows;
mod folder;
mod headers;
mod law;
mod network;
mod packs;
mod part;
mod plan;
mod progress;
mod read;
mod resolve;
mod review;
mod screen;
mod sheet;
mod show;
mod sources;
mod spill;
mod table;
mod watch;
mod whole;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use cli::{Cli, Command};
use report::{Value, Words};

/// How a run ends. The numbers are documented in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything was done.
    Done,
    /// Done, but more was rejected than the share allowed.
    TooManyRejections,
    /// Done, and what was checked has faults.
    Faults,
    /// Nothing that was given could be read.
    NothingReadable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::TooManyRejections | Outcome::Faults => 1,
            Outcome::NothingReadable => 3,
        })
    }
}

/// What a person or program asked for that cannot be done as asked (exit code 2).
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("{what}")]
struct Usage {
    what: String,
    #[help]
    help: Option<String>,
}

impl Usage {
    fn report(what: impl Into<String>, help: impl Into<String>) -> miette::Report {
        Self { what: what.into(), help: Some(help.into()) }.into()
    }

    /// The same from the locales.
    fn said(words: &Words, what: &str, help: &str, values: &[(&str, Value<'_>)]) -> miette::Report {
        Self::report(words.get(what, values), words.get(help, values))
    }
}

#[expect(clippy::exit, reason = "nobody is left to tell")]
fn print_line(line: std::fmt::Arguments<'_>) {
    if writeln!(std::io::stdout(), "{line}").is_err() {
        std::process::exit(0);
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let words = Words::new(cli.lang.into());
    let done = match &cli.command {
        Command::Analyze(options) => analyze::run(options, &words),
        Command::Sources(options) => sources::run(options, &words),
        Command::Show(options) => show::run(options, &words),
        Command::Packs(command) => packs::run(command, &words),
        Command::Watch(options) => watch::run(options, &words),
        Command::Screen(options) => screen::run(options, &words),
        Command::Resolve(options) => resolve::run(options, &words),
        Command::Review(command) => review::run(command, words),
        Command::Network(options) => network::run(options, &words),
        Command::Corroborate(options) => corroborate::run(options, &words),
        Command::Plan(command) => plan::run(command, &words),
        Command::Flows(options) => flows::run(options, &words),
        Command::Law(command) => law::run(command, &words),
    };
    match done {
        Ok(outcome) => outcome.into(),
        Err(report) => {
            warn!("{report:?}");
            ExitCode::from(2)
        }
    }
}
