//! Names of fields and their words, and those that are refused.

use cel::common::ast::{Expr, LiteralValue};

use super::{Compiled, Compiler, Scope};
use crate::expression::{Condition, Which};
use crate::field::{Field, code_words, parse_code};
use crate::nearest::meant;

/// Words that would make a condition turn on who a person is.
const PROTECTED: [&str; 17] = [
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

impl Compiler<'_> {
    /// `field in ["one", "two"]` for a field of codes.
    pub(super) fn codes(
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

    pub(super) fn code(&self, field: Field, word: &str) -> Compiled<u32> {
        let code = parse_code(field, word).ok_or_else(|| {
            let message = format!("“{word}” is no {}; {}", field.name(), meant(word, code_words(field)));
            self.wrong_at(word, message)
        })?;
        Ok(1 << code)
    }

    pub(super) fn field(&self, expr: &Expr, scope: Scope<'_>) -> Compiled<(Field, Which)> {
        let (name, which) = match (expr, scope) {
            (Expr::Ident(name), Scope::Event) => (name, Which::First),
            (Expr::Select(select), Scope::Pair) => match &select.operand.expr {
                Expr::Ident(event) if event == "first" => (&select.field, Which::First),
                Expr::Ident(event) if event == "then" => (&select.field, Which::Then),
                _ => return Err(self.wrong_at(&select.field, "expected first.field or then.field")),
            },
            (Expr::Select(select), _) => {
                let field = &select.field;
                let message = format!("first. and then. stand in `pair` only; expected `{field}` alone");
                return Err(self.wrong_at(field, message));
            }
            _ => return Err(self.wrong("expected a field of an event, such as amount or channel")),
        };
        self.refuse_protected(name)?;
        let known = Field::ALL.iter().find(|field| field.name() == name && !is_inner(**field));
        known.map(|field| (*field, which)).ok_or_else(|| {
            let names = Field::ALL.iter().filter(|field| !is_inner(**field)).map(|field| field.name());
            self.wrong_at(name, format!("no field `{name}`; {}", meant(name, names)))
        })
    }

    pub(super) fn refuse_protected(&self, name: &str) -> Compiled<()> {
        if PROTECTED.contains(&name.to_lowercase().as_str()) {
            return Err(self.wrong_at(name, format!(
                "`{name}` is refused: no condition turns on sex, age, ethnicity, religion, nationality or the like, \
                 because who a person is says nothing about what was done"
            )));
        }
        Ok(())
    }
}

/// Whether a field is a number.
pub(super) fn is_number(field: Field) -> bool {
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
