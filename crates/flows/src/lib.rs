//! What published tables of counts say of the ways people take.
//!
//! In: [`Observed`] counts by place, group and month, as authorities publish them. Out: [`corridors`] (a group counted at one
//! place is counted at another some months later), [`displacement`] (what changed where after a measure), and [`echoes`] (a
//! rise at a place that neither the place nor the group explains: a hypothesis for whoever holds the evidence of what
//! came before).
//!
//! - The group is most often a nationality. It is an attribute of published, aggregate tables, **never of a person**: nothing
//!   here says anything about anybody, and no rule on a person may use it.
//! - A suppressed or rounded value stays a [`Range`]; a finding must hold at both ends.
//! - It abstains where the data do not say: too few months, sums that cannot be one flow, fits no better than chance, too
//!   many tests for one to mean something (Benjamini and Hochberg 1995).
//! - A month in which a place reports others but not a group is zero for it; a month without any report is unknown.
//!
//! What is *not* here: reading files, causes, forecasts, numbers of people (one person may be counted often).
//!
//! ```
//! use flows::{Month, Observed, Place, Range};
//! let mut observed = Observed::default();
//! let at = observed.place(Place { id: "bridge".to_owned(), ..Place::default() });
//! observed.add(at, "XXX", Month::new(2025, 3).unwrap(), Range::exactly(12.0));
//! assert!(flows::corridors(&observed).is_empty(), "one place has no corridor");
//! ```

mod corridor;
mod displacement;
mod echo;
mod series;
mod stats;

pub use corridor::{Corridor, Verdict, Why, corridors};
pub use displacement::{Change, Displacement, Policy, displacement};
pub use echo::{Echo, Echoes, Period, echoes};
pub use series::{Month, Observed, Place, PlaceIx, Range, Reading};
