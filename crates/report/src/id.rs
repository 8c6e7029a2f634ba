//! Short ids of what was found, the same in every file of one run.

use std::fmt;
use std::str::FromStr;

use evidence::{EntityIx, RecordIx, SourceIx};
use resolve::ClusterIx;
use serde::{Serialize, Serializer};

macro_rules! ids {
    ($($(#[$doc:meta])* $variant:ident($number:ty) = $prefix:literal, $new:expr, $get:expr;)+) => {
        /// Names one thing of one run, as `source-1`, `hit-12`, …: counted from 1 in the order things were found.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Id { $($(#[$doc])* $variant($number)),+ }

        impl Id {
            fn parts(self) -> (&'static str, u64) {
                match self { $(Self::$variant(number) => ($prefix, ($get)(number) as u64)),+ }
            }

            fn build(prefix: &str, number: u32) -> Option<Self> {
                match prefix { $($prefix => Some(Self::$variant(($new)(number))),)+ _ => None }
            }
        }
    };
}

ids! {
    /// A source.
    Source(SourceIx) = "source", SourceIx, |ix: SourceIx| ix.0;
    /// A record, as an anchor on the page.
    Record(RecordIx) = "r", RecordIx, |ix: RecordIx| ix.0;
    /// An entity as the records have it.
    Entity(EntityIx) = "entity", EntityIx, |ix: EntityIx| ix.0;
    /// Entities judged to be the same.
    Cluster(ClusterIx) = "cluster", ClusterIx, |ix: ClusterIx| ix.0;
    /// A rule that fired: its number in [`indicators::Findings::hits`].
    Hit(usize) = "hit", |n: u32| n as usize, |n| n;
    /// An alert: its number in [`indicators::Findings::alerts`].
    Alert(usize) = "alert", |n: u32| n as usize, |n| n;
    /// A node: its number in [`network::Network::nodes`].
    Node(usize) = "node", |n: u32| n as usize, |n| n;
    /// An edge: its number in [`network::Network::edges`].
    Edge(usize) = "edge", |n: u32| n as usize, |n| n;
    /// A role hypothesis: its number in [`network::Network::roles`].
    Role(usize) = "role", |n: u32| n as usize, |n| n;
    /// What a person decided: its number in [`resolve::Resolution::decided`].
    Decision(usize) = "decision", |n: u32| n as usize, |n| n;
    /// A trip: its number in [`routes::Routes::trips`].
    Trip(usize) = "trip", |n: u32| n as usize, |n| n;
    /// Who moved together: its number in [`routes::Routes::groups`].
    Group(usize) = "group", |n: u32| n as usize, |n| n;
    /// A route that recurs: its number in [`routes::Routes::routes`].
    Route(usize) = "route", |n: u32| n as usize, |n| n;
    /// A sum said or paid for a way: its number in [`routes::Routes::offers`].
    Price(usize) = "price", |n: u32| n as usize, |n| n;
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (prefix, number) = self.parts();
        write!(out, "{prefix}-{}", number + 1)
    }
}

/// A text that is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an id; expected for example hit-12, alert-1 or source-3")]
pub struct IdError(pub String);

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split_once('-')
            .and_then(|(prefix, number)| {
                Self::build(
                    prefix,
                    number.parse::<u32>().ok().filter(|_| !number.starts_with('+'))?.checked_sub(1)?,
                )
            })
            .ok_or_else(|| IdError(text.to_owned()))
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl schemars::JsonSchema for Id {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^(source|entity|cluster|hit|alert|node|edge|role|decision|trip|group|route|price)-[1-9][0-9]*$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_back_as_it_was_written() {
        for (id, text) in [
            (Id::Source(SourceIx(0)), "source-1"),
            (Id::Hit(11), "hit-12"),
            (Id::Record(RecordIx(6)), "r-7"),
            (Id::Cluster(ClusterIx(2)), "cluster-3"),
        ] {
            assert_eq!(id.to_string(), text);
            assert_eq!(text.parse(), Ok(id));
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "hit", "hit-0", "hit-x", "hit--1", "hit-+1", "thing-1", "hit-99999999999"] {
            assert_eq!(text.parse::<Id>(), Err(IdError(text.to_owned())));
        }
    }
}
