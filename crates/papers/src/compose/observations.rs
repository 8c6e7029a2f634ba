//! What reviewers write: the dialogue, the list of observations, its summary, and what became of it.

use review::mechanism::{Cluster, Instrument};
use review::picture::{Key, Observation};
use review::statement::{Finding, Mail, Output, Section, Topic, Voice};
use review::{assistance, picture::Held};

use super::answers::{clearing, paragraphs, references};
use super::{cell, day, said};
use crate::desk::{Desk, Scope};
use crate::document::{Block, Document, Run};

/// The list of observations in the form of its blueprint: a head, then by kind and article, then what is not agreed.
pub(super) fn list(desk: &Desk<'_>, scope: &Scope) -> Document {
    let mut document = desk.document("observations");
    desk.caveats(&mut document);
    let mut silent = Vec::new();
    for (cluster, instrument) in desk.parts(scope) {
        let found = desk.picture.observations_on(cluster, instrument);
        if found.is_empty() {
            silent.push(desk.part_title(cluster, instrument));
            continue;
        }
        document.heading(1, desk.part_title(cluster, instrument));
        process(desk, &mut document, cluster, instrument);
        clearing(desk, &mut document, Output::Observations, cluster, instrument);
        for kind in Finding::ALL {
            let of_kind = found.iter().filter(|(_, _, topic)| topic.kind == *kind);
            let of_kind: Vec<_> = of_kind.collect();
            if of_kind.is_empty() {
                continue;
            }
            document.heading(2, desk.words.code("review-finding", kind.as_str()));
            for (key, observation, topic) in of_kind {
                one(desk, &mut document, key, observation, topic, scope);
            }
        }
        agreement(desk, &mut document, &found);
    }
    if !silent.is_empty() && desk.takes_part() {
        document.heading(1, desk.words.text("review-doc-no-observations"));
        document.bullets(silent.into_iter().map(cell).collect());
    }
    document
}

/// Who reviewed, when, and by which means.
fn process(desk: &Desk<'_>, document: &mut Document, cluster: Cluster, instrument: Instrument) {
    let mut points = Vec::new();
    for ((of_cluster, step, of_instrument), dates) in &desk.picture.dates {
        let is_here = *of_cluster == cluster && of_instrument.is_none_or(|one| one == instrument);
        if let (true, Some(step), Some(date)) = (is_here, step, dates.actual) {
            let name = desk.mechanism.step(*step).map_or("", |entry| entry.name.get(desk.language()));
            points.push(vec![Run::plain(format!("{name}: {}", day(desk, date)))]);
        }
    }
    let messages = desk.picture.messages.iter().map(|held| &held.value);
    let messages: Vec<_> =
        messages.filter(|message| message.cluster == cluster && message.instrument == instrument).collect();
    if let Some(rounds) = messages.iter().map(|message| message.round).max() {
        let values = [("messages", messages.len().into()), ("rounds", rounds.into())];
        points.push(vec![Run::plain(desk.words.get("review-doc-rounds", &values))]);
    }
    if !points.is_empty() {
        document.quiet(desk.words.text("review-doc-process"));
        document.bullets(points);
    }
}

fn one(
    desk: &Desk<'_>,
    document: &mut Document,
    key: &Key,
    observation: &Observation,
    topic: &Topic,
    scope: &Scope,
) {
    document.heading(
        3,
        format!("{} · {}", key.0, said(desk, "review-doc-article", "article", topic.article.as_str())),
    );
    if observation.topic.len() > 1 {
        document.note(desk.words.text("review-doc-conflict"));
    }
    if let Some(passage) = desk.picture.passage(&Voice::State, &Section::Observation(key.0.clone())) {
        paragraphs(desk, document, passage, scope);
        references(desk, document, passage);
    }
    let mut about = Vec::new();
    if let Some(kind) = &topic.assistance {
        about.push(assistance_name(desk, kind));
    }
    if let Some(priority) = topic.priority {
        about.push(desk.words.code("review-priority", priority.as_str()));
    }
    if !topic.questions.is_empty() {
        let questions: Vec<&str> = topic.questions.iter().map(String::as_str).collect();
        about.push(said(desk, "review-doc-responds", "questions", questions.join(", ")));
    }
    for (state, versions) in &observation.assent {
        for Held { value: (assent, _), .. } in versions {
            let state = desk.country(state);
            about.push(format!("{state}: {}", desk.words.code("review-assent", assent.as_str())));
        }
    }
    if !about.is_empty() {
        document.quiet(about.join(" · "));
    }
}

