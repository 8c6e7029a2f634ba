//! What every target does: read the bytes with one reader and see that they are accounted for.

use std::cell::LazyCell;

use evidence::Count;
use gazetteer::Countries;
use intake::{Cleaner, Memory, Reader, Survey, read, readers, survey};

// Made once: the tables behind them take longer to load than a run.
thread_local! {
    static CLEANER: LazyCell<Cleaner> = LazyCell::new(|| Cleaner::new(Countries::embedded()));
    static READERS: LazyCell<Vec<Box<dyn Reader>>> = LazyCell::new(readers);
}

/// Reads `bytes` with the readers whose format begins with `format`.
pub fn read_as(format: &str, bytes: &[u8]) {
    let input = Memory::new("_chat.txt", bytes.to_vec());
    let survey = survey(&input, &mut |_| ()).expect("memory can be read");
    let found = READERS.with(|readers| {
        let readers = readers.iter().filter(|reader| reader.format().starts_with(format));
        readers.map(|reader| CLEANER.with(|cleaner| one(reader.as_ref(), &input, &survey, cleaner))).count()
    });
    assert!(found > 0, "no reader of {format}");
}

fn one(reader: &dyn Reader, input: &Memory, survey: &Survey, cleaner: &Cleaner) {
    let mut count = Count::default();
    read(input, survey, Some(reader), cleaner, &mut count);
    let limit = if survey.encoding.name() == "UTF-8" { survey.bytes } else { 4 * survey.bytes };
    assert!(count.bytes_read + count.bytes_rejected <= limit, "bytes counted twice");
}
