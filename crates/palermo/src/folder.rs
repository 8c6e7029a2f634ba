//! The folder a picture is written to: whole, or not at all.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use miette::{Context, IntoDiagnostic};

use crate::Usage;

/// A folder being written beside the place where it will stand.
pub(crate) struct Folder {
    /// Where everything is written until it is whole.
    pub(crate) partial: PathBuf,
    target: PathBuf,
}

impl Folder {
    /// Begins a folder; refuses a target that holds anything but an earlier picture.
    pub(crate) fn begin(target: &Path) -> miette::Result<Self> {
        let holds_picture = target.join("findings.json").exists();
        let is_free = !target.exists() || fs::read_dir(target).into_diagnostic()?.next().is_none();
        if !holds_picture && !is_free {
            return Err(Usage::report(
                format!("{} holds other files", target.display()),
                "choose another folder with --out; only an empty folder or an earlier picture is replaced",
            ));
        }
        let name = target
            .file_name()
            .map_or_else(|| "palermo-out".to_owned(), |name| name.to_string_lossy().into_owned());
        let partial = target.with_file_name(format!(".{name}.partial"));
        if partial.exists() {
            fs::remove_dir_all(&partial)
                .into_diagnostic()
                .wrap_err("an unfinished earlier run could not be removed")?;
        }
        fs::create_dir_all(partial.join("events"))
            .into_diagnostic()
            .wrap_err_with(|| format!("{} cannot be written to", target.display()))?;
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
            .wrap_err_with(|| format!("{} could not be put in place", self.target.display()))?;
        if old.exists() {
            fs::remove_dir_all(&old).into_diagnostic()?;
        }
        Ok(self.target)
    }

    /// Leaves nothing behind.
    pub(crate) fn abandon(self) {
        // What cannot be removed is removed by the next run.
        drop(fs::remove_dir_all(&self.partial));
    }
}
