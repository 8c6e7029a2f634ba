//! Links one CSV file within itself, or two with each other, with the default settings, and says how well and at what
//! cost. The true entity of each row is in a column `truth`.
//!
//! `measure COLUMN:KIND,… FILE [FILE] [--half N] [--threads N] [--show N] [--model FILE] [--lookups N]
//! [--group COLUMN]…`: also how often links of each group are false. With `--only-lookups` nothing is linked: records are
//! read and looked up.
#![allow(
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a program for the bench: it prints, and stops where its input is not as said"
)]

use linkage::{Decisions, Field, Index, Kind, Lookup, Settings, Table, Value, learn};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;

fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn resident_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn kind(name: &str) -> Result<Kind, Box<dyn Error>> {
    Ok(serde_json::from_value(serde_json::Value::String(name.to_owned()))?)
}

fn ratio(right: f64, all: f64) -> f64 {
    if all > 0.0 { right / all } else { 0.0 }
}

fn f1(p: f64, r: f64) -> f64 {
    ratio(2.0 * p * r, p + r)
}

/// Times look-ups of records.
fn print_lookups(
    asked: &[Vec<String>],
    look_up: impl Fn(&[Value<'_>]) -> Result<usize, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let (mut times, mut found) = (Vec::new(), 0);
    for texts in asked {
        let start = cpu();
        let values: Vec<Value> =
            texts.iter().enumerate().map(|(field, text)| Value { field, text }).collect();
        found += look_up(&values)?;
        times.push((cpu() - start) * 1e3);
    }
    times.sort_by(f64::total_cmp);
    if let Some(longest) = times.last() {
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        println!(
            "{} look-ups of one record, {:.1} found each, ms CPU: p50 {:.3} p99 {:.3} longest {longest:.3}",
            times.len(),
            ratio(found as f64, times.len() as f64),
            at(50),
            at(99)
        );
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (mut groups, mut group_of): (Vec<String>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
    let mut only_lookups = false;
    let (mut files, mut columns, mut half, mut threads, mut show, mut save, mut lookups) =
        (Vec::new(), None, None, 1, 0, None, 0_usize);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--half" => half = Some(args.next().ok_or("half?")?.parse::<usize>()?),
            "--threads" => threads = args.next().ok_or("threads?")?.parse()?,
            "--show" => show = args.next().ok_or("show?")?.parse()?,
            "--lookups" => lookups = args.next().ok_or("lookups?")?.parse()?,
            "--only-lookups" => only_lookups = true,
            "--model" => save = args.next(),
            "--group" => groups.push(args.next().ok_or("group?")?),
            _ if columns.is_none() => columns = Some(arg),
            _ => files.push(arg),
        }
    }
    let columns = columns.ok_or("columns?")?;
    let fields: Vec<Field> = columns
        .split(',')
        .map(|column| {
            let (name, of) = column.split_once(':').ok_or("COLUMN:KIND")?;
            Ok(Field::new(name, kind(of)?))
        })
        .collect::<Result<_, Box<dyn Error>>>()?;
    let start = cpu();
    let mut table = Table::new(fields.clone())?;
    let (mut truth, mut source_of) = (Vec::<u32>::new(), Vec::<u8>::new());
    let mut entities: HashMap<String, u32> = HashMap::new();
    let mut asked: Vec<Vec<String>> = Vec::new();
    for (source, file) in files.iter().enumerate() {
        table.set_source(u16::try_from(source)?);
        let mut reader = csv::Reader::from_path(file)?;
        let headers = reader.headers()?.clone();
        let at =
            |name: &str| headers.iter().position(|header| header == name).ok_or(format!("no column {name}"));
        let places: Vec<usize> = fields.iter().map(|field| at(&field.name)).collect::<Result<_, _>>()?;
        let truth_at = at("truth")?;
        let groups_at: Vec<usize> = groups.iter().map(|group| at(group)).collect::<Result<_, _>>()?;
        for record in reader.records() {
            let record = record?;
            let entity = record.get(truth_at).unwrap_or("");
            let digits: usize = entity.bytes().map(usize::from).sum();
            if half.is_some_and(|half| digits % 2 != half) {
                continue;
            }
            let values: Vec<Value> = places
                .iter()
                .enumerate()
                .map(|(field, place)| Value { field, text: record.get(*place).unwrap_or("") })
                .collect();
            if lookups > 0 && truth.len() % 997 == 0 && asked.len() < lookups {
                asked.push(values.iter().map(|value| value.text.to_owned()).collect());
            }
            table.push(&values)?;
            let next = u32::try_from(entities.len())?;
            truth.push(*entities.entry(entity.to_owned()).or_insert(next));
            if !groups.is_empty() {
                group_of.push(groups_at.iter().map(|at| record.get(*at).unwrap_or("").to_owned()).collect());
            }
            source_of.push(u8::try_from(source)?);
        }
    }
    let across = files.len() > 1;
    let settings = Settings { across, threads, ..Settings::default() };
    drop(entities);
    let read = cpu();
    let model = learn(&mut table, &settings, &[]);
    let learned = cpu();
    println!("read and learned: {:.2} s CPU, {} MB", learned - start, resident_mb());
    if let Some(path) = save {
        std::fs::write(path, model.to_json())?;
    }
    let ids = (0..truth.len() as u64).collect();
    if only_lookups {
        let lookup = Lookup::build(model, table, ids, threads)?;
        println!("ready to look up: {:.2} s CPU, {} MB", cpu() - start, resident_mb());
        print_lookups(&asked, |values| Ok(lookup.look_up(values, 10)?.len()))?;
        println!("{} MB", resident_mb());
        return Ok(());
    }
    let rules = model.rules.clone();
    let prior = model.prior;
    let index = Index::build(model, table, ids, threads)?;
    let built = cpu();
    println!("linked: {:.2} s CPU, {} MB", built - start, resident_mb());
    let clusters = index.clusters(&Decisions::default(), threads);
    let end = cpu();
    println!(
        "rows {} different {} prior {prior:.3e} missed by rules {:.4}",
        index.len(),
        index.different(),
        index.model().missed_by_rules
    );
    for rule in &rules {
        let keys: Vec<String> = rule
            .keys
            .iter()
            .map(|key| format!("{} {:?}", index.model().comparisons[key.comparison].name, key.part))
            .collect();
        println!("  {:>10} pairs, finds {:.3}: {}", rule.expected_pairs, rule.finds, keys.join(" & "));
    }
    let oversized = index.oversized();
    println!("oversized {:?}", oversized.iter().map(|o| (o.rule, o.blocks, o.largest)).collect::<Vec<_>>());

    let mut size = vec![[0.0; 2]; truth.iter().max().map_or(0, |most| *most as usize + 1)];
    for (entity, source) in truth.iter().zip(&source_of) {
        size[*entity as usize][usize::from(*source)] += 1.0;
    }
    let pairs_of = |[a, b]: [f64; 2]| if across { a * b } else { a * (a - 1.0) / 2.0 };
    let all: f64 = size.iter().map(|size| pairs_of(*size)).sum();
    let pairs = index.pairs(0.0);
    let same = |a: u64, b: u64| truth[a as usize] == truth[b as usize];
    for at in [0.1, 0.5, 0.9] {
        let linked = pairs.iter().filter(|pair| pair.probability >= at);
        let (n, right) = linked
            .fold((0.0, 0.0), |(n, right), pair| (n + 1.0, right + f64::from(same(pair.left, pair.right))));
        let (p, r) = (ratio(right, n), ratio(right, all));
        println!("pairs at {at}: P {p:.4} R {r:.4} F1 {:.4}", f1(p, r));
    }
    for (at, group) in groups.iter().enumerate() {
        // Links that touch a group, and how many of them are false.
        let mut found: BTreeMap<&str, [f64; 2]> = BTreeMap::new();
        for pair in pairs.iter().filter(|pair| pair.probability >= 0.5) {
            let is_false = f64::from(!same(pair.left, pair.right));
            let (one, other) = (&group_of[pair.left as usize][at], &group_of[pair.right as usize][at]);
            for value in [Some(one), Some(other).filter(|other| *other != one)].into_iter().flatten() {
                let [links, wrong] = found.entry(value).or_default();
                (*links, *wrong) = (*links + 1.0, *wrong + is_false);
            }
        }
        let mut rates: Vec<f64> = found.values().map(|[links, wrong]| ratio(*wrong, *links)).collect();
        rates.sort_by(f64::total_cmp);
        for (value, [links, wrong]) in &found {
            println!("{group} {value}: {links} links, {:.2} % false", 100.0 * ratio(*wrong, *links));
        }
        let (median, worst) = (rates[rates.len() / 2], rates[rates.len() - 1]);
        println!("{group}: worst / median {:.2}", ratio(worst, median));
    }
    let (mut linked, mut right, mut cubed_p, mut cubed_r) = (0.0, 0.0, 0.0, 0.0);
    let mut grouped = vec![false; truth.len()];
    let singles: Vec<Vec<u64>> = {
        clusters.groups.iter().flatten().for_each(|row| grouped[*row as usize] = true);
        (0..truth.len() as u64).filter(|row| !grouped[*row as usize]).map(|row| vec![row]).collect()
    };
    for group in clusters.groups.iter().chain(&singles) {
        let mut inside: BTreeMap<u32, [f64; 2]> = BTreeMap::new();
        let mut sizes = [0.0; 2];
        for row in group {
            let source = usize::from(source_of[*row as usize]);
            inside.entry(truth[*row as usize]).or_default()[source] += 1.0;
            sizes[source] += 1.0;
        }
        linked += pairs_of(sizes);
        for (entity, inside) in &inside {
            right += pairs_of(*inside);
            let (n, of) = (inside[0] + inside[1], size[*entity as usize].iter().sum::<f64>());
            cubed_p += n * n / group.len() as f64;
            cubed_r += n * n / of;
        }
    }
    let (p, r) = (ratio(right, linked), ratio(right, all));
    let (cubed_p, cubed_r) = (cubed_p / truth.len() as f64, cubed_r / truth.len() as f64);
    println!(
        "clusters {}: P {p:.4} R {r:.4} F1 {:.4}  B3 P {cubed_p:.4} R {cubed_r:.4} F {:.4}",
        clusters.groups.len(),
        f1(p, r),
        f1(cubed_p, cubed_r)
    );
    let rates = index.rates();
    println!("expected by the model: false {:.4} missed {:.4}", rates.false_links, rates.missed);
    println!(
        "CPU s: read {:.2} learn {:.2} build {:.2} cluster {:.2} all {:.2}; {} MB",
        read - start,
        learned - read,
        built - learned,
        end - built,
        end - start,
        resident_mb()
    );
    print_lookups(&asked, |values| Ok(index.look_up(values, 10)?.len()))?;
    for (comparison, _) in index.model().comparisons.iter().zip(0..).filter(|_| show > 0) {
        println!("{}", comparison.name);
        for level in &comparison.levels {
            println!("   {:+7.2} m {:.5} u {:.2e}  {}", level.bits(), level.m, level.u, level.means);
        }
    }
    let wrong = pairs.iter().filter(|pair| same(pair.left, pair.right) != (pair.probability >= 0.5));
    for pair in wrong.step_by(97).take(show) {
        println!(
            "{} {}",
            same(pair.left, pair.right),
            serde_json::to_string(&index.explain(pair.left, pair.right))?
        );
    }
    Ok(())
}
