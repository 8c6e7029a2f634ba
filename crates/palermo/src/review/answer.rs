//! Answers, paragraphs and references.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use review::mechanism::{Cluster, Instrument, Mechanism};
use review::picture::{Key, Passage};
use review::questionnaire::{Question, Questionnaire};
use review::statement::{Cited, Evidence, Figure, Id, Reference, Reuse, Says, Section, Value};
use review::statistics::{Direction, End, Measures, Part, Share, Table, measures};
use review::{Error, Picture};

use super::file::Desk;
use super::new::check_part;
use super::options::{Answer, TriState, Words, Write};
use crate::{Outcome, Usage};

pub(super) fn answer(options: &Answer, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let questionnaire = desk.questionnaire()?;
    let question = questionnaire.find(&options.question).map_err(|error| desk.refuse(&error))?;
    if let Some((cluster, instrument)) = questionnaire.place(&question.id) {
        check_part(&desk.picture, &desk.bench.mechanism, cluster, instrument)
            .map_err(|error| desk.refuse(&error))?;
    }
    let reuse = reuse(options.words.reused.as_ref(), &desk)?;
    if let Some(value) = value(options, question, &desk)? {
        desk.say(Says::Value { question: question.id.clone(), value: Some(value), reuse: reuse.clone() })?;
    }
    write_words(&mut desk, &Section::Answer(question.id.clone()), &options.words, reuse.as_ref())?;
    confirm(&mut desk, options, question)?;
    desk.finish()
}

/// An answer taken over and given again with the same words is confirmed by whoever gives it.
fn confirm(desk: &mut Desk, options: &Answer, question: &Question) -> miette::Result<()> {
    let is_given = options.value.is_some()
        || options.designated.is_some()
        || !(options.choose.is_empty() && options.figure.is_empty());
    if options.words.reused.is_some() || !is_given {
        return Ok(());
    }
    let section = Section::Answer(question.id.clone());
    let passage = desk.picture.passage(&desk.author.voice(), &section).cloned().unwrap_or_default();
    for (key, languages) in &passage.paragraphs {
        for (language, versions) in languages {
            for held in versions.iter().filter(|held| held.value.reuse.is_some()) {
                desk.say(Says::Paragraph {
                    section: section.clone(),
                    key: key.0.clone(),
                    language: language.clone(),
                    text: Some(held.value.text.clone()),
                    translates: held.value.translates,
                    reuse: None,
                })?;
            }
        }
    }
    Ok(())
}

fn value(options: &Answer, question: &Question, desk: &Desk) -> miette::Result<Option<Value>> {
    let value = if let Some(value) = options.value {
        match value {
            TriState::Yes => Value::Yes,
            TriState::InPart => Value::InPart,
            TriState::No => Value::No,
        }
    } else if !options.choose.is_empty() {
        Value::Chosen(options.choose.iter().map(|key| key.trim().to_lowercase()).collect())
    } else if !options.figure.is_empty() {
        let rows: Option<Vec<Figure>> = options.figure.iter().map(|line| Figure::parse(line)).collect();
        Value::Figures(rows.ok_or_else(|| desk.refuse(&wrong_answer(question)))?)
    } else if let Some(authority) = options.designated.clone() {
        let notified = options.notified.as_ref().map(|text| desk.bench.day(text)).transpose()?;
        Value::Designated { authority, languages: Vec::new(), notified }
    } else {
        return Ok(None);
    };
    if question.takes(&value) { Ok(Some(value)) } else { Err(desk.refuse(&wrong_answer(question))) }
}

/// The answer does not fit the question.
pub(super) fn wrong_answer(question: &Question) -> Error {
    Error::WrongAnswer {
        question: question.id.clone(),
        kind: question.kind.as_str(),
        choices: question.choices.iter().map(|choice| choice.key.clone()).collect(),
    }
}

pub(super) fn write(options: &Write, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let questionnaire = desk.questionnaire()?;
    let section = section(
        &options.place,
        &desk.picture,
        &questionnaire,
        &desk.bench.mechanism,
        desk.author.state.as_deref(),
    )
    .map_err(|error| desk.refuse(&error))?;
    let reuse = reuse(options.words.reused.as_ref(), &desk)?;
    write_words(&mut desk, &section, &options.words, reuse.as_ref())?;
    desk.finish()
}

