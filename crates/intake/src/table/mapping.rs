//! The mapping language.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

/// What the columns of a table mean. See `docs/mapping.md`.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Its name: the format of the sources read with it.
    pub name: String,
    /// Columns the header must have; `a|b` accepts either. Case, spaces and quotes around are ignored.
    pub recognise: Vec<String>,
    /// Whether the table may have no column that the mapping does not name: for layouts with few and common names.
    #[serde(default)]
    pub strict: bool,
    /// The decimal separator of amounts.
    #[serde(default = "point")]
    pub decimal: char,
    /// IANA time zone of times without an offset; left out where it is not known.
    #[serde(default)]
    pub zone: Option<String>,
    /// What must be assumed to read such a table, said with every source.
    #[serde(default)]
    pub assume: Vec<String>,
    /// Entities by a name of the mapping's own.
    #[serde(default)]
    pub entities: BTreeMap<String, EntityMapping>,
    /// Events, each row making at most one of each.
    #[serde(default)]
    pub events: Vec<EventMapping>,
}

fn point() -> char {
    '.'
}

/// One entity per row, the same for rows of the same key.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntityMapping {
    /// Its FollowTheMoney schema.
    pub schema: String,
    /// The columns that tell entities apart; a row with none of them filled has no such entity. An empty list means
    /// one entity for the whole file. Entities of one mapping with the same schema and key are the same.
    pub key: Vec<Field>,
    /// Its properties.
    #[serde(default)]
    pub properties: BTreeMap<String, Field>,
    /// Entity-valued properties: the other entity by its name in the mapping.
    #[serde(default)]
    pub links: BTreeMap<String, String>,
}

/// One event per row.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventMapping {
    /// What sort: `payment`, `position`, …
    pub kind: String,
    /// When.
    #[serde(default)]
    pub time: Option<TimeField>,
    /// Entities at the ends by their name in the mapping, where the direction is always the same.
    #[serde(default)]
    pub from: Option<String>,
    /// See `from`.
    #[serde(default)]
    pub to: Option<String>,
    /// The person or organisation behind `from`.
    #[serde(default)]
    pub from_party: Option<String>,
    /// The person or organisation behind `to`.
    #[serde(default)]
    pub to_party: Option<String>,
    /// Conductor, agent, vehicle, device.
    #[serde(default)]
    pub via: Option<String>,
    /// The account the table is a statement of, where the direction differs from row to row.
    #[serde(default)]
    pub own: Option<String>,
    /// The account at the other end.
    #[serde(default)]
    pub other: Option<String>,
    /// The person or organisation at the other end.
    #[serde(default)]
    pub other_party: Option<String>,
    /// Which way the money went, seen from `own`; without it the sign of the amount says.
    #[serde(default)]
    pub direction: Option<DirectionField>,
    /// The amount.
    #[serde(default)]
    pub amount: Option<Field>,
    /// Columns for money in and money out, instead of `amount`.
    #[serde(default)]
    pub money_in: Option<Field>,
    /// See `money_in`.
    #[serde(default)]
    pub money_out: Option<Field>,
    /// ISO 4217 code.
    #[serde(default)]
    pub currency: Option<Field>,
    /// How money moved, by Palermo's names (map the bank's words to them).
    #[serde(default)]
    pub channel: Option<Field>,
    /// Merchant category code.
    #[serde(default)]
    pub mcc: Option<Field>,
    /// How many persons were counted.
    #[serde(default)]
    pub quantity: Option<Field>,
    /// The other party's name as printed.
    #[serde(default)]
    pub party: Option<Field>,
    /// Memo or message.
    #[serde(default)]
    pub text: Option<Field>,
    /// Name of the place.
    #[serde(default)]
    pub place: Option<Field>,
    /// Country of the place, by code or name.
    #[serde(default)]
    pub country: Option<Field>,
    /// Degrees.
    #[serde(default)]
    pub latitude: Option<Field>,
    /// Degrees.
    #[serde(default)]
    pub longitude: Option<Field>,
    /// Cells that are empty in effect (`--`, `NA`): such a row makes no event but is kept as a record.
    #[serde(default)]
    pub suppressed: Vec<String>,
}

