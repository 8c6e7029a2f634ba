//! Where to post liaison officers.
//!
//! In: a [`Problem`], that is candidate posts (cost, reach, languages, consent of the host, least crew and tenure, whether
//! they stand today), routes that people take with their demand by year, and rules. Out: a [`Plan`] with how it fares in
//! every [`Scenario`], a [`Receipt`] for each of its posts, the next best plans, and what consents not yet given are worth.
//!
//! A post covers a route that passes within its reach. In a scenario a share of those whose route is covered takes
//! another route of the same origin, if one is not; they are covered only where all routes are (the origins' best answer,
//! not a forecast of it). The plan is the one whose greatest regret over years and shares is least, and of these the one
//! that covers most on average.
//!
//! - Exact: a mixed-integer programme (maximal covering, Church and ReVelle 1974, with the above), solved by a maintained
//!   solver; what it returns is valued anew without it. A property test compares with enumeration.
//! - Posts and flows are compared, never states: costs, consent and demand are those of the tables that were given.
//! - No plan rests on a consent that was not given.
//!
//! What is *not* here: reading tables, forecasting demand, judging a host.
//!
//! ```
//! use placement::{Consent, Effort, Post, Problem, Route, Rules, plan};
//! let post = |id: &str| Post {
//!     id: id.to_owned(), name: id.to_owned(), country: "XX".to_owned(), position: (0.0, 0.0), cost_minor: 100, reach_km: 50.0,
//!     languages: Vec::new(), consent: Consent::Given, least_crew: 2, least_years: 1, exists: false,
//! };
//! let route = |origin, demand, seen_by| Route { origin, stops: Vec::new(), demand: vec![demand], seen_by };
//! let problem = Problem {
//!     posts: vec![post("hub"), post("port")],
//!     origins: vec!["A".to_owned(), "B".to_owned()],
//!     years: vec!["2025".to_owned()],
//!     routes: vec![route(0, 60.0, vec![0]), route(0, 20.0, vec![1]), route(1, 20.0, vec![1])],
//!     rules: Rules { most_posts: Some(1), rerouting: vec![0.0], ..Rules::default() },
//! };
//! let found = plan(&problem, Effort::default()).unwrap();
//! assert_eq!(found.best.posts, [0]);
//! assert!((found.best.mean - 0.6).abs() < 1e-9);
//! ```

mod model;
mod plan;
mod problem;
mod value;

pub use plan::{Effort, Fare, Plan, Receipt, ToAsk, Valued, plan};
pub use problem::{Consent, PlacementError, Post, Problem, Route, Rules, Scenario};
