//! Maps drawn as SVG: outlines of countries, great circles, marks with names.
//!
//! The projection is equirectangular with its true parallel in the middle of what is shown, which keeps shapes right where
//! it matters. Outlines are coarse and say nothing about anyone's territory. The same points make the same drawing.

use std::fmt::Write;

use gazetteer::{Country, Gazetteer};

use crate::Words;
use crate::html::svg::{Taken, place};
use crate::html::text::{cut, esc, width};

pub(crate) const WIDTH: f64 = 640.0;
pub(crate) const HEIGHT: f64 = 440.0;
/// The least degrees of latitude a map shows.
const LEAST_SPAN: f64 = 2.5;
/// Points on a line.
const STEPS: u32 = 24;

/// A map being drawn: what lies under all else is drawn last, when it is known where names are.
#[derive(Clone, Debug)]
pub struct Map {
    projection: Projection,
    label: String,
    lines: String,
    marks: Vec<Mark>,
    taken: Vec<Taken>,
}

/// A mark whose name is yet to be put.
#[derive(Clone, Debug)]
struct Mark {
    circle: String,
    at: (f64, f64),
    radius: f64,
    name: String,
}

impl Map {
    /// A map around these points (degrees east and north), with a text for those who do not see it; none without points.
    pub fn around(points: &[(f64, f64)], label: &str) -> Option<Self> {
        let projection = Projection::around(points)?;
        let (lines, marks, taken) = (String::new(), Vec::new(), Vec::new());
        Some(Self { projection, label: label.to_owned(), lines, marks, taken })
    }

    /// The shortest way between two points, in a class of the style, so many units wide.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str, wide: f64) {
        let way = great_circle(from, (near(to.0, from.0), to.1));
        for turn in [-360.0, 0.0, 360.0] {
            let points: Vec<(f64, f64)> =
                way.iter().map(|&(x, y)| self.projection.apply((x + turn, y))).collect();
            let inside = |&(x, y): &(f64, f64)| (0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y);
            if !points.iter().any(inside) {
                continue;
            }
            let _ = write!(self.lines, "<path class=\"{class}\" stroke-width=\"{wide:.1}\" d=\"");
            for (at, (x, y)) in points.iter().enumerate() {
                let _ = write!(self.lines, "{}{x:.1} {y:.1}", if at == 0 { "M" } else { "L" });
            }
            self.lines.push_str("\"/>");
        }
    }

    /// A round mark in a class of the style, with its name where there is room, and what is told on pointing at it. Of
    /// marks whose names are in each other's way the earlier one is named.
    pub fn mark(&mut self, at: (f64, f64), radius: f64, class: &str, name: &str, title: &str) {
        let (x, y) = self.projection.apply(at);
        self.taken.push(Taken::around(x, y, radius + 1.0));
        let circle = format!(
            "<g class=\"{class}\"><circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"><title>{}</title></circle>",
            esc(title)
        );
        self.marks.push(Mark { circle, at: (x, y), radius, name: cut(name, 24) });
    }

    /// The marks with their names, which are put where no mark is.
    fn named(&mut self) -> String {
        let mut out = String::new();
        for Mark { circle, at, radius, name } in &self.marks {
            out.push_str(circle);
            if let Some(label) = place(name, 12.0, *at, *radius, (WIDTH, HEIGHT), &mut self.taken) {
                let _ = write!(
                    out,
                    "<text class=\"town\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
                    label.x,
                    label.y,
                    label.anchor,
                    esc(name)
                );
            }
            out.push_str("</g>");
        }
        out
    }

    /// The drawing, with land below; the countries that are `on` are lighter.
    pub fn finish(mut self, gazetteer: &Gazetteer, words: &Words, on: &dyn Fn(Country) -> bool) -> String {
        let marks = self.named();
        format!(
            "<svg class=\"map\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">\
             <rect class=\"sea\" width=\"100%\" height=\"100%\"/>{}{}{}{}</svg>",
            esc(&self.label),
            lands(gazetteer, words, self.projection, on, &self.taken),
            self.lines,
            marks,
            scale_bar(self.projection, words)
        )
    }
}

/// From degrees to the drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Projection {
    west: f64,
    north: f64,
    /// Units per degree of longitude and of latitude.
    scale: (f64, f64),
}

impl Projection {
    /// Fitted around points whose longitudes are unwrapped.
    pub(crate) fn around(points: &[(f64, f64)]) -> Option<Self> {
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

    pub(crate) fn apply(&self, (longitude, latitude): (f64, f64)) -> (f64, f64) {
        ((longitude - self.west) * self.scale.0, (self.north - latitude) * self.scale.1)
    }
}

/// Land around; the countries that are `on` the way are lighter, and those are named whose middle is free.
pub(crate) fn lands(
    gazetteer: &Gazetteer,
    words: &Words,
    projection: Projection,
    on: &dyn Fn(Country) -> bool,
    taken: &[Taken],
) -> String {
    let mut out = String::new();
    let mut names: Vec<(f64, f64, String)> = Vec::new();
    for country in gazetteer.countries().iter() {
        let mut path = String::new();
        let mut largest = (0.0, (0.0, 0.0));
        for ring in gazetteer.outlines(country) {
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
        let _ = write!(out, "<path class=\"land{}\" d=\"{path}\"/>", if on(country) { " on" } else { "" });
        if largest.0 > 2500.0 {
            let (x, y) = largest.1;
            names.push((x, y, words.country(gazetteer.countries(), country.alpha2())));
        }
    }
    let mut taken = taken.to_vec();
    out.push_str("<g class=\"countries\" aria-hidden=\"true\">");
    for (x, y, name) in names {
        let name = cut(&name, 22);
        // A name stands on the middle of its land or nowhere.
        let half = width(&name) * 5.5;
        if x - half < 2.0 || x + half > WIDTH - 2.0 || !(12.0..=HEIGHT - 6.0).contains(&y) {
            continue;
        }
        if place(&name, 11.0, (x - half - 6.0, y), 3.0, (WIDTH, HEIGHT), &mut taken).is_some() {
            let _ =
                write!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{}</text>", esc(&name));
        }
    }
    out.push_str("</g>");
    out
}

/// A bar of a round number of kilometres, true at the middle of the map.
pub(crate) fn scale_bar(projection: Projection, words: &Words) -> String {
    const KM_PER_DEGREE: f64 = 111.195;
    let unit_km = KM_PER_DEGREE / projection.scale.1;
    let Some(km) = [5000, 2000, 1000, 500, 200, 100, 50, 20, 10]
        .into_iter()
        .find(|&km| f64::from(km) / unit_km < WIDTH / 4.0)
    else {
        return String::new();
    };
    let long = f64::from(km) / unit_km;
    let y = HEIGHT - 12.0;
    let text = words.get("map-scale", &[("km", i64::from(km).into())]);
    format!(
        "<g class=\"scale\" aria-hidden=\"true\"><path d=\"M12 {:.1}V{y}H{:.1}V{:.1}\"/><text x=\"16\" y=\"{:.1}\">{}</text></g>",
        y - 5.0,
        12.0 + long,
        y - 5.0,
        y - 5.0,
        esc(&text)
    )
}

/// The longitude as the turn nearest to `other`.
pub(crate) fn near(longitude: f64, other: f64) -> f64 {
    longitude + ((other - longitude) / 360.0).round() * 360.0
}

/// Points on the shortest way, longitudes unwrapped.
pub(crate) fn great_circle(from: (f64, f64), to: (f64, f64)) -> Vec<(f64, f64)> {
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
