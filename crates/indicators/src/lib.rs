//! Published red flags, run.
//!
//! In: [`evidence::Evidence`], who is who ([`resolve::Resolution`]), where is where ([`resolve::Locations`]), and
//! [`Packs`]: indicators with their citations, and the rules that execute them, as data. Out: [`Findings`]: hits with
//! the events, records, numbers and sentences behind them, alerts, and what could not be decided.
//!
//! - A rule is compiled once, ahead of any evidence; a field it does not know or a number without a basis is an error.
//! - Three values: what a record does not say makes a condition unknown, which never fires a rule. Where every event
//!   of a subject lacks what a rule needs, that is reported ([`Unknown`]) rather than counted as false.
//! - A hit is no verdict; an alert needs several rules of several families, and says whom to protect.
//! - The same evidence gives the same findings, whatever the order of the files.
//!
//! ```
//! use evidence::Evidence;
//! use indicators::{Packs, evaluate};
//! use resolve::{Locations, Resolution};
//!
//! let packs = Packs::embedded()?;
//! let findings = evaluate(&Evidence::default(), &Resolution::default(), &Locations::default(), &packs);
//! assert!(findings.hits.is_empty());
//! let rule = packs.rule("night_cash").unwrap();
//! assert_eq!(packs.indicator(&rule.indicators[0]).unwrap().id, "P16-12");
//! # Ok::<(), indicators::PackError>(())
//! ```

mod alert;
mod bounds;
mod bunching;
mod compile;
pub mod describe;
mod engine;
mod episode;
mod error;
mod example;
mod expression;
mod facts;
mod field;
mod finding;
mod groups;
mod incremental;
mod leaf;
mod lint;
mod list;
mod mask;
mod measure;
mod motif;
mod nearest;
mod ordered;
mod pack;
mod plan;
mod profile;
mod quantity;
mod questionnaire;
mod rows;
mod seen;
mod sequence;
mod shared;
mod stream;
mod text;
mod threads;
mod window;
mod wording;
mod world;
mod yaml;

pub use engine::evaluate;
pub use error::PackError;
pub use finding::{Alert, Findings, Hit, Named, RoleHint, Unknown};
pub use list::{List, Price};
pub use nearest::nearest;
pub use pack::{
    Basis, Counts, Element, Indicator, Item, Kind, Pack, Packs, Parameter, Protects, Rule, Status, Subject,
    Words,
};
pub use stream::{Ahead, Feed, Lateness, Notice, Position, ResumeError, Stream, StreamAlert, StreamHit};
