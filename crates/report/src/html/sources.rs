//! What was read, under what authority, what was assumed, what is strange in it, and what was refused.

use evidence::{Rejection, Source, SourceIx};
use resolve::{Peculiar, Peculiarity};

use super::text::{cut, data, esc};
use super::{Page, put};
use crate::Id;

/// Refused records shown for each source; all are in `rejections.csv`.
const REJECTIONS: usize = 5;
/// Sources named for each thing that is strange; `findings.json` has all.
const STRANGE_SOURCES: usize = 5;

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
        self.peculiar();
        self.refused(&sources);
        self.end_part();
    }

    /// What is strange in the records, each thing once with the sources it is in.
    fn peculiar(&mut self) {
        let picture = self.picture;
        if picture.peculiar.is_empty() {
            return;
        }
        let title = self.words.text("peculiar-title");
        put!(self, "<h3>{}</h3>", esc(&title));
        self.says("intro", "peculiar-intro");
        self.table("peculiar-title", &["col-what", "col-meaning", "col-where"]);
        for what in Peculiarity::ALL {
            let mut own: Vec<&Peculiar> = picture.peculiar.iter().filter(|one| one.what == what).collect();
            own.sort_by_key(|one| (std::cmp::Reverse(one.count), one.source));
            if own.is_empty() {
                continue;
            }
            let count = own.iter().map(|one| one.count).sum();
            put!(
                self,
                "<tr><th scope=\"row\">{}</th><td class=\"memo\">{}</td><td><ul class=\"plain\">",
                esc(&self.words.code("peculiar", what.as_str())),
                esc(&self.words.peculiarity(what, count)),
            );
            for one in own.iter().take(STRANGE_SOURCES) {
                let name = picture.evidence.source(one.source).map_or("", |source| source.name.as_str());
                put!(self, "<li>{} <b>({})</b> ", data(name), self.words.count(one.count));
                self.record_links(&one.records, Peculiar::SHOWN);
                self.out.push_str("</li>");
            }
            self.out.push_str("</ul>");
            self.left_out(own.len(), STRANGE_SOURCES);
            self.out.push_str("</td></tr>");
        }
        self.end_table();
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
