//! What can be wrong: with a rule set as written, and with what a person asks or states.

use crate::text::Text;

/// Why something could not be done. Texts are English; [`LawError::code`] and [`LawError::values`] lead to the message in
/// another language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LawError {
    /// A rule set is not as it should be written.
    #[error("{file}, line {line}, column {column}: {message}")]
    Form {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: u64,
        /// The character in the line, counted from 1.
        column: u64,
        /// What was found and what was expected.
        message: String,
    },
    /// There is no such rule set.
    #[error("there is no rule set `{typed}`{}", near(known))]
    NoRuleSet {
        /// As it was typed.
        typed: String,
        /// Names like it, or all.
        known: Vec<String>,
    },
    /// There is no such rule, provision or conclusion.
    #[error("`{typed}` is no rule, provision or conclusion of this rule set{}", near(known))]
    NoProvision {
        /// As it was typed.
        typed: String,
        /// Names like it.
        known: Vec<String>,
    },
    /// The rule set has no such fact.
    #[error("`{typed}` is no fact of this rule set{}", near(known))]
    NoFact {
        /// As it was typed.
        typed: String,
        /// Names like it.
        known: Vec<String>,
    },
    /// The fact was stated twice.
    #[error("`{fact}` is stated twice; keep one, or give both as {{\"either\": [one, other]}}")]
    Twice {
        /// The fact.
        fact: String,
    },
    /// A fact is of another type.
    #[error("`{fact}` is {found}; expected {expected}")]
    WrongType {
        /// The fact.
        fact: String,
        /// What it is, shortened.
        found: String,
        /// What it should be.
        expected: Expected,
    },
    /// A choice that there is not.
    #[error("`{fact}` is {found}, which is none of its values{}", near(known))]
    NoChoice {
        /// The fact.
        fact: String,
        /// What it is, shortened.
        found: String,
        /// Values like it, or all.
        known: Vec<String>,
    },
    /// A date that no calendar has.
    #[error("`{fact}` is {found}, and there is no such day; expected a date such as 2026-04-01")]
    NoSuchDay {
        /// The fact.
        fact: String,
        /// What it is, shortened.
        found: String,
    },
    /// A moment in UTC, of which the local date is not known.
    #[error(
        "`{fact}` is {found}, a moment in UTC, and the law counts in local dates; give the date at the place, or the time with the place's offset or zone"
    )]
    NoPlace {
        /// The fact.
        fact: String,
        /// What it is, shortened.
        found: String,
    },
    /// A number beyond what the fact can be.
    #[error("`{fact}` is {found}; expected a whole number from {least} to {most}")]
    OutOfRange {
        /// The fact.
        fact: String,
        /// What it is.
        found: String,
        /// The least it can be.
        least: i64,
        /// The most it can be.
        most: i64,
    },
    /// Facts that cannot all be true.
    #[error("these facts cannot all be true: {}", says.en)]
    Contradiction {
        /// What they contradict.
        says: Text,
    },
    /// Not JSON, or not a table of facts.
    #[error("line {line}, column {column}: {message}")]
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// What is wrong, in the words of the JSON reader.
        message: String,
    },
    /// A scenario file of no known form.
    #[error(
        "expected a list of scenarios, each with `id`, `facts` and `expected`, or an object with `rules` and `scenarios`"
    )]
    NoScenarios,
    /// No rule set knows the facts and answers of a scenario file.
    #[error(
        "no rule set knows all facts and answers of this file; not known to the nearest, {nearest}: {unknown}"
    )]
    NoRuleSetFor {
        /// The rule set that knows most.
        nearest: String,
        /// What it does not know.
        unknown: String,
    },
    /// A DMN file that cannot be taken over.
    #[error("line {line}: {message}")]
    Dmn {
        /// The line, counted from 1.
        line: usize,
        /// What was found and what was expected.
        message: String,
    },
}

/// What a fact should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Yes or no.
    YesNo,
    /// A whole number.
    Number,
    /// A date.
    Date,
    /// One of its values.
    Choice,
    /// A list of its values, or each with true or false.
    Several,
    /// Something other than an empty list of rival statements.
    Rivals,
}

impl Expected {
    /// The code of its words: message `law-expected-…`.
    pub fn code(self) -> &'static str {
        match self {
            Self::YesNo => "yes-no",
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::Several => "several",
            Self::Rivals => "rivals",
        }
    }
}

