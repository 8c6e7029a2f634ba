//! A list, made ready to be searched.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

use evidence::{EntityIx, Evidence};
use names::Name;
use resolve::Kind;

use crate::block::{Block, Listed};
use crate::born::Born;
use crate::hit::Hit;
use crate::least::Beside;
use crate::profile::{Group, Identifier, Profile, profiles};
use crate::vocabulary::Vocabulary;

/// Lists, made ready to be searched. Holds the evidence they were read into.
pub struct Index {
    evidence: Evidence,
    pub(crate) entries: Vec<Entry>,
    /// Names that may be of people, and those that may be of anything else.
    pub(crate) people: Block,
    pub(crate) others: Block,
    /// The words of both.
    pub(crate) vocabulary: Vocabulary,
    /// Who carries an identifier.
    pub(crate) carriers: HashMap<(Kind, String), Vec<u32>>,
    programmes: HashMap<EntityIx, BTreeSet<String>>,
}

impl fmt::Debug for Index {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Index").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}

/// An entry of a list.
#[derive(Debug)]
pub(crate) struct Entry {
    entity: EntityIx,
    pub(crate) group: Group,
    /// All names, the weak ones last.
    pub(crate) names: Vec<String>,
    /// How many are not weak.
    pub(crate) strong: usize,
    pub(crate) births: Vec<(Born, String)>,
    pub(crate) countries: Vec<String>,
    pub(crate) identifiers: Vec<Identifier>,
}

/// The name of a person as it is spoken, where a comma says which part is the family's.
pub(crate) fn person(text: &str) -> Option<Name> {
    match text.split_once(',') {
        Some((last, first)) if !first.contains(',') && !first.trim().is_empty() => {
            Name::person(&format!("{} {}", first.trim(), last.trim()))
        }
        _ => Name::person(text),
    }
}

impl Index {
    /// Indexes what the evidence lists: people, organisations, vehicles, accounts with a name or an identifier.
    pub fn new(evidence: Evidence) -> Self {
        let programmes = programmes(&evidence);
        let listed = listed(&evidence, &programmes);
        let (mut entries, mut people, mut others) = (Vec::new(), Vec::new(), Vec::new());
        let mut carriers: HashMap<(Kind, String), Vec<u32>> = HashMap::new();
        for (entity, profile) in evidence.entities().zip(profiles(&evidence)) {
            if !listed.contains(&entity)
                || profile.names.is_empty() && profile.weak_names.is_empty() && profile.identifiers.is_empty()
            {
                continue;
            }
            let at = u32::try_from(entries.len()).unwrap_or(u32::MAX);
            let group = Group::of(&profile.schema);
            let strong = profile.names.len();
            let names: Vec<String> = profile.names.into_iter().chain(profile.weak_names).collect();
            for ((text, place), number) in names.iter().zip(0..).zip(0..) {
                let listed = |name| Listed { name, entry: at, place, is_weak: number >= strong };
                if group.may_be_person() {
                    people.extend(person(text).map(listed));
                }
                if group.may_be_other() {
                    others.extend(Name::organization(text).map(listed));
                }
            }
            for identifier in &profile.identifiers {
                let all: &mut Vec<u32> =
                    carriers.entry((identifier.kind, identifier.value.clone())).or_default();
                if all.last() != Some(&at) {
                    all.push(at);
                }
            }
            let births =
                profile.births.into_iter().filter_map(|text| Some((Born::parse(&text)?, text))).collect();
            let (countries, identifiers) = (profile.countries, profile.identifiers);
            entries.push(Entry { entity, group, names, strong, births, countries, identifiers });
        }
        let mut vocabulary = Vocabulary::default();
        let beside: Vec<Beside> = entries.iter().map(Beside::of).collect();
        let mut people = Block::new(people, &beside, &mut vocabulary);
        let mut others = Block::new(others, &beside, &mut vocabulary);
        let renumbered = vocabulary.finish();
        people.finish(&renumbered);
        others.finish(&renumbered);
        Self { evidence, entries, people, others, vocabulary, carriers, programmes }
    }

    /// What is known of an entry, to look for others like it.
    pub(crate) fn profile(&self, entry: &Entry) -> Profile {
        let (names, weak_names) = entry.names.split_at_checked(entry.strong).unwrap_or_default();
        Profile {
            schema: self.evidence.schema(entry.entity).to_owned(),
            names: names.to_vec(),
            weak_names: weak_names.to_vec(),
            births: entry.births.iter().map(|(_, text)| text.clone()).collect(),
            countries: entry.countries.clone(),
            identifiers: entry.identifiers.clone(),
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many names and aliases there are.
    pub fn name_count(&self) -> usize {
        self.entries.iter().map(|entry| entry.names.len()).sum()
    }

    /// The names and aliases of all entries, each with the id and schema of its entry.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.entries.iter().flat_map(|entry| {
            let (id, schema) = (self.evidence.id(entry.entity), self.evidence.schema(entry.entity));
            entry.names.iter().map(move |name| (name.as_str(), id, schema))
        })
    }

