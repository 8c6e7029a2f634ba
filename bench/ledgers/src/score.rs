//! How findings compare with the truth.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use evidence::Evidence;
use indicators::{Findings, Packs};
use resolve::{ClusterIx, Resolution};
use serde::Serialize;

use crate::truth::{LookalikeKind, Role, SchemeKind, Strength, Truth};

/// Schemes of one kind and strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SchemeRow {
    /// Their kind.
    pub kind: SchemeKind,
    /// Their strength.
    pub strength: Strength,
    /// How many there are.
    pub planted: usize,
    /// How many were found: an alert on a member, or for one who pays under duress a hit of a protective rule.
    pub found: usize,
    /// Members of these schemes, and how many of them an alert is about.
    pub members: usize,
    /// See `members`.
    pub alerted: usize,
}

/// Look-alikes of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LookalikeRow {
    /// Their kind.
    pub kind: LookalikeKind,
    /// People.
    pub people: usize,
    /// Those of them an alert is about.
    pub alerted: usize,
}

/// Whom a rule fired on: different subjects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleRow {
    /// The rule.
    pub rule: String,
    /// Members of schemes.
    pub schemes: usize,
    /// Look-alikes.
    pub lookalikes: usize,
    /// Ordinary people.
    pub ordinary: usize,
    /// Businesses, receivers abroad and others.
    pub others: usize,
}

/// What was found, missed and wrongly raised.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    /// By kind and strength.
    pub schemes: Vec<SchemeRow>,
    /// By kind.
    pub lookalikes: Vec<LookalikeRow>,
    /// By rule.
    pub rules: Vec<RuleRow>,
    /// Accounts in the ledger.
    pub accounts: usize,
    /// Alerts on anyone.
    pub alerts: usize,
    /// Alerts on ordinary people, and how many of those there are.
    pub ordinary_alerted: usize,
    /// See `ordinary_alerted`.
    pub ordinary_people: usize,
    /// Alerts on ordinary businesses, receivers abroad and others.
    pub others_alerted: usize,
    /// Alerts about people to protect, and how many of these would let them be named as the subject of a report.
    pub protected_alerted: usize,
    /// See `protected_alerted`.
    pub protected_reportable: usize,
    /// Alerts on members of schemes by role, and how many of these would let them be named.
    pub roles: Vec<(Role, usize, usize)>,
    /// Schemes that no alert and no protective hit points at: kind, strength, members.
    pub missed: Vec<String>,
}

/// Who a cluster is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Scheme(usize, Role),
    Lookalike(LookalikeKind),
    Ordinary,
}

/// Compares findings with the truth of the ledger they were made from.
pub fn score(
    findings: &Findings,
    evidence: &Evidence,
    resolution: &Resolution,
    packs: &Packs,
    truth: &Truth,
) -> Table {
    let who = people(evidence, resolution, truth);
    let of = |subject: ClusterIx| who.get(&subject).copied();
    let mut table =
        Table { accounts: truth.accounts, ordinary_people: truth.ordinary_people, ..Table::default() };
    table.alerts = findings.alerts.len();
    let mut found: BTreeSet<usize> = BTreeSet::new();
    let mut alerted: BTreeMap<(SchemeKind, Strength), usize> = BTreeMap::new();
    let mut lookalikes: BTreeMap<LookalikeKind, usize> = BTreeMap::new();
    let mut roles: BTreeMap<Role, (usize, usize)> = BTreeMap::new();
    for alert in &findings.alerts {
        match of(alert.subject) {
            Some(Who::Scheme(number, role)) => {
                found.insert(number);
                if let Some(scheme) = truth.schemes.get(number) {
                    *alerted.entry((scheme.kind, scheme.strength)).or_default() += 1;
                }
                let own = roles.entry(role).or_default();
                own.0 += 1;
                own.1 += usize::from(alert.may_be_reported());
                if role.is_protected() {
                    table.protected_alerted += 1;
                    table.protected_reportable += usize::from(alert.may_be_reported());
                }
            }
            Some(Who::Lookalike(kind)) => *lookalikes.entry(kind).or_default() += 1,
            Some(Who::Ordinary) => table.ordinary_alerted += 1,
            None => table.others_alerted += 1,
        }
    }
    let mut fired: BTreeMap<&str, BTreeSet<ClusterIx>> = BTreeMap::new();
    for hit in &findings.hits {
        fired.entry(&hit.rule).or_default().insert(hit.subject);
        if let Some(Who::Scheme(number, Role::PayerUnderDuress)) = of(hit.subject)
            && packs.is_protective(&hit.rule)
        {
            found.insert(number);
        }
    }
    table.roles = roles.into_iter().map(|(role, (alerted, named))| (role, alerted, named)).collect();
    table.rules = fired.into_iter().map(|(rule, subjects)| rule_row(rule, &subjects, of)).collect();
    for &kind in SchemeKind::ALL {
        for &strength in Strength::ALL {
            let mut own = SchemeRow { kind, strength, planted: 0, found: 0, members: 0, alerted: 0 };
            own.alerted = alerted.get(&(kind, strength)).copied().unwrap_or(0);
            for (number, scheme) in truth.schemes.iter().enumerate() {
                if (scheme.kind, scheme.strength) != (kind, strength) {
                    continue;
                }
                own.planted += 1;
                own.members += scheme.members.len();
                if found.contains(&number) {
                    own.found += 1;
                } else {
                    let members: Vec<&str> =
                        scheme.members.iter().take(6).map(|own| own.id.as_str()).collect();
                    table.missed.push(format!(
                        "{} ({}): {}",
                        kind.as_str(),
                        strength.as_str(),
                        members.join(", ")
                    ));
                }
            }
            if own.planted > 0 {
                table.schemes.push(own);
            }
        }
    }
    for &kind in LookalikeKind::ALL {
        let people =
            truth.lookalikes.iter().filter(|own| own.kind == kind).map(|own| own.persons.len()).sum();
        let alerted = lookalikes.get(&kind).copied().unwrap_or(0);
        table.lookalikes.push(LookalikeRow { kind, people, alerted });
    }
    table
}

