//! Records among which others are looked up, without the links between them: these cost most of the time an [`Index`] takes
//! to build, and who only asks after one record at a time does not need them.

use crate::field::Value;
use crate::index::{Hit, Index, IndexError, RecordId};
use crate::model::Model;
use crate::table::Table;

/// Records to be looked up.
#[derive(Debug)]
pub struct Lookup {
    index: Index,
}

impl Lookup {
    /// All records of a table, on this many threads.
    pub fn build(model: Model, table: Table, ids: Vec<RecordId>, threads: usize) -> Result<Self, IndexError> {
        Ok(Self { index: Index::keyed(model, table, ids, threads)? })
    }

    /// The records most likely the same as one, the likeliest first: those that [`Index::look_up`] finds.
    pub fn look_up(&self, values: &[Value<'_>], most: usize) -> Result<Vec<Hit>, IndexError> {
        self.index.look_up(values, most)
    }

    /// How many records it holds.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }
}