fn assistance_name(desk: &Desk<'_>, key: &str) -> String {
    let kind = desk.mechanism.assistance.iter().find(|kind| kind.key == key);
    kind.map_or_else(|| key.to_owned(), |kind| kind.name.get(desk.language()).to_owned())
}

/// The points that a State does not agree to, with its reasons.
fn agreement(desk: &Desk<'_>, document: &mut Document, found: &[(&Key, &Observation, &Topic)]) {
    let mut rows = Vec::new();
    for (key, observation, _) in found {
        for (state, versions) in &observation.assent {
            for Held { value: (assent, note), .. } in versions {
                if *assent != review::statement::Assent::Yes {
                    let assent = desk.words.code("review-assent", assent.as_str());
                    rows.push(vec![
                        cell(&key.0),
                        cell(desk.country(state)),
                        cell(assent),
                        cell(note.clone().unwrap_or_default()),
                    ]);
                }
            }
        }
    }
    if !rows.is_empty() {
        document.heading(2, desk.words.text("review-doc-not-agreed"));
        let header = ["review-col-key", "review-col-state", "review-col-assent", "review-col-note"];
        let header = header.map(|key| desk.words.text(key)).to_vec();
        document.blocks.push(Block::Table { header, widths: vec![18, 20, 17, 45], rows });
    }
}

/// The summary: what reviewers wrote for it or, before they did, the observations in one table as a draft of it.
pub(super) fn summary(desk: &Desk<'_>, scope: &Scope) -> Document {
    let mut document = desk.document("summary");
    for (cluster, instrument) in desk.parts(scope) {
        let passage = desk.picture.passage(&Voice::State, &Section::Summary(cluster, instrument));
        let found = desk.picture.observations_on(cluster, instrument);
        if passage.is_none() && found.is_empty() {
            continue;
        }
        document.heading(1, desk.part_title(cluster, instrument));
        clearing(desk, &mut document, Output::Summary, cluster, instrument);
        if let Some(passage) = passage {
            paragraphs(desk, &mut document, passage, scope);
            let words = passage.words(desk.language());
            let most = desk.mechanism.length("summary").map_or(usize::MAX, |length| length.words);
            if words > most && desk.takes_part() {
                let values = [("words", words.into()), ("most", most.into())];
                document.note(desk.words.get("review-doc-too-long", &values));
            }
        }
        if found.is_empty() {
            continue;
        }
        let rows = found
            .iter()
            .map(|(key, _, topic)| {
                let passage = desk.picture.passage(&Voice::State, &Section::Observation(key.0.clone()));
                let texts = passage.into_iter().flat_map(|passage| passage.texts(desk.language()));
                let texts: Vec<&str> = texts.map(|(_, _, held)| held.value.text.as_str()).collect();
                vec![
                    cell(&topic.article),
                    cell(desk.words.code("review-finding", topic.kind.as_str())),
                    cell(texts.join("\n")),
                ]
            })
            .collect();
        let header = ["review-col-article", "review-col-finding", "review-col-text"];
        let header = header.map(|key| desk.words.text(key)).to_vec();
        document.blocks.push(Block::Table { header, widths: vec![14, 22, 64], rows });
    }
    if document.blocks.len() < 2 {
        document.quiet(desk.words.text("review-doc-no-observations"));
    }
    desk.caveats(&mut document);
    document
}

/// Written feedback of each reviewing State, then messages by round.
pub(super) fn dialogue(desk: &Desk<'_>, scope: &Scope) -> Document {
    let mut document = desk.document("dialogue");
    for (cluster, instrument) in desk.parts(scope) {
        let feedback: Vec<_> = desk
            .picture
            .passages
            .iter()
            .filter_map(|((_, section), passage)| match section {
                Section::Feedback(c, i, state) if (*c, *i) == (cluster, instrument) => Some((state, passage)),
                _ => None,
            })
            .collect();
        let messages: Vec<_> = desk
            .picture
            .messages
            .iter()
            .filter(|held| held.value.cluster == cluster && held.value.instrument == instrument)
            .collect();
        if feedback.is_empty() && messages.is_empty() {
            continue;
        }
        document.heading(1, desk.part_title(cluster, instrument));
        for (state, passage) in feedback {
            document.heading(2, said(desk, "review-doc-feedback", "state", desk.country(state)));
            paragraphs(desk, &mut document, passage, scope);
            references(desk, &mut document, passage);
        }
        let mut round = 0;
        for held in messages {
            let message = &held.value;
            if message.round != round {
                round = message.round;
                document.heading(2, said(desk, "review-doc-round", "round", round));
            }
            let kind = desk.words.code("review-mail", message.kind.as_str());
            let mut head = format!("{kind} · {}", desk.by(held));
            if let Some(question) = &message.question {
                head = format!("{head} · {question}");
            }
            if let Some(answered) = message.answers {
                head = format!("{head} · {}", said(desk, "review-doc-in-reply", "id", answered.short()));
            }
            if message.kind == Mail::Query {
                head = format!("{head} [{}]", held.id.short());
            }
            document.quiet(head);
            document.say(&message.text);
        }
    }
    document
}

