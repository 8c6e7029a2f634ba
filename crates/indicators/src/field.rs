//! The fields a condition may speak of, as seen from one subject's side of an event.

use evidence::{Channel, EventKind};

/// Which side of an event a subject is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Side {
    /// It received: money, a message, a call.
    In,
    /// It gave: paid, wrote, called, moved.
    Out,
    /// It was in the circle a message was written to.
    Heard,
    /// The event went through it: an agent, a conductor, a device, a vehicle.
    Through,
}

impl Side {
    pub(crate) const ALL: [(&'static str, Self); 4] =
        [("in", Self::In), ("out", Self::Out), ("heard", Self::Heard), ("through", Self::Through)];
}

macro_rules! fields {
    ($($variant:ident = $name:literal, $en:literal, $fr:literal;)+) => {
        /// A field of an event, or of a subject at the time of an event.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Field { $($variant),+ }

        impl Field {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its bit in a set of fields.
            pub(crate) fn bit(self) -> u64 {
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
    Conductor = "conductor", "who handed the money in, or what it went through", "la personne qui a remis l’argent, ou l’intermédiaire";
    Place = "place", "the branch or machine", "la succursale ou l’automate";
    OtherCountry = "other_country", "the other party’s country", "le pays de l’autre partie";
    FromHomeKm = "from_home_km", "how far from home it was", "la distance au lieu d’attache";
    Occupation = "occupation", "the declared occupation", "la profession déclarée";
    Industry = "industry", "the declared line of business", "le secteur d’activité déclaré";
    OtherIndustry = "other_industry", "the other party’s line of business", "le secteur d’activité de l’autre partie";
    AccountAge = "account_age", "when the account was opened", "la date d’ouverture du compte";
    Quantity = "quantity", "the number counted", "le nombre compté";
    Income = "declared_income", "the declared income", "le revenu déclaré";
    Status = "status", "whether the subject is a person or an organisation", "la qualité du sujet, personne ou organisation";
    Time = "time", "the date", "la date";
    History = "history", "records of the time before", "les relevés de la période antérieure";
    Feed = "feed", "a feed that would show what is said to be absent", "une source qui montrerait ce qui est dit absent";
    Peers = "peers", "enough peers to compare with", "assez de pairs auxquels se comparer";
    Bound = "bound", "time to search every pattern", "le temps de chercher tous les motifs";
    Answers = "answers", "answers to the questions", "les réponses aux questions";
}

impl Field {
    /// Whether it only says what is missing; no condition names it.
    pub(crate) fn is_inner(self) -> bool {
        matches!(self, Self::History | Self::Feed | Self::Peers | Self::Answers | Self::Bound)
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