impl std::fmt::Display for Expected {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::YesNo => "true, false or null",
            Self::Number => "a whole number or null",
            Self::Date => "a date such as \"2026-04-01\", or null",
            Self::Choice => "one of its values as a text, or null",
            Self::Several => "a list of its values, an object of true, false or null, or null",
            Self::Rivals => "at least two statements in \"either\"",
        })
    }
}

impl LawError {
    /// The code of its message: `law-error-…`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form { .. } => "form",
            Self::NoRuleSet { .. } => "no-rule-set",
            Self::NoProvision { .. } => "no-provision",
            Self::NoFact { .. } => "no-fact",
            Self::Twice { .. } => "twice",
            Self::WrongType { .. } => "wrong-type",
            Self::NoChoice { .. } => "no-choice",
            Self::NoSuchDay { .. } => "no-such-day",
            Self::NoPlace { .. } => "no-place",
            Self::OutOfRange { .. } => "out-of-range",
            Self::Contradiction { .. } => "contradiction",
            Self::NotJson { .. } => "not-json",
            Self::NoScenarios => "no-scenarios",
            Self::NoRuleSetFor { .. } => "no-rule-set-for",
            Self::Dmn { .. } => "dmn",
        }
    }

    /// The names like the one typed, to offer.
    pub fn known(&self) -> &[String] {
        match self {
            Self::NoRuleSet { known, .. }
            | Self::NoProvision { known, .. }
            | Self::NoFact { known, .. }
            | Self::NoChoice { known, .. } => known,
            _ => &[],
        }
    }

    /// The values of its message, by name; what is expected and what is offered apart.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Form { file, line, column, message } => vec![
                ("file", file.clone()),
                ("line", line.to_string()),
                ("column", column.to_string()),
                ("what", message.clone()),
            ],
            Self::NoRuleSet { typed, .. } | Self::NoProvision { typed, .. } | Self::NoFact { typed, .. } => {
                vec![("typed", typed.clone())]
            }
            Self::Twice { fact } => vec![("fact", fact.clone())],
            Self::WrongType { fact, found, .. }
            | Self::NoChoice { fact, found, .. }
            | Self::NoSuchDay { fact, found }
            | Self::NoPlace { fact, found } => vec![("fact", fact.clone()), ("found", found.clone())],
            Self::OutOfRange { fact, found, least, most } => vec![
                ("fact", fact.clone()),
                ("found", found.clone()),
                ("least", least.to_string()),
                ("most", most.to_string()),
            ],
            Self::Contradiction { .. } | Self::NoScenarios => Vec::new(),
            Self::NotJson { line, column, message } => {
                vec![("line", line.to_string()), ("column", column.to_string()), ("what", message.clone())]
            }
            Self::NoRuleSetFor { nearest, unknown } => {
                vec![("nearest", nearest.clone()), ("unknown", unknown.clone())]
            }
            Self::Dmn { line, message } => vec![("line", line.to_string()), ("what", message.clone())],
        }
    }
}

fn near(known: &[String]) -> String {
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() { String::new() } else { format!("; did you mean {}?", names.join(" or ")) }
}

/// The names most like what was typed, at most four; all of them if there are few and none is like it.
pub(crate) fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    /// Ours: what a person takes in at a glance.
    const SHOWN: usize = 4;
    /// Ours: as many as fit a line.
    const FEW: usize = 12;
    /// Ours: no name is so long, and comparing takes time for each letter of each.
    const LONGEST: usize = 64;
    let mut all: Vec<&str> = names.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    let typed = typed.to_lowercase();
    let mut near: Vec<(usize, &str)> = all
        .iter()
        .filter(|_| typed.len() <= LONGEST)
        .filter_map(|name| {
            let plain = name.to_lowercase();
            let distance = strsim::osa_distance(&typed, &plain);
            let is_part =
                typed.len() > 2 && plain.len() > 2 && (plain.contains(&typed) || typed.contains(&plain));
            (distance <= typed.chars().count().div_ceil(3) || is_part).then_some((distance, *name))
        })
        .collect();
    near.sort_unstable();
    let near: Vec<String> = near.into_iter().take(SHOWN).map(|(_, name)| name.to_owned()).collect();
    if near.is_empty() && all.len() <= FEW { all.into_iter().map(str::to_owned).collect() } else { near }
}

/// A text from outside, short enough for a message.
pub(crate) fn short(text: &str) -> String {
    /// Ours: enough to recognise it.
    const LONGEST: usize = 60;
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match plain.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", plain.get(..end).unwrap_or_default()),
        None => plain,
    }
}
