//! `palermo packs coverage`: each red flag, what decides it, on which data, and how far that is tested.

mod markdown;

use std::collections::BTreeMap;

use indicators::describe::Sort;
use indicators::{Counts, Indicator, Packs, Status};
use miette::IntoDiagnostic;
use report::{Value, Words};
use serde::Serialize;

use super::files::Files;
use super::options;
use super::status;
use crate::Outcome;

/// The table, and its sums.
#[derive(Debug, Serialize)]
struct Coverage<'a> {
    packs: Vec<Covered<'a>>,
    sums: Sums,
}

/// A pack's part of the table.
#[derive(Debug, Serialize)]
struct Covered<'a> {
    id: &'a str,
    title: Said<'a>,
    indicators: Vec<Line<'a>>,
}

/// A text in both languages.
#[derive(Debug, Serialize)]
struct Said<'a> {
    en: &'a str,
    fr: &'a str,
}

impl<'a> Said<'a> {
    fn of(words: &'a indicators::Words) -> Self {
        Self { en: &words.en, fr: &words.fr }
    }

    fn text(&self, words: &Words) -> &'a str {
        if words.language() == report::Language::French { self.fr } else { self.en }
    }
}

/// One red flag.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: &'a str,
    text: Said<'a>,
    cite: &'a str,
    status: &'static str,
    offence: &'a str,
    family: &'a str,
    rules: Vec<Run<'a>>,
    items: Vec<Asked<'a>>,
    no_rule: Option<Said<'a>>,
}

/// A rule that executes it.
#[derive(Debug, Serialize)]
struct Run<'a> {
    id: &'a str,
    counts: &'static str,
    /// Why it is not run by default.
    off: Option<&'a str>,
    needs: Vec<Said<'a>>,
    /// Examples that fire, and that stay quiet.
    fires: usize,
    quiet: usize,
}

/// A question that asks for it.
#[derive(Debug, Serialize)]
struct Asked<'a> {
    id: &'a str,
    ask: Said<'a>,
    who: Said<'a>,
}

/// What the table adds up to.
#[derive(Debug, Default, Serialize)]
struct Sums {
    indicators: usize,
    /// With a rule at least.
    with_rule: usize,
    /// Those of them whose rules are all off by default.
    only_off: usize,
    /// Without a rule, with a question.
    only_items: usize,
    /// With neither, and it says why.
    none_with_reason: usize,
    /// With neither, and nothing says why.
    open: usize,
    rules: usize,
    items: usize,
    examples_fire: usize,
    examples_quiet: usize,
    by_status: BTreeMap<&'static str, usize>,
}

pub(super) fn run(options: &options::Coverage, words: &Words) -> miette::Result<Outcome> {
    let files = Files::of(&options.given, words)?;
    let packs = files.packs(words)?;
    let coverage = Coverage::of(&packs, &files);
    if options.json {
        say!("{}", serde_json::to_string_pretty(&coverage).into_diagnostic()?);
    } else if options.markdown {
        markdown::print(&coverage, words);
    } else {
        print(&coverage, words);
    }
    Ok(if coverage.sums.open == 0 { Outcome::Done } else { Outcome::Faults })
}

impl<'a> Coverage<'a> {
    fn of(packs: &'a Packs, files: &Files) -> Self {
        let mut sums = Sums { rules: packs.rules().count(), items: packs.items().count(), ..Sums::default() };
        for rule in packs.rules() {
            let (fires, quiet) = examples(files, &rule.id);
            sums.examples_fire += fires;
            sums.examples_quiet += quiet;
        }
        let covered = |pack: &'a indicators::Pack| {
            let own = packs.indicators().filter(|indicator| indicator.pack == pack.id);
            let indicators: Vec<Line<'a>> = own.map(|own| Line::of(own, packs, files)).collect();
            Covered { id: &pack.id, title: Said::of(&pack.title), indicators }
        };
        let all: Vec<Covered<'a>> = packs.packs().iter().map(covered).collect();
        all.iter().flat_map(|pack| &pack.indicators).for_each(|line| sums.add(line));
        Self { packs: all, sums }
    }
}

impl<'a> Line<'a> {
    fn of(indicator: &'a Indicator, packs: &'a Packs, files: &Files) -> Self {
        let rules = packs.rules().filter(|rule| rule.indicators.contains(&indicator.id)).map(|rule| {
            let (fires, quiet) = examples(files, &rule.id);
            let counts = match rule.counts {
                Counts::Full => "full",
                Counts::Support => "support",
                Counts::Multiplier => "multiplier",
                Counts::Counter => "counter",
            };
            Run {
                id: &rule.id,
                counts,
                off: rule.off.as_deref(),
                needs: rule.needs.iter().map(Said::of).collect(),
                fires,
                quiet,
            }
        });
        let items = packs.items().filter(|item| item.indicators.contains(&indicator.id));
        Self {
            id: &indicator.id,
            text: Said::of(&indicator.text),
            cite: &indicator.cite,
            status: status(indicator.status),
            offence: &indicator.offence,
            family: &indicator.family,
            rules: rules.collect(),
            items: items
                .map(|item| Asked { id: &item.id, ask: Said::of(&item.ask), who: Said::of(&item.who) })
                .collect(),
            no_rule: indicator.no_rule.as_ref().map(Said::of),
        }
    }

