//! Alerts of a feed: a subject's are worked out anew, as the batch does, when the rules that fire on it are others.
//!
//! What is remembered of a subject is each hit told and not withdrawn, however old: alerts have no end in time.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, Evidence};
use serde::{Deserialize, Serialize};

use super::notice::{Notice, StreamAlert, id_of};
use crate::alert::Verdict;
use crate::pack::{Packs, Rule};

/// What is known of one subject.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Standing {
    /// Hits told and not withdrawn, with the numbers of their rules; how many there are of each rule.
    hits: BTreeMap<u128, u16>,
    rules: BTreeMap<u16, usize>,
    /// What was told of its alert, and whether its hits are others since.
    told: Option<Verdict>,
    is_stale: bool,
}

/// All subjects that something was told of.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Alerts {
    of: BTreeMap<EntityIx, Standing>,
    /// Of whom each open hit was told.
    open: BTreeMap<u128, EntityIx>,
    /// Those whose rules are others since this was last told.
    #[serde(skip)]
    changed: BTreeSet<EntityIx>,
}

impl Alerts {
    /// Takes note of what is told of a hit.
    pub(super) fn note(&mut self, notice: &Notice, evidence: &Evidence, rules: &[&Rule]) {
        let (id, rule, subject, stands) = match notice {
            Notice::Open(hit) | Notice::Final(hit) => (&hit.id, &hit.rule, &hit.subject, true),
            Notice::Withdrawn { id, rule, subject } => (id, rule, subject, false),
            _ => return,
        };
        let number = rules.iter().position(|own| own.id == *rule).and_then(|at| u16::try_from(at).ok());
        let id = u128::from_str_radix(id, 16).ok();
        let (Some(number), Some(id), Some(subject)) = (number, id, evidence.find(subject)) else { return };
        // A household may get another first member, of whom it is told from then on.
        let before = match notice {
            Notice::Open(_) => self.open.insert(id, subject),
            _ => self.open.remove(&id),
        };
        if let Some(before) = before.filter(|before| *before != subject) {
            self.put(before, (id, number), false);
        }
        self.put(subject, (id, number), stands);
    }

    fn put(&mut self, subject: EntityIx, (id, number): (u128, u16), stands: bool) {
        let own = self.of.entry(subject).or_default();
        let is_new =
            if stands { own.hits.insert(id, number).is_none() } else { own.hits.remove(&id).is_some() };
        if !is_new {
            return;
        }
        own.is_stale = true;
        let count = own.rules.entry(number).or_default();
        *count = if stands { *count + 1 } else { count.saturating_sub(1) };
        let is_other = *count == 0 || stands && *count == 1;
        if *count == 0 {
            own.rules.remove(&number);
        }
        if is_other {
            self.changed.insert(subject);
        }
    }

    /// What there is to tell of alerts since this was last asked. In the end (`is_over`) those whose hits are others than
    /// was told are told once more.
    pub(super) fn tell(
        &mut self,
        packs: &Packs,
        rules: &[&Rule],
        evidence: &Evidence,
        is_over: bool,
    ) -> Vec<Notice> {
        let mut told = Vec::new();
        let mut changed = std::mem::take(&mut self.changed);
        if is_over {
            changed.extend(self.of.iter().filter(|(_, own)| own.is_stale).map(|(subject, _)| *subject));
        }
        for subject in changed {
            let Some(own) = self.of.get_mut(&subject) else { continue };
            let fired = own.rules.keys().filter_map(|number| rules.get(usize::from(*number)));
            let now = packs.verdict(&fired.map(|rule| rule.id.as_str()).collect());
            let subject_id = evidence.id(subject);
            let id = id_of("alert", subject_id, &[], 0);
            let alert = |verdict: &Verdict| StreamAlert {
                id: id.clone(),
                subject: subject_id.to_owned(),
                protective: !verdict.named.is_subject(),
                named: verdict.named,
                families: verdict.families.clone(),
                roles: verdict.roles.clone(),
                hits: own.hits.keys().map(|id| format!("{id:032x}")).collect(),
            };
            match (&own.told, &now) {
                (None, None) => {}
                (None, Some(verdict)) => told.push(Notice::AlertOpened(alert(verdict))),
                (Some(_), None) => told.push(Notice::AlertWithdrawn { id, subject: subject_id.to_owned() }),
                (Some(before), Some(verdict)) if before != verdict || is_over && own.is_stale => {
                    told.push(Notice::AlertChanged(alert(verdict)));
                }
                (Some(_), Some(_)) => continue,
            }
            (own.told, own.is_stale) = (now, false);
            if own.hits.is_empty() {
                self.of.remove(&subject);
            }
        }
        told
    }
}
