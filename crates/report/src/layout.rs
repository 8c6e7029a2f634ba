//! Where to draw the nodes of a graph: nodes push each other away, ties pull (after Fruchterman and Reingold 1991), and a
//! node pushes the harder the more ties it has (after Noack 2007), so that dense parts open up. From a fixed start, so
//! that the same graph is always drawn the same.
//!
//! Cost: the square of the nodes times the rounds; large graphs get fewer rounds, very large ones none and stay on the
//! starting spiral, where a graph program may go on from.

/// The rectangle to draw in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    /// Its width.
    pub(crate) width: f64,
    /// Its height.
    pub(crate) height: f64,
    /// What is kept free inside its sides.
    pub(crate) margin: f64,
}

/// Pairs of nodes that may be compared over all rounds.
const WORK: usize = 40_000_000;
const MOST_ROUNDS: usize = 500;
/// How far apart nodes are drawn at least, where there is room.
const APART: f64 = 30.0;
/// The angle between neighbours on the spiral, which keeps any two far apart.
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// A position for each node of a network.
pub(crate) fn of_network(network: &network::Network, bounds: Bounds) -> Vec<(f64, f64)> {
    let ends: Vec<(usize, usize)> = network.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    positions(network.nodes.len(), &ends, bounds)
}

/// A position for each of `count` nodes with these ties; ties of unknown nodes are passed over.
pub(crate) fn positions(count: usize, ties: &[(usize, usize)], bounds: Bounds) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = (0..count)
        .map(|at| {
            let (radius, angle) = ((at as f64 + 0.5).sqrt(), at as f64 * GOLDEN_ANGLE);
            (radius * angle.cos(), radius * angle.sin())
        })
        .collect();
    let mut distinct: Vec<(usize, usize)> = ties
        .iter()
        .filter(|(from, to)| from != to && *from < count && *to < count)
        .map(|&(from, to)| (from.min(to), from.max(to)))
        .collect();
    distinct.sort_unstable();
    distinct.dedup();
    let mut degrees = vec![1.0; count];
    for &(from, to) in &distinct {
        for end in [from, to] {
            if let Some(degree) = degrees.get_mut(end) {
                *degree += 1.0;
            }
        }
    }
    let rounds = (WORK / count.saturating_mul(count).max(1)).min(MOST_ROUNDS);
    let reach = (count as f64).sqrt().max(1.0) * 3.0;
    for round in 0..rounds {
        let heat = reach * 0.15 * (1.0 - round as f64 / rounds as f64).powi(2) + 0.005;
        step(&mut points, &distinct, &degrees, heat, bounds.width / bounds.height.max(1.0));
    }
    fit(&mut points, bounds);
    for _ in 0..rounds.min(80) {
        part(&mut points, bounds);
    }
    points
}

/// One round: nodes push, ties pull, everything is drawn to the middle; no node moves farther than `heat`.
fn step(points: &mut [(f64, f64)], ties: &[(usize, usize)], degrees: &[f64], heat: f64, aspect: f64) {
    let mut pushes = vec![(0.0, 0.0); points.len()];
    for (at, (&(x, y), &own)) in points.iter().zip(degrees).enumerate() {
        for (other, (&(ox, oy), &theirs)) in points.iter().zip(degrees).enumerate().skip(at + 1) {
            let (dx, dy) = (x - ox, y - oy);
            let square = (dx * dx + dy * dy).max(0.01);
            let force = (own * theirs).sqrt() * 1.6 / square;
            push(&mut pushes, at, dx * force, dy * force);
            push(&mut pushes, other, -dx * force, -dy * force);
        }
    }
    for &(from, to) in ties {
        if let (Some(&(x, y)), Some(&(ox, oy))) = (points.get(from), points.get(to)) {
            // Many ties share the pull that one has alone.
            let ends = degrees.get(from).zip(degrees.get(to)).map_or(2.0, |(a, b)| a.min(*b));
            let pull = 0.9 / ends.sqrt();
            push(&mut pushes, from, (ox - x) * pull, (oy - y) * pull);
            push(&mut pushes, to, (x - ox) * pull, (y - oy) * pull);
        }
    }
    // Loose parts would drift off without the pull to the middle, which fills the width more than the height.
    for (((x, y), (dx, dy)), degree) in points.iter_mut().zip(pushes).zip(degrees) {
        let weight = 0.22 * degree.sqrt();
        let (dx, dy) = (dx - *x * weight / aspect, dy - *y * weight * aspect);
        let length = (dx * dx + dy * dy).sqrt();
        if length > 0.0 {
            let scale = length.min(heat) / length;
            *x += dx * scale;
            *y += dy * scale;
        }
    }
}

