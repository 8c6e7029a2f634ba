//! What became of observations, and technical assistance.

use review::statement::{self, Says};

use super::file::Desk;
use super::options::{Assist, FollowUp, Offer};
use crate::Outcome;

pub(super) fn follow_up(options: &FollowUp, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let found = desk.picture.find_observation(&options.key).map_err(|error| desk.refuse(&error))?;
    let observation = found.0.0.clone();
    let date = options.on.as_ref().map(|text| desk.bench.day(text)).transpose()?;
    let date = date.unwrap_or_else(|| desk.bench.today());
    desk.say(Says::FollowedUp { observation, progress: options.progress, date, note: options.note.clone() })?;
    desk.finish()
}

pub(super) fn offer(options: &Offer, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    for kind in &options.kind {
        desk.bench.mechanism.check_assistance(kind).map_err(|error| desk.refuse(&error))?;
    }
    let until = options.until.as_ref().map(|text| desk.bench.day(text)).transpose()?;
    let offer = statement::Offer {
        provider: options.provider.clone(),
        kinds: options.kind.iter().cloned().collect(),
        instruments: options.instrument.iter().copied().collect(),
        languages: options.language.iter().cloned().collect(),
        until,
        note: None,
    };
    let key = desk.new_key("offer", desk.picture.offers.len(), &options.provider);
    desk.say(Says::Offered { key: key.clone(), offer: Some(offer) })?;
    say!("{key}");
    desk.finish()
}

pub(super) fn assist(options: &Assist, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let need = desk.picture.find_observation(&options.need).map_err(|error| desk.refuse(&error))?.0.0.clone();
    let offer = desk.picture.find_offer(&options.offer).map_err(|error| desk.refuse(&error))?.0.clone();
    desk.say(Says::Assisted { need, offer, progress: options.progress })?;
    desk.finish()
}