    /// The data that any of its rules, or those who answer its questions, must have; each once.
    fn needs(&self, words: &Words) -> Vec<&str> {
        let mut needs: Vec<&str> = Vec::new();
        let rules = self.rules.iter().flat_map(|rule| &rule.needs).map(|need| need.text(words));
        for need in rules.chain(self.items.iter().map(|item| item.who.text(words))) {
            if !needs.contains(&need) {
                needs.push(need);
            }
        }
        needs
    }
}

/// How many examples of a rule fire and stay quiet.
fn examples(files: &Files, rule: &str) -> (usize, usize) {
    let shown = files.find(Sort::Rule, rule).map_or(&[][..], |(_, entry)| &entry.examples);
    let fires = shown.iter().filter(|shown| shown.fires).count();
    (fires, shown.len() - fires)
}

impl Sums {
    fn add(&mut self, line: &Line<'_>) {
        self.indicators += 1;
        *self.by_status.entry(line.status).or_default() += 1;
        if !line.rules.is_empty() {
            self.with_rule += 1;
            self.only_off += usize::from(line.rules.iter().all(|rule| rule.off.is_some()));
        } else if !line.items.is_empty() {
            self.only_items += 1;
        } else if line.no_rule.is_some() {
            self.none_with_reason += 1;
        } else {
            self.open += 1;
        }
    }

    /// The sums in words, one line each.
    fn said(&self, words: &Words) -> Vec<String> {
        let counts = [
            ("cli-packs-sum-indicators", self.indicators),
            ("cli-packs-sum-with-rule", self.with_rule),
            ("cli-packs-sum-only-off", self.only_off),
            ("cli-packs-sum-only-items", self.only_items),
            ("cli-packs-sum-none", self.none_with_reason),
            ("cli-packs-sum-open", self.open),
            ("cli-packs-sum-rules", self.rules),
            ("cli-packs-sum-items", self.items),
        ];
        let mut lines: Vec<String> =
            counts.iter().map(|(key, count)| words.get(key, &[("count", (*count).into())])).collect();
        let values = [("fires", self.examples_fire.into()), ("quiet", self.examples_quiet.into())];
        lines.push(words.get("cli-packs-sum-examples", &values));
        for own in [Status::Read, Status::Secondary, Status::Recalled].map(status) {
            let count = self.by_status.get(own).copied().unwrap_or(0);
            let own = words.text(&format!("status-{own}"));
            let values = [("status", Value::from(own)), ("count", count.into())];
            lines.push(words.get("cli-packs-sum-status", &values));
        }
        lines
    }
}

fn print(coverage: &Coverage<'_>, words: &Words) {
    for pack in &coverage.packs {
        say!("{}: {}", pack.id, pack.title.text(words));
        for line in &pack.indicators {
            say!("  {}  {}", line.id, line.text.text(words));
            for decided in decided(line, words) {
                say!("      {decided}");
            }
            if !line.rules.is_empty() || !line.items.is_empty() {
                let needs = line.needs(words).join(&words.text("cli-packs-between"));
                say!("      {}", words.get("cli-packs-data", &[("needs", needs.into())]));
            }
        }
        say!();
    }
    coverage.sums.said(words).iter().for_each(|line| say!("{line}"));
}

/// What decides a red flag, or why nothing does; one line each.
fn decided(line: &Line<'_>, words: &Words) -> Vec<String> {
    let rules = line.rules.iter().map(|rule| {
        let key = match (rule.off, rule.counts) {
            (Some(_), _) => "cli-packs-by-rule-off",
            (None, "counter") => "cli-packs-by-rule-counter",
            (None, _) => "cli-packs-by-rule",
        };
        let values = [("fires", rule.fires.into()), ("quiet", rule.quiet.into())];
        let examples = words.get("cli-packs-examples-of", &values);
        words.get(key, &[("rule", rule.id.into()), ("examples", examples.into())])
    });
    let items = line.items.iter().map(|item| {
        words.get("cli-packs-by-item", &[("item", item.id.into()), ("ask", item.ask.text(words).into())])
    });
    let none = match &line.no_rule {
        Some(why) => Some(words.get("cli-packs-by-none", &[("why", why.text(words).into())])),
        None if line.rules.is_empty() && line.items.is_empty() => Some(words.text("cli-packs-by-nothing")),
        None => None,
    };
    rules.chain(items).chain(none).collect()
}
