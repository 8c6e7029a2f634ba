//! A mapping bound to the columns of one table.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use evidence::{
    Channel, Currency, EventKind, Locator, Mark, Moment, NewEvent, PlaceMention, RecordIx, Remark,
    is_rounded, minor_digits, parse_minor,
};
use jiff::tz::TimeZone;

use super::layout::{Layout, column};
use super::mapping::{DirectionField, EventMapping, Field, Mapping, TimeField};
use super::time::Format;
use crate::rows::Row;
use crate::{Broken, Cleaner, Scribe, Text, Thing};

/// Everything needed to take down a row without looking up a name.
pub(super) struct Plan<'a> {
    mapping: &'a Mapping,
    /// How many cells a whole row has.
    width: usize,
    zone: Option<TimeZone>,
    entities: Vec<EntityPlan<'a>>,
    events: Vec<EventPlan<'a>>,
    /// The last time read for each event: tables are often in the order of time.
    last_times: Vec<LastTime>,
    /// Entities met before, by a fingerprint of their key, so that a row costs no hashing of ids.
    known: Known,
    hasher: RandomState,
}

/// A time as written and as read.
type LastTime = Option<(String, Moment)>;

/// By fingerprint of schema and key: the entity, its id, and a fingerprint of what was last said of it, so that rows
/// that repeat each other cost one comparison.
type Known = HashMap<u64, (Thing, String, u64)>;

struct EntityPlan<'a> {
    schema: &'a str,
    key: Vec<Bound<'a>>,
    properties: Vec<(&'a str, Bound<'a>)>,
    /// Property and the number of the other entity in the plan.
    links: Vec<(&'a str, usize)>,
}

struct EventPlan<'a> {
    kind: EventKind,
    time: Option<(Bound<'a>, Vec<Format>)>,
    /// `from`, `to`, `from_party`, `to_party`, `via`, `own`, `other`, `other_party`: numbers of entities in the plan.
    ends: [Option<usize>; 8],
    direction: Option<(usize, &'a DirectionField)>,
    amount: Option<Bound<'a>>,
    money_in: Option<Bound<'a>>,
    money_out: Option<Bound<'a>>,
    currency: Option<Bound<'a>>,
    channel: Option<Bound<'a>>,
    mcc: Option<Bound<'a>>,
    quantity: Option<Bound<'a>>,
    party: Option<Bound<'a>>,
    text: Option<Bound<'a>>,
    place: Option<Bound<'a>>,
    country: Option<Bound<'a>>,
    latitude: Option<Bound<'a>>,
    longitude: Option<Bound<'a>>,
    suppressed: &'a [String],
}

/// A field whose columns are numbers. A column the table does not have is left out.
#[derive(Clone)]
struct Bound<'a> {
    columns: Vec<usize>,
    field: Cow<'a, Field>,
}

impl<'a> Bound<'a> {
    fn new(field: &'a Field, layout: &Layout) -> Self {
        let columns = field.columns.iter().filter_map(|names| column(&layout.header, names)).collect();
        Self { columns, field: Cow::Borrowed(field) }
    }

    /// The value in a row; empty if there is none.
    fn of<'r>(&'r self, row: &'r Row<'_>) -> Cow<'r, str> {
        if let Some(value) = &self.field.value {
            return Cow::Borrowed(value);
        }
        let joined = match self.columns.as_slice() {
            [] => Cow::Borrowed(""),
            [one] => Cow::Borrowed(row.cell(*one).unwrap_or("")),
            many => {
                let cells = many.iter().filter_map(|&at| row.cell(at)).filter(|cell| !cell.is_empty());
                Cow::Owned(cells.collect::<Vec<_>>().join(&self.field.join))
            }
        };
        let default = || self.field.default.as_deref().map(Cow::Borrowed);
        if !self.field.map.is_empty() {
            let mapped =
                self.field.map.get(&joined.to_lowercase()).map(|value| Cow::Borrowed(value.as_str()));
            return mapped.or_else(default).unwrap_or_default();
        }
        if joined.is_empty() { default().unwrap_or(joined) } else { joined }
    }
}

