//! Conditions read, word by word; what cannot be read is told with what was expected.

use std::fmt;

use jiff::civil::Date;

use super::{Expr, Relation, Term, Unit};
use crate::day;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Number(i64),
    Date(Date),
    Sign(&'static str),
}

/// Longer signs stand before those they begin with.
const SIGNS: [&str; 16] =
    ["<=", ">=", "!=", "==", "..", "<", ">", "=", "(", ")", "[", "]", ",", "+", "-", "."];
/// Ours: no condition of ours nests deeper than six.
const DEEPEST: usize = 32;

/// Reads a condition; the error says what was found and what was expected.
pub(crate) fn parse(text: &str) -> Result<Expr, String> {
    let mut parser = Parser::new(text)?;
    let expr = parser.any()?;
    parser.end()?;
    Ok(expr)
}

/// Reads a number or date, as placeholders of texts hold them.
pub(crate) fn parse_term(text: &str) -> Result<Term, String> {
    let mut parser = Parser::new(text)?;
    let term = parser.term()?;
    parser.end()?;
    Ok(term)
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (mut rest, mut found) = (text.trim_start(), Vec::new());
    while let Some(first) = rest.chars().next() {
        let (token, after) = if first == '"' {
            let inner = rest.get(1..).unwrap_or_default();
            let (word, after) = inner.split_once('"').ok_or("a quotation mark is not closed")?;
            (Token::Word(word.to_owned()), after)
        } else if let Some(date) = rest.get(..10).and_then(day::parse) {
            (Token::Date(date), rest.get(10..).unwrap_or_default())
        } else if is_word(first) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if first.is_ascii_digit() {
                let number = word.parse().map_err(|error| format!("`{word}` is no whole number: {error}"))?;
                (Token::Number(number), after)
            } else {
                (Token::Word(word.to_owned()), after)
            }
        } else {
            let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
            let sign = sign.ok_or_else(|| format!("`{first}` means nothing in a condition"))?;
            (Token::Sign(sign), rest.get(sign.len()..).unwrap_or_default())
        };
        found.push(token);
        rest = after.trim_start();
    }
    Ok(found)
}

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    depth: usize,
}

impl Parser {
    fn new(text: &str) -> Result<Self, String> {
        Ok(Self { tokens: tokens(text)?.into_iter().peekable(), depth: 0 })
    }

    fn end(&mut self) -> Result<(), String> {
        match self.tokens.next() {
            None => Ok(()),
            Some(token) => Err(format!("{token} was not expected here; join conditions with `and` or `or`")),
        }
    }

    fn word(&mut self, word: &str) -> bool {
        self.tokens.next_if(|token| matches!(token, Token::Word(own) if own == word)).is_some()
    }

    fn sign(&mut self, sign: &str) -> bool {
        self.tokens.next_if(|token| matches!(token, Token::Sign(own) if *own == sign)).is_some()
    }

    fn expect(&mut self, sign: &str) -> Result<(), String> {
        if self.sign(sign) {
            return Ok(());
        }
        let found = self.tokens.peek().map_or_else(|| "the end".to_owned(), ToString::to_string);
        Err(format!("found {found}; expected `{sign}`"))
    }

    fn name(&mut self) -> Result<String, String> {
        match self.tokens.next() {
            Some(Token::Word(mut name)) => {
                if self.sign(".") {
                    let Some(Token::Word(member)) = self.tokens.next() else {
                        return Err(format!("expected a member after `{name}.`"));
                    };
                    name = format!("{name}.{member}");
                }
                Ok(name)
            }
            Some(token) => Err(format!("found {token}; expected a name")),
            None => Err("the condition breaks off; expected a name".to_owned()),
        }
    }

