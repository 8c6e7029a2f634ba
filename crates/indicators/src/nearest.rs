//! Names that a mistyped name may have meant.

/// Ours: what a person takes in at a glance.
const SHOWN: usize = 3;
/// Ours: two letters stand in any name.
const SHORTEST_PART: usize = 3;

/// The names most like `typed`, at most three: a third of its letters may differ, or one holds the other.
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let most = typed.chars().count().div_ceil(3);
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let distance = edits(typed, name);
            let is_long = typed.len().min(name.len()) >= SHORTEST_PART;
            let is_part = is_long && (name.contains(typed) || typed.contains(name));
            (distance <= most || is_part).then_some((distance, name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().map(|(_, name)| name).take(SHOWN).collect()
}

/// What would have been right: the names most like `typed`, or all there are where none is like it.
pub(crate) fn meant<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    /// Ours: no name is so long, and what is written in place of one may be.
    const LONGEST: usize = 64;
    let all: Vec<&str> = names.into_iter().collect();
    let near = if typed.len() > LONGEST { Vec::new() } else { nearest(typed, all.iter().copied()) };
    if near.is_empty() {
        return match all.as_slice() {
            [] => "there is none to name here".to_owned(),
            [one] => format!("expected `{one}`"),
            _ => format!("expected one of {}", all.join(", ")),
        };
    }
    let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    format!("did you mean {}?", near.join(" or "))
}

/// How many letters have to be put in, left out or replaced to make one of the other (Levenshtein).
fn edits(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (at, a) in one.chars().enumerate() {
        let (mut diagonal, mut left) = (at, at + 1);
        let mut cells = row.iter_mut();
        if let Some(first) = cells.next() {
            *first = left;
        }
        for (cell, b) in cells.zip(other.chars()) {
            left = (diagonal + usize::from(a != b)).min(*cell + 1).min(left + 1);
            diagonal = std::mem::replace(cell, left);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_leads_to_those_like_it() {
        let names = ["night_cash", "night_cards", "funnel", "cash_out"];
        for (typed, expected) in [
            ("nigth_cash", vec!["night_cash"]),
            ("night", vec!["night_cash", "night_cards"]),
            ("funel", vec!["funnel"]),
            ("zzz", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(nearest(typed, names), expected, "{typed}");
        }
        assert_eq!((edits("kitten", "sitting"), edits("", "abc"), edits("abc", "")), (3, 3, 3));
    }

    #[test]
    fn where_no_name_is_like_it_all_are_named() {
        assert_eq!(meant("funel", ["funnel", "cash_out"]), "did you mean `funnel`?");
        assert_eq!(meant("zzz", ["funnel", "cash_out"]), "expected one of funnel, cash_out");
        assert_eq!(meant("zzz", ["funnel"]), "expected `funnel`");
    }
}
