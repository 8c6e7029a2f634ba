//! The shapes of the kinds of things, told apart without colour, and labels that keep out of each other's way.

use super::text::width;

/// Symbols for `<use>`, drawn around the origin with a reach of about 9.
pub(super) const SHAPES: &str = "<svg width=\"0\" height=\"0\" class=\"defs\" aria-hidden=\"true\"><defs>\
<g id=\"k-person\"><circle r=\"8\"/></g>\
<g id=\"k-organization\"><rect x=\"-7.5\" y=\"-7.5\" width=\"15\" height=\"15\" rx=\"1.5\"/></g>\
<g id=\"k-party\"><path d=\"M-8 8V0a8 8 0 0 1 16 0V8Z\"/></g>\
<g id=\"k-account\"><path d=\"M0 -9.5 9.5 0 0 9.5 -9.5 0Z\"/></g>\
<g id=\"k-contact\"><path d=\"M0 -9 9 7H-9Z\"/></g>\
<g id=\"k-vehicle\"><path d=\"M-9 0-4.5 -8H4.5L9 0 4.5 8H-4.5Z\"/></g>\
<g id=\"k-document\"><path d=\"M-6.5 -9H2.5L7 -4.5V9H-6.5Z\"/></g>\
<g id=\"k-place\"><path d=\"M0 9-7 -2a7 7 0 1 1 14 0Z\"/></g>\
<g id=\"k-other\"><path d=\"M-3 -9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z\"/></g>\
<marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" \
markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0.6 8 4 0 7.4Z\"/></marker>\
<marker id=\"leg\" viewBox=\"0 0 8 8\" refX=\"6.5\" refY=\"4\" markerWidth=\"11\" markerHeight=\"11\" \
markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0.4 8 4 0 7.6 2 4Z\"/></marker>\
</defs></svg>\n";

/// A rectangle taken by something drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Taken {
    pub(crate) fn around(x: f64, y: f64, reach: f64) -> Self {
        Self { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn is_within(&self, width: f64, height: f64) -> bool {
        self.left >= 2.0 && self.top >= 2.0 && self.right <= width - 2.0 && self.bottom <= height - 2.0
    }
}

/// A place for a label: where its text begins or ends, and which (`start`, `middle`, `end`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Label {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) anchor: &'static str,
}

/// A free place for `text` of this `size` beside the point, and takes it; `None` if there is none.
pub(crate) fn place(
    text: &str,
    size: f64,
    (x, y): (f64, f64),
    reach: f64,
    (width_all, height_all): (f64, f64),
    taken: &mut Vec<Taken>,
) -> Option<Label> {
    let wide = width(text) * size + 4.0;
    let gap = reach + 3.0;
    let candidates = [
        (Label { x: x + gap, y: y + size * 0.35, anchor: "start" }, x + gap),
        (Label { x: x - gap, y: y + size * 0.35, anchor: "end" }, x - gap - wide),
        (Label { x, y: y + gap + size * 0.8, anchor: "middle" }, x - wide / 2.0),
        (Label { x, y: y - gap, anchor: "middle" }, x - wide / 2.0),
        (Label { x: x + gap * 0.7, y: y + gap + size * 0.6, anchor: "start" }, x + gap * 0.7),
        (Label { x: x + gap * 0.7, y: y - gap * 0.7, anchor: "start" }, x + gap * 0.7),
        (Label { x: x - gap * 0.7, y: y + gap + size * 0.6, anchor: "end" }, x - gap * 0.7 - wide),
        (Label { x: x - gap * 0.7, y: y - gap * 0.7, anchor: "end" }, x - gap * 0.7 - wide),
    ];
    candidates.into_iter().find_map(|(label, left)| {
        let area =
            Taken { left, right: left + wide, top: label.y - size * 0.85, bottom: label.y + size * 0.3 };
        if !area.is_within(width_all, height_all) || taken.iter().any(|other| other.meets(&area)) {
            return None;
        }
        taken.push(area);
        Some(label)
    })
}

/// A free place for a second line, under a label at the side of its point, or beyond one above or below it.
pub(super) fn below(
    text: &str,
    size: f64,
    label: Label,
    (x, y): (f64, f64),
    reach: f64,
    room: (f64, f64),
    taken: &mut Vec<Taken>,
) -> Option<Label> {
    let wide = width(text) * size + 4.0;
    let is_above = label.anchor == "middle" && label.y < y;
    let under =
        Label { y: if is_above { y + reach + 3.0 + size * 0.8 } else { label.y + size + 1.0 }, ..label };
    let left = match label.anchor {
        "start" => label.x,
        "end" => label.x - wide,
        _ => x - wide / 2.0,
    };
    let area = Taken { left, right: left + wide, top: under.y - size * 0.8, bottom: under.y + size * 0.25 };
    if !area.is_within(room.0, room.1) || taken.iter().any(|other| other.meets(&area)) {
        return None;
    }
    taken.push(area);
    Some(under)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_never_overlap_each_other_or_leave_the_drawing() {
        let mut taken = Vec::new();
        let placed: Vec<_> = (0..40)
            .filter_map(|at| {
                let point = (50.0 + f64::from(at % 5) * 20.0, 40.0 + f64::from(at / 5) * 12.0);
                place("A name here", 12.0, point, 8.0, (200.0, 150.0), &mut taken)
            })
            .collect();
        assert!(!placed.is_empty() && placed.len() < 40);
        for (at, one) in taken.iter().enumerate() {
            assert!(one.is_within(200.0, 150.0));
            assert!(taken.iter().skip(at + 1).all(|other| !one.meets(other)));
        }
    }
}
