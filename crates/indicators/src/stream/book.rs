//! What is kept of each subject, and the rules that go on from it.

mod sleep;

use std::collections::{BTreeMap, BTreeSet};

use evidence::Currency;
use foldhash::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use crate::bunching::BunchingRule;
use crate::engine::{Detector, Found, Selection};
use crate::incremental::{Incremental, Lasting};
use crate::mask;
use crate::pack::{Rule, Subject as Whose, Test};
use crate::plan::Decided;
use crate::quantity::HOUR_US;
use crate::questionnaire::QuestionnaireRule;
use crate::rows::{Record, Row, Rows};
use crate::sequence::SequenceRule;
use crate::stream::asleep::{Asleep, Pick, Wanting};
use crate::stream::slot::{Around, Info, Key, News, Shelved, Slots, Stub};
use crate::window::WindowRule;
use crate::world::{FIRST_HOUSEHOLD, World};

/// States of all rules that follow one subject.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct States {
    windows: Slots<WindowRule>,
    sequences: Slots<SequenceRule>,
    bunchings: Slots<BunchingRule>,
    questionnaires: Slots<QuestionnaireRule>,
}

/// What is kept of one subject.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Subject {
    states: States,
    /// The rules, among those that may be asleep, that are not, and what the others wait with.
    awake: Vec<u16>,
    asleep: Asleep,
    /// Events that any state may still speak of, and where the rows are that any may still look at.
    events: BTreeMap<u64, Info>,
    rows: Vec<usize>,
    /// How many of each were left when this was last looked through.
    swept: (usize, usize),
    /// When it is to be looked at next.
    wake_us: Option<i64>,
}

/// Of a row of the present block: whether its event is kept, and where the row is.
#[derive(Clone, Copy, Debug, Default)]
struct Noted {
    is_kept: bool,
    row: Option<usize>,
}

/// The rows of one subject in a block, and which rules are awake for it.
#[derive(Debug)]
struct Present {
    subject: u32,
    end: usize,
    /// A bit for each rule.
    awake: Vec<u64>,
}

impl Present {
    fn is_awake(&self, rule: u16) -> bool {
        self.awake.get(usize::from(rule / 64)).is_some_and(|word| word >> (rule % 64) & 1 == 1)
    }
}

/// A kind of rule that follows one subject.
pub(crate) trait Shelf: Incremental {
    fn slots(states: &mut States) -> &mut Slots<Self>;
}

macro_rules! shelf {
    ($($rule:ident = $field:ident;)+) => {
        $(impl Shelf for $rule {
            fn slots(states: &mut States) -> &mut Slots<Self> {
                &mut states.$field
            }
        })+
    };
}

shelf! {
    WindowRule = windows;
    SequenceRule = sequences;
    BunchingRule = bunchings;
    QuestionnaireRule = questionnaires;
}

/// Does the same for a rule of any kind that follows one subject.
macro_rules! with_test {
    ($rule:expr, $test:ident => $action:expr, $otherwise:expr) => {
        match &$rule.test {
            Test::Window($test) => $action,
            Test::Sequence($test) => $action,
            Test::Bunching($test) => $action,
            Test::Questionnaire($test) => $action,
            Test::Profile(_) | Test::Motif(_) | Test::Shared(_) => $otherwise,
        }
    };
}

/// Rows of a moment or more, decided.
pub(crate) struct Block<'b> {
    pub(crate) world: &'b World<'b>,
    pub(crate) rows: &'b Rows,
    pub(crate) decided: &'b Decided,
    /// The number in the feed and what is kept of each event of the block.
    pub(crate) events: &'b [(u64, Info)],
    /// Whether nothing earlier can come.
    pub(crate) is_settled: bool,
}

impl Block<'_> {
    pub(crate) fn event(&self, at: usize) -> Option<&(u64, Info)> {
        self.events.get(*self.rows.event.get(at)? as usize)
    }

    pub(crate) fn is_of(&self, rule: &Rule, at: usize) -> bool {
        let subject = self.rows.subject.get(at).copied().unwrap_or(0);
        (subject >= FIRST_HOUSEHOLD) == (rule.subject == Whose::Household)
    }
}

