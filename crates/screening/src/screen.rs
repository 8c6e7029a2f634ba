//! The search: candidates by name and identifier, then a score from all that is known of both.

use std::collections::BTreeMap;

use names::{Name, compare, similarity};
use resolve::Kind;

use crate::block::{Candidate, Listed, Scratch};
use crate::born::{Born, Fit};
use crate::hit::{Feature, Hit, Outcome, Topic};
use crate::index::{Entry, Index, person};
use crate::least::{Beside, Births, Least};
use crate::profile::{Group, Identifier, Profile};
use crate::threads::{self, shared_out};
use crate::words::{NewWord, Words};

/// How to screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// From here a hit is a match.
    pub threshold: f32,
    /// From here a hit is given.
    pub cutoff: f32,
    /// Most hits for one that is asked for.
    pub limit: usize,
    /// Most threads; 0 for as many as the machine runs at once.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { threshold: 0.7, cutoff: 0.5, limit: 5, threads: 0 }
    }
}

// All numbers below are ours.
/// From here the likeness of names counts half, so that a name alone gives at most 0.95.
const VERY_ALIKE: f32 = 0.9;
/// From here names are equal but for what tells nothing apart.
const EQUAL: f32 = 0.97;
/// The most for an alias too vague to identify; it must be this alike to be taken.
const WEAK_NAME: f32 = 0.8;
const WEAK_ALIKE: f32 = 0.88;
/// Names less alike than this are another's.
pub(crate) const LEAST_NAME: f32 = 0.5;
/// Factor for an equal identifier under names that are another's.
const OTHER_NAME: f32 = 0.85;
/// Factor for sorts of things that exclude each other.
pub(crate) const OTHER_SCHEMA: f32 = 0.7;
/// Factor for known countries of which none is shared.
const OTHER_COUNTRY: f32 = 0.95;
/// The share of what is missing to 1 that a shared country adds.
pub(crate) const SAME_COUNTRY: f32 = 0.05;
/// Factor for two different numbers of which a thing has only one.
const OTHER_NUMBER: f32 = 0.7;

/// What something that was compared does to a score.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Effect {
    /// Adds a share of what is missing to 1.
    Raises(f32),
    /// Leaves it as it is.
    None,
    /// Multiplies it.
    Times(f32),
}

impl Effect {
    /// The score before it.
    pub(crate) fn undone(self, score: f32) -> f32 {
        match self {
            Self::Raises(share) => (score - share) / (1.0 - share),
            Self::None => score,
            Self::Times(factor) => score / factor,
        }
    }
}

/// What birth dates do that fit so.
pub(crate) fn effect(fit: Fit) -> Effect {
    match fit {
        Fit::Equal => Effect::Raises(0.4),
        Fit::Swapped => Effect::Raises(0.25),
        Fit::Year => Effect::Raises(0.15),
        Fit::Slip => Effect::None,
        Fit::OtherDay => Effect::Times(0.8),
        Fit::OtherYear => Effect::Times(0.7),
    }
}

/// The score that names give which are so alike, before it is asked how common they are.
fn score_of(alike: f32) -> f32 {
    VERY_ALIKE.min(alike) + (alike - VERY_ALIKE).max(0.0) / 2.0
}

/// How alike names must be for such a score.
pub(crate) fn likeness_for(score: f32) -> f32 {
    VERY_ALIKE.min(score) + (score - VERY_ALIKE).max(0.0) * 2.0
}

impl Index {
    /// Screens each of the profiles; hits best first, equal ones by id. The order is that of the profiles.
    pub fn screen(&self, asked: &[Profile], options: &Options) -> Vec<Vec<Hit>> {
        Screener::new(self).screen(asked, options)
    }
}

/// Screens lot after lot: what was found for a word is kept for the next that has it. The results are those of
/// [`Index::screen`], sooner.
#[derive(Debug)]
pub struct Screener<'i> {
    index: &'i Index,
    words: Words,
    /// One for each thread.
    scratch: Vec<Scratch>,
}

/// Most that are screened before words are forgotten.
const LOT: usize = 20_000;

impl<'i> Screener<'i> {
    /// One that has screened nothing yet.
    pub fn new(index: &'i Index) -> Self {
        Self { index, words: Words::default(), scratch: Vec::new() }
    }

