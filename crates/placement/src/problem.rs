//! What is to be covered, by which posts, under which rules.

use std::collections::BTreeMap;

use serde::Serialize;

/// Whether the host state agrees to a post. Without its consent there is none (UNTOC article 4, sovereignty).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Consent {
    /// It agrees.
    Given,
    /// It refuses.
    Refused,
    /// It was not asked: no plan relies on it, but what its consent would be worth is told.
    Unknown,
}

/// A place where officers could be posted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Post {
    /// Its id in the tables.
    pub id: String,
    /// What to call it.
    pub name: String,
    /// ISO 3166-1 alpha-2 code of the host.
    pub country: String,
    /// Degrees north and east.
    pub position: (f64, f64),
    /// What one officer costs there in a year, in minor units of one currency.
    pub cost_minor: i64,
    /// How far it reaches, in kilometres.
    pub reach_km: f64,
    /// Languages of which each officer there needs one; any if empty.
    pub languages: Vec<String>,
    /// Whether the host agrees.
    pub consent: Consent,
    /// Fewest officers there: nobody is posted alone where this is two.
    pub least_crew: u32,
    /// Fewest years it must stand once opened.
    pub least_years: u32,
    /// Whether it stands today.
    pub exists: bool,
}

/// A way that people of one origin take, as a count for each year.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Route {
    /// Number of its origin.
    pub origin: usize,
    /// Places on it, in order.
    pub stops: Vec<String>,
    /// How many took it, by year, in the order of [`Problem::years`].
    pub demand: Vec<f64>,
    /// Numbers of the posts that it passes within reach, ascending.
    pub seen_by: Vec<usize>,
}

/// The rules of a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rules {
    /// What all posts may cost over the years planned for, in minor units; none for no bound.
    pub budget_minor: Option<i64>,
    /// Years planned for. A post that must stand longer costs its longer tenure.
    pub years: u32,
    /// The most posts, today's included; none for no bound.
    pub most_posts: Option<usize>,
    /// Officers at hand for each language; none for no bound. Each speaks one that counts.
    pub officers: BTreeMap<String, u32>,
    /// Whether posts that stand today may be closed.
    pub may_close: bool,
    /// Shares of those covered who take another way of their origin instead, if one is open: each is a scenario.
    pub rerouting: Vec<f64>,
}

impl Default for Rules {
    /// No bounds, one year, today's posts stay, and three suppositions on re-routing: none, half, all (ours).
    fn default() -> Self {
        Self {
            budget_minor: None,
            years: 1,
            most_posts: None,
            officers: BTreeMap::new(),
            may_close: false,
            rerouting: vec![0.0, 0.5, 1.0],
        }
    }
}

/// A whole problem.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// Candidates.
    pub posts: Vec<Post>,
    /// Names of origins.
    pub origins: Vec<String>,
    /// Years of demand.
    pub years: Vec<String>,
    /// Ways.
    pub routes: Vec<Route>,
    /// Rules.
    pub rules: Rules,
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlacementError {
    /// Nothing to cover.
    #[error("no route has a demand above zero; expected at least one")]
    NoDemand,
    /// Nothing to choose from.
    #[error("there are no candidate posts; expected at least one")]
    NoPosts,
    /// A number that cannot be.
    #[error("{what}: expected {expected}")]
    Wrong {
        /// Which.
        what: String,
        /// What would be right.
        expected: &'static str,
    },
    /// Today's posts alone break the rules.
    #[error(
        "no plan keeps the rules: the posts that stand today cost {cost_minor} in minor units and need {officers} officers; raise the budget, or let posts be closed"
    )]
    TodayBreaksRules {
        /// What they cost over the years planned for.
        cost_minor: i64,
        /// How many officers they need.
        officers: u32,
    },
    /// The solver failed; what it said.
    #[error("the solver did not finish: {0}")]
    Solver(String),
}

impl Post {
    /// What it costs if it stands in the plan: its least crew, over the years planned for or its least tenure.
    pub fn cost_minor(&self, rules: &Rules) -> i64 {
        let years = i64::from(rules.years.max(self.least_years).max(1));
        self.cost_minor.saturating_mul(i64::from(self.least_crew.max(1))).saturating_mul(years)
    }
}

impl Problem {
    /// Refuses what cannot be.
    pub(crate) fn check(&self) -> Result<(), PlacementError> {
        let wrong = |what: String, expected| Err(PlacementError::Wrong { what, expected });
        if self.posts.is_empty() {
            return Err(PlacementError::NoPosts);
        }
        for post in &self.posts {
            if post.cost_minor < 0 {
                return wrong(format!("cost of {}", post.id), "no negative number");
            }
        }
        for (at, route) in self.routes.iter().enumerate() {
            let is_count = |demand: &f64| demand.is_finite() && *demand >= 0.0;
            if !route.demand.iter().all(is_count) || route.demand.len() != self.years.len() {
                return wrong(
                    format!("demand of route {}", at + 1),
                    "one number of zero or more for each year",
                );
            }
            if route.origin >= self.origins.len()
                || route.seen_by.iter().any(|post| *post >= self.posts.len())
            {
                return wrong(format!("route {}", at + 1), "an origin and posts that are listed");
            }
        }
        if self.rules.rerouting.iter().any(|share| !(0.0..=1.0).contains(share)) {
            return wrong("share that re-routes".to_owned(), "0 to 1");
        }
        if !self.routes.iter().any(|route| route.demand.iter().any(|demand| *demand > 0.0)) {
            return Err(PlacementError::NoDemand);
        }
        Ok(())
    }

    /// Every supposition: a year of demand and a share that re-routes.
    pub fn scenarios(&self) -> Vec<Scenario> {
        let shares = if self.rules.rerouting.is_empty() { &[0.0][..] } else { &self.rules.rerouting };
        let year = |year: usize| shares.iter().map(move |&rerouting| Scenario { year, rerouting });
        (0..self.years.len()).flat_map(year).filter(|one| self.total(one.year) > 0.0).collect()
    }

    /// All demand of a year.
    pub fn total(&self, year: usize) -> f64 {
        self.routes.iter().filter_map(|route| route.demand.get(year)).sum()
    }
}

/// A supposition: a year of demand, and how many of those covered take another way.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scenario {
    /// Number of the year.
    pub year: usize,
    /// Share of those covered who take another way of their origin, where one is not covered.
    pub rerouting: f64,
}
