//! What organisations of civil society keep in their own file, and hand over.

use review::log::Audience;
use review::mechanism::Role;
use review::statement::{Consultation, Purpose, Says};

use super::file::{Bench, Desk, Open, put};
use super::options::{Coalition, Consult, Paper, Submit};
use crate::{Outcome, Usage};

pub(super) fn consult(options: &Consult, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let date = desk.bench.day(&options.on)?;
    let said = options.said.iter().map(|line| {
        let (who, what) = line.split_once(':').unwrap_or(("–", line));
        (who.trim().to_owned(), what.trim().to_owned())
    });
    let consultation = Consultation {
        title: options.title.clone(),
        date,
        invited: options.invited.iter().cloned().collect(),
        came: options.came.iter().cloned().collect(),
        said: said.collect(),
    };
    let key = desk.new_key("c", desk.picture.consultations.len(), &options.title);
    desk.say(Says::Consulted { key: key.clone(), consultation: Some(consultation) })?;
    say!("{key}");
    desk.finish()
}

pub(super) fn coalition(options: &Coalition, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let members = options.member.iter().cloned().collect();
    desk.say(Says::Coalition { name: options.name.clone(), members })?;
    desk.finish()
}

pub(super) fn paper(options: &Paper, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let key = desk.new_key("paper", desk.picture.papers.len(), &options.title);
    let (title, dialogue) = (Some(options.title.clone()), options.dialogue.clone());
    desk.say(Says::Paper { key: key.clone(), title, dialogue })?;
    say!("{key}");
    desk.finish()
}

pub(super) fn submit(options: &Submit, words: report::Words) -> miette::Result<Outcome> {
    let bench = Bench::open(&options.look.setting, words)?;
    let open = Open::read(&options.look.file, &bench.words)?;
    let picture = open.picture(&bench)?;
    if picture.opening.purpose != Purpose::Parallel {
        return Err(Usage::report(
            bench.words.text("review-not-parallel"),
            bench.words.text("review-not-parallel-help"),
        ));
    }
    // Those who take part in the review: what was released to them, to the parties or to everybody; never drafts.
    let handed = open.log.seen_by(&Audience::of(Role::Secretariat), &bench.mechanism);
    let count = handed.entries().len().saturating_sub(1);
    if count == 0 {
        return Err(Usage::report(
            bench.words.text("review-nothing-released"),
            bench.words.text("review-nothing-released-help"),
        ));
    }
    put(&options.out, handed.text().as_bytes(), &bench.words)?;
    let values = [("count", count.into()), ("file", options.out.display().to_string().into())];
    say!("{}", bench.words.get("review-handed-over", &values));
    Ok(open.outcome(&bench))
}
