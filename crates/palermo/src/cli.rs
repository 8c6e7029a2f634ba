//! The one definition of commands and options; help, and later man page and completions, come from it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::Outcome;

/// One evidence-backed picture out of scattered records on migrant smuggling and trafficking in persons.
///
/// What it finds are hypotheses with the records behind them; people decide. A possible victim is never a suspect by
/// default.
#[derive(Debug, Parser)]
#[command(name = "palermo", version, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    /// Language of what is printed and written.
    #[arg(long, global = true, value_enum, default_value_t = Lang::En, env = "PALERMO_LANG")]
    pub(crate) lang: Lang,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes:\n  \
    0  done\n  \
    1  done, but a larger share of the records was rejected than --max-rejected allows\n  \
    2  the command could not be carried out as given\n  \
    3  nothing that was given could be read";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read files and folders of any known format and write the picture they make.
    Analyze(Analyze),
    /// Only recognise and count what is in files and folders.
    Sources(Sources),
    /// Print one finding with the original text of each record behind it.
    Show(Show),
    /// Check, explain, write and try out packs: the published red flags and the rules that execute them.
    #[command(subcommand)]
    Packs(crate::packs::Packs),
    /// Follow a feed of table rows and tell of hits as they arise, as JSON lines.
    Watch(Watch),
    /// Compare people, organisations, vessels and accounts with lists: one by name, or a file of them.
    Screen(Screen),
    /// Find which rows of one table are the same person or thing, or which rows of two tables are.
    Resolve(Resolve),
    /// Measure any network given as a list of ties: who lies between, who holds it together, what is likely missing.
    Network(NetworkOf),
    /// Hold the claims of a statement against records: what is for each, against it, missing, and whom to ask.
    Corroborate(Corroborate),
    /// Plan liaison posts.
    #[command(subcommand)]
    Plan(Plan),
    /// Find corridors, displacement and echoes in published tables of counts.
    Flows(Flows),
    /// Ask rules of law about a case: every ground with its citation, what is missing, what follows, what remains open.
    #[command(subcommand)]
    Law(crate::law::Law),
    /// Work on a country review offline: answers, observations, papers, copies that merge without loss.
    #[command(subcommand)]
    Review(Box<crate::review::Review>),
}

/// How a run shows itself, and how much it may refuse.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Run {
    /// Do not show progress.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Share of records that may be rejected before the exit code is 1, from 0 to 1.
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = share)]
    max_rejected: f64,
}

impl Run {
    /// How a run ends in which this share of the records was rejected.
    pub(crate) fn outcome(self, rejected: f64) -> Outcome {
        if rejected > self.max_rejected { Outcome::TooManyRejections } else { Outcome::Done }
    }
}

/// What to read, and how.
#[derive(Debug, Args)]
pub(crate) struct Delivery {
    /// Files, folders and zip archives.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// A mapping that explains the columns of a table (YAML, see docs/mapping.md); may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Vec<PathBuf>,
    /// Print JSON for programs instead of text for people.
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) run: Run,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Analyze {
    #[command(flatten)]
    pub(crate) delivery: Delivery,
    /// Folder to write to; a picture that is already there is replaced once the new one is whole.
    #[arg(long, value_name = "DIR", default_value = "palermo-out")]
    pub(crate) out: PathBuf,
    /// Leave out what happened after this day (YYYY-MM-DD): the picture as it was then.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<jiff::civil::Date>,
    /// What people decided of pairs: review.csv of an earlier run, with same, different, unsure or undo filled in (see
    /// docs/resolve.md); may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) part: Part,
}

