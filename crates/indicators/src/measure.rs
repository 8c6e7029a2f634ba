//! What is measured over a window as it slides: each measure takes what enters and gives up what leaves.
//!
//! Counts, sums, shares, extremes, distances and numbers of different values cost amortised constant time an event; a
//! median costs a shift in a short sorted vector, a streak a look at each day; what compares with one's own past is only
//! worked out where it is asked for, in a look-up for each earlier window-length.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use windows::{Distinct, Extreme, Median, Sum};

use crate::episode::{Timed, Window};
use crate::field::Field;
use crate::quantity::{ONE, Unit, ratio, whole};
use crate::rows::{NONE, Row};
use crate::world::World;

/// At most so many measures of a rule tell values apart.
pub(crate) const KEYS: usize = 4;
/// At most so many conditions of measures has a rule; the last bit says whether an event is shown.
pub(crate) const CONDITIONS: u32 = 31;
pub(crate) const SHOWN: u32 = 31;

/// A condition on what a measure takes in: a bit of [`Entry::yes`], or everything.
pub(crate) type Of = Option<u32>;

/// What a rule measures.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Measure {
    Count(Of),
    Share(u32),
    Sum(Of),
    Mean(Of),
    Median(Of),
    Max(Of),
    Min(Of),
    /// Which of the keys, of which field.
    Distinct(usize, Field, Of),
    Days(Of),
    Streak(Of),
    PathKm,
    /// Events selected in so many microseconds before the window.
    Earlier(i64),
    /// The mean number, or sum, in the window-lengths of so many microseconds before.
    Usual(i64, bool),
    /// The standard score of the window's number, or sum, among those.
    Score(i64, bool),
    /// Nothing of that sort, in a feed that shows that channel.
    Absent(u32, u8),
}

impl Measure {
    pub(crate) fn unit(&self) -> Unit {
        match self {
            Self::Share(_) => Unit::Percent,
            Self::Sum(_)
            | Self::Mean(_)
            | Self::Median(_)
            | Self::Max(_)
            | Self::Min(_)
            | Self::Usual(_, true) => Unit::Money,
            Self::PathKm => Unit::Kilometres,
            _ => Unit::Plain,
        }
    }

    /// Whether it adds or compares amounts, which only means something in one currency.
    pub(crate) fn adds_amounts(&self) -> bool {
        matches!(
            self,
            Self::Sum(_)
                | Self::Mean(_)
                | Self::Median(_)
                | Self::Max(_)
                | Self::Min(_)
                | Self::Usual(_, true)
                | Self::Score(_, true)
        )
    }

    /// What an unknown value of it is for want of, if not of a field.
    pub(crate) fn lacks(&self) -> Option<Field> {
        match self {
            Self::Earlier(_) | Self::Usual(..) | Self::Score(..) => Some(Field::History),
            Self::Absent(..) => Some(Field::Feed),
            _ => None,
        }
    }

    /// How far back of the window it looks.
    pub(crate) fn history_us(&self) -> i64 {
        match self {
            Self::Earlier(us) | Self::Usual(us, _) | Self::Score(us, _) => *us,
            _ => 0,
        }
    }

    /// The field for want of which an event does not enter it.
    pub(crate) fn field(&self) -> Option<Field> {
        match self {
            Self::Distinct(_, field, _) => Some(*field),
            Self::PathKm => Some(Field::City),
            _ if self.adds_amounts() => Some(Field::Amount),
            _ => None,
        }
    }
}

/// A selected event, with what the measures of its rule need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) time_us: i64,
    pub(crate) event: u64,
    /// The source, plus one.
    source: u32,
    /// Which conditions of the measures hold, and of which that is known.
    pub(crate) yes: u32,
    pub(crate) known: u32,
    pub(crate) amount: i64,
    keys: [u64; KEYS],
    /// The city's spot, plus one.
    city: u32,
    day: i32,
    /// The sum of the amounts of all entries before this one, modulo 2⁶⁴: what matters is the difference of two.
    pub(crate) before: i64,
}

/// What stands for a key that is not known, and for a day.
const NO_KEY: u64 = u64::MAX;
const NO_DAY: i32 = i32::MIN;

