//! What others wrote: filled questionnaires, copies, submissions, earlier answers.

use std::collections::BTreeMap;
use std::fs;

use review::questionnaire::{Kind, Question, Questionnaire};
use review::statement::{Evidence, Figure, Purpose, Reuse, Says, Section, Value};
use review::{Error, Log, Picture};

use super::answer::{reference, section, wrong_answer};
use super::earlier;
use super::file::{Bench, Desk, Open, read, save};
use super::options::{Import, Merge};
use super::said::wrong;
use crate::{Outcome, Usage};

pub(super) fn import(options: &Import, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let ending =
        options.other.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "docx" => {
            filled(&mut desk, &options.other)?;
            desk.finish_taking_in()
        }
        "json" => {
            let text = read(&options.other, &desk.bench.words)?;
            let reuse = reuse(options, &desk)?;
            earlier::of_json(&mut desk, &text, &reuse)?;
            desk.finish_taking_in()
        }
        _ => of_log(desk, options),
    }
}

fn reuse(options: &Import, desk: &Desk) -> miette::Result<Reuse> {
    let words = &desk.bench.words;
    let Some(text) = &options.reused else {
        return Err(Usage::report(words.text("review-no-reuse"), words.text("review-no-reuse-help")));
    };
    let (mechanism, day) = text.rsplit_once(';').unwrap_or((text, ""));
    Ok(Reuse { mechanism: mechanism.trim().to_owned(), date: desk.bench.day(day)? })
}

/// Another log: a copy of this review, an organisation's submission, or an earlier review whose answers are taken over.
fn of_log(mut desk: Desk, options: &Import) -> miette::Result<Outcome> {
    let other = Open::read(&options.other, &desk.bench.words)?;
    let words = &desk.bench.words;
    let theirs = other.picture(&desk.bench)?;
    if options.reused.is_some() {
        let reuse = reuse(options, &desk)?;
        earlier::of_review(&mut desk, &theirs, &reuse)?;
        return desk.finish_taking_in();
    }
    let before = desk.open.log.entries().len();
    if theirs.opening.purpose == Purpose::Parallel && desk.picture.opening.purpose == Purpose::Review {
        if theirs.opening.state != desk.picture.opening.state {
            let error = Error::Unrelated {
                left: format!("{} {}", desk.picture.opening.state, desk.picture.id.short()),
                right: format!("{} {}", theirs.opening.state, theirs.id.short()),
            };
            return Err(wrong(&options.other, &error, words));
        }
        let released = other
            .log
            .seen_by(&review::Audience::of(review::mechanism::Role::Secretariat), &desk.bench.mechanism);
        desk.open.log.receive(&released);
    } else {
        let merged = std::mem::take(&mut desk.open.log).merge(&other.log);
        desk.open.log = merged.map_err(|error| wrong(&options.other, &error, words))?;
    }
    let added = desk.open.log.entries().len() - before;
    desk.open.save(words)?;
    say!("{}", words.get("review-taken-in", &[("count", added.into())]));
    conflicts(&desk.open.log, &desk.bench)?;
    Ok(desk.open.outcome(&desk.bench))
}

fn desk_language(desk: &Desk) -> &'static str {
    desk.bench.words.language().code()
}

pub(super) fn tri_state(key: &str) -> Option<Value> {
    match key {
        "yes" => Some(Value::Yes),
        "in_part" => Some(Value::InPart),
        "no" => Some(Value::No),
        _ => None,
    }
}

/// A questionnaire that was filled in with a word processor: only what was changed or added is said.
fn filled(desk: &mut Desk, path: &std::path::Path) -> miette::Result<()> {
    let words = &desk.bench.words;
    let bytes = fs::read(path).map_err(|error| {
        let values = [("file", path.display().to_string().into()), ("error", error.to_string().into())];
        Usage::report(words.get("review-cannot-read", &values), words.text("review-cannot-read-help"))
    })?;
    let fields = papers::docx::read(&bytes).map_err(|error| {
        let values = [("file", path.display().to_string().into()), ("error", error.to_string().into())];
        Usage::report(words.get("review-cannot-read", &values), words.text("review-docx-help"))
    })?;
    let questionnaire = desk.questionnaire()?;
    let mut choices = BTreeMap::<String, Vec<(String, bool)>>::new();
    for (tag, text) in &fields {
        let text = text.trim();
        let parts: Vec<&str> = tag.split('/').collect();
        match parts.as_slice() {
            ["value", id] => value_field(desk, &questionnaire, id, text)?,
            ["choice", id, key] if !text.is_empty() => {
                choices.entry((*id).to_owned()).or_default().push(((*key).to_owned(), text == "yes"));
            }
            ["text", place, "new"] if !text.is_empty() => {
                text_field(desk, &questionnaire, place, None, text)?;
            }
            ["text", place, key, language] => {
                text_field(desk, &questionnaire, place, Some((key, language)), text)?;
            }
            ["law", id, "new"] if !text.is_empty() => {
                let question = questionnaire.find(id).map_err(|error| desk.refuse(&error))?;
                for (at, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
                    let (section, key) = (Section::Answer(question.id.clone()), desk.new_key("r", at, line));
                    let reference = Some(reference(Evidence::Legislation, line, None));
                    desk.say(Says::Cites { section, key, reference })?;
                }
            }
            _ => {}
        }
    }
    for (id, keys) in choices {
        let question = questionnaire.find(&id).map_err(|error| desk.refuse(&error))?;
        let chosen = keys.into_iter().filter(|(_, is_chosen)| *is_chosen).map(|(key, _)| key).collect();
        say_value(desk, question, Value::Chosen(chosen))?;
    }
    Ok(())
}

