//! From CEL text to typed conditions, once, ahead of any evidence.
//!
//! The syntax is the Common Expression Language's; only its parser is used. What a condition may say is less than CEL:
//! fields of an event, the rule's named parameters, its measures, comparisons, arithmetic, `&&`, `||`, `!`, `in` with a
//! list of words, and the functions below. A number other than 0 and 1 stands in a parameter, where it says where it
//! is from. Anything else is an error that names the place.

mod atoms;
mod function;
mod measure;
mod name;
mod number;

use std::collections::BTreeMap;

use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};

use crate::error::{PackError, Place};
use crate::expression::{Comparison, Condition, Which};
use crate::field::Field;
use crate::list::List;
use crate::nearest::nearest;
use crate::pack::Parameter;

pub(crate) use atoms::Atoms;

/// What names stand for in a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope<'s> {
    /// Fields of one event.
    Event,
    /// `first.` and `then.` fields of two events.
    Pair,
    /// The rule's measures, by number.
    Measures(&'s [&'s str]),
}

/// Compiles the expressions of one rule.
pub(crate) struct Compiler<'s> {
    pub(crate) parameters: &'s [Parameter],
    pub(crate) defined: BTreeMap<String, Condition>,
    pub(crate) lists: &'s BTreeMap<String, List>,
    pub(crate) atoms: &'s mut Atoms,
    pub(crate) place: Place<'s>,
}

type Compiled<T> = Result<T, PackError>;

