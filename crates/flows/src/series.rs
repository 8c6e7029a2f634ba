//! Counts by place, group and month, each as a range.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Serialize, Serializer};

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month of a year, from 1.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        let month = i32::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        (-9999..=9999).contains(&year).then(|| Self(year * 12 + month - 1))
    }

    /// So many months later.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0.saturating_add(months))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A count as far as it is known: a suppressed cell is 0 to its bound, a rounded one reaches half a step both ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Range {
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
}

impl Range {
    /// A count that is known.
    pub fn exactly(count: f64) -> Self {
        Self { low: count, high: count }
    }

    /// From low to high.
    pub fn new(low: f64, high: f64) -> Option<Self> {
        (low.is_finite() && high.is_finite() && 0.0 <= low && low <= high).then_some(Self { low, high })
    }

    fn add(&mut self, other: Self) {
        self.low += other.low;
        self.high += other.high;
    }

    /// The count as this reading takes it.
    pub fn at(self, reading: Reading) -> f64 {
        match reading {
            Reading::Low => self.low,
            Reading::Middle => f64::midpoint(self.low, self.high),
            Reading::High => self.high,
        }
    }
}

/// Which end of every range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// The least.
    Low,
    /// The middle.
    Middle,
    /// The most.
    High,
}

impl Reading {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Low, Self::Middle, Self::High];
}

/// A place that counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Its id in the tables.
    pub id: String,
    /// Who counts: ISO 3166-1 alpha-2 code or a name.
    pub jurisdiction: String,
    /// How far along the way it lies, where that is known: corridors lead from a lower stage to a higher one. Places of one
    /// stage are alternatives.
    pub stage: Option<u32>,
    /// Through whose territory those come who are counted here, if that is one: it holds the evidence of what came before.
    pub comes_from: Option<String>,
}

/// The number of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PlaceIx(pub usize);

/// Everything that was counted.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    places: Vec<Place>,
    cells: BTreeMap<(PlaceIx, String), BTreeMap<Month, Range>>,
    reported: BTreeMap<PlaceIx, BTreeSet<Month>>,
}

impl Observed {
    /// The place of that id, added if it is new.
    pub fn place(&mut self, place: Place) -> PlaceIx {
        let known = self.places.iter().position(|own| own.id == place.id);
        PlaceIx(known.unwrap_or_else(|| {
            self.places.push(place);
            self.places.len() - 1
        }))
    }

    /// Adds a count to what is known of a group at a place in a month.
    pub fn add(&mut self, place: PlaceIx, group: &str, month: Month, count: Range) {
        self.cells.entry((place, group.to_owned())).or_default().entry(month).or_default().add(count);
        self.reported.entry(place).or_default().insert(month);
    }

    /// All places.
    pub fn places(&self) -> impl Iterator<Item = (PlaceIx, &Place)> {
        self.places.iter().enumerate().map(|(at, place)| (PlaceIx(at), place))
    }

    /// A place.
    pub fn place_of(&self, place: PlaceIx) -> Option<&Place> {
        self.places.get(place.0)
    }

    /// Every group that is counted anywhere, in order.
    pub fn groups(&self) -> BTreeSet<&str> {
        self.cells.keys().map(|(_, group)| group.as_str()).collect()
    }

    /// How many cells are ranges, not numbers.
    pub fn uncertain(&self) -> usize {
        self.cells.values().flat_map(BTreeMap::values).filter(|range| range.low < range.high).count()
    }

    /// Months in which a place reports anything.
    pub fn months(&self, place: PlaceIx) -> impl Iterator<Item = Month> + '_ {
        self.reported.get(&place).into_iter().flatten().copied()
    }

    /// The count of a group: zero where the place reports others only, unknown where it reports nothing.
    pub fn count(&self, place: PlaceIx, group: &str, month: Month) -> Option<Range> {
        self.reported.get(&place)?.contains(&month).then(|| {
            let series = self.cells.get(&(place, group.to_owned()));
            series.and_then(|series| series.get(&month)).copied().unwrap_or_default()
        })
    }

    /// The sum of a group over months, as far as the place reports them, and how many it reports.
    pub fn sum(&self, place: PlaceIx, group: &str, months: impl Iterator<Item = Month>) -> (Range, usize) {
        let (mut sum, mut count) = (Range::default(), 0);
        for range in months.filter_map(|month| self.count(place, group, month)) {
            sum.add(range);
            count += 1;
        }
        (sum, count)
    }
}
