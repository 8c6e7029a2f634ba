//! The plan is the optimum, wherever all plans can be tried.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::collections::BTreeMap;

use placement::{Consent, Effort, PlacementError, Post, Problem, Route, Rules, Scenario, plan};
use proptest::prelude::*;

/// What a set of posts covers, as the crate's page says it, in the plainest way.
fn share(problem: &Problem, chosen: u32, scenario: Scenario) -> f64 {
    let stands = |post: &usize| chosen >> post & 1 == 1;
    let seen = |route: &Route| route.seen_by.iter().any(stands);
    let demand = |route: &Route| route.demand[scenario.year];
    let stay: f64 = problem.routes.iter().filter(|route| seen(route)).map(demand).sum();
    let mut closed = 0.0;
    for origin in 0..problem.origins.len() {
        let ways = || {
            problem
                .routes
                .iter()
                .filter(|route| route.origin == origin && route.demand.iter().any(|d| *d > 0.0))
        };
        if ways().all(seen) {
            closed += ways().map(demand).sum::<f64>();
        }
    }
    ((1.0 - scenario.rerouting) * stay + scenario.rerouting * closed) / problem.total(scenario.year)
}

/// Whether officers can be sent, by trying every way.
fn staffed(places: &[&Post], left: &mut BTreeMap<String, u32>) -> bool {
    let Some((post, rest)) = places.split_first() else { return true };
    let languages: Vec<String> = left.keys().cloned().collect();
    languages.into_iter().any(|language| {
        let fits = post.languages.is_empty() || post.languages.contains(&language);
        if !fits || left[&language] == 0 {
            return false;
        }
        *left.get_mut(&language).unwrap() -= 1;
        let done = staffed(rest, left);
        *left.get_mut(&language).unwrap() += 1;
        done
    })
}

fn allowed(problem: &Problem, chosen: u32) -> bool {
    let rules = &problem.rules;
    let posts: Vec<(usize, &Post)> =
        problem.posts.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1).collect();
    let cost: i64 = posts.iter().map(|(_, post)| post.cost_minor(rules)).sum();
    let kept = problem.posts.iter().enumerate().all(|(at, post)| {
        let stands = chosen >> at & 1 == 1;
        let consented = post.consent == Consent::Given || post.consent == Consent::Unknown && post.exists;
        (!stands || consented) && (stands || rules.may_close || !post.exists || !consented)
    });
    let places: Vec<&Post> = posts
        .iter()
        .flat_map(|(_, post)| std::iter::repeat_n(*post, post.least_crew.max(1) as usize))
        .collect();
    kept && rules.budget_minor.is_none_or(|budget| cost <= budget)
        && rules.most_posts.is_none_or(|most| posts.len() <= most)
        && (rules.officers.is_empty() || staffed(&places, &mut rules.officers.clone()))
}

fn post_strategy() -> impl Strategy<Value = Post> {
    let languages = prop::sample::subsequence(vec!["ar".to_owned(), "fr".to_owned()], 0..=2);
    let consent =
        prop_oneof![6 => Just(Consent::Given), 1 => Just(Consent::Refused), 1 => Just(Consent::Unknown)];
    (1_i64..50, languages, consent, 1_u32..3, 1_u32..4, prop::bool::weighted(0.15)).prop_map(
        |(cost_minor, languages, consent, least_crew, least_years, exists)| Post {
            id: "p".to_owned(),
            name: "p".to_owned(),
            country: "XX".to_owned(),
            position: (0.0, 0.0),
            cost_minor,
            reach_km: 10.0,
            languages,
            consent,
            least_crew,
            least_years,
            exists,
        },
    )
}

fn problem_strategy() -> impl Strategy<Value = Problem> {
    let posts = prop::collection::vec(post_strategy(), 1..9);
    let route =
        (0_usize..5, prop::collection::vec(0_u32..90, 2), prop::collection::btree_set(0_usize..9, 0..4));
    let routes = prop::collection::vec(route, 1..14);
    let rules = (
        prop::option::of(20_i64..400),
        prop::option::of(1_usize..5),
        prop::bool::ANY,
        prop_oneof![Just(vec![0.0]), Just(vec![0.0, 0.5, 1.0]), Just(vec![1.0])],
        prop::option::weighted(0.4, (0_u32..5, 0_u32..5)),
    );
    (posts, routes, rules).prop_map(
        |(posts, routes, (budget_minor, most_posts, may_close, rerouting, officers))| {
            let count = posts.len();
            let officers =
                officers.map(|(ar, fr)| BTreeMap::from([("ar".to_owned(), ar), ("fr".to_owned(), fr)]));
            let routes = routes.into_iter().map(|(origin, demand, seen)| Route {
                origin,
                stops: Vec::new(),
                demand: demand.into_iter().map(f64::from).collect(),
                seen_by: seen.into_iter().filter(|post| *post < count).collect(),
            });
            Problem {
                posts,
                origins: (0..5).map(|at| at.to_string()).collect(),
                years: vec!["2024".to_owned(), "2025".to_owned()],
                routes: routes.collect(),
                rules: Rules {
                    budget_minor,
                    years: 2,
                    most_posts,
                    officers: officers.unwrap_or_default(),
                    may_close,
                    rerouting,
                },
            }
        },
    )
}

