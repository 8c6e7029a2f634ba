//! What a review says now: the statements of a log, put in their places.
//!
//! A place that two people filled without knowing of each other holds both versions until one replaces both; nothing here
//! chooses between them. A picture is made from the part of a log that an audience may see ([`Log::seen_by`]), so that
//! what it does not hold cannot be written anywhere.

mod held;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

pub use self::held::{
    Answered, Clearing, DatePlace, Dates, Held, Key, Message, Observation, Paper, Passage, Versions, Written,
};

use crate::error::{Error, nearest};
use crate::log::{Entry, Log};
use crate::mechanism::{Class, Cluster, Instrument, Role};
use crate::questionnaire::{Question, Questionnaire};
use crate::statement::{
    Author, Consultation, Finding, Id, Offer, Opening, Output, Progress, Says, Section, Series, Topic, Voice,
};

/// What a review says now.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The id of the review.
    pub id: Id,
    /// How it was opened.
    pub opening: Opening,
    /// The version of the questionnaire in use.
    pub questionnaire: String,
    /// The people who take part, by name.
    pub people: BTreeMap<String, Author>,
    /// The reviewing States, with how they were found.
    pub reviewers: BTreeMap<String, String>,
    /// When the State became a party.
    pub party: BTreeMap<Instrument, Date>,
    /// Dates of steps.
    pub dates: BTreeMap<DatePlace, Dates>,
    /// Answers by voice and question.
    pub answers: BTreeMap<Voice, BTreeMap<String, Versions<Answered>>>,
    /// Texts and references by voice and place.
    pub passages: BTreeMap<(Voice, Section), Passage>,
    /// Messages, in order of time.
    pub messages: Versions<Message>,
    /// Observations by key.
    pub observations: BTreeMap<Key, Observation>,
    /// Offers by key.
    pub offers: BTreeMap<Key, Versions<Offer>>,
    /// Assistance by need and offer.
    pub assisted: BTreeMap<(String, String), Versions<Progress>>,
    /// Consultations by voice and key.
    pub consultations: BTreeMap<(Voice, Key), Versions<Consultation>>,
    /// Coalitions by voice and name.
    pub coalitions: BTreeMap<(Voice, String), Versions<BTreeSet<String>>>,
    /// Background papers by voice and key.
    pub papers: BTreeMap<(Voice, Key), Versions<Paper>>,
    /// Outputs as cleared, in order of time.
    pub cleared: Versions<Clearing>,
    /// How many statements there are.
    pub statements: usize,
}

impl Picture {
    /// Puts the statements of a log in their places.
    pub fn of(log: &Log) -> Result<Self, Error> {
        let (id, _, opening) = log.opening()?;
        let standing = log.standing();
        let mut picture = Self {
            id,
            opening: opening.clone(),
            questionnaire: opening.questionnaire.clone(),
            people: BTreeMap::new(),
            reviewers: BTreeMap::new(),
            party: BTreeMap::new(),
            dates: BTreeMap::new(),
            answers: BTreeMap::new(),
            passages: BTreeMap::new(),
            messages: Vec::new(),
            observations: BTreeMap::new(),
            offers: BTreeMap::new(),
            assisted: BTreeMap::new(),
            consultations: BTreeMap::new(),
            coalitions: BTreeMap::new(),
            papers: BTreeMap::new(),
            cleared: Vec::new(),
            statements: log.entries().len(),
        };
        for (at, entry) in log.entries().iter().enumerate() {
            if standing.is_current(at) {
                picture.place(entry, standing.class.get(at).copied().unwrap_or(Class::Draft));
            }
        }
        // An observation without a topic was taken back, or is not for this audience.
        picture.observations.retain(|_, observation| !observation.topic.is_empty());
        Ok(picture)
    }

