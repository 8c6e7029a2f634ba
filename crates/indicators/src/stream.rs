//! The rules on a feed that does not end.
//!
//! The same engine as [`evaluate`](crate::evaluate): rows are laid out, decided and handed to the rules in the same
//! way, moment by moment in order of time; only, what was looked at is forgotten once it is out of every rule's reach. What
//! the stream says in the end is what the batch says of all rows together where everyone is only itself, plus the
//! owners that records name.
//!
//! - Order comes from a watermark: the latest time seen, less the [`Lateness`]. What it has passed is settled, for nothing
//!   earlier is taken any more; a row that comes later still is told of by its number ([`Notice::TooLate`]).
//! - What is not settled already counts: a hit is told at once ([`Notice::Open`]), confirmed once no row can change it
//!   ([`Notice::Final`]), and taken back where a late row made it untrue ([`Notice::Withdrawn`]).
//! - Rules on months are told of when the month is over, patterns of payments when they are settled, shared identifiers
//!   at the end.
//! - What is declared of entities counts from when it is read. Where owners, addresses or members of groups are named
//!   only after the events they bear on were settled, the batch, which knows them from the beginning, may say more.
//!
//! Memory: entities and what is said of them once; events and states as far as the rules reach.

mod asleep;
mod book;
#[cfg(test)]
mod examples;
mod feed;
mod months;
mod patterns;
mod saved;
mod slot;

use std::collections::BTreeMap;
use std::str::FromStr;

use evidence::{EntityIx, EventIx, EventKind, EventRow, Locator, RecordIx};
use foldhash::HashMap;
use resolve::{ClusterIx, Located, Locating, LocationIx, Resolution};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::engine::Said;
use crate::pack::{Packs, Rule, Test};
use crate::plan::{Decided, NodeIx};
use crate::quantity::{Quantity, Unit};
use crate::rows::Rows;
use crate::shared::Shared;
use crate::text::gazetteer;
use crate::world::{Haunts, Known, Leg, Mentioning, Ties, World, moment};

use book::{Block, Book, Told, What};
use months::Months;
use patterns::Patterns;
use slot::Info;

pub use feed::Feed;
pub use saved::ResumeError;

/// Events of a block: as in the batch.
const BLOCK: usize = 4_096;

/// How much later than others a row may come and still be put in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lateness {
    /// In microseconds.
    pub us: i64,
}

impl FromStr for Lateness {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "0" {
            return Ok(Self::default());
        }
        let quantity = Quantity::parse(text).filter(|own| own.unit == Unit::Duration && own.value >= 0);
        let quantity = quantity
            .ok_or_else(|| format!("“{text}”: expected a length of time such as 0, 1h, 48h or 7d"))?;
        Ok(Self { us: quantity.value })
    }
}

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
    /// A row came later than is waited for, and counts for nothing.
    TooLate {
        /// Which row.
        position: Position,
        /// When what it says happened.
        time: String,
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

/// An event that waits for the watermark.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Waiting {
    row: u64,
    locator: Locator,
    event: EventRow,
    text: String,
    spot: Option<u32>,
    mentions: u32,
}

impl Waiting {
    fn info(&self) -> Option<Info> {
        let (row, locator, currency) = (self.row, self.locator.clone(), self.event.currency);
        Some(Info { row, locator, time: self.event.time?, currency })
    }
}

/// Moment and number of an event.
type At = (i64, u64);

/// The rules on a feed.
#[derive(Debug)]
pub struct Stream<'p> {
    packs: &'p Packs,
    rules: Vec<&'p Rule>,
    lateness: Lateness,
    feed: Feed,
    resolution: Resolution,
    locating: Locating,
    known: Option<Known>,
    ties: Ties,
    mentioning: Mentioning,
    book: Book,
    haunts: HashMap<u32, Haunts>,
    months: BTreeMap<u16, Months>,
    patterns: BTreeMap<u16, Patterns>,
    /// The first login of each account from each device.
    logins: BTreeMap<(EntityIx, EntityIx), EventRow>,
    waiting: BTreeMap<At, Waiting>,
    /// The number of the next event, and the latest time seen.
    next: u64,
    latest_us: Option<i64>,
    too_late: u64,
    rows: Rows,
    decided: Decided,
    /// The conditions that its rules ask of events.
    nodes: Vec<NodeIx>,
}