/// Of which part of the evidence the network and the routes are drawn; hits and alerts are of all.
#[derive(Debug, Args)]
#[command(next_help_heading = "Network and routes")]
pub(crate) struct Part {
    /// Only ties of this layer (money, contact, link, shared-identifier, movement, document, list); may be repeated.
    #[arg(long, value_name = "LAYER", value_parser = crate::part::layer)]
    pub(crate) layer: Vec<::network::Layer>,
    /// Only what happened on this day or later; ties without a time stay.
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<jiff::civil::Date>,
    /// Only what happened on this day or before.
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<jiff::civil::Date>,
    /// Only what happened in this country (two letters); may be repeated.
    #[arg(long, value_name = "COUNTRY")]
    pub(crate) country: Vec<String>,
    /// Only what sources say whose names hold this text; may be repeated.
    #[arg(long, value_name = "TEXT")]
    pub(crate) source: Vec<String>,
    /// Only what sources with this handling code say; may be repeated.
    #[arg(long, value_name = "CODE")]
    pub(crate) handling: Vec<String>,
    /// Tell what is new since this day: the day of the last look.
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<jiff::civil::Date>,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Sources {
    #[command(flatten)]
    pub(crate) delivery: Delivery,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Show {
    /// The folder that `analyze` wrote.
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The finding's id, such as alert-1, hit-12, cluster-3, trip-2, route-1.
    #[arg(value_name = "FINDING_ID")]
    pub(crate) finding: String,
    /// Print JSON for programs instead of text for people.
    #[arg(long)]
    pub(crate) json: bool,
}

/// The feed is comma-separated text with a header line, or JSON lines (one flat object a line, its keys the columns), and
/// a mapping explains the columns. What was told when a state was last kept is never told twice, and nothing between is
/// lost: on a new start the output is cut back to that point and the feed is read on from there. A feed on standard
/// input must then be given from its beginning again; what was read of it is passed over.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Watch {
    /// A growing file to read instead of standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) follow: Option<PathBuf>,
    /// Do not wait for the file to grow: its end is the end of the feed.
    #[arg(long, requires = "follow")]
    pub(crate) until_end: bool,
    /// The end of what is given is not the end of the feed: keep the state and tell of nothing as final that may change.
    #[arg(long)]
    pub(crate) more_follows: bool,
    /// A mapping that explains the columns (YAML, see docs/mapping.md); may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Vec<PathBuf>,
    /// How much later than others a row may come, such as 0, 1h or 7d.
    #[arg(long, value_name = "TIME", default_value = "1h")]
    pub(crate) lateness: indicators::Lateness,
    /// How far ahead of the others a row may stand and be believed at once, such as 12h or 31d (see docs/watch.md).
    #[arg(long, value_name = "TIME", default_value = "31d")]
    pub(crate) ahead: indicators::Ahead,
    /// Folder to keep the state in, so that a later start goes on where this one ended.
    #[arg(long, value_name = "DIR")]
    pub(crate) state: Option<PathBuf>,
    /// Rows after which the state is kept.
    #[arg(long, value_name = "ROWS", default_value_t = 100_000)]
    pub(crate) every: u64,
    /// Where to write to; `-` is standard output, which cannot be cut back and so goes without a state.
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(crate) out: PathBuf,
    /// Stop dead after so many rows, as a power cut would: for tests.
    #[arg(long, value_name = "ROWS", hide = true)]
    pub(crate) die_after: Option<u64>,
    /// The most that is read at once: for tests.
    #[arg(long, value_name = "BYTES", default_value_t = 256 << 10, hide = true)]
    pub(crate) lot: usize,
}

/// Tables have the columns place, month, group and count; others are described in YAML (see docs/flows.md). A nationality is
/// an attribute of published tables here, never of a person. What the tables do not say stays undecided.
///
///     palermo flows bench/field/americas.yaml --data DATA
#[derive(Debug, Args)]
#[command(after_help = PLAN_EXIT_CODES, verbatim_doc_comment)]
pub(crate) struct Flows {
    /// Tables (CSV) and descriptions of tables (YAML).
    #[arg(required = true, value_name = "TABLES")]
    pub(crate) tables: Vec<PathBuf>,
    /// Folder that the files of descriptions lie in, if it is not theirs.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Also write a page.
    #[arg(long, value_name = "FILE.html")]
    pub(crate) out: Option<PathBuf>,
    /// Print JSON for programs instead of text for people.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What can be planned.
#[derive(Debug, Subcommand)]
pub(crate) enum Plan {
    /// Find the liaison posts that cover most of the flows under a budget, exactly, and say why each.
    Liaison(PlanLiaison),
}

/// Flows are routes.geojson or findings.json of `palermo analyze`, or tables with the columns origin, stops (places with >
/// between), demand and year. Posts are a table with name, country, latitude, longitude, cost, reach_km, languages, consent,
/// least_crew, tenure_years and exists. See docs/liaison.md. Posts and flows are compared, never states.
///
///     palermo plan liaison --posts posts.csv flows.csv --budget 4500000 --currency CAD --out plan.html
#[derive(Debug, Args)]
#[command(after_help = PLAN_EXIT_CODES, verbatim_doc_comment)]
pub(crate) struct PlanLiaison {
    /// Flows: tables (CSV), routes.geojson or findings.json; a flow in several counts for each.
    #[arg(required = true, value_name = "FLOWS")]
    pub(crate) flows: Vec<PathBuf>,
    /// Candidate posts, and those that stand today (CSV).
    #[arg(long, value_name = "FILE")]
    pub(crate) posts: PathBuf,
    /// What all posts may cost over the years planned for, in the currency of the table.
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) budget: Option<String>,
    /// The currency of costs and budget (ISO 4217).
    #[arg(long, value_name = "CODE", default_value = "EUR", value_parser = currency)]
    pub(crate) currency: evidence::Currency,
    /// Years planned for; a post with a longer tenure costs its tenure.
    #[arg(long, value_name = "YEARS", default_value_t = 1)]
    pub(crate) years: u32,
    /// The most posts, today's included.
    #[arg(long, value_name = "COUNT")]
    pub(crate) most: Option<usize>,
    /// Officers at hand who speak a language that counts, such as fr=4; may be given several times.
    #[arg(long, value_name = "LANGUAGE=COUNT")]
    pub(crate) officers: Vec<String>,
    /// Posts that stand today may be closed.
    #[arg(long)]
    pub(crate) may_close: bool,
    /// Shares of those covered who take another route of their origin, each a scenario.
    #[arg(long, value_name = "SHARES", value_delimiter = ',', default_value = "0,0.5,1", value_parser = share)]
    pub(crate) rerouting: Vec<f64>,
    /// How many next best plans to show.
    #[arg(long, value_name = "COUNT", default_value_t = 3)]
    pub(crate) others: usize,
    /// Do not seek the best plan without each post, which takes a solution for each.
    #[arg(long)]
    pub(crate) fast: bool,
    /// Also write a page with a map.
    #[arg(long, value_name = "FILE.html")]
    pub(crate) out: Option<PathBuf>,
    /// Print JSON for programs instead of text for people.
    #[arg(long)]
    pub(crate) json: bool,
}

const PLAN_EXIT_CODES: &str = "Exit codes:\n  \
    0  done\n  \
    2  the command could not be carried out as given\n  \
    3  nothing that was given has flows";

fn currency(text: &str) -> Result<evidence::Currency, String> {
    let code = evidence::Currency::parse(text).filter(|code| code.is_listed());
    code.ok_or_else(|| "expected a code of ISO 4217 such as CAD".to_owned())
}

/// A statement of a witness or victim is a list of claims (who, what, when, where, how much, with whom) in YAML or JSON; see
/// docs/corroborate.md. For each claim: the records that support it, contradict it or come near, what a file that was
/// given would show and does not, and what to ask whom for. It says how far records cover claims, and never rates a
/// person.
///
///     palermo corroborate examples/statements/haddad.yaml examples/harbour --out haddad.html
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, verbatim_doc_comment)]
pub(crate) struct Corroborate {
    /// The statement.
    #[arg(value_name = "STATEMENT")]
    pub(crate) statement: PathBuf,
    #[command(flatten)]
    pub(crate) delivery: Delivery,
    /// Also write a page with each claim beside its records.
    #[arg(long, value_name = "FILE.html")]
    pub(crate) out: Option<PathBuf>,
}

