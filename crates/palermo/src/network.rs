//! `palermo network`: the measures of any list of ties, without evidence behind it.
//!
//! For networks that others published or drew up: what crate `graph` can say of their shape. Who does what, and on which
//! records, only `palermo analyze` can say.

use std::collections::BTreeMap;
use std::path::Path;

use graph::{Effort, Graph, Leiden, Predict, Reach};
use miette::IntoDiagnostic;
use report::{Value, Words};
use serde::Serialize;

use crate::cli::NetworkOf;
use crate::sheet::Sheet;
use crate::{Outcome, Usage};

/// Rows printed of each list for people.
const ROWS: usize = 10;
/// Largest network whose measures are all exact.
const EXACT: usize = 5_000;
/// Sources that betweenness is estimated from in larger ones.
const PIVOTS: usize = 256;

#[derive(Debug, Serialize)]
struct Measured {
    nodes: usize,
    ties: usize,
    components: u32,
    lines_left_out: usize,
    modularity: f64,
    communities: u32,
    agreement: f64,
    stability: Vec<f64>,
    motifs: BTreeMap<&'static str, MotifCount>,
    key_sets: Vec<KeySet>,
    missing_ties: Missing,
    each: Vec<Node>,
}

#[derive(Debug, Serialize)]
struct MotifCount {
    count: u64,
    mean_by_chance: f64,
    deviation_by_chance: f64,
}

#[derive(Debug, Serialize)]
struct KeySet {
    aim: &'static str,
    size: usize,
    set: Vec<String>,
    value: f64,
    proved: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    most_between: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Missing {
    #[serde(skip_serializing_if = "Option::is_none")]
    abstains: Option<&'static str>,
    auc: f64,
    spread: f64,
    skill: f64,
    likely: Vec<Likely>,
}

#[derive(Debug, Serialize)]
struct Likely {
    one: String,
    other: String,
    probability: f64,
    low: f64,
    high: f64,
    shared: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Node {
    name: String,
    degree: usize,
    strength: f64,
    betweenness: f64,
    /// Place by betweenness, and best and worst place had one other never been seen.
    rank: u32,
    rank_best: u32,
    rank_worst: u32,
    weighted_betweenness: f64,
    closeness: Option<f64>,
    eigenvector: Option<f64>,
    core: u32,
    constraint: Option<f64>,
    effective_size: Option<f64>,
    component: u32,
    community: u32,
}

pub(crate) fn run(options: &NetworkOf, words: &Words) -> miette::Result<Outcome> {
    let list = List::read(&options.edges, words)?;
    if list.ties.is_empty() {
        return Err(Usage::report(
            format!("{}: no line ties two nodes", options.edges.display()),
            "expected a table with a header, and in each line the names of two that are tied, such as from,to,weight",
        ));
    }
    let measured = measure(&list, options.key_players, options.seed);
    if options.json {
        say!("{}", serde_json::to_string_pretty(&measured).into_diagnostic()?);
    } else {
        print(&measured, &list, words);
    }
    Ok(if list.left_out > 0 { Outcome::TooManyRejections } else { Outcome::Done })
}

/// A list of ties by name.
struct List {
    names: Vec<String>,
    ties: Vec<(u32, u32, f64)>,
    left_out: usize,
    /// Line and reason of the first that was left out.
    first: Option<(u64, &'static str)>,
}

impl List {
    /// Reads a table whose first two columns, or those called so, name two that are tied; a third may hold a weight.
    fn read(path: &Path, words: &Words) -> miette::Result<Self> {
        let sheet = Sheet::open(path, words)?;
        let text = sheet.whole(words)?;
        let head = text.lines().next().unwrap_or_default();
        let count = |separator: char| head.matches(separator).count();
        let separator =
            [',', ';', '\t', ' '].into_iter().max_by_key(|&own| (count(own), u32::from(own == ',')));
        let separator = u8::try_from(separator.unwrap_or(',')).unwrap_or(b',');
        let mut table = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let broken = |error: csv::Error| sheet.fault(error.to_string(), words);
        let header = table.headers().map_err(broken)?.clone();
        let named =
            |names: &[&str]| header.iter().position(|cell| names.contains(&cell.to_lowercase().as_str()));
        let from = named(&["from", "source", "de"]).unwrap_or(0);
        let to = named(&["to", "target", "à", "vers"]).unwrap_or(1);
        let weight = named(&["weight", "count", "poids"]);
        let mut list = Self { names: Vec::new(), ties: Vec::new(), left_out: 0, first: None };
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        for row in table.records() {
            let row = row.map_err(broken)?;
            let line = row.position().map_or(0, csv::Position::line);
            let mut leave_out = |why| {
                list.left_out += 1;
                list.first.get_or_insert((line, why));
            };
            let cell = |at: usize| row.get(at).filter(|cell| !cell.is_empty());
            let (Some(one), Some(other)) = (cell(from), cell(to)) else {
                leave_out("network-text-short");
                continue;
            };
            let weight = match weight.and_then(cell) {
                None => 1.0,
                Some(written) => match written.parse::<f64>() {
                    Ok(weight) if weight > 0.0 && weight.is_finite() => weight,
                    _ => {
                        leave_out("network-text-weight");
                        continue;
                    }
                },
            };
            if one == other {
                leave_out("network-text-self");
                continue;
            }
            let mut number = |name: &str| {
                *numbers.entry(name.to_owned()).or_insert_with(|| {
                    list.names.push(name.to_owned());
                    u32::try_from(list.names.len() - 1).unwrap_or(u32::MAX)
                })
            };
            let (one, other) = (number(one), number(other));
            list.ties.push((one, other, weight));
        }
        Ok(list)
    }

