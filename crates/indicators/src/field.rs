//! The fields a condition may speak of, as seen from one subject's side of an event.

use evidence::{Channel, EntityIx, EventIx, EventKind, EventRow, Symbol, Truth};
use resolve::{ClusterIx, Location};

use crate::list::Codes;
use crate::quantity::{major, whole};
use crate::world::{Spot, World};

/// Which side of an event a subject is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// It received: money, a message, a call.
    In,
    /// It gave: paid, wrote, called, moved.
    Out,
    /// It was in the circle a message was written to.
    Heard,
}

impl Side {
    pub(crate) const ALL: [(&'static str, Self); 3] =
        [("in", Self::In), ("out", Self::Out), ("heard", Self::Heard)];
}

/// One event from one subject's side, with what rules ask of it looked up once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'a> {
    pub(crate) world: &'a World<'a>,
    pub(crate) subject: ClusterIx,
    pub(crate) event: EventIx,
    pub(crate) side: Side,
    pub(crate) order_us: Option<i64>,
    pub(crate) row: EventRow,
    pub(crate) text: &'a str,
    /// Which of the run's term lists the texts of the event mention.
    pub(crate) mentions: u64,
    pub(crate) location: Option<&'a Location>,
}

/// What one value of a field is, to tell values apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key<'a> {
    Cluster(ClusterIx),
    Printed(Symbol),
    Place(&'a str, [u8; 2]),
    Country(&'a str),
    Number(i64),
    Code(u8),
}

macro_rules! fields {
    ($($variant:ident = $name:literal, $en:literal, $fr:literal;)+) => {
        /// A field of an event.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Field { $($variant),+ }

        impl Field {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its bit in a set of fields.
            pub(crate) fn bit(self) -> u32 {
                1 << (self as u32)
            }

            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What is missing when the field is, in English and French.
            pub(crate) fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($en, $fr)),+ }
            }
        }
    };
}

fields! {
    Kind = "kind", "the kind of event", "la nature de l’événement";
    Channel = "channel", "how the money moved", "le mode de paiement";
    Direction = "direction", "the direction", "le sens";
    Amount = "amount", "the amount", "le montant";
    Currency = "currency", "the currency", "la monnaie";
    Mcc = "mcc", "the merchant category code", "le code de catégorie de commerçant";
    Text = "text", "the memo or message text", "le libellé ou le texte du message";
    Party = "party", "the other party’s printed name", "le nom imprimé de l’autre partie";
    City = "city", "the place, or the place is ambiguous", "le lieu, ou le lieu est ambigu";
    Country = "country", "the country", "le pays";
    MinuteOfDay = "minute_of_day", "the local time of day", "l’heure locale";
    Day = "day", "the day", "le jour";
    Counterparty = "counterparty", "who the other party is", "l’identité de l’autre partie";
    Payee = "payee", "for whom the payment is", "la personne à qui le paiement est destiné";
    Origin = "origin", "where the other party is", "le lieu de l’autre partie";
    Home = "home", "where the subject is based", "le lieu d’attache du sujet";
    Time = "time", "the date", "la date";
    History = "history", "records of the time before", "les relevés de la période antérieure";
}

impl<'a> Seen<'a> {
    /// The value of a number field, in ten-thousandths.
    pub(crate) fn number(&self, field: Field) -> Option<i64> {
        match field {
            Field::Amount => Some(major(self.row.amount_minor?, self.row.currency)),
            Field::Mcc => self.row.mcc.map(|code| whole(usize::from(code))),
            Field::MinuteOfDay => Some(whole(usize::from(self.row.time?.minute_of_day()?))),
            Field::Day => Some(self.row.time?.local_day().saturating_mul(crate::quantity::ONE)),
            _ => None,
        }
    }

    /// The value of a coded field.
    pub(crate) fn code(&self, field: Field) -> Option<u8> {
        match field {
            Field::Kind => Some(self.row.kind as u8),
            Field::Channel => (self.row.channel != Channel::Unknown).then_some(self.row.channel as u8),
            Field::Direction => Some(self.side as u8),
            _ => None,
        }
    }

