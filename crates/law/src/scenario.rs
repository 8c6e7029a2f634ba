//! Scenario files: cases with the answer expected of each.

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::answer::Answer;
use crate::error::LawError;
use crate::evaluate::Answered;
use crate::facts::Facts;
use crate::library::Library;
use crate::rule_set::{Assumed, RuleSet};
use crate::written::RuleKind;

/// A case as a scenario file has it.
#[derive(Clone, Debug, Deserialize)]
pub struct Scenario {
    /// Its name.
    pub id: String,
    /// What happened, in words.
    #[serde(default)]
    pub text: String,
    /// What is stated; without it, the rule set must know the words.
    #[serde(default)]
    pub facts: Option<Map<String, Json>>,
    /// What the answer should be, by name.
    pub expected: Map<String, Json>,
}

/// A scenario file.
#[derive(Clone, Debug)]
pub struct ScenarioFile {
    /// The rule set it is for, if it says so.
    pub rules: Option<String>,
    /// Its cases.
    pub scenarios: Vec<Scenario>,
}

/// Something that came out differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What was compared.
    pub what: String,
    /// What the file expects.
    pub expected: String,
    /// What came out.
    pub found: String,
}

/// What became of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// As expected.
    Passed,
    /// It came out differently.
    Differs(Vec<Mismatch>),
    /// Its facts cannot be read.
    Wrong(Vec<LawError>),
    /// It states no facts, and the rule set does not know its words.
    NoFacts,
}

impl ScenarioFile {
    /// Reads a list of scenarios, or an object with `rules` and `scenarios`.
    pub fn parse(text: &str) -> Result<Self, LawError> {
        let not_json = |error: &serde_json::Error| LawError::NotJson {
            line: error.line(),
            column: error.column(),
            message: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
        };
        let json: Json =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| not_json(&error))?;
        let (rules, list) = match json {
            Json::Array(_) => (None, json),
            Json::Object(mut object) => {
                let rules = object.get("rules").and_then(Json::as_str).map(str::to_owned);
                (rules, object.remove("scenarios").unwrap_or(Json::Null))
            }
            _ => return Err(LawError::NoScenarios),
        };
        let scenarios: Vec<Scenario> =
            serde_json::from_value(list).map_err(|_different| LawError::NoScenarios)?;
        if scenarios.is_empty() { Err(LawError::NoScenarios) } else { Ok(Self { rules, scenarios }) }
    }

    /// The rule set that the file is for: the one it names, or the smallest that knows all its facts and answers.
    pub fn rule_set<'l>(&self, library: &'l Library) -> Result<&'l RuleSet, LawError> {
        if let Some(id) = &self.rules {
            return library.get(id);
        }
        let unknown = |set: &RuleSet| -> Vec<String> {
            let facts = self.scenarios.iter().flat_map(|own| own.facts.iter().flat_map(Map::keys));
            let facts = facts.filter(|name| !set.takes(name));
            let answers = self.scenarios.iter().flat_map(|own| own.expected.keys());
            let mut names: Vec<String> =
                facts.chain(answers.filter(|name| !set.gives(name))).cloned().collect();
            names.sort();
            names.dedup();
            names
        };
        let nearest = library.sets().min_by_key(|set| (unknown(set).len(), set.rules.len()));
        let nearest = nearest.ok_or(LawError::NoScenarios)?;
        let missing = unknown(nearest);
        if missing.is_empty() {
            return Ok(nearest);
        }
        Err(LawError::NoRuleSetFor { nearest: nearest.id.clone(), unknown: missing.join(", ") })
    }
}

impl RuleSet {
    fn takes(&self, name: &str) -> bool {
        let first = name.split('.').next().unwrap_or(name);
        self.position(first).is_some() || self.scenarios.short.contains_key(name)
    }

    fn gives(&self, name: &str) -> bool {
        matches!(name, "outcome" | "grounds" | "why" | "side_effects" | "may")
            || self.conclusion(name).is_some()
    }

    /// Tries a scenario.
    pub fn try_scenario(&self, scenario: &Scenario) -> Tried {
        let told = || self.scenarios.told.get(&scenario.text).map(|own| own.clone().into_iter().collect());
        let Some(stated) = scenario.facts.clone().or_else(told) else { return Tried::NoFacts };
        let facts = match self.scenario_facts(&stated) {
            Ok(facts) => facts,
            Err(errors) => return Tried::Wrong(errors),
        };
        let answer = self.answer(&facts);
        let mismatches: Vec<Mismatch> = scenario
            .expected
            .iter()
            .filter_map(|(what, expected)| self.mismatch(what, expected, &answer, &facts))
            .collect();
        if mismatches.is_empty() { Tried::Passed } else { Tried::Differs(mismatches) }
    }

