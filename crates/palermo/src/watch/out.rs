//! Where notices go: printed, or a file that can be cut back to what a kept state knows of.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use indicators::Notice;
use miette::IntoDiagnostic;
use report::Words;

use super::said::Sentences;
use crate::Usage;

pub(super) struct Out<'w> {
    words: &'w Words,
    sentences: Sentences,
    /// None is printed.
    file: Option<(PathBuf, io::BufWriter<File>)>,
}

impl<'w> Out<'w> {
    pub(super) fn open(path: &Path, words: &'w Words) -> miette::Result<Self> {
        let sentences = Sentences::new();
        if path.as_os_str() == "-" {
            return Ok(Self { words, sentences, file: None });
        }
        let file = OpenOptions::new().create(true).write(true).truncate(false).open(path);
        let file = file.map_err(|error| failed(path, &error, words))?;
        Ok(Self { words, sentences, file: Some((path.to_owned(), io::BufWriter::new(file))) })
    }

    /// Takes back what was written after the first `length` bytes.
    pub(super) fn cut(&mut self, length: u64) -> miette::Result<()> {
        let Some((path, file)) = &mut self.file else { return Ok(()) };
        let there = file.get_ref().metadata().map_err(|error| failed(path, &error, self.words))?.len();
        if there < length {
            let values = [
                ("file", path.display().to_string().into()),
                ("there", there.to_string().into()),
                ("written", length.to_string().into()),
            ];
            return Err(Usage::said(self.words, "cli-watch-short", "cli-watch-short-help", &values));
        }
        let cut = file.get_ref().set_len(length).and_then(|()| file.seek(SeekFrom::Start(length)));
        cut.map(|_| ()).map_err(|error| failed(path, &error, self.words))
    }

    pub(super) fn tell(&mut self, notices: &[Notice]) -> miette::Result<()> {
        for notice in notices {
            let line = self.sentences.line(notice).into_diagnostic()?;
            match &mut self.file {
                None => say!("{line}"),
                Some((path, file)) => {
                    writeln!(file, "{line}").map_err(|error| failed(path, &error, self.words))?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn flush(&mut self) -> miette::Result<()> {
        let Some((path, file)) = &mut self.file else { return Ok(()) };
        file.flush().map_err(|error| failed(path, &error, self.words))
    }

    /// Makes sure that what was written is on disk; how long it is.
    pub(super) fn sync(&mut self) -> miette::Result<u64> {
        self.flush()?;
        let Some((path, file)) = &mut self.file else { return Ok(0) };
        let length = file.get_ref().sync_all().and_then(|()| file.stream_position());
        length.map_err(|error| failed(path, &error, self.words))
    }
}

fn failed(path: &Path, error: &io::Error, words: &Words) -> miette::Report {
    let values = [("file", path.display().to_string().into()), ("error", error.to_string().into())];
    Usage::said(words, "cli-wrong-file", "cli-watch-out-help", &values)
}
