//! Who is meant: the parties of a statement found among the clusters, by number or by name.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, Event, Evidence, RecordIx};
use names::{Name, Relation, compare, similarity};
use resolve::{ClusterIx, Lineage, Resolution};
use serde::Serialize;

use crate::statement::{Party, PartyKind, Statement};

/// By what a record is taken to be about a party, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A number of theirs.
    Number,
    /// The whole name, which nobody else in the records has.
    OnlyName,
    /// The whole name, which several have.
    Name,
    /// A number that several give as theirs.
    SharedNumber,
    /// A similar spelling, or a part of the name.
    PartOfName,
}

/// From here two names may be one's (crate `names`).
const SIMILAR: f32 = 0.7;
/// From here only spelling differs. Ours.
const SAME: f32 = 0.9;
/// Fewer shared letters than this make no name. Ours.
const NAME_LETTERS: usize = 3;
/// More clusters than this of one name say nothing. Ours.
const MOST: usize = 20;
/// Properties whose values identify.
const NUMBERS: [&str; 15] = [
    "phone",
    "email",
    "iban",
    "accountNumber",
    "passportNumber",
    "idNumber",
    "personalNumber",
    "taxNumber",
    "registrationNumber",
    "number",
    "mmsi",
    "imoNumber",
    "username",
    "publicKey",
    "callSign",
];

/// A party of the statement, with the clusters that may be it.
#[derive(Clone, Debug)]
pub(crate) struct Meant {
    /// Its key in the statement.
    pub key: String,
    /// What it is.
    pub kind: PartyKind,
    /// What to call it.
    pub label: String,
    /// Clusters that may be it and by what; what these hold (accounts, chat accounts) is in `all`.
    pub found: BTreeMap<ClusterIx, Basis>,
    /// These and what they hold.
    pub(crate) all: BTreeMap<ClusterIx, Basis>,
    /// Numbers by which it can be asked for: those of the statement and those the records know.
    pub numbers: BTreeSet<String>,
    names: Vec<Name>,
    /// Whether nobody else in the records has the whole name.
    is_only: bool,
}

impl Meant {
    /// By what an entity or a name as printed is this party.
    pub(crate) fn is(&self, cluster: Option<ClusterIx>) -> Option<Basis> {
        self.all.get(&cluster?).copied()
    }

    /// By what a name as printed on a payment may be this party's.
    pub(crate) fn printed(&self, text: &str) -> Option<Basis> {
        let printed = Name::person(text)?;
        let alike = |least: f32| {
            self.names.iter().filter(|name| similarity(name, &printed, None) >= least).collect::<Vec<_>>()
        };
        if alike(SAME).iter().any(|name| is_whole(name, &printed)) {
            return Some(if self.is_only { Basis::OnlyName } else { Basis::Name });
        }
        (!alike(SIMILAR).is_empty()).then_some(Basis::PartOfName)
    }

    /// The parts of its names that a text may mention, folded.
    pub(crate) fn tokens(&self) -> BTreeSet<&str> {
        let long = |token: &&str| token.chars().count() >= NAME_LETTERS;
        self.names.iter().flat_map(Name::tokens).filter(long).collect()
    }
}

/// A number without spaces, dots, signs and case.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Every value that identifies, squeezed, with who carries it and by which record.
pub(crate) struct Numbers<'a> {
    rows: BTreeMap<String, Vec<(EntityIx, RecordIx)>>,
    evidence: &'a Evidence,
}

impl<'a> Numbers<'a> {
    pub(crate) fn of(evidence: &'a Evidence) -> Self {
        let mut rows: BTreeMap<String, Vec<(EntityIx, RecordIx)>> = BTreeMap::new();
        for row in evidence.statements() {
            if NUMBERS.contains(&evidence.text(row.property)) {
                let value = squeezed(evidence.text(row.value));
                rows.entry(value).or_default().push((row.entity, row.record));
            }
        }
        Self { rows, evidence }
    }

    /// Who carries a number. One written without its country or with other zeros is not guessed.
    pub(crate) fn carriers(&self, number: &str) -> &[(EntityIx, RecordIx)] {
        let number = squeezed(number);
        if number.is_empty() {
            return &[];
        }
        self.rows.get(&number).map_or(&[], Vec::as_slice)
    }

    fn known_of(&self, entity: EntityIx) -> impl Iterator<Item = &'a str> {
        let evidence = self.evidence;
        NUMBERS.iter().flat_map(move |property| evidence.values(entity, property))
    }
}

