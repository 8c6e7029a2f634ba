//! Which terms texts mention: sets of bits, each stored once.

use std::ops::Range;

use evidence::{Event, EventIx, Evidence, Symbol};
use foldhash::HashMap;

use super::{Brief, World};
use crate::compile::Atoms;
use crate::field::Field;
use crate::text::{Finder, bracket_alias, fold_into};
use crate::threads::in_parts;

/// Bits behind those of the terms: whether a line of business is declared, whether an occupation is, whether a text may
/// hold an alias.
const INDUSTRY: usize = 0;
const OCCUPATION: usize = 1;
const ALIAS: usize = 2;
const MARKS: usize = 3;

/// Sets of terms, each stored once; the first is empty.
#[derive(Debug)]
pub(crate) struct Sets {
    pub(crate) words: usize,
    /// The words of each set, one set behind the other.
    pub(crate) of: Vec<u64>,
    known: HashMap<Vec<u64>, u32>,
}

impl Sets {
    /// Of the terms of all packs.
    pub(crate) fn new(terms: usize) -> Self {
        let words = (terms + MARKS).div_ceil(64);
        let mut sets = Self { words, of: Vec::new(), known: HashMap::default() };
        sets.intern(&vec![0; words]);
        sets
    }

    pub(crate) fn intern(&mut self, set: &[u64]) -> u32 {
        if let Some(known) = self.known.get(set) {
            return *known;
        }
        let at = u32::try_from(self.known.len()).unwrap_or(0);
        self.of.extend_from_slice(set);
        self.known.insert(set.to_vec(), at);
        at
    }
}

/// What looks for terms, and the printed names it has looked through.
#[derive(Debug)]
pub(crate) struct Mentioning {
    in_text: Finder,
    in_party: Finder,
    of_party: HashMap<Symbol, Vec<u64>>,
    /// The bit that says a text may hold an alias.
    alias: u32,
    folded: String,
    set: Vec<u64>,
}

impl Mentioning {
    /// Ours: at most so many names are remembered.
    const PARTIES: usize = 65_536;

    pub(crate) fn new(atoms: &Atoms) -> Self {
        let (in_text, in_party) = atoms.finder([Field::Text, Field::Party]);
        let (folded, set) = (String::new(), Vec::new());
        Self { in_text, in_party, of_party: HashMap::default(), alias: behind(atoms, ALIAS), folded, set }
    }

    /// Which terms the texts of an event mention: one of `sets`.
    pub(crate) fn mention(&mut self, evidence: &Evidence, event: &Event<'_>, sets: &mut Sets) -> u32 {
        let alias = self.alias;
        let look = |text: &str, finder: &Finder, folded: &mut String, set: &mut [u64]| {
            fold_into(text, folded);
            finder.find(folded, |bit| mark(set, bit));
            if bracket_alias(text).is_some() {
                mark(set, alias);
            }
        };
        self.set.clear();
        self.set.resize(sets.words, 0);
        if !event.text.is_empty() {
            look(event.text, &self.in_text, &mut self.folded, &mut self.set);
        }
        if !event.party_text.is_empty() {
            if self.of_party.len() >= Self::PARTIES {
                self.of_party.clear();
            }
            let own = self.of_party.entry(event.party_text).or_insert_with(|| {
                let mut set = vec![0; sets.words];
                look(evidence.text(event.party_text), &self.in_party, &mut self.folded, &mut set);
                set
            });
            self.set.iter_mut().zip(own).for_each(|(all, own)| *all |= *own);
        }
        if self.set.iter().all(|word| *word == 0) { 0 } else { sets.intern(&self.set) }
    }
}

