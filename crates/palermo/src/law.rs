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

pub(crate) fn run(command: &Law, words: &Words) -> miette::Result<Outcome> {
    match command {
        Law::List(options) => list::list(options, words),
        Law::Show(options) => list::show(options, words),
        Law::Check(options) => answer::run(options, words),
        Law::Ask(options) => ask::run(options, words),
        Law::Why(options) => why::run(options, words),
        Law::Diff(options) => diff::run(options, words),
        Law::Impact(options) => impact::run(options, words),
        Law::Test(options) => scenarios::run(options, words),
        Law::Lint(options) => lint::run(options, words),
        Law::Export(options) => dmn::export(options, words),
        Law::Import(options) => dmn::import(options, words),
    }
}
