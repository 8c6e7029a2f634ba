//! Notices of a feed in words: hits bring their own sentences, alerts and what is strange have those of the program.

use indicators::{Named, Notice, StreamAlert};
use report::{Language, Words};
use resolve::Peculiarity;
use serde::Serialize;

/// A notice and its sentences, as a line of the output.
#[derive(Serialize)]
struct Line<'n> {
    #[serde(flatten)]
    notice: &'n Notice,
    sentence_en: String,
    sentence_fr: String,
}

/// The words of both languages.
pub(super) struct Sentences {
    en: Words,
    fr: Words,
}

impl Sentences {
    pub(super) fn new() -> Self {
        Self { en: Words::new(Language::English), fr: Words::new(Language::French) }
    }

    /// A line of the output.
    pub(super) fn line(&self, notice: &Notice) -> serde_json::Result<String> {
        let said = |words: &Words| match notice {
            Notice::AlertOpened(own) => Some(alert(words, "cli-watch-alert-opened", own)),
            Notice::AlertChanged(own) => Some(alert(words, "cli-watch-alert-changed", own)),
            Notice::AlertWithdrawn { .. } => Some(words.text("cli-watch-alert-withdrawn")),
            Notice::Strange { what, count, .. } => Some(strange(words, what, *count)),
            _ => None,
        };
        match (said(&self.en), said(&self.fr)) {
            (Some(sentence_en), Some(sentence_fr)) => {
                serde_json::to_string(&Line { notice, sentence_en, sentence_fr })
            }
            _ => serde_json::to_string(notice),
        }
    }
}

/// What is strange: as the report says it, but for what a feed sees or does otherwise.
fn strange(words: &Words, what: &str, count: u64) -> String {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let said = words.find(&format!("cli-watch-strange-{what}"), &[("count", count.into())]);
    let known = Peculiarity::ALL.into_iter().find(|own| own.as_str() == what);
    said.or_else(|| Some(words.peculiarity(known?, count))).unwrap_or_default()
}

/// What an alert says, what its subject may be, and, first of all where it is so, that it is someone to protect.
fn alert(words: &Words, key: &str, alert: &StreamAlert) -> String {
    let names: Vec<String> = alert.families.iter().map(|family| words.code("family", family)).collect();
    let mut said = Vec::new();
    if alert.protective {
        said.push(words.text("alert-protective-note"));
    }
    if alert.named == Named::Behind {
        said.push(words.text("alert-behind-note"));
    }
    said.push(words.get(key, &[("families", names.len().into()), ("names", names.join(", ").into())]));
    if !alert.roles.is_empty() {
        let roles: Vec<String> = alert.roles.iter().map(|hint| words.code("role", &hint.role)).collect();
        said.push(words.get("cli-watch-alert-roles", &[("roles", roles.join(", ").into())]));
    }
    said.join(" ")
}
