//! Patterns in a stream of payments between accounts: who fans in and out, which payments close a cycle, which account
//! scatters money that another gathers. Exact, incremental, within time windows, in bounded memory.
//!
//! A [`Graph`] takes payments ([`Edge`]) in the order of time, one by one or in batches, keeps those of its longest window
//! and answers two kinds of question about the newest:
//!
//! - **counts** ([`Graph::push`], [`Graph::push_batch`]): per family of patterns a histogram of the sizes of those the
//!   payment belongs to, as features for a model or a rule. The families are those of Blanuša et al., "Graph Feature
//!   Preprocessor" (ICAIF 2024): fan-in and fan-out, degree-in and degree-out, scatter-gather, temporal cycles, simple
//!   cycles of limited length; [`Config`] says what each counts.
//! - **patterns** ([`Graph::cycles`], [`Graph::scatter_gather`], [`Graph::gather_scatter`]): the very payments of each
//!   pattern the newest payment completes, as evidence.
//!
//! What it does not do: judge. A cycle is often a family lending money to and fro.
//!
//! Invariants: the same stream gives the same answers; an answer cut short by its bound on work says so; a payment to
//! oneself belongs to no pattern; payments are never reordered, and one that is earlier than its predecessor is refused.
//! Accounts are numbered densely by the caller: memory grows with the largest number and with what a window holds, never
//! with the length of the stream.
//!
//! ```
//! use motif::{Config, Edge, Graph, Search};
//! let mut graph = Graph::new(Config { keep_us: 1_000, ..Config::default() });
//! for (id, (from, to)) in [(0, 1), (1, 2), (2, 0)].into_iter().enumerate() {
//!     let id = id as u32;
//!     graph.add(Edge { from, to, time_us: i64::from(id), amount: 100, id })?;
//! }
//! let mut cycles = Vec::new();
//! let outcome = graph.cycles(&Search::within(1_000), |payments| cycles.push(payments.to_vec()));
//! assert!(outcome.complete);
//! assert_eq!(cycles[0].iter().map(|payment| payment.id).collect::<Vec<_>>(), [0, 1, 2]);
//! # Ok::<(), motif::Error>(())
//! ```

mod config;
mod count;
mod graph;
mod log;
mod pair;
mod pattern;
mod ring;
mod scatter;
mod scratch;
mod simple;
mod store;
mod temporal;

pub use config::{Config, Family, FamilyKind};
pub use count::Counts;
pub use graph::{Error, Graph};
pub use pattern::{GatherScatter, Leg, Outcome, ScatterGather, Search};

/// A payment. Times are microseconds on any one clock, amounts minor units of any currency; `id` is the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The paying account.
    pub from: u32,
    /// The paid account.
    pub to: u32,
    /// When.
    pub time_us: i64,
    /// How much; carried, not looked at.
    pub amount: i64,
    /// The caller's number, given back in patterns.
    pub id: u32,
}
