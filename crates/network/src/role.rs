//! Role hypotheses: few, from what a node does, each with what speaks for and against it.
//!
//! The rule that protects people: someone who was moved, only pays, or whom an alert calls a possible victim is a
//! `migrant-or-possible-victim`, and no other role is suggested unless at least two layers of evidence (money, contact,
//! movement) speak for it; the first hypothesis then still stands beside it. Of anyone, one layer makes a hypothesis
//! `weak`, two `moderate`, three `strong`. Alerts and hits are named as grounds but are no layer: they rest on the same
//! records. Whom a rule marks as to be protected is given no role here but that of someone through whose hands money went,
//! whatever else is seen, unless an alert that weighed both may name them.

use std::collections::{BTreeMap, BTreeSet};

use evidence::RecordIx;
use indicators::{Alert, Findings, Hit};
use resolve::{ClusterIx, Lineage};

use crate::signal::{RECORDS, Signals};
use crate::{Ground, Layer, Network, Role};

/// All roles that may be suggested.
pub const ROLES: [&str; 9] = [
    "corrupt-official",
    "financier",
    "forger",
    "guide",
    "landlord",
    "migrant-or-possible-victim",
    "organiser",
    "recruiter",
    "transporter",
];

/// All grounds, each with the names of its values, for whoever puts them into words.
pub const GROUNDS: [(&str, &[&str]); 25] = [
    ("acts-as", &["role"]),
    ("advertises", &["adverts"]),
    ("alert-suggests", &["role", "rules"]),
    ("bridges-communities", &["communities", "betweenness"]),
    ("carries-others-across-border", &["carried"]),
    ("crosses-again-with-others", &["crossings", "company"]),
    ("crosses-border-in-company", &["company", "countries"]),
    ("hit-suggests", &["role", "rule"]),
    ("holder-unknown", &[]),
    ("holds-office", &["office"]),
    ("houses-several", &["guests"]),
    ("is-organisation", &[]),
    ("may-be-victim", &[]),
    ("no-support-in-layer", &["layer"]),
    ("office-is-in-touch", &["events"]),
    ("office-is-paid", &["events"]),
    ("papers-of-several", &["holders"]),
    ("passes-most-on", &["currency", "passed_minor"]),
    ("pays-collector", &["collectors"]),
    ("pays-out-for-many", &["customers"]),
    ("receives-from-many", &["senders", "currency", "received_minor"]),
    ("travels-in-company", &["company", "countries"]),
    ("was-carried", &["journeys"]),
    ("writes-to-many", &["contacts", "sent"]),
    ("wrote-before-journey", &["people"]),
];

/// The role of those who were moved or made to pay.
pub(crate) const VICTIM: &str = "migrant-or-possible-victim";
/// What rules call those who are to be protected.
const PROTECTED: [&str; 2] = ["possible-victim", "payer-under-duress"];
/// The layers a hypothesis may rest on. What is stated in papers counts where it is seen, but its absence is no lack.
const LAYERS: [Layer; 3] = [Layer::Money, Layer::Contact, Layer::Movement];

/// All hypotheses, by node and role.
pub(crate) fn roles(findings: &Findings, network: &Network, signals: &[Signals]) -> Vec<Role> {
    let mut alerts: BTreeMap<ClusterIx, Vec<&Alert>> = BTreeMap::new();
    for alert in &findings.alerts {
        alerts.entry(alert.subject).or_default().push(alert);
    }
    let mut hits: BTreeMap<ClusterIx, Vec<&Hit>> = BTreeMap::new();
    for hit in findings.hits.iter().filter(|hit| hit.role_hint.is_some()) {
        hits.entry(hit.subject).or_default().push(hit);
    }
    let context = Context { findings, network, signals, alerts, hits };
    (0..network.nodes.len()).flat_map(|node| context.roles_of(node)).collect()
}

struct Context<'a> {
    findings: &'a Findings,
    network: &'a Network,
    signals: &'a [Signals],
    alerts: BTreeMap<ClusterIx, Vec<&'a Alert>>,
    /// Those whose rule suggests a role.
    hits: BTreeMap<ClusterIx, Vec<&'a Hit>>,
}

