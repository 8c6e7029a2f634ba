//! Conditions as rows of a table: any of several rows, each of which is all of several cells.

use crate::expression::{Expr, Relation};

/// A cell: something that must be so, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    pub(crate) expr: Expr,
    pub(crate) is_negated: bool,
}

/// Ours: no condition of ours comes to more than a few dozen.
const MOST_ROWS: usize = 4_096;

/// The rows of a condition; `None` if they are too many for a table.
pub(crate) fn rows(expr: &Expr) -> Option<Vec<Vec<Literal>>> {
    walk(expr, false)
}

fn walk(expr: &Expr, is_negated: bool) -> Option<Vec<Vec<Literal>>> {
    match expr {
        Expr::Always(value) => Some(if *value == is_negated { Vec::new() } else { vec![Vec::new()] }),
        Expr::Not(inner) => walk(inner, !is_negated),
        // Of a negated `and` any part may fail, of a negated `or` all must.
        Expr::All(parts) if !is_negated => product(parts, is_negated),
        Expr::Any(parts) if is_negated => product(parts, is_negated),
        Expr::All(parts) | Expr::Any(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(walk(part, is_negated)?);
            }
            (all.len() <= MOST_ROWS).then_some(all)
        }
        Expr::Compare(left, relation, right) if is_negated => {
            let opposite = match relation {
                Relation::Less => Relation::GreaterOrEqual,
                Relation::LessOrEqual => Relation::Greater,
                Relation::Equal => Relation::NotEqual,
                Relation::NotEqual => Relation::Equal,
                Relation::GreaterOrEqual => Relation::Less,
                Relation::Greater => Relation::LessOrEqual,
            };
            let expr = Expr::Compare(left.clone(), opposite, right.clone());
            Some(vec![vec![Literal { expr, is_negated: false }]])
        }
        Expr::Name(_) | Expr::AnyOf(_) | Expr::Is(..) | Expr::Compare(..) => {
            Some(vec![vec![Literal { expr: expr.clone(), is_negated }]])
        }
    }
}

fn product(parts: &[Expr], is_negated: bool) -> Option<Vec<Vec<Literal>>> {
    let mut all = vec![Vec::new()];
    for part in parts {
        let rows = walk(part, is_negated)?;
        if all.len() * rows.len() > MOST_ROWS {
            return None;
        }
        all = all
            .iter()
            .flat_map(|before| rows.iter().map(move |row| before.iter().chain(row).cloned().collect()))
            .collect();
    }
    Some(all)
}
