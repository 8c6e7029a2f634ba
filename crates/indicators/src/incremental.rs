//! What a kind of rule must be able to do beyond one run over everything: be looked at while it waits, forget what is out
//! of reach, and be written down.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::engine::{Detector, Found};
use crate::episode::Timed;
use crate::rows::Row;

/// An item that outlives the block of rows it was selected in.
pub(crate) trait Lasting: Timed + PartialEq + Serialize + DeserializeOwned {
    /// The number of its event.
    fn event(&mut self) -> &mut u64;

    /// Its row, where the rule looks at rows again later.
    fn row(&mut self) -> Option<&mut usize> {
        None
    }
}

/// A kind of rule that can be run on a feed without an end.
///
/// `now_us` is a promise: nothing earlier will be pushed. What `settle` does changes nothing that is found, only when.
pub(crate) trait Incremental:
    Detector<Item: Lasting, State: Clone + Serialize + DeserializeOwned>
{
    /// Whether [`Detector::push`] looks at the rows of earlier items.
    fn keeps_rows(&self) -> bool {
        false
    }
    /// [`Found::start_us`] of what would be found if nothing more came.
    fn open_start(&self, state: &Self::State) -> Option<i64>;
    /// What would be found if nothing more came.
    fn open(&self, state: &Self::State) -> Option<Found>;
    /// Finds what is over, and forgets what is out of reach.
    fn settle(&self, state: &mut Self::State, now_us: i64, last: Row<'_>, found: &mut Vec<Found>);
    /// When there is something to settle next; `None` where the state is as new or waits for the end.
    fn due_us(&self, state: &Self::State) -> Option<i64>;
    /// Whether someone waits for what is due.
    fn is_awaited(&self, state: &Self::State) -> bool {
        self.open_start(state).is_some()
    }
    /// Whether the state is as if nothing had been pushed.
    fn is_idle(state: &Self::State) -> bool;
    /// Every item the state keeps.
    fn each(state: &mut Self::State, visit: &mut dyn FnMut(&mut Self::Item));
    /// The events the state names otherwise than by items.
    fn named(_: &Self::State) -> &[u64] {
        &[]
    }
}
