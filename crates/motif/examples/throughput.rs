//! Reads payments from a file, pushes them in batches and prints transactions per CPU-second; see `bench/motifs/README.md`.
//!
//! `throughput FILE BATCH PARAMETERS [COUNTS]`: a payment is three little-endian numbers (u32 payer, u32 payee, i64
//! microseconds); the parameters are `fan=SECONDS degree=… scatter=… temporal=… simple=…
//! hops=… limit=…`; the counts of every payment are written to the last as u32.

use std::{
    env,
    error::Error,
    fs,
    io::{self, BufWriter, Write},
};

use motif::{Config, Counts, Edge, Family, Graph};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let file = arguments.next().ok_or("no file")?;
    let batch: usize = arguments.next().ok_or("no batch size")?.parse()?;
    let parameters = arguments.next().ok_or("no parameters")?;
    let mut counts_file = arguments.next().map(fs::File::create).transpose()?.map(BufWriter::new);

    let mut config = Config { temporal_hops: u32::MAX, accounts: 1 << 20, ..Config::default() };
    let mut limit = usize::MAX;
    for parameter in parameters.split(' ') {
        let (name, value) = parameter.split_once('=').ok_or("a parameter is name=value")?;
        let value: i64 = value.parse()?;
        let family = Some(Family::sizes_to(value * 1_000_000, 30));
        match name {
            "fan" => config.fan = family,
            "degree" => config.degree = family,
            "scatter" => config.scatter_gather = family,
            "temporal" => config.temporal_cycle = family,
            "simple" => config.simple_cycle = Some(Family::sizes_to(value * 1_000_000, 10)),
            "hops" => config.simple_hops = u32::try_from(value)?,
            "limit" => limit = usize::try_from(value)?,
            _ => return Err(format!("no parameter {name}").into()),
        }
    }

    let bytes = fs::read(file)?;
    let (records, _) = bytes.as_chunks::<16>();
    let edges: Vec<Edge> =
        records.iter().take(limit).zip(0..).filter_map(|(record, id)| edge(record, id)).collect();

    let mut graph = Graph::new(config);
    let mut counts = Counts::default();
    let (mut total, mut incomplete) = (0_u64, 0);
    let started = cpu_seconds()?;
    for chunk in edges.chunks(batch) {
        graph.push_batch(chunk, &mut counts)?;
        incomplete += counts.incomplete.len();
        if let Some(file) = &mut counts_file {
            for row in counts.rows() {
                for cell in row {
                    file.write_all(&cell.to_le_bytes())?;
                }
            }
        }
        total += counts.rows().flatten().map(|&count| u64::from(count)).sum::<u64>();
    }
    let spent = cpu_seconds()? - started;
    writeln!(
        io::stdout(),
        "{{\"payments\": {}, \"cpu_seconds\": {spent}, \"patterns\": {total}, \"incomplete\": {incomplete}, \"mib\": {:.1}}}",
        edges.len(),
        graph.bytes() as f64 / f64::from(1 << 20)
    )?;
    Ok(())
}

fn edge(record: &[u8; 16], id: u32) -> Option<Edge> {
    let (from, rest) = record.split_first_chunk()?;
    let (to, time) = rest.split_first_chunk()?;
    let time_us = i64::from_le_bytes(*time.first_chunk()?);
    Some(Edge { from: u32::from_le_bytes(*from), to: u32::from_le_bytes(*to), time_us, amount: 0, id })
}

/// User and system time of this process, in the kernel's ticks of a hundredth.
fn cpu_seconds() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |field: usize| fields.get(field).ok_or("short stat").map(|ticks| ticks.parse::<f64>());
    Ok((ticks(11)?? + ticks(12)??) / 100.0)
}
