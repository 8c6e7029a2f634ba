//! A sink that writes rejections to disk as they come, so that a file with nothing but bad rows needs no memory, and
//! leaves out events after a day.

use evidence::{
    EntityIx, EventIx, Evidence, Locator, NewEvent, NewStatement, RecordIx, Rejection, Remark, Sink,
};
use jiff::civil::Date;

/// How many rejections of a source are kept with the evidence.
const SHOWN: u64 = 5;

/// Evidence, with rejections on disk.
pub(crate) struct Spill<'a> {
    pub(crate) evidence: &'a mut Evidence,
    /// Takes the source's name and the rejection.
    pub(crate) rejected: &'a mut dyn FnMut(&str, &Rejection),
    /// Events after this day are not noted.
    pub(crate) as_of: Option<Date>,
    /// How many those were.
    pub(crate) later: u64,
}

impl Sink for Spill<'_> {
    fn record(&mut self, locator: &Locator) -> RecordIx {
        self.evidence.record(locator)
    }

    fn entity(&mut self, id: &str, schema: &str) -> EntityIx {
        self.evidence.entity(id, schema)
    }

    fn statement(&mut self, statement: &NewStatement<'_>) {
        self.evidence.statement(statement);
    }

    fn event(&mut self, event: &NewEvent<'_>) -> EventIx {
        let day = self.as_of.and(event.time).and_then(|time| time.civil().ok());
        if self.as_of.zip(day).is_some_and(|(as_of, day)| day.date() > as_of) {
            self.later += 1;
            return EventIx(u32::MAX);
        }
        self.evidence.event(event)
    }

    fn reject(&mut self, rejection: Rejection) {
        let (name, before) = self
            .evidence
            .current_source()
            .map(|source| (source.name.clone(), source.rejections))
            .unwrap_or_default();
        (self.rejected)(&name, &rejection);
        // The report shows the first of each source.
        if before < SHOWN {
            self.evidence.reject(rejection);
        } else {
            self.evidence.count_rejection(&rejection.locator);
        }
    }

    fn assume(&mut self, assumption: &str) {
        self.evidence.assume(assumption);
    }

    fn remark(&mut self, record: RecordIx, remark: Remark) {
        self.evidence.remark(record, remark);
    }
}
