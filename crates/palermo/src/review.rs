//! `palermo review`: country reviews, worked offline in one file that can be copied and mailed.

mod answer;
mod calendar;
mod dialogue;
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

use crate::Outcome;

pub(crate) fn run(command: &Review) -> miette::Result<Outcome> {
    match command {
        Review::New(options) => new::new(options),
        Review::Lots(options) => lots::run(options),
        Review::Person(options) => new::person(options),
        Review::Status(options) => status::run(options),
        Review::Questions(options) => questions::run(options),
        Review::Answer(options) => answer::answer(options),
        Review::Write(options) => answer::write(options),
        Review::Import(options) => import::import(options),
        Review::Export(options) => export::export(options),
        Review::Merge(options) => import::merge(options),
        Review::Ask(options) => dialogue::ask(options),
        Review::Observe(options) => observe::observe(options),
        Review::Agree(options) => observe::agree(options),
        Review::FollowUp(options) => follow::follow_up(options),
        Review::Offer(options) => follow::offer(options),
        Review::Assist(options) => follow::assist(options),
        Review::Summary(options) => observe::summary(options),
        Review::Calendar(options) => calendar::run(options),
        Review::Clear(options) => publish::clear(options),
        Review::Publish(options) => publish::publish(options),
        Review::Undo(options) => history::undo(options),
        Review::History(options) => history::history(options),
        Review::Consult(options) => society::consult(options),
        Review::Coalition(options) => society::coalition(options),
        Review::Paper(options) => society::paper(options),
        Review::Submit(options) => society::submit(options),
        Review::Effect(options) => export::effect(options),
        Review::Adopt(options) => new::adopt(options),
    }
}
