//! From what is written to what can be asked: names become numbers, conditions become operations, and what cannot be
//! right is refused with its place.

use std::collections::{BTreeMap, BTreeSet};

use serde_saphyr::Spanned;

use crate::error::{LawError, nearest, short};
use crate::expression::{self, Expr};
use crate::lower::Lower;
use crate::rule_set::*;
use crate::text::Text;
use crate::written::{self, Concludes, Kind, RuleKind, Scalar, When};
use crate::yaml::Source;

/// One file that goes into a rule set.
pub(crate) type Draft<'f> = (Source<'f>, &'f written::File);

/// Makes a rule set of its own file, which comes first, and those of the rule sets it uses.
pub(crate) fn rule_set(
    drafts: &[Draft<'_>],
    shared: &BTreeMap<String, Instrument>,
) -> Result<RuleSet, LawError> {
    let Some((_, own)) = drafts.first() else {
        return Err(Source { name: "", text: "" }.error(None, "no file"));
    };
    let mut set = RuleSet {
        id: own.id.value.clone(),
        title: own.title.clone(),
        about: own.about.clone(),
        jurisdiction: own.jurisdiction.clone(),
        checked: own.checked.0,
        caveats: own.caveats.clone(),
        facts: Vec::new(),
        conclusions: Vec::new(),
        rules: Vec::new(),
        instruments: shared.clone(),
        slots: Vec::new(),
        consistent: Vec::new(),
        ops: Vec::new(),
        comparisons: Vec::new(),
        resting: Vec::new(),
        placeholders: BTreeMap::new(),
        scenarios: Scenarios::default(),
    };
    for (source, file) in drafts {
        for (id, own) in &file.instruments {
            let same = set.instruments.insert(id.clone(), instrument(own));
            if same.is_some_and(|same| same.cite != own.cite) {
                return Err(source.error(None, format!("instrument `{id}` is defined twice, differently")));
            }
        }
    }
    let mut names = BTreeSet::new();
    for (source, file) in drafts {
        facts(&mut set, *source, file, &mut names)?;
    }
    for (source, file) in drafts {
        conclusions(&mut set, *source, file, &mut names)?;
    }
    for (source, file) in drafts {
        rules(&mut set, *source, file)?;
    }
    exceptions(&mut set, drafts)?;
    let places = places(drafts);
    Lower::new(&mut set, &places).run()?;
    for (source, file) in drafts {
        for own in &file.consistent {
            let expr = expression::parse(&own.that.value).map_err(|said| source.about(&own.that, said))?;
            let op = Lower::new(&mut set, &places)
                .condition(&expr)
                .map_err(|said| source.about(&own.that, said))?;
            set.consistent.push((expr, op, own.says.clone()));
        }
        scenarios(&mut set, *source, file)?;
    }
    set.note_resting();
    Ok(set)
}

/// Where each rule is written.
pub(crate) type Places<'f> = Vec<(Source<'f>, &'f Spanned<String>)>;

fn places<'f>(drafts: &[Draft<'f>]) -> Places<'f> {
    drafts.iter().flat_map(|(source, file)| file.rules.iter().map(|rule| (*source, &rule.id))).collect()
}

pub(crate) fn instrument(own: &written::Instrument) -> Instrument {
    Instrument {
        title: own.title.clone(),
        cite: own.cite.clone(),
        layer: own.layer,
        authority: own.authority.clone(),
        snapshot: own.snapshot.clone(),
    }
}

/// Words that conditions use themselves.
const RESERVED: [&str; 11] =
    ["and", "or", "not", "is", "in", "any", "days", "years", "always", "never", "unknown"];

fn named(source: Source<'_>, id: &Spanned<String>, names: &mut BTreeSet<String>) -> Result<(), LawError> {
    let is_word = id.value.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !is_word {
        return Err(source.about(id, "expected a name of letters, digits and `_`, a letter first"));
    }
    if RESERVED.contains(&id.value.as_str()) {
        return Err(source.about(id, "conditions use this word themselves; choose another name"));
    }
    if !names.insert(id.value.clone()) {
        return Err(source.about(id, "the name is used twice"));
    }
    Ok(())
}

fn choices(own: &[written::Choice]) -> Vec<Choice> {
    let says = |own: &written::Choice| Text { en: own.en.clone(), fr: own.fr.clone() };
    own.iter().map(|own| Choice { id: own.id.clone(), says: says(own), also: own.also.clone() }).collect()
}

