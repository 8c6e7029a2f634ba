//! A review on disk: JSON lines, one statement a line, in order of time; a file that can be copied and mailed.
//!
//! `{"id":"…","said":{…}}`, where `id` is the hash of the bytes of `said`. A file is a set of statements: merging is
//! union, so it is commutative, associative and idempotent, and nothing can be lost by it. Lines that cannot be read
//! (cut off, changed by hand, or of a later version of the program) are told and kept as they are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::Error;
use crate::mechanism::{Class, Mechanism, Role};
use crate::statement::{Author, Id, Opening, Says, Statement, Voice};

/// One statement with its id and its text.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub id: Id,
    /// What was said.
    pub statement: Statement,
    said: Box<str>,
}

/// A line that is not a statement as this program knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line, from one.
    pub line: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a line is not a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is not of the form of a line; with what the parser says.
    Form(String),
    /// Its id is not that of its text: it was changed after it was written.
    Changed,
    /// It says something this program does not know; with what the parser says.
    Unknown(String),
}

/// The statements of a review.
#[derive(Clone, Debug, Default)]
pub struct Log {
    entries: Vec<Entry>,
    places: HashMap<Id, usize>,
    strays: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Line<'a> {
    id: Id,
    #[serde(borrow)]
    said: &'a RawValue,
}

/// Who looks at a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    /// As what.
    pub role: Role,
    /// For which State.
    pub state: Option<String>,
    /// For which organisation.
    pub organisation: Option<String>,
}

impl Audience {
    /// Somebody of that role who acts for no State.
    pub fn of(role: Role) -> Self {
        Self { role, state: None, organisation: None }
    }
}

impl From<&Author> for Audience {
    fn from(author: &Author) -> Self {
        Self { role: author.role, state: author.state.clone(), organisation: author.organisation.clone() }
    }
}

/// What holds of each statement once all are known; in the order of the entries.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Not taken back.
    pub is_active: Vec<bool>,
    /// Replaced by a later statement that is active.
    pub is_replaced: Vec<bool>,
    /// Who may see it.
    pub class: Vec<Class>,
}

impl Standing {
    /// Whether the statement at this place says what holds now.
    pub fn is_current(&self, at: usize) -> bool {
        self.is_active.get(at) == Some(&true) && self.is_replaced.get(at) == Some(&false)
    }
}

impl Log {
    /// A new review.
    pub fn open(at: Timestamp, by: Author, opening: Opening) -> Self {
        let mut log = Self::default();
        log.insert(Statement { at, by, replaces: BTreeSet::new(), says: Says::Opened(opening) });
        log
    }

    /// Reads a file. What cannot be read is told, and kept.
    pub fn parse(text: &str) -> Result<(Self, Vec<Fault>), Error> {
        let mut log = Self::default();
        let mut faults = Vec::new();
        for (at, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            match parse_line(line) {
                Ok(entry) => log.entries.push(entry),
                Err(reason) => {
                    faults.push(Fault { line: at + 1, reason });
                    log.strays.insert(line.to_owned());
                }
            }
        }
        log.sort();
        log.opening()?;
        Ok((log, faults))
    }

