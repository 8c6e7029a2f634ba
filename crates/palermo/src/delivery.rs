//! What `analyze`, `sources` and `show` share: paths become surveyed inputs, each with its reader.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use evidence::Locator;
use gazetteer::Countries;
use intake::{
    Cleaner, DeliveryError, Head, Input, Mapping, Reader, Survey, Table, Text, deliver, readers, recognise,
    survey,
};
use report::Words;

use crate::Usage;

/// Inputs with everything needed to read them.
pub(crate) struct Intake {
    readers: Vec<Box<dyn Reader>>,
    pub(crate) cleaner: Cleaner,
    pub(crate) inputs: Vec<Box<dyn Input>>,
    /// What could not even be opened.
    pub(crate) errors: Vec<DeliveryError>,
}

/// What is to be done with an input.
pub(crate) enum Next<'a> {
    /// Read it with this reader, if there is one.
    Read(Option<&'a dyn Reader>),
    /// The same bytes were read under this name.
    Repeated(String),
}

impl Intake {
    /// Opens what was delivered. Mappings given by hand are tried before the built-in readers.
    pub(crate) fn open(paths: &[PathBuf], mappings: &[PathBuf], words: &Words) -> miette::Result<Self> {
        let mut all: Vec<Box<dyn Reader>> = Vec::new();
        for path in mappings {
            all.push(Box::new(Table::new(mapping(path, words)?)));
        }
        all.extend(readers());
        let (inputs, errors) = deliver(paths);
        Ok(Self { readers: all, cleaner: Cleaner::new(Countries::embedded()), inputs, errors })
    }

    /// Bytes of all inputs.
    pub(crate) fn bytes(&self) -> u64 {
        self.inputs.iter().map(|input| input.size()).fold(0, u64::saturating_add)
    }

    /// Surveys an input and chooses its reader. `seen` holds the names of the files before it by their SHA-256.
    pub(crate) fn choose(
        &self,
        input: &dyn Input,
        seen: &mut HashMap<String, String>,
    ) -> std::io::Result<(Survey, Next<'_>)> {
        let survey = survey(input, &mut |_| ())?;
        if let Some(name) = seen.get(&survey.sha256) {
            let name = name.clone();
            return Ok((survey, Next::Repeated(name)));
        }
        seen.insert(survey.sha256.clone(), input.name().to_owned());
        let reader = {
            let text = survey.head_text();
            recognise(&self.readers, &Head { name: input.name(), text: &text })
        };
        Ok((survey, Next::Read(reader)))
    }
}

pub(crate) fn mapping(path: &Path, words: &Words) -> miette::Result<Mapping> {
    let shown = path.display().to_string();
    let yaml = std::fs::read_to_string(path).map_err(|error| {
        let values = [("file", shown.as_str().into()), ("error", error.to_string().into())];
        Usage::said(words, "cli-wrong-file", "cli-mapping-help", &values)
    })?;
    Mapping::parse(&shown, &yaml).map_err(|error| {
        Usage::said(words, "cli-said", "cli-mapping-language", &[("error", error.to_string().into())])
    })
}

/// The original text behind records, read again from where it was delivered.
#[derive(Default)]
pub(crate) struct Originals {
    surveys: BTreeMap<String, Survey>,
}

impl Originals {
    /// Remembers how a source was read, without its head.
    pub(crate) fn remember(&mut self, name: &str, survey: Survey) {
        self.surveys.insert(name.to_owned(), Survey { head: Vec::new(), ..survey });
    }

    /// The text at a locator, at most `limit` bytes of it.
    pub(crate) fn of(
        &self,
        inputs: &BTreeMap<&str, &dyn Input>,
        name: &str,
        locator: &Locator,
        limit: u64,
    ) -> Option<String> {
        let (input, survey) = (*inputs.get(name)?, self.surveys.get(name)?);
        let text = Text::new(input, survey).excerpt(locator.start, locator.length.min(limit));
        (!text.is_empty()).then_some(text)
    }
}

/// Inputs by name.
pub(crate) fn by_name(inputs: &[Box<dyn Input>]) -> BTreeMap<&str, &dyn Input> {
    inputs.iter().map(|input| (input.name(), input.as_ref())).collect()
}

/// The path on disk behind a source's name: the archive for a member.
pub(crate) fn path_of(source: &str) -> PathBuf {
    PathBuf::from(
        source.split_once(".zip!").map_or_else(|| source.to_owned(), |(archive, _)| format!("{archive}.zip")),
    )
}
