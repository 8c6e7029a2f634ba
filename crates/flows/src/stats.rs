//! The few statistics that are needed, each in its plainest form.

/// Pearson's correlation; none without variation.
pub(crate) fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let count = pairs.len() as f64;
    let mean = |get: fn(&(f64, f64)) -> f64| pairs.iter().map(get).sum::<f64>() / count;
    let (x, y) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for pair in pairs {
        let (dx, dy) = (pair.0 - x, pair.1 - y);
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    (pairs.len() > 2 && xx > 1e-12 && yy > 1e-12).then(|| xy / (xx * yy).sqrt())
}

/// The median; none of nothing.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*values.get(middle.checked_sub(1)?)?, upper))
}

/// The chance that a standard normal exceeds `z` (Abramowitz and Stegun 26.2.17, error below 1e-7).
pub(crate) fn upper_tail(z: f64) -> f64 {
    const B: [f64; 5] = [0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
    let sum = B.iter().rev().fold(0.0, |sum, b| (sum + b) * t);
    let tail = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() * sum;
    if z >= 0.0 { tail } else { 1.0 - tail }
}

/// Which of these tests stand when so many were made: the false among those are `share` on average at most (Benjamini and
/// Hochberg 1995).
pub(crate) fn standing(chances: &[f64], share: f64) -> Vec<bool> {
    let mut sorted: Vec<f64> = chances.to_vec();
    sorted.sort_by(f64::total_cmp);
    let count = chances.len() as f64;
    let bound = sorted
        .iter()
        .enumerate()
        .filter(|(at, chance)| **chance <= share * (*at as f64 + 1.0) / count)
        .map(|(_, chance)| *chance)
        .next_back();
    chances.iter().map(|chance| bound.is_some_and(|bound| *chance <= bound)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_tail_is_that_of_the_tables() {
        for (z, expected) in [(0.0, 0.5), (1.644_854, 0.05), (2.326_348, 0.01), (-1.0, 0.841_345)] {
            assert!((upper_tail(z) - expected).abs() < 1e-5, "{z}");
        }
    }

    #[test]
    fn of_many_tests_only_those_stand_that_chance_would_not_make() {
        assert_eq!(standing(&[0.001, 0.02, 0.04, 0.9], 0.05), [true, true, false, false]);
        assert_eq!(standing(&[0.04, 0.04, 0.04, 0.04], 0.05), [true; 4]);
        assert!(standing(&[], 0.05).is_empty());
    }
}
