//! A trip on a map: outlines of the countries around it, stops in their order, legs as arrows.

use gazetteer::Country;
use routes::{Leg, Trip};

use super::svg::{Label, Taken, place};
use super::text::{cut, esc, width};
use super::{Page, put};
use crate::map::{HEIGHT, Projection, WIDTH, great_circle, lands, near, scale_bar};

const MARKER: f64 = 10.0;

/// A numbered mark, with the name of its place where there is room for it.
#[derive(Clone, Debug)]
struct Mark {
    x: f64,
    y: f64,
    /// Half its width.
    reach: f64,
    text: String,
    label: Option<(String, Label)>,
}

/// The marks, and what they take up.
#[derive(Clone, Debug)]
struct Marks {
    marks: Vec<Mark>,
    taken: Vec<Taken>,
}

impl Page<'_> {
    pub(super) fn map(&mut self, trip: &Trip) {
        let mut stops: Vec<(f64, f64)> = Vec::new();
        for stop in &trip.stops {
            let location = self.picture.locations.all.get(stop.location.0 as usize);
            let Some(location) = location.filter(|at| at.longitude.is_finite() && at.latitude.is_finite())
            else {
                continue;
            };
            let before = stops.last().map_or(0.0, |last: &(f64, f64)| last.0);
            stops.push((near(location.longitude, before), location.latitude));
        }
        // A leg needs to know which point is its stop's; with one unknown place the list alone is right.
        if stops.len() != trip.stops.len() {
            return;
        }
        let Some(projection) = Projection::around(&stops) else { return };
        let label = self.words.get(
            "map-label",
            &[("subject", self.picture.caption(trip.subject).into()), ("stops", stops.len().into())],
        );
        put!(
            self,
            "<svg class=\"map\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
            esc(&label)
        );
        self.out.push_str("<rect class=\"sea\" width=\"100%\" height=\"100%\"/>");
        let points: Vec<(f64, f64)> = stops.iter().map(|&stop| projection.apply(stop)).collect();
        let marks = self.marks(trip, &points);
        let on_route =
            |country: Country| trip.countries.iter().any(|code| Country::from_alpha2(code) == Some(country));
        let land = lands(self.picture.gazetteer, self.words, projection, &on_route, &marks.taken);
        self.out.push_str(&land);
        for leg in &trip.legs {
            let (Some(&from), Some(&to)) = (stops.get(leg.from), stops.get(leg.from + 1)) else { continue };
            self.leg(leg, from, to, projection);
        }
        self.stops(&marks);
        self.out.push_str(&scale_bar(projection, self.words));
        self.out.push_str("</svg>");
    }

    fn leg(&mut self, leg: &Leg, from: (f64, f64), to: (f64, f64), projection: Projection) {
        let mut line: Vec<(f64, f64)> =
            great_circle(from, to).into_iter().map(|at| projection.apply(at)).collect();
        shorten(&mut line, MARKER + 3.0);
        if line.len() < 2 {
            return;
        }
        let class = match (leg.impossible, leg.gap) {
            (true, _) => "leg impossible",
            (false, true) => "leg gap",
            (false, false) => "leg",
        };
        let title = self.words.get(
            "leg-title",
            &[
                ("from", (leg.from + 1).into()),
                ("to", (leg.from + 2).into()),
                ("km", self.words.decimal(leg.distance_km.round(), 0).into()),
            ],
        );
        put!(self, "<path class=\"{class}\" marker-end=\"url(#leg)\" d=\"");
        for (at, (x, y)) in line.iter().enumerate() {
            put!(self, "{}{x:.1} {y:.1}", if at == 0 { "M" } else { "L" });
        }
        put!(self, "\"><title>{}</title></path>", esc(&title));
    }

    /// Where the numbered marks and the names of their places go; stops at one place share a mark.
    fn marks(&self, trip: &Trip, points: &[(f64, f64)]) -> Marks {
        let mut groups: Vec<(f64, f64, Vec<usize>)> = Vec::new();
        for (number, &(x, y)) in points.iter().enumerate() {
            match groups.iter_mut().find(|group| (group.0 - x).hypot(group.1 - y) < MARKER * 1.2) {
                Some(group) => group.2.push(number),
                None => groups.push((x, y, vec![number])),
            }
        }
        let mut taken: Vec<Taken> =
            groups.iter().map(|group| Taken::around(group.0, group.1, MARKER + 1.0)).collect();
        let marks = groups.into_iter().map(|(x, y, numbers)| {
            let text: Vec<String> = numbers.iter().map(|number| (number + 1).to_string()).collect();
            let text = cut(&text.join("·"), 7);
            let reach = MARKER.max(width(&text) * 7.5 + 3.0);
            let name = numbers
                .first()
                .and_then(|&number| trip.stops.get(number))
                .and_then(|stop| self.picture.locations.all.get(stop.location.0 as usize))
                .map(|location| cut(&location.name, 24))
                .unwrap_or_default();
            let label = place(&name, 12.5, (x, y), reach, (WIDTH, HEIGHT), &mut taken);
            Mark { x, y, reach, text, label: label.map(|label| (name, label)) }
        });
        let marks = marks.collect();
        Marks { marks, taken }
    }

    fn stops(&mut self, marks: &Marks) {
        for Mark { x, y, reach, text, label } in &marks.marks {
            put!(
                self,
                "<g class=\"stop\"><rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{}\" rx=\"{MARKER}\"/>\
                 <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{text}</text>",
                x - reach,
                y - MARKER,
                reach * 2.0,
                MARKER * 2.0,
                y + 4.0
            );
            if let Some((name, at)) = label {
                put!(
                    self,
                    "<text class=\"town\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
                    at.x,
                    at.y,
                    at.anchor,
                    esc(name)
                );
            }
            self.out.push_str("</g>");
        }
    }
}

/// Cuts `by` units off both ends, so that a line does not run under the marks it joins.
fn shorten(line: &mut Vec<(f64, f64)>, by: f64) {
    for _ in 0..2 {
        line.reverse();
        let Some(&end) = line.last() else { return };
        while line.last().is_some_and(|at| (at.0 - end.0).hypot(at.1 - end.1) < by) {
            line.pop();
        }
        if let Some(&(x, y)) = line.last() {
            let long = (x - end.0).hypot(y - end.1).max(1e-9);
            line.push((end.0 + (x - end.0) / long * by, end.1 + (y - end.1) / long * by));
        }
    }
}
