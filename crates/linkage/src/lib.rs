//! Which records of one table, or of two, are the same person or thing: probabilistic record linkage.
//!
//! The method is that of Fellegi and Sunter (1969). Each column is compared to a level ("day and month swapped");
//! how often true pairs (`m`) and strangers (`u`) are at that level makes its evidence, log2(m/u) bits; the bits add
//! up. What is shared by many says little, a rare value much. All of it is learned from the records, without labels,
//! from nothing but the kinds of the columns ([`Kind`]):
//!
//! 1. [`Table`]: records as columns of symbols; every value prepared once.
//! 2. [`learn`]: a [`Model`], readable JSON, with the blocking rules that decide which pairs are looked at, chosen by
//!    what they cost and find.
//! 3. [`Index::build`]: all links at once, on several threads; [`Index::insert`]: one record more;
//!    [`Index::look_up`]: what is known of one record ([`Lookup`] does no more); [`Index::explain`]: the evidence for and against a pair.
//! 4. [`Index::clusters`]: groups by the average evidence between them, [`Decisions`] of analysts followed;
//!    [`Index::doubts`]: what a person should look at; [`Index::rates`]: how much the model expects to be wrong.
//!
//! Invariants: the same records under the same model give the same links and groups to the bit, in whatever order and
//! on however many threads they came. A pair scores the same from either side. Rows that say the same are one node:
//! ten million copies cost one comparison. No block beyond the cap is joined, and [`Index::oversized`] names it.
//! Nothing is inferred from a name but whether it is the same.
//!
//! Names in different scripts meet by the Latin spellings that the crate `names` knows.
//!
//! Not here: files, mappings of headers to kinds, reports. The model lists values that five rows or more share: treat it as personal data.
//!
//! ```
//! use linkage::{Decisions, Field, Index, Kind, Settings, Table, Value, Verdict, learn};
//!
//! let fields = vec![Field::new("name", Kind::FullName), Field::new("born", Kind::Date), Field::new("phone", Kind::Phone)];
//! let rows = [
//!     ["Amina Kidane", "1990-04-03", "+251 91 123 4567"],
//!     ["KIDANE, Aminah", "1990-03-04", "+251911234567"],
//!     ["Samuel Okoro", "1984-11-20", "+234 803 555 0101"],
//! ];
//! let mut table = Table::new(fields)?;
//! for row in rows {
//!     let values: Vec<Value> = row.into_iter().enumerate().map(|(field, text)| Value { field, text }).collect();
//!     table.push(&values)?;
//! }
//! let model = learn(&mut table, &Settings::default(), &[]);
//! let mut index = Index::build(model, table, vec![10, 11, 12], 1)?;
//!
//! let mut decisions = Decisions::default();
//! assert_eq!(index.clusters(&decisions, 1).groups, [[10, 11]]);
//! let why = index.explain(10, 11).expect("both are known");
//! assert!(why.steps.iter().any(|step| step.means == "day and month swapped"));
//!
//! // One record more, and an analyst who knows better.
//! index.insert(13, 0, &[Value { field: 0, text: "Samuel Okoro" }, Value { field: 1, text: "1984-11-20" }])?;
//! assert_eq!(index.cluster_of(13, &decisions), [12, 13]);
//! let number = decisions.decide(12, 13, Verdict::Different, "a.rossi", "2026-11-22T04:00:00Z");
//! assert_eq!(index.cluster_of(13, &decisions), [13]);
//! decisions.undo(number, "a.rossi", "2026-11-22T04:05:00Z");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod block;
mod choose;
mod cluster;
mod compare;
mod decision;
mod depend;
mod field;
mod index;
mod learn;
mod lookup;
mod model;
mod parallel;
mod pool;
mod postings;
mod prepare;
mod scorer;
mod similar;
mod stats;
mod table;

pub use block::{Key, Part, Rule};
pub use cluster::{Clusters, Doubt, Rates, Why};
pub use decision::{Decision, Decisions, Settled, Undone, Verdict};
pub use field::{Field, Kind, Value};
pub use index::{Hit, Index, IndexError, Oversized, Pair, RecordId};
pub use learn::{Label, Settings, learn};
pub use lookup::Lookup;
pub use model::{Comparison, Explanation, Frequencies, Given, Level, Model, ModelError, Step, probability};
pub use table::{Table, TableError};
