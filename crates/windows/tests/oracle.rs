//! Every answer against the plainest program that gives it: look at all rows for each row.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use windows::{Aggregate, Distinct, Error, Extreme, Median, Partition, Sum, Transactions, What, aggregate};

const ALL: [What; 7] =
    [What::Count, What::Sum, What::Mean, What::Max, What::Min, What::Distinct, What::Median];

/// Key, time, amount, other side.
type Row = (u32, i64, i64, u32);

struct Table {
    key: Vec<u32>,
    time_us: Vec<i64>,
    amount: Vec<i64>,
    other: Vec<u32>,
}

impl Table {
    fn of(rows: &[Row]) -> Self {
        Self {
            key: rows.iter().map(|row| row.0).collect(),
            time_us: rows.iter().map(|row| row.1).collect(),
            amount: rows.iter().map(|row| row.2).collect(),
            other: rows.iter().map(|row| row.3).collect(),
        }
    }

    fn columns(&self) -> Transactions<'_> {
        Transactions { key: &self.key, time_us: &self.time_us, amount: &self.amount, other: &self.other }
    }
}

fn nearest(number: i128) -> i64 {
    i64::try_from(number.clamp(i64::MIN.into(), i64::MAX.into())).unwrap()
}

fn brute_force(rows: &[Row], wanted: Aggregate) -> Vec<i64> {
    let answer = |last: &Row| {
        let from = i128::from(last.1) - i128::from(wanted.window_us);
        let window: Vec<&Row> = rows
            .iter()
            .filter(|row| row.0 == last.0 && i128::from(row.1) >= from && row.1 <= last.1)
            .collect();
        let mut amounts: Vec<i64> = window.iter().map(|row| row.2).collect();
        amounts.sort_unstable();
        let sum: i128 = amounts.iter().map(|&amount| i128::from(amount)).sum();
        let count = i128::try_from(window.len()).unwrap();
        match wanted.what {
            What::Count => nearest(count),
            What::Sum => nearest(sum),
            What::Mean => nearest(sum / count),
            What::Max => amounts[amounts.len() - 1],
            What::Min => amounts[0],
            What::Median => amounts[(amounts.len() - 1) / 2],
            What::Distinct => {
                let others: BTreeSet<u32> = window.iter().map(|row| row.3).collect();
                others.len().try_into().unwrap()
            }
        }
    };
    rows.iter().map(answer).collect()
}

/// Few keys, close times (many the same), sometimes the ends of what 64 bits hold; in no order of time.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let key = prop_oneof![8 => 0..4_u32, 1 => any::<u32>()];
    let time = prop_oneof![12 => -20..20_i64, 1 => any::<i64>(), 1 => Just(i64::MIN), 1 => Just(i64::MAX)];
    let amount = prop_oneof![12 => -9..9_i64, 1 => any::<i64>(), 1 => Just(i64::MIN), 1 => Just(i64::MAX)];
    let plain = prop::collection::vec((key.clone(), -20..20_i64, -9..9_i64, 0..6_u32), 0..120);
    let wild =
        prop::collection::vec((key, time, amount, prop_oneof![6 => 0..6_u32, 1 => any::<u32>()]), 0..60);
    prop_oneof![plain, wild]
}

