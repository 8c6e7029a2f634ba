//! What records say of the claims of a statement.
//!
//! A witness or victim says who did what, when, where, for how much and with whom. This crate holds each claim against
//! the records at hand and says which support it, which contradict it, which come near, which a file would show and does
//! not, and what to ask whom for. In: a [`Statement`] and [`Evidence`] with who is who and where is where. Out: a
//! [`Corroboration`].
//!
//! - **It says how far records cover claims. It never rates the credibility of a person**; there is no score, and no sum
//!   over claims but their number. Strength is in words ([`Strength`]) with the rule beside each.
//! - Silence is not "no". A record is *missing* only where a file that was delivered follows the one meant over the claimed
//!   time ([`State`]); where no file would show it, it is unknown, and [`Ask`] says who has it.
//! - A record contradicts only if both cannot be: someone recorded so far away that no moment of the claimed time is left
//!   ([`Why::Elsewhere`]), another sum between the same two at the same time, a number recorded as another's. A record of
//!   a card or phone says where the thing was, not who held it.
//! - What differs in one thing is near, and counts for nothing. Dates told after hard times are often wrong by days.
//! - What the speaker wrote earlier is told as the same word ([`Way::OwnWords`]), never as another's.
//! - Tolerances are stated with each claim. All numbers here are ours and stand beside their reason.
//!
//! What is *not* here: reading files, judging a person, deciding what is true.
//!
//! ```
//! use corroborate::{Outcome, Statement, corroborate};
//! use evidence::{EventKind, Evidence, Locator, Moment, NewEvent, NewStatement, PlaceMention, Precision, Sink, Source};
//! let mut evidence = Evidence::default();
//! evidence.begin(Source::named("border.csv"));
//! let record = evidence.record(&Locator::new("row", 1, 0, 10));
//! let who = evidence.entity("p1", "Person");
//! evidence.statement(&NewStatement::new(who, "name", "Ada Example", record));
//! let time = Some(Moment::from_civil("2026-03-15T15:22:00".parse().unwrap(), Some(60), Precision::Second));
//! let seen = NewEvent { time, from: Some(who), ..NewEvent::new(EventKind::Sighting, record) };
//! evidence.event(&seen.at(PlaceMention { name: "Hendaye", country: "FR", coordinates: None }));
//!
//! let statement = Statement::parse("s.yaml", "
//! reference: S-1
//! people: {ada: {names: Ada Example}}
//! claims: [{id: a, what: presence, who: ada, when: 2026-03-15, where: 'Hendaye, France'}]
//! ").unwrap();
//! let gazetteer = gazetteer::Gazetteer::embedded();
//! let resolution = resolve::resolve(&evidence);
//! let locations = resolve::locate(&evidence, &gazetteer);
//! let found = corroborate(&statement, &evidence, &resolution, &locations, &gazetteer);
//! assert_eq!(found.claims[0].outcome, Outcome::Supported);
//! ```

mod coverage;
mod elsewhere;
mod expected;
mod found;
mod judge;
mod party;
mod place;
mod reading;
mod statement;
mod traces;
mod when;

use std::collections::BTreeMap;

use evidence::Evidence;
use gazetteer::Gazetteer;
use resolve::{Locations, Resolution};

pub use found::{
    About, Against, Ask, Aspect, Cited, Corroboration, Expected, Found, Judged, Near, Outcome, State,
    Strength, Support, Way, Why,
};
pub use party::Basis;
pub use place::{Candidate, Claimed};
pub use statement::{Amount, Claim, Party, PartyKind, Statement, StatementError, Tolerance, What};
pub use traces::{Follows, Leaves, Trace, Traces};
pub use when::Window;

use coverage::Coverage;
use party::{Finder, Numbers};
use reading::Ground;

/// Holds each claim of a statement against the records.
///
/// Cost: one pass over events to find those with anyone of the statement, one over statements for numbers and names,
/// then claims times those events.
pub fn corroborate(
    statement: &Statement,
    evidence: &Evidence,
    resolution: &Resolution,
    locations: &Locations,
    gazetteer: &Gazetteer,
) -> Corroboration {
    let numbers = Numbers::of(evidence);
    let finder = Finder::new(evidence, resolution, &numbers);
    let people = finder.all(statement);
    let coverage = Coverage::of(evidence, resolution, locations);
    let mut ground = Ground {
        statement,
        evidence,
        resolution,
        locations,
        gazetteer,
        finder: &finder,
        people: &people,
        coverage: &coverage,
        events: Vec::new(),
    };
    ground.relevant();
    let traces = Traces::embedded();
    let claims: Vec<Judged> = statement.claims.iter().map(|claim| ground.judge(claim, &traces)).collect();
    let mut counts = BTreeMap::new();
    for claim in &claims {
        *counts.entry(claim.outcome).or_insert(0) += 1;
    }
    let name = |cluster: &resolve::ClusterIx| {
        let members = resolution.clusters.get(cluster.0 as usize).map_or(&[][..], |all| &all.members);
        members.first().map_or("", |entity| evidence.caption(*entity)).to_owned()
    };
    let found = people.iter().map(|(key, party)| {
        let mut may_be: Vec<(String, Basis)> =
            party.found.iter().map(|(cluster, basis)| (name(cluster), *basis)).collect();
        may_be.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
        may_be.dedup();
        let is_speaker = statement.speaker.as_ref() == Some(key);
        (key.clone(), Found { label: party.label.clone(), is_speaker, may_be })
    });
    Corroboration {
        reference: statement.reference.clone(),
        taken: statement.taken.clone(),
        taken_by: statement.taken_by.clone(),
        people: found.collect(),
        claims,
        counts,
    }
}
