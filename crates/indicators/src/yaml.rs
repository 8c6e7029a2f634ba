//! Reading YAML, with errors that say what is wrong and what would be right.

use serde::de::DeserializeOwned;
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::{DefaultMessageFormatter, Error, MessageFormatter};

use crate::error::{File, PackError};
use crate::nearest::meant;

/// The longest file that is read, in bytes. Ours: our largest is a hundredth of it; a longer list goes into several.
pub const MOST_BYTES: usize = 8 << 20;
/// Ours: our packs nest to ten.
const DEEPEST: usize = 32;
/// Ours: our packs use none at all.
const MOST_ALIASES: usize = 1_000;

/// Reads a file of packs.
pub(crate) fn read<T: DeserializeOwned>(file: File<'_>) -> Result<T, PackError> {
    let bytes = file.text.len();
    if bytes > MOST_BYTES {
        let message =
            format!("the file has {bytes} bytes; expected at most {MOST_BYTES}: divide it into several");
        return Err(file.error(None, message));
    }
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_depth: DEEPEST, max_aliases: MOST_ALIASES },
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(file.text, options).map_err(|error| fault(file, &error))
}

fn fault(file: File<'_>, error: &Error) -> PackError {
    let error = error.without_snippet();
    if let Error::AliasError { error, .. } = error {
        return fault(file, error);
    }
    let message = match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            format!("`{field}` is not known here; {}", meant(field, expected.iter().copied()))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            format!("“{variant}” is not known here; {}", meant(variant, expected.iter().copied()))
        }
        Error::SerdeMissingField { field, .. } => format!("`{field}` is missing; add `{field}: …`"),
        Error::SerdeInvalidType { unexpected, expected, .. }
        | Error::SerdeInvalidValue { unexpected, expected, .. } => {
            format!("found {}; expected {expected}", form(unexpected))
        }
        Error::DuplicateMappingKey { key, .. } => {
            format!("`{}` stands here twice; keep one of them", key.as_deref().unwrap_or("the same key"))
        }
        Error::NullIntoString { .. } => "nothing stands here; expected a text".to_owned(),
        Error::Unexpected { expected, .. } => format!("expected {}", form(expected)),
        Error::InvalidScalar { ty, .. } => format!("expected {}", form(ty)),
        Error::NonFiniteFloat { value, .. } => format!("{value} is too large; expected a smaller number"),
        Error::UnknownAnchor { .. } => {
            "no `&name` before it says what this stands for; write it out".to_owned()
        }
        Error::MultipleDocuments { .. } => "a second document begins here; a file holds one".to_owned(),
        Error::Budget { breach: BudgetBreach::Depth { .. }, .. } => too_deep(),
        Error::Budget { .. } | Error::AliasReplayLimitExceeded { .. } => {
            "too much to be a pack; divide the file, and write out what aliases repeat".to_owned()
        }
        other => match DefaultMessageFormatter.format_message(other) {
            said if said.contains("recursion limit") => too_deep(),
            said => said.into_owned(),
        },
    };
    file.error(error.location(), message)
}

fn too_deep() -> String {
    format!("nested too deep; expected at most {DEEPEST} levels")
}

/// What a value is, in the words of those who write packs.
fn form(of: &str) -> &str {
    match of {
        "string scalar" => "a text",
        "sequence start" => "a list, such as [one, two]",
        "mapping start" => "names with values, such as {name: value}",
        "sequence" => "a list",
        "map" => "names with values",
        "floating point" => "a number",
        "boolean" | "bool" => "true or false",
        "i16" | "u16" | "u32" | "i64" | "u64" => "a whole number, not too large",
        other => other,
    }
}
