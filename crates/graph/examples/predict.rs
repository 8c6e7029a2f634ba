//! Hides a tenth of the ties of each network and looks how well each method finds them again.
//!
//!     cargo run --release -p graph --example predict -- FOLDER NAME…
//!
//! With `--any` a hidden tie may be a node's only one.
//!
//! Reads `NAME.edges.csv` (two columns of names, quoted or not, under a header). Every method sees the same hidden ties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::print_stdout,
    clippy::many_single_char_names,
    reason = "a tool of the bench, not of the library"
)]

use std::collections::BTreeMap;

use graph::{Graph, Predict, auc, compared, predict};

const REPEATS: u64 = 20;

fn main() {
    let any = std::env::args().any(|own| own == "--any");
    let mut arguments = std::env::args().skip(1).filter(|own| own != "--any");
    let folder = arguments.next().expect("a folder");
    for name in arguments {
        let text = std::fs::read_to_string(format!("{folder}/{name}.edges.csv")).expect("a file of edges");
        measure(&name, &graph(&text), any);
    }
}

/// Names in quotes may hold commas.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut is_quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            c => cells.last_mut().expect("one cell").push(c),
        }
    }
    cells
}

fn graph(text: &str) -> Graph {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut ties = Vec::new();
    for line in text.lines().skip(1) {
        let cells = cells(line);
        let mut number = |name: &str| {
            let next = numbers.len() as u32;
            *numbers.entry(name.to_owned()).or_insert(next)
        };
        ties.push((number(&cells[0]), number(&cells[1])));
    }
    Graph::of_ties(numbers.len() as u32, &ties)
}

fn measure(name: &str, graph: &Graph, any: bool) {
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    let mut order = Vec::new();
    let (mut predicted, mut tied_in_all, mut squares, mut rows) = (0.0, 0.0, 0.0, 0.0);
    let mut bins = [[0.0; 3]; 5];
    for repeat in 0..REPEATS {
        let mut ties: Vec<(u32, u32)> = graph.ties().map(|(one, other, _)| (one, other)).collect();
        let mut state = repeat.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xABCD;
        for at in (1..ties.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ties.swap(at, (state >> 33) as usize % (at + 1));
        }
        let count = ties.len().div_ceil(10);
        // A node keeps a tie, unless all may be hidden.
        let mut degrees: Vec<usize> = graph.nodes().map(|node| graph.degree(node)).collect();
        let mut hidden = 0;
        for at in 0..ties.len() {
            let (one, other) = (ties[at].0 as usize, ties[at].1 as usize);
            if hidden < count && (any || degrees[one] > 1 && degrees[other] > 1) {
                degrees[one] -= 1;
                degrees[other] -= 1;
                ties.swap(hidden, at);
                hidden += 1;
            }
        }
        let rest = Graph::of_ties(graph.nodes().end, &ties[hidden..]);
        let mut pairs = Vec::new();
        for one in rest.nodes() {
            pairs.extend(
                (one + 1..rest.nodes().end).filter(|&other| !rest.has(one, other)).map(|other| (one, other)),
            );
        }
        for (method, said) in compared(&rest, &pairs, &Predict { seed: repeat + 100, ..Predict::default() }) {
            let (mut tied, mut untied) = (Vec::new(), Vec::new());
            for (&(one, other), &said) in pairs.iter().zip(&said) {
                if graph.has(one, other) {
                    tied.push(said);
                } else {
                    untied.push(said);
                }
                if method == "ensemble" {
                    let is_tied = f64::from(u8::from(graph.has(one, other)));
                    predicted += said;
                    tied_in_all += is_tied;
                    squares += (said - is_tied).powi(2);
                    rows += 1.0;
                    let bin =
                        &mut bins[[0.01, 0.03, 0.1, 0.3].iter().filter(|limit| said >= **limit).count()];
                    bin[0] += 1.0;
                    bin[1] += said;
                    bin[2] += is_tied;
                }
            }
            if !order.contains(&method) {
                order.push(method);
            }
            *sums.entry(method).or_default() += auc(&tied, &untied).unwrap_or(0.5);
        }
    }
    let whole = predict(graph, &Predict::default());
    let mean = |method: &str| sums.get(method).copied().unwrap_or(0.0) / REPEATS as f64;
    let best = order
        .iter()
        .filter(|own| **own != "ensemble")
        .max_by(|a, b| mean(a).total_cmp(&mean(b)))
        .expect("methods");
    println!(
        "{name}\t{}/{}\tensemble {:.3}\tbest {best} {:.3}\town estimate {:.3} ± {:.3}, skill {:.3}\t{:?}",
        graph.len(),
        graph.tie_count(),
        mean("ensemble"),
        mean(best),
        whole.auc,
        whole.spread,
        whole.skill,
        whole.abstention
    );
    let singles: Vec<String> = order.iter().map(|own| format!("{own} {:.3}", mean(own))).collect();
    println!("\t{}", singles.join(", "));
    let base = tied_in_all / rows;
    println!(
        "\texpected {predicted:.0} found {tied_in_all:.0}; Brier skill {:.3}",
        1.0 - squares / rows / (base * (1.0 - base))
    );
    for (bin, name) in bins.iter().zip(["<1%", "1–3%", "3–10%", "10–30%", ">30%"]) {
        if bin[0] > 0.0 {
            println!(
                "\t\t{name}: {:.0} pairs, said {:.3}, were {:.3}",
                bin[0],
                bin[1] / bin[0],
                bin[2] / bin[0]
            );
        }
    }
}