impl Timed for Entry {
    fn time_us(&self) -> i64 {
        self.time_us
    }
}

impl Entry {
    /// An entry for a row.
    pub(crate) fn new(row: &Row<'_>, measures: &[Measure], yes: u32, known: u32) -> Self {
        let mut keys = [NO_KEY; KEYS];
        for measure in measures {
            if let Measure::Distinct(slot, field, _) = measure
                && let Some(key) = keys.get_mut(*slot)
            {
                // What a subject does with itself does not count as another party.
                let other = row
                    .key(*field)
                    .filter(|_| *field != Field::Counterparty || row.other() != Some(row.subject()));
                *key = other.unwrap_or(NO_KEY);
            }
        }
        let get = |column: &Vec<i64>| column.get(row.at).copied().unwrap_or(NONE);
        Self {
            time_us: get(&row.rows.time_us),
            event: u64::from(row.event()),
            source: row.source().map_or(0, |source| source.saturating_add(1)),
            yes,
            known,
            amount: get(&row.rows.amount),
            keys,
            city: row.rows.city.get(row.at).copied().unwrap_or(0),
            day: i32::try_from(get(&row.rows.day)).unwrap_or(NO_DAY),
            before: 0,
        }
    }

    /// What the entries up to and with this one add up to.
    pub(crate) fn after(&self) -> i64 {
        self.before.wrapping_add(if self.amount == NONE { 0 } else { self.amount })
    }

    fn source(&self) -> Option<u32> {
        self.source.checked_sub(1)
    }

    fn key(&self, slot: usize, of: Of) -> Option<u64> {
        self.keys.get(slot).copied().filter(|key| *key != NO_KEY && self.is(of))
    }

    fn is(&self, of: Of) -> bool {
        of.is_none_or(|bit| self.yes >> bit & 1 == 1)
    }

    fn amount_if(&self, of: Of) -> Option<i64> {
        (self.amount != NONE && self.is(of)).then_some(self.amount)
    }
}

/// The running state of one measure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Running {
    Count(usize),
    Share {
        yes: usize,
        no: usize,
    },
    Sum(Sum),
    Median(Median),
    Extreme(Extreme),
    Distinct(Distinct<u64>),
    Days(BTreeMap<i32, u32>),
    Path {
        stops: VecDeque<u32>,
        length: i64,
    },
    Absent {
        yes: usize,
        unknown: usize,
    },
    /// Read off the window itself.
    Past,
}

impl Running {
    pub(crate) fn new(measure: &Measure) -> Self {
        match measure {
            Measure::Count(_) => Self::Count(0),
            Measure::Share(_) => Self::Share { yes: 0, no: 0 },
            Measure::Sum(_) | Measure::Mean(_) => Self::Sum(Sum::default()),
            Measure::Median(_) => Self::Median(Median::default()),
            Measure::Max(_) => Self::Extreme(Extreme::largest()),
            Measure::Min(_) => Self::Extreme(Extreme::smallest()),
            Measure::Distinct(..) => Self::Distinct(Distinct::default()),
            Measure::Days(_) | Measure::Streak(_) => Self::Days(BTreeMap::new()),
            Measure::PathKm => Self::Path { stops: VecDeque::new(), length: 0 },
            Measure::Absent(..) => Self::Absent { yes: 0, unknown: 0 },
            Measure::Earlier(_) | Measure::Usual(..) | Measure::Score(..) => Self::Past,
        }
    }

    pub(crate) fn clear(&mut self) {
        match self {
            Self::Count(count) => *count = 0,
            Self::Share { yes, no } => (*yes, *no) = (0, 0),
            Self::Sum(sum) => *sum = Sum::default(),
            Self::Median(median) => *median = Median::default(),
            Self::Extreme(extreme) => extreme.clear(),
            Self::Distinct(distinct) => distinct.clear(),
            Self::Days(counts) => counts.clear(),
            Self::Path { stops, length } => {
                stops.clear();
                *length = 0;
            }
            Self::Absent { yes, unknown } => (*yes, *unknown) = (0, 0),
            Self::Past => {}
        }
    }

