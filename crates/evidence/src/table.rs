//! All evidence of one run.

use std::ops::Range;

use foldhash::HashMap;

use crate::columns::EventTable;
use crate::saved::{self, Declared};
use crate::{
    EntityIx, Event, EventIx, EventRow, Locator, Mark, NewEvent, NewStatement, RecordIx, Rejection, Remark,
    Schema, Sink, Source, SourceIx, StatementRow, Symbol, Symbols, schemata,
};

/// Everything that was read, as tables: sources, records, entities, statements, events, rejections.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    symbols: Symbols,
    sources: Vec<Source>,
    records: Vec<RecordRow>,
    entities: Vec<EntityRow>,
    entity_of_id: HashMap<Symbol, EntityIx>,
    statements: Vec<StatementRow>,
    /// For each entity, the numbers of its statements in order.
    statements_of: Vec<Vec<u32>>,
    events: EventTable,
    rejections: Vec<(SourceIx, Rejection)>,
    remarks: Vec<(RecordIx, Remark)>,
}

#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct RecordRow {
    source: SourceIx,
    unit: Symbol,
    number: u64,
    start: u64,
    length: u64,
}

#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub(crate) struct EntityRow {
    id: Symbol,
    schema: Symbol,
    source: SourceIx,
}

impl Evidence {
    /// Begins a source: what is noted from now on was said by it.
    pub fn begin(&mut self, source: Source) -> SourceIx {
        self.sources.push(source);
        self.current()
    }

    /// The source being read, to complete what is known of it.
    pub fn current_source(&mut self) -> Option<&mut Source> {
        self.sources.last_mut()
    }

    /// All sources in the order they were read.
    pub fn sources(&self) -> impl Iterator<Item = (SourceIx, &Source)> {
        (0..).map(SourceIx).zip(&self.sources)
    }

    /// One source.
    pub fn source(&self, ix: SourceIx) -> Option<&Source> {
        self.sources.get(ix.0 as usize)
    }

    /// The table of strings.
    pub fn symbols(&self) -> &Symbols {
        &self.symbols
    }

    /// The string behind a symbol.
    pub fn text(&self, symbol: Symbol) -> &str {
        self.symbols.text(symbol)
    }

    /// Source and locator of a record.
    pub fn locate(&self, record: RecordIx) -> Option<(SourceIx, Locator)> {
        let row = self.records.get(record.0 as usize)?;
        let unit = self.text(row.unit).to_owned();
        Some((row.source, Locator::new(unit, row.number, row.start, row.length)))
    }

    /// The source of a record.
    pub fn source_of(&self, record: RecordIx) -> Option<SourceIx> {
        self.records.get(record.0 as usize).map(|row| row.source)
    }

    /// How many records there are.
    pub fn record_count(&self) -> usize {
        self.records.len()
    }

    /// All entities in order of first mention.
    pub fn entities(&self) -> impl Iterator<Item = EntityIx> + use<> {
        (0..u32::try_from(self.entities.len()).unwrap_or(u32::MAX)).map(EntityIx)
    }

    /// How many entities there are.
    pub fn entity_count(&self) -> usize {
        self.entities.len()
    }

    /// The id of an entity.
    pub fn id(&self, entity: EntityIx) -> &str {
        self.entities.get(entity.0 as usize).map_or("", |row| self.text(row.id))
    }

    /// The entity of that id.
    pub fn find(&self, id: &str) -> Option<EntityIx> {
        self.entity_of_id.get(&self.symbols.find(id)?).copied()
    }

    /// The name of an entity's schema.
    pub fn schema(&self, entity: EntityIx) -> &str {
        self.entities.get(entity.0 as usize).map_or("", |row| self.text(row.schema))
    }

    /// Whether an entity's schema is `schema` or one below it.
    pub fn is_a(&self, entity: EntityIx, schema: &str) -> bool {
        schemata().get(self.schema(entity)).is_some_and(|own| own.is_a(schema))
    }

    /// The source that first mentioned an entity.
    pub fn first_source(&self, entity: EntityIx) -> Option<SourceIx> {
        self.entities.get(entity.0 as usize).map(|row| row.source)
    }

    /// All statements, in the order they were read.
    pub fn statements(&self) -> &[StatementRow] {
        &self.statements
    }

    /// What is said of one entity, in the order it was read.
    pub fn statements_of(&self, entity: EntityIx) -> impl Iterator<Item = &StatementRow> {
        self.statements_of
            .get(entity.0 as usize)
            .into_iter()
            .flatten()
            .filter_map(|&at| self.statements.get(at as usize))
    }