    fn entity(&self, hit: &Hit) -> Option<EntityIx> {
        self.entries.get(hit.entry as usize).map(|entry| entry.entity)
    }

    /// The id of an entry.
    pub(crate) fn entry_id(&self, entry: &Entry) -> &str {
        self.evidence.id(entry.entity)
    }

    /// The id of the entry.
    pub fn id(&self, hit: &Hit) -> &str {
        self.entity(hit).map_or("", |entity| self.evidence.id(entity))
    }

    /// What the entry is called.
    pub fn caption(&self, hit: &Hit) -> &str {
        self.entity(hit).map_or("", |entity| self.evidence.caption(entity))
    }

    /// The id of the entry of a number, and what it is called.
    pub fn entry(&self, number: usize) -> Option<(&str, &str)> {
        let entity = self.entries.get(number)?.entity;
        Some((self.evidence.id(entity), self.evidence.caption(entity)))
    }

    /// The schema of the entry.
    pub fn schema(&self, hit: &Hit) -> &str {
        self.entity(hit).map_or("", |entity| self.evidence.schema(entity))
    }

    /// The lists the entry is on: as its data says, else the files that speak of it.
    pub fn datasets(&self, hit: &Hit) -> Vec<String> {
        let Some(entity) = self.entity(hit) else { return Vec::new() };
        let said: BTreeSet<&str> = self.evidence.values(entity, "datasets").collect();
        if !said.is_empty() {
            return said.into_iter().map(str::to_owned).collect();
        }
        let sources: BTreeSet<_> = self
            .evidence
            .statements_of(entity)
            .filter_map(|row| self.evidence.source_of(row.record))
            .collect();
        let names = sources.into_iter().filter_map(|source| self.evidence.source(source));
        names.map(|source| stem(&source.name).to_owned()).collect()
    }

    /// The programmes the entry is listed under.
    pub fn programmes(&self, hit: &Hit) -> Vec<&str> {
        let own = self.entity(hit).and_then(|entity| self.programmes.get(&entity));
        own.into_iter().flatten().map(String::as_str).collect()
    }

    /// All that the lists say of the entry, by property.
    pub fn properties(&self, hit: &Hit) -> BTreeMap<&str, Vec<&str>> {
        let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in self.entity(hit).into_iter().flat_map(|entity| self.evidence.statements_of(entity)) {
            let property = self.evidence.text(row.property);
            let values = found.entry(property).or_default();
            let value = self.evidence.text(row.value);
            if !NOT_PROPERTIES.contains(&property) && !values.contains(&value) {
                values.push(value);
            }
        }
        found.retain(|_, values| !values.is_empty());
        found
    }
}

/// What stands beside the properties of an entity and not among them.
const NOT_PROPERTIES: [&str; 7] =
    ["datasets", "referents", "target", "first_seen", "last_seen", "last_change", "caption"];

/// The name of a file without folders and ending.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\', '!']).next().unwrap_or(name);
    file.split_once('.').map_or(file, |(stem, _)| stem)
}

/// The programmes of each entity that is said to be sanctioned, empty where none is named.
fn programmes(evidence: &Evidence) -> HashMap<EntityIx, BTreeSet<String>> {
    let mut found: HashMap<EntityIx, BTreeSet<String>> = HashMap::new();
    for entity in evidence.entities() {
        let own: BTreeSet<String> = ["program", "programId"]
            .iter()
            .flat_map(|property| evidence.values(entity, property))
            .map(str::to_owned)
            .collect();
        if evidence.is_a(entity, "Sanction") {
            for listed in evidence.values(entity, "entity").filter_map(|id| evidence.find(id)) {
                found.entry(listed).or_default().extend(own.iter().cloned());
            }
        } else if !own.is_empty() {
            found.entry(entity).or_default().extend(own);
        }
    }
    found
}

/// Who is listed. Where a source says of some that they are, those it only mentions are not.
fn listed(evidence: &Evidence, programmes: &HashMap<EntityIx, BTreeSet<String>>) -> BTreeSet<EntityIx> {
    let of_interest = |entity: &EntityIx| {
        let schema = evidence.schema(*entity);
        schema == "Thing" || Group::of(schema) != Group::Unknown
    };
    let is_marked = |entity: EntityIx| {
        programmes.contains_key(&entity)
            || ["topics", "target", "datasets"]
                .iter()
                .any(|property| evidence.values(entity, property).next().is_some())
    };
    let all: Vec<(EntityIx, bool)> =
        evidence.entities().filter(of_interest).map(|entity| (entity, is_marked(entity))).collect();
    let marking: BTreeSet<_> = all
        .iter()
        .filter(|(_, is_marked)| *is_marked)
        .map(|(entity, _)| evidence.first_source(*entity))
        .collect();
    all.into_iter()
        .filter(|(entity, is_marked)| *is_marked || !marking.contains(&evidence.first_source(*entity)))
        .map(|(entity, _)| entity)
        .collect()
}
