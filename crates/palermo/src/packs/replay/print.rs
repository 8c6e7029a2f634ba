//! A replay for people.

use report::Words;

use super::super::tell;
use super::{Against, Change, Counts, Line, Moved, Replay, Subject};

/// Ours: names shown before the rest is only counted; `--json` has all.
const NAMES: usize = 5;

pub(super) fn print(replay: &Replay, words: &Words) {
    let wide = |number: u64| words.number(i64::try_from(number).unwrap_or(i64::MAX));
    let values = [
        ("records", wide(replay.records).into()),
        ("rejections", wide(replay.rejections).into()),
        ("events", replay.events.into()),
        ("alerts", replay.alerts.into()),
    ];
    tell(words, "cli-packs-replayed", &values);
    say!();
    table(replay, words);
    if !replay.silent.is_empty() {
        say!();
        let rules = first(replay.silent.iter().cloned(), words);
        let values = [("count", replay.silent.len().into()), ("rules", rules.into())];
        tell(words, "cli-packs-silent", &values);
    }
    if !replay.undecided.is_empty() {
        tell(words, "cli-packs-undecided", &[("count", replay.undecided.len().into())]);
    }
    if let Some(unplaced) = &replay.verdicts {
        lines(words, "cli-packs-verdicts-not-found", &unplaced.not_found);
        lines(words, "cli-packs-verdicts-ambiguous", &unplaced.ambiguous);
    }
    if let Some(against) = &replay.against {
        changes(replay, against, words);
    }
    say!();
    tell(words, "cli-hypotheses", &[]);
}

fn table(replay: &Replay, words: &Words) {
    let heads = [
        "cli-packs-col-rule",
        "cli-packs-col-hits",
        "cli-packs-col-subjects",
        "cli-packs-col-alerts",
        "cli-packs-col-precision",
        "cli-packs-col-together",
    ];
    let [rule, hits, subjects, alerts, precision, together] = heads.map(|key| words.text(key));
    let widest = replay.rules.iter().map(|line| line.rule.chars().count());
    let width = widest.chain([rule.chars().count()]).max().unwrap_or(0);
    say!("{rule:<width$} {hits:>13} {subjects:>8} {alerts:>8} {precision:>18}  {together}");
    for line in &replay.rules {
        let Counts { hits, subjects, alerts, .. } = line.counts;
        let [hits, subjects, alerts] = [hits, subjects, alerts].map(|number| words.count(number));
        let together: Vec<String> =
            line.together.iter().map(|own| format!("{} ({})", own.rule, words.count(own.subjects))).collect();
        let (rule, precision) = (&line.rule, precision_of(&line.counts, words));
        let together = together.join(", ");
        say!("{rule:<width$} {hits:>13} {subjects:>8} {alerts:>8} {precision:>18}  {together}");
    }
}

/// `75% (3/4)`, with what is missed; nothing where no analyst judged.
fn precision_of(counts: &Counts, words: &Words) -> String {
    let Some(judged) = counts.judged else { return "–".to_owned() };
    let share = judged.precision.map_or_else(|| "–".to_owned(), |share| words.percent(share));
    let all = judged.confirmed + judged.dismissed;
    let values = [
        ("share", share.into()),
        ("confirmed", judged.confirmed.into()),
        ("judged", all.into()),
        ("missed", judged.missed.into()),
    ];
    words.get("cli-packs-precision", &values)
}

fn lines(words: &Words, key: &str, lines: &[u64]) {
    if !lines.is_empty() {
        let all: Vec<String> = lines.iter().map(u64::to_string).collect();
        tell(words, key, &[("count", lines.len().into()), ("lines", all.join(", ").into())]);
    }
}

fn changes(replay: &Replay, against: &Against, words: &Words) {
    say!();
    tell(words, "cli-packs-changes", &[]);
    let changed = |line: &&Line| {
        line.change.as_ref().is_some_and(|change| {
            change.before != line.counts
                || !change.gained.is_empty()
                || !change.lost.is_empty()
                || !change.parameters.is_empty()
                || change.rewritten
        })
    };
    for line in replay.rules.iter().filter(changed) {
        if let Some(change) = &line.change {
            rule(line, change, words);
        }
    }
    if !replay.rules.iter().any(|line| changed(&line)) {
        tell(words, "cli-packs-no-change", &[]);
    }
    let values = [("before", against.alerts.into()), ("now", replay.alerts.into())];
    tell(words, "cli-packs-alerts-change", &values);
    names(words, "cli-packs-gained", &against.gained);
    names(words, "cli-packs-lost", &against.lost);
}

fn rule(line: &Line, change: &Change, words: &Words) {
    let values = [
        ("rule", line.rule.as_str().into()),
        ("before", change.before.hits.into()),
        ("now", line.counts.hits.into()),
        ("alertsbefore", change.before.alerts.into()),
        ("alertsnow", line.counts.alerts.into()),
    ];
    tell(words, "cli-packs-rule-change", &values);
    for Moved { name, before, now } in &change.parameters {
        let [before, now] = [before, now].map(|value| value.as_deref().unwrap_or("–"));
        let values = [("name", name.as_str().into()), ("before", before.into()), ("now", now.into())];
        tell(words, "cli-packs-parameter-change", &values);
    }
    if change.rewritten {
        tell(words, "cli-packs-rewritten", &[]);
    }
    if change.before.judged != line.counts.judged {
        let [before, now] = [&change.before, &line.counts].map(|counts| precision_of(counts, words));
        tell(words, "cli-packs-precision-change", &[("before", before.into()), ("now", now.into())]);
    }
    names(words, "cli-packs-gained", &change.gained);
    names(words, "cli-packs-lost", &change.lost);
}

fn names(words: &Words, key: &str, subjects: &[Subject]) {
    if subjects.is_empty() {
        return;
    }
    let name = |subject: &Subject| {
        let caption = subject.caption.as_str();
        if subject.may_be_reported == Some(false) {
            words.get("cli-packs-protected", &[("subject", caption.into())])
        } else {
            caption.to_owned()
        }
    };
    let shown = first(subjects.iter().map(name), words);
    tell(words, key, &[("count", subjects.len().into()), ("subjects", shown.into())]);
}

/// The first names, and how many more there are.
fn first(mut names: impl ExactSizeIterator<Item = String>, words: &Words) -> String {
    let mut shown: Vec<String> = names.by_ref().take(NAMES).collect();
    if names.len() > 0 {
        shown.push(words.get("and-more", &[("count", names.len().into())]));
    }
    shown.join(", ")
}
