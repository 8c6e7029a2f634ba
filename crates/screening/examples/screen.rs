//! Names against lists: the figures of `docs/performance.md`.
//!
//!     screen NAMES.csv LIST...
//!     screen --cross PAIRS.tsv LIST...
//!     screen --listed LIST...
//!
//! NAMES.csv is written by `bench/screening/people.py`, which says what is in it. Prints how many of each kind get the hit
//! they should, how many ordinary people get one by mistake, by script and by how common the name is, and the CPU time.
//! `--listed` asks for every listed name as it stands, and says whether its entry is among the hits.
//! `VERBOSE=1` shows what was missed, `BY_NAME=1` leaves the birth dates out, `THREADS` bounds the threads.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program for developers, ended by what goes wrong"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use evidence::{Evidence, Source};
use gazetteer::Countries;
use intake::{Cleaner, Head, deliver, readers, recognise, survey};
use rustix::time::{ClockId, clock_gettime};
use screening::{Hit, Index, Options, Profile, Screener};

const LOT: usize = 20_000;
/// So many rows are screened again with their birth dates.
const WITH_BIRTH: usize = 400_000;

/// A row of NAMES.csv.
struct Row {
    kind: String,
    script: String,
    name: String,
    birth: String,
    entry: String,
    decile: String,
    is_homonym: bool,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is = |option: &str| arguments.first().is_some_and(|first| first == option);
    if is("--listed") {
        return listed(&Index::new(read(arguments.get(1..).unwrap_or_default())));
    }
    let is_crossed = is("--cross");
    let [names, lists @ ..] = arguments.get(usize::from(is_crossed)..).unwrap_or_default() else {
        println!("screen NAMES.csv LIST...\nscreen --cross PAIRS.tsv LIST...\nscreen --listed LIST...");
        return;
    };
    let start = cpu_seconds();
    let index = Index::new(read(lists));
    println!(
        "{} entries, {} names, read and indexed in {:.1} CPU-seconds",
        index.len(),
        index.name_count(),
        cpu_seconds() - start
    );
    if is_crossed {
        return cross(&index, names);
    }
    let rows = rows(names);
    let by_name = Tally::of(&index, &rows, false);
    println!(
        "\nnames alone, {}: {:.1} µs of CPU each",
        rows.len(),
        1e6 * by_name.seconds / rows.len() as f64
    );
    by_name.print_found();
    by_name.print_false();
    if std::env::var_os("BY_NAME").is_some() {
        return;
    }
    let some = rows.get(..WITH_BIRTH.min(rows.len())).unwrap_or(&rows);
    let by_birth = Tally::of(&index, some, true);
    println!("\nordinary people with birth dates, of the first {} rows", some.len());
    by_birth.print_false();
}

/// Every listed name as it stands.
fn listed(index: &Index) {
    let all: Vec<(&str, &str, &str)> = index.names().collect();
    let asked: Vec<Profile> = all
        .iter()
        .map(|(name, ..)| Profile { names: vec![(*name).to_owned()], ..Profile::default() })
        .collect();
    let options = Options { cutoff: 0.7, limit: 1000, ..Options::default() };
    let hits = index.screen(&asked, &options);
    let is_found = |(hits, (_, entry, _)): &(&Vec<Hit>, &(&str, &str, &str))| {
        hits.iter().any(|hit| index.id(hit) == *entry)
    };
    let missed: Vec<_> = hits.iter().zip(&all).filter(|both| !is_found(both)).collect();
    println!("{} listed names, of which {} do not find their entry", all.len(), missed.len());
    for (_, (name, entry, schema)) in missed {
        println!("{entry}\t{schema}\t{name}");
    }
}

/// The lists beside themselves, by ids.
fn cross(index: &Index, path: &str) {
    let before = cpu_seconds();
    let options = Options { cutoff: 0.7, limit: 50, ..Options::default() };
    let mut screener = Screener::new(index);
    let lots: Vec<String> =
        (0..index.len()).step_by(1000).map(|next| screener.cross(next, 1000, &options)).collect();
    println!("compared with each other in {:.1} CPU-seconds", cpu_seconds() - before);
    let id = |cell: Option<&str>| index.entry(cell.unwrap().parse().unwrap()).unwrap().0;
    let pairs = lots.iter().flat_map(|lot| lot.lines()).filter(|line| !line.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        format!("{}\t{}\t{}\n", id(cells.next()), id(cells.next()), cells.next().unwrap())
    });
    let pairs: Vec<String> = pairs.collect();
    println!("{} pairs", pairs.len());
    std::fs::write(path, pairs.concat()).unwrap();
}

fn rows(path: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let text = |record: &csv::StringRecord, at: usize| record.get(at).unwrap().to_owned();
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| Row {
            kind: text(&record, 0),
            script: text(&record, 1),
            name: text(&record, 2),
            birth: text(&record, 3),
            entry: text(&record, 4),
            decile: text(&record, 5),
            is_homonym: &text(&record, 6) == "1",
        })
        .collect()
}

/// How many there were, and of how many something was found.
type Count = (u32, u32);

