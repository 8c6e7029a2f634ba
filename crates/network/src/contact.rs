//! Ties of contact: messages and calls.

use std::collections::{BTreeSet, HashMap, HashSet};

use evidence::{EntityIx, Event, EventKind, Evidence};
use resolve::{ClusterIx, Resolution};

use crate::Layer;
use crate::sketch::{Seen, Sketch};

/// Chats in which exactly two wrote, and which two.
pub(crate) type Chats = HashMap<EntityIx, [ClusterIx; 2]>;

/// Finds the chats that only stand between two users: entities that were written to by exactly two, never wrote
/// themselves and carry no identifier of a user. (Someone with a phone to whom two wrote is no chat: the two may never
/// have met.)
pub(crate) fn chats(evidence: &Evidence, resolution: &Resolution) -> Chats {
    let mut writers: HashMap<EntityIx, BTreeSet<ClusterIx>> = HashMap::new();
    let mut senders: HashSet<EntityIx> = HashSet::new();
    for event in evidence.events().filter(|event| matches!(event.kind, EventKind::Message | EventKind::Call))
    {
        let Some(from) = event.from else { continue };
        senders.insert(from);
        let Some(to) = event.to.filter(|_| event.kind == EventKind::Message) else { continue };
        let writers = writers.entry(to).or_default();
        if writers.len() < 3 {
            writers.extend(resolution.cluster(from));
        }
    }
    writers
        .into_iter()
        .filter(|(to, _)| !senders.contains(to) && !is_user(evidence, *to))
        .filter_map(|(to, writers)| {
            let mut writers = writers.into_iter();
            match (writers.next(), writers.next(), writers.next()) {
                (Some(one), Some(other), None) => Some((to, [one, other])),
                _ => None,
            }
        })
        .collect()
}

fn is_user(evidence: &Evidence, entity: EntityIx) -> bool {
    ["phone", "email", "username"].iter().any(|property| evidence.values(entity, property).next().is_some())
}

/// Draws a message or call: from sender to receiver or chat; in a chat of two, from one to the other.
pub(crate) fn contact(sketch: &mut Sketch<'_>, chats: &Chats, event: &Event<'_>) {
    let Some(from) = sketch.thing(event.from.or(event.from_party)) else { return };
    let pair = event.to.and_then(|to| chats.get(&to));
    let to = match pair {
        Some(&[one, other]) => Some(if from == one { other } else { one }),
        None => sketch.thing(event.to.or(event.to_party)),
    };
    let Some(to) = to.filter(|&to| sketch.is_thing(to)) else { return };
    let weight = u64::from(!sketch.resolution.is_twin(event.ix));
    let seen = Seen { weight, time: event.time, amount: None };
    sketch.tie((from, to), Layer::Contact, event.kind.as_str(), seen, [event.record]);
}