/// What is needed to find parties: who holds what, who has which name and number.
pub(crate) struct Finder<'a> {
    evidence: &'a Evidence,
    resolution: &'a Resolution,
    numbers: &'a Numbers<'a>,
    /// The one holder of each account or chat account.
    pub(crate) holder: BTreeMap<ClusterIx, ClusterIx>,
    held: BTreeMap<ClusterIx, Vec<ClusterIx>>,
    named: Vec<(Lineage, EntityIx, Name)>,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(evidence: &'a Evidence, resolution: &'a Resolution, numbers: &'a Numbers<'a>) -> Self {
        let holder = resolve::single_holders(evidence, resolution);
        let mut held: BTreeMap<ClusterIx, Vec<ClusterIx>> = BTreeMap::new();
        for (thing, party) in &holder {
            held.entry(*party).or_default().push(*thing);
        }
        Self { evidence, resolution, numbers, holder, held, named: named(evidence) }
    }

    /// Who carries a number.
    pub(crate) fn carriers(&self, number: &str) -> &[(EntityIx, RecordIx)] {
        self.numbers.carriers(number)
    }

    /// Whether it is known whose an end of a payment is: of the payer, and of the payee. A name as printed is that of the
    /// end that is not known otherwise.
    pub(crate) fn sides_known(&self, event: &Event<'_>) -> (bool, bool, Option<bool>) {
        let is_known = |account: Option<EntityIx>, party: Option<EntityIx>| {
            let cluster = account.and_then(|account| self.resolution.cluster(account));
            party.is_some() || cluster.is_some_and(|cluster| self.holder.contains_key(&cluster))
        };
        let (from, to) = (is_known(event.from, event.from_party), is_known(event.to, event.to_party));
        let printed = (!event.party_text.is_empty()).then_some(to && !from || event.from.is_none());
        (from || printed == Some(true), to || printed == Some(false), printed)
    }

    /// Finds every party of the statement.
    pub(crate) fn all(&self, statement: &Statement) -> BTreeMap<String, Meant> {
        statement.people.iter().map(|(key, party)| (key.clone(), self.one(key, party))).collect()
    }

    /// Finds one party.
    pub(crate) fn one(&self, key: &str, party: &Party) -> Meant {
        let names: Vec<Name> = party.names.iter().filter_map(|name| folded(party.kind, name)).collect();
        let mut found = self.by_number(party);
        let by_name = self.by_name(party, &names);
        let numbered = |cluster: &ClusterIx| found.get(cluster) == Some(&Basis::Number);
        let of_whole_name: BTreeSet<ClusterIx> = by_name
            .iter()
            .filter(|(_, is_whole, cluster)| *is_whole && !numbered(cluster))
            .map(|(.., cluster)| *cluster)
            .collect();
        for (_, is_whole, cluster) in by_name {
            // The one of several with a number who also has the name.
            let both = found.get(&cluster) == Some(&Basis::SharedNumber);
            let basis = match (both, is_whole) {
                (true, _) => Basis::Number,
                (false, true) if of_whole_name.len() <= 1 => Basis::OnlyName,
                (false, true) => Basis::Name,
                (false, false) => Basis::PartOfName,
            };
            let best = found.entry(cluster).or_insert(basis);
            *best = basis.min(*best);
        }
        if found.values().any(|basis| *basis == Basis::Number) && !names.is_empty() {
            found.retain(|_, basis| *basis != Basis::SharedNumber);
        }
        let mut all = found.clone();
        for (cluster, basis) in &found {
            for thing in self.held.get(cluster).into_iter().flatten() {
                all.entry(*thing).or_insert(*basis);
            }
        }
        let numbers = self.known_numbers(party, &all);
        let label = party.names.first().or(party.numbers.first()).map_or(key, String::as_str).to_owned();
        let is_only = of_whole_name.len() <= 1;
        Meant { key: key.to_owned(), kind: party.kind, label, found, all, numbers, names, is_only }
    }

    fn by_number(&self, party: &Party) -> BTreeMap<ClusterIx, Basis> {
        let mut found: BTreeMap<ClusterIx, Basis> = BTreeMap::new();
        for number in &party.numbers {
            let carriers: BTreeSet<ClusterIx> = self
                .numbers
                .carriers(number)
                .iter()
                .filter_map(|(entity, _)| self.resolution.cluster(*entity))
                // A number of an account or a chat account is its one holder's.
                .flat_map(|cluster| [Some(cluster), self.holder.get(&cluster).copied()])
                .flatten()
                .collect();
            let is_party = |cluster: ClusterIx| is_party(self.evidence, self.resolution, cluster);
            let shared = carriers.iter().filter(|cluster| is_party(**cluster)).count() > 1;
            for cluster in carriers {
                let basis = if shared && is_party(cluster) { Basis::SharedNumber } else { Basis::Number };
                let best = found.entry(cluster).or_insert(basis);
                *best = basis.min(*best);
            }
        }
        found
    }

    /// Those of a similar name, with the score and whether the whole name is one's own.
    fn by_name(&self, party: &Party, names: &[Name]) -> Vec<(f32, bool, ClusterIx)> {
        let mut scores: Vec<(f32, bool, ClusterIx)> = self
            .named
            .iter()
            .filter(|(lineage, ..)| *lineage == lineage_of(party.kind))
            .filter_map(|(_, entity, name)| {
                let score = names.iter().map(|own| alike(own, name)).fold(0.0, f32::max);
                let is_whole = score >= SAME && names.iter().any(|own| is_whole(own, name));
                (score >= SIMILAR).then_some((score, is_whole, self.resolution.cluster(*entity)?))
            })
            .collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
        scores.truncate(MOST);
        scores
    }

    /// The numbers that the records know of those found by number, and those of the statement.
    fn known_numbers(&self, party: &Party, all: &BTreeMap<ClusterIx, Basis>) -> BTreeSet<String> {
        let sure = all.iter().filter(|(_, basis)| **basis == Basis::Number);
        let clusters = sure.filter_map(|(at, _)| self.resolution.clusters.get(at.0 as usize));
        let members = clusters.flat_map(|cluster| &cluster.members);
        // A number that several give is no way to ask about one of them.
        let is_own = |number: &&str| {
            let carriers = self.numbers.carriers(number).iter();
            let clusters: BTreeSet<ClusterIx> =
                carriers.filter_map(|(entity, _)| self.resolution.cluster(*entity)).collect();
            clusters.iter().filter(|cluster| is_party(self.evidence, self.resolution, **cluster)).count() <= 1
        };
        let known = members.flat_map(|&entity| self.numbers.known_of(entity));
        let mut known: BTreeSet<String> = known.filter(is_own).map(str::to_owned).collect();
        let squeezed_known: BTreeSet<String> = known.iter().map(|number| squeezed(number)).collect();
        let said = party.numbers.iter().filter(|number| !squeezed_known.contains(&squeezed(number)));
        known.extend(said.cloned());
        known
    }
}

