//! Plain columns of payments, for benches of engines: no names, no places, only who, with whom, when and how much.

use crate::dice::Dice;

/// Payments as columns of equal length, sorted by time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Whose account.
    pub key: Vec<u32>,
    /// The other account.
    pub other: Vec<u32>,
    /// Microseconds since the first day began.
    pub time_us: Vec<i64>,
    /// Amount in minor units.
    pub amount_minor: Vec<i64>,
}

/// How traffic is spread over accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crowd {
    /// By Zipf's law with exponent 1: the n-th busiest account has an n-th of the traffic of the first.
    Zipf,
    /// Evenly, but for one account in 1,000 with 10,000 times the traffic of another.
    Hubs,
}

/// `rows` payments between `accounts` accounts within `days` days. Cost: linear in rows, but for one sort of the times.
pub fn columns(accounts: u32, rows: usize, days: u32, seed: u64, crowd: Crowd) -> Columns {
    let mut dice = Dice::new(seed, u64::from(accounts));
    let accounts = accounts.max(1);
    let span = i64::from(days.max(1)).saturating_mul(86_400_000_000);
    let mut time_us: Vec<i64> = (0..rows).map(|_| dice.between(0, span - 1)).collect();
    time_us.sort_unstable();
    let mut drawn = Columns { time_us, ..Columns::default() };
    for _ in 0..rows {
        drawn.key.push(account(accounts, crowd, &mut dice));
        drawn.other.push(account(accounts, crowd, &mut dice));
        drawn.amount_minor.push(dice.sum(5_000, 1.2));
    }
    drawn
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 1 to the number of accounts"
)]
fn account(accounts: u32, crowd: Crowd, dice: &mut Dice) -> u32 {
    match crowd {
        // The continuous law with the same tail: accounts^u for uniform u.
        Crowd::Zipf => (f64::from(accounts).powf(dice.share()) as u32).min(accounts) - 1,
        Crowd::Hubs => {
            let hubs = (accounts / 1_000).max(1);
            let (busy, rest) = (f64::from(hubs) * 10_000.0, f64::from(accounts - hubs.min(accounts)));
            let among = if dice.share() * (busy + rest) < busy || accounts == hubs {
                (0, hubs)
            } else {
                (hubs, accounts)
            };
            among.0 + u32::try_from(dice.below((among.1 - among.0) as usize)).unwrap_or(0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share_of_first(columns: &Columns, first: u32) -> f64 {
        columns.key.iter().filter(|key| **key < first).count() as f64 / columns.key.len() as f64
    }

    #[test]
    fn the_busiest_accounts_have_the_traffic_that_is_asked_for() {
        let zipf = columns(10_000, 100_000, 90, 1, Crowd::Zipf);
        // ln 100 / ln 10,000.
        assert!((share_of_first(&zipf, 100) - 0.5).abs() < 0.02);
        let hubs = columns(10_000, 100_000, 90, 1, Crowd::Hubs);
        // Ten of 10,000 with 10,000 times the traffic: 100,000 of 109,990.
        assert!((share_of_first(&hubs, 10) - 100_000.0 / 109_990.0).abs() < 0.01);
        assert!(hubs.time_us.is_sorted() && hubs.other.iter().all(|other| *other < 10_000));
    }

    #[test]
    fn the_same_seed_gives_the_same_columns() {
        let of = |seed| columns(100, 1_000, 30, seed, Crowd::Zipf);
        assert_eq!(of(3), of(3));
        assert_ne!(of(3), of(4));
    }
}