fn rule_row(rule: &str, subjects: &BTreeSet<ClusterIx>, of: impl Fn(ClusterIx) -> Option<Who>) -> RuleRow {
    let mut row = RuleRow { rule: rule.to_owned(), ..RuleRow::default() };
    for subject in subjects {
        match of(*subject) {
            Some(Who::Scheme(..)) => row.schemes += 1,
            Some(Who::Lookalike(_)) => row.lookalikes += 1,
            Some(Who::Ordinary) => row.ordinary += 1,
            None => row.others += 1,
        }
    }
    row
}

/// Who each cluster is. Where a cluster holds several, a member of a scheme outweighs a look-alike, and that an
/// ordinary person.
fn people(evidence: &Evidence, resolution: &Resolution, truth: &Truth) -> BTreeMap<ClusterIx, Who> {
    let mut who = BTreeMap::new();
    let cluster = |id: &str| evidence.find(id).and_then(|entity| resolution.cluster(entity));
    for (number, scheme) in truth.schemes.iter().enumerate() {
        for member in &scheme.members {
            for id in std::iter::once(&member.id).chain(&member.accounts) {
                if let Some(cluster) = cluster(id) {
                    who.entry(cluster).or_insert(Who::Scheme(number, member.role));
                }
            }
        }
    }
    for own in &truth.lookalikes {
        for number in own.persons.iter().filter_map(|id| id.strip_prefix("person-")?.parse().ok()) {
            for id in ids(number) {
                if let Some(cluster) = cluster(&id) {
                    who.entry(cluster).or_insert(Who::Lookalike(own.kind));
                }
            }
        }
    }
    for id in (0..truth.people).flat_map(ids) {
        if let Some(cluster) = cluster(&id) {
            who.entry(cluster).or_insert(Who::Ordinary);
        }
    }
    who
}

fn ids(who: usize) -> [String; 3] {
    [crate::stage::person_id(who), crate::stage::account_id(who), crate::stage::savings_id(who)]
}

fn per(count: usize, of: usize, each: f64) -> f64 {
    count as f64 / of.max(1) as f64 * each
}

/// As Markdown.
impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (planted, found) =
            self.schemes.iter().fold((0, 0), |sum, row| (sum.0 + row.planted, sum.1 + row.found));
        writeln!(out, "| figure | value |\n|---|---|")?;
        writeln!(out, "| schemes found | {found} of {planted} |")?;
        writeln!(out, "| alerts for 100,000 accounts | {:.0} |", per(self.alerts, self.accounts, 100_000.0))?;
        let ordinary = per(self.ordinary_alerted, self.ordinary_people, 1_000.0);
        writeln!(out, "| alerts for 1,000 ordinary people | {ordinary:.2} ({}) |", self.ordinary_alerted)?;
        writeln!(out, "| alerts on businesses and others outside schemes | {} |", self.others_alerted)?;
        let (protected, reportable) = (self.protected_alerted, self.protected_reportable);
        writeln!(out, "| alerts on people to protect; of these reportable | {protected}; {reportable} |")?;
        writeln!(out, "\n| role in a scheme | alerts | reportable |\n|---|---|---|")?;
        for (role, alerted, reportable) in &self.roles {
            writeln!(out, "| {} | {alerted} | {reportable} |", role.as_str())?;
        }
        writeln!(out, "\n| scheme | strength | found | members alerted |\n|---|---|---|---|")?;
        for row in &self.schemes {
            let (kind, strength) = (row.kind.as_str(), row.strength.as_str());
            let (found, planted, alerted, members) = (row.found, row.planted, row.alerted, row.members);
            writeln!(out, "| {kind} | {strength} | {found} of {planted} | {alerted} of {members} |")?;
        }
        writeln!(out, "\n| look-alike | people | alerted | share |\n|---|---|---|---|")?;
        for row in &self.lookalikes {
            let share = per(row.alerted, row.people, 100.0);
            writeln!(out, "| {} | {} | {} | {share:.1} % |", row.kind.as_str(), row.people, row.alerted)?;
        }
        writeln!(out, "\n| rule | schemes | look-alikes | ordinary | others |\n|---|---|---|---|---|")?;
        for row in &self.rules {
            let RuleRow { rule, schemes, lookalikes, ordinary, others } = row;
            writeln!(out, "| {rule} | {schemes} | {lookalikes} | {ordinary} | {others} |")?;
        }
        writeln!(out, "\nMissed:\n")?;
        self.missed.iter().try_for_each(|missed| writeln!(out, "- {missed}"))
    }
}