    pub(crate) fn add(&mut self, measure: &Measure, entry: &Entry, world: &World<'_>) {
        match (self, measure) {
            (Self::Count(count), Measure::Count(of)) => *count += usize::from(entry.is(*of)),
            (Self::Share { yes, no }, Measure::Share(bit)) => {
                *yes += (entry.yes >> bit & 1) as usize;
                *no += (entry.known >> bit & !(entry.yes >> bit) & 1) as usize;
            }
            (Self::Sum(sum), Measure::Sum(of) | Measure::Mean(of)) => {
                entry.amount_if(*of).into_iter().for_each(|amount| sum.add(amount));
            }
            (Self::Median(median), Measure::Median(of)) => {
                entry.amount_if(*of).into_iter().for_each(|amount| median.add(amount));
            }
            (Self::Extreme(extreme), Measure::Max(of) | Measure::Min(of)) => {
                entry.amount_if(*of).into_iter().for_each(|amount| extreme.add(amount));
            }
            (Self::Distinct(distinct), Measure::Distinct(slot, _, of)) => {
                entry.key(*slot, *of).into_iter().for_each(|key| distinct.add(key));
            }
            (Self::Days(counts), Measure::Days(of) | Measure::Streak(of))
                if entry.day != NO_DAY && entry.is(*of) =>
            {
                *counts.entry(entry.day).or_default() += 1;
            }
            (Self::Path { stops, length }, _) if entry.city != 0 => {
                *length = length.saturating_add(distance(world, stops.back().copied(), Some(entry.city)));
                stops.push_back(entry.city);
            }
            (Self::Absent { yes, unknown }, Measure::Absent(bit, _)) => {
                *yes += (entry.yes >> bit & 1) as usize;
                *unknown += (!(entry.known >> bit) & 1) as usize;
            }
            _ => {}
        }
    }

    pub(crate) fn remove(&mut self, measure: &Measure, entry: &Entry, world: &World<'_>) {
        match (self, measure) {
            (Self::Count(count), Measure::Count(of)) => *count -= usize::from(entry.is(*of)),
            (Self::Share { yes, no }, Measure::Share(bit)) => {
                *yes -= (entry.yes >> bit & 1) as usize;
                *no -= (entry.known >> bit & !(entry.yes >> bit) & 1) as usize;
            }
            (Self::Sum(sum), Measure::Sum(of) | Measure::Mean(of)) => {
                entry.amount_if(*of).into_iter().for_each(|amount| sum.remove(amount));
            }
            (Self::Median(median), Measure::Median(of)) => {
                entry.amount_if(*of).into_iter().for_each(|amount| median.remove(amount));
            }
            (Self::Extreme(extreme), Measure::Max(of) | Measure::Min(of)) => {
                entry.amount_if(*of).into_iter().for_each(|amount| extreme.remove(amount));
            }
            (Self::Distinct(distinct), Measure::Distinct(slot, _, of)) => {
                entry.key(*slot, *of).into_iter().for_each(|key| distinct.remove(key));
            }
            (Self::Days(counts), Measure::Days(of) | Measure::Streak(of))
                if entry.day != NO_DAY && entry.is(*of) =>
            {
                drop_one(counts.get_mut(&entry.day)).then(|| counts.remove(&entry.day));
            }
            (Self::Path { stops, length }, _) if entry.city != 0 => {
                let first = stops.pop_front();
                *length = length.saturating_sub(distance(world, first, stops.front().copied()));
            }
            (Self::Absent { yes, unknown }, Measure::Absent(bit, _)) => {
                *yes -= (entry.yes >> bit & 1) as usize;
                *unknown -= (!(entry.known >> bit) & 1) as usize;
            }
            _ => {}
        }
    }

