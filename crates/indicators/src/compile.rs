//! From CEL text to typed conditions, once, ahead of any evidence.
//!
//! The syntax is the Common Expression Language's; only its parser is used. What a condition may say is less than CEL:
//! fields of an event, the rule's named parameters, its measures, comparisons, arithmetic, `&&`, `||`, `!`, `in` with a
//! list of words, and the functions below. A number other than 0 and 1 stands in a parameter, where it says where it
//! is from. Anything else is an error that names the place.

use std::collections::BTreeMap;
use std::sync::Arc;

use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};
use evidence::Truth;

use crate::error::{PackError, Place};
use crate::expression::{Comparison, Condition, Number, Operation, Which};
use crate::field::{Field, code_words, parse_code};
use crate::list::{Contents, List};
use crate::pack::Parameter;
use crate::quantity::{ONE, Unit};
use crate::text::Term;

/// Words that would make a condition turn on who a person is.
pub(crate) const PROTECTED: [&str; 17] = [
    "age",
    "birth_date",
    "birthdate",
    "caste",
    "citizenship",
    "colour",
    "disability",
    "ethnicity",
    "gender",
    "language",
    "nationality",
    "origin_country",
    "political",
    "race",
    "religion",
    "sex",
    "skin",
];

/// The term lists that conditions look for in texts; each has a bit in [`crate::field::Seen::mentions`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Atoms(Vec<Atom>);

#[derive(Clone, Debug)]
pub(crate) struct Atom {
    list: String,
    pub(crate) field: Field,
    pub(crate) terms: Arc<Vec<Term>>,
    pub(crate) bit: u64,
}

impl Atoms {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Atom> {
        self.0.iter()
    }

    fn bit(&mut self, list: &str, field: Field, terms: &Arc<Vec<Term>>) -> Option<u64> {
        if let Some(known) = self.0.iter().find(|atom| atom.list == list && atom.field == field) {
            return Some(known.bit);
        }
        let bit = 1_u64.checked_shl(u32::try_from(self.0.len()).ok()?)?;
        self.0.push(Atom { list: list.to_owned(), field, terms: Arc::clone(terms), bit });
        Some(bit)
    }
}

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

/// What a measure counts over the events of a window.
#[derive(Clone, Debug)]
pub(crate) enum Measure {
    Count(Condition),
    Share(Condition),
    Distinct(Field),
    Sum,
    Median,
    PathKm,
    /// Events the rule selects in so many microseconds before the window.
    Earlier(i64),
}

impl Measure {
    pub(crate) fn unit(&self) -> Unit {
        match self {
            Self::Count(_) | Self::Distinct(_) | Self::Earlier(_) => Unit::Plain,
            Self::Share(_) => Unit::Percent,
            Self::Sum | Self::Median => Unit::Money,
            Self::PathKm => Unit::Kilometres,
        }
    }
}

/// Compiles the expressions of one rule.
pub(crate) struct Compiler<'s> {
    pub(crate) parameters: &'s [Parameter],
    pub(crate) defined: BTreeMap<String, Condition>,
    pub(crate) lists: &'s BTreeMap<String, List>,
    pub(crate) atoms: &'s mut Atoms,
    pub(crate) place: Place,
}

type Compiled<T> = Result<T, PackError>;