#[derive(Default)]
struct Tally {
    seconds: f64,
    found: BTreeMap<String, Count>,
    scripts: BTreeMap<String, Count>,
    deciles: BTreeMap<String, Count>,
    homonyms: Count,
}

impl Tally {
    fn of(index: &Index, rows: &[Row], with_birth: bool) -> Self {
        let mut tally = Self::default();
        let mut screener = Screener::new(index);
        let threads = std::env::var("THREADS").map_or(0, |text| text.parse().unwrap());
        let options = Options { cutoff: 0.7, limit: 50, threads, ..Options::default() };
        let wanted: Vec<&Row> = rows.iter().filter(|row| !with_birth || row.kind == "ordinary").collect();
        for lot in wanted.chunks(LOT) {
            let asked: Vec<Profile> = lot
                .iter()
                .map(|row| Profile {
                    schema: if with_birth { "Person".to_owned() } else { String::new() },
                    names: vec![row.name.clone()],
                    births: if with_birth { vec![row.birth.clone()] } else { Vec::new() },
                    ..Profile::default()
                })
                .collect();
            let before = cpu_seconds();
            let all = screener.screen(&asked, &options);
            tally.seconds += cpu_seconds() - before;
            for (row, hits) in lot.iter().zip(&all) {
                tally.add(index, row, hits);
            }
        }
        tally
    }

    fn add(&mut self, index: &Index, row: &Row, hits: &[Hit]) {
        let count = |(all, found): &mut Count, is_found: bool| {
            *all += 1;
            *found += u32::from(is_found);
        };
        if row.kind != "ordinary" {
            let entry = format!("ofac-{}", row.entry);
            let is_found = hits.iter().any(|hit| index.id(hit) == entry);
            count(self.found.entry(row.kind.clone()).or_default(), is_found);
            if !is_found && std::env::var_os("VERBOSE").is_some() {
                let asked = Profile { names: vec![row.name.clone()], ..Profile::default() };
                let low = Options { cutoff: 0.3, limit: 10_000, ..Options::default() };
                let hits = index.screen(&[asked], &low).remove(0);
                let own = hits.iter().find(|hit| index.id(hit) == entry);
                let best = own.map(|hit| (hit.score, hit.features.first().map(|feature| &feature.listed)));
                println!(
                    "{}: {} ({}), listed as {entry}, not found: {best:?}",
                    row.kind, row.name, row.script
                );
            }
            return;
        }
        let is_found = hits.iter().any(|hit| hit.is_match);
        if row.is_homonym {
            count(&mut self.homonyms, is_found);
            return;
        }
        count(self.scripts.entry(row.script.clone()).or_default(), is_found);
        if !row.decile.is_empty() {
            count(self.deciles.entry(row.decile.clone()).or_default(), is_found);
        }
        if is_found && std::env::var_os("VERBOSE").is_some() {
            let best = hits.first().map(|hit| (index.caption(hit), hit.score));
            println!("ordinary: {} {} ({}, {}): {best:?}", row.name, row.birth, row.script, row.decile);
        }
    }

    fn print_found(&self) {
        for (kind, (all, found)) in &self.found {
            println!("{kind:<28} {all:>8}  found {:.3} %", share(*found, *all));
        }
    }

    fn print_false(&self) {
        let (all, found) = self.scripts.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        println!("false alerts: {found} of {all} = {:.4} %", share(found, all));
        println!("homonyms of listed people: {}, with a hit {}", self.homonyms.0, self.homonyms.1);
        for (script, (all, found)) in &self.scripts {
            println!("  {script:<20} {all:>8}  {:.4} %", share(*found, *all));
        }
        let shares: Vec<f64> = self.deciles.values().map(|(all, found)| share(*found, *all)).collect();
        println!(
            "by decile of how common the name is: {}",
            shares.iter().map(|share| format!("{share:.3}")).collect::<Vec<_>>().join(" ")
        );
        let mut sorted = shares.clone();
        sorted.sort_by(f64::total_cmp);
        if let [_, _, _, _, low, high, .., worst] = sorted.as_slice() {
            println!(
                "worst {worst:.3} %, median {:.3} %: {:.2} times",
                f64::midpoint(*low, *high),
                worst / f64::midpoint(*low, *high)
            );
        }
    }
}

fn share(part: u32, all: u32) -> f64 {
    100.0 * f64::from(part) / f64::from(all.max(1))
}

fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn read(paths: &[String]) -> Evidence {
    let (inputs, errors) = deliver(&paths.iter().map(PathBuf::from).collect::<Vec<_>>());
    assert!(errors.is_empty(), "{errors:?}");
    let (all, cleaner, mut evidence) = (readers(), Cleaner::new(Countries::embedded()), Evidence::default());
    for input in &inputs {
        let survey = survey(input.as_ref(), &mut |_| ()).unwrap();
        evidence.begin(Source::named(input.name()));
        let text = survey.head_text();
        let reader = recognise(&all, &Head { name: input.name(), text: &text });
        intake::read(input.as_ref(), &survey, reader, &cleaner, &mut evidence);
    }
    evidence
}
