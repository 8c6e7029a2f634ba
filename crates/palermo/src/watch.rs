//! `palermo watch`: a feed of table rows, told of as it comes.
//!
//! The feed is read in lots of whole rows. Each lot becomes a small table for the reader its mapping makes; what that
//! says of places is put right to the whole feed. What is kept, in one file written beside and renamed, is the stream,
//! how far the feed was read and how long the output was.

mod out;
mod said;

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use evidence::{
    EntityIx, EventIx, Locator, NewEvent, NewStatement, RecordIx, Rejection, Remark, Sink, Source,
};
use gazetteer::Countries;
use indicators::{Feed, Packs, Stream};
use intake::{Cleaner, Head, Memory, Reader, Survey, Table, recognise, survey};
use miette::{IntoDiagnostic, WrapErr};
use report::Words;
use serde::{Deserialize, Serialize};

use self::out::Out;
use crate::cli::Watch;
use crate::delivery::mapping;
use crate::{Outcome, Usage};

/// The longest row.
const ROW_BYTES: usize = 16 << 20;
/// How long a file that does not grow is left alone.
const PAUSE: Duration = Duration::from_millis(20);

/// How far a feed was read, and what was told by then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Reached {
    /// Bytes of the feed.
    feed: u64,
    /// Lines of it, the header with them.
    lines: u64,
    /// Bytes of the output.
    out: u64,
    /// The header line, for a table.
    header: Option<String>,
    /// Whether the feed has ended.
    ended: bool,
}

pub(crate) fn run(options: &Watch, words: &Words) -> miette::Result<Outcome> {
    if options.state.is_some() && options.out.as_os_str() == "-" {
        return Err(Usage::said(words, "cli-watch-state", "cli-watch-state-help", &[]));
    }
    let packs = Packs::embedded().into_diagnostic()?;
    let kept = options.state.as_deref().map(|folder| folder.join("watch.state"));
    let (stream, reached) = match kept.as_deref().map(|path| load(path, &packs, words)).transpose()?.flatten()
    {
        Some(known) => known,
        None => (Stream::new(&packs, options.lateness, options.ahead), Reached::default()),
    };
    let mut readers: Vec<Box<dyn Reader>> = Vec::new();
    for path in &options.mapping {
        readers.push(Box::new(Table::new(mapping(path, words)?)));
    }
    readers.extend(Table::built_in().into_iter().map(|table| Box::new(table) as Box<dyn Reader>));
    let name = options
        .follow
        .as_ref()
        .map_or_else(|| "standard input".to_owned(), |path| path.display().to_string());
    let identity =
        survey(&Memory::new(&name, name.clone().into_bytes()), &mut |_| ()).into_diagnostic()?.sha256;
    let mut watch = Watching {
        stream,
        reached,
        readers,
        cleaner: Cleaner::new(Countries::embedded()),
        name,
        identity,
        out: Out::open(&options.out, words)?,
        words,
        kept,
        carried: Vec::new(),
        saved_at: 0,
    };
    watch.saved_at = watch.stream.rows_read();
    watch.out.cut(watch.reached.out)?;
    if watch.reached.ended {
        return Ok(Outcome::Done);
    }
    watch.follow(options)
}

struct Watching<'p> {
    words: &'p Words,
    stream: Stream<'p>,
    reached: Reached,
    readers: Vec<Box<dyn Reader>>,
    cleaner: Cleaner,
    name: String,
    /// What stands for the hash of a file in the ids of its entities.
    identity: String,
    out: Out<'p>,
    kept: Option<PathBuf>,
    /// The beginning of a row whose end was not read yet.
    carried: Vec<u8>,
    saved_at: u64,
}

