//! From CEL text to typed conditions, once, ahead of any evidence.
//!
//! The syntax is the Common Expression Language's; only its parser is used. What a condition may say is less than CEL:
//! fields of an event, the rule's named parameters, its measures, comparisons, arithmetic, `&&`, `||`, `!`, `in` with a
//! list of words, and the functions below. A number other than 0 and 1 stands in a parameter, where it says where it
//! is from. Anything else is an error that names the place.

use std::collections::BTreeMap;
use std::sync::Arc;

use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};

use crate::error::{PackError, Place};
use crate::expression::{Comparison, Condition, Number, Operation, Value, Which};
use crate::field::{Field, code_words, parse_code};
use crate::list::{Contents, List};
use crate::measure::{CONDITIONS, KEYS, Measure, Of};
use crate::pack::Parameter;
use crate::quantity::{ONE, Unit};
use crate::text::{Finder, Term};

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

/// The term lists that conditions look for in texts; each has a bit in the set of terms mentioned.
#[derive(Clone, Debug, Default)]
pub(crate) struct Atoms(Vec<Atom>);

#[derive(Clone, Debug)]
struct Atom {
    list: String,
    field: Field,
    terms: Arc<Vec<Term>>,
}

impl Atoms {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// A finder for the terms looked for in each of two fields.
    pub(crate) fn finder(&self, fields: [Field; 2]) -> (Finder, Finder) {
        let of = |field: Field| {
            let own = self.0.iter().zip(0_u32..).filter(move |(atom, _)| atom.field == field);
            Finder::new(own.map(|(atom, bit)| (atom.terms.as_slice(), bit)))
        };
        let [one, two] = fields;
        (of(one), of(two))
    }