    fn name(&self, node: u32) -> String {
        self.names.get(node as usize).cloned().unwrap_or_default()
    }

    fn named(&self, nodes: &[u32]) -> Vec<String> {
        nodes.iter().map(|&node| self.name(node)).collect()
    }
}

fn measure(list: &List, key_players: usize, seed: u64) -> Measured {
    let weighted = Graph::of_weighted(u32::try_from(list.names.len()).unwrap_or(u32::MAX), &list.ties);
    let graph = weighted.unweighted();
    let (component, components) = graph::components(&graph);
    let is_exact = graph.len() <= EXACT;
    let sources = graph::pivots(&graph, if is_exact { graph.len() } else { PIVOTS });
    let share = graph::share_of_pairs(graph.len());
    let between: Vec<f64> =
        graph::sampled_betweenness(&graph, &sources).into_iter().map(|own| own * share).collect();
    let weighted_between = graph::weighted_betweenness(&weighted, &sources);
    let closeness = is_exact.then(|| graph::closeness(&graph));
    let eigenvector = graph::eigenvector(&graph);
    let cores = graph::cores(&graph);
    let (constraint, effective) = (graph::constraint(&weighted), graph::effective_size(&graph));
    let communities = graph::communities(&graph, &Leiden { seed, ..Leiden::default() });
    let dropped: Vec<u32> =
        if graph.len() * graph.tie_count() <= EXACT * 40 { graph.nodes().collect() } else { Vec::new() };
    let intervals = if dropped.is_empty() {
        let ranks = graph::ranks(&between);
        ranks.into_iter().map(|rank| graph::RankInterval { rank, best: rank, worst: rank }).collect()
    } else {
        graph::rank_intervals(&graph, &dropped, graph::betweenness)
    };
    let motifs = graph::motifs(&graph);
    let chance = if is_exact { graph::by_chance(&graph, 50, seed) } else { Default::default() };
    let outlook = graph::predict(&graph, &Predict { seed, ..Predict::default() });
    let optional = |values: &[Option<f64>], at: usize| values.get(at).copied().flatten();
    let each = list.names.iter().zip(graph.nodes()).zip(&intervals).map(|((name, node), interval)| {
        let at = node as usize;
        let value = |values: &[f64]| values.get(at).copied().unwrap_or(0.0);
        Node {
            name: name.clone(),
            degree: graph.degree(node),
            strength: weighted.strength(node),
            betweenness: value(&between),
            rank: interval.rank,
            rank_best: interval.best,
            rank_worst: interval.worst,
            weighted_betweenness: value(&weighted_between) * share,
            closeness: closeness.as_deref().map(value),
            eigenvector: eigenvector.as_deref().map(value),
            core: cores.get(at).copied().unwrap_or(0),
            constraint: optional(&constraint, at),
            effective_size: optional(&effective, at),
            component: component.get(at).copied().unwrap_or(0),
            community: communities.of.get(at).copied().unwrap_or(0),
        }
    });
    let each = each.collect();
    let count = |(at, (name, count)): (usize, (&'static str, u64))| {
        let (mean, deviation) = chance.get(at).copied().unwrap_or_default();
        (name, MotifCount { count, mean_by_chance: mean, deviation_by_chance: deviation })
    };
    Measured {
        nodes: graph.len(),
        ties: graph.tie_count(),
        components,
        lines_left_out: list.left_out,
        modularity: communities.quality,
        communities: communities.count,
        agreement: communities.agreement,
        stability: communities.stability,
        motifs: motifs.named().into_iter().enumerate().map(count).collect(),
        key_sets: key_sets(list, &graph, &between, key_players),
        missing_ties: Missing {
            abstains: outlook.abstention.map(|why| match why {
                graph::Abstention::TooFewTies => "too-few-ties",
                graph::Abstention::HardlyBetterThanChance => "hardly-better-than-chance",
                graph::Abstention::NothingLikely => "nothing-likely",
                graph::Abstention::TooLarge => "too-large",
            }),
            auc: outlook.auc,
            spread: outlook.spread,
            skill: outlook.skill,
            likely: outlook
                .likely
                .iter()
                .map(|own| Likely {
                    one: list.name(own.one),
                    other: list.name(own.other),
                    probability: own.probability,
                    low: own.band.0,
                    high: own.band.1,
                    shared: list.named(&own.shared),
                })
                .collect(),
        },
        each,
    }
}

fn key_sets(list: &List, graph: &Graph, between: &[f64], most: usize) -> Vec<KeySet> {
    let value = |node: u32| between.get(node as usize).copied().unwrap_or(0.0);
    let mut order: Vec<u32> = graph.nodes().collect();
    order.sort_by(|a, b| value(*b).total_cmp(&value(*a)).then(a.cmp(b)));
    let effort = Effort::default();
    let mut sets = Vec::new();
    for size in 1..=most.min(graph.len()) {
        let cut = graph::disrupting(graph, size, &effort);
        let reach = graph::reaching(graph, size, Reach::Within(2), &effort);
        let top: Vec<u32> = order.iter().copied().take(size).collect();
        let most_between = Some(graph::fragmentation(graph, &top));
        for (aim, found, most_between) in [("disrupt", cut, most_between), ("reach", reach, None)] {
            let (set, value, proved) = (list.named(&found.set), found.value, found.is_optimal);
            sets.push(KeySet { aim, size, set, value, proved, most_between });
        }
    }
    sets
}

fn print(measured: &Measured, list: &List, words: &Words) {
    let text = |key: &str, values: &[(&str, Value<'_>)]| words.get(key, values);
    let components = Value::from(measured.components);
    let nodes =
        [("nodes", measured.nodes.into()), ("ties", measured.ties.into()), ("components", components)];
    say!("{}", text("network-text-read", &nodes));
    let (quality, agreement) =
        (words.decimal(measured.modularity, 3), words.percent(measured.agreement.max(0.0)));
    let groups = [
        ("count", measured.communities.into()),
        ("quality", quality.as_str().into()),
        ("agreement", agreement.as_str().into()),
    ];
    say!("{}", text("network-text-groups", &groups));
    say!();
    say!("{}", words.text("network-text-between"));
    let mut order: Vec<&Node> = measured.each.iter().collect();
    order.sort_by(|a, b| a.rank.cmp(&b.rank).then(a.name.cmp(&b.name)));
    for node in order.iter().take(ROWS) {
        let place = format!("{} ({}–{})", node.rank, node.rank_best, node.rank_worst);
        say!("  {place:<12} {}  {}", words.decimal(node.betweenness, 3), node.name);
    }
    say!();
    for set in &measured.key_sets {
        let proof = words.text(if set.proved { "network-text-proved" } else { "network-text-greedy" });
        let (names, share) = (set.set.join(", "), words.percent(set.value));
        let between = words.percent(set.most_between.unwrap_or_default());
        let mut values = vec![
            ("set", names.as_str().into()),
            ("share", share.as_str().into()),
            ("proof", proof.as_str().into()),
        ];
        let key = if set.aim == "disrupt" {
            values.push(("between", between.as_str().into()));
            "network-text-cut"
        } else {
            "network-text-reach"
        };
        say!("{}", text(key, &values));
    }
    say!();
    let missing = &measured.missing_ties;
    if let Some(why) = missing.abstains {
        let why = words.code("network-abstains", why);
        say!("{}", text("network-likely-none", &[("why", why.as_str().into())]));
    } else {
        let auc = words.percent(missing.auc);
        say!("{}", text("network-text-likely", &[("auc", auc.as_str().into())]));
        for own in missing.likely.iter().take(ROWS) {
            let [middle, low, high] = [own.probability, own.low, own.high].map(|share| words.percent(share));
            say!("  {middle:>4} ({low}–{high})  {} – {}", own.one, own.other);
        }
    }
    if let Some((line, why)) = list.first {
        let (line, why) = (i64::try_from(line).unwrap_or(0), words.text(why));
        let values = [("count", list.left_out.into()), ("line", line.into()), ("why", why.as_str().into())];
        say!();
        say!("{}", text("network-text-refused", &values));
    }
}
