//! Times the plan on an instance of the size that docs/liaison.md states: `cargo run --release -p placement --example
//! measure -- [ROUTES] [POSTS] [ORIGINS] [MOST]`. The instance is made from a fixed seed.
#![expect(clippy::print_stdout, reason = "it prints what it measures")]

use placement::{Consent, Effort, Post, Problem, Route, Rules, plan};

/// A small generator of numbers (SplitMix64), so that the instance is the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % below
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<u64>().unwrap_or(0));
    let mut next = |default| arguments.next().filter(|number| *number > 0).unwrap_or(default);
    let (routes, posts, origins, most) = (next(500), next(200), next(150), next(20));
    let mut dice = Dice(20_260);
    let post = |at: u64, dice: &mut Dice| Post {
        id: format!("p{at}"),
        name: format!("p{at}"),
        country: "XX".to_owned(),
        position: (0.0, 0.0),
        cost_minor: i64::try_from(10 + dice.next(30)).unwrap_or(10),
        reach_km: 50.0,
        languages: Vec::new(),
        consent: if dice.next(20) == 0 { Consent::Refused } else { Consent::Given },
        least_crew: if dice.next(3) == 0 { 2 } else { 1 },
        least_years: 1,
        exists: false,
    };
    let posts: Vec<Post> = (0..posts).map(|at| post(at, &mut dice)).collect();
    let count = posts.len() as u64;
    let route = |dice: &mut Dice| {
        // A few hubs see much, most posts little: the square of a uniform number.
        let hub = |dice: &mut Dice| {
            let at = dice.next(1000);
            usize::try_from(at * at * count / 1_000_000).unwrap_or(0)
        };
        let seen: std::collections::BTreeSet<usize> = (0..=dice.next(3)).map(|_| hub(dice)).collect();
        let demand = (0..3).map(|_| (1 + dice.next(1000)) as f64).collect();
        let origin = usize::try_from(dice.next(origins)).unwrap_or(0);
        Route { origin, stops: Vec::new(), demand, seen_by: seen.into_iter().collect() }
    };
    let routes: Vec<Route> = (0..routes).map(|_| route(&mut dice)).collect();
    let rules = Rules {
        most_posts: usize::try_from(most).ok(),
        budget_minor: Some(25 * i64::try_from(most).unwrap_or(0)),
        ..Rules::default()
    };
    let problem = Problem {
        posts,
        origins: (0..origins).map(|at| at.to_string()).collect(),
        years: ["2023", "2024", "2025"].map(str::to_owned).to_vec(),
        routes,
        rules,
    };
    match plan(&problem, Effort { others: 0, replacements: false }) {
        Ok(found) => {
            println!(
                "{} routes, {} posts, {} scenarios: {} posts chosen, mean {:.4}, greatest regret {:.4}; greedy mean {:.4}, regret {:.4}",
                problem.routes.len(),
                problem.posts.len(),
                found.fares.len(),
                found.best.posts.len(),
                found.best.mean,
                found.best.regret,
                found.greedy.mean,
                found.greedy.regret
            );
            for fare in &found.fares {
                println!(
                    "  {:?}: covered {:.4}, best {:.4}, greedy {:.4}",
                    fare.scenario, fare.covered, fare.best, fare.greedy
                );
            }
        }
        Err(error) => println!("{error}"),
    }
}