fn facts(
    set: &mut RuleSet,
    source: Source<'_>,
    file: &written::File,
    names: &mut BTreeSet<String>,
) -> Result<(), LawError> {
    /// As many bits as a choice is held in.
    const MOST_VALUES: usize = 64;
    for own in &file.facts {
        if let Some(same) = set.facts.iter().find(|fact| fact.id == own.id.value) {
            // The same fact in two files is one fact, as the first file asks for it.
            let is_same = same.kind == own.kind
                && same.values.iter().map(|value| &value.id).eq(own.values.iter().map(|value| &value.id));
            if is_same {
                continue;
            }
        }
        named(source, &own.id, names)?;
        let has_values = matches!(own.kind, Kind::Choice | Kind::Several);
        if has_values == own.values.is_empty() || own.values.len() > MOST_VALUES {
            let said = "a choice or several needs 1 to 64 `values`, and nothing else has any";
            return Err(source.about(&own.id, said));
        }
        let ids: BTreeSet<&str> = own.values.iter().map(|value| value.id.as_str()).collect();
        if ids.len() < own.values.len() {
            return Err(source.about(&own.id, "two values have the same id"));
        }
        let index = set.facts.len();
        let members = if own.kind == Kind::Several { own.values.len() } else { 1 };
        let slot = set.slots.len();
        set.slots.extend(
            (0..members).map(|at| Slot { fact: index, member: (own.kind == Kind::Several).then_some(at) }),
        );
        set.facts.push(Fact {
            id: own.id.value.clone(),
            also: own.also.clone(),
            kind: own.kind,
            ask: own.ask.clone(),
            help: own.help.clone(),
            values: choices(&own.values),
            burden: own.burden.clone(),
            standard: own.standard,
            cost: own.cost,
            cites: cites(set, source, &own.id, &own.cite)?,
            least: own.least.unwrap_or(0),
            most: own.most.unwrap_or(1_000_000),
            slot,
        });
    }
    Ok(())
}

fn cites(
    set: &RuleSet,
    source: Source<'_>,
    about: &Spanned<String>,
    own: &[written::Cite],
) -> Result<Vec<Citation>, LawError> {
    own.iter()
        .map(|cite| {
            let id = &cite.instrument.value;
            if set.instruments.contains_key(id) {
                return Ok(Citation { instrument: id.clone(), at: cite.at.clone() });
            }
            let near = nearest(id, set.instruments.keys().map(String::as_str)).join(", ");
            Err(source.about(about, format!("no instrument `{id}`; near it: {near}")))
        })
        .collect()
}

fn conclusions(
    set: &mut RuleSet,
    source: Source<'_>,
    file: &written::File,
    names: &mut BTreeSet<String>,
) -> Result<(), LawError> {
    for own in &file.conclusions {
        named(source, &own.id, names)?;
        let is_yes_no = own.values.is_empty();
        let values = if is_yes_no {
            let value = |id: &str| Choice { id: id.to_owned(), says: Text::default(), also: Vec::new() };
            vec![value("true"), value("false")]
        } else {
            choices(&own.values)
        };
        let otherwise = match own.otherwise.as_ref().map(scalar) {
            None if is_yes_no => Some("false".to_owned()),
            Some(none) if none == "none" => None,
            other => other,
        };
        let otherwise = otherwise
            .map(|name| {
                let at = values.iter().position(|value| value.id == name);
                at.ok_or_else(|| source.about(&own.id, format!("`otherwise: {name}` is none of its values")))
            })
            .transpose()?;
        set.conclusions.push(Conclusion {
            id: own.id.value.clone(),
            kind: own.kind,
            label: own.label.clone(),
            says: own.says.clone(),
            values,
            otherwise,
            cites: cites(set, source, &own.id, &own.cite)?,
            is_yes_no,
            ops: Vec::new(),
        });
    }
    Ok(())
}

fn scalar(own: &Scalar) -> String {
    match own {
        Scalar::Bool(value) => value.to_string(),
        Scalar::Number(value) => value.to_string(),
        Scalar::Text(value) => value.clone(),
    }
}

fn rules(set: &mut RuleSet, source: Source<'_>, file: &written::File) -> Result<(), LawError> {
    for own in &file.rules {
        let wrong = |said: &str| source.about(&own.id, said);
        if set.rules.iter().any(|rule| rule.id == own.id.value) {
            return Err(wrong("another rule has this id"));
        }
        let concludes = own.concludes.as_ref().map(|own| concluded(set, own)).transpose();
        let concludes = concludes.map_err(|said| wrong(&said))?;
        let decides = concludes.is_some() || !own.exception_to.is_empty();
        if decides != (own.kind == RuleKind::Rule) {
            return Err(wrong(
                "a rule needs `concludes` or `exception_to`, and nothing of another `kind` may have them",
            ));
        }
        if own.cite.is_empty() {
            return Err(wrong("nothing is cited"));
        }
        let read =
            |text: &str| expression::parse(text).map_err(|said| wrong(&format!("`{}`: {said}", short(text))));
        let (when, readings) = match &own.when {
            None => (Expr::Always(true), None),
            Some(When::Plain(text)) => (read(text)?, None),
            Some(When::Readings(own)) => {
                let (strict, loose) = (read(&own.strict)?, read(&own.loose)?);
                let differing = Differing { strict, loose, governs: own.governs, differ: own.differ.clone() };
                (Expr::Always(true), Some(differing))
            }
        };
        let window = window(set, source, own)?;
        set.rules.push(Rule {
            id: own.id.value.clone(),
            kind: own.kind,
            label: own.label.clone(),
            says: own.says.clone(),
            cites: cites(set, source, &own.id, &own.cite)?,
            tag: own.tag,
            confidence: own.confidence,
            note: own.note.clone(),
            window,
            readings,
            concludes,
            exception_to: Vec::new(),
            exceptions: Vec::new(),
            when,
            in_force_op: 0,
            when_op: 0,
            met_op: 0,
            active_op: 0,
            engaged_op: 0,
        });
    }
    Ok(())
}

