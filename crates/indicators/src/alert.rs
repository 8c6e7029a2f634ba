//! From hits to alerts.
//!
//! How many rules and families an alert needs, which families open it and what each hit weighs stands in
//! `packs/combination.yaml`. One alert for a subject, never from a single rule; how someone lives, travels or spends
//! only supports.

use std::collections::{BTreeMap, BTreeSet};

use resolve::ClusterIx;
use serde::{Deserialize, Serialize};
use serde_saphyr::Spanned;

use crate::error::{File, PackError, Place};
use crate::finding::{Alert, Hit, Named, RoleHint};
use crate::ordered::Ordered;
use crate::pack::{Counts, Packs, Protects, RawParameter, Rule};
use crate::quantity::{ONE, whole};
use crate::yaml::read;

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
    outweighs: i64,
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
    gates: Spanned<Vec<String>>,
    least_points: RawParameter,
    family_cap: RawParameter,
    multiplier: RawParameter,
    counter: RawParameter,
    outweighs: RawParameter,
    phases: Ordered<RawParameter>,
}

impl Combination {
    pub(crate) fn parse(file: File<'_>) -> Result<Self, PackError> {
        let raw = read::<RawFile>(file)?.combination;
        let place = Place::new(file, "combination", raw.least_rules.at());
        let number = |name: &str, raw: &RawParameter| Ok(raw.read(&place, name)?.0.value);
        let phases = raw.phases.0.iter().map(|(name, raw)| Ok((name.clone(), number(name, raw)?)));
        let own = Self {
            least_rules: number("least_rules", &raw.least_rules)?,
            least_families: number("least_families", &raw.least_families)?,
            least_points: number("least_points", &raw.least_points)?,
            family_cap: number("family_cap", &raw.family_cap)?,
            multiplier: number("multiplier", &raw.multiplier)?,
            counter: number("counter", &raw.counter)?,
            outweighs: number("outweighs", &raw.outweighs)?,
            phases: phases.collect::<Result<_, PackError>>()?,
            gates: raw.gates.value,
        };
        for (name, least, raw) in [
            ("least_rules", own.least_rules, &raw.least_rules),
            ("least_families", own.least_families, &raw.least_families),
            ("outweighs", own.outweighs, &raw.outweighs),
        ] {
            if least <= ONE {
                let message = "one alone is never enough; expected 2 or more";
                return Err(place.part(name, raw.at()).error(message));
            }
        }
        if own.gates.is_empty() {
            let message = "no family opens an alert; name at least one, such as FLOW";
            return Err(place.part("gates", raw.gates.referenced).error(message));
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
        // A harmless explanation speaks against a suspicion; it takes no alert from someone to protect.
        let is_protected = rules.iter().any(|rule| rule.protects_always());
        let against = if is_protected { 0 } else { number(Counts::Counter) / ONE * self.counter };
        let left = raised - against;
        is_open
            && whole(counted().count()) >= self.least_rules
            && whole(families.len()) >= self.least_families
            && left >= self.least_points
    }

    /// Whom a report may name, for the rules that fired on a subject.
    ///
    /// A rule that speaks of someone to protect forbids naming the subject. One that only sees what those who control
    /// have in common with those they control (`protects: unless-outweighed`) gives way to enough rules that see the
    /// subject gather or control, not all of which only support. That money passes through an account outweighs nothing:
    /// who lends one may be made to.
    fn named(&self, rules: &[&Rule]) -> Named {
        let acts = |roles: &'static [&str]| {
            rules.iter().filter(|rule| rule.role_hint.as_deref().is_some_and(|role| roles.contains(&role)))
        };
        let is_full = |rule: &&&Rule| rule.counts == Counts::Full;
        let protective = || acts(&PROTECTED_ROLES);
        let gathers = || acts(&["collector", "controller"]);
        let is_outweighed = whole(gathers().count()) >= self.outweighs
            && gathers().any(|rule| is_full(&rule))
            && !protective().any(|rule| rule.protects_always());
        if is_outweighed || protective().next().is_none() {
            Named::Subject
        } else if acts(&["collector", "controller", "nominee"]).any(|rule| is_full(&rule)) {
            Named::Behind
        } else {
            Named::Nobody
        }
    }
}

/// What the rules that fired on one subject make together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Verdict {
    pub(crate) families: Vec<String>,
    pub(crate) roles: Vec<RoleHint>,
    pub(crate) named: Named,
}

