//! FollowTheMoney: entities as JSON lines, and statements as CSV or JSON lines.
//!
//! Entities keep their own ids, so that files that speak of the same entity meet. Values are cleaned by the rules of
//! FollowTheMoney and what its own tools drop is kept with a mark. Nothing is merged: an entity is what its lines say.
//!
//! - What stands beside the properties (`datasets`, `referents`, `first_seen`, `target`, …) becomes properties of those
//!   names; a `caption` only where it is not one of the values anyway.
//! - An entity of a schema that is not in the model is kept as `Thing`, the ancestor of all, with the name of its
//!   schema as the property `schema`: calling it a person or a company would say more than the file does.
//! - A `DEL` line of a delta file says that the source no longer lists the entity. Evidence is not deleted, and the
//!   removal is itself a fact: it becomes the property `deletedAtSource`.
//! - Statements belong to the canonical entity; the entity they were said of becomes one of its `referents`. What is
//!   marked external (found by an enricher, not yet judged to belong) is repeated in the property `external`.
//! - Payments, calls, messages and trips are told as events too: see [`happening`].
//!
//! Not read: signatures of ids (`id.hmac` is an id like any other) and the checksums that statement ids are.

mod happening;
mod node;

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use evidence::{Locator, RecordIx, schemata};
use happening::Said;
use node::Node;

use crate::rows::{Dialect, Row, Rows};
use crate::{Broken, Head, Lines, Reader, Scribe, Text, Thing};

/// Reads entities (and statements) as JSON lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entities;

impl Reader for Entities {
    fn format(&self) -> &'static str {
        "ftm-entities"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        // The last line may be cut; a first line longer than the head is known by its members' names.
        let mut lines = head.text.lines().filter(|line| !line.trim().is_empty()).take(8);
        lines.any(|line| match serde_json::from_str::<Node<'_>>(line) {
            Ok(node) => Line::of(&node).is_ok(),
            Err(error) => {
                error.is_eof() && line.starts_with('{') && {
                    let has = |name: &str| line.contains(name);
                    has("\"id\"") && has("\"schema\"") && (has("\"properties\"") || has("\"statements\""))
                }
            }
        })
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let mut lines = Lines::new(text.open()?);
        let mut teller = Teller::new();
        while let Some(line) = lines.next_line()? {
            if line.bytes.trim_ascii().is_empty() {
                continue;
            }
            let locator = Locator::new("line", line.number, line.start, line.length);
            if line.cut {
                scribe.reject(
                    locator,
                    "expected an entity of at most 16 MiB, found a longer line",
                    line.bytes,
                );
                continue;
            }
            let decoded = String::from_utf8_lossy(line.bytes);
            let node = match serde_json::from_str::<Node<'_>>(&decoded) {
                Ok(node) => node,
                Err(error) => {
                    // serde counts lines too, and there is only one.
                    let error = error.to_string().replace(" at line 1 column", " at character");
                    scribe.reject(locator, format!("expected one JSON object a line: {error}"), line.bytes);
                    continue;
                }
            };
            match Line::of(&node) {
                Ok(found) => {
                    let record = scribe.record("line", line.number, line.start, line.length);
                    teller.line(found, record, scribe);
                }
                Err(reason) => scribe.reject(locator, reason, line.bytes),
            }
        }
        teller.finish(scribe);
        Ok(())
    }
}

/// What a JSON line is.
#[derive(Clone, Copy)]
enum Line<'n> {
    Entity(&'n Node<'n>),
    Deleted(&'n Node<'n>),
    Statement(Statement<'n>),
}

