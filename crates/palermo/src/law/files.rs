//! Files of rules and of facts, and what is wrong with them in the person's language.

use std::io::Read;
use std::path::Path;

use jiff::civil::Date;
use law::{DECISION, Facts, LawError, Library, RuleSet};
use report::Words;

use super::options::{Case, Given, Named};
use super::told::text;
use crate::Usage;

/// The embedded rule sets with those given.
pub(super) fn library(given: &Given, words: &Words) -> miette::Result<Library> {
    library_with(&given.law, words)
}

/// The embedded rule sets with those of `paths`, in which there may be no fault.
pub(super) fn library_with<P: AsRef<Path>>(paths: &[P], words: &Words) -> miette::Result<Library> {
    let library = parsed(paths, words)?;
    let is_given = |file: &str| paths.iter().any(|path| path.as_ref().display().to_string() == file);
    let fault = library.broken().find(|(_, file, _)| is_given(file)).map(|(_, _, fault)| said(fault, words));
    fault.map_or(Ok(library), Err)
}

/// The same, with the faults of what is written in the files.
pub(super) fn parsed<P: AsRef<Path>>(paths: &[P], words: &Words) -> miette::Result<Library> {
    let mut files: Vec<(String, String)> = Library::embedded_files()
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    for path in paths {
        let path = path.as_ref();
        files.push((path.display().to_string(), read(path, words)?));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Ok(Library::read(&files))
}

/// The rule set that was named, of the embedded ones and those given beside them.
pub(super) fn named(named: &Named, words: &Words) -> miette::Result<RuleSet> {
    rule_set(&library(&named.given, words)?, &named.rules, words).cloned()
}

/// A rule set by name.
pub(super) fn rule_set<'l>(library: &'l Library, id: &str, words: &Words) -> miette::Result<&'l RuleSet> {
    library.get(id).map_err(|error| said(&error, words))
}

/// The facts of a case: stated in a file, the day of the decision beside.
pub(super) fn facts(set: &RuleSet, file: Option<&Path>, case: &Case, words: &Words) -> miette::Result<Facts> {
    let mut facts = match file.or(case.facts.as_deref()) {
        None => Facts::none(set),
        Some(path) => stated(set, path, words)?,
    };
    decided(set, &mut facts, case.decided);
    set.check(&facts).map_err(|error| said(&error, words))?;
    Ok(facts)
}

/// The facts that a file states.
pub(super) fn stated(set: &RuleSet, path: &Path, words: &Words) -> miette::Result<Facts> {
    let text = read(path, words)?;
    let facts = Facts::from_json(set, &text).map_err(|errors| all_said(path, &errors, words))?;
    set.check(&facts).map(|()| facts).map_err(|error| all_said(path, &[error], words))
}

/// Puts in the day of the decision, if it is not stated: the one given, else today.
pub(super) fn decided(set: &RuleSet, facts: &mut Facts, given: Option<Date>) {
    let is_open = set.fact(DECISION).is_some() && !facts.states(set, DECISION);
    if is_open {
        let day = given.unwrap_or_else(today);
        // A date is never refused for the one fact that is a date.
        let _stated = facts.state(set, DECISION, &serde_json::Value::String(day.to_string()));
    }
}

#[expect(clippy::disallowed_methods, reason = "only the command line reads the clock")]
fn today() -> Date {
    jiff::Zoned::now().date()
}

/// The text of a file, or of standard input for `-`.
pub(super) fn read(path: &Path, words: &Words) -> miette::Result<String> {
    /// Ours: a thousand times our largest.
    const MOST_BYTES: u64 = 64 << 20;
    let mut bytes = Vec::new();
    let done = if path == Path::new("-") {
        std::io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
    };
    let file = path.display().to_string();
    let help = words.text("law-file-help");
    done.map_err(|error| Usage::report(format!("{file}: {error}"), help.clone()))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Usage::report(words.get("law-file-long", &[("file", file.into())]), help));
    }
    String::from_utf8(bytes).map_err(|_different| {
        Usage::report(words.get("law-file-not-text", &[("file", file.as_str().into())]), help)
    })
}

/// An error as the person reads it.
pub(super) fn said(error: &LawError, words: &Words) -> miette::Report {
    Usage::report(what(error, words), help(error, words))
}

/// All that is wrong with a file.
pub(super) fn all_said(path: &Path, errors: &[LawError], words: &Words) -> miette::Report {
    let lines: Vec<String> =
        errors.iter().map(|error| format!("{}: {}", path.display(), what(error, words))).collect();
    let help = errors.first().map(|error| help(error, words)).unwrap_or_default();
    Usage::report(lines.join("\n"), help)
}

/// What is wrong, in a line.
pub(super) fn what(error: &LawError, words: &Words) -> String {
    let values = error.values();
    let mut values: Vec<(&str, report::Value<'_>)> =
        values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    let expected = match error {
        LawError::WrongType { expected, .. } => words.text(&format!("law-expected-{}", expected.code())),
        LawError::Contradiction { says } => text(says, words).to_owned(),
        _ => String::new(),
    };
    values.push(("expected", expected.as_str().into()));
    let said = words.get(&format!("law-error-{}", error.code()), &values);
    let known = error.known().join(", ");
    if known.is_empty() {
        return said;
    }
    format!("{said} {}", words.get("law-did-you-mean", &[("names", known.as_str().into())]))
}

fn help(error: &LawError, words: &Words) -> String {
    words.text(match error {
        LawError::NoRuleSet { .. } | LawError::NoRuleSetFor { .. } => "law-help-list",
        LawError::NoProvision { .. } | LawError::NoFact { .. } => "law-help-show",
        LawError::Form { .. } | LawError::Dmn { .. } | LawError::NoScenarios => "law-help-docs",
        _ => "law-help-facts",
    })
}
