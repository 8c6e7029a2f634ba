//! Numbers: fields, parameters, measures, and what is reckoned from them.

use cel::common::ast::{Expr, LiteralValue, operators};

use super::name::is_number;
use super::{Compiled, Compiler, Scope};
use crate::error::PackError;
use crate::expression::{Number, Operation, Value, Which};
use crate::field::Field;
use crate::list::Contents;
use crate::nearest::meant;
use crate::quantity::{ONE, Unit};

impl Compiler<'_> {
    pub(super) fn number(&mut self, expr: &Expr, scope: Scope<'_>) -> Compiled<Number> {
        match expr {
            Expr::Literal(LiteralValue::Int(value)) if matches!(value.inner(), 0 | 1) => {
                Ok(Number::Is(value.inner() * ONE))
            }
            Expr::Literal(LiteralValue::Int(value)) => Err(self.bare(&value.inner().to_string())),
            Expr::Literal(LiteralValue::UInt(value)) => Err(self.bare(&value.inner().to_string())),
            Expr::Literal(LiteralValue::Double(value)) => Err(self.bare(&value.inner().to_string())),
            Expr::Ident(name) => self.named_number(name, scope),
            Expr::Select(_) => match self.field(expr, scope)? {
                (field, which) if is_number(field) => Ok(Number::Of(field, which)),
                (field, _) => Err(self.no_number(field)),
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
                    other => {
                        let message = format!(
                            "`{other}` is no number here; expected a field, a parameter, a measure, or these with \
                             +, -, *, / and %"
                        );
                        return Err(self.wrong_at(other, message));
                    }
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
                let contents = self.list(list.inner(), &["slots"])?;
                let bits = self.bits(list.inner(), Field::Text, &contents);
                Ok(Some(Number::Slots(Which::First, bits)))
            }
            ("threshold", Expr::Literal(LiteralValue::String(list)), Scope::Event | Scope::Measures(_)) => {
                let Contents::Thresholds(limits) = self.list(list.inner(), &["thresholds"])? else {
                    return Err(self.wrong("expected threshold(\"list\")"));
                };
                Ok(Some(Number::Threshold(Which::First, limits)))
            }
            ("peer_median" | "peer_percentile", Expr::Ident(measure), Scope::Measures(names)) => {
                let number = names.iter().position(|own| own == measure);
                let number = number.ok_or_else(|| {
                    let meant = meant(measure, names.iter().copied());
                    self.wrong_at(measure, format!("no measure `{measure}`; {meant}"))
                })?;
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
                Unit::Duration => {
                    let message = format!(
                        "`{name}` is a length of time, not a number; expected a parameter such as `least: {{value: 4, …}}`"
                    );
                    Err(self.wrong_at(name, message))
                }
                _ => Ok(Number::Is(parameter.quantity.value)),
            };
        }
        match (scope, self.field(&Expr::Ident(name.to_owned()), Scope::Event)) {
            (Scope::Event, Ok((field, which))) if is_number(field) => Ok(Number::Of(field, which)),
            (Scope::Event, Ok((field, _))) => Err(self.no_number(field)),
            (Scope::Event, Err(error)) => Err(error),
            (Scope::Pair, _) => {
                let message = format!("`{name}` of which event? Expected first.{name} or then.{name}");
                Err(self.wrong_at(name, message))
            }
            (Scope::Measures(names), _) => {
                self.refuse_protected(name)?;
                let own = self.parameters.iter().map(|own| own.name.as_str());
                let meant = meant(name, names.iter().copied().chain(own));
                Err(self.wrong_at(name, format!("no measure or parameter `{name}`; {meant}")))
            }
        }
    }

    fn bare(&self, number: &str) -> PackError {
        let message = format!(
            "{number} does not say where it is from, and only 0 and 1 stand for themselves; put it into `parameters`: \
             `name: {{value: {number}, basis: ours, why: …}}`"
        );
        self.wrong_at(number, message)
    }

    fn no_number(&self, field: Field) -> PackError {
        let numbers = Field::ALL.iter().filter(|own| is_number(**own)).map(|own| own.name());
        let numbers: Vec<&str> = numbers.collect();
        let message = format!("`{}` is no number; numbers are {}", field.name(), numbers.join(", "));
        self.wrong_at(field.name(), message)
    }
}
