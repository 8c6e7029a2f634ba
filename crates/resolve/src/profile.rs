//! What is known of a cluster while it grows: enough to see what it cannot be the same as.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, Evidence, Mark, schemata};
use names::Name;

use crate::birth::Birth;
use crate::name::{agree, key, words};

/// Most spellings of names that are compared for one cluster. Ours: bounds the work on very large ones.
const SPELLINGS: usize = 16;

/// The facts of one cluster.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    schema: String,
    /// By their words.
    names: BTreeMap<String, Name>,
    births: BTreeSet<Birth>,
    bank: Bank,
    /// Whether a person joined some of it.
    pub(crate) is_decided: bool,
}

/// The institution of a bank account.
#[derive(Clone, Debug, Default)]
struct Bank {
    /// First four letters of the BIC: the institution without country and branch.
    prefixes: BTreeSet<String>,
    /// Lower-case country codes, of BIC and IBAN.
    countries: BTreeSet<String>,
    /// Distinctive words of its names.
    words: BTreeSet<String>,
}

/// How two institutions compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Institution {
    /// The same one.
    Same,
    /// One of them is not said.
    Unknown,
    /// Written differently: perhaps another, perhaps its other name.
    Unlike,
    /// Another, by BIC or country.
    Other,
}

impl Profile {
    pub(crate) fn of(evidence: &Evidence, entity: EntityIx) -> Self {
        let mut own = Self { schema: evidence.schema(entity).to_owned(), ..Self::default() };
        let is_organization = evidence.is_a(entity, "Organization");
        for row in evidence.statements_of(entity).filter(|row| row.mark == Mark::Clean) {
            let value = evidence.text(row.value);
            match evidence.text(row.property) {
                "name" | "alias" | "previousName" => {
                    let name = if is_organization { Name::organization(value) } else { Name::person(value) };
                    own.names.extend(key(value).zip(name));
                }
                "birthDate" => own.births.extend(Birth::parse(value)),
                "bic" => {
                    own.bank.prefixes.extend(value.get(..4).map(str::to_uppercase));
                    own.bank.countries.extend(value.get(4..6).map(str::to_lowercase));
                }
                "iban" => own.bank.countries.extend(value.get(..2).map(str::to_lowercase)),
                "bankName" => own.bank.named(value),
                "bank" => {
                    let name = evidence.find(value).and_then(|bank| evidence.values(bank, "name").next());
                    own.bank.named(name.unwrap_or(""));
                }
                _ => {}
            }
        }
        own.trim();
        own
    }

    /// Adds what is known of a cluster that was joined to this one.
    pub(crate) fn absorb(&mut self, other: Self) {
        if let Some(common) = schemata().common(&self.schema, &other.schema) {
            common.name.clone_into(&mut self.schema);
        }
        self.names.extend(other.names);
        self.births.extend(other.births);
        self.bank.prefixes.extend(other.bank.prefixes);
        self.bank.countries.extend(other.bank.countries);
        self.bank.words.extend(other.bank.words);
        self.is_decided |= other.is_decided;
        self.trim();
    }

    fn trim(&mut self) {
        while self.names.len() > SPELLINGS {
            self.names.pop_last();
        }
    }

    /// Whether both can be one thing by their schemata: no person is an organisation.
    pub(crate) fn may_be_one(&self, other: &Self) -> bool {
        self.schema == other.schema || schemata().common(&self.schema, &other.schema).is_some()
    }

    /// Whether a full birth date of one contradicts one of the other; where a person joined those whose dates
    /// contradict, whether none of one fits any of the other.
    pub(crate) fn births_contradict(&self, other: &Self) -> bool {
        let mut all = self
            .births
            .iter()
            .flat_map(|own| other.births.iter().map(move |&theirs| own.contradicts(theirs)));
        if self.is_decided || other.is_decided {
            !self.births.is_empty() && !other.births.is_empty() && all.all(|one| one)
        } else {
            all.any(|one| one)
        }
    }

    /// Whether names speak for, not at all (one has none), or against both being one.
    pub(crate) fn names_agree(&self, other: &Self) -> Option<bool> {
        (!self.names.is_empty() && !other.names.is_empty())
            .then(|| self.names.values().any(|own| other.names.values().any(|theirs| agree(own, theirs))))
    }

    /// How the institutions of two accounts compare.
    pub(crate) fn institution(&self, other: &Self) -> Institution {
        let (own, theirs) = (&self.bank, &other.bank);
        let clash =
            |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
        if clash(&own.countries, &theirs.countries) || clash(&own.prefixes, &theirs.prefixes) {
            Institution::Other
        } else if !own.prefixes.is_disjoint(&theirs.prefixes) || !own.words.is_disjoint(&theirs.words) {
            Institution::Same
        } else if own.words.is_empty() || theirs.words.is_empty() {
            Institution::Unknown
        } else {
            Institution::Unlike
        }
    }

    /// What tells carriers of one value apart, to count how many there are: the name, or the institution.
    pub(crate) fn label(&self) -> String {
        match self.names.keys().next() {
            Some(name) => name.clone(),
            None => self.bank.prefixes.iter().chain(&self.bank.words).cloned().collect::<Vec<_>>().join(" "),
        }
    }

    /// How much the names and the institution say: what says more is compared first, so that an initial does not
    /// bridge two persons.
    pub(crate) fn precision(&self) -> usize {
        let longest = self.names.keys().map(String::len).max().unwrap_or(0);
        longest + self.bank.prefixes.len() + self.bank.countries.len() + self.bank.words.len()
    }
}

impl Bank {
    fn named(&mut self, name: &str) {
        const GENERIC: [&str; 14] = [
            "the", "of", "de", "bank", "banque", "banco", "banca", "caisse", "credit", "crédit", "union",
            "trust", "national", "canada",
        ];
        self.words.extend(words(name).into_iter().filter(|word| !GENERIC.contains(&word.as_str())));
    }
}