impl Compiler<'_> {
    /// A condition.
    pub(crate) fn condition(&mut self, source: &str, scope: Scope<'_>) -> Compiled<Condition> {
        let parsed = self.parse(source)?;
        self.truth(&parsed, scope)
    }

    /// A measure such as `count(at_night)`.
    pub(crate) fn measure(&mut self, source: &str) -> Compiled<Measure> {
        const EXPECTED: &str = "expected count(), count(condition), share(condition), distinct(field), sum(amount), \
                                median(amount), path_km() or earlier(parameter)";
        let Expr::Call(call) = self.parse(source)? else { return Err(self.wrong(EXPECTED)) };
        let argument = call.args.first().map(|arg| &arg.expr);
        match (call.func_name.as_str(), argument) {
            ("count", None) => Ok(Measure::Count(Condition::Is(Truth::True))),
            ("count", Some(condition)) => Ok(Measure::Count(self.truth(condition, Scope::Event)?)),
            ("share", Some(condition)) => Ok(Measure::Share(self.truth(condition, Scope::Event)?)),
            ("distinct", Some(field)) => {
                let (field, _) = self.field(field, Scope::Event)?;
                if field == Field::Text {
                    return Err(self.wrong("memo texts are not counted apart"));
                }
                Ok(Measure::Distinct(field))
            }
            ("sum", Some(Expr::Ident(name))) if name == "amount" => Ok(Measure::Sum),
            ("median", Some(Expr::Ident(name))) if name == "amount" => Ok(Measure::Median),
            ("path_km", None) => Ok(Measure::PathKm),
            ("earlier", Some(Expr::Ident(name))) => Ok(Measure::Earlier(self.duration(name)?)),
            _ => Err(self.wrong(EXPECTED)),
        }
    }

    /// The length of a parameter that is a time.
    pub(crate) fn duration(&self, name: &str) -> Compiled<i64> {
        let found = self.parameters.iter().find(|parameter| parameter.name == name);
        match found.map(|parameter| parameter.quantity) {
            Some(quantity) if quantity.unit == Unit::Duration => Ok(quantity.value),
            Some(_) => {
                Err(self.wrong(format!("parameter `{name}` is not a length of time such as 30d or 48h")))
            }
            None => {
                Err(self
                    .wrong(format!("no parameter `{name}`; expected the name of one such as `window: 30d`")))
            }
        }
    }

    fn wrong(&self, message: impl Into<String>) -> PackError {
        self.place.error(message)
    }

    fn parse(&self, source: &str) -> Compiled<Expr> {
        match cel::parser::PrattParser::new()
            .max_recursion_depth(32)
            .max_expression_node_count(400)
            .parse(source)
        {
            Ok(parsed) => Ok(parsed.expr),
            Err(errors) => {
                let first = errors.errors.first();
                let reason = first.map_or_else(String::new, |error| {
                    format!("{} at line {}, column {}", error.msg, error.pos.0, error.pos.1)
                });
                Err(self.wrong(format!("“{}” is not an expression: {reason}", source.trim())))
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
                Err(self.wrong(format!(
                    "`{name}` is not a condition; expected a comparison or a name from `define`"
                )))
            }
            Expr::Call(call) => self.call(call, scope),
            _ => Err(self.wrong("expected a condition: comparisons joined by &&, || and !")),
        }
    }

    fn call(&mut self, call: &CallExpr, scope: Scope<'_>) -> Compiled<Condition> {
        if call.target.is_some() {
            return Err(self.wrong(format!(
                "`.{}()` is not known; functions stand before their arguments",
                call.func_name
            )));
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

    fn function(&mut self, name: &str, args: &[&Expr], scope: Scope<'_>) -> Compiled<Condition> {
        const EXPECTED: &str = "expected in_list(field, \"list\"), in_zone(city|home|origin, \"list\"), \
                                mentions(text|party, \"list\"), mentions_place(text), states_amount(text, \"list\"), \
                                bracket_alias(text), is_holder(payee) or blank(text|party|payee)";
        let Some((field, rest)) = args.split_first() else {
            return Err(self.wrong(format!("`{name}()` is not known; {EXPECTED}")));
        };
        let (field, which) = self.field(field, scope)?;
        let list = match rest {
            [] => None,
            [Expr::Literal(LiteralValue::String(list))] => Some(list.inner().to_owned()),
            _ => return Err(self.wrong(format!("`{name}()` takes the name of a list in quotes"))),
        };
        let contents = list.as_deref().map(|list| self.list(list)).transpose()?;
        match (name, field, contents) {
            ("in_list", Field::Mcc | Field::Currency | Field::Country, Some(Contents::Codes(codes))) => {
                Ok(Condition::InCodes(field, which, codes))
            }
            ("in_zone", Field::City | Field::Home | Field::Origin, Some(Contents::Zones(zones))) => {
                Ok(Condition::InZone(field, which, zones))
            }
            ("mentions", Field::Text | Field::Party, Some(Contents::Terms(terms))) => {
                let list = list.unwrap_or_default();
                let bit = self.atoms.bit(&list, field, &terms);
                let bit = bit.ok_or_else(|| self.wrong("more than 64 term lists are looked for in texts"))?;
                Ok(Condition::Mentions(field, which, bit))
            }
            ("states_amount", Field::Text, Some(Contents::Terms(units))) => {
                Ok(Condition::StatesAmount(which, units))
            }
            ("mentions_place", Field::Text, None) => Ok(Condition::MentionsPlace(which)),
            ("bracket_alias", Field::Text, None) => Ok(Condition::BracketAlias(which)),
            ("is_holder", Field::Payee, None) => Ok(Condition::IsHolder(which)),
            ("blank", Field::Text | Field::Party | Field::Payee, None) => Ok(Condition::Blank(field, which)),
            _ => Err(self.wrong(format!("`{name}()` does not take that; {EXPECTED}"))),
        }
    }

    fn list(&self, name: &str) -> Compiled<Contents> {
        let known = self.lists.get(name).map(|list| list.contents.clone());
        known.ok_or_else(|| {
            let names: Vec<&str> = self.lists.keys().map(String::as_str).collect();
            self.wrong(format!("no list “{name}”; there are {}", names.join(", ")))
        })
    }

    fn equals(&self, left: &Expr, right: &Expr, scope: Scope<'_>, how: Comparison) -> Compiled<Condition> {
        if let Expr::Literal(LiteralValue::String(word)) = right {
            let (field, which) = self.field(left, scope)?;
            let word = word.inner();
            return match field {
                Field::Kind | Field::Channel | Field::Direction => {
                    let code = parse_code(field, word).ok_or_else(|| {
                        let words = code_words(field).join(", ");
                        self.wrong(format!("“{word}” is no {}; expected one of {words}", field.name()))
                    })?;
                    Ok(Condition::Code(field, which, code))
                }
                Field::Currency | Field::Country => Ok(Condition::IsWord(field, which, word.to_owned())),
                _ => Err(self.wrong(format!("`{}` is not compared with a word; use a list", field.name()))),
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

    fn compare(&self, how: Comparison, left: &Expr, right: &Expr, scope: Scope<'_>) -> Compiled<Condition> {
        Ok(Condition::Compare(how, self.number(left, scope)?, self.number(right, scope)?))
    }

    fn number(&self, expr: &Expr, scope: Scope<'_>) -> Compiled<Number> {
        match expr {
            Expr::Literal(LiteralValue::Int(value)) if matches!(value.inner(), 0 | 1) => {
                Ok(Number::Is(value.inner() * ONE))
            }
            Expr::Literal(LiteralValue::Int(_) | LiteralValue::Double(_) | LiteralValue::UInt(_)) => {
                Err(self.wrong(
                    "numbers other than 0 and 1 stand in `parameters`, where they say where they are from",
                ))
            }
            Expr::Ident(name) => self.named_number(name, scope),
            Expr::Select(_) => match self.field(expr, scope)? {
                (field @ (Field::Amount | Field::Mcc | Field::MinuteOfDay | Field::Day), which) => {
                    Ok(Number::Of(field, which))
                }
                (field, _) => Err(self.wrong(format!("`{}` is not a number", field.name()))),
            },
            Expr::Call(call) if call.target.is_none() => {
                let args: Vec<&Expr> = call.args.iter().map(|arg| &arg.expr).collect();
                if let ("distance_km", [Expr::Ident(a), Expr::Ident(b)], Scope::Pair) =
                    (call.func_name.as_str(), args.as_slice(), scope)
                    && a == "first"
                    && b == "then"
                {
                    return Ok(Number::DistanceKm);
                }
                let operation = match call.func_name.as_str() {
                    operators::ADD => Operation::Add,
                    operators::SUBSTRACT => Operation::Subtract,
                    operators::MULTIPLY => Operation::Multiply,
                    operators::DIVIDE => Operation::Divide,
                    operators::MODULO => Operation::Remainder,
                    other => return Err(self.wrong(format!("`{other}` is not a number here"))),
                };
                let [left, right] = args.as_slice() else { return Err(self.wrong("expected two numbers")) };
                let sides = (self.number(left, scope)?, self.number(right, scope)?);
                Ok(Number::Apply(operation, Box::new(sides)))
            }
            _ => Err(self.wrong("expected a number: a field, a parameter or a measure")),
        }
    }

    fn named_number(&self, name: &str, scope: Scope<'_>) -> Compiled<Number> {
        if let Scope::Measures(names) = scope
            && let Some(number) = names.iter().position(|own| *own == name)
        {
            return Ok(Number::Measure(number));
        }
        if let Some(parameter) = self.parameters.iter().find(|parameter| parameter.name == name) {
            return match parameter.quantity.unit {
                Unit::Duration => Err(self.wrong(format!("`{name}` is a length of time, not a number"))),
                _ => Ok(Number::Is(parameter.quantity.value)),
            };
        }
        match (scope, self.field(&Expr::Ident(name.to_owned()), Scope::Event)) {
            (
                Scope::Event,
                Ok((field @ (Field::Amount | Field::Mcc | Field::MinuteOfDay | Field::Day), which)),
            ) => Ok(Number::Of(field, which)),
            (Scope::Event, Ok((field, _))) => Err(self.wrong(format!("`{}` is not a number", field.name()))),
            (Scope::Event, Err(error)) => Err(error),
            (Scope::Pair, _) => Err(self.wrong(format!("`{name}`: write first.{name} or then.{name}"))),
            (Scope::Measures(names), _) => {
                self.refuse_protected(name)?;
                Err(self
                    .wrong(format!("no measure or parameter `{name}`; measures are {}", names.join(", "))))
            }
        }
    }

    fn field(&self, expr: &Expr, scope: Scope<'_>) -> Compiled<(Field, Which)> {
        let (name, which) = match (expr, scope) {
            (Expr::Ident(name), Scope::Event) => (name, Which::First),
            (Expr::Select(select), Scope::Pair) => match &select.operand.expr {
                Expr::Ident(event) if event == "first" => (&select.field, Which::First),
                Expr::Ident(event) if event == "then" => (&select.field, Which::Then),
                _ => return Err(self.wrong("expected first.field or then.field")),
            },
            _ => return Err(self.wrong("expected a field of an event")),
        };
        self.refuse_protected(name)?;
        let known = Field::ALL
            .iter()
            .find(|field| field.name() == name && !matches!(field, Field::Time | Field::History));
        known.map(|field| (*field, which)).ok_or_else(|| {
            let names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
            self.wrong(format!("no field `{name}`; there are {}", names.join(", ")))
        })
    }

    fn refuse_protected(&self, name: &str) -> Compiled<()> {
        if PROTECTED.contains(&name.to_lowercase().as_str()) {
            return Err(self.wrong(format!(
                "`{name}` is refused: no condition turns on sex, age, ethnicity, religion, nationality or the like, \
                 because who a person is says nothing about what was done"
            )));
        }
        Ok(())
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
