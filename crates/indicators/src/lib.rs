//! Published red flags, run.
mod finding;

pub use finding::{Alert, Findings, Hit, RoleHint, Unknown};