/// A cell that cannot be read: its text, and what was expected.
type Fault = String;

impl<'a> Plan<'a> {
    pub(super) fn new(mapping: &'a Mapping, layout: &Layout) -> Self {
        let names: Vec<&str> = mapping.entities.keys().map(String::as_str).collect();
        let number = |name: &String| names.iter().position(|known| known == name);
        let entities = mapping.entities.values().map(|entity| EntityPlan {
            schema: &entity.schema,
            key: entity.key.iter().map(|field| Bound::new(field, layout)).collect(),
            properties: entity
                .properties
                .iter()
                .map(|(name, field)| (name.as_str(), Bound::new(field, layout)))
                .collect(),
            links: entity
                .links
                .iter()
                .filter_map(|(name, other)| Some((name.as_str(), number(other)?)))
                .collect(),
        });
        let events = mapping.events.iter().filter_map(|event: &'a EventMapping| {
            let bound = |field: &'a Option<Field>| field.as_ref().map(|field| Bound::new(field, layout));
            let end = |name: &Option<String>| name.as_ref().and_then(number);
            Some(EventPlan {
                kind: EventKind::parse(&event.kind)?,
                time: event.time.as_ref().map(|time| bind_time(time, layout)),
                ends: [
                    end(&event.from),
                    end(&event.to),
                    end(&event.from_party),
                    end(&event.to_party),
                    end(&event.via),
                    end(&event.own),
                    end(&event.other),
                    end(&event.other_party),
                ],
                direction: event
                    .direction
                    .as_ref()
                    .and_then(|direction| Some((column(&layout.header, &direction.column)?, direction))),
                amount: bound(&event.amount),
                money_in: bound(&event.money_in),
                money_out: bound(&event.money_out),
                currency: bound(&event.currency),
                channel: bound(&event.channel),
                mcc: bound(&event.mcc),
                quantity: bound(&event.quantity),
                party: bound(&event.party),
                text: bound(&event.text),
                place: bound(&event.place),
                country: bound(&event.country),
                latitude: bound(&event.latitude),
                longitude: bound(&event.longitude),
                suppressed: &event.suppressed,
            })
        });
        Self {
            mapping,
            width: layout.header.len(),
            zone: mapping.zone.as_ref().and_then(|zone| TimeZone::get(zone).ok()),
            entities: entities.collect(),
            last_times: vec![None; mapping.events.len()],
            events: events.collect(),
            known: HashMap::new(),
            hasher: RandomState::new(),
        }
    }

    /// Where a time could be written in several ways, reads on until only one of them fits what was read: to the end of
    /// the table, if need be.
    pub(super) fn decide_formats(
        &mut self,
        text: &Text<'_>,
        layout: &Layout,
        scribe: &mut Scribe<'_>,
    ) -> Result<(), Broken> {
        for assumption in &self.mapping.assume {
            scribe.assume(assumption);
        }
        let unused: Vec<&str> = layout
            .header
            .iter()
            .map(String::as_str)
            .filter(|column| !column.is_empty() && !self.mapping.names(column))
            .collect();
        if !unused.is_empty() {
            scribe.assume(&format!(
                "columns the mapping does not use, to be seen only in the records: {}",
                unused.join(", ")
            ));
        }
        for event in &mut self.events {
            let Some((bound, formats)) = event.time.as_mut().filter(|(_, formats)| formats.len() > 1) else {
                continue;
            };
            let mut rows = layout.rows(text)?;
            while formats.len() > 1
                && let Some(row) = rows.next_row()?
            {
                let cell = bound.of(&row);
                let fitting: Vec<Format> =
                    formats.iter().filter(|format| format.read(&cell, None).is_some()).cloned().collect();
                // A cell that fits none of those left says nothing of the others: it is rejected when it is read.
                if !fitting.is_empty() {
                    *formats = fitting;
                }
            }
            let several = formats.len() > 1;
            formats.truncate(1);
            if let Some(Format::Letters(letters, _)) = formats.first() {
                let why =
                    if several { "other forms fit as well, this is the first" } else { "no other form fits" };
                scribe.assume(&format!("times are written as {letters}: {why}"));
            }
        }
        Ok(())
    }

    /// Takes down one row: a record with its entities and events, or a rejection.
    pub(super) fn take_down(&mut self, row: &Row<'_>, scribe: &mut Scribe<'_>) {
        let locator = || Locator::new("row", row.number, row.start, row.length);
        if row.too_long {
            let reason = "the row is longer than 16 MiB; a quote that opens in it probably never closes";
            return scribe.reject(locator(), reason, row.text().as_bytes());
        }
        // Many tables leave out empty cells at the end of a row, or add a separator.
        if row.len() > self.width.saturating_add(1) {
            let reason = format!(
                "the row has {} cells under a header of {}; check quotes and separators",
                row.len(),
                self.width
            );
            return scribe.reject(locator(), reason, row.text().as_bytes());
        }
        if !row.is_utf8() {
            return scribe.reject(locator(), "the row is not valid UTF-8 text", row.text().as_bytes());
        }
        let mut drafts = Vec::with_capacity(self.events.len());
        for (event, last) in self.events.iter().zip(&mut self.last_times) {
            match event.draft(row, self.mapping.decimal, self.zone.as_ref(), last) {
                Ok(draft) => drafts.push(draft),
                Err(fault) => return scribe.reject(locator(), fault, row.text().as_bytes()),
            }
        }
        let record = scribe.record("row", row.number, row.start, row.length);
        let mut things: Vec<Option<(Thing, u64)>> = Vec::with_capacity(self.entities.len());
        for entity in &self.entities {
            things.push(entity.state(row, record, scribe, &mut self.known, &self.hasher));
        }
        for (entity, thing) in self.entities.iter().zip(&things) {
            let Some((thing, _)) = thing else { continue };
            for &(property, other) in &entity.links {
                let other = things.get(other).copied().flatten().and_then(|(_, key)| self.known.get(&key));
                if let Some((_, id, _)) = other {
                    scribe.link_id(*thing, property, id, record);
                }
            }
        }
        for (event, draft) in self.events.iter().zip(&mut drafts) {
            if let Some(draft) = draft {
                draft.country = country_code(std::mem::take(&mut draft.country), scribe.cleaner());
                for remark in [draft.negative, draft.rounded.then_some(Remark::Rounded)].into_iter().flatten()
                {
                    scribe.remark(record, remark);
                }
                scribe.event(&draft.event(event, &things, record));
            }
        }
    }
}

