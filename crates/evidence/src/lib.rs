//! The nouns of Palermo, and the tables they are held in.
//!
//! A delivered file is a [`Source`]; one unit inside it is a record, found again by its [`Locator`]; what a record
//! says of an entity is a *statement*, and what it says happened is an *event*. Entities are only ever sets of
//! statements: nothing is overwritten, nothing is merged here. Statements and events are held in columns because
//! there are many; [`Evidence`] is all of it together, in the order it was read, which makes every later result the
//! same on every run.
//!
//! Readers write through the [`Sink`] trait, so the same reader can fill [`Evidence`], merely count, or feed a bench.
//!
//! What is *not* here: reading (crate `intake`), judging who is who (`resolve`), and any opinion.
//!
//! ```
//! use evidence::{Evidence, Locator, NewStatement, Sink, Source};
//! let mut evidence = Evidence::default();
//! evidence.begin(Source::named("list.csv"));
//! let record = evidence.record(&Locator::new("row", 1, 12, 30));
//! let person = evidence.entity("p1", "Person");
//! evidence.statement(&NewStatement::new(person, "name", "Ada Example", record));
//! assert_eq!(evidence.statements_of(person).count(), 1);
//! ```

mod columns;
mod entity;
mod event;
mod listing;
mod locator;
mod moment;
mod money;
mod remark;
mod saved;
mod schema;
mod sink;
mod source;
mod symbol;
mod table;

pub use columns::event_schema;
pub use entity::{EntityIx, Mark, NewStatement, StatementRow, make_entity_id};
pub use event::{Channel, Event, EventIx, EventKind, EventRow, NewEvent, PlaceMention};
pub use listing::listing;
pub use locator::{Locator, LocatorError, RecordIx};
pub use moment::{Moment, MomentError, Precision};
pub use money::{Currency, MoneyError, is_rounded, minor_digits, parse_minor};
pub use remark::Remark;
pub use saved::Declared;
pub use schema::{Property, PropertyType, Schema, Schemata, schemata};
pub use sink::{Count, Sink};
pub use source::{Basis, Rejection, Source, SourceIx};
pub use symbol::{Symbol, Symbols};
pub use table::Evidence;

/// Three values, not two: what no feed would show is unknown, never false.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    /// Shown not to hold.
    False,
    /// Not shown either way.
    Unknown,
    /// Shown to hold.
    True,
}

impl Truth {
    /// Kleene's "and": false wins, then unknown.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Kleene's "or": true wins, then unknown.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}
