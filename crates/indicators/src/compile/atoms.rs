//! The term lists that conditions look for in texts.

use std::sync::Arc;

use crate::field::Field;
use crate::text::{Finder, Term};

/// The term lists that conditions look for in texts; each has a bit in the set of terms mentioned.
#[derive(Clone, Debug, Default)]
pub(crate) struct Atoms(Vec<Atom>);

#[derive(Clone, Debug)]
struct Atom {
    list: String,
    field: Field,
    terms: Arc<Vec<Term>>,
}

impl Atoms {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// A finder for the terms looked for in each of two fields.
    pub(crate) fn finder(&self, fields: [Field; 2]) -> (Finder, Finder) {
        let of = |field: Field| {
            let own = self.0.iter().zip(0_u32..).filter(move |(atom, _)| atom.field == field);
            Finder::new(own.map(|(atom, bit)| (atom.terms.as_slice(), bit)))
        };
        let [one, two] = fields;
        (of(one), of(two))
    }

    pub(super) fn bit(&mut self, list: &str, field: Field, terms: &Arc<Vec<Term>>) -> u32 {
        // The other party's line of business is looked through with the same terms as one's own.
        let field = if field == Field::OtherIndustry { Field::Industry } else { field };
        let known = self.0.iter().position(|atom| atom.list == list && atom.field == field);
        let at = known.unwrap_or_else(|| {
            self.0.push(Atom { list: list.to_owned(), field, terms: Arc::clone(terms) });
            self.0.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }
}
