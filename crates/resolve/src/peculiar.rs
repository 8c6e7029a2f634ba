//! What is strange in the records of a source: counted, with the first records, and left as it is.
//!
//! Nothing is repaired and nothing is judged: two equal rows may be two payments, a payment to oneself may hide another.
//! Who reads a finding has to know it all the same. What readers did to amounts is counted with the rest.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use evidence::{
    Currency, EntityIx, Event, EventIx, EventKind, EventRow, Evidence, Precision, RecordIx, Remark, SourceIx,
    minor_digits,
};

use crate::{ClusterIx, Resolution, single_holders};

/// A payment of as many major units or more is absurd. Ours: a trillion is what a whole settlement system moves in a
/// day; more often a decimal separator was misread, or several figures run together.
const ABSURD: i64 = 1_000_000_000_000;
/// Whether a source is in order, or a date far from its others, is not asked of fewer events. Ours.
const FEW: usize = 10;
/// A source counts as in order where all but one in so many events are. Ours: ten events in no order at all are so once
/// in 700 times.
const ORDERED: usize = 5;
/// A date is far from the others of its source beyond so many days, or beyond the time they span. Ours: a year mistyped.
pub const FAR_DAYS: i64 = 365;
/// One in so many dates of a source, at either end, may be far from the others. Ours.
const LONE: usize = 100;

/// Something strange about events of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Peculiarity {
    /// Says what an earlier record of its source says, in everything that is read of it.
    Repeated,
    /// Stands out of the order of time that its source otherwise keeps.
    OutOfOrder,
    /// Both ends are, or are held by, the same.
    ToItself,
    /// A negative amount where the direction is said otherwise.
    SignLeftOut,
    /// A negative amount taken as a payment the other way.
    TurnedRound,
    /// A negative amount that is not in the event.
    AmountLeftOut,
    /// An amount finer than the minor unit.
    Rounded,
    /// A payment of nothing.
    ZeroAmount,
    /// A trillion or more.
    AbsurdAmount,
    /// An amount without a currency that has the form of a code.
    NoCurrency,
    /// An amount in what is no currency of ISO 4217.
    UnlistedCurrency,
    /// A time of day without an offset or zone.
    NoZone,
    /// Not even the day is known.
    NoDay,
    /// Dated 1 January 1970 or before.
    Before1970,
    /// Dated far from all others of the source.
    FarDate,
}

impl Peculiarity {
    /// All, in the order they are told.
    pub const ALL: [Self; 15] = [
        Self::Repeated,
        Self::OutOfOrder,
        Self::ToItself,
        Self::SignLeftOut,
        Self::TurnedRound,
        Self::AmountLeftOut,
        Self::Rounded,
        Self::ZeroAmount,
        Self::AbsurdAmount,
        Self::NoCurrency,
        Self::UnlistedCurrency,
        Self::NoZone,
        Self::NoDay,
        Self::Before1970,
        Self::FarDate,
    ];

    /// Its code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Repeated => "repeated",
            Self::OutOfOrder => "out-of-order",
            Self::ToItself => "to-itself",
            Self::SignLeftOut => "sign-left-out",
            Self::TurnedRound => "turned-round",
            Self::AmountLeftOut => "amount-left-out",
            Self::Rounded => "rounded",
            Self::ZeroAmount => "zero-amount",
            Self::AbsurdAmount => "absurd-amount",
            Self::NoCurrency => "no-currency",
            Self::UnlistedCurrency => "unlisted-currency",
            Self::NoZone => "no-zone",
            Self::NoDay => "no-day",
            Self::Before1970 => "before-1970",
            Self::FarDate => "far-date",
        }
    }
}

/// How often something is strange in one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peculiar {
    /// The source.
    pub source: SourceIx,
    /// What is strange.
    pub what: Peculiarity,
    /// Of how many events.
    pub count: usize,
    /// The records of the first, at most [`Peculiar::SHOWN`].
    pub records: Vec<RecordIx>,
}

impl Peculiar {
    /// How many records are named.
    pub const SHOWN: usize = 3;
}

