//! Runs the rules over the evidence.
//!
//! The legs of a subject lie together, in order of time. Subjects are taken by the block: its rows are laid out as
//! columns, every condition of every rule is decided for all of them at once, and each rule then walks the rows it
//! selects. Blocks are shared out among threads; what is found does not depend on how. Nothing that is said of one
//! subject depends on another's events, except what is compared among all (shared identifiers, peers, patterns of
//! payments) and how far each source reaches and what it shows.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use ::motif::Edge;
use evidence::{Currency, EntityIx, EventIx, Evidence};
use resolve::{ClusterIx, Locations, Resolution};
use serde::{Deserialize, Serialize};

use crate::alert::alerts;
use crate::episode::Timed;
use crate::field::Field;
use crate::finding::{Findings, Hit, Unknown};
use crate::mask;
use crate::motif::MotifRule;
use crate::pack::{Packs, Rule, Subject, Test};
use crate::plan::{Decided, NodeIx};
use crate::profile::{Month, ProfileRule};
use crate::quantity::Unit;
use crate::rows::{Row, Rows};
use crate::seen::Seen;
use crate::shared::{Shared, SharedRule};
use crate::threads::{each, threads};
use crate::wording::{Language, sentence, show};
use crate::world::World;

/// Rows of a block: so many columns of so many rows stay in a core's own cache. A subject with more is a block alone.
const BLOCK: usize = 4_096;

/// Evaluates all rules. Pure: the same input gives the same findings, to the byte, whatever the number of threads.
pub fn evaluate(
    evidence: &Evidence,
    resolution: &Resolution,
    locations: &Locations,
    packs: &Packs,
) -> Findings {
    evaluate_with(evidence, resolution, locations, packs, BTreeMap::new())
}

/// [`evaluate`], with entries of external lists that only this run has.
pub(crate) fn evaluate_with(
    evidence: &Evidence,
    resolution: &Resolution,
    locations: &Locations,
    packs: &Packs,
    listed: BTreeMap<String, BTreeMap<[u8; 32], i64>>,
) -> Findings {
    let mut world = World::new(evidence, resolution, locations, &packs.atoms, packs.needs);
    world.listed = listed;
    let rules: Vec<&Rule> = packs.running().collect();
    let mut all = by_subject(&world, packs, &rules);
    let compared = rules.iter().filter_map(|rule| Some((*rule, Comparison::of(rule, &mut all)?)));
    let compared = each(compared.collect(), |(rule, comparison)| comparison.run(&world, rule, &all.shared));
    for (rule, (hits, undecided)) in compared {
        all.hits.extend(hits);
        if undecided.subjects > 0 {
            all.undecided.insert(rule.id.clone(), undecided);
        }
    }
    let mut hits = all.hits;
    hits.sort_by(|a, b| {
        (a.subject, &a.rule, &a.from, &a.events).cmp(&(b.subject, &b.rule, &b.from, &b.events))
    });
    let unknown = all.undecided.into_iter().filter(|(_, undecided)| undecided.subjects > 0);
    let unknown = unknown.map(|(rule, undecided)| undecided.unknown(&rule)).collect();
    Findings { alerts: alerts(&hits, packs), hits, unknown }
}

