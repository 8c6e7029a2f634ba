//! What is kept of each subject, and the rules that go on from it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use evidence::Currency;
use serde::{Deserialize, Serialize};

use crate::bunching::BunchingRule;
use crate::engine::{Detector, Found, Selected};
use crate::incremental::{Incremental, Lasting};
use crate::mask;
use crate::pack::{Rule, Subject as Whose, Test};
use crate::plan::Decided;
use crate::quantity::HOUR_US;
use crate::questionnaire::QuestionnaireRule;
use crate::rows::{Row, Rows};
use crate::sequence::SequenceRule;
use crate::stream::slot::{Around, Info, Key, News, Slot, Slots};
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
    /// Events that any state may still speak of, and rows that any may still look at.
    events: BTreeMap<u64, Info>,
    rows: Rows,
    /// How many of each were left when this was last looked through.
    swept: (usize, usize),
    /// When it is to be looked at next.
    wake_us: Option<i64>,
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

/// All subjects.
#[derive(Debug, Default)]
pub(crate) struct Book {
    pub(crate) subjects: HashMap<u32, Subject>,
    /// When subjects are to be looked at again.
    wakes: BTreeSet<(i64, u32)>,
    /// Slots that something was done to.
    touched: Vec<(u32, Key)>,
    /// Where rows of the present block are kept.
    kept: Vec<Option<usize>>,
}

