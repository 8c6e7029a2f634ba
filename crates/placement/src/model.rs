//! The mixed-integer programme, and its solution by a maintained solver.
//!
//! A binary for each post; for each group of routes that the same posts see, whether it is seen; for each kind of origins,
//! whether all its ways are. The latter two are at most the former, so that they need not be binary. What the solver
//! returns is rounded, checked against the rules in whole numbers and valued anew by [`crate::value`].

use std::collections::{BTreeMap, BTreeSet};

use good_lp::{
    Constraint, Expression, ProblemVariables, ResolutionError, Solution, SolverModel, Variable, constraint,
    variable,
};

use crate::problem::{Consent, PlacementError, Problem, Scenario};
use crate::value::Table;

/// What a plan is to be best at.
#[derive(Clone, Debug)]
pub(crate) enum Goal {
    /// The most covered, on average over these scenarios, as shares of their demand.
    Cover(Vec<Scenario>),
    /// The least of the greatest regrets: how much less is covered than the best plan for that scenario would. The number
    /// is a regret that a known plan has, or 1.
    Regret(Vec<(Scenario, f64)>, f64),
    /// The most on average, with no regret above this.
    CoverWithin(Vec<(Scenario, f64)>, f64),
}

/// What else a plan must keep.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bounds {
    /// Posts that must not stand.
    pub(crate) without: BTreeSet<usize>,
    /// Plans that must not come again.
    pub(crate) not_again: Vec<Vec<bool>>,
    /// Whether posts count whose host was not asked.
    pub(crate) as_if_consented: bool,
}

/// How much a regret may exceed the least one in the second step: what floating point may differ by. Ours.
const SLACK: f64 = 1e-7;

/// The variables of a model.
struct Model<'a> {
    problem: &'a Problem,
    table: &'a Table,
    posts: Vec<Variable>,
    seen: Vec<Variable>,
    closed: Vec<Variable>,
    constraints: Vec<Constraint>,
}

impl<'a> Model<'a> {
    fn new(
        problem: &'a Problem,
        table: &'a Table,
        bounds: &Bounds,
        all: &mut ProblemVariables,
        start: Option<&[bool]>,
    ) -> Self {
        let rules = &problem.rules;
        let mut posts = Vec::new();
        for (at, post) in problem.posts.iter().enumerate() {
            let consented = match post.consent {
                Consent::Given => true,
                Consent::Refused => false,
                Consent::Unknown => bounds.as_if_consented || post.exists,
            };
            let may = consented && !bounds.without.contains(&at);
            let must = may && post.exists && !rules.may_close;
            let low = f64::from(u8::from(must));
            let high = f64::from(u8::from(may));
            let mut post = variable().integer().min(low).max(high);
            if let Some(start) = start {
                post = post.initial(f64::from(u8::from(start.get(at) == Some(&true))));
            }
            posts.push(all.add(post));
        }
        let share = || variable().min(0.0).max(1.0);
        let seen = table.groups.iter().map(|_| all.add(share())).collect();
        let closed = table.closing.iter().map(|_| all.add(share())).collect();
        let mut model = Self { problem, table, posts, seen, closed, constraints: Vec::new() };
        model.link();
        model.rules(all);
        for plan in &bounds.not_again {
            model.differ(plan);
        }
        model
    }

    /// A group is seen only by a post that stands, an origin closed only if all its groups are seen.
    fn link(&mut self) {
        for (seen, group) in self.seen.iter().zip(&self.table.groups) {
            let posts: Expression = group.iter().filter_map(|post| self.posts.get(*post)).sum();
            self.constraints.push(constraint!(*seen <= posts));
        }
        for (closed, groups) in self.closed.iter().zip(&self.table.closing) {
            for seen in groups.iter().filter_map(|group| self.seen.get(*group)) {
                self.constraints.push(constraint!(*closed <= *seen));
            }
        }
    }