    fn place(&mut self, entry: &Entry, class: Class) {
        let Entry { id, statement, .. } = entry;
        let voice = statement.by.voice();
        macro_rules! held {
            ($value:expr) => {
                Held { id: *id, at: statement.at, by: statement.by.clone(), class, value: $value }
            };
        }
        match &statement.says {
            Says::Opened(_) | Says::Released { .. } | Says::Undone { .. } => {}
            Says::Questionnaire { version } => self.questionnaire.clone_from(version),
            Says::Person { who, is_active } => {
                if *is_active {
                    self.people.insert(who.name.clone(), who.clone());
                }
            }
            Says::Reviewer { state, is_active, basis } => {
                if *is_active {
                    self.reviewers.insert(state.clone(), basis.clone());
                }
            }
            Says::Party { instrument, since } => {
                self.party.insert(*instrument, *since);
            }
            Says::Dated { step, cluster, instrument, series, date } => {
                let dates = self.dates.entry((*cluster, *step, *instrument)).or_default();
                match series {
                    Series::Target => dates.target = *date,
                    Series::Actual => dates.actual = *date,
                }
            }
            Says::Value { question, value, reuse } => {
                if let Some(value) = value.clone() {
                    let answers = self.answers.entry(voice).or_default().entry(question.clone()).or_default();
                    answers.push(held!(Answered { value, reuse: reuse.clone() }));
                }
            }
            Says::Paragraph { section, key, language, text, translates, reuse } => {
                if let Some(text) = text.clone() {
                    let passage = self.passages.entry((voice, section.clone())).or_default();
                    let languages = passage.paragraphs.entry(Key(key.clone())).or_default();
                    let written = Written { text, translates: *translates, reuse: reuse.clone() };
                    languages.entry(language.clone()).or_default().push(held!(written));
                }
            }
            Says::Cites { section, key, reference } => {
                if let Some(reference) = reference.clone() {
                    let passage = self.passages.entry((voice, section.clone())).or_default();
                    passage.references.entry(Key(key.clone())).or_default().push(held!(reference));
                }
            }
            Says::Message { kind, cluster, instrument, round, question, answers, language, text } => {
                self.messages.push(held!(Message {
                    kind: *kind,
                    cluster: *cluster,
                    instrument: *instrument,
                    round: *round,
                    question: question.clone(),
                    answers: *answers,
                    language: language.clone(),
                    text: text.clone(),
                }));
            }
            Says::Observed { key, topic } => {
                if let Some(topic) = topic.clone() {
                    self.observation(key).topic.push(held!(topic));
                }
            }
            Says::Agreed { observation, state, assent, note } => {
                let assents = self.observation(observation).assent.entry(state.clone()).or_default();
                assents.push(held!((*assent, note.clone())));
            }
            Says::FollowedUp { observation, progress, date, note } => {
                self.observation(observation).progress.push(held!((*progress, *date, note.clone())));
            }
            Says::Offered { key, offer } => {
                if let Some(offer) = offer.clone() {
                    self.offers.entry(Key(key.clone())).or_default().push(held!(offer));
                }
            }
            Says::Assisted { need, offer, progress } => {
                let place = (need.clone(), offer.clone());
                self.assisted.entry(place).or_default().push(held!(*progress));
            }
            Says::Consulted { key, consultation } => {
                if let Some(consultation) = consultation.clone() {
                    let place = (voice, Key(key.clone()));
                    self.consultations.entry(place).or_default().push(held!(consultation));
                }
            }
            Says::Coalition { name, members } => {
                self.coalitions.entry((voice, name.clone())).or_default().push(held!(members.clone()));
            }
            Says::Paper { key, title, dialogue } => {
                if let Some(title) = title.clone() {
                    let paper = Paper { title, dialogue: dialogue.clone() };
                    self.papers.entry((voice, Key(key.clone()))).or_default().push(held!(paper));
                }
            }
            Says::Cleared { output, cluster, instrument, covers } => {
                self.cleared.push(held!(Clearing {
                    output: *output,
                    cluster: *cluster,
                    instrument: *instrument,
                    covers: covers.clone(),
                }));
            }
        }
    }

    fn observation(&mut self, key: &str) -> &mut Observation {
        self.observations.entry(Key(key.to_owned())).or_default()
    }

