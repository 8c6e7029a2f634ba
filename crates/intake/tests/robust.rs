//! Whatever the bytes: no reader panics, and no byte is counted twice.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use evidence::Count;
use gazetteer::Countries;
use intake::{Cleaner, Memory, read, readers, survey};
use proptest::prelude::*;

/// The files in the folders of a folder of tests, or in itself.
fn files(folder: &str) -> Vec<Vec<u8>> {
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder)];
    let mut paths = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.sort();
    paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn read_with_every_reader(bytes: &[u8]) {
    let cleaner = Cleaner::new(Countries::embedded());
    for reader in readers() {
        let input = Memory::new("anything", bytes.to_vec());
        let survey = survey(&input, &mut |_| ()).unwrap();
        let mut count = Count::default();
        read(&input, &survey, Some(reader.as_ref()), &cleaner, &mut count);
        let covered = count.bytes_read + count.bytes_rejected;
        let limit = if survey.encoding.name() == "UTF-8" { survey.bytes } else { 4 * survey.bytes };
        assert!(covered <= limit, "{}: {covered} of {limit} bytes", reader.format());
    }
}

/// Files that fuzzing found and that once broke a reader.
#[test]
fn what_once_broke_a_reader_does_so_no_more() {
    let found = files("found");
    assert!(!found.is_empty());
    for bytes in &found {
        read_with_every_reader(bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes: Vec<u8>) {
        read_with_every_reader(&bytes);
    }

    #[test]
    fn no_damage_to_a_real_file_makes_a_reader_panic(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<prop::sample::Index>(),
    ) {
        let files = files("golden");
        let mut bytes = which.get(&files).clone();
        if !bytes.is_empty() {
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        read_with_every_reader(&bytes);
    }
}