/// Something to tell of a rule and a subject.
pub(crate) struct Told {
    pub(crate) rule: u16,
    pub(crate) subject: u32,
    pub(crate) group: (u64, Currency),
    pub(crate) what: What,
}

pub(crate) enum What {
    Opened(Found, Vec<Info>),
    Over(Found, Vec<Info>),
    Withdrawn(i64),
}

/// Rows of past blocks that rules may still look at.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct KeptRows {
    rows: Rows,
    free: Vec<usize>,
}

impl KeptRows {
    /// Keeps a row beyond its block, where its event is no longer known by the block's number.
    fn keep(&mut self, block: &Rows, at: usize) -> Option<usize> {
        let record = Record { event: u32::MAX, ..block.record(at)? };
        Some(match self.free.pop() {
            Some(slot) => {
                self.rows.overwrite(slot, &record);
                slot
            }
            None => self.rows.push(&record),
        })
    }
}

/// All subjects.
#[derive(Debug, Default)]
pub(crate) struct Book {
    pub(crate) subjects: HashMap<u32, Subject>,
    pub(crate) rows: KeptRows,
    /// By rule, what it needs before it may fire.
    wanting: Vec<Wanting>,
    /// The subjects of the present block, and what rules that are asleep select of which row.
    present: Vec<Present>,
    present_of: Vec<u32>,
    picks: Vec<(usize, Pick)>,
    /// Room for the rows of a rule that is woken: columns made anew each time would cost more than the rule.
    woken: Rows,
    /// When subjects are to be looked at again.
    wakes: BTreeSet<(i64, u32)>,
    /// Slots that something was done to.
    touched: Vec<(u32, Key)>,
    /// What is kept of the rows of the present block.
    noted: Vec<Noted>,
    /// Subjects of which much is kept.
    full: Vec<u32>,
    stub: Stub,
}

impl Book {
    pub(crate) fn new(rules: &[&Rule]) -> Self {
        let mut first = 0_u16;
        let wanting = rules.iter().map(|rule| {
            let (needs, reach_us) =
                with_test!(rule, test => (test.needs(), test.reach_us()), (Vec::new(), 0));
            let own = Wanting { first, needs, reach_us };
            first = first.saturating_add(u16::try_from(own.needs.len()).unwrap_or(u16::MAX));
            own
        });
        Self { wanting: wanting.collect(), ..Self::default() }
    }

    /// Goes on with subjects that were written down.
    pub(crate) fn resume(rules: &[&Rule], subjects: HashMap<u32, Subject>, rows: KeptRows) -> Self {
        let mut book = Self { subjects, rows, ..Self::new(rules) };
        for (number, subject) in sorted(&mut book.subjects) {
            book.wakes.extend(subject.wake_us.map(|us| (us, number)));
            let states = &mut subject.states;
            macro_rules! resumed {
                ($($field:ident),+) => {
                    $(for (key, shelved) in &mut states.$field {
                        shelved.slot.resumed();
                        book.touched.push((number, *key));
                    })+
                };
            }
            resumed!(windows, sequences, bunchings, questionnaires);
        }
        book
    }

    /// Hands the rows of a block to the rules that follow one subject.
    pub(crate) fn run(&mut self, rules: &[&Rule], block: &Block<'_>) {
        self.begin(block);
        self.present.clear();
        self.present_of.clear();
        let mut end = 0;
        for (own, number) in block.rows.subject.chunk_by(|a, b| a == b).zip(0_u32..) {
            let Some(subject) = own.first().copied() else { continue };
            end += own.len();
            self.present_of.resize(end, number);
            let mut awake = vec![0; rules.len().div_ceil(64)];
            for rule in self.subjects.get(&subject).into_iter().flat_map(|own| &own.awake) {
                if let Some(word) = awake.get_mut(usize::from(rule / 64)) {
                    *word |= 1_u64 << (rule % 64);
                }
            }
            self.present.push(Present { subject, end, awake });
        }
        self.picks.clear();
        for (number, rule) in (0..).zip(rules) {
            with_test!(rule, test => self.detect(number, rule, test, block), ());
        }
        self.picks.sort_unstable_by_key(|(at, pick)| (*at, pick.rule));
        for (subject, rule) in self.sleep(block) {
            let Some(test) = rules.get(usize::from(rule)) else { continue };
            with_test!(test, test => self.wake(subject, rule, test, block), ());
        }
    }

