//! What a kind of rule must be able to do beyond one run over everything: be looked at while it waits, forget what is out
//! of reach, and be written down.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::engine::{Detector, Found, Selected};
use crate::episode::Timed;
use crate::measure::Of;
use crate::plan::Decided;
use crate::rows::Row;

/// Which conditions of a rule hold of an event that it selects, and of which that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Bits {
    pub(crate) yes: u32,
    pub(crate) known: u32,
}

/// How many of the selected events of one sort, or of all, a rule needs within reach before it may fire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Need {
    pub(crate) of: Of,
    pub(crate) least: u32,
}

impl Need {
    /// Beyond so many it is not asked how many are needed.
    const MOST: u32 = 16;

    /// The least number with which `may_fire`, if one alone would not do.
    pub(crate) fn of(of: Of, may_fire: impl Fn(u32) -> bool) -> Option<Self> {
        let least = (0..=Self::MOST).find(|count| may_fire(*count)).unwrap_or(Self::MOST + 1);
        // Any selected event is one of all.
        (least > u32::from(of.is_none())).then_some(Self { of, least })
    }
}

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
    /// What must be there before it may fire; nothing where its state is to be kept from the first event on.
    fn needs(&self) -> Vec<Need> {
        Vec::new()
    }
    /// For how long an event matters.
    fn reach_us(&self) -> i64 {
        i64::MAX
    }
    /// What of a selected row its columns do not tell. With it, [`Incremental::item`] is what
    /// [`Detector::select`] gives.
    fn bits(&self, _: &Row<'_>, _: &Decided) -> Option<Bits> {
        None
    }
    /// The item of a row of which the bits are known.
    fn item(&self, _: &Row<'_>, _: Bits) -> Option<Selected<Self::Item>> {
        None
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
