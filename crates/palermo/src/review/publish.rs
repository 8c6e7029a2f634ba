//! Clearing outputs, and opening paragraphs to more readers.

use std::collections::BTreeSet;

use review::mechanism::Class;
use review::picture::Key;
use review::statement::{Id, Says, Section, Voice};
use review::{Error, Picture};

use super::answer::section;
use super::file::Desk;
use super::options::{Clear, Publish};
use crate::{Outcome, Usage};

pub(super) fn clear(options: &Clear, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let questionnaire = desk.questionnaire()?;
    let (output, cluster, instrument) = (options.output, options.cluster, options.instrument);
    let covers = desk.picture.covered(output, cluster, instrument, &questionnaire);
    if covers.is_empty() {
        return Err(desk.refuse(&Error::Nothing));
    }
    desk.say(Says::Cleared { output, cluster, instrument, covers })?;
    desk.finish()
}

pub(super) fn publish(options: &Publish, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    if options.class == Class::Public && !options.for_ever {
        let words = &desk.bench.words;
        return Err(Usage::report(words.text("review-for-ever"), words.text("review-for-ever-help")));
    }
    let questionnaire = desk.questionnaire()?;
    let mut wanted = BTreeSet::new();
    for place in &options.places {
        let (place, paragraph) = place.split_once('/').map_or((place.as_str(), None), |(a, b)| (a, Some(b)));
        let state = desk.author.state.clone();
        let found = if place == "calendar" || place == "consultations" || place == "papers" {
            others(&desk, place)
        } else {
            let place =
                section(place, &desk.picture, &questionnaire, &desk.bench.mechanism, state.as_deref())
                    .map_err(|error| desk.refuse(&error))?;
            statements(&desk.picture, &desk.author.voice(), &place, paragraph)
                .map_err(|error| desk.refuse(&error))?
        };
        if found.is_empty() {
            return Err(desk.refuse(&Error::Nothing));
        }
        wanted.extend(found);
    }
    let standing = desk.open.log.standing();
    let now = desk.open.log.entries().iter().zip(&standing.class);
    let now: Vec<(Id, Class)> = now.map(|(entry, class)| (entry.id, *class)).collect();
    let mut is_open = true;
    for (id, class) in now {
        if wanted.contains(&id) && class < options.class {
            is_open = false;
            desk.say(Says::Released { what: id, class: options.class })?;
        }
    }
    if is_open {
        return Err(desk.refuse(&Error::Narrower { now: options.class }));
    }
    desk.finish()
}

/// The statements that hold at a place: its answer, paragraphs and references, or one paragraph.
fn statements(
    picture: &Picture,
    voice: &Voice,
    section: &Section,
    paragraph: Option<&str>,
) -> Result<Vec<Id>, Error> {
    let mut ids = Vec::new();
    if let Some(passage) = picture.passage(voice, section) {
        let keys = || passage.paragraphs.keys().chain(passage.references.keys());
        let wanted = paragraph.map(|wanted| Key::find(wanted, keys(), "paragraph")).transpose()?;
        let is_wanted = |key: &Key| wanted.is_none_or(|wanted| wanted == key);
        for (_, languages) in passage.paragraphs.iter().filter(|(key, _)| is_wanted(key)) {
            ids.extend(languages.values().flatten().map(|held| held.id));
        }
        for (_, versions) in passage.references.iter().filter(|(key, _)| is_wanted(key)) {
            ids.extend(versions.iter().map(|held| held.id));
        }
    }
    if paragraph.is_some() {
        return Ok(ids);
    }
    match section {
        Section::Answer(question) => ids.extend(picture.answer(voice, question).iter().map(|held| held.id)),
        Section::Observation(key) => {
            let found = picture.observations.iter().find(|(own, _)| own.0 == *key);
            ids.extend(
                found.into_iter().flat_map(|(_, observation)| observation.topic.iter().map(|held| held.id)),
            );
        }
        Section::Paper(key) => {
            let found = picture.papers.iter().filter(|((own, name), _)| own == voice && name.0 == *key);
            ids.extend(found.flat_map(|(_, versions)| versions.iter().map(|held| held.id)));
        }
        _ => {}
    }
    Ok(ids)
}

/// Dates, consultations with coalitions, or papers: whatever holds of them.
fn others(desk: &Desk, what: &str) -> Vec<Id> {
    let standing = desk.open.log.standing();
    let voice = desk.author.voice();
    let is_it = |says: &Says| match what {
        "calendar" => matches!(says, Says::Dated { .. } | Says::Party { .. }),
        "consultations" => matches!(says, Says::Consulted { .. } | Says::Coalition { .. }),
        _ => matches!(says, Says::Paper { .. }),
    };
    let entries = desk.open.log.entries().iter().enumerate();
    let current = entries.filter(|(at, entry)| {
        standing.is_current(*at) && is_it(&entry.statement.says) && entry.statement.by.voice() == voice
    });
    current.map(|(_, entry)| entry.id).collect()
}