    pub(crate) fn index(&self) -> &'i Index {
        self.index
    }

    /// Screens each of the profiles; hits best first, equal ones by id. The order is that of the profiles.
    pub fn screen(&mut self, asked: &[Profile], options: &Options) -> Vec<Vec<Hit>> {
        let asked: Vec<(&Profile, u32)> = asked.iter().map(|profile| (profile, u32::MAX)).collect();
        asked.chunks(LOT).flat_map(|lot| self.screen_lot(lot, options)).collect()
    }

    /// Screens entries of the index, from `first` on, each against those before it. What the words of the index may be is
    /// found beforehand for all.
    pub(crate) fn screen_before(
        &mut self,
        asked: &[Profile],
        first: usize,
        options: &Options,
    ) -> Vec<Vec<Hit>> {
        self.words.cross(&self.index.vocabulary, threads::count(options.threads));
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let asked: Vec<(&Profile, u32)> =
            asked.iter().zip(first..).map(|(profile, at)| (profile, place(at))).collect();
        asked.chunks(LOT).flat_map(|lot| self.screen_lot(lot, options)).collect()
    }

    fn screen_lot(&mut self, asked: &[(&Profile, u32)], options: &Options) -> Vec<Vec<Hit>> {
        let threads = threads::count(options.threads);
        let index = self.index;
        let asked: Vec<Asked<'_>> =
            shared_out(asked, threads, &mut [], |&(profile, before), ()| Asked::new(profile, before));
        // The words that are new are looked up, each once, then all is compared.
        self.words.bound();
        let words = &self.words;
        let new = shared_out(&asked, threads, &mut [], |asked, ()| asked.new_words(index, words));
        let mut new: Vec<NewWord<'_>> = new.into_iter().flatten().collect();
        new.sort_unstable_by(|one, other| one.key().cmp(&other.key()));
        new.dedup_by(|one, other| one.key() == other.key());
        let likes = shared_out(&new, threads, &mut [], |word, ()| word.look_up(&index.vocabulary));
        self.words.keep(new.into_iter().zip(likes));
        let words = &self.words;
        self.scratch.resize_with(threads.max(self.scratch.len()), Scratch::default);
        shared_out(&asked, threads, &mut self.scratch, |asked, scratch| {
            index.screen_one(asked, options, words, scratch)
        })
    }
}

impl Index {
    fn screen_one(
        &self,
        asked: &Asked<'_>,
        options: &Options,
        words: &Words,
        scratch: &mut Scratch,
    ) -> Vec<Hit> {
        let mut found = self.named(asked, options.cutoff, words, scratch);
        for identifier in &asked.profile.identifiers {
            let key = (identifier.kind, identifier.value.clone());
            let carriers = self.carriers.get(&key).into_iter().flatten().take(MOST_CARRIERS);
            for &entry in carriers.filter(|&&entry| entry < asked.before) {
                found.entry(entry).or_default();
            }
        }
        let mut hits: Vec<Hit> = found
            .iter()
            .filter_map(|(&at, best)| {
                let entry = self.entries.get(at as usize)?;
                let score = Score::of(asked, entry, best.as_ref(), None).score;
                let is_match = score >= options.threshold;
                (score >= options.cutoff).then_some(Hit { entry: at, score, is_match, features: Vec::new() })
            })
            .collect();
        hits.sort_by(|one, other| {
            other.score.total_cmp(&one.score).then_with(|| self.id(one).cmp(self.id(other)))
        });
        hits.truncate(options.limit);
        // Reasons are made only for what is given.
        for hit in &mut hits {
            let best = found.get(&hit.entry).and_then(Option::as_ref);
            if let Some(entry) = self.entries.get(hit.entry as usize) {
                let mut features = Vec::new();
                Score::of(asked, entry, best, Some(&mut features));
                hit.features = features;
            }
        }
        hits
    }

    /// The entries with a name so alike that the score may reach the cutoff, each with that name.
    fn named(
        &self,
        asked: &Asked<'_>,
        cutoff: f32,
        words: &Words,
        scratch: &mut Scratch,
    ) -> BTreeMap<u32, Option<Best>> {
        let least = Least::new(asked.beside, cutoff, |number| {
            let Some(entry) = self.entries.get(number as usize) else { return (None, false) };
            let fit = best_fit(asked, entry).map(|(fit, ..)| fit);
            let mut own = asked.profile.identifiers.iter();
            (fit, own.any(|own| entry.identifiers.iter().any(|other| is_same(own, other))))
        });
        let lowest = least.lowest();
        let mut found: BTreeMap<u32, Option<Best>> = BTreeMap::new();
        for (block, names) in [(&self.people, &asked.people), (&self.others, &asked.others)] {
            for (names, number) in names {
                let Some(name) = names.first() else { continue };
                for candidate in
                    block.candidates(names, asked.before, (words, &self.vocabulary), &least, scratch)
                {
                    let Candidate { listed, most, trust, is_bare } = candidate;
                    let Some(entry) = self.entries.get(listed.entry as usize) else { continue };
                    let of = |alike| Best::new(alike, trust, is_bare, *number, listed);
                    let known = found.get(&listed.entry).and_then(Option::as_ref);
                    let is_better = |new: &Best| known.is_none_or(|known| known.is_below(new));
                    // What cannot be enough whatever the names look like closely is not looked at closely.
                    let hoped = of(most);
                    if !is_better(&hoped) || Score::of(asked, entry, Some(&hoped), None).score < cutoff {
                        continue;
                    }
                    let alike = similarity(name, &listed.name, None);
                    let best = of(alike);
                    if alike >= lowest && !(listed.is_weak && alike < WEAK_ALIKE) && is_better(&best) {
                        found.insert(listed.entry, Some(best));
                    }
                }
            }
        }
        found
    }
}