    /// The value now.
    pub(crate) fn value(&self, measure: &Measure, window: &Window<Entry>, world: &World<'_>) -> Option<i64> {
        match (self, measure) {
            (Self::Count(count), _) => Some(whole(*count)),
            (Self::Share { yes, no }, _) => ratio(whole(*yes), whole(yes + no)),
            (Self::Sum(sum), Measure::Mean(_)) => sum.mean(),
            (Self::Sum(sum), _) => Some(sum.value()),
            (Self::Median(median), _) => median.midpoint(),
            (Self::Extreme(extreme), _) => extreme.value(),
            (Self::Distinct(distinct), _) => Some(whole(distinct.value())),
            (Self::Days(counts), Measure::Streak(_)) => Some(whole(longest_run(counts.keys().copied()))),
            (Self::Days(counts), _) => Some(whole(counts.len())),
            (Self::Path { length, .. }, _) => Some(*length),
            (Self::Absent { yes: 1.., .. }, _) => Some(0),
            (Self::Absent { unknown: 1.., .. }, _) => None,
            (Self::Absent { .. }, Measure::Absent(_, channel)) => {
                let last = window.last()?;
                world.known.coverage.shows(last.source(), *channel, last.time_us).then_some(ONE)
            }
            (Self::Past, _) => past(measure, window, world),
            _ => None,
        }
    }
}

/// What a window-length held: how many, and how much.
#[derive(Clone, Copy, Debug)]
struct Held {
    count: usize,
    sum: i64,
}

fn held(window: &Window<Entry>, from: usize, to: usize) -> Held {
    let before = |at: usize| {
        let entry = window.queued(at);
        let last = at.checked_sub(1).and_then(|last| window.queued(last));
        entry.map(|entry| entry.before).or(last.map(Entry::after))
    };
    let sum = before(to).zip(before(from)).map_or(0, |(to, from)| to.wrapping_sub(from));
    Held { count: to.saturating_sub(from), sum }
}

/// What is compared with the time before the window; unknown unless the feed reaches back so far.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a standard score, in ten-thousandths, far from the bounds"
)]
fn past(measure: &Measure, window: &Window<Entry>, world: &World<'_>) -> Option<i64> {
    let last = window.last()?;
    let start_us = last.time_us.saturating_sub(window.within_us);
    let history_us = measure.history_us();
    let first = window.items().next()?;
    let start = window.start();
    if let Measure::Earlier(_) = measure {
        // What lies before the first event of the window, rather than before its start.
        let begin_us = first.time_us.saturating_sub(history_us);
        let count = start.saturating_sub(window.since(begin_us));
        return (count > 0 || world.known.coverage.covers(first.source(), begin_us)).then(|| whole(count));
    }
    if !world.known.coverage.covers(last.source(), start_us.saturating_sub(history_us)) {
        return None;
    }
    let lengths = history_us.checked_div(window.within_us)?.max(1);
    let of = |held: Held, sums: bool| if sums { held.sum as f64 } else { held.count as f64 * ONE as f64 };
    let (Measure::Usual(_, sums) | Measure::Score(_, sums)) = measure else { return None };
    let mut values = Vec::with_capacity(usize::try_from(lengths).ok()?);
    let mut end = start;
    for length in 1..=lengths {
        let from_us = start_us.saturating_sub(window.within_us.saturating_mul(length));
        let from = window.since(from_us).min(end);
        values.push(of(held(window, from, end), *sums));
        end = from;
    }
    let number = values.len() as f64;
    let mean = values.iter().sum::<f64>() / number;
    if let Measure::Usual(..) = measure {
        return Some(mean.round() as i64);
    }
    let now = of(held(window, start, start + window.len()), *sums);
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / number;
    let deviation = if variance > 0.0 { variance.sqrt() } else { ONE as f64 };
    Some(((now - mean) / deviation * ONE as f64).round() as i64)
}

fn longest_run(days: impl Iterator<Item = i32>) -> usize {
    let (mut longest, mut run, mut last) = (0, 0, None);
    for day in days {
        run = if last.is_some_and(|last: i32| last + 1 == day) { run + 1 } else { 1 };
        longest = longest.max(run);
        last = Some(day);
    }
    longest
}

fn distance(world: &World<'_>, from: Option<u32>, to: Option<u32>) -> i64 {
    let spot = |spot: Option<u32>| world.spot(spot?.checked_sub(1)?);
    if from == to {
        return 0;
    }
    spot(from).zip(spot(to)).map_or(0, |(from, to)| from.distance(&to))
}

/// Takes one from a count; whether nothing is left.
fn drop_one(count: Option<&mut u32>) -> bool {
    count.is_some_and(|count| {
        *count -= 1;
        *count == 0
    })
}
