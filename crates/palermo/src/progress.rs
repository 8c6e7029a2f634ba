//! Progress: a bar on a terminal, plain lines elsewhere, nothing if asked.

use std::io::{IsTerminal, Read};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use intake::Input;

/// Shows how far the reading has come.
pub(crate) struct Progress {
    bar: ProgressBar,
    plain: bool,
    files: usize,
    done: usize,
}

impl Progress {
    /// Progress over files of that many bytes in all.
    pub(crate) fn new(files: usize, bytes: u64, quiet: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = if quiet || !terminal { ProgressBar::hidden() } else { ProgressBar::new(bytes) };
        let style = "{bar:30} {percent:>3} % · {prefix} · {bytes}/{total_bytes} · {msg} · {eta} left";
        bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
        if terminal && !quiet {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { bar, plain: !terminal && !quiet, files, done: 0 }
    }

    /// Progress over so many things that are no bytes.
    pub(crate) fn counting(things: usize, quiet: bool) -> Self {
        let progress = Self::new(1, things as u64, quiet);
        let style = "{bar:30} {percent:>3} % · {human_pos}/{human_len} · {eta} left";
        let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
        progress.bar.set_style(style);
        progress
    }

    /// So many things are done.
    pub(crate) fn at(&self, done: usize) {
        self.bar.set_position(done as u64);
    }

    /// A file is being read.
    pub(crate) fn begin(&mut self, records: usize) {
        self.done += 1;
        self.bar.set_prefix(format!("{}/{}", self.done, self.files));
        self.bar.set_message(format!("{records} records"));
    }

    /// A file has been read; `line` tells what came of it.
    pub(crate) fn end(&self, line: &str) {
        if self.plain {
            warn!("{}/{} {line}", self.done, self.files);
        }
    }

    /// A stage that is not reading.
    pub(crate) fn stage(&self, name: &str) {
        self.bar.set_message(name.to_owned());
        if self.plain {
            warn!("{name}");
        }
    }

    /// The end.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// An input whose reading moves the bar. A reader that reads twice moves it once.
    pub(crate) fn watch<'a>(&self, input: &'a dyn Input) -> Watched<'a> {
        Watched { input, bar: self.bar.clone(), start: self.bar.position() }
    }
}

/// An input that tells a bar how much of it was read.
pub(crate) struct Watched<'a> {
    input: &'a dyn Input,
    bar: ProgressBar,
    start: u64,
}

impl Input for Watched<'_> {
    fn name(&self) -> &str {
        self.input.name()
    }

    fn size(&self) -> u64 {
        self.input.size()
    }

    fn open(&self) -> std::io::Result<Box<dyn Read + '_>> {
        let inner = self.input.open()?;
        Ok(Box::new(Counting { inner, bar: &self.bar, start: self.start, read: 0, limit: self.input.size() }))
    }
}

struct Counting<'a> {
    inner: Box<dyn Read + 'a>,
    bar: &'a ProgressBar,
    start: u64,
    read: u64,
    limit: u64,
}

impl Read for Counting<'_> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        let got = self.inner.read(room)?;
        self.read = self.read.saturating_add(got as u64).min(self.limit);
        let position = self.start.saturating_add(self.read);
        if position > self.bar.position() {
            self.bar.set_position(position);
        }
        Ok(got)
    }
}
