//! Ties of lodging: who stayed with whom.

use evidence::{Event, EventKind};

use crate::Layer;
use crate::sketch::{Seen, Sketch};

/// Draws a guest's tie to the house or host that a stay names. What a stay went through (`via`) is drawn with journeys.
pub(crate) fn stay(sketch: &mut Sketch<'_>, event: &Event<'_>) {
    if event.kind != EventKind::Stay {
        return;
    }
    let guest = sketch.thing(event.from.or(event.from_party));
    for host in [event.to, event.to_party] {
        if let (Some(guest), Some(host)) = (guest, sketch.thing(host)) {
            let seen = Seen { weight: 1, time: event.time, amount: None };
            sketch.tie((guest, host), Layer::Movement, "stayed-with", seen, [event.record]);
        }
    }
}
