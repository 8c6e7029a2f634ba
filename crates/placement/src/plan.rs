//! The best plan, what each of its posts is worth, and the next best ones.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Bounds, Goal, solve};
use crate::problem::{Consent, PlacementError, Post, Problem, Rules, Scenario};
use crate::value::Table;

/// How much is worked out beside the plan itself: each costs a solution or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// How many next best plans.
    pub others: usize,
    /// Whether the best plan without each of its posts is sought.
    pub replacements: bool,
}

impl Default for Effort {
    /// Three other plans, and a replacement for each post.
    fn default() -> Self {
        Self { others: 3, replacements: true }
    }
}

/// How a plan fares in one scenario; shares of all demand of the year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fare {
    /// Which.
    pub scenario: Scenario,
    /// What the plan covers.
    pub covered: f64,
    /// What the best plan for this scenario alone would.
    pub best: f64,
    /// What today's posts cover.
    pub today: f64,
    /// What the plan covers that takes the best post next, again and again.
    pub greedy: f64,
}

impl Fare {
    /// How much less than the best plan for this scenario.
    pub fn regret(&self) -> f64 {
        (self.best - self.covered).max(0.0)
    }
}

/// A set of posts and what it is worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Valued {
    /// Numbers of the posts, ascending.
    pub posts: Vec<usize>,
    /// What it costs, in minor units.
    pub cost_minor: i64,
    /// Covered on average over the scenarios.
    pub mean: f64,
    /// The greatest regret over the scenarios.
    pub regret: f64,
}

/// Why a post stands where it does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Receipt {
    /// The post.
    pub post: usize,
    /// Share of the demand that passes within its reach, on average over the years.
    pub passes: f64,
    /// Share that no other post of the plan sees.
    pub alone: f64,
    /// What the plan covers less without it, on average over the scenarios; nothing else moved.
    pub marginal: f64,
    /// By how much the greatest regret grows without it.
    pub regret_without: f64,
    /// Origins most of which pass, with the share of all demand that is theirs and passes here.
    pub origins: Vec<(usize, f64)>,
    /// The best plan without it: what a refusal of the host would cost.
    pub replacement: Option<Valued>,
}

/// A post whose host was not asked, and what its consent would be worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ToAsk {
    /// The posts of the best plan that rest on a consent not yet given.
    pub posts: Vec<usize>,
    /// That plan.
    pub plan: Valued,
}

/// A plan with everything that speaks for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// The plan: the least greatest regret, and of these the most covered.
    pub best: Valued,
    /// How many officers it takes.
    pub officers: u32,
    /// How it fares in each scenario.
    pub fares: Vec<Fare>,
    /// Why each post.
    pub receipts: Vec<Receipt>,
    /// Other plans, best first.
    pub others: Vec<Valued>,
    /// The plan that takes the best post next, again and again.
    pub greedy: Valued,
    /// Today's posts.
    pub today: Valued,
    /// What could be reached with consents not yet given; none if nothing.
    pub to_ask: Option<ToAsk>,
    /// Origins of which most is not covered, with that share of all demand, on average over the years.
    pub uncovered: Vec<(usize, f64)>,
}

/// Origins named in a receipt and among the uncovered. Ours.
const ORIGINS: usize = 8;
/// Less than this is nothing: floating point. Ours.
const NOTHING: f64 = 1e-9;

struct Planner<'a> {
    problem: &'a Problem,
    table: &'a Table,
    /// Each scenario with the share of the best plan for it.
    best: Vec<(Scenario, f64)>,
}