/// One file: its rows are compared with each other. Two files: only the rows of the one with those of the other; a file
/// that repeats itself is resolved on its own first. What each column holds is guessed from its header and printed;
/// --mapping corrects it. Sex, nationality, religion and the like are never compared. How alike is alike enough is
/// learned from the rows themselves.
///
/// Writes pairs.csv, clusters.csv, review.csv (what a person should look at, and the form in which to answer),
/// report.html and model.json. See docs/resolve.md.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Resolve {
    /// One table, or two (CSV; separator and encoding are found by themselves).
    #[arg(required = true, num_args = 1..=2, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// What the columns hold (YAML, see docs/resolve.md); given twice, the first for the first file.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Vec<PathBuf>,
    /// Folder to write to; an earlier result that is already there is replaced once the new one is whole.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Probability from which two records are taken to be the same, between 0 and 1.
    #[arg(long, value_name = "PROBABILITY", default_value_t = 0.5, value_parser = probability)]
    pub(crate) threshold: f64,
    /// What people decided of pairs: review.csv of an earlier run, with verdicts filled in; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Vec<PathBuf>,
    /// The model.json of an earlier run, in place of learning anew.
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) run: Run,
}

/// Reads a table with a header whose columns from and to (or the first two) name two that are tied; a column weight may
/// say how strongly. Directions are not kept. Example: palermo network calls.csv --key-players 5 --json
///
/// What it says is of the network's shape: lines of enquiry, no measure of guilt. With evidence behind the ties, and what
/// each may do in it, `palermo analyze` draws the network.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct NetworkOf {
    /// The list of ties (CSV; separator and encoding are found by themselves).
    #[arg(value_name = "FILE")]
    pub(crate) edges: PathBuf,
    /// Largest set of key players to look for. Up to 5 in networks of up to 200 nodes the best is proved, within a bound
    /// on work.
    #[arg(long, value_name = "COUNT", default_value_t = 3)]
    pub(crate) key_players: usize,
    /// Everything that looks like chance follows from it.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Print JSON for programs instead of text for people: every measure of every node.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Lists are OFAC's CSV files, the UN list as XML, and any FollowTheMoney data. A hit says that two may be the same, and
