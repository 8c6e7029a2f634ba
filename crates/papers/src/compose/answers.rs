//! The questionnaire: to fill in, and as answered.

use review::Questionnaire;
use review::changes::{self, Change as Diff};
use review::completeness::{self, Lack};
use review::mechanism::{Cluster, Instrument};
use review::picture::{Held, Key, Passage, Written};
use review::questionnaire::{Kind, Question};
use review::statement::{Figure, Id, Output, Says, Section, Value, Voice};

use super::{cell, said};
use crate::desk::{Desk, Scope};
use crate::document::{Block, Change, Document, Run};

/// The heading of a question: its id, its provision, how sure that is.
pub(super) fn question_title(desk: &Desk<'_>, question: &Question) -> String {
    let article = said(desk, "review-doc-article", "article", question.article.as_str());
    format!("{} · {article} [{}]", question.id, question.tag.as_str())
}

fn part_head(desk: &Desk<'_>, document: &mut Document, cluster: Cluster, instrument: Instrument) {
    document.heading(1, desk.part_title(cluster, instrument));
    if let Some(articles) = desk.mechanism.articles(cluster, instrument) {
        let values = [("list", articles.list.join(", ").into()), ("tag", articles.tag.as_str().into())];
        document.quiet(desk.words.get("review-doc-articles", &values));
    }
}

pub(super) fn answers(desk: &Desk<'_>, scope: &Scope) -> Document {
    let mut document = desk.document("answers");
    desk.caveats(&mut document);
    for (cluster, instrument) in desk.parts(scope) {
        part_head(desk, &mut document, cluster, instrument);
        clearing(desk, &mut document, Output::Answers, cluster, instrument);
        let mut silent = Vec::new();
        for question in desk.questionnaire.part(cluster, instrument) {
            if desk.picture.is_asked(&Voice::State, question, desk.questionnaire) == Some(false) {
                continue;
            }
            if !desk.takes_part() && !completeness::is_answered(desk.picture, &Voice::State, question) {
                silent.push(question.id.as_str());
                continue;
            }
            answer(desk, &mut document, question, scope);
        }
        if !silent.is_empty() {
            document.quiet(said(desk, "review-doc-silent", "questions", silent.join(", ")));
        }
        closing(desk, &mut document, cluster, instrument, scope);
    }
    orphans(desk, &mut document);
    document
}

/// Who cleared an output, as it is or before it was changed.
pub(super) fn clearing(
    desk: &Desk<'_>,
    document: &mut Document,
    output: Output,
    cluster: Cluster,
    instrument: Instrument,
) {
    if !desk.takes_part() {
        return;
    }
    for (state, is_current) in desk.picture.clearing(output, cluster, instrument, desk.questionnaire) {
        let key = if is_current { "review-doc-cleared" } else { "review-doc-cleared-before" };
        document.quiet(said(desk, key, "state", desk.country(&state)));
    }
}

fn answer(desk: &Desk<'_>, document: &mut Document, question: &Question, scope: &Scope) {
    let values = desk.picture.answer(&Voice::State, &question.id);
    let section = Section::Answer(question.id.clone());
    let passage = desk.picture.passage(&Voice::State, &section);
    document.heading(3, question_title(desk, question));
    document.runs(vec![Run::strong(question.text.get(desk.language()))]);
    if values.len() > 1 {
        document.note(desk.words.text("review-doc-conflict"));
    }
    for held in values {
        let mut runs = vec![Run::plain(desk.value(Some(question), &held.value.value))];
        if values.len() > 1 {
            runs.push(Run::quiet(format!(" – {}", desk.by(held))));
        }
        if let Some(reuse) = &held.value.reuse {
            runs.push(Run::quiet(format!(" · {}", desk.reuse(reuse))));
        }
        document.runs(runs);
    }
    if let Some(passage) = passage {
        paragraphs(desk, document, passage, scope);
        references(desk, document, passage);
    }
    if desk.takes_part() {
        let lacks = completeness::lacks(desk.picture, &Voice::State, question);
        if lacks.first() == Some(&Lack::Answer) {
            document.quiet(desk.words.text("review-lack-answer"));
        } else {
            let by: Vec<String> = desk.contributors(values, passage).into_iter().collect();
            document.quiet(said(desk, "review-doc-by", "people", by.join("; ")));
            if !lacks.is_empty() {
                let lacks: Vec<String> = lacks
                    .iter()
                    .map(|lack| desk.words.text(&format!("review-lack-{}", lack.as_str())))
                    .collect();
                document.quiet(lacks.join(" "));
            }
        }
    }
}

