//! Measures of networks: who lies between, who belongs together, whose removal breaks it, what is likely missing.
//!
//! Pure algorithms on a compact undirected [`Graph`]; what its nodes and ties are, the caller knows. Where a measure has a
//! published definition, its function names it.
//!
//! - [`components`], [`cores`], [`degree`], [`closeness`], [`eigenvector`]
//! - [`betweenness`], [`sampled_betweenness`], [`weighted_betweenness`], [`temporal_betweenness`]
//! - [`constraint`], [`effective_size`]: brokerage
//! - [`communities`]: Leiden, with how far its answer can be trusted
//! - [`disrupting`], [`reaching`]: key-player sets, exact with proof where the graph is small
//! - [`motifs`]: small patterns, and what chance would give
//! - [`predict`]: which ties are probably missing, with calibrated probabilities, or that this cannot be said
//! - [`rank_intervals`]: what a ranking would be had someone not been seen
//!
//! Invariants: the same graph and seed give the same answer whatever the number of threads; no answer depends on the order
//! in which ties are given; every search has a bound on its work and says when it met it. What is *not* here: time beyond
//! [`Contact`], direction, and any meaning.
//!
//! ```
//! use graph::{Graph, betweenness, disrupting, fragmentation};
//! // Two triangles that only node 2 and node 3 hold together.
//! let graph = Graph::of_ties(6, &[(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)]);
//! assert_eq!(betweenness(&graph)[2], 6.0);
//! let key = disrupting(&graph, 1, &Default::default());
//! assert!(key.is_optimal && key.set == [2]);
//! assert_eq!(key.value, fragmentation(&graph, &[2]));
//! ```

mod betweenness;
mod brokerage;
mod centrality;
mod component;
mod dice;
mod graph;
mod keyplayer;
mod leiden;
mod logistic;
mod motif;
mod parallel;
mod partition;
mod predict;
mod rank;
mod score;
mod spectrum;
mod temporal;

pub use betweenness::{betweenness, pivots, sampled_betweenness, share_of_pairs, weighted_betweenness};
pub use brokerage::{constraint, effective_size};
pub use centrality::{ROUNDS, closeness, degree, eigenvector};
pub use component::{components, cores, sizes};
pub use graph::Graph;
pub use keyplayer::{Effort, KeyPlayers, Reach, disrupting, fragmentation, reaching};
pub use leiden::{Communities, Leiden, Quality, communities, modularity};
pub use motif::{Motifs, by_chance, motifs, transitivity};
pub use partition::adjusted_rand;
pub use predict::{
    Abstention, LEAST_PROBABILITY, LEAST_TIES, Likely, MOST_NODES, Outlook, Predict, auc, compared, predict,
};
pub use rank::{RankInterval, rank_intervals, ranks};
pub use score::SCORES;
pub use temporal::{Contact, temporal_betweenness};
