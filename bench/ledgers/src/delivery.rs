//! A ledger as files: a CSV table for each kind of event with the mapping that reads it ([`mapping`]), people and
//! accounts as FollowTheMoney JSON lines.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write};

use evidence::{EntityIx, EventIx, EventKind, Locator, NewEvent, NewStatement, RecordIx, Rejection, Sink};
use serde::Serialize;

/// The mapping that reads payments; those of the other tables are made from it.
const MAPPING: &str = include_str!("../mapping.yaml");

const COLUMNS: [&str; 20] = [
    "channel",
    "from_account",
    "from_bank",
    "to_account",
    "to_bank",
    "from_party",
    "from_party_name",
    "to_party",
    "to_party_name",
    "conductor",
    "conductor_name",
    "amount",
    "currency",
    "mcc",
    "party",
    "memo",
    "place",
    "country",
    "latitude",
    "longitude",
];

/// The kinds of events of a ledger, each of which has a table of its own.
pub const TABLES: [EventKind; 4] =
    [EventKind::Payment, EventKind::Authorisation, EventKind::Login, EventKind::Sighting];

/// The mapping that reads the table of a kind of event.
pub fn mapping(kind: EventKind) -> String {
    let own = MAPPING.replace("payment", kind.as_str());
    match kind {
        EventKind::Sighting => {
            own.replace("BankAccount", "Vehicle").replace("accountNumber", "registrationNumber")
        }
        _ => own,
    }
}

/// A sink that writes events as they come and keeps the entities until [`finish`](Self::finish).
pub struct Delivery<W: Write> {
    tables: Vec<(EventKind, csv::Writer<W>)>,
    entities: Vec<Entity>,
    number_of: HashMap<String, u32>,
    /// Those whom payments name beside accounts: the customer reference that stands in the table is said of them.
    named: BTreeSet<u32>,
    records: u32,
    events: u32,
    failed: Option<io::Error>,
}

#[derive(Serialize)]
struct Entity {
    id: String,
    schema: String,
    properties: BTreeMap<String, Vec<String>>,
}

impl Entity {
    fn first(&self, property: &str) -> &str {
        self.properties.get(property).and_then(|values| values.first()).map_or("", String::as_str)
    }
}

impl<W: Write> std::fmt::Debug for Delivery<W> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Delivery({} events)", self.events)
    }
}

impl<W: Write> Delivery<W> {
    /// Begins the tables; `open` is asked for each of [`TABLES`].
    pub fn new(mut open: impl FnMut(EventKind) -> io::Result<W>) -> io::Result<Self> {
        let mut tables = Vec::new();
        for kind in TABLES {
            let mut table = csv::Writer::from_writer(open(kind)?);
            let time = format!("{}_time", kind.as_str());
            table.write_record(std::iter::once(time.as_str()).chain(COLUMNS))?;
            tables.push((kind, table));
        }
        let (entities, number_of, named) = (Vec::new(), HashMap::new(), BTreeSet::new());
        Ok(Self { tables, entities, number_of, named, records: 0, events: 0, failed: None })
    }

    /// Ends the tables, and writes the entities. The first thing that went wrong while writing is told here.
    pub fn finish(mut self, entities: &mut impl Write) -> io::Result<()> {
        for (_, table) in &mut self.tables {
            table.flush()?;
        }
        if let Some(error) = self.failed {
            return Err(error);
        }
        for number in self.named {
            if let Some(entity) = self.entities.get_mut(number as usize) {
                entity.properties.insert("idNumber".to_owned(), vec![entity.id.clone()]);
            }
        }
        for entity in &self.entities {
            serde_json::to_writer(&mut *entities, entity)?;
            entities.write_all(b"\n")?;
        }
        entities.flush()
    }
}

impl<W: Write> Sink for Delivery<W> {
    fn record(&mut self, _: &Locator) -> RecordIx {
        self.records = self.records.saturating_add(1);
        RecordIx(self.records)
    }

    fn entity(&mut self, id: &str, schema: &str) -> EntityIx {
        if let Some(&known) = self.number_of.get(id) {
            return EntityIx(known);
        }
        let number = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
        self.number_of.insert(id.to_owned(), number);
        self.entities.push(Entity {
            id: id.to_owned(),
            schema: schema.to_owned(),
            properties: BTreeMap::new(),
        });
        EntityIx(number)
    }

    fn statement(&mut self, statement: &NewStatement<'_>) {
        if let Some(entity) = self.entities.get_mut(statement.entity.0 as usize) {
            let values = entity.properties.entry(statement.property.to_owned()).or_default();
            values.push(statement.value.to_owned());
        }
    }

    fn event(&mut self, event: &NewEvent<'_>) -> EventIx {
        self.events = self.events.saturating_add(1);
        let of = |end: Option<EntityIx>| end.and_then(|ix| self.entities.get(ix.0 as usize));
        let [from, to] = [event.from, event.to].map(of);
        let parties = [event.from_party, event.to_party, event.via];
        let [payer, payee, conductor] = parties.map(of);
        let said = |entity: Option<&Entity>, property: &str| {
            entity.map_or("", |entity| entity.first(property)).to_owned()
        };
        let id = |entity: Option<&Entity>| entity.map_or("", |entity| entity.id.as_str()).to_owned();
        let degrees = event.place.coordinates.map(|(latitude, longitude)| [latitude, longitude]);
        let row = [
            event.time.map(|time| time.to_string()).unwrap_or_default(),
            event.channel.as_str().to_owned(),
            said(
                from,
                if event.kind == EventKind::Sighting { "registrationNumber" } else { "accountNumber" },
            ),
            said(from, "bankName"),
            said(to, "accountNumber"),
            said(to, "bankName"),
            id(payer),
            said(payer, "name"),
            id(payee),
            said(payee, "name"),
            id(conductor),
            said(conductor, "name"),
            event.amount_minor.map(|minor| format!("{}.{:02}", minor / 100, minor % 100)).unwrap_or_default(),
            event.currency.to_string(),
            event.mcc.map(|mcc| mcc.to_string()).unwrap_or_default(),
            event.party_text.to_owned(),
            event.text.to_owned(),
            event.place.name.to_owned(),
            event.place.country.to_owned(),
        ];
        let degrees = [0, 1].map(|at| degrees.and_then(|own| own.get(at).map(|value| format!("{value:.4}"))));
        let all = row.into_iter().chain(degrees.map(Option::unwrap_or_default));
        let table = self.tables.iter_mut().find(|(kind, _)| *kind == event.kind);
        if let Some(Err(error)) = table.map(|(_, table)| table.write_record(all)) {
            self.failed.get_or_insert(error.into());
        }
        self.named.extend(parties.into_iter().flatten().map(|ix| ix.0));
        EventIx(self.events)
    }

    fn reject(&mut self, _: Rejection) {}

    fn assume(&mut self, _: &str) {}
}