impl<'a> Context<'a> {
    fn roles_of(&self, node: usize) -> Vec<Role> {
        let Some(own) = self.signals.get(node) else { return Vec::new() };
        let victim = self.victim(own);
        let mut does: BTreeSet<&'static str> = own.acts.iter().map(|act| act.role).collect();
        // Money that flows through an account makes it lie between; who organises is behind it.
        let may_organise = matches!(own.lineage, Some(Lineage::Party | Lineage::UserAccount));
        if own.bridges.is_some() && may_organise {
            does.insert("organiser");
        }
        let mut roles: Vec<Role> =
            does.into_iter().filter_map(|role| self.suspect(node, own, role, victim.is_some())).collect();
        if let Some((grounds_for, layers)) = victim {
            let mut grounds_against = missing(&layers, &[Layer::Money, Layer::Movement]);
            grounds_against.extend(roles.iter().map(|role| {
                Ground {
                    code: "acts-as",
                    values: vec![("role", role.role.to_owned())],
                    records: role
                        .grounds_for
                        .iter()
                        .flat_map(|ground| ground.records.iter().copied())
                        .take(RECORDS)
                        .collect(),
                }
            }));
            let confidence = confidence(layers.len());
            roles.push(Role { node, role: VICTIM, confidence, grounds_for, grounds_against });
        }
        roles.sort_by_key(|role| role.role);
        roles
    }

