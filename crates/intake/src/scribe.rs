//! What readers tell; cleaned, without repetition, and handed on.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use evidence::{
    EntityIx, EventIx, Locator, Mark, NewEvent, NewStatement, PropertyType, RecordIx, Rejection, Remark,
    Schema, Sink, make_entity_id, schemata,
};

use crate::Cleaner;

/// An entity a reader speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Thing {
    /// Its number in the sink.
    pub ix: EntityIx,
    schema: Option<&'static Schema>,
    fingerprint: u64,
}

/// Takes down what a reader says of one source.
pub struct Scribe<'a> {
    sink: &'a mut dyn Sink,
    cleaner: &'a Cleaner,
    dataset: &'a str,
    /// Fingerprints of what was already said in this source, so that a million rows of one account do not state its
    /// number a million times. The first record stands as evidence.
    said: HashSet<u64>,
    hasher: RandomState,
    reached: u64,
}

impl std::fmt::Debug for Scribe<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Scribe({})", self.dataset)
    }
}

impl<'a> Scribe<'a> {
    /// A scribe for the source with this SHA-256, which keeps ids of different sources apart.
    pub fn new(sink: &'a mut dyn Sink, cleaner: &'a Cleaner, sha256: &'a str) -> Self {
        let dataset = sha256.get(..16).unwrap_or(sha256);
        Self { sink, cleaner, dataset, said: HashSet::new(), hasher: RandomState::new(), reached: 0 }
    }

    /// The cleaner, for readers that need a normalised key.
    pub fn cleaner(&self) -> &'a Cleaner {
        self.cleaner
    }

    /// Notes a record. Call it before what the record says.
    pub fn record(
        &mut self,
        unit: impl Into<Cow<'static, str>>,
        number: u64,
        start: u64,
        length: u64,
    ) -> RecordIx {
        let locator = Locator::new(unit, number, start, length);
        self.reached = self.reached.max(locator.end());
        self.sink.record(&locator)
    }

    /// An entity of this source, told apart by a key: the parts must say what kind of key it is (`"iban"`, the IBAN).
    pub fn entity<'k>(&mut self, schema: &str, key: impl IntoIterator<Item = &'k str>) -> Thing {
        // A unit separator between parts keeps ("ab", "c") and ("a", "bc") apart.
        let parts = key.into_iter().flat_map(|part| [part, "\u{1f}"]);
        let id = make_entity_id(self.dataset, parts);
        self.entity_with_id(&id, schema)
    }

    /// An entity whose id the source itself gives (FollowTheMoney).
    pub fn entity_with_id(&mut self, id: &str, schema: &str) -> Thing {
        Thing {
            ix: self.sink.entity(id, schema),
            schema: schemata().get(schema),
            fingerprint: self.hasher.hash_one(id),
        }
    }

    /// Says that `property` of `thing` has the value `raw`, as it stands in `record`. Empty values say nothing; what
    /// was said before in this source is not said again.
    pub fn say(&mut self, thing: Thing, property: &str, raw: &str, record: RecordIx) {
        self.say_in(thing, property, raw, "", record);
    }

    /// The same with the language of the value.
    pub fn say_in(&mut self, thing: Thing, property: &str, raw: &str, language: &str, record: RecordIx) {
        self.say_from(thing, property, raw, "", language, record);
    }

    /// The same where the source has itself normalised the value and says from which text.
    pub fn say_from(
        &mut self,
        thing: Thing,
        property: &str,
        raw: &str,
        original: &str,
        language: &str,
        record: RecordIx,
    ) {
        if raw.is_empty() || !self.is_new(thing, property, raw) {
            return;
        }
        if property == "accountNumber" && crate::clean::is_iban(raw) {
            // Many layouts have one column for both.
            self.say_from(thing, "iban", raw, original, language, record);
        }
        let known = thing.schema.and_then(|schema| schema.properties.get(property));
        let Some(known) = known else {
            let plain =
                NewStatement { language, original, ..NewStatement::new(thing.ix, property, raw, record) };
            return self.sink.statement(&NewStatement { mark: Mark::UnknownProperty, ..plain });
        };
        let Some(cleaned) = self.cleaner.clean(known, raw) else { return };
        let mut mark = cleaned.mark;
        let original = if !original.is_empty() {
            // What was special about the text is so still, though the value made from it is clean ("circa 1970").
            let before = self.cleaner.clean(known, original).filter(|before| before.value == cleaned.value);
            mark = mark.max(before.map_or(Mark::Clean, |before| before.mark));
            original
        } else if cleaned.value == raw {
            ""
        } else {
            raw
        };
        let value = cleaned.value.as_ref();
        let statement = NewStatement { entity: thing.ix, property, value, original, language, mark, record };
        self.sink.statement(&statement);
    }

    /// Says that `property` of `thing` is the entity `other` of this source with that schema and key; returns it.
    pub fn link<'k>(
        &mut self,
        thing: Thing,
        property: &str,
        schema: &str,
        key: impl IntoIterator<Item = &'k str>,
        record: RecordIx,
    ) -> Thing {
        let parts = key.into_iter().flat_map(|part| [part, "\u{1f}"]);
        let id = make_entity_id(self.dataset, parts);
        let other = self.entity_with_id(&id, schema);
        self.link_id(thing, property, &id, record);
        other
    }

    /// Says that `property` of `thing` is the entity of that id.
    pub fn link_id(&mut self, thing: Thing, property: &str, id: &str, record: RecordIx) {
        let fits = thing
            .schema
            .and_then(|schema| schema.properties.get(property))
            .is_some_and(|property| property.kind == PropertyType::Entity);
        let mark = if fits { Mark::Clean } else { Mark::UnknownProperty };
        if self.is_new(thing, property, id) {
            self.sink.statement(&NewStatement { mark, ..NewStatement::new(thing.ix, property, id, record) });
        }
    }

    /// The id [`entity`](Self::entity) gives to a key.
    pub fn id_of<'k>(&self, key: impl IntoIterator<Item = &'k str>) -> String {
        make_entity_id(self.dataset, key.into_iter().flat_map(|part| [part, "\u{1f}"]))
    }

    /// Notes what happened.
    pub fn event(&mut self, event: &NewEvent<'_>) -> EventIx {
        self.sink.event(event)
    }

    /// Notes what could not be read: the reason in one sentence that says what was expected, what was found and, where
    /// something can be done, what; and the offending text.
    pub fn reject(&mut self, locator: Locator, reason: impl Into<String>, text: &[u8]) {
        self.reached = self.reached.max(locator.end());
        self.sink.reject(Rejection::new(locator, reason, text));
    }

    /// Notes what was done to a value of a record that its event no longer shows.
    pub fn remark(&mut self, record: RecordIx, remark: Remark) {
        self.sink.remark(record, remark);
    }

    /// Notes what was assumed about the source as a whole.
    pub fn assume(&mut self, assumption: &str) {
        self.sink.assume(assumption);
    }

    /// The end of the last record or rejection.
    pub fn reached(&self) -> u64 {
        self.reached
    }

    fn is_new(&mut self, thing: Thing, property: &str, value: &str) -> bool {
        self.said.insert(self.hasher.hash_one((thing.fingerprint, property, value)))
    }
}
