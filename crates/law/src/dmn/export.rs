//! A rule set as DMN.

use std::fmt::Write as _;

use crate::dmn::normal::{Literal, rows};
use crate::dmn::{MODEL, feel};
use crate::error::LawError;
use crate::expression::{Expr, Relation, Term};
use crate::facts::slots;
use crate::lower::names;
use crate::rule_set::{Conclusion, DECISION, Rule, RuleSet};
use crate::tri::Governs;
use crate::written::{Kind, RuleKind};

/// A table to be written.
struct Table {
    name: String,
    /// What it says and rests on.
    description: String,
    /// FEEL type of its output.
    kind: &'static str,
    policy: &'static str,
    /// What its columns look at.
    columns: Vec<Column>,
    /// Cells by column, then the output.
    rows: Vec<(Vec<Option<String>>, String)>,
    /// Decisions and inputs that it needs.
    needs: Vec<(&'static str, String)>,
}

struct Column {
    expression: String,
    kind: &'static str,
    /// All values that it can have, if it is a choice.
    values: String,
}

/// Writes a rule set as one DMN model: an input for each fact, a decision for each rule and each conclusion.
pub fn export(set: &RuleSet) -> Result<String, LawError> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let namespace = format!("urn:palermo:law:{}", set.id);
    let _infallible = writeln!(
        out,
        "<definitions xmlns=\"{MODEL}\" id=\"{0}\" name=\"{0}\" namespace=\"{namespace}\">",
        set.id
    );
    let about =
        format!("{} {} Law looked up on {}. Not legal advice.", set.title.en, set.about.en, set.checked);
    line(&mut out, 1, "description", &about);
    for fact in &set.facts {
        for slot in slots(fact) {
            let name = feel::slot(set, slot);
            let kind = match fact.kind {
                Kind::YesNo | Kind::Several => "boolean",
                Kind::Choice => "string",
                Kind::Number => "number",
                Kind::Date => "date",
            };
            let member = fact.values.get(slot - fact.slot).filter(|_| fact.kind == Kind::Several);
            let ask =
                member.map_or_else(|| fact.ask.en.clone(), |own| format!("{} {}", fact.ask.en, own.says.en));
            let values: Vec<String> = fact.values.iter().map(|own| feel::text(&own.id)).collect();
            let choices = if fact.kind == Kind::Choice {
                format!(" One of {}.", values.join(", "))
            } else {
                String::new()
            };
            let _infallible = writeln!(out, "  <inputData id=\"i_{name}\" name=\"{name}\">");
            line(&mut out, 2, "description", &format!("{ask}{choices} Burden: {}.", fact.burden));
            let _infallible =
                writeln!(out, "    <variable name=\"{name}\" typeRef=\"{kind}\"/>\n  </inputData>");
        }
    }
    for rule in set.rules.iter().filter(|rule| rule.kind != RuleKind::SafetyValve) {
        write(&mut out, &rule_table(set, rule)?);
    }
    for (at, own) in set.conclusions.iter().enumerate() {
        write(&mut out, &conclusion_table(set, at, own));
    }
    out.push_str("</definitions>\n");
    Ok(out)
}

