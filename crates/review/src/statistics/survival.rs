//! Times to an end when some requests are still open: Kaplan and Meier's estimate with a log-log interval, and Aalen and
//! Johansen's for ends that exclude each other. Times of closed requests alone would be too short while a backlog grows.

use std::collections::BTreeMap;

/// How long something took, or has taken so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time<E> {
    /// Days.
    pub days: i32,
    /// How it ended; none while it is open.
    pub end: Option<E>,
}

/// A median with its interval; none where the estimate does not fall so low in what was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Median {
    /// Days after which half have ended.
    pub days: Option<i32>,
    /// Lower end of the 95 per cent interval.
    pub low: Option<i32>,
    /// Upper end.
    pub high: Option<i32>,
    /// Requests.
    pub count: usize,
    /// Of which ended.
    pub ended: usize,
}

/// Those at risk, ended by end, and open, by day.
fn by_day<E: Ord + Copy>(times: &[Time<E>]) -> BTreeMap<i32, (BTreeMap<E, usize>, usize)> {
    let mut days = BTreeMap::<i32, (BTreeMap<E, usize>, usize)>::new();
    for time in times {
        let (ends, open) = days.entry(time.days).or_default();
        match time.end {
            Some(end) => *ends.entry(end).or_default() += 1,
            None => *open += 1,
        }
    }
    days
}

/// The median time to any end (Kaplan–Meier; interval after Brookmeyer and Crowley on the log-log scale).
pub fn median<E: Ord + Copy>(times: &[Time<E>]) -> Median {
    const Z: f64 = 1.959_964;
    let mut at_risk = times.len();
    let (mut survival, mut greenwood) = (1.0_f64, 0.0_f64);
    let mut found = Median { count: times.len(), ..Median::default() };
    for (day, (ends, open)) in by_day(times) {
        let ended: usize = ends.values().sum();
        if ended > 0 {
            survival *= 1.0 - ended as f64 / at_risk as f64;
            let left = at_risk - ended;
            if left > 0 {
                greenwood += ended as f64 / (at_risk as f64 * left as f64);
            }
            found.ended += ended;
            // The bounds of the curve on this day.
            let (low, high) = if survival > 0.0 && survival < 1.0 {
                let spread = (Z * greenwood.sqrt() / survival.ln()).abs();
                (survival.powf(spread.exp()), survival.powf((-spread).exp()))
            } else {
                (survival, survival)
            };
            if low <= 0.5 {
                found.low.get_or_insert(day);
            }
            if survival <= 0.5 {
                found.days.get_or_insert(day);
            }
            if high <= 0.5 {
                found.high.get_or_insert(day);
            }
        }
        at_risk -= ended + open;
    }
    found
}

/// The share that has ended in each way after so many days (Aalen–Johansen), and the share still open.
pub fn ended_after<E: Ord + Copy>(times: &[Time<E>], days: i32) -> (BTreeMap<E, f64>, f64) {
    let mut at_risk = times.len();
    let mut open_share = 1.0_f64;
    let mut shares = BTreeMap::<E, f64>::new();
    for (day, (ends, open)) in by_day(times) {
        if day > days {
            break;
        }
        let ended: usize = ends.values().sum();
        for (end, count) in &ends {
            *shares.entry(*end).or_default() += open_share * *count as f64 / at_risk as f64;
        }
        if ended > 0 {
            open_share *= 1.0 - ended as f64 / at_risk as f64;
        }
        at_risk -= ended + open;
    }
    (shares, open_share)
}

/// The interval of a share after Wilson, 95 per cent.
pub fn wilson(numerator: usize, denominator: usize) -> (f64, f64) {
    const Z: f64 = 1.959_964;
    if denominator == 0 {
        return (0.0, 1.0);
    }
    let (n, share) = (denominator as f64, numerator as f64 / denominator as f64);
    let middle = share + Z * Z / (2.0 * n);
    let spread = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    (((middle - spread) / scale).max(0.0), ((middle + spread) / scale).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(rows: &[(i32, Option<u8>)]) -> Vec<Time<u8>> {
        rows.iter().map(|(days, end)| Time { days: *days, end: *end }).collect()
    }

    /// The arm of Freireich's leukaemia trial (6-MP), whose median of 23 weeks and interval are in every textbook.
    #[test]
    fn the_median_and_its_interval_are_those_of_a_published_example() {
        let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|week| (week, Some(1)));
        let open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|week| (week, None));
        let all = times(&[ended.as_slice(), open.as_slice()].concat());
        let found = median(&all);
        assert_eq!((found.days, found.low, found.high), (Some(23), Some(13), None));
        assert_eq!((found.count, found.ended), (21, 9));
    }

    #[test]
    fn ends_that_exclude_each_other_and_the_open_ones_make_one() {
        let all = times(&[(1, Some(1)), (2, Some(2)), (2, None), (3, Some(1)), (9, Some(1))]);
        let (shares, open) = ended_after(&all, 5);
        assert!((shares.values().sum::<f64>() + open - 1.0).abs() < 1e-12);
        // 1/5 on day 1; 4/5 × 1/4 on day 2; 3/5 × 1/2 on day 3.
        assert!((shares[&1] - 0.5).abs() < 1e-12 && (shares[&2] - 0.2).abs() < 1e-12);
    }

    #[test]
    fn an_interval_of_wilson_is_that_of_the_literature() {
        let (low, high) = wilson(1, 10);
        assert!((low - 0.0179).abs() < 5e-4 && (high - 0.4042).abs() < 5e-4, "{low} {high}");
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }

    #[test]
    fn nothing_ended_has_no_median() {
        assert_eq!(median(&times(&[(5, None), (7, None)])).days, None);
        assert_eq!(median::<u8>(&[]).count, 0);
    }
}
