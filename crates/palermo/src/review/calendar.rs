//! Targets and events: shown, or recorded.

use papers::Scope;
use papers::compose::{Paper, document};
use review::mechanism::Role;
use review::statement::{Says, Series};
use review::{Audience, calendar};

use super::export::with_desk;
use super::file::{Bench, Desk, Open};
use super::options::{Calendar, StepName};
use super::screen;
use crate::{Outcome, Usage};

pub(super) fn run(options: &Calendar, words: report::Words) -> miette::Result<Outcome> {
    if let (Some(StepName(step)), Some(cluster), Some(by)) = (options.step, options.cluster, &options.by) {
        let mut desk = Desk::at(&options.file, by, &options.setting, words)?;
        let (series, text) = match (&options.on, &options.due) {
            (Some(text), _) => (Series::Actual, text),
            (None, Some(text)) => (Series::Target, text),
            (None, None) => {
                let words = &desk.bench.words;
                return Err(Usage::report(words.text("review-no-day"), words.text("review-no-day-help")));
            }
        };
        let date = desk.bench.day(text)?;
        if step.is_some() {
            calendar::check_order(&desk.picture, cluster, date).map_err(|error| desk.refuse(&error))?;
        }
        desk.say(Says::Dated { step, cluster, instrument: options.instrument, series, date: Some(date) })?;
        return desk.finish();
    }
    let bench = Bench::open(&options.setting, words)?;
    let open = Open::read(&options.file, &bench.words)?;
    with_desk(&bench, &open, &Audience::of(Role::Secretariat), None, |desk| {
        screen::print(&document(desk, &Paper::Calendar, &Scope::default()));
        Ok(())
    })?;
    Ok(open.outcome(&bench))
}
