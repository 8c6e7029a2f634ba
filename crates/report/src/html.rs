//! `report.html`: the picture on one self-contained page.
//!
//! Nothing is fetched: style and script are in the page, drawings are inline SVG, and a content security policy says so.
//! It reads without the script, which only adds highlighting and shows records in place. Every claim links to its
//! record (`#r-…`), which stands at the end of the page with its text, source and locator. All words come from
//! [`Words`]; everything that comes from records goes through `text::esc` or `text::data`.

mod alerts;
mod importance;
mod map;
mod network;
mod open;
mod people;
mod reach;
mod records;
mod routes;
mod scope;
mod sources;
mod summary;
pub(crate) mod svg;
pub(crate) mod text;
mod ties;
mod timeline;
mod trip;

use std::collections::BTreeSet;
use std::io::{self, Write};

use evidence::{EntityIx, RecordIx};
use resolve::ClusterIx;

use crate::{Id, Kind, Picture, Words};
use text::{data, esc};

const CSS: &str = include_str!("html/page.css");
const JS: &str = include_str!("html/page.js");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

/// Writes the page. `excerpts` gives the original text of a record, as far as it can be found again.
pub fn write(
    picture: &Picture<'_>,
    words: &Words,
    excerpts: &mut dyn FnMut(RecordIx) -> Option<String>,
    mut out: impl Write,
) -> io::Result<()> {
    let mut page = Page { picture, words, out: String::new(), cited: BTreeSet::new() };
    page.whole(excerpts);
    out.write_all(page.out.as_bytes())?;
    out.flush()
}

/// The page being written. Records are noted as they are cited and shown at the end.
struct Page<'a> {
    picture: &'a Picture<'a>,
    words: &'a Words,
    out: String,
    cited: BTreeSet<RecordIx>,
}

/// Adds to the page. The text is made first, so that making it may borrow the page.
macro_rules! put {
    ($page:expr, $($arg:tt)*) => {{
        let text = format!($($arg)*);
        $page.out.push_str(&text);
    }};
}
use put;

/// The parts of the page: anchor and key of the heading.
const PARTS: [(&str, &str); 10] = [
    ("summary", "summary-title"),
    ("alerts", "alerts-title"),
    ("network", "network-title"),
    ("routes", "routes-title"),
    ("jurisdictions", "jurisdictions-title"),
    ("timeline", "timeline-title"),
    ("people", "people-title"),
    ("sources", "sources-title"),
    ("open", "open-title"),
    ("records", "records-title"),
];

