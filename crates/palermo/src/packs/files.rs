//! The files of a set of packs: the embedded ones, and those a person gives.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use indicators::describe::{Entry, Outline, Sort};
use indicators::{PackError, Packs};
use report::Words;

use super::entries::without;
use super::options::Given;
use crate::Usage;

/// One file.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// Its name as a person reads it.
    pub(super) name: String,
    /// Its name as [`Packs::parse`] takes it, which tells packs, lists and the combination apart.
    key: String,
    pub(super) text: String,
    pub(super) outline: Outline,
}

impl File {
    fn new(name: &str, text: String) -> Result<Self, PackError> {
        let outline = Outline::read(name, &text)?;
        let is_named_list = name.split('/').any(|part| part == "lists");
        let last = name.rsplit('/').next();
        let has_lists = outline.entries.iter().any(|entry| entry.sort == Sort::List);
        let key = if outline.is_combination {
            "combination.yaml".to_owned()
        } else if has_lists && outline.pack.is_none() && !is_named_list {
            format!("lists/{name}")
        } else if outline.pack.is_some() && (is_named_list || last == Some("combination.yaml")) {
            // A pack may stand anywhere: what is in it tells.
            format!("pack {}", name.replace('/', " "))
        } else {
            name.to_owned()
        };
        Ok(Self { name: name.to_owned(), key, text, outline })
    }
}

/// The files of one set of packs.
#[derive(Clone, Debug, Default)]
pub(super) struct Files {
    pub(super) all: Vec<File>,
    /// Given files that could not be read as packs or lists.
    pub(super) unreadable: Vec<PackError>,
}

impl Files {
    /// The embedded files.
    pub(super) fn embedded() -> Self {
        let mut files = Self::default();
        for (name, text) in Packs::embedded_files() {
            files.add(name, text.to_owned());
        }
        files
    }

    /// The embedded files, unless `only`, with those of `paths`.
    pub(super) fn with(paths: &[PathBuf], only: bool, words: &Words) -> miette::Result<Self> {
        let mut files = Self::embedded();
        // How hits become an alert is no pack: it holds unless another way is given.
        files.all.retain(|file| !only || file.outline.is_combination);
        let embedded = files.all.len();
        for path in paths {
            let name = path.display().to_string();
            match read(path, &name) {
                Ok(Ok(text)) => files.add(&name, text),
                Ok(Err(error)) => files.unreadable.push(error),
                Err(error) => {
                    let help = words.text("cli-packs-give-file");
                    return Err(Usage::report(format!("{name}: {error}"), help));
                }
            }
        }
        let given = files.all.split_off(embedded);
        for file in &given {
            files.replaced_by(&file.outline);
        }
        files.all.extend(given);
        Ok(files)
    }

    /// What a command line gives.
    pub(super) fn of(given: &Given, words: &Words) -> miette::Result<Self> {
        Self::with(&given.files, given.only, words)
    }

    fn add(&mut self, name: &str, text: String) {
        match File::new(name, text) {
            Ok(file) => self.all.push(file),
            Err(error) => self.unreadable.push(error),
        }
    }

    /// Takes out what a given file replaces: the pack or lists of the same ids, the combination.
    fn replaced_by(&mut self, outline: &Outline) {
        self.all.retain(|own| {
            let is_same_pack = own.outline.pack.is_some() && own.outline.pack == outline.pack;
            !(is_same_pack || own.outline.is_combination && outline.is_combination)
        });
        for list in outline.entries.iter().filter(|entry| entry.sort == Sort::List) {
            for own in &mut self.all {
                if let Some(entry) = own.outline.find(Sort::List, &list.id)
                    && let Some(text) = without(&own.text, entry.line)
                {
                    own.text = text;
                    own.outline.entries.retain(|own| own.id != list.id);
                }
            }
        }
        self.all.retain(|own| !own.outline.entries.is_empty() || own.outline.is_combination);
    }

    /// Compiles them; the error has the name of the file as given.
    pub(super) fn compile(&self) -> Result<Packs, PackError> {
        if let Some(error) = self.unreadable.first() {
            return Err(error.clone());
        }
        let files: Vec<(&str, &str)> =
            self.all.iter().map(|file| (file.key.as_str(), file.text.as_str())).collect();
        Packs::parse(&files).map_err(|error| self.renamed(error))
    }

    /// Compiles them for a command that needs them whole.
    pub(super) fn packs(&self, words: &Words) -> miette::Result<Packs> {
        self.compile().map_err(|error| Usage::report(error.to_string(), words.text("cli-packs-lint-them")))
    }

    fn renamed(&self, mut error: PackError) -> PackError {
        let (PackError::Form { file, .. } | PackError::Entry { file, .. }) = &mut error;
        if let Some(own) = self.all.iter().find(|own| own.key == *file) {
            file.clone_from(&own.name);
        }
        error
    }

    /// Takes out the rule that an error is about, to read on without it; false if it is about something else, on
    /// which other things may rest.
    pub(super) fn set_aside(&mut self, error: &PackError) -> bool {
        let PackError::Entry { file, line, entry, .. } = error else { return false };
        let own = self.all.iter_mut().find(|own| own.name == *file);
        let Some(own) = own.filter(|own| own.outline.find(Sort::Rule, entry).is_some()) else { return false };
        let text = without(&own.text, *line);
        text.is_some_and(|text| {
            own.text = text;
            true
        })
    }

    /// Where something stands.
    pub(super) fn find(&self, sort: Sort, id: &str) -> Option<(&str, &Entry)> {
        self.all.iter().find_map(|file| Some((file.name.as_str(), file.outline.find(sort, id)?)))
    }
}

/// The text of a file; the inner error is where it is not UTF-8. No more is read than it takes to see that a file is
/// too long to be a pack.
fn read(path: &Path, name: &str) -> io::Result<Result<String, PackError>> {
    let most = indicators::describe::MOST_BYTES as u64;
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(indicators::describe::text(name, bytes))
}