fn rule_table(set: &RuleSet, rule: &Rule) -> Result<Table, LawError> {
    let when = match &rule.readings {
        Some(own) if own.governs == Governs::Loose => &own.loose,
        Some(own) => &own.strict,
        None => &rule.when,
    };
    let mut parts = vec![when.clone()];
    let window = &rule.window;
    let dated = window.of.and_then(|at| set.facts.get(at)).map(|fact| fact.id.clone());
    for (name, relation, day) in [
        (dated.clone(), Relation::GreaterOrEqual, window.from),
        (dated, Relation::LessOrEqual, window.to),
        (Some(DECISION.to_owned()), Relation::GreaterOrEqual, window.decided_from),
        (Some(DECISION.to_owned()), Relation::LessOrEqual, window.decided_to),
    ] {
        if let (Some(name), Some(day)) = (name, day) {
            parts.push(Expr::Compare(Term::Name(name), relation, Term::Date(day)));
        }
    }
    let expr = Expr::All(parts);
    let conditions = rows(&expr).ok_or_else(|| LawError::Dmn {
        line: 1,
        message: format!("the condition of `{}` has too many rows for a table", rule.id),
    })?;
    let cites: Vec<String> = rule.cites.iter().map(|cite| set.cited(cite)).collect();
    let mut table = Table {
        name: feel::rule(&rule.id),
        description: format!("{} {}.", rule.says.en, cites.join("; ")),
        kind: "boolean",
        policy: "FIRST",
        columns: Vec::new(),
        rows: Vec::new(),
        needs: needs(set, &expr),
    };
    let exceptions: Vec<String> =
        rule.exceptions.iter().filter_map(|at| set.rules.get(*at)).map(|own| feel::rule(&own.id)).collect();
    for name in &exceptions {
        let column = table.column(name, "boolean");
        table.rows.push((cell(column, "true".to_owned()), "false".to_owned()));
        table.needs.push(("Decision", format!("d_{name}")));
    }
    for own in conditions {
        let mut cells = Vec::new();
        for literal in &own {
            let (expression, kind, said) = literal_cell(set, literal);
            table.put(&mut cells, &expression, kind, said);
        }
        table.rows.push((cells, "true".to_owned()));
    }
    for column in &mut table.columns {
        let fact = set
            .facts
            .iter()
            .find(|fact| fact.kind == Kind::Choice && feel::name(&fact.id) == column.expression);
        let values = fact.into_iter().flat_map(|fact| &fact.values).map(|own| feel::text(&own.id));
        column.values = values.collect::<Vec<String>>().join(", ");
    }
    if table.columns.is_empty() {
        // A table needs a column; one that looks at nothing is always met.
        table.column("true", "boolean");
    }
    table.rows.push((Vec::new(), "false".to_owned()));
    Ok(table)
}

fn cell(column: usize, said: String) -> Vec<Option<String>> {
    let mut cells = vec![None; column];
    cells.push(Some(said));
    cells
}

impl Table {
    fn column(&mut self, expression: &str, kind: &'static str) -> usize {
        let known = self.columns.iter().position(|own| own.expression == expression);
        known.unwrap_or_else(|| {
            self.columns.push(Column { expression: expression.to_owned(), kind, values: String::new() });
            self.columns.len() - 1
        })
    }

    /// Puts a cell into a row; a second condition on the same column gets a column of its own.
    fn put(&mut self, cells: &mut Vec<Option<String>>, expression: &str, kind: &'static str, said: String) {
        let same = self.columns.iter().enumerate().filter(|(_, own)| own.expression == expression);
        let free = same.map(|(at, _)| at).find(|at| cells.get(*at).is_none_or(Option::is_none));
        let at = free.unwrap_or_else(|| {
            self.columns.push(Column { expression: expression.to_owned(), kind, values: String::new() });
            self.columns.len() - 1
        });
        while cells.len() <= at {
            cells.push(None);
        }
        if let Some(cell) = cells.get_mut(at) {
            *cell = Some(said);
        }
    }
}

/// Column, its type, and what must stand in it.
fn literal_cell(set: &RuleSet, literal: &Literal) -> (String, &'static str, String) {
    let truth = |is_true: bool| (is_true != literal.is_negated).to_string();
    match &literal.expr {
        Expr::Name(name) => match name.split_once('.') {
            Some((fact, member)) => (format!("{fact}__{member}"), "boolean", truth(true)),
            None => (feel::name(name), "boolean", truth(true)),
        },
        Expr::AnyOf(name) => {
            let slots = set.fact(name).map(slots).into_iter().flatten();
            let any: Vec<String> = slots.map(|slot| feel::slot(set, slot)).collect();
            (any.join(" or "), "boolean", truth(true))
        }
        Expr::Is(name, values) => {
            let values: Vec<String> = values.iter().map(|value| feel::text(value)).collect();
            let list = values.join(", ");
            let said = if literal.is_negated { format!("not({list})") } else { list };
            (feel::name(name), "string", said)
        }
        Expr::Compare(left, relation, right) => {
            let is_value = matches!(right, Term::Number(_) | Term::Date(_));
            // `=` and its opposite are expressions of their own; the others are unary tests.
            if is_value && !matches!(relation, Relation::Equal | Relation::NotEqual) {
                let kind = if matches!(right, Term::Date(_)) { "date" } else { "number" };
                return (feel::term(left), kind, format!("{} {}", relation.as_str(), feel::term(right)));
            }
            let said = format!("{} {} {}", feel::term(left), relation.as_str(), feel::term(right));
            (said, "boolean", truth(true))
        }
        Expr::Always(_) | Expr::All(_) | Expr::Any(_) | Expr::Not(_) => {
            ("true".to_owned(), "boolean", truth(true))
        }
    }
}

