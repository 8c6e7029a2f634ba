//! The rules on a feed that does not end.
//!
//! The same engine as [`evaluate`](crate::evaluate): rows are laid out, decided and handed to the rules in the same
//! way, moment by moment in order of time; only, what was looked at is forgotten once it is out of every rule's reach. What
//! the stream says in the end is what the batch says of all rows together where everyone is only itself, plus the
//! owners that records name.
//!
//! - Order comes from a watermark: the latest time seen, less the [`Lateness`]. What it has passed is settled, for nothing
//!   earlier is taken any more; a row that comes later still is told of by its number ([`Notice::TooLate`]).
//! - A row far [`Ahead`] of the others moves no watermark: it is told of ([`Notice::TooEarly`]) and counts once the feed has
//!   come near it, which several in a row make true, or ends.
//! - What is not settled already counts: a hit is told at once ([`Notice::Open`]), confirmed once no row can change it
//!   ([`Notice::Final`]), and taken back where a late row made it untrue ([`Notice::Withdrawn`]).
//! - After a subject's hits changed, its alert is worked out anew from them ([`Notice::AlertOpened`], `AlertChanged`,
//!   `AlertWithdrawn`).
//! - What is strange in rows is counted ([`Notice::Strange`]) and changes nothing.
//! - Rules on months are told of when the month is over, patterns of payments when they are settled, shared identifiers
//!   when they are shared enough, and finally at the end.
//! - What is declared of entities counts from when it is read. Where owners, addresses or members of groups are named
//!   only after the events they bear on were settled, the batch, which knows them from the beginning, may say more.
//!
//! Memory: entities and what is said of them once; events and states as far as the rules reach; of each hit its number.

mod alerts;
mod asleep;
mod book;
#[cfg(test)]
mod examples;
mod feed;
mod looking;
mod months;
mod notice;
mod patterns;
mod saved;
mod sharing;
mod slot;
mod strange;
mod watermark;

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, EventIx, EventKind, EventRow, Locator};
use foldhash::HashMap;
use resolve::{ClusterIx, Located, Locating, LocationIx, Resolution};
use serde::{Deserialize, Serialize};

use crate::pack::{Packs, Rule, Test};
use crate::plan::{Decided, NodeIx};
use crate::rows::Rows;
use crate::shared::Shared;
use crate::text::gazetteer;
use crate::world::{Haunts, Known, Mentioning, Ties, World, moment};

use alerts::Alerts;
use book::{Book, Told};
use looking::Looking;
use months::Months;
use patterns::Patterns;
use sharing::{Change, Sharing};
use slot::Info;
use strange::Strange;
use watermark::{Comes, Watermark};

pub use feed::Feed;
pub use notice::{Notice, Position, StreamAlert, StreamHit};
pub use saved::ResumeError;
pub use watermark::{Ahead, Lateness};

/// Events of a block: as in the batch.
const BLOCK: usize = 4_096;

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

    fn too_early(&self) -> Option<Notice> {
        let position = Position { row: self.row, locator: self.locator.clone() };
        Some(Notice::TooEarly { position, time: self.event.time?.to_string() })
    }
}

/// Moment and number of an event.
type At = (i64, u64);

/// The rules on a feed.
#[derive(Debug)]
pub struct Stream<'p> {
    packs: &'p Packs,
    rules: Vec<&'p Rule>,
    watermark: Watermark,
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
    sharing: Sharing,
    alerts: Alerts,
    strange: Strange,
    /// The number of the next event.
    next: u64,
    rows: Rows,
    decided: Decided,
    /// The conditions that its rules ask of events.
    nodes: Vec<NodeIx>,
}

impl<'p> Stream<'p> {
    /// A stream of which nothing was read yet.
    pub fn new(packs: &'p Packs, lateness: Lateness, ahead: Ahead) -> Self {
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
            watermark: Watermark::new(lateness, ahead),
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
            sharing: Sharing::default(),
            alerts: Alerts::default(),
            strange: Strange::default(),
            next: 0,
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
        self.watermark.too_late
    }

    /// How many rows stood further ahead than was believed at once.
    pub fn too_early(&self) -> u64 {
        self.watermark.too_early
    }

    /// How many rows were read.
    pub fn rows_read(&self) -> u64 {
        self.feed.rows
    }

    /// Looks at what was read since the last call. Cost: what was read and what it bears on, not how many there are.
    pub fn take(&mut self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let fresh = self.arrive(&mut notices);
        let shared = self.share();
        let Some(now_us) = self.watermark.now_us() else {
            self.tell(shared, false, &mut notices);
            return notices;
        };
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
        let told = told.into_iter().map(|told| self.notice(told)).chain(shared).collect();
        self.tell(told, false, &mut notices);
        notices
    }

    /// Looks at the identifiers that something was said of.
    fn share(&mut self) -> Vec<Notice> {
        let (mut sharing, mut changes) = (std::mem::take(&mut self.sharing), Vec::new());
        self.with_world(|stream, world| changes = sharing.changes(world, stream.rules));
        self.sharing = sharing;
        changes.into_iter().map(|change| self.shared(change)).collect()
    }

