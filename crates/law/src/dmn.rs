//! Decision tables of OMG's Decision Model and Notation (DMN 1.3, formal/2020-05-01), with conditions in FEEL.
//!
//! Every rule becomes a decision that is true or false, every conclusion a decision over its rules; so any DMN engine can
//! work out what this crate does, on known facts and under the reading that governs. What DMN has no place for stands in
//! the descriptions: citations, dates, burden, readings.
//!
//! Not taken over on import: hit policies other than unique, any and first, several outputs, invocations, contexts.

mod export;
mod feel;
mod import;
mod normal;

pub use export::export;
pub use import::import;

/// The model's namespace.
const MODEL: &str = "https://www.omg.org/spec/DMN/20191111/MODEL/";
