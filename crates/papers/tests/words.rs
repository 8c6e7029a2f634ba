//! Every word of a review that a person reads stands in the message files, and nothing stands there unused.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Families whose keys are put together from codes.
const FAMILIES: [&str; 21] = [
    "review-act-",
    "review-assent-",
    "review-class-",
    "review-direction-",
    "review-doc-",
    "review-effect-",
    "review-error-answer-",
    "review-evidence-",
    "review-finding-",
    "review-instrument-",
    "review-kind-",
    "review-lack-",
    "review-mail-",
    "review-misfit-",
    "review-obstacle-",
    "review-output-",
    "review-priority-",
    "review-progress-",
    "review-role-",
    "review-series-",
    "review-thing-",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn messages_are_used_and_what_is_used_is_there() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = vec![crates.join("palermo/src/review.rs")];
    sources(&crates.join("papers/src"), &mut files);
    sources(&crates.join("palermo/src/review"), &mut files);
    let code: String = files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let used: BTreeSet<&str> = code
        .split('"')
        .filter(|part| part.starts_with("review-") && !part.contains(['{', ' ', '<']))
        .collect();
    let known: BTreeSet<&str> = include_str!("../../../locales/en/review.ftl")
        .lines()
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
        .filter(|key| key.starts_with("review-"))
        .collect();
    assert!(used.len() > 150 && known.len() > 250);
    let missing: Vec<_> = used
        .iter()
        .filter(|key| {
            !known.contains(*key) && !known.iter().any(|known| known.starts_with(&format!("{key}-")))
        })
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let unused: Vec<_> = known
        .iter()
        .filter(|key| !used.contains(*key) && !FAMILIES.iter().any(|family| key.starts_with(family)))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}