impl Page<'_> {
    fn whole(&mut self, excerpts: &mut dyn FnMut(RecordIx) -> Option<String>) {
        let words = self.words;
        let title = words.text("page-title");
        put!(
            self,
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#summary\">{skip}</a>\n",
            lang = words.language().code(),
            title = esc(&title),
            skip = esc(&words.text("page-skip")),
        );
        self.out.push_str(svg::SHAPES);
        put!(self, "<header class=\"top\"><p class=\"brand\">Palermo</p><h1>{}</h1>", esc(&title));
        if let Some(as_of) = &self.picture.as_of {
            let day = words.stamp(as_of);
            put!(self, "<p class=\"as-of\">{}</p>", esc(&words.get("page-as-of", &[("day", day.into())])));
        }
        self.out.push_str("<div class=\"notes\">");
        for key in ["note-hypothesis", "note-victims", "note-law"] {
            put!(self, "<p>{}</p>", esc(&words.text(key)));
        }
        self.out.push_str("</div></header>\n");
        put!(self, "<nav class=\"parts\" aria-label=\"{}\"><ol>", esc(&words.text("page-parts")));
        for (anchor, key) in PARTS {
            put!(self, "<li><a href=\"#{anchor}\">{}</a></li>", esc(&words.text(key)));
        }
        self.out.push_str("</ol></nav>\n<main>\n");
        self.summary();
        self.alerts();
        self.network();
        self.routes();
        self.jurisdictions();
        self.timeline();
        self.people();
        self.sources();
        self.open();
        self.records(excerpts);
        put!(
            self,
            "</main>\n<footer>{}</footer>\n<dialog id=\"record-view\" aria-label=\"{}\"><div></div>\
             <form method=\"dialog\"><button>{}</button></form></dialog>\n<script>\n{JS}</script>\n</body>\n</html>\n",
            esc(&words.text("page-footer")),
            esc(&words.text("record-view")),
            esc(&words.text("page-close")),
        );
    }

    /// Begins a part of the page.
    fn part(&mut self, anchor: &str, key: &str) {
        let title = self.words.text(key);
        put!(
            self,
            "<section id=\"{anchor}\" aria-labelledby=\"{anchor}-h\"><h2 id=\"{anchor}-h\">{}</h2>\n",
            esc(&title)
        );
    }

    fn end_part(&mut self) {
        self.out.push_str("</section>\n");
    }

    /// A paragraph of class `class` with a message that takes no values.
    fn says(&mut self, class: &str, key: &str) {
        let text = self.words.text(key);
        put!(self, "<p class=\"{class}\">{}</p>", esc(&text));
    }

    /// A line that says how many were left out of a list, if any were.
    fn left_out(&mut self, all: usize, shown: usize) {
        if let Some(left) = all.checked_sub(shown).filter(|&left| left > 0) {
            let text = self.words.get("left-out", &[("count", left.into())]);
            put!(self, "<p class=\"quiet\">{}</p>", esc(&text));
        }
    }

    /// Begins a table that scrolls sideways where it must, with these messages as column heads.
    fn table(&mut self, label: &str, heads: &[&str]) {
        let heads: Vec<String> = heads.iter().map(|head| self.words.text(head)).collect();
        self.table_of(label, &heads);
    }

    fn table_of(&mut self, label: &str, heads: &[String]) {
        let label = self.words.text(label);
        put!(
            self,
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table><thead><tr>",
            esc(&label)
        );
        for head in heads {
            put!(self, "<th scope=\"col\">{}</th>", esc(head));
        }
        self.out.push_str("</tr></thead><tbody>");
    }

    fn end_table(&mut self) {
        self.out.push_str("</tbody></table></div>\n");
    }

    /// The links to records, each noted to be shown; more than `most` are counted, not listed.
    fn record_links(&mut self, records: &[RecordIx], most: usize) {
        for (at, &record) in records.iter().take(most).enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            let link = self.record_link(record);
            self.out.push_str(&link);
        }
        if let Some(left) = records.len().checked_sub(most).filter(|&left| left > 0) {
            let text = self.words.get("and-more", &[("count", left.into())]);
            put!(self, " <span class=\"quiet\">{}</span>", esc(&text));
        }
    }

    /// A link to a record, which is noted to be shown.
    fn record_link(&mut self, record: RecordIx) -> String {
        let Some((source, locator)) = self.picture.evidence.locate(record) else { return String::new() };
        self.cited.insert(record);
        let name = self.picture.evidence.source(source).map_or("", |source| source.name.as_str());
        format!(
            "<a class=\"rec\" href=\"#{}\" title=\"{}\">{}</a>",
            Id::Record(record),
            esc(name),
            esc(&format!("{}\u{a0}· {}", source.0 + 1, self.words.place(&locator).replace(' ', "\u{a0}")))
        )
    }

    /// Shape and name of a cluster.
    fn name(&self, cluster: ClusterIx) -> String {
        self.shape(self.picture.kind(cluster)) + &data(self.picture.caption(cluster)).to_string()
    }

    /// Name of an entity, or of the cluster it is in.
    fn entity_name(&self, entity: EntityIx) -> String {
        let kind = match self.picture.resolution.cluster(entity) {
            Some(cluster) => self.picture.kind(cluster),
            None => Kind::of(self.picture.evidence, entity),
        };
        self.shape(kind) + &data(self.picture.caption_of(entity)).to_string()
    }

    /// Name of an entity as its records have it, whatever cluster it is in, with a link to the first of them.
    fn entry_name(&mut self, entity: EntityIx) -> String {
        let evidence = self.picture.evidence;
        let first = evidence.statements_of(entity).next().map(|row| row.record);
        let link = first.map(|record| self.record_link(record)).unwrap_or_default();
        let name = data(evidence.caption(entity)).to_string();
        format!("{}{name} {link}", self.shape(Kind::of(evidence, entity)))
    }

    fn shape(&self, kind: Kind) -> String {
        let word = self.words.code("kind", kind.as_str());
        format!(
            "<svg class=\"kind\" viewBox=\"-12 -12 24 24\" role=\"img\" aria-label=\"{}\"><use href=\"#k-{}\"/></svg>",
            esc(&word),
            kind.as_str()
        )
    }
}
