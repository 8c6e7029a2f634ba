//! `palermo law`: rules that explain themselves.

mod answer;
mod ask;
mod diff;
mod dmn;
mod files;
mod impact;
mod json;
mod lint;
mod list;
mod options;
mod scenarios;
mod told;
mod why;

pub(crate) use options::Law;

use std::path::Path;

use report::Words;

use crate::Outcome;

/// Refuses the id of a rule set that is not there, and says which was perhaps meant.
pub(crate) fn known(id: &str, words: &Words) -> miette::Result<()> {
    files::rule_set(&files::library_with::<&Path>(&[], words)?, id, words).map(|_| ())
}

pub(crate) fn run(command: &Law) -> miette::Result<Outcome> {
    match command {
        Law::List(options) => list::list(options),
        Law::Show(options) => list::show(options),
        Law::Check(options) => answer::run(options),
        Law::Ask(options) => ask::run(options),
        Law::Why(options) => why::run(options),
        Law::Diff(options) => diff::run(options),
        Law::Impact(options) => impact::run(options),
        Law::Test(options) => scenarios::run(options),
        Law::Lint(options) => lint::run(options),
        Law::Export(options) => dmn::export(options),
        Law::Import(options) => dmn::import(options),
    }
}
