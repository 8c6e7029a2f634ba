//! A review as JSON, for programs: what an audience may see, with a schema (JSON Schema 2020-12, from these types).

use std::collections::BTreeMap;

use review::picture::{Held, Passage};
use review::statement::{Figure, Reference, Section, Value, Voice};
use schemars::JsonSchema;
use serde::Serialize;

use crate::desk::Desk;

/// The schema of [`View`].
pub fn schema() -> serde_json::Value {
    serde_json::to_value(schemars::schema_for!(View)).unwrap_or_default()
}

/// A review.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct View {
    /// The form of this document.
    pub format: &'static str,
    /// The id of the review.
    pub review: String,
    /// The State under review, by ISO 3166-1 alpha-2.
    pub state: String,
    /// The reviewing States.
    pub reviewers: Vec<String>,
    /// Who may read this: public, parties, restricted.
    pub audience: String,
    /// The day of this document.
    pub date: String,
    /// The version of the questionnaire.
    pub questionnaire: String,
    /// Answers and parallel answers.
    pub answers: Vec<AnswerView>,
    /// Observations.
    pub observations: Vec<ObservationView>,
    /// Other texts: closings, feedback, summaries, submissions, papers.
    pub texts: Vec<TextView>,
    /// The calendar.
    pub calendar: Vec<DueView>,
}

/// An answer to a question by one voice.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AnswerView {
    /// Question.
    pub question: String,
    /// The provision, if the question is known.
    pub article: Option<String>,
    /// How sure the provision is: S, K, K?, ours.
    pub tag: Option<String>,
    /// The organisation; none for the State under review.
    pub organisation: Option<String>,
    /// The values that hold: several where people contradict each other.
    pub values: Vec<ValueView>,
    /// Paragraphs.
    pub paragraphs: Vec<ParagraphView>,
    /// References.
    pub references: Vec<ReferenceView>,
}

/// A value.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ValueView {
    /// `yes`, `in_part`, `no`, or keys of choices.
    pub keys: Vec<String>,
    /// The same, or figures, or an authority, in words.
    pub text: String,
    /// Figures, each `what; period; value; source`.
    pub figures: Vec<String>,
    /// An authority, or what was notified.
    pub authority: Option<String>,
    /// When it was notified to the Secretary-General.
    pub notified: Option<String>,
    /// Who may see it.
    pub class: String,
}

/// A paragraph.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ParagraphView {
    /// Its name in its place.
    pub key: String,
    /// Language.
    pub language: String,
    /// The text.
    pub text: String,
    /// Whether it translates another language of the same paragraph.
    pub is_translation: bool,
    /// Who may see it.
    pub class: String,
    /// The mechanism and day it was taken over from.
    pub reused: Option<String>,
}

/// A reference.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReferenceView {
    /// Its name in its place.
    pub key: String,
    /// legislation, case, statistic, decision, source.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Provision.
    pub provision: Option<String>,
    /// As of which day.
    pub as_of: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Value, numerator, denominator, missing, cut-off and SHA-256 of the table, of a statistic.
    pub figure: Option<BTreeMap<String, String>>,
}

/// An observation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ObservationView {
    /// Its name.
    pub key: String,
    /// Cluster.
    pub cluster: String,
    /// Instrument.
    pub instrument: String,
    /// Provision.
    pub article: String,
    /// gap, good_practice, suggestion, ta_need.
    pub kind: String,
    /// The questions it responds to.
    pub questions: Vec<String>,
    /// The kind of assistance, of a need.
    pub assistance: Option<String>,
    /// Agreement by State.
    pub assent: BTreeMap<String, String>,
    /// planned, underway, done, not_planned.
    pub progress: Option<String>,
    /// Paragraphs.
    pub paragraphs: Vec<ParagraphView>,
    /// References.
    pub references: Vec<ReferenceView>,
}

/// A text elsewhere.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TextView {
    /// Where.
    pub place: String,
    /// The organisation; none for the parties.
    pub organisation: Option<String>,
    /// Paragraphs.
    pub paragraphs: Vec<ParagraphView>,
    /// References.
    pub references: Vec<ReferenceView>,
}

/// A step.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DueView {
    /// Cluster.
    pub cluster: String,
    /// Instrument, if the step has dates of its own for one.
    pub instrument: Option<String>,
    /// Step.
    pub step: String,
    /// When it should be.
    pub target: Option<String>,
    /// When it was.
    pub actual: Option<String>,
}