/// The paragraphs of a place: in the language of the paper, beside another language, or with their changes.
pub(super) fn paragraphs(desk: &Desk<'_>, document: &mut Document, passage: &Passage, scope: &Scope) {
    if let Some(beside) = &scope.beside {
        beside_each_other(desk, document, passage, beside);
        return;
    }
    for (key, language, held) in passage.texts(desk.language()) {
        let mut runs =
            if scope.with_changes { changed(desk, held) } else { vec![Run::plain(&held.value.text)] };
        let mut marks = Vec::new();
        if language != desk.language() {
            marks.push(said(desk, "review-doc-language", "language", language));
        }
        if let Some(reuse) = &held.value.reuse {
            marks.push(desk.reuse(reuse));
        }
        let versions = passage.paragraphs.get(key).and_then(|languages| languages.get(language));
        if versions.is_some_and(|versions| versions.len() > 1) {
            marks.push(said(desk, "review-doc-version-of", "by", desk.by(held)));
        }
        if desk.takes_part() {
            let class = desk.words.code("review-class-short", held.class.as_str());
            marks.push(format!("{} · {class}", key.0));
        }
        if !marks.is_empty() {
            runs.push(Run::quiet(format!(" [{}]", marks.join(" · "))));
        }
        document.runs(runs);
    }
}

fn beside_each_other(desk: &Desk<'_>, document: &mut Document, passage: &Passage, beside: &str) {
    let text =
        |languages: &std::collections::BTreeMap<String, Vec<Held<Written>>>, language: &str| -> Vec<Run> {
            let Some(versions) = languages.get(language) else {
                return vec![Run::quiet(desk.words.text("review-doc-no-translation"))];
            };
            let mut runs = Vec::new();
            for held in versions {
                runs.push(Run::plain(&held.value.text));
                let is_current = held
                    .value
                    .translates
                    .is_none_or(|original| languages.values().flatten().any(|other| other.id == original));
                if !is_current {
                    runs.push(Run::quiet(format!(" {}", desk.words.text("review-doc-old-translation"))));
                }
            }
            runs
        };
    let rows: Vec<Vec<Vec<Run>>> = passage
        .paragraphs
        .values()
        .map(|languages| vec![text(languages, desk.language()), text(languages, beside)])
        .collect();
    if !rows.is_empty() {
        let header = vec![desk.language().to_owned(), beside.to_owned()];
        document.blocks.push(Block::Table { header, widths: vec![50, 50], rows });
    }
}

/// A paragraph with what was changed since the version that was cleared last, or since its first.
fn changed(desk: &Desk<'_>, held: &Held<Written>) -> Vec<Run> {
    let Some(earlier) = earlier_version(desk, held.id) else { return vec![Run::plain(&held.value.text)] };
    let change = |is_added: bool| Change { is_added, by: held.by.name.clone(), at: held.at.to_string() };
    changes::compare(&earlier, &held.value.text)
        .into_iter()
        .map(|(diff, text)| Run {
            change: match diff {
                Diff::Kept => None,
                Diff::Added => Some(change(true)),
                Diff::Removed => Some(change(false)),
            },
            ..Run::plain(text)
        })
        .collect()
}

