//! `palermo plan`: where to post liaison officers.

mod page;
mod read;

use std::collections::BTreeMap;

use gazetteer::Gazetteer;
use placement::{Effort, PlacementError, Plan as Found, Problem, Rules, Valued};
use report::Words;
use serde_json::json;

use crate::cli::{Plan, PlanLiaison};
use crate::whole::write_whole;
use crate::{Outcome, Usage};

/// A plan with what it was made from.
struct Case<'a> {
    problem: &'a Problem,
    found: &'a Found,
    words: &'a Words,
    currency: evidence::Currency,
    /// Stops that are no post and no place of the gazetteer, with how many routes have them.
    unplaced: &'a BTreeMap<String, usize>,
    /// Where stops lie, for the map.
    places: &'a BTreeMap<String, (f64, f64)>,
}

pub(crate) fn run(command: &Plan, words: &Words) -> miette::Result<Outcome> {
    let Plan::Liaison(options) = command;
    liaison(options, words)
}

fn liaison(options: &PlanLiaison, words: &Words) -> miette::Result<Outcome> {
    let gazetteer = Gazetteer::embedded();
    let posts = read::posts(&options.posts, &gazetteer, words)?;
    let read = read::flows(&options.flows, posts, &gazetteer, words)?;
    let digits = evidence::minor_digits(options.currency);
    let budget = options.budget.as_ref().map(|budget| {
        evidence::parse_minor(budget, '.', digits)
            .map_err(|error| Usage::report(format!("--budget: {error}"), words.text("liaison-budget-help")))
    });
    let rules = Rules {
        budget_minor: budget.transpose()?,
        years: options.years,
        most_posts: options.most,
        officers: officers(&options.officers, words)?,
        may_close: options.may_close,
        rerouting: options.rerouting.clone(),
    };
    let problem = Problem { rules, ..read.problem };
    let effort = Effort { others: options.others, replacements: !options.fast };
    let found = match placement::plan(&problem, effort) {
        Ok(found) => found,
        Err(error @ PlacementError::NoDemand) => {
            warn!("{error}");
            return Ok(Outcome::NothingReadable);
        }
        Err(error) => return Err(Usage::report(error.to_string(), words.text("liaison-rules-help"))),
    };
    let case = Case {
        problem: &problem,
        found: &found,
        words,
        currency: options.currency,
        unplaced: &read.unplaced,
        places: &read.places,
    };
    if let Some(path) = &options.out {
        write_whole(path, page::page(&case, &gazetteer).as_bytes(), words)?;
    }
    if options.json {
        let all = json!({
            "plan": found, "posts": problem.posts, "origins": problem.origins, "years": problem.years,
            "rules": problem.rules, "unplaced": read.unplaced,
        });
        say!("{all:#}");
    } else {
        print(&case);
        if let Some(path) = &options.out {
            say!("{}", words.get("cli-open", &[("path", path.display().to_string().into())]));
        }
    }
    Ok(Outcome::Done)
}

/// `fr=4,es=3`.
fn officers(text: &[String], words: &Words) -> miette::Result<BTreeMap<String, u32>> {
    let one = |pair: &String| {
        let (language, count) = pair.split_once('=')?;
        Some((language.trim().to_lowercase(), count.trim().parse().ok()?))
    };
    text.iter()
        .map(|pair| {
            let wrong = || Usage::report(format!("--officers {pair}"), words.text("liaison-officers-help"));
            one(pair).ok_or_else(wrong)
        })
        .collect()
}

