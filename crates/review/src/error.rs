//! What can be wrong with what a person gave, with enough to say it in any language.

use crate::mechanism::{Class, Cluster, Instrument, Role};

/// Why something cannot be done. Nothing has been changed when one is returned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file of knowledge is not as it should be.
    #[error("{file}: {what}")]
    Knowledge {
        /// Which file.
        file: String,
        /// What is wrong, and where.
        what: String,
    },
    /// There is no such question.
    #[error("there is no question {asked}")]
    UnknownQuestion {
        /// What was asked for.
        asked: String,
        /// What may have been meant.
        near: Vec<String>,
    },
    /// The questionnaire of the review is not here.
    #[error("questionnaire {version} is not among those here")]
    UnknownVersion {
        /// The version that is missing.
        version: String,
        /// Those that are here.
        known: Vec<String>,
    },
    /// The article is not reviewed in that cluster.
    #[error("article {article} of {instrument} is not in cluster {cluster}")]
    UnknownArticle {
        /// What was given.
        article: String,
        /// Of which treaty.
        instrument: Instrument,
        /// In which cluster.
        cluster: Cluster,
        /// The articles of that part.
        known: Vec<String>,
        /// The cluster in which it stands.
        elsewhere: Option<Cluster>,
    },
    /// There is no such kind of assistance.
    #[error("there is no kind of assistance {kind}")]
    UnknownAssistance {
        /// What was given.
        kind: String,
        /// What may have been meant.
        near: Vec<String>,
    },
    /// There is nothing of this name in the review.
    #[error("there is no {what} {key}")]
    UnknownKey {
        /// The kind of thing: `observation`, `paragraph`, `offer`, `message`, `statement`.
        what: &'static str,
        /// What was asked for.
        key: String,
        /// What may have been meant.
        near: Vec<String>,
    },
    /// The person is not named in the review.
    #[error("{name} is not named in this review")]
    UnknownPerson {
        /// Who.
        name: String,
        /// Who may have been meant.
        near: Vec<String>,
    },
    /// The answer does not fit the question.
    #[error("question {question} does not take that answer")]
    WrongAnswer {
        /// Which question.
        question: String,
        /// What it takes: a kind of question.
        kind: &'static str,
        /// The choices, if it is a choice.
        choices: Vec<String>,
    },
    /// The role may not do this.
    #[error("{role} may not do that")]
    NotAllowed {
        /// Who asked.
        role: Role,
        /// What for: `write`, `clear`, `release`, `observe`, `agree`, `answer`, `nominate`.
        act: &'static str,
    },
    /// A date that there is not.
    #[error("{text} is no date")]
    WrongDate {
        /// What was given.
        text: String,
    },
    /// A date before one that must come first.
    #[error("{date} lies before {earlier}")]
    DateOrder {
        /// What was given.
        date: String,
        /// What lies before it.
        earlier: String,
    },
    /// Two files of different reviews.
    #[error("the files are of two reviews: {left} and {right}")]
    Unrelated {
        /// The one.
        left: String,
        /// The other.
        right: String,
    },
    /// The file does not begin with the opening of a review.
    #[error("this is no file of a review")]
    NoReview,
    /// Nothing to undo.
    #[error("there is nothing of {name} to undo")]
    NothingToUndo {
        /// Whose.
        name: String,
    },
    /// What is public stays public.
    #[error("what was made public cannot be undone")]
    AlreadyPublic,
    /// A narrower class than the paragraph has already.
    #[error("it is {now} already")]
    Narrower {
        /// What it is.
        now: Class,
    },
    /// Nothing there to clear or release.
    #[error("nothing is there yet")]
    Nothing,
    /// There must be a State of a kind in the pool to draw from.
    #[error("{state} is not in the pool of the draw")]
    NotInPool {
        /// Which State.
        state: String,
        /// What may have been meant.
        near: Vec<String>,
    },
    /// A table cannot be read.
    #[error("line {line}: {what}")]
    Table {
        /// Line of the table.
        line: u64,
        /// The column or the reason.
        what: String,
        /// What was found there.
        found: String,
    },
}

/// The names most like what was typed, at most three.
pub fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let typed = typed.to_lowercase();
    // Ours: a third of the letters wrong is a slip, more is another word.
    let most = typed.chars().count().div_ceil(3).min(8);
    let mut near: Vec<(usize, String)> = names
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let distance = strsim::osa_distance(&typed.chars().take(64).collect::<String>(), &lower);
            let is_part = typed.len() >= 3 && (lower.contains(&typed) || typed.contains(&lower));
            (distance <= most || is_part).then(|| (distance, name.to_owned()))
        })
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().map(|(_, name)| name).take(3).collect()
}
