//! Conditions as they are written: `place is land_poe and not us_national`, `days(entry, claim) < 14`.
//!
//! Names are not looked up here; `compile` does that. What a condition can say is kept small on purpose: facts and
//! conclusions, compared with values, joined by `and`, `or`, `not`.

mod parse;

use std::fmt;

use jiff::civil::Date;

pub(crate) use self::parse::{parse, parse_term};

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    Always(bool),
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Not(Box<Expr>),
    /// A yes-or-no fact, a member of a fact of several (`acts.recruit`), or a conclusion.
    Name(String),
    /// `any(acts)`.
    AnyOf(String),
    /// `place is land_poe`, `place in [land_poe, harbour]`.
    Is(String, Vec<String>),
    Compare(Term, Relation, Term),
}

/// A number or a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    Number(i64),
    Date(Date),
    Name(String),
    /// Days from the first to the second.
    Days(Box<Term>, Box<Term>),
    /// Full years from the first to the second.
    Years(Box<Term>, Box<Term>),
    /// A date so much later, or earlier if negative.
    Shift(Box<Term>, i64, Unit),
}

/// A unit of calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Days,
    Months,
    Years,
}

/// How two terms are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

impl Relation {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::GreaterOrEqual => ">=",
            Self::Greater => ">",
        }
    }

    pub(crate) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::GreaterOrEqual => order.is_ge(),
            Self::Greater => order.is_gt(),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(out, "{number}"),
            Self::Date(date) => write!(out, "{date}"),
            Self::Name(name) => out.write_str(name),
            Self::Days(from, to) => write!(out, "days({from}, {to})"),
            Self::Years(from, to) => write!(out, "years({from}, {to})"),
            Self::Shift(term, number, unit) => {
                let sign = if *number < 0 { '-' } else { '+' };
                let unit = match unit {
                    Unit::Days => "days",
                    Unit::Months => "months",
                    Unit::Years => "years",
                };
                write!(out, "{term} {sign} {} {unit}", number.unsigned_abs())
            }
        }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |out: &mut fmt::Formatter<'_>, parts: &[Expr], word: &str| {
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    write!(out, " {word} ")?;
                }
                match part {
                    Self::All(_) | Self::Any(_) => write!(out, "({part})")?,
                    _ => write!(out, "{part}")?,
                }
            }
            Ok(())
        };
        match self {
            Self::Always(true) => out.write_str("always"),
            Self::Always(false) => out.write_str("never"),
            Self::All(parts) => joined(out, parts, "and"),
            Self::Any(parts) => joined(out, parts, "or"),
            Self::Not(inner) => match inner.as_ref() {
                Self::All(_) | Self::Any(_) => write!(out, "not ({inner})"),
                _ => write!(out, "not {inner}"),
            },
            Self::Name(name) => out.write_str(name),
            Self::AnyOf(set) => write!(out, "any({set})"),
            Self::Is(name, values) => {
                if let [value] = values.as_slice() {
                    return write!(out, "{name} is {}", Value(value));
                }
                write!(out, "{name} in [")?;
                for (at, value) in values.iter().enumerate() {
                    write!(out, "{}{}", if at > 0 { ", " } else { "" }, Value(value))?;
                }
                out.write_str("]")
            }
            Self::Compare(left, relation, right) => write!(out, "{left} {} {right}", relation.as_str()),
        }
    }
}

/// A value with quotation marks where it needs them.
struct Value<'v>(&'v str);

impl fmt::Display for Value<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_word = self.0.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !self.0.is_empty();
        if is_word { out.write_str(self.0) } else { write!(out, "\"{}\"", self.0) }
    }
}