fn concluded(set: &RuleSet, own: &Concludes) -> Result<(usize, usize), String> {
    let (name, value) = match own {
        Concludes::Name(name) => (name, "true".to_owned()),
        Concludes::Value(map) => match map.iter().next().filter(|_| map.len() == 1) {
            Some((name, value)) => (name, scalar(value)),
            None => return Err("`concludes` takes one conclusion".to_owned()),
        },
    };
    let at = set.conclusions.iter().position(|own| own.id == *name);
    let at = at.ok_or_else(|| {
        let near = nearest(name, set.conclusions.iter().map(|own| own.id.as_str())).join(", ");
        format!("no conclusion `{name}`; near it: {near}")
    })?;
    let values = set.conclusions.get(at).map(|own| own.values.as_slice()).unwrap_or_default();
    let value_at = values.iter().position(|own| own.id == value);
    value_at.map(|value| (at, value)).ok_or_else(|| format!("`{name}` has no value `{value}`"))
}

fn window(set: &RuleSet, source: Source<'_>, rule: &written::Rule) -> Result<Window, LawError> {
    let Some(own) = &rule.in_force else { return Ok(Window::default()) };
    let wrong = |said: &str| source.about(&rule.id, said);
    let of = own.of.as_ref().map(|name| {
        let at = set.facts.iter().position(|fact| fact.id == *name && fact.kind == Kind::Date);
        at.ok_or_else(|| wrong(&format!("`of: {name}` is no fact of type date")))
    });
    let of = of.transpose()?;
    if of.is_none() && (own.from.is_some() || own.to.is_some()) {
        return Err(wrong("`from` and `to` need `of`: the fact whose date counts"));
    }
    let is_backward = |from: Option<written::Day>, to: Option<written::Day>| {
        from.zip(to).is_some_and(|(from, to)| from > to)
    };
    if is_backward(own.from, own.to) || is_backward(own.decided_from, own.decided_to) {
        return Err(wrong("it ends before it begins"));
    }
    let day = |own: Option<written::Day>| own.map(|day| day.0);
    Ok(Window {
        of,
        from: day(own.from),
        to: day(own.to),
        decided_from: day(own.decided_from),
        decided_to: day(own.decided_to),
        cites: cites(set, source, &rule.id, &own.cite)?,
    })
}

fn exceptions(set: &mut RuleSet, drafts: &[Draft<'_>]) -> Result<(), LawError> {
    let written = drafts.iter().flat_map(|(source, file)| file.rules.iter().map(move |rule| (*source, rule)));
    for (at, (source, own)) in written.enumerate() {
        for target in &own.exception_to {
            let found = set.rules.iter().position(|rule| rule.id == target.value);
            let found = found.ok_or_else(|| {
                let near = nearest(&target.value, set.rules.iter().map(|rule| rule.id.as_str())).join(", ");
                source.about(target, format!("no rule has this id; near it: {near}"))
            })?;
            if let Some(rule) = set.rules.get_mut(at) {
                rule.exception_to.push(found);
            }
            if let Some(rule) = set.rules.get_mut(found) {
                rule.exceptions.push(at);
            }
        }
    }
    Ok(())
}

fn scenarios(set: &mut RuleSet, source: Source<'_>, file: &written::File) -> Result<(), LawError> {
    let own = &file.scenarios;
    let known = |name: &str| set.fact(name).is_some();
    let unknown = own
        .assume
        .iter()
        .flat_map(|(name, value)| match value {
            written::Assumed::Like { like } => vec![name, like],
            written::Assumed::Value(_) => vec![name],
        })
        .chain(own.short.values().flat_map(BTreeMap::values).flat_map(BTreeMap::keys))
        .find(|name| !known(name));
    if let Some(name) = unknown {
        return Err(source.error(None, format!("scenarios: `{name}` is no fact")));
    }
    for (name, value) in &own.assume {
        let value = match value {
            written::Assumed::Like { like } => Assumed::Like(like.clone()),
            written::Assumed::Value(value) => Assumed::Value(value.clone()),
        };
        set.scenarios.assume.push((name.clone(), value));
    }
    set.scenarios.short.extend(own.short.clone());
    set.scenarios.told.extend(own.told.iter().map(|own| (own.text.clone(), own.facts.clone())));
    Ok(())
}
