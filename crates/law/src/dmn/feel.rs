//! Terms in FEEL, DMN's expression language.

use crate::expression::{Term, Unit};
use crate::rule_set::RuleSet;

/// A name that FEEL takes for one: letters, digits and `_`.
pub(crate) fn name(own: &str) -> String {
    let plain: String = own.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) { plain } else { format!("x_{plain}") }
}

/// The name of the decision that a rule becomes; facts and conclusions may have the rule's own name.
pub(crate) fn rule(id: &str) -> String {
    format!("rule_{}", name(id))
}

/// A text in quotation marks.
pub(crate) fn text(own: &str) -> String {
    format!("\"{}\"", own.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A number or date to be worked out.
pub(crate) fn term(own: &Term) -> String {
    match own {
        Term::Number(number) => number.to_string(),
        Term::Date(date) => format!("date(\"{date}\")"),
        Term::Name(own) => name(own),
        Term::Days(from, to) => format!("({} - {}).days", term(to), term(from)),
        Term::Years(from, to) => format!("years and months duration({}, {}).years", term(from), term(to)),
        Term::Shift(inner, number, unit) => {
            let sign = if *number < 0 { '-' } else { '+' };
            let letter = match unit {
                Unit::Days => 'D',
                Unit::Months => 'M',
                Unit::Years => 'Y',
            };
            let inner = match inner.as_ref() {
                Term::Shift(..) => format!("({})", term(inner)),
                _ => term(inner),
            };
            format!("{inner} {sign} duration(\"P{}{letter}\")", number.unsigned_abs())
        }
    }
}

/// The name of the input that holds a fact, or the member of a fact of several.
pub(crate) fn slot(set: &RuleSet, slot: usize) -> String {
    set.slot_name(slot).replace('.', "__")
}