impl Compiler<'_> {
    /// A condition.
    pub(crate) fn condition(&mut self, source: &str, scope: Scope<'_>) -> Compiled<Condition> {
        let parsed = self.parse(source)?;
        self.truth(&parsed, scope)
    }

    fn wrong(&self, message: impl AsRef<str>) -> PackError {
        self.place.error(message)
    }

    /// An error about a word of the expression.
    fn wrong_at(&self, word: &str, message: impl AsRef<str>) -> PackError {
        self.place.error_at(word, message)
    }

    fn parse(&self, source: &str) -> Compiled<Expr> {
        match cel::parser::PrattParser::new()
            .max_recursion_depth(32)
            .max_expression_node_count(400)
            .parse(source)
        {
            Ok(parsed) => Ok(parsed.expr),
            Err(errors) => {
                let Some(first) = errors.errors.first() else {
                    return Err(self.wrong("no expression; expected one such as amount > least"));
                };
                let (line, column) = first.pos;
                let line = usize::try_from(line).unwrap_or(1).saturating_sub(1);
                let column = usize::try_from(column).unwrap_or(1).saturating_sub(1);
                let before: usize = source.split_inclusive('\n').take(line).map(str::len).sum();
                let rest = source.get(before..).unwrap_or_default();
                let byte = before + rest.chars().take(column).map(char::len_utf8).sum::<usize>();
                let reason = first.msg.trim_start_matches("Syntax error: ").replace("'<EOF>'", "the end");
                let reason =
                    reason.replace("mismatched input", "found").replace(" expecting ", ", expected ");
                let example = "write for example channel == \"cash\" && amount > least";
                Err(self.place.error_from(source, byte, format!("no expression: {reason}; {example}")))
            }
        }
    }

    fn truth(&mut self, expr: &Expr, scope: Scope<'_>) -> Compiled<Condition> {
        match expr {
            Expr::Literal(LiteralValue::Boolean(value)) => Ok(Condition::Is((*value.inner()).into())),
            Expr::Ident(name) if scope == Scope::Event && self.defined.contains_key(name) => {
                self.defined.get(name).cloned().ok_or_else(|| self.wrong(format!("`{name}` is not defined")))
            }
            Expr::Ident(name) => {
                self.refuse_protected(name)?;
                let defined: Vec<&str> = self.defined.keys().map(String::as_str).collect();
                let near = nearest(name, defined);
                let right = match near.first() {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "expected a comparison, a function, or a name from `define`".to_owned(),
                };
                Err(self.wrong_at(name, format!("`{name}` is no condition; {right}")))
            }
            Expr::Call(call) => self.call(call, scope),
            _ => Err(self.wrong("expected a condition: comparisons joined by &&, || and !")),
        }
    }

    fn call(&mut self, call: &CallExpr, scope: Scope<'_>) -> Compiled<Condition> {
        if call.target.is_some() {
            let name = &call.func_name;
            let message =
                format!("`.{name}()` is not known; a function stands before what it takes: {name}(…)");
            return Err(self.wrong_at(name, message));
        }
        let args: Vec<&Expr> = call.args.iter().map(|arg| &arg.expr).collect();
        match (call.func_name.as_str(), args.as_slice()) {
            (operators::LOGICAL_AND, [left, right]) => {
                Ok(join(self.truth(left, scope)?, self.truth(right, scope)?, true))
            }
            (operators::LOGICAL_OR, [left, right]) => {
                Ok(join(self.truth(left, scope)?, self.truth(right, scope)?, false))
            }
            (operators::LOGICAL_NOT, [inner]) => Ok(Condition::Not(Box::new(self.truth(inner, scope)?))),
            (operators::EQUALS, [left, right]) => self.equals(left, right, scope, Comparison::Equal),
            (operators::NOT_EQUALS, [left, right]) => {
                match self.equals(left, right, scope, Comparison::Equal)? {
                    Condition::Compare(_, left, right) => {
                        Ok(Condition::Compare(Comparison::NotEqual, left, right))
                    }
                    same => Ok(Condition::Not(Box::new(same))),
                }
            }
            (operators::LESS, [left, right]) => self.compare(Comparison::Less, left, right, scope),
            (operators::LESS_EQUALS, [left, right]) => {
                self.compare(Comparison::LessOrEqual, left, right, scope)
            }
            (operators::GREATER, [left, right]) => self.compare(Comparison::Greater, left, right, scope),
            (operators::GREATER_EQUALS, [left, right]) => {
                self.compare(Comparison::GreaterOrEqual, left, right, scope)
            }
            (operators::IN, [field, Expr::List(words)]) => {
                if let Some(codes) = self.codes(field, words, scope)? {
                    return Ok(codes);
                }
                let options: Compiled<Vec<_>> = words
                    .elements
                    .iter()
                    .map(|word| self.equals(field, &word.expr, scope, Comparison::Equal))
                    .collect();
                Ok(Condition::Or(options?))
            }
            (name, args) => self.function(name, args, scope),
        }
    }

    fn equals(
        &mut self,
        left: &Expr,
        right: &Expr,
        scope: Scope<'_>,
        how: Comparison,
    ) -> Compiled<Condition> {
        if let Expr::Literal(LiteralValue::String(word)) = right {
            let (field, which) = self.field(left, scope)?;
            let word = word.inner();
            return match field {
                Field::Kind | Field::Channel | Field::Direction => {
                    Ok(Condition::CodeIn(field, which, self.code(field, word)?))
                }
                Field::Currency | Field::Country | Field::OtherCountry => {
                    let letters = crate::list::letters(word);
                    let letters = letters.ok_or_else(|| {
                        let message =
                            format!("“{word}” is no {}; expected its two or three capitals", field.name());
                        self.wrong_at(word, message)
                    })?;
                    Ok(Condition::IsLetters(field, which, letters))
                }
                Field::Party => Ok(Condition::IsWord(field, which, word.to_owned())),
                _ => {
                    let name = field.name();
                    let message = format!(
                        "`{name}` is not compared with a word; put words into a list: mentions({name}, \"list\")"
                    );
                    Err(self.wrong_at(name, message))
                }
            };
        }
        if let (Ok((one, Which::First)), Ok((other, Which::Then))) =
            (self.field(left, scope), self.field(right, scope))
            && one == other
            && !matches!(one, Field::Amount | Field::Day | Field::MinuteOfDay | Field::Text)
        {
            return Ok(Condition::Same(one));
        }
        self.compare(how, left, right, scope)
    }

    fn compare(
        &mut self,
        how: Comparison,
        left: &Expr,
        right: &Expr,
        scope: Scope<'_>,
    ) -> Compiled<Condition> {
        Ok(Condition::Compare(how, self.number(left, scope)?, self.number(right, scope)?))
    }
}

/// Joins two conditions, keeping chains flat.
fn join(left: Condition, right: Condition, is_and: bool) -> Condition {
    let mut parts = Vec::new();
    for side in [left, right] {
        match side {
            Condition::And(inner) if is_and => parts.extend(inner),
            Condition::Or(inner) if !is_and => parts.extend(inner),
            other => parts.push(other),
        }
    }
    if is_and { Condition::And(parts) } else { Condition::Or(parts) }
}