impl<'p> Stream<'p> {
    /// A stream of which nothing was read yet.
    pub fn new(packs: &'p Packs, lateness: Lateness) -> Self {
        let rules: Vec<&Rule> = packs.running().filter(|rule| is_followed(rule)).collect();
        let nodes = rules.iter().flat_map(|rule| rule.test.nodes()).collect();
        let (mut months, mut patterns) = (BTreeMap::new(), BTreeMap::new());
        for (number, rule) in (0..).zip(&rules) {
            match &rule.test {
                Test::Profile(_) => {
                    months.insert(number, Months::default());
                }
                Test::Motif(test) => {
                    patterns.insert(number, Patterns::new(test));
                }
                _ => {}
            }
        }
        Self {
            packs,
            book: Book::new(&rules),
            rules,
            lateness,
            feed: Feed::default(),
            resolution: Resolution::default(),
            locating: Locating::default(),
            known: Some(Known::new(packs.atoms.len())),
            ties: Ties::new(&packs.atoms),
            mentioning: Mentioning::new(&packs.atoms),
            haunts: HashMap::default(),
            months,
            patterns,
            logins: BTreeMap::new(),
            waiting: BTreeMap::new(),
            next: 0,
            latest_us: None,
            too_late: 0,
            rows: Rows::default(),
            decided: Decided::default(),
            nodes,
        }
    }

