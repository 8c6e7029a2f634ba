//! From hits to alerts.
//!
//! Ours: at least three rules from at least three families, and at least one family that speaks of the exploitation
//! itself; how someone lives, travels or spends only supports. One alert for a subject, never from a single rule.

use std::collections::{BTreeMap, BTreeSet};

use resolve::ClusterIx;

use crate::finding::{Alert, Hit, RoleHint};
use crate::pack::Packs;

/// How many rules and families an alert needs.
const LEAST: usize = 3;
/// One of these families is needed.
const GATES: [&str; 7] = ["FLOW", "NET", "CONTROL", "PAYROLL", "SMUG", "ADS", "DOCS"];

/// The roles a subject of an alert may be thought to have.
pub(crate) const ROLES: [&str; 5] =
    ["collector", "controller", "nominee", "possible-victim", "payer-under-duress"];
/// Roles of people to protect: never the subject of a report.
pub(crate) const PROTECTED_ROLES: [&str; 2] = ["possible-victim", "payer-under-duress"];

/// The alerts that `hits`, sorted by subject, give.
pub(crate) fn alerts(hits: &[Hit], packs: &Packs) -> Vec<Alert> {
    let mut of_subject: BTreeMap<ClusterIx, Vec<usize>> = BTreeMap::new();
    for (number, hit) in hits.iter().enumerate() {
        of_subject.entry(hit.subject).or_default().push(number);
    }
    let alert = |(subject, numbers): (ClusterIx, Vec<usize>)| {
        let own = || numbers.iter().filter_map(|&number| hits.get(number));
        let rules: BTreeSet<&str> = own().map(|hit| hit.rule.as_str()).collect();
        let families: BTreeSet<&str> = own().map(|hit| hit.family.as_str()).collect();
        let is_gated = GATES.iter().any(|gate| families.contains(gate));
        if rules.len() < LEAST || families.len() < LEAST || !is_gated {
            return None;
        }
        let mut roles: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for rule in rules.iter().filter_map(|rule| packs.rule(rule)) {
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