fn bind_time<'a>(time: &'a TimeField, layout: &Layout) -> (Bound<'a>, Vec<Format>) {
    let columns = time.column.iter().chain(&time.columns).cloned().collect();
    let field = Field { columns, join: " ".to_owned(), ..Field::default() };
    let columns = field.columns.iter().filter_map(|names| column(&layout.header, names)).collect();
    let formats = time.formats.iter().map(|name| Format::parse(name)).collect::<Vec<_>>();
    let formats = if formats.is_empty() { vec![Format::Iso] } else { formats };
    (Bound { columns, field: Cow::Owned(field) }, formats)
}

impl EntityPlan<'_> {
    fn state(
        &self,
        row: &Row<'_>,
        record: RecordIx,
        scribe: &mut Scribe<'_>,
        known: &mut Known,
        hasher: &RandomState,
    ) -> Option<(Thing, u64)> {
        let parts: Vec<Cow<'_, str>> = self.key.iter().map(|field| field.of(row)).collect();
        if !self.key.is_empty() && parts.iter().all(|part| part.is_empty()) {
            return None;
        }
        let key = hasher.hash_one((self.schema, &parts));
        let values: Vec<Cow<'_, str>> = self.properties.iter().map(|(_, field)| field.of(row)).collect();
        let saying = hasher.hash_one(&values);
        let (thing, _, said) = known.entry(key).or_insert_with(|| {
            let id = scribe.id_of(std::iter::once(self.schema).chain(parts.iter().map(|part| &**part)));
            (scribe.entity_with_id(&id, self.schema), id, !saying)
        });
        if *said != saying {
            *said = saying;
            for ((property, _), value) in self.properties.iter().zip(&values) {
                scribe.say(*thing, property, value, record);
            }
        }
        Some((*thing, key))
    }
}

