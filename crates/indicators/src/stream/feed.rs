//! Where readers write a feed to: what they declare stays, what happened is handed on.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{
    EntityIx, EventIx, EventRow, Evidence, Locator, NewEvent, NewStatement, RecordIx, Rejection, Remark,
    Sink, Source, Symbol,
};
use foldhash::HashSet;

/// What happened, on its way.
#[derive(Clone, Debug)]
pub(crate) struct Arrived {
    /// The number of its record in the feed, from 0.
    pub(crate) row: u64,
    pub(crate) locator: Locator,
    pub(crate) event: EventRow,
    pub(crate) text: String,
    /// What its reader did to what its record says, told with the first event of it.
    pub(crate) remarks: Vec<Remark>,
}

/// The evidence of a feed. A statement that was made before is not kept again, nor are records that made none.
#[derive(Debug, Default)]
pub struct Feed {
    pub(crate) evidence: Evidence,
    /// Entities that are new, or of which something is, since this was last emptied.
    pub(crate) touched: BTreeSet<EntityIx>,
    pub(crate) known: usize,
    pub(crate) rejected: Vec<(u64, Rejection)>,
    remarks: BTreeMap<RecordIx, Vec<Remark>>,
    /// Records read before those of `batch`.
    pub(crate) rows: u64,
    /// The records since, and the number under which the evidence keeps those that made statements.
    batch: Vec<(Locator, Option<RecordIx>)>,
    /// The number in the feed of each record of the evidence.
    pub(crate) row_of_record: Vec<u64>,
    said: HashSet<(EntityIx, Symbol, Symbol)>,
    /// A record of the source being read, for its events.
    source: Option<RecordIx>,
}

impl Feed {
    /// Begins a source: what is read from now on was said by it.
    pub fn begin(&mut self, source: Source) {
        self.evidence.begin(source);
        self.source = Some(self.keep(&Locator::new("feed", 0, 0, 0), self.next_row()));
    }

    /// Goes on with evidence that was kept.
    pub(crate) fn resume(evidence: Evidence, rows: u64, row_of_record: Vec<u64>) -> Self {
        let said = evidence.statements().iter().map(|row| (row.entity, row.property, row.value)).collect();
        // The last record of a source's beginning is the one its events are of.
        let is_beginning =
            |record: &RecordIx| evidence.locate(*record).is_some_and(|(_, own)| own.unit == "feed");
        let count = u32::try_from(evidence.record_count()).unwrap_or(u32::MAX);
        let source = (0..count).rev().map(RecordIx).find(is_beginning);
        Self {
            touched: evidence.entities().collect(),
            evidence,
            rows,
            row_of_record,
            said,
            source,
            ..Self::default()
        }
    }

    fn next_row(&self) -> u64 {
        self.rows + self.batch.len() as u64
    }

    /// Keeps a record that something else than its events is to be traced to.
    pub(crate) fn keep(&mut self, locator: &Locator, row: u64) -> RecordIx {
        self.row_of_record.push(row);
        self.evidence.record(locator)
    }

    /// Hands over what happened since this was last asked.
    pub(crate) fn take(&mut self) -> Vec<Arrived> {
        let mut remarks = std::mem::take(&mut self.remarks);
        let arrived = self.evidence.events().map(|event| {
            let at = self.batch.get(event.record.0 as usize);
            let locator = at.map_or_else(|| Locator::new("row", 0, 0, 0), |(locator, _)| locator.clone());
            let row = self.rows + u64::from(event.record.0);
            let event_row = EventRow { record: self.source.unwrap_or(RecordIx(0)), ..event.row };
            let remarks = remarks.remove(&event.record).unwrap_or_default();
            Arrived { row, locator, event: event_row, text: event.text.to_owned(), remarks }
        });
        let arrived = arrived.collect();
        self.rows = self.next_row();
        self.batch.clear();
        self.evidence.forget_events();
        arrived
    }
}

impl Sink for Feed {
    fn record(&mut self, locator: &Locator) -> RecordIx {
        let ix = RecordIx(u32::try_from(self.batch.len()).unwrap_or(u32::MAX));
        if self.source.is_none() {
            self.begin(Source::named("feed"));
        }
        self.batch.push((locator.clone(), None));
        ix
    }

    fn entity(&mut self, id: &str, schema: &str) -> EntityIx {
        let before = self.evidence.entity_count();
        let entity = self.evidence.entity(id, schema);
        if self.evidence.entity_count() > before {
            self.touched.insert(entity);
        }
        entity
    }

    fn statement(&mut self, statement: &NewStatement<'_>) {
        let symbols = self.evidence.symbols();
        let known = symbols.find(statement.property).zip(symbols.find(statement.value));
        let is_said = |(property, value)| self.said.contains(&(statement.entity, property, value));
        if known.is_some_and(is_said) {
            return;
        }
        let at = statement.record.0 as usize;
        let record = match self.batch.get(at).cloned() {
            Some((_, Some(kept))) => kept,
            Some((locator, None)) => {
                let kept = self.keep(&locator, self.rows + u64::from(statement.record.0));
                if let Some((_, slot)) = self.batch.get_mut(at) {
                    *slot = Some(kept);
                }
                kept
            }
            None => self.source.unwrap_or(RecordIx(0)),
        };
        self.evidence.statement(&NewStatement { record, ..*statement });
        if let Some(row) = self.evidence.statements().last() {
            self.said.insert((row.entity, row.property, row.value));
        }
        self.touched.insert(statement.entity);
    }

    fn event(&mut self, event: &NewEvent<'_>) -> EventIx {
        self.evidence.event(event)
    }

    fn reject(&mut self, rejection: Rejection) {
        self.evidence.count_rejection(&rejection.locator);
        self.rejected.push((self.next_row(), rejection));
    }

    fn assume(&mut self, assumption: &str) {
        let source = self.evidence.current_source();
        if source.is_some_and(|source| source.assumptions.iter().all(|own| own != assumption)) {
            self.evidence.assume(assumption);
        }
    }

    fn remark(&mut self, record: RecordIx, remark: Remark) {
        self.remarks.entry(record).or_default().push(remark);
    }
}