impl Case<'_> {
    /// A share as per cent with one decimal.
    fn share(&self, share: f64) -> String {
        let number = self.words.decimal(share * 100.0, 1);
        if self.words.language() == report::Language::French {
            format!("{number}\u{a0}%")
        } else {
            format!("{number}%")
        }
    }

    fn name(&self, post: usize) -> String {
        self.problem.posts.get(post).map_or_else(String::new, |post| post.name.clone())
    }

    fn names(&self, posts: &[usize]) -> String {
        posts.iter().map(|post| self.name(*post)).collect::<Vec<_>>().join(", ")
    }

    fn origins(&self, origins: &[(usize, f64)]) -> String {
        let told = |(origin, share): &(usize, f64)| {
            let name = self.problem.origins.get(*origin)?;
            Some(format!("{name} ({})", self.share(*share)))
        };
        origins.iter().filter_map(told).collect::<Vec<_>>().join(", ")
    }

    fn money(&self, minor: i64) -> String {
        self.words.money(minor, self.currency)
    }

    /// What is different in another plan.
    fn change(&self, other: &Valued) -> String {
        let own = &self.found.best.posts;
        let gone: Vec<usize> = own.iter().copied().filter(|post| !other.posts.contains(post)).collect();
        let new: Vec<usize> = other.posts.iter().copied().filter(|post| !own.contains(post)).collect();
        let none = self.words.text("liaison-none");
        let shown = |posts: &[usize]| if posts.is_empty() { none.clone() } else { self.names(posts) };
        self.words.get("liaison-change", &[("gone", shown(&gone).into()), ("new", shown(&new).into())])
    }

    fn scenario(&self, scenario: placement::Scenario) -> String {
        let year = self.problem.years.get(scenario.year).cloned().unwrap_or_default();
        let share = self.words.percent(scenario.rerouting);
        self.words.get("liaison-scenario", &[("year", year.into()), ("share", share.into())])
    }

    /// The plan in one sentence.
    fn lead(&self) -> String {
        let best = &self.found.best;
        self.words.get(
            "liaison-lead",
            &[
                ("posts", best.posts.len().into()),
                ("cost", self.money(best.cost_minor).into()),
                ("officers", i64::from(self.found.officers).into()),
                ("mean", self.share(best.mean).into()),
                ("today", self.share(self.found.today.mean).into()),
                ("regret", self.share(best.regret).into()),
            ],
        )
    }

    fn notes(&self) -> Vec<String> {
        ["liaison-note-posts", "liaison-note-exact", "liaison-note-demand"]
            .map(|key| self.words.text(key))
            .to_vec()
    }

    /// What was left out, as sentences.
    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if let Some(ask) = &self.found.to_ask {
            remarks.push(self.words.get(
                "liaison-to-ask",
                &[("posts", self.names(&ask.posts).into()), ("mean", self.share(ask.plan.mean).into())],
            ));
        }
        if !self.found.uncovered.is_empty() {
            let origins = self.origins(&self.found.uncovered);
            remarks.push(self.words.get("liaison-uncovered", &[("origins", origins.into())]));
        }
        if !self.unplaced.is_empty() {
            let some: Vec<&str> = self.unplaced.keys().take(8).map(String::as_str).collect();
            let values = [("count", self.unplaced.len().into()), ("some", some.join(", ").into())];
            remarks.push(self.words.get("liaison-unplaced", &values));
        }
        remarks
    }

    /// Why a post, in a sentence.
    fn why(&self, receipt: &placement::Receipt) -> String {
        let mut why = self.words.get(
            "liaison-why",
            &[
                ("passes", self.share(receipt.passes).into()),
                ("alone", self.share(receipt.alone).into()),
                ("marginal", self.share(receipt.marginal).into()),
                ("origins", self.origins(&receipt.origins).into()),
            ],
        );
        if let Some(other) = &receipt.replacement {
            let lost = (self.found.best.mean - other.mean).max(0.0);
            let values = [("lost", self.share(lost).into()), ("change", self.change(other).into())];
            why = format!("{why} {}", self.words.get("liaison-replacement", &values));
        }
        why
    }
}

fn print(case: &Case<'_>) {
    let (found, words) = (case.found, case.words);
    say!("{}", case.lead());
    for note in case.notes() {
        say!("{note}");
    }
    say!();
    for receipt in &found.receipts {
        let Some(post) = case.problem.posts.get(receipt.post) else { continue };
        say!("{} ({}) · {}", post.name, post.country, case.money(post.cost_minor(&case.problem.rules)));
        say!("  {}", case.why(receipt));
    }
    say!();
    for fare in &found.fares {
        say!(
            "{}",
            words.get(
                "liaison-fare",
                &[
                    ("scenario", case.scenario(fare.scenario).into()),
                    ("covered", case.share(fare.covered).into()),
                    ("best", case.share(fare.best).into()),
                    ("greedy", case.share(fare.greedy).into()),
                    ("today", case.share(fare.today).into()),
                ]
            )
        );
    }
    say!();
    for (at, other) in found.others.iter().enumerate() {
        let values = [
            ("number", (at + 2).into()),
            ("change", case.change(other).into()),
            ("mean", case.share(other.mean).into()),
            ("regret", case.share(other.regret).into()),
        ];
        say!("{}", words.get("liaison-other", &values));
    }
    for remark in case.remarks() {
        say!("{remark}");
    }
}
