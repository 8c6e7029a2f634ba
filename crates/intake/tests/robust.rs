//! Whatever the bytes: no reader panics, and no byte is counted twice.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use evidence::Count;
use gazetteer::Countries;
use intake::{Cleaner, Memory, read, readers, survey};
use proptest::prelude::*;

/// A golden file, to be damaged.
fn golden() -> Vec<Vec<u8>> {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|kind| std::fs::read_dir(kind.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect();
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
        let files = golden();
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
