//! The records every claim leads to, with their text as it stands in the source.

use evidence::RecordIx;

use super::text::{cut, data, esc};
use super::{Page, put};
use crate::Id;

/// Characters of a record that are shown.
const EXCERPT: usize = 4000;

impl Page<'_> {
    pub(super) fn records(&mut self, excerpts: &mut dyn FnMut(RecordIx) -> Option<String>) {
        self.part("records", "records-title");
        let cited = std::mem::take(&mut self.cited);
        let intro = self.words.get("records-intro", &[("count", cited.len().into())]);
        put!(self, "<p class=\"intro\">{}</p>", esc(&intro));
        let mut before = None;
        for record in cited {
            let Some((source, locator)) = self.picture.evidence.locate(record) else { continue };
            let name = self.picture.evidence.source(source).map_or("", |source| source.name.as_str());
            if before.replace(source) != Some(source) {
                put!(self, "<h3>{}. {}</h3>\n", source.0 + 1, data(name));
            }
            put!(
                self,
                "<article class=\"record\" id=\"{id}\"><h4><a href=\"#{id}\">{}</a></h4><p class=\"quiet\"><a href=\"#{}\">{}</a> · <code>{}</code></p>",
                esc(&self.words.place(&locator)),
                Id::Source(source),
                data(name),
                esc(&locator.to_string()),
                id = Id::Record(record),
            );
            match excerpts(record) {
                Some(text) => {
                    put!(self, "<pre dir=\"auto\" tabindex=\"0\">{}</pre>", esc(&cut(&text, EXCERPT)));
                }
                None => self.says("empty", "record-elsewhere"),
            }
            self.out.push_str("</article>\n");
        }
        self.end_part();
    }
}
