//! What a stream tells, and how a finding becomes that.

use evidence::{EntityIx, Locator, RecordIx};
use resolve::ClusterIx;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Stream;
use super::book::{Told, What};
use super::sharing::Change;
use super::slot::Info;
use crate::engine::Said;
use crate::finding::{Named, RoleHint};
use crate::shared::{Key, name};
use crate::world::FIRST_HOUSEHOLD;

/// A row of the feed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Its number in the feed, from 0.
    pub row: u64,
    /// Where in its source it is.
    pub locator: Locator,
}

/// A hit of a feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamHit {
    /// The same for the same rule, subject, group of events and start.
    pub id: String,
    /// The rule.
    pub rule: String,
    /// The indicators it executes.
    pub indicators: Vec<String>,
    /// Its evidence family.
    pub family: String,
    /// The role it suggests for its subject, where it suggests one.
    pub role_hint: Option<String>,
    /// The id of the entity it is about.
    pub subject: String,
    /// Local start of the first and of the last event of the episode, ISO 8601.
    pub from: String,
    /// See `from`.
    pub to: String,
    /// The values compared, by name, as they are shown.
    pub values: Vec<(String, String)>,
    /// The rows that made it fire, in the order of the feed.
    pub rows: Vec<Position>,
    /// A plain sentence in English.
    pub sentence_en: String,
    /// The same in French.
    pub sentence_fr: String,
}

/// An alert of a feed: hits of several independent families on one subject, worth a person's look, never a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamAlert {
    /// The same for the same subject.
    pub id: String,
    /// The id of the entity it is about.
    pub subject: String,
    /// Whether the subject may be someone to protect, whom no report names by default.
    pub protective: bool,
    /// Whom a report may name.
    #[serde(rename = "may_name")]
    pub named: Named,
    /// The different families, sorted.
    pub families: Vec<String>,
    /// What the subject may be, with why: hypotheses.
    #[serde(rename = "may_be")]
    pub roles: Vec<RoleHint>,
    /// The ids of all its hits by then.
    pub hits: Vec<String>,
}

/// What a stream tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "kebab-case")]
pub enum Notice {
    /// A rule fires, as far as is known by now. It may still grow, and is told of again when it is over.
    Open(StreamHit),
    /// A hit that no row can change any more.
    Final(StreamHit),
    /// A hit told of as open that did not come true.
    Withdrawn {
        /// Its id.
        id: String,
        /// The rule.
        rule: String,
        /// The id of the entity it was about.
        subject: String,
    },
    /// The hits of a subject make an alert, as far as is known by now.
    AlertOpened(StreamAlert),
    /// An alert is of other families, suggests other roles or may name someone else than was told; or, at the end of the
    /// feed, rests on other hits.
    AlertChanged(StreamAlert),
    /// The hits that are left make no alert.
    AlertWithdrawn {
        /// Its id.
        id: String,
        /// The id of the entity it was about.
        subject: String,
    },
    /// A row came later than is waited for, and counts for nothing.
    TooLate {
        /// Which row.
        position: Position,
        /// When what it says happened.
        time: String,
    },
    /// A row stands further ahead of the others than is believed of one. It is kept, and counts when the feed has come
    /// near it or ends.
    TooEarly {
        /// Which row.
        position: Position,
        /// When what it says happened.
        time: String,
    },
    /// Something is strange in rows, which count all the same: told of the first, the tenth, the hundredth … and in the
    /// end.
    Strange {
        /// What: the code of a `resolve::Peculiarity`.
        what: String,
        /// In how many events by now.
        count: u64,
        /// The first of them.
        rows: Vec<Position>,
    },
    /// A record could not be read.
    Rejected {
        /// How many rows were read before it.
        row: u64,
        /// Where in its source it is.
        locator: Locator,
        /// What is wrong with it.
        reason: String,
    },
}