fn wanted() -> impl Strategy<Value = Vec<Aggregate>> {
    let length = prop_oneof![8 => 0..25_u64, 1 => any::<u64>(), 1 => Just(u64::MAX)];
    let one = (prop::sample::select(&ALL[..]), length);
    prop::collection::vec(one.prop_map(|(what, window_us)| Aggregate { what, window_us }), 0..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn answers_are_those_of_looking_at_every_row(rows in rows(), wanted in wanted(), threads in 0..5_usize) {
        let found = aggregate(&Table::of(&rows).columns(), &wanted, threads).unwrap();
        let expected: Vec<_> = wanted.iter().map(|&wanted| brute_force(&rows, wanted)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn answers_are_those_of_rows_already_in_order_of_time(mut rows in rows(), wanted in wanted()) {
        rows.sort_by_key(|row| row.1);
        let table = Table::of(&rows);
        prop_assert_eq!(Partition::new(&table.key, &table.time_us, 2).unwrap().out_of_order(), 0);
        let found = aggregate(&table.columns(), &wanted, 2).unwrap();
        let expected: Vec<_> = wanted.iter().map(|&wanted| brute_force(&rows, wanted)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_feed_gets_what_the_whole_file_gets(mut rows in rows(), window_us in 0..25_u64) {
        rows.sort_by_key(|row| (row.0, row.1));
        let wanted = ALL.map(|what| Aggregate { what, window_us });
        let found = aggregate(&Table::of(&rows).columns(), &wanted, 1).unwrap();
        let mut at = 0;
        for run in rows.chunk_by(|one, next| one.0 == next.0) {
            let (mut sum, mut distinct, mut median) = (Sum::default(), Distinct::default(), Median::default());
            let (mut largest, mut smallest) = (Extreme::largest(), Extreme::smallest());
            let mut left = 0;
            for moment in run.chunk_by(|one, next| one.1 == next.1) {
                for &(_, _, amount, other) in moment {
                    sum.add(amount);
                    largest.add(amount);
                    smallest.add(amount);
                    distinct.add(other);
                    median.add(amount);
                }
                while run[left].1 < moment[0].1.saturating_sub_unsigned(window_us) {
                    let (_, _, amount, other) = run[left];
                    sum.remove(amount);
                    largest.remove(amount);
                    smallest.remove(amount);
                    distinct.remove(other);
                    median.remove(amount);
                    left += 1;
                }
                let answers = [
                    i64::try_from(sum.count()).unwrap(),
                    sum.value(),
                    sum.mean().unwrap(),
                    largest.value().unwrap(),
                    smallest.value().unwrap(),
                    i64::try_from(distinct.value()).unwrap(),
                    median.value().unwrap(),
                ];
                for _ in moment {
                    let row: Vec<i64> = found.iter().map(|column| column[at]).collect();
                    prop_assert_eq!(&row, &answers);
                    at += 1;
                }
            }
        }
    }

    #[test]
    fn a_partition_is_a_stable_sort_by_key_then_time(rows in rows(), threads in 1..5_usize) {
        let table = Table::of(&rows);
        let partition = Partition::new(&table.key, &table.time_us, threads).unwrap();
        let order = partition.rows();
        let mut late = 0;
        let mut expected: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (number, row) in (0..).zip(&rows) {
            let run = expected.entry(row.0).or_default();
            late += u64::from(run.last().is_some_and(|&last| rows[last as usize].1 > row.1));
            run.push(number);
        }
        prop_assert_eq!(partition.out_of_order(), late);
        let mut end = 0;
        for run in partition.runs() {
            prop_assert_eq!(run.start, end);
            end = run.end;
            let mut rows_of_key = expected.remove(&run.key).unwrap();
            rows_of_key.sort_by_key(|&row| rows[row as usize].1);
            prop_assert_eq!(&order[run.start..run.end], rows_of_key.as_slice());
        }
        prop_assert_eq!((end, expected.len()), (rows.len(), 0));
    }

    #[test]
    fn a_median_of_many_is_the_middle_of_them_sorted(
        amounts in prop::collection::vec(prop_oneof![-50..50_i64, any::<i64>()], 0..1500),
        width in 1..1200_usize,
    ) {
        let mut median = Median::default();
        for (end, &amount) in amounts.iter().enumerate() {
            median.add(amount);
            if end >= width {
                median.remove(amounts[end - width]);
            }
            if end % 97 == 0 {
                let mut window = amounts[(end + 1).saturating_sub(width)..=end].to_vec();
                window.sort_unstable();
                prop_assert_eq!(median.value(), Some(window[(window.len() - 1) / 2]));
            }
        }
    }
}

/// One account in twenty has most of the rows; whole seconds, so that many fall together; some rows late.
fn skewed(rows: u32) -> Table {
    let mut state = 1_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let rows: Vec<Row> = (0..i64::from(rows))
        .map(|row| {
            let key = if draw(10) < 9 { draw(3) * 1000 } else { draw(3000) };
            let late = if draw(50) == 0 { draw(40) } else { 0 };
            let amount = i64::try_from(draw(1 << 40)).unwrap();
            let side = u32::try_from(draw(500)).unwrap() * 65_536;
            (u32::try_from(key).unwrap(), row / 4 - i64::try_from(late).unwrap(), amount, side)
        })
        .collect();
    Table::of(&rows)
}

#[test]
fn threads_change_nothing() {
    let table = skewed(60_000);
    let wanted = ALL.map(|what| Aggregate { what, window_us: 700 });
    let alone = aggregate(&table.columns(), &wanted, 1).unwrap();
    let order = Partition::new(&table.key, &table.time_us, 1).unwrap().rows();
    for threads in [2, 3, 7, 64, 1_000_000] {
        assert!(alone == aggregate(&table.columns(), &wanted, threads).unwrap(), "{threads} threads");
        assert_eq!(order, Partition::new(&table.key, &table.time_us, threads).unwrap().rows());
    }
}

#[test]
fn long_runs_are_counted_like_short_ones() {
    let table = skewed(1_200);
    let rows: Vec<Row> = (0..1_200)
        .map(|row| (table.key[row], table.time_us[row], table.amount[row], table.other[row]))
        .collect();
    for window_us in [0, 5, 300] {
        let wanted = ALL.map(|what| Aggregate { what, window_us });
        let found = aggregate(&table.columns(), &wanted, 2).unwrap();
        for (wanted, found) in wanted.iter().zip(found) {
            assert!(found == brute_force(&rows, *wanted), "{wanted:?}");
        }
    }
}

#[test]
fn no_rows_have_no_answers_and_no_wish_has_no_columns() {
    let wanted = ALL.map(|what| Aggregate { what, window_us: 1 });
    let nothing = aggregate(&Table::of(&[]).columns(), &wanted, 4).unwrap();
    assert_eq!(nothing, vec![Vec::<i64>::new(); 7]);
    assert_eq!(aggregate(&Table::of(&[(1, 2, 3, 4)]).columns(), &[], 4).unwrap(), Vec::<Vec<i64>>::new());
    assert_eq!(Partition::new(&[], &[], 0).unwrap().runs().count(), 0);
    assert_eq!(
        (Sum::default().mean(), Extreme::smallest().value(), Median::default().value()),
        (None, None, None)
    );
}

#[test]
fn uneven_columns_are_named() {
    let (key, three, other) = ([1; 3], [1; 3], [1; 4]);
    let ledger = Transactions { key: &key, time_us: &three, amount: &three, other: &other };
    let error = aggregate(&ledger, &[], 1).unwrap_err();
    assert_eq!(error, Error::Uneven { column: "other", length: 4, rows: 3 });
    assert_eq!(error.to_string(), "column `other` has 4 rows, `key` has 3; all must be the same");
    let ledger = Transactions { key: &key, time_us: &[], amount: &three, other: &key };
    assert_eq!(
        aggregate(&ledger, &[], 1).unwrap_err(),
        Error::Uneven { column: "time_us", length: 0, rows: 3 }
    );
}

#[test]
fn what_was_never_added_can_be_removed_without_harm() {
    let (mut sum, mut largest, mut distinct, mut median) =
        (Sum::default(), Extreme::largest(), Distinct::default(), Median::default());
    sum.remove(i64::MIN);
    largest.remove(3);
    distinct.remove(3);
    median.remove(3);
    assert_eq!((sum.count(), largest.value(), distinct.value(), median.value()), (0, None, 0, None));
}

#[test]
fn the_largest_of_a_moment_is_found_where_several_rows_enter_at_once() {
    let rows = [(2, -10, 0, 0), (2, 0, -1, 0), (2, 5, 6, 0), (2, 5, 0, 0)];
    let wanted = [Aggregate { what: What::Max, window_us: 0 }];
    assert_eq!(aggregate(&Table::of(&rows).columns(), &wanted, 1).unwrap(), [[0, -1, 6, 6]]);
}
