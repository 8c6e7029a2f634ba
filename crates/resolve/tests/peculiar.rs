//! What is strange in records is counted, whatever it is, and changes nothing.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};

use evidence::{
    Currency, EntityIx, EventKind, Evidence, Locator, Moment, NewEvent, NewStatement, RecordIx, Remark, Sink,
    Source, listing,
};
use proptest::prelude::*;
use resolve::{Peculiar, Peculiarity, peculiarities, resolve};

const DAY_US: i64 = 86_400_000_000;

struct Ledger {
    evidence: Evidence,
    accounts: Vec<EntityIx>,
}

/// A ledger of four accounts, the first two of one holder.
fn ledger() -> Ledger {
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("bank.csv"));
    let record = evidence.record(&Locator::new("row", 1, 0, 1));
    let accounts: Vec<EntityIx> =
        (0..4).map(|at| evidence.entity(&format!("account-{at}"), "BankAccount")).collect();
    evidence.entity("holder", "Person");
    let holding = evidence.entity("holding", "Ownership");
    for (property, value) in [("owner", "holder"), ("asset", "account-0"), ("asset", "account-1")] {
        evidence.statement(&NewStatement::new(holding, property, value, record));
    }
    Ledger { evidence, accounts }
}

impl Ledger {
    fn row(&mut self) -> RecordIx {
        let number = self.evidence.record_count() as u64 + 1;
        self.evidence.record(&Locator::new("row", number, number, 1))
    }

    /// A payment that is strange in nothing: from the first to the third account, noon of that day in UTC.
    fn plain(&mut self, day: i64) -> NewEvent<'static> {
        let record = self.row();
        NewEvent {
            time: Some(Moment::from_utc_us(day * DAY_US + DAY_US / 2, None)),
            from: self.accounts.first().copied(),
            to: self.accounts.get(2).copied(),
            amount_minor: Some(1_000),
            currency: Currency::parse("EUR").unwrap(),
            ..NewEvent::new(EventKind::Payment, record)
        }
    }

    fn told(&self) -> Vec<Peculiar> {
        peculiarities(&self.evidence, &resolve(&self.evidence))
    }

    fn counts(&self) -> Vec<(&'static str, usize)> {
        self.told().iter().map(|one| (one.what.as_str(), one.count)).collect()
    }
}

#[test]
fn an_ordinary_ledger_has_nothing_strange() {
    let mut ledger = ledger();
    for day in 20_000..20_060 {
        let event = ledger.plain(day);
        ledger.evidence.event(&event);
    }
    assert!(ledger.counts().is_empty(), "{:?}", ledger.counts());
}

#[test]
fn each_strange_payment_is_counted_for_what_is_strange_in_it_alone() {
    type Change = fn(&mut NewEvent<'static>, &[EntityIx]);
    let changes: [(&str, Change); 9] = [
        ("to-itself", |event, accounts| event.to = accounts.get(1).copied()),
        ("zero-amount", |event, _| event.amount_minor = Some(0)),
        ("absurd-amount", |event, _| event.amount_minor = Some(100_000_000_000_000)),
        ("no-currency", |event, _| event.currency = Currency::NONE),
        ("unlisted-currency", |event, _| event.currency = Currency::parse("QQQ").unwrap()),
        ("no-zone", |event, _| {
            event.time = event.time.map(|time| Moment { offset_min: None, ..time });
        }),
        ("no-day", |event, _| event.time = None),
        ("before-1970", |event, _| event.time = Some(Moment::from_utc_us(0, None))),
        ("far-date", |event, _| event.time = Some(Moment::from_utc_us(40_000 * DAY_US, None))),
    ];
    for (expected, change) in changes {
        let mut ledger = ledger();
        for day in 20_000..20_060 {
            let event = ledger.plain(day);
            ledger.evidence.event(&event);
        }
        let mut event = ledger.plain(20_060);
        let accounts = ledger.accounts.clone();
        change(&mut event, &accounts);
        ledger.evidence.event(&event);
        let told = ledger.told();
        let own: Vec<_> = told.iter().filter(|one| one.what != Peculiarity::OutOfOrder).collect();
        assert_eq!(own.len(), 1, "{expected}: {told:?}");
        assert_eq!((own[0].what.as_str(), own[0].count), (expected, 1));
        assert_eq!(own[0].records, [event.record]);
    }
}

#[test]
fn one_row_out_of_place_is_told_and_a_table_in_no_order_is_not() {
    for (days, expected) in [
        (vec![1, 2, 3, 9, 4, 5, 6, 7, 8, 9, 10, 11], vec![4]),
        (vec![11, 10, 9, 1, 8, 7, 6, 5, 4, 3, 2, 1], vec![4]),
        (vec![1, 1, 2, 2, 3, 3, 4, 4, 5, 5], vec![]),
        (vec![5, 1, 9, 3, 7, 2, 8, 4, 6, 10], vec![]),
        (vec![2, 1], vec![]),
    ] {
        let mut ledger = ledger();
        for day in &days {
            let event = ledger.plain(20_000 + day);
            ledger.evidence.event(&event);
        }
        let told = ledger.told();
        let found: Vec<u64> = told
            .iter()
            .filter(|one| one.what == Peculiarity::OutOfOrder)
            .flat_map(|one| one.records.iter().map(|record| u64::from(record.0)))
            .collect();
        assert_eq!(found, expected, "{days:?}");
    }
}

#[test]
fn what_a_reader_did_to_an_amount_is_told_with_its_record() {
    let mut ledger = ledger();
    let event = ledger.plain(20_000);
    ledger.evidence.event(&event);
    ledger.evidence.remark(event.record, Remark::Rounded);
    assert_eq!(ledger.counts(), [("rounded", 1)]);
    assert_eq!(ledger.told()[0].records, [event.record]);
}

proptest! {
    #[test]
    fn counts_are_those_of_the_plain_definitions_and_the_evidence_stays_as_it_is(
        rows in prop::collection::vec((0_usize..4, 0_usize..4, 0_i64..3, 0_i64..40), 0..60)
    ) {
        let mut ledger = ledger();
        for &(from, to, amount, day) in &rows {
            let event = ledger.plain(20_000 + day);
            let (from, to) = (ledger.accounts[from], ledger.accounts[to]);
            let event = NewEvent { from: Some(from), to: Some(to), amount_minor: Some(amount), ..event };
            ledger.evidence.event(&event);
        }
        let before = listing(&ledger.evidence);
        let counts: BTreeMap<_, _> = ledger.counts().into_iter().collect();
        prop_assert_eq!(listing(&ledger.evidence), before);
        let different: BTreeSet<_> = rows.iter().collect();
        let holder = |account: usize| account.max(1);
        let of = |code| counts.get(code).copied().unwrap_or(0);
        prop_assert_eq!(of("repeated"), rows.len() - different.len());
        prop_assert_eq!(of("to-itself"), rows.iter().filter(|row| holder(row.0) == holder(row.1)).count());
        prop_assert_eq!(of("zero-amount"), rows.iter().filter(|row| row.2 == 0).count());
        prop_assert!(of("out-of-order") * 5 <= rows.len());
        prop_assert!(ledger.told().iter().all(|one| one.records.len() <= Peculiar::SHOWN.min(one.count)));
    }
}
