//! Ties of travel: who travelled in what, and who was together on the way.

use evidence::Event;
use routes::{Meeting, moves};

use crate::Layer;
use crate::sketch::{Seen, Sketch};

/// Draws who travelled in or through what.
pub(crate) fn carried(sketch: &mut Sketch<'_>, event: &Event<'_>) {
    if !moves(event.kind) {
        return;
    }
    let subject = sketch.thing(event.from.or(event.from_party));
    if let (Some(subject), Some(via)) = (subject, sketch.thing(event.via)) {
        let seen = Seen { weight: 1, time: event.time, amount: None };
        sketch.tie((subject, via), Layer::Movement, "travelled-in", seen, [event.record]);
    }
}

/// Draws who was together with whom.
pub(crate) fn together(sketch: &mut Sketch<'_>, meetings: &[Meeting]) {
    for meeting in meetings {
        let (one, other) = meeting.subjects;
        if sketch.is_thing(one) && sketch.is_thing(other) {
            let seen = Seen { weight: meeting.count, time: Some(meeting.time), amount: None };
            let records = [meeting.records.0, meeting.records.1];
            sketch.tie((one, other), Layer::Movement, "together", seen, records);
        }
    }
}
