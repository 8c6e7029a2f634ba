//! Questions, listed or one by one.

use review::statement::{Section, Voice};
use serde_json::json;

use super::file::{Bench, Open};
use super::options::Questions;
use super::screen::wrapped;
use crate::{Outcome, Usage};

pub(super) fn run(options: &Questions, words: report::Words) -> miette::Result<Outcome> {
    let bench = Bench::open(&options.setting, words)?;
    let open = options.file.as_ref().map(|path| Open::read(path, &bench.words)).transpose()?;
    let picture = open.as_ref().map(|open| open.picture(&bench)).transpose()?;
    let given = options.setting.questionnaires.as_ref().and_then(|folder| folder.file_name());
    let given = given.map(|name| name.to_string_lossy().into_owned());
    let version = picture.as_ref().map(|picture| picture.questionnaire.clone()).or(given);
    let questionnaire = bench.questionnaire(version.as_deref().unwrap_or(review::questionnaire::CURRENT))?;
    let language = bench.words.language().code();
    let wanted = match &options.question {
        Some(id) => vec![questionnaire.find(id).map_err(|error| bench.refuse(&error))?],
        None => questionnaire.iter().collect(),
    };
    let mut shown = Vec::new();
    for question in wanted {
        let Some((cluster, instrument)) = questionnaire.place(&question.id) else { continue };
        if options.part.cluster.is_some_and(|one| one != cluster)
            || options.part.instrument.is_some_and(|one| one != instrument)
            || options.kind.is_some_and(|one| one != question.kind)
        {
            continue;
        }
        if options.json {
            let choices: Vec<_> = question
                .choices
                .iter()
                .map(|choice| json!({"key": choice.key, "text": choice.name.get(language)}))
                .collect();
            shown.push(
                json!({"id": question.id, "cluster": cluster.as_str(), "instrument": instrument.as_str(),
                "article": question.article, "tag": question.tag.as_str(), "kind": question.kind.as_str(),
                "text": question.text.get(language), "choices": choices}),
            );
            continue;
        }
        let short = bench.mechanism.instrument(instrument).map_or("", |entry| entry.short(language));
        let kind = bench.words.code("review-kind", question.kind.as_str());
        say!("{}  {short}, {} [{}] · {kind}", question.id, question.article, question.tag.as_str());
        wrapped(question.text.get(language), "    ", "    ");
        if options.question.is_some() {
            for choice in &question.choices {
                say!("      {:16} {}", choice.key, choice.name.get(language));
            }
            if let Some(follows) = &question.follows {
                let values = [
                    ("question", follows.question.as_str().into()),
                    ("answers", follows.when.join(" / ").into()),
                ];
                say!("    {}", bench.words.get("review-doc-only-if", &values));
            }
        }
    }
    if options.json {
        let text = serde_json::to_string_pretty(
            &json!({"questionnaire": questionnaire.version, "questions": shown}),
        );
        say!("{}", text.map_err(|error| Usage::report(error.to_string(), ""))?);
    } else if let (Some(id), Some(picture)) = (&options.question, &picture) {
        present(&bench, picture, &questionnaire, id);
    } else if options.question.is_none() {
        say!("{}", bench.words.text("review-questions-ours"));
    }
    Ok(open.map_or(Outcome::Done, |open| open.outcome(&bench)))
}

/// What the review answers.
fn present(bench: &Bench, picture: &review::Picture, questionnaire: &review::Questionnaire, id: &str) {
    let Ok(question) = questionnaire.find(id) else { return };
    let voices = std::iter::once(Voice::State)
        .chain(picture.organisations().into_iter().map(|name| Voice::Organisation(name.to_owned())));
    for voice in voices {
        for held in picture.answer(&voice, &question.id) {
            let keys = held.value.value.keys().join(", ");
            let who = held.by.organisation.as_deref().or(held.by.state.as_deref()).unwrap_or("–");
            say!("    = {keys}  ({}, {who}, {})", held.by.name, held.at.strftime("%Y-%m-%d"));
        }
        let Some(passage) = picture.passage(&voice, &Section::Answer(question.id.clone())) else { continue };
        for (key, language, held) in passage.texts(bench.words.language().code()) {
            wrapped(&format!("{} [{language}] {}", key.0, held.value.text), "    ", "      ");
        }
        for (key, versions) in &passage.references {
            for held in versions {
                let provision = held.value.provision.as_deref().unwrap_or_default();
                say!("    {} {}: {} {provision}", key.0, held.value.kind, held.value.title);
            }
        }
    }
}
