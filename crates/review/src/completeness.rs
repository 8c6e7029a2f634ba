//! How far the answers are: what is asked, what is answered, and what an answer still lacks.

use std::collections::BTreeMap;

use crate::mechanism::{Cluster, Instrument};
use crate::picture::Picture;
use crate::questionnaire::{Kind, Question, Questionnaire};
use crate::statement::{Evidence, Section, Value, Voice};

/// What an answer lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// There is no answer.
    Answer,
    /// Two answers contradict each other.
    Agreement,
    /// It was taken over and not confirmed.
    Confirmation,
    /// “Yes” or “in part” without a law or other reference.
    Reference,
    /// “No” or “in part” without a word on the difficulty.
    Explanation,
    /// It is not in all languages of the review, or a translation is older than its original.
    Translation,
}

impl Lack {
    /// Its code in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Agreement => "agreement",
            Self::Confirmation => "confirmation",
            Self::Reference => "reference",
            Self::Explanation => "explanation",
            Self::Translation => "translation",
        }
    }
}

/// How far one part of the review is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Questions that are asked; a follow-up whose question is not answered yet is not counted.
    pub asked: usize,
    /// Questions with an answer.
    pub answered: usize,
    /// Questions with an answer that lacks nothing.
    pub complete: usize,
    /// How often each thing is lacking.
    pub lacks: BTreeMap<Lack, usize>,
}

/// Whether there is an answer: a value or, where words are the answer, words or references.
pub fn is_answered(picture: &Picture, voice: &Voice, question: &Question) -> bool {
    let passage = picture.passage(voice, &Section::Answer(question.id.clone()));
    !picture.answer(voice, &question.id).is_empty()
        || matches!(question.kind, Kind::Text | Kind::References)
            && passage.is_some_and(|passage| !passage.is_empty())
}

/// What the answer to a question lacks.
pub fn lacks(picture: &Picture, voice: &Voice, question: &Question) -> Vec<Lack> {
    let values = picture.answer(voice, &question.id);
    let passage = picture.passage(voice, &Section::Answer(question.id.clone()));
    if !is_answered(picture, voice, question) {
        return vec![Lack::Answer];
    }
    let mut lacks = Vec::new();
    let contradicts = passage.is_some_and(|passage| {
        passage.paragraphs.values().flat_map(BTreeMap::values).any(|versions| versions.len() > 1)
            || passage.references.values().any(|versions| versions.len() > 1)
    });
    if values.len() > 1 || contradicts {
        lacks.push(Lack::Agreement);
    }
    let texts = || {
        passage
            .into_iter()
            .flat_map(|passage| passage.paragraphs.values().flat_map(BTreeMap::values).flatten())
    };
    if values.iter().any(|held| held.value.reuse.is_some()) || texts().any(|held| held.value.reuse.is_some())
    {
        lacks.push(Lack::Confirmation);
    }
    let says = |value: &Value| values.iter().any(|held| held.value.value == *value);
    if question.kind == Kind::YesNo && (says(&Value::Yes) || says(&Value::InPart)) {
        let rests = passage.is_some_and(|passage| {
            passage.references.values().flatten().any(|held| held.value.kind != Evidence::Statistic)
        });
        if !rests {
            lacks.push(Lack::Reference);
        }
    }
    if (says(&Value::No) || says(&Value::InPart)) && texts().next().is_none() {
        lacks.push(Lack::Explanation);
    }
    let languages = &picture.opening.languages;
    let is_translated = passage.is_none_or(|passage| {
        passage.paragraphs.values().all(|by_language| {
            languages.iter().all(|language| by_language.contains_key(language))
                && by_language.values().flatten().all(|held| {
                    held.value.translates.is_none_or(|original| {
                        by_language.values().flatten().any(|other| other.id == original)
                    })
                })
        })
    });
    if !is_translated {
        lacks.push(Lack::Translation);
    }
    lacks
}

/// How far a part of the questionnaire is.
pub fn count(
    picture: &Picture,
    questionnaire: &Questionnaire,
    voice: &Voice,
    cluster: Cluster,
    instrument: Instrument,
) -> Counted {
    let mut counted = Counted::default();
    for question in questionnaire.part(cluster, instrument) {
        if picture.is_asked(voice, question, questionnaire) != Some(true) {
            continue;
        }
        counted.asked += 1;
        let lacks = lacks(picture, voice, question);
        counted.answered += usize::from(lacks.first() != Some(&Lack::Answer));
        counted.complete += usize::from(lacks.is_empty());
        for lack in lacks {
            *counted.lacks.entry(lack).or_default() += 1;
        }
    }
    counted
}

/// Answers to questions that the questionnaire does not have (any more): kept, and told.
pub fn without_question<'a>(picture: &'a Picture, questionnaire: &Questionnaire) -> Vec<&'a str> {
    let values = picture.answers.values().flat_map(BTreeMap::keys).map(String::as_str);
    let texts = picture.passages.keys().filter_map(|(_, section)| match section {
        Section::Answer(question) => Some(question.as_str()),
        _ => None,
    });
    let mut lost: Vec<&str> = values.chain(texts).filter(|id| questionnaire.get(id).is_none()).collect();
    lost.sort_unstable();
    lost.dedup();
    lost
}
