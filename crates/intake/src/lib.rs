//! Bytes become evidence.
//!
//! One module per format, each behind the [`Reader`] trait. A delivered path is expanded into [`Input`]s (folders are
//! walked, archives are opened within bounds); each input is surveyed once ([`survey`]: SHA-256, size, encoding), its
//! format recognised from its first bytes ([`recognise`]), and read as a stream of UTF-8 text ([`Text`]). What a
//! reader finds it tells a [`Scribe`], which cleans values by the type of their property and hands them to an
//! [`evidence::Sink`].
//!
//! Invariants: no reader panics, whatever the bytes; one record is held at a time, of at most [`RECORD_LIMIT`] bytes,
//! and beside it only a fingerprint of each different thing that the file has said; a bad record becomes a rejection and the rest still loads; every byte
//! of a file is covered by a record, by a rejection, or is the format's own scaffolding between them.
//!
//! To add a format: write a module with a type that implements [`Reader`], add it to [`readers`], give it a golden
//! file under `tests/golden/` and a fuzz target.

mod account;
mod clean;
mod delivery;
mod ftm;
mod geojson;
mod goaml;
mod gpx;
mod iso20022;
mod json;
mod mt940;
mod ofac;
mod ofx;
mod rows;
mod scribe;
mod survey;
mod table;
mod telegram;
mod text;
mod un_list;
mod whatsapp;
mod xml;

pub use clean::{Cleaned, Cleaner};
pub use delivery::{DeliveryError, Input, Memory, deliver};
pub use scribe::{Scribe, Thing};
pub use survey::{Survey, survey};
pub use table::{Mapping, MappingError, Table};
pub use text::{Head, Line, Lines, Text};

use evidence::{Locator, Rejection, Sink};

/// The longest single record that is read, in bytes; a longer one is rejected and passed over.
pub const RECORD_LIMIT: usize = 16 << 20;

/// Why the rest of a source could not be read. What came before it is kept; the rest becomes one rejection.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The bytes could not be had.
    #[error("reading stopped: {0}")]
    Io(#[from] std::io::Error),
    /// The format's own structure ends or goes wrong, so that no further record can be told apart.
    #[error("{reason}")]
    Structure {
        /// First byte of what could not be read.
        at: u64,
        /// What was expected there and what was found.
        reason: String,
    },
}

impl Broken {
    /// A structural fault at a byte.
    pub fn structure(at: u64, reason: impl Into<String>) -> Self {
        Self::Structure { at, reason: reason.into() }
    }
}

/// Reads one format.
pub trait Reader: Sync {
    /// The format's name, as it stands in findings (`whatsapp-text`, `camt.053`).
    fn format(&self) -> &str;

    /// Whether the first bytes are this format's. Readers are asked in the order of [`readers`]; the first that says
    /// yes reads the file, so a test must be as narrow as the format allows.
    fn recognises(&self, head: &Head<'_>) -> bool;

    /// Reads the whole source.
    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken>;
}

/// Every reader, narrowest first.
pub fn readers() -> Vec<Box<dyn Reader>> {
    let mut readers: Vec<Box<dyn Reader>> = vec![
        Box::new(goaml::Goaml),
        Box::new(un_list::UnList),
        Box::new(gpx::Gpx),
        Box::new(iso20022::Camt053),
        Box::new(iso20022::Pain001),
        Box::new(iso20022::Pacs008),
        Box::new(ofx::Ofx),
        Box::new(mt940::Mt940),
        Box::new(telegram::Telegram),
        Box::new(geojson::Geojson),
        Box::new(ftm::Entities),
        Box::new(ftm::Statements),
        Box::new(whatsapp::Whatsapp),
        Box::new(ofac::Sdn),
        Box::new(ofac::Alt),
        Box::new(ofac::Add),
        Box::new(ofac::Comments),
    ];
    for table in Table::built_in() {
        readers.push(Box::new(table));
    }
    readers
}

/// The reader for a file that begins like this.
pub fn recognise<'a>(readers: &'a [Box<dyn Reader>], head: &Head<'_>) -> Option<&'a dyn Reader> {
    readers.iter().find(|reader| reader.recognises(head)).map(AsRef::as_ref)
}

/// Reads one surveyed input into a sink with the reader chosen, or rejects it whole if none fits.
///
/// Returns the format's name. The sink must have begun the source.
pub fn read(
    input: &dyn Input,
    survey: &Survey,
    reader: Option<&dyn Reader>,
    cleaner: &Cleaner,
    sink: &mut dyn Sink,
) -> String {
    let Some(reader) = reader else {
        let whole = Locator::new("file", 1, 0, survey.bytes);
        let reason = not_recognised(survey);
        sink.reject(Rejection::new(whole, reason, &survey.head));
        return "unknown".to_owned();
    };
    let text = Text::new(input, survey);
    let mut scribe = Scribe::new(sink, cleaner, &survey.sha256);
    if let Err(broken) = reader.read(&text, &mut scribe) {
        let from = match broken {
            Broken::Structure { at, .. } => at,
            Broken::Io(_) => scribe.reached(),
        };
        let rest = Locator::new("rest", 1, from, text.len().saturating_sub(from));
        let excerpt = text.excerpt(from, Rejection::TEXT_LIMIT as u64);
        scribe.reject(rest, format!("{broken}; nothing after this point was read"), excerpt.as_bytes());
    }
    reader.format().to_owned()
}

/// Why no reader takes a file, as far as its first bytes say.
fn not_recognised(survey: &Survey) -> String {
    if survey.bytes == 0 {
        return "the file is empty".to_owned();
    }
    if survey.head.contains(&0)
        && survey.encoding != encoding_rs::UTF_16LE
        && survey.encoding != encoding_rs::UTF_16BE
    {
        return "a binary file of a format that is not read".to_owned();
    }
    let text = survey.head_text();
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let columns = table::columns(first);
    if columns.len() < 2 {
        return "text of a format that is not recognised".to_owned();
    }
    let shown = columns.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(", ");
    format!(
        "a table that no mapping explains, its first line is: {shown}; write one (docs/mapping.md) and give it with --mapping"
    )
}
