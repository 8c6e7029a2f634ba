//! A page that opens in any browser without a network: one file, no script.

use crate::document::{Block, Document, Run, Style, on_paper};
use crate::xml::{escape, put};

const STYLE: &str = include_str!("page.css");

/// The page.
pub fn write(document: &Document) -> String {
    let mut body = String::new();
    let mut parts = Vec::new();
    for block in &document.blocks {
        if let Block::Heading(level @ 1..=2, text) = block {
            let id = format!("part-{}", parts.len() + 1);
            put!(body, "<h{0} id=\"{id}\">{1}</h{0}>\n", level + 1, escape(text));
            parts.push((id, *level, text.as_str()));
        } else {
            write_block(block, &mut body);
        }
    }
    let contents = parts
        .iter()
        .map(|(id, level, text)| {
            format!("<li class=\"l{level}\"><a href=\"#{id}\">{}</a></li>", escape(text))
        })
        .collect::<Vec<String>>()
        .concat();
    let contents = if parts.len() > 1 { format!("<nav><ol>{contents}</ol></nav>\n") } else { String::new() };
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title} – {subtitle}</title>\n<style>\n{STYLE}</style>\n\
         <header><p class=\"class\">{class}</p><h1>{title}</h1><p class=\"subtitle\">{subtitle}</p><p class=\"quiet\">{date}</p></header>\n\
         <main>\n{contents}{body}</main>\n</html>\n",
        document.language.code(),
        title = escape(&document.title),
        subtitle = escape(&document.subtitle),
        class = escape(&document.class),
        date = escape(&document.date),
    )
}

fn write_block(block: &Block, out: &mut String) {
    match block {
        Block::Heading(level, text) => put!(out, "<h{0}>{1}</h{0}>\n", level + 1, escape(text)),
        Block::Paragraph(runs) => put!(out, "<p>{}</p>\n", inline(runs)),
        Block::Note(runs) => put!(out, "<aside>{}</aside>\n", inline(runs)),
        Block::Bullets(points) => {
            let points = points
                .iter()
                .map(|runs| format!("<li>{}</li>", inline(runs)))
                .collect::<Vec<String>>()
                .concat();
            put!(out, "<ul>{points}</ul>\n");
        }
        Block::Table { header, rows, widths } => {
            let columns = widths
                .iter()
                .map(|width| format!("<col style=\"width:{width}%\">"))
                .collect::<Vec<String>>()
                .concat();
            let head = header
                .iter()
                .map(|title| format!("<th scope=\"col\">{}</th>", escape(title)))
                .collect::<Vec<String>>()
                .concat();
            let rows = rows
                .iter()
                .map(|row| {
                    let cells = row.iter().zip(header).map(|(cell, title)| {
                        format!("<td data-title=\"{}\">{}</td>", escape(title), inline(cell))
                    });
                    format!("<tr>{}</tr>\n", cells.collect::<String>())
                })
                .collect::<Vec<String>>()
                .concat();
            put!(
                out,
                "<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>\n"
            );
        }
        Block::Field { label, text, choices, .. } => {
            let shown = on_paper(text, choices, "\u{a0}");
            put!(out, "<p class=\"field\"><span>{}</span>{}</p>\n", escape(label), lines(&shown));
        }
    }
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

fn inline(runs: &[Run]) -> String {
    let one = |run: &Run| {
        let mut text = format!("<bdi>{}</bdi>", lines(&run.text));
        // Only what a browser opens as a page becomes a link.
        if let Some(link) =
            run.link.as_ref().filter(|link| link.starts_with("https://") || link.starts_with("http://"))
        {
            text = format!("<a href=\"{}\">{text}</a>", escape(link));
        }
        text = match run.style {
            Style::Plain => text,
            Style::Strong => format!("<strong>{text}</strong>"),
            Style::Quiet => format!("<span class=\"quiet\">{text}</span>"),
        };
        match &run.change {
            None => text,
            Some(change) => {
                let element = if change.is_added { "ins" } else { "del" };
                let (at, by) = (escape(&change.at), escape(&change.by));
                format!("<{element} datetime=\"{at}\" title=\"{by}\">{text}</{element}>")
            }
        }
    };
    runs.iter().map(one).collect()
}