/// What the readers may see.
pub fn view(desk: &Desk<'_>) -> View {
    let picture = desk.picture;
    let mut answers: BTreeMap<_, AnswerView> = BTreeMap::new();
    let mut texts = Vec::new();
    let answer = |voice: &Voice, question: &str| -> (_, AnswerView) {
        let known = desk.questionnaire.get(question);
        let blank = AnswerView {
            question: question.to_owned(),
            article: known.map(|question| question.article.clone()),
            tag: known.map(|question| question.tag.as_str().to_owned()),
            organisation: organisation(voice),
            values: Vec::new(),
            paragraphs: Vec::new(),
            references: Vec::new(),
        };
        ((desk.questionnaire.rank(question), voice.clone()), blank)
    };
    for (voice, by_question) in &picture.answers {
        for (question, values) in by_question {
            let (place, blank) = answer(voice, question);
            let known = desk.questionnaire.get(question);
            let values = values.iter().map(|held| value(desk, known, held.class.as_str(), &held.value.value));
            answers.entry(place).or_insert(blank).values.extend(values);
        }
    }
    for ((voice, section), passage) in &picture.passages {
        match section {
            Section::Answer(question) => {
                let (place, blank) = answer(voice, question);
                let entry = answers.entry(place).or_insert(blank);
                entry.paragraphs = paragraphs(passage);
                entry.references = references(passage);
            }
            Section::Observation(_) => {}
            other => texts.push(TextView {
                place: other.to_string(),
                organisation: organisation(voice),
                paragraphs: paragraphs(passage),
                references: references(passage),
            }),
        }
    }
    View {
        format: "palermo-review-view-1",
        review: picture.id.to_string(),
        state: picture.opening.state.clone(),
        reviewers: picture.reviewers.keys().cloned().collect(),
        audience: desk.audience.role.to_string(),
        date: desk.today.to_string(),
        questionnaire: picture.questionnaire.clone(),
        answers: answers.into_values().collect(),
        observations: observations(desk),
        texts,
        calendar: review::calendar::calendar(picture, desk.mechanism)
            .into_iter()
            .filter(|due| due.target.is_some() || due.actual.is_some())
            .map(|due| DueView {
                cluster: due.cluster.to_string(),
                instrument: due.instrument.map(|one| one.to_string()),
                step: due.step.to_string(),
                target: due.target.map(|(date, _)| date.to_string()),
                actual: due.actual.map(|date| date.to_string()),
            })
            .collect(),
    }
}

fn organisation(voice: &Voice) -> Option<String> {
    match voice {
        Voice::State => None,
        Voice::Organisation(name) => Some(name.clone()),
    }
}

fn value(
    desk: &Desk<'_>,
    question: Option<&review::questionnaire::Question>,
    class: &str,
    value: &Value,
) -> ValueView {
    let figures = if let Value::Figures(rows) = value { rows.as_slice() } else { &[] };
    let (authority, notified) = match value {
        Value::Designated { authority, notified, .. } => (Some(authority.clone()), *notified),
        _ => (None, None),
    };
    ValueView {
        keys: value.keys().into_iter().map(str::to_owned).collect(),
        text: desk.value(question, value),
        figures: figures.iter().map(Figure::line).collect(),
        authority,
        notified: notified.map(|day| day.to_string()),
        class: class.to_owned(),
    }
}

fn observations(desk: &Desk<'_>) -> Vec<ObservationView> {
    let mut all = Vec::new();
    for (key, observation) in &desk.picture.observations {
        let Some(topic) = observation.topic() else { continue };
        let passage = desk.picture.passage(&Voice::State, &Section::Observation(key.0.clone()));
        let assent = observation.assent.iter().filter_map(|(state, versions)| {
            versions.last().map(|held| (state.clone(), held.value.0.to_string()))
        });
        all.push(ObservationView {
            key: key.0.clone(),
            cluster: topic.cluster.to_string(),
            instrument: topic.instrument.to_string(),
            article: topic.article.clone(),
            kind: topic.kind.to_string(),
            questions: topic.questions.iter().cloned().collect(),
            assistance: topic.assistance.clone(),
            assent: assent.collect(),
            progress: observation.state().map(|state| state.to_string()),
            paragraphs: passage.map(paragraphs).unwrap_or_default(),
            references: passage.map(references).unwrap_or_default(),
        });
    }
    all
}

fn paragraphs(passage: &Passage) -> Vec<ParagraphView> {
    let mut all = Vec::new();
    for (key, languages) in &passage.paragraphs {
        for (language, versions) in languages {
            all.extend(versions.iter().map(|held| ParagraphView {
                key: key.0.clone(),
                language: language.clone(),
                text: held.value.text.clone(),
                is_translation: held.value.translates.is_some(),
                class: held.class.to_string(),
                reused: held.value.reuse.as_ref().map(|reuse| format!("{}, {}", reuse.mechanism, reuse.date)),
            }));
        }
    }
    all
}

fn references(passage: &Passage) -> Vec<ReferenceView> {
    let one = |key: &str, Held { value: reference, .. }: &Held<Reference>| ReferenceView {
        key: key.to_owned(),
        kind: reference.kind.to_string(),
        title: reference.title.clone(),
        provision: reference.provision.clone(),
        as_of: reference.as_of.map(|date| date.to_string()),
        url: reference.url.clone(),
        figure: reference.figure.as_ref().map(|figure| {
            let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
            [
                ("measure", figure.measure.clone()),
                ("value", figure.value.clone()),
                ("numerator", number(figure.numerator)),
                ("denominator", number(figure.denominator)),
                ("missing", figure.missing.to_string()),
                ("cut_off", figure.cut_off.to_string()),
                ("sha256", figure.sha256.clone()),
            ]
            .map(|(name, value)| (name.to_owned(), value))
            .into()
        }),
    };
    passage
        .references
        .iter()
        .flat_map(|(key, versions)| versions.iter().map(|held| one(&key.0, held)))
        .collect()
}