impl<'n> Line<'n> {
    fn of(node: &'n Node<'n>) -> Result<Self, &'static str> {
        let has_id = |entity: &Node<'_>| !entity.text_of("id").is_empty();
        if let Some(entity) = node.get("entity").filter(|_| node.get("op").is_some()) {
            return match node.text_of("op") {
                "ADD" | "MOD" if is_entity(entity) => Ok(Self::Entity(entity)),
                "DEL" if has_id(entity) => Ok(Self::Deleted(entity)),
                "ADD" | "MOD" | "DEL" => Err("expected an entity with an id and a schema in this delta line"),
                _ => Err("expected a delta line with the operation ADD, MOD or DEL"),
            };
        }
        if node.get("prop").is_some() && node.get("entity_id").is_some() {
            let statement = Statement::of(COLUMNS.map(|name| node.text_of(name)));
            return statement.map(Self::Statement).ok_or(NOT_A_STATEMENT);
        }
        if is_entity(node) && (node.get("properties").is_some() || node.get("statements").is_some()) {
            return Ok(Self::Entity(node));
        }
        Err("expected an entity with an id, a schema and properties or statements")
    }
}

fn is_entity(node: &Node<'_>) -> bool {
    !node.text_of("id").is_empty() && !node.text_of("schema").is_empty()
}

/// Reads statements as CSV, with the columns of `ftm statements` or of its packed form (`Schema:prop` in one column).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statements;

/// The columns that are read, in the order of [`Statement::of`].
const COLUMNS: [&str; 11] = [
    "canonical_id",
    "entity_id",
    "schema",
    "prop",
    "value",
    "dataset",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
];

const NOT_A_STATEMENT: &str = "expected a statement with the id of an entity, a schema and a property";

impl Reader for Statements {
    fn format(&self) -> &'static str {
        "ftm-statements"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let columns: Vec<&str> =
            head.first_line().split(',').map(|name| name.trim().trim_matches('"')).collect();
        ["entity_id", "prop", "value", "dataset", "lang", "original_value", "external"]
            .iter()
            .all(|name| columns.contains(name))
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let mut rows = Rows::new(text.open()?, Dialect::CSV, 0);
        let Some(header) = rows.next_row()? else { return Ok(()) };
        let width = header.len();
        let places = COLUMNS.map(|name| header.fields().position(|column| column == name));
        let mut teller = Teller::new();
        while let Some(row) = rows.next_row()? {
            let fields = places.map(|place| place.map(|place| row.field(place)).unwrap_or_default());
            let statement = Statement::of(fields.each_ref().map(AsRef::as_ref));
            match statement.filter(|_| row.len() == width) {
                Some(statement) => {
                    let record = scribe.record("row", row.number, row.start, row.length);
                    teller.line(Line::Statement(statement), record, scribe);
                }
                None => reject_row(&row, width, scribe),
            }
        }
        teller.finish(scribe);
        Ok(())
    }
}

fn reject_row(row: &Row<'_>, width: usize, scribe: &mut Scribe<'_>) {
    let locator = Locator::new("row", row.number, row.start, row.length);
    let reason = if row.len() == width {
        NOT_A_STATEMENT.to_owned()
    } else {
        format!("expected {width} columns as in the header, found {}; perhaps a quote is missing", row.len())
    };
    scribe.reject(locator, reason, row.text().as_bytes());
}

/// One statement, by the names of its columns.
#[derive(Clone, Copy, Debug)]
struct Statement<'a> {
    /// The canonical entity, or the entity itself where none is given.
    id: &'a str,
    entity_id: &'a str,
    schema: &'a str,
    property: &'a str,
    value: &'a str,
    dataset: &'a str,
    language: &'a str,
    original: &'a str,
    is_external: bool,
    first_seen: &'a str,
    last_seen: &'a str,
}