    fn bit(&mut self, list: &str, field: Field, terms: &Arc<Vec<Term>>) -> u32 {
        // The other party's line of business is looked through with the same terms as one's own.
        let field = if field == Field::OtherIndustry { Field::Industry } else { field };
        let known = self.0.iter().position(|atom| atom.list == list && atom.field == field);
        let at = known.unwrap_or_else(|| {
            self.0.push(Atom { list: list.to_owned(), field, terms: Arc::clone(terms) });
            self.0.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
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

    /// A measure such as `count(at_night)`. The conditions of measures are put into `conditions`, the fields told
    /// apart into `keys`.
    pub(crate) fn measure(
        &mut self,
        source: &str,
        conditions: &mut Vec<Condition>,
        keys: &mut Vec<Field>,
    ) -> Compiled<Measure> {
        const EXPECTED: &str = "expected count(), share(condition), sum(amount), mean(amount), median(amount), \
                                max(amount), min(amount), distinct(field), days(), streak(), path_km(), \
                                earlier(parameter), usual(parameter), z(parameter), usual_sum(parameter), \
                                z_sum(parameter) or absent(condition, channel); all but the last five, share and \
                                path_km may end with a condition";
        let Expr::Call(call) = self.parse(source)? else { return Err(self.wrong(EXPECTED)) };
        let args: Vec<&Expr> = call.args.iter().map(|arg| &arg.expr).collect();
        let is_amount = |expr: &Expr| matches!(expr, Expr::Ident(name) if name == "amount");
        let of = |compiler: &mut Self, rest: &[&Expr], conditions: &mut Vec<Condition>| match rest {
            [] => Ok(None),
            [condition] => compiler.bit(condition, conditions).map(Some),
            _ => Err(compiler.wrong(EXPECTED)),
        };
        let name = call.func_name.as_str();
        match (name, args.as_slice()) {
            ("count", rest) => Ok(Measure::Count(of(self, rest, conditions)?)),
            ("days", rest) => Ok(Measure::Days(of(self, rest, conditions)?)),
            ("streak", rest) => Ok(Measure::Streak(of(self, rest, conditions)?)),
            ("share", [condition]) => Ok(Measure::Share(self.bit(condition, conditions)?)),
            ("sum" | "mean" | "median" | "max" | "min", [amount, rest @ ..]) if is_amount(amount) => {
                let make: fn(Of) -> Measure = match name {
                    "sum" => Measure::Sum,
                    "mean" => Measure::Mean,
                    "median" => Measure::Median,
                    "max" => Measure::Max,
                    _ => Measure::Min,
                };
                Ok(make(of(self, rest, conditions)?))
            }
            ("distinct", [field, rest @ ..]) => {
                let (field, _) = self.field(field, Scope::Event)?;
                if field == Field::Text {
                    return Err(self.wrong("memo texts are not counted apart"));
                }
                let slot = keys.iter().position(|own| *own == field).unwrap_or_else(|| {
                    keys.push(field);
                    keys.len() - 1
                });
                if slot >= KEYS {
                    return Err(self.wrong(format!("a rule tells at most {KEYS} fields apart")));
                }
                Ok(Measure::Distinct(slot, field, of(self, rest, conditions)?))
            }
            ("path_km", []) => Ok(Measure::PathKm),
            ("earlier", [Expr::Ident(name)]) => Ok(Measure::Earlier(self.duration(name)?)),
            ("usual" | "usual_sum", [Expr::Ident(length)]) => {
                Ok(Measure::Usual(self.duration(length)?, name == "usual_sum"))
            }
            ("z" | "z_sum", [Expr::Ident(length)]) => {
                Ok(Measure::Score(self.duration(length)?, name == "z_sum"))
            }
            ("absent", [condition, Expr::Ident(channel)]) => {
                let code = parse_code(Field::Channel, channel);
                let code = code.ok_or_else(|| self.wrong(format!("no channel `{channel}`")))?;
                Ok(Measure::Absent(self.bit(condition, conditions)?, code))
            }
            _ => Err(self.wrong(EXPECTED)),
        }
    }

    fn bit(&mut self, condition: &Expr, conditions: &mut Vec<Condition>) -> Compiled<u32> {
        let condition = self.truth(condition, Scope::Event)?;
        let at = conditions.iter().position(|own| *own == condition).unwrap_or_else(|| {
            conditions.push(condition);
            conditions.len() - 1
        });
        let bit = u32::try_from(at).ok().filter(|bit| *bit < CONDITIONS);
        bit.ok_or_else(|| self.wrong(format!("the measures of a rule have at most {CONDITIONS} conditions")))
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

    fn function(&mut self, name: &str, args: &[&Expr], scope: Scope<'_>) -> Compiled<Condition> {
        const EXPECTED: &str = "expected in_list(mcc|currency|country|other_country, \"list\"), \
                                in_zone(city|home|origin, \"list\"), mentions(text|party|occupation|industry|\
                                other_industry, \"list\"), mentions_place(text), states_amount(text, \"list\"), \
                                bracket_alias(text), is_holder(payee), is_business(), is_person(), \
                                abroad(city|origin), related(counterparty), known(\"list\"), known_other(\"list\"), \
                                fits_price(amount, \"list\"), is_round(amount, parameter) or \
                                blank(text|party|payee|counterparty|occupation|industry)";
        let literal = |expr: &&Expr| match expr {
            Expr::Literal(LiteralValue::String(text)) => Some(text.inner().to_owned()),
            _ => None,
        };
        match (name, args) {
            ("is_business", []) => return Ok(Condition::IsBusiness(Which::First, true)),
            ("is_person", []) => return Ok(Condition::IsBusiness(Which::First, false)),
            ("known" | "known_other", [list]) => {
                let list =
                    literal(list).ok_or_else(|| self.wrong("expected the name of a list in quotes"))?;
                let Contents::External(list) = self.list(&list)? else {
                    return Err(self.wrong(format!("“{list}” is no external list")));
                };
                return Ok(Condition::Known(Which::First, name == "known_other", list));
            }
            ("fits_price", [amount, list]) => {
                let list =
                    literal(list).ok_or_else(|| self.wrong("expected the name of a list in quotes"))?;
                let Contents::Prices(prices) = self.list(&list)? else {
                    return Err(self.wrong(format!("“{list}” is no list of prices")));
                };
                return Ok(Condition::FitsPrice(Which::First, self.number(amount, scope)?, prices));
            }
            ("is_round", [amount, unit]) => {
                let sides = Box::new((self.number(amount, scope)?, self.number(unit, scope)?));
                let rest = Number::Apply(Operation::Remainder, sides);
                return Ok(Condition::Compare(Comparison::Equal, rest, Number::Is(0)));
            }
            _ => {}
        }
        let Some((field, rest)) = args.split_first() else {
            return Err(self.wrong(format!("`{name}()` is not known; {EXPECTED}")));
        };
        let (field, which) = self.field(field, scope)?;
        let list = match rest {
            [] => None,
            [list] => {
                let list = literal(list);
                Some(
                    list.ok_or_else(|| self.wrong(format!("`{name}()` takes the name of a list in quotes")))?,
                )
            }
            _ => return Err(self.wrong(format!("`{name}()` takes the name of a list in quotes"))),
        };
        let contents = list.as_deref().map(|list| self.list(list)).transpose()?;
        match (name, field, contents) {
            (
                "in_list",
                Field::Mcc | Field::Currency | Field::Country | Field::OtherCountry,
                Some(Contents::Codes(codes)),
            ) => Ok(Condition::InCodes(field, which, codes)),
            ("in_zone", Field::City | Field::Home | Field::Origin, Some(Contents::Zones(zones))) => {
                Ok(Condition::InZone(field, which, zones))
            }
            (
                "mentions",
                Field::Text | Field::Party | Field::Occupation | Field::Industry | Field::OtherIndustry,
                Some(contents @ (Contents::Terms(_) | Contents::Slots(_))),
            ) => {
                let list = list.unwrap_or_default();
                let bits = self.bits(&list, field, &contents);
                let one = |bit| Condition::Mentions(field, which, bit);
                Ok(match *bits.as_slice() {
                    [bit] => one(bit),
                    _ => Condition::Or(bits.into_iter().map(one).collect()),
                })
            }
            ("states_amount", Field::Text, Some(Contents::Terms(units))) => {
                Ok(Condition::StatesAmount(which, units))
            }
            ("mentions_place", Field::Text, None) => Ok(Condition::MentionsPlace(which)),
            ("bracket_alias", Field::Text, None) => Ok(Condition::BracketAlias(which)),
            ("is_holder", Field::Payee, None) => Ok(Condition::IsHolder(which)),
            ("abroad", Field::City | Field::Origin, None) => Ok(Condition::Abroad(field, which)),
            ("related", Field::Counterparty, None) => Ok(Condition::Related(which)),
            (
                "blank",
                Field::Text
                | Field::Party
                | Field::Payee
                | Field::Counterparty
                | Field::Occupation
                | Field::Industry
                | Field::OtherIndustry,
                None,
            ) => Ok(Condition::Blank(field, which)),
            _ => Err(self.wrong(format!("`{name}()` does not take that; {EXPECTED}"))),
        }
    }

    /// The bits of a list of terms, or of each slot of a lexicon.
    fn bits(&mut self, list: &str, field: Field, contents: &Contents) -> Vec<u32> {
        match contents {
            Contents::Terms(terms) => vec![self.atoms.bit(list, field, terms)],
            Contents::Slots(slots) => slots
                .iter()
                .map(|(slot, terms)| self.atoms.bit(&format!("{list}/{slot}"), field, terms))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// `field in ["one", "two"]` for a field of codes.
    fn codes(
        &self,
        field: &Expr,
        words: &cel::common::ast::ListExpr,
        scope: Scope<'_>,
    ) -> Compiled<Option<Condition>> {
        let (field, which) = self.field(field, scope)?;
        if !matches!(field, Field::Kind | Field::Channel | Field::Direction) {
            return Ok(None);
        }
        let mut codes = 0;
        for word in &words.elements {
            let Expr::Literal(LiteralValue::String(word)) = &word.expr else {
                return Err(self.wrong("expected words in quotes"));
            };
            codes |= self.code(field, word.inner())?;
        }
        Ok(Some(Condition::CodeIn(field, which, codes)))
    }

    fn code(&self, field: Field, word: &str) -> Compiled<u32> {
        let code = parse_code(field, word).ok_or_else(|| {
            let words = code_words(field).join(", ");
            self.wrong(format!("“{word}” is no {}; expected one of {words}", field.name()))
        })?;
        Ok(1 << code)
    }

    fn list(&self, name: &str) -> Compiled<Contents> {
        let known = self.lists.get(name).map(|list| list.contents.clone());
        known.ok_or_else(|| {
            let names: Vec<&str> = self.lists.keys().map(String::as_str).collect();
            self.wrong(format!("no list “{name}”; there are {}", names.join(", ")))
        })
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
                    let letters =
                        letters.ok_or_else(|| self.wrong(format!("“{word}” is no {}", field.name())))?;
                    Ok(Condition::IsLetters(field, which, letters))
                }
                Field::Party => Ok(Condition::IsWord(field, which, word.to_owned())),
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

    fn compare(
        &mut self,
        how: Comparison,
        left: &Expr,
        right: &Expr,
        scope: Scope<'_>,
    ) -> Compiled<Condition> {
        Ok(Condition::Compare(how, self.number(left, scope)?, self.number(right, scope)?))
    }

    fn number(&mut self, expr: &Expr, scope: Scope<'_>) -> Compiled<Number> {
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
                (field, which) if is_number(field) => Ok(Number::Of(field, which)),
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
                if let Some(number) = self.special(&call.func_name, &args, scope)? {
                    return Ok(number);
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

    /// Numbers that are written as functions.
    fn special(&mut self, name: &str, args: &[&Expr], scope: Scope<'_>) -> Compiled<Option<Number>> {
        let [argument] = args else { return Ok(None) };
        match (name, argument, scope) {
            ("slots", Expr::Literal(LiteralValue::String(list)), Scope::Event) => {
                let contents = self.list(list.inner())?;
                let Contents::Slots(_) = contents else {
                    return Err(self.wrong(format!("“{}” has no slots", list.inner())));
                };
                let bits = self.bits(list.inner(), Field::Text, &contents);
                Ok(Some(Number::Slots(Which::First, bits)))
            }
            ("threshold", Expr::Literal(LiteralValue::String(list)), Scope::Event | Scope::Measures(_)) => {
                let Contents::Thresholds(limits) = self.list(list.inner())? else {
                    return Err(self.wrong(format!("“{}” is no list of thresholds", list.inner())));
                };
                Ok(Some(Number::Threshold(Which::First, limits)))
            }
            ("peer_median" | "peer_percentile", Expr::Ident(measure), Scope::Measures(names)) => {
                let number = names.iter().position(|own| own == measure);
                let number = number.ok_or_else(|| self.wrong(format!("no measure `{measure}`")))?;
                let median = name == "peer_median";
                let value = if median { Value::PeerMedian(number) } else { Value::PeerPercentile(number) };
                Ok(Some(Number::Value(value)))
            }
            _ => Ok(None),
        }
    }

    fn named_number(&self, name: &str, scope: Scope<'_>) -> Compiled<Number> {
        if let Scope::Measures(names) = scope
            && let Some(number) = names.iter().position(|own| *own == name)
        {
            return Ok(Number::Value(Value::Measure(number)));
        }
        if let Some(parameter) = self.parameters.iter().find(|parameter| parameter.name == name) {
            return match parameter.quantity.unit {
                Unit::Duration => Err(self.wrong(format!("`{name}` is a length of time, not a number"))),
                _ => Ok(Number::Is(parameter.quantity.value)),
            };
        }
        match (scope, self.field(&Expr::Ident(name.to_owned()), Scope::Event)) {
            (Scope::Event, Ok((field, which))) if is_number(field) => Ok(Number::Of(field, which)),
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
        let known = Field::ALL.iter().find(|field| field.name() == name && !is_inner(**field));
        known.map(|field| (*field, which)).ok_or_else(|| {
            let names = Field::ALL.iter().filter(|field| !is_inner(**field)).map(|field| field.name());
            let names: Vec<&str> = names.collect();
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

/// Whether a field is a number.
fn is_number(field: Field) -> bool {
    matches!(
        field,
        Field::Amount
            | Field::Mcc
            | Field::MinuteOfDay
            | Field::Day
            | Field::FromHomeKm
            | Field::AccountAge
            | Field::Quantity
            | Field::Income
    )
}

/// Fields that no condition names.
fn is_inner(field: Field) -> bool {
    field.is_inner() || matches!(field, Field::Time | Field::Status)
}