    /// The signals of a node's hands, its own first.
    fn hands(&self, own: &'a Signals) -> impl Iterator<Item = &'a Signals> {
        own.hands.iter().filter_map(|&hand| self.signals.get(hand))
    }

    /// What suggests that someone was moved or made to pay, and in which layers.
    fn victim(&self, own: &'a Signals) -> Option<(Vec<Ground>, BTreeSet<Layer>)> {
        let is_thing = matches!(own.lineage, Some(Lineage::Vehicle | Lineage::Other) | None);
        if is_thing || own.is_organisation {
            return None;
        }
        let mut grounds = Vec::new();
        let mut layers = BTreeSet::new();
        for hand in self.hands(own) {
            if let Some(moved) = &hand.moved {
                grounds.push(moved.clone());
                layers.insert(Layer::Movement);
            }
            if let Some((paid, records)) = &hand.pays_only
                && paid.iter().all(|&to| self.is_collector(to))
            {
                grounds.push(Ground {
                    code: "pays-collector",
                    values: vec![("collectors", paid.len().to_string())],
                    records: records.clone(),
                });
                layers.insert(Layer::Money);
            }
        }
        grounds.extend(self.hints(own, &PROTECTED));
        (!grounds.is_empty()).then_some((merged(grounds), layers))
    }

    /// A shop also receives from many: paying an organisation makes nobody a victim.
    fn is_collector(&self, node: usize) -> bool {
        self.signals
            .get(node)
            .is_some_and(|own| own.collects() && !self.hands(own).any(|hand| hand.is_organisation))
    }

    /// The hypothesis of a role, unless protection speaks against making it.
    fn suspect(
        &self,
        node: usize,
        own: &'a Signals,
        role: &'static str,
        may_be_victim: bool,
    ) -> Option<Role> {
        // What fits the role itself first, then what else is seen of the same hands.
        let acts: Vec<_> = self.hands(own).flat_map(|hand| &hand.acts).collect();
        let layers: BTreeSet<Layer> = acts.iter().map(|act| act.layer).collect();
        // Where one stands is said with what one does, and alone is weak.
        let stands_between = own.bridges.as_ref().filter(|_| role == "organiser");
        let support = layers.len();
        let keeps_victims = role == "financier";
        if may_be_victim && (layers.len() < 2 || !keeps_victims && self.is_protected(own)) {
            return None;
        }
        // Whoever has many friends writes to many: that alone makes nobody an organiser.
        let is_sociable = layers.len() < 2 && stands_between.is_none();
        if role == "organiser" && is_sociable && self.hints(own, hinted(role)).is_empty() {
            return None;
        }
        // A paper says what one is, not what one does.
        if role == "corrupt-official" && layers.len() < 2 {
            return None;
        }
        let (fitting, rest): (Vec<_>, Vec<_>) = acts.into_iter().partition(|act| act.role == role);
        let mut grounds_for: Vec<Ground> = stands_between.into_iter().cloned().collect();
        grounds_for.extend(fitting.into_iter().chain(rest).map(|act| act.ground.clone()));
        grounds_for.extend(self.hints(own, hinted(role)));
        let grounds_for = merged(grounds_for);

        let mut grounds_against = missing(&layers, &LAYERS);
        // An account that is lent has someone behind it.
        grounds_against.extend(self.hints(own, &["nominee"]));
        let against = |code| Ground { code, values: Vec::new(), records: Vec::new() };
        if self.hands(own).any(|hand| hand.is_organisation) {
            grounds_against.push(against("is-organisation"));
        }
        let is_account = matches!(
            own.lineage,
            Some(Lineage::BankAccount | Lineage::UserAccount | Lineage::Wallet | Lineage::Vehicle)
        );
        if is_account && !self.hands(own).any(|hand| hand.lineage == Some(Lineage::Party)) {
            grounds_against.push(against("holder-unknown"));
        }
        if may_be_victim {
            grounds_against.push(against("may-be-victim"));
        }
        Some(Role { node, role, confidence: confidence(support), grounds_for, grounds_against })
    }

    /// The node and its hands, as subjects of findings.
    fn subjects<'o>(&'o self, own: &'o Signals) -> impl Iterator<Item = ClusterIx> + 'o {
        own.hands.iter().filter_map(|&hand| Some(self.network.nodes.get(hand)?.cluster))
    }

    /// Whether a rule marks the node or its hands as to be protected, and no alert that weighed it may name them.
    fn is_protected(&self, own: &Signals) -> bool {
        self.subjects(own).any(|subject| {
            let hits = self.hits.get(&subject).into_iter().flatten();
            let mut roles = hits.filter_map(|hit| hit.role_hint.as_deref());
            let alerts = self.alerts.get(&subject).into_iter().flatten();
            let is_marked = roles.any(|role| PROTECTED.contains(&role))
                || alerts.clone().any(|alert| !alert.may_be_reported());
            is_marked && !alerts.clone().any(|alert| alert.may_be_reported())
        })
    }

    /// What alerts say of the node or its hands, and hits that are in no alert.
    fn hints(&self, own: &Signals, roles: &[&str]) -> Vec<Ground> {
        let mut grounds = Vec::new();
        for hit in self.subjects(own).filter_map(|subject| self.hits.get(&subject)).flatten() {
            let role = hit.role_hint.as_deref().unwrap_or_default();
            let alerts = self.alerts.get(&hit.subject).into_iter().flatten();
            let is_alerted = alerts.flat_map(|alert| &alert.roles).any(|hint| hint.rules.contains(&hit.rule));
            if roles.contains(&role) && !is_alerted {
                grounds.push(Ground {
                    code: "hit-suggests",
                    values: vec![("role", role.to_owned()), ("rule", hit.rule.clone())],
                    records: hit.records.iter().copied().take(RECORDS).collect(),
                });
            }
        }
        for alert in self.subjects(own).filter_map(|subject| self.alerts.get(&subject)).flatten() {
            for hint in alert.roles.iter().filter(|hint| roles.contains(&hint.role.as_str())) {
                let hits = alert.hits.iter().filter_map(|&hit| self.findings.hits.get(hit));
                let records: BTreeSet<RecordIx> = hits
                    .filter(|hit| hint.rules.contains(&hit.rule))
                    .flat_map(|hit| hit.records.iter().copied())
                    .collect();
                grounds.push(Ground {
                    code: "alert-suggests",
                    values: vec![("role", hint.role.clone()), ("rules", hint.rules.join(" "))],
                    records: records.into_iter().take(RECORDS).collect(),
                });
            }
        }
        grounds
    }
}

/// What rules call those who fit a role.
fn hinted(role: &str) -> &'static [&'static str] {
    match role {
        "organiser" => &["controller"],
        "financier" => &["collector"],
        "transporter" => &["transporter"],
        "recruiter" => &["recruiter"],
        _ => &[],
    }
}

/// Grounds that say the same, as an account and its holder both do, as one with the records of all.
fn merged(grounds: Vec<Ground>) -> Vec<Ground> {
    let mut merged: Vec<Ground> = Vec::with_capacity(grounds.len());
    for ground in grounds {
        match merged.iter_mut().find(|own| (own.code, &own.values) == (ground.code, &ground.values)) {
            Some(own) => {
                let fresh: Vec<_> =
                    ground.records.into_iter().filter(|record| !own.records.contains(record)).collect();
                own.records.extend(fresh);
                own.records.truncate(RECORDS);
            }
            None => merged.push(ground),
        }
    }
    merged
}

fn missing(layers: &BTreeSet<Layer>, wanted: &[Layer]) -> Vec<Ground> {
    wanted
        .iter()
        .filter(|layer| !layers.contains(layer))
        .map(|layer| Ground {
            code: "no-support-in-layer",
            values: vec![("layer", layer.as_str().to_owned())],
            records: Vec::new(),
        })
        .collect()
}

fn confidence(layers: usize) -> &'static str {
    match layers {
        0 | 1 => "weak",
        2 => "moderate",
        _ => "strong",
    }
}