impl Packs {
    /// The alert, if they make one, of rules that fired on one subject.
    pub(crate) fn verdict(&self, fired: &BTreeSet<&str>) -> Option<Verdict> {
        let rules: Vec<&Rule> = fired.iter().filter_map(|rule| self.rule(rule)).collect();
        if !self.combination.is_met(&rules) {
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
        Some(Verdict { families, roles, named: self.combination.named(&rules) })
    }
}

/// The alerts that `hits`, sorted by subject, give.
pub(crate) fn alerts(hits: &[Hit], packs: &Packs) -> Vec<Alert> {
    let mut of_subject: BTreeMap<ClusterIx, Vec<usize>> = BTreeMap::new();
    for (number, hit) in hits.iter().enumerate() {
        of_subject.entry(hit.subject).or_default().push(number);
    }
    let alert = |(subject, numbers): (ClusterIx, Vec<usize>)| {
        let own = numbers.iter().filter_map(|&number| hits.get(number));
        let Verdict { families, roles, named } =
            packs.verdict(&own.map(|hit| hit.rule.as_str()).collect())?;
        Some(Alert { subject, families, roles, named, hits: numbers })
    };
    of_subject.into_iter().filter_map(alert).collect()
}

impl Alert {
    /// Whether the subject may be named as the subject of a report. A possible victim, or someone who pays under
    /// duress, may not: what is known of them goes into the narrative, to protect them. See [`Named`].
    pub fn may_be_reported(&self) -> bool {
        self.named.is_subject()
    }
}

impl Rule {
    /// Whether it speaks of someone to protect, whatever else is seen.
    fn protects_always(&self) -> bool {
        let role = self.role_hint.as_deref();
        self.protects == Protects::Always && role.is_some_and(|role| PROTECTED_ROLES.contains(&role))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_report_may_name_depends_on_what_speaks_for_protection() {
        let packs = Packs::embedded().unwrap();
        for (rules, named) in [
            (&["third_party_guarantor"][..], Named::Subject),
            // Six who receive from many and live at one address.
            (
                &[
                    "same_address_many_workers",
                    "fan_in_nonrelative_home_country",
                    "many_senders_same_wire_pattern",
                ],
                Named::Subject,
            ),
            (&["same_address_many_workers", "many_senders_same_wire_pattern"], Named::Behind),
            (
                &["same_address_many_workers", "fan_in_nonrelative_home_country", "fan_in_unrelated"],
                Named::Nobody,
            ),
            // Exploitation itself is seen: nothing outweighs it.
            (
                &["earnings_handed_over", "third_party_guarantor", "border_fan_in", "multi_city_cash"],
                Named::Behind,
            ),
            (
                &[
                    "third_party_opens_accounts",
                    "earnings_handed_over",
                    "third_party_guarantor",
                    "border_fan_in",
                ],
                Named::Behind,
            ),
            // That money passes through outweighs nothing.
            (
                &["third_party_opens_accounts", "flow_through", "funnel_account", "depleted_no_life"],
                Named::Behind,
            ),
            (&["no_living_costs", "many_telecom_providers"], Named::Nobody),
            (&["ransom_burst", "receivers_along_route"], Named::Nobody),
        ] {
            let rules: Vec<&Rule> = rules.iter().map(|rule| packs.rule(rule).unwrap()).collect();
            let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
            assert_eq!(packs.combination.named(&rules), named, "{ids:?}");
        }
    }

    #[test]
    fn a_harmless_explanation_takes_away_an_alert_but_not_from_someone_to_protect() {
        let packs = Packs::embedded().unwrap();
        let is_met = |rules: &[&str]| {
            let rules: Vec<&Rule> = rules.iter().map(|rule| packs.rule(rule).unwrap()).collect();
            packs.combination.is_met(&rules)
        };
        let suspected = ["flow_through", "multi_city_cash", "occupation_mismatch_volume"];
        let exploited = ["wage_in_immediate_out", "multi_city_cash", "occupation_mismatch_volume"];
        assert!(is_met(&suspected) && is_met(&exploited));
        let explained = |rules: [&'static str; 3]| [&rules[..], &["cashed_wage_own_household"]].concat();
        assert!(!is_met(&explained(suspected)));
        assert!(is_met(&explained(exploited)));
    }
}
