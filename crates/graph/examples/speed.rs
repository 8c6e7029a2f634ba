//! Times the measures that large networks need (`bench/network/speed.py` times the peers on the same file).
//!
//!     cargo run --release -p graph --example speed -- EDGES.bin PIVOTS MEASURE
//!
//! Reads pairs of little-endian 32-bit node numbers. MEASURE is build, components, cores, betweenness or leiden.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a tool of the bench, not of the library"
)]

use graph::*;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("a file of edges");
    let count: usize = arguments.next().expect("pivots").parse().expect("a number");
    let measure = arguments.next().expect("a measure");
    let bytes = std::fs::read(path).expect("a file of edges");
    let number = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().unwrap());
    let ties: Vec<(u32, u32)> =
        bytes.chunks_exact(8).map(|pair| (number(&pair[..4]), number(&pair[4..]))).collect();
    drop(bytes);
    let nodes = ties.iter().map(|tie| tie.0.max(tie.1) + 1).max().unwrap_or(0);
    let start = cpu();
    let graph = Graph::of_ties(nodes, &ties);
    let built = cpu() - start;
    drop(ties);
    let start = cpu();
    let said = match measure.as_str() {
        "components" => format!("{}", components(&graph).1),
        "cores" => format!("{}", cores(&graph).into_iter().max().unwrap_or(0)),
        "betweenness" => {
            // The same sample as the peers': every so many nodes.
            let step = graph.len() / count;
            let sources: Vec<u32> = graph.nodes().step_by(step).take(count).collect();
            let found = sampled_betweenness(&graph, &sources);
            format!("{:.9e}", found.iter().sum::<f64>() * 2.0 * count as f64 / graph.len() as f64)
        }
        "leiden" => {
            let found = communities(
                &graph,
                &Leiden { runs: 1, rounds: u32::try_from(count).unwrap(), ..Leiden::default() },
            );
            format!("{:.6} in {} communities", found.quality, found.count)
        }
        _ => String::new(),
    };
    let seconds = cpu() - start;
    println!("{measure}\tbuild {built:.2} CPU-s\t{seconds:.2} CPU-s\t{said}");
    // Peak memory as the system counts it.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    println!("\t{peak}");
}

/// Processor seconds of this process so far, of all its threads, as the system counts them in hundredths.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after_name = stat.rsplit(')').next().unwrap();
    let ticks = after_name.split_whitespace().skip(11).take(2).map(|own| own.parse::<f64>().unwrap());
    ticks.sum::<f64>() / 100.0
}