    /// Nothing is kept yet of the rows of a block.
    fn begin(&mut self, block: &Block<'_>) {
        self.noted.clear();
        self.noted.resize(block.rows.len(), Noted::default());
    }

    fn detect<D: Shelf>(&mut self, number: u16, rule: &Rule, test: &D, block: &Block<'_>) {
        let yes = &block.decided.truths(test.node()).yes;
        if yes.iter().all(|word| *word == 0) {
            return;
        }
        let may_sleep = self.wanting.get(usize::from(number)).is_some_and(|own| !own.needs.is_empty());
        let mut items = Selection::default();
        let (mut of, mut is_asleep) = (u32::MAX, false);
        for at in mask::rows(yes).filter(|at| block.is_of(rule, *at)) {
            let row = Row { world: block.world, rows: block.rows, at };
            let subject = row.subject();
            if of != subject {
                self.flush(of, number, test, &mut items, block);
                let is_awake = || self.present_at(at).is_some_and(|own| own.is_awake(number));
                (of, is_asleep) = (subject, may_sleep && !is_awake());
            }
            if is_asleep {
                let bits = test.bits(&row, block.decided);
                self.picks.extend(bits.map(|bits| (at, Pick { rule: number, bits })));
            } else {
                items.extend(test.select(&row, block.decided), at);
            }
        }
        self.flush(of, number, test, &mut items, block);
    }

    /// The subject of a row of the present block.
    fn present_at(&self, at: usize) -> Option<&Present> {
        self.present.get(*self.present_of.get(at)? as usize)
    }

    /// Hands what was selected of one subject to its states.
    fn flush<D: Shelf>(
        &mut self,
        number: u32,
        rule: u16,
        test: &D,
        selection: &mut Selection<D::Item>,
        block: &Block<'_>,
    ) {
        if selection.items.is_empty() {
            return;
        }
        let subject = self.subjects.entry(number).or_default();
        for (item, (_, at)) in selection.items.iter_mut().zip(&selection.keys) {
            let Some((event, info)) = block.event(*at) else { continue };
            *item.event() = *event;
            let Some(noted) = self.noted.get_mut(*at) else { continue };
            if !noted.is_kept {
                noted.is_kept = true;
                subject.events.entry(*event).or_insert_with(|| info.clone());
            }
            if let Some(row) = item.row().filter(|_| test.keeps_rows()) {
                if noted.row.is_none() {
                    noted.row = self.rows.keep(block.rows, *at);
                    subject.rows.extend(noted.row);
                }
                *row = noted.row.unwrap_or(*row);
            }
        }
        selection.sort();
        let mut around = Around {
            world: block.world,
            events: &subject.events,
            rows: &self.rows.rows,
            stub: &mut self.stub,
        };
        let (mut next_us, mut left) = (i64::MAX, selection.items.as_mut_slice());
        for group in selection.keys.chunk_by(|(a, _), (b, _)| a == b) {
            let Some(((key, currency), _)) = group.first().copied() else { continue };
            let key = (rule, key, currency);
            let Some((own, rest)) = std::mem::take(&mut left).split_at_mut_checked(group.len()) else {
                break;
            };
            left = rest;
            let shelved = D::slots(&mut subject.states).entry(key).or_insert_with(|| Shelved::new(test));
            if block.is_settled {
                shelved.slot.settle_items(test, own, &mut around);
            } else {
                shelved.slot.add_items(test, own, &mut around);
            }
            if shelved.slot.is_quiet(test) {
                shelved.due_us = shelved.slot.due_us(test, number);
                next_us = next_us.min(shelved.due_us);
            } else {
                self.touched.push((number, key));
            }
        }
        subject.wake(number, next_us, &mut self.wakes);
        if subject.is_full() && self.full.last() != Some(&number) {
            self.full.push(number);
        }
        selection.clear();
    }

