//! Every file under `tests/golden/` is recognised, read, and compared with what a person has reviewed.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::path::PathBuf;

use evidence::{Evidence, Source};
use gazetteer::Countries;
use intake::{Cleaner, Head, deliver, read, readers, recognise, survey};

/// Reads everything below `path` as `analyze` does.
fn evidence_of(path: PathBuf) -> Evidence {
    let (cleaner, readers) = (Cleaner::new(Countries::embedded()), readers());
    let (inputs, errors) = deliver(&[path]);
    assert!(errors.is_empty(), "{errors:?}");
    let mut evidence = Evidence::default();
    for input in &inputs {
        let survey = survey(input.as_ref(), &mut |_| ()).unwrap();
        let name = input.name().rsplit("golden/").next().unwrap();
        let source = Source { bytes: survey.bytes, sha256: survey.sha256.clone(), ..Source::named(name) };
        evidence.begin(Source { encoding: survey.encoding.name().to_owned(), ..source });
        let head = survey.head_text();
        let reader = recognise(&readers, &Head { name: input.name(), text: &head });
        let format = read(input.as_ref(), &survey, reader, &cleaner, &mut evidence);
        evidence.current_source().unwrap().format = format;
    }
    evidence
}

#[test]
fn every_golden_file_reads_as_reviewed() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .flat_map(|kind| std::fs::read_dir(kind.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let name = path.strip_prefix(&folder).unwrap().display().to_string().replace(['/', '\\'], "-");
        let evidence = evidence_of(path);
        for (_, source) in evidence.sources() {
            let covered = source.bytes_read + source.bytes_rejected;
            let limit = if source.encoding == "UTF-8" { source.bytes } else { 4 * source.bytes };
            assert!(covered <= limit, "{name}: records and rejections overlap ({covered} of {limit} bytes)");
        }
        insta::assert_snapshot!(name, evidence::listing(&evidence));
    }
}