/// The place that a person names: a question, `closing:I:tip`, `feedback:I:tip`, `summary:I:tip`, `submission`,
/// `paper:KEY`, or an observation.
pub(super) fn section(
    text: &str,
    picture: &Picture,
    questionnaire: &Questionnaire,
    mechanism: &Mechanism,
    state: Option<&str>,
) -> Result<Section, Error> {
    let mut parts = text.split(':');
    let (kind, cluster, instrument) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let unknown = || Error::UnknownKey { what: "place", key: text.to_owned(), near: Vec::new() };
    if matches!(kind, "closing" | "feedback" | "summary") {
        let place = cluster.and_then(Cluster::parse).zip(instrument.and_then(Instrument::parse));
        let (cluster, instrument) = place.ok_or_else(unknown)?;
        check_part(picture, mechanism, cluster, instrument)?;
        return Ok(match kind {
            "closing" => Section::Closing(cluster, instrument),
            "summary" => Section::Summary(cluster, instrument),
            _ => Section::Feedback(
                cluster,
                instrument,
                parts.next().or(state).unwrap_or_default().to_uppercase(),
            ),
        });
    }
    match (kind, cluster) {
        ("submission", None) => return Ok(Section::Submission),
        ("paper", Some(key)) => {
            let keys = picture.papers.keys().map(|(_, own)| own);
            return Ok(Section::Paper(Key::find(key, keys, "place")?.0.clone()));
        }
        _ => {}
    }
    // Questions and observations are never called alike; what is like neither is told as a question.
    let begins = format!("{text}.");
    match picture.find_observation(text) {
        Ok((key, _)) => Ok(Section::Observation(key.0.clone())),
        Err(error) if picture.observations.keys().any(|key| key.0.starts_with(&begins)) => Err(error),
        Err(_) => questionnaire.find(text).map(|question| Section::Answer(question.id.clone())),
    }
}

fn reuse(text: Option<&String>, desk: &Desk) -> miette::Result<Option<Reuse>> {
    let Some(text) = text else { return Ok(None) };
    let (mechanism, day) = text.rsplit_once(';').unwrap_or((text, ""));
    let date = desk.bench.day(day)?;
    Ok(Some(Reuse { mechanism: mechanism.trim().to_owned(), date }))
}

/// Says the paragraphs and references that were given.
pub(super) fn write_words(
    desk: &mut Desk,
    section: &Section,
    options: &Words,
    reuse: Option<&Reuse>,
) -> miette::Result<()> {
    let passage = desk.picture.passage(&desk.author.voice(), section).cloned().unwrap_or_default();
    let language = options.language.clone().or_else(|| desk.picture.opening.languages.first().cloned());
    let language = language.unwrap_or_else(|| "en".to_owned());
    let most = desk.bench.mechanism.length(match section {
        Section::Observation(_) => "observation_paragraph",
        _ => "answer_paragraph",
    });
    let most = most.map(|length| length.words);
    for (at, text) in options.text.iter().enumerate() {
        let (key, translates) = match &options.paragraph {
            Some(key) => {
                paragraph(&passage, key, options.translation).map_err(|error| desk.refuse(&error))?
            }
            None => (desk.new_key("p", passage.paragraphs.len() + at, text), None),
        };
        let count = text.split_whitespace().count();
        if let Some(most) = most.filter(|most| count > *most) {
            let values = [("words", count.into()), ("most", most.into())];
            warn!("{}", desk.bench.words.get("review-doc-too-long", &values));
        }
        desk.say(Says::Paragraph {
            section: section.clone(),
            key,
            language: language.clone(),
            text: Some(text.clone()),
            translates,
            reuse: reuse.cloned(),
        })?;
    }
    let mut references = Vec::new();
    for (kind, lines) in [
        (Evidence::Legislation, &options.law),
        (Evidence::Case, &options.case),
        (Evidence::Source, &options.source),
    ] {
        references.extend(lines.iter().map(|line| reference(kind, line, None)));
    }
    for id in &options.decision {
        crate::law::known(id, &desk.bench.words)?;
    }
    references.extend(options.decision.iter().map(|id| reference(Evidence::Decision, id, None)));
    if let (Some(path), Some(table)) = (&options.requests.table, desk.bench.requests(&options.requests)?) {
        for wanted in &options.statistic {
            references.push(statistic(wanted, path, &table, desk)?);
        }
    }
    for (at, reference) in references.into_iter().enumerate() {
        let key = desk.new_key("r", passage.references.len() + at, &reference.title);
        desk.say(Says::Cites { section: section.clone(), key, reference: Some(reference) })?;
    }
    for key in &options.withdraw {
        withdraw(desk, section, &passage, key)?;
    }
    Ok(())
}

/// A paragraph that is there, and the original that a translation renders.
fn paragraph(passage: &Passage, key: &str, is_translation: bool) -> Result<(String, Option<Id>), Error> {
    let own = Key::find(key, passage.paragraphs.keys(), "paragraph")?;
    let languages = passage.paragraphs.get(own).into_iter().flat_map(BTreeMap::values);
    let original = languages.flatten().find(|held| held.value.translates.is_none());
    Ok((own.0.clone(), original.filter(|_| is_translation).map(|held| held.id)))
}

fn withdraw(desk: &mut Desk, section: &Section, passage: &Passage, key: &str) -> miette::Result<()> {
    let keys = passage.paragraphs.keys().chain(passage.references.keys());
    let own = Key::find(key, keys, "paragraph").map_err(|error| desk.refuse(&error))?;
    for language in passage.paragraphs.get(own).into_iter().flat_map(BTreeMap::keys) {
        let (section, key, language) = (section.clone(), own.0.clone(), language.clone());
        desk.say(Says::Paragraph { section, key, language, text: None, translates: None, reuse: None })?;
    }
    if passage.references.contains_key(own) {
        desk.say(Says::Cites { section: section.clone(), key: own.0.clone(), reference: None })?;
    }
    Ok(())
}