    fn rules(&mut self, all: &mut ProblemVariables) {
        let rules = &self.problem.rules;
        if let Some(budget) = rules.budget_minor {
            let scale = (budget as f64).max(1.0);
            let cost: Expression = self
                .posts
                .iter()
                .zip(&self.problem.posts)
                .map(|(variable, post)| *variable * (post.cost_minor(rules) as f64 / scale))
                .sum();
            self.constraints.push(constraint!(cost <= budget as f64 / scale));
        }
        if let Some(most) = rules.most_posts {
            let count: Expression = self.posts.iter().sum();
            self.constraints.push(constraint!(count <= most as f64));
        }
        if rules.officers.is_empty() {
            return;
        }
        // Officers of each language who go to each post.
        let mut by_language: BTreeMap<&str, Expression> = BTreeMap::new();
        for (standing, post) in self.posts.iter().zip(&self.problem.posts) {
            let mut crew = Expression::from(0.0);
            for (language, &count) in &rules.officers {
                if post.languages.is_empty() || post.languages.contains(language) {
                    let sent = all.add(variable().min(0.0).max(f64::from(count.min(post.least_crew.max(1)))));
                    crew += sent;
                    *by_language.entry(language).or_insert_with(|| Expression::from(0.0)) += sent;
                }
            }
            self.constraints.push(constraint!(crew == *standing * f64::from(post.least_crew.max(1))));
        }
        for (language, sent) in by_language {
            let count = rules.officers.get(language).copied().unwrap_or(0);
            self.constraints.push(constraint!(sent <= f64::from(count)));
        }
    }

    /// At least one post other than in that plan.
    fn differ(&mut self, plan: &[bool]) {
        let mut changes = Expression::from(0.0);
        for (variable, stands) in self.posts.iter().zip(plan) {
            changes += if *stands { 1.0 - *variable } else { Expression::from(*variable) };
        }
        self.constraints.push(constraint!(changes >= 1.0));
    }

    /// What is covered of a scenario as a share of its demand.
    fn share(&self, scenario: Scenario) -> Expression {
        let total = self.table.totals.get(scenario.year).copied().unwrap_or(0.0).max(f64::MIN_POSITIVE);
        let of_year = |row: &[f64]| row.get(scenario.year).copied().unwrap_or(0.0) / total;
        let mut share = Expression::from(0.0);
        for (seen, demand) in self.seen.iter().zip(&self.table.demand) {
            share.add_mul((1.0 - scenario.rerouting) * of_year(demand), *seen);
        }
        for (closed, demand) in self.closed.iter().zip(&self.table.closed) {
            share.add_mul(scenario.rerouting * of_year(demand), *closed);
        }
        share
    }

    fn mean(&self, scenarios: impl ExactSizeIterator<Item = Scenario>) -> Expression {
        let count = scenarios.len().max(1) as f64;
        let mut mean = Expression::from(0.0);
        for scenario in scenarios {
            mean += self.share(scenario) * (1.0 / count);
        }
        mean
    }
}

/// Of each year the least and the greatest share that re-routes. What is covered is linear in the share and the best is
/// convex, so that a regret in between is never greater than at both ends.
fn extremes(best: &[(Scenario, f64)]) -> impl Iterator<Item = &(Scenario, f64)> {
    best.iter().filter(|(own, _)| {
        let of_year = || best.iter().filter(|(other, _)| other.year == own.year);
        let (mut less, mut more) = (of_year(), of_year());
        !(less.any(|(other, _)| other.rerouting < own.rerouting)
            && more.any(|(other, _)| other.rerouting > own.rerouting))
    })
}

/// The best plan, as whether each post stands; `start` is a plan that keeps the rules, if one is known. None if no plan
/// keeps the bounds.
pub(crate) fn solve(
    problem: &Problem,
    table: &Table,
    goal: &Goal,
    bounds: &Bounds,
    start: Option<&[bool]>,
) -> Result<Option<Vec<bool>>, PlacementError> {
    let mut all = ProblemVariables::new();
    let mut model = Model::new(problem, table, bounds, &mut all, start);
    let unsolved = match goal {
        Goal::Cover(scenarios) => {
            let mean = model.mean(scenarios.iter().copied());
            all.maximise(mean)
        }
        Goal::Regret(best, known) => {
            let regret = all.add(variable().min(0.0).max((known + SLACK).min(1.0)));
            for (scenario, most) in extremes(best) {
                let share = model.share(*scenario);
                model.constraints.push(constraint!(regret + share >= *most));
            }
            all.minimise(regret)
        }
        Goal::CoverWithin(best, regret) => {
            for (scenario, most) in extremes(best) {
                let share = model.share(*scenario);
                model.constraints.push(constraint!(share >= *most - *regret - SLACK));
            }
            let mean = model.mean(best.iter().map(|(scenario, _)| *scenario));
            all.maximise(mean)
        }
    };
    let mut solver = unsolved.using(good_lp::microlp);
    for constraint in std::mem::take(&mut model.constraints) {
        solver.add_constraint(constraint);
    }
    match solver.solve() {
        Ok(solution) => Ok(Some(model.posts.iter().map(|post| solution.value(*post) > 0.5).collect())),
        Err(ResolutionError::Infeasible) => Ok(None),
        Err(error) => Err(PlacementError::Solver(error.to_string())),
    }
}