/// Finds the best plan.
///
/// Cost: a programme for each scenario, two for the plan, and as many as [`Effort`] asks for.
pub fn plan(problem: &Problem, effort: Effort) -> Result<Plan, PlacementError> {
    problem.check()?;
    let table = &Table::of(problem);
    let today: Vec<bool> = problem.posts.iter().map(|post| post.exists).collect();
    let kept = kept(problem);
    if !keeps_rules(problem, &kept) {
        let (cost_minor, officers) = (cost(problem, &kept), officers(problem, &kept));
        return Err(PlacementError::TodayBreaksRules { cost_minor, officers });
    }
    let scenarios = problem.scenarios();
    let greedy = greedy(problem, table, &scenarios);
    let mut planner = Planner { problem, table, best: Vec::new() };
    let none = Bounds::default();
    // Plans already found are where the search for the next begins: the better the start, the less is searched.
    let mut known = vec![greedy.clone()];
    for scenario in scenarios {
        let goal = Goal::Cover(vec![scenario]);
        let share = |chosen: &[bool]| table.share(chosen, scenario);
        let start = known.iter().max_by(|a, b| share(a).total_cmp(&share(b)));
        let found = solve(problem, table, &goal, &none, start.map(Vec::as_slice))?;
        planner.best.push((scenario, found.as_deref().map_or(0.0, share)));
        known.extend(found);
    }
    let start = known.iter().min_by(|a, b| planner.valued(a).regret.total_cmp(&planner.valued(b).regret));
    let chosen = planner.plan(&none, start.map(Vec::as_slice))?.unwrap_or_else(|| greedy.clone());
    let mut others = Vec::new();
    let mut bounds = Bounds { not_again: vec![chosen.clone()], ..Bounds::default() };
    for _ in 0..effort.others {
        let Some(other) = planner.plan(&bounds, None)? else { break };
        others.push(planner.valued(&other));
        bounds.not_again.push(other);
    }
    let mut receipts = Vec::new();
    for post in numbers(&chosen) {
        receipts.push(planner.receipt(&chosen, post, effort.replacements)?);
    }
    let fares = planner.best.iter().map(|&(scenario, best)| Fare {
        scenario,
        covered: table.share(&chosen, scenario),
        best,
        today: table.share(&today, scenario),
        greedy: table.share(&greedy, scenario),
    });
    Ok(Plan {
        best: planner.valued(&chosen),
        officers: officers(problem, &chosen),
        fares: fares.collect(),
        receipts,
        others,
        greedy: planner.valued(&greedy),
        today: planner.valued(&today),
        to_ask: planner.to_ask(&chosen)?,
        uncovered: uncovered(problem, &chosen),
    })
}

