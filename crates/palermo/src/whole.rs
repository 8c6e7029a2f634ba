//! One file, written beside its place and put there whole.

use std::path::Path;

use report::Words;

use crate::Usage;

/// Writes a file that is there whole or not at all.
pub(crate) fn write_whole(path: &Path, bytes: &[u8], words: &Words) -> miette::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let done = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    done.map_err(|error| {
        // What cannot be removed was not written.
        drop(std::fs::remove_file(&beside));
        let what = format!("{}: {error}", path.display());
        Usage::report(what, words.text("corroborate-out-help"))
    })
}