/// Mean and greatest regret of a set, given the best share of each scenario.
fn worth(problem: &Problem, chosen: u32, best: &[(Scenario, f64)]) -> (f64, f64) {
    let shares: Vec<(f64, f64)> =
        best.iter().map(|&(scenario, most)| (most, share(problem, chosen, scenario))).collect();
    let mean = shares.iter().map(|(_, share)| share).sum::<f64>() / shares.len() as f64;
    (mean, shares.iter().map(|(most, share)| most - share).fold(0.0, f64::max))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn the_plan_is_the_optimum_over_all_plans(problem in problem_strategy()) {
        let sets: Vec<u32> = (0..1_u32 << problem.posts.len()).filter(|set| allowed(&problem, *set)).collect();
        let found = match plan(&problem, Effort { others: 1, replacements: true }) {
            Ok(found) => found,
            Err(PlacementError::NoDemand) => return Ok(()),
            Err(PlacementError::TodayBreaksRules { .. }) => { prop_assert!(sets.is_empty()); return Ok(()) }
            Err(error) => { prop_assert!(false, "{error}"); return Ok(()) }
        };
        let best: Vec<(Scenario, f64)> = problem
            .scenarios()
            .into_iter()
            .map(|scenario| (scenario, sets.iter().map(|set| share(&problem, *set, scenario)).fold(0.0, f64::max)))
            .collect();
        for (fare, (scenario, most)) in found.fares.iter().zip(&best) {
            prop_assert!((fare.best - most).abs() < 1e-6, "best of {scenario:?}: {} and {most}", fare.best);
        }
        let chosen = found.best.posts.iter().fold(0, |set, post| set | 1_u32 << post);
        prop_assert!(sets.contains(&chosen), "{chosen:b} breaks the rules");
        let (mean, regret) = worth(&problem, chosen, &best);
        prop_assert!((mean - found.best.mean).abs() < 1e-6 && (regret - found.best.regret).abs() < 1e-6);
        let worths: Vec<(f64, f64)> = sets.iter().map(|set| worth(&problem, *set, &best)).collect();
        let least = worths.iter().map(|(_, regret)| *regret).fold(f64::MAX, f64::min);
        prop_assert!(regret <= least + 1e-6, "regret {regret}, possible {least}");
        let most = worths.iter().filter(|(_, regret)| *regret <= least + 1e-9).map(|(mean, _)| *mean).fold(0.0, f64::max);
        prop_assert!(mean >= most - 1e-6, "mean {mean}, possible {most}");
        // The next best plan is the best of all but this one.
        if let Some(other) = found.others.first() {
            let second = sets.iter().filter(|set| **set != chosen).map(|set| worth(&problem, *set, &best).1).fold(f64::MAX, f64::min);
            prop_assert!((other.regret - second).abs() < 1e-6);
            prop_assert!(other.posts != found.best.posts);
        } else {
            prop_assert!(sets.len() == 1);
        }
        for receipt in &found.receipts {
            let without = worth(&problem, chosen & !(1 << receipt.post), &best);
            prop_assert!((receipt.marginal - (mean - without.0)).abs() < 1e-6);
            if let Some(other) = &receipt.replacement {
                let left = sets.iter().filter(|set| **set >> receipt.post & 1 == 0);
                let least = left.map(|set| worth(&problem, *set, &best).1).fold(f64::MAX, f64::min);
                prop_assert!((other.regret - least).abs() < 1e-6);
            }
        }
    }
}

#[test]
fn with_re_routing_it_is_better_to_close_one_origin_than_to_watch_the_widest_way_of_two() {
    let post = |id: &str| Post {
        id: id.to_owned(),
        name: id.to_owned(),
        country: "XX".to_owned(),
        position: (0.0, 0.0),
        cost_minor: 1,
        reach_km: 0.0,
        languages: Vec::new(),
        consent: Consent::Given,
        least_crew: 1,
        least_years: 1,
        exists: false,
    };
    let route =
        |origin, demand, post| Route { origin, stops: Vec::new(), demand: vec![demand], seen_by: vec![post] };
    let mut problem = Problem {
        posts: ["a", "b", "c", "d"].map(post).to_vec(),
        origins: vec!["A".to_owned(), "B".to_owned()],
        years: vec!["2025".to_owned()],
        routes: vec![route(0, 35.0, 0), route(0, 15.0, 1), route(1, 30.0, 2), route(1, 20.0, 3)],
        rules: Rules { most_posts: Some(2), rerouting: vec![0.0], ..Rules::default() },
    };
    assert_eq!(plan(&problem, Effort::default()).unwrap().best.posts, [0, 2]);
    problem.rules.rerouting = vec![1.0];
    let closed = plan(&problem, Effort::default()).unwrap();
    assert_eq!((closed.best.posts, closed.fares[0].covered), (vec![0, 1], 0.5));
}

#[test]
fn what_cannot_be_is_refused_with_what_would_be_right() {
    let problem = Problem {
        posts: Vec::new(),
        origins: Vec::new(),
        years: Vec::new(),
        routes: Vec::new(),
        rules: Rules::default(),
    };
    assert_eq!(plan(&problem, Effort::default()), Err(PlacementError::NoPosts));
}
