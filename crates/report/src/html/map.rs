//! A route on a map: outlines of the countries around it, stops in their order, legs as arrows.
//!
//! The projection is equirectangular with its true parallel in the middle of the route, which keeps shapes right where
//! it matters. Legs follow the great circle. Outlines are coarse and say nothing about anyone's territory.

use std::fmt::Write;

use gazetteer::Country;
use network::Route;

use super::svg::{Label, Taken, place};
use super::text::{cut, esc, width};
use super::{Page, put};

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 440.0;
/// The least degrees of latitude a map shows.
const LEAST_SPAN: f64 = 2.5;
/// Points on a leg's line.
const STEPS: u32 = 24;
const MARKER: f64 = 10.0;

/// From degrees to the drawing.
#[derive(Clone, Copy, Debug)]
struct Projection {
    west: f64,
    north: f64,
    /// Units per degree of longitude and of latitude.
    scale: (f64, f64),
}

impl Projection {
    /// Fitted around points whose longitudes are unwrapped.
    fn around(points: &[(f64, f64)]) -> Option<Self> {
        let low = |get: fn(&(f64, f64)) -> f64| points.iter().map(get).min_by(f64::total_cmp);
        let high = |get: fn(&(f64, f64)) -> f64| points.iter().map(get).max_by(f64::total_cmp);
        let (west, east) = (low(|p| p.0)?, high(|p| p.0)?);
        let (south, north) = (low(|p| p.1)?, high(|p| p.1)?);
        let middle = f64::midpoint(south, north);
        let squeeze = middle.clamp(-75.0, 75.0).to_radians().cos();
        // A sixth of the route is left free on every side.
        let tall = ((north - south) * 1.34).max((east - west) * 1.34 * squeeze * HEIGHT / WIDTH);
        let per_latitude = HEIGHT / tall.max(LEAST_SPAN);
        let scale = (per_latitude * squeeze, per_latitude);
        Some(Self {
            west: f64::midpoint(west, east) - WIDTH / scale.0 / 2.0,
            north: middle + HEIGHT / scale.1 / 2.0,
            scale,
        })
    }

