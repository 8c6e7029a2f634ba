//! Needs of technical assistance and the offers that fit them. Nothing is scored: an offer fits, or it is said why not.

use jiff::civil::Date;

use crate::picture::{Key, Picture};
use crate::statement::{Offer, Topic};

/// Why an offer does not fit a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misfit {
    /// It is of another kind.
    Kind,
    /// It is for other treaties.
    Instrument,
    /// It is in other languages.
    Language,
    /// It has run out.
    Expired,
}

impl Misfit {
    /// Its code in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Instrument => "instrument",
            Self::Language => "language",
            Self::Expired => "expired",
        }
    }
}

/// An offer beside a need.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    /// The observation that names the need.
    pub need: &'a Key,
    /// The offer.
    pub offer: &'a Key,
    /// Why it does not fit; empty if it does.
    pub misfits: Vec<Misfit>,
}

/// Every offer of the right kind beside every need, with what else keeps them apart.
pub fn matches(picture: &Picture, today: Date) -> Vec<Match<'_>> {
    let mut all = Vec::new();
    for (need, _, topic) in picture.needs() {
        for (key, versions) in &picture.offers {
            let Some(held) = versions.last() else { continue };
            let misfits = misfits(topic, &held.value, &picture.opening.languages, today);
            if !misfits.contains(&Misfit::Kind) {
                all.push(Match { need, offer: key, misfits });
            }
        }
    }
    all
}

fn misfits(need: &Topic, offer: &Offer, languages: &[String], today: Date) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    if !need.assistance.as_ref().is_some_and(|kind| offer.kinds.contains(kind)) {
        misfits.push(Misfit::Kind);
    }
    if !offer.instruments.is_empty() && !offer.instruments.contains(&need.instrument) {
        misfits.push(Misfit::Instrument);
    }
    if !offer.languages.is_empty() && !languages.iter().any(|language| offer.languages.contains(language)) {
        misfits.push(Misfit::Language);
    }
    if offer.until.is_some_and(|until| until < today) {
        misfits.push(Misfit::Expired);
    }
    misfits
}
