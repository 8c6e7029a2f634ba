//! DMN decision tables as a rule set in YAML.
//!
//! Each input becomes a fact, each decision table a conclusion, each row a rule. In a table of policy `FIRST` a row is an
//! exception to those after it. What DMN does not say (citations, the French text, who bears the burden) is left to be
//! filled in; the tag is `unverified`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::error::{LawError, short};

/// An input or decision.
#[derive(Debug, Default)]
struct Node {
    line: usize,
    name: String,
    description: String,
    kind: String,
    policy: String,
    is_decision: bool,
    has_table: bool,
    columns: Vec<String>,
    /// The values that a column can have, where the table lists them.
    listed: Vec<(String, String)>,
    rows: Vec<(Vec<String>, Vec<String>)>,
}

/// Reads DMN and writes a rule set.
pub fn import(text: &str) -> Result<String, LawError> {
    let (id, nodes) = read(text)?;
    let mut names = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for node in &nodes {
        let plain = plain_name(&node.name);
        if !taken.insert(plain.clone()) {
            return Err(wrong(node.line, format!("`{}` is there twice", short(&node.name))));
        }
        names.insert(node.name.clone(), plain);
    }
    let mut writer =
        Writer { names, kinds: BTreeMap::new(), choices: BTreeMap::new(), listed: BTreeSet::new() };
    for node in &nodes {
        writer.kinds.insert(writer.name(&node.name), node.kind.clone());
    }
    writer.yaml(&id, &nodes)
}

fn wrong(line: usize, message: impl Into<String>) -> LawError {
    LawError::Dmn { line, message: message.into() }
}

fn plain_name(name: &str) -> String {
    let plain: String =
        name.trim().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let plain = plain.trim_matches('_').to_owned();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) { plain } else { format!("x_{plain}") }
}

