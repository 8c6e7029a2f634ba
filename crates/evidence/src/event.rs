//! What happened, when, where and between whom.

use crate::{Currency, EntityIx, Moment, RecordIx, Symbol};

/// The number of an event in one run, in order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventIx(pub u32);

macro_rules! named_codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[repr(u8)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// All codes, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code's name in rules, mappings and files.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The code of that name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named_codes! {
    /// What sort of thing happened.
    EventKind {
        /// Money moved.
        Payment = "payment",
        /// A message was sent.
        Message = "message",
        /// A call was made.
        Call = "call",
        /// Something or someone was at a position at a time (a track point, a waypoint).
        Position = "position",
        /// A journey from one place to another with a known carrier or ticket.
        Journey = "journey",
        /// A stay at a place (lodging).
        Stay = "stay",
        /// Someone or something was seen or encountered.
        Sighting = "sighting",
        /// A crossing of a border.
        Crossing = "crossing",
        /// Someone was interviewed or gave a statement.
        Interview = "interview",
        /// Persons counted together by an authority or survey, without identities.
        Tally = "tally",
        /// A merchant held a sum on a card without taking it yet.
        Authorisation = "authorisation",
        /// A device used an account.
        Login = "login",
        /// Banknotes were changed for others.
        Exchange = "exchange",
        /// An advertisement appeared.
        Advert = "advert",
        /// An application was filed: for an account, a visa, a permit.
        Application = "application",
        /// Staff saw or asked something: an item of a questionnaire and its answer.
        Observation = "observation",
    }
}

named_codes! {
    /// How money moved.
    Channel {
        /// The record does not say.
        Unknown = "unknown",
        /// Cash over a counter or machine: a deposit has no payer's account, a withdrawal no beneficiary's.
        Cash = "cash",
        /// A card purchase.
        Card = "card",
        /// A domestic account-to-account transfer.
        Transfer = "transfer",
        /// An international transfer.
        Wire = "wire",
        /// A transfer addressed to an e-mail address or phone (Interac and its like).
        ETransfer = "e_transfer",
        /// A money-transfer service.
        Remittance = "remittance",
        /// A cheque.
        Cheque = "cheque",
        /// A bank draft.
        Draft = "draft",
        /// A direct debit or standing order.
        DirectDebit = "direct_debit",
        /// Wages.
        Payroll = "payroll",
        /// A virtual-currency service.
        Crypto = "crypto",
        /// A merchant's refund.
        Refund = "refund",
        /// The institution's own fee.
        Fee = "fee",
        /// Interest.
        Interest = "interest",
    }
}

/// A place as a record names it. Nothing here is looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PlaceMention<'a> {
    /// Name as written, empty if none.
    pub name: &'a str,
    /// ISO 3166-1 alpha-2 code, or empty.
    pub country: &'a str,
    /// Latitude and longitude in degrees (WGS 84), if given.
    pub coordinates: Option<(f64, f64)>,
}

/// An event on its way into a [`Sink`](crate::Sink).
#[derive(Clone, Copy, Debug)]
pub struct NewEvent<'a> {
    /// What sort.
    pub kind: EventKind,
    /// When, as finely as it is known; `None` if not at all.
    pub time: Option<Moment>,
    /// Payer's account, sender, caller, or the subject that moved.
    pub from: Option<EntityIx>,
    /// Beneficiary's account, receiver, group written to.
    pub to: Option<EntityIx>,
    /// The person or organisation behind `from`, where it is a thing of its own (an account's payer).
    pub from_party: Option<EntityIx>,
    /// The person or organisation behind `to`.
    pub to_party: Option<EntityIx>,
    /// Who or what it went through: conductor of a deposit, agent, vehicle, device.
    pub via: Option<EntityIx>,
    /// How money moved.
    pub channel: Channel,
    /// Amount in minor units of `currency`, never negative: direction is in `from` and `to`.
    pub amount_minor: Option<i64>,
    /// Its currency.
    pub currency: Currency,
    /// Merchant category code (ISO 18245), if given.
    pub mcc: Option<u16>,
    /// How many persons a tally counted.
    pub quantity: Option<i64>,
    /// The other party's name as printed, where it is not an entity (a merchant, a payee).
    pub party_text: &'a str,
    /// Memo or message text.
    pub text: &'a str,
    /// Where.
    pub place: PlaceMention<'a>,
    /// The record that says so.
    pub record: RecordIx,
}

impl<'a> NewEvent<'a> {
    /// An event of which only kind and record are known; fill in the rest with struct update syntax.
    pub fn new(kind: EventKind, record: RecordIx) -> Self {
        Self {
            kind,
            time: None,
            from: None,
            to: None,
            from_party: None,
            to_party: None,
            via: None,
            channel: Channel::Unknown,
            amount_minor: None,
            currency: Currency::NONE,
            mcc: None,
            quantity: None,
            party_text: "",
            text: "",
            place: PlaceMention::default(),
            record,
        }
    }

    /// The same event at `place`.
    #[must_use]
    pub fn at(mut self, place: PlaceMention<'a>) -> Self {
        self.place = place;
        self
    }
}

/// The fixed-width part of an event as it is stored; the texts are in [`Event`].
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct EventRow {
    /// What sort.
    pub kind: EventKind,
    /// When.
    pub time: Option<Moment>,
    /// See [`NewEvent::from`].
    pub from: Option<EntityIx>,
    /// See [`NewEvent::to`].
    pub to: Option<EntityIx>,
    /// See [`NewEvent::from_party`].
    pub from_party: Option<EntityIx>,
    /// See [`NewEvent::to_party`].
    pub to_party: Option<EntityIx>,
    /// See [`NewEvent::via`].
    pub via: Option<EntityIx>,
    /// How money moved.
    pub channel: Channel,
    /// Amount in minor units.
    pub amount_minor: Option<i64>,
    /// Its currency.
    pub currency: Currency,
    /// Merchant category code.
    pub mcc: Option<u16>,
    /// Persons counted.
    pub quantity: Option<i64>,
    /// The other party's name as printed.
    pub party_text: Symbol,
    /// Name of the place as written.
    pub place: Symbol,
    /// Country of the place (ISO 3166-1 alpha-2), empty if not said.
    pub country: Symbol,
    /// Coordinates as given.
    pub coordinates: Option<(f64, f64)>,
    /// The record that says so.
    pub record: RecordIx,
}

/// An event with its number and text, as analyses read it.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// Its number.
    pub ix: EventIx,
    /// Its stored row.
    pub row: EventRow,
    /// Memo or message text.
    pub text: &'a str,
}

impl std::ops::Deref for Event<'_> {
    type Target = EventRow;

    fn deref(&self) -> &EventRow {
        &self.row
    }
}
