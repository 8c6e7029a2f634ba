//! The options of `palermo law`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use crate::cli::share;

const EXIT_CODES: &str = "Exit codes:\n  \
    0  done\n  \
    1  done, and something is not as it should be (test: a scenario failed; lint: faults)\n  \
    2  the command could not be carried out as given\n\n\
    An indication from stated facts, not legal advice.";

/// What can be asked of the law.
#[derive(Debug, Subcommand)]
pub(crate) enum Law {
    /// List the rule sets.
    #[command(after_help = EXIT_CODES)]
    List(List),
    /// Print a rule set: its facts, conclusions and rules, with citation, dates and how each was verified.
    #[command(after_help = EXIT_CODES)]
    Show(Named),
    /// Answer a case from a file of facts: palermo law check stca facts.json
    #[command(after_help = EXIT_CODES)]
    Check(Check),
    /// Ask the questions that still matter, the cheapest first, then answer: palermo law ask stca
    #[command(after_help = EXIT_CODES)]
    Ask(Ask),
    /// Say why a ground, conclusion, rule or provision holds or not: palermo law why stca '101(1)(e)' --facts facts.json
    #[command(after_help = EXIT_CODES)]
    Why(Why),
    /// Compare the law of two days, or the answer to a case under each: palermo law diff 2025-06-02 2026-04-01 stca
    #[command(after_help = EXIT_CODES)]
    Diff(Diff),
    /// Run a change of law over many synthetic cases and count whose answer changes.
    #[command(after_help = EXIT_CODES)]
    Impact(Impact),
    /// Try the scenarios of a file and print how many passed and failed.
    #[command(after_help = EXIT_CODES)]
    Test(Test),
    /// Check that rule sets are whole, and go through all cases of each table for gaps and overlaps.
    #[command(after_help = EXIT_CODES)]
    Lint(Lint),
    /// Write a rule set as DMN decision tables (OMG DMN 1.3 XML with FEEL).
    #[command(after_help = EXIT_CODES)]
    Export(Export),
    /// Make a rule set of DMN decision tables; citations and the second language are then to be filled in.
    #[command(after_help = EXIT_CODES)]
    Import(Import),
}

/// Rule sets beside the embedded ones.
#[derive(Debug, Args)]
pub(crate) struct Given {
    /// A file of rules beside the embedded ones; one of the same id replaces it. May be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) law: Vec<PathBuf>,
}

/// One rule set.
#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The rule set, such as stca.
    #[arg(value_name = "RULESET")]
    pub(crate) rules: String,
    #[command(flatten)]
    pub(crate) given: Given,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) given: Given,
    /// Print JSON for programs instead of text for people.
    #[arg(long)]
    pub(crate) json: bool,
}

/// The facts of a case.
#[derive(Debug, Args)]
pub(crate) struct Case {
    /// A file of facts (JSON, see docs/law.md); `-` reads standard input.
    #[arg(long = "facts", value_name = "FILE")]
    pub(crate) facts: Option<PathBuf>,
    /// The day of the decision, unless the facts state it; today if neither does.
    #[arg(long, value_name = "DATE")]
    pub(crate) decided: Option<Date>,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) named: Named,
    /// A file of facts (JSON, see docs/law.md); `-` reads standard input.
    #[arg(value_name = "FACTS", conflicts_with = "facts", required_unless_present = "facts")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) case: Case,
    /// Print JSON for programs instead of text for people.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Ask {
    #[command(flatten)]
    pub(crate) named: Named,
    #[command(flatten)]
    pub(crate) case: Case,
    /// Print the next question as JSON and end, for a program that asks; with no question left, the answer.
    #[arg(long)]
    pub(crate) json: bool,
    /// Keep the facts as they are answered in this file, so that the interview can go on later.
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Why {
    #[command(flatten)]
    pub(crate) named: Named,
    /// A ground, conclusion, rule or provision, such as e, 159.5-a or 101(1)(e).
    #[arg(value_name = "WHAT")]
    pub(crate) what: String,
    #[command(flatten)]
    pub(crate) case: Case,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// One day (YYYY-MM-DD).
    #[arg(value_name = "DATE1")]
    pub(crate) one: Date,
    /// The other day.
    #[arg(value_name = "DATE2")]
    pub(crate) other: Date,
    /// The rule set; all if left out.
    #[arg(value_name = "RULESET")]
    pub(crate) rules: Option<String>,
    /// A case to answer under the law of each day.
    #[arg(long, value_name = "FILE", requires = "rules")]
    pub(crate) facts: Option<PathBuf>,
    /// Print JSON for programs instead of text for people.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) given: Given,
}

#[derive(Debug, Args)]
pub(crate) struct Impact {
    #[command(flatten)]
    pub(crate) named: Named,
    /// The law before: a day, or a file of rules.
    #[arg(long, value_name = "DATE|FILE")]
    pub(crate) before: String,
    /// The law after: a day, or a file of rules.
    #[arg(long, value_name = "DATE|FILE")]
    pub(crate) after: String,
    /// How many synthetic cases.
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000_000)]
    pub(crate) cases: u64,
    /// The cases lie in the year that ends on this day; the later of the two days if left out.
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<Date>,
    /// Real or prepared cases instead of synthetic ones: a file of facts a line (JSON lines).
    #[arg(long, value_name = "FILE", conflicts_with = "cases")]
    pub(crate) file: Option<PathBuf>,
    /// Facts that every synthetic case has (JSON, see docs/law.md).
    #[arg(long, value_name = "FILE")]
    pub(crate) facts: Option<PathBuf>,
    /// Share of facts left unknown, 0 to 1.
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    pub(crate) unknown: f64,
    /// The same seed gives the same cases.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Print JSON for programs instead of text for people.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Test {
    /// Files of scenarios (JSON, see docs/law.md).
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The rule set, if the files do not say it and their facts do not tell.
    #[arg(long, value_name = "RULESET")]
    pub(crate) rules: Option<String>,
    #[command(flatten)]
    pub(crate) given: Given,
}

#[derive(Debug, Args)]
pub(crate) struct Lint {
    /// Files of rules to check with the embedded ones; without any, the embedded ones are checked.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) named: Named,
    /// File to write; `-` is standard output.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// A DMN file.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// File to write the rule set to; `-` is standard output.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(crate) out: PathBuf,
}
