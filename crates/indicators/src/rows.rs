//! The legs of subjects as columns: one subject's side of one event to a row, by subject and time.

use evidence::{Channel, Currency};
use serde::{Deserialize, Serialize};

use crate::field::Field;
use crate::list::Codes;
use crate::quantity::{ONE, whole};
use crate::world::{Spot, World};

/// What stands in a column of 64-bit numbers where nothing is known.
pub(crate) const NONE: i64 = i64::MIN;

/// Stands for the merchant category of a payment that has none.
pub(crate) const NO_PURCHASE: u16 = u16::MAX;

/// Defines the columns, and a row of its own with a field for each.
macro_rules! columns {
    ($($(#[$doc:meta])* $column:ident: $type:ty,)+) => {
        /// Columns. Where a field is not known stands 0, but for times, days and amounts ([`NONE`]) and minutes (−1).
        #[derive(Clone, Debug, Default, Serialize, Deserialize)]
        pub(crate) struct Rows {
            $($(#[$doc])* pub(crate) $column: Vec<$type>,)+
        }

        /// One row, away from the others.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        pub(crate) struct Record {
            $(pub(crate) $column: $type,)+
        }

        impl Rows {
            pub(crate) fn clear(&mut self) {
                $(self.$column.clear();)+
            }

            /// The row, to be kept beyond its block.
            pub(crate) fn record(&self, at: usize) -> Option<Record> {
                Some(Record { $($column: *self.$column.get(at)?,)+ })
            }

            /// Adds a row; where it lies.
            pub(crate) fn push(&mut self, record: &Record) -> usize {
                $(self.$column.push(record.$column);)+
                self.len().saturating_sub(1)
            }

            /// Puts a row in the place of one that is no longer needed.
            pub(crate) fn overwrite(&mut self, at: usize, record: &Record) {
                $(self.$column.get_mut(at).into_iter().for_each(|own| *own = record.$column);)+
            }
        }
    };
}

columns! {
    /// The number of the subject's cluster.
    subject: u32,
    /// Microseconds, for order and windows; `NONE` where not even the day is known.
    time_us: i64,
    /// The number of the event.
    event: u32,
    side: u8,
    kind: u8,
    channel: u8,
    /// Ten-thousandths of a major unit.
    amount: i64,
    currency: Currency,
    /// [`NO_PURCHASE`] where a payment is known not to be one.
    mcc: u16,
    minute: i16,
    /// Local days since 1970.
    day: i64,
    counterparty: u32,
    payee: u32,
    conductor: u32,
    /// Printed names, as symbols.
    party: u32,
    place: u32,
    /// Spots of the [`World`], plus one.
    city: u32,
    origin: u32,
    home: u32,
    /// Two letters.
    country: u16,
    other_country: u16,
    /// Which terms the texts of the event mention: a set of the [`World`].
    mentions: u32,
    has_text: bool,
    /// Which terms the subject's own facts mention, and which the other party's.
    own_facts: u32,
    other_facts: u32,
    /// The source, plus one.
    source: u32,
}

impl Rows {
    pub(crate) fn len(&self) -> usize {
        self.event.len()
    }
}

/// One row, and the world it is of.
#[derive(Clone, Copy)]
pub(crate) struct Row<'e> {
    pub(crate) world: &'e World<'e>,
    pub(crate) rows: &'e Rows,
    pub(crate) at: usize,
}

fn some<T: Copy + PartialEq + Default>(value: T) -> Option<T> {
    (value != T::default()).then_some(value)
}

impl<'e> Row<'e> {
    fn get<T: Copy>(&self, column: &[T]) -> Option<T> {
        column.get(self.at).copied()
    }

    pub(crate) fn time_us(&self) -> Option<i64> {
        self.get(&self.rows.time_us).filter(|us| *us != NONE)
    }

    pub(crate) fn event(&self) -> u32 {
        self.get(&self.rows.event).unwrap_or(u32::MAX)
    }

    pub(crate) fn subject(&self) -> u32 {
        self.get(&self.rows.subject).unwrap_or(u32::MAX)
    }

    pub(crate) fn currency(&self) -> Currency {
        self.get(&self.rows.currency).unwrap_or(Currency::NONE)
    }

    pub(crate) fn source(&self) -> Option<u32> {
        self.get(&self.rows.source).and_then(|source| source.checked_sub(1))
    }

    /// Whether the field is known.
    pub(crate) fn has(&self, field: Field) -> bool {
        match field {
            Field::Kind | Field::Channel | Field::Direction => self.code(field).is_some(),
            Field::Currency | Field::Country | Field::OtherCountry => self.letters(field).is_some(),
            Field::Text | Field::Occupation | Field::Industry | Field::OtherIndustry => {
                self.text(field).is_some()
            }
            Field::Status => self.world.facts(self.subject()).is_business.is_some(),
            Field::Time => self.time_us().is_some(),
            Field::FromHomeKm | Field::AccountAge | Field::Income => self.number(field).is_some(),
            _ => self.key(field).is_some(),
        }
    }

    /// Whether a text field says anything; what columns tell is read off them.
    pub(crate) fn says(&self, field: Field) -> bool {
        match field {
            Field::Text => self.get(&self.rows.has_text).unwrap_or(false),
            Field::Party => self.get(&self.rows.party).is_some_and(|party| party != 0),
            _ => self.text(field).is_some(),
        }
    }

    /// The set of terms that a text field mentions.
    pub(crate) fn mentions(&self, field: Field) -> u32 {
        let column = match field {
            Field::Occupation | Field::Industry => &self.rows.own_facts,
            Field::OtherIndustry => &self.rows.other_facts,
            _ => &self.rows.mentions,
        };
        self.get(column).unwrap_or(0)
    }

    /// Whether the merchant category is one of `codes`; a payment known to be no purchase has none.
    pub(crate) fn is_merchant(&self, codes: &Codes) -> Option<bool> {
        match self.get(&self.rows.mcc)? {
            0 => None,
            code => Some(code != NO_PURCHASE && codes.holds_number(code)),
        }
    }

    /// The value of a number field, in ten-thousandths.
    pub(crate) fn number(&self, field: Field) -> Option<i64> {
        match field {
            Field::Amount => self.get(&self.rows.amount).filter(|amount| *amount != NONE),
            Field::Mcc => {
                let code = self.get(&self.rows.mcc).and_then(some).filter(|code| *code != NO_PURCHASE);
                code.map(|code| whole(usize::from(code)))
            }
            Field::MinuteOfDay => Some(whole(usize::try_from(self.get(&self.rows.minute)?).ok()?)),
            Field::Day => Some(self.get(&self.rows.day).filter(|day| *day != NONE)?.saturating_mul(ONE)),
            Field::FromHomeKm => Some(self.spot(Field::City)?.distance(&self.spot(Field::Home)?)),
            Field::AccountAge => {
                let day = self.get(&self.rows.day).filter(|day| *day != NONE)?;
                let opened = self.world.facts(self.subject()).opened?;
                Some(day.saturating_sub(opened).saturating_mul(ONE))
            }
            Field::Income => self.world.income_of(self.subject()),
            Field::Quantity => self.world.quantity(self.event()).map(|count| count.saturating_mul(ONE)),
            _ => None,
        }
    }

    /// The value of a coded field.
    pub(crate) fn code(&self, field: Field) -> Option<u8> {
        match field {
            Field::Kind => self.get(&self.rows.kind),
            Field::Channel => self.get(&self.rows.channel).filter(|code| *code != Channel::Unknown as u8),
            Field::Direction => self.get(&self.rows.side),
            _ => None,
        }
    }

    /// The value of a text field; an empty text is unknown.
    pub(crate) fn text(&self, field: Field) -> Option<&'e str> {
        let text = match field {
            Field::Text => self.world.text(self.event()),
            Field::Party => self.world.party(self.event()),
            Field::Occupation => &self.world.facts(self.subject()).occupation,
            Field::Industry => &self.world.facts(self.subject()).industry,
            Field::OtherIndustry => &self.world.facts(self.other()?).industry,
            _ => "",
        };
        (!text.is_empty()).then_some(text)
    }

    /// A short code such as a currency or a country, as letters.
    pub(crate) fn letters(&self, field: Field) -> Option<[u8; 3]> {
        let two = |code: u16| {
            let [first, second] = code.to_be_bytes();
            [first, second, 0]
        };
        match field {
            Field::Currency => {
                let currency = self.currency();
                (currency != Currency::NONE).then(|| currency.as_str().as_bytes().try_into().ok()).flatten()
            }
            Field::Country => self.get(&self.rows.country).and_then(some).map(two),
            Field::OtherCountry => self.get(&self.rows.other_country).and_then(some).map(two),
            _ => None,
        }
    }

    /// Where the event happened, or the subject or other party is based.
    pub(crate) fn spot(&self, field: Field) -> Option<Spot<'e>> {
        let column = match field {
            Field::City => &self.rows.city,
            Field::Home => &self.rows.home,
            Field::Origin => &self.rows.origin,
            _ => return None,
        };
        self.world.spot(self.get(column)?.checked_sub(1)?)
    }

    /// The cluster of the other party, where it is known who it is.
    pub(crate) fn other(&self) -> Option<u32> {
        World::cluster_of_key(self.get(&self.rows.counterparty)?)
    }

    /// Whether the subject was a child on the day; unknown where its birth date is.
    pub(crate) fn is_child(&self) -> Option<bool> {
        /// A child is anyone under eighteen (Palermo Protocol, article 3).
        const ADULT_YEARS: i16 = 18;
        let day = self.get(&self.rows.day).filter(|day| *day != NONE)?;
        let born = self.world.facts(self.subject()).born?;
        let adult = born.checked_add(jiff::Span::new().years(ADULT_YEARS)).ok()?;
        Some(day < crate::facts::days(adult)?)
    }

    /// Whether the subject is the payee; unknown for an account whose holder is not.
    pub(crate) fn is_payee(&self) -> Option<bool> {
        let payee = World::cluster_of_key(self.get(&self.rows.payee)?)?;
        let subject = self.subject();
        (payee == subject || self.world.facts(subject).is_known()).then_some(payee == subject)
    }

    /// Whether [`Row::key`] of a field reads columns only.
    pub(crate) fn is_in_columns(field: Field) -> bool {
        !matches!(field, Field::Quantity | Field::Occupation | Field::Industry | Field::OtherIndustry)
    }

    /// The value of a field, to tell different ones apart.
    pub(crate) fn key(&self, field: Field) -> Option<u64> {
        let column = match field {
            Field::Counterparty => &self.rows.counterparty,
            Field::Payee => &self.rows.payee,
            Field::Conductor => &self.rows.conductor,
            Field::Party => &self.rows.party,
            Field::Place => &self.rows.place,
            Field::City => &self.rows.city,
            Field::Origin => &self.rows.origin,
            Field::Home => &self.rows.home,
            Field::Amount | Field::Mcc | Field::MinuteOfDay | Field::Day | Field::Quantity => {
                return self.number(field).map(i64::cast_unsigned);
            }
            Field::Kind | Field::Channel | Field::Direction => return self.code(field).map(u64::from),
            Field::Country | Field::OtherCountry | Field::Currency => {
                return self.letters(field).map(|[a, b, c]| u64::from(u32::from_be_bytes([0, a, b, c])));
            }
            Field::Occupation | Field::Industry | Field::OtherIndustry => {
                return self.text(field).map(crate::text::digest);
            }
            _ => return None,
        };
        self.get(column).and_then(some).map(u64::from)
    }
}