    fn deeper(&mut self) -> Result<(), String> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(format!("nested deeper than {DEEPEST}")) } else { Ok(()) }
    }

    fn any(&mut self) -> Result<Expr, String> {
        self.deeper()?;
        let mut parts = vec![self.all()?];
        while self.word("or") {
            parts.push(self.all()?);
        }
        self.depth -= 1;
        Ok(one_or(parts, Expr::Any))
    }

    fn all(&mut self) -> Result<Expr, String> {
        let mut parts = vec![self.not()?];
        while self.word("and") {
            parts.push(self.not()?);
        }
        Ok(one_or(parts, Expr::All))
    }

    fn not(&mut self) -> Result<Expr, String> {
        if self.word("not") {
            self.deeper()?;
            let inner = self.not()?;
            self.depth -= 1;
            return Ok(Expr::Not(Box::new(inner)));
        }
        self.primary()
    }

    fn primary(&mut self) -> Result<Expr, String> {
        if self.sign("(") {
            let inner = self.any()?;
            self.expect(")")?;
            return Ok(inner);
        }
        if self.word("always") {
            return Ok(Expr::Always(true));
        }
        if self.word("never") {
            return Ok(Expr::Always(false));
        }
        if self.word("any") {
            self.expect("(")?;
            let set = self.name()?;
            self.expect(")")?;
            return Ok(Expr::AnyOf(set));
        }
        let term = self.term()?;
        if let Term::Name(name) = &term
            && self.word("is")
        {
            let is_not = self.word("not");
            let is = Expr::Is(name.clone(), vec![self.value()?]);
            return Ok(if is_not { Expr::Not(Box::new(is)) } else { is });
        }
        if self.word("not") {
            return match self.within(&term)? {
                Some(within) => Ok(Expr::Not(Box::new(within))),
                None => {
                    Err("expected `in` after `not`; what must not be is written `not …` before it".to_owned())
                }
            };
        }
        if let Some(within) = self.within(&term)? {
            return Ok(within);
        }
        if let Some(relation) = self.relation() {
            return Ok(Expr::Compare(term, relation, self.term()?));
        }
        match term {
            Term::Name(name) => Ok(Expr::Name(name)),
            _ => {
                Err("a number or date alone is no condition; compare it with <, <=, =, !=, >= or >"
                    .to_owned())
            }
        }
    }

    /// `in [land_poe, harbour]` of a choice, `in [17, 18]` and `in [14 .. 17]` of a number or date.
    fn within(&mut self, term: &Term) -> Result<Option<Expr>, String> {
        if !self.word("in") {
            return Ok(None);
        }
        self.expect("[")?;
        let is = |relation, other| Expr::Compare(term.clone(), relation, other);
        let expr = if matches!(self.tokens.peek(), Some(Token::Number(_) | Token::Date(_))) {
            let first = self.term()?;
            if self.sign("..") {
                let last = self.term()?;
                Expr::All(vec![is(Relation::GreaterOrEqual, first), is(Relation::LessOrEqual, last)])
            } else {
                let mut all = vec![is(Relation::Equal, first)];
                while self.sign(",") {
                    all.push(is(Relation::Equal, self.term()?));
                }
                one_or(all, Expr::Any)
            }
        } else {
            let Term::Name(name) = term else {
                return Err(format!("`{term}` is a number or date; expected numbers or dates after `in [`"));
            };
            let mut values = vec![self.value()?];
            while self.sign(",") {
                values.push(self.value()?);
            }
            Expr::Is(name.clone(), values)
        };
        self.expect("]")?;
        Ok(Some(expr))
    }

    fn value(&mut self) -> Result<String, String> {
        match self.tokens.next() {
            Some(Token::Word(value)) => Ok(value),
            Some(Token::Number(number)) => Ok(number.to_string()),
            Some(token) => Err(format!("found {token}; expected a value")),
            None => Err("the condition breaks off; expected a value".to_owned()),
        }
    }

    fn relation(&mut self) -> Option<Relation> {
        let signs = [
            ("<", Relation::Less),
            ("<=", Relation::LessOrEqual),
            ("=", Relation::Equal),
            ("==", Relation::Equal),
            ("!=", Relation::NotEqual),
            (">=", Relation::GreaterOrEqual),
            (">", Relation::Greater),
        ];
        signs.into_iter().find_map(|(sign, relation)| self.sign(sign).then_some(relation))
    }

    fn term(&mut self) -> Result<Term, String> {
        self.deeper()?;
        let term = self.unshifted()?;
        let term = self.shifted(term)?;
        self.depth -= 1;
        Ok(term)
    }

    fn unshifted(&mut self) -> Result<Term, String> {
        Ok(match self.tokens.peek() {
            Some(Token::Number(number)) => {
                let number = *number;
                self.tokens.next();
                Term::Number(number)
            }
            Some(Token::Date(date)) => {
                let date = *date;
                self.tokens.next();
                Term::Date(date)
            }
            _ => {
                let name = self.name()?;
                let is_call = matches!(name.as_str(), "days" | "years") && self.sign("(");
                if is_call {
                    let from = Box::new(self.term()?);
                    self.expect(",")?;
                    let to = Box::new(self.term()?);
                    self.expect(")")?;
                    return Ok(if name == "days" { Term::Days(from, to) } else { Term::Years(from, to) });
                }
                Term::Name(name)
            }
        })
    }

    fn shifted(&mut self, mut term: Term) -> Result<Term, String> {
        for _ in 0..DEEPEST {
            let sign = if self.sign("+") {
                1
            } else if self.sign("-") {
                -1
            } else {
                return Ok(term);
            };
            let Some(Token::Number(number)) = self.tokens.next() else {
                return Err("expected a number of days, months or years after `+` or `-`".to_owned());
            };
            let unit = [("day", Unit::Days), ("month", Unit::Months), ("year", Unit::Years)]
                .into_iter()
                .find_map(|(word, unit)| (self.word(word) || self.word(&format!("{word}s"))).then_some(unit));
            let unit = unit.ok_or("expected `days`, `months` or `years` after the number")?;
            term = Term::Shift(Box::new(term), sign * number, unit);
        }
        Err(format!("shifted more often than {DEEPEST} times"))
    }
}

