//! What a set of posts covers: exact, without a solver, so that every plan is checked by something else than what made it.

use crate::problem::{Problem, Scenario};

/// The problem as the plans see it: routes that the same posts see are one, and so are origins of the same routes.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// Posts that see each group of routes, ascending; groups that no post sees are not among them.
    pub(crate) groups: Vec<Vec<usize>>,
    /// Demand of each group by year.
    pub(crate) demand: Vec<Vec<f64>>,
    /// Sets of groups that close the origins of a kind: all their ways. None for origins with a way that no post sees.
    pub(crate) closing: Vec<Vec<usize>>,
    /// Demand of these origins by year.
    pub(crate) closed: Vec<Vec<f64>>,
    /// All demand by year, also where no post sees it.
    pub(crate) totals: Vec<f64>,
}

fn add(into: &mut [f64], from: &[f64]) {
    for (sum, more) in into.iter_mut().zip(from) {
        *sum += more;
    }
}

impl Table {
    pub(crate) fn of(problem: &Problem) -> Self {
        use std::collections::{BTreeMap, BTreeSet};
        let years = problem.years.len();
        let mut numbers: BTreeMap<&[usize], usize> = BTreeMap::new();
        let (mut groups, mut demand): (Vec<Vec<usize>>, Vec<Vec<f64>>) = (Vec::new(), Vec::new());
        let mut ways: Vec<(BTreeSet<usize>, bool, Vec<f64>)> =
            vec![(BTreeSet::new(), false, vec![0.0; years]); problem.origins.len()];
        for route in problem.routes.iter().filter(|route| route.demand.iter().any(|demand| *demand > 0.0)) {
            let Some((set, is_open, sum)) = ways.get_mut(route.origin) else { continue };
            add(sum, &route.demand);
            if route.seen_by.is_empty() {
                *is_open = true;
                continue;
            }
            let number = *numbers.entry(&route.seen_by).or_insert_with(|| {
                groups.push(route.seen_by.clone());
                demand.push(vec![0.0; years]);
                groups.len() - 1
            });
            set.insert(number);
            if let Some(sum) = demand.get_mut(number) {
                add(sum, &route.demand);
            }
        }
        let mut kinds: BTreeMap<Vec<usize>, Vec<f64>> = BTreeMap::new();
        for (set, is_open, sum) in ways {
            if !is_open && !set.is_empty() {
                let all = kinds.entry(set.into_iter().collect()).or_insert_with(|| vec![0.0; years]);
                add(all, &sum);
            }
        }
        let (closing, closed) = kinds.into_iter().unzip();
        let totals = (0..years).map(|year| problem.total(year)).collect();
        Self { groups, demand, closing, closed, totals }
    }

    /// What is covered of a scenario, in its own units: those on ways that a post sees and who stay on them, and those
    /// who leave them but find all ways of their origin covered.
    pub(crate) fn value(&self, chosen: &[bool], scenario: Scenario) -> f64 {
        let is_chosen = |post: &usize| chosen.get(*post) == Some(&true);
        let seen: Vec<bool> = self.groups.iter().map(|group| group.iter().any(is_chosen)).collect();
        let of_year = |rows: &[Vec<f64>], at: usize| {
            rows.get(at).and_then(|row| row.get(scenario.year)).copied().unwrap_or(0.0)
        };
        let stay: f64 =
            seen.iter().enumerate().filter(|(_, seen)| **seen).map(|(at, _)| of_year(&self.demand, at)).sum();
        let is_closed = |set: &Vec<usize>| set.iter().all(|group| seen.get(*group) == Some(&true));
        let closed = self.closing.iter().enumerate().filter(|(_, set)| is_closed(set));
        let closed: f64 = closed.map(|(at, _)| of_year(&self.closed, at)).sum();
        // The sum of nothing is a negative zero.
        (1.0 - scenario.rerouting) * stay + scenario.rerouting * closed + 0.0
    }

    /// The same as a share of all demand of the year.
    pub(crate) fn share(&self, chosen: &[bool], scenario: Scenario) -> f64 {
        let total = self.totals.get(scenario.year).copied().unwrap_or(0.0);
        if total > 0.0 { self.value(chosen, scenario) / total } else { 0.0 }
    }
}