fn needs(set: &RuleSet, expr: &Expr) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for name in names(expr) {
        if set.conclusion(&name).is_some() {
            found.push(("Decision", format!("d_{}", feel::name(&name))));
        } else if let Some(fact) = set.fact(&name) {
            found.extend(slots(fact).map(|slot| ("Input", format!("i_{}", feel::slot(set, slot)))));
        }
    }
    found.sort();
    found.dedup();
    found
}

fn conclusion_table(set: &RuleSet, at: usize, own: &Conclusion) -> Table {
    let mut table = Table {
        name: feel::name(&own.id),
        description: own.says.en.clone(),
        kind: if own.is_yes_no { "boolean" } else { "string" },
        policy: "ANY",
        columns: Vec::new(),
        rows: Vec::new(),
        needs: Vec::new(),
    };
    let said = |value: usize| {
        let id = own.values.get(value).map(|value| value.id.as_str()).unwrap_or_default();
        if own.is_yes_no { id.to_owned() } else { feel::text(id) }
    };
    for (_, rule) in set.deciders(at) {
        let Some((_, value)) = rule.concludes else { continue };
        let name = feel::rule(&rule.id);
        let column = table.column(&name, "boolean");
        table.rows.push((cell(column, "true".to_owned()), said(value)));
        table.needs.push(("Decision", format!("d_{name}")));
    }
    if table.columns.is_empty() {
        table.column("true", "boolean");
    }
    if let Some(value) = own.otherwise {
        let deciders = table.rows.len();
        table.rows.push((vec![Some("false".to_owned()); deciders], said(value)));
    }
    table
}

fn write(out: &mut String, table: &Table) {
    let name = &table.name;
    let _infallible = writeln!(out, "  <decision id=\"d_{name}\" name=\"{name}\">");
    line(out, 2, "description", &table.description);
    let _infallible = writeln!(out, "    <variable name=\"{name}\" typeRef=\"{}\"/>", table.kind);
    for (kind, id) in &table.needs {
        let _infallible = writeln!(
            out,
            "    <informationRequirement><required{kind} href=\"#{id}\"/></informationRequirement>"
        );
    }
    let _infallible = writeln!(out, "    <decisionTable id=\"t_{name}\" hitPolicy=\"{}\">", table.policy);
    for (at, column) in table.columns.iter().enumerate() {
        let (kind, text) = (column.kind, escaped(&column.expression));
        let mut expression =
            format!("<inputExpression typeRef=\"{kind}\"><text>{text}</text></inputExpression>");
        if !column.values.is_empty() {
            let _infallible =
                write!(expression, "<inputValues><text>{}</text></inputValues>", escaped(&column.values));
        }
        let _infallible = writeln!(out, "      <input id=\"c_{name}_{at}\">{expression}</input>");
    }
    let _infallible =
        writeln!(out, "      <output id=\"o_{name}\" name=\"{name}\" typeRef=\"{}\"/>", table.kind);
    for (number, (cells, output)) in table.rows.iter().enumerate() {
        let _infallible = write!(out, "      <rule id=\"w_{name}_{number}\">");
        for at in 0..table.columns.len() {
            let said = cells.get(at).and_then(Option::as_deref).unwrap_or("-");
            let _infallible = write!(out, "<inputEntry><text>{}</text></inputEntry>", escaped(said));
        }
        let _infallible = writeln!(out, "<outputEntry><text>{}</text></outputEntry></rule>", escaped(output));
    }
    out.push_str("    </decisionTable>\n  </decision>\n");
}

fn line(out: &mut String, depth: usize, element: &str, text: &str) {
    let _infallible = writeln!(out, "{}<{element}>{}</{element}>", "  ".repeat(depth), escaped(text));
}

fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
