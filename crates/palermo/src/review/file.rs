//! A review at work: its file, the knowledge beside it, and the person who writes.
//!
//! A file is written beside its place and put there whole. Two programs that write at once do not lose each other's
//! statements: what stands on disk is read again and merged before it is replaced, under a lock of the folder.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use gazetteer::Countries;
use jiff::Timestamp;
use jiff::civil::Date;
use report::Words;
use review::log::Fault;
use review::mechanism::Role;
use review::statement::{Author, Id, Says};
use review::statistics::{Table, Vocabulary};
use review::{Audience, Error, Log, Mechanism, Picture, Questionnaire, rights};

use super::options::{Requests, Setting, Work};
use super::said::{refused, short, wrong};
use crate::sheet::Sheet;
use crate::{Outcome, Usage};

/// What a command works with.
pub(super) struct Bench {
    pub(super) words: Words,
    pub(super) mechanism: Mechanism,
    pub(super) vocabulary: Vocabulary,
    pub(super) countries: Countries,
    pub(super) now: Timestamp,
    questionnaires: Option<PathBuf>,
}

impl Bench {
    pub(super) fn open(setting: &Setting, words: Words) -> miette::Result<Self> {
        let mechanism = Mechanism::embedded().map_err(|error| refused(&error, &words))?;
        let vocabulary = Vocabulary::embedded().map_err(|error| refused(&error, &words))?;
        #[expect(clippy::disallowed_methods, reason = "the command line reads the clock, and hands it on")]
        let now = setting.at.unwrap_or_else(Timestamp::now);
        let questionnaires = setting.questionnaires.clone();
        Ok(Self { words, mechanism, vocabulary, countries: Countries::embedded(), now, questionnaires })
    }

    pub(super) fn refuse(&self, error: &Error) -> miette::Report {
        refused(error, &self.words)
    }

    /// Today, where the person is.
    pub(super) fn today(&self) -> Date {
        self.now.to_zoned(jiff::tz::TimeZone::system()).date()
    }

    /// The questionnaire of this version: one compiled in, or one given by its folder.
    pub(super) fn questionnaire(&self, version: &str) -> miette::Result<Questionnaire> {
        let mut known = vec![review::questionnaire::CURRENT.to_owned()];
        if let Some(folder) = &self.questionnaires {
            let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if name == version {
                return read_questionnaire(folder, version, &self.words);
            }
            known.push(name);
        }
        if version == review::questionnaire::CURRENT {
            return Questionnaire::embedded().map_err(|error| self.refuse(&error));
        }
        Err(self.refuse(&Error::UnknownVersion { version: version.to_owned(), known }))
    }

    /// A State, from its code or name.
    pub(super) fn state(&self, text: &str) -> miette::Result<String> {
        let found = self.countries.parse(text);
        found.map(|country| country.alpha2().to_owned()).ok_or_else(|| {
            let said = self.words.get("review-no-state", &[("state", text.into())]);
            Usage::report(said, self.words.text("review-no-state-help"))
        })
    }

    /// A day, from what was typed.
    pub(super) fn day(&self, text: &str) -> miette::Result<Date> {
        review::calendar::parse_day(text).map_err(|error| self.refuse(&error))
    }

    /// A table of requests, if one is given.
    pub(super) fn requests(&self, given: &Requests) -> miette::Result<Option<Table>> {
        given.table.as_ref().map(|path| self.table(path, given.cut_off.as_deref())).transpose()
    }

    fn table(&self, path: &Path, cut_off: Option<&str>) -> miette::Result<Table> {
        let cut_off = cut_off.map(|text| self.day(text)).transpose()?;
        let sheet = Sheet::open(path, &self.words)?;
        let table = review::statistics::read(&sheet.whole(&self.words)?, cut_off, &self.vocabulary);
        let mut table = table.map_err(|error| wrong(path, &error, &self.words))?;
        sheet.sha256().clone_into(&mut table.sha256);
        for row in table.refused.iter().take(5) {
            let values = [
                ("file", path.display().to_string().into()),
                ("line", row.line.to_string().into()),
                ("column", row.column.into()),
                ("found", short(&row.found).into()),
            ];
            let mut said = self.words.get("review-row-refused", &values);
            if !row.near.is_empty() {
                let near = row.near.join(", ");
                said = format!("{said} {}", self.words.get("review-did-you-mean", &[("names", near.into())]));
            }
            warn!("{said}");
        }
        Ok(table)
    }
}

fn read_questionnaire(folder: &Path, version: &str, words: &Words) -> miette::Result<Questionnaire> {
    let failed = |error: std::io::Error| cannot_read(folder, &error, words);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|ending| ending == "yaml") {
            files.push((path.display().to_string(), read(&path, words)?));
        }
    }
    files.sort();
    let named = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Questionnaire::parse(version, named).map_err(|error| refused(&error, words))
}

fn cannot_read(path: &Path, error: &std::io::Error, words: &Words) -> miette::Report {
    let values = [("file", path.display().to_string().into()), ("error", error.to_string().into())];
    Usage::report(words.get("review-cannot-read", &values), words.text("review-cannot-read-help"))
}

/// The text of a file; bytes that are no UTF-8 are an error, with the place.
pub(super) fn read(path: &Path, words: &Words) -> miette::Result<String> {
    let bytes = fs::read(path).map_err(|error| cannot_read(path, &error, words))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let values = [("file", path.display().to_string().into()), ("byte", at.to_string().into())];
        Usage::report(words.get("review-no-text", &values), words.text("review-cannot-read-help"))
    })
}

