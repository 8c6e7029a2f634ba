//! The coverage table as a page of the documentation.

use report::Words;

use super::{Coverage, Line, decided};

pub(super) fn print(coverage: &Coverage<'_>, words: &Words) {
    say!("# {}", words.text("cli-packs-page-title"));
    say!();
    say!("{}", words.text("cli-packs-page-intro"));
    say!();
    coverage.sums.said(words).iter().for_each(|line| say!("- {line}"));
    let heads =
        ["cli-packs-col-indicator", "cli-packs-col-decided", "cli-packs-col-data", "cli-packs-col-cite"]
            .map(|key| words.text(key));
    for pack in coverage.packs.iter().filter(|pack| !pack.indicators.is_empty()) {
        say!();
        say!("## {}", pack.title.text(words));
        say!();
        say!("| {} |", heads.join(" | "));
        say!("|---|---|---|---|");
        pack.indicators.iter().for_each(|line| row(line, words));
    }
}

fn row(line: &Line<'_>, words: &Words) {
    let status = words.text(&format!("status-{}", line.status));
    let decided: Vec<String> = decided(line, words).iter().map(|text| cell(text)).collect();
    let (id, said) = (cell(line.id), cell(line.text.text(words)));
    let (needs, cite) = (cell(&line.needs(words).join(&words.text("cli-packs-between"))), cell(line.cite));
    say!("| **{id}** {said} | {} | {needs} | {cite} ({status}) |", decided.join("<br>"));
}

/// A text in a cell: what would end the cell, or begin a tag or emphasis, is only a sign.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(letter, '|' | '<' | '*' | '_' | '`' | '\\' | '[') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
