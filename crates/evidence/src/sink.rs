//! Where readers write to.

use std::collections::BTreeMap;

use crate::{EntityIx, EventIx, EventKind, Locator, NewEvent, NewStatement, RecordIx, Rejection, Remark};

/// What a reader writes to, in the order it reads: a record first, then what it says.
pub trait Sink {
    /// Notes a record; the number goes with every statement and event it makes.
    fn record(&mut self, locator: &Locator) -> RecordIx;
    /// The entity of that id, added with `schema` if new. Where it is known under another schema the narrower of both
    /// is kept; where they do not go together the first is, and the clash is itself kept as a marked statement.
    fn entity(&mut self, id: &str, schema: &str) -> EntityIx;
    /// Notes what a record says of an entity.
    fn statement(&mut self, statement: &NewStatement<'_>);
    /// Notes what a record says happened.
    fn event(&mut self, event: &NewEvent<'_>) -> EventIx;
    /// Notes a record that could not be read.
    fn reject(&mut self, rejection: Rejection);
    /// Notes something the reader had to assume about the source as a whole.
    fn assume(&mut self, assumption: &str);
    /// Notes what the reader did to a value of a record. A sink that tells nobody need not keep it.
    fn remark(&mut self, _record: RecordIx, _remark: Remark) {}
}

/// A sink that only counts: for `palermo sources`, and to measure readers alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Records.
    pub records: u64,
    /// Mentions of entities (one entity may be mentioned often).
    pub mentions: u64,
    /// Statements.
    pub statements: u64,
    /// Events by kind.
    pub events: BTreeMap<EventKind, u64>,
    /// Records refused.
    pub rejections: u64,
    /// The first few refusals.
    pub examples: Vec<Rejection>,
    /// Bytes covered by records.
    pub bytes_read: u64,
    /// Bytes covered by rejections.
    pub bytes_rejected: u64,
    /// What the reader assumed.
    pub assumptions: Vec<String>,
}

impl Sink for Count {
    fn record(&mut self, locator: &Locator) -> RecordIx {
        self.records += 1;
        self.bytes_read = self.bytes_read.saturating_add(locator.length);
        RecordIx(0)
    }

    fn entity(&mut self, _id: &str, _schema: &str) -> EntityIx {
        self.mentions += 1;
        EntityIx(0)
    }

    fn statement(&mut self, _statement: &NewStatement<'_>) {
        self.statements += 1;
    }

    fn event(&mut self, event: &NewEvent<'_>) -> EventIx {
        *self.events.entry(event.kind).or_default() += 1;
        EventIx(0)
    }

    fn reject(&mut self, rejection: Rejection) {
        self.rejections += 1;
        self.bytes_rejected = self.bytes_rejected.saturating_add(rejection.locator.length);
        if self.examples.len() < 5 {
            self.examples.push(rejection);
        }
    }

    fn assume(&mut self, assumption: &str) {
        self.assumptions.push(assumption.to_owned());
    }
}
