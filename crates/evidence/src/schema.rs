//! The FollowTheMoney schemata: which properties an entity has, of which type.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The type of a property, which decides how its values are cleaned and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the FollowTheMoney names say all there is to say")]
pub enum PropertyType {
    Name,
    Date,
    Country,
    Phone,
    Email,
    Identifier,
    Address,
    Url,
    Ip,
    Checksum,
    Entity,
    Gender,
    Topic,
    Language,
    Mimetype,
    Number,
    String,
    Text,
    Html,
    Json,
}

impl PropertyType {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "name" => Self::Name,
            "date" => Self::Date,
            "country" => Self::Country,
            "phone" => Self::Phone,
            "email" => Self::Email,
            "identifier" => Self::Identifier,
            "address" => Self::Address,
            "url" => Self::Url,
            "ip" => Self::Ip,
            "checksum" => Self::Checksum,
            "entity" => Self::Entity,
            "gender" => Self::Gender,
            "topic" => Self::Topic,
            "language" => Self::Language,
            "mimetype" => Self::Mimetype,
            "number" => Self::Number,
            "string" => Self::String,
            "text" => Self::Text,
            "html" => Self::Html,
            "json" => Self::Json,
            _ => return None,
        })
    }
}

/// One property of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name, such as `birthDate`.
    pub name: &'static str,
    /// Its type.
    pub kind: PropertyType,
    /// The checksum format of an identifier (`iban`, `imo`, …), empty if free.
    pub format: &'static str,
    /// The schema that an entity-valued property points to, empty otherwise.
    pub range: &'static str,
    /// Whether equal values speak for the same entity.
    pub matchable: bool,
}

/// One schema.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Its name, such as `Person`.
    pub name: &'static str,
    /// Its direct parents.
    pub parents: Vec<&'static str>,
    /// Whether no entity may be of exactly this schema.
    pub is_abstract: bool,
    /// Names of the properties at both ends, for a schema that is a link between two entities.
    pub edge: Option<(&'static str, &'static str)>,
    /// All properties by name, inherited ones included.
    pub properties: BTreeMap<&'static str, Property>,
    ancestors: Vec<&'static str>,
}

impl Schema {
    /// Whether an entity of this schema is also one of `other`.
    pub fn is_a(&self, other: &str) -> bool {
        self.name == other || self.ancestors.contains(&other)
    }
}

/// The table of all schemata.
#[derive(Debug)]
pub struct Schemata(BTreeMap<&'static str, Schema>);

impl Schemata {
    /// The schema of that name.
    pub fn get(&self, name: &str) -> Option<&Schema> {
        self.0.get(name)
    }

    /// All schemata by name.
    pub fn iter(&self) -> impl Iterator<Item = &Schema> {
        self.0.values()
    }

    /// The narrower of two schemata on one lineage; `None` if they do not meet.
    pub fn common(&self, one: &str, other: &str) -> Option<&Schema> {
        let (one, other) = (self.get(one)?, self.get(other)?);
        if one.is_a(other.name) {
            Some(one)
        } else if other.is_a(one.name) {
            Some(other)
        } else {
            None
        }
    }
}

/// The schemata of FollowTheMoney 4.11.2, parsed once.
pub fn schemata() -> &'static Schemata {
    static TABLE: OnceLock<Schemata> = OnceLock::new();
    TABLE.get_or_init(|| build(include_str!("ftm.tsv")))
}

fn build(table: &'static str) -> Schemata {
    let mut own: BTreeMap<&'static str, Schema> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or("");
        let (name, parents, flags, edge, properties) = (cell(), cell(), cell(), cell(), cell());
        let schema = Schema {
            name,
            parents: parents.split(',').filter(|parent| !parent.is_empty()).collect(),
            is_abstract: flags.contains('A'),
            edge: edge.split_once("->"),
            properties: properties.split(' ').filter_map(property).map(|own| (own.name, own)).collect(),
            ancestors: Vec::new(),
        };
        own.insert(name, schema);
    }
    let whole = own.keys().map(|&name| (name, inherit(&own, name))).collect();
    Schemata(whole)
}

/// `name:type[format]->Range!`, of which format, range and `!` (matchable) may be missing.
fn property(text: &'static str) -> Option<Property> {
    let (text, matchable) = text.strip_suffix('!').map_or((text, false), |text| (text, true));
    let (name, kind) = text.split_once(':')?;
    let (kind, range) = kind.split_once("->").unwrap_or((kind, ""));
    let (kind, format) =
        kind.split_once('[').map_or((kind, ""), |(kind, format)| (kind, format.trim_end_matches(']')));
    Some(Property { name, kind: PropertyType::parse(kind)?, format, range, matchable })
}

fn inherit(own: &BTreeMap<&'static str, Schema>, name: &'static str) -> Schema {
    let Some(mut schema) = own.get(name).cloned() else {
        return Schema {
            name,
            parents: Vec::new(),
            is_abstract: true,
            edge: None,
            properties: BTreeMap::new(),
            ancestors: Vec::new(),
        };
    };
    for parent in schema.parents.clone() {
        let parent = inherit(own, parent);
        schema.edge = schema.edge.or(parent.edge);
        for (name, property) in parent.properties {
            schema.properties.entry(name).or_insert(property);
        }
        for ancestor in parent.ancestors.into_iter().chain([parent.name]) {
            if !schema.ancestors.contains(&ancestor) {
                schema.ancestors.push(ancestor);
            }
        }
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_the_whole_model() {
        assert_eq!(schemata().iter().count(), 71);
        let person = schemata().get("Person").unwrap();
        assert_eq!(person.properties.len(), 91);
        assert!(person.is_a("Thing") && !person.is_a("Organization"));
        assert_eq!(person.properties["birthDate"].kind, PropertyType::Date);
        assert_eq!(schemata().get("Payment").unwrap().edge, Some(("payer", "beneficiary")));
        assert_eq!(schemata().get("BankAccount").unwrap().properties["iban"].format, "iban");
    }

    #[test]
    fn every_parent_and_range_is_itself_a_schema() {
        for schema in schemata().iter() {
            for name in schema.parents.iter().chain(
                schema.properties.values().map(|property| &property.range).filter(|range| !range.is_empty()),
            ) {
                assert!(schemata().get(name).is_some(), "{} names {name}", schema.name);
            }
        }
    }

    #[test]
    fn two_schemata_meet_only_on_one_lineage() {
        assert_eq!(schemata().common("LegalEntity", "Person").unwrap().name, "Person");
        assert!(schemata().common("Person", "Organization").is_none());
    }
}
