//! `events/*.parquet`: events in columns, one file per kind, as [`evidence::event_schema`] describes them.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::BooleanArray;
use evidence::{Event, EventIx, EventKind, Evidence};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

/// Events in a row group: enough to compress well, few enough to hold.
const ROW_GROUP: usize = 65_536;

/// Why events could not be written.
#[derive(Debug, thiserror::Error)]
pub enum EventsError {
    /// The file could not be made.
    #[error("cannot write {}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The columns could not be built.
    #[error("cannot put events into columns")]
    Columns(#[from] arrow_schema::ArrowError),
    /// The columns could not be encoded or written.
    #[error("cannot write events as Parquet")]
    Parquet(#[from] parquet::errors::ParquetError),
}

/// Writes `payment.parquet`, `message.parquet`, … into `folder`, which must exist; kinds without events get no file.
/// Returns how many events each file holds.
pub fn write(evidence: &Evidence, folder: &Path) -> Result<BTreeMap<EventKind, usize>, EventsError> {
    let mut files = BTreeMap::new();
    let mut counts = BTreeMap::new();
    let mut start = 0;
    while start < evidence.event_count() {
        let end = (start + ROW_GROUP).min(evidence.event_count());
        let kinds: Vec<EventKind> =
            (start..end).filter_map(|at| event(evidence, at)).map(|event| event.kind).collect();
        let batch = evidence.event_batch(start..end)?;
        for &kind in EventKind::ALL {
            let of_kind: BooleanArray = kinds.iter().map(|&other| Some(other == kind)).collect();
            let count = of_kind.true_count();
            if count == 0 {
                continue;
            }
            *counts.entry(kind).or_default() += count;
            let part = arrow_select::filter::filter_record_batch(&batch, &of_kind)?;
            match files.entry(kind) {
                std::collections::btree_map::Entry::Occupied(file) => file.into_mut(),
                std::collections::btree_map::Entry::Vacant(free) => free.insert(begin(folder, kind)?),
            }
            .write(&part)?;
        }
        start = end;
    }
    for file in files.into_values() {
        file.close()?;
    }
    Ok(counts)
}

fn event(evidence: &Evidence, at: usize) -> Option<Event<'_>> {
    evidence.event_at(EventIx(u32::try_from(at).ok()?))
}

fn begin(folder: &Path, kind: EventKind) -> Result<ArrowWriter<File>, EventsError> {
    let path = folder.join(kind.as_str()).with_extension("parquet");
    let file = File::create(&path).map_err(|source| EventsError::File { path, source })?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_created_by("palermo".to_owned())
        .build();
    Ok(ArrowWriter::try_new(file, evidence::event_schema(), Some(properties))?)
}
