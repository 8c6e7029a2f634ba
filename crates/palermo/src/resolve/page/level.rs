//! Levels of agreement in the reader's language. Linkage says them in English; the English text is the key.

use report::Words;

/// What a level means.
pub(super) fn told(means: &str, words: &Words) -> String {
    // Names and texts have many levels, all of one form.
    let numbers: Vec<&str> = means
        .split(|c: char| !c.is_ascii_digit() && c != '-')
        .filter(|part| part.ends_with(|c: char| c.is_ascii_digit()))
        .collect();
    let range = |key: &str, low: &str, high: &str| {
        words.get(key, &[("low", low.replace('-', "−").into()), ("high", high.replace('-', "−").into())])
    };
    let family = if means.starts_with("one part") {
        Some("cli-level-partly")
    } else if means.starts_with("names") || means.starts_with("words") {
        Some("cli-level-alike")
    } else {
        None
    };
    if let Some(family) = family {
        return match numbers.as_slice() {
            [low, high] => range(family, low, high),
            [edge] if means.contains("below") => range(&format!("{family}-least"), edge, ""),
            [edge] => range(&format!("{family}-most"), edge, ""),
            _ => means.to_owned(),
        };
    }
    words.find(&format!("cli-level-{}", key(means)), &[]).unwrap_or_else(|| means.to_owned())
}

fn key(means: &str) -> String {
    let plain: String = means.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use linkage::{Field, Kind, Settings, Table, learn};
    use report::Language;

    use super::*;

    #[test]
    fn every_level_of_every_kind_is_told_in_both_languages() {
        let kinds = [
            Kind::FullName,
            Kind::Date,
            Kind::Phone,
            Kind::Document,
            Kind::Email,
            Kind::Text,
            Kind::Code,
            Kind::Number,
            Kind::Category,
        ];
        let fields = kinds.into_iter().map(|kind| Field::new(format!("{kind:?}"), kind)).collect();
        let model = learn(&mut Table::new(fields).unwrap(), &Settings::default(), &[]);
        let (english, french) = (Words::new(Language::English), Words::new(Language::French));
        for level in model.comparisons.iter().flat_map(|comparison| &comparison.levels) {
            let (one, other) = (told(&level.means, &english), told(&level.means, &french));
            assert!(one != other && !one.starts_with("cli-"), "{}: {one} / {other}", level.means);
        }
    }
}
