//! Where people say that they are.

use std::collections::BTreeMap;

use evidence::{EventIx, EventKind, Evidence};
use gazetteer::{Gazetteer, Located};
use indicators::Packs;
use resolve::{LocationIx, Locations};

use crate::ARRIVED;

/// Longer texts are stories. Ours.
const TEXT: usize = 300;

/// Messages whose writers say that they are at a place, with the place.
pub type Spoken = BTreeMap<EventIx, LocationIx>;

/// Messages that say in the first person that someone arrived or is somewhere, and name one place; places that are new are
/// added to `locations`. A weak ground: people err, tease, and write for others.
pub fn spoken(
    evidence: &Evidence,
    gazetteer: &Gazetteer,
    packs: &Packs,
    locations: &mut Locations,
) -> Spoken {
    let mut spoken = Spoken::new();
    for event in evidence.events().filter(|event| event.kind == EventKind::Message) {
        if event.text.len() > TEXT || !packs.has_term(ARRIVED, event.text) {
            continue;
        }
        let named = gazetteer.find_in_text(event.text);
        if let [(_, Located::One(place))] = named.as_slice() {
            spoken.insert(event.ix, locations.add(place));
        }
    }
    spoken
}