/// What is strange in each source, by source and kind.
///
/// Cost: one pass over the events; a sort of one number for each event, to find those that repeat another.
pub fn peculiarities(evidence: &Evidence, resolution: &Resolution) -> Vec<Peculiar> {
    let mut found = Found::default();
    let mut remarks: BTreeMap<RecordIx, Vec<Remark>> = BTreeMap::new();
    for &(record, remark) in evidence.remarks() {
        remarks.entry(record).or_default().push(remark);
    }
    let holders = single_holders(evidence, resolution);
    let holder = |entity| {
        let own = resolution.cluster(entity)?;
        Some(holders.get(&own).copied().unwrap_or(own))
    };
    let (mut dated, mut prints) = (Dated::default(), Vec::with_capacity(evidence.event_count()));
    let mut glance = Glance::default();
    for event in evidence.events() {
        let Some(source) = evidence.source_of(event.record) else { continue };
        if dated.source != Some(source) {
            dated.close(&mut found);
            dated = Dated { source: Some(source), ..Dated::default() };
        }
        let mut note = |what| found.note(source, what, event.record);
        // What was said of a record whose event was left out is of no event.
        if !remarks.is_empty() {
            remarks.remove(&event.record).into_iter().flatten().map(Peculiarity::from).for_each(&mut note);
        }
        glance.at(&event, holder, &mut note);
        if let Some(time) = event.time.filter(|time| time.precision >= Precision::Day) {
            dated.only_days |= time.precision == Precision::Day;
            dated.events.push((time.order_us(), time.local_day(), event.record));
        }
        if event.time.is_some() {
            prints.push((source, fingerprint(&event), event.ix));
        }
    }
    dated.close(&mut found);
    repeated(evidence, prints, &mut found);
    found.told()
}

impl From<Remark> for Peculiarity {
    fn from(remark: Remark) -> Self {
        match remark {
            Remark::SignLeftOut => Self::SignLeftOut,
            Remark::TurnedRound => Self::TurnedRound,
            Remark::AmountLeftOut => Self::AmountLeftOut,
            Remark::Rounded => Self::Rounded,
        }
    }
}

/// What is found, by source and kind.
#[derive(Default)]
struct Found(BTreeMap<(SourceIx, Peculiarity), (usize, Vec<RecordIx>)>);

impl Found {
    fn note(&mut self, source: SourceIx, what: Peculiarity, record: RecordIx) {
        let (count, records) = self.0.entry((source, what)).or_default();
        *count += 1;
        if records.len() < Peculiar::SHOWN && records.last() != Some(&record) {
            records.push(record);
        }
    }

    fn told(self) -> Vec<Peculiar> {
        let told = |((source, what), (count, records))| Peculiar { source, what, count, records };
        self.0.into_iter().map(told).collect()
    }
}

/// What is strange in events, each looked at by itself.
#[derive(Clone, Debug)]
pub struct Glance {
    /// The last currency, and whether it is one.
    listed: (Currency, bool),
}

impl Default for Glance {
    fn default() -> Self {
        Self { listed: (Currency::NONE, false) }
    }
}

impl Glance {
    /// Notes what is strange in the amount, the ends and the time of an event; `holder` says whose an end is.
    pub fn at(
        &mut self,
        event: &Event<'_>,
        holder: impl Fn(EntityIx) -> Option<ClusterIx>,
        note: &mut impl FnMut(Peculiarity),
    ) {
        self.amount(event, note);
        let ends = [event.from.or(event.from_party), event.to.or(event.to_party)];
        if let [Some(from), Some(to)] = ends.map(|end| holder(end?))
            && from == to
        {
            note(Peculiarity::ToItself);
        }
        match event.time {
            Some(time) if time.precision >= Precision::Day => {
                if time.offset_min.is_none() && time.precision > Precision::Day {
                    note(Peculiarity::NoZone);
                }
                if time.local_day() <= 0 {
                    note(Peculiarity::Before1970);
                }
            }
            // Authorities and surveys count by month or year.
            _ if event.kind == EventKind::Tally => {}
            _ => note(Peculiarity::NoDay),
        }
    }

    fn amount(&mut self, event: &Event<'_>, note: &mut impl FnMut(Peculiarity)) {
        let Some(minor) = event.amount_minor else { return };
        if minor == 0 && event.kind == EventKind::Payment {
            note(Peculiarity::ZeroAmount);
        }
        if minor >= ABSURD.saturating_mul(10_i64.saturating_pow(minor_digits(event.currency))) {
            note(Peculiarity::AbsurdAmount);
        }
        if event.currency == Currency::NONE {
            note(Peculiarity::NoCurrency);
            return;
        }
        if self.listed.0 != event.currency {
            self.listed = (event.currency, event.currency.is_listed());
        }
        if !self.listed.1 {
            note(Peculiarity::UnlistedCurrency);
        }
    }
}

/// The events of one source whose day is known, as they stand in it.
#[derive(Default)]
struct Dated {
    source: Option<SourceIx>,
    /// Instant, local day, record.
    events: Vec<(i64, i64, RecordIx)>,
    /// Whether some have no time of day, so that only days can be compared.
    only_days: bool,
}

