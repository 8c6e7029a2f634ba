//! `palermo law export` and `palermo law import`: decision tables of OMG's DMN.

use std::path::Path;

use report::Words;

use super::files::{named, read, said};
use super::options::{Export, Import};
use crate::whole::write_whole;
use crate::{Outcome, Usage};

pub(super) fn export(options: &Export, words: &Words) -> miette::Result<Outcome> {
    let set = &named(&options.named, words)?;
    let text = law::dmn::export(set).map_err(|error| said(&error, words))?;
    put(&options.out, &text, words)
}

pub(super) fn import(options: &Import, words: &Words) -> miette::Result<Outcome> {
    let text = read(&options.file, words)?;
    let yaml = law::dmn::import(&text).map_err(|error| {
        let report = said(&error, words);
        Usage::report(format!("{}: {report}", options.file.display()), words.text("law-help-docs"))
    })?;
    put(&options.out, &yaml, words)
}

fn put(path: &Path, text: &str, words: &Words) -> miette::Result<Outcome> {
    if path == Path::new("-") {
        say!("{}", text.trim_end());
    } else {
        write_whole(path, text.as_bytes(), words)?;
        say!("{}", words.get("law-written", &[("file", path.display().to_string().into())]));
    }
    Ok(Outcome::Done)
}
