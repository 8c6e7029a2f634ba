//! How fast all rules run over a ledger: `rules PACKS [PEOPLE [DAYS]]`, PACKS being the folder `packs`.
//!
//! Prints what evaluating costs in transactions a second (wall) and a CPU-second, with all rules and with every other
//! one, and the peak of memory. The ledger is in memory before the clock starts; laying out its columns counts.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a benchmark prints, reads the clock, and stops where it cannot go on"
)]

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::Instant;

use evidence::{EventKind, Evidence, Source};
use indicators::{Findings, Packs, evaluate};
use ledgers::{Setting, generate};
use resolve::Resolution;

fn main() {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| "packs".to_owned());
    let mut number = |default| args.next().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (people, days) = (number(100_000), number(90));
    let setting = Setting { people, days: u32::try_from(days).unwrap(), ..Setting::default() };
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("ledger"));
    generate(setting, &mut evidence);
    let gazetteer = gazetteer::Gazetteer::embedded();
    let locations = resolve::locate(&evidence, &gazetteer);
    let resolution = Resolution::alone(&evidence);
    let payments = evidence.events().filter(|event| event.kind == EventKind::Payment).count();
    println!("{payments} payments of {} entities; {} MB before", evidence.entity_count(), peak_mb());
    let files = files(Path::new(&folder));
    for (what, share) in [("every other rule", 2), ("all rules", 1)] {
        let packs = packs(&files, share);
        for _ in 0..3 {
            let (wall, cpu) = (Instant::now(), cpu_seconds());
            let findings = evaluate(&evidence, &resolution, &locations, &packs);
            let (wall, cpu) = (wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
            let rate = |seconds: f64| payments as f64 / seconds / 1e3;
            println!(
                "{what}: {} rules, {wall:.2} s, {:.0} thousand a second, {cpu:.2} CPU-s, {:.0} thousand a CPU-second; {} hits, {} alerts, digest {:016x}; peak {} MB",
                packs.rules().count(),
                rate(wall),
                rate(cpu),
                findings.hits.len(),
                findings.alerts.len(),
                digest(&findings),
                peak_mb()
            );
        }
    }
}

/// Of all that was found, to tell whether two versions of the engine agree.
fn digest(findings: &Findings) -> u64 {
    let mut hasher = DefaultHasher::new();
    format!("{findings:?}").hash(&mut hasher);
    hasher.finish()
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (folder, prefix) in [(folder.to_owned(), ""), (folder.join("lists"), "lists/")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                files.insert(format!("{prefix}{name}"), std::fs::read_to_string(path).unwrap());
            }
        }
    }
    files
}

/// The packs with every `share`-th rule.
fn packs(files: &BTreeMap<String, String>, share: usize) -> Packs {
    let mut number = 0;
    let mut thin = |text: &String| {
        let Some((head, rules)) = text.split_once("\nrules:\n") else { return text.clone() };
        let mut out = format!("{head}\nrules:\n");
        for rule in format!("\n{rules}").split("\n  - id: ").skip(1) {
            if number % share == 0 {
                out.extend(["  - id: ", rule, "\n"]);
            }
            number += 1;
        }
        out
    };
    let thinned: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), thin(text))).collect();
    let files: Vec<(&str, &str)> = thinned.iter().map(|(name, text)| (*name, text.as_str())).collect();
    Packs::parse(&files).unwrap_or_else(|error| panic!("{error}"))
}

/// User and system time of this process (Linux).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> =
        stat.split_whitespace().skip(13).take(2).filter_map(|field| field.parse().ok()).collect();
    fields.iter().sum::<f64>() / 100.0
}

fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|text| text.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}