impl Stream<'_> {
    pub(super) fn notice(&self, told: Told) -> Notice {
        let rule = self.rules.get(usize::from(told.rule));
        let name = rule.map_or("", |rule| rule.id.as_str());
        let subject = self.feed.evidence.id(EntityIx(self.ties.told_of(told.subject))).to_owned();
        // A household is told of by its first member, and is yet another than it.
        let group =
            [u64::from(told.subject).to_string(), told.group.0.to_string(), told.group.1.as_str().to_owned()];
        // Whom it is told of may change; what it is does not.
        let whose = if told.subject < FIRST_HOUSEHOLD { subject.as_str() } else { "" };
        let id = |start_us: i64| id_of(name, whose, &group, start_us);
        let (found, mut infos, is_over) = match told.what {
            What::Withdrawn(start_us) => {
                return Notice::Withdrawn {
                    id: id(start_us),
                    rule: name.to_owned(),
                    subject: subject.clone(),
                };
            }
            What::Opened(found, infos) => (found, infos, false),
            What::Over(found, infos) => (found, infos, true),
        };
        let time = |info: Option<&Info>| info.map(|info| info.time.to_string()).unwrap_or_default();
        let (from, to) = (time(infos.first()), time(infos.last()));
        let none = evidence::Currency::NONE;
        let currency = infos.iter().map(|info| info.currency).find(|own| *own != none).unwrap_or(none);
        let said = rule.map(|rule| Said::of(rule, &found.values, currency));
        infos.sort_by_key(|info| info.row);
        infos.dedup_by_key(|info| info.row);
        let hit = StreamHit {
            id: id(found.start_us),
            rule: name.to_owned(),
            indicators: rule.map(|rule| rule.indicators.clone()).unwrap_or_default(),
            family: rule.map(|rule| rule.family.clone()).unwrap_or_default(),
            role_hint: rule.and_then(|rule| rule.role_hint.clone()),
            subject,
            from,
            to,
            values: said.as_ref().map(|said| said.values.clone()).unwrap_or_default(),
            rows: infos.into_iter().map(|Info { row, locator, .. }| Position { row, locator }).collect(),
            sentence_en: said.as_ref().map(|said| said.sentence_en.clone()).unwrap_or_default(),
            sentence_fr: said.map(|said| said.sentence_fr).unwrap_or_default(),
        };
        if is_over { Notice::Final(hit) } else { Notice::Open(hit) }
    }

    /// What became of the hit of a shared identifier.
    pub(super) fn shared(&self, change: Change) -> Notice {
        let subject = |own: ClusterIx| self.feed.evidence.id(EntityIx(own.0)).to_owned();
        let id = |rule: &str, subject: &str, (what, value): Key| {
            id_of(rule, subject, &[name(what).to_owned(), value], 0)
        };
        let (is_over, key, hit) = match change {
            Change::Withdrawn(rule, key, own) => {
                let rule = self.rules.get(usize::from(rule)).map_or("", |rule| &rule.id).to_owned();
                let subject = subject(own);
                return Notice::Withdrawn { id: id(&rule, &subject, key), rule, subject };
            }
            Change::Opened(key, hit) => (false, key, hit),
            Change::Over(key, hit) => (true, key, hit),
        };
        let subject = subject(hit.subject);
        let position = |record: &RecordIx| {
            let (_, locator) = self.feed.evidence.locate(*record)?;
            Some(Position { row: *self.feed.row_of_record.get(record.0 as usize)?, locator })
        };
        let mut rows: Vec<Position> = hit.records.iter().filter_map(position).collect();
        rows.sort();
        rows.dedup();
        let hit = StreamHit {
            id: id(&hit.rule, &subject, key),
            rule: hit.rule,
            indicators: hit.indicators,
            family: hit.family,
            role_hint: hit.role_hint,
            subject,
            from: hit.from,
            to: hit.to,
            values: hit.values,
            rows,
            sentence_en: hit.sentence_en,
            sentence_fr: hit.sentence_fr,
        };
        if is_over { Notice::Final(hit) } else { Notice::Open(hit) }
    }
}

/// Sixteen bytes of a hash over what tells a hit from others.
pub(super) fn id_of(rule: &str, subject: &str, group: &[String], start_us: i64) -> String {
    let mut hash = Sha256::new();
    for part in [rule, subject].into_iter().chain(group.iter().map(String::as_str)) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.update(start_us.to_le_bytes());
    let nibbles = hash.finalize();
    let nibbles = nibbles.iter().take(16).flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()
}
