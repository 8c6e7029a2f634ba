//! Answers of an earlier review, or of another mechanism: taken over to be confirmed, with where and when they were given.

use std::collections::BTreeMap;

use review::Picture;
use review::picture::Passage;
use review::questionnaire::{Question, Questionnaire};
use review::statement::{
    Cited, Evidence, Figure, Id, Purpose, Reference, Reuse, Says, Section, Value, Voice,
};
use serde::Deserialize;

use super::answer::{reference, wrong_answer};
use super::file::Desk;
use super::import::tri_state;
use crate::Usage;

/// An answer as it was given there.
#[derive(Default)]
struct Given {
    value: Option<Value>,
    paragraphs: Vec<Paragraph>,
    references: Vec<Reference>,
}

/// A paragraph: its texts by language, the original first.
struct Paragraph {
    key: String,
    texts: Vec<(String, String)>,
}

impl Given {
    /// Adds a text to its paragraph; one of two that contradict each other becomes a paragraph of its own.
    fn add(&mut self, key: &str, language: &str, text: &str) {
        let text = (language.to_owned(), text.to_owned());
        let is_free = |own: &Paragraph| {
            !key.is_empty() && own.key == key && own.texts.iter().all(|(known, _)| known != language)
        };
        match self.paragraphs.iter_mut().find(|own| is_free(own)) {
            Some(own) => own.texts.push(text),
            None => self.paragraphs.push(Paragraph { key: key.to_owned(), texts: vec![text] }),
        }
    }
}

/// Answers by question, from another review.
pub(super) fn of_review(desk: &mut Desk, theirs: &Picture, reuse: &Reuse) -> miette::Result<()> {
    let voice = match theirs.opening.purpose {
        Purpose::Review => Voice::State,
        Purpose::Parallel => theirs
            .organisations()
            .first()
            .map_or(Voice::State, |name| Voice::Organisation((*name).to_owned())),
    };
    let questionnaire = desk.questionnaire()?;
    for question in questionnaire.iter() {
        let value = match theirs.answer(&voice, &question.id) {
            [held] => Some(held.value.value.clone()),
            _ => None,
        };
        let passage = theirs.passage(&voice, &Section::Answer(question.id.clone()));
        let given = passage.map_or_else(Given::default, of_passage);
        // Another version may have asked something else under this id.
        let value = value.filter(|value| question.takes(value));
        say(desk, &questionnaire, question, Given { value, ..given }, reuse)?;
    }
    Ok(())
}

fn of_passage(passage: &Passage) -> Given {
    let references = passage.references.values().flatten().map(|held| held.value.clone());
    let mut given = Given { references: references.collect(), ..Given::default() };
    for is_translation in [false, true] {
        for (key, languages) in &passage.paragraphs {
            for (language, versions) in languages {
                for held in versions.iter().filter(|held| held.value.translates.is_some() == is_translation) {
                    given.add(&key.0, language, &held.value.text);
                }
            }
        }
    }
    given
}

#[derive(Deserialize)]
struct View {
    answers: Vec<AnswerView>,
}

#[derive(Deserialize)]
struct AnswerView {
    question: String,
    #[serde(default)]
    organisation: Option<String>,
    #[serde(default)]
    values: Vec<ValueView>,
    #[serde(default)]
    paragraphs: Vec<ParagraphView>,
    #[serde(default)]
    references: Vec<ReferenceView>,
}

#[derive(Deserialize)]
struct ValueView {
    #[serde(default)]
    keys: Vec<String>,
    #[serde(default)]
    figures: Vec<String>,
    #[serde(default)]
    authority: Option<String>,
    #[serde(default)]
    notified: Option<String>,
}

#[derive(Deserialize)]
struct ParagraphView {
    #[serde(default)]
    key: String,
    language: String,
    text: String,
    #[serde(default)]
    is_translation: bool,
}

#[derive(Deserialize)]
struct ReferenceView {
    kind: String,
    title: String,
    #[serde(default)]
    provision: Option<String>,
    #[serde(default)]
    as_of: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    figure: Option<BTreeMap<String, String>>,
}

