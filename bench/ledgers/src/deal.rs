//! One line of a ledger before it is written: what happened in full. What a feed leaves out is left out when it is
//! written (see `book`).

use evidence::{Channel, Currency, EntityIx, EventKind};

use crate::city::City;
use crate::shop::Purchase;

/// Words in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Text {
    #[default]
    Nothing,
    Fixed(&'static str),
    /// A merchant's name with the number of its branch.
    Branch(&'static str, u16),
    Made(Box<str>),
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Fixed(text) }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Made(text.into())
    }
}

/// A movement of money (or another thing a bank notes).
#[derive(Clone, Debug)]
pub(crate) struct Deal {
    /// Local minutes since the ledger began.
    pub(crate) at: i64,
    pub(crate) kind: EventKind,
    pub(crate) channel: Channel,
    pub(crate) from: Option<EntityIx>,
    pub(crate) to: Option<EntityIx>,
    pub(crate) from_party: Option<EntityIx>,
    pub(crate) to_party: Option<EntityIx>,
    pub(crate) via: Option<EntityIx>,
    pub(crate) cents: i64,
    pub(crate) currency: Currency,
    pub(crate) mcc: Option<u16>,
    pub(crate) party: Text,
    pub(crate) memo: Text,
    /// Whose clock it is, and where it happened if `placed`.
    pub(crate) city: City,
    pub(crate) placed: bool,
    /// The institution that tells of it.
    pub(crate) bank: u8,
}

impl Deal {
    /// A payment of which little is said yet.
    pub(crate) fn new(at: i64, channel: Channel, city: City, cents: i64, bank: u8) -> Self {
        Self {
            at,
            kind: EventKind::Payment,
            channel,
            from: None,
            to: None,
            from_party: None,
            to_party: None,
            via: None,
            cents,
            currency: city.currency(),
            mcc: None,
            party: Text::Nothing,
            memo: Text::Nothing,
            city,
            placed: matches!(channel, Channel::Cash | Channel::Card | Channel::Refund | Channel::Remittance),
            bank,
        }
    }

    /// Something else than a payment.
    pub(crate) fn kind(mut self, kind: EventKind) -> Self {
        self.kind = kind;
        self
    }

    /// Whether money is in it.
    pub(crate) fn has_sum(&self) -> bool {
        matches!(self.kind, EventKind::Payment | EventKind::Authorisation)
    }

    /// Between accounts.
    pub(crate) fn between(mut self, from: Option<EntityIx>, to: Option<EntityIx>) -> Self {
        (self.from, self.to) = (from, to);
        self
    }

    /// At a merchant.
    pub(crate) fn at_shop(mut self, purchase: Purchase) -> Self {
        self.mcc = Some(purchase.mcc);
        self.party = Text::Branch(purchase.name, purchase.number);
        self.cents = purchase.cents;
        self
    }

    pub(crate) fn memo(mut self, memo: impl Into<Text>) -> Self {
        self.memo = memo.into();
        self
    }

    pub(crate) fn party(mut self, party: impl Into<Text>) -> Self {
        self.party = party.into();
        self
    }
}
