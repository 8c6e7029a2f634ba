//! `palermo review`: country reviews, worked offline in one file that can be copied and mailed.

mod answer;
mod calendar;
mod dialogue;
mod earlier;
mod export;
mod file;
mod follow;
mod history;
mod import;
mod lots;
mod new;
mod observe;
mod options;
mod publish;
mod questions;
mod said;
mod screen;
mod society;
mod status;

pub(crate) use options::Review;

use report::Words;

use crate::Outcome;

pub(crate) fn run(command: &Review, words: Words) -> miette::Result<Outcome> {
    match command {
        Review::New(options) => new::new(options, words),
        Review::Lots(options) => lots::run(options, &words),
        Review::Person(options) => new::person(options, words),
        Review::Status(options) => status::run(options, words),
        Review::Questions(options) => questions::run(options, words),
        Review::Answer(options) => answer::answer(options, words),
        Review::Write(options) => answer::write(options, words),
        Review::Import(options) => import::import(options, words),
        Review::Export(options) => export::export(options, words),
        Review::Merge(options) => import::merge(options, words),
        Review::Ask(options) => dialogue::ask(options, words),
        Review::Observe(options) => observe::observe(options, words),
        Review::Agree(options) => observe::agree(options, words),
        Review::FollowUp(options) => follow::follow_up(options, words),
        Review::Offer(options) => follow::offer(options, words),
        Review::Assist(options) => follow::assist(options, words),
        Review::Summary(options) => observe::summary(options, words),
        Review::Calendar(options) => calendar::run(options, words),
        Review::Clear(options) => publish::clear(options, words),
        Review::Publish(options) => publish::publish(options, words),
        Review::Undo(options) => history::undo(options, words),
        Review::History(options) => history::history(options, words),
        Review::Consult(options) => society::consult(options, words),
        Review::Coalition(options) => society::coalition(options, words),
        Review::Paper(options) => society::paper(options, words),
        Review::Submit(options) => society::submit(options, words),
        Review::Effect(options) => export::effect(options, words),
        Review::Adopt(options) => new::adopt(options, words),
    }
}