fn is_party(evidence: &Evidence, resolution: &Resolution, cluster: ClusterIx) -> bool {
    let members = resolution.clusters.get(cluster.0 as usize).map_or(&[][..], |all| &all.members);
    members.first().is_some_and(|first| Lineage::of(evidence.schema(*first)) == Lineage::Party)
}

fn folded(kind: PartyKind, name: &str) -> Option<Name> {
    if kind == PartyKind::Person { Name::person(name) } else { Name::organization(name) }
}

fn lineage_of(kind: PartyKind) -> Lineage {
    match kind {
        PartyKind::Person | PartyKind::Organization => Lineage::Party,
        PartyKind::Vehicle | PartyKind::Vessel => Lineage::Vehicle,
    }
}

/// Every name of a party or vehicle.
fn named(evidence: &Evidence) -> Vec<(Lineage, EntityIx, Name)> {
    let mut all = Vec::new();
    for entity in evidence.entities() {
        let lineage = Lineage::of(evidence.schema(entity));
        let is_person = lineage == Lineage::Party && !evidence.is_a(entity, "Organization");
        if !matches!(lineage, Lineage::Party | Lineage::Vehicle) {
            continue;
        }
        for property in ["name", "alias"] {
            for text in evidence.values(entity, property) {
                let name = if is_person { Name::person(text) } else { Name::organization(text) };
                all.extend(name.map(|name| (lineage, entity, name)));
            }
        }
    }
    all
}

/// Whether no part of either name is missing or only an initial.
fn is_whole(one: &Name, other: &Name) -> bool {
    let parts = compare(one, other, None).parts;
    !parts
        .iter()
        .any(|part| matches!(part.relation, Relation::Initial | Relation::Missing | Relation::Different))
}

/// The score of the names; one that is a single word, known in full elsewhere, may be the other's part.
fn alike(said: &Name, recorded: &Name) -> f32 {
    let score = similarity(said, recorded, None);
    let (mut own, mut theirs) = (said.tokens(), recorded.tokens());
    let single = (own.next(), own.next());
    if let (Some(word), None) = single
        && word.chars().count() >= NAME_LETTERS
        && theirs.any(|other| other == word)
    {
        return score.max(SIMILAR);
    }
    score
}

/// At which ends of an event a party stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ends {
    pub(crate) from: Option<Basis>,
    pub(crate) to: Option<Basis>,
    pub(crate) via: Option<Basis>,
}

impl Ends {
    pub(crate) fn any(self) -> Option<Basis> {
        [self.from, self.to, self.via].into_iter().flatten().min()
    }

    /// Notes that the party's name is printed as payer or payee.
    pub(crate) fn print(&mut self, is_payer: bool, basis: Basis) {
        let side = if is_payer { &mut self.from } else { &mut self.to };
        *side = Some(basis);
    }
}

/// Where in an event a party stands.
pub(crate) fn ends(event: &Event<'_>, party: &Meant, resolution: &Resolution) -> Ends {
    let at = |entity: Option<EntityIx>| party.is(entity.and_then(|entity| resolution.cluster(entity)));
    Ends {
        from: at(event.from).into_iter().chain(at(event.from_party)).min(),
        to: at(event.to).into_iter().chain(at(event.to_party)).min(),
        via: at(event.via),
    }
}