fn push(pushes: &mut [(f64, f64)], at: usize, dx: f64, dy: f64) {
    if let Some(sum) = pushes.get_mut(at) {
        sum.0 += dx;
        sum.1 += dy;
    }
}

/// Moves nodes apart that are drawn nearer than [`APART`], as far as there is room.
fn part(points: &mut [(f64, f64)], bounds: Bounds) {
    let mut pushes = vec![(0.0, 0.0); points.len()];
    for (at, &(x, y)) in points.iter().enumerate() {
        for (other, &(ox, oy)) in points.iter().enumerate().skip(at + 1) {
            let (dx, dy) = (x - ox, y - oy);
            let distance = (dx * dx + dy * dy).sqrt();
            if distance < APART {
                // Two at one point go apart to the sides.
                let (ux, uy) = if distance < 1e-6 { (1.0, 0.0) } else { (dx / distance, dy / distance) };
                let by = (APART - distance) * 0.35;
                push(&mut pushes, at, ux * by, uy * by);
                push(&mut pushes, other, -ux * by, -uy * by);
            }
        }
    }
    for ((x, y), (dx, dy)) in points.iter_mut().zip(pushes) {
        *x = (*x + dx).clamp(bounds.margin, bounds.width - bounds.margin);
        *y = (*y + dy).clamp(bounds.margin, bounds.height - bounds.margin);
    }
}

/// Moves and scales the drawing into the bounds; a drawing much narrower than they are is widened a little.
fn fit(points: &mut [(f64, f64)], bounds: Bounds) {
    let span = |values: &mut dyn Iterator<Item = f64>| {
        values
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (left, right) = span(&mut points.iter().map(|point| point.0));
    let (top, bottom) = span(&mut points.iter().map(|point| point.1));
    let room = (bounds.width - 2.0 * bounds.margin, bounds.height - 2.0 * bounds.margin);
    let scale = (room.0 / (right - left).max(1e-6), room.1 / (bottom - top).max(1e-6));
    let least = scale.0.min(scale.1).min(120.0);
    let scale = (scale.0.min(least * 1.5), scale.1.min(least * 1.5));
    for (x, y) in points {
        *x = bounds.width / 2.0 + (*x - f64::midpoint(left, right)) * scale.0;
        *y = bounds.height / 2.0 + (*y - f64::midpoint(top, bottom)) * scale.1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PAGE: Bounds = Bounds { width: 1000.0, height: 600.0, margin: 40.0 };

    #[test]
    fn tied_nodes_are_drawn_nearer_than_others() {
        let points = positions(4, &[(0, 1), (2, 3)], PAGE);
        let distance = |a: usize, b: usize| (points[a].0 - points[b].0).hypot(points[a].1 - points[b].1);
        assert!(distance(0, 1) < distance(0, 2) && distance(2, 3) < distance(1, 3));
    }

    proptest! {
        #[test]
        fn every_node_is_inside_the_bounds_and_always_at_the_same_place(
            count in 0_usize..30, ties in prop::collection::vec((0_usize..35, 0_usize..35), 0..60),
        ) {
            let points = positions(count, &ties, PAGE);
            prop_assert_eq!(points.len(), count);
            for &(x, y) in &points {
                prop_assert!((39.9..960.1).contains(&x) && (39.9..560.1).contains(&y), "{x} {y}");
            }
            prop_assert_eq!(points, positions(count, &ties, PAGE));
        }
    }
}
