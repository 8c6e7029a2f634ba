//! What civil society hands over: parallel answers, submissions, consultations, background papers.

use review::statement::{Section, Voice};

use super::answers::{paragraphs, question_title, references, short_answer};
use super::{cell, day, said};
use crate::desk::{Desk, Scope};
use crate::document::{Block, Document, Run};

/// The State's answers and those of organisations side by side, question by question; within one country only.
pub(super) fn parallel(desk: &Desk<'_>, scope: &Scope) -> Document {
    let mut document = desk.document("parallel");
    document.note(desk.words.text("review-doc-beside"));
    let organisations: Vec<String> = desk.picture.organisations().into_iter().map(str::to_owned).collect();
    if organisations.is_empty() {
        document.quiet(desk.words.text("review-doc-no-parallel"));
    }
    for (cluster, instrument) in desk.parts(scope) {
        let mut is_headed = false;
        for question in desk.questionnaire.part(cluster, instrument) {
            let section = Section::Answer(question.id.clone());
            let says = |voice: &Voice| {
                !desk.picture.answer(voice, &question.id).is_empty()
                    || desk.picture.passage(voice, &section).is_some()
            };
            let voices = organisations.iter().map(|name| (name, Voice::Organisation(name.clone())));
            let voices: Vec<_> = voices.filter(|(_, voice)| says(voice)).collect();
            if voices.is_empty() {
                continue;
            }
            if !is_headed {
                document.heading(1, desk.part_title(cluster, instrument));
                is_headed = true;
            }
            document.heading(3, question_title(desk, question));
            document.runs(vec![Run::strong(question.text.get(desk.language()))]);
            let state = desk.country(&desk.picture.opening.state);
            let mut rows = vec![vec![cell(state), short_answer(desk, &Voice::State, question)]];
            rows.extend(
                voices.iter().map(|(name, voice)| vec![cell(*name), short_answer(desk, voice, question)]),
            );
            let header = ["review-col-voice", "review-col-answer"].map(|key| desk.words.text(key)).to_vec();
            document.blocks.push(Block::Table { header, widths: vec![24, 76], rows });
        }
    }
    document
}

/// The submissions of organisations with their consultations and coalitions.
pub(super) fn submission(desk: &Desk<'_>) -> Document {
    let mut document = desk.document("submission");
    let organisations: Vec<String> = desk.picture.organisations().into_iter().map(str::to_owned).collect();
    for name in organisations {
        let voice = Voice::Organisation(name.clone());
        document.heading(1, &name);
        for ((own, coalition), versions) in &desk.picture.coalitions {
            if *own == voice {
                for held in versions {
                    let members: Vec<&str> = held.value.iter().map(String::as_str).collect();
                    let values =
                        [("name", coalition.as_str().into()), ("members", members.join(", ").into())];
                    document.say(desk.words.get("review-doc-coalition", &values));
                }
            }
        }
        if let Some(passage) = desk.picture.passage(&voice, &Section::Submission) {
            paragraphs(desk, &mut document, passage, &Scope::default());
            references(desk, &mut document, passage);
            let most = desk.mechanism.length("submission").map_or(usize::MAX, |length| length.words);
            let words = passage.words(desk.language());
            if words > most {
                let values = [("words", words.into()), ("most", most.into())];
                document.note(desk.words.get("review-doc-too-long", &values));
            }
        }
        consultations(desk, &mut document, &voice);
        for ((own, _), versions) in &desk.picture.papers {
            if *own == voice {
                for held in versions {
                    let values = [
                        ("title", held.value.title.as_str().into()),
                        ("dialogue", held.value.dialogue.as_str().into()),
                    ];
                    document.quiet(desk.words.get("review-doc-paper", &values));
                }
            }
        }
    }
    consultations(desk, &mut document, &Voice::State);
    document
}

/// Who was invited, who came, what they said.
fn consultations(desk: &Desk<'_>, document: &mut Document, voice: &Voice) {
    let own = desk.picture.consultations.iter().filter(|((own, _), _)| own == voice);
    for (_, versions) in own {
        for held in versions {
            let consultation = &held.value;
            document.heading(2, format!("{}, {}", consultation.title, day(desk, consultation.date)));
            let absent =
                consultation.invited.difference(&consultation.came).cloned().collect::<Vec<_>>().join(", ");
            let list = |names: &std::collections::BTreeSet<String>| {
                names.iter().cloned().collect::<Vec<_>>().join(", ")
            };
            let mut points = vec![
                vec![Run::plain(said(desk, "review-doc-invited", "names", list(&consultation.invited)))],
                vec![Run::plain(said(desk, "review-doc-came", "names", list(&consultation.came)))],
            ];
            if !absent.is_empty() {
                points.push(vec![Run::plain(said(desk, "review-doc-absent", "names", absent))]);
            }
            points.extend(
                consultation
                    .said
                    .iter()
                    .map(|(who, what)| vec![Run::strong(format!("{who}: ")), Run::plain(what)]),
            );
            document.bullets(points);
        }
    }
}

/// A background paper for a constructive dialogue.
pub(super) fn background(desk: &Desk<'_>, key: &str) -> Document {
    let mut document = desk.document("background");
    let found = desk
        .picture
        .papers
        .iter()
        .find(|((_, own), _)| own.0 == key || own.0.starts_with(&format!("{key}.")));
    let Some(((voice, key), versions)) = found else {
        document.quiet(desk.words.text("review-doc-no-paper"));
        return document;
    };
    for held in versions {
        document.heading(1, &held.value.title);
        document.quiet(said(desk, "review-doc-for-dialogue", "dialogue", held.value.dialogue.as_str()));
    }
    // In a constructive dialogue no country is named: the paper says so to its writers.
    document.note(desk.words.text("review-doc-no-country"));
    if let Some(passage) = desk.picture.passage(voice, &Section::Paper(key.0.clone())) {
        paragraphs(desk, &mut document, passage, &Scope::default());
        references(desk, &mut document, passage);
        let most = desk.mechanism.length("background_paper").map_or(usize::MAX, |length| length.words);
        let words = passage.words(desk.language());
        if words > most {
            let values = [("words", words.into()), ("most", most.into())];
            document.note(desk.words.get("review-doc-too-long", &values));
        }
    }
    document
}
