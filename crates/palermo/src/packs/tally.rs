//! What a set of packs finds in records, counted by rule.

use std::collections::{BTreeMap, BTreeSet};

use indicators::Findings;
use resolve::ClusterIx;
use serde::Serialize;

/// What one rule found.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) hits: usize,
    pub(super) subjects: BTreeSet<ClusterIx>,
    /// Alerts that a hit of it is part of.
    pub(super) alerts: usize,
}

/// What all rules found.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) rules: BTreeMap<String, Found>,
    /// The subjects of alerts, and whether they may be named as the subject of a report.
    pub(super) alerts: BTreeMap<ClusterIx, bool>,
}

/// Another rule that fires on some of the same subjects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Together {
    pub(super) rule: String,
    /// How many both fire on.
    pub(super) subjects: usize,
}

impl Tally {
    pub(super) fn of(findings: &Findings) -> Self {
        let mut own = Self::default();
        for hit in &findings.hits {
            let found = own.rules.entry(hit.rule.clone()).or_default();
            found.hits += 1;
            found.subjects.insert(hit.subject);
        }
        for alert in &findings.alerts {
            own.alerts.insert(alert.subject, alert.may_be_reported());
            let hits = alert.hits.iter().filter_map(|hit| findings.hits.get(*hit));
            for rule in hits.map(|hit| hit.rule.as_str()).collect::<BTreeSet<_>>() {
                own.rules.entry(rule.to_owned()).or_default().alerts += 1;
            }
        }
        own
    }

    /// What a rule found, if anything.
    pub(super) fn rule(&self, rule: &str) -> Found {
        self.rules.get(rule).cloned().unwrap_or_default()
    }

    /// The rules that fire on most of the subjects of a rule.
    pub(super) fn together(&self, rule: &str, most: usize) -> Vec<Together> {
        let own = self.rule(rule).subjects;
        let mut all: Vec<Together> = self
            .rules
            .iter()
            .filter(|(other, _)| *other != rule)
            .map(|(other, found)| (other, found.subjects.intersection(&own).count()))
            .filter(|(_, subjects)| *subjects > 0)
            .map(|(other, subjects)| Together { rule: other.clone(), subjects })
            .collect();
        // Stable: rules with as many stay in the order of their names.
        all.sort_by_key(|together| std::cmp::Reverse(together.subjects));
        all.truncate(most);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_fire_together_are_counted_by_their_subjects() {
        let found = |subjects: &[u32]| Found {
            hits: 9,
            subjects: subjects.iter().copied().map(ClusterIx).collect(),
            alerts: 0,
        };
        let rules = [("a", &[1, 2, 3][..]), ("b", &[3]), ("c", &[2, 3, 9]), ("d", &[3, 8]), ("e", &[7])];
        let rules = rules.map(|(rule, subjects)| (rule.to_owned(), found(subjects)));
        let tally = Tally { rules: BTreeMap::from(rules), alerts: BTreeMap::new() };
        let together: Vec<_> =
            tally.together("a", 2).into_iter().map(|own| (own.rule, own.subjects)).collect();
        assert_eq!(together, [("c".to_owned(), 2), ("b".to_owned(), 1)]);
        assert_eq!(tally.together("e", 3), []);
        assert_eq!(tally.together("none", 3), []);
    }
}
