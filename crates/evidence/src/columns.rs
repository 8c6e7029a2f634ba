//! Events as they are stored, and the same as Arrow.

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

/// Rows of a fixed 104 bytes each, and their texts behind one another. Analyses look events up one by one, out of
/// order, so the fields of one lie together; columns are made where whole tables are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct EventTable {
    rows: Vec<Stored>,
    text: String,
}

/// A row; "not said" is a value no field can take.
#[derive(Clone, Debug)]
struct Stored {
    time: Option<Moment>,
    /// `from`, `to`, `from_party`, `to_party`, `via`.
    entities: [u32; 5],
    /// `party_text`, `place`, `country`.
    symbols: [Symbol; 3],
    amount_minor: i64,
    quantity: i64,
    coordinates: (f64, f64),
    /// Where its text ends.
    text_end: usize,
    record: RecordIx,
    mcc: u16,
    currency: Currency,
    kind: EventKind,
    channel: Channel,
}

impl EventTable {
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn push(&mut self, event: &NewEvent<'_>, symbols: &mut Symbols) -> EventIx {
        let [party_text, place, country] =
            [event.party_text, event.place.name, event.place.country].map(|text| symbols.intern(text));
        let row = EventRow {
            kind: event.kind,
            time: event.time,
            from: event.from,
            to: event.to,
            from_party: event.from_party,
            to_party: event.to_party,
            via: event.via,
            channel: event.channel,
            amount_minor: event.amount_minor,
            currency: event.currency,
            mcc: event.mcc,
            quantity: event.quantity,
            party_text,
            place,
            country,
            coordinates: event.place.coordinates,
            record: event.record,
        };
        self.push_row(&row, event.text)
    }

    /// Adds a row as it was stored.
    pub(crate) fn push_row(&mut self, row: &EventRow, text: &str) -> EventIx {
        let ix = EventIx(u32::try_from(self.len()).unwrap_or(u32::MAX));
        let ends = [row.from, row.to, row.from_party, row.to_party, row.via];
        self.text.push_str(text);
        self.rows.push(Stored {
            time: row.time,
            entities: ends.map(|entity| entity.map_or(NO_ENTITY, |entity| entity.0)),
            symbols: [row.party_text, row.place, row.country],
            amount_minor: row.amount_minor.unwrap_or(NO_AMOUNT),
            quantity: row.quantity.unwrap_or(NO_AMOUNT),
            coordinates: row.coordinates.unwrap_or((f64::NAN, f64::NAN)),
            text_end: self.text.len(),
            record: row.record,
            mcc: row.mcc.unwrap_or(0),
            currency: row.currency,
            kind: row.kind,
            channel: row.channel,
        });
        ix
    }

    /// Forgets all rows, but not the room they took.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.text.clear();
    }

    #[inline]
    pub(crate) fn get(&self, ix: EventIx) -> Option<Event<'_>> {
        let at = ix.0 as usize;
        let own = self.rows.get(at)?;
        let before = at.checked_sub(1).and_then(|before| self.rows.get(before));
        let start = before.map_or(0, |before| before.text_end);
        let entity = |code: u32| (code != NO_ENTITY).then_some(EntityIx(code));
        let number = |value: i64| (value != NO_AMOUNT).then_some(value);
        let [from, to, from_party, to_party, via] = own.entities.map(entity);
        let [party_text, place, country] = own.symbols;
        let (latitude, longitude) = own.coordinates;
        let row = EventRow {
            kind: own.kind,
            time: own.time,
            from,
            to,
            from_party,
            to_party,
            via,
            channel: own.channel,
            amount_minor: number(own.amount_minor),
            currency: own.currency,
            mcc: Some(own.mcc).filter(|&mcc| mcc != 0),
            quantity: number(own.quantity),
            party_text,
            place,
            country,
            coordinates: (!latitude.is_nan() && !longitude.is_nan()).then_some(own.coordinates),
            record: own.record,
        };
        // Most have none; where one begins is another look into memory.
        let text = if start == own.text_end { "" } else { self.text.get(start..own.text_end)? };
        Some(Event { ix, row, text })
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