fn earlier_version(desk: &Desk<'_>, id: Id) -> Option<String> {
    let cleared = |id: &Id| desk.picture.cleared.iter().any(|held| held.value.covers.contains(id));
    let (mut open, mut first) = (vec![id], None);
    while let Some(id) = open.pop() {
        let entry = desk.log.get(id)?;
        for before in &entry.statement.replaces {
            let Some(Says::Paragraph { text: Some(text), .. }) =
                desk.log.get(*before).map(|entry| &entry.statement.says)
            else {
                continue;
            };
            first = Some(text.clone());
            if cleared(before) {
                return first;
            }
            open.push(*before);
        }
    }
    first
}

pub(super) fn references(desk: &Desk<'_>, document: &mut Document, passage: &Passage) {
    let line = |key: &Key, held: &Held<review::statement::Reference>| desk.reference(&key.0, &held.value);
    let points = passage
        .references
        .iter()
        .flat_map(|(key, versions)| versions.iter().map(move |held| line(key, held)));
    document.bullets(points.collect());
}

fn closing(
    desk: &Desk<'_>,
    document: &mut Document,
    cluster: Cluster,
    instrument: Instrument,
    scope: &Scope,
) {
    let section = Section::Closing(cluster, instrument);
    if let Some(passage) = desk.picture.passage(&Voice::State, &section) {
        document.heading(2, desk.words.text("review-doc-closing"));
        paragraphs(desk, document, passage, scope);
        references(desk, document, passage);
    }
}

/// Answers whose question is not in the questionnaire any more: kept, and shown at the end.
fn orphans(desk: &Desk<'_>, document: &mut Document) {
    let lost = completeness::without_question(desk.picture, desk.questionnaire);
    if lost.is_empty() || !desk.takes_part() {
        return;
    }
    document.heading(1, desk.words.text("review-doc-orphans"));
    for id in lost {
        document.heading(3, id);
        for held in desk.picture.answer(&Voice::State, id) {
            document.say(desk.value(None, &held.value.value));
        }
        if let Some(passage) = desk.picture.passage(&Voice::State, &Section::Answer(id.to_owned())) {
            paragraphs(desk, document, passage, &Scope::default());
        }
    }
}

/// The questionnaire with a field for each thing that can be answered; what is answered stands in it.
pub(super) fn questionnaire(desk: &Desk<'_>, scope: &Scope) -> Document {
    let mut document = desk.document("questionnaire");
    desk.caveats(&mut document);
    document.note(desk.words.text("review-doc-fill"));
    for (cluster, instrument) in desk.parts(scope) {
        part_head(desk, &mut document, cluster, instrument);
        for question in desk.questionnaire.part(cluster, instrument) {
            document.heading(3, question_title(desk, question));
            document.runs(vec![Run::strong(question.text.get(desk.language()))]);
            condition(desk, &mut document, question, desk.questionnaire);
            fields(desk, &mut document, question);
        }
        document.heading(2, desk.words.text("review-doc-closing"));
        document.say(desk.words.text("review-doc-closing-help"));
        let field = Block::Field {
            tag: format!("text/closing:{cluster}:{instrument}/new"),
            label: desk.words.text("review-field-text"),
            text: String::new(),
            choices: Vec::new(),
        };
        document.blocks.push(field);
    }
    document
}

fn condition(desk: &Desk<'_>, document: &mut Document, question: &Question, questionnaire: &Questionnaire) {
    let Some(follows) = &question.follows else { return };
    let parent = questionnaire.get(&follows.question);
    let name = |key: &String| match key.as_str() {
        "yes" => desk.words.text("review-value-yes"),
        "in_part" => desk.words.text("review-value-in-part"),
        "no" => desk.words.text("review-value-no"),
        key => {
            let choice = parent.and_then(|parent| parent.choices.iter().find(|choice| choice.key == key));
            choice.map_or_else(|| key.to_owned(), |choice| choice.name.get(desk.language()).to_owned())
        }
    };
    let answers: Vec<String> = follows.when.iter().map(name).collect();
    let values = [("question", follows.question.as_str().into()), ("answers", answers.join(" / ").into())];
    document.quiet(desk.words.get("review-doc-only-if", &values));
}