/// `title; provision; address`, the last two left out where there are none.
pub(super) fn reference(kind: Evidence, line: &str, as_of: Option<Date>) -> Reference {
    let mut reference =
        Reference { kind, title: String::new(), provision: None, as_of, url: None, figure: None };
    for (at, part) in line.split(';').map(str::trim).filter(|part| !part.is_empty()).enumerate() {
        if part.starts_with("https://") || part.starts_with("http://") {
            reference.url = Some(part.to_owned());
        } else if at == 0 {
            part.clone_into(&mut reference.title);
        } else {
            reference.provision = Some(match reference.provision.take() {
                Some(before) => format!("{before}; {part}"),
                None => part.to_owned(),
            });
        }
    }
    reference
}

/// `M2:mla:in`: a measure of a group of requests in one direction.
fn statistic(wanted: &str, path: &Path, table: &Table, desk: &Desk) -> miette::Result<Reference> {
    let words = &desk.bench.words;
    let mut parts = wanted.split(':');
    let measure = parts.next().unwrap_or_default().to_uppercase();
    let group = parts.next().unwrap_or_default().to_lowercase();
    let direction = parts.next().and_then(Direction::parse);
    let entry = desk.bench.vocabulary.groups.iter().find(|one| one.key == group);
    let (Some(direction), Some(entry)) = (direction, entry) else {
        let groups: Vec<&str> = desk.bench.vocabulary.groups.iter().map(|one| one.key.as_str()).collect();
        let said = words.get("review-no-statistic", &[("text", wanted.into())]);
        return Err(Usage::report(
            said,
            words.get("review-no-statistic-help", &[("groups", groups.join(", ").into())]),
        ));
    };
    let kinds: BTreeSet<&str> = desk
        .bench
        .vocabulary
        .kinds
        .iter()
        .filter(|kind| kind.group == entry.key)
        .map(|kind| kind.key.as_str())
        .collect();
    let found = measures(table, &desk.bench.vocabulary, |row| {
        row.direction == direction && kinds.contains(row.kind.as_str())
    });
    let Some((value, numerator, denominator, missing)) =
        cited(&measure, &found, desk.bench.vocabulary.smallest_cell, words)
    else {
        let said = words.get("review-no-statistic", &[("text", wanted.into())]);
        return Err(Usage::report(said, words.text("review-no-statistic-small")));
    };
    let number = |count: usize| u64::try_from(count).ok();
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = format!(
        "{}, {}",
        entry.name.get(words.language().code()),
        words.text(&format!("review-direction-{direction}"))
    );
    Ok(Reference {
        kind: Evidence::Statistic,
        title: format!("{title} ({name})"),
        provision: None,
        as_of: None,
        url: None,
        figure: Some(Cited {
            measure,
            value,
            numerator: numerator.and_then(number),
            denominator: number(denominator),
            missing: u64::try_from(missing).unwrap_or(0),
            cut_off: table.cut_off,
            sha256: table.sha256.clone(),
        }),
    })
}

type Counted = (String, Option<usize>, usize, usize);

/// A measure as it is cited; none if it is unknown, or stands for too few to be shown.
fn cited(measure: &str, found: &Measures, smallest: usize, words: &report::Words) -> Option<Counted> {
    if found.count < smallest {
        return None;
    }
    let part = |part: Part| Some((words.percent(part.share?), None, part.rows, part.missing));
    let share = |share: &Share| -> Option<Counted> {
        let (numerator, value) = share.numerator.zip(share.value())?;
        Some((words.percent(value), Some(numerator), share.denominator, share.missing))
    };
    match measure {
        "M1" => found.acknowledgement.days.map(|days| {
            let median = found.acknowledgement;
            (words.get("review-days", &[("days", days.into())]), Some(median.ended), median.count, 0)
        }),
        "M2" => found.resolution.days.map(|days| {
            (
                words.get("review-days", &[("days", days.into())]),
                Some(found.resolution.ended),
                found.resolution.count,
                0,
            )
        }),
        "M3" => {
            let (shares, _) = found.within_year.as_ref()?;
            Some((words.percent(*shares.get(&End::Executed)?), None, found.count, 0))
        }
        "M4" => share(&found.on_time),
        "M5" => share(&found.complete_at_first),
        "M6" => share(&found.refused),
        "M7" => share(&found.partly),
        "M8" => part(found.waited),
        "M9" => share(&found.consulted),
        "M10" => share(&found.reasons),
        "M11" => share(&found.submitted),
        "M15" if found.open >= smallest => Some((words.count(found.open), Some(found.open), found.count, 0)),
        "M16" => share(&found.by_convention),
        "M17" => part(found.translation),
        "M18" => share(&found.used),
        _ => None,
    }
}
