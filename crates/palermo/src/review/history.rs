//! Every version of everything, and taking back the last act.

use review::changes::{self, Change};
use review::statement::{Says, Voice};

use super::file::{Bench, Desk, Open};
use super::options::{History, Work};
use super::screen::wrapped;
use crate::Outcome;

pub(super) fn undo(options: &Work, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(options, words)?;
    let what = desk.open.log.last_of(&desk.author).map_err(|error| desk.refuse(&error))?;
    if let Some(entry) = desk.open.log.get(what) {
        let slot = entry.statement.says.slot().unwrap_or_else(|| what.short());
        say!("{}", desk.bench.words.get("review-undone", &[("what", slot.into())]));
    }
    desk.say(Says::Undone { what })?;
    desk.finish()
}

pub(super) fn history(options: &History, words: report::Words) -> miette::Result<Outcome> {
    let bench = Bench::open(&options.look.setting, words)?;
    let open = Open::read(&options.look.file, &bench.words)?;
    let standing = open.log.standing();
    for ((voice, slot), versions) in open.log.versions() {
        let wanted = options.place.as_ref().is_none_or(|place| {
            slot.split('/').nth(1).is_some_and(|of| of.eq_ignore_ascii_case(place)) || slot == *place
        });
        if !wanted {
            continue;
        }
        match voice {
            Voice::State => say!("{slot}"),
            Voice::Organisation(name) => say!("{slot} ({name})"),
        }
        let mut before: Option<String> = None;
        for entry in versions {
            let at = open.log.entries().iter().position(|one| one.id == entry.id).unwrap_or_default();
            let class = standing.class.get(at).map_or("", |class| class.as_str());
            let state = if standing.is_current(at) {
                "review-version-holds"
            } else if standing.is_active.get(at) == Some(&true) {
                "review-version-replaced"
            } else {
                "review-version-undone"
            };
            let by = &entry.statement.by;
            say!(
                "  {}  {}  {} ({})  {} · {}",
                entry.id.short(),
                entry.statement.at.strftime("%Y-%m-%d %H:%M"),
                by.name,
                by.organisation.as_deref().or(by.state.as_deref()).unwrap_or("–"),
                bench.words.text(state),
                bench.words.code("review-class-short", class)
            );
            if let Says::Paragraph { text, .. } = &entry.statement.says {
                let text = text.clone().unwrap_or_default();
                let marked = before.as_ref().map_or_else(|| text.clone(), |before| marked(before, &text));
                wrapped(&marked, "      ", "      ");
                before = Some(text);
            }
        }
    }
    Ok(open.outcome(&bench))
}

/// The later text; what was removed stands in `[-…-]`, what was added in `{+…+}`.
fn marked(before: &str, after: &str) -> String {
    let runs = changes::compare(before, after).into_iter().map(|(change, text)| match change {
        Change::Kept => text,
        Change::Added => format!("{{+{text}+}}"),
        Change::Removed => format!("[-{text}-]"),
    });
    runs.collect::<Vec<String>>().concat()
}