    /// The facts of a scenario, with its shorthands written out and what its silence means.
    pub fn scenario_facts(&self, stated: &Map<String, Json>) -> Result<Facts, Vec<LawError>> {
        let mut plain: Vec<(String, Json)> = Vec::new();
        let mut put = |name: &str, value: &Json| {
            let name = self.fact(name).map_or(name, |fact| &fact.id);
            plain.retain(|(own, _)| own != name);
            plain.push((name.to_owned(), value.clone()));
        };
        for (name, value) in &self.scenarios.assume {
            if let Assumed::Value(value) = value {
                put(name, value);
            }
        }
        let short = |name: &String, value: &Json| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            self.scenarios.short.get(name).and_then(|own| own.get(&text))
        };
        for facts in stated.iter().filter_map(|(name, value)| short(name, value)) {
            for (name, value) in facts {
                put(name, value);
            }
        }
        // What is stated in full stands, whatever a shorthand beside it stands for.
        for (name, value) in stated.iter().filter(|(name, value)| short(name, value).is_none()) {
            put(name, value);
        }
        // Each `like` may rest on another that stands before or after it.
        for _ in 0..self.scenarios.assume.len() {
            for (name, value) in &self.scenarios.assume {
                let Assumed::Like(other) = value else { continue };
                let has =
                    |name: &str| plain.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
                if let (None, Some(value)) = (has(name), has(other)) {
                    plain.push((name.clone(), value));
                }
            }
        }
        Facts::from_entries(self, &plain)
    }

    /// What a scenario file calls `why`, `grounds` and so on are short codes; anything else is a conclusion.
    fn mismatch(&self, what: &str, expected: &Json, answer: &Answer, facts: &Facts) -> Option<Mismatch> {
        let wrong = |found: String| {
            let plain = |json: &Json| json.as_str().map_or_else(|| json.to_string(), str::to_owned);
            Some(Mismatch { what: what.to_owned(), expected: plain(expected), found })
        };
        let found = match what {
            "outcome" => {
                let said = self.outcome_codes(answer);
                let is_met = expected.as_str().is_some_and(|expected| said.iter().any(|own| own == expected));
                let first = said.into_iter().next().unwrap_or_default();
                return if is_met { None } else { wrong(first) };
            }
            "grounds" => self.ground_labels(answer),
            "why" => self.rule_labels(answer, RuleKind::Rule, facts),
            "side_effects" => self.rule_labels(answer, RuleKind::Consequence, facts),
            "may" => self.rule_labels(answer, RuleKind::Discretion, facts),
            _ => {
                let found = self.conclusion(what).map(|own| self.code(own, self.value(own, facts)));
                let expected = expected.as_str().map_or_else(|| expected.to_string(), str::to_owned);
                let found = found.unwrap_or_else(|| "?".to_owned());
                return if found == expected { None } else { wrong(found) };
            }
        };
        // Reasons told in a sentence are for people; only lists of codes are compared.
        let expected = expected.as_array()?;
        let mut wanted: Vec<&str> = expected.iter().filter_map(Json::as_str).collect();
        let mut given: Vec<&str> = found.iter().map(String::as_str).collect();
        wanted.sort_unstable();
        given.sort_unstable();
        given.dedup();
        if wanted == given { None } else { wrong(format!("[{}]", found.join(", "))) }
    }

    /// The code of an answer: the value, or what keeps it from having one.
    pub fn code(&self, conclusion: &crate::rule_set::Conclusion, answered: Answered) -> String {
        match answered {
            Answered::Is(at) => conclusion.values.get(at).map(|own| own.id.clone()).unwrap_or_default(),
            Answered::NeedsFact => "NEEDS_FACT".to_owned(),
            Answered::NeedsLegalReview => "NEEDS_LEGAL_REVIEW".to_owned(),
        }
    }

    /// The outcome as files write it: alone, with its grounds, or with who has to show what is missing.
    fn outcome_codes(&self, answer: &Answer) -> Vec<String> {
        let Some((at, answered)) = answer.answers.first() else { return Vec::new() };
        let Some(own) = self.conclusions.get(*at) else { return Vec::new() };
        let code = self.code(own, *answered);
        let mut codes = vec![code.clone()];
        let grounds = self.ground_labels(answer);
        if !grounds.is_empty() {
            codes.push(format!("{code} {}", grounds.join(" + ")));
        }
        if *answered == Answered::NeedsFact {
            let facts = answer.missing.iter().filter_map(|own| self.facts.get(own.fact));
            codes.extend(facts.map(|fact| format!("{code} (burden on {})", fact.burden)));
        }
        codes
    }
}
