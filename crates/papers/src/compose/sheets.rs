//! A review as tables: for those who count, filter and sort within it.

use review::completeness;
use review::statement::{Section, Voice};

use super::calendar::{actual, late, name_of, target};
use crate::desk::{Desk, Scope};
use crate::xlsx::Sheet;

/// Answers, observations and calendar, a sheet each.
pub fn sheets(desk: &Desk<'_>, scope: &Scope) -> Vec<Sheet> {
    vec![answers(desk, scope), observations(desk, scope), calendar(desk)]
}

fn sheet(desk: &Desk<'_>, name: &str, columns: &[(&str, u16)], rows: Vec<Vec<String>>) -> Sheet {
    let columns = columns.iter().map(|(key, width)| (desk.words.text(key), *width)).collect();
    Sheet { name: desk.words.text(name), columns, rows }
}

fn answers(desk: &Desk<'_>, scope: &Scope) -> Sheet {
    let mut rows = Vec::new();
    let mut voices: Vec<(String, Voice)> = vec![(desk.country(&desk.picture.opening.state), Voice::State)];
    let organisations = desk.picture.organisations();
    voices.extend(
        organisations.iter().map(|name| ((*name).to_owned(), Voice::Organisation((*name).to_owned()))),
    );
    for (cluster, instrument) in desk.parts(scope) {
        for question in desk.questionnaire.part(cluster, instrument) {
            for (name, voice) in &voices {
                let values = desk.picture.answer(voice, &question.id);
                let passage = desk.picture.passage(voice, &Section::Answer(question.id.clone()));
                if values.is_empty() && passage.is_none() && (*voice != Voice::State || !desk.takes_part()) {
                    continue;
                }
                let values: Vec<String> =
                    values.iter().map(|held| desk.value(Some(question), &held.value.value)).collect();
                let texts: Vec<&str> = passage
                    .into_iter()
                    .flat_map(|passage| passage.texts(desk.language()))
                    .map(|(_, _, held)| held.value.text.as_str())
                    .collect();
                let references: Vec<String> = passage
                    .into_iter()
                    .flat_map(|passage| &passage.references)
                    .flat_map(|(key, versions)| versions.iter().map(move |held| (key, held)))
                    .map(|(key, held)| {
                        desk.reference(&key.0, &held.value).into_iter().map(|run| run.text).collect()
                    })
                    .collect();
                let lacks: Vec<String> = if desk.takes_part() && *voice == Voice::State {
                    completeness::lacks(desk.picture, voice, question)
                        .iter()
                        .map(|lack| desk.words.text(&format!("review-lack-{}", lack.as_str())))
                        .collect()
                } else {
                    Vec::new()
                };
                rows.push(vec![
                    question.id.clone(),
                    desk.instrument(instrument).to_owned(),
                    question.article.clone(),
                    question.tag.as_str().to_owned(),
                    question.text.get(desk.language()).to_owned(),
                    name.clone(),
                    values.join("\n"),
                    texts.join("\n\n"),
                    references.join("\n"),
                    lacks.join(" "),
                ]);
            }
        }
    }
    let columns = [
        ("review-col-question", 9),
        ("review-col-instrument", 16),
        ("review-col-article", 12),
        ("review-col-tag", 6),
        ("review-col-question-text", 46),
        ("review-col-voice", 16),
        ("review-col-answer", 14),
        ("review-col-text", 60),
        ("review-col-references", 40),
        ("review-col-lacks", 24),
    ];
    sheet(desk, "review-sheet-answers", &columns, rows)
}

fn observations(desk: &Desk<'_>, scope: &Scope) -> Sheet {
    let mut rows = Vec::new();
    for (cluster, instrument) in desk.parts(scope) {
        for (key, observation, topic) in desk.picture.observations_on(cluster, instrument) {
            let passage = desk.picture.passage(&Voice::State, &Section::Observation(key.0.clone()));
            let texts: Vec<&str> = passage
                .into_iter()
                .flat_map(|passage| passage.texts(desk.language()))
                .map(|(_, _, held)| held.value.text.as_str())
                .collect();
            let questions: Vec<&str> = topic.questions.iter().map(String::as_str).collect();
            let progress =
                observation.state().map(|state| desk.words.code("review-progress", state.as_str()));
            rows.push(vec![
                key.0.clone(),
                cluster.to_string(),
                desk.instrument(instrument).to_owned(),
                topic.article.clone(),
                desk.words.code("review-finding", topic.kind.as_str()),
                texts.join("\n\n"),
                questions.join(", "),
                progress.unwrap_or_default(),
            ]);
        }
    }
    let columns = [
        ("review-col-key", 14),
        ("review-col-cluster", 8),
        ("review-col-instrument", 16),
        ("review-col-article", 12),
        ("review-col-finding", 20),
        ("review-col-text", 70),
        ("review-col-question", 16),
        ("review-col-progress", 16),
    ];
    sheet(desk, "review-sheet-observations", &columns, rows)
}

fn calendar(desk: &Desk<'_>) -> Sheet {
    let all = review::calendar::calendar(desk.picture, desk.mechanism);
    let rows = all
        .iter()
        .map(|due| {
            vec![
                due.cluster.to_string(),
                name_of(desk, due),
                target(desk, due),
                actual(desk, due),
                late(desk, due),
            ]
        })
        .collect();
    let columns = [
        ("review-col-cluster", 8),
        ("review-col-step", 46),
        ("review-col-target", 24),
        ("review-col-actual", 20),
        ("review-col-late", 16),
    ];
    sheet(desk, "review-sheet-calendar", &columns, rows)
}