    /// The versions that hold of an answer of the State under review or of an organisation.
    pub fn answer(&self, voice: &Voice, question: &str) -> &[Held<Answered>] {
        self.answers
            .get(voice)
            .and_then(|answers| answers.get(question))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The texts and references of a place.
    pub fn passage(&self, voice: &Voice, section: &Section) -> Option<&Passage> {
        self.passages.get(&(voice.clone(), section.clone()))
    }

    /// The organisations that say something here.
    pub fn organisations(&self) -> BTreeSet<&str> {
        let voices = self.answers.keys().chain(self.passages.keys().map(|(voice, _)| voice));
        let voices = voices.chain(self.papers.keys().map(|(voice, _)| voice));
        let voices = voices.chain(self.consultations.keys().map(|(voice, _)| voice));
        voices
            .filter_map(|voice| match voice {
                Voice::State => None,
                Voice::Organisation(name) => Some(name.as_str()),
            })
            .collect()
    }

    /// Whether a question is asked, given the answers before it: unknown while the answer before it is.
    pub fn is_asked(
        &self,
        voice: &Voice,
        question: &Question,
        questionnaire: &Questionnaire,
    ) -> Option<bool> {
        let Some(follows) = &question.follows else { return Some(true) };
        let before = self.answer(voice, &follows.question);
        if before.is_empty() {
            // What is not asked cannot be answered.
            let parent = questionnaire.get(&follows.question)?;
            return match self.is_asked(voice, parent, questionnaire) {
                Some(false) => Some(false),
                _ => None,
            };
        }
        let fits = |held: &Held<Answered>| {
            held.value.value.keys().iter().any(|key| follows.when.iter().any(|when| when == key))
        };
        Some(before.iter().any(fits))
    }

    /// The parts of the review: clusters and instruments that it covers.
    pub fn parts(&self) -> Vec<(Cluster, Instrument)> {
        let Opening { clusters, instruments, .. } = &self.opening;
        clusters.iter().flat_map(|cluster| instruments.iter().map(move |one| (*cluster, *one))).collect()
    }

    /// The person of this name, or those that may have been meant.
    pub fn person(&self, name: &str) -> Result<&Author, Error> {
        let lower = name.trim().to_lowercase();
        let found = self.people.values().find(|person| person.name.to_lowercase() == lower);
        found.ok_or_else(|| Error::UnknownPerson {
            name: name.to_owned(),
            near: nearest(name, self.people.keys().map(String::as_str)),
        })
    }

    /// The focal point of a State.
    pub fn focal_point(&self, state: &str) -> Option<&Author> {
        self.people.values().find(|one| one.role == Role::FocalPoint && one.state.as_deref() == Some(state))
    }

    /// The observation of this key, or those that may have been meant.
    pub fn find_observation(&self, key: &str) -> Result<(&Key, &Observation), Error> {
        let found = Key::find(key, self.observations.keys(), "observation")?;
        let observation = self.observations.get_key_value(found);
        observation.ok_or(Error::Nothing)
    }

    /// The offer of this key, or those that may have been meant.
    pub fn find_offer(&self, key: &str) -> Result<&Key, Error> {
        Key::find(key, self.offers.keys(), "offer")
    }

    /// The observations of a part of the review, in order of their kinds, articles and keys.
    pub fn observations_on(
        &self,
        cluster: Cluster,
        instrument: Instrument,
    ) -> Vec<(&Key, &Observation, &Topic)> {
        let mut found: Vec<_> = self
            .observations
            .iter()
            .filter_map(|(key, observation)| Some((key, observation, observation.topic()?)))
            .filter(|(_, _, topic)| topic.cluster == cluster && topic.instrument == instrument)
            .collect();
        found.sort_by(|a, b| (a.2.kind, &a.2.article, a.0).cmp(&(b.2.kind, &b.2.article, b.0)));
        found
    }

    /// Observations that name a need of technical assistance.
    pub fn needs(&self) -> impl Iterator<Item = (&Key, &Observation, &Topic)> {
        let all = self.observations.iter();
        let all = all.filter_map(|(key, observation)| Some((key, observation, observation.topic()?)));
        all.filter(|(_, _, topic)| topic.kind == Finding::Need)
    }

    /// The statements that an output consists of now.
    pub fn covered(
        &self,
        output: Output,
        cluster: Cluster,
        instrument: Instrument,
        questionnaire: &Questionnaire,
    ) -> BTreeSet<Id> {
        let mut ids = BTreeSet::new();
        let mut add = |passage: Option<&Passage>| {
            if let Some(passage) = passage {
                ids.extend(
                    passage.paragraphs.values().flat_map(BTreeMap::values).flatten().map(|held| held.id),
                );
                ids.extend(passage.references.values().flatten().map(|held| held.id));
            }
        };
        match output {
            Output::Answers => {
                for question in questionnaire.part(cluster, instrument) {
                    add(self.passage(&Voice::State, &Section::Answer(question.id.clone())));
                }
                add(self.passage(&Voice::State, &Section::Closing(cluster, instrument)));
                for question in questionnaire.part(cluster, instrument) {
                    ids.extend(self.answer(&Voice::State, &question.id).iter().map(|held| held.id));
                }
            }
            Output::Observations => {
                for (key, _, _) in self.observations_on(cluster, instrument) {
                    add(self.passage(&Voice::State, &Section::Observation(key.0.clone())));
                }
                for (_, observation, _) in self.observations_on(cluster, instrument) {
                    ids.extend(observation.topic.iter().map(|held| held.id));
                }
            }
            Output::Summary => add(self.passage(&Voice::State, &Section::Summary(cluster, instrument))),
        }
        ids
    }

    /// Who cleared an output as it is now, and who cleared an earlier version of it.
    pub fn clearing(
        &self,
        output: Output,
        cluster: Cluster,
        instrument: Instrument,
        questionnaire: &Questionnaire,
    ) -> BTreeMap<String, bool> {
        let now = self.covered(output, cluster, instrument, questionnaire);
        let mut states = BTreeMap::new();
        for held in &self.cleared {
            let clearing = &held.value;
            if (clearing.output, clearing.cluster, clearing.instrument) == (output, cluster, instrument) {
                let state = held.by.state.clone().unwrap_or_default();
                states.insert(state, clearing.covers == now);
            }
        }
        states
    }
}
