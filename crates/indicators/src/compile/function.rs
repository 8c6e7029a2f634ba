//! Conditions that are written as functions: `in_list(mcc, "hotels")`.

use cel::common::ast::{Expr, LiteralValue};

use super::{Compiled, Compiler, Scope};
use crate::expression::{Comparison, Condition, Number, Operation, Which};
use crate::field::Field;
use crate::list::{Contents, List};
use crate::nearest::meant;

/// A function: its name, how it is written, and the kinds of list it takes.
type Form = (&'static str, &'static str, &'static [&'static str]);

const FORMS: [Form; 16] = [
    ("in_list", "in_list(mcc|currency|country|other_country, \"list\")", &["codes"]),
    ("in_zone", "in_zone(city|home|origin, \"list\")", &["zones"]),
    ("mentions", "mentions(text|party|occupation|industry|other_industry, \"list\")", &["terms", "slots"]),
    ("mentions_place", "mentions_place(text)", &[]),
    ("states_amount", "states_amount(text, \"list\")", &["terms"]),
    ("bracket_alias", "bracket_alias(text)", &[]),
    ("is_holder", "is_holder(payee)", &[]),
    ("is_business", "is_business()", &[]),
    ("is_person", "is_person()", &[]),
    ("abroad", "abroad(city|origin)", &[]),
    ("related", "related(counterparty)", &[]),
    ("known", "known(\"list\")", &["external identifiers"]),
    ("known_other", "known_other(\"list\")", &["external identifiers"]),
    ("fits_price", "fits_price(amount, \"list\")", &["prices"]),
    ("is_round", "is_round(amount, parameter)", &[]),
    ("blank", "blank(text|party|payee|counterparty|occupation|industry|other_industry)", &[]),
];

impl Compiler<'_> {
    pub(super) fn function(&mut self, name: &str, args: &[&Expr], scope: Scope<'_>) -> Compiled<Condition> {
        let Some((_, form, kinds)) = FORMS.iter().find(|(known, ..)| *known == name) else {
            let names = FORMS.iter().map(|(known, ..)| *known);
            return Err(self.wrong_at(name, format!("no function `{name}()`; {}", meant(name, names))));
        };
        let misused = |compiler: &Self| {
            compiler.wrong_at(name, format!("`{name}` does not take that; expected {form}"))
        };
        let literal = |expr: &&Expr| match expr {
            Expr::Literal(LiteralValue::String(text)) => Some(text.inner().to_owned()),
            _ => None,
        };
        match (name, args) {
            ("is_business", []) => return Ok(Condition::IsBusiness(Which::First, true)),
            ("is_person", []) => return Ok(Condition::IsBusiness(Which::First, false)),
            ("known" | "known_other", [list]) => {
                let list = literal(list).ok_or_else(|| misused(self))?;
                let Contents::External(list) = self.list(&list, kinds)? else { return Err(misused(self)) };
                return Ok(Condition::Known(Which::First, name == "known_other", list));
            }
            ("fits_price", [amount, list]) => {
                let list = literal(list).ok_or_else(|| misused(self))?;
                let Contents::Prices(prices) = self.list(&list, kinds)? else { return Err(misused(self)) };
                return Ok(Condition::FitsPrice(Which::First, self.number(amount, scope)?, prices));
            }
            ("is_round", [amount, unit]) => {
                let sides = Box::new((self.number(amount, scope)?, self.number(unit, scope)?));
                let rest = Number::Apply(Operation::Remainder, sides);
                return Ok(Condition::Compare(Comparison::Equal, rest, Number::Is(0)));
            }
            _ => {}
        }
        let Some((field, rest)) = args.split_first() else { return Err(misused(self)) };
        let (field, which) = self.field(field, scope)?;
        let list = match rest {
            [] => None,
            [list] => Some(literal(list).ok_or_else(|| misused(self))?),
            _ => return Err(misused(self)),
        };
        let contents = list.as_deref().map(|list| self.list(list, kinds)).transpose()?;
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
            _ => Err(misused(self)),
        }
    }

    /// The bits of a list of terms, or of each slot of a lexicon.
    pub(super) fn bits(&mut self, list: &str, field: Field, contents: &Contents) -> Vec<u32> {
        match contents {
            Contents::Terms(terms) => vec![self.atoms.bit(list, field, terms)],
            Contents::Slots(slots) => slots
                .iter()
                .map(|(slot, terms)| self.atoms.bit(&format!("{list}/{slot}"), field, terms))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The list of that name, which is to be of one of these kinds.
    pub(crate) fn list(&self, name: &str, kinds: &[&str]) -> Compiled<Contents> {
        let is_kind = |list: &List| kinds.contains(&list.contents.name());
        let fitting: Vec<&str> =
            self.lists.values().filter(|list| is_kind(list)).map(|list| list.id.as_str()).collect();
        match self.lists.get(name) {
            Some(list) if is_kind(list) => Ok(list.contents.clone()),
            Some(list) => {
                let (is, wanted) = (list.contents.name(), kinds.join(" or "));
                let message =
                    format!("“{name}” is a list of {is}; expected one of {wanted}: {}", fitting.join(", "));
                Err(self.wrong_at(name, message))
            }
            None => Err(self.wrong_at(name, format!("no list “{name}”; {}", meant(name, fitting)))),
        }
    }
}