    /// Tells of hits, and of the alerts they make or no longer make.
    fn tell(&mut self, told: Vec<Notice>, is_over: bool, notices: &mut Vec<Notice>) {
        let evidence = &self.feed.evidence;
        for notice in told {
            self.alerts.note(&notice, evidence, &self.rules);
            notices.push(notice);
        }
        notices.extend(self.alerts.tell(self.packs, &self.rules, evidence, is_over));
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
        let (mut shared, mut finals, mut carried) = (Vec::new(), BTreeSet::new(), None);
        self.with_world(|stream, world| {
            for (number, rule) in (0..).zip(stream.rules) {
                stream.settle_all(number, rule, world, i64::MAX, &mut told);
            }
            stream.book.finish(stream.rules, world);
            stream.book.tell(stream.rules, world, i64::MAX, &mut told);
            for (number, rule) in (0..).zip(stream.rules) {
                if let Test::Shared(test) = &rule.test {
                    let carried = carried.get_or_insert_with(|| Shared::new(world));
                    let found = test.run(world, rule, carried);
                    for (hit, key) in found.hits.into_iter().zip(found.keys) {
                        finals.insert(((number, key.clone()), hit.subject));
                        shared.push(Change::Over(key, hit));
                    }
                }
            }
        });
        self.feed.evidence.forget_events();
        shared.extend(self.sharing.left(&finals));
        let shared = shared.into_iter().map(|change| self.shared(change));
        let told = told.into_iter().map(|told| self.notice(told)).chain(shared).collect();
        self.tell(told, true, &mut notices);
        notices.extend(self.strange.finish());
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
        for entity in self.ties.absorb(&mut world, known, &touched) {
            self.sharing.declared(&world, entity);
            // Whose something is depends on who holds it.
            for held in world.held_by(ClusterIx(entity.0)) {
                self.sharing.declared(&world, EntityIx(held.0));
            }
            let logins = self.logins.range((entity, EntityIx(0))..=(entity, EntityIx(u32::MAX)));
            self.sharing.logins.extend(logins.map(|(_, login)| *login));
        }
        let (mut fresh, mut logins) = (Vec::new(), Vec::new());
        for ((own, spot), ix) in arrived.into_iter().zip(spots).zip((0..).map(EventIx)) {
            let Some(event) = self.feed.evidence.event_at(ix) else { continue };
            if let (EventKind::Login, Some(account), Some(device)) = (event.kind, event.from, event.via)
                && !self.logins.contains_key(&(account, device))
            {
                logins.push((own.row, own.locator.clone(), event.row));
                self.logins.insert((account, device), event.row);
            }
            let latest_us = self.watermark.latest_us();
            self.strange.look(&world, &event, &own, latest_us, notices);
            let (Some(us), Some(time)) = (moment(&event), event.time) else {
                self.ties.wrote(&world, &event);
                continue;
            };
            let (at, here) = ((us, self.next), (own.row, &own.locator));
            let position = || Position { row: own.row, locator: own.locator.clone() };
            let told_us = latest_us.unwrap_or(us);
            let comes = self.watermark.place(at, own.row);
            match comes {
                Comes::InTime => {}
                Comes::Ahead => {
                    self.strange.far(us, told_us, here, notices);
                    notices.push(Notice::TooEarly { position: position(), time: time.to_string() });
                }
                Comes::Before(first) => {
                    if let Some(waiting) = self.waiting.get(&first) {
                        self.strange.far(told_us, us, (waiting.row, &waiting.locator), notices);
                        notices.extend(waiting.too_early());
                    }
                    fresh.retain(|own| *own != first);
                }
                Comes::TooLate => {
                    self.strange.far(us, told_us, here, notices);
                    notices.push(Notice::TooLate { position: position(), time: time.to_string() });
                    continue;
                }
            }
            self.ties.wrote(&world, &event);
            world.known.coverage.note(world.evidence, &event);
            let mentions = self.mentioning.mention(world.evidence, &event, &mut world.known.sets);
            let feed::Arrived { row, locator, event, text, .. } = own;
            self.waiting.insert(at, Waiting { row, locator, event, text, spot, mentions });
            fresh.extend((comes != Comes::Ahead).then_some(at));
            self.next += 1;
        }
        self.known = Some(world.known);
        self.feed.evidence.forget_events();
        for (row, locator, login) in logins {
            let login = EventRow { record: self.feed.keep(&locator, row), ..login };
            if let (Some(account), Some(device)) = (login.from, login.via) {
                self.logins.insert((account, device), login);
            }
            self.sharing.logins.push(login);
        }
        fresh.extend(self.watermark.reached());
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
}

/// Whether a rule can be run without its events lying there.
fn is_followed(rule: &Rule) -> bool {
    !matches!(&rule.test, Test::Sequence(test) if !test.looks_at_columns())
}