/// Most entries that an identifier finds: one that more carry points at nobody.
const MOST_CARRIERS: usize = 100;

/// The names most alike.
#[derive(Clone, Copy, Debug)]
struct Best {
    score: f32,
    alike: f32,
    /// Which of the names asked for.
    asked: usize,
    /// Which of the entry's.
    place: u32,
}

impl Best {
    fn new(alike: f32, trust: f32, is_bare: bool, asked: usize, listed: &Listed) -> Self {
        let score = score_of(alike);
        // To share the common parts of a name says little; to have the very name is for a person to judge.
        let score = if alike >= EQUAL && !is_bare { score } else { score * trust };
        let score = if listed.is_weak { score.min(WEAK_NAME) } else { score };
        Self { score, alike, asked, place: listed.place }
    }

    fn is_below(&self, other: &Self) -> bool {
        (self.score, self.alike) < (other.score, other.alike)
    }
}

/// A profile made ready.
struct Asked<'a> {
    profile: &'a Profile,
    /// Only entries before this one are wanted.
    before: u32,
    beside: Beside,
    /// Each name, then the ways to divide it, and which of the profile's it is.
    people: Vec<(Vec<Name>, usize)>,
    others: Vec<(Vec<Name>, usize)>,
    births: Vec<(Born, &'a str)>,
}

/// Most names of one profile that are compared. Ours: entries of lists have up to about 60.
const MOST_NAMES: usize = 64;

impl<'a> Asked<'a> {
    fn new(profile: &'a Profile, before: u32) -> Self {
        let names = || profile.names.iter().take(MOST_NAMES).enumerate();
        let births = profile.births.iter();
        let births: Vec<_> = births.filter_map(|text| Some((Born::parse(text)?, text.as_str()))).collect();
        let divided = |name: Name| {
            let others = name.divided();
            std::iter::once(name).chain(others).collect()
        };
        Self {
            profile,
            before,
            beside: Beside {
                births: Births::of(&births),
                group: Group::of(&profile.schema),
                has_identifiers: !profile.identifiers.is_empty(),
                has_countries: !profile.countries.is_empty(),
            },
            people: names().filter_map(|(number, text)| Some((divided(person(text)?), number))).collect(),
            others: names()
                .filter_map(|(number, text)| Some((divided(Name::organization(text)?), number)))
                .collect(),
            births,
        }
    }

    /// The words of its names that were not asked for before.
    fn new_words(&self, index: &Index, words: &Words) -> Vec<NewWord<'_>> {
        let names = self.people.iter().chain(&self.others).flat_map(|(names, _)| names);
        names.flat_map(|name| words.new_of(name, &index.vocabulary)).collect()
    }
}

/// A score that is being made, with its reasons if they are wanted.
struct Score<'f> {
    score: f32,
    features: Option<&'f mut Vec<Feature>>,
}

impl<'f> Score<'f> {
    fn of(
        asked: &Asked<'_>,
        entry: &Entry,
        best: Option<&Best>,
        features: Option<&'f mut Vec<Feature>>,
    ) -> Self {
        let mut made = Self { score: 0.0, features };
        if let Some(best) = best {
            made.score = best.score;
            made.name(asked, entry, best);
        }
        let mut is_identified = false;
        for own in &asked.profile.identifiers {
            if let Some(other) = entry.identifiers.iter().find(|other| is_same(own, other)) {
                is_identified = true;
                let weight = weight(own.kind);
                made.score = 1.0 - (1.0 - made.score) * (1.0 - weight);
                made.say(Topic::Identifier(own.kind), Outcome::Agrees, weight, &own.value, &other.value);
            } else if is_unique(own.kind)
                && let Some(other) = entry.identifiers.iter().find(|other| other.kind == own.kind)
            {
                made.times(OTHER_NUMBER, Topic::Identifier(own.kind), &own.value, &other.value);
            }
        }
        if is_identified && best.is_none() && !asked.profile.names.is_empty() && !entry.names.is_empty() {
            let (own, other) = (asked.profile.names.first(), entry.names.first());
            if let (Some(own), Some(other)) = (own, other) {
                made.times(OTHER_NAME, Topic::Name, own, other);
            }
        }
        made.birth(asked, entry);
        let (own, other) = (&asked.profile.countries, &entry.countries);
        // Nobody is found, or not, for a country.
        let is_person = [asked.beside.group, entry.group].contains(&Group::Person);
        if !is_person && !own.is_empty() && !other.is_empty() {
            if let Some(shared) = own.iter().find(|code| other.contains(code)) {
                made.raise(SAME_COUNTRY, Topic::Country, shared, shared);
            } else {
                made.times(OTHER_COUNTRY, Topic::Country, &own.join(" "), &other.join(" "));
            }
        }
        if asked.beside.group.excludes(entry.group) {
            made.times(OTHER_SCHEMA, Topic::Schema, &asked.profile.schema, entry.group.schema());
        }
        made
    }

