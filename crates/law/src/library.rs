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

    /// Rule sets from files, each a name and its text; one called `instruments.yaml` holds what all of them cite.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, LawError> {
        let sources = || files.iter().map(|(name, text)| Source { name, text });
        let is_instruments =
            |source: &Source<'_>| source.name.rsplit('/').next().unwrap_or_default() == INSTRUMENTS;
        let mut shared: BTreeMap<String, Instrument> = BTreeMap::new();
        for source in sources().filter(is_instruments) {
            let read: BTreeMap<String, written::Instrument> = source.read()?;
            shared.extend(read.iter().map(|(id, own)| (id.clone(), compile::instrument(own))));
        }
        let mut drafts: Vec<(Source<'_>, written::File)> = Vec::new();
        for source in sources().filter(|source| !is_instruments(source)) {
            let file: written::File = source.read()?;
            // A later file of the same id stands in place of an earlier one.
            drafts.retain(|(_, own)| own.id.value != file.id.value);
            drafts.push((source, file));
        }
        let mut sets = BTreeMap::new();
        for (source, file) in &drafts {
            let parts = used(&drafts, (*source, file))?;
            sets.insert(file.id.value.clone(), compile::rule_set(&parts, &shared)?);
        }
        Ok(Self { sets })
    }

    /// The rule set of that name.
    pub fn get(&self, id: &str) -> Result<&RuleSet, LawError> {
        self.sets.get(id).ok_or_else(|| LawError::NoRuleSet {
            typed: crate::error::short(id),
            known: nearest(id, self.sets.keys().map(String::as_str)),
        })
    }

    /// All, by name.
    pub fn sets(&self) -> impl Iterator<Item = &RuleSet> {
        self.sets.values()
    }
}

/// A file with all it uses, directly or through others, itself first.
fn used<'f>(drafts: &'f [(Source<'f>, written::File)], own: Draft<'f>) -> Result<Vec<Draft<'f>>, LawError> {
    let mut parts = vec![own];
    let mut at = 0;
    while let Some((source, file)) = parts.get(at).copied() {
        for id in &file.uses {
            if parts.iter().any(|(_, part)| part.id.value == id.value) {
                continue;
            }
            let found = drafts.iter().find(|(_, other)| other.id.value == id.value);
            let (other, file) = found.ok_or_else(|| {
                let near = nearest(&id.value, drafts.iter().map(|(_, own)| own.id.value.as_str())).join(", ");
                source.about(id, format!("no rule set has this id; near it: {near}"))
            })?;
            parts.push((*other, file));
        }
        at += 1;
    }
    Ok(parts)
}