/// The values of an event before its record is noted.
struct Draft<'r> {
    time: Option<Moment>,
    /// Whether money came in to `own`.
    inward: bool,
    amount_minor: Option<i64>,
    /// What became of a sign that is not how the layout says the direction.
    negative: Option<Remark>,
    rounded: bool,
    currency: Currency,
    channel: Channel,
    mcc: Option<u16>,
    quantity: Option<i64>,
    party: Cow<'r, str>,
    text: Cow<'r, str>,
    place: Cow<'r, str>,
    country: Cow<'r, str>,
    coordinates: Option<(f64, f64)>,
}

impl EventPlan<'_> {
    fn draft<'r>(
        &'r self,
        row: &'r Row<'_>,
        decimal: char,
        zone: Option<&TimeZone>,
        last: &mut LastTime,
    ) -> Result<Option<Draft<'r>>, Fault> {
        let time = self.read_time(row, zone, last)?;
        let text =
            |field: &'r Option<Bound<'_>>| field.as_ref().map(|field| field.of(row)).unwrap_or_default();
        let quantity = text(&self.quantity);
        if self.suppressed.iter().any(|mark| *mark == *quantity) {
            return Ok(None);
        }
        let quantity = whole(&quantity)?;
        let currency = Currency::parse(&text(&self.currency)).unwrap_or(Currency::NONE);
        let (signed, outward_column) = match (&self.money_in, &self.money_out) {
            (None, None) => (text(&self.amount), false),
            (inward, outward) => {
                let came = inward.as_ref().map(|field| field.of(row)).unwrap_or_default();
                let went = outward.as_ref().map(|field| field.of(row)).unwrap_or_default();
                // Some banks write a zero into the column that does not apply.
                if is_nothing(&came) { (went, true) } else { (came, false) }
            }
        };
        let plain = signed.trim_start_matches(|c: char| {
            !c.is_ascii_digit() && !matches!(c, '-' | '+' | '(' | '.' | ',' | '\u{2212}')
        });
        let digits = minor_digits(currency);
        let amount = if signed.is_empty() {
            None
        } else {
            Some(parse_minor(plain, decimal, digits).map_err(|error| error.to_string())?)
        };
        if amount.is_none() && self.kind == EventKind::Payment {
            return Err("the row has no amount; expected one for a payment".to_owned());
        }
        let inward = match self.direction {
            Some((at, direction)) => {
                let cell = row.cell(at).unwrap_or("");
                let is_in = |list: &[String]| list.iter().any(|word| word.eq_ignore_ascii_case(cell));
                if is_in(&direction.inward) {
                    true
                } else if is_in(&direction.outward) {
                    false
                } else {
                    let expected =
                        [direction.inward.as_slice(), direction.outward.as_slice()].concat().join(", ");
                    return Err(format!(
                        "“{cell}” does not say whether money came in or went out; expected one of {expected}"
                    ));
                }
            }
            None => !outward_column && amount.unwrap_or(0) >= 0,
        };
        let [.., own, _, _] = self.ends;
        let negative = match (amount.is_some_and(i64::is_negative), own) {
            (false, _) => None,
            // Money that went out is often written so.
            (true, Some(_)) if self.direction.is_some() => inward.then_some(Remark::SignLeftOut),
            (true, Some(_)) => (self.money_in.is_some() && !outward_column).then_some(Remark::TurnedRound),
            (true, None) => Some(Remark::SignLeftOut),
        };
        let coordinates = match (text(&self.latitude), text(&self.longitude)) {
            (latitude, longitude) if latitude.is_empty() || longitude.is_empty() => None,
            (latitude, longitude) => Some(degrees(&latitude, &longitude)?),
        };
        Ok(Some(Draft {
            time,
            inward,
            amount_minor: amount.map(i64::saturating_abs),
            negative,
            rounded: is_rounded(plain, decimal, digits),
            currency,
            channel: Channel::parse(&text(&self.channel)).unwrap_or(Channel::Unknown),
            mcc: text(&self.mcc).parse().ok(),
            quantity,
            party: text(&self.party),
            text: text(&self.text),
            place: text(&self.place),
            country: text(&self.country),
            coordinates,
        }))
    }

    fn read_time(
        &self,
        row: &Row<'_>,
        zone: Option<&TimeZone>,
        last: &mut LastTime,
    ) -> Result<Option<Moment>, Fault> {
        let Some((bound, formats)) = &self.time else { return Ok(None) };
        let cell = bound.of(row);
        if cell.is_empty() {
            return Ok(None);
        }
        if let Some((_, moment)) = last.as_ref().filter(|(text, _)| *text == *cell) {
            return Ok(Some(*moment));
        }
        let Some(moment) = formats.iter().find_map(|format| format.read(&cell, zone)) else {
            let expected = match formats.first() {
                Some(Format::Letters(letters, _)) => letters.as_str(),
                Some(Format::Epoch(_)) => "a count since 1970",
                _ => "a date such as 2026-03-04 or 2026-03-04T23:10",
            };
            return Err(format!("“{cell}” is not a time; expected {expected}"));
        };
        let cell = cell.into_owned();
        *last = Some((cell, moment));
        Ok(Some(moment))
    }
}

