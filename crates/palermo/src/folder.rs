//! The folder a result is written to: whole, or not at all.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use miette::{Context, IntoDiagnostic};
use report::Words;

use crate::Usage;

/// A folder being written beside the place where it will stand. Dropped before it is finished, it leaves nothing.
pub(crate) struct Folder {
    /// Where everything is written until it is whole.
    pub(crate) partial: PathBuf,
    target: PathBuf,
}

impl Folder {
    /// Begins a folder; refuses a target that holds anything but an earlier result, known by the files of `marks`.
    pub(crate) fn begin(target: &Path, marks: &[&str], words: &Words) -> miette::Result<Self> {
        let shown = target.display().to_string();
        let is_result = marks.iter().all(|mark| target.join(mark).exists());
        let is_free =
            !target.exists() || target.is_dir() && fs::read_dir(target).into_diagnostic()?.next().is_none();
        if !is_result && !is_free {
            let values = [("folder", shown.into())];
            return Err(Usage::said(words, "cli-folder-taken", "cli-folder-help", &values));
        }
        let name = target.file_name().map_or_else(|| "palermo-out".into(), |name| name.to_string_lossy());
        let partial = target.with_file_name(format!(".{name}.partial"));
        if partial.exists() {
            fs::remove_dir_all(&partial).into_diagnostic().wrap_err_with(|| partial.display().to_string())?;
        }
        fs::create_dir_all(&partial).into_diagnostic().wrap_err(shown)?;
        Ok(Self { partial, target: target.to_owned() })
    }

    /// A new file in it.
    pub(crate) fn create(&self, name: &str) -> miette::Result<BufWriter<File>> {
        let path = self.partial.join(name);
        let file = File::create(&path).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
        Ok(BufWriter::with_capacity(256 << 10, file))
    }

    /// Puts it in place of what stood there; returns where.
    pub(crate) fn finish(self) -> miette::Result<PathBuf> {
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
        Ok(self.target.clone())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // After `finish` there is nothing left; what cannot be removed is removed by the next run.
        drop(fs::remove_dir_all(&self.partial));
    }
}