impl Watching<'_> {
    fn follow(&mut self, options: &Watch) -> miette::Result<Outcome> {
        let mut input: Box<dyn Read> = if let Some(path) = &options.follow {
            let mut file = File::open(path).map_err(|error| {
                let values =
                    [("file", path.display().to_string().into()), ("error", error.to_string().into())];
                Usage::said(self.words, "cli-wrong-file", "cli-watch-follow-help", &values)
            })?;
            file.seek(SeekFrom::Start(self.reached.feed)).into_diagnostic()?;
            Box::new(file)
        } else {
            let mut input = io::stdin().lock();
            io::copy(&mut input.by_ref().take(self.reached.feed), &mut io::sink()).into_diagnostic()?;
            Box::new(input)
        };
        if self.stream.rows_read() == 0 {
            self.stream.sink().begin(Source::named(&self.name));
        }
        let waits = options.follow.is_some() && !options.until_end && !options.more_follows;
        let mut room = vec![0; options.lot.max(1)];
        loop {
            let got = input.read(&mut room).into_diagnostic().wrap_err("the feed cannot be read")?;
            if got == 0 {
                if waits {
                    self.save_if_due(1)?;
                    std::thread::sleep(PAUSE);
                    continue;
                }
                break;
            }
            self.carried.extend_from_slice(room.get(..got).unwrap_or_default());
            let whole = whole_rows(&self.carried, self.is_json(&self.carried));
            if whole == 0 && self.carried.len() > ROW_BYTES {
                let at = self.reached.lines + 1;
                let values = [("line", at.to_string().into()), ("most", ROW_BYTES.to_string().into())];
                return Err(Usage::said(self.words, "cli-watch-long", "cli-watch-long-help", &values));
            }
            let rest = self.carried.split_off(whole);
            let lot = std::mem::replace(&mut self.carried, rest);
            self.take(&lot)?;
            if options.die_after.is_some_and(|rows| self.stream.rows_read() >= rows) {
                self.out.flush()?;
                return Ok(Outcome::Done);
            }
            self.save_if_due(options.every)?;
        }
        if options.more_follows {
            self.save()?;
        } else {
            // The last row may lack its line end.
            let lot = std::mem::take(&mut self.carried);
            self.take(&lot)?;
            let notices = self.stream.finish();
            self.out.tell(&notices)?;
            self.reached.ended = true;
            self.save()?;
        }
        self.out.flush()?;
        Ok(Outcome::Done)
    }

    /// Whether the feed is of JSON lines: then there is no header, and none is kept.
    fn is_json(&self, lot: &[u8]) -> bool {
        match &self.reached.header {
            Some(header) => header.is_empty(),
            None => lot.trim_ascii_start().starts_with(b"{"),
        }
    }

    /// Takes in a lot of whole rows.
    fn take(&mut self, lot: &[u8]) -> miette::Result<()> {
        if lot.is_empty() {
            return Ok(());
        }
        let text = String::from_utf8_lossy(lot);
        let is_json = self.is_json(lot);
        let mut rows = text.as_ref();
        if self.reached.header.is_none() {
            if is_json {
                self.reached.header = Some(String::new());
            } else {
                let (header, rest) = rows.split_once('\n').unwrap_or((rows, ""));
                self.reached.header =
                    Some(header.trim_start_matches('\u{feff}').trim_end_matches('\r').to_owned());
                let length = rows.len() - rest.len();
                self.reached.feed += length as u64;
                self.reached.lines += 1;
                rows = rest;
            }
        }
        let (table, places) = if is_json {
            json_table(rows, &self.reached, self.stream.sink())
        } else {
            let header = self.reached.header.clone().unwrap_or_default();
            (
                format!("{header}\n{rows}"),
                Places::Shifted {
                    lines: self.reached.lines - 1,
                    bytes: self.reached.feed,
                    header: header.len() as u64 + 1,
                },
            )
        };
        if !rows.trim().is_empty() {
            self.read(table, &places)?;
        }
        self.reached.feed += rows.len() as u64;
        self.reached.lines += rows.lines().count() as u64;
        let notices = self.stream.take();
        self.out.tell(&notices)
    }

    fn read(&mut self, table: String, places: &Places) -> miette::Result<()> {
        let input = Memory::new(&self.name, table.into_bytes());
        let found = survey(&input, &mut |_| ()).into_diagnostic()?;
        let text = found.head_text().into_owned();
        let reader = recognise(&self.readers, &Head { name: &self.name, text: &text });
        if reader.is_none() {
            let first = text.lines().next().unwrap_or_default();
            let values = [("columns", first.into())];
            return Err(Usage::said(self.words, "cli-watch-columns", "cli-watch-columns-help", &values));
        }
        let found = Survey { sha256: self.identity.clone(), ..found };
        let mut sink = Placed { inner: self.stream.sink(), places };
        intake::read(&input, &found, reader, &self.cleaner, &mut sink);
        Ok(())
    }

    fn save_if_due(&mut self, every: u64) -> miette::Result<()> {
        if self.kept.is_some() && self.stream.rows_read().saturating_sub(self.saved_at) >= every {
            self.save()?;
        }
        self.out.flush()
    }

    /// Keeps the state: first what was told is on disk, then the state beside the old one, then it takes its place.
    fn save(&mut self) -> miette::Result<()> {
        let Some(path) = self.kept.clone() else { return Ok(()) };
        self.reached.out = self.out.sync()?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let write = || -> io::Result<()> {
            fs::create_dir_all(folder)?;
            let beside = path.with_extension("new");
            let mut file = io::BufWriter::new(File::create(&beside)?);
            serde_json::to_writer(&mut file, &self.reached)?;
            file.write_all(b"\n")?;
            self.stream.save(&mut file)?;
            file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
            fs::rename(&beside, &path)?;
            File::open(folder)?.sync_all()
        };
        write().map_err(|error| {
            let values = [("file", path.display().to_string().into()), ("error", error.to_string().into())];
            Usage::said(self.words, "cli-wrong-file", "cli-watch-keep-help", &values)
        })?;
        self.saved_at = self.stream.rows_read();
        Ok(())
    }
}

