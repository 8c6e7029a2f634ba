//! A paper on the screen: plain lines, no wider than a person reads well.

use papers::document::{Block, Document, Run};

const WIDTH: usize = 100;

/// Prints a paper.
pub(super) fn print(document: &Document) {
    say!("{} – {}", document.title, document.subtitle);
    say!("{} · {}", document.class, document.date);
    for block in &document.blocks {
        match block {
            Block::Heading(1, text) => say!("\n{text}\n{}", "─".repeat(text.chars().count().min(WIDTH))),
            Block::Heading(_, text) => say!("\n{text}"),
            Block::Paragraph(runs) => wrapped(&words(runs), "", ""),
            Block::Note(runs) => wrapped(&words(runs), "│ ", "│ "),
            Block::Bullets(points) => {
                for runs in points {
                    wrapped(&words(runs), "• ", "  ");
                }
            }
            Block::Table { header, rows, .. } => {
                for row in rows {
                    let mut cells = header.iter().zip(row).map(|(title, cell)| (title, words(cell)));
                    if let Some((_, first)) = cells.next() {
                        wrapped(&first.replace('\n', " · "), "• ", "  ");
                    }
                    for (title, cell) in cells.filter(|(_, cell)| !cell.is_empty()) {
                        wrapped(&format!("{title}: {cell}"), "    ", "    ");
                    }
                }
            }
            Block::Field { label, text, .. } => wrapped(&format!("{label}: {text}"), "  ", "  "),
        }
    }
}

fn words(runs: &[Run]) -> String {
    let kept = runs.iter().filter(|run| run.change.as_ref().is_none_or(|change| change.is_added));
    kept.map(|run| run.text.as_str()).collect::<String>().trim().to_owned()
}

/// Prints text in lines of words.
pub(super) fn wrapped(text: &str, first: &str, others: &str) {
    let mut lead = first;
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && line.chars().count() + word.chars().count() + lead.chars().count() >= WIDTH
            {
                say!("{lead}{line}");
                lead = others;
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        say!("{lead}{line}");
        lead = others;
    }
}