    fn apply(&self, (longitude, latitude): (f64, f64)) -> (f64, f64) {
        ((longitude - self.west) * self.scale.0, (self.north - latitude) * self.scale.1)
    }
}

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
    pub(super) fn map(&mut self, route: &Route) {
        let mut stops: Vec<(f64, f64)> = Vec::new();
        for stop in &route.stops {
            let location = self.picture.locations.all.get(stop.location.0 as usize);
            let Some(location) = location.filter(|at| at.longitude.is_finite() && at.latitude.is_finite())
            else {
                continue;
            };
            let before = stops.last().map_or(0.0, |last: &(f64, f64)| last.0);
            stops.push((near(location.longitude, before), location.latitude));
        }
        // A leg needs to know which point is its stop's; with one unknown place the list alone is right.
        if stops.len() != route.stops.len() {
            return;
        }
        let Some(projection) = Projection::around(&stops) else { return };
        let label = self.words.get(
            "map-label",
            &[("subject", self.picture.caption(route.subject).into()), ("stops", stops.len().into())],
        );
        put!(
            self,
            "<svg class=\"map\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
            esc(&label)
        );
        self.out.push_str("<rect class=\"sea\" width=\"100%\" height=\"100%\"/>");
        let points: Vec<(f64, f64)> = stops.iter().map(|&stop| projection.apply(stop)).collect();
        let marks = self.marks(route, &points);
        self.lands(route, projection, &marks);
        for leg in &route.legs {
            let (Some(&from), Some(&to)) = (stops.get(leg.from), stops.get(leg.from + 1)) else { continue };
            self.leg(leg, from, to, projection);
        }
        self.stops(&marks);
        self.scale_bar(projection);
        self.out.push_str("</svg>");
    }

    /// Land around the route; the countries on it are lighter and named.
    fn lands(&mut self, route: &Route, projection: Projection, marks: &Marks) {
        let mut names: Vec<(f64, f64, String)> = Vec::new();
        for country in self.picture.gazetteer.countries().iter() {
            let mut path = String::new();
            let mut largest = (0.0, (0.0, 0.0));
            for ring in self.picture.gazetteer.outlines(country) {
                for turn in [-360.0, 0.0, 360.0] {
                    let drawn: Vec<(f64, f64)> =
                        ring.iter().map(|&[x, y]| projection.apply((x + turn, y))).collect();
                    let drawn = clip(drawn);
                    let (area, middle) = area_and_middle(&drawn);
                    if drawn.len() < 3 || area < 1.0 {
                        continue;
                    }
                    if area > largest.0 {
                        largest = (area, middle);
                    }
                    for (at, (x, y)) in drawn.iter().enumerate() {
                        let _ = write!(path, "{}{x:.1} {y:.1}", if at == 0 { "M" } else { "L" });
                    }
                    path.push('Z');
                }
            }
            if path.is_empty() {
                continue;
            }
            let on_route = route.countries.iter().any(|code| Country::from_alpha2(code) == Some(country));
            put!(self, "<path class=\"land{}\" d=\"{path}\"/>", if on_route { " on" } else { "" });
            if largest.0 > 2500.0 {
                let (x, y) = largest.1;
                names.push((x, y, self.country(country.alpha2())));
            }
        }
        let mut taken = marks.taken.clone();
        self.out.push_str("<g class=\"countries\" aria-hidden=\"true\">");
        for (x, y, name) in names {
            let name = cut(&name, 22);
            // A name stands on the middle of its land or nowhere.
            let half = width(&name) * 5.5;
            if x - half < 2.0 || x + half > WIDTH - 2.0 || !(12.0..=HEIGHT - 6.0).contains(&y) {
                continue;
            }
            if place(&name, 11.0, (x - half - 6.0, y), 3.0, (WIDTH, HEIGHT), &mut taken).is_some() {
                put!(self, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{}</text>", esc(&name));
            }
        }
        self.out.push_str("</g>");
    }

    fn leg(&mut self, leg: &network::Leg, from: (f64, f64), to: (f64, f64), projection: Projection) {
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
    fn marks(&self, route: &Route, points: &[(f64, f64)]) -> Marks {
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
                .and_then(|&number| route.stops.get(number))
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

    /// A bar of a round number of kilometres, true at the middle of the map.
    fn scale_bar(&mut self, projection: Projection) {
        const KM_PER_DEGREE: f64 = 111.195;
        let unit_km = KM_PER_DEGREE / projection.scale.1;
        let Some(km) = [5000, 2000, 1000, 500, 200, 100, 50, 20, 10]
            .into_iter()
            .find(|&km| f64::from(km) / unit_km < WIDTH / 4.0)
        else {
            return;
        };
        let long = f64::from(km) / unit_km;
        let y = HEIGHT - 12.0;
        let text = self.words.get("map-scale", &[("km", i64::from(km).into())]);
        put!(
            self,
            "<g class=\"scale\" aria-hidden=\"true\"><path d=\"M12 {:.1}V{y}H{:.1}V{:.1}\"/><text x=\"16\" y=\"{:.1}\">{}</text></g>",
            y - 5.0,
            12.0 + long,
            y - 5.0,
            y - 5.0,
            esc(&text)
        );
    }
}

/// The longitude as the turn nearest to `other`.
fn near(longitude: f64, other: f64) -> f64 {
    longitude + ((other - longitude) / 360.0).round() * 360.0
}

/// Points on the shortest way, longitudes unwrapped.
fn great_circle(from: (f64, f64), to: (f64, f64)) -> Vec<(f64, f64)> {
    let vector = |(longitude, latitude): (f64, f64)| {
        let (x, y): (f64, f64) = (longitude.to_radians(), latitude.to_radians());
        (y.cos() * x.cos(), y.cos() * x.sin(), y.sin())
    };
    let (start, end) = (vector(from), vector(to));
    let angle = (start.0 * end.0 + start.1 * end.1 + start.2 * end.2).clamp(-1.0, 1.0).acos();
    // The same place, or opposite ends of the Earth: no one way is shortest.
    if angle.sin().abs() < 1e-9 {
        return vec![from, to];
    }
    let mut line = Vec::new();
    let mut before = from.0;
    for step in 0..=STEPS {
        let share = f64::from(step) / f64::from(STEPS);
        let weights = (((1.0 - share) * angle).sin() / angle.sin(), (share * angle).sin() / angle.sin());
        let between = |one: f64, other: f64| weights.0 * one + weights.1 * other;
        let (x, y, z) = (between(start.0, end.0), between(start.1, end.1), between(start.2, end.2));
        let longitude = near(y.atan2(x).to_degrees(), before);
        before = longitude;
        line.push((longitude, z.atan2(x.hypot(y)).to_degrees()));
    }
    line
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

/// The part of a ring inside the drawing (Sutherland and Hodgman).
fn clip(mut ring: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    type Side = (fn((f64, f64)) -> f64, f64, f64);
    // Coordinate, bound, and +1 where more is outside.
    let sides: [Side; 4] = [
        (|p| p.0, -4.0, -1.0),
        (|p| p.0, WIDTH + 4.0, 1.0),
        (|p| p.1, -4.0, -1.0),
        (|p| p.1, HEIGHT + 4.0, 1.0),
    ];
    for (coordinate, bound, sign) in sides {
        let outside = |p: (f64, f64)| (coordinate(p) - bound) * sign > 0.0;
        let mut kept = Vec::new();
        let mut before = ring.last().copied();
        for &point in &ring {
            if let Some(last) = before
                && outside(last) != outside(point)
            {
                let share = (bound - coordinate(last)) / (coordinate(point) - coordinate(last));
                kept.push((last.0 + (point.0 - last.0) * share, last.1 + (point.1 - last.1) * share));
            }
            if !outside(point) {
                kept.push(point);
            }
            before = Some(point);
        }
        ring = kept;
    }
    ring
}

/// The area of a ring and its centre of gravity.
fn area_and_middle(ring: &[(f64, f64)]) -> (f64, (f64, f64)) {
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let cross = a.0 * b.1 - b.0 * a.1;
        area += cross / 2.0;
        x += (a.0 + b.0) * cross / 6.0;
        y += (a.1 + b.1) * cross / 6.0;
    }
    if area.abs() < 1e-9 { (0.0, (0.0, 0.0)) } else { (area.abs(), (x / area, y / area)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_way_over_the_pacific_does_not_go_around_the_world() {
        let tokyo = (139.7, 35.7);
        let vancouver = (near(-123.1, tokyo.0), 49.3);
        assert!((vancouver.0 - 236.9).abs() < 0.01);
        let line = great_circle(tokyo, vancouver);
        assert!(line.windows(2).all(|pair| (pair[1].0 - pair[0].0).abs() < 15.0));
    }

    #[test]
    fn a_ring_is_cut_at_the_sides_of_the_drawing() {
        let ring = clip(vec![(-100.0, -100.0), (100.0, -100.0), (100.0, 100.0), (-100.0, 100.0)]);
        let (area, _) = area_and_middle(&ring);
        assert!((area - 104.0 * 104.0).abs() < 1e-6);
        assert!(clip(vec![(-9.0, -9.0), (-8.0, -9.0), (-8.0, -8.0)]).is_empty());
    }

    proptest! {
        #[test]
        fn every_stop_is_on_the_map(
            points in prop::collection::vec((-179.0_f64..179.0, -85.0_f64..85.0), 1..9),
        ) {
            let mut stops: Vec<(f64, f64)> = Vec::new();
            for (longitude, latitude) in points {
                let before = stops.last().map_or(0.0, |last| last.0);
                stops.push((near(longitude, before), latitude));
            }
            let projection = Projection::around(&stops).unwrap();
            for stop in stops {
                let (x, y) = projection.apply(stop);
                prop_assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y), "{x} {y}");
            }
        }
    }
}