impl<'a> Statement<'a> {
    /// From the columns in the order of [`COLUMNS`].
    fn of(columns: [&'a str; 11]) -> Option<Self> {
        let [
            canonical,
            entity_id,
            schema,
            property,
            value,
            dataset,
            language,
            original,
            external,
            first,
            last,
        ] = columns;
        let (schema, property) =
            if schema.is_empty() { property.split_once(':')? } else { (schema, property) };
        let id = if canonical.is_empty() { entity_id } else { canonical };
        (!id.is_empty() && !schema.is_empty() && !property.is_empty()).then_some(Self {
            id,
            entity_id,
            schema,
            property,
            value,
            dataset,
            language,
            original,
            is_external: matches!(external, "t" | "true"),
            first_seen: first,
            last_seen: last,
        })
    }
}

/// How many statements of one happening are remembered to make its event.
const SAID_LIMIT: usize = 10_000;

/// Tells what lines say; remembers only what spans several of them.
struct Teller {
    /// Statements of one entity that stand together.
    group: Option<Group>,
    /// Fingerprints of the ids of which an event was told, so that the fragments of one make one event.
    told: HashSet<u64>,
    hasher: RandomState,
    fragments_assumed: bool,
}

/// Statements of one entity that stand together: what can only be told at their end.
struct Group {
    id: String,
    /// The narrowest schema so far.
    schema: String,
    /// The schema of the latest statement, which `thing` has.
    latest: String,
    thing: Thing,
    /// Properties and values, of happenings only.
    said: Said<'static>,
    /// Fingerprints of them: the same is often said by several datasets.
    seen: HashSet<u64>,
    record: RecordIx,
    first_seen: String,
    last_seen: String,
}

impl Teller {
    fn new() -> Self {
        Self { group: None, told: HashSet::new(), hasher: RandomState::new(), fragments_assumed: false }
    }

    fn line(&mut self, line: Line<'_>, record: RecordIx, scribe: &mut Scribe<'_>) {
        match line {
            Line::Entity(node) => {
                self.entity(node, record, scribe);
            }
            Line::Deleted(node) => {
                let thing = self.entity(node, record, scribe);
                scribe.say(thing, "deletedAtSource", "true", record);
            }
            Line::Statement(statement) => self.statement(&statement, record, scribe),
        }
    }

    fn finish(&mut self, scribe: &mut Scribe<'_>) {
        self.close_group(scribe);
    }

    fn entity(&mut self, node: &Node<'_>, record: RecordIx, scribe: &mut Scribe<'_>) -> Thing {
        self.close_group(scribe);
        let (id, schema) = (node.text_of("id"), node.text_of("schema"));
        let thing = thing_of(id, schema, record, scribe);
        let mut said: Said<'_> = Vec::new();
        for (property, values) in node.get("properties").map(Node::members).unwrap_or_default() {
            for value in values.items() {
                let value = if is_entity(value) {
                    let other = value.text_of("id");
                    self.entity(value, record, scribe);
                    if !points_to(value, id) || has_property(schema, property) {
                        scribe.link_id(thing, property, other, record);
                    }
                    Cow::Borrowed(other)
                } else {
                    let value = value.as_text();
                    scribe.say(thing, property, &value, record);
                    value
                };
                said.push((Cow::Borrowed(property), value));
            }
        }
        let statements = node.get("statements").map(Node::items).unwrap_or_default();
        for statement in statements {
            // Statements may leave out what the entity around them says.
            let columns = COLUMNS.map(|name| match statement.text_of(name) {
                "" if name == "canonical_id" => id,
                "" if name == "schema" => schema,
                text => text,
            });
            match Statement::of(columns) {
                Some(statement) => self.statement(&statement, record, scribe),
                None => scribe.say(thing, "statements", &statement.as_text(), record),
            }
        }
        self.close_group(scribe);
        for (name, value) in node.members() {
            let is_caption = name == "caption";
            if matches!(name.as_ref(), "id" | "schema" | "properties" | "statements") {
                continue;
            }
            for value in value.items().iter().map(Node::as_text) {
                let is_known = is_caption
                    && (value == id
                        || said.iter().any(|(_, said)| *said == value)
                        || statements.iter().any(|statement| statement.text_of("value") == value));
                if !is_known {
                    scribe.say(thing, name, &value, record);
                }
            }
        }
        self.happening(id, schema, &said, record, scribe);
        thing
    }

