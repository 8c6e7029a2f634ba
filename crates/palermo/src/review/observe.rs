//! Observations, agreement to them, and their summary.

use papers::compose::{Paper, document};
use papers::{Desk as Table, Scope};
use review::statement::{Says, Section, Topic};

use super::answer::write_words;
use super::export::with_desk;
use super::file::{Bench, Desk, Open, readers};
use super::options::{Agree, Observe, Summary};
use super::{new::check_part, screen};
use crate::Outcome;

pub(super) fn observe(options: &Observe, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let questionnaire = desk.questionnaire()?;
    let before = match &options.key {
        None => None,
        Some(key) => {
            let (key, observation) =
                desk.picture.find_observation(key).map_err(|error| desk.refuse(&error))?;
            observation.topic().cloned().map(|topic| (key.0.clone(), topic))
        }
    };
    if options.remove {
        if let Some((key, _)) = before {
            desk.say(Says::Observed { key, topic: None })?;
        }
        return desk.finish();
    }
    let mut questions = before.as_ref().map(|(_, topic)| topic.questions.clone()).unwrap_or_default();
    for id in &options.question {
        questions.insert(questionnaire.find(id).map_err(|error| desk.refuse(&error))?.id.clone());
    }
    let old = before.as_ref().map(|(_, topic)| topic);
    let (Some(cluster), Some(instrument), Some(article), Some(kind)) = (
        options.cluster.or(old.map(|topic| topic.cluster)),
        options.instrument.or(old.map(|topic| topic.instrument)),
        options.article.clone().or(old.map(|topic| topic.article.clone())),
        options.kind.or(old.map(|topic| topic.kind)),
    ) else {
        return desk.finish();
    };
    let mechanism = &desk.bench.mechanism;
    check_part(&desk.picture, mechanism, cluster, instrument).map_err(|error| desk.refuse(&error))?;
    mechanism.check_article(cluster, instrument, &article).map_err(|error| desk.refuse(&error))?;
    let assistance = options.assistance.clone().or(old.and_then(|topic| topic.assistance.clone()));
    if let Some(key) = &assistance {
        mechanism.check_assistance(key).map_err(|error| desk.refuse(&error))?;
    }
    let priority = options.priority.or(old.and_then(|topic| topic.priority));
    let topic = Topic { cluster, instrument, article, kind, questions, assistance, priority };
    let key = match &before {
        Some((key, _)) => key.clone(),
        None => desk.new_key("obs", desk.picture.observations.len(), &topic.article),
    };
    if before.as_ref().is_none_or(|(_, old)| *old != topic) {
        desk.say(Says::Observed { key: key.clone(), topic: Some(topic) })?;
    }
    write_words(&mut desk, &Section::Observation(key.clone()), &options.words, None)?;
    say!("{key}");
    desk.finish()
}

pub(super) fn agree(options: &Agree, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let found = desk.picture.find_observation(&options.key).map_err(|error| desk.refuse(&error))?;
    let observation = found.0.0.clone();
    let state = desk.author.state.clone().unwrap_or_default();
    desk.say(Says::Agreed { observation, state, assent: options.assent, note: options.note.clone() })?;
    desk.finish()
}

pub(super) fn summary(options: &Summary, words: report::Words) -> miette::Result<Outcome> {
    if let (false, Some(cluster), Some(instrument), Some(by)) =
        (options.text.is_empty(), options.part.cluster, options.part.instrument, &options.by)
    {
        let mut desk = Desk::at(&options.file, by, &options.setting, words)?;
        check_part(&desk.picture, &desk.bench.mechanism, cluster, instrument)
            .map_err(|error| desk.refuse(&error))?;
        let section = Section::Summary(cluster, instrument);
        let taken = desk
            .picture
            .passage(&desk.author.voice(), &section)
            .map_or(0, |passage| passage.paragraphs.len());
        let language = desk.picture.opening.languages.first().cloned().unwrap_or_else(|| "en".to_owned());
        for (at, text) in options.text.iter().enumerate() {
            let key = desk.new_key("p", taken + at, text);
            let (section, language) = (section.clone(), language.clone());
            let text = Some(text.clone());
            desk.say(Says::Paragraph { section, key, language, text, translates: None, reuse: None })?;
        }
        return desk.finish();
    }
    let bench = Bench::open(&options.setting, words)?;
    let open = Open::read(&options.file, &bench.words)?;
    let picture = open.picture(&bench)?;
    let named = options.readers.as_deref().or(options.by.as_deref()).unwrap_or("public");
    let audience = readers(named, &picture, &bench)?;
    let scope =
        Scope { cluster: options.part.cluster, instrument: options.part.instrument, ..Scope::default() };
    with_desk(&bench, &open, &audience, None, |desk: &Table<'_>| {
        screen::print(&document(desk, &Paper::Summary, &scope));
        Ok(())
    })?;
    Ok(open.outcome(&bench))
}
