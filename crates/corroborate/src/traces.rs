//! What records a thing would leave, by what is claimed: the table `data/traces.yaml`.

use std::collections::BTreeMap;

use evidence::{Channel, Event, EventKind};
use serde::{Deserialize, Serialize};

use crate::What;

const TABLE: &str = include_str!("../data/traces.yaml");

/// What a file must follow for its silence to tell anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Follows {
    /// Who is claimed to have done it.
    Who,
    /// Either side.
    Either,
    /// A vehicle that is named.
    Vehicle,
    /// A vessel that is named.
    Vessel,
    /// A conversation in which both sides take part.
    Both,
    /// The place.
    Place,
}

/// How surely the thing leaves such a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leaves {
    /// Silence says little.
    Sometimes,
    /// Silence is worth a question.
    Often,
    /// Silence of a whole file speaks.
    Always,
}

/// A kind of record that the thing claimed would leave.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Trace {
    /// Which; names its message.
    pub id: String,
    kinds: Vec<String>,
    #[serde(default)]
    channels: Vec<String>,
    #[serde(default)]
    merchants: Vec<u16>,
    /// What a file must follow.
    pub follows: Follows,
    /// How surely it is left.
    pub leaves: Leaves,
    /// Who has it.
    pub keeper: String,
    /// The usual way to it from abroad.
    pub through: String,
    /// Whether it is usually deleted soon.
    #[serde(default)]
    pub soon: bool,
}

impl Trace {
    /// Whether an event is of the kind that such a record is read as.
    pub(crate) fn is_kind(&self, kind: EventKind) -> bool {
        self.kinds.iter().any(|own| own == kind.as_str())
    }

    /// Whether an event is such a record.
    pub(crate) fn is_shown_by(&self, event: &Event<'_>) -> bool {
        let channel =
            self.channels.is_empty() || self.channels.iter().any(|own| own == event.channel.as_str());
        let merchant =
            self.merchants.is_empty() || event.mcc.is_some_and(|code| self.merchants.contains(&code));
        self.is_kind(event.kind) && channel && merchant
    }
}

/// The traces of every kind of claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traces(BTreeMap<String, Vec<Trace>>);

impl Traces {
    /// The table compiled into this crate; a test shows that it reads.
    pub fn embedded() -> Self {
        Self(serde_saphyr::from_str(TABLE).unwrap_or_default())
    }

    /// What a thing would leave.
    pub fn of(&self, what: What) -> &[Trace] {
        self.0.get(what.as_str()).map_or(&[], Vec::as_slice)
    }
}

/// Merchant codes of lodging (ISO 18245).
const LODGING: [u16; 4] = [7011, 7012, 7032, 7033];
/// Merchant codes from here to the second are single hotel chains (card networks' lists).
const HOTELS: std::ops::RangeInclusive<u16> = 3501..=3999;

/// Whether an event can be the thing claimed itself.
pub(crate) fn is_of(what: What, event: &Event<'_>) -> bool {
    let is_purse = event.kind == EventKind::Payment
        && matches!(event.channel, Channel::Card | Channel::Cash)
        && event.from.is_some();
    let moves = matches!(
        event.kind,
        EventKind::Position | EventKind::Journey | EventKind::Crossing | EventKind::Sighting
    );
    match what {
        What::Payment => matches!(event.kind, EventKind::Payment | EventKind::Exchange),
        What::Contact => matches!(event.kind, EventKind::Message | EventKind::Call),
        What::Travel | What::Presence => moves || event.kind == EventKind::Stay || is_purse,
        What::Stay => {
            let lodging = event.mcc.is_some_and(|code| LODGING.contains(&code) || HOTELS.contains(&code));
            event.kind == EventKind::Stay || moves || event.kind == EventKind::Payment && lodging
        }
        What::Work => event.kind == EventKind::Payment && event.channel == Channel::Payroll,
        What::Uses | What::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_claim_has_its_row_and_every_code_is_known() {
        let table: BTreeMap<String, Vec<Trace>> = serde_saphyr::from_str(TABLE).unwrap();
        assert_eq!(table.len(), What::ALL.len());
        for (what, traces) in table {
            assert!(What::ALL.iter().any(|known| known.as_str() == what), "{what}");
            for trace in traces {
                assert!(trace.kinds.iter().all(|kind| EventKind::parse(kind).is_some()), "{}", trace.id);
                assert!(trace.channels.iter().all(|code| Channel::parse(code).is_some()), "{}", trace.id);
            }
        }
    }
}