/// A review that is open.
pub(super) struct Open {
    pub(super) path: PathBuf,
    pub(super) log: Log,
    pub(super) faults: Vec<Fault>,
}

impl Open {
    pub(super) fn read(path: &Path, words: &Words) -> miette::Result<Self> {
        let text = read(path, words)?;
        let (log, faults) = Log::parse(&text).map_err(|error| wrong(path, &error, words))?;
        Ok(Self { path: path.to_owned(), log, faults })
    }

    pub(super) fn picture(&self, bench: &Bench) -> miette::Result<Picture> {
        Picture::of(&self.log).map_err(|error| wrong(&self.path, &error, &bench.words))
    }

    /// What was done, or that lines could not be read.
    pub(super) fn outcome(&self, bench: &Bench) -> Outcome {
        for fault in self.faults.iter().take(5) {
            warn!("{}", super::said::fault(&self.path, fault, &bench.words));
        }
        if self.faults.is_empty() { Outcome::Done } else { Outcome::Faults }
    }

    /// Puts the file in its place, with whatever another program has written meanwhile.
    pub(super) fn save(&mut self, words: &Words) -> miette::Result<()> {
        save(&self.path, &mut self.log, words)
    }
}

/// Writes a review whole, merged with what stands at its place.
pub(super) fn save(path: &Path, log: &mut Log, words: &Words) -> miette::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Where folders cannot be locked, the merge alone has to do.
    let lock = File::open(folder).ok().filter(|folder| folder.lock().is_ok());
    if path.exists() {
        let (standing, _) = Log::parse(&read(path, words)?).map_err(|error| wrong(path, &error, words))?;
        *log = std::mem::take(log).merge(&standing).map_err(|error| wrong(path, &error, words))?;
    }
    put(path, log.text().as_bytes(), words)?;
    drop(lock);
    Ok(())
}

/// Writes a file beside its place and puts it there whole.
pub(super) fn put(path: &Path, bytes: &[u8], words: &Words) -> miette::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = PathBuf::from(beside);
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    write().map_err(|error| {
        // Whatever was written of it is of no use.
        drop(fs::remove_file(&beside));
        let values = [("file", path.display().to_string().into()), ("error", error.to_string().into())];
        Usage::report(words.get("review-cannot-write", &values), words.text("review-cannot-write-help"))
    })
}

/// A review in which somebody writes.
pub(super) struct Desk {
    pub(super) bench: Bench,
    pub(super) open: Open,
    pub(super) picture: Picture,
    pub(super) author: Author,
    added: usize,
}

impl Desk {
    pub(super) fn open(work: &Work, words: Words) -> miette::Result<Self> {
        Self::at(&work.file, &work.by, &work.setting, words)
    }

    pub(super) fn at(path: &Path, by: &str, setting: &Setting, words: Words) -> miette::Result<Self> {
        let bench = Bench::open(setting, words)?;
        let open = Open::read(path, &bench.words)?;
        let picture = open.picture(&bench)?;
        let author = picture.person(by).map_err(|error| bench.refuse(&error))?.clone();
        Ok(Self { bench, open, picture, author, added: 0 })
    }

    pub(super) fn questionnaire(&self) -> miette::Result<Questionnaire> {
        self.bench.questionnaire(&self.picture.questionnaire)
    }

    pub(super) fn refuse(&self, error: &Error) -> miette::Report {
        self.bench.refuse(error)
    }

    /// Says something, if the person may; it is written when all is said.
    pub(super) fn say(&mut self, says: Says) -> miette::Result<Id> {
        rights::check(&self.picture, &self.bench.mechanism, &self.author, &says)
            .map_err(|error| self.bench.refuse(&error))?;
        let id = self.open.log.append(self.bench.now, self.author.clone(), says);
        self.added += 1;
        Ok(id)
    }

    /// Writes what was said and tells so.
    pub(super) fn finish(mut self) -> miette::Result<Outcome> {
        if self.added == 0 {
            return Err(Usage::report(
                self.bench.words.text("review-nothing-said"),
                self.bench.words.text("review-nothing-said-help"),
            ));
        }
        self.open.save(&self.bench.words)?;
        let values = [("count", self.added.into()), ("file", self.open.path.display().to_string().into())];
        say!("{}", self.bench.words.get("review-written", &values));
        Ok(self.open.outcome(&self.bench))
    }

    /// The same for what others wrote, where nothing new in it is no mistake.
    pub(super) fn finish_taking_in(self) -> miette::Result<Outcome> {
        if self.added > 0 {
            return self.finish();
        }
        say!("{}", self.bench.words.get("review-taken-in", &[("count", 0.into())]));
        Ok(self.open.outcome(&self.bench))
    }

    /// A key for a new paragraph, reference or observation: its number, and letters that no other copy chooses too.
    pub(super) fn new_key(&self, letter: &str, taken: usize, text: &str) -> String {
        let seed =
            format!("{}|{}|{}|{text}|{}", self.bench.now, self.author.name, self.picture.id, self.added);
        let id: String = Id::of(&seed).to_string().chars().take(4).collect();
        format!("{letter}{}.{id}", taken + 1)
    }
}

/// Readers, from a word or the name of a person of the review.
pub(super) fn readers(text: &str, picture: &Picture, bench: &Bench) -> miette::Result<Audience> {
    match Role::parse(text) {
        Some(role @ (Role::Public | Role::Parties)) => Ok(Audience::of(role)),
        _ => picture.person(text).map(Audience::from).map_err(|error| bench.refuse(&error)),
    }
}
