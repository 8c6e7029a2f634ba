//! `palermo packs`: what is known as data, checked, explained, written and tried out.

mod coverage;
mod entries;
mod examples;
mod explain;
mod files;
mod lint;
mod options;
mod replay;
mod skeleton;
mod tally;
mod verdicts;

pub(crate) use options::Packs;

use indicators::{Rule, Status};
use report::{Language, Value, Words};

use crate::{Outcome, Usage};

pub(crate) fn run(command: &Packs, words: &Words) -> miette::Result<Outcome> {
    match command {
        Packs::Lint(options) => lint::run(options, words),
        Packs::Test(options) => examples::run(options, words),
        Packs::Explain(options) => explain::run(options, words),
        Packs::Coverage(options) => coverage::run(options, words),
        Packs::New(options) => skeleton::run(options, words),
        Packs::Replay(options) => replay::run(options, words),
    }
}

/// Prints a message.
fn tell(words: &Words, key: &str, values: &[(&str, Value<'_>)]) {
    say!("{}", words.get(key, values));
}

/// A text of a pack in the language of `words`.
fn said<'a>(text: &'a indicators::Words, words: &Words) -> &'a str {
    if words.language() == Language::French { &text.fr } else { &text.en }
}

/// The code of a verification status; its words are the message `status-…`.
fn status(status: Status) -> &'static str {
    match status {
        Status::Read => "read",
        Status::Secondary => "secondary",
        Status::Recalled => "recalled",
    }
}

/// The rule of that id, or an error that names those whose ids are like it.
fn rule<'p>(packs: &'p indicators::Packs, id: &str, words: &Words) -> miette::Result<&'p Rule> {
    packs.rule(id).ok_or_else(|| {
        let near = indicators::nearest(id, packs.rules().map(|rule| rule.id.as_str())).join(", ");
        let help = if near.is_empty() {
            words.text("cli-packs-rules-listed")
        } else {
            words.get("cli-packs-nearest", &[("rules", near.into())])
        };
        Usage::report(words.get("cli-packs-no-rule", &[("rule", id.into())]), help)
    })
}