    /// The file.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for entry in &self.entries {
            text.push_str("{\"id\":\"");
            text.push_str(&entry.id.to_string());
            text.push_str("\",\"said\":");
            text.push_str(&entry.said);
            text.push_str("}\n");
        }
        for stray in &self.strays {
            text.push_str(stray);
            text.push('\n');
        }
        text
    }

    /// The statements, in order of time.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The statement of this id.
    pub fn get(&self, id: Id) -> Option<&Entry> {
        self.entries.get(*self.places.get(&id)?)
    }

    /// The id of the review and how it was opened.
    pub fn opening(&self) -> Result<(Id, &Entry, &Opening), Error> {
        let mut found = self.entries.iter().filter_map(|entry| match &entry.statement.says {
            Says::Opened(opening) => Some((entry.id, entry, opening)),
            _ => None,
        });
        let first = found.next().ok_or(Error::NoReview)?;
        match found.next() {
            None => Ok(first),
            Some(second) => Err(Error::Unrelated { left: name(first), right: name(second) }),
        }
    }

    /// Everything that either of two copies holds. Copies of two reviews are refused.
    pub fn merge(mut self, other: &Self) -> Result<Self, Error> {
        let (left, right) = (self.opening()?, other.opening()?);
        if left.0 != right.0 {
            return Err(Error::Unrelated { left: name(left), right: name(right) });
        }
        self.entries.extend_from_slice(&other.entries);
        self.strays.extend(other.strays.iter().cloned());
        self.sort();
        Ok(self)
    }

    /// Takes in the statements of an organisation's own file, without its opening; for a submission handed over.
    pub fn receive(&mut self, submission: &Self) -> usize {
        let before = self.entries.len();
        let given = submission.entries.iter().filter(|entry| {
            matches!(entry.statement.by.voice(), Voice::Organisation(_))
                && !matches!(entry.statement.says, Says::Opened(_) | Says::Person { .. })
        });
        self.entries.extend(given.cloned());
        self.sort();
        self.entries.len() - before
    }

    /// Says something. It replaces what holds now of the same place; its time is never before what is there already.
    pub fn append(&mut self, at: Timestamp, by: Author, says: Says) -> Id {
        let replaces = self.holding(&by.voice(), &says);
        let last = self.entries.last().map(|entry| entry.statement.at);
        let earliest = last.and_then(|last| last.checked_add(jiff::SignedDuration::from_micros(1)).ok());
        let at = earliest.map_or(at, |earliest| at.max(earliest));
        self.insert(Statement { at, by, replaces, says })
    }

    /// The statements that hold now of the place that `says` is about.
    fn holding(&self, voice: &Voice, says: &Says) -> BTreeSet<Id> {
        let Some(slot) = says.slot() else { return BTreeSet::new() };
        let is_about = |entry: &Entry| {
            std::mem::discriminant(&entry.statement.says) == std::mem::discriminant(says)
                && entry.statement.says.slot().as_deref() == Some(slot.as_str())
                && entry.statement.by.voice() == *voice
        };
        let all = self.entries.iter().enumerate();
        let about: Vec<(usize, Id)> =
            all.filter(|(_, entry)| is_about(entry)).map(|(at, entry)| (at, entry.id)).collect();
        if about.is_empty() {
            return BTreeSet::new();
        }
        let standing = self.standing();
        about.into_iter().filter(|(at, _)| standing.is_current(*at)).map(|(_, id)| id).collect()
    }

    fn insert(&mut self, statement: Statement) -> Id {
        let said = serde_json::to_string(&statement).unwrap_or_default().into_boxed_str();
        let id = Id::of(&said);
        let is_last = self.entries.last().is_none_or(|last| last.statement.at < statement.at);
        self.places.insert(id, self.entries.len());
        self.entries.push(Entry { id, statement, said });
        if !is_last {
            self.sort();
        }
        id
    }

    fn sort(&mut self) {
        self.entries.sort_by_key(|entry| (entry.statement.at, entry.id));
        self.entries.dedup_by(|a, b| a.id == b.id);
        self.places = self.entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
    }

    /// What holds of each statement.
    pub fn standing(&self) -> Standing {
        let is_active = self.active();
        let is_replaced = self.replaced(&is_active);
        let class = self.classes(&is_active);
        Standing { is_active, is_replaced, class }
    }

    /// A statement is active unless an active one of the same person takes it back. What was made public stays so.
    fn active(&self) -> Vec<bool> {
        let target = |entry: &Entry| -> Option<usize> {
            let Says::Undone { what } = &entry.statement.says else { return None };
            let at = *self.places.get(what)?;
            let undone = &self.entries.get(at)?.statement;
            let is_own = undone.by == entry.statement.by;
            let may = !matches!(undone.says, Says::Released { class: Class::Public, .. } | Says::Opened(_));
            (is_own && may).then_some(at)
        };
        let targets: Vec<Option<usize>> = self.entries.iter().map(target).collect();
        let mut open = vec![0_usize; self.entries.len()];
        for at in targets.iter().flatten() {
            open.get_mut(*at).into_iter().for_each(|count| *count += 1);
        }
        // A chain of undoing is settled from its last link; hashes cannot form a ring.
        let mut is_active = vec![true; self.entries.len()];
        let mut settled: Vec<usize> =
            open.iter().enumerate().filter(|(_, count)| **count == 0).map(|(at, _)| at).collect();
        while let Some(at) = settled.pop() {
            let Some(Some(undone)) = targets.get(at).copied() else { continue };
            if is_active.get(at) == Some(&true) {
                is_active.get_mut(undone).into_iter().for_each(|active| *active = false);
            }
            if let Some(count) = open.get_mut(undone) {
                *count -= 1;
                if *count == 0 {
                    settled.push(undone);
                }
            }
        }
        is_active
    }

    /// A statement is replaced if an active one descends from it, by whatever way.
    fn replaced(&self, is_active: &[bool]) -> Vec<bool> {
        let mut is_replaced = vec![false; self.entries.len()];
        let mut seen = vec![false; self.entries.len()];
        let mut open: Vec<usize> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if is_active.get(at) != Some(&true) || entry.statement.replaces.is_empty() {
                continue;
            }
            open.push(at);
            while let Some(at) = open.pop() {
                let Some(entry) = self.entries.get(at) else { continue };
                for before in entry.statement.replaces.iter().filter_map(|id| self.places.get(id)) {
                    is_replaced.get_mut(*before).into_iter().for_each(|replaced| *replaced = true);
                    if seen.get(*before) == Some(&false) {
                        seen.get_mut(*before).into_iter().for_each(|seen| *seen = true);
                        open.push(*before);
                    }
                }
            }
        }
        is_replaced
    }

    /// Who may see each statement: its own class, widened by clearing and release of those who may.
    fn classes(&self, is_active: &[bool]) -> Vec<Class> {
        let mut classes: Vec<Class> = self.entries.iter().map(|entry| entry.statement.says.class()).collect();
        let state = self.opening().map(|(_, _, opening)| opening.state.as_str()).unwrap_or_default();
        let mut widen = |id: &Id, class: Class, may: &dyn Fn(&Author) -> bool| {
            let Some(at) = self.places.get(id) else { return };
            let (Some(entry), Some(now)) = (self.entries.get(*at), classes.get_mut(*at)) else { return };
            if may(&entry.statement.by) {
                *now = class.max(*now);
            }
        };
        let active = self.entries.iter().zip(is_active).filter(|(_, active)| **active);
        for (entry, _) in active {
            let by = &entry.statement.by;
            match &entry.statement.says {
                Says::Released { what, class } => {
                    widen(what, *class, &|author| may_release(by, author, state));
                }
                Says::Cleared { covers, .. } if by.role == Role::FocalPoint => {
                    for id in covers {
                        widen(id, Class::Restricted, &|author| author.state == by.state);
                    }
                }
                _ => {}
            }
        }
        classes
    }

    /// The part of the review that an audience may see, and nothing else: every output is made from such a part.
    ///
    /// A version that was replaced by one the audience may not see stays the last that it sees only if it was released
    /// more widely than those who take part; what has been replaced for all is shown to those who may see drafts of
    /// their own or take part.
    #[must_use]
    pub fn seen_by(&self, audience: &Audience, mechanism: &Mechanism) -> Self {
        let standing = self.standing();
        let takes_part = mechanism.sees(audience.role, Class::Restricted);
        let may_see = |at: usize| -> bool {
            let (Some(entry), Some(class)) = (self.entries.get(at), standing.class.get(at)) else {
                return false;
            };
            let by = &entry.statement.by;
            let is_own = match by.voice() {
                Voice::State => audience.state.is_some() && by.state == audience.state,
                Voice::Organisation(name) => {
                    audience.role == Role::CivilSociety
                        && audience.organisation.as_deref() == Some(name.as_str())
                }
            };
            match *class {
                Class::Draft => {
                    is_own
                        && (mechanism.sees(audience.role, Class::Draft)
                            || audience.role == Role::CivilSociety)
                }
                class => {
                    mechanism.sees(audience.role, class) || (is_own && audience.role == Role::CivilSociety)
                }
            }
        };
        let target = |id: &Id| self.places.get(id).copied();
        let mut shown: Vec<bool> = (0..self.entries.len()).map(may_see).collect();
        for (at, entry) in self.entries.iter().enumerate() {
            let follows = match &entry.statement.says {
                Says::Undone { what } | Says::Released { what, .. } => target(what),
                _ => continue,
            };
            // What is said about a statement is seen by those who see that.
            let is_seen = follows.is_some_and(|at| shown.get(at) == Some(&true));
            shown.get_mut(at).into_iter().for_each(|shown| *shown = is_seen);
        }
        if !takes_part {
            self.keep_last_versions(&standing, &mut shown);
        }
        let kept = self.entries.iter().zip(&shown).filter(|(_, shown)| **shown);
        let mut seen = Self { entries: kept.map(|(entry, _)| entry.clone()).collect(), ..Self::default() };
        seen.sort();
        seen
    }

    /// Leaves out what was taken back, and what was replaced by another version that is shown, even by way of one that is
    /// not.
    fn keep_last_versions(&self, standing: &Standing, shown: &mut [bool]) {
        let visible: Vec<bool> =
            shown.iter().zip(&standing.is_active).map(|(shown, active)| *shown && *active).collect();
        let replaced = self.replaced(&visible);
        for ((shown, visible), replaced) in shown.iter_mut().zip(visible).zip(replaced) {
            *shown = visible && !replaced;
        }
    }

    /// All versions of each place that has more than one, by place; in order of time.
    pub fn versions(&self) -> BTreeMap<(Voice, String), Vec<&Entry>> {
        let mut all = BTreeMap::<(Voice, String), Vec<&Entry>>::new();
        for entry in &self.entries {
            if let Some(slot) = entry.statement.says.slot() {
                all.entry((entry.statement.by.voice(), slot)).or_default().push(entry);
            }
        }
        all
    }

    /// The last active statement of a person that can be taken back.
    pub fn last_of(&self, author: &Author) -> Result<Id, Error> {
        let standing = self.standing();
        let mut own = self.entries.iter().zip(&standing.is_active).rev().filter(|(entry, active)| {
            **active
                && entry.statement.by == *author
                && !matches!(entry.statement.says, Says::Undone { .. } | Says::Opened(_))
        });
        let Some((entry, _)) = own.next() else {
            return Err(Error::NothingToUndo { name: author.name.clone() });
        };
        if matches!(entry.statement.says, Says::Released { class: Class::Public, .. }) {
            return Err(Error::AlreadyPublic);
        }
        Ok(entry.id)
    }
}

/// The focal point of the State under review opens what the review holds; an organisation opens what is its own.
fn may_release(by: &Author, author: &Author, state: &str) -> bool {
    match author.voice() {
        Voice::State => by.role == Role::FocalPoint && by.state.as_deref() == Some(state),
        own @ Voice::Organisation(_) => by.voice() == own,
    }
}

fn name((id, entry, opening): (Id, &Entry, &Opening)) -> String {
    format!(
        "{} {} ({}, {})",
        opening.state,
        id.short(),
        entry.statement.by.name,
        entry.statement.at.strftime("%Y-%m-%d")
    )
}

fn parse_line(line: &str) -> Result<Entry, Reason> {
    let parsed: Line<'_> = serde_json::from_str(line).map_err(|error| Reason::Form(error.to_string()))?;
    let said = parsed.said.get();
    if Id::of(said) != parsed.id {
        return Err(Reason::Changed);
    }
    let statement = serde_json::from_str(said).map_err(|error| Reason::Unknown(error.to_string()))?;
    Ok(Entry { id: parsed.id, statement, said: said.into() })
}
