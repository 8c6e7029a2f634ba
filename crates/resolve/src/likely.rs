//! Persons whom no identifier joins, judged by everything their records say together: the model of the crate `linkage`,
//! learned from these records without labels.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, Evidence, Mark, RecordIx};
use linkage::{Decisions, Field, Index, Kind, Settings, Table, Value, learn};

/// Fewer persons teach a model nothing (ours).
const LEAST_PERSONS: usize = 100;
/// From here two are joined; from [`DOUBTFUL`] on a person is asked (ours).
const LIKELY: f64 = 0.95;
const DOUBTFUL: f64 = 0.5;
/// A model's own probability is trusted no further than a shared phone (ours).
const MOST: f64 = 0.95;

/// What is compared. No more: what someone is, and whose national, joins nobody.
const COMPARED: [(&str, Kind, &[&str]); 6] = [
    ("name", Kind::FullName, &["name", "alias", "previousName"]),
    ("birthDate", Kind::Date, &["birthDate"]),
    ("phone", Kind::Phone, &["phone"]),
    ("email", Kind::Email, &["email"]),
    ("document", Kind::Document, &["passportNumber", "idNumber", "socialSecurityNumber"]),
    ("address", Kind::Text, &["address"]),
];
const NAME: usize = 0;

/// Two clusters that are probably one person.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Likely {
    /// By the entity that stands for each.
    pub(crate) between: (EntityIx, EntityIx),
    pub(crate) probability: f64,
    /// What speaks for it: `birthDate, name`.
    pub(crate) by: String,
    /// The records that say so.
    pub(crate) records: Vec<RecordIx>,
}

impl Likely {
    pub(crate) fn is_sure_enough(&self) -> bool {
        self.probability >= LIKELY
    }
}

/// Pairs of clusters of persons, given by their members, that may be one; the surest first.
pub(crate) fn likely(evidence: &Evidence, clusters: &BTreeMap<EntityIx, Vec<EntityIx>>) -> Vec<Likely> {
    let persons: Vec<Person> = clusters
        .values()
        .filter(|members| members.iter().all(|entity| evidence.is_a(*entity, "Person")))
        .filter_map(|members| Person::of(evidence, members))
        .collect();
    // In an order that does not depend on which source was read first.
    let mut persons = persons;
    persons.sort_by_key(|person| evidence.id(person.entity));
    if persons.len() < LEAST_PERSONS {
        return Vec::new();
    }
    let fields = COMPARED.map(|(name, kind, _)| Field::new(name, kind)).to_vec();
    let Some((table, persons)) = filled(fields, persons) else { return Vec::new() };
    judged(table, &persons).unwrap_or_default()
}

/// The values of a cluster.
struct Person {
    entity: EntityIx,
    values: Vec<(usize, String)>,
    records: BTreeSet<RecordIx>,
}

impl Person {
    /// None where there is nothing beside the name, or no name: that joins nobody.
    fn of(evidence: &Evidence, members: &[EntityIx]) -> Option<Self> {
        let entity = *members.iter().min_by_key(|entity| evidence.id(**entity))?;
        let mut person = Self { entity, values: Vec::new(), records: BTreeSet::new() };
        let mut fields = BTreeSet::new();
        for row in members.iter().flat_map(|member| evidence.statements_of(*member)) {
            let property = evidence.text(row.property);
            let field = COMPARED.iter().position(|(.., properties)| properties.contains(&property));
            if let Some(field) = field.filter(|_| row.mark == Mark::Clean) {
                fields.insert(field);
                person.values.push((field, evidence.text(row.value).to_owned()));
                person.records.insert(row.record);
            }
        }
        person.values.sort_unstable();
        person.values.dedup();
        (fields.contains(&NAME) && fields.len() > 1).then_some(person)
    }
}

fn filled(fields: Vec<Field>, persons: Vec<Person>) -> Option<(Table, Vec<Person>)> {
    let mut table = Table::new(fields).ok()?;
    for person in &persons {
        let values: Vec<Value<'_>> =
            person.values.iter().map(|(field, text)| Value { field: *field, text }).collect();
        table.push(&values).ok()?;
    }
    Some((table, persons))
}

fn judged(mut table: Table, persons: &[Person]) -> Option<Vec<Likely>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let model = learn(&mut table, &Settings { threads, ..Settings::default() }, &[]);
    let ids = (0..persons.len() as u64).collect();
    let index = Index::build(model, table, ids, threads).ok()?;
    // Groups by the average between them, so that nobody is joined through a third who is like both.
    let clusters = index.clusters(&Decisions::default(), threads);
    let mut group_of: BTreeMap<u64, usize> = BTreeMap::new();
    for (group, members) in clusters.groups.iter().enumerate() {
        group_of.extend(members.iter().map(|member| (*member, group)));
    }
    let person = |id: u64| usize::try_from(id).ok().and_then(|id| persons.get(id));
    let mut found = Vec::new();
    for pair in index.pairs(DOUBTFUL) {
        let (Some(left), Some(right)) = (person(pair.left), person(pair.right)) else { continue };
        let together = group_of.get(&pair.left).is_some_and(|own| group_of.get(&pair.right) == Some(own));
        let why = index.explain(pair.left, pair.right)?;
        let by: BTreeSet<&str> =
            why.steps.iter().filter(|step| step.bits > 0.0).map(|step| step.comparison.as_str()).collect();
        // A name alone joins nobody, however rare.
        if by.len() < 2 {
            continue;
        }
        found.push(Likely {
            between: (left.entity, right.entity),
            probability: if together { pair.probability.min(MOST) } else { pair.probability.min(DOUBTFUL) },
            by: by.into_iter().collect::<Vec<_>>().join(", "),
            records: left.records.union(&right.records).copied().collect(),
        });
    }
    found.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    Some(found)
}
