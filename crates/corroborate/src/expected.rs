//! What the thing would have left, whether it is there, and whom to ask where no file would show it.

use std::collections::{BTreeMap, BTreeSet};

use evidence::SourceIx;
use gazetteer::distance_km;
use resolve::LocationIx;

use crate::coverage::Cover;
use crate::found::{About, Ask, Expected, State};
use crate::reading::{Asked, Ground, Relevant};
use crate::statement::PartyKind;
use crate::traces::{Follows, Leaves, Trace, Traces};

/// Numbers given to ask by. Ours: a request names a few.
const NUMBERS: usize = 8;

/// Every kind of record that the thing would have left; `shown` are the events that support the claim.
pub(crate) fn expected(
    ground: &Ground<'_>,
    asked: &Asked<'_>,
    traces: &Traces,
    shown: &[&Relevant<'_>],
) -> Vec<(Expected, Trace)> {
    let of = traces.of(asked.claim.what).iter().filter(|trace| applies(ground, asked, trace));
    of.map(|trace| (one(ground, asked, trace, shown), trace.clone())).collect()
}

/// Whether there is anyone or anything to follow.
fn applies(ground: &Ground<'_>, asked: &Asked<'_>, trace: &Trace) -> bool {
    match trace.follows {
        Follows::Both => !asked.claim.with.is_empty(),
        Follows::Place => !asked.places.is_empty(),
        Follows::Who | Follows::Either | Follows::Vehicle | Follows::Vessel => {
            keys(ground, asked, trace).next().is_some()
        }
    }
}

/// Whom such a record is about.
fn keys<'k>(
    ground: &'k Ground<'_>,
    asked: &'k Asked<'_>,
    trace: &Trace,
) -> impl Iterator<Item = &'k String> + use<'k> {
    let claim = asked.claim;
    let with_too = !matches!(trace.follows, Follows::Who | Follows::Place);
    let kind = match trace.follows {
        Follows::Vehicle => Some(PartyKind::Vehicle),
        Follows::Vessel => Some(PartyKind::Vessel),
        _ => None,
    };
    let with = claim.with.iter().filter(move |_| with_too);
    claim.who.iter().chain(with).filter(move |key| {
        let own = ground.people.get(*key).map(|party| party.kind);
        match kind {
            Some(kind) => own == Some(kind),
            None => !matches!(own, Some(PartyKind::Vehicle | PartyKind::Vessel)),
        }
    })
}

fn one(ground: &Ground<'_>, asked: &Asked<'_>, trace: &Trace, shown: &[&Relevant<'_>]) -> Expected {
    let names = |sources: BTreeSet<SourceIx>| -> Vec<String> {
        sources.into_iter().filter_map(|ix| Some(ground.evidence.source(ix)?.name.clone())).collect()
    };
    let told = |state, sources| Expected {
        trace: trace.id.clone(),
        follows: trace.follows,
        leaves: trace.leaves,
        state,
        sources: names(sources),
    };
    let about: BTreeSet<&String> = keys(ground, asked, trace).collect();
    let is_of = |relevant: &&&Relevant<'_>| {
        matches!(trace.follows, Follows::Both | Follows::Place)
            || about.iter().any(|key| relevant.ends.contains_key(key.as_str()))
    };
    let there = shown.iter().filter(|relevant| trace.is_shown_by(&relevant.event)).filter(is_of);
    let there: BTreeSet<SourceIx> =
        there.filter_map(|relevant| ground.evidence.source_of(relevant.event.record)).collect();
    if !there.is_empty() {
        return told(State::Shown, there);
    }
    let mut silent: BTreeMap<Cover, BTreeSet<SourceIx>> = BTreeMap::new();
    let (who, with) = (ground.clusters(&asked.claim.who), ground.clusters(&asked.claim.with));
    let meant = ground.clusters(keys(ground, asked, trace));
    let when = asked.claim.when.as_ref();
    for (source, _, reach) in ground.coverage.iter().filter(|(_, kind, _)| trace.is_kind(*kind)) {
        let cover = match trace.follows {
            Follows::Both => reach.converses(&who, &with, when),
            Follows::Place => reach.watches(|place| is_near(ground, asked, place), when),
            _ => reach.follows(&meant, when),
        };
        if let Some(cover) = cover {
            silent.entry(cover).or_default().insert(source);
        }
    }
    match silent.pop_last() {
        Some((Cover::Whole, sources)) => told(State::Missing, sources),
        Some((Cover::Part, sources)) => told(State::MissingInPart, sources),
        None => told(State::Unknown, BTreeSet::new()),
    }
}

fn is_near(ground: &Ground<'_>, asked: &Asked<'_>, place: LocationIx) -> bool {
    let Some(at) = ground.locations.all.get(place.0 as usize) else { return false };
    asked.places.iter().any(|claimed| {
        let within = |latitude: f64, longitude: f64| {
            distance_km(latitude, longitude, at.latitude, at.longitude) <= asked.claim.tolerance.place_km
        };
        claimed.candidates.iter().any(|one| within(one.latitude, one.longitude))
            || claimed.country.as_ref() == Some(&at.country)
    })
}

/// What to ask for: what no file, or only a part of one, would show. Silence that says little is asked about too.
pub(crate) fn asks(ground: &Ground<'_>, asked: &Asked<'_>, expected: &[(Expected, Trace)]) -> Vec<Ask> {
    let is_open = |one: &Expected| match one.state {
        State::Shown => false,
        State::Missing => one.leaves == Leaves::Sometimes,
        State::MissingInPart | State::Unknown => true,
    };
    let claim = asked.claim;
    let countries: BTreeSet<&str> = asked.places.iter().flat_map(crate::place::Claimed::countries).collect();
    let ask = |(_, trace): &(Expected, Trace)| Ask {
        trace: trace.id.clone(),
        keeper: trace.keeper.clone(),
        through: trace.through.clone(),
        soon: trace.soon,
        about: keys(ground, asked, trace)
            .filter_map(|key| ground.people.get(key))
            .map(|party| About {
                label: party.label.clone(),
                numbers: claim
                    .number
                    .iter()
                    .filter(|_| claim.what == crate::What::Uses)
                    .chain(&party.numbers)
                    .take(NUMBERS)
                    .cloned()
                    .collect(),
            })
            .collect(),
        countries: countries.iter().map(|code| (*code).to_owned()).collect(),
        places: claim.places.clone(),
        span: claim.when.as_ref().map(|when| when.widened(claim.tolerance.time_us)),
    };
    expected.iter().filter(|(one, _)| is_open(one)).map(ask).collect()
}
