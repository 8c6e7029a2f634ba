//! Decision tables as data: cited, dated rules over facts that are true, false or unknown.
//!
//! In: a rule set (YAML under `law/`) and the facts of a case. Out: an answer with every ground for and against, the
//! text each rests on, the facts still unknown and what each would change, what follows, what someone may decide at
//! their discretion, and what remains open to the person. `docs/law.md` describes the language.
//!
//! What this crate does not do: it decides nothing, computes no discretion, ranks no State, opens no file and knows no
//! clock. What it says is an indication from stated facts, not legal advice.
//!
//! ```
//! let library = law::Library::embedded()?;
//! let set = library.get("stca")?;
//! let facts = law::Facts::from_json(set, r#"{"place": "airport", "claim": "2026-06-01"}"#).map_err(|all| all[0].clone())?;
//! let answer = set.answer(&facts);
//! assert!(!answer.missing.is_empty());
//! # Ok::<(), law::LawError>(())
//! ```

mod answer;
mod compile;
mod dated;
mod day;
pub mod dmn;
mod error;
mod evaluate;
mod expression;
mod facts;
mod find;
mod impact;
mod library;
mod lint;
mod lower;
mod points;
mod relevance;
mod rule_set;
mod scenario;
mod table;
mod text;
mod tri;
mod written;
mod yaml;

pub use answer::{Answer, Reading, Standing};
pub use dated::Changed;
pub use error::{Expected, LawError};
pub use evaluate::{Answered, Truths, Verdict, verdict};
pub use facts::{Facts, Held};
pub use find::Subject;
pub use impact::{Carried, Compared, Impact, Synthetic};
pub use library::Library;
pub use lint::{Fault, FaultKind, Lint, Proven};
pub use relevance::{Branch, Missing};
pub use rule_set::{
    Choice, Citation, Conclusion, DECISION, Differing, Fact, Instrument, Rule, RuleSet, Window,
};
pub use scenario::{Mismatch, Scenario, ScenarioFile, Tried};
pub use text::{Language, Text};
pub use tri::{Governs, Tri, Truth, World};
pub use written::{ConclusionKind, Confidence, Kind, Layer, RuleKind, Standard, Tag};