    fn name(&mut self, asked: &Asked<'_>, entry: &Entry, best: &Best) {
        if self.features.is_none() {
            return;
        }
        let own = asked.profile.names.get(best.asked).map_or("", String::as_str);
        let listed = entry.names.get(best.place as usize).map_or("", String::as_str);
        // The one reading of the two that gave the score.
        let read = |prepare: fn(&str) -> Option<Name>| {
            let found = compare(&prepare(own)?, &prepare(listed)?, None);
            Some(found).filter(|found| (found.score - best.alike).abs() < f32::EPSILON)
        };
        let parts = read(person).or_else(|| read(Name::organization)).map(|found| found.parts);
        self.say(Topic::Name, Outcome::Agrees, best.score, own, listed);
        if let Some(feature) = self.features.as_mut().and_then(|features| features.last_mut()) {
            feature.parts = parts.unwrap_or_default();
        }
    }

    fn birth(&mut self, asked: &Asked<'_>, entry: &Entry) {
        let Some((fit, own, listed)) = best_fit(asked, entry) else { return };
        let topic = Topic::BirthDate(fit);
        match effect(fit) {
            Effect::Raises(share) => self.raise(share, topic, own, listed),
            Effect::None => self.say(topic, Outcome::Neutral, 0.0, own, listed),
            Effect::Times(factor) => self.times(factor, topic, own, listed),
        }
    }

    /// Something agrees: a share of what is missing to 1 is added.
    fn raise(&mut self, share: f32, topic: Topic, asked: &str, listed: &str) {
        let before = self.score;
        self.score += (1.0 - self.score) * share;
        self.say(topic, Outcome::Agrees, self.score - before, asked, listed);
    }

    /// Something contradicts.
    fn times(&mut self, factor: f32, topic: Topic, asked: &str, listed: &str) {
        let before = self.score;
        self.score *= factor;
        self.say(topic, Outcome::Contradicts, self.score - before, asked, listed);
    }

    fn say(&mut self, topic: Topic, outcome: Outcome, effect: f32, asked: &str, listed: &str) {
        if let Some(features) = &mut self.features {
            let (asked, listed) = (asked.to_owned(), listed.to_owned());
            features.push(Feature { topic, outcome, effect, asked, listed, parts: Vec::new() });
        }
    }
}

/// The birth dates that fit best: lists give several where they do not know.
fn best_fit<'f>(asked: &'f Asked<'_>, entry: &'f Entry) -> Option<(Fit, &'f str, &'f str)> {
    let pairs = asked.births.iter().flat_map(|(own, text)| {
        entry.births.iter().map(move |(other, listed)| (own.fit(*other), *text, listed.as_str()))
    });
    pairs.min()
}

/// Whether both have an identifier of one kind, value and country, as far as that is known.
fn is_same(own: &Identifier, other: &Identifier) -> bool {
    let is_other_country = own.country.zip(other.country).is_some_and(|(own, other)| own != other);
    (own.kind, &own.value) == (other.kind, &other.value) && !is_other_country
}

/// The score of an equal identifier. Ours: what one has by definition, then documents, then what is shared and passed on.
fn weight(kind: Kind) -> f32 {
    match kind {
        Kind::Iban | Kind::Wallet | Kind::Lei | Kind::Imo | Kind::Passport => 0.95,
        Kind::Mmsi | Kind::IdNumber | Kind::TaxNumber | Kind::RegistrationNumber | Kind::AccountNumber => 0.9,
        Kind::Username => 0.85,
        Kind::Email => 0.8,
        Kind::Phone => 0.75,
        Kind::NameAndBirth | Kind::Address => 0.0,
    }
}

/// Whether a thing has only one of the kind.
fn is_unique(kind: Kind) -> bool {
    matches!(kind, Kind::Imo | Kind::Lei)
}
