//! Events in columns, and the same as Arrow.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::builder::{
    Float64Builder, Int16Builder, Int64Builder, LargeStringBuilder, StringBuilder,
    TimestampMicrosecondBuilder, UInt16Builder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};

use crate::{
    Channel, Currency, EntityIx, Event, EventIx, EventKind, EventRow, Evidence, Moment, NewEvent, Precision,
    RecordIx, Symbol, Symbols,
};

const NO_ENTITY: u32 = u32::MAX;
const NO_AMOUNT: i64 = i64::MIN;

/// One vector per field; "not said" is a value no field can take, so that a row costs a fixed 100 bytes or so.
#[derive(Clone, Debug, Default)]
pub(crate) struct EventColumns {
    kind: Vec<EventKind>,
    time: Vec<Option<Moment>>,
    /// `from`, `to`, `from_party`, `to_party`, `via`.
    entities: Vec<[u32; 5]>,
    channel: Vec<Channel>,
    amount_minor: Vec<i64>,
    currency: Vec<Currency>,
    mcc: Vec<u16>,
    quantity: Vec<i64>,
    /// `party_text`, `place`, `country`.
    symbols: Vec<[Symbol; 3]>,
    coordinates: Vec<(f64, f64)>,
    record: Vec<RecordIx>,
    text: String,
    text_end: Vec<usize>,
}

impl EventColumns {
    pub(crate) fn len(&self) -> usize {
        self.kind.len()
    }

    pub(crate) fn push(&mut self, event: &NewEvent<'_>, symbols: &mut Symbols) -> EventIx {
        let ix = EventIx(u32::try_from(self.len()).unwrap_or(u32::MAX));
        let entity = |entity: Option<EntityIx>| entity.map_or(NO_ENTITY, |entity| entity.0);
        self.kind.push(event.kind);
        self.time.push(event.time);
        let ends = [event.from, event.to, event.from_party, event.to_party, event.via];
        self.entities.push(ends.map(entity));
        self.channel.push(event.channel);
        self.amount_minor.push(event.amount_minor.unwrap_or(NO_AMOUNT));
        self.currency.push(event.currency);
        self.mcc.push(event.mcc.unwrap_or(0));
        self.quantity.push(event.quantity.unwrap_or(NO_AMOUNT));
        let texts = [event.party_text, event.place.name, event.place.country];
        self.symbols.push(texts.map(|text| symbols.intern(text)));
        self.coordinates.push(event.place.coordinates.unwrap_or((f64::NAN, f64::NAN)));
        self.record.push(event.record);
        self.text.push_str(event.text);
        self.text_end.push(self.text.len());
        ix
    }

    /// Adds a row as it was stored.
    pub(crate) fn push_row(&mut self, row: &EventRow, text: &str) -> EventIx {
        let ix = EventIx(u32::try_from(self.len()).unwrap_or(u32::MAX));
        let ends = [row.from, row.to, row.from_party, row.to_party, row.via];
        self.kind.push(row.kind);
        self.time.push(row.time);
        self.entities.push(ends.map(|entity| entity.map_or(NO_ENTITY, |entity| entity.0)));
        self.channel.push(row.channel);
        self.amount_minor.push(row.amount_minor.unwrap_or(NO_AMOUNT));
        self.currency.push(row.currency);
        self.mcc.push(row.mcc.unwrap_or(0));
        self.quantity.push(row.quantity.unwrap_or(NO_AMOUNT));
        self.symbols.push([row.party_text, row.place, row.country]);
        self.coordinates.push(row.coordinates.unwrap_or((f64::NAN, f64::NAN)));
        self.record.push(row.record);
        self.text.push_str(text);
        self.text_end.push(self.text.len());
        ix
    }

    /// Forgets all rows, but not the room they took.
    pub(crate) fn clear(&mut self) {
        self.kind.clear();
        self.time.clear();
        self.entities.clear();
        self.channel.clear();
        self.amount_minor.clear();
        self.currency.clear();
        self.mcc.clear();
        self.quantity.clear();
        self.symbols.clear();
        self.coordinates.clear();
        self.record.clear();
        self.text.clear();
        self.text_end.clear();
    }

    pub(crate) fn get(&self, ix: EventIx) -> Option<Event<'_>> {
        let at = ix.0 as usize;
        let entity = |code: u32| (code != NO_ENTITY).then_some(EntityIx(code));
        let number = |value: i64| (value != NO_AMOUNT).then_some(value);
        let [from, to, from_party, to_party, via] = *self.entities.get(at)?;
        let [party_text, place, country] = *self.symbols.get(at)?;
        let coordinates = *self.coordinates.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.text_end.get(before)).copied().unwrap_or(0);
        let row = EventRow {
            kind: *self.kind.get(at)?,
            time: *self.time.get(at)?,
            from: entity(from),
            to: entity(to),
            from_party: entity(from_party),
            to_party: entity(to_party),
            via: entity(via),
            channel: *self.channel.get(at)?,
            amount_minor: number(*self.amount_minor.get(at)?),
            currency: *self.currency.get(at)?,
            mcc: Some(*self.mcc.get(at)?).filter(|&mcc| mcc != 0),
            quantity: number(*self.quantity.get(at)?),
            party_text,
            place,
            country,
            coordinates: (!coordinates.0.is_nan() && !coordinates.1.is_nan()).then_some(coordinates),
            record: *self.record.get(at)?,
        };
        Some(Event { ix, row, text: self.text.get(start..*self.text_end.get(at)?)? })
    }

    pub(crate) fn batch(&self, evidence: &Evidence, range: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let mut columns = Builders::default();
        for at in range.start..range.end.min(self.len()) {
            let ix = EventIx(u32::try_from(at).unwrap_or(u32::MAX));
            if let Some(event) = self.get(ix) {
                columns.append(evidence, &event);
            }
        }
        RecordBatch::try_new(event_schema(), columns.finish())
    }
}

