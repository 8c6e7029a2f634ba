//! The shell of a page of its own, in the look of the report: for commands that answer one question.
//!
//! A page is self-contained: its style and drawings are in it, nothing is fetched, it has no script, and a content
//! security policy says so. What comes from records goes through [`data`], everything else through [`esc`].

use crate::Words;
use crate::html::text;

const CSS: &str = include_str!("html/page.css");
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// `text` as it may stand in an element or a quoted attribute. Characters that steer the direction of writing are shown
/// as their code, so that nothing looks different from what it is.
pub fn esc(text: &str) -> String {
    text::esc(text).to_string()
}

/// `text` from a record: escaped and isolated, so that right-to-left names do not reorder what surrounds them.
pub fn data(text: &str) -> String {
    text::data(text).to_string()
}

/// A page being written.
#[derive(Debug)]
pub struct Page<'a> {
    /// The messages of its language.
    pub words: &'a Words,
    /// What has been written.
    pub out: String,
}

impl<'a> Page<'a> {
    /// Begins a page with its title, notes at its head, and parts: anchor and title of each, in their order. `style` is
    /// what only this page has.
    pub fn begin(
        words: &'a Words,
        title: &str,
        notes: &[String],
        parts: &[(&str, String)],
        style: &str,
    ) -> Self {
        let mut page = Self { words, out: String::new() };
        let first = parts.first().map_or("", |(anchor, _)| anchor);
        page.put(&format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>\n{CSS}{style}</style>\n</head>\n\
             <body>\n<a class=\"skip\" href=\"#{first}\">{skip}</a>\n\
             <header class=\"top\"><p class=\"brand\">Palermo</p><h1>{title}</h1><div class=\"notes\">",
            lang = words.language().code(),
            title = esc(title),
            skip = esc(&words.text("page-skip")),
        ));
        for note in notes {
            page.put(&format!("<p>{}</p>", esc(note)));
        }
        page.put(&format!(
            "</div></header>\n<nav class=\"parts\" aria-label=\"{}\"><ol>",
            esc(&words.text("page-parts"))
        ));
        for (anchor, title) in parts {
            page.put(&format!("<li><a href=\"#{anchor}\">{}</a></li>", esc(title)));
        }
        page.put("</ol></nav>\n<main>\n");
        page
    }

    /// Adds markup as it is.
    pub fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Begins a part.
    pub fn part(&mut self, anchor: &str, title: &str) {
        self.put(&format!(
            "<section id=\"{anchor}\" aria-labelledby=\"{anchor}-h\"><h2 id=\"{anchor}-h\">{}</h2>\n",
            esc(title)
        ));
    }

    /// Ends a part.
    pub fn end_part(&mut self) {
        self.put("</section>\n");
    }

    /// A paragraph of a class.
    pub fn says(&mut self, class: &str, text: &str) {
        self.put(&format!("<p class=\"{class}\">{}</p>\n", esc(text)));
    }

    /// Figures with what they count.
    pub fn tiles(&mut self, tiles: &[(String, String)]) {
        self.put("<dl class=\"tiles\">");
        for (label, figure) in tiles {
            self.put(&format!("<div><dt>{}</dt><dd>{}</dd></div>", esc(label), esc(figure)));
        }
        self.put("</dl>\n");
    }

    /// Begins a table that scrolls sideways where it must. A head that begins with `#` is of a column of numbers.
    pub fn table(&mut self, label: &str, heads: &[String]) {
        self.put(&format!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"><table><thead><tr>",
            esc(label)
        ));
        for head in heads {
            let (class, head) =
                head.strip_prefix('#').map_or(("", head.as_str()), |head| (" class=\"num\"", head));
            self.put(&format!("<th scope=\"col\"{class}>{}</th>", esc(head)));
        }
        self.put("</tr></thead><tbody>");
    }

    /// Ends a table.
    pub fn end_table(&mut self) {
        self.put("</tbody></table></div>\n");
    }

    /// The whole page.
    pub fn finish(mut self, footer: &str) -> String {
        self.put(&format!("</main>\n<footer>{}</footer>\n</body>\n</html>\n", esc(footer)));
        self.out
    }
}