    /// Looks at the subjects with something due by `now_us`.
    pub(crate) fn settle(&mut self, rules: &[&Rule], world: &World<'_>, now_us: i64) {
        while let Some((us, number)) = self.wakes.first().copied().filter(|(us, _)| *us <= now_us) {
            self.wakes.remove(&(us, number));
            let Some(subject) = self.subjects.get_mut(&number).filter(|own| own.wake_us == Some(us)) else {
                continue;
            };
            subject.wake_us = None;
            let mut next_us = i64::MAX;
            macro_rules! settle {
                ($($rule:ident),+) => {
                    $(for (key, shelved) in $rule::slots(&mut subject.states) {
                        if shelved.due_us > now_us {
                            next_us = next_us.min(shelved.due_us);
                        } else if let Some(test) = test_of::<$rule>(rules, *key) {
                            shelved.slot.settle_to(test, now_us, world, &mut self.stub);
                            self.touched.push((number, *key));
                        }
                    })+
                };
            }
            settle!(WindowRule, SequenceRule, BunchingRule, QuestionnaireRule);
            if subject.asleep.due_us <= now_us {
                subject.asleep.forget_before(now_us, &self.wanting);
            }
            next_us = next_us.min(subject.asleep.due_us);
            subject.wake(number, next_us, &mut self.wakes);
        }
    }

    /// Ends all that is still open. Nothing more may come.
    pub(crate) fn finish(&mut self, rules: &[&Rule], world: &World<'_>) {
        for (number, subject) in sorted(&mut self.subjects) {
            macro_rules! finish {
                ($($rule:ident),+) => {
                    $(for (key, shelved) in $rule::slots(&mut subject.states) {
                        if let Some(test) = test_of::<$rule>(rules, *key) {
                            shelved.slot.finish(test, world, &mut self.stub);
                            self.touched.push((number, *key));
                        }
                    })+
                };
            }
            finish!(WindowRule, SequenceRule, BunchingRule, QuestionnaireRule);
        }
    }

    /// What there is to tell of everything that was touched, in a fixed order; forgets what is out of reach.
    pub(crate) fn tell(&mut self, rules: &[&Rule], world: &World<'_>, now_us: i64, told: &mut Vec<Told>) {
        self.touched.sort_unstable();
        self.touched.dedup();
        for own in self.touched.chunk_by(|a, b| a.0 == b.0) {
            let Some((number, _)) = own.first().copied() else { continue };
            let Some(subject) = self.subjects.get_mut(&number) else { continue };
            let mut next_us = i64::MAX;
            for (_, key) in own {
                let Some(rule) = rules.get(usize::from(key.0)) else { continue };
                let due_us = with_test!(rule, test => subject.tell(test, number, *key, (world, now_us, &self.rows.rows, &mut self.stub), told), i64::MAX);
                next_us = next_us.min(due_us);
            }
            subject.wake(number, next_us, &mut self.wakes);
        }
        self.touched.clear();
        for number in std::mem::take(&mut self.full) {
            if let Some(subject) = self.subjects.get_mut(&number).filter(|subject| subject.is_full()) {
                subject.sweep(rules, &mut self.rows.free);
                subject.asleep.forget_before(now_us, &self.wanting);
            }
        }
    }
}

fn sorted(subjects: &mut HashMap<u32, Subject>) -> Vec<(u32, &mut Subject)> {
    let mut sorted: Vec<_> = subjects.iter_mut().map(|(number, subject)| (*number, subject)).collect();
    sorted.sort_unstable_by_key(|(number, _)| *number);
    sorted
}

/// The rule of a slot, as the kind it is.
fn test_of<'r, D: OfRule>(rules: &[&'r Rule], key: Key) -> Option<&'r D> {
    D::of(rules.get(usize::from(key.0))?)
}

pub(crate) trait OfRule: Sized {
    fn of(rule: &Rule) -> Option<&Self>;
}

macro_rules! of_rule {
    ($($rule:ident = $kind:ident;)+) => {
        $(impl OfRule for $rule {
            fn of(rule: &Rule) -> Option<&Self> {
                match &rule.test {
                    Test::$kind(test) => Some(test),
                    _ => None,
                }
            }
        })+
    };
}