    /// The value of a text field; an empty text is unknown.
    pub(crate) fn text(&self, field: Field) -> Option<&'a str> {
        let text = match field {
            Field::Text => self.text,
            Field::Party => self.world.evidence.text(self.row.party_text),
            Field::Currency if self.row.currency != evidence::Currency::NONE => {
                return self.world.currency_text(self.row.currency);
            }
            Field::Country => match self.location {
                Some(location) => &location.country,
                None => self.world.evidence.text(self.row.country),
            },
            _ => "",
        };
        (!text.is_empty()).then_some(text)
    }

    /// Where the event happened.
    pub(crate) fn spot(&self, field: Field) -> Option<Spot<'a>> {
        match field {
            Field::City => self.location.map(Spot::of),
            Field::Home => self.world.home(self.subject),
            Field::Origin => match self.counterparty()? {
                Key::Cluster(other) => self.world.address(other).or_else(|| self.location.map(Spot::of)),
                _ => self.location.map(Spot::of),
            },
            _ => None,
        }
    }

    /// The other party: who it is where that is known, else who paid cash in, else the name as printed.
    pub(crate) fn counterparty(&self) -> Option<Key<'a>> {
        let [end, party] = self.other_ends();
        let conductor = self.row.via.filter(|_| self.row.channel == Channel::Cash);
        end.or(party)
            .or(conductor)
            .and_then(|entity| self.world.holder_of(entity))
            .map(Key::Cluster)
            .or_else(|| (!self.row.party_text.is_empty()).then_some(Key::Printed(self.row.party_text)))
    }

    /// The account and the person at the other end.
    pub(crate) fn other_ends(&self) -> [Option<EntityIx>; 2] {
        match self.side {
            Side::In | Side::Heard => [self.row.from, self.row.from_party],
            Side::Out => [self.row.to, self.row.to_party],
        }
    }

    /// The person a payment names as the one it is for.
    pub(crate) fn payee(&self) -> Option<ClusterIx> {
        self.row.to_party.and_then(|party| self.world.holder_of(party))
    }

    /// Whether the subject is the payee; unknown for an account whose holder is not.
    pub(crate) fn is_payee(&self) -> Option<bool> {
        let payee = self.payee()?;
        let is_party = |member: &EntityIx| self.world.evidence.is_a(*member, "LegalEntity");
        let is_known = self.world.members(self.subject).iter().any(is_party);
        (is_known || payee == self.subject).then_some(payee == self.subject)
    }

    /// Whether the merchant category is one of `codes`; a payment known to be no purchase has none.
    pub(crate) fn is_merchant(&self, codes: &Codes) -> Option<bool> {
        let may_have_one = matches!(self.row.channel, Channel::Unknown | Channel::Card | Channel::Refund);
        self.row.mcc.map(|code| codes.holds_number(code)).or((!may_have_one).then_some(false))
    }

    /// The value of any field, to tell different ones apart.
    pub(crate) fn key(&self, field: Field) -> Option<Key<'a>> {
        match field {
            Field::Amount | Field::Mcc | Field::MinuteOfDay | Field::Day => {
                self.number(field).map(Key::Number)
            }
            Field::Kind | Field::Channel | Field::Direction => self.code(field).map(Key::Code),
            Field::Counterparty => self.counterparty(),
            Field::Payee => self.payee().map(Key::Cluster),
            Field::City | Field::Origin | Field::Home => {
                self.spot(field).map(|spot| Key::Place(spot.name, spot.country))
            }
            Field::Country | Field::Currency => self.text(field).map(Key::Country),
            Field::Party => (!self.row.party_text.is_empty()).then_some(Key::Printed(self.row.party_text)),
            Field::Text | Field::Time | Field::History => None,
        }
    }

    /// Whether a coded field has that value.
    pub(crate) fn is_code(&self, field: Field, code: u8) -> Truth {
        self.code(field).map_or(Truth::Unknown, |own| (own == code).into())
    }
}

/// The code of a word a coded field may have.
pub(crate) fn parse_code(field: Field, word: &str) -> Option<u8> {
    match field {
        Field::Kind => EventKind::parse(word).map(|kind| kind as u8),
        Field::Channel => Channel::parse(word).filter(|own| *own != Channel::Unknown).map(|own| own as u8),
        Field::Direction => Side::ALL.iter().find(|(name, _)| *name == word).map(|(_, side)| *side as u8),
        _ => None,
    }
}

/// The words a coded field may have, for error messages.
pub(crate) fn code_words(field: Field) -> Vec<&'static str> {
    match field {
        Field::Kind => EventKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        Field::Channel => {
            Channel::ALL.iter().filter(|own| **own != Channel::Unknown).map(|own| own.as_str()).collect()
        }
        Field::Direction => Side::ALL.iter().map(|(name, _)| *name).collect(),
        _ => Vec::new(),
    }
}