impl Planner<'_> {
    /// The least greatest regret, and of the plans with it the one that covers most on average.
    fn plan(&self, bounds: &Bounds, start: Option<&[bool]>) -> Result<Option<Vec<bool>>, PlacementError> {
        if let [(scenario, _)] = self.best.as_slice() {
            return solve(self.problem, self.table, &Goal::Cover(vec![*scenario]), bounds, start);
        }
        let known = start.map_or(1.0, |start| self.valued(start).regret);
        let goal = Goal::Regret(self.best.clone(), known);
        let Some(first) = solve(self.problem, self.table, &goal, bounds, start)? else { return Ok(None) };
        let regret = self.valued(&first).regret;
        let goal = Goal::CoverWithin(self.best.clone(), regret);
        let second = solve(self.problem, self.table, &goal, bounds, Some(&first))?;
        Ok(Some(second.unwrap_or(first)))
    }

    fn valued(&self, chosen: &[bool]) -> Valued {
        let shares = || self.best.iter().map(|&(scenario, best)| (best, self.table.share(chosen, scenario)));
        let mean = shares().map(|(_, share)| share).sum::<f64>() / self.best.len().max(1) as f64;
        let regret = shares().map(|(best, share)| best - share).fold(0.0, f64::max);
        Valued { posts: numbers(chosen), cost_minor: cost(self.problem, chosen), mean, regret }
    }

    fn receipt(&self, chosen: &[bool], post: usize, replace: bool) -> Result<Receipt, PlacementError> {
        let without: Vec<bool> =
            chosen.iter().enumerate().map(|(at, stands)| *stands && at != post).collect();
        let (all, less) = (self.valued(chosen), self.valued(&without));
        let mut passes = 0.0;
        let mut alone = 0.0;
        let mut origins: BTreeMap<usize, f64> = BTreeMap::new();
        for route in self.problem.routes.iter().filter(|route| route.seen_by.contains(&post)) {
            let share = mean_share(self.problem, &route.demand);
            passes += share;
            if route.seen_by.iter().all(|other| without.get(*other) != Some(&true)) {
                alone += share;
            }
            *origins.entry(route.origin).or_default() += share;
        }
        let stays =
            self.problem.posts.get(post).is_some_and(|post| post.exists) && !self.problem.rules.may_close;
        let bounds = Bounds { without: BTreeSet::from([post]), ..Bounds::default() };
        let replacement =
            if replace && !stays { self.plan(&bounds, None)?.map(|other| self.valued(&other)) } else { None };
        Ok(Receipt {
            post,
            passes,
            alone,
            marginal: all.mean - less.mean,
            regret_without: less.regret - all.regret,
            origins: largest(origins),
            replacement,
        })
    }

    /// The best plan if every host that was not asked agreed, if it covers more.
    fn to_ask(&self, chosen: &[bool]) -> Result<Option<ToAsk>, PlacementError> {
        if !self.problem.posts.iter().any(|post| post.consent == Consent::Unknown && !post.exists) {
            return Ok(None);
        }
        let bounds = Bounds { as_if_consented: true, ..Bounds::default() };
        let goal = Goal::Cover(self.best.iter().map(|(scenario, _)| *scenario).collect());
        let Some(found) = solve(self.problem, self.table, &goal, &bounds, None)? else { return Ok(None) };
        let is_open = |at: &usize| {
            let post = self.problem.posts.get(*at);
            post.is_some_and(|post| post.consent == Consent::Unknown && !post.exists)
        };
        let posts: Vec<usize> = numbers(&found).into_iter().filter(is_open).collect();
        let plan = self.valued(&found);
        let is_better = plan.mean > self.valued(chosen).mean + NOTHING;
        Ok((is_better && !posts.is_empty()).then_some(ToAsk { posts, plan }))
    }
}

/// A share of all demand, as the mean over the years that have any.
fn mean_share(problem: &Problem, demand: &[f64]) -> f64 {
    let totals = (0..problem.years.len()).map(|year| problem.total(year));
    let shares: Vec<f64> =
        demand.iter().zip(totals).filter(|(_, total)| *total > 0.0).map(|(own, total)| own / total).collect();
    shares.iter().sum::<f64>() / shares.len().max(1) as f64
}

fn largest(origins: BTreeMap<usize, f64>) -> Vec<(usize, f64)> {
    let mut origins: Vec<(usize, f64)> = origins.into_iter().filter(|(_, share)| *share > 0.0).collect();
    origins.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    origins.truncate(ORIGINS);
    origins
}

fn uncovered(problem: &Problem, chosen: &[bool]) -> Vec<(usize, f64)> {
    let mut origins: BTreeMap<usize, f64> = BTreeMap::new();
    for route in &problem.routes {
        if !route.seen_by.iter().any(|post| chosen.get(*post) == Some(&true)) {
            *origins.entry(route.origin).or_default() += mean_share(problem, &route.demand);
        }
    }
    largest(origins)
}

fn numbers(chosen: &[bool]) -> Vec<usize> {
    chosen.iter().enumerate().filter(|(_, stands)| **stands).map(|(at, _)| at).collect()
}

fn cost(problem: &Problem, chosen: &[bool]) -> i64 {
    let posts = problem.posts.iter().zip(chosen).filter(|(_, stands)| **stands);
    posts.map(|(post, _)| post.cost_minor(&problem.rules)).fold(0, i64::saturating_add)
}

fn officers(problem: &Problem, chosen: &[bool]) -> u32 {
    let posts = problem.posts.iter().zip(chosen).filter(|(_, stands)| **stands);
    posts.map(|(post, _)| post.least_crew.max(1)).fold(0, u32::saturating_add)
}

