//! Country reviews under the United Nations Convention against Transnational Organized Crime and its Protocols:
//! questionnaires, steps and outputs.
//!
//! In: the knowledge under `reviews/` ([`mechanism`], [`questionnaire`]) and the file of a review ([`log`]), which is a set
//! of statements ([`statement`]). Out: what the review says now ([`picture`]), how far it is ([`completeness`],
//! [`calendar`]), what its people may do ([`rights`]), which offers fit which needs ([`assistance`]), what a table of
//! requests shows ([`statistics`]) and answers to the questions that civil society puts ([`effect`]).
//!
//! Three things hold. *Nothing is lost*: a statement is never overwritten, two copies of a review merge as a union, and a
//! contradiction stays visible until a person settles it. *Nothing slips out*: what an audience may see is a log of its
//! own ([`Log::seen_by`]), and outputs are made from such a log alone. *States are never ranked*: there is no number here
//! by which two States could be put in order.
//!
//! It opens no file, knows no clock, no network and no chance.
//!
//! ```
//! use review::{Log, Mechanism, Picture, Questionnaire};
//! use review::statement::{Author, Opening, Purpose, Says, Value};
//! use review::mechanism::{Cluster, Instrument, Role};
//!
//! let by = Author {
//!     name: "A. Tremblay".into(), role: Role::FocalPoint, state: Some("CA".into()), organisation: None,
//! };
//! let opening = Opening {
//!     purpose: Purpose::Review, state: "CA".into(), group: Some("II".into()),
//!     instruments: Instrument::ALL.iter().copied().collect(), clusters: [Cluster::I].into(),
//!     questionnaire: review::questionnaire::CURRENT.into(), languages: vec!["en".into(), "fr".into()],
//! };
//! let mut log = Log::open("2026-01-05T09:00:00Z".parse()?, by.clone(), opening);
//! let copy = log.clone();
//! let yes = Says::Value { question: "I.T.1".into(), value: Some(Value::Yes), reuse: None };
//! log.append("2026-01-06T09:00:00Z".parse()?, by, yes);
//! let merged = copy.merge(&log)?;
//! assert_eq!(merged.text(), log.text());
//! assert_eq!(Picture::of(&merged)?.answers.len(), 1);
//! assert_eq!(Questionnaire::embedded()?.len(), 351);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod assistance;
pub mod calendar;
pub mod changes;
pub mod completeness;
pub mod effect;
mod error;
pub mod log;
pub mod lots;
pub mod mechanism;
pub mod picture;
pub mod questionnaire;
pub mod rights;
mod rows;
pub mod statement;
pub mod statistics;

pub use error::{Error, nearest};
pub use log::{Audience, Log};
pub use mechanism::Mechanism;
pub use picture::Picture;
pub use questionnaire::Questionnaire;
