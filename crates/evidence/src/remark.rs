//! What a reader did to a value, where the event it made no longer shows it.

/// Why an amount is not as its record writes it. The record itself is untouched in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[repr(u8)]
pub enum Remark {
    /// A negative amount whose direction the record says otherwise: the sign was left out.
    SignLeftOut,
    /// A negative amount was taken as a payment the other way.
    TurnedRound,
    /// A negative amount that may mean either: it stays a statement, the event has none.
    AmountLeftOut,
    /// Finer than the currency's minor unit: rounded to it.
    Rounded,
}