    fn statement(&mut self, new: &Statement<'_>, record: RecordIx, scribe: &mut Scribe<'_>) {
        if self.group.as_ref().is_none_or(|group| group.id != new.id) {
            self.close_group(scribe);
        }
        let group = self.group.get_or_insert_with(|| Group {
            id: new.id.to_owned(),
            schema: new.schema.to_owned(),
            said: Vec::new(),
            seen: HashSet::new(),
            thing: thing_of(new.id, new.schema, record, scribe),
            latest: new.schema.to_owned(),
            record,
            first_seen: String::new(),
            last_seen: String::new(),
        });
        if group.latest != new.schema {
            new.schema.clone_into(&mut group.latest);
            group.thing = thing_of(new.id, new.schema, record, scribe);
            if let Some(narrower) = schemata().common(&group.schema, new.schema) {
                narrower.name.clone_into(&mut group.schema);
            }
        }
        let thing = group.thing;
        if new.entity_id != new.id {
            scribe.say(thing, "referents", new.entity_id, record);
        }
        scribe.say(thing, "datasets", new.dataset, record);
        if !new.first_seen.is_empty()
            && (group.first_seen.is_empty() || new.first_seen < group.first_seen.as_str())
        {
            new.first_seen.clone_into(&mut group.first_seen);
        }
        if new.last_seen > group.last_seen.as_str() {
            new.last_seen.clone_into(&mut group.last_seen);
        }
        // The pseudo-property `id` says only that the entity is there.
        if new.property == "id" {
            return;
        }
        scribe.say_from(thing, new.property, new.value, new.original, new.language, record);
        if new.is_external {
            scribe.say(thing, "external", &format!("{}: {}", new.property, new.value), record);
        }
        if happening::kind(&group.schema).is_some()
            && group.said.len() < SAID_LIMIT
            && group.seen.insert(self.hasher.hash_one((new.property, new.value)))
        {
            let said = (Cow::Owned(new.property.to_owned()), Cow::Owned(new.value.to_owned()));
            group.said.push(said);
        }
    }

    fn close_group(&mut self, scribe: &mut Scribe<'_>) {
        let Some(group) = self.group.take() else { return };
        scribe.say(group.thing, "first_seen", &group.first_seen, group.record);
        scribe.say(group.thing, "last_seen", &group.last_seen, group.record);
        self.happening(&group.id, &group.schema, &group.said, group.record, scribe);
    }

    fn happening(
        &mut self,
        id: &str,
        schema: &str,
        said: &Said<'_>,
        record: RecordIx,
        scribe: &mut Scribe<'_>,
    ) {
        if said.is_empty() || happening::kind(schema).is_none() {
            return;
        }
        let key = self.hasher.hash_one(id);
        if !self.told.contains(&key) {
            if happening::tell(schema, said, record, scribe) {
                self.told.insert(key);
            }
        } else if !std::mem::replace(&mut self.fragments_assumed, true) {
            scribe.assume(
                "a payment, call, message or trip that comes in several fragments is one event, told by the first \
                 that names a time or a participant",
            );
        }
    }
}

/// The entity of that id. One of a schema that is not in the model is a `Thing` with the name of its schema.
fn thing_of(id: &str, schema: &str, record: RecordIx, scribe: &mut Scribe<'_>) -> Thing {
    if schemata().get(schema).is_some() {
        return scribe.entity_with_id(id, schema);
    }
    let thing = scribe.entity_with_id(id, "Thing");
    scribe.say(thing, "schema", schema, record);
    thing
}

fn has_property(schema: &str, property: &str) -> bool {
    schemata().get(schema).is_some_and(|schema| schema.properties.contains_key(property))
}

/// Whether a nested entity itself says that it belongs to `id`: then the name it is nested under is only the reverse
/// of that property and says nothing more.
fn points_to(node: &Node<'_>, id: &str) -> bool {
    let properties = node.get("properties").map(Node::members).unwrap_or_default();
    properties.iter().any(|(_, values)| {
        values
            .items()
            .iter()
            .any(|value| matches!(value, Node::Text(text) if text == id) || value.text_of("id") == id)
    })
}