impl Draft<'_> {
    fn event<'e>(
        &'e self,
        plan: &EventPlan<'_>,
        things: &[Option<(Thing, u64)>],
        record: RecordIx,
    ) -> NewEvent<'e> {
        let end = |at: usize| {
            let number = plan.ends.get(at).copied().flatten()?;
            things.get(number).copied().flatten().map(|(thing, _)| thing.ix)
        };
        let [mut from, mut to, mut from_party, mut to_party] = [0, 1, 2, 3].map(end);
        let (own, other, other_party) = (end(5), end(6), end(7));
        if own.is_some() {
            if self.inward {
                (to, from, from_party) = (own, other.or(from), other_party.or(from_party));
            } else {
                (from, to, to_party) = (own, other.or(to), other_party.or(to_party));
            }
        }
        NewEvent {
            time: self.time,
            from,
            to,
            from_party,
            to_party,
            via: end(4),
            channel: self.channel,
            amount_minor: self.amount_minor,
            currency: self.currency,
            mcc: self.mcc,
            quantity: self.quantity,
            party_text: &self.party,
            text: &self.text,
            place: PlaceMention { name: &self.place, country: &self.country, coordinates: self.coordinates },
            ..NewEvent::new(plan.kind, record)
        }
    }
}

/// The ISO 3166-1 alpha-2 code of a country written as code or name; empty where there is none.
fn country_code<'r>(written: Cow<'r, str>, cleaner: &Cleaner) -> Cow<'r, str> {
    if written.len() == 2 && written.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return written;
    }
    let country = cleaner.country(&written);
    if country.mark == Mark::Clean {
        Cow::Owned(country.value.to_ascii_uppercase())
    } else {
        Cow::Borrowed("")
    }
}

/// Whether a money cell says nothing: empty, or a zero.
fn is_nothing(cell: &str) -> bool {
    !cell.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

fn whole(cell: &str) -> Result<Option<i64>, Fault> {
    if cell.is_empty() || cell == "NA" {
        return Ok(None);
    }
    let plain = cell.strip_suffix(".0").unwrap_or(cell).replace([',', ' ', '\u{a0}'], "");
    plain.parse().map(Some).map_err(|error| format!("“{cell}” is not a whole number: {error}"))
}

fn degrees(latitude: &str, longitude: &str) -> Result<(f64, f64), Fault> {
    let parsed = latitude.parse::<f64>().ok().zip(longitude.parse::<f64>().ok());
    parsed
        .filter(|(latitude, longitude)| latitude.abs() <= 90.0 && longitude.abs() <= 180.0)
        .ok_or_else(|| format!("“{latitude}, {longitude}” are not degrees of latitude and longitude"))
}