impl World<'_> {
    /// One pass over the texts: which terms each event mentions, part by part.
    pub(super) fn find_mentions(&self) -> Vec<(Vec<u32>, Sets)> {
        in_parts(self.evidence.event_count(), |part| self.mentions_in(part))
    }

    /// Puts the parts together.
    pub(super) fn take_mentions(&mut self, parts: Vec<(Vec<u32>, Sets)>) {
        let mut mentions = Vec::with_capacity(self.evidence.event_count());
        for (own, sets) in parts {
            let known: Vec<u32> = sets.of.chunks(sets.words).map(|set| self.known.sets.intern(set)).collect();
            mentions.extend(own.iter().map(|at| known.get(*at as usize).copied().unwrap_or(0)));
        }
        self.known.mentions = mentions;
    }

    /// Which terms some events mention: sets of their own.
    fn mentions_in(&self, events: Range<usize>) -> (Vec<u32>, Sets) {
        let (mut mentioning, mut sets) = (Mentioning::new(self.atoms), Sets::new(self.atoms.len()));
        let events = events.filter_map(|at| self.evidence.event_at(EventIx(u32::try_from(at).ok()?)));
        (events.map(|event| mentioning.mention(self.evidence, &event, &mut sets)).collect(), sets)
    }

    /// What is declared of every subject, in brief, part by part.
    pub(super) fn find_briefs(&self) -> Vec<(Vec<Brief>, Sets)> {
        let finder = self.atoms.finder([Field::Occupation, Field::Industry]);
        in_parts(self.known.facts.len(), |part| {
            let mut sets = Sets::new(self.atoms.len());
            let clusters = part.filter_map(|at| u32::try_from(at).ok());
            let briefs: Vec<Brief> =
                clusters.map(|cluster| self.brief_of(cluster, &finder, &mut sets)).collect();
            (briefs, sets)
        })
    }

    /// Puts the parts together.
    pub(super) fn take_briefs(&mut self, parts: Vec<(Vec<Brief>, Sets)>) {
        for (briefs, sets) in parts {
            let known: Vec<u32> = sets.of.chunks(sets.words).map(|set| self.known.sets.intern(set)).collect();
            let number = |own: u32| known.get(own as usize).copied().unwrap_or(0);
            let briefs = briefs.into_iter().map(|own| Brief { mentions: number(own.mentions), ..own });
            self.known.briefs.extend(briefs);
        }
    }

    /// What is declared of one, in brief; its mentions are one of `sets`.
    pub(super) fn brief_of(&self, cluster: u32, finder: &(Finder, Finder), sets: &mut Sets) -> Brief {
        let facts = self.facts(cluster);
        let (mut set, mut folded) = (vec![0; sets.words], String::new());
        let (industry, occupation) = (self.has_industry(), self.has_occupation());
        let declared = [(&facts.occupation, &finder.0, occupation), (&facts.industry, &finder.1, industry)];
        for (text, finder, declared) in declared.into_iter().filter(|(text, ..)| !text.is_empty()) {
            mark(&mut set, declared);
            fold_into(text, &mut folded);
            finder.find(&folded, |bit| mark(&mut set, bit));
        }
        Brief {
            mentions: sets.intern(&set),
            address: facts.address,
            country: facts.country.map_or(0, u16::from_be_bytes),
            has_ties: facts.has_ties(),
        }
    }

    /// Whether a set of mentions holds a bit.
    pub(crate) fn is_mentioned(&self, set: u32, bit: u32) -> bool {
        let sets = &self.known.sets;
        let word = sets.of.get(set as usize * sets.words + bit as usize / 64);
        word.is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// The bit that says a line of business is declared.
    pub(crate) fn has_industry(&self) -> u32 {
        behind(self.atoms, INDUSTRY)
    }

    /// The bit that says an occupation is declared.
    pub(crate) fn has_occupation(&self) -> u32 {
        behind(self.atoms, OCCUPATION)
    }

    /// The bit that says a text has the form of an address with a name in brackets.
    pub(crate) fn may_be_alias(&self) -> u32 {
        behind(self.atoms, ALIAS)
    }
}

/// A bit behind those of the terms.
fn behind(atoms: &Atoms, mark: usize) -> u32 {
    u32::try_from(atoms.len() + mark).unwrap_or(u32::MAX)
}

fn mark(set: &mut [u64], bit: u32) {
    if let Some(word) = set.get_mut(bit as usize / 64) {
        *word |= 1 << (bit % 64);
    }
}
