//! Evidence without its events, in a form that serde can write and read back.

use serde::{Deserialize, Serialize};

use crate::table::{EntityRow, RecordRow};
use crate::{Basis, Source, StatementRow};

/// Sources, records, entities and statements of an [`Evidence`](crate::Evidence), and its table of strings: what a feed
/// keeps while events pass through it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Declared {
    pub(crate) texts: Vec<String>,
    pub(crate) sources: Vec<SavedSource>,
    pub(crate) records: Vec<RecordRow>,
    pub(crate) entities: Vec<EntityRow>,
    pub(crate) statements: Vec<StatementRow>,
}

/// A source field by field: formats that do not write names of fields cannot leave any out. Name, hash, format,
/// encoding and the five parts of its basis; counts of bytes and records; assumptions.
type SavedSource = ([String; 4], [String; 5], [u64; 5], Vec<String>);

pub(crate) fn source(own: &Source) -> SavedSource {
    let basis = &own.basis;
    (
        [&own.name, &own.sha256, &own.format, &own.encoding].map(Clone::clone),
        [&basis.delivered_by, &basis.legal_basis, &basis.purpose, &basis.handling, &basis.retain_until]
            .map(Clone::clone),
        [own.bytes, own.bytes_read, own.bytes_rejected, own.records, own.rejections],
        own.assumptions.clone(),
    )
}

pub(crate) fn to_source((names, basis, counts, assumptions): SavedSource) -> Source {
    let [name, sha256, format, encoding] = names;
    let [delivered_by, legal_basis, purpose, handling, retain_until] = basis;
    let [bytes, bytes_read, bytes_rejected, records, rejections] = counts;
    Source {
        name,
        sha256,
        format,
        encoding,
        bytes,
        bytes_read,
        bytes_rejected,
        records,
        rejections,
        assumptions,
        basis: Basis { delivered_by, legal_basis, purpose, handling, retain_until },
    }
}
