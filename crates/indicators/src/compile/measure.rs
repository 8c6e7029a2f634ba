//! Measures of a rule: `count(at_night)`, `sum(amount)`.

use cel::common::ast::Expr;

use super::{Compiled, Compiler, Scope};
use crate::expression::Condition;
use crate::field::{Field, code_words, parse_code};
use crate::measure::{CONDITIONS, KEYS, Measure, Of};
use crate::nearest::meant;
use crate::quantity::Unit;

/// Measures, and how they are written.
const FORMS: [(&str, &str); 17] = [
    ("count", "count() or count(condition)"),
    ("days", "days() or days(condition)"),
    ("streak", "streak() or streak(condition)"),
    ("share", "share(condition)"),
    ("sum", "sum(amount) or sum(amount, condition)"),
    ("mean", "mean(amount) or mean(amount, condition)"),
    ("median", "median(amount) or median(amount, condition)"),
    ("max", "max(amount) or max(amount, condition)"),
    ("min", "min(amount) or min(amount, condition)"),
    ("distinct", "distinct(field) or distinct(field, condition)"),
    ("path_km", "path_km()"),
    ("earlier", "earlier(parameter)"),
    ("usual", "usual(parameter)"),
    ("z", "z(parameter)"),
    ("usual_sum", "usual_sum(parameter)"),
    ("z_sum", "z_sum(parameter)"),
    ("absent", "absent(condition, channel)"),
];

impl Compiler<'_> {
    /// A measure such as `count(at_night)`. The conditions of measures are put into `conditions`, the fields told
    /// apart into `keys`.
    pub(crate) fn measure(
        &mut self,
        source: &str,
        conditions: &mut Vec<Condition>,
        keys: &mut Vec<Field>,
    ) -> Compiled<Measure> {
        let Expr::Call(call) = self.parse(source)? else {
            return Err(self.wrong("no measure; expected one such as count() or sum(amount)"));
        };
        let args: Vec<&Expr> = call.args.iter().map(|arg| &arg.expr).collect();
        let name = call.func_name.as_str();
        let Some((_, form)) = FORMS.iter().find(|(known, _)| *known == name) else {
            let meant = meant(name, FORMS.map(|(known, _)| known));
            return Err(self.wrong_at(name, format!("no measure `{name}()`; {meant}")));
        };
        let misused = |compiler: &Self| {
            compiler.wrong_at(name, format!("`{name}` does not take that; expected {form}"))
        };
        let is_amount = |expr: &Expr| matches!(expr, Expr::Ident(name) if name == "amount");
        let of = |compiler: &mut Self, rest: &[&Expr], conditions: &mut Vec<Condition>| match rest {
            [] => Ok(None),
            [condition] => compiler.bit(condition, conditions).map(Some),
            _ => Err(misused(compiler)),
        };
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
                    let message = "texts are not told apart; expected another field, such as party";
                    return Err(self.wrong_at("text", message));
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
                let code = code.ok_or_else(|| {
                    let meant = meant(channel, code_words(Field::Channel));
                    self.wrong_at(channel, format!("no channel `{channel}`; {meant}"))
                })?;
                Ok(Measure::Absent(self.bit(condition, conditions)?, code))
            }
            _ => Err(misused(self)),
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
        let lengths = self.parameters.iter().filter(|own| own.quantity.unit == Unit::Duration);
        let lengths: Vec<&str> = lengths.map(|own| own.name.as_str()).collect();
        let right = match lengths.as_slice() {
            [] => "add one such as `window: {value: 30d, …}`".to_owned(),
            _ => meant(name, lengths),
        };
        match found.map(|parameter| parameter.quantity) {
            Some(quantity) if quantity.unit == Unit::Duration => Ok(quantity.value),
            Some(_) => {
                let message = format!("parameter `{name}` is no length of time such as 30d or 48h; {right}");
                Err(self.wrong_at(name, message))
            }
            None => Err(self.wrong_at(name, format!("no parameter `{name}`; {right}"))),
        }
    }
}
