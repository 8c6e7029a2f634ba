//! `ledgers`: writes a labelled ledger, or scores the indicators on one.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use evidence::{EventKind, Evidence, Source};
use ledgers::{Delivery, Setting, TABLES, generate, mapping, score};

/// Invented ledgers of ordinary life, harmless look-alikes and planted schemes.
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Command {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    ledger: Ledger,
    /// Folder to write to: a table and a mapping for each kind of event, entities.ftm.json, truth.json.
    #[arg(long, default_value = "ledger")]
    out: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Makes a ledger, runs all indicators on it and prints what they found, as Markdown.
    Score {
        #[command(flatten)]
        ledger: Ledger,
        /// Judge who is who, as `palermo analyze` does, instead of taking everyone for someone else.
        #[arg(long)]
        resolve: bool,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        /// Read the packs from this folder instead of those built in.
        #[arg(long)]
        packs: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, Args)]
struct Ledger {
    /// People with an account.
    #[arg(long, default_value_t = 100_000)]
    people: usize,
    /// Days.
    #[arg(long, default_value_t = 90)]
    days: u32,
    /// Everything follows from it.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Schemes in 100,000 people.
    #[arg(long, default_value_t = 160)]
    schemes: u32,
    /// How many times what institutions leave out is left out.
    #[arg(long, default_value_t = 1.0)]
    gaps: f64,
}

impl From<Ledger> for Setting {
    fn from(own: Ledger) -> Self {
        let Ledger { people, days, seed, schemes, gaps } = own;
        Self { seed, people, days, schemes, gaps }
    }
}

fn main() -> ExitCode {
    let command = Command::parse();
    let done = match command.action {
        None => write(command.ledger.into(), &command.out),
        Some(Action::Score { ledger, resolve, json, packs }) => {
            measure(ledger.into(), resolve, json, packs.as_deref())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "ledgers: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(setting: Setting, out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    std::fs::create_dir_all(out)?;
    let table =
        |kind: EventKind| File::create(out.join(format!("{}.csv", kind.as_str()))).map(BufWriter::new);
    let mut delivery = Delivery::new(table)?;
    let truth = generate(setting, &mut delivery);
    delivery.finish(&mut BufWriter::new(File::create(out.join("entities.ftm.json"))?))?;
    for kind in TABLES {
        std::fs::write(out.join(format!("{}.mapping.yaml", kind.as_str())), mapping(kind))?;
    }
    let mut file = BufWriter::new(File::create(out.join("truth.json"))?);
    serde_json::to_writer_pretty(&mut file, &truth)?;
    file.write_all(b"\n")?;
    file.flush()?;
    let (events, accounts, schemes) = (truth.events, truth.accounts, truth.schemes.len());
    writeln!(io::stdout(), "{events} events, {accounts} accounts, {schemes} schemes in {}", out.display())?;
    Ok(())
}

fn measure(
    setting: Setting,
    is_resolved: bool,
    is_json: bool,
    folder: Option<&Path>,
) -> Result<(), Box<dyn std::error::Error>> {
    let packs = folder.map_or_else(|| Ok(indicators::Packs::embedded()?), packs_in)?;
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("ledger"));
    let truth = generate(setting, &mut evidence);
    let resolution =
        if is_resolved { resolve::resolve(&evidence) } else { resolve::Resolution::alone(&evidence) };
    let locations = resolve::locate(&evidence, &gazetteer::Gazetteer::embedded());
    let findings = indicators::evaluate(&evidence, &resolution, &locations, &packs);
    let table = score(&findings, &evidence, &resolution, &packs, &truth);
    let mut out = io::stdout().lock();
    if is_json {
        serde_json::to_writer_pretty(&mut out, &table)?;
        writeln!(out)?;
    } else {
        let Setting { people, days, seed, .. } = setting;
        writeln!(out, "{people} people, {days} days, seed {seed}: {} events\n\n{table}", truth.events)?;
    }
    Ok(())
}

/// The packs in a folder laid out as `packs/` is.
fn packs_in(folder: &Path) -> Result<indicators::Packs, Box<dyn std::error::Error>> {
    let mut files: Vec<(String, String)> = Vec::new();
    for (folder, prefix) in [(folder.to_owned(), ""), (folder.join("lists"), "lists/")] {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "yaml")
                && let Some(name) = path.file_name().and_then(|name| name.to_str())
            {
                files.push((format!("{prefix}{name}"), std::fs::read_to_string(&path)?));
            }
        }
    }
    files.sort();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Ok(indicators::Packs::parse(&files)?)
}