impl Dated {
    fn close(&self, found: &mut Found) {
        let Some(source) = self.source.filter(|_| self.events.len() >= FEW) else { return };
        let times: Vec<i64> =
            self.events.iter().map(|(us, day, _)| if self.only_days { *day } else { *us }).collect();
        for at in out_of_order(&times) {
            if let Some((.., record)) = self.events.get(at) {
                found.note(source, Peculiarity::OutOfOrder, *record);
            }
        }
        let lone = (self.events.len() / LONE).max(1);
        let mut days: Vec<i64> = self.events.iter().map(|(_, day, _)| *day).collect();
        let (_, &mut first, _) = days.select_nth_unstable(lone);
        let (_, &mut last, _) = days.select_nth_unstable(self.events.len() - 1 - lone);
        let reach = (last - first).max(FAR_DAYS);
        for (_, day, record) in &self.events {
            // What has no date at all is often dated 1970.
            if *day > 0 && !(first - reach..=last + reach).contains(day) {
                found.note(source, Peculiarity::FarDate, *record);
            }
        }
    }
}

/// The fewest positions without which the times are in order, upwards or downwards; none where they are in no order.
fn out_of_order(times: &[i64]) -> Vec<usize> {
    let (mut ups, mut downs) = (0_usize, 0_usize);
    for (one, next) in times.iter().zip(times.iter().skip(1)) {
        ups += usize::from(one < next);
        downs += usize::from(one > next);
    }
    let most = times.len() / ORDERED;
    // Each time out of place makes two steps the wrong way at most.
    let misplaced = match (ups, downs) {
        (0, _) | (_, 0) => return Vec::new(),
        _ if ups.min(downs) > most.saturating_mul(2) => return Vec::new(),
        _ if downs <= ups => left_out(times.iter().copied()),
        _ => left_out(times.iter().map(|time| time.saturating_neg())),
    };
    if misplaced.len() <= most { misplaced } else { Vec::new() }
}

/// The positions outside one longest subsequence that never falls (patience sorting).
fn left_out(times: impl Iterator<Item = i64>) -> Vec<usize> {
    // For each length, the least time a subsequence of it ends with, and where; for each position the one before it.
    let (mut ends, mut before): (Vec<(i64, usize)>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, time) in times.enumerate() {
        let length = match ends.last() {
            Some((last, _)) if *last > time => ends.partition_point(|(end, _)| *end <= time),
            _ => ends.len(),
        };
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter)).map(|(_, at)| *at));
        match ends.get_mut(length) {
            Some(end) => *end = (time, at),
            None => ends.push((time, at)),
        }
    }
    let mut kept = vec![false; before.len()];
    let mut next = ends.last().map(|(_, at)| *at);
    while let Some(at) = next {
        kept.get_mut(at).into_iter().for_each(|kept| *kept = true);
        next = before.get(at).copied().flatten();
    }
    kept.iter().enumerate().filter(|(_, kept)| !**kept).map(|(at, _)| at).collect()
}

/// A number that equal events of a source share, and hardly any others.
pub fn fingerprint(event: &Event<'_>) -> u64 {
    let row = &event.row;
    let mut hasher = DefaultHasher::new();
    (row.kind, row.channel, row.time, row.amount_minor, row.currency, row.mcc, row.quantity)
        .hash(&mut hasher);
    [row.from, row.to, row.from_party, row.to_party, row.via].hash(&mut hasher);
    [row.party_text, row.place, row.country].hash(&mut hasher);
    row.coordinates.map(|(north, east)| (north.to_bits(), east.to_bits())).hash(&mut hasher);
    event.text.hash(&mut hasher);
    hasher.finish()
}

/// Counts the events that say what an earlier record of their source says.
fn repeated(evidence: &Evidence, mut prints: Vec<(SourceIx, u64, EventIx)>, found: &mut Found) {
    prints.sort_unstable();
    let mut again: Vec<(SourceIx, EventIx)> = Vec::new();
    for group in prints.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|group| group.len() > 1) {
        let Some(first) = group.first().and_then(|(.., event)| evidence.event_at(*event)) else { continue };
        for (source, _, other) in group {
            let Some(other) = evidence.event_at(*other).filter(|other| other.record != first.record) else {
                continue;
            };
            let row = EventRow { record: first.record, ..other.row };
            if row == first.row && other.text == first.text {
                again.push((*source, other.ix));
            }
        }
    }
    again.sort_unstable();
    for (source, event) in again {
        if let Some(event) = evidence.event_at(event) {
            found.note(source, Peculiarity::Repeated, event.record);
        }
    }
}
