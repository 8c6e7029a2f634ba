//! `report.html`: one self-contained page that says what was found and how far to trust it.
//!
//! The shell is `report`'s. What comes from records goes through `data`, what comes from anywhere else through `esc`.

/// Adds to a text. What is added is made first, so that making it may borrow what holds the text.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => {{
        let text = format!($($arg)*);
        $out.push_str(&text);
    }};
}

mod chart;
mod level;
mod text;

use linkage::{Doubt, Explanation, Pair};
use report::page::{Page, esc};
use report::{Value, Words};

use super::Found;
use crate::headers::Holds;
use chart::{Histogram, Scale};
use text::{bits, data};

pub(super) use text::share;

/// What only this page has.
const STYLE: &str = include_str!("page/page.css");
/// Pairs shown of each sort.
const PAIRS_SHOWN: usize = 20;
/// Of these, so many unfolded.
const UNFOLDED: usize = 2;
/// A value in more than this share of rows is worth a warning, and so many of one column are named (ours).
const COMMON: f64 = 0.01;
const COMMON_NAMED: usize = 4;

/// Columns of numbers.
const NUMBERS: [&str; 8] = [
    "linked-col-from",
    "linked-col-to",
    "linked-col-pairs",
    "linked-col-bits",
    "linked-col-m",
    "linked-col-r",
    "linked-col-u",
    "linked-col-share",
];

/// The parts: anchor and key of the heading.
const PARTS: [(&str, &str); 7] = [
    ("summary", "linked-summary"),
    ("columns", "linked-columns"),
    ("weights", "linked-weights"),
    ("strongest", "linked-strongest"),
    ("uncertain", "linked-uncertain"),
    ("learned", "linked-learned"),
    ("warnings", "linked-warnings"),
];

/// The whole page.
pub(super) fn page(found: &Found<'_>, words: &Words) -> String {
    let names: Vec<&str> = found.files.iter().map(|file| file.name.as_str()).collect();
    let title = words.get("linked-title", &[("files", names.join(" · ").into())]);
    let notes = ["linked-note-hypothesis", "linked-note-names"].map(|key| words.text(key));
    let parts = PARTS.map(|(anchor, key)| (anchor, words.text(key)));
    let page = Page::begin(words, &title, &notes, &parts, STYLE);
    let mut told = Told { found, words, page };
    for (anchor, title) in &parts {
        told.page.part(anchor, title);
        match *anchor {
            "summary" => told.summary(),
            "columns" => told.columns(),
            "weights" => told.weights(),
            "strongest" => told.strongest(),
            "uncertain" => told.uncertain(),
            "learned" => told.learned(),
            _ => told.warnings(),
        }
        told.page.end_part();
    }
    told.page.finish(&words.text("linked-footer"))
}

struct Told<'a> {
    found: &'a Found<'a>,
    words: &'a Words,
    page: Page<'a>,
}