fn value_field(desk: &mut Desk, questionnaire: &Questionnaire, id: &str, text: &str) -> miette::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let question = questionnaire.find(id).map_err(|error| desk.refuse(&error))?;
    let value = match question.kind {
        Kind::YesNo => tri_state(text),
        Kind::Number => {
            let rows: Option<Vec<Figure>> =
                text.lines().filter(|line| !line.trim().is_empty()).map(Figure::parse).collect();
            rows.map(Value::Figures)
        }
        Kind::Designation => {
            Some(Value::Designated { authority: text.to_owned(), languages: Vec::new(), notified: None })
        }
        _ => None,
    };
    let value = value.ok_or_else(|| desk.refuse(&wrong_answer(question)))?;
    say_value(desk, question, value)
}

/// Says a value, unless it is the one that holds.
fn say_value(desk: &mut Desk, question: &Question, value: Value) -> miette::Result<()> {
    if !question.takes(&value) {
        return Err(desk.refuse(&wrong_answer(question)));
    }
    let is_same = match (desk.picture.answer(&desk.author.voice(), &question.id), &value) {
        ([held], Value::Designated { authority, .. }) => {
            matches!(&held.value.value, Value::Designated { authority: before, .. } if before == authority)
        }
        ([held], value) => held.value.value == *value,
        // Nothing ticked of a question that nobody answered is no answer.
        ([], Value::Chosen(keys)) => keys.is_empty(),
        _ => false,
    };
    if !is_same {
        desk.say(Says::Value { question: question.id.clone(), value: Some(value), reuse: None })?;
    }
    Ok(())
}

fn text_field(
    desk: &mut Desk,
    questionnaire: &Questionnaire,
    place: &str,
    paragraph: Option<(&&str, &&str)>,
    text: &str,
) -> miette::Result<()> {
    let section =
        section(place, &desk.picture, questionnaire, &desk.bench.mechanism, desk.author.state.as_deref())
            .map_err(|error| desk.refuse(&error))?;
    let passage = desk.picture.passage(&desk.author.voice(), &section).cloned().unwrap_or_default();
    let (key, language) = match paragraph {
        Some((key, language)) => ((*key).to_owned(), (*language).to_owned()),
        None => (desk.new_key("p", passage.paragraphs.len(), text), desk_language(desk).to_owned()),
    };
    let found = passage.paragraphs.iter().find(|(own, _)| own.0 == key);
    let versions =
        found.and_then(|(_, languages)| languages.get(&language)).map(Vec::as_slice).unwrap_or_default();
    if let [held] = versions
        && held.value.text.trim() == text
    {
        return Ok(());
    }
    let translates = versions.first().and_then(|held| held.value.translates);
    let text = Some(text.to_owned()).filter(|text| !text.is_empty());
    desk.say(Says::Paragraph { section, key, language, text, translates, reuse: None })?;
    Ok(())
}

pub(super) fn merge(options: &Merge, words: report::Words) -> miette::Result<Outcome> {
    let bench = Bench::open(&options.setting, words)?;
    let left = Open::read(&options.left, &bench.words)?;
    let right = Open::read(&options.right, &bench.words)?;
    let (ours, theirs) = (left.log.entries().len(), right.log.entries().len());
    let out = options.out.as_ref().unwrap_or(&options.left);
    let mut merged = left.log.clone().merge(&right.log).map_err(|error| bench.refuse(&error))?;
    save(out, &mut merged, &bench.words)?;
    let values = [
        ("left", ours.into()),
        ("right", theirs.into()),
        ("all", merged.entries().len().into()),
        ("file", out.display().to_string().into()),
    ];
    say!("{}", bench.words.get("review-merged", &values));
    conflicts(&merged, &bench)?;
    let (first, second) = (left.outcome(&bench), right.outcome(&bench));
    Ok(if first == Outcome::Done { second } else { first })
}

/// Says where two people contradict each other.
fn conflicts(log: &Log, bench: &Bench) -> miette::Result<()> {
    let picture = Picture::of(log).map_err(|error| bench.refuse(&error))?;
    let mut places = Vec::new();
    for answers in picture.answers.values() {
        places.extend(
            answers.iter().filter(|(_, versions)| versions.len() > 1).map(|(question, _)| question.clone()),
        );
    }
    for ((_, section), passage) in &picture.passages {
        for (key, languages) in &passage.paragraphs {
            if languages.values().any(|versions| versions.len() > 1) {
                places.push(format!("{section}/{}", key.0));
            }
        }
    }
    if !places.is_empty() {
        let values = [("count", places.len().into()), ("places", places.join(", ").into())];
        say!("{}", bench.words.get("review-conflicts", &values));
    }
    Ok(())
}