/// The columns of `events/*.parquet`. Times come twice: the wall clock of the place with its offset, and UTC where
/// the offset is known; `time_precision` says how finely they are known.
pub fn event_schema() -> SchemaRef {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let instant = |zone: Option<&str>| DataType::Timestamp(TimeUnit::Microsecond, zone.map(Into::into));
    Arc::new(Schema::new(vec![
        Field::new("kind", DataType::Utf8, false),
        Field::new("time_local", instant(None), true),
        Field::new("time_utc", instant(Some("UTC")), true),
        Field::new("offset_min", DataType::Int16, true),
        text("time_precision"),
        text("from_id"),
        text("to_id"),
        text("from_party_id"),
        text("to_party_id"),
        text("via_id"),
        text("channel"),
        Field::new("amount_minor", DataType::Int64, true),
        text("currency"),
        Field::new("mcc", DataType::UInt16, true),
        Field::new("quantity", DataType::Int64, true),
        text("party_text"),
        Field::new("text", DataType::LargeUtf8, true),
        text("place"),
        text("country"),
        Field::new("latitude", DataType::Float64, true),
        Field::new("longitude", DataType::Float64, true),
        Field::new("source", DataType::Utf8, false),
        Field::new("locator", DataType::Utf8, false),
    ]))
}

#[derive(Default)]
struct Builders {
    kind: StringBuilder,
    local: TimestampMicrosecondBuilder,
    utc: TimestampMicrosecondBuilder,
    offset: Int16Builder,
    precision: StringBuilder,
    entities: [StringBuilder; 5],
    channel: StringBuilder,
    amount: Int64Builder,
    currency: StringBuilder,
    mcc: UInt16Builder,
    quantity: Int64Builder,
    party_text: StringBuilder,
    text: LargeStringBuilder,
    place: StringBuilder,
    country: StringBuilder,
    latitude: Float64Builder,
    longitude: Float64Builder,
    source: StringBuilder,
    locator: StringBuilder,
}

impl Builders {
    fn append(&mut self, evidence: &Evidence, event: &Event<'_>) {
        let said = |text| Some(text).filter(|text: &&str| !text.is_empty());
        self.kind.append_value(event.kind.as_str());
        self.local.append_option(event.time.map(|time| time.local_us));
        self.utc
            .append_option(event.time.filter(|time| time.offset_min.is_some()).map(|time| time.order_us()));
        self.offset.append_option(event.time.and_then(|time| time.offset_min));
        self.precision.append_option(event.time.map(|time| match time.precision {
            Precision::Year => "year",
            Precision::Month => "month",
            Precision::Day => "day",
            Precision::Minute => "minute",
            Precision::Second => "second",
        }));
        let ends = [event.from, event.to, event.from_party, event.to_party, event.via];
        for (builder, entity) in self.entities.iter_mut().zip(ends) {
            builder.append_option(entity.map(|entity| evidence.id(entity)));
        }
        self.channel
            .append_option(Some(event.channel).filter(|&c| c != Channel::Unknown).map(Channel::as_str));
        self.amount.append_option(event.amount_minor);
        self.currency
            .append_option(Some(event.currency.as_str()).filter(|_| event.currency != Currency::NONE));
        self.mcc.append_option(event.mcc);
        self.quantity.append_option(event.quantity);
        self.party_text.append_option(said(evidence.text(event.party_text)));
        self.text.append_option(said(event.text));
        self.place.append_option(said(evidence.text(event.place)));
        self.country.append_option(said(evidence.text(event.country)));
        self.latitude.append_option(event.coordinates.map(|at| at.0));
        self.longitude.append_option(event.coordinates.map(|at| at.1));
        let (source, locator) = evidence.locate(event.record).unzip();
        self.source.append_value(source.and_then(|ix| evidence.source(ix)).map_or("", |source| &source.name));
        self.locator.append_value(locator.map(|locator| locator.to_string()).unwrap_or_default());
    }

    fn finish(mut self) -> Vec<ArrayRef> {
        let [from, to, from_party, to_party, via] = &mut self.entities;
        vec![
            Arc::new(self.kind.finish()),
            Arc::new(self.local.finish()),
            Arc::new(self.utc.finish().with_timezone("UTC")),
            Arc::new(self.offset.finish()),
            Arc::new(self.precision.finish()),
            Arc::new(from.finish()),
            Arc::new(to.finish()),
            Arc::new(from_party.finish()),
            Arc::new(to_party.finish()),
            Arc::new(via.finish()),
            Arc::new(self.channel.finish()),
            Arc::new(self.amount.finish()),
            Arc::new(self.currency.finish()),
            Arc::new(self.mcc.finish()),
            Arc::new(self.quantity.finish()),
            Arc::new(self.party_text.finish()),
            Arc::new(self.text.finish()),
            Arc::new(self.place.finish()),
            Arc::new(self.country.finish()),
            Arc::new(self.latitude.finish()),
            Arc::new(self.longitude.finish()),
            Arc::new(self.source.finish()),
            Arc::new(self.locator.finish()),
        ]
    }
}