/// A value made from a row: a column's name, or `{column, columns, join, value, map, default, prefix}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Columns whose filled cells are joined; `a|b` takes whichever the table has.
    pub columns: Vec<String>,
    /// What is put between joined cells.
    pub join: String,
    /// A constant, instead of columns.
    pub value: Option<String>,
    /// Cells that mean another value (`VKLAD: cash`), compared without case.
    pub map: BTreeMap<String, String>,
    /// What it is when no cell is filled, or no entry of `map` fits.
    pub default: Option<String>,
}

/// A time made from a row.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeField {
    /// The column.
    #[serde(default)]
    pub column: Option<String>,
    /// Several columns, joined by a space.
    #[serde(default)]
    pub columns: Vec<String>,
    /// How it is written, by strftime's letters; several are tried over the whole table and the first that fits every
    /// row is taken. `iso`, `epoch_s`, `epoch_ms` and `epoch_days` are understood. Without any: `iso`.
    #[serde(default)]
    pub formats: Vec<String>,
}

/// Which way the money went.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectionField {
    /// The column that says.
    pub column: String,
    /// Cells that mean money in.
    #[serde(rename = "in")]
    pub inward: Vec<String>,
    /// Cells that mean money out.
    #[serde(rename = "out")]
    pub outward: Vec<String>,
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Field;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a column's name, or {column | columns, join | value, map, default}")
            }

            fn visit_str<E: de::Error>(self, column: &str) -> Result<Field, E> {
                Ok(Field { columns: vec![column.to_owned()], ..Field::default() })
            }

            fn visit_map<M: MapAccess<'de>>(self, mut entries: M) -> Result<Field, M::Error> {
                let mut field = Field { join: " ".to_owned(), ..Field::default() };
                while let Some(key) = entries.next_key::<String>()? {
                    match key.as_str() {
                        "column" => field.columns = vec![entries.next_value()?],
                        "columns" => field.columns = entries.next_value()?,
                        "join" => field.join = entries.next_value()?,
                        "value" => field.value = Some(entries.next_value()?),
                        "map" => {
                            let map: BTreeMap<String, String> = entries.next_value()?;
                            field.map =
                                map.into_iter().map(|(cell, value)| (cell.to_lowercase(), value)).collect();
                        }
                        "default" => field.default = Some(entries.next_value()?),
                        _ => {
                            let known = &["column", "columns", "join", "value", "map", "default"];
                            return Err(de::Error::unknown_field(&key, known));
                        }
                    }
                }
                if field.columns.is_empty() == field.value.is_none() {
                    return Err(de::Error::custom("a field is made from either columns or a value"));
                }
                Ok(field)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

/// A mapping that does not hold together.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    /// Not the YAML of a mapping; the message shows the line.
    #[error("{name}: {message}")]
    Yaml {
        /// Name of the file.
        name: String,
        /// What is wrong, with the line.
        message: String,
    },
    /// It names something that is not there.
    #[error("{name}: {message}")]
    Reference {
        /// Name of the file.
        name: String,
        /// What is named where, and what there is.
        message: String,
    },
}

impl Mapping {
    /// Parses and checks a mapping; `name` is the file's, for messages.
    pub fn parse(name: &str, yaml: &str) -> Result<Self, MappingError> {
        // Columns are often called y or n, which old YAML takes for booleans.
        let options = serde_saphyr::options! { strict_booleans: true };
        let mapping: Self = serde_saphyr::from_str_with_options(yaml, options)
            .map_err(|error| MappingError::Yaml { name: name.to_owned(), message: error.to_string() })?;
        match mapping.fault() {
            Some(message) => Err(MappingError::Reference { name: name.to_owned(), message }),
            None => Ok(mapping),
        }
    }

    /// Whether a column of a table is named anywhere in the mapping.
    pub(super) fn names(&self, column: &str) -> bool {
        let fields =
            self.entities.values().flat_map(|entity| entity.key.iter().chain(entity.properties.values()));
        let events = self.events.iter().flat_map(|event| {
            let own = [
                &event.amount,
                &event.money_in,
                &event.money_out,
                &event.currency,
                &event.channel,
                &event.mcc,
                &event.quantity,
                &event.party,
                &event.text,
                &event.place,
                &event.country,
                &event.latitude,
                &event.longitude,
            ];
            own.into_iter().flatten()
        });
        let times = self.events.iter().filter_map(|event| event.time.as_ref());
        let directions = self.events.iter().filter_map(|event| event.direction.as_ref());
        fields
            .chain(events)
            .flat_map(|field| &field.columns)
            .chain(times.flat_map(|time| time.column.iter().chain(&time.columns)))
            .chain(directions.map(|direction| &direction.column))
            .chain(&self.recognise)
            .any(|names| names.split('|').any(|name| super::layout::key(name) == column))
    }