/// The posts that every plan keeps: those that stand today, unless they may be closed or the host refuses.
fn kept(problem: &Problem) -> Vec<bool> {
    let stays = |post: &Post| post.exists && post.consent != Consent::Refused && !problem.rules.may_close;
    problem.posts.iter().map(stays).collect()
}

/// Whether a set of posts keeps the rules, in whole numbers.
pub(crate) fn keeps_rules(problem: &Problem, chosen: &[bool]) -> bool {
    let rules = &problem.rules;
    let count = chosen.iter().filter(|stands| **stands).count();
    rules.most_posts.is_none_or(|most| count <= most)
        && rules.budget_minor.is_none_or(|budget| cost(problem, chosen) <= budget)
        && can_staff(problem, chosen, rules)
}

/// Whether the officers at hand can fill every post: places are filled one by one, moving others where needed
/// (augmenting paths, as in bipartite matching).
fn can_staff(problem: &Problem, chosen: &[bool], rules: &Rules) -> bool {
    if rules.officers.is_empty() {
        return true;
    }
    let languages: Vec<(&String, u32)> =
        rules.officers.iter().map(|(language, count)| (language, *count)).collect();
    // For each language, the places (number of the post) it fills.
    let mut sent: Vec<Vec<usize>> = vec![Vec::new(); languages.len()];
    let posts = problem.posts.iter().enumerate().filter(|(at, _)| chosen.get(*at) == Some(&true));
    for (at, post) in posts {
        for _ in 0..post.least_crew.max(1) {
            if !fill(problem, &languages, &mut sent, at, &mut BTreeSet::new()) {
                return false;
            }
        }
    }
    true
}

fn fill(
    problem: &Problem,
    languages: &[(&String, u32)],
    sent: &mut [Vec<usize>],
    post: usize,
    tried: &mut BTreeSet<usize>,
) -> bool {
    let Some(wanted) = problem.posts.get(post).map(|post| &post.languages) else { return false };
    for (number, (language, count)) in languages.iter().enumerate() {
        if !(wanted.is_empty() || wanted.contains(language)) || !tried.insert(number) {
            continue;
        }
        let here = sent.get(number).map_or(0, Vec::len);
        if here < usize::try_from(*count).unwrap_or(usize::MAX) {
            sent.get_mut(number).into_iter().for_each(|places| places.push(post));
            return true;
        }
        for place in 0..here {
            let Some(other) = sent.get(number).and_then(|places| places.get(place)).copied() else {
                continue;
            };
            if fill(problem, languages, sent, other, tried) {
                if let Some(held) = sent.get_mut(number).and_then(|places| places.get_mut(place)) {
                    *held = post;
                }
                return true;
            }
        }
    }
    false
}

/// The post next that covers most more for its cost, again and again, as far as the rules allow.
fn greedy(problem: &Problem, table: &Table, scenarios: &[Scenario]) -> Vec<bool> {
    let rules = &problem.rules;
    let mean = |chosen: &[bool]| scenarios.iter().map(|&scenario| table.share(chosen, scenario)).sum::<f64>();
    let mut chosen = kept(problem);
    loop {
        let before = mean(&chosen);
        let mut best: Option<(f64, usize)> = None;
        for (at, post) in problem.posts.iter().enumerate() {
            let may = post.consent == Consent::Given || post.exists && post.consent == Consent::Unknown;
            if chosen.get(at) != Some(&false) || !may {
                continue;
            }
            let mut with = chosen.clone();
            with.get_mut(at).into_iter().for_each(|stands| *stands = true);
            if !keeps_rules(problem, &with) {
                continue;
            }
            let gain = mean(&with) - before;
            let cost = if rules.budget_minor.is_some() { post.cost_minor(rules).max(1) as f64 } else { 1.0 };
            if gain > NOTHING && best.is_none_or(|(most, _)| gain / cost > most) {
                best = Some((gain / cost, at));
            }
        }
        let Some((_, at)) = best else { return chosen };
        chosen.get_mut(at).into_iter().for_each(|stands| *stands = true);
    }
}