    /// The values of one property of an entity, first said first.
    pub fn values<'a>(&'a self, entity: EntityIx, property: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let property = self.symbols.find(property);
        self.statements_of(entity)
            .filter(move |row| Some(row.property) == property)
            .map(|row| self.text(row.value))
    }

    /// What to call an entity on a screen: its first name, else what identifies its kind, else its id.
    pub fn caption(&self, entity: EntityIx) -> &str {
        const CAPTIONS: [&str; 14] = [
            "name",
            "iban",
            "accountNumber",
            "phone",
            "username",
            "email",
            "registrationNumber",
            "passportNumber",
            "number",
            "mmsi",
            "full",
            "publicKey",
            "title",
            "alias",
        ];
        CAPTIONS
            .iter()
            .find_map(|property| self.values(entity, property).find(|value| !value.is_empty()))
            .unwrap_or_else(|| self.id(entity))
    }

    /// How many events there are.
    pub fn event_count(&self) -> usize {
        self.events.len()
    }

    /// One event.
    // Analyses look at few of its fields, many times.
    #[inline]
    pub fn event_at(&self, ix: EventIx) -> Option<Event<'_>> {
        self.events.get(ix)
    }

    /// All events in the order they were read.
    pub fn events(&self) -> impl Iterator<Item = Event<'_>> {
        (0..u32::try_from(self.events.len()).unwrap_or(u32::MAX))
            .filter_map(|at| self.events.get(EventIx(at)))
    }

    /// The events of a range of numbers as an Arrow batch of [`event_schema`](crate::event_schema), entities by id
    /// and records by source name and locator. Cost: one copy of the range.
    pub fn event_batch(
        &self,
        range: Range<usize>,
    ) -> Result<arrow_array::RecordBatch, arrow_schema::ArrowError> {
        self.events.batch(self, range)
    }

    /// Puts back an event that was taken over before its columns were forgotten; its symbols are of this table.
    pub fn restore_event(&mut self, row: &EventRow, text: &str) -> EventIx {
        self.events.push_row(row, text)
    }

    /// Forgets all events: whoever took them over keeps what is needed of them. Entities, statements, records and
    /// strings stay.
    pub fn forget_events(&mut self) {
        self.events.clear();
    }

    /// Everything but events and rejections, to be kept across runs.
    pub fn declared(&self) -> Declared {
        Declared {
            texts: self.symbols.texts().map(str::to_owned).collect(),
            sources: self.sources.iter().map(saved::source).collect(),
            records: self.records.clone(),
            entities: self.entities.clone(),
            statements: self.statements.clone(),
        }
    }

    /// What could not be read.
    pub fn rejections(&self) -> &[(SourceIx, Rejection)] {
        &self.rejections
    }

    /// What readers did to values, in the order it was read.
    pub fn remarks(&self) -> &[(RecordIx, Remark)] {
        &self.remarks
    }

    /// Counts a rejection that is kept elsewhere.
    pub fn count_rejection(&mut self, locator: &Locator) {
        if let Some(source) = self.sources.last_mut() {
            source.rejections += 1;
            source.bytes_rejected = source.bytes_rejected.saturating_add(locator.length);
        }
    }

    fn current(&self) -> SourceIx {
        SourceIx(u32::try_from(self.sources.len().saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// Narrows the schema of a known entity, or says that it cannot be.
    fn meet(&mut self, entity: EntityIx, schema: &str) -> bool {
        let known = self.schema(entity);
        if known == schema {
            return true;
        }
        let Some(common) = schemata().common(known, schema).map(|schema: &Schema| schema.name) else {
            return false;
        };
        let common = self.symbols.intern(common);
        if let Some(row) = self.entities.get_mut(entity.0 as usize) {
            row.schema = common;
        }
        true
    }
}

impl From<Declared> for Evidence {
    fn from(declared: Declared) -> Self {
        let mut evidence = Self::default();
        for text in &declared.texts {
            evidence.symbols.intern(text);
        }
        evidence.sources = declared.sources.into_iter().map(saved::to_source).collect();
        evidence.records = declared.records;
        evidence.entity_of_id = declared.entities.iter().map(|row| row.id).zip((0..).map(EntityIx)).collect();
        evidence.statements_of = vec![Vec::new(); declared.entities.len()];
        evidence.entities = declared.entities;
        for (row, at) in declared.statements.iter().zip(0..) {
            if let Some(own) = evidence.statements_of.get_mut(row.entity.0 as usize) {
                own.push(at);
            }
        }
        evidence.statements = declared.statements;
        evidence
    }
}

impl Sink for Evidence {
    fn record(&mut self, locator: &Locator) -> RecordIx {
        let ix = RecordIx(u32::try_from(self.records.len()).unwrap_or(u32::MAX));
        let row = RecordRow {
            source: self.current(),
            unit: self.symbols.intern(&locator.unit),
            number: locator.number,
            start: locator.start,
            length: locator.length,
        };
        self.records.push(row);
        if let Some(source) = self.sources.last_mut() {
            source.records += 1;
            source.bytes_read = source.bytes_read.saturating_add(locator.length);
        }
        ix
    }

    fn entity(&mut self, id: &str, schema: &str) -> EntityIx {
        let symbol = self.symbols.intern(id);
        if let Some(&known) = self.entity_of_id.get(&symbol) {
            if !self.meet(known, schema) {
                let record =
                    RecordIx(u32::try_from(self.records.len().saturating_sub(1)).unwrap_or(u32::MAX));
                let clash = NewStatement::new(known, "schema", schema, record);
                self.statement(&NewStatement { mark: Mark::IncompatibleSchema, ..clash });
            }
            return known;
        }
        let ix = EntityIx(u32::try_from(self.entities.len()).unwrap_or(u32::MAX));
        let schema = self.symbols.intern(schema);
        self.entities.push(EntityRow { id: symbol, schema, source: self.current() });
        self.statements_of.push(Vec::new());
        self.entity_of_id.insert(symbol, ix);
        ix
    }

    fn statement(&mut self, new: &NewStatement<'_>) {
        let row = StatementRow {
            entity: new.entity,
            property: self.symbols.intern(new.property),
            value: self.symbols.intern(new.value),
            original: self.symbols.intern(new.original),
            language: self.symbols.intern(new.language),
            mark: new.mark,
            record: new.record,
        };
        let at = u32::try_from(self.statements.len()).unwrap_or(u32::MAX);
        if let Some(own) = self.statements_of.get_mut(new.entity.0 as usize) {
            own.push(at);
            self.statements.push(row);
        }
    }

    fn event(&mut self, event: &NewEvent<'_>) -> EventIx {
        self.events.push(event, &mut self.symbols)
    }

    fn reject(&mut self, rejection: Rejection) {
        self.count_rejection(&rejection.locator);
        self.rejections.push((self.current(), rejection));
    }

    fn assume(&mut self, assumption: &str) {
        if let Some(source) = self.sources.last_mut() {
            source.assumptions.push(assumption.to_owned());
        }
    }

    fn remark(&mut self, record: RecordIx, remark: Remark) {
        self.remarks.push((record, remark));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Currency, EventKind, Moment, PlaceMention, Precision};

    fn one_record() -> (Evidence, RecordIx) {
        let mut evidence = Evidence::default();
        evidence.begin(Source::named("a.csv"));
        let record = evidence.record(&Locator::new("row", 1, 10, 20));
        (evidence, record)
    }

    #[test]
    fn a_narrower_schema_wins_and_a_clash_is_kept_as_a_marked_statement() {
        let (mut evidence, _) = one_record();
        let entity = evidence.entity("x", "LegalEntity");
        assert_eq!(evidence.entity("x", "Person"), entity);
        assert_eq!(evidence.schema(entity), "Person");
        evidence.entity("x", "Organization");
        assert_eq!(evidence.schema(entity), "Person");
        let clash = evidence.statements_of(entity).last().unwrap();
        assert_eq!((clash.mark, evidence.text(clash.value)), (Mark::IncompatibleSchema, "Organization"));
    }

    #[test]
    fn an_event_comes_back_as_it_went_in() {
        let (mut evidence, record) = one_record();
        let from = evidence.entity("a", "BankAccount");
        let time = Moment { local_us: 5_000_000, offset_min: Some(-300), precision: Precision::Minute };
        let ix = evidence.event(&NewEvent {
            time: Some(time),
            from: Some(from),
            amount_minor: Some(1234),
            currency: Currency::parse("CAD").unwrap(),
            mcc: Some(7011),
            text: "room",
            place: PlaceMention { name: "Laval", country: "CA", coordinates: Some((45.6, -73.7)) },
            ..NewEvent::new(EventKind::Payment, record)
        });
        let event = evidence.event_at(ix).unwrap();
        assert_eq!((event.time, event.from, event.to), (Some(time), Some(from), None));
        assert_eq!((event.amount_minor, event.mcc, event.quantity), (Some(1234), Some(7011), None));
        assert_eq!((event.text, evidence.text(event.place)), ("room", "Laval"));
        assert_eq!(event.coordinates, Some((45.6, -73.7)));
        let batch = evidence.event_batch(0..1).unwrap();
        assert_eq!((batch.num_rows(), batch.schema()), (1, crate::event_schema()));
    }

    #[test]
    fn bytes_of_records_and_rejections_are_accounted_for() {
        let (mut evidence, _) = one_record();
        evidence.reject(Rejection::new(Locator::new("row", 2, 30, 5), "bad", b"x"));
        let source = evidence.source(SourceIx(0)).unwrap();
        assert_eq!((source.bytes_read, source.bytes_rejected, source.rejections), (20, 5, 1));
    }
}
