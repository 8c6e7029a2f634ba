//! What was read, under what authority, what was assumed, and what was refused.

use evidence::{Rejection, Source, SourceIx};

use super::text::{cut, data, esc};
use super::{Page, put};
use crate::Id;

/// Refused records shown for each source; all are in `rejections.csv`.
const REJECTIONS: usize = 5;

impl Page<'_> {
    pub(super) fn sources(&mut self) {
        self.part("sources", "sources-title");
        self.says("intro", "sources-intro");
        self.table(
            "sources-title",
            &[
                "col-number",
                "col-file",
                "col-format",
                "col-records",
                "col-rejected",
                "col-assumed",
                "col-basis",
            ],
        );
        let sources: Vec<(SourceIx, &Source)> = self.picture.evidence.sources().collect();
        for &(ix, source) in &sources {
            put!(
                self,
                "<tr id=\"{}\"><td class=\"num\">{}</td><th scope=\"row\">{}<br><code class=\"hash\">SHA-256 {}</code></th>\
                 <td>{}<br><span class=\"quiet\">{}</span></td><td class=\"num\">{}</td><td class=\"num\">{}</td><td><ul class=\"plain\">",
                Id::Source(ix),
                ix.0 + 1,
                data(&source.name),
                esc(&source.sha256),
                esc(&source.format),
                esc(&source.encoding),
                self.words.count(usize::try_from(source.records).unwrap_or(usize::MAX)),
                self.words.count(usize::try_from(source.rejections).unwrap_or(usize::MAX)),
            );
            for assumption in &source.assumptions {
                put!(self, "<li>{}</li>", data(assumption));
            }
            self.out.push_str("</ul></td><td><ul class=\"plain\">");
            let basis = &source.basis;
            for (key, value) in [
                ("basis-delivered", &basis.delivered_by),
                ("basis-legal", &basis.legal_basis),
                ("basis-purpose", &basis.purpose),
                ("basis-handling", &basis.handling),
                ("basis-retain", &basis.retain_until),
            ] {
                if !value.is_empty() {
                    put!(
                        self,
                        "<li><span class=\"quiet\">{}</span> {}</li>",
                        esc(&self.words.get(key, &[])),
                        data(value)
                    );
                }
            }
            self.out.push_str("</ul></td></tr>");
        }
        self.end_table();
        self.refused(&sources);
        self.end_part();
    }

    fn refused(&mut self, sources: &[(SourceIx, &Source)]) {
        let all = self.picture.evidence.rejections();
        if sources.iter().all(|(_, source)| source.rejections == 0) {
            return;
        }
        let title = self.words.text("rejected-title");
        put!(self, "<h3>{}</h3>", esc(&title));
        // A reader of large deliveries keeps rejections in the file only.
        if all.is_empty() {
            self.says("intro", "rejected-elsewhere");
            return;
        }
        self.says("intro", "rejected-intro");
        self.table("rejected-title", &["col-file", "col-place", "col-reason", "col-text"]);
        for &(ix, source) in sources {
            let own: Vec<&Rejection> = all
                .iter()
                .filter(|(of, _)| *of == ix)
                .map(|(_, rejection)| rejection)
                .take(REJECTIONS)
                .collect();
            for rejection in own {
                put!(
                    self,
                    "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td><code>{}</code></td></tr>",
                    data(&source.name),
                    esc(&self.words.place(&rejection.locator)),
                    data(&rejection.reason),
                    data(&cut(&rejection.text, 120))
                );
            }
        }
        self.end_table();
    }
}