impl Book {
    /// Goes on with subjects that were written down.
    pub(crate) fn resume(subjects: HashMap<u32, Subject>) -> Self {
        let mut book = Self { subjects, ..Self::default() };
        for (number, subject) in sorted(&mut book.subjects) {
            book.wakes.extend(subject.wake_us.map(|us| (us, number)));
            let states = &mut subject.states;
            macro_rules! resumed {
                ($($field:ident),+) => {
                    $(for (key, slot) in &mut states.$field {
                        slot.resumed();
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
        self.kept.clear();
        self.kept.resize(block.rows.len(), None);
        for (number, rule) in (0..).zip(rules) {
            with_test!(rule, test => self.detect(number, rule, test, block), ());
        }
    }

    fn detect<D: Shelf>(&mut self, number: u16, rule: &Rule, test: &D, block: &Block<'_>) {
        let yes = &block.decided.truths(test.node()).yes;
        if yes.iter().all(|word| *word == 0) {
            return;
        }
        let mut items: Vec<(Selected<D::Item>, usize)> = Vec::new();
        let mut of = None;
        for at in mask::rows(yes).filter(|at| block.is_of(rule, *at)) {
            let row = Row { world: block.world, rows: block.rows, at };
            let subject = row.subject();
            if of.is_some_and(|own| own != subject) {
                self.flush(of.unwrap_or(subject), number, test, &mut items, block);
            }
            of = Some(subject);
            items.extend(test.select(&row, block.decided).map(|selected| (selected, at)));
        }
        self.flush(of.unwrap_or(0), number, test, &mut items, block);
    }

    /// Hands what was selected of one subject to its states.
    fn flush<D: Shelf>(
        &mut self,
        number: u32,
        rule: u16,
        test: &D,
        items: &mut Vec<(Selected<D::Item>, usize)>,
        block: &Block<'_>,
    ) {
        if items.is_empty() {
            return;
        }
        let subject = self.subjects.entry(number).or_default();
        for (selected, at) in &mut *items {
            let Some((event, info)) = block.event(*at) else { continue };
            *selected.item.event() = *event;
            subject.events.entry(*event).or_insert_with(|| info.clone());
            if let Some(row) = selected.item.row().filter(|_| test.keeps_rows())
                && let Some(kept) = self.kept.get_mut(*at)
            {
                *row = *kept.get_or_insert_with(|| subject.rows.keep(block.rows, *at));
            }
        }
        items.sort_by_key(|(selected, _)| selected.group);
        let around = Around { world: block.world, events: &subject.events, rows: &subject.rows };
        for group in items.chunk_by(|(a, _), (b, _)| a.group == b.group) {
            let Some((key, currency)) = group.first().map(|(selected, _)| selected.group) else { continue };
            let key = (rule, key, currency);
            let mut own: Vec<D::Item> = group.iter().map(|(selected, _)| selected.item.clone()).collect();
            let slot = D::slots(&mut subject.states).entry(key).or_insert_with(|| Box::new(Slot::new(test)));
            if block.is_settled {
                slot.settle_items(test, &mut own, &around);
            } else {
                slot.add_items(test, &mut own, &around);
            }
            self.touched.push((number, key));
        }
        items.clear();
    }

    /// Looks at the subjects with something due by `now_us`.
    pub(crate) fn settle(&mut self, rules: &[&Rule], world: &World<'_>, now_us: i64) {
        while let Some((us, number)) = self.wakes.first().copied().filter(|(us, _)| *us <= now_us) {
            self.wakes.remove(&(us, number));
            let Some(subject) = self.subjects.get_mut(&number).filter(|own| own.wake_us == Some(us)) else {
                continue;
            };
            let mut next: Option<i64> = None;
            macro_rules! settle {
                ($($rule:ident),+) => {
                    $(for (key, slot) in $rule::slots(&mut subject.states) {
                        let Some(test) = test_of::<$rule>(rules, *key) else { continue };
                        match slot.due_us(test) {
                            Some(due) if due <= now_us => {
                                slot.settle_to(test, now_us, world);
                                self.touched.push((number, *key));
                            }
                            due => next = next.into_iter().chain(due).min(),
                        }
                    })+
                };
            }
            settle!(WindowRule, SequenceRule, BunchingRule, QuestionnaireRule);
            subject.wake_us = next;
            self.wakes.extend(next.map(|us| (us, number)));
        }
    }

    /// Ends all that is still open. Nothing more may come.
    pub(crate) fn finish(&mut self, rules: &[&Rule], world: &World<'_>) {
        for (number, subject) in sorted(&mut self.subjects) {
            macro_rules! finish {
                ($($rule:ident),+) => {
                    $(for (key, slot) in $rule::slots(&mut subject.states) {
                        if let Some(test) = test_of::<$rule>(rules, *key) {
                            slot.finish(test, world);
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
            let mut due: Option<i64> = subject.wake_us;
            for (_, key) in own {
                let Some(rule) = rules.get(usize::from(key.0)) else { continue };
                let next = with_test!(rule, test => subject.tell(test, number, *key, world, told), None);
                due = due.into_iter().chain(next).min();
            }
            subject.sweep(rules);
            // What stays due although it was looked at waits for its source to reach so far.
            let due = due.map(|due| if due <= now_us { now_us.saturating_add(HOUR_US) } else { due });
            if let Some(due) = due.filter(|due| subject.wake_us.is_none_or(|known| *due < known)) {
                subject.wake_us.map(|known| self.wakes.remove(&(known, number)));
                subject.wake_us = Some(due);
                self.wakes.insert((due, number));
            }
        }
        self.touched.clear();
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
    /// What there is to tell of one slot; when it is due next.
    fn tell<D: Shelf>(
        &mut self,
        test: &D,
        subject: u32,
        key: Key,
        world: &World<'_>,
        told: &mut Vec<Told>,
    ) -> Option<i64> {
        let around = Around { world, events: &self.events, rows: &self.rows };
        let slot = D::slots(&mut self.states).get_mut(&key)?;
        let News { over, opened, withdrawn } = slot.news(test, &around);
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
            D::slots(&mut self.states).remove(&key);
            return None;
        }
        slot.due_us(test)
    }

    /// Forgets events and rows that no state speaks of, once they have doubled.
    fn sweep(&mut self, rules: &[&Rule]) {
        /// Ours: below so many, looking through costs more than it frees.
        const FEW: usize = 64;
        let (events, rows) = (self.events.len(), self.rows.len());
        if events <= 2 * self.swept.0 + FEW && rows <= 2 * self.swept.1 + FEW {
            return;
        }
        let (mut spoken_of, mut looked_at) = (HashSet::new(), BTreeSet::new());
        let mut named = Vec::new();
        macro_rules! note_events {
            ($($rule:ident),+) => {
                $(for slot in $rule::slots(&mut self.states).values_mut() {
                    let note = &mut |item: &mut <$rule as Detector>::Item| {
                        spoken_of.insert(*item.event());
                    };
                    slot.each::<$rule>(note, &mut |event| named.push(event));
                })+
            };
        }
        note_events!(WindowRule, SequenceRule, BunchingRule, QuestionnaireRule);
        spoken_of.extend(named);
        for (key, slot) in &mut self.states.sequences {
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
        let looked_at: Vec<usize> = looked_at.into_iter().collect();
        for (key, slot) in &mut self.states.sequences {
            if test_of::<SequenceRule>(rules, *key).is_some_and(Incremental::keeps_rows) {
                slot.each::<SequenceRule>(
                    &mut |part| {
                        if let Some(at) = part.row() {
                            *at = looked_at.binary_search(at).unwrap_or(0);
                        }
                    },
                    &mut |_| {},
                );
            }
        }
        self.rows.retain(&looked_at);
        self.swept = (self.events.len(), self.rows.len());
    }
}
