//! The rule sets that come with the program, and those a person gives.

use std::collections::BTreeMap;

use crate::compile::{self, Draft};
use crate::error::{LawError, nearest};
use crate::rule_set::{Instrument, RuleSet};
use crate::written;
use crate::yaml::Source;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The name of the file of instruments that all rule sets cite.
const INSTRUMENTS: &str = "instruments.yaml";

/// Rule sets by name.
#[derive(Clone, Debug, Default)]
pub struct Library {
    sets: BTreeMap<String, RuleSet>,
    /// Rule sets that cannot be used: the file with the fault, and the fault.
    broken: BTreeMap<String, (String, LawError)>,
}

impl Library {
    /// The rule sets under `law/`, compiled in.
    pub fn embedded() -> Result<Self, LawError> {
        Self::parse(EMBEDDED)
    }

    /// The embedded files, by name.
    pub fn embedded_files() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// Rule sets from files, of which none may have a fault; see [`Library::read`].
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, LawError> {
        let mut library = Self::read(files);
        match library.broken.pop_first() {
            Some((_, (_, fault))) => Err(fault),
            None => Ok(library),
        }
    }

    /// Rule sets from files, each a name and its text; one called `instruments.yaml` holds what all of them cite. A fault
    /// breaks the rule set of its file and those that use it, and no other.
    pub fn read(files: &[(&str, &str)]) -> Self {
        let mut library = Self::default();
        let sources = || files.iter().map(|(name, text)| Source { name, text });
        let is_instruments =
            |source: &Source<'_>| source.name.rsplit('/').next().unwrap_or_default() == INSTRUMENTS;
        let mut shared: BTreeMap<String, Instrument> = BTreeMap::new();
        let mut uncited = None;
        for source in sources().filter(is_instruments) {
            match source.read::<BTreeMap<String, written::Instrument>>() {
                Ok(read) => {
                    shared.extend(read.iter().map(|(id, own)| (id.clone(), compile::instrument(own))));
                }
                Err(fault) => uncited = Some((source.name.to_owned(), fault)),
            }
        }
        let mut drafts: Vec<(Source<'_>, written::File)> = Vec::new();
        for source in sources().filter(|source| !is_instruments(source)) {
            match source.read::<written::File>() {
                Ok(file) => {
                    // A later file of the same id stands in place of an earlier one.
                    drafts.retain(|(_, own)| own.id.value != file.id.value);
                    drafts.push((source, file));
                }
                Err(fault) => {
                    library.broken.insert(stem(source.name).to_owned(), (source.name.to_owned(), fault));
                }
            }
        }
        for (source, file) in &drafts {
            let id = file.id.value.clone();
            let made = library.used(&drafts, (*source, file));
            match made.and_then(|parts| compile::rule_set(&parts, &shared)) {
                Ok(set) => {
                    library.sets.insert(id, set);
                }
                Err(fault) => {
                    let why = uncited.clone().unwrap_or_else(|| (source.name.to_owned(), fault));
                    library.broken.insert(id, why);
                }
            }
        }
        library
    }

    /// The rule set of that name.
    pub fn get(&self, id: &str) -> Result<&RuleSet, LawError> {
        if let Some((_, fault)) = self.broken.get(id) {
            return Err(fault.clone());
        }
        let names = self.sets.keys().chain(self.broken.keys()).map(String::as_str);
        self.sets
            .get(id)
            .ok_or_else(|| LawError::NoRuleSet { typed: crate::error::short(id), known: nearest(id, names) })
    }

    /// All that can be used, by name.
    pub fn sets(&self) -> impl Iterator<Item = &RuleSet> {
        self.sets.values()
    }

    /// Those that cannot: name, file and fault.
    pub fn broken(&self) -> impl Iterator<Item = (&str, &str, &LawError)> {
        self.broken.iter().map(|(id, (file, fault))| (id.as_str(), file.as_str(), fault))
    }

    /// A file with all it uses, directly or through others, itself first.
    fn used<'f>(
        &self,
        drafts: &'f [(Source<'f>, written::File)],
        own: Draft<'f>,
    ) -> Result<Vec<Draft<'f>>, LawError> {
        let mut parts = vec![own];
        let mut at = 0;
        while let Some((source, file)) = parts.get(at).copied() {
            for id in &file.uses {
                if parts.iter().any(|(_, part)| part.id.value == id.value) {
                    continue;
                }
                if let Some((_, fault)) = self.broken.get(&id.value) {
                    return Err(fault.clone());
                }
                let found = drafts.iter().find(|(_, other)| other.id.value == id.value);
                let (other, file) = found.ok_or_else(|| {
                    let near =
                        nearest(&id.value, drafts.iter().map(|(_, own)| own.id.value.as_str())).join(", ");
                    source.about(id, format!("no rule set has this id; near it: {near}"))
                })?;
                parts.push((*other, file));
            }
            at += 1;
        }
        Ok(parts)
    }
}

/// What a file is called, which is what its rule set is called too; a file that cannot be read does not say it.
fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.split('.').next().unwrap_or(name)
}