/// Answers in the JSON of `export`, or as another mechanism's tool writes them in that form.
pub(super) fn of_json(desk: &mut Desk, text: &str, reuse: &Reuse) -> miette::Result<()> {
    let view: View = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let said = desk.bench.words.get("review-no-json", &[("error", error.to_string().into())]);
        Usage::report(said, desk.bench.words.text("review-no-json-help"))
    })?;
    let questionnaire = desk.questionnaire()?;
    for answer in view.answers.iter().filter(|answer| answer.organisation.is_none()) {
        let question = questionnaire.find(&answer.question).map_err(|error| desk.refuse(&error))?;
        let value = match answer.values.as_slice() {
            [value] => {
                Some(value_of(desk, question, value)?.ok_or_else(|| desk.refuse(&wrong_answer(question)))?)
            }
            _ => None,
        };
        let references = answer.references.iter().map(|own| reference_of(desk, own));
        let references = references.collect::<miette::Result<Vec<Reference>>>()?;
        let mut given = Given { value, references, ..Given::default() };
        for is_translation in [false, true] {
            for own in answer.paragraphs.iter().filter(|own| own.is_translation == is_translation) {
                given.add(&own.key, &own.language, &own.text);
            }
        }
        say(desk, &questionnaire, question, given, reuse)?;
    }
    Ok(())
}

fn value_of(desk: &Desk, question: &Question, own: &ValueView) -> miette::Result<Option<Value>> {
    let value = if let Some(authority) = own.authority.clone() {
        let notified = own.notified.as_ref().map(|text| desk.bench.day(text)).transpose()?;
        Some(Value::Designated { authority, languages: Vec::new(), notified })
    } else if own.figures.is_empty() {
        match own.keys.as_slice() {
            [key] if tri_state(key).is_some() && question.choices.is_empty() => tri_state(key),
            keys => Some(Value::Chosen(keys.iter().cloned().collect())),
        }
    } else {
        own.figures.iter().map(|line| Figure::parse(line)).collect::<Option<_>>().map(Value::Figures)
    };
    Ok(value.filter(|value| question.takes(value)))
}

fn reference_of(desk: &Desk, own: &ReferenceView) -> miette::Result<Reference> {
    let day = |text: &String| desk.bench.day(text);
    let kind = Evidence::parse(&own.kind).unwrap_or(Evidence::Source);
    let figure = match &own.figure {
        None => None,
        Some(figure) => {
            let text = |name: &str| figure.get(name).cloned().unwrap_or_default();
            let number = |name: &str| text(name).parse().ok();
            Some(Cited {
                measure: text("measure"),
                value: text("value"),
                numerator: number("numerator"),
                denominator: number("denominator"),
                missing: number("missing").unwrap_or(0),
                cut_off: day(&text("cut_off"))?,
                sha256: text("sha256"),
            })
        }
    };
    let plain = reference(kind, &own.title, own.as_of.as_ref().map(day).transpose()?);
    Ok(Reference {
        title: own.title.clone(),
        provision: own.provision.clone(),
        url: own.url.clone(),
        figure,
        ..plain
    })
}

/// Says an answer again. A question that is answered here already, or that this review does not ask, is left alone.
fn say(
    desk: &mut Desk,
    questionnaire: &Questionnaire,
    question: &Question,
    given: Given,
    reuse: &Reuse,
) -> miette::Result<()> {
    let section = Section::Answer(question.id.clone());
    let voice = desk.author.voice();
    let is_asked = questionnaire.place(&question.id).is_some_and(|part| desk.picture.parts().contains(&part));
    let is_open = desk.picture.answer(&voice, &question.id).is_empty()
        && desk.picture.passage(&voice, &section).is_none();
    if !is_asked || !is_open {
        return Ok(());
    }
    if let Some(value) = given.value {
        let (question, reuse) = (question.id.clone(), Some(reuse.clone()));
        desk.say(Says::Value { question, value: Some(value), reuse })?;
    }
    for (at, paragraph) in given.paragraphs.into_iter().enumerate() {
        let first = paragraph.texts.first().map(|(_, text)| text.as_str()).unwrap_or_default();
        let key = desk.new_key("p", at, first);
        let mut original: Option<Id> = None;
        for (language, text) in paragraph.texts {
            let id = desk.say(Says::Paragraph {
                section: section.clone(),
                key: key.clone(),
                language,
                text: Some(text),
                translates: original,
                reuse: Some(reuse.clone()),
            })?;
            original.get_or_insert(id);
        }
    }
    for (at, reference) in given.references.into_iter().enumerate() {
        let key = desk.new_key("r", at, &reference.title);
        desk.say(Says::Cites { section: section.clone(), key, reference: Some(reference) })?;
    }
    Ok(())
}