impl Told<'_> {
    fn says(&mut self, class: &str, key: &str, values: &[(&str, Value<'_>)]) {
        self.page.says(class, &self.words.get(key, values));
    }

    /// Begins a table with these messages as column heads.
    fn table(&mut self, label: &str, heads: &[&str]) {
        let head = |head: &&str| {
            let number = if NUMBERS.contains(head) { "#" } else { "" };
            format!("{number}{}", self.words.text(head))
        };
        let heads: Vec<String> = heads.iter().map(head).collect();
        self.page.table(label, &heads);
    }

    fn summary(&mut self) {
        let found = self.found;
        let links = found.links().count();
        self.says(
            "lead",
            "linked-lead",
            &[
                ("records", found.records.len().into()),
                ("clusters", found.clusters.groups.len().into()),
                ("joined", found.joined().into()),
            ],
        );
        let words = self.words;
        let tiles = [
            ("linked-tile-records", words.count(found.records.len())),
            ("linked-tile-pairs", words.count(links)),
            ("linked-tile-clusters", words.count(found.clusters.groups.len())),
            ("linked-tile-false", share(found.rates.false_links, words)),
            ("linked-tile-missed", share(found.rates.missed, words)),
            ("linked-tile-review", words.count(found.doubts.len())),
        ];
        self.page.tiles(&tiles.map(|(key, number)| (words.text(key), number)));
        self.says("intro", "linked-rates", &[("threshold", words.decimal(found.threshold, 2).into())]);
        let conflicts = found.clusters.conflicts.len();
        if found.decided + conflicts > 0 {
            self.says(
                "intro",
                "cli-decided",
                &[("count", found.decided.into()), ("conflicts", conflicts.into())],
            );
        }
    }

    fn columns(&mut self) {
        self.says("intro", "linked-columns-intro", &[]);
        let words = self.words;
        for file in self.found.files {
            put!(self.page.out, "<h3>{}</h3>\n", data(&file.name));
            self.says("quiet", "linked-rows", &[("rows", file.rows.into())]);
            for (lines, key) in [(&file.short, "cli-resolve-short"), (&file.refused, "cli-resolve-refused")] {
                if lines.count > 0 {
                    self.says(
                        "quiet",
                        key,
                        &[("count", lines.count.into()), ("lines", super::lines(lines).into())],
                    );
                }
            }
            self.table(&file.name, &["linked-col-column", "linked-col-holds", "linked-col-used"]);
            for column in file.columns.iter().filter(|column| !column.header.is_empty()) {
                let used = match column.holds {
                    Holds::Id => words.text("cli-resolve-is-id"),
                    Holds::Ignore => words.text("cli-resolve-ignored"),
                    Holds::Protected => words.text("cli-resolve-never"),
                    _ if column.field.is_none() => words.text("cli-resolve-one-only"),
                    _ => words.text("linked-compared"),
                };
                put!(
                    self.page.out,
                    "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                    data(&column.header),
                    esc(&words.text(&format!("cli-holds-{}", column.holds.as_str().replace('_', "-")))),
                    esc(&used)
                );
            }
            self.page.end_table();
        }
    }

    fn weights(&mut self) {
        let threshold = (self.found.threshold / (1.0 - self.found.threshold)).log2();
        let Some(histogram) = Histogram::of(self.found.pairs.iter().map(|pair| pair.bits)) else {
            self.says("empty", "linked-no-pairs", &[]);
            return;
        };
        self.says("intro", "linked-weights-intro", &[]);
        put!(self.page.out, "<figure class=\"canvas\">{}</figure>\n", histogram.svg(threshold, self.words));
        put!(
            self.page.out,
            "<details class=\"list\"><summary>{}</summary>",
            esc(&self.words.text("linked-as-table"))
        );
        self.table(
            &self.words.text("linked-weights"),
            &["linked-col-from", "linked-col-to", "linked-col-pairs"],
        );
        for (from, to, count) in histogram.bars().filter(|(.., count)| *count > 0) {
            put!(
                self.page.out,
                "<tr><td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>",
                self.words.number(i64::from(from)),
                self.words.number(i64::from(to)),
                self.words.count(count)
            );
        }
        self.page.end_table();
        self.page.out += "</details>\n";
    }

    fn strongest(&mut self) {
        let mut pairs: Vec<&Pair> = self.found.links().collect();
        pairs.sort_unstable_by(|a, b| {
            b.bits.total_cmp(&a.bits).then((a.left, a.right).cmp(&(b.left, b.right)))
        });
        let pairs: Vec<(u64, u64)> =
            pairs.into_iter().take(PAIRS_SHOWN).map(|pair| (pair.left, pair.right)).collect();
        self.pairs(&pairs, "linked-strongest-intro");
    }

    fn uncertain(&mut self) {
        let mut doubts: Vec<&Doubt> = self.found.doubts.iter().collect();
        let even = |doubt: &Doubt| (doubt.probability - self.found.threshold).abs();
        doubts.sort_by(|a, b| even(a).total_cmp(&even(b)).then((a.left, a.right).cmp(&(b.left, b.right))));
        let pairs: Vec<(u64, u64)> =
            doubts.into_iter().take(PAIRS_SHOWN).map(|doubt| (doubt.left, doubt.right)).collect();
        self.pairs(&pairs, "linked-uncertain-intro");
    }

    fn pairs(&mut self, pairs: &[(u64, u64)], intro: &str) {
        if pairs.is_empty() {
            self.says("empty", "linked-none", &[]);
            return;
        }
        self.says("intro", intro, &[]);
        for (at, (left, right)) in pairs.iter().enumerate() {
            if let Some(explanation) = self.found.index.explain(*left, *right) {
                self.waterfall(*left, *right, &explanation, at < UNFOLDED);
            }
        }
    }

    fn waterfall(&mut self, left: u64, right: u64, why: &Explanation, unfolded: bool) {
        let (words, records) = (self.words, self.found.records);
        let open = if unfolded { " open" } else { "" };
        put!(
            self.page.out,
            "<details class=\"pair\"{open}><summary>{} ↔ {} · <b>{}</b> · {}</summary>",
            data(records.id(left)),
            data(records.id(right)),
            esc(&share(why.probability, words)),
            esc(&words.get("linked-bits", &[("bits", bits(why.bits, words).into())])),
        );
        let label = format!("{} ↔ {}", records.id(left), records.id(right));
        self.table(
            &label,
            &[
                "linked-col-column",
                "linked-col-left",
                "linked-col-right",
                "linked-col-how",
                "linked-col-bits",
                "linked-col-drawn",
            ],
        );
        let mut sums = vec![why.prior_bits];
        for step in &why.steps {
            sums.push(sums.last().copied().unwrap_or(0.0) + step.bits);
        }
        let before_relatives = sums.last().copied().unwrap_or(0.0);
        sums.push(before_relatives + why.relatives_bits);
        let scale = Scale::over(&sums);
        put!(
            self.page.out,
            "<tr><th scope=\"row\" colspan=\"4\">{}</th><td class=\"num\">{}</td><td>{}</td></tr>",
            esc(&words.text("linked-prior")),
            bits(why.prior_bits, words),
            scale.bar(0.0, why.prior_bits)
        );
        for (step, sum) in why.steps.iter().zip(&sums) {
            let mut how = esc(&level::told(&step.means, words));
            if step.only_common {
                put!(how, " <span class=\"quiet\">{}</span>", esc(&words.text("linked-only-common")));
            }
            if let Some(beside) = &step.beside {
                let note = words.get("linked-beside", &[("column", beside.as_str().into())]);
                put!(how, " <span class=\"quiet\">{}</span>", esc(&note));
            }
            put!(
                self.page.out,
                "<tr><th scope=\"row\">{}</th><td class=\"memo\">{}</td><td class=\"memo\">{}</td><td>{how}</td>\
                 <td class=\"num\">{}</td><td>{}</td></tr>",
                data(&step.comparison),
                data(&step.left.join(" | ")),
                data(&step.right.join(" | ")),
                bits(step.bits, words),
                scale.bar(*sum, sum + step.bits)
            );
        }
        if why.relatives_bits < 0.0 {
            put!(
                self.page.out,
                "<tr><th scope=\"row\" colspan=\"4\">{}</th><td class=\"num\">{}</td><td>{}</td></tr>",
                esc(&words.text("linked-relatives")),
                bits(why.relatives_bits, words),
                scale.bar(before_relatives, before_relatives + why.relatives_bits)
            );
        }
        let total = if why.excluded { words.text("linked-excluded") } else { words.text("linked-total") };
        put!(
            self.page.out,
            "<tr class=\"sum\"><th scope=\"row\" colspan=\"4\">{}</th><td class=\"num\">{}</td><td>{}</td></tr>",
            esc(&total),
            bits(why.bits, words),
            if why.excluded { String::new() } else { scale.bar(0.0, why.bits) }
        );
        self.page.end_table();
        self.page.out += "</details>\n";
    }

    fn learned(&mut self) {
        let words = self.words;
        let model = self.found.index.model();
        let odds = if model.prior > 0.0 { (1.0 / model.prior).round() } else { 0.0 };
        self.says("intro", "linked-learned-intro", &[("odds", words.decimal(odds, 0).into())]);
        for comparison in &model.comparisons {
            let weights = || comparison.levels.iter().map(linkage::Level::bits);
            let (most, least) = (weights().fold(f64::MIN, f64::max), weights().fold(f64::MAX, f64::min));
            let span = words.get(
                "linked-span",
                &[("least", bits(least, words).into()), ("most", bits(most, words).into())],
            );
            put!(
                self.page.out,
                "<details class=\"list\"><summary>{} <span class=\"quiet\">{}</span></summary>",
                data(&comparison.name),
                esc(&span)
            );
            self.table(
                &comparison.name,
                &[
                    "linked-col-how",
                    "linked-col-m",
                    "linked-col-r",
                    "linked-col-u",
                    "linked-col-bits",
                    "linked-col-drawn",
                ],
            );
            let scale = Scale::over(&[most, least]);
            for level in &comparison.levels {
                put!(
                    self.page.out,
                    "<tr><th scope=\"row\">{}</th><td class=\"num\">{}</td><td class=\"num\">{}</td>\
                     <td class=\"num\">{}</td><td class=\"num\">{}</td><td>{}</td></tr>",
                    esc(&level::told(&level.means, words)),
                    esc(&share(level.m, words)),
                    esc(&share(level.r, words)),
                    esc(&share(level.u, words)),
                    bits(level.bits(), words),
                    scale.bar(0.0, level.bits())
                );
            }
            self.page.end_table();
            self.page.out += "</details>\n";
        }
        put!(self.page.out, "<h3>{}</h3>\n<ul>", esc(&words.text("linked-rules")));
        for rule in &model.rules {
            let keys = rule.keys.iter().map(|key| {
                let name = model.comparisons.get(key.comparison).map_or("", |own| own.name.as_str());
                let part = serde_json::to_value(key.part).ok();
                let part = part.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
                format!(
                    "{}: {}",
                    data(name),
                    esc(&words.text(&format!("cli-part-{}", part.replace('_', "-"))))
                )
            });
            let keys: Vec<String> = keys.collect();
            put!(self.page.out, "<li>{}</li>", keys.join(" + "));
        }
        self.page.out += "</ul>\n";
        self.says("quiet", "linked-rules-missed", &[("share", share(model.missed_by_rules, words).into())]);
    }

    fn warnings(&mut self) {
        let (words, model) = (self.words, self.found.index.model());
        let mut rows = String::new();
        for comparison in &model.comparisons {
            let listed = comparison.frequencies.listed.iter();
            let mut common: Vec<(&String, f64)> =
                listed.map(|(value, share)| (value, *share)).filter(|(_, share)| *share >= COMMON).collect();
            common.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
            for (value, of_rows) in common.into_iter().take(COMMON_NAMED) {
                put!(
                    rows,
                    "<tr><th scope=\"row\">{}</th><td class=\"memo\">{}</td><td class=\"num\">{}</td></tr>",
                    data(&comparison.name),
                    data(value),
                    esc(&share(of_rows, words))
                );
            }
        }
        if !rows.is_empty() {
            self.says("intro", "linked-common-intro", &[]);
            let label = words.text("linked-common");
            self.table(&label, &["linked-col-column", "linked-col-value", "linked-col-share"]);
            self.page.out += &rows;
            self.page.end_table();
        }
        let oversized = self.found.index.oversized();
        for one in &oversized {
            let values = [
                ("rule", (one.rule + 1).into()),
                ("count", one.blocks.into()),
                ("largest", one.largest.into()),
            ];
            self.says("intro", "linked-oversized", &values);
        }
        if rows.is_empty() && oversized.is_empty() {
            self.says("empty", "linked-no-warnings", &[]);
        }
    }
}
