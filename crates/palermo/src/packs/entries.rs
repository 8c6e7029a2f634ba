//! Takes single entries (a rule, a list) out of the text of a file of packs, leaving every line where it was.
//!
//! Works on the lines, since a file with faults may not be readable as a whole. An entry is an item of a block sequence
//! under a key at the left margin, as in all our packs; others are not found, and the text is left alone.

use std::ops::Range;

/// The text without the entry that stands on `line` (counted from 1); `None` if no entry stands there.
pub(super) fn without(text: &str, line: u64) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let line = usize::try_from(line).ok()?.checked_sub(1).filter(|line| *line < lines.len())?;
    let (key, below) = section(&lines, line)?;
    let indent = lines.get(below.clone())?.iter().find(|line| is_said(line)).map(|line| indent(line))?;
    let begins = |at: &usize| lines.get(*at).is_some_and(|line| is_item(line, indent));
    let start = (below.start..=line).rev().find(begins)?;
    let end = (line + 1..below.end).find(begins).unwrap_or(below.end);
    let is_alone = !below.clone().filter(|at| *at != start).any(|at| begins(&at));
    let keep = |at: usize| !((start..end).contains(&at) || is_alone && at == key);
    let kept = lines.iter().enumerate().map(|(at, line)| if keep(at) { *line } else { "" });
    Some(kept.collect::<Vec<_>>().join("\n"))
}

/// The line of the key at the margin whose section a line is in, and the lines below it.
fn section(lines: &[&str], line: usize) -> Option<(usize, Range<usize>)> {
    let is_key = |at: &usize| {
        lines.get(*at).is_some_and(|line| is_said(line) && indent(line) == 0 && !is_item(line, 0))
    };
    let key = (0..line).rev().find(is_key)?;
    let end = (line..lines.len()).find(is_key).unwrap_or(lines.len());
    Some((key, key + 1..end))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn is_said(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim_start().starts_with('#')
}

fn is_item(line: &str, at: usize) -> bool {
    indent(line) == at && matches!(line.trim_start().as_bytes(), [b'-'] | [b'-', b' ', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "pack: p\nrules:\n  # one\n  - id: a\n    x: >\n      - no item\n  - id: b\n\nlists:\n- id: c\n";

    #[test]
    fn an_entry_is_taken_out_and_the_others_stay_on_their_lines() {
        for (line, expected) in [
            (4, "pack: p\nrules:\n  # one\n\n\n\n  - id: b\n\nlists:\n- id: c"),
            (6, "pack: p\nrules:\n  # one\n\n\n\n  - id: b\n\nlists:\n- id: c"),
            (7, "pack: p\nrules:\n  # one\n  - id: a\n    x: >\n      - no item\n\n\nlists:\n- id: c"),
            // The key goes with its only entry.
            (10, "pack: p\nrules:\n  # one\n  - id: a\n    x: >\n      - no item\n  - id: b\n\n\n"),
        ] {
            assert_eq!(without(TEXT, line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn what_is_no_entry_is_left_alone() {
        for (text, line) in
            [(TEXT, 0), (TEXT, 1), (TEXT, 2), (TEXT, 99), ("rules: [{id: a}]\n", 1), ("", 1), ("- a\n", 1)]
        {
            assert_eq!(without(text, line), None, "{text} {line}");
        }
    }
}
