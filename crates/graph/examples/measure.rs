//! Every measure of a network, as JSON: to be compared with other libraries (`bench/network/measures.py`).
//!
//!     cargo run --release -p graph --example measure -- EDGES.txt
//!
//! Reads lines of two node numbers; nodes are 0 to the largest.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool of the bench, not of the library"
)]

use graph::*;

fn main() {
    let path = std::env::args().nth(1).expect("a file of edges");
    let text = std::fs::read_to_string(path).expect("a file of edges");
    let mut ties: Vec<(u32, u32)> = Vec::new();
    for line in text.lines() {
        let mut numbers = line.split_whitespace().map(|own| own.parse().expect("a number"));
        ties.push((numbers.next().expect("two numbers"), numbers.next().expect("two numbers")));
    }
    let nodes = ties.iter().map(|tie| tie.0.max(tie.1) + 1).max().unwrap_or(0);
    let graph = Graph::of_ties(nodes, &ties);
    let floats =
        |values: &[f64]| values.iter().map(|own| format!("{own:.17e}")).collect::<Vec<_>>().join(",");
    let options = |values: &[Option<f64>]| {
        values
            .iter()
            .map(|own| own.map_or("null".to_owned(), |own| format!("{own:.17e}")))
            .collect::<Vec<_>>()
            .join(",")
    };
    println!("{{\"nodes\":{nodes},\"ties\":{},", graph.tie_count());
    println!("\"degree\":[{}],", floats(&degree(&graph)));
    println!("\"closeness\":[{}],", floats(&closeness(&graph)));
    println!("\"betweenness\":[{}],", floats(&betweenness(&graph)));
    let all: Vec<u32> = graph.nodes().collect();
    println!("\"weighted\":[{}],", floats(&weighted_betweenness(&graph, &all)));
    println!("\"eigenvector\":[{}],", eigenvector(&graph).map_or(String::new(), |own| floats(&own)));
    println!("\"constraint\":[{}],", options(&constraint(&graph)));
    println!("\"effective_size\":[{}],", options(&effective_size(&graph)));
    println!("\"cores\":{:?},", cores(&graph));
    println!("\"components\":{},", components(&graph).1);
    let found = communities(&graph, &Leiden { runs: 100, ..Leiden::default() });
    println!(
        "\"communities\":{},\"modularity\":{:.17e},\"agreement\":{:.4},",
        found.count, found.quality, found.agreement
    );
    for resolution in [0.05, 0.2] {
        let how = Leiden { quality: Quality::Potts, resolution, runs: 100, ..Leiden::default() };
        println!("\"potts_{resolution}\":{:.17e},", communities(&graph, &how).quality);
    }
    let between = betweenness(&graph);
    let mut order: Vec<u32> = graph.nodes().collect();
    order.sort_by(|a, b| {
        let value = |node: &u32| between.get(*node as usize).copied().unwrap_or(0.0);
        value(b).total_cmp(&value(a)).then(a.cmp(b))
    });
    println!("\"key_players\":[");
    for size in 1..=5 {
        let top: Vec<u32> = order.iter().copied().take(size).collect();
        let start = std::time::Instant::now();
        let cut = disrupting(&graph, size, &Effort { nodes: 1_000, ..Effort::default() });
        let cut_s = start.elapsed().as_secs_f64();
        let reach = reaching(&graph, size, Reach::Weighted, &Effort { nodes: 1_000, ..Effort::default() });
        let within = reaching(&graph, size, Reach::Within(1), &Effort { nodes: 1_000, ..Effort::default() });
        let all_s = start.elapsed().as_secs_f64();
        let end = if size == 5 { "" } else { "," };
        println!(
            "{{\"size\":{size},\"set\":{:?},\"fragmentation\":{:.6},\"proved\":{},\"top_betweenness\":{:.6},\
             \"seconds\":{cut_s:.3},\"reach_set\":{:?},\"reach\":{:.6},\"reach_proved\":{},\"within\":{:.6},\
             \"within_proved\":{},\"all_seconds\":{all_s:.3}}}{end}",
            cut.set,
            cut.value,
            cut.is_optimal,
            fragmentation(&graph, &top),
            reach.set,
            reach.value,
            reach.is_optimal,
            within.value,
            within.is_optimal
        );
    }
    println!("]}}");
}
