//! Tables: delimited text whose columns a mapping explains.
//!
//! A [`Mapping`] is a YAML file that says which columns are which entity's properties and which event's fields
//! (`docs/mapping.md`). Mappings for common bank statement layouts, positions and some public tables are built in and
//! recognised by their header; a mapping given by hand is tried first. The separator and the quote are those with
//! which the header line shows all the columns a mapping asks for; lines before the header are passed over.

mod layout;
mod mapping;
mod plan;
mod time;

pub use mapping::{Mapping, MappingError};

use crate::rows::Dialect;
use crate::{Broken, Head, Reader, Scribe, Text};
use layout::Layout;
use plan::Plan;

/// How many lines into a file a header is looked for.
const HEADER_LINES: usize = 25;

/// The cells of a line, with the separator that makes most of them.
pub(crate) fn columns(line: &str) -> Vec<String> {
    let all = layout::SEPARATORS.map(|separator| layout::cells(line, Dialect { separator, quote: b'"' }));
    all.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

/// Reads tables that one mapping explains.
#[derive(Debug)]
pub struct Table {
    mapping: Mapping,
}

impl Table {
    /// A reader of tables with this mapping.
    pub fn new(mapping: Mapping) -> Self {
        Self { mapping }
    }

    /// Readers of the mappings built in, most demanding first.
    pub fn built_in() -> Vec<Self> {
        let mut mappings = mapping::built_in();
        // A layout that asks for more columns is the better fit.
        mappings.sort_by_key(|mapping| std::cmp::Reverse(mapping.recognise.len()));
        mappings.into_iter().map(Self::new).collect()
    }
}

impl Reader for Table {
    fn format(&self) -> &str {
        &self.mapping.name
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        Layout::find(head.text, &self.mapping, HEADER_LINES).is_some()
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let head = text.excerpt(0, 64 << 10);
        let Some(layout) = Layout::find(&head, &self.mapping, HEADER_LINES) else {
            return Err(Broken::structure(
                0,
                format!("no line has the columns that the mapping {} asks for", self.mapping.name),
            ));
        };
        let mut plan = Plan::new(&self.mapping, &layout);
        plan.decide_formats(text, &layout, scribe)?;
        let mut rows = layout.rows(text)?;
        while let Some(row) = rows.next_row()? {
            plan.take_down(&row, scribe);
        }
        Ok(())
    }
}
