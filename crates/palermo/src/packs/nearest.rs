//! Names that a mistyped name may have meant.

/// Ours: what a person takes in at a glance.
const SHOWN: usize = 3;

/// The names most like `typed`: a third of its letters may differ, or one holds the other.
pub(super) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let most = typed.chars().count().div_ceil(3);
    let mut near: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let distance = edits(typed, name);
            let is_part = !typed.is_empty() && (name.contains(typed) || typed.contains(name));
            (distance <= most || is_part).then_some((distance, name))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, name)| name).take(SHOWN).collect()
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
            assert_eq!(nearest(typed, names.into_iter()), expected, "{typed}");
        }
        assert_eq!((edits("kitten", "sitting"), edits("", "abc"), edits("abc", "")), (3, 3, 3));
    }
}