of_rule! {
    WindowRule = Window;
    SequenceRule = Sequence;
    BunchingRule = Bunching;
    QuestionnaireRule = Questionnaire;
}

impl Subject {
    /// Is to be looked at by `us`.
    fn wake(&mut self, number: u32, us: i64, wakes: &mut BTreeSet<(i64, u32)>) {
        if us < self.wake_us.unwrap_or(i64::MAX) {
            self.wake_us.map(|known| wakes.remove(&(known, number)));
            self.wake_us = Some(us);
            wakes.insert((us, number));
        }
    }

    /// What there is to tell of one slot; when it is due next.
    fn tell<D: Shelf>(
        &mut self,
        test: &D,
        subject: u32,
        key: Key,
        (world, now_us, rows, stub): (&World<'_>, i64, &Rows, &mut Stub),
        told: &mut Vec<Told>,
    ) -> i64 {
        let mut around = Around { world, events: &self.events, rows, stub };
        let Some(shelved) = D::slots(&mut self.states).get_mut(&key) else { return i64::MAX };
        let slot = &mut shelved.slot;
        let News { over, opened, withdrawn } = slot.news(test, &mut around);
        let infos = |found: &Found| -> Vec<Info> {
            found.events.iter().filter_map(|event| self.events.get(event)).cloned().collect()
        };
        let over = over
            .into_iter()
            .map(|found| (infos(&found), found))
            .map(|(infos, found)| What::Over(found, infos));
        let opened = opened
            .into_iter()
            .map(|found| (infos(&found), found))
            .map(|(infos, found)| What::Opened(found, infos));
        let all = over.chain(withdrawn.into_iter().map(What::Withdrawn)).chain(opened);
        let (rule, group) = (key.0, (key.1, key.2));
        told.extend(all.map(|what| Told { rule, subject, group, what }));
        if slot.is_idle::<D>() {
            let slots = D::slots(&mut self.states);
            slots.remove(&key);
            let mut beside = slots.range(..key).next_back().into_iter().chain(slots.range(key..).next());
            if beside.all(|((rule, ..), _)| *rule != key.0) {
                self.awake.retain(|rule| *rule != key.0);
            }
            return i64::MAX;
        }
        // What stays due although it was looked at waits for its source to reach so far.
        let due_us = slot.due_us(test, subject);
        shelved.due_us = if due_us <= now_us { now_us.saturating_add(HOUR_US) } else { due_us };
        shelved.due_us
    }

    /// Whether what is kept has doubled since it was looked through.
    fn is_full(&self) -> bool {
        /// Ours: below so many, looking through costs more than it frees.
        const FEW: usize = 64;
        self.events.len() > 2 * self.swept.0 + FEW
            || self.rows.len() > 2 * self.swept.1 + FEW
            || self.asleep.is_full()
    }

    /// Forgets events and rows that no state speaks of.
    fn sweep(&mut self, rules: &[&Rule], free: &mut Vec<usize>) {
        let (mut spoken_of, mut looked_at) = (HashSet::default(), HashSet::default());
        let mut named = Vec::new();
        macro_rules! note_events {
            ($($rule:ident),+) => {
                $(for Shelved { slot, .. } in $rule::slots(&mut self.states).values_mut() {
                    let note = &mut |item: &mut <$rule as Detector>::Item| {
                        spoken_of.insert(*item.event());
                    };
                    slot.each::<$rule>(note, &mut |event| named.push(event));
                })+
            };
        }
        note_events!(WindowRule, SequenceRule, BunchingRule, QuestionnaireRule);
        spoken_of.extend(named);
        for (key, Shelved { slot, .. }) in &mut self.states.sequences {
            if test_of::<SequenceRule>(rules, *key).is_some_and(Incremental::keeps_rows) {
                slot.each::<SequenceRule>(
                    &mut |part| {
                        looked_at.extend(part.row().copied());
                    },
                    &mut |_| {},
                );
            }
        }
        self.events.retain(|event, _| spoken_of.contains(event));
        self.rows.retain(|at| {
            let is_looked_at = looked_at.contains(at);
            free.extend((!is_looked_at).then_some(*at));
            is_looked_at
        });
        self.swept = (self.events.len(), self.rows.len());
    }
}