/// What became of observations, and which offers fit which needs.
pub(super) fn follow_up(desk: &Desk<'_>, scope: &Scope) -> Document {
    let mut document = desk.document("follow-up");
    let parts = desk.parts(scope);
    let mut rows = Vec::new();
    for (key, observation) in &desk.picture.observations {
        let Some(topic) = observation.topic() else { continue };
        if !parts.contains(&(topic.cluster, topic.instrument)) || topic.kind == Finding::GoodPractice {
            continue;
        }
        let state = match observation.progress.last() {
            None => desk.words.text("review-doc-no-progress"),
            Some(held) => {
                let (progress, date, note) = &held.value;
                let note = note.as_ref().map(|note| format!("\n{note}")).unwrap_or_default();
                format!(
                    "{}, {}{note}",
                    desk.words.code("review-progress", progress.as_str()),
                    day(desk, *date)
                )
            }
        };
        let passage = desk.picture.passage(&Voice::State, &Section::Observation(key.0.clone()));
        let texts = passage.into_iter().flat_map(|passage| passage.texts(desk.language()));
        let texts: Vec<&str> = texts.map(|(_, _, held)| held.value.text.as_str()).collect();
        let article = format!("{} {}", desk.instrument(topic.instrument), topic.article);
        let kind = desk.words.code("review-finding", topic.kind.as_str());
        rows.push(vec![
            cell(format!("{}\n{article}", key.0)),
            cell(format!("{kind}\n{}", texts.join("\n"))),
            cell(state),
        ]);
    }
    let header = ["review-col-article", "review-col-text", "review-col-progress"];
    let header = header.map(|key| desk.words.text(key)).to_vec();
    document.blocks.push(Block::Table { header, widths: vec![22, 50, 28], rows });
    document.heading(1, desk.words.text("review-doc-assistance"));
    let matches = assistance::matches(desk.picture, desk.today);
    if matches.is_empty() {
        document.quiet(desk.words.text("review-doc-no-matches"));
    }
    let mut rows = Vec::new();
    for found in matches {
        let need = desk.picture.observations.get(found.need).and_then(Observation::topic);
        let offer = desk.picture.offers.get(found.offer).and_then(|versions| versions.last());
        let (Some(need), Some(offer)) = (need, offer) else { continue };
        let fits = if found.misfits.is_empty() {
            let pair = (found.need.0.clone(), found.offer.0.clone());
            let assisted = desk.picture.assisted.get(&pair).and_then(|versions| versions.last());
            assisted.map_or_else(
                || desk.words.text("review-doc-fits"),
                |held| desk.words.code("review-progress", held.value.as_str()),
            )
        } else {
            let misfits: Vec<String> = found
                .misfits
                .iter()
                .map(|misfit| desk.words.code("review-misfit", misfit.as_str()))
                .collect();
            misfits.join("; ")
        };
        let kind = need.assistance.as_deref().map(|kind| assistance_name(desk, kind)).unwrap_or_default();
        let priority =
            need.priority.map(|one| desk.words.code("review-priority", one.as_str())).unwrap_or_default();
        rows.push(vec![
            cell(format!("{}\n{kind}, {priority}", found.need.0)),
            cell(format!("{}\n{}", found.offer.0, offer.value.provider)),
            cell(fits),
        ]);
    }
    if !rows.is_empty() {
        let header = ["review-col-need", "review-col-offer", "review-col-fit"];
        let header = header.map(|key| desk.words.text(key)).to_vec();
        document.blocks.push(Block::Table { header, widths: vec![40, 30, 30], rows });
    }
    document
}
