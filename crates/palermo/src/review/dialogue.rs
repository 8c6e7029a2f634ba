//! Questions of reviewers and replies.

use review::Error;
use review::statement::{Mail, Says};

use super::file::Desk;
use super::new::check_part;
use super::options::Ask;
use crate::Outcome;

pub(super) fn ask(options: &Ask, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let questionnaire = desk.questionnaire()?;
    let answered = match &options.reply_to {
        None => None,
        Some(begin) => {
            let mut found =
                desk.picture.messages.iter().filter(|held| held.id.to_string().starts_with(begin.as_str()));
            let near = desk.picture.messages.iter().map(|held| held.id.short()).take(3).collect();
            let one = found.next().filter(|_| found.next().is_none());
            Some(one.cloned().ok_or_else(|| {
                desk.refuse(&Error::UnknownKey { what: "message", key: begin.clone(), near })
            })?)
        }
    };
    let question = match &options.question {
        Some(id) => Some(questionnaire.find(id).map_err(|error| desk.refuse(&error))?.id.clone()),
        None => answered.as_ref().and_then(|held| held.value.question.clone()),
    };
    let place = options
        .cluster
        .zip(options.instrument)
        .or_else(|| answered.as_ref().map(|held| (held.value.cluster, held.value.instrument)))
        .or_else(|| question.as_deref().and_then(|id| questionnaire.place(id)));
    let Some((cluster, instrument)) = place else { return desk.finish() };
    check_part(&desk.picture, &desk.bench.mechanism, cluster, instrument)
        .map_err(|error| desk.refuse(&error))?;
    let of_part = desk.picture.messages.iter().map(|held| &held.value);
    let of_part = of_part.filter(|message| (message.cluster, message.instrument) == (cluster, instrument));
    let present = of_part.map(|message| message.round).max().unwrap_or(1);
    let is_own = desk.author.state.as_deref() == Some(desk.picture.opening.state.as_str());
    let kind = match (&answered, is_own) {
        (Some(_), _) => Mail::Reply,
        (None, false) if question.is_some() => Mail::Query,
        _ => Mail::Note,
    };
    let language = desk.picture.opening.languages.first().cloned().unwrap_or_else(|| "en".to_owned());
    let id = desk.say(Says::Message {
        kind,
        cluster,
        instrument,
        round: options.round.or(answered.as_ref().map(|held| held.value.round)).unwrap_or(present),
        question,
        answers: answered.map(|held| held.id),
        language,
        text: options.text.clone(),
    })?;
    say!("{}", id.short());
    desk.finish()
}