fn read(text: &str) -> Result<(String, Vec<Node>), LawError> {
    /// Ours: the schema of DMN nests to about ten.
    const DEEPEST: usize = 64;
    let mut reader = Reader::from_str(text);
    let (mut id, mut nodes, mut path) = (String::new(), Vec::<Node>::new(), Vec::<String>::new());
    let mut said = String::new();
    let (mut line, mut counted) = (1, 0);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
        let passed = text.as_bytes().get(counted..at).unwrap_or_default();
        line += passed.split(|byte| *byte == b'\n').count() - 1;
        counted = at;
        let event = reader.read_event().map_err(|error| wrong(line, format!("not XML: {error}")))?;
        match event {
            Event::Start(start) => {
                said.clear();
                let element = local(&start);
                begin(&element, &start, line, &mut id, &mut nodes)?;
                path.push(element);
                if path.len() > DEEPEST {
                    return Err(wrong(line, "nested too deep"));
                }
            }
            Event::Empty(start) => begin(&local(&start), &start, line, &mut id, &mut nodes)?,
            Event::End(_) => {
                let element = path.pop().unwrap_or_default();
                end(&element, &path, said.trim(), &mut nodes);
                said.clear();
            }
            Event::Text(own) => said.push_str(&own.xml10_content()),
            Event::CData(own) => said.push_str(&own.xml10_content()),
            Event::GeneralRef(own) => {
                let name: &str = &own;
                let plain = quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned);
                let number = own.resolve_char_ref().ok().flatten().map(String::from);
                said.push_str(
                    &number.or(plain).ok_or_else(|| wrong(line, format!("&{name}; is not known")))?,
                );
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !path.is_empty() {
        return Err(wrong(1, "the file breaks off"));
    }
    if nodes.iter().all(|node| !node.has_table) {
        return Err(wrong(1, "no decision table; expected DMN with at least one `decisionTable`"));
    }
    Ok((id, nodes))
}

fn local(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let own = start.try_get_attribute(name).ok().flatten()?;
    own.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn begin(
    element: &str,
    start: &BytesStart<'_>,
    line: usize,
    id: &mut String,
    nodes: &mut Vec<Node>,
) -> Result<(), LawError> {
    let name = || attribute(start, "name").unwrap_or_default();
    match element {
        "definitions" => *id = plain_name(&name()),
        "inputData" | "decision" => {
            nodes.push(Node { line, name: name(), is_decision: element == "decision", ..Node::default() });
        }
        "variable" => {
            if let Some(node) = nodes.last_mut() {
                node.kind = attribute(start, "typeRef").unwrap_or_default();
            }
        }
        "decisionTable" => {
            if let Some(node) = nodes.last_mut() {
                node.has_table = true;
                node.policy = attribute(start, "hitPolicy").unwrap_or_else(|| "UNIQUE".to_owned());
                if !matches!(node.policy.as_str(), "UNIQUE" | "ANY" | "FIRST") {
                    let found = short(&node.policy);
                    return Err(wrong(line, format!("hit policy {found}; expected UNIQUE, ANY or FIRST")));
                }
            }
        }
        "rule" => {
            if let Some(node) = nodes.last_mut() {
                node.rows.push((Vec::new(), Vec::new()));
            }
        }
        "literalExpression" | "invocation" | "context" | "relation" | "functionDefinition" | "list"
            if nodes.last().is_some_and(|node| node.is_decision && !node.has_table) =>
        {
            return Err(wrong(line, format!("`{element}` is not taken over; expected a decisionTable")));
        }
        _ => {}
    }
    Ok(())
}

fn end(element: &str, path: &[String], said: &str, nodes: &mut [Node]) {
    let inside = |name: &str| path.iter().any(|own| own == name);
    let Some(node) = nodes.last_mut() else { return };
    match element {
        "description" if path.len() == 2 => said.clone_into(&mut node.description),
        "text" if inside("inputExpression") => node.columns.push(said.to_owned()),
        "text" if inside("inputValues") => {
            node.listed.extend(node.columns.last().map(|column| (column.clone(), said.to_owned())));
        }
        "text" if inside("inputEntry") => {
            if let Some((cells, _)) = node.rows.last_mut() {
                cells.push(said.to_owned());
            }
        }
        "text" if inside("outputEntry") => {
            if let Some((_, outputs)) = node.rows.last_mut() {
                outputs.push(said.to_owned());
            }
        }
        _ => {}
    }
}

struct Writer {
    names: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
    /// Values that cells compare each text with.
    choices: BTreeMap<String, BTreeSet<String>>,
    /// Texts all of whose values some table lists.
    listed: BTreeSet<String>,
}

impl Writer {
    fn name(&self, name: &str) -> String {
        self.names.get(name.trim()).cloned().unwrap_or_else(|| plain_name(name))
    }

    fn yaml(&mut self, id: &str, nodes: &[Node]) -> Result<String, LawError> {
        let mut rules = String::new();
        for node in nodes.iter().filter(|node| node.has_table) {
            for (column, values) in node.listed.iter().filter(|(_, values)| values.starts_with('"')) {
                let name = self.name(column);
                let values = texts(values).map_err(|said| wrong(node.line, said))?;
                self.choices.entry(name.clone()).or_default().extend(values);
                self.listed.insert(name);
            }
            self.table(node, &mut rules)?;
        }
        let mut out = format!(
            "# Taken over from DMN. To be filled in: titles and texts in both languages, citations, burden, dates.\nid: {id}\n\
             title: {{en: {0}, fr: {0}}}\nabout: {{en: {0}, fr: {0}}}\njurisdiction: unknown\nchecked: 1970-01-01\n\
             instruments:\n  dmn: {{title: {{en: {0}, fr: {0}}}, cite: {0}, layer: guidance}}\nfacts:\n",
            quoted(&format!("DMN {id}"))
        );
        for node in nodes.iter().filter(|node| !node.is_decision) {
            let (name, said) = (self.name(&node.name), quoted(&described(node)));
            let values: Vec<&String> = self.choices.get(&name).into_iter().flatten().collect();
            let kind = match node.kind.as_str() {
                "boolean" => "yes_no",
                "number" => "number",
                "date" => "date",
                "string" => "choice",
                other => {
                    return Err(wrong(
                        node.line,
                        format!("type {}; expected boolean, number, string or date", short(other)),
                    ));
                }
            };
            let _infallible = write!(
                out,
                "  - {{id: {name}, type: {kind}, ask: {{en: {said}, fr: {said}}}, burden: nobody, standard: record, cost: 5"
            );
            if kind == "choice" {
                let values =
                    values.iter().map(|value| format!("{{id: {0}, en: {0}, fr: {0}}}", quoted(value)));
                // What no cell names is still something: without it the last value could never be absent.
                let rest = "{id: any_other, en: any other, fr: tout autre}".to_owned();
                let rest = Some(rest).filter(|_| !self.listed.contains(&name));
                let all: Vec<String> = values.chain(rest).collect();
                let _infallible = write!(out, ", values: [{}]", all.join(", "));
            }
            if kind == "number" {
                out.push_str(", least: -1000000000");
            }
            out.push_str("}\n");
        }
        out.push_str("conclusions:\n");
        for node in nodes.iter().filter(|node| node.has_table) {
            let (name, said) = (self.name(&node.name), quoted(&described(node)));
            let _infallible = write!(out, "  - {{id: {name}, kind: answer, says: {{en: {said}, fr: {said}}}");
            let outputs: BTreeSet<String> =
                node.rows.iter().filter_map(|(_, own)| own.first()).map(|own| unquoted(own)).collect();
            if node.kind != "boolean" {
                let values: Vec<String> =
                    outputs.iter().map(|own| format!("{{id: {0}, en: {0}, fr: {0}}}", quoted(own))).collect();
                let _infallible = write!(out, ", values: [{}]", values.join(", "));
            }
            out.push_str(", otherwise: none}\n");
        }
        out.push_str("rules:\n");
        out.push_str(&rules);
        Ok(out)
    }

    fn table(&mut self, node: &Node, out: &mut String) -> Result<(), LawError> {
        let name = self.name(&node.name);
        let is_first = node.policy == "FIRST";
        for (number, (cells, outputs)) in node.rows.iter().enumerate() {
            let [output] = outputs.as_slice() else {
                return Err(wrong(
                    node.line,
                    format!("`{}` has several outputs; expected one", short(&node.name)),
                ));
            };
            if cells.len() != node.columns.len() {
                return Err(wrong(
                    node.line,
                    format!("`{}`: a row has not as many cells as columns", short(&node.name)),
                ));
            }
            let mut parts = Vec::new();
            for (column, cell) in node.columns.iter().zip(cells) {
                if cell.trim() != "-" && !cell.trim().is_empty() {
                    let said = self.cell(column, cell).map_err(|said| {
                        wrong(
                            node.line,
                            format!(
                                "`{}`, column {}, cell {}: {said}",
                                short(&node.name),
                                short(column),
                                short(cell)
                            ),
                        )
                    })?;
                    parts.push(said);
                }
            }
            let when = if parts.is_empty() { "always".to_owned() } else { parts.join(" and ") };
            let value = unquoted(output);
            let value = if node.kind == "boolean" { value } else { quoted(&value) };
            let _infallible = write!(
                out,
                "  - id: {name}-{number}\n    concludes: {{{name}: {value}}}\n    when: {}\n",
                quoted(&when)
            );
            if is_first && number + 1 < node.rows.len() {
                let later: Vec<String> =
                    (number + 1..node.rows.len()).map(|at| format!("{name}-{at}")).collect();
                let _infallible = writeln!(out, "    exception_to: [{}]", later.join(", "));
            }
            let said = quoted(&described(node));
            let _infallible = writeln!(
                out,
                "    says: {{en: {said}, fr: {said}}}\n    cite: [{{in: dmn, at: {}}}]\n    tag: unverified",
                quoted(&node.name)
            );
        }
        Ok(())
    }

    /// One cell under its column, as a condition.
    fn cell(&mut self, column: &str, cell: &str) -> Result<String, String> {
        let cell = cell.trim();
        if let Some(inner) = cell.strip_prefix("not(").and_then(|rest| rest.strip_suffix(')')) {
            return Ok(format!("not ({})", self.cell(column, inner)?));
        }
        let kind = self.kinds.get(&self.name(column)).cloned();
        if cell == "true" || cell == "false" {
            let said = match kind {
                Some(_) => self.name(column),
                None => self.expression(column)?,
            };
            return Ok(if cell == "true" { format!("({said})") } else { format!("not ({said})") });
        }
        if cell.starts_with('"') {
            let values = texts(cell)?;
            let name = self.name(column);
            self.choices.entry(name.clone()).or_default().extend(values.iter().cloned());
            let values: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
            return Ok(format!("{name} in [{}]", values.join(", ")));
        }
        let column = self.expression(column)?;
        let tests = split(cell);
        if tests.len() > 1 {
            let all: Result<Vec<String>, String> =
                tests.iter().map(|test| self.test(&column, test)).collect();
            return Ok(format!("({})", all?.join(" or ")));
        }
        self.test(&column, cell)
    }

    /// `< 14`, `[1..5]`, `7` of a number or date.
    fn test(&self, column: &str, cell: &str) -> Result<String, String> {
        let cell = cell.trim();
        for sign in ["<=", ">=", "<", ">"] {
            if let Some(rest) = cell.strip_prefix(sign) {
                return Ok(format!("{column} {sign} {}", self.expression(rest)?));
            }
        }
        let is_open = |c: Option<char>| matches!(c, Some('(' | ']'));
        let (first, last) = (cell.chars().next(), cell.chars().last());
        if let Some((from, to)) = cell.split_once("..") {
            let from = from.trim_start_matches(['[', ']', '(']);
            let to = to.trim_end_matches(['[', ']', ')']);
            let low = if is_open(first) { ">" } else { ">=" };
            let high = if matches!(last, Some(')' | '[')) { "<" } else { "<=" };
            return Ok(format!(
                "({column} {low} {} and {column} {high} {})",
                self.expression(from)?,
                self.expression(to)?
            ));
        }
        Ok(format!("{column} = {}", self.expression(cell)?))
    }

    /// A FEEL expression of the few forms that are taken over.
    fn expression(&self, feel: &str) -> Result<String, String> {
        let feel = feel.trim();
        if feel == "true" {
            return Ok("always".to_owned());
        }
        for sign in ["<=", ">=", "!=", "<", ">", "="] {
            if let Some((left, right)) = feel.split_once(&format!(" {sign} ")) {
                return Ok(format!("{} {sign} {}", self.expression(left)?, self.expression(right)?));
            }
        }
        if feel.contains(" or ") {
            let parts: Result<Vec<String>, String> =
                feel.split(" or ").map(|part| self.expression(part)).collect();
            return Ok(format!("({})", parts?.join(" or ")));
        }
        if let Some(inner) = feel.strip_prefix('(').and_then(|rest| rest.strip_suffix(").days"))
            && let Some((to, from)) = inner.split_once(" - ")
        {
            return Ok(format!("days({}, {})", self.expression(from)?, self.expression(to)?));
        }
        if let Some(inner) =
            feel.strip_prefix("years and months duration(").and_then(|rest| rest.strip_suffix(").years"))
            && let Some((from, to)) = inner.split_once(", ")
        {
            return Ok(format!("years({}, {})", self.expression(from)?, self.expression(to)?));
        }
        for sign in [" + duration(\"P", " - duration(\"P"] {
            if let Some((date, span)) = feel.rsplit_once(sign)
                && let Some(span) = span.strip_suffix("\")")
            {
                let (number, unit) = span.split_at(span.len().saturating_sub(1));
                let unit = match unit {
                    "D" => "days",
                    "M" => "months",
                    "Y" => "years",
                    _ => return Err("expected a duration of days, months or years alone".to_owned()),
                };
                let date = date.strip_prefix('(').and_then(|own| own.strip_suffix(')')).unwrap_or(date);
                let sign = if sign.starts_with(" +") { '+' } else { '-' };
                return Ok(format!("{} {sign} {number} {unit}", self.expression(date)?));
            }
        }
        if let Some(date) = feel.strip_prefix("date(\"").and_then(|rest| rest.strip_suffix("\")")) {
            return Ok(date.to_owned());
        }
        if feel.parse::<i64>().is_ok() || self.kinds.contains_key(&self.name(feel)) {
            return Ok(if feel.parse::<i64>().is_ok() { feel.to_owned() } else { self.name(feel) });
        }
        Err(format!("`{}` is no input, decision, number or date", short(feel)))
    }
}

fn described(node: &Node) -> String {
    if node.description.is_empty() { node.name.clone() } else { node.description.clone() }
}

/// A text that YAML takes as one whatever is in it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    text.strip_prefix('"').and_then(|own| own.strip_suffix('"')).unwrap_or(text).replace("\\\"", "\"")
}

/// `"a", "b"` as its texts.
fn texts(cell: &str) -> Result<Vec<String>, String> {
    split(cell)
        .into_iter()
        .map(|own| {
            let inner = own.trim().strip_prefix('"').and_then(|own| own.strip_suffix('"'));
            inner.map(str::to_owned).ok_or_else(|| "expected texts in quotation marks".to_owned())
        })
        .collect()
}

/// Parts between commas that are not in quotation marks or parentheses.
fn split(cell: &str) -> Vec<&str> {
    let (mut parts, mut begin, mut is_text, mut depth) = (Vec::new(), 0, false, 0_i32);
    for (at, c) in cell.char_indices() {
        match c {
            '"' => is_text = !is_text,
            '(' if !is_text => depth += 1,
            ')' if !is_text => depth -= 1,
            ',' if !is_text && depth == 0 => {
                parts.extend(cell.get(begin..at));
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(cell.get(begin..));
    parts
}
