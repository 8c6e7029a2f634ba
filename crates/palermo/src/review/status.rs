//! How far reviews are. Each is told on its own; none is set beside another.

use review::Picture;
use review::completeness::{self, Counted, Lack};
use review::statement::{Output, Voice};
use serde_json::json;

use super::file::{Bench, Open};
use super::options::Status;
use crate::{Outcome, Usage};

pub(super) fn run(options: &Status, words: report::Words) -> miette::Result<Outcome> {
    let bench = Bench::open(&options.setting, words)?;
    let is_one = options.files.len() == 1;
    let (mut is_faulty, mut all) = (false, Vec::new());
    for path in &options.files {
        let open = Open::read(path, &bench.words)?;
        is_faulty |= open.outcome(&bench) != Outcome::Done;
        let picture = open.picture(&bench)?;
        let questionnaire = bench.questionnaire(&picture.questionnaire)?;
        let voice = match picture.people.values().find_map(|one| one.organisation.clone()) {
            Some(name) if picture.opening.purpose == review::statement::Purpose::Parallel => {
                Voice::Organisation(name)
            }
            _ => Voice::State,
        };
        let count = |(cluster, instrument)| {
            (
                (cluster, instrument),
                completeness::count(&picture, &questionnaire, &voice, cluster, instrument),
            )
        };
        let parts: Vec<_> = picture.parts().into_iter().map(count).collect();
        let total = parts
            .iter()
            .fold((0, 0), |(asked, answered), (_, part)| (asked + part.asked, answered + part.answered));
        if options.json {
            let parts: Vec<_> = parts
                .iter()
                .map(|((cluster, instrument), part)| {
                    let lacks: serde_json::Map<String, serde_json::Value> =
                        part.lacks.iter().map(|(lack, count)| (lack.as_str().to_owned(), json!(count))).collect();
                    json!({"cluster": cluster.as_str(), "instrument": instrument.as_str(), "asked": part.asked,
                           "answered": part.answered, "complete": part.complete, "lacks": lacks})
                })
                .collect();
            all.push(json!({"file": path.display().to_string(), "review": picture.id.to_string(),
                            "state": picture.opening.state, "asked": total.0, "answered": total.1, "parts": parts}));
        } else if is_one {
            detail(&bench, &picture, &questionnaire, &parts);
        } else {
            let values = [
                ("file", path.display().to_string().into()),
                ("state", picture.opening.state.as_str().into()),
                ("answered", total.1.into()),
                ("asked", total.0.into()),
                ("observations", picture.observations.len().into()),
            ];
            say!("{}", bench.words.get("review-status-line", &values));
        }
    }
    if options.json {
        let text = serde_json::to_string_pretty(&json!({ "reviews": all }));
        say!("{}", text.map_err(|error| Usage::report(error.to_string(), ""))?);
    }
    Ok(if is_faulty { Outcome::Faults } else { Outcome::Done })
}

type Parts = [((review::mechanism::Cluster, review::mechanism::Instrument), Counted)];

fn detail(bench: &Bench, picture: &Picture, questionnaire: &review::Questionnaire, parts: &Parts) {
    let words = &bench.words;
    let language = words.language().code();
    let reviewers: Vec<&str> = picture.reviewers.keys().map(String::as_str).collect();
    let values = [
        ("state", picture.opening.state.as_str().into()),
        ("id", picture.id.short().into()),
        ("reviewers", reviewers.join(", ").into()),
        ("statements", picture.statements.into()),
        ("version", picture.questionnaire.as_str().into()),
    ];
    say!("{}", words.get("review-status-head", &values));
    for person in picture.people.values() {
        let role = bench.mechanism.role(person.role).map_or("", |entry| entry.name.get(language));
        say!(
            "  {} – {role}, {}",
            person.name,
            person.organisation.as_deref().or(person.state.as_deref()).unwrap_or("–")
        );
    }
    for ((cluster, instrument), part) in parts {
        let short = bench.mechanism.instrument(*instrument).map_or("", |entry| entry.short(language));
        let values = [
            ("cluster", cluster.as_str().into()),
            ("instrument", short.into()),
            ("asked", part.asked.into()),
            ("answered", part.answered.into()),
            ("complete", part.complete.into()),
        ];
        say!("{}", words.get("review-status-part", &values));
        for (lack, count) in part.lacks.iter().filter(|(lack, _)| **lack != Lack::Answer) {
            say!("      {count} × {}", words.text(&format!("review-lack-{}", lack.as_str())));
        }
        for output in Output::ALL {
            for (state, is_current) in picture.clearing(*output, *cluster, *instrument, questionnaire) {
                let key = if is_current { "review-doc-cleared" } else { "review-doc-cleared-before" };
                let name = words.code("review-output", output.as_str());
                say!("      {name}: {}", words.get(key, &[("state", state.into())]));
            }
        }
    }
    let lost = completeness::without_question(picture, questionnaire);
    if !lost.is_empty() {
        say!("{}", words.get("review-adopt-orphans", &[("questions", lost.join(", ").into())]));
    }
}
