//! `palermo packs new`: a commented pack to begin with.

use std::fs::File;
use std::io::{ErrorKind, Write};

use miette::IntoDiagnostic;
use report::{Language, Words};

use super::options::New;
use super::tell;
use crate::{Outcome, Usage};

const ENGLISH: &str = include_str!("skeleton/en.yaml");
const FRENCH: &str = include_str!("skeleton/fr.yaml");

pub(super) fn run(options: &New, words: &Words) -> miette::Result<Outcome> {
    let id = options.id.as_str();
    let is_id = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !is_id {
        let what = words.get("cli-packs-bad-id", &[("id", id.into())]);
        return Err(Usage::report(what, words.text("cli-packs-good-id")));
    }
    let text = if words.language() == Language::French { FRENCH } else { ENGLISH };
    let rule = format!("{}_night_cash", id.replace('-', "_"));
    let text = text
        .replace("{pack}", id)
        .replace("{INDICATOR}", &format!("{}-01", id.to_uppercase()))
        .replace("{rule}", &rule);
    let path = options.dir.join(format!("{id}.yaml"));
    let shown = path.display().to_string();
    match File::create_new(&path) {
        Ok(mut file) => file.write_all(text.as_bytes()).into_diagnostic()?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let what = words.get("cli-packs-exists", &[("path", shown.as_str().into())]);
            return Err(Usage::report(what, words.text("cli-packs-not-overwritten")));
        }
        Err(error) => {
            return Err(Usage::report(format!("{shown}: {error}"), words.text("cli-packs-give-folder")));
        }
    }
    tell(words, "cli-packs-written", &[("path", shown.as_str().into())]);
    Ok(Outcome::Done)
}