    /// Rules that are not run on a feed: their conditions on pairs read the words of records long past.
    pub fn left_out(&self) -> impl Iterator<Item = &'p Rule> {
        self.packs.running().filter(|rule| !is_followed(rule))
    }

    /// Where readers write to. What they write is looked at by [`Stream::take`].
    pub fn sink(&mut self) -> &mut Feed {
        &mut self.feed
    }

    /// How many rows came later than was waited for.
    pub fn too_late(&self) -> u64 {
        self.too_late
    }

    /// How many rows were read.
    pub fn rows_read(&self) -> u64 {
        self.feed.rows
    }

    /// Looks at what was read since the last call. Cost: what was read and what it bears on, not how many there are.
    pub fn take(&mut self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let fresh = self.arrive(&mut notices);
        let Some(latest_us) = self.latest_us else { return notices };
        let now_us = latest_us.saturating_sub(self.lateness.us);
        let mut told = Vec::new();
        self.settle_before(now_us, &mut told);
        let so_far: Vec<At> = fresh.into_iter().filter(|(us, _)| *us >= now_us).collect();
        let mut live = BTreeMap::new();
        for at in so_far {
            live.extend(self.waiting.remove(&at).map(|own| (at, own)));
        }
        self.evaluate(&live, false, &mut told);
        self.waiting.append(&mut live);
        self.with_world(|stream, world| {
            for (number, rule) in (0..).zip(stream.rules) {
                stream.settle_all(number, rule, world, now_us, &mut told);
            }
            stream.book.settle(stream.rules, world, now_us);
            stream.book.tell(stream.rules, world, now_us, &mut told);
        });
        notices.extend(told.into_iter().map(|told| self.notice(told)));
        notices
    }

    /// Nothing more comes: everything is settled and told of. What is read after this is not looked at as it should.
    pub fn finish(&mut self) -> Vec<Notice> {
        let mut notices = self.take();
        let mut told = Vec::new();
        self.settle_before(i64::MAX, &mut told);
        let logins: Vec<EventRow> = self.logins.values().copied().collect();
        for login in &logins {
            self.feed.evidence.restore_event(login, "");
        }
        let (mut shared, mut carried) = (Vec::new(), None);
        self.with_world(|stream, world| {
            for (number, rule) in (0..).zip(stream.rules) {
                stream.settle_all(number, rule, world, i64::MAX, &mut told);
            }
            stream.book.finish(stream.rules, world);
            stream.book.tell(stream.rules, world, i64::MAX, &mut told);
            for rule in stream.rules {
                if let Test::Shared(test) = &rule.test {
                    let carried = carried.get_or_insert_with(|| Shared::new(world));
                    shared.extend(
                        test.run(world, rule, carried).hits.into_iter().map(|hit| stream.shared(rule, hit)),
                    );
                }
            }
        });
        self.feed.evidence.forget_events();
        notices.extend(told.into_iter().map(|told| self.notice(told)));
        notices.extend(shared);
        notices
    }

    /// Lets something look at the world as it is now.
    fn with_world(&mut self, look: impl FnOnce(&mut Looking<'_, 'p>, &World<'_>)) {
        let known = self.known.take().unwrap_or_else(|| Known::new(self.packs.atoms.len()));
        let atoms = (&self.packs.atoms, self.packs.needs);
        let world = World::of(&self.feed.evidence, &self.resolution, &self.locating.found, atoms, known);
        let mut looking = Looking {
            rules: &self.rules,
            book: &mut self.book,
            haunts: &mut self.haunts,
            months: &mut self.months,
            patterns: &mut self.patterns,
            ties: &self.ties,
            feed: &self.feed,
            rows: &mut self.rows,
            decided: &mut self.decided,
            packs: self.packs,
            nodes: &self.nodes,
        };
        look(&mut looking, &world);
        self.known = Some(world.known);
    }

    /// Takes over what was read: what is declared is taken in, events are put to wait.
    fn arrive(&mut self, notices: &mut Vec<Notice>) -> Vec<At> {
        for (row, rejection) in std::mem::take(&mut self.feed.rejected) {
            notices.push(Notice::Rejected { row, locator: rejection.locator, reason: rejection.reason });
        }
        let arrived = self.feed.take();
        let touched = std::mem::take(&mut self.feed.touched);
        let known = std::mem::replace(&mut self.feed.known, self.feed.evidence.entity_count());
        for entity in (known..self.feed.known).filter_map(|own| u32::try_from(own).ok()).map(EntityIx) {
            self.resolution.add_alone(entity);
        }
        let mut spots = Vec::with_capacity(arrived.len());
        for own in &arrived {
            let ix = self.feed.evidence.restore_event(&own.event, &own.text);
            let event = self.feed.evidence.event_at(ix);
            let spot = event.and_then(|event| self.locating.event(&self.feed.evidence, gazetteer(), &event));
            spots.push(spot.map(|(spot, _)| spot.0));
        }
        let worked_out = self.known.take().unwrap_or_else(|| Known::new(self.packs.atoms.len()));
        let atoms = (&self.packs.atoms, self.packs.needs);
        let mut world =
            World::of(&self.feed.evidence, &self.resolution, &self.locating.found, atoms, worked_out);
        self.ties.absorb(&mut world, known, &touched);
        let (mut fresh, mut logins) = (Vec::new(), Vec::new());
        for ((own, spot), ix) in arrived.into_iter().zip(spots).zip((0..).map(EventIx)) {
            let Some(event) = self.feed.evidence.event_at(ix) else { continue };
            if let (EventKind::Login, Some(account), Some(device)) = (event.kind, event.from, event.via)
                && !self.logins.contains_key(&(account, device))
            {
                logins.push((own.row, own.locator.clone(), event.row));
                self.logins.insert((account, device), event.row);
            }
            let (Some(us), Some(time)) = (moment(&event), event.time) else {
                self.ties.wrote(&world, &event);
                continue;
            };
            let latest_us = self.latest_us.unwrap_or(us);
            if us < latest_us.saturating_sub(self.lateness.us) {
                self.too_late += 1;
                let position = Position { row: own.row, locator: own.locator };
                notices.push(Notice::TooLate { position, time: time.to_string() });
                continue;
            }
            self.latest_us = Some(latest_us.max(us));
            self.ties.wrote(&world, &event);
            world.known.coverage.note(world.evidence, &event);
            let mentions = self.mentioning.mention(world.evidence, &event, &mut world.known.sets);
            let feed::Arrived { row, locator, event, text } = own;
            self.waiting.insert((us, self.next), Waiting { row, locator, event, text, spot, mentions });
            fresh.push((us, self.next));
            self.next += 1;
        }
        self.known = Some(world.known);
        self.feed.evidence.forget_events();
        for (row, locator, login) in logins {
            let record = self.feed.keep(&locator, row);
            if let (Some(account), Some(device)) = (login.from, login.via) {
                self.logins.insert((account, device), EventRow { record, ..login });
            }
        }
        fresh
    }

    /// Hands everything before `now_us` to the rules, in order.
    fn settle_before(&mut self, now_us: i64, told: &mut Vec<Told>) {
        let later = self.waiting.split_off(&(now_us, 0));
        let settled = std::mem::replace(&mut self.waiting, later);
        self.evaluate(&settled, true, told);
    }

    fn evaluate(&mut self, events: &BTreeMap<At, Waiting>, is_settled: bool, told: &mut Vec<Told>) {
        let mut events = events.iter().peekable();
        while events.peek().is_some() {
            let mut infos = Vec::new();
            let mut last_us = None;
            // A moment is never split.
            while let Some(((us, number), own)) =
                events.next_if(|((us, _), _)| infos.len() < BLOCK || last_us == Some(*us))
            {
                let Some(info) = own.info() else { continue };
                last_us = Some(*us);
                self.feed.evidence.restore_event(&own.event, &own.text);
                let spot = own.spot.map(|spot| (LocationIx(spot), Located::ByName));
                self.locating.found.of_event.push(spot);
                if let Some(known) = &mut self.known {
                    known.mentions.push(own.mentions);
                }
                infos.push((*number, info));
            }
            self.with_world(|stream, world| stream.run(world, &infos, is_settled, told));
            self.feed.evidence.forget_events();
            self.locating.found.of_event.clear();
            if let Some(known) = &mut self.known {
                known.mentions.clear();
            }
        }
    }

    fn notice(&self, told: Told) -> Notice {
        let rule = self.rules.get(usize::from(told.rule));
        let name = rule.map_or("", |rule| rule.id.as_str());
        let subject = self.feed.evidence.id(EntityIx(self.ties.told_of(told.subject))).to_owned();
        // A household is told of by its first member, and is yet another than it.
        let group =
            [u64::from(told.subject).to_string(), told.group.0.to_string(), told.group.1.as_str().to_owned()];
        let id = |start_us: i64| id_of(name, &subject, &group, start_us);
        let (found, mut infos, is_over) = match told.what {
            What::Withdrawn(start_us) => {
                return Notice::Withdrawn { id: id(start_us), rule: name.to_owned(), subject };
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
}

/// Whether a rule can be run without its events lying there.
fn is_followed(rule: &Rule) -> bool {
    !matches!(&rule.test, Test::Sequence(test) if !test.looks_at_columns())
}

/// Sixteen bytes of a hash over what tells a hit from others.
fn id_of(rule: &str, subject: &str, group: &[String], start_us: i64) -> String {
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

/// A stream while its world is being looked at.
struct Looking<'s, 'p> {
    rules: &'s [&'p Rule],
    book: &'s mut Book,
    haunts: &'s mut HashMap<u32, Haunts>,
    months: &'s mut BTreeMap<u16, Months>,
    patterns: &'s mut BTreeMap<u16, Patterns>,
    ties: &'s Ties,
    feed: &'s Feed,
    rows: &'s mut Rows,
    decided: &'s mut Decided,
    packs: &'p Packs,
    nodes: &'s [NodeIx],
}

impl Looking<'_, '_> {
    /// Lays out a block of events in order of time, decides every condition, and hands the rows to the rules.
    fn run(&mut self, world: &World<'_>, events: &[(u64, Info)], is_settled: bool, told: &mut Vec<Told>) {
        let mut legs: Vec<(ClusterIx, Leg)> = Vec::with_capacity(2 * events.len());
        for ix in (0..).map(EventIx).take(events.len()) {
            if let Some(event) = world.evidence.event_at(ix) {
                world.legs_now(self.ties, &event, &mut legs);
            }
        }
        legs.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| world.compare(a, b)));
        self.rows.clear();
        for own in legs.chunk_by(|a, b| a.0 == b.0) {
            let Some((ClusterIx(subject), _)) = own.first().copied() else { continue };
            let mut haunts = match self.haunts.get_mut(&subject) {
                Some(known) if is_settled => std::mem::take(known),
                Some(known) => known.clone(),
                None => Haunts::default(),
            };
            world.lay(subject, own.iter().map(|(_, leg)| leg), &mut haunts, self.rows);
            if is_settled && !haunts.is_empty() {
                self.haunts.insert(subject, haunts);
            }
        }
        self.decided.clear();
        for node in self.nodes {
            self.packs.plan.decide(*node, world, self.rows, self.decided);
        }
        let block = Block { world, rows: self.rows, decided: self.decided, events, is_settled };
        self.book.run(self.rules, &block);
        for (number, rule) in (0..).zip(self.rules).filter(|_| is_settled) {
            match &rule.test {
                Test::Profile(test) => {
                    self.months.entry(number).or_default().take(rule, test, &block);
                }
                Test::Motif(test) => {
                    self.patterns
                        .entry(number)
                        .or_insert_with(|| Patterns::new(test))
                        .take(number, test, &block, told);
                }
                _ => {}
            }
        }
    }

    /// Settles a rule on all subjects together.
    fn settle_all(&mut self, number: u16, rule: &Rule, world: &World<'_>, now_us: i64, told: &mut Vec<Told>) {
        match &rule.test {
            Test::Profile(test) => {
                self.months.entry(number).or_default().settle(number, test, world, now_us, told);
            }
            Test::Motif(test) => {
                if let Some(patterns) = self.patterns.get_mut(&number) {
                    patterns.settle(number, test, now_us, told);
                }
            }
            _ => {}
        }
    }

    fn shared(&self, rule: &Rule, hit: crate::Hit) -> Notice {
        let subject = self.feed.evidence.id(EntityIx(hit.subject.0)).to_owned();
        let values: Vec<String> = hit.values.iter().map(|(_, value)| value.clone()).collect();
        let position = |record: &RecordIx| {
            let (_, locator) = self.feed.evidence.locate(*record)?;
            Some(Position { row: *self.feed.row_of_record.get(record.0 as usize)?, locator })
        };
        let mut rows: Vec<Position> = hit.records.iter().filter_map(position).collect();
        rows.sort();
        rows.dedup();
        Notice::Final(StreamHit {
            id: id_of(&rule.id, &subject, &values, 0),
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
        })
    }
}
