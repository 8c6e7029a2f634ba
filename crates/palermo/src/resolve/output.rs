//! The folder of results: whole, or not at all.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use miette::{Context, IntoDiagnostic};
use report::Words;

use super::wrong;

/// What tells a folder of results from another.
const MARKS: [&str; 2] = ["clusters.csv", "pairs.csv"];

/// A folder being written beside the place where it will stand. Dropped before it is finished, it leaves nothing.
pub(super) struct Output {
    partial: PathBuf,
    target: PathBuf,
}

impl Output {
    /// Begins a folder; refuses a target that holds anything but an earlier result.
    pub(super) fn begin(target: &Path, words: &Words) -> miette::Result<Self> {
        let is_result = MARKS.iter().all(|mark| target.join(mark).exists());
        let is_free =
            !target.exists() || target.is_dir() && fs::read_dir(target).into_diagnostic()?.next().is_none();
        if !is_result && !is_free {
            let values = [("folder", target.display().to_string().into())];
            return Err(wrong(words, "cli-resolve-folder", "cli-resolve-folder-help", &values));
        }
        let name = target.file_name().map_or_else(|| "resolved".into(), |name| name.to_string_lossy());
        let partial = target.with_file_name(format!(".{name}.partial"));
        if partial.exists() {
            fs::remove_dir_all(&partial).into_diagnostic()?;
        }
        fs::create_dir_all(&partial).into_diagnostic().wrap_err_with(|| target.display().to_string())?;
        Ok(Self { partial, target: target.to_owned() })
    }

    /// A new file in it.
    pub(super) fn create(&self, name: &str) -> miette::Result<BufWriter<File>> {
        let path = self.partial.join(name);
        let file = File::create(&path).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
        Ok(BufWriter::with_capacity(256 << 10, file))
    }

    /// Puts it in place of what stood there.
    pub(super) fn finish(&self) -> miette::Result<()> {
        let old = self.partial.with_extension("old");
        if self.target.exists() {
            fs::rename(&self.target, &old).into_diagnostic()?;
        }
        fs::rename(&self.partial, &self.target)
            .into_diagnostic()
            .wrap_err_with(|| self.target.display().to_string())?;
        if old.exists() {
            fs::remove_dir_all(&old).into_diagnostic()?;
        }
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // After `finish` there is nothing left; what cannot be removed is removed by the next run.
        drop(fs::remove_dir_all(&self.partial));
    }
}
