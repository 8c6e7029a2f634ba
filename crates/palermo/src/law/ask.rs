//! `palermo law ask`: only the questions that still matter, the cheapest first.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use law::{Facts, Kind, Missing, RuleSet};
use report::Words;
use serde_json::{Value, json};

use super::files::{decided, facts, named, what};
use super::options::Ask;
use super::{answer, json, told};
use crate::Outcome;
use crate::whole::write_whole;

pub(super) fn run(options: &Ask, words: &Words) -> miette::Result<Outcome> {
    let set = &named(&options.named, words)?;
    let mut stated = facts(set, None, &options.case, words)?;
    if options.json {
        next(set, &stated, words);
        return Ok(Outcome::Done);
    }
    let is_person = std::io::stdin().is_terminal();
    if is_person {
        say!("{}\n", words.text("law-ask-how"));
    }
    let mut lines = std::io::stdin().lock().lines();
    while let Some(own) = open(set, &stated) {
        put(set, &own, is_person, words);
        let Some(Ok(line)) = lines.next() else {
            say!();
            break;
        };
        if !is_person {
            say!("{line}");
        }
        if matches!(line.trim(), "quit" | "q") {
            break;
        }
        if let Err(said) = state(set, &mut stated, &own, line.trim(), words) {
            say!("  {said}");
            continue;
        }
        if let Some(path) = &options.save {
            save(set, &stated, path, words)?;
        }
    }
    decided(set, &mut stated, options.case.decided);
    say!();
    answer::tell(set, &stated, &set.answer(&stated), words);
    Ok(Outcome::Done)
}

/// The next question that was not put yet.
fn open(set: &RuleSet, facts: &Facts) -> Option<Missing> {
    set.answer(facts).missing.into_iter().find(|own| !own.is_given_up)
}

/// The next question for a program, or the answer if none is left.
fn next(set: &RuleSet, facts: &Facts, words: &Words) {
    let answer = set.answer(facts);
    let open = answer.missing.iter().filter(|own| !own.is_given_up);
    let shown = match open.clone().next().and_then(|own| json::question(set, own, words)) {
        Some(question) => json!({
            "rules_of": set.id,
            "question": question,
            "open": open.count(),
            "facts": set.stated(facts),
            "notice": words.text("law-not-advice"),
        }),
        None => {
            json!({"rules_of": set.id, "question": null, "answer": json::answer(set, facts, &answer, words)})
        }
    };
    say!("{}", json::pretty(&shown));
}

fn put(set: &RuleSet, own: &Missing, is_person: bool, words: &Words) {
    let Some(fact) = set.facts.get(own.fact) else { return };
    say!("{}", told::question(fact, own.member, words));
    if let Some(help) = &fact.help {
        say!("  {}", told::text(help, words));
    }
    let hint = match fact.kind {
        Kind::Choice => {
            for (at, value) in fact.values.iter().enumerate() {
                say!("  {:>2}  {}", at + 1, told::text(&value.says, words));
            }
            "law-ask-choice"
        }
        Kind::YesNo | Kind::Several => "law-ask-yes-no",
        Kind::Number => "law-ask-number",
        Kind::Date => "law-ask-date",
    };
    if is_person {
        print_prompt(&words.text(hint));
    } else {
        say!("  {}", &words.text(hint));
    }
}

#[expect(clippy::print_stdout, reason = "a prompt stays on its line")]
fn print_prompt(hint: &str) {
    print!("  {hint} ");
    // Without a flush the prompt would come after the answer; if that fails, the question stands above.
    drop(std::io::stdout().flush());
}

/// Takes what was typed; the error says why it cannot be.
fn state(set: &RuleSet, facts: &mut Facts, own: &Missing, typed: &str, words: &Words) -> Result<(), String> {
    let Some(fact) = set.facts.get(own.fact) else { return Ok(()) };
    let lower = typed.to_lowercase();
    let is_unknown = matches!(lower.as_str(), "" | "?" | "unknown" | "inconnu" | "i");
    let value = match (fact.kind, lower.as_str()) {
        _ if is_unknown => Value::Null,
        (Kind::YesNo | Kind::Several, "y" | "yes" | "o" | "oui" | "true") => true.into(),
        (Kind::YesNo | Kind::Several, "n" | "no" | "non" | "false") => false.into(),
        (Kind::Number, number) => number.parse::<i64>().map_or_else(|_| typed.into(), Value::from),
        (Kind::Choice, number) => {
            let at = number.parse::<usize>().ok().and_then(|at| fact.values.get(at.checked_sub(1)?));
            at.map_or(typed, |value| value.id.as_str()).into()
        }
        _ => typed.into(),
    };
    let member = own.member.and_then(|at| fact.values.get(at));
    let name = member.map_or_else(|| fact.id.clone(), |member| format!("{}.{}", fact.id, member.id));
    let mut tried = facts.clone();
    tried.state(set, &name, &value).map_err(|error| what(&error, words))?;
    set.check(&tried).map_err(|error| what(&error, words))?;
    *facts = tried;
    Ok(())
}

fn save(set: &RuleSet, facts: &Facts, path: &Path, words: &Words) -> miette::Result<()> {
    let text = json::pretty(&set.stated(facts)) + "\n";
    write_whole(path, text.as_bytes(), words)
}
