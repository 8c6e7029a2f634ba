//! What stands in each paper of a review.

mod answers;
mod calendar;
mod effect;
mod observations;
mod parallel;
mod sheets;

use jiff::civil::Date;
use report::Value as Word;

pub use self::calendar::days;
pub use self::sheets::sheets;
use crate::desk::{Desk, Scope};
use crate::document::{Document, Run};

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paper {
    /// The questionnaire with fields to fill in.
    Questionnaire,
    /// The answers.
    Answers,
    /// Questions of reviewers, replies, written feedback.
    Dialogue,
    /// The list of observations.
    Observations,
    /// The summary.
    Summary,
    /// What became of observations; needs and offers.
    FollowUp,
    /// The three questions of civil society, as far as data goes.
    Effect,
    /// Answers of the State and parallel answers, side by side.
    Parallel,
    /// A submission of civil society.
    Submission,
    /// A background paper, by key.
    Background(String),
    /// Targets and events.
    Calendar,
}

impl Paper {
    /// The paper of this name.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "questionnaire" => Self::Questionnaire,
            "answers" => Self::Answers,
            "dialogue" => Self::Dialogue,
            "observations" => Self::Observations,
            "summary" => Self::Summary,
            "follow-up" => Self::FollowUp,
            "effect" => Self::Effect,
            "parallel" => Self::Parallel,
            "submission" => Self::Submission,
            "calendar" => Self::Calendar,
            _ => Self::Background(text.strip_prefix("paper:")?.to_owned()),
        })
    }

    /// The names of papers.
    pub const NAMES: [&str; 10] = [
        "questionnaire",
        "answers",
        "dialogue",
        "observations",
        "summary",
        "follow-up",
        "effect",
        "parallel",
        "submission",
        "calendar",
    ];
}

/// The paper as a document.
pub fn document(desk: &Desk<'_>, paper: &Paper, scope: &Scope) -> Document {
    match paper {
        Paper::Questionnaire => answers::questionnaire(desk, scope),
        Paper::Answers => answers::answers(desk, scope),
        Paper::Dialogue => observations::dialogue(desk, scope),
        Paper::Observations => observations::list(desk, scope),
        Paper::Summary => observations::summary(desk, scope),
        Paper::FollowUp => observations::follow_up(desk, scope),
        Paper::Effect => effect::effect(desk),
        Paper::Parallel => parallel::parallel(desk, scope),
        Paper::Submission => parallel::submission(desk),
        Paper::Background(key) => parallel::background(desk, key),
        Paper::Calendar => calendar::calendar(desk),
    }
}

/// A day as the language writes it.
fn day(desk: &Desk<'_>, date: Date) -> String {
    desk.words.stamp(&date.to_string())
}

/// A message of one value.
fn said<'a>(desk: &Desk<'_>, key: &str, name: &str, value: impl Into<Word<'a>>) -> String {
    desk.words.get(key, &[(name, value.into())])
}

/// A table cell of plain words.
fn cell(text: impl Into<String>) -> Vec<Run> {
    vec![Run::plain(text)]
}