/// why; a person decides. Without --name a file is screened: a table whose header names its columns (name, or first name
/// and last name; birth date, country, passport number, iban, imo, schema, id …), or JSON lines (FollowTheMoney, or flat
/// objects with such keys). Nobody's nationality is compared.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Screen {
    /// The file to screen, before the lists.
    #[arg(value_name = "INPUT", conflicts_with = "name", requires = "out")]
    pub(crate) input: Option<PathBuf>,
    /// Lists to screen against.
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    pub(crate) list: Vec<PathBuf>,
    /// A mapping that explains the columns of a list that is a table (YAML, see docs/mapping.md); may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Vec<PathBuf>,
    /// Screen this one name and print what is found.
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    /// Birth date of the one asked for by name, as 1970-03-14, 1970-03 or 1970.
    #[arg(long, value_name = "DATE", requires = "name")]
    pub(crate) birth: Option<String>,
    /// Country of the one asked for by name, by code or name.
    #[arg(long, value_name = "COUNTRY", requires = "name")]
    pub(crate) country: Option<String>,
    /// What is asked for, unless a row says it: Person, Organization, Vessel or another schema of FollowTheMoney.
    #[arg(long, value_name = "SCHEMA", value_parser = schema)]
    pub(crate) schema: Option<String>,
    /// Compare the entries of the lists with each other, and write the pairs that may be the same to --out. Continues where an
    /// earlier run was stopped.
    #[arg(long, conflicts_with_all = ["name", "input", "schema"], requires = "out")]
    pub(crate) cross: bool,
    /// Where to write the hits: .csv or .jsonl; pairs of --cross: .csv.
    #[arg(long, value_name = "FILE", conflicts_with = "name")]
    pub(crate) out: Option<PathBuf>,
    /// From which score, 0 to 1, something is a hit.
    #[arg(long, value_name = "SCORE", default_value_t = 0.7, value_parser = score)]
    pub(crate) threshold: f32,
    /// Most hits for one that is asked for.
    #[arg(long, value_name = "HITS", default_value_t = 5)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) run: Run,
    /// Print JSON for programs instead of text for people.
    #[arg(long)]
    pub(crate) json: bool,
}

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English.
    En,
    /// French.
    Fr,
}

impl From<Lang> for report::Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::English,
            Lang::Fr => Self::French,
        }
    }
}

pub(crate) fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|error| format!("{error}"))?;
    (0.0..=1.0).contains(&share).then_some(share).ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

fn probability(text: &str) -> Result<f64, String> {
    let probability: f64 = text.parse().map_err(|error| format!("{error}"))?;
    let is_between = probability > 0.0 && probability < 1.0;
    is_between.then_some(probability).ok_or_else(|| "expected a number between 0 and 1".to_owned())
}

fn score(text: &str) -> Result<f32, String> {
    let score: f32 = text.parse().map_err(|error| format!("{error}"))?;
    (0.0..=1.0).contains(&score).then_some(score).ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

fn schema(text: &str) -> Result<String, String> {
    let known = evidence::schemata().get(text).map(|schema| schema.name.to_owned());
    known.ok_or_else(|| {
        "expected a schema of FollowTheMoney such as Person, Organization or Vessel".to_owned()
    })
}