fn fields(desk: &Desk<'_>, document: &mut Document, question: &Question) {
    let mut field = |tag: String, label: &str, text: String, choices: Vec<(String, String)>| {
        document.blocks.push(Block::Field { tag, label: desk.words.text(label), text, choices });
    };
    let values = desk.picture.answer(&Voice::State, &question.id);
    let now = match values {
        [held] => Some(&held.value.value),
        _ => None,
    };
    let id = &question.id;
    match question.kind {
        Kind::YesNo => {
            let codes =
                [("yes", "review-value-yes"), ("in_part", "review-value-in-part"), ("no", "review-value-no")];
            let choices = codes.map(|(code, key)| (code.to_owned(), desk.words.text(key))).to_vec();
            let code =
                now.and_then(|value| value.keys().first().map(|key| (*key).to_owned())).unwrap_or_default();
            field(format!("value/{id}"), "review-field-answer", code, choices);
        }
        Kind::Choice => {
            for choice in &question.choices {
                let codes = [("yes", "review-field-chosen"), ("no", "review-field-not-chosen")];
                let choices = codes.map(|(code, key)| (code.to_owned(), desk.words.text(key))).to_vec();
                let code =
                    now.map_or(
                        "",
                        |value| if value.keys().contains(&choice.key.as_str()) { "yes" } else { "no" },
                    );
                document.blocks.push(Block::Field {
                    tag: format!("choice/{id}/{}", choice.key),
                    label: choice.name.get(desk.language()).to_owned(),
                    text: code.to_owned(),
                    choices,
                });
            }
            field_text(desk, document, question);
            return;
        }
        Kind::Number | Kind::Designation => {
            let text = match now {
                // As they are written into the field: what is read back is what stands here.
                Some(Value::Figures(rows)) => rows.iter().map(Figure::line).collect::<Vec<_>>().join("\n"),
                Some(Value::Designated { authority, .. }) => authority.clone(),
                _ => String::new(),
            };
            let label =
                if question.kind == Kind::Number { "review-field-figures" } else { "review-field-authority" };
            field(format!("value/{id}"), label, text, Vec::new());
        }
        Kind::Text | Kind::References => {}
    }
    field_text(desk, document, question);
}

fn field_text(desk: &Desk<'_>, document: &mut Document, question: &Question) {
    let section = Section::Answer(question.id.clone());
    let passage = desk.picture.passage(&Voice::State, &section);
    for (key, language, held) in passage.into_iter().flat_map(|passage| passage.texts(desk.language())) {
        document.blocks.push(Block::Field {
            tag: format!("text/{}/{}/{language}", question.id, key.0),
            label: desk.words.text("review-field-text"),
            text: held.value.text.clone(),
            choices: Vec::new(),
        });
    }
    document.blocks.push(Block::Field {
        tag: format!("text/{}/new", question.id),
        label: desk.words.text("review-field-new-text"),
        text: String::new(),
        choices: Vec::new(),
    });
    document.blocks.push(Block::Field {
        tag: format!("law/{}/new", question.id),
        label: desk.words.text("review-field-law"),
        text: String::new(),
        choices: Vec::new(),
    });
}

/// A table cell of the answers of some voice: value and words.
pub(super) fn short_answer(desk: &Desk<'_>, voice: &Voice, question: &Question) -> Vec<Run> {
    let values = desk.picture.answer(voice, &question.id);
    let mut lines: Vec<Vec<Run>> =
        values.iter().map(|held| vec![Run::strong(desk.value(Some(question), &held.value.value))]).collect();
    if let Some(passage) = desk.picture.passage(voice, &Section::Answer(question.id.clone())) {
        lines.extend(passage.texts(desk.language()).map(|(_, _, held)| cell(&held.value.text)));
        for (key, versions) in &passage.references {
            lines.extend(versions.iter().map(|held| desk.reference(&key.0, &held.value)));
        }
    }
    if lines.is_empty() { cell("–") } else { lines.join(&Run::plain("\n")) }
}
