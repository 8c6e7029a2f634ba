//! People, organisations, vessels and accounts against lists: which entries of a list they may be, how sure, and why.
//!
//! An [`Index`] is made of any [`evidence::Evidence`] (sanctions lists of OFAC and the United Nations, any FollowTheMoney
//! data). A [`Profile`] is what is known of whom to look for. [`Index::screen`] finds entries by keys of their names in any
//! script and by equal identifiers, and gives each [`Hit`] a score from 0 to 1 with every [`Feature`] that made it.
//! [`respond`] does the same with the request and response of yente's `/match`.
//!
//! - A score is no probability, and a hit no identification: it says that a person should compare the two. A name alone never
//!   scores more than 0.95, however equal: many people share names.
//! - What agrees raises the score, what contradicts lowers it, and both are shown. What only one side says counts nothing.
//! - Nothing is inferred from a name: no sex, origin or religion; and none of them is compared. Nor is the nationality or any
//!   country of a person; where an organisation or vessel is registered counts a little.
//! - An entry that a list only mentions (the owner of a listed ship) is not listed, where the list says who is.
//!
//! The results do not depend on how many threads there are; memory grows with the list, not with what is screened.
//!
//! ```
//! use evidence::{Evidence, Locator, NewStatement, Sink, Source};
//! use screening::{Index, Options, Profile};
//!
//! let mut list = Evidence::default();
//! list.begin(Source::named("list.csv"));
//! let record = list.record(&Locator::new("row", 1, 0, 10));
//! let listed = list.entity("e1", "Person");
//! list.statement(&NewStatement::new(listed, "name", "EXEMPLAR, Johannes", record));
//! let index = Index::new(list);
//!
//! let asked = Profile { names: vec!["Johannes Exemplar".to_owned()], ..Profile::default() };
//! let hits = index.screen(&[asked], &Options::default());
//! assert!(hits[0][0].is_match && index.id(&hits[0][0]) == "e1");
//! ```

mod block;
mod born;
mod hit;
mod index;
mod least;
mod profile;
mod respond;
mod screen;
mod threads;
mod vocabulary;
mod words;
mod xref;

pub use born::{Born, Fit};
pub use hit::{Feature, Hit, Outcome, Topic};
pub use index::Index;
pub use profile::{Identifier, Profile, profiles};
pub use respond::{RequestError, respond};
pub use screen::{Options, Screener};
pub use xref::{Resumed, resume};