    fn fault(&self) -> Option<String> {
        if self.recognise.is_empty() {
            return Some("recognise: at least one column is needed to know the table by".to_owned());
        }
        if let Some(zone) = self.zone.as_ref().filter(|zone| jiff::tz::TimeZone::get(zone).is_err()) {
            return Some(format!("zone: “{zone}” is not an IANA time zone, such as America/Toronto"));
        }
        for (own, entity) in &self.entities {
            let Some(schema) = evidence::schemata().get(&entity.schema) else {
                return Some(format!("entities.{own}: “{}” is not a FollowTheMoney schema", entity.schema));
            };
            for (property, other) in &entity.links {
                if !self.entities.contains_key(other) {
                    return Some(format!("entities.{own}.links.{property}: there is no entity “{other}”"));
                }
                if !schema.properties.contains_key(property.as_str()) {
                    return Some(format!(
                        "entities.{own}.links: {} has no property “{property}”",
                        entity.schema
                    ));
                }
            }
        }
        for (at, event) in self.events.iter().enumerate() {
            if evidence::EventKind::parse(&event.kind).is_none() {
                let known: Vec<_> = evidence::EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
                return Some(format!(
                    "events[{at}].kind: “{}”; expected one of {}",
                    event.kind,
                    known.join(", ")
                ));
            }
            let named = [
                &event.from,
                &event.to,
                &event.from_party,
                &event.to_party,
                &event.via,
                &event.own,
                &event.other,
                &event.other_party,
            ];
            if let Some(missing) = named.into_iter().flatten().find(|name| !self.entities.contains_key(*name))
            {
                return Some(format!("events[{at}]: there is no entity “{missing}”"));
            }
        }
        None
    }
}

/// The mappings shipped with Palermo. A fault in one is caught by its test; here it is left out.
pub(crate) fn built_in() -> Vec<Mapping> {
    BUILT_IN.iter().filter_map(|(name, yaml)| Mapping::parse(name, yaml).ok()).collect()
}

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        const BUILT_IN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../../packs/mappings/", $name, ".yaml")))),+];
    };
}

built_in!(
    "bank-amount",
    "bank-debit-credit",
    "bank-detailed",
    "bank-rbc",
    "bank-revolut",
    "bank-sparkasse",
    "berka-account",
    "berka-card",
    "berka-client",
    "berka-disposition",
    "berka-loan",
    "berka-order",
    "berka-transaction",
    "cbp-encounters",
    "edges",
    "frontex-detections",
    "iom-missing-migrants",
    "ircc-claims",
    "irregular-crossings",
    "nodes",
    "phone-calls",
    "positions",
    "positions-ais",
    "unhcr-applications",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mapping_shipped_holds_together() {
        for (name, yaml) in BUILT_IN {
            let mapping = Mapping::parse(name, yaml).unwrap();
            assert_eq!(&mapping.name, name);
        }
    }

    #[test]
    fn a_faulty_mapping_is_refused_with_what_and_where() {
        for (yaml, message) in [
            ("name: a\nrecognise: []", "at least one column"),
            ("name: a\nrecognise: [x]\ncolour: red", "colour"),
            ("name: a\nrecognise: [x]\nzone: Mars/Base", "Mars/Base"),
            (
                "name: a\nrecognise: [x]\nentities: {p: {schema: Human, key: [x]}}",
                "“Human” is not a FollowTheMoney schema",
            ),
            ("name: a\nrecognise: [x]\nevents: [{kind: party}]", "expected one of payment"),
            ("name: a\nrecognise: [x]\nevents: [{kind: payment, own: y}]", "there is no entity “y”"),
            (
                "name: a\nrecognise: [x]\nevents: [{kind: payment, amount: {join: x}}]",
                "either columns or a value",
            ),
        ] {
            let error = Mapping::parse("m.yaml", yaml).unwrap_err().to_string();
            assert!(error.starts_with("m.yaml") && error.contains(message), "{error}");
        }
    }
}