/// A rule that compares subjects, with what it compares.
enum Comparison<'r> {
    Shared(&'r SharedRule),
    Profile(&'r ProfileRule, Vec<Month>),
    Motif(&'r MotifRule, Vec<Edge>),
}

impl<'r> Comparison<'r> {
    fn of(rule: &'r Rule, all: &mut Everything) -> Option<Self> {
        match &rule.test {
            Test::Shared(test) => Some(Self::Shared(test)),
            Test::Profile(test) => Some(Self::Profile(test, all.months.remove(&rule.id).unwrap_or_default())),
            Test::Motif(test) => Some(Self::Motif(test, all.payments.remove(&rule.id).unwrap_or_default())),
            _ => None,
        }
    }

    fn run(self, world: &World<'_>, rule: &'r Rule, shared: &Shared) -> (&'r Rule, (Vec<Hit>, Undecided)) {
        let hits = |found: &[(u32, Found)]| -> Vec<Hit> {
            found.iter().filter_map(|(subject, found)| hit(world, rule, ClusterIx(*subject), found)).collect()
        };
        let gave = match self {
            Self::Shared(test) => {
                let found = test.run(world, rule, shared);
                let subjects = found.without_identifiers.unwrap_or(0);
                (found.hits, Undecided { fields: 0, identifiers: true, subjects })
            }
            Self::Profile(test, months) => {
                let judged = test.judge(world, months);
                let (fields, subjects) = (judged.lacks, judged.undecided);
                (hits(&judged.found), Undecided { fields, identifiers: false, subjects })
            }
            Self::Motif(test, payments) => {
                let (found, subjects) = test.judge(world, payments);
                let fields = Field::Bound.bit();
                (hits(&found), Undecided { fields, identifiers: false, subjects })
            }
        };
        (rule, gave)
    }
}

/// What the rules on single subjects found.
#[derive(Debug, Default)]
struct Everything {
    hits: Vec<Hit>,
    undecided: BTreeMap<String, Undecided>,
    /// The same by number of the rule, while subjects are looked at.
    noted: Vec<Undecided>,
    /// For rules that compare peers: what each subject did in each month.
    months: BTreeMap<String, Vec<Month>>,
    /// For rules on identifiers: who shares which.
    shared: Shared,
    /// For rules on patterns: the payments they select.
    payments: BTreeMap<String, Vec<Edge>>,
}

impl Everything {
    fn note(&mut self, rule: usize, fields: u64) {
        if self.noted.len() <= rule {
            self.noted.resize_with(rule + 1, Undecided::default);
        }
        self.noted.get_mut(rule).into_iter().for_each(|undecided| undecided.note(fields));
    }

    fn join(&mut self, other: Self, rules: &[&Rule]) {
        self.hits.extend(other.hits);
        for (rule, undecided) in rules.iter().zip(other.noted) {
            self.undecided.entry(rule.id.clone()).or_default().join(&undecided);
        }
        for (rule, months) in other.months {
            self.months.entry(rule).or_default().extend(months);
        }
        for (rule, payments) in other.payments {
            self.payments.entry(rule).or_default().extend(payments);
        }
    }
}

fn by_subject(world: &World<'_>, packs: &Packs, rules: &[&Rule]) -> Everything {
    let blocks = blocks(world);
    let next = AtomicUsize::new(0);
    let all = Mutex::new(Everything::default());
    let threads = threads().min(blocks.len());
    let work = || {
        let mut own = Everything::default();
        let (mut rows, mut decided) = (Rows::default(), Decided::default());
        while let Some(range) = blocks.get(next.fetch_add(1, Ordering::Relaxed)) {
            rows.clear();
            range.clone().for_each(|subject| world.lay_out(subject, &mut rows));
            decided.clear();
            let mut block = Block::new(world, packs, &rows, &mut decided);
            let is_household = range.start >= world.first_household();
            let concerned = rules
                .iter()
                .enumerate()
                .filter(|(_, rule)| is_household == (rule.subject == Subject::Household));
            for (number, rule) in concerned {
                block.run(rule, number, &mut own);
            }
        }
        if let Ok(mut all) = all.lock() {
            all.join(own, rules);
        }
    };
    std::thread::scope(|scope| {
        if rules.iter().any(|rule| matches!(rule.test, Test::Shared(_))) {
            scope.spawn(|| {
                let shared = Shared::new(world);
                if let Ok(mut all) = all.lock() {
                    all.shared = shared;
                }
            });
        }
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    all.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Subjects with legs, so many together that a block is full.
fn blocks(world: &World<'_>) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let (mut start, mut rows) = (0, 0);
    for subject in 0..world.subjects() {
        let own = world.range(subject).len();
        if rows > 0 && rows + own > BLOCK || subject == world.first_household() {
            blocks.push(start..subject);
            (start, rows) = (subject, 0);
        }
        rows += own;
    }
    blocks.push(start..world.subjects());
    blocks
}

/// A kind of rule that looks at one subject's events in order of time.
pub(crate) trait Detector {
    /// What it keeps of an event it selects.
    type Item: Timed;
    /// What it carries from moment to moment.
    type State;

    /// The condition of the events it looks at.
    fn node(&self) -> NodeIx;
    /// Whether it may fire on a subject, or be undecided, as far as counts tell.
    fn may_fire(&self, seen: &Seen<'_>) -> bool;
    /// The other conditions it asks of events.
    fn asked(&self) -> Vec<NodeIx>;
    /// Conditions that an event must meet to count, and the fields the rule reads.
    fn wanted(&self) -> (&[NodeIx], u64);
    fn state(&self) -> Self::State;
    fn clear(state: &mut Self::State);
    fn select(&self, row: &Row<'_>, decided: &Decided) -> Option<Selected<Self::Item>>;
    /// Takes in all that was selected at one moment.
    fn push(
        &self,
        state: &mut Self::State,
        moment: &[Self::Item],
        last: Row<'_>,
        missing: &mut Missing,
        found: &mut Vec<Found>,
    );
    /// Nothing more comes.
    fn finish(&self, state: &mut Self::State, last: Row<'_>, found: &mut Vec<Found>);
}

/// A selected event, and the group of events that are looked at together.
#[derive(Clone, Debug)]
pub(crate) struct Selected<T> {
    pub(crate) group: (u64, Currency),
    pub(crate) item: T,
}

/// What a rule selected of a subject, with the group and row of each.
#[derive(Debug)]
pub(crate) struct Selection<T> {
    pub(crate) items: Vec<T>,
    pub(crate) keys: Vec<((u64, Currency), usize)>,
}

impl<T> Default for Selection<T> {
    fn default() -> Self {
        Self { items: Vec::new(), keys: Vec::new() }
    }
}

impl<T> Selection<T> {
    pub(crate) fn clear(&mut self) {
        self.items.clear();
        self.keys.clear();
    }

    pub(crate) fn extend(&mut self, selected: Option<Selected<T>>, at: usize) {
        if let Some(Selected { group, item }) = selected {
            self.items.push(item);
            self.keys.push((group, at));
        }
    }

    /// Puts groups together; within each, the order stays.
    pub(crate) fn sort(&mut self) {
        if !self.keys.is_sorted_by_key(|(group, _)| *group) {
            let mut both: Vec<_> = self.keys.drain(..).zip(self.items.drain(..)).collect();
            both.sort_by_key(|((group, _), _)| *group);
            (self.keys, self.items) = both.into_iter().unzip();
        }
    }
}

/// An episode that made a rule fire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Found {
    /// When it began, to tell it from others of the same rule and subject.
    pub(crate) start_us: i64,
    /// In order of time.
    pub(crate) events: Vec<u64>,
    /// Values of the rule's measures.
    pub(crate) values: Vec<Option<i64>>,
}

/// What kept a rule from being decided on windows of a subject, as bits of fields.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Missing {
    pub(crate) of_window: u64,
}

struct Block<'b> {
    world: &'b World<'b>,
    packs: &'b Packs,
    rows: &'b Rows,
    decided: &'b mut Decided,
    /// The rows of each subject, and which of them each row is of.
    subjects: Vec<Range<usize>>,
    subject_of: Vec<u32>,
}

impl<'b> Block<'b> {
    fn new(world: &'b World<'b>, packs: &'b Packs, rows: &'b Rows, decided: &'b mut Decided) -> Self {
        let (mut subjects, mut subject_of) = (Vec::new(), Vec::with_capacity(rows.len()));
        let mut start = 0;
        for (own, number) in rows.subject.chunk_by(|one, other| one == other).zip(0_u32..) {
            subjects.push(start..start + own.len());
            subject_of.extend(std::iter::repeat_n(number, own.len()));
            start += own.len();
        }
        Self { world, packs, rows, decided, subjects, subject_of }
    }

    fn decide(&mut self, nodes: &[NodeIx]) {
        for node in nodes {
            self.packs.plan.decide(*node, self.world, self.rows, self.decided);
        }
    }

    fn run(&mut self, rule: &Rule, number: usize, all: &mut Everything) {
        match &rule.test {
            Test::Window(test) => self.detect(rule, number, test, all),
            Test::Sequence(test) => self.detect(rule, number, test, all),
            Test::Bunching(test) => self.detect(rule, number, test, all),
            Test::Questionnaire(test) => self.detect(rule, number, test, all),
            Test::Profile(test) => {
                self.decide(&test.asked());
                let months = test.months(self.world, self.rows, self.decided);
                if !months.is_empty() {
                    all.months.entry(rule.id.clone()).or_default().extend(months);
                }
            }
            Test::Motif(test) => {
                self.decide(&[test.node()]);
                let payments = test.payments(self.world, self.rows, self.decided);
                if !payments.is_empty() {
                    all.payments.entry(rule.id.clone()).or_default().extend(payments);
                }
            }
            Test::Shared(_) => {}
        }
    }

    fn detect<D: Detector>(&mut self, rule: &Rule, number: usize, test: &D, all: &mut Everything) {
        self.decide(&[test.node()]);
        if !self.decided.truths(test.node()).is_open() {
            return;
        }
        self.decide(&test.asked());
        let fields = test.wanted().1;
        let read = Field::ALL.iter().filter(|field| fields & field.bit() != 0);
        let read: Vec<_> = read.filter_map(|field| Some((*field, self.packs.plan.has(*field)?))).collect();
        for (_, node) in &read {
            self.decide(&[*node]);
        }
        let truths = self.decided.truths(test.node());
        let mut state = test.state();
        let mut items = Selection::default();
        let mut found = Vec::new();
        // Rows that count, or would if more were known.
        let open = |word: usize| {
            let (yes, known) = (truths.yes.get(word), truths.known.get(word));
            yes.copied().unwrap_or(0) | !known.copied().unwrap_or(u64::MAX)
        };
        let yes = |word: usize| truths.yes.get(word).copied().unwrap_or(0);
        let mut complete = truths.yes.clone();
        for node in test.wanted().0 {
            let wanted = self.decided.truths(*node);
            complete.iter_mut().zip(&wanted.yes).for_each(|(left, yes)| *left &= yes);
        }
        let mut behind = 0;
        while let Some(next) = mask::next(behind, self.rows.len(), open) {
            let subject = self.subject_of.get(next).and_then(|number| self.subjects.get(*number as usize));
            let Some(Range { start, end }) = subject.cloned() else { break };
            behind = end;
            items.clear();
            let seen = Seen::new(self.world, self.rows, self.decided, start..end);
            if mask::any(start, end, yes) && test.may_fire(&seen) {
                for at in mask::rows_where(start, end, yes) {
                    let row = Row { world: self.world, rows: self.rows, at };
                    items.extend(test.select(&row, self.decided), at);
                }
            }
            let mut missing = Missing::default();
            found.clear();
            if !items.items.is_empty() {
                self.drive(test, &mut state, &mut items, &mut missing, &mut found);
            }
            if found.is_empty() {
                let is_complete = mask::any(start, end, |word| complete.get(word).copied().unwrap_or(0));
                let lacking = if is_complete { 0 } else { self.lacking(&read, start..end, open) };
                let fields = missing.of_window | lacking;
                if fields != 0 {
                    all.note(number, fields);
                }
                continue;
            }
            let subject = self.rows.subject.get(start).copied().unwrap_or(u32::MAX);
            let told_of = self.world.told_of(subject);
            all.hits.extend(found.iter().filter_map(|found| hit(self.world, rule, told_of, found)));
        }
    }

    /// Hands what was selected of a subject to the rule, group by group and moment by moment.
    fn drive<D: Detector>(
        &self,
        test: &D,
        state: &mut D::State,
        selection: &mut Selection<D::Item>,
        missing: &mut Missing,
        found: &mut Vec<Found>,
    ) {
        selection.sort();
        let mut start = 0;
        for group in selection.keys.chunk_by(|(a, _), (b, _)| a == b) {
            D::clear(state);
            let items = selection.items.get(start..start + group.len()).unwrap_or_default();
            start += group.len();
            let mut last = Row { world: self.world, rows: self.rows, at: 0 };
            let mut behind = 0;
            for moment in items.chunk_by(|a, b| a.time_us() == b.time_us()) {
                behind += moment.len();
                last.at = behind.checked_sub(1).and_then(|at| group.get(at)).map_or(0, |(_, at)| *at);
                test.push(state, moment, last, missing, found);
            }
            test.finish(state, last, found);
        }
    }

    /// The fields that every event which may count lacks, so that the rule is undecided for the subject.
    fn lacking(
        &self,
        read: &[(Field, NodeIx)],
        Range { start, end }: Range<usize>,
        open: impl Fn(usize) -> u64,
    ) -> u64 {
        let yes = |node: NodeIx, word: usize| self.decided.truths(node).yes.get(word).copied().unwrap_or(0);
        let lacks =
            |(_, node): &&(Field, NodeIx)| !mask::any(start, end, |word| open(word) & yes(*node, word));
        read.iter().filter(lacks).fold(0, |all, (field, _)| all | field.bit())
    }
}

#[derive(Debug, Default)]
struct Undecided {
    fields: u64,
    identifiers: bool,
    subjects: usize,
}

impl Undecided {
    fn note(&mut self, fields: u64) {
        self.fields |= fields;
        self.subjects += 1;
    }

    fn join(&mut self, other: &Self) {
        self.fields |= other.fields;
        self.subjects += other.subjects;
    }

    fn unknown(&self, rule: &str) -> Unknown {
        let fields =
            Field::ALL.iter().filter(|field| self.fields & field.bit() != 0).map(|field| field.words());
        let identifiers =
            self.identifiers.then_some(("identifiers of persons", "les identifiants de personnes"));
        let (en, fr): (Vec<&str>, Vec<&str>) = fields.chain(identifiers).unzip();
        Unknown {
            rule: rule.to_owned(),
            missing_en: en.join("; "),
            missing_fr: fr.join("; "),
            subjects: self.subjects,
        }
    }
}

/// What was found, with its rows, values and sentences.
pub(crate) fn hit(world: &World<'_>, rule: &Rule, subject: ClusterIx, found: &Found) -> Option<Hit> {
    let number = |event: &u64| Some(EventIx(u32::try_from(*event).ok()?));
    let rows: Vec<_> =
        found.events.iter().filter_map(|event| world.evidence.event_at(number(event)?)).collect();
    let (first, last) = (rows.first()?, rows.last()?);
    let currency =
        rows.iter().map(|row| row.currency).find(|own| *own != Currency::NONE).unwrap_or(Currency::NONE);
    let said = Said::of(rule, &found.values, currency);
    let mut records: Vec<_> = rows.iter().map(|row| row.record).collect();
    records.sort_unstable();
    records.dedup();
    let mut events: Vec<_> = rows.iter().map(|row| row.ix).collect();
    events.sort_unstable();
    events.dedup();
    let is_own = |entity: &EntityIx| world.holder_of(*entity) == Some(subject);
    let mut others: Vec<EntityIx> = rows
        .iter()
        .filter_map(|row| {
            let from = row.from.or(row.from_party);
            let to = row.to.or(row.to_party);
            if from.as_ref().is_some_and(is_own) { to } else { from.or(to) }
        })
        .filter(|entity| !is_own(entity))
        .collect();
    others.sort_unstable();
    others.dedup();
    Some(Hit {
        rule: rule.id.clone(),
        indicators: rule.indicators.clone(),
        family: rule.family.clone(),
        role_hint: rule.role_hint.clone(),
        subject,
        from: first.time.map(|time| time.to_string()).unwrap_or_default(),
        to: last.time.map(|time| time.to_string()).unwrap_or_default(),
        values: said.values,
        events,
        records,
        others,
        sentence_en: said.sentence_en,
        sentence_fr: said.sentence_fr,
    })
}

/// What was found, in words.
pub(crate) struct Said {
    pub(crate) values: Vec<(String, String)>,
    pub(crate) sentence_en: String,
    pub(crate) sentence_fr: String,
}

impl Said {
    pub(crate) fn of(rule: &Rule, measured: &[Option<i64>], currency: Currency) -> Self {
        let value = |name: &str, language| -> Option<String> {
            if let Some(number) = rule.measures.iter().position(|(own, _)| own == name) {
                let (_, unit) = rule.measures.get(number)?;
                let value = *measured.get(number)?;
                return Some(
                    value.map_or_else(|| "?".to_owned(), |value| show(value, *unit, currency, language)),
                );
            }
            rule.parameters
                .iter()
                .find(|own| own.name == name)
                .map(|own| crate::wording::parameter(own, language))
        };
        let values = rule.measures.iter().filter(|(_, unit)| *unit != Unit::Duration);
        Self {
            values: values
                .filter_map(|(name, _)| Some((name.clone(), value(name, Language::English)?)))
                .collect(),
            sentence_en: sentence(&rule.sentence.en, |name| value(name, Language::English)),
            sentence_fr: sentence(&rule.sentence.fr, |name| value(name, Language::French)),
        }
    }
}
