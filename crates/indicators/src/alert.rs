//! From hits to alerts.
//!
//! How many rules and families an alert needs, which families open it and what each hit weighs stands in
//! `packs/combination.yaml`. One alert for a subject, never from a single rule; how someone lives, travels or spends
//! only supports.

use std::collections::{BTreeMap, BTreeSet};

use resolve::ClusterIx;
use serde::Deserialize;

use crate::error::PackError;
use crate::finding::{Alert, Hit, RoleHint};
use crate::ordered::Ordered;
use crate::pack::{Counts, Packs, RawParameter, Rule, read};
use crate::quantity::{ONE, Quantity, whole};

/// The roles a subject of an alert may be thought to have.
pub(crate) const ROLES: [&str; 5] =
    ["collector", "controller", "nominee", "possible-victim", "payer-under-duress"];
/// Roles of people to protect: never the subject of a report.
pub(crate) const PROTECTED_ROLES: [&str; 2] = ["possible-victim", "payer-under-duress"];

/// What makes an alert, in ten-thousandths.
#[derive(Clone, Debug, Default)]
pub(crate) struct Combination {
    least_rules: i64,
    least_families: i64,
    gates: Vec<String>,
    least_points: i64,
    family_cap: i64,
    multiplier: i64,
    counter: i64,
    phases: BTreeMap<String, i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    combination: RawCombination,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCombination {
    least_rules: RawParameter,
    least_families: RawParameter,
    gates: Vec<String>,
    least_points: RawParameter,
    family_cap: RawParameter,
    multiplier: RawParameter,
    counter: RawParameter,
    phases: Ordered<RawParameter>,
}

impl Combination {
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        let raw = read::<RawFile>(file, text)?.combination;
        let number = |name: &str, raw: &RawParameter| {
            let wrong = |message: &str| PackError::Form {
                file: file.to_owned(),
                message: format!("{name}: {message}"),
            };
            raw.reason().map_err(wrong)?;
            let quantity = Quantity::parse(raw.value());
            quantity.map(|own| own.value).ok_or_else(|| wrong("expected a number or a share"))
        };
        let phases = raw.phases.0.iter().map(|(name, raw)| Ok((name.clone(), number(name, raw)?)));
        let own = Self {
            least_rules: number("least_rules", &raw.least_rules)?,
            least_families: number("least_families", &raw.least_families)?,
            least_points: number("least_points", &raw.least_points)?,
            family_cap: number("family_cap", &raw.family_cap)?,
            multiplier: number("multiplier", &raw.multiplier)?,
            counter: number("counter", &raw.counter)?,
            phases: phases.collect::<Result<_, PackError>>()?,
            gates: raw.gates,
        };
        if own.least_rules <= ONE || own.least_families <= ONE || own.gates.is_empty() {
            let message = "an alert needs more than one rule, more than one family and a gate".to_owned();
            return Err(PackError::Form { file: file.to_owned(), message });
        }
        Ok(own)
    }

    pub(crate) fn phases(&self) -> Vec<&str> {
        self.phases.keys().map(String::as_str).collect()
    }

    /// Whether rules together make an alert.
    fn is_met(&self, rules: &[&Rule]) -> bool {
        let counted = || rules.iter().filter(|rule| matches!(rule.counts, Counts::Full | Counts::Support));
        let mut families: BTreeMap<&str, i64> = BTreeMap::new();
        for rule in counted() {
            let weight = rule.phase.as_ref().and_then(|phase| self.phases.get(phase)).copied().unwrap_or(ONE);
            *families.entry(&rule.family).or_default() += weight;
        }
        let is_open = counted().any(|rule| rule.counts == Counts::Full && self.gates.contains(&rule.family));
        let number = |of: Counts| whole(rules.iter().filter(|rule| rule.counts == of).count());
        let points: i64 = families.values().map(|points| (*points).min(self.family_cap)).sum();
        let raised = points + points / ONE * (number(Counts::Multiplier) / ONE * self.multiplier);
        let left = raised - number(Counts::Counter) / ONE * self.counter;
        is_open
            && whole(counted().count()) >= self.least_rules
            && whole(families.len()) >= self.least_families
            && left >= self.least_points
    }
}

/// The alerts that `hits`, sorted by subject, give.
pub(crate) fn alerts(hits: &[Hit], packs: &Packs) -> Vec<Alert> {
    let mut of_subject: BTreeMap<ClusterIx, Vec<usize>> = BTreeMap::new();
    for (number, hit) in hits.iter().enumerate() {
        of_subject.entry(hit.subject).or_default().push(number);
    }
    let alert = |(subject, numbers): (ClusterIx, Vec<usize>)| {
        let own = || numbers.iter().filter_map(|&number| hits.get(number));
        let names: BTreeSet<&str> = own().map(|hit| hit.rule.as_str()).collect();
        let rules: Vec<&Rule> = names.iter().filter_map(|rule| packs.rule(rule)).collect();
        if !packs.combination.is_met(&rules) {
            return None;
        }
        let counted = rules.iter().filter(|rule| matches!(rule.counts, Counts::Full | Counts::Support));
        let families: BTreeSet<&str> = counted.map(|rule| rule.family.as_str()).collect();
        let mut roles: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for rule in &rules {
            if let Some(role) = &rule.role_hint {
                roles.entry(role).or_default().push(rule.id.clone());
            }
        }
        let families = families.into_iter().map(str::to_owned).collect();
        let roles =
            roles.into_iter().map(|(role, rules)| RoleHint { role: role.to_owned(), rules }).collect();
        Some(Alert { subject, families, roles, hits: numbers })
    };
    of_subject.into_iter().filter_map(alert).collect()
}

impl Alert {
    /// Whether the subject may be named as the subject of a report. A possible victim, or someone who pays under
    /// duress, may not: what is known of them goes into the narrative, to protect them.
    pub fn may_be_reported(&self) -> bool {
        !self.roles.iter().any(|hint| PROTECTED_ROLES.contains(&hint.role.as_str()))
    }
}

impl Packs {
    /// Whether the rule of that id speaks of someone to protect (a possible victim, someone who may pay under duress):
    /// its hits are no reason to suspect their subject.
    pub fn is_protective(&self, rule: &str) -> bool {
        let role = self.rule(rule).and_then(|rule| rule.role_hint.as_deref());
        role.is_some_and(|role| PROTECTED_ROLES.contains(&role))
    }
}
