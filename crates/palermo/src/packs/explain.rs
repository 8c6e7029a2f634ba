//! `palermo packs explain`: one rule, as a person reads it.

use indicators::describe::Sort;
use indicators::{Basis, Counts, Kind, Packs, Rule, Subject};
use report::Words;

use super::files::Files;
use super::options::Explain;
use super::{rule, said, tell};
use crate::Outcome;

pub(super) fn run(options: &Explain, words: &Words) -> miette::Result<Outcome> {
    let files = Files::with(&options.packs, false, words)?;
    let packs = files.packs(words)?;
    let rule = rule(&packs, &options.rule, words)?;
    head(rule, &packs, &files, words);
    indicators(rule, &packs, words);
    looks_at(rule, words);
    numbers(rule, words);
    lists(rule, &packs, words);
    data(rule, words);
    counts(rule, words);
    examples(rule, &files, words);
    say!();
    tell(words, "cli-hypotheses", &[]);
    Ok(Outcome::Done)
}

fn title(words: &Words, key: &str) {
    say!();
    tell(words, key, &[]);
}

fn head(rule: &Rule, packs: &Packs, files: &Files, words: &Words) {
    say!("{}", rule.id);
    say!("  {}", said(&rule.outlook(), words));
    let pack = packs.packs().iter().find(|pack| pack.id == rule.pack);
    let name = pack.map_or(rule.pack.as_str(), |pack| said(&pack.title, words));
    let (file, line) =
        files.find(Sort::Rule, &rule.id).map(|(file, entry)| (file, entry.line)).unwrap_or_default();
    let line = line.to_string();
    let values = [("pack", name.into()), ("file", file.into()), ("line", line.as_str().into())];
    say!("  {}", words.get("cli-packs-in-pack", &values));
    if let Some(reason) = &rule.off {
        say!("  {}", words.get("cli-packs-off", &[("reason", reason.as_str().into())]));
    }
}

fn indicators(rule: &Rule, packs: &Packs, words: &Words) {
    title(words, "cli-packs-indicators");
    for indicator in rule.indicators.iter().filter_map(|id| packs.indicator(id)) {
        say!("  {}  {}", indicator.id, said(&indicator.text, words));
        let status = words.text(&format!("status-{}", super::status(indicator.status)));
        say!("      {} ({status})", indicator.cite);
    }
}

fn looks_at(rule: &Rule, words: &Words) {
    title(words, "cli-packs-looks-at");
    let subject = match rule.subject {
        Subject::Account => "cli-packs-subject-account",
        Subject::Sender => "cli-packs-subject-sender",
        Subject::Member => "cli-packs-subject-member",
        Subject::Person => "cli-packs-subject-person",
        Subject::Agent => "cli-packs-subject-agent",
        Subject::Household => "cli-packs-subject-household",
    };
    let kind = match rule.kind {
        Kind::Window => "cli-packs-kind-window",
        Kind::Sequence => "cli-packs-kind-sequence",
        Kind::Bunching => "cli-packs-kind-bunching",
        Kind::Shared => "cli-packs-kind-shared",
        Kind::Motif => "cli-packs-kind-motif",
        Kind::Profile => "cli-packs-kind-profile",
        Kind::Questionnaire => "cli-packs-kind-questionnaire",
    };
    // Questions are asked of a person, whatever else a person gives.
    if rule.kind != Kind::Questionnaire {
        say!("  {}", words.text(subject));
    }
    say!("  {}", words.text(kind));
    let width = rule.expressions.iter().map(|(part, _)| part.chars().count()).max().unwrap_or(0);
    for (part, expression) in &rule.expressions {
        say!("  {part:<width$}  {}", expression.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

fn numbers(rule: &Rule, words: &Words) {
    if rule.parameters.is_empty() {
        return;
    }
    title(words, "cli-packs-numbers");
    let shown: Vec<_> = rule.parameters.iter().map(|own| (own, own.words())).collect();
    let name = shown.iter().map(|(own, _)| own.name.chars().count()).max().unwrap_or(0);
    let value = shown.iter().map(|(_, value)| said(value, words).chars().count()).max().unwrap_or(0);
    for (own, text) in &shown {
        let key = match own.basis {
            Basis::Src => "cli-packs-number-src",
            Basis::Ours => "cli-packs-number-ours",
        };
        let reason = words.get(key, &[("reason", own.reason.as_str().into())]);
        say!("  {:<name$}  {:>value$}  {reason}", own.name, said(text, words));
    }
}

fn lists(rule: &Rule, packs: &Packs, words: &Words) {
    let is_named = |id: &str| {
        let quoted = [format!("\"{id}\""), format!("'{id}'")];
        rule.expressions.iter().any(|(_, text)| quoted.iter().any(|quoted| text.contains(quoted)))
    };
    let lists: Vec<_> = packs.lists().filter(|list| is_named(&list.id)).collect();
    if lists.is_empty() {
        return;
    }
    title(words, "cli-packs-lists");
    for list in lists {
        let date = words.stamp(&list.date);
        let values = [
            ("list", list.id.as_str().into()),
            ("date", date.as_str().into()),
            ("entries", list.entries.into()),
            ("source", list.source.as_str().into()),
        ];
        say!("  {}", words.get("cli-packs-list", &values));
    }
}

fn data(rule: &Rule, words: &Words) {
    title(words, "cli-packs-needs");
    for need in &rule.needs {
        say!("  {}", said(need, words));
    }
    if rule.needs.is_empty() {
        say!("  {}", words.text("cli-packs-needs-unsaid"));
    }
}

fn counts(rule: &Rule, words: &Words) {
    title(words, "cli-packs-counts");
    let counts = match rule.counts {
        Counts::Full => "cli-packs-counts-full",
        Counts::Support => "cli-packs-counts-support",
        Counts::Multiplier => "cli-packs-counts-multiplier",
        Counts::Counter => "cli-packs-counts-counter",
    };
    say!("  {}", words.text(counts));
    let family = words.code("family", &rule.family);
    say!("  {}", words.get("cli-packs-family", &[("family", family.into())]));
    if let Some(phase) = &rule.phase {
        let key = format!("cli-packs-phase-{phase}");
        say!("  {}", words.find(&key, &[]).unwrap_or_else(|| phase.clone()));
    }
    if let Some(role) = &rule.role_hint {
        let role = words.code("role", role);
        say!("  {}", words.get("cli-packs-role", &[("role", role.into())]));
    }
}

fn examples(rule: &Rule, files: &Files, words: &Words) {
    title(words, "cli-packs-examples");
    for shown in files.find(Sort::Rule, &rule.id).iter().flat_map(|(_, entry)| &entry.examples) {
        let key = match (shown.fires, shown.benign) {
            (true, _) => "cli-packs-example-fires",
            (false, true) => "cli-packs-example-benign",
            (false, false) => "cli-packs-example-quiet",
        };
        say!("  {}", words.get(key, &[("note", shown.note.as_str().into())]));
    }
}
