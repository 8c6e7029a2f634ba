//! What could not be decided, and what would decide it.

use super::text::{data, esc};
use super::{Page, put};

const PAIRS: usize = 60;
const PLACES: usize = 60;

impl Page<'_> {
    pub(super) fn open(&mut self) {
        self.part("open", "open-title");
        self.says("intro", "open-intro");
        self.unknown();
        self.undecided();
        self.ambiguous();
        self.end_part();
    }

    fn unknown(&mut self) {
        let title = self.words.text("unknown-title");
        put!(self, "<h3>{}</h3>", esc(&title));
        if self.picture.findings.unknown.is_empty() {
            self.says("empty", "unknown-none");
            return;
        }
        self.table("unknown-title", &["col-rule", "col-missing", "col-subjects"]);
        for unknown in &self.picture.findings.unknown {
            let missing = match self.words.language() {
                crate::Language::English => &unknown.missing_en,
                crate::Language::French => &unknown.missing_fr,
            };
            put!(
                self,
                "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td class=\"num\">{}</td></tr>",
                esc(&unknown.rule),
                data(missing),
                self.words.count(unknown.subjects)
            );
        }
        self.end_table();
    }

    fn undecided(&mut self) {
        let undecided = &self.picture.resolution.undecided;
        if undecided.is_empty() {
            return;
        }
        let title = self.words.text("undecided-title");
        put!(self, "<h3>{}</h3>", esc(&title));
        self.says("intro", "undecided-intro");
        self.table("undecided-title", &["col-one", "col-other", "col-share"]);
        for reason in undecided.iter().take(PAIRS) {
            let (one, other) = (self.entity_name(reason.between.0), self.entity_name(reason.between.1));
            put!(self, "<tr><td>{one}</td><td>{other}</td><td>");
            self.reason(reason);
            self.out.push_str("</td></tr>");
        }
        self.end_table();
        self.left_out(undecided.len(), PAIRS);
    }

    fn ambiguous(&mut self) {
        let ambiguous = &self.picture.locations.ambiguous;
        if ambiguous.is_empty() {
            return;
        }
        let title = self.words.text("ambiguous-title");
        put!(self, "<h3>{}</h3>", esc(&title));
        self.says("intro", "ambiguous-intro");
        self.table("ambiguous-title", &["col-written", "col-candidates"]);
        for (name, candidates) in ambiguous.iter().take(PLACES) {
            let places: Vec<String> = candidates
                .iter()
                .map(|at| {
                    format!(
                        "{} <span class=\"quiet\">{}</span>",
                        data(&at.name),
                        esc(&self.country(&at.country))
                    )
                })
                .collect();
            put!(self, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", data(name), places.join(", "));
        }
        self.end_table();
        self.left_out(ambiguous.len(), PLACES);
    }
}
