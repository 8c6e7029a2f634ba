//! What every target does: read the bytes with one reader and see that they are accounted for.

use std::sync::OnceLock;

use evidence::Count;
use gazetteer::Gazetteer;
use intake::{Cleaner, Memory, read, readers, survey};

thread_local! {
    static CLEANER: OnceLock<Cleaner> = const { OnceLock::new() };
}

/// Reads `bytes` with the readers whose format begins with `format`.
pub fn read_as(format: &str, bytes: &[u8]) {
    let input = Memory::new("_chat.txt", bytes.to_vec());
    let survey = survey(&input, &mut |_| ()).expect("memory can be read");
    let mut found = false;
    for reader in readers().iter().filter(|reader| reader.format().starts_with(format)) {
        found = true;
        let mut count = Count::default();
        CLEANER.with(|cleaner| {
            let cleaner = cleaner.get_or_init(|| Cleaner::new(Gazetteer::embedded()));
            read(&input, &survey, Some(reader.as_ref()), cleaner, &mut count);
        });
        let limit = if survey.encoding.name() == "UTF-8" { survey.bytes } else { 4 * survey.bytes };
        assert!(count.bytes_read + count.bytes_rejected <= limit, "bytes counted twice");
    }
    assert!(found, "no reader of {format}");
}