fn one_or(mut parts: Vec<Expr>, join: fn(Vec<Expr>) -> Expr) -> Expr {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            join(parts)
        }
    }
}

impl fmt::Display for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(out, "`{word}`"),
            Self::Number(number) => write!(out, "`{number}`"),
            Self::Date(date) => write!(out, "`{date}`"),
            Self::Sign(sign) => write!(out, "`{sign}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_reads_back_the_same() {
        for text in [
            "place is land_poe and not us_national",
            "days(entry, claim) < 14",
            "claim > first_entry + 1 years",
            "(a or b) and not (c and d) or e",
            "any(acts) and acts.recruit",
            "scope is \"n/a\" or scope in [yes, no]",
            "first_entry > 2020-06-24",
            "years(born, claim - 2 days) >= 18",
            "age in [14 .. 17] or age not in [20, 21]",
            "place not in [land_poe, harbour] and claim in [2026-04-01 .. 2026-04-30]",
            "always",
        ] {
            let expr = parse(text).unwrap();
            assert_eq!(parse(&expr.to_string()).unwrap(), expr, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_explained() {
        for (text, expected) in [
            ("", "breaks off"),
            ("a b", "was not expected here"),
            ("14", "compare it"),
            ("a is", "expected a value"),
            ("(a", "expected `)`"),
            ("a § b", "means nothing"),
            ("claim > first_entry + 1", "expected `days`"),
            ("x is \"n/a", "not closed"),
            (&"(".repeat(100), "deeper"),
            (&"not ".repeat(100), "deeper"),
            (&"days(".repeat(10_000), "deeper"),
            (&format!("a < b{}", " + 1 day".repeat(10_000)), "more often"),
            ("days(a, b) in [place]", "expected numbers or dates"),
            ("a not b", "expected `in`"),
        ] {
            let said = parse(text).unwrap_err();
            assert!(said.contains(expected), "{text}: {said}");
        }
    }
}
