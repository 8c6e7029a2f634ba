//! What is wrong, in the person's language, with what to do about it.

use std::path::Path;

use report::{Value, Words};
use review::Error;
use review::log::{Fault, Reason};

use crate::Usage;

/// An error as a person reads it.
pub(super) fn refused(error: &Error, words: &Words) -> miette::Report {
    let (what, help) = told(error, words);
    Usage::report(what, help)
}

/// An error in a file.
pub(super) fn wrong(path: &Path, error: &Error, words: &Words) -> miette::Report {
    let (what, help) = told(error, words);
    Usage::report(format!("{}: {what}", path.display()), help)
}

/// A line that could not be read.
pub(super) fn fault(path: &Path, fault: &Fault, words: &Words) -> String {
    let (key, detail) = match &fault.reason {
        Reason::Form(detail) => ("review-fault-form", detail.as_str()),
        Reason::Changed => ("review-fault-changed", ""),
        Reason::Unknown(detail) => ("review-fault-unknown", detail.as_str()),
    };
    let values = [
        ("file", Value::from(path.display().to_string())),
        ("line", fault.line.to_string().into()),
        ("detail", detail.into()),
    ];
    words.get(key, &values)
}

fn told(error: &Error, words: &Words) -> (String, String) {
    let near = |names: &[String], otherwise: &str| {
        if names.is_empty() {
            words.text(otherwise)
        } else {
            words.get("review-did-you-mean", &[("names", names.join(", ").into())])
        }
    };
    let say = |key: &str, values: &[(&str, Value<'_>)]| words.get(key, values);
    match error {
        Error::Knowledge { file, what } => {
            (format!("{file}: {what}"), words.text("review-error-knowledge-help"))
        }
        Error::UnknownQuestion { asked, near: names } => (
            say("review-error-question", &[("question", asked.as_str().into())]),
            near(names, "review-error-question-help"),
        ),
        Error::UnknownVersion { version, known } => (
            say(
                "review-error-version",
                &[("version", version.as_str().into()), ("known", known.join(", ").into())],
            ),
            words.text("review-error-version-help"),
        ),
        Error::UnknownArticle { article, instrument, cluster, known, elsewhere } => {
            let values = [
                ("article", article.as_str().into()),
                ("instrument", words.code("review-instrument", instrument.as_str()).into()),
                ("cluster", cluster.as_str().into()),
                ("known", known.join(", ").into()),
            ];
            let help = match elsewhere {
                Some(cluster) => {
                    say("review-error-article-elsewhere", &[("cluster", cluster.as_str().into())])
                }
                None => words.text("review-error-article-help"),
            };
            (say("review-error-article", &values), help)
        }
        Error::UnknownAssistance { kind, near: names } => (
            say("review-error-assistance", &[("kind", kind.as_str().into())]),
            near(names, "review-error-assistance-help"),
        ),
        Error::UnknownKey { what, key, near: names } => (
            say(
                "review-error-key",
                &[("what", words.code("review-thing", what).into()), ("key", key.as_str().into())],
            ),
            near(names, "review-error-key-help"),
        ),
        Error::UnknownPerson { name, near: names } => (
            say("review-error-person", &[("name", name.as_str().into())]),
            near(names, "review-error-person-help"),
        ),
        Error::WrongAnswer { question, kind, choices } => {
            let help = match *kind {
                "choice" => say("review-error-answer-choice", &[("choices", choices.join(", ").into())]),
                kind => words.code("review-error-answer", kind),
            };
            (say("review-error-answer", &[("question", question.as_str().into())]), help)
        }
        Error::NotAllowed { role, act } => (
            say(
                "review-error-right",
                &[
                    ("role", words.code("review-role", role.as_str()).into()),
                    ("act", words.code("review-act", act).into()),
                ],
            ),
            words.text("review-error-right-help"),
        ),
        Error::WrongDate { text } => (
            say("review-error-date", &[("text", text.as_str().into())]),
            words.text("review-error-date-help"),
        ),
        Error::DateOrder { date, earlier } => (
            say(
                "review-error-order",
                &[("date", words.stamp(date).into()), ("earlier", words.stamp(earlier).into())],
            ),
            words.text("review-error-order-help"),
        ),
        Error::Unrelated { left, right } => (
            say(
                "review-error-unrelated",
                &[("left", left.as_str().into()), ("right", right.as_str().into())],
            ),
            words.text("review-error-unrelated-help"),
        ),
        Error::NoReview => (words.text("review-error-no-review"), words.text("review-error-no-review-help")),
        Error::NothingToUndo { name } => (
            say("review-error-undo", &[("name", name.as_str().into())]),
            words.text("review-error-undo-help"),
        ),
        Error::AlreadyPublic => (words.text("review-error-public"), words.text("review-error-public-help")),
        Error::Narrower { now } => (
            say("review-error-narrower", &[("class", words.code("review-class-short", now.as_str()).into())]),
            words.text("review-error-public-help"),
        ),
        Error::NotInPool { state, near: names } => (
            say("review-error-pool", &[("state", state.as_str().into())]),
            near(names, "review-error-pool-help"),
        ),
        Error::Table { line, what, found } => (
            say(
                "review-error-table",
                &[
                    ("line", line.to_string().into()),
                    ("column", what.as_str().into()),
                    ("found", short(found).into()),
                ],
            ),
            words.text("review-error-table-help"),
        ),
        Error::Nothing => (words.text("review-error-nothing"), words.text("review-error-key-help")),
        other => (other.to_string(), words.text("review-error-key-help")),
    }
}

/// What stood in a file, as a message can show it: on one line, and no longer than one recognises it by.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let plain: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    match plain.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", plain.get(..end).unwrap_or_default()),
        None => plain,
    }
}