/// A state that was kept, if there is one.
fn load<'p>(path: &Path, packs: &'p Packs, words: &Words) -> miette::Result<Option<(Stream<'p>, Reached)>> {
    let wrong = |what: String| {
        let values = [("file", path.display().to_string().into()), ("error", what.into())];
        Usage::said(words, "cli-wrong-file", "cli-watch-state-wrong-help", &values)
    };
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(wrong(error.to_string())),
    };
    let split = bytes
        .iter()
        .position(|byte| *byte == b'\n')
        .ok_or_else(|| wrong(words.text("cli-watch-no-state")))?;
    let (head, rest) = bytes.split_at(split + 1);
    let reached = serde_json::from_slice(head).map_err(|error| wrong(error.to_string()))?;
    let stream = Stream::resume(packs, rest).map_err(|error| wrong(error.to_string()))?;
    Ok(Some((stream, reached)))
}

/// How many bytes of the beginning are whole rows: up to the last line end, outside of quotes where they may hold one.
fn whole_rows(bytes: &[u8], is_json: bool) -> usize {
    if is_json {
        return bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    }
    let (mut whole, mut is_quoted) = (0, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => whole = at + 1,
            _ => {}
        }
    }
    whole
}

/// Where in the feed a row of a lot is.
enum Places {
    /// The header was put before the lot: lines and bytes before it, and the header's own length.
    Shifted { lines: u64, bytes: u64, header: u64 },
    /// For each row of the lot.
    Each(Vec<Locator>),
}

impl Places {
    fn of(&self, locator: &Locator) -> Locator {
        match self {
            Self::Shifted { lines, bytes, header } => Locator {
                number: locator.number + lines,
                start: (locator.start + bytes).saturating_sub(*header),
                ..locator.clone()
            },
            Self::Each(places) => {
                let at = locator.number.checked_sub(1).and_then(|at| usize::try_from(at).ok());
                at.and_then(|at| places.get(at)).unwrap_or(locator).clone()
            }
        }
    }
}

/// JSON lines as a table, with the place of each row; what is not an object is rejected.
fn json_table(lines: &str, reached: &Reached, sink: &mut Feed) -> (String, Places) {
    let (mut start, mut objects, mut places) = (reached.feed, Vec::new(), Vec::new());
    let mut columns: Vec<String> = Vec::new();
    for (line, number) in lines.split_inclusive('\n').zip(reached.lines + 1..) {
        let place = Locator::new("line", number, start, line.len() as u64);
        start += line.len() as u64;
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line) {
            Ok(object) => {
                for key in object.keys().filter(|key| !columns.contains(key)).cloned().collect::<Vec<_>>() {
                    columns.push(key);
                }
                objects.push(object);
                places.push(place);
            }
            Err(error) => sink.reject(Rejection::new(
                place,
                format!("not a flat JSON object: {error}"),
                line.as_bytes(),
            )),
        }
    }
    let mut table = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = table.write_record(&columns);
    for object in &objects {
        let cell = |column: &String| match object.get(column) {
            None | Some(serde_json::Value::Null) => String::new(),
            Some(serde_json::Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        let _ = table.write_record(columns.iter().map(cell));
    }
    let bytes = table.into_inner().unwrap_or_default();
    (String::from_utf8(bytes).unwrap_or_default(), Places::Each(places))
}

/// A sink that puts places right to the whole feed.
struct Placed<'a> {
    inner: &'a mut Feed,
    places: &'a Places,
}

impl Sink for Placed<'_> {
    fn record(&mut self, locator: &Locator) -> RecordIx {
        self.inner.record(&self.places.of(locator))
    }

    fn entity(&mut self, id: &str, schema: &str) -> EntityIx {
        self.inner.entity(id, schema)
    }

    fn statement(&mut self, statement: &NewStatement<'_>) {
        self.inner.statement(statement);
    }

    fn event(&mut self, event: &NewEvent<'_>) -> EventIx {
        self.inner.event(event)
    }

    fn reject(&mut self, rejection: Rejection) {
        self.inner.reject(Rejection { locator: self.places.of(&rejection.locator), ..rejection });
    }

    fn assume(&mut self, assumption: &str) {
        self.inner.assume(assumption);
    }

    fn remark(&mut self, record: RecordIx, remark: Remark) {
        self.inner.remark(record, remark);
    }
}
